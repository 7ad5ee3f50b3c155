/* manicule-format-conll-survey.c: what can be told of a file before its documents are read
 *
 * Counted over every line, once for each way of splitting it: how many fields there are, and what each column could be.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-conll-survey.h"

#include "manicule-format-conll-header.h"

#include <string.h>

/* As long a first line may name the columns. */
#define MAX_HEADER 4096

typedef struct
{
  ManiculeConllTagSurvey tags;
  guint64                n_values;
  guint64                n_indices;  /* numbers that go on from the one above or begin anew */
  guint64                n_pluses;
  guint64                n_minuses;
  guint64                former;     /* the number above */
} Column;

typedef struct
{
  guint64 n_lines;
  guint64 by_count[MANICULE_CONLL_MAX_COLUMNS + 2];  /* lines with so many fields; more than the most are one more */
  Column  columns[MANICULE_CONLL_MAX_COLUMNS];
} Counts;

struct _ManiculeConllSurvey
{
  Counts   split[3];      /* by ManiculeConllSeparator; of bars the items are the lines */
  guint64  n_lines;
  guint64  n_with_tab;
  guint64  n_piped;       /* lines of nothing but items with bars */
  char    *first_line;    /* (owned) (nullable) */
  guint    n_documents;
  gboolean is_open;       /* tokens have come since the last document began */
};

ManiculeConllSurvey *
manicule_conll_survey_new (void)
{
  return g_new0 (ManiculeConllSurvey, 1);
}

void
manicule_conll_survey_free (ManiculeConllSurvey *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->first_line);
  g_free (self);
}

/* --- counting --- */

static gboolean
parse_index (const ManiculeConllField *field,
             guint64                  *number)
{
  *number = 0;
  if (field->length == 0 || field->length > 9 || !g_ascii_isdigit (*field->data))
    return FALSE;

  for (gsize i = 0; i < field->length; i++)
    {
      if (!g_ascii_isdigit (field->data[i]))
        return FALSE;
      *number = *number * 10 + (guint64) (field->data[i] - '0');
    }

  return TRUE;
}

static void
count_field (Column                   *column,
             const ManiculeConllField *field)
{
  guint64 number;

  column->n_values++;
  manicule_conll_tag_survey_add (&column->tags, field->data, field->length);
  if (parse_index (field, &number))
    {
      column->n_indices += number <= 1 || number == column->former + 1;
      column->former = number;
    }
  if (field->length == 1)
    {
      column->n_pluses += *field->data == '+';
      column->n_minuses += *field->data == '-';
    }
}

static void
count_fields (Counts                   *counts,
              const ManiculeConllField *fields,
              guint                     n)
{
  counts->n_lines++;
  counts->by_count[MIN (n, MANICULE_CONLL_MAX_COLUMNS + 1)]++;
  for (guint i = 0; i < MIN (n, MANICULE_CONLL_MAX_COLUMNS); i++)
    count_field (&counts->columns[i], &fields[i]);
}

/* A line that is one field, so that there is no column of tags to look at. */
static void
count_undivided (Counts *counts)
{
  counts->n_lines++;
  counts->by_count[1]++;
  counts->columns[0].n_values++;
}

static void
end_sentence (Counts *counts)
{
  for (guint i = 0; i < MANICULE_CONLL_MAX_COLUMNS; i++)
    if (counts->columns[i].n_values > 0)
      manicule_conll_tag_survey_end_sentence (&counts->columns[i].tags);
}

/* How many fields the next item has. */
static guint
count_bars (const char *p,
            const char *end)
{
  guint n = 1;

  while (p < end && (*p == ' ' || *p == '\t'))
    p++;
  for (; p < end && *p != ' ' && *p != '\t'; p++)
    n += *p == '|';

  return MIN (n, MANICULE_CONLL_MAX_COLUMNS);
}

static void
count_items (ManiculeConllSurvey *self,
             const char          *data,
             gsize                length)
{
  Counts *counts = &self->split[MANICULE_CONLL_PIPE];
  ManiculeConllField fields[MANICULE_CONLL_MAX_COLUMNS];
  const char *p = data, *end = data + length;
  gboolean all_tagged = TRUE;
  guint n;

  while (manicule_conll_next_item (&p, end, count_bars (p, end), fields, &n))
    {
      const ManiculeConllField *tag = &fields[n - 1];

      all_tagged &= n > 1 && manicule_conll_tag_parse (tag->data, tag->length).prefix != '\0';
      count_fields (counts, fields, n);
    }
  end_sentence (counts);
  self->n_piped += all_tagged;
}

