/* manicule-name-mend.h: files whose names a disk or a sync program wrote in another way
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-finding.h"
#include "manicule-project.h"

G_BEGIN_DECLS

/* Some disks and sync programs take names apart into letters and accents, or change their capitals: "Zoë" is another name then,
 * and her annotations seem to be gone. Journals, annotators' folders and, where any of these was found or @deep, texts and sets
 * get the name back that the project knows them by, where that is not taken. What is under both names is a finding. For who holds
 * the lock. FALSE when the disk failed; then some may have their names back. */
gboolean manicule_name_mend (GFile             *folder,
                             ManiculeProject   *project,
                             gboolean           deep,
                             guint             *n_renamed,
                             ManiculeFindings  *findings,
                             GError           **error);

G_END_DECLS
