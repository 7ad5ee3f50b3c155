/* manicule-overview.c: the whole article in a strip beside its scroll bar
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-overview.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "manicule-buckets.h"
#include "manicule-color.h"
#include "manicule-paint.h"
#include "manicule-surface-private.h"

#define WIDTH 12
#define PADDING 2

/* What stands in one row is drawn this high. */
#define BUCKET 2

/* Annotations at the start, suggestions at the end, hits over both, as parts of the width. */
#define MARKS_WIDTH 5
#define SUGGESTED_X 6
#define SUGGESTED_WIDTH 2

/* Labels beyond the first so many are shown as the last of them. */
#define MAX_LABELS 64

/* Spans looked at in one go in idle time: about a millisecond. */
#define CHUNK 2000
#define PAUSE 120

typedef enum
{
  LAYER_MARKS,
  LAYER_SUGGESTED,
  LAYER_HITS,
  N_LAYERS
} LayerKind;

/* A pass over everything that is shown, in parts. */
typedef struct
{
  ManiculeBuckets *layers[N_LAYERS];  /* (owned) */
  GHashTable      *labels;            /* (owned): interned name to number */
  GPtrArray       *names;             /* (owned) (element-type utf8): by number */
  guint            n_buckets;
  guint            position;          /* of the next span */
  guint            line;              /* in which the last one began */
  double           line_y;            /* in buckets */
  double           line_height;
} Pass;

struct _ManiculeOverview
{
  GtkWidget        parent_instance;

  ManiculeSurface *surface;   /* (owned) (nullable) */
  Pass            *pass;      /* (owned) (nullable): under way */
  guint            source;    /* of the pause before a pass, or of the pass */
  GskRenderNode   *node;      /* (owned) (nullable): what the last pass found */
  double           upper;     /* of the scroll bar, in that pass */
  int              height;
  guint            n_built;
};

G_DEFINE_FINAL_TYPE (ManiculeOverview, manicule_overview, GTK_TYPE_WIDGET)

/* --- the pass --------------------------------------------------------------------------------------------------- */

static Pass *
pass_new (guint n_buckets)
{
  Pass *pass = g_new0 (Pass, 1);

  pass->n_buckets = n_buckets;
  for (guint i = 0; i < N_LAYERS; i++)
    pass->layers[i] = manicule_buckets_new (n_buckets, i == LAYER_MARKS ? MAX_LABELS : 1);
  pass->labels = g_hash_table_new (g_str_hash, g_str_equal);
  pass->names = g_ptr_array_new ();
  pass->line = G_MAXUINT;

  return pass;
}

static void
pass_free (Pass *pass)
{
  for (guint i = 0; i < N_LAYERS; i++)
    manicule_buckets_free (pass->layers[i]);
  g_hash_table_unref (pass->labels);
  g_ptr_array_unref (pass->names);
  g_free (pass);
}

static double
get_scale (ManiculeOverview *self)
{
  return self->pass->n_buckets / self->upper;
}

static void
enter_line (ManiculeOverview *self,
            guint             line)
{
  ManiculeViewport *viewport = self->surface->viewport;
  Pass *pass = self->pass;

  pass->line = line;
  pass->line_y = manicule_viewport_line_to_value (viewport, line) * get_scale (self);
  pass->line_height = manicule_viewport_line_to_value (viewport, line + 1) * get_scale (self) - pass->line_y;
}

/* In buckets. Asked in the order of the text, most places lie in the line of the last one. */
static double
place_of (ManiculeOverview *self,
          guint             byte)
{
  ManiculeTextMap *map = self->surface->map;
  Pass *pass = self->pass;
  const ManiculeTextLine *line = pass->line != G_MAXUINT ? manicule_text_map_get_line (map, pass->line) : NULL;

  if (line == NULL || byte < line->start || byte > line->end)
    {
      enter_line (self, manicule_text_map_line_at (map, byte));
      line = manicule_text_map_get_line (map, pass->line);
    }

  return pass->line_y + pass->line_height * (byte - line->start) / MAX (line->end - line->start, 1);
}

static void
add_bytes (ManiculeOverview *self,
           LayerKind         layer,
           guint             kind,
           guint             start,
           guint             end)
{
  double from = place_of (self, start);

  manicule_buckets_add (self->pass->layers[layer], kind, from, MAX (place_of (self, end), from));
}

