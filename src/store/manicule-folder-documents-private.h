/* manicule-folder-documents-private.h: documents of a folder that is open, with what is not on the disk yet
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-folder-documents.h"

G_BEGIN_DECLS

ManiculeFolderDocuments *manicule_folder_documents_new_all   (GFile                    *folder,
                                                              ManiculeProject          *project,
                                                              const char               *annotator) G_GNUC_WARN_UNUSED_RESULT;
void                     manicule_folder_documents_add_newer (ManiculeFolderDocuments  *self,
                                                              ManiculeAnnotationSet    *set);
gboolean                 manicule_folder_documents_keep_done (ManiculeFolderDocuments  *self,
                                                              GCancellable             *cancellable,
                                                              GError                  **error);

G_END_DECLS
