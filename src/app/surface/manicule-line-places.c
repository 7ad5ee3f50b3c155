/* manicule-line-places.c: from places of a display line to bytes and back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-line-private.h"

#include <math.h>

static double
to_px (int units)
{
  return units / (double) PANGO_SCALE;
}

/**
 * manicule_line_visual_at_y:
 * @self: a placed line
 * @y: px below its top
 *
 * Returns: the visual line there, the first or last one where @y is outside
 */
guint
manicule_line_visual_at_y (ManiculeLine *self,
                           double        y)
{
  guint low = 0, high = self->visuals->len - 1;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (y < VISUAL (self, middle)->y + VISUAL (self, middle)->height)
        high = middle;
      else
        low = middle + 1;
    }

  return low;
}

/**
 * manicule_line_visual_of:
 * @self: a line
 * @byte: a place in it
 * @at_end: where @byte ends one visual line and begins another, the former is meant
 *
 * Returns: the visual line with that place
 */
guint
manicule_line_visual_of (ManiculeLine *self,
                         guint         byte,
                         gboolean      at_end)
{
  guint low = 0, high = self->visuals->len - 1;

  while (low < high)
    {
      guint middle = low + (high - low + 1) / 2;

      if (VISUAL (self, middle)->start <= byte)
        low = middle;
      else
        high = middle - 1;
    }

  if (at_end && low > 0 && VISUAL (self, low)->start == byte)
    low--;

  return low;
}

/* A caret behind the white space at which a line was wrapped would stand in the next line: it stops before it. */
static guint
settle_at_end (ManiculeLine *self,
               guint         visual,
               gboolean     *at_end)
{
  const ManiculeVisualLine *v = VISUAL (self, visual);
  const char *last;

  *at_end = FALSE;
  if (!v->wrapped || v->end == v->start)
    return v->end;

  last = g_utf8_prev_char (self->text + (v->end - self->start));
  if (g_unichar_isspace (g_utf8_get_char (last)) && self->start + (last - self->text) > v->start)
    return self->start + (guint) (last - self->text);

  *at_end = TRUE;
  return v->end;
}

/**
 * manicule_line_hit:
 * @self: a line
 * @visual: one of its visual lines
 * @x: px from the left of the column
 * @at_end: (out): whether the end of this visual line is meant, not the beginning of the next
 *
 * Returns: the place between two characters that is nearest to @x
 */
guint
manicule_line_hit (ManiculeLine *self,
                   guint         visual,
                   double        x,
                   gboolean     *at_end)
{
  const ManiculeVisualLine *v = VISUAL (self, visual);
  const char *p;
  int index, trailing;
  guint byte;

  pango_layout_line_x_to_index (v->line, (int) lround ((x - v->x) * PANGO_SCALE), &index, &trailing);
  p = g_utf8_offset_to_pointer (self->text + index, trailing);
  byte = self->start + (guint) (p - self->text);

  if (byte >= v->end)
    return settle_at_end (self, visual, at_end);

  *at_end = FALSE;
  return byte;
}

/**
 * manicule_line_char_at:
 * @self: a line
 * @visual: one of its visual lines
 * @x: px from the left of the column
 *
 * Returns: the character that is drawn at @x, the first or last one where @x is beside the text
 */
guint
manicule_line_char_at (ManiculeLine *self,
                       guint         visual,
                       double        x)
{
  const ManiculeVisualLine *v = VISUAL (self, visual);
  int index, trailing;

  pango_layout_line_x_to_index (v->line, (int) lround ((x - v->x) * PANGO_SCALE), &index, &trailing);

  return self->start + (guint) index;
}

static int
compare_ranges (gconstpointer a,
                gconstpointer b)
{
  const ManiculeXRange *first = a;
  const ManiculeXRange *second = b;

  return first->x0 < second->x0 ? -1 : first->x0 > second->x0;
}

