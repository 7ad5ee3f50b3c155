/* test-import.c: files from outside, planned and brought in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "import-test.h"
#include "manicule-project-folder.h"
#include "store-test.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static ManiculeAnnotationSet *
read_set (GFile           *folder,
          ManiculeProject *project,
          const char      *id,
          const char      *annotator)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(ManiculeText) text = NULL;
  ManiculeAnnotationSet *set;

  text = manicule_project_folder_read_text (folder, manicule_project_find_article (project, id), &error);
  g_assert_no_error (error);
  set = manicule_project_folder_read_set (folder, id, annotator, text, NULL, &error);
  g_assert_no_error (error);

  return set;
}

/* --- which files --- */

/* Folders are read through in natural order; hidden files, editors' copies, links and what is no text are passed over. */
static void
test_import_files (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(StoreTestFolder) outside = store_test_folder_new ();
  g_autofree char *link = g_build_filename (g_file_peek_path (folder->file), "link", NULL);
  g_autofree char *file_link = g_build_filename (g_file_peek_path (folder->file), "link.txt", NULL);
  g_autofree char *target = g_build_filename (g_file_peek_path (outside->file), "outside.txt", NULL);
  g_autoptr(ManiculeImport) plan = NULL;

  store_test_write (outside->file, "outside.txt", "outside");
  store_test_write (folder->file, "report 10.txt", "ten");
  store_test_write (folder->file, "report 9.txt", "nine");
  store_test_write (folder->file, "deep/er/report 1.txt", "one");
  store_test_write (folder->file, ".hidden.txt", "hidden");
  store_test_write (folder->file, ".git/config.txt", "hidden");
  store_test_write (folder->file, "report 9.txt~", "a copy");
  store_test_write (folder->file, "photo.jpg", "\xff\xd8\xff\xe0");
  g_assert_cmpint (symlink (g_file_peek_path (outside->file), link), ==, 0);
  g_assert_cmpint (symlink (target, file_link), ==, 0);

  plan = import_test_plan_folder (folder->file, NULL);
  g_assert_cmpuint (plan->items->len, ==, 3);
  g_assert_cmpstr (import_test_get_fields (plan, 0)->id, ==, "report-1");
  g_assert_cmpstr (import_test_get_fields (plan, 1)->id, ==, "report-9");
  g_assert_cmpstr (import_test_get_fields (plan, 2)->id, ==, "report-10");
  g_assert_true (g_str_has_suffix (import_test_get_item (plan, 0)->file, "deep/er/report 1.txt"));
  g_assert_cmpuint (plan->left_out->len, ==, 1);
  g_assert_true (g_str_has_suffix (g_ptr_array_index (plan->left_out, 0), "photo.jpg"));
}

/* A file that is named twice, by itself and with its folder, comes in once; one that is not there is a finding. */
static void
test_import_named (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(GPtrArray) files = import_test_one_file (folder->file, "a.txt");
  g_autoptr(ManiculeImport) plan = NULL;

  store_test_write (folder->file, "a.txt", "text a");
  store_test_write (folder->file, "notes.md", "text b");
  g_ptr_array_add (files, g_object_ref (folder->file));
  g_ptr_array_add (files, g_file_get_child (folder->file, "gone.txt"));
  g_ptr_array_add (files, g_file_get_child (folder->file, "notes.md"));

  plan = import_test_plan_files (files, NULL);
  g_assert_cmpuint (plan->items->len, >=, 1);
  g_assert_cmpstr (import_test_get_fields (plan, 0)->id, ==, "a");
  g_assert_cmpuint (import_test_count_findings (plan, "duplicate-text"), ==, 0);
  g_assert_cmpuint (import_test_count_findings (plan, "file-unreadable"), ==, 1);
}

/* A chosen file with an unknown suffix is read as a text, a chosen PDF is not, which is an error: it was asked for. */
static void
test_import_chosen (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(GPtrArray) files = import_test_one_file (folder->file, "notes.md");
  g_autoptr(ManiculeImport) plan = NULL;

  store_test_write (folder->file, "notes.md", "# Harbour\n\nInes Halloran spoke.\n");
  store_test_write (folder->file, "paper.pdf", "%PDF-1.7\n1 0 obj << >> endobj\n");
  g_ptr_array_add (files, g_file_get_child (folder->file, "paper.pdf"));

  plan = import_test_plan_files (files, NULL);
  g_assert_cmpuint (plan->items->len, ==, 1);
  g_assert_cmpstr (import_test_get_fields (plan, 0)->id, ==, "notes");
  g_assert_cmpuint (import_test_count_findings (plan, "format-unknown"), ==, 1);
  g_assert_cmpuint (plan->left_out->len, ==, 0);
}

