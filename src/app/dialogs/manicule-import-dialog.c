/* manicule-import-dialog.c: see what files bring before they come in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-import-dialog.h"

#include "manicule-chip.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define N_PROBLEMS_FIRST 20

/* What is done with texts that the project has already; the rows of the combo. */
typedef enum
{
  DUPLICATES_SKIP,
  DUPLICATES_AGAIN,
  DUPLICATES_ADD_ANNOTATIONS,
} Duplicates;

struct _ManiculeImportDialog
{
  AdwDialog            parent_instance;

  GtkButton           *import_button;
  AdwBanner           *banner;
  GtkStack            *stack;
  GtkLabel            *reading_label;
  GtkBox              *columns;
  GtkWidget           *first_column;
  GtkWidget           *second_column;
  AdwPreferencesGroup *recognised_group;
  AdwPreferencesGroup *duplicates_group;
  AdwComboRow         *duplicates_row;
  AdwPreferencesGroup *labels_group;
  AdwPreferencesGroup *problems_group;
  AdwStatusPage       *nothing_page;

  GtkWidget           *parent;       /* (not owned) */
  ManiculeWorkspace   *workspace;    /* (owned) */
  GCancellable        *cancellable;  /* (owned) */
  ManiculeImport      *plan;         /* (owned) (nullable): none while files are read */
  GHashTable          *left_out;     /* (owned) (element-type ManiculeFormat): formats that are switched off */
  GPtrArray           *label_rows;   /* (owned) (element-type AdwComboRow) */
};

#define MANICULE_TYPE_IMPORT_DIALOG (manicule_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeImportDialog, manicule_import_dialog, MANICULE, IMPORT_DIALOG, AdwDialog)
G_DEFINE_FINAL_TYPE (ManiculeImportDialog, manicule_import_dialog, ADW_TYPE_DIALOG)

static guint
count_annotations (ManiculeDocument *document)
{
  guint i, n = 0;

  for (i = 0; i < manicule_document_get_n_sets (document); i++)
    n += g_list_model_get_n_items (G_LIST_MODEL (manicule_document_get_set (document, i)));
  return n;
}

/* --- what will come in ---------------------------------------------------------------------------------------- */

static gboolean
comes_in (ManiculeImportDialog *self,
          ManiculeImportItem   *item,
          gboolean             *annotations_only)
{
  Duplicates duplicates = adw_combo_row_get_selected (self->duplicates_row);

  *annotations_only = FALSE;
  if (g_hash_table_contains (self->left_out, item->format))
    return FALSE;
  if (item->duplicate_of == NULL || duplicates == DUPLICATES_AGAIN)
    return TRUE;
  *annotations_only = duplicates == DUPLICATES_ADD_ANNOTATIONS && count_annotations (item->document) > 0;
  return FALSE;
}

/* Carries the choices of the dialog over to the plan, and counts. */
static guint
apply_choices (ManiculeImportDialog *self)
{
  gboolean annotations_only;
  guint i, n = 0;

  for (i = 0; i < self->plan->items->len; i++)
    {
      ManiculeImportItem *item = g_ptr_array_index (self->plan->items, i);

      item->include = comes_in (self, item, &annotations_only);
      item->add_annotations = annotations_only;
      n += item->include || annotations_only;
    }
  return n;
}

static void
update_button (ManiculeImportDialog *self)
{
  guint n = apply_choices (self);
  g_autofree char *label = NULL;

  label = n == 0 ? g_strdup (_("_Import"))
                 : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "_Import %u Article", "_Import %u Articles", n), n);
  gtk_button_set_label (self->import_button, label);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.run", n > 0);
}

static void
duplicates_changed_cb (AdwComboRow          *row,
                       GParamSpec           *pspec,
                       ManiculeImportDialog *self)
{
  if (self->plan != NULL)
    update_button (self);
}

/* --- recognised ------------------------------------------------------------------------------------------------ */

static void
format_switched_cb (AdwSwitchRow         *row,
                    GParamSpec           *pspec,
                    ManiculeImportDialog *self)
{
  gpointer format = g_object_get_data (G_OBJECT (row), "format");

  if (adw_switch_row_get_active (row))
    g_hash_table_remove (self->left_out, format);
  else
    g_hash_table_add (self->left_out, format);
  update_button (self);
}

