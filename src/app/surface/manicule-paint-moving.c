/* manicule-paint-moving.c: selection, hits, focus and caret, painted anew in each frame
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-paint.h"

#include <math.h>

/* What a selected line break looks like. */
#define BREAK_WIDTH 6

#define FRAME_RADIUS 4
#define FRAME_WIDTH 2

typedef void (*BoxFunc) (GtkSnapshot           *snapshot,
                         const graphene_rect_t *box,
                         gpointer               data);

/* Calls @func with the box of each stretch of @from to @to that is seen in one visual line. */
static void
foreach_box (GtkSnapshot  *snapshot,
             ManiculeLine *line,
             guint         visual,
             guint         from,
             guint         to,
             BoxFunc       func,
             gpointer      data)
{
  const ManiculeVisualLine *v = manicule_line_get_visual (line, visual);
  g_autoptr(GArray) ranges = g_array_new (FALSE, FALSE, sizeof (ManiculeXRange));
  guint n = manicule_line_find_ranges (line, visual, from, to, ranges);

  for (guint i = 0; i < n; i++)
    {
      const ManiculeXRange *range = &g_array_index (ranges, ManiculeXRange, i);

      func (snapshot,
            &GRAPHENE_RECT_INIT ((float) range->x0, (float) v->text_y,
                                 (float) (range->x1 - range->x0), (float) v->text_height),
            data);
    }
}

static void
fill_box (GtkSnapshot           *snapshot,
          const graphene_rect_t *box,
          gpointer               data)
{
  const GdkRGBA *color = data;

  gtk_snapshot_append_color (snapshot, color, box);
}

/* Selected lines join without a gap between them where the text's boxes do not. */
static void
paint_selected_break (GtkSnapshot           *snapshot,
                      ManiculeLine          *line,
                      const ManiculePalette *palette)
{
  const ManiculeVisualLine *v = manicule_line_get_visual (line, manicule_line_get_n_visuals (line) - 1);
  double x = v->rtl ? v->x - BREAK_WIDTH : v->x + v->width;

  gtk_snapshot_append_color (snapshot, &palette->selection,
                             &GRAPHENE_RECT_INIT ((float) x, (float) v->text_y, BREAK_WIDTH, (float) v->text_height));
}

/**
 * manicule_paint_selection:
 * @snapshot: a snapshot
 * @line: a placed line
 * @from: the first byte selected, which may be in an earlier line
 * @to: the end, which may be in a later line
 * @with_break: whether the line's break is selected
 * @palette: colours
 */
void
manicule_paint_selection (GtkSnapshot           *snapshot,
                          ManiculeLine          *line,
                          guint                  from,
                          guint                  to,
                          gboolean               with_break,
                          const ManiculePalette *palette)
{
  guint n = manicule_line_get_n_visuals (line);

  for (guint i = 0; i < n; i++)
    {
      const ManiculeVisualLine *v = manicule_line_get_visual (line, i);

      if (from < v->end && to > v->start)
        foreach_box (snapshot, line, i, from, to, fill_box, (gpointer) &palette->selection);
    }

  if (with_break)
    paint_selected_break (snapshot, line, palette);
}

typedef struct
{
  const ManiculePalette *palette;
  gboolean               current;
} HitStyle;

static void
paint_hit_box (GtkSnapshot           *snapshot,
               const graphene_rect_t *box,
               gpointer               data)
{
  const HitStyle *style = data;
  const GdkRGBA *line = &style->palette->hit_line;
  float width = style->current ? 2 : 1;
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline,
                                   &GRAPHENE_RECT_INIT (box->origin.x - 1, box->origin.y - 1,
                                                        box->size.width + 2, box->size.height + 2), 2);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, style->current ? &style->palette->current : &style->palette->hit, &outline.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]) { width, width, width, width },
                              (GdkRGBA[4]) { *line, *line, *line, *line });
}

/**
 * manicule_paint_hit:
 * @snapshot: a snapshot
 * @line: a placed line
 * @from: the first byte of a search hit, which may be in an earlier line
 * @to: its end, which may be in a later line
 * @current: whether it is the one that was last gone to
 * @palette: colours
 */
