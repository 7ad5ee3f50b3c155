/* manicule-annotation-panel.c: the focused annotation
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-annotation-panel.h"

#include "manicule-attribute-row.h"
#include "manicule-chip.h"
#include "manicule-excerpt.h"
#include "manicule-follower.h"
#include "manicule-note-field.h"
#include "manicule-relations-group.h"
#include "manicule-suggest-head.h"
#include "manicule-suggestion-page.h"
#include "manicule-wording.h"

#include <glib/gi18n-lib.h>
#include <math.h>

struct _ManiculeAnnotationPanel
{
  AdwBin               parent_instance;

  GtkStack            *stack;
  GtkLabel            *suggestions;
  ManiculeSuggestionPage *suggestion;
  ManiculeExcerpt     *excerpt;
  GtkListBox          *fields;
  AdwComboRow         *label_row;
  GtkWidget           *entity_group;
  AdwActionRow        *entity_row;
  AdwBin              *relations;
  ManiculeNoteField   *note;
  GtkLabel            *origin;

  ManiculeEditor      *editor;       /* (owned) (nullable) */
  ManiculeAnnotation  *shown;        /* (owned) (nullable) */
  GSignalGroup        *set_signals;  /* (owned) */
  GSignalGroup        *suggestion_signals;  /* (owned): of the list */
  GPtrArray           *rows;         /* (owned) (element-type GtkWidget): of the attributes */
  ManiculeFollower    *follower;     /* (owned) */
  gboolean             showing;      /* what changes is not the user's doing */
  gboolean             labels_stale; /* the schema has others than the row */
};

G_DEFINE_FINAL_TYPE (ManiculeAnnotationPanel, manicule_annotation_panel, ADW_TYPE_BIN)

static ManiculeLabel *
get_label (ManiculeAnnotationPanel *self)
{
  return manicule_schema_find_label (manicule_editor_get_schema (self->editor), manicule_annotation_get_label (self->shown));
}

/* As it is in the set by now, which may be another object than is shown until the next frame; NULL: it is gone. */
static ManiculeAnnotation *
find_shown (ManiculeAnnotationPanel *self)
{
  ManiculeAnnotationSet *set = manicule_editor_get_annotation_set (self->editor);

  return self->shown != NULL && set != NULL ? manicule_annotation_set_find (set, manicule_annotation_get_id (self->shown)) : NULL;
}

/* --- label and attributes */

/* A copy: a row chooses another label by itself when the one that it shows leaves its list, as it does when the making of
 * that label is undone. */
static void
take_labels (ManiculeAnnotationPanel *self)
{
  GListModel *labels = manicule_schema_get_labels (manicule_editor_get_schema (self->editor));
  g_autoptr(GListStore) copy = g_list_store_new (MANICULE_TYPE_LABEL);

  for (guint i = 0; i < g_list_model_get_n_items (labels); i++)
    {
      g_autoptr(ManiculeLabel) label = g_list_model_get_item (labels, i);

      g_list_store_append (copy, label);
    }
  adw_combo_row_set_model (self->label_row, G_LIST_MODEL (copy));
  self->labels_stale = FALSE;
}

static void
show_label (ManiculeAnnotationPanel *self)
{
  GListModel *labels;
  const char *name = manicule_annotation_get_label (self->shown);
  guint position = GTK_INVALID_LIST_POSITION;

  if (self->labels_stale)
    take_labels (self);
  labels = adw_combo_row_get_model (self->label_row);
  for (guint i = 0; i < g_list_model_get_n_items (labels); i++)
    {
      g_autoptr(ManiculeLabel) label = g_list_model_get_item (labels, i);

      if (g_str_equal (manicule_label_get_name (label), name))
        position = i;
    }
  adw_combo_row_set_selected (self->label_row, position);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->label_row), position == GTK_INVALID_LIST_POSITION ? name : "");
}

static void
attribute_changed_cb (ManiculeAttribute *attribute,
                      GVariant          *value,
                      gpointer           data)
{
  ManiculeAnnotationPanel *self = data;
  ManiculeAnnotation *now = self->showing ? NULL : find_shown (self);

  if (now != NULL)
    manicule_editor_set_attribute (self->editor, now, manicule_attribute_get_name (attribute), value);
}

