/* manicule-format-brat-events.c: writing events with their triggers and roles
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-brat-writer-private.h"

#include "manicule-format-brat-names.h"
#include "manicule-format-brat-ranges.h"

static gboolean
share_a_trigger (ManiculeBratEntry *a,
                 ManiculeBratEntry *b)
{
  guint n_a, n_b;
  const ManiculeRange *a_ranges = manicule_annotation_get_ranges (a->annotation, &n_a);
  const ManiculeRange *b_ranges = manicule_annotation_get_ranges (b->annotation, &n_b);

  return a->is_event && b->is_event &&
         g_str_equal (manicule_annotation_get_label (a->annotation), manicule_annotation_get_label (b->annotation)) &&
         manicule_brat_ranges_equal (a_ranges, n_a, b_ranges, n_b);
}

static const char *
get_former_trigger (ManiculeBratEntry *entry)
{
  const ManiculeBratStored *event = manicule_brat_entry_find_stored (entry, MANICULE_BRAT_EVENT);
  const char *trigger = event != NULL ? event->line.target : manicule_brat_entry_get_former_id (entry);

  return trigger != NULL && *trigger == 'T' && manicule_brat_id_is_valid (trigger) ? trigger : NULL;
}

/* The trigger of former days, shared by as many events as then if they still cover the same words; else a new one. A
 * reference to it means the event that stands first in the file. */
static void
give_trigger (ManiculeBratWriter *self,
              ManiculeBratEntry  *entry)
{
  const char *trigger = get_former_trigger (entry);
  ManiculeBratEntry *other = manicule_brat_writer_resolve (self, trigger);

  if (trigger == NULL || (other != NULL && !share_a_trigger (entry, other)))
    {
      trigger = manicule_brat_writer_new_id (self, "T");
      other = NULL;
    }

  entry->trigger = g_string_chunk_insert_const (self->strings, trigger);
  if (other == NULL || manicule_brat_order_find (self->order, entry->id) <
                       manicule_brat_order_find (self->order, other->id))
    g_hash_table_insert (self->by_id, (gpointer) entry->trigger, entry);
}

void
manicule_brat_writer_give_triggers (ManiculeBratWriter *self)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      ManiculeBratEntry *entry = g_ptr_array_index (self->entries, i);

      if (entry->is_event)
        give_trigger (self, entry);
    }
}

/* A role with what fills it, as a key. */
static char *
make_role_key (const char              *label,
               const ManiculeBratEntry *filler)
{
  return g_strconcat (label, "\t", filler->id, NULL);
}

static char *
make_key_of_role (ManiculeBratWriter      *self,
                  const ManiculeBratEntry *role)
{
  return make_role_key (manicule_annotation_get_label (role->annotation),
                        manicule_brat_writer_get_end (self, manicule_annotation_get_to (role->annotation)));
}

/* The keys of the roles of @entry, each with a queue of roles. */
static GHashTable *
count_roles (ManiculeBratWriter *self,
             ManiculeBratEntry  *entry)
{
  GHashTable *roles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_queue_free);

  for (guint i = 0; entry->roles != NULL && i < entry->roles->len; i++)
    {
      ManiculeBratEntry *role = g_ptr_array_index (entry->roles, i);
      g_autofree char *key = make_key_of_role (self, role);
      GQueue *queue = g_hash_table_lookup (roles, key);

      if (queue == NULL)
        {
          queue = g_queue_new ();
          g_hash_table_insert (roles, g_steal_pointer (&key), queue);
        }
      g_queue_push_tail (queue, role);
    }

  return roles;
}

/* Appends to @ordered the roles that the former line names, in its order, and takes them from @left. Returns whether
 * every role of the line is still there. */
static gboolean
take_former_roles (ManiculeBratWriter       *self,
                   const ManiculeBratStored *stored,
                   GHashTable               *left,
                   GPtrArray                *ordered)
{
  gboolean is_complete = TRUE;

  for (guint i = 0; i < stored->line.arguments->len; i++)
    {
      const ManiculeBratArgument *argument = &g_array_index (stored->line.arguments, ManiculeBratArgument, i);
      ManiculeBratEntry *filler = manicule_brat_writer_resolve (self, argument->ref);
      g_autofree char *label = manicule_brat_role_label (self->schema, argument->role);
      g_autofree char *key = filler != NULL && filler->id != NULL ? make_role_key (label, filler) : NULL;
      GQueue *queue = key != NULL ? g_hash_table_lookup (left, key) : NULL;
      ManiculeBratEntry *role = queue != NULL ? g_queue_pop_head (queue) : NULL;

      if (role != NULL)
        g_ptr_array_add (ordered, role);
      is_complete &= role != NULL;
    }

  return is_complete;
}

static void
take_other_roles (ManiculeBratWriter *self,
                  ManiculeBratEntry  *entry,
                  GHashTable         *left,
                  GPtrArray          *ordered)
{
  for (guint i = 0; entry->roles != NULL && i < entry->roles->len; i++)
    {
      g_autofree char *key = make_key_of_role (self, g_ptr_array_index (entry->roles, i));
      ManiculeBratEntry *role = g_queue_pop_head (g_hash_table_lookup (left, key));

      if (role != NULL)
        g_ptr_array_add (ordered, role);
    }
}

static char *
make_event (ManiculeBratWriter *self,
            ManiculeBratEntry  *entry,
            GPtrArray          *roles)
{
  g_autofree char *type = manicule_brat_name_encode (manicule_annotation_get_label (entry->annotation));
  g_autoptr(GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GString *line = g_string_new (NULL);

  g_string_append_printf (line, "%s\t%s:%s", entry->id, type, entry->trigger);
  for (guint i = 0; i < roles->len; i++)
    {
      ManiculeBratEntry *role = g_ptr_array_index (roles, i);
      ManiculeBratEntry *filler = manicule_brat_writer_get_end (self, manicule_annotation_get_to (role->annotation));
      char *name = manicule_brat_role_encode (manicule_annotation_get_label (role->annotation));
      guint number = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, name)) + 1;

      g_string_append_printf (line, " %s", name);
      if (number > 1)
        g_string_append_printf (line, "%u", number);
      g_string_append_printf (line, ":%s", filler->id);
      g_hash_table_replace (numbers, name, GUINT_TO_POINTER (number));
    }

  return g_string_free_and_steal (line);
}

static gboolean
is_same_event (const ManiculeBratStored *stored,
               const ManiculeBratEntry  *entry)
{
  g_autofree char *type = manicule_brat_name_decode (stored->line.type);

  return g_str_equal (type, manicule_annotation_get_label (entry->annotation)) &&
         g_str_equal (stored->line.id, entry->id) && g_str_equal (stored->line.target, entry->trigger);
}

void
manicule_brat_writer_emit_event (ManiculeBratWriter *self,
                                 ManiculeBratEntry  *entry)
{
  const ManiculeBratStored *stored = manicule_brat_entry_find_stored (entry, MANICULE_BRAT_EVENT);
  g_autoptr(GHashTable) left = count_roles (self, entry);
  g_autoptr(GPtrArray) roles = g_ptr_array_new ();
  gboolean is_same = stored != NULL && is_same_event (stored, entry);
  g_autofree char *line = NULL;

  if (stored != NULL)
    is_same &= take_former_roles (self, stored, left, roles);
  is_same &= roles->len == (entry->roles != NULL ? entry->roles->len : 0);
  take_other_roles (self, entry, left, roles);

  line = is_same ? g_strdup (stored->raw) : make_event (self, entry, roles);
  manicule_brat_writer_emit (self, entry->id, line);
}
