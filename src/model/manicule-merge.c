/* manicule-merge.c: two sets of annotations that grew from one, made one again
 *
 * Annotations are known by their ids. What one side alone changed, added or removed is taken from it; what both changed
 * is merged field by field. Where that cannot be done, both versions stay: the one that comes first in a fixed order
 * keeps the id, the other becomes its twin, with the id "ID.conflict". Nothing leads to a twin.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-merge.h"

#include "manicule-merge-private.h"

#include <string.h>

#define TWIN ".conflict"
/* So much of a long id stays in its twin's. */
#define TWIN_ID_MAX 40

typedef struct
{
  GHashTable *base;       /* (owned): by id, (unowned) annotations */
  GHashTable *ours;       /* (owned) */
  GHashTable *theirs;     /* (owned) */
  GPtrArray  *ids;        /* (owned) (element-type utf8): of all three, sorted */
  GHashTable *result;     /* (owned): by id, (owned) annotations */
  GPtrArray  *twins;      /* (owned) (element-type ManiculeMergeConflict) (unowned): those that need a twin */
  GPtrArray  *conflicts;  /* (unowned) */
} Merge;

/* --- setting up ------------------------------------------------------------------------------------------------- */

static GHashTable *
index_by_id (GPtrArray *annotations)
{
  GHashTable *table = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < annotations->len; i++)
    g_hash_table_insert (table, (gpointer) manicule_annotation_get_id (annotations->pdata[i]), annotations->pdata[i]);

  return table;
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

static void
collect_ids (Merge      *self,
             GHashTable *seen,
             GHashTable *table)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (g_hash_table_add (seen, id))
      g_ptr_array_add (self->ids, id);
}

static void
merge_init (Merge     *self,
            GPtrArray *base,
            GPtrArray *ours,
            GPtrArray *theirs,
            GPtrArray *conflicts)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  self->base = index_by_id (base);
  self->ours = index_by_id (ours);
  self->theirs = index_by_id (theirs);
  self->result = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  self->twins = g_ptr_array_new ();
  self->conflicts = conflicts;

  self->ids = g_ptr_array_new ();
  collect_ids (self, seen, self->base);
  collect_ids (self, seen, self->ours);
  collect_ids (self, seen, self->theirs);
  g_ptr_array_sort (self->ids, compare_ids);
}

static void
merge_clear (Merge *self)
{
  g_hash_table_unref (self->base);
  g_hash_table_unref (self->ours);
  g_hash_table_unref (self->theirs);
  g_hash_table_unref (self->result);
  g_ptr_array_unref (self->ids);
  g_ptr_array_unref (self->twins);
}

/* --- one annotation --------------------------------------------------------------------------------------------- */

/* The key is the annotation's own string, so both are replaced. */
static void
put (Merge              *self,
     ManiculeAnnotation *annotation)
{
  g_hash_table_replace (self->result, (gpointer) manicule_annotation_get_id (annotation), g_object_ref (annotation));
}

static ManiculeMergeConflict *
add_conflict (Merge               *self,
              ManiculeMergeReason  reason,
              const char          *id)
{
  ManiculeMergeConflict *conflict = g_new0 (ManiculeMergeConflict, 1);

  conflict->reason = reason;
  conflict->id = g_strdup (id);
  g_set_object (&conflict->base, g_hash_table_lookup (self->base, id));
  g_set_object (&conflict->ours, g_hash_table_lookup (self->ours, id));
  g_set_object (&conflict->theirs, g_hash_table_lookup (self->theirs, id));
  g_ptr_array_add (self->conflicts, conflict);

  return conflict;
}

static gboolean
same (ManiculeAnnotation *a,
      ManiculeAnnotation *b)
{
  return a == b || (a != NULL && b != NULL && manicule_annotation_equal (a, b));
}

static void
merge_both_changed (Merge              *self,
                    const char         *id,
                    ManiculeAnnotation *base,
                    ManiculeAnnotation *ours,
                    ManiculeAnnotation *theirs)
{
  g_autoptr(ManiculeAnnotation) merged = manicule_merge_fields (base, ours, theirs);

  if (merged != NULL)
    put (self, merged);
  else
    {
      put (self, manicule_merge_compare (ours, theirs) <= 0 ? ours : theirs);
      g_ptr_array_add (self->twins, add_conflict (self, MANICULE_MERGE_BOTH_CHANGED, id));
    }
}

