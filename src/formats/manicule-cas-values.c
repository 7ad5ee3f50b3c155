/* manicule-cas-values.c: the values of annotations in a CAS
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-cas-write-private.h"

#include "manicule-cas-json.h"
#include "manicule-format-values.h"
#include "manicule-uima-names.h"

#include <string.h>

/* Makes sure that a type has a feature; where it has one of that name and another range, FALSE. */
static gboolean
declare (ManiculeCasBuilder *self,
         const char         *type,
         const char         *name,
         const char         *range)
{
  ManiculeCasFeature feature = { .name = name, .range = range };
  ManiculeCasType *found = manicule_cas_types_ensure (self->cas->types, type, "uima.tcas.Annotation");

  return manicule_cas_types_add_feature (self->cas->types, found, &feature);
}

static void
put_string (ManiculeCasBuilder *self,
            const char         *type,
            const char         *name,
            const char         *text)
{
  if (declare (self, type, name, "uima.cas.String"))
    manicule_cas_add_text (self->cas, name, MANICULE_CAS_STRING, text);
}

/* --- attributes --- */

static char
get_value_type (GVariant *value)
{
  return g_variant_classify (value) == G_VARIANT_CLASS_ARRAY ? 'a' : (char) g_variant_classify (value);
}

static const char *
get_range (char value_type)
{
  switch (value_type)
    {
    case 'b':
      return "uima.cas.Boolean";
    case 'x':
      return "uima.cas.Long";
    case 'd':
      return "uima.cas.Double";
    case 'a':
      return "uima.cas.StringArray";
    default:
      return "uima.cas.String";
    }
}

/* Whether a whole number fits into the range of a feature that others declared. */
static gboolean
fits_range (ManiculeCasBuilder *self,
            const char         *type,
            const char         *name,
            GVariant           *value)
{
  static const struct { const char *range; gint64 max; } ranges[] = {
    { "uima.cas.Byte", G_MAXINT8 }, { "uima.cas.Short", G_MAXINT16 }, { "uima.cas.Integer", G_MAXINT32 },
  };
  const ManiculeCasFeature *feature = manicule_cas_types_find_feature (self->cas->types, type, name);

  for (guint i = 0; feature != NULL && i < G_N_ELEMENTS (ranges); i++)
    if (g_variant_is_of_type (value, G_VARIANT_TYPE_INT64) && strcmp (feature->range, ranges[i].range) == 0)
      return g_variant_get_int64 (value) <= ranges[i].max && g_variant_get_int64 (value) >= -ranges[i].max - 1;

  return TRUE;
}

/* The feature for an attribute: its own name, or one that says the type as well. */
static char *
choose_feature (ManiculeCasBuilder *self,
                const char         *type,
                const char         *label_feature,
                const char         *attribute,
                GVariant           *value)
{
  char value_type = get_value_type (value);
  gboolean is_declared = manicule_cas_types_find_feature (self->cas->types, type, attribute) != NULL;
  char *feature;

  if (!g_str_equal (attribute, label_feature) && !manicule_uima_is_special_feature (attribute) &&
      (is_declared || manicule_uima_is_plain_name (attribute)) && fits_range (self, type, attribute, value) &&
      declare (self, type, attribute, get_range (value_type)))
    return g_strdup (attribute);

  feature = manicule_uima_feature_for_attribute (attribute, value_type);
  declare (self, type, feature, get_range (value_type));

  return feature;
}

static void
put_attribute (ManiculeCasBuilder *self,
               const char         *type,
               const char         *label_feature,
               const char         *name,
               GVariant           *value)
{
  g_autofree char *feature = choose_feature (self, type, label_feature, name, value);
  g_auto(GStrv) texts = manicule_value_dup_texts (value);

  switch (get_value_type (value))
    {
    case 'b':
      manicule_cas_add_text (self->cas, feature, MANICULE_CAS_BOOLEAN, texts[0]);
      break;
    case 'x':
      manicule_cas_add_text (self->cas, feature, MANICULE_CAS_INTEGER, texts[0]);
      break;
    case 'd':
      manicule_cas_add_text (self->cas, feature, MANICULE_CAS_NUMBER, texts[0]);
      break;
    case 'a':
      manicule_cas_add_strings (self->cas, feature, (const char * const *) texts, g_strv_length (texts), 0);
      break;
    default:
      manicule_cas_add_text (self->cas, feature, MANICULE_CAS_STRING, texts[0]);
      break;
    }
}

