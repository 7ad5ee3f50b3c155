/* manicule-folder-documents.h: the documents of a project folder, one after the other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-export.h"
#include "manicule-project.h"

G_BEGIN_DECLS

/* What an export reads from: text and one annotator's set of each article, read when asked for and not kept, so that
 * memory does not grow with their number. */
typedef struct _ManiculeFolderDocuments ManiculeFolderDocuments;

/* @only_done: leave out articles that @annotator has not marked done. */
ManiculeFolderDocuments *manicule_folder_documents_new   (GFile                    *folder,
                                                          ManiculeProject          *project,
                                                          const char               *annotator,
                                                          gboolean                  only_done,
                                                          GCancellable             *cancellable,
                                                          GError                  **error) G_GNUC_WARN_UNUSED_RESULT;
void                     manicule_folder_documents_free  (ManiculeFolderDocuments  *self);
guint                    manicule_folder_documents_get_n (ManiculeFolderDocuments  *self);
/* A ManiculeDocumentSource; @self is its data. */
ManiculeDocument        *manicule_folder_documents_get   (guint                     index,
                                                          gpointer                  self,
                                                          GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiculeFolderDocuments, manicule_folder_documents_free)

G_END_DECLS
