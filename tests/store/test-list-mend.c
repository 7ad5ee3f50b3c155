/* test-list-mend.c: lists with lines that are none
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fault-fs.h"
#include "manicule-file.h"
#include "manicule-list-mend.h"
#include "workspace-test.h"

#include <errno.h>
#include <string.h>

#define ARTICLES "articles.jsonl"
#define ENTITIES "entities.jsonl"
#define RECOVERED "recovered"

/* Leaves the first @length bytes of a file. */
static void
cut (GFile      *folder,
     const char *name,
     gsize       length)
{
  g_autofree char *all = store_test_read (folder, name);

  g_assert_cmpuint (length, <, strlen (all));
  all[length] = '\0';
  store_test_write (folder, name, all);
}

/* All that is in recovered/, one after the other. */
static char *
read_recovered (GFile *folder)
{
  g_autoptr(GPtrArray) entries = manicule_file_list (folder, RECOVERED, NULL);
  g_autoptr(GString) all = g_string_new (NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      ManiculeFileEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *name = g_build_filename (RECOVERED, entry->name, NULL);
      g_autofree char *content = store_test_read (folder, name);

      g_string_append (all, content);
    }

  return g_string_free (g_steal_pointer (&all), FALSE);
}

static ManiculeArticle *
find (ManiculeWorkspace *workspace,
      const char        *id)
{
  return manicule_project_find_article (manicule_workspace_get_project (workspace), id);
}

static guint
count_articles (ManiculeWorkspace *workspace)
{
  return g_list_model_get_n_items (manicule_project_get_articles (manicule_workspace_get_project (workspace)));
}

/* Opens what was damaged: it can be written, has all its articles, tells what was done, and opens quietly from then on. */
static void
open_mended (GFile      *folder,
             const char *words)
{
  g_autoptr(ManiculeWorkspace) workspace = workspace_test_open (folder, "anna");

  g_assert_false (manicule_workspace_get_read_only (workspace));
  g_assert_nonnull (strstr (manicule_workspace_get_recovery (workspace), words));
  g_assert_cmpuint (manicule_findings_get_n (manicule_workspace_get_findings (workspace)), ==, 0);
  g_assert_cmpuint (count_articles (workspace), ==, 3);
  workspace_test_close (&workspace);
  store_test_assert_no_errors (folder);

  workspace = workspace_test_open (folder, "anna");
  g_assert_null (manicule_workspace_get_recovery (workspace));
  g_assert_cmpuint (count_articles (workspace), ==, 3);
  workspace_test_close (&workspace);
}

/* Wherever a list of articles is cut off, all articles come back, and the line that was cut is kept. */
static void
test_list_mend_cut (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(GFile) kept = g_file_get_child (folder->file, RECOVERED);
  g_autofree char *whole = NULL;
  gsize length;

  store_test_make_project (folder->file);
  whole = store_test_read (folder->file, ARTICLES);
  length = strlen (whole);

  for (gsize at = 1; at < length - 1; at += 1 + length / 40)
    {
      g_autofree char *recovered = NULL;
      const char *line;

      /* A cut at the end of a line leaves a list that is sound as far as it goes. */
      if (whole[at - 1] == '\n' || whole[at] == '\n')
        continue;

      store_test_write (folder->file, ARTICLES, whole);
      cut (folder->file, ARTICLES, at);
      open_mended (folder->file, "1 damaged line");
      recovered = read_recovered (folder->file);
      line = whole + at;
      while (line > whole && line[-1] != '\n')
        line--;
      g_assert_cmpuint (strlen (recovered), ==, whole + at - line + 1);
      g_assert_true (strncmp (recovered, line, strlen (recovered) - 1) == 0);
      store_test_remove_all (kept);
    }
}

/* Of the line that was cut, what stands in it before the cut is not lost: no text says it, and no journal here. @data: the
 * member that it is cut in. */
