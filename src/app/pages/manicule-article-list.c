/* manicule-article-list.c: the articles of a project
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-article-list.h"

#include "manicule-article-filter.h"
#include "manicule-article-model.h"
#include "manicule-article-row.h"
#include "manicule-commands.h"
#include "manicule-focus.h"
#include "manicule-follower.h"
#include "manicule-lazy-menu.h"

#include <glib/gi18n-lib.h>

struct _ManiculeArticleList
{
  AdwNavigationPage     parent_instance;

  GtkMenuButton        *menu_button;
  ManiculeArticleFilter *filter;
  GtkEditable          *entry;
  GtkStack             *stack;
  GtkListView          *list;
  GtkWidget            *footer;
  GtkLabel             *done;
  GtkLabel             *total;
  GtkProgressBar       *progress;
  GtkWidget            *import_button;
  GMenuModel           *row_menu;
  GtkWidget            *row_popover;  /* (nullable): made when first opened */

  ManiculeWorkspace    *workspace;  /* (owned) (nullable) */
  ManiculeArticleModel *model;      /* (owned) (nullable) */
  GtkSingleSelection   *selection;  /* (owned) (nullable) */
  GPtrArray            *bound;      /* (owned) (element-type GtkListItem): the rows that are shown */
  char                 *selected;   /* (owned) (nullable): the id of the open article */
  gboolean              collapsed;
  gboolean              menu_shown; /* by a key, from wherever the focus was */
  guint                 menu_idle;
  ManiculeFollower     *follower;   /* (owned): of the totals */
  gboolean              selecting;  /* the selection is moved by the program, not by the user */
};

enum
{
  PROP_COLLAPSED = 1,
  N_PROPS
};

enum
{
  OPENED,
  MENU_LEFT,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ManiculeArticleList, manicule_article_list, ADW_TYPE_NAVIGATION_PAGE)

static void
show_totals (ManiculeArticleList *self)
{
  guint n_articles, n_done, n_annotations;
  g_autofree char *done = NULL;
  g_autofree char *total = NULL;
  g_autofree char *hint = NULL;

  manicule_article_model_get_totals (self->model, &n_articles, &n_done, &n_annotations);
  /* Translators: how many articles of how many are done */
  done = g_strdup_printf (_("%u of %u done"), n_done, n_articles);
  total = g_strdup_printf (ngettext ("%u annotation", "%u annotations", n_annotations), n_annotations);
  hint = g_strdup_printf (ngettext ("Search %u article", "Search %u articles", n_articles), n_articles);
  gtk_label_set_text (self->done, done);
  gtk_label_set_text (self->total, total);
  gtk_progress_bar_set_fraction (self->progress, n_articles > 0 ? (double) n_done / n_articles : 0);
  gtk_search_entry_set_placeholder_text (GTK_SEARCH_ENTRY (self->entry), hint);
  gtk_widget_set_visible (self->footer, n_articles > 0);
}

static void
show_page (ManiculeArticleList *self)
{
  GListModel *all = manicule_project_get_articles (manicule_workspace_get_project (self->workspace));

  if (g_list_model_get_n_items (all) == 0)
    gtk_stack_set_visible_child_name (self->stack, "empty");
  else if (g_list_model_get_n_items (manicule_article_model_get_list (self->model)) == 0)
    gtk_stack_set_visible_child_name (self->stack, "none");
  else
    gtk_stack_set_visible_child_name (self->stack, "list");
}

static char *
dup_id_at (ManiculeArticleList *self,
           guint                position)
{
  g_autoptr(ManiculeArticle) article = NULL;

  if (self->selection == NULL || position == GTK_INVALID_LIST_POSITION)
    return NULL;
  article = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  return article != NULL ? g_strdup (manicule_article_get_id (article)) : NULL;
}

