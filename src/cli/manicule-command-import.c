/* manicule-command-import.c: articles and annotations into a project
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-cli-project.h"

#include "manicule-lock.h"
#include "manicule-project-folder.h"

#include <glib/gi18n-lib.h>

static char *format_id;
static char *annotator;
static char *encoding;
static char **format_options;
static gboolean duplicates;

static const GOptionEntry options[] = {
  { "format", 'f', 0, G_OPTION_ARG_STRING, &format_id, N_("The format of the files (default: found out)"), N_("FORMAT") },
  { "annotator", 'a', 0, G_OPTION_ARG_STRING, &annotator,
    N_("Whose annotations they are, where the files name nobody (default: the project’s only annotator)"), N_("NAME") },
  { "encoding", 'e', 0, G_OPTION_ARG_STRING, &encoding, N_("How plain texts are encoded (default: found out)"), N_("NAME") },
  { "option", 'o', 0, G_OPTION_ARG_STRING_ARRAY, &format_options,
    N_("An option of the format; “manicule-cli formats” lists them"), N_("NAME=VALUE") },
  { "duplicates", 'd', 0, G_OPTION_ARG_NONE, &duplicates, N_("Import texts again that the project has already"), NULL },
  G_OPTION_ENTRY_NULL
};

static void
include_duplicates (ManiculeImport *plan)
{
  guint i;

  for (i = 0; i < plan->items->len; i++)
    ((ManiculeImportItem *) g_ptr_array_index (plan->items, i))->include = TRUE;
}

static gboolean
import_files (GFile            *folder,
              GPtrArray        *files,
              const ManiculeFormat *format,
              GHashTable       *table,
              GError          **error)
{
  g_autoptr(ManiculeProject) project = manicule_project_folder_read (folder, NULL, error);
  g_autoptr(ManiculeImport) plan = NULL;
  guint n_articles = 0;

  if (project == NULL)
    return FALSE;
  if (annotator == NULL)
    annotator = g_strdup (manicule_cli_choose_annotator (project, NULL, error));
  if (annotator == NULL || !manicule_cli_check_annotator (annotator, error))
    return FALSE;

  plan = manicule_import_plan (files, format, table, encoding, project, annotator,
                               manicule_cli_get_cancellable (), error);
  if (plan == NULL)
    return FALSE;
  if (duplicates)
    include_duplicates (plan);
  if (!manicule_project_folder_import (folder, project, plan, annotator, &n_articles, error))
    return FALSE;

  manicule_cli_report_import (plan, project, n_articles);
  if (manicule_findings_get_n_errors (plan->findings) == 0)
    return TRUE;
  g_set_error_literal (error, MANICULE_CLI_ERROR, MANICULE_CLI_ERROR_DATA, "");
  return FALSE;
}

static gboolean
run (char   **arguments,
     GError **error)
{
  g_autoptr(GFile) folder = g_file_new_for_commandline_arg (arguments[0]);
  g_autoptr(GPtrArray) files = manicule_cli_list_files (arguments + 1);
  g_autoptr(GHashTable) table = manicule_cli_parse_options (format_options, error);
  g_autoptr(ManiculeLock) lock = NULL;
  const ManiculeFormat *format = NULL;

  if (table == NULL ||
      (format_id != NULL && (format = manicule_cli_find_format (format_id, error)) == NULL))
    return FALSE;
  lock = manicule_lock_acquire (folder, FALSE, error);
  if (lock == NULL)
    return FALSE;

  /* What cannot be removed is in nobody's way. */
  manicule_project_folder_clean (folder, NULL);
  return import_files (folder, files, format, table, error);
}

const ManiculeCommand manicule_command_import = {
  .name = "import",
  .arguments = N_("PROJECT FILE|FOLDER…"),
  .summary = N_("Bring articles and annotations into a project"),
  .details = N_("Folders are read through. The format of each file is found out from its content. Texts that the "
                "project has already are named and left out. Either everything that can be read comes in, or nothing."),
  .options = options,
  .n_min = 2,
  .n_max = G_MAXUINT,
  .run = run,
};
