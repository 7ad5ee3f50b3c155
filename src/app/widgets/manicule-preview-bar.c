/* manicule-preview-bar.c: asks what Return and Escape answer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-preview-bar.h"

#include "manicule-chip.h"
#include "manicule-key-cap.h"

struct _ManiculePreviewBar
{
  AdwBin        parent_instance;

  ManiculeChip *chip;
  GtkLabel     *words;
  GtkLabel     *confirm_words;
  AdwBin       *cancel_key;
  AdwBin       *confirm_key;
};

G_DEFINE_FINAL_TYPE (ManiculePreviewBar, manicule_preview_bar, ADW_TYPE_BIN)

static void
manicule_preview_bar_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MANICULE_TYPE_PREVIEW_BAR);

  G_OBJECT_CLASS (manicule_preview_bar_parent_class)->dispose (object);
}

static void
manicule_preview_bar_class_init (ManiculePreviewBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = manicule_preview_bar_dispose;

  g_type_ensure (MANICULE_TYPE_CHIP);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/manicule/Manicule/widgets/manicule-preview-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, ManiculePreviewBar, chip);
  gtk_widget_class_bind_template_child (widget_class, ManiculePreviewBar, words);
  gtk_widget_class_bind_template_child (widget_class, ManiculePreviewBar, confirm_words);
  gtk_widget_class_bind_template_child (widget_class, ManiculePreviewBar, cancel_key);
  gtk_widget_class_bind_template_child (widget_class, ManiculePreviewBar, confirm_key);
}

static void
manicule_preview_bar_init (ManiculePreviewBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_bin_set_child (self->cancel_key, manicule_key_cap_new ("Escape"));
  adw_bin_set_child (self->confirm_key, manicule_key_cap_new ("Return"));
}

/**
 * manicule_preview_bar_ask:
 * @self: a preview bar
 * @label: (nullable): the label that it is about
 * @words: what would be done, or what is to be done next
 * @confirm: what the button that does it says
 */
void
manicule_preview_bar_ask (ManiculePreviewBar *self,
                          ManiculeLabel      *label,
                          const char         *words,
                          const char         *confirm)
{
  g_return_if_fail (MANICULE_IS_PREVIEW_BAR (self));

  manicule_chip_set_label (self->chip, label);
  gtk_widget_set_visible (GTK_WIDGET (self->chip), label != NULL);
  gtk_label_set_text (self->words, words);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->words), words);
  gtk_label_set_text (self->confirm_words, confirm);
}

void
manicule_preview_bar_set_narrow (ManiculePreviewBar *self,
                                 gboolean            narrow)
{
  g_return_if_fail (MANICULE_IS_PREVIEW_BAR (self));

  gtk_widget_set_visible (GTK_WIDGET (self->cancel_key), !narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->confirm_key), !narrow);
}
