/* test-window-commands.c: the table of commands holds together
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-article-view.h"
#include "manicule-commands.h"
#include "manicule-json.h"
#include "manicule-project-page.h"
#include "manicule-welcome-page.h"
#include "manicule-window.h"

typedef struct
{
  guint           key;
  GdkModifierType modifiers;
} Key;

static GArray *
list_keys (const ManiculeCommand *command)
{
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (Key));
  g_auto(GStrv) triggers = g_strsplit (command->keys != NULL ? command->keys : "", "|", -1);

  for (guint i = 0; triggers[i] != NULL; i++)
    {
      Key key;

      g_test_message ("%s: %s", command->action, triggers[i]);
      g_assert_true (gtk_accelerator_parse (triggers[i], &key.key, &key.modifiers));
      key.key = gdk_keyval_to_lower (key.key);
      g_array_append_val (keys, key);
    }
  return keys;
}

static gboolean
share_a_key (const ManiculeCommand *a,
             const ManiculeCommand *b)
{
  g_autoptr(GArray) first = list_keys (a);
  g_autoptr(GArray) second = list_keys (b);

  for (guint i = 0; i < first->len; i++)
    for (guint j = 0; j < second->len; j++)
      {
        const Key *x = &g_array_index (first, Key, i), *y = &g_array_index (second, Key, j);

        if (x->key == y->key && x->modifiers == y->modifiers)
          return TRUE;
      }
  return FALSE;
}

/* No key means two things at one place. */
static void
test_clashes (void)
{
  guint n;
  const ManiculeCommand *commands = manicule_commands_get (&n);

  for (guint i = 0; i < n; i++)
    for (guint j = i + 1; j < n; j++)
      if (manicule_scope_is_within (commands[i].scope, commands[j].scope)
          || manicule_scope_is_within (commands[j].scope, commands[i].scope))
        {
          g_test_message ("%s, %s", commands[i].action, commands[j].action);
          g_assert_false (share_a_key (&commands[i], &commands[j]));
        }
}

/* Each command stands once and says what it does. */
static void
test_unique (void)
{
  guint n;
  const ManiculeCommand *commands = manicule_commands_get (&n);

  for (guint i = 0; i < n; i++)
    {
      g_assert_true (manicule_commands_find (commands[i].action) == &commands[i]);
      g_assert_cmpuint (strlen (commands[i].title), >, 0);
    }
  g_assert_null (manicule_commands_find ("mark.nothing"));
}

static gboolean
class_has_action (GType       type,
                  const char *name)
{
  g_autoptr(GTypeClass) klass = g_type_class_ref (type);
  const char *found, *property;
  const GVariantType *parameter;
  GType owner;

  for (guint i = 0; gtk_widget_class_query_action (GTK_WIDGET_CLASS (klass), i, &owner, &found, &parameter, &property); i++)
    if (g_str_equal (found, name))
      return TRUE;
  return FALSE;
}

/* Every command is an action of a widget that its key can reach. */
static void
test_actions (void)
{
  const GType owners[MANICULE_N_SCOPES][2] = {
    [MANICULE_SCOPE_WINDOW] = { MANICULE_TYPE_WINDOW, MANICULE_TYPE_WINDOW },
    [MANICULE_SCOPE_WELCOME] = { MANICULE_TYPE_WELCOME_PAGE, MANICULE_TYPE_WINDOW },
    [MANICULE_SCOPE_PROJECT] = { MANICULE_TYPE_PROJECT_PAGE, MANICULE_TYPE_WINDOW },
    [MANICULE_SCOPE_PANE] = { MANICULE_TYPE_PROJECT_PAGE, MANICULE_TYPE_WINDOW },
    [MANICULE_SCOPE_TEXT] = { MANICULE_TYPE_ARTICLE_VIEW, MANICULE_TYPE_PROJECT_PAGE },
  };
  guint n;
  const ManiculeCommand *commands = manicule_commands_get (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = NULL;
      g_autoptr(GVariant) target = NULL;

      g_assert_true (g_action_parse_detailed_name (commands[i].action, &name, &target, NULL));
      g_test_message ("%s", name);
      if (commands[i].scope == MANICULE_SCOPE_APPLICATION)
        g_assert_true (g_str_has_prefix (name, "app."));
      else
        g_assert_true (class_has_action (owners[commands[i].scope][0], name)
                       || class_has_action (owners[commands[i].scope][1], name));
    }
}

