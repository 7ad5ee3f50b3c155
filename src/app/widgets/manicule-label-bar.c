/* manicule-label-bar.c: the labels under the text, each with its key
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-label-bar.h"

#include "manicule-chip.h"
#include "manicule-fit-box.h"
#include "manicule-lazy-menu.h"

#include <glib/gi18n-lib.h>

struct _ManiculeLabelBar
{
  AdwBin             parent_instance;

  GtkScrolledWindow *scroller;
  ManiculeFitBox    *role_row;
  GtkWidget         *separator;
  ManiculeFitBox    *label_row;
  GSignalGroup      *labels;    /* (owned): of the schema's list */
  GListModel        *roles;     /* (owned) (nullable) (element-type ManiculeRelationType) */
  char              *obstacle;  /* (owned) (nullable): why no label can be given */
};

enum
{
  PROP_NARROW = 1,
  N_PROPS
};

enum
{
  MENU_LEFT,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ManiculeLabelBar, manicule_label_bar, ADW_TYPE_BIN)

static GtkWidget *
button_new (GtkWidget  *chip,
            const char *title,
            const char *key)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  /* Translators: a label or role and its key, spoken: “Person, key p” */
  g_autofree char *spoken = key != NULL ? g_strdup_printf (_("%s, key %s"), title, key) : g_strdup (title);

  gtk_box_append (GTK_BOX (box), chip);
  gtk_box_append (GTK_BOX (box), gtk_label_new (title));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return button;
}

static void
role_clicked_cb (GtkWidget *button)
{
  gtk_widget_activate_action (button, "mark.link-role", "s", gtk_widget_get_name (button));
}

static void
add_to_menu (GMenu                *menu,
             ManiculeRelationType *type)
{
  g_autoptr(GMenuItem) item = g_menu_item_new (manicule_relation_type_get_title (type), NULL);
  const char *key = manicule_relation_type_get_key (type);

  g_menu_item_set_action_and_target (item, "mark.link-role", "s", manicule_relation_type_get_name (type));
  if (key != NULL)
    g_menu_item_set_attribute (item, "accel", "s", gdk_keyval_name (gdk_unicode_to_keyval (g_utf8_get_char (key))));
  g_menu_append_item (menu, item);
}

/* Not bound to the action: GTK 4.18 keeps something of each widget that ever was in those above it, and goes through all of that
 * whenever they move; and roles come and go with each annotation.
 */
static void
add_role (ManiculeLabelBar     *self,
          ManiculeRelationType *type)
{
  GtkWidget *chip = manicule_chip_new (NULL);
  GtkWidget *button;

  manicule_chip_show_relation_type (MANICULE_CHIP (chip), type);
  button = button_new (chip, manicule_relation_type_get_title (type), manicule_relation_type_get_key (type));
  gtk_widget_set_name (button, manicule_relation_type_get_name (type));
  g_signal_connect (button, "clicked", G_CALLBACK (role_clicked_cb), NULL);
  gtk_widget_set_tooltip_text (button, manicule_relation_type_get_description (type));
  manicule_fit_box_append (self->role_row, button);
}

/* Roles come and go with the focus. Where roles and labels do not fit together, the row's box gives both the same, and what
 * either leaves to the other; so that nothing tears in the middle, they stand at the line between them. */
static void
fill_roles (ManiculeLabelBar *self)
{
  guint n = self->roles != NULL ? g_list_model_get_n_items (self->roles) : 0;

  manicule_fit_box_clear (self->role_row);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(ManiculeRelationType) type = g_list_model_get_item (self->roles, i);

      add_role (self, type);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->role_row), n > 0);
  gtk_widget_set_visible (self->separator, n > 0);
  manicule_fit_box_set_xalign (self->label_row, n > 0 ? 0 : 0.5);
}

/* What stands in the way is said where the guideline stands else. */
static void
describe_labels (ManiculeLabelBar *self)
{
  g_autoptr(GListModel) labels = g_signal_group_dup_target (self->labels);
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->label_row));

  for (guint i = 0; labels != NULL && i < g_list_model_get_n_items (labels); i++)
    {
      g_autoptr(ManiculeLabel) label = g_list_model_get_item (labels, i);

      gtk_widget_set_tooltip_text (button, self->obstacle != NULL ? self->obstacle : manicule_label_get_description (label));
      button = gtk_widget_get_next_sibling (button);
    }
}

