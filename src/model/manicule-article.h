/* manicule-article.h: one article of a project: what is known of its text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Immutable. The text itself is a ManiculeText, loaded when needed. */
#define MANICULE_TYPE_ARTICLE (manicule_article_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeArticle, manicule_article, MANICULE, ARTICLE, GObject)

/* A plain record for making one; every string may be NULL except id and sha256. */
typedef struct
{
  const char *id;        /* unique in the project, a safe file name, at most 64 bytes */
  const char *title;
  const char *opening;   /* the first words of the text, where no title is known */
  const char *date;      /* "2024-12-29", "2024-12" or "2024" */
  const char *source;
  const char *place;
  const char *byline;
  const char *language;  /* BCP 47 */
  const char *url;
  const char *file;      /* the name of the file it came from */
  const char *encoding;  /* the original's, where it was not UTF-8 */
  const char *original_sha256;  /* of the file as it came, where it was not UTF-8 */
  const char *sha256;    /* of the text as UTF-8 */
  guint       length;    /* code points */
  const char *carried;
} ManiculeArticleFields;

ManiculeArticle             *manicule_article_new         (const ManiculeArticleFields *fields) G_GNUC_WARN_UNUSED_RESULT;
/* All strings belong to @self. To change one: copy the record, set it, make a new article. */
const ManiculeArticleFields *manicule_article_get_fields  (ManiculeArticle *self);
const char                  *manicule_article_get_id      (ManiculeArticle *self);
const char                  *manicule_article_get_title   (ManiculeArticle *self);  /* never NULL: the opening or the id where none is known */
gboolean                     manicule_article_equal       (ManiculeArticle *a,
                                                           ManiculeArticle *b);

G_END_DECLS
