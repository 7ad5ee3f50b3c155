/* manicule-export-target.c: the place beside the target, and the move
 *
 * An export is written to a hidden sibling, so that the move is a rename. A folder gets a list of what is in it, with
 * size and time of each file, so that the next export can tell what it may replace: its own files as it left them, and
 * nothing else.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-export-private.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LIST_NAME ".manicule-export"
#define LIST_HEAD "manicule-export 1"

static gboolean
set_errno (GError     **error,
           int          code,
           const char  *action,
           const char  *path)
{
  g_autofree char *display = g_filename_display_name (path);

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "%s: %s: %s", display, action, g_strerror (code));

  return FALSE;
}

gboolean
manicule_sync_folder (const char  *path,
                      gboolean     with_files,
                      GError     **error)
{
  int fd = g_open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  gboolean success;

  if (fd < 0)
    return set_errno (error, errno, _("cannot be opened"), path);

  /* Once for all files: one fsync() each takes a thousand times as long. */
  success = (!with_files || syncfs (fd) == 0) && fsync (fd) == 0;
  if (!success)
    set_errno (error, errno, _("cannot be written to the disk"), path);
  close (fd);

  return success;
}

/* --- what is in a folder --- */

typedef gboolean (*VisitFunc) (const char        *path,      /* relative to the root */
                               const struct stat *info,
                               gpointer           data);     /* FALSE: stop */

/* Every file below @root/@relative that is not a folder, and each folder after what is in it; symbolic links are not
 * followed. FALSE when stopped or when something cannot be read. */
static gboolean
visit (const char *root,
       const char *relative,
       VisitFunc   func,
       gpointer    data)
{
  g_autofree char *path = g_build_filename (root, relative, NULL);
  g_autoptr(GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  if (folder == NULL)
    return FALSE;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = *relative != '\0' ? g_build_filename (relative, name, NULL) : g_strdup (name);
      g_autofree char *child_path = g_build_filename (root, child, NULL);
      struct stat info;

      if (lstat (child_path, &info) != 0)
        return FALSE;
      if (S_ISDIR (info.st_mode) && !visit (root, child, func, data))
        return FALSE;
      if (!func (child, &info, data))
        return FALSE;
    }

  return TRUE;
}

static gboolean
remove_visited (const char        *relative,
                const struct stat *info,
                gpointer           root)
{
  g_autofree char *path = g_build_filename (root, relative, NULL);

  return (S_ISDIR (info->st_mode) ? g_rmdir (path) : g_unlink (path)) == 0;
}

void
manicule_export_remove_tree (const char *path)
{
  visit (path, "", remove_visited, (gpointer) path);
  g_rmdir (path);
}

/* --- the list --- */

static char *
describe (const char        *relative,
          const struct stat *info)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT ".%09ld %s", (gint64) info->st_size,
                          (gint64) info->st_mtim.tv_sec, info->st_mtim.tv_nsec, relative);
}

static gboolean
list_visited (const char        *relative,
              const struct stat *info,
              gpointer           data)
{
  GPtrArray *lines = data;

  if (!S_ISDIR (info->st_mode))
    g_ptr_array_add (lines, describe (relative, info));

  return TRUE;
}

static gboolean
write_list (const char  *root,
            GError     **error)
{
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GString) list = g_string_new (LIST_HEAD "\n");
  g_autofree char *path = g_build_filename (root, LIST_NAME, NULL);

  if (!visit (root, "", list_visited, lines))
    return set_errno (error, errno, _("cannot be read"), root);

  g_ptr_array_sort_values (lines, (GCompareFunc) g_strcmp0);
  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (list, "%s\n", (const char *) g_ptr_array_index (lines, i));

  return g_file_set_contents_full (path, list->str, (gssize) list->len, G_FILE_SET_CONTENTS_DURABLE, 0666, error);
}

/* (element-type utf8): the lines of the list, a set; NULL when there is none. */
static GHashTable *
read_list (const char *root)
{
  g_autofree char *path = g_build_filename (root, LIST_NAME, NULL);
  g_autofree char *contents = NULL;
  g_auto(GStrv) lines = NULL;
  GHashTable *list;

  if (!g_file_get_contents (path, &contents, NULL, NULL))
    return NULL;

  lines = g_strsplit (contents, "\n", -1);
  if (g_strcmp0 (lines[0], LIST_HEAD) != 0)
    return NULL;

  list = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 1; lines[i] != NULL; i++)
    g_hash_table_add (list, g_strdup (lines[i]));

  return list;
}

static gboolean
is_listed (const char        *relative,
           const struct stat *info,
           gpointer           list)
{
  g_autofree char *line = NULL;

  if (S_ISDIR (info->st_mode))
    return list != NULL;
  if (g_str_equal (relative, LIST_NAME))
    return TRUE;

  line = describe (relative, info);

  return list != NULL && g_hash_table_contains (list, line);
}

/* Whether all that is in the folder is what an export has written there, as it was left. Nothing at all is, too. */
static gboolean
may_be_replaced (const char *path)
{
  g_autoptr(GHashTable) list = read_list (path);

  return visit (path, "", is_listed, list);
}

/* --- the target --- */

