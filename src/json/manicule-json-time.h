/* manicule-json-time.h: times as they stand in files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MANICULE_JSON_TIME_SIZE sizeof "2026-11-24T14:32:05Z"

gboolean manicule_json_format_time (gint64      seconds,
                                    char        time[static MANICULE_JSON_TIME_SIZE]);
gboolean manicule_json_parse_time  (const char *time,
                                    gint64     *seconds);

G_END_DECLS
