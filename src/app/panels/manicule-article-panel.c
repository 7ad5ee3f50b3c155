/* manicule-article-panel.c: what is known and said of the open article
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-article-panel.h"

#include "manicule-attribute-row.h"
#include "manicule-follower.h"
#include "manicule-wording.h"

#include <glib/gi18n-lib.h>

struct _ManiculeArticlePanel
{
  AdwBin                parent_instance;

  AdwPreferencesGroup  *labels_group;
  AdwComboRow          *status_row;
  AdwActionRow         *time_row;
  AdwActionRow         *annotator_row;
  GtkEditable          *title_row;
  GtkEditable          *source_row;
  GtkEditable          *date_row;
  GtkEditable          *place_row;
  GtkEditable          *language_row;
  AdwActionRow         *file_row;
  AdwActionRow         *length_row;

  ManiculeEditor       *editor;       /* (owned) (nullable) */
  GSignalGroup         *set_signals;  /* (owned) */
  GSignalGroup         *workspace_signals;  /* (owned) */
  ManiculeFollower     *follower;     /* (owned): of the status */
  GPtrArray            *rows;         /* (owned) (element-type GtkWidget): of the document labels */
  gboolean              showing;      /* what changes is not the user's doing */
};

G_DEFINE_FINAL_TYPE (ManiculeArticlePanel, manicule_article_panel, ADW_TYPE_BIN)

static void
document_label_changed_cb (ManiculeAttribute *attribute,
                           GVariant          *value,
                           gpointer           data)
{
  ManiculeArticlePanel *self = data;

  if (!self->showing && manicule_editor_get_annotation_set (self->editor) != NULL)
    manicule_editor_set_document_label (self->editor, manicule_attribute_get_name (attribute), value);
}

static void
show_document_labels (ManiculeArticlePanel *self)
{
  self->showing = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      const char *name = manicule_attribute_get_name (manicule_attribute_row_get_attribute (row));
      ManiculeAnnotation *annotation = manicule_editor_find_document_label (self->editor, name);
      g_autoptr(GVariant) value = annotation != NULL ? manicule_annotation_dup_attribute (annotation, "value") : NULL;

      manicule_attribute_row_set_value (row, value);
    }
  self->showing = FALSE;
}

/* The schema's questions changed: all rows are made anew. */
static void
fill_document_labels (ManiculeArticlePanel *self)
{
  GListModel *labels = manicule_schema_get_document_labels (manicule_editor_get_schema (self->editor));
  guint n = g_list_model_get_n_items (labels);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->labels_group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(ManiculeAttribute) label = g_list_model_get_item (labels, i);
      GtkWidget *row = manicule_attribute_row_new (label, NULL, document_label_changed_cb, self);

      gtk_widget_set_sensitive (row, !manicule_editor_get_read_only (self->editor));
      adw_preferences_group_add (self->labels_group, row);
      g_ptr_array_add (self->rows, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->labels_group), n > 0);
  show_document_labels (self);
}

/* Pauses are left out of it. */
static void
show_time (ManiculeArticlePanel *self,
           const char           *article_id)
{
  g_autofree char *time = manicule_wording_duration (manicule_workspace_get_time (manicule_editor_get_workspace (self->editor),
                                                                                  article_id));

  adw_action_row_set_subtitle (self->time_row, time);
}

static void
show_status (gpointer widget)
{
  ManiculeArticlePanel *self = widget;
  ManiculeAnnotationSet *set = manicule_editor_get_annotation_set (self->editor);

  self->showing = TRUE;
  if (set != NULL)
    {
      adw_combo_row_set_selected (self->status_row, manicule_annotation_set_get_status (set));
      adw_action_row_set_subtitle (self->annotator_row, manicule_annotation_set_get_annotator (set));
      show_time (self, manicule_annotation_set_get_article_id (set));
    }
  self->showing = FALSE;
}

static void
show_entry (GtkEditable *row,
            const char  *text)
{
  text = text != NULL ? text : "";
  if (g_str_equal (gtk_editable_get_text (row), text))
    return;
  /* Else the row would take the new text for the user's and offer to apply it. */
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), FALSE);
  gtk_editable_set_text (row, text);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
}

static void
show_article (ManiculeArticlePanel *self)
{
  ManiculeArticle *article = manicule_editor_get_article (self->editor);
  const ManiculeArticleFields *fields;
  g_autofree char *length = NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self), article != NULL);
  if (article == NULL)
    return;
  fields = manicule_article_get_fields (article);
  self->showing = TRUE;
  show_entry (self->title_row, fields->title);
  show_entry (self->source_row, fields->source);
  show_entry (self->date_row, fields->date);
  show_entry (self->place_row, fields->place);
  show_entry (self->language_row, fields->language);
  self->showing = FALSE;
  adw_action_row_set_subtitle (self->file_row, fields->file != NULL ? fields->file : fields->id);
  length = g_strdup_printf (ngettext ("%u character", "%u characters", fields->length), fields->length);
  adw_action_row_set_subtitle (self->length_row, length);
}

static const char *
get_entry (GtkEditable *row)
{
  const char *text = gtk_editable_get_text (row);

  return *text != '\0' ? text : NULL;
}

static gboolean
is_date (const char *date)
{
  return date == NULL || g_regex_match_simple ("^\\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?)?$", date,
                                               G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT);
}

