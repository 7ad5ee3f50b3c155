/* manicule-command-rebase.c: another text for an article, with its annotations
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-cli.h"
#include "manicule-cli-project.h"
#include "manicule-cli-rebase.h"

#include "manicule-lock.h"
#include "manicule-project-folder.h"

#include <glib/gi18n-lib.h>

static char *encoding;

static const GOptionEntry options[] = {
  { "encoding", 'e', 0, G_OPTION_ARG_STRING, &encoding, N_("How NEWTEXT is encoded (default: found out)"), N_("NAME") },
  G_OPTION_ENTRY_NULL
};

static gboolean
rebase (GFile       *folder,
        const char  *article_id,
        GFile       *file,
        GError     **error)
{
  g_autoptr(ManiculeText) text = manicule_cli_read_text (file, encoding, error);
  g_autoptr(ManiculeProject) project = NULL;
  ManiculeRebaseCounts counts = { { 0, } };

  if (text == NULL || !manicule_rebase_end_pending (folder, error))
    return FALSE;

  project = manicule_project_folder_read (folder, NULL, error);
  return project != NULL &&
         manicule_rebase_article (folder, project, article_id, text, &counts, error) &&
         manicule_cli_report_rebase (folder, project, article_id, &counts, error);
}

static gboolean
run (char   **arguments,
     GError **error)
{
  g_autoptr(GFile) folder = g_file_new_for_commandline_arg (arguments[0]);
  g_autoptr(GFile) file = g_file_new_for_commandline_arg (arguments[2]);
  g_autoptr(ManiculeLock) lock = NULL;

  if (manicule_cli_recover (folder, error))
    lock = manicule_lock_acquire (folder, FALSE, error);
  if (lock != NULL && rebase (folder, arguments[1], file, error))
    return TRUE;

  manicule_cli_print_failure (*error, NULL);
  return FALSE;
}

const ManiculeCommand manicule_command_rebase = {
  .name = "rebase",
  .arguments = N_("PROJECT ARTICLE NEWTEXT"),
  .summary = N_("Give an article another text and carry its annotations over"),
  .details = N_("ARTICLE is the id of the article, NEWTEXT a file with its text as it is now. Each annotation of each annotator "
                "is kept, when it covers the same words among the same words; moved, when its passage went elsewhere; or "
                "orphaned: then it is listed with what stood around it, stays in the project’s folder “orphans”, and "
                "“check” lists it until somebody has decided. The former text and what was said of it stay in the folder "
                "“versions”. The program ends with 1 where there are orphans."),
  .options = options,
  .n_min = 3,
  .n_max = 3,
  .run = run,
};
