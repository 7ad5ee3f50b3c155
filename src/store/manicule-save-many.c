/* manicule-save-many.c: many files, brought to the disk together, or put back as they were
 *
 * A sync waits for the disk, which writes what many wait for in one go; so several threads wait at a time. Syncing the
 * whole file system in one call would do as well, but where it is another program's, as in the document portal, that call
 * may do nothing and say that it did.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-save.h"

#include "manicule-fs.h"
#include "manicule-save-private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>

#define N_THREADS 16
#define N_TRIES 16

typedef struct
{
  GFile     *folder;
  GPtrArray *names;
  guint      next;    /* atomic: the name whose turn it is */
  gint       failed;  /* atomic */
  GMutex     mutex;
  GError    *error;   /* (nullable): the first one */
} Sync;

static gboolean
sync_one (Sync        *self,
          const char  *name,
          GError     **error)
{
  g_autofree char *path = manicule_file_get_path (self->folder, name, error);
  gboolean done;
  int number;
  int fd;

  if (path == NULL)
    return FALSE;

  fd = manicule_fs_open (path, O_RDONLY, 0);
  done = fd >= 0 && manicule_save_sync_fd (fd);
  number = errno;
  if (fd >= 0)
    manicule_fs_get ()->close (fd);
  if (!done)
    manicule_fs_set_error (error, MANICULE_FS_WRITING, name, number);

  return done;
}

static gpointer
sync_in_thread (gpointer data)
{
  Sync *self = data;

  while (!g_atomic_int_get (&self->failed))
    {
      guint i = g_atomic_int_add (&self->next, 1);
      g_autoptr(GError) error = NULL;

      if (i >= self->names->len)
        break;
      if (sync_one (self, g_ptr_array_index (self->names, i), &error))
        continue;

      g_mutex_lock (&self->mutex);
      if (self->error == NULL)
        self->error = g_steal_pointer (&error);
      g_mutex_unlock (&self->mutex);
      g_atomic_int_set (&self->failed, TRUE);
    }

  return NULL;
}

/**
 * manicule_save_sync_files:
 * @folder: a local folder
 * @names: (element-type utf8): files below it
 * @error: return location
 *
 * Returns: %TRUE when what is in them will outlive a power cut
 */
gboolean
manicule_save_sync_files (GFile      *folder,
                          GPtrArray  *names,
                          GError    **error)
{
  Sync sync = { folder, names, 0, FALSE, { 0, }, NULL };
  GThread *threads[N_THREADS];
  guint n = MIN (names->len, N_THREADS);
  guint i;

  g_return_val_if_fail (G_IS_FILE (folder), FALSE);

  g_mutex_init (&sync.mutex);
  for (i = 0; i < n; i++)
    threads[i] = g_thread_new ("sync", sync_in_thread, &sync);
  for (i = 0; i < n; i++)
    g_thread_join (threads[i]);
  g_mutex_clear (&sync.mutex);

  if (sync.error == NULL)
    return TRUE;

  g_propagate_error (error, sync.error);
  return FALSE;
}

/**
 * manicule_save_keep:
 * @folder: a local folder
 * @name: a file below it
 *
 * Returns: (transfer full) (nullable): a second name of what is in the file now
 */
char *
manicule_save_keep (GFile      *folder,
                    const char *name)
{
  g_autofree char *path = manicule_file_get_path (folder, name, NULL);
  struct stat info;

  if (path == NULL || manicule_fs_get ()->lstat (path, &info) != 0 || !S_ISREG (info.st_mode))
    return NULL;

  for (guint i = 0; i < N_TRIES; i++)
    {
      g_autofree char *kept = manicule_save_temporary_path (name);
      g_autofree char *kept_path = manicule_file_get_path (folder, kept, NULL);

      if (kept_path != NULL && manicule_fs_get ()->link (path, kept_path) == 0)
        return g_steal_pointer (&kept);
      if (kept_path == NULL || errno != EEXIST)
        break;
    }

  return NULL;
}

/**
 * manicule_save_put_back:
 * @folder: a local folder
 * @name: a file below it
 * @kept: its second name
 * @error: return location
 *
 * Needs no room on the disk.
 *
 * Returns: %TRUE when the file is what it was when it was kept
 */
gboolean
manicule_save_put_back (GFile       *folder,
                        const char  *name,
                        const char  *kept,
                        GError     **error)
{
  g_autofree char *path = manicule_file_get_path (folder, name, error);
  g_autofree char *kept_path = path != NULL ? manicule_file_get_path (folder, kept, error) : NULL;
  g_autofree char *parent = g_path_get_dirname (name);

  if (kept_path == NULL)
    return FALSE;

  /* Of two names of one file, moving one onto the other removes none. */
  if (manicule_fs_get ()->rename (kept_path, path) == 0)
    {
      manicule_fs_get ()->unlink (kept_path);
      return manicule_save_sync_folder (folder, strcmp (parent, ".") == 0 ? "" : parent, error);
    }

  manicule_fs_set_error (error, MANICULE_FS_WRITING, name, errno);
  return FALSE;
}
