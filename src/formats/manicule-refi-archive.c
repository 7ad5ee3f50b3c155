/* manicule-refi-archive.c: projects of REFI-QDA, read with the texts of their sources
 *
 * The project and the texts are read side by side, so that memory holds a few sources at a time: as a rule both stand in
 * the same order. Where they do not, more sources wait together for the texts to come by.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-refi.h"

#include "manicule-format-input-private.h"
#include "manicule-zip.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define UTF8_BOM "\xef\xbb\xbf"
/* So many sources and codings wait for their texts: at first, and at most. */
#define MIN_WAITING 4096u
#define MAX_WAITING (128u * 1024)

typedef struct
{
  ManiculeFormatInput  *input;
  ManiculeDocumentFunc  func;
  gpointer              data;
  GBytes               *bytes;      /* (owned) (nullable): the file, where it cannot be sought in */
  goffset               size;       /* of the file */
  gboolean              is_archive;
  char                 *name;       /* (owned) (nullable): of the project within the archive */
  char                 *folder;     /* (owned) (nullable): where that lies, in lower case: "", or a path with a slash */
  ManiculeHashSet      *entries;    /* (owned): the names in the archive, in lower case */
  ManiculeRefiProject  *project;    /* (owned) */
  ManiculeHashSet      *ids;        /* (owned): of documents */
  ManiculeRefiVote      vote;
  ManiculeRefiCount     count;
  ManiculeRefiPass      pass;
  GPtrArray            *waiting;    /* (owned) (element-type ManiculeRefiSource): for their texts */
  GHashTable           *by_path;    /* (owned): path to those with that text, a GPtrArray */
  guint                 n_waiting;  /* sources and codings */
  guint                 max_waiting;
  ManiculeZipReader    *texts;      /* (owned) (nullable): where the last text was found */
  guint64               n_read;     /* bytes of project.qde in both passes */
  guint64               n_expected;
  goffset               n_told;
} Reading;

/* --- the file --- */

static gboolean
can_seek (GInputStream *stream)
{
  return G_IS_SEEKABLE (stream) && g_seekable_can_seek (G_SEEKABLE (stream));
}

static GInputStream *
open_file (Reading  *self,
           GError  **error)
{
  if (self->bytes != NULL)
    return g_memory_input_stream_new_from_bytes (self->bytes);

  return manicule_format_input_open (self->input, manicule_format_input_get_file (self->input), &self->size, error);
}

static ManiculeZipReader *
open_archive (Reading  *self,
              GError  **error)
{
  GInputStream *stream = open_file (self, error);

  return stream != NULL ? manicule_zip_reader_new (stream, (guint64) self->size, manicule_format_input_get_name (self->input),
                                                   self->input->cancellable, error) : NULL;
}

/* What the file is, and whether it has to be held to go back in it. */
static gboolean
look_at_file (Reading  *self,
              GError  **error)
{
  g_autoptr(GInputStream) stream = open_file (self, error);
  char head[4];
  gsize n;

  if (stream == NULL || !g_input_stream_read_all (stream, head, sizeof head, &n, self->input->cancellable, error))
    return FALSE;

  self->is_archive = manicule_zip_is (head, n);
  if (can_seek (stream))
    return TRUE;

  self->bytes = manicule_format_input_read_bytes (self->input, NULL, error);

  return self->bytes != NULL;
}

/* --- the archive --- */

/* Who packs a folder again may pack it with its name. */
static gboolean
is_project_name (const char *name)
{
  const char *slash = strrchr (name, '/');

  return g_ascii_strcasecmp (slash != NULL ? slash + 1 : name, "project.qde") == 0;
}

static void
note_entry (Reading    *self,
            const char *name)
{
  g_autofree char *lower = g_utf8_strdown (name, -1);

  manicule_hash_set_add (self->entries, lower);
  if (self->name != NULL || !is_project_name (name))
    return;

  self->name = g_strdup (name);
  self->folder = g_strndup (lower, strlen (lower) - strlen ("project.qde"));
}

