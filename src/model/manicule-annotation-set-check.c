/* manicule-annotation-set-check.c: what always holds in an annotation set
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-annotation-set-private.h"

#include <glib/gi18n-lib.h>

#include "manicule-project.h"

static gboolean
check_ranges (ManiculeAnnotation *annotation,
              ManiculeText       *text,
              GError            **error)
{
  guint n_chars = manicule_text_get_n_chars (text);
  ManiculeRange hull = manicule_annotation_get_hull (annotation);

  /* The ranges are sorted, so the last end is the greatest. */
  if (hull.end <= n_chars)
    return TRUE;

  /* Translators: %s is the id of an annotation, the numbers count characters. */
  g_set_error (error, MANICULE_MODEL_ERROR, MANICULE_MODEL_ERROR_RANGE,
               _("Annotation “%s” covers the characters %u to %u, but the text ends at %u"),
               manicule_annotation_get_id (annotation), hull.start, hull.end, n_chars);

  return FALSE;
}

static gboolean
check_end (ManiculeAnnotationIndex *index,
           ManiculeAnnotation      *relation,
           const char              *end,
           GError                 **error)
{
  if (end == NULL || manicule_annotation_index_find (index, end) != NULL)
    return TRUE;

  /* Translators: both are ids of annotations. */
  g_set_error (error, MANICULE_MODEL_ERROR, MANICULE_MODEL_ERROR_NOT_FOUND,
               _("Relation “%s” needs annotation “%s”, which is not there"),
               manicule_annotation_get_id (relation), end);

  return FALSE;
}

static gboolean
check_alone (ManiculeAnnotationIndex *index,
             ManiculeAnnotation      *annotation,
             ManiculeText            *text,
             GError                 **error)
{
  return check_ranges (annotation, text, error) &&
         check_end (index, annotation, manicule_annotation_get_from (annotation), error) &&
         check_end (index, annotation, manicule_annotation_get_to (annotation), error);
}

static void
set_circle_error (ManiculeAnnotation *relation,
                  GError            **error)
{
  /* Translators: %s is the id of a relation. */
  g_set_error (error, MANICULE_MODEL_ERROR, MANICULE_MODEL_ERROR_INVALID,
               _("Relation “%s” would lead back to itself by way of other relations"),
               manicule_annotation_get_id (relation));
}

static void
set_duplicate_error (ManiculeAnnotation *annotation,
                     GError            **error)
{
  /* Translators: %s is the id of an annotation. */
  g_set_error (error, MANICULE_MODEL_ERROR, MANICULE_MODEL_ERROR_DUPLICATE,
               _("There are two annotations with the id “%s”"), manicule_annotation_get_id (annotation));
}

static ManiculeAnnotation *
find_relation (ManiculeAnnotationIndex *index,
               const char              *id)
{
  ManiculeAnnotation *annotation = manicule_annotation_index_find (index, id);

  if (annotation == NULL || manicule_annotation_get_kind (annotation) != MANICULE_ANNOTATION_RELATION)
    return NULL;

  return annotation;
}

static void
push_relations_at_ends (ManiculeAnnotationIndex *index,
                        ManiculeAnnotation      *relation,
                        GPtrArray               *stack)
{
  ManiculeAnnotation *from = find_relation (index, manicule_annotation_get_from (relation));
  ManiculeAnnotation *to = find_relation (index, manicule_annotation_get_to (relation));

  if (from != NULL)
    g_ptr_array_add (stack, from);
  if (to != NULL)
    g_ptr_array_add (stack, to);
}

/* Follows the ends of @relation, and theirs, as long as they are relations. */
static gboolean
leads_to_itself (ManiculeAnnotationIndex *index,
                 ManiculeAnnotation      *relation)
{
  g_autoptr(GPtrArray) stack = g_ptr_array_new ();
  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);

  push_relations_at_ends (index, relation, stack);
  while (stack->len > 0)
    {
      ManiculeAnnotation *other = g_ptr_array_steal_index_fast (stack, stack->len - 1);

      if (g_str_equal (manicule_annotation_get_id (other), manicule_annotation_get_id (relation)))
        return TRUE;
      if (g_hash_table_add (seen, other))
        push_relations_at_ends (index, other, stack);
    }

  return FALSE;
}

