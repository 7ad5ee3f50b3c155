/* manicule-list-mend.h: a list of a project with lines that are none
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-recovery.h"

G_BEGIN_DECLS

/* A copy that was cut off in the middle of a line, a disk that lost power, a merge that nobody ended: articles.jsonl or
 * entities.jsonl has lines that are no JSON, or manicule.json is none. They are put into recovered/, and what the texts, the
 * journals and the lines themselves tell of the entries that are missing gets back into the list, in one write. A list of which
 * the rest is not sound either stays as it is, and so does a register in which a line was broken that cannot be had again.
 *
 * @missing_too: makes files anew that are not there at all; a program that copies the folder may be about to bring them. For who
 * holds the lock. FALSE when the disk failed; the list is as it was then. */
gboolean manicule_list_mend (GFile             *folder,
                             gboolean           missing_too,
                             ManiculeRecovery  *result,
                             GError           **error);

G_END_DECLS
