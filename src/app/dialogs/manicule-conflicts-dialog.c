/* manicule-conflicts-dialog.c: annotations with two versions, side by side
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-conflicts-dialog.h"

#include "manicule-merge.h"
#include "manicule-wording.h"

#include <glib/gi18n-lib.h>

#define COVERED_MAX 60

struct _ManiculeConflictsDialog
{
  AdwDialog              parent_instance;

  AdwPreferencesPage    *page;
  GtkStack              *stack;

  ManiculeEditor        *editor;  /* (owned) */
  ManiculeAnnotationSet *set;     /* (owned) (nullable) */
  GPtrArray             *groups;  /* (owned) (element-type AdwPreferencesGroup) (unowned): those on the page */
};

G_DEFINE_FINAL_TYPE (ManiculeConflictsDialog, manicule_conflicts_dialog, ADW_TYPE_DIALOG)

static void fill (ManiculeConflictsDialog *self);

/* --- deciding */

static void
decide (ManiculeConflictsDialog *self,
        const char              *twin_id,
        ManiculeMergeChoice      choice)
{
  ManiculeAnnotation *twin = manicule_annotation_set_find (self->set, twin_id);
  g_autoptr(GError) error = NULL;

  if (twin != NULL && manicule_merge_find_first (self->set, twin) != NULL &&
      !manicule_merge_decide (manicule_editor_get_history (self->editor), self->set, twin, choice, &error))
    manicule_editor_report (self->editor, error->message);
  fill (self);
}

static void
keep_first_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  decide (MANICULE_CONFLICTS_DIALOG (widget), g_variant_get_string (parameter, NULL), MANICULE_MERGE_KEEP_FIRST);
}

static void
keep_twin_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  decide (MANICULE_CONFLICTS_DIALOG (widget), g_variant_get_string (parameter, NULL), MANICULE_MERGE_KEEP_TWIN);
}

static void
keep_both_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  decide (MANICULE_CONFLICTS_DIALOG (widget), g_variant_get_string (parameter, NULL), MANICULE_MERGE_KEEP_BOTH);
}

/* --- words */

static const char *
get_label_title (ManiculeConflictsDialog *self,
                 ManiculeAnnotation      *annotation)
{
  const char *name = manicule_annotation_get_label (annotation);
  ManiculeLabel *label = manicule_schema_find_label (manicule_editor_get_schema (self->editor), name);

  return label != NULL ? manicule_label_get_title (label) : name;
}

static char *
dup_place (ManiculeConflictsDialog *self,
           ManiculeAnnotation      *annotation)
{
  g_autofree char *covered = NULL;
  ManiculeAnnotation *from, *to;

  switch (manicule_annotation_get_kind (annotation))
    {
    case MANICULE_ANNOTATION_SPAN:
      covered = manicule_annotation_set_dup_covered (self->set, annotation);
      return manicule_wording_one_line (covered, COVERED_MAX);
    case MANICULE_ANNOTATION_RELATION:
      from = manicule_annotation_set_find (self->set, manicule_annotation_get_from (annotation));
      to = manicule_annotation_set_find (self->set, manicule_annotation_get_to (annotation));
      /* Translators: a relation leads from one label to another. */
      return g_strdup_printf (_("%s to %s"), get_label_title (self, from), get_label_title (self, to));
    case MANICULE_ANNOTATION_DOCUMENT:
    default:
      return g_strdup (_("The whole article"));
    }
}

static void
add_words (GString    *words,
           const char *text)
{
  if (text != NULL && *text != '\0')
    g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", text);
}

/* What a version says beside its label. */
static char *
dup_details (ManiculeConflictsDialog *self,
             ManiculeAnnotation      *annotation)
{
  GString *words = g_string_new (NULL);
  GVariant *attributes = manicule_annotation_get_attributes (annotation);
  g_autofree char *place = dup_place (self, annotation);
  gint64 modified = manicule_annotation_get_modified (annotation);
  gsize n = attributes != NULL ? g_variant_n_children (attributes) : 0;

  add_words (words, place);
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr(GVariant) entry = g_variant_get_child_value (attributes, i);
      g_autoptr(GVariant) value = NULL;
      g_autofree char *printed = NULL, *text = NULL;
      const char *name;

      g_variant_get (entry, "{&sv}", &name, &value);
      printed = g_variant_print (value, FALSE);
      /* Translators: an attribute and its value */
      text = g_strdup_printf (_("%s: %s"), name, printed);
      add_words (words, text);
    }
  add_words (words, manicule_annotation_get_entity (annotation));
  add_words (words, manicule_annotation_get_note (annotation));
  if (modified != 0)
    {
      g_autofree char *moment = manicule_wording_moment (modified);
      /* Translators: %s is a moment such as “today at 14:32”. */
      g_autofree char *text = g_strdup_printf (_("changed %s"), moment);

      add_words (words, text);
    }
  return g_string_free_and_steal (words);
}

