/* manicule-cas-annotation.c: annotations from structures of a CAS
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-cas-read-private.h"

#include "manicule-cas-json.h"
#include "manicule-format-offsets.h"
#include "manicule-json-writer.h"
#include "manicule-uima-names.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* More than any layer has; each costs a copy of those before. */
#define MAX_ATTRIBUTES 256
#define MAX_RANGES 100000

/* --- values --- */

/* The value as that of an attribute; NULL for what is none. */
static GVariant *
make_variant (const ManiculeCasValue *value)
{
  gint64 whole;
  double number;
  char *end = NULL;

  switch (value->kind)
    {
    case MANICULE_CAS_BOOLEAN:
      return g_variant_new_boolean (strcmp (value->text, "true") == 0);

    case MANICULE_CAS_INTEGER:
      return g_ascii_string_to_signed (value->text, 10, G_MININT64, G_MAXINT64, &whole, NULL) ? g_variant_new_int64 (whole) : NULL;

    case MANICULE_CAS_NUMBER:
      number = g_ascii_strtod (value->text, &end);
      return end != value->text && *end == '\0' && isfinite (number) ? g_variant_new_double (number) : NULL;

    case MANICULE_CAS_STRING:
      return g_variant_new_string (value->text);

    case MANICULE_CAS_STRINGS:
      for (guint i = 0; i < value->n; i++)
        if (value->texts[i] == NULL)
          return NULL;
      return g_variant_new_strv (value->texts, value->n);

    case MANICULE_CAS_REFERENCE:
    case MANICULE_CAS_REFERENCES:
    case MANICULE_CAS_NUMBERS:
    default:
      return NULL;
    }
}

static const char *
get_text (const ManiculeCasValue *value)
{
  return value != NULL && value->kind == MANICULE_CAS_STRING && *value->text != '\0' ? value->text : NULL;
}

/* Takes the text of a feature out of what is still to be said, unless it is @but_not. */
static const char *
take_text (ManiculeCas                *cas,
           const ManiculeCasStructure *structure,
           const char                 *name,
           const char                 *but_not)
{
  ManiculeCasValue *value = manicule_cas_find_value (cas, structure, name);
  const char *text = get_text (value);

  if (text == NULL || value->is_used || g_strcmp0 (text, but_not) == 0)
    return NULL;

  value->is_used = TRUE;

  return text;
}

static void
replace (ManiculeAnnotation **annotation,
         ManiculeAnnotation  *by)
{
  g_object_unref (*annotation);
  *annotation = by;
}

/* A second feature of the same meaning is carried. */
static gboolean
add_attribute (ManiculeAnnotation     **annotation,
               const ManiculeCasValue  *value)
{
  g_autofree char *name = manicule_uima_attribute_for_feature (value->name);
  g_autoptr(GVariant) variant = make_variant (value);
  g_autoptr(GVariant) former = manicule_annotation_dup_attribute (*annotation, name);

  if (variant == NULL || former != NULL)
    return FALSE;

  g_variant_ref_sink (variant);
  replace (annotation, manicule_annotation_with_attribute (*annotation, name, variant));

  return TRUE;
}

/* --- what any annotation has --- */

static void
add_entity (ManiculeCas                 *cas,
            const ManiculeCasStructure  *structure,
            ManiculeAnnotation         **annotation)
{
  ManiculeCasValue *value = manicule_cas_find_value (cas, structure, MANICULE_UIMA_IDENTIFIER);
  g_autofree char *entity = NULL;

  if (get_text (value) == NULL)
    return;

  entity = manicule_uima_entity_for_identifier (value->text);
  replace (annotation, manicule_annotation_with_entity (*annotation, entity));
  /* The identifier itself, where the id does not tell it, is carried. */
  value->is_used = g_str_equal (entity, value->text);
}

