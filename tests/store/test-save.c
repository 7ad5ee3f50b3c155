/* test-save.c: files written whole or not at all
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fault-fs.h"
#include "manicule-save.h"
#include "store-test.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static gboolean
save (GFile             *folder,
      const char        *name,
      const char        *content,
      ManiculeSaveFlags  flags,
      ManiculeStamp     *stamp,
      GError           **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (content, strlen (content));

  return manicule_save (folder, name, bytes, flags, stamp, error);
}

static void
assert_content (GFile      *folder,
                const char *name,
                const char *expected)
{
  g_autofree char *content = store_test_read (folder, name);

  g_assert_cmpstr (content, ==, expected);
}

/* No temporary file stands in the folder. */
static void
assert_no_leftover (GFile *folder)
{
  g_autofree char *all = store_test_fingerprint (folder);

  g_assert_null (strstr (all, ".tmp-"));
}

/* A file is made, with the folders above it, and replaced. */
static void
test_save_replace (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(GError) error = NULL;

  g_assert_true (save (folder->file, "a/b/c.json", "first", MANICULE_SAVE_DEFAULT, NULL, &error));
  g_assert_no_error (error);
  assert_content (folder->file, "a/b/c.json", "first");

  g_assert_true (save (folder->file, "a/b/c.json", "the second one", MANICULE_SAVE_DEFAULT, NULL, &error));
  g_assert_no_error (error);
  assert_content (folder->file, "a/b/c.json", "the second one");
  assert_no_leftover (folder->file);
}

/* The content that is there already is not written again; one of the same length is. */
static void
test_save_unchanged (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();

  g_assert_true (save (folder->file, "x", "abc", MANICULE_SAVE_DEFAULT, NULL, NULL));

  fault_fs_begin (0, 0, FAULT_ONCE);
  g_assert_true (save (folder->file, "x", "abc", MANICULE_SAVE_DEFAULT, NULL, NULL));
  g_assert_cmpuint (fault_fs_n_renames (), ==, 0);
  g_assert_true (save (folder->file, "x", "abd", MANICULE_SAVE_DEFAULT, NULL, NULL));
  g_assert_cmpuint (fault_fs_n_renames (), ==, 1);
  fault_fs_end ();
}

/* What is to be written once keeps its content, and the same content again is no failure. */
static void
test_save_once (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(GError) error = NULL;

  g_assert_true (save (folder->file, "x", "abc", MANICULE_SAVE_ONCE, NULL, NULL));
  g_assert_true (save (folder->file, "x", "abc", MANICULE_SAVE_ONCE, NULL, NULL));
  g_assert_false (save (folder->file, "x", "other", MANICULE_SAVE_ONCE, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  assert_content (folder->file, "x", "abc");
}

/* A file that was open to a group, or closed to others, stays so. */
static void
test_save_mode (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autofree char *path = g_build_filename (g_file_peek_path (folder->file), "x", NULL);
  GStatBuf info;

  g_assert_true (save (folder->file, "x", "abc", MANICULE_SAVE_DEFAULT, NULL, NULL));
  g_assert_cmpint (g_chmod (path, 0660), ==, 0);
  g_assert_true (save (folder->file, "x", "abcd", MANICULE_SAVE_DEFAULT, NULL, NULL));
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0660);
}

/* Neither a linked folder nor a linked file leads out of the folder. */
static void
test_save_links (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(StoreTestFolder) outside = store_test_folder_new ();
  g_autofree char *link = g_build_filename (g_file_peek_path (folder->file), "articles", NULL);
  g_autofree char *file_link = g_build_filename (g_file_peek_path (folder->file), "x", NULL);
  g_autofree char *target = g_build_filename (g_file_peek_path (outside->file), "target", NULL);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;

  store_test_write (outside->file, "target", "secret");
  g_assert_cmpint (symlink (g_file_peek_path (outside->file), link), ==, 0);
  g_assert_cmpint (symlink (target, file_link), ==, 0);

  g_assert_false (save (folder->file, "articles/y.txt", "abc", MANICULE_SAVE_DEFAULT, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TOO_MANY_LINKS);
  g_clear_error (&error);

  bytes = manicule_file_read (folder->file, "articles/target", 100, NULL, &error);
  g_assert_null (bytes);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TOO_MANY_LINKS);
  g_clear_error (&error);

  bytes = manicule_file_read (folder->file, "x", 100, NULL, &error);
  g_assert_null (bytes);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TOO_MANY_LINKS);

  /* Saving replaces the link itself. */
  g_assert_true (save (folder->file, "x", "abc", MANICULE_SAVE_DEFAULT, NULL, NULL));
  assert_content (outside->file, "target", "secret");
  g_assert_false (g_file_test (file_link, G_FILE_TEST_IS_SYMLINK));
}

