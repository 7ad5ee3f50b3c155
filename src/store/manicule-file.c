/* manicule-file.c: reading the files of a folder, safely
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-file.h"

#include "manicule-fs.h"
#include "manicule-project-folder.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* Is every part of the path between @root and the last one a real folder, or not there yet? */
static gboolean
check_parents (const char  *root,
               const char  *name,
               GError     **error)
{
  const char *slash;

  for (slash = strchr (name, '/'); slash != NULL; slash = strchr (slash + 1, '/'))
    {
      g_autofree char *part = g_strndup (name, slash - name);
      g_autofree char *path = g_build_filename (root, part, NULL);
      struct stat info;

      if (manicule_fs_get ()->lstat (path, &info) != 0)
        {
          if (errno == ENOENT)
            return TRUE;
          manicule_fs_set_error (error, MANICULE_FS_READING, part, errno);
          return FALSE;
        }

      if (!S_ISDIR (info.st_mode))
        {
          manicule_fs_set_error (error, MANICULE_FS_READING, part, S_ISLNK (info.st_mode) ? ELOOP : ENOTDIR);
          return FALSE;
        }
    }

  return TRUE;
}

/**
 * manicule_file_get_path:
 * @folder: a local folder
 * @name: a path below it, without ".."; "" for the folder itself
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the path on disk. Fails for a folder without one and where a part of @name
 *   other than the last is a symbolic link; the last is for the caller to open without following
 */
char *
manicule_file_get_path (GFile       *folder,
                        const char  *name,
                        GError     **error)
{
  const char *root = g_file_peek_path (folder);

  g_return_val_if_fail (name != NULL && !g_path_is_absolute (name), NULL);

  if (root == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                           _("This folder is not on a local disk. Copy the project to one, then open it there."));
      return NULL;
    }

  if (!check_parents (root, name, error))
    return NULL;

  return g_build_filename (root, name, NULL);
}

/**
 * manicule_stamp_fill:
 * @stamp: (out caller-allocates): what to fill
 * @info: the state of the open file
 * @bytes: its content
 */
void
manicule_stamp_fill (ManiculeStamp     *stamp,
                     const struct stat *info,
                     GBytes            *bytes)
{
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

  stamp->exists = TRUE;
  stamp->size = info->st_size;
  stamp->mtime = (gint64) info->st_mtim.tv_sec * 1000000000 + info->st_mtim.tv_nsec;
  stamp->inode = info->st_ino;
  g_strlcpy (stamp->sha256, sha256, sizeof stamp->sha256);
}

static GBytes *
read_all (int         fd,
          gsize       size_hint,
          gsize       max_bytes)
{
  const ManiculeFs *fs = manicule_fs_get ();
  gsize capacity = MIN (size_hint, max_bytes) + 1;
  g_autofree char *data = g_malloc (capacity);
  gsize length = 0;

  for (;;)
    {
      gssize n;

      if (length == capacity)
        data = g_realloc (data, capacity = capacity * 2);

      n = fs->read (fd, data + length, capacity - length);
      if (n == 0)
        return g_bytes_new_take (g_steal_pointer (&data), length);
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return NULL;

      length += n;
      if (length > max_bytes)
        {
          errno = EFBIG;
          return NULL;
        }
    }
}

/* NULL with errno. Opens without blocking, so that a pipe of that name cannot hold us up. */
static GBytes *
read_path (const char    *path,
           gsize          max_bytes,
           ManiculeStamp *stamp)
{
  const ManiculeFs *fs = manicule_fs_get ();
  g_autoptr(GBytes) bytes = NULL;
  struct stat info;
  int number;
  int fd;

  fd = manicule_fs_open (path, O_RDONLY | O_NONBLOCK | O_NOCTTY, 0);
  if (fd < 0)
    return NULL;

  if (fs->fstat (fd, &info) != 0)
    number = errno;
  else if (S_ISDIR (info.st_mode))
    number = EISDIR;
  else if (!S_ISREG (info.st_mode))
    number = EINVAL;
  else if ((guint64) info.st_size > max_bytes)
    number = EFBIG;
  else
    {
      bytes = read_all (fd, info.st_size, max_bytes);
      number = errno;
    }

  fs->close (fd);

  if (bytes == NULL)
    errno = number;
  else if (stamp != NULL)
    manicule_stamp_fill (stamp, &info, bytes);

  return g_steal_pointer (&bytes);
}

