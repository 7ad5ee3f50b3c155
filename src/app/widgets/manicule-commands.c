/* manicule-commands.c: every command, with its name and its keys
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-commands.h"

#include <glib/gi18n-lib.h>

#define SECTION_GENERAL  N_("General")
#define SECTION_PROJECT  N_("Project")
#define SECTION_ARTICLES N_("Articles")
#define SECTION_MARKING  N_("Annotating")
#define SECTION_ENDS     N_("Moving Ends")
#define SECTION_VIEW     N_("View")

static const ManiculeCommand commands[] = {
  { "mark.open-palette", N_("Choose a Label, or Accept the Suggestion"), "Return|KP_Enter", SECTION_MARKING, MANICULE_SCOPE_TEXT },
  { "mark.accept", N_("Accept Suggestion"), NULL, NULL, MANICULE_SCOPE_TEXT },
  { "mark.accept-sentence", N_("Accept All Suggestions of the Sentence"), "<Shift>Return|<Shift>KP_Enter", SECTION_MARKING, MANICULE_SCOPE_TEXT },
  { "mark.accept-article", N_("Accept All Suggestions of the Article"), "<Control>Return|<Control>KP_Enter", SECTION_MARKING, MANICULE_SCOPE_TEXT },
  { "mark.next", N_("Next Annotation or Suggestion"), "period", SECTION_MARKING, MANICULE_SCOPE_TEXT },
  { "mark.previous", N_("Previous Annotation or Suggestion"), "comma", SECTION_MARKING, MANICULE_SCOPE_TEXT },
  { "mark.delete", N_("Remove Annotation, or Reject the Suggestion"), "Delete|KP_Delete|BackSpace", SECTION_MARKING, MANICULE_SCOPE_TEXT },
  { "mark.annotate-equal", N_("Annotate Every Equal Text"), "equal", SECTION_MARKING, MANICULE_SCOPE_TEXT },
  { "mark.link", N_("Link to Another Annotation"), "minus|KP_Subtract", SECTION_MARKING, MANICULE_SCOPE_TEXT },
  { "mark.note", N_("Write a Note"), "F2", SECTION_MARKING, MANICULE_SCOPE_PROJECT },
  { "mark.link-entity", N_("Link to Entity…"), NULL, NULL, MANICULE_SCOPE_PROJECT },

  { "mark.extend-end-word", N_("Extend the End by a Word"), "<Alt>Right", SECTION_ENDS, MANICULE_SCOPE_TEXT },
  { "mark.shorten-end-word", N_("Shorten the End by a Word"), "<Alt>Left", SECTION_ENDS, MANICULE_SCOPE_TEXT },
  { "mark.extend-start-word", N_("Extend the Start by a Word"), "<Alt><Shift>Left", SECTION_ENDS, MANICULE_SCOPE_TEXT },
  { "mark.shorten-start-word", N_("Shorten the Start by a Word"), "<Alt><Shift>Right", SECTION_ENDS, MANICULE_SCOPE_TEXT },
  { "mark.extend-end-character", N_("Extend the End by a Character"), "<Control><Alt>Right", SECTION_ENDS, MANICULE_SCOPE_TEXT },
  { "mark.shorten-end-character", N_("Shorten the End by a Character"), "<Control><Alt>Left", SECTION_ENDS, MANICULE_SCOPE_TEXT },
  { "mark.extend-start-character", N_("Extend the Start by a Character"), "<Control><Alt><Shift>Left", SECTION_ENDS, MANICULE_SCOPE_TEXT },
  { "mark.shorten-start-character", N_("Shorten the Start by a Character"), "<Control><Alt><Shift>Right", SECTION_ENDS, MANICULE_SCOPE_TEXT },

  { "article.done", N_("Mark as Done and Go On"), "<Control>d", SECTION_ARTICLES, MANICULE_SCOPE_PROJECT },
  { "article.next", N_("Next Article"), "<Control>Page_Down", SECTION_ARTICLES, MANICULE_SCOPE_PROJECT },
  { "article.previous", N_("Previous Article"), "<Control>Page_Up", SECTION_ARTICLES, MANICULE_SCOPE_PROJECT },
  { "article.find", N_("Find in Article"), "<Control>f", SECTION_ARTICLES, MANICULE_SCOPE_PROJECT },
  { "article.find-next", N_("Next Hit"), "<Control>g", SECTION_ARTICLES, MANICULE_SCOPE_PROJECT },
  { "article.find-previous", N_("Previous Hit"), "<Control><Shift>g", SECTION_ARTICLES, MANICULE_SCOPE_PROJECT },

  { "history.undo", N_("Undo"), "<Control>z", SECTION_PROJECT, MANICULE_SCOPE_PROJECT },
  { "history.redo", N_("Redo"), "<Control><Shift>z|<Control>y", SECTION_PROJECT, MANICULE_SCOPE_PROJECT },
  { "history.show", N_("History"), "<Control>h", SECTION_PROJECT, MANICULE_SCOPE_PROJECT },
  { "project.import", N_("Import…"), "<Control>i", SECTION_PROJECT, MANICULE_SCOPE_PROJECT },
  { "project.export", N_("Export…"), "<Control>e", SECTION_PROJECT, MANICULE_SCOPE_PROJECT },
  { "project.show-conflicts", N_("Decide Between Two Versions…"), "<Control>m", SECTION_PROJECT, MANICULE_SCOPE_PROJECT },
  { "project.show-orphans", N_("Review Annotations Without a Place"), "<Control><Alt>r", SECTION_PROJECT, MANICULE_SCOPE_PROJECT },
  { "project.merge-copies", N_("Merge Copies of Sync Programs"), "<Control><Alt>m", SECTION_PROJECT, MANICULE_SCOPE_PROJECT },
  { "project.close", N_("Close Project"), NULL, NULL, MANICULE_SCOPE_PROJECT },

  { "win.show-panel", N_("Show Panel"), "F9", SECTION_VIEW, MANICULE_SCOPE_PROJECT },
  { "win.show-page::annotation", N_("Show Annotation"), "<Alt>1", SECTION_VIEW, MANICULE_SCOPE_PROJECT },
  { "win.show-page::annotations", N_("Show All Annotations"), "<Alt>2", SECTION_VIEW, MANICULE_SCOPE_PROJECT },
  { "win.show-page::article", N_("Show Article"), "<Alt>3", SECTION_VIEW, MANICULE_SCOPE_PROJECT },
  { "win.show-page::guidelines", N_("Show Guidelines"), "<Alt>4", SECTION_VIEW, MANICULE_SCOPE_PROJECT },
  { "win.show-articles", N_("Show Articles"), "<Alt>Home", SECTION_VIEW, MANICULE_SCOPE_PROJECT },
  { "win.next-pane", N_("Next Pane"), "F6", SECTION_VIEW, MANICULE_SCOPE_PROJECT },
  { "win.previous-pane", N_("Previous Pane"), "<Shift>F6", SECTION_VIEW, MANICULE_SCOPE_PROJECT },
  { "win.focus-text", N_("Back to the Text"), "Escape", SECTION_VIEW, MANICULE_SCOPE_PANE },
  { "view.show-relations", N_("Show All Relations"), "<Control>r", SECTION_VIEW, MANICULE_SCOPE_PROJECT },
  { "view.zoom-in", N_("Larger Text"), "<Control>plus|<Control>equal|<Control>KP_Add", SECTION_VIEW, MANICULE_SCOPE_PROJECT },
  { "view.zoom-out", N_("Smaller Text"), "<Control>minus|<Control>KP_Subtract", SECTION_VIEW, MANICULE_SCOPE_PROJECT },
  { "view.zoom-reset", N_("Normal Text Size"), "<Control>0|<Control>KP_0", SECTION_VIEW, MANICULE_SCOPE_PROJECT },

  { "win.new-project", N_("New Project from Articles…"), "<Control>n", SECTION_GENERAL, MANICULE_SCOPE_WINDOW },
  { "win.open-project", N_("Open Project…"), "<Control>o", SECTION_GENERAL, MANICULE_SCOPE_WINDOW },
  { "win.try-sample", N_("Try the Sample"), NULL, NULL, MANICULE_SCOPE_WINDOW },
  { "welcome.open-recent(uint32 1)", N_("Open the First Recent Project"), "1|KP_1", SECTION_GENERAL, MANICULE_SCOPE_WELCOME },
  { "welcome.open-recent(uint32 2)", N_("Open the Second Recent Project"), "2|KP_2", NULL, MANICULE_SCOPE_WELCOME },
  { "welcome.open-recent(uint32 3)", N_("Open the Third Recent Project"), "3|KP_3", NULL, MANICULE_SCOPE_WELCOME },
  { "welcome.open-recent(uint32 4)", N_("Open the Fourth Recent Project"), "4|KP_4", NULL, MANICULE_SCOPE_WELCOME },
  { "welcome.open-recent(uint32 5)", N_("Open the Fifth Recent Project"), "5|KP_5", NULL, MANICULE_SCOPE_WELCOME },
  { "win.show-menu", N_("Main Menu"), "F10", SECTION_GENERAL, MANICULE_SCOPE_WINDOW },
  { "win.preferences", N_("Preferences"), "<Control>comma", SECTION_GENERAL, MANICULE_SCOPE_WINDOW },
  { "win.shortcuts", N_("Keyboard Shortcuts"), "<Control>question", SECTION_GENERAL, MANICULE_SCOPE_WINDOW },
  { "win.about", N_("About Manicule"), NULL, NULL, MANICULE_SCOPE_WINDOW },
  { "window.close", N_("Close Window"), "<Control>w", SECTION_GENERAL, MANICULE_SCOPE_WINDOW },
  { "app.quit", N_("Quit"), "<Control>q", SECTION_GENERAL, MANICULE_SCOPE_APPLICATION },
};

static void
add_shortcut (GtkShortcutController *controller,
              const ManiculeCommand *command,
              const char            *keys)
{
  g_autofree char *name = NULL;
  g_autoptr(GVariant) target = NULL;
  GtkShortcut *shortcut;

  if (!g_action_parse_detailed_name (command->action, &name, &target, NULL))
    g_return_if_reached ();

  shortcut = gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys), gtk_named_action_new (name));
  gtk_shortcut_set_arguments (shortcut, target);
  gtk_shortcut_controller_add_shortcut (controller, shortcut);
}

/* The first key goes last and by itself: menus show the one that was added last. */
static void
add_command (GtkShortcutController *controller,
             const ManiculeCommand *command)
{
  g_auto(GStrv) keys = g_strsplit (command->keys, "|", 2);

  if (keys[1] != NULL)
    add_shortcut (controller, command, keys[1]);
  add_shortcut (controller, command, keys[0]);
}

