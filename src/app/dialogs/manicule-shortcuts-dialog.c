/* manicule-shortcuts-dialog.c: every command with its keys
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-shortcuts-dialog.h"

#include "manicule-commands.h"
#include "manicule-key-cap.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

static GtkWidget *
new_caps (const char *keys)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_auto(GStrv) triggers = g_strsplit (keys, "|", -1);
  gsize i;

  for (i = 0; triggers[i] != NULL; i++)
    /* The keys of the number pad go without saying. */
    if (g_strstr_len (triggers[i], -1, "KP_") == NULL)
      gtk_box_append (GTK_BOX (box), manicule_key_cap_new (triggers[i]));
  return box;
}

static void
add_row (AdwPreferencesGroup *group,
         const char          *title,
         GtkWidget           *caps)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), caps);
  adw_preferences_group_add (group, row);
}

/* What the table of commands cannot hold: movement belongs to the text, and label keys to the schema. */
static void
add_text_group (AdwPreferencesPage *page)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, _("Moving and Selecting"));
  add_row (group, _("Move by Character, by Line"), new_caps ("Left|Right|Up|Down"));
  add_row (group, _("Move by Word"), new_caps ("<Control>Left|<Control>Right"));
  add_row (group, _("Start and End of the Line"), new_caps ("Home|End"));
  add_row (group, _("Start and End of the Article"), new_caps ("<Control>Home|<Control>End"));
  add_row (group, _("Extend the Selection"), new_caps ("<Shift>Left|<Control><Shift>Right"));
  add_row (group, _("Select All"), new_caps ("<Control>a"));
  add_row (group, _("Copy"), new_caps ("<Control>c"));
  adw_preferences_page_add (page, group);
}

static AdwPreferencesGroup *
find_group (GHashTable         *groups,
            AdwPreferencesPage *page,
            const char         *section)
{
  AdwPreferencesGroup *group = g_hash_table_lookup (groups, section);

  if (group != NULL)
    return group;

  group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (group, _(section));
  adw_preferences_page_add (page, group);
  g_hash_table_insert (groups, (gpointer) section, group);
  return group;
}

static GtkWidget *
new_page (void)
{
  g_autoptr(GHashTable) groups = g_hash_table_new (g_str_hash, g_str_equal);
  GtkWidget *page = adw_preferences_page_new ();
  const ManiculeCommand *commands;
  guint i, n_commands;

  adw_preferences_page_set_description (ADW_PREFERENCES_PAGE (page),
                                        _("A label’s own key marks the selection, else changes the annotation with the "
                                          "focus, else marks the word at the caret."));
  add_text_group (ADW_PREFERENCES_PAGE (page));
  commands = manicule_commands_get (&n_commands);
  for (i = 0; i < n_commands; i++)
    if (commands[i].section != NULL && commands[i].keys != NULL)
      add_row (find_group (groups, ADW_PREFERENCES_PAGE (page), commands[i].section),
               _(commands[i].title), new_caps (commands[i].keys));
  return page;
}

/**
 * manicule_shortcuts_dialog_present:
 * @parent: a widget of the window it belongs to
 *
 * Lists every command that has a key, from the one table that the keys themselves are made from.
 */
void
manicule_shortcuts_dialog_present (GtkWidget *parent)
{
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *view = adw_toolbar_view_new ();

  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), new_page ());
  adw_dialog_set_title (dialog, _("Keyboard Shortcuts"));
  adw_dialog_set_content_width (dialog, 640);
  adw_dialog_set_content_height (dialog, 720);
  adw_dialog_set_child (dialog, view);
  adw_dialog_present (dialog, parent);
}
