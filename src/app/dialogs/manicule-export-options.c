/* manicule-export-options.c: which articles, whose annotations, and the format's own choices
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-export-options.h"

#include "manicule-export-choices.h"

#include <glib/gi18n-lib.h>

struct _ManiculeExportOptions
{
  AdwPreferencesGroup   parent_instance;

  AdwComboRow          *articles_row;
  AdwComboRow          *annotator_row;
  AdwComboRow          *split_row;
  GPtrArray            *format_rows;  /* (owned) (element-type GtkWidget) */
  const ManiculeFormat *format;       /* (nullable) */
  GHashTable           *choices;      /* (owned) (nullable): what the rows show */
};

G_DEFINE_FINAL_TYPE (ManiculeExportOptions, manicule_export_options, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What can be chosen of articles and of splits, by the words that are remembered; the first split is none. */
static const char * const articles_words[] = { "done", "all" };
static const char * const split_words[] = { "none", "80/10/10", "70/15/15", "90/0/10" };
static const guint splits[][3] = { { 0, 0, 0 }, { 80, 10, 10 }, { 70, 15, 15 }, { 90, 0, 10 } };

static const char *
selected_string (AdwComboRow *row)
{
  gpointer item = adw_combo_row_get_selected_item (row);

  return item != NULL ? gtk_string_object_get_string (item) : NULL;
}

static const char *
get_value (GtkWidget *row)
{
  if (ADW_IS_SWITCH_ROW (row))
    return adw_switch_row_get_active (ADW_SWITCH_ROW (row)) ? "yes" : "no";
  if (ADW_IS_COMBO_ROW (row))
    return selected_string (ADW_COMBO_ROW (row));
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static void
choose (ManiculeExportOptions *self,
        const char            *name,
        const char            *value)
{
  g_hash_table_insert (self->choices, g_strdup (name), g_strdup (value));
}

/* While rows are made they say nothing that was chosen. */
static void
changed_cb (GObject               *row,
            GParamSpec            *pspec,
            ManiculeExportOptions *self)
{
  guint i;

  if (row == G_OBJECT (self->articles_row))
    choose (self, "articles", articles_words[adw_combo_row_get_selected (self->articles_row)]);
  else if (row == G_OBJECT (self->annotator_row))
    choose (self, "annotator", selected_string (self->annotator_row));
  else if (row == G_OBJECT (self->split_row))
    choose (self, "split", split_words[adw_combo_row_get_selected (self->split_row)]);
  else if (g_ptr_array_find (self->format_rows, row, &i))
    manicule_export_choices_set_option (self->choices, self->format, &self->format->options[i], get_value (GTK_WIDGET (row)));
  else
    return;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static AdwComboRow *
add_combo (ManiculeExportOptions *self,
           const char            *title,
           const char * const    *values,
           guint                  selected)
{
  g_autoptr(GtkStringList) list = gtk_string_list_new (values);
  AdwComboRow *row = ADW_COMBO_ROW (adw_combo_row_new ());

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (row, G_LIST_MODEL (list));
  adw_combo_row_set_selected (row, selected);
  g_signal_connect (row, "notify::selected", G_CALLBACK (changed_cb), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (row));
  return row;
}

static guint
count_done (ManiculeWorkspace *workspace)
{
  GListModel *articles = manicule_project_get_articles (manicule_workspace_get_project (workspace));
  guint i, n_annotations, n_done = 0;
  ManiculeStatus status;

  for (i = 0; i < g_list_model_get_n_items (articles); i++)
    {
      g_autoptr(ManiculeArticle) article = g_list_model_get_item (articles, i);

      if (manicule_workspace_get_summary (workspace, manicule_article_get_id (article), &status, &n_annotations))
        n_done += status == MANICULE_STATUS_DONE;
    }
  return n_done;
}

/* The row of a value; @otherwise where it is none of them. */
static guint
find_row (const char * const *values,
          guint               n_values,
          const char         *value,
          guint               otherwise)
{
  guint i;

  for (i = 0; i < n_values; i++)
    if (g_strcmp0 (values[i], value) == 0)
      return i;
  return otherwise;
}

static guint
find_annotator (ManiculeExportOptions *self,
                ManiculeWorkspace     *workspace)
{
  const char * const *annotators = manicule_project_get_annotators (manicule_workspace_get_project (workspace));
  guint n = g_strv_length ((char **) annotators);
  guint own = find_row (annotators, n, manicule_workspace_get_annotator (workspace), 0);

  return find_row (annotators, n, g_hash_table_lookup (self->choices, "annotator"), own);
}

/**
 * manicule_export_options_set_workspace:
 * @self: options without a workspace
 * @workspace: the project
 * @choices: what was chosen for it before; kept up to date
 *
 * Makes the rows that every format has. Called once.
 */
void
manicule_export_options_set_workspace (ManiculeExportOptions *self,
                                       ManiculeWorkspace     *workspace,
                                       GHashTable            *choices)
{
  ManiculeProject *project = manicule_workspace_get_project (workspace);
  guint n_articles = g_list_model_get_n_items (manicule_project_get_articles (project));
  guint n_done = count_done (workspace);
  g_autofree char *done = g_strdup_printf (_("Done (%u)"), n_done);
  g_autofree char *all = g_strdup_printf (_("All (%u)"), n_articles);
  const char * const articles[] = { done, all, NULL };
  const char * const split_names[] = { C_("split", "None"), "80 / 10 / 10", "70 / 15 / 15", "90 / 0 / 10", NULL };

  g_return_if_fail (self->articles_row == NULL);

  self->choices = g_hash_table_ref (choices);
  self->articles_row = add_combo (self, _("Articles"), articles,
                                  find_row (articles_words, G_N_ELEMENTS (articles_words),
                                            g_hash_table_lookup (choices, "articles"), n_done > 0 ? 0 : 1));
  self->annotator_row = add_combo (self, _("Annotator"), manicule_project_get_annotators (project),
                                   find_annotator (self, workspace));
  self->split_row = add_combo (self, _("Split"), split_names,
                               find_row (split_words, G_N_ELEMENTS (split_words), g_hash_table_lookup (choices, "split"), 0));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->split_row), _("Training, validation and test; whole articles"));
}

/* "yes" and "no" are words for scripts; a person gets a switch. */
static gboolean
is_switch (const ManiculeFormatOption *option)
{
  return g_strv_length ((char **) option->values) == 2 &&
         g_strv_contains (option->values, "yes") && g_strv_contains (option->values, "no");
}

static GtkWidget *
new_switch_row (ManiculeExportOptions      *self,
                const ManiculeFormatOption *option,
                const char                 *value)
{
  GtkWidget *row = adw_switch_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(option->title));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _(option->description));
  adw_switch_row_set_active (ADW_SWITCH_ROW (row), g_strcmp0 (value, "yes") == 0);
  g_signal_connect (row, "notify::active", G_CALLBACK (changed_cb), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  return row;
}

