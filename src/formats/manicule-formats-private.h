/* manicule-formats-private.h: the registry, made from the list in meson.build
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-format.h"

G_BEGIN_DECLS

extern const ManiculeFormat * const manicule_formats[];

G_END_DECLS
