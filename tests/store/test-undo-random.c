/* test-undo-random.c: undo to the start and redo to the end, whatever was done, closed and cut off in between
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "workspace-test.h"

#include <string.h>

#define N_ROUNDS 6
#define N_STEPS 60
#define JOURNAL "journal/anna.jsonl"

typedef struct
{
  StoreTestFolder   *parent;
  GFile             *folder;     /* the project as it is now */
  ManiculeWorkspace *workspace;
  guint              n;          /* so many things were done */
  guint              n_folders;
  guint              n_crashes;
} Fixture;

/* --- the disk --- */

/* What the project is: its lists, and its sets that say anything. A set that was emptied again is as good as none, and
 * the files of an import that is undone wait to be redone. */
static char *
take_state (GFile *folder)
{
  g_autofree char *all = store_test_fingerprint (folder);
  g_auto(GStrv) lines = g_strsplit (all, "\n", -1);
  GString *state = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *space = strchr (lines[i], ' ');
      g_autofree char *name = space != NULL ? g_strndup (lines[i], space - lines[i]) : NULL;
      g_autofree char *content = NULL;

      if (name == NULL || name[0] == '.' || g_str_has_prefix (name, "articles/"))
        continue;
      content = store_test_read (folder, name);
      if (strstr (content, "\"status\":\"new\"") != NULL && strstr (content, "\"annotations\":[]") != NULL)
        continue;
      if (strstr (name, "/came-") != NULL)
        continue;
      g_string_append_printf (state, "%s\n%s\n", name, content);
    }

  return g_string_free_and_steal (state);
}

static char *
save_and_take_state (Fixture *fixture)
{
  workspace_test_save (fixture->workspace);
  return take_state (fixture->folder);
}

/* --- what people do --- */

static ManiculeHistory *
get_history (Fixture *fixture)
{
  return manicule_workspace_get_history (fixture->workspace);
}

static void
apply (Fixture        *fixture,
       ManiculeChange *change)
{
  g_autoptr(GError) error = NULL;

  manicule_history_apply (get_history (fixture), change, &error);
  g_assert_no_error (error);
  g_object_unref (change);
}

static ManiculeAnnotationSet *
load_any (Fixture *fixture)
{
  static const char * const ids[] = { "one", "two", "three" };

  return workspace_test_load (fixture->workspace, ids[g_test_rand_int_range (0, 3)]);
}

static void
add_spans (Fixture *fixture,
           guint    n)
{
  g_autoptr(ManiculeAnnotationSet) set = load_any (fixture);

  manicule_workspace_begin (fixture->workspace, set, n > 1 ? "Tagged many" : NULL);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("x%u-%u", fixture->n, i);
      guint start = g_test_rand_int_range (0, 15);

      workspace_test_add (fixture->workspace, set, id, start, start + 3);
    }
  manicule_workspace_end (fixture->workspace);
}

static void
remove_span (Fixture *fixture)
{
  g_autoptr(ManiculeAnnotationSet) set = load_any (fixture);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (set));
  g_autoptr(GError) error = NULL;

  if (n == 0)
    return;
  manicule_history_remove (get_history (fixture), set, manicule_annotation_set_get (set, g_test_rand_int_range (0, n)), &error);
  g_assert_no_error (error);
}

static void
set_status (Fixture *fixture)
{
  g_autoptr(ManiculeAnnotationSet) set = load_any (fixture);
  ManiculeStatus status = manicule_annotation_set_get_status (set) == MANICULE_STATUS_DONE ? MANICULE_STATUS_IN_PROGRESS
                                                                                          : MANICULE_STATUS_DONE;

  apply (fixture, manicule_change_new_status (set, status));
}

static void
add_label (Fixture *fixture)
{
  g_autofree char *name = g_strdup_printf ("L%u", fixture->n);
  g_autoptr(ManiculeLabel) label = manicule_label_new (&(ManiculeLabelFields) { .name = name, .color = "#33d17a" });

  apply (fixture, manicule_change_new_item (MANICULE_CHANGE_LABEL, NULL, label, 0));
}

static void
add_entity (Fixture *fixture)
{
  g_autofree char *id = g_strdup_printf ("e%u", fixture->n);
  g_autoptr(ManiculeEntity) entity = manicule_entity_new (&(ManiculeEntityFields) { .id = id, .name = "Ines" });

  apply (fixture, manicule_change_new_item (MANICULE_CHANGE_ENTITY, NULL, entity, 0));
}

static void
add_document_label (Fixture *fixture)
{
  g_autoptr(ManiculeAnnotationSet) set = load_any (fixture);
  g_autofree char *id = g_strdup_printf ("doc%u", fixture->n);
  g_autoptr(ManiculeAnnotation) bare = manicule_annotation_new_document (id, "topic");
  g_autoptr(ManiculeAnnotation) label = manicule_annotation_with_attribute (bare, "value", g_variant_new_string ("economy"));

  apply (fixture, manicule_change_new_annotation (set, NULL, label));
}

