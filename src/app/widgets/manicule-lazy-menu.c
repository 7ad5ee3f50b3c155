/* manicule-lazy-menu.c: menus that are there only while they are open
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-lazy-menu.h"

static gboolean
drop_cb (gpointer data)
{
  GtkMenuButton *button = data;

  if (!gtk_menu_button_get_active (button))
    gtk_menu_button_set_menu_model (button, NULL);
  return G_SOURCE_REMOVE;
}

/**
 * manicule_lazy_menu_drop:
 * @button: a button whose menu has closed
 *
 * Lets go of the menu, after all that follows from its being closed; unless it is open again by then.
 */
void
manicule_lazy_menu_drop (GtkMenuButton *button)
{
  g_return_if_fail (GTK_IS_MENU_BUTTON (button));

  g_idle_add_full (G_PRIORITY_LOW, drop_cb, g_object_ref (button), g_object_unref);
}

static void
create_cb (GtkMenuButton *button,
           gpointer       model)
{
  gtk_menu_button_set_menu_model (button, model);
  g_signal_connect_object (gtk_menu_button_get_popover (button), "closed", G_CALLBACK (manicule_lazy_menu_drop), button,
                           G_CONNECT_SWAPPED);
}

/**
 * manicule_lazy_menu_install:
 * @button: a button with a menu model
 *
 * Takes its menu away until the button is pressed.
 */
void
manicule_lazy_menu_install (GtkMenuButton *button)
{
  GMenuModel *model = gtk_menu_button_get_menu_model (button);

  g_return_if_fail (model != NULL);

  g_object_ref (model);
  gtk_menu_button_set_menu_model (button, NULL);
  gtk_menu_button_set_create_popup_func (button, create_cb, model, g_object_unref);
}