static void
add_attributes (ManiculeCas                 *cas,
                const ManiculeCasStructure  *structure,
                const char                  *label_feature,
                ManiculeAnnotation         **annotation)
{
  ManiculeCasValue *values = manicule_cas_get_values (cas, structure);
  guint n = 0;

  for (guint i = 0; i < structure->n_values && n < MAX_ATTRIBUTES; i++)
    {
      if (values[i].is_used || manicule_uima_is_special_feature (values[i].name) || strcmp (values[i].name, label_feature) == 0)
        continue;
      values[i].is_used = add_attribute (annotation, &values[i]);
      n += values[i].is_used;
    }
}

static void
put_slot (GString               *out,
          const ManiculeCasSlot *slot)
{
  manicule_json_put_name (out, "slot");
  g_string_append_c (out, '{');
  manicule_json_put_string (out, "feature", slot->value->name);
  if (slot->link != G_MAXUINT)
    manicule_json_put_int (out, "index", slot->index);
  if (slot->value->array_id != 0)
    manicule_json_put_int (out, "array", slot->value->array_id);
  g_string_append_c (out, '}');
}

static void
put_features (GString                    *out,
              ManiculeCas                *cas,
              const ManiculeCasStructure *structure,
              gboolean                    with_offsets)
{
  const ManiculeCasValue *values = manicule_cas_get_values (cas, structure);
  gsize start = out->len;
  gsize empty;

  manicule_json_put_name (out, "features");
  g_string_append_c (out, '{');
  empty = out->len;
  if (with_offsets)
    {
      manicule_json_put_int (out, "begin", (gint64) structure->begin);
      manicule_json_put_int (out, "end", (gint64) structure->end);
    }
  for (guint i = 0; i < structure->n_values; i++)
    if (!values[i].is_used)
      manicule_cas_put_json_value (out, &values[i]);

  if (out->len == empty)
    g_string_truncate (out, start);
  else
    g_string_append_c (out, '}');
}

/* Nothing where the type is the one that is written anyway, and everything was said. */
static void
carry (ManiculeAnnotation         **annotation,
       ManiculeCas                 *cas,
       const ManiculeCasStructure  *structure,
       const char                  *default_type,
       gboolean                     with_offsets,
       const ManiculeCasSlot       *slot)
{
  g_autoptr(GString) out = g_string_new ("{");
  gsize empty;

  manicule_json_put_name (out, MANICULE_UIMA);
  g_string_append_c (out, '{');
  empty = out->len;
  if (structure != NULL && g_strcmp0 (structure->type, default_type) != 0)
    manicule_json_put_string (out, "type", structure->type);
  if (structure != NULL)
    put_features (out, cas, structure, with_offsets);
  if (slot != NULL)
    put_slot (out, slot);
  if (out->len == empty)
    return;

  g_string_append_c (out, '}');
  replace (annotation, manicule_annotation_with_carried (*annotation, out->str + 1));
}

static void
add_common (ManiculeCas                 *cas,
            const ManiculeCasStructure  *structure,
            const char                  *label_feature,
            ManiculeAnnotation         **annotation)
{
  const char *note = take_text (cas, structure, MANICULE_UIMA_NOTE, NULL);

  if (note != NULL)
    replace (annotation, manicule_annotation_with_note (*annotation, note));
  add_entity (cas, structure, annotation);
  add_attributes (cas, structure, label_feature, annotation);
}

/* --- spans --- */

/* "0-5 16-23" beside the begin and end that hold them all. */
static GArray *
parse_ranges (ManiculeCas                *cas,
              const ManiculeCasStructure *structure)
{
  ManiculeCasValue *value = manicule_cas_find_value (cas, structure, MANICULE_UIMA_RANGES);
  g_autoptr(GArray) ranges = g_array_new (FALSE, FALSE, sizeof (ManiculeForeignRange));
  const char *p = get_text (value);

  while (p != NULL && *p != '\0' && ranges->len < MAX_RANGES)
    {
      ManiculeForeignRange range;
      char *end = NULL;

      range.start = g_ascii_strtoull (p, &end, 10);
      if (!g_ascii_isdigit (*p) || *end != '-' || !g_ascii_isdigit (end[1]))
        return NULL;
      range.end = g_ascii_strtoull (end + 1, &end, 10);
      if (*end != '\0' && *end != ' ')
        return NULL;
      g_array_append_val (ranges, range);
      p = *end == ' ' ? end + 1 : end;
    }

  return ranges->len > 1 ? g_steal_pointer (&ranges) : NULL;
}

