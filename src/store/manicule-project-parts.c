/* manicule-project-parts.c: a project taken apart, for work on it in another thread
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-import-private.h"
#include "manicule-project-folder-private.h"

/**
 * manicule_project_parts_new:
 * @project: a project
 *
 * Returns: (transfer full): what it consists of now, but for its annotation sets
 */
ManiculeProjectParts *
manicule_project_parts_new (ManiculeProject *project)
{
  ManiculeProjectParts *self = g_new0 (ManiculeProjectParts, 1);

  self->name = g_strdup (manicule_project_get_name (project));
  self->carried = g_strdup (manicule_project_get_carried (project));
  self->annotators = g_strdupv ((char **) manicule_project_get_annotators (project));
  self->schema = manicule_schema_copy (manicule_project_get_schema (project));
  self->articles = manicule_list_take_items (manicule_project_get_articles (project));
  self->entities = manicule_list_take_items (manicule_project_get_entities (project));

  return self;
}

/**
 * manicule_project_parts_free:
 * @self: (transfer full): parts
 */
void
manicule_project_parts_free (ManiculeProjectParts *self)
{
  g_free (self->name);
  g_free (self->carried);
  g_strfreev (self->annotators);
  g_object_unref (self->schema);
  g_ptr_array_unref (self->articles);
  g_ptr_array_unref (self->entities);
  g_free (self);
}

/**
 * manicule_project_parts_assemble:
 * @self: parts; they can be used again
 * @schema: the schema of the new project
 *
 * Returns: (transfer full): a project of these parts, in any thread
 */
ManiculeProject *
manicule_project_parts_assemble (ManiculeProjectParts *self,
                                 ManiculeSchema       *schema)
{
  ManiculeProject *project = manicule_project_new (self->name, schema);
  guint i;

  manicule_project_set_carried (project, self->carried);

  for (i = 0; self->annotators != NULL && self->annotators[i] != NULL; i++)
    manicule_project_add_annotator (project, self->annotators[i]);

  for (i = 0; i < self->articles->len; i++)
    manicule_project_add_article (project, g_ptr_array_index (self->articles, i));

  for (i = 0; i < self->entities->len; i++)
    manicule_project_add_entity (project, g_ptr_array_index (self->entities, i));

  return project;
}
