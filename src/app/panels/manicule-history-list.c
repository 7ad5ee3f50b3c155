/* manicule-history-list.c: the steps of a history, newest first, by days
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-history-list.h"

struct _ManiculeHistoryList
{
  GObject          parent_instance;

  ManiculeHistory *history;  /* (owned) */
};

static guint
get_n (ManiculeHistoryList *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->history));
}

static GType
get_item_type (GListModel *model)
{
  return MANICULE_TYPE_STEP;
}

static guint
get_n_items (GListModel *model)
{
  return get_n (MANICULE_HISTORY_LIST (model));
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  ManiculeHistoryList *self = MANICULE_HISTORY_LIST (model);

  if (position >= get_n (self))
    return NULL;
  return g_list_model_get_item (G_LIST_MODEL (self->history), manicule_history_list_get_step (self, position));
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static gint64
get_time (ManiculeHistoryList *self,
          guint                position)
{
  g_autoptr(ManiculeStep) step = get_item (G_LIST_MODEL (self), position);

  return manicule_step_get_time (step);
}

/* When the day of @time begins in the local time zone, and when the next one does. */
static void
get_day (gint64  time,
         gint64 *begin,
         gint64 *end)
{
  g_autoptr(GDateTime) local = g_date_time_new_from_unix_local (time);
  g_autoptr(GDateTime) midnight = NULL;
  g_autoptr(GDateTime) next = NULL;

  *begin = *end = time;
  if (local == NULL)
    return;

  midnight = g_date_time_new_local (g_date_time_get_year (local), g_date_time_get_month (local),
                                    g_date_time_get_day_of_month (local), 0, 0, 0);
  next = midnight != NULL ? g_date_time_add_days (midnight, 1) : NULL;
  if (next == NULL)
    return;

  *begin = g_date_time_to_unix (midnight);
  *end = g_date_time_to_unix (next);
}

static gboolean
is_in_day (ManiculeHistoryList *self,
           guint                position,
           gint64               begin,
           gint64               end)
{
  gint64 time = get_time (self, position);

  return time >= begin && time < end;
}

static void
get_section (GtkSectionModel *model,
             guint            position,
             guint           *start,
             guint           *end)
{
  ManiculeHistoryList *self = MANICULE_HISTORY_LIST (model);
  guint n = get_n (self);
  gint64 day_begin, day_end;

  if (position >= n)
    {
      *start = n;
      *end = G_MAXUINT;
      return;
    }

  /* A day may have very many steps: nothing but numbers is compared. */
  get_day (get_time (self, position), &day_begin, &day_end);
  *start = position;
  while (*start > 0 && is_in_day (self, *start - 1, day_begin, day_end))
    (*start)--;
  *end = position + 1;
  while (*end < n && is_in_day (self, *end, day_begin, day_end))
    (*end)++;
}

static void
section_model_init (GtkSectionModelInterface *iface)
{
  iface->get_section = get_section;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ManiculeHistoryList, manicule_history_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SECTION_MODEL, section_model_init))

static void
items_changed_cb (ManiculeHistoryList *self,
                  guint                position,
                  guint                removed,
                  guint                added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), get_n (self) - position - added, removed, added);
}

static void
manicule_history_list_dispose (GObject *object)
{
  g_clear_object (&MANICULE_HISTORY_LIST (object)->history);

  G_OBJECT_CLASS (manicule_history_list_parent_class)->dispose (object);
}

static void
manicule_history_list_class_init (ManiculeHistoryListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = manicule_history_list_dispose;
}

static void
manicule_history_list_init (ManiculeHistoryList *self)
{
}

ManiculeHistoryList *
manicule_history_list_new (ManiculeHistory *history)
{
  ManiculeHistoryList *self = g_object_new (MANICULE_TYPE_HISTORY_LIST, NULL);

  self->history = g_object_ref (history);
  g_signal_connect_object (history, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

guint
manicule_history_list_get_step (ManiculeHistoryList *self,
                                guint                position)
{
  g_return_val_if_fail (MANICULE_IS_HISTORY_LIST (self), 0);

  return get_n (self) - 1 - position;
}
