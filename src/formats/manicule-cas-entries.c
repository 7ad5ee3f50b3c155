/* manicule-cas-entries.c: ids, types and slots for the annotations of a document
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-cas-write-private.h"

#include "manicule-cas-json.h"
#include "manicule-uima-names.h"

#include <string.h>

/* --- what the set carries --- */

static guint
get_id (ManiculeJsonValue object,
        const char       *name)
{
  ManiculeJsonValue value = manicule_json_find (object, name);
  g_autofree char *text = NULL;

  if (manicule_json_get_kind (value) != MANICULE_JSON_INTEGER)
    return 0;

  text = manicule_json_dup_raw (value);

  return manicule_cas_parse_id (text);
}

/* @value: (nullable): what is carried of it. */
static void
read_view (ManiculeCasBuilder      *self,
           const ManiculeJsonValue *value)
{
  guint id = 0;
  const char *name = "_InitialView", *mime = "text", *uri = NULL;
  gboolean is_missing = FALSE;
  ManiculeCasView *view;

  if (value != NULL && manicule_json_get_kind (*value) == MANICULE_JSON_OBJECT)
    {
      id = get_id (*value, "id");
      name = manicule_json_find_string (*value, "name");
      mime = manicule_json_find_string (*value, "mime");
      uri = manicule_json_find_string (*value, "uri");
      is_missing = manicule_json_find_boolean (*value, "missing");
    }

  view = manicule_cas_add_view (self->cas, id != 0 ? id : 1, name != NULL ? name : "_InitialView", 0);
  view->mime = mime != NULL ? g_string_chunk_insert (self->cas->strings, mime) : NULL;
  view->uri = uri != NULL ? g_string_chunk_insert (self->cas->strings, uri) : NULL;
  view->is_missing = is_missing && manicule_text_get_n_chars (self->text) == 0;
  view->text = view->is_missing || (uri != NULL && manicule_text_get_n_chars (self->text) == 0)
               ? NULL : manicule_text_get_data (self->text);
  self->sofa = view->id;
}

static void
read_order (ManiculeCasBuilder *self,
            ManiculeJsonValue   value)
{
  ManiculeJsonIter iter;
  guint place = 0;

  if (manicule_json_get_kind (value) != MANICULE_JSON_ARRAY)
    return;

  self->places = g_hash_table_new (NULL, NULL);
  manicule_json_iter_init (&iter, value);
  while (manicule_json_iter_next (&iter))
    {
      g_autofree char *text = manicule_json_dup_raw (iter.value);

      g_hash_table_insert (self->places, GUINT_TO_POINTER (manicule_cas_parse_id (text)), GUINT_TO_POINTER (++place));
    }
}

/* Which structures no view lists. */
static void
read_loose (ManiculeCasBuilder *self,
            ManiculeJsonValue   structures)
{
  guint n = self->carried->structures->len;

  for (guint i = 0; i < n; i++)
    manicule_cas_get (self->carried, i)->views = 1;

  if (manicule_json_get_kind (structures) == MANICULE_JSON_ARRAY)
    {
      ManiculeJsonIter iter;

      manicule_json_iter_init (&iter, structures);
      while (manicule_json_iter_next (&iter))
        {
          ManiculeCasStructure *structure;

          if (manicule_json_get_kind (iter.value) != MANICULE_JSON_OBJECT || !manicule_json_find_boolean (iter.value, "%LOOSE"))
            continue;
          structure = manicule_cas_find (self->carried, get_id (iter.value, "%ID"));
          if (structure != NULL)
            structure->views = 0;
        }
    }
}

static ManiculeJsonReader *
open_carried (const char        *carried,
              ManiculeJsonValue *uima)
{
  g_autofree char *text = NULL;
  g_autoptr(GBytes) bytes = NULL;
  ManiculeJsonReader *reader;

  if (carried == NULL || strstr (carried, "\"" MANICULE_UIMA "\"") == NULL)
    return NULL;

  text = g_strconcat ("{", carried, "}", NULL);
  bytes = g_bytes_new (text, strlen (text));
  reader = manicule_json_reader_new (bytes, MANICULE_UIMA, NULL);
  if (reader == NULL)
    return NULL;

  *uima = manicule_json_find (manicule_json_reader_get_root (reader), MANICULE_UIMA);
  if (manicule_json_get_kind (*uima) == MANICULE_JSON_OBJECT)
    return reader;

  manicule_json_reader_free (reader);

  return NULL;
}

