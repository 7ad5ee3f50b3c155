/* manicule-annotation-panel.h: the focused annotation
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "manicule-editor.h"

G_BEGIN_DECLS

#define MANICULE_TYPE_ANNOTATION_PANEL (manicule_annotation_panel_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeAnnotationPanel, manicule_annotation_panel, MANICULE, ANNOTATION_PANEL, AdwBin)

void manicule_annotation_panel_set_editor (ManiculeAnnotationPanel *self,
                                           ManiculeEditor          *editor);
/* Puts the caret into the note. FALSE when no annotation has the focus. */
gboolean manicule_annotation_panel_edit_note (ManiculeAnnotationPanel *self);

G_END_DECLS
