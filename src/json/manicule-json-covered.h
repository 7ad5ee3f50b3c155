/* manicule-json-covered.h: ranges, and the text they cover, each checked by the other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-json-reader.h"

G_BEGIN_DECLS

/* Writing: a list with the text of each range, or one string with all of them joined by a space. */
void    manicule_json_put_covered   (GString             *out,
                                     ManiculeText        *text,
                                     const ManiculeRange *ranges,
                                     guint                n);
void    manicule_json_put_joined    (GString             *out,
                                     ManiculeText        *text,
                                     const ManiculeRange *ranges,
                                     guint                n);

/* Reading: arrays of ManiculeRange, which are right unless the reader has failed. @text NULL: not checked against it. */
GArray *manicule_json_read_ranges   (ManiculeJsonValue    list,
                                     ManiculeText        *text) G_GNUC_WARN_UNUSED_RESULT;
GArray *manicule_json_read_hull     (ManiculeJsonValue    object,
                                     ManiculeText        *text) G_GNUC_WARN_UNUSED_RESULT;
/* Fail where the text is another. */
void    manicule_json_check_covered (ManiculeJsonValue    list,
                                     ManiculeText        *text,
                                     GArray              *ranges);
void    manicule_json_check_joined  (ManiculeJsonValue    string,
                                     ManiculeText        *text,
                                     GArray              *ranges);

G_END_DECLS
