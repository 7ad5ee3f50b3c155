/* manicule-surface-a11y.c: the text and its marks for screen readers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The only file that knows the peculiarities of GTK 4.18 and Orca 48:
 * - GTK reports a run over the whole text where a widget has no attributes, so a client that walks the runs skips every
 *   mark: gaps between marks are runs of their own. All attributes of one reply must have one and the same range.
 * - Bytes handed out with their NUL are not copied again.
 * - Clients ask for offsets that do not exist: all are clamped.
 * - GTK sends a changed text whole over the bus, so a long one is not announced as changed.
 */

#include "manicule-surface-private.h"

#include <glib/gi18n-lib.h>

/* Longer texts come without a word: the page says the title. */
#define MAX_CONTENTS (64 * 1024)

/* Off-screen ranges are measured in so many display lines at most. */
#define MAX_MEASURED 40

/* The caret must rest before what it stands in is said. */
#define ANNOUNCE_PAUSE 150

#define MAX_NAMED 5

static ManiculeSurface *
to_surface (GtkAccessibleText *text)
{
  return MANICULE_SURFACE (text);
}

static guint
n_chars (ManiculeSurface *self)
{
  return self->text != NULL ? manicule_text_get_n_chars (self->text) : 0;
}

static GBytes *
slice (ManiculeSurface *self,
       guint            start,
       guint            end)
{
  char *string;

  if (self->text == NULL)
    return g_bytes_new_static ("", 1);

  string = manicule_text_get_slice (self->text, start, end);

  return g_bytes_new_take (string, strlen (string) + 1);
}

static GBytes *
get_contents (GtkAccessibleText *text,
              unsigned int       start,
              unsigned int       end)
{
  ManiculeSurface *self = to_surface (text);
  guint n = n_chars (self);

  end = MIN (end, n);
  start = MIN (start, end);
  if (self->text != NULL && start == 0 && end == n)
    return g_bytes_new_with_free_func (manicule_text_get_data (self->text),
                                       (gsize) manicule_text_get_n_bytes (self->text) + 1,
                                       g_object_unref, g_object_ref (self->text));

  return slice (self, start, end);
}

/* A word with the gap behind it; in a gap the word before, since the caret stops at the ends of words. */
static ManiculeRange
word_at (ManiculeSurface *self,
         guint            chr)
{
  ManiculeRange range, gap;

  if (!manicule_segment_around (self->text, MANICULE_UNIT_WORD, chr, &range) && range.start > 0)
    {
      ManiculeRange before;

      if (manicule_segment_around (self->text, MANICULE_UNIT_WORD, range.start - 1, &before))
        return (ManiculeRange) { before.start, MAX (range.end, chr) };
      return range;
    }

  if (range.end < n_chars (self) && !manicule_segment_around (self->text, MANICULE_UNIT_WORD, range.end, &gap)
      && g_unichar_isspace (manicule_text_get_char (self->text, gap.start)))
    range.end = gap.end;

  return range;
}

/* The line as it is read, not the paragraph. */
static ManiculeRange
visual_line_at (ManiculeSurface *self,
                guint            chr)
{
  guint byte = manicule_surface_to_byte (self, chr);
  ManiculePlace place = manicule_caret_get_place (self->caret);
  gboolean at_end = place.byte == byte && place.at_end;
  guint line = at_end ? manicule_caret_get_line (self->caret) : manicule_text_map_line_at (self->map, byte);
  ManiculeLine *shaped = manicule_line_cache_get (self->cache, line);
  guint visual = manicule_line_visual_of (shaped, MIN (byte, manicule_line_get_end (shaped)), at_end);
  const ManiculeVisualLine *v = manicule_line_get_visual (shaped, visual);
  guint end = v->end;

  if (visual + 1 == manicule_line_get_n_visuals (shaped) && line + 1 < manicule_text_map_get_n_lines (self->map))
    end = manicule_text_map_get_line (self->map, line + 1)->start;

  return (ManiculeRange) { manicule_surface_to_char (self, v->start), manicule_surface_to_char (self, end) };
}

