/* manicule-loss-ranges.c: spans as a format can hold them: empty ones, discontinuous ones, tokens, overlaps
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-loss-reduction-private.h"

#include "manicule-segment.h"

/* The parts of a split span say by this attribute whose parts they are. */
#define PART_OF "part_of"

/* --- ranges --- */

/* Leaves out empty parts, and the span when it has no other. What a format without empty spans is told by tokens, what
 * they do not hold is empty to it. */
static void
drop_empty (ManiculeReduction *self,
            guint              i)
{
  guint n_ranges;
  const ManiculeRange *ranges = manicule_annotation_get_ranges (self->annotations[i], &n_ranges);
  g_autofree ManiculeRange *kept = g_new (ManiculeRange, n_ranges);
  guint n_kept = 0;

  for (guint j = 0; j < n_ranges; j++)
    {
      ManiculeRange range = HOLDS (self, SUB_TOKEN) ? ranges[j] : manicule_range_trim_unheld (self->text, ranges[j]);

      if (range.start < range.end)
        kept[n_kept++] = ranges[j];
    }

  if (n_kept == 0)
    {
      manicule_reduction_drop (self, MANICULE_LOSS_ZERO_LENGTH, i);
    }
  else if (n_kept < n_ranges)
    {
      manicule_reduction_lose (self, MANICULE_LOSS_ZERO_LENGTH, i);
      manicule_reduction_change (self, i, manicule_annotation_with_ranges (self->annotations[i], kept, n_kept));
    }
}

static gboolean
id_is_taken (ManiculeReduction *self,
             const char        *id)
{
  return manicule_annotation_set_find (self->set, id) != NULL || g_hash_table_contains (self->part_ids, id);
}

/* "k3f9.2" for the second part of "k3f9"; always the same for the same document. Of a long id there is room for the
 * beginning and a hash, so that long ids that begin alike do not get in each other's way. */
static const char *
make_part_id (ManiculeReduction *self,
              const char        *id,
              guint              part)
{
  g_autofree char *stem = strlen (id) <= 40 ? g_strdup (id) : g_strdup_printf ("%.30s-%08x", id, g_str_hash (id));
  char *candidate = g_strdup_printf ("%s.%u", stem, part);

  for (guint i = 2; id_is_taken (self, candidate); i++)
    {
      g_free (candidate);
      candidate = g_strdup_printf ("%s.%u.%u", stem, part, i);
    }
  g_hash_table_add (self->part_ids, candidate);

  return candidate;
}

static ManiculeAnnotation *
make_part (ManiculeReduction   *self,
           ManiculeAnnotation  *span,
           const ManiculeRange *range,
           guint                part)
{
  const char *id = manicule_annotation_get_id (span);
  g_autoptr(ManiculeAnnotation) cut = manicule_annotation_with_ranges (span, range, 1);

  if (HOLDS (self, ATTRIBUTES))
    {
      g_autoptr(ManiculeAnnotation) whole = g_steal_pointer (&cut);

      cut = manicule_annotation_with_attribute (whole, PART_OF, g_variant_new_string (id));
    }
  if (part > 1)
    {
      g_autoptr(ManiculeAnnotation) first = g_steal_pointer (&cut);
      const char *part_id = make_part_id (self, id, part);

      cut = manicule_annotation_with_id (first, part_id);
    }

  return g_steal_pointer (&cut);
}

/* The first part keeps the id, so that relations lead there. */
static void
split (ManiculeReduction *self,
       guint              i)
{
  g_autoptr(ManiculeAnnotation) span = g_object_ref (self->annotations[i]);
  guint n_ranges;
  const ManiculeRange *ranges = manicule_annotation_get_ranges (span, &n_ranges);

  if (self->parts == NULL)
    {
      self->parts = g_ptr_array_new ();
      self->part_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    }

  manicule_reduction_change (self, i, make_part (self, span, &ranges[0], 1));
  for (guint j = 1; j < n_ranges; j++)
    g_ptr_array_add (self->parts, make_part (self, span, &ranges[j], j + 1));
}

