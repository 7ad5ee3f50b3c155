/* manicule-journal-known.c: what the journals know of the things in a list
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-journal-known.h"

#include "manicule-journal-log.h"

typedef struct
{
  GHashTable         *known;  /* (element-type utf8 GObject) */
  ManiculeJournalLog *log;
  ManiculeChangeKind  kind;
  guint64             limit;  /* what was done up to this line of the journal is in the file */
} Reading;

static gpointer
thing_ref (gpointer thing)
{
  return thing != NULL ? g_object_ref (thing) : NULL;
}

static void
thing_unref (gpointer thing)
{
  if (thing != NULL)
    g_object_unref (thing);
}

static const char *
get_id (ManiculeChangeKind kind,
        gpointer           thing)
{
  return kind == MANICULE_CHANGE_ARTICLE ? manicule_article_get_id (thing) : manicule_entity_get_id (thing);
}

static guint64
get_limit (ManiculeJournalLog *log,
           const char         *file)
{
  GArray *states = g_hash_table_lookup (log->files, file);
  guint64 limit = log->complete;

  for (guint i = 0; states != NULL && i < states->len; i++)
    {
      const ManiculeJournalState *state = &g_array_index (states, ManiculeJournalState, i);

      if (state->saved)
        limit = MAX (limit, state->upto);
    }

  return limit;
}

/* What is not in the file yet tells what is: that which it found there. */
static void
note_change (Reading        *reading,
             guint64         seq,
             ManiculeChange *change)
{
  gpointer before = manicule_change_get_before (change);
  gpointer after = manicule_change_get_after (change);
  const char *id;

  if (manicule_change_get_kind (change) != reading->kind)
    return;

  id = get_id (reading->kind, after != NULL ? after : before);
  if (seq <= reading->limit)
    g_hash_table_insert (reading->known, g_strdup (id), thing_ref (after));
  else if (!g_hash_table_contains (reading->known, id))
    g_hash_table_insert (reading->known, g_strdup (id), thing_ref (before));
}

static void
note_deed (Reading                   *reading,
           const ManiculeJournalDeed *deed)
{
  g_autoptr(GPtrArray) changes = NULL;

  if (deed->step == NULL)
    return;

  changes = manicule_journal_log_read_changes (reading->log, deed->step);
  for (guint i = 0; i < changes->len; i++)
    {
      gboolean back = deed->deed == MANICULE_DEED_UNDO;
      ManiculeChange *change = g_ptr_array_index (changes, back ? changes->len - 1 - i : i);
      g_autoptr(ManiculeChange) done = back ? manicule_change_invert (change) : g_object_ref (change);

      note_change (reading, deed->seq, done);
    }
}

/**
 * manicule_journal_known_read:
 * @folder: a project folder
 * @list: %MANICULE_LIST_ARTICLES or %MANICULE_LIST_ENTITIES
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type utf8 GObject): what the journals tell of its things, by id; %NULL with an
 *   error
 */
GHashTable *
manicule_journal_known_read (GFile         *folder,
                             ManiculeList   list,
                             GError       **error)
{
  g_autoptr(GPtrArray) annotators = manicule_journal_list_annotators (folder, error);
  g_autoptr(GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, thing_unref);

  if (annotators == NULL)
    return NULL;

  for (guint i = 0; i < annotators->len; i++)
    {
      /* One that cannot be read tells nothing; that it cannot is told elsewhere. */
      g_autoptr(ManiculeJournalLog) log = manicule_journal_log_read (folder, g_ptr_array_index (annotators, i), NULL);
      Reading reading = {
        known, log, list == MANICULE_LIST_ARTICLES ? MANICULE_CHANGE_ARTICLE : MANICULE_CHANGE_ENTITY, 0,
      };

      if (log != NULL)
        reading.limit = get_limit (log, manicule_list_names[list]);
      for (guint j = 0; log != NULL && j < log->deeds->len; j++)
        note_deed (&reading, &g_array_index (log->deeds, ManiculeJournalDeed, j));
    }

  return g_steal_pointer (&known);
}