static ManiculeRange
unit_at (ManiculeSurface             *self,
         GtkAccessibleTextGranularity granularity,
         guint                        chr)
{
  ManiculeRange range = { chr, chr };

  switch (granularity)
    {
    case GTK_ACCESSIBLE_TEXT_GRANULARITY_WORD:
      return word_at (self, chr);
    case GTK_ACCESSIBLE_TEXT_GRANULARITY_SENTENCE:
      manicule_segment_around (self->text, MANICULE_UNIT_SENTENCE, chr, &range);
      return range;
    case GTK_ACCESSIBLE_TEXT_GRANULARITY_LINE:
      return visual_line_at (self, chr);
    case GTK_ACCESSIBLE_TEXT_GRANULARITY_PARAGRAPH:
      manicule_segment_around (self->text, MANICULE_UNIT_PARAGRAPH, chr, &range);
      return range;
    case GTK_ACCESSIBLE_TEXT_GRANULARITY_CHARACTER:
    default:
      manicule_segment_around (self->text, MANICULE_UNIT_GRAPHEME, chr, &range);
      return range;
    }
}

static GBytes *
get_contents_at (GtkAccessibleText            *text,
                 unsigned int                  offset,
                 GtkAccessibleTextGranularity  granularity,
                 unsigned int                 *start,
                 unsigned int                 *end)
{
  ManiculeSurface *self = to_surface (text);
  ManiculeRange range = { 0, 0 };

  if (self->text != NULL)
    range = unit_at (self, granularity, MIN (offset, n_chars (self)));
  *start = range.start;
  *end = range.end;

  return slice (self, range.start, range.end);
}

static unsigned int
get_caret_position (GtkAccessibleText *text)
{
  return manicule_surface_get_caret (to_surface (text));
}

static gboolean
get_selection (GtkAccessibleText       *text,
               gsize                   *n_ranges,
               GtkAccessibleTextRange **ranges)
{
  ManiculeRange range;

  *n_ranges = 0;
  if (ranges != NULL)
    *ranges = NULL;
  if (!manicule_surface_get_selection (to_surface (text), &range))
    return FALSE;

  *n_ranges = 1;
  if (ranges != NULL)
    {
      *ranges = g_new (GtkAccessibleTextRange, 1);
      **ranges = (GtkAccessibleTextRange) { range.start, range.end - range.start };
    }

  return TRUE;
}

/* --- attributes ------------------------------------------------------------------------------------------------- */

static const char *
title_of (ManiculeSurface    *self,
          ManiculeAnnotation *annotation)
{
  return manicule_style_get_label (self->style, manicule_annotation_get_label (annotation))->title;
}

static void
cut (ManiculeRange *run,
     guint          chr,
     guint          boundary)
{
  if (boundary <= chr)
    run->start = MAX (run->start, boundary);
  else
    run->end = MIN (run->end, boundary);
}

/* The stretch around @chr in which the same marks lie: at most the display line. */
static ManiculeRange
run_at (ManiculeSurface *self,
        guint            chr)
{
  guint line = manicule_text_map_line_at (self->map, manicule_surface_to_byte (self, chr));
  guint start = manicule_text_map_get_line (self->map, line)->start;
  ManiculeRange run = { manicule_surface_to_char (self, start), n_chars (self) };

  if (line + 1 < manicule_text_map_get_n_lines (self->map))
    run.end = manicule_surface_to_char (self, manicule_text_map_get_line (self->map, line + 1)->start);

  manicule_surface_query (self, run.start, run.end);
  for (guint i = 0; i < self->found->len; i++)
    {
      guint n;
      const ManiculeRange *ranges = manicule_annotation_get_ranges (g_ptr_array_index (self->found, i), &n);

      for (guint k = 0; k < n; k++)
        {
          cut (&run, chr, ranges[k].start);
          cut (&run, chr, ranges[k].end);
        }
    }

  return run;
}

