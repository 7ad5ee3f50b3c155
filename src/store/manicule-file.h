/* manicule-file.h: reading the files of a folder, safely
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <sys/stat.h>

G_BEGIN_DECLS

/* Files are named by a folder and a path below it, such as "annotations/anna/004.json"; messages show only that path.
 * No function here follows a symbolic link below the folder, or waits for anything that is not a plain file. */

/* What a file was when it was last read or written: how another program's change is told. All 0: there was no file. */
typedef struct
{
  gboolean exists;
  guint64  size;
  gint64   mtime;       /* nanoseconds */
  guint64  inode;
  char     sha256[65];
} ManiculeStamp;

typedef enum
{
  MANICULE_FILE_REGULAR,
  MANICULE_FILE_FOLDER,
  MANICULE_FILE_LINK,
  MANICULE_FILE_OTHER,
} ManiculeFileType;

typedef struct
{
  char             *name;  /* (owned): as on disk, perhaps not UTF-8 */
  ManiculeFileType  type;
} ManiculeFileEntry;

/* More than this is no file of ours. */
#define MANICULE_FILE_MAX_BYTES (1024u * 1024 * 1024)

/* NULL with G_IO_ERROR_NOT_FOUND where there is none. @stamp (nullable) is filled in. */
GBytes    *manicule_file_read    (GFile          *folder,
                                  const char     *name,
                                  gsize           max_bytes,
                                  ManiculeStamp  *stamp,
                                  GError        **error) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type ManiculeFileEntry), sorted by name; empty where there is no such folder. @name "" is the folder itself. */
GPtrArray *manicule_file_list    (GFile          *folder,
                                  const char     *name,
                                  GError        **error) G_GNUC_WARN_UNUSED_RESULT;
/* Is the file still what @stamp says? Hashes it only when size, time or inode differ, and then brings @stamp up to
 * date. FALSE with MANICULE_STORE_ERROR_CHANGED when it is not. */
gboolean   manicule_file_verify  (GFile          *folder,
                                  const char     *name,
                                  ManiculeStamp  *stamp,
                                  GError        **error);
gboolean   manicule_file_exists  (GFile          *folder,
                                  const char     *name);
/* The same, for where it matters that it cannot always be told. */
gboolean   manicule_file_look    (GFile          *folder,
                                  const char     *name,
                                  gboolean       *exists,
                                  GError        **error);
/* Removes a file; one that is not there is no failure. */
gboolean   manicule_file_remove  (GFile          *folder,
                                  const char     *name,
                                  GError        **error);

/* For manicule-save.c. The path on disk, when no part of it but the last can be a symbolic link; NULL with an error. */
char      *manicule_file_get_path (GFile         *folder,
                                   const char    *name,
                                   GError       **error) G_GNUC_WARN_UNUSED_RESULT;
void       manicule_stamp_fill    (ManiculeStamp     *stamp,
                                   const struct stat *info,
                                   GBytes            *bytes);

G_END_DECLS
