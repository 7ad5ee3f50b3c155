/* manicule-format-brat-writer.c: the lines of one .ann file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-brat-writer-private.h"

#include "manicule-format-brat-names.h"
#include "manicule-format-brat-ranges.h"
#include "manicule-json-carried.h"

#include <string.h>

enum
{
  RANK_SPANS,
  RANK_RELATIONS,
  RANK_EQUIVS,
  RANK_ASIDES,
};

typedef struct
{
  guint64  position;  /* in the file it came from */
  guint    rank;      /* where that is the same: spans, relations, equivalences, lines set aside */
  guint    serial;    /* in the order of emission */
  char    *text;      /* (owned) */
} Line;

static void
line_clear (gpointer data)
{
  g_free (((Line *) data)->text);
}

/* --- lines --- */

void
manicule_brat_writer_emit_at (ManiculeBratWriter *self,
                              guint64             position,
                              const char         *text)
{
  Line line = { .position = position, .rank = self->rank, .serial = self->lines->len, .text = g_strdup (text) };

  g_array_append_val (self->lines, line);
}

void
manicule_brat_writer_emit (ManiculeBratWriter *self,
                           const char         *id,
                           const char         *text)
{
  manicule_brat_writer_emit_at (self, manicule_brat_order_find (self->order, id), text);
}

/* --- text-bounds --- */

static gboolean
covers (const ManiculeBratLine *line,
        const ManiculeRange    *fragments,
        guint                   n_fragments)
{
  if (line->ranges->len != n_fragments)
    return FALSE;

  for (guint i = 0; i < n_fragments; i++)
    {
      const ManiculeForeignRange *range = &g_array_index (line->ranges, ManiculeForeignRange, i);

      if (range->start != fragments[i].start || range->end != fragments[i].end)
        return FALSE;
    }

  return TRUE;
}

/* Whether a line that was written in another way than ours says the same: @ours is our way. Fragments in another order
 * are not looked into: then ours is better. */
static gboolean
says_the_same (const ManiculeBratStored *stored,
               const char               *id,
               const char               *label,
               const char               *ours,
               const ManiculeRange      *fragments,
               guint                     n_fragments)
{
  g_autofree char *type = NULL;
  const char *covered = strchr (strchr (ours, '\t') + 1, '\t') + 1;

  if (stored == NULL || !g_str_equal (stored->line.id, id) || stored->line.text == NULL ||
      !covers (&stored->line, fragments, n_fragments))
    return FALSE;

  type = manicule_brat_name_decode (stored->line.type);

  return g_str_equal (type, label) && g_str_has_prefix (stored->line.text, covered);
}

static void
emit_textbound (ManiculeBratWriter *self,
                ManiculeBratEntry  *entry,
                const char         *id,
                GArray             *fragments)
{
  const ManiculeRange *ranges = MANICULE_BRAT_RANGES (fragments);
  const char *label = manicule_annotation_get_label (entry->annotation);
  const ManiculeBratStored *stored = manicule_brat_entry_find_stored (entry, MANICULE_BRAT_TEXTBOUND);
  g_autofree char *type = manicule_brat_name_encode (label);
  g_autoptr(GString) ours = g_string_new (NULL);

  manicule_brat_append_textbound (ours, id, type, self->text, ranges, fragments->len);
  manicule_brat_writer_emit (self, id, says_the_same (stored, id, label, ours->str, ranges, fragments->len)
                                       ? stored->raw : ours->str);
}

/* What a reader will take the fragments for. */
static gboolean
reads_back (ManiculeBratWriter  *self,
            GArray              *fragments,
            const ManiculeRange *ranges,
            guint                n_ranges)
{
  g_autoptr(GArray) read = self->join ? manicule_brat_join (self->text,
                                                            MANICULE_BRAT_RANGES (fragments),
                                                            fragments->len)
                                      : g_array_ref (fragments);

  return manicule_brat_ranges_equal (MANICULE_BRAT_RANGES (read), read->len, ranges, n_ranges);
}

static void
emit_span (ManiculeBratWriter *self,
           ManiculeBratEntry  *entry,
           const char         *textbound)
{
  guint n_ranges;
  const ManiculeRange *ranges = manicule_annotation_get_ranges (entry->annotation, &n_ranges);
  g_autoptr(GArray) fragments = manicule_brat_fragments (self->text, ranges, n_ranges);

  if (textbound != NULL)
    emit_textbound (self, entry, textbound, fragments);
  if (!reads_back (self, fragments, ranges, n_ranges))
    manicule_brat_writer_emit_ranges (self, entry, ranges, n_ranges);
}

/* --- relations --- */

static gboolean
is_same_relation (ManiculeBratWriter       *self,
                  const ManiculeBratStored *stored,
                  const ManiculeBratEntry  *entry)
{
  g_autofree char *type = manicule_brat_name_decode (stored->line.type);
  const char *from = manicule_annotation_get_from (entry->annotation);
  const char *to = manicule_annotation_get_to (entry->annotation);

  return g_str_equal (type, manicule_annotation_get_label (entry->annotation)) &&
         g_str_equal (stored->line.id, entry->id) &&
         manicule_brat_writer_resolve (self, manicule_brat_relation_get_end (self->schema, &stored->line, 0)) ==
         manicule_brat_writer_get_end (self, from) &&
         manicule_brat_writer_resolve (self, manicule_brat_relation_get_end (self->schema, &stored->line, 1)) ==
         manicule_brat_writer_get_end (self, to);
}

