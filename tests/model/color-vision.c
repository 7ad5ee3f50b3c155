/* color-vision.c: how different two colours look to people who see colours otherwise than most
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "color-vision.h"

#include <math.h>
#include <stdio.h>

/* Machado, Oliveira and Fernandes (2009), severity 1; by linear red, green and blue. */
static const double eyes[COLOR_VISION_N][3][3] = {
  [COLOR_VISION_NORMAL] =
  { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } },
  [COLOR_VISION_PROTANOPIA] =
  { { 0.152286, 1.052583, -0.204868 }, { 0.114503, 0.786281, 0.099216 }, { -0.003882, -0.048116, 1.051998 } },
  [COLOR_VISION_DEUTERANOPIA] =
  { { 0.367322, 0.860646, -0.227968 }, { 0.280085, 0.672501, 0.047413 }, { -0.011820, 0.042940, 0.968881 } },
  [COLOR_VISION_TRITANOPIA] =
  { { 1.255528, -0.076749, -0.178779 }, { -0.078411, 0.930809, 0.147602 }, { 0.004733, 0.691367, 0.303900 } },
};

static const double rgb_to_xyz[3][3] = {
  { 0.4124564, 0.3575761, 0.1804375 }, { 0.2126729, 0.7151522, 0.0721750 }, { 0.0193339, 0.1191920, 0.9503041 },
};

static ColorVisionRgb
multiply (const double          matrix[3][3],
          const ColorVisionRgb *vector)
{
  ColorVisionRgb result = { { 0, 0, 0 } };

  for (guint i = 0; i < 3; i++)
    for (guint j = 0; j < 3; j++)
      result.v[i] += matrix[i][j] * vector->v[j];

  return result;
}

static ColorVisionRgb
to_linear (const ColorVisionRgb *color)
{
  ColorVisionRgb result;

  for (guint i = 0; i < 3; i++)
    result.v[i] = color->v[i] <= 0.04045 ? color->v[i] / 12.92 : pow ((color->v[i] + 0.055) / 1.055, 2.4);

  return result;
}

static double
lab_function (double t)
{
  return t > 216.0 / 24389 ? cbrt (t) : (24389.0 / 27 * t + 16) / 116;
}

/* CIE L*a*b* of what an eye sees. */
static ColorVisionRgb
seen (const ColorVisionRgb *color,
      ColorVision           eye)
{
  ColorVisionRgb linear = to_linear (color);
  ColorVisionRgb rgb = multiply (eyes[eye], &linear);
  ColorVisionRgb xyz = multiply (rgb_to_xyz, &rgb);
  double x = lab_function (xyz.v[0] / 0.95047);
  double y = lab_function (xyz.v[1]);
  double z = lab_function (xyz.v[2] / 1.08883);

  return (ColorVisionRgb) { { 116 * y - 16, 500 * (x - y), 200 * (y - z) } };
}

ColorVisionRgb
color_vision_parse (const char *color)
{
  guint rgb[3];

  g_assert_cmpint (sscanf (color, "#%2x%2x%2x", &rgb[0], &rgb[1], &rgb[2]), ==, 3);

  return (ColorVisionRgb) { { rgb[0] / 255.0, rgb[1] / 255.0, rgb[2] / 255.0 } };
}

double
color_vision_luminance (const ColorVisionRgb *color)
{
  ColorVisionRgb linear = to_linear (color);

  return multiply (rgb_to_xyz, &linear).v[1];
}

double
color_vision_difference (const ColorVisionRgb *a,
                         const ColorVisionRgb *b,
                         ColorVision           eye)
{
  ColorVisionRgb first = seen (a, eye), second = seen (b, eye);
  double sum = 0;

  for (guint i = 0; i < 3; i++)
    sum += (first.v[i] - second.v[i]) * (first.v[i] - second.v[i]);

  return sqrt (sum);
}
