/* manicule-viewport.c: which part of a long column of lines is seen
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-viewport.h"

#include <math.h>

#include "manicule-height-index.h"

/* A longer way than this many pages is looked up in the index instead of walked through measured lines. */
#define WALK_PAGES 3

/* So many lines tell how wrong the estimates are; shorter documents are measured whole. */
#define N_SAMPLES 40
#define MEASURE_ALL 60

struct _ManiculeViewport
{
  ManiculeViewportFuncs  funcs;
  gpointer               data;
  ManiculeHeightIndex   *heights;       /* (owned) */
  guint8                *known;         /* (owned), a bit a line: its height was measured in this geometry */
  double                 page;
  double                 top;
  double                 bottom;

  guint                  line;
  double                 into;

  double                 factor;        /* what estimates are multiplied by */
  guint                  n_sampled;
  double                 sum_measured;
  double                 sum_estimated;
};

static gboolean
is_known (ManiculeViewport *self,
          guint             line)
{
  return (self->known[line / 8] & (1 << (line % 8))) != 0;
}

static double
estimate (ManiculeViewport *self,
          guint             line)
{
  return MAX (self->funcs.estimate (line, self->data) * self->factor, 1);
}

static double
measure (ManiculeViewport *self,
         guint             line)
{
  manicule_height_index_set (self->heights, line, self->funcs.measure (line, self->data));
  self->known[line / 8] |= 1 << (line % 8);

  return manicule_height_index_get (self->heights, line);
}

static guint
n_lines (ManiculeViewport *self)
{
  return manicule_height_index_get_n (self->heights);
}

/* Estimates every line that was not measured. */
static void
fill (ManiculeViewport *self,
      guint             n)
{
  g_autofree double *heights = g_new (double, n);

  for (guint i = 0; i < n; i++)
    heights[i] = is_known (self, i) ? manicule_height_index_get (self->heights, i) : estimate (self, i);

  manicule_height_index_reset (self->heights, heights, n);
}

static void
forget (ManiculeViewport *self,
        guint             n)
{
  g_free (self->known);
  self->known = g_new0 (guint8, n / 8 + 1);
  self->n_sampled = 0;
  self->sum_measured = 0;
  self->sum_estimated = 0;
}

/* Brings the anchor back into a line, measuring every line that it passes. */
static void
walk (ManiculeViewport *self)
{
  double height;

  /* In the units of the index, so that places can be looked up there exactly. */
  self->into = round (self->into * 64) / 64;

  while (self->into < 0 && self->line > 0)
    {
      self->line--;
      self->into += measure (self, self->line);
    }

  if (self->line == 0 && self->into < -self->top)
    self->into = -self->top;

  height = measure (self, self->line);
  while (self->into >= height && self->line + 1 < n_lines (self))
    {
      self->into -= height;
      self->line++;
      height = measure (self, self->line);
    }
}

/* Measures down to the bottom of the view; returns how much of it is left empty. */
static double
measure_view (ManiculeViewport *self)
{
  double y = -self->into;
  guint line;

  for (line = self->line; line < n_lines (self) && y < self->page; line++)
    y += measure (self, line);

  if (line < n_lines (self))
    return 0;

  return MAX (self->page - y - self->bottom, 0);
}

/**
 * manicule_viewport_new:
 * @funcs: how lines are measured
 * @data: passed to them
 *
 * Returns: (transfer full): a viewport without lines
 */
ManiculeViewport *
manicule_viewport_new (const ManiculeViewportFuncs *funcs,
                       gpointer                     data)
{
  ManiculeViewport *self = g_new0 (ManiculeViewport, 1);

  self->funcs = *funcs;
  self->data = data;
  self->heights = manicule_height_index_new ();
  self->factor = 1;
  forget (self, 0);

  return self;
}

/**
 * manicule_viewport_free:
 * @self: (transfer full) (nullable): a viewport
 */
void
manicule_viewport_free (ManiculeViewport *self)
{
  if (self == NULL)
    return;

  manicule_height_index_free (self->heights);
  g_free (self->known);
  g_free (self);
}

/**
 * manicule_viewport_reset:
 * @self: a viewport
 * @n_lines: the number of lines of a new document
 *
 * Forgets all heights and goes to the top. Measures nothing.
 */
void
manicule_viewport_reset (ManiculeViewport *self,
                         guint             n_lines)
{
  self->factor = 1;
  forget (self, n_lines);
  fill (self, n_lines);
  self->line = 0;
  self->into = -self->top;
}

/**
 * manicule_viewport_get_n_lines:
 * @self: a viewport
 *
 * Returns: the number of lines
 */
guint
manicule_viewport_get_n_lines (ManiculeViewport *self)
{
  return n_lines (self);
}