static gboolean
has_words (GtkWidget *widget)
{
  if (GTK_IS_MENU_BUTTON (widget))
    return gtk_menu_button_get_label (GTK_MENU_BUTTON (widget)) != NULL;
  if (GTK_IS_BUTTON (widget))
    return gtk_button_get_icon_name (GTK_BUTTON (widget)) == NULL;
  return TRUE;
}

static char *
dup_detailed_action (GtkActionable *actionable)
{
  const char *name = gtk_actionable_get_action_name (actionable);

  if (name == NULL)
    return NULL;
  return g_action_print_detailed_name (name, gtk_actionable_get_action_target_value (actionable));
}

static void
describe_actionable (GtkWidget *widget)
{
  g_autofree char *action = dup_detailed_action (GTK_ACTIONABLE (widget));

  if (action != NULL && !has_words (widget) && manicule_commands_find (action) != NULL)
    manicule_commands_describe_as (widget, action);
}

/**
 * manicule_commands_get:
 * @n_commands: (out): how many there are
 *
 * Returns: the table; titles and sections are to be passed through gettext
 */
const ManiculeCommand *
manicule_commands_get (guint *n_commands)
{
  *n_commands = G_N_ELEMENTS (commands);
  return commands;
}

/**
 * manicule_commands_find:
 * @action: a detailed action name
 *
 * Returns: (nullable): the command that activates @action
 */
