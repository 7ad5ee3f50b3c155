/* manicule-article-filter-menu.c: how the list of articles is sorted and what it leaves out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-article-filter-menu.h"

#include <glib/gi18n-lib.h>

/* More than that do not help anyone to choose. */
#define SOURCES_MAX 20

static void
add (GMenu      *menu,
     const char *title,
     const char *action,
     const char *target)
{
  g_autoptr(GMenuItem) item = g_menu_item_new (title, NULL);

  g_menu_item_set_action_and_target (item, action, "s", target);
  g_menu_append_item (menu, item);
}

static void
add_order (GMenu *menu)
{
  g_autoptr(GMenu) section = g_menu_new ();

  add (section, _("List Order"), "list.order", "list");
  add (section, _("Title"), "list.order", "title");
  add (section, _("Date"), "list.order", "date");
  add (section, _("Status"), "list.order", "status");
  add (section, _("Annotations"), "list.order", "annotations");
  g_menu_append_section (menu, _("Sort By"), G_MENU_MODEL (section));
}

static void
add_status (GMenu *menu)
{
  g_autoptr(GMenu) section = g_menu_new ();

  add (section, _("All"), "list.status", "");
  add (section, _("New"), "list.status", "new");
  add (section, _("In Progress"), "list.status", "in-progress");
  add (section, _("Done"), "list.status", "done");
  g_menu_append_section (menu, _("Status"), G_MENU_MODEL (section));
}

static void
add_sources (GMenu     *menu,
             GPtrArray *sources)
{
  g_autoptr(GMenu) section = g_menu_new ();

  add (section, _("All"), "list.source", "");
  for (guint i = 0; i < MIN (sources->len, SOURCES_MAX); i++)
    add (section, g_ptr_array_index (sources, i), "list.source", g_ptr_array_index (sources, i));
  g_menu_append_section (menu, _("Source"), G_MENU_MODEL (section));
}

GMenuModel *
manicule_article_filter_menu_new (GPtrArray *sources)
{
  GMenu *menu = g_menu_new ();

  add_order (menu);
  add_status (menu);
  if (sources->len > 1)
    add_sources (menu, sources);
  return G_MENU_MODEL (menu);
}
