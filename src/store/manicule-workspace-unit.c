/* manicule-workspace-unit.c: an open project: one file, from a snapshot to the disk
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-workspace-private.h"

#include "manicule-json.h"

/* A damaged file is kept under one of so many names. */
#define MAX_COPIES 99

/* What of a damaged file could not be read must not be lost with it. */
static gboolean
keep_copy (GFile       *folder,
           const char  *name,
           GError     **error)
{
  g_autoptr(GBytes) bytes = manicule_file_read (folder, name, MANICULE_FILE_MAX_BYTES, NULL, error);
  guint i;

  if (bytes == NULL)
    return FALSE;

  for (i = 1; i <= MAX_COPIES; i++)
    {
      g_autofree char *copy = i == 1 ? g_strconcat (name, MANICULE_FOLDER_DAMAGED, NULL)
                                     : g_strdup_printf ("%s" MANICULE_FOLDER_DAMAGED "-%u", name, i);
      g_autoptr(GError) local_error = NULL;

      if (manicule_save (folder, copy, bytes, MANICULE_SAVE_ONCE, NULL, &local_error))
        return TRUE;

      if (!g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_EXISTS) || i == MAX_COPIES)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
    }

  g_assert_not_reached ();
}

/**
 * manicule_save_unit_new:
 * @self: a workspace
 * @file: one of its files
 *
 * Returns: (transfer full) (nullable): what there is to write into it now; %NULL when it is not loaded
 */
ManiculeSaveUnit *
manicule_save_unit_new (ManiculeWorkspace           *self,
                        const ManiculeWorkspaceFile *file)
{
  ManiculeAnnotationSet *set = NULL;
  ManiculeSaveUnit *unit;

  if (file->article_id != NULL)
    {
      set = manicule_workspace_find_set (self, file);
      g_return_val_if_fail (set != NULL, NULL);
    }

  unit = g_new0 (ManiculeSaveUnit, 1);
  unit->name = g_strdup (file->name);
  unit->revision = file->revision;
  unit->stamp = file->stamp;
  unit->overwrite = file->overwrite;
  unit->damaged = file->damaged;
  unit->journaled = file->journaled;
  unit->upto = self->wanted;
  if (set != NULL)
    unit->set = manicule_annotation_set_snapshot (set);
  else
    unit->list = manicule_list_snapshot_new (self->project, file->list);

  return unit;
}

/**
 * manicule_save_unit_free:
 * @data: (transfer full): a unit
 */
void
manicule_save_unit_free (gpointer data)
{
  ManiculeSaveUnit *unit = data;

  g_free (unit->name);
  g_clear_pointer (&unit->list, manicule_list_snapshot_free);
  g_clear_object (&unit->set);
  g_clear_pointer (&unit->bytes, g_bytes_unref);
  g_clear_error (&unit->error);
  g_free (unit);
}

/**
 * manicule_save_unit_prepare:
 * @unit: a unit
 * @folder: the project folder, whose lock is ours
 *
 * Makes what is to be written, unless another program changed the file.
 */
void
manicule_save_unit_prepare (ManiculeSaveUnit *unit,
                            GFile            *folder)
{
  if (!unit->overwrite && !manicule_file_verify (folder, unit->name, &unit->stamp, &unit->error))
    return;

  if (unit->damaged && !keep_copy (folder, unit->name, &unit->error))
    return;

  unit->bytes = unit->list != NULL ? manicule_list_snapshot_write (unit->list)
                                   : manicule_json_write_annotations (unit->set);
}

/**
 * manicule_save_unit_write:
 * @unit: a unit that is prepared
 * @folder: the project folder, whose lock is ours
 *
 * Writes a file. What it then is, or why it could not be written, stands in @unit.
 */
void
manicule_save_unit_write (ManiculeSaveUnit *unit,
                          GFile            *folder)
{
  manicule_save (folder, unit->name, unit->bytes, MANICULE_SAVE_DEFAULT, &unit->stamp, &unit->error);
  g_clear_pointer (&unit->bytes, g_bytes_unref);
}
