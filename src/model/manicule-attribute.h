/* manicule-attribute.h: a question that the schema asks of an annotation or an article
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  MANICULE_ATTRIBUTE_CHOICE,   /* one of the values */
  MANICULE_ATTRIBUTE_CHOICES,  /* any of the values */
  MANICULE_ATTRIBUTE_FLAG,     /* yes or no */
  MANICULE_ATTRIBUTE_TEXT,
  MANICULE_ATTRIBUTE_NUMBER,
} ManiculeAttributeType;

/* Immutable. Used in two places of the schema: attributes of labels and relation types, and document labels (whose
 * answer stands in the annotation's attribute "value"). */
#define MANICULE_TYPE_ATTRIBUTE (manicule_attribute_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeAttribute, manicule_attribute, MANICULE, ATTRIBUTE, GObject)

/* A plain record for making one; every string may be NULL except name. Unset title means name. */
typedef struct
{
  const char            *name;
  const char            *title;
  const char            *description;
  ManiculeAttributeType  type;
  const char * const    *values;         /* choices */
  const char            *default_value;
  const char * const    *labels;         /* the labels or relation types it is asked of; NULL: every one */
  const char            *carried;
} ManiculeAttributeFields;

ManiculeAttribute     *manicule_attribute_new               (const ManiculeAttributeFields *fields) G_GNUC_WARN_UNUSED_RESULT;
const char            *manicule_attribute_get_name          (ManiculeAttribute *self);
const char            *manicule_attribute_get_title         (ManiculeAttribute *self);
const char            *manicule_attribute_get_description   (ManiculeAttribute *self);
ManiculeAttributeType  manicule_attribute_get_value_type    (ManiculeAttribute *self);
const char * const    *manicule_attribute_get_values        (ManiculeAttribute *self);
const char            *manicule_attribute_get_default_value (ManiculeAttribute *self);
const char * const    *manicule_attribute_get_labels        (ManiculeAttribute *self);
const char            *manicule_attribute_get_carried       (ManiculeAttribute *self);
gboolean               manicule_attribute_applies_to        (ManiculeAttribute *self,
                                                             const char        *label);
gboolean               manicule_attribute_equal             (ManiculeAttribute *a,
                                                             ManiculeAttribute *b);

G_END_DECLS
