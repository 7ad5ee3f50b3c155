/* manicule-cas-roles.c: which structures of a CAS are annotations
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-cas-read-private.h"

#include "manicule-uima-names.h"

#include <string.h>

/* Relations between relations are looked at so often; deeper ones are found by who fills the set. */
#define MAX_ROUNDS 8

/* What the name of a type says, found once a type. */
typedef enum
{
  TYPE_OTHER,
  TYPE_META,
  TYPE_ARTICLE,
  TYPE_TOKEN,
  TYPE_SENTENCE,
  TYPE_ANNOTATION_BASE,
} TypeClass;

static TypeClass
classify_type (ManiculeCasTypes *types,
               const char       *type)
{
  if (strcmp (type, MANICULE_UIMA_TOKEN) == 0)
    return TYPE_TOKEN;
  if (strcmp (type, MANICULE_UIMA_SENTENCE) == 0)
    return TYPE_SENTENCE;
  if (strcmp (type, MANICULE_UIMA_ARTICLE) == 0)
    return TYPE_ARTICLE;
  if (manicule_cas_types_is_a (types, type, "uima.tcas.DocumentAnnotation"))
    return TYPE_META;

  return manicule_cas_types_is_a (types, type, "uima.cas.AnnotationBase") ? TYPE_ANNOTATION_BASE : TYPE_OTHER;
}

static gboolean
has_reference (ManiculeCas                *cas,
               const ManiculeCasStructure *structure,
               const char                 *name)
{
  const ManiculeCasValue *value = manicule_cas_find_value (cas, structure, name);

  return value != NULL && value->kind == MANICULE_CAS_REFERENCE;
}

static gboolean
has_any_reference (ManiculeCas                *cas,
                   const ManiculeCasStructure *structure)
{
  const ManiculeCasValue *values = manicule_cas_get_values (cas, structure);

  for (guint i = 0; i < structure->n_values; i++)
    if (values[i].kind == MANICULE_CAS_REFERENCE || values[i].kind == MANICULE_CAS_REFERENCES)
      return TRUE;

  return FALSE;
}

static ManiculeCasRole
find_role (ManiculeCasReading         *self,
           const ManiculeCasStructure *structure,
           TypeClass                   type)
{
  ManiculeCas *cas = self->cas;

  if (structure->is_used || structure->sofa == 0 || manicule_cas_find_view (cas, structure->sofa, NULL) == NULL)
    return MANICULE_CAS_ROLE_NONE;
  if (type == TYPE_META)
    return MANICULE_CAS_ROLE_META;
  if (type == TYPE_ARTICLE)
    return MANICULE_CAS_ROLE_ARTICLE;
  if (structure->views == 0 || type == TYPE_SENTENCE)
    return MANICULE_CAS_ROLE_NONE;
  if (type == TYPE_TOKEN)
    return structure->has_offsets ? MANICULE_CAS_ROLE_TOKEN : MANICULE_CAS_ROLE_NONE;
  if (has_reference (cas, structure, MANICULE_UIMA_GOVERNOR) && has_reference (cas, structure, MANICULE_UIMA_DEPENDENT))
    return MANICULE_CAS_ROLE_RELATION;
  if (structure->has_offsets)
    return MANICULE_CAS_ROLE_SPAN;

  return type == TYPE_ANNOTATION_BASE && !has_any_reference (cas, structure) ? MANICULE_CAS_ROLE_DOCUMENT : MANICULE_CAS_ROLE_NONE;
}

static void
find_first_roles (ManiculeCasReading *self)
{
  g_autoptr(GHashTable) classes = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->cas->structures->len; i++)
    {
      const ManiculeCasStructure *structure = manicule_cas_get (self->cas, i);
      gpointer class;

      if (!g_hash_table_lookup_extended (classes, structure->type, NULL, &class))
        {
          class = GUINT_TO_POINTER (classify_type (self->cas->types, structure->type));
          g_hash_table_insert (classes, (gpointer) structure->type, class);
        }
      self->roles[i] = find_role (self, structure, GPOINTER_TO_UINT (class));
    }
}

/* --- where relations lead --- */

static guint
get_position (ManiculeCasReading *self,
              guint               id)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->cas->by_id, GUINT_TO_POINTER (id))) - 1;
}

/**
 * manicule_cas_get_role:
 * @self: a reading
 * @id: an id
 *
 * Returns: what that structure is; none where there is no such structure
 */
