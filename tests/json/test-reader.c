/* test-reader.c: what the reader refuses, and where it says that it does
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-json-reader.h"

#include <string.h>

static ManiculeJsonReader *
read_text (const char  *text,
           gssize       length,
           GError     **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, length < 0 ? strlen (text) : (gsize) length);

  return manicule_json_reader_new (bytes, "test.json", error);
}

static ManiculeJsonReader *
read_good (const char *text)
{
  g_autoptr(GError) error = NULL;
  ManiculeJsonReader *reader = read_text (text, -1, &error);

  g_assert_no_error (error);
  g_assert_nonnull (reader);
  return reader;
}

/* --- what is refused -------------------------------------------------------------------------------------------- */

typedef struct
{
  const char        *name;
  const char        *text;
  gssize             length;  /* -1: up to the NUL */
  ManiculeJsonError  code;
  guint              line;
} Bad;

static const Bad bads[] = {
  { "empty", "", -1, MANICULE_JSON_ERROR_SYNTAX, 1 },
  { "blank", " \n\t", -1, MANICULE_JSON_ERROR_SYNTAX, 2 },
  { "comment", "/* a */ {}", -1, MANICULE_JSON_ERROR_SYNTAX, 1 },
  { "line-comment", "{} // a", -1, MANICULE_JSON_ERROR_SYNTAX, 1 },
  { "assignment", "var a = {};", -1, MANICULE_JSON_ERROR_SYNTAX, 1 },
  { "single-quotes", "{'a':1}", -1, MANICULE_JSON_ERROR_SYNTAX, 1 },
  { "bare-name", "{a:1}", -1, MANICULE_JSON_ERROR_SYNTAX, 1 },
  { "comma-at-end-of-array", "[1,]", -1, MANICULE_JSON_ERROR_SYNTAX, 1 },
  { "comma-at-end-of-object", "{\"a\":1,\n}", -1, MANICULE_JSON_ERROR_SYNTAX, 2 },
  { "comma-alone", "[,]", -1, MANICULE_JSON_ERROR_SYNTAX, 1 },
  { "no-comma", "[1\n2]", -1, MANICULE_JSON_ERROR_SYNTAX, 2 },
  { "no-colon", "{\"a\" 1}", -1, MANICULE_JSON_ERROR_SYNTAX, 1 },
  { "no-value", "{\"a\":}", -1, MANICULE_JSON_ERROR_SYNTAX, 1 },
  { "wrong-bracket", "[1}", -1, MANICULE_JSON_ERROR_SYNTAX, 1 },
  { "open-array", "[[1]", -1, MANICULE_JSON_ERROR_SYNTAX, 1 },
  { "open-string", "\"a", -1, MANICULE_JSON_ERROR_SYNTAX, 1 },
  { "open-escape", "\"\\", -1, MANICULE_JSON_ERROR_SYNTAX, 1 },
  { "two-values", "{}\n{}", -1, MANICULE_JSON_ERROR_SYNTAX, 2 },
  { "something-after", "[] x", -1, MANICULE_JSON_ERROR_SYNTAX, 1 },
  { "line-break-in-string", "[\"a\nb\"]", -1, MANICULE_JSON_ERROR_SYNTAX, 1 },
  { "tab-in-string", "[\"a\tb\"]", -1, MANICULE_JSON_ERROR_SYNTAX, 1 },
  { "unknown-escape", "[\"\\x41\"]", -1, MANICULE_JSON_ERROR_SYNTAX, 1 },
  { "short-unicode-escape", "[\"\\u00e\"]", -1, MANICULE_JSON_ERROR_SYNTAX, 1 },
  { "leading-zero", "[01]", -1, MANICULE_JSON_ERROR_SYNTAX, 1 },
  { "leading-plus", "[+1]", -1, MANICULE_JSON_ERROR_SYNTAX, 1 },
  { "leading-point", "[.5]", -1, MANICULE_JSON_ERROR_SYNTAX, 1 },
  { "point-at-end", "[1.]", -1, MANICULE_JSON_ERROR_SYNTAX, 1 },
  { "empty-exponent", "[1e]", -1, MANICULE_JSON_ERROR_SYNTAX, 1 },
  { "minus-alone", "[-]", -1, MANICULE_JSON_ERROR_SYNTAX, 1 },
  { "hexadecimal", "[0x1f]", -1, MANICULE_JSON_ERROR_SYNTAX, 1 },
  { "nan", "[NaN]", -1, MANICULE_JSON_ERROR_SYNTAX, 1 },
  { "infinity", "[-Infinity]", -1, MANICULE_JSON_ERROR_SYNTAX, 1 },
  { "capital-true", "[True]", -1, MANICULE_JSON_ERROR_SYNTAX, 1 },
  { "half-true", "[tru]", -1, MANICULE_JSON_ERROR_SYNTAX, 1 },
  { "form-feed-as-space", "[\f]", -1, MANICULE_JSON_ERROR_SYNTAX, 1 },
  { "no-break-space-as-space", "[\xc2\xa0]", -1, MANICULE_JSON_ERROR_SYNTAX, 1 },
  { "two-byte-order-marks", "\xef\xbb\xbf\xef\xbb\xbf{}", -1, MANICULE_JSON_ERROR_SYNTAX, 1 },
  { "duplicate", "{\"a\":1,\n\"b\":2,\n\"a\":3}", -1, MANICULE_JSON_ERROR_DUPLICATE, 3 },
  { "duplicate-by-escape", "{\"a\":1,\n\"\\u0061\":2}", -1, MANICULE_JSON_ERROR_DUPLICATE, 2 },
  { "duplicate-by-surrogates", "{\"\xf0\x9f\x98\x80\":1,\"\\ud83d\\ude00\":2}", -1, MANICULE_JSON_ERROR_DUPLICATE, 1 },
  { "duplicate-empty-name", "{\"\":1,\"\":2}", -1, MANICULE_JSON_ERROR_DUPLICATE, 1 },
  { "duplicate-inside", "[{\"a\":{\"b\":1,\"b\":1}}]", -1, MANICULE_JSON_ERROR_DUPLICATE, 1 },
  { "duplicate-among-many", "{\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1,\"f\":1,\"g\":1,\"h\":1,\"i\":1,\n\"b\":1}", -1,
    MANICULE_JSON_ERROR_DUPLICATE, 2 },
  { "nul-byte", "{\"a\":\n\"\0\"}", 10, MANICULE_JSON_ERROR_UTF8, 2 },
  { "nul-at-end", "{}\0", 3, MANICULE_JSON_ERROR_UTF8, 1 },
  { "nul-escape", "[\"\\u0000\"]", -1, MANICULE_JSON_ERROR_UTF8, 1 },
  { "high-surrogate-alone", "[\n\"\\ud83d\"]", -1, MANICULE_JSON_ERROR_UTF8, 2 },
  { "high-surrogate-and-letter", "[\"\\ud83dx\"]", -1, MANICULE_JSON_ERROR_UTF8, 1 },
  { "two-high-surrogates", "[\"\\ud83d\\ud83d\"]", -1, MANICULE_JSON_ERROR_UTF8, 1 },
  { "low-surrogate-alone", "[\"\\ude00\"]", -1, MANICULE_JSON_ERROR_UTF8, 1 },
  { "surrogate-in-name", "{\"\\ude00\":1}", -1, MANICULE_JSON_ERROR_UTF8, 1 },
  { "latin-1", "[\n\n\"caf\xe9\"]", -1, MANICULE_JSON_ERROR_UTF8, 3 },
  { "overlong", "[\"\xc0\xaf\"]", -1, MANICULE_JSON_ERROR_UTF8, 1 },
  { "surrogate-as-utf8", "[\"\xed\xa0\x80\"]", -1, MANICULE_JSON_ERROR_UTF8, 1 },
  { "utf16", "\xff\xfe{\0}\0", 6, MANICULE_JSON_ERROR_UTF8, 1 },
};

