/* manicule-history-page.c: what was done, and back to before it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-history-page.h"

#include "manicule-chip.h"
#include "manicule-history-list.h"
#include "manicule-wording.h"

#include <glib/gi18n-lib.h>

#define DIMMED .4

struct _ManiculeHistoryPage
{
  AdwNavigationPage    parent_instance;

  GtkStack            *stack;
  GtkListView         *list;
  GtkRevealer         *actions;
  GtkButton           *go_button;
  GtkButton           *alone_button;
  GtkLabel            *hint;

  ManiculeEditor      *editor;     /* (owned) */
  ManiculeHistoryList *steps;      /* (owned) */
  GtkSingleSelection  *selection;  /* (owned) */
  GPtrArray           *bound;      /* (owned) (element-type GtkListItem): the rows that are shown */
};

G_DEFINE_FINAL_TYPE (ManiculeHistoryPage, manicule_history_page, ADW_TYPE_NAVIGATION_PAGE)

/* What a row is made of. */
typedef struct
{
  GtkWidget *chip;
  GtkWidget *icon;
  GtkWidget *words;
  GtkWidget *clock;
} Row;

static guint
get_n_done (ManiculeHistoryPage *self)
{
  guint position;

  g_object_get (manicule_editor_get_history (self->editor), "position", &position, NULL);
  return position;
}

/* The number of steps that would be done if the selected one were the last; G_MAXUINT when none is selected. */
static guint
get_target (ManiculeHistoryPage *self)
{
  guint selected = gtk_single_selection_get_selected (self->selection);

  if (selected == GTK_INVALID_LIST_POSITION)
    return G_MAXUINT;
  return manicule_history_list_get_step (self->steps, selected) + 1;
}

static const char *
get_icon (ManiculeChange *change)
{
  switch (manicule_change_get_kind (change))
    {
    case MANICULE_CHANGE_STATUS:
      return "object-select-symbolic";
    case MANICULE_CHANGE_ARTICLE:
      return "x-office-document-symbolic";
    case MANICULE_CHANGE_ENTITY:
      return "contact-new-symbolic";
    case MANICULE_CHANGE_ANNOTATION:
    case MANICULE_CHANGE_LABEL:
    case MANICULE_CHANGE_RELATION_TYPE:
    case MANICULE_CHANGE_ATTRIBUTE:
    case MANICULE_CHANGE_DOCUMENT_LABEL:
    default:
      return "document-edit-symbolic";
    }
}

static ManiculeLabel *
find_label (ManiculeHistoryPage *self,
            ManiculeChange      *change)
{
  ManiculeAnnotation *annotation;

  if (manicule_change_get_kind (change) != MANICULE_CHANGE_ANNOTATION)
    return NULL;
  annotation = manicule_change_get_after (change);
  if (annotation == NULL)
    annotation = manicule_change_get_before (change);
  return manicule_schema_find_label (manicule_editor_get_schema (self->editor), manicule_annotation_get_label (annotation));
}

/* Steps made in another article name it, unless their words do already. */
static char *
dup_words (ManiculeHistoryPage *self,
           ManiculeStep        *step)
{
  const char *id = manicule_step_get_article_id (step);
  ManiculeArticle *open = manicule_editor_get_article (self->editor), *article;

  if (id == NULL || (open != NULL && g_str_equal (manicule_article_get_id (open), id)) ||
      manicule_change_get_kind (manicule_step_get_change (step, 0)) == MANICULE_CHANGE_STATUS)
    return g_strdup (manicule_step_get_title (step));
  article = manicule_project_find_article (manicule_editor_get_project (self->editor), id);
  if (article == NULL)
    return g_strdup (manicule_step_get_title (step));
  /* Translators: what was done, and the title of the article it was done in */
  return g_strdup_printf (_("%s, in “%s”"), manicule_step_get_title (step), manicule_article_get_title (article));
}