static void
count_line (ManiculeConllSurvey *self,
            const char          *data,
            gsize                length)
{
  ManiculeConllField fields[MANICULE_CONLL_MAX_COLUMNS];
  gboolean has_tab = memchr (data, '\t', length) != NULL;
  guint n_fields;

  self->n_lines++;
  self->is_open = TRUE;
  self->n_with_tab += has_tab;
  if (self->n_lines == 1)
    self->first_line = g_strndup (data, MIN (length, MAX_HEADER));

  if (has_tab)
    {
      n_fields = manicule_conll_split (MANICULE_CONLL_TAB, data, length, fields);
      count_fields (&self->split[MANICULE_CONLL_TAB], fields, n_fields);
    }
  else
    count_undivided (&self->split[MANICULE_CONLL_TAB]);
  n_fields = manicule_conll_split (MANICULE_CONLL_SPACE, data, length, fields);
  count_fields (&self->split[MANICULE_CONLL_SPACE], fields, n_fields);
  if (memchr (data, '|', length) != NULL)
    count_items (self, data, length);
}

static void
start_document (ManiculeConllSurvey *self)
{
  /* What came before the first one is a document, too. */
  if (self->n_documents == 0 && self->is_open)
    self->n_documents++;
  self->n_documents++;
}

/**
 * manicule_conll_survey_add_line:
 * @self: a survey
 * @data: the next line, without its end
 * @length: its bytes
 *
 * Takes one more line into account.
 */
void
manicule_conll_survey_add_line (ManiculeConllSurvey *self,
                                const char          *data,
                                gsize                length)
{
  if (manicule_conll_line_is_blank (data, length) || manicule_conll_line_is_docstart (data, length))
    {
      end_sentence (&self->split[MANICULE_CONLL_SPACE]);
      end_sentence (&self->split[MANICULE_CONLL_TAB]);
      if (!manicule_conll_line_is_blank (data, length))
        start_document (self);
    }
  else if (!manicule_conll_line_is_comment (data, length))
    count_line (self, data, length);
  else if (manicule_conll_comment_starts_document (data, length, NULL))
    start_document (self);
}

/* --- deciding --- */

static ManiculeConllSeparator
decide_separator (const ManiculeConllSurvey *self)
{
  if (self->n_piped > 0 && self->n_piped >= self->n_lines - self->n_lines / 10)
    return MANICULE_CONLL_PIPE;

  return 2 * self->n_with_tab > self->n_lines ? MANICULE_CONLL_TAB : MANICULE_CONLL_SPACE;
}

static guint
decide_n_columns (const Counts *counts)
{
  guint best = 2;

  for (guint i = 2; i <= MANICULE_CONLL_MAX_COLUMNS; i++)
    if (counts->by_count[i] > counts->by_count[best])
      best = i;

  return counts->by_count[best] > 0 ? best : 0;
}

static gboolean
holds_tags (const Column *column)
{
  return column->tags.n_tags > 0 && column->tags.n_tags >= column->tags.n_other;
}

static gboolean
holds_indices (const Column *column)
{
  return column->n_indices > 0 && column->n_indices >= column->n_values - column->n_values / 10;
}

static gboolean
holds_gaps (const Column *column)
{
  return column->n_pluses > 0 && column->n_pluses + column->n_minuses >= column->n_values - column->n_values / 100;
}

/* With numbers before the tokens, as GermEval has it, a second column of tags holds what is nested; without, as
 * CoNLL-2003 has it, the tags are in the last one, and the others are of chunks. */
static gboolean
decide_tags (const Counts        *counts,
             ManiculeConllLayout *layout,
             gboolean             has_index)
{
  int tag = -1, nested = -1;

  for (guint i = has_index ? 2 : 1; i < layout->n_columns; i++)
    {
      if (!holds_tags (&counts->columns[i]))
        continue;
      if (tag < 0 || !has_index)
        tag = (int) i;
      else if (nested < 0)
        nested = (int) i;
    }

  if (tag >= 0)
    layout->columns[tag] = MANICULE_CONLL_TAG;
  if (nested >= 0)
    layout->columns[nested] = MANICULE_CONLL_NESTED;

  return tag >= 0;
}

const char *
manicule_conll_survey_get_names (ManiculeConllSurvey       *self,
                                 const ManiculeConllLayout *layout)
{
  if (self->first_line == NULL || !manicule_conll_header_is (self->first_line))
    return NULL;

  return layout == NULL || manicule_conll_header_fits (self->first_line, layout) ? self->first_line : NULL;
}