const ManiculeCommand *
manicule_commands_find (const char *action)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].action, action))
      return &commands[i];
  return NULL;
}

/**
 * manicule_scope_is_within:
 * @inner: a scope
 * @outer: another one, or the same
 *
 * Returns: whether a key of @outer acts wherever one of @inner does
 */
gboolean
manicule_scope_is_within (ManiculeScope inner,
                          ManiculeScope outer)
{
  static const ManiculeScope parents[] = {
    [MANICULE_SCOPE_APPLICATION] = MANICULE_SCOPE_APPLICATION,
    [MANICULE_SCOPE_WINDOW] = MANICULE_SCOPE_APPLICATION,
    [MANICULE_SCOPE_WELCOME] = MANICULE_SCOPE_WINDOW,
    [MANICULE_SCOPE_PROJECT] = MANICULE_SCOPE_WINDOW,
    [MANICULE_SCOPE_PANE] = MANICULE_SCOPE_PROJECT,
    [MANICULE_SCOPE_TEXT] = MANICULE_SCOPE_PANE,
  };

  while (inner != outer && parents[inner] != inner)
    inner = parents[inner];
  return inner == outer;
}

/**
 * manicule_command_dup_key_text:
 * @command: a command
 *
 * Returns: (transfer full) (nullable): its first key in the user's language
 */
