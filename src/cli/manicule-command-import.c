/* manicule-command-import.c: articles and annotations into a project
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-cli-project.h"
#include "manicule-cli-rebase.h"

#include "manicule-lock.h"
#include "manicule-project-folder.h"

#include <glib/gi18n-lib.h>

static char *format_id;
static char *annotator;
static char *encoding;
static char **format_options;
static char *predictions;
static char **mappings;
static gboolean duplicates;
static gboolean update;

static const GOptionEntry options[] = {
  { "format", 'f', 0, G_OPTION_ARG_STRING, &format_id, N_("The format of the files (default: found out)"), N_("FORMAT") },
  { "annotator", 'a', 0, G_OPTION_ARG_STRING, &annotator,
    N_("Whose annotations they are, where the files name nobody (default: the project’s only annotator)"), N_("NAME") },
  { "encoding", 'e', 0, G_OPTION_ARG_STRING, &encoding, N_("How plain texts, and lines that are not UTF-8, are encoded (default: found out, or UTF-8)"), N_("NAME") },
  { "option", 'o', 0, G_OPTION_ARG_STRING_ARRAY, &format_options,
    N_("An option of the format; “manicule-cli formats” lists them"), N_("NAME=VALUE") },
  { "map", 'm', 0, G_OPTION_ARG_STRING_ARRAY, &mappings,
    N_("Another name for a label, relation type, attribute or document label; OLD= leaves it out"), N_("[KIND:]OLD=NEW") },
  { "predictions", 'p', 0, G_OPTION_ARG_STRING, &predictions,
    N_("What becomes of a model’s predictions: suggestions (the default), annotations or skip"), N_("WAY") },
  { "duplicates", 'd', 0, G_OPTION_ARG_NONE, &duplicates, N_("Import texts again that the project has already"), NULL },
  { "update", 'u', 0, G_OPTION_ARG_NONE, &update,
    N_("Give articles that came from files of the same names the texts that these have now"), NULL },
  G_OPTION_ENTRY_NULL
};

static ManiculeArticle *
find_by_file (ManiculeProject *project,
              const char      *file)
{
  GListModel *articles = manicule_project_get_articles (project);

  for (guint i = 0; file != NULL && i < g_list_model_get_n_items (articles); i++)
    {
      g_autoptr(ManiculeArticle) article = g_list_model_get_item (articles, i);

      if (g_strcmp0 (manicule_article_get_fields (article)->file, file) == 0)
        return manicule_project_find_article (project, manicule_article_get_id (article));
    }
  return NULL;
}

/* Gives the article that came from a file of the item's name the text that the file has now. FALSE where it cannot. */
static gboolean
update_article (GFile               *folder,
                ManiculeProject     *project,
                ManiculeImportItem  *item,
                gboolean            *has_orphans,
                GError             **error)
{
  const char *file = manicule_article_get_fields (manicule_document_get_article (item->document))->file;
  ManiculeArticle *article = item->include ? find_by_file (project, file) : NULL;
  g_autofree char *id = article != NULL ? g_strdup (manicule_article_get_id (article)) : NULL;
  ManiculeRebaseCounts counts = { { 0, } };
  g_autoptr(GError) told = NULL;

  if (id == NULL)
    return TRUE;
  if (!manicule_rebase_article (folder, project, id, manicule_document_get_text (item->document), &counts, error))
    return FALSE;

  item->include = FALSE;
  item->duplicate_of = manicule_article_get_id (manicule_project_find_article (project, id));
  if (!manicule_cli_report_rebase (folder, project, id, &counts, &told))
    *has_orphans = TRUE;
  return TRUE;
}

/* Those are not imported then. */
static gboolean
update_articles (GFile            *folder,
                 ManiculeProject  *project,
                 ManiculeImport   *plan,
                 gboolean         *has_orphans,
                 GError          **error)
{
  for (guint i = 0; update && i < plan->items->len; i++)
    if (!update_article (folder, project, g_ptr_array_index (plan->items, i), has_orphans, error))
      return FALSE;
  return TRUE;
}

static void
include_duplicates (ManiculeImport *plan)
{
  guint i;

  for (i = 0; i < plan->items->len; i++)
    ((ManiculeImportItem *) g_ptr_array_index (plan->items, i))->include = TRUE;
}

/* They change nothing that a person has said, so they need not be asked for. */
static void
add_suggestions (ManiculeImport *plan)
{
  for (guint i = 0; i < plan->items->len; i++)
    ((ManiculeImportItem *) g_ptr_array_index (plan->items, i))->add_suggestions = TRUE;
}

/* A name that nothing bears was mistyped: nothing comes in then. */
static gboolean
rename_all (ManiculeImport  *plan,
            ManiculeMap     *map,
            GError         **error)
{
  if (manicule_map_is_empty (map))
    return TRUE;
  if (!manicule_map_check (map, plan->schema, error))
    return FALSE;

  manicule_import_map (plan, map);
  return TRUE;
}

static gboolean
import_files (GFile                 *folder,
              GPtrArray             *files,
              ManiculeImportOptions *import_options,
              ManiculeMap           *map,
              GError               **error)
{
  g_autoptr(ManiculeProject) project = manicule_cli_open_project (folder, error);
  g_autoptr(ManiculeImport) plan = NULL;
  gboolean has_orphans = FALSE;
  guint n_articles = 0;

  if (project == NULL)
    return FALSE;
  if (annotator == NULL)
    annotator = g_strdup (manicule_cli_choose_annotator (project, NULL, error));
  if (annotator == NULL || !manicule_cli_check_annotator (annotator, error))
    return FALSE;

  import_options->annotator = annotator;
  plan = manicule_import_plan (files, import_options, project, manicule_cli_get_cancellable (), error);
  if (plan == NULL || !rename_all (plan, map, error))
    return FALSE;
  if (duplicates)
    include_duplicates (plan);
  add_suggestions (plan);
  if (!update_articles (folder, project, plan, &has_orphans, error) ||
      !manicule_project_folder_import (folder, project, plan, annotator, &n_articles, error))
    return FALSE;

  manicule_cli_report_import (plan, project, n_articles);
  if (manicule_findings_get_n_errors (plan->findings) == 0 && !has_orphans)
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
  g_autoptr(ManiculeMap) map = table != NULL ? manicule_cli_parse_map (mappings, error) : NULL;
  g_autoptr(ManiculeLock) lock = NULL;
  ManiculeImportOptions import_options = { .options = table, .encoding = encoding, .predictions = MANICULE_PREDICTIONS_SUGGESTIONS };

  if (map == NULL || !manicule_cli_parse_predictions (predictions, TRUE, &import_options.predictions, error) ||
      (format_id != NULL && (import_options.format = manicule_cli_find_format (format_id, error)) == NULL))
    return FALSE;
  lock = manicule_lock_acquire (folder, FALSE, error);
  if (lock == NULL)
    return FALSE;

  /* What cannot be removed is in nobody's way. */
  manicule_project_folder_clean (folder, NULL);
  if (!manicule_rebase_end_pending (folder, error))
    return FALSE;
  return import_files (folder, files, &import_options, map, error);
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