static char *
describe_format (ManiculeImportDialog *self,
                 const ManiculeFormat *format)
{
  g_autofree char *articles = NULL;
  guint i, n_articles = 0, n_annotations = 0;

  for (i = 0; i < self->plan->items->len; i++)
    {
      ManiculeImportItem *item = g_ptr_array_index (self->plan->items, i);

      if (item->format != format)
        continue;
      n_articles++;
      n_annotations += count_annotations (item->document);
    }
  articles = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u article", "%u articles", n_articles), n_articles);
  if (n_annotations == 0)
    return g_steal_pointer (&articles);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       /* Translators: “32 articles” and a number */
                                       "%s with %u annotation", "%s with %u annotations", n_annotations),
                          articles, n_annotations);
}

static void
add_format (ManiculeImportDialog *self,
            const ManiculeFormat *format)
{
  g_autofree char *subtitle = describe_format (self, format);
  GtkWidget *row = adw_switch_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(format->title));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_switch_row_set_active (ADW_SWITCH_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), "format", (gpointer) format);
  g_signal_connect (row, "notify::active", G_CALLBACK (format_switched_cb), self);
  adw_preferences_group_add (self->recognised_group, row);
}

static void
add_left_out (ManiculeImportDialog *self)
{
  guint i, n = self->plan->left_out->len;
  g_autofree char *title = NULL;
  GtkWidget *row;

  if (n == 0)
    return;

  row = adw_expander_row_new ();
  title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u File Left Out", "%u Files Left Out", n), n);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), _("Neither text nor annotations"));
  for (i = 0; i < MIN (n, 200); i++)
    {
      GtkWidget *file = adw_action_row_new ();
      g_autofree char *name = g_filename_display_basename (g_ptr_array_index (self->plan->left_out, i));

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (file), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (file), name);
      adw_expander_row_add_row (ADW_EXPANDER_ROW (row), file);
    }
  adw_preferences_group_add (self->recognised_group, row);
}

static void
show_recognised (ManiculeImportDialog *self)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);
  guint i;

  for (i = 0; i < self->plan->items->len; i++)
    {
      ManiculeImportItem *item = g_ptr_array_index (self->plan->items, i);

      if (g_hash_table_add (seen, (gpointer) item->format))
        add_format (self, item->format);
    }
  add_left_out (self);
}

static void
show_duplicates (ManiculeImportDialog *self)
{
  g_autofree char *title = NULL;
  guint i, n = 0;

  for (i = 0; i < self->plan->items->len; i++)
    n += ((ManiculeImportItem *) g_ptr_array_index (self->plan->items, i))->duplicate_of != NULL;
  title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u Article Already Here", "%u Articles Already Here", n), n);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->duplicates_row), title);
  gtk_widget_set_visible (GTK_WIDGET (self->duplicates_group), n > 0);
}

/* --- labels ---------------------------------------------------------------------------------------------------- */

/* The choices of a row: the schema's labels, then the name as a new label, then to leave it out. */
static guint
n_schema_labels (ManiculeImportDialog *self)
{
  ManiculeSchema *schema = manicule_project_get_schema (manicule_workspace_get_project (self->workspace));

  return g_list_model_get_n_items (manicule_schema_get_labels (schema));
}

static ManiculeLabel *
schema_label (ManiculeImportDialog *self,
              guint                 index)
{
  ManiculeSchema *schema = manicule_project_get_schema (manicule_workspace_get_project (self->workspace));
  g_autoptr(ManiculeLabel) label = g_list_model_get_item (manicule_schema_get_labels (schema), index);

  /* The schema keeps it. */
  return label;
}

static void
label_chosen_cb (AdwComboRow          *row,
                 GParamSpec           *pspec,
                 ManiculeImportDialog *self)
{
  guint selected = adw_combo_row_get_selected (row);
  ManiculeChip *chip = g_object_get_data (G_OBJECT (row), "chip");

  manicule_chip_set_label (chip, selected < n_schema_labels (self) ? schema_label (self, selected) : NULL);
}

