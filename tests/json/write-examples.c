/* write-examples.c: writes made-up files of every kind into a folder, for other validators
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-json-journal.h"
#include "random-model.h"

#include <string.h>

#define FILES 40

static void
write_file (const char *folder,
            const char *kind,
            guint       number,
            GBytes     *bytes)
{
  g_autofree char *name = g_strdup_printf ("%s-%u", kind, number), *path = g_build_filename (folder, name, NULL);
  g_autoptr(GError) error = NULL;

  g_file_set_contents (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);
  g_bytes_unref (bytes);
}

static void
write_line (const char *folder,
            const char *kind,
            guint       number,
            char       *line)
{
  write_file (folder, kind, number, g_bytes_new_take (line, strlen (line)));
}

/* A line of each kind in turn. */
static void
write_journal (const char     *folder,
               guint           i,
               ManiculeChange *change)
{
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) manicule_journal_file_free);
  g_autoptr(GPtrArray) spent = g_ptr_array_new_with_free_func ((GDestroyNotify) manicule_journal_spent_free);
  GString *out = g_string_new (NULL);
  ManiculeJournalLine line = {
    .kind = i % (MANICULE_JOURNAL_SPENT + 1), .seq = i, .time = 1800000000 + i, .annotator = (char *) "Zoë", .id = (char *) "k3f9", .step = i + 1,
    .title = i % 2 == 0 ? (char *) "Added a “name”" : NULL, .change = change, .files = files, .spent = spent,
  };

  g_ptr_array_add (files, manicule_journal_file_new ("annotations/Zoë/a.json", NULL, i));
  g_ptr_array_add (spent, manicule_journal_spent_new ("a", i));
  manicule_json_append_journal_line (out, &line);
  write_file (folder, "journal", i, g_string_free_to_bytes (out));
}

static void
write_round (const char *folder,
             guint       i)
{
  g_autofree char *name = random_string (4);
  g_autoptr(ManiculeText) text = random_text (i + 1);
  g_autoptr(ManiculeAnnotationSet) set = random_set (text, i);
  g_autoptr(ManiculeArticle) article = random_article ("004_3a02", text);
  g_autoptr(ManiculeEntity) entity = random_entity ("trump");
  g_autoptr(ManiculeSchema) schema = random_schema (i % 8);
  g_autoptr(ManiculeProject) project = manicule_project_new (name, schema);
  g_autoptr(ManiculeChange) change = random_change ();
  g_autoptr(GListStore) articles = g_list_store_new (MANICULE_TYPE_ARTICLE), entities = g_list_store_new (MANICULE_TYPE_ENTITY);

  g_list_store_append (articles, article);
  g_list_store_append (entities, entity);
  manicule_project_add_annotator (project, "Zoë");

  write_file (folder, "annotations", i, manicule_json_write_annotations (set));
  write_file (folder, "article", i, manicule_json_write_articles (G_LIST_MODEL (articles)));
  write_file (folder, "entity", i, manicule_json_write_entities (G_LIST_MODEL (entities)));
  write_file (folder, "project", i, manicule_json_write_project (project));
  write_file (folder, "schema", i, manicule_json_write_schema (schema));
  write_line (folder, "record", i, manicule_json_write_record (article, set));
  write_line (folder, "change", i, manicule_json_write_change (change));
  write_journal (folder, i, change);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);

  for (guint i = 0; i < FILES; i++)
    write_round (argv[1], i);
  return 0;
}
