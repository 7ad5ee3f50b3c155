/* manicule-article-view.h: the open article: header, text, find bar, labels
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "manicule-editor.h"
#include "manicule-surface.h"

G_BEGIN_DECLS

/* Owns the verbs of the text ("mark.…"). Properties: narrow (boolean): fewer buttons, a menu, and the place in the list
 * as title. */
#define MANICULE_TYPE_ARTICLE_VIEW (manicule_article_view_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeArticleView, manicule_article_view, MANICULE, ARTICLE_VIEW, AdwBin)

void             manicule_article_view_set_editor  (ManiculeArticleView *self,
                                                    ManiculeEditor      *editor);
/* Which article of how many it is, in words: “1 of 48”. */
void             manicule_article_view_set_place   (ManiculeArticleView *self,
                                                    const char          *place);
void             manicule_article_view_grab        (ManiculeArticleView *self);
/* Whether keys go to the text, once the window has them. */
gboolean         manicule_article_view_has_focus   (ManiculeArticleView *self);
/* Opens the find bar with what is selected. */
void             manicule_article_view_find        (ManiculeArticleView *self);
void             manicule_article_view_find_step   (ManiculeArticleView *self,
                                                    gboolean             forward);
/* TRUE when there was a preview or an open find bar to take away. */
gboolean         manicule_article_view_escape      (ManiculeArticleView *self);
void             manicule_article_view_announce    (ManiculeArticleView *self,
                                                    const char          *message);

G_END_DECLS