/* --- texts --- */

/* A text in an old encoding is decoded, which is told; it can be decoded in another way; the original's hash is kept. */
static void
test_import_encoding (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeImport) plan = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *first_id = NULL;

  store_test_write (folder->file, "old.txt",
                    "Der Au\xdf" "enminister \xe4" "u\xdf" "erte sich am Freitag in K\xf6ln zur Lage der H\xe4" "fen.\n"
                    "Er k\xfcndigte Gespr\xe4" "che an, die \xfc" "ber das \xdc" "bliche hinausgingen.\n");
  plan = import_test_plan_folder (folder->file, NULL);
  g_assert_cmpuint (plan->items->len, ==, 1);
  g_assert_nonnull (import_test_get_item (plan, 0)->encoding);
  g_assert_cmpstr (import_test_get_fields (plan, 0)->encoding, ==, import_test_get_item (plan, 0)->encoding);
  g_assert_nonnull (import_test_get_fields (plan, 0)->original_sha256);
  g_assert_cmpuint (manicule_findings_get_n (plan->findings), >, 0);
  g_assert_nonnull (strstr (manicule_text_get_data (manicule_document_get_text (import_test_get_item (plan, 0)->document)), "Köln"));

  first_id = g_strdup (import_test_get_fields (plan, 0)->id);
  g_assert_true (manicule_import_decode (plan, 0, "windows-1251", &error));
  g_assert_no_error (error);
  g_assert_cmpstr (import_test_get_fields (plan, 0)->id, ==, first_id);
  g_assert_null (strstr (manicule_text_get_data (manicule_document_get_text (import_test_get_item (plan, 0)->document)), "Köln"));

  g_assert_false (manicule_import_decode (plan, 0, "UTF-8", &error));
  g_assert_nonnull (error);
}

/* The same text is a duplicate, in the plan and of the project, and is left out; the same but for spacing is told. */
static void
test_import_duplicates (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(StoreTestFolder) source = store_test_folder_new ();
  g_autoptr(ManiculeProject) project = NULL;
  g_autoptr(ManiculeImport) plan = NULL;

  store_test_make_project (folder->file);
  project = import_test_read_project (folder->file);

  store_test_write (source->file, "a.txt", "Nothing happened on Tuesday.\n");
  store_test_write (source->file, "b.txt", "Something new.");
  store_test_write (source->file, "c.txt", "Something new.");
  store_test_write (source->file, "d.txt", "  SOMETHING \n new.\n");
  store_test_write (source->file, "e.txt", "nothing  happened on tuesday.");
  store_test_write (source->file, "f.txt", "");

  plan = import_test_plan_folder (source->file, project);
  g_assert_cmpuint (plan->items->len, ==, 5);
  g_assert_cmpstr (import_test_get_item (plan, 0)->duplicate_of, ==, "three");
  g_assert_false (import_test_get_item (plan, 0)->include);
  g_assert_null (import_test_get_item (plan, 1)->duplicate_of);
  g_assert_true (import_test_get_item (plan, 1)->include);
  g_assert_cmpstr (import_test_get_item (plan, 2)->duplicate_of, ==, "b");
  g_assert_false (import_test_get_item (plan, 2)->include);
  g_assert_cmpuint (import_test_count_findings (plan, "duplicate-text"), ==, 2);
  g_assert_cmpuint (import_test_count_findings (plan, "text-empty"), ==, 1);

  g_assert_true (manicule_import_find_similar (plan, folder->file, project, NULL, NULL));
  g_assert_cmpuint (import_test_count_findings (plan, "similar-text"), ==, 2);
  g_assert_null (import_test_get_item (plan, 3)->duplicate_of);
  g_assert_true (import_test_get_item (plan, 3)->include);
}