static gboolean
is_asked (ManiculeAnnotationPanel *self,
          ManiculeAttribute       *attribute)
{
  g_autoptr(GVariant) value = manicule_annotation_dup_attribute (self->shown, manicule_attribute_get_name (attribute));

  return value != NULL || manicule_attribute_applies_to (attribute, manicule_annotation_get_label (self->shown));
}

static GPtrArray *
list_asked (ManiculeAnnotationPanel *self)
{
  GListModel *all = manicule_schema_get_attributes (manicule_editor_get_schema (self->editor));
  GPtrArray *asked = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr(ManiculeAttribute) attribute = g_list_model_get_item (all, i);

      if (is_asked (self, attribute))
        g_ptr_array_add (asked, g_steal_pointer (&attribute));
    }
  return asked;
}

static gboolean
has_rows_for (ManiculeAnnotationPanel *self,
              GPtrArray               *asked)
{
  if (asked->len != self->rows->len)
    return FALSE;
  for (guint i = 0; i < asked->len; i++)
    if (manicule_attribute_row_get_attribute (g_ptr_array_index (self->rows, i)) != g_ptr_array_index (asked, i))
      return FALSE;
  return TRUE;
}

/* Rows stay as long as the questions are the same, so that one keeps the keyboard while it is answered. */
static void
show_attributes (ManiculeAnnotationPanel *self)
{
  g_autoptr(GPtrArray) asked = list_asked (self);

  if (!has_rows_for (self, asked))
    {
      for (guint i = 0; i < self->rows->len; i++)
        gtk_list_box_remove (self->fields, g_ptr_array_index (self->rows, i));
      g_ptr_array_set_size (self->rows, 0);
      for (guint i = 0; i < asked->len; i++)
        {
          GtkWidget *row = manicule_attribute_row_new (g_ptr_array_index (asked, i), NULL, attribute_changed_cb, self);

          gtk_list_box_append (self->fields, row);
          g_ptr_array_add (self->rows, row);
        }
    }
  for (guint i = 0; i < asked->len; i++)
    {
      const char *name = manicule_attribute_get_name (g_ptr_array_index (asked, i));
      g_autoptr(GVariant) value = manicule_annotation_dup_attribute (self->shown, name);

      manicule_attribute_row_set_value (g_ptr_array_index (self->rows, i), value);
    }
}

/* --- entity */

static guint
count_mentions (ManiculeAnnotationSet *set,
                const char            *entity)
{
  guint first = manicule_annotation_set_get_n (set, MANICULE_ANNOTATION_DOCUMENT);
  guint n = manicule_annotation_set_get_n (set, MANICULE_ANNOTATION_SPAN);
  guint mentions = 0;

  for (guint i = first; i < first + n; i++)
    mentions += g_strcmp0 (manicule_annotation_get_entity (manicule_annotation_set_get (set, i)), entity) == 0;
  return mentions;
}

static char *
dup_entity_subtitle (ManiculeAnnotationPanel *self,
                     ManiculeEntity          *entity)
{
  const char *description = manicule_entity_get_fields (entity)->description;
  guint n = count_mentions (manicule_editor_get_annotation_set (self->editor), manicule_entity_get_id (entity));
  g_autofree char *mentions = NULL;

  mentions = g_strdup_printf (ngettext ("%u mention here", "%u mentions here", n), n);
  return description != NULL ? g_strdup_printf ("%s · %s", description, mentions) : g_steal_pointer (&mentions);
}

static void
show_entity (ManiculeAnnotationPanel *self)
{
  const char *id = manicule_annotation_get_entity (self->shown);
  ManiculeLabel *label = get_label (self);
  ManiculeEntity *entity = NULL;
  g_autofree char *subtitle = NULL;

  gtk_widget_set_visible (self->entity_group, id != NULL
                          || (label != NULL && manicule_label_get_kind (label) == MANICULE_LABEL_ENTITY));
  if (id != NULL)
    entity = manicule_project_find_entity (manicule_editor_get_project (self->editor), id);
  if (entity != NULL)
    subtitle = dup_entity_subtitle (self, entity);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->entity_row),
                                 entity != NULL ? manicule_entity_get_name (entity) : id != NULL ? id : _("Link to Entity…"));
  adw_action_row_set_subtitle (self->entity_row, subtitle != NULL ? subtitle : "");
}