/* Whatever is not JSON to the letter is refused, with its line. */
static void
test_bad (gconstpointer data)
{
  const Bad *bad = data;
  g_autofree char *place = g_strdup_printf ("test.json:%u: ", bad->line);
  g_autoptr(GError) error = NULL;
  g_autoptr(ManiculeJsonReader) reader = read_text (bad->text, bad->length, &error);

  g_assert_error (error, MANICULE_JSON_ERROR, (int) bad->code);
  g_assert_null (reader);
  g_assert_true (g_str_has_prefix (error->message, place));
}

static GString *
nest (const char *open,
      const char *close,
      guint       depth)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < depth; i++)
    g_string_append (text, open);
  g_string_append_c (text, '1');
  for (guint i = 0; i < depth; i++)
    g_string_append (text, close);
  return text;
}

/* Values may stand in each other up to the limit and no deeper, and a million brackets do no harm. */
static void
test_depth (void)
{
  const char * const pairs[][2] = { { "[", "]" }, { "{\"a\":", "}" } };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      const guint depths[] = { MANICULE_JSON_MAX_DEPTH, MANICULE_JSON_MAX_DEPTH + 1, 1000000 };

      for (guint j = 0; j < G_N_ELEMENTS (depths); j++)
        {
          g_autoptr(GString) text = nest (pairs[i][0], pairs[i][1], depths[j]);
          g_autoptr(GError) error = NULL;
          g_autoptr(ManiculeJsonReader) reader = read_text (text->str, text->len, &error);

          if (depths[j] <= MANICULE_JSON_MAX_DEPTH)
            g_assert_no_error (error);
          else
            g_assert_error (error, MANICULE_JSON_ERROR, MANICULE_JSON_ERROR_LIMIT);
        }
    }
}

