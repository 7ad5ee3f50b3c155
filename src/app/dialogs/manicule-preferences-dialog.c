/* manicule-preferences-dialog.c: typeface, size, measure, theme, snapping
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-preferences-dialog.h"

#include "manicule-settings.h"

#include <adwaita.h>

struct _ManiculePreferencesDialog
{
  AdwPreferencesDialog  parent_instance;

  AdwComboRow          *theme_row;
  AdwComboRow          *typeface_row;
  AdwSpinRow           *font_size_row;
  AdwSpinRow           *measure_row;
  AdwSpinRow           *line_pitch_row;
  AdwComboRow          *snapping_row;
  AdwSwitchRow         *announce_row;
};

#define MANICULE_TYPE_PREFERENCES_DIALOG (manicule_preferences_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ManiculePreferencesDialog, manicule_preferences_dialog, MANICULE, PREFERENCES_DIALOG, AdwPreferencesDialog)
G_DEFINE_FINAL_TYPE (ManiculePreferencesDialog, manicule_preferences_dialog, ADW_TYPE_PREFERENCES_DIALOG)

/* The rows stand in the order of the enums' values. */
static gboolean
nick_to_row (GValue   *value,
             GVariant *variant,
             gpointer  data)
{
  const char * const *nicks = data;
  guint i;

  for (i = 0; nicks[i] != NULL; i++)
    if (g_str_equal (nicks[i], g_variant_get_string (variant, NULL)))
      {
        g_value_set_uint (value, i);
        return TRUE;
      }
  return FALSE;
}

static GVariant *
row_to_nick (const GValue       *value,
             const GVariantType *type,
             gpointer            data)
{
  const char * const *nicks = data;

  return g_variant_new_string (nicks[g_value_get_uint (value)]);
}

/* AdwSpinRow counts in doubles, the setting in whole numbers. */
static gboolean
measure_to_value (GValue   *value,
                  GVariant *variant,
                  gpointer  data)
{
  g_value_set_double (value, g_variant_get_uint32 (variant));
  return TRUE;
}

static GVariant *
value_to_measure (const GValue       *value,
                  const GVariantType *type,
                  gpointer            data)
{
  return g_variant_new_uint32 ((guint32) g_value_get_double (value));
}

static void
bind (ManiculePreferencesDialog *self)
{
  static const char * const themes[] = { "system", "light", "dark", NULL };
  static const char * const typefaces[] = { "document", "sans", "serif", NULL };
  static const char * const snappings[] = { "off", "word", "token", NULL };
  GSettings *settings = manicule_settings_get ();

  g_settings_bind_with_mapping (settings, "theme", self->theme_row, "selected", G_SETTINGS_BIND_DEFAULT,
                                nick_to_row, row_to_nick, (gpointer) themes, NULL);
  g_settings_bind_with_mapping (settings, "typeface", self->typeface_row, "selected", G_SETTINGS_BIND_DEFAULT,
                                nick_to_row, row_to_nick, (gpointer) typefaces, NULL);
  g_settings_bind (settings, "font-size", self->font_size_row, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind_with_mapping (settings, "measure", self->measure_row, "value", G_SETTINGS_BIND_DEFAULT,
                                measure_to_value, value_to_measure, NULL, NULL);
  g_settings_bind (settings, "line-pitch", self->line_pitch_row, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind_with_mapping (settings, "snapping", self->snapping_row, "selected", G_SETTINGS_BIND_DEFAULT,
                                nick_to_row, row_to_nick, (gpointer) snappings, NULL);
  g_settings_bind (settings, "announce", self->announce_row, "active", G_SETTINGS_BIND_DEFAULT);
}

static void
manicule_preferences_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MANICULE_TYPE_PREFERENCES_DIALOG);

  G_OBJECT_CLASS (manicule_preferences_dialog_parent_class)->dispose (object);
}

static void
manicule_preferences_dialog_class_init (ManiculePreferencesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = manicule_preferences_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/manicule/Manicule/dialogs/manicule-preferences-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ManiculePreferencesDialog, theme_row);
  gtk_widget_class_bind_template_child (widget_class, ManiculePreferencesDialog, typeface_row);
  gtk_widget_class_bind_template_child (widget_class, ManiculePreferencesDialog, font_size_row);
  gtk_widget_class_bind_template_child (widget_class, ManiculePreferencesDialog, measure_row);
  gtk_widget_class_bind_template_child (widget_class, ManiculePreferencesDialog, line_pitch_row);
  gtk_widget_class_bind_template_child (widget_class, ManiculePreferencesDialog, snapping_row);
  gtk_widget_class_bind_template_child (widget_class, ManiculePreferencesDialog, announce_row);
}

static void
manicule_preferences_dialog_init (ManiculePreferencesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bind (self);
}

/**
 * manicule_preferences_dialog_present:
 * @parent: a widget of the window it belongs to
 *
 * Shows the preferences. Every choice takes effect at once.
 */
void
manicule_preferences_dialog_present (GtkWidget *parent)
{
  adw_dialog_present (g_object_new (MANICULE_TYPE_PREFERENCES_DIALOG, NULL), parent);
}
