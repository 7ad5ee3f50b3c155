/* manicule-chip.h: a label's key in its colour
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "manicule-schema.h"

G_BEGIN_DECLS

/* Stands wherever a label is named, so that colour, key and identity are one mark. A label without a key shows a dot.
 * It says nothing to a screen reader: the name beside it does. Properties: label (ManiculeLabel, nullable). */
#define MANICULE_TYPE_CHIP (manicule_chip_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeChip, manicule_chip, MANICULE, CHIP, GtkWidget)

GtkWidget     *manicule_chip_new                (ManiculeLabel        *label) G_GNUC_WARN_UNUSED_RESULT;
ManiculeLabel *manicule_chip_get_label          (ManiculeChip         *self);
void           manicule_chip_set_label          (ManiculeChip         *self,
                                                 ManiculeLabel        *label);
/* In the place of a label. */
void           manicule_chip_show_relation_type (ManiculeChip         *self,
                                                 ManiculeRelationType *type);

G_END_DECLS
