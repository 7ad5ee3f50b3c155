/* manicule-lazy-menu.h: menus that are there only while they are open
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The items of a menu follow their actions all the time, seen or not; and whenever the widgets above them move, as they do when the
 * window gets narrow or wide, GTK 4.18 tells each of them of each key, more often with each time. So menus of what moves are made
 * when they open, and go when they have closed.
 */
void manicule_lazy_menu_install (GtkMenuButton *button);
/* For a button with a function that makes its menu. */
void manicule_lazy_menu_set     (GtkMenuButton *button,
                                 GMenuModel    *model);

G_END_DECLS
