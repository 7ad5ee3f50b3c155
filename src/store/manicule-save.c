/* manicule-save.c: files written whole or not at all
 *
 * The order write, fsync, rename, fsync of the folder is the one that T. S. Pillai et al., "All File Systems Are Not
 * Created Equal" (OSDI 2014), find safe on every file system they tried.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-save.h"

#include "manicule-fs.h"
#include "manicule-save-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define INFIX ".tmp-"
#define N_RANDOM 8
#define N_TRIES 16

static const char random_letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";

/* ".NAME.tmp-RANDOM" beside @path. */
char *
manicule_save_temporary_path (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *base = g_path_get_basename (path);
  char random[N_RANDOM + 1] = "";
  guint i;

  for (i = 0; i < N_RANDOM; i++)
    random[i] = random_letters[g_random_int_range (0, strlen (random_letters))];

  return strchr (path, '/') == NULL ? g_strdup_printf (".%s" INFIX "%s", base, random)
                                    : g_strdup_printf ("%s/.%s" INFIX "%s", folder, base, random);
}

/* Some network file systems cannot sync at all; that they cannot is no reason to refuse to save. */
gboolean
manicule_save_sync_fd (int fd)
{
  int result;

  do
    result = manicule_fs_get ()->fsync (fd);
  while (result != 0 && errno == EINTR);

  return result == 0 || errno == EINVAL || errno == ENOSYS || errno == ENOTSUP;
}

/* As many calls as it takes. */
gboolean
manicule_save_write_fd (int         fd,
                        const char *data,
                        gsize       length)
{
  while (length > 0)
    {
      gssize n = manicule_fs_get ()->write (fd, data, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n == 0)
        errno = ENOSPC;
      if (n <= 0)
        return FALSE;

      data += n;
      length -= n;
    }

  return TRUE;
}

/* Opens a new file beside @path; its name comes back in @temporary. -1 with errno. */
static int
open_temporary (const char  *path,
                char       **temporary)
{
  guint i;

  for (i = 0; i < N_TRIES; i++)
    {
      g_autofree char *candidate = manicule_save_temporary_path (path);
      int fd = manicule_fs_open (candidate, O_WRONLY | O_CREAT | O_EXCL, 0666);

      if (fd >= 0)
        *temporary = g_steal_pointer (&candidate);
      if (fd >= 0 || errno != EEXIST)
        return fd;
    }

  return -1;
}

/* A file that the user opened to a group, or closed to others, stays so. File systems without modes refuse: no matter. */
static void
keep_mode (const char *path,
           int         fd)
{
  struct stat info;

  if (manicule_fs_get ()->lstat (path, &info) == 0 && S_ISREG (info.st_mode))
    manicule_fs_get ()->fchmod (fd, info.st_mode & 0777);
}

/* FALSE with errno; @fd is closed in any case. */
static gboolean
fill_temporary (int            fd,
                const char    *path,
                GBytes        *bytes,
                gboolean       sync,
                ManiculeStamp *stamp)
{
  const ManiculeFs *fs = manicule_fs_get ();
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  struct stat info = { 0 };
  gboolean done;
  int number;

  keep_mode (path, fd);
  done = manicule_save_write_fd (fd, data, length) && (!sync || manicule_save_sync_fd (fd)) && fs->fstat (fd, &info) == 0;
  number = errno;

  /* Network file systems may tell only here that the disk is full. */
  if (fs->close (fd) != 0 && done && errno != EINTR)
    {
      done = FALSE;
      number = errno;
    }

  if (done && stamp != NULL)
    manicule_stamp_fill (stamp, &info, bytes);

  errno = number;
  return done;
}

static gboolean
replace (const char    *path,
         GBytes        *bytes,
         gboolean       sync,
         ManiculeStamp *stamp)
{
  g_autofree char *temporary = NULL;
  int number;
  int fd;

  fd = open_temporary (path, &temporary);
  if (fd < 0)
    return FALSE;

  if (fill_temporary (fd, path, bytes, sync, stamp) && manicule_fs_get ()->rename (temporary, path) == 0)
    return TRUE;

  number = errno;
  manicule_fs_get ()->unlink (temporary);
  errno = number;

  return FALSE;
}

