/* manicule-table-spans.c: a table of spans as other tools write it
 *
 * It is read up to three times: to see whether the rows of each document stand together, to find out how offsets count, and
 * for its documents, one at a time. Where rows do not stand together, all of them are held at once.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-table-foreign-private.h"

#include <glib/gi18n-lib.h>

/* So many bytes of rows are held at once where their order asks for it. */
#define MAX_HELD MANICULE_FORMAT_MAX_BYTES

/* --- spans: what the whole table tells --- */

typedef struct
{
  ManiculeHashSet *keys;       /* (owned): of documents that were seen */
  char            *last;       /* (owned) (nullable) */
  gboolean         is_apart;   /* rows of one stand before and after those of another */
} Order;

typedef struct
{
  Order   orders[2];  /* where “text” is what spans cover, and where it is all of the text */
  guint64 n_covered;
  guint64 n_full;
} Survey;

/* Takes @key. */
static void
see_key (Order *order,
         char  *key)
{
  if (g_strcmp0 (order->last, key) != 0)
    order->is_apart |= !manicule_hash_set_add (order->keys, key);
  g_free (order->last);
  order->last = key;
}

/* Whether “text” is what spans cover, or all of the text: as the lengths of most rows say. */
static void
weigh_text (ManiculeTableReader *self,
            Survey              *survey)
{
  const char *text = manicule_table_get_cell (self, MANICULE_ROLE_TEXT);
  guint64 start, end, length;

  if (text == NULL || manicule_table_get_cell (self, MANICULE_ROLE_LABEL) == NULL ||
      !manicule_table_get_number (self, MANICULE_ROLE_START, &start) || !manicule_table_get_number (self, MANICULE_ROLE_END, &end))
    return;

  length = (guint64) g_utf8_strlen (text, -1);
  if (end <= length && length > end - MIN (start, end) + 1)
    survey->n_full++;
  else
    survey->n_covered++;
}

static gboolean
survey_row (ManiculeTableReader  *self,
            GError              **error)
{
  Survey *survey = self->survey;

  weigh_text (self, survey);
  for (guint i = 0; i < G_N_ELEMENTS (survey->orders); i++)
    if (!survey->orders[i].is_apart)
      see_key (&survey->orders[i], manicule_table_make_key (self, i == 1));

  return TRUE;
}