/* The parts, where they are within begin and end and fill it. */
static ManiculeAnnotation *
make_discontinuous (ManiculeCas                *cas,
                    const ManiculeCasStructure *structure,
                    ManiculeText               *text,
                    const char                 *id,
                    const char                 *label)
{
  g_autoptr(GArray) foreign = parse_ranges (cas, structure);
  g_autofree ManiculeRange *ranges = NULL;

  if (foreign == NULL || g_array_index (foreign, ManiculeForeignRange, 0).start != structure->begin ||
      g_array_index (foreign, ManiculeForeignRange, foreign->len - 1).end != structure->end)
    return NULL;

  ranges = g_new (ManiculeRange, foreign->len);
  if (!manicule_foreign_to_ranges (text, MANICULE_OFFSET_UTF16, (const ManiculeForeignRange *) (gconstpointer) foreign->data,
                                   foreign->len, ranges) ||
      !manicule_annotation_ranges_are_valid (ranges, foreign->len))
    return NULL;

  manicule_cas_find_value (cas, structure, MANICULE_UIMA_RANGES)->is_used = TRUE;

  return manicule_annotation_new_span (id, label, ranges, foreign->len);
}

/* The label, and whether it is what the layer is called. */
static const char *
find_label (ManiculeCas                *cas,
            const ManiculeCasStructure *structure,
            const char                 *label_feature)
{
  const char *name = manicule_uima_get_short_name (structure->type);
  const char *label = take_text (cas, structure, label_feature, name);

  return label != NULL ? label : name;
}

gboolean
manicule_cas_make_span (ManiculeCasReading    *self,
                        ManiculeCasStructure  *structure,
                        ManiculeText          *text,
                        ManiculeAnnotation   **annotation,
                        GError               **error)
{
  const char *label_feature = manicule_cas_get_label_feature (self->cas, structure);
  ManiculeForeignRange foreign = { structure->begin, structure->end };
  g_autofree char *id = g_strdup_printf ("%u", structure->id);
  const char *label;
  g_autofree char *place = manicule_foreign_to_string (&foreign);
  ManiculeRange range;

  *annotation = NULL;
  if (!manicule_foreign_to_ranges (text, MANICULE_OFFSET_UTF16, &foreign, 1, &range))
    return manicule_format_input_report (self->input, MANICULE_FINDING_ERROR, "range-outside-text", structure->line, error,
                                         /* Translators: an id and two offsets, "5–12" */
                                         _("annotation %s stands at %s, which is not in the text or within a character; "
                                           "it was left out"), id, place);

  label = find_label (self->cas, structure, label_feature);
  *annotation = make_discontinuous (self->cas, structure, text, id, label);
  if (*annotation == NULL)
    *annotation = manicule_annotation_new_span (id, label, &range, 1);
  add_common (self->cas, structure, label_feature, annotation);
  carry (annotation, self->cas, structure, MANICULE_UIMA_NAMED_ENTITY, FALSE, NULL);
  structure->is_used = TRUE;

  return TRUE;
}

/* --- relations and document labels --- */

static void
name_end (ManiculeCas                *cas,
          const ManiculeCasStructure *structure,
          const char                 *feature,
          char                        id[16])
{
  ManiculeCasValue *value = manicule_cas_find_value (cas, structure, feature);

  value->is_used = TRUE;
  g_snprintf (id, 16, "%u", value->ids[0]);
}