static void
test_list_mend_members (gconstpointer data)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  g_autofree char *whole = NULL;
  g_autofree char *longer = NULL;
  const ManiculeArticleFields *fields;

  store_test_make_project (folder->file);
  store_test_replace (folder->file, ARTICLES, "\"title\":\"Report 3\",\"date\":\"2026-03-03\",\"source\":\"Meridian Wire\"",
                      "\"title\":\"Report 3\",\"date\":\"2024-12-29\",\"source\":\"KCNA, and others\"");
  whole = store_test_read (folder->file, ARTICLES);
  whole[strlen (whole) - strlen ("}\n")] = '\0';
  longer = g_strconcat (whole, ",\"mood\":\"calm\",\"shelf\":\"4\"}\n", NULL);
  store_test_write (folder->file, ARTICLES, longer);
  cut (folder->file, ARTICLES, g_strrstr (longer, data) + 4 - longer);

  workspace = workspace_test_open (folder->file, "anna");
  g_assert_cmpuint (count_articles (workspace), ==, 3);
  fields = manicule_article_get_fields (find (workspace, "three"));
  g_assert_cmpstr (fields->date, ==, "2024-12-29");
  g_assert_cmpstr (fields->source, ==, "KCNA, and others");
  workspace_test_close (&workspace);
  store_test_assert_no_errors (folder->file);
}

/* What else than a cut leaves: the journal's part is still waiting, a disk's zeros, half a character. */
static void
test_list_mend_odd (gconstpointer data)
{
  const char *tail = data;
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autofree char *whole = NULL;
  g_autofree char *damaged = NULL;
  g_autoptr(GFile) file = NULL;
  gsize length;

  store_test_make_project (folder->file);
  whole = store_test_read (folder->file, ARTICLES);
  file = g_file_get_child (folder->file, ARTICLES);
  length = strlen (whole);
  damaged = g_malloc0 (length + 8);
  memcpy (damaged, whole, length);
  memcpy (damaged + length, tail, strlen (tail));
  g_assert_true (g_file_replace_contents (file, damaged, length + 8, NULL, FALSE, 0, NULL, NULL, NULL));

  open_mended (folder->file, "1 damaged line");
}

/* A merge that nobody ended: what both sides appended is in the list. */
static void
test_list_mend_markers (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autofree char *whole = NULL;
  g_autofree char *marked = NULL;
  g_autofree char *recovered = NULL;
  char **lines;

  store_test_make_project (folder->file);
  whole = store_test_read (folder->file, ARTICLES);
  lines = g_strsplit (whole, "\n", -1);
  marked = g_strconcat (lines[0], "\n<<<<<<< HEAD\n", lines[1], "\n=======\n", lines[2], "\n>>>>>>> ben\n", NULL);
  g_strfreev (lines);
  store_test_write (folder->file, ARTICLES, marked);

  open_mended (folder->file, "3 damaged lines");
  recovered = read_recovered (folder->file);
  g_assert_cmpstr (recovered, ==, "<<<<<<< HEAD\n=======\n>>>>>>> ben\n");
}

/* Where both sides have the same article, nobody but the user knows which is right: nothing is touched. */
static void
test_list_mend_twice (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  g_autofree char *whole = NULL;
  g_autofree char *marked = NULL;
  g_autofree char *left = NULL;

  store_test_make_project (folder->file);
  whole = store_test_read (folder->file, ARTICLES);
  marked = g_strconcat ("<<<<<<< HEAD\n", whole, "=======\n", whole, ">>>>>>> ben\n", NULL);
  store_test_write (folder->file, ARTICLES, marked);

  workspace = workspace_test_open (folder->file, "anna");
  g_assert_true (manicule_workspace_get_read_only (workspace));
  g_assert_null (manicule_workspace_get_recovery (workspace));
  g_assert_cmpuint (count_articles (workspace), ==, 3);
  workspace_test_close (&workspace);

  left = store_test_read (folder->file, ARTICLES);
  g_assert_cmpstr (left, ==, marked);
  g_assert_false (store_test_exists (folder->file, RECOVERED));
}

static void
add_entity (ManiculeWorkspace *workspace,
            const char        *id)
{
  g_autoptr(ManiculeEntity) entity = manicule_entity_new (&(ManiculeEntityFields) { .id = id, .name = id, .label = "PER" });
  g_autoptr(ManiculeChange) change = manicule_change_new_item (MANICULE_CHANGE_ENTITY, NULL, entity, 1);

  g_assert_true (manicule_history_apply (manicule_workspace_get_history (workspace), change, NULL));
}

