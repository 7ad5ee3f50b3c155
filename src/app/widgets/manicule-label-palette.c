/* manicule-label-palette.c: a label or a relation type, chosen by typing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-label-palette.h"

#include "manicule-chip.h"
#include "manicule-search.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define INDENT 18
#define DEPTH_MAX 8

struct _ManiculeLabelPalette
{
  GtkPopover          parent_instance;

  GtkEditable        *entry;
  GtkStack           *stack;
  GtkLabel           *none;
  GtkListView        *list;
  GtkButton          *new_button;
  GtkSingleSelection *selection;
  GtkFilterListModel *filtered;
  GtkCustomFilter    *filter;

  ManiculeSchema     *schema;   /* (owned) (nullable) */
  GListModel         *types;    /* (owned) (nullable): relation types that are shown in the place of the labels */
  char               *needle;   /* (owned): folded; "" when nothing was typed */
};

enum
{
  CHOSEN,
  NEW_LABEL,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ManiculeLabelPalette, manicule_label_palette, GTK_TYPE_POPOVER)

/* What a row is made of. */
typedef struct
{
  GtkWidget *box;
  GtkWidget *chip;
  GtkWidget *title;
  GtkWidget *description;
} Row;

static const char *
get_name (gpointer item)
{
  return MANICULE_IS_LABEL (item) ? manicule_label_get_name (item) : manicule_relation_type_get_name (item);
}

static const char *
get_title (gpointer item)
{
  return MANICULE_IS_LABEL (item) ? manicule_label_get_title (item) : manicule_relation_type_get_title (item);
}

static const char *
get_description (gpointer item)
{
  return MANICULE_IS_LABEL (item) ? manicule_label_get_description (item) : manicule_relation_type_get_description (item);
}

static ManiculeLabel *
get_parent (ManiculeLabelPalette *self,
            gpointer              item)
{
  const char *parent = MANICULE_IS_LABEL (item) ? manicule_label_get_parent (item) : NULL;

  return parent != NULL ? manicule_schema_find_label (self->schema, parent) : NULL;
}

static guint
get_depth (ManiculeLabelPalette *self,
           gpointer              item)
{
  guint depth = 0;

  while (depth < DEPTH_MAX && (item = get_parent (self, item)) != NULL)
    depth++;
  return depth;
}

static gboolean
contains (const char *text,
          const char *needle)
{
  g_autofree char *folded = manicule_search_fold (text, MANICULE_SEARCH_FOLD_CASE | MANICULE_SEARCH_FOLD_ACCENTS);

  return strstr (folded, needle) != NULL;
}

static gboolean
matches (gpointer item,
         gpointer data)
{
  ManiculeLabelPalette *self = data;
  ManiculeLabel *parent = get_parent (self, item);

  return *self->needle == '\0'
         || contains (get_title (item), self->needle)
         || contains (get_name (item), self->needle)
         || (parent != NULL && contains (manicule_label_get_title (parent), self->needle));
}

static void
show_selected (GtkListItem *item)
{
  Row *row = g_object_get_data (G_OBJECT (item), "row");
  const char *text = gtk_label_get_text (GTK_LABEL (row->description));

  gtk_widget_set_visible (row->description, gtk_list_item_get_selected (item) && *text != '\0');
}

static void
setup_cb (ManiculeLabelPalette *self,
          GtkListItem          *item)
{
  Row *row = g_new0 (Row, 1);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  row->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  row->chip = manicule_chip_new (NULL);
  row->title = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  row->description = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, "visible", FALSE, NULL);
  gtk_widget_add_css_class (row->description, "caption");
  gtk_widget_add_css_class (row->description, "dimmed");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), row->title);
  gtk_box_append (GTK_BOX (words), row->description);
  gtk_box_append (GTK_BOX (row->box), row->chip);
  gtk_box_append (GTK_BOX (row->box), words);
  gtk_list_item_set_child (item, row->box);
  g_object_set_data_full (G_OBJECT (item), "row", row, g_free);
  g_signal_connect (item, "notify::selected", G_CALLBACK (show_selected), NULL);
}

