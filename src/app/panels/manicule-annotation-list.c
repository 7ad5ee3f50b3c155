/* manicule-annotation-list.c: all annotations of the open article
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-annotation-list.h"

#include "manicule-chip.h"
#include "manicule-focus.h"
#include "manicule-follower.h"
#include "manicule-label-palette.h"
#include "manicule-lazy-menu.h"
#include "manicule-wording.h"

#include <glib/gi18n-lib.h>

struct _ManiculeAnnotationList
{
  AdwBin                parent_instance;

  GtkLabel             *heading;
  GtkLabel             *kinds;
  GtkMenuButton        *filter_button;
  GtkStack             *stack;
  GtkListView          *list;
  GtkRevealer          *actions;
  GtkWidget            *change_button;
  ManiculeLabelPalette *palette;

  GSignalGroup         *set_signals;  /* (owned): what the list leaves out is counted too */
  ManiculeEditor       *editor;     /* (owned) (nullable) */
  GtkFilterListModel   *filtered;   /* (owned) */
  GtkSortListModel     *sorted;     /* (owned) */
  GtkMultiSelection    *selection;  /* (owned) */
  GtkFilter            *filter;     /* (owned) */
  char                 *label;      /* (owned): "" for all */
  char                 *order;      /* (owned) */
  gboolean              following;  /* the selection is moved by the program, not by the user */
  ManiculeFollower     *follower;   /* (owned) */
};

enum
{
  PROP_LABEL = 1,
  PROP_ORDER,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (ManiculeAnnotationList, manicule_annotation_list, ADW_TYPE_BIN)

static gboolean
matches (gpointer item,
         gpointer data)
{
  ManiculeAnnotationList *self = data;

  return manicule_annotation_get_kind (item) == MANICULE_ANNOTATION_SPAN
         && (*self->label == '\0' || g_str_equal (manicule_annotation_get_label (item), self->label));
}

static int
compare_labels (gconstpointer a,
                gconstpointer b,
                gpointer      data)
{
  return g_strcmp0 (manicule_annotation_get_label ((ManiculeAnnotation *) a),
                    manicule_annotation_get_label ((ManiculeAnnotation *) b));
}

static GListModel *
get_model (ManiculeAnnotationList *self)
{
  return G_LIST_MODEL (self->sorted);
}

/* In text order the list is sorted, so that the place of one of 200,000 is found at once. */
static guint
find_in_text_order (ManiculeAnnotationList *self,
                    ManiculeAnnotation     *annotation)
{
  guint low = 0, high = g_list_model_get_n_items (get_model (self));

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      g_autoptr(ManiculeAnnotation) other = g_list_model_get_item (get_model (self), middle);
      int order = manicule_annotation_compare (other, annotation);

      if (order == 0)
        return middle;
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return GTK_INVALID_LIST_POSITION;
}

static guint
find_position (ManiculeAnnotationList *self,
               ManiculeAnnotation     *annotation)
{
  guint n = g_list_model_get_n_items (get_model (self));

  if (gtk_sort_list_model_get_sorter (self->sorted) == NULL)
    return find_in_text_order (self, annotation);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(ManiculeAnnotation) other = g_list_model_get_item (get_model (self), i);

      if (other == annotation)
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

static guint
find_focused (ManiculeAnnotationList *self)
{
  ManiculeAnnotation *focused = self->editor != NULL ? manicule_editor_get_focused (self->editor) : NULL;

  return focused != NULL ? find_position (self, focused) : GTK_INVALID_LIST_POSITION;
}

static gboolean
has_focus (ManiculeAnnotationList *self)
{
  return manicule_focus_is_within (GTK_WIDGET (self->list));
}

/* The keyboard, where it is in the list, goes along: the arrow keys go on from there. */
static void
select_focused (ManiculeAnnotationList *self)
{
  guint position = find_focused (self);

  self->following = TRUE;
  if (position == GTK_INVALID_LIST_POSITION)
    gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
  else if (!gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selection), position))
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_list_view_scroll_to (self->list, position, has_focus (self) ? GTK_LIST_SCROLL_FOCUS : GTK_LIST_SCROLL_NONE, NULL);
  self->following = FALSE;
}

static GPtrArray *
dup_selected (ManiculeAnnotationList *self)
{
  g_autoptr(GtkBitset) bits = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  GPtrArray *annotations = g_ptr_array_new_with_free_func (g_object_unref);
  GtkBitsetIter iter;
  guint position;

  if (gtk_bitset_iter_init_first (&iter, bits, &position))
    do
      g_ptr_array_add (annotations, g_list_model_get_item (get_model (self), position));
    while (gtk_bitset_iter_next (&iter, &position));
  return annotations;
}

