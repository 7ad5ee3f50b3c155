/* manicule-news-date.c: dates as news texts write them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-news-private.h"

#include "manicule-word-list-private.h"

#include <string.h>
#include <unicode/uchar.h>

/* Case-folded names of the months in English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Russian, Ukrainian and the
 * Scandinavian languages, with a space before and behind each. */
static const char *months[] = {
  " january januar jänner janvier enero gennaio janeiro januari stycznia января січня янв jan janv ene ",
  " february februar feber février febrero febbraio fevereiro februari lutego февраля лютого фев февр feb febr févr fev ",
  " march märz mars marzo março maart marca marts марта березня мар mar mär mrt ",
  " april avril abril aprile kwietnia апреля квітня апр apr avr abr ",
  " may mai mayo maggio maio mei maja maj мая травня ",
  " june juni juin junio giugno junho czerwca июня червня июн jun giu ",
  " july juli juillet julio luglio julho lipca июля липня июл jul juil lug ",
  " august août agosto augustus sierpnia augusti августа серпня авг aug ago ",
  " september septembre septiembre settembre setembro września сентября вересня сен сент sep sept set ",
  " october oktober octobre octubre ottobre outubro października октября жовтня окт oct okt ott out ",
  " november novembre noviembre novembro listopada ноября листопада ноя нояб nov ",
  " december dezember décembre diciembre dicembre dezembro grudnia декабря грудня дек dec dez déc dic ",
};

static const char weekdays[] =
  " monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun"
  " montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so"
  " lundi mardi mercredi jeudi vendredi samedi dimanche"
  " lunes martes miércoles jueves viernes sábado domingo"
  " lunedì martedì mercoledì giovedì venerdì sabato domenica"
  " maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ";

/* Reads a number of @min to @max digits that no further digit follows. */
static gboolean
read_number (ManiculeLine *reader,
             guint         min,
             guint         max,
             guint        *number)
{
  const char *at = reader->start;
  guint n = 0;

  *number = 0;
  while (at < reader->end && g_ascii_isdigit (*at) && n <= max)
    {
      *number = *number * 10 + (guint) (*at++ - '0');
      n++;
    }
  if (n < min || n > max)
    return FALSE;

  reader->start = at;
  return TRUE;
}

static gboolean
read_year (ManiculeLine *reader,
           guint        *year)
{
  ManiculeLine copy = *reader;

  if (!read_number (&copy, 4, 4, year) || *year < 1500 || *year > 2199)
    return FALSE;

  *reader = copy;
  return TRUE;
}

/* Longer words are in no list. In bytes. */
#define MAX_WORD 40

/* Reads letters and says whether @list has them. */
static gboolean
read_word_of (ManiculeLine *reader,
              const char   *list)
{
  const char *at = reader->start;

  while (at < reader->end && at - reader->start <= MAX_WORD && u_isalpha ((UChar32) g_utf8_get_char (at)))
    at = g_utf8_next_char (at);
  if (!manicule_word_list_has_folded (list, reader->start, (gsize) (at - reader->start)))
    return FALSE;

  reader->start = at;
  return TRUE;
}

static gboolean
read_month (ManiculeLine *reader,
            guint        *month)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (months); i++)
    {
      if (read_word_of (reader, months[i]))
        {
          manicule_line_read (reader, ".");
          *month = i + 1;
          return TRUE;
        }
    }

  return FALSE;
}

/* "Sunday, " */
static void
skip_weekday (ManiculeLine *reader)
{
  ManiculeLine copy = *reader;

  if (!read_word_of (&copy, weekdays))
    return;
  manicule_line_read (&copy, ".");
  manicule_line_read (&copy, ",");
  manicule_line_skip_spaces (&copy);
  *reader = copy;
}

/* "29", "29.", "29th", "1er", with the "de" or "of" behind it */
static gboolean
read_day (ManiculeLine *reader,
          guint        *day)
{
  ManiculeLine copy;

  if (!read_number (reader, 1, 2, day))
    return FALSE;

  if (!manicule_line_read (reader, ".") && !manicule_line_read (reader, "º"))
    read_word_of (reader, " st nd rd th er ");
  copy = *reader;
  manicule_line_skip_spaces (&copy);
  if (read_word_of (&copy, " de of "))
    *reader = copy;

  return TRUE;
}

/* The year behind a day and a month, if there is one. */
static guint
read_year_behind (ManiculeLine *reader)
{
  ManiculeLine copy = *reader;
  guint year;

  manicule_line_read (&copy, ",");
  manicule_line_skip_spaces (&copy);
  if (read_word_of (&copy, " de of "))
    manicule_line_skip_spaces (&copy);
  if (!read_year (&copy, &year))
    return 0;

  *reader = copy;
  return year;
}

static gboolean
make_date (guint  year,
           guint  month,
           guint  day,
           char **iso)
{
  /* A leap year stands for one that is not known. */
  if (!g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) (year != 0 ? year : 2000)))
    return FALSE;

  *iso = year != 0 ? g_strdup_printf ("%04u-%02u-%02u", year, month, day) : NULL;
  return TRUE;
}