/* Ids that the project or the plan has, in any capitals, are not given again. */
static void
test_import_ids (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(StoreTestFolder) source = store_test_folder_new ();
  g_autoptr(ManiculeProject) project = NULL;
  g_autoptr(ManiculeImport) plan = NULL;

  store_test_make_project (folder->file);
  project = import_test_read_project (folder->file);
  store_test_write (source->file, "x/ONE.txt", "First.");
  store_test_write (source->file, "y/one.txt", "Second.");
  store_test_write (source->file, "z/con.txt", "Third.");

  plan = import_test_plan_folder (source->file, project);
  g_assert_cmpstr (import_test_get_fields (plan, 0)->id, ==, "one-2");
  g_assert_cmpstr (import_test_get_fields (plan, 1)->id, ==, "one-3");
  g_assert_cmpstr (import_test_get_fields (plan, 2)->id, ==, "con-2");
}

/* --- annotations --- */

/* A brat pair is one article, whichever of its files is met first; its set goes to the importing annotator. */
static void
test_import_pair (void)
{
  g_autoptr(StoreTestFolder) source = store_test_folder_new ();
  g_autoptr(ManiculeImport) plan = NULL;
  ManiculeAnnotationSet *set;

  import_test_write_pair (source->file, "halloran.txt", "halloran.ann");
  plan = import_test_plan_folder (source->file, NULL);

  g_assert_cmpuint (plan->items->len, ==, 1);
  g_assert_cmpuint (plan->left_out->len, ==, 0);
  g_assert_cmpuint (manicule_document_get_n_sets (import_test_get_item (plan, 0)->document), ==, 1);
  set = manicule_document_get_set (import_test_get_item (plan, 0)->document, 0);
  g_assert_cmpstr (manicule_annotation_set_get_annotator (set), ==, "anna");
  g_assert_cmpstr (manicule_annotation_set_get_article_id (set), ==, import_test_get_fields (plan, 0)->id);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (set)), ==, 4);
}

/* A set goes to the annotator whom its file names: under the project's spelling, and never out of the folder. */
static void
test_import_annotators (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(StoreTestFolder) source = store_test_folder_new ();
  g_autoptr(ManiculeProject) project = NULL;
  g_autoptr(ManiculeImport) plan = NULL;
  g_autoptr(GError) error = NULL;
  guint i;

  store_test_make_project (folder->file);
  project = import_test_read_project (folder->file);
  store_test_write (source->file, "x.jsonl",
                    "{\"id\":\"x1\",\"annotator\":\"BEN\",\"status\":\"done\",\"text\":\"First.\",\"spans\":[],\"relations\":[],\"labels\":[]}\n"
                    "{\"id\":\"x2\",\"annotator\":\"BEN\",\"status\":\"done\",\"text\":\"Second.\",\"spans\":[],\"relations\":[],\"labels\":[]}\n"
                    "{\"id\":\"x3\",\"annotator\":\"../../up\",\"status\":\"done\",\"text\":\"Third.\",\"spans\":[],\"relations\":[],\"labels\":[]}\n"
                    "{\"id\":\"../x4\",\"annotator\":\"dora\",\"status\":\"done\",\"text\":\"Fourth.\",\"spans\":[],\"relations\":[],\"labels\":[]}\n");

  plan = import_test_plan_folder (source->file, project);
  for (i = 0; i < manicule_findings_get_n (plan->findings); i++)
    g_test_message ("%s", manicule_findings_get (plan->findings, i)->message);
  g_assert_cmpuint (plan->items->len, >=, 2);
  g_assert_cmpstr (import_test_get_fields (plan, 0)->id, ==, "x1");
  g_assert_cmpstr (manicule_annotation_set_get_annotator (manicule_document_get_set (import_test_get_item (plan, 0)->document, 0)), ==,
                   "ben");
  g_assert_cmpstr (manicule_annotation_set_get_annotator (manicule_document_get_set (import_test_get_item (plan, 1)->document, 0)), ==,
                   "ben");

  g_assert_true (manicule_project_folder_import (folder->file, project, plan, "ANNA", NULL, &error));
  g_assert_no_error (error);
  g_assert_false (g_strv_contains (manicule_project_get_annotators (project), "ANNA"));
  g_assert_true (store_test_exists (folder->file, "annotations/ben/x1.json"));
  store_test_assert_sound (folder->file);
}