/* Innermost first: "Place in Organisation". */
static char *
name_marks (ManiculeSurface *self,
            GPtrArray       *spans)
{
  g_autoptr(GString) names = g_string_new (title_of (self, g_ptr_array_index (spans, 0)));

  for (guint i = 1; i < MIN (spans->len, MAX_NAMED); i++)
    {
      /* Translators: %s is the title of a label whose mark lies around another mark: “in Organisation” */
      g_autofree char *outer = g_strdup_printf (_("in %s"), title_of (self, g_ptr_array_index (spans, i)));

      g_string_append_printf (names, " %s", outer);
    }

  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
add_attribute (GStrvBuilder *names,
               GStrvBuilder *values,
               const char   *name,
               const char   *value)
{
  g_strv_builder_add (names, name);
  g_strv_builder_add (values, value);
}

/* Orca speaks only attributes whose names it knows: that is why the names of the marks are a paragraph style too. */
static guint
add_attributes (ManiculeSurface *self,
                GPtrArray       *spans,
                GStrvBuilder    *names,
                GStrvBuilder    *values)
{
  g_autofree char *style = NULL;
  guint n = MIN (spans->len, MAX_NAMED);

  if (spans->len == 0)
    {
      add_attribute (names, values, GTK_ACCESSIBLE_ATTRIBUTE_UNDERLINE, GTK_ACCESSIBLE_ATTRIBUTE_UNDERLINE_NONE);
      return 1;
    }

  style = name_marks (self, spans);
  add_attribute (names, values, "paragraph-style", style);
  add_attribute (names, values, GTK_ACCESSIBLE_ATTRIBUTE_UNDERLINE, GTK_ACCESSIBLE_ATTRIBUTE_UNDERLINE_SINGLE);
  for (guint i = 0; i < n; i++)
    {
      ManiculeAnnotation *span = g_ptr_array_index (spans, i);
      ManiculeRange hull = manicule_annotation_get_hull (span);
      g_autofree char *covered = manicule_annotation_set_dup_covered (self->set, span);
      g_autofree char *name = g_strdup_printf ("annotation-%u", i + 1);
      g_autofree char *value = g_strdup_printf ("%s; %u-%u; %s", title_of (self, span), hull.start, hull.end, covered);

      add_attribute (names, values, name, value);
    }

  return n + 2;
}

static gboolean
get_attributes (GtkAccessibleText       *text,
                unsigned int             offset,
                gsize                   *n_ranges,
                GtkAccessibleTextRange **ranges,
                char                  ***names,
                char                  ***values)
{
  ManiculeSurface *self = to_surface (text);
  g_autoptr(GStrvBuilder) name_builder = g_strv_builder_new ();
  g_autoptr(GStrvBuilder) value_builder = g_strv_builder_new ();
  ManiculeRange run = { 0, 0 };
  guint n = 0;

  if (self->set != NULL && n_chars (self) > 0)
    {
      guint chr = MIN (offset, n_chars (self) - 1);

      run = run_at (self, chr);
      n = add_attributes (self, manicule_surface_spans_at (self, chr, chr + 1), name_builder, value_builder);
    }

  *n_ranges = n;
  if (ranges != NULL)
    {
      *ranges = g_new (GtkAccessibleTextRange, MAX (n, 1));
      for (guint i = 0; i < n; i++)
        (*ranges)[i] = (GtkAccessibleTextRange) { run.start, run.end - run.start };
    }
  if (names != NULL)
    *names = g_strv_builder_end (name_builder);
  if (values != NULL)
    *values = g_strv_builder_end (value_builder);

  return n > 0;
}

static void
get_default_attributes (GtkAccessibleText *text,
                        char            ***names,
                        char            ***values)
{
  const char * const default_names[] = { GTK_ACCESSIBLE_ATTRIBUTE_UNDERLINE, NULL };
  const char * const default_values[] = { GTK_ACCESSIBLE_ATTRIBUTE_UNDERLINE_NONE, NULL };

  if (names != NULL)
    *names = g_strdupv ((char **) default_names);
  if (values != NULL)
    *values = g_strdupv ((char **) default_values);
}

/* --- places ----------------------------------------------------------------------------------------------------- */

static gboolean
get_extents (GtkAccessibleText *text,
             unsigned int       start,
             unsigned int       end,
             graphene_rect_t   *extents)
{
  ManiculeSurface *self = to_surface (text);
  guint from, to, first;

  *extents = GRAPHENE_RECT_INIT (0, 0, 0, 0);
  if (self->text == NULL || manicule_viewport_get_page (self->viewport) == 0)
    return FALSE;

  manicule_surface_flush (self);
  from = manicule_surface_to_byte (self, start);
  to = manicule_surface_to_byte (self, MAX (end, start));
  first = manicule_text_map_line_at (self->map, from);

  return manicule_surface_find_extents (self, from, to, first, first + MAX_MEASURED, extents);
}

static gboolean
get_offset (GtkAccessibleText      *text,
            const graphene_point_t *point,
            unsigned int           *offset)
{
  ManiculeSurface *self = to_surface (text);

  *offset = manicule_surface_get_offset_at (self, point->x, point->y);

  return self->text != NULL;
}

void
manicule_surface_a11y_iface_init (GtkAccessibleTextInterface *iface)
{
  iface->get_contents = get_contents;
  iface->get_contents_at = get_contents_at;
  iface->get_caret_position = get_caret_position;
  iface->get_selection = get_selection;
  iface->get_attributes = get_attributes;
  iface->get_default_attributes = get_default_attributes;
  iface->get_extents = get_extents;
  iface->get_offset = get_offset;
}

/* --- what is told ----------------------------------------------------------------------------------------------- */

void
manicule_surface_a11y_init (ManiculeSurface *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Article text"),
                                  GTK_ACCESSIBLE_PROPERTY_READ_ONLY, TRUE,
                                  GTK_ACCESSIBLE_PROPERTY_MULTI_LINE, TRUE,
                                  -1);
}

