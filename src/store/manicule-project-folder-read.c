/* manicule-project-folder-read.c: a project on disk: reading its files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-json.h"
#include "manicule-file-name.h"
#include "manicule-project-folder-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The reader's messages begin with "file:line: "; a finding has a place for both. */
static const char *
split_message (const char *file,
               const char *message,
               guint      *line)
{
  gsize length = strlen (file);
  char *end = NULL;
  guint64 number;

  *line = 0;
  if (strncmp (message, file, length) != 0 || message[length] != ':')
    return message;

  message += length + 1;
  if (g_ascii_isdigit (*message))
    {
      number = g_ascii_strtoull (message, &end, 10);
      if (*end == ':' && number <= G_MAXUINT)
        {
          *line = number;
          message = end + 1;
        }
    }

  return message + strspn (message, " ");
}

/**
 * manicule_project_folder_add_error:
 * @findings: where it goes
 * @code: the finding's code
 * @file: the file's name, as it stands in the message
 * @error: what is wrong
 */
void
manicule_project_folder_add_error (ManiculeFindings *findings,
                                   const char       *code,
                                   const char       *file,
                                   const GError     *error)
{
  guint line;
  const char *message = split_message (file, error->message, &line);

  manicule_findings_add (findings, MANICULE_FINDING_ERROR, code, file, line, "%s", message);
}

/**
 * manicule_project_folder_add_unread:
 * @findings: where it goes
 * @file: the manifest or a list
 * @error: why it could not be read
 */
void
manicule_project_folder_add_unread (ManiculeFindings *findings,
                                    const char       *file,
                                    const GError     *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    manicule_project_folder_add_error (findings, "file-damaged", file, error);
  else if (strcmp (file, MANICULE_FOLDER_SCHEMA) == 0)
    manicule_findings_add (findings, MANICULE_FINDING_ERROR, "file-missing", file, 0,
                           _("The file is missing. Bring it back from a copy of the project."));
  else
    manicule_findings_add (findings, MANICULE_FINDING_ERROR, "file-missing", file, 0,
                           _("The file is missing. Bring it back from a copy of the project; or “manicule-cli check --repair” "
                             "makes it anew."));
}

/* A list that cannot be read at all is a finding, and the project opens without it; but one of a newer version, or one
 * that nobody collects findings about, stops the opening. */
static gboolean
go_on_without (ManiculeFindings  *findings,
               const char        *file,
               GError            *read_error,
               GError           **error)
{
  g_autoptr(GError) owned = read_error;

  if (findings == NULL || g_error_matches (owned, MANICULE_JSON_ERROR, MANICULE_JSON_ERROR_VERSION))
    {
      g_propagate_error (error, g_steal_pointer (&owned));
      return FALSE;
    }

  manicule_project_folder_add_unread (findings, file, owned);
  return TRUE;
}

static ManiculeSchema *
read_schema (GFile             *folder,
             ManiculeStamp     *stamp,
             ManiculeFindings  *findings,
             GError           **error)
{
  GError *local_error = NULL;
  g_autoptr(GBytes) bytes = manicule_file_read (folder, MANICULE_FOLDER_SCHEMA, MANICULE_FILE_MAX_BYTES, stamp,
                                                &local_error);
  ManiculeSchema *schema = NULL;

  if (bytes != NULL)
    schema = manicule_json_read_schema (bytes, MANICULE_FOLDER_SCHEMA, findings, &local_error);

  if (schema == NULL && go_on_without (findings, MANICULE_FOLDER_SCHEMA, local_error, error))
    schema = manicule_schema_new ();

  return schema;
}

/* (element-type T): the rows of articles.jsonl, entities.jsonl; NULL with an error. */
static GPtrArray *
read_rows (GFile             *folder,
           const char        *file,
           GPtrArray       *(*read) (GBytes            *bytes,
                                     const char        *file,
                                     ManiculeFindings  *findings,
                                     GError           **error),
           ManiculeStamp     *stamp,
           ManiculeFindings  *findings,
           GError           **error)
{
  GError *local_error = NULL;
  g_autoptr(GBytes) bytes = manicule_file_read (folder, file, MANICULE_FILE_MAX_BYTES, stamp, &local_error);
  GPtrArray *rows = NULL;

  if (bytes != NULL)
    rows = read (bytes, file, findings, &local_error);

  if (rows == NULL && go_on_without (findings, file, local_error, error))
    rows = g_ptr_array_new ();

  return rows;
}

