/* manicule-format-webanno-sheet.c: a file of WebAnno TSV: layers, sentences, tokens
 *
 * The text is made of the sentences, each where its first token is; what lies between two is not in the file and is taken
 * for line feeds.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-webanno-sheet.h"

#include "manicule-format-webanno-values.h"
#include "manicule-json-writer.h"

#include <string.h>

#define FORMAT "#FORMAT=WebAnno TSV "
#define TEXT "#Text="

/* Nothing between two sentences is longer, nor everything that lies between all of them. */
#define MAX_GAP (16u * 1024 * 1024)
#define MAX_GAPS (16u * 1024 * 1024)
/* More cells than any row has. */
#define MAX_CELLS 10000
/* Nothing between two tokens is longer. */
#define MAX_SPACES 1000

static void
clear_sentence (gpointer data)
{
  g_free (((ManiculeWebannoSentence *) data)->text);
}

void
manicule_webanno_sheet_init (ManiculeWebannoSheet *self)
{
  *self = (ManiculeWebannoSheet) {
    .version = 33,
    .lines = g_string_new (NULL),
    .names = g_string_chunk_new (1024),
    .index = g_array_new (FALSE, FALSE, sizeof (ManiculeWebannoLine)),
    .layers = g_ptr_array_new_with_free_func ((GDestroyNotify) manicule_webanno_layer_free),
    .units = g_array_new (FALSE, FALSE, sizeof (ManiculeWebannoUnit)),
    .sentences = g_array_new (FALSE, FALSE, sizeof (ManiculeWebannoSentence)),
  };

  g_array_set_clear_func (self->sentences, clear_sentence);
}

void
manicule_webanno_sheet_clear (ManiculeWebannoSheet *self)
{
  g_string_free (self->lines, TRUE);
  g_string_chunk_free (self->names);
  g_array_unref (self->index);
  g_ptr_array_unref (self->layers);
  g_array_unref (self->units);
  g_array_unref (self->sentences);
  if (self->open_text != NULL)
    g_string_free (self->open_text, TRUE);
}

const char *
manicule_webanno_sheet_get_line (ManiculeWebannoSheet *self,
                                 guint                 i)
{
  return self->lines->str + g_array_index (self->index, ManiculeWebannoLine, i).offset;
}

ManiculeWebannoUnit *
manicule_webanno_sheet_get_unit (ManiculeWebannoSheet *self,
                                 guint                 i)
{
  return &g_array_index (self->units, ManiculeWebannoUnit, i);
}

/* --- lines --- */

static void
start_sentence (ManiculeWebannoSheet *self)
{
  ManiculeWebannoSentence sentence = { .first = self->units->len, .end = self->units->len };

  if (self->open_text != NULL)
    sentence.text = g_string_free_and_steal (g_steal_pointer (&self->open_text));
  g_array_append_val (self->sentences, sentence);
}

/* "1-2", "1-2.1" */
static gboolean
parse_name (const char *name,
            gboolean   *is_sub)
{
  const char *p = name;

  for (guint i = 0; i < 3; i++)
    {
      if (!g_ascii_isdigit (*p))
        return FALSE;
      while (g_ascii_isdigit (*p))
        p++;
      if (i > 0 && *p == '\0')
        {
          *is_sub = i == 2;
          return TRUE;
        }
      if (*p != (i == 0 ? '-' : '.'))
        return FALSE;
      p++;
    }

  return FALSE;
}

/* The digits at *@p as a number, and *@p behind them; what is larger than any offset is the largest number. Called for
 * each offset of a file, of which g_ascii_strtoull() would make much. */
static guint64
take_number (const char **p)
{
  guint64 number = 0;

  for (; g_ascii_isdigit (**p); (*p)++)
    {
      guint digit = (guint) (**p - '0');

      number = number <= (G_MAXUINT64 - digit) / 10 ? 10 * number + digit : G_MAXUINT64;
    }

  return number;
}

