/* text-samples.c: texts that try a text layer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "text-samples.h"

#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/ustring.h>

static const char * const pieces[] = {
  /* words and marks */
  "a", "The", "the", "US", "U.S.", "anti-US", "Kim", "’s", "'", "“", "”", "\"", ".", ". ", "...", "…", ",", ":", ";", "!", "? ", "-", "—", "/", "(", ")",
  "10,000", "4.50", "2024-12-29", "Mr. ", "No. 5", "J. K. ", "Jan. ", "a.m. ", "z. B. ", "example.com", "_", "__", "a_b", "@x", "#tag", "$", "%",
  /* spaces and breaks */
  " ", " ", " ", "  ", "\t", "\n", "\n", "\n\n", "\r\n", "\r", "\v", "\f", "\xc2\x85", "\xc2\xa0", "\xe2\x80\xa8", "\xe2\x80\xa9", "\xe3\x80\x80",
  "\xe2\x80\x8b", "\xef\xbb\xbf", "\xc2\xad", "\xe2\x81\xa0", "\x01", "\x7f",
  /* combining marks: alone, on letters, on spaces, piled */
  "\xcc\x81", "e\xcc\x81", "é", "E\xcc\x81\xcc\xa3", "E\xcc\xa3\xcc\x81", "\xcd\xa0", "a\xcc\x80\xcc\x81\xcc\x82\xcc\x83", " \xcc\x81", ".\xcc\x81", "\xe2\x83\xa3", "1\xef\xb8\x8f\xe2\x83\xa3",
  /* folds that change the length */
  "ß", "ẞ", "SS", "ﬁ", "İ", "ı", "ŉ", "ǆ", "Å", "ﷺ", "½", "①", "ς", "Σ",
  /* emoji: families, skin tones, flags, joiners astray */
  "👨‍👩‍👧‍👦", "👍🏽", "🏽", "🇰🇷", "🇺", "🇺🇸🇰", "❤️", "❤", "\xe2\x80\x8d", "\xe2\x80\x8c", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "😀", "\xef\xb8\x8f",
  /* scripts */
  "北京", "東京で会議", "。", "「", "」", "𠀀𠀁", "𪛖", "ｶﾞ", "가각", "\xe1\x84\x80\xe1\x85\xa1\xe1\x86\xa8", "\xe1\x85\xa1", "ประเทศไทย", "ที่", "नमस्ते", "क्षि", "\xe0\xa5\x8d",
  "العربية", "مُحَمَّد", "؟", "،", "\xd8\x80", "עברית", "שָׁלוֹם", "צה\"ל", "ג'", "п'ять", "Київ", "й", "и\xcc\x86", "Ελλάδα", "ΐ", "հայերեն", "\xe0\xb0\x95\xe0\xb1\x8d\xe0\xb0\xb7",
};

ManiculeText *
text_samples_random (guint n_pieces)
{
  g_autoptr(GString) string = g_string_new (NULL);
  guint n = (guint) g_test_rand_int_range (0, (gint32) n_pieces + 1);
  guint i;

  for (i = 0; i < n; i++)
    g_string_append (string, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);

  return manicule_text_new_from_string (string->str);
}

char *
text_samples_news (gsize n_bytes)
{
  static const char * const sentences[] = {
    "The harbour council of Brennhaven voted on Friday to close the old pier, two officials said.",
    "“Nobody asked the fishermen,” said Edvin Strand, who has worked there since Jan. 6, 1974.",
    "Mr. Varga’s party, the U.S.-backed Union, holds 10,000 of the town’s 24,500 votes.",
    "It wasn’t clear when the anti-port motion of J. K. Ott would be read.",
    "Prices rose by 4.5 percent to $3.20 (about 2.90 euros) in the same week!",
    "Does the Orsenna–Carvel line carry grain, coal and/or passengers?",
    "The café at the “Pont des Arts” was naïvely called Zoë’s, after the mayor’s niece.",
    "“It is done.” With that she left the room at 9 a.m. Monday, before the second round.",
  };
  GString *string = g_string_sized_new (n_bytes + 200);
  guint i;

  for (i = 0; string->len < n_bytes; i++)
    {
      g_string_append (string, sentences[(i * 5 + i / 7) % G_N_ELEMENTS (sentences)]);
      g_string_append (string, i % 4 == 3 ? "\n\n" : " ");
    }

  return g_string_free_and_steal (string);
}

char *
text_samples_shared (const char *path,
                     gsize      *n_bytes)
{
  const char *shared = g_getenv ("MANICULE_SHARED");
  g_autofree char *file = g_build_filename (shared != NULL ? shared : "../shared", path, NULL);
  char *data;

  if (g_file_get_contents (file, &data, n_bytes, NULL))
    return data;

  g_test_skip ("../shared is not here");
  return NULL;
}

GArray *
text_samples_clusters (ManiculeText *text)
{
  GArray *boundaries = g_array_new (FALSE, FALSE, sizeof (guint));
  gint32 capacity = (gint32) manicule_text_get_n_bytes (text) + 1;
  g_autofree UChar *units = g_new (UChar, capacity);
  UErrorCode code = U_ZERO_ERROR;
  UBreakIterator *iterator;
  gint32 n, at;

  u_strFromUTF8 (units, capacity, &n, manicule_text_get_data (text), (gint32) manicule_text_get_n_bytes (text), &code);
  iterator = ubrk_open (UBRK_CHARACTER, "", units, n, &code);
  g_assert_true (U_SUCCESS (code));
  for (at = ubrk_first (iterator); at != UBRK_DONE; at = ubrk_next (iterator))
    {
      guint chr = (guint) u_countChar32 (units, at);

      g_array_append_val (boundaries, chr);
    }
  ubrk_close (iterator);

  return boundaries;
}
