/* manicule-guidelines-panel.c: when to give a label
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-guidelines-panel.h"

#include "manicule-chip.h"
#include "manicule-follower.h"
#include "manicule-wording.h"

#include <glib/gi18n-lib.h>

struct _ManiculeGuidelinesPanel
{
  AdwBin          parent_instance;

  GtkStack       *stack;
  ManiculeChip   *chip;
  GtkLabel       *title;
  GtkLabel       *description;
  AdwBin         *examples;
  AdwBin         *counter_examples;

  ManiculeEditor   *editor;    /* (owned) (nullable) */
  ManiculeLabel    *shown;     /* (owned) (nullable) */
  ManiculeFollower *follower;  /* (owned) */
};

G_DEFINE_FINAL_TYPE (ManiculeGuidelinesPanel, manicule_guidelines_panel, ADW_TYPE_BIN)

static GListModel *
get_labels (ManiculeGuidelinesPanel *self)
{
  return manicule_schema_get_labels (manicule_editor_get_schema (self->editor));
}

/* “minister *Ines Halloran*”: what stands between asterisks is bold, or struck out where it is to be left out. */
static char *
example_to_markup (const char *example,
                   gboolean    leave_out)
{
  g_auto(GStrv) parts = g_strsplit (example, "*", -1);
  GString *markup = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *escaped = g_markup_escape_text (parts[i], -1);

      /* An asterisk without its fellow is only an asterisk. */
      if (i % 2 == 0)
        g_string_append (markup, escaped);
      else if (parts[i + 1] == NULL)
        g_string_append_printf (markup, "*%s", escaped);
      else
        g_string_append_printf (markup, leave_out ? "<s>%s</s>" : "<b>%s</b>", escaped);
    }
  return g_string_free_and_steal (markup);
}

/* What is left out may say why, after a colon: “the *minister*: a role, not a name”. */
static GtkWidget *
example_row_new (const char *example,
                 gboolean    leave_out)
{
  g_auto(GStrv) lines = g_strsplit (example, leave_out ? ": " : "\n", 2);
  g_autofree char *markup = example_to_markup (lines[0] != NULL ? lines[0] : "", leave_out);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "title", markup, "title-lines", 4, NULL);

  if (lines[0] != NULL && lines[1] != NULL)
    {
      g_autofree char *reason = manicule_wording_sentence (lines[1]);
      g_autofree char *escaped = g_markup_escape_text (reason, -1);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), escaped);
    }
  return row;
}

static void
show_examples (AdwBin             *bin,
               const char         *title,
               const char * const *examples,
               gboolean            leave_out)
{
  gboolean any = examples != NULL && examples[0] != NULL;
  GtkWidget *group = NULL;

  if (any)
    group = g_object_new (ADW_TYPE_PREFERENCES_GROUP, "title", title, NULL);
  for (guint i = 0; any && examples[i] != NULL; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), example_row_new (examples[i], leave_out));
  adw_bin_set_child (bin, group);
  gtk_widget_set_visible (GTK_WIDGET (bin), any);
}

static void
show_label (ManiculeGuidelinesPanel *self,
            ManiculeLabel           *label)
{
  const char *description;

  gtk_stack_set_visible_child_name (self->stack, label != NULL ? "label" : "none");
  if (!g_set_object (&self->shown, label) || label == NULL)
    return;
  description = manicule_label_get_description (label);
  manicule_chip_set_label (self->chip, label);
  gtk_label_set_text (self->title, manicule_label_get_title (label));
  gtk_label_set_text (self->description, description != NULL ? description : _("No guideline yet"));
  /* Translators: heads examples of what should get a label, and of what should not */
  show_examples (self->examples, _("Mark"), manicule_label_get_examples (label), FALSE);
  show_examples (self->counter_examples, _("Leave Out"), manicule_label_get_counter_examples (label), TRUE);
}

