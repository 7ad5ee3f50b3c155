/* manicule-format-webanno-assign.c: which layer and which features each annotation goes to
 *
 * The layers of the file where a document came from stay, and grow by what is new.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-webanno-plan.h"

#include "manicule-uima-names.h"

#include <string.h>

static ManiculeWebannoSpan *
get_span (ManiculeWebannoPlan *self,
          guint                i)
{
  return g_ptr_array_index (self->spans, i);
}

static ManiculeWebannoRelation *
get_relation (ManiculeWebannoPlan *self,
              guint                i)
{
  return g_ptr_array_index (self->relations, i);
}

static gboolean
is_bare (ManiculeAnnotation *annotation)
{
  return manicule_annotation_get_attributes (annotation) == NULL && manicule_annotation_get_note (annotation) == NULL &&
         manicule_annotation_get_entity (annotation) == NULL;
}

static ManiculeWebannoLayer *
find_layer (ManiculeWebannoPlan *self,
            ManiculeWebannoKind  kind,
            const char          *type,
            const char          *base)
{
  for (guint i = 0; i < self->sheet.layers->len; i++)
    {
      ManiculeWebannoLayer *layer = g_ptr_array_index (self->sheet.layers, i);

      if (layer->kind == kind && g_str_equal (layer->type, type) && g_strcmp0 (layer->base, base) == 0)
        return layer;
    }

  return NULL;
}

/* Layers of spans come first, then chains, then relations. */
static ManiculeWebannoLayer *
ensure_layer (ManiculeWebannoPlan *self,
              ManiculeWebannoKind  kind,
              const char          *type,
              const char          *base)
{
  ManiculeWebannoLayer *layer = find_layer (self, kind, type, base);
  guint i = self->sheet.layers->len;

  if (layer != NULL)
    return layer;

  layer = manicule_webanno_layer_new (kind, type);
  layer->base = g_strdup (base);
  while (i > 0 && ((ManiculeWebannoLayer *) g_ptr_array_index (self->sheet.layers, i - 1))->kind > kind)
    i--;
  g_ptr_array_insert (self->sheet.layers, (int) i, layer);

  return layer;
}

/* --- chains --- */

/* What is known of the spans of a type. */
typedef struct
{
  gboolean is_chain;
  gboolean is_not;     /* something keeps them from being links */
} TypeFacts;

static TypeFacts *
get_facts (GHashTable *types,
           const char *type)
{
  TypeFacts *facts = g_hash_table_lookup (types, type);

  if (facts == NULL)
    {
      facts = g_new0 (TypeFacts, 1);
      g_hash_table_insert (types, g_strdup (type), facts);
    }

  return facts;
}

/* A relation to the next link, and nothing else. */
static gboolean
is_next (ManiculeWebannoRelation *relation)
{
  return g_strcmp0 (relation->slot, MANICULE_UIMA_NEXT) == 0 && is_bare (relation->relation) &&
         g_str_equal (relation->from->type, relation->to->type);
}

/* From each link at most one relation, to each at most one, and never in a circle. */
static void
check_links (ManiculeWebannoPlan *self,
             GHashTable          *types)
{
  g_autoptr(GHashTable) next = g_hash_table_new (NULL, NULL);
  g_autoptr(GHashTable) former = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->relations->len; i++)
    {
      ManiculeWebannoRelation *relation = get_relation (self, i);

      if (!is_next (relation))
        {
          get_facts (types, relation->from->type)->is_not = TRUE;
          get_facts (types, relation->to->type)->is_not = TRUE;
        }
      else if (!g_hash_table_insert (next, relation->from, relation->to) ||
               !g_hash_table_insert (former, relation->to, relation->from))
        get_facts (types, relation->from->type)->is_not = TRUE;
    }

  /* What has no first link is a circle. */
  for (guint i = 0; i < self->spans->len; i++)
    {
      ManiculeWebannoSpan *span = get_span (self, i);

      if (g_hash_table_contains (former, span))
        continue;
      for (guint n = 0; span != NULL && n <= self->spans->len; n++)
        {
          ManiculeWebannoSpan *following = g_hash_table_lookup (next, span);

          g_hash_table_remove (former, span);
          span = following;
        }
    }
  for (guint i = 0; i < self->spans->len; i++)
    if (g_hash_table_contains (former, get_span (self, i)))
      get_facts (types, get_span (self, i)->type)->is_not = TRUE;
}