static guint
find_position (ManiculeArticleList *self,
               const char          *id)
{
  guint n = self->selection != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->selection)) : 0;

  for (guint i = 0; id != NULL && i < n; i++)
    {
      g_autoptr(ManiculeArticle) article = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

      if (g_str_equal (manicule_article_get_id (article), id))
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

static void
open_at (ManiculeArticleList *self,
         guint                position,
         gboolean             show)
{
  g_autofree char *id = dup_id_at (self, position);

  if (id != NULL)
    g_signal_emit (self, signals[OPENED], 0, id, show);
}

static void
selected_cb (ManiculeArticleList *self)
{
  if (!self->selecting && !self->collapsed)
    open_at (self, gtk_single_selection_get_selected (self->selection), FALSE);
}

static void
row_activated_cb (ManiculeArticleList *self,
                  guint                position)
{
  open_at (self, position, TRUE);
}

/* The open article keeps its row when the list is filtered or sorted anew. */
static void
list_changed_cb (ManiculeArticleList *self)
{
  show_page (self);
  self->selecting = TRUE;
  gtk_single_selection_set_selected (self->selection, find_position (self, self->selected));
  self->selecting = FALSE;
}

static void
search_changed_cb (ManiculeArticleList *self)
{
  if (self->model != NULL)
    manicule_article_model_set_needle (self->model, gtk_editable_get_text (self->entry));
}

/* Letters that are typed in the list begin a search, and the next ones belong to it. */
static void
search_started_cb (ManiculeArticleList *self)
{
  gtk_text_grab_focus_without_selecting (GTK_TEXT (gtk_editable_get_delegate (self->entry)));
  gtk_editable_set_position (self->entry, -1);
}

static void
stop_search_cb (ManiculeArticleList *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-text", NULL);
}

static void
grab_list_cb (ManiculeArticleList *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
show_all_cb (ManiculeArticleList *self)
{
  gtk_editable_set_text (self->entry, "");
  manicule_article_filter_reset (self->filter);
}

static void
open_row_menu (ManiculeArticleList *self,
               GtkWidget           *row,
               double               x,
               double               y)
{
  graphene_point_t point = GRAPHENE_POINT_INIT ((float) x, (float) y);
  GdkRectangle place = { 0, 0, 1, 1 };
  /* A stack would keep the menu from screen readers: it speaks of its pages alone. */
  GtkWidget *scroller = gtk_widget_get_parent (GTK_WIDGET (self->list));

  if (!gtk_widget_compute_point (row, scroller, &point, &point))
    return;
  place.x = (int) point.x;
  place.y = (int) point.y;
  if (self->row_popover == NULL)
    {
      self->row_popover = gtk_popover_menu_new_from_model (self->row_menu);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->row_popover), FALSE);
      gtk_widget_set_halign (self->row_popover, GTK_ALIGN_START);
      gtk_widget_set_parent (self->row_popover, scroller);
      g_signal_connect_object (self->row_popover, "closed", G_CALLBACK (manicule_article_list_grab), self, G_CONNECT_SWAPPED);
    }
  gtk_popover_set_pointing_to (GTK_POPOVER (self->row_popover), &place);
  gtk_popover_popup (GTK_POPOVER (self->row_popover));
}

static void
row_pressed_cb (GtkGestureClick *gesture,
                int              n_press,
                double           x,
                double           y,
                GtkListItem     *item)
{
  GtkWidget *row = gtk_list_item_get_child (item);
  GtkWidget *list = gtk_widget_get_ancestor (row, MANICULE_TYPE_ARTICLE_LIST);

  open_at (MANICULE_ARTICLE_LIST (list), gtk_list_item_get_position (item), FALSE);
  open_row_menu (MANICULE_ARTICLE_LIST (list), row, x, y);
}

