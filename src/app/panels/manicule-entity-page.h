/* manicule-entity-page.h: who or what in the world an annotation means
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "manicule-editor.h"

G_BEGIN_DECLS

#define MANICULE_TYPE_ENTITY_PAGE (manicule_entity_page_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeEntityPage, manicule_entity_page, MANICULE, ENTITY_PAGE, AdwNavigationPage)

/* Ties @annotation to an entity of the register, to a new one, or to none, then goes back. */
AdwNavigationPage *manicule_entity_page_new (ManiculeEditor     *editor,
                                             ManiculeAnnotation *annotation) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