static void
merge_one (Merge      *self,
           const char *id)
{
  ManiculeAnnotation *base = g_hash_table_lookup (self->base, id);
  ManiculeAnnotation *ours = g_hash_table_lookup (self->ours, id);
  ManiculeAnnotation *theirs = g_hash_table_lookup (self->theirs, id);

  if (same (ours, theirs) || same (base, theirs))
    {
      if (ours != NULL)
        put (self, ours);
    }
  else if (same (base, ours))
    {
      if (theirs != NULL)
        put (self, theirs);
    }
  else if (ours == NULL || theirs == NULL)
    {
      put (self, ours != NULL ? ours : theirs);
      add_conflict (self, MANICULE_MERGE_REMOVED_CHANGED, id);
    }
  else
    merge_both_changed (self, id, base, ours, theirs);
}

/* --- twins ------------------------------------------------------------------------------------------------------ */

static char *
make_twin_id (const char *id,
              guint       n)
{
  g_autofree char *stem = strlen (id) > TWIN_ID_MAX ? g_strdup_printf ("%.*s-%08x", TWIN_ID_MAX, id, g_str_hash (id))
                                                    : g_strdup (id);

  return n == 1 ? g_strconcat (stem, TWIN, NULL) : g_strdup_printf ("%s" TWIN "-%u", stem, n);
}

/* Puts @other beside what has its id. A twin that says the same may be there from an earlier merge. */
static void
put_twin (Merge                 *self,
          ManiculeMergeConflict *conflict,
          ManiculeAnnotation    *other)
{
  for (guint n = 1; conflict->twin_id == NULL; n++)
    {
      g_autofree char *twin_id = make_twin_id (conflict->id, n);
      g_autoptr(ManiculeAnnotation) twin = manicule_annotation_with_id (other, twin_id);
      ManiculeAnnotation *there = g_hash_table_lookup (self->result, twin_id);

      if (there == NULL &&
          (g_hash_table_contains (self->base, twin_id) || g_hash_table_contains (self->ours, twin_id) ||
           g_hash_table_contains (self->theirs, twin_id)))
        continue;
      if (there != NULL && !manicule_annotation_equal (there, twin))
        continue;

      put (self, twin);
      conflict->twin_id = g_steal_pointer (&twin_id);
    }
}

static void
put_twins (Merge *self)
{
  for (guint i = 0; i < self->twins->len; i++)
    {
      ManiculeMergeConflict *conflict = self->twins->pdata[i];
      gboolean ours_first = manicule_merge_compare (conflict->ours, conflict->theirs) <= 0;

      put_twin (self, conflict, ours_first ? conflict->theirs : conflict->ours);
    }
}

/* --- relations -------------------------------------------------------------------------------------------------- */

/* What a relation leads to comes back, though one side removed it. */
static void
bring_back (Merge      *self,
            const char *id,
            GPtrArray  *queue)
{
  ManiculeAnnotation *annotation;

  if (id == NULL || g_hash_table_contains (self->result, id))
    return;

  annotation = g_hash_table_lookup (self->ours, id);
  if (annotation == NULL)
    annotation = g_hash_table_lookup (self->theirs, id);
  g_return_if_fail (annotation != NULL);

  put (self, annotation);
  add_conflict (self, MANICULE_MERGE_REMOVED_NEEDED, id);
  g_ptr_array_add (queue, annotation);
}

static GPtrArray *
list_result (Merge *self)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer annotation;

  g_hash_table_iter_init (&iter, self->result);
  while (g_hash_table_iter_next (&iter, NULL, &annotation))
    g_ptr_array_add (list, g_object_ref (annotation));
  g_ptr_array_sort_values (list, (GCompareFunc) manicule_annotation_compare);

  return list;
}

