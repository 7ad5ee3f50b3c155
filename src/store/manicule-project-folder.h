/* manicule-project-folder.h: a project on disk
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "manicule-finding.h"
#include "manicule-import.h"
#include "manicule-project.h"

G_BEGIN_DECLS

/**
 * ManiculeStoreError:
 * @MANICULE_STORE_ERROR_NOT_A_PROJECT: a folder without a manicule.json
 * @MANICULE_STORE_ERROR_EXISTS: a folder that is not empty where a project should be made
 * @MANICULE_STORE_ERROR_LOCKED: open elsewhere; the message says by whom and what to do
 * @MANICULE_STORE_ERROR_CHANGED: a file was changed by another program since it was read
 * @MANICULE_STORE_ERROR_DAMAGED: a file that cannot be read as what it should be
 */
typedef enum
{
  MANICULE_STORE_ERROR_NOT_A_PROJECT,
  MANICULE_STORE_ERROR_EXISTS,
  MANICULE_STORE_ERROR_LOCKED,
  MANICULE_STORE_ERROR_CHANGED,
  MANICULE_STORE_ERROR_DAMAGED,
} ManiculeStoreError;

#define MANICULE_STORE_ERROR (manicule_store_error_quark ())
GQuark manicule_store_error_quark (void);

/* The files of a project folder, read and written at once: for threads and for the command line. Every write is
 * atomic (manicule-save.h). Texts are written once and never again. */

/* The folder must be absent or empty. Removes what it made when it fails. */
gboolean               manicule_project_folder_create      (GFile                 *folder,
                                                            ManiculeProject       *project,
                                                            GError               **error);
/* Undoes that: after a failure of what was to fill the new project, which left it without articles. */
void                   manicule_project_folder_take_back   (GFile                 *folder,
                                                            gboolean               with_folder);  /* it was absent before */
/* Also where the file that makes a folder one is gone, and the rest is there. */
gboolean               manicule_project_folder_is_project  (GFile                 *folder);
/* Everything but texts and annotation sets. */
ManiculeProject       *manicule_project_folder_read        (GFile                 *folder,
                                                            ManiculeFindings      *findings,
                                                            GError               **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean               manicule_project_folder_write_lists (GFile                 *folder,   /* manicule.json, schema, articles, entities */
                                                            ManiculeProject       *project,
                                                            GError               **error);
/* For searching many sets; nothing is verified. */
gboolean               manicule_project_folder_has_label   (GFile                 *folder,
                                                            const char            *article_id,
                                                            const char            *annotator,
                                                            const char            *label);
ManiculeText          *manicule_project_folder_read_text   (GFile                 *folder,
                                                            ManiculeArticle       *article,
                                                            GError               **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean               manicule_project_folder_write_text  (GFile                 *folder,
                                                            ManiculeArticle       *article,
                                                            ManiculeText          *text,
                                                            GError               **error);
/* An absent file is an empty set. */
ManiculeAnnotationSet *manicule_project_folder_read_set    (GFile                 *folder,
                                                            const char            *article_id,
                                                            const char            *annotator,
                                                            ManiculeText          *text,
                                                            ManiculeFindings      *findings,
                                                            GError               **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean               manicule_project_folder_write_set   (GFile                 *folder,
                                                            ManiculeAnnotationSet *set,
                                                            GError               **error);
/* (element-type ManiculeSuggestion): what programs propose for an article, as far as it is sound; the rest are findings. */
GPtrArray             *manicule_project_folder_read_suggestions (GFile            *folder,
                                                            const char            *article_id,
                                                            ManiculeText          *text,
                                                            ManiculeFindings      *findings) G_GNUC_WARN_UNUSED_RESULT;
/* Carries out a plan: texts, then sets, then the lists that make them visible. All or nothing. */
gboolean               manicule_project_folder_import      (GFile                 *folder,
                                                            ManiculeProject       *project,   /* gets the articles and labels */
                                                            ManiculeImport        *plan,
                                                            const char            *annotator,
                                                            guint                 *n_articles,
                                                            GError               **error);
/* FALSE where writing to @output would put something in the place of a project's own files, of whatever project. */
gboolean               manicule_project_folder_spares      (GFile                 *output,
                                                            GError               **error);
/* Removes the temporary files that a killed process left; for who holds the lock (manicule-lock.h) and is not saving. */
gboolean               manicule_project_folder_clean       (GFile                 *folder,
                                                            GError               **error);
/* Reads and verifies every file of the project. FALSE only when cancelled or the folder cannot be read at all. */
gboolean               manicule_project_folder_check       (GFile                 *folder,
                                                            ManiculeFindings      *findings,
                                                            GCancellable          *cancellable,
                                                            GError               **error);

G_END_DECLS