/* From the first span that is a person to the first that is an organisation, where there are such. */
static void
add_relation (Fixture *fixture)
{
  g_autoptr(ManiculeAnnotationSet) set = load_any (fixture);
  g_autofree char *id = g_strdup_printf ("rel%u", fixture->n);
  g_autoptr(ManiculeAnnotation) relation = NULL;
  const char *from = NULL, *to = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (set)); i++)
    {
      ManiculeAnnotation *annotation = manicule_annotation_set_get (set, i);

      if (from == NULL && g_str_equal (manicule_annotation_get_label (annotation), "PER"))
        from = manicule_annotation_get_id (annotation);
      if (to == NULL && g_str_equal (manicule_annotation_get_label (annotation), "ORG"))
        to = manicule_annotation_get_id (annotation);
    }
  if (from == NULL || to == NULL)
    return;

  relation = manicule_annotation_new_relation (id, "works_for", from, to);
  apply (fixture, manicule_change_new_annotation (set, NULL, relation));
}

/* Its note, its entity, its time. */
static void
change_span (Fixture *fixture)
{
  g_autoptr(ManiculeAnnotationSet) set = load_any (fixture);
  g_autofree char *note = g_strdup_printf ("Seen %u times", fixture->n);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (set));
  g_autoptr(ManiculeAnnotation) before = NULL;
  g_autoptr(ManiculeAnnotation) after = NULL;

  if (n == 0)
    return;
  before = g_object_ref (manicule_annotation_set_get (set, g_test_rand_int_range (0, n)));
  after = manicule_annotation_with_note (before, note);
  apply (fixture, manicule_change_new_annotation (set, before, after));
}

static void
add_relation_type (Fixture *fixture)
{
  static const char * const people[] = { "PER", NULL };
  g_autofree char *name = g_strdup_printf ("knows%u", fixture->n);
  g_autoptr(ManiculeRelationType) type = manicule_relation_type_new (&(ManiculeRelationTypeFields) {
    .name = name, .title = "Knows", .from = people, .to = people,
  });

  apply (fixture, manicule_change_new_item (MANICULE_CHANGE_RELATION_TYPE, NULL, type, 0));
}

static void
remove_entity (Fixture *fixture)
{
  GListModel *entities = manicule_project_get_entities (manicule_workspace_get_project (fixture->workspace));
  g_autoptr(ManiculeEntity) entity = g_list_model_get_item (entities, 0);

  /* The one that came with the project is in use. */
  if (entity != NULL && manicule_entity_get_id (entity)[0] == 'e')
    apply (fixture, manicule_change_new_item (MANICULE_CHANGE_ENTITY, entity, NULL, 0));
}

static void
rename_article (Fixture *fixture)
{
  ManiculeProject *project = manicule_workspace_get_project (fixture->workspace);
  ManiculeArticle *article = manicule_project_find_article (project, "two");
  ManiculeArticleFields fields = *manicule_article_get_fields (article);
  g_autofree char *title = g_strdup_printf ("Title %u", fixture->n);
  g_autoptr(ManiculeArticle) renamed = NULL;

  fields.title = title;
  renamed = manicule_article_new (&fields);
  apply (fixture, manicule_change_new_item (MANICULE_CHANGE_ARTICLE, article, renamed,
                                            manicule_project_get_article_position (project, "two")));
}

static void
import_article (Fixture *fixture)
{
  g_autoptr(StoreTestFolder) source = store_test_folder_new ();
  g_autofree char *name = g_strdup_printf ("came-%u.txt", fixture->n);
  g_autofree char *text = g_strdup_printf ("Report number %u of the harbour.", fixture->n);
  g_autoptr(ManiculeImport) plan = NULL;
  g_autoptr(GError) error = NULL;

  store_test_write (source->file, name, text);
  plan = workspace_test_plan (fixture->workspace, source->file);
  workspace_test_import (fixture->workspace, plan, NULL, &error);
  g_assert_no_error (error);
}

static void
undo (Fixture *fixture)
{
  if (manicule_history_can_undo (get_history (fixture)))
    g_object_unref (workspace_test_undo (fixture->workspace, FALSE));
}

static void
redo (Fixture *fixture)
{
  if (manicule_history_can_redo (get_history (fixture)))
    g_object_unref (workspace_test_undo (fixture->workspace, TRUE));
}

static void
reopen (Fixture *fixture)
{
  workspace_test_close (&fixture->workspace);
  store_test_assert_sound (fixture->folder);
  fixture->workspace = workspace_test_open (fixture->folder, NULL);
}

