/* manicule-gate-write.c: annotations of GATE, written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-gate.h"

#include <string.h>

#define PREFIX "manicule."
#define ATTRIBUTE "manicule.attribute."

static void
feature_free (gpointer data)
{
  ManiculeGateFeature *feature = data;

  g_free (feature->name);
  g_clear_pointer (&feature->value, g_variant_unref);
  g_free (feature->json);
  g_free (feature);
}

static ManiculeGateFeature *
add_feature (GPtrArray  *features,
             const char *name,
             GVariant   *value)
{
  ManiculeGateFeature *feature = g_new0 (ManiculeGateFeature, 1);

  feature->name = g_strdup (name);
  feature->value = value != NULL ? g_variant_ref_sink (value) : NULL;
  g_ptr_array_add (features, feature);

  return feature;
}

static void
add_text (GPtrArray  *features,
          const char *name,
          const char *text)
{
  if (text != NULL && *text != '\0')
    add_feature (features, name, g_variant_new_string (text));
}

static void
add_attributes (GPtrArray          *features,
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
    {
      g_autofree char *escaped = g_str_has_prefix (name, PREFIX) ? g_strconcat (ATTRIBUTE, name, NULL) : g_strdup (name);

      add_feature (features, escaped, value);
    }
}

static void
add_ranges (GPtrArray          *features,
            ManiculeAnnotation *span,
            ManiculeText       *text,
            ManiculeOffsetUnit  unit)
{
  g_autoptr(GString) printed = g_string_new (NULL);
  guint n;
  const ManiculeRange *ranges = manicule_annotation_get_ranges (span, &n);

  for (guint i = 0; n > 1 && i < n; i++)
    g_string_append_printf (printed, "%s%u-%u", i > 0 ? " " : "", manicule_text_from_chars (text, unit, ranges[i].start),
                            manicule_text_from_chars (text, unit, ranges[i].end));
  add_text (features, PREFIX "ranges", printed->str);
}

static void
add_end (GPtrArray  *features,
         GHashTable *ids,
         const char *name,
         const char *id)
{
  add_feature (features, name, g_variant_new_int64 (GPOINTER_TO_UINT (g_hash_table_lookup (ids, id))));
}

/* The source of the strings stays with the caller. */
ManiculeJsonReader *
manicule_gate_open_carried (const char        *carried,
                            const char        *member,
                            ManiculeJsonValue *value)
{
  g_autofree char *text = NULL;
  g_autoptr(GBytes) bytes = NULL;
  ManiculeJsonReader *reader;

  if (carried == NULL || *carried == '\0')
    return NULL;

  text = g_strconcat ("{", carried, "}", NULL);
  bytes = g_bytes_new (text, strlen (text));
  reader = manicule_json_reader_new (bytes, member, NULL);
  if (reader == NULL)
    return NULL;

  *value = manicule_json_find (manicule_json_reader_get_root (reader), member);
  if (manicule_json_get_kind (*value) == MANICULE_JSON_OBJECT)
    return reader;

  manicule_json_reader_free (reader);

  return NULL;
}

static gboolean
has_feature (GPtrArray  *features,
             const char *name)
{
  for (guint i = 0; i < features->len; i++)
    if (g_str_equal (((ManiculeGateFeature *) features->pdata[i])->name, name))
      return TRUE;

  return FALSE;
}

/* What is carried gives way to what is said by now. */
static void
add_carried (GPtrArray  *features,
             const char *carried,
             const char *member)
{
  ManiculeJsonValue value, object;
  g_autoptr(ManiculeJsonReader) reader = manicule_gate_open_carried (carried, member, &value);
  ManiculeJsonIter iter;

  if (reader == NULL)
    return;

  object = manicule_json_find (value, "features");
  if (manicule_json_get_kind (object) != MANICULE_JSON_OBJECT)
    return;

  manicule_json_iter_init (&iter, object);
  while (manicule_json_iter_next (&iter))
    if (!has_feature (features, iter.name))
      add_feature (features, iter.name, NULL)->json = manicule_json_dup_raw (iter.value);
}

/**
 * manicule_gate_list_features:
 * @annotation: an annotation
 * @ids: (nullable): annotation id to number, for the ends of a relation
 * @text: the text
 * @unit: what the file counts in
 * @member: the name of what is carried
 *
 * Returns: (transfer full) (element-type ManiculeGateFeature): its features
 */
