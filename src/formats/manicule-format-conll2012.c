/* manicule-format-conll2012.c: CoNLL-2012 of OntoNotes, and its relatives: coreference in the last column
 *
 * Read: the columns of CoNLL-2012, of GUM, of SemEval-2010 and of those that leave some out or call nothing by other signs.
 * A cluster of mentions is an entity; a named entity that is a mention, too, is one span. The text is rebuilt from the
 * words. Each part of a document is an article.
 *
 * Written: twelve columns, with labels as named entities and entities as clusters, which have numbers and no names; or
 * the three columns of GUM, whose clusters have labels and names. What came from such a file keeps its tokens, and its
 * other columns where the form is the same.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-conll2012-private.h"

#include "manicule-format-conllu-private.h"
#include "manicule-uima-names.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char * const suffixes[] = { "conll", "v4_gold_conll", "v4_auto_conll", NULL };
static const char * const forms[] = { "conll-2012", "gum", NULL };

static const ManiculeFormatOption options[] = {
  { "form", N_("Form"), N_("Twelve columns with named entities and clusters, or three as in GUM, with labels and names of clusters"),
    forms, "conll-2012" },
  { NULL },
};

/* --- recognising --- */

static guint
sniff (const char *name,
       const char *head,
       gsize       length)
{
  const char *p = head, *end = head + length;

  if (length >= 3 && memcmp (p, "\xef\xbb\xbf", 3) == 0)
    p += 3;
  while (p < end)
    {
      const char *feed = memchr (p, '\n', (gsize) (end - p));
      gsize size = (gsize) ((feed != NULL ? feed : end) - p);
      ManiculeConllField id;
      guint part;

      if (size > 0 && p[size - 1] == '\r')
        size--;
      if (size > 0 && memchr (p, '\0', size) == NULL && manicule_conll2012_parse_begin (p, size, &id, &part))
        return 98;
      if (size > 0 && *p != '#')
        return 0;
      p = feed != NULL ? feed + 1 : end;
    }

  return 0;
}

/* --- holding --- */

static ManiculeHolds
holds_with (GHashTable *chosen,
            guint      *levels)
{
  const char *form = chosen != NULL ? g_hash_table_lookup (chosen, "form") : NULL;

  if (g_strcmp0 (form, "gum") == 0)
    return MANICULE_HOLDS_SPANS | MANICULE_HOLDS_NESTED | MANICULE_HOLDS_CROSSING | MANICULE_HOLDS_ENTITIES;

  return MANICULE_HOLDS_SPANS | MANICULE_HOLDS_NESTED | MANICULE_HOLDS_ENTITIES | MANICULE_HOLDS_CLUSTERS;
}

static gboolean
is_plain (gunichar c)
{
  return !g_unichar_isspace (c) && !g_unichar_iscntrl (c) && (c >= 0x80 || strchr ("()*|", (char) c) == NULL);
}

/* A label stands in brackets in a field. */
static char *
fit_name (ManiculeNameKind  kind,
          const char       *name)
{
  gboolean fits = *name != '\0';
  GString *fitted;

  if (kind == MANICULE_NAME_ENTITY && !manicule_id_is_valid (name))
    return manicule_uima_entity_for_identifier (name);
  for (const char *p = name; fits && *p != '\0'; p = g_utf8_next_char (p))
    fits = is_plain (g_utf8_get_char (p));
  if (kind != MANICULE_NAME_LABEL || fits)
    return NULL;

  fitted = g_string_new (*name == '\0' ? "_" : NULL);
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    g_string_append_unichar (fitted, is_plain (g_utf8_get_char (p)) ? g_utf8_get_char (p) : '_');

  return g_string_free_and_steal (fitted);
}

static char *
name_cluster (const char *article_id,
              const char *number)
{
  for (const char *p = number; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '_')
      return NULL;

  return manicule_conllu_name_cluster (article_id, number);
}

const ManiculeFormat manicule_format_conll2012 = {
  .id = "conll2012",
  .title = "CoNLL-2012",
  .description = N_("A token on each line, coreference in the last column"),
  .suffixes = suffixes,
  .holds = MANICULE_HOLDS_SPANS | MANICULE_HOLDS_NESTED | MANICULE_HOLDS_ENTITIES | MANICULE_HOLDS_CLUSTERS,
  .unit = MANICULE_OFFSET_CHARS,
  .container = MANICULE_CONTAINER_FILE,
  .options = options,
  .sniff = sniff,
  .read = manicule_conll2012_read,
  .holds_with = holds_with,
  .begin = manicule_conll2012_begin,
  .write = manicule_conll2012_write,
  .end = manicule_conll2012_end,
  .fit_name = fit_name,
  .name_cluster = name_cluster,
  .mention = MANICULE_CONLLU_NO_LABEL,
};
