/* manicule-command-merge.c: two versions of a file, made one again
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-cli.h"

#include "manicule-json-merge.h"
#include "manicule-save.h"

#include <glib/gi18n-lib.h>

static char *output_name;
static char *path_name;

static const GOptionEntry options[] = {
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output_name, N_("Where the merged file goes; it may be one of the three"), N_("RESULT") },
  { "path", 'p', 0, G_OPTION_ARG_FILENAME, &path_name, N_("The file’s name in the project, for messages and to tell lists (default: that of RESULT)"), N_("PATH") },
  G_OPTION_ENTRY_NULL
};

static GBytes *
read_file (const char  *name,
           gboolean     may_be_absent,
           GError     **error)
{
  g_autoptr(GFile) file = g_file_new_for_commandline_arg (name);
  g_autoptr(GFile) folder = g_file_get_parent (file);
  g_autofree char *base_name = g_file_get_basename (file);
  g_autoptr(GError) local_error = NULL;
  GBytes *bytes;

  bytes = folder != NULL ? manicule_file_read (folder, base_name, MANICULE_FILE_MAX_BYTES, NULL, &local_error) : NULL;
  if (bytes != NULL)
    return bytes;
  if (may_be_absent && g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return g_bytes_new_static ("", 0);

  if (local_error == NULL)
    g_set_error (error, MANICULE_CLI_ERROR, MANICULE_CLI_ERROR_USAGE, _("“%s” is not a file"), name);
  else
    g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

static gboolean
write_result (GBytes  *bytes,
              GError **error)
{
  g_autoptr(GFile) file = g_file_new_for_commandline_arg (output_name);
  g_autoptr(GFile) folder = g_file_get_parent (file);
  g_autofree char *base_name = g_file_get_basename (file);

  return manicule_save (folder, base_name, bytes, MANICULE_SAVE_DEFAULT, NULL, error);
}

static void
report (ManiculeFindings *conflicts)
{
  guint n = manicule_findings_get_n (conflicts);
  g_autoptr(JsonBuilder) builder = NULL;

  if (!manicule_cli_get_json ())
    {
      manicule_cli_print_findings (conflicts);
      if (n > 0)
        manicule_cli_message (g_dngettext (GETTEXT_PACKAGE, "Merged, with %u conflict for you to decide; the file holds both sides",
                                           "Merged, with %u conflicts for you to decide; the file holds both sides", n), n);
      return;
    }

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "conflicts");
  json_builder_add_int_value (builder, n);
  manicule_cli_build_findings (builder, conflicts);
  json_builder_end_object (builder);
  manicule_cli_print_json (builder);
}

static gboolean
merge (char              **arguments,
       ManiculeFindings   *conflicts,
       GError            **error)
{
  g_autoptr(GBytes) base = read_file (arguments[0], TRUE, error);
  g_autoptr(GBytes) ours = base != NULL ? read_file (arguments[1], FALSE, error) : NULL;
  g_autoptr(GBytes) theirs = ours != NULL ? read_file (arguments[2], FALSE, error) : NULL;
  g_autoptr(GBytes) merged = NULL;

  if (theirs == NULL)
    return FALSE;

  merged = manicule_json_merge (path_name != NULL ? path_name : output_name, base, ours, theirs, conflicts, error);
  return merged != NULL && write_result (merged, error);
}

static gboolean
run (char   **arguments,
     GError **error)
{
  g_autoptr(ManiculeFindings) conflicts = manicule_findings_new ();

  if (output_name == NULL)
    {
      g_set_error_literal (error, MANICULE_CLI_ERROR, MANICULE_CLI_ERROR_USAGE, _("--output is missing"));
      return FALSE;
    }
  if (!merge (arguments, conflicts, error))
    {
      manicule_cli_print_failure (*error, NULL);
      return FALSE;
    }

  report (conflicts);
  if (manicule_findings_get_n (conflicts) == 0)
    return TRUE;
  g_set_error_literal (error, MANICULE_CLI_ERROR, MANICULE_CLI_ERROR_DATA, "");
  return FALSE;
}

const ManiculeCommand manicule_command_merge = {
  .name = "merge",
  .arguments = N_("BASE OURS THEIRS --output RESULT"),
  .summary = N_("Merge two versions of a file of a project, for git and by hand"),
  .details = N_("BASE is the version that both began with; an empty or absent file means that there was none. Annotation sets are "
                "merged by the ids of annotations, schema.json, manicule.json, articles.jsonl and entities.jsonl by their "
                "items. What both sides changed in different ways stays side by side in RESULT, under an id or a name that "
                "ends in “.conflict”, is listed, and the program ends with 1. Where nothing could be merged, RESULT stays "
                "as it was.\n\n"
                "As a merge driver of git: “git config merge.manicule.driver 'manicule-cli merge %O %A %B --output %A "
                "--path %P'”, and in .gitattributes “annotations/*/*.json merge=manicule” and the same for the other "
                "four files."),
  .options = options,
  .n_min = 3,
  .n_max = 3,
  .run = run,
};
