/* test-annotation-blocks.c: the ordered container beneath an annotation set
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-annotation-blocks-private.h"

#include "fixture.h"

/* A span somewhere in a text of 5,000 characters, now and then a long or an empty one, or something else. */
static ManiculeAnnotation *
random_annotation (void)
{
  g_autofree char *id = manicule_id_new ();
  guint start = g_test_rand_int_range (0, 5000);
  guint length = g_test_rand_int_range (0, 100) == 0 ? 2000 : g_test_rand_int_range (0, 12);

  switch (g_test_rand_int_range (0, 20))
    {
    case 0:
      return manicule_annotation_new_document (id, "topic");
    case 1:
      return relation (id, "source", "a", "b");
    default:
      return span (id, "PER", start, MIN (start + length, 5000));
    }
}

static void
assert_same (ManiculeAnnotationBlocks *blocks,
             GPtrArray                *naive)
{
  ManiculeAnnotationRun run = { 0, };
  guint n = 0;

  g_assert_cmpuint (manicule_annotation_blocks_get_n (blocks), ==, naive->len);
  for (guint i = 0; i < naive->len; i++)
    g_assert_true (manicule_annotation_blocks_get (blocks, i) == g_ptr_array_index (naive, i));
  while (manicule_annotation_blocks_next (blocks, &run))
    {
      g_assert_cmpuint (run.n, >, 0);
      g_assert_cmpuint (run.n, <=, MANICULE_BLOCK_MAX);
      for (guint i = 0; i < run.n; i++)
        g_assert_true (run.items[i] == g_ptr_array_index (naive, n++));
    }
  g_assert_cmpuint (n, ==, naive->len);
}

static void
assert_same_query (ManiculeAnnotationBlocks *blocks,
                   GPtrArray                *naive)
{
  g_autoptr(GPtrArray) result = g_ptr_array_new ();
  guint start = g_test_rand_int_range (0, 5001);
  guint end = start + g_test_rand_int_range (1, 40);
  guint n = 0;

  manicule_annotation_blocks_query (blocks, start, end, result);
  for (guint i = 0; i < naive->len; i++)
    {
      ManiculeAnnotation *annotation = g_ptr_array_index (naive, i);
      ManiculeRange hull = manicule_annotation_get_hull (annotation);

      if (manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_SPAN &&
          hull.start < end && MAX (hull.end, hull.start + 1) > start)
        {
          g_assert_cmpuint (n, <, result->len);
          g_assert_true (g_ptr_array_index (result, n++) == annotation);
        }
    }
  g_assert_cmpuint (n, ==, result->len);
}

/* The first place in a sorted array where @annotation could stand, by looking at every element. */
static guint
naive_find (GPtrArray          *naive,
            ManiculeAnnotation *annotation)
{
  guint i = 0;

  while (i < naive->len && manicule_annotation_compare (g_ptr_array_index (naive, i), annotation) < 0)
    i++;

  return i;
}

static void
insert (ManiculeAnnotationBlocks *blocks,
        GPtrArray                *naive,
        ManiculeAnnotation       *annotation)
{
  guint position = manicule_annotation_blocks_find (blocks, annotation);

  g_assert_cmpuint (position, ==, naive_find (naive, annotation));
  manicule_annotation_blocks_insert (blocks, position, annotation);
  g_ptr_array_insert (naive, position, annotation);
}

static void
remove_any (ManiculeAnnotationBlocks *blocks,
            GPtrArray                *naive)
{
  guint position = g_test_rand_int_range (0, naive->len);

  manicule_annotation_blocks_remove (blocks, position);
  g_ptr_array_remove_index (naive, position);
}

/* Whatever is inserted and removed, the blocks hold what a plain sorted array holds, and find the same. The sequence
 * grows beyond several blocks, shrinks to nothing and grows again. */
static void
test_random (void)
{
  g_autoptr(ManiculeAnnotationBlocks) blocks = manicule_annotation_blocks_new ();
  g_autoptr(GPtrArray) naive = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint round = 0; round < 4; round++)
    {
      guint insertions = round % 2 == 0 ? 80 : 10;

      for (guint i = 0; i < 2500; i++)
        {
          if (naive->len == 0 || (guint) g_test_rand_int_range (0, 100) < insertions)
            insert (blocks, naive, random_annotation ());
          else
            remove_any (blocks, naive);
          if (i % 25 == 0)
            assert_same_query (blocks, naive);
        }
      assert_same (blocks, naive);
    }
  while (naive->len > 0)
    remove_any (blocks, naive);
  assert_same (blocks, naive);
}