static void
follow (gpointer widget)
{
  ManiculeGuidelinesPanel *self = widget;
  ManiculeAnnotation *focused = manicule_editor_get_focused (self->editor);
  ManiculeSuggestion *suggestion = manicule_editor_get_suggestion (self->editor);
  const char *name = focused != NULL ? manicule_annotation_get_label (focused)
                     : suggestion != NULL ? manicule_suggestion_get_label (suggestion)
                                          : manicule_editor_get_last_label (self->editor);
  g_autoptr(ManiculeLabel) first = g_list_model_get_item (get_labels (self), 0);
  ManiculeLabel *label = name != NULL ? manicule_schema_find_label (manicule_editor_get_schema (self->editor), name) : NULL;

  /* What is shown stays while nothing else is meant. */
  if (label == NULL && self->shown != NULL)
    label = manicule_schema_find_label (manicule_editor_get_schema (self->editor), manicule_label_get_name (self->shown));
  show_label (self, label != NULL ? label : first);
}

static void
queue_follow (ManiculeGuidelinesPanel *self)
{
  manicule_follower_queue (self->follower);
}

static void
step (ManiculeGuidelinesPanel *self,
      gboolean                 forward)
{
  guint n = g_list_model_get_n_items (get_labels (self));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(ManiculeLabel) label = g_list_model_get_item (get_labels (self), i);
      g_autoptr(ManiculeLabel) other = NULL;

      if (label != self->shown)
        continue;
      other = g_list_model_get_item (get_labels (self), (i + (forward ? 1 : n - 1)) % n);
      show_label (self, other);
      return;
    }
}

static void
next_cb (ManiculeGuidelinesPanel *self)
{
  step (self, TRUE);
}

static void
previous_cb (ManiculeGuidelinesPanel *self)
{
  step (self, FALSE);
}

static void
manicule_guidelines_panel_dispose (GObject *object)
{
  ManiculeGuidelinesPanel *self = MANICULE_GUIDELINES_PANEL (object);

  g_clear_pointer (&self->follower, manicule_follower_free);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), MANICULE_TYPE_GUIDELINES_PANEL);
  g_clear_object (&self->shown);
  g_clear_object (&self->editor);

  G_OBJECT_CLASS (manicule_guidelines_panel_parent_class)->dispose (object);
}

static void
manicule_guidelines_panel_class_init (ManiculeGuidelinesPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = manicule_guidelines_panel_dispose;

  g_type_ensure (MANICULE_TYPE_CHIP);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/manicule/Manicule/panels/manicule-guidelines-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, ManiculeGuidelinesPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, ManiculeGuidelinesPanel, chip);
  gtk_widget_class_bind_template_child (widget_class, ManiculeGuidelinesPanel, title);
  gtk_widget_class_bind_template_child (widget_class, ManiculeGuidelinesPanel, description);
  gtk_widget_class_bind_template_child (widget_class, ManiculeGuidelinesPanel, examples);
  gtk_widget_class_bind_template_child (widget_class, ManiculeGuidelinesPanel, counter_examples);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
}

static void
manicule_guidelines_panel_init (ManiculeGuidelinesPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->follower = manicule_follower_new (GTK_WIDGET (self), follow);
}

void
manicule_guidelines_panel_set_editor (ManiculeGuidelinesPanel *self,
                                      ManiculeEditor          *editor)
{
  g_return_if_fail (MANICULE_IS_GUIDELINES_PANEL (self));
  g_return_if_fail (self->editor == NULL);

  self->editor = g_object_ref (editor);
  g_signal_connect_object (editor, "notify::focused", G_CALLBACK (queue_follow), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "notify::suggestion", G_CALLBACK (queue_follow), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "notify::last-label", G_CALLBACK (queue_follow), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_labels (self), "items-changed", G_CALLBACK (queue_follow), self, G_CONNECT_SWAPPED);
  queue_follow (self);
}