static void
bring_back_ends (Merge *self)
{
  g_autoptr(GPtrArray) all = list_result (self);
  g_autoptr(GPtrArray) queue = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    {
      g_ptr_array_add (queue, all->pdata[i]);
      while (queue->len > 0)
        {
          ManiculeAnnotation *annotation = g_ptr_array_steal_index_fast (queue, queue->len - 1);

          bring_back (self, manicule_annotation_get_from (annotation), queue);
          bring_back (self, manicule_annotation_get_to (annotation), queue);
        }
    }
}

/* Relations that wait for the relations that they lead to. */
typedef struct
{
  GHashTable *left;     /* (owned): by id, for how many ends a relation waits */
  GHashTable *users;    /* (owned) (element-type GPtrArray of utf8): by id, which relations lead to it */
  GPtrArray  *settled;  /* (owned) (element-type utf8): those that wait no more */
} Waiting;

static void
wait_for (Waiting    *self,
          Merge      *merge,
          const char *id,
          const char *end)
{
  ManiculeAnnotation *annotation = g_hash_table_lookup (merge->result, end);
  GPtrArray *users;

  if (annotation == NULL || manicule_annotation_get_kind (annotation) != MANICULE_ANNOTATION_RELATION)
    return;

  users = g_hash_table_lookup (self->users, end);
  if (users == NULL)
    {
      users = g_ptr_array_new ();
      g_hash_table_insert (self->users, (gpointer) end, users);
    }
  g_ptr_array_add (users, (gpointer) id);
  g_hash_table_insert (self->left, (gpointer) id,
                       GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (self->left, id)) + 1));
}

static void
add_waiting (Waiting            *self,
             Merge              *merge,
             ManiculeAnnotation *relation)
{
  const char *id = manicule_annotation_get_id (relation);

  g_hash_table_insert (self->left, (gpointer) id, GUINT_TO_POINTER (0));
  wait_for (self, merge, id, manicule_annotation_get_from (relation));
  wait_for (self, merge, id, manicule_annotation_get_to (relation));
  if (g_hash_table_lookup (self->left, id) == NULL)
    g_ptr_array_add (self->settled, (gpointer) id);
}

static void
settle (Waiting    *self,
        const char *id)
{
  GPtrArray *users = g_hash_table_lookup (self->users, id);

  for (guint i = 0; users != NULL && i < users->len; i++)
    {
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->left, users->pdata[i])) - 1;

      g_hash_table_insert (self->left, users->pdata[i], GUINT_TO_POINTER (n));
      if (n == 0)
        g_ptr_array_add (self->settled, users->pdata[i]);
    }
  g_hash_table_remove (self->left, id);
}

/* A relation is settled when what it leads to is; what then is left leads to itself (Kahn 1962). */
static gboolean
has_circle (Merge *self)
{
  g_autoptr(GHashTable) left = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GHashTable) users = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr(GPtrArray) settled = g_ptr_array_new ();
  Waiting waiting = { left, users, settled };
  GHashTableIter iter;
  gpointer annotation;

  g_hash_table_iter_init (&iter, self->result);
  while (g_hash_table_iter_next (&iter, NULL, &annotation))
    if (manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_RELATION)
      add_waiting (&waiting, self, annotation);

  while (settled->len > 0)
    settle (&waiting, g_ptr_array_steal_index_fast (settled, settled->len - 1));

  return g_hash_table_size (left) > 0;
}

/* All relations whose ends differ are taken from one side, which has no circle; those of the other become twins. */
static void
break_circles (Merge *self)
{
  GHashTable *first = NULL;

  for (guint i = 0; i < self->ids->len; i++)
    {
      const char *id = self->ids->pdata[i];
      ManiculeAnnotation *ours = g_hash_table_lookup (self->ours, id);
      ManiculeAnnotation *theirs = g_hash_table_lookup (self->theirs, id);
      ManiculeMergeConflict *conflict;

      if (ours == NULL || theirs == NULL || manicule_merge_same_place (ours, theirs))
        continue;
      if (manicule_annotation_get_kind (ours) != MANICULE_ANNOTATION_RELATION &&
          manicule_annotation_get_kind (theirs) != MANICULE_ANNOTATION_RELATION)
        continue;

      if (first == NULL)
        first = manicule_merge_compare (ours, theirs) <= 0 ? self->ours : self->theirs;
      put (self, first == self->ours ? ours : theirs);
      conflict = add_conflict (self, MANICULE_MERGE_CIRCLE, id);
      put_twin (self, conflict, first == self->ours ? theirs : ours);
    }
}

