/* manicule-sample.c: the sample project, as the user's own copy
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-sample.h"

#define MANIFEST "manicule.json"

static GFile *
find_source (void)
{
  const char *folder = g_getenv ("MANICULE_SAMPLE");
  g_autofree char *path = g_build_filename (MANICULE_DATA_DIR, "sample", NULL);

  return g_file_new_for_path (folder != NULL ? folder : path);
}

static gboolean copy_folder (GFile         *source,
                             GFile         *target,
                             GCancellable  *cancellable,
                             GError       **error);

static gboolean
copy_child (GFile         *source,
            GFile         *target,
            GFileInfo     *info,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr(GFile) to = g_file_get_child (target, g_file_info_get_name (info));

  if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
    return copy_folder (source, to, cancellable, error);
  return g_file_copy (source, to, G_FILE_COPY_OVERWRITE | G_FILE_COPY_TARGET_DEFAULT_PERMS, cancellable, NULL, NULL, error);
}

static gboolean
copy_folder (GFile         *source,
             GFile         *target,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr(GFileEnumerator) children = NULL;
  GFileInfo *info;
  GFile *child;

  if (g_mkdir_with_parents (g_file_peek_path (target), 0777) != 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", g_file_peek_path (target), g_strerror (errno));
      return FALSE;
    }
  children = g_file_enumerate_children (source, G_FILE_ATTRIBUTE_STANDARD_NAME "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                                        G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, cancellable, error);
  if (children == NULL)
    return FALSE;
  while (g_file_enumerator_iterate (children, &info, &child, cancellable, error))
    {
      if (info == NULL)
        return TRUE;
      if (!copy_child (child, target, info, cancellable, error))
        return FALSE;
    }
  return FALSE;
}

/* Copied beside its place and moved there when whole, so that a half copy is never taken for a project. */
static gboolean
copy_sample (GFile         *target,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr(GFile) source = find_source ();
  g_autofree char *part_path = g_strconcat (g_file_peek_path (target), ".part", NULL);
  g_autoptr(GFile) part = g_file_new_for_path (part_path);

  return copy_folder (source, part, cancellable, error)
         && g_file_move (part, target, G_FILE_COPY_NONE, cancellable, NULL, NULL, error);
}

static void
copy_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "manicule", "sample", NULL);
  g_autoptr(GFile) target = g_file_new_for_path (path);
  g_autoptr(GFile) manifest = g_file_get_child (target, MANIFEST);
  GError *error = NULL;

  if (g_file_query_exists (manifest, cancellable) || copy_sample (target, cancellable, &error))
    g_task_return_pointer (task, g_steal_pointer (&target), g_object_unref);
  else
    g_task_return_error (task, error);
}

void
manicule_sample_copy_async (GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, data);

  g_task_run_in_thread (task, copy_thread);
}

GFile *
manicule_sample_copy_finish (GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
