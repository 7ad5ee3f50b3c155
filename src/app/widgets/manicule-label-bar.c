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
};

enum
{
  PROP_NARROW = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (ManiculeLabelBar, manicule_label_bar, ADW_TYPE_BIN)

static GtkWidget *
button_new (ManiculeLabel *label)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  const char *title = manicule_label_get_title (label);
  g_autofree char *spoken = NULL;

  gtk_box_append (GTK_BOX (box), manicule_chip_new (label));
  gtk_box_append (GTK_BOX (box), gtk_label_new (title));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "mark.apply-label");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", manicule_label_get_name (label));
  gtk_widget_set_tooltip_text (button, manicule_label_get_description (label));

  if (manicule_label_get_key (label) != NULL)
    /* Translators: a label and its key, spoken: “Person, key p” */
    spoken = g_strdup_printf (_("%s, key %s"), title, manicule_label_get_key (label));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken != NULL ? spoken : title, -1);
  return button;
}

static void
fill (ManiculeLabelBar *self)
{
  g_autoptr(GListModel) labels = g_signal_group_dup_target (self->labels);

  manicule_fit_box_clear (self->row);
  for (guint i = 0; labels != NULL && i < g_list_model_get_n_items (labels); i++)
    {
      g_autoptr(ManiculeLabel) label = g_list_model_get_item (labels, i);

      manicule_fit_box_insert (self->row, button_new (label));
    }
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

  G_OBJECT_CLASS (manicule_label_bar_parent_class)->dispose (object);
}

static void
manicule_label_bar_class_init (ManiculeLabelBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = manicule_label_bar_dispose;
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

  self->labels = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->labels, "items-changed", G_CALLBACK (fill), self);

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
  fill (self);
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
