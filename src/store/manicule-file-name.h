/* manicule-file-name.h: names that may become file names
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* In bytes. With a suffix, ".tmp-" and its random part a name still fits every file system. */
#define MANICULE_FILE_NAME_MAX 64

/* Article ids and annotator names. Safe: 1 to 64 bytes of readable UTF-8 that is a file name of its own in every file
 * system: no separators, controls or characters that turn the direction of writing, no leading dot, no space or dot at
 * the end, none of the names that Windows keeps for itself. */
gboolean  manicule_file_name_is_safe     (const char *name);
/* TRUE for "con", "NUL.txt" and the like. */
gboolean  manicule_file_name_is_reserved (const char *name);
/* Two names with the same key are one file where case or the form of accents does not count. */
char     *manicule_file_name_key         (const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