static guint
count_relations_at_ends (ManiculeAnnotationIndex *index,
                         ManiculeAnnotation      *relation)
{
  const char *from = manicule_annotation_get_from (relation);
  const char *to = manicule_annotation_get_to (relation);
  guint n = find_relation (index, from) != NULL;

  return n + (!g_str_equal (from, to) && find_relation (index, to) != NULL);
}

/* Takes one end off each relation that leads to @relation; those without any left go on the stack. */
static void
settle (ManiculeAnnotationIndex *index,
        ManiculeAnnotation      *relation,
        GHashTable              *pending,
        GPtrArray               *stack)
{
  guint n_relations;
  ManiculeAnnotation * const *relations =
    manicule_annotation_index_get_relations (index, manicule_annotation_get_id (relation), &n_relations);

  for (guint i = 0; i < n_relations; i++)
    {
      ManiculeAnnotation *other = relations[i];
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (pending, other)) - 1;

      if (n > 0)
        {
          g_hash_table_insert (pending, other, GUINT_TO_POINTER (n));
          continue;
        }
      g_hash_table_remove (pending, other);
      g_ptr_array_add (stack, other);
    }
}

/* Sorting the relations so that each stands after those at its ends must use up all of them (Kahn, 1962). Relations
 * between relations are few, so the others cost only a look. */
static gboolean
check_circles (ManiculeAnnotationIndex  *index,
               ManiculeAnnotationBlocks *blocks,
               GError                  **error)
{
  g_autoptr(GHashTable) pending = g_hash_table_new (NULL, NULL);
  g_autoptr(GPtrArray) stack = g_ptr_array_new ();
  ManiculeAnnotationRun run = { 0, };
  GHashTableIter iter;
  gpointer left;

  while (manicule_annotation_blocks_next (blocks, &run))
    for (guint i = 0; i < run.n; i++)
      if (manicule_annotation_get_kind (run.items[i]) == MANICULE_ANNOTATION_RELATION)
        {
          guint n = count_relations_at_ends (index, run.items[i]);

          if (n > 0)
            g_hash_table_insert (pending, run.items[i], GUINT_TO_POINTER (n));
          else
            g_ptr_array_add (stack, run.items[i]);
        }

  while (stack->len > 0)
    settle (index, g_ptr_array_steal_index_fast (stack, stack->len - 1), pending, stack);

  g_hash_table_iter_init (&iter, pending);
  if (!g_hash_table_iter_next (&iter, &left, NULL))
    return TRUE;
  set_circle_error (left, error);

  return FALSE;
}

static gboolean
index_all (ManiculeAnnotationIndex  *index,
           ManiculeAnnotationBlocks *blocks,
           GError                  **error)
{
  ManiculeAnnotationRun run = { 0, };

  while (manicule_annotation_blocks_next (blocks, &run))
    for (guint i = 0; i < run.n; i++)
      if (!manicule_annotation_index_add (index, run.items[i]))
        {
          set_duplicate_error (run.items[i], error);
          return FALSE;
        }

  return TRUE;
}

static gboolean
check_all_alone (ManiculeAnnotationIndex  *index,
                 ManiculeAnnotationBlocks *blocks,
                 ManiculeText             *text,
                 GError                  **error)
{
  ManiculeAnnotationRun run = { 0, };

  while (manicule_annotation_blocks_next (blocks, &run))
    for (guint i = 0; i < run.n; i++)
      if (!check_alone (index, run.items[i], text, error))
        return FALSE;

  return TRUE;
}