ManiculeCasRole
manicule_cas_get_role (ManiculeCasReading *self,
                       guint               id)
{
  guint position = get_position (self, id);

  return position != G_MAXUINT ? self->roles[position] : MANICULE_CAS_ROLE_NONE;
}

/**
 * manicule_cas_role_is_annotation:
 * @role: a role
 *
 * Returns: whether there is an annotation for it
 */
gboolean
manicule_cas_role_is_annotation (ManiculeCasRole role)
{
  return role >= MANICULE_CAS_ROLE_SPAN;
}

/* The sofa that the annotation of a structure is in; that of a link is its host's. */
static guint
get_sofa (ManiculeCasReading *self,
          guint               id,
          GHashTable         *link_sofas)
{
  if (manicule_cas_get_role (self, id) == MANICULE_CAS_ROLE_LINK)
    return GPOINTER_TO_UINT (g_hash_table_lookup (link_sofas, GUINT_TO_POINTER (id)));

  return manicule_cas_get (self->cas, get_position (self, id))->sofa;
}

/* Whether a relation in @sofa may lead to the structure of that id; a token becomes a span by it. */
static gboolean
can_lead_to (ManiculeCasReading *self,
             guint               id,
             guint               sofa,
             GHashTable         *link_sofas)
{
  ManiculeCasRole role = manicule_cas_get_role (self, id);

  return (role == MANICULE_CAS_ROLE_TOKEN || manicule_cas_role_is_annotation (role)) &&
         get_sofa (self, id, link_sofas) == sofa;
}

static void
promote (ManiculeCasReading *self,
         guint               id)
{
  guint position = get_position (self, id);

  if (self->roles[position] == MANICULE_CAS_ROLE_TOKEN)
    self->roles[position] = MANICULE_CAS_ROLE_SPAN;
}

/* --- slots and chains --- */

/* Without a type system a row of ids looks like a text. */
static void
take_for_ids (ManiculeCasReading         *self,
              const ManiculeCasStructure *host,
              ManiculeCasValue           *value)
{
  g_auto(GStrv) words = NULL;
  g_autofree guint *ids = NULL;
  guint n;

  if (value->kind != MANICULE_CAS_STRING || !g_ascii_isdigit (value->text[0]) ||
      manicule_cas_types_find_feature (self->cas->types, host->type, value->name) != NULL)
    return;

  words = g_strsplit (value->text, " ", -1);
  n = g_strv_length (words);
  ids = g_new0 (guint, n);
  for (guint i = 0; i < n; i++)
    {
      const ManiculeCasStructure *link = NULL;

      ids[i] = manicule_cas_parse_id (words[i]);
      link = ids[i] != 0 ? manicule_cas_find (self->cas, ids[i]) : NULL;
      if (link == NULL || !has_reference (self->cas, link, "target"))
        return;
    }

  g_ptr_array_add (self->cas->chunks, ids);
  value->kind = MANICULE_CAS_REFERENCES;
  value->n = n;
  value->ids = g_steal_pointer (&ids);
}

static gboolean
is_link (ManiculeCasReading *self,
         guint               id,
         guint               sofa,
         GHashTable         *link_sofas)
{
  const ManiculeCasStructure *link = manicule_cas_find (self->cas, id);
  const ManiculeCasValue *role = link != NULL ? manicule_cas_find_value (self->cas, link, "role") : NULL;

  return link != NULL && link->sofa == 0 && !link->has_offsets && !link->is_used &&
         manicule_cas_get_role (self, id) == MANICULE_CAS_ROLE_NONE && has_reference (self->cas, link, "target") &&
         (role == NULL || role->kind == MANICULE_CAS_STRING) &&
         can_lead_to (self, manicule_cas_find_value (self->cas, link, "target")->ids[0], sofa, link_sofas);
}

static gboolean
are_links (ManiculeCasReading     *self,
           const ManiculeCasValue *value,
           guint                   sofa,
           GHashTable             *link_sofas)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < value->n; i++)
    if (!is_link (self, value->ids[i], sofa, link_sofas) || !g_hash_table_add (seen, GUINT_TO_POINTER (value->ids[i])))
      return FALSE;

  return value->n > 0;
}

