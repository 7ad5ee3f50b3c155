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

/* After all that follows from its being closed; unless it is open again by then. */
static void
closed_cb (GtkMenuButton *button)
{
  g_idle_add_full (G_PRIORITY_LOW, drop_cb, g_object_ref (button), g_object_unref);
}

static void
create_cb (GtkMenuButton *button,
           gpointer       model)
{
  manicule_lazy_menu_set (button, model);
}

/**
 * manicule_lazy_menu_set:
 * @button: a button that is being pressed, and makes its menu then
 * @model: the menu
 *
 * Gives it the menu for as long as that is open.
 */
void
manicule_lazy_menu_set (GtkMenuButton *button,
                        GMenuModel    *model)
{
  g_return_if_fail (GTK_IS_MENU_BUTTON (button));

  gtk_menu_button_set_menu_model (button, model);
  g_signal_connect_object (gtk_menu_button_get_popover (button), "closed", G_CALLBACK (closed_cb), button, G_CONNECT_SWAPPED);
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