static void
add_span (ManiculeOverview   *self,
          LayerKind           layer,
          guint               kind,
          ManiculeAnnotation *span)
{
  guint n;
  const ManiculeRange *ranges = manicule_annotation_get_ranges (span, &n);

  for (guint i = 0; i < n; i++)
    add_bytes (self, layer, kind, manicule_surface_to_byte (self->surface, ranges[i].start),
               manicule_surface_to_byte (self->surface, ranges[i].end));
}

static guint
number_of (Pass       *pass,
           const char *label)
{
  gpointer number;

  if (g_hash_table_lookup_extended (pass->labels, label, NULL, &number))
    return GPOINTER_TO_UINT (number);
  if (pass->names->len == MAX_LABELS)
    return MAX_LABELS - 1;

  g_hash_table_insert (pass->labels, (gpointer) label, GUINT_TO_POINTER (pass->names->len));
  g_ptr_array_add (pass->names, (gpointer) label);

  return pass->names->len - 1;
}

/* The next so many spans; FALSE when there are no more. */
static gboolean
add_some_spans (ManiculeOverview *self)
{
  ManiculeAnnotationSet *set = self->surface->set;
  Pass *pass = self->pass;
  guint first = manicule_annotation_set_get_n (set, MANICULE_ANNOTATION_DOCUMENT);
  guint n = manicule_annotation_set_get_n (set, MANICULE_ANNOTATION_SPAN);

  for (guint i = 0; i < CHUNK && pass->position < n; i++, pass->position++)
    {
      ManiculeAnnotation *span = manicule_annotation_set_get (set, first + pass->position);

      add_span (self, LAYER_MARKS, number_of (pass, manicule_annotation_get_label (span)), span);
    }

  return pass->position < n;
}

static void
add_others (ManiculeOverview *self)
{
  ManiculeSuggestions *suggestions = self->surface->suggestions;
  GArray *hits = self->surface->hits;

  for (guint i = 0; suggestions != NULL && i < manicule_suggestions_get_n (suggestions); i++)
    add_span (self, LAYER_SUGGESTED, 0, manicule_suggestion_get_proposal (manicule_suggestions_get (suggestions, i)));
  for (guint i = 0; hits != NULL && i < hits->len; i++)
    add_bytes (self, LAYER_HITS, 0, g_array_index (hits, ManiculeRange, i).start, g_array_index (hits, ManiculeRange, i).end);
}

/* --- what was found --------------------------------------------------------------------------------------------- */

/* Calmer than in the text: there is much of it in little room. */
static GdkRGBA
soften (ManiculeOverview *self,
        const GdkRGBA    *color)
{
  const ManiculePalette *palette = manicule_style_get_palette (self->surface->style);

  return palette->high_contrast ? *color : manicule_color_mix (color, &palette->background, 0.3);
}

static GdkRGBA
color_of (ManiculeOverview *self,
          LayerKind         layer,
          guint             kind)
{
  ManiculeStyle *style = self->surface->style;
  const ManiculePalette *palette = manicule_style_get_palette (style);

  if (layer == LAYER_HITS)
    return palette->hit_line;
  if (layer == LAYER_SUGGESTED)
    return palette->dim;

  return soften (self, &manicule_style_get_label (style, g_ptr_array_index (self->pass->names, kind))->colors.name);
}

static void
append_layer (ManiculeOverview *self,
              GtkSnapshot      *snapshot,
              LayerKind         layer,
              float             x,
              float             width)
{
  g_autofree guint *kinds = manicule_buckets_finish (self->pass->layers[layer]);
  guint start = 0;

  for (guint i = 1; i <= self->pass->n_buckets; i++)
    {
      if (i < self->pass->n_buckets && kinds[i] == kinds[start])
        continue;
      if (kinds[start] != G_MAXUINT)
        {
          GdkRGBA color = color_of (self, layer, kinds[start]);

          gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT (x, (float) start * BUCKET, width,
                                                                            (float) (i - start) * BUCKET));
        }
      start = i;
    }
}

