/* manicule-suggestions.c: what is proposed for one article and not decided yet
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-suggestions.h"

struct _ManiculeSuggestions
{
  GObject                parent_instance;

  ManiculeAnnotationSet *set;        /* (owned) */
  GHashTable            *rejected;   /* (owned) (element-type utf8) */
  GPtrArray             *all;        /* (owned) (element-type ManiculeSuggestion): as the sources gave them */
  GPtrArray             *open;       /* (owned) (element-type ManiculeSuggestion): the items, in order */
  GPtrArray             *said;       /* (owned) (element-type ManiculeSuggestion): those that the set says already */
  GHashTable            *proposals;  /* (owned): proposal to suggestion, of the items */
  guint                  longest;    /* in code points: no hull of an item is longer */
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ManiculeSuggestions, manicule_suggestions, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static GType
manicule_suggestions_get_item_type (GListModel *model)
{
  return MANICULE_TYPE_SUGGESTION;
}

static guint
manicule_suggestions_get_n_items (GListModel *model)
{
  return MANICULE_SUGGESTIONS (model)->open->len;
}

static gpointer
manicule_suggestions_get_item (GListModel *model,
                               guint       position)
{
  ManiculeSuggestions *self = MANICULE_SUGGESTIONS (model);

  return position < self->open->len ? g_object_ref (g_ptr_array_index (self->open, position)) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = manicule_suggestions_get_item_type;
  iface->get_n_items = manicule_suggestions_get_n_items;
  iface->get_item = manicule_suggestions_get_item;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  return manicule_suggestion_compare ((ManiculeSuggestion *) a, (ManiculeSuggestion *) b);
}

static gboolean
is_said (ManiculeSuggestions *self,
         ManiculeSuggestion  *suggestion)
{
  ManiculeRange hull = manicule_suggestion_get_hull (suggestion);
  g_autoptr(GPtrArray) found = g_ptr_array_new ();

  manicule_annotation_set_query (self->set, hull.start, MAX (hull.end, hull.start + 1), found);
  for (guint i = 0; i < found->len; i++)
    {
      if (manicule_suggestion_is_said_by (suggestion, g_ptr_array_index (found, i)))
        return TRUE;
    }

  return FALSE;
}

/* --- the items */

static guint
length_of (ManiculeSuggestion *suggestion)
{
  ManiculeRange hull = manicule_suggestion_get_hull (suggestion);

  return hull.end - hull.start;
}

/* Where @suggestion stands in the items, or would. */
static guint
find_place (ManiculeSuggestions *self,
            ManiculeSuggestion  *suggestion)
{
  guint low = 0, high = self->open->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (manicule_suggestion_compare (g_ptr_array_index (self->open, middle), suggestion) < 0)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static gboolean
is_open (ManiculeSuggestions *self,
         ManiculeSuggestion  *suggestion)
{
  return g_hash_table_contains (self->proposals, manicule_suggestion_get_proposal (suggestion));
}

static void
insert (ManiculeSuggestions *self,
        ManiculeSuggestion  *suggestion)
{
  guint place = find_place (self, suggestion);

  g_ptr_array_insert (self->open, (int) place, g_object_ref (suggestion));
  g_hash_table_insert (self->proposals, manicule_suggestion_get_proposal (suggestion), suggestion);
  self->longest = MAX (self->longest, length_of (suggestion));
  g_list_model_items_changed (G_LIST_MODEL (self), place, 0, 1);
}

static void
take_out (ManiculeSuggestions *self,
          ManiculeSuggestion  *suggestion)
{
  guint place = find_place (self, suggestion);

  g_hash_table_remove (self->proposals, manicule_suggestion_get_proposal (suggestion));
  g_ptr_array_remove_index (self->open, place);
  g_list_model_items_changed (G_LIST_MODEL (self), place, 1, 0);
}

/* --- what the set says */

static void
hide_said (ManiculeSuggestions *self,
           ManiculeAnnotation  *annotation)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new ();
  ManiculeRange hull;

  if (manicule_annotation_get_kind (annotation) != MANICULE_ANNOTATION_SPAN)
    return;

  hull = manicule_annotation_get_hull (annotation);
  manicule_suggestions_query (self, hull.start, MAX (hull.end, hull.start + 1), found);
  for (guint i = 0; i < found->len; i++)
    {
      ManiculeSuggestion *suggestion = g_ptr_array_index (found, i);

      if (manicule_suggestion_is_said_by (suggestion, annotation))
        {
          g_ptr_array_add (self->said, g_object_ref (suggestion));
          take_out (self, suggestion);
        }
    }
}