static void
bind_cb (ManiculeLabelPalette *self,
         GtkListItem          *item)
{
  gpointer what = gtk_list_item_get_item (item);
  Row *row = g_object_get_data (G_OBJECT (item), "row");
  const char *description = get_description (what);

  if (MANICULE_IS_LABEL (what))
    manicule_chip_set_label (MANICULE_CHIP (row->chip), what);
  else
    manicule_chip_show_relation_type (MANICULE_CHIP (row->chip), what);
  gtk_label_set_text (GTK_LABEL (row->title), get_title (what));
  gtk_label_set_text (GTK_LABEL (row->description), description != NULL ? description : "");
  gtk_widget_set_margin_start (row->box, (int) get_depth (self, what) * INDENT);
  gtk_list_item_set_accessible_label (item, get_title (what));
  show_selected (item);
}

static void
select_item (ManiculeLabelPalette *self,
             const char           *name)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  for (guint i = 0; name != NULL && i < n; i++)
    {
      g_autoptr(GObject) item = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

      if (g_str_equal (get_name (item), name))
        {
          gtk_list_view_scroll_to (self->list, i, GTK_LIST_SCROLL_SELECT, NULL);
          return;
        }
    }
  gtk_single_selection_set_selected (self->selection, 0);
}

static void
show_page (ManiculeLabelPalette *self)
{
  const char *typed = gtk_editable_get_text (self->entry);
  g_autofree char *words = NULL;

  if (g_list_model_get_n_items (G_LIST_MODEL (self->filtered)) > 0)
    gtk_stack_set_visible_child_name (self->stack, "list");
  else if (self->types == NULL && *self->needle != '\0' && manicule_schema_get_open (self->schema))
    {
      /* Translators: a button that makes a label of the name that was typed */
      words = g_strdup_printf (_("New Label “%s”"), typed);
      gtk_button_set_label (self->new_button, words);
      gtk_stack_set_visible_child_name (self->stack, "new");
    }
  else
    gtk_stack_set_visible_child_name (self->stack, "none");
}

static void
search_changed_cb (ManiculeLabelPalette *self)
{
  g_free (self->needle);
  self->needle = manicule_search_fold (gtk_editable_get_text (self->entry),
                                       MANICULE_SEARCH_FOLD_CASE | MANICULE_SEARCH_FOLD_ACCENTS);
  g_strstrip (self->needle);
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  if (self->schema != NULL)
    show_page (self);
}

static void
new_label_cb (ManiculeLabelPalette *self)
{
  g_autofree char *title = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[NEW_LABEL], 0, title);
}

static void
row_activated_cb (ManiculeLabelPalette *self,
                  guint                 position)
{
  g_autoptr(GObject) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  gtk_popover_popdown (GTK_POPOVER (self));
  if (item != NULL)
    g_signal_emit (self, signals[CHOSEN], 0, get_name (item));
}

static void
activate_cb (ManiculeLabelPalette *self)
{
  const char *page = gtk_stack_get_visible_child_name (self->stack);

  if (g_str_equal (page, "list"))
    row_activated_cb (self, gtk_single_selection_get_selected (self->selection));
  else if (g_str_equal (page, "new"))
    new_label_cb (self);
}

static void
stop_cb (ManiculeLabelPalette *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint                  key,
                guint                  code,
                GdkModifierType        state,
                ManiculeLabelPalette  *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  guint position = gtk_single_selection_get_selected (self->selection);

  if (n == 0)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Down || key == GDK_KEY_KP_Down)
    position = position + 1 < n ? position + 1 : 0;
  else if (key == GDK_KEY_Up || key == GDK_KEY_KP_Up)
    position = position > 0 && position < n ? position - 1 : n - 1;
  else
    return GDK_EVENT_PROPAGATE;
  gtk_list_view_scroll_to (self->list, position, GTK_LIST_SCROLL_SELECT, NULL);
  return GDK_EVENT_STOP;
}

static void
manicule_label_palette_dispose (GObject *object)
{
  ManiculeLabelPalette *self = MANICULE_LABEL_PALETTE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), MANICULE_TYPE_LABEL_PALETTE);
  g_clear_object (&self->schema);
  g_clear_object (&self->types);

  G_OBJECT_CLASS (manicule_label_palette_parent_class)->dispose (object);
}