/* A pipe, a folder and a file that is too large are refused at once. */
static void
test_save_odd_files (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autofree char *pipe = g_build_filename (g_file_peek_path (folder->file), "pipe", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (mkfifo (pipe, 0666), ==, 0);
  g_assert_null (manicule_file_read (folder->file, "pipe", 100, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);

  store_test_write (folder->file, "sub/x", "0123456789");
  g_assert_null (manicule_file_read (folder->file, "sub", 100, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  g_clear_error (&error);

  g_assert_null (manicule_file_read (folder->file, "sub/x", 9, NULL, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "sub/x"));
}

/* The temporary file of a killed process is known by its name and removed; others stay. */
static void
test_save_clean (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(GError) error = NULL;

  store_test_write (folder->file, "x/.one.json.tmp-abcd0123", "half");
  store_test_write (folder->file, "x/one.json", "whole");
  store_test_write (folder->file, "x/.hidden", "mine");
  store_test_write (folder->file, "x/.one.json.tmp-ABCD0123", "not ours");
  store_test_write (folder->file, "x/notes.tmp-abcd0123", "not ours");

  g_assert_true (manicule_save_clean (folder->file, "x", &error));
  g_assert_no_error (error);
  g_assert_false (store_test_exists (folder->file, "x/.one.json.tmp-abcd0123"));
  g_assert_true (store_test_exists (folder->file, "x/one.json"));
  g_assert_true (store_test_exists (folder->file, "x/.hidden"));
  g_assert_true (store_test_exists (folder->file, "x/.one.json.tmp-ABCD0123"));
  g_assert_true (store_test_exists (folder->file, "x/notes.tmp-abcd0123"));
}

/* A stamp tells another program's change, whatever its size and time, from a touch that changes nothing. */
static void
test_save_stamp (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(GError) error = NULL;
  ManiculeStamp stamp;
  ManiculeStamp none = { 0 };

  g_assert_true (save (folder->file, "x", "abc", MANICULE_SAVE_DEFAULT, &stamp, NULL));
  g_assert_true (manicule_file_verify (folder->file, "x", &stamp, &error));

  /* A new file with the old content. */
  store_test_write (folder->file, "x", "abc");
  g_assert_true (manicule_file_verify (folder->file, "x", &stamp, &error));
  g_assert_no_error (error);

  store_test_write (folder->file, "x", "abd");
  g_assert_false (manicule_file_verify (folder->file, "x", &stamp, &error));
  g_assert_error (error, MANICULE_STORE_ERROR, MANICULE_STORE_ERROR_CHANGED);
  g_clear_error (&error);

  g_assert_true (manicule_file_remove (folder->file, "x", NULL));
  g_assert_false (manicule_file_verify (folder->file, "x", &stamp, &error));
  g_assert_error (error, MANICULE_STORE_ERROR, MANICULE_STORE_ERROR_CHANGED);
  g_clear_error (&error);

  g_assert_true (manicule_file_verify (folder->file, "x", &none, &error));
  store_test_write (folder->file, "x", "");
  g_assert_false (manicule_file_verify (folder->file, "x", &none, &error));
  g_assert_error (error, MANICULE_STORE_ERROR, MANICULE_STORE_ERROR_CHANGED);
}

/* Where the folder is gone, it is not made anew. */
static void
test_save_no_folder (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(GFile) gone = g_file_get_child (folder->file, "gone");
  g_autoptr(GError) error = NULL;

  g_assert_false (save (gone, "articles/x", "abc", MANICULE_SAVE_DEFAULT, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_false (store_test_exists (folder->file, "gone"));
}

/* Each call in turn fails in each way: the old content or the new one stands there, whole, nothing is left over, the
 * message names the file, and saving again works. */
static void
test_save_faults (gconstpointer data)
{
  int number = GPOINTER_TO_INT (data);
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  guint n, i;

  g_assert_true (save (folder->file, "s/x.json", "old", MANICULE_SAVE_DEFAULT, NULL, NULL));
  fault_fs_begin (0, 0, FAULT_ONCE);
  g_assert_true (save (folder->file, "s/x.json", "a new one", MANICULE_SAVE_DEFAULT, NULL, NULL));
  n = fault_fs_end ();
  g_assert_cmpuint (n, >, 8);

  for (i = 1; i <= n; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *content = NULL;
      gboolean saved;

      g_assert_true (save (folder->file, "s/x.json", "old", MANICULE_SAVE_DEFAULT, NULL, NULL));

      fault_fs_begin (i, number, FAULT_ONCE);
      saved = save (folder->file, "s/x.json", "a new one", MANICULE_SAVE_DEFAULT, NULL, &error);
      g_assert_true (fault_has_failed ());
      fault_fs_end ();

      content = store_test_read (folder->file, "s/x.json");
      if (saved)
        g_assert_cmpstr (content, ==, "a new one");
      else
        {
          g_assert_true (g_str_equal (content, "old") || g_str_equal (content, "a new one"));
          g_assert_error (error, G_IO_ERROR, (int) g_io_error_from_errno (number));
          g_assert_nonnull (strchr (error->message, 's'));
        }

      assert_no_leftover (folder->file);
      g_assert_true (save (folder->file, "s/x.json", "a new one", MANICULE_SAVE_DEFAULT, NULL, NULL));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/save/replace", test_save_replace);
  g_test_add_func ("/save/unchanged", test_save_unchanged);
  g_test_add_func ("/save/once", test_save_once);
  g_test_add_func ("/save/mode", test_save_mode);
  g_test_add_func ("/save/links", test_save_links);
  g_test_add_func ("/save/odd-files", test_save_odd_files);
  g_test_add_func ("/save/clean", test_save_clean);
  g_test_add_func ("/save/stamp", test_save_stamp);
  g_test_add_func ("/save/no-folder", test_save_no_folder);
  g_test_add_data_func ("/save/faults/full", GINT_TO_POINTER (ENOSPC), test_save_faults);
  g_test_add_data_func ("/save/faults/broken", GINT_TO_POINTER (EIO), test_save_faults);
  g_test_add_data_func ("/save/faults/denied", GINT_TO_POINTER (EACCES), test_save_faults);

  return g_test_run ();
}
