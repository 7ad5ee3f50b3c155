/* test-scratch.c: bytes that are put aside, and texts of which only a hash is kept
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "format-helpers.h"
#include "manicule-hash-set.h"
#include "manicule-scratch.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* More than stays in memory, and so much by chance that it can hardly be packed. */
#define NOISE_BYTES (3 * 1024 * 1024)

static gboolean
append (const char  *data,
        gsize        length,
        gpointer     user_data,
        GError     **error)
{
  g_string_append_len (user_data, data, (gssize) length);

  return TRUE;
}

static gboolean
refuse (const char  *data,
        gsize        length,
        gpointer     user_data,
        GError     **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "full");

  return FALSE;
}

/* What was written comes back, be it little or more than stays in memory; nothing is left in the folder. */
static void
test_scratch_round (gconstpointer data)
{
  gsize length = GPOINTER_TO_SIZE (data);
  g_autoptr(TestFolder) folder = test_folder_new ();
  g_autoptr(ManiculeScratch) scratch = manicule_scratch_new (folder->path, NULL);
  g_autoptr(GString) expected = g_string_new (NULL);
  g_autoptr(GString) found = g_string_new (NULL);
  g_autoptr(GDir) dir = NULL;
  g_autoptr(GError) error = NULL;

  while (expected->len < length)
    {
      gsize start = expected->len;

      g_string_append_printf (expected, "%08x and %d\n", (guint) g_test_rand_int (), g_test_rand_int_range (0, 1000));
      g_assert_true (manicule_scratch_write (scratch, expected->str + start, expected->len - start, &error));
    }

  g_assert_cmpuint (manicule_scratch_get_length (scratch), ==, expected->len);
  g_assert_true (manicule_scratch_read (scratch, append, found, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (found->str, ==, expected->str);

  dir = g_dir_open (folder->path, 0, &error);
  g_assert_no_error (error);
  g_assert_null (g_dir_read_name (dir));
}

/* What stops the reading is handed on. */
static void
test_scratch_stop (gconstpointer data)
{
  gsize length = GPOINTER_TO_SIZE (data);
  g_autoptr(TestFolder) folder = test_folder_new ();
  g_autoptr(ManiculeScratch) scratch = manicule_scratch_new (folder->path, NULL);
  g_autofree char *bytes = g_malloc0 (length);
  g_autoptr(GError) error = NULL;

  g_assert_true (manicule_scratch_write (scratch, bytes, length, &error));
  g_assert_false (manicule_scratch_read (scratch, refuse, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_assert_cmpstr (error->message, ==, "full");
}

/* Where no file can be made, writing says so. */
static void
test_scratch_nowhere (void)
{
  g_autoptr(ManiculeScratch) scratch = manicule_scratch_new ("/nowhere/at/all", NULL);
  g_autofree char *bytes = g_malloc0 (2 * 1024 * 1024);
  g_autoptr(GError) error = NULL;

  g_assert_true (manicule_scratch_write (scratch, bytes, 100, &error));
  g_assert_no_error (error);
  g_assert_false (manicule_scratch_write (scratch, bytes, 2 * 1024 * 1024, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static char *
make_noise (void)
{
  guint32 *noise = g_new (guint32, NOISE_BYTES / sizeof *noise);

  for (guint i = 0; i < NOISE_BYTES / sizeof *noise; i++)
    noise[i] = (guint32) g_test_rand_int ();

  return (char *) noise;
}

/* What cannot be written may be told by the next piece. */
static gboolean
write_pieces (ManiculeScratch  *scratch,
              const char       *data,
              GError          **error)
{
  gsize length = NOISE_BYTES / 3;

  for (guint i = 0; i < 3; i++)
    if (!manicule_scratch_write (scratch, data + i * length, length, error))
      return FALSE;

  return TRUE;
}

static void
assert_names_folder (const GError *error,
                     TestFolder   *folder)
{
  g_autofree char *start = g_strconcat (folder->path, ": ", NULL);

  g_assert_nonnull (error);
  if (!g_str_has_prefix (error->message, start))
    g_error ("“%s” does not begin with “%s”", error->message, start);
}

/* The file without a name that was made in the folder. */
static int
find_file (TestFolder *folder)
{
  g_autofree char *start = g_strconcat (folder->path, G_DIR_SEPARATOR_S, NULL);

  for (int fd = 0; fd < 100; fd++)
    {
      g_autofree char *link = g_strdup_printf ("/proc/self/fd/%d", fd);
      g_autofree char *target = g_file_read_link (link, NULL);

      if (target != NULL && g_str_has_prefix (target, start))
        return fd;
    }
  g_assert_not_reached ();
}

/* Where the disk is full, the message says in which folder. */
static void
test_scratch_full (void)
{
  g_autoptr(TestFolder) folder = test_folder_new ();
  g_autoptr(ManiculeScratch) scratch = manicule_scratch_new (folder->path, NULL);
  g_autofree char *noise = make_noise ();
  g_autoptr(GError) error = NULL;
  int full = open ("/dev/full", O_RDWR | O_CLOEXEC);

  g_assert_cmpint (full, >=, 0);
  g_assert_true (write_pieces (scratch, noise, &error));
  g_assert_cmpint (dup2 (full, find_file (folder)), >=, 0);
  close (full);

  g_assert_false (write_pieces (scratch, noise, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  assert_names_folder (error, folder);
}

/* The same where it cannot be read again. */
static void
test_scratch_cut (void)
{
  g_autoptr(TestFolder) folder = test_folder_new ();
  g_autoptr(ManiculeScratch) scratch = manicule_scratch_new (folder->path, NULL);
  g_autofree char *noise = make_noise ();
  g_autoptr(GString) found = g_string_new (NULL);
  g_autoptr(GError) error = NULL;

  g_assert_true (write_pieces (scratch, noise, &error));
  g_assert_cmpint (ftruncate (find_file (folder), 1000), ==, 0);
  g_assert_false (manicule_scratch_read (scratch, append, found, &error));
  assert_names_folder (error, folder);
}

/* Both can be cancelled. */
static void
test_scratch_cancelled (gconstpointer data)
{
  gboolean is_written = GPOINTER_TO_INT (data);
  g_autoptr(TestFolder) folder = test_folder_new ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(ManiculeScratch) scratch = manicule_scratch_new (folder->path, cancellable);
  g_autofree char *noise = make_noise ();
  g_autoptr(GString) found = g_string_new (NULL);
  g_autoptr(GError) error = NULL;

  if (is_written)
    g_assert_true (write_pieces (scratch, noise, &error));
  g_cancellable_cancel (cancellable);
  g_assert_false (is_written ? manicule_scratch_read (scratch, append, found, &error)
                             : write_pieces (scratch, noise, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (found->len, ==, 0);
}

/* A set knows what was added and nothing else, however it grows. */
static void
test_hash_set (void)
{
  g_autoptr(ManiculeHashSet) set = manicule_hash_set_new ();

  for (guint i = 0; i < 50000; i++)
    {
      g_autofree char *text = g_strdup_printf ("%08X-0000", i);

      g_assert_false (manicule_hash_set_contains (set, text));
      g_assert_true (manicule_hash_set_add (set, text));
      g_assert_false (manicule_hash_set_add (set, text));
    }
  for (guint i = 0; i < 50000; i++)
    {
      g_autofree char *text = g_strdup_printf ("%08X-0000", i);

      g_assert_true (manicule_hash_set_contains (set, text));
    }
  g_assert_false (manicule_hash_set_contains (set, ""));
  g_assert_true (manicule_hash_set_add (set, ""));
  g_assert_true (manicule_hash_set_contains (set, ""));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/scratch/round/nothing", GSIZE_TO_POINTER (0), test_scratch_round);
  g_test_add_data_func ("/scratch/round/little", GSIZE_TO_POINTER (1000), test_scratch_round);
  g_test_add_data_func ("/scratch/round/much", GSIZE_TO_POINTER (3000000), test_scratch_round);
  g_test_add_data_func ("/scratch/stop/little", GSIZE_TO_POINTER (1000), test_scratch_stop);
  g_test_add_data_func ("/scratch/stop/much", GSIZE_TO_POINTER (3000000), test_scratch_stop);
  g_test_add_func ("/scratch/nowhere", test_scratch_nowhere);
  g_test_add_func ("/scratch/full", test_scratch_full);
  g_test_add_func ("/scratch/cut", test_scratch_cut);
  g_test_add_data_func ("/scratch/cancelled/write", GINT_TO_POINTER (FALSE), test_scratch_cancelled);
  g_test_add_data_func ("/scratch/cancelled/read", GINT_TO_POINTER (TRUE), test_scratch_cancelled);
  g_test_add_func ("/hash-set/many", test_hash_set);

  return g_test_run ();
}
