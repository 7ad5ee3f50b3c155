/* manicule-change-private.h: what the pieces of ManiculeChange share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-change.h"

G_BEGIN_DECLS

/* For changes of the project's own lists. */
char *manicule_change_describe_item (ManiculeChange *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