static void
number_chains (ManiculeWebannoPlan *self,
               GHashTable          *types)
{
  g_autoptr(GHashTable) next = g_hash_table_new (NULL, NULL);
  g_autoptr(GHashTable) follows = g_hash_table_new (NULL, NULL);
  guint n_chains = 0;

  for (guint i = 0; i < self->relations->len; i++)
    if (get_relation (self, i)->is_chain)
      {
        g_hash_table_insert (next, get_relation (self, i)->from, get_relation (self, i));
        g_hash_table_add (follows, get_relation (self, i)->to);
      }

  for (guint i = 0; i < self->spans->len; i++)
    {
      ManiculeWebannoSpan *span = get_span (self, i);

      if (!get_facts (types, span->type)->is_chain || g_hash_table_contains (follows, span))
        continue;
      n_chains++;
      for (guint link = 1; span != NULL; link++)
        {
          ManiculeWebannoRelation *relation = g_hash_table_lookup (next, span);

          span->chain = n_chains;
          span->link = link;
          span->next = relation != NULL ? manicule_annotation_get_label (relation->relation) : NULL;
          span = relation != NULL ? relation->to : NULL;
        }
    }
}

/* Which types are chains: those that the file has as such, and those whose spans lead to a next one. */
static void
find_chains (ManiculeWebannoPlan *self)
{
  g_autoptr(GHashTable) types = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < self->sheet.layers->len; i++)
    {
      ManiculeWebannoLayer *layer = g_ptr_array_index (self->sheet.layers, i);

      if (layer->kind == MANICULE_WEBANNO_CHAINS)
        get_facts (types, layer->type)->is_chain = TRUE;
    }
  for (guint i = 0; i < self->relations->len; i++)
    if (is_next (get_relation (self, i)))
      get_facts (types, get_relation (self, i)->from->type)->is_chain = TRUE;
  for (guint i = 0; i < self->spans->len; i++)
    if (!is_bare (get_span (self, i)->span) || g_str_equal (get_span (self, i)->type, MANICULE_UIMA_NAMED_ENTITY))
      get_facts (types, get_span (self, i)->type)->is_not = TRUE;
  check_links (self, types);

  for (guint i = 0; i < self->relations->len; i++)
    {
      TypeFacts *facts = get_facts (types, get_relation (self, i)->from->type);

      get_relation (self, i)->is_chain = facts->is_chain && !facts->is_not;
    }
  for (guint i = 0; i < self->spans->len; i++)
    {
      TypeFacts *facts = get_facts (types, get_span (self, i)->type);

      facts->is_chain &= !facts->is_not;
    }
  number_chains (self, types);
}

static void
assign_chain (ManiculeWebannoPlan *self,
              ManiculeWebannoSpan *span)
{
  ManiculeWebannoLayer *layer = ensure_layer (self, MANICULE_WEBANNO_CHAINS, span->type, NULL);

  if (manicule_webanno_layer_find (layer, MANICULE_UIMA_REFERENCE_RELATION) < 0)
    manicule_webanno_layer_add (layer, MANICULE_UIMA_REFERENCE_RELATION);
  if (manicule_webanno_layer_find (layer, MANICULE_UIMA_REFERENCE_TYPE) < 0)
    manicule_webanno_layer_add (layer, MANICULE_UIMA_REFERENCE_TYPE);
  span->layer = layer;
}

/* --- tokens --- */

static gboolean
is_token (ManiculeWebannoPlan *self,
          ManiculeWebannoSpan *span)
{
  const ManiculeWebannoPlace *place = &g_array_index (span->places, ManiculeWebannoPlace, 0);
  ManiculeWebannoUnit *unit = manicule_webanno_sheet_get_unit (&self->sheet, place->token);

  return g_str_equal (span->type, MANICULE_UIMA_TOKEN) && is_bare (span->span) && span->places->len == 1 &&
         place->begin == unit->begin && place->end == unit->end &&
         g_str_equal (manicule_annotation_get_label (span->span), manicule_uima_get_short_name (MANICULE_UIMA_TOKEN));
}

static const char *
get_relation_type (ManiculeWebannoRelation *relation)
{
  return relation->type != NULL && relation->slot == NULL ? relation->type : MANICULE_UIMA_RELATION;
}