static void
selection_changed_cb (ManiculeAnnotationList *self)
{
  g_autoptr(GtkBitset) bits = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  guint64 n = gtk_bitset_get_size (bits);

  gtk_revealer_set_reveal_child (self->actions, n > 1 && !manicule_editor_get_read_only (self->editor));
  if (!self->following && n == 1)
    {
      g_autoptr(ManiculeAnnotation) annotation = g_list_model_get_item (get_model (self), gtk_bitset_get_minimum (bits));

      manicule_editor_show (self->editor, annotation);
    }
}

static void
activated_cb (ManiculeAnnotationList *self,
              guint                   position)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-text", NULL);
}

static void
remove_cb (ManiculeAnnotationList *self)
{
  g_autoptr(GPtrArray) annotations = dup_selected (self);

  manicule_editor_remove (self->editor, annotations);
}

static void
change_cb (ManiculeAnnotationList *self)
{
  manicule_label_palette_open (self->palette, manicule_editor_get_last_label (self->editor));
}

static void
label_chosen_cb (ManiculeAnnotationList *self,
                 const char             *label)
{
  g_autoptr(GPtrArray) annotations = dup_selected (self);

  manicule_editor_change_labels (self->editor, annotations, label);
}

static gboolean
key_pressed_cb (GtkEventControllerKey  *controller,
                guint                   key,
                guint                   code,
                GdkModifierType         state,
                ManiculeAnnotationList *self)
{
  if (key != GDK_KEY_Delete && key != GDK_KEY_KP_Delete)
    return GDK_EVENT_PROPAGATE;
  remove_cb (self);
  return GDK_EVENT_STOP;
}

/* The list has spans alone; what else counts as an annotation is named, so that the number is that of the article list. */
static char *
dup_kinds (guint n_spans,
           guint n_relations,
           guint n_document_labels)
{
  g_autofree char *spans = g_strdup_printf (ngettext ("%u span", "%u spans", n_spans), n_spans);
  g_autofree char *relations = g_strdup_printf (ngettext ("%u relation", "%u relations", n_relations), n_relations);
  g_autofree char *labels = g_strdup_printf (ngettext ("%u document label", "%u document labels", n_document_labels),
                                             n_document_labels);
  g_autoptr(GPtrArray) parts = g_ptr_array_new ();

  g_ptr_array_add (parts, spans);
  if (n_relations > 0)
    g_ptr_array_add (parts, relations);
  if (n_document_labels > 0)
    g_ptr_array_add (parts, labels);
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

static guint
count_kind (ManiculeAnnotationList *self,
            ManiculeAnnotationKind  kind)
{
  ManiculeAnnotationSet *set = self->editor != NULL ? manicule_editor_get_annotation_set (self->editor) : NULL;

  return set != NULL ? manicule_annotation_set_get_n (set, kind) : 0;
}

static void
show_heading (ManiculeAnnotationList *self)
{
  guint n = g_list_model_get_n_items (get_model (self));
  guint n_spans = count_kind (self, MANICULE_ANNOTATION_SPAN);
  guint n_relations = count_kind (self, MANICULE_ANNOTATION_RELATION);
  guint n_document_labels = count_kind (self, MANICULE_ANNOTATION_DOCUMENT);
  guint n_all = n_spans + n_relations + n_document_labels;
  g_autofree char *kinds = dup_kinds (n_spans, n_relations, n_document_labels);
  g_autofree char *heading = NULL;

  heading = n < n_spans ? g_strdup_printf (ngettext ("%u of %u Annotation", "%u of %u Annotations", n_all), n, n_all)
                        : g_strdup_printf (ngettext ("%u Annotation", "%u Annotations", n_all), n_all);
  gtk_label_set_text (self->heading, heading);
  gtk_label_set_text (self->kinds, kinds);
  gtk_widget_set_visible (GTK_WIDGET (self->kinds), n_all > n_spans);
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : "none");
}

/* A list that is being shown has no rows yet, and follows again when they are there. */
static void
follow (gpointer widget)
{
  ManiculeAnnotationList *self = widget;

  show_heading (self);
  if (gtk_list_view_get_model (self->list) != NULL)
    select_focused (self);
}

static void
queue_follow (ManiculeAnnotationList *self)
{
  manicule_follower_queue (self->follower);
}