char *
manicule_command_dup_key_text (const ManiculeCommand *command)
{
  g_auto(GStrv) keys = NULL;
  GdkModifierType modifiers;
  guint key;

  if (command->keys == NULL)
    return NULL;

  keys = g_strsplit (command->keys, "|", 2);
  if (!gtk_accelerator_parse (keys[0], &key, &modifiers))
    g_return_val_if_reached (NULL);
  return gtk_accelerator_get_label (key, modifiers);
}

/**
 * manicule_commands_add_keys:
 * @widget: the widget that owns the actions of @scope, or stands below their owner
 * @scope: which keys
 *
 * Gives @widget the keys of a scope. Those of the text and of a pane act while @widget, or what is in it, has
 * the focus, the others in its whole window while it is mapped, after the focused widget has had its say.
 */
void
manicule_commands_add_keys (GtkWidget     *widget,
                            ManiculeScope  scope)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (commands[i].scope == scope && commands[i].keys != NULL)
      add_command (GTK_SHORTCUT_CONTROLLER (controller), &commands[i]);

  if (scope != MANICULE_SCOPE_TEXT && scope != MANICULE_SCOPE_PANE)
    gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller), GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_widget_add_controller (widget, controller);
}

/**
 * manicule_commands_add_accels:
 * @application: the application
 *
 * Gives the application's own actions their keys.
 */
void
manicule_commands_add_accels (GtkApplication *application)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (commands[i].scope == MANICULE_SCOPE_APPLICATION && commands[i].keys != NULL)
      {
        g_auto(GStrv) keys = g_strsplit (commands[i].keys, "|", -1);

        gtk_application_set_accels_for_action (application, commands[i].action, (const char * const *) keys);
      }
}

/**
 * manicule_commands_describe_as:
 * @widget: a button without words
 * @action: the command that it stands for
 *
 * Gives @widget its tooltip, with the key, and its spoken name.
 */
void
manicule_commands_describe_as (GtkWidget  *widget,
                               const char *action)
{
  const ManiculeCommand *command = manicule_commands_find (action);
  g_autofree char *keys = NULL;
  g_autofree char *tooltip = NULL;

  g_return_if_fail (command != NULL);

  keys = manicule_command_dup_key_text (command);
  /* Translators: a command and its key, in a tooltip: “Undo (Ctrl+Z)” */
  tooltip = keys != NULL ? g_strdup_printf (_("%s (%s)"), _(command->title), keys) : g_strdup (_(command->title));
  gtk_widget_set_tooltip_text (widget, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, _(command->title), -1);
}

/**
 * manicule_commands_describe:
 * @widget: the root of a template
 *
 * Gives every icon button below @widget that activates a command its tooltip, with the key, and its spoken name.
 */
void
manicule_commands_describe (GtkWidget *widget)
{
  if (GTK_IS_ACTIONABLE (widget))
    describe_actionable (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    manicule_commands_describe (child);
}
