/* test-decode.c: bytes of any encoding to a text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-decode.h"
#include "text-samples.h"

#include <string.h>

#define ENGLISH "North Korea’s leader vowed “the toughest” policy — state media said Sunday. The café was closed."
#define GERMAN "Der Präsident erklärte am Montag in Köln, die Maßnahmen würden „für alle Bürger“ gelten."
#define SPANISH "El señor Muñoz dijo ayer que la situación en España está bajo control y que mañana habrá más información."
#define RUSSIAN "Президент России заявил в понедельник, что переговоры будут продолжены. Об этом сообщает агентство."
#define POLISH "Prezydent powiedział w poniedziałek, że żadne środki nie zostaną użyte. Łódź jest piękna."
#define JAPANESE "北朝鮮の指導者は日曜日に最も強硬な政策を約束した。国営メディアが伝えた。"
#define CHINESE "朝鲜领导人周日誓言对美国采取最强硬的政策，国家媒体报道。"
#define KOREAN "북한 지도자는 일요일에 가장 강경한 정책을 다짐했다고 국영 매체가 보도했다."
#define ARABIC "قال الزعيم الكوري الشمالي يوم الأحد إن بلاده ستتبع سياسة أكثر صرامة."
#define GREEK "Ο ηγέτης της Βόρειας Κορέας υποσχέθηκε την Κυριακή την πιο σκληρή πολιτική."

static GBytes *
encode (const char *text,
        const char *encoding)
{
  g_autoptr(GError) error = NULL;
  gsize n_bytes;
  char *bytes = g_convert (text, -1, encoding, "UTF-8", NULL, &n_bytes, &error);

  g_assert_no_error (error);
  return g_bytes_new_take (bytes, n_bytes);
}

typedef struct
{
  const char *path;
  const char *text;
  const char *encoding;  /* in which the bytes are */
  const char *guess;     /* the first guess; NULL for the same */
} GuessCase;

static const GuessCase guess_cases[] = {
  { "/decode/guess/ascii", "plain", "US-ASCII", "UTF-8" },
  { "/decode/guess/empty", "", "US-ASCII", "UTF-8" },
  { "/decode/guess/utf-8", ENGLISH, "UTF-8", NULL },
  { "/decode/guess/utf-8-mark", "\xef\xbb\xbf" ENGLISH, "UTF-8", NULL },
  { "/decode/guess/utf-8-like-latin", "Ã©tÃ©", "UTF-8", NULL },
  { "/decode/guess/english", ENGLISH, "windows-1252", NULL },
  { "/decode/guess/short-quotes", "It’s “on”.", "windows-1252", NULL },
  { "/decode/guess/short-accent", "café", "windows-1252", NULL },
  { "/decode/guess/german", GERMAN, "windows-1252", NULL },
  { "/decode/guess/spanish", SPANISH, "ISO-8859-1", NULL },
  { "/decode/guess/russian", RUSSIAN, "windows-1251", NULL },
  { "/decode/guess/russian-koi", RUSSIAN, "KOI8-R", NULL },
  { "/decode/guess/polish", POLISH, "windows-1250", NULL },
  { "/decode/guess/polish-iso", POLISH, "ISO-8859-2", NULL },
  { "/decode/guess/greek", GREEK, "ISO-8859-7", NULL },
  { "/decode/guess/arabic", ARABIC, "windows-1256", NULL },
  { "/decode/guess/japanese", JAPANESE, "Shift_JIS", NULL },
  { "/decode/guess/japanese-unix", JAPANESE, "EUC-JP", NULL },
  { "/decode/guess/chinese", CHINESE, "GBK", "GB18030" },
  { "/decode/guess/korean", KOREAN, "EUC-KR", NULL },
  { "/decode/guess/utf-16-mark", ENGLISH, "UTF-16", "UTF-16LE" },
  { "/decode/guess/utf-16le", ENGLISH, "UTF-16LE", NULL },
  { "/decode/guess/utf-16be", ENGLISH, "UTF-16BE", NULL },
  { "/decode/guess/utf-16le-short", "Hi", "UTF-16LE", NULL },
  { "/decode/guess/utf-16le-russian", RUSSIAN, "UTF-16LE", NULL },
  { "/decode/guess/utf-16be-arabic", ARABIC, "UTF-16BE", NULL },
  { "/decode/guess/utf-16le-chinese", CHINESE, "UTF-16LE", NULL },
  { "/decode/guess/utf-16be-japanese", JAPANESE, "UTF-16BE", NULL },
  { "/decode/guess/utf-16le-korean", KOREAN, "UTF-16LE", NULL },
  { "/decode/guess/utf-32-mark", ENGLISH, "UTF-32", "UTF-32LE" },
  { "/decode/guess/utf-32be", RUSSIAN, "UTF-32BE", NULL },
};

