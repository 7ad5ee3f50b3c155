/* manicule-rebase-article.h: an article whose text changed, and the annotations that found no place in it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-annotation-set-rebase.h"
#include "manicule-project.h"

G_BEGIN_DECLS

/*     versions/<id>/<hash>.txt              a former text, and
 *     versions/<id>/<hash>.<annotator>.json what was said of it
 *     versions/<id>/pending/                what is to take the place of text and sets
 *     versions/pending.json                 says of which article; while it is there, that is not ended
 *     orphans/<annotator>/<id>.<hash>.json  annotations of a former text that have no place in the present one
 *
 * Everything is prepared first; when pending.json is on the disk, the rebase is done, though the files may still have to
 * change places, which whoever opens the project next for writing then does. */

#define MANICULE_FOLDER_VERSIONS "versions"
#define MANICULE_FOLDER_ORPHANS "orphans"

/* An annotation that has no place in the present text. Ranges are those of @text. */
typedef struct
{
  ManiculeAnnotation *annotation;  /* (owned) */
  ManiculeText       *text;        /* (owned): the former one */
  char               *file;        /* (owned): where it stands */
} ManiculeOrphan;

/* Gives an article another text and carries the annotations of all annotators over; for who holds the lock. @project is
 * brought up to date. */
gboolean   manicule_rebase_article          (GFile                 *folder,
                                             ManiculeProject       *project,
                                             const char            *article_id,
                                             ManiculeText          *text,
                                             ManiculeRebaseCounts  *counts,
                                             GError               **error);
/* Ends what a killed process began; for who holds the lock, before the project is read. */
gboolean   manicule_rebase_end_pending      (GFile                 *folder,
                                             GError               **error);
/* (element-type ManiculeOrphan): of one annotator; @set: what is in its place already is no orphan (nullable). */
GPtrArray *manicule_rebase_list_orphans     (GFile                 *folder,
                                             const char            *article_id,
                                             const char            *annotator,
                                             ManiculeAnnotationSet *set,
                                             GError               **error) G_GNUC_WARN_UNUSED_RESULT;
/* Lets an orphan go for good; the former version keeps it. */
gboolean   manicule_rebase_drop_orphan      (GFile                 *folder,
                                             ManiculeOrphan        *orphan,
                                             const char            *annotator,
                                             GError               **error);
/* "…the old crane, [Tomas Brandt] said on…" */
char      *manicule_orphan_dup_context      (ManiculeOrphan        *orphan) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