/* A layer that is declared is the one of labels of its name, unless another one is called the same. */
static void
learn_layers (ManiculeCasBuilder *self,
              ManiculeJsonValue   types)
{
  ManiculeJsonIter iter;

  if (manicule_json_get_kind (types) != MANICULE_JSON_OBJECT)
    return;

  manicule_json_iter_init (&iter, types);
  while (manicule_json_iter_next (&iter))
    {
      ManiculeCasType *type = manicule_cas_types_find (self->cas->types, iter.name);
      const char *name = manicule_uima_get_short_name (iter.name);

      if (type == NULL || type->is_built_in || manicule_uima_is_segmentation (type->name) ||
          !manicule_cas_types_is_a (self->cas->types, type->name, "uima.tcas.Annotation"))
        continue;
      g_hash_table_insert (self->layers, (gpointer) manicule_cas_types_intern (self->cas->types, name),
                           g_hash_table_contains (self->layers, name) ? NULL : (gpointer) type->name);
    }
}

/**
 * manicule_cas_builder_read_carried:
 * @self: a builder
 *
 * Adds the view to the CAS, and what else the set carries to the builder.
 */
void
manicule_cas_builder_read_carried (ManiculeCasBuilder *self)
{
  ManiculeJsonValue uima;
  g_autoptr(ManiculeJsonReader) reader = open_carried (manicule_annotation_set_get_carried (self->set), &uima);

  if (reader == NULL)
    {
      read_view (self, NULL);
    }
  else
    {
      ManiculeJsonValue view = manicule_json_find (uima, "view");

      self->is_foreign = TRUE;
      read_view (self, &view);
      manicule_cas_read_json_types (self->carried, manicule_json_find (uima, "types"));
      learn_layers (self, manicule_json_find (uima, "types"));
      manicule_cas_read_json_structures (self->carried, NULL, manicule_json_find (uima, "structures"), NULL);
      read_loose (self, manicule_json_find (uima, "structures"));
      read_order (self, manicule_json_find (uima, "order"));
    }

  g_hash_table_add (self->taken, GUINT_TO_POINTER (self->sofa));
  for (guint i = 0; i < self->carried->structures->len; i++)
    g_hash_table_add (self->taken, GUINT_TO_POINTER (manicule_cas_get (self->carried, i)->id));
  self->next_id = MAX (manicule_cas_find_free_id (self->carried), self->sofa + 1);
}

/* --- what each annotation carries --- */

/**
 * manicule_cas_builder_find:
 * @self: a builder with entries
 * @id: the id of an annotation
 *
 * Returns: (transfer none) (nullable): its entry
 */
ManiculeCasEntry *
manicule_cas_builder_find (ManiculeCasBuilder *self,
                           const char         *id)
{
  guint position = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_id, id));

  return position > 0 ? MANICULE_CAS_ENTRY (self, position - 1) : NULL;
}

static void
read_entry (ManiculeCasBuilder *self,
            ManiculeCasEntry   *entry)
{
  ManiculeJsonValue uima, slot;
  g_autoptr(ManiculeJsonReader) reader = open_carried (manicule_annotation_get_carried (entry->annotation), &uima);
  const char *type, *feature;

  if (reader == NULL)
    return;

  type = manicule_json_find_string (uima, "type");
  entry->type = type != NULL && *type != '\0' ? manicule_cas_types_intern (self->cas->types, type) : NULL;
  entry->has_features = manicule_json_get_kind (manicule_json_find (uima, "features")) == MANICULE_JSON_OBJECT;

  slot = manicule_json_find (uima, "slot");
  if (manicule_json_get_kind (slot) != MANICULE_JSON_OBJECT ||
      manicule_annotation_get_kind (entry->annotation) != MANICULE_ANNOTATION_RELATION)
    return;
  feature = manicule_json_find_string (slot, "feature");
  entry->slot = feature != NULL && *feature != '\0' ? manicule_cas_types_intern (self->cas->types, feature) : NULL;
  entry->index = get_id (slot, "index");
  entry->array_id = get_id (slot, "array");
}

/* --- types --- */

static const char *
get_default_type (ManiculeAnnotation *annotation)
{
  switch (manicule_annotation_get_kind (annotation))
    {
    case MANICULE_ANNOTATION_RELATION:
      return MANICULE_UIMA_RELATION;
    case MANICULE_ANNOTATION_DOCUMENT:
      return MANICULE_UIMA_DOCUMENT_LABEL;
    case MANICULE_ANNOTATION_SPAN:
    default:
      return MANICULE_UIMA_NAMED_ENTITY;
    }
}