/**
 * manicule_viewport_set_page:
 * @self: a viewport
 * @page: the height of the view in px
 *
 * What stands at the top of the view stays there; call manicule_viewport_settle() afterwards.
 */
void
manicule_viewport_set_page (ManiculeViewport *self,
                            double            page)
{
  self->page = MAX (page, 0);
}

/**
 * manicule_viewport_get_page:
 * @self: a viewport
 *
 * Returns: the height of the view in px
 */
double
manicule_viewport_get_page (ManiculeViewport *self)
{
  return self->page;
}

/**
 * manicule_viewport_set_padding:
 * @self: a viewport
 * @top: room before the first line, in px
 * @bottom: room after the last line, in px
 */
void
manicule_viewport_set_padding (ManiculeViewport *self,
                               double            top,
                               double            bottom)
{
  gboolean at_top = self->line == 0 && self->into == -self->top;

  self->top = MAX (top, 0);
  self->bottom = MAX (bottom, 0);
  if (at_top)
    self->into = -self->top;
}

/**
 * manicule_viewport_get_line:
 * @self: a viewport
 *
 * Returns: the line at the top of the view
 */
guint
manicule_viewport_get_line (ManiculeViewport *self)
{
  return self->line;
}

/**
 * manicule_viewport_get_into:
 * @self: a viewport
 *
 * Returns: how far below the beginning of the top line the view begins, in px; negative in the padding above line 0
 */
double
manicule_viewport_get_into (ManiculeViewport *self)
{
  return self->into;
}

/**
 * manicule_viewport_get_value:
 * @self: a viewport
 *
 * Returns: px from the beginning of the document to the top of the view, as far as it is known
 */
double
manicule_viewport_get_value (ManiculeViewport *self)
{
  if (n_lines (self) == 0)
    return 0;

  return self->top + manicule_height_index_sum (self->heights, self->line) + self->into;
}

/**
 * manicule_viewport_get_upper:
 * @self: a viewport
 *
 * Returns: the height of the document with its padding, at least one page, as far as it is known
 */
double
manicule_viewport_get_upper (ManiculeViewport *self)
{
  double all = self->top + manicule_height_index_sum (self->heights, n_lines (self)) + self->bottom;

  return MAX (all, self->page);
}

/**
 * manicule_viewport_get_visible:
 * @self: a viewport
 * @first: (out): the first line in view
 * @last: (out): the last line in view
 *
 * Returns: %FALSE when there are no lines
 */
gboolean
manicule_viewport_get_visible (ManiculeViewport *self,
                               guint            *first,
                               guint            *last)
{
  if (n_lines (self) == 0)
    return FALSE;

  *first = self->line;
  *last = MAX (manicule_viewport_y_to_line (self, self->page - 1, NULL), self->line);

  return TRUE;
}

/**
 * manicule_viewport_line_to_value:
 * @self: a viewport
 * @line: a line, or the number of lines for their end
 *
 * Returns: px from the beginning of the document to the line, as far as it is known
 */
double
manicule_viewport_line_to_value (ManiculeViewport *self,
                                 guint             line)
{
  return self->top + manicule_height_index_sum (self->heights, line);
}

/**
 * manicule_viewport_line_to_y:
 * @self: a viewport
 * @line: a line
 *
 * Returns: where the line begins, in px from the top of the view; exact for lines in view, else as far as it is known
 */
double
manicule_viewport_line_to_y (ManiculeViewport *self,
                             guint             line)
{
  g_return_val_if_fail (line < n_lines (self), 0);

  return manicule_height_index_sum (self->heights, line)
         - manicule_height_index_sum (self->heights, self->line) - self->into;
}

/**
 * manicule_viewport_y_to_line:
 * @self: a viewport with at least one line
 * @y: px from the top of the view
 * @into: (out) (optional): how far below the beginning of the line that is
 *
 * Returns: the line at @y, the first or last one where @y is outside the document
 */
guint
manicule_viewport_y_to_line (ManiculeViewport *self,
                             double            y,
                             double           *into)
{
  double start = manicule_height_index_sum (self->heights, self->line) + self->into;

  return manicule_height_index_find (self->heights, start + y, into);
}

/**
 * manicule_viewport_scroll_by:
 * @self: a viewport
 * @delta: px, down when positive
 *
 * Moves through measured lines, so that the text moves by exactly @delta, up to the ends of the document. Costs as many
 * lines as it passes.
 */
void
manicule_viewport_scroll_by (ManiculeViewport *self,
                             double            delta)
{
  self->into += delta;
  manicule_viewport_settle (self);
}

/**
 * manicule_viewport_jump_to:
 * @self: a viewport
 * @value: px from the beginning of the document
 *
 * Looks the place up among known and estimated heights, then measures only what is in view there.
 */