static void
fill_labels (ManiculeLabelBar *self)
{
  g_autoptr(GListModel) labels = g_signal_group_dup_target (self->labels);

  manicule_fit_box_clear (self->label_row);
  for (guint i = 0; labels != NULL && i < g_list_model_get_n_items (labels); i++)
    {
      g_autoptr(ManiculeLabel) label = g_list_model_get_item (labels, i);
      GtkWidget *button = button_new (manicule_chip_new (label), manicule_label_get_title (label), manicule_label_get_key (label));

      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "mark.apply-label");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", manicule_label_get_name (label));
      manicule_fit_box_append (self->label_row, button);
    }
  describe_labels (self);
}

static void
manicule_label_bar_get_property (GObject    *object,
                                 guint       property_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, manicule_label_bar_get_narrow (MANICULE_LABEL_BAR (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
manicule_label_bar_set_property (GObject      *object,
                                 guint         property_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  switch (property_id)
    {
    case PROP_NARROW:
      manicule_label_bar_set_narrow (MANICULE_LABEL_BAR (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
manicule_label_bar_dispose (GObject *object)
{
  ManiculeLabelBar *self = MANICULE_LABEL_BAR (object);

  g_clear_object (&self->labels);
  g_clear_object (&self->roles);

  G_OBJECT_CLASS (manicule_label_bar_parent_class)->dispose (object);
}

static void
manicule_label_bar_finalize (GObject *object)
{
  g_free (MANICULE_LABEL_BAR (object)->obstacle);

  G_OBJECT_CLASS (manicule_label_bar_parent_class)->finalize (object);
}

static void
manicule_label_bar_class_init (ManiculeLabelBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = manicule_label_bar_dispose;
  object_class->finalize = manicule_label_bar_finalize;
  object_class->get_property = manicule_label_bar_get_property;
  object_class->set_property = manicule_label_bar_set_property;

  props[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[MENU_LEFT] = g_signal_new ("menu-left", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_TOOLBAR);
}

static GtkWidget *
more_labels_new (void)
{
  GtkWidget *more = gtk_button_new_from_icon_name ("view-more-horizontal-symbolic");

  gtk_widget_add_css_class (more, "flat");
  gtk_widget_set_focus_on_click (more, FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (more), "mark.open-palette");
  return more;
}

static gboolean
menu_left_cb (gpointer data)
{
  if (gtk_widget_get_root (data) != NULL)
    g_signal_emit (data, signals[MENU_LEFT], 0);
  return G_SOURCE_REMOVE;
}

/* The button takes the focus after that. */
static void
menu_closed_cb (ManiculeLabelBar *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, menu_left_cb, g_object_ref (self), g_object_unref);
}

/* Made when it is opened (see manicule-lazy-menu.h). */
static void
fill_menu (GtkMenuButton *button,
           gpointer       data)
{
  ManiculeLabelBar *self = data;
  g_autoptr(GMenu) menu = g_menu_new ();

  for (guint i = 0; self->roles != NULL && i < g_list_model_get_n_items (self->roles); i++)
    {
      g_autoptr(ManiculeRelationType) type = g_list_model_get_item (self->roles, i);

      add_to_menu (menu, type);
    }
  manicule_lazy_menu_set (button, G_MENU_MODEL (menu));
  g_signal_connect_object (gtk_menu_button_get_popover (button), "closed", G_CALLBACK (menu_closed_cb), self, G_CONNECT_SWAPPED);
}

static GtkWidget *
more_roles_new (ManiculeLabelBar *self)
{
  GtkWidget *more = g_object_new (GTK_TYPE_MENU_BUTTON, "icon-name", "view-more-horizontal-symbolic",
                                  "tooltip-text", _("More Roles"), "direction", GTK_ARROW_UP, "focus-on-click", FALSE, NULL);

  gtk_widget_add_css_class (more, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (more), GTK_ACCESSIBLE_PROPERTY_LABEL, _("More Roles"), -1);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (more), fill_menu, self, NULL);
  return more;
}

static void
manicule_label_bar_init (ManiculeLabelBar *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->labels = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->labels, "items-changed", G_CALLBACK (fill_labels), self);

  self->role_row = g_object_new (MANICULE_TYPE_FIT_BOX, "xalign", 1.0, "visible", FALSE, NULL);
  manicule_fit_box_set_rest (self->role_row, more_roles_new (self));
  self->separator = g_object_new (GTK_TYPE_SEPARATOR, "orientation", GTK_ORIENTATION_VERTICAL, "visible", FALSE,
                                  "margin-start", 6, "margin-end", 6, NULL);
  self->label_row = g_object_new (MANICULE_TYPE_FIT_BOX, NULL);
  manicule_fit_box_set_rest (self->label_row, more_labels_new ());

  gtk_widget_set_halign (row, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->role_row));
  gtk_box_append (GTK_BOX (row), self->separator);
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->label_row));
  self->scroller = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  gtk_scrolled_window_set_policy (self->scroller, GTK_POLICY_NEVER, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (self->scroller, row);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->scroller));
  gtk_widget_add_css_class (GTK_WIDGET (self), "label-bar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Labels"), -1);
}

