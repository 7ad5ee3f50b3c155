/* manicule-label-bar.c: the labels under the text, each with its key
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-label-bar.h"

#include "manicule-chip.h"
#include "manicule-fit-box.h"

#include <glib/gi18n-lib.h>

struct _ManiculeLabelBar
{
  AdwBin             parent_instance;

  GtkScrolledWindow *scroller;
  ManiculeFitBox    *row;
  GSignalGroup      *labels;  /* (owned): of the schema's list */
  GListModel        *roles;   /* (owned) (nullable) (element-type ManiculeRelationType) */
  GPtrArray         *role_children; /* (owned) (element-type GtkWidget) (unowned): of the row */
  GPtrArray         *label_buttons; /* (owned) (element-type GtkWidget) (unowned): of the row, one for each label */
  char              *obstacle; /* (owned) (nullable): why no label can be given */
};

enum
{
  PROP_NARROW = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (ManiculeLabelBar, manicule_label_bar, ADW_TYPE_BIN)

static GtkWidget *
button_new (GtkWidget  *chip,
            const char *title,
            const char *key,
            const char *action,
            const char *target)
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
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return button;
}

static void
clear (ManiculeLabelBar *self,
       GPtrArray        *children)
{
  for (guint i = 0; i < children->len; i++)
    manicule_fit_box_remove (self->row, g_ptr_array_index (children, i));
  g_ptr_array_set_size (children, 0);
}

static void
insert (ManiculeLabelBar *self,
        GPtrArray        *children,
        GtkWidget        *child,
        GtkWidget        *next)
{
  g_ptr_array_add (children, child);
  manicule_fit_box_insert (self->row, child, next);
}

/* Roles come and go with the focus; the labels after them stay. */
static void
fill_roles (ManiculeLabelBar *self)
{
  GtkWidget *next = self->label_buttons->len > 0 ? g_ptr_array_index (self->label_buttons, 0) : NULL;
  guint n = self->roles != NULL ? g_list_model_get_n_items (self->roles) : 0;

  clear (self, self->role_children);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(ManiculeRelationType) type = g_list_model_get_item (self->roles, i);
      GtkWidget *chip = manicule_chip_new (NULL);
      GtkWidget *button;

      manicule_chip_show_relation_type (MANICULE_CHIP (chip), type);
      button = button_new (chip, manicule_relation_type_get_title (type), manicule_relation_type_get_key (type),
                           "mark.link-role", manicule_relation_type_get_name (type));
      gtk_widget_set_tooltip_text (button, manicule_relation_type_get_description (type));
      insert (self, self->role_children, button, next);
    }
  if (n > 0)
    insert (self, self->role_children, g_object_new (GTK_TYPE_SEPARATOR, "orientation", GTK_ORIENTATION_VERTICAL,
                                                     "margin-start", 6, "margin-end", 6, NULL), next);
}

/* What stands in the way is said where the guideline stands else. */
static void
describe_labels (ManiculeLabelBar *self)
{
  g_autoptr(GListModel) labels = g_signal_group_dup_target (self->labels);

  for (guint i = 0; i < self->label_buttons->len; i++)
    {
      g_autoptr(ManiculeLabel) label = g_list_model_get_item (labels, i);

      gtk_widget_set_tooltip_text (g_ptr_array_index (self->label_buttons, i),
                                   self->obstacle != NULL ? self->obstacle : manicule_label_get_description (label));
    }
}

static void
fill_labels (ManiculeLabelBar *self)
{
  g_autoptr(GListModel) labels = g_signal_group_dup_target (self->labels);

  clear (self, self->label_buttons);
  for (guint i = 0; labels != NULL && i < g_list_model_get_n_items (labels); i++)
    {
      g_autoptr(ManiculeLabel) label = g_list_model_get_item (labels, i);

      insert (self, self->label_buttons,
              button_new (manicule_chip_new (label), manicule_label_get_title (label), manicule_label_get_key (label),
                          "mark.apply-label", manicule_label_get_name (label)), NULL);
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
  g_clear_object (&MANICULE_LABEL_BAR (object)->labels);
  g_clear_object (&MANICULE_LABEL_BAR (object)->roles);

  G_OBJECT_CLASS (manicule_label_bar_parent_class)->dispose (object);
}

static void
manicule_label_bar_finalize (GObject *object)
{
  ManiculeLabelBar *self = MANICULE_LABEL_BAR (object);

  g_free (self->obstacle);
  g_ptr_array_unref (self->role_children);
  g_ptr_array_unref (self->label_buttons);

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

  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_TOOLBAR);
}

static void
manicule_label_bar_init (ManiculeLabelBar *self)
{
  GtkWidget *more = gtk_button_new_from_icon_name ("view-more-horizontal-symbolic");

  self->role_children = g_ptr_array_new ();
  self->label_buttons = g_ptr_array_new ();
  self->labels = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->labels, "items-changed", G_CALLBACK (fill_labels), self);

  gtk_widget_add_css_class (more, "flat");
  gtk_widget_set_focus_on_click (more, FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (more), "mark.open-palette");

  self->row = g_object_new (MANICULE_TYPE_FIT_BOX, NULL);
  manicule_fit_box_set_rest (self->row, more);
  self->scroller = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  gtk_scrolled_window_set_policy (self->scroller, GTK_POLICY_NEVER, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (self->scroller, GTK_WIDGET (self->row));
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

  return !manicule_fit_box_get_fit (self->row);
}

void
manicule_label_bar_set_narrow (ManiculeLabelBar *self,
                               gboolean          narrow)
{
  g_return_if_fail (MANICULE_IS_LABEL_BAR (self));

  if (manicule_label_bar_get_narrow (self) == narrow)
    return;
  manicule_fit_box_set_fit (self->row, !narrow);
  gtk_scrolled_window_set_policy (self->scroller, narrow ? GTK_POLICY_EXTERNAL : GTK_POLICY_NEVER, GTK_POLICY_NEVER);
  if (narrow)
    gtk_widget_add_css_class (GTK_WIDGET (self->scroller), "undershoot-end");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->scroller), "undershoot-end");
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NARROW]);
}
