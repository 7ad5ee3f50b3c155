/* manicule-project-folder-suggestions.c: a project on disk: what programs propose for its articles
 *
 * Each program has a folder, with a file for each article in the form of an annotation set. The files are written by an
 * import and never changed by what is done with the suggestions; what the set of a person says already is not shown.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-project-folder-private.h"

#include "manicule-file-name.h"
#include "manicule-suggestion.h"

#include <glib/gi18n-lib.h>

/**
 * manicule_project_folder_suggestions_name:
 * @article_id: a safe file name
 * @source: a safe file name
 *
 * Returns: (transfer full): the path below the project folder of what @source proposes for that article
 */
char *
manicule_project_folder_suggestions_name (const char *article_id,
                                          const char *source)
{
  g_return_val_if_fail (manicule_file_name_is_safe (article_id), NULL);
  g_return_val_if_fail (manicule_file_name_is_safe (source), NULL);

  return g_strconcat (MANICULE_FOLDER_SUGGESTIONS "/", source, "/", article_id, ".json", NULL);
}

/**
 * manicule_project_folder_list_sources:
 * @folder: a project folder
 * @article_id: the id of an article
 * @error: return location
 *
 * Returns: (transfer full) (nullable): (element-type utf8): who proposes something for that article, sorted
 */
GPtrArray *
manicule_project_folder_list_sources (GFile       *folder,
                                      const char  *article_id,
                                      GError     **error)
{
  g_autoptr(GPtrArray) entries = manicule_file_list (folder, MANICULE_FOLDER_SUGGESTIONS, error);
  g_autoptr(GPtrArray) sources = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      ManiculeFileEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *name = NULL;
      gboolean exists;

      if (entry->type != MANICULE_FILE_FOLDER || !manicule_file_name_is_safe (entry->name))
        continue;

      name = manicule_project_folder_suggestions_name (article_id, entry->name);
      if (!manicule_file_look (folder, name, &exists, error))
        return NULL;
      if (exists)
        g_ptr_array_add (sources, g_strdup (entry->name));
    }

  return entries != NULL ? g_steal_pointer (&sources) : NULL;
}

static const char *
get_code (ManiculeFileType type)
{
  switch (type)
    {
    case MANICULE_FILE_LINK:
      return "symbolic-link";
    case MANICULE_FILE_FOLDER:
      return "source-unsafe";
    case MANICULE_FILE_REGULAR:
    case MANICULE_FILE_OTHER:
    default:
      return "stray-file";
    }
}

/* NULL where there is nothing to be said of it. What is hidden is not ours. */
static const char *
find_fault (ManiculeFileEntry *entry)
{
  if (entry->name[0] == '.')
    return NULL;
  if (entry->type == MANICULE_FILE_LINK)
    return _("This is a symbolic link; links inside a project are not followed. Put the file or folder itself there.");
  if (entry->type != MANICULE_FILE_FOLDER)
    return _("This does not belong to the project. Move it away.");
  if (!manicule_file_name_is_safe (entry->name))
    return _("This cannot be the name of who suggests, so the suggestions in it are not read. Give the folder another name, "
             "and write the same name into its files as annotator.");
  return NULL;
}

/**
 * manicule_project_folder_check_sources:
 * @folder: a project folder
 * @findings: gets what there is among the suggestions that is not read
 */
void
manicule_project_folder_check_sources (GFile            *folder,
                                       ManiculeFindings *findings)
{
  g_autoptr(GPtrArray) entries = manicule_file_list (folder, MANICULE_FOLDER_SUGGESTIONS, NULL);

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      ManiculeFileEntry *entry = g_ptr_array_index (entries, i);
      const char *fault = find_fault (entry);
      g_autofree char *path = g_build_filename (MANICULE_FOLDER_SUGGESTIONS, entry->name, NULL);
      g_autofree char *shown = g_utf8_make_valid (path, -1);

      if (fault != NULL)
        manicule_findings_add (findings, MANICULE_FINDING_WARNING, get_code (entry->type), shown, 0, "%s", fault);
    }
}

/**
 * manicule_project_folder_read_suggested:
 * @folder: a project folder
 * @article_id: the id of one of its articles
 * @source: who proposes
 * @text: the article's text
 * @findings: (nullable): gets what is damaged and left out; %NULL: the first damage fails
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what @source proposes, as a set
 */
ManiculeAnnotationSet *
manicule_project_folder_read_suggested (GFile             *folder,
                                        const char        *article_id,
                                        const char        *source,
                                        ManiculeText      *text,
                                        ManiculeFindings  *findings,
                                        GError           **error)
{
  g_autofree char *name = manicule_project_folder_suggestions_name (article_id, source);

  return manicule_project_folder_read_set_named (folder, name, article_id, source, text, NULL, findings, error);
}

/* Adds the spans of @set to @suggestions; @source made those that do not say who did. */
static void
add_spans (GPtrArray             *suggestions,
           ManiculeAnnotationSet *set,
           const char            *source)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (set));

  for (guint i = 0; i < n; i++)
    {
      ManiculeAnnotation *span = manicule_annotation_set_get (set, i);
      g_autoptr(ManiculeAnnotation) marked = NULL;

      if (manicule_annotation_get_kind (span) != MANICULE_ANNOTATION_SPAN)
        continue;

      if (manicule_annotation_get_origin_source (span) == NULL)
        marked = manicule_annotation_with_origin (span, source, NULL, manicule_annotation_get_origin_score (span));
      g_ptr_array_add (suggestions, manicule_suggestion_new_for (marked != NULL ? marked : span));
    }
}

/**
 * manicule_project_folder_read_suggestions:
 * @folder: a project folder
 * @article_id: the id of one of its articles
 * @text: the article's text
 * @findings: gets what is damaged and left out
 *
 * Any thread.
 *
 * Returns: (transfer full) (element-type ManiculeSuggestion): what is proposed for the article, as far as it is sound
 */
GPtrArray *
manicule_project_folder_read_suggestions (GFile            *folder,
                                          const char       *article_id,
                                          ManiculeText     *text,
                                          ManiculeFindings *findings)
{
  GPtrArray *suggestions = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GPtrArray) sources = NULL;
  g_autoptr(GError) error = NULL;

  g_return_val_if_fail (G_IS_FILE (folder), suggestions);
  g_return_val_if_fail (findings != NULL, suggestions);

  sources = manicule_project_folder_list_sources (folder, article_id, &error);
  if (sources == NULL)
    manicule_findings_add (findings, MANICULE_FINDING_ERROR, "file-unreadable", MANICULE_FOLDER_SUGGESTIONS, 0, "%s", error->message);

  for (guint i = 0; sources != NULL && i < sources->len; i++)
    {
      const char *source = g_ptr_array_index (sources, i);
      g_autofree char *name = manicule_project_folder_suggestions_name (article_id, source);
      g_autoptr(GError) local_error = NULL;
      g_autoptr(ManiculeAnnotationSet) set = NULL;

      set = manicule_project_folder_read_suggested (folder, article_id, source, text, findings, &local_error);
      if (set != NULL)
        add_spans (suggestions, set, source);
      else
        manicule_project_folder_add_error (findings, "suggestions-damaged", name, local_error);
    }

  return suggestions;
}
