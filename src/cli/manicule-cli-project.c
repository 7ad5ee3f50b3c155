/* manicule-cli-project.c: the projects that commands work on
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-cli-project.h"

#include "manicule-file-name.h"
#include "manicule-project-folder.h"
#include "manicule-recovery.h"

#include <glib/gi18n-lib.h>

/**
 * manicule_cli_recover:
 * @folder: a project folder, which this process has not locked
 * @error: return location for an error
 *
 * Brings what a crash left in the journals of a project into its files, and tells so.
 *
 * Returns: %FALSE where that cannot be written
 */
gboolean
manicule_cli_recover (GFile   *folder,
                      GError **error)
{
  g_autofree char *words = NULL;

  if (!manicule_recovery_run_folder (folder, &words, error))
    return FALSE;
  if (words != NULL)
    manicule_cli_message ("%s", words);
  return TRUE;
}

/**
 * manicule_cli_open_project:
 * @folder: a project folder, which this process has not locked
 * @error: return location for an error
 *
 * Reads the lists of a project, after manicule_cli_recover().
 *
 * Returns: (transfer full) (nullable): the project
 */
ManiculeProject *
manicule_cli_open_project (GFile   *folder,
                           GError **error)
{
  return manicule_cli_recover (folder, error) ? manicule_project_folder_read (folder, NULL, error) : NULL;
}

/**
 * manicule_cli_choose_annotator:
 * @project: a project
 * @named: (nullable): the annotator that the call names
 * @error: return location for an error
 *
 * Returns: (nullable): an annotator of @project, or %NULL with an error
 */
const char *
manicule_cli_choose_annotator (ManiculeProject  *project,
                               const char       *named,
                               GError          **error)
{
  const char * const *annotators = manicule_project_get_annotators (project);
  g_autofree char *list = g_strjoinv (", ", (char **) annotators);

  if (named == NULL && g_strv_length ((char **) annotators) == 1)
    return annotators[0];
  if (named != NULL && g_strv_contains (annotators, named))
    return named;

  if (named != NULL)
    g_set_error (error, MANICULE_CLI_ERROR, MANICULE_CLI_ERROR_USAGE,
                 _("the project has no annotator “%s”; there are: %s"), named, list);
  else
    g_set_error (error, MANICULE_CLI_ERROR, MANICULE_CLI_ERROR_USAGE,
                 _("the project has several annotators; name one with --annotator: %s"), list);
  return NULL;
}

/**
 * manicule_cli_check_annotator:
 * @name: a name from the call
 * @error: return location for an error
 *
 * Returns: whether an annotator may be called so: the name becomes that of a folder
 */
gboolean
manicule_cli_check_annotator (const char  *name,
                              GError     **error)
{
  if (manicule_file_name_is_safe (name))
    return TRUE;

  g_set_error (error, MANICULE_CLI_ERROR, MANICULE_CLI_ERROR_USAGE,
               _("“%s” cannot be an annotator’s name, which names a folder too: "
                 "name one with --annotator, of letters, digits and spaces"), name);
  return FALSE;
}

GPtrArray *
manicule_cli_list_files (char **arguments)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);
  gsize i;

  for (i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (files, g_file_new_for_commandline_arg (arguments[i]));
  return files;
}

static guint
count_annotations (ManiculeDocument *document)
{
  guint i, n = 0;

  for (i = 0; i < manicule_document_get_n_sets (document); i++)
    n += g_list_model_get_n_items (G_LIST_MODEL (manicule_document_get_set (document, i)));
  return n;
}

static void
report_item (ManiculeImportItem *item)
{
  ManiculeArticle *article = manicule_document_get_article (item->document);
  const ManiculeArticleFields *fields = manicule_article_get_fields (article);
  guint n = count_annotations (item->document);
  g_autofree char *annotations = NULL;

  if (!item->include)
    {
      manicule_cli_message (_("%s: left out, the same text as article %s"), item->file, item->duplicate_of);
      return;
    }
  annotations = n == 0 ? g_strdup ("")
                       : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, ", %u annotation", ", %u annotations", n), n);
  manicule_cli_message ("%s: %s%s%s%s%s%s%s", fields->id, manicule_article_get_title (article),
                        fields->date != NULL ? ", " : "", fields->date != NULL ? fields->date : "",
                        fields->source != NULL ? ", " : "", fields->source != NULL ? fields->source : "",
                        fields->place != NULL ? ", " : "", fields->place != NULL ? fields->place : "");
  if (n > 0)
    manicule_cli_message ("%s%s", fields->id, annotations);
}

static void
add_string (JsonBuilder *builder,
            const char  *name,
            const char  *value)
{
  if (value == NULL)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
build_item (JsonBuilder        *builder,
            ManiculeImportItem *item)
{
  const ManiculeArticleFields *fields = manicule_article_get_fields (manicule_document_get_article (item->document));

  json_builder_begin_object (builder);
  add_string (builder, "file", item->file);
  add_string (builder, "format", item->format->id);
  add_string (builder, "duplicate-of", item->duplicate_of);
  json_builder_set_member_name (builder, "imported");
  json_builder_add_boolean_value (builder, item->include);
  add_string (builder, "id", fields->id);
  add_string (builder, "title", fields->title);
  add_string (builder, "date", fields->date);
  add_string (builder, "source", fields->source);
  add_string (builder, "place", fields->place);
  json_builder_set_member_name (builder, "annotations");
  json_builder_add_int_value (builder, count_annotations (item->document));
  json_builder_end_object (builder);
}

static void
build_import (ManiculeImport *plan)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  guint i;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "files");
  json_builder_begin_array (builder);
  for (i = 0; i < plan->items->len; i++)
    build_item (builder, g_ptr_array_index (plan->items, i));
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "left-out");
  json_builder_begin_array (builder);
  for (i = 0; i < plan->left_out->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (plan->left_out, i));
  json_builder_end_array (builder);
  manicule_cli_build_findings (builder, plan->findings);
  json_builder_end_object (builder);
  manicule_cli_print_json (builder);
}

/**
 * manicule_cli_report_import:
 * @plan: the plan that was carried out
 * @project: the project it went to
 * @n_articles: how many articles came in
 *
 * Tells what came in, what was left out and why.
 */
void
manicule_cli_report_import (ManiculeImport  *plan,
                            ManiculeProject *project,
                            guint            n_articles)
{
  guint i;

  if (manicule_cli_get_json ())
    {
      build_import (plan);
      return;
    }

  for (i = 0; i < plan->items->len; i++)
    report_item (g_ptr_array_index (plan->items, i));
  for (i = 0; i < plan->left_out->len; i++)
    manicule_cli_message (_("%s: left out, no format that is read"),
                          (const char *) g_ptr_array_index (plan->left_out, i));
  manicule_cli_print_findings (plan->findings);
  manicule_cli_message (g_dngettext (GETTEXT_PACKAGE,
                                     /* Translators: a number and the name of a project */
                                     "%u article imported into “%s”", "%u articles imported into “%s”", n_articles),
                        n_articles, manicule_project_get_name (project));
}
