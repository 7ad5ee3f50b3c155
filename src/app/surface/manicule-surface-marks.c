/* manicule-surface-marks.c: what the model says: marks of a line, edits
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-surface-private.h"

/* Larger edits place all lines in use anew instead of looking for those that are touched. */
#define MANY_EDITS 64
#define MANY_LINES 64

/* --- queries ---------------------------------------------------------------------------------------------------- */

/* (transfer none): the spans of [from, to) in code points, until the next query. */
GPtrArray *
manicule_surface_query (ManiculeSurface *self,
                        guint            from,
                        guint            to)
{
  g_ptr_array_set_size (self->found, 0);
  if (self->set != NULL)
    {
      manicule_annotation_set_query (self->set, from, to, self->found);
      self->n_queries++;
    }

  return self->found;
}

/* (transfer none): the suggestions of [from, to), until the next query. */
GPtrArray *
manicule_surface_query_suggestions (ManiculeSurface *self,
                                    guint            from,
                                    guint            to)
{
  g_ptr_array_set_size (self->found, 0);
  if (self->suggestions != NULL)
    {
      manicule_suggestions_query (self->suggestions, from, to, self->found);
      self->n_queries++;
    }

  return self->found;
}

/* (transfer container): the relations that start or end at an annotation. */
GPtrArray *
manicule_surface_query_relations (ManiculeSurface    *self,
                                  ManiculeAnnotation *annotation)
{
  self->n_queries++;

  return manicule_annotation_set_query_relations (self->set, manicule_annotation_get_id (annotation));
}

/* --- marks ------------------------------------------------------------------------------------------------------ */

static guint
count_relations (ManiculeSurface    *self,
                 ManiculeAnnotation *annotation)
{
  g_autoptr(GPtrArray) relations = NULL;

  if (manicule_annotation_set_get_n (self->set, MANICULE_ANNOTATION_RELATION) == 0)
    return 0;

  relations = manicule_surface_query_relations (self, annotation);

  return relations->len;
}

/* Adds what of @annotation lies in a line, a mark for each of its ranges. */
static void
add_annotation (ManiculeSurface        *self,
                const ManiculeTextLine *line,
                const ManiculeRange    *chars,
                ManiculeAnnotation     *annotation,
                gboolean                suggested,
                GArray                 *marks)
{
  guint n_ranges;
  const ManiculeRange *ranges = manicule_annotation_get_ranges (annotation, &n_ranges);
  ManiculeRange hull = manicule_annotation_get_hull (annotation);

  for (guint i = 0; i < n_ranges; i++)
    {
      ManiculeMark mark = { .length = hull.end - hull.start, .suggested = suggested };

      if (ranges[i].start > chars->end || ranges[i].end < chars->start)
        continue;
      if (ranges[i].start < ranges[i].end && (ranges[i].start == chars->end || ranges[i].end == chars->start))
        continue;

      mark.start = MAX (manicule_surface_to_byte (self, ranges[i].start), line->start);
      mark.end = MIN (manicule_surface_to_byte (self, ranges[i].end), line->end);
      mark.before = ranges[i].start < chars->start;
      mark.after = ranges[i].end > chars->end;
      mark.annotation = g_object_ref (annotation);
      mark.style = suggested
                   ? manicule_style_get_suggested (self->style, manicule_annotation_get_label (annotation))
                   : manicule_style_get_label (self->style, manicule_annotation_get_label (annotation));
      mark.n_links = i == 0 && !mark.before && !suggested ? count_relations (self, annotation) : 0;
      g_array_append_val (marks, mark);
    }
}

/* Appends the marks of a display line: a ManiculeMarksFunc, with the surface as its data. */
void
manicule_surface_add_marks (const ManiculeTextLine *line,
                            GArray                 *marks,
                            gpointer                data)
{
  ManiculeSurface *self = data;
  ManiculeRange chars = { manicule_surface_to_char (self, line->start), manicule_surface_to_char (self, line->end) };

  GPtrArray *found;

  if (self->set == NULL)
    return;

  /* An empty span may stand at the end of the line. */
  found = manicule_surface_query (self, chars.start, chars.end + 1);
  for (guint i = 0; i < found->len; i++)
    add_annotation (self, line, &chars, g_ptr_array_index (found, i), FALSE, marks);

  found = manicule_surface_query_suggestions (self, chars.start, chars.end + 1);
  for (guint i = 0; i < found->len; i++)
    add_annotation (self, line, &chars, manicule_suggestion_get_proposal (g_ptr_array_index (found, i)), TRUE, marks);
}

/* --- edits ------------------------------------------------------------------------------------------------------ */

