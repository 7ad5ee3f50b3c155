/* manicule-project-folder-manifest.c: a project on disk: the file that makes a folder a project
 *
 * There is little in it, and most of that can be told from the rest of the folder. So a project whose manifest is gone or
 * damaged is still a project.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-project-folder-private.h"

#include "manicule-file-name.h"
#include "manicule-journal-log.h"
#include "manicule-json.h"

#include <glib/gi18n-lib.h>

/* So many of the other parts of a project make a folder one that lacks its manifest. */
#define N_PARTS 3

static gboolean
looks_like_project (GFile *folder)
{
  static const char * const parts[] = {
    MANICULE_FOLDER_SCHEMA, MANICULE_FOLDER_ARTICLES, MANICULE_FOLDER_ENTITIES, MANICULE_FOLDER_TEXTS, MANICULE_FOLDER_SETS,
  };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    n += manicule_file_exists (folder, parts[i]) ? 1 : 0;

  return n >= N_PARTS;
}

/**
 * manicule_project_folder_is_project:
 * @folder: a local folder
 *
 * Returns: whether it is a project, be it one whose manifest is gone
 */
gboolean
manicule_project_folder_is_project (GFile *folder)
{
  return manicule_file_exists (folder, MANICULE_FOLDER_MANIFEST) || looks_like_project (folder);
}

/**
 * manicule_project_folder_guess_manifest:
 * @folder: a project folder
 *
 * Returns: (transfer full): a project of the folder's name, with those as annotators who have annotations in it, or a journal of
 *   edits that may become such
 */
ManiculeProject *
manicule_project_folder_guess_manifest (GFile *folder)
{
  g_autofree char *base = g_file_get_basename (folder);
  g_autofree char *name = g_utf8_make_valid (base, -1);
  g_autoptr(ManiculeSchema) schema = manicule_schema_new ();
  ManiculeProject *project = manicule_project_new (name, schema);
  g_autoptr(GPtrArray) entries = manicule_file_list (folder, MANICULE_FOLDER_SETS, NULL);
  g_autoptr(GPtrArray) writers = manicule_journal_list_annotators (folder, NULL);

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      ManiculeFileEntry *entry = g_ptr_array_index (entries, i);

      if (entry->type == MANICULE_FILE_FOLDER && manicule_file_name_is_safe (entry->name))
        manicule_project_add_annotator (project, entry->name);
    }
  for (guint i = 0; writers != NULL && i < writers->len; i++)
    manicule_project_add_annotator (project, g_ptr_array_index (writers, i));

  return project;
}

static void
set_no_project (GFile   *folder,
                GError **error)
{
  g_autofree char *shown = g_file_get_basename (folder);

  g_set_error (error, MANICULE_STORE_ERROR, MANICULE_STORE_ERROR_NOT_A_PROJECT,
               _("“%s” is not a Manicule project: there is no file “%s” in it. "
                 "Choose the folder that holds that file, or make a new project."), shown, MANICULE_FOLDER_MANIFEST);
}

/* What is damaged, or is not there. */
static ManiculeProject *
go_on_without (GFile             *folder,
               ManiculeFindings  *findings,
               GError            *read_error,
               GError           **error)
{
  g_autoptr(GError) owned = read_error;
  gboolean is_missing = g_error_matches (owned, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  gboolean is_damaged = owned->domain == MANICULE_JSON_ERROR && owned->code != MANICULE_JSON_ERROR_VERSION;

  if (findings == NULL || !(is_missing || is_damaged) || !looks_like_project (folder))
    {
      if (is_missing)
        set_no_project (folder, error);
      else
        g_propagate_error (error, g_steal_pointer (&owned));
      return NULL;
    }

  manicule_project_folder_add_unread (findings, MANICULE_FOLDER_MANIFEST, owned);
  return manicule_project_folder_guess_manifest (folder);
}

/**
 * manicule_project_folder_read_manifest:
 * @folder: a project folder
 * @stamp: (out caller-allocates) (nullable): what the file is
 * @findings: (nullable): gets what is damaged; %NULL: damage fails
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a project with name and annotators, and nothing else
 */
ManiculeProject *
manicule_project_folder_read_manifest (GFile             *folder,
                                       ManiculeStamp     *stamp,
                                       ManiculeFindings  *findings,
                                       GError           **error)
{
  GError *local_error = NULL;
  g_autoptr(GBytes) bytes = manicule_file_read (folder, MANICULE_FOLDER_MANIFEST, MANICULE_FILE_MAX_BYTES, stamp,
                                                &local_error);
  ManiculeProject *project = NULL;

  if (bytes != NULL)
    project = manicule_json_read_project (bytes, MANICULE_FOLDER_MANIFEST, &local_error);

  return project != NULL ? project : go_on_without (folder, findings, local_error, error);
}
