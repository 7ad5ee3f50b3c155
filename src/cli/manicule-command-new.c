/* manicule-command-new.c: make a project
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-cli-project.h"

#include "manicule-json.h"
#include "manicule-project-folder.h"

#include <glib/gi18n-lib.h>

static char *template_name;
static char *annotator;
static char *name;
static char *encoding;

static const GOptionEntry options[] = {
  { "template", 't', 0, G_OPTION_ARG_STRING, &template_name,
    N_("The labels to begin with: news (default), quotations, events, ontonotes, conll, open-coding"), N_("NAME") },
  { "annotator", 'a', 0, G_OPTION_ARG_STRING, &annotator, N_("Who annotates (default: your name)"), N_("NAME") },
  { "name", 'n', 0, G_OPTION_ARG_STRING, &name, N_("The project’s name (default: the folder’s)"), N_("NAME") },
  { "encoding", 'e', 0, G_OPTION_ARG_STRING, &encoding,
    N_("How plain texts are encoded (default: found out)"), N_("NAME") },
  G_OPTION_ENTRY_NULL
};

static ManiculeSchema *
read_template (GError **error)
{
  const char *wanted = template_name != NULL ? template_name : "news";
  g_auto(GStrv) known = manicule_json_list_templates ();
  g_autofree char *list = g_strjoinv (", ", known);

  if (g_strv_contains ((const char * const *) known, wanted))
    return manicule_json_read_template (wanted, error);

  g_set_error (error, MANICULE_CLI_ERROR, MANICULE_CLI_ERROR_USAGE,
               _("there is no template “%s”; there are: %s"), wanted, list);
  return NULL;
}

static ManiculeProject *
make_project (GFile   *folder,
              GError **error)
{
  g_autoptr(ManiculeSchema) schema = read_template (error);
  g_autoptr(ManiculeProject) project = NULL;
  g_autofree char *base = g_file_get_basename (folder);

  if (schema == NULL)
    return NULL;

  project = manicule_project_new (name != NULL ? name : base, schema);
  manicule_project_add_annotator (project, annotator);
  return g_steal_pointer (&project);
}

/* A disk that is full leaves no empty project behind, which would be in the way of the next try. */
static gboolean
write_project (GFile            *folder,
               ManiculeProject  *project,
               ManiculeImport   *plan,
               guint            *n_articles,
               GError          **error)
{
  gboolean was_there = g_file_query_exists (folder, NULL);

  if (!manicule_project_folder_create (folder, project, error))
    return FALSE;
  if (manicule_project_folder_import (folder, project, plan, annotator, n_articles, error))
    return TRUE;

  manicule_project_folder_take_back (folder, !was_there);
  return FALSE;
}

/* A project of files that were all refused would only be in the way of the next try. */
static gboolean
check_plan (GPtrArray       *files,
            ManiculeImport  *plan,
            GError         **error)
{
  if (files->len == 0 || plan->items->len > 0)
    return TRUE;

  manicule_cli_print_findings (plan->findings);
  g_set_error_literal (error, MANICULE_CLI_ERROR, MANICULE_CLI_ERROR_DATA,
                       _("no file could be imported, so no project was made"));
  return FALSE;
}

/* The files are read before the folder is made, so that a wrong file name leaves no empty project behind. */
static gboolean
run (char   **arguments,
     GError **error)
{
  g_autoptr(GFile) folder = g_file_new_for_commandline_arg (arguments[0]);
  g_autoptr(GPtrArray) files = manicule_cli_list_files (arguments + 1);
  g_autoptr(ManiculeProject) project = NULL;
  g_autoptr(ManiculeImport) plan = NULL;
  guint n_articles = 0;

  if (annotator == NULL)
    annotator = g_strdup (g_get_user_name ());
  if (!manicule_cli_check_annotator (annotator, error))
    return FALSE;
  project = make_project (folder, error);
  if (project == NULL)
    return FALSE;

  plan = manicule_import_plan (files, &(ManiculeImportOptions) { .encoding = encoding, .annotator = annotator,
                                                           .predictions = MANICULE_PREDICTIONS_SUGGESTIONS }, project,
                               manicule_cli_get_cancellable (), error);
  if (plan == NULL || !check_plan (files, plan, error) || !write_project (folder, project, plan, &n_articles, error))
    return FALSE;

  manicule_cli_report_import (plan, project, n_articles);
  if (manicule_findings_get_n_errors (plan->findings) == 0)
    return TRUE;
  g_set_error_literal (error, MANICULE_CLI_ERROR, MANICULE_CLI_ERROR_DATA, "");
  return FALSE;
}

const ManiculeCommand manicule_command_new = {
  .name = "new",
  .arguments = N_("PROJECT [FILE|FOLDER…]"),
  .summary = N_("Make a project, and import articles into it"),
  .details = N_("PROJECT is the folder to make; it must be empty or absent. Title, date, place and source are read "
                "from the first lines of each article; the text itself is kept to the byte."),
  .options = options,
  .n_min = 1,
  .n_max = G_MAXUINT,
  .run = run,
};
