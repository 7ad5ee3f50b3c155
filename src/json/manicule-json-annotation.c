/* manicule-json-annotation.c: annotations as objects, in sets, changes and records
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-json-items.h"

#include "manicule-json-carried.h"
#include "manicule-json-covered.h"
#include "manicule-json-time.h"
#include "manicule-json-writer.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static const char * const kind_words[] = {
  [MANICULE_ANNOTATION_DOCUMENT] = "document",
  [MANICULE_ANNOTATION_SPAN] = "span",
  [MANICULE_ANNOTATION_RELATION] = "relation",
  NULL,
};

#define COMMON_MEMBERS "id", "type", "label", "entity", "attributes", "note", "origin", "created", "modified"

/* The members of each kind; "type" is known in a record too, where it says nothing new. */
static const char * const document_members[] = { COMMON_MEMBERS, NULL };
static const char * const relation_members[] = { COMMON_MEMBERS, "from", "to", NULL };
static const char * const span_members[] = { COMMON_MEMBERS, "ranges", "text", NULL };
static const char * const record_span_members[] = { COMMON_MEMBERS, "ranges", "text", "start", "end", NULL };
static const char * const origin_members[] = { "source", "id", "score", NULL };
/* What means something in one form or the other is never carried. */
static const char * const all_members[] = { COMMON_MEMBERS, "ranges", "text", "start", "end", "from", "to", NULL };

/* --- writing ---------------------------------------------------------------------------------------------------- */

static void
append_attribute_value (GString  *out,
                        GVariant *value)
{
  switch (g_variant_classify (value))
    {
    case G_VARIANT_CLASS_BOOLEAN:
      g_string_append (out, g_variant_get_boolean (value) ? "true" : "false");
      break;
    case G_VARIANT_CLASS_INT64:
      manicule_json_append_int (out, g_variant_get_int64 (value));
      break;
    case G_VARIANT_CLASS_DOUBLE:
      manicule_json_append_double (out, g_variant_get_double (value));
      break;
    case G_VARIANT_CLASS_STRING:
      manicule_json_append_string (out, g_variant_get_string (value, NULL));
      break;
    default:
      {
        g_autofree const char **strings = g_variant_get_strv (value, NULL);

        manicule_json_append_strv (out, strings);
      }
    }
}

static void
put_attributes (GString  *out,
                GVariant *attributes)
{
  GVariantIter iter;
  const char *name;
  GVariant *value;

  manicule_json_put_name (out, "attributes");
  g_string_append_c (out, '{');
  if (attributes != NULL)
    {
      g_variant_iter_init (&iter, attributes);
      while (g_variant_iter_loop (&iter, "{&sv}", &name, &value))
        {
          if (g_variant_is_of_type (value, G_VARIANT_TYPE_DOUBLE) && !isfinite (g_variant_get_double (value)))
            {
              g_critical ("The attribute “%s” is not a finite number, which JSON cannot hold", name);
              continue;
            }
          manicule_json_put_name (out, name);
          append_attribute_value (out, value);
        }
    }
  g_string_append_c (out, '}');
}

/* An origin that says nothing is left out. */
static void
put_origin (GString            *out,
            ManiculeAnnotation *annotation)
{
  double score = manicule_annotation_get_origin_score (annotation);
  gsize before = out->len;

  manicule_json_put_name (out, "origin");
  g_string_append_c (out, '{');
  manicule_json_put_string (out, "source", manicule_annotation_get_origin_source (annotation));
  manicule_json_put_string (out, "id", manicule_annotation_get_origin_id (annotation));
  if (isfinite (score))
    {
      manicule_json_put_name (out, "score");
      manicule_json_append_double (out, score);
    }
  manicule_json_put_carried_inner (out, manicule_annotation_get_carried (annotation), "origin");

  if (out->str[out->len - 1] == '{')
    g_string_truncate (out, before);
  else
    g_string_append_c (out, '}');
}

/* What follows the members that make up the kind. */
static void
put_rest (GString            *out,
          ManiculeAnnotation *annotation,
          gboolean            always_attributes)
{
  GVariant *attributes = manicule_annotation_get_attributes (annotation);

  manicule_json_put_string (out, "entity", manicule_annotation_get_entity (annotation));
  if (attributes != NULL || always_attributes)
    put_attributes (out, attributes);
  manicule_json_put_string (out, "note", manicule_annotation_get_note (annotation));
  put_origin (out, annotation);
  manicule_json_put_time (out, "created", manicule_annotation_get_created (annotation));
  manicule_json_put_time (out, "modified", manicule_annotation_get_modified (annotation));
  manicule_json_put_carried (out, manicule_annotation_get_carried (annotation), all_members);
  g_string_append_c (out, '}');
}