static void
finish (ManiculeOverview *self)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderNode *node;

  append_layer (self, snapshot, LAYER_MARKS, 0, MARKS_WIDTH);
  append_layer (self, snapshot, LAYER_SUGGESTED, SUGGESTED_X, SUGGESTED_WIDTH);
  append_layer (self, snapshot, LAYER_HITS, 0, WIDTH - 2 * PADDING);
  g_clear_pointer (&self->node, gsk_render_node_unref);
  node = gtk_snapshot_free_to_node (snapshot);
  self->node = node != NULL ? manicule_paint_cull (node, self->surface->style) : NULL;
  self->n_built++;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
work (gpointer data)
{
  ManiculeOverview *self = data;

  if (add_some_spans (self))
    return G_SOURCE_CONTINUE;

  add_others (self);
  finish (self);
  g_clear_pointer (&self->pass, pass_free);
  self->source = 0;

  return G_SOURCE_REMOVE;
}

static gboolean
begin (gpointer data)
{
  ManiculeOverview *self = data;
  int height = gtk_widget_get_height (GTK_WIDGET (self));

  self->source = 0;
  g_clear_pointer (&self->pass, pass_free);
  if (self->surface->map == NULL || self->surface->set == NULL || height < BUCKET)
    {
      g_clear_pointer (&self->node, gsk_render_node_unref);
      gtk_widget_queue_draw (GTK_WIDGET (self));
      return G_SOURCE_REMOVE;
    }

  self->height = height;
  self->upper = manicule_viewport_get_upper (self->surface->viewport);
  self->pass = pass_new ((guint) (height / BUCKET));
  self->source = g_idle_add_full (G_PRIORITY_LOW, work, self, NULL);

  return G_SOURCE_REMOVE;
}

/* What is shown is out of date. A pass that is under way is given up: it may have seen half of a change. */
static void
renew (ManiculeOverview *self)
{
  if (self->surface == NULL)
    return;

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->pass, pass_free);
  self->source = g_timeout_add_full (G_PRIORITY_LOW, PAUSE, begin, self, NULL);
}

/* --- what changes ----------------------------------------------------------------------------------------------- */

static void
set_replaced_cb (ManiculeOverview *self)
{
  ManiculeAnnotationSet *set = manicule_surface_get_annotation_set (self->surface);

  if (set != NULL)
    g_signal_connect_object (set, "items-changed", G_CALLBACK (renew), self, G_CONNECT_SWAPPED);
  g_clear_pointer (&self->node, gsk_render_node_unref);
  renew (self);
}

static void
suggestions_replaced_cb (ManiculeOverview *self)
{
  if (self->surface->suggestions != NULL)
    g_signal_connect_object (self->surface->suggestions, "items-changed", G_CALLBACK (renew), self, G_CONNECT_SWAPPED);
  renew (self);
}

/* The estimate of the article's length gets better while one reads: only what is seen counts. */
static void
range_changed_cb (ManiculeOverview *self)
{
  double upper = manicule_viewport_get_upper (self->surface->viewport);

  if (fabs (upper - self->upper) * MAX (self->height, 1) > upper * BUCKET)
    renew (self);
}