/**
 * manicule_file_read:
 * @folder: a local folder
 * @name: a path below it
 * @max_bytes: the most that is read
 * @stamp: (out caller-allocates) (nullable): what the file is now; all 0 when there is none
 * @error: return location
 *
 * Reads a plain file whole.
 *
 * Returns: (transfer full) (nullable): its content, %NULL with a %G_IO_ERROR
 */
GBytes *
manicule_file_read (GFile          *folder,
                    const char     *name,
                    gsize           max_bytes,
                    ManiculeStamp  *stamp,
                    GError        **error)
{
  g_autofree char *path = manicule_file_get_path (folder, name, error);
  GBytes *bytes;

  if (stamp != NULL)
    memset (stamp, 0, sizeof *stamp);

  if (path == NULL)
    return NULL;

  bytes = read_path (path, max_bytes, stamp);
  if (bytes == NULL)
    manicule_fs_set_error (error, MANICULE_FS_READING, name, errno);

  return bytes;
}

static void
entry_free (gpointer data)
{
  ManiculeFileEntry *entry = data;

  g_free (entry->name);
  g_free (entry);
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b)
{
  const ManiculeFileEntry *first = *(const ManiculeFileEntry * const *) a;
  const ManiculeFileEntry *second = *(const ManiculeFileEntry * const *) b;

  return strcmp (first->name, second->name);
}

static ManiculeFileType
get_type (const char          *folder,
          const struct dirent *found)
{
  g_autofree char *path = NULL;
  struct stat info;

  switch (found->d_type)
    {
    case DT_REG:
      return MANICULE_FILE_REGULAR;

    case DT_DIR:
      return MANICULE_FILE_FOLDER;

    case DT_LNK:
      return MANICULE_FILE_LINK;

    case DT_UNKNOWN:
      path = g_build_filename (folder, found->d_name, NULL);
      if (manicule_fs_get ()->lstat (path, &info) != 0)
        return MANICULE_FILE_OTHER;
      return S_ISREG (info.st_mode) ? MANICULE_FILE_REGULAR
             : S_ISDIR (info.st_mode) ? MANICULE_FILE_FOLDER
             : S_ISLNK (info.st_mode) ? MANICULE_FILE_LINK : MANICULE_FILE_OTHER;

    default:
      return MANICULE_FILE_OTHER;
    }
}

static gboolean
list_path (const char *path,
           GPtrArray  *entries)
{
  const ManiculeFs *fs = manicule_fs_get ();
  struct dirent *found;
  int number;
  DIR *dir;

  dir = fs->opendir (path);
  if (dir == NULL)
    return FALSE;

  while ((errno = 0, found = fs->readdir (dir)) != NULL)
    {
      ManiculeFileEntry *entry;

      if (strcmp (found->d_name, ".") == 0 || strcmp (found->d_name, "..") == 0)
        continue;

      entry = g_new (ManiculeFileEntry, 1);
      entry->name = g_strdup (found->d_name);
      entry->type = get_type (path, found);
      g_ptr_array_add (entries, entry);
    }

  number = errno;
  fs->closedir (dir);
  errno = number;

  return number == 0;
}

/* opendir() follows a link in its last part, which list must not. */
static gboolean
is_link (const char *path)
{
  struct stat info;

  return manicule_fs_get ()->lstat (path, &info) == 0 && S_ISLNK (info.st_mode);
}

/**
 * manicule_file_list:
 * @folder: a local folder
 * @name: a folder below it; "" for itself
 * @error: return location
 *
 * Returns: (transfer full) (nullable): (element-type ManiculeFileEntry): what is in it, sorted by name; empty when it
 *   is not there; %NULL with a %G_IO_ERROR
 */
GPtrArray *
manicule_file_list (GFile       *folder,
                    const char  *name,
                    GError     **error)
{
  g_autofree char *path = manicule_file_get_path (folder, name, error);
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func (entry_free);

  if (path == NULL)
    return NULL;

  if (*name != '\0' && is_link (path))
    {
      manicule_fs_set_error (error, MANICULE_FS_READING, name, ELOOP);
      return NULL;
    }

  if (!list_path (path, entries) && !(errno == ENOENT && *name != '\0'))
    {
      g_autofree char *shown = *name != '\0' ? g_strdup (name) : g_file_get_basename (folder);

      manicule_fs_set_error (error, MANICULE_FS_READING, shown, errno);
      return NULL;
    }

  g_ptr_array_sort (entries, compare_entries);
  return g_steal_pointer (&entries);
}

