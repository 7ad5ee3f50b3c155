/* manicule-finder.c: searching a text without waiting for it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-finder.h"

typedef struct
{
  char                *needle;  /* (owned) */
  ManiculeSearchFlags  flags;
} Search;

static void
search_free (Search *search)
{
  g_free (search->needle);
  g_free (search);
}

static void
find_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Search *search = task_data;
  GError *error = NULL;
  GArray *hits = manicule_search_find (source, search->needle, search->flags, cancellable, &error);

  if (hits != NULL)
    g_task_return_pointer (task, hits, (GDestroyNotify) g_array_unref);
  else
    g_task_return_error (task, error);
}

void
manicule_finder_find_async (ManiculeText        *text,
                            const char          *needle,
                            ManiculeSearchFlags  flags,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             data)
{
  g_autoptr(GTask) task = NULL;
  Search *search;

  g_return_if_fail (MANICULE_IS_TEXT (text));
  g_return_if_fail (needle != NULL);

  search = g_new0 (Search, 1);
  search->needle = g_strdup (needle);
  search->flags = flags;
  task = g_task_new (text, cancellable, callback, data);
  g_task_set_task_data (task, search, (GDestroyNotify) search_free);
  g_task_run_in_thread (task, find_thread);
}

/**
 * manicule_finder_find_finish:
 * @result: what the callback was given
 * @error: as that of manicule_search_find()
 *
 * Returns: (transfer full) (element-type ManiculeRange): the hits
 */
GArray *
manicule_finder_find_finish (GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