static void
put_attributes (ManiculeCasBuilder *self,
                const char         *type,
                const char         *label_feature,
                ManiculeAnnotation *annotation)
{
  GVariant *attributes = manicule_annotation_get_attributes (annotation);
  GVariantIter iter;
  const char *name;
  GVariant *value;

  if (attributes == NULL)
    return;

  g_variant_iter_init (&iter, attributes);
  while (g_variant_iter_loop (&iter, "{&sv}", &name, &value))
    put_attribute (self, type, label_feature, name, value);
}

/* --- what is carried --- */

static gboolean
is_there (ManiculeCasBuilder *self,
          guint               id)
{
  return id == 0 || g_hash_table_contains (self->taken, GUINT_TO_POINTER (id));
}

void
manicule_cas_builder_copy_value (ManiculeCasBuilder     *self,
                                 const ManiculeCasValue *value)
{
  g_autofree guint *ids = NULL;
  guint n = 0;

  /* What the annotation says by now goes before what it said. */
  if (manicule_cas_find_value (self->cas, manicule_cas_get_last (self->cas), value->name) != NULL)
    return;
  if (value->kind != MANICULE_CAS_REFERENCE && value->kind != MANICULE_CAS_REFERENCES)
    {
      manicule_cas_add_value (self->cas, value);
      return;
    }

  ids = g_new (guint, MAX (value->n, 1));
  for (guint i = 0; i < value->n; i++)
    if (is_there (self, value->ids[i]))
      ids[n++] = value->ids[i];

  if (value->kind == MANICULE_CAS_REFERENCES)
    manicule_cas_add_references (self->cas, value->name, ids, n, value->array_id);
  else if (n == 1)
    manicule_cas_add_reference (self->cas, value->name, ids[0]);
}

/* The values that an annotation carries, as those of a structure of their own. */
static void
copy_features (ManiculeCasBuilder     *self,
               const ManiculeCasEntry *entry)
{
  const char *carried = manicule_annotation_get_carried (entry->annotation);
  const char *entity = manicule_annotation_get_entity (entry->annotation);
  g_autofree char *text = g_strconcat ("{", carried, "}", NULL);
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr(ManiculeJsonReader) reader = manicule_json_reader_new (bytes, MANICULE_UIMA, NULL);
  g_autoptr(ManiculeCas) held = manicule_cas_new (self->cas->types);
  ManiculeCasStructure *structure;
  ManiculeCasValue *values;

  if (reader == NULL)
    return;

  manicule_cas_begin (held, 1, entry->type, 0);
  manicule_cas_read_json_values (held, manicule_json_find (manicule_json_find (manicule_json_reader_get_root (reader), MANICULE_UIMA),
                                                           "features"));
  structure = manicule_cas_get_last (held);
  values = manicule_cas_get_values (held, structure);
  for (guint i = 0; i < structure->n_values; i++)
    {
      g_autofree char *id = strcmp (values[i].name, MANICULE_UIMA_IDENTIFIER) == 0 && values[i].kind == MANICULE_CAS_STRING
                            ? manicule_uima_entity_for_identifier (values[i].text) : NULL;

      /* An identifier stays as long as it is that of the entity. */
      if (id == NULL || g_strcmp0 (id, entity) == 0)
        manicule_cas_builder_copy_value (self, &values[i]);
    }
  if (structure->has_offsets && manicule_annotation_get_kind (entry->annotation) == MANICULE_ANNOTATION_RELATION)
    {
      manicule_cas_get_last (self->cas)->begin = structure->begin;
      manicule_cas_get_last (self->cas)->end = structure->end;
    }
}

/* --- slots --- */

