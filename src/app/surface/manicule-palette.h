/* manicule-palette.h: the colours of the surface, for light, dark and high contrast
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

/* The colours of one label. Names keep a contrast of 4.5:1 with the background, text on a tint 7:1. */
typedef struct
{
  GdkRGBA name;   /* names and rules */
  GdkRGBA tint;   /* behind the text of the innermost mark; opaque, transparent in high contrast */
  GdkRGBA faint;  /* behind the text of outer marks */
  GdkRGBA chip;   /* behind the name where it stands by itself, in lists and bars; opaque */
  GdkRGBA chip_name;  /* the name there, 4.5:1 with it */
} ManiculeLabelColors;

typedef struct
{
  gboolean dark;
  gboolean high_contrast;
  GdkRGBA  background;
  GdkRGBA  text;
  GdkRGBA  dim;           /* dots in the margin */
  GdkRGBA  accent;        /* caret, frame of the focused mark, its relations */
  GdkRGBA  pill;          /* behind the name of a relation */
  GdkRGBA  pill_text;     /* the name, 4.5:1 with it */
  GdkRGBA  selection;     /* translucent */
  GdkRGBA  hit;           /* behind search hits */
  GdkRGBA  current;       /* behind the current hit */
  GdkRGBA  hit_line;      /* around both */
} ManiculePalette;

void                manicule_palette_init         (ManiculePalette       *self,
                                                   gboolean               dark,
                                                   gboolean               high_contrast,
                                                   const GdkRGBA         *accent);
gboolean            manicule_palette_equal        (const ManiculePalette *a,
                                                   const ManiculePalette *b);
ManiculeLabelColors manicule_palette_label_colors (const ManiculePalette *self,
                                                   const char            *color,
                                                   const char            *name);

G_END_DECLS