void
manicule_paint_hit (GtkSnapshot           *snapshot,
                    ManiculeLine          *line,
                    guint                  from,
                    guint                  to,
                    gboolean               current,
                    const ManiculePalette *palette)
{
  HitStyle style = { palette, current };
  guint n = manicule_line_get_n_visuals (line);

  for (guint i = 0; i < n; i++)
    {
      const ManiculeVisualLine *v = manicule_line_get_visual (line, i);

      if (from < v->end && to > v->start)
        foreach_box (snapshot, line, i, from, to, paint_hit_box, &style);
    }
}

static void
paint_frame (GtkSnapshot              *snapshot,
             ManiculeLine             *line,
             const ManiculeMarkPiece  *piece,
             const ManiculePalette    *palette)
{
  const ManiculeVisualLine *v = manicule_line_get_visual (line, piece->visual);
  const ManiculeXRange *ranges = manicule_line_get_ranges (line) + piece->first_range;
  const GdkRGBA *color = &palette->accent;

  for (guint i = 0; i < piece->n_ranges; i++)
    {
      GskRoundedRect outline;
      float x0 = floorf ((float) ranges[i].x0) - FRAME_WIDTH, x1 = ceilf ((float) ranges[i].x1) + FRAME_WIDTH;

      gsk_rounded_rect_init_from_rect (&outline,
                                       &GRAPHENE_RECT_INIT (x0, (float) v->text_y - 1, x1 - x0, (float) v->text_height + 2),
                                       FRAME_RADIUS);
      gtk_snapshot_append_border (snapshot, &outline,
                                  (float[4]) { FRAME_WIDTH, FRAME_WIDTH, FRAME_WIDTH, FRAME_WIDTH },
                                  (GdkRGBA[4]) { *color, *color, *color, *color });
    }
}

/* Is there another mark on just the same text? The frame around it does not tell which of them is meant. */
static gboolean
has_twin (const ManiculeMarkPiece *pieces,
          guint                    n,
          guint                    at)
{
  for (guint i = 0; i < n; i++)
    {
      if (i != at && pieces[i].visual == pieces[at].visual
          && fabs (pieces[i].x0 - pieces[at].x0) < 1 && fabs (pieces[i].x1 - pieces[at].x1) < 1)
        return TRUE;
    }

  return FALSE;
}

/* Around the name, or around the rule alone where that is all there is. */
static void
paint_name_frame (GtkSnapshot             *snapshot,
                  ManiculeLine            *line,
                  const ManiculeMarkPiece *piece,
                  ManiculeStyle           *style)
{
  const ManiculeStyleMetrics *metrics = manicule_style_get_metrics (style);
  const ManiculeVisualLine *v = manicule_line_get_visual (line, piece->visual);
  const GdkRGBA *color = &manicule_style_get_palette (style)->accent;
  guint n_marks;
  const ManiculeMark *mark = &manicule_line_get_marks (line, &n_marks)[piece->mark];
  gboolean named = piece->form != MANICULE_NAME_NONE;
  float width = (float) (named ? mark->style->widths[piece->before][piece->form] : piece->x1 - piece->x0);
  float x = (float) (v->rtl ? piece->x1 - width : piece->x0);
  float y = (float) (manicule_paint_row_top (v, metrics, piece->row) + (named ? metrics->rule : -2));
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline,
                                   &GRAPHENE_RECT_INIT (floorf (x) - 3, y, ceilf (width) + 6,
                                                        (float) (named ? metrics->row - metrics->rule : metrics->rule + 4)),
                                   FRAME_RADIUS);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]) { 1, 1, 1, 1 }, (GdkRGBA[4]) { *color, *color, *color, *color });
}

/* A dotted line below the text between two parts of one annotation. */
static void
paint_tie (GtkSnapshot              *snapshot,
           const ManiculeVisualLine *v,
           double                    x0,
           double                    x1,
           const ManiculePalette    *palette)
{
  g_autoptr(GskPathBuilder) builder = gsk_path_builder_new ();
  g_autoptr(GskStroke) stroke = gsk_stroke_new (1.5f);
  g_autoptr(GskPath) path = NULL;
  float y = (float) (v->text_y + v->text_height) - 0.25f;

  if (x1 <= x0 + 2 * FRAME_WIDTH)
    return;

  gsk_path_builder_move_to (builder, (float) x0 + FRAME_WIDTH + 1, y);
  gsk_path_builder_line_to (builder, (float) x1 - FRAME_WIDTH - 1, y);
  path = gsk_path_builder_free_to_path (g_steal_pointer (&builder));
  gsk_stroke_set_dash (stroke, (float[2]) { 1.5f, 2.5f }, 2);
  gtk_snapshot_append_stroke (snapshot, path, stroke, &palette->accent);
}

