/* manicule-relation-type.h: a name that relations carry
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define MANICULE_TYPE_RELATION_TYPE (manicule_relation_type_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeRelationType, manicule_relation_type, MANICULE, RELATION_TYPE, GObject)

/* A plain record for making one; every string may be NULL except name. Unset title means name. */
typedef struct
{
  const char         *name;
  const char         *title;
  const char         *color;
  const char         *key;
  const char         *description;
  const char * const *from;      /* the labels it may start at; NULL: every one. For a frame's role: the frame */
  const char * const *to;        /* the labels it may lead to; NULL: every one */
  gboolean            symmetric;
  gboolean            transitive;
  gboolean            required;  /* a frame without it is not complete */
  const char         *carried;
} ManiculeRelationTypeFields;

ManiculeRelationType *manicule_relation_type_new             (const ManiculeRelationTypeFields *fields) G_GNUC_WARN_UNUSED_RESULT;
const char           *manicule_relation_type_get_name        (ManiculeRelationType *self);
const char           *manicule_relation_type_get_title       (ManiculeRelationType *self);
const char           *manicule_relation_type_get_color       (ManiculeRelationType *self);
const char           *manicule_relation_type_get_key         (ManiculeRelationType *self);
const char           *manicule_relation_type_get_description (ManiculeRelationType *self);
const char * const   *manicule_relation_type_get_from        (ManiculeRelationType *self);
const char * const   *manicule_relation_type_get_to          (ManiculeRelationType *self);
gboolean              manicule_relation_type_is_symmetric    (ManiculeRelationType *self);
gboolean              manicule_relation_type_is_transitive   (ManiculeRelationType *self);
gboolean              manicule_relation_type_is_required     (ManiculeRelationType *self);
const char           *manicule_relation_type_get_carried     (ManiculeRelationType *self);
gboolean              manicule_relation_type_allows          (ManiculeRelationType *self,
                                                              const char           *from_label,
                                                              const char           *to_label);
gboolean              manicule_relation_type_equal           (ManiculeRelationType *a,
                                                              ManiculeRelationType *b);

G_END_DECLS
