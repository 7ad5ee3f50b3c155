/* manicule-json-time.c: times as they stand in files
 *
 * A set of annotations holds two times each; GDateTime takes as long for one of them as all else that is done to read
 * an annotation, so the form we write has its own way: days and dates by Howard Hinnant, "chrono-Compatible Low-Level
 * Date Algorithms" (2013).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-json-time.h"

#include <string.h>

#define SECONDS_A_DAY 86400
#define DAYS_AN_ERA 146097      /* 400 years */
#define DAYS_TO_1970 719468     /* from 0000-03-01 */
#define FIRST_SECOND -62135596800  /* 0001-01-01 */
#define LAST_SECOND 253402300799   /* 9999-12-31 */

static void
put_digits (char  *to,
            guint  n,
            guint  number)
{
  while (n-- > 0)
    {
      to[n] = '0' + number % 10;
      number /= 10;
    }
}

static gboolean
get_digits (const char *from,
            guint       n,
            guint      *number)
{
  *number = 0;
  for (guint i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (from[i]))
        return FALSE;
      *number = *number * 10 + (from[i] - '0');
    }
  return TRUE;
}

/**
 * manicule_json_format_time:
 * @seconds: since 1970 in UTC
 * @time: (out): the text, such as 2026-11-24T14:32:05Z
 *
 * Returns: %FALSE when the year has not four digits; then @time is untouched
 */
gboolean
manicule_json_format_time (gint64 seconds,
                           char   time[static MANICULE_JSON_TIME_SIZE])
{
  guint days, second, day_of_era, year_of_era, day_of_year, shifted_month, month, year;

  if (seconds < FIRST_SECOND || seconds > LAST_SECOND)
    return FALSE;

  /* Both are positive from year 0 on. */
  days = (seconds + (gint64) DAYS_TO_1970 * SECONDS_A_DAY) / SECONDS_A_DAY;
  second = (seconds + (gint64) DAYS_TO_1970 * SECONDS_A_DAY) % SECONDS_A_DAY;

  day_of_era = days % DAYS_AN_ERA;
  year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  shifted_month = (5 * day_of_year + 2) / 153;
  month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
  year = year_of_era + days / DAYS_AN_ERA * 400 + (month <= 2 ? 1 : 0);

  strcpy (time, "0000-00-00T00:00:00Z");
  put_digits (time, 4, year);
  put_digits (time + 5, 2, month);
  put_digits (time + 8, 2, day_of_year - (153 * shifted_month + 2) / 5 + 1);
  put_digits (time + 11, 2, second / 3600);
  put_digits (time + 14, 2, second / 60 % 60);
  put_digits (time + 17, 2, second % 60);
  return TRUE;
}

static gint64
days_from_date (guint year,
                guint month,
                guint day)
{
  guint shifted_year = month <= 2 ? year - 1 : year;
  guint era = shifted_year / 400, year_of_era = shifted_year % 400;
  guint day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  guint day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

  return (gint64) era * DAYS_AN_ERA + day_of_era - DAYS_TO_1970;
}

/* The form that manicule_json_format_time() gives; FALSE for any other. */
static gboolean
parse_own_form (const char *time,
                gint64     *seconds)
{
  static const char form[] = "0000-00-00T00:00:00Z";
  guint year, month, day, hour, minute, second;

  if (strlen (time) != sizeof form - 1)
    return FALSE;
  for (guint i = 0; i < sizeof form - 1; i++)
    if (form[i] != '0' && time[i] != form[i])
      return FALSE;

  if (!get_digits (time, 4, &year) || !get_digits (time + 5, 2, &month) || !get_digits (time + 8, 2, &day)
      || !get_digits (time + 11, 2, &hour) || !get_digits (time + 14, 2, &minute) || !get_digits (time + 17, 2, &second))
    return FALSE;
  if (year == 0 || month == 0 || month > 12 || day == 0
      || day > g_date_get_days_in_month (month, year) || hour > 23 || minute > 59 || second > 59)
    return FALSE;

  *seconds = days_from_date (year, month, day) * SECONDS_A_DAY + hour * 3600 + minute * 60 + second;
  return TRUE;
}

/**
 * manicule_json_parse_time:
 * @time: a time in any form of ISO 8601; UTC where it names no zone
 * @seconds: (out): since 1970, fractions cut off
 *
 * Returns: whether it is a time
 */
gboolean
manicule_json_parse_time (const char *time,
                          gint64     *seconds)
{
  g_autoptr(GTimeZone) utc = NULL;
  g_autoptr(GDateTime) date_time = NULL;

  if (parse_own_form (time, seconds))
    return TRUE;

  utc = g_time_zone_new_utc ();
  date_time = g_date_time_new_from_iso8601 (time, utc);
  if (date_time == NULL)
    return FALSE;

  *seconds = g_date_time_to_unix (date_time);
  return TRUE;
}
