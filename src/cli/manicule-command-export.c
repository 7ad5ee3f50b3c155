/* manicule-command-export.c: a project to a data set
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-cli-project.h"

#include "manicule-folder-documents.h"
#include "manicule-project-folder.h"

#include <glib/gi18n-lib.h>

static char *format_id;
static char *output;
static char *annotator;
static char *articles;
static char *split;
static char *lossy;
static char **format_options;
static char *describe;
static gboolean strict;

static const GOptionEntry options[] = {
  { "format", 'f', 0, G_OPTION_ARG_STRING, &format_id, N_("The format to write; “manicule-cli formats” lists them"), N_("FORMAT") },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("The file or folder to write"), N_("PATH") },
  { "annotator", 'a', 0, G_OPTION_ARG_STRING, &annotator, N_("Whose annotations (default: the project’s only annotator)"), N_("NAME") },
  { "articles", 'r', 0, G_OPTION_ARG_STRING, &articles, N_("“done” (default): those marked as done; “all”: every one"), "done|all" },
  { "split", 's', 0, G_OPTION_ARG_STRING, &split, N_("Weights of training, validation and test, such as 80/10/10"), "A/B/C" },
  { "lossy", 'l', 0, G_OPTION_ARG_STRING, &lossy, N_("What is done with what the format cannot hold, such as nested=inner"), N_("KIND=WAY,…") },
  { "describe", 'd', 0, G_OPTION_ARG_STRING, &describe,
    N_("Descriptions of the data set: hf (a card), croissant, frictionless; all; none (default: all with --split, else none)"), N_("LIST") },
  { "strict", 0, 0, G_OPTION_ARG_NONE, &strict, N_("Write nothing rather than lose anything"), NULL },
  { "option", 0, 0, G_OPTION_ARG_STRING_ARRAY, &format_options, N_("An option of the format"), N_("NAME=VALUE") },
  G_OPTION_ENTRY_NULL
};

static void
report (ManiculeLossReport   *losses,
        const ManiculeExport *export)
{
  g_autoptr(JsonBuilder) builder = NULL;

  if (!manicule_cli_get_json ())
    {
      manicule_cli_print_losses (losses, export->format, &export->policy);
      manicule_cli_message (g_dngettext (GETTEXT_PACKAGE,
                                         /* Translators: a number and a file name */
                                         "%u article written to %s and read back the same",
                                         "%u articles written to %s and read back the same", losses->n_articles),
                            losses->n_articles, output);
      return;
    }

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "format");
  json_builder_add_string_value (builder, export->format->id);
  json_builder_set_member_name (builder, "output");
  json_builder_add_string_value (builder, output);
  manicule_cli_build_losses (builder, losses, &export->policy);
  json_builder_end_object (builder);
  manicule_cli_print_json (builder);
}

static gboolean
check_call (GError **error)
{
  if (format_id != NULL && output != NULL &&
      (articles == NULL || g_str_equal (articles, "done") || g_str_equal (articles, "all")))
    return TRUE;

  g_set_error_literal (error, MANICULE_CLI_ERROR, MANICULE_CLI_ERROR_USAGE,
                       format_id == NULL ? _("--format is missing") :
                       output == NULL ? _("--output is missing") : _("--articles is “done” or “all”"));
  return FALSE;
}

static gboolean
prepare (ManiculeExport  *export,
         GError         **error)
{
  export->format = manicule_cli_find_format (format_id, error);
  if (export->format == NULL)
    return FALSE;
  if (!manicule_format_can_write (export->format))
    {
      g_set_error (error, MANICULE_CLI_ERROR, MANICULE_CLI_ERROR_USAGE, _("%s can only be read"),
                   _(export->format->title));
      return FALSE;
    }
  manicule_loss_policy_init (&export->policy, export->format);
  export->strict = strict;
  export->progress = manicule_cli_progress;
  export->source = manicule_folder_documents_get;
  return (lossy == NULL || manicule_loss_policy_parse (&export->policy, export->format, lossy, error)) &&
         manicule_cli_parse_split (split, export->split, error) &&
         manicule_descriptions_parse (describe != NULL ? describe : split != NULL ? "all" : "none", &export->describe, error) &&
         manicule_export_check_options (export, error);
}

static gboolean
run_export (ManiculeExport   *export,
            GFile            *folder,
            ManiculeProject  *project,
            GError          **error)
{
  g_autoptr(GFile) target = g_file_new_for_commandline_arg (output);
  g_autoptr(ManiculeFolderDocuments) documents = NULL;
  g_autoptr(ManiculeLossReport) losses = NULL;
  const char *who = manicule_cli_choose_annotator (project, annotator, error);

  if (who == NULL)
    return FALSE;
  documents = manicule_folder_documents_new (folder, project, who, g_strcmp0 (articles, "all") != 0,
                                             manicule_cli_get_cancellable (), error);
  if (documents == NULL)
    return FALSE;
  if (manicule_folder_documents_get_n (documents) == 0)
    {
      if (g_list_model_get_n_items (manicule_project_get_articles (project)) == 0)
        g_set_error_literal (error, MANICULE_CLI_ERROR, MANICULE_CLI_ERROR_DATA, _("there is no article in the project"));
      else
        g_set_error (error, MANICULE_CLI_ERROR, MANICULE_CLI_ERROR_DATA,
                     _("no article of %s is marked as done; --articles all exports every one"), who);
      return FALSE;
    }

  export->title = manicule_project_get_name (project);
  export->schema = manicule_project_get_schema (project);
  export->n_documents = manicule_folder_documents_get_n (documents);
  export->data = documents;
  if (!manicule_project_folder_spares (target, error))
    return FALSE;
  losses = manicule_export_run (export, target, manicule_cli_get_cancellable (), error);
  if (losses == NULL)
    return FALSE;
  report (losses, export);
  return TRUE;
}

static gboolean
run (char   **arguments,
     GError **error)
{
  g_autoptr(GFile) folder = g_file_new_for_commandline_arg (arguments[0]);
  g_autoptr(GHashTable) table = manicule_cli_parse_options (format_options, error);
  g_autoptr(ManiculeProject) project = NULL;
  ManiculeExport export = { .options = table };

  if (table == NULL || !check_call (error) || !prepare (&export, error))
    return FALSE;
  project = manicule_cli_open_project (folder, error);
  return project != NULL && run_export (&export, folder, project, error);
}

const ManiculeCommand manicule_command_export = {
  .name = "export",
  .arguments = N_("PROJECT --format FORMAT --output PATH"),
  .summary = N_("Write a project as a data set, and read it back to be sure"),
  .details = N_("What the format cannot hold is counted and told. The file is read back and compared before it takes "
                "its place; when that fails, nothing at PATH has changed."),
  .options = options,
  .n_min = 1,
  .n_max = 1,
  .run = run,
};
