/* manicule-suggestion.c: an annotation that a program proposes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-suggestion.h"

#include <string.h>

struct _ManiculeSuggestion
{
  GObject             parent_instance;

  ManiculeAnnotation *proposal;  /* (owned) */
  char               *key;       /* (owned) */
};

G_DEFINE_FINAL_TYPE (ManiculeSuggestion, manicule_suggestion, G_TYPE_OBJECT)

static char *
make_key (const char          *label,
          const ManiculeRange *ranges,
          guint                n_ranges)
{
  g_autoptr(GString) key = g_string_new (NULL);

  for (guint i = 0; i < n_ranges; i++)
    g_string_append_printf (key, "%u-%u ", ranges[i].start, ranges[i].end);
  g_string_append (key, label);

  return g_string_free (g_steal_pointer (&key), FALSE);
}

static void
manicule_suggestion_finalize (GObject *object)
{
  ManiculeSuggestion *self = MANICULE_SUGGESTION (object);

  g_clear_object (&self->proposal);
  g_free (self->key);

  G_OBJECT_CLASS (manicule_suggestion_parent_class)->finalize (object);
}

static void
manicule_suggestion_class_init (ManiculeSuggestionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = manicule_suggestion_finalize;
}

static void
manicule_suggestion_init (ManiculeSuggestion *self)
{
}

static char *
new_id (void)
{
  static guint n_made;

  return g_strdup_printf ("suggestion.%u", (guint) g_atomic_int_add (&n_made, 1));
}

/* @proposal: (transfer full) */
static ManiculeSuggestion *
take (ManiculeAnnotation *proposal)
{
  ManiculeSuggestion *self = g_object_new (MANICULE_TYPE_SUGGESTION, NULL);
  guint n_ranges;
  const ManiculeRange *ranges = manicule_annotation_get_ranges (proposal, &n_ranges);

  self->proposal = proposal;
  self->key = make_key (manicule_annotation_get_label (proposal), ranges, n_ranges);

  return self;
}

/**
 * manicule_suggestion_new:
 * @label: the name of a label
 * @ranges: (array length=n_ranges): what it covers, in code points; see manicule_annotation_ranges_are_valid()
 * @n_ranges: how many
 * @source: who proposes it
 * @score: how sure it is, 0-1, or NAN
 *
 * Returns: (transfer full): a new suggestion
 */
ManiculeSuggestion *
manicule_suggestion_new (const char          *label,
                         const ManiculeRange *ranges,
                         guint                n_ranges,
                         const char          *source,
                         double               score)
{
  g_autofree char *id = NULL;
  g_autoptr(ManiculeAnnotation) span = NULL;

  g_return_val_if_fail (label != NULL, NULL);
  g_return_val_if_fail (manicule_annotation_ranges_are_valid (ranges, n_ranges), NULL);
  g_return_val_if_fail (source != NULL, NULL);

  id = new_id ();
  span = manicule_annotation_new_span (id, label, ranges, n_ranges);

  return take (manicule_annotation_with_origin (span, source, NULL, score));
}

/**
 * manicule_suggestion_new_for:
 * @span: a span whose origin names who proposes it
 *
 * Returns: (transfer full): a suggestion to say what @span says
 */
ManiculeSuggestion *
manicule_suggestion_new_for (ManiculeAnnotation *span)
{
  g_autofree char *id = NULL;

  g_return_val_if_fail (MANICULE_IS_ANNOTATION (span), NULL);
  g_return_val_if_fail (manicule_annotation_get_kind (span) == MANICULE_ANNOTATION_SPAN, NULL);
  g_return_val_if_fail (manicule_annotation_get_origin_source (span) != NULL, NULL);

  id = new_id ();

  return take (manicule_annotation_with_id (span, id));
}

/**
 * manicule_suggestion_get_proposal:
 * @self: a suggestion
 *
 * Returns: (transfer none): what is proposed, which always has this suggestion's own object
 */
