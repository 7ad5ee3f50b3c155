/* test-suggestions.c: what programs propose, from a file with predictions to the project and back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "import-test.h"
#include "manicule-file-name.h"
#include "manicule-project-folder.h"
#include "manicule-rebase-article.h"
#include "manicule-suggestion.h"
#include "store-test.h"
#include "workspace-test.h"

#include <string.h>

#define ONE "Ines Halloran spoke for the Harbour Board.\\nShe said it was late.\\n"
#define FILE_OF_ONE "suggestions/tagger-v2/one.json"

/* A task with a prediction of one span and a choice, which is none. */
static void
write_task (GFile      *folder,
            const char *text,
            const char *label,
            guint       start,
            guint       end,
            double      score)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *task = NULL;

  g_ascii_dtostr (number, sizeof number, score);
  task = g_strdup_printf ("[{\"id\":7,\"data\":{\"text\":\"%s\"},\"annotations\":[],\"predictions\":[{\"model_version\":\"Tagger v2\","
                          "\"score\":%s,\"result\":[{\"id\":\"p\",\"from_name\":\"label\",\"to_name\":\"text\",\"type\":\"labels\","
                          "\"value\":{\"start\":%u,\"end\":%u,\"labels\":[\"%s\"]}},"
                          "{\"id\":\"c\",\"from_name\":\"topic\",\"to_name\":\"text\",\"type\":\"choices\","
                          "\"value\":{\"choices\":[\"ports\"]}}]}]}]", text, number, start, end, label);
  store_test_write (folder, "tasks.json", task);
}

/* A task for which two programs propose the same; their names are as long as may be, and differ in capitals alone. */
static void
write_long_names (GFile *folder)
{
  static const char result[] =
    "\"result\":[{\"id\":\"p\",\"from_name\":\"label\",\"to_name\":\"text\",\"type\":\"labels\","
    "\"value\":{\"start\":0,\"end\":4,\"labels\":[\"PER\"]}}]";
  g_autofree char *name = g_strnfill (MANICULE_FILE_NAME_MAX, 'n');
  g_autofree char *other = g_ascii_strup (name, -1);
  g_autofree char *task = g_strdup_printf ("[{\"id\":7,\"data\":{\"text\":\"Ines left.\"},\"annotations\":[],\"predictions\":["
                                           "{\"model_version\":\"%s\",%s},{\"model_version\":\"%s\",%s}]}]",
                                           name, result, other, result);

  store_test_write (folder, "tasks.json", task);
}

