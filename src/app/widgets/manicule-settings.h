/* manicule-settings.h: what the program remembers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GSettings *manicule_settings_get (void);

G_END_DECLS
