/* test-rebase.c: where the passages of a text are in another version of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-rebase.h"

#include <string.h>

#define LEDE "The harbour board of Port Averne voted on Monday to keep the old crane.\n"
#define QUOTE "“It has seen three mayors out,” said Ines Halloran, who runs the ferry office.\n"
#define DOUBT "Tomas Brandt, the port’s accountant, doubted the figures and left before the vote.\n"
#define END "The crane was built in 1931 and lifts nothing now.\n"
#define OTHER "A bakery in Hadleigh has found a way to sell yesterday’s bread: it calls the loaves vintage.\n"
#define STORY LEDE QUOTE DOUBT END

/* Marked passages, and what becomes of each: "k" kept, "m" moved, "o" orphaned. A passage is the first one of that text
 * after the former passage's. */
typedef struct
{
  const char *name;
  const char *old;
  const char *new;
  const char *passages[8];
  const char *fates;
} Row;

static const Row rows[] = {
  { "same", STORY, STORY, { "Port Averne", "Ines Halloran", "1931" }, "kkk" },
  { "empty-both", "", "", { NULL }, "" },
  { "all-gone", STORY, "", { "Port Averne", "1931" }, "oo" },
  { "other-text", STORY, OTHER, { "The", "Port Averne", "the", "ferry" }, "oooo" },
  { "inserted-before", STORY, OTHER STORY, { "The harbour board", "Port Averne", "Monday", "1931" }, "kkkk" },
  { "inserted-between", STORY, LEDE QUOTE OTHER DOUBT END, { "Port Averne", "ferry office", "Tomas Brandt", "1931" }, "kkkk" },
  { "removed-sentence", STORY, LEDE QUOTE END, { "Port Averne", "Ines Halloran", "Tomas Brandt", "the vote", "1931" }, "kkook" },
  { "edited-word", STORY, LEDE "“It has seen four mayors out,” said Ines Halloran, who runs the ferry office.\n" DOUBT END,
    { "Port Averne", "three", "mayors", "Ines Halloran", "Tomas Brandt" }, "kokkk" },
  { "respelled-name", STORY, LEDE QUOTE "Tomás Brandt, the port’s accountant, doubted the figures and left before the vote.\n" END,
    { "Ines Halloran", "Tomas Brandt", "Brandt", "accountant" }, "kokk" },
  { "moved-sentence", STORY, DOUBT LEDE QUOTE END, { "Port Averne", "Ines Halloran", "Tomas Brandt", "accountant", "1931" }, "kkmmk" },
  { "edited-inside-span", STORY, LEDE "“It has seen many mayors out,” said Ines Halloran, who runs the ferry office.\n" DOUBT END,
    { "“It has seen three mayors out,”", "Ines Halloran" }, "ok" },
  { "rewrapped", STORY, "The harbour board of Port Averne voted\non Monday to keep the old crane.\n" QUOTE DOUBT END,
    { "Port Averne", "voted on Monday", "crane" }, "kok" },
  { "line-ends", "One crane.\r\nTwo cranes.\r\nThree cranes stand in the yard.\r\n",
    "One crane.\nTwo cranes.\nThree cranes stand in the yard.\n", { "One crane", "Two cranes", "yard" }, "kkk" },
  { "short", "Kim met Brandt.", "Kim saw Brandt.", { "Kim", "met", "Brandt" }, "kok" },
  { "repeated", LEDE LEDE LEDE, LEDE LEDE, { "Port Averne" }, "k" },
  { "scripts", "港口委员会周一投票决定保留旧起重机。伊内斯说它见过三位市长。",
    "港口委员会周二投票决定保留旧起重机。伊内斯说它见过三位市长。", { "港口", "周一", "起重机", "伊内斯" }, "kokk" },
  { "marks", "Le café ferme. La mairie d’Averne le regrette beaucoup.", "Le cafe\xcc\x81 ferme. La mairie d’Averne le regrette beaucoup.",
    { "café", "ferme", "Averne" }, "okk" },
};

