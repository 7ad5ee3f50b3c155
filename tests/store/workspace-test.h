/* workspace-test.h: an open project, driven to the end of each thing it does
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-workspace.h"
#include "store-test.h"

G_BEGIN_DECLS

ManiculeWorkspace     *workspace_test_open         (GFile                 *folder,
                                                    const char            *annotator) G_GNUC_WARN_UNUSED_RESULT;
ManiculeWorkspace     *workspace_test_open_full    (GFile                 *folder,
                                                    const char            *annotator,
                                                    gboolean               read_only,
                                                    gboolean               steal,
                                                    GError               **error) G_GNUC_WARN_UNUSED_RESULT;
/* Closes it and makes sure that nothing holds it any more. */
void                   workspace_test_close        (ManiculeWorkspace    **workspace);

ManiculeAnnotationSet *workspace_test_load         (ManiculeWorkspace     *workspace,
                                                    const char            *article_id) G_GNUC_WARN_UNUSED_RESULT;
/* Adds a span with the label PER. */
void                   workspace_test_add          (ManiculeWorkspace     *workspace,
                                                    ManiculeAnnotationSet *set,
                                                    const char            *id,
                                                    guint                  start,
                                                    guint                  end);
void                   workspace_test_save         (ManiculeWorkspace     *workspace);
gboolean               workspace_test_try_save     (ManiculeWorkspace     *workspace);
/* Until all is in its files and all that is due was told. */
void                   workspace_test_settle       (ManiculeWorkspace     *workspace);
ManiculeStep          *workspace_test_undo         (ManiculeWorkspace     *workspace,
                                                    gboolean               redo) G_GNUC_WARN_UNUSED_RESULT;

/* Plans an import of all that is in @source; carries a plan out. */
ManiculeImport        *workspace_test_plan         (ManiculeWorkspace     *workspace,
                                                    GFile                 *source) G_GNUC_WARN_UNUSED_RESULT;
gboolean               workspace_test_import       (ManiculeWorkspace     *workspace,
                                                    ManiculeImport        *plan,
                                                    guint                 *n,
                                                    GError               **error);
/* Imports a file of this name, with @text in it. */
void                   workspace_test_import_text  (ManiculeWorkspace     *workspace,
                                                    const char            *name,
                                                    const char            *text);

/* Adds articles "more-0", "more-1", … of the same 26 letters to a project folder. */
void                   workspace_test_add_articles (GFile                 *folder,
                                                    guint                  n);
void                   workspace_test_edit_article (ManiculeWorkspace     *workspace,
                                                    guint                  number,
                                                    const char            *id);

G_END_DECLS
