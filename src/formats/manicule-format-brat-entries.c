/* manicule-format-brat-entries.c: annotations on their way into an .ann file: what they become there, and under which ids
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-brat-writer-private.h"

#include "manicule-format-brat-names.h"
#include "manicule-json-carried.h"
#include "manicule-json-writer.h"

#include <string.h>

static void
stored_clear (gpointer data)
{
  manicule_brat_line_clear (&((ManiculeBratStored *) data)->line);
}

void
manicule_brat_entry_free (gpointer data)
{
  ManiculeBratEntry *entry = data;

  g_clear_pointer (&entry->stored, g_array_unref);
  g_clear_pointer (&entry->roles, g_ptr_array_unref);
  g_free (entry);
}

/* --- what annotations carry --- */

static GArray *
parse_stored (ManiculeBratWriter *self,
              const char         *carried)
{
  g_autofree char *lines = manicule_json_dup_carried_string (carried, MANICULE_BRAT);
  g_auto(GStrv) raws = lines != NULL ? g_strsplit (lines, "\n", -1) : NULL;
  GArray *stored;

  if (raws == NULL)
    return NULL;

  stored = g_array_new (FALSE, FALSE, sizeof (ManiculeBratStored));
  g_array_set_clear_func (stored, stored_clear);
  for (guint i = 0; raws[i] != NULL; i++)
    {
      ManiculeBratStored item = { .raw = g_string_chunk_insert (self->strings, raws[i]) };

      manicule_brat_line_parse (&item.line, raws[i], strlen (raws[i]), self->strings);
      g_array_append_val (stored, item);
    }

  return stored;
}

const ManiculeBratStored *
manicule_brat_entry_find_stored (const ManiculeBratEntry *entry,
                                 ManiculeBratLineKind     kind)
{
  for (guint i = 0; entry->stored != NULL && i < entry->stored->len; i++)
    {
      ManiculeBratStored *stored = &g_array_index (entry->stored, ManiculeBratStored, i);

      if (stored->line.kind == kind)
        return stored;
    }

  return NULL;
}

static ManiculeAnnotationKind
get_kind (const ManiculeBratEntry *entry)
{
  return manicule_annotation_get_kind (entry->annotation);
}

const char *
manicule_brat_entry_get_former_id (const ManiculeBratEntry *entry)
{
  if (g_strcmp0 (manicule_annotation_get_origin_source (entry->annotation), MANICULE_BRAT) != 0)
    return NULL;

  return manicule_annotation_get_origin_id (entry->annotation);
}

static gboolean
had_prefix (const ManiculeBratEntry *entry,
            char                     prefix)
{
  const char *id = manicule_brat_entry_get_former_id (entry);

  return id != NULL && *id == prefix;
}

static void
add_entries (ManiculeBratWriter *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->set));

  for (guint i = 0; i < n; i++)
    {
      ManiculeAnnotation *annotation = manicule_annotation_set_get (self->set, i);
      ManiculeBratEntry *entry;

      if (manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_DOCUMENT)
        continue;

      entry = g_new0 (ManiculeBratEntry, 1);
      entry->annotation = annotation;
      entry->stored = parse_stored (self, manicule_annotation_get_carried (annotation));
      g_ptr_array_add (self->entries, entry);
      g_hash_table_insert (self->by_model, (gpointer) manicule_annotation_get_id (annotation), entry);
    }
}

ManiculeBratEntry *
manicule_brat_writer_get_end (ManiculeBratWriter *self,
                              const char         *model_id)
{
  return g_hash_table_lookup (self->by_model, model_id);
}

/* --- events --- */

static gboolean
is_frame (ManiculeBratWriter      *self,
          const ManiculeBratEntry *entry)
{
  ManiculeLabel *label = manicule_schema_find_label (self->schema, manicule_annotation_get_label (entry->annotation));

  return label != NULL && manicule_label_get_kind (label) == MANICULE_LABEL_FRAME;
}

/* A relation that starts at an event, has nothing that only a relation could hold, and was no relation in brat. */
static gboolean
could_be_role (ManiculeBratWriter      *self,
               const ManiculeBratEntry *entry)
{
  ManiculeAnnotation *relation = entry->annotation;

  return !had_prefix (entry, 'R') && !had_prefix (entry, '*') &&
         manicule_annotation_get_attributes (relation) == NULL && manicule_annotation_get_note (relation) == NULL &&
         manicule_annotation_get_entity (relation) == NULL &&
         manicule_brat_entry_find_stored (entry, MANICULE_BRAT_NOTE) == NULL &&
         !manicule_brat_is_equiv_type (self->schema, manicule_annotation_get_label (relation));
}

