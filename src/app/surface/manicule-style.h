/* manicule-style.h: fonts, measures and colours in which a text is drawn
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <pango/pango.h>

#include "manicule-palette.h"
#include "manicule-rows.h"
#include "manicule-schema.h"

G_BEGIN_DECLS

/* What decides on fonts and measures: a change of these shapes all lines anew. */
typedef struct
{
  char   *text_font;    /* (owned): family names and style; the size is not looked at */
  char   *name_font;    /* (owned) */
  double  font_size;    /* px */
  double  line_pitch;   /* 1.0 is normal */
  guint   measure;      /* characters in a line */
} ManiculeStyleFonts;

/* Whole px, so that nothing is ever drawn between two pixels. A visual line is made up of: above, the text, below, rows,
 * bottom. */
typedef struct
{
  int above;
  int below;
  int row;          /* of a rule with a name */
  int deep_row;     /* of a rule without */
  int bottom;
  int rule;         /* thickness */
  int tick;         /* how far the ends of outer rules reach up */
  int name_baseline;  /* below the top of a row */
  int paragraph_gap;
  int blank;        /* an empty line */
  int radius;       /* of tints */
  int column;       /* the width of the measure */
} ManiculeStyleMetrics;

/* How one label is drawn. */
typedef struct
{
  char                *title;          /* (owned) */
  ManiculeLabelColors  colors;
  guint                dash;           /* which dashes tell it apart in high contrast */
  gboolean             suggested;
  PangoLayout         *names[3][3];    /* (owned) (nullable): [whole, continued, continued from right to left][form] */
  double               widths[2][3];   /* px */
} ManiculeLabelStyle;

typedef struct _ManiculeStyle ManiculeStyle;

ManiculeStyle              *manicule_style_new              (PangoContext             *context) G_GNUC_WARN_UNUSED_RESULT;
void                        manicule_style_free             (ManiculeStyle            *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiculeStyle, manicule_style_free)

gboolean                    manicule_style_set_fonts        (ManiculeStyle            *self,
                                                             const ManiculeStyleFonts *fonts);
gboolean                    manicule_style_set_palette      (ManiculeStyle            *self,
                                                             const ManiculePalette    *palette);
void                        manicule_style_set_schema       (ManiculeStyle            *self,
                                                             ManiculeSchema           *schema);
void                        manicule_style_forget_labels    (ManiculeStyle            *self);
void                        manicule_style_set_context      (ManiculeStyle            *self,
                                                             PangoContext             *context);
gboolean                    manicule_style_set_culling      (ManiculeStyle            *self,
                                                             gboolean                  culling);
gboolean                    manicule_style_get_culling      (ManiculeStyle            *self);

const ManiculeStyleMetrics *manicule_style_get_metrics      (ManiculeStyle            *self);
const ManiculePalette      *manicule_style_get_palette      (ManiculeStyle            *self);
const ManiculeLabelStyle   *manicule_style_get_label        (ManiculeStyle            *self,
                                                             const char               *label);
PangoLayout                *manicule_style_create_name      (ManiculeStyle            *self,
                                                             const char               *name) G_GNUC_WARN_UNUSED_RESULT;
/* The same label, where it is only suggested: "Place?" in italics. */
const ManiculeLabelStyle   *manicule_style_get_suggested    (ManiculeStyle            *self,
                                                             const char               *label);
PangoLayout                *manicule_style_get_name         (ManiculeStyle            *self,
                                                             const ManiculeLabelStyle *label,
                                                             ManiculeNameForm          form,
                                                             gboolean                  continued,
                                                             gboolean                  rtl);
double                      manicule_style_get_font_size    (ManiculeStyle            *self);
PangoLayout                *manicule_style_create_layout    (ManiculeStyle            *self,
                                                             const char               *text,
                                                             int                       length,
                                                             gboolean                  headline,
                                                             PangoDirection            direction) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