/* What is imported is in the project, on the disk and in memory, with its labels; the project stays sound. */
static void
test_import_carry_out (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(StoreTestFolder) source = store_test_folder_new ();
  g_autoptr(ManiculeProject) project = NULL;
  g_autoptr(ManiculeProject) again = NULL;
  g_autoptr(ManiculeImport) plan = NULL;
  g_autoptr(ManiculeAnnotationSet) set = NULL;
  g_autoptr(GError) error = NULL;
  ManiculeLabel *label;
  guint n;

  store_test_make_project (folder->file);
  project = import_test_read_project (folder->file);
  import_test_write_pair (source->file, "halloran.txt", "halloran.ann");
  plan = import_test_plan_folder (source->file, project);

  g_assert_true (manicule_project_folder_import (folder->file, project, plan, "anna", &n, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (import_test_get_n_articles (project), ==, 4);

  label = manicule_schema_find_label (manicule_project_get_schema (project), "DATE");
  g_assert_nonnull (label);
  g_assert_cmpstr (manicule_label_get_key (label), ==, "d");
  g_assert_cmpstr (manicule_label_get_color (label), !=, "#3584e4");
  g_assert_cmpstr (manicule_label_get_title (manicule_schema_find_label (manicule_project_get_schema (project), "PER")), ==,
                   "Person");

  again = import_test_read_project (folder->file);
  g_assert_cmpuint (import_test_get_n_articles (again), ==, 4);
  g_assert_true (manicule_schema_equal (manicule_project_get_schema (project), manicule_project_get_schema (again)));
  set = read_set (folder->file, again, "halloran", "anna");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (set)), ==, 4);
  store_test_assert_sound (folder->file);
}

/* Labels can be given the project's names, or be left out with what hangs on them. */
static void
test_import_map_labels (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(StoreTestFolder) source = store_test_folder_new ();
  g_autoptr(ManiculeProject) project = NULL;
  g_autoptr(ManiculeImport) plan = NULL;
  g_autoptr(GHashTable) counts = NULL;
  g_autoptr(GHashTable) proposed = NULL;
  g_autoptr(ManiculeMap) map = manicule_map_new ();
  g_autoptr(GError) error = NULL;
  ManiculeAnnotationSet *set;

  store_test_make_project (folder->file);
  project = import_test_read_project (folder->file);
  import_test_write_pair (source->file, "halloran.txt", "halloran.ann");
  plan = import_test_plan_folder (source->file, project);

  counts = manicule_import_count_names (plan, MANICULE_MAP_LABEL);
  g_assert_cmpuint (g_hash_table_size (counts), ==, 3);
  g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (counts, "DATE")), ==, 1);

  proposed = manicule_import_propose_names (plan, MANICULE_MAP_LABEL, manicule_project_get_schema (project));
  g_assert_cmpuint (g_hash_table_size (proposed), ==, 1);
  g_assert_cmpstr (g_hash_table_lookup (proposed, "Organisation"), ==, "ORG");

  manicule_map_add (map, MANICULE_MAP_LABEL, "Organisation", "ORG");
  manicule_map_add (map, MANICULE_MAP_LABEL, "DATE", "");
  manicule_import_map (plan, map);
  set = manicule_document_get_set (import_test_get_item (plan, 0)->document, 0);
  g_assert_cmpuint (manicule_annotation_set_get_n (set, MANICULE_ANNOTATION_SPAN), ==, 2);
  g_assert_cmpuint (manicule_annotation_set_get_n (set, MANICULE_ANNOTATION_RELATION), ==, 1);

  g_assert_true (manicule_project_folder_import (folder->file, project, plan, "anna", NULL, &error));
  g_assert_no_error (error);
  g_assert_null (manicule_schema_find_label (manicule_project_get_schema (project), "Organisation"));
  g_assert_null (manicule_schema_find_label (manicule_project_get_schema (project), "DATE"));
  store_test_assert_sound (folder->file);
}

