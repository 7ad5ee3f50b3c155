/* fuzz-format.c: one format's reader against any bytes
 *
 * Built once for each format, with its id in FUZZ_FORMAT. The input is a file of that format; where the format reads
 * several files together, the others follow, each after a byte 0x1c, its name and a line feed (tests/fuzz/seeds.py makes
 * such bundles).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fuzz.h"

#include "manicule-export.h"
#include "manicule-format-input.h"

#include <glib/gstdio.h>
#include <string.h>

#define SEPARATOR 0x1c
#define MAX_FILES 6

static const ManiculeFormat *format;
static char *folder;

static gboolean
is_plain_name (const char *name)
{
  gsize length = strspn (name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");

  return length > 0 && length < 40 && name[length] == '\0' && *name != '.';
}

static GFile *
put (const char   *name,
     const guint8 *data,
     gsize         length)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  if (!g_file_set_contents_full (path, (const char *) data, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, NULL))
    g_error ("%s cannot be written", path);

  return g_file_new_for_path (path);
}

/* Writes the files of the bundle into the folder; the first one is what is read. */
static GFile *
unpack (const guint8 *data,
        gsize         size)
{
  const guint8 *end = data + size;
  const guint8 *stop = memchr (data, SEPARATOR, size);
  g_autofree char *name = g_strdup_printf ("input.%s", format->suffixes[0]);
  GFile *main_file = put (name, data, (gsize) ((stop != NULL ? stop : end) - data));

  for (guint i = 0; stop != NULL && i < MAX_FILES; i++)
    {
      const guint8 *start = stop + 1;
      const guint8 *line_end = memchr (start, '\n', (gsize) (end - start));
      g_autofree char *other = NULL;

      if (line_end == NULL)
        break;
      other = g_strndup ((const char *) start, (gsize) (line_end - start));
      stop = memchr (line_end + 1, SEPARATOR, (gsize) (end - line_end - 1));
      if (is_plain_name (other) && !g_str_equal (other, name))
        g_object_unref (put (other, line_end + 1, (gsize) ((stop != NULL ? stop : end) - line_end - 1)));
    }

  return main_file;
}

static void
empty_folder (void)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
}

static gboolean
keep_document (ManiculeDocument  *document,
               gpointer           data,
               GError           **error)
{
  GPtrArray *documents = data;

  if (documents->len < 4)
    g_ptr_array_add (documents, g_object_ref (document));

  return TRUE;
}

static void
read_one (GFile            *file,
          GPtrArray        *documents,
          ManiculeFindings *findings)
{
  g_autoptr(ManiculeSchema) schema = manicule_schema_new ();
  g_autoptr(ManiculeFormatInput) input = manicule_format_input_new (format, file, NULL, schema, findings, NULL);
  g_autoptr(GError) error = NULL;
  gboolean success = manicule_format_input_read (input, keep_document, documents, &error);

  g_assert_true (success == (error == NULL));
}

/* What was read can be reduced to what the format holds, without a warning on the way. */
static void
count_losses (GPtrArray *documents)
{
  ManiculeLossPolicy policy;
  g_autoptr(ManiculeLossReport) report = manicule_loss_report_new ();

  manicule_loss_policy_init (&policy, format);
  for (guint i = 0; i < documents->len; i++)
    g_object_unref (manicule_loss_reduce (documents->pdata[i], format, &policy, report));
}

int
LLVMFuzzerInitialize (int    *argc,
                      char ***argv)
{
  fuzz_init ();
  format = manicule_formats_find (FUZZ_FORMAT);
  folder = g_dir_make_tmp ("manicule-fuzz-XXXXXX", NULL);
  g_assert_nonnull (format);
  g_assert_nonnull (folder);

  return 0;
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autoptr(GPtrArray) documents = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GPtrArray) strict = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
  g_autoptr(GFile) file = unpack (data, size);

  manicule_formats_sniff (file, NULL);
  read_one (file, documents, findings);
  read_one (file, strict, NULL);
  count_losses (documents);
  empty_folder ();

  return 0;
}
