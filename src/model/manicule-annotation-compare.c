/* manicule-annotation-compare.c: the order of annotations, and what makes two the same
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-annotation-private.h"

#include <math.h>
#include <string.h>

static int
compare_numbers (guint a,
                 guint b)
{
  return a < b ? -1 : a > b;
}

/**
 * manicule_annotation_compare:
 * @a: an annotation
 * @b: another
 *
 * The order of an annotation set: document labels, then spans by start and falling end, then relations; what is equal
 * in that is ordered by id.
 *
 * Returns: less than, equal to or greater than 0
 */
int
manicule_annotation_compare (ManiculeAnnotation *a,
                             ManiculeAnnotation *b)
{
  int order;

  g_return_val_if_fail (MANICULE_IS_ANNOTATION (a), 0);
  g_return_val_if_fail (MANICULE_IS_ANNOTATION (b), 0);

  order = compare_numbers (a->kind, b->kind);
  if (order == 0 && a->kind == MANICULE_ANNOTATION_SPAN)
    {
      order = compare_numbers (a->hull.start, b->hull.start);
      if (order == 0)
        order = compare_numbers (b->hull.end, a->hull.end);
    }
  if (order == 0)
    order = strcmp (manicule_annotation_get_id (a), manicule_annotation_get_id (b));

  return order;
}

static gboolean
ranges_equal (ManiculeAnnotation *a,
              ManiculeAnnotation *b)
{
  guint n_a;
  guint n_b;
  const ManiculeRange *ranges_a = manicule_annotation_get_ranges (a, &n_a);
  const ManiculeRange *ranges_b = manicule_annotation_get_ranges (b, &n_b);

  return n_a == n_b && (n_a == 0 || memcmp (ranges_a, ranges_b, n_a * sizeof *ranges_a) == 0);
}

static gboolean
scores_equal (double a,
              double b)
{
  return (isnan (a) && isnan (b)) || a == b;
}

static gboolean
attributes_equal (GVariant *a,
                  GVariant *b)
{
  return a == b || (a != NULL && b != NULL && g_variant_equal (a, b));
}

/* A ManiculeAnnotationRare that says nothing equals none at all. */
static gboolean
rare_equal (ManiculeAnnotation *a,
            ManiculeAnnotation *b)
{
  static const ManiculeAnnotationRare nothing = { .origin_score = NAN };
  const ManiculeAnnotationRare *rare_a = a->rare != NULL ? a->rare : &nothing;
  const ManiculeAnnotationRare *rare_b = b->rare != NULL ? b->rare : &nothing;

  return rare_a->created == rare_b->created &&
         rare_a->modified == rare_b->modified &&
         rare_a->entity == rare_b->entity &&
         rare_a->origin_source == rare_b->origin_source &&
         scores_equal (rare_a->origin_score, rare_b->origin_score) &&
         g_strcmp0 (rare_a->origin_id, rare_b->origin_id) == 0 &&
         g_strcmp0 (rare_a->note, rare_b->note) == 0 &&
         g_strcmp0 (rare_a->carried, rare_b->carried) == 0 &&
         attributes_equal (rare_a->attributes, rare_b->attributes);
}

/**
 * manicule_annotation_equal:
 * @a: an annotation
 * @b: another
 *
 * Returns: whether all of both is the same, also id and times
 */
gboolean
manicule_annotation_equal (ManiculeAnnotation *a,
                           ManiculeAnnotation *b)
{
  g_return_val_if_fail (MANICULE_IS_ANNOTATION (a), FALSE);
  g_return_val_if_fail (MANICULE_IS_ANNOTATION (b), FALSE);

  return a == b ||
         (a->kind == b->kind &&
          a->label == b->label &&
          strcmp (manicule_annotation_get_id (a), manicule_annotation_get_id (b)) == 0 &&
          g_strcmp0 (manicule_annotation_get_from (a), manicule_annotation_get_from (b)) == 0 &&
          g_strcmp0 (manicule_annotation_get_to (a), manicule_annotation_get_to (b)) == 0 &&
          ranges_equal (a, b) &&
          rare_equal (a, b));
}