/* A span of a frame's label is an event, but a mere text-bound of brat only when it has got a role since. */
static void
find_events (ManiculeBratWriter *self)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      ManiculeBratEntry *entry = g_ptr_array_index (self->entries, i);

      if (get_kind (entry) == MANICULE_ANNOTATION_SPAN)
        entry->is_event = manicule_brat_entry_find_stored (entry, MANICULE_BRAT_EVENT) != NULL || had_prefix (entry, 'E') ||
                          (is_frame (self, entry) && !had_prefix (entry, 'T'));
    }
}

/* Relations that others lean on need an id of their own. */
static void
find_roles (ManiculeBratWriter *self)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      ManiculeBratEntry *entry = g_ptr_array_index (self->entries, i);
      ManiculeBratEntry *from;

      if (get_kind (entry) != MANICULE_ANNOTATION_RELATION || !could_be_role (self, entry))
        continue;

      from = manicule_brat_writer_get_end (self, manicule_annotation_get_from (entry->annotation));
      if (get_kind (from) != MANICULE_ANNOTATION_SPAN)
        continue;
      if (!from->is_event && manicule_brat_entry_get_former_id (entry) == NULL && is_frame (self, from))
        from->is_event = TRUE;
      entry->is_role = from->is_event;
    }

  for (guint i = 0; i < self->entries->len; i++)
    {
      ManiculeBratEntry *entry = g_ptr_array_index (self->entries, i);

      if (get_kind (entry) != MANICULE_ANNOTATION_RELATION)
        continue;
      manicule_brat_writer_get_end (self, manicule_annotation_get_from (entry->annotation))->is_role = FALSE;
      manicule_brat_writer_get_end (self, manicule_annotation_get_to (entry->annotation))->is_role = FALSE;
    }
}

static void
collect_roles (ManiculeBratWriter *self)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      ManiculeBratEntry *entry = g_ptr_array_index (self->entries, i);
      ManiculeBratEntry *from;

      if (!entry->is_role)
        continue;

      from = manicule_brat_writer_get_end (self, manicule_annotation_get_from (entry->annotation));
      if (from->roles == NULL)
        from->roles = g_ptr_array_new ();
      g_ptr_array_add (from->roles, entry);
    }
}

void
manicule_brat_writer_add_entries (ManiculeBratWriter *self)
{
  add_entries (self);
  find_events (self);
  find_roles (self);
  collect_roles (self);
}

void
manicule_brat_writer_note_usage (ManiculeBratWriter *self,
                                 ManiculeBratUsage  *usage)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      ManiculeBratEntry *entry = g_ptr_array_index (self->entries, i);
      const char *label = manicule_annotation_get_label (entry->annotation);
      ManiculeBratEntry *from;

      if (get_kind (entry) != MANICULE_ANNOTATION_RELATION)
        continue;

      from = manicule_brat_writer_get_end (self, manicule_annotation_get_from (entry->annotation));
      if (entry->is_role)
        manicule_brat_usage_add_role (usage, manicule_annotation_get_label (from->annotation), label);
      else
        manicule_brat_usage_add_relation (usage, label);
    }
}

/* --- ids --- */

static void
reserve_number (ManiculeBratWriter *self,
                const char         *prefix,
                guint               number)
{
  if (GPOINTER_TO_UINT (g_hash_table_lookup (self->next, prefix)) <= number)
    g_hash_table_insert (self->next, g_strdup (prefix), GUINT_TO_POINTER (number + 1));
}

/* Numbers up to that of @id are not given to new lines, even where the line of that id is gone. */
static void
reserve (ManiculeBratWriter *self,
         const char         *id)
{
  g_autofree char *prefix = NULL;
  gsize length;
  guint number;

  if (id == NULL || !manicule_brat_id_split (id, &length, &number))
    return;

  prefix = g_strndup (id, length);
  reserve_number (self, prefix, number);
}

static void
reserve_line (ManiculeBratWriter     *self,
              const ManiculeBratLine *line)
{
  reserve (self, line->id);
  reserve (self, line->target);
  for (guint i = 0; line->arguments != NULL && i < line->arguments->len; i++)
    reserve (self, g_array_index (line->arguments, ManiculeBratArgument, i).ref);
}

