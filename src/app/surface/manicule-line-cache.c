/* manicule-line-cache.c: the display lines that are in use
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-line-cache.h"

#include <unicode/uchar.h>

#include "manicule-paint.h"

/* A tall window shows about 60 lines. */
#define MAX_LINES 160
#define MAX_IDLE_FRAMES 30

typedef struct
{
  ManiculeLine *line;       /* (owned) */
  guint64       last_used;  /* frame */
} Entry;

struct _ManiculeLineCache
{
  ManiculeStyle      *style;        /* borrowed: lives as long as the cache */
  ManiculeTextMap    *map;          /* (owned) (nullable) */
  const char         *text;
  ManiculeMarksFunc   func;
  gpointer            data;
  GHashTable         *entries;      /* (owned): line to Entry */
  GArray             *marks;        /* (owned): reused */
  int                 width;
  guint               headline_start;
  guint               headline_end;
  double              bytes_per_char;
  guint64             frame;
  ManiculeLineCounts  counts;
};

static void
entry_free (Entry *entry)
{
  manicule_line_free (entry->line);
  g_free (entry);
}

static gboolean
is_blank (ManiculeLineCache *self,
          guint              line)
{
  const ManiculeTextLine *l = manicule_text_map_get_line (self->map, line);

  return l->start == l->end;
}

/* Blank lines are room enough between paragraphs; without them there is a gap. */
static gboolean
has_gap (ManiculeLineCache *self,
         guint              line)
{
  return manicule_text_map_get_line (self->map, line)->hard
         && line + 1 < manicule_text_map_get_n_lines (self->map)
         && !is_blank (self, line + 1);
}

static gboolean
is_headline (ManiculeLineCache      *self,
             const ManiculeTextLine *l)
{
  return l->start < self->headline_end && l->end > self->headline_start;
}

/* By the first letter that has a direction (Unicode Standard Annex 9, rule P2). */
static PangoDirection
direction_of (const char *text,
              const char *end)
{
  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    {
      switch (u_charDirection ((UChar32) g_utf8_get_char (p)))
        {
        case U_LEFT_TO_RIGHT:
          return PANGO_DIRECTION_LTR;
        case U_RIGHT_TO_LEFT:
        case U_RIGHT_TO_LEFT_ARABIC:
          return PANGO_DIRECTION_RTL;
        default:
          break;
        }
    }

  return PANGO_DIRECTION_NEUTRAL;
}

/* A piece of a paragraph runs as the paragraph does, whatever letter it begins with. */
static PangoDirection
find_direction (ManiculeLineCache *self,
                guint              line)
{
  const ManiculeTextLine *l;
  guint first = line;

  while (first > 0 && !manicule_text_map_get_line (self->map, first - 1)->hard)
    first--;
  if (first == line)
    return PANGO_DIRECTION_NEUTRAL;

  l = manicule_text_map_get_line (self->map, first);

  return direction_of (self->text + l->start, self->text + l->end);
}

static ManiculeLine *
shape (ManiculeLineCache *self,
       guint              line)
{
  const ManiculeTextLine *l = manicule_text_map_get_line (self->map, line);
  ManiculeLineSource source = {
    .text = self->text,
    .start = l->start,
    .end = l->end,
    .headline = is_headline (self, l),
    .gap = has_gap (self, line),
    .soft = !l->hard,
    .direction = find_direction (self, line),
    .width = self->width,
  };

  self->counts.n_shaped++;

  return manicule_line_new (self->style, &source);
}

static void
place (ManiculeLineCache *self,
       ManiculeLine      *line,
       guint              index)
{
  self->counts.n_placed++;
  self->func (manicule_text_map_get_line (self->map, index), self->marks, self->data);
  manicule_line_place (line, self->style, self->marks);
}

/**
 * manicule_line_cache_new:
 * @style: how lines are drawn; must outlive the cache
 * @func: tells what is marked in a line
 * @data: passed to it
 *
 * Returns: (transfer full): a cache of no text
 */