/**
 * manicule_label_bar_set_schema:
 * @self: a label bar
 * @schema: (nullable): whose labels it shows, in their order
 */
void
manicule_label_bar_set_schema (ManiculeLabelBar *self,
                               ManiculeSchema   *schema)
{
  g_return_if_fail (MANICULE_IS_LABEL_BAR (self));

  g_signal_group_set_target (self->labels, schema != NULL ? manicule_schema_get_labels (schema) : NULL);
  fill_labels (self);
}

static gboolean
same_items (GListModel *a,
            GListModel *b)
{
  guint n = a != NULL ? g_list_model_get_n_items (a) : 0;

  if (n != (b != NULL ? g_list_model_get_n_items (b) : 0))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GObject) first = g_list_model_get_item (a, i);
      g_autoptr(GObject) second = g_list_model_get_item (b, i);

      if (first != second)
        return FALSE;
    }
  return TRUE;
}

/**
 * manicule_label_bar_set_roles:
 * @self: a label bar
 * @roles: (nullable) (element-type ManiculeRelationType): what the annotation in focus still asks for
 *
 * Shows the roles before the labels.
 */
void
manicule_label_bar_set_roles (ManiculeLabelBar *self,
                              GListModel       *roles)
{
  gboolean same;

  g_return_if_fail (MANICULE_IS_LABEL_BAR (self));

  same = same_items (self->roles, roles);
  g_set_object (&self->roles, roles);
  if (!same)
    fill_roles (self);
}

/**
 * manicule_label_bar_set_obstacle:
 * @self: a label bar
 * @obstacle: (nullable): why no label can be given now; %NULL: one can
 *
 * Labels say it when the pointer rests on them.
 */
void
manicule_label_bar_set_obstacle (ManiculeLabelBar *self,
                                 const char       *obstacle)
{
  g_return_if_fail (MANICULE_IS_LABEL_BAR (self));

  if (g_set_str (&self->obstacle, obstacle))
    describe_labels (self);
}

gboolean
manicule_label_bar_get_narrow (ManiculeLabelBar *self)
{
  g_return_val_if_fail (MANICULE_IS_LABEL_BAR (self), FALSE);

  return !manicule_fit_box_get_fit (self->label_row);
}

void
manicule_label_bar_set_narrow (ManiculeLabelBar *self,
                               gboolean          narrow)
{
  g_return_if_fail (MANICULE_IS_LABEL_BAR (self));

  if (manicule_label_bar_get_narrow (self) == narrow)
    return;
  manicule_fit_box_set_fit (self->role_row, !narrow);
  manicule_fit_box_set_fit (self->label_row, !narrow);
  gtk_scrolled_window_set_policy (self->scroller, narrow ? GTK_POLICY_EXTERNAL : GTK_POLICY_NEVER, GTK_POLICY_NEVER);
  if (narrow)
    gtk_widget_add_css_class (GTK_WIDGET (self->scroller), "undershoot-end");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->scroller), "undershoot-end");
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NARROW]);
}
