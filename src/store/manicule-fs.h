/* manicule-fs.h: the store's only way to the disk
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <dirent.h>
#include <gio/gio.h>
#include <sys/stat.h>

G_BEGIN_DECLS

/* The system calls that the store uses, with their own meaning: -1 or NULL and errno on failure. All of the store's
 * file access goes through here, so that tests can make any single one fail. */
typedef struct
{
  int            (*open)     (const char  *path,
                              int          flags,
                              mode_t       mode);
  int            (*close)    (int          fd);
  ssize_t        (*read)     (int          fd,
                              void        *buffer,
                              size_t       length);
  ssize_t        (*write)    (int          fd,
                              const void  *buffer,
                              size_t       length);
  int            (*fsync)    (int          fd);
  int            (*fstat)    (int          fd,
                              struct stat *info);
  int            (*fchmod)   (int          fd,
                              mode_t       mode);
  int            (*lstat)    (const char  *path,
                              struct stat *info);
  int            (*link)     (const char  *from,
                              const char  *to);
  int            (*rename)   (const char  *from,
                              const char  *to);
  int            (*unlink)   (const char  *path);
  int            (*mkdir)    (const char  *path,
                              mode_t       mode);
  int            (*rmdir)    (const char  *path);
  DIR           *(*opendir)  (const char  *path);
  struct dirent *(*readdir)  (DIR         *folder);
  int            (*closedir) (DIR         *folder);
} ManiculeFs;

const ManiculeFs *manicule_fs_get       (void);
/* NULL: the real one. For tests; not while other threads use files. */
void              manicule_fs_set       (const ManiculeFs  *fs);

/* Opens a file, but never through a symbolic link: -1 and errno, which is ELOOP where it is one. */
int               manicule_fs_open      (const char        *path,
                                         int                flags,
                                         mode_t             mode);

/* What failed, for the words of the message. */
typedef enum
{
  MANICULE_FS_READING,
  MANICULE_FS_WRITING,
  MANICULE_FS_REMOVING,
} ManiculeFsDeed;

/* Sets a G_IO_ERROR for an errno: which file (@name as the user knows it), why, and what to do about it. */
void              manicule_fs_set_error (GError           **error,
                                         ManiculeFsDeed     deed,
                                         const char        *name,
                                         int                number);

G_END_DECLS
