/* fault-fs.c: a disk that fails when it is told to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fault-fs.h"

#include <errno.h>
#include <fcntl.h>

static const ManiculeFs *real;
static guint n_renames;

static int
fault_open (const char *path,
            int         flags,
            mode_t      mode)
{
  return fault_strikes ("open", path, (flags & O_CREAT) != 0) ? -1 : real->open (path, flags, mode);
}

static int
fault_close (int fd)
{
  int result = real->close (fd);

  return fault_strikes ("close", NULL, FALSE) ? -1 : result;
}

static ssize_t
fault_read (int     fd,
            void   *buffer,
            size_t  length)
{
  return fault_strikes ("read", NULL, FALSE) ? -1 : real->read (fd, buffer, length);
}

static ssize_t
fault_write (int         fd,
             const void *buffer,
             size_t      length)
{
  int number;

  length = fault_cut (length);
  if (!fault_strikes ("write", NULL, TRUE))
    return real->write (fd, buffer, length);

  number = errno;
  real->write (fd, buffer, length / 2);
  errno = number;
  return -1;
}

/* Without power cuts nobody sees whether it did anything, but thousands of them take minutes on a busy disk. */
static int
fault_fsync (int fd)
{
  return fault_strikes ("fsync", NULL, FALSE) ? -1 : 0;
}

static int
fault_fstat (int          fd,
             struct stat *info)
{
  return fault_strikes ("fstat", NULL, FALSE) ? -1 : real->fstat (fd, info);
}

static int
fault_fchmod (int    fd,
              mode_t mode)
{
  return fault_strikes ("fchmod", NULL, FALSE) ? -1 : real->fchmod (fd, mode);
}

static int
fault_lstat (const char  *path,
             struct stat *info)
{
  return fault_strikes ("lstat", path, FALSE) ? -1 : real->lstat (path, info);
}

static int
fault_link (const char *from,
            const char *to)
{
  return fault_strikes ("link", to, FALSE) ? -1 : real->link (from, to);
}

static int
fault_rename (const char *from,
              const char *to)
{
  int result;

  if (fault_strikes ("rename", to, FALSE))
    return -1;

  result = real->rename (from, to);
  n_renames += result == 0 ? 1 : 0;
  return result;
}

static int
fault_unlink (const char *path)
{
  return fault_strikes ("unlink", path, FALSE) ? -1 : real->unlink (path);
}

static int
fault_mkdir (const char *path,
             mode_t      mode)
{
  return fault_strikes ("mkdir", path, TRUE) ? -1 : real->mkdir (path, mode);
}

static int
fault_rmdir (const char *path)
{
  return fault_strikes ("rmdir", path, FALSE) ? -1 : real->rmdir (path);
}

static DIR *
fault_opendir (const char *path)
{
  return fault_strikes ("opendir", path, FALSE) ? NULL : real->opendir (path);
}

static struct dirent *
fault_readdir (DIR *folder)
{
  return fault_strikes ("readdir", NULL, FALSE) ? NULL : real->readdir (folder);
}

static int
fault_closedir (DIR *folder)
{
  int result = real->closedir (folder);

  return fault_strikes ("closedir", NULL, FALSE) ? -1 : result;
}

static const ManiculeFs fault_fs = {
  .open = fault_open,
  .close = fault_close,
  .read = fault_read,
  .write = fault_write,
  .fsync = fault_fsync,
  .fstat = fault_fstat,
  .fchmod = fault_fchmod,
  .lstat = fault_lstat,
  .link = fault_link,
  .rename = fault_rename,
  .unlink = fault_unlink,
  .mkdir = fault_mkdir,
  .rmdir = fault_rmdir,
  .opendir = fault_opendir,
  .readdir = fault_readdir,
  .closedir = fault_closedir,
};

void
fault_fs_begin (guint     at,
                int       number,
                FaultKind kind)
{
  if (real == NULL)
    real = manicule_fs_get ();

  n_renames = 0;
  fault_plan (at, number, kind);
  manicule_fs_set (&fault_fs);
}

guint
fault_fs_end (void)
{
  manicule_fs_set (NULL);
  return fault_get_n_calls ();
}

guint
fault_fs_n_renames (void)
{
  return n_renames;
}