ManiculeAnnotation *
manicule_suggestion_get_proposal (ManiculeSuggestion *self)
{
  g_return_val_if_fail (MANICULE_IS_SUGGESTION (self), NULL);

  return self->proposal;
}

/**
 * manicule_suggestion_get_label:
 * @self: a suggestion
 *
 * Returns: the name of its label
 */
const char *
manicule_suggestion_get_label (ManiculeSuggestion *self)
{
  g_return_val_if_fail (MANICULE_IS_SUGGESTION (self), NULL);

  return manicule_annotation_get_label (self->proposal);
}

/**
 * manicule_suggestion_get_hull:
 * @self: a suggestion
 *
 * Returns: its first start and its last end
 */
ManiculeRange
manicule_suggestion_get_hull (ManiculeSuggestion *self)
{
  g_return_val_if_fail (MANICULE_IS_SUGGESTION (self), ((ManiculeRange) { 0, 0 }));

  return manicule_annotation_get_hull (self->proposal);
}

/**
 * manicule_suggestion_get_source:
 * @self: a suggestion
 *
 * Returns: who proposes it
 */
const char *
manicule_suggestion_get_source (ManiculeSuggestion *self)
{
  g_return_val_if_fail (MANICULE_IS_SUGGESTION (self), NULL);

  return manicule_annotation_get_origin_source (self->proposal);
}

/**
 * manicule_suggestion_get_score:
 * @self: a suggestion
 *
 * Returns: how sure the source is, 0-1, or NAN
 */
double
manicule_suggestion_get_score (ManiculeSuggestion *self)
{
  g_return_val_if_fail (MANICULE_IS_SUGGESTION (self), 0);

  return manicule_annotation_get_origin_score (self->proposal);
}

/**
 * manicule_suggestion_get_key:
 * @self: a suggestion
 *
 * Returns: what is proposed, as a string
 */
const char *
manicule_suggestion_get_key (ManiculeSuggestion *self)
{
  g_return_val_if_fail (MANICULE_IS_SUGGESTION (self), NULL);

  return self->key;
}

/**
 * manicule_suggestion_is_said_by:
 * @self: a suggestion
 * @annotation: an annotation
 *
 * Returns: whether @annotation is a span with the same label and ranges
 */
gboolean
manicule_suggestion_is_said_by (ManiculeSuggestion *self,
                                ManiculeAnnotation *annotation)
{
  guint n, n_other;
  const ManiculeRange *ranges, *other;

  g_return_val_if_fail (MANICULE_IS_SUGGESTION (self), FALSE);
  g_return_val_if_fail (MANICULE_IS_ANNOTATION (annotation), FALSE);

  if (manicule_annotation_get_kind (annotation) != MANICULE_ANNOTATION_SPAN
      || !g_str_equal (manicule_annotation_get_label (annotation), manicule_suggestion_get_label (self)))
    return FALSE;

  ranges = manicule_annotation_get_ranges (self->proposal, &n);
  other = manicule_annotation_get_ranges (annotation, &n_other);
  for (guint i = 0; n == n_other && i < n; i++)
    {
      if (ranges[i].start != other[i].start || ranges[i].end != other[i].end)
        return FALSE;
    }

  return n == n_other;
}

/**
 * manicule_suggestion_compare:
 * @a: a suggestion
 * @b: another
 *
 * Returns: below, at or above 0: their order, by start, then the longer first, then by label
 */
int
manicule_suggestion_compare (ManiculeSuggestion *a,
                             ManiculeSuggestion *b)
{
  ManiculeRange first = manicule_suggestion_get_hull (a), second = manicule_suggestion_get_hull (b);

  if (first.start != second.start)
    return first.start < second.start ? -1 : 1;
  if (first.end != second.end)
    return first.end > second.end ? -1 : 1;

  return strcmp (a->key, b->key);
}
