/* manicule-format-conll-header.c: a first line that names the columns
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-conll-header.h"

#include <string.h>

#define TAGS "NE-"
#define NESTED "NE-NESTED"
#define MISC "MISC"

/* Which column of tags is read, where it has any: first what is meant literally, and the coarse types. */
static const char * const preferred[] = { "NE-COARSE-LIT", "NE-FINE-LIT", "NE-COARSE-METO", "NE-FINE-METO", "NE-FINE-COMP" };

static gboolean
is_named (const ManiculeConllField *field,
          const char               *name)
{
  return field->length == strlen (name) && memcmp (field->data, name, field->length) == 0;
}

static guint
split (const char         *line,
       ManiculeConllField *fields)
{
  gsize length = strcspn (line, "\r\n");

  return MIN (manicule_conll_split (MANICULE_CONLL_TAB, line, length, fields), MANICULE_CONLL_MAX_COLUMNS);
}

gboolean
manicule_conll_header_is (const char *line)
{
  ManiculeConllField fields[MANICULE_CONLL_MAX_COLUMNS];
  guint n = split (line, fields);

  if (!is_named (&fields[0], "TOKEN"))
    return FALSE;
  for (guint i = 1; i < n; i++)
    if (fields[i].length > strlen (TAGS) && memcmp (fields[i].data, TAGS, strlen (TAGS)) == 0)
      return TRUE;

  return FALSE;
}

gboolean
manicule_conll_header_fits (const char                *line,
                            const ManiculeConllLayout *layout)
{
  ManiculeConllField fields[MANICULE_CONLL_MAX_COLUMNS];

  return layout->separator == MANICULE_CONLL_TAB && layout->n_columns > 0 && split (line, fields) == layout->n_columns;
}

int
manicule_conll_header_find (const char *line,
                            const char *name)
{
  ManiculeConllField fields[MANICULE_CONLL_MAX_COLUMNS];
  guint n = split (line, fields);

  for (guint i = 0; i < n; i++)
    if (is_named (&fields[i], name))
      return (int) i;

  return -1;
}

/* The first that has entities; where none has, the first that is there. */
static int
choose_tags (const char                   *line,
             const ManiculeConllTagSurvey * const *tags)
{
  int first = -1;

  for (guint i = 0; i < G_N_ELEMENTS (preferred); i++)
    {
      int column = manicule_conll_header_find (line, preferred[i]);

      if (column >= 0 && tags[column]->n_entity_tags > 0)
        return column;
      if (first < 0)
        first = column;
    }

  return first;
}

gboolean
manicule_conll_header_choose (const char                   *line,
                              const ManiculeConllTagSurvey * const *tags,
                              guint                         n_columns,
                              ManiculeConllLayout          *layout)
{
  ManiculeConllField fields[MANICULE_CONLL_MAX_COLUMNS];
  int tag, nested = manicule_conll_header_find (line, NESTED);

  if (split (line, fields) != n_columns)
    return FALSE;
  tag = choose_tags (line, tags);
  if (tag < 0)
    return FALSE;

  *layout = (ManiculeConllLayout) { .separator = MANICULE_CONLL_TAB, .n_columns = n_columns };
  layout->columns[0] = MANICULE_CONLL_TOKEN;
  layout->columns[tag] = MANICULE_CONLL_TAG;
  if (nested >= 0 && tags[nested]->n_entity_tags > 0)
    layout->columns[nested] = MANICULE_CONLL_NESTED;

  return TRUE;
}

char *
manicule_conll_header_list (const char                *line,
                            const ManiculeConllLayout *layout,
                            gboolean                   is_read)
{
  ManiculeConllField fields[MANICULE_CONLL_MAX_COLUMNS];
  guint n = split (line, fields);
  GString *list = g_string_new (NULL);

  for (guint i = 1; i < MIN (n, layout->n_columns); i++)
    if ((layout->columns[i] != MANICULE_CONLL_EXTRA) == is_read && !is_named (&fields[i], MISC))
      g_string_append_printf (list, "%s%.*s", list->len > 0 ? ", " : "", (int) fields[i].length, fields[i].data);

  return g_string_free_and_steal (list);
}

gboolean
manicule_conll_has_flag (const ManiculeConllField *field,
                         const char               *flag)
{
  const char *p = field->data, *end = field->data + field->length;

  while (p < end)
    {
      const char *bar = memchr (p, '|', (gsize) (end - p));
      ManiculeConllField one = { p, (gsize) ((bar != NULL ? bar : end) - p) };

      if (is_named (&one, flag))
        return TRUE;
      p = bar != NULL ? bar + 1 : end;
    }

  return FALSE;
}
