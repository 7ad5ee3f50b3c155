/* test-journal.c: lines of the journal, and what is none
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-json-journal.h"
#include "random-model.h"

#include <string.h>

#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static GString *
write_line (ManiculeJournalKind kind)
{
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) manicule_journal_file_free);
  g_autoptr(GPtrArray) spent = g_ptr_array_new_with_free_func ((GDestroyNotify) manicule_journal_spent_free);
  g_autoptr(ManiculeChange) change = random_change ();
  GString *out = g_string_new (NULL);
  ManiculeJournalLine line = {
    .kind = kind, .seq = 4711, .time = 1800000000, .annotator = (char *) "Zoë", .id = (char *) "k3f9", .step = 17, .change = change,
    .title = (char *) "Added “Ines”", .files = files, .spent = spent,
  };

  g_ptr_array_add (files, manicule_journal_file_new ("schema.json", HASH, 4700));
  g_ptr_array_add (files, manicule_journal_file_new ("annotations/Zoë/a.json", NULL, 0));
  g_ptr_array_add (spent, manicule_journal_spent_new ("a", 90));
  manicule_json_append_journal_line (out, &line);

  return out;
}

static ManiculeJournalLine *
read_line (const char  *data,
           gsize        length,
           GError     **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, length);

  return manicule_json_read_journal_line (bytes, "anna.jsonl", 3, error);
}

static void
assert_content (ManiculeJournalLine *line)
{
  ManiculeJournalFile *file;

  switch (line->kind)
    {
    case MANICULE_JOURNAL_HEAD:
      g_assert_cmpstr (line->annotator, ==, "Zoë");
      break;
    case MANICULE_JOURNAL_CHANGE:
      g_assert_nonnull (line->change);
      g_assert_cmpstr (line->title, ==, "Added “Ines”");
      g_assert_cmpuint (line->step, ==, 17);
      break;
    case MANICULE_JOURNAL_UNDO:
    case MANICULE_JOURNAL_REDO:
      g_assert_cmpuint (line->step, ==, 17);
      break;
    case MANICULE_JOURNAL_SAVING:
    case MANICULE_JOURNAL_SAVED:
      g_assert_cmpuint (line->files->len, ==, 2);
      file = g_ptr_array_index (line->files, 0);
      g_assert_cmpstr (file->sha256, ==, HASH);
      g_assert_cmpuint (file->upto, ==, 4700);
      file = g_ptr_array_index (line->files, 1);
      g_assert_cmpstr (file->name, ==, "annotations/Zoë/a.json");
      g_assert_null (file->sha256);
      break;
    case MANICULE_JOURNAL_SPENT:
      g_assert_cmpuint (line->spent->len, ==, 1);
      g_assert_cmpuint (((ManiculeJournalSpent *) g_ptr_array_index (line->spent, 0))->seconds, ==, 90);
      break;
    default:
      g_assert_not_reached ();
    }
}

/* Each kind of line reads back as what was written. */
static void
test_journal_round_trip (gconstpointer data)
{
  ManiculeJournalKind kind = GPOINTER_TO_INT (data);

  for (guint i = 0; i < 50; i++)
    {
      g_autoptr(GError) error = NULL;
      GString *text = write_line (kind);
      g_autoptr(ManiculeJournalLine) line = NULL;

      g_assert_true (g_str_has_suffix (text->str, "\"}\n"));
      g_assert_true (manicule_json_check_journal_line (text->str, text->len - 1));
      line = read_line (text->str, text->len - 1, &error);
      g_assert_no_error (error);
      g_assert_cmpint (line->kind, ==, kind);
      g_assert_cmpuint (line->seq, ==, 4711);
      g_assert_cmpint (line->time, ==, 1800000000);
      assert_content (line);
      g_string_free (text, TRUE);
    }
}

/* A line of which any byte is another, or any part is missing, is no line. */
static void
test_journal_damage (void)
{
  GString *text = write_line (MANICULE_JOURNAL_CHANGE);
  gsize length = text->len - 1;

  for (gsize i = 0; i < length; i++)
    {
      g_autofree char *spoilt = g_strdup (text->str);

      spoilt[i] ^= 1 << g_test_rand_int_range (0, 7);
      g_assert_false (manicule_json_check_journal_line (spoilt, length));
      g_assert_false (manicule_json_check_journal_line (text->str, i));
      if (i > 0)
        g_assert_false (manicule_json_check_journal_line (text->str + i, length - i));
    }

  g_string_free (text, TRUE);
}

/* What is JSON but no line of the journal is refused, with words. */
static void
test_journal_refused (gconstpointer data)
{
  const char *text = data;
  g_autoptr(GError) error = NULL;

  g_assert_null (read_line (text, strlen (text), &error));
  g_assert_nonnull (error);
  g_assert_true (g_str_has_prefix (error->message, "anna.jsonl:3: "));
}

#define START "{\"seq\":1,\"time\":\"2026-11-24T14:32:05Z\","

int
main (int    argc,
      char **argv)
{
  static const char * const kinds[] = { "head", "change", "undo", "redo", "saving", "saved", "spent" };
  static const char * const refused[] = {
    "{}", "[]", START "\"undo\":0}", START "\"undo\":-1}", START "\"redo\":\"1\"}", START "\"step\":1}",
    START "\"step\":1,\"change\":{}}", START "\"step\":1,\"change\":7}", START "\"saved\":{}}", START "\"saved\":[7]}",
    START "\"saved\":[{\"file\":\"../a\",\"upto\":1}]}", START "\"saved\":[{\"file\":\"/etc/a\",\"upto\":1}]}",
    START "\"saved\":[{\"file\":\"\",\"upto\":1}]}", START "\"saved\":[{\"file\":\"a/../../b\",\"upto\":1}]}",
    START "\"saving\":[{\"file\":\"a\",\"sha256\":\"x\",\"upto\":1}]}", START "\"saved\":[{\"file\":\"a\",\"upto\":-1}]}",
    START "\"spent\":[{\"article\":\"a/b\",\"seconds\":1}]}", START "\"format\":\"other\",\"version\":1}",
    START "\"format\":\"manicule-journal\",\"version\":2,\"annotator\":\"anna\"}", "{\"seq\":-1,\"time\":\"x\",\"undo\":1}",
  };

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *path = g_strconcat ("/journal/round-trip/", kinds[i], NULL);

      g_test_add_data_func (path, GINT_TO_POINTER (i), test_journal_round_trip);
    }
  g_test_add_func ("/journal/damage", test_journal_damage);
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *path = g_strdup_printf ("/journal/refused/%u", i);

      g_test_add_data_func (path, refused[i], test_journal_refused);
    }

  return g_test_run ();
}
