/* standoff-testing.c: files in and out of a format, for tests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "standoff-testing.h"

#include <glib/gstdio.h>

char *
standoff_make_folder (void)
{
  g_autoptr(GError) error = NULL;
  char *folder = g_dir_make_tmp ("manicule-test-XXXXXX", &error);

  g_assert_no_error (error);

  return folder;
}

static void
remove_all (const char *path)
{
  if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    {
      g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
      const char *name;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *child = g_build_filename (path, name, NULL);

          remove_all (child);
        }
    }

  g_assert_cmpint (g_remove (path), ==, 0);
}

void
standoff_remove_folder (char *folder)
{
  if (folder != NULL)
    remove_all (folder);
  g_free (folder);
}

char *
standoff_put (const char *folder,
              const char *name,
              const char *data,
              gssize      length)
{
  g_autoptr(GError) error = NULL;
  char *path = g_build_filename (folder, name, NULL);

  g_file_set_contents_full (path, data, length, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);

  return path;
}

char *
standoff_get (const char *folder,
              const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr(GError) error = NULL;
  char *data = NULL;

  g_file_get_contents (path, &data, NULL, &error);
  g_assert_no_error (error);

  return data;
}

gboolean
standoff_has (const char *folder,
              const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_file_test (path, G_FILE_TEST_IS_REGULAR);
}

static GHashTable *
parse_options (const char *options)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_auto(GStrv) pairs = g_strsplit (options != NULL ? options : "", ",", -1);

  for (guint i = 0; pairs[i] != NULL; i++)
    {
      g_auto(GStrv) sides = g_strsplit (pairs[i], "=", 2);

      g_assert_cmpuint (g_strv_length (sides), ==, 2);
      g_hash_table_insert (table, g_strdup (sides[0]), g_strdup (sides[1]));
    }

  return table;
}

static gboolean
keep_document (ManiculeDocument  *document,
               gpointer           data,
               GError           **error)
{
  g_ptr_array_add (data, g_object_ref (document));

  return TRUE;
}

static StandoffReading *
read_file (const char *format,
           const char *path,
           const char *options,
           const char *encoding,
           gboolean    strictly)
{
  StandoffReading *self = g_new0 (StandoffReading, 1);
  g_autoptr(GHashTable) table = parse_options (options);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(ManiculeFormatInput) input = NULL;

  self->documents = g_ptr_array_new_with_free_func (g_object_unref);
  self->schema = manicule_schema_new ();
  self->findings = manicule_findings_new ();

  input = manicule_format_input_new (manicule_formats_find (format), file, table, self->schema,
                                     strictly ? NULL : self->findings, NULL);
  manicule_format_input_set_encoding (input, encoding);
  if (!manicule_format_input_read (input, keep_document, self->documents, &self->error))
    g_assert_nonnull (self->error);

  return self;
}

StandoffReading *
standoff_read (const char *format,
               const char *path,
               const char *options)
{
  return read_file (format, path, options, NULL, FALSE);
}

StandoffReading *
standoff_read_encoded (const char *format,
                       const char *path,
                       const char *encoding)
{
  return read_file (format, path, NULL, encoding, FALSE);
}

StandoffReading *
standoff_read_strictly (const char *format,
                        const char *path)
{
  return read_file (format, path, NULL, NULL, TRUE);
}

void
standoff_assert_recognised (const char *format,
                            const char *path)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GError) error = NULL;
  const ManiculeFormat *found = manicule_formats_sniff (file, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (found->id, ==, format);
}

void
standoff_reading_free (StandoffReading *self)
{
  g_ptr_array_unref (self->documents);
  g_object_unref (self->schema);
  manicule_findings_free (self->findings);
  g_clear_error (&self->error);
  g_free (self);
}

ManiculeAnnotationSet *
standoff_get_set (StandoffReading *self,
                  guint            document)
{
  g_assert_no_error (self->error);
  g_assert_cmpuint (document, <, self->documents->len);

  return manicule_document_get_set (g_ptr_array_index (self->documents, document), 0);
}

gboolean
standoff_found (StandoffReading *self,
                const char      *code,
                guint            line)
{
  for (guint i = 0; i < manicule_findings_get_n (self->findings); i++)
    {
      const ManiculeFinding *finding = manicule_findings_get (self->findings, i);

      if (g_str_equal (finding->code, code) && (line == 0 || finding->line == line))
        return TRUE;
    }

  return FALSE;
}

char *
standoff_list_faults (StandoffReading *self)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < manicule_findings_get_n (self->findings); i++)
    {
      const ManiculeFinding *finding = manicule_findings_get (self->findings, i);
      g_autofree char *text = manicule_finding_to_string (finding);

      if (finding->severity != MANICULE_FINDING_NOTE)
        g_string_append_printf (list, "%s: %s\n", finding->code, text);
    }

  return g_string_free_and_steal (list);
}

void
standoff_assert_no_faults (StandoffReading *reading)
{
  g_autofree char *faults = standoff_list_faults (reading);

  g_assert_no_error (reading->error);
  g_assert_cmpstr (faults, ==, "");
}

gboolean
standoff_write (const char       *format,
                StandoffReading  *reading,
                const char       *options,
                const char       *place,
                GError          **error)
{
  const ManiculeFormat *descriptor = manicule_formats_find (format);
  g_autoptr(GHashTable) table = parse_options (options);
  g_autoptr(GFile) file = g_file_new_for_path (place);
  g_autoptr(ManiculeFormatOutput) output = manicule_format_output_new (descriptor, file, table, NULL, error);
  gboolean success;
  gpointer state;

  if (output == NULL)
    return FALSE;

  state = descriptor->begin (output, reading->schema, error);
  if (state == NULL)
    return FALSE;

  success = TRUE;
  for (guint i = 0; success && i < reading->documents->len; i++)
    success = descriptor->write (state, g_ptr_array_index (reading->documents, i), error);

  return descriptor->end (state, success, success ? error : NULL) && success &&
         manicule_format_output_finish (output, FALSE, error);
}

StandoffReading *
standoff_read_pair (const char *folder,
                    const char *text,
                    const char *ann,
                    const char *options)
{
  g_autofree char *path = standoff_put (folder, "doc.ann", ann, -1);
  g_autofree char *text_path = standoff_put (folder, "doc.txt", text, -1);

  return standoff_read ("brat", path, options);
}

char *
standoff_write_pair (const char      *folder,
                     StandoffReading *reading,
                     const char      *options)
{
  g_autofree char *place = g_build_filename (folder, "out", NULL);
  g_autoptr(GError) error = NULL;

  standoff_write ("brat", reading, options, place, &error);
  g_assert_no_error (error);

  return standoff_get (place, "doc.ann");
}

void
standoff_assert_span (ManiculeAnnotationSet *set,
                      const char            *id,
                      const char            *label,
                      const char            *ranges)
{
  ManiculeAnnotation *span = manicule_annotation_set_find (set, id);
  g_autoptr(GString) printed = g_string_new (NULL);
  const ManiculeRange *range;
  guint n;

  g_assert_nonnull (span);
  range = manicule_annotation_get_ranges (span, &n);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (printed, "%s%u-%u", i > 0 ? "," : "", range[i].start, range[i].end);
  g_assert_cmpstr (manicule_annotation_get_label (span), ==, label);
  g_assert_cmpstr (printed->str, ==, ranges);
}

void
standoff_assert_relation (ManiculeAnnotationSet *set,
                          const char            *id,
                          const char            *label,
                          const char            *from,
                          const char            *to)
{
  ManiculeAnnotation *relation = manicule_annotation_set_find (set, id);

  g_assert_nonnull (relation);
  g_assert_cmpstr (manicule_annotation_get_label (relation), ==, label);
  g_assert_cmpstr (manicule_annotation_get_from (relation), ==, from);
  g_assert_cmpstr (manicule_annotation_get_to (relation), ==, to);
}

char *
standoff_find_shared (const char *name)
{
  const char *shared = g_getenv ("MANICULE_SHARED");
  g_autofree char *path = g_build_filename (shared != NULL ? shared : "", name, NULL);

  if (shared != NULL && g_file_test (path, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&path);

  g_test_skip ("../shared is not here");

  return NULL;
}
