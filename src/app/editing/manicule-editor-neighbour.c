/* manicule-editor-neighbour.c: from one annotation or suggestion to the next
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-editor-private.h"

#include <glib/gi18n-lib.h>

static guint
get_first_span (ManiculeEditor *self)
{
  return manicule_annotation_set_get_n (self->set, MANICULE_ANNOTATION_DOCUMENT);
}

/* The position of the first span that starts at @caret or after it. */
static guint
find_span_from (ManiculeEditor *self,
                guint           caret)
{
  guint low = get_first_span (self);
  guint high = low + manicule_annotation_set_get_n (self->set, MANICULE_ANNOTATION_SPAN);

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (manicule_annotation_get_hull (manicule_annotation_set_get (self->set, middle)).start < caret)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/**
 * manicule_editor_get_neighbour:
 * @self: an editor
 * @caret: where the caret stands
 * @forward: the next one, else the one before
 *
 * Returns: (transfer none) (nullable): the span beside the focused one, or beside the caret where none is focused
 */
ManiculeAnnotation *
manicule_editor_get_neighbour (ManiculeEditor *self,
                               guint           caret,
                               gboolean        forward)
{
  guint first, last, position;

  g_return_val_if_fail (MANICULE_IS_EDITOR (self), NULL);

  if (self->set == NULL)
    return NULL;
  first = get_first_span (self);
  last = first + manicule_annotation_set_get_n (self->set, MANICULE_ANNOTATION_SPAN);
  if (self->focused != NULL)
    position = manicule_annotation_set_get_position (self->set, self->focused) + (forward ? 1 : 0);
  else
    position = find_span_from (self, caret);

  if (forward)
    return position < last ? manicule_annotation_set_get (self->set, position) : NULL;
  return position > first ? manicule_annotation_set_get (self->set, position - 1) : NULL;
}

/* The position of the first span that comes behind one with these ends. */
static guint
find_span_behind (ManiculeEditor *self,
                  ManiculeRange   hull)
{
  guint low = get_first_span (self);
  guint high = low + manicule_annotation_set_get_n (self->set, MANICULE_ANNOTATION_SPAN);

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      ManiculeRange other = manicule_annotation_get_hull (manicule_annotation_set_get (self->set, middle));

      if (other.start < hull.start || (other.start == hull.start && other.end >= hull.end))
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Beside the suggestion in focus; a span with the same ends comes before it. */
static ManiculeAnnotation *
find_annotation (ManiculeEditor *self,
                 guint           caret,
                 gboolean        forward)
{
  guint first = get_first_span (self), last, position;

  if (self->suggestion == NULL)
    return manicule_editor_get_neighbour (self, caret, forward);

  last = first + manicule_annotation_set_get_n (self->set, MANICULE_ANNOTATION_SPAN);
  position = find_span_behind (self, manicule_suggestion_get_hull (self->suggestion));
  if (forward)
    return position < last ? manicule_annotation_set_get (self->set, position) : NULL;
  return position > first ? manicule_annotation_set_get (self->set, position - 1) : NULL;
}

static ManiculeSuggestion *
find_suggestion (ManiculeEditor *self,
                 guint           caret,
                 gboolean        forward)
{
  guint n = self->suggestions != NULL ? manicule_suggestions_get_n (self->suggestions) : 0, position;
  ManiculeRange here = { caret, G_MAXUINT };

  if (n == 0)
    return NULL;

  if (self->suggestion != NULL)
    here = manicule_suggestion_get_hull (self->suggestion);
  else if (self->focused != NULL)
    here = manicule_annotation_get_hull (self->focused);
  position = manicule_suggestions_find_position (self->suggestions, here, FALSE);
  /* Several sources may propose different labels for one place. */
  while (self->suggestion != NULL && manicule_suggestions_get (self->suggestions, position) != self->suggestion)
    position++;
  if (self->suggestion != NULL && forward)
    position++;

  if (forward)
    return position < n ? manicule_suggestions_get (self->suggestions, position) : NULL;
  return position > 0 ? manicule_suggestions_get (self->suggestions, position - 1) : NULL;
}

/* Does the annotation come before the suggestion in the order of the text? */
static gboolean
comes_before (ManiculeAnnotation *annotation,
              ManiculeSuggestion *suggestion)
{
  ManiculeRange a = manicule_annotation_get_hull (annotation), b = manicule_suggestion_get_hull (suggestion);

  return a.start < b.start || (a.start == b.start && a.end >= b.end);
}

/**
 * manicule_editor_show_neighbour:
 * @self: an editor
 * @caret: where the caret stands, which counts where nothing has the focus
 * @forward: the next one, else the one before
 *
 * Puts the focus on the annotation or suggestion that is nearest in the order of the text.
 *
 * Returns: whether there is one
 */
gboolean
manicule_editor_show_neighbour (ManiculeEditor *self,
                                guint           caret,
                                gboolean        forward)
{
  ManiculeAnnotation *annotation;
  ManiculeSuggestion *suggestion;

  g_return_val_if_fail (MANICULE_IS_EDITOR (self), FALSE);

  if (self->set == NULL)
    return FALSE;
  annotation = find_annotation (self, caret, forward);
  suggestion = find_suggestion (self, caret, forward);
  if (annotation == NULL && suggestion == NULL)
    return FALSE;

  if (suggestion == NULL || (annotation != NULL && comes_before (annotation, suggestion) == forward))
    {
      manicule_editor_show (self, annotation);
      return TRUE;
    }
  g_signal_emit_by_name (self, "show-suggestion", suggestion);
  manicule_editor_announce_suggestion (self, suggestion);
  return TRUE;
}
