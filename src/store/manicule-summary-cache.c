/* manicule-summary-cache.c: what a list shows of many annotation sets, remembered from one opening to the next
 *
 * A first line that says the version, then a line for each set: size, time, inode, status, number, id.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-summary-cache.h"

#include "manicule-save.h"

#include <string.h>

#define HEAD "manicule-summaries 1\n"
#define NANOSECONDS G_GINT64_CONSTANT (1000000000)

/* A file that was written just now may be written again without a change of its time. */
#define RACY (2 * NANOSECONDS)

typedef struct
{
  guint64        size;
  gint64         mtime;   /* nanoseconds */
  guint64        inode;
  ManiculeStatus status;
  guint          n_annotations;
  gboolean       used;    /* found or put since it was read */
} Entry;

struct _ManiculeSummaryCache
{
  GFile      *folder;   /* (owned): of the cache */
  char       *name;     /* (owned) */
  GHashTable *entries;  /* (owned) (element-type utf8 Entry): by article */
  gboolean    changed;
};

static gint64
get_mtime (const struct stat *info)
{
  return info->st_mtim.tv_sec * NANOSECONDS + info->st_mtim.tv_nsec;
}

/* --- reading --- */

/* The next number of a line; FALSE where there is none. */
static gboolean
take_number (char    **at,
             guint64  *number)
{
  char *end;

  if (!g_ascii_isdigit (**at))
    return FALSE;

  *number = g_ascii_strtoull (*at, &end, 10);
  if (*end != ' ')
    return FALSE;

  *at = end + 1;
  return TRUE;
}

static void
read_line (ManiculeSummaryCache *self,
           char                 *line)
{
  guint64 numbers[5];
  Entry *entry;
  guint i;

  for (i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      if (!take_number (&line, &numbers[i]))
        return;
    }
  if (numbers[3] > MANICULE_STATUS_DONE || numbers[4] > G_MAXUINT || *line == '\0')
    return;

  entry = g_new (Entry, 1);
  *entry = (Entry) { numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], FALSE };
  g_hash_table_insert (self->entries, g_strdup (line), entry);
}

static void
read_all (ManiculeSummaryCache *self)
{
  g_autoptr(GBytes) bytes = manicule_file_read (self->folder, self->name, MANICULE_FILE_MAX_BYTES, NULL, NULL);
  g_autofree char *text = bytes != NULL ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)) : NULL;
  char *line, *end;

  if (text == NULL || !g_str_has_prefix (text, HEAD))
    return;

  /* What follows the last line end was cut off. */
  for (line = text + strlen (HEAD); (end = strchr (line, '\n')) != NULL; line = end + 1)
    {
      *end = '\0';
      read_line (self, line);
    }
}

/**
 * manicule_summary_cache_new:
 * @folder: a project folder
 * @annotator: whose sets
 *
 * Returns: (transfer full): what is remembered of them, perhaps nothing
 */
ManiculeSummaryCache *
manicule_summary_cache_new (GFile      *folder,
                            const char *annotator)
{
  ManiculeSummaryCache *self = g_new0 (ManiculeSummaryCache, 1);
  g_autofree char *uri = g_file_get_uri (folder);
  g_autofree char *key = g_strconcat (uri, "\n", annotator, NULL);

  self->folder = g_file_new_build_filename (g_get_user_cache_dir (), "manicule", "summaries", NULL);
  self->name = g_compute_checksum_for_string (G_CHECKSUM_SHA256, key, -1);
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  read_all (self);

  return self;
}

void
manicule_summary_cache_free (ManiculeSummaryCache *self)
{
  g_object_unref (self->folder);
  g_free (self->name);
  g_hash_table_unref (self->entries);
  g_free (self);
}

/**
 * manicule_summary_cache_find:
 * @self: a cache
 * @article_id: an article
 * @info: what the file of its set is now
 * @status: (out): the set's status
 * @n_annotations: (out): how many annotations it has
 *
 * Returns: whether that is known
 */
gboolean
manicule_summary_cache_find (ManiculeSummaryCache *self,
                             const char           *article_id,
                             const struct stat    *info,
                             ManiculeStatus       *status,
                             guint                *n_annotations)
{
  Entry *entry = g_hash_table_lookup (self->entries, article_id);

  if (entry == NULL || entry->size != (guint64) info->st_size || entry->mtime != get_mtime (info) ||
      entry->inode != info->st_ino)
    return FALSE;

  entry->used = TRUE;
  *status = entry->status;
  *n_annotations = entry->n_annotations;

  return TRUE;
}

/**
 * manicule_summary_cache_put:
 * @self: a cache
 * @article_id: an article
 * @info: what the file of its set was just before it was read
 * @status: the set's status
 * @n_annotations: how many annotations it has
 */
void
manicule_summary_cache_put (ManiculeSummaryCache *self,
                            const char           *article_id,
                            const struct stat    *info,
                            ManiculeStatus        status,
                            guint                 n_annotations)
{
  Entry *entry;

  if (strchr (article_id, '\n') != NULL || get_mtime (info) < 0 ||
      get_mtime (info) + RACY > g_get_real_time () * (NANOSECONDS / G_USEC_PER_SEC))
    return;

  entry = g_new (Entry, 1);
  *entry = (Entry) { info->st_size, get_mtime (info), info->st_ino, status, n_annotations, TRUE };
  g_hash_table_replace (self->entries, g_strdup (article_id), entry);
  self->changed = TRUE;
}

/**
 * manicule_summary_cache_write:
 * @self: a cache
 *
 * Writes the cache, without what belongs to sets that were not asked for.
 */
void
manicule_summary_cache_write (ManiculeSummaryCache *self)
{
  g_autoptr(GBytes) bytes = NULL;
  GString *text;
  GHashTableIter iter;
  gpointer id, value;

  if (!self->changed || g_mkdir_with_parents (g_file_peek_path (self->folder), 0700) != 0)
    return;

  text = g_string_new (HEAD);
  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &id, &value))
    {
      const Entry *entry = value;

      if (entry->used)
        g_string_append_printf (text, "%" G_GUINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GUINT64_FORMAT " %d %u %s\n",
                                entry->size, entry->mtime, entry->inode, entry->status, entry->n_annotations, (char *) id);
    }
  bytes = g_string_free_to_bytes (text);
  manicule_save (self->folder, self->name, bytes, MANICULE_SAVE_DEFAULT, NULL, NULL);
  self->changed = FALSE;
}
