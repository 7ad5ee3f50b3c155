/* manicule-news-head.c: what the first lines of a news text say
 *
 * A head has some of: a line with the date, a headline, a byline, a dateline before the first sentence. They are looked for in the first
 * lines only, each once, and where in doubt nothing is found: what is said here becomes an article's title and date, and a suggestion in its text.
 * Lines of boilerplate are looked for everywhere.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-news-head.h"

#include "manicule-news-private.h"
#include "manicule-segment.h"
#include "manicule-text-private.h"

#include <string.h>
#include <unicode/uchar.h>

/* How many lines with text are looked at, and how many of them may be none of the head's: a subheading, a caption. */
#define MAX_HEAD_LINES 12
#define MAX_UNKNOWN_LINES 3

/* A line of so many bytes is text and not part of a head. */
#define MIN_BODY 80

/* A title, source or author has at most so many bytes. */
#define MAX_FIELD 400

/* How much of the first sentence stands for a missing title, in code points. */
#define OPENING_CHARS 90

/* Before a date; case-folded, the longer first where one begins like another. */
static const char * const date_keys[] = {
  "date published", "date", "first published", "last updated", "publication date", "published on", "published", "posted on", "posted",
  "updated on", "updated",
  "aktualisiert am", "aktualisiert", "datum", "stand", "veröffentlicht am", "veröffentlicht",
  "mis à jour le", "publié le", "actualizado", "fecha", "publicado el", "publicado em", "publicado",
  "data", "pubblicato il", "pubblicato", "gepubliceerd op", "gepubliceerd", "дата публикации", "дата", "опубликовано",
};

/* Before a value, with a colon. */
static const char * const title_keys[] = { "title", "headline", "titel", "titre", "título", "titolo", "заголовок" };
static const char * const source_keys[] = { "source", "publisher", "quelle", "fuente", "fonte", "bron", "источник" };
static const char * const author_keys[] = { "author", "authors", "byline", "autor", "auteur", "autore", "автор" };

/* Before a name at the start of a byline. */
static const char * const byline_words[] = { "by", "von", "par", "por", "di", "door", "av", "af" };

typedef struct
{
  ManiculeText     *text;
  ManiculeNewsHead *head;
  guint             line;       /* of the text */
  guint             n_unknown;  /* lines that are none of the head's */
  gboolean          has_body;   /* one of them reads like text */
} Parser;

/* Sets @line to a line of the text without the white space at its ends; FALSE when nothing is left. */
static gboolean
get_line (ManiculeText *text,
          guint         number,
          ManiculeLine *line)
{
  guint start = text->lines[number];
  guint n_break;
  guint end = manicule_text_line_end (text, number, &n_break);

  /* A byte order mark is no part of the first line. */
  if (start == 0 && g_str_has_prefix (text->data, "\xef\xbb\xbf"))
    start = 3;
  manicule_text_trim (text, &start, &end);
  *line = (ManiculeLine) { text->data + start, text->data + end };

  return start < end;
}

/* Finds the next line with text at or after @number; FALSE at the end. */
static gboolean
next_line (ManiculeText *text,
           guint         number,
           guint        *found,
           ManiculeLine *line)
{
  for (; number < text->n_lines; number++)
    {
      if (get_line (text, number, line))
        {
          *found = number;
          return TRUE;
        }
    }

  return FALSE;
}

static ManiculeRange
to_range (ManiculeText *text,
          const char   *start,
          const char   *end)
{
  return (ManiculeRange) {
    manicule_text_byte_to_char (text, (guint) (start - text->data)),
    manicule_text_byte_to_char (text, (guint) (end - text->data)),
  };
}

static gboolean
is_empty (const ManiculeRange *range)
{
  return range->start == range->end;
}

static void
skip (const char **at,
      const char  *end,
      const char  *marks)
{
  while (*at < end)
    {
      gunichar c = g_utf8_get_char (*at);

      if (!u_isUWhiteSpace ((UChar32) c) && g_utf8_strchr (marks, -1, c) == NULL)
        return;
      *at = g_utf8_next_char (*at);
    }
}