static ManiculeImport *
plan_tasks (GFile           *source,
            ManiculeProject *project)
{
  g_autoptr(GPtrArray) files = import_test_one_file (source, "tasks.json");
  g_autoptr(GError) error = NULL;
  const ManiculeImportOptions options = { .annotator = "anna", .predictions = MANICULE_PREDICTIONS_SUGGESTIONS };
  ManiculeImport *plan = manicule_import_plan (files, &options, project, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (plan->items->len, ==, 1);
  return plan;
}

static guint
carry_out (GFile          *folder,
           ManiculeImport *plan)
{
  g_autoptr(ManiculeProject) project = import_test_read_project (folder);
  g_autoptr(GError) error = NULL;
  guint n;

  g_assert_true (manicule_project_folder_import (folder, project, plan, "anna", &n, &error));
  g_assert_no_error (error);
  return n;
}

static GPtrArray *
read_suggestions (GFile            *folder,
                  const char       *id,
                  ManiculeFindings *findings)
{
  g_autoptr(ManiculeProject) project = import_test_read_project (folder);
  g_autoptr(GError) error = NULL;
  g_autoptr(ManiculeText) text = manicule_project_folder_read_text (folder, manicule_project_find_article (project, id), &error);

  g_assert_no_error (error);
  return manicule_project_folder_read_suggestions (folder, id, text, findings);
}

/* Ends the test unless one span with that label and range is suggested for the article. */
static void
assert_suggested (GFile      *folder,
                  const char *id,
                  const char *label,
                  guint       start,
                  guint       end,
                  double      score)
{
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
  g_autoptr(GPtrArray) suggestions = read_suggestions (folder, id, findings);
  ManiculeSuggestion *suggestion;

  g_assert_cmpuint (manicule_findings_get_n (findings), ==, 0);
  g_assert_cmpuint (suggestions->len, ==, 1);
  suggestion = g_ptr_array_index (suggestions, 0);
  g_assert_cmpstr (manicule_suggestion_get_label (suggestion), ==, label);
  g_assert_cmpuint (manicule_suggestion_get_hull (suggestion).start, ==, start);
  g_assert_cmpuint (manicule_suggestion_get_hull (suggestion).end, ==, end);
  g_assert_cmpstr (manicule_suggestion_get_source (suggestion), ==, "Tagger v2");
  g_assert_cmpfloat (manicule_suggestion_get_score (suggestion), ==, score);
}

/* Predictions come in with their article: its model is no annotator, the label is in the schema, nobody has said it. */
static void
test_suggestions_new_article (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(StoreTestFolder) source = store_test_folder_new ();
  g_autoptr(ManiculeImport) plan = NULL;
  g_autoptr(ManiculeProject) project = NULL;
  g_autofree char *id = NULL;

  store_test_make_project (folder->file);
  write_task (source->file, "Ines left.", "PERSON", 0, 4, 0.75);
  plan = plan_tasks (source->file, NULL);
  g_assert_cmpuint (import_test_count_findings (plan, "predictions-suggested"), ==, 1);
  g_assert_cmpuint (import_test_count_findings (plan, "predictions-not-suggested"), ==, 1);
  g_assert_cmpuint (carry_out (folder->file, plan), ==, 1);

  id = g_strdup (import_test_get_fields (plan, 0)->id);
  assert_suggested (folder->file, id, "PERSON", 0, 4, 0.75);
  project = import_test_read_project (folder->file);
  g_assert_false (g_strv_contains (manicule_project_get_annotators (project), "Tagger v2"));
  g_assert_nonnull (manicule_schema_find_label (manicule_project_get_schema (project), "PERSON"));
  store_test_assert_sound (folder->file);
}

/* Each program has a folder of its own, however long its name is, and however like another. */
static void
test_suggestions_long_names (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(StoreTestFolder) source = store_test_folder_new ();
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
  g_autoptr(ManiculeImport) plan = NULL;
  g_autoptr(GPtrArray) suggestions = NULL;

  store_test_make_project (folder->file);
  write_long_names (source->file);
  plan = plan_tasks (source->file, NULL);
  carry_out (folder->file, plan);

  suggestions = read_suggestions (folder->file, import_test_get_fields (plan, 0)->id, findings);
  g_assert_cmpuint (manicule_findings_get_n (findings), ==, 0);
  g_assert_cmpuint (suggestions->len, ==, 2);
  store_test_assert_sound (folder->file);
}

/* For an article that is there already they come when they are asked for, in the place of what the model said before. */
static void
test_suggestions_again (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(StoreTestFolder) source = store_test_folder_new ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  guint round;

  store_test_make_project (folder->file);
  before = store_test_read (folder->file, "annotations/anna/one.json");

  for (round = 0; round < 3; round++)
    {
      g_autoptr(ManiculeProject) project = import_test_read_project (folder->file);
      g_autoptr(ManiculeImport) plan = NULL;

      write_task (source->file, ONE, round < 2 ? "PER" : "ORG", round < 2 ? 0 : 28, round < 2 ? 13 : 41, 0.5);
      plan = plan_tasks (source->file, project);
      g_assert_cmpstr (import_test_get_item (plan, 0)->duplicate_of, ==, "one");
      import_test_get_item (plan, 0)->add_suggestions = round > 0;
      g_assert_cmpuint (carry_out (folder->file, plan), ==, 0);
      if (round == 0)
        g_assert_false (store_test_exists (folder->file, "suggestions"));
      else
        assert_suggested (folder->file, "one", round < 2 ? "PER" : "ORG", round < 2 ? 0 : 28, round < 2 ? 13 : 41, 0.5);
    }

  after = store_test_read (folder->file, "annotations/anna/one.json");
  g_assert_cmpstr (before, ==, after);
  store_test_assert_sound (folder->file);
}

/* A project with a suggestion for "one". */
static void
make_suggesting (GFile *folder)
{
  g_autoptr(StoreTestFolder) source = store_test_folder_new ();
  g_autoptr(ManiculeProject) project = NULL;
  g_autoptr(ManiculeImport) plan = NULL;

  store_test_make_project (folder);
  project = import_test_read_project (folder);
  write_task (source->file, ONE, "PER", 0, 13, 0.5);
  plan = plan_tasks (source->file, project);
  import_test_get_item (plan, 0)->add_suggestions = TRUE;
  carry_out (folder, plan);
  assert_suggested (folder, "one", "PER", 0, 13, 0.5);
}

/* A damaged file is told about, by the reader and by the check; so is one without an article. */
static void
test_suggestions_damaged (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
  g_autoptr(ManiculeFindings) checked = manicule_findings_new ();
  g_autoptr(GPtrArray) suggestions = NULL;
  g_autoptr(GError) error = NULL;
  guint n_known = 0;

  make_suggesting (folder->file);
  store_test_write (folder->file, FILE_OF_ONE, "{\"format\":");
  store_test_write (folder->file, "suggestions/tagger-v2/nobody.json", "{}");
  suggestions = read_suggestions (folder->file, "one", findings);
  g_assert_cmpuint (suggestions->len, ==, 0);
  g_assert_cmpuint (manicule_findings_get_n (findings), ==, 1);
  g_assert_cmpstr (manicule_findings_get (findings, 0)->file, ==, FILE_OF_ONE);
  g_assert_cmpuint (manicule_findings_get (findings, 0)->severity, ==, MANICULE_FINDING_ERROR);

  g_assert_true (manicule_project_folder_check (folder->file, checked, NULL, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < manicule_findings_get_n (checked); i++)
    n_known += g_strcmp0 (manicule_findings_get (checked, i)->file, FILE_OF_ONE) == 0 ||
               g_strcmp0 (manicule_findings_get (checked, i)->file, "suggestions/tagger-v2/nobody.json") == 0;
  g_assert_cmpuint (n_known, ==, 2);
}

/* When an article gets another text, suggestions go with their words. */
static void
test_suggestions_rebase (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeText) text = manicule_text_new_from_string ("It was late.\nInes Halloran spoke for the Harbour Board.\nShe said so.\n");
  g_autoptr(ManiculeProject) project = NULL;
  g_autoptr(GError) error = NULL;
  ManiculeRebaseCounts counts = { { 0, } };

  make_suggesting (folder->file);
  project = import_test_read_project (folder->file);
  g_assert_true (manicule_rebase_article (folder->file, project, "one", text, &counts, &error));
  g_assert_no_error (error);
  assert_suggested (folder->file, "one", "PER", 13, 26, 0.5);
}

static void
note_article (ManiculeWorkspace *workspace,
              const char        *article_id,
              gpointer           data)
{
  g_string_append_printf (data, "%s;", article_id);
}

static void
import_into (ManiculeWorkspace *workspace,
             ManiculeImport    *plan)
{
  g_autoptr(GError) error = NULL;

  workspace_test_import (workspace, plan, NULL, &error);
  g_assert_no_error (error);
}

/* Who shows an article hears of new suggestions for it; those of an import that is undone go when the project is closed and
 * nothing can bring it back. */
static void
test_suggestions_undone (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(StoreTestFolder) source = store_test_folder_new ();
  g_autoptr(GString) told = g_string_new (NULL);
  g_autoptr(ManiculeImport) fresh = NULL;
  g_autoptr(ManiculeImport) again = NULL;
  g_autoptr(ManiculeStep) step = NULL;
  g_autoptr(ManiculeAnnotationSet) set = NULL;
  g_autofree char *name = NULL;
  ManiculeWorkspace *workspace;

  store_test_make_project (folder->file);
  workspace = workspace_test_open (folder->file, "anna");
  g_signal_connect (workspace, "suggestions-changed", G_CALLBACK (note_article), told);

  write_task (source->file, ONE, "PER", 0, 13, 0.5);
  again = plan_tasks (source->file, manicule_workspace_get_project (workspace));
  import_test_get_item (again, 0)->add_suggestions = TRUE;
  import_into (workspace, again);
  g_assert_cmpstr (told->str, ==, "one;");

  write_task (source->file, "Ines left.", "PER", 0, 4, 0.75);
  fresh = plan_tasks (source->file, manicule_workspace_get_project (workspace));
  import_into (workspace, fresh);
  g_assert_cmpstr (told->str, ==, "one;");
  name = g_strdup_printf ("suggestions/tagger-v2/%s.json", import_test_get_fields (fresh, 0)->id);
  g_assert_true (store_test_exists (folder->file, name));

  step = workspace_test_undo (workspace, FALSE);
  set = workspace_test_load (workspace, "two");
  workspace_test_add (workspace, set, "n1", 0, 1);
  g_clear_object (&set);
  workspace_test_close (&workspace);
  g_assert_false (store_test_exists (folder->file, name));
  assert_suggested (folder->file, "one", "PER", 0, 13, 0.5);
  store_test_assert_sound (folder->file);
}

/* A folder whose name is no name is not read, and opening the project says so; what is sound beside it is read. */
static void
test_suggestions_unsafe (void)
{
  g_autoptr(StoreTestFolder) folder = store_test_folder_new ();
  g_autoptr(ManiculeWorkspace) workspace = NULL;
  ManiculeFindings *findings;

  store_test_make_project (folder->file);
  store_test_write (folder->file, "suggestions/com1/one.json", "{}");
  store_test_write (folder->file, "suggestions/ends in a dot./one.json", "{}");
  store_test_write (folder->file, "suggestions/.hidden/one.json", "{}");

  workspace = workspace_test_open (folder->file, "anna");
  findings = manicule_workspace_get_findings (workspace);
  g_assert_false (manicule_workspace_get_read_only (workspace));
  g_assert_cmpuint (manicule_findings_get_n (findings), ==, 2);
  g_assert_cmpstr (manicule_findings_get (findings, 0)->file, ==, "suggestions/com1");
  g_assert_cmpstr (manicule_findings_get (findings, 1)->file, ==, "suggestions/ends in a dot.");
  workspace_test_close (&workspace);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/suggestions/new-article", test_suggestions_new_article);
  g_test_add_func ("/suggestions/long-names", test_suggestions_long_names);
  g_test_add_func ("/suggestions/again", test_suggestions_again);
  g_test_add_func ("/suggestions/damaged", test_suggestions_damaged);
  g_test_add_func ("/suggestions/rebase", test_suggestions_rebase);
  g_test_add_func ("/suggestions/undone", test_suggestions_undone);
  g_test_add_func ("/suggestions/unsafe", test_suggestions_unsafe);

  return g_test_run ();
}
