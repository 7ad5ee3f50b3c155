/* manicule-loss-clusters.c: entities of which a format holds only which spans have one and the same
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-loss-reduction-private.h"

#include <string.h>

static ManiculeAnnotation *
get_item (ManiculeReduction *self,
          guint              item)
{
  return item < self->n ? self->annotations[item] : g_ptr_array_index (self->parts, item - self->n);
}

static guint
count_items (ManiculeReduction *self)
{
  return self->n + (self->parts != NULL ? self->parts->len : 0);
}

static gboolean
is_span (ManiculeAnnotation *annotation)
{
  return annotation != NULL && manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_SPAN;
}

gboolean
manicule_reduction_is_mention (ManiculeReduction  *self,
                               ManiculeAnnotation *span)
{
  return HOLDS (self, CLUSTERS) && span != NULL && manicule_annotation_get_entity (span) != NULL &&
         g_str_equal (manicule_annotation_get_label (span), self->format->mention);
}

/* --- spans of one entity --- */

/* Those of each entity may not cross. */
static void
resolve_entities (ManiculeReduction *self)
{
  g_autoptr(GHashTable) entities = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  GHashTableIter iter;
  gpointer overlaps;

  for (guint i = 0; i < count_items (self); i++)
    {
      ManiculeAnnotation *span = get_item (self, i);
      const char *entity = is_span (span) ? manicule_annotation_get_entity (span) : NULL;
      ManiculeOverlap overlap = { .rank = G_MAXUINT, .item = i };

      if (entity == NULL)
        continue;
      if (!g_hash_table_contains (entities, entity))
        g_hash_table_insert (entities, g_strdup (entity), g_array_new (FALSE, FALSE, sizeof (ManiculeOverlap)));
      overlap.range = manicule_annotation_get_hull (span);
      overlap.id = manicule_annotation_get_id (span);
      g_array_append_val ((GArray *) g_hash_table_lookup (entities, entity), overlap);
    }

  g_hash_table_iter_init (&iter, entities);
  while (g_hash_table_iter_next (&iter, NULL, &overlaps))
    manicule_reduction_resolve (self, overlaps, 0, FALSE);
}

/* --- mentions where a span without an entity is --- */

static void
drop_equal (ManiculeReduction *self)
{
  g_autoptr(GHashTable) taken = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < count_items (self); i++)
      {
        ManiculeAnnotation *span = get_item (self, i);
        ManiculeRange hull = is_span (span) ? manicule_annotation_get_hull (span) : (ManiculeRange) { 0, 0 };
        guint64 key = (guint64) hull.start << 32 | hull.end;

        if (!is_span (span))
          continue;
        if (pass == 0 && manicule_annotation_get_entity (span) == NULL)
          g_hash_table_add (taken, g_memdup2 (&key, sizeof key));
        else if (pass == 1 && manicule_reduction_is_mention (self, span) && g_hash_table_contains (taken, &key))
          manicule_reduction_drop_item (self, MANICULE_LOSS_CROSSING, i);
      }
}

/* --- names --- */

/* Names are those of clusters already, or the next one that is free. */
typedef struct
{
  GHashTable *known;    /* (owned): names that are those of clusters, a set */
  GHashTable *written;  /* (owned): other names to what they become */
  guint       next;
} Names;

/* Where the id of the article is not fit for one of an entity, a checksum is added. */
char *
manicule_loss_find_cluster (const ManiculeFormat *format,
                            const char           *article_id,
                            const char           *entity)
{
  const char *dot = strrchr (entity, '.');
  const char *start = dot != NULL ? dot + 1 : entity;
  g_autofree char *number = g_strndup (start, strcspn (start, "-"));
  g_autofree char *name = *number != '\0' ? format->name_cluster (article_id, number) : NULL;

  return g_strcmp0 (name, entity) == 0 ? g_steal_pointer (&number) : NULL;
}

static gboolean
is_cluster (ManiculeReduction *self,
            const char        *entity)
{
  g_autofree char *number = manicule_loss_find_cluster (self->format, self->article_id, entity);

  return number != NULL;
}

static const char *
get_written (ManiculeReduction *self,
             Names             *names,
             const char        *entity)
{
  char *name = g_hash_table_lookup (names->written, entity);

  if (name != NULL || g_hash_table_contains (names->known, entity))
    return name;

  do
    {
      g_autofree char *number = g_strdup_printf ("%u", ++names->next);

      g_free (name);
      name = self->format->name_cluster (self->article_id, number);
    }
  while (g_hash_table_contains (names->known, name));
  g_hash_table_insert (names->written, g_strdup (entity), name);

  return name;
}

static void
rename_item (ManiculeReduction *self,
             Names             *names,
             guint              item)
{
  ManiculeAnnotation *span = get_item (self, item);
  const char *written = get_written (self, names, manicule_annotation_get_entity (span));

  if (written == NULL)
    return;

  if (item < self->n)
    {
      manicule_reduction_lose (self, MANICULE_LOSS_NAMES, item);
      manicule_reduction_change (self, item, manicule_annotation_with_entity (span, written));
      return;
    }
  self->parts->pdata[item - self->n] = manicule_annotation_with_entity (span, written);
  g_object_unref (span);
}

static gboolean
is_tied (ManiculeReduction *self,
         guint              item)
{
  return is_span (get_item (self, item)) && manicule_annotation_get_entity (get_item (self, item)) != NULL;
}

static void
rename_all (ManiculeReduction *self)
{
  Names names = {
    .known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .written = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
  };

  for (guint i = 0; i < count_items (self); i++)
    if (is_tied (self, i) && is_cluster (self, manicule_annotation_get_entity (get_item (self, i))))
      g_hash_table_add (names.known, g_strdup (manicule_annotation_get_entity (get_item (self, i))));
  for (guint i = 0; i < count_items (self); i++)
    if (is_tied (self, i))
      rename_item (self, &names, i);

  g_hash_table_unref (names.known);
  g_hash_table_unref (names.written);
}

void
manicule_reduction_clusters (ManiculeReduction *self)
{
  resolve_entities (self);
  drop_equal (self);
  rename_all (self);
}
