/* manicule-cli-rebase.c: what commands share that give articles another text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-cli-rebase.h"

#include "manicule-cli.h"

#include "manicule-decode.h"
#include "manicule-file.h"
#include "manicule-project-folder.h"

#include <glib/gi18n-lib.h>

/**
 * manicule_cli_read_text:
 * @file: a plain text
 * @encoding: (nullable): how it is encoded; %NULL: found out
 * @error: return location
 *
 * Returns: (transfer full): the text, or %NULL with an error
 */
ManiculeText *
manicule_cli_read_text (GFile       *file,
                        const char  *encoding,
                        GError     **error)
{
  g_autoptr(GFile) folder = g_file_get_parent (file);
  g_autofree char *name = g_file_get_basename (file);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GArray) found = NULL;
  ManiculeText *text;

  if (folder != NULL)
    bytes = manicule_file_read (folder, name, MANICULE_TEXT_MAX_BYTES, NULL, error);
  else
    g_set_error (error, MANICULE_CLI_ERROR, MANICULE_CLI_ERROR_USAGE, _("“%s” is not a file"), name);
  if (bytes == NULL)
    return NULL;

  if (encoding == NULL)
    {
      found = manicule_decode_detect (bytes);
      encoding = g_array_index (found, ManiculeEncoding, 0).name;
    }
  text = manicule_decode (bytes, encoding, error);
  if (text == NULL)
    g_prefix_error (error, "%s: ", name);
  return text;
}

static void
print_counts (const char                 *article_id,
              const ManiculeRebaseCounts *counts)
{
  /* Translators: the id of an article, then three numbers of annotations */
  manicule_cli_message (_("%s: %u kept, %u moved, %u orphaned"), article_id, counts->n[MANICULE_REBASE_KEPT],
                        counts->n[MANICULE_REBASE_MOVED], counts->n[MANICULE_REBASE_ORPHANED]);
}

static gboolean
print_orphans (GFile            *folder,
               ManiculeProject  *project,
               const char       *article_id,
               JsonBuilder      *builder,
               GError          **error)
{
  const char * const *annotators = manicule_project_get_annotators (project);
  ManiculeArticle *article = manicule_project_find_article (project, article_id);
  g_autoptr(ManiculeText) text = manicule_project_folder_read_text (folder, article, error);

  for (gsize i = 0; text != NULL && annotators != NULL && annotators[i] != NULL; i++)
    {
      g_autoptr(ManiculeAnnotationSet) set = manicule_project_folder_read_set (folder, article_id, annotators[i], text, NULL,
                                                                               error);
      g_autoptr(GPtrArray) orphans = set != NULL ? manicule_rebase_list_orphans (folder, article_id, annotators[i], set, error)
                                                 : NULL;

      if (orphans == NULL)
        return FALSE;
      for (guint j = 0; j < orphans->len; j++)
        {
          ManiculeOrphan *orphan = orphans->pdata[j];
          g_autofree char *context = manicule_orphan_dup_context (orphan);

          if (builder == NULL)
            manicule_cli_message ("%s: %s %s: %s", annotators[i], manicule_annotation_get_id (orphan->annotation),
                                  manicule_annotation_get_label (orphan->annotation), context);
          else
            {
              json_builder_begin_object (builder);
              json_builder_set_member_name (builder, "annotator");
              json_builder_add_string_value (builder, annotators[i]);
              json_builder_set_member_name (builder, "id");
              json_builder_add_string_value (builder, manicule_annotation_get_id (orphan->annotation));
              json_builder_set_member_name (builder, "label");
              json_builder_add_string_value (builder, manicule_annotation_get_label (orphan->annotation));
              json_builder_set_member_name (builder, "context");
              json_builder_add_string_value (builder, context);
              json_builder_end_object (builder);
            }
        }
    }
  return text != NULL;
}

static void
build_counts (JsonBuilder                *builder,
              const char                 *article_id,
              const ManiculeRebaseCounts *counts)
{
  static const char * const names[] = { "kept", "moved", "orphaned" };

  json_builder_set_member_name (builder, "article");
  json_builder_add_string_value (builder, article_id);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      json_builder_set_member_name (builder, names[i]);
      json_builder_add_int_value (builder, counts->n[i]);
    }
}

static gboolean
print_json (GFile                       *folder,
            ManiculeProject             *project,
            const char                  *article_id,
            const ManiculeRebaseCounts  *counts,
            GError                     **error)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  build_counts (builder, article_id, counts);
  json_builder_set_member_name (builder, "orphans");
  json_builder_begin_array (builder);
  if (!print_orphans (folder, project, article_id, builder, error))
    return FALSE;
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  manicule_cli_print_json (builder);
  return TRUE;
}

/**
 * manicule_cli_report_rebase:
 * @folder: a project folder
 * @project: the project
 * @article_id: an article that has another text now
 * @counts: what became of its annotations
 * @error: return location
 *
 * Returns: whether every annotation has a place
 */
gboolean
manicule_cli_report_rebase (GFile                       *folder,
                            ManiculeProject             *project,
                            const char                  *article_id,
                            const ManiculeRebaseCounts  *counts,
                            GError                     **error)
{
  gboolean told;

  if (manicule_cli_get_json ())
    told = print_json (folder, project, article_id, counts, error);
  else
    {
      print_counts (article_id, counts);
      told = print_orphans (folder, project, article_id, NULL, error);
    }
  if (!told || counts->n[MANICULE_REBASE_ORPHANED] == 0)
    return told;

  g_set_error_literal (error, MANICULE_CLI_ERROR, MANICULE_CLI_ERROR_DATA, "");
  return FALSE;
}