ManiculeLineCache *
manicule_line_cache_new (ManiculeStyle     *style,
                         ManiculeMarksFunc  func,
                         gpointer           data)
{
  ManiculeLineCache *self = g_new0 (ManiculeLineCache, 1);

  self->style = style;
  self->func = func;
  self->data = data;
  self->entries = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) entry_free);
  self->marks = g_array_new (FALSE, FALSE, sizeof (ManiculeMark));
  g_array_set_clear_func (self->marks, (GDestroyNotify) manicule_mark_clear);
  self->width = 1;

  return self;
}

/**
 * manicule_line_cache_free:
 * @self: (transfer full) (nullable): a cache
 */
void
manicule_line_cache_free (ManiculeLineCache *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->entries);
  g_array_unref (self->marks);
  g_clear_object (&self->map);
  g_free (self);
}

/**
 * manicule_line_cache_set_map:
 * @self: a cache
 * @map: (nullable): the display lines of a text
 *
 * Drops all lines.
 */
void
manicule_line_cache_set_map (ManiculeLineCache *self,
                             ManiculeTextMap   *map)
{
  ManiculeText *text;

  manicule_line_cache_clear (self);
  g_set_object (&self->map, map);
  self->headline_start = self->headline_end = 0;
  if (map == NULL)
    return;

  text = manicule_text_map_get_text (map);
  self->text = manicule_text_get_data (text);
  self->bytes_per_char = MAX (manicule_text_get_n_bytes (text), 1) / (double) MAX (manicule_text_get_n_chars (text), 1);
}

/**
 * manicule_line_cache_set_width:
 * @self: a cache
 * @width: the width of the column in px
 *
 * Returns: whether it has changed, and all lines are dropped
 */
gboolean
manicule_line_cache_set_width (ManiculeLineCache *self,
                               int                width)
{
  width = MAX (width, 1);
  if (self->width == width)
    return FALSE;

  self->width = width;
  manicule_line_cache_clear (self);

  return TRUE;
}

/**
 * manicule_line_cache_get_width:
 * @self: a cache
 *
 * Returns: the width of the column in px
 */
int
manicule_line_cache_get_width (ManiculeLineCache *self)
{
  return self->width;
}

/**
 * manicule_line_cache_set_headline:
 * @self: a cache
 * @start: the first byte in large letters
 * @end: their end; whole display lines are set in large letters
 *
 * Returns: whether it has changed, and all lines are dropped
 */
gboolean
manicule_line_cache_set_headline (ManiculeLineCache *self,
                                  guint              start,
                                  guint              end)
{
  if (self->headline_start == start && self->headline_end == end)
    return FALSE;

  self->headline_start = start;
  self->headline_end = end;
  manicule_line_cache_clear (self);

  return TRUE;
}

/**
 * manicule_line_cache_get:
 * @self: a cache with a text
 * @line: a display line of it
 *
 * Returns: (transfer none): the line, shaped and placed, made if need be
 */
ManiculeLine *
manicule_line_cache_get (ManiculeLineCache *self,
                         guint              line)
{
  Entry *entry;

  g_return_val_if_fail (self->map != NULL && line < manicule_text_map_get_n_lines (self->map), NULL);

  entry = g_hash_table_lookup (self->entries, GUINT_TO_POINTER (line));
  if (entry == NULL)
    {
      entry = g_new0 (Entry, 1);
      entry->line = shape (self, line);
      g_hash_table_insert (self->entries, GUINT_TO_POINTER (line), entry);
    }
  if (!manicule_line_is_placed (entry->line))
    place (self, entry->line, line);
  entry->last_used = self->frame;

  return entry->line;
}

/**
 * manicule_line_cache_get_painted:
 * @self: a cache with a text
 * @line: a display line of it
 *
 * Returns: (transfer none): the line, shaped, placed and with its nodes, made if need be
 */