/* A file that is too large is refused before a byte of it is looked at. */
static void
test_size (void)
{
  static const char byte = '1';
  g_autoptr(GBytes) bytes = g_bytes_new_static (&byte, (gsize) MANICULE_JSON_MAX_BYTES + 1);
  g_autoptr(GError) error = NULL;
  g_autoptr(ManiculeJsonReader) reader = manicule_json_reader_new (bytes, "test.json", &error);

  g_assert_error (error, MANICULE_JSON_ERROR, MANICULE_JSON_ERROR_LIMIT);
  g_assert_null (reader);
}

/* A string of 10 MB is read as it is, with and without escapes. */
static void
test_long_string (void)
{
  const gsize length = 10 * 1000 * 1000;
  g_autofree char *plain = g_strnfill (length, 'a');
  g_autofree char *text = g_strdup_printf ("[\"%s\",\"%s\\n\"]", plain, plain);
  g_autoptr(ManiculeJsonReader) reader = read_good (text);
  ManiculeJsonIter iter;

  manicule_json_iter_init (&iter, manicule_json_reader_get_root (reader));
  g_assert_true (manicule_json_iter_next (&iter));
  g_assert_cmpstr (manicule_json_as_string (iter.value), ==, plain);
  g_assert_true (manicule_json_iter_next (&iter));
  g_assert_cmpuint (strlen (manicule_json_as_string (iter.value)), ==, length + 1);
}

/* An object with many members, none of them twice, is read in no time; one member twice among them is found. */
static void
test_many_members (void)
{
  g_autoptr(GString) text = g_string_new ("{");
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < 200000; i++)
    g_string_append_printf (text, "\"%u\":0,\n", i);
  g_string_append (text, "\"x\":0}");
  manicule_json_reader_free (read_good (text->str));

  text->str[text->len - 5] = '7';
  g_assert_null (read_text (text->str, text->len, &error));
  g_assert_error (error, MANICULE_JSON_ERROR, MANICULE_JSON_ERROR_DUPLICATE);
  g_assert_true (g_str_has_prefix (error->message, "test.json:200001: "));
}

/* A text that ends too early is refused wherever it ends. */
static void
test_truncated (void)
{
  const char *text = "{\"a\":[1,-2.5e+3,true,false,null],\"\\u00e9\\ud83d\\ude00\":{\"\xc3\xa9\":\"\xf0\x9f\x98\x80\\n\"}}";

  manicule_json_reader_free (read_good (text));
  for (gsize length = 0; length < strlen (text); length++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(ManiculeJsonReader) reader = read_text (text, length, &error);

      g_assert_null (reader);
      g_assert_nonnull (error);
    }
}

/* One byte changed to anything: an error or a value, never a crash, and what is read of it is UTF-8. */
static void
test_one_byte (void)
{
  const char *text = "{\"a\":[1,-2.5,true,null],\"\\u00e9\":{\"\xc3\xa9\":\"\\n\"}}";
  gsize length = strlen (text);

  for (gsize i = 0; i < length; i++)
    for (guint byte = 0; byte < 256; byte++)
      {
        g_autofree char *changed = g_memdup2 (text, length);
        g_autoptr(ManiculeJsonReader) reader = NULL;
        g_autoptr(GError) error = NULL;
        ManiculeJsonIter iter;

        changed[i] = byte;
        reader = read_text (changed, length, &error);
        g_assert_true ((reader == NULL) == (error != NULL));
        if (reader == NULL)
          {
            g_assert_true (g_utf8_validate (error->message, -1, NULL));
            continue;
          }
        manicule_json_iter_init (&iter, manicule_json_reader_get_root (reader));
        while (manicule_json_iter_next (&iter))
          {
            g_autofree char *raw = manicule_json_dup_raw (iter.value);

            g_assert_true (g_utf8_validate (iter.name, -1, NULL));
            g_assert_true (g_utf8_validate (raw, -1, NULL));
          }
      }
}

