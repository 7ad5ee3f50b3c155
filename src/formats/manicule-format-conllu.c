/* manicule-format-conllu.c: CoNLL-U and CoNLL-U Plus
 *
 * Read: the text is rebuilt from the words and what is said to stand between them. Entities are brackets in the MISC
 * column, as GUM and CorefUD have them, or tags there ("name=B-PER") or in a column of their own. A cluster of mentions is
 * a tie to one entity; a mention that is alone has none, unless the entity is named. What else the lines say is carried.
 *
 * Written: brackets, or tags where these can say it and it is asked for or came so. What CorefUD has no place for
 * (relations, notes, ends within words) goes to its "other", where others leave it alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-conllu-private.h"

#include "manicule-format-values.h"
#include "manicule-uima-names.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char * const suffixes[] = { "conllu", "conllup", NULL };
static const char * const ways[] = { "brackets", "name", NULL };

static const ManiculeFormatOption options[] = {
  { "entities", N_("Entities"), N_("Brackets as in GUM and CorefUD, or “name=B-PER” where that can say all"), ways, "brackets" },
  { NULL },
};

/* --- recognising --- */

static gboolean
is_word_line (const char *data,
              gsize       length)
{
  ManiculeConlluField fields[12];

  if (manicule_conllu_split (data, length, fields, G_N_ELEMENTS (fields)) != 10 || fields[0].length == 0)
    return FALSE;

  return g_ascii_isdigit (*fields[0].data) && strspn (fields[0].data, "0123456789-.") == fields[0].length;
}

static guint
sniff (const char *name,
       const char *head,
       gsize       length)
{
  const char *p = head, *end = head + length;
  guint n_words = 0;

  if (length >= 3 && memcmp (p, "\xef\xbb\xbf", 3) == 0)
    p += 3;
  while (p < end)
    {
      const char *feed = memchr (p, '\n', (gsize) (end - p));
      gsize size = (gsize) ((feed != NULL ? feed : end) - p);
      ManiculeConlluField line = { p, size > 0 && p[size - 1] == '\r' ? size - 1 : size };
      ManiculeConlluField value;

      if (p == head && manicule_conllu_comment_get (&line, "global.columns", &value))
        return 97;
      if (n_words == 0 && manicule_conllu_comment_get (&line, "global.Entity", &value))
        return 96;
      if (line.length > 0 && *line.data != '#' && feed != NULL && !is_word_line (line.data, line.length))
        return 0;
      n_words += line.length > 0 && *line.data != '#' && feed != NULL;
      p = feed != NULL ? feed + 1 : end;
    }

  return n_words > 0 ? 95 : g_str_has_suffix (name, ".conllu") || g_str_has_suffix (name, ".conllup") ? 55 : 0;
}

/* --- writing --- */

static char *
fit_name (ManiculeNameKind  kind,
          const char       *name)
{
  if (kind == MANICULE_NAME_ENTITY && !manicule_id_is_valid (name))
    return manicule_uima_entity_for_identifier (name);

  return (kind == MANICULE_NAME_LABEL || kind == MANICULE_NAME_RELATION || kind == MANICULE_NAME_ATTRIBUTE) && *name == '\0'
         ? g_strdup ("_") : NULL;
}

const ManiculeFormat manicule_format_conllu = {
  .id = "conllu",
  .title = "CoNLL-U",
  .description = N_("Universal Dependencies: a word on each line, entities in the last column"),
  .suffixes = suffixes,
  .holds = MANICULE_HOLDS_TEXT | MANICULE_HOLDS_SPANS | MANICULE_HOLDS_NESTED | MANICULE_HOLDS_CROSSING |
           MANICULE_HOLDS_DISCONTINUOUS | MANICULE_HOLDS_ZERO_LENGTH | MANICULE_HOLDS_SUB_TOKEN | MANICULE_HOLDS_RELATIONS |
           MANICULE_HOLDS_ATTRIBUTES | MANICULE_HOLDS_ENTITIES | MANICULE_HOLDS_NOTES,
  .unit = MANICULE_OFFSET_CHARS,
  .container = MANICULE_CONTAINER_FILE,
  .options = options,
  .sniff = sniff,
  .read = manicule_conllu_read,
  .begin = manicule_conllu_begin,
  .write = manicule_conllu_write,
  .end = manicule_conllu_end,
  .fit_name = fit_name,
  .fit_value = manicule_value_fit_as_text,
};
