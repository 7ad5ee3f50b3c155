/* manicule-chip.c: a label's key in its colour
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-chip.h"

#include "manicule-chip-style.h"

struct _ManiculeChip
{
  GtkWidget      parent_instance;

  GtkWidget     *text;   /* (owned as a child) */
  ManiculeLabel *label;  /* (owned) (nullable) */
  const char    *style;  /* (nullable): the style class it has now */
};

enum
{
  PROP_LABEL = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (ManiculeChip, manicule_chip, GTK_TYPE_WIDGET)

/* @color: as a schema says it; without one, @name decides. */
static void
show (ManiculeChip *self,
      const char   *key,
      const char   *color,
      const char   *name)
{
  g_autofree char *upper = key != NULL ? g_utf8_strup (key, -1) : NULL;

  gtk_label_set_text (GTK_LABEL (self->text), upper != NULL ? upper : "•");
  if (self->style != NULL)
    gtk_widget_remove_css_class (self->text, self->style);
  self->style = name != NULL ? manicule_chip_style_get_class (color != NULL ? color : name) : NULL;
  if (self->style != NULL)
    gtk_widget_add_css_class (self->text, self->style);
}

static void
manicule_chip_get_property (GObject    *object,
                            guint       property_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_LABEL:
      g_value_set_object (value, manicule_chip_get_label (MANICULE_CHIP (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
manicule_chip_set_property (GObject      *object,
                            guint         property_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  switch (property_id)
    {
    case PROP_LABEL:
      manicule_chip_set_label (MANICULE_CHIP (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
manicule_chip_dispose (GObject *object)
{
  ManiculeChip *self = MANICULE_CHIP (object);

  g_clear_object (&self->label);
  g_clear_pointer (&self->text, gtk_widget_unparent);

  G_OBJECT_CLASS (manicule_chip_parent_class)->dispose (object);
}

static void
manicule_chip_class_init (ManiculeChipClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = manicule_chip_dispose;
  object_class->get_property = manicule_chip_get_property;
  object_class->set_property = manicule_chip_set_property;

  props[PROP_LABEL] = g_param_spec_object ("label", NULL, NULL, MANICULE_TYPE_LABEL,
                                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
manicule_chip_init (ManiculeChip *self)
{
  self->text = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_add_css_class (self->text, "chip");
  gtk_widget_set_parent (self->text, GTK_WIDGET (self));
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  show (self, NULL, NULL, NULL);
}

GtkWidget *
manicule_chip_new (ManiculeLabel *label)
{
  return g_object_new (MANICULE_TYPE_CHIP, "label", label, NULL);
}

ManiculeLabel *
manicule_chip_get_label (ManiculeChip *self)
{
  g_return_val_if_fail (MANICULE_IS_CHIP (self), NULL);

  return self->label;
}

void
manicule_chip_set_label (ManiculeChip  *self,
                         ManiculeLabel *label)
{
  g_return_if_fail (MANICULE_IS_CHIP (self));

  if (!g_set_object (&self->label, label))
    return;
  if (label != NULL)
    show (self, manicule_label_get_key (label), manicule_label_get_color (label), manicule_label_get_name (label));
  else
    show (self, NULL, NULL, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LABEL]);
}

/**
 * manicule_chip_show_relation_type:
 * @self: a chip
 * @type: what to show in the place of a label
 */
void
manicule_chip_show_relation_type (ManiculeChip         *self,
                                  ManiculeRelationType *type)
{
  g_return_if_fail (MANICULE_IS_CHIP (self));
  g_return_if_fail (MANICULE_IS_RELATION_TYPE (type));

  manicule_chip_set_label (self, NULL);
  show (self, manicule_relation_type_get_key (type), manicule_relation_type_get_color (type),
        manicule_relation_type_get_name (type));
}