static GtkStringList *
new_label_choices (ManiculeImportDialog *self,
                   const char           *name)
{
  GtkStringList *choices = gtk_string_list_new (NULL);
  /* Translators: the placeholder is a label's name */
  g_autofree char *new_label = g_strdup_printf (_("New Label “%s”"), name);
  guint i;

  for (i = 0; i < n_schema_labels (self); i++)
    gtk_string_list_append (choices, manicule_label_get_title (schema_label (self, i)));
  gtk_string_list_append (choices, new_label);
  gtk_string_list_append (choices, _("Leave Out"));
  return choices;
}

static guint
find_choice (ManiculeImportDialog *self,
             const char           *name)
{
  guint i, n = n_schema_labels (self);

  for (i = 0; i < n; i++)
    if (g_str_equal (manicule_label_get_name (schema_label (self, i)), name))
      return i;
  return n;
}

static void
add_label (ManiculeImportDialog *self,
           const char           *name,
           guint                 n_annotations,
           const char           *proposed)
{
  g_autoptr(GtkStringList) choices = new_label_choices (self, name);
  g_autofree char *subtitle = NULL;
  GtkWidget *row = adw_combo_row_new ();
  GtkWidget *chip = manicule_chip_new (NULL);

  subtitle = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u annotation", "%u annotations", n_annotations), n_annotations);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), chip);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (choices));
  g_object_set_data (G_OBJECT (row), "chip", chip);
  g_object_set_data_full (G_OBJECT (row), "name", g_strdup (name), g_free);
  g_signal_connect (row, "notify::selected", G_CALLBACK (label_chosen_cb), self);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), find_choice (self, proposed != NULL ? proposed : name));
  label_chosen_cb (ADW_COMBO_ROW (row), NULL, self);
  adw_preferences_group_add (self->labels_group, row);
  g_ptr_array_add (self->label_rows, row);
}

static void
show_labels (ManiculeImportDialog *self)
{
  ManiculeSchema *schema = manicule_project_get_schema (manicule_workspace_get_project (self->workspace));
  g_autoptr(GHashTable) counts = manicule_import_count_labels (self->plan);
  g_autoptr(GHashTable) proposed = manicule_import_propose_labels (self->plan, schema);
  g_autoptr(GList) names = g_list_sort (g_hash_table_get_keys (counts), (GCompareFunc) g_strcmp0);
  GList *link;

  for (link = names; link != NULL; link = link->next)
    add_label (self, link->data, GPOINTER_TO_UINT (g_hash_table_lookup (counts, link->data)),
               g_hash_table_lookup (proposed, link->data));
  gtk_widget_set_visible (GTK_WIDGET (self->labels_group), names != NULL);
}

/* Names that stay are not in it. */
static ManiculeMap *
dup_map (ManiculeImportDialog *self)
{
  ManiculeMap *map = manicule_map_new ();
  guint i, n = n_schema_labels (self);

  for (i = 0; i < self->label_rows->len; i++)
    {
      AdwComboRow *row = g_ptr_array_index (self->label_rows, i);
      const char *name = g_object_get_data (G_OBJECT (row), "name");
      guint selected = adw_combo_row_get_selected (row);

      if (selected < n && !g_str_equal (manicule_label_get_name (schema_label (self, selected)), name))
        manicule_map_add (map, MANICULE_MAP_LABEL, name, manicule_label_get_name (schema_label (self, selected)));
      else if (selected > n)
        manicule_map_add (map, MANICULE_MAP_LABEL, name, "");
    }
  return map;
}

/* --- problems -------------------------------------------------------------------------------------------------- */

static void
add_problem (ManiculeImportDialog  *self,
             const ManiculeFinding *finding)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *base = finding->file != NULL ? g_path_get_basename (finding->file) : NULL;
  g_autofree char *title = NULL;

  if (base == NULL)
    title = g_strdup (_("All Files"));
  else if (finding->line > 0)
    /* Translators: a file and a line of it */
    title = g_strdup_printf (_("%s, line %u"), base, finding->line);
  else
    title = g_strdup (base);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), finding->message);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 4);
  if (finding->severity != MANICULE_FINDING_NOTE)
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  adw_preferences_group_add (self->problems_group, row);
}

static void
add_problems (ManiculeImportDialog *self,
              guint                 from,
              guint                 to)
{
  guint i;

  for (i = from; i < to; i++)
    add_problem (self, manicule_findings_get (self->plan->findings, i));
}

