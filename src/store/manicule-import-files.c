/* manicule-import-files.c: which files an import reads
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ATTRIBUTES G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_NAME "," \
                   G_FILE_ATTRIBUTE_STANDARD_DISPLAY_NAME "," G_FILE_ATTRIBUTE_STANDARD_IS_HIDDEN "," \
                   G_FILE_ATTRIBUTE_STANDARD_IS_BACKUP

/* Deeper than this is a loop of mounts, not a collection. */
#define MAX_DEPTH 64

/* So much of a file tells whether it is a text. */
#define SAMPLE_BYTES 4096

typedef struct
{
  GPtrArray        *files;        /* (owned) (element-type ManiculeImportFile) */
  ManiculeFindings *findings;     /* (unowned) */
  GCancellable     *cancellable;  /* (unowned) (nullable) */
} Walk;

/* A file or folder in a folder, with what it is sorted by. */
typedef struct
{
  char      *key;     /* (owned) */
  char      *name;    /* (owned): as on disk */
  char      *shown;   /* (owned) */
  GFileType  type;
} Child;

static void
child_free (gpointer data)
{
  Child *child = data;

  g_free (child->key);
  g_free (child->name);
  g_free (child->shown);
  g_free (child);
}

static void
file_free (gpointer data)
{
  ManiculeImportFile *file = data;

  g_object_unref (file->file);
  g_free (file->shown);
  g_free (file);
}

static int
compare_children (gconstpointer a,
                  gconstpointer b)
{
  const Child *first = *(const Child * const *) a;
  const Child *second = *(const Child * const *) b;
  int result = strcmp (first->key, second->key);

  return result != 0 ? result : strcmp (first->name, second->name);
}

static void
add_file (Walk       *walk,
          GFile      *file,
          const char *shown,
          gboolean    chosen)
{
  ManiculeImportFile *found = g_new (ManiculeImportFile, 1);

  found->file = g_object_ref (file);
  found->shown = g_strdup (shown);
  found->chosen = chosen;
  g_ptr_array_add (walk->files, found);
}

/* Hidden files, copies of editors and symbolic links are passed over; so are devices and the like. */
static Child *
child_new (GFileInfo *info)
{
  const char *shown = g_file_info_get_display_name (info);
  GFileType type = g_file_info_get_file_type (info);
  Child *child;

  if (g_file_info_get_is_hidden (info) || g_file_info_get_is_backup (info))
    return NULL;

  if (type != G_FILE_TYPE_REGULAR && type != G_FILE_TYPE_DIRECTORY)
    return NULL;

  child = g_new (Child, 1);
  child->key = g_utf8_collate_key_for_filename (shown, -1);
  child->name = g_strdup (g_file_info_get_name (info));
  child->shown = g_strdup (shown);
  child->type = type;

  return child;
}

/* (element-type Child), sorted: 9 before 10. */
static GPtrArray *
list_children (Walk    *walk,
               GFile   *folder,
               GError **error)
{
  g_autoptr(GPtrArray) children = g_ptr_array_new_with_free_func (child_free);
  g_autoptr(GFileEnumerator) enumerator = NULL;

  enumerator = g_file_enumerate_children (folder, ATTRIBUTES, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS,
                                          walk->cancellable, error);
  if (enumerator == NULL)
    return NULL;

  for (;;)
    {
      GFileInfo *info;
      Child *child;

      if (!g_file_enumerator_iterate (enumerator, &info, NULL, walk->cancellable, error))
        return NULL;
      if (info == NULL)
        break;

      child = child_new (info);
      if (child != NULL)
        g_ptr_array_add (children, child);
    }

  g_ptr_array_sort (children, compare_children);
  return g_steal_pointer (&children);
}

/* A place that cannot be read is a finding; only a cancelled walk fails. */
static gboolean
report (Walk        *walk,
        const char  *shown,
        GError      *reason,
        GError     **error)
{
  g_autoptr(GError) owned = reason;

  if (g_error_matches (owned, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&owned));
      return FALSE;
    }

  manicule_findings_add (walk->findings, MANICULE_FINDING_ERROR, "file-unreadable", shown, 0,
                         _("This could not be read and is left out: %s"), owned->message);
  return TRUE;
}

