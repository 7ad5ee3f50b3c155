/* manicule-orphans-dialog.c: annotations that lost their place when the text of their article changed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-orphans-dialog.h"

#include "manicule-rebase-article.h"
#include "manicule-wording.h"

#include <glib/gi18n-lib.h>

#define COVERED_MAX 60

struct _ManiculeOrphansDialog
{
  AdwDialog              parent_instance;

  AdwPreferencesPage    *page;
  AdwPreferencesGroup   *group;
  GtkStack              *stack;

  ManiculeEditor        *editor;     /* (owned) */
  ManiculeAnnotationSet *set;        /* (owned) */
  ManiculeRange          selection;  /* where one can be put; empty: nowhere */
  GPtrArray             *orphans;    /* (owned) (nullable) (element-type ManiculeOrphan) */
  GPtrArray             *rows;       /* (owned) (element-type GtkWidget) (unowned): those in the group */
  gboolean               decided;    /* the list was shown, and something decided */
};

G_DEFINE_FINAL_TYPE (ManiculeOrphansDialog, manicule_orphans_dialog, ADW_TYPE_DIALOG)

static void fill (ManiculeOrphansDialog *self);

static ManiculeWorkspace *
get_workspace (ManiculeOrphansDialog *self)
{
  return manicule_editor_get_workspace (self->editor);
}

/* --- deciding */

static ManiculeAnnotation *
find_orphan (ManiculeOrphansDialog *self,
             const char            *id)
{
  for (guint i = 0; self->orphans != NULL && i < self->orphans->len; i++)
    {
      ManiculeOrphan *orphan = g_ptr_array_index (self->orphans, i);

      if (g_str_equal (manicule_annotation_get_id (orphan->annotation), id))
        return orphan->annotation;
    }

  return NULL;
}

static gboolean
has_ends (ManiculeOrphansDialog *self,
          ManiculeAnnotation    *relation)
{
  return manicule_annotation_set_find (self->set, manicule_annotation_get_from (relation)) != NULL &&
         manicule_annotation_set_find (self->set, manicule_annotation_get_to (relation)) != NULL;
}

static gboolean
can_place (ManiculeOrphansDialog *self,
           ManiculeAnnotation    *orphan)
{
  switch (manicule_annotation_get_kind (orphan))
    {
    case MANICULE_ANNOTATION_SPAN:
      return self->selection.start < self->selection.end;
    case MANICULE_ANNOTATION_RELATION:
      return has_ends (self, orphan);
    case MANICULE_ANNOTATION_DOCUMENT:
    default:
      return TRUE;
    }
}

/* Under its old id, by which it is known to have found its place; undone, it is without one again. */
static void
place_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  ManiculeOrphansDialog *self = MANICULE_ORPHANS_DIALOG (widget);
  ManiculeAnnotation *orphan = find_orphan (self, g_variant_get_string (parameter, NULL));
  g_autoptr(ManiculeAnnotation) placed = NULL;
  g_autoptr(ManiculeChange) change = NULL;
  g_autoptr(GError) error = NULL;

  if (orphan == NULL || !can_place (self, orphan))
    return;

  placed = manicule_annotation_get_kind (orphan) == MANICULE_ANNOTATION_SPAN
           ? manicule_annotation_with_ranges (orphan, &self->selection, 1) : g_object_ref (orphan);
  change = manicule_change_new_annotation (self->set, NULL, placed);
  manicule_workspace_begin (get_workspace (self), self->set, _("Gave an annotation its place again"));
  if (!manicule_history_apply (manicule_editor_get_history (self->editor), change, &error))
    manicule_editor_report (self->editor, error->message);
  manicule_workspace_end (get_workspace (self));
  self->decided = TRUE;
  fill (self);
}

static void
dropped_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(ManiculeOrphansDialog) self = data;
  g_autoptr(GError) error = NULL;

  if (!manicule_workspace_drop_orphan_finish (MANICULE_WORKSPACE (source), result, &error) && self->editor != NULL)
    manicule_editor_report (self->editor, error->message);
  self->decided = TRUE;
  fill (self);
}

static void
drop_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  ManiculeOrphansDialog *self = MANICULE_ORPHANS_DIALOG (widget);

  manicule_workspace_drop_orphan_async (get_workspace (self), manicule_annotation_set_get_article_id (self->set),
                                        g_variant_get_string (parameter, NULL), dropped_cb, g_object_ref (self));
}

/* --- rows */

static GtkWidget *
new_button (const char *title,
            const char *tooltip,
            const char *action,
            const char *id)
{
  GtkWidget *button = gtk_button_new_with_label (title);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", id);
  return button;
}

static const char *
get_label_title (ManiculeOrphansDialog *self,
                 ManiculeAnnotation    *annotation)
{
  const char *name = manicule_annotation_get_label (annotation);
  ManiculeLabel *label = manicule_schema_find_label (manicule_editor_get_schema (self->editor), name);

  return label != NULL ? manicule_label_get_title (label) : name;
}

