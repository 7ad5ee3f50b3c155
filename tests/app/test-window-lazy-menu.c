/* test-window-lazy-menu.c: menus that are there only while they are open
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-lazy-menu.h"

typedef struct
{
  GtkWidget     *window;
  GtkMenuButton *button;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GMenu) menu = g_menu_new ();

  g_menu_append (menu, "Something", "window.close");
  fixture->window = gtk_window_new ();
  fixture->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_menu_model (fixture->button, G_MENU_MODEL (menu));
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->button));
  manicule_lazy_menu_install (fixture->button);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
}

static gboolean
has_menu (Fixture *fixture)
{
  return gtk_menu_button_get_popover (fixture->button) != NULL;
}

static void
wait_until_dropped (Fixture *fixture)
{
  while (has_menu (fixture))
    g_main_context_iteration (NULL, TRUE);
}

/* Nothing follows the actions before the menu is opened, nor after it has been closed, the second time as the first; and the button
 * can be pressed all the time.
 */
static void
test_open_and_close (Fixture       *fixture,
                     gconstpointer  data)
{
  for (guint i = 0; i < 2; i++)
    {
      g_assert_false (has_menu (fixture));
      g_assert_true (gtk_widget_is_sensitive (GTK_WIDGET (fixture->button)));
      gtk_menu_button_popup (fixture->button);
      g_assert_cmpint (g_menu_model_get_n_items (gtk_menu_button_get_menu_model (fixture->button)), ==, 1);
      gtk_menu_button_popdown (fixture->button);
      wait_until_dropped (fixture);
    }
}

/* A menu that is opened again at once stays. */
static void
test_reopened (Fixture       *fixture,
               gconstpointer  data)
{
  gtk_menu_button_popup (fixture->button);
  gtk_menu_button_popdown (fixture->button);
  gtk_menu_button_popup (fixture->button);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_true (has_menu (fixture));
  gtk_menu_button_popdown (fixture->button);
  wait_until_dropped (fixture);
}

/* A window that goes before the menu has been dropped is left in peace. */
static void
test_destroyed (void)
{
  Fixture fixture;

  set_up (&fixture, NULL);
  gtk_menu_button_popup (fixture.button);
  gtk_menu_button_popdown (fixture.button);
  tear_down (&fixture, NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add ("/lazy-menu/open-and-close", Fixture, NULL, set_up, test_open_and_close, tear_down);
  g_test_add ("/lazy-menu/reopened", Fixture, NULL, set_up, test_reopened, tear_down);
  g_test_add_func ("/lazy-menu/destroyed", test_destroyed);

  return g_test_run ();
}