/* The first guess is right and decodes to the text, no guess comes twice, and none is surer than the one before. */
static void
test_guess (gconstpointer data)
{
  const GuessCase *guess = data;
  g_autoptr(GBytes) bytes = encode (guess->text, guess->encoding);
  g_autoptr(GArray) encodings = manicule_decode_detect (bytes);
  ManiculeEncoding *first = &g_array_index (encodings, ManiculeEncoding, 0);
  g_autoptr(ManiculeText) text = manicule_decode (bytes, first->name, NULL);
  guint i, k;

  g_assert_cmpstr (first->name, ==, guess->guess != NULL ? guess->guess : guess->encoding);
  g_assert_cmpstr (manicule_text_get_data (text), ==, guess->text);
  for (i = 1; i < encodings->len; i++)
    {
      g_assert_cmpuint (g_array_index (encodings, ManiculeEncoding, i).confidence, <=,
                        g_array_index (encodings, ManiculeEncoding, i - 1).confidence);
      for (k = 0; k < i; k++)
        g_assert_cmpstr (g_array_index (encodings, ManiculeEncoding, i).name, !=,
                         g_array_index (encodings, ManiculeEncoding, k).name);
    }
  if (g_str_equal (first->name, "UTF-8"))
    {
      g_assert_cmpuint (encodings->len, ==, 1);
      g_assert_cmpuint (first->confidence, ==, 100);
    }
}

/* What says most of a long text may come late in it. */
static void
test_guess_late (void)
{
  g_autoptr(GString) string = g_string_new (NULL);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GArray) encodings = NULL;

  while (string->len < 300000)
    g_string_append (string, "Nothing but plain letters here. ");
  g_string_append (string, ENGLISH);
  bytes = encode (string->str, "windows-1252");
  encodings = manicule_decode_detect (bytes);
  g_assert_cmpstr (g_array_index (encodings, ManiculeEncoding, 0).name, ==, "windows-1252");
}

typedef struct
{
  const char *path;
  const char *bytes;
  gsize       n_bytes;
  const char *encoding;
  const char *text;
} ExactCase;

static const ExactCase exact_cases[] = {
  { "/decode/exact/line-ends", "a\r\nb\rc\n\x85", 8, "windows-1252", "a\r\nb\rc\n…" },
  { "/decode/exact/latin-1-control", "a\x85", 2, "ISO-8859-1", "a\xc2\x85" },
  { "/decode/exact/utf-8-mark-stays", "\xef\xbb\xbf""a", 4, "UTF-8", "\xef\xbb\xbf""a" },
  { "/decode/exact/utf-8-other-name", "\xc3\xa9", 2, "utf8", "é" },
  { "/decode/exact/utf-16-mark-goes", "\xff\xfe""a\0", 4, "UTF-16", "a" },
  { "/decode/exact/utf-16-big-mark-goes", "\xfe\xff\0a", 4, "UTF-16", "a" },
  { "/decode/exact/utf-16le-mark-goes", "\xff\xfe""a\0", 4, "UTF-16LE", "a" },
  { "/decode/exact/utf-16-one-mark-goes", "\xff\xfe\xff\xfe""a\0", 6, "UTF-16LE", "\xef\xbb\xbf""a" },
  { "/decode/exact/utf-16-pair", "\x40\xd8\x00\xdc", 4, "UTF-16LE", "𠀀" },
  { "/decode/exact/utf-32-mark-goes", "\xff\xfe\0\0a\0\0\0", 8, "UTF-32", "a" },
  { "/decode/exact/not-normalised", "e\xcc\x81", 3, "UTF-8", "e\xcc\x81" },
  { "/decode/exact/escape-at-end", "\x1b$B\x46|\x1b(B", 8, "ISO-2022-JP", "日" },
  { "/decode/exact/empty", "", 0, "UTF-16LE", "" },
  { "/decode/exact/case-of-name", "\xe9", 1, "WINDOWS-1252", "é" },
};

