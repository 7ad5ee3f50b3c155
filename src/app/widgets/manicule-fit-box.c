/* manicule-fit-box.c: a row of widgets of which only whole ones show
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-fit-box.h"

#define SPACING 2

struct _ManiculeFitBox
{
  GtkWidget  parent_instance;

  GtkWidget *rest;    /* (nullable): the last child, which stands for those that do not fit */
  gboolean   fit;
  double     xalign;
};

enum
{
  PROP_FIT = 1,
  PROP_XALIGN,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (ManiculeFitBox, manicule_fit_box, GTK_TYPE_WIDGET)

static int
get_width (GtkWidget *widget)
{
  int minimum, natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  return natural;
}

static int
get_width_of_all (ManiculeFitBox *self)
{
  int width = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL && child != self->rest;
       child = gtk_widget_get_next_sibling (child))
    width += get_width (child) + (width > 0 ? SPACING : 0);
  return width;
}

/* How many children fit into @width, and how wide they and, if need be, the rest are together. */
static guint
count_fitting (ManiculeFitBox *self,
               int             width,
               int            *used)
{
  int room = width, all = get_width_of_all (self);
  guint n = 0;

  *used = 0;
  if (self->rest != NULL && all > width)
    {
      *used = get_width (self->rest);
      room -= *used + SPACING;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL && child != self->rest;
       child = gtk_widget_get_next_sibling (child))
    {
      int wanted = get_width (child);

      if (wanted > room)
        break;
      room -= wanted + SPACING;
      wanted += *used > 0 ? SPACING : 0;
      *used += wanted;
      n++;
    }
  return n;
}

static void
manicule_fit_box_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  ManiculeFitBox *self = MANICULE_FIT_BOX (widget);

  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *natural = get_width_of_all (self);
      *minimum = !self->fit ? *natural : self->rest != NULL ? get_width (self->rest) : 0;
      *natural = MAX (*minimum, *natural);
      return;
    }

  *minimum = *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      gtk_widget_measure (child, orientation, -1, &child_minimum, &child_natural, NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural = MAX (*natural, child_natural);
    }
}

static void
place (GtkWidget *child,
       int        x,
       int        width,
       int        row_width,
       int        height)
{
  gboolean mirrored = gtk_widget_get_direction (gtk_widget_get_parent (child)) == GTK_TEXT_DIR_RTL;
  graphene_point_t point = GRAPHENE_POINT_INIT ((float) (mirrored ? row_width - x - width : x), 0);

  gtk_widget_set_child_visible (child, TRUE);
  gtk_widget_allocate (child, width, height, -1, gsk_transform_translate (NULL, &point));
}

static void
manicule_fit_box_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  ManiculeFitBox *self = MANICULE_FIT_BOX (widget);
  int used, x;
  guint fitting = count_fitting (self, width, &used);
  guint n = 0;

  x = MAX ((int) ((width - used) * self->xalign), 0);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && child != self->rest;
       child = gtk_widget_get_next_sibling (child))
    {
      gtk_widget_set_child_visible (child, n < fitting);
      if (n++ < fitting)
        {
          place (child, x, get_width (child), width, height);
          x += get_width (child) + SPACING;
        }
    }
  if (self->rest == NULL)
    return;
  gtk_widget_set_child_visible (self->rest, fitting < n);
  if (fitting < n)
    place (self->rest, x, get_width (self->rest), width, height);
}

static void
manicule_fit_box_get_property (GObject    *object,
                               guint       property_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_FIT:
      g_value_set_boolean (value, manicule_fit_box_get_fit (MANICULE_FIT_BOX (object)));
      break;
    case PROP_XALIGN:
      g_value_set_double (value, MANICULE_FIT_BOX (object)->xalign);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
manicule_fit_box_set_property (GObject      *object,
                               guint         property_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  switch (property_id)
    {
    case PROP_FIT:
      manicule_fit_box_set_fit (MANICULE_FIT_BOX (object), g_value_get_boolean (value));
      break;
    case PROP_XALIGN:
      manicule_fit_box_set_xalign (MANICULE_FIT_BOX (object), g_value_get_double (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
manicule_fit_box_dispose (GObject *object)
{
  GtkWidget *child;

  MANICULE_FIT_BOX (object)->rest = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (manicule_fit_box_parent_class)->dispose (object);
}

static void
manicule_fit_box_class_init (ManiculeFitBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = manicule_fit_box_dispose;
  object_class->get_property = manicule_fit_box_get_property;
  object_class->set_property = manicule_fit_box_set_property;
  widget_class->measure = manicule_fit_box_measure;
  widget_class->size_allocate = manicule_fit_box_size_allocate;

  props[PROP_FIT] = g_param_spec_boolean ("fit", NULL, NULL, TRUE,
                                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  props[PROP_XALIGN] = g_param_spec_double ("xalign", NULL, NULL, 0, 1, 0.5,
                                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
manicule_fit_box_init (ManiculeFitBox *self)
{
  self->fit = TRUE;
  self->xalign = 0.5;
}

gboolean
manicule_fit_box_get_fit (ManiculeFitBox *self)
{
  g_return_val_if_fail (MANICULE_IS_FIT_BOX (self), FALSE);

  return self->fit;
}

void
manicule_fit_box_set_fit (ManiculeFitBox *self,
                          gboolean        fit)
{
  g_return_if_fail (MANICULE_IS_FIT_BOX (self));

  if (self->fit == fit)
    return;
  self->fit = fit;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FIT]);
}

void
manicule_fit_box_set_xalign (ManiculeFitBox *self,
                             double          xalign)
{
  g_return_if_fail (MANICULE_IS_FIT_BOX (self));

  if (self->xalign == xalign)
    return;
  self->xalign = xalign;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_XALIGN]);
}

void
manicule_fit_box_append (ManiculeFitBox *self,
                         GtkWidget      *child)
{
  g_return_if_fail (MANICULE_IS_FIT_BOX (self));

  gtk_widget_insert_before (child, GTK_WIDGET (self), self->rest);
}

void
manicule_fit_box_clear (ManiculeFitBox *self)
{
  GtkWidget *child;

  g_return_if_fail (MANICULE_IS_FIT_BOX (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != self->rest)
    gtk_widget_unparent (child);
}

void
manicule_fit_box_set_rest (ManiculeFitBox *self,
                           GtkWidget      *child)
{
  g_return_if_fail (MANICULE_IS_FIT_BOX (self));
  g_return_if_fail (self->rest == NULL);

  self->rest = child;
  gtk_widget_set_parent (child, GTK_WIDGET (self));
}