static ManiculeText *
new_text (const char *string)
{
  return manicule_text_new_from_string (string);
}

static void
assert_same (ManiculeText        *old,
             const ManiculeRange *before,
             ManiculeText        *new,
             const ManiculeRange *after)
{
  g_autofree char *in_old = manicule_text_get_slice (old, before->start, before->end);
  g_autofree char *in_new = manicule_text_get_slice (new, after->start, after->end);

  g_assert_cmpstr (in_old, ==, in_new);
}

/* Each row. */
static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr(ManiculeText) old = new_text (row->old);
  g_autoptr(ManiculeText) new = new_text (row->new);
  g_autoptr(ManiculeRebase) rebase = manicule_rebase_new (old, new);
  const char *at = row->old;
  g_autoptr(GString) fates = g_string_new (NULL);

  for (guint i = 0; row->passages[i] != NULL; i++)
    {
      const char *passage = strstr (at, row->passages[i]);
      ManiculeRange range, mapped;
      ManiculeRebaseFate fate;

      g_assert_nonnull (passage);
      range.start = g_utf8_pointer_to_offset (row->old, passage);
      range.end = range.start + g_utf8_strlen (row->passages[i], -1);
      fate = manicule_rebase_map (rebase, &range, 1, &mapped);
      g_string_append_c (fates, "kmo"[fate]);
      if (fate != MANICULE_REBASE_ORPHANED)
        assert_same (old, &range, new, &mapped);
      g_assert_cmpuint (manicule_rebase_estimate (rebase, range.start), <=, manicule_text_get_n_chars (new));
      at = passage;
    }

  g_assert_cmpstr (fates->str, ==, row->fates);
}

/* A span in parts is kept when all of them are, and orphaned with one of them. */
static void
test_parts (void)
{
  g_autoptr(ManiculeText) old = new_text (STORY);
  g_autoptr(ManiculeText) new = new_text (OTHER LEDE QUOTE END);
  g_autoptr(ManiculeRebase) rebase = manicule_rebase_new (old, new);
  const char *doubt = strstr (STORY, "Brandt");
  ManiculeRange ranges[] = { { 0, 3 }, { 4, 11 } }, mapped[2];

  g_assert_cmpint (manicule_rebase_map (rebase, ranges, 2, mapped), ==, MANICULE_REBASE_KEPT);
  assert_same (old, &ranges[1], new, &mapped[1]);
  ranges[1].start = g_utf8_pointer_to_offset (STORY, doubt);
  ranges[1].end = ranges[1].start + 6;
  g_assert_cmpint (manicule_rebase_map (rebase, ranges, 2, mapped), ==, MANICULE_REBASE_ORPHANED);
}

/* An empty range stays between its neighbours, and is orphaned when one of them goes. */
static void
test_empty_range (void)
{
  g_autoptr(ManiculeText) old = new_text (STORY);
  g_autoptr(ManiculeText) new = new_text (OTHER LEDE QUOTE END);
  g_autoptr(ManiculeRebase) rebase = manicule_rebase_new (old, new);
  ManiculeRange range = { 4, 4 }, mapped;
  guint doubt = g_utf8_strlen (LEDE QUOTE, -1);

  g_assert_cmpint (manicule_rebase_map (rebase, &range, 1, &mapped), ==, MANICULE_REBASE_KEPT);
  g_assert_cmpuint (mapped.start, ==, g_utf8_strlen (OTHER, -1) + 4);
  range.start = range.end = doubt + 3;
  g_assert_cmpint (manicule_rebase_map (rebase, &range, 1, &mapped), ==, MANICULE_REBASE_ORPHANED);
}

/* --- made up edits ---------------------------------------------------------------------------------------------- */

/* A text whose characters know where they come from: (element-type gunichar, guint). */
typedef struct
{
  GString *text;     /* (owned) */
  GArray  *origins;  /* (owned) (element-type guint): by character, its place in the old text, or G_MAXUINT */
} Tracked;

