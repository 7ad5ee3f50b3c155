/* manicule-editor-neighbour.c: from one annotation or suggestion to the next
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The walk goes by where they start. Of those that start at one place the shortest comes first, as it does for the pointer
 * and at the caret; an annotation comes before a suggestion for the same text. Sets and suggestions are in another order:
 * the longest first. So the walk is from run to run, which are those with the same ends, each found by halving.
 */

#include "manicule-editor-private.h"

#include <glib/gi18n-lib.h>

/* Spans or suggestions, by (start, -end). */
typedef struct
{
  ManiculeRange (*get_hull) (ManiculeEditor *self, guint position);
  ManiculeEditor *editor;
  guint           first;
  guint           last;   /* behind them all */
} Row;

static ManiculeRange
get_span_hull (ManiculeEditor *self,
               guint           position)
{
  return manicule_annotation_get_hull (manicule_annotation_set_get (self->set, position));
}

static ManiculeRange
get_suggestion_hull (ManiculeEditor *self,
                     guint           position)
{
  return manicule_suggestion_get_hull (manicule_suggestions_get (self->suggestions, position));
}

static Row
get_spans (ManiculeEditor *self)
{
  guint first = manicule_annotation_set_get_n (self->set, MANICULE_ANNOTATION_DOCUMENT);

  return (Row) { get_span_hull, self, first, first + manicule_annotation_set_get_n (self->set, MANICULE_ANNOTATION_SPAN) };
}

static Row
get_suggestions (ManiculeEditor *self)
{
  return (Row) { get_suggestion_hull, self, 0, self->suggestions != NULL ? manicule_suggestions_get_n (self->suggestions) : 0 };
}