static void
dim (ManiculeHistoryPage *self,
     GtkListItem         *item)
{
  guint index = manicule_history_list_get_step (self->steps, gtk_list_item_get_position (item));
  guint target = get_target (self);
  guint n_done = get_n_done (self);
  gboolean pale = index >= n_done;

  /* Choosing a step shows what would be undone, or done again. */
  if (target != G_MAXUINT)
    pale = index >= target;
  gtk_widget_set_opacity (gtk_list_item_get_child (item), pale ? DIMMED : 1);
}

static void
dim_all (ManiculeHistoryPage *self)
{
  for (guint i = 0; i < self->bound->len; i++)
    dim (self, g_ptr_array_index (self->bound, i));
}

static void
show_button (ManiculeHistoryPage *self)
{
  guint target = get_target (self), n_done = get_n_done (self);
  gboolean undo = target < n_done;
  guint n = target == G_MAXUINT ? 0 : undo ? n_done - target : target - n_done;
  g_autofree char *label = NULL;

  gtk_revealer_set_reveal_child (self->actions, n > 0 && !manicule_editor_get_read_only (self->editor));
  if (n == 0)
    return;
  if (undo)
    label = g_strdup_printf (ngettext ("Undo %u Step", "Undo %u Steps", n), n);
  else
    label = g_strdup_printf (ngettext ("Redo %u Step", "Redo %u Steps", n), n);
  gtk_button_set_label (self->go_button, label);
  gtk_label_set_text (self->hint, undo ? _("Redo brings them back") : _("Undo takes them back"));
  /* A step in the middle; what came after it stays. */
  gtk_widget_set_visible (GTK_WIDGET (self->alone_button), undo);
}

static void
update (ManiculeHistoryPage *self)
{
  gtk_stack_set_visible_child_name (self->stack, g_list_model_get_n_items (G_LIST_MODEL (self->steps)) > 0 ? "list" : "none");
  dim_all (self);
  show_button (self);
}

static void
selected_cb (ManiculeHistoryPage *self)
{
  ManiculeStep *step = gtk_single_selection_get_selected_item (self->selection);

  if (step != NULL)
    manicule_editor_show_step (self->editor, step);
  update (self);
}

static void
go_cb (ManiculeHistoryPage *self)
{
  guint target = get_target (self);

  if (target != G_MAXUINT)
    manicule_editor_go_to_step (self->editor, target);
}

static void
alone_cb (ManiculeHistoryPage *self)
{
  ManiculeStep *step = gtk_single_selection_get_selected_item (self->selection);

  if (step != NULL)
    manicule_editor_revert_step (self->editor, step);
}

static void
setup_cb (ManiculeHistoryPage *self,
          GtkListItem         *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  Row *row = g_new0 (Row, 1);

  row->chip = manicule_chip_new (NULL);
  row->icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "margin-start", 3,
                            "margin-end", 3, NULL);
  row->words = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "hexpand", TRUE, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                             "lines", 2, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  row->clock = gtk_label_new (NULL);
  gtk_widget_add_css_class (row->clock, "caption");
  gtk_widget_add_css_class (row->clock, "dimmed");
  gtk_widget_add_css_class (row->clock, "numeric");
  gtk_box_append (GTK_BOX (box), row->chip);
  gtk_box_append (GTK_BOX (box), row->icon);
  gtk_box_append (GTK_BOX (box), row->words);
  gtk_box_append (GTK_BOX (box), row->clock);
  gtk_list_item_set_child (item, box);
  g_object_set_data_full (G_OBJECT (item), "row", row, g_free);
}

static void
show_words (ManiculeHistoryPage *self,
            GtkListItem         *item)
{
  Row *row = g_object_get_data (G_OBJECT (item), "row");
  g_autofree char *words = dup_words (self, gtk_list_item_get_item (item));

  gtk_label_set_text (GTK_LABEL (row->words), words);
  gtk_list_item_set_accessible_label (item, words);
}

/* Which article is open makes a difference to how the steps are named. */
static void
show_all_words (ManiculeHistoryPage *self)
{
  for (guint i = 0; i < self->bound->len; i++)
    show_words (self, g_ptr_array_index (self->bound, i));
}

