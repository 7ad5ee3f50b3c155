/* manicule-format-brat-equiv.c: writing chains of relations as equivalences
 *
 * "* Equiv T1 T2 T3" says that all members are the same. It reads as a chain of relations, so only relations that make
 * up a chain, each annotation leading to one at most and reached from one at most, are written that way; what has
 * another shape is written as relations.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-brat-writer-private.h"

#include "manicule-format-brat-names.h"

#include <string.h>

/* Relations that belong together: of one line of the file they came from, or of one type. */
typedef struct
{
  GHashTable *next;      /* (owned): entry to the link (entry) that starts there; NULL where several do */
  GHashTable *previous;  /* (owned): the same for links that end there */
  GPtrArray  *links;     /* (owned) (element-type ManiculeBratEntry), in order */
  guint       number;    /* of the line of the file, from 1; 0: none */
} Group;

static void
group_free (gpointer data)
{
  Group *group = data;

  g_hash_table_unref (group->next);
  g_hash_table_unref (group->previous);
  g_ptr_array_unref (group->links);
  g_free (group);
}

static Group *
group_new (guint number)
{
  Group *group = g_new0 (Group, 1);

  group->next = g_hash_table_new (NULL, NULL);
  group->previous = g_hash_table_new (NULL, NULL);
  group->links = g_ptr_array_new ();
  group->number = number;

  return group;
}

/* The number in the origin "*3"; 0 when there is none. */
static guint
get_number (ManiculeAnnotation *relation)
{
  const char *origin = manicule_annotation_get_origin_id (relation);

  if (g_strcmp0 (manicule_annotation_get_origin_source (relation), MANICULE_BRAT) != 0 ||
      origin == NULL || *origin != '*')
    return 0;

  return (guint) MIN (g_ascii_strtoull (origin + 1, NULL, 10), G_MAXUINT);
}

static gboolean
is_made_in_brat (ManiculeAnnotation *relation)
{
  return g_strcmp0 (manicule_annotation_get_origin_source (relation), MANICULE_BRAT) == 0;
}

/* An equivalence has no id that an attribute, a note or another relation could refer to. */
static gboolean
is_bare (ManiculeBratWriter *self,
         ManiculeAnnotation *relation,
         GHashTable         *leaned_on)
{
  return manicule_annotation_get_attributes (relation) == NULL && manicule_annotation_get_note (relation) == NULL &&
         manicule_annotation_get_entity (relation) == NULL &&
         !g_hash_table_contains (leaned_on, manicule_annotation_get_id (relation));
}

static gboolean
can_be_link (ManiculeBratWriter *self,
             ManiculeBratEntry  *entry,
             GHashTable         *leaned_on)
{
  ManiculeAnnotation *relation = entry->annotation;
  ManiculeBratEntry *from = manicule_brat_writer_get_end (self, manicule_annotation_get_from (relation));
  ManiculeBratEntry *to = manicule_brat_writer_get_end (self, manicule_annotation_get_to (relation));

  if (from == to || !is_bare (self, relation, leaned_on) ||
      manicule_annotation_get_kind (from->annotation) != MANICULE_ANNOTATION_SPAN ||
      manicule_annotation_get_kind (to->annotation) != MANICULE_ANNOTATION_SPAN)
    return FALSE;

  return get_number (relation) > 0 ||
         (!is_made_in_brat (relation) &&
          manicule_brat_is_equiv_type (self->schema, manicule_annotation_get_label (relation)));
}

/* Notes the link at one of its ends; a second one there makes a fork. */
static void
note_link (GHashTable        *links,
           ManiculeBratEntry *end,
           ManiculeBratEntry *link)
{
  g_hash_table_insert (links, end, g_hash_table_contains (links, end) ? NULL : link);
}

static void
add_to_group (ManiculeBratWriter *self,
              GHashTable         *by_key,
              GPtrArray          *groups,
              ManiculeBratEntry  *entry)
{
  ManiculeAnnotation *relation = entry->annotation;
  guint number = get_number (relation);
  g_autofree char *key = g_strdup_printf ("%u %s", number, manicule_annotation_get_label (relation));
  Group *group = g_hash_table_lookup (by_key, key);

  if (group == NULL)
    {
      group = group_new (number);
      g_hash_table_insert (by_key, g_steal_pointer (&key), group);
      g_ptr_array_add (groups, group);
    }

  g_ptr_array_add (group->links, entry);
  note_link (group->next, manicule_brat_writer_get_end (self, manicule_annotation_get_from (relation)), entry);
  note_link (group->previous, manicule_brat_writer_get_end (self, manicule_annotation_get_to (relation)), entry);
}

/* Whether a fork is at @end, where links of @links stand. */
static gboolean
is_fork (GHashTable        *links,
         ManiculeBratEntry *end)
{
  return g_hash_table_contains (links, end) && g_hash_table_lookup (links, end) == NULL;
}

/* Follows the chain that begins at @start as far as it goes: (element-type ManiculeBratEntry), the links. NULL where it
 * forks, or comes from a fork. */
