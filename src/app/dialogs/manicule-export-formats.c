/* manicule-export-formats.c: the formats that can be written, and how much of the project each can hold
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-export-formats.h"

#include "manicule-export-choices.h"

#include <glib/gi18n-lib.h>

struct _ManiculeExportFormats
{
  AdwBin             parent_instance;

  GtkListBox        *list;

  ManiculeWorkspace *workspace;    /* (owned) (nullable) */
  GHashTable        *choices;      /* (owned) (nullable) */
  char              *annotator;    /* (owned) (nullable) */
  gboolean           only_done;
  GCancellable      *cancellable;  /* (owned) (nullable): of the survey */
  guint              next;         /* the row that is counted next */
};

enum
{
  SELECTED,
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ManiculeExportFormats, manicule_export_formats, ADW_TYPE_BIN)

static void count_next (ManiculeExportFormats *self);

/* --- rows --- */

static const ManiculeFormat *
row_format (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "format");
}

static GtkWidget *
row_new (const ManiculeFormat *format)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_label_new (_(format->title));
  GtkWidget *number = gtk_label_new (NULL);
  GtkWidget *tick = gtk_image_new_from_icon_name ("object-select-symbolic");

  gtk_widget_set_hexpand (title, TRUE);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (number, "caption");
  gtk_widget_add_css_class (number, "dimmed");
  gtk_widget_add_css_class (number, "numeric");
  gtk_widget_add_css_class (tick, "success");
  gtk_widget_set_visible (number, FALSE);
  gtk_widget_set_visible (tick, FALSE);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), number);
  gtk_box_append (GTK_BOX (box), tick);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "format", (gpointer) format);
  g_object_set_data (G_OBJECT (row), "number", number);
  g_object_set_data (G_OBJECT (row), "tick", tick);
  return row;
}