static void
put_ranges (GString             *out,
            const ManiculeRange *ranges,
            guint                n)
{
  manicule_json_put_name (out, "ranges");
  g_string_append_c (out, '[');
  for (guint i = 0; i < n; i++)
    {
      g_string_append (out, i > 0 ? ",[" : "[");
      manicule_json_append_int (out, ranges[i].start);
      g_string_append_c (out, ',');
      manicule_json_append_int (out, ranges[i].end);
      g_string_append_c (out, ']');
    }
  g_string_append_c (out, ']');
}

static void
put_ends (GString            *out,
          ManiculeAnnotation *relation)
{
  manicule_json_put_string (out, "from", manicule_annotation_get_from (relation));
  manicule_json_put_string (out, "to", manicule_annotation_get_to (relation));
}

static void
put_kind (GString            *out,
          ManiculeAnnotation *annotation)
{
  g_string_append_c (out, '{');
  manicule_json_put_string (out, "id", manicule_annotation_get_id (annotation));
  manicule_json_put_string (out, "type", kind_words[manicule_annotation_get_kind (annotation)]);
  manicule_json_put_string (out, "label", manicule_annotation_get_label (annotation));
}

/**
 * manicule_json_append_annotation:
 * @out: the text so far
 * @annotation: an annotation
 * @text: (nullable): the text it stands in, to repeat what a span covers
 *
 * Appends an annotation as it stands in a set.
 */
void
manicule_json_append_annotation (GString            *out,
                                 ManiculeAnnotation *annotation,
                                 ManiculeText       *text)
{
  ManiculeAnnotationKind kind = manicule_annotation_get_kind (annotation);

  put_kind (out, annotation);
  if (kind == MANICULE_ANNOTATION_SPAN)
    {
      guint n;
      const ManiculeRange *ranges = manicule_annotation_get_ranges (annotation, &n);

      put_ranges (out, ranges, n);
      if (text != NULL)
        manicule_json_put_covered (out, text, ranges, n);
    }
  else if (kind == MANICULE_ANNOTATION_RELATION)
    put_ends (out, annotation);
  put_rest (out, annotation, FALSE);
}

/**
 * manicule_json_append_bare:
 * @out: the text so far
 * @annotation: an annotation
 * @covered: (nullable): the JSON text of the list of what a span covers
 *
 * Appends an annotation as it stands in a set, without its text.
 */
void
manicule_json_append_bare (GString            *out,
                           ManiculeAnnotation *annotation,
                           const char         *covered)
{
  guint n;
  const ManiculeRange *ranges = manicule_annotation_get_ranges (annotation, &n);

  put_kind (out, annotation);
  if (n > 0)
    put_ranges (out, ranges, n);
  if (n > 0 && covered != NULL)
    {
      manicule_json_put_name (out, "text");
      g_string_append (out, covered);
    }
  if (manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_RELATION)
    put_ends (out, annotation);
  put_rest (out, annotation, FALSE);
}

/**
 * manicule_json_append_record_item:
 * @out: the text so far
 * @annotation: an annotation
 * @text: the text it stands in
 *
 * Appends an annotation as it stands in one of the lists of a record. Spans and document labels always have an object
 * of attributes, so that tables of them have the same columns everywhere.
 */
void
manicule_json_append_record_item (GString            *out,
                                  ManiculeAnnotation *annotation,
                                  ManiculeText       *text)
{
  ManiculeAnnotationKind kind = manicule_annotation_get_kind (annotation);

  g_string_append_c (out, '{');
  manicule_json_put_string (out, "id", manicule_annotation_get_id (annotation));
  manicule_json_put_string (out, "label", manicule_annotation_get_label (annotation));
  if (kind == MANICULE_ANNOTATION_SPAN)
    {
      ManiculeRange hull = manicule_annotation_get_hull (annotation);
      guint n;
      const ManiculeRange *ranges = manicule_annotation_get_ranges (annotation, &n);

      manicule_json_put_int (out, "start", hull.start);
      manicule_json_put_int (out, "end", hull.end);
      if (n > 1)
        put_ranges (out, ranges, n);
      manicule_json_put_joined (out, text, ranges, n);
    }
  else if (kind == MANICULE_ANNOTATION_RELATION)
    put_ends (out, annotation);
  put_rest (out, annotation, kind != MANICULE_ANNOTATION_RELATION);
}

/* --- reading ---------------------------------------------------------------------------------------------------- */

/* Takes @old, gives @changed, which was made from it. */
static ManiculeAnnotation *
replace (ManiculeAnnotation *old,
         ManiculeAnnotation *changed)
{
  g_object_unref (old);
  return changed;
}

