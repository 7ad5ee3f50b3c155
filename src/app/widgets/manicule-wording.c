/* manicule-wording.c: things of the model, as people read them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-wording.h"

#include "manicule-suggest-head.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

static gboolean
parse_date (const char *date,
            int        *year,
            int        *month,
            int        *day)
{
  int n;

  *month = *day = 0;
  n = sscanf (date, "%4d-%2d-%2d", year, month, day);
  return n == 1 || (n == 2 && *month >= 1 && *month <= 12)
         || (n == 3 && *year > 0 && *month >= 1 && *day >= 1
             && g_date_valid_dmy ((GDateDay) *day, (GDateMonth) *month, (GDateYear) *year));
}

static gboolean
is_this_year (int year)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();

  return g_date_time_get_year (now) == year;
}

static const char *
day_format (gboolean short_month,
            gboolean this_year)
{
  if (this_year)
    /* Translators: a day of this year: “3 March”, and below with a short month: “3 Mar”; see g_date_time_format() */
    return short_month ? _("%-d %b") : _("%-d %B");
  /* Translators: a day of another year: “29 December 2024”, and below with a short month: “29 Dec 2024” */
  return short_month ? _("%-d %b %Y") : _("%-d %B %Y");
}

char *
manicule_wording_date (const char *date,
                     gboolean    short_month)
{
  g_autoptr(GDateTime) time = NULL;
  int year, month, day;

  if (date == NULL || !parse_date (date, &year, &month, &day) || month == 0)
    return g_strdup (date);

  time = g_date_time_new_local (year, month, MAX (day, 1), 12, 0, 0);
  if (time == NULL)
    return g_strdup (date);
  if (day == 0)
    /* Translators: a month of a year: “December 2024”, and with a short month: “Dec 2024” */
    return g_date_time_format (time, short_month ? _("%b %Y") : _("%B %Y"));
  return g_date_time_format (time, day_format (short_month, is_this_year (year)));
}

char *
manicule_wording_origin (ManiculeArticle *article,
                       gboolean         short_month)
{
  const ManiculeArticleFields *fields = manicule_article_get_fields (article);
  g_autofree char *date = manicule_wording_date (fields->date, short_month);

  if (fields->source != NULL && date != NULL)
    return g_strdup_printf ("%s · %s", fields->source, date);
  return fields->source != NULL ? g_strdup (fields->source) : g_steal_pointer (&date);
}

/* 0 today, 1 yesterday, -1 another day. */
static int
days_ago (GDateTime *time)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autoptr(GDateTime) yesterday = g_date_time_add_days (now, -1);

  if (g_date_time_get_year (time) == g_date_time_get_year (now)
      && g_date_time_get_day_of_year (time) == g_date_time_get_day_of_year (now))
    return 0;
  if (g_date_time_get_year (time) == g_date_time_get_year (yesterday)
      && g_date_time_get_day_of_year (time) == g_date_time_get_day_of_year (yesterday))
    return 1;
  return -1;
}

char *
manicule_wording_clock (gint64 time)
{
  g_autoptr(GDateTime) date_time = g_date_time_new_from_unix_local (time);

  /* Translators: a time of the day; see g_date_time_format() */
  return date_time != NULL ? g_date_time_format (date_time, _("%H:%M")) : g_strdup ("");
}

char *
manicule_wording_day (gint64 time)
{
  g_autoptr(GDateTime) date_time = g_date_time_new_from_unix_local (time);

  if (date_time == NULL)
    return g_strdup ("");
  switch (days_ago (date_time))
    {
    case 0:
      return g_strdup (_("Today"));
    case 1:
      return g_strdup (_("Yesterday"));
    default:
      return g_date_time_format (date_time, day_format (FALSE, is_this_year (g_date_time_get_year (date_time))));
    }
}

char *
manicule_wording_moment (gint64 time)
{
  g_autoptr(GDateTime) date_time = g_date_time_new_from_unix_local (time);
  g_autofree char *clock = manicule_wording_clock (time);
  g_autofree char *day = NULL;

  if (date_time == NULL)
    return g_strdup ("");
  switch (days_ago (date_time))
    {
    case 0:
      /* Translators: in a sentence such as “Added by Anna today at 14:32” */
      return g_strdup_printf (_("today at %s"), clock);
    case 1:
      /* Translators: in a sentence such as “Added by Anna yesterday at 14:32” */
      return g_strdup_printf (_("yesterday at %s"), clock);
    default:
      day = manicule_wording_day (time);
      /* Translators: in a sentence such as “Added by Anna on 3 March at 14:32” */
      return g_strdup_printf (_("on %s at %s"), day, clock);
    }
}

const char *
manicule_wording_status (ManiculeStatus status)
{
  switch (status)
    {
    case MANICULE_STATUS_NEW:
      return _("New");
    case MANICULE_STATUS_IN_PROGRESS:
      return _("In progress");
    case MANICULE_STATUS_DONE:
      return _("Done");
    default:
      g_return_val_if_reached (NULL);
    }
}

const char *
manicule_wording_source (const char *source)
{
  if (g_str_equal (source, MANICULE_SUGGEST_HEAD))
    /* Translators: what suggested an annotation: in a sentence, “Suggested by the rules for news texts” */
    return _("the rules for news texts");
  return source;
}

char *
manicule_wording_sentence (const char *text)
{
  gsize first = *text != '\0' ? (gsize) (g_utf8_next_char (text) - text) : 0;
  g_autofree char *upper = g_utf8_strup (text, (gssize) first);

  return g_strconcat (upper, text + first, NULL);
}

/**
 * manicule_wording_duration:
 * @seconds: how long
 */
char *
manicule_wording_duration (guint64 seconds)
{
  guint minutes = (guint) MIN (seconds / 60, G_MAXUINT);

  if (minutes == 0)
    return g_strdup (seconds > 0 ? _("less than a minute") : _("none yet"));
  if (minutes < 60)
    /* Translators: minutes */
    return g_strdup_printf (_("%u min"), minutes);
  /* Translators: hours and minutes */
  return g_strdup_printf (_("%u h %u min"), minutes / 60, minutes % 60);
}

/**
 * manicule_wording_one_line:
 * @text: any text
 * @max_chars: at most that many characters come back, the ellipsis counted
 */
char *
manicule_wording_one_line (const char *text,
                         guint       max_chars)
{
  GString *line = g_string_new (NULL);
  gboolean space = FALSE;
  guint n = 0;

  for (const char *p = text; *p != '\0' && n <= max_chars; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c))
        {
          space = line->len > 0;
          continue;
        }
      if (space)
        g_string_append_c (line, ' ');
      g_string_append_unichar (line, c);
      n += space ? 2 : 1;
      space = FALSE;
    }
  if (n > max_chars)
    {
      g_string_truncate (line, (gsize) (g_utf8_offset_to_pointer (line->str, max_chars - 1) - line->str));
      g_string_append (line, "…");
    }
  return g_string_free_and_steal (line);
}