/* --- note */

static void
note_written_cb (ManiculeAnnotationPanel *self,
                 const char              *note)
{
  ManiculeAnnotation *now = find_shown (self);

  /* A step that takes the annotation away takes what was being typed there along. */
  if (now != NULL)
    manicule_editor_set_note (self->editor, now, note);
}

/* --- origin */

static void
append_source (ManiculeAnnotationPanel *self,
               GString                 *words)
{
  const char *source = manicule_annotation_get_origin_source (self->shown);
  double score = manicule_annotation_get_origin_score (self->shown);

  if (source == NULL)
    return;
  if (!isnan (score))
    /* Translators: what suggested an annotation, and how sure it was, in per cent */
    g_string_append_printf (words, _("Suggested by %s, %d %%"), manicule_wording_source (source), (int) lround (score * 100));
  else if (g_str_equal (source, MANICULE_SUGGEST_HEAD))
    /* Translators: what suggested an annotation */
    g_string_append_printf (words, _("Suggested by %s"), manicule_wording_source (source));
  else
    /* Translators: where an annotation was imported from, such as “brat” */
    g_string_append_printf (words, _("From %s"), source);
  g_string_append_c (words, '\n');
}

static void
append_time (ManiculeAnnotationPanel *self,
             GString                 *words)
{
  const char *annotator = manicule_annotation_set_get_annotator (manicule_editor_get_annotation_set (self->editor));
  gint64 created = manicule_annotation_get_created (self->shown);
  g_autofree char *moment = created > 0 ? manicule_wording_moment (created) : NULL;

  if (moment != NULL)
    /* Translators: an annotator and a moment: “Added by Anna today at 14:32” */
    g_string_append_printf (words, _("Added by %s %s"), annotator, moment);
  else
    g_string_append_printf (words, _("Added by %s"), annotator);
  g_string_append_c (words, '\n');
}

static void
append_place (ManiculeAnnotationPanel *self,
              GString                 *words)
{
  g_autoptr(GString) places = g_string_new (NULL);
  guint n_ranges;
  const ManiculeRange *ranges = manicule_annotation_get_ranges (self->shown, &n_ranges);

  for (guint i = 0; i < n_ranges; i++)
    g_string_append_printf (places, "%s%u–%u", i > 0 ? ", " : "", ranges[i].start, ranges[i].end);
  /* Translators: where an annotation stands, counted in characters: “Characters 306–318” */
  g_string_append_printf (words, _("Characters %s"), places->str);
}

static void
show_origin (ManiculeAnnotationPanel *self)
{
  g_autoptr(GString) words = g_string_new (NULL);

  append_source (self, words);
  append_time (self, words);
  append_place (self, words);
  gtk_label_set_text (self->origin, words->str);
}

/* --- all of it */

static void
show_all (ManiculeAnnotationPanel *self)
{
  GtkWidget *relations;

  self->showing = TRUE;
  manicule_excerpt_show (self->excerpt, manicule_editor_get_annotation_set (self->editor), self->shown);
  show_label (self);
  show_attributes (self);
  show_entity (self);
  relations = manicule_relations_group_new (self->editor, self->shown);
  gtk_widget_set_visible (GTK_WIDGET (self->relations), relations != NULL);
  adw_bin_set_child (self->relations, relations);
  manicule_note_field_set_note (self->note, manicule_annotation_get_note (self->shown));
  show_origin (self);
  self->showing = FALSE;
}

/* Whoever looks at nothing yet learns that there is something to look at. */
static void
show_number_of_suggestions (ManiculeAnnotationPanel *self)
{
  ManiculeSuggestions *all = manicule_editor_get_suggestions (self->editor);
  guint n = all != NULL ? manicule_suggestions_get_n (all) : 0;
  /* Translators: “.” is the key that leads to the next suggestion */
  g_autofree char *words = g_strdup_printf (ngettext ("%u suggestion: press “.” for it",
                                                      "%u suggestions: press “.” for the next", n), n);

  gtk_label_set_text (self->suggestions, words);
  gtk_widget_set_visible (GTK_WIDGET (self->suggestions), n > 0);
}

