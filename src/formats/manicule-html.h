/* manicule-html.h: the article in a page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <libxml/HTMLtree.h>

G_BEGIN_DECLS

/* What the page says of its article. Strings are (owned) (nullable). */
typedef struct
{
  char *title;
  char *date;      /* "2024-12-29", a year and month, or a year */
  char *byline;
  char *source;
  char *language;
  char *url;
} ManiculeHtmlHead;

void      manicule_html_head_init  (ManiculeHtmlHead *self,
                                    xmlDoc           *page,
                                    xmlNode          *main);
void      manicule_html_head_clear (ManiculeHtmlHead *self);

/* The element that holds the article; NULL when the page holds nothing. */
xmlNode  *manicule_html_find_main  (xmlDoc           *page);
/* Its text: paragraphs, with a blank line between them; menus, scripts, captions and the like left out. */
char     *manicule_html_dup_text   (xmlNode          *main) G_GNUC_WARN_UNUSED_RESULT;

/* The node after @node in the order of the page, within @root; NULL at the end. @enter: whether to look into it. */
xmlNode  *manicule_html_next       (xmlNode          *node,
                                    xmlNode          *root,
                                    gboolean          enter);
gboolean  manicule_html_is         (xmlNode          *node,
                                    const char       *element);
/* (transfer none) (nullable) */
const char *manicule_html_get      (xmlNode          *node,
                                    const char       *attribute);
/* The text in it, white space collapsed. */
char     *manicule_html_dup_inline (xmlNode          *node) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