static gboolean
decide_by_names (ManiculeConllSurvey *self,
                 ManiculeConllLayout *layout)
{
  const char *names = manicule_conll_survey_get_names (self, NULL);
  const Counts *counts = &self->split[MANICULE_CONLL_TAB];
  const ManiculeConllTagSurvey *tags[MANICULE_CONLL_MAX_COLUMNS];

  for (guint i = 0; i < MANICULE_CONLL_MAX_COLUMNS; i++)
    tags[i] = &counts->columns[i].tags;

  return names != NULL && manicule_conll_header_choose (names, tags, decide_n_columns (counts), layout);
}

/**
 * manicule_conll_survey_decide:
 * @self: a survey of a whole file
 * @layout: (out): the layout
 *
 * Returns: FALSE when no column holds tags
 */
gboolean
manicule_conll_survey_decide (ManiculeConllSurvey *self,
                              ManiculeConllLayout *layout)
{
  const Counts *counts;
  gboolean has_index;

  if (decide_by_names (self, layout))
    return TRUE;

  *layout = (ManiculeConllLayout) { .separator = decide_separator (self) };
  counts = &self->split[layout->separator];
  layout->n_columns = decide_n_columns (counts);
  if (layout->n_columns == 0)
    return FALSE;

  has_index = layout->n_columns > 2 && holds_indices (&counts->columns[0]);
  if (has_index)
    layout->columns[0] = MANICULE_CONLL_INDEX;
  layout->columns[has_index ? 1 : 0] = MANICULE_CONLL_TOKEN;
  if (!decide_tags (counts, layout, has_index))
    return FALSE;

  for (guint i = 0; i < layout->n_columns; i++)
    if (layout->columns[i] == MANICULE_CONLL_EXTRA && holds_gaps (&counts->columns[i]))
      {
        layout->columns[i] = MANICULE_CONLL_GAP;
        break;
      }

  return TRUE;
}

static const Column *
get_column (const ManiculeConllSurvey *self,
            const ManiculeConllLayout *layout,
            ManiculeConllColumn        column)
{
  int i = manicule_conll_layout_find (layout, column);

  return i >= 0 ? &self->split[layout->separator].columns[i] : NULL;
}

ManiculeConllScheme
manicule_conll_survey_get_scheme (ManiculeConllSurvey       *self,
                                  const ManiculeConllLayout *layout,
                                  ManiculeConllColumn        column)
{
  const Column *counted = get_column (self, layout, column);

  return counted != NULL ? manicule_conll_tag_survey_decide (&counted->tags) : MANICULE_CONLL_IOB2;
}

/**
 * manicule_conll_survey_has_header:
 * @self: a survey of a whole file
 * @layout: its layout
 *
 * Returns: whether the first line has as many fields as the others, but no tag, while all others have one
 */
gboolean
manicule_conll_survey_has_header (ManiculeConllSurvey       *self,
                                  const ManiculeConllLayout *layout)
{
  const Column *tags = get_column (self, layout, MANICULE_CONLL_TAG);
  ManiculeConllField fields[MANICULE_CONLL_MAX_COLUMNS];
  int tag = manicule_conll_layout_find (layout, MANICULE_CONLL_TAG);
  guint n;

  if (manicule_conll_survey_get_names (self, layout) != NULL)
    return TRUE;
  if (self->first_line == NULL || layout->separator == MANICULE_CONLL_PIPE || tags->tags.n_other != 1 ||
      tags->tags.n_tags == 0)
    return FALSE;

  n = manicule_conll_split (layout->separator, self->first_line, strlen (self->first_line), fields);

  return n == layout->n_columns && manicule_conll_tag_parse (fields[tag].data, fields[tag].length).prefix == '\0';
}

guint
manicule_conll_survey_get_n_documents (ManiculeConllSurvey *self)
{
  return MAX (self->n_documents, self->is_open ? 1 : 0);
}

void
manicule_conll_survey_count (ManiculeConllSurvey       *self,
                             const ManiculeConllLayout *layout,
                             guint64                   *n_lines,
                             guint64                   *n_fit)
{
  const Column *tags = get_column (self, layout, MANICULE_CONLL_TAG);
  guint64 n_right = self->split[layout->separator].by_count[layout->n_columns];

  *n_lines = self->split[layout->separator].n_lines;
  *n_fit = MIN (n_right, tags->tags.n_tags);
}
