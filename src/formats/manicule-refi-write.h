/* manicule-refi-write.h: projects of REFI-QDA, written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-document.h"
#include "manicule-schema.h"

G_BEGIN_DECLS

/* Holds the project until the end, since users come before sources, and notes after them; texts it does not keep. */
typedef struct _ManiculeRefiWriter ManiculeRefiWriter;

ManiculeRefiWriter *manicule_refi_writer_new   (ManiculeSchema      *schema) G_GNUC_WARN_UNUSED_RESULT;
void                manicule_refi_writer_free  (ManiculeRefiWriter  *self);
/* The guid of the source, which its text is called by. */
char               *manicule_refi_writer_add   (ManiculeRefiWriter  *self,
                                                ManiculeDocument    *document) G_GNUC_WARN_UNUSED_RESULT;
/* project.qde */
char               *manicule_refi_writer_print (ManiculeRefiWriter  *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