/* The way of file systems without hard links, on which a killed process may leave it empty. FALSE with errno. */
static gboolean
fill_new (const char *path,
          GBytes     *bytes)
{
  int fd = manicule_fs_open (path, O_WRONLY | O_CREAT | O_EXCL, 0666);
  int number;

  if (fd < 0)
    return FALSE;
  if (fill_temporary (fd, path, bytes, FALSE, NULL))
    return TRUE;

  number = errno;
  manicule_fs_get ()->unlink (path);
  errno = number;
  return FALSE;
}

/* Makes a file that gets its name when it is filled, so that nobody ever sees it empty. Only one of many who try at the
 * same time succeeds. Not synced. */
gboolean
manicule_save_new (const char *path,
                   GBytes     *bytes)
{
  const ManiculeFs *fs = manicule_fs_get ();
  g_autofree char *temporary = NULL;
  struct stat info;
  gboolean done;
  int number;
  int fd;

  if (fs->lstat (path, &info) == 0)
    {
      errno = EEXIST;
      return FALSE;
    }

  fd = open_temporary (path, &temporary);
  if (fd < 0)
    return FALSE;

  done = fill_temporary (fd, path, bytes, FALSE, NULL) && fs->link (temporary, path) == 0;
  number = errno;
  fs->unlink (temporary);
  if (!done && (number == EPERM || number == ENOTSUP || number == ENOSYS))
    return fill_new (path, bytes);

  errno = number;
  return done;
}

/* The folder part of a name; "" for a file directly in the project folder. */
static char *
parent_of (const char *name)
{
  const char *slash = strrchr (name, '/');

  return slash != NULL ? g_strndup (name, slash - name) : g_strdup ("");
}

typedef enum
{
  PRESENT_NONE,
  PRESENT_SAME,
  PRESENT_OTHER,
} Present;

/* What stands at @path now. The content is read only where the size leaves a chance that it is the same. */
static Present
look (GFile         *folder,
      const char    *name,
      const char    *path,
      GBytes        *bytes,
      ManiculeStamp *stamp)
{
  g_autoptr(GBytes) present = NULL;
  struct stat info;

  if (manicule_fs_get ()->lstat (path, &info) != 0)
    return errno == ENOENT ? PRESENT_NONE : PRESENT_OTHER;

  if (!S_ISREG (info.st_mode) || (guint64) info.st_size != g_bytes_get_size (bytes))
    return PRESENT_OTHER;

  present = manicule_file_read (folder, name, MANICULE_FILE_MAX_BYTES, stamp, NULL);
  return present != NULL && g_bytes_equal (present, bytes) ? PRESENT_SAME : PRESENT_OTHER;
}

/**
 * manicule_save:
 * @folder: a local folder
 * @name: a path below it
 * @bytes: the new content
 * @flags: how
 * @stamp: (out caller-allocates) (nullable): what the file is afterwards
 * @error: return location
 *
 * Writes a file. On failure the old one is untouched, with one exception: when only the last step fails, the sync of
 * the folder, the new content is there but may not outlive a power cut; saving again syncs again.
 *
 * Returns: %TRUE when @bytes are on the disk
 */
gboolean
manicule_save (GFile              *folder,
               const char         *name,
               GBytes             *bytes,
               ManiculeSaveFlags   flags,
               ManiculeStamp      *stamp,
               GError            **error)
{
  g_autofree char *parent = parent_of (name);
  g_autofree char *path = NULL;
  ManiculeStamp now = { 0 };
  Present present;

  g_return_val_if_fail (G_IS_FILE (folder), FALSE);
  g_return_val_if_fail (bytes != NULL, FALSE);

  if (!manicule_save_make_folder (folder, parent, error))
    return FALSE;

  path = manicule_file_get_path (folder, name, error);
  if (path == NULL)
    return FALSE;

  present = look (folder, name, path, bytes, &now);
  if (present == PRESENT_OTHER && (flags & MANICULE_SAVE_ONCE))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS,
                   _("“%s” is there already, with another content. Move it away, then try again."), name);
      return FALSE;
    }

  if (present != PRESENT_SAME &&
      !replace (path, bytes, present == PRESENT_OTHER || !(flags & MANICULE_SAVE_UNSYNCED), &now))
    {
      manicule_fs_set_error (error, MANICULE_FS_WRITING, name, errno);
      return FALSE;
    }

  if (stamp != NULL)
    *stamp = now;

  return (flags & MANICULE_SAVE_UNSETTLED) || manicule_save_sync_folder (folder, parent, error);
}

