/* test-writer.c: how values are written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-json-writer.h"

#include "manicule-json-time.h"

#include <float.h>
#include <locale.h>
#include <math.h>
#include <string.h>

/* Only what JSON demands is escaped, and control characters in their short form where they have one. */
static void
test_strings (void)
{
  const struct { const char *string; const char *json; } rows[] = {
    { "", "\"\"" },
    { "a/b'c", "\"a/b'c\"" },
    { "\"\\", "\"\\\"\\\\\"" },
    { "\b\t\n\f\r", "\"\\b\\t\\n\\f\\r\"" },
    { "\001\013\037", "\"\\u0001\\u000b\\u001f\"" },
    { "\177é€😀\xe2\x80\xa8", "\"\177é€😀\xe2\x80\xa8\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GString) out = g_string_new (NULL);

      manicule_json_append_string (out, rows[i].string);
      g_assert_cmpstr (out->str, ==, rows[i].json);
    }
}

/* Whole numbers are written in full. */
static void
test_ints (void)
{
  const struct { gint64 number; const char *json; } rows[] = {
    { 0, "0" }, { 7, "7" }, { -7, "-7" }, { 1234567890, "1234567890" },
    { G_MAXINT64, "9223372036854775807" }, { G_MININT64, "-9223372036854775808" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GString) out = g_string_new (NULL);

      manicule_json_append_int (out, rows[i].number);
      g_assert_cmpstr (out->str, ==, rows[i].json);
    }
}

/* Numbers have as few digits as they can, and stay numbers with a fraction. */
static void
test_doubles (void)
{
  const struct { double number; const char *json; } rows[] = {
    { 0, "0.0" }, { -0.0, "-0.0" }, { 1, "1.0" }, { 0.1, "0.1" }, { 0.83, "0.83" }, { 1.0 / 3, "0.3333333333333333" },
    { 0.1 + 0.2, "0.30000000000000004" }, { 1e20, "1e+20" }, { 1e-7, "1e-07" }, { DBL_MAX, "1.7976931348623157e+308" },
    { DBL_MIN, "2.2250738585072014e-308" }, { 5e-324, "5e-324" }, { 123456789012345680.0, "1.2345678901234568e+17" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GString) out = g_string_new (NULL);

      manicule_json_append_double (out, rows[i].number);
      g_assert_cmpstr (out->str, ==, rows[i].json);
    }
}

/* Any double reads back as the same one. */
static void
test_random_doubles (void)
{
  for (guint i = 0; i < 100000; i++)
    {
      g_autoptr(GString) out = g_string_new (NULL);
      guint64 bits = (guint64) (guint32) g_test_rand_int () << 32 | (guint32) g_test_rand_int ();
      double number;

      memcpy (&number, &bits, sizeof number);
      if (!isfinite (number))
        continue;
      manicule_json_append_double (out, number);
      g_assert_cmpfloat (g_ascii_strtod (out->str, NULL), ==, number);
    }
}

/* A locale with a decimal comma changes nothing. */
static void
test_locale (void)
{
  g_autofree char *former = g_strdup (setlocale (LC_NUMERIC, NULL));
  g_autoptr(GString) out = g_string_new (NULL);

  if (setlocale (LC_NUMERIC, "de_DE.UTF-8") == NULL)
    {
      g_test_skip ("there is no German locale");
      return;
    }
  manicule_json_append_double (out, 0.5);
  setlocale (LC_NUMERIC, former);
  g_assert_cmpstr (out->str, ==, "0.5");
}

/* Commas stand between members and nowhere else; what is empty is left out. */
static void
test_members (void)
{
  const char * const strings[] = { "x", "[", NULL };
  g_autoptr(GString) out = g_string_new ("{");

  manicule_json_put_string (out, "none", NULL);
  manicule_json_put_flag (out, "no", FALSE);
  manicule_json_put_strv (out, "no-list", NULL);
  manicule_json_put_time (out, "never", 0);
  manicule_json_put_string (out, "a", "{");
  manicule_json_put_string (out, "b", "[ ");
  manicule_json_put_int (out, "c", 0);
  manicule_json_put_flag (out, "d", TRUE);
  manicule_json_put_strv (out, "e", strings);
  manicule_json_put_time (out, "f", 1764000000);
  manicule_json_put_name (out, "g");
  g_string_append_c (out, '{');
  manicule_json_put_int (out, "h", -1);
  g_string_append (out, "}}");

  g_assert_cmpstr (out->str, ==, "{\"a\":\"{\",\"b\":\"[ \",\"c\":0,\"d\":true,\"e\":[\"x\",\"[\"],"
                                 "\"f\":\"2025-11-24T16:00:00Z\",\"g\":{\"h\":-1}}");
}

/* Times are those of GDateTime, for every day of two thousand years and to both ends. */
static void
test_times (void)
{
  const gint64 day = 86400;
  char text[MANICULE_JSON_TIME_SIZE];
  gint64 back;

  for (gint64 seconds = -62135596800; seconds <= 253402300799; seconds += 97 * day + 12345)
    {
      g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (seconds);
      g_autofree char *expected = g_date_time_format_iso8601 (time);

      g_assert_true (manicule_json_format_time (seconds, text));
      g_assert_cmpstr (text, ==, expected);
      g_assert_true (manicule_json_parse_time (text, &back));
      g_assert_cmpint (back, ==, seconds);
    }

  g_assert_true (manicule_json_format_time (253402300799, text));
  g_assert_cmpstr (text, ==, "9999-12-31T23:59:59Z");
  g_assert_false (manicule_json_format_time (253402300800, text));
  g_assert_false (manicule_json_format_time (-62135596801, text));
}

/* Other forms of ISO 8601 are understood; what is no time is refused. */
static void
test_other_times (void)
{
  const struct { const char *time; gint64 seconds; } good[] = {
    { "1970-01-01T00:00:00Z", 0 }, { "2024-02-29T12:00:00Z", 1709208000 }, { "2024-02-29T12:00:00.750Z", 1709208000 },
    { "2024-02-29T13:00:00+01:00", 1709208000 }, { "20240229T120000Z", 1709208000 }, { "2024-02-29T12:00:00", 1709208000 },
  };
  const char * const bad[] = {
    "", "yesterday", "2024-02-30T12:00:00Z", "2023-02-29T12:00:00Z", "2024-13-01T12:00:00Z", "2024-00-01T12:00:00Z",
    "2024-01-00T12:00:00Z", "2024-01-01T24:00:00Z", "2024-01-01T12:60:00Z", "0000-01-01T12:00:00Z", "2024-01-01",
  };
  gint64 seconds;

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_assert_true (manicule_json_parse_time (good[i].time, &seconds));
      g_assert_cmpint (seconds, ==, good[i].seconds);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (manicule_json_parse_time (bad[i], &seconds));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/writer/strings", test_strings);
  g_test_add_func ("/writer/ints", test_ints);
  g_test_add_func ("/writer/doubles", test_doubles);
  g_test_add_func ("/writer/random-doubles", test_random_doubles);
  g_test_add_func ("/writer/locale", test_locale);
  g_test_add_func ("/writer/members", test_members);
  g_test_add_func ("/writer/times", test_times);
  g_test_add_func ("/writer/other-times", test_other_times);

  return g_test_run ();
}
