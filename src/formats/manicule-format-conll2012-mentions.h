/* manicule-format-conll2012-mentions.h: the brackets of CoNLL-2012 and the spans that they make
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-format-conll2012-sheet.h"

G_BEGIN_DECLS

/* A span of tokens, in code points. */
typedef struct
{
  guint    start;
  guint    end;
  guint    number;   /* of the line where it begins */
  char    *label;    /* (owned) */
  char    *entity;   /* (owned) (nullable) */
  char    *cluster;  /* (owned) (nullable): what stands in the bracket of its cluster */
} ManiculeConll2012Mention;

typedef struct
{
  guint    number;    /* of the line */
  gboolean is_end;    /* of what has not begun; else the beginning of what does not end */
} ManiculeConll2012Fault;

/* Appends to @mentions (element-type ManiculeConll2012Mention, which are freed by manicule_conll2012_mention_free()) and
 * @faults (element-type ManiculeConll2012Fault). The entity of an unnamed cluster is called after the article. */
void     manicule_conll2012_find_mentions (ManiculeConll2012Sheet *sheet,
                                           const char             *article_id,
                                           GPtrArray              *mentions,
                                           GArray                 *faults);
void     manicule_conll2012_mention_free  (gpointer                data);

/* "person-1-Ada" is a label, a number and a name, "1" is a number; what is not there is NULL. */
void     manicule_conll2012_parse_cluster (const char             *cluster,
                                           char                  **label,
                                           char                  **number,
                                           char                  **name);

/* Calls @func with each bracket of a field of clusters, in order; @kind: '(' opens, ')' closes, '1' does both. */
typedef void (*ManiculeConll2012BracketFunc) (char                 kind,
                                              const char          *data,
                                              gsize                length,
                                              gpointer             user_data);
void     manicule_conll2012_parse_clusters (const ManiculeConllField     *field,
                                            ManiculeConll2012BracketFunc  func,
                                            gpointer                      user_data);
/* The same of a field of named entities; what closes has no name. */
void     manicule_conll2012_parse_names    (const ManiculeConllField     *field,
                                            ManiculeConll2012BracketFunc  func,
                                            gpointer                      user_data);

G_END_DECLS
