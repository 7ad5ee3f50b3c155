/* test-zip.c: zip archives that are damaged, and our own
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "format-helpers.h"
#include "manicule-zip.h"

#include <string.h>

/* How an entry of the directory at the end of an archive begins, and where it tells the place of its file. */
#define ENTRY "PK\x01\x02"
#define FILE_PLACE 42

static ManiculeFormatOutput *
begin_output (GFile *place)
{
  g_autoptr(GError) error = NULL;
  ManiculeFormatOutput *output = manicule_format_output_new (manicule_formats_find ("refi-qda"), place, NULL, NULL, &error);

  g_assert_no_error (error);

  return output;
}

/* An archive with two files, the first of which is longer than what is read at once. */
static GByteArray *
make_archive (void)
{
  g_autoptr(TestFolder) folder = test_folder_new ();
  g_autoptr(GFile) place = test_folder_get (folder, "x.zip");
  g_autoptr(ManiculeFormatOutput) output = begin_output (place);
  g_autoptr(GString) noise = g_string_new (NULL);
  g_autoptr(GError) error = NULL;
  ManiculeZipWriter *zip = manicule_zip_writer_new (output, &error);
  char *data;
  gsize length;

  for (guint i = 0; i < 30000; i++)
    g_string_append_printf (noise, "%08x", (guint) g_test_rand_int ());
  g_assert_true (manicule_zip_writer_add (zip, "noise", noise->str, noise->len, &error));
  g_assert_true (manicule_zip_writer_add (zip, "text", "The boat is here.", 17, &error));
  g_assert_true (manicule_zip_writer_close (zip, TRUE, &error));
  g_assert_true (manicule_format_output_finish (output, FALSE, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_load_contents (place, NULL, &data, &length, NULL, &error));

  return g_byte_array_new_take ((guint8 *) data, length);
}

/* Lets the directory look for the last file far behind the end. */
static void
put_file_outside (GByteArray *archive)
{
  const guint32 place = GUINT32_TO_LE (0x7ffffff0);
  guint i = archive->len - 4;

  while (memcmp (archive->data + i, ENTRY, 4) != 0)
    g_assert_cmpuint (i--, >, 0);
  memcpy (archive->data + i + FILE_PLACE, &place, sizeof place);
}

static gboolean
want_all (const char *name,
          gpointer    data)
{
  return TRUE;
}

static gboolean
ignore (const char  *name,
        GBytes      *contents,
        gpointer     data,
        GError     **error)
{
  return TRUE;
}

static gboolean
read_archive (GByteArray    *archive,
              GCancellable  *cancellable,
              GError       **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new (archive->data, archive->len);

  return manicule_zip_read (bytes, "x.zip", want_all, ignore, NULL, cancellable, error);
}

/* An archive that is whole is read; where it leads out of itself, it is called damaged, by its name. */
static void
test_zip_outside (void)
{
  g_autoptr(GByteArray) archive = make_archive ();
  g_autoptr(GError) error = NULL;

  g_assert_true (read_archive (archive, NULL, &error));
  g_assert_no_error (error);

  put_file_outside (archive);
  g_assert_false (read_archive (archive, NULL, &error));
  g_assert_error (error, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_DAMAGED);
  g_assert_true (g_str_has_prefix (error->message, "x.zip: "));
}

/* Who cancels the reading is told so, and not of damage. */
static void
test_zip_cancelled (void)
{
  g_autoptr(GByteArray) archive = make_archive ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (read_archive (archive, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* More than was announced is not written; libarchive gives no reason for that, and the message can do without. */
static void
test_zip_too_much (void)
{
  g_autoptr(TestFolder) folder = test_folder_new ();
  g_autoptr(GFile) place = test_folder_get (folder, "x.zip");
  g_autoptr(ManiculeFormatOutput) output = begin_output (place);
  g_autoptr(GError) error = NULL;
  ManiculeZipWriter *zip = manicule_zip_writer_new (output, &error);

  g_assert_true (manicule_zip_writer_begin (zip, "text", 3, &error));
  g_assert_false (manicule_zip_writer_write (zip, "The boat", 8, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_null (strstr (error->message, "(null)"));
  g_assert_true (manicule_zip_writer_end (zip, NULL));
  g_assert_true (manicule_zip_writer_close (zip, TRUE, NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/zip/outside", test_zip_outside);
  g_test_add_func ("/zip/cancelled", test_zip_cancelled);
  g_test_add_func ("/zip/too-much", test_zip_too_much);

  return g_test_run ();
}