/* All at one moment: once more where something was written meanwhile. */
static void
copy_moment (GFile *from,
             GFile *to)
{
  g_autofree char *before = NULL;
  g_autofree char *after = store_test_fingerprint (from);
  g_autofree char *journal_before = NULL;
  g_autofree char *journal_after = NULL;

  do
    {
      if (g_file_query_exists (to, NULL))
        store_test_remove_all (to);
      g_set_str (&before, after);
      g_free (journal_before);
      journal_before = store_test_exists (from, JOURNAL) ? store_test_read (from, JOURNAL) : NULL;
      store_test_copy (from, to);
      g_usleep (5000);
      g_free (after);
      after = store_test_fingerprint (from);
      g_free (journal_after);
      journal_after = store_test_exists (from, JOURNAL) ? store_test_read (from, JOURNAL) : NULL;
    }
  while (strcmp (before, after) != 0 || g_strcmp0 (journal_before, journal_after) != 0);
}

/* The disk as it is when all that was shown is in the journal; nothing else is written. */
static void
crash (Fixture *fixture)
{
  g_autofree char *name = g_strdup_printf ("project-%u", ++fixture->n_folders);
  g_autoptr(GFile) left = g_file_get_child (fixture->parent->file, name);

  while (manicule_workspace_get_unsaved (fixture->workspace))
    g_main_context_iteration (NULL, TRUE);
  copy_moment (fixture->folder, left);
  workspace_test_close (&fixture->workspace);

  g_set_object (&fixture->folder, left);
  fixture->workspace = workspace_test_open (fixture->folder, NULL);
  g_assert_false (manicule_workspace_get_read_only (fixture->workspace));
  fixture->n_crashes++;
}

static void
do_something (Fixture *fixture)
{
  fixture->n++;
  switch (g_test_rand_int_range (0, 21))
    {
    case 0:
    case 1:
    case 2:
      add_spans (fixture, 1);
      break;
    case 3:
      add_spans (fixture, 30);
      break;
    case 4:
      remove_span (fixture);
      break;
    case 5:
      set_status (fixture);
      break;
    case 6:
      add_label (fixture);
      break;
    case 7:
      add_entity (fixture);
      break;
    case 8:
      rename_article (fixture);
      break;
    case 9:
      import_article (fixture);
      break;
    case 10:
    case 11:
      undo (fixture);
      break;
    case 12:
      redo (fixture);
      break;
    case 13:
      reopen (fixture);
      break;
    case 14:
      workspace_test_save (fixture->workspace);
      break;
    case 15:
      add_document_label (fixture);
      break;
    case 16:
      add_relation (fixture);
      break;
    case 17:
      change_span (fixture);
      break;
    case 18:
      add_relation_type (fixture);
      break;
    case 19:
      remove_entity (fixture);
      break;
    default:
      crash (fixture);
    }
}

/* --- the test --- */

static void
undo_all (Fixture *fixture)
{
  guint i = 0;

  while (manicule_history_can_undo (get_history (fixture)))
    {
      undo (fixture);
      if (++i % 17 == 0)
        reopen (fixture);
    }
}

static void
redo_all (Fixture *fixture)
{
  guint i = 0;

  while (manicule_history_can_redo (get_history (fixture)))
    {
      redo (fixture);
      if (++i % 19 == 0)
        crash (fixture);
    }
}

static void
try_round (Fixture *fixture)
{
  g_autofree char *start = NULL;
  g_autofree char *end = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;
  guint position;

  store_test_make_project (fixture->folder);
  start = take_state (fixture->folder);
  fixture->workspace = workspace_test_open (fixture->folder, NULL);
  for (guint i = 0; i < N_STEPS; i++)
    do_something (fixture);

  redo_all (fixture);
  end = save_and_take_state (fixture);
  g_object_get (get_history (fixture), "position", &position, NULL);
  undo_all (fixture);
  undone = save_and_take_state (fixture);
  g_assert_cmpstr (undone, ==, start);

  redo_all (fixture);
  redone = save_and_take_state (fixture);
  g_assert_cmpstr (redone, ==, end);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (get_history (fixture))), ==, position);
  workspace_test_close (&fixture->workspace);
  store_test_assert_sound (fixture->folder);
}

/* Random sequences of every kind of edit, over several articles, with imports, closing and crashes in between: undone to
 * the start the files are what they were, redone to the end too. */
static void
test_undo_random (void)
{
  guint n_crashes = 0;

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      Fixture fixture = { .parent = store_test_folder_new () };

      fixture.folder = g_file_get_child (fixture.parent->file, "project");
      g_assert_true (g_file_make_directory (fixture.folder, NULL, NULL));
      try_round (&fixture);
      n_crashes += fixture.n_crashes;
      g_object_unref (fixture.folder);
      store_test_folder_free (fixture.parent);
    }

  g_test_message ("%u rounds of %u deeds, %u crashes", N_ROUNDS, N_STEPS, n_crashes);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/undo/random", test_undo_random);

  return g_test_run ();
}