static void
tracked_append (Tracked      *self,
                const char   *text,
                guint         origin)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      g_array_append_val (self->origins, origin);
      origin += origin != G_MAXUINT;
    }
  g_string_append (self->text, text);
}

static const char * const fillers[] = { OTHER, "Nobody minded. ", "the ", "of Port Averne ", "A spokesman declined to say. " };

/* Goes through the sentences of a text and drops, moves, edits and adds some. */
static void
edit (const char *old,
      guint       one_in,
      Tracked    *result)
{
  g_auto(GStrv) sentences = g_strsplit (old, ". ", -1);
  guint n = g_strv_length (sentences), origin = 0;
  g_autoptr(GString) held = g_string_new (NULL);
  guint held_origin = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *sentence = g_strconcat (sentences[i], i + 1 < n ? ". " : "", NULL);
      guint length = g_utf8_strlen (sentence, -1);
      guint cut = length > 0 ? g_test_rand_int_range (0, length) : 0;
      g_autofree char *head = g_utf8_substring (sentence, 0, cut), *tail = g_utf8_substring (sentence, cut, -1);

      switch (g_test_rand_int_range (0, one_in * 4))
        {
        case 0:
          break;
        case 1:
          tracked_append (result, held->str, held_origin);
          g_string_assign (held, sentence);
          held_origin = origin;
          break;
        case 2:
          tracked_append (result, head, origin);
          tracked_append (result, fillers[g_test_rand_int_range (0, G_N_ELEMENTS (fillers))], G_MAXUINT);
          tracked_append (result, tail, origin + cut);
          break;
        case 3:
          tracked_append (result, head, origin);
          if (*tail != '\0')
            tracked_append (result, g_utf8_next_char (tail), origin + cut + 1);
          break;
        default:
          tracked_append (result, sentence, origin);
        }
      origin += length;
    }
  tracked_append (result, held->str, held_origin);
}

typedef struct
{
  guint n;
  guint found;   /* kept or moved */
  guint wrong;   /* the same text, but another passage */
  guint gone;    /* orphaned though all of it is still there, in one piece */
} Count;

/* Looks up every word of the old text. */
static void
count_words (ManiculeText  *old,
             const Tracked *tracked,
             Count         *count)
{
  g_autoptr(ManiculeText) new = new_text (tracked->text->str);
  g_autoptr(ManiculeRebase) rebase = manicule_rebase_new (old, new);
  guint n_old = manicule_text_get_n_chars (old), n_new = manicule_text_get_n_chars (new);
  g_autofree guint *places = g_new (guint, n_old + 1);

  memset (places, 0xff, (n_old + 1) * sizeof *places);
  for (guint i = 0; i < n_new; i++)
    if (g_array_index (tracked->origins, guint, i) != G_MAXUINT)
      places[g_array_index (tracked->origins, guint, i)] = i;

  for (guint start = 0; start < n_old; start++)
    {
      ManiculeRange range = { start, start + 1 }, mapped;
      gboolean whole = places[start] != G_MAXUINT;

      if (!g_unichar_isalnum (manicule_text_get_char (old, start)))
        continue;
      for (; range.end < n_old && g_unichar_isalnum (manicule_text_get_char (old, range.end)); range.end++)
        whole = whole && places[range.end] == places[start] + (range.end - start);
      count->n++;
      if (manicule_rebase_map (rebase, &range, 1, &mapped) == MANICULE_REBASE_ORPHANED)
        count->gone += whole;
      else
        {
          assert_same (old, &range, new, &mapped);
          count->found++;
          count->wrong += mapped.start != places[start];
        }
      start = range.end;
    }
}