static void
suggestions_cb (ManiculeAnnotationPanel *self)
{
  g_signal_group_set_target (self->suggestion_signals, manicule_editor_get_suggestions (self->editor));
  show_number_of_suggestions (self);
}

static void
show_page (ManiculeAnnotationPanel *self)
{
  ManiculeSuggestion *suggestion = self->shown == NULL ? manicule_editor_get_suggestion (self->editor) : NULL;

  if (suggestion != NULL)
    manicule_suggestion_page_show (self->suggestion, suggestion);
  gtk_stack_set_visible_child_name (self->stack, self->shown != NULL ? "annotation" : suggestion != NULL ? "suggestion" : "none");
}

static void
follow (gpointer widget)
{
  ManiculeAnnotationPanel *self = widget;

  g_set_object (&self->shown, manicule_editor_get_focused (self->editor));
  if (self->shown != NULL)
    show_all (self);
  show_page (self);
}

/* Relations and other mentions may have come or gone, too. */
static void
queue_follow (ManiculeAnnotationPanel *self)
{
  manicule_follower_queue (self->follower);
}

static void
labels_changed_cb (ManiculeAnnotationPanel *self)
{
  self->labels_stale = TRUE;
  queue_follow (self);
}

static void
focused_cb (ManiculeAnnotationPanel *self)
{
  ManiculeAnnotation *focused = manicule_editor_get_focused (self->editor);
  gboolean same = focused != NULL && self->shown != NULL
                  && g_str_equal (manicule_annotation_get_id (focused), manicule_annotation_get_id (self->shown));

  if (!same)
    manicule_note_field_write (self->note);
  queue_follow (self);
}

static void
set_replaced_cb (ManiculeAnnotationPanel *self)
{
  manicule_note_field_write (self->note);
  g_signal_group_set_target (self->set_signals, manicule_editor_get_annotation_set (self->editor));
}

static void
label_selected_cb (ManiculeAnnotationPanel *self)
{
  g_autoptr(ManiculeLabel) label = NULL;
  guint position = adw_combo_row_get_selected (self->label_row);

  if (self->showing || self->shown == NULL || position == GTK_INVALID_LIST_POSITION)
    return;
  label = g_list_model_get_item (adw_combo_row_get_model (self->label_row), position);
  manicule_editor_apply_label (self->editor, manicule_label_get_name (label), NULL, 0);
  queue_follow (self);
}

static void
setup_label_cb (GtkSignalListItemFactory *factory,
                GtkListItem              *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, NULL);

  gtk_box_append (GTK_BOX (box), manicule_chip_new (NULL));
  gtk_box_append (GTK_BOX (box), title);
  gtk_list_item_set_child (item, box);
}

static void
bind_label_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *item)
{
  ManiculeLabel *label = gtk_list_item_get_item (item);
  GtkWidget *chip = gtk_widget_get_first_child (gtk_list_item_get_child (item));

  manicule_chip_set_label (MANICULE_CHIP (chip), label);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (chip)), manicule_label_get_title (label));
  gtk_list_item_set_accessible_label (item, manicule_label_get_title (label));
}

static char *
title_cb (ManiculeLabel *label)
{
  return label != NULL ? g_strdup (manicule_label_get_title (label)) : NULL;
}

static void
manicule_annotation_panel_dispose (GObject *object)
{
  ManiculeAnnotationPanel *self = MANICULE_ANNOTATION_PANEL (object);

  g_clear_pointer (&self->follower, manicule_follower_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), MANICULE_TYPE_ANNOTATION_PANEL);
  g_clear_object (&self->set_signals);
  g_clear_object (&self->suggestion_signals);
  g_clear_object (&self->shown);
  g_clear_object (&self->editor);

  G_OBJECT_CLASS (manicule_annotation_panel_parent_class)->dispose (object);
}

