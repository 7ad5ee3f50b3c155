/* manicule-article-filter.h: how the list of articles is sorted and what it leaves out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "manicule-article-model.h"

G_BEGIN_DECLS

/* A menu button. Properties, each with an action of its name: status ("" for all, or the nick of one), source, label
 * ("" for all, or the name of one), order. */
#define MANICULE_TYPE_ARTICLE_FILTER (manicule_article_filter_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeArticleFilter, manicule_article_filter, MANICULE, ARTICLE_FILTER, AdwBin)

/* Called once: what is filtered, and the labels to choose from. */
void manicule_article_filter_set_model (ManiculeArticleFilter *self,
                                        ManiculeArticleModel  *model,
                                        ManiculeSchema        *schema);
/* Leaves nothing out any more; the order stays. */
void manicule_article_filter_reset     (ManiculeArticleFilter *self);

G_END_DECLS