static gboolean
acts_in_text (const ManiculeCommand *command)
{
  return manicule_scope_is_within (MANICULE_SCOPE_TEXT, command->scope);
}

/* A key that a label may have: a letter, a digit or another mark, pressed alone. */
static gboolean
is_plain (const Key  *key,
          const char *label_key)
{
  return (key->modifiers & ~GDK_SHIFT_MASK) == 0 && gdk_keyval_to_unicode (key->key) == g_utf8_get_char (label_key);
}

static void
check_label_key (const char *label_key)
{
  guint n;
  const ManiculeCommand *commands = manicule_commands_get (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GArray) keys = list_keys (&commands[i]);

      for (guint j = 0; acts_in_text (&commands[i]) && j < keys->len; j++)
        g_assert_false (is_plain (&g_array_index (keys, Key, j), label_key));
    }
}

/* No label of the schemas to begin with, and no letter or digit, has a key that a command of the text takes. */
static void
test_label_keys (void)
{
  g_auto(GStrv) templates = manicule_json_list_templates ();

  for (guint i = 0; templates[i] != NULL; i++)
    {
      g_autoptr(ManiculeSchema) schema = manicule_json_read_template (templates[i], NULL);
      GListModel *labels = manicule_schema_get_labels (schema);

      for (guint j = 0; j < g_list_model_get_n_items (labels); j++)
        {
          g_autoptr(ManiculeLabel) label = g_list_model_get_item (labels, j);

          if (manicule_label_get_key (label) != NULL)
            check_label_key (manicule_label_get_key (label));
        }
    }
  for (char c = 'a'; c <= 'z'; c++)
    check_label_key ((char[]) { c, '\0' });
  for (char c = '0'; c <= '9'; c++)
    check_label_key ((char[]) { c, '\0' });
}

/* Scopes lie in each other as the window's parts do. */
static void
test_scopes (void)
{
  g_assert_true (manicule_scope_is_within (MANICULE_SCOPE_TEXT, MANICULE_SCOPE_PROJECT));
  g_assert_true (manicule_scope_is_within (MANICULE_SCOPE_TEXT, MANICULE_SCOPE_APPLICATION));
  g_assert_true (manicule_scope_is_within (MANICULE_SCOPE_WELCOME, MANICULE_SCOPE_WELCOME));
  g_assert_false (manicule_scope_is_within (MANICULE_SCOPE_WELCOME, MANICULE_SCOPE_PROJECT));
  g_assert_false (manicule_scope_is_within (MANICULE_SCOPE_WINDOW, MANICULE_SCOPE_TEXT));
}

/* The first key is the one that is shown. */
static void
test_key_text (void)
{
  g_autofree char *find = manicule_command_dup_key_text (manicule_commands_find ("article.find"));
  g_autofree char *zoom = manicule_command_dup_key_text (manicule_commands_find ("view.zoom-in"));

  g_assert_cmpstr (find, ==, "Ctrl+F");
  g_assert_cmpstr (zoom, ==, "Ctrl++");
  g_assert_null (manicule_command_dup_key_text (manicule_commands_find ("project.close")));
}

/* An icon button gets its tooltip, key included, from the table. */
static void
test_describe (void)
{
  GtkWidget *box = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  GtkWidget *icon = gtk_button_new_from_icon_name ("edit-find-symbolic");
  GtkWidget *words = gtk_button_new_with_label ("Find");

  gtk_actionable_set_action_name (GTK_ACTIONABLE (icon), "article.find");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (words), "article.find");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), words);
  manicule_commands_describe (box);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (icon), ==, "Find in Article (Ctrl+F)");
  g_assert_null (gtk_widget_get_tooltip_text (words));
  g_object_unref (box);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/window/commands/clashes", test_clashes);
  g_test_add_func ("/window/commands/unique", test_unique);
  g_test_add_func ("/window/commands/actions", test_actions);
  g_test_add_func ("/window/commands/label-keys", test_label_keys);
  g_test_add_func ("/window/commands/scopes", test_scopes);
  g_test_add_func ("/window/commands/key-text", test_key_text);
  g_test_add_func ("/window/commands/describe", test_describe);

  return g_test_run ();
}
