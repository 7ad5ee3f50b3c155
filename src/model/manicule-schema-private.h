/* manicule-schema-private.h: editing a schema, for changes alone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-item-list-private.h"
#include "manicule-schema.h"

G_BEGIN_DECLS

typedef enum
{
  MANICULE_SCHEMA_LABELS,
  MANICULE_SCHEMA_RELATION_TYPES,
  MANICULE_SCHEMA_ATTRIBUTES,
  MANICULE_SCHEMA_DOCUMENT_LABELS,
} ManiculeSchemaList;

#define MANICULE_SCHEMA_N_LISTS (MANICULE_SCHEMA_DOCUMENT_LABELS + 1)

ManiculeItemList *manicule_schema_get_list (ManiculeSchema     *self,
                                            ManiculeSchemaList  list);

G_END_DECLS
