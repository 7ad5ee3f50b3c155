/* manicule-label-palette.h: a label or a relation type, chosen by typing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "manicule-schema.h"

G_BEGIN_DECLS

/* Labels stand in the schema's order, always; only what is chosen beforehand moves.
 * Signals: "chosen" (const char *name); "new-label" (const char *title), where the schema may grow. */
#define MANICULE_TYPE_LABEL_PALETTE (manicule_label_palette_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeLabelPalette, manicule_label_palette, MANICULE, LABEL_PALETTE, GtkPopover)

GtkWidget *manicule_label_palette_new        (void) G_GNUC_WARN_UNUSED_RESULT;
void       manicule_label_palette_set_schema (ManiculeLabelPalette *self,
                                              ManiculeSchema       *schema);
void       manicule_label_palette_open       (ManiculeLabelPalette *self,
                                              const char           *proposed);
void       manicule_label_palette_open_types (ManiculeLabelPalette *self,
                                              GListModel           *types,
                                              const char           *proposed);

G_END_DECLS
