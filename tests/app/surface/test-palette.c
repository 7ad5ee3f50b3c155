/* test-palette.c: colours can be read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include <adwaita.h>
#include <pango/pangocairo.h>

#include "color-vision.h"
#include "manicule-color.h"
#include "manicule-style.h"

#define ROUNDING 0.01

static GdkRGBA
random_color (void)
{
  return (GdkRGBA) {
    (float) g_test_rand_double (), (float) g_test_rand_double (), (float) g_test_rand_double (), 1,
  };
}

static char *
to_hex (const GdkRGBA *color)
{
  return g_strdup_printf ("#%02x%02x%02x", (guint) lroundf (color->red * 255), (guint) lroundf (color->green * 255),
                          (guint) lroundf (color->blue * 255));
}

/* Black on white has 21:1, a colour on itself 1:1, and the order does not matter. */
static void
test_contrast (void)
{
  const GdkRGBA black = { 0, 0, 0, 1 }, white = { 1, 1, 1, 1 };

  g_assert_cmpfloat_with_epsilon (manicule_color_contrast (&black, &white), 21, 1e-6);
  g_assert_cmpfloat_with_epsilon (manicule_color_contrast (&white, &black), 21, 1e-6);
  g_assert_cmpfloat_with_epsilon (manicule_color_contrast (&white, &white), 1, 1e-9);
}

/* A colour comes back from lightness, chroma and hue; greys have no chroma. */
static void
test_round_trip (void)
{
  for (guint i = 0; i < 1000; i++)
    {
      GdkRGBA color = random_color (), back;
      ManiculeLch lch = manicule_color_to_lch (&color);

      back = manicule_color_from_lch (&lch);
      g_assert_cmpfloat_with_epsilon (color.red, back.red, 0.004);
      g_assert_cmpfloat_with_epsilon (color.green, back.green, 0.004);
      g_assert_cmpfloat_with_epsilon (color.blue, back.blue, 0.004);
    }
  g_assert_cmpfloat_with_epsilon (manicule_color_to_lch (&(GdkRGBA) { 0.5f, 0.5f, 0.5f, 1 }).chroma, 0, 1e-4);
}

/* What no screen can show keeps its lightness and hue and gives up chroma. */
static void
test_gamut (void)
{
  for (guint i = 0; i < 200; i++)
    {
      ManiculeLch lch = { g_test_rand_double_range (0.3, 0.9), 0.5, g_test_rand_double_range (-G_PI, G_PI) };
      GdkRGBA color = manicule_color_from_lch (&lch);
      ManiculeLch shown = manicule_color_to_lch (&color);

      g_assert_cmpfloat_with_epsilon (shown.lightness, lch.lightness, 0.01);
      g_assert_cmpfloat (shown.chroma, <, 0.4);
      g_assert_cmpfloat (fabs (remainder (shown.hue - lch.hue, 2 * G_PI)), <, 0.05);
    }
}

/* Half of a mix of black and white looks half as bright, and the ends of a mix are its colours. */
static void
test_mix (void)
{
  const GdkRGBA black = { 0, 0, 0, 1 }, white = { 1, 1, 1, 1 };
  GdkRGBA middle = manicule_color_mix (&black, &white, 0.5);
  GdkRGBA none = manicule_color_mix (&black, &white, 0), all = manicule_color_mix (&black, &white, 1);

  g_assert_cmpfloat_with_epsilon (manicule_color_to_lch (&middle).lightness, 0.5, 0.001);
  g_assert_cmpfloat_with_epsilon (none.green, 0, 0.001);
  g_assert_cmpfloat_with_epsilon (all.green, 1, 0.001);
}

/* A colour that can be read stays as it is; one that cannot becomes just dark or light enough. */
static void
test_readable (void)
{
  for (guint i = 0; i < 1000; i++)
    {
      GdkRGBA color = random_color (), background = random_color (), result;
      const GdkRGBA black = { 0, 0, 0, 1 }, white = { 1, 1, 1, 1 };
      double best = MAX (manicule_color_contrast (&black, &background), manicule_color_contrast (&white, &background));

      result = manicule_color_readable (&color, &background, 4.5);
      g_assert_cmpfloat (manicule_color_contrast (&result, &background), >=, MIN (4.5, best) - ROUNDING);
    }
}

typedef struct
{
  const char *path;
  gboolean    dark;
  gboolean    high_contrast;
} SchemeCase;

static const SchemeCase scheme_cases[] = {
  { "light", FALSE, FALSE },
  { "dark", TRUE, FALSE },
  { "light-high-contrast", FALSE, TRUE },
  { "dark-high-contrast", TRUE, TRUE },
};