static gboolean
add_unit (ManiculeWebannoSheet *self,
          const char           *line,
          gboolean              after_blank,
          gboolean             *is_sub)
{
  const char *tab = strchr (line, '\t');
  const char *dash = tab != NULL ? strchr (tab, '-') : NULL;
  ManiculeWebannoUnit unit = { .line = self->index->len };
  const char *p;

  if (dash == NULL || !g_ascii_isdigit (tab[1]) || !g_ascii_isdigit (dash[1]))
    return FALSE;
  p = tab + 1;
  unit.begin = take_number (&p);
  if (p != dash)
    return FALSE;
  p = dash + 1;
  unit.end = take_number (&p);
  if ((*p != '\t' && *p != '\0') || unit.end < unit.begin)
    return FALSE;

  unit.name = g_string_chunk_insert_len (self->names, line, (gssize) (tab - line));
  if (!parse_name (unit.name, is_sub))
    return FALSE;

  if (self->open_text != NULL || self->sentences->len == 0 || after_blank)
    start_sentence (self);
  g_array_append_val (self->units, unit);
  g_array_index (self->sentences, ManiculeWebannoSentence, self->sentences->len - 1).end = self->units->len;

  return TRUE;
}

static void
add_text (ManiculeWebannoSheet *self,
          const char           *text)
{
  g_autofree char *parsed = manicule_webanno_parse_text (text, self->version < 32);

  if (self->open_text == NULL)
    self->open_text = g_string_new (NULL);
  else
    g_string_append_c (self->open_text, '\n');
  g_string_append (self->open_text, parsed);
}

static void
read_version (ManiculeWebannoSheet *self,
              const char           *version)
{
  if (g_str_has_prefix (version, "3."))
    self->version = 30 + (guint) CLAMP (version[2] - '0', 0, 9);
  else
    self->version = 20;
}

static ManiculeWebannoLineKind
add_comment (ManiculeWebannoSheet *self,
             const char           *line)
{
  ManiculeWebannoLayer *layer;

  if (g_str_has_prefix (line, FORMAT))
    {
      read_version (self, line + strlen (FORMAT));
      return MANICULE_WEBANNO_FORMAT;
    }
  if (g_str_has_prefix (line, TEXT))
    {
      add_text (self, line + strlen (TEXT));
      return MANICULE_WEBANNO_TEXT;
    }
  if (self->units->len > 0 || (layer = manicule_webanno_layer_parse (line)) == NULL)
    return MANICULE_WEBANNO_OTHER;

  if (self->n_cells + layer->n_cells > MAX_CELLS)
    {
      manicule_webanno_layer_free (layer);
      return MANICULE_WEBANNO_OTHER;
    }
  layer->column = self->n_cells;
  self->n_cells += layer->n_cells;
  g_ptr_array_add (self->layers, layer);

  return MANICULE_WEBANNO_LAYER;
}

ManiculeWebannoLineKind
manicule_webanno_sheet_add (ManiculeWebannoSheet *self,
                            const char           *data,
                            gsize                 length,
                            guint                 number)
{
  ManiculeWebannoLine line = { MANICULE_WEBANNO_DAMAGED, self->lines->len, number, self->units->len };
  gboolean after_blank = self->index->len > 0 &&
                         g_array_index (self->index, ManiculeWebannoLine, self->index->len - 1).kind == MANICULE_WEBANNO_BLANK;
  const char *copy;
  gboolean is_sub;

  g_string_append_len (self->lines, data, (gssize) length);
  g_string_append_c (self->lines, '\0');
  copy = self->lines->str + line.offset;

  if (length == 0)
    line.kind = MANICULE_WEBANNO_BLANK;
  else if (*data == '#')
    line.kind = add_comment (self, copy);
  else if (add_unit (self, copy, after_blank, &is_sub))
    line.kind = is_sub ? MANICULE_WEBANNO_SUB_TOKEN : MANICULE_WEBANNO_TOKEN;
  g_array_append_val (self->index, line);

  return line.kind;
}

/* --- the text --- */