static void
join_ranges (ManiculeReduction *self,
             guint              i)
{
  ManiculeRange hull = manicule_annotation_get_hull (self->annotations[i]);

  if (self->policy->policy[MANICULE_LOSS_DISCONTINUOUS] == MANICULE_LOSSY_DROP)
    {
      manicule_reduction_drop (self, MANICULE_LOSS_DISCONTINUOUS, i);
      return;
    }

  manicule_reduction_lose (self, MANICULE_LOSS_DISCONTINUOUS, i);
  if (self->policy->policy[MANICULE_LOSS_DISCONTINUOUS] == MANICULE_LOSSY_HULL)
    manicule_reduction_change (self, i, manicule_annotation_with_ranges (self->annotations[i], &hull, 1));
  else
    split (self, i);
}

/* A token may be cut, but not between a letter and the marks on it: what would begin with a mark is no token to anybody. */
static ManiculeRange
fit_to_graphemes (ManiculeText  *text,
                  ManiculeRange  range,
                  gboolean       cuts_first,
                  gboolean       cuts_last)
{
  ManiculeRange around;

  if (cuts_first && manicule_segment_around (text, MANICULE_UNIT_GRAPHEME, range.start, &around))
    range.start = around.start;
  if (cuts_last && manicule_segment_around (text, MANICULE_UNIT_GRAPHEME, range.end, &around) && around.start < range.end)
    range.end = around.end;

  return range;
}

/* Ends beside white space move to the text, ends inside a token to its border. */
static void
fit_to_tokens (ManiculeReduction   *self,
               ManiculeTokenFinder *finder,
               guint                i)
{
  ManiculeRange old = manicule_annotation_get_hull (self->annotations[i]);
  ManiculeRange range = manicule_range_trim_unheld (self->text, old);
  ManiculeLossy lossy = self->policy->policy[MANICULE_LOSS_SUB_TOKEN];
  gboolean changed;
  ManiculeRange first;
  ManiculeRange last;
  gboolean cuts_first = manicule_token_finder_inside (finder, range.start, &first);
  gboolean cuts_last = manicule_token_finder_inside (finder, range.end, &last);
  gboolean was_lossy = self->lossy[i];

  if (lossy == MANICULE_LOSSY_RETOKENISE)
    range = fit_to_graphemes (self->text, range, cuts_first, cuts_last);
  changed = range.start != old.start || range.end != old.end;
  if (!changed && !cuts_first && !cuts_last)
    return;

  if (lossy == MANICULE_LOSSY_DROP && (cuts_first || cuts_last))
    {
      manicule_reduction_drop (self, MANICULE_LOSS_SUB_TOKEN, i);
      return;
    }

  if (lossy == MANICULE_LOSSY_WIDEN && cuts_first)
    range.start = first.start;
  if (lossy == MANICULE_LOSSY_WIDEN && cuts_last)
    range.end = last.end;

  /* Counted even where the token is cut and nothing is lost: the tokens are not those of the word rule then. */
  manicule_reduction_lose (self, MANICULE_LOSS_SUB_TOKEN, i);
  if (lossy == MANICULE_LOSSY_RETOKENISE && !changed)
    self->lossy[i] = was_lossy;
  else
    manicule_reduction_change (self, i, manicule_annotation_with_ranges (self->annotations[i], &range, 1));
}

void
manicule_reduction_ranges (ManiculeReduction *self)
{
  ManiculeTokenFinder finder;

  manicule_token_finder_init (&finder, self->text);
  for (guint i = 0; i < self->n; i++)
    {
      if (manicule_reduction_is (self, i, MANICULE_ANNOTATION_SPAN) && !HOLDS (self, ZERO_LENGTH))
        drop_empty (self, i);
      if (manicule_reduction_is (self, i, MANICULE_ANNOTATION_SPAN) && !HOLDS (self, DISCONTINUOUS) &&
          manicule_annotation_is_discontinuous (self->annotations[i]))
        join_ranges (self, i);
      if (manicule_reduction_is (self, i, MANICULE_ANNOTATION_SPAN) && !HOLDS (self, SUB_TOKEN) &&
          !manicule_annotation_is_discontinuous (self->annotations[i]))
        fit_to_tokens (self, &finder, i);
    }
  manicule_token_finder_clear (&finder);
}