static gboolean
check_target (const char  *path,
              gboolean     is_folder,
              GError     **error)
{
  g_autofree char *display = g_filename_display_name (path);
  struct stat info;

  if (stat (path, &info) != 0)
    return errno == ENOENT || set_errno (error, errno, _("cannot be looked at"), path);

  if (!is_folder && S_ISDIR (info.st_mode))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY,
                 _("%s is a folder, and this format writes one file: name the file"), display);
  else if (is_folder && !S_ISDIR (info.st_mode))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY,
                 _("%s is a file, and a folder is written: name a new or an empty folder"), display);
  else if (!is_folder && !S_ISREG (info.st_mode))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, _("%s is not a regular file"), display);
  else if (is_folder && !may_be_replaced (path))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_EMPTY,
                 _("%s holds files that no export has left there: name a new or an empty folder, or move them away"),
                 display);
  else
    return TRUE;

  return FALSE;
}

gboolean
manicule_export_target_init (ManiculeExportTarget  *self,
                             GFile                 *target,
                             gboolean               is_folder,
                             GError               **error)
{
  *self = (ManiculeExportTarget) { NULL, };

  if (g_file_peek_path (target) == NULL)
    {
      g_autofree char *uri = g_file_get_uri (target);

      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                   _("%s is not on this computer: export to a folder of it and copy the result"), uri);
      return FALSE;
    }

  if (!check_target (g_file_peek_path (target), is_folder, error))
    return FALSE;

  /* What a link leads to is replaced, not the link. */
  self->target = realpath (g_file_peek_path (target), NULL);
  if (self->target == NULL)
    self->target = g_file_get_path (target);
  manicule_export_remove_stale (self->target);
  self->beside = manicule_export_make_sibling (self->target, "new");
  self->is_folder = is_folder;

  return TRUE;
}

char *
manicule_export_target_add (ManiculeExportTarget *self,
                            const char           *path)
{
  char *beside = manicule_export_make_sibling (path, "new");

  if (self->extras == NULL)
    self->extras = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->extras, g_strdup (beside));
  g_ptr_array_add (self->extras, g_strdup (path));

  return beside;
}

void
manicule_export_target_clear (ManiculeExportTarget *self)
{
  for (guint i = 0; self->extras != NULL && i < self->extras->len; i += 2)
    g_unlink (self->extras->pdata[i]);
  g_clear_pointer (&self->extras, g_ptr_array_unref);

  if (self->beside != NULL && self->is_folder)
    manicule_export_remove_tree (self->beside);
  else if (self->beside != NULL)
    g_unlink (self->beside);

  g_clear_pointer (&self->beside, g_free);
  g_clear_pointer (&self->target, g_free);
}

/* Afterwards the old folder lies beside. */
static gboolean
exchange_folders (ManiculeExportTarget  *self,
                  GError               **error)
{
  g_autofree char *old = NULL;

  if (renameat2 (AT_FDCWD, self->beside, AT_FDCWD, self->target, RENAME_EXCHANGE) == 0)
    return TRUE;

  /* Not every file system can. */
  old = manicule_export_make_sibling (self->target, "old");
  if (g_rename (self->target, old) != 0)
    return set_errno (error, errno, _("cannot be replaced"), self->target);

  if (g_rename (self->beside, self->target) != 0)
    {
      set_errno (error, errno, _("cannot be replaced"), self->target);
      g_rename (old, self->target);
      return FALSE;
    }

  g_set_str (&self->beside, old);

  return TRUE;
}

static gboolean
move_folder (ManiculeExportTarget  *self,
             GError               **error)
{
  /* Onto nothing or an empty folder; never onto what has come there meanwhile. */
  if (g_rename (self->beside, self->target) == 0)
    {
      g_clear_pointer (&self->beside, g_free);
      return TRUE;
    }
  if (errno != ENOTEMPTY && errno != EEXIST)
    return set_errno (error, errno, _("cannot be replaced"), self->target);

  return check_target (self->target, TRUE, error) && exchange_folders (self, error);
}

static gboolean
move_file (ManiculeExportTarget  *self,
           GError               **error)
{
  struct stat info;

  /* Who could not read the old one cannot read the new one. */
  if (stat (self->target, &info) == 0 && g_chmod (self->beside, info.st_mode & 0777) != 0)
    return set_errno (error, errno, _("cannot be replaced"), self->target);

  if (g_rename (self->beside, self->target) != 0)
    return set_errno (error, errno, _("cannot be replaced"), self->target);

  g_clear_pointer (&self->beside, g_free);

  return TRUE;
}

static gboolean
move_extras (ManiculeExportTarget  *self,
             GError               **error)
{
  for (guint i = 0; self->extras != NULL && i < self->extras->len; i += 2)
    if (g_rename (self->extras->pdata[i], self->extras->pdata[i + 1]) != 0)
      return set_errno (error, errno, _("cannot be replaced"), self->extras->pdata[i + 1]);

  return TRUE;
}

gboolean
manicule_export_target_move (ManiculeExportTarget  *self,
                             GError               **error)
{
  g_autofree char *parent = g_path_get_dirname (self->target);

  if (self->is_folder)
    {
      if (!write_list (self->beside, error) ||
          !manicule_sync_folder (self->beside, FALSE, error) ||
          !move_folder (self, error))
        return FALSE;
    }
  else if (!move_extras (self, error) || !move_file (self, error))
    {
      return FALSE;
    }

  return manicule_sync_folder (parent, FALSE, error);
}