/* The position behind one of @keys at the start of the line, in any case, or NULL. */
static const char *
read_key (const ManiculeLine *line,
          const char * const *keys,
          guint               n_keys)
{
  guint i;

  for (i = 0; i < n_keys; i++)
    {
      g_autofree char *folded = NULL;
      gsize n = strlen (keys[i]);

      /* A capital has as many bytes as its small letter in all of these, so the key ends between two characters or not at all. */
      if ((gsize) (line->end - line->start) <= n || ((guchar) line->start[n] & 0xc0) == 0x80)
        continue;
      folded = g_utf8_casefold (line->start, (gssize) n);
      if (strcmp (folded, keys[i]) == 0 && !u_isalnum ((UChar32) g_utf8_get_char (line->start + n)))
        return line->start + n;
    }

  return NULL;
}

/* Whether a line of text, and not of a poem or a list, comes soon. */
static gboolean
body_follows (ManiculeText *text,
              guint         number)
{
  ManiculeLine line;
  guint n;

  for (n = 0; n < 4 && next_line (text, number, &number, &line); n++, number++)
    {
      if (line.end - line.start >= MIN_BODY)
        return TRUE;
    }

  return FALSE;
}

/* Where the names begin in "By Jane Doe", or NULL. */
static const char *
byline_names (const ManiculeLine *line)
{
  const char *at = read_key (line, byline_words, G_N_ELEMENTS (byline_words));

  if (at == NULL)
    return NULL;

  skip (&at, line->end, ":");
  return at < line->end && manicule_news_line_is_names (at, line->end) ? at : NULL;
}

static gboolean
is_dateline (const ManiculeLine *line)
{
  ManiculeDateline dateline;
  gboolean found = manicule_dateline_parse (line, &dateline);

  manicule_dateline_clear (&dateline);
  return found;
}

/* Whether the line is nothing but a date, with or without a key and a time. */
static gboolean
is_date (const ManiculeLine *line)
{
  const char *at = read_key (line, date_keys, G_N_ELEMENTS (date_keys));
  g_autofree char *iso = NULL;

  if (at == NULL)
    at = line->start;
  skip (&at, line->end, ":");
  at = manicule_news_date_parse (at, line->end, &iso);

  return at != NULL && iso != NULL && manicule_news_line_is_time (at, line->end);
}

/* Whether what follows the line sets it off as a headline: an empty line, or another part of a head. */
static gboolean
is_set_off (Parser *parser)
{
  ManiculeLine line;
  guint found;

  if (!next_line (parser->text, parser->line + 1, &found, &line))
    return FALSE;
  if (is_dateline (&line))
    return TRUE;

  return (found > parser->line + 1 || byline_names (&line) != NULL || is_date (&line)) && body_follows (parser->text, found);
}

/* Sets a field that nothing was found for before. */
static void
set_field (char       **field,
           const char  *start,
           const char  *end)
{
  if (*field == NULL)
    *field = g_strndup (start, (gsize) (end - start));
}

static void
set_headline (Parser     *parser,
              const char *start,
              const char *end)
{
  parser->head->headline = to_range (parser->text, start, end);
  set_field (&parser->head->title, start, end);
}

/* "date 2024-12-29", "December 29, 2024", and what may stand behind it: nothing, a time, the headline. */
static gboolean
parse_date_line (Parser             *parser,
                 const ManiculeLine *line)
{
  const char *key = read_key (line, date_keys, G_N_ELEMENTS (date_keys));
  const char *at = key != NULL ? key : line->start;
  const char *end;
  g_autofree char *iso = NULL;
  ManiculeLine rest;

  if (!is_empty (&parser->head->metadata))
    return FALSE;
  skip (&at, line->end, ":");
  end = manicule_news_date_parse (at, line->end, &iso);
  if (end == NULL || iso == NULL || (key == NULL && strlen (iso) < strlen ("2024-12-29")))
    return FALSE;

  rest = (ManiculeLine) { end, line->end };
  if (manicule_news_line_is_time (rest.start, rest.end))
    rest.start = rest.end;
  else
    {
      skip (&rest.start, rest.end, ":|-–—,");
      if (parser->head->title != NULL || (key == NULL && !g_str_has_prefix (at, iso))
          || rest.start == rest.end || !manicule_news_line_is_headline (&rest) || !is_set_off (parser))
        return FALSE;
      set_headline (parser, rest.start, rest.end);
    }
  parser->head->metadata = to_range (parser->text, line->start, rest.start == rest.end ? line->end : end);
  g_set_str (&parser->head->date, iso);

  return TRUE;
}