/* The menu key opens the menu of the row that has the focus. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint                  key,
                guint                  code,
                GdkModifierType        state,
                ManiculeArticleList   *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *row = focus != NULL ? gtk_widget_get_first_child (focus) : NULL;

  if (key != GDK_KEY_Menu && !(key == GDK_KEY_F10 && (state & GDK_SHIFT_MASK) != 0))
    return GDK_EVENT_PROPAGATE;
  if (!MANICULE_IS_ARTICLE_ROW (row))
    return GDK_EVENT_PROPAGATE;
  open_row_menu (self, row, 0, gtk_widget_get_height (row));
  return GDK_EVENT_STOP;
}

static void
setup_cb (ManiculeArticleList *self,
          GtkListItem         *item)
{
  GtkWidget *row = manicule_article_row_new ();
  GtkGesture *gesture = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), GDK_BUTTON_SECONDARY);
  g_signal_connect (gesture, "pressed", G_CALLBACK (row_pressed_cb), item);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (gesture));
  gtk_list_item_set_child (item, row);
}

static void
describe (ManiculeArticleList *self,
          GtkListItem         *item)
{
  g_autofree char *description = manicule_article_row_describe (self->workspace, gtk_list_item_get_item (item));

  gtk_list_item_set_accessible_description (item, description);
}

static void
describe_bound (ManiculeArticleList *self)
{
  for (guint i = 0; i < self->bound->len; i++)
    describe (self, g_ptr_array_index (self->bound, i));
}

static void
bind_cb (ManiculeArticleList *self,
         GtkListItem         *item)
{
  ManiculeArticle *article = gtk_list_item_get_item (item);
  const char *needle = manicule_article_model_get_needle (self->model);

  manicule_article_row_bind (MANICULE_ARTICLE_ROW (gtk_list_item_get_child (item)), self->workspace, article,
                             *needle != '\0' ? needle : NULL);
  gtk_list_item_set_accessible_label (item, manicule_article_get_title (article));
  describe (self, item);
  g_ptr_array_add (self->bound, item);
}

static void
unbind_cb (ManiculeArticleList *self,
           GtkListItem         *item)
{
  g_ptr_array_remove_fast (self->bound, item);
  manicule_article_row_bind (MANICULE_ARTICLE_ROW (gtk_list_item_get_child (item)), NULL, NULL, NULL);
}

static GtkListItemFactory *
factory_new (ManiculeArticleList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  return factory;
}

/* What is bound shows the needle and the summary of its time; a fresh factory binds all rows anew. */
static void
rebind (ManiculeArticleList *self)
{
  g_autoptr(GtkListItemFactory) factory = factory_new (self);

  gtk_list_view_set_factory (self->list, factory);
}

static void
follow_totals (gpointer widget)
{
  show_totals (widget);
  describe_bound (widget);
}

static void
totals_changed_cb (ManiculeArticleList *self)
{
  manicule_follower_queue (self->follower);
}

/* What was chosen in the menu may have opened a dialog, which has the focus then. */
static gboolean
menu_left_cb (gpointer data)
{
  ManiculeArticleList *self = data;

  self->menu_idle = 0;
  if (manicule_focus_is_within (GTK_WIDGET (self->menu_button)))
    g_signal_emit (self, signals[MENU_LEFT], 0);
  return G_SOURCE_REMOVE;
}

static void
menu_active_cb (ManiculeArticleList *self)
{
  if (!self->menu_shown || gtk_menu_button_get_active (self->menu_button))
    return;
  self->menu_shown = FALSE;
  if (self->menu_idle == 0)
    self->menu_idle = g_idle_add (menu_left_cb, self);
}

static void
set_collapsed (ManiculeArticleList *self,
               gboolean             collapsed)
{
  if (self->collapsed == collapsed)
    return;
  self->collapsed = collapsed;
  gtk_list_view_set_single_click_activate (self->list, collapsed);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COLLAPSED]);
}