static void
check_label (const ManiculePalette *palette,
             const char            *hex)
{
  ManiculeLabelColors colors = manicule_palette_label_colors (palette, hex, "Label");

  g_assert_cmpfloat (manicule_color_contrast (&colors.name, &palette->background), >=,
                     (palette->high_contrast ? 7 : 4.5) - ROUNDING);
  g_assert_cmpfloat (manicule_color_contrast (&colors.chip_name, &colors.chip), >=,
                     (palette->high_contrast ? 7 : 4.5) - ROUNDING);
  if (palette->high_contrast)
    {
      g_assert_cmpfloat (colors.tint.alpha, ==, 0);
      g_assert_cmpfloat (colors.faint.alpha, ==, 0);
      return;
    }

  g_assert_cmpfloat (colors.tint.alpha, ==, 1);
  g_assert_cmpfloat (manicule_color_contrast (&palette->text, &colors.tint), >=, 7 - ROUNDING);
  g_assert_cmpfloat (manicule_color_contrast (&palette->text, &colors.faint), >=, 7 - ROUNDING);
  g_assert_cmpfloat (manicule_color_contrast (&colors.faint, &palette->background), <=,
                     manicule_color_contrast (&colors.tint, &palette->background) + ROUNDING);
}

/* Whatever colour the schema says, names have 4.5:1 with the background and the text on a tint 7:1. */
static void
test_labels (gconstpointer data)
{
  const SchemeCase *row = data;

  for (guint i = 0; i < 2000; i++)
    {
      GdkRGBA color = random_color (), accent = random_color ();
      g_autofree char *hex = to_hex (&color);
      ManiculePalette palette;

      manicule_palette_init (&palette, row->dark, row->high_contrast, &accent);
      check_label (&palette, hex);
    }
}

/* The colours that belong to no label can be told from the background, and the text read on hits, for any accent. */
static void
test_scheme (gconstpointer data)
{
  const SchemeCase *row = data;

  for (guint i = 0; i < 500; i++)
    {
      GdkRGBA accent = random_color ();
      ManiculePalette palette;

      manicule_palette_init (&palette, row->dark, row->high_contrast, &accent);
      g_assert_cmpfloat (manicule_color_contrast (&palette.text, &palette.background), >=, 12);
      g_assert_cmpfloat (manicule_color_contrast (&palette.accent, &palette.background), >=, 4.5 - ROUNDING);
      g_assert_cmpfloat (manicule_color_contrast (&palette.hit_line, &palette.background), >=, 3 - ROUNDING);
      g_assert_cmpfloat (manicule_color_contrast (&palette.text, &palette.hit), >=, 7 - ROUNDING);
      g_assert_cmpfloat (manicule_color_contrast (&palette.text, &palette.current), >=, 7 - ROUNDING);
      g_assert_cmpfloat (manicule_color_contrast (&palette.dim, &palette.background), >=, row->high_contrast ? 7 : 3);
      g_assert_cmpfloat (manicule_color_contrast (&palette.pill_text, &palette.pill), >=,
                         (row->high_contrast ? 7 : 4.5) - ROUNDING);
    }
}

/* What a translucent colour makes of an opaque one. */
static GdkRGBA
lay_over (const GdkRGBA *below,
          const GdkRGBA *color)
{
  float rest = 1 - color->alpha;

  return (GdkRGBA) {
    below->red * rest + color->red * color->alpha, below->green * rest + color->green * color->alpha,
    below->blue * rest + color->blue * color->alpha, 1,
  };
}

/* Selected text can be read, on a mark as well, for each accent colour that the desktop offers. */
static void
test_selection (gconstpointer data)
{
  const SchemeCase *row = data;

  for (AdwAccentColor i = ADW_ACCENT_COLOR_BLUE; i <= ADW_ACCENT_COLOR_SLATE; i++)
    for (guint k = 0; k < 100; k++)
      {
        g_autofree char *name = g_strdup_printf ("Label %u", k);
        ManiculeLabelColors colors;
        ManiculePalette palette;
        GdkRGBA accent, plain, marked;

        adw_accent_color_to_rgba (i, &accent);
        manicule_palette_init (&palette, row->dark, row->high_contrast, &accent);
        colors = manicule_palette_label_colors (&palette, NULL, name);
        plain = lay_over (&palette.background, &palette.selection);
        marked = row->high_contrast ? plain : lay_over (&colors.tint, &palette.selection);
        g_assert_cmpfloat (manicule_color_contrast (&palette.text, &plain), >=, 4.5);
        g_assert_cmpfloat (manicule_color_contrast (&palette.text, &marked), >=, 4.5);
      }
}

/* A label without a colour, or with one that is none, gets one by its name: always the same. */
static void
test_no_color (void)
{
  const GdkRGBA blue = { 0, 0, 1, 1 };
  ManiculeLabelColors first, second, other;
  ManiculePalette palette;

  manicule_palette_init (&palette, FALSE, FALSE, &blue);
  first = manicule_palette_label_colors (&palette, NULL, "Place");
  second = manicule_palette_label_colors (&palette, "no colour", "Place");
  other = manicule_palette_label_colors (&palette, NULL, "Person");
  g_assert_true (gdk_rgba_equal (&first.name, &second.name));
  g_assert_false (gdk_rgba_equal (&first.name, &other.name));
}