/* The value behind one of @keys and a colon, or NULL. */
static const char *
read_field (const ManiculeLine *line,
            const char * const *keys,
            guint               n_keys)
{
  const char *at = read_key (line, keys, n_keys);

  if (at == NULL || *at != ':')
    return NULL;

  skip (&at, line->end, ":");
  return at < line->end && line->end - at <= MAX_FIELD ? at : NULL;
}

/* "Title: …", "Source: …", "Author: …" */
static gboolean
parse_field (Parser             *parser,
             const ManiculeLine *line)
{
  const char *title = read_field (line, title_keys, G_N_ELEMENTS (title_keys));
  const char *source = read_field (line, source_keys, G_N_ELEMENTS (source_keys));
  const char *author = read_field (line, author_keys, G_N_ELEMENTS (author_keys));

  if (title != NULL && parser->head->title == NULL)
    set_headline (parser, title, line->end);
  else if (source != NULL)
    set_field (&parser->head->source, source, line->end);
  else if (author != NULL)
    set_field (&parser->head->byline, author, line->end);
  else
    return FALSE;

  return TRUE;
}

/* A byline stands below a headline or a date, else "By" could begin a headline. */
static gboolean
parse_byline (Parser             *parser,
              const ManiculeLine *line)
{
  ManiculeNewsHead *head = parser->head;
  const char *names = byline_names (line);

  if (names == NULL || head->byline != NULL || (head->title == NULL && is_empty (&head->metadata)))
    return FALSE;

  set_field (&head->byline, names, line->end);
  return TRUE;
}

/* Whether another of the next paragraphs begins like "TRUMP: We will", which makes this one a speaker as well. */
static gboolean
is_transcript (Parser *parser)
{
  ManiculeLine line;
  guint number = parser->line + 1;
  guint n;

  for (n = 0; n < MAX_HEAD_LINES && next_line (parser->text, number, &number, &line); n++, number++)
    {
      const char *at = line.start;

      while (at < line.end && (u_isupper ((UChar32) g_utf8_get_char (at)) || strchr (" .'-", *at) != NULL))
        at = g_utf8_next_char (at);
      if (at < line.end && at - line.start >= 2 && *at == ':')
        return TRUE;
    }

  return FALSE;
}

static gboolean
parse_dateline (Parser             *parser,
                const ManiculeLine *line)
{
  ManiculeNewsHead *head = parser->head;
  ManiculeDateline dateline;

  if (!manicule_dateline_parse (line, &dateline))
    return FALSE;
  if ((!dateline.is_certain && parser->has_body) || (dateline.has_colon && is_transcript (parser)))
    {
      manicule_dateline_clear (&dateline);
      return FALSE;
    }

  head->dateline = to_range (parser->text, line->start, dateline.end);
  if (dateline.place.end > dateline.place.start)
    head->place = manicule_dateline_place (&dateline.place);
  if (dateline.source.end > dateline.source.start)
    set_field (&head->source, dateline.source.start, dateline.source.end);
  if (head->date == NULL)
    head->date = g_steal_pointer (&dateline.date);
  manicule_dateline_clear (&dateline);

  return TRUE;
}

/* "Posted on 4/5/2031": a date, if not one that can be told. */
static gboolean
is_dated (const ManiculeLine *line)
{
  const char *at = read_key (line, date_keys, G_N_ELEMENTS (date_keys));

  if (at == NULL)
    return FALSE;

  skip (&at, line->end, ":");
  return at < line->end && g_ascii_isdigit (*at);
}