/* A register that was cut off gets back from the journal what that knows. */
static void
test_list_mend_entities (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  g_autofree char *whole = NULL;
  ManiculeProject *project;

  store_test_make_project (folder->file);
  whole = store_test_read (folder->file, ENTITIES);
  workspace = workspace_test_open (folder->file, "anna");
  add_entity (workspace, "kim");
  add_entity (workspace, "choe");
  add_entity (workspace, "gone");
  g_object_unref (workspace_test_undo (workspace, FALSE));
  workspace_test_close (&workspace);

  cut (folder->file, ENTITIES, strlen (whole) + 12);
  workspace = workspace_test_open (folder->file, "anna");
  project = manicule_workspace_get_project (workspace);
  g_assert_false (manicule_workspace_get_read_only (workspace));
  g_assert_nonnull (strstr (manicule_workspace_get_recovery (workspace), "2 entries"));
  g_assert_nonnull (manicule_project_find_entity (project, "kim"));
  g_assert_nonnull (manicule_project_find_entity (project, "choe"));
  g_assert_null (manicule_project_find_entity (project, "gone"));
  workspace_test_close (&workspace);
  store_test_assert_no_errors (folder->file);
}

/* What one took out of the register does not come back because another, whose journal is read later, had put it there. */
static void
test_list_mend_others (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  g_autoptr(ManiculeChange) change = NULL;
  g_autofree char *whole = NULL;
  ManiculeProject *project;

  store_test_make_project (folder->file);
  whole = store_test_read (folder->file, ENTITIES);
  workspace = workspace_test_open (folder->file, "ben");
  add_entity (workspace, "choe");
  add_entity (workspace, "kim");
  workspace_test_close (&workspace);

  /* Journals know the second. */
  g_usleep (1100000);
  workspace = workspace_test_open (folder->file, "anna");
  project = manicule_workspace_get_project (workspace);
  change = manicule_change_new_item (MANICULE_CHANGE_ENTITY, manicule_project_find_entity (project, "kim"), NULL, 1);
  g_assert_true (manicule_history_apply (manicule_workspace_get_history (workspace), change, NULL));
  workspace_test_close (&workspace);

  cut (folder->file, ENTITIES, strlen (whole) + 12);
  workspace = workspace_test_open (folder->file, "anna");
  project = manicule_workspace_get_project (workspace);
  g_assert_false (manicule_workspace_get_read_only (workspace));
  g_assert_null (manicule_project_find_entity (project, "kim"));
  g_assert_nonnull (manicule_project_find_entity (project, "choe"));
  workspace_test_close (&workspace);
  store_test_assert_no_errors (folder->file);
}

/* Of an entity that no journal tells of, what stands before the cut is not lost. */
static void
test_list_mend_entity (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  g_autofree char *whole = NULL;
  ManiculeEntity *entity;

  store_test_make_project (folder->file);
  whole = store_test_read (folder->file, ENTITIES);
  cut (folder->file, ENTITIES, strlen (whole) - 4);
  workspace = workspace_test_open (folder->file, "anna");
  entity = manicule_project_find_entity (manicule_workspace_get_project (workspace), "halloran");
  g_assert_cmpstr (manicule_entity_get_fields (entity)->name, ==, "Ines Halloran");
  workspace_test_close (&workspace);
  store_test_assert_no_errors (folder->file);
}

static void
rename_article (ManiculeWorkspace *workspace,
                const char        *id,
                const char        *title)
{
  ManiculeArticle *article = find (workspace, id);
  ManiculeArticleFields fields = *manicule_article_get_fields (article);
  g_autoptr(ManiculeArticle) renamed = NULL;
  g_autoptr(ManiculeChange) change = NULL;
  guint position;

  fields.title = title;
  renamed = manicule_article_new (&fields);
  position = manicule_project_get_article_position (manicule_workspace_get_project (workspace), id);
  change = manicule_change_new_item (MANICULE_CHANGE_ARTICLE, article, renamed, position);
  g_assert_true (manicule_history_apply (manicule_workspace_get_history (workspace), change, NULL));
}

