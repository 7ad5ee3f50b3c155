/* manicule-dateline.c: "SEOUL, South Korea (AP) —"
 *
 *   dateline  = [place {"," (region | date)}] [source] separator, not empty
 *   source    = "(" name ")" | "/" name "/"
 *   separator = dash | ".-" | ":"
 *
 * A place in capitals is enough, but then it counts as uncertain. A place in small letters needs a date or an agency that is known.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-news-private.h"

#include "manicule-word-list-private.h"

#include <string.h>
#include <unicode/uchar.h>

#define MAX_PLACE_WORDS 5
#define MAX_REGION_WORDS 4
#define MAX_PARTS 3
#define MAX_SOURCE 40

/* In bytes. */
#define MAX_WORD 100

/* What has to follow a dateline that names no source, in bytes. */
#define MIN_REST 40

/* Words in capitals that begin a line and are no places. */
static const char labels[] =
  " ACT ADVERTISEMENT ALERT ALSO ANALYSIS ANSWER BOOK BREAKING CHAPTER COLUMN COMMENT COMMENTARY CORRECTION DEVELOPING EDITORIAL"
  " EXCLUSIVE EXPLAINER FACT FACTBOX FEATURE FLASH HOST INFOGRAPHIC INTERVIEW LATEST LEAD LIST LIVE MODERATOR MORE NEWS NOTE OBITUARY"
  " OPINION PART PHOTO PHOTOS PICTURES PODCAST PREVIEW PROFILE QUESTION READ RELATED REPORTER REVIEW SCENE SECTION SEE SPORT SPORTS"
  " TIMELINE UPDATE UPDATED URGENT VIDEO VOLUME WARNING WATCH ";

/* Stand between the parts of a place's name, in small letters. */
static const char connectors[] =
  " a al am an and au aux da das de del della der des di do dos du e el en es im in la las le les los of on sur the upon y ";

/* Agencies that are believed behind a place that is not in capitals; folded. */
static const char agencies[] =
  " aa abr afp agi anadolu ani anp ansa antara ap apa ats belga bernama ctk ddp dha dpa efe epd ians interfax irna itar-tass jiji kcna"
  " kna kyodo lusa mena mti ntb pap pti reuters ria ritz ritzau rtr sid spa stt tass tt ukrinform upi wam xinhua yonhap ";

typedef struct
{
  ManiculeLine rest;  /* not read yet */
  gboolean     place_is_upper;
  gboolean     has_region;
  gboolean     has_date;
} Parser;

static gunichar
peek (const Parser *parser)
{
  return parser->rest.start < parser->rest.end ? g_utf8_get_char (parser->rest.start) : 0;
}

/* Letters, with points, apostrophes, hyphens and slashes between or behind them: "ST.", "PORT-AU-PRINCE", "N’DJAMENA", "PARIS/BERLIN". */
static gboolean
read_word (Parser       *parser,
           ManiculeLine *word)
{
  word->start = parser->rest.start;
  if (!u_isalpha ((UChar32) peek (parser)))
    return FALSE;

  while (parser->rest.start < parser->rest.end && parser->rest.start - word->start < MAX_WORD)
    {
      gunichar c = peek (parser);
      const char *next = g_utf8_next_char (parser->rest.start);

      if (c == '-' || c == '/' || c == '\'' || c == 0x2019)
        {
          if (next == parser->rest.end || !u_isalpha ((UChar32) g_utf8_get_char (next)))
            break;
        }
      else if (c == '.')
        {
          if (next < parser->rest.end && *next == '-')
            break;
        }
      else if (!u_isalpha ((UChar32) c) && u_charType ((UChar32) c) != U_NON_SPACING_MARK)
        break;
      parser->rest.start = next;
    }
  word->end = parser->rest.start;

  return TRUE;
}

/* All letters are capitals, but for the "c" of "McALLEN". */
static gboolean
is_upper (const ManiculeLine *word)
{
  const char *at = word->start;

  if (word->end - at > 3 && g_str_has_prefix (at, "Mc"))
    at += 2;
  for (; at < word->end; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (u_isalpha ((UChar32) c) && !u_isupper ((UChar32) c))
        return FALSE;
    }

  return TRUE;
}

static gboolean
starts_upper (const ManiculeLine *word)
{
  return u_isupper ((UChar32) g_utf8_get_char (word->start));
}

static gboolean
date_starts (const Parser *parser)
{
  g_autofree char *iso = NULL;

  return manicule_news_date_parse (parser->rest.start, parser->rest.end, &iso) != NULL;
}

