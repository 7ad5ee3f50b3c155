/* manicule-name-mend.c: files whose names a disk or a sync program wrote in another way
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-name-mend.h"

#include "manicule-file-name.h"
#include "manicule-fs.h"
#include "manicule-journal-log.h"
#include "manicule-project-folder-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  GFile            *folder;
  ManiculeProject  *project;
  ManiculeFindings *findings;
  GHashTable       *articles;    /* (owned) (nullable) (element-type utf8 utf8): ids by what names are compared by */
  GHashTable       *annotators;  /* (owned) (nullable): the same */
  guint             n_renamed;
} Mending;

/* --- the names that the project knows --------------------------------------------------------------------------- */

static GHashTable *
names_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static void
add_name (GHashTable *names,
          const char *name)
{
  g_hash_table_insert (names, manicule_file_name_key (name), g_strdup (name));
}

/* Made only when a name is found that is not known: for a long list it takes a while. */
static GHashTable *
get_articles (Mending *mending)
{
  GListModel *articles = manicule_project_get_articles (mending->project);
  guint n = g_list_model_get_n_items (articles);

  if (mending->articles != NULL)
    return mending->articles;

  mending->articles = names_new ();
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(ManiculeArticle) article = g_list_model_get_item (articles, i);

      add_name (mending->articles, manicule_article_get_id (article));
    }

  return mending->articles;
}

static GHashTable *
get_annotators (Mending *mending)
{
  const char * const *annotators = manicule_project_get_annotators (mending->project);

  if (mending->annotators != NULL)
    return mending->annotators;

  mending->annotators = names_new ();
  for (guint i = 0; annotators != NULL && annotators[i] != NULL; i++)
    add_name (mending->annotators, annotators[i]);

  return mending->annotators;
}

static gboolean
is_article (Mending    *mending,
            const char *name)
{
  return manicule_project_find_article (mending->project, name) != NULL;
}

static gboolean
is_annotator (Mending    *mending,
              const char *name)
{
  const char * const *annotators = manicule_project_get_annotators (mending->project);

  return annotators != NULL && g_strv_contains (annotators, name);
}

/* What is in a folder: files that are called after articles or annotators, or folders that are. */
typedef struct
{
  ManiculeFileType  type;
  const char       *suffix;
  gboolean        (*is_known)  (Mending    *mending,
                                const char *name);
  GHashTable     *(*get_names) (Mending    *mending);
} Kind;

static const Kind texts = { MANICULE_FILE_REGULAR, ".txt", is_article, get_articles };
static const Kind sets = { MANICULE_FILE_REGULAR, ".json", is_article, get_articles };
static const Kind journals = { MANICULE_FILE_REGULAR, MANICULE_JOURNAL_SUFFIX, is_annotator, get_annotators };
static const Kind folders = { MANICULE_FILE_FOLDER, "", is_annotator, get_annotators };

/* --- renaming --------------------------------------------------------------------------------------------------- */

static gboolean
rename_file (Mending     *mending,
             const char  *from,
             const char  *to,
             GError     **error)
{
  g_autofree char *from_path = manicule_file_get_path (mending->folder, from, error);
  g_autofree char *to_path = from_path != NULL ? manicule_file_get_path (mending->folder, to, error) : NULL;

  if (to_path == NULL)
    return FALSE;

  if (manicule_fs_get ()->rename (from_path, to_path) != 0)
    {
      manicule_fs_set_error (error, MANICULE_FS_WRITING, to, errno);
      return FALSE;
    }

  mending->n_renamed++;
  return TRUE;
}

/* A disk that does not tell two names apart has the file under both. */
static gboolean
is_same_file (Mending    *mending,
              const char *name,
              const char *other)
{
  const ManiculeFs *fs = manicule_fs_get ();
  g_autofree char *path = manicule_file_get_path (mending->folder, name, NULL);
  g_autofree char *other_path = manicule_file_get_path (mending->folder, other, NULL);
  struct stat info, other_info;

  return path != NULL && other_path != NULL && fs->lstat (path, &info) == 0 && fs->lstat (other_path, &other_info) == 0 &&
         info.st_dev == other_info.st_dev && info.st_ino == other_info.st_ino;
}

