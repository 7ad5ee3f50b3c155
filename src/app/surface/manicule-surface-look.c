/* manicule-surface-look.c: fonts, colours and measures from the desktop's settings and the surface's properties
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-surface-private.h"

#define TOP_PADDING 24
#define BOTTOM_PADDING 36

/* Serif letters look smaller. */
#define SERIF_SCALE 1.03

/* A first paragraph that is longer is none that is set in large letters by guess. */
#define MAX_HEADLINE 140

G_DEFINE_ENUM_TYPE (ManiculeSnapping, manicule_snapping,
                    G_DEFINE_ENUM_VALUE (MANICULE_SNAPPING_OFF, "off"),
                    G_DEFINE_ENUM_VALUE (MANICULE_SNAPPING_WORD, "word"),
                    G_DEFINE_ENUM_VALUE (MANICULE_SNAPPING_TOKEN, "token"))
G_DEFINE_ENUM_TYPE (ManiculeTypeface, manicule_typeface,
                    G_DEFINE_ENUM_VALUE (MANICULE_TYPEFACE_DOCUMENT, "document"),
                    G_DEFINE_ENUM_VALUE (MANICULE_TYPEFACE_SANS, "sans"),
                    G_DEFINE_ENUM_VALUE (MANICULE_TYPEFACE_SERIF, "serif"))

static AdwStyleManager *
get_style_manager (ManiculeSurface *self)
{
  return adw_style_manager_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));
}

static void
place_anew (ManiculeSurface *self)
{
  manicule_surface_keep (self);
  manicule_line_cache_unplace_all (self->cache);
  self->is_stale = TRUE;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_signal_emit_by_name (self, "look-changed");
}

static void
update_palette (ManiculeSurface *self)
{
  AdwStyleManager *manager = get_style_manager (self);
  g_autofree GdkRGBA *accent = adw_style_manager_get_accent_color_rgba (manager);
  ManiculePalette palette;

  manicule_palette_init (&palette, adw_style_manager_get_dark (manager), adw_style_manager_get_high_contrast (manager),
                         accent);
  if (manicule_style_set_palette (self->style, &palette))
    place_anew (self);
}

/* To be called when the surface has a window. */
void
manicule_surface_update_renderer (ManiculeSurface *self)
{
  GskRenderer *renderer = gtk_native_get_renderer (gtk_widget_get_native (GTK_WIDGET (self)));

  if (manicule_style_set_culling (self->style, GSK_IS_CAIRO_RENDERER (renderer)))
    place_anew (self);
}

static char *
get_text_font (ManiculeSurface *self)
{
  g_autofree char *font = NULL;

  switch (self->typeface)
    {
    case MANICULE_TYPEFACE_SERIF:
      return g_strdup ("Serif");
    case MANICULE_TYPEFACE_SANS:
      g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-font-name", &font, NULL);
      return g_steal_pointer (&font);
    case MANICULE_TYPEFACE_DOCUMENT:
    default:
      return g_strdup (adw_style_manager_get_document_font_name (get_style_manager (self)));
    }
}

/* The desktop's "large text" comes as a resolution above 96. */
static double
get_text_scale (ManiculeSurface *self)
{
  int dpi = -1;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-xft-dpi", &dpi, NULL);

  return dpi > 0 ? dpi / 1024.0 / 96 : 1;
}

/* Reads all settings again, and shapes anew where something has changed. */
void
manicule_surface_update_fonts (ManiculeSurface *self)
{
  g_autofree char *text_font = get_text_font (self);
  g_autofree char *name_font = NULL;
  ManiculeStyleFonts fonts = { .line_pitch = self->line_pitch, .measure = self->measure };

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-font-name", &name_font, NULL);
  fonts.text_font = text_font;
  fonts.name_font = name_font;
  fonts.font_size = self->font_size * get_text_scale (self) * (self->typeface == MANICULE_TYPEFACE_SERIF ? SERIF_SCALE : 1);

  if (manicule_style_set_fonts (self->style, &fonts))
    {
      manicule_surface_keep (self);
      manicule_surface_geometry_changed (self);
    }
}

static void
look_changed (ManiculeSurface *self)
{
  manicule_surface_update_fonts (self);
  update_palette (self);
}

/* Shapes anew with what the widget's fonts look like now. */
void
manicule_surface_update_context (ManiculeSurface *self)
{
  PangoContext *context = gtk_widget_create_pango_context (GTK_WIDGET (self));

  manicule_surface_keep (self);
  manicule_style_set_context (self->style, context);
  manicule_surface_geometry_changed (self);
  g_object_unref (context);
}

