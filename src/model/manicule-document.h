/* manicule-document.h: an article with its text and annotation sets, as it travels between formats
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-annotation-set.h"
#include "manicule-article.h"

G_BEGIN_DECLS

#define MANICULE_TYPE_DOCUMENT (manicule_document_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeDocument, manicule_document, MANICULE, DOCUMENT, GObject)

ManiculeDocument      *manicule_document_new         (ManiculeArticle       *article,
                                                      ManiculeText          *text) G_GNUC_WARN_UNUSED_RESULT;
ManiculeArticle       *manicule_document_get_article (ManiculeDocument      *self);
ManiculeText          *manicule_document_get_text    (ManiculeDocument      *self);
/* One a annotator; the order is kept. */
void                   manicule_document_add_set     (ManiculeDocument      *self,
                                                      ManiculeAnnotationSet *set);
guint                  manicule_document_get_n_sets  (ManiculeDocument      *self);
ManiculeAnnotationSet *manicule_document_get_set     (ManiculeDocument      *self,
                                                      guint                  index);
/* What programs propose: a set each source, of spans with an origin. Nobody has said it, so no format writes it. */
void                   manicule_document_add_suggestions   (ManiculeDocument      *self,
                                                            ManiculeAnnotationSet *set);
guint                  manicule_document_get_n_suggestions (ManiculeDocument      *self);
ManiculeAnnotationSet *manicule_document_get_suggestions   (ManiculeDocument      *self,
                                                            guint                  index);

G_END_DECLS