/* --- values ----------------------------------------------------------------------------------------------------- */

/* Every kind of value is read as what it is. */
static void
test_values (void)
{
  g_autoptr(ManiculeJsonReader) reader = read_good (
    "\xef\xbb\xbf \r\n{\"s\":\"a\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00\", \"i\":-9223372036854775808, \"u\":4294967295,"
    " \"d\":-0.25E2, \"t\":true, \"f\":false, \"n\":null, \"l\":[\"x\",\"\"], \"o\":{}}\n");
  ManiculeJsonValue root = manicule_json_reader_get_root (reader);
  g_auto(GStrv) list = manicule_json_find_strv (root, "l");
  g_auto(GStrv) none = manicule_json_find_strv (root, "n");

  g_assert_cmpstr (manicule_json_get_string (root, "s"), ==, "a\"\\/\b\f\n\r\t\xc3\xa9\xf0\x9f\x98\x80");
  g_assert_cmpint (manicule_json_as_int (manicule_json_get (root, "i")), ==, G_MININT64);
  g_assert_cmpuint (manicule_json_get_uint (root, "u"), ==, G_MAXUINT32);
  g_assert_cmpfloat (manicule_json_as_double (manicule_json_get (root, "d")), ==, -25);
  g_assert_cmpfloat (manicule_json_as_double (manicule_json_get (root, "u")), ==, 4294967295.0);
  g_assert_true (manicule_json_find_boolean (root, "t"));
  g_assert_false (manicule_json_find_boolean (root, "f"));
  g_assert_false (manicule_json_find_boolean (root, "n"));
  g_assert_null (manicule_json_find_string (root, "n"));
  g_assert_null (manicule_json_find_string (root, "absent"));
  g_assert_cmpint (manicule_json_get_kind (manicule_json_get (root, "n")), ==, MANICULE_JSON_NULL);
  g_assert_cmpint (manicule_json_get_kind (manicule_json_find (root, "n")), ==, MANICULE_JSON_ABSENT);
  g_assert_cmpstrv (list, ((const char * const []) { "x", "", NULL }));
  g_assert_null (none);
  g_assert_cmpuint (manicule_json_get_n (root), ==, 9);
  g_assert_cmpuint (manicule_json_get_n (manicule_json_get_array (root, "l")), ==, 2);
  g_assert_cmpuint (manicule_json_get_n (manicule_json_get_object (root, "o")), ==, 0);
  g_assert_cmpuint (manicule_json_get_line (manicule_json_get (root, "s")), ==, 2);
  g_assert_false (manicule_json_reader_failed (reader));
}

/* What is unknown is kept as it was written, without the space between its tokens. */
static void
test_raw (void)
{
  g_autoptr(ManiculeJsonReader) reader = read_good ("[ { \"a b\" : [ 1.50 , \"\\u00e9 \\\" \\\\\" ] , \"c\" : 1E400 } ]");
  g_autofree char *raw = manicule_json_dup_raw (manicule_json_reader_get_root (reader));

  g_assert_cmpstr (raw, ==, "[{\"a b\":[1.50,\"\\u00e9 \\\" \\\\\"],\"c\":1E400}]");
}

typedef enum { STRING, INT, UINT, DOUBLE, BOOLEAN, STRV, ARRAY, OBJECT, ITERATE, FIND_IN, REQUIRED } Ask;

typedef struct
{
  const char        *name;
  const char        *text;
  Ask                ask;
  ManiculeJsonError  code;
  const char        *message;  /* how it begins */
} Wrong;