ManiculeAnnotationIndex *
manicule_annotation_index_new_checked (ManiculeAnnotationBlocks *blocks,
                                       ManiculeText             *text,
                                       GError                  **error)
{
  g_autoptr(ManiculeAnnotationIndex) index = manicule_annotation_index_new ();

  if (!index_all (index, blocks, error) ||
      !check_all_alone (index, blocks, text, error) ||
      !check_circles (index, blocks, error))
    return NULL;

  return g_steal_pointer (&index);
}

static gboolean
check_before (ManiculeAnnotationSet *self,
              ManiculeAnnotation    *before,
              GError               **error)
{
  const char *id = manicule_annotation_get_id (before);
  ManiculeAnnotation *present = manicule_annotation_set_find (self, id);

  if (present != NULL && manicule_annotation_equal (present, before))
    return TRUE;

  if (present == NULL)
    /* Translators: %s is the id of an annotation. */
    g_set_error (error, MANICULE_MODEL_ERROR, MANICULE_MODEL_ERROR_STALE,
                 _("Annotation “%s” is not there any more"), id);
  else
    /* Translators: %s is the id of an annotation. */
    g_set_error (error, MANICULE_MODEL_ERROR, MANICULE_MODEL_ERROR_STALE,
                 _("Annotation “%s” was changed meanwhile"), id);

  return FALSE;
}

static gboolean
check_removal (ManiculeAnnotationIndex *index,
               ManiculeAnnotation      *before,
               GError                 **error)
{
  const char *id = manicule_annotation_get_id (before);
  guint n;

  manicule_annotation_index_get_relations (index, id, &n);
  if (n == 0)
    return TRUE;

  /* Translators: %s is the id of an annotation. */
  g_set_error (error, MANICULE_MODEL_ERROR, MANICULE_MODEL_ERROR_IN_USE,
               g_dngettext (GETTEXT_PACKAGE,
                            "Annotation “%s” has %u relation, which must be removed first",
                            "Annotation “%s” has %u relations, which must be removed first",
                            n),
               id, n);

  return FALSE;
}

static gboolean
check_replacement (ManiculeAnnotation *before,
                   ManiculeAnnotation *after,
                   GError            **error)
{
  if (g_str_equal (manicule_annotation_get_id (before), manicule_annotation_get_id (after)) &&
      manicule_annotation_get_kind (before) == manicule_annotation_get_kind (after))
    return TRUE;

  /* Translators: %s is the id of an annotation. */
  g_set_error (error, MANICULE_MODEL_ERROR, MANICULE_MODEL_ERROR_INVALID,
               _("Annotation “%s” cannot become one with another id or of another kind"),
               manicule_annotation_get_id (before));

  return FALSE;
}

static gboolean
check_after (ManiculeAnnotationSet *self,
             ManiculeAnnotation    *before,
             ManiculeAnnotation    *after,
             GError               **error)
{
  ManiculeAnnotationIndex *index = manicule_annotation_set_ensure_index (self);

  if (before == NULL && manicule_annotation_index_find (index, manicule_annotation_get_id (after)) != NULL)
    {
      set_duplicate_error (after, error);
      return FALSE;
    }
  if (!check_alone (index, after, self->text, error))
    return FALSE;
  if (manicule_annotation_get_kind (after) == MANICULE_ANNOTATION_RELATION && leads_to_itself (index, after))
    {
      set_circle_error (after, error);
      return FALSE;
    }

  return TRUE;
}

gboolean
manicule_annotation_set_check_edit (ManiculeAnnotationSet *self,
                                    ManiculeAnnotation    *before,
                                    ManiculeAnnotation    *after,
                                    GError               **error)
{
  if (before != NULL && !check_before (self, before, error))
    return FALSE;
  if (after == NULL)
    return check_removal (manicule_annotation_set_ensure_index (self), before, error);
  if (before != NULL && !check_replacement (before, after, error))
    return FALSE;

  return check_after (self, before, after, error);
}
