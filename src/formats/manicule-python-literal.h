/* manicule-python-literal.h: lists, tuples and dictionaries of Python as JSON
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Whether @head, the beginning of a file, looks like such a literal and not like JSON. */
gboolean  manicule_python_is_literal (const char  *head,
                                      gsize        length);
/* The first literal of a source text as JSON with the same lines; what it is assigned to is left out. Names other than
 * True, False and None, expressions and calls are an error: "3: …". Whether brackets fit is for the reader of JSON to say. */
GBytes   *manicule_python_to_json    (const char  *text,
                                      gsize        length,
                                      GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
