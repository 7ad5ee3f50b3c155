/* manicule-format-conll.c: CoNLL-2003 and its relatives: tokens with tags
 *
 * Read: any number of columns, parted by spaces or tabs, with tags in IOB1, IOB2, BIOES or BILOU; the two columns of
 * tags of GermEval 2014; the columns of HIPE 2020 and 2022, by their names; sentences a line of "token|tag". Which it is, is
 * found out from the whole file. The text is rebuilt from the tokens.
 *
 * Written: the four columns of CoNLL-2003, two columns, those of the file that was read, or those of GermEval. A text
 * that was read from such a file keeps its tokens.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-conll-private.h"
#include "manicule-format-conll-survey.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char * const suffixes[] = { "conll", "iob", "bio", "bioes", "iob2", NULL };
static const char * const schemes[] = { "iob2", "iob1", "bioes", "bilou", NULL };
static const char * const separators[] = { "space", "tab", NULL };
static const char * const columns[] = { "four", "two", "source", NULL };
static const char * const yes_or_no[] = { "yes", "no", NULL };
static const char * const no_or_yes[] = { "no", "yes", NULL };

static const ManiculeFormatOption options[] = {
  { "scheme", N_("Tags"), N_("How the tokens of an entity are marked"), schemes, "iob2" },
  { "separator", N_("Separator"), N_("What stands between columns"), separators, "space" },
  { "columns", N_("Columns"), N_("Four as in CoNLL-2003, token and tag, or those of the file that was read"),
    columns, "four" },
  { "docstart", N_("Document Lines"), N_("Whether a line “-DOCSTART-” opens each document"), yes_or_no, "yes" },
  { "nested", N_("Nested Tags"), N_("Whether a second column holds what is nested, as in GermEval 2014"),
    no_or_yes, "no" },
  { "comments", N_("Comments"), N_("Whether comments give the id of each document and the text of each sentence"),
    no_or_yes, "no" },
  { NULL },
};

/* --- recognising --- */

static gboolean
has_suffix (const char *name)
{
  const char *dot = strrchr (name, '.');

  for (guint i = 0; dot != NULL && suffixes[i] != NULL; i++)
    if (g_ascii_strcasecmp (dot + 1, suffixes[i]) == 0)
      return TRUE;

  return FALSE;
}

/* The whole lines of the head. */
static void
add_lines (ManiculeConllSurvey *survey,
           const char          *head,
           gsize                length)
{
  const char *p = head, *end = head + length;

  while (p < end)
    {
      const char *newline = memchr (p, '\n', (gsize) (end - p));
      gsize size = newline != NULL ? (gsize) (newline - p) : (gsize) (end - p);

      if (size > 0 && p[size - 1] == '\r')
        size--;
      if ((newline != NULL || p == head) && memchr (p, '\0', size) == NULL)
        manicule_conll_survey_add_line (survey, p, size);
      p = newline != NULL ? newline + 1 : end;
    }
}

static guint
sniff (const char *name,
       const char *head,
       gsize       length)
{
  g_autoptr(ManiculeConllSurvey) survey = manicule_conll_survey_new ();
  ManiculeConllLayout layout;
  guint64 n_lines, n_fit;

  add_lines (survey, head, length);
  if (manicule_conll_survey_get_names (survey, NULL) != NULL)
    return 97;
  if (!manicule_conll_survey_decide (survey, &layout))
    return 0;

  manicule_conll_survey_count (survey, &layout, &n_lines, &n_fit);
  if (10 * n_fit >= 9 * n_lines && n_fit > 1)
    return has_suffix (name) ? 90 : 75;

  return has_suffix (name) ? 55 : 0;
}

/* --- holding --- */

static ManiculeHolds
holds_with (GHashTable *chosen,
            guint      *levels)
{
  const char *nested = chosen != NULL ? g_hash_table_lookup (chosen, "nested") : NULL;

  if (g_strcmp0 (nested, "yes") != 0)
    return MANICULE_HOLDS_SPANS;

  *levels = 2;

  return MANICULE_HOLDS_SPANS | MANICULE_HOLDS_NESTED;
}

/* A label is part of a field, which ends at white space. */
static char *
fit_name (ManiculeNameKind  kind,
          const char       *name)
{
  GString *fitted;
  gboolean fits = *name != '\0';

  for (const char *p = name; fits && *p != '\0'; p = g_utf8_next_char (p))
    fits = !g_unichar_isspace (g_utf8_get_char (p)) && !g_unichar_iscntrl (g_utf8_get_char (p));
  if (kind != MANICULE_NAME_LABEL || fits)
    return NULL;

  fitted = g_string_new (*name == '\0' ? "_" : NULL);
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (fitted, g_unichar_isspace (c) || g_unichar_iscntrl (c) ? '_' : c);
    }

  return g_string_free_and_steal (fitted);
}

const ManiculeFormat manicule_format_conll = {
  .id = "conll",
  .title = "CoNLL-2003",
  .description = N_("A token and its tag on each line"),
  .suffixes = suffixes,
  .holds = MANICULE_HOLDS_SPANS,
  .unit = MANICULE_OFFSET_CHARS,
  .container = MANICULE_CONTAINER_FILE,
  .options = options,
  .sniff = sniff,
  .read = manicule_conll_read,
  .holds_with = holds_with,
  .begin = manicule_conll_begin,
  .write = manicule_conll_write,
  .end = manicule_conll_end,
  .fit_name = fit_name,
};
