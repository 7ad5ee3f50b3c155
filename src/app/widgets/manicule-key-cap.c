/* manicule-key-cap.c: a key, drawn
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-key-cap.h"

/**
 * manicule_key_cap_new:
 * @accelerator: a key with its modifiers, such as "<Control>d"
 *
 * Returns: (transfer floating): a label that looks like a key and names it in the user's language
 */
GtkWidget *
manicule_key_cap_new (const char *accelerator)
{
  g_autofree char *text = NULL;
  GdkModifierType modifiers;
  GtkWidget *label;
  guint key;

  if (!gtk_accelerator_parse (accelerator, &key, &modifiers))
    g_return_val_if_reached (NULL);

  text = gtk_accelerator_get_label (key, modifiers);
  label = gtk_label_new (text);
  gtk_widget_add_css_class (label, "chip");
  gtk_widget_add_css_class (label, "key");
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  return label;
}