GPtrArray *
manicule_gate_list_features (ManiculeAnnotation *annotation,
                             GHashTable         *ids,
                             ManiculeText       *text,
                             ManiculeOffsetUnit  unit,
                             const char         *member)
{
  GPtrArray *features = g_ptr_array_new_with_free_func (feature_free);

  add_attributes (features, annotation);
  switch (manicule_annotation_get_kind (annotation))
    {
    case MANICULE_ANNOTATION_DOCUMENT:
      add_text (features, MANICULE_GATE_KIND, "document");
      break;

    case MANICULE_ANNOTATION_RELATION:
      if (ids == NULL)
        break;
      add_text (features, MANICULE_GATE_KIND, "relation");
      add_end (features, ids, MANICULE_GATE_FROM, manicule_annotation_get_from (annotation));
      add_end (features, ids, MANICULE_GATE_TO, manicule_annotation_get_to (annotation));
      break;

    case MANICULE_ANNOTATION_SPAN:
    default:
      add_ranges (features, annotation, text, unit);
      break;
    }
  add_text (features, PREFIX "note", manicule_annotation_get_note (annotation));
  add_text (features, PREFIX "entity", manicule_annotation_get_entity (annotation));
  add_carried (features, manicule_annotation_get_carried (annotation), member);

  return features;
}

/**
 * manicule_gate_list_document_features:
 * @article: an article
 * @member: the name of what is carried
 *
 * Returns: (transfer full) (element-type ManiculeGateFeature): the features of the document
 */
GPtrArray *
manicule_gate_list_document_features (ManiculeArticle *article,
                                      const char      *member)
{
  const ManiculeArticleFields *fields = manicule_article_get_fields (article);
  GPtrArray *features = g_ptr_array_new_with_free_func (feature_free);

  add_text (features, "title", fields->title);
  add_text (features, "date", fields->date);
  add_text (features, "source", fields->source);
  add_text (features, "place", fields->place);
  add_text (features, "byline", fields->byline);
  add_text (features, "language", fields->language);
  add_text (features, "url", fields->url);
  add_carried (features, fields->carried, member);

  return features;
}

/* --- numbers --- */

static gboolean
parse_number (const char *id,
              guint      *number)
{
  guint64 parsed;

  if (!g_ascii_isdigit (id[0]) || (id[0] == '0' && id[1] != '\0') ||
      !g_ascii_string_to_unsigned (id, 10, 0, G_MAXINT32 - 1, &parsed, NULL))
    return FALSE;

  *number = (guint) parsed;

  return TRUE;
}

/**
 * manicule_gate_number:
 * @set: an annotation set
 *
 * Returns: (transfer full): annotation id to number
 */
GHashTable *
manicule_gate_number (ManiculeAnnotationSet *set)
{
  GHashTable *numbers = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (set));
  guint next = 0, number;

  for (guint i = 0; i < n; i++)
    if (parse_number (manicule_annotation_get_id (manicule_annotation_set_get (set, i)), &number))
      next = MAX (next, number + 1);

  for (guint i = 0; i < n; i++)
    {
      const char *id = manicule_annotation_get_id (manicule_annotation_set_get (set, i));

      if (!parse_number (id, &number))
        number = next++;
      g_hash_table_insert (numbers, (gpointer) id, GUINT_TO_POINTER (number));
    }

  return numbers;
}

/**
 * manicule_gate_get_range:
 * @set: an annotation set
 * @annotation: one of its annotations
 *
 * Returns: the range that stands for it, in code points
 */
ManiculeRange
manicule_gate_get_range (ManiculeAnnotationSet *set,
                         ManiculeAnnotation    *annotation)
{
  ManiculeRange all = { 0, manicule_text_get_n_chars (manicule_annotation_set_get_text (set)) };
  ManiculeAnnotation *end = annotation;

  if (manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_RELATION)
    end = manicule_annotation_set_find (set, manicule_annotation_get_from (annotation));

  return manicule_annotation_get_kind (end) == MANICULE_ANNOTATION_SPAN ? manicule_annotation_get_hull (end) : all;
}