static gboolean
walk_folder (Walk        *walk,
             GFile       *folder,
             const char  *shown,
             guint        depth,
             GError     **error)
{
  GError *reason = NULL;
  g_autoptr(GPtrArray) children = list_children (walk, folder, &reason);
  guint i;

  if (children == NULL)
    return report (walk, shown, reason, error);

  for (i = 0; i < children->len; i++)
    {
      Child *child = g_ptr_array_index (children, i);
      g_autoptr(GFile) file = g_file_get_child (folder, child->name);
      g_autofree char *name = g_build_filename (shown, child->shown, NULL);

      if (child->type == G_FILE_TYPE_REGULAR)
        add_file (walk, file, name, FALSE);
      else if (depth < MAX_DEPTH && !walk_folder (walk, file, name, depth + 1, error))
        return FALSE;
    }

  return TRUE;
}

/* What the caller names may be a link: it was chosen. */
static gboolean
walk_chosen (Walk    *walk,
             GFile   *file,
             GError **error)
{
  GError *reason = NULL;
  g_autoptr(GFileInfo) info = NULL;
  const char *shown;

  info = g_file_query_info (file, ATTRIBUTES, G_FILE_QUERY_INFO_NONE, walk->cancellable, &reason);
  if (info == NULL)
    {
      g_autofree char *base = g_file_get_basename (file);
      g_autofree char *valid = g_utf8_make_valid (base != NULL ? base : "", -1);

      return report (walk, valid, reason, error);
    }

  shown = g_file_info_get_display_name (info);
  if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
    return walk_folder (walk, file, shown, 1, error);

  add_file (walk, file, shown, TRUE);
  return TRUE;
}

/**
 * manicule_import_list_files:
 * @files: (element-type GFile): files and folders
 * @findings: gets what cannot be read
 * @cancellable: (nullable): a cancellable
 * @error: return location
 *
 * Returns: (transfer full) (nullable): (element-type ManiculeImportFile): the files, in the caller's order and within
 *   folders in natural order, each once
 */
GPtrArray *
manicule_import_list_files (GPtrArray         *files,
                            ManiculeFindings  *findings,
                            GCancellable      *cancellable,
                            GError           **error)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func (file_free);
  g_autoptr(GPtrArray) once = g_ptr_array_new_with_free_func (file_free);
  g_autoptr(GHashTable) seen = g_hash_table_new (g_file_hash, (GEqualFunc) g_file_equal);
  Walk walk = { found, findings, cancellable };
  guint i;

  for (i = 0; i < files->len; i++)
    {
      if (!walk_chosen (&walk, g_ptr_array_index (files, i), error))
        return NULL;
    }

  for (i = 0; i < found->len; i++)
    {
      ManiculeImportFile *file = g_ptr_array_index (found, i);

      if (g_hash_table_add (seen, file->file))
        g_ptr_array_add (once, file);
      else
        file_free (file);
    }

  g_ptr_array_set_free_func (found, NULL);
  return g_steal_pointer (&once);
}

static gboolean
looks_like_text (const char *data,
                 gsize       length)
{
  gsize n_controls = 0;
  gsize i;

  if (g_str_has_prefix (data, "%PDF-") || g_str_has_prefix (data, "{\\rtf"))
    return FALSE;

  for (i = 0; i < length; i++)
    {
      if ((guchar) data[i] < 0x20 && memchr ("\t\n\v\f\r", data[i], 5) == NULL)
        n_controls++;
    }

  return n_controls * 100 <= length;
}

/**
 * manicule_import_is_text:
 * @file: a file that no format recognised
 *
 * Returns: %TRUE when it is to be read as a plain text all the same: the caller chose it by itself, and it looks like one
 */
gboolean
manicule_import_is_text (const ManiculeImportFile *file)
{
  g_autoptr(GFileInputStream) stream = file->chosen ? g_file_read (file->file, NULL, NULL) : NULL;
  char sample[SAMPLE_BYTES + 1];
  gsize length;

  if (stream == NULL ||
      !g_input_stream_read_all (G_INPUT_STREAM (stream), sample, SAMPLE_BYTES, &length, NULL, NULL))
    return FALSE;

  sample[length] = '\0';
  return looks_like_text (sample, length);
}