/* What is no token of the sheet, or stands where relations of one layer lead to tokens and others do not, is a span like
 * others. */
static void
find_tokens (ManiculeWebannoPlan *self)
{
  gboolean changed = TRUE;

  for (guint i = 0; i < self->spans->len; i++)
    if (manicule_uima_is_segmentation (get_span (self, i)->type) && !is_token (self, get_span (self, i)))
      {
        g_free (get_span (self, i)->type);
        get_span (self, i)->type = g_strdup (MANICULE_UIMA_NAMED_ENTITY);
      }

  while (changed)
    {
      g_autoptr(GHashTable) linked = g_hash_table_new (NULL, NULL);
      g_autoptr(GHashTable) mixed = g_hash_table_new (g_str_hash, g_str_equal);

      changed = FALSE;
      for (guint i = 0; i < self->relations->len; i++)
        {
          ManiculeWebannoRelation *relation = get_relation (self, i);

          g_hash_table_add (linked, relation->from);
          g_hash_table_add (linked, relation->to);
          if (!g_str_equal (relation->from->type, MANICULE_UIMA_TOKEN) || !g_str_equal (relation->to->type, MANICULE_UIMA_TOKEN))
            g_hash_table_add (mixed, (gpointer) get_relation_type (relation));
        }
      for (guint i = 0; i < self->relations->len; i++)
        {
          ManiculeWebannoRelation *relation = get_relation (self, i);

          if (g_hash_table_contains (mixed, get_relation_type (relation)))
            {
              g_hash_table_remove (linked, relation->from);
              g_hash_table_remove (linked, relation->to);
            }
        }
      for (guint i = 0; i < self->spans->len; i++)
        if (g_str_equal (get_span (self, i)->type, MANICULE_UIMA_TOKEN) && !g_hash_table_contains (linked, get_span (self, i)))
          {
            g_free (get_span (self, i)->type);
            get_span (self, i)->type = g_strdup (MANICULE_UIMA_NAMED_ENTITY);
            changed = TRUE;
          }
    }
}

/* --- features --- */

int
manicule_webanno_find_feature (ManiculeWebannoLayer *layer,
                               const char           *attribute,
                               gboolean              is_list)
{
  for (guint i = 0; i < layer->features->len; i++)
    {
      ManiculeWebannoFeature *feature = g_ptr_array_index (layer->features, i);
      g_autofree char *name = manicule_uima_attribute_for_feature (feature->name);

      if (feature->link_type == NULL && g_str_equal (name, attribute) && g_str_has_prefix (feature->name, "m_a_") == is_list &&
          !manicule_uima_is_special_feature (feature->name) &&
          !g_str_equal (feature->name, manicule_uima_get_label_feature (layer->type)))
        return (int) i;
    }

  return -1;
}

static int
compare_features (gconstpointer a,
                  gconstpointer b)
{
  return strcmp ((*(ManiculeWebannoFeature * const *) a)->name, (*(ManiculeWebannoFeature * const *) b)->name);
}

static void
ensure_feature (ManiculeWebannoLayer *layer,
                const char           *name)
{
  if (manicule_webanno_layer_find (layer, name) < 0)
    manicule_webanno_layer_add (layer, name);
}

static void
ensure_features (ManiculeWebannoLayer *layer,
                 ManiculeAnnotation   *annotation)
{
  GVariant *attributes = manicule_annotation_get_attributes (annotation);
  GVariantIter iter;
  const char *name;
  GVariant *value;

  if (!g_str_equal (manicule_annotation_get_label (annotation), manicule_uima_get_short_name (layer->type)))
    ensure_feature (layer, manicule_uima_get_label_feature (layer->type));
  if (manicule_annotation_get_entity (annotation) != NULL)
    ensure_feature (layer, MANICULE_UIMA_IDENTIFIER);
  if (manicule_annotation_get_note (annotation) != NULL)
    ensure_feature (layer, MANICULE_UIMA_NOTE);
  if (attributes == NULL)
    return;

  g_variant_iter_init (&iter, attributes);
  while (g_variant_iter_loop (&iter, "{&sv}", &name, &value))
    {
      gboolean is_list = g_variant_is_of_type (value, G_VARIANT_TYPE_STRING_ARRAY);
      g_autofree char *feature = !is_list && manicule_uima_is_plain_feature (layer->type, name)
                                 ? g_strdup (name) : manicule_uima_feature_for_attribute (name, is_list ? 'a' : 's');

      if (manicule_webanno_find_feature (layer, name, is_list) < 0)
        ensure_feature (layer, feature);
    }
}