/* Whether a structure of that type reads back as an annotation of that kind. */
static gboolean
can_be_layer (ManiculeCasBuilder     *self,
              const ManiculeCasEntry *entry,
              const char             *type)
{
  ManiculeCasTypes *types = self->cas->types;
  gboolean is_annotation = manicule_cas_types_is_a (types, type, "uima.tcas.Annotation");
  gboolean has_ends = manicule_cas_types_find_feature (types, type, MANICULE_UIMA_GOVERNOR) != NULL &&
                      manicule_cas_types_find_feature (types, type, MANICULE_UIMA_DEPENDENT) != NULL;

  switch (manicule_annotation_get_kind (entry->annotation))
    {
    case MANICULE_ANNOTATION_SPAN:
      return is_annotation && !has_ends && strcmp (type, MANICULE_UIMA_SENTENCE) != 0 &&
             (strcmp (type, MANICULE_UIMA_TOKEN) != 0 || entry->is_end) &&
             !manicule_cas_types_is_a (types, type, "uima.tcas.DocumentAnnotation");

    case MANICULE_ANNOTATION_RELATION:
      return is_annotation && has_ends;

    case MANICULE_ANNOTATION_DOCUMENT:
    default:
      return !is_annotation && strcmp (type, MANICULE_UIMA_ARTICLE) != 0 &&
             manicule_cas_types_is_a (types, type, "uima.cas.AnnotationBase");
    }
}

/* Whether a structure of that type reads back with the label. */
static gboolean
fits_label (ManiculeCasBuilder *self,
            ManiculeAnnotation *annotation,
            const char         *type)
{
  ManiculeCasTypes *types = self->cas->types;
  const char *label = manicule_annotation_get_label (annotation);
  const ManiculeCasFeature *feature;

  if (manicule_cas_types_find (types, type) == NULL)
    return FALSE;
  if (g_str_equal (manicule_uima_get_short_name (type), label))
    return TRUE;
  if (manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_DOCUMENT)
    return FALSE;

  feature = manicule_cas_types_find_feature (types, type, MANICULE_UIMA_REFERENCE_TYPE);
  if (feature == NULL)
    feature = manicule_cas_types_find_feature (types, type, manicule_uima_get_label_feature (type));

  return manicule_cas_types_get_range (types, feature) == MANICULE_CAS_RANGE_STRING;
}

static const char *
choose_type (ManiculeCasBuilder *self,
             ManiculeCasEntry   *entry)
{
  const char *layer = g_hash_table_lookup (self->layers, manicule_annotation_get_label (entry->annotation));

  if (entry->type != NULL && can_be_layer (self, entry, entry->type) && fits_label (self, entry->annotation, entry->type))
    return entry->type;
  if (layer != NULL && can_be_layer (self, entry, layer))
    return layer;

  return manicule_cas_types_intern (self->cas->types, get_default_type (entry->annotation));
}

/* --- slots and chains --- */

/* A relation without a structure of its own can be nothing but that. */
static gboolean
can_be_next (ManiculeCasBuilder     *self,
             const ManiculeCasEntry *entry,
             const ManiculeCasEntry *host)
{
  ManiculeAnnotation *relation = entry->annotation;
  const ManiculeCasEntry *target = manicule_cas_builder_find (self, manicule_annotation_get_to (relation));
  const char *label = manicule_annotation_get_label (relation);

  return strcmp (entry->slot, MANICULE_UIMA_NEXT) == 0 && !entry->is_end && target != host &&
         manicule_annotation_get_kind (target->annotation) == MANICULE_ANNOTATION_SPAN &&
         !manicule_uima_is_segmentation (target->type) && !manicule_uima_is_segmentation (host->type) &&
         manicule_annotation_get_attributes (relation) == NULL && manicule_annotation_get_note (relation) == NULL &&
         manicule_annotation_get_entity (relation) == NULL &&
         (g_str_equal (label, MANICULE_UIMA_NEXT) ||
          manicule_cas_types_find_feature (self->cas->types, host->type, MANICULE_UIMA_REFERENCE_RELATION) != NULL);
}

/* Whether the host still has the slot. */
static gboolean
can_be_slot (ManiculeCasBuilder     *self,
             const ManiculeCasEntry *entry)
{
  const ManiculeCasEntry *host = manicule_cas_builder_find (self, manicule_annotation_get_from (entry->annotation));
  const ManiculeCasFeature *feature;

  if (entry->slot == NULL || manicule_annotation_get_kind (host->annotation) != MANICULE_ANNOTATION_SPAN ||
      manicule_uima_is_segmentation (host->type))
    return FALSE;

  feature = manicule_cas_types_find_feature (self->cas->types, host->type, entry->slot);
  if (entry->type == NULL)
    return manicule_cas_types_get_range (self->cas->types, feature) == MANICULE_CAS_RANGE_REFERENCE && can_be_next (self, entry, host);

  return manicule_cas_types_get_range (self->cas->types, feature) == MANICULE_CAS_RANGE_REFERENCES &&
         manicule_annotation_get_entity (entry->annotation) == NULL;
}

