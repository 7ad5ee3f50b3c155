/* manicule-side-panel.h: beside the text: annotation, annotations, article, guidelines; history and entity
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "manicule-editor.h"

G_BEGIN_DECLS

/* Properties: sheet (boolean): it is a bottom sheet, so it has a drag handle above and no window buttons. */
#define MANICULE_TYPE_SIDE_PANEL (manicule_side_panel_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeSidePanel, manicule_side_panel, MANICULE, SIDE_PANEL, AdwBin)

void     manicule_side_panel_set_editor   (ManiculeSidePanel *self,
                                           ManiculeEditor    *editor);
/* "annotation", "annotations", "article" or "guidelines" */
void     manicule_side_panel_show_page    (ManiculeSidePanel *self,
                                           const char        *name);
void     manicule_side_panel_show_history (ManiculeSidePanel *self);
void     manicule_side_panel_show_orphans (ManiculeSidePanel *self);
/* FALSE when no annotation has the focus. */
gboolean manicule_side_panel_link_entity  (ManiculeSidePanel *self);
gboolean manicule_side_panel_edit_note    (ManiculeSidePanel *self);
void     manicule_side_panel_grab         (ManiculeSidePanel *self);

G_END_DECLS