/* Looks at all names before anything is read. */
static gboolean
list_entries (Reading  *self,
              GError  **error)
{
  g_autoptr(ManiculeZipReader) reader = open_archive (self, error);
  g_autoptr(GError) fault = NULL;
  const char *name;

  if (reader == NULL)
    return FALSE;

  while ((name = manicule_zip_reader_next (reader, &fault)) != NULL)
    note_entry (self, name);
  if (fault != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
  if (self->name == NULL)
    manicule_format_input_fail (self->input, MANICULE_FORMAT_ERROR_DAMAGED, 0, error, _("there is no project.qde in the archive"));

  return self->name != NULL;
}

/* A path within the folder of the project, as sources name it: in lower case; NULL where it lies elsewhere. */
static char *
dup_inner_path (Reading    *self,
                const char *name)
{
  g_autofree char *lower = g_utf8_strdown (name, -1);

  return g_str_has_prefix (lower, self->folder) ? g_strdup (lower + strlen (self->folder)) : NULL;
}

static gboolean
has_text (Reading            *self,
          ManiculeRefiSource *source)
{
  g_autofree char *path = self->folder != NULL && source->path != NULL ? g_strconcat (self->folder, source->path, NULL) : NULL;

  return path != NULL && manicule_hash_set_contains (self->entries, path);
}

/* --- sources and their texts --- */

/* The mark is no character of the text. */
static ManiculeText *
decode (Reading  *self,
        GBytes   *bytes,
        GError  **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autoptr(GBytes) rest = NULL;
  g_autofree char *encoding = NULL;

  if (length >= 3 && memcmp (data, UTF8_BOM, 3) == 0)
    rest = g_bytes_new_from_bytes (bytes, 3, length - 3);

  return manicule_format_input_decode (self->input, rest != NULL ? rest : bytes, &encoding, error);
}

static gboolean
take_text (Reading             *self,
           ManiculeRefiSource  *source,
           ManiculeText        *text,
           GError             **error)
{
  g_autoptr(ManiculeDocument) document = NULL;

  source->is_read = TRUE;
  if (self->pass == MANICULE_REFI_SURVEY)
    {
      manicule_refi_vote_add (&self->vote, text, source);
      return TRUE;
    }

  document = manicule_refi_make_document (self->project, self->input, source, text, self->count, self->ids, error);

  return document != NULL && manicule_format_input_emit (self->input, document, self->func, self->data, error);
}

/* The sources of a text that is in the archive. */
static gboolean
take_entry (Reading    *self,
            GPtrArray  *sources,
            GError    **error)
{
  g_autoptr(GBytes) bytes = manicule_zip_reader_read_all (self->texts, error);
  g_autoptr(ManiculeText) text = bytes != NULL ? decode (self, bytes, error) : NULL;

  for (guint i = 0; text != NULL && i < sources->len; i++)
    if (!take_text (self, sources->pdata[i], text, error))
      return FALSE;

  return text != NULL;
}

static gboolean
look_at_entry (Reading     *self,
               const char  *name,
               GError     **error)
{
  g_autofree char *path = dup_inner_path (self, name);
  GPtrArray *sources = path != NULL ? g_hash_table_lookup (self->by_path, path) : NULL;
  gboolean success;

  if (sources == NULL)
    return TRUE;

  success = take_entry (self, sources, error);
  g_hash_table_remove (self->by_path, path);

  return success;
}

/* Goes on from the last text to the end of the archive, until all are found. */
static gboolean
find_texts (Reading  *self,
            GError  **error)
{
  g_autoptr(GError) fault = NULL;

  if (self->texts == NULL && (self->texts = open_archive (self, error)) == NULL)
    return FALSE;

  while (g_hash_table_size (self->by_path) > 0)
    {
      const char *name = manicule_zip_reader_next (self->texts, &fault);

      if (fault != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&fault));
          return FALSE;
        }
      if (name == NULL)
        {
          g_clear_pointer (&self->texts, manicule_zip_reader_free);
          return TRUE;
        }
      if (!look_at_entry (self, name, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
report_missing (Reading             *self,
                ManiculeRefiSource  *source,
                GError             **error)
{
  return self->pass == MANICULE_REFI_SURVEY ||
         manicule_format_input_report (self->input, MANICULE_FINDING_ERROR, "source-missing", source->line, error,
                                       _("the text of the source “%s” is not in the archive; it was left out"),
                                       source->name != NULL ? source->name : source->guid != NULL ? source->guid : "");
}

/* Those that stand before the last text are found from the start on; the next time more of them wait for that. */
static gboolean
finish_waiting (Reading  *self,
                GError  **error)
{
  gboolean was_begun = self->texts != NULL;

  if (self->waiting->len > 0 && !find_texts (self, error))
    return FALSE;
  if (was_begun && g_hash_table_size (self->by_path) > 0)
    {
      self->max_waiting = MIN (self->max_waiting * 2, MAX_WAITING);
      if (!find_texts (self, error))
        return FALSE;
    }
  for (guint i = 0; i < self->waiting->len; i++)
    if (!((ManiculeRefiSource *) self->waiting->pdata[i])->is_read && !report_missing (self, self->waiting->pdata[i], error))
      return FALSE;
  g_hash_table_remove_all (self->by_path);
  g_ptr_array_set_size (self->waiting, 0);
  self->n_waiting = 0;

  return TRUE;
}

static gboolean
let_wait (Reading             *self,
          ManiculeRefiSource  *source,
          GError             **error)
{
  GPtrArray *sources = g_hash_table_lookup (self->by_path, source->path);

  if (sources == NULL)
    {
      sources = g_ptr_array_new ();
      g_hash_table_insert (self->by_path, g_strdup (source->path), sources);
    }
  g_ptr_array_add (sources, source);
  g_ptr_array_add (self->waiting, source);
  self->n_waiting += 1 + source->codings->len;

  return self->n_waiting < self->max_waiting || finish_waiting (self, error);
}

/* A text that stands in the project itself. */
static gboolean
take_inline_text (Reading             *self,
                  ManiculeRefiSource  *source,
                  GError             **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new_take (source->text, strlen (source->text));
  g_autoptr(ManiculeText) text = NULL;

  source->text = NULL;
  text = manicule_text_new (bytes, error);

  return text != NULL && take_text (self, source, text, error);
}

/* Whether the selections say how positions count. */
static gboolean
has_names (ManiculeRefiSource *source)
{
  for (guint i = 0; i < source->codings->len; i++)
    {
      const ManiculeRefiCoding *coding = source->codings->pdata[i];

      if (coding->selection != NULL && coding->name != NULL)
        return TRUE;
    }

  return FALSE;
}

static gboolean
take_source (ManiculeRefiSource  *source,
             gpointer             data,
             GError             **error)
{
  g_autoptr(ManiculeRefiSource) owned = source;
  Reading *self = data;

  if (self->pass == MANICULE_REFI_SURVEY && !has_names (source))
    return TRUE;
  if (source->text != NULL)
    return take_inline_text (self, source, error);
  if (!has_text (self, source))
    return report_missing (self, source, error);

  return let_wait (self, g_steal_pointer (&owned), error);
}

/* --- the project --- */

static void
tell_progress (Reading *self,
               gsize    n)
{
  goffset done;

  self->n_read += n;
  done = (goffset) ((double) self->size * (double) MIN (self->n_read, self->n_expected) / (double) MAX (self->n_expected, 1));
  if (self->bytes == NULL && done > self->n_told)
    {
      manicule_format_input_advance (self->input, (gsize) (done - self->n_told));
      self->n_told = done;
    }
}

typedef struct
{
  Reading           *reading;
  ManiculeZipReader *entry;   /* (owned) (nullable) */
  GInputStream      *stream;  /* (owned) (nullable): where there is no archive */
} Source;

static gssize
read_piece (gpointer   data,
            void      *buffer,
            gsize      length,
            GError   **error)
{
  Source *self = data;
  gssize n = self->entry != NULL ? manicule_zip_reader_read (self->entry, buffer, length, error)
                                 : g_input_stream_read (self->stream, buffer, length, self->reading->input->cancellable, error);

  if (n > 0)
    tell_progress (self->reading, (gsize) n);

  return n;
}

static ManiculeZipReader *
open_project (Reading  *self,
              GError  **error)
{
  g_autoptr(ManiculeZipReader) reader = open_archive (self, error);
  g_autoptr(GError) fault = NULL;
  const char *name;

  if (reader == NULL)
    return NULL;

  while ((name = manicule_zip_reader_next (reader, &fault)) != NULL)
    if (g_str_equal (name, self->name))
      {
        self->n_expected = 2 * manicule_zip_reader_get_size (reader);
        return g_steal_pointer (&reader);
      }
  if (fault != NULL)
    g_propagate_error (error, g_steal_pointer (&fault));
  else
    manicule_format_input_fail (self->input, MANICULE_FORMAT_ERROR_DAMAGED, 0, error, _("there is no project.qde in the archive"));

  return NULL;
}

static gboolean
run_pass (Reading           *self,
          ManiculeRefiPass   pass,
          GError           **error)
{
  Source source = { .reading = self };
  gboolean success;

  self->pass = pass;
  self->n_expected = 2 * (guint64) self->size;
  source.entry = self->is_archive ? open_project (self, error) : NULL;
  source.stream = self->is_archive ? NULL : open_file (self, error);
  success = (source.entry != NULL || source.stream != NULL) &&
            manicule_refi_read_xml (self->project, self->input, pass, read_piece, &source,
                                    self->is_archive ? self->name : manicule_format_input_get_name (self->input),
                                    take_source, self, error) &&
            finish_waiting (self, error);
  g_clear_pointer (&source.entry, manicule_zip_reader_free);
  g_clear_object (&source.stream);
  g_clear_pointer (&self->texts, manicule_zip_reader_free);

  return success;
}

static void
report_count (Reading *self)
{
  static const char * const titles[MANICULE_REFI_N_COUNTS] = {
    [MANICULE_REFI_CHARS_ONE_BREAK] = N_("positions count a line break of two characters as one"),
    [MANICULE_REFI_UTF16] = N_("positions count UTF-16 units"),
    [MANICULE_REFI_UTF16_ONE_BREAK] = N_("positions count UTF-16 units, and a line break of two characters as one"),
  };

  if (self->count != MANICULE_REFI_CHARS)
    manicule_format_input_report (self->input, MANICULE_FINDING_NOTE, "offset-unit", 0, NULL, "%s", _(titles[self->count]));
}

/* What the project has and is not read. */
static void
report_rest (Reading *self)
{
  guint n = self->project->n_other_sources;

  if (n > 0)
    manicule_format_input_report (self->input, MANICULE_FINDING_WARNING, "sources-left-out", 0, NULL,
                                  ngettext ("%u picture or recording was left out", "%u pictures and recordings were left out", n), n);
}

static gboolean
read_project (Reading  *self,
              GError  **error)
{
  if (!look_at_file (self, error) || (self->is_archive && !list_entries (self, error)) ||
      !run_pass (self, MANICULE_REFI_SURVEY, error))
    return FALSE;

  manicule_refi_add_to_schema (self->project, self->input);
  self->count = manicule_refi_vote_decide (&self->vote);
  report_count (self);
  if (!run_pass (self, MANICULE_REFI_SOURCES, error))
    return FALSE;

  manicule_refi_set_links_aside (self->project);
  if (!manicule_refi_asides_carry (self->project->asides, self->input, error))
    return FALSE;

  self->n_read = self->n_expected;
  tell_progress (self, 0);
  report_rest (self);

  return TRUE;
}

static void
free_source (gpointer source)
{
  manicule_refi_source_free (source);
}

/**
 * manicule_refi_read:
 * @input: an archive with a project, a project or a code book
 * @func: gets the documents
 * @data: passed to it
 * @error: return location
 *
 * Returns: FALSE with an error when it cannot be read
 */
gboolean
manicule_refi_read (ManiculeFormatInput   *input,
                    ManiculeDocumentFunc   func,
                    gpointer               data,
                    GError               **error)
{
  Reading self = { .input = input, .func = func, .data = data, .max_waiting = MIN_WAITING };
  gboolean success;

  self.project = manicule_refi_project_new ();
  self.entries = manicule_hash_set_new ();
  self.ids = manicule_hash_set_new ();
  self.waiting = g_ptr_array_new_with_free_func (free_source);
  self.by_path = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  success = read_project (&self, error);
  g_hash_table_unref (self.by_path);
  g_ptr_array_unref (self.waiting);
  manicule_hash_set_free (self.ids);
  manicule_hash_set_free (self.entries);
  manicule_refi_project_free (self.project);
  g_clear_pointer (&self.texts, manicule_zip_reader_free);
  g_clear_pointer (&self.bytes, g_bytes_unref);
  g_free (self.name);
  g_free (self.folder);

  return success;
}