/* --- relations --- */

static ManiculeWebannoFeature *
find_slot (ManiculeWebannoLayer *layer,
           const char           *name)
{
  for (guint i = 0; layer != NULL && i < layer->features->len; i++)
    {
      ManiculeWebannoFeature *feature = g_ptr_array_index (layer->features, i);

      if (feature->link_type != NULL && g_str_equal (feature->name, name))
        return feature;
    }

  return NULL;
}

/* A link goes where it came from, if its layer still has the slot and it says nothing else; in a file of another kind the
 * slot is made. */
static void
assign_slot (ManiculeWebannoPlan     *self,
             ManiculeWebannoRelation *relation)
{
  ManiculeWebannoFeature *feature;

  if (relation->slot == NULL || relation->is_chain || relation->type == NULL || !is_bare (relation->relation) ||
      relation->from->layer == NULL || relation->to->layer == NULL ||
      relation->from->layer->kind != MANICULE_WEBANNO_SPANS || relation->to->layer->kind != MANICULE_WEBANNO_SPANS)
    return;

  feature = find_slot (relation->from->layer, relation->slot);
  if (feature == NULL && manicule_webanno_layer_find (relation->from->layer, relation->slot) < 0)
    {
      feature = manicule_webanno_layer_add (relation->from->layer, relation->slot);
      feature->link_type = g_strdup (relation->type);
      feature->target_type = g_strdup (relation->to->type);
    }
  if (feature == NULL || (!g_str_equal (feature->target_type, relation->to->type) &&
                          !g_str_equal (feature->target_type, MANICULE_WEBANNO_ANY)))
    return;

  relation->feature = feature;
  relation->to->is_numbered |= g_str_equal (feature->target_type, MANICULE_WEBANNO_ANY);
}

/* What the relations of a type lead from and to: one layer, or any. */
static void
assign_relations (ManiculeWebannoPlan *self)
{
  g_autoptr(GHashTable) bases = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->relations->len; i++)
    {
      ManiculeWebannoRelation *relation = get_relation (self, i);
      const char *type = get_relation_type (relation);
      const char *former = g_hash_table_lookup (bases, type);
      const char *base = g_str_equal (relation->from->type, relation->to->type) &&
                         (former == NULL || g_str_equal (former, relation->from->type)) ? relation->from->type
                                                                                        : MANICULE_WEBANNO_ANY;

      if (!relation->is_chain && relation->feature == NULL)
        g_hash_table_insert (bases, (gpointer) type, (gpointer) base);
    }

  for (guint i = 0; i < self->relations->len; i++)
    {
      ManiculeWebannoRelation *relation = get_relation (self, i);
      const char *type = get_relation_type (relation);
      const char *base = g_hash_table_lookup (bases, type);

      if (relation->is_chain || relation->feature != NULL)
        continue;
      if (find_layer (self, MANICULE_WEBANNO_RELATIONS, type, MANICULE_WEBANNO_ANY) != NULL)
        base = MANICULE_WEBANNO_ANY;
      relation->layer = ensure_layer (self, MANICULE_WEBANNO_RELATIONS, type, base);
      ensure_features (relation->layer, relation->relation);
      relation->from->is_numbered |= g_str_equal (base, MANICULE_WEBANNO_ANY);
      relation->to->is_numbered |= g_str_equal (base, MANICULE_WEBANNO_ANY);
    }
}

/* --- numbers --- */

/* A layer at a place. */
typedef struct
{
  ManiculeWebannoLayer *layer;
  ManiculeWebannoPlace  place;
} Seat;

static guint
hash_seat (gconstpointer data)
{
  const Seat *self = data;

  return g_direct_hash (self->layer) ^ ((self->place.token * 31 + self->place.begin) * 31 + self->place.end);
}

static gboolean
equal_seats (gconstpointer a,
             gconstpointer b)
{
  const Seat *x = a, *y = b;

  return x->layer == y->layer && x->place.token == y->place.token && x->place.begin == y->place.begin &&
         x->place.end == y->place.end;
}