static gboolean
parse_headline (Parser             *parser,
                const ManiculeLine *line)
{
  if (parser->head->title != NULL || parser->n_unknown > 0 || is_dated (line)
      || !manicule_news_line_is_headline (line) || !is_set_off (parser))
    return FALSE;

  set_headline (parser, line->start, line->end);
  return TRUE;
}

/* Reads the lines of the head up to the dateline, or to what is certainly text. */
static void
parse_head (Parser *parser)
{
  ManiculeLine line;
  guint n;

  for (n = 0; n < MAX_HEAD_LINES && parser->n_unknown < MAX_UNKNOWN_LINES; n++, parser->line++)
    {
      if (!next_line (parser->text, parser->line, &parser->line, &line) || parse_dateline (parser, &line))
        return;
      if (manicule_boilerplate_is (&line)
          || parse_date_line (parser, &line)
          || parse_field (parser, &line)
          || parse_byline (parser, &line)
          || parse_headline (parser, &line))
        continue;
      parser->n_unknown++;
      parser->has_body = parser->has_body || !manicule_news_line_is_headline (&line);
    }
}

static void
find_boilerplate (ManiculeText *text,
                  GArray       *ranges)
{
  guint i;

  for (i = 0; i < text->n_lines; i++)
    {
      ManiculeLine line;

      if (get_line (text, i, &line) && manicule_boilerplate_is (&line))
        {
          ManiculeRange range = to_range (text, line.start, line.end);

          g_array_append_val (ranges, range);
        }
    }
}

/* The end of the last whole word that ends within OPENING_CHARS of @sentence. */
static guint
find_cut (ManiculeText  *text,
          ManiculeRange  sentence)
{
  guint cut = manicule_segment_previous (text, MANICULE_UNIT_WORD, sentence.start + OPENING_CHARS + 1);

  while (cut > sentence.start && manicule_segment_is_blank (manicule_text_get_char (text, cut - 1)))
    cut--;
  return cut > sentence.start ? cut : sentence.start + OPENING_CHARS;
}

/* The first sentence that begins at @chr or after it. */
static char *
dup_opening (ManiculeText *text,
             guint         chr)
{
  guint length = manicule_text_get_n_chars (text);
  ManiculeRange sentence = { 0, 0 };
  g_autofree char *words = NULL;

  while (chr < length && manicule_segment_is_blank (manicule_text_get_char (text, chr)))
    chr++;
  if (chr >= length || !manicule_segment_around (text, MANICULE_UNIT_SENTENCE, chr, &sentence))
    return NULL;

  sentence.start = chr;
  if (sentence.end - chr <= OPENING_CHARS)
    return manicule_text_get_slice (text, sentence.start, sentence.end);

  sentence.end = find_cut (text, sentence);
  words = manicule_text_get_slice (text, sentence.start, sentence.end);
  return g_strconcat (words, "…", NULL);
}

/**
 * manicule_news_head_parse:
 * @text: a text
 *
 * Reads what the first lines say, and finds the lines of boilerplate in all of the text. A byline is given without its "By", a day without
 * a year as no date.
 *
 * Returns: (transfer full): what was found; all of it empty where nothing was
 */
ManiculeNewsHead *
manicule_news_head_parse (ManiculeText *text)
{
  ManiculeNewsHead *head;
  Parser parser = { .text = text };

  g_return_val_if_fail (MANICULE_IS_TEXT (text), NULL);

  head = g_new0 (ManiculeNewsHead, 1);
  head->boilerplate = g_array_new (FALSE, FALSE, sizeof (ManiculeRange));
  parser.head = head;
  parse_head (&parser);
  find_boilerplate (text, head->boilerplate);
  head->opening = dup_opening (text, MAX (head->dateline.end, MAX (head->headline.end, head->metadata.end)));

  return head;
}

/**
 * manicule_news_head_free:
 * @self: what was found
 *
 * Frees it.
 */
void
manicule_news_head_free (ManiculeNewsHead *self)
{
  g_free (self->title);
  g_free (self->date);
  g_free (self->place);
  g_free (self->source);
  g_free (self->byline);
  g_free (self->opening);
  g_clear_pointer (&self->boilerplate, g_array_unref);
  g_free (self);
}
