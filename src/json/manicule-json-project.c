/* manicule-json-project.c: manicule.json, the file that makes a folder a project
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-json-items.h"

#include "manicule-json-carried.h"
#include "manicule-json-writer.h"

#define FORMAT "manicule-project"

static const char * const members[] = { "format", "version", "name", "annotators", NULL };

/**
 * manicule_json_write_project:
 * @project: a project
 *
 * Writes manicule.json: what is not in one of the other files of a project.
 *
 * Returns: (transfer full): its bytes
 */
GBytes *
manicule_json_write_project (ManiculeProject *project)
{
  GString *out;

  g_return_val_if_fail (MANICULE_IS_PROJECT (project), NULL);

  out = g_string_new (NULL);
  manicule_json_put_format (out, FORMAT);
  g_string_append (out, ",\n ");
  manicule_json_append_string (out, "name");
  g_string_append_c (out, ':');
  manicule_json_append_string (out, manicule_project_get_name (project));
  g_string_append (out, ",\n ");
  manicule_json_append_string (out, "annotators");
  g_string_append_c (out, ':');
  manicule_json_append_strv (out, manicule_project_get_annotators (project));
  manicule_json_put_carried (out, manicule_project_get_carried (project), members);
  g_string_append (out, "}\n");
  return g_string_free_to_bytes (out);
}

static void
read_annotators (ManiculeJsonValue  list,
                 ManiculeProject   *project)
{
  ManiculeJsonIter iter;

  manicule_json_iter_init (&iter, list);
  while (manicule_json_iter_next (&iter))
    {
      const char *annotator = manicule_json_as_file_name (iter.value);

      if (annotator != NULL)
        manicule_project_add_annotator (project, annotator);
    }
}

/**
 * manicule_json_read_project:
 * @bytes: the bytes of manicule.json
 * @file: its name for messages
 * @error: return location
 *
 * Reads a project, which has an empty schema and no articles yet.
 *
 * Returns: (transfer full): the project, or %NULL with an error
 */
ManiculeProject *
manicule_json_read_project (GBytes      *bytes,
                            const char  *file,
                            GError     **error)
{
  g_autoptr(ManiculeJsonReader) reader = manicule_json_reader_new (bytes, file, error);
  g_autoptr(ManiculeSchema) schema = NULL;
  g_autoptr(ManiculeProject) project = NULL;
  g_autofree char *carried = NULL;
  const char *name = NULL;
  ManiculeJsonValue root;

  if (reader == NULL)
    return NULL;

  root = manicule_json_reader_get_root (reader);
  if (manicule_json_check_format (root, FORMAT))
    name = manicule_json_get_string (root, "name");
  if (!manicule_json_reader_settle (reader, NULL, error))
    return NULL;

  schema = manicule_schema_new ();
  project = manicule_project_new (name, schema);
  read_annotators (manicule_json_get_array (root, "annotators"), project);
  if (!manicule_json_reader_settle (reader, NULL, error))
    return NULL;

  carried = manicule_json_dup_unknown (root, members, NULL, NULL);
  if (carried != NULL)
    manicule_project_set_carried (project, carried);
  return g_steal_pointer (&project);
}
