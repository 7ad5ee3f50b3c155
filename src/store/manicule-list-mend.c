/* manicule-list-mend.c: a list of a project with lines that are none
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-list-mend.h"

#include "manicule-file-name.h"
#include "manicule-journal-known.h"
#include "manicule-json-reader.h"
#include "manicule-unlisted.h"

#include <string.h>

/* A line that was cut off may end in a long title with commas in it; one that is longer than this is none of ours. */
#define MAX_LINE 100000
/* So many bytes of a list are read to find out where its lines are to be cut: a file of nothing but commas must not take for ever. */
#define MAX_EFFORT 100000000

/* A list taken apart. */
typedef struct
{
  GFile        *folder;
  ManiculeList  list;
  GString      *sound;   /* (owned): lines that are JSON objects */
  GString      *torn;    /* (owned): the others */
  GHashTable   *hints;   /* (owned) (element-type utf8 GObject): what torn lines tell of their things */
  gsize         effort;  /* how many bytes were read to find out where lines are to be cut */
  guint         n_torn;
  gboolean      is_hopeless; /* the list is better left as it is */
} Mending;

/* --- what a line that was cut off still tells ------------------------------------------------------------------- */

/* NULL where it is no object. */
static ManiculeJsonReader *
read_object (const char *data,
             gsize       length)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, length);
  g_autoptr(ManiculeJsonReader) reader = manicule_json_reader_new (bytes, "", NULL);

  if (reader == NULL || manicule_json_get_kind (manicule_json_reader_get_root (reader)) != MANICULE_JSON_OBJECT)
    return NULL;

  return g_steal_pointer (&reader);
}

/* The members of the line that are whole, as an object; NULL when there are none. */
static char *
close_object (const char *line,
              gsize       length,
              gsize      *effort)
{
  g_autoptr(GString) object = g_string_new_len (line, length);

  for (; *effort < MAX_EFFORT; *effort += object->len)
    {
      const char *comma = g_strrstr_len (object->str, object->len, ",");
      g_autoptr(ManiculeJsonReader) reader = NULL;

      if (comma == NULL)
        return NULL;

      g_string_truncate (object, comma - object->str);
      g_string_append_c (object, '}');
      reader = read_object (object->str, object->len);
      if (reader != NULL)
        return g_strdup (object->str);
      g_string_truncate (object, object->len - 1);
    }

  return NULL;
}

static ManiculeText *
read_text (GFile      *folder,
           const char *id)
{
  g_autofree char *name = manicule_project_folder_text_name (id);
  g_autoptr(GBytes) bytes = manicule_file_read (folder, name, MANICULE_TEXT_MAX_BYTES, NULL, NULL);

  return bytes != NULL ? manicule_text_new (bytes, NULL) : NULL;
}

static gboolean
lacks (ManiculeJsonValue  object,
       const char        *name)
{
  return manicule_json_get_kind (manicule_json_find (object, name)) == MANICULE_JSON_ABSENT;
}

/* The line with what the text says in place of what was cut off. */
static ManiculeArticle *
complete_article (const char        *object,
                  ManiculeJsonValue  root,
                  ManiculeText      *text)
{
  g_autoptr(GString) line = g_string_new_len (object, strlen (object) - 1);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GPtrArray) articles = NULL;

  if (lacks (root, "sha256"))
    g_string_append_printf (line, ",\"sha256\":\"%s\"", manicule_text_get_sha256 (text));
  if (lacks (root, "length"))
    g_string_append_printf (line, ",\"length\":%u", manicule_text_get_n_chars (text));
  g_string_append_c (line, '}');

  bytes = g_bytes_new (line->str, line->len);
  articles = manicule_json_read_articles (bytes, "", NULL, NULL);
  return articles != NULL && articles->len == 1 ? g_object_ref (g_ptr_array_index (articles, 0)) : NULL;
}

static gpointer
salvage_article (Mending           *mending,
                 const char        *object,
                 ManiculeJsonValue  root,
                 const char        *id)
{
  g_autoptr(ManiculeText) text = manicule_file_name_is_safe (id) ? read_text (mending->folder, id) : NULL;

  return text != NULL ? complete_article (object, root, text) : NULL;
}

static gpointer
salvage_entity (const char *object)
{
  g_autoptr(GBytes) bytes = g_bytes_new (object, strlen (object));
  g_autoptr(GPtrArray) entities = manicule_json_read_entities (bytes, "", NULL, NULL);

  return entities != NULL && entities->len == 1 ? g_object_ref (g_ptr_array_index (entities, 0)) : NULL;
}