static void
setup_cb (ManiculeAnnotationList *self,
          GtkListItem            *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);

  gtk_box_append (GTK_BOX (box), manicule_chip_new (NULL));
  gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END,
                                               "hexpand", TRUE, NULL));
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (ManiculeAnnotationList *self,
         GtkListItem            *item)
{
  ManiculeAnnotation *annotation = gtk_list_item_get_item (item);
  ManiculeAnnotationSet *set = manicule_editor_get_annotation_set (self->editor);
  ManiculeLabel *label = manicule_schema_find_label (manicule_editor_get_schema (self->editor),
                                                     manicule_annotation_get_label (annotation));
  GtkWidget *chip = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  g_autofree char *covered = set != NULL ? manicule_annotation_set_dup_covered (set, annotation) : NULL;
  g_autofree char *line = covered != NULL ? manicule_wording_one_line (covered, 200) : g_strdup ("");

  manicule_chip_set_label (MANICULE_CHIP (chip), label);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (chip)), line);
  gtk_list_item_set_accessible_label (item, line);
  gtk_list_item_set_accessible_description (item, label != NULL ? manicule_label_get_title (label)
                                                                : manicule_annotation_get_label (annotation));
}

static void
add_radio (GMenu      *menu,
           const char *title,
           const char *action,
           const char *target)
{
  g_autoptr(GMenuItem) item = g_menu_item_new (title, NULL);

  g_menu_item_set_action_and_target (item, action, "s", target);
  g_menu_append_item (menu, item);
}

static void
fill_menu (GtkMenuButton *button,
           gpointer       data)
{
  ManiculeAnnotationList *self = data;
  GListModel *labels = manicule_schema_get_labels (manicule_editor_get_schema (self->editor));
  g_autoptr(GMenu) menu = g_menu_new (), order = g_menu_new (), filter = g_menu_new ();

  add_radio (order, _("Place in the Text"), "annotations.order", "text");
  add_radio (order, _("Label"), "annotations.order", "label");
  g_menu_append_section (menu, _("Sort By"), G_MENU_MODEL (order));

  add_radio (filter, _("All Labels"), "annotations.label", "");
  for (guint i = 0; i < g_list_model_get_n_items (labels); i++)
    {
      g_autoptr(ManiculeLabel) label = g_list_model_get_item (labels, i);

      add_radio (filter, manicule_label_get_title (label), "annotations.label", manicule_label_get_name (label));
    }
  g_menu_append_section (menu, _("Label"), G_MENU_MODEL (filter));
  manicule_lazy_menu_set (button, G_MENU_MODEL (menu));
}

static void
set_order (ManiculeAnnotationList *self,
           const char             *order)
{
  g_autoptr(GtkSorter) sorter = NULL;

  if (!g_set_str (&self->order, order))
    return;
  if (g_strcmp0 (order, "label") == 0)
    sorter = GTK_SORTER (gtk_custom_sorter_new (compare_labels, NULL, NULL));
  gtk_sort_list_model_set_sorter (self->sorted, sorter);
  queue_follow (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ORDER]);
}

static void
set_label (ManiculeAnnotationList *self,
           const char             *label)
{
  if (!g_set_str (&self->label, label != NULL ? label : ""))
    return;
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LABEL]);
}

/* What nobody sees is not filtered and made anew with each edit. */
static void
attach (ManiculeAnnotationList *self)
{
  gboolean seen = gtk_widget_get_mapped (GTK_WIDGET (self));
  ManiculeAnnotationSet *set = seen && self->editor != NULL ? manicule_editor_get_annotation_set (self->editor) : NULL;

  gtk_filter_list_model_set_model (self->filtered, set != NULL ? G_LIST_MODEL (set) : NULL);
  gtk_list_view_set_model (self->list, seen ? GTK_SELECTION_MODEL (self->selection) : NULL);
}

static void
set_replaced_cb (ManiculeAnnotationList *self)
{
  attach (self);
  g_signal_group_set_target (self->set_signals, manicule_editor_get_annotation_set (self->editor));
  queue_follow (self);
}

static void
map_cb (ManiculeAnnotationList *self)
{
  attach (self);
  queue_follow (self);
}

/* To the annotation in focus. */
static gboolean
manicule_annotation_list_grab_focus (GtkWidget *widget)
{
  ManiculeAnnotationList *self = MANICULE_ANNOTATION_LIST (widget);
  guint position = find_focused (self);

  /* A list that is only being filled catches up. */
  queue_follow (self);
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_list_view_scroll_to (self->list, position, GTK_LIST_SCROLL_FOCUS, NULL);
  return has_focus (self) || gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}