/* The machine went down with edits in the journal that the list did not have yet, and the list was torn in the line of @data: all of
 * it is there, be it that the journal knows an article from its beginning or from its edits alone. */
static void
test_list_mend_pending (gconstpointer data)
{
  g_autofree char *line = g_strdup_printf ("{\"id\":\"%s\"", (const char *) data);
  g_autoptr(StoreTestFolder) parent = store_test_folder_new ();
  g_autoptr(GFile) live = g_file_get_child (parent->file, "live");
  g_autoptr(GFile) left = g_file_get_child (parent->file, "left");
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  g_autofree char *list = NULL;

  g_assert_true (g_file_make_directory (live, NULL, NULL));
  store_test_make_project (live);
  workspace = workspace_test_open (live, "anna");
  workspace_test_import_text (workspace, "came.txt", "The harbour was closed on Tuesday.\n");
  workspace_test_settle (workspace);
  list = store_test_read (live, ARTICLES);
  rename_article (workspace, "came", "First");
  rename_article (workspace, "came", "Second");
  rename_article (workspace, "three", "Third");
  while (manicule_workspace_get_unsaved (workspace))
    g_main_context_iteration (NULL, TRUE);
  store_test_copy (live, left);
  workspace_test_close (&workspace);

  store_test_write (left, ARTICLES, list);
  cut (left, ARTICLES, strstr (list, line) + strlen (line) - list);
  workspace = workspace_test_open (left, "anna");
  g_assert_false (manicule_workspace_get_read_only (workspace));
  g_assert_cmpstr (manicule_article_get_title (find (workspace, "three")), ==, "Third");
  g_assert_cmpstr (manicule_article_get_title (find (workspace, "came")), ==, "Second");
  g_assert_cmpuint (manicule_findings_get_n (manicule_workspace_get_findings (workspace)), ==, 0);
  workspace_test_close (&workspace);
  store_test_assert_no_errors (left);
}

/* What was mended is told also where the journal cannot be read then, and so nothing can be written any more. */
static void
test_list_mend_no_journal (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  g_autofree char *whole = NULL;

  store_test_make_project (folder->file);
  whole = store_test_read (folder->file, ARTICLES);
  cut (folder->file, ARTICLES, strlen (whole) - 30);
  store_test_write (folder->file, "journal/anna.jsonl/.keep", "");

  workspace = workspace_test_open (folder->file, "anna");
  g_assert_true (manicule_workspace_get_read_only (workspace));
  g_assert_true (store_test_has_finding (manicule_workspace_get_findings (workspace), "journal-unwritable"));
  g_assert_nonnull (manicule_workspace_get_recovery (workspace));
  g_assert_nonnull (strstr (manicule_workspace_get_recovery (workspace), "1 damaged line"));
  workspace_test_close (&workspace);
}

/* A manifest that was cut off is made anew of what is left of it and what the folder tells; it stood there to name the project. */
static void
test_list_mend_manifest (gconstpointer data)
{
  gsize length = GPOINTER_TO_UINT (data);
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  g_autofree char *base = NULL;
  ManiculeProject *project;

  store_test_make_project (folder->file);
  base = g_file_get_basename (folder->file);
  cut (folder->file, "manicule.json", length);
  open_mended (folder->file, "1 damaged line");

  workspace = workspace_test_open (folder->file, NULL);
  project = manicule_workspace_get_project (workspace);
  g_assert_cmpstr (manicule_project_get_name (project), ==, length > 70 ? "Harbour" : base);
  g_assert_cmpstr (manicule_project_get_annotators (project)[0], ==, "anna");
  g_assert_cmpstr (manicule_project_get_annotators (project)[1], ==, "ben");
  workspace_test_close (&workspace);
}

