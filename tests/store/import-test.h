/* import-test.h: files to import, and plans of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-import.h"

G_BEGIN_DECLS

/* (element-type GFile): a file below @folder, or @folder itself where @name is NULL. */
GPtrArray                   *import_test_one_file       (GFile           *folder,
                                                         const char      *name) G_GNUC_WARN_UNUSED_RESULT;
/* Plans for "anna". */
ManiculeImport              *import_test_plan_files     (GPtrArray       *files,
                                                         ManiculeProject *project) G_GNUC_WARN_UNUSED_RESULT;
ManiculeImport              *import_test_plan_folder    (GFile           *folder,
                                                         ManiculeProject *project) G_GNUC_WARN_UNUSED_RESULT;
ManiculeImportItem          *import_test_get_item       (ManiculeImport  *plan,
                                                         guint            index);
const ManiculeArticleFields *import_test_get_fields     (ManiculeImport  *plan,
                                                         guint            index);
guint                        import_test_count_findings (ManiculeImport  *plan,
                                                         const char      *code);

ManiculeProject             *import_test_read_project   (GFile           *folder) G_GNUC_WARN_UNUSED_RESULT;
guint                        import_test_get_n_articles (ManiculeProject *project);

/* A brat pair: "Ines Halloran" is PER, "Harbour Board" is Organisation, "Tuesday" is DATE; the first speaks for the second. */
void                         import_test_write_pair     (GFile           *folder,
                                                         const char      *text_name,
                                                         const char      *ann_name);

G_END_DECLS