/* FALSE where nothing is to be had from the line. */
static gboolean
take_hint (Mending    *mending,
           const char *line,
           gsize       length)
{
  g_autofree char *object = length <= MAX_LINE ? close_object (line, length, &mending->effort) : NULL;
  g_autoptr(ManiculeJsonReader) reader = object != NULL ? read_object (object, strlen (object)) : NULL;
  ManiculeJsonValue root;
  const char *id;
  gpointer thing;

  if (reader == NULL)
    return FALSE;

  root = manicule_json_reader_get_root (reader);
  id = manicule_json_find_string (root, "id");
  if (id == NULL)
    return FALSE;

  thing = mending->list == MANICULE_LIST_ARTICLES ? salvage_article (mending, object, root, id) : salvage_entity (object);
  if (thing == NULL)
    return FALSE;

  g_hash_table_insert (mending->hints, g_strdup (id), thing);
  return TRUE;
}

/* --- taking apart ----------------------------------------------------------------------------------------------- */

static gboolean
is_blank (const char *line,
          gsize       length)
{
  while (length > 0 && g_ascii_isspace (line[length - 1]))
    length--;

  return length == 0;
}

/* @is_last: the file ends in it. A text tells that there is an article; an entity whose line somebody broke would be gone. */
static void
take_line (Mending    *mending,
           const char *line,
           gsize       length,
           gboolean    is_last)
{
  g_autoptr(ManiculeJsonReader) reader = NULL;

  if (is_blank (line, length))
    return;

  reader = read_object (line, length);
  if (reader != NULL)
    {
      g_string_append_len (mending->sound, line, length);
      g_string_append_c (mending->sound, '\n');
      return;
    }

  g_string_append_len (mending->torn, line, length);
  g_string_append_c (mending->torn, '\n');
  mending->n_torn++;
  if (!manicule_json_is_merge_marker (line, length) && !take_hint (mending, line, length) && mending->list == MANICULE_LIST_ENTITIES && !is_last)
    mending->is_hopeless = TRUE;
}

static void
take_apart (Mending *mending,
            GBytes  *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  const char *end = data + length;

  while (data < end)
    {
      const char *line_end = memchr (data, '\n', end - data);

      take_line (mending, data, line_end != NULL ? line_end - data : end - data, line_end == NULL);
      data = line_end != NULL ? line_end + 1 : end;
    }
}

/* --- putting together ------------------------------------------------------------------------------------------- */

/* The sound lines alone, in a project of nothing else; NULL when they are not all right. */
static ManiculeProject *
assemble (Mending *mending)
{
  g_autoptr(GBytes) bytes = g_bytes_new (mending->sound->str, mending->sound->len);
  g_autoptr(ManiculeSchema) schema = manicule_schema_new ();
  g_autoptr(ManiculeProject) project = manicule_project_new ("", schema);
  gboolean are_articles = mending->list == MANICULE_LIST_ARTICLES;
  g_autoptr(GPtrArray) rows = are_articles ? manicule_json_read_articles (bytes, "", NULL, NULL)
                                           : manicule_json_read_entities (bytes, "", NULL, NULL);

  if (rows == NULL)
    return NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      gpointer row = g_ptr_array_index (rows, i);

      if (are_articles ? !manicule_file_name_is_safe (manicule_article_get_id (row)) || !manicule_project_add_article (project, row)
                       : !manicule_project_add_entity (project, row))
        return NULL;
    }

  return g_steal_pointer (&project);
}

static gboolean
add_known_entities (Mending          *mending,
                    ManiculeProject  *project,
                    guint            *n_restored,
                    GError          **error)
{
  g_autoptr(GHashTable) known = manicule_journal_known_read (mending->folder, MANICULE_LIST_ENTITIES, error);
  g_autoptr(GList) ids = NULL;
  GHashTableIter iter;
  gpointer id, hint;

  *n_restored = 0;
  if (known == NULL)
    return FALSE;

  g_hash_table_iter_init (&iter, mending->hints);
  while (g_hash_table_iter_next (&iter, &id, &hint))
    {
      if (!g_hash_table_contains (known, id))
        g_hash_table_insert (known, g_strdup (id), g_object_ref (hint));
    }

  ids = g_list_sort (g_hash_table_get_keys (known), (GCompareFunc) strcmp);
  for (GList *link = ids; link != NULL; link = link->next)
    {
      ManiculeEntity *entity = g_hash_table_lookup (known, link->data);

      if (entity != NULL && manicule_project_add_entity (project, entity))
        (*n_restored)++;
    }

  return TRUE;
}

static gboolean
put_together (Mending           *mending,
              ManiculeRecovery  *result,
              GError           **error)
{
  g_autoptr(ManiculeProject) project = mending->is_hopeless ? NULL : assemble (mending);
  g_autoptr(GBytes) torn = NULL;
  guint n_restored;

  /* The reader tells what else is wrong. */
  if (project == NULL)
    return TRUE;

  if (mending->list == MANICULE_LIST_ARTICLES
      ? !manicule_unlisted_add (mending->folder, project, mending->hints, &n_restored, error)
      : !add_known_entities (mending, project, &n_restored, error))
    return FALSE;

  torn = g_bytes_new (mending->torn->str, mending->torn->len);
  if ((mending->n_torn > 0 &&
       !manicule_recovery_keep (mending->folder, manicule_list_names[mending->list], torn, NULL, error)) ||
      !manicule_project_folder_write_list (mending->folder, project, mending->list, error))
    return FALSE;

  result->n_torn += mending->n_torn;
  result->n_restored += n_restored;
  return TRUE;
}

