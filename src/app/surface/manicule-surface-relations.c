/* manicule-surface-relations.c: arcs of the annotation in focus, and all relations of what is in view
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-surface-private.h"

#include <string.h>

#include "manicule-paint.h"

/* Of an annotation with more relations, the nearest are shown. */
#define MAX_ARCS 20
/* A page with more is thinned out to the shortest. */
#define MAX_THIN 80
/* So many are looked at to find the nearest. */
#define MAX_EXAMINED 1000

#define MAX_GUTTER 64
#define HOVER_DISTANCE 4

/* What the nodes depend on besides the annotation: as long as it is the same, they only move with the text. */
typedef struct
{
  guint64  n_placed;
  guint64  revision;
  guint64  first;
  guint64  last;
  gint64   column_x;
  guint64  right;
} Key;

typedef struct
{
  Key                 key;
  ManiculeAnnotation *subject;    /* (owned) (nullable) */
  ManiculeAnnotation *beside;     /* (owned) (nullable): in focus, whose arcs are drawn in another layer */
  GPtrArray          *relations;  /* (owned) (nullable): of the routes */
  ManiculeRoute      *routes;     /* (owned) (nullable) */
  GskRenderNode      *node;       /* (owned) (nullable) */
} Layer;

struct _ManiculeSurfaceRelations
{
  Layer               arcs;      /* of the annotation in focus */
  Layer               hover;     /* of the one under the pointer, but for those in focus */
  Layer               all;
  gboolean            show_all;
  ManiculeAnnotation *hovered;   /* (owned) (nullable): a relation, or a mark that has some */
  guint64             n_built;
};

/* --- ends ------------------------------------------------------------------------------------------------------- */

/* Where a relation begins or ends: a relation stands where it begins. NULL for what stands nowhere. */
static ManiculeAnnotation *
find_span (ManiculeSurface *self,
           const char      *id)
{
  ManiculeAnnotation *annotation = manicule_annotation_set_find (self->set, id);

  while (annotation != NULL && manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_RELATION)
    annotation = manicule_annotation_set_find (self->set, manicule_annotation_get_from (annotation));

  return annotation != NULL && manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_SPAN ? annotation : NULL;
}

static gboolean
find_ends (ManiculeSurface     *self,
           ManiculeAnnotation  *relation,
           ManiculeAnnotation **from,
           ManiculeAnnotation **to)
{
  *from = find_span (self, manicule_annotation_get_from (relation));
  *to = find_span (self, manicule_annotation_get_to (relation));

  return *from != NULL && *to != NULL;
}

/* In characters. */
static guint
length_of (ManiculeSurface    *self,
           ManiculeAnnotation *relation)
{
  ManiculeAnnotation *from, *to;
  guint a, b;

  if (!find_ends (self, relation, &from, &to))
    return G_MAXUINT;

  a = manicule_annotation_get_hull (from).start;
  b = manicule_annotation_get_hull (to).start;

  return MAX (a, b) - MIN (a, b);
}

static int
compare_lengths (gconstpointer a,
                 gconstpointer b,
                 gpointer      data)
{
  guint first = length_of (data, (ManiculeAnnotation *) a), second = length_of (data, (ManiculeAnnotation *) b);

  if (first != second)
    return first < second ? -1 : 1;

  return strcmp (manicule_annotation_get_id ((ManiculeAnnotation *) a), manicule_annotation_get_id ((ManiculeAnnotation *) b));
}

static void
keep_shortest (ManiculeSurface *self,
               GPtrArray       *relations,
               guint            n)
{
  g_ptr_array_set_size (relations, (int) MIN (relations->len, MAX_EXAMINED));
  g_ptr_array_sort_values_with_data (relations, compare_lengths, self);
  g_ptr_array_set_size (relations, (int) MIN (relations->len, n));
}

/* --- places ----------------------------------------------------------------------------------------------------- */

static gboolean
find_piece (ManiculeSurface    *self,
            guint               index,
            ManiculeAnnotation *span,
            double              origin,
            ManiculeRouteEnd   *end)
{
  ManiculeLine *line = manicule_line_cache_get (self->cache, index);
  double y = manicule_viewport_line_to_y (self->viewport, index) - origin;
  guint n, n_marks;
  const ManiculeMarkPiece *pieces = manicule_line_get_pieces (line, &n);
  const ManiculeMark *marks = manicule_line_get_marks (line, &n_marks);

  for (guint i = 0; i < n; i++)
    {
      const ManiculeVisualLine *v = manicule_line_get_visual (line, pieces[i].visual);

      if (marks[pieces[i].mark].annotation != span)
        continue;

      *end = (ManiculeRouteEnd) {
        MANICULE_ROUTE_HERE, (guint64) index << 32 | pieces[i].visual, pieces[i].x0, pieces[i].x1,
        y + v->text_y, y + v->text_y + v->text_height,
      };
      return TRUE;
    }

  return FALSE;
}