/* What a reader without findings must stop at and one with findings can leave out. */
static gboolean
report (ManiculeFindings  *findings,
        const char        *code,
        const char        *file,
        GError           **error,
        const char        *message)
{
  if (findings == NULL)
    {
      g_set_error (error, MANICULE_STORE_ERROR, MANICULE_STORE_ERROR_DAMAGED, "%s: %s", file, message);
      return FALSE;
    }

  manicule_findings_add (findings, MANICULE_FINDING_ERROR, code, file, 0, "%s", message);
  return TRUE;
}

static gboolean
add_articles (ManiculeProject   *project,
              GPtrArray         *articles,
              ManiculeFindings  *findings,
              GError           **error)
{
  guint i;

  for (i = 0; i < articles->len; i++)
    {
      ManiculeArticle *article = g_ptr_array_index (articles, i);
      const char *id = manicule_article_get_id (article);
      g_autofree char *message = NULL;

      if (!manicule_file_name_is_safe (id))
        {
          message = g_strdup_printf (_("The article id “%s” cannot be a file name, so the article is left out. "
                                       "Give it another id there and in the name of its text."), id);
          if (!report (findings, "article-id-unsafe", MANICULE_FOLDER_ARTICLES, error, message))
            return FALSE;
        }
      else if (!manicule_project_add_article (project, article))
        {
          message = g_strdup_printf (_("The article id “%s” stands twice; the second one is left out. Remove one line."),
                                     id);
          if (!report (findings, "article-id-twice", MANICULE_FOLDER_ARTICLES, error, message))
            return FALSE;
        }
    }

  return TRUE;
}