/* NULL where there is nothing to be done: one that cannot be read at all is told by the reader. @is_missing: it is not there,
 * and is to be made. */
static GBytes *
read_list (GFile        *folder,
           ManiculeList  list,
           gboolean      missing_too,
           gboolean     *is_missing)
{
  g_autoptr(GError) error = NULL;
  GBytes *bytes = manicule_file_read (folder, manicule_list_names[list], MANICULE_FILE_MAX_BYTES, NULL, &error);

  *is_missing = bytes == NULL && missing_too && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  return *is_missing ? g_bytes_new_static ("", 0) : bytes;
}

static gboolean
mend_one (GFile             *folder,
          ManiculeList       list,
          gboolean           missing_too,
          ManiculeRecovery  *result,
          GError           **error)
{
  gboolean is_missing;
  g_autoptr(GBytes) bytes = read_list (folder, list, missing_too, &is_missing);
  Mending mending = { .folder = folder, .list = list };
  gboolean done = TRUE;

  if (bytes == NULL)
    return TRUE;

  mending.sound = g_string_new (NULL);
  mending.torn = g_string_new (NULL);
  mending.hints = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);

  take_apart (&mending, bytes);
  if (mending.n_torn > 0 || is_missing)
    done = put_together (&mending, result, error);

  g_hash_table_unref (mending.hints);
  g_string_free (mending.torn, TRUE);
  g_string_free (mending.sound, TRUE);
  return done;
}

/* --- the manifest ----------------------------------------------------------------------------------------------- */

/* With its list of annotators, or where that was cut off without it. */
static ManiculeProject *
read_manifest (const char *object)
{
  g_autofree char *longer = g_strdup_printf ("%.*s,\"annotators\":[]}", (int) strlen (object) - 1, object);
  g_autoptr(GBytes) bytes = g_bytes_new (object, strlen (object));
  g_autoptr(GBytes) longer_bytes = g_bytes_new (longer, strlen (longer));
  ManiculeProject *project = manicule_json_read_project (bytes, "", NULL);

  return project != NULL ? project : manicule_json_read_project (longer_bytes, "", NULL);
}

/* What is left of the name and the annotators goes before what the folder tells. */
static ManiculeProject *
salvage_manifest (GFile  *folder,
                  GBytes *bytes)
{
  gsize length, effort = 0;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autofree char *object = length > 0 && length <= MAX_LINE ? close_object (data, length, &effort) : NULL;
  g_autoptr(ManiculeProject) left = object != NULL ? read_manifest (object) : NULL;
  g_autoptr(ManiculeProject) guessed = manicule_project_folder_guess_manifest (folder);
  const char * const *annotators = manicule_project_get_annotators (guessed);

  if (left == NULL)
    return g_steal_pointer (&guessed);

  for (guint i = 0; annotators != NULL && annotators[i] != NULL; i++)
    manicule_project_add_annotator (left, annotators[i]);

  return g_steal_pointer (&left);
}

static gboolean
mend_manifest (GFile             *folder,
               gboolean           missing_too,
               ManiculeRecovery  *result,
               GError           **error)
{
  gboolean is_missing;
  g_autoptr(GBytes) bytes = read_list (folder, MANICULE_LIST_MANIFEST, missing_too, &is_missing);
  g_autoptr(ManiculeJsonReader) reader = bytes != NULL ? manicule_json_reader_new (bytes, "", NULL) : NULL;
  g_autoptr(ManiculeProject) project = NULL;

  /* A merge that was not ended is the user's to decide. */
  if (bytes == NULL || reader != NULL || manicule_json_is_merge_marker (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)))
    return TRUE;

  project = salvage_manifest (folder, bytes);
  if ((!is_missing && !manicule_recovery_keep (folder, MANICULE_FOLDER_MANIFEST, bytes, NULL, error)) ||
      !manicule_project_folder_write_list (folder, project, MANICULE_LIST_MANIFEST, error))
    return FALSE;

  result->n_torn += is_missing ? 0 : 1;
  result->n_restored++;
  return TRUE;
}

/**
 * manicule_list_mend:
 * @folder: a project folder whose lock the caller holds
 * @missing_too: also make files that are not there
 * @result: (inout): what was done is added
 * @error: return location
 *
 * Takes lines out of the lists of articles and entities that are no JSON, and restores what can be of what they were, and of
 * the manifest.
 *
 * Returns: %FALSE when the disk failed; the list is as it was then
 */
gboolean
manicule_list_mend (GFile             *folder,
                    gboolean           missing_too,
                    ManiculeRecovery  *result,
                    GError           **error)
{
  return mend_one (folder, MANICULE_LIST_ARTICLES, missing_too, result, error) &&
         mend_one (folder, MANICULE_LIST_ENTITIES, missing_too, result, error) &&
         mend_manifest (folder, missing_too, result, error);
}