/* Pango gives a range for each run of text: those that touch are one to the eye. */
static guint
join_ranges (GArray *ranges,
             guint   first)
{
  guint last = first;

  qsort (&g_array_index (ranges, ManiculeXRange, first), ranges->len - first, sizeof (ManiculeXRange), compare_ranges);
  for (guint i = first + 1; i < ranges->len; i++)
    {
      ManiculeXRange *joined = &g_array_index (ranges, ManiculeXRange, last);
      ManiculeXRange *next = &g_array_index (ranges, ManiculeXRange, i);

      if (next->x0 <= joined->x1 + 0.5)
        joined->x1 = MAX (joined->x1, next->x1);
      else
        g_array_index (ranges, ManiculeXRange, ++last) = *next;
    }
  g_array_set_size (ranges, last + 1);

  return last + 1 - first;
}

static double
byte_to_x (ManiculeLine             *self,
           const ManiculeVisualLine *v,
           guint                     byte)
{
  int x;

  pango_layout_line_index_to_x (v->line, (int) (byte - self->start), FALSE, &x);

  return v->x + to_px (x);
}

/**
 * manicule_line_find_ranges:
 * @self: a line
 * @visual: one of its visual lines
 * @from: the first byte
 * @to: the end; bytes outside the visual line do not count
 * @ranges: (element-type ManiculeXRange): what is found is appended, from left to right
 *
 * Finds where a piece of text is seen: in mixed directions it may be several places. An empty one has a range of no width.
 *
 * Returns: how many ranges were appended; 0 when nothing of it is in this visual line
 */
guint
manicule_line_find_ranges (ManiculeLine *self,
                           guint         visual,
                           guint         from,
                           guint         to,
                           GArray       *ranges)
{
  const ManiculeVisualLine *v = VISUAL (self, visual);
  guint first = ranges->len;
  g_autofree int *found = NULL;
  int n = 0;

  if (from > v->end || to < v->start)
    return 0;

  from = MAX (from, v->start);
  to = MIN (to, v->end);
  if (from >= to)
    {
      double x = byte_to_x (self, v, from);

      g_array_append_val (ranges, ((ManiculeXRange) { x, x }));
      return 1;
    }

  pango_layout_line_get_x_ranges (v->line, (int) (from - self->start), (int) (to - self->start), &found, &n);
  for (int i = 0; i < n; i++)
    {
      ManiculeXRange range = { to_px (found[2 * i]), to_px (found[2 * i + 1]) };

      g_array_append_val (ranges, range);
    }

  return n == 0 ? 0 : join_ranges (ranges, first);
}

/**
 * manicule_line_get_caret:
 * @self: a placed line
 * @byte: a place in it
 * @at_end: the end of a visual line is meant, not the beginning of the next
 * @place: (out): where the caret stands
 */
void
manicule_line_get_caret (ManiculeLine       *self,
                         guint               byte,
                         gboolean            at_end,
                         ManiculeCaretPlace *place)
{
  guint visual = manicule_line_visual_of (self, byte, at_end);
  const ManiculeVisualLine *v = VISUAL (self, visual);
  PangoRectangle strong, weak;

  place->visual = visual;
  place->y = v->text_y;
  place->height = v->text_height;

  if (at_end && byte == v->end && byte > v->start)
    {
      const char *last = g_utf8_prev_char (self->text + (byte - self->start));
      int x;

      pango_layout_line_index_to_x (v->line, (int) (last - self->text), TRUE, &x);
      place->x = place->weak_x = v->x + to_px (x);
      return;
    }

  pango_layout_get_cursor_pos (self->layout, (int) (byte - self->start), &strong, &weak);
  place->x = to_px (strong.x);
  place->weak_x = to_px (weak.x);
}

/* Behind the white space of a wrap the caret stands at the beginning of the next line; without one it may end the
 * former. */
static gboolean
is_wrap_without_space (ManiculeLine *self,
                       guint         byte)
{
  guint visual = manicule_line_visual_of (self, byte, FALSE);
  gboolean at_end;

  if (visual == 0 || VISUAL (self, visual)->start != byte)
    return FALSE;
  settle_at_end (self, visual - 1, &at_end);

  return at_end;
}

