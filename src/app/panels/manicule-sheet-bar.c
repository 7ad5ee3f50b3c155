/* manicule-sheet-bar.c: the bottom sheet while it is closed: the focused annotation in one line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-sheet-bar.h"

#include "manicule-chip.h"
#include "manicule-follower.h"
#include "manicule-wording.h"

#include <glib/gi18n-lib.h>

struct _ManiculeSheetBar
{
  AdwBin            parent_instance;

  GtkWidget        *chip;
  GtkLabel         *words;
  GtkLabel         *place;

  ManiculeEditor   *editor;       /* (owned) (nullable) */
  GSignalGroup     *set_signals;  /* (owned) */
  ManiculeFollower *follower;     /* (owned) */
};

G_DEFINE_FINAL_TYPE (ManiculeSheetBar, manicule_sheet_bar, ADW_TYPE_BIN)

/* One span of the set, or a proposal for one. */
static void
show_span (ManiculeSheetBar      *self,
           ManiculeAnnotationSet *set,
           ManiculeAnnotation    *span,
           const char            *place)
{
  g_autofree char *covered = manicule_annotation_set_dup_covered (set, span);
  g_autofree char *line = manicule_wording_one_line (covered, 80);
  ManiculeSchema *schema = manicule_editor_get_schema (self->editor);

  manicule_chip_set_label (MANICULE_CHIP (self->chip), manicule_schema_find_label (schema, manicule_annotation_get_label (span)));
  gtk_label_set_text (self->words, line);
  gtk_label_set_text (self->place, place);
}

static void
show_focused (ManiculeSheetBar      *self,
              ManiculeAnnotationSet *set,
              ManiculeAnnotation    *focused)
{
  guint first = manicule_annotation_set_get_n (set, MANICULE_ANNOTATION_DOCUMENT);
  guint n = manicule_annotation_set_get_n (set, MANICULE_ANNOTATION_SPAN);
  guint position = manicule_annotation_set_get_position (set, focused);
  /* Translators: which annotation of how many */
  g_autofree char *place = g_strdup_printf (_("%u of %u"), position - first + 1, n);

  show_span (self, set, focused, place);
}

static void
show_count (ManiculeSheetBar      *self,
            ManiculeAnnotationSet *set)
{
  guint n = set != NULL ? g_list_model_get_n_items (G_LIST_MODEL (set)) : 0;
  g_autofree char *words = g_strdup_printf (ngettext ("%u annotation", "%u annotations", n), n);

  gtk_label_set_text (self->words, words);
  gtk_label_set_text (self->place, "");
}

static void
follow (gpointer widget)
{
  ManiculeSheetBar *self = widget;
  ManiculeAnnotationSet *set = manicule_editor_get_annotation_set (self->editor);
  ManiculeAnnotation *focused = manicule_editor_get_focused (self->editor);
  ManiculeSuggestion *suggestion = manicule_editor_get_suggestion (self->editor);

  if (focused != NULL && set != NULL && manicule_annotation_set_get_position (set, focused) == G_MAXUINT)
    focused = NULL;
  gtk_widget_set_visible (self->chip, focused != NULL || suggestion != NULL);
  if (focused != NULL)
    show_focused (self, set, focused);
  else if (suggestion != NULL && set != NULL)
    show_span (self, set, manicule_suggestion_get_proposal (suggestion), _("Suggestion"));
  else
    show_count (self, set);
}

static void
queue_follow (ManiculeSheetBar *self)
{
  manicule_follower_queue (self->follower);
}

static void
set_replaced_cb (ManiculeSheetBar *self)
{
  g_signal_group_set_target (self->set_signals, manicule_editor_get_annotation_set (self->editor));
  queue_follow (self);
}

static void
manicule_sheet_bar_dispose (GObject *object)
{
  ManiculeSheetBar *self = MANICULE_SHEET_BAR (object);

  g_clear_pointer (&self->follower, manicule_follower_free);
  g_clear_object (&self->set_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), MANICULE_TYPE_SHEET_BAR);
  g_clear_object (&self->editor);

  G_OBJECT_CLASS (manicule_sheet_bar_parent_class)->dispose (object);
}

static void
manicule_sheet_bar_class_init (ManiculeSheetBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = manicule_sheet_bar_dispose;

  g_type_ensure (MANICULE_TYPE_CHIP);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/manicule/Manicule/panels/manicule-sheet-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, ManiculeSheetBar, chip);
  gtk_widget_class_bind_template_child (widget_class, ManiculeSheetBar, words);
  gtk_widget_class_bind_template_child (widget_class, ManiculeSheetBar, place);
}

static void
manicule_sheet_bar_init (ManiculeSheetBar *self)
{
  self->follower = manicule_follower_new (GTK_WIDGET (self), follow);
  self->set_signals = g_signal_group_new (MANICULE_TYPE_ANNOTATION_SET);
  g_signal_group_connect_swapped (self->set_signals, "items-changed", G_CALLBACK (queue_follow), self);
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
manicule_sheet_bar_set_editor (ManiculeSheetBar *self,
                               ManiculeEditor   *editor)
{
  g_return_if_fail (MANICULE_IS_SHEET_BAR (self));
  g_return_if_fail (self->editor == NULL);

  self->editor = g_object_ref (editor);
  g_signal_connect_object (editor, "notify::focused", G_CALLBACK (queue_follow), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "notify::suggestion", G_CALLBACK (queue_follow), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "notify::annotation-set", G_CALLBACK (set_replaced_cb), self, G_CONNECT_SWAPPED);
  set_replaced_cb (self);
}