void
manicule_viewport_jump_to (ManiculeViewport *self,
                           double            value)
{
  guint n = n_lines (self);

  if (n == 0)
    return;

  if (value >= manicule_viewport_get_upper (self) - self->page && value > self->top)
    {
      manicule_viewport_move_to (self, n - 1, measure (self, n - 1) + self->bottom - self->page);
      return;
    }

  self->line = manicule_height_index_find (self->heights, value - self->top, &self->into);
  /* The guess of the line's height may have been too high. */
  if (self->into > 0)
    self->into = MIN (self->into, MAX (measure (self, self->line) - 1, 0));

  manicule_viewport_settle (self);
}

/**
 * manicule_viewport_follow:
 * @self: a viewport
 * @from: where a scroll bar was
 * @to: where it is now
 *
 * Scrolls by the difference; a long way, or the very ends, are looked up instead.
 */
void
manicule_viewport_follow (ManiculeViewport *self,
                          double            from,
                          double            to)
{
  if (fabs (to - from) < WALK_PAGES * self->page && to > 0)
    manicule_viewport_scroll_by (self, to - from);
  else
    manicule_viewport_jump_to (self, to);
}

/**
 * manicule_viewport_move_to:
 * @self: a viewport
 * @line: a line
 * @into: px below its beginning, or above it when negative
 *
 * Brings that place to the top of the view, or as near as the ends of the document allow.
 */
void
manicule_viewport_move_to (ManiculeViewport *self,
                           guint             line,
                           double            into)
{
  g_return_if_fail (line < n_lines (self));

  self->line = line;
  self->into = into;
  manicule_viewport_settle (self);
}

/**
 * manicule_viewport_settle:
 * @self: a viewport
 *
 * Measures what is in view and keeps the view within the document. Call it after lines have changed.
 */
void
manicule_viewport_settle (ManiculeViewport *self)
{
  double empty;

  if (n_lines (self) == 0)
    return;

  walk (self);
  empty = measure_view (self);
  if (empty > 0)
    {
      self->into -= empty;
      walk (self);
      measure_view (self);
    }
}

/**
 * manicule_viewport_keep:
 * @self: a viewport with at least one line
 *
 * Returns: what stands at the top of the view, for manicule_viewport_restore()
 */
ManiculeKeep
manicule_viewport_keep (ManiculeViewport *self)
{
  ManiculeKeep keep = { .line = self->line };
  double top = 0;

  g_return_val_if_fail (n_lines (self) > 0, keep);

  keep.key = self->funcs.to_key (self->line, MAX (self->into, 0), &top, self->data);
  keep.offset = self->into - top;

  return keep;
}

/**
 * manicule_viewport_restore:
 * @self: a viewport
 * @keep: a place
 *
 * Brings the same thing to the same pixel, or as near as the ends of the document allow.
 */
void
manicule_viewport_restore (ManiculeViewport   *self,
                           const ManiculeKeep *keep)
{
  g_return_if_fail (keep->line < n_lines (self));

  manicule_viewport_move_to (self, keep->line,
                             self->funcs.from_key (keep->line, keep->key, self->data) + keep->offset);
}

/**
 * manicule_viewport_reestimate:
 * @self: a viewport
 *
 * The geometry has changed: no height is known any more. Takes the error of the former estimates into account.
 */
void
manicule_viewport_reestimate (ManiculeViewport *self)
{
  forget (self, n_lines (self));
  fill (self, n_lines (self));
}

/* Spreads the samples over the document; a short one is sampled whole. */
static guint
sample_line (ManiculeViewport *self,
             guint             sample)
{
  guint n = n_lines (self);

  if (n <= MEASURE_ALL)
    return sample;

  return (guint) ((guint64) n * (2 * sample + 1) / (2 * N_SAMPLES));
}

static void
apply_samples (ManiculeViewport *self)
{
  double ratio = self->sum_estimated > 0 ? self->sum_measured / self->sum_estimated : 1;

  self->factor = CLAMP (self->factor * ratio, 0.1, 50);
  fill (self, n_lines (self));
}

/**
 * manicule_viewport_calibrate:
 * @self: a viewport
 * @n_lines: how many lines to measure at most
 *
 * Measures lines spread over the document to learn how wrong the estimates are; for idle time. Nothing moves in view.
 *
 * Returns: %TRUE when there is more to do
 */
gboolean
manicule_viewport_calibrate (ManiculeViewport *self,
                             guint             n_lines)
{
  guint n = manicule_height_index_get_n (self->heights);
  guint n_samples = n <= MEASURE_ALL ? n : N_SAMPLES;

  for (guint i = 0; i < n_lines && self->n_sampled < n_samples; i++)
    {
      guint line = sample_line (self, self->n_sampled);

      self->sum_estimated += estimate (self, line);
      self->sum_measured += measure (self, line);
      self->n_sampled++;
      if (self->n_sampled == n_samples)
        apply_samples (self);
    }

  return self->n_sampled < n_samples;
}