static const Wrong wrongs[] = {
  { "string", "{\"a\":\n1}", STRING, MANICULE_JSON_ERROR_TYPE, "test.json:2: a: " },
  { "int", "{\"a\":1.0}", INT, MANICULE_JSON_ERROR_TYPE, "test.json:1: a: " },
  { "int-too-large", "{\"a\":9223372036854775808}", INT, MANICULE_JSON_ERROR_VALUE, "test.json:1: a: " },
  { "int-too-small", "{\"a\":-9223372036854775809}", INT, MANICULE_JSON_ERROR_VALUE, "test.json:1: a: " },
  { "int-of-many-digits", "{\"a\":100000000000000000000000000000000000000}", INT, MANICULE_JSON_ERROR_VALUE, "test.json:1: a: " },
  { "uint-negative", "{\"a\":-1}", UINT, MANICULE_JSON_ERROR_VALUE, "test.json:1: a: " },
  { "uint-too-large", "{\"a\":4294967296}", UINT, MANICULE_JSON_ERROR_VALUE, "test.json:1: a: " },
  { "double", "{\"a\":\"1\"}", DOUBLE, MANICULE_JSON_ERROR_TYPE, "test.json:1: a: " },
  { "double-too-large", "{\"a\":1e999}", DOUBLE, MANICULE_JSON_ERROR_VALUE, "test.json:1: a: " },
  { "boolean", "{\"a\":0}", BOOLEAN, MANICULE_JSON_ERROR_TYPE, "test.json:1: a: " },
  { "strv", "{\"a\":\"x\"}", STRV, MANICULE_JSON_ERROR_TYPE, "test.json:1: a: " },
  { "strv-of-numbers", "{\"a\":[\"x\",\n1]}", STRV, MANICULE_JSON_ERROR_TYPE, "test.json:2: a[1]: " },
  { "array", "{\"a\":{}}", ARRAY, MANICULE_JSON_ERROR_TYPE, "test.json:1: a: " },
  { "object", "{\"a\":[]}", OBJECT, MANICULE_JSON_ERROR_TYPE, "test.json:1: a: " },
  { "iterate", "{\"a\":1}", ITERATE, MANICULE_JSON_ERROR_TYPE, "test.json:1: a: " },
  { "find-in-array", "[\n]", FIND_IN, MANICULE_JSON_ERROR_TYPE, "test.json:1: " },
  { "required", "{\"b\":1}", REQUIRED, MANICULE_JSON_ERROR_MISSING, "test.json:1: " },
};

static void
ask (ManiculeJsonValue root,
     Ask               what)
{
  g_auto(GStrv) list = NULL;
  ManiculeJsonIter iter;

  switch (what)
    {
    case STRING: manicule_json_get_string (root, "a"); break;
    case INT: manicule_json_as_int (manicule_json_get (root, "a")); break;
    case UINT: manicule_json_get_uint (root, "a"); break;
    case DOUBLE: manicule_json_as_double (manicule_json_get (root, "a")); break;
    case BOOLEAN: manicule_json_find_boolean (root, "a"); break;
    case STRV: list = manicule_json_find_strv (root, "a"); break;
    case ARRAY: manicule_json_get_array (root, "a"); break;
    case OBJECT: manicule_json_get_object (root, "a"); break;
    case ITERATE: manicule_json_iter_init (&iter, manicule_json_get (root, "a")); break;
    case FIND_IN: manicule_json_find (root, "a"); break;
    case REQUIRED: manicule_json_get (root, "a"); break;
    default: g_assert_not_reached ();
    }
}

/* A value of another type makes the reader fail, says where it stands, and is settled once. */
static void
test_wrong (gconstpointer data)
{
  const Wrong *wrong = data;
  g_autoptr(ManiculeJsonReader) reader = read_good (wrong->text);
  g_autoptr(GError) error = NULL;

  ask (manicule_json_reader_get_root (reader), wrong->ask);
  g_assert_true (manicule_json_reader_failed (reader));
  g_assert_false (manicule_json_reader_settle (reader, NULL, &error));
  g_assert_error (error, MANICULE_JSON_ERROR, (int) wrong->code);
  g_assert_cmpmem (error->message, MIN (strlen (error->message), strlen (wrong->message)), wrong->message, strlen (wrong->message));
  g_assert_true (manicule_json_reader_settle (reader, NULL, NULL));
}

