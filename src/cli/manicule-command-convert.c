/* manicule-command-convert.c: from one format to another, without a project
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-cli.h"
#include "manicule-cli-read.h"

#include "manicule-export.h"
#include "manicule-project-folder.h"

#include <glib/gi18n-lib.h>

static char *from_id;
static char *to_id;
static char *encoding;
static char *lossy;
static char **from_options;
static char **to_options;
static char *predictions;
static char **mappings;
static char *describe;
static gboolean strict;

static const GOptionEntry options[] = {
  { "from", 'f', 0, G_OPTION_ARG_STRING, &from_id, N_("The format of INPUT (default: found out)"), N_("FORMAT") },
  { "to", 't', 0, G_OPTION_ARG_STRING, &to_id, N_("The format of OUTPUT"), N_("FORMAT") },
  { "encoding", 'e', 0, G_OPTION_ARG_STRING, &encoding, N_("How INPUT is encoded (default: found out, or UTF-8)"), N_("NAME") },
  { "lossy", 'l', 0, G_OPTION_ARG_STRING, &lossy, N_("What is done with what the format cannot hold, such as nested=inner"), N_("KIND=WAY,…") },
  { "map", 'm', 0, G_OPTION_ARG_STRING_ARRAY, &mappings,
    N_("Another name for a label, relation type, attribute or document label; OLD= leaves it out"), N_("[KIND:]OLD=NEW") },
  { "predictions", 'p', 0, G_OPTION_ARG_STRING, &predictions,
    N_("What becomes of a model’s predictions: skip (the default) or annotations"), N_("WAY") },
  { "describe", 'd', 0, G_OPTION_ARG_STRING, &describe,
    N_("Descriptions of the data set: hf (a card), croissant, frictionless; all; none (default)"), N_("LIST") },
  { "strict", 0, 0, G_OPTION_ARG_NONE, &strict, N_("Write nothing rather than lose anything"), NULL },
  { "from-option", 0, 0, G_OPTION_ARG_STRING_ARRAY, &from_options, N_("An option of the format of INPUT"), N_("NAME=VALUE") },
  { "option", 0, 0, G_OPTION_ARG_STRING_ARRAY, &to_options, N_("An option of the format of OUTPUT"), N_("NAME=VALUE") },
  G_OPTION_ENTRY_NULL
};

static void
report (ManiculeLossReport   *losses,
        ManiculeFindings     *findings,
        const ManiculeFormat *from,
        const ManiculeExport *export)
{
  g_autoptr(JsonBuilder) builder = NULL;

  if (!manicule_cli_get_json ())
    {
      manicule_cli_print_findings (findings);
      manicule_cli_print_losses (losses, export->format, &export->policy);
      manicule_cli_message (g_dngettext (GETTEXT_PACKAGE,
                                         /* Translators: a number and the names of two formats */
                                         "%u article converted from %s to %s and read back the same",
                                         "%u articles converted from %s to %s and read back the same", losses->n_articles),
                            losses->n_articles, _(from->title), _(export->format->title));
      return;
    }

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "from");
  json_builder_add_string_value (builder, from->id);
  json_builder_set_member_name (builder, "to");
  json_builder_add_string_value (builder, export->format->id);
  manicule_cli_build_losses (builder, losses, &export->policy);
  manicule_cli_build_findings (builder, findings);
  json_builder_end_object (builder);
  manicule_cli_print_json (builder);
}

static const ManiculeFormat *
find_from (GFile   *input,
           GError **error)
{
  const ManiculeFormat *from;

  from = from_id != NULL ? manicule_cli_find_format (from_id, error) : manicule_cli_sniff (input, error);
  if (from == NULL || manicule_format_can_read (from))
    return from;

  g_set_error (error, MANICULE_CLI_ERROR, MANICULE_CLI_ERROR_USAGE, _("%s can only be written"), _(from->title));
  return NULL;
}

