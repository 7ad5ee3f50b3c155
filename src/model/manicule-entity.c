/* manicule-entity.c: a row of the entity register
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-entity.h"

#include "manicule-record-private.h"

struct _ManiculeEntity
{
  GObject               parent_instance;

  ManiculeEntityFields  fields;  /* points into memory */
  gpointer              memory;  /* (owned) */
};

G_DEFINE_FINAL_TYPE (ManiculeEntity, manicule_entity, G_TYPE_OBJECT)

static const gsize strings[] = {
  G_STRUCT_OFFSET (ManiculeEntityFields, id),
  G_STRUCT_OFFSET (ManiculeEntityFields, name),
  G_STRUCT_OFFSET (ManiculeEntityFields, label),
  G_STRUCT_OFFSET (ManiculeEntityFields, description),
  G_STRUCT_OFFSET (ManiculeEntityFields, reference),
  G_STRUCT_OFFSET (ManiculeEntityFields, carried),
};

static const gsize lists[] = {
  G_STRUCT_OFFSET (ManiculeEntityFields, aliases),
};

static const ManiculeRecordLayout layout = {
  sizeof (ManiculeEntityFields), strings, G_N_ELEMENTS (strings), lists, G_N_ELEMENTS (lists),
};

static void
manicule_entity_finalize (GObject *object)
{
  ManiculeEntity *self = MANICULE_ENTITY (object);

  g_free (self->memory);

  G_OBJECT_CLASS (manicule_entity_parent_class)->finalize (object);
}

static void
manicule_entity_class_init (ManiculeEntityClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = manicule_entity_finalize;
}

static void
manicule_entity_init (ManiculeEntity *self)
{
}

/**
 * manicule_entity_new:
 * @fields: what the entity is; copied. The id must not be empty; other empty strings and lists count as NULL
 *
 * Returns: (transfer full): a new entity
 */
ManiculeEntity *
manicule_entity_new (const ManiculeEntityFields *fields)
{
  ManiculeEntity *self;

  g_return_val_if_fail (fields != NULL, NULL);
  g_return_val_if_fail (fields->id != NULL && *fields->id != '\0', NULL);

  self = g_object_new (MANICULE_TYPE_ENTITY, NULL);
  self->memory = manicule_record_copy (&layout, &self->fields, fields);

  return self;
}

/**
 * manicule_entity_get_fields:
 * @self: an entity
 *
 * Returns: (transfer none): all that is known of it
 */
const ManiculeEntityFields *
manicule_entity_get_fields (ManiculeEntity *self)
{
  g_return_val_if_fail (MANICULE_IS_ENTITY (self), NULL);

  return &self->fields;
}

/**
 * manicule_entity_get_id:
 * @self: an entity
 *
 * Returns: the id that annotations carry
 */
const char *
manicule_entity_get_id (ManiculeEntity *self)
{
  g_return_val_if_fail (MANICULE_IS_ENTITY (self), NULL);

  return self->fields.id;
}

/**
 * manicule_entity_get_name:
 * @self: an entity
 *
 * Returns: the name that people read; the id where none is known
 */
const char *
manicule_entity_get_name (ManiculeEntity *self)
{
  g_return_val_if_fail (MANICULE_IS_ENTITY (self), NULL);

  return self->fields.name != NULL ? self->fields.name : self->fields.id;
}

/**
 * manicule_entity_equal:
 * @a: an entity
 * @b: another
 *
 * Returns: whether all of both is the same
 */
gboolean
manicule_entity_equal (ManiculeEntity *a,
                       ManiculeEntity *b)
{
  g_return_val_if_fail (MANICULE_IS_ENTITY (a), FALSE);
  g_return_val_if_fail (MANICULE_IS_ENTITY (b), FALSE);

  return a == b || manicule_record_equal (&layout, &a->fields, &b->fields);
}
