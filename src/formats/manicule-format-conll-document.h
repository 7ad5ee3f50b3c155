/* manicule-format-conll-document.h: a document in the making, sentence by sentence
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-format-conll-private.h"

G_BEGIN_DECLS

/* A token as it comes. */
typedef struct
{
  ManiculeConllField  token;
  ManiculeConllTag    tag;
  ManiculeConllTag    nested;
  gboolean            space_after;
  ManiculeConllField  extras[MANICULE_CONLL_MAX_COLUMNS];
  guint               n_extras;
  guint               line;
} ManiculeConllEntry;

typedef struct _ManiculeConllDocument ManiculeConllDocument;

ManiculeConllDocument *manicule_conll_document_new  (ManiculeFormatInput        *input,
                                                     const ManiculeConllLayout  *layout,
                                                     ManiculeConllScheme         scheme,
                                                     ManiculeConllScheme         nested_scheme) G_GNUC_WARN_UNUSED_RESULT;
void                   manicule_conll_document_free (ManiculeConllDocument      *self);
/* The first line of the file, which is kept with each document. */
void                   manicule_conll_document_set_header (ManiculeConllDocument *self,
                                                     const char                 *line);
gboolean               manicule_conll_document_is_empty (ManiculeConllDocument  *self);
/* @line: the one that opens it, without its end. */
void                   manicule_conll_document_set_docstart (ManiculeConllDocument *self,
                                                     const char                 *line,
                                                     gsize                       length);
/* A comment before the next sentence. */
void                   manicule_conll_document_add_comment (ManiculeConllDocument *self,
                                                     const char                 *line,
                                                     gsize                       length);
/* Copies what it needs. */
void                   manicule_conll_document_add_token (ManiculeConllDocument *self,
                                                     const ManiculeConllEntry   *entry);
gboolean               manicule_conll_document_end_sentence (ManiculeConllDocument *self,
                                                     GError                    **error);
/* Hands it on under that id and starts anew. */
gboolean               manicule_conll_document_emit (ManiculeConllDocument      *self,
                                                     const char                 *id,
                                                     ManiculeDocumentFunc        func,
                                                     gpointer                    data,
                                                     GError                    **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiculeConllDocument, manicule_conll_document_free)

G_END_DECLS