static void
put_next (ManiculeCasBuilder *self,
          guint               host,
          guint               position)
{
  ManiculeAnnotation *relation = MANICULE_CAS_ENTRY (self, position)->annotation;
  const ManiculeCasEntry *target = manicule_cas_builder_find (self, manicule_annotation_get_to (relation));

  manicule_cas_add_reference (self->cas, MANICULE_UIMA_NEXT, target->id);
  if (!g_str_equal (manicule_annotation_get_label (relation), MANICULE_UIMA_NEXT))
    put_string (self, MANICULE_CAS_ENTRY (self, host)->type, MANICULE_UIMA_REFERENCE_RELATION,
                manicule_annotation_get_label (relation));
}

static void
put_slots (ManiculeCasBuilder *self,
           guint               host)
{
  GArray *slots = g_hash_table_lookup (self->slots, GUINT_TO_POINTER (host));
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; slots != NULL && i < slots->len; i++)
    {
      guint position = g_array_index (slots, guint, i);
      const ManiculeCasEntry *entry = MANICULE_CAS_ENTRY (self, position);
      gboolean is_last = i + 1 == slots->len ||
                         entry->slot != MANICULE_CAS_ENTRY (self, g_array_index (slots, guint, i + 1))->slot;

      if (entry->type == NULL)
        {
          put_next (self, host, position);
          continue;
        }
      g_array_append_val (ids, entry->id);
      if (!is_last)
        continue;
      manicule_cas_add_references (self->cas, entry->slot, (const guint *) (gconstpointer) ids->data, ids->len, entry->array_id);
      g_array_set_size (ids, 0);
    }
}

/* --- annotations --- */

static void
put_ranges (ManiculeCasBuilder *self,
            const char         *type,
            ManiculeAnnotation *span)
{
  g_autoptr(GString) text = g_string_new (NULL);
  guint n;
  const ManiculeRange *ranges = manicule_annotation_get_ranges (span, &n);

  if (n < 2)
    return;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%u-%u", i > 0 ? " " : "",
                            manicule_text_from_chars (self->text, MANICULE_OFFSET_UTF16, ranges[i].start),
                            manicule_text_from_chars (self->text, MANICULE_OFFSET_UTF16, ranges[i].end));
  put_string (self, type, MANICULE_UIMA_RANGES, text->str);
}

static void
put_offsets (ManiculeCasBuilder *self,
             ManiculeAnnotation *span)
{
  ManiculeCasStructure *structure = manicule_cas_get_last (self->cas);
  ManiculeRange hull = manicule_annotation_get_hull (span);

  structure->begin = manicule_text_from_chars (self->text, MANICULE_OFFSET_UTF16, hull.start);
  structure->end = manicule_text_from_chars (self->text, MANICULE_OFFSET_UTF16, hull.end);
  structure->has_offsets = TRUE;
}

/* Where an end is no annotation of UIMA, the feature must lead anywhere. */
static void
declare_end (ManiculeCasBuilder     *self,
             const char             *type,
             const char             *name,
             const ManiculeCasEntry *end)
{
  const ManiculeCasFeature *feature = manicule_cas_types_find_feature (self->cas->types, type, name);
  ManiculeAnnotationKind kind = manicule_annotation_get_kind (end->annotation);

  if (feature == NULL)
    {
      declare (self, type, name, "uima.tcas.Annotation");
      feature = manicule_cas_types_find_feature (self->cas->types, type, name);
    }
  if (strcmp (type, MANICULE_UIMA_RELATION) == 0 && (kind == MANICULE_ANNOTATION_DOCUMENT || end->slot != NULL))
    ((ManiculeCasFeature *) feature)->range = manicule_cas_types_intern (self->cas->types, "uima.cas.TOP");
}

static void
put_relation (ManiculeCasBuilder *self,
              const char         *type,
              ManiculeAnnotation *relation)
{
  const ManiculeCasEntry *from = manicule_cas_builder_find (self, manicule_annotation_get_from (relation));
  const ManiculeCasEntry *to = manicule_cas_builder_find (self, manicule_annotation_get_to (relation));

  declare_end (self, type, MANICULE_UIMA_GOVERNOR, from);
  declare_end (self, type, MANICULE_UIMA_DEPENDENT, to);
  manicule_cas_add_reference (self->cas, MANICULE_UIMA_GOVERNOR, from->id);
  manicule_cas_add_reference (self->cas, MANICULE_UIMA_DEPENDENT, to->id);
  manicule_cas_get_last (self->cas)->has_offsets = TRUE;
  if (manicule_annotation_get_kind (to->annotation) == MANICULE_ANNOTATION_SPAN)
    put_offsets (self, to->annotation);
}

