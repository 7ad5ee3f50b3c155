/* manicule-suggestion-page.h: the suggestion in focus, to be accepted or rejected
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "manicule-editor.h"

G_BEGIN_DECLS

#define MANICULE_TYPE_SUGGESTION_PAGE (manicule_suggestion_page_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeSuggestionPage, manicule_suggestion_page, MANICULE, SUGGESTION_PAGE, AdwBin)

/* Called once. */
void manicule_suggestion_page_set_editor (ManiculeSuggestionPage *self,
                                          ManiculeEditor         *editor);
/* @suggestion: the one in focus */
void manicule_suggestion_page_show       (ManiculeSuggestionPage *self,
                                          ManiculeSuggestion     *suggestion);

G_END_DECLS