static void
bring_back (ManiculeSuggestions *self)
{
  for (guint i = self->said->len; i > 0; i--)
    {
      g_autoptr(ManiculeSuggestion) suggestion = g_object_ref (g_ptr_array_index (self->said, i - 1));

      if (is_said (self, suggestion))
        continue;
      g_ptr_array_remove_index_fast (self->said, i - 1);
      insert (self, suggestion);
    }
}

static void
set_changed_cb (ManiculeSuggestions *self,
                guint                position,
                guint                removed,
                guint                added)
{
  for (guint i = 0; i < added && self->open->len > 0; i++)
    hide_said (self, manicule_annotation_set_get (self->set, position + i));
  if (removed > 0)
    bring_back (self);
}

/* --- the object */

static void
manicule_suggestions_dispose (GObject *object)
{
  ManiculeSuggestions *self = MANICULE_SUGGESTIONS (object);

  g_clear_object (&self->set);

  G_OBJECT_CLASS (manicule_suggestions_parent_class)->dispose (object);
}

static void
manicule_suggestions_finalize (GObject *object)
{
  ManiculeSuggestions *self = MANICULE_SUGGESTIONS (object);

  g_hash_table_unref (self->proposals);
  g_clear_pointer (&self->rejected, g_hash_table_unref);
  g_ptr_array_unref (self->all);
  g_ptr_array_unref (self->open);
  g_ptr_array_unref (self->said);

  G_OBJECT_CLASS (manicule_suggestions_parent_class)->finalize (object);
}

static void
manicule_suggestions_class_init (ManiculeSuggestionsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = manicule_suggestions_dispose;
  object_class->finalize = manicule_suggestions_finalize;
}

static void
manicule_suggestions_init (ManiculeSuggestions *self)
{
  self->all = g_ptr_array_new_with_free_func (g_object_unref);
  self->open = g_ptr_array_new_with_free_func (g_object_unref);
  self->said = g_ptr_array_new_with_free_func (g_object_unref);
  self->proposals = g_hash_table_new (NULL, NULL);
}

/**
 * manicule_suggestions_new:
 * @set: what is said of the article already
 * @rejected: (element-type utf8): keys of suggestions that stay away; more are added to it
 *
 * Returns: (transfer full): a list without suggestions
 */
