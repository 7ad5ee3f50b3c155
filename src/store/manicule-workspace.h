/* manicule-workspace.h: an open project: model, history, saving, lock
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "manicule-export.h"
#include "manicule-history.h"
#include "manicule-import.h"

G_BEGIN_DECLS

/* All functions are for the main thread and never wait for disk: what ends in _async works in threads.
 *
 * Properties: project, history, folder (GFile), annotator (string), read-only (boolean), unsaved (boolean: an edit is
 *   not on disk yet), error (GError: why the last save failed; NULL once it works again).
 * Signals: "summary-changed" (const char *article_id): status or count of an article in the list are others now;
 *   "findings-changed": a damaged annotation set was loaded as far as it is sound, and get_findings says so;
 *   "suggestions-changed" (const char *article_id): an import brought suggestions for an article that was there before.
 * Every edit is in the journal within 250 ms, and so on the disk; it goes into the project's files when an article is
 * left, in a pause, and on closing. After a crash the next opening brings it there. An article's set is loaded by manicule_workspace_load_async() and stays loaded
 * while unsaved or among the last few used. */
#define MANICULE_TYPE_WORKSPACE (manicule_workspace_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeWorkspace, manicule_workspace, MANICULE, WORKSPACE, GObject)

/* @annotator NULL: the project's first, or the user's name where it has none. @steal: take over a lock that another
 * left; without it a locked project fails with G_IO_ERROR_BUSY and a message that says who has it open, where, since when. */
void               manicule_workspace_open_async     (GFile                *folder,
                                                      const char           *annotator,
                                                      gboolean              read_only,
                                                      gboolean              steal,
                                                      GCancellable         *cancellable,
                                                      GAsyncReadyCallback   callback,
                                                      gpointer              data);
