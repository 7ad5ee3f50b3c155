/* manicule-loss-cards.h: how many annotations an export writes exactly, and how many not
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "manicule-loss.h"

G_BEGIN_DECLS

/* Two cards, side by side or, by its orientation, one above the other. */
#define MANICULE_TYPE_LOSS_CARDS (manicule_loss_cards_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeLossCards, manicule_loss_cards, MANICULE, LOSS_CARDS, GtkBox)

void manicule_loss_cards_show (ManiculeLossCards  *self,
                               ManiculeLossReport *report);

G_END_DECLS
