/* manicule-editor-ends.c: moving the ends of a span, and going from one span to another
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-editor-private.h"

#include <glib/gi18n-lib.h>

static gboolean
is_edge (ManiculeText *text,
         ManiculeUnit  unit,
         guint         chr,
         ManiculeEnd   end)
{
  ManiculeRange word;

  if (end == MANICULE_END_START)
    return chr < manicule_text_get_n_chars (text)
           && manicule_segment_around (text, unit, chr, &word) && word.start == chr;
  return chr > 0 && manicule_segment_around (text, unit, chr - 1, &word) && word.end == chr;
}

/* By characters: the next one. By words: an end goes to the next end of a word, a start to the next start of one. */
static guint
next_stop (ManiculeText *text,
           guint         chr,
           ManiculeEnd   end,
           ManiculeUnit  unit,
           gboolean      forward)
{
  guint n_chars = manicule_text_get_n_chars (text);

  do
    {
      guint before = chr;

      chr = forward ? manicule_segment_next (text, unit, chr) : manicule_segment_previous (text, unit, chr);
      if (chr == before)
        break;
    }
  while (chr > 0 && chr < n_chars && unit != MANICULE_UNIT_GRAPHEME && !is_edge (text, unit, chr, end));
  return chr;
}

/* A range never becomes empty, and the parts of a discontinuous span never meet. */
static gboolean
move (ManiculeText  *text,
      ManiculeRange *ranges,
      guint          n_ranges,
      ManiculeEnd    end,
      ManiculeUnit   unit,
      gboolean       forward)
{
  ManiculeRange *range = end == MANICULE_END_START ? &ranges[0] : &ranges[n_ranges - 1];
  guint from = end == MANICULE_END_START ? range->start : range->end;
  guint to = next_stop (text, from, end, unit, forward);

  if (to == from)
    return FALSE;
  if (end == MANICULE_END_START && to < range->end)
    range->start = to;
  else if (end == MANICULE_END_END && to > range->start)
    range->end = to;
  else
    return FALSE;
  return TRUE;
}

static gboolean
replace_ranges (ManiculeEditor      *self,
                ManiculeAnnotation  *span,
                const ManiculeRange *ranges,
                guint                n_ranges)
{
  g_autoptr(ManiculeAnnotation) after = manicule_annotation_with_ranges (span, ranges, n_ranges);
  g_autofree char *covered = manicule_annotation_set_dup_covered (self->set, after);

  if (!manicule_editor_replace (self, span, after))
    return FALSE;
  manicule_editor_announce (self, "“%s”", covered);
  return TRUE;
}

/**
 * manicule_editor_move_end:
 * @self: an editor
 * @end: which end of the focused span
 * @unit: by words or by characters
 * @forward: towards the end of the text
 *
 * Returns: whether the end moved
 */
gboolean
manicule_editor_move_end (ManiculeEditor *self,
                          ManiculeEnd     end,
                          ManiculeUnit    unit,
                          gboolean        forward)
{
  g_autofree ManiculeRange *ranges = NULL;
  const ManiculeRange *old;
  guint n_ranges;

  g_return_val_if_fail (MANICULE_IS_EDITOR (self), FALSE);

  if (self->focused == NULL)
    {
      manicule_editor_announce (self, "%s", _("No annotation here"));
      return FALSE;
    }
  old = manicule_annotation_get_ranges (self->focused, &n_ranges);
  ranges = g_memdup2 (old, n_ranges * sizeof *ranges);
  if (!move (manicule_editor_get_text (self), ranges, n_ranges, end, unit, forward))
    {
      manicule_editor_announce (self, "%s", _("It cannot move further"));
      return FALSE;
    }
  return replace_ranges (self, self->focused, ranges, n_ranges);
}

/**
 * manicule_editor_move_end_to:
 * @self: an editor
 * @span: a span of the open set
 * @range: which of its ranges
 * @end: which end of that
 * @chr: where to, in code points
 *
 * Moves one end to a place, as one step.
 *
 * Returns: whether it stands there now; not where the range would be empty or reach another one
 */
gboolean
manicule_editor_move_end_to (ManiculeEditor     *self,
                             ManiculeAnnotation *span,
                             guint               range,
                             ManiculeEnd         end,
                             guint               chr)
{
  g_autofree ManiculeRange *ranges = NULL;
  const ManiculeRange *old;
  guint n_ranges;

  g_return_val_if_fail (MANICULE_IS_EDITOR (self), FALSE);
  g_return_val_if_fail (self->set != NULL, FALSE);

  old = manicule_annotation_get_ranges (span, &n_ranges);
  g_return_val_if_fail (range < n_ranges, FALSE);
  ranges = g_memdup2 (old, n_ranges * sizeof *ranges);
  if (end == MANICULE_END_START)
    ranges[range].start = chr;
  else
    ranges[range].end = chr;
  if (ranges[range].start >= ranges[range].end || chr > manicule_text_get_n_chars (manicule_editor_get_text (self))
      || !manicule_annotation_ranges_are_valid (ranges, n_ranges))
    {
      manicule_editor_announce (self, "%s", _("It cannot move further"));
      return FALSE;
    }
  return replace_ranges (self, span, ranges, n_ranges);
}
