/* manicule-entity.h: a row of the entity register
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* One person, place, organisation or event of the world, across articles. Immutable. */
#define MANICULE_TYPE_ENTITY (manicule_entity_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeEntity, manicule_entity, MANICULE, ENTITY, GObject)

typedef struct
{
  const char         *id;
  const char         *name;
  const char         *label;        /* the label its mentions usually carry */
  const char         *description;
  const char * const *aliases;
  const char         *reference;    /* an outside identifier: "Wikidata:Q30" */
  const char         *carried;
} ManiculeEntityFields;

ManiculeEntity             *manicule_entity_new        (const ManiculeEntityFields *fields) G_GNUC_WARN_UNUSED_RESULT;
const ManiculeEntityFields *manicule_entity_get_fields (ManiculeEntity *self);
const char                 *manicule_entity_get_id     (ManiculeEntity *self);
const char                 *manicule_entity_get_name   (ManiculeEntity *self);  /* never NULL: the id where none is known */
gboolean                    manicule_entity_equal      (ManiculeEntity *a,
                                                        ManiculeEntity *b);

G_END_DECLS
