/* test-portal.c: a project in a folder that the document portal gives
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-file.h"
#include "manicule-fs.h"
#include "workspace-test.h"

#include <errno.h>
#include <fcntl.h>

static int (*open_truly) (const char *path, int flags, mode_t mode);

/* As the document portal does: it opens what is there by a link of its own. */
static int
open_as_portal (const char *path,
                int         flags,
                mode_t      mode)
{
  struct stat info;

  if ((flags & O_NOFOLLOW) && lstat (path, &info) == 0)
    {
      errno = ELOOP;
      return -1;
    }

  return open_truly (path, flags, mode);
}

/* A project is opened, edited and saved through the document portal; links are still refused. */
static void
test_portal_work (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  g_autoptr(ManiculeAnnotationSet) set = NULL;
  g_autoptr(GFile) text = g_file_get_child (folder->file, "articles/two.txt");
  g_autoptr(GError) error = NULL;
  ManiculeFs fs = *manicule_fs_get ();

  store_test_make_project (folder->file);
  open_truly = fs.open;
  fs.open = open_as_portal;
  manicule_fs_set (&fs);

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *id = g_strdup_printf ("x%u", i);

      workspace = workspace_test_open (folder->file, NULL);
      set = workspace_test_load (workspace, "one");
      workspace_test_add (workspace, set, id, 0, 4);
      workspace_test_save (workspace);
      g_clear_object (&set);
      workspace_test_close (&workspace);
    }
  store_test_assert_sound (folder->file);

  g_assert_true (g_file_delete (text, NULL, NULL));
  g_assert_true (g_file_make_symbolic_link (text, "one.txt", NULL, NULL));
  g_assert_null (manicule_file_read (folder->file, "articles/two.txt", 1000, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TOO_MANY_LINKS);
  manicule_fs_set (NULL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/portal/work", test_portal_work);

  return g_test_run ();
}