/* The text is exactly what the bytes stand for. */
static void
test_exact (gconstpointer data)
{
  const ExactCase *exact = data;
  g_autoptr(GBytes) bytes = g_bytes_new_static (exact->bytes, exact->n_bytes);
  g_autoptr(GError) error = NULL;
  g_autoptr(ManiculeText) text = manicule_decode (bytes, exact->encoding, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (manicule_text_get_data (text), ==, exact->text);
}

typedef struct
{
  const char *path;
  const char *bytes;
  gsize       n_bytes;
  const char *encoding;
  int         code;
  const char *where;
} BadCase;

static const BadCase bad_cases[] = {
  { "/decode/refuses/unknown-name", "a", 1, "EBCDIC-Klingon", MANICULE_TEXT_ERROR_INVALID_ENCODING, "EBCDIC-Klingon" },
  { "/decode/refuses/empty-name", "a", 1, "", MANICULE_TEXT_ERROR_INVALID_ENCODING, "no encoding" },
  { "/decode/refuses/utf-8", "ab\xff", 3, "UTF-8", MANICULE_TEXT_ERROR_INVALID_UTF8, "2" },
  { "/decode/refuses/ascii", "abc\xe9", 4, "US-ASCII", MANICULE_TEXT_ERROR_INVALID_ENCODING, "Byte 3 " },
  { "/decode/refuses/shift-jis", "abc\x93\xfaz\x81", 7, "Shift_JIS", MANICULE_TEXT_ERROR_INVALID_ENCODING, "Byte 6 " },
  { "/decode/refuses/lone-surrogate", "a\0\x40\xd8z\0", 6, "UTF-16LE", MANICULE_TEXT_ERROR_INVALID_ENCODING, "Byte 2 " },
  { "/decode/refuses/odd-length", "a\0b", 3, "UTF-16LE", MANICULE_TEXT_ERROR_INVALID_ENCODING, "Byte 2 " },
  { "/decode/refuses/wrong-mark", "\xfe\xff\0a", 4, "UTF-16LE", MANICULE_TEXT_ERROR_INVALID_ENCODING, "UTF-16BE" },
  { "/decode/refuses/past-unicode", "a\0\0\0\0\0\x11\0", 8, "UTF-32LE", MANICULE_TEXT_ERROR_INVALID_ENCODING, "Byte 4 " },
  { "/decode/refuses/nul", "ab\0c", 4, "windows-1252", MANICULE_TEXT_ERROR_NUL, "byte 2" },
  { "/decode/refuses/nul-in-utf-16", "a\0\0\0", 4, "UTF-16LE", MANICULE_TEXT_ERROR_NUL, "byte 2" },
};

/* Bytes that do not fit are refused with a message that says where. */
static void
test_refuses (gconstpointer data)
{
  const BadCase *bad = data;
  g_autoptr(GBytes) bytes = g_bytes_new_static (bad->bytes, bad->n_bytes);
  g_autoptr(GError) error = NULL;
  g_autoptr(ManiculeText) text = manicule_decode (bytes, bad->encoding, &error);

  g_assert_null (text);
  g_assert_error (error, MANICULE_TEXT_ERROR, bad->code);
  g_assert_nonnull (strstr (error->message, bad->where));
}

/* A text in any encoding that holds it comes back as it was. */
static void
test_round_trip (void)
{
  static const char * const encodings[] = { "UTF-8", "UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE", "GB18030" };
  guint i, k;

  for (i = 0; i < 60; i++)
    {
      g_autoptr(ManiculeText) text = text_samples_random (40);

      /* A byte order mark at the start of a text would be taken for one. */
      if (g_str_has_prefix (manicule_text_get_data (text), "\xef\xbb\xbf"))
        continue;
      for (k = 0; k < G_N_ELEMENTS (encodings); k++)
        {
          g_autoptr(GBytes) bytes = encode (manicule_text_get_data (text), encodings[k]);
          g_autoptr(GError) error = NULL;
          g_autoptr(ManiculeText) back = manicule_decode (bytes, encodings[k], &error);

          g_assert_no_error (error);
          g_assert_cmpstr (manicule_text_get_data (back), ==, manicule_text_get_data (text));
        }
    }
}

/* Bytes at random are guessed to be something, and each guess but a hopeless one decodes them. */
static void
test_junk (void)
{
  guint i, k;

  for (i = 0; i < 300; i++)
    {
      guchar junk[64];
      gsize n = (gsize) g_test_rand_int_range (1, sizeof junk);
      g_autoptr(GBytes) bytes = NULL;
      g_autoptr(GArray) encodings = NULL;

      for (k = 0; k < n; k++)
        junk[k] = (guchar) g_test_rand_int_range (0, 256);
      bytes = g_bytes_new (junk, n);
      encodings = manicule_decode_detect (bytes);
      g_assert_cmpuint (encodings->len, >, 0);
      for (k = 0; k < encodings->len; k++)
        {
          ManiculeEncoding *encoding = &g_array_index (encodings, ManiculeEncoding, k);
          g_autoptr(ManiculeText) text = manicule_decode (bytes, encoding->name, NULL);

          g_assert_true (text != NULL || (encodings->len == 1 && encoding->confidence == 0));
        }
    }
}

int
main (int    argc,
      char **argv)
{
  guint i;

  g_test_init (&argc, &argv, NULL);

  for (i = 0; i < G_N_ELEMENTS (guess_cases); i++)
    g_test_add_data_func (guess_cases[i].path, &guess_cases[i], test_guess);
  g_test_add_func ("/decode/guess/late", test_guess_late);
  for (i = 0; i < G_N_ELEMENTS (exact_cases); i++)
    g_test_add_data_func (exact_cases[i].path, &exact_cases[i], test_exact);
  for (i = 0; i < G_N_ELEMENTS (bad_cases); i++)
    g_test_add_data_func (bad_cases[i].path, &bad_cases[i], test_refuses);
  g_test_add_func ("/decode/round-trip", test_round_trip);
  g_test_add_func ("/decode/junk", test_junk);

  return g_test_run ();
}
