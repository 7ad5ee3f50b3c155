/* manicule-annotation-set-query.c: asking an annotation set
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-annotation-set-private.h"

/**
 * manicule_annotation_set_query:
 * @self: an annotation set
 * @start: where to begin, in code points
 * @end: where to stop; when it is not after @start, one character is looked at
 * @result: (element-type ManiculeAnnotation): gets the hits, borrowed
 *
 * Appends the spans whose hull has a character in [start, end), in order. An empty span counts as the character it
 * stands before; one at the very end of the text as the last.
 */
void
manicule_annotation_set_query (ManiculeAnnotationSet *self,
                               guint                  start,
                               guint                  end,
                               GPtrArray             *result)
{
  guint n_chars;

  g_return_if_fail (MANICULE_IS_ANNOTATION_SET (self));
  g_return_if_fail (result != NULL);

  n_chars = manicule_text_get_n_chars (self->text);
  start = MIN (start, n_chars);
  if (end <= start)
    end = start + 1;
  if (end >= n_chars)
    end = n_chars + 1;

  manicule_annotation_blocks_query (self->blocks, start, end, result);
}

/**
 * manicule_annotation_set_query_label:
 * @self: an annotation set
 * @label: the name of a label, relation type or document label
 *
 * Looks at every annotation: O(n).
 *
 * Returns: (transfer container) (element-type ManiculeAnnotation): those with that label, in order
 */
GPtrArray *
manicule_annotation_set_query_label (ManiculeAnnotationSet *self,
                                     const char            *label)
{
  g_autoptr(GRefString) interned = NULL;
  ManiculeAnnotationRun run = { 0, };
  GPtrArray *result;

  g_return_val_if_fail (MANICULE_IS_ANNOTATION_SET (self), NULL);
  g_return_val_if_fail (label != NULL, NULL);

  interned = g_ref_string_new_intern (label);
  result = g_ptr_array_new ();
  while (manicule_annotation_blocks_next (self->blocks, &run))
    for (guint i = 0; i < run.n; i++)
      if (manicule_annotation_get_label (run.items[i]) == interned)
        g_ptr_array_add (result, run.items[i]);

  return result;
}

/**
 * manicule_annotation_set_query_relations:
 * @self: an annotation set
 * @id: the id of an annotation
 *
 * Returns: (transfer container) (element-type ManiculeAnnotation): the relations that start or end there, in order
 */
GPtrArray *
manicule_annotation_set_query_relations (ManiculeAnnotationSet *self,
                                         const char            *id)
{
  ManiculeAnnotation * const *relations;
  GPtrArray *result;
  guint n;

  g_return_val_if_fail (MANICULE_IS_ANNOTATION_SET (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  relations = manicule_annotation_index_get_relations (manicule_annotation_set_ensure_index (self), id, &n);
  result = g_ptr_array_sized_new (n);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (result, relations[i]);

  return result;
}

/**
 * manicule_annotation_set_dup_covered:
 * @self: an annotation set
 * @span: a span whose ranges lie in the text
 *
 * Returns: (transfer full): the covered text; the parts of a discontinuous span are joined by one space
 */
char *
manicule_annotation_set_dup_covered (ManiculeAnnotationSet *self,
                                     ManiculeAnnotation    *span)
{
  g_autoptr(GPtrArray) parts = g_ptr_array_new_null_terminated (1, g_free, TRUE);
  const ManiculeRange *ranges;
  guint n_ranges;

  g_return_val_if_fail (MANICULE_IS_ANNOTATION_SET (self), NULL);
  g_return_val_if_fail (MANICULE_IS_ANNOTATION (span), NULL);

  ranges = manicule_annotation_get_ranges (span, &n_ranges);
  for (guint i = 0; i < n_ranges; i++)
    g_ptr_array_add (parts, manicule_text_get_slice (self->text, ranges[i].start, ranges[i].end));

  return g_strjoinv (" ", (char **) parts->pdata);
}