static const char *
get_label_feature (ManiculeCasBuilder     *self,
                   const ManiculeCasEntry *entry)
{
  if (entry->slot != NULL)
    return "role";
  if (manicule_annotation_get_kind (entry->annotation) == MANICULE_ANNOTATION_DOCUMENT)
    return strcmp (entry->type, MANICULE_UIMA_DOCUMENT_LABEL) == 0 ? "label" : "";
  if (manicule_cas_types_find_feature (self->cas->types, entry->type, MANICULE_UIMA_REFERENCE_TYPE) != NULL)
    return MANICULE_UIMA_REFERENCE_TYPE;

  return manicule_uima_get_label_feature (entry->type);
}

static void
put_label (ManiculeCasBuilder     *self,
           const ManiculeCasEntry *entry,
           const char             *label_feature)
{
  const char *label = manicule_annotation_get_label (entry->annotation);
  const char *unsaid = entry->slot != NULL ? entry->slot : manicule_uima_get_short_name (entry->type);

  if (!g_str_equal (label, unsaid) && *label_feature != '\0')
    put_string (self, entry->type, label_feature, label);
}

/* In the order in which the features of the type are declared. */
static void
sort_values (ManiculeCasBuilder *self)
{
  const ManiculeCasStructure *structure = manicule_cas_get_last (self->cas);
  ManiculeCasValue *values = manicule_cas_get_values (self->cas, structure);
  ManiculeCasType *type = manicule_cas_types_find (self->cas->types, structure->type);
  guint n_sorted = 0;

  for (guint i = 0; type != NULL && i < type->features->len && n_sorted < structure->n_values; i++)
    for (guint j = n_sorted; j < structure->n_values; j++)
      if (values[j].name == g_array_index (type->features, ManiculeCasFeature, i).name)
        {
          ManiculeCasValue held = values[j];

          memmove (&values[n_sorted + 1], &values[n_sorted], sizeof held * (j - n_sorted));
          values[n_sorted++] = held;
          break;
        }
}

/**
 * manicule_cas_builder_put_values:
 * @self: a builder with entries
 * @position: which one
 *
 * Adds the values of the entry to the last structure, which is its own.
 */
void
manicule_cas_builder_put_values (ManiculeCasBuilder *self,
                                 guint               position)
{
  const ManiculeCasEntry *entry = MANICULE_CAS_ENTRY (self, position);
  ManiculeAnnotation *annotation = entry->annotation;
  const char *label_feature = get_label_feature (self, entry);
  ManiculeAnnotationKind kind = manicule_annotation_get_kind (annotation);

  if (kind == MANICULE_ANNOTATION_SPAN)
    put_offsets (self, annotation);
  else if (kind == MANICULE_ANNOTATION_RELATION && entry->slot == NULL)
    put_relation (self, entry->type, annotation);

  put_label (self, entry, label_feature);
  if (entry->slot != NULL)
    manicule_cas_add_reference (self->cas, "target", manicule_cas_builder_find (self, manicule_annotation_get_to (annotation))->id);
  if (kind == MANICULE_ANNOTATION_SPAN)
    put_ranges (self, entry->type, annotation);
  put_attributes (self, entry->type, label_feature, annotation);
  put_slots (self, position);
  if (entry->has_features)
    copy_features (self, entry);
  if (manicule_annotation_get_entity (annotation) != NULL &&
      manicule_cas_find_value (self->cas, manicule_cas_get_last (self->cas), MANICULE_UIMA_IDENTIFIER) == NULL)
    put_string (self, entry->type, MANICULE_UIMA_IDENTIFIER, manicule_annotation_get_entity (annotation));
  if (manicule_annotation_get_note (annotation) != NULL)
    put_string (self, entry->type, MANICULE_UIMA_NOTE, manicule_annotation_get_note (annotation));
  sort_values (self);
}
