/* manicule-command-check.c: verify a project or a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-cli.h"
#include "manicule-cli-read.h"

#include "manicule-list-mend.h"
#include "manicule-lock.h"
#include "manicule-name-mend.h"
#include "manicule-project-folder.h"
#include "manicule-rebase-article.h"
#include "manicule-sync-copy.h"
#include "manicule-unlisted.h"

#include <glib/gi18n-lib.h>

static char *format_id;
static char **format_options;
static gboolean repair;

static const GOptionEntry options[] = {
  { "format", 'f', 0, G_OPTION_ARG_STRING, &format_id, N_("The format of a file (default: found out)"), N_("FORMAT") },
  { "option", 0, 0, G_OPTION_ARG_STRING_ARRAY, &format_options, N_("An option of the format"), N_("NAME=VALUE") },
  { "repair", 0, 0, G_OPTION_ARG_NONE, &repair, N_("First mend in a project what can be mended without losing anything"), NULL },
  G_OPTION_ENTRY_NULL
};

static gboolean
count_document (ManiculeDocument  *document,
                gpointer           data,
                GError           **error)
{
  manicule_cli_progress (++*(guint *) data, 0, NULL);
  return TRUE;
}

static gboolean
check_file (GFile             *file,
            ManiculeFindings  *findings,
            GError           **error)
{
  g_autoptr(GHashTable) table = manicule_cli_parse_options (format_options, error);
  g_autoptr(ManiculeSchema) schema = manicule_schema_new ();
  ManiculeCliReading reading = { .options = table, .predictions = MANICULE_PREDICTIONS_ANNOTATIONS };
  const ManiculeFormat *format;
  guint n_documents = 0;

  if (table == NULL)
    return FALSE;
  format = format_id != NULL ? manicule_cli_find_format (format_id, error) : manicule_cli_sniff (file, error);
  return format != NULL &&
         manicule_cli_read (format, file, &reading, schema, findings, count_document, &n_documents, error);
}

static gboolean
restore_articles (GFile   *folder,
                  GError **error)
{
  g_autoptr(ManiculeProject) project = manicule_project_folder_read (folder, NULL, error);
  guint n_restored;

  if (project == NULL || !manicule_unlisted_restore (folder, project, &n_restored, error))
    return FALSE;

  if (n_restored > 0 && !manicule_cli_get_json ())
    manicule_cli_message (g_dngettext (GETTEXT_PACKAGE, "%u article was put back into the list",
                                       "%u articles were put back into the list", n_restored), n_restored);
  return TRUE;
}

/* What is no line of a list is kept aside; names that other disks wrote in another way are as before. */
static gboolean
mend_lists (GFile   *folder,
            GError **error)
{
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
  g_autoptr(ManiculeProject) project = NULL;
  ManiculeRecovery result = { 0 };
  g_autofree char *words = NULL;

  if (!manicule_list_mend (folder, TRUE, &result, error))
    return FALSE;

  /* What is there under both names, and what else is damaged, is found by the check. */
  project = manicule_project_folder_read (folder, NULL, NULL);
  if (project != NULL && !manicule_name_mend (folder, project, TRUE, &result.n_renamed, findings, error))
    return FALSE;

  words = manicule_recovery_describe (&result);
  if (words != NULL && !manicule_cli_get_json ())
    manicule_cli_message ("%s", words);
  return TRUE;
}

/* Mends lists, merges the copies of sync programs, and puts texts back into the list of articles. */
static gboolean
repair_project (GFile             *folder,
                ManiculeFindings  *findings,
                GError           **error)
{
  ManiculeLock *lock = manicule_lock_acquire (folder, FALSE, error);
  g_autoptr(GPtrArray) copies = lock != NULL && mend_lists (folder, error) ? manicule_sync_copy_find (folder, error) : NULL;
  gboolean repaired = FALSE;
  guint n_merged = 0;

  if (copies != NULL && !manicule_rebase_end_pending (folder, error))
    g_clear_pointer (&copies, g_ptr_array_unref);
  if (copies != NULL)
    repaired = manicule_sync_copy_merge (folder, copies, findings, &n_merged, error) && restore_articles (folder, error);
  g_clear_pointer (&lock, manicule_lock_release);
  if (n_merged > 0 && !manicule_cli_get_json ())
    manicule_cli_message (g_dngettext (GETTEXT_PACKAGE, "%u copy of a sync program merged",
                                       "%u copies of a sync program merged", n_merged), n_merged);
  return repaired;
}

static gboolean
check_project (GFile             *folder,
               ManiculeFindings  *findings,
               GError           **error)
{
  return (!repair || repair_project (folder, findings, error)) &&
         manicule_project_folder_check (folder, findings, manicule_cli_get_cancellable (), error);
}

static void
report (ManiculeFindings *findings)
{
  guint n_errors = manicule_findings_get_n_errors (findings);
  g_autoptr(JsonBuilder) builder = NULL;

  if (!manicule_cli_get_json ())
    {
      manicule_cli_print_findings (findings);
      if (n_errors == 0)
        manicule_cli_message (_("No error was found"));
      else
        manicule_cli_message (g_dngettext (GETTEXT_PACKAGE, "%u error was found", "%u errors were found", n_errors), n_errors);
      return;
    }

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "errors");
  json_builder_add_int_value (builder, n_errors);
  manicule_cli_build_findings (builder, findings);
  json_builder_end_object (builder);
  manicule_cli_print_json (builder);
}

static gboolean
run (char   **arguments,
     GError **error)
{
  g_autoptr(GFile) file = g_file_new_for_commandline_arg (arguments[0]);
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
  gboolean read;

  if (manicule_project_folder_is_project (file))
    read = check_project (file, findings, error);
  else
    read = check_file (file, findings, error);

  if (!read)
    {
      manicule_cli_print_failure (*error, findings);
      return FALSE;
    }

  report (findings);
  if (manicule_findings_get_n_errors (findings) > 0)
    {
      g_set_error_literal (error, MANICULE_CLI_ERROR, MANICULE_CLI_ERROR_DATA, "");
      return FALSE;
    }
  return TRUE;
}

const ManiculeCommand manicule_command_check = {
  .name = "check",
  .arguments = N_("PROJECT|FILE"),
  .summary = N_("Verify a project or a file: structure, offsets, covered text, references"),
  .details = N_("Prints what is wrong, one a line, with file and line. Nothing is changed, but with "
                "--repair: that merges the copies which sync programs made of a project’s files, keeps lines of a list "
                "that are damaged aside in “recovered”, puts texts back into the list of articles that it lacks, and gives "
                "files their names back where a disk changed capitals or accents."),
  .options = options,
  .n_min = 1,
  .n_max = 1,
  .run = run,
};