/* Reads up to @max words of a name: each begins with a capital or connects two that do. */
static gboolean
read_name (Parser       *parser,
           guint         max,
           ManiculeLine *name,
           gboolean     *all_upper)
{
  guint n;

  *name = (ManiculeLine) { parser->rest.start, parser->rest.start };
  *all_upper = TRUE;
  for (n = 0; n < max; n++)
    {
      ManiculeLine word;

      if ((n > 0 && date_starts (parser)) || !read_word (parser, &word))
        break;
      if (starts_upper (&word))
        {
          *all_upper = *all_upper && is_upper (&word);
          name->end = word.end;
        }
      else if (n == 0 || !manicule_word_list_has (connectors, word.start, (gsize) (word.end - word.start)))
        return FALSE;
      if (peek (parser) != ' ')
        break;
      manicule_line_skip_spaces (&parser->rest);
    }
  parser->rest.start = name->end;

  return name->end > name->start;
}

static gboolean
read_date (Parser           *parser,
           ManiculeDateline *dateline)
{
  g_autofree char *iso = NULL;
  const char *end = manicule_news_date_parse (parser->rest.start, parser->rest.end, &iso);

  if (end == NULL)
    return FALSE;

  parser->rest.start = end;
  parser->has_date = TRUE;
  g_set_str (&dateline->date, iso);
  return TRUE;
}

/* ", South Korea", ", Dec. 29", " Dec 29" */
static void
read_parts (Parser           *parser,
            ManiculeDateline *dateline)
{
  guint n;

  for (n = 0; n < MAX_PARTS; n++)
    {
      Parser copy = *parser;
      gboolean has_comma = manicule_line_read (&copy.rest, ",");
      ManiculeLine region;
      gboolean all_upper;

      manicule_line_skip_spaces (&copy.rest);
      if (!read_date (&copy, dateline))
        {
          if (!has_comma || !read_name (&copy, MAX_REGION_WORDS, &region, &all_upper))
            return;
          copy.has_region = TRUE;
        }
      *parser = copy;
    }
}

static gboolean
is_known_agency (const ManiculeLine *source)
{
  g_autofree char *folded = g_utf8_casefold (source->start, source->end - source->start);
  g_auto(GStrv) names = g_strsplit (folded, "/", -1);
  guint i;

  for (i = 0; names[i] != NULL; i++)
    {
      if (manicule_word_list_has (agencies, names[i], strlen (names[i])))
        return TRUE;
    }

  return FALSE;
}

/* Whether a name in brackets can be a news agency or a paper: letters that begin with a capital. */
static gboolean
is_source (const ManiculeLine *name)
{
  glong n = g_utf8_strlen (name->start, name->end - name->start);
  const char *at;

  if (n < 2 || n > MAX_SOURCE || !u_isalpha ((UChar32) g_utf8_get_char (name->start)))
    return FALSE;

  for (at = name->start; at < name->end; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (!u_isalpha ((UChar32) c) && (c >= 0x80 || strchr (" .&/-'", (int) c) == NULL))
        return FALSE;
    }

  return starts_upper (name) || is_known_agency (name);
}

static void
read_source (Parser           *parser,
             ManiculeDateline *dateline)
{
  Parser copy = *parser;
  ManiculeLine name;
  const char *close;

  manicule_line_skip_spaces (&copy.rest);
  if (copy.rest.start == copy.rest.end || (*copy.rest.start != '(' && *copy.rest.start != '/'))
    return;

  name.start = copy.rest.start + 1;
  close = memchr (name.start, *copy.rest.start == '(' ? ')' : '/', (gsize) (copy.rest.end - name.start));
  if (close == NULL)
    return;
  name.end = close;
  if (is_source (&name))
    {
      dateline->source = name;
      parser->rest.start = close + 1;
    }
}

static gboolean
read_separator (Parser           *parser,
                ManiculeDateline *dateline)
{
  static const char * const dashes[] = { "—", "–", "--", ".-", ".–" };
  gboolean has_space = FALSE;
  guint i;

  /* "/TASS/." */
  if (dateline->source.end < parser->rest.start && parser->rest.start[-1] == '/' && manicule_line_read (&parser->rest, "."))
    return TRUE;

  has_space = u_isUWhiteSpace ((UChar32) peek (parser));
  manicule_line_skip_spaces (&parser->rest);
  for (i = 0; i < G_N_ELEMENTS (dashes); i++)
    {
      if (manicule_line_read (&parser->rest, dashes[i]))
        return TRUE;
    }
  if (has_space && manicule_line_read (&parser->rest, "-"))
    return parser->rest.start == parser->rest.end || *parser->rest.start == ' ';
  if (!has_space && manicule_line_read (&parser->rest, ":"))
    {
      dateline->has_colon = TRUE;
      return parser->rest.start == parser->rest.end || *parser->rest.start == ' ';
    }

  return FALSE;
}