static void
show_all_cb (AdwButtonRow         *row,
             ManiculeImportDialog *self)
{
  adw_preferences_group_remove (self->problems_group, GTK_WIDGET (row));
  add_problems (self, N_PROBLEMS_FIRST, MIN (manicule_findings_get_n (self->plan->findings), 1000));
}

static void
show_problems (ManiculeImportDialog *self)
{
  guint n = manicule_findings_get_n (self->plan->findings);
  g_autofree char *title = NULL;
  GtkWidget *more;

  gtk_widget_set_visible (GTK_WIDGET (self->problems_group), n > 0);
  title = manicule_findings_get_n_errors (self->plan->findings) > 0
          ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u Problem", "%u Problems", n), n)
          : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u Note", "%u Notes", n), n);
  adw_preferences_group_set_title (self->problems_group, title);
  add_problems (self, 0, MIN (n, N_PROBLEMS_FIRST));
  if (n <= N_PROBLEMS_FIRST)
    return;

  more = adw_button_row_new ();
  g_free (title);
  title = g_strdup_printf (_("Show All %u"), n);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (more), title);
  g_signal_connect (more, "activated", G_CALLBACK (show_all_cb), self);
  adw_preferences_group_add (self->problems_group, more);
}

/* --- reading and carrying out ---------------------------------------------------------------------------------- */

static void
show_nothing (ManiculeImportDialog *self)
{
  const ManiculeFormat * const *formats = manicule_formats_list ();
  g_autoptr(GString) names = g_string_new (NULL);
  g_autofree char *description = NULL;
  gsize i;

  for (i = 0; formats[i] != NULL; i++)
    if (manicule_format_can_read (formats[i]))
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", _(formats[i]->title));
  /* Translators: the placeholder is a list of formats */
  description = g_strdup_printf (_("These are read: %s"), names->str);
  adw_status_page_set_description (self->nothing_page, description);
  gtk_stack_set_visible_child_name (self->stack, "nothing");
}

static void
planned_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(ManiculeImportDialog) self = data;
  g_autoptr(GError) error = NULL;

  self->plan = manicule_workspace_plan_import_finish (MANICULE_WORKSPACE (source), result, &error);
  if (self->plan == NULL)
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return;
      adw_status_page_set_description (self->nothing_page, error->message);
      gtk_stack_set_visible_child_name (self->stack, "nothing");
      return;
    }
  if (self->plan->items->len == 0 && manicule_findings_get_n (self->plan->findings) == 0)
    {
      show_nothing (self);
      return;
    }

  show_recognised (self);
  show_duplicates (self);
  show_labels (self);
  show_problems (self);
  gtk_widget_set_visible (self->second_column, gtk_widget_get_visible (GTK_WIDGET (self->labels_group)) ||
                                               gtk_widget_get_visible (GTK_WIDGET (self->problems_group)));
  update_button (self);
  gtk_stack_set_visible_child_name (self->stack, "plan");
}

static void
undo_cb (AdwToast  *toast,
         GtkWidget *parent)
{
  gtk_widget_activate_action (parent, "history.undo", NULL);
}

static void
toast_done (ManiculeImportDialog *self,
            guint                 n_articles)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (self->parent, ADW_TYPE_TOAST_OVERLAY);
  g_autofree char *title = NULL;
  AdwToast *toast;

  if (overlay == NULL)
    return;
  title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u article imported", "%u articles imported", n_articles), n_articles);
  toast = adw_toast_new (title);
  adw_toast_set_button_label (toast, _("Undo"));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), self->parent, 0);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
}

static void
imported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(ManiculeImportDialog) self = data;
  g_autoptr(GError) error = NULL;
  guint n_articles;

  adw_dialog_set_can_close (ADW_DIALOG (self), TRUE);
  if (manicule_workspace_import_finish (MANICULE_WORKSPACE (source), result, &n_articles, &error))
    {
      toast_done (self, n_articles);
      adw_dialog_close (ADW_DIALOG (self));
      return;
    }

  gtk_stack_set_visible_child_name (self->stack, "plan");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.run", TRUE);
  adw_banner_set_title (self->banner, error->message);
  adw_banner_set_revealed (self->banner, TRUE);
}

