/* manicule-table-classes.c: tables of texts with their labels
 *
 * A cell may hold one label, or, where Label Studio has written the table, the JSON of several or of spans; doccano puts
 * "#" between labels.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-table-foreign-private.h"

#include "manicule-format-meta.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
add_category (ManiculeTableReader *self,
              const char          *label)
{
  ManiculeAnnotation **slot = manicule_draft_add_category (&self->draft, label, self->csv->line);
  g_autofree char **attributes = manicule_table_dup_attributes (self);
  const ManiculeTableRow row = {
    .note = (char *) manicule_table_get_cell (self, MANICULE_ROLE_NOTE), .attributes = attributes,
  };

  manicule_table_add_details (self, slot, &row);

  return TRUE;
}

/* --- cells of Label Studio --- */

/* Calls @add with each text of the list. */
static gboolean
add_each (ManiculeJsonValue   list,
          gboolean          (*add) (const char *label,
                                    gpointer    data),
          gpointer            data)
{
  ManiculeJsonIter iter;

  if (manicule_json_get_kind (list) != MANICULE_JSON_ARRAY)
    return FALSE;

  manicule_json_iter_init (&iter, list);
  while (manicule_json_iter_next (&iter))
    if (manicule_json_get_kind (iter.value) != MANICULE_JSON_STRING || *manicule_json_as_string (iter.value) == '\0' ||
        !add (manicule_json_as_string (iter.value), data))
      return FALSE;

  return TRUE;
}

static gboolean
add_choice (const char *label,
            gpointer    data)
{
  return add_category (data, label);
}

typedef struct
{
  ManiculeTableReader *self;
  ManiculeForeignRange range;
  const char          *covered;
  GError             **error;
} Region;

static gboolean
add_label (const char *label,
           gpointer    data)
{
  Region *region = data;

  manicule_draft_add_span (&region->self->draft, NULL, label, &region->range, region->covered, region->self->csv->line,
                           region->error);

  return *region->error == NULL;
}

/* {"start": 0, "end": 4, "text": "Anna", "labels": ["PER"]} */
static gboolean
add_region (ManiculeTableReader *self,
            ManiculeJsonValue    object,
            GError             **error)
{
  Region region = { .self = self, .error = error };

  if (manicule_json_get_kind (object) != MANICULE_JSON_OBJECT)
    return FALSE;

  region.range = manicule_foreign_range_read (manicule_json_find (object, "start"), manicule_json_find (object, "end"));
  region.covered = manicule_meta_find_text (object, "text");

  return !manicule_json_reader_failed (object.reader) && add_each (manicule_json_find (object, "labels"), add_label, &region);
}

static gboolean
add_json (ManiculeTableReader *self,
          ManiculeJsonValue    root,
          GError             **error)
{
  ManiculeJsonIter iter;

  if (manicule_json_get_kind (root) == MANICULE_JSON_OBJECT)
    return add_each (manicule_json_find (root, "choices"), add_choice, self);
  if (manicule_json_get_kind (root) != MANICULE_JSON_ARRAY)
    return FALSE;

  manicule_json_iter_init (&iter, root);
  while (manicule_json_iter_next (&iter))
    if (!add_region (self, iter.value, error))
      return FALSE;

  return TRUE;
}

/* Whether the cell is JSON of that kind; then all of it is read. */
static gboolean
is_json (const char *cell)
{
  return g_str_has_prefix (cell, "[{") || g_str_has_prefix (cell, "{\"choices\"");
}

static gboolean
take_json (ManiculeTableReader *self,
           const char          *cell,
           GError             **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new (cell, strlen (cell));
  g_autoptr(ManiculeJsonReader) reader = manicule_json_reader_new (bytes, "label", NULL);

  if ((reader != NULL && add_json (self, manicule_json_reader_get_root (reader), error)) || *error != NULL)
    return *error == NULL;

  return manicule_table_report (self, "label-damaged", self->csv->line,
                                _("the labels of the row are JSON that is not understood, or damaged"), error);
}

/* --- rows --- */

static gboolean
take_label (ManiculeTableReader *self,
            const char          *label,
            GError             **error)
{
  gboolean is_list = manicule_table_roles_has (self->roles, MANICULE_ROLE_TEXT) &&
                     g_str_equal (self->names->pdata[self->roles->columns[MANICULE_ROLE_TEXT]], "data");
  g_auto(GStrv) labels = g_strsplit (label, is_list ? "#" : "\n", is_list ? -1 : 1);

  if (is_json (label))
    return take_json (self, label, error);

  for (guint i = 0; labels[i] != NULL; i++)
    if (*labels[i] != '\0')
      add_category (self, labels[i]);

  return TRUE;
}

static void
begin_text (ManiculeTableReader *self,
            const char          *text)
{
  ManiculeArticleFields fields = {
    .id = manicule_table_get_cell (self, MANICULE_ROLE_DOCUMENT),
    .title = manicule_table_get_cell (self, MANICULE_ROLE_TITLE),
    .date = manicule_table_get_cell (self, MANICULE_ROLE_DATE),
    .source = manicule_table_get_cell (self, MANICULE_ROLE_SOURCE),
    .language = manicule_table_get_cell (self, MANICULE_ROLE_LANGUAGE),
  };

  if (fields.id == NULL)
    fields.id = manicule_table_get_cell (self, MANICULE_ROLE_ID);
  manicule_draft_set_text (&self->draft, text);
  manicule_draft_begin (&self->draft, &fields, self->csv->line);
}

gboolean
manicule_table_take_class (ManiculeTableReader *self,
                           GError             **error)
{
  const char *text = manicule_table_get_cell (self, MANICULE_ROLE_FULL_TEXT);
  const char *label = manicule_table_get_cell (self, MANICULE_ROLE_LABEL);
  const char *annotator = manicule_table_get_cell (self, MANICULE_ROLE_ANNOTATOR);
  g_autofree char *name = annotator != NULL ? manicule_draft_fit_annotator (annotator) : g_strdup (MANICULE_FORMAT_NO_ANNOTATOR);

  if (text == NULL)
    text = manicule_table_get_cell (self, MANICULE_ROLE_TEXT);
  if (text == NULL || strlen (text) >= MANICULE_TEXT_MAX_BYTES)
    return manicule_table_report (self, "text-missing", self->csv->line, _("the row has no text; it was left out"), error);

  begin_text (self, text);

  return (label == NULL || take_label (self, label, error)) &&
         manicule_draft_end_set (&self->draft, name, error) != NULL &&
         manicule_draft_emit (&self->draft, self->func, self->data, error);
}
