/* manicule-article-filter.c: how the list of articles is sorted and what it leaves out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-article-filter.h"

#include "manicule-lazy-menu.h"

#include <glib/gi18n-lib.h>

/* More than that do not help anyone to choose. */
#define SOURCES_MAX 20

enum
{
  PROP_STATUS = 1,
  PROP_SOURCE,
  PROP_LABEL,
  PROP_ORDER,
  N_PROPS
};

struct _ManiculeArticleFilter
{
  AdwBin                parent_instance;

  GtkMenuButton        *button;

  ManiculeArticleModel *model;             /* (owned) (nullable) */
  ManiculeSchema       *schema;            /* (owned) (nullable) */
  char                 *choices[N_PROPS];  /* (owned): by property; "" for all */
};

static const char * const status_nicks[] = { "new", "in-progress", "done" };
static const char * const order_nicks[] = { "list", "title", "date", "status", "annotations" };

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (ManiculeArticleFilter, manicule_article_filter, ADW_TYPE_BIN)

/* --- the menu */

static void
add (GMenu      *menu,
     const char *title,
     const char *action,
     const char *target)
{
  g_autoptr(GMenuItem) item = g_menu_item_new (NULL, NULL);
  g_auto(GStrv) parts = g_strsplit (title, "_", -1);
  g_autofree char *words = g_strjoinv ("__", parts);

  /* An underscore in a name is no mnemonic. */
  g_menu_item_set_label (item, words);
  g_menu_item_set_action_and_target (item, action, "s", target);
  g_menu_append_item (menu, item);
}

static void
add_order (GMenu *menu)
{
  g_autoptr(GMenu) section = g_menu_new ();

  add (section, _("List Order"), "list.order", "list");
  add (section, _("Title"), "list.order", "title");
  add (section, _("Date"), "list.order", "date");
  add (section, _("Status"), "list.order", "status");
  add (section, _("Annotations"), "list.order", "annotations");
  g_menu_append_section (menu, _("Sort By"), G_MENU_MODEL (section));
}

static void
add_status (GMenu *menu)
{
  g_autoptr(GMenu) section = g_menu_new ();

  add (section, _("All"), "list.status", "");
  add (section, _("New"), "list.status", "new");
  add (section, _("In Progress"), "list.status", "in-progress");
  add (section, _("Done"), "list.status", "done");
  g_menu_append_section (menu, _("Status"), G_MENU_MODEL (section));
}

static void
add_sources (GMenu     *menu,
             GPtrArray *sources)
{
  g_autoptr(GMenu) submenu = g_menu_new ();

  add (submenu, _("All"), "list.source", "");
  for (guint i = 0; i < MIN (sources->len, SOURCES_MAX); i++)
    add (submenu, g_ptr_array_index (sources, i), "list.source", g_ptr_array_index (sources, i));
  g_menu_append_submenu (menu, _("Source"), G_MENU_MODEL (submenu));
}

static void
add_labels (GMenu      *menu,
            GListModel *labels)
{
  g_autoptr(GMenu) submenu = g_menu_new ();

  add (submenu, _("All"), "list.label", "");
  for (guint i = 0; i < g_list_model_get_n_items (labels); i++)
    {
      g_autoptr(ManiculeLabel) label = g_list_model_get_item (labels, i);

      add (submenu, manicule_label_get_title (label), "list.label", manicule_label_get_name (label));
    }
  g_menu_append_submenu (menu, _("Label"), G_MENU_MODEL (submenu));
}

static void
fill_menu (GtkMenuButton *button,
           gpointer       data)
{
  ManiculeArticleFilter *self = data;
  g_autoptr(GPtrArray) sources = self->model != NULL ? manicule_article_model_dup_sources (self->model) : g_ptr_array_new ();
  GListModel *labels = self->schema != NULL ? manicule_schema_get_labels (self->schema) : NULL;
  g_autoptr(GMenu) menu = g_menu_new ();
  g_autoptr(GMenu) section = g_menu_new ();

  add_order (menu);
  add_status (menu);
  if (labels != NULL && g_list_model_get_n_items (labels) > 0)
    add_labels (section, labels);
  if (sources->len > 1)
    add_sources (section, sources);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  manicule_lazy_menu_set (button, G_MENU_MODEL (menu));
}

/* --- what is chosen */

static int
find_nick (const char * const *nicks,
           guint               n_nicks,
           const char         *nick)
{
  for (guint i = 0; i < n_nicks; i++)
    if (g_str_equal (nicks[i], nick))
      return (int) i;
  return -1;
}

static const char *
or_null (const char *choice)
{
  return *choice != '\0' ? choice : NULL;
}