ManiculeLine *
manicule_line_cache_get_painted (ManiculeLineCache *self,
                                 guint              line)
{
  ManiculeLine *result = manicule_line_cache_get (self, line);

  if (result != NULL && manicule_paint_line (result, self->style))
    self->counts.n_painted++;

  return result;
}

/**
 * manicule_line_cache_estimate:
 * @self: a cache with a text
 * @line: a display line of it
 *
 * Returns: a guess of its height in px, without shaping it
 */
double
manicule_line_cache_estimate (ManiculeLineCache *self,
                              guint              line)
{
  const ManiculeTextLine *l = manicule_text_map_get_line (self->map, line);
  const ManiculeStyleMetrics *metrics = manicule_style_get_metrics (self->style);
  double chars = (l->end - l->start) / self->bytes_per_char;
  double font_size = manicule_style_get_font_size (self->style);
  double pitch = metrics->above + font_size * 1.25 + metrics->below + metrics->row + metrics->bottom;
  double n_visuals;

  if (l->start == l->end)
    return metrics->blank;

  /* A letter is about half as wide as it is high. */
  n_visuals = (double) (guint) (chars * font_size * 0.47 / self->width) + 1;

  return n_visuals * pitch + (has_gap (self, line) ? metrics->paragraph_gap : 0);
}

/**
 * manicule_line_cache_unplace:
 * @self: a cache
 * @line: a display line
 *
 * The marks of the line have changed.
 */
void
manicule_line_cache_unplace (ManiculeLineCache *self,
                             guint              line)
{
  Entry *entry = g_hash_table_lookup (self->entries, GUINT_TO_POINTER (line));

  if (entry != NULL)
    manicule_line_unplace (entry->line);
}

/**
 * manicule_line_cache_unplace_all:
 * @self: a cache
 *
 * Marks, or how they are drawn, have changed everywhere; nothing needs to be shaped anew.
 */
void
manicule_line_cache_unplace_all (ManiculeLineCache *self)
{
  GHashTableIter iter;
  Entry *entry;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &entry))
    manicule_line_unplace (entry->line);
}

/**
 * manicule_line_cache_clear:
 * @self: a cache
 *
 * Drops all lines: fonts or text have changed.
 */
void
manicule_line_cache_clear (ManiculeLineCache *self)
{
  g_hash_table_remove_all (self->entries);
}

/**
 * manicule_line_cache_foreach:
 * @self: a cache
 * @func: called for each line that is shaped and placed, in any order; it may unplace lines
 * @data: passed to it
 */
void
manicule_line_cache_foreach (ManiculeLineCache *self,
                             ManiculeLineFunc   func,
                             gpointer           data)
{
  GHashTableIter iter;
  gpointer key;
  Entry *entry;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &key, (gpointer *) &entry))
    {
      if (manicule_line_is_placed (entry->line))
        func (entry->line, GPOINTER_TO_UINT (key), data);
    }
}

static gboolean
is_idle (gpointer key,
         gpointer value,
         gpointer data)
{
  const Entry *entry = value;
  const guint64 *oldest = data;

  return entry->last_used < *oldest;
}

/**
 * manicule_line_cache_tick:
 * @self: a cache
 *
 * A frame is over: lines that were of no use for some time are dropped when there are many.
 */
void
manicule_line_cache_tick (ManiculeLineCache *self)
{
  guint64 oldest = self->frame > MAX_IDLE_FRAMES ? self->frame - MAX_IDLE_FRAMES : 0;

  if (g_hash_table_size (self->entries) > MAX_LINES)
    g_hash_table_foreach_remove (self->entries, is_idle, &oldest);
  if (g_hash_table_size (self->entries) > 2 * MAX_LINES)
    g_hash_table_foreach_remove (self->entries, is_idle, &self->frame);
  self->frame++;
}

/**
 * manicule_line_cache_get_counts:
 * @self: a cache
 *
 * Returns: the work done so far
 */
const ManiculeLineCounts *
manicule_line_cache_get_counts (ManiculeLineCache *self)
{
  return &self->counts;
}