static void
adjustment_replaced_cb (ManiculeOverview *self)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->surface));

  if (adjustment != NULL)
    g_signal_connect_object (adjustment, "changed", G_CALLBACK (range_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
caret_moved_cb (ManiculeOverview *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
connect_surface (ManiculeOverview *self)
{
  const struct
  {
    const char *signal;
    GCallback   callback;
  } signals[] = {
    { "notify::annotation-set", G_CALLBACK (set_replaced_cb) },
    { "notify::suggestions", G_CALLBACK (suggestions_replaced_cb) },
    { "notify::vadjustment", G_CALLBACK (adjustment_replaced_cb) },
    { "notify::caret", G_CALLBACK (caret_moved_cb) },
    { "notify::schema", G_CALLBACK (renew) },
    { "look-changed", G_CALLBACK (renew) },
    { "hits-changed", G_CALLBACK (renew) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    g_signal_connect_object (self->surface, signals[i].signal, signals[i].callback, self, G_CONNECT_SWAPPED);
  adjustment_replaced_cb (self);
  suggestions_replaced_cb (self);
  set_replaced_cb (self);
}

/* --- going there ------------------------------------------------------------------------------------------------ */

static void
go_to (ManiculeOverview *self,
       double            y)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->surface));
  double page = gtk_adjustment_get_page_size (adjustment);
  double part = CLAMP (y / MAX (gtk_widget_get_height (GTK_WIDGET (self)), 1), 0, 1);

  gtk_adjustment_set_value (adjustment, part * gtk_adjustment_get_upper (adjustment) - page / 2);
}

static void
drag_begin_cb (GtkGestureDrag   *gesture,
               double            x,
               double            y,
               ManiculeOverview *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  go_to (self, y);
}

static void
drag_update_cb (GtkGestureDrag   *gesture,
                double            dx,
                double            dy,
                ManiculeOverview *self)
{
  double x, y;

  if (gtk_gesture_drag_get_start_point (gesture, &x, &y))
    go_to (self, y + dy);
}

/* --- the widget ------------------------------------------------------------------------------------------------- */

static void
manicule_overview_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : 0;
}

static void
manicule_overview_size_allocate (GtkWidget *widget,
                                 int        width,
                                 int        height,
                                 int        baseline)
{
  ManiculeOverview *self = MANICULE_OVERVIEW (widget);

  if (height != self->height && self->source == 0)
    renew (self);
}

static void
snapshot_caret (ManiculeOverview *self,
                GtkSnapshot      *snapshot)
{
  ManiculeSurface *surface = self->surface;
  guint byte = manicule_caret_get_place (surface->caret).byte;
  guint index = manicule_text_map_line_at (surface->map, byte);
  const ManiculeTextLine *line = manicule_text_map_get_line (surface->map, index);
  double top = manicule_viewport_line_to_value (surface->viewport, index);
  double height = manicule_viewport_line_to_value (surface->viewport, index + 1) - top;
  double y = top + height * (byte - line->start) / MAX (line->end - line->start, 1);
  double scale = gtk_widget_get_height (GTK_WIDGET (self)) / manicule_viewport_get_upper (surface->viewport);

  gtk_snapshot_append_color (snapshot, &manicule_style_get_palette (surface->style)->accent,
                             &GRAPHENE_RECT_INIT (0, floorf ((float) (y * scale)), WIDTH - 2 * PADDING, 2));
}

static void
manicule_overview_snapshot (GtkWidget   *widget,
                            GtkSnapshot *snapshot)
{
  ManiculeOverview *self = MANICULE_OVERVIEW (widget);

  if (self->surface->map == NULL)
    return;

  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (PADDING, 0));
  if (self->node != NULL)
    gtk_snapshot_append_node (snapshot, self->node);
  snapshot_caret (self, snapshot);
}

static void
manicule_overview_dispose (GObject *object)
{
  ManiculeOverview *self = MANICULE_OVERVIEW (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->pass, pass_free);
  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_clear_object (&self->surface);

  G_OBJECT_CLASS (manicule_overview_parent_class)->dispose (object);
}

static void
manicule_overview_class_init (ManiculeOverviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = manicule_overview_dispose;
  widget_class->measure = manicule_overview_measure;
  widget_class->size_allocate = manicule_overview_size_allocate;
  widget_class->snapshot = manicule_overview_snapshot;

  gtk_widget_class_set_css_name (widget_class, "overview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
manicule_overview_init (ManiculeOverview *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self, 0);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (drag_update_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), _("Overview of the Article"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Overview of the Article"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _("Shows where annotations, suggestions and hits stand; a click goes there"), -1);
}

/**
 * manicule_overview_new:
 * @surface: the surface whose article is shown
 *
 * Returns: (transfer floating): an overview
 */
GtkWidget *
manicule_overview_new (ManiculeSurface *surface)
{
  ManiculeOverview *self;

  g_return_val_if_fail (MANICULE_IS_SURFACE (surface), NULL);

  self = g_object_new (MANICULE_TYPE_OVERVIEW, NULL);
  self->surface = g_object_ref (surface);
  connect_surface (self);

  return GTK_WIDGET (self);
}

/**
 * manicule_overview_get_n_built:
 * @self: an overview
 *
 * Returns: how many passes have come to an end so far
 */
guint
manicule_overview_get_n_built (ManiculeOverview *self)
{
  g_return_val_if_fail (MANICULE_IS_OVERVIEW (self), 0);

  return self->n_built;
}