/* Where the first part of a span that stands in the lines in view is. */
static ManiculeRouteEnd
place_end (ManiculeSurface    *self,
           ManiculeAnnotation *span,
           guint               first,
           guint               last,
           double              origin)
{
  ManiculeRange hull = manicule_annotation_get_hull (span);
  guint from = manicule_text_map_line_at (self->map, manicule_surface_to_byte (self, hull.start));
  guint to = manicule_text_map_line_at (self->map, manicule_surface_to_byte (self, hull.end));
  ManiculeRouteEnd end = { .where = from < first ? MANICULE_ROUTE_ABOVE : MANICULE_ROUTE_BELOW };

  for (guint i = MAX (from, first); i <= MIN (to, last); i++)
    {
      if (find_piece (self, i, span, origin, &end))
        break;
    }

  return end;
}

static const char *
title_of (ManiculeSurface    *self,
          ManiculeAnnotation *relation)
{
  const char *name = manicule_annotation_get_label (relation);
  ManiculeRelationType *type = self->schema != NULL ? manicule_schema_find_relation_type (self->schema, name) : NULL;

  return type != NULL ? manicule_relation_type_get_title (type) : name;
}

/* Those that start at one annotation share a lane, as do all of the annotation in focus. */
static guint
bundle_of (GHashTable         *bundles,
           ManiculeAnnotation *from)
{
  gpointer bundle;

  if (g_hash_table_lookup_extended (bundles, from, NULL, &bundle))
    return GPOINTER_TO_UINT (bundle);

  g_hash_table_insert (bundles, from, GUINT_TO_POINTER (g_hash_table_size (bundles)));

  return g_hash_table_size (bundles) - 1;
}

static void
plan (ManiculeSurface *self,
      Layer           *layer,
      GPtrArray       *names,
      guint            first,
      guint            last)
{
  double origin = manicule_viewport_line_to_y (self->viewport, first);
  double page = manicule_viewport_get_page (self->viewport);
  double height = manicule_line_get_height (manicule_line_cache_get (self->cache, first));
  ManiculeRouteFrame frame = {
    manicule_line_cache_get_width (self->cache), MIN (self->column_x, MAX_GUTTER), self->column_x,
    layer->key.right != 0,
    -page, 2 * page + height,
  };
  g_autoptr(GHashTable) bundles = g_hash_table_new (NULL, NULL);

  layer->routes = g_new0 (ManiculeRoute, layer->relations->len);
  for (guint i = 0; i < layer->relations->len; i++)
    {
      ManiculeRoute *route = &layer->routes[i];
      ManiculeAnnotation *from, *to;

      route->from.where = route->to.where = MANICULE_ROUTE_ABOVE;
      if (!find_ends (self, g_ptr_array_index (layer->relations, i), &from, &to))
        continue;
      route->from = place_end (self, from, first, last, origin);
      route->to = place_end (self, to, first, last, origin);
      route->bundle = names != NULL ? 0 : bundle_of (bundles, from);
      route->name_at_from = from != layer->subject;
      if (names != NULL)
        manicule_paint_measure_pill (g_ptr_array_index (names, i), route);
    }
  manicule_routes_plan (layer->routes, layer->relations->len, &frame);
}

/* --- layers ----------------------------------------------------------------------------------------------------- */

static void
layer_clear (Layer *layer)
{
  g_clear_object (&layer->subject);
  g_clear_object (&layer->beside);
  g_clear_pointer (&layer->relations, g_ptr_array_unref);
  g_clear_pointer (&layer->routes, g_free);
  g_clear_pointer (&layer->node, gsk_render_node_unref);
}

static Key
get_key (ManiculeSurface *self,
         guint            first,
         guint            last)
{
  return (Key) {
    manicule_line_cache_get_counts (self->cache)->n_placed, manicule_annotation_set_get_revision (self->set), first, last,
    self->column_x, gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL,
  };
}

