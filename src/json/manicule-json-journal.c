/* manicule-json-journal.c: a line of the journal
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-json-journal.h"

#include "manicule-json-items.h"
#include "manicule-json-time.h"
#include "manicule-json-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FORMAT "manicule-journal"
/* What a line ends with: ,"sum":"0123456789abcdef"} */
#define SUM_BEFORE ",\"sum\":\""
#define SUM_AFTER "\"}"
#define SUM_DIGITS 16
#define TAIL_LENGTH (strlen (SUM_BEFORE) + SUM_DIGITS + strlen (SUM_AFTER))
/* So many files, or articles, in one line, and no more, are read. */
#define MAX_ITEMS 1000000

/* --- lines ------------------------------------------------------------------------------------------------------ */

/**
 * manicule_journal_file_new:
 * @name: a path below the project folder
 * @sha256: (nullable): its hash; %NULL when there is no such file
 * @upto: the number of the last line of the journal whose change is in it
 *
 * Returns: (transfer full): a file for a line of the journal
 */
ManiculeJournalFile *
manicule_journal_file_new (const char *name,
                           const char *sha256,
                           guint64     upto)
{
  ManiculeJournalFile *self = g_new0 (ManiculeJournalFile, 1);

  self->name = g_strdup (name);
  self->sha256 = g_strdup (sha256);
  self->upto = upto;

  return self;
}

void
manicule_journal_file_free (ManiculeJournalFile *self)
{
  g_free (self->name);
  g_free (self->sha256);
  g_free (self);
}

/**
 * manicule_journal_spent_new:
 * @article_id: an article
 * @seconds: how long it was worked on
 *
 * Returns: (transfer full): an article for a line of the journal
 */
ManiculeJournalSpent *
manicule_journal_spent_new (const char *article_id,
                            guint64     seconds)
{
  ManiculeJournalSpent *self = g_new0 (ManiculeJournalSpent, 1);

  self->article_id = g_strdup (article_id);
  self->seconds = seconds;

  return self;
}

void
manicule_journal_spent_free (ManiculeJournalSpent *self)
{
  g_free (self->article_id);
  g_free (self);
}

void
manicule_journal_line_free (ManiculeJournalLine *self)
{
  g_free (self->annotator);
  g_free (self->id);
  g_free (self->title);
  g_clear_object (&self->change);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_clear_pointer (&self->spent, g_ptr_array_unref);
  g_free (self);
}

/* --- writing ---------------------------------------------------------------------------------------------------- */

static void
append_checksum (GString    *out,
                 const char *data,
                 gsize       length)
{
  g_autofree char *sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) data, length);

  g_string_append_len (out, sum, SUM_DIGITS);
}

static void
put_files (GString    *out,
           const char *name,
           GPtrArray  *files)
{
  manicule_json_put_name (out, name);
  g_string_append_c (out, '[');
  for (guint i = 0; i < files->len; i++)
    {
      ManiculeJournalFile *file = g_ptr_array_index (files, i);

      g_string_append (out, i > 0 ? ",{" : "{");
      manicule_json_put_string (out, "file", file->name);
      manicule_json_put_string (out, "sha256", file->sha256);
      manicule_json_put_int (out, "upto", file->upto);
      g_string_append_c (out, '}');
    }
  g_string_append_c (out, ']');
}

static void
put_spent (GString   *out,
           GPtrArray *spent)
{
  manicule_json_put_name (out, "spent");
  g_string_append_c (out, '[');
  for (guint i = 0; i < spent->len; i++)
    {
      ManiculeJournalSpent *item = g_ptr_array_index (spent, i);

      g_string_append (out, i > 0 ? ",{" : "{");
      manicule_json_put_string (out, "article", item->article_id);
      manicule_json_put_int (out, "seconds", item->seconds);
      g_string_append_c (out, '}');
    }
  g_string_append_c (out, ']');
}

static void
put_change (GString                   *out,
            const ManiculeJournalLine *line)
{
  manicule_json_put_int (out, "step", line->step);
  manicule_json_put_name (out, "change");
  manicule_json_append_change (out, line->change);
  manicule_json_put_string (out, "title", line->title);
}

