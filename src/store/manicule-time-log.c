/* manicule-time-log.c: how long articles were worked on
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-time-log.h"

#include <string.h>

struct _ManiculeTimeLog
{
  GHashTable *seconds;  /* (owned) (element-type utf8 guint64): by article */
  gint64      last;     /* when something was done last; 0: never */
};

static void
add_seconds (ManiculeTimeLog *self,
             const char      *article_id,
             guint64          seconds)
{
  guint64 *sum = g_hash_table_lookup (self->seconds, article_id);

  if (sum == NULL)
    {
      sum = g_new0 (guint64, 1);
      g_hash_table_insert (self->seconds, g_strdup (article_id), sum);
    }
  *sum += seconds;
}

static void
take_log (ManiculeTimeLog    *self,
          ManiculeJournalLog *log)
{
  GHashTableIter iter;
  gpointer id, seconds;

  g_hash_table_iter_init (&iter, log->spent);
  while (g_hash_table_iter_next (&iter, &id, &seconds))
    add_seconds (self, id, *(guint64 *) seconds);

  for (guint i = 0; i < log->deeds->len; i++)
    {
      const ManiculeJournalDeed *deed = &g_array_index (log->deeds, ManiculeJournalDeed, i);
      const char *article_id = deed->step != NULL ? manicule_change_get_article_id (deed->step->first) : NULL;

      if (deed->seq > log->spent_upto)
        manicule_time_log_add (self, article_id, deed->time);
    }
}

/**
 * manicule_time_log_new:
 * @log: (nullable): a journal
 *
 * Returns: (transfer full): the times that the journal tells of
 */
ManiculeTimeLog *
manicule_time_log_new (ManiculeJournalLog *log)
{
  ManiculeTimeLog *self = g_new0 (ManiculeTimeLog, 1);

  self->seconds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (log != NULL)
    take_log (self, log);

  return self;
}

void
manicule_time_log_free (ManiculeTimeLog *self)
{
  g_hash_table_unref (self->seconds);
  g_free (self);
}

/**
 * manicule_time_log_add:
 * @self: a time log
 * @article_id: (nullable): what was worked on; %NULL: nothing that is an article
 * @time: when, in seconds since 1970
 *
 * Something was done. A clock that goes backwards counts nothing.
 */
void
manicule_time_log_add (ManiculeTimeLog *self,
                       const char      *article_id,
                       gint64           time)
{
  gint64 gap = time - self->last;

  if (article_id != NULL && self->last != 0 && gap > 0 && gap <= MANICULE_TIME_LOG_IDLE)
    add_seconds (self, article_id, gap);

  self->last = time;
}

guint64
manicule_time_log_get (ManiculeTimeLog *self,
                       const char      *article_id)
{
  const guint64 *seconds = g_hash_table_lookup (self->seconds, article_id);

  return seconds != NULL ? *seconds : 0;
}

static int
compare_spent (gconstpointer a,
               gconstpointer b)
{
  const ManiculeJournalSpent *first = *(const ManiculeJournalSpent * const *) a;
  const ManiculeJournalSpent *second = *(const ManiculeJournalSpent * const *) b;

  return strcmp (first->article_id, second->article_id);
}

/**
 * manicule_time_log_list:
 * @self: a time log
 *
 * Returns: (transfer full) (element-type ManiculeJournalSpent): all articles that time went into, sorted by id
 */
GPtrArray *
manicule_time_log_list (ManiculeTimeLog *self)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) manicule_journal_spent_free);
  GHashTableIter iter;
  gpointer id, seconds;

  g_hash_table_iter_init (&iter, self->seconds);
  while (g_hash_table_iter_next (&iter, &id, &seconds))
    g_ptr_array_add (list, manicule_journal_spent_new (id, *(guint64 *) seconds));

  g_ptr_array_sort (list, compare_spent);
  return list;
}
