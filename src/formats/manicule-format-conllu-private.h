/* manicule-format-conllu-private.h: what reading and writing share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-format-conll-tags.h"
#include "manicule-format-conllu-mentions.h"
#include "manicule-format-input.h"
#include "manicule-format-output.h"

G_BEGIN_DECLS

/* What a set carries: the lines of its document. What a span carries: its parts as they stood in brackets. */
#define MANICULE_CONLLU "conllu"
/* What a span carries that was read from tags: the key in MISC, or the name of the column. */
#define MANICULE_CONLLU_TAG "conllu-tag"
/* Of mentions without one. */
#define MANICULE_CONLLU_NO_LABEL "Mention"
#define MANICULE_CONLLU_BRIDGE "Bridge"
#define MANICULE_CONLLU_SPLIT "SplitAnte"

/* --- tags --- */

/* Where the tags of a document are: a column of its own, or one of the keys in MISC that are known. */
typedef struct
{
  gboolean            is_column;
  const char         *name;      /* NULL: there are none */
  ManiculeConllScheme scheme;
} ManiculeConlluTags;

void     manicule_conllu_tags_find     (ManiculeConlluTags     *self,
                                        ManiculeConlluBody     *body);
ManiculeConlluField manicule_conllu_tags_get (const ManiculeConlluTags *self,
                                        ManiculeConlluBody     *body,
                                        guint                   row);

/* --- mentions --- */

/* The mentions of each eid, in order: which one a bridge leads to. */
typedef GHashTable ManiculeConlluIndex;

ManiculeConlluIndex *manicule_conllu_index_new (void) G_GNUC_WARN_UNUSED_RESULT;
void     manicule_conllu_index_add     (ManiculeConlluIndex    *self,
                                        const char             *eid,
                                        guint                   mention);
guint    manicule_conllu_index_get_n   (ManiculeConlluIndex    *self,
                                        const char             *eid);
/* The last mention before @from, else the first behind it; FALSE when there is none. */
gboolean manicule_conllu_index_resolve (ManiculeConlluIndex    *self,
                                        const char             *eid,
                                        guint                   from,
                                        guint                  *mention);
/* The entity that a cluster is, which is not named: "article.e5". */
char    *manicule_conllu_name_cluster  (const char             *article_id,
                                        const char             *eid) G_GNUC_WARN_UNUSED_RESULT;
/* Whether a row is a word that mentions begin and end at. */
gboolean manicule_conllu_row_is_anchor (ManiculeConlluBody     *body,
                                        guint                   row);
/* Whether a part of an entity is an attribute to us. */
gboolean manicule_conllu_header_is_attribute (const ManiculeConlluHeader *header,
                                        guint                   i);

/* Adds spans and relations; the mentions are those of the body. */
void     manicule_conllu_build         (ManiculeConlluBody     *body,
                                        ManiculeConlluMentions *mentions,
                                        const char             *article_id,
                                        GPtrArray              *annotations,
                                        GArray                 *numbers);

/* Adds the multiword expressions, where a column has them. */
void     manicule_conllu_build_mwes    (ManiculeConlluBody     *body,
                                        GPtrArray              *annotations,
                                        GArray                 *numbers);

gboolean manicule_conllu_read          (ManiculeFormatInput    *input,
                                        ManiculeDocumentFunc    func,
                                        gpointer                data,
                                        GError                **error);

/* --- writing --- */

/* The lines of a document that did not come from such a file. */
void     manicule_conllu_make_body     (ManiculeConlluBody     *body,
                                        ManiculeAnnotationSet  *set);

gpointer manicule_conllu_begin         (ManiculeFormatOutput   *output,
                                        ManiculeSchema         *schema,
                                        GError                **error);
gboolean manicule_conllu_write         (gpointer                data,
                                        ManiculeDocument       *document,
                                        GError                **error);
gboolean manicule_conllu_end           (gpointer                data,
                                        gboolean                commit,
                                        GError                **error);

G_END_DECLS
