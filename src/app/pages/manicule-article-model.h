/* manicule-article-model.h: the articles of a project, searched, filtered and sorted
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "manicule-workspace.h"

G_BEGIN_DECLS

typedef enum
{
  MANICULE_ORDER_LIST,         /* the project's own */
  MANICULE_ORDER_TITLE,
  MANICULE_ORDER_DATE,         /* newest first */
  MANICULE_ORDER_STATUS,       /* what is left to do first */
  MANICULE_ORDER_ANNOTATIONS,  /* most first */
} ManiculeOrder;

/* Follows the workspace. Signals: "totals-changed", some time after the numbers did, so that many changes cost little;
 *   "needle-changed": what is searched for is another. */
#define MANICULE_TYPE_ARTICLE_MODEL (manicule_article_model_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeArticleModel, manicule_article_model, MANICULE, ARTICLE_MODEL, GObject)

ManiculeArticleModel *manicule_article_model_new        (ManiculeWorkspace    *workspace) G_GNUC_WARN_UNUSED_RESULT;
/* Of ManiculeArticle. */
GListModel           *manicule_article_model_get_list   (ManiculeArticleModel *self);
/* Titles at once, texts a little later. "" finds all. */
void                  manicule_article_model_set_needle (ManiculeArticleModel *self,
                                                         const char           *needle);
const char           *manicule_article_model_get_needle (ManiculeArticleModel *self);
/* @status: -1 for all */
void                  manicule_article_model_set_status (ManiculeArticleModel *self,
                                                         int                   status);
/* @source: NULL for all */
void                  manicule_article_model_set_source (ManiculeArticleModel *self,
                                                         const char           *source);
/* @label: the name of one that a span has; NULL for all. What is not loaded is looked for in the background. */
void                  manicule_article_model_set_label  (ManiculeArticleModel *self,
                                                         const char           *label);
void                  manicule_article_model_set_order  (ManiculeArticleModel *self,
                                                         ManiculeOrder         order);
/* (element-type utf8): each source once, sorted */
GPtrArray            *manicule_article_model_dup_sources (ManiculeArticleModel *self) G_GNUC_WARN_UNUSED_RESULT;
void                  manicule_article_model_get_totals (ManiculeArticleModel *self,
                                                         guint                *n_articles,
                                                         guint                *n_done,
                                                         guint                *n_annotations);

G_END_DECLS