/* Relations lie where their dependent lies; what is there otherwise is carried. */
static gboolean
has_own_offsets (ManiculeCas                *cas,
                 const ManiculeCasStructure *structure)
{
  const ManiculeCasValue *dependent = manicule_cas_find_value (cas, structure, MANICULE_UIMA_DEPENDENT);
  const ManiculeCasStructure *end = manicule_cas_find (cas, dependent->ids[0]);
  gboolean has_any = end != NULL && end->has_offsets;

  return structure->has_offsets && (structure->begin != (has_any ? end->begin : 0) || structure->end != (has_any ? end->end : 0));
}

ManiculeAnnotation *
manicule_cas_make_relation (ManiculeCasReading   *self,
                            ManiculeCasStructure *structure)
{
  const char *label_feature = manicule_cas_get_label_feature (self->cas, structure);
  g_autofree char *id = g_strdup_printf ("%u", structure->id);
  gboolean with_offsets = has_own_offsets (self->cas, structure);
  ManiculeAnnotation *annotation;
  char from[16], to[16];

  name_end (self->cas, structure, MANICULE_UIMA_GOVERNOR, from);
  name_end (self->cas, structure, MANICULE_UIMA_DEPENDENT, to);
  annotation = manicule_annotation_new_relation (id, find_label (self->cas, structure, label_feature), from, to);
  add_common (self->cas, structure, label_feature, &annotation);
  carry (&annotation, self->cas, structure, MANICULE_UIMA_RELATION, with_offsets, NULL);
  structure->is_used = TRUE;

  return annotation;
}

/* The label of a layer is the layer; only our own says it in a feature. */
ManiculeAnnotation *
manicule_cas_make_document (ManiculeCasReading   *self,
                            ManiculeCasStructure *structure)
{
  const char *label_feature = strcmp (structure->type, MANICULE_UIMA_DOCUMENT_LABEL) == 0 ? "label" : "";
  g_autofree char *id = g_strdup_printf ("%u", structure->id);
  ManiculeAnnotation *annotation;

  annotation = manicule_annotation_new_document (id, find_label (self->cas, structure, label_feature));
  add_common (self->cas, structure, label_feature, &annotation);
  carry (&annotation, self->cas, structure, MANICULE_UIMA_DOCUMENT_LABEL, FALSE, NULL);
  structure->is_used = TRUE;

  return annotation;
}

static ManiculeAnnotation *
make_link (ManiculeCasReading    *self,
           const ManiculeCasSlot *slot,
           const char            *from,
           const char            *to)
{
  ManiculeCasStructure *link = manicule_cas_get (self->cas, slot->link);
  const char *role = take_text (self->cas, link, "role", slot->value->name);
  g_autofree char *id = g_strdup_printf ("%u", link->id);
  ManiculeAnnotation *annotation;

  annotation = manicule_annotation_new_relation (id, role != NULL ? role : slot->value->name, from, to);
  manicule_cas_find_value (self->cas, link, "target")->is_used = TRUE;
  add_common (self->cas, link, "role", &annotation);
  carry (&annotation, self->cas, link, NULL, FALSE, slot);
  link->is_used = TRUE;

  return annotation;
}

ManiculeAnnotation *
manicule_cas_make_slot (ManiculeCasReading    *self,
                        const ManiculeCasSlot *slot)
{
  ManiculeCasStructure *host = manicule_cas_get (self->cas, slot->host);
  g_autofree char *from = g_strdup_printf ("%u", host->id);
  g_autofree char *to = g_strdup_printf ("%u", slot->target);
  g_autofree char *id = g_strconcat (from, ".", MANICULE_UIMA_NEXT, NULL);
  const char *label;
  ManiculeAnnotation *annotation;

  if (slot->link != G_MAXUINT)
    return make_link (self, slot, from, to);

  label = take_text (self->cas, host, MANICULE_UIMA_REFERENCE_RELATION, MANICULE_UIMA_NEXT);
  annotation = manicule_annotation_new_relation (id, label != NULL ? label : MANICULE_UIMA_NEXT, from, to);
  carry (&annotation, self->cas, NULL, NULL, FALSE, slot);

  return annotation;
}