static void
bind_cb (ManiculeHistoryPage *self,
         GtkListItem         *item)
{
  ManiculeStep *step = gtk_list_item_get_item (item);
  Row *row = g_object_get_data (G_OBJECT (item), "row");
  ManiculeChange *change = manicule_step_get_change (step, 0);
  ManiculeLabel *label = find_label (self, change);
  g_autofree char *clock = manicule_wording_clock (manicule_step_get_time (step));

  gtk_widget_set_visible (row->chip, label != NULL);
  gtk_widget_set_visible (row->icon, label == NULL);
  manicule_chip_set_label (MANICULE_CHIP (row->chip), label);
  gtk_image_set_from_icon_name (GTK_IMAGE (row->icon), get_icon (change));
  gtk_label_set_text (GTK_LABEL (row->clock), clock);
  gtk_list_item_set_accessible_description (item, clock);
  show_words (self, item);
  g_ptr_array_add (self->bound, item);
  dim (self, item);
}

static void
unbind_cb (ManiculeHistoryPage *self,
           GtkListItem         *item)
{
  g_ptr_array_remove_fast (self->bound, item);
}

static void
setup_header_cb (ManiculeHistoryPage *self,
                 GtkListHeader       *header)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, NULL);

  gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_add_css_class (label, "dimmed");
  gtk_list_header_set_child (header, label);
}

static void
bind_header_cb (ManiculeHistoryPage *self,
                GtkListHeader       *header)
{
  g_autofree char *day = manicule_wording_day (manicule_step_get_time (gtk_list_header_get_item (header)));

  gtk_label_set_text (GTK_LABEL (gtk_list_header_get_child (header)), day);
}

static void
manicule_history_page_dispose (GObject *object)
{
  ManiculeHistoryPage *self = MANICULE_HISTORY_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), MANICULE_TYPE_HISTORY_PAGE);
  g_clear_object (&self->selection);
  g_clear_object (&self->steps);
  g_clear_object (&self->editor);

  G_OBJECT_CLASS (manicule_history_page_parent_class)->dispose (object);
}

static void
manicule_history_page_finalize (GObject *object)
{
  g_ptr_array_unref (MANICULE_HISTORY_PAGE (object)->bound);

  G_OBJECT_CLASS (manicule_history_page_parent_class)->finalize (object);
}

static void
manicule_history_page_class_init (ManiculeHistoryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = manicule_history_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = manicule_history_page_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/manicule/Manicule/panels/manicule-history-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ManiculeHistoryPage, stack);
  gtk_widget_class_bind_template_child (widget_class, ManiculeHistoryPage, list);
  gtk_widget_class_bind_template_child (widget_class, ManiculeHistoryPage, actions);
  gtk_widget_class_bind_template_child (widget_class, ManiculeHistoryPage, go_button);
  gtk_widget_class_bind_template_child (widget_class, ManiculeHistoryPage, alone_button);
  gtk_widget_class_bind_template_child (widget_class, ManiculeHistoryPage, hint);
  gtk_widget_class_bind_template_callback (widget_class, alone_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_cb);
}

static void
manicule_history_page_init (ManiculeHistoryPage *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr(GtkListItemFactory) headers = gtk_signal_list_item_factory_new ();

  self->bound = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, factory);
  g_signal_connect_object (headers, "setup", G_CALLBACK (setup_header_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (headers, "bind", G_CALLBACK (bind_header_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_header_factory (self->list, headers);
}

/**
 * manicule_history_page_new:
 * @editor: whose history it shows
 *
 * Returns: (transfer floating): a page for the side panel
 */
AdwNavigationPage *
manicule_history_page_new (ManiculeEditor *editor)
{
  ManiculeHistoryPage *self = g_object_new (MANICULE_TYPE_HISTORY_PAGE, NULL);
  ManiculeHistory *history = manicule_editor_get_history (editor);

  self->editor = g_object_ref (editor);
  self->steps = manicule_history_list_new (history);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->steps));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));

  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "notify::article", G_CALLBACK (show_all_words), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (history, "notify::position", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (history, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  update (self);
  return ADW_NAVIGATION_PAGE (self);
}
