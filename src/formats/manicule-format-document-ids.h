/* manicule-format-document-ids.h: ids for the documents of a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-format-input.h"

G_BEGIN_DECLS

/* The ids that were given so far. */
typedef struct
{
  GHashTable *taken;  /* (owned) */
} ManiculeDocumentIds;

void  manicule_document_ids_init  (ManiculeDocumentIds *self);
void  manicule_document_ids_clear (ManiculeDocumentIds *self);
char *manicule_document_ids_take  (ManiculeDocumentIds *self,
                                   const char          *wanted,
                                   const char          *file_name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