static GPtrArray *
follow (ManiculeBratWriter *self,
        Group              *group,
        ManiculeBratEntry  *start)
{
  g_autoptr(GPtrArray) links = g_ptr_array_new ();
  ManiculeBratEntry *end = start;

  while (TRUE)
    {
      ManiculeBratEntry *link = g_hash_table_lookup (group->next, end);

      if (is_fork (group->next, end) || is_fork (group->previous, end))
        return NULL;
      if (link == NULL)
        break;

      g_ptr_array_add (links, link);
      end = manicule_brat_writer_get_end (self, manicule_annotation_get_to (link->annotation));
    }

  return g_steal_pointer (&links);
}

static char *
make_line (ManiculeBratWriter *self,
           GPtrArray          *links)
{
  ManiculeBratEntry *first = g_ptr_array_index (links, 0);
  g_autofree char *type = manicule_brat_name_encode (manicule_annotation_get_label (first->annotation));
  GString *line = g_string_new ("*\t");

  g_string_append (line, type);
  g_string_append_printf (line, " %s",
                          manicule_brat_writer_get_end (self, manicule_annotation_get_from (first->annotation))->id);
  for (guint i = 0; i < links->len; i++)
    {
      ManiculeBratEntry *link = g_ptr_array_index (links, i);

      g_string_append_printf (line, " %s",
                              manicule_brat_writer_get_end (self, manicule_annotation_get_to (link->annotation))->id);
    }

  return g_string_free_and_steal (line);
}

/* Whether the line that the first link carries still says what the chain is. */
static gboolean
still_holds (ManiculeBratWriter       *self,
             const ManiculeBratStored *stored,
             GPtrArray                *links)
{
  ManiculeBratEntry *first = g_ptr_array_index (links, 0);
  g_autofree char *type = manicule_brat_name_decode (stored->line.type);
  GArray *members = stored->line.arguments;

  if (!g_str_equal (type, manicule_annotation_get_label (first->annotation)) || members->len != links->len + 1)
    return FALSE;

  for (guint i = 0; i < members->len; i++)
    {
      ManiculeBratEntry *link = g_ptr_array_index (links, i > 0 ? i - 1 : 0);
      const char *end = i > 0 ? manicule_annotation_get_to (link->annotation)
                              : manicule_annotation_get_from (link->annotation);

      if (manicule_brat_writer_resolve (self, g_array_index (members, ManiculeBratArgument, i).ref) !=
          manicule_brat_writer_get_end (self, end))
        return FALSE;
    }

  return TRUE;
}

static void
emit_chain (ManiculeBratWriter *self,
            Group              *group,
            GPtrArray          *links)
{
  ManiculeBratEntry *first = g_ptr_array_index (links, 0);
  guint64 position = group->number > 0 ? manicule_brat_order_find_equiv (self->order, group->number - 1)
                                       : MANICULE_BRAT_NO_POSITION;
  g_autofree char *line = NULL;

  for (guint i = 0; i < links->len; i++)
    ((ManiculeBratEntry *) g_ptr_array_index (links, i))->is_equiv = TRUE;

  for (guint i = 0; first->stored != NULL && i < first->stored->len; i++)
    {
      ManiculeBratStored *stored = &g_array_index (first->stored, ManiculeBratStored, i);

      if (stored->line.kind == MANICULE_BRAT_EQUIV && still_holds (self, stored, links))
        line = g_strdup (stored->raw);
    }
  if (line == NULL)
    line = make_line (self, links);

  manicule_brat_writer_emit_at (self, position, line);
}

static void
emit_group (ManiculeBratWriter *self,
            Group              *group)
{
  for (guint i = 0; i < group->links->len; i++)
    {
      ManiculeBratEntry *link = g_ptr_array_index (group->links, i);
      ManiculeBratEntry *start = manicule_brat_writer_get_end (self, manicule_annotation_get_from (link->annotation));
      g_autoptr(GPtrArray) links = NULL;

      /* A circle has no start and stays what it is. */
      if (g_hash_table_contains (group->previous, start))
        continue;

      links = follow (self, group, start);
      if (links != NULL)
        emit_chain (self, group, links);
    }
}

static GHashTable *
find_leaned_on (ManiculeBratWriter *self)
{
  GHashTable *leaned_on = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->entries->len; i++)
    {
      ManiculeAnnotation *annotation = ((ManiculeBratEntry *) g_ptr_array_index (self->entries, i))->annotation;

      if (manicule_annotation_get_kind (annotation) != MANICULE_ANNOTATION_RELATION)
        continue;
      g_hash_table_add (leaned_on, (gpointer) manicule_annotation_get_from (annotation));
      g_hash_table_add (leaned_on, (gpointer) manicule_annotation_get_to (annotation));
    }

  return leaned_on;
}

void
manicule_brat_writer_emit_equivs (ManiculeBratWriter *self)
{
  g_autoptr(GHashTable) leaned_on = find_leaned_on (self);
  g_autoptr(GHashTable) by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GPtrArray) groups = g_ptr_array_new_with_free_func (group_free);

  for (guint i = 0; i < self->entries->len; i++)
    {
      ManiculeBratEntry *entry = g_ptr_array_index (self->entries, i);

      if (manicule_annotation_get_kind (entry->annotation) == MANICULE_ANNOTATION_RELATION && !entry->is_role &&
          can_be_link (self, entry, leaned_on))
        add_to_group (self, by_key, groups, entry);
    }

  for (guint i = 0; i < groups->len; i++)
    emit_group (self, g_ptr_array_index (groups, i));
}