/* Is there something to draw that is not up to date? */
static gboolean
layer_renew (ManiculeSurface    *self,
             Layer              *layer,
             ManiculeAnnotation *subject,
             ManiculeAnnotation *beside,
             guint               first,
             guint               last)
{
  Key key = get_key (self, first, last);

  if (layer->relations != NULL && layer->subject == subject && layer->beside == beside
      && memcmp (&layer->key, &key, sizeof key) == 0)
    return FALSE;

  layer_clear (layer);
  layer->key = key;
  g_set_object (&layer->subject, subject);
  g_set_object (&layer->beside, beside);
  self->relations->n_built++;

  return TRUE;
}

/* A relation stands for itself. */
static GPtrArray *
find_relations (ManiculeSurface    *self,
                ManiculeAnnotation *subject)
{
  GPtrArray *relations;

  if (manicule_annotation_get_kind (subject) != MANICULE_ANNOTATION_RELATION)
    return manicule_surface_query_relations (self, subject);

  relations = g_ptr_array_new ();
  g_ptr_array_add (relations, subject);

  return relations;
}

static void
leave_out (GPtrArray       *relations,
           const GPtrArray *others)
{
  for (guint i = 0; i < others->len; i++)
    g_ptr_array_remove (relations, g_ptr_array_index (others, i));
}

static void
build_arcs (ManiculeSurface *self,
            Layer           *layer,
            guint            first,
            guint            last)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_object_unref);

  layer->relations = find_relations (self, layer->subject);
  if (layer->beside != NULL)
    leave_out (layer->relations, self->relations->arcs.relations);
  keep_shortest (self, layer->relations, MAX_ARCS);

  for (guint i = 0; i < layer->relations->len; i++)
    g_ptr_array_add (names, manicule_style_create_name (self->style, title_of (self, g_ptr_array_index (layer->relations, i))));
  plan (self, layer, names, first, last);
  layer->node = manicule_paint_routes (layer->routes, (PangoLayout * const *) names->pdata, layer->relations->len,
                                       manicule_style_get_palette (self->style));
}

static void
add_relations_of (ManiculeSurface *self,
                  ManiculeLine    *line,
                  GHashTable      *seen,
                  GPtrArray       *relations)
{
  guint n;
  const ManiculeMark *marks = manicule_line_get_marks (line, &n);

  for (guint i = 0; i < n && relations->len < MAX_EXAMINED; i++)
    {
      g_autoptr(GPtrArray) found = NULL;

      if (marks[i].n_links == 0)
        continue;
      found = manicule_surface_query_relations (self, marks[i].annotation);
      for (guint k = 0; k < found->len && relations->len < MAX_EXAMINED; k++)
        {
          if (g_hash_table_add (seen, g_ptr_array_index (found, k)))
            g_ptr_array_add (relations, g_ptr_array_index (found, k));
        }
    }
}

static void
build_all (ManiculeSurface *self,
           Layer           *layer,
           guint            first,
           guint            last)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);

  layer->relations = g_ptr_array_new ();
  for (guint i = first; i <= last; i++)
    add_relations_of (self, manicule_line_cache_get (self->cache, i), seen, layer->relations);
  keep_shortest (self, layer->relations, MAX_THIN);

  plan (self, layer, NULL, first, last);
  layer->node = manicule_paint_thin_routes (layer->routes, layer->relations->len, manicule_style_get_palette (self->style));
}

static void
renew_arcs (ManiculeSurface    *self,
            Layer              *layer,
            ManiculeAnnotation *subject,
            ManiculeAnnotation *beside,
            guint               first,
            guint               last)
{
  if (subject == NULL)
    layer_clear (layer);
  else if (layer_renew (self, layer, subject, beside, first, last))
    build_arcs (self, layer, first, last);
}

/* As it is in the set by now; NULL where it is gone, or in focus. */
static ManiculeAnnotation *
find_hovered (ManiculeSurface *self)
{
  ManiculeAnnotation *hovered = self->relations->hovered;

  if (hovered != NULL)
    hovered = manicule_annotation_set_find (self->set, manicule_annotation_get_id (hovered));

  return hovered != self->focused ? hovered : NULL;
}

static void
draw_layer (GtkSnapshot *snapshot,
            const Layer *layer)
{
  if (layer->node != NULL)
    gtk_snapshot_append_node (snapshot, layer->node);
}

/* The lines from @first to @last are in view; the snapshot is in the coordinates of @first. Arcs of the annotation in focus stay as
 * they are, on top, whatever is under the pointer. */