static gboolean
add_entities (ManiculeProject   *project,
              GPtrArray         *entities,
              ManiculeFindings  *findings,
              GError           **error)
{
  guint i;

  for (i = 0; i < entities->len; i++)
    {
      ManiculeEntity *entity = g_ptr_array_index (entities, i);
      g_autofree char *message = NULL;

      if (manicule_project_add_entity (project, entity))
        continue;

      message = g_strdup_printf (_("The entity id “%s” stands twice; the second one is left out. Remove one line."),
                                 manicule_entity_get_id (entity));
      if (!report (findings, "entity-id-twice", MANICULE_FOLDER_ENTITIES, error, message))
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_annotators (ManiculeProject    *project,
                const char * const *annotators,
                ManiculeFindings   *findings,
                GError            **error)
{
  guint i;

  for (i = 0; annotators != NULL && annotators[i] != NULL; i++)
    {
      g_autofree char *message = NULL;

      if (manicule_file_name_is_safe (annotators[i]))
        {
          manicule_project_add_annotator (project, annotators[i]);
          continue;
        }

      message = g_strdup_printf (_("The annotator’s name “%s” cannot be a folder name, so it is left out. "
                                   "Give another name there and to the folder."), annotators[i]);
      if (!report (findings, "annotator-unsafe", MANICULE_FOLDER_MANIFEST, error, message))
        return FALSE;
    }

  return TRUE;
}

/**
 * manicule_project_folder_read_full:
 * @folder: a project folder
 * @stamps: (out caller-allocates) (nullable): by list, what the files are
 * @findings: (nullable): gets what is damaged; %NULL: the first damage fails
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the project, with all that is sound of it
 */
ManiculeProject *
manicule_project_folder_read_full (GFile             *folder,
                                   ManiculeStamp     *stamps,
                                   ManiculeFindings  *findings,
                                   GError           **error)
{
  g_autoptr(ManiculeProject) manifest = NULL;
  g_autoptr(ManiculeProject) project = NULL;
  g_autoptr(ManiculeSchema) schema = NULL;
  g_autoptr(GPtrArray) articles = NULL;
  g_autoptr(GPtrArray) entities = NULL;
  ManiculeStamp unused[MANICULE_N_LISTS];

  g_return_val_if_fail (G_IS_FILE (folder), NULL);

  if (stamps == NULL)
    stamps = unused;

  manifest = manicule_project_folder_read_manifest (folder, &stamps[MANICULE_LIST_MANIFEST], findings, error);
  if (manifest == NULL)
    return NULL;

  schema = read_schema (folder, &stamps[MANICULE_LIST_SCHEMA], findings, error);
  if (schema == NULL)
    return NULL;

  articles = read_rows (folder, MANICULE_FOLDER_ARTICLES, manicule_json_read_articles,
                        &stamps[MANICULE_LIST_ARTICLES], findings, error);
  if (articles == NULL)
    return NULL;

  entities = read_rows (folder, MANICULE_FOLDER_ENTITIES, manicule_json_read_entities,
                        &stamps[MANICULE_LIST_ENTITIES], findings, error);
  if (entities == NULL)
    return NULL;

  project = manicule_project_new (manicule_project_get_name (manifest), schema);
  manicule_project_set_carried (project, manicule_project_get_carried (manifest));

  if (!add_annotators (project, manicule_project_get_annotators (manifest), findings, error) ||
      !add_articles (project, articles, findings, error) ||
      !add_entities (project, entities, findings, error))
    return NULL;

  return g_steal_pointer (&project);
}

/**
 * manicule_project_folder_read:
 * @folder: a project folder
 * @findings: (nullable): gets what is damaged; %NULL: the first damage fails
 * @error: return location
 *
 * Reads the lists of a project. A list that is damaged is read as far as it is sound; the caller must not write a
 * project with findings of severity error over the one on the disk. A list of a newer version fails in any case, and so does
 * a folder that does not look like a project.
 *
 * Returns: (transfer full) (nullable): the project
 */
ManiculeProject *
manicule_project_folder_read (GFile             *folder,
                              ManiculeFindings  *findings,
                              GError           **error)
{
  return manicule_project_folder_read_full (folder, NULL, findings, error);
}

/**
 * manicule_project_folder_has_label:
 * @folder: a project folder
 * @article_id: an article
 * @annotator: whose set
 * @label: the name of a label
 *
 * Returns: whether a span in that set's file has the label; %FALSE also when the file cannot be read
 */
gboolean
manicule_project_folder_has_label (GFile      *folder,
                                   const char *article_id,
                                   const char *annotator,
                                   const char *label)
{
  g_autofree char *name = manicule_project_folder_set_name (article_id, annotator);
  g_autoptr(GBytes) bytes = NULL;

  g_return_val_if_fail (name != NULL, FALSE);

  bytes = manicule_file_read (folder, name, MANICULE_FILE_MAX_BYTES, NULL, NULL);
  return bytes != NULL && manicule_json_set_has_label (bytes, name, label);
}

/**
 * manicule_project_folder_read_text:
 * @folder: a project folder
 * @article: one of its articles
 * @error: return location
 *
 * Reads a text and verifies that it is the one that was imported.
 *
 * Returns: (transfer full) (nullable): the text; %NULL with %MANICULE_STORE_ERROR_DAMAGED when it is another, or with
 *   another error when it cannot be read
 */
ManiculeText *
manicule_project_folder_read_text (GFile            *folder,
                                   ManiculeArticle  *article,
                                   GError          **error)
{
  const ManiculeArticleFields *fields = manicule_article_get_fields (article);
  g_autofree char *name = manicule_project_folder_text_name (fields->id);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(ManiculeText) text = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  bytes = manicule_file_read (folder, name, MANICULE_TEXT_MAX_BYTES, NULL, error);
  if (bytes == NULL)
    return NULL;

  text = manicule_text_new (bytes, error);
  if (text == NULL)
    {
      g_prefix_error (error, "%s: ", name);
      return NULL;
    }

  if (g_strcmp0 (manicule_text_get_sha256 (text), fields->sha256) != 0)
    {
      g_set_error (error, MANICULE_STORE_ERROR, MANICULE_STORE_ERROR_DAMAGED,
                   _("%s: the text is not the one that was imported (its SHA-256 is another), so annotations would stand "
                     "in the wrong places. Bring it back from a copy of the project."), name);
      return NULL;
    }

  if (manicule_text_get_n_chars (text) != fields->length)
    {
      g_set_error (error, MANICULE_STORE_ERROR, MANICULE_STORE_ERROR_DAMAGED,
                   _("%s: the text has the length %u, but %s says %u. Correct the number there."),
                   name, manicule_text_get_n_chars (text), MANICULE_FOLDER_ARTICLES, fields->length);
      return NULL;
    }

  return g_steal_pointer (&text);
}

/* Is the set in the file the one that the file's name promises? */
static gboolean
check_identity (ManiculeAnnotationSet  *set,
                const char             *name,
                const char             *article_id,
                const char             *annotator,
                GError                **error)
{
  if (strcmp (manicule_annotation_set_get_article_id (set), article_id) != 0)
    {
      g_set_error (error, MANICULE_STORE_ERROR, MANICULE_STORE_ERROR_DAMAGED,
                   _("%s: the file says that it belongs to the article “%s”. Give it back its name, or correct the id in it."),
                   name, manicule_annotation_set_get_article_id (set));
      return FALSE;
    }

  if (strcmp (manicule_annotation_set_get_annotator (set), annotator) != 0)
    {
      g_set_error (error, MANICULE_STORE_ERROR, MANICULE_STORE_ERROR_DAMAGED,
                   _("%s: the file says that it is by “%s”. Move it to that annotator’s folder, or correct the name in it."),
                   name, manicule_annotation_set_get_annotator (set));
      return FALSE;
    }

  return TRUE;
}

/**
 * manicule_project_folder_read_set_full:
 * @folder: a project folder
 * @article_id: the id of one of its articles
 * @annotator: whose set
 * @text: the article's text
 * @stamp: (out caller-allocates) (nullable): what the file is
 * @findings: (nullable): gets what is damaged; %NULL: the first damage fails
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the set
 */
ManiculeAnnotationSet *
manicule_project_folder_read_set_full (GFile             *folder,
                                       const char        *article_id,
                                       const char        *annotator,
                                       ManiculeText      *text,
                                       ManiculeStamp     *stamp,
                                       ManiculeFindings  *findings,
                                       GError           **error)
{
  g_autofree char *name = manicule_project_folder_set_name (article_id, annotator);

  return manicule_project_folder_read_set_named (folder, name, article_id, annotator, text, stamp, findings, error);
}

/**
 * manicule_project_folder_read_set_named:
 * @folder: a project folder
 * @name: a path below it
 * @article_id: the id of one of its articles
 * @annotator: whose set the file must hold
 * @text: the article's text
 * @stamp: (out caller-allocates) (nullable): what the file is
 * @findings: (nullable): gets what is damaged; %NULL: the first damage fails
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the set, an empty one where there is no file
 */
ManiculeAnnotationSet *
manicule_project_folder_read_set_named (GFile             *folder,
                                        const char        *name,
                                        const char        *article_id,
                                        const char        *annotator,
                                        ManiculeText      *text,
                                        ManiculeStamp     *stamp,
                                        ManiculeFindings  *findings,
                                        GError           **error)
{
  g_autoptr(ManiculeAnnotationSet) set = NULL;
  g_autoptr(GError) local_error = NULL;
  g_autoptr(GBytes) bytes = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  bytes = manicule_file_read (folder, name, MANICULE_FILE_MAX_BYTES, stamp, &local_error);
  if (bytes == NULL && g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return manicule_annotation_set_new (article_id, annotator, text);

  if (bytes == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  set = manicule_json_read_annotations (bytes, name, text, findings, error);
  if (set == NULL || !check_identity (set, name, article_id, annotator, error))
    return NULL;

  return g_steal_pointer (&set);
}

/**
 * manicule_project_folder_read_set:
 * @folder: a project folder
 * @article_id: the id of one of its articles
 * @annotator: whose set
 * @text: the article's text
 * @findings: (nullable): gets what is damaged and left out; %NULL: the first damage fails
 * @error: return location
 *
 * Reads and verifies an annotation set.
 *
 * Returns: (transfer full) (nullable): the set, an empty one where there is no file
 */
ManiculeAnnotationSet *
manicule_project_folder_read_set (GFile             *folder,
                                  const char        *article_id,
                                  const char        *annotator,
                                  ManiculeText      *text,
                                  ManiculeFindings  *findings,
                                  GError           **error)
{
  return manicule_project_folder_read_set_full (folder, article_id, annotator, text, NULL, findings, error);
}