/* The next place for a caret in the order of reading. */
static guint
next_place (ManiculeLine *self,
            guint         byte,
            gboolean      forward)
{
  const char *start = self->text, *end = self->text + (self->end - self->start);
  const char *p = self->text + (byte - self->start);
  const PangoLogAttr *attrs;
  long chr = g_utf8_pointer_to_offset (start, p);
  int n;

  attrs = pango_layout_get_log_attrs_readonly (self->layout, &n);
  do
    {
      if (forward ? p >= end : p <= start)
        break;
      p = forward ? g_utf8_next_char (p) : g_utf8_prev_char (p);
      chr += forward ? 1 : -1;
    }
  while (chr < n && !attrs[chr].is_cursor_position);

  return self->start + (guint) (p - start);
}

/* One step within a visual line. */
static gboolean
step (ManiculeLine *self,
      int           direction,
      guint        *byte,
      gboolean     *at_end)
{
  int new_index, new_trailing;
  const char *p;

  pango_layout_move_cursor_visually (self->layout, TRUE, (int) (*byte - self->start), 0, direction,
                                     &new_index, &new_trailing);
  if (new_index == -1 || new_index == G_MAXINT)
    return FALSE;

  p = g_utf8_offset_to_pointer (self->text + new_index, new_trailing);
  *byte = self->start + (guint) (p - self->text);
  *at_end = new_trailing > 0 && *byte < self->end && is_wrap_without_space (self, *byte);

  return TRUE;
}

/* Pango 1.56 leaves the end of a wrapped line for the wrong end of the next in text that runs from right to left, and
 * stands still before a wrap going back: only steps within a visual line are left to it. */
static gboolean
cross (ManiculeLine *self,
       guint         visual,
       gboolean      forward,
       guint        *byte,
       gboolean     *at_end)
{
  guint before = *byte;

  if (forward ? visual + 1 >= self->visuals->len : visual == 0)
    return FALSE;

  /* The end of one line and the beginning of the next may be the same place, which is no step. */
  *at_end = FALSE;
  if (!forward)
    *byte = next_place (self, VISUAL (self, visual)->start, FALSE);
  else if (VISUAL (self, visual + 1)->start == before)
    *byte = next_place (self, before, TRUE);
  else
    *byte = VISUAL (self, visual + 1)->start;

  return TRUE;
}

/**
 * manicule_line_move_visually:
 * @self: a line
 * @direction: 1 to the right, -1 to the left
 * @byte: (inout): a place in the line
 * @at_end: (inout): whether the end of a visual line is meant
 *
 * Moves by one character as it is seen.
 *
 * Returns: %FALSE where that would leave the display line: nothing is changed then
 */
gboolean
manicule_line_move_visually (ManiculeLine *self,
                             int           direction,
                             guint        *byte,
                             gboolean     *at_end)
{
  guint visual = manicule_line_visual_of (self, *byte, *at_end);
  gboolean forward = (direction > 0) != manicule_line_is_rtl (self);
  guint new_byte = *byte;
  gboolean new_at_end = FALSE;

  if (*at_end && !forward)
    {
      *byte = next_place (self, *byte, FALSE);
      *at_end = FALSE;
      return TRUE;
    }

  if (*at_end || !step (self, direction, &new_byte, &new_at_end)
      || manicule_line_visual_of (self, new_byte, new_at_end) != visual)
    return cross (self, visual, forward, byte, at_end);

  *byte = new_byte;
  *at_end = new_at_end;

  return TRUE;
}

/**
 * manicule_line_visual_home:
 * @self: a line
 * @visual: one of its visual lines
 *
 * Returns: where the Home key leads
 */
guint
manicule_line_visual_home (ManiculeLine *self,
                           guint         visual)
{
  return VISUAL (self, visual)->start;
}

/**
 * manicule_line_visual_end:
 * @self: a line
 * @visual: one of its visual lines
 * @at_end: (out): whether the end of this visual line is meant, not the beginning of the next
 *
 * Returns: where the End key leads: before the white space at which a line was wrapped
 */
guint
manicule_line_visual_end (ManiculeLine *self,
                          guint         visual,
                          gboolean     *at_end)
{
  return settle_at_end (self, visual, at_end);
}
