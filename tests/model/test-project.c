/* test-project.c: a project's lists and loaded sets
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fixture.h"

/* A rename notifies once, and a rename to the same name not at all. */
static void
test_name (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GtSignalLogger) logger = gt_signal_logger_new ();

  gt_signal_logger_connect (logger, fixture->project, "notify");
  manicule_project_set_name (fixture->project, "Strike");
  assert_notify (logger, fixture->project, "name");
  g_assert_cmpstr (manicule_project_get_name (fixture->project), ==, "Strike");

  manicule_project_set_name (fixture->project, "Strike");
  gt_signal_logger_assert_no_emissions (logger);
}

/* Annotators keep their order and do not repeat. */
static void
test_annotators (Fixture       *fixture,
                 gconstpointer  data)
{
  static const char * const expected[] = { "ben", "anna", NULL };

  g_assert_nonnull (manicule_project_get_annotators (fixture->project));
  g_assert_null (manicule_project_get_annotators (fixture->project)[0]);
  g_assert_true (manicule_project_add_annotator (fixture->project, "ben"));
  g_assert_true (manicule_project_add_annotator (fixture->project, "anna"));
  g_assert_false (manicule_project_add_annotator (fixture->project, "ben"));
  g_assert_cmpstrv (manicule_project_get_annotators (fixture->project), expected);
}

/* What is carried comes back. */
static void
test_carried (Fixture       *fixture,
              gconstpointer  data)
{
  g_assert_null (manicule_project_get_carried (fixture->project));
  manicule_project_set_carried (fixture->project, "\"x\":1");
  g_assert_cmpstr (manicule_project_get_carried (fixture->project), ==, "\"x\":1");
}

/* Articles and entities are added once and found. */
static void
test_lists (Fixture       *fixture,
            gconstpointer  data)
{
  ManiculeEntityFields fields = { .id = "ines" };
  g_autoptr(ManiculeEntity) entity = manicule_entity_new (&fields);
  g_autoptr(ManiculeArticle) twin = plain_article ("harbour", "Other");
  g_autoptr(ManiculeArticle) article = plain_article ("quay", "Quay");

  g_assert_false (manicule_project_add_article (fixture->project, twin));
  g_assert_true (manicule_project_add_article (fixture->project, article));
  g_assert_true (manicule_project_find_article (fixture->project, "quay") == article);
  g_assert_cmpuint (manicule_project_get_article_position (fixture->project, "quay"), ==, 1);
  g_assert_cmpuint (manicule_project_get_article_position (fixture->project, "wall"), ==, G_MAXUINT);
  g_assert_null (manicule_project_find_article (fixture->project, "wall"));

  g_assert_true (manicule_project_add_entity (fixture->project, entity));
  g_assert_false (manicule_project_add_entity (fixture->project, entity));
  g_assert_true (manicule_project_find_entity (fixture->project, "ines") == entity);
  g_assert_cmpuint (g_list_model_get_n_items (manicule_project_get_entities (fixture->project)), ==, 1);
}

/* One set for each article and annotator is held; another of the same takes its place; a dropped one goes. */
static void
test_sets (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(ManiculeAnnotationSet) ben = manicule_annotation_set_new ("harbour", "ben", fixture->text);
  g_autoptr(ManiculeAnnotationSet) again = manicule_annotation_set_new ("harbour", "ben", fixture->text);

  g_assert_null (manicule_project_find_set (fixture->project, "harbour", "ben"));
  manicule_project_hold_set (fixture->project, ben);
  g_assert_true (manicule_project_find_set (fixture->project, "harbour", "ben") == ben);
  g_assert_true (manicule_project_find_set (fixture->project, "harbour", "anna") == fixture->set);

  manicule_project_hold_set (fixture->project, ben);
  manicule_project_hold_set (fixture->project, again);
  g_assert_finalize_object (g_steal_pointer (&ben));
  g_assert_true (manicule_project_find_set (fixture->project, "harbour", "ben") == again);

  manicule_project_drop_set (fixture->project, "harbour", "ben");
  manicule_project_drop_set (fixture->project, "harbour", "carla");
  g_assert_finalize_object (g_steal_pointer (&again));
}

static void
change_list (Fixture    *fixture,
             gpointer    before,
             gpointer    after,
             guint       position)
{
  g_autoptr(ManiculeChange) change = manicule_change_new_item (MANICULE_CHANGE_ARTICLE, before, after, position);
  g_autoptr(GError) error = NULL;
  gboolean success = manicule_change_apply (change, fixture->project, &error);

  g_assert_no_error (error);
  g_assert_true (success);
}

static void
assert_positions (Fixture   *fixture,
                  GPtrArray *naive)
{
  GListModel *articles = manicule_project_get_articles (fixture->project);

  g_assert_cmpuint (g_list_model_get_n_items (articles), ==, naive->len);
  for (guint i = 0; i < naive->len; i++)
    {
      g_autoptr(ManiculeArticle) article = g_list_model_get_item (articles, i);
      const char *id = manicule_article_get_id (article);

      g_assert_true (article == g_ptr_array_index (naive, i));
      g_assert_cmpuint (manicule_project_get_article_position (fixture->project, id), ==, i);
      g_assert_true (manicule_project_find_article (fixture->project, id) == article);
    }
}

/* Positions stay right whatever is added, removed and replaced. */
static void
test_positions (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GPtrArray) naive = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (naive, g_object_ref (manicule_project_find_article (fixture->project, "harbour")));
  for (guint i = 0; i < 600; i++)
    {
      g_autofree char *id = g_strdup_printf ("a%u", i);
      guint position = g_test_rand_int_range (0, naive->len + 1);
      guint action = position < naive->len ? g_test_rand_int_range (0, 5) : 0;

      if (action == 3)
        {
          change_list (fixture, g_ptr_array_index (naive, position), NULL, position);
          g_ptr_array_remove_index (naive, position);
        }
      else if (action == 4)
        {
          ManiculeArticle *former = g_ptr_array_index (naive, position);
          ManiculeArticle *article = plain_article (manicule_article_get_id (former), id);

          change_list (fixture, former, article, 0);
          g_object_unref (former);
          g_ptr_array_index (naive, position) = article;
        }
      else
        {
          ManiculeArticle *article = plain_article (id, NULL);

          change_list (fixture, NULL, article, position);
          g_ptr_array_insert (naive, position, article);
        }
      if (i % 20 == 0)
        assert_positions (fixture, naive);
    }
  assert_positions (fixture, naive);
}

#define ADD(path, func) g_test_add ("/project/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("name", test_name);
  ADD ("annotators", test_annotators);
  ADD ("carried", test_carried);
  ADD ("lists", test_lists);
  ADD ("sets", test_sets);
  ADD ("positions", test_positions);

  return g_test_run ();
}
