/* color-vision.h: how different two colours look to people who see colours otherwise than most
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  COLOR_VISION_NORMAL,
  COLOR_VISION_PROTANOPIA,
  COLOR_VISION_DEUTERANOPIA,
  COLOR_VISION_TRITANOPIA,
  COLOR_VISION_N,
} ColorVision;

/* Red, green and blue as screens take them, 0-1. */
typedef struct
{
  double v[3];
} ColorVisionRgb;

ColorVisionRgb color_vision_parse      (const char           *color);
/* 0: none, 1: of black to white. */
double         color_vision_luminance  (const ColorVisionRgb *color);
/* CIE 1976; 2.3 is just noticeable. */
double         color_vision_difference (const ColorVisionRgb *a,
                                        const ColorVisionRgb *b,
                                        ColorVision           eye);

G_END_DECLS