static int
compare_ranges (gconstpointer a,
                gconstpointer b)
{
  const ManiculeXRange *first = a;
  const ManiculeXRange *second = b;

  return first->x0 < second->x0 ? -1 : first->x0 > second->x0;
}

/* Ties the parts of the focused annotation that stand in one visual line. */
static void
paint_ties (GtkSnapshot              *snapshot,
            ManiculeLine             *line,
            guint                     visual,
            ManiculeAnnotation       *annotation,
            const ManiculePalette    *palette)
{
  const ManiculeVisualLine *v = manicule_line_get_visual (line, visual);
  g_autoptr(GArray) ranges = g_array_new (FALSE, FALSE, sizeof (ManiculeXRange));
  guint n_marks, n = 0;
  const ManiculeMark *marks = manicule_line_get_marks (line, &n_marks);

  for (guint i = 0; i < n_marks; i++)
    {
      if (marks[i].annotation == annotation && marks[i].start < v->end && marks[i].end > v->start)
        n += manicule_line_find_ranges (line, visual, marks[i].start, marks[i].end, ranges);
    }
  g_array_sort (ranges, compare_ranges);
  for (guint i = 0; i + 1 < n; i++)
    paint_tie (snapshot, v, g_array_index (ranges, ManiculeXRange, i).x1, g_array_index (ranges, ManiculeXRange, i + 1).x0,
               palette);
}

/**
 * manicule_paint_focus:
 * @snapshot: a snapshot
 * @line: a placed line
 * @id: the id of the focused annotation, or of what the focused suggestion proposes
 * @style: colours
 *
 * Frames what of the annotation stands in the line, and its name where others are on the same text, and ties its parts
 * together.
 */
void
manicule_paint_focus (GtkSnapshot   *snapshot,
                      ManiculeLine  *line,
                      const char    *id,
                      ManiculeStyle *style)
{
  const ManiculePalette *palette = manicule_style_get_palette (style);
  guint n, n_marks, tied = G_MAXUINT;
  const ManiculeMarkPiece *pieces = manicule_line_get_pieces (line, &n);
  const ManiculeMark *marks = manicule_line_get_marks (line, &n_marks);

  for (guint i = 0; i < n; i++)
    {
      ManiculeAnnotation *annotation = marks[pieces[i].mark].annotation;

      if (g_strcmp0 (manicule_annotation_get_id (annotation), id) != 0)
        continue;

      paint_frame (snapshot, line, &pieces[i], palette);
      if (pieces[i].row < MANICULE_ROWS_MAX && has_twin (pieces, n, i))
        paint_name_frame (snapshot, line, &pieces[i], style);
      if (pieces[i].visual != tied && manicule_annotation_is_discontinuous (annotation))
        paint_ties (snapshot, line, pieces[i].visual, annotation, palette);
      tied = pieces[i].visual;
    }
}

/**
 * manicule_paint_caret:
 * @snapshot: a snapshot
 * @place: where the caret stands
 * @palette: colours
 *
 * Where the next letter of the other direction would stand elsewhere, a small foot shows that place too.
 */
void
manicule_paint_caret (GtkSnapshot              *snapshot,
                      const ManiculeCaretPlace *place,
                      const ManiculePalette    *palette)
{
  float x = roundf ((float) place->x) - 1, weak = roundf ((float) place->weak_x) - 1;

  gtk_snapshot_append_color (snapshot, &palette->accent,
                             &GRAPHENE_RECT_INIT (x, (float) place->y, 2, (float) place->height));
  if (fabs (place->weak_x - place->x) > 1)
    gtk_snapshot_append_color (snapshot, &palette->accent,
                               &GRAPHENE_RECT_INIT (weak, (float) (place->y + place->height * 0.7),
                                                    2, (float) (place->height * 0.3)));
}