static void
apply_cb (ManiculeArticlePanel *self)
{
  ManiculeArticle *article = manicule_editor_get_article (self->editor);
  g_autoptr(ManiculeArticle) changed = NULL;
  ManiculeArticleFields fields;

  if (article == NULL || self->showing)
    return;
  fields = *manicule_article_get_fields (article);
  fields.title = get_entry (self->title_row);
  fields.source = get_entry (self->source_row);
  fields.place = get_entry (self->place_row);
  fields.language = get_entry (self->language_row);
  if (is_date (get_entry (self->date_row)))
    {
      fields.date = get_entry (self->date_row);
      gtk_widget_remove_css_class (GTK_WIDGET (self->date_row), "error");
    }
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->date_row), "error");
  changed = manicule_article_new (&fields);
  manicule_editor_set_article (self->editor, changed);
}

static void
status_selected_cb (ManiculeArticlePanel *self)
{
  if (!self->showing && self->editor != NULL)
    manicule_editor_set_status (self->editor, (ManiculeStatus) adw_combo_row_get_selected (self->status_row));
}

static void
summary_changed_cb (ManiculeArticlePanel *self,
                    const char           *article_id)
{
  ManiculeAnnotationSet *set = manicule_editor_get_annotation_set (self->editor);

  if (set != NULL && g_str_equal (manicule_annotation_set_get_article_id (set), article_id))
    manicule_follower_queue (self->follower);
}

static void
set_replaced_cb (ManiculeArticlePanel *self)
{
  g_signal_group_set_target (self->set_signals, manicule_editor_get_annotation_set (self->editor));
  show_document_labels (self);
  show_status (self);
}

static void
manicule_article_panel_dispose (GObject *object)
{
  ManiculeArticlePanel *self = MANICULE_ARTICLE_PANEL (object);

  g_clear_pointer (&self->follower, manicule_follower_free);
  g_clear_object (&self->set_signals);
  g_clear_object (&self->workspace_signals);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), MANICULE_TYPE_ARTICLE_PANEL);
  g_clear_object (&self->editor);

  G_OBJECT_CLASS (manicule_article_panel_parent_class)->dispose (object);
}

static void
manicule_article_panel_class_init (ManiculeArticlePanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = manicule_article_panel_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/manicule/Manicule/panels/manicule-article-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, ManiculeArticlePanel, labels_group);
  gtk_widget_class_bind_template_child (widget_class, ManiculeArticlePanel, status_row);
  gtk_widget_class_bind_template_child (widget_class, ManiculeArticlePanel, time_row);
  gtk_widget_class_bind_template_child (widget_class, ManiculeArticlePanel, annotator_row);
  gtk_widget_class_bind_template_child (widget_class, ManiculeArticlePanel, title_row);
  gtk_widget_class_bind_template_child (widget_class, ManiculeArticlePanel, source_row);
  gtk_widget_class_bind_template_child (widget_class, ManiculeArticlePanel, date_row);
  gtk_widget_class_bind_template_child (widget_class, ManiculeArticlePanel, place_row);
  gtk_widget_class_bind_template_child (widget_class, ManiculeArticlePanel, language_row);
  gtk_widget_class_bind_template_child (widget_class, ManiculeArticlePanel, file_row);
  gtk_widget_class_bind_template_child (widget_class, ManiculeArticlePanel, length_row);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, status_selected_cb);
}

static void
manicule_article_panel_init (ManiculeArticlePanel *self)
{
  self->rows = g_ptr_array_new ();
  self->follower = manicule_follower_new (GTK_WIDGET (self), show_status);
  self->set_signals = g_signal_group_new (MANICULE_TYPE_ANNOTATION_SET);
  g_signal_group_connect_swapped (self->set_signals, "items-changed", G_CALLBACK (show_document_labels), self);
  self->workspace_signals = g_signal_group_new (MANICULE_TYPE_WORKSPACE);
  g_signal_group_connect_swapped (self->workspace_signals, "summary-changed", G_CALLBACK (summary_changed_cb), self);
  self->showing = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->showing = FALSE;
}

static void
set_editable (ManiculeArticlePanel *self,
              gboolean              editable)
{
  GtkWidget *rows[] = { GTK_WIDGET (self->status_row), GTK_WIDGET (self->title_row), GTK_WIDGET (self->source_row),
                        GTK_WIDGET (self->date_row), GTK_WIDGET (self->place_row), GTK_WIDGET (self->language_row) };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    gtk_widget_set_sensitive (rows[i], editable);
}

void
manicule_article_panel_set_editor (ManiculeArticlePanel *self,
                                   ManiculeEditor       *editor)
{
  GListModel *labels = manicule_schema_get_document_labels (manicule_editor_get_schema (editor));

  g_return_if_fail (MANICULE_IS_ARTICLE_PANEL (self));
  g_return_if_fail (self->editor == NULL);

  self->editor = g_object_ref (editor);
  set_editable (self, !manicule_editor_get_read_only (editor));
  g_signal_group_set_target (self->workspace_signals, manicule_editor_get_workspace (editor));
  g_signal_connect_object (labels, "items-changed", G_CALLBACK (fill_document_labels), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "notify::annotation-set", G_CALLBACK (set_replaced_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "notify::article", G_CALLBACK (show_article), self, G_CONNECT_SWAPPED);
  fill_document_labels (self);
  set_replaced_cb (self);
  show_article (self);
}