ManiculeSuggestions *
manicule_suggestions_new (ManiculeAnnotationSet *set,
                          GHashTable            *rejected)
{
  ManiculeSuggestions *self;

  g_return_val_if_fail (MANICULE_IS_ANNOTATION_SET (set), NULL);
  g_return_val_if_fail (rejected != NULL, NULL);

  self = g_object_new (MANICULE_TYPE_SUGGESTIONS, NULL);
  self->set = g_object_ref (set);
  self->rejected = g_hash_table_ref (rejected);
  g_signal_connect_object (set, "items-changed", G_CALLBACK (set_changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * manicule_suggestions_get_set:
 * @self: a list
 *
 * Returns: (transfer none): the annotation set that the suggestions are made for
 */
ManiculeAnnotationSet *
manicule_suggestions_get_set (ManiculeSuggestions *self)
{
  g_return_val_if_fail (MANICULE_IS_SUGGESTIONS (self), NULL);

  return self->set;
}

/* Sorts all into open and said ones, without the rejected, without twins, and without what the text cannot hold. */
static void
distribute (ManiculeSuggestions *self)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_chars = manicule_text_get_n_chars (manicule_annotation_set_get_text (self->set));

  g_ptr_array_set_size (self->open, 0);
  g_ptr_array_set_size (self->said, 0);
  g_hash_table_remove_all (self->proposals);
  self->longest = 0;

  for (guint i = 0; i < self->all->len; i++)
    {
      ManiculeSuggestion *suggestion = g_ptr_array_index (self->all, i);
      const char *key = manicule_suggestion_get_key (suggestion);

      if (manicule_suggestion_get_hull (suggestion).end > n_chars || g_hash_table_contains (self->rejected, key)
          || !g_hash_table_add (seen, (gpointer) key))
        continue;
      if (is_said (self, suggestion))
        {
          g_ptr_array_add (self->said, g_object_ref (suggestion));
          continue;
        }
      g_ptr_array_add (self->open, g_object_ref (suggestion));
      g_hash_table_insert (self->proposals, manicule_suggestion_get_proposal (suggestion), suggestion);
      self->longest = MAX (self->longest, length_of (suggestion));
    }
  g_ptr_array_sort_values (self->open, compare);
}

/**
 * manicule_suggestions_add:
 * @self: a list
 * @suggestions: (element-type ManiculeSuggestion): what is proposed too, in any order
 *
 * Adds to what is proposed; nothing is proposed twice.
 */
void
manicule_suggestions_add (ManiculeSuggestions *self,
                          GPtrArray           *suggestions)
{
  guint former;

  g_return_if_fail (MANICULE_IS_SUGGESTIONS (self));
  g_return_if_fail (suggestions != NULL);

  former = self->open->len;
  for (guint i = 0; i < suggestions->len; i++)
    g_ptr_array_add (self->all, g_object_ref (g_ptr_array_index (suggestions, i)));
  distribute (self);
  if (former > 0 || self->open->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, former, self->open->len);
}

/**
 * manicule_suggestions_reject:
 * @self: a list
 * @suggestion: one of its items
 *
 * Takes it out; it does not come back.
 */
void
manicule_suggestions_reject (ManiculeSuggestions *self,
                             ManiculeSuggestion  *suggestion)
{
  g_autoptr(ManiculeSuggestion) held = NULL;

  g_return_if_fail (MANICULE_IS_SUGGESTIONS (self));
  g_return_if_fail (is_open (self, suggestion));

  held = g_object_ref (suggestion);
  g_hash_table_add (self->rejected, g_strdup (manicule_suggestion_get_key (suggestion)));
  take_out (self, held);
}

/**
 * manicule_suggestions_get_n:
 * @self: a list
 *
 * Returns: the number of items
 */
guint
manicule_suggestions_get_n (ManiculeSuggestions *self)
{
  g_return_val_if_fail (MANICULE_IS_SUGGESTIONS (self), 0);

  return self->open->len;
}

/**
 * manicule_suggestions_get:
 * @self: a list
 * @position: a position below manicule_suggestions_get_n()
 *
 * Returns: (transfer none): the item
 */
ManiculeSuggestion *
manicule_suggestions_get (ManiculeSuggestions *self,
                          guint                position)
{
  g_return_val_if_fail (MANICULE_IS_SUGGESTIONS (self), NULL);
  g_return_val_if_fail (position < self->open->len, NULL);

  return g_ptr_array_index (self->open, position);
}

/**
 * manicule_suggestions_find_position:
 * @self: a list
 * @hull: the ends of a span
 * @after: behind those with the same ends, not before them
 *
 * Returns: the position at which an item with these ends stands or would stand
 */
guint
manicule_suggestions_find_position (ManiculeSuggestions *self,
                                    ManiculeRange        hull,
                                    gboolean             after)
{
  guint low = 0, high;

  g_return_val_if_fail (MANICULE_IS_SUGGESTIONS (self), 0);

  high = self->open->len;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      ManiculeRange other = manicule_suggestion_get_hull (g_ptr_array_index (self->open, middle));
      gboolean is_equal = other.start == hull.start && other.end == hull.end;

      if (other.start < hull.start || (other.start == hull.start && other.end > hull.end) || (is_equal && after))
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/**
 * manicule_suggestions_find:
 * @self: a list
 * @proposal: an annotation
 *
 * Returns: (transfer none) (nullable): the item that proposes this very object
 */
ManiculeSuggestion *
manicule_suggestions_find (ManiculeSuggestions *self,
                           ManiculeAnnotation  *proposal)
{
  g_return_val_if_fail (MANICULE_IS_SUGGESTIONS (self), NULL);

  return g_hash_table_lookup (self->proposals, proposal);
}

/**
 * manicule_suggestions_query:
 * @self: a list
 * @start: a place, in code points
 * @end: another, behind it
 * @result: (element-type ManiculeSuggestion): what touches [start, end) is appended, in order
 *
 * Takes O(log n) and the number of items that begin no farther before @start than the longest is long.
 */
void
manicule_suggestions_query (ManiculeSuggestions *self,
                            guint                start,
                            guint                end,
                            GPtrArray           *result)
{
  guint from;

  g_return_if_fail (MANICULE_IS_SUGGESTIONS (self));
  g_return_if_fail (result != NULL);

  from = start > self->longest ? start - self->longest : 0;
  for (guint i = manicule_suggestions_find_position (self, (ManiculeRange) { from, G_MAXUINT }, FALSE); i < self->open->len; i++)
    {
      ManiculeSuggestion *suggestion = g_ptr_array_index (self->open, i);
      ManiculeRange hull = manicule_suggestion_get_hull (suggestion);

      if (hull.start >= end)
        break;
      if (hull.end > start || (hull.start == hull.end && hull.start >= start))
        g_ptr_array_add (result, suggestion);
    }
}
