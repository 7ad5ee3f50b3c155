/* test-text.c: an immutable text and its offsets
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-text.h"
#include "text-samples.h"

#include <string.h>

static ManiculeText *
text_of (const char  *data,
         gsize        n_bytes,
         GError     **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, n_bytes);

  return manicule_text_new (bytes, error);
}

/* A text keeps its bytes as they are and counts them in every unit. */
static void
test_lengths (void)
{
  const char *string = "\xef\xbb\xbf""a\r\né𠀀👍🏽";
  g_autoptr(ManiculeText) text = text_of (string, strlen (string), NULL);

  g_assert_cmpstr (manicule_text_get_data (text), ==, string);
  g_assert_cmpmem (g_bytes_get_data (manicule_text_get_bytes (text), NULL), g_bytes_get_size (manicule_text_get_bytes (text)),
                   string, strlen (string));
  g_assert_cmpuint (manicule_text_get_n_bytes (text), ==, 20);
  g_assert_cmpuint (manicule_text_get_n_chars (text), ==, 8);
  g_assert_cmpuint (manicule_text_get_length (text, MANICULE_OFFSET_BYTES), ==, 20);
  g_assert_cmpuint (manicule_text_get_length (text, MANICULE_OFFSET_CHARS), ==, 8);
  g_assert_cmpuint (manicule_text_get_length (text, MANICULE_OFFSET_UTF16), ==, 11);
  g_assert_cmpuint (manicule_text_get_length (text, MANICULE_OFFSET_GRAPHEMES), ==, 6);
}

/* The empty text has one empty line and an end in each unit. */
static void
test_empty (void)
{
  g_autoptr(ManiculeText) text = text_of (NULL, 0, NULL);
  g_autofree char *slice = manicule_text_get_slice (text, 0, 0);
  guint unit, chr, line, column;

  g_assert_cmpstr (manicule_text_get_data (text), ==, "");
  g_assert_cmpstr (slice, ==, "");
  g_assert_cmpuint (manicule_text_get_n_lines (text), ==, 1);
  g_assert_cmpuint (manicule_text_get_char (text, 0), ==, 0);
  manicule_text_get_position (text, 0, &line, &column);
  g_assert_cmpuint (line, ==, 0);
  g_assert_cmpuint (column, ==, 0);
  for (unit = MANICULE_OFFSET_CHARS; unit <= MANICULE_OFFSET_GRAPHEMES; unit++)
    {
      g_assert_cmpuint (manicule_text_get_length (text, unit), ==, 0);
      g_assert_cmpuint (manicule_text_from_chars (text, unit, 0), ==, 0);
      g_assert_true (manicule_text_to_chars (text, unit, 0, &chr));
      g_assert_cmpuint (chr, ==, 0);
      g_assert_false (manicule_text_to_chars (text, unit, 1, &chr));
    }
}

typedef struct
{
  const char *path;
  const char *data;
  gsize       n_bytes;
  int         code;
  const char *where;  /* in the message */
} BadCase;

static const BadCase bad_cases[] = {
  { "/text/refuses/invalid", "ab\n\r\nc\xff", 7, MANICULE_TEXT_ERROR_INVALID_UTF8, "Byte 6, line 3," },
  { "/text/refuses/truncated", "caf\xc3", 4, MANICULE_TEXT_ERROR_INVALID_UTF8, "Byte 3, line 1," },
  { "/text/refuses/overlong", "\xc0\x80", 2, MANICULE_TEXT_ERROR_INVALID_UTF8, "Byte 0, line 1," },
  { "/text/refuses/surrogate", "a\xed\xa0\x80", 4, MANICULE_TEXT_ERROR_INVALID_UTF8, "Byte 1, line 1," },
  { "/text/refuses/past-unicode", "\rx\xf4\x90\x80\x80", 6, MANICULE_TEXT_ERROR_INVALID_UTF8, "Byte 2, line 2," },
  { "/text/refuses/nul", "a\nb\0c", 5, MANICULE_TEXT_ERROR_NUL, "byte 3, line 2," },
  { "/text/refuses/nul-at-end", "abc\0", 4, MANICULE_TEXT_ERROR_NUL, "byte 3, line 1," },
};

/* What is not UTF-8, or holds a NUL, is refused with a message that says where. */
static void
test_refuses (gconstpointer data)
{
  const BadCase *bad = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(ManiculeText) text = text_of (bad->data, bad->n_bytes, &error);

  g_assert_null (text);
  g_assert_error (error, MANICULE_TEXT_ERROR, bad->code);
  g_assert_nonnull (strstr (error->message, bad->where));
}

