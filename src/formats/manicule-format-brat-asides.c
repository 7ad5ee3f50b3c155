/* manicule-format-brat-asides.c: writing the lines that were set aside when the file was read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-brat-writer-private.h"

#include "manicule-format-brat-names.h"
#include "manicule-format-brat-ranges.h"

#include <string.h>

static gboolean
is_outside_text (ManiculeBratWriter *self,
                 GArray             *ranges)
{
  guint n_chars = manicule_text_get_n_chars (self->text);
  g_autoptr(GArray) inside = g_array_new (FALSE, FALSE, sizeof (ManiculeRange));

  for (guint i = 0; i < ranges->len; i++)
    {
      const ManiculeForeignRange *range = &g_array_index (ranges, ManiculeForeignRange, i);
      ManiculeRange converted = { (guint) MIN (range->start, n_chars), (guint) MIN (range->end, n_chars) };

      if (range->end > n_chars)
        return TRUE;
      g_array_append_val (inside, converted);
    }

  return !manicule_annotation_ranges_are_valid (MANICULE_BRAT_RANGES (inside), inside->len);
}

static gboolean
all_refs_are_there (ManiculeBratWriter     *self,
                    const ManiculeBratLine *line)
{
  if (line->target != NULL && manicule_brat_writer_resolve (self, line->target) == NULL)
    return FALSE;

  for (guint i = 0; line->arguments != NULL && i < line->arguments->len; i++)
    if (line->kind != MANICULE_BRAT_EVENT &&
        manicule_brat_writer_resolve (self, g_array_index (line->arguments, ManiculeBratArgument, i).ref) == NULL)
      return FALSE;

  return TRUE;
}

/* Whether the annotation still has the attribute that made a second line of it one too many, or too many attributes. */
static gboolean
is_answered (ManiculeBratWriter     *self,
             const ManiculeBratLine *line)
{
  ManiculeBratEntry *entry = manicule_brat_writer_resolve (self, line->target);
  GVariant *attributes = manicule_annotation_get_attributes (entry->annotation);
  g_autofree char *name = NULL;
  g_autoptr(GVariant) value = NULL;

  if (attributes != NULL && g_variant_n_children (attributes) >= MANICULE_BRAT_MAX_ATTRIBUTES)
    return TRUE;

  name = manicule_brat_name_decode (line->type);
  value = manicule_annotation_dup_attribute (entry->annotation, name);

  return value != NULL && (line->text == NULL || g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN));
}

static gboolean
are_different_spans (ManiculeBratWriter *self,
                     GArray             *members)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < members->len; i++)
    {
      ManiculeBratEntry *member =
        manicule_brat_writer_resolve (self, g_array_index (members, ManiculeBratArgument, i).ref);

      if (manicule_annotation_get_kind (member->annotation) != MANICULE_ANNOTATION_SPAN || !g_hash_table_add (seen, member))
        return FALSE;
    }

  return TRUE;
}

/* What was wrong with a line may be wrong no more: the annotation whose id it took is gone. It must not come back as
 * something that is not in the set. */
static gboolean
is_still_wrong (ManiculeBratWriter     *self,
                const ManiculeBratLine *line)
{
  if (line->kind == MANICULE_BRAT_UNPARSED)
    return TRUE;
  if (line->kind != MANICULE_BRAT_EQUIV &&
      (g_hash_table_contains (self->by_id, line->id) || g_hash_table_contains (self->claimed, line->id)))
    return TRUE;
  if (!all_refs_are_there (self, line))
    return TRUE;

  switch (line->kind)
    {
    case MANICULE_BRAT_TEXTBOUND:
      return is_outside_text (self, line->ranges);

    case MANICULE_BRAT_EVENT:
      return *line->target != 'T';

    case MANICULE_BRAT_ATTRIBUTE:
      return is_answered (self, line);

    case MANICULE_BRAT_EQUIV:
      return line->arguments->len < 2 || !are_different_spans (self, line->arguments);

    default:
      return FALSE;
    }
}

void
manicule_brat_writer_emit_asides (ManiculeBratWriter *self)
{
  GPtrArray *asides = manicule_brat_order_get_asides (self->order);

  for (guint i = 0; i < asides->len; i++)
    {
      const char *aside = g_ptr_array_index (asides, i);
      ManiculeBratLine line;

      manicule_brat_line_parse (&line, aside, strlen (aside), self->strings);
      if (is_still_wrong (self, &line))
        manicule_brat_writer_emit_at (self, manicule_brat_order_find_aside (self->order, i), aside);
      manicule_brat_line_clear (&line);
    }
}