/* A label that is left out takes the relations at it, and those at them, with it. */
static void
test_import_leave_out (void)
{
  g_autoptr(StoreTestFolder) source = store_test_folder_new ();
  g_autoptr(ManiculeImport) plan = NULL;
  g_autoptr(ManiculeMap) map = manicule_map_new ();
  ManiculeAnnotationSet *set;

  import_test_write_pair (source->file, "halloran.txt", "halloran.ann");
  plan = import_test_plan_folder (source->file, NULL);
  manicule_map_add (map, MANICULE_MAP_LABEL, "PER", "");
  manicule_import_map (plan, map);

  set = manicule_document_get_set (import_test_get_item (plan, 0)->document, 0);
  g_assert_cmpuint (manicule_annotation_set_get_n (set, MANICULE_ANNOTATION_SPAN), ==, 2);
  g_assert_cmpuint (manicule_annotation_set_get_n (set, MANICULE_ANNOTATION_RELATION), ==, 0);
  g_assert_null (manicule_schema_find_label (plan->schema, "PER"));
}

/* The annotations of a duplicate can be added to the article that is there; what is there already is not doubled. */
static void
test_import_add_annotations (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(StoreTestFolder) source = store_test_folder_new ();
  g_autoptr(ManiculeProject) project = NULL;
  g_autoptr(GError) error = NULL;
  guint round;

  store_test_make_project (folder->file);
  project = import_test_read_project (folder->file);
  store_test_write (source->file, "again.txt", "Ines Halloran spoke for the Harbour Board.\nShe said it was late.\n");
  store_test_write (source->file, "again.ann",
                    "T1\tORG 28 41\tHarbour Board\n"
                    "T2\tPER 43 46\tShe\n"
                    "R1\tworks_for Arg1:T2 Arg2:T1\t\n");

  for (round = 0; round < 2; round++)
    {
      g_autoptr(ManiculeImport) plan = import_test_plan_folder (source->file, project);
      g_autoptr(ManiculeAnnotationSet) set = NULL;
      guint n;

      g_assert_cmpstr (import_test_get_item (plan, 0)->duplicate_of, ==, "one");
      import_test_get_item (plan, 0)->add_annotations = TRUE;
      g_assert_true (manicule_project_folder_import (folder->file, project, plan, "anna", &n, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (n, ==, 0);
      g_assert_cmpuint (import_test_get_n_articles (project), ==, 3);

      /* Four were there: a person, an organisation (the same as T1), a relation, a document label. */
      set = read_set (folder->file, project, "one", "anna");
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (set)), ==, 6);
    }

  store_test_assert_sound (folder->file);
}

/* --- the seeds --- */

static GPtrArray *
find_seeds (void)
{
  const char *shared = g_getenv ("MANICULE_SHARED");
  g_autofree char *path = shared != NULL ? g_build_filename (shared, "seeds", NULL) : NULL;
  GPtrArray *files;

  if (path == NULL || !g_file_test (path, G_FILE_TEST_IS_DIR))
    return NULL;

  files = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (files, g_file_new_for_path (path));
  return files;
}

