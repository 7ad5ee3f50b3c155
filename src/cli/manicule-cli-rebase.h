/* manicule-cli-rebase.h: what commands share that give articles another text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-rebase-article.h"

G_BEGIN_DECLS

ManiculeText *manicule_cli_read_text     (GFile                       *file,
                                          const char                  *encoding,
                                          GError                     **error) G_GNUC_WARN_UNUSED_RESULT;
/* Tells what became of the annotations; FALSE where some have no place any more. */
gboolean      manicule_cli_report_rebase (GFile                       *folder,
                                          ManiculeProject             *project,
                                          const char                  *article_id,
                                          const ManiculeRebaseCounts  *counts,
                                          GError                     **error);

G_END_DECLS
