/* manicule-text-map.c: a text as display lines
 *
 * A paragraph longer than MANICULE_TEXT_MAP_PIECE bytes is cut where a reader would pause: after a sentence in the second half
 * of the piece, else after a space, else between two clusters.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-text-map.h"

#include "manicule-abbreviations-private.h"
#include "manicule-break-private.h"
#include "manicule-text-private.h"

#include <unicode/uchar.h>

struct _ManiculeTextMap
{
  GObject           parent_instance;

  ManiculeText     *text;     /* (owned) */
  ManiculeTextLine *lines;    /* (owned) */
  guint             n_lines;
};

G_DEFINE_FINAL_TYPE (ManiculeTextMap, manicule_text_map, G_TYPE_OBJECT)

static void
manicule_text_map_finalize (GObject *object)
{
  ManiculeTextMap *self = MANICULE_TEXT_MAP (object);

  g_clear_object (&self->text);
  g_clear_pointer (&self->lines, g_free);

  G_OBJECT_CLASS (manicule_text_map_parent_class)->finalize (object);
}

static void
manicule_text_map_class_init (ManiculeTextMapClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = manicule_text_map_finalize;
}

static void
manicule_text_map_init (ManiculeTextMap *self)
{
}

/* A full stop of any script before the spaces and closing marks that end at @byte. */
static gboolean
ends_sentence (const char *piece,
               guint       byte)
{
  while (byte > 0)
    {
      const char *at = g_utf8_prev_char (piece + byte);
      gunichar c = g_utf8_get_char (at);

      if (u_hasBinaryProperty ((UChar32) c, UCHAR_S_TERM))
        return TRUE;
      if (!u_isUWhiteSpace ((UChar32) c)
          && u_getIntPropertyValue ((UChar32) c, UCHAR_SENTENCE_BREAK) != U_SB_CLOSE)
        return FALSE;
      byte = (guint) (at - piece);
    }

  return FALSE;
}

typedef enum
{
  CUT_NONE,
  CUT_SPACE,
  CUT_SENTENCE,
} Cut;

/* How well the piece that begins the paragraph can be cut at @byte: after the last of the spaces, or where a script without
 * spaces ends a sentence. */
static Cut
judge_cut (const ManiculeParagraph *paragraph,
           guint                    byte)
{
  const char *piece = paragraph->start;
  gunichar before = g_utf8_get_char (g_utf8_prev_char (piece + byte));
  gunichar after = g_utf8_get_char (piece + byte);
  gboolean wide_stop = before >= 0x3000 && u_hasBinaryProperty ((UChar32) before, UCHAR_S_TERM);

  if (u_isUWhiteSpace ((UChar32) after) || !(u_isUWhiteSpace ((UChar32) before) || wide_stop))
    return CUT_NONE;
  if (!manicule_cluster_starts_at (piece, 0, G_MAXUINT, byte))
    return CUT_NONE;

  if (wide_stop || (ends_sentence (piece, byte) && manicule_sentence_may_start (paragraph, piece + byte)))
    return CUT_SENTENCE;

  return CUT_SPACE;
}

/* The length of the piece that begins the rest of a paragraph, which is longer. */
static guint
find_cut (const ManiculeParagraph *paragraph)
{
  const char *piece = paragraph->start;
  guint limit = MANICULE_TEXT_MAP_PIECE;
  guint space = 0;
  guint byte;

  while (((guchar) piece[limit] & 0xc0) == 0x80)
    limit--;
  for (byte = limit; byte > 0; byte = (guint) (g_utf8_prev_char (piece + byte) - piece))
    {
      Cut cut = judge_cut (paragraph, byte);

      if (cut == CUT_SENTENCE && byte > MANICULE_TEXT_MAP_PIECE / 2)
        return byte;
      if (cut != CUT_NONE && space == 0)
        space = byte;
      if (space != 0 && byte <= MANICULE_TEXT_MAP_PIECE / 2)
        break;
    }
  if (space == 0)
    space = manicule_cluster_start (piece, 0, limit);

  return space > 0 ? space : limit;
}

static void
add_paragraph (ManiculeTextMap *self,
               GArray          *lines,
               guint            start,
               guint            end)
{
  ManiculeTextLine line = { start, end, FALSE };

  while (end - line.start > MANICULE_TEXT_MAP_PIECE)
    {
      ManiculeParagraph rest = { self->text->data + line.start, self->text->data + end };

      line.end = line.start + find_cut (&rest);
      g_array_append_val (lines, line);
      line.start = line.end;
    }
  line.end = end;
  line.hard = TRUE;
  g_array_append_val (lines, line);
}

/**
 * manicule_text_map_new:
 * @text: a text
 *
 * Returns: (transfer full): its display lines
 */
ManiculeTextMap *
manicule_text_map_new (ManiculeText *text)
{
  ManiculeTextMap *self;
  GArray *lines;
  gsize n_lines;
  guint i;

  g_return_val_if_fail (MANICULE_IS_TEXT (text), NULL);

  self = g_object_new (MANICULE_TYPE_TEXT_MAP, NULL);
  self->text = g_object_ref (text);
  lines = g_array_sized_new (FALSE, FALSE, sizeof (ManiculeTextLine), text->n_lines);
  for (i = 0; i < text->n_lines; i++)
    {
      guint n_break;

      add_paragraph (self, lines, text->lines[i], manicule_text_line_end (text, i, &n_break));
    }
  self->lines = g_array_steal (lines, &n_lines);
  self->n_lines = (guint) n_lines;
  g_array_unref (lines);

  return self;
}

/**
 * manicule_text_map_get_text:
 * @self: a map
 *
 * Returns: (transfer none): the text that is mapped
 */
ManiculeText *
manicule_text_map_get_text (ManiculeTextMap *self)
{
  g_return_val_if_fail (MANICULE_IS_TEXT_MAP (self), NULL);

  return self->text;
}

/**
 * manicule_text_map_get_n_lines:
 * @self: a map
 *
 * Returns: how many display lines there are, never 0
 */
guint
manicule_text_map_get_n_lines (ManiculeTextMap *self)
{
  g_return_val_if_fail (MANICULE_IS_TEXT_MAP (self), 0);

  return self->n_lines;
}

/**
 * manicule_text_map_get_line:
 * @self: a map
 * @line: a display line, from 0
 *
 * Returns: (transfer none): where it stands
 */
const ManiculeTextLine *
manicule_text_map_get_line (ManiculeTextMap *self,
                            guint            line)
{
  g_return_val_if_fail (MANICULE_IS_TEXT_MAP (self), NULL);
  g_return_val_if_fail (line < self->n_lines, NULL);

  return &self->lines[line];
}

/**
 * manicule_text_map_line_at:
 * @self: a map
 * @byte: an offset in bytes, at most the length of the text
 *
 * Returns: the display line that holds @byte: the later one at a soft split, the one before at a line break
 */
guint
manicule_text_map_line_at (ManiculeTextMap *self,
                           guint            byte)
{
  guint low = 0;
  guint high;

  g_return_val_if_fail (MANICULE_IS_TEXT_MAP (self), 0);
  g_return_val_if_fail (byte <= self->text->n_bytes, 0);

  high = self->n_lines;
  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (self->lines[middle].start <= byte)
        low = middle;
      else
        high = middle;
    }

  return low;
}
