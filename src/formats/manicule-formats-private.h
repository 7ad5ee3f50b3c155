/* manicule-formats-private.h: the registry, made from the list in meson.build
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-format.h"

G_BEGIN_DECLS

extern const ManiculeFormat * const manicule_formats[];

const ManiculeFormatOption *manicule_format_find_option   (const ManiculeFormat *format,
                                                           const char           *name);
const char                 *manicule_format_lookup_option (const ManiculeFormat *format,
                                                           GHashTable           *options,
                                                           const char           *name);
gboolean                    manicule_format_check_option  (const ManiculeFormat *format,
                                                           const char           *name,
                                                           const char           *value,
                                                           GError              **error);

G_END_DECLS