/* Files that are not there are told and made only when that is asked for: somebody may be about to bring them. */
static void
test_list_mend_missing (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  g_autofree char *whole = NULL;
  g_autofree char *again = NULL;
  ManiculeRecovery result = { 0 };

  store_test_make_project (folder->file);
  whole = store_test_read (folder->file, ARTICLES);
  g_assert_true (manicule_file_remove (folder->file, "manicule.json", NULL));
  g_assert_true (manicule_file_remove (folder->file, ARTICLES, NULL));

  workspace = workspace_test_open (folder->file, "anna");
  g_assert_true (manicule_workspace_get_read_only (workspace));
  g_assert_cmpuint (manicule_findings_get_n_errors (manicule_workspace_get_findings (workspace)), ==, 2);
  workspace_test_close (&workspace);
  g_assert_false (store_test_exists (folder->file, ARTICLES));

  g_assert_true (manicule_list_mend (folder->file, TRUE, &result, NULL));
  g_assert_cmpuint (result.n_torn, ==, 0);
  g_assert_cmpuint (result.n_restored, ==, 4);
  store_test_assert_sound (folder->file);
  again = store_test_read (folder->file, ARTICLES);
  g_assert_cmpuint (strlen (again), >, strlen (whole) / 2);
}

/* Whose edits are in a journal alone, because no file has them yet, is an annotator too. */
static void
test_list_mend_writer (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeProject) project = NULL;
  ManiculeRecovery result = { 0 };

  store_test_make_project (folder->file);
  store_test_write (folder->file, "journal/anna.jsonl", "");
  store_test_write (folder->file, "journal/clara.jsonl", "");
  g_assert_true (manicule_file_remove (folder->file, "manicule.json", NULL));

  g_assert_true (manicule_list_mend (folder->file, TRUE, &result, NULL));
  project = manicule_project_folder_read (folder->file, NULL, NULL);
  g_assert_cmpstrv (manicule_project_get_annotators (project), ((const char * const []) { "anna", "ben", "clara", NULL }));
}

/* A folder of something else is no project with a few files missing. */
static void
test_list_mend_no_project (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(GError) error = NULL;

  store_test_write (folder->file, "articles/one.txt", "A text.");
  store_test_write (folder->file, "schema.json", "{}");
  g_assert_null (workspace_test_open_full (folder->file, NULL, FALSE, FALSE, &error));
  g_assert_error (error, MANICULE_STORE_ERROR, MANICULE_STORE_ERROR_NOT_A_PROJECT);
}

/* Cuts, zeros, or replaces a few bytes anywhere. */
static GBytes *
damage (GBytes *whole)
{
  gsize length;
  const char *data = g_bytes_get_data (whole, &length);
  g_autofree char *copy = g_memdup2 (data, length);
  gsize at = g_test_rand_int_range (1, length);
  gsize n = g_test_rand_int_range (1, 40);

  n = MIN (n, length - at);
  switch (g_test_rand_int_range (0, 4))
    {
    case 0:
      length = at;
      break;
    case 1:
      memset (copy + at, 0, length - at);
      break;
    case 2:
      memmove (copy + at, copy + at + n, length - at - n);
      length -= n;
      break;
    default:
      for (gsize i = 0; i < n; i++)
        copy[at + i] = g_test_rand_int_range (0, 256);
    }

  return g_bytes_new (copy, length);
}

/* Whatever happens to the list: a project that opens for writing has all its texts in a list that is sound, and one that opens
 * read-only has the list as it was found. */
static void
test_list_mend_random (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(GFile) file = NULL;
  g_autoptr(GBytes) whole = NULL;

  store_test_make_project (folder->file);
  file = g_file_get_child (folder->file, ARTICLES);
  whole = g_file_load_bytes (file, NULL, NULL, NULL);

  for (guint i = 0; i < 20; i++)
    {
      g_autoptr(GBytes) damaged = damage (whole);
      g_autoptr(GBytes) left = NULL;
      g_autoptr(ManiculeWorkspace) workspace = NULL;
      gboolean read_only;

      g_assert_true (g_file_replace_contents (file, g_bytes_get_data (damaged, NULL), g_bytes_get_size (damaged), NULL, FALSE, 0,
                                              NULL, NULL, NULL));
      workspace = workspace_test_open (folder->file, "anna");
      read_only = manicule_workspace_get_read_only (workspace);
      if (manicule_workspace_get_recovery (workspace) != NULL)
        g_assert_cmpuint (count_articles (workspace), >=, 3);
      workspace_test_close (&workspace);

      left = g_file_load_bytes (file, NULL, NULL, NULL);
      if (read_only)
        g_assert_true (g_bytes_equal (left, damaged));
      else
        {
          g_autoptr(ManiculeProject) project = manicule_project_folder_read (folder->file, NULL, NULL);

          g_assert_nonnull (project);
        }
    }
}