static const ManiculeFormat *
find_to (GError **error)
{
  const ManiculeFormat *to;

  if (to_id == NULL)
    {
      g_set_error_literal (error, MANICULE_CLI_ERROR, MANICULE_CLI_ERROR_USAGE, _("--to is missing"));
      return NULL;
    }
  to = manicule_cli_find_format (to_id, error);
  if (to == NULL || manicule_format_can_write (to))
    return to;

  g_set_error (error, MANICULE_CLI_ERROR, MANICULE_CLI_ERROR_USAGE, _("%s can only be read"), _(to->title));
  return NULL;
}

/* The export asks for the documents twice; the reader gives them in one go: so it runs in a thread and waits. */
static gboolean
convert (const ManiculeFormat  *from,
         GFile                 *input,
         GFile                 *output,
         ManiculeCliReading    *reading,
         ManiculeExport        *export,
         GError               **error)
{
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
  g_autoptr(ManiculeLossReport) losses = NULL;
  ManiculeCliPipe *pipe = manicule_cli_pipe_new (from, input, reading, findings);

  export->schema = manicule_cli_pipe_get_schema (pipe);
  export->source = manicule_cli_pipe_source;
  export->data = pipe;
  losses = manicule_export_run (export, output, manicule_cli_get_cancellable (), error);
  manicule_cli_pipe_free (pipe);
  if (losses == NULL)
    {
      manicule_cli_print_failure (*error, findings);
      return FALSE;
    }

  report (losses, findings, from, export);
  if (manicule_findings_get_n_errors (findings) == 0)
    return TRUE;
  g_set_error_literal (error, MANICULE_CLI_ERROR, MANICULE_CLI_ERROR_DATA, "");
  return FALSE;
}

static gboolean
run (char   **arguments,
     GError **error)
{
  g_autoptr(GFile) input = g_file_new_for_commandline_arg (arguments[0]);
  g_autoptr(GFile) output = g_file_new_for_commandline_arg (arguments[1]);
  g_autoptr(GHashTable) from_table = manicule_cli_parse_options (from_options, error);
  g_autoptr(GHashTable) to_table = from_table != NULL ? manicule_cli_parse_options (to_options, error) : NULL;
  g_autoptr(ManiculeMap) map = to_table != NULL ? manicule_cli_parse_map (mappings, error) : NULL;
  ManiculeCliReading reading = { .options = from_table, .map = map, .encoding = encoding };
  g_autofree char *title = g_file_get_basename (output);
  ManiculeExport export = { .title = title, .options = to_table, .strict = strict, .progress = manicule_cli_progress };
  const ManiculeFormat *from;

  if (map == NULL || !manicule_cli_parse_predictions (predictions, FALSE, &reading.predictions, error) ||
      (export.format = find_to (error)) == NULL)
    return FALSE;
  from = find_from (input, error);
  if (from == NULL)
    return FALSE;

  manicule_loss_policy_init (&export.policy, export.format);
  if ((describe != NULL && !manicule_descriptions_parse (describe, &export.describe, error)) ||
      (lossy != NULL && !manicule_loss_policy_parse (&export.policy, export.format, lossy, error)) ||
      !manicule_export_check_options (&export, error) ||
      !manicule_project_folder_spares (output, error))
    return FALSE;
  reading.is_for_files = export.format->container == MANICULE_CONTAINER_FOLDER;
  return convert (from, input, output, &reading, &export, error);
}

const ManiculeCommand manicule_command_convert = {
  .name = "convert",
  .arguments = N_("--to FORMAT INPUT OUTPUT"),
  .summary = N_("Turn a data set from one format into another, without a project"),
  .details = N_("INPUT is a file or a folder. Where it holds the annotations of several people, each becomes a document "
                "of its own. Damage in INPUT is told with file and line, what is sound is converted, and the program "
                "ends with 1."),
  .options = options,
  .n_min = 2,
  .n_max = 2,
  .run = run,
};