static void
manicule_label_palette_finalize (GObject *object)
{
  g_free (MANICULE_LABEL_PALETTE (object)->needle);

  G_OBJECT_CLASS (manicule_label_palette_parent_class)->finalize (object);
}

static void
manicule_label_palette_class_init (ManiculeLabelPaletteClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = manicule_label_palette_dispose;
  object_class->finalize = manicule_label_palette_finalize;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[NEW_LABEL] = g_signal_new ("new-label", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/manicule/Manicule/widgets/manicule-label-palette.ui");
  gtk_widget_class_bind_template_child (widget_class, ManiculeLabelPalette, entry);
  gtk_widget_class_bind_template_child (widget_class, ManiculeLabelPalette, stack);
  gtk_widget_class_bind_template_child (widget_class, ManiculeLabelPalette, none);
  gtk_widget_class_bind_template_child (widget_class, ManiculeLabelPalette, list);
  gtk_widget_class_bind_template_child (widget_class, ManiculeLabelPalette, new_button);
  gtk_widget_class_bind_template_child (widget_class, ManiculeLabelPalette, selection);
  gtk_widget_class_bind_template_child (widget_class, ManiculeLabelPalette, filtered);
  gtk_widget_class_bind_template_child (widget_class, ManiculeLabelPalette, filter);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_label_cb);
}

static void
manicule_label_palette_init (ManiculeLabelPalette *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->needle = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_custom_filter_set_filter_func (self->filter, matches, self, NULL);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, factory);
}

GtkWidget *
manicule_label_palette_new (void)
{
  return g_object_new (MANICULE_TYPE_LABEL_PALETTE, NULL);
}

void
manicule_label_palette_set_schema (ManiculeLabelPalette *self,
                                   ManiculeSchema       *schema)
{
  g_return_if_fail (MANICULE_IS_LABEL_PALETTE (self));

  g_set_object (&self->schema, schema);
}

static void
name_widgets (ManiculeLabelPalette *self)
{
  const char *name = self->types != NULL ? _("Relations") : _("Labels");

  g_object_set (self->entry, "placeholder-text", self->types != NULL ? _("Type a relation") : _("Type a label"), NULL);
  gtk_label_set_text (self->none, self->types != NULL ? _("No Such Relation") : _("No Such Label"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->types != NULL ? _("Relation") : _("Label"), -1);
}

static void
open_with (ManiculeLabelPalette *self,
           GListModel           *types,
           const char           *proposed)
{
  g_set_object (&self->types, types);
  gtk_filter_list_model_set_model (self->filtered, types != NULL ? types : manicule_schema_get_labels (self->schema));
  name_widgets (self);
  gtk_editable_set_text (self->entry, "");
  search_changed_cb (self);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  select_item (self, proposed);
}

/**
 * manicule_label_palette_open:
 * @self: a palette that has a schema and a parent
 * @proposed: (nullable): the name of the label that Return would choose at once
 *
 * Pops the palette up, with nothing typed.
 */
void
manicule_label_palette_open (ManiculeLabelPalette *self,
                             const char           *proposed)
{
  g_return_if_fail (MANICULE_IS_LABEL_PALETTE (self));
  g_return_if_fail (self->schema != NULL);

  open_with (self, NULL, proposed);
}

/**
 * manicule_label_palette_open_types:
 * @self: a palette that has a schema and a parent
 * @types: (element-type ManiculeRelationType): what to choose from
 * @proposed: (nullable): the name of the one that Return would choose at once
 *
 * Pops the palette up for relation types in the place of labels.
 */
void
manicule_label_palette_open_types (ManiculeLabelPalette *self,
                                   GListModel           *types,
                                   const char           *proposed)
{
  g_return_if_fail (MANICULE_IS_LABEL_PALETTE (self));
  g_return_if_fail (self->schema != NULL);
  g_return_if_fail (G_IS_LIST_MODEL (types));

  open_with (self, types, proposed);
}
