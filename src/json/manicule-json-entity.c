/* manicule-json-entity.c: the entity register
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-json-items.h"

#include "manicule-json-carried.h"
#include "manicule-json-writer.h"

static const char * const members[] = { "id", "name", "label", "description", "aliases", "reference", NULL };

static const char *
entity_get_key (gpointer item)
{
  return manicule_entity_get_id (item);
}

static void
entity_append (GString  *out,
               gpointer  item)
{
  const ManiculeEntityFields *fields = manicule_entity_get_fields (item);

  g_string_append_c (out, '{');
  manicule_json_put_string (out, "id", fields->id);
  manicule_json_put_string (out, "name", fields->name);
  manicule_json_put_string (out, "label", fields->label);
  manicule_json_put_string (out, "description", fields->description);
  manicule_json_put_strv (out, "aliases", fields->aliases);
  manicule_json_put_string (out, "reference", fields->reference);
  manicule_json_put_carried (out, fields->carried, members);
  g_string_append_c (out, '}');
}

static gpointer
entity_read (ManiculeJsonValue  object,
             ManiculeFindings  *findings)
{
  g_auto(GStrv) aliases = manicule_json_find_strv (object, "aliases");
  g_autofree char *carried = manicule_json_dup_unknown (object, members, NULL, NULL);
  ManiculeEntityFields fields = { NULL };

  fields.id = manicule_json_get_name (object, "id");
  fields.name = manicule_json_find_string (object, "name");
  fields.label = manicule_json_find_string (object, "label");
  fields.description = manicule_json_find_string (object, "description");
  fields.aliases = (const char * const *) aliases;
  fields.reference = manicule_json_find_string (object, "reference");
  fields.carried = carried;
  return manicule_json_reader_failed (object.reader) ? NULL : manicule_entity_new (&fields);
}

const ManiculeJsonItem manicule_json_entity = { "id", entity_get_key, entity_append, entity_read };

/**
 * manicule_json_write_entities:
 * @entities: a list of entities
 *
 * Writes entities.jsonl.
 *
 * Returns: (transfer full): its bytes
 */
GBytes *
manicule_json_write_entities (GListModel *entities)
{
  g_return_val_if_fail (G_IS_LIST_MODEL (entities), NULL);

  return manicule_json_write_lines (&manicule_json_entity, entities);
}

/**
 * manicule_json_read_entities:
 * @bytes: the bytes of entities.jsonl
 * @file: its name for messages
 * @findings: (nullable): where what is wrong is added; damaged lines are left out then
 * @error: return location
 *
 * Reads a register, whose rows have different ids.
 *
 * Returns: (transfer full) (element-type ManiculeEntity): the entities in order, or %NULL with an error
 */
GPtrArray *
manicule_json_read_entities (GBytes            *bytes,
                             const char        *file,
                             ManiculeFindings  *findings,
                             GError           **error)
{
  return manicule_json_read_lines (&manicule_json_entity, bytes, file, findings, error);
}
