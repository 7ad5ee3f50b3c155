/* manicule-boilerplate.c: lines that a web site puts into its articles
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-news-private.h"

#include <string.h>
#include <unicode/uchar.h>

/* A longer line is a paragraph, whatever it begins with. In bytes. */
#define MAX_LINE 400

/* What is looked at, in bytes of the folded line. */
#define MAX_PHRASE 64

/* Phrases that point to another article: the whole line is boilerplate when a colon, a dash or nothing follows, or when it has no full stop at its
 * end. Case-folded. */
static const char * const phrases[] = {
  "also read", "read also", "read more", "read next", "see also", "must read", "you may also like", "related article",
  "related articles", "related coverage", "related content", "related news", "related stories", "related story",
  "more on this story", "don't miss", "don’t miss", "recommended reading",
  "auch interessant", "lesen sie auch", "lesen sie mehr", "lies auch", "mehr zum thema", "siehe auch", "weiterlesen",
  "a lire aussi", "a voir aussi", "lire aussi", "lire également", "voir aussi", "à lire aussi", "à lire également", "à voir aussi",
  "le puede interesar", "lea también", "lee también", "leer más", "te puede interesar", "ver también", "vea también",
  "guarda anche", "leggi anche", "leggi di più", "vedi anche",
  "leia mais", "leia também", "saiba mais", "veja também",
  "bekijk ook", "lees meer", "lees ook",
  "læs også", "les også", "läs också", "läs mer", "läs även", "lue myös",
  "czytaj także", "czytaj też", "czytaj również", "przeczytaj też", "zobacz także", "zobacz też", "čtěte také", "přečtěte si také",
  "citește și", "citiți și", "olvassa el",
  "читайте также", "смотрите также", "читайте також", "дивіться також", "διαβάστε επίσης",
  "ayrıca okuyun", "bunu da okuyun", "baca juga", "xem thêm", "đọc thêm",
  "اقرأ أيضا", "اقرأ أيضًا", "اقرأ أيضاً", "إقرأ أيضا", "بیشتر بخوانید", "קראו גם", "यह भी पढ़ें", "ये भी पढ़ें",
  "延伸阅读", "延伸閱讀", "相关阅读", "相關閱讀", "相关新闻", "相關新聞", "関連記事", "あわせて読みたい", "관련기사", "관련 기사",
};

/* Words that need a colon or a bar behind them. */
static const char * const labels[] = {
  "related", "recommended", "watch", "video",
  "verwandt", "zum thema", "à découvrir", "relacionado", "relacionados", "correlati", "gerelateerd",
};

/* Lines that say nothing else. */
static const char * const whole_lines[] = {
  "advertisement", "article continues below advertisement", "article continues after advertisement", "story continues below advertisement",
  "anzeige", "werbung", "publicité", "publicidad", "publicidade", "pubblicità", "advertentie", "reklama", "реклама", "広告", "广告", "광고",
};

/* The length of @phrase when the folded line begins with it as a whole, else 0. */
static gsize
begins_with (const char *folded,
             const char *phrase)
{
  gsize n = strlen (phrase);
  gunichar after;

  if (strncmp (folded, phrase, n) != 0)
    return 0;

  after = g_utf8_get_char (folded + n);
  return u_isalnum ((UChar32) after) && (guchar) folded[n] < 0xe3 ? 0 : n;
}

static gboolean
is_separator (const char *at)
{
  static const char * const separators[] = { ":", "：", "-", "–", "—", "|", ">", "»", "›", "►", "▶", "→" };
  guint i;

  while (*at == ' ' || g_str_has_prefix (at, "\xc2\xa0"))
    at += *at == ' ' ? 1 : 2;
  for (i = 0; i < G_N_ELEMENTS (separators); i++)
    {
      if (g_str_has_prefix (at, separators[i]))
        return TRUE;
    }

  return *at == '\0';
}

static gboolean
has_final_stop (const ManiculeLine *line)
{
  const char *at = line->end;

  while (at > line->start)
    {
      gunichar c;

      at = g_utf8_prev_char (at);
      c = g_utf8_get_char (at);
      if (u_getIntPropertyValue ((UChar32) c, UCHAR_SENTENCE_BREAK) != U_SB_CLOSE)
        return c == '.' || c == 0x3002;
    }

  return FALSE;
}

/* "© 2024 …", "Copyright 2024 …" */
static gboolean
is_copyright (const char *folded)
{
  gsize n = strlen ("copyright");

  if (g_str_has_prefix (folded, "©"))
    return TRUE;
  if (!g_str_has_prefix (folded, "copyright"))
    return FALSE;

  while (folded[n] == ' ' || folded[n] == ':')
    n++;
  return g_ascii_isdigit (folded[n]) || g_str_has_prefix (folded + n, "©") || g_str_has_prefix (folded + n, "(c)");
}

/* Writes the start of the line, case-folded, without bullets, brackets and arrows in front. */
static void
fold_start (const ManiculeLine *line,
            char                folded[MAX_PHRASE + 8])
{
  const char *at = line->start;
  guint n = 0;

  for (; at < line->end && n < MAX_PHRASE; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (n == 0 && !u_isalnum ((UChar32) c) && c != 0xa9)
        continue;
      n += (guint) g_unichar_to_utf8 ((gunichar) u_foldCase ((UChar32) c, U_FOLD_CASE_DEFAULT), folded + n);
    }
  folded[n] = '\0';
}

gboolean
manicule_boilerplate_is (const ManiculeLine *line)
{
  char folded[MAX_PHRASE + 8];
  guint i;

  if (line->end - line->start > MAX_LINE)
    return FALSE;

  fold_start (line, folded);
  for (i = 0; i < G_N_ELEMENTS (phrases); i++)
    {
      gsize n = begins_with (folded, phrases[i]);

      if (n > 0)
        return is_separator (folded + n) || !has_final_stop (line);
    }
  for (i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      gsize n = begins_with (folded, labels[i]);

      if (n > 0 && (folded[n] == ':' || g_str_has_prefix (folded + n, " |") || g_str_has_prefix (folded + n, " :")))
        return TRUE;
    }
  for (i = 0; i < G_N_ELEMENTS (whole_lines); i++)
    {
      if (strcmp (folded, whole_lines[i]) == 0)
        return TRUE;
    }

  return is_copyright (folded);
}
