/* manicule-caret-steps.c: where each step leads
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-caret-private.h"

static const ManiculeTextLine *
text_line (ManiculeCaret *self,
           guint          line)
{
  return manicule_text_map_get_line (self->map, line);
}

/* The display line in which a caret there is seen. */
guint
manicule_caret_line_of (ManiculeCaret *self,
                        ManiculePlace  place)
{
  guint line = manicule_text_map_line_at (self->map, place.byte);

  if (place.at_end && line > 0 && text_line (self, line)->start == place.byte && !text_line (self, line - 1)->hard)
    line--;

  return line;
}

/* A place inside a line break is none: the break is passed as one character. */
ManiculePlace
manicule_caret_clean (ManiculeCaret *self,
                      ManiculePlace  place)
{
  guint line;

  place.byte = MIN (place.byte, manicule_text_get_n_bytes (self->text));
  line = manicule_caret_line_of (self, place);
  if (place.byte > text_line (self, line)->end)
    return (ManiculePlace) { text_line (self, line)->end, FALSE };

  return place;
}

static ManiculePlace
move_character (ManiculeCaret *self,
                ManiculePlace  place,
                int            direction)
{
  guint line = manicule_caret_line_of (self, place);
  ManiculeLine *shaped = manicule_line_cache_get (self->cache, line);
  gboolean forward;

  if (manicule_line_move_visually (shaped, direction, &place.byte, &place.at_end))
    return place;

  forward = (direction > 0) != manicule_line_is_rtl (shaped);
  if (forward ? line + 1 >= manicule_text_map_get_n_lines (self->map) : line == 0)
    return place;

  if (forward)
    {
      gboolean soft = !text_line (self, line)->hard;

      place = (ManiculePlace) { text_line (self, line + 1)->start, FALSE };
      shaped = manicule_line_cache_get (self->cache, line + 1);
      /* The end of the piece before was the same place. */
      if (soft)
        manicule_line_move_visually (shaped, direction, &place.byte, &place.at_end);
    }
  else
    {
      gboolean soft = !text_line (self, line - 1)->hard;

      place = (ManiculePlace) { text_line (self, line - 1)->end, soft };
      shaped = manicule_line_cache_get (self->cache, line - 1);
      if (soft)
        manicule_line_move_visually (shaped, direction, &place.byte, &place.at_end);
    }

  return place;
}

static gboolean
is_blank (ManiculeCaret *self,
          guint          from,
          guint          to)
{
  const char *data = manicule_text_get_data (self->text);

  for (const char *p = data + from; p < data + to; p = g_utf8_next_char (p))
    {
      if (!g_unichar_isspace (g_utf8_get_char (p)))
        return FALSE;
    }

  return TRUE;
}

static guint
next_stop (ManiculeCaret *self,
           guint          byte,
           gboolean       forward)
{
  ManiculeUnit unit = self->snap_unit == MANICULE_UNIT_COMPOUND ? MANICULE_UNIT_COMPOUND : MANICULE_UNIT_WORD;
  guint chr = manicule_caret_to_char (self, byte);

  return manicule_caret_to_byte (self, forward ? manicule_segment_next (self->text, unit, chr)
                                               : manicule_segment_previous (self->text, unit, chr));
}

/* To the end of a word or mark going forward, to its beginning going back: white space is passed with what follows. */
static ManiculePlace
move_word (ManiculeCaret *self,
           ManiculePlace  place,
           int            direction)
{
  ManiculeLine *shaped = manicule_line_cache_get (self->cache, manicule_caret_line_of (self, place));
  gboolean forward = (direction > 0) != manicule_line_is_rtl (shaped);
  guint byte = place.byte, before;

  do
    {
      before = byte;
      byte = next_stop (self, byte, forward);
    }
  while (byte != before && is_blank (self, MIN (byte, before), MAX (byte, before)));

  return manicule_caret_clean (self, (ManiculePlace) { byte, FALSE });
}

static double
get_goal (ManiculeCaret            *self,
          const ManiculeCaretPlace *where)
{
  if (self->goal == MANICULE_CARET_NO_GOAL)
    self->goal = where->x;

  return self->goal;
}

