/* manicule-color.h: colours as the eye sees them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

/* Lightness 0-1, chroma 0 (grey) to about 0.4, hue in radians: OKLCH (Ottosson, 2020). */
typedef struct
{
  double lightness;
  double chroma;
  double hue;
} ManiculeLch;

ManiculeLch manicule_color_to_lch   (const GdkRGBA     *color);
GdkRGBA     manicule_color_from_lch (const ManiculeLch *lch);
GdkRGBA     manicule_color_mix      (const GdkRGBA     *a,
                                     const GdkRGBA     *b,
                                     double             part);
double      manicule_color_contrast (const GdkRGBA     *a,
                                     const GdkRGBA     *b);
GdkRGBA     manicule_color_readable (const GdkRGBA     *color,
                                     const GdkRGBA     *background,
                                     double             contrast);
GdkRGBA     manicule_color_tint     (const GdkRGBA     *color,
                                     const GdkRGBA     *background,
                                     const GdkRGBA     *text,
                                     double             part,
                                     double             contrast);

G_END_DECLS