static void
manicule_annotation_panel_class_init (ManiculeAnnotationPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = manicule_annotation_panel_dispose;

  g_type_ensure (MANICULE_TYPE_EXCERPT);
  g_type_ensure (MANICULE_TYPE_NOTE_FIELD);
  g_type_ensure (MANICULE_TYPE_SUGGESTION_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/manicule/Manicule/panels/manicule-annotation-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, ManiculeAnnotationPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, ManiculeAnnotationPanel, suggestions);
  gtk_widget_class_bind_template_child (widget_class, ManiculeAnnotationPanel, suggestion);
  gtk_widget_class_bind_template_child (widget_class, ManiculeAnnotationPanel, excerpt);
  gtk_widget_class_bind_template_child (widget_class, ManiculeAnnotationPanel, fields);
  gtk_widget_class_bind_template_child (widget_class, ManiculeAnnotationPanel, label_row);
  gtk_widget_class_bind_template_child (widget_class, ManiculeAnnotationPanel, entity_group);
  gtk_widget_class_bind_template_child (widget_class, ManiculeAnnotationPanel, entity_row);
  gtk_widget_class_bind_template_child (widget_class, ManiculeAnnotationPanel, relations);
  gtk_widget_class_bind_template_child (widget_class, ManiculeAnnotationPanel, note);
  gtk_widget_class_bind_template_child (widget_class, ManiculeAnnotationPanel, origin);
  gtk_widget_class_bind_template_callback (widget_class, label_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, note_written_cb);
}

static void
manicule_annotation_panel_init (ManiculeAnnotationPanel *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr(GtkExpression) title = NULL;

  self->rows = g_ptr_array_new ();
  self->follower = manicule_follower_new (GTK_WIDGET (self), follow);
  self->set_signals = g_signal_group_new (MANICULE_TYPE_ANNOTATION_SET);
  g_signal_group_connect_swapped (self->set_signals, "items-changed", G_CALLBACK (queue_follow), self);
  self->suggestion_signals = g_signal_group_new (MANICULE_TYPE_SUGGESTIONS);
  g_signal_group_connect_swapped (self->suggestion_signals, "items-changed", G_CALLBACK (show_number_of_suggestions), self);
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect (factory, "setup", G_CALLBACK (setup_label_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_label_cb), NULL);
  adw_combo_row_set_factory (self->label_row, factory);
  title = gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL, G_CALLBACK (title_cb), NULL, NULL);
  adw_combo_row_set_expression (self->label_row, title);
}

void
manicule_annotation_panel_set_editor (ManiculeAnnotationPanel *self,
                                      ManiculeEditor          *editor)
{
  g_return_if_fail (MANICULE_IS_ANNOTATION_PANEL (self));
  g_return_if_fail (self->editor == NULL);

  self->editor = g_object_ref (editor);
  self->labels_stale = TRUE;
  g_signal_connect_object (manicule_schema_get_labels (manicule_editor_get_schema (editor)), "items-changed",
                           G_CALLBACK (labels_changed_cb), self, G_CONNECT_SWAPPED);
  manicule_suggestion_page_set_editor (self->suggestion, editor);
  g_signal_connect_object (editor, "flush", G_CALLBACK (manicule_note_field_write), self->note, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "notify::focused", G_CALLBACK (focused_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "notify::suggestion", G_CALLBACK (queue_follow), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "notify::suggestions", G_CALLBACK (suggestions_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "notify::annotation-set", G_CALLBACK (set_replaced_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_sensitive (GTK_WIDGET (self->fields), !manicule_editor_get_read_only (editor));
  manicule_note_field_set_editable (self->note, !manicule_editor_get_read_only (editor));
  set_replaced_cb (self);
  suggestions_cb (self);
  queue_follow (self);
}

gboolean
manicule_annotation_panel_edit_note (ManiculeAnnotationPanel *self)
{
  g_return_val_if_fail (MANICULE_IS_ANNOTATION_PANEL (self), FALSE);

  manicule_follower_run (self->follower);

  return self->shown != NULL && gtk_widget_grab_focus (GTK_WIDGET (self->note));
}
