/* manicule-focus.c: where in a window the keyboard is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-focus.h"

/**
 * manicule_focus_is_within:
 * @widget: a widget, be it in a window or not
 *
 * Returns: whether something in @widget, not @widget itself, has the focus of its window, be that active or not
 */
gboolean
manicule_focus_is_within (GtkWidget *widget)
{
  GtkRoot *root;
  GtkWidget *focus;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), FALSE);

  root = gtk_widget_get_root (widget);
  focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, widget);
}