static void
manicule_article_list_get_property (GObject    *object,
                                    guint       property_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  ManiculeArticleList *self = MANICULE_ARTICLE_LIST (object);

  switch (property_id)
    {
    case PROP_COLLAPSED:
      g_value_set_boolean (value, self->collapsed);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
manicule_article_list_set_property (GObject      *object,
                                    guint         property_id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  ManiculeArticleList *self = MANICULE_ARTICLE_LIST (object);

  switch (property_id)
    {
    case PROP_COLLAPSED:
      set_collapsed (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
manicule_article_list_dispose (GObject *object)
{
  ManiculeArticleList *self = MANICULE_ARTICLE_LIST (object);

  g_clear_handle_id (&self->menu_idle, g_source_remove);
  g_clear_pointer (&self->follower, manicule_follower_free);
  g_clear_pointer (&self->row_popover, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), MANICULE_TYPE_ARTICLE_LIST);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (manicule_article_list_parent_class)->dispose (object);
}

static void
manicule_article_list_finalize (GObject *object)
{
  ManiculeArticleList *self = MANICULE_ARTICLE_LIST (object);

  g_ptr_array_unref (self->bound);
  g_free (self->selected);

  G_OBJECT_CLASS (manicule_article_list_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass   *object_class,
                    GtkWidgetClass *widget_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  props[PROP_COLLAPSED] = g_param_spec_boolean ("collapsed", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (MANICULE_TYPE_ARTICLE_FILTER);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/manicule/Manicule/pages/manicule-article-list.ui");
  gtk_widget_class_bind_template_child (widget_class, ManiculeArticleList, menu_button);
  gtk_widget_class_bind_template_child (widget_class, ManiculeArticleList, filter);
  gtk_widget_class_bind_template_child (widget_class, ManiculeArticleList, entry);
  gtk_widget_class_bind_template_child (widget_class, ManiculeArticleList, stack);
  gtk_widget_class_bind_template_child (widget_class, ManiculeArticleList, list);
  gtk_widget_class_bind_template_child (widget_class, ManiculeArticleList, footer);
  gtk_widget_class_bind_template_child (widget_class, ManiculeArticleList, done);
  gtk_widget_class_bind_template_child (widget_class, ManiculeArticleList, total);
  gtk_widget_class_bind_template_child (widget_class, ManiculeArticleList, progress);
  gtk_widget_class_bind_template_child (widget_class, ManiculeArticleList, import_button);
  gtk_widget_class_bind_template_child (widget_class, ManiculeArticleList, row_menu);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_started_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, grab_list_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_all_cb);
}

static void
manicule_article_list_class_init (ManiculeArticleListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = manicule_article_list_dispose;
  object_class->finalize = manicule_article_list_finalize;
  object_class->get_property = manicule_article_list_get_property;
  object_class->set_property = manicule_article_list_set_property;
  install_properties (object_class, widget_class);

  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
  signals[MENU_LEFT] = g_signal_new ("menu-left", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);
  bind_template (widget_class);
}

static void
manicule_article_list_init (ManiculeArticleList *self)
{
  self->bound = g_ptr_array_new ();
  self->follower = manicule_follower_new (GTK_WIDGET (self), follow_totals);
  gtk_widget_init_template (GTK_WIDGET (self));
  manicule_lazy_menu_install (self->menu_button);
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->entry), GTK_WIDGET (self->list));
  manicule_commands_add_keys (GTK_WIDGET (self), MANICULE_SCOPE_PANE);
  manicule_commands_describe_as (GTK_WIDGET (self->menu_button), "win.show-menu");
  g_signal_connect_object (self->menu_button, "notify::active", G_CALLBACK (menu_active_cb), self, G_CONNECT_SWAPPED);
}

void
manicule_article_list_set_workspace (ManiculeArticleList *self,
                                     ManiculeWorkspace   *workspace)
{
  ManiculeProject *project = manicule_workspace_get_project (workspace);

  g_return_if_fail (MANICULE_IS_ARTICLE_LIST (self));
  g_return_if_fail (self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  self->model = manicule_article_model_new (workspace);
  manicule_article_filter_set_model (self->filter, self->model, manicule_project_get_schema (project));
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, manicule_article_model_get_list (self->model));

  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "totals-changed", G_CALLBACK (totals_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "needle-changed", G_CALLBACK (rebind), self, G_CONNECT_SWAPPED);

  rebind (self);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  /* After the list view's own handler: it must know of the change before the selection moves. */
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (list_changed_cb), self, G_CONNECT_SWAPPED);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), manicule_project_get_name (project));
  show_totals (self);
  show_page (self);
}