void
manicule_surface_unplace_range (ManiculeSurface *self,
                                ManiculeRange    range)
{
  guint first = manicule_text_map_line_at (self->map, manicule_surface_to_byte (self, range.start));
  guint last = manicule_text_map_line_at (self->map, manicule_surface_to_byte (self, range.end));

  if (last - first > MANY_LINES)
    {
      manicule_line_cache_unplace_all (self->cache);
      return;
    }

  for (guint i = first; i <= last; i++)
    manicule_line_cache_unplace (self->cache, i);
}

static void
unplace_span (ManiculeSurface *self,
              const char      *id)
{
  ManiculeAnnotation *annotation = manicule_annotation_set_find (self->set, id);

  if (annotation != NULL && manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_SPAN)
    manicule_surface_unplace_range (self, manicule_annotation_get_hull (annotation));
}

static void
unplace_annotation (ManiculeSurface    *self,
                    ManiculeAnnotation *annotation)
{
  switch (manicule_annotation_get_kind (annotation))
    {
    case MANICULE_ANNOTATION_SPAN:
      manicule_surface_unplace_range (self, manicule_annotation_get_hull (annotation));
      break;
    case MANICULE_ANNOTATION_RELATION:
      unplace_span (self, manicule_annotation_get_from (annotation));
      unplace_span (self, manicule_annotation_get_to (annotation));
      break;
    case MANICULE_ANNOTATION_DOCUMENT:
    default:
      break;
    }
}

/* Removed annotations are not named any more, but the lines that show them hold them. */
static void
unplace_if_stale (ManiculeLine *line,
                  guint         index,
                  gpointer      data)
{
  ManiculeSurface *self = data;
  guint n;
  const ManiculeMark *marks = manicule_line_get_marks (line, &n);

  for (guint i = 0; i < n; i++)
    {
      ManiculeAnnotation *annotation = marks[i].annotation;

      if (marks[i].suggested)
        continue;
      if (manicule_annotation_set_find (self->set, manicule_annotation_get_id (annotation)) != annotation
          || (marks[i].n_links > 0 && count_relations (self, annotation) != marks[i].n_links))
        {
          manicule_line_unplace (line);
          return;
        }
    }
}

void
manicule_surface_marks_check (ManiculeSurface *self)
{
  self->check_marks = FALSE;
  if (self->set != NULL)
    manicule_line_cache_foreach (self->cache, unplace_if_stale, self);
}

/* The annotation in focus was replaced by another with its id, or removed. */
static void
update_focused (ManiculeSurface *self)
{
  ManiculeAnnotation *annotation;

  if (self->focused_id == NULL)
    return;

  annotation = manicule_annotation_set_find (self->set, self->focused_id);
  if (annotation == NULL)
    manicule_surface_focus_caret (self);
  else
    manicule_surface_set_focused (self, annotation);
}

static void
items_changed (ManiculeSurface *self,
               guint            position,
               guint            removed,
               guint            added,
               GListModel      *model)
{
  manicule_surface_keep (self);

  if (added > MANY_EDITS)
    manicule_line_cache_unplace_all (self->cache);
  else
    {
      for (guint i = 0; i < added; i++)
        unplace_annotation (self, manicule_annotation_set_get (self->set, position + i));
    }

  self->check_marks |= removed > 0;
  self->is_stale = TRUE;
  update_focused (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
manicule_surface_marks_connect (ManiculeSurface *self)
{
  if (self->set != NULL)
    g_signal_connect_object (self->set, "items-changed", G_CALLBACK (items_changed), self, G_CONNECT_SWAPPED);
}

void
manicule_surface_marks_disconnect (ManiculeSurface *self)
{
  if (self->set != NULL)
    g_signal_handlers_disconnect_by_data (self->set, self);
}

static void
labels_changed (ManiculeSurface *self)
{
  manicule_surface_keep (self);
  manicule_style_forget_labels (self->style);
  manicule_line_cache_unplace_all (self->cache);
  self->is_stale = TRUE;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_signal_emit_by_name (self, "look-changed");
}

void
manicule_surface_schema_connect (ManiculeSurface *self)
{
  if (self->schema != NULL)
    g_signal_connect_object (manicule_schema_get_labels (self->schema), "items-changed",
                             G_CALLBACK (labels_changed), self, G_CONNECT_SWAPPED);
  labels_changed (self);
}

void
manicule_surface_schema_disconnect (ManiculeSurface *self)
{
  if (self->schema != NULL)
    g_signal_handlers_disconnect_by_data (manicule_schema_get_labels (self->schema), self);
}