static gboolean
looks_unchanged (const ManiculeStamp *stamp,
                 const struct stat   *info)
{
  return S_ISREG (info->st_mode) &&
         stamp->size == (guint64) info->st_size &&
         stamp->inode == info->st_ino &&
         stamp->mtime == (gint64) info->st_mtim.tv_sec * 1000000000 + info->st_mtim.tv_nsec;
}

static void
set_changed (GError     **error,
             const char  *name,
             gboolean     gone)
{
  if (gone)
    g_set_error (error, MANICULE_STORE_ERROR, MANICULE_STORE_ERROR_CHANGED,
                 _("“%s” was removed by another program. Reload to go on without it, or overwrite to write it again."),
                 name);
  else
    g_set_error (error, MANICULE_STORE_ERROR, MANICULE_STORE_ERROR_CHANGED,
                 _("“%s” was changed by another program. Reload to take over what it wrote, or overwrite to keep what is open here."),
                 name);
}

/**
 * manicule_file_verify:
 * @folder: a local folder
 * @name: a path below it
 * @stamp: (inout): what the file was; only its size and times change
 * @error: return location
 *
 * Returns: %TRUE when the file is still what it was
 */
gboolean
manicule_file_verify (GFile          *folder,
                      const char     *name,
                      ManiculeStamp  *stamp,
                      GError        **error)
{
  g_autofree char *path = manicule_file_get_path (folder, name, error);
  g_autoptr(GBytes) bytes = NULL;
  ManiculeStamp now = { 0 };
  struct stat info;

  if (path == NULL)
    return FALSE;

  if (manicule_fs_get ()->lstat (path, &info) == 0)
    {
      if (stamp->exists && looks_unchanged (stamp, &info))
        return TRUE;
      bytes = read_path (path, MANICULE_FILE_MAX_BYTES, &now);
    }

  if (bytes == NULL && errno != ENOENT)
    {
      manicule_fs_set_error (error, MANICULE_FS_READING, name, errno);
      return FALSE;
    }

  if (now.exists != stamp->exists || strcmp (now.sha256, stamp->sha256) != 0)
    {
      set_changed (error, name, bytes == NULL);
      return FALSE;
    }

  *stamp = now;
  return TRUE;
}

/**
 * manicule_file_exists:
 * @folder: a local folder
 * @name: a path below it
 *
 * Returns: %TRUE when something of that name is there
 */
gboolean
manicule_file_exists (GFile      *folder,
                      const char *name)
{
  g_autofree char *path = manicule_file_get_path (folder, name, NULL);
  struct stat info;

  return path != NULL && manicule_fs_get ()->lstat (path, &info) == 0;
}

/**
 * manicule_file_look:
 * @folder: a local folder
 * @name: a path below it
 * @exists: (out): whether something of that name is there
 * @error: return location
 *
 * Returns: %FALSE when it cannot be told
 */
gboolean
manicule_file_look (GFile       *folder,
                    const char  *name,
                    gboolean    *exists,
                    GError     **error)
{
  g_autofree char *path = manicule_file_get_path (folder, name, error);
  struct stat info;

  if (path == NULL)
    return FALSE;

  *exists = manicule_fs_get ()->lstat (path, &info) == 0;
  if (*exists || errno == ENOENT || errno == ENOTDIR)
    return TRUE;

  manicule_fs_set_error (error, MANICULE_FS_READING, name, errno);
  return FALSE;
}

/**
 * manicule_file_remove:
 * @folder: a local folder
 * @name: a path below it
 * @error: return location
 *
 * Returns: %TRUE when there is no such file now
 */
gboolean
manicule_file_remove (GFile       *folder,
                      const char  *name,
                      GError     **error)
{
  g_autofree char *path = manicule_file_get_path (folder, name, error);

  if (path == NULL)
    return FALSE;

  if (manicule_fs_get ()->unlink (path) == 0 || errno == ENOENT)
    return TRUE;

  manicule_fs_set_error (error, MANICULE_FS_REMOVING, name, errno);
  return FALSE;
}