static void
emit_relation (ManiculeBratWriter *self,
               ManiculeBratEntry  *entry)
{
  const ManiculeBratStored *stored = manicule_brat_entry_find_stored (entry, MANICULE_BRAT_RELATION);
  ManiculeBratEntry *from = manicule_brat_writer_get_end (self, manicule_annotation_get_from (entry->annotation));
  ManiculeBratEntry *to = manicule_brat_writer_get_end (self, manicule_annotation_get_to (entry->annotation));
  g_autofree char *line = NULL;

  if (stored != NULL && is_same_relation (self, stored, entry))
    line = g_strdup (stored->raw);
  else
    line = manicule_brat_relation_print (self->schema, entry->id, manicule_annotation_get_label (entry->annotation),
                                         from->id, to->id);

  manicule_brat_writer_emit (self, entry->id, line);
  manicule_brat_writer_emit_said (self, entry);
}

static gboolean
is_plain_relation (const ManiculeBratEntry *entry)
{
  return manicule_annotation_get_kind (entry->annotation) == MANICULE_ANNOTATION_RELATION && !entry->is_role && !entry->is_equiv;
}

static void
emit_relations (ManiculeBratWriter *self)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      ManiculeBratEntry *entry = g_ptr_array_index (self->entries, i);

      if (is_plain_relation (entry))
        emit_relation (self, entry);
    }
}

/* The text-bound stands before its event, and the first of several events on it brings it. */
static void
emit_spans (ManiculeBratWriter *self)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      ManiculeBratEntry *entry = g_ptr_array_index (self->entries, i);

      if (manicule_annotation_get_kind (entry->annotation) != MANICULE_ANNOTATION_SPAN)
        continue;

      if (!entry->is_event)
        emit_span (self, entry, entry->id);
      else
        {
          emit_span (self, entry, manicule_brat_writer_resolve (self, entry->trigger) == entry ? entry->trigger : NULL);
          manicule_brat_writer_emit_event (self, entry);
        }
      manicule_brat_writer_emit_said (self, entry);
    }
}

static int
line_compare (gconstpointer a,
              gconstpointer b)
{
  const Line *x = a, *y = b;

  if (x->position != y->position)
    return x->position < y->position ? -1 : 1;
  if (x->rank != y->rank)
    return x->rank < y->rank ? -1 : 1;

  return x->serial < y->serial ? -1 : x->serial > y->serial;
}

static char *
join_lines (ManiculeBratWriter *self)
{
  GString *string = g_string_new (NULL);

  g_array_sort (self->lines, line_compare);
  for (guint i = 0; i < self->lines->len; i++)
    {
      g_string_append (string, g_array_index (self->lines, Line, i).text);
      g_string_append_c (string, '\n');
    }

  return g_string_free_and_steal (string);
}

static void
writer_init (ManiculeBratWriter    *self,
             ManiculeAnnotationSet *set,
             ManiculeSchema        *schema,
             gboolean               join)
{
  g_autofree char *order = manicule_json_dup_carried_string (manicule_annotation_set_get_carried (set), MANICULE_BRAT);

  *self = (ManiculeBratWriter) {
    .set = set,
    .text = manicule_annotation_set_get_text (set),
    .schema = schema,
    .join = join,
    .strings = g_string_chunk_new (4096),
    .entries = g_ptr_array_new_with_free_func (manicule_brat_entry_free),
    .by_model = g_hash_table_new (g_str_hash, g_str_equal),
    .by_id = g_hash_table_new (g_str_hash, g_str_equal),
    .claimed = g_hash_table_new (g_str_hash, g_str_equal),
    .next = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .id = g_string_new (NULL),
    .order = manicule_brat_order_new (order),
    .lines = g_array_new (FALSE, FALSE, sizeof (Line)),
  };
  g_array_set_clear_func (self->lines, line_clear);
}

static void
writer_clear (ManiculeBratWriter *self)
{
  g_array_unref (self->lines);
  manicule_brat_order_free (self->order);
  g_hash_table_unref (self->next);
  g_string_free (self->id, TRUE);
  g_hash_table_unref (self->claimed);
  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->by_model);
  g_ptr_array_unref (self->entries);
  g_string_chunk_free (self->strings);
}

/**
 * manicule_brat_write_lines:
 * @set: an annotation set
 * @schema: the schema
 * @join: whether readers will join fragments at line breaks
 * @usage: gets what relation types are used for
 *
 * Returns: (transfer full): the .ann file
 */
char *
manicule_brat_write_lines (ManiculeAnnotationSet *set,
                           ManiculeSchema        *schema,
                           gboolean               join,
                           ManiculeBratUsage     *usage)
{
  ManiculeBratWriter self;
  char *lines;

  writer_init (&self, set, schema, join);
  manicule_brat_writer_add_entries (&self);
  manicule_brat_writer_note_usage (&self, usage);
  manicule_brat_writer_reserve_ids (&self);
  manicule_brat_writer_give_ids (&self, MANICULE_ANNOTATION_SPAN);
  manicule_brat_writer_give_triggers (&self);

  /* What an equivalence says is no relation of its own, and any of those may be what fills a role. */
  self.rank = RANK_EQUIVS;
  manicule_brat_writer_emit_equivs (&self);
  manicule_brat_writer_give_ids (&self, MANICULE_ANNOTATION_RELATION);

  self.rank = RANK_SPANS;
  emit_spans (&self);
  self.rank = RANK_RELATIONS;
  emit_relations (&self);
  self.rank = RANK_ASIDES;
  manicule_brat_writer_emit_asides (&self);

  lines = join_lines (&self);
  writer_clear (&self);

  return lines;
}
