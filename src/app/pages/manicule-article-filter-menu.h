/* manicule-article-filter-menu.h: how the list of articles is sorted and what it leaves out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Items activate "list.order", "list.status" and "list.source" with a string. @sources (element-type utf8): each once. */
GMenuModel *manicule_article_filter_menu_new (GPtrArray *sources) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
