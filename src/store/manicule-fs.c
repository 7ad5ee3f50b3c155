/* manicule-fs.c: the store's only way to the disk
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-fs.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <unistd.h>

static int
real_open (const char *path,
           int         flags,
           mode_t      mode)
{
  return open (path, flags, mode);
}

static const ManiculeFs real_fs = {
  .open = real_open,
  .close = close,
  .read = read,
  .write = write,
  .fsync = fsync,
  .fstat = fstat,
  .fchmod = fchmod,
  .lstat = lstat,
  .link = link,
  .rename = rename,
  .unlink = unlink,
  .mkdir = mkdir,
  .rmdir = rmdir,
  .opendir = opendir,
  .readdir = readdir,
  .closedir = closedir,
};

static const ManiculeFs *current_fs = &real_fs;

/* What a person can do about it; NULL where nothing useful can be said. */
static const char *
advice (ManiculeFsDeed deed,
        int            number)
{
  switch (number)
    {
    case ENOSPC:
    case EDQUOT:
      return _("Free some space on that disk, then try again.");

    case EACCES:
    case EPERM:
      return deed == MANICULE_FS_READING ? _("Check that you may read it.")
                                         : _("Check that you may write in that folder.");

    case EROFS:
      return _("The disk can only be read; copy the project to another place.");

    case ENOENT:
    case ENOTDIR:
    case ENODEV:
      return _("Check that the folder is still there and its disk is connected.");

    case ELOOP:
      return _("It is a symbolic link, and links inside a project are not followed; put the file itself there.");

    case EISDIR:
      return _("A folder stands where a file should be; move it away.");

    case EIO:
      return _("The disk may be failing; copy the project to another place.");

    default:
      return NULL;
    }
}

/**
 * manicule_fs_get:
 *
 * Returns: the system calls to use, never %NULL
 */
const ManiculeFs *
manicule_fs_get (void)
{
  return g_atomic_pointer_get (&current_fs);
}

/**
 * manicule_fs_set:
 * @fs: (nullable): the calls to use from now on; %NULL for the system's own
 */
void
manicule_fs_set (const ManiculeFs *fs)
{
  g_atomic_pointer_set (&current_fs, fs != NULL ? fs : &real_fs);
}

/**
 * manicule_fs_open:
 * @path: a path
 * @flags: how to open it; O_NOFOLLOW and O_CLOEXEC are added
 * @mode: the mode of a new file
 *
 * The document portal opens the file that it was asked for by a link of its own, with the flags that we gave; so with
 * O_NOFOLLOW it finds every file to be a link. There, what stands at the path is looked at before and after.
 *
 * Returns: a descriptor, or -1 and errno
 */
int
manicule_fs_open (const char *path,
                  int         flags,
                  mode_t      mode)
{
  const ManiculeFs *fs = manicule_fs_get ();
  int fd = fs->open (path, flags | O_NOFOLLOW | O_CLOEXEC, mode);
  struct stat before, after;

  if (fd >= 0 || errno != ELOOP)
    return fd;

  if (fs->lstat (path, &before) != 0)
    return -1;
  if (S_ISLNK (before.st_mode))
    {
      errno = ELOOP;
      return -1;
    }

  fd = fs->open (path, flags | O_CLOEXEC, mode);
  if (fd < 0 || (fs->fstat (fd, &after) == 0 && after.st_ino == before.st_ino && after.st_dev == before.st_dev))
    return fd;

  fs->close (fd);
  errno = ELOOP;
  return -1;
}

/**
 * manicule_fs_set_error:
 * @error: (nullable): where it goes
 * @deed: what failed
 * @name: the file, as the user knows it
 * @number: an errno
 */
void
manicule_fs_set_error (GError         **error,
                       ManiculeFsDeed   deed,
                       const char      *name,
                       int              number)
{
  const char *hint = advice (deed, number);
  g_autofree char *message = NULL;

  switch (deed)
    {
    case MANICULE_FS_READING:
      /* Translators: a file name, then the system's reason */
      message = g_strdup_printf (_("“%s” could not be read: %s."), name, g_strerror (number));
      break;

    case MANICULE_FS_WRITING:
      /* Translators: a file name, then the system's reason */
      message = g_strdup_printf (_("“%s” could not be written: %s."), name, g_strerror (number));
      break;

    case MANICULE_FS_REMOVING:
      /* Translators: a file name, then the system's reason */
      message = g_strdup_printf (_("“%s” could not be removed: %s."), name, g_strerror (number));
      break;

    default:
      g_assert_not_reached ();
    }

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (number), "%s%s%s",
               message, hint != NULL ? " " : "", hint != NULL ? hint : "");
}