/* The first failure counts; with findings reading goes on, and the finding has file and line of its own. */
static void
test_findings (void)
{
  g_autoptr(ManiculeJsonReader) reader = read_good ("{\"a\":\n1,\n\"b\":\n2}");
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
  ManiculeJsonValue root = manicule_json_reader_get_root (reader);
  const ManiculeFinding *finding;

  manicule_json_get_string (root, "b");
  manicule_json_get_string (root, "a");
  g_assert_true (manicule_json_reader_settle (reader, findings, NULL));
  g_assert_false (manicule_json_reader_failed (reader));
  g_assert_cmpuint (manicule_findings_get_n (findings), ==, 1);

  finding = manicule_findings_get (findings, 0);
  g_assert_cmpint (finding->severity, ==, MANICULE_FINDING_ERROR);
  g_assert_cmpstr (finding->code, ==, "json-type");
  g_assert_cmpstr (finding->file, ==, "test.json");
  g_assert_cmpuint (finding->line, ==, 4);
  g_assert_true (g_str_has_prefix (finding->message, "b: "));
}

/* The path leads through objects and arrays, forwards and backwards. */
static void
test_paths (void)
{
  g_autoptr(ManiculeJsonReader) reader = read_good ("{\"list\":[{\"x\":[0,1]},{\"x\":[2,3]},{\"y\":{\"z\":4}}]}");
  const struct { guint item; const char *name; guint index; const char *path; } rows[] = {
    { 0, "x", 1, "list[0].x[1]: " }, { 1, "x", 0, "list[1].x[0]: " }, { 2, "y", 0, "list[2].y.z: " },
    { 1, "x", 1, "list[1].x[1]: " }, { 0, "x", 0, "list[0].x[0]: " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;
      ManiculeJsonIter outer, inner;

      manicule_json_iter_init (&outer, manicule_json_get (manicule_json_reader_get_root (reader), "list"));
      for (guint j = 0; j <= rows[i].item; j++)
        g_assert_true (manicule_json_iter_next (&outer));
      manicule_json_iter_init (&inner, manicule_json_get (outer.value, rows[i].name));
      for (guint j = 0; j <= rows[i].index; j++)
        g_assert_true (manicule_json_iter_next (&inner));

      manicule_json_as_string (inner.value);
      g_assert_false (manicule_json_reader_settle (reader, NULL, &error));
      g_assert_nonnull (strstr (error->message, rows[i].path));
    }
}

/* Strings from outside are shown short and without what could drive a terminal. */
static void
test_shorten (void)
{
  g_autofree char *many = g_strnfill (1000, 'x');
  g_autofree char *shortened = manicule_json_shorten (many);
  g_autofree char *harmless = manicule_json_shorten ("a\033[31m\n\xc2\x9b\xc3\xa9");

  g_assert_cmpuint (g_utf8_strlen (shortened, -1), <, 100);
  g_assert_true (g_str_has_suffix (shortened, "…"));
  g_assert_cmpstr (harmless, ==, "a�[31m��é");
}

/* What a reader need not look into is checked nevertheless, and counted. */
static void
test_shallow (void)
{
  g_autoptr(GBytes) good = g_bytes_new_static ("{\"a\":[{\"b\":[1,2]},{}],\"c\":3}", 28);
  g_autoptr(GBytes) bad = g_bytes_new_static ("{\"a\":[{\"b\":1,\"b\":2}]}", 21);
  g_autoptr(GError) error = NULL;
  g_autoptr(ManiculeJsonReader) reader = manicule_json_reader_new_full (good, "test.json", 1, 2, &error);
  ManiculeJsonValue list;
  ManiculeJsonIter iter;

  g_assert_no_error (error);
  list = manicule_json_get_array (manicule_json_reader_get_root (reader), "a");
  g_assert_cmpuint (manicule_json_get_n (list), ==, 2);
  g_assert_cmpuint (manicule_json_get_uint (manicule_json_reader_get_root (reader), "c"), ==, 3);
  manicule_json_iter_init (&iter, list);
  g_assert_true (manicule_json_iter_next (&iter));
  g_assert_cmpuint (manicule_json_get_n (iter.value), ==, 0);

  g_assert_null (manicule_json_reader_new_full (bad, "test.json", 1, 2, &error));
  g_assert_error (error, MANICULE_JSON_ERROR, MANICULE_JSON_ERROR_DUPLICATE);
}

/* --- many values ------------------------------------------------------------------------------------------------ */

typedef struct
{
  const char         *name;
  const char         *text;
  ManiculeJsonLayout  layout;
  const char         *read;  /* the lines of the values, with "!" for a failure */
} Many;

static const Many manies[] = {
  { "nothing", "", MANICULE_JSON_LINES, "" },
  { "blank-lines", "\n \n\r\n", MANICULE_JSON_LINES, "" },
  { "lines", "{}\n{}\n", MANICULE_JSON_LINES, "1 2 " },
  { "no-line-end", "{}\n{}", MANICULE_JSON_LINES, "1 2 " },
  { "crlf", "{}\r\n{}\r\n", MANICULE_JSON_LINES, "1 2 " },
  { "empty-lines", "\n{}\n\n\n{}\n", MANICULE_JSON_LINES, "2 5 " },
  { "byte-order-mark", "\xef\xbb\xbf{}\n{}\n", MANICULE_JSON_LINES, "1 2 " },
  { "scalars", "1\n\"a\"\nnull\n", MANICULE_JSON_LINES, "1 2 3 " },
  { "damage", "{}\n{\"a\":\n{}\nx\n{}\n", MANICULE_JSON_LINES, "1 !2 3 !4 5 " },
  { "two-on-a-line", "{} {}\n{}\n", MANICULE_JSON_LINES, "!1 2 " },
  { "cut-off", "{}\n{\"a\":1", MANICULE_JSON_LINES, "1 !2 " },
  { "sequence", "{\n}\n{}{}[\n]\n", MANICULE_JSON_SEQUENCE, "1 3 3 3 " },
  { "sequence-with-damage", "{\n}\n{\n,}\n{}", MANICULE_JSON_SEQUENCE, "1 !4 " },
};

/* Each line is a value with its number; one that is damaged does not harm the others. */
static void
test_many (gconstpointer data)
{
  const Many *many = data;
  g_autoptr(GBytes) bytes = g_bytes_new (many->text, strlen (many->text));
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
  g_autoptr(GString) read = g_string_new (NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(ManiculeJsonReader) reader = manicule_json_reader_new_many (bytes, "test.jsonl", many->layout, &error);

  g_assert_no_error (error);
  while (manicule_json_reader_next (reader))
    {
      gboolean failed = manicule_json_reader_failed (reader);

      g_assert_true (manicule_json_reader_settle (reader, findings, NULL));
      if (failed)
        g_string_append_printf (read, "!%u ", manicule_findings_get (findings, manicule_findings_get_n (findings) - 1)->line);
      else
        g_string_append_printf (read, "%u ", manicule_json_get_line (manicule_json_reader_get_root (reader)));
    }
  g_assert_cmpstr (read->str, ==, many->read);
}

/* A text that begins in the middle of a file counts its lines from there. */
static void
test_first_line (void)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static ("{\"a\":\n1}", 8);
  g_autoptr(GError) error = NULL;
  g_autoptr(ManiculeJsonReader) reader = manicule_json_reader_new_full (bytes, "test.json", 41, 3, &error);

  g_assert_no_error (error);
  manicule_json_get_string (manicule_json_reader_get_root (reader), "a");
  g_assert_false (manicule_json_reader_settle (reader, NULL, &error));
  g_assert_true (g_str_has_prefix (error->message, "test.json:42: a: "));
}

#define ADD_ROWS(prefix, rows, func) \
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) \
    { \
      g_autofree char *path = g_strconcat (prefix, rows[i].name, NULL); \
      g_test_add_data_func (path, &rows[i], func); \
    }

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD_ROWS ("/reader/bad/", bads, test_bad);
  g_test_add_func ("/reader/depth", test_depth);
  g_test_add_func ("/reader/size", test_size);
  g_test_add_func ("/reader/long-string", test_long_string);
  g_test_add_func ("/reader/many-members", test_many_members);
  g_test_add_func ("/reader/truncated", test_truncated);
  g_test_add_func ("/reader/one-byte", test_one_byte);
  g_test_add_func ("/reader/values", test_values);
  g_test_add_func ("/reader/raw", test_raw);
  ADD_ROWS ("/reader/wrong/", wrongs, test_wrong);
  g_test_add_func ("/reader/findings", test_findings);
  g_test_add_func ("/reader/paths", test_paths);
  g_test_add_func ("/reader/shorten", test_shorten);
  g_test_add_func ("/reader/shallow", test_shallow);
  ADD_ROWS ("/reader/many/", manies, test_many);
  g_test_add_func ("/reader/first-line", test_first_line);

  return g_test_run ();
}
