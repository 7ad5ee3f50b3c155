/* manicule-format-brat-build-relations.c: relations and equivalences from the lines of an .ann file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-brat-builder-private.h"

#include "manicule-format-brat-names.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef enum
{
  NOT_SEEN,
  IN_WORK,
  SOUND,
  BROKEN,
} State;

static const char *
get_end (ManiculeBratBuilder      *self,
         const ManiculeBratRecord *record,
         guint                     end)
{
  return manicule_brat_relation_get_end (self->schema, &record->line, end);
}

/* What was said of a trigger is said of its event when it is written. */
static gboolean
is_our_relation (ManiculeBratBuilder      *self,
                 const ManiculeBratRecord *record,
                 const char               *label,
                 const ManiculeBratItem   *from,
                 const ManiculeBratItem   *to)
{
  g_autofree char *ours = manicule_brat_relation_print (self->schema, record->line.id, label, from->origin, to->origin);

  return strlen (ours) == record->length && memcmp (ours, record->data, record->length) == 0;
}

static void
build_relation (ManiculeBratBuilder *self,
                guint                index)
{
  ManiculeBratRecord *record = manicule_brat_builder_get_record (self, index);
  ManiculeBratItem *from = manicule_brat_builder_find (self, get_end (self, record, 0));
  ManiculeBratItem *to = manicule_brat_builder_find (self, get_end (self, record, 1));
  char *label = manicule_brat_name_decode (record->line.type);
  ManiculeBratItem *item = manicule_brat_builder_add_relation (self, record->line.id, record->line.id, label,
                                                               from, to, record->number);

  if (!is_our_relation (self, record, item->label, from, to))
    manicule_brat_item_carry (item, record);
  self->by_record[index] = item;
}

static gboolean
is_relation_record (ManiculeBratBuilder *self,
                    guint                index)
{
  return manicule_brat_builder_get_record (self, index)->line.kind == MANICULE_BRAT_RELATION;
}

/* Looks at one relation of the stack: pushes what it leans on, or settles it. */
static void
visit (ManiculeBratBuilder *self,
       GArray              *stack,
       guint8              *states)
{
  guint index = g_array_index (stack, guint, stack->len - 1);
  ManiculeBratRecord *record = manicule_brat_builder_get_record (self, index);
  gboolean is_sound = TRUE;

  for (guint end = 0; end < 2; end++)
    {
      guint other = manicule_brat_builder_find_record (self, get_end (self, record, end));
      gboolean is_relation = other != MANICULE_BRAT_NONE && is_relation_record (self, other);

      if (is_relation && states[other] == NOT_SEEN)
        {
          states[other] = IN_WORK;
          g_array_append_val (stack, other);
          return;
        }
      is_sound &= is_relation ? states[other] == SOUND : other != MANICULE_BRAT_NONE && self->by_record[other] != NULL;
    }

  states[index] = is_sound ? SOUND : BROKEN;
  if (is_sound)
    build_relation (self, index);
  g_array_set_size (stack, stack->len - 1);
}

static void
set_broken_aside (ManiculeBratBuilder *self,
                  ManiculeBratRecord  *record)
{
  const char *from = get_end (self, record, 0);
  const char *to = get_end (self, record, 1);

  manicule_brat_builder_set_aside (self, record, manicule_brat_builder_find (self, from) == NULL ? from : to);
}

/* A relation between relations comes after those; one that leads back to itself that way is broken. */
void
manicule_brat_builder_add_relations (ManiculeBratBuilder *self)
{
  guint n = self->file->records->len;
  g_autofree guint8 *states = g_new0 (guint8, MAX (n, 1));
  g_autoptr(GArray) stack = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < n; i++)
    {
      ManiculeBratRecord *record = manicule_brat_builder_get_record (self, i);

      if (record->set_aside || record->line.kind != MANICULE_BRAT_RELATION || states[i] != NOT_SEEN)
        continue;

      states[i] = IN_WORK;
      g_array_append_val (stack, i);
      while (stack->len > 0)
        visit (self, stack, states);
    }

  for (guint i = 0; i < n; i++)
    if (states[i] == BROKEN)
      set_broken_aside (self, manicule_brat_builder_get_record (self, i));
}

/* --- equivalences --- */

static ManiculeBratItem *
find_member (ManiculeBratBuilder *self,
             GArray              *members,
             guint                index)
{
  return manicule_brat_builder_find (self, g_array_index (members, ManiculeBratArgument, index).ref);
}

static void
ensure_equiv_type (ManiculeBratBuilder *self,
                   const char          *name)
{
  g_autofree char *color = NULL;
  g_autoptr(ManiculeRelationType) type = NULL;
  ManiculeRelationTypeFields fields = { .name = name, .symmetric = TRUE, .transitive = TRUE };

  if (manicule_schema_find_relation_type (self->schema, name) != NULL)
    return;

  color = manicule_schema_propose_color (self->schema);
  fields.color = color;
  type = manicule_relation_type_new (&fields);
  manicule_schema_add_relation_type (self->schema, type);
}

static gboolean
is_our_equiv (ManiculeBratBuilder      *self,
              const ManiculeBratRecord *record,
              const char               *label)
{
  g_autofree char *type = manicule_brat_name_encode (label);
  GString *ours = g_string_new ("*\t");
  gboolean equal;

  g_string_append (ours, type);
  for (guint i = 0; i < record->line.arguments->len; i++)
    g_string_append_printf (ours, " %s", find_member (self, record->line.arguments, i)->origin);

  equal = ours->len == record->length && memcmp (ours->str, record->data, record->length) == 0;
  g_string_free (ours, TRUE);

  return equal;
}

static gboolean
all_members_are_there (ManiculeBratBuilder *self,
                       ManiculeBratRecord  *record)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < record->line.arguments->len; i++)
    {
      const char *ref = g_array_index (record->line.arguments, ManiculeBratArgument, i).ref;
      ManiculeBratItem *member = manicule_brat_builder_find (self, ref);

      if (member == NULL || member->from != NULL || !g_hash_table_add (seen, member))
        {
          manicule_brat_builder_set_aside (self, record, ref);
          return FALSE;
        }
    }

  if (record->line.arguments->len > 1)
    return TRUE;

  manicule_brat_set_aside (self->file, record, MANICULE_FINDING_WARNING, "equivalence-of-one",
                           _("an equivalence needs two members at least; the line is kept aside as it is"));

  return FALSE;
}

gboolean
manicule_brat_builder_add_equiv (ManiculeBratBuilder  *self,
                                 guint                 index,
                                 GError              **error)
{
  ManiculeBratRecord *record = manicule_brat_builder_get_record (self, index);
  GArray *members = record->line.arguments;
  g_autofree char *label = manicule_brat_name_decode (record->line.type);
  g_autofree char *origin = NULL;

  if (!all_members_are_there (self, record))
    return TRUE;

  origin = g_strdup_printf ("*%u", ++self->n_equivs);
  ensure_equiv_type (self, label);

  for (guint i = 1; i < members->len; i++)
    {
      ManiculeBratItem *from = find_member (self, members, i - 1);
      ManiculeBratItem *to = find_member (self, members, i);
      g_autofree char *id = g_strdup_printf ("equiv%u.%u", self->n_equivs, i);
      ManiculeBratItem *item = manicule_brat_builder_add_relation (self, id, origin, g_strdup (label), from, to,
                                                                   record->number);

      if (i == 1 && !is_our_equiv (self, record, label))
        manicule_brat_item_carry (item, record);
    }

  return TRUE;
}