/* Filling from front to back leaves the blocks full, from back to front at least half full: no block is wasted. */
static void
test_fill (gconstpointer data)
{
  gboolean forwards = GPOINTER_TO_INT (data);
  g_autoptr(ManiculeAnnotationBlocks) blocks = manicule_annotation_blocks_new ();
  ManiculeAnnotationRun run = { 0, };
  guint n_blocks = 0;

  for (guint i = 0; i < 20 * MANICULE_BLOCK_MAX; i++)
    {
      g_autofree char *id = manicule_id_new ();
      g_autoptr(ManiculeAnnotation) annotation = span (id, "PER", forwards ? i : 10000 - i, 10001);

      manicule_annotation_blocks_insert (blocks, forwards ? i : 0, annotation);
    }
  while (manicule_annotation_blocks_next (blocks, &run))
    n_blocks++;

  g_assert_cmpuint (n_blocks, <=, forwards ? 20 : 40);
}

static ManiculeAnnotationBlocks *
make_blocks (guint n)
{
  g_autoptr(GPtrArray) sorted = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("a%u", i);

      g_ptr_array_add (sorted, span (id, "PER", i, i + 3));
    }

  return manicule_annotation_blocks_new_from (sorted);
}

/* How many blocks of @a are not those of @b. */
static guint
count_own_blocks (ManiculeAnnotationBlocks *a,
                  ManiculeAnnotationBlocks *b)
{
  g_autoptr(GHashTable) shared = g_hash_table_new (NULL, NULL);
  ManiculeAnnotationRun run_a = { 0, };
  ManiculeAnnotationRun run_b = { 0, };
  guint n = 0;

  while (manicule_annotation_blocks_next (b, &run_b))
    g_hash_table_add (shared, run_b.items);
  while (manicule_annotation_blocks_next (a, &run_a))
    n += !g_hash_table_contains (shared, run_a.items);

  return n;
}

/* A copy costs no block, and an edit after it one: not the whole sequence. */
static void
test_copy_on_write (void)
{
  g_autoptr(ManiculeAnnotationBlocks) blocks = make_blocks (50 * MANICULE_BLOCK_MAX);
  g_autoptr(ManiculeAnnotationBlocks) copy = manicule_annotation_blocks_copy (blocks);
  g_autoptr(ManiculeAnnotation) annotation = span ("b", "PER", 5000, 5003);
  guint n = manicule_annotation_blocks_get_n (blocks);

  g_assert_cmpuint (count_own_blocks (blocks, copy), ==, 0);

  manicule_annotation_blocks_insert (blocks, manicule_annotation_blocks_find (blocks, annotation), annotation);
  g_assert_cmpuint (count_own_blocks (blocks, copy), ==, 1);
  g_assert_cmpuint (manicule_annotation_blocks_get_n (blocks), ==, n + 1);
  g_assert_cmpuint (manicule_annotation_blocks_get_n (copy), ==, n);

  manicule_annotation_blocks_remove (blocks, manicule_annotation_blocks_find (blocks, annotation));
  g_assert_cmpuint (count_own_blocks (blocks, copy), ==, 1);
  for (guint i = 0; i < n; i++)
    g_assert_true (manicule_annotation_blocks_get (blocks, i) == manicule_annotation_blocks_get (copy, i));
}

/* A copy outlives the sequence that it was made from. */
static void
test_copy_outlives (void)
{
  ManiculeAnnotationBlocks *blocks = make_blocks (1000);
  g_autoptr(ManiculeAnnotationBlocks) copy = manicule_annotation_blocks_copy (blocks);

  manicule_annotation_blocks_remove (blocks, 500);
  manicule_annotation_blocks_free (blocks);

  g_assert_cmpuint (manicule_annotation_blocks_get_n (copy), ==, 1000);
  g_assert_cmpstr (manicule_annotation_get_id (manicule_annotation_blocks_get (copy, 500)), ==, "a500");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/annotation-blocks/random", test_random);
  g_test_add_data_func ("/annotation-blocks/fill/forwards", GINT_TO_POINTER (TRUE), test_fill);
  g_test_add_data_func ("/annotation-blocks/fill/backwards", GINT_TO_POINTER (FALSE), test_fill);
  g_test_add_func ("/annotation-blocks/copy-on-write", test_copy_on_write);
  g_test_add_func ("/annotation-blocks/copy-outlives", test_copy_outlives);

  return g_test_run ();
}