void
manicule_surface_a11y_caret_moved (ManiculeSurface *self,
                                   gboolean         selection_changed)
{
  gtk_accessible_text_update_caret_position (GTK_ACCESSIBLE_TEXT (self));
  if (selection_changed)
    gtk_accessible_text_update_selection_bound (GTK_ACCESSIBLE_TEXT (self));
}

void
manicule_surface_a11y_text_goes (ManiculeSurface *self)
{
  if (self->text != NULL && manicule_text_get_n_bytes (self->text) <= MAX_CONTENTS)
    gtk_accessible_text_update_contents (GTK_ACCESSIBLE_TEXT (self), GTK_ACCESSIBLE_TEXT_CONTENT_CHANGE_REMOVE,
                                         0, n_chars (self));
}

void
manicule_surface_a11y_text_came (ManiculeSurface *self)
{
  if (self->text != NULL && manicule_text_get_n_bytes (self->text) <= MAX_CONTENTS)
    gtk_accessible_text_update_contents (GTK_ACCESSIBLE_TEXT (self), GTK_ACCESSIBLE_TEXT_CONTENT_CHANGE_INSERT,
                                         0, n_chars (self));
}

/* "Event: the 8.15 sailing, in Claim" */
static char *
describe_focused (ManiculeSurface *self)
{
  ManiculeRange hull = manicule_annotation_get_hull (self->focused);
  g_autofree char *covered = manicule_annotation_set_dup_covered (self->set, self->focused);
  GPtrArray *spans = manicule_surface_spans_at (self, hull.start, hull.end);
  guint i;

  for (i = 0; i < spans->len; i++)
    {
      if (g_ptr_array_index (spans, i) != self->focused)
        /* Translators: an annotation for a screen reader: its label, the text, the label of the annotation around it */
        return g_strdup_printf (_("%s: %s, in %s"), title_of (self, self->focused), covered,
                                title_of (self, g_ptr_array_index (spans, i)));
    }

  /* Translators: an annotation for a screen reader: its label and the text */
  return g_strdup_printf (_("%s: %s"), title_of (self, self->focused), covered);
}

static gboolean
announce_focused (gpointer data)
{
  ManiculeSurface *self = data;
  g_autofree char *message = NULL;

  self->announce_source = 0;
  if (self->focused == NULL || self->set == NULL
      || manicule_annotation_get_kind (self->focused) != MANICULE_ANNOTATION_SPAN)
    return G_SOURCE_REMOVE;

  message = describe_focused (self);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), message, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);

  return G_SOURCE_REMOVE;
}

/* Says what the caret has come into, once it rests there. */
void
manicule_surface_a11y_focus_changed (ManiculeSurface *self)
{
  g_clear_handle_id (&self->announce_source, g_source_remove);
  if (self->focused != NULL)
    self->announce_source = g_timeout_add (ANNOUNCE_PAUSE, announce_focused, self);
}

void
manicule_surface_a11y_dispose (ManiculeSurface *self)
{
  g_clear_handle_id (&self->announce_source, g_source_remove);
}

/**
 * manicule_surface_announce:
 * @self: a surface
 * @message: what a command did
 *
 * Lets a screen reader say it.
 */
void
manicule_surface_announce (ManiculeSurface *self,
                           const char      *message)
{
  g_return_if_fail (MANICULE_IS_SURFACE (self));
  g_return_if_fail (message != NULL);

  gtk_accessible_announce (GTK_ACCESSIBLE (self), message, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}
