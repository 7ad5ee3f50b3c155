/* manicule-journal-known.c: what the journals know of the things in a list
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-journal-known.h"

#include "manicule-journal-log.h"

/* Something that was done, in whatever journal. */
typedef struct
{
  ManiculeJournalLog        *log;
  const ManiculeJournalDeed *deed;
  gint64                     time;   /* not before what stands before it in its journal, however the clock was set */
  gboolean                   saved;  /* is in the file of the list */
} Entry;

typedef struct
{
  GHashTable         *known;    /* (element-type utf8 GObject) */
  GPtrArray          *logs;     /* (element-type ManiculeJournalLog) */
  GArray             *entries;  /* (element-type Entry) */
  ManiculeList        list;
  ManiculeChangeKind  kind;
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
             gboolean        saved,
             ManiculeChange *change)
{
  gpointer before = manicule_change_get_before (change);
  gpointer after = manicule_change_get_after (change);
  const char *id;

  if (manicule_change_get_kind (change) != reading->kind)
    return;

  id = get_id (reading->kind, after != NULL ? after : before);
  if (saved)
    g_hash_table_insert (reading->known, g_strdup (id), thing_ref (after));
  else if (!g_hash_table_contains (reading->known, id))
    g_hash_table_insert (reading->known, g_strdup (id), thing_ref (before));
}

static void
note_entry (Reading     *reading,
            const Entry *entry)
{
  g_autoptr(GPtrArray) changes = manicule_journal_log_read_changes (entry->log, entry->deed->step);

  for (guint i = 0; i < changes->len; i++)
    {
      gboolean back = entry->deed->deed == MANICULE_DEED_UNDO;
      ManiculeChange *change = g_ptr_array_index (changes, back ? changes->len - 1 - i : i);
      g_autoptr(ManiculeChange) done = back ? manicule_change_invert (change) : g_object_ref (change);

      note_change (reading, entry->saved, done);
    }
}

static void
add_log (Reading            *reading,
         ManiculeJournalLog *log)
{
  guint64 limit = get_limit (log, manicule_list_names[reading->list]);
  gint64 time = G_MININT64;

  g_ptr_array_add (reading->logs, log);
  for (guint i = 0; i < log->deeds->len; i++)
    {
      const ManiculeJournalDeed *deed = &g_array_index (log->deeds, ManiculeJournalDeed, i);
      Entry entry = { log, deed, MAX (time, deed->time), deed->seq <= limit };

      time = entry.time;
      if (deed->step != NULL)
        g_array_append_val (reading->entries, entry);
    }
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b)
{
  const Entry *first = a;
  const Entry *second = b;

  return first->time < second->time ? -1 : first->time > second->time;
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
  g_autoptr(GPtrArray) logs = g_ptr_array_new_with_free_func ((GDestroyNotify) manicule_journal_log_free);
  g_autoptr(GArray) entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  Reading reading = {
    known, logs, entries, list, list == MANICULE_LIST_ARTICLES ? MANICULE_CHANGE_ARTICLE : MANICULE_CHANGE_ENTITY,
  };

  if (annotators == NULL)
    return NULL;

  for (guint i = 0; i < annotators->len; i++)
    {
      /* One that cannot be read tells nothing; that it cannot is told elsewhere. */
      ManiculeJournalLog *log = manicule_journal_log_read (folder, g_ptr_array_index (annotators, i), NULL);

      if (log != NULL)
        add_log (&reading, log);
    }

  /* Several people's deeds follow each other; the sort leaves those of one journal in order. */
  g_array_sort (entries, compare_entries);
  for (guint i = 0; i < entries->len; i++)
    note_entry (&reading, &g_array_index (entries, Entry, i));

  return g_steal_pointer (&known);
}
