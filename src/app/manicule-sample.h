/* manicule-sample.h: the sample project, as the user's own copy
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Copies the sample into the user's data folder, unless it is there from before. */
void   manicule_sample_copy_async  (GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              data);
/* The folder of the copy. */
GFile *manicule_sample_copy_finish (GAsyncResult         *result,
                                    GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
