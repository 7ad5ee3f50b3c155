/* manicule-history-list.h: the steps of a history, newest first, by days
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "manicule-history.h"

G_BEGIN_DECLS

/* A GListModel of ManiculeStep and a GtkSectionModel with a section a day. */
#define MANICULE_TYPE_HISTORY_LIST (manicule_history_list_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeHistoryList, manicule_history_list, MANICULE, HISTORY_LIST, GObject)

ManiculeHistoryList *manicule_history_list_new      (ManiculeHistory     *history) G_GNUC_WARN_UNUSED_RESULT;
/* The step's place in the history itself, from what it is here; and the other way round. */
guint                manicule_history_list_get_step (ManiculeHistoryList *self,
                                                     guint                position);

G_END_DECLS