static ManiculePlace
move_line (ManiculeCaret *self,
           ManiculePlace  place,
           int            direction)
{
  guint line = manicule_caret_line_of (self, place);
  ManiculeLine *shaped = manicule_line_cache_get (self->cache, line);
  ManiculeCaretPlace where;
  guint visual;
  double goal;

  manicule_line_get_caret (shaped, place.byte, place.at_end, &where);
  goal = get_goal (self, &where);
  visual = where.visual;

  if (direction < 0 && visual > 0)
    visual--;
  else if (direction > 0 && visual + 1 < manicule_line_get_n_visuals (shaped))
    visual++;
  else if (direction < 0 && line > 0)
    {
      shaped = manicule_line_cache_get (self->cache, line - 1);
      visual = manicule_line_get_n_visuals (shaped) - 1;
    }
  else if (direction > 0 && line + 1 < manicule_text_map_get_n_lines (self->map))
    {
      shaped = manicule_line_cache_get (self->cache, line + 1);
      visual = 0;
    }
  else
    {
      return (ManiculePlace) { direction < 0 ? 0 : manicule_text_get_n_bytes (self->text), FALSE };
    }

  place.byte = manicule_line_hit (shaped, visual, goal, &place.at_end);

  return place;
}

/* By the height of a page, walking through the lines between. */
static ManiculePlace
move_page (ManiculeCaret *self,
           ManiculePlace  place,
           int            direction)
{
  guint line = manicule_caret_line_of (self, place), n = manicule_text_map_get_n_lines (self->map);
  ManiculeLine *shaped = manicule_line_cache_get (self->cache, line);
  ManiculeCaretPlace where;
  double goal, y;

  manicule_line_get_caret (shaped, place.byte, place.at_end, &where);
  goal = get_goal (self, &where);
  y = where.y + direction * self->page;

  while (y < 0 && line > 0)
    {
      shaped = manicule_line_cache_get (self->cache, --line);
      y += manicule_line_get_height (shaped);
    }
  while (y >= manicule_line_get_height (shaped) && line + 1 < n)
    {
      y -= manicule_line_get_height (shaped);
      shaped = manicule_line_cache_get (self->cache, ++line);
    }

  if (y < 0)
    return (ManiculePlace) { 0, FALSE };
  if (y >= manicule_line_get_height (shaped))
    return (ManiculePlace) { manicule_text_get_n_bytes (self->text), FALSE };

  place.byte = manicule_line_hit (shaped, manicule_line_visual_at_y (shaped, y), goal, &place.at_end);

  return place;
}

static ManiculePlace
move_to_line_end (ManiculeCaret *self,
                  ManiculePlace  place,
                  int            direction)
{
  ManiculeLine *shaped = manicule_line_cache_get (self->cache, manicule_caret_line_of (self, place));
  guint visual = manicule_line_visual_of (shaped, place.byte, place.at_end);

  if (direction < 0)
    return (ManiculePlace) { manicule_line_visual_home (shaped, visual), FALSE };

  place.byte = manicule_line_visual_end (shaped, visual, &place.at_end);

  return place;
}

static ManiculePlace
move_paragraph (ManiculeCaret *self,
                ManiculePlace  place,
                int            direction)
{
  guint line = manicule_caret_line_of (self, place), n = manicule_text_map_get_n_lines (self->map);

  if (direction < 0)
    {
      if (place.byte == text_line (self, line)->start && line > 0)
        line--;
      while (line > 0 && !text_line (self, line - 1)->hard)
        line--;
      return (ManiculePlace) { text_line (self, line)->start, FALSE };
    }

  if (place.byte == text_line (self, line)->end && line + 1 < n)
    line++;
  while (line + 1 < n && !text_line (self, line)->hard)
    line++;

  return (ManiculePlace) { text_line (self, line)->end, FALSE };
}

/* Where one step leads from @place; the caret itself does not move. */
ManiculePlace
manicule_caret_step (ManiculeCaret     *self,
                     ManiculePlace      place,
                     ManiculeCaretStep  step,
                     int                direction)
{
  switch (step)
    {
    case MANICULE_STEP_CHARACTER:
      return move_character (self, place, direction);
    case MANICULE_STEP_WORD:
      return move_word (self, place, direction);
    case MANICULE_STEP_LINE:
      return move_line (self, place, direction);
    case MANICULE_STEP_PAGE:
      return move_page (self, place, direction);
    case MANICULE_STEP_LINE_ENDS:
      return move_to_line_end (self, place, direction);
    case MANICULE_STEP_PARAGRAPH:
      return move_paragraph (self, place, direction);
    case MANICULE_STEP_TEXT_ENDS:
      return (ManiculePlace) { direction < 0 ? 0 : manicule_text_get_n_bytes (self->text), FALSE };
    default:
      g_return_val_if_reached (place);
    }
}