void
manicule_article_list_select (ManiculeArticleList *self,
                              const char          *id)
{
  guint position;

  g_return_if_fail (MANICULE_IS_ARTICLE_LIST (self));

  g_set_str (&self->selected, id);
  position = find_position (self, id);
  if (position == GTK_INVALID_LIST_POSITION || gtk_single_selection_get_selected (self->selection) == position)
    return;
  self->selecting = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  gtk_list_view_scroll_to (self->list, position, GTK_LIST_SCROLL_NONE, NULL);
  self->selecting = FALSE;
}

static const char *
get_id_at (ManiculeArticleList *self,
           guint                position)
{
  g_autoptr(ManiculeArticle) article = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  /* The project holds it longer than this function. */
  return article != NULL ? manicule_article_get_id (article) : NULL;
}

const char *
manicule_article_list_get_neighbour (ManiculeArticleList *self,
                                     const char          *id,
                                     gboolean             forward)
{
  guint position;

  g_return_val_if_fail (MANICULE_IS_ARTICLE_LIST (self), NULL);

  position = find_position (self, id);
  if (position == GTK_INVALID_LIST_POSITION)
    return get_id_at (self, 0);
  if (!forward && position == 0)
    return NULL;
  return get_id_at (self, forward ? position + 1 : position - 1);
}

const char *
manicule_article_list_get_next_open (ManiculeArticleList *self,
                                     const char          *id)
{
  guint n, position;

  g_return_val_if_fail (MANICULE_IS_ARTICLE_LIST (self), NULL);

  n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  position = find_position (self, id);
  for (guint i = 1; i <= n; i++)
    {
      const char *other = get_id_at (self, (position == GTK_INVALID_LIST_POSITION ? i - 1 : position + i) % n);
      ManiculeStatus status = MANICULE_STATUS_NEW;
      guint n_annotations;

      manicule_workspace_get_summary (self->workspace, other, &status, &n_annotations);
      if (status != MANICULE_STATUS_DONE && g_strcmp0 (other, id) != 0)
        return other;
    }
  return NULL;
}

void
manicule_article_list_grab (ManiculeArticleList *self)
{
  guint selected = GTK_INVALID_LIST_POSITION;

  g_return_if_fail (MANICULE_IS_ARTICLE_LIST (self));

  if (self->selection != NULL)
    selected = gtk_single_selection_get_selected (self->selection);
  if (selected == GTK_INVALID_LIST_POSITION)
    gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
  else
    {
      gtk_list_view_scroll_to (self->list, selected, GTK_LIST_SCROLL_FOCUS, NULL);
      gtk_widget_grab_focus (GTK_WIDGET (self->list));
    }
}

gboolean
manicule_article_list_has_focus (ManiculeArticleList *self)
{
  g_return_val_if_fail (MANICULE_IS_ARTICLE_LIST (self), FALSE);

  return manicule_focus_is_within (GTK_WIDGET (self->list));
}

void
manicule_article_list_show_menu (ManiculeArticleList *self)
{
  g_return_if_fail (MANICULE_IS_ARTICLE_LIST (self));

  self->menu_shown = TRUE;
  gtk_menu_button_popup (self->menu_button);
}

guint
manicule_article_list_get_n (ManiculeArticleList *self,
                             guint               *n_done)
{
  guint n_articles, n_annotations;

  g_return_val_if_fail (MANICULE_IS_ARTICLE_LIST (self), 0);

  manicule_article_model_get_totals (self->model, &n_articles, n_done, &n_annotations);
  return n_articles;
}
