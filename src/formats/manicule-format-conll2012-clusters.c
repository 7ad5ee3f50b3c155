/* manicule-format-conll2012-clusters.c: what is to stand in the brackets of each span
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-conll2012-clusters.h"

#include "manicule-format-conllu-private.h"
#include "manicule-loss-private.h"

typedef struct
{
  GArray     *items;       /* (not owned) (element-type ManiculeConll2012Item) */
  const char *article_id;
  GHashTable *counts;      /* (owned): entity to how many items it has */
  GHashTable *numbers;     /* (owned): entity to the number of its cluster */
  GHashTable *taken;       /* (owned): numbers, a set */
  GHashTable *former;      /* (owned): what a mention says to its brackets, GQueue: each is used once */
  GHashTable *crossing;    /* (owned): entities of which two mentions of one label cross, a set */
  GHashTable *used;        /* (owned): brackets of these, a set: each has another */
  guint       next;
} Assigner;

static ManiculeConll2012Item *
get_item (Assigner *self,
          guint     i)
{
  return &g_array_index (self->items, ManiculeConll2012Item, i);
}

static const char *
get_entity (const ManiculeConll2012Item *item)
{
  return manicule_annotation_get_entity (item->span);
}

static const char *
get_label (const ManiculeConll2012Item *item)
{
  return manicule_annotation_get_label (item->span);
}

static char *
make_key (guint       start,
          guint       end,
          const char *label,
          const char *entity)
{
  return g_strdup_printf ("%u %u %s\n%s", start, end, label, entity != NULL ? entity : "");
}

/* --- what is known --- */

static void
count_items (Assigner *self)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const char *entity = get_entity (get_item (self, i));

      if (entity != NULL)
        g_hash_table_insert (self->counts, (gpointer) entity,
                             GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, entity)) + 1));
    }
}

static void
keep_former (Assigner                       *self,
             const ManiculeConll2012Mention *mention)
{
  g_autofree char *key = make_key (mention->start, mention->end, mention->label, mention->entity);
  GQueue *brackets = g_hash_table_lookup (self->former, key);

  if (brackets == NULL)
    {
      brackets = g_queue_new ();
      g_hash_table_insert (self->former, g_steal_pointer (&key), brackets);
    }
  g_queue_push_tail (brackets, g_strdup (mention->cluster));
}

static void
free_queue (gpointer data)
{
  g_queue_free_full (data, g_free);
}

static void
learn_former (Assigner  *self,
              GPtrArray *former)
{
  for (guint i = 0; i < former->len; i++)
    {
      const ManiculeConll2012Mention *mention = g_ptr_array_index (former, i);
      g_autofree char *label = NULL;
      g_autofree char *number = NULL;
      g_autofree char *name = NULL;

      if (mention->cluster == NULL)
        continue;
      manicule_conll2012_parse_cluster (mention->cluster, &label, &number, &name);
      g_hash_table_add (self->taken, g_strdup (number));
      keep_former (self, mention);
      if (mention->entity != NULL && !g_hash_table_contains (self->numbers, mention->entity))
        g_hash_table_insert (self->numbers, g_strdup (mention->entity), g_steal_pointer (&number));
    }
}

/* Spans that open while others of their kind are open end within the last of these, or their ends could not be told
 * apart. */
static void
find_crossing (Assigner *self)
{
  g_autoptr(GHashTable) open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);

  for (guint i = 0; i < self->items->len; i++)
    {
      const ManiculeConll2012Item *item = get_item (self, i);
      g_autofree char *key = make_key (0, 0, get_label (item), get_entity (item));
      GArray *lasts = g_hash_table_lookup (open, key);

      if (get_entity (item) == NULL)
        continue;
      if (lasts == NULL)
        {
          lasts = g_array_new (FALSE, FALSE, sizeof (guint));
          g_hash_table_insert (open, g_steal_pointer (&key), lasts);
        }
      while (lasts->len > 0 && g_array_index (lasts, guint, lasts->len - 1) < item->first)
        g_array_set_size (lasts, lasts->len - 1);
      if (lasts->len > 0 && g_array_index (lasts, guint, lasts->len - 1) < item->last)
        g_hash_table_add (self->crossing, (gpointer) get_entity (item));
      g_array_append_val (lasts, item->last);
    }
}

/* --- brackets --- */