static int
compare_slots (gconstpointer a,
               gconstpointer b,
               gpointer      data)
{
  ManiculeCasBuilder *self = data;
  guint first = *(const guint *) a, second = *(const guint *) b;
  const ManiculeCasEntry *x = MANICULE_CAS_ENTRY (self, first), *y = MANICULE_CAS_ENTRY (self, second);
  int order = strcmp (x->slot, y->slot);

  if (order == 0 && x->index != y->index)
    order = x->index < y->index ? -1 : 1;

  return order != 0 ? order : first < second ? -1 : 1;
}

/* Only one goes on from a link. */
static gboolean
has_next (ManiculeCasBuilder *self,
          GArray             *slots)
{
  for (guint i = 0; i < slots->len; i++)
    if (MANICULE_CAS_ENTRY (self, g_array_index (slots, guint, i))->type == NULL)
      return TRUE;

  return FALSE;
}

static void
add_slot (ManiculeCasBuilder *self,
          guint               position)
{
  ManiculeCasEntry *entry = MANICULE_CAS_ENTRY (self, position);
  ManiculeCasEntry *host = manicule_cas_builder_find (self, manicule_annotation_get_from (entry->annotation));
  gpointer key = GUINT_TO_POINTER ((guint) (host - MANICULE_CAS_ENTRY (self, 0)));
  GArray *slots = g_hash_table_lookup (self->slots, key);

  if (slots == NULL)
    {
      slots = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (self->slots, key, slots);
    }
  if (entry->type == NULL && has_next (self, slots))
    {
      entry->slot = NULL;
      return;
    }
  g_array_append_val (slots, position);
}

static void
decide_relations (ManiculeCasBuilder *self)
{
  GHashTableIter iter;
  gpointer slots;

  for (guint i = 0; i < self->entries->len; i++)
    {
      ManiculeCasEntry *entry = MANICULE_CAS_ENTRY (self, i);

      if (manicule_annotation_get_kind (entry->annotation) != MANICULE_ANNOTATION_RELATION)
        continue;
      if (can_be_slot (self, entry))
        add_slot (self, i);
      else
        entry->slot = NULL;
      if (entry->slot == NULL)
        entry->type = choose_type (self, entry);
    }

  g_hash_table_iter_init (&iter, self->slots);
  while (g_hash_table_iter_next (&iter, NULL, &slots))
    g_array_sort_with_data (slots, compare_slots, self);
}

/* --- all of them --- */

static void
mark_ends (ManiculeCasBuilder *self)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      ManiculeAnnotation *annotation = MANICULE_CAS_ENTRY (self, i)->annotation;

      if (manicule_annotation_get_kind (annotation) != MANICULE_ANNOTATION_RELATION)
        continue;
      manicule_cas_builder_find (self, manicule_annotation_get_from (annotation))->is_end = TRUE;
      manicule_cas_builder_find (self, manicule_annotation_get_to (annotation))->is_end = TRUE;
    }
}

/* Ids that are numbers stay where they can; the others follow. */
static void
give_ids (ManiculeCasBuilder *self)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      ManiculeCasEntry *entry = MANICULE_CAS_ENTRY (self, i);
      guint id = manicule_cas_parse_id (manicule_annotation_get_id (entry->annotation));

      if (id != 0 && g_hash_table_add (self->taken, GUINT_TO_POINTER (id)))
        {
          entry->id = id;
          self->next_id = MAX (self->next_id, id + 1);
        }
      self->next_id = MAX (self->next_id, entry->array_id + 1);
    }

  for (guint i = 0; i < self->entries->len; i++)
    {
      ManiculeCasEntry *entry = MANICULE_CAS_ENTRY (self, i);

      if (entry->id == 0 && entry->type != NULL)
        {
          entry->id = self->next_id++;
          g_hash_table_add (self->taken, GUINT_TO_POINTER (entry->id));
        }
      if (entry->type == NULL)
        entry->id = 0;
    }
}

/**
 * manicule_cas_builder_add_entries:
 * @self: a builder that has read what the set carries
 *
 * Finds a type, an id and a place for each annotation.
 */
void
manicule_cas_builder_add_entries (ManiculeCasBuilder *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->set));

  for (guint i = 0; i < n; i++)
    {
      ManiculeCasEntry entry = { .annotation = manicule_annotation_set_get (self->set, i) };

      read_entry (self, &entry);
      g_array_append_val (self->entries, entry);
      g_hash_table_insert (self->by_id, (gpointer) manicule_annotation_get_id (entry.annotation),
                           GUINT_TO_POINTER (self->entries->len));
    }

  mark_ends (self);
  for (guint i = 0; i < n; i++)
    if (manicule_annotation_get_kind (MANICULE_CAS_ENTRY (self, i)->annotation) != MANICULE_ANNOTATION_RELATION)
      MANICULE_CAS_ENTRY (self, i)->type = choose_type (self, MANICULE_CAS_ENTRY (self, i));
  decide_relations (self);
  give_ids (self);
}