static char *
make_story (guint n)
{
  static const char * const who[] = { "The mayor", "Ines Halloran", "A dockworker", "Tomas Brandt", "The port’s accountant" };
  static const char * const what[] = { "said the crane", "told the Courier that the pier", "denied that the ferry", "feared the lease" };
  static const char * const how[] = { "would stay", "could not be saved", "had cost 40 crowns", "was sold in 1931", "is closed" };
  static const char * const where[] = { "in Port Averne", "at the U.S.-led yard", "in Skarvik", "on Monday", "near the old mill" };
  GString *story = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (story, "%s %s %s %s, %u years after the flood. ", who[g_test_rand_int_range (0, 5)],
                            what[g_test_rand_int_range (0, 4)], how[g_test_rand_int_range (0, 5)],
                            where[g_test_rand_int_range (0, 5)], g_test_rand_int_range (2, 90));

  return g_string_free_and_steal (story);
}

static void
run_edits (const char *story,
           guint       one_in,
           Count      *count)
{
  g_autoptr(ManiculeText) old = new_text (story);
  Tracked tracked = { g_string_new (NULL), g_array_new (FALSE, FALSE, sizeof (guint)) };

  edit (story, one_in, &tracked);
  count_words (old, &tracked, count);
  g_string_free (tracked.text, TRUE);
  g_array_unref (tracked.origins);
}

/* Made up stories with much repetition: what is found covers the same text, is nearly always the same passage, and most of
 * what is still there is found. */
static void
test_random (void)
{
  Count count = { 0, };

  for (guint i = 0; i < 400; i++)
    {
      g_autofree char *story = make_story (g_test_rand_int_range (1, 40));

      run_edits (story, g_test_rand_int_range (2, 12), &count);
    }

  g_test_message ("%u words: %u found, %u of them elsewhere, %u listed though they are there", count.n, count.found,
                  count.wrong, count.gone);
  g_assert_cmpuint (count.wrong * 40, <, count.found);
  g_assert_cmpuint (count.gone * 5, <, count.n);
}

/* The same with real articles, where they are at hand. */
static void
test_seeds (void)
{
  const char *shared = g_getenv ("MANICULE_SHARED");
  g_autofree char *folder = shared != NULL ? g_build_filename (shared, "seeds", NULL) : NULL;
  g_autoptr(GDir) dir = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  Count count = { 0, };
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *story = NULL;

      if (!g_str_has_suffix (name, ".txt") || !g_file_get_contents (path, &story, NULL, NULL) || !g_utf8_validate (story, -1, NULL))
        continue;
      for (guint i = 0; i < 60; i++)
        run_edits (story, g_test_rand_int_range (2, 12), &count);
    }

  if (count.n == 0)
    {
      g_test_skip ("the folder of real articles is not there");
      return;
    }
  g_test_message ("%u words: %u found, %u of them elsewhere, %u listed though they are there", count.n, count.found,
                  count.wrong, count.gone);
  g_assert_cmpuint (count.wrong * 1000, <, count.found);
  g_assert_cmpuint (count.gone * 10, <, count.n);
}

/* Two long texts that have nothing in common cost a bounded time, and everything is orphaned. */
static void
test_nothing_in_common (void)
{
  g_autoptr(GString) a = g_string_new (NULL), b = g_string_new (NULL);
  g_autoptr(ManiculeText) old = NULL, new = NULL;
  g_autoptr(ManiculeRebase) rebase = NULL;
  ManiculeRange range = { 10, 14 }, mapped;

  for (guint i = 0; i < 60000; i++)
    {
      g_string_append_printf (a, "a%x ", g_test_rand_int_range (0, 5000));
      g_string_append_printf (b, "b%x ", g_test_rand_int_range (0, 5000));
    }
  old = new_text (a->str);
  new = new_text (b->str);
  rebase = manicule_rebase_new (old, new);
  g_assert_cmpint (manicule_rebase_map (rebase, &range, 1, &mapped), ==, MANICULE_REBASE_ORPHANED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/rebase/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/rebase/parts", test_parts);
  g_test_add_func ("/rebase/empty-range", test_empty_range);
  g_test_add_func ("/rebase/random", test_random);
  g_test_add_func ("/rebase/seeds", test_seeds);
  g_test_add_func ("/rebase/nothing-in-common", test_nothing_in_common);

  return g_test_run ();
}