/* A text that is too large is refused before it is read or copied. */
static void
test_too_large (void)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static ("", (gsize) MANICULE_TEXT_MAX_BYTES + 1);
  g_autoptr(GError) error = NULL;
  g_autoptr(ManiculeText) text = manicule_text_new (bytes, &error);

  g_assert_null (text);
  g_assert_error (error, MANICULE_TEXT_ERROR, MANICULE_TEXT_ERROR_TOO_LARGE);
}

/* The bytes handed in may go away: the text has its own, with a NUL behind them. */
static void
test_copies (void)
{
  char data[] = { 'a', 'b', 'c' };
  g_autoptr(GBytes) bytes = g_bytes_new_static (data, sizeof data);
  g_autoptr(ManiculeText) text = manicule_text_new (bytes, NULL);

  memset (data, 'x', sizeof data);
  g_assert_cmpstr (manicule_text_get_data (text), ==, "abc");
}

/* The hash is that of the bytes, whatever they are. */
static void
test_sha256 (void)
{
  g_autoptr(ManiculeText) text = manicule_text_new_from_string ("abc");
  const char *sha256 = manicule_text_get_sha256 (text);

  g_assert_cmpstr (sha256, ==, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  g_assert_true (manicule_text_get_sha256 (text) == sha256);
}

static gpointer
ask_in_thread (gpointer data)
{
  ManiculeText *text = data;
  guint i;

  for (i = 0; i < 100; i++)
    {
      g_assert_cmpuint (manicule_text_get_length (text, MANICULE_OFFSET_GRAPHEMES), ==, 4000);
      g_assert_cmpuint (manicule_text_from_chars (text, MANICULE_OFFSET_GRAPHEMES, 4 * i), ==, 2 * i);
    }

  return g_strdup (manicule_text_get_sha256 (text));
}

/* What is made when first asked for may be asked for by many threads at once. */
static void
test_threads (void)
{
  g_autoptr(GString) string = g_string_new (NULL);
  g_autoptr(ManiculeText) text = NULL;
  GThread *threads[8];
  guint i;

  for (i = 0; i < 2000; i++)
    g_string_append (string, "e\xcc\x81👍🏽");
  text = manicule_text_new_from_string (string->str);

  for (i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("asker", ask_in_thread, text);
  for (i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_autofree char *sha256 = g_thread_join (threads[i]);

      g_assert_cmpstr (sha256, ==, manicule_text_get_sha256 (text));
    }
}

typedef struct
{
  const char *path;
  ManiculeOffsetUnit unit;
  guint64     offset;
  gboolean    fits;
  guint       chr;
} OffsetCase;

/* "aé𠀀👍🏽\r\nz": bytes 1 2 4 8 2 1, code points 1 1 1 2 2 1 */
static const OffsetCase offset_cases[] = {
  { "/text/offset/chars-end", MANICULE_OFFSET_CHARS, 8, TRUE, 8 },
  { "/text/offset/chars-past-end", MANICULE_OFFSET_CHARS, 9, FALSE, 0 },
  { "/text/offset/chars-huge", MANICULE_OFFSET_CHARS, G_MAXUINT64, FALSE, 0 },
  { "/text/offset/bytes", MANICULE_OFFSET_BYTES, 3, TRUE, 2 },
  { "/text/offset/bytes-inside", MANICULE_OFFSET_BYTES, 2, FALSE, 0 },
  { "/text/offset/bytes-end", MANICULE_OFFSET_BYTES, 18, TRUE, 8 },
  { "/text/offset/bytes-past-end", MANICULE_OFFSET_BYTES, 19, FALSE, 0 },
  { "/text/offset/bytes-wraps", MANICULE_OFFSET_BYTES, G_GUINT64_CONSTANT (0x100000003), FALSE, 0 },
  { "/text/offset/utf16", MANICULE_OFFSET_UTF16, 4, TRUE, 3 },
  { "/text/offset/utf16-inside-pair", MANICULE_OFFSET_UTF16, 3, FALSE, 0 },
  { "/text/offset/utf16-end", MANICULE_OFFSET_UTF16, 11, TRUE, 8 },
  { "/text/offset/utf16-past-end", MANICULE_OFFSET_UTF16, 12, FALSE, 0 },
  { "/text/offset/graphemes", MANICULE_OFFSET_GRAPHEMES, 4, TRUE, 5 },
  { "/text/offset/graphemes-after-crlf", MANICULE_OFFSET_GRAPHEMES, 5, TRUE, 7 },
  { "/text/offset/graphemes-end", MANICULE_OFFSET_GRAPHEMES, 6, TRUE, 8 },
  { "/text/offset/graphemes-past-end", MANICULE_OFFSET_GRAPHEMES, 7, FALSE, 0 },
};

/* An offset from outside is converted, or refused past the end and inside a character; then nothing is written. */
static void
test_offset (gconstpointer data)
{
  const OffsetCase *offset = data;
  g_autoptr(ManiculeText) text = manicule_text_new_from_string ("aé𠀀👍🏽\r\nz");
  guint chr = 4711;

  g_assert_cmpint (manicule_text_to_chars (text, offset->unit, offset->offset, &chr), ==, offset->fits);
  g_assert_cmpuint (chr, ==, offset->fits ? offset->chr : 4711);
}

/* Lines end at LF, CRLF, lone CR, U+2028 and U+2029, and a break belongs to the line that it ends. */
static void
test_lines (void)
{
  g_autoptr(ManiculeText) text = manicule_text_new_from_string ("a\nb\r\nc\rd\xe2\x80\xa8""e\xe2\x80\xa9\n\r");
  static const guint lines[] = { 0, 0, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 6, 7 };
  static const guint columns[] = { 0, 1, 0, 1, 2, 0, 1, 0, 1, 0, 1, 0, 0, 0 };
  guint chr, line, column, back;

  g_assert_cmpuint (manicule_text_get_n_lines (text), ==, 8);
  g_assert_cmpuint (manicule_text_get_n_chars (text) + 1, ==, G_N_ELEMENTS (lines));
  for (chr = 0; chr < G_N_ELEMENTS (lines); chr++)
    {
      manicule_text_get_position (text, chr, &line, &column);
      g_assert_cmpuint (line, ==, lines[chr]);
      g_assert_cmpuint (column, ==, columns[chr]);
      g_assert_true (manicule_text_from_position (text, line, column, &back));
      g_assert_cmpuint (back, ==, chr);
    }
  g_assert_false (manicule_text_from_position (text, 0, 2, &back));
  g_assert_false (manicule_text_from_position (text, 7, 1, &back));
  g_assert_false (manicule_text_from_position (text, 8, 0, &back));
}

/* Each character is in the line that a walk from the beginning says, wherever the breaks stand. */
static void
test_lines_random (void)
{
  guint i, chr, line, expected;

  for (i = 0; i < 500; i++)
    {
      g_autoptr(ManiculeText) text = text_samples_random (60);
      guint n = manicule_text_get_n_chars (text);

      for (chr = expected = 0; chr < n; chr++)
        {
          gunichar c = manicule_text_get_char (text, chr);

          manicule_text_get_position (text, chr, &line, NULL);
          g_assert_cmpuint (line, ==, expected);
          expected += c == '\n' || c == 0x2028 || c == 0x2029 ||
                      (c == '\r' && (chr + 1 == n || manicule_text_get_char (text, chr + 1) != '\n'));
        }
      g_assert_cmpuint (manicule_text_get_n_lines (text), ==, expected + 1);
    }
}

/* A slice is cut at code points, wherever it begins in the index. */
static void
test_slice (void)
{
  g_autofree char *news = text_samples_news (5000);
  g_autoptr(ManiculeText) text = manicule_text_new_from_string (news);
  guint n = manicule_text_get_n_chars (text);
  guint start;

  for (start = 0; start + 30 <= n; start += 7)
    {
      g_autofree char *slice = manicule_text_get_slice (text, start, start + 30);
      g_autofree char *expected = g_utf8_substring (news, start, start + 30);

      g_assert_cmpstr (slice, ==, expected);
      g_assert_cmpuint (manicule_text_get_char (text, start), ==, g_utf8_get_char (expected));
    }
}

/* The naive model: one walk over all characters, and ICU's clusters of the whole text. */
static void
check_against_walk (ManiculeText *text)
{
  const char *data = manicule_text_get_data (text);
  g_autoptr(GArray) clusters = text_samples_clusters (text);
  guint utf16 = 0;
  guint cluster = 0;
  guint chr = 0;
  const char *at;

  for (at = data;; at = g_utf8_next_char (at))
    {
      guint byte = (guint) (at - data);
      guint found;

      while (cluster + 1 < clusters->len && g_array_index (clusters, guint, cluster + 1) <= chr)
        cluster++;
      g_assert_cmpuint (manicule_text_char_to_byte (text, chr), ==, byte);
      g_assert_cmpuint (manicule_text_byte_to_char (text, byte), ==, chr);
      g_assert_cmpuint (manicule_text_from_chars (text, MANICULE_OFFSET_UTF16, chr), ==, utf16);
      g_assert_true (manicule_text_to_chars (text, MANICULE_OFFSET_UTF16, utf16, &found));
      g_assert_cmpuint (found, ==, chr);
      g_assert_cmpuint (manicule_text_from_chars (text, MANICULE_OFFSET_GRAPHEMES, chr), ==, cluster);
      g_assert_true (manicule_text_to_chars (text, MANICULE_OFFSET_GRAPHEMES, cluster, &found));
      g_assert_cmpuint (found, ==, g_array_index (clusters, guint, cluster));
      if (*at == '\0')
        break;
      utf16 += g_utf8_get_char (at) > 0xffff ? 2 : 1;
      chr++;
    }
  g_assert_cmpuint (manicule_text_get_n_chars (text), ==, chr);
  g_assert_cmpuint (manicule_text_get_length (text, MANICULE_OFFSET_UTF16), ==, utf16);
  g_assert_cmpuint (manicule_text_get_length (text, MANICULE_OFFSET_GRAPHEMES), ==, clusters->len - 1);
}

/* In random texts of all scripts every conversion agrees with a walk over the text. */
static void
test_random (void)
{
  guint i;

  for (i = 0; i < 150; i++)
    {
      g_autoptr(ManiculeText) text = text_samples_random (i < 120 ? 60 : 2000);

      check_against_walk (text);
    }
}

/* Bytes at random are refused or are a text of just these bytes, and refusing leaves nothing behind. */
static void
test_junk (void)
{
  guint i, k;

  for (i = 0; i < 2000; i++)
    {
      guchar junk[40];
      gsize n = (gsize) g_test_rand_int_range (0, sizeof junk);
      g_autoptr(GBytes) bytes = NULL;
      g_autoptr(ManiculeText) text = NULL;
      g_autoptr(GError) error = NULL;

      for (k = 0; k < n; k++)
        junk[k] = (guchar) g_test_rand_int_range (0, g_test_rand_bit () ? 256 : 128);
      bytes = g_bytes_new (junk, n);
      text = manicule_text_new (bytes, &error);
      g_assert_cmpint (text != NULL, ==, g_utf8_validate_len ((const char *) junk, n, NULL));
      g_assert_cmpint (text != NULL, ==, error == NULL);
      if (text != NULL)
        g_assert_true (g_bytes_equal (manicule_text_get_bytes (text), bytes));
    }
}

/* Letting go of a text frees it. */
static void
test_finalize (void)
{
  ManiculeText *text = manicule_text_new_from_string ("é\r\n");

  g_assert_cmpuint (manicule_text_get_length (text, MANICULE_OFFSET_GRAPHEMES), ==, 2);
  g_assert_nonnull (manicule_text_get_sha256 (text));
  g_assert_finalize_object (text);
}

int
main (int    argc,
      char **argv)
{
  guint i;

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text/lengths", test_lengths);
  g_test_add_func ("/text/empty", test_empty);
  for (i = 0; i < G_N_ELEMENTS (bad_cases); i++)
    g_test_add_data_func (bad_cases[i].path, &bad_cases[i], test_refuses);
  g_test_add_func ("/text/refuses/too-large", test_too_large);
  g_test_add_func ("/text/copies", test_copies);
  g_test_add_func ("/text/sha256", test_sha256);
  g_test_add_func ("/text/threads", test_threads);
  for (i = 0; i < G_N_ELEMENTS (offset_cases); i++)
    g_test_add_data_func (offset_cases[i].path, &offset_cases[i], test_offset);
  g_test_add_func ("/text/lines", test_lines);
  g_test_add_func ("/text/lines/random", test_lines_random);
  g_test_add_func ("/text/slice", test_slice);
  g_test_add_func ("/text/random", test_random);
  g_test_add_func ("/text/junk", test_junk);
  g_test_add_func ("/text/finalize", test_finalize);

  return g_test_run ();
}