static void
filter (ManiculeArticleFilter *self)
{
  int order = find_nick (order_nicks, G_N_ELEMENTS (order_nicks), self->choices[PROP_ORDER]);

  if (self->model == NULL)
    return;
  manicule_article_model_set_status (self->model, find_nick (status_nicks, G_N_ELEMENTS (status_nicks), self->choices[PROP_STATUS]));
  manicule_article_model_set_source (self->model, or_null (self->choices[PROP_SOURCE]));
  manicule_article_model_set_label (self->model, or_null (self->choices[PROP_LABEL]));
  manicule_article_model_set_order (self->model, order >= 0 ? (ManiculeOrder) order : MANICULE_ORDER_LIST);
}

/* That something is left out is seen and heard. */
static void
describe (ManiculeArticleFilter *self)
{
  gboolean filters = or_null (self->choices[PROP_STATUS]) != NULL || or_null (self->choices[PROP_SOURCE]) != NULL
                     || or_null (self->choices[PROP_LABEL]) != NULL;
  const char *words = filters ? _("Sort and Filter: some articles are left out") : _("Sort and Filter");

  if (filters)
    gtk_widget_add_css_class (GTK_WIDGET (self->button), "accent");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->button), "accent");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
manicule_article_filter_get_property (GObject    *object,
                                      guint       property_id,
                                      GValue     *value,
                                      GParamSpec *pspec)
{
  ManiculeArticleFilter *self = MANICULE_ARTICLE_FILTER (object);

  switch (property_id)
    {
    case PROP_STATUS:
    case PROP_SOURCE:
    case PROP_LABEL:
    case PROP_ORDER:
      g_value_set_string (value, self->choices[property_id]);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
manicule_article_filter_set_property (GObject      *object,
                                      guint         property_id,
                                      const GValue *value,
                                      GParamSpec   *pspec)
{
  ManiculeArticleFilter *self = MANICULE_ARTICLE_FILTER (object);
  const char *choice = g_value_get_string (value);

  switch (property_id)
    {
    case PROP_STATUS:
    case PROP_SOURCE:
    case PROP_LABEL:
    case PROP_ORDER:
      if (!g_set_str (&self->choices[property_id], choice != NULL ? choice : ""))
        return;
      filter (self);
      describe (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
manicule_article_filter_dispose (GObject *object)
{
  ManiculeArticleFilter *self = MANICULE_ARTICLE_FILTER (object);

  g_clear_object (&self->model);
  g_clear_object (&self->schema);

  G_OBJECT_CLASS (manicule_article_filter_parent_class)->dispose (object);
}

static void
manicule_article_filter_finalize (GObject *object)
{
  for (guint i = 1; i < N_PROPS; i++)
    g_free (MANICULE_ARTICLE_FILTER (object)->choices[i]);

  G_OBJECT_CLASS (manicule_article_filter_parent_class)->finalize (object);
}

static void
manicule_article_filter_class_init (ManiculeArticleFilterClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = manicule_article_filter_dispose;
  object_class->finalize = manicule_article_filter_finalize;
  object_class->get_property = manicule_article_filter_get_property;
  object_class->set_property = manicule_article_filter_set_property;

  props[PROP_STATUS] = g_param_spec_string ("status", NULL, NULL, "", flags);
  props[PROP_SOURCE] = g_param_spec_string ("source", NULL, NULL, "", flags);
  props[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, "", flags);
  props[PROP_ORDER] = g_param_spec_string ("order", NULL, NULL, "list", flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_install_property_action (widget_class, "list.status", "status");
  gtk_widget_class_install_property_action (widget_class, "list.source", "source");
  gtk_widget_class_install_property_action (widget_class, "list.label", "label");
  gtk_widget_class_install_property_action (widget_class, "list.order", "order");
}

static void
manicule_article_filter_init (ManiculeArticleFilter *self)
{
  for (guint i = 1; i < N_PROPS; i++)
    self->choices[i] = g_strdup (i == PROP_ORDER ? "list" : "");
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_icon_name (self->button, "view-sort-descending-symbolic");
  gtk_menu_button_set_create_popup_func (self->button, fill_menu, self, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "flat");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
  describe (self);
}

void
manicule_article_filter_set_model (ManiculeArticleFilter *self,
                                   ManiculeArticleModel  *model,
                                   ManiculeSchema        *schema)
{
  g_return_if_fail (MANICULE_IS_ARTICLE_FILTER (self));
  g_return_if_fail (self->model == NULL);

  self->model = g_object_ref (model);
  self->schema = g_object_ref (schema);
  filter (self);
}

void
manicule_article_filter_reset (ManiculeArticleFilter *self)
{
  g_return_if_fail (MANICULE_IS_ARTICLE_FILTER (self));

  g_object_set (self, "status", "", "source", "", "label", "", NULL);
}