/* --- overlaps --- */

static GHashTable *
rank_labels (ManiculeSchema *schema)
{
  g_autoptr(GHashTable) ranks = g_hash_table_new (g_str_hash, g_str_equal);
  GListModel *labels = schema != NULL ? manicule_schema_get_labels (schema) : NULL;

  for (guint i = 0; labels != NULL && i < g_list_model_get_n_items (labels); i++)
    {
      g_autoptr(ManiculeLabel) label = g_list_model_get_item (labels, i);

      g_hash_table_insert (ranks, (gpointer) manicule_label_get_name (label), GUINT_TO_POINTER (i + 1));
    }

  return g_steal_pointer (&ranks);
}

static void
add_overlap (GArray             *overlaps,
             GHashTable         *ranks,
             ManiculeAnnotation *span,
             guint               item)
{
  guint rank = GPOINTER_TO_UINT (g_hash_table_lookup (ranks, manicule_annotation_get_label (span)));
  ManiculeOverlap overlap = {
    .range = manicule_annotation_get_hull (span),
    .rank = rank > 0 ? rank : G_MAXUINT,
    .id = manicule_annotation_get_id (span),
    .item = item,
  };

  g_array_append_val (overlaps, overlap);
}

/* Parts stand behind the annotations of the set: item n + i is part i. */
static GArray *
gather_overlaps (ManiculeReduction *self)
{
  g_autoptr(GArray) overlaps = g_array_new (FALSE, FALSE, sizeof (ManiculeOverlap));
  g_autoptr(GHashTable) ranks = rank_labels (self->policy->schema);

  for (guint i = 0; i < self->n; i++)
    if (manicule_reduction_is (self, i, MANICULE_ANNOTATION_SPAN) && !manicule_reduction_is_mention (self, self->annotations[i]))
      add_overlap (overlaps, ranks, self->annotations[i], i);
  for (guint i = 0; self->parts != NULL && i < self->parts->len; i++)
    if (!manicule_reduction_is_mention (self, g_ptr_array_index (self->parts, i)))
      add_overlap (overlaps, ranks, g_ptr_array_index (self->parts, i), self->n + i);

  return g_steal_pointer (&overlaps);
}

/* Of a part nothing is counted: the span that it belongs to is counted as discontinuous. */
void
manicule_reduction_drop_item (ManiculeReduction *self,
                              ManiculeLossKind   kind,
                              guint              item)
{
  if (item < self->n)
    manicule_reduction_drop (self, kind, item);
  else
    g_clear_object ((ManiculeAnnotation **) &self->parts->pdata[item - self->n]);
}

void
manicule_reduction_resolve (ManiculeReduction *self,
                            GArray            *overlaps,
                            guint              levels,
                            gboolean           crossing)
{
  manicule_overlaps_resolve ((ManiculeOverlap *) (gpointer) overlaps->data, overlaps->len, levels, crossing,
                             self->policy->policy[MANICULE_LOSS_NESTED], self->policy->policy[MANICULE_LOSS_CROSSING]);

  for (guint i = 0; i < overlaps->len; i++)
    {
      const ManiculeOverlap *overlap = &g_array_index (overlaps, ManiculeOverlap, i);
      ManiculeLossKind kind = overlap->verdict == MANICULE_OVERLAP_NESTED ? MANICULE_LOSS_NESTED
                                                                          : MANICULE_LOSS_CROSSING;

      if (overlap->verdict != MANICULE_OVERLAP_KEPT)
        manicule_reduction_drop_item (self, kind, overlap->item);
    }
}

void
manicule_reduction_overlaps (ManiculeReduction *self)
{
  g_autoptr(GArray) overlaps = gather_overlaps (self);

  manicule_reduction_resolve (self, overlaps, self->levels, HOLDS (self, CROSSING));
}