static guint64
measure (const char         *string,
         gsize               length,
         ManiculeOffsetUnit  unit)
{
  guint64 n = 0;

  for (gsize i = 0; i < length; i++)
    {
      n += ((guchar) string[i] & 0xc0) != 0x80;
      n += unit == MANICULE_OFFSET_UTF16 && (guchar) string[i] >= 0xf0;
    }

  return n;
}

/* The third cell: what the file says that the unit is. NULL where there is none. */
static const char *
get_form (ManiculeWebannoSheet *self,
          guint                 unit,
          gsize                *length)
{
  const char *line = manicule_webanno_sheet_get_line (self, manicule_webanno_sheet_get_unit (self, unit)->line);
  const char *p = strchr (line, '\t');

  p = p != NULL ? strchr (p + 1, '\t') : NULL;

  if (p == NULL)
    return NULL;
  *length = (gsize) (strchrnul (p + 1, '\t') - (p + 1));

  return p + 1;
}

static gboolean
is_sub (ManiculeWebannoSheet *self,
        guint                 unit)
{
  return strchr (manicule_webanno_sheet_get_unit (self, unit)->name, '.') != NULL;
}

/* A sentence without a text consists of its tokens. */
static char *
make_text (ManiculeWebannoSheet    *self,
           ManiculeWebannoSentence *sentence,
           ManiculeOffsetUnit       unit)
{
  guint64 place = manicule_webanno_sheet_get_unit (self, sentence->first)->begin;
  GString *text = g_string_new (NULL);

  for (guint i = sentence->first; i < sentence->end; i++)
    {
      ManiculeWebannoUnit *token = manicule_webanno_sheet_get_unit (self, i);
      gsize length;
      const char *form = get_form (self, i, &length);

      if (is_sub (self, i) || form == NULL)
        continue;
      for (guint n = 0; place < token->begin && n < MAX_SPACES; n++, place++)
        g_string_append_c (text, ' ');
      g_string_append_len (text, form, (gssize) length);
      place += measure (form, length, unit);
    }

  return g_string_free_and_steal (text);
}

/* How many tokens of the sentence are not where they should be. */
static guint
count_wrong (ManiculeWebannoSheet    *self,
             ManiculeWebannoSentence *sentence,
             const char              *text,
             ManiculeOffsetUnit       unit)
{
  guint64 place = manicule_webanno_sheet_get_unit (self, sentence->first)->begin;
  const char *p = text;
  guint wrong = 0;

  for (guint i = sentence->first; i < sentence->end; i++)
    {
      ManiculeWebannoUnit *token = manicule_webanno_sheet_get_unit (self, i);
      gsize length;
      const char *form = is_sub (self, i) ? NULL : get_form (self, i, &length);

      if (form == NULL)
        continue;
      for (; place < token->begin && *p != '\0'; p = g_utf8_next_char (p))
        place += unit == MANICULE_OFFSET_UTF16 && (guchar) *p >= 0xf0 ? 2 : 1;
      wrong += place != token->begin || strncmp (p, form, length) != 0 ||
               token->end - token->begin != measure (form, length, unit);
    }

  return wrong;
}

/* A sentence that begins before the one before it ends: where its tokens are cannot be told. */
static void
misplace (ManiculeWebannoSheet    *self,
          ManiculeWebannoSentence *sentence,
          GArray                  *faults)
{
  g_array_append_val (faults, manicule_webanno_sheet_get_unit (self, sentence->first)->line);
  for (guint i = sentence->first; i < sentence->end; i++)
    manicule_webanno_sheet_get_unit (self, i)->begin = manicule_webanno_sheet_get_unit (self, i)->end = G_MAXUINT64;
}