static void
put_kind (GString                   *out,
          const ManiculeJournalLine *line)
{
  switch (line->kind)
    {
    case MANICULE_JOURNAL_HEAD:
      manicule_json_put_string (out, "format", FORMAT);
      manicule_json_put_int (out, "version", 1);
      manicule_json_put_string (out, "annotator", line->annotator);
      manicule_json_put_string (out, "id", line->id);
      break;
    case MANICULE_JOURNAL_CHANGE:
      put_change (out, line);
      break;
    case MANICULE_JOURNAL_UNDO:
      manicule_json_put_int (out, "undo", line->step);
      break;
    case MANICULE_JOURNAL_REDO:
      manicule_json_put_int (out, "redo", line->step);
      break;
    case MANICULE_JOURNAL_SAVING:
      put_files (out, "saving", line->files);
      break;
    case MANICULE_JOURNAL_SAVED:
      put_files (out, "saved", line->files);
      break;
    case MANICULE_JOURNAL_SPENT:
      put_spent (out, line->spent);
      break;
    default:
      g_assert_not_reached ();
    }
}

/**
 * manicule_json_append_journal_line:
 * @out: what to append to
 * @line: a line
 *
 * Any thread: what a line is made of does not change.
 */
void
manicule_json_append_journal_line (GString                   *out,
                                   const ManiculeJournalLine *line)
{
  gsize start = out->len;

  g_string_append_c (out, '{');
  manicule_json_put_int (out, "seq", line->seq);
  manicule_json_put_time (out, "time", line->time);
  put_kind (out, line);

  g_string_append (out, SUM_BEFORE);
  append_checksum (out, out->str + start, out->len - start - strlen (SUM_BEFORE));
  g_string_append (out, SUM_AFTER "\n");
}

/* --- reading ---------------------------------------------------------------------------------------------------- */

/**
 * manicule_json_check_journal_line:
 * @data: a line
 * @length: its length in bytes, without the line feed
 *
 * Returns: whether it ends with the checksum of what stands before
 */
gboolean
manicule_json_check_journal_line (const char *data,
                                  gsize       length)
{
  g_autofree char *sum = NULL;
  const char *tail;

  if (length < TAIL_LENGTH || data[0] != '{')
    return FALSE;

  tail = data + length - TAIL_LENGTH;
  if (memcmp (tail, SUM_BEFORE, strlen (SUM_BEFORE)) != 0 ||
      memcmp (data + length - strlen (SUM_AFTER), SUM_AFTER, strlen (SUM_AFTER)) != 0)
    return FALSE;

  sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) data, tail - data);
  return memcmp (sum, tail + strlen (SUM_BEFORE), SUM_DIGITS) == 0;
}

static guint64
get_number (ManiculeJsonValue  object,
            const char        *name)
{
  ManiculeJsonValue value = manicule_json_get (object, name);
  gint64 number = manicule_json_as_int (value);

  if (number < 0)
    manicule_json_fail (value, MANICULE_JSON_ERROR_VALUE, "negative", _("a number that is not negative must stand here"));

  return MAX (number, 0);
}

static gboolean
leads_out (const char *path)
{
  g_auto(GStrv) parts = g_strsplit (path, "/", -1);

  return *path == '\0' || g_path_is_absolute (path) || g_strv_contains ((const char * const *) parts, "..");
}

/* A path below the project folder that does not lead out of it. */
static const char *
get_path (ManiculeJsonValue  object,
          const char        *name)
{
  ManiculeJsonValue value = manicule_json_get (object, name);
  const char *path = manicule_json_as_string (value);

  if (path != NULL && leads_out (path))
    manicule_json_fail (value, MANICULE_JSON_ERROR_VALUE, "unsafe-path", _("a path inside the project must stand here"));

  return path;
}

static GPtrArray *
read_files (ManiculeJsonValue list)
{
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) manicule_journal_file_free);
  ManiculeJsonIter iter;

  manicule_json_iter_init (&iter, list);
  while (files->len < MAX_ITEMS && manicule_json_iter_next (&iter))
    {
      const char *name = get_path (iter.value, "file");
      gboolean exists = manicule_json_get_kind (manicule_json_find (iter.value, "sha256")) != MANICULE_JSON_ABSENT;
      const char *sha256 = exists ? manicule_json_get_sha256 (iter.value, "sha256") : NULL;

      g_ptr_array_add (files, manicule_journal_file_new (name, sha256, get_number (iter.value, "upto")));
    }

  return g_steal_pointer (&files);
}