static void
report_both (Mending    *mending,
             const char *path,
             const char *known)
{
  manicule_findings_add (mending->findings, MANICULE_FINDING_WARNING, "case-collision", path, 0,
                         /* Translators: %s is the name of another file or folder */
                         _("This name and “%s” differ only in capitals or accents, which some disks do not tell apart. Only “%s” "
                           "is read. Move what is missing there, and remove this."), known, known);
}

/* The name that the project has for it; NULL where it needs none, or has none. */
static const char *
find_name (Mending           *mending,
           const Kind        *kind,
           ManiculeFileEntry *entry)
{
  g_autofree char *stem = NULL;
  g_autofree char *key = NULL;

  if (entry->type != kind->type || entry->name[0] == '.' || !g_str_has_suffix (entry->name, kind->suffix) ||
      !g_utf8_validate (entry->name, -1, NULL))
    return NULL;

  stem = g_strndup (entry->name, strlen (entry->name) - strlen (kind->suffix));
  if (kind->is_known (mending, stem))
    return NULL;

  key = manicule_file_name_key (stem);
  return g_hash_table_lookup (kind->get_names (mending), key);
}

static gboolean
mend_name (Mending     *mending,
           const char  *from,
           const char  *to,
           GError     **error)
{
  gboolean exists;

  if (!manicule_file_look (mending->folder, to, &exists, error))
    return FALSE;
  if (!exists)
    return rename_file (mending, from, to, error);

  if (!is_same_file (mending, from, to))
    report_both (mending, from, to);
  return TRUE;
}

static gboolean
mend_folder (Mending     *mending,
             const char  *name,
             const Kind  *kind,
             GError     **error)
{
  g_autoptr(GPtrArray) entries = manicule_file_list (mending->folder, name, error);
  guint n_before = mending->n_renamed;

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      ManiculeFileEntry *entry = g_ptr_array_index (entries, i);
      const char *known = find_name (mending, kind, entry);
      g_autofree char *from = NULL;
      g_autofree char *to = NULL;

      if (known == NULL)
        continue;

      from = g_build_filename (name, entry->name, NULL);
      to = g_strconcat (name, "/", known, kind->suffix, NULL);
      if (!mend_name (mending, from, to, error))
        return FALSE;
    }

  return entries != NULL &&
         (mending->n_renamed == n_before || manicule_save_sync_folder (mending->folder, name, error));
}

static gboolean
mend_sets (Mending     *mending,
           const char  *parent,
           GError     **error)
{
  g_autoptr(GPtrArray) entries = manicule_file_list (mending->folder, parent, error);

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      ManiculeFileEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *name = g_build_filename (parent, entry->name, NULL);

      if (entry->type == MANICULE_FILE_FOLDER && entry->name[0] != '.' && !mend_folder (mending, name, &sets, error))
        return FALSE;
    }

  return entries != NULL;
}

/**
 * manicule_name_mend:
 * @folder: a project folder whose lock the caller holds
 * @project: what is in it
 * @deep: look at all texts and sets, be there a reason or not
 * @n_renamed: (out): how many files and folders have their names back
 * @findings: gets what is there under both names
 * @error: return location
 *
 * Returns: %FALSE when the disk failed
 */
gboolean
manicule_name_mend (GFile             *folder,
                    ManiculeProject   *project,
                    gboolean           deep,
                    guint             *n_renamed,
                    ManiculeFindings  *findings,
                    GError           **error)
{
  Mending mending = { .folder = folder, .project = project, .findings = findings };
  gboolean done;

  done = mend_folder (&mending, MANICULE_FOLDER_SETS, &folders, error) &&
         mend_folder (&mending, MANICULE_FOLDER_JOURNAL, &journals, error);

  if (done && (deep || mending.n_renamed > 0))
    done = mend_folder (&mending, MANICULE_FOLDER_TEXTS, &texts, error) &&
           mend_sets (&mending, MANICULE_FOLDER_SETS, error) && mend_sets (&mending, MANICULE_FOLDER_SUGGESTIONS, error);

  g_clear_pointer (&mending.articles, g_hash_table_unref);
  g_clear_pointer (&mending.annotators, g_hash_table_unref);
  *n_renamed = mending.n_renamed;
  return done;
}
