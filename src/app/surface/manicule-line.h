/* manicule-line.h: one display line, shaped and placed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gsk/gsk.h>

#include "manicule-annotation.h"
#include "manicule-style.h"

G_BEGIN_DECLS

/* Shaping (Pango's work: fonts, direction, line breaks) is dear and depends only on text, font and width. Placing (rows
 * of marks, heights) is cheap and is done again when marks change. Offsets are bytes of the document; x is px from the
 * left of the column, y px from the top of the display line. */

typedef struct
{
  double x0;
  double x1;
} ManiculeXRange;

/* One line as it is read. */
typedef struct
{
  guint            start;
  guint            end;         /* a white space that ends a wrapped line included */
  guint            rtl : 1;
  guint            wrapped : 1; /* the same paragraph goes on in the next visual line */
  PangoLayoutLine *line;        /* borrowed from the layout */
  double           x;           /* where the text begins */
  double           width;
  int              ascent;
  int              y;           /* set by placing, as all that follows */
  int              height;
  int              text_y;      /* the box of the text */
  int              text_height;
  int              rows_y;
  guint            n_rows;
  guint            n_links;     /* ends of relations, of marks that begin here */
} ManiculeVisualLine;

/* A range of an annotation within this display line. */
typedef struct
{
  ManiculeAnnotation       *annotation;  /* (owned) */
  const ManiculeLabelStyle *style;
  guint                     start;
  guint                     end;
  guint                     length;      /* of the whole annotation: the shortest is innermost */
  guint                     before : 1;  /* goes on in an earlier display line */
  guint                     after : 1;
  guint                     suggested : 1;  /* proposed, not said */
  guint                     n_links;     /* relations, of a mark that begins here */
} ManiculeMark;

/* What of a mark lies in one visual line. */
typedef struct
{
  guint            mark;
  guint            visual;
  guint            first_range;  /* in manicule_line_get_ranges() */
  guint            n_ranges;
  guint            before : 1;   /* goes on before, after this visual line */
  guint            after : 1;
  guint            row;          /* MANICULE_ROWS_MAX: not drawn */
  ManiculeNameForm form;
  double           x0;           /* the extent of its ranges */
  double           x1;
} ManiculeMarkPiece;

typedef struct
{
  guint  visual;
  double x;         /* of the strong caret */
  double weak_x;
  int    y;
  int    height;
} ManiculeCaretPlace;

typedef struct
{
  const char     *text;          /* of the whole document */
  guint           start;
  guint           end;
  guint           headline : 1;
  guint           gap : 1;       /* some room to the next paragraph */
  guint           soft : 1;      /* the paragraph goes on in the next display line */
  PangoDirection  direction;     /* of a paragraph that began in an earlier line; else neutral */
  int             width;
} ManiculeLineSource;

typedef struct _ManiculeLine ManiculeLine;

ManiculeLine             *manicule_line_new           (ManiculeStyle            *style,
                                                       const ManiculeLineSource *source) G_GNUC_WARN_UNUSED_RESULT;
void                      manicule_line_free          (ManiculeLine             *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiculeLine, manicule_line_free)
void                      manicule_line_place         (ManiculeLine             *self,
                                                       ManiculeStyle            *style,
                                                       GArray                   *marks);
gboolean                  manicule_line_is_placed     (ManiculeLine             *self);
void                      manicule_line_unplace       (ManiculeLine             *self);
void                      manicule_mark_clear         (ManiculeMark             *mark);

guint                     manicule_line_get_start     (ManiculeLine             *self);
guint                     manicule_line_get_end       (ManiculeLine             *self);
int                       manicule_line_get_height    (ManiculeLine             *self);
int                       manicule_line_get_width     (ManiculeLine             *self);
guint                     manicule_line_get_n_visuals (ManiculeLine             *self);
const ManiculeVisualLine *manicule_line_get_visual    (ManiculeLine             *self,
                                                       guint                     visual);
const ManiculeMark       *manicule_line_get_marks     (ManiculeLine             *self,
                                                       guint                    *n_marks);
const ManiculeMarkPiece  *manicule_line_get_pieces    (ManiculeLine             *self,
                                                       guint                    *n_pieces);
const ManiculeXRange     *manicule_line_get_ranges    (ManiculeLine             *self);
gboolean                  manicule_line_is_rtl        (ManiculeLine             *self);

guint                     manicule_line_visual_at_y   (ManiculeLine             *self,
                                                       double                    y);
guint                     manicule_line_visual_of     (ManiculeLine             *self,
                                                       guint                     byte,
                                                       gboolean                  at_end);
guint                     manicule_line_hit           (ManiculeLine             *self,
                                                       guint                     visual,
                                                       double                    x,
                                                       gboolean                 *at_end);
guint                     manicule_line_char_at       (ManiculeLine             *self,
                                                       guint                     visual,
                                                       double                    x);
guint                     manicule_line_find_ranges   (ManiculeLine             *self,
                                                       guint                     visual,
                                                       guint                     from,
                                                       guint                     to,
                                                       GArray                   *ranges);
void                      manicule_line_get_caret     (ManiculeLine             *self,
                                                       guint                     byte,
                                                       gboolean                  at_end,
                                                       ManiculeCaretPlace       *place);
gboolean                  manicule_line_move_visually (ManiculeLine             *self,
                                                       int                       direction,
                                                       guint                    *byte,
                                                       gboolean                 *at_end);
guint                     manicule_line_visual_home   (ManiculeLine             *self,
                                                       guint                     visual);
guint                     manicule_line_visual_end    (ManiculeLine             *self,
                                                       guint                     visual,
                                                       gboolean                 *at_end);

/* The nodes that painting makes of this line, kept with it. (nullable) until then. */
typedef struct
{
  GskRenderNode *below;  /* (owned) (nullable) */
  GskRenderNode *above;  /* (owned) (nullable) */
  gboolean       valid;
} ManiculeLineNodes;

ManiculeLineNodes        *manicule_line_get_nodes     (ManiculeLine             *self);

G_END_DECLS