static void
manicule_annotation_list_get_property (GObject    *object,
                                       guint       property_id,
                                       GValue     *value,
                                       GParamSpec *pspec)
{
  ManiculeAnnotationList *self = MANICULE_ANNOTATION_LIST (object);

  switch (property_id)
    {
    case PROP_LABEL:
      g_value_set_string (value, self->label);
      break;
    case PROP_ORDER:
      g_value_set_string (value, self->order);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
manicule_annotation_list_set_property (GObject      *object,
                                       guint         property_id,
                                       const GValue *value,
                                       GParamSpec   *pspec)
{
  ManiculeAnnotationList *self = MANICULE_ANNOTATION_LIST (object);

  switch (property_id)
    {
    case PROP_LABEL:
      set_label (self, g_value_get_string (value));
      break;
    case PROP_ORDER:
      set_order (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
manicule_annotation_list_dispose (GObject *object)
{
  ManiculeAnnotationList *self = MANICULE_ANNOTATION_LIST (object);

  g_clear_pointer (&self->follower, manicule_follower_free);
  g_clear_object (&self->set_signals);
  g_clear_pointer ((GtkWidget **) &self->palette, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), MANICULE_TYPE_ANNOTATION_LIST);
  g_clear_object (&self->selection);
  g_clear_object (&self->sorted);
  g_clear_object (&self->filtered);
  g_clear_object (&self->filter);
  g_clear_object (&self->editor);

  G_OBJECT_CLASS (manicule_annotation_list_parent_class)->dispose (object);
}

static void
manicule_annotation_list_finalize (GObject *object)
{
  ManiculeAnnotationList *self = MANICULE_ANNOTATION_LIST (object);

  g_free (self->label);
  g_free (self->order);

  G_OBJECT_CLASS (manicule_annotation_list_parent_class)->finalize (object);
}

static void
manicule_annotation_list_class_init (ManiculeAnnotationListClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = manicule_annotation_list_dispose;
  object_class->finalize = manicule_annotation_list_finalize;
  object_class->get_property = manicule_annotation_list_get_property;
  object_class->set_property = manicule_annotation_list_set_property;
  widget_class->grab_focus = manicule_annotation_list_grab_focus;

  props[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, "", flags);
  props[PROP_ORDER] = g_param_spec_string ("order", NULL, NULL, "text", flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  gtk_widget_class_install_property_action (widget_class, "annotations.label", "label");
  gtk_widget_class_install_property_action (widget_class, "annotations.order", "order");

  gtk_widget_class_set_template_from_resource (widget_class, "/org/manicule/Manicule/panels/manicule-annotation-list.ui");
  gtk_widget_class_bind_template_child (widget_class, ManiculeAnnotationList, heading);
  gtk_widget_class_bind_template_child (widget_class, ManiculeAnnotationList, kinds);
  gtk_widget_class_bind_template_child (widget_class, ManiculeAnnotationList, filter_button);
  gtk_widget_class_bind_template_child (widget_class, ManiculeAnnotationList, stack);
  gtk_widget_class_bind_template_child (widget_class, ManiculeAnnotationList, list);
  gtk_widget_class_bind_template_child (widget_class, ManiculeAnnotationList, actions);
  gtk_widget_class_bind_template_child (widget_class, ManiculeAnnotationList, change_button);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, change_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
add_models (ManiculeAnnotationList *self)
{
  self->filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));
  self->filtered = gtk_filter_list_model_new (NULL, g_object_ref (self->filter));
  self->sorted = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (self->filtered)), NULL);
  self->selection = gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (self->sorted)));
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (queue_follow), self, G_CONNECT_SWAPPED);
}

static void
manicule_annotation_list_init (ManiculeAnnotationList *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->label = g_strdup ("");
  self->order = g_strdup ("text");
  gtk_widget_init_template (GTK_WIDGET (self));
  self->follower = manicule_follower_new (GTK_WIDGET (self), follow);
  add_models (self);
  self->set_signals = g_signal_group_new (MANICULE_TYPE_ANNOTATION_SET);
  g_signal_group_connect_swapped (self->set_signals, "items-changed", G_CALLBACK (queue_follow), self);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, factory);

  self->palette = MANICULE_LABEL_PALETTE (manicule_label_palette_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->palette), self->change_button);
  gtk_popover_set_position (GTK_POPOVER (self->palette), GTK_POS_TOP);
  g_signal_connect_object (self->palette, "chosen", G_CALLBACK (label_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
  g_signal_connect (self, "unmap", G_CALLBACK (attach), NULL);
}

void
manicule_annotation_list_set_editor (ManiculeAnnotationList *self,
                                     ManiculeEditor         *editor)
{
  g_return_if_fail (MANICULE_IS_ANNOTATION_LIST (self));
  g_return_if_fail (self->editor == NULL);

  self->editor = g_object_ref (editor);
  manicule_label_palette_set_schema (self->palette, manicule_editor_get_schema (editor));
  gtk_menu_button_set_create_popup_func (self->filter_button, fill_menu, self, NULL);
  g_signal_connect_object (editor, "notify::focused", G_CALLBACK (queue_follow), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "notify::annotation-set", G_CALLBACK (set_replaced_cb), self, G_CONNECT_SWAPPED);
  set_replaced_cb (self);
}