/* "2024-12-29", "2024/12/29", "2024-12-29T10:00:00Z" */
static gboolean
parse_year_first (ManiculeLine *reader,
                  char        **iso)
{
  guint year, month, day;
  char separator;

  if (!read_year (reader, &year) || reader->start == reader->end)
    return FALSE;
  separator = *reader->start++;
  if (strchr ("-/.", separator) == NULL || !read_number (reader, 1, 2, &month)
      || reader->start == reader->end || *reader->start++ != separator || !read_number (reader, 1, 2, &day)
      || !make_date (year, month, day, iso))
    return FALSE;

  if (reader->start + 1 < reader->end && *reader->start == 'T' && g_ascii_isdigit (reader->start[1]))
    {
      for (reader->start++; reader->start < reader->end && strchr ("0123456789:.+-Z", *reader->start) != NULL;)
        reader->start++;
    }

  return TRUE;
}

/* "2024年12月29日", "2024년 12월 29일" */
static gboolean
parse_east_asian (ManiculeLine *reader,
                  char        **iso)
{
  guint year, month, day;

  if (!read_year (reader, &year) || !(manicule_line_read (reader, "年") || manicule_line_read (reader, "년")))
    return FALSE;
  manicule_line_skip_spaces (reader);
  if (!read_number (reader, 1, 2, &month) || !(manicule_line_read (reader, "月") || manicule_line_read (reader, "월")))
    return FALSE;
  manicule_line_skip_spaces (reader);

  return read_number (reader, 1, 2, &day) && (manicule_line_read (reader, "日") || manicule_line_read (reader, "일"))
         && make_date (year, month, day, iso);
}

/* "29.12.2024"; "29/12/2024" and "12/29/2024" where it is clear which is the day. */
static gboolean
parse_numbers (ManiculeLine *reader,
               char        **iso)
{
  guint first, second, year;

  if (!read_number (reader, 1, 2, &first))
    return FALSE;
  if (manicule_line_read (reader, "."))
    {
      manicule_line_skip_spaces (reader);
      if (!read_number (reader, 1, 2, &second) || !manicule_line_read (reader, "."))
        return FALSE;
      manicule_line_skip_spaces (reader);
      return read_year (reader, &year) && make_date (year, second, first, iso);
    }
  if (!manicule_line_read (reader, "/") || !read_number (reader, 1, 2, &second) || !manicule_line_read (reader, "/")
      || !read_year (reader, &year))
    return FALSE;
  if (first > 12 || first == second)
    return make_date (year, second, first, iso);

  return second > 12 && make_date (year, first, second, iso);
}

/* "29 December 2024", "29. Dezember", "29 de diciembre de 2024" */
static gboolean
parse_day_first (ManiculeLine *reader,
                 char        **iso)
{
  guint day, month;

  skip_weekday (reader);
  if (!read_day (reader, &day))
    return FALSE;
  manicule_line_skip_spaces (reader);

  return read_month (reader, &month) && make_date (read_year_behind (reader), month, day, iso);
}

/* "December 29, 2024", "Dec. 29" */
static gboolean
parse_month_first (ManiculeLine *reader,
                   char        **iso)
{
  guint day, month;

  skip_weekday (reader);
  if (!read_month (reader, &month))
    return FALSE;
  manicule_line_skip_spaces (reader);

  return read_day (reader, &day) && make_date (read_year_behind (reader), month, day, iso);
}

/* "December 2024" */
static gboolean
parse_month_and_year (ManiculeLine *reader,
                      char        **iso)
{
  guint month, year;

  if (!read_month (reader, &month))
    return FALSE;
  manicule_line_skip_spaces (reader);
  if (!read_year (reader, &year))
    return FALSE;

  *iso = g_strdup_printf ("%04u-%02u", year, month);
  return TRUE;
}

static gboolean
parse_year (ManiculeLine *reader,
            char        **iso)
{
  guint year;

  if (!read_year (reader, &year))
    return FALSE;

  *iso = g_strdup_printf ("%04u", year);
  return TRUE;
}

/* Whether a date can end at @at: not where a word or a number goes on, as in "2031-02-30". */
static gboolean
may_end (const char *at,
         const char *end)
{
  if (at == end)
    return TRUE;
  if (u_isalnum ((UChar32) g_utf8_get_char (at)))
    return FALSE;

  return strchr ("-/.", *at) == NULL || at + 1 == end || !g_ascii_isdigit (at[1]);
}

const char *
manicule_news_date_parse (const char *at,
                          const char *end,
                          char      **iso)
{
  /* The more special first: a year alone is the start of many dates. */
  static gboolean (* const parsers[]) (ManiculeLine *reader, char **iso) = {
    parse_year_first,
    parse_east_asian,
    parse_numbers,
    parse_day_first,
    parse_month_first,
    parse_month_and_year,
    parse_year,
  };
  guint i;

  *iso = NULL;
  for (i = 0; i < G_N_ELEMENTS (parsers); i++)
    {
      ManiculeLine reader = { at, end };

      if (parsers[i] (&reader, iso) && may_end (reader.start, end))
        return reader.start;
      g_clear_pointer (iso, g_free);
    }

  return NULL;
}