/* The first one that does not stand before @hull, as (start, -end); with @after: that stands behind it. */
static guint
find (const Row     *row,
      ManiculeRange  hull,
      gboolean       after)
{
  guint low = row->first, high = row->last;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      ManiculeRange other = row->get_hull (row->editor, middle);

      if (other.start < hull.start
          || (other.start == hull.start && (other.end > hull.end || (after && other.end == hull.end))))
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* The first and the last, in the order of the walk, of those that start where @position does. */
static guint
find_first_of_start (const Row *row,
                     guint      position)
{
  guint start = row->get_hull (row->editor, position).start;
  guint behind = find (row, (ManiculeRange) { start, 0 }, TRUE);

  return find (row, row->get_hull (row->editor, behind - 1), FALSE);
}

static guint
find_last_of_start (const Row *row,
                    guint      position)
{
  guint start = row->get_hull (row->editor, position).start;
  guint first = find (row, (ManiculeRange) { start, G_MAXUINT }, FALSE);

  return find (row, row->get_hull (row->editor, first), TRUE) - 1;
}

/* What comes behind @hull in the walk; with @equal also what has the same ends. G_MAXUINT: nothing. */
static guint
find_next (const Row     *row,
           ManiculeRange  hull,
           gboolean       equal)
{
  guint run = find (row, hull, FALSE), behind = find (row, hull, TRUE);
  guint same_start = find (row, (ManiculeRange) { hull.start, G_MAXUINT }, FALSE);
  guint next_start = find (row, (ManiculeRange) { hull.start, 0 }, TRUE);

  if (equal && run < behind)
    return run;
  if (run > same_start)
    return find (row, row->get_hull (row->editor, run - 1), FALSE);
  return next_start < row->last ? find_first_of_start (row, next_start) : G_MAXUINT;
}

static guint
find_previous (const Row     *row,
               ManiculeRange  hull,
               gboolean       equal)
{
  guint run = find (row, hull, FALSE), behind = find (row, hull, TRUE);
  guint same_start = find (row, (ManiculeRange) { hull.start, G_MAXUINT }, FALSE);
  guint next_start = find (row, (ManiculeRange) { hull.start, 0 }, TRUE);

  if (equal && run < behind)
    return behind - 1;
  if (behind < next_start)
    return find (row, row->get_hull (row->editor, behind), TRUE) - 1;
  return same_start > row->first ? find_last_of_start (row, same_start - 1) : G_MAXUINT;
}

/* Beside one of the row. */
static guint
find_beside (const Row *row,
             guint      position,
             gboolean   forward)
{
  ManiculeRange hull = row->get_hull (row->editor, position);

  if (forward)
    return position + 1 < find (row, hull, TRUE) ? position + 1 : find_next (row, hull, FALSE);
  return position > find (row, hull, FALSE) ? position - 1 : find_previous (row, hull, FALSE);
}

/* Beside a place, or what stands there and is none of the row; @equal: what has the same ends lies on the way. */
static guint
find_from (const Row     *row,
           ManiculeRange  hull,
           gboolean       forward,
           gboolean       equal)
{
  return forward ? find_next (row, hull, equal) : find_previous (row, hull, equal);
}

/**
 * manicule_editor_get_neighbour:
 * @self: an editor
 * @caret: where the caret stands
 * @forward: the next one, else the one before
 *
 * Returns: (transfer none) (nullable): the span beside the focused one, else beside the suggestion in focus, else beside
 *   the caret
 */
ManiculeAnnotation *
manicule_editor_get_neighbour (ManiculeEditor *self,
                               guint           caret,
                               gboolean        forward)
{
  guint position;
  Row row;

  g_return_val_if_fail (MANICULE_IS_EDITOR (self), NULL);

  if (self->set == NULL)
    return NULL;
  row = get_spans (self);
  if (self->focused != NULL)
    position = find_beside (&row, manicule_annotation_set_get_position (self->set, self->focused), forward);
  else if (self->suggestion != NULL)
    position = find_from (&row, manicule_suggestion_get_hull (self->suggestion), forward, !forward);
  else
    position = find_from (&row, (ManiculeRange) { caret, 0 }, forward, forward);
  return position != G_MAXUINT ? manicule_annotation_set_get (self->set, position) : NULL;
}

/* The position of the one in focus among those with the same ends: several sources may propose different labels. */
static guint
find_suggestion_in_focus (const Row *row)
{
  ManiculeEditor *self = row->editor;
  guint position = find (row, manicule_suggestion_get_hull (self->suggestion), FALSE);

  while (position + 1 < row->last && manicule_suggestions_get (self->suggestions, position) != self->suggestion)
    position++;
  return position;
}

static ManiculeSuggestion *
get_suggestion_beside (ManiculeEditor *self,
                       guint           caret,
                       gboolean        forward)
{
  Row row = get_suggestions (self);
  guint position;

  if (row.last == 0)
    return NULL;
  if (self->suggestion != NULL)
    position = find_beside (&row, find_suggestion_in_focus (&row), forward);
  else if (self->focused != NULL)
    position = find_from (&row, manicule_annotation_get_hull (self->focused), forward, forward);
  else
    position = find_from (&row, (ManiculeRange) { caret, 0 }, forward, forward);
  return position != G_MAXUINT ? manicule_suggestions_get (self->suggestions, position) : NULL;
}

static gboolean
comes_before (ManiculeAnnotation *annotation,
              ManiculeSuggestion *suggestion)
{
  ManiculeRange a = manicule_annotation_get_hull (annotation), b = manicule_suggestion_get_hull (suggestion);

  return a.start < b.start || (a.start == b.start && a.end <= b.end);
}

/**
 * manicule_editor_show_neighbour:
 * @self: an editor
 * @caret: where the caret stands, which counts where nothing has the focus
 * @forward: the next one, else the one before
 *
 * Puts the focus on the annotation or suggestion that is nearest in the order of the walk.
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
  annotation = manicule_editor_get_neighbour (self, caret, forward);
  suggestion = get_suggestion_beside (self, caret, forward);
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
