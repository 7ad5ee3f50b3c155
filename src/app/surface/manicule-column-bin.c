/* manicule-column-bin.c: something above the text, in line with it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-column-bin.h"

#include <math.h>

#include "manicule-surface-private.h"

struct _ManiculeColumnBin
{
  AdwBin           parent_instance;

  ManiculeSurface *surface;  /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (ManiculeColumnBin, manicule_column_bin, ADW_TYPE_BIN)

static void
find_column (ManiculeColumnBin *self,
             int               *x,
             int               *width)
{
  graphene_point_t start;

  if (self->surface == NULL
      || !gtk_widget_compute_point (GTK_WIDGET (self->surface), GTK_WIDGET (self),
                                    &GRAPHENE_POINT_INIT ((float) self->surface->column_x, 0), &start))
    return;

  *x = (int) lroundf (start.x);
  *width = manicule_line_cache_get_width (self->surface->cache);
}

static void
manicule_column_bin_measure (GtkWidget      *widget,
                             GtkOrientation  orientation,
                             int             for_size,
                             int            *minimum,
                             int            *natural,
                             int            *minimum_baseline,
                             int            *natural_baseline)
{
  GtkWidget *child = adw_bin_get_child (ADW_BIN (widget));

  if (child != NULL)
    gtk_widget_measure (child, orientation, -1, minimum, natural, minimum_baseline, natural_baseline);
}

static void
manicule_column_bin_size_allocate (GtkWidget *widget,
                                   int        width,
                                   int        height,
                                   int        baseline)
{
  GtkWidget *child = adw_bin_get_child (ADW_BIN (widget));
  GtkAllocation area = { 0, 0, width, height };
  int minimum;

  if (child == NULL)
    return;

  find_column (MANICULE_COLUMN_BIN (widget), &area.x, &area.width);
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  area.width = MAX (area.width, minimum);
  gtk_widget_size_allocate (child, &area, baseline);
}

static void
manicule_column_bin_dispose (GObject *object)
{
  g_clear_object (&MANICULE_COLUMN_BIN (object)->surface);

  G_OBJECT_CLASS (manicule_column_bin_parent_class)->dispose (object);
}

static void
manicule_column_bin_class_init (ManiculeColumnBinClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = manicule_column_bin_dispose;
  GTK_WIDGET_CLASS (klass)->size_allocate = manicule_column_bin_size_allocate;
  GTK_WIDGET_CLASS (klass)->measure = manicule_column_bin_measure;
}

static void
manicule_column_bin_init (ManiculeColumnBin *self)
{
  /* That of a bin would give the child all there is. */
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
}

/**
 * manicule_column_bin_set_surface:
 * @self: a bin
 * @surface: the surface whose column counts
 */
void
manicule_column_bin_set_surface (ManiculeColumnBin *self,
                                 ManiculeSurface   *surface)
{
  g_return_if_fail (MANICULE_IS_COLUMN_BIN (self));
  g_return_if_fail (MANICULE_IS_SURFACE (surface));
  g_return_if_fail (self->surface == NULL);

  self->surface = g_object_ref (surface);
  g_signal_connect_object (surface, "column-changed", G_CALLBACK (gtk_widget_queue_allocate), self, G_CONNECT_SWAPPED);
}