void
manicule_brat_writer_reserve_ids (ManiculeBratWriter *self)
{
  static const char * const prefixes[] = { "T", "E", "R", "A", "N", "#" };
  GPtrArray *asides = manicule_brat_order_get_asides (self->order);

  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    reserve_number (self, prefixes[i], manicule_brat_order_get_last (self->order, prefixes[i]));

  for (guint i = 0; i < self->entries->len; i++)
    {
      ManiculeBratEntry *entry = g_ptr_array_index (self->entries, i);

      reserve (self, manicule_brat_entry_get_former_id (entry));
      for (guint j = 0; entry->stored != NULL && j < entry->stored->len; j++)
        reserve_line (self, &g_array_index (entry->stored, ManiculeBratStored, j).line);
    }

  for (guint i = 0; i < asides->len; i++)
    {
      const char *aside = g_ptr_array_index (asides, i);
      ManiculeBratLine line;

      manicule_brat_line_parse (&line, aside, strlen (aside), self->strings);
      reserve_line (self, &line);
      manicule_brat_line_clear (&line);
    }
}

const char *
manicule_brat_writer_new_id (ManiculeBratWriter *self,
                             const char         *prefix)
{
  guint number = MAX (GPOINTER_TO_UINT (g_hash_table_lookup (self->next, prefix)), 1);

  g_hash_table_insert (self->next, g_strdup (prefix), GUINT_TO_POINTER (number + 1));
  g_string_assign (self->id, prefix);
  manicule_json_append_int (self->id, number);

  return g_string_chunk_insert_len (self->strings, self->id->str, (gssize) self->id->len);
}

gboolean
manicule_brat_writer_claim_id (ManiculeBratWriter *self,
                               const char         *id)
{
  return g_hash_table_add (self->claimed, (gpointer) id);
}

static gboolean
take_id (ManiculeBratWriter *self,
         ManiculeBratEntry  *entry,
         const char         *id,
         char                prefix)
{
  if (id == NULL || *id != prefix || !manicule_brat_id_is_valid (id) || g_hash_table_contains (self->by_id, id))
    return FALSE;

  entry->id = g_string_chunk_insert (self->strings, id);
  g_hash_table_insert (self->by_id, (gpointer) entry->id, entry);

  return TRUE;
}

static void
take_old_id (ManiculeBratWriter *self,
             ManiculeBratEntry  *entry)
{
  const ManiculeBratStored *event = manicule_brat_entry_find_stored (entry, MANICULE_BRAT_EVENT);
  const char *id = manicule_brat_entry_get_former_id (entry);

  if (get_kind (entry) == MANICULE_ANNOTATION_RELATION)
    take_id (self, entry, id, 'R');
  else if (!entry->is_event)
    take_id (self, entry, id, 'T');
  else if (!take_id (self, entry, id, 'E') && event != NULL)
    take_id (self, entry, event->line.id, 'E');
}

static void
give_new_id (ManiculeBratWriter *self,
             ManiculeBratEntry  *entry,
             const char         *prefix)
{
  entry->id = manicule_brat_writer_new_id (self, prefix);
  g_hash_table_insert (self->by_id, (gpointer) entry->id, entry);
}

/* Former ids first, so that no new one gets in their way. */
void
manicule_brat_writer_give_ids (ManiculeBratWriter    *self,
                               ManiculeAnnotationKind kind)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      ManiculeBratEntry *entry = g_ptr_array_index (self->entries, i);

      if (get_kind (entry) == kind && !entry->is_role && !entry->is_equiv)
        take_old_id (self, entry);
    }

  for (guint i = 0; i < self->entries->len; i++)
    {
      ManiculeBratEntry *entry = g_ptr_array_index (self->entries, i);

      if (get_kind (entry) == kind && !entry->is_role && !entry->is_equiv && entry->id == NULL)
        give_new_id (self, entry, kind == MANICULE_ANNOTATION_RELATION ? "R" : entry->is_event ? "E" : "T");
    }
}

ManiculeBratEntry *
manicule_brat_writer_resolve (ManiculeBratWriter *self,
                              const char         *ref)
{
  return ref != NULL ? g_hash_table_lookup (self->by_id, ref) : NULL;
}