static GVariant *
read_strings (ManiculeJsonValue list)
{
  GVariantBuilder builder;
  ManiculeJsonIter iter;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_STRING_ARRAY);
  manicule_json_iter_init (&iter, list);
  while (manicule_json_iter_next (&iter))
    {
      const char *string = manicule_json_as_string (iter.value);

      if (string != NULL)
        g_variant_builder_add (&builder, "s", string);
    }
  return g_variant_builder_end (&builder);
}

static GVariant *
read_attribute_value (ManiculeJsonValue value)
{
  const char *string;

  switch (manicule_json_get_kind (value))
    {
    case MANICULE_JSON_BOOLEAN:
      return g_variant_new_boolean (manicule_json_as_boolean (value));
    case MANICULE_JSON_INTEGER:
      return g_variant_new_int64 (manicule_json_as_int (value));
    case MANICULE_JSON_NUMBER:
      return g_variant_new_double (manicule_json_as_double (value));
    case MANICULE_JSON_STRING:
      string = manicule_json_as_string (value);
      return g_variant_new_string (string);
    case MANICULE_JSON_ARRAY:
      return read_strings (value);
    default:
      manicule_json_fail (value, MANICULE_JSON_ERROR_TYPE, "attribute-type",
                          _("an attribute is true or false, a number, a string or a list of strings"));
      return NULL;
    }
}

static ManiculeAnnotation *
read_attributes (ManiculeJsonValue   object,
                 ManiculeAnnotation *annotation)
{
  ManiculeJsonIter iter;

  manicule_json_iter_init (&iter, manicule_json_find_object (object, "attributes"));
  while (manicule_json_iter_next (&iter))
    {
      g_autoptr(GVariant) value = read_attribute_value (iter.value);

      if (*iter.name == '\0')
        manicule_json_fail (iter.value, MANICULE_JSON_ERROR_VALUE, "empty-string", _("the name of an attribute must not be empty"));
      else if (value != NULL)
        annotation = replace (annotation, manicule_annotation_with_attribute (annotation, iter.name, g_variant_ref_sink (value)));
    }
  return annotation;
}

static gint64
find_time (ManiculeJsonValue  object,
           const char        *name)
{
  const char *time = manicule_json_find_string (object, name);
  gint64 seconds = 0;

  if (time != NULL && !manicule_json_parse_time (time, &seconds))
    manicule_json_fail (manicule_json_find (object, name), MANICULE_JSON_ERROR_VALUE, "not-a-time",
                        _("a time must stand here, such as 2026-11-24T14:32:05Z"));
  return seconds;
}

static ManiculeAnnotation *
read_origin (ManiculeJsonValue   origin,
             ManiculeAnnotation *annotation)
{
  const char *source = manicule_json_find_string (origin, "source");
  const char *id = manicule_json_find_string (origin, "id");
  ManiculeJsonValue score = manicule_json_find (origin, "score");
  double number = manicule_json_get_kind (score) == MANICULE_JSON_ABSENT ? (double) NAN : manicule_json_as_double (score);

  return replace (annotation, manicule_annotation_with_origin (annotation, source, id, number));
}

/* Takes what was made of the members of the kind and adds the rest; NULL when the reader has failed. */
static ManiculeAnnotation *
read_rest (ManiculeJsonValue    object,
           ManiculeAnnotation  *annotation,
           const char * const  *known,
           ManiculeFindings    *findings)
{
  ManiculeJsonValue origin = manicule_json_find_object (object, "origin");
  const char *entity = manicule_json_find_string (object, "entity");
  const char *note = manicule_json_find_string (object, "note");
  gint64 created = find_time (object, "created"), modified = find_time (object, "modified");
  g_autofree char *carried = manicule_json_dup_unknown (object, known, all_members, findings);

  annotation = read_attributes (object, annotation);
  if (entity != NULL)
    annotation = replace (annotation, manicule_annotation_with_entity (annotation, entity));
  if (note != NULL)
    annotation = replace (annotation, manicule_annotation_with_note (annotation, note));
  if (manicule_json_get_kind (origin) != MANICULE_JSON_ABSENT)
    {
      annotation = read_origin (origin, annotation);
      carried = manicule_json_join_carried (g_steal_pointer (&carried), "origin",
                                            manicule_json_dup_unknown (origin, origin_members, NULL, NULL));
    }
  if (created != 0 || modified != 0)
    annotation = replace (annotation, manicule_annotation_with_times (annotation, created, modified));
  if (carried != NULL)
    annotation = replace (annotation, manicule_annotation_with_carried (annotation, carried));

  if (manicule_json_reader_failed (object.reader))
    g_clear_object (&annotation);
  return annotation;
}

