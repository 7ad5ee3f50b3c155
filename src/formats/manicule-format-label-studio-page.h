/* manicule-format-label-studio-page.h: places in a web page, as Label Studio names them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _ManiculeLabelStudioPage ManiculeLabelStudioPage;

ManiculeLabelStudioPage *manicule_label_studio_page_new      (const char              *html) G_GNUC_WARN_UNUSED_RESULT;
void                     manicule_label_studio_page_free     (ManiculeLabelStudioPage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiculeLabelStudioPage, manicule_label_studio_page_free)

const char              *manicule_label_studio_page_get_text (ManiculeLabelStudioPage *self);
gboolean                 manicule_label_studio_page_find     (ManiculeLabelStudioPage *self,
                                                              const char              *path,
                                                              guint64                  offset,
                                                              guint                   *position);

G_END_DECLS
