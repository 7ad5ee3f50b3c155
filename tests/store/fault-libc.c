/* fault-libc.c: a disk that fails below the libraries too
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fault-libc.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define N_DESCRIPTORS 1024

static char *prefix;  /* (owned) (nullable): NULL: nothing is looked at */
static gboolean is_below[N_DESCRIPTORS];

static gboolean
lies_below (const char *path)
{
  return prefix != NULL && path != NULL && g_str_has_prefix (path, prefix);
}

static gboolean
is_ours (int fd)
{
  return prefix != NULL && fd >= 0 && fd < N_DESCRIPTORS && is_below[fd];
}

/* Functions and data are other things to the C standard, and the same to POSIX. */
#define FIND(real, name) (*(void **) &(real) = dlsym (RTLD_NEXT, name))

/* The names under which programs and libraries call them: with large files, open() is open64(). */
int     fault_open      (const char *path, int flags, ...) __asm__ ("open");
int     fault_open64    (const char *path, int flags, ...) __asm__ ("open64");
ssize_t fault_write     (int fd, const void *buffer, size_t length) __asm__ ("write");
int     fault_fsync     (int fd) __asm__ ("fsync");
int     fault_syncfs    (int fd) __asm__ ("syncfs");
int     fault_close     (int fd) __asm__ ("close");
int     fault_rename    (const char *from, const char *to) __asm__ ("rename");
int     fault_renameat2 (int old, const char *from, int new, const char *to, unsigned int flags) __asm__ ("renameat2");
int     fault_mkdir     (const char *path, mode_t mode) __asm__ ("mkdir");
int     fault_chmod     (const char *path, mode_t mode) __asm__ ("chmod");

static int
open_any (const char *name,
          const char *path,
          int         flags,
          mode_t      mode)
{
  int (*real) (const char *, int, ...);
  gboolean below = lies_below (path);
  int fd;

  FIND (real, name);
  if (below && fault_strikes ("open", path, (flags & O_CREAT) != 0))
    return -1;

  fd = real (path, flags, mode);
  if (fd >= 0 && fd < N_DESCRIPTORS)
    is_below[fd] = below;

  return fd;
}

static mode_t
get_mode (int     flags,
          va_list arguments)
{
  return (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg (arguments, mode_t) : 0;
}

int
fault_open (const char *path,
            int         flags,
            ...)
{
  va_list arguments;
  mode_t mode;

  va_start (arguments, flags);
  mode = get_mode (flags, arguments);
  va_end (arguments);

  return open_any ("open", path, flags, mode);
}

int
fault_open64 (const char *path,
              int         flags,
              ...)
{
  va_list arguments;
  mode_t mode;

  va_start (arguments, flags);
  mode = get_mode (flags, arguments);
  va_end (arguments);

  return open_any ("open64", path, flags, mode);
}

ssize_t
fault_write (int         fd,
             const void *buffer,
             size_t      length)
{
  ssize_t (*real) (int, const void *, size_t);
  int number;

  FIND (real, "write");
  if (!is_ours (fd))
    return real (fd, buffer, length);

  length = fault_cut (length);
  if (!fault_strikes ("write", NULL, TRUE))
    return real (fd, buffer, length);

  number = errno;
  real (fd, buffer, length / 2);
  errno = number;
  return -1;
}

/* Nobody sees whether it did anything. */
static int
sync_any (const char *name,
          int         fd)
{
  int (*real) (int);

  FIND (real, name);
  if (!is_ours (fd))
    return real (fd);

  return fault_strikes (name, NULL, FALSE) ? -1 : 0;
}

int
fault_fsync (int fd)
{
  return sync_any ("fsync", fd);
}

int
fault_syncfs (int fd)
{
  return sync_any ("syncfs", fd);
}

int
fault_close (int fd)
{
  int (*real) (int);
  gboolean ours = is_ours (fd);
  int result;

  FIND (real, "close");
  if (fd >= 0 && fd < N_DESCRIPTORS)
    is_below[fd] = FALSE;
  result = real (fd);

  return ours && fault_strikes ("close", NULL, FALSE) ? -1 : result;
}

int
fault_rename (const char *from,
              const char *to)
{
  int (*real) (const char *, const char *);

  FIND (real, "rename");
  return lies_below (to) && fault_strikes ("rename", to, FALSE) ? -1 : real (from, to);
}

int
fault_renameat2 (int           old,
                 const char   *from,
                 int           new,
                 const char   *to,
                 unsigned int  flags)
{
  int (*real) (int, const char *, int, const char *, unsigned int);

  FIND (real, "renameat2");
  return lies_below (to) && fault_strikes ("renameat2", to, FALSE) ? -1 : real (old, from, new, to, flags);
}

int
fault_mkdir (const char *path,
             mode_t      mode)
{
  int (*real) (const char *, mode_t);

  FIND (real, "mkdir");
  return lies_below (path) && fault_strikes ("mkdir", path, TRUE) ? -1 : real (path, mode);
}

int
fault_chmod (const char *path,
             mode_t      mode)
{
  int (*real) (const char *, mode_t);

  FIND (real, "chmod");
  return lies_below (path) && fault_strikes ("chmod", path, FALSE) ? -1 : real (path, mode);
}

void
fault_libc_begin (const char *folder,
                  guint       at,
                  int         number,
                  FaultKind   kind)
{
  fault_plan (at, number, kind);
  g_free (prefix);
  prefix = g_strdup (folder);
}

guint
fault_libc_end (void)
{
  g_clear_pointer (&prefix, g_free);
  return fault_get_n_calls ();
}
