/* manicule-article-panel.h: what is known and said of the open article
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "manicule-editor.h"

G_BEGIN_DECLS

#define MANICULE_TYPE_ARTICLE_PANEL (manicule_article_panel_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeArticlePanel, manicule_article_panel, MANICULE, ARTICLE_PANEL, AdwBin)

void manicule_article_panel_set_editor (ManiculeArticlePanel *self,
                                        ManiculeEditor       *editor);

G_END_DECLS
