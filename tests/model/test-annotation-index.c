/* test-annotation-index.c: annotations by id, relations by their ends, against plain lists
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-annotation-index-private.h"

#define N_IDS 300

typedef struct
{
  ManiculeAnnotationIndex *index;    /* (owned) */
  GPtrArray               *present;  /* (owned) (element-type ManiculeAnnotation): in the order of annotations */
} Fixture;

static int
compare (gconstpointer a,
         gconstpointer b)
{
  return manicule_annotation_compare ((ManiculeAnnotation *) a, (ManiculeAnnotation *) b);
}

static void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  fixture->index = manicule_annotation_index_new ();
  fixture->present = g_ptr_array_new_with_free_func (g_object_unref);
}

static void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  manicule_annotation_index_free (fixture->index);
  g_ptr_array_unref (fixture->present);
}

/* Some ids are too long to be kept within an annotation. */
static char *
make_id (guint number)
{
  return g_strdup_printf (number % 7 == 0 ? "n%u-with-a-name-that-is-longer-than-most" : "n%u", number);
}

static char *
random_id (void)
{
  return make_id ((guint) g_test_rand_int_range (0, N_IDS));
}

/* Many relations lead to few ends. */
static char *
random_end (void)
{
  return make_id ((guint) (g_test_rand_bit () ? g_test_rand_int_range (0, 4) : g_test_rand_int_range (0, N_IDS)));
}

static ManiculeAnnotation *
random_annotation (void)
{
  g_autofree char *id = random_id (), *from = random_end (), *to = random_end ();
  ManiculeRange range = { (guint) g_test_rand_int_range (0, 50), 50 };

  if (g_test_rand_bit ())
    return manicule_annotation_new_span (id, "x", &range, 1);

  return manicule_annotation_new_relation (id, "x", from, to);
}

static ManiculeAnnotation *
find_naively (Fixture    *fixture,
              const char *id)
{
  for (guint i = 0; i < fixture->present->len; i++)
    {
      if (g_str_equal (manicule_annotation_get_id (g_ptr_array_index (fixture->present, i)), id))
        return g_ptr_array_index (fixture->present, i);
    }

  return NULL;
}

static void
add (Fixture *fixture)
{
  g_autoptr(ManiculeAnnotation) annotation = random_annotation ();
  gboolean is_new = find_naively (fixture, manicule_annotation_get_id (annotation)) == NULL;

  g_assert_cmpint (manicule_annotation_index_add (fixture->index, annotation), ==, is_new);
  if (!is_new)
    return;

  g_ptr_array_add (fixture->present, g_steal_pointer (&annotation));
  g_ptr_array_sort_values (fixture->present, compare);
}

static void
remove_one (Fixture *fixture)
{
  guint i;

  if (fixture->present->len == 0)
    return;

  i = (guint) g_test_rand_int_range (0, (gint32) fixture->present->len);
  manicule_annotation_index_remove (fixture->index, g_ptr_array_index (fixture->present, i));
  /* Its strings are gone with it. */
  g_ptr_array_remove_index (fixture->present, i);
}

static void
check (Fixture    *fixture,
       const char *id)
{
  guint n, k = 0;
  ManiculeAnnotation * const *relations = manicule_annotation_index_get_relations (fixture->index, id, &n);

  g_assert_true (manicule_annotation_index_find (fixture->index, id) == find_naively (fixture, id));
  for (guint i = 0; i < fixture->present->len; i++)
    {
      ManiculeAnnotation *annotation = g_ptr_array_index (fixture->present, i);

      if (g_strcmp0 (manicule_annotation_get_from (annotation), id) != 0
          && g_strcmp0 (manicule_annotation_get_to (annotation), id) != 0)
        continue;
      g_assert_cmpuint (k, <, n);
      g_assert_true (relations[k] == annotation);
      k++;
    }
  g_assert_cmpuint (k, ==, n);
}

/* However many come and go, each is found by its id, and its relations in order. */
static void
test_random (Fixture       *fixture,
             gconstpointer  data)
{
  for (guint i = 0; i < 3000; i++)
    {
      g_autofree char *id = random_end ();

      /* Now they become more, now fewer. */
      if (g_test_rand_int_range (0, 3) == 0 ? i / 500 % 2 == 0 : i / 500 % 2 == 1)
        remove_one (fixture);
      else
        add (fixture);
      check (fixture, id);
    }
  for (guint i = 0; i < N_IDS; i++)
    {
      g_autofree char *id = make_id (i);

      check (fixture, id);
    }
  while (fixture->present->len > 0)
    remove_one (fixture);
  for (guint i = 0; i < N_IDS; i++)
    {
      g_autofree char *id = make_id (i);

      check (fixture, id);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/annotation-index/random", Fixture, NULL, fixture_set_up, test_random, fixture_tear_down);

  return g_test_run ();
}
