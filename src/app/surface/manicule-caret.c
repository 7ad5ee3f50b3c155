/* manicule-caret.c: caret and selection
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-caret-private.h"

static void
get_snapped (ManiculeCaret *self,
             guint         *from,
             guint         *to)
{
  *from = MIN (self->anchor, self->place.byte);
  *to = MAX (self->anchor, self->place.byte);

  if (self->snap_unit != MANICULE_UNIT_GRAPHEME && self->by_pointer && *from < *to)
    {
      ManiculeRange range = { manicule_caret_to_char (self, *from), manicule_caret_to_char (self, *to) };

      range = manicule_segment_snap (self->text, self->snap_unit, range);
      *from = manicule_caret_to_byte (self, range.start);
      *to = manicule_caret_to_byte (self, range.end);
    }
}

/* All changes of caret and selection pass here. */
static void
change (ManiculeCaret *self,
        ManiculePlace  place,
        guint          anchor,
        gboolean       by_pointer)
{
  guint from = 0, to = 0, new_from = 0, new_to = 0;
  gboolean moved;

  get_snapped (self, &from, &to);
  moved = self->place.byte != place.byte || self->place.at_end != place.at_end;
  self->place = place;
  self->anchor = anchor;
  self->by_pointer = by_pointer;
  get_snapped (self, &new_from, &new_to);

  if (from == to && new_from == new_to)
    from = to = new_from = new_to = 0;
  if (self->func != NULL && (moved || from != new_from || to != new_to))
    self->func (moved, from != new_from || to != new_to, self->data);
}

/* Keys work on by exactly what is shown as selected. */
static void
adopt_snapped (ManiculeCaret *self)
{
  guint from, to;

  get_snapped (self, &from, &to);
  if (from == to)
    return;

  if (self->place.byte >= self->anchor)
    {
      self->anchor = from;
      self->place = (ManiculePlace) { to, self->place.byte == to && self->place.at_end };
    }
  else
    {
      self->anchor = to;
      self->place = (ManiculePlace) { from, self->place.byte == from && self->place.at_end };
    }
  self->by_pointer = FALSE;
}

/* Left and Right first go to that side of a selection. */
static gboolean
collapse (ManiculeCaret *self,
          int            direction)
{
  ManiculeLine *shaped = manicule_line_cache_get (self->cache, manicule_caret_line_of (self, self->place));
  gboolean forward = (direction > 0) != manicule_line_is_rtl (shaped);
  guint from, to;

  if (!manicule_caret_get_selection (self, &from, &to))
    return FALSE;

  change (self, (ManiculePlace) { forward ? to : from, FALSE }, forward ? to : from, FALSE);

  return TRUE;
}

/**
 * manicule_caret_new:
 * @cache: where lines come from; must outlive the caret
 * @func: (nullable): told of each change of caret or selection
 * @data: passed to it
 *
 * Returns: (transfer full): a caret in no text
 */
ManiculeCaret *
manicule_caret_new (ManiculeLineCache *cache,
                    ManiculeCaretFunc  func,
                    gpointer           data)
{
  ManiculeCaret *self = g_new0 (ManiculeCaret, 1);

  self->cache = cache;
  self->func = func;
  self->data = data;
  self->goal = MANICULE_CARET_NO_GOAL;
  self->unit = self->snap_unit = MANICULE_UNIT_GRAPHEME;

  return self;
}

/**
 * manicule_caret_free:
 * @self: (transfer full) (nullable): a caret
 */
void
manicule_caret_free (ManiculeCaret *self)
{
  if (self == NULL)
    return;

  g_clear_object (&self->map);
  g_free (self);
}

/**
 * manicule_caret_set_map:
 * @self: a caret
 * @map: (nullable): another text
 *
 * The caret goes to its beginning, telling nobody.
 */
void
manicule_caret_set_map (ManiculeCaret   *self,
                        ManiculeTextMap *map)
{
  g_set_object (&self->map, map);
  self->text = map != NULL ? manicule_text_map_get_text (map) : NULL;
  self->place = (ManiculePlace) { 0, FALSE };
  self->anchor = 0;
  self->goal = MANICULE_CARET_NO_GOAL;
  self->by_pointer = FALSE;
  self->unit = MANICULE_UNIT_GRAPHEME;
  self->unit_start = self->unit_end = 0;
}

/**
 * manicule_caret_set_page:
 * @self: a caret
 * @page: how far a page step goes, in px
 */
void
manicule_caret_set_page (ManiculeCaret *self,
                         double         page)
{
  self->page = MAX (page, 1);
}

/**
 * manicule_caret_get_place:
 * @self: a caret
 *
 * Returns: where the caret is
 */
ManiculePlace
manicule_caret_get_place (ManiculeCaret *self)
{
  return self->place;
}

/**
 * manicule_caret_get_line:
 * @self: a caret in a text
 *
 * Returns: the display line in which the caret is seen
 */
guint
manicule_caret_get_line (ManiculeCaret *self)
{
  g_return_val_if_fail (self->map != NULL, 0);

  return manicule_caret_line_of (self, self->place);
}

/**
 * manicule_caret_get_anchor:
 * @self: a caret
 *
 * Returns: the end of the selection at which the caret is not; the caret's own byte when nothing is selected
 */
guint
manicule_caret_get_anchor (ManiculeCaret *self)
{
  return self->anchor;
}