static ManiculeAnnotation *
read_span (ManiculeJsonValue  object,
           ManiculeText      *text,
           ManiculeFindings  *findings)
{
  const char *id = manicule_json_get_id (object, "id");
  const char *label = manicule_json_get_name (object, "label");
  g_autoptr(GArray) ranges = manicule_json_read_ranges (manicule_json_get_array (object, "ranges"), text);

  if (text != NULL)
    manicule_json_check_covered (manicule_json_get_array (object, "text"), text, ranges);
  if (manicule_json_reader_failed (object.reader))
    return NULL;
  return read_rest (object, manicule_annotation_new_span (id, label, (ManiculeRange *) ranges->data, ranges->len),
                    span_members, findings);
}

static ManiculeAnnotation *
read_relation (ManiculeJsonValue  object,
               ManiculeFindings  *findings)
{
  const char *id = manicule_json_get_id (object, "id");
  const char *label = manicule_json_get_name (object, "label");
  const char *from = manicule_json_get_id (object, "from");
  const char *to = manicule_json_get_id (object, "to");

  if (manicule_json_reader_failed (object.reader))
    return NULL;
  return read_rest (object, manicule_annotation_new_relation (id, label, from, to), relation_members, findings);
}

static ManiculeAnnotation *
read_document_label (ManiculeJsonValue  object,
                     ManiculeFindings  *findings)
{
  const char *id = manicule_json_get_id (object, "id");
  const char *label = manicule_json_get_name (object, "label");

  if (manicule_json_reader_failed (object.reader))
    return NULL;
  return read_rest (object, manicule_annotation_new_document (id, label), document_members, findings);
}

/**
 * manicule_json_read_annotation:
 * @object: an annotation as it stands in a set
 * @text: (nullable): the text it stands in; ranges and covered text are checked against it
 * @findings: (nullable): where warnings are added
 *
 * Reads an annotation. Whether its id is free and the ends of a relation exist is not known here.
 *
 * Returns: (transfer full) (nullable): the annotation, or %NULL when the reader has failed
 */
ManiculeAnnotation *
manicule_json_read_annotation (ManiculeJsonValue  object,
                               ManiculeText      *text,
                               ManiculeFindings  *findings)
{
  ManiculeJsonValue type = manicule_json_get (object, "type");
  guint kind;

  if (manicule_json_reader_failed (object.reader))
    return NULL;

  kind = manicule_json_as_word (type, kind_words);
  if (manicule_json_reader_failed (object.reader))
    return NULL;

  switch ((ManiculeAnnotationKind) kind)
    {
    case MANICULE_ANNOTATION_SPAN:
      return read_span (object, text, findings);
    case MANICULE_ANNOTATION_RELATION:
      return read_relation (object, findings);
    case MANICULE_ANNOTATION_DOCUMENT:
    default:
      return read_document_label (object, findings);
    }
}

static ManiculeAnnotation *
read_record_span (ManiculeJsonValue  object,
                  ManiculeText      *text,
                  ManiculeFindings  *findings)
{
  const char *id = manicule_json_get_id (object, "id");
  const char *label = manicule_json_get_name (object, "label");
  g_autoptr(GArray) ranges = manicule_json_read_hull (object, text);
  ManiculeJsonValue covered = manicule_json_find (object, "text");

  if (manicule_json_get_kind (covered) != MANICULE_JSON_ABSENT)
    manicule_json_check_joined (covered, text, ranges);
  if (manicule_json_reader_failed (object.reader))
    return NULL;
  return read_rest (object, manicule_annotation_new_span (id, label, (ManiculeRange *) ranges->data, ranges->len),
                    record_span_members, findings);
}

/**
 * manicule_json_read_record_item:
 * @object: an annotation as it stands in a list of a record
 * @kind: what the list is of
 * @text: the record's text
 * @findings: (nullable): where warnings are added
 *
 * Reads an annotation. Whether its id is free and the ends of a relation exist is not known here.
 *
 * Returns: (transfer full) (nullable): the annotation, or %NULL when the reader has failed
 */
ManiculeAnnotation *
manicule_json_read_record_item (ManiculeJsonValue       object,
                                ManiculeAnnotationKind  kind,
                                ManiculeText           *text,
                                ManiculeFindings       *findings)
{
  switch (kind)
    {
    case MANICULE_ANNOTATION_SPAN:
      return read_record_span (object, text, findings);
    case MANICULE_ANNOTATION_RELATION:
      return read_relation (object, findings);
    case MANICULE_ANNOTATION_DOCUMENT:
    default:
      return read_document_label (object, findings);
    }
}