static GtkWidget *
new_entry_row (ManiculeExportOptions      *self,
               const ManiculeFormatOption *option,
               const char                 *value)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(option->title));
  gtk_editable_set_text (GTK_EDITABLE (row), value != NULL ? value : "");
  g_signal_connect (row, "notify::text", G_CALLBACK (changed_cb), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  return row;
}

static GtkWidget *
new_option_row (ManiculeExportOptions      *self,
                const ManiculeFormatOption *option)
{
  const char *value = manicule_export_choices_get_option (self->choices, self->format, option);
  AdwComboRow *row;

  if (value == NULL)
    value = option->default_value;
  if (option->values == NULL)
    return new_entry_row (self, option, value);
  if (is_switch (option))
    return new_switch_row (self, option, value);

  row = add_combo (self, _(option->title), option->values,
                   find_row (option->values, g_strv_length ((char **) option->values), value, 0));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _(option->description));
  return GTK_WIDGET (row);
}

void
manicule_export_options_set_format (ManiculeExportOptions *self,
                                    const ManiculeFormat  *format)
{
  const ManiculeFormatOption *option;
  guint i;

  if (self->format == format)
    return;

  for (i = 0; i < self->format_rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->format_rows, i));
  g_ptr_array_set_size (self->format_rows, 0);
  self->format = format;
  for (option = format->options; option != NULL && option->name != NULL; option++)
    g_ptr_array_add (self->format_rows, new_option_row (self, option));
}

gboolean
manicule_export_options_get_only_done (ManiculeExportOptions *self)
{
  return adw_combo_row_get_selected (self->articles_row) == 0;
}

const char *
manicule_export_options_get_annotator (ManiculeExportOptions *self)
{
  return selected_string (self->annotator_row);
}

void
manicule_export_options_get_split (ManiculeExportOptions *self,
                                   guint                  split[3])
{
  guint i, selected = adw_combo_row_get_selected (self->split_row);

  for (i = 0; i < 3; i++)
    split[i] = splits[selected][i];
}

static void
manicule_export_options_finalize (GObject *object)
{
  g_ptr_array_unref (MANICULE_EXPORT_OPTIONS (object)->format_rows);
  g_clear_pointer (&MANICULE_EXPORT_OPTIONS (object)->choices, g_hash_table_unref);

  G_OBJECT_CLASS (manicule_export_options_parent_class)->finalize (object);
}

static void
manicule_export_options_class_init (ManiculeExportOptionsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = manicule_export_options_finalize;

  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
manicule_export_options_init (ManiculeExportOptions *self)
{
  self->format_rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Options"));
}