/**
 * manicule_save_sync_folder:
 * @folder: a local folder
 * @name: a folder below it; "" for itself
 * @error: return location
 *
 * Returns: %TRUE when the names of the files in it will outlive a power cut
 */
gboolean
manicule_save_sync_folder (GFile       *folder,
                           const char  *name,
                           GError     **error)
{
  const ManiculeFs *fs = manicule_fs_get ();
  g_autofree char *path = manicule_file_get_path (folder, name, error);
  g_autofree char *shown = NULL;
  gboolean done = FALSE;
  int number = 0;
  int fd;

  if (path == NULL)
    return FALSE;

  fd = fs->open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  if (fd >= 0)
    {
      done = manicule_save_sync_fd (fd);
      number = errno;
      fs->close (fd);
    }
  else
    {
      /* A drop folder, which may be written but not read, cannot be synced. */
      number = errno;
      done = number == EACCES || number == EINVAL;
    }

  if (done)
    return TRUE;

  shown = *name != '\0' ? g_strdup (name) : g_file_get_basename (folder);
  manicule_fs_set_error (error, MANICULE_FS_WRITING, shown, number);
  return FALSE;
}

/**
 * manicule_save_make_folder:
 * @folder: a local folder, which must be there
 * @name: a path below it; "" for itself
 * @error: return location
 *
 * Makes a folder and those above it, up to but without @folder: a project whose disk is gone is not made anew.
 *
 * Returns: %TRUE when the folder is there
 */
gboolean
manicule_save_make_folder (GFile       *folder,
                           const char  *name,
                           GError     **error)
{
  g_autofree char *path = NULL;
  g_autofree char *parent = NULL;

  if (*name == '\0')
    return TRUE;

  path = manicule_file_get_path (folder, name, error);
  if (path == NULL)
    return FALSE;

  if (manicule_file_exists (folder, name))
    return TRUE;

  if (manicule_fs_get ()->mkdir (path, 0777) == 0)
    {
      parent = parent_of (name);
      return manicule_save_sync_folder (folder, parent, error);
    }

  if (errno == EEXIST)
    return TRUE;

  if (errno == ENOENT && strchr (name, '/') != NULL)
    {
      parent = parent_of (name);
      return manicule_save_make_folder (folder, parent, error) &&
             manicule_save_make_folder (folder, name, error);
    }

  manicule_fs_set_error (error, MANICULE_FS_WRITING, name, errno);
  return FALSE;
}

/**
 * manicule_save_is_leftover:
 * @name: a base name
 *
 * Returns: %TRUE for the name of a temporary file of ours
 */
gboolean
manicule_save_is_leftover (const char *name)
{
  const char *infix = g_strrstr (name, INFIX);
  const char *random;

  if (name[0] != '.' || infix == NULL || infix == name)
    return FALSE;

  random = infix + strlen (INFIX);
  return strlen (random) == N_RANDOM && strspn (random, random_letters) == N_RANDOM;
}

/**
 * manicule_save_clean:
 * @folder: a local folder
 * @name: a folder below it; "" for itself
 * @error: return location
 *
 * Removes what a killed process left behind.
 *
 * Returns: %TRUE when no leftover is in the folder now
 */
gboolean
manicule_save_clean (GFile       *folder,
                     const char  *name,
                     GError     **error)
{
  g_autoptr(GPtrArray) entries = manicule_file_list (folder, name, error);
  guint i;

  if (entries == NULL)
    return FALSE;

  for (i = 0; i < entries->len; i++)
    {
      ManiculeFileEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *leftover = g_build_path ("/", name, entry->name, NULL);

      if (entry->type == MANICULE_FILE_REGULAR && manicule_save_is_leftover (entry->name) &&
          !manicule_file_remove (folder, leftover, error))
        return FALSE;
    }

  return TRUE;
}
