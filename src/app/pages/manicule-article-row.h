/* manicule-article-row.h: one article in the list
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "manicule-workspace.h"

G_BEGIN_DECLS

#define MANICULE_TYPE_ARTICLE_ROW (manicule_article_row_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeArticleRow, manicule_article_row, MANICULE, ARTICLE_ROW, AdwBin)

GtkWidget *manicule_article_row_new      (void) G_GNUC_WARN_UNUSED_RESULT;
/* @needle: what was searched for, drawn bold in the title; NULL: nothing. Both NULL: shows nothing, follows nothing. */
void       manicule_article_row_bind     (ManiculeArticleRow *self,
                                          ManiculeWorkspace  *workspace,
                                          ManiculeArticle    *article,
                                          const char         *needle);
/* What a screen reader says of the row: “done, 41 annotations”. */
char      *manicule_article_row_describe (ManiculeWorkspace  *workspace,
                                          ManiculeArticle    *article) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
