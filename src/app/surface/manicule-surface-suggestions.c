/* manicule-surface-suggestions.c: what is proposed, and which proposal is in focus
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-surface-private.h"

/* Larger changes place all lines in use anew instead of looking for those that are touched. */
#define MANY 64

static void
unplace_suggested (ManiculeLine *line,
                   guint         index,
                   gpointer      data)
{
  guint n;
  const ManiculeMark *marks = manicule_line_get_marks (line, &n);

  for (guint i = 0; i < n; i++)
    {
      if (marks[i].suggested)
        {
          manicule_line_unplace (line);
          return;
        }
    }
}

static void
items_changed (ManiculeSurface *self,
               guint            position,
               guint            removed,
               guint            added)
{
  manicule_surface_keep (self);

  /* Those that are gone are not named any more, but the lines that show them hold them. */
  if (removed > 0)
    manicule_line_cache_foreach (self->cache, unplace_suggested, self);
  if (added > MANY)
    manicule_line_cache_unplace_all (self->cache);
  for (guint i = 0; added <= MANY && i < added; i++)
    manicule_surface_unplace_range (self, manicule_suggestion_get_hull (manicule_suggestions_get (self->suggestions, position + i)));

  if (self->suggestion != NULL
      && manicule_suggestions_find (self->suggestions, manicule_suggestion_get_proposal (self->suggestion)) == NULL)
    manicule_surface_set_suggestion (self, NULL);
  self->is_stale = TRUE;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static gboolean
covers (ManiculeSuggestion *suggestion,
        guint               chr)
{
  guint n;
  const ManiculeRange *ranges = manicule_annotation_get_ranges (manicule_suggestion_get_proposal (suggestion), &n);

  for (guint i = 0; i < n; i++)
    {
      if (ranges[i].start <= chr && chr < ranges[i].end)
        return TRUE;
    }

  return FALSE;
}

ManiculeAnnotation *
manicule_surface_proposal_at (ManiculeSurface *self,
                              guint            chr)
{
  ManiculeAnnotation *result = NULL;
  guint shortest = G_MAXUINT;

  manicule_surface_query_suggestions (self, chr, chr + 1);
  for (guint i = 0; i < self->found->len; i++)
    {
      ManiculeSuggestion *suggestion = g_ptr_array_index (self->found, i);
      ManiculeRange hull = manicule_suggestion_get_hull (suggestion);

      if (covers (suggestion, chr) && hull.end - hull.start < shortest)
        {
          shortest = hull.end - hull.start;
          result = manicule_suggestion_get_proposal (suggestion);
        }
    }

  return result;
}

gboolean
manicule_surface_is_proposal (ManiculeSurface    *self,
                              ManiculeAnnotation *annotation)
{
  return self->suggestions != NULL && manicule_suggestions_find (self->suggestions, annotation) != NULL;
}

void
manicule_surface_set_suggestion (ManiculeSurface    *self,
                                 ManiculeSuggestion *suggestion)
{
  if (suggestion == self->suggestion)
    return;

  g_set_object (&self->suggestion, suggestion);
  if (suggestion != NULL && self->focused != NULL)
    {
      g_clear_object (&self->focused);
      g_clear_pointer (&self->focused_id, g_free);
      manicule_surface_notify (self, MANICULE_SURFACE_FOCUSED);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
  manicule_surface_notify (self, MANICULE_SURFACE_FOCUSED_SUGGESTION);
}

/**
 * manicule_surface_set_suggestions:
 * @self: a surface
 * @suggestions: (nullable): what is proposed for the set that is shown
 */
void
manicule_surface_set_suggestions (ManiculeSurface     *self,
                                  ManiculeSuggestions *suggestions)
{
  g_return_if_fail (MANICULE_IS_SURFACE (self));
  g_return_if_fail (suggestions == NULL || manicule_suggestions_get_set (suggestions) == self->set);

  if (self->suggestions == suggestions)
    return;

  manicule_surface_set_suggestion (self, NULL);
  manicule_surface_keep (self);
  if (self->suggestions != NULL)
    g_signal_handlers_disconnect_by_data (self->suggestions, self);
  g_set_object (&self->suggestions, suggestions);
  if (suggestions != NULL)
    g_signal_connect_object (suggestions, "items-changed", G_CALLBACK (items_changed), self, G_CONNECT_SWAPPED);

  manicule_line_cache_unplace_all (self->cache);
  self->is_stale = TRUE;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  manicule_surface_notify (self, MANICULE_SURFACE_SUGGESTIONS);
}

/**
 * manicule_surface_get_suggestion:
 * @self: a surface
 *
 * Returns: (transfer none) (nullable): the suggestion in focus
 */
ManiculeSuggestion *
manicule_surface_get_suggestion (ManiculeSurface *self)
{
  g_return_val_if_fail (MANICULE_IS_SURFACE (self), NULL);

  return self->suggestion;
}

/**
 * manicule_surface_focus_suggestion:
 * @self: a surface
 * @suggestion: (nullable): an item of its suggestions
 *
 * Focuses it, brings the caret to its beginning and shows it. One that is not in the list is not focused.
 */
void
manicule_surface_focus_suggestion (ManiculeSurface    *self,
                                   ManiculeSuggestion *suggestion)
{
  ManiculeRange hull;

  g_return_if_fail (MANICULE_IS_SURFACE (self));

  if (suggestion == NULL || self->suggestions == NULL
      || manicule_suggestions_find (self->suggestions, manicule_suggestion_get_proposal (suggestion)) != suggestion)
    {
      manicule_surface_set_suggestion (self, NULL);
      return;
    }

  hull = manicule_suggestion_get_hull (suggestion);
  self->holds_focus = TRUE;
  manicule_caret_place (self->caret, (ManiculePlace) { manicule_surface_to_byte (self, hull.start), FALSE }, FALSE);
  self->holds_focus = FALSE;
  manicule_surface_set_suggestion (self, suggestion);
  manicule_surface_scroll_to (self, hull);
}

void
manicule_surface_suggestions_dispose (ManiculeSurface *self)
{
  if (self->suggestions != NULL)
    g_signal_handlers_disconnect_by_data (self->suggestions, self);
  g_clear_object (&self->suggestions);
  g_clear_object (&self->suggestion);
}
