/* manicule-format-conllu-values.h: how CoNLL-U writes what its columns cannot hold as it is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *data;
  gsize       length;
} ManiculeConlluField;

gboolean manicule_conllu_field_is        (const ManiculeConlluField *self,
                                          const char                *string);
/* The fields of a line, parted by tabs, at most @max; what is beyond them stays in the last. Returns how many. */
guint    manicule_conllu_split           (const char                *data,
                                          gsize                      length,
                                          ManiculeConlluField       *fields,
                                          guint                      max);

/* The next "Key=Value" of a MISC column from *@p on; FALSE at the end. An item without "=" has an empty value. */
gboolean manicule_conllu_next_item       (const char               **p,
                                          const char                *end,
                                          ManiculeConlluField       *key,
                                          ManiculeConlluField       *value);
gboolean manicule_conllu_find_item       (const ManiculeConlluField *misc,
                                          const char                *key,
                                          ManiculeConlluField       *value);

/* White space as UDPipe (Straka et al., 2016) writes it: \s \t \n \r, and \p for a bar, \\ for a backslash. */
void     manicule_conllu_append_spaces   (GString                   *out,
                                          const char                *data,
                                          gsize                      length);
char    *manicule_conllu_parse_spaces    (const ManiculeConlluField *value) G_GNUC_WARN_UNUSED_RESULT;

/* Parts of an entity, with "%2D" for a hyphen and the like (CorefUD 1.0). */
void     manicule_conllu_append_encoded  (GString                   *out,
                                          const char                *string);
char    *manicule_conllu_decode          (const char                *data,
                                          gsize                      length) G_GNUC_WARN_UNUSED_RESULT;

/* "# key = value" */
gboolean manicule_conllu_comment_get     (const ManiculeConlluField *line,
                                          const char                *key,
                                          ManiculeConlluField       *value);

G_END_DECLS
