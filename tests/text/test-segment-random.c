/* test-segment-random.c: segmentation of random texts of all scripts
 *
 * The model is the list of tokens and of sentences of the whole text; every other question is answered from it by going through the list.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-segment.h"
#include "manicule-sentences-private.h"
#include "manicule-words-private.h"
#include "text-samples.h"

#include <string.h>
#include <unicode/uchar.h>

#define N_TEXTS 250
#define N_PIECES 40

static ManiculeRange
whole (ManiculeText *text)
{
  return (ManiculeRange) { 0, manicule_text_get_n_chars (text) };
}

static gboolean
is_space (ManiculeText *text,
          guint         chr)
{
  return u_isUWhiteSpace ((UChar32) manicule_text_get_char (text, chr));
}

/* White space, and what cannot be seen. */
static gboolean
is_blank (ManiculeText *text,
          guint         chr)
{
  UChar32 c = (UChar32) manicule_text_get_char (text, chr);

  return u_isUWhiteSpace (c) || u_charType (c) == U_CONTROL_CHAR || u_hasBinaryProperty (c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

static gboolean
is_boundary (GArray *boundaries,
             guint   chr)
{
  guint i;

  for (i = 0; i < boundaries->len; i++)
    {
      if (g_array_index (boundaries, guint, i) == chr)
        return TRUE;
    }

  return FALSE;
}

static int
cluster_break (ManiculeText *text,
               guint         chr)
{
  return u_getIntPropertyValue ((UChar32) manicule_text_get_char (text, chr), UCHAR_GRAPHEME_CLUSTER_BREAK);
}

/* A mark or a skin tone, which belongs to what is before it. */
static gboolean
is_extender (ManiculeText *text,
             guint         chr)
{
  return cluster_break (text, chr) == U_GCB_EXTEND || cluster_break (text, chr) == U_GCB_SPACING_MARK;
}

/* Behind the few signs that join what comes after them, such as the Arabic number sign, and between the halves of flags that something
 * invisible keeps apart, ICU's words cut clusters. */
static gboolean
may_cut_cluster (ManiculeText *text,
                 guint         chr)
{
  int before = cluster_break (text, chr - 1);

  return before == U_GCB_PREPEND || before == U_GCB_REGIONAL_INDICATOR;
}

/* What is told without ICU is what ICU says: segments, and which of them are words. */
static void
test_segments (void)
{
  UErrorCode code = U_ZERO_ERROR;
  UBreakIterator *iterator = ubrk_open (UBRK_WORD, "", NULL, 0, &code);
  guint i;

  for (i = 0; i < N_TEXTS; i++)
    {
      g_autoptr(ManiculeText) text = text_samples_random (N_PIECES);
      const char *data = manicule_text_get_data (text);
      guint n_bytes = manicule_text_get_n_bytes (text);
      ManiculePiece piece = { 0, 0, MANICULE_PIECE_BLANK };
      UText utext = UTEXT_INITIALIZER;
      guint start = 0, end = 0;
      ManiculeWords words;

      utext_openUTF8 (&utext, data, n_bytes, &code);
      ubrk_setUText (iterator, &utext, &code);
      manicule_words_init (&words, data, 0, n_bytes);
      while (manicule_words_next (&words, &piece))
        {
          /* The point of an abbreviation is taken with the segment before it. */
          while (end < words.segment_end)
            {
              start = end;
              end = (guint) ubrk_next (iterator);
            }
          g_assert_cmpuint (words.segment_start, ==, start);
          g_assert_cmpuint (words.segment_end, ==, end);
          g_assert_cmpint (words.is_word, ==, ubrk_getRuleStatus (iterator) >= UBRK_WORD_NONE_LIMIT);
        }
      g_assert_cmpuint (end, ==, n_bytes);
      utext_close (&utext);
    }

  g_assert_true (U_SUCCESS (code));
  ubrk_close (iterator);
}

/* Tokens are in order, begin with what can be seen, begin and end between clusters, and leave out only white space, what cannot be seen,
 * and marks on it. */
static void
test_tokens (void)
{
  guint i, k, chr;

  for (i = 0; i < N_TEXTS; i++)
    {
      g_autoptr(ManiculeText) text = text_samples_random (N_PIECES);
      g_autoptr(GArray) tokens = manicule_segment_tokenize (text, whole (text));
      g_autoptr(GArray) clusters = text_samples_clusters (text);
      guint end = 0;

      for (k = 0; k <= tokens->len; k++)
        {
          ManiculeToken *token = k < tokens->len ? &g_array_index (tokens, ManiculeToken, k) : NULL;
          guint next = token != NULL ? token->start : manicule_text_get_n_chars (text);

          for (chr = end; chr < next; chr++)
            g_assert_true (is_blank (text, chr) || is_extender (text, chr));
          if (token == NULL)
            break;
          g_assert_cmpuint (token->start, >=, end);
          g_assert_cmpuint (token->start, <, token->end);
          g_assert_false (is_blank (text, token->start));
          g_assert_true (is_boundary (clusters, token->start) || may_cut_cluster (text, token->start));
          g_assert_true (is_boundary (clusters, token->end) || may_cut_cluster (text, token->end));
          end = token->end;
        }
    }
}

/* Around each offset stands the token that covers it, else a gap that meets none. */
static void
test_around (void)
{
  guint i, k, chr;

  for (i = 0; i < N_TEXTS; i++)
    {
      g_autoptr(ManiculeText) text = text_samples_random (N_PIECES);
      g_autoptr(GArray) tokens = manicule_segment_tokenize (text, whole (text));

      for (k = 0, chr = 0; chr < manicule_text_get_n_chars (text); chr++)
        {
          const ManiculeToken *token;
          ManiculeRange range;
          gboolean is_word = manicule_segment_around (text, MANICULE_UNIT_WORD, chr, &range);

          while (k < tokens->len && g_array_index (tokens, ManiculeToken, k).end <= chr)
            k++;
          token = k < tokens->len ? &g_array_index (tokens, ManiculeToken, k) : NULL;
          if (token != NULL && token->start <= chr)
            {
              g_assert_cmpuint (range.start, ==, token->start);
              g_assert_cmpuint (range.end, ==, token->end);
              g_assert_cmpint (is_word, ==, token->is_word);
            }
          else
            {
              g_assert_false (is_word);
              g_assert_cmpuint (range.start, <=, chr);
              g_assert_cmpuint (range.end, >, chr);
              g_assert_true (token == NULL || range.end <= token->start);
              g_assert_true (k == 0 || range.start >= g_array_index (tokens, ManiculeToken, k - 1).end);
            }
        }
    }
}

/* The starts of a unit, and for words and marks the ends too, with both ends of the text. */
static GArray *
stops_of (ManiculeText *text,
          ManiculeUnit  unit)
{
  g_autoptr(GArray) units = NULL;
  GArray *stops;
  guint zero = 0;
  guint n = manicule_text_get_n_chars (text);
  guint i;

  if (unit == MANICULE_UNIT_GRAPHEME)
    return text_samples_clusters (text);

  stops = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (stops, zero);
  units = unit == MANICULE_UNIT_WORD ? manicule_segment_tokenize (text, whole (text))
                                     : manicule_segment_sentences (text, whole (text));
  for (i = 0; i < units->len; i++)
    {
      ManiculeRange range;

      if (unit == MANICULE_UNIT_WORD)
        {
          ManiculeToken *token = &g_array_index (units, ManiculeToken, i);

          range = (ManiculeRange) { token->start, token->end };
        }
      else
        range = g_array_index (units, ManiculeRange, i);
      if (range.start > g_array_index (stops, guint, stops->len - 1))
        g_array_append_val (stops, range.start);
      if (unit == MANICULE_UNIT_WORD)
        g_array_append_val (stops, range.end);
    }
  if (n > g_array_index (stops, guint, stops->len - 1))
    g_array_append_val (stops, n);

  return stops;
}

/* From each offset the next and the previous stop are those of the list. */
static void
test_stops (gconstpointer data)
{
  ManiculeUnit unit = GPOINTER_TO_UINT (data);
  guint i, k, chr;

  for (i = 0; i < N_TEXTS; i++)
    {
      g_autoptr(ManiculeText) text = text_samples_random (N_PIECES);
      g_autoptr(GArray) stops = stops_of (text, unit);
      guint n = manicule_text_get_n_chars (text);

      for (k = 0, chr = 0; chr <= n; chr++)
        {
          guint before;

          while (k < stops->len && g_array_index (stops, guint, k) < chr)
            k++;
          before = k > 0 ? g_array_index (stops, guint, k - 1) : 0;
          g_assert_cmpuint (manicule_segment_previous (text, unit, chr), ==, before);
          while (k < stops->len && g_array_index (stops, guint, k) <= chr)
            k++;
          g_assert_cmpuint (manicule_segment_next (text, unit, chr), ==, k < stops->len ? g_array_index (stops, guint, k) : n);
          k = before == 0 ? 0 : k - 1;
        }
    }
}

/* Sentences are trimmed, lie in one line each, and cover all but white space; tokens start them where they start. */
static void
test_sentences (void)
{
  guint i, k, chr, line, last_line;

  for (i = 0; i < N_TEXTS; i++)
    {
      g_autoptr(ManiculeText) text = text_samples_random (N_PIECES);
      g_autoptr(GArray) sentences = manicule_segment_sentences (text, whole (text));
      g_autoptr(GArray) tokens = manicule_segment_tokenize (text, whole (text));
      guint end = 0;
      guint token = 0;

      for (k = 0; k < sentences->len; k++)
        {
          ManiculeRange *sentence = &g_array_index (sentences, ManiculeRange, k);

          g_assert_cmpuint (sentence->start, <, sentence->end);
          for (chr = end; chr < sentence->start; chr++)
            g_assert_true (is_blank (text, chr));
          g_assert_false (is_space (text, sentence->start));
          g_assert_false (is_space (text, sentence->end - 1));
          manicule_text_get_position (text, sentence->start, &line, NULL);
          manicule_text_get_position (text, sentence->end - 1, &last_line, NULL);
          g_assert_cmpuint (line, ==, last_line);
          for (chr = 0; token < tokens->len && g_array_index (tokens, ManiculeToken, token).start < sentence->end; token++, chr++)
            g_assert_cmpint (g_array_index (tokens, ManiculeToken, token).starts_sentence, ==, chr == 0);
          end = sentence->end;
        }
      g_assert_cmpuint (token, ==, tokens->len);
    }
}

/* Letters, digits, marks and white space as they fall, most of them ASCII. */
static char *
make_marks (void)
{
  static const char * const pieces[] = {
    "a", "b", "A", "B", "1", "2", " ", " ", "  ", "\t", ".", ".", ".", "!", "?", "\"", "'", "(", ")", "[", "]", ",", "-", ":", ";", "_", "%", "/",
    "\v", "\f", "\x1f", "é", "É", "“", "”", "’", "…", "–", "‥", "。", "．", "中", "\xcc\x81", "\xc2\xad", "\xc2\x85", "\xe2\x80\xa8", "\xc2\xa0",
    "St.", "U.S.", "The ", "etc. ", "p. 5 ",
  };
  GString *string = g_string_new (NULL);
  guint n = (guint) g_test_rand_int_range (1, N_PIECES);
  gint32 n_pieces = g_test_rand_bit () ? 28 : G_N_ELEMENTS (pieces);
  guint i;

  for (i = 0; i < n; i++)
    g_string_append (string, pieces[g_test_rand_int_range (0, n_pieces)]);

  return g_string_free_and_steal (string);
}

/* Where the next sentence begins is the same whether ICU is asked or not. */
static void
test_sentence_marks (void)
{
  guint i;

  for (i = 0; i < 8 * N_TEXTS; i++)
    {
      g_autofree char *text = make_marks ();
      guint n = (guint) strlen (text);
      ManiculeSentences sentences;
      guint byte, next;

      manicule_sentences_init (&sentences, text, 0, n);
      for (byte = 0; byte < n; byte = next)
        {
          guint asked = manicule_sentences_end (&sentences, byte);

          next = manicule_sentences_next (&sentences, byte);
          if (next != asked)
            g_test_message ("“%s” from %u", text, byte);
          g_assert_cmpuint (next, ==, asked);
        }
    }
}

/* The tokens and the sentences of a part are those of the text, cut at its ends. */
static void
test_parts (void)
{
  guint i, k;

  for (i = 0; i < N_TEXTS; i++)
    {
      g_autoptr(ManiculeText) text = text_samples_random (N_PIECES);
      guint n = manicule_text_get_n_chars (text);
      guint a = (guint) g_test_rand_int_range (0, (gint32) n + 1);
      guint b = (guint) g_test_rand_int_range ((gint32) a, (gint32) n + 1);
      g_autoptr(GArray) tokens = manicule_segment_tokenize (text, whole (text));
      g_autoptr(GArray) part = manicule_segment_tokenize (text, (ManiculeRange) { a, b });
      g_autoptr(GArray) sentences = manicule_segment_sentences (text, whole (text));
      g_autoptr(GArray) sentence_part = manicule_segment_sentences (text, (ManiculeRange) { a, b });
      guint found = 0;

      for (k = 0; k < tokens->len; k++)
        {
          ManiculeToken *token = &g_array_index (tokens, ManiculeToken, k);
          ManiculeToken *cut;

          if (token->end <= a || token->start >= b)
            continue;
          g_assert_cmpuint (found, <, part->len);
          cut = &g_array_index (part, ManiculeToken, found++);
          g_assert_cmpuint (cut->start, ==, MAX (token->start, a));
          g_assert_cmpuint (cut->end, ==, MIN (token->end, b));
          g_assert_cmpint (cut->is_word, ==, token->is_word);
          g_assert_cmpint (cut->starts_sentence, ==, token->starts_sentence && token->start >= a);
          g_assert_cmpint (cut->starts_paragraph, ==, token->starts_paragraph && token->start >= a);
        }
      g_assert_cmpuint (found, ==, part->len);

      for (k = 0, found = 0; k < sentences->len; k++)
        {
          ManiculeRange *sentence = &g_array_index (sentences, ManiculeRange, k);

          if (found < sentence_part->len && g_array_index (sentence_part, ManiculeRange, found).start < sentence->end)
            {
              ManiculeRange *cut = &g_array_index (sentence_part, ManiculeRange, found++);

              g_assert_true (manicule_range_contains (sentence, cut));
              g_assert_true (cut->start == sentence->start || cut->start == a
                             || is_space (text, cut->start - 1));
            }
        }
      g_assert_cmpuint (found, ==, sentence_part->len);
    }
}

/* A snapped range holds what of the range is not white space, begins and ends at stops, and does not change when it is snapped again. */
static void
test_snap (gconstpointer data)
{
  ManiculeUnit unit = GPOINTER_TO_UINT (data);
  guint i, k;

  for (i = 0; i < N_TEXTS; i++)
    {
      g_autoptr(ManiculeText) text = text_samples_random (N_PIECES);
      guint n = manicule_text_get_n_chars (text);

      for (k = 0; k < 20; k++)
        {
          ManiculeRange range, snapped, again;
          ManiculeRange core, around;

          range.start = (guint) g_test_rand_int_range (0, (gint32) n + 1);
          range.end = (guint) g_test_rand_int_range ((gint32) range.start, (gint32) n + 1);
          for (core = range; core.start < core.end && is_space (text, core.start); core.start++)
            ;
          while (core.start < core.end && is_space (text, core.end - 1))
            core.end--;

          snapped = manicule_segment_snap (text, unit, range);
          again = manicule_segment_snap (text, unit, snapped);
          g_assert_true (manicule_range_contains (&snapped, &core) || core.start == core.end);
          g_assert_true (core.start == core.end || (again.start == snapped.start && again.end == snapped.end));
          if (snapped.start == snapped.end || !manicule_segment_around (text, unit, snapped.start, &around))
            continue;
          g_assert_cmpuint (around.start, ==, snapped.start);
          g_assert_true (range.start == range.end || around.start <= core.start);
        }
    }
}

static gpointer
tokenize_in_thread (gpointer data)
{
  ManiculeText *text = data;
  GArray *tokens = NULL;
  guint i;

  for (i = 0; i < 20; i++)
    {
      g_clear_pointer (&tokens, g_array_unref);
      tokens = manicule_segment_tokenize (text, whole (text));
    }

  return tokens;
}

/* Many threads may cut one text at once. */
static void
test_threads (void)
{
  g_autofree char *news = text_samples_news (20000);
  g_autoptr(ManiculeText) text = manicule_text_new_from_string (news);
  g_autoptr(GArray) expected = manicule_segment_tokenize (text, whole (text));
  GThread *threads[8];
  guint i;

  for (i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("tokenizer", tokenize_in_thread, text);
  for (i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_autoptr(GArray) tokens = g_thread_join (threads[i]);

      g_assert_cmpmem (tokens->data, tokens->len * sizeof (ManiculeToken),
                       expected->data, expected->len * sizeof (ManiculeToken));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/segment-random/segments", test_segments);
  g_test_add_func ("/segment-random/tokens", test_tokens);
  g_test_add_func ("/segment-random/around", test_around);
  g_test_add_data_func ("/segment-random/stops/graphemes", GUINT_TO_POINTER (MANICULE_UNIT_GRAPHEME), test_stops);
  g_test_add_data_func ("/segment-random/stops/words", GUINT_TO_POINTER (MANICULE_UNIT_WORD), test_stops);
  g_test_add_data_func ("/segment-random/stops/sentences", GUINT_TO_POINTER (MANICULE_UNIT_SENTENCE), test_stops);
  g_test_add_func ("/segment-random/sentences", test_sentences);
  g_test_add_func ("/segment-random/sentence-marks", test_sentence_marks);
  g_test_add_func ("/segment-random/parts", test_parts);
  g_test_add_data_func ("/segment-random/snap/graphemes", GUINT_TO_POINTER (MANICULE_UNIT_GRAPHEME), test_snap);
  g_test_add_data_func ("/segment-random/snap/words", GUINT_TO_POINTER (MANICULE_UNIT_WORD), test_snap);
  g_test_add_data_func ("/segment-random/snap/sentences", GUINT_TO_POINTER (MANICULE_UNIT_SENTENCE), test_snap);

  g_test_add_func ("/segment-random/threads", test_threads);

  return g_test_run ();
}
