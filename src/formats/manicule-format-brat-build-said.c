/* manicule-format-brat-build-said.c: what an .ann file says of annotations: attributes, notes, normalisations
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-brat-builder-private.h"

#include "manicule-format-brat-names.h"
#include "manicule-format-brat-ranges.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* As much white space may a note of exact ranges add. */
#define MAX_HIDDEN 65536

void
manicule_brat_answer_free (gpointer data)
{
  ManiculeBratAnswer *attribute = data;

  g_free (attribute->name);
  g_clear_pointer (&attribute->values, g_ptr_array_unref);
  g_free (attribute);
}

static gsize
count_chars (GArray *ranges)
{
  gsize n = 0;

  for (guint i = 0; i < ranges->len; i++)
    n += g_array_index (ranges, ManiculeRange, i).end - g_array_index (ranges, ManiculeRange, i).start;

  return n;
}

static ManiculeBratAnswer *
find_attribute (ManiculeBratItem *item,
                const char       *name)
{
  for (guint i = 0; item->answers != NULL && i < item->answers->len; i++)
    {
      ManiculeBratAnswer *attribute = g_ptr_array_index (item->answers, i);

      if (g_str_equal (attribute->name, name))
        return attribute;
    }

  return NULL;
}

/* FALSE when the attribute is there already and another value of it makes no sense, or there are too many. */
static gboolean
add_attribute (ManiculeBratItem *item,
               const char       *name,
               const char       *value)
{
  ManiculeBratAnswer *attribute = find_attribute (item, name);

  if (attribute != NULL && (attribute->values == NULL || value == NULL))
    return FALSE;

  if (attribute == NULL)
    {
      if (item->answers == NULL)
        item->answers = g_ptr_array_new_with_free_func (manicule_brat_answer_free);
      if (item->answers->len == MANICULE_BRAT_MAX_ATTRIBUTES)
        return FALSE;

      attribute = g_new0 (ManiculeBratAnswer, 1);
      attribute->name = g_strdup (name);
      attribute->values = value != NULL ? g_ptr_array_new_null_terminated (1, g_free, TRUE) : NULL;
      g_ptr_array_add (item->answers, attribute);
    }
  if (value != NULL)
    g_ptr_array_add (attribute->values, manicule_brat_value_decode (value));

  return TRUE;
}

static void
attach_attribute (ManiculeBratBuilder *self,
                  ManiculeBratItem    *item,
                  ManiculeBratRecord  *record)
{
  g_autofree char *name = manicule_brat_name_decode (record->line.type);

  if (add_attribute (item, name, record->line.text))
    manicule_brat_item_carry (item, record);
  else
    manicule_brat_set_aside (self->file, record, MANICULE_FINDING_WARNING, "attribute-twice",
                             _("“%s” has the attribute %s already, or more than %u; the line is kept aside as it is"),
                             record->line.target, name, MANICULE_BRAT_MAX_ATTRIBUTES);
}

static void
attach_normalization (ManiculeBratItem   *item,
                      ManiculeBratRecord *record)
{
  if (item->entity == NULL)
    item->entity = manicule_brat_entity_id (record->line.database, record->line.reference);
  manicule_brat_item_carry (item, record);
}

/* Our own note says the exact ranges; it is believed where the fragments are those that we would write for them. */
static void
attach_ranges (ManiculeBratBuilder *self,
               ManiculeBratItem    *item,
               ManiculeBratRecord  *record)
{
  const char *text = record->line.text != NULL ? record->line.text : "";
  g_autoptr(GArray) foreign = manicule_brat_parse_ranges (text, strlen (text));
  g_autoptr(GArray) exact = NULL;
  g_autoptr(GArray) fragments = NULL;

  if (foreign != NULL && item->fragments != NULL && item->exact == NULL && self->file->unit == MANICULE_OFFSET_CHARS)
    exact = manicule_brat_builder_resolve_ranges (self, foreign);
  if (exact != NULL && count_chars (exact) <= MAX_HIDDEN + count_chars (item->fragments) &&
      count_chars (item->fragments) <= item->n_claimed)
    fragments = manicule_brat_fragments (self->file->text, MANICULE_BRAT_RANGES (exact), exact->len);

  if (fragments == NULL ||
      !manicule_brat_ranges_equal (MANICULE_BRAT_RANGES (fragments), fragments->len,
                                   MANICULE_BRAT_RANGES (item->fragments), item->fragments->len))
    {
      manicule_brat_set_aside (self->file, record, MANICULE_FINDING_WARNING, "ranges-differ",
                               _("the note says other ranges than “%s” has; the line is kept aside as it is"),
                               record->line.target);
      return;
    }

  item->exact = g_steal_pointer (&exact);
  manicule_brat_item_carry (item, record);
}

static void
attach_note (ManiculeBratBuilder *self,
             ManiculeBratItem    *item,
             ManiculeBratRecord  *record)
{
  const char *text = record->line.text != NULL ? record->line.text : "";

  if (g_str_equal (record->line.type, MANICULE_BRAT_NOTE_RANGES))
    {
      attach_ranges (self, item, record);
      return;
    }

  manicule_brat_item_carry (item, record);
  if (!g_str_equal (record->line.type, MANICULE_BRAT_NOTE_PEOPLE))
    return;

  if (item->note == NULL)
    item->note = g_string_new (text);
  else
    g_string_append_printf (item->note, "\n%s", text);
}

gboolean
manicule_brat_builder_attach (ManiculeBratBuilder  *self,
                              guint                 index,
                              GError              **error)
{
  ManiculeBratRecord *record = manicule_brat_builder_get_record (self, index);
  ManiculeBratItem *item = manicule_brat_builder_find (self, record->line.target);

  if (item == NULL)
    manicule_brat_builder_set_aside (self, record, record->line.target);
  else if (record->line.kind == MANICULE_BRAT_ATTRIBUTE)
    attach_attribute (self, item, record);
  else if (record->line.kind == MANICULE_BRAT_NORMALIZATION)
    attach_normalization (item, record);
  else
    attach_note (self, item, record);

  return TRUE;
}
