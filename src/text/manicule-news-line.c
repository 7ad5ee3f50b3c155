/* manicule-news-line.c: what a line of a news text can be, by itself
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-news-private.h"

#include "manicule-sentences-private.h"
#include "manicule-word-list-private.h"

/* A headline has so many words at least, or characters in a script without spaces. */
#define MIN_HEADLINE_WORDS 3
#define MIN_HEADLINE_WIDE 8

#define MAX_BYLINE 100
#define MAX_BYLINE_WORDS 12

/* Between the words of names, in small letters. */
static const char byline_connectors[] =
  " al and bin d da das de del den der des di dos du e ed el en et for ibn in la le of och og ten ter the und van von with y и і ";

/* Behind a date, with a time: "10:30 AM EST". */
static const char time_words[] =
  " a à alle am at bst cest cet cst de edt eest eet est et gmt h hrs ist jst kst las le m mst msk p pdt pm pst sgt t uhr um utc z ";

/* Whether only a time stands there: "10:30 AM EST", "| 10.30 Uhr". */
gboolean
manicule_news_line_is_time (const char *at,
                            const char *end)
{
  while (at < end)
    {
      const char *word = at;
      gunichar c = g_utf8_get_char (at);

      while (at < end && u_isalpha ((UChar32) g_utf8_get_char (at)))
        at = g_utf8_next_char (at);
      if (at > word)
        {
          if (!manicule_word_list_has_folded (time_words, word, (gsize) (at - word)))
            return FALSE;
          continue;
        }
      if (!u_isdigit ((UChar32) c) && !u_isUWhiteSpace ((UChar32) c) && g_utf8_strchr (":.,|-–—+/()·•", -1, c) == NULL)
        return FALSE;
      at = g_utf8_next_char (at);
    }

  return TRUE;
}

static guint
count_sentences (const ManiculeLine *line)
{
  guint end = (guint) (line->end - line->start);
  ManiculeSentences sentences;
  guint n = 0;
  guint at;

  manicule_sentences_init (&sentences, line->start, 0, end);
  for (at = 0; at < end; at = manicule_sentences_end (&sentences, at))
    n++;

  return n;
}

/* A full stop, a colon, a comma; the point of an abbreviation is none of them. */
static gboolean
ends_like_text (const ManiculeLine *line)
{
  ManiculeParagraph paragraph = { line->start, line->end };
  const char *last = g_utf8_prev_char (line->end);
  const char *word = last;

  if (g_utf8_strchr (":;,-–—…。、،", -1, g_utf8_get_char (last)) != NULL)
    return TRUE;
  if (*last != '.')
    return FALSE;

  while (word > line->start && (u_isalnum ((UChar32) g_utf8_get_char (g_utf8_prev_char (word))) || word[-1] == '.'))
    word = g_utf8_prev_char (word);

  return !manicule_abbreviation_keeps_point (&paragraph, word, last);
}

/* Whether it has the length of a headline, in words or, in a script without spaces, in characters. */
static gboolean
has_length_of_headline (const ManiculeLine *line)
{
  const char *at;
  guint n_words = 1;
  guint n_wide = 0;

  if (g_utf8_strlen (line->start, line->end - line->start) > MANICULE_NEWS_MAX_HEADLINE)
    return FALSE;

  for (at = line->start; at < line->end; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      n_words += u_isUWhiteSpace ((UChar32) c) && !u_isUWhiteSpace ((UChar32) g_utf8_get_char (g_utf8_prev_char (at)));
      n_wide += c >= 0x3000;
    }

  return n_words >= MIN_HEADLINE_WORDS || n_wide >= MIN_HEADLINE_WIDE;
}

/* A line that could be a headline, whatever stands around it: one sentence without a full stop that begins like a headline. */
gboolean
manicule_news_line_is_headline (const ManiculeLine *line)
{
  gunichar first = g_utf8_get_char (line->start);

  return (u_isalnum ((UChar32) first) || g_utf8_strchr ("“„«\"'‘¿¡「『", -1, first) != NULL)
         && !u_islower ((UChar32) first)
         && has_length_of_headline (line)
         && !ends_like_text (line)
         && count_sentences (line) == 1;
}

/* "Jane Doe, John Roe and Bob Poe": names in capitals or with one, and what connects them. */
gboolean
manicule_news_line_is_names (const char *at,
                             const char *end)
{
  guint n_words = 0;
  guint n_names = 0;

  if (end - at > MAX_BYLINE)
    return FALSE;

  while (at < end)
    {
      const char *word = at;
      gunichar c = g_utf8_get_char (at);

      while (at < end && (u_isalpha ((UChar32) g_utf8_get_char (at)) || *at == '.' || *at == '-'))
        at = g_utf8_next_char (at);
      if (at == word)
        {
          if (!u_isUWhiteSpace ((UChar32) c) && g_utf8_strchr (",&/|'’", -1, c) == NULL)
            return FALSE;
          at = g_utf8_next_char (at);
          continue;
        }
      n_words++;
      if (!u_islower ((UChar32) c))
        n_names++;
      else if (!manicule_word_list_has (byline_connectors, word, (gsize) (at - word)))
        return FALSE;
    }

  return n_names >= 2 && n_words <= MAX_BYLINE_WORDS;
}