static void
find_stacks (ManiculeWebannoPlan *self)
{
  g_autoptr(GHashTable) first = g_hash_table_new_full (hash_seat, equal_seats, g_free, NULL);

  for (guint i = 0; i < self->spans->len; i++)
    {
      ManiculeWebannoSpan *span = get_span (self, i);

      if (span->layer == NULL || span->layer->kind != MANICULE_WEBANNO_SPANS)
        continue;
      span->is_numbered |= span->places->len > 1 || span->number > 0;
      for (guint j = 0; j < span->places->len; j++)
        {
          Seat seat = { span->layer, g_array_index (span->places, ManiculeWebannoPlace, j) };
          ManiculeWebannoSpan *other = g_hash_table_lookup (first, &seat);

          if (other != NULL)
            other->is_numbered = span->is_numbered = TRUE;
          g_hash_table_replace (first, g_memdup2 (&seat, sizeof seat), span);
        }
    }
}

/* Numbers that spans came with stay. */
static void
number_spans (ManiculeWebannoPlan *self)
{
  g_autoptr(GHashTable) taken = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  guint64 next = 0;

  find_stacks (self);
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < self->spans->len; i++)
      {
        ManiculeWebannoSpan *span = get_span (self, i);

        if (!span->is_numbered || span->layer == NULL || span->layer->kind != MANICULE_WEBANNO_SPANS)
          span->number = 0;
        else if (pass == 0 && span->number > 0 && !g_hash_table_add (taken, g_memdup2 (&span->number, sizeof span->number)))
          span->number = 0;
        else if (pass == 1 && span->number == 0)
          {
            do
              next++;
            while (g_hash_table_contains (taken, &next));
            span->number = next;
          }
      }
}

/* --- all of it --- */

/* Of what was made here the features are always there, as where it is known. */
static void
assign_span (ManiculeWebannoPlan *self,
             ManiculeWebannoSpan *span)
{
  if (span->chain > 0)
    {
      assign_chain (self, span);
      return;
    }
  if (g_str_equal (span->type, MANICULE_UIMA_TOKEN))
    return;

  span->layer = ensure_layer (self, MANICULE_WEBANNO_SPANS, span->type, NULL);
  if (span->layer->features->len == 0 && g_str_equal (span->type, MANICULE_UIMA_NAMED_ENTITY))
    {
      ensure_feature (span->layer, MANICULE_UIMA_IDENTIFIER);
      ensure_feature (span->layer, manicule_uima_get_label_feature (span->type));
    }
  ensure_features (span->layer, span->span);
}

/* A chain that is none any more is a layer of spans. */
static void
remove_chains (ManiculeWebannoPlan *self)
{
  for (guint i = self->sheet.layers->len; i-- > 0;)
    {
      ManiculeWebannoLayer *layer = g_ptr_array_index (self->sheet.layers, i);
      gboolean is_used = FALSE, is_there = FALSE;

      for (guint j = 0; j < self->spans->len && layer->kind == MANICULE_WEBANNO_CHAINS; j++)
        if (g_str_equal (get_span (self, j)->type, layer->type))
          {
            is_there = TRUE;
            is_used |= get_span (self, j)->chain > 0;
          }
      if (is_there && !is_used)
        g_ptr_array_remove_index (self->sheet.layers, i);
    }
}

void
manicule_webanno_plan_layers (ManiculeWebannoPlan *self)
{
  guint n_former = self->sheet.layers->len;
  guint column = 0;

  find_tokens (self);
  find_chains (self);
  remove_chains (self);
  for (guint i = 0; i < self->spans->len; i++)
    assign_span (self, get_span (self, i));
  for (guint i = 0; i < self->relations->len; i++)
    assign_slot (self, get_relation (self, i));
  assign_relations (self);
  number_spans (self);

  for (guint i = 0; i < self->sheet.layers->len; i++)
    {
      ManiculeWebannoLayer *layer = g_ptr_array_index (self->sheet.layers, i);

      /* Those of a new file stand in the order of their names. */
      if (n_former == 0 && layer->kind != MANICULE_WEBANNO_CHAINS)
        g_ptr_array_sort (layer->features, compare_features);
      manicule_webanno_layer_count (layer);
      layer->column = column;
      column += layer->n_cells;
    }
  self->sheet.n_cells = column;
}
