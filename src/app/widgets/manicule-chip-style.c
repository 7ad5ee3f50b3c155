/* manicule-chip-style.c: the colours of chips, as style classes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-chip-style.h"

#include "manicule-palette.h"

#include <adwaita.h>

typedef struct
{
  GtkCssProvider *provider;  /* (owned) */
  GHashTable     *classes;   /* (owned) (element-type utf8 utf8): colour to class */
} Styles;

/* The colours are made as those in the text are, so that a label looks the same everywhere. */
static void
append_rule (GString    *css,
             const char *color,
             const char *name)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  gboolean dark = adw_style_manager_get_dark (manager);
  g_autoptr(GdkRGBA) accent = adw_style_manager_get_accent_color_rgba (manager);
  g_autofree char *ink = NULL, *paper = NULL;
  ManiculePalette palette;
  ManiculeLabelColors colors;

  manicule_palette_init (&palette, dark, adw_style_manager_get_high_contrast (manager), accent);
  colors = manicule_palette_label_colors (&palette, color, color);
  ink = gdk_rgba_to_string (&colors.chip_name);
  /* Opaque, so that a chip in a selected row keeps its contrast. */
  paper = gdk_rgba_to_string (&colors.chip);
  g_string_append_printf (css, ".chip.%s { color: %s; background-color: %s; }\n", name, ink, paper);
  if (adw_style_manager_get_high_contrast (manager))
    g_string_append_printf (css, ".chip.%s { box-shadow: inset 0 0 0 1px currentColor; }\n", name);
}

static void
load (Styles *styles)
{
  g_autoptr(GString) css = g_string_new (NULL);
  GHashTableIter iter;
  gpointer color, name;

  g_hash_table_iter_init (&iter, styles->classes);
  while (g_hash_table_iter_next (&iter, &color, &name))
    append_rule (css, color, name);
  gtk_css_provider_load_from_string (styles->provider, css->str);
}

static Styles *
get_styles (void)
{
  static Styles styles;
  AdwStyleManager *manager;

  if (styles.provider != NULL)
    return &styles;

  styles.provider = gtk_css_provider_new ();
  styles.classes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (styles.provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  manager = adw_style_manager_get_default ();
  g_signal_connect_swapped (manager, "notify::dark", G_CALLBACK (load), &styles);
  g_signal_connect_swapped (manager, "notify::high-contrast", G_CALLBACK (load), &styles);
  return &styles;
}

/**
 * manicule_chip_style_get_class:
 * @color: as a label says it; a label without a colour: its name
 *
 * Returns: a style class, to be used together with "chip"
 */
const char *
manicule_chip_style_get_class (const char *color)
{
  Styles *styles = get_styles ();
  const char *name = g_hash_table_lookup (styles->classes, color);
  char *fresh;

  if (name != NULL)
    return name;

  fresh = g_strdup_printf ("chip-%u", g_hash_table_size (styles->classes));
  g_hash_table_insert (styles->classes, g_strdup (color), fresh);
  load (styles);
  return fresh;
}