static char *
take_number (Assigner *self)
{
  char *number = NULL;

  do
    {
      g_free (number);
      number = g_strdup_printf ("%u", ++self->next);
    }
  while (g_hash_table_contains (self->taken, number));
  g_hash_table_add (self->taken, g_strdup (number));

  return number;
}

/* The number of an entity: its own where it is called after one that is free, else the next. */
static const char *
get_number (Assigner   *self,
            const char *entity)
{
  char *number = g_hash_table_lookup (self->numbers, entity);

  if (number != NULL)
    return number;

  number = manicule_loss_find_cluster (&manicule_format_conll2012, self->article_id, entity);
  if (number != NULL && !g_hash_table_add (self->taken, g_strdup (number)))
    g_clear_pointer (&number, g_free);
  if (number == NULL)
    number = take_number (self);
  g_hash_table_insert (self->numbers, g_strdup (entity), number);

  return number;
}

/* Whether the cluster of that number is called @entity without a name: it has several mentions, and is called after it. */
static gboolean
is_unnamed (Assigner   *self,
            const char *entity,
            const char *number)
{
  g_autofree char *name = manicule_conllu_name_cluster (self->article_id, number);

  return g_str_equal (name, entity) && GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, entity)) > 1 &&
         !g_hash_table_contains (self->crossing, entity);
}

static char *
make_labelled (Assigner              *self,
               ManiculeConll2012Item *item)
{
  const char *entity = get_entity (item);
  gboolean is_alone = entity == NULL || g_hash_table_contains (self->crossing, entity);
  g_autofree char *number = is_alone ? take_number (self) : g_strdup (get_number (self, entity));
  g_autoptr(GString) cluster = g_string_new (NULL);

  manicule_conllu_append_encoded (cluster, get_label (item));
  g_string_append_printf (cluster, "-%s", number);
  if (entity != NULL && !is_unnamed (self, entity, number))
    {
      g_string_append_c (cluster, '-');
      manicule_conllu_append_encoded (cluster, entity);
    }

  return g_strdup (cluster->str);
}

/* A bracket that was there before still says the same if its cluster does. (transfer full) */
static char *
take_former (Assigner              *self,
             ManiculeConll2012Item *item)
{
  const char *entity = get_entity (item);
  g_autofree char *key = make_key (item->start, item->end, get_label (item), entity);
  GQueue *brackets = g_hash_table_lookup (self->former, key);
  g_autofree char *former = brackets != NULL ? g_queue_pop_head (brackets) : NULL;
  g_autofree char *label = NULL;
  g_autofree char *number = NULL;
  g_autofree char *name = NULL;

  if (former == NULL)
    return NULL;
  if (entity != NULL && g_hash_table_contains (self->crossing, entity) && !g_hash_table_add (self->used, g_strdup (former)))
    return NULL;

  manicule_conll2012_parse_cluster (former, &label, &number, &name);

  return label != NULL && (entity == NULL || name != NULL || is_unnamed (self, entity, number)) ? g_steal_pointer (&former) : NULL;
}

static void
assign (Assigner              *self,
        ManiculeConll2012Item *item,
        gboolean               is_gum)
{
  if (is_gum)
    item->cluster = take_former (self, item);
  if (is_gum && item->cluster == NULL)
    item->cluster = make_labelled (self, item);
  if (!is_gum && get_entity (item) != NULL)
    item->cluster = g_strdup (get_number (self, get_entity (item)));
  if (!is_gum && (get_entity (item) == NULL || !g_str_equal (get_label (item), MANICULE_CONLLU_NO_LABEL)))
    item->name = get_label (item);
}

void
manicule_conll2012_assign_clusters (GArray     *items,
                                    GPtrArray  *former,
                                    const char *article_id,
                                    gboolean    is_gum)
{
  Assigner self = {
    .items = items,
    .article_id = article_id,
    .counts = g_hash_table_new (g_str_hash, g_str_equal),
    .numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
    .taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .former = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_queue),
    .crossing = g_hash_table_new (g_str_hash, g_str_equal),
    .used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
  };

  count_items (&self);
  if (is_gum)
    {
      learn_former (&self, former);
      find_crossing (&self);
    }
  for (guint i = 0; i < items->len; i++)
    assign (&self, get_item (&self, i), is_gum);

  g_hash_table_unref (self.counts);
  g_hash_table_unref (self.numbers);
  g_hash_table_unref (self.taken);
  g_hash_table_unref (self.former);
  g_hash_table_unref (self.crossing);
  g_hash_table_unref (self.used);
}