/* --- rows */

static GtkWidget *
new_button (const char *title,
            const char *action,
            const char *twin_id)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (title);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", twin_id);
  return button;
}

static void
add_version (ManiculeConflictsDialog *self,
             AdwPreferencesGroup     *group,
             ManiculeAnnotation      *version,
             const char              *action,
             const char              *twin_id)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *details = dup_details (self, version);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), get_label_title (self, version));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), details);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), new_button (_("Keep This"), action, twin_id));
  adw_preferences_group_add (group, row);
}

static void
add_group (ManiculeConflictsDialog *self,
           ManiculeAnnotation      *twin)
{
  ManiculeAnnotation *first = manicule_merge_find_first (self->set, twin);
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  const char *twin_id = manicule_annotation_get_id (twin);
  g_autofree char *place = dup_place (self, first), *title = g_markup_escape_text (place, -1);
  GtkWidget *both = new_button (_("Keep Both"), "conflict.keep-both", twin_id);

  adw_preferences_group_set_title (group, title);
  gtk_widget_add_css_class (both, "flat");
  adw_preferences_group_set_header_suffix (group, both);
  add_version (self, group, first, "conflict.keep-first", twin_id);
  add_version (self, group, twin, "conflict.keep-twin", twin_id);
  adw_preferences_page_add (self->page, group);
  g_ptr_array_add (self->groups, group);
}

static void
fill (ManiculeConflictsDialog *self)
{
  g_autoptr(GPtrArray) twins = self->set != NULL ? manicule_merge_list_twins (self->set) : g_ptr_array_new ();

  /* Closing disposes of the dialog, so nothing may come after it. */
  if (self->groups->len > 0 && twins->len == 0)
    {
      adw_dialog_close (ADW_DIALOG (self));
      return;
    }

  for (guint i = 0; i < self->groups->len; i++)
    adw_preferences_page_remove (self->page, self->groups->pdata[i]);
  g_ptr_array_set_size (self->groups, 0);

  for (guint i = 0; i < twins->len; i++)
    add_group (self, twins->pdata[i]);
  gtk_stack_set_visible_child_name (self->stack, twins->len > 0 ? "conflicts" : "none");
}

/* --- the dialog */

static void
manicule_conflicts_dialog_dispose (GObject *object)
{
  ManiculeConflictsDialog *self = MANICULE_CONFLICTS_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), MANICULE_TYPE_CONFLICTS_DIALOG);
  g_clear_object (&self->set);
  g_clear_object (&self->editor);
  g_clear_pointer (&self->groups, g_ptr_array_unref);

  G_OBJECT_CLASS (manicule_conflicts_dialog_parent_class)->dispose (object);
}

static void
manicule_conflicts_dialog_class_init (ManiculeConflictsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = manicule_conflicts_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/manicule/Manicule/dialogs/manicule-conflicts-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ManiculeConflictsDialog, page);
  gtk_widget_class_bind_template_child (widget_class, ManiculeConflictsDialog, stack);
  gtk_widget_class_install_action (widget_class, "conflict.keep-first", "s", keep_first_action);
  gtk_widget_class_install_action (widget_class, "conflict.keep-twin", "s", keep_twin_action);
  gtk_widget_class_install_action (widget_class, "conflict.keep-both", "s", keep_both_action);
}

static void
manicule_conflicts_dialog_init (ManiculeConflictsDialog *self)
{
  self->groups = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * manicule_conflicts_dialog_new:
 * @editor: the editor
 *
 * Returns: (transfer floating): a dialog for the annotations of the open article that have two versions
 */
ManiculeConflictsDialog *
manicule_conflicts_dialog_new (ManiculeEditor *editor)
{
  ManiculeConflictsDialog *self = g_object_new (MANICULE_TYPE_CONFLICTS_DIALOG, NULL);

  self->editor = g_object_ref (editor);
  g_set_object (&self->set, manicule_editor_get_annotation_set (editor));
  fill (self);
  return self;
}