/**
 * manicule_merge_annotations:
 * @base: (element-type ManiculeAnnotation): what both sides began with
 * @ours: (element-type ManiculeAnnotation): one side
 * @theirs: (element-type ManiculeAnnotation): the other
 * @conflicts: (element-type ManiculeMergeConflict): gets what was not decided
 *
 * Merges two versions of the annotations of one text. No annotation of either side is lost: what one side removed is
 * gone only where the other left it as it was. O(n log n).
 *
 * Returns: (transfer full): the annotations of both, in order; an annotation set takes them
 */
GPtrArray *
manicule_merge_annotations (GPtrArray *base,
                            GPtrArray *ours,
                            GPtrArray *theirs,
                            GPtrArray *conflicts)
{
  Merge merge;
  GPtrArray *result;

  g_return_val_if_fail (base != NULL && ours != NULL && theirs != NULL && conflicts != NULL, NULL);

  merge_init (&merge, base, ours, theirs, conflicts);
  for (guint i = 0; i < merge.ids->len; i++)
    merge_one (&merge, merge.ids->pdata[i]);
  put_twins (&merge);
  bring_back_ends (&merge);
  if (has_circle (&merge))
    {
      break_circles (&merge);
      bring_back_ends (&merge);
    }
  result = list_result (&merge);
  merge_clear (&merge);

  return result;
}

/**
 * manicule_merge_status:
 * @base: the status that both sides began with
 * @ours: one side's
 * @theirs: the other's
 *
 * Where both changed it, the work is only as far as the one who is less far says.
 *
 * Returns: the status of both
 */
ManiculeStatus
manicule_merge_status (ManiculeStatus base,
                       ManiculeStatus ours,
                       ManiculeStatus theirs)
{
  if (ours == base)
    return theirs;
  if (theirs == base)
    return ours;

  return MIN (ours, theirs);
}

/**
 * manicule_merge_parse_twin:
 * @twin_id: the id of an annotation
 * @id: (out) (optional) (transfer full): the id of the annotation that it is another version of
 *
 * An id longer than forty characters cannot be told from its twin's; @id is then what the twin's begins with.
 *
 * Returns: whether @twin_id is one that a merge gives to the version that did not keep its id
 */
gboolean
manicule_merge_parse_twin (const char  *twin_id,
                           char       **id)
{
  const char *end;
  const char *rest;

  g_return_val_if_fail (twin_id != NULL, FALSE);

  end = g_strrstr (twin_id, TWIN);
  if (end == NULL || end == twin_id)
    return FALSE;

  rest = end + strlen (TWIN);
  if (*rest == '-' && g_ascii_isdigit (rest[1]))
    rest += 1 + strspn (rest + 1, "0123456789");
  if (*rest != '\0')
    return FALSE;

  if (id != NULL)
    *id = g_strndup (twin_id, end - twin_id);

  return TRUE;
}

/**
 * manicule_merge_take:
 * @set: (nullable): an annotation set
 *
 * Returns: (transfer full) (element-type ManiculeAnnotation): its annotations, none where there is no set
 */
GPtrArray *
manicule_merge_take (ManiculeAnnotationSet *set)
{
  GPtrArray *annotations = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = set != NULL ? g_list_model_get_n_items (G_LIST_MODEL (set)) : 0;

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (annotations, g_object_ref (manicule_annotation_set_get (set, i)));

  return annotations;
}

/**
 * manicule_merge_conflict_free:
 * @conflict: (transfer full): a ManiculeMergeConflict
 */
void
manicule_merge_conflict_free (gpointer conflict)
{
  ManiculeMergeConflict *self = conflict;

  g_free (self->id);
  g_free (self->twin_id);
  g_clear_object (&self->base);
  g_clear_object (&self->ours);
  g_clear_object (&self->theirs);
  g_free (self);
}
