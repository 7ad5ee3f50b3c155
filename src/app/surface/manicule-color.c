/* manicule-color.c: colours as the eye sees them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * OKLab and its constants: Björn Ottosson, "A perceptual color space for image processing" (2020). Contrast: Web Content
 * Accessibility Guidelines 2.2, "contrast ratio".
 */

#include "manicule-color.h"

#include <math.h>

typedef struct
{
  double l;
  double a;
  double b;
} Lab;

static double
to_linear (double value)
{
  return value <= 0.04045 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

static double
from_linear (double value)
{
  return value <= 0.0031308 ? value * 12.92 : 1.055 * pow (value, 1 / 2.4) - 0.055;
}

static Lab
to_lab (const GdkRGBA *color)
{
  double r = to_linear (color->red), g = to_linear (color->green), b = to_linear (color->blue);
  double l = cbrt (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  double m = cbrt (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  double s = cbrt (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);

  return (Lab) {
    0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s,
  };
}

static void
to_rgb (const Lab *lab,
        double     rgb[3])
{
  double l = pow (lab->l + 0.3963377774 * lab->a + 0.2158037573 * lab->b, 3);
  double m = pow (lab->l - 0.1055613458 * lab->a - 0.0638541728 * lab->b, 3);
  double s = pow (lab->l - 0.0894841775 * lab->a - 1.2914855480 * lab->b, 3);

  rgb[0] = 4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s;
  rgb[1] = -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s;
  rgb[2] = -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s;
}

static gboolean
in_gamut (const double rgb[3])
{
  for (guint i = 0; i < 3; i++)
    {
      if (rgb[i] < -1e-4 || rgb[i] > 1 + 1e-4)
        return FALSE;
    }

  return TRUE;
}

static GdkRGBA
from_rgb (const double rgb[3])
{
  return (GdkRGBA) {
    (float) from_linear (CLAMP (rgb[0], 0, 1)),
    (float) from_linear (CLAMP (rgb[1], 0, 1)),
    (float) from_linear (CLAMP (rgb[2], 0, 1)),
    1,
  };
}

static double
luminance (const GdkRGBA *color)
{
  return 0.2126 * to_linear (color->red) + 0.7152 * to_linear (color->green) + 0.0722 * to_linear (color->blue);
}

/**
 * manicule_color_to_lch:
 * @color: a colour; its alpha is not looked at
 *
 * Returns: the colour by lightness, chroma and hue
 */
ManiculeLch
manicule_color_to_lch (const GdkRGBA *color)
{
  Lab lab = to_lab (color);

  return (ManiculeLch) { lab.l, hypot (lab.a, lab.b), atan2 (lab.b, lab.a) };
}

/**
 * manicule_color_from_lch:
 * @lch: a colour
 *
 * Returns: the opaque colour; where a screen cannot show it, the one of the same lightness and hue with less chroma
 */
GdkRGBA
manicule_color_from_lch (const ManiculeLch *lch)
{
  double low = 0, high = MAX (lch->chroma, 0), rgb[3];
  double lightness = CLAMP (lch->lightness, 0, 1);

  to_rgb (&(Lab) { lightness, high * cos (lch->hue), high * sin (lch->hue) }, rgb);
  if (in_gamut (rgb))
    return from_rgb (rgb);

  for (guint i = 0; i < 16; i++)
    {
      double chroma = (low + high) / 2;

      to_rgb (&(Lab) { lightness, chroma * cos (lch->hue), chroma * sin (lch->hue) }, rgb);
      if (in_gamut (rgb))
        low = chroma;
      else
        high = chroma;
    }
  to_rgb (&(Lab) { lightness, low * cos (lch->hue), low * sin (lch->hue) }, rgb);

  return from_rgb (rgb);
}

/**
 * manicule_color_mix:
 * @a: a colour
 * @b: another
 * @part: how much of @b, 0-1
 *
 * Returns: the opaque mix, even steps of @part being even steps to the eye
 */
GdkRGBA
manicule_color_mix (const GdkRGBA *a,
                    const GdkRGBA *b,
                    double         part)
{
  Lab first = to_lab (a), second = to_lab (b);
  double rgb[3];

  to_rgb (&(Lab) {
    first.l + part * (second.l - first.l),
    first.a + part * (second.a - first.a),
    first.b + part * (second.b - first.b),
  }, rgb);

  return from_rgb (rgb);
}

/**
 * manicule_color_contrast:
 * @a: an opaque colour
 * @b: another
 *
 * Returns: the contrast ratio, 1-21
 */
double
manicule_color_contrast (const GdkRGBA *a,
                         const GdkRGBA *b)
{
  double first = luminance (a), second = luminance (b);

  return (MAX (first, second) + 0.05) / (MIN (first, second) + 0.05);
}

/**
 * manicule_color_readable:
 * @color: a colour
 * @background: what it shall be read on
 * @contrast: the least contrast wanted; black on white has 21
 *
 * Returns: the colour itself, or the nearest darker one (on a light background; on a dark one the nearest lighter one)
 *   of the same hue that has the contrast, or black or white where even these have less
 */
GdkRGBA
manicule_color_readable (const GdkRGBA *color,
                         const GdkRGBA *background,
                         double         contrast)
{
  ManiculeLch lch = manicule_color_to_lch (color);
  double extreme = luminance (background) > 0.18 ? 0 : 1;
  double good = extreme, bad = lch.lightness;
  GdkRGBA result = *color;

  result.alpha = 1;
  if (manicule_color_contrast (&result, background) >= contrast
      && (luminance (&result) > luminance (background)) == (extreme == 1))
    return result;

  for (guint i = 0; i < 20; i++)
    {
      lch.lightness = (good + bad) / 2;
      result = manicule_color_from_lch (&lch);
      if (manicule_color_contrast (&result, background) >= contrast
          && (luminance (&result) > luminance (background)) == (extreme == 1))
        good = lch.lightness;
      else
        bad = lch.lightness;
    }
  lch.lightness = good;

  return manicule_color_from_lch (&lch);
}

/**
 * manicule_color_tint:
 * @color: a colour
 * @background: what lies below
 * @text: what is read on the tint
 * @part: how much of @color is wanted, 0-1
 * @contrast: the least contrast that @text keeps
 *
 * Returns: the opaque mix of @background with as much of @color as the contrast allows, at most @part
 */
GdkRGBA
manicule_color_tint (const GdkRGBA *color,
                     const GdkRGBA *background,
                     const GdkRGBA *text,
                     double         part,
                     double         contrast)
{
  GdkRGBA tint = manicule_color_mix (background, color, part);
  double good = 0, bad = part;

  if (manicule_color_contrast (&tint, text) >= contrast)
    return tint;

  for (guint i = 0; i < 12; i++)
    {
      double middle = (good + bad) / 2;

      tint = manicule_color_mix (background, color, middle);
      if (manicule_color_contrast (&tint, text) >= contrast)
        good = middle;
      else
        bad = middle;
    }

  return manicule_color_mix (background, color, good);
}