/* A schema with a label for each colour of the default palette. */
static ManiculeSchema *
make_schema (void)
{
  ManiculeSchema *schema = manicule_schema_new ();

  for (guint i = 0; i < 24; i++)
    {
      g_autofree char *name = g_strdup_printf ("L%u", i);
      g_autofree char *color = manicule_schema_propose_color (schema);
      ManiculeLabelFields fields = { .name = name, .color = color };
      g_autoptr(ManiculeLabel) label = manicule_label_new (&fields);

      g_assert_true (manicule_schema_add_label (schema, label));
    }

  return schema;
}

static ManiculeStyle *
make_style (const SchemeCase *row)
{
  const GdkRGBA blue = { 0.21f, 0.52f, 0.89f, 1 };
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  g_autoptr(ManiculeSchema) schema = make_schema ();
  ManiculeStyle *style = manicule_style_new (context);
  ManiculePalette palette;

  g_object_unref (context);
  manicule_palette_init (&palette, row->dark, row->high_contrast, &blue);
  manicule_style_set_palette (style, &palette);
  manicule_style_set_schema (style, schema);

  return style;
}

static ColorVisionRgb
to_rgb (const GdkRGBA *color)
{
  return (ColorVisionRgb) { { color->red, color->green, color->blue } };
}

/* As they are drawn, the labels of the default palette can be told apart by normal and by colour-blind eyes, the first
 * eight well; in high contrast, where there is less room, those that have the same dashes. */
static void
test_told_apart (gconstpointer data)
{
  const SchemeCase *row = data;
  g_autoptr(ManiculeStyle) style = make_style (row);

  for (guint i = 0; i < 24; i++)
    for (guint j = 0; j < i; j++)
      {
        g_autofree char *first = g_strdup_printf ("L%u", i), *second = g_strdup_printf ("L%u", j);
        const ManiculeLabelStyle *a = manicule_style_get_label (style, first), *b = manicule_style_get_label (style, second);
        ColorVisionRgb name_a = to_rgb (&a->colors.name), name_b = to_rgb (&b->colors.name);

        for (ColorVision eye = COLOR_VISION_NORMAL; eye < COLOR_VISION_N; eye++)
          {
            if (!row->high_contrast)
              g_assert_cmpfloat (color_vision_difference (&name_a, &name_b, eye), >=, i < 8 ? 13.5 : 7);
            else if (a->dash == b->dash)
              g_assert_cmpfloat (color_vision_difference (&name_a, &name_b, eye), >=, 7);
          }
      }
}

/* What is suggested says so by more than its colour: its name asks, in italics. */
static void
test_suggested (void)
{
  g_autoptr(ManiculeStyle) style = make_style (&scheme_cases[0]);
  const ManiculeLabelStyle *label = manicule_style_get_label (style, "L3");
  const ManiculeLabelStyle *suggested = manicule_style_get_suggested (style, "L3");

  g_assert_true (gdk_rgba_equal (&label->colors.name, &suggested->colors.name));
  for (ManiculeNameForm form = MANICULE_NAME_FULL; form < MANICULE_NAME_NONE; form++)
    {
      g_assert_false (g_str_has_suffix (pango_layout_get_text (label->names[0][form]), "?"));
      g_assert_true (g_str_has_suffix (pango_layout_get_text (suggested->names[0][form]), "?"));
      g_assert_nonnull (pango_layout_get_attributes (suggested->names[0][form]));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/palette/contrast", test_contrast);
  g_test_add_func ("/palette/round-trip", test_round_trip);
  g_test_add_func ("/palette/gamut", test_gamut);
  g_test_add_func ("/palette/mix", test_mix);
  g_test_add_func ("/palette/readable", test_readable);
  for (guint i = 0; i < G_N_ELEMENTS (scheme_cases); i++)
    {
      g_autofree char *labels = g_strconcat ("/palette/labels/", scheme_cases[i].path, NULL);
      g_autofree char *scheme = g_strconcat ("/palette/scheme/", scheme_cases[i].path, NULL);
      g_autofree char *selection = g_strconcat ("/palette/selection/", scheme_cases[i].path, NULL);
      g_autofree char *told_apart = g_strconcat ("/palette/told-apart/", scheme_cases[i].path, NULL);

      g_test_add_data_func (labels, &scheme_cases[i], test_labels);
      g_test_add_data_func (scheme, &scheme_cases[i], test_scheme);
      g_test_add_data_func (selection, &scheme_cases[i], test_selection);
      g_test_add_data_func (told_apart, &scheme_cases[i], test_told_apart);
    }
  g_test_add_func ("/palette/no-color", test_no_color);
  g_test_add_func ("/palette/suggested", test_suggested);

  return g_test_run ();
}
