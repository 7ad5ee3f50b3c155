/* manicule-refi-write.h: projects of REFI-QDA, written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-document.h"
#include "manicule-hash-set.h"
#include "manicule-schema.h"
#include "manicule-zip.h"

G_BEGIN_DECLS

/* Puts the project aside until the end, since users come before sources, and notes after them. */
typedef struct _ManiculeRefiWriter ManiculeRefiWriter;

ManiculeRefiWriter *manicule_refi_writer_new   (ManiculeSchema      *schema,
                                                ManiculeFormatOutput *output) G_GNUC_WARN_UNUSED_RESULT;
void                manicule_refi_writer_free  (ManiculeRefiWriter  *self);
/* The guid of the source, which its text is called by; NULL with an error. */
char               *manicule_refi_writer_add   (ManiculeRefiWriter  *self,
                                                ManiculeDocument    *document,
                                                GError             **error) G_GNUC_WARN_UNUSED_RESULT;
/* Writes project.qde; nothing can be added then. */
gboolean            manicule_refi_writer_end   (ManiculeRefiWriter  *self,
                                                ManiculeZipWriter   *zip,
                                                GError             **error);

/* --- what it is made of ------------------------------------------------------------------------------------------- */

/* A guid that is not taken: the one wished for where it is one, else one made of the words, always the same. */
char               *manicule_refi_take_guid    (ManiculeHashSet     *taken,
                                                const char          *wish,
                                                const char          *kind,
                                                const char          *first,
                                                const char          *second) G_GNUC_WARN_UNUSED_RESULT;
char               *manicule_refi_dup_carried  (const char          *carried,
                                                const char          *name) G_GNUC_WARN_UNUSED_RESULT;

typedef struct _ManiculeRefiCodes ManiculeRefiCodes;

ManiculeRefiCodes  *manicule_refi_codes_new    (ManiculeSchema      *schema,
                                                ManiculeHashSet     *taken) G_GNUC_WARN_UNUSED_RESULT;
void                manicule_refi_codes_free   (ManiculeRefiCodes   *self);
const char         *manicule_refi_codes_get    (ManiculeRefiCodes   *self,
                                                const char          *label);
gboolean            manicule_refi_codes_print  (ManiculeRefiCodes   *self,
                                                GString             *out);
/* A code book alone (.qdc); NULL where there is no code. */
char               *manicule_refi_print_code_book (ManiculeSchema   *schema) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