/* Each call to the disk fails in turn: the list is mended, or as it was. */
static void
test_list_mend_faults (gconstpointer data)
{
  FaultKind kind = GPOINTER_TO_INT (data);
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autofree char *whole = NULL;
  g_autofree char *torn = NULL;
  gboolean failed = TRUE;
  guint n_failed = 0;

  store_test_make_project (folder->file);
  whole = store_test_read (folder->file, ARTICLES);
  cut (folder->file, ARTICLES, strlen (whole) / 2);
  torn = store_test_read (folder->file, ARTICLES);

  for (guint i = 1; failed; i++)
    {
      g_autofree char *after = NULL;
      ManiculeRecovery result = { 0 };
      gboolean mended;

      store_test_write (folder->file, ARTICLES, torn);
      fault_fs_begin (i, ENOSPC, kind);
      mended = manicule_list_mend (folder->file, FALSE, &result, NULL);
      failed = fault_has_failed ();
      fault_fs_end ();

      n_failed += mended ? 0 : 1;
      after = store_test_read (folder->file, ARTICLES);
      if (strcmp (after, torn) == 0)
        open_mended (folder->file, "1 damaged line");
      else
        g_assert_nonnull (strstr (after, "\"id\":\"three\""));
    }

  g_assert_cmpuint (n_failed, >, 5);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/list-mend/cut", test_list_mend_cut);
  g_test_add_data_func ("/list-mend/members/hash", "\"sha256\"", test_list_mend_members);
  g_test_add_data_func ("/list-mend/members/length", "\"length\"", test_list_mend_members);
  g_test_add_data_func ("/list-mend/members/foreign", "\"mood\"", test_list_mend_members);
  g_test_add_data_func ("/list-mend/members/last", "\"shelf\"", test_list_mend_members);
  g_test_add_data_func ("/list-mend/odd/zeros", "", test_list_mend_odd);
  g_test_add_data_func ("/list-mend/odd/half-character", "{\"id\":\"\xc3", test_list_mend_odd);
  g_test_add_func ("/list-mend/markers", test_list_mend_markers);
  g_test_add_func ("/list-mend/twice", test_list_mend_twice);
  g_test_add_func ("/list-mend/entities", test_list_mend_entities);
  g_test_add_func ("/list-mend/others", test_list_mend_others);
  g_test_add_func ("/list-mend/entity", test_list_mend_entity);
  g_test_add_data_func ("/list-mend/pending/known", "came", test_list_mend_pending);
  g_test_add_data_func ("/list-mend/pending/edited", "three", test_list_mend_pending);
  g_test_add_func ("/list-mend/no-journal", test_list_mend_no_journal);
  g_test_add_data_func ("/list-mend/manifest/empty", GUINT_TO_POINTER (0), test_list_mend_manifest);
  g_test_add_data_func ("/list-mend/manifest/begun", GUINT_TO_POINTER (30), test_list_mend_manifest);
  g_test_add_data_func ("/list-mend/manifest/annotators", GUINT_TO_POINTER (80), test_list_mend_manifest);
  g_test_add_func ("/list-mend/random", test_list_mend_random);
  g_test_add_func ("/list-mend/missing", test_list_mend_missing);
  g_test_add_func ("/list-mend/writer", test_list_mend_writer);
  g_test_add_func ("/list-mend/no-project", test_list_mend_no_project);
  g_test_add_data_func ("/list-mend/faults/once", GINT_TO_POINTER (FAULT_ONCE), test_list_mend_faults);
  g_test_add_data_func ("/list-mend/faults/full", GINT_TO_POINTER (FAULT_FULL), test_list_mend_faults);

  return g_test_run ();
}