/* Back to the first row behind the names. */
static gboolean
go_back (ManiculeTableReader  *self,
         GError              **error)
{
  g_autoptr(GError) local_error = NULL;

  self->is_done = FALSE;
  if (!manicule_format_input_rewind (self->input, error))
    return FALSE;
  if (manicule_csv_reader_next (self->csv, &local_error) || local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

/* @is_apart: (out): whether rows of a document do not stand together */
static gboolean
look_at_rows (ManiculeTableReader  *self,
              gboolean             *is_apart,
              GError              **error)
{
  Survey survey = { .n_full = 0 };
  gboolean success;

  for (guint i = 0; i < G_N_ELEMENTS (survey.orders); i++)
    survey.orders[i].keys = manicule_hash_set_new ();
  self->survey = &survey;
  self->is_silent = TRUE;
  success = manicule_table_each_row (self, survey_row, error) && go_back (self, error);
  self->is_silent = FALSE;
  self->survey = NULL;
  self->is_full = self->roles->kind == MANICULE_TABLE_SPANS && survey.n_full > survey.n_covered;
  *is_apart = survey.orders[self->is_full].is_apart;

  for (guint i = 0; i < G_N_ELEMENTS (survey.orders); i++)
    {
      manicule_hash_set_free (survey.orders[i].keys);
      g_free (survey.orders[i].last);
    }

  return success;
}

/* --- spans: documents --- */

/* Once. */
static gboolean
load_text (ManiculeTableReader   *self,
           ManiculeTableDocument *document,
           GError               **error)
{
  gboolean was_tried = document->is_tried;

  document->is_tried = TRUE;

  return was_tried || document->name == NULL || manicule_table_load_text (self, document, error);
}

static gboolean
hear_document (ManiculeTableReader   *self,
               ManiculeTableDocument *document,
               GError               **error)
{
  if (!load_text (self, document, error))
    return FALSE;

  self->is_done |= !manicule_table_hear (self, document);

  return TRUE;
}

static gboolean
finish_document (ManiculeTableReader   *self,
                 ManiculeTableDocument *document,
                 GError               **error)
{
  return load_text (self, document, error) &&
         (self->roles->kind != MANICULE_TABLE_QUOTES || document->text == NULL || manicule_table_find_quotes (self, document, error)) &&
         manicule_table_emit_document (self, document, error);
}

static gboolean
each_document (ManiculeTableReader        *self,
               ManiculeTableDocumentFunc   take,
               GError                    **error)
{
  for (guint i = 0; i < self->documents->len; i++)
    if (!take (self, self->documents->pdata[i], error))
      return FALSE;

  return TRUE;
}

/* Those that are held are done. */
static gboolean
end_documents (ManiculeTableReader  *self,
               GError              **error)
{
  if (!each_document (self, self->take, error))
    return FALSE;

  g_hash_table_remove_all (self->by_name);
  g_ptr_array_set_size (self->documents, 0);

  return TRUE;
}

/* With the first row of another document the one before is whole. */
static gboolean
pass_row (ManiculeTableReader  *self,
          GError              **error)
{
  g_autofree char *key = manicule_table_make_key (self, self->is_full);

  if (self->documents->len > 0 && !g_hash_table_contains (self->by_name, key) && !end_documents (self, error))
    return FALSE;

  return self->is_done || manicule_table_take_row (self, error);
}

static gboolean
pass_documents (ManiculeTableReader        *self,
                ManiculeTableDocumentFunc   take,
                GError                    **error)
{
  self->take = take;

  return manicule_table_each_row (self, pass_row, error) && end_documents (self, error);
}

static gboolean
read_one_by_one (ManiculeTableReader  *self,
                 GError              **error)
{
  if (self->roles->kind == MANICULE_TABLE_SPANS)
    {
      self->is_silent = TRUE;
      if (!pass_documents (self, hear_document, error) || !go_back (self, error))
        return FALSE;
      self->is_silent = FALSE;
      if (!manicule_table_find_count (self, error))
        return FALSE;
    }

  return pass_documents (self, finish_document, error);
}

static gboolean
hold_row (ManiculeTableReader  *self,
          GError              **error)
{
  self->n_held += self->csv->buffer->len + sizeof (ManiculeTableRow);
  if (self->n_held <= MAX_HELD)
    return manicule_table_take_row (self, error);

  manicule_format_input_fail (self->input, MANICULE_FORMAT_ERROR_LIMIT, self->csv->line, error,
                              _("the rows of a document do not stand together, and there are too many to hold all of them at "
                                "once; sort the table by its documents"));

  return FALSE;
}

static gboolean
read_at_once (ManiculeTableReader  *self,
              GError              **error)
{
  if (!manicule_table_each_row (self, hold_row, error))
    return FALSE;

  manicule_format_input_report (self->input, MANICULE_FINDING_NOTE, "rows-apart", 0, NULL,
                                _("the rows of a document do not stand together, so all of the table was held at once"));
  if (self->roles->kind == MANICULE_TABLE_SPANS &&
      !(each_document (self, hear_document, error) && manicule_table_find_count (self, error)))
    return FALSE;

  return each_document (self, finish_document, error);
}

gboolean
manicule_table_read_spans (ManiculeTableReader  *self,
                           GError              **error)
{
  gboolean is_apart;

  return look_at_rows (self, &is_apart, error) && (is_apart ? read_at_once (self, error) : read_one_by_one (self, error));
}