/* A sentence follows: a capital, a figure or a quotation mark, and some length. */
static gboolean
sentence_follows (const Parser *parser)
{
  Parser copy = *parser;
  gunichar c;

  manicule_line_skip_spaces (&copy.rest);
  c = peek (&copy);
  if (u_getIntPropertyValue ((UChar32) c, UCHAR_SENTENCE_BREAK) == U_SB_CLOSE)
    return TRUE;

  return copy.rest.end - copy.rest.start >= MIN_REST && u_isalnum ((UChar32) c) && !u_islower ((UChar32) c);
}

static gboolean
is_label (const ManiculeLine *place)
{
  const char *end = place->start;

  while (end < place->end && u_isalpha ((UChar32) g_utf8_get_char (end)))
    end = g_utf8_next_char (end);

  return manicule_word_list_has (labels, place->start, (gsize) (end - place->start));
}

/* Whether what was read is a dateline at all, and a certain one. */
static gboolean
judge (const Parser     *parser,
       ManiculeDateline *dateline)
{
  gboolean has_place = dateline->place.end > dateline->place.start;
  gboolean has_source = dateline->source.end > dateline->source.start;

  dateline->is_certain = has_source || parser->has_region || parser->has_date;
  if (!has_place)
    return has_source && (parser->has_date || is_known_agency (&dateline->source));
  if (!parser->place_is_upper)
    return (has_source && is_known_agency (&dateline->source)) || (parser->has_date && !dateline->has_colon);
  if (has_source)
    return TRUE;

  return dateline->place.end - dateline->place.start >= 3 && !is_label (&dateline->place) && sentence_follows (parser);
}

gboolean
manicule_dateline_parse (const ManiculeLine *line,
                         ManiculeDateline   *dateline)
{
  Parser parser = { .rest = *line };

  *dateline = (ManiculeDateline) { { line->start, line->start }, { line->start, line->start } };
  if (*line->start != '(' && !read_date (&parser, dateline)
      && !read_name (&parser, MAX_PLACE_WORDS, &dateline->place, &parser.place_is_upper))
    return FALSE;

  /* "MOSCOW. Dec 29" */
  if (dateline->place.end > dateline->place.start && dateline->place.end[-1] == '.')
    dateline->place.end--;
  read_parts (&parser, dateline);
  read_source (&parser, dateline);
  if (read_separator (&parser, dateline) && judge (&parser, dateline))
    {
      dateline->end = parser.rest.start;
      return TRUE;
    }

  manicule_dateline_clear (dateline);
  return FALSE;
}

void
manicule_dateline_clear (ManiculeDateline *dateline)
{
  g_clear_pointer (&dateline->date, g_free);
}

/* Appends a word in capitals as a name is written: "ST.", "N’DJAMENA", "McALLEN", "PORT-AU-PRINCE". */
static void
append_name (GString            *name,
             const ManiculeLine *word)
{
  const char *at;
  gboolean starts = TRUE;

  for (at = word->start; at < word->end; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (at == word->start + 2 && g_str_has_prefix (word->start, "Mc"))
        starts = TRUE;
      g_string_append_unichar (name, starts ? c : (gunichar) u_tolower ((UChar32) c));
      /* "D.C." and "N’DJAMENA", but "XI’AN" */
      starts = c == '.' || c == '/' || c == '-' || ((c == '\'' || c == 0x2019) && g_utf8_next_char (word->start) == at);
    }
}

/* The end of the part of a name that begins at @at: up to a space or behind a hyphen. */
static const char *
part_end (const char *at,
          const char *end)
{
  while (at < end && *at != ' ')
    {
      if (*at++ == '-')
        break;
    }

  return at;
}

char *
manicule_dateline_place (const ManiculeLine *place)
{
  GString *name = g_string_new (NULL);
  const char *at = place->start;

  while (at < place->end)
    {
      ManiculeLine part = { at, part_end (at, place->end) };
      gsize n = (gsize) (part.end - part.start) - (part.end > part.start && part.end[-1] == '-');
      g_autofree char *lower = g_utf8_casefold (part.start, (gssize) n);

      if (!is_upper (&part))
        g_string_append_len (name, part.start, part.end - part.start);
      else if (at > place->start && manicule_word_list_has (connectors, lower, n))
        g_string_append_printf (name, "%s%.*s", lower, (int) (part.end - part.start - (gssize) n), part.start + n);
      else
        append_name (name, &part);
      at = part.end;
      if (at < place->end && *at == ' ')
        {
          g_string_append_c (name, ' ');
          at++;
        }
    }

  return g_string_free_and_steal (name);
}