char *
manicule_webanno_sheet_assemble (ManiculeWebannoSheet *self,
                                 ManiculeOffsetUnit    unit,
                                 guint                *wrong,
                                 GArray               *faults)
{
  g_autoptr(GString) text = g_string_new (NULL);
  guint64 n = 0, n_gaps = 0;

  if (wrong != NULL)
    *wrong = 0;
  for (guint i = 0; i < self->sentences->len; i++)
    {
      ManiculeWebannoSentence *sentence = &g_array_index (self->sentences, ManiculeWebannoSentence, i);
      guint64 begin = manicule_webanno_sheet_get_unit (self, sentence->first)->begin;
      g_autofree char *made = sentence->text == NULL ? make_text (self, sentence, unit) : NULL;
      const char *string = made != NULL ? made : sentence->text;

      if (wrong != NULL)
        *wrong += count_wrong (self, sentence, string, unit);
      if (begin > n + MAX_GAP || n_gaps > MAX_GAPS || text->len > MANICULE_TEXT_MAX_BYTES)
        return NULL;
      if (begin < n && faults != NULL)
        misplace (self, sentence, faults);
      for (; n < begin; n++, n_gaps++)
        g_string_append_c (text, '\n');
      g_string_append (text, string);
      n += measure (string, strlen (string), unit);
    }

  return text->len <= MANICULE_TEXT_MAX_BYTES ? g_string_free_and_steal (g_steal_pointer (&text)) : NULL;
}

/* Where the text was looked at last: units come in order, so that little is counted twice. */
typedef struct
{
  const char *p;
  guint       chr;
  guint64     place;  /* in the units that the file counts in */
} Cursor;

/* Goes on to @offset, and where that is before the cursor, or in no text, asks the text. */
static gboolean
find_char (ManiculeText       *text,
           ManiculeOffsetUnit  unit,
           Cursor             *cursor,
           guint64             offset,
           guint              *chr)
{
  const char *end = manicule_text_get_data (text) + manicule_text_get_n_bytes (text);

  if (offset < cursor->place || offset - cursor->place > (guint64) (end - cursor->p))
    return manicule_text_to_chars (text, unit, offset, chr);

  for (; cursor->place < offset && cursor->p < end; cursor->p = g_utf8_next_char (cursor->p), cursor->chr++)
    cursor->place += unit == MANICULE_OFFSET_UTF16 && (guchar) *cursor->p >= 0xf0 ? 2 : 1;
  *chr = cursor->chr;

  return cursor->place == offset || manicule_text_to_chars (text, unit, offset, chr);
}

void
manicule_webanno_sheet_place (ManiculeWebannoSheet *self,
                              ManiculeText         *text,
                              ManiculeOffsetUnit    unit)
{
  Cursor cursor = { manicule_text_get_data (text), 0, 0 };

  for (guint i = 0; i < self->units->len; i++)
    {
      ManiculeWebannoUnit *placed = manicule_webanno_sheet_get_unit (self, i);
      guint begin = 0, end = 0;

      placed->is_placed = find_char (text, unit, &cursor, placed->begin, &begin) &&
                          find_char (text, unit, &cursor, placed->end, &end);
      if (placed->is_placed)
        {
          placed->begin = begin;
          placed->end = end;
        }
    }
}

void
manicule_webanno_counter_init (ManiculeWebannoCounter *self,
                               ManiculeText           *text)
{
  *self = (ManiculeWebannoCounter) { text, manicule_text_get_data (text), 0, 0 };
}

guint
manicule_webanno_counter_get (ManiculeWebannoCounter *self,
                              guint                   chr)
{
  if (chr < self->chr)
    {
      self->chr = chr;
      self->p = manicule_text_get_data (self->text) + manicule_text_char_to_byte (self->text, chr);
      self->n = (guint) manicule_text_from_chars (self->text, MANICULE_OFFSET_UTF16, chr);
    }

  for (; self->chr < chr; self->chr++, self->p = g_utf8_next_char (self->p))
    self->n += (guchar) *self->p >= 0xf0 ? 2 : 1;

  return self->n;
}

void
manicule_webanno_append_place (ManiculeWebannoCounter *self,
                               GString                *out,
                               const char             *name,
                               guint                   begin,
                               guint                   end)
{
  g_string_append (out, name);
  g_string_append_c (out, '\t');
  manicule_json_append_int (out, manicule_webanno_counter_get (self, begin));
  g_string_append_c (out, '-');
  manicule_json_append_int (out, manicule_webanno_counter_get (self, end));
}