ManiculeWorkspace *manicule_workspace_open_finish    (GAsyncResult         *result,
                                                      GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/* Makes the project folder (it must be empty or absent) and opens it. */
void               manicule_workspace_create_async   (GFile                *folder,
                                                      const char           *name,
                                                      ManiculeSchema       *schema,
                                                      const char           *annotator,
                                                      GCancellable         *cancellable,
                                                      GAsyncReadyCallback   callback,
                                                      gpointer              data);
ManiculeWorkspace *manicule_workspace_create_finish  (GAsyncResult         *result,
                                                      GError              **error) G_GNUC_WARN_UNUSED_RESULT;

ManiculeProject   *manicule_workspace_get_project    (ManiculeWorkspace    *self);
ManiculeHistory   *manicule_workspace_get_history    (ManiculeWorkspace    *self);
GFile             *manicule_workspace_get_folder     (ManiculeWorkspace    *self);
const char        *manicule_workspace_get_annotator  (ManiculeWorkspace    *self);
gboolean           manicule_workspace_get_read_only  (ManiculeWorkspace    *self);
gboolean           manicule_workspace_get_unsaved    (ManiculeWorkspace    *self);
const GError      *manicule_workspace_get_error      (ManiculeWorkspace    *self);

/* What was found damaged or odd when the project was opened; empty for a sound one. A project whose lists (manicule.json,
 * schema, articles, entities) are damaged opens read-only, with what is sound of it. */
ManiculeFindings  *manicule_workspace_get_findings   (ManiculeWorkspace    *self);

/* What was restored from the journal after a crash, in one sentence; NULL when nothing was. */
const char        *manicule_workspace_get_recovery   (ManiculeWorkspace    *self);

/* How long this annotator worked on the article, in seconds; times in which nothing was done are left out. */
guint64            manicule_workspace_get_time       (ManiculeWorkspace    *self,
                                                      const char           *article_id);

/* One undo step that edits @set: manicule_history_begin() and _end(), and the first edit of a set that is new marks it
 * in progress in the same step. Pairs nest. Cancel takes back what was done since the innermost begin, and closes it. */
void               manicule_workspace_begin          (ManiculeWorkspace     *self,
                                                      ManiculeAnnotationSet *set,
                                                      const char            *title);
void               manicule_workspace_end            (ManiculeWorkspace     *self);
void               manicule_workspace_cancel         (ManiculeWorkspace     *self);

/* For the article list; FALSE while it is not known yet (the summaries are read in a thread after opening). */
gboolean           manicule_workspace_get_summary    (ManiculeWorkspace    *self,
                                                      const char           *article_id,
                                                      ManiculeStatus       *status,
                                                      guint                *n_annotations);

/* The text and this annotator's set of an article; an absent file is an empty set. */
void                   manicule_workspace_load_async  (ManiculeWorkspace   *self,
                                                       const char          *article_id,
                                                       GCancellable        *cancellable,
                                                       GAsyncReadyCallback  callback,
                                                       gpointer             data);
ManiculeAnnotationSet *manicule_workspace_load_finish (ManiculeWorkspace   *self,
                                                       GAsyncResult        *result,
                                                       GError             **error) G_GNUC_WARN_UNUSED_RESULT;
/* Undo or redo one step, loading what it needs; finish gives the step, so that the window can show the place. */
void               manicule_workspace_undo_async     (ManiculeWorkspace    *self,
                                                      gboolean              redo,
                                                      GAsyncReadyCallback   callback,
                                                      gpointer              data);
/* Takes back one step in the middle, as a new step; the error says what builds on it. Ends with undo_finish too. */
void               manicule_workspace_revert_async   (ManiculeWorkspace    *self,
                                                      ManiculeStep         *step,
                                                      GAsyncReadyCallback   callback,
                                                      gpointer              data);
ManiculeStep      *manicule_workspace_undo_finish    (ManiculeWorkspace    *self,
                                                      GAsyncResult         *result,
                                                      GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/* Writes all that is unsaved now. */
void               manicule_workspace_save_async     (ManiculeWorkspace    *self,
                                                      GCancellable         *cancellable,
                                                      GAsyncReadyCallback   callback,
                                                      gpointer              data);
gboolean           manicule_workspace_save_finish    (ManiculeWorkspace    *self,
                                                      GAsyncResult         *result,
                                                      GError              **error);
/* Compares all that was read or written with the disk, for when the window gets the focus. FALSE with
 * MANICULE_STORE_ERROR_CHANGED when another program changed a file, with _LOCKED when another took the project over;
 * property error is then the same. Nothing of that kind is ever overwritten unasked. */
void               manicule_workspace_verify_async   (ManiculeWorkspace    *self,
                                                      GCancellable         *cancellable,
                                                      GAsyncReadyCallback   callback,
                                                      gpointer              data);
gboolean           manicule_workspace_verify_finish  (ManiculeWorkspace    *self,
                                                      GAsyncResult         *result,
                                                      GError              **error);
/* The first way on: what other programs wrote is merged with what is open here, as one undo step, and saved. Where both
 * changed the same thing, both versions stay (manicule-merge.h); get_findings says so, with the code "merge-conflict".
 * @n_changes: how much was taken over. Fails, and all is as before, where a file cannot be read, or ours cannot be
 * written. */
void               manicule_workspace_merge_async    (ManiculeWorkspace    *self,
                                                      GCancellable         *cancellable,
                                                      GAsyncReadyCallback   callback,
                                                      gpointer              data);
gboolean           manicule_workspace_merge_finish   (ManiculeWorkspace    *self,
                                                      GAsyncResult         *result,
                                                      guint                *n_changes,
                                                      GError              **error);
/* The copies that sync programs put beside a project's files where two machines changed one: how many there are, and
 * merging them into the files; manicule_workspace_merge_async() comes next. */
void               manicule_workspace_find_copies_async   (ManiculeWorkspace    *self,
                                                           GAsyncReadyCallback   callback,
                                                           gpointer              data);
gboolean           manicule_workspace_find_copies_finish  (ManiculeWorkspace    *self,
                                                           GAsyncResult         *result,
                                                           guint                *n_copies,
                                                           GError              **error);
void               manicule_workspace_merge_copies_async  (ManiculeWorkspace    *self,
                                                           GAsyncReadyCallback   callback,
                                                           gpointer              data);
gboolean           manicule_workspace_merge_copies_finish (ManiculeWorkspace    *self,
                                                           GAsyncResult         *result,
                                                           guint                *n_copies,
                                                           GError              **error);
/* Annotations of a former text of the article that have no place in the present one (of ManiculeOrphan), and letting go of
 * one; what is put into the set again under its id is none any more. */
void               manicule_workspace_list_orphans_async  (ManiculeWorkspace    *self,
                                                           const char           *article_id,
                                                           GAsyncReadyCallback   callback,
                                                           gpointer              data);
GPtrArray         *manicule_workspace_list_orphans_finish (ManiculeWorkspace    *self,
                                                           GAsyncResult         *result,
                                                           GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void               manicule_workspace_drop_orphan_async   (ManiculeWorkspace    *self,
                                                           const char           *article_id,
                                                           const char           *annotation_id,
                                                           GAsyncReadyCallback   callback,
                                                           gpointer              data);
gboolean           manicule_workspace_drop_orphan_finish  (ManiculeWorkspace    *self,
                                                           GAsyncResult         *result,
                                                           GError              **error);
/* The two other ways. Reload: saves what can be saved, drops the rest and reads everything anew; properties project and
 * history are new objects then, and read-only is TRUE when another has the lock. Overwrite: what is open here counts;
 * takes the lock back if need be, and saves. */
void               manicule_workspace_reload_async   (ManiculeWorkspace    *self,
                                                      GCancellable         *cancellable,
                                                      GAsyncReadyCallback   callback,
                                                      gpointer              data);
gboolean           manicule_workspace_reload_finish  (ManiculeWorkspace    *self,
                                                      GAsyncResult         *result,
                                                      GError              **error);
void               manicule_workspace_overwrite_async (ManiculeWorkspace   *self,
                                                      GCancellable         *cancellable,
                                                      GAsyncReadyCallback   callback,
                                                      gpointer              data);
gboolean           manicule_workspace_overwrite_finish (ManiculeWorkspace  *self,
                                                      GAsyncResult         *result,
                                                      GError              **error);
/* Writes the project, with what could not be saved, into an empty folder in another place. @n_missing: files that cannot
 * be read here, and are not in the copy. */
void               manicule_workspace_save_copy_async (ManiculeWorkspace   *self,
                                                      GFile                *target,
                                                      GCancellable         *cancellable,
                                                      GAsyncReadyCallback   callback,
                                                      gpointer              data);
gboolean           manicule_workspace_save_copy_finish (ManiculeWorkspace  *self,
                                                      GAsyncResult         *result,
                                                      guint                *n_missing,
                                                      GError              **error);
/* Saves, then gives the lock back. After a failure the workspace is still open. */
void               manicule_workspace_close_async    (ManiculeWorkspace    *self,
                                                      GAsyncReadyCallback   callback,
                                                      gpointer              data);
gboolean           manicule_workspace_close_finish   (ManiculeWorkspace    *self,
                                                      GAsyncResult         *result,
                                                      GError              **error);

/* Makes a plan in a thread (manicule_import_plan() and manicule_import_find_similar()). */
void               manicule_workspace_plan_import_async  (ManiculeWorkspace    *self,
                                                          GPtrArray            *files,    /* of GFile */
                                                          const ManiculeImportOptions *options,  /* NULL: defaults */
                                                          GCancellable         *cancellable,
                                                          GAsyncReadyCallback   callback,
                                                          gpointer              data);
ManiculeImport    *manicule_workspace_plan_import_finish (ManiculeWorkspace    *self,
                                                          GAsyncResult         *result,
                                                          GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/* Carries out a plan (manicule-import.h) as one undo step; @plan must stay until it is done. */
void               manicule_workspace_import_async   (ManiculeWorkspace    *self,
                                                      ManiculeImport       *plan,
                                                      GCancellable         *cancellable,
                                                      GAsyncReadyCallback   callback,
                                                      gpointer              data);
gboolean           manicule_workspace_import_finish  (ManiculeWorkspace    *self,
                                                      GAsyncResult         *result,
                                                      guint                *n_articles,
                                                      GError              **error);
/* Fills in schema, source and number of documents of @export (the rest is the caller's and is copied), saves, then
 * counts (@output NULL) or writes. @only_done: leave out articles that are not marked done. @progress is called in the
 * main thread. */
void                manicule_workspace_export_async  (ManiculeWorkspace    *self,
                                                      const ManiculeExport *export,
                                                      const char           *annotator,
                                                      gboolean              only_done,
                                                      GFile                *output,
                                                      ManiculeProgressFunc  progress,
                                                      gpointer              progress_data,
                                                      GCancellable         *cancellable,
                                                      GAsyncReadyCallback   callback,
                                                      gpointer              data);
ManiculeLossReport *manicule_workspace_export_finish (ManiculeWorkspace    *self,
                                                      GAsyncResult         *result,
                                                      GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