static GPtrArray *
read_spent (ManiculeJsonValue list)
{
  g_autoptr(GPtrArray) spent = g_ptr_array_new_with_free_func ((GDestroyNotify) manicule_journal_spent_free);
  ManiculeJsonIter iter;

  manicule_json_iter_init (&iter, list);
  while (spent->len < MAX_ITEMS && manicule_json_iter_next (&iter))
    g_ptr_array_add (spent, manicule_journal_spent_new (manicule_json_get_file_name (iter.value, "article"),
                                                        get_number (iter.value, "seconds")));

  return g_steal_pointer (&spent);
}

static gint64
read_time (ManiculeJsonValue root)
{
  ManiculeJsonValue value = manicule_json_get (root, "time");
  const char *string = manicule_json_as_string (value);
  gint64 time = 0;

  if (string != NULL && !manicule_json_parse_time (string, &time))
    manicule_json_fail (value, MANICULE_JSON_ERROR_VALUE, "time-malformed",
                        _("a time must stand here, such as 2026-11-24T14:32:05Z"));

  return time;
}

static guint
get_step (ManiculeJsonValue  root,
          const char        *name)
{
  guint step = manicule_json_get_uint (root, name);

  if (step == 0)
    manicule_json_fail (root, MANICULE_JSON_ERROR_VALUE, "step-missing", _("the number of a step, from 1, must stand here"));

  return step;
}

static gboolean
has (ManiculeJsonValue  root,
     const char        *name)
{
  return manicule_json_get_kind (manicule_json_find (root, name)) != MANICULE_JSON_ABSENT;
}

static void
read_kind (ManiculeJsonValue    root,
           ManiculeJournalLine *line)
{
  if (has (root, "change"))
    {
      line->kind = MANICULE_JOURNAL_CHANGE;
      line->step = get_step (root, "step");
      line->title = g_strdup (manicule_json_find_string (root, "title"));
      line->change = manicule_json_read_change_object (manicule_json_get_object (root, "change"));
    }
  else if (has (root, "undo") || has (root, "redo"))
    {
      line->kind = has (root, "undo") ? MANICULE_JOURNAL_UNDO : MANICULE_JOURNAL_REDO;
      line->step = get_step (root, has (root, "undo") ? "undo" : "redo");
    }
  else if (has (root, "saving") || has (root, "saved"))
    {
      line->kind = has (root, "saving") ? MANICULE_JOURNAL_SAVING : MANICULE_JOURNAL_SAVED;
      line->files = read_files (manicule_json_get_array (root, has (root, "saving") ? "saving" : "saved"));
    }
  else if (has (root, "spent"))
    {
      line->kind = MANICULE_JOURNAL_SPENT;
      line->spent = read_spent (manicule_json_get_array (root, "spent"));
    }
  else if (manicule_json_check_format (root, FORMAT))
    {
      line->kind = MANICULE_JOURNAL_HEAD;
      line->annotator = g_strdup (manicule_json_get_file_name (root, "annotator"));
      line->id = g_strdup (manicule_json_get_id (root, "id"));
    }
}

/**
 * manicule_json_read_journal_line:
 * @bytes: a line whose checksum is right
 * @file: the journal's name for messages
 * @number: the line's number in the file, from 1
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what the line says; %NULL with an error
 */
ManiculeJournalLine *
manicule_json_read_journal_line (GBytes      *bytes,
                                 const char  *file,
                                 guint        number,
                                 GError     **error)
{
  g_autoptr(ManiculeJsonReader) reader = manicule_json_reader_new_full (bytes, file, number, MANICULE_JSON_MAX_DEPTH, error);
  g_autoptr(ManiculeJournalLine) line = NULL;
  ManiculeJsonValue root;

  if (reader == NULL)
    return NULL;

  line = g_new0 (ManiculeJournalLine, 1);
  root = manicule_json_reader_get_root (reader);
  line->seq = get_number (root, "seq");
  line->time = read_time (root);
  read_kind (root, line);

  return manicule_json_reader_settle (reader, NULL, error) ? g_steal_pointer (&line) : NULL;
}
