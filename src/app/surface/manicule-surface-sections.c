/* manicule-surface-sections.c: the heading of what is read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-surface-private.h"

#include "manicule-headings.h"

/* So far up a heading is looked for at most, in display lines: about a millisecond. */
#define MAX_LINES 3000

/* An article that is shorter needs no headings that stay, in pages. */
#define LONG 3

static guint
find_up (ManiculeSurface *self,
         guint            from,
         guint            down_to)
{
  guint first = manicule_headings_first_line (self->map);

  for (guint i = from; i > MAX (down_to, first + 1); i--)
    {
      if (manicule_headings_is_heading (self->map, i - 1))
        return i - 1;
    }

  return G_MAXUINT;
}

/* The last heading above a line. What was found for the line before goes on being right until the way from there to here
 * has another one. */
static guint
find_section (ManiculeSurface *self,
              guint            line)
{
  guint found;

  if (self->section_valid && line >= self->section_for && line - self->section_for < MAX_LINES)
    {
      found = find_up (self, line, self->section_for);
      if (found == G_MAXUINT)
        found = self->section;
    }
  else if (self->section_valid && self->section != G_MAXUINT && self->section < line && line < self->section_for)
    {
      found = self->section;
    }
  else
    {
      found = find_up (self, line, line > MAX_LINES ? line - MAX_LINES : 0);
    }

  self->section_valid = TRUE;
  self->section_for = line;
  self->section = found;

  return found;
}

/**
 * manicule_surface_get_section:
 * @self: a surface
 * @range: (out): the heading, in code points
 *
 * Returns: whether the article is long and a heading above the view says what it is about
 */
gboolean
manicule_surface_get_section (ManiculeSurface *self,
                              ManiculeRange   *range)
{
  const ManiculeTextLine *line;
  guint section;

  g_return_val_if_fail (MANICULE_IS_SURFACE (self), FALSE);
  g_return_val_if_fail (range != NULL, FALSE);

  if (self->map == NULL || manicule_viewport_get_page (self->viewport) == 0
      || manicule_viewport_get_upper (self->viewport) < LONG * manicule_viewport_get_page (self->viewport))
    return FALSE;

  section = find_section (self, manicule_viewport_get_line (self->viewport));
  if (section == G_MAXUINT)
    return FALSE;

  line = manicule_text_map_get_line (self->map, section);
  *range = (ManiculeRange) { manicule_surface_to_char (self, line->start), manicule_surface_to_char (self, line->end) };

  return TRUE;
}

/**
 * manicule_surface_set_top_cover:
 * @self: a surface
 * @cover: the height of what floats over the top of the text, in px
 *
 * The caret and what is scrolled to stay clear of it.
 */
void
manicule_surface_set_top_cover (ManiculeSurface *self,
                                int              cover)
{
  g_return_if_fail (MANICULE_IS_SURFACE (self));

  self->top_cover = MAX (cover, 0);
}