static char *
dup_title (ManiculeOrphansDialog *self,
           ManiculeOrphan        *orphan)
{
  const char *title = get_label_title (self, orphan->annotation);
  ManiculeRange hull = manicule_annotation_get_hull (orphan->annotation);
  g_autofree char *covered = NULL;
  g_autofree char *words = NULL;

  if (manicule_annotation_get_kind (orphan->annotation) != MANICULE_ANNOTATION_SPAN)
    return g_strdup (title);

  covered = manicule_text_get_slice (orphan->text, hull.start, hull.end);
  words = manicule_wording_one_line (covered, COVERED_MAX);
  /* Translators: a label, then what it covered, as in “Person “Varga”” */
  return g_strdup_printf (_("%s “%s”"), title, words);
}

static void
add_row (ManiculeOrphansDialog *self,
         ManiculeOrphan        *orphan)
{
  const char *id = manicule_annotation_get_id (orphan->annotation);
  gboolean is_span = manicule_annotation_get_kind (orphan->annotation) == MANICULE_ANNOTATION_SPAN;
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *context = manicule_orphan_dup_context (orphan);
  g_autofree char *title = dup_title (self, orphan);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), is_span ? context : manicule_annotation_get_note (orphan->annotation));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  if (can_place (self, orphan->annotation))
    adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                               is_span ? new_button (_("Place at Selection"), _("Annotate the selected passage with it"),
                                                     "orphan.place", id)
                                       : new_button (_("Put Back"), _("Add it to the article again"), "orphan.place", id));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             new_button (_("Let Go"), _("Take it off this list; the former version of the article keeps it"),
                                         "orphan.drop", id));
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);
}

static void
show_orphans (ManiculeOrphansDialog *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);

  /* The last one was decided. */
  if (self->decided && self->orphans->len == 0)
    {
      adw_dialog_close (ADW_DIALOG (self));
      return;
    }

  for (guint i = 0; i < self->orphans->len; i++)
    add_row (self, self->orphans->pdata[i]);
  gtk_stack_set_visible_child_name (self->stack, self->orphans->len > 0 ? "orphans" : "none");
  /* The button that had the focus is gone. */
  if (self->decided)
    gtk_widget_child_focus (GTK_WIDGET (self->group), GTK_DIR_TAB_FORWARD);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(ManiculeOrphansDialog) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) orphans = manicule_workspace_list_orphans_finish (MANICULE_WORKSPACE (source), result, &error);

  if (self->editor == NULL)
    return;
  if (orphans == NULL)
    {
      manicule_editor_report (self->editor, error->message);
      return;
    }

  g_clear_pointer (&self->orphans, g_ptr_array_unref);
  self->orphans = g_steal_pointer (&orphans);
  show_orphans (self);
}

static void
fill (ManiculeOrphansDialog *self)
{
  if (self->editor != NULL)
    manicule_workspace_list_orphans_async (get_workspace (self), manicule_annotation_set_get_article_id (self->set), listed_cb,
                                           g_object_ref (self));
}

/* --- the dialog */

static void
manicule_orphans_dialog_dispose (GObject *object)
{
  ManiculeOrphansDialog *self = MANICULE_ORPHANS_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), MANICULE_TYPE_ORPHANS_DIALOG);
  g_clear_object (&self->set);
  g_clear_object (&self->editor);
  g_clear_pointer (&self->orphans, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (manicule_orphans_dialog_parent_class)->dispose (object);
}

static void
manicule_orphans_dialog_class_init (ManiculeOrphansDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = manicule_orphans_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/manicule/Manicule/dialogs/manicule-orphans-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ManiculeOrphansDialog, page);
  gtk_widget_class_bind_template_child (widget_class, ManiculeOrphansDialog, group);
  gtk_widget_class_bind_template_child (widget_class, ManiculeOrphansDialog, stack);
  gtk_widget_class_install_action (widget_class, "orphan.place", "s", place_action);
  gtk_widget_class_install_action (widget_class, "orphan.drop", "s", drop_action);
}

static void
manicule_orphans_dialog_init (ManiculeOrphansDialog *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * manicule_orphans_dialog_new:
 * @editor: the editor, with an article
 * @selection: (nullable): what is selected in its text
 *
 * Returns: (transfer floating): a dialog for the annotations of the open article that have no place in its text
 */
ManiculeOrphansDialog *
manicule_orphans_dialog_new (ManiculeEditor      *editor,
                             const ManiculeRange *selection)
{
  ManiculeOrphansDialog *self = g_object_new (MANICULE_TYPE_ORPHANS_DIALOG, NULL);

  self->editor = g_object_ref (editor);
  self->set = g_object_ref (manicule_editor_get_annotation_set (editor));
  if (selection != NULL)
    self->selection = *selection;
  adw_preferences_page_set_description (self->page,
                                        selection != NULL
                                        ? _("The text of this article was changed, and what these annotations covered is gone. "
                                            "Here is what stood around them.")
                                        : _("The text of this article was changed, and what these annotations covered is gone. "
                                            "Here is what stood around them. To give one a place, select its passage first."));
  fill (self);
  return self;
}
