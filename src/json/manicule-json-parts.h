/* manicule-json-parts.h: the members of an object or the items of a list, as JSON text, by key and in order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-json-reader.h"

G_BEGIN_DECLS

typedef struct _ManiculeJsonParts ManiculeJsonParts;

ManiculeJsonParts *manicule_json_parts_new         (void) G_GNUC_WARN_UNUSED_RESULT;
void               manicule_json_parts_free        (ManiculeJsonParts  *self);
/* @object's members; the items of @list by their member @key, or, where that is NULL, by themselves. */
ManiculeJsonParts *manicule_json_parts_new_object  (ManiculeJsonValue   object) G_GNUC_WARN_UNUSED_RESULT;
ManiculeJsonParts *manicule_json_parts_new_list    (ManiculeJsonValue   list,
                                                    const char         *key) G_GNUC_WARN_UNUSED_RESULT;
/* "{…}" or "[…]"; "" and NULL are an empty one. */
ManiculeJsonParts *manicule_json_parts_parse       (const char         *raw,
                                                    const char         *key,
                                                    GError            **error) G_GNUC_WARN_UNUSED_RESULT;
void               manicule_json_parts_append      (ManiculeJsonParts  *self,
                                                    const char         *key,
                                                    const char         *raw);
const char        *manicule_json_parts_find        (ManiculeJsonParts  *self,
                                                    const char         *key);
guint              manicule_json_parts_get_n       (ManiculeJsonParts  *self);
const char        *manicule_json_parts_get         (ManiculeJsonParts  *self,
                                                    guint               index,
                                                    const char        **key);
/* As an object, an array, or a line each. */
char              *manicule_json_parts_to_object   (ManiculeJsonParts  *self) G_GNUC_WARN_UNUSED_RESULT;
char              *manicule_json_parts_to_list     (ManiculeJsonParts  *self) G_GNUC_WARN_UNUSED_RESULT;
char              *manicule_json_parts_to_lines    (ManiculeJsonParts  *self) G_GNUC_WARN_UNUSED_RESULT;

/* Both sides changed @key: gives what is to stand for it, and may append more to @result. */
typedef char    *(*ManiculeJsonBothChanged)        (const char         *key,
                                                    const char         *base,    /* NULL: absent */
                                                    const char         *ours,
                                                    const char         *theirs,
                                                    ManiculeJsonParts  *result,
                                                    gpointer            data);
/* One side removed what the other changed: it stays. */
typedef void     (*ManiculeJsonRemovedChanged)     (const char         *key,
                                                    gpointer            data);

typedef struct
{
  ManiculeJsonBothChanged    both_changed;
  ManiculeJsonRemovedChanged removed_changed;
  gpointer                   data;
} ManiculeJsonMerger;

ManiculeJsonParts *manicule_json_parts_merge       (ManiculeJsonParts  *base,
                                                    ManiculeJsonParts  *ours,
                                                    ManiculeJsonParts  *theirs,
                                                    const ManiculeJsonMerger *merger) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiculeJsonParts, manicule_json_parts_free)

G_END_DECLS
