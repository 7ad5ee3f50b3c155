/* manicule-find-bar.h: finding in the open article
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "manicule-text.h"

G_BEGIN_DECLS

/* Properties: text (ManiculeText, nullable); open (boolean); match-case, match-accents, regex (boolean).
 * Signals: "hits-changed": look at manicule_find_bar_get_hits(); "annotate-all" (GtkWidget *button): choose a label there. */
#define MANICULE_TYPE_FIND_BAR (manicule_find_bar_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeFindBar, manicule_find_bar, MANICULE, FIND_BAR, AdwBin)

void     manicule_find_bar_set_text     (ManiculeFindBar *self,
                                         ManiculeText    *text);
/* Opens it, or selects what was typed when it is open. @needle NULL: what was typed last. The first hit shown is the
 * first one at or after @from. */
void     manicule_find_bar_open         (ManiculeFindBar *self,
                                         const char      *needle,
                                         guint            from);
void     manicule_find_bar_close        (ManiculeFindBar *self);
gboolean manicule_find_bar_is_open      (ManiculeFindBar *self);
void     manicule_find_bar_step         (ManiculeFindBar *self,
                                         gboolean         forward);
/* (element-type ManiculeRange) (nullable); @current: G_MAXUINT when there is none */
GArray  *manicule_find_bar_get_hits     (ManiculeFindBar *self,
                                         guint           *current);
/* Whether a label can be given at all, and so to all hits. */
void     manicule_find_bar_set_editable (ManiculeFindBar *self,
                                         gboolean         editable);
void     manicule_find_bar_set_narrow   (ManiculeFindBar *self,
                                         gboolean         narrow);

G_END_DECLS
