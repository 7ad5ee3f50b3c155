/* bench-surface-project.c: projects to measure the surface in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "bench-surface-project.h"

#include "surface-sample.h"

#include <string.h>

static gboolean
run_cli (const char *first,
         ...)
{
  g_autofree char *cli = g_build_filename (g_getenv ("MANICULE_BUILD"), "src", "cli", "manicule-cli", NULL);
  g_autoptr(GPtrArray) argv = g_ptr_array_new ();
  g_autofree char *errors = NULL;
  int status = 0;
  va_list words;

  g_ptr_array_add (argv, cli);
  va_start (words, first);
  for (const char *word = first; word != NULL; word = va_arg (words, const char *))
    g_ptr_array_add (argv, (gpointer) word);
  va_end (words);
  g_ptr_array_add (argv, NULL);

  if (g_spawn_sync (NULL, (char **) argv->pdata, NULL, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, &errors, &status, NULL)
      && status == 0)
    return TRUE;
  g_printerr ("bench-surface: %s\n", errors != NULL ? errors : "manicule-cli cannot be run");
  return FALSE;
}

static char *
make_project (const char *folder)
{
  g_autofree char *project = g_build_filename (folder, "project", NULL);
  g_autofree char *first = g_build_filename (folder, "000-first.txt", NULL);

  if (!g_file_set_contents (first, "Another article\n\nIt is short.\n", -1, NULL)
      || !run_cli ("new", project, "--template", "open-coding", "--annotator", "anna", first, NULL))
    return NULL;
  return g_steal_pointer (&project);
}

/* The generated words need no more escaping than this. */
static void
append_text (GString    *json,
             const char *text,
             gboolean    one_paragraph)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '\n')
        g_string_append (json, one_paragraph ? " " : "\\n");
      else
        g_string_append_c (json, *p);
    }
}

static void
append_annotation (GString            *spans,
                   GString            *relations,
                   ManiculeAnnotation *annotation)
{
  const char *id = manicule_annotation_get_id (annotation), *label = manicule_annotation_get_label (annotation);

  if (manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_SPAN)
    {
      ManiculeRange hull = manicule_annotation_get_hull (annotation);

      g_string_append_printf (spans, "%s{\"id\":\"%s\",\"label\":\"%s\",\"start\":%u,\"end\":%u}", spans->len > 0 ? "," : "",
                              id, label, hull.start, hull.end);
    }
  else
    g_string_append_printf (relations, "%s{\"id\":\"%s\",\"label\":\"%s\",\"from\":\"%s\",\"to\":\"%s\"}",
                            relations->len > 0 ? "," : "", id, label,
                            manicule_annotation_get_from (annotation), manicule_annotation_get_to (annotation));
}

static GString *
write_jsonl (const BenchSize *size)
{
  g_autoptr(ManiculeAnnotationSet) set = surface_sample_generate (size->n_bytes, size->n_spans, size->depth, size->n_relations);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (set));
  g_autoptr(GString) spans = g_string_new (NULL);
  g_autoptr(GString) relations = g_string_new (NULL);
  GString *json = g_string_new ("{\"id\":\"bench\",\"title\":\"Bench\",\"text\":\"");

  append_text (json, manicule_text_get_data (manicule_annotation_set_get_text (set)), size->one_paragraph);
  for (guint i = 0; i < n; i++)
    append_annotation (spans, relations, manicule_annotation_set_get (set, i));
  g_string_append_printf (json, "\",\"spans\":[%s],\"relations\":[%s],\"labels\":[]}\n", spans->str, relations->str);
  return json;
}

char *
bench_project_generate (const char      *folder,
                        const BenchSize *size)
{
  g_autofree char *project = make_project (folder);
  g_autofree char *path = g_build_filename (folder, "bench.jsonl", NULL);
  g_autoptr(GString) json = write_jsonl (size);

  if (project == NULL || !g_file_set_contents (path, json->str, (gssize) json->len, NULL)
      || !run_cli ("import", project, "--annotator", "anna", "--format", "jsonl", path, NULL))
    return NULL;
  return g_steal_pointer (&project);
}

static gboolean
copy (const char *from,
      const char *folder)
{
  g_autoptr(GFile) source = g_file_new_for_path (from);
  g_autofree char *name = g_file_get_basename (source);
  g_autoptr(GFile) target = g_file_new_build_filename (folder, name, NULL);
  g_autoptr(GError) error = NULL;

  if (g_file_copy (source, target, G_FILE_COPY_NONE, NULL, NULL, NULL, &error))
    return TRUE;
  g_printerr ("bench-surface: %s\n", error->message);
  return FALSE;
}

/* The text, and the annotations of brat beside it where there are some. */
char *
bench_project_import (const char *folder,
                      const char *article)
{
  g_autofree char *project = make_project (folder);
  g_autofree char *source = g_build_filename (folder, "source", NULL);
  g_autofree char *base = g_str_has_suffix (article, ".txt") ? g_strndup (article, strlen (article) - 4) : g_strdup (article);
  g_autofree char *annotations = g_strconcat (base, ".ann", NULL);

  if (project == NULL || g_mkdir_with_parents (source, 0700) != 0 || !copy (article, source))
    return NULL;
  if (g_file_test (annotations, G_FILE_TEST_EXISTS) && !copy (annotations, source))
    return NULL;
  return run_cli ("import", project, "--annotator", "anna", source, NULL) ? g_steal_pointer (&project) : NULL;
}
