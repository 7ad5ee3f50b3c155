/* manicule-export-place.h: where an export is written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "manicule-format.h"

G_BEGIN_DECLS

/* Asks for a file with that @suffix; NULL: for a folder, in which a new one is named. The chooser begins where the last
 * export went. */
void   manicule_export_place_ask_async  (GtkWindow            *window,
                                         const char           *project_name,
                                         const ManiculeFormat *format,
                                         const char           *suffix,
                                         GAsyncReadyCallback   callback,
                                         gpointer              data);
/* NULL without an error: the user decided otherwise. */
GFile *manicule_export_place_ask_finish (GAsyncResult         *result,
                                         GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