void
manicule_surface_look_init (ManiculeSurface *self)
{
  AdwStyleManager *manager = get_style_manager (self);
  GtkSettings *settings = gtk_widget_get_settings (GTK_WIDGET (self));
  static const char * const manager_signals[] = {
    "notify::dark", "notify::high-contrast", "notify::accent-color-rgba", "notify::document-font-name",
  };

  for (guint i = 0; i < G_N_ELEMENTS (manager_signals); i++)
    g_signal_connect_object (manager, manager_signals[i], G_CALLBACK (look_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "notify::gtk-font-name", G_CALLBACK (look_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "notify::gtk-xft-dpi", G_CALLBACK (look_changed), self, G_CONNECT_SWAPPED);

  look_changed (self);
}

/* A short first paragraph before more text, without a full stop. */
static ManiculeRange
guess_headline (ManiculeSurface *self)
{
  const ManiculeTextLine *line;
  guint i = 0, n = manicule_text_map_get_n_lines (self->map);
  const char *data = manicule_text_get_data (self->text);

  while (i + 1 < n && manicule_text_map_get_line (self->map, i)->start == manicule_text_map_get_line (self->map, i)->end)
    i++;
  line = manicule_text_map_get_line (self->map, i);

  if (i + 1 >= n || !line->hard || line->end == line->start || line->end - line->start > MAX_HEADLINE
      || data[line->end - 1] == '.' || line->end + 2 >= manicule_text_get_n_bytes (self->text))
    return (ManiculeRange) { 0, 0 };

  return (ManiculeRange) { manicule_surface_to_char (self, line->start), manicule_surface_to_char (self, line->end) };
}

static void
apply_headline (ManiculeSurface *self)
{
  if (self->map == NULL)
    return;

  manicule_surface_keep (self);
  if (manicule_line_cache_set_headline (self->cache, manicule_surface_to_byte (self, self->headline.start),
                                        manicule_surface_to_byte (self, self->headline.end)))
    manicule_surface_geometry_changed (self);
}

/* Nobody says any more what the headline is. */
void
manicule_surface_unset_headline (ManiculeSurface *self)
{
  self->headline_known = FALSE;
  self->headline = self->map != NULL ? guess_headline (self) : (ManiculeRange) { 0, 0 };
  apply_headline (self);
  manicule_surface_notify (self, MANICULE_SURFACE_HEADLINE_RANGE);
}

void
manicule_surface_set_headline (ManiculeSurface *self,
                               ManiculeRange    range)
{
  if (range.end < range.start)
    range.end = range.start;
  if (self->headline_known && range.start == self->headline.start && range.end == self->headline.end)
    return;

  self->headline_known = TRUE;
  self->headline = range;
  apply_headline (self);
  manicule_surface_notify (self, MANICULE_SURFACE_HEADLINE_RANGE);
}

/* What the pointer takes whole. */
ManiculeUnit
manicule_surface_get_unit (ManiculeSurface *self)
{
  switch (self->snapping)
    {
    case MANICULE_SNAPPING_WORD:
      return MANICULE_UNIT_WORD;
    case MANICULE_SNAPPING_TOKEN:
      return MANICULE_UNIT_COMPOUND;
    case MANICULE_SNAPPING_OFF:
    default:
      return MANICULE_UNIT_GRAPHEME;
    }
}

void
manicule_surface_set_snapping (ManiculeSurface  *self,
                               ManiculeSnapping  snapping)
{
  if (self->snapping == snapping)
    return;

  self->snapping = snapping;
  manicule_caret_set_snapping (self->caret, manicule_surface_get_unit (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
  manicule_surface_notify (self, MANICULE_SURFACE_SNAPPING);
}

void
manicule_surface_set_typeface (ManiculeSurface  *self,
                               ManiculeTypeface  typeface)
{
  if (self->typeface == typeface)
    return;

  self->typeface = typeface;
  manicule_surface_update_fonts (self);
  manicule_surface_notify (self, MANICULE_SURFACE_TYPEFACE);
}

void
manicule_surface_set_font_size (ManiculeSurface *self,
                                double           font_size)
{
  if (self->font_size == font_size)
    return;

  self->font_size = font_size;
  manicule_surface_update_fonts (self);
  manicule_surface_notify (self, MANICULE_SURFACE_FONT_SIZE);
}

void
manicule_surface_set_measure (ManiculeSurface *self,
                              guint            measure)
{
  if (self->measure == measure)
    return;

  self->measure = measure;
  manicule_surface_update_fonts (self);
  manicule_surface_notify (self, MANICULE_SURFACE_MEASURE);
}

void
manicule_surface_set_line_pitch (ManiculeSurface *self,
                                 double           line_pitch)
{
  if (self->line_pitch == line_pitch)
    return;

  self->line_pitch = line_pitch;
  manicule_surface_update_fonts (self);
  manicule_surface_notify (self, MANICULE_SURFACE_LINE_PITCH);
}

void
manicule_surface_set_bottom_padding (ManiculeSurface *self,
                                     int              padding)
{
  gboolean is_new = self->bottom_padding != padding;

  self->bottom_padding = padding;
  manicule_viewport_set_padding (self->viewport, TOP_PADDING, BOTTOM_PADDING + padding);
  self->is_stale = TRUE;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  if (is_new)
    manicule_surface_notify (self, MANICULE_SURFACE_BOTTOM_PADDING);
}
