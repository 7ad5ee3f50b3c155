/* manicule-table-foreign.h: a table of annotations as other tools write it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-csv.h"
#include "manicule-table-roles.h"

G_BEGIN_DECLS

/* @csv: behind the first row, the names (element-type utf8) in which are @names. */
gboolean manicule_table_read_foreign (ManiculeFormatInput      *input,
                                      ManiculeCsvReader        *csv,
                                      const ManiculeTableRoles *roles,
                                      GPtrArray                *names,
                                      ManiculeDocumentFunc      func,
                                      gpointer                  data,
                                      GError                  **error);

G_END_DECLS