static void
run_action (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  ManiculeImportDialog *self = MANICULE_IMPORT_DIALOG (widget);
  g_autoptr(ManiculeMap) map = dup_map (self);

  apply_choices (self);
  manicule_import_map (self->plan, map);
  adw_dialog_set_can_close (ADW_DIALOG (self), FALSE);
  gtk_widget_action_set_enabled (widget, "import.run", FALSE);
  gtk_label_set_label (self->reading_label, _("Importing…"));
  gtk_stack_set_visible_child_name (self->stack, "reading");
  manicule_workspace_import_async (self->workspace, self->plan, self->cancellable, imported_cb, g_object_ref (self));
}

static void
cancel_action (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  ManiculeImportDialog *self = MANICULE_IMPORT_DIALOG (widget);

  if (!adw_dialog_get_can_close (ADW_DIALOG (self)))
    {
      g_cancellable_cancel (self->cancellable);
      return;
    }
  adw_dialog_close (ADW_DIALOG (self));
}

/* --- the object ------------------------------------------------------------------------------------------------ */

static void
manicule_import_dialog_closed (AdwDialog *dialog)
{
  g_cancellable_cancel (MANICULE_IMPORT_DIALOG (dialog)->cancellable);
}

static void
manicule_import_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MANICULE_TYPE_IMPORT_DIALOG);

  G_OBJECT_CLASS (manicule_import_dialog_parent_class)->dispose (object);
}

static void
manicule_import_dialog_finalize (GObject *object)
{
  ManiculeImportDialog *self = MANICULE_IMPORT_DIALOG (object);

  g_clear_object (&self->workspace);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->plan, manicule_import_free);
  g_hash_table_unref (self->left_out);
  g_ptr_array_unref (self->label_rows);

  G_OBJECT_CLASS (manicule_import_dialog_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/manicule/Manicule/dialogs/manicule-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ManiculeImportDialog, import_button);
  gtk_widget_class_bind_template_child (widget_class, ManiculeImportDialog, banner);
  gtk_widget_class_bind_template_child (widget_class, ManiculeImportDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, ManiculeImportDialog, reading_label);
  gtk_widget_class_bind_template_child (widget_class, ManiculeImportDialog, columns);
  gtk_widget_class_bind_template_child (widget_class, ManiculeImportDialog, first_column);
  gtk_widget_class_bind_template_child (widget_class, ManiculeImportDialog, second_column);
  gtk_widget_class_bind_template_child (widget_class, ManiculeImportDialog, recognised_group);
  gtk_widget_class_bind_template_child (widget_class, ManiculeImportDialog, duplicates_group);
  gtk_widget_class_bind_template_child (widget_class, ManiculeImportDialog, duplicates_row);
  gtk_widget_class_bind_template_child (widget_class, ManiculeImportDialog, labels_group);
  gtk_widget_class_bind_template_child (widget_class, ManiculeImportDialog, problems_group);
  gtk_widget_class_bind_template_child (widget_class, ManiculeImportDialog, nothing_page);
  gtk_widget_class_bind_template_callback (widget_class, duplicates_changed_cb);
}

static void
manicule_import_dialog_class_init (ManiculeImportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = manicule_import_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = manicule_import_dialog_finalize;
  ADW_DIALOG_CLASS (klass)->closed = manicule_import_dialog_closed;

  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "import.run", NULL, run_action);
  gtk_widget_class_install_action (widget_class, "import.cancel", NULL, cancel_action);
}

static void
manicule_import_dialog_init (ManiculeImportDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->left_out = g_hash_table_new (NULL, NULL);
  self->label_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.run", FALSE);
}

void
manicule_import_dialog_present (GtkWidget         *parent,
                                ManiculeWorkspace *workspace,
                                GPtrArray         *files)
{
  ManiculeImportDialog *self = g_object_new (MANICULE_TYPE_IMPORT_DIALOG, NULL);
  g_autofree char *label = NULL;

  self->parent = parent;
  self->workspace = g_object_ref (workspace);
  label = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Reading %u file or folder…", "Reading %u files and folders…",
                                        files->len), files->len);
  gtk_label_set_label (self->reading_label, label);
  adw_dialog_present (ADW_DIALOG (self), parent);
  manicule_workspace_plan_import_async (workspace, files, NULL, self->cancellable,
                                        planned_cb, g_object_ref (self));
}