static void
mark_row (GtkListBoxRow      *row,
          ManiculeLossReport *report)
{
  guint n_lost = report->n_annotations - report->n_exact;
  GtkLabel *number = g_object_get_data (G_OBJECT (row), "number");
  GtkWidget *tick = g_object_get_data (G_OBJECT (row), "tick");
  g_autofree char *text = g_strdup_printf ("%u", n_lost);
  g_autofree char *spoken = NULL;

  gtk_label_set_label (number, text);
  gtk_widget_set_visible (GTK_WIDGET (number), n_lost > 0);
  gtk_widget_set_visible (tick, n_lost == 0);
  /* Translators: a format and how many annotations it cannot hold; only spoken */
  spoken = n_lost > 0 ? g_strdup_printf (_("%s, %u changed or left out"), _(row_format (row)->title), n_lost)
                      : g_strdup_printf (_("%s, everything fits"), _(row_format (row)->title));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

/* Formats that hold no annotations go to the end: nobody exports for their sake. */
static void
fill (ManiculeExportFormats *self)
{
  const ManiculeFormat * const *formats = manicule_formats_list ();
  guint pass;
  gsize i;

  for (pass = 0; pass < 2; pass++)
    for (i = 0; formats[i] != NULL; i++)
      if (manicule_format_can_write (formats[i]) && ((formats[i]->holds & MANICULE_HOLDS_SPANS) != 0) == (pass == 0))
        gtk_list_box_append (self->list, row_new (formats[i]));
}

static GtkListBoxRow *
find_row (ManiculeExportFormats *self,
          const char            *id)
{
  GtkListBoxRow *row;
  int i;

  for (i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (g_strcmp0 (row_format (row)->id, id) == 0)
      return row;
  return NULL;
}

static void
row_selected_cb (ManiculeExportFormats *self,
                 GtkListBoxRow         *row)
{
  if (row != NULL)
    g_signal_emit (self, signals[SELECTED], 0, row_format (row));
}

static void
row_activated_cb (ManiculeExportFormats *self)
{
  g_signal_emit (self, signals[ACTIVATED], 0);
}

/* --- the survey --- */

static void
counted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(ManiculeExportFormats) self = data;
  g_autoptr(ManiculeLossReport) report = NULL;
  g_autoptr(GError) error = NULL;
  GtkListBoxRow *row;

  report = manicule_workspace_export_finish (MANICULE_WORKSPACE (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  /* A format that fails to count says why when it is chosen. */
  row = self->list != NULL ? gtk_list_box_get_row_at_index (self->list, (int) self->next) : NULL;
  if (report != NULL && row != NULL)
    mark_row (row, report);
  self->next++;
  count_next (self);
}

/* Counts for one format after the other, so that the machine stays free for the one that is looked at. */
static void
count_next (ManiculeExportFormats *self)
{
  GtkListBoxRow *row = self->list != NULL ? gtk_list_box_get_row_at_index (self->list, (int) self->next) : NULL;
  g_autoptr(GHashTable) options = NULL;
  ManiculeExport export = { 0 };

  if (row == NULL)
    return;
  options = manicule_export_choices_dup_options (self->choices, row_format (row));
  export.format = row_format (row);
  export.options = options;
  manicule_export_choices_get_policy (self->choices, export.format, &export.policy);
  manicule_workspace_export_async (self->workspace, &export, self->annotator, self->only_done, NULL, NULL, NULL,
                                   self->cancellable, counted_cb, g_object_ref (self));
}

/* --- the object --- */

static void
manicule_export_formats_dispose (GObject *object)
{
  ManiculeExportFormats *self = MANICULE_EXPORT_FORMATS (object);

  manicule_export_formats_stop (self);
  self->list = NULL;

  G_OBJECT_CLASS (manicule_export_formats_parent_class)->dispose (object);
}

static void
manicule_export_formats_finalize (GObject *object)
{
  ManiculeExportFormats *self = MANICULE_EXPORT_FORMATS (object);

  g_clear_object (&self->workspace);
  g_clear_pointer (&self->choices, g_hash_table_unref);
  g_free (self->annotator);

  G_OBJECT_CLASS (manicule_export_formats_parent_class)->finalize (object);
}

static void
manicule_export_formats_class_init (ManiculeExportFormatsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = manicule_export_formats_dispose;
  G_OBJECT_CLASS (klass)->finalize = manicule_export_formats_finalize;

  signals[SELECTED] = g_signal_new ("selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
manicule_export_formats_init (ManiculeExportFormats *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  /* Tab leads on to what is said of the format; a bottom sheet, which sends the focus on as it opens, then stays there. */
  gtk_list_box_set_tab_behavior (self->list, GTK_LIST_TAB_ITEM);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Formats"), -1);
  g_signal_connect_swapped (self->list, "row-selected", G_CALLBACK (row_selected_cb), self);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->list));
  fill (self);
}

void
manicule_export_formats_survey (ManiculeExportFormats *self,
                                ManiculeWorkspace     *workspace,
                                GHashTable            *choices,
                                const char            *annotator,
                                gboolean               only_done)
{
  g_return_if_fail (MANICULE_IS_EXPORT_FORMATS (self));

  manicule_export_formats_stop (self);
  g_set_object (&self->workspace, workspace);
  g_clear_pointer (&self->choices, g_hash_table_unref);
  self->choices = g_hash_table_ref (choices);
  g_set_str (&self->annotator, annotator);
  self->only_done = only_done;
  self->cancellable = g_cancellable_new ();
  self->next = 0;
  count_next (self);
}

void
manicule_export_formats_stop (ManiculeExportFormats *self)
{
  g_return_if_fail (MANICULE_IS_EXPORT_FORMATS (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

void
manicule_export_formats_mark (ManiculeExportFormats *self,
                              const ManiculeFormat  *format,
                              ManiculeLossReport    *report)
{
  g_return_if_fail (MANICULE_IS_EXPORT_FORMATS (self));

  mark_row (find_row (self, format->id), report);
}

void
manicule_export_formats_select (ManiculeExportFormats *self,
                                const char            *id)
{
  GtkListBoxRow *row;

  g_return_if_fail (MANICULE_IS_EXPORT_FORMATS (self));

  row = find_row (self, id);
  gtk_list_box_select_row (self->list, row != NULL ? row : gtk_list_box_get_row_at_index (self->list, 0));
}

GtkWidget *
manicule_export_formats_get_row (ManiculeExportFormats *self)
{
  g_return_val_if_fail (MANICULE_IS_EXPORT_FORMATS (self), NULL);

  return GTK_WIDGET (gtk_list_box_get_selected_row (self->list));
}