/* Two real news texts: heads are read, bytes kept, and a project made of them is sound. */
static void
test_import_seeds (void)
{
  g_autoptr(GPtrArray) files = find_seeds ();
  g_autoptr(StoreTestFolder) parent = store_test_folder_new ();
  g_autoptr(GFile) folder = g_file_get_child (parent->file, "new");
  g_autoptr(ManiculeSchema) schema = manicule_schema_new ();
  g_autoptr(ManiculeProject) project = manicule_project_new ("Seeds", schema);
  g_autoptr(ManiculeImport) plan = NULL;
  g_autoptr(GError) error = NULL;
  guint i, n;

  if (files == NULL)
    {
      g_test_skip ("../shared is not here");
      return;
    }

  plan = import_test_plan_files (files, project);
  g_assert_cmpuint (plan->items->len, ==, 2);
  g_assert_cmpstr (import_test_get_fields (plan, 0)->id, ==, "000_4cb59e91ea71091b");
  g_assert_cmpstr (import_test_get_fields (plan, 0)->place, ==, "Pyongyang");
  g_assert_cmpstr (import_test_get_fields (plan, 1)->id, ==, "004_3a02ab8942e5eae6");
  g_assert_cmpstr (import_test_get_fields (plan, 1)->title, ==,
                   "North Korea's Kim vows the toughest anti-US policy before Trump takes office");
  g_assert_cmpstr (import_test_get_fields (plan, 1)->date, ==, "2024-12-29");
  g_assert_cmpstr (import_test_get_fields (plan, 1)->source, ==, "AP");

  g_assert_true (manicule_project_folder_create (folder, project, &error));
  g_assert_true (manicule_project_folder_import (folder, project, plan, "anna", &n, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 2);

  for (i = 0; i < 2; i++)
    {
      g_autofree char *name = g_strconcat ("articles/", import_test_get_fields (plan, i)->id, ".txt", NULL);
      g_autofree char *imported = store_test_read (folder, name);
      g_autofree char *original = NULL;

      g_assert_true (g_file_load_contents (import_test_get_item (plan, i)->source, NULL, &original, NULL, NULL, NULL));
      g_assert_cmpstr (imported, ==, original);
    }

  store_test_assert_sound (folder);
  store_test_remove_all (folder);
  g_rmdir (g_file_peek_path (folder));
}

/* A plan is cancelled, and files that are not what they are said to be stop it. */
static void
test_import_refused (void)
{
  g_autoptr(StoreTestFolder) source = store_test_folder_new ();
  g_autoptr(GPtrArray) files = import_test_one_file (source->file, "a.jsonl");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(ManiculeImport) plan = NULL;
  g_autoptr(GError) error = NULL;
  ManiculeImportOptions options = { .annotator = "anna" };

  store_test_write (source->file, "a.jsonl", "not json\n");
  options.format = manicule_formats_find ("brat");
  g_assert_null (manicule_import_plan (files, &options, NULL, NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);

  g_cancellable_cancel (cancellable);
  options.format = NULL;
  g_assert_null (manicule_import_plan (files, &options, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* A file that two formats know is left out until it is said what it is. */
static void
test_import_unclear (void)
{
  static const char columns[] = "doc_id,kind,start,end,label,text,x\tdoc_id\tkind\tstart\tend\tlabel\ttext\n";
  g_autoptr(StoreTestFolder) source = store_test_folder_new ();
  g_autoptr(GPtrArray) files = import_test_one_file (source->file, "table.txt");
  g_autoptr(GHashTable) chosen = g_hash_table_new (g_file_hash, (GEqualFunc) g_file_equal);
  g_autoptr(ManiculeImport) plan = NULL;
  g_autoptr(ManiculeImport) second = NULL;
  g_autoptr(GError) error = NULL;
  ManiculeImportOptions options = { .annotator = "anna", .chosen = chosen };
  ManiculeImportUnclear *unclear;

  store_test_write (source->file, "table.txt", columns);
  plan = manicule_import_plan (files, &options, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (import_test_count_findings (plan, "format-ambiguous"), ==, 1);
  g_assert_cmpuint (plan->unclear->len, ==, 1);
  unclear = g_ptr_array_index (plan->unclear, 0);
  g_assert_cmpstr (unclear->file, ==, "table.txt");
  g_assert_true (g_ptr_array_find (unclear->candidates, manicule_formats_find ("csv"), NULL));
  g_assert_true (g_ptr_array_find (unclear->candidates, manicule_formats_find ("tsv"), NULL));

  g_hash_table_insert (chosen, unclear->source, (gpointer) manicule_formats_find ("tsv"));
  second = manicule_import_plan (files, &options, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (second->unclear->len, ==, 0);
  g_assert_cmpuint (import_test_count_findings (second, "format-ambiguous"), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/import/files", test_import_files);
  g_test_add_func ("/import/named", test_import_named);
  g_test_add_func ("/import/chosen", test_import_chosen);
  g_test_add_func ("/import/encoding", test_import_encoding);
  g_test_add_func ("/import/duplicates", test_import_duplicates);
  g_test_add_func ("/import/ids", test_import_ids);
  g_test_add_func ("/import/pair", test_import_pair);
  g_test_add_func ("/import/annotators", test_import_annotators);
  g_test_add_func ("/import/carry-out", test_import_carry_out);
  g_test_add_func ("/import/map-labels", test_import_map_labels);
  g_test_add_func ("/import/leave-out", test_import_leave_out);
  g_test_add_func ("/import/add-annotations", test_import_add_annotations);
  g_test_add_func ("/import/seeds", test_import_seeds);
  g_test_add_func ("/import/refused", test_import_refused);
  g_test_add_func ("/import/unclear", test_import_unclear);

  return g_test_run ();
}