void
manicule_surface_relations_snapshot (ManiculeSurface *self,
                                     GtkSnapshot     *snapshot,
                                     guint            first,
                                     guint            last)
{
  ManiculeSurfaceRelations *relations = self->relations;

  if (manicule_annotation_set_get_n (self->set, MANICULE_ANNOTATION_RELATION) == 0)
    return;

  if (relations->show_all && layer_renew (self, &relations->all, NULL, NULL, first, last))
    build_all (self, &relations->all, first, last);
  renew_arcs (self, &relations->arcs, self->focused, NULL, first, last);
  renew_arcs (self, &relations->hover, find_hovered (self), self->focused, first, last);

  draw_layer (snapshot, &relations->all);
  draw_layer (snapshot, &relations->hover);
  draw_layer (snapshot, &relations->arcs);
}

/* --- all relations, and the one under the pointer --------------------------------------------------------------- */

static void
set_hovered (ManiculeSurface    *self,
             ManiculeAnnotation *annotation)
{
  if (g_set_object (&self->relations->hovered, annotation))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The relation whose line is nearest to a place of the widget, if it is near. */
static ManiculeAnnotation *
find_route_at (ManiculeSurface *self,
               double           x,
               double           y)
{
  Layer *layer = &self->relations->all;
  double nearest = HOVER_DISTANCE, origin;
  ManiculeAnnotation *result = NULL;

  if (layer->relations == NULL)
    return NULL;

  origin = manicule_viewport_line_to_y (self->viewport, (guint) layer->key.first);
  for (guint i = 0; i < layer->relations->len; i++)
    {
      double distance = manicule_route_distance (&layer->routes[i], x - self->column_x, y - origin);

      if (distance < nearest)
        {
          nearest = distance;
          result = g_ptr_array_index (layer->relations, i);
        }
    }

  return result;
}

static void
hover (ManiculeSurface *self,
       double           x,
       double           y)
{
  g_autoptr(GPtrArray) marks = NULL;
  g_autoptr(GPtrArray) found = NULL;
  ManiculeAnnotation *annotation;

  if (!self->relations->show_all || self->set == NULL)
    return;

  annotation = find_route_at (self, x, y);
  marks = manicule_surface_marks_at (self, x, y);
  if (annotation == NULL && marks->len > 0)
    {
      found = manicule_surface_query_relations (self, g_ptr_array_index (marks, 0));
      annotation = found->len > 0 ? g_ptr_array_index (marks, 0) : NULL;
    }
  set_hovered (self, annotation);
}

static void
moved_cb (ManiculeSurface *self,
          double           x,
          double           y)
{
  hover (self, x, y);
}

static void
left_cb (ManiculeSurface *self)
{
  set_hovered (self, NULL);
}

/* Annotations are going, or others come in their place. */
void
manicule_surface_relations_forget (ManiculeSurface *self)
{
  layer_clear (&self->relations->arcs);
  layer_clear (&self->relations->hover);
  layer_clear (&self->relations->all);
  g_clear_object (&self->relations->hovered);
}

gboolean
manicule_surface_get_show_relations (ManiculeSurface *self)
{
  return self->relations->show_all;
}

void
manicule_surface_set_show_relations (ManiculeSurface *self,
                                     gboolean         show)
{
  if (self->relations->show_all == show)
    return;

  self->relations->show_all = show;
  manicule_surface_relations_forget (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  manicule_surface_notify (self, MANICULE_SURFACE_SHOW_RELATIONS);
}

/* Work done so far, for tests. */
guint64
manicule_surface_relations_get_n_built (ManiculeSurface *self)
{
  return self->relations->n_built;
}

static const ManiculeRoute *
get_routes (const Layer *layer,
            guint       *n)
{
  *n = layer->relations != NULL ? layer->relations->len : 0;

  return layer->routes;
}

/* (transfer none) (nullable): what was last planned for the annotation in focus, for tests. */
const ManiculeRoute *
manicule_surface_relations_get_arcs (ManiculeSurface *self,
                                     guint           *n)
{
  return get_routes (&self->relations->arcs, n);
}

/* (transfer none) (nullable): what was last planned for the annotation under the pointer, for tests. */
const ManiculeRoute *
manicule_surface_relations_get_hovered (ManiculeSurface *self,
                                        guint           *n)
{
  return get_routes (&self->relations->hover, n);
}

void
manicule_surface_relations_init (ManiculeSurface *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();

  self->relations = g_new0 (ManiculeSurfaceRelations, 1);
  g_signal_connect_object (motion, "motion", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "leave", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}

void
manicule_surface_relations_free (ManiculeSurface *self)
{
  manicule_surface_relations_forget (self);
  g_clear_pointer (&self->relations, g_free);
}
