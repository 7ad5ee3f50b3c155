/* manicule-palette.c: the colours of the surface, for light, dark and high contrast
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-palette.h"

#include "manicule-color.h"
#include "manicule-schema.h"

#define NAME_CONTRAST 4.5
#define TEXT_CONTRAST 7.0

/* The range of lightness (OKLab) in which the colours of schemas are looked for, and what is made of it. */
#define DARKEST 0.3
#define LIGHTEST 0.6
#define FAINTEST_ON_DARK 0.66
#define STRONGEST_ON_DARK 0.95
#define TINT_ON_DARK 0.8

/* On a dark background a colour is as far from it as it is from a light one: what is darkest becomes lightest. So colours
 * that differ by their lightness alone, which the colour-blind rely on, differ by it there as well. */
static double
turn_lightness (double lightness)
{
  double part = (LIGHTEST - CLAMP (lightness, DARKEST, LIGHTEST)) / (LIGHTEST - DARKEST);

  return FAINTEST_ON_DARK + part * (STRONGEST_ON_DARK - FAINTEST_ON_DARK);
}

/**
 * manicule_palette_init:
 * @self: (out): a palette
 * @dark: light text on a dark background?
 * @high_contrast: no tints, stronger colours?
 * @accent: the desktop's accent colour
 *
 * Computes the colours that belong to no label. The background is libadwaita's view background.
 */
void
manicule_palette_init (ManiculePalette *self,
                       gboolean         dark,
                       gboolean         high_contrast,
                       const GdkRGBA   *accent)
{
  const GdkRGBA black = { 0, 0, 0, 1 }, white = { 1, 1, 1, 1 };
  const GdkRGBA ink = { 0.2f, 0.2f, 0.216f, 1 }, night = { 0.114f, 0.114f, 0.125f, 1 };
  const GdkRGBA yellow = { 0.96f, 0.78f, 0.1f, 1 };

  self->dark = dark;
  self->high_contrast = high_contrast;
  self->background = dark ? night : white;
  self->text = dark ? white : high_contrast ? black : ink;
  self->dim = manicule_color_mix (&self->background, &self->text, high_contrast ? 0.8 : 0.5);
  self->accent = manicule_color_readable (accent, &self->background, high_contrast ? TEXT_CONTRAST : NAME_CONTRAST);
  self->pill = high_contrast ? self->background : manicule_color_mix (&self->background, &self->accent, 0.16);
  self->pill_text = manicule_color_readable (&self->accent, &self->pill, high_contrast ? TEXT_CONTRAST : NAME_CONTRAST);

  self->selection = *accent;
  self->selection.alpha = high_contrast ? 0.4f : dark ? 0.35f : 0.25f;

  self->hit = manicule_color_tint (&yellow, &self->background, &self->text, dark ? 0.2 : 0.3, TEXT_CONTRAST);
  self->current = manicule_color_tint (&yellow, &self->background, &self->text, 0.85, TEXT_CONTRAST);
  self->hit_line = manicule_color_readable (&yellow, &self->background, 3);
}

/**
 * manicule_palette_equal:
 * @a: a palette
 * @b: another
 *
 * Returns: whether both have the same colours
 */
gboolean
manicule_palette_equal (const ManiculePalette *a,
                        const ManiculePalette *b)
{
  return a->dark == b->dark && a->high_contrast == b->high_contrast
         && gdk_rgba_equal (&a->accent, &b->accent) && gdk_rgba_equal (&a->selection, &b->selection);
}

/**
 * manicule_palette_label_colors:
 * @self: a palette
 * @color: (nullable): the label's colour as the schema has it, "#rrggbb"
 * @name: the label's name, which chooses a colour where @color is absent or cannot be read
 *
 * Returns: the colours to draw the label with: the schema's hue, as light or dark as the background asks for
 */
ManiculeLabelColors
manicule_palette_label_colors (const ManiculePalette *self,
                               const char            *color,
                               const char            *name)
{
  ManiculeLabelColors colors;
  ManiculeLch lch;
  GdkRGBA base;

  if (color == NULL || !gdk_rgba_parse (&base, color))
    gdk_rgba_parse (&base, manicule_schema_default_color (name));

  lch = manicule_color_to_lch (&base);
  lch.lightness = self->dark ? turn_lightness (lch.lightness) : CLAMP (lch.lightness, DARKEST, LIGHTEST);
  base = manicule_color_from_lch (&lch);

  colors.name = manicule_color_readable (&base, &self->background, self->high_contrast ? TEXT_CONTRAST : NAME_CONTRAST);
  colors.chip = self->high_contrast ? self->background
                                    : manicule_color_mix (&self->background, &colors.name, self->dark ? 0.2 : 0.13);
  colors.chip_name = manicule_color_readable (&colors.name, &colors.chip, self->high_contrast ? TEXT_CONTRAST : NAME_CONTRAST);
  if (self->high_contrast)
    {
      colors.tint = colors.faint = (GdkRGBA) { 0, 0, 0, 0 };
    }
  else
    {
      /* Tints weigh the same, whatever the label. */
      lch.lightness = self->dark ? TINT_ON_DARK : lch.lightness;
      base = manicule_color_from_lch (&lch);
      colors.tint = manicule_color_tint (&base, &self->background, &self->text, self->dark ? 0.3 : 0.14, TEXT_CONTRAST);
      colors.faint = manicule_color_tint (&base, &self->background, &self->text, self->dark ? 0.15 : 0.06, TEXT_CONTRAST);
    }

  return colors;
}