static void
add_links (ManiculeCasReading *self,
           guint               host,
           ManiculeCasValue   *value,
           GHashTable         *link_sofas)
{
  for (guint i = 0; i < value->n; i++)
    {
      guint position = get_position (self, value->ids[i]);
      ManiculeCasStructure *link = manicule_cas_get (self->cas, position);
      guint target = manicule_cas_find_value (self->cas, link, "target")->ids[0];
      ManiculeCasSlot slot = { host, position, target, i, value };

      self->roles[position] = MANICULE_CAS_ROLE_LINK;
      g_hash_table_insert (link_sofas, GUINT_TO_POINTER (link->id),
                           GUINT_TO_POINTER (manicule_cas_get (self->cas, host)->sofa));
      promote (self, target);
      g_array_append_val (self->slots, slot);
    }
  value->is_used = TRUE;
}

/* A chain goes on from one link to another, which is a span as well. */
static void
add_next (ManiculeCasReading *self,
          guint               host,
          ManiculeCasValue   *value)
{
  ManiculeCasStructure *structure = manicule_cas_get (self->cas, host);
  ManiculeCasStructure *next = manicule_cas_find (self->cas, value->ids[0]);
  ManiculeCasSlot slot = { host, G_MAXUINT, value->ids[0], 0, value };

  if (next == NULL || next == structure || next->sofa != structure->sofa ||
      manicule_cas_get_role (self, next->id) != MANICULE_CAS_ROLE_SPAN)
    return;

  g_array_append_val (self->slots, slot);
  value->is_used = TRUE;
}

static void
find_slots (ManiculeCasReading *self,
            GHashTable         *link_sofas)
{
  for (guint i = 0; i < self->cas->structures->len; i++)
    {
      const ManiculeCasStructure *structure = manicule_cas_get (self->cas, i);
      ManiculeCasValue *values = manicule_cas_get_values (self->cas, structure);

      for (guint j = 0; self->roles[i] == MANICULE_CAS_ROLE_SPAN && j < structure->n_values; j++)
        {
          take_for_ids (self, structure, &values[j]);
          if (values[j].kind == MANICULE_CAS_REFERENCE && strcmp (values[j].name, MANICULE_UIMA_NEXT) == 0)
            add_next (self, i, &values[j]);
          else if (values[j].kind == MANICULE_CAS_REFERENCES && are_links (self, &values[j], structure->sofa, link_sofas))
            add_links (self, i, &values[j], link_sofas);
        }
    }
}

/* --- relations --- */

static gboolean
check_relation (ManiculeCasReading *self,
                guint               position,
                GHashTable         *link_sofas)
{
  static const char * const ends[] = { MANICULE_UIMA_GOVERNOR, MANICULE_UIMA_DEPENDENT };
  const ManiculeCasStructure *relation = manicule_cas_get (self->cas, position);

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (!can_lead_to (self, manicule_cas_find_value (self->cas, relation, ends[i])->ids[0], relation->sofa, link_sofas))
      return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    promote (self, manicule_cas_find_value (self->cas, relation, ends[i])->ids[0]);

  return TRUE;
}

/* A relation that leads to what is no annotation is carried, and so are those that lead to it. */
static void
check_relations (ManiculeCasReading *self,
                 GHashTable         *link_sofas)
{
  gboolean is_changed = TRUE;

  for (guint round = 0; is_changed && round < MAX_ROUNDS; round++)
    {
      is_changed = FALSE;
      for (guint i = 0; i < self->cas->structures->len; i++)
        if (self->roles[i] == MANICULE_CAS_ROLE_RELATION && !check_relation (self, i, link_sofas))
          {
            self->roles[i] = MANICULE_CAS_ROLE_NONE;
            is_changed = TRUE;
          }
    }
}

/**
 * manicule_cas_find_roles:
 * @self: a reading with its CAS
 *
 * Finds what each structure is.
 */
void
manicule_cas_find_roles (ManiculeCasReading *self)
{
  g_autoptr(GHashTable) link_sofas = g_hash_table_new (NULL, NULL);

  self->roles = g_new0 (guint8, MAX (self->cas->structures->len, 1));
  self->slots = g_array_new (FALSE, FALSE, sizeof (ManiculeCasSlot));
  find_first_roles (self);
  find_slots (self, link_sofas);
  check_relations (self, link_sofas);
}

/**
 * manicule_cas_get_label_feature:
 * @cas: a CAS
 * @structure: one of its structures
 *
 * Returns: (transfer none): the feature that its label is taken from
 */
const char *
manicule_cas_get_label_feature (ManiculeCas                *cas,
                                const ManiculeCasStructure *structure)
{
  if (manicule_cas_types_find_feature (cas->types, structure->type, MANICULE_UIMA_REFERENCE_TYPE) != NULL)
    return MANICULE_UIMA_REFERENCE_TYPE;

  return manicule_uima_get_label_feature (structure->type);
}
