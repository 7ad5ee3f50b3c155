/* manicule-article-list.h: the articles of a project
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "manicule-editor.h"

G_BEGIN_DECLS

/* Properties: collapsed (boolean): it is a page of its own, so a click opens an article rather than selects it.
 * Signals: "opened" (const char *id, gboolean show): the user wants that article; @show: and to see it;
 *   "menu-left": the main menu that was shown by manicule_article_list_show_menu() is closed, and nothing else has taken
 *   the focus. */
#define MANICULE_TYPE_ARTICLE_LIST (manicule_article_list_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeArticleList, manicule_article_list, MANICULE, ARTICLE_LIST, AdwNavigationPage)

void        manicule_article_list_set_workspace (ManiculeArticleList *self,
                                                 ManiculeWorkspace   *workspace);
/* Marks the row of the open article. */
void        manicule_article_list_select        (ManiculeArticleList *self,
                                                 const char          *id);
/* The article beside @id as the list stands now, in its order and without those filtered out; NULL at the end. */
const char *manicule_article_list_get_neighbour (ManiculeArticleList *self,
                                                 const char          *id,
                                                 gboolean             forward);
/* The next one in the list that is not done, round at the end; NULL when all others are. */
const char *manicule_article_list_get_next_open (ManiculeArticleList *self,
                                                 const char          *id);
void        manicule_article_list_grab          (ManiculeArticleList *self);
/* Whether a row has the focus. */
gboolean    manicule_article_list_has_focus     (ManiculeArticleList *self);
void        manicule_article_list_show_menu     (ManiculeArticleList *self);
/* How many articles there are, and how many are done. */
guint       manicule_article_list_get_n         (ManiculeArticleList *self,
                                                 guint               *n_done);

G_END_DECLS
