/* manicule-surface-focus.c: which annotation is in focus
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-surface-private.h"

static guint
hull_length (ManiculeAnnotation *annotation)
{
  ManiculeRange hull = manicule_annotation_get_hull (annotation);

  return hull.end - hull.start;
}

static int
compare_lengths (gconstpointer a,
                 gconstpointer b)
{
  guint first = hull_length ((ManiculeAnnotation *) a), second = hull_length ((ManiculeAnnotation *) b);

  return first < second ? -1 : first > second;
}

/* Does one range of the annotation hold all of @range? With an empty @range: is there a range that begins at or before
 * it and ends after it, or is empty there? */
static gboolean
covers (ManiculeAnnotation *annotation,
        ManiculeRange       range)
{
  guint n;
  const ManiculeRange *ranges = manicule_annotation_get_ranges (annotation, &n);

  for (guint i = 0; i < n; i++)
    {
      if (ranges[i].start <= range.start && range.end <= ranges[i].end
          && (range.start < range.end || range.start < ranges[i].end || ranges[i].start == ranges[i].end))
        return TRUE;
    }

  return FALSE;
}

/* The spans that cover [from, to) in code points, or the place where both are equal; the shortest first. */
GPtrArray *
manicule_surface_spans_at (ManiculeSurface *self,
                           guint            from,
                           guint            to)
{
  GPtrArray *found = manicule_surface_query (self, from, MAX (to, from + 1));
  guint n = 0;

  for (guint i = 0; i < found->len; i++)
    {
      gpointer annotation = g_ptr_array_index (found, i);

      if (covers (annotation, (ManiculeRange) { from, to }))
        g_ptr_array_index (found, n++) = annotation;
    }
  g_ptr_array_set_size (found, (int) n);
  g_ptr_array_sort_values (found, compare_lengths);

  return found;
}

/* A caret that stands behind the last letter of a span belongs to it where no other span goes on there. */
static ManiculeAnnotation *
span_ending_at (ManiculeSurface *self,
                guint            chr)
{
  GPtrArray *found;

  if (chr == 0)
    return NULL;

  found = manicule_surface_spans_at (self, chr - 1, chr);
  for (guint i = 0; i < found->len; i++)
    {
      ManiculeAnnotation *annotation = g_ptr_array_index (found, i);
      guint n;
      const ManiculeRange *ranges = manicule_annotation_get_ranges (annotation, &n);

      for (guint k = 0; k < n; k++)
        {
          if (ranges[k].end == chr)
            return annotation;
        }
    }

  return NULL;
}

/* Focuses the innermost span at the caret, else a suggestion there, or the innermost span around the selection. */
void
manicule_surface_focus_caret (ManiculeSurface *self)
{
  ManiculeAnnotation *annotation = NULL;
  GPtrArray *found;
  guint from, to;

  if (self->set != NULL)
    {
      gboolean selected = manicule_caret_get_selection (self->caret, &from, &to);

      if (!selected)
        from = to = manicule_caret_get_place (self->caret).byte;
      from = manicule_surface_to_char (self, from);
      to = manicule_surface_to_char (self, to);

      found = manicule_surface_spans_at (self, from, to);
      annotation = found->len > 0 ? g_ptr_array_index (found, 0) : NULL;
      if (annotation == NULL && !selected)
        annotation = span_ending_at (self, from);
      if (annotation == NULL && !selected && self->suggestions != NULL)
        annotation = manicule_surface_proposal_at (self, from);
    }

  manicule_surface_set_focused (self, annotation);
}

/* An annotation, or what a suggestion proposes: then that suggestion. */
void
manicule_surface_set_focused (ManiculeSurface    *self,
                              ManiculeAnnotation *annotation)
{
  ManiculeSuggestion *suggestion = NULL;
  const char *id;
  gboolean is_other;

  if (annotation != NULL && self->suggestions != NULL)
    suggestion = manicule_suggestions_find (self->suggestions, annotation);
  if (suggestion != NULL)
    {
      manicule_surface_set_suggestion (self, suggestion);
      return;
    }

  manicule_surface_set_suggestion (self, NULL);
  id = annotation != NULL ? manicule_annotation_get_id (annotation) : NULL;
  is_other = g_strcmp0 (self->focused_id, id) != 0;
  if (self->focused == annotation)
    return;

  g_set_object (&self->focused, annotation);
  g_set_str (&self->focused_id, id);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (is_other)
    manicule_surface_a11y_focus_changed (self);
  manicule_surface_notify (self, MANICULE_SURFACE_FOCUSED);
}

/**
 * manicule_surface_get_focused:
 * @self: a surface
 *
 * Returns: (transfer none) (nullable): the annotation in focus, as it is now
 */
ManiculeAnnotation *
manicule_surface_get_focused (ManiculeSurface *self)
{
  g_return_val_if_fail (MANICULE_IS_SURFACE (self), NULL);

  return self->focused;
}

/**
 * manicule_surface_focus_annotation:
 * @self: a surface
 * @annotation: (nullable): an annotation of the set
 *
 * Focuses one annotation, and for a span brings the caret to its beginning and shows it.
 */
void
manicule_surface_focus_annotation (ManiculeSurface    *self,
                                   ManiculeAnnotation *annotation)
{
  ManiculeAnnotation *current = NULL;
  ManiculeRange hull;

  g_return_if_fail (MANICULE_IS_SURFACE (self));
  g_return_if_fail (annotation == NULL || MANICULE_IS_ANNOTATION (annotation));

  if (annotation != NULL && self->set != NULL)
    current = manicule_annotation_set_find (self->set, manicule_annotation_get_id (annotation));

  if (current == NULL || manicule_annotation_get_kind (current) != MANICULE_ANNOTATION_SPAN)
    {
      manicule_surface_set_focused (self, current);
      return;
    }

  hull = manicule_annotation_get_hull (current);
  self->holds_focus = TRUE;
  manicule_caret_place (self->caret, (ManiculePlace) { manicule_surface_to_byte (self, hull.start), FALSE }, FALSE);
  self->holds_focus = FALSE;
  manicule_surface_set_focused (self, current);
  manicule_surface_scroll_to (self, hull);
}
