/* manicule-json-bare.h: an annotation set without the text that it is about
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-json.h"

G_BEGIN_DECLS

/* For what is done to files alone. What the spans cover is kept as it stands in the file, by their ranges. */
typedef struct
{
  char           *article_id;   /* (owned) */
  char           *sha256;       /* (owned) */
  guint           length;
  char           *annotator;    /* (owned) */
  ManiculeStatus  status;
  GPtrArray      *annotations;  /* (owned) (element-type ManiculeAnnotation) */
  GHashTable     *covered;      /* (owned) (element-type utf8 utf8): JSON text by JSON text */
  char           *carried;      /* (owned) (nullable) */
} ManiculeJsonBare;

/* Ids differ, and both ends of a relation are there. */
ManiculeJsonBare *manicule_json_bare_read  (GBytes            *bytes,
                                            const char        *file,
                                            GError           **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes           *manicule_json_bare_write (ManiculeJsonBare  *self) G_GNUC_WARN_UNUSED_RESULT;
void              manicule_json_bare_free  (ManiculeJsonBare  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiculeJsonBare, manicule_json_bare_free)

G_END_DECLS
