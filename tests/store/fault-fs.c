/* fault-fs.c: a disk that fails when it is told to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fault-fs.h"

#include <errno.h>
#include <fcntl.h>

static const ManiculeFs *real;
static guint fail_at;
static int fail_number;
static FaultKind fail_kind;
static guint n_calls;
static guint n_renames;
static gboolean has_failed;
static char first_failed[256];

/* Sets errno where this call is to fail. @path: NULL where only a number is known. */
static gboolean
fails (const char *name,
       const char *path,
       gboolean    needs_room)
{
  guint call = g_atomic_int_add (&n_calls, 1) + 1;

  if (fail_at == 0 || call < fail_at || (call > fail_at && fail_kind == FAULT_ONCE) ||
      (fail_kind == FAULT_FULL && !needs_room) || fail_kind == FAULT_SHORT)
    return FALSE;

  if (!has_failed)
    g_snprintf (first_failed, sizeof first_failed, "%s %s", name, path != NULL ? path : "");
  has_failed = TRUE;
  errno = fail_number;
  return TRUE;
}

static int
fault_open (const char *path,
            int         flags,
            mode_t      mode)
{
  return fails ("open", path, (flags & O_CREAT) != 0) ? -1 : real->open (path, flags, mode);
}

static int
fault_close (int fd)
{
  int result = real->close (fd);

  return fails ("close", NULL, FALSE) ? -1 : result;
}

static ssize_t
fault_read (int     fd,
            void   *buffer,
            size_t  length)
{
  return fails ("read", NULL, FALSE) ? -1 : real->read (fd, buffer, length);
}

static ssize_t
fault_write (int         fd,
             const void *buffer,
             size_t      length)
{
  if (fail_kind == FAULT_SHORT && (guint) g_atomic_int_get (&n_calls) + 1 == fail_at && length > 1)
    length /= 2;
  if (!fails ("write", NULL, TRUE))
    return real->write (fd, buffer, length);

  real->write (fd, buffer, length / 2);
  errno = fail_number;
  return -1;
}

/* Without power cuts nobody sees whether it did anything, but thousands of them take minutes on a busy disk. */
static int
fault_fsync (int fd)
{
  return fails ("fsync", NULL, FALSE) ? -1 : 0;
}

static int
fault_fstat (int          fd,
             struct stat *info)
{
  return fails ("fstat", NULL, FALSE) ? -1 : real->fstat (fd, info);
}

static int
fault_fchmod (int    fd,
              mode_t mode)
{
  return fails ("fchmod", NULL, FALSE) ? -1 : real->fchmod (fd, mode);
}

static int
fault_lstat (const char  *path,
             struct stat *info)
{
  return fails ("lstat", path, FALSE) ? -1 : real->lstat (path, info);
}

static int
fault_link (const char *from,
            const char *to)
{
  return fails ("link", to, FALSE) ? -1 : real->link (from, to);
}

static int
fault_rename (const char *from,
              const char *to)
{
  int result;

  if (fails ("rename", to, FALSE))
    return -1;

  result = real->rename (from, to);
  n_renames += result == 0 ? 1 : 0;
  return result;
}

static int
fault_unlink (const char *path)
{
  return fails ("unlink", path, FALSE) ? -1 : real->unlink (path);
}

static int
fault_mkdir (const char *path,
             mode_t      mode)
{
  return fails ("mkdir", path, TRUE) ? -1 : real->mkdir (path, mode);
}

static int
fault_rmdir (const char *path)
{
  return fails ("rmdir", path, FALSE) ? -1 : real->rmdir (path);
}

static DIR *
fault_opendir (const char *path)
{
  return fails ("opendir", path, FALSE) ? NULL : real->opendir (path);
}

static struct dirent *
fault_readdir (DIR *folder)
{
  return fails ("readdir", NULL, FALSE) ? NULL : real->readdir (folder);
}

static int
fault_closedir (DIR *folder)
{
  int result = real->closedir (folder);

  return fails ("closedir", NULL, FALSE) ? -1 : result;
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

  fail_at = at;
  fail_number = number;
  fail_kind = kind;
  n_calls = 0;
  n_renames = 0;
  has_failed = FALSE;
  manicule_fs_set (&fault_fs);
}

guint
fault_fs_end (void)
{
  manicule_fs_set (NULL);
  return n_calls;
}

gboolean
fault_fs_has_failed (void)
{
  return has_failed;
}

const char *
fault_fs_get_failed (void)
{
  return has_failed ? first_failed : "nothing";
}

guint
fault_fs_n_renames (void)
{
  return n_renames;
}