/**
 * manicule_caret_get_selection:
 * @self: a caret
 * @from: (out): the first byte selected
 * @to: (out): the end
 *
 * Returns: %FALSE when nothing is selected
 */
gboolean
manicule_caret_get_selection (ManiculeCaret *self,
                              guint         *from,
                              guint         *to)
{
  get_snapped (self, from, to);

  return *from < *to;
}

/**
 * manicule_caret_set_snapping:
 * @self: a caret
 * @unit: what a selection by the pointer covers whole: words, compounds, or graphemes for exactly what was dragged over
 *
 * Steps by words are by compounds where those are what is snapped to.
 */
void
manicule_caret_set_snapping (ManiculeCaret *self,
                             ManiculeUnit   unit)
{
  self->snap_unit = unit;
}

/**
 * manicule_caret_move:
 * @self: a caret
 * @step: how
 * @count: how often; negative to the left, up, or to the beginning
 * @extend: take the end of the selection along
 */
void
manicule_caret_move (ManiculeCaret     *self,
                     ManiculeCaretStep  step,
                     int                count,
                     gboolean           extend)
{
  ManiculePlace place;
  gboolean keeps_goal = step == MANICULE_STEP_LINE || step == MANICULE_STEP_PAGE;

  if (self->map == NULL)
    return;

  if (!keeps_goal)
    self->goal = MANICULE_CARET_NO_GOAL;
  if (!extend && step == MANICULE_STEP_CHARACTER && collapse (self, count))
    return;

  if (extend)
    adopt_snapped (self);
  place = self->place;
  for (int i = 0; i < ABS (count); i++)
    place = manicule_caret_step (self, place, step, count < 0 ? -1 : 1);

  change (self, place, extend ? self->anchor : place.byte, FALSE);
}

/**
 * manicule_caret_place:
 * @self: a caret
 * @place: where to
 * @extend: take the end of the selection along
 */
void
manicule_caret_place (ManiculeCaret *self,
                      ManiculePlace  place,
                      gboolean       extend)
{
  if (self->map == NULL)
    return;

  self->goal = MANICULE_CARET_NO_GOAL;
  place = manicule_caret_clean (self, place);
  change (self, place, extend ? self->anchor : place.byte, FALSE);
}

/**
 * manicule_caret_select:
 * @self: a caret
 * @anchor: one end
 * @byte: the other, where the caret will stand
 */
void
manicule_caret_select (ManiculeCaret *self,
                       guint          anchor,
                       guint          byte)
{
  guint n;

  if (self->map == NULL)
    return;

  n = manicule_text_get_n_bytes (self->text);
  self->goal = MANICULE_CARET_NO_GOAL;
  change (self, (ManiculePlace) { MIN (byte, n), FALSE }, MIN (anchor, n), FALSE);
}

/**
 * manicule_caret_unselect:
 * @self: a caret
 *
 * Nothing is selected any more; the caret stays.
 */
void
manicule_caret_unselect (ManiculeCaret *self)
{
  if (self->map != NULL)
    change (self, self->place, self->place.byte, FALSE);
}

/* Returns whether there is a unit; else, between words, the gap is found. */
static gboolean
find_unit (ManiculeCaret *self,
           guint          byte,
           guint         *start,
           guint         *end)
{
  ManiculeRange range;
  gboolean found;

  *start = *end = byte;
  if (self->unit == MANICULE_UNIT_GRAPHEME)
    return FALSE;

  found = manicule_segment_around (self->text, self->unit, manicule_caret_to_char (self, byte), &range);
  *start = manicule_caret_to_byte (self, range.start);
  *end = manicule_caret_to_byte (self, range.end);

  return found;
}

/**
 * manicule_caret_press:
 * @self: a caret
 * @place: where the pointer is pressed
 * @unit: what is selected there at once; a grapheme: nothing
 * @extend: take the end of the selection along instead
 */
void
manicule_caret_press (ManiculeCaret *self,
                      ManiculePlace  place,
                      ManiculeUnit   unit,
                      gboolean       extend)
{
  if (self->map == NULL)
    return;

  self->goal = MANICULE_CARET_NO_GOAL;
  place = manicule_caret_clean (self, place);
  self->unit = unit;

  if (extend)
    {
      self->unit_start = self->unit_end = self->anchor;
      manicule_caret_drag (self, place);
      return;
    }

  find_unit (self, place.byte, &self->unit_start, &self->unit_end);
  if (self->unit_start < self->unit_end)
    place = (ManiculePlace) { self->unit_end, FALSE };
  change (self, place, self->unit_start < self->unit_end ? self->unit_start : place.byte, TRUE);
}

/**
 * manicule_caret_drag:
 * @self: a caret
 * @place: where the pointer is now
 *
 * Extends what manicule_caret_press() began with by its unit.
 */
void
manicule_caret_drag (ManiculeCaret *self,
                     ManiculePlace  place)
{
  guint start, end;

  if (self->map == NULL)
    return;

  place = manicule_caret_clean (self, place);
  if (!find_unit (self, place.byte, &start, &end))
    start = end = place.byte;

  if (start < self->unit_start)
    change (self, start == place.byte ? place : (ManiculePlace) { start, FALSE }, self->unit_end, TRUE);
  else
    {
      end = MAX (end, self->unit_end);
      change (self, end == place.byte ? place : (ManiculePlace) { end, FALSE }, self->unit_start, TRUE);
    }
}
