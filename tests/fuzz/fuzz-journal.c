/* fuzz-journal.c: reading a journal, and replaying what it tells
 *
 * Each line of the input gets the checksum that it should have, for no fuzzer finds one; a line that begins with "!"
 * stays as it is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fuzz.h"

#include "manicule-journal-compact.h"
#include "manicule-time-log.h"

#include <string.h>

int
LLVMFuzzerInitialize (int    *argc,
                      char ***argv)
{
  fuzz_init ();

  return 0;
}

static void
append_line (GString    *out,
             const char *line,
             gsize       length)
{
  g_autofree char *sum = NULL;
  gsize start = out->len;

  g_string_append_len (out, line, length);
  if (length > 0 && line[0] != '!' && line[length - 1] == '}')
    {
      g_string_truncate (out, out->len - 1);
      sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) out->str + start, out->len - start);
      g_string_append_printf (out, ",\"sum\":\"%.16s\"}", sum);
    }
}

static GBytes *
add_checksums (const char *data,
               gsize       size)
{
  GString *out = g_string_new (NULL);
  gsize offset = 0;

  while (offset < size)
    {
      const char *feed = memchr (data + offset, '\n', size - offset);
      gsize end = feed != NULL ? (gsize) (feed - data) : size;

      append_line (out, data + offset, end - offset);
      if (feed != NULL)
        g_string_append_c (out, '\n');
      offset = end + 1;
    }

  return g_string_free_to_bytes (out);
}

static ManiculeProject *
make_project (void)
{
  g_autoptr(ManiculeSchema) schema = manicule_schema_new ();
  g_autoptr(ManiculeText) text = manicule_text_new_from_string ("Ines Halloran spoke for the Harbour Board on Tuesday.");
  g_autoptr(ManiculeAnnotationSet) set = manicule_annotation_set_new ("one", "anna", text);
  ManiculeProject *project = manicule_project_new ("Fuzz", schema);

  manicule_project_hold_set (project, set);
  return project;
}

/* A change that was applied is done, and its inverse takes it back. */
static void
replay (ManiculeJournalLog  *log,
        ManiculeProject     *project,
        ManiculeJournalStep *step)
{
  g_autoptr(GPtrArray) changes = manicule_journal_log_read_changes (log, step);

  for (guint i = 0; i < changes->len; i++)
    {
      g_autoptr(ManiculeChange) fitting = manicule_change_fit (g_ptr_array_index (changes, i), project);

      if (manicule_change_apply (fitting, project, NULL))
        g_assert_true (manicule_change_is_done (fitting, project));
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autoptr(GBytes) bytes = add_checksums ((const char *) data, size);
  g_autoptr(ManiculeJournalLog) log = manicule_journal_log_new (bytes, "journal/anna.jsonl", NULL);
  g_autoptr(ManiculeProject) project = make_project ();
  g_autoptr(ManiculeTimeLog) times = NULL;
  g_autoptr(GPtrArray) steps = NULL;
  g_autoptr(GHashTable) undone = NULL;
  g_autoptr(GBytes) compact = NULL;

  if (log == NULL)
    return 0;

  g_assert_cmpuint (log->position, <=, log->steps->len);
  steps = manicule_journal_log_make_steps (log);
  g_assert_cmpuint (steps->len, ==, log->steps->len);
  undone = manicule_journal_log_list_articles (log);
  times = manicule_time_log_new (log);
  for (guint i = 0; i < log->steps->len; i++)
    replay (log, project, g_ptr_array_index (log->steps, i));
  compact = manicule_journal_compact (log, "anna");

  return 0;
}
