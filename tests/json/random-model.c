/* random-model.c: things to store, made up
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "random-model.h"

#include "manicule-json-writer.h"

#include <math.h>
#include <string.h>

static const char * const pieces[] = {
  "a", "Kim", " ", "  ", "\n", "\r\n", "\r", "\t", "\n\n\n", "“", "”", "\"", "'", "\\", "/", "</script>", "{", "}", "[", ",", ":",
  "é", "e\xcc\x81", "ß", "ﬁ", "中文", "𠀀", "😀", "👩‍👩‍👧", "👍🏽", "🇰🇵", "שלום", "مرحبا", "\xe2\x80\x8f", "\xe2\x80\xae", "\xc2\xa0", "\xc2\xad",
  "\xe2\x80\xa8", "\xe2\x80\xa9", "\xef\xbb\xbf", "\xef\xbf\xbd", "\xef\xbf\xbe", "\xf4\x8f\xbf\xbf", "\001", "\b", "\f", "\033[31m", "\177", "\xc2\x85",
  "null", "true", "0", "U.S.-led",
};

static gboolean
one_in (guint n)
{
  return g_test_rand_int_range (0, n) == 0;
}

char *
random_string (guint max_pieces)
{
  GString *string = g_string_new (NULL);
  guint n = g_test_rand_int_range (1, max_pieces + 1);

  for (guint i = 0; i < n; i++)
    g_string_append (string, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
  return g_string_free_and_steal (string);
}

char *
random_option (void)
{
  return one_in (2) ? random_string (6) : NULL;
}

static char *
random_id (void)
{
  return one_in (5) ? g_strdup_printf ("T.%d-a_long_one_that_needs_room", g_test_rand_int_range (0, G_MAXINT)) : manicule_id_new ();
}

static void
put_random_value (GString *out,
                  guint    depth)
{
  static const char * const scalars[] = { "1.50", "-0", "1E400", "123456789012345678901234567890", "true", "null", "{}", "[]" };
  g_autofree char *string = random_string (3);

  if (depth > 0 && one_in (3))
    {
      g_string_append_c (out, '{');
      manicule_json_put_name (out, "z");
      put_random_value (out, depth - 1);
      manicule_json_put_name (out, string);
      put_random_value (out, depth - 1);
      g_string_append_c (out, '}');
    }
  else if (one_in (2))
    manicule_json_append_string (out, string);
  else
    g_string_append (out, scalars[g_test_rand_int_range (0, G_N_ELEMENTS (scalars))]);
}

char *
random_carried (void)
{
  static const char * const names[] = { "A tool", "x-id", "x-run", "ö", "😀" };
  GString *out;

  if (!one_in (3))
    return NULL;

  out = g_string_new ("{");
  for (guint i = g_test_rand_int_range (0, G_N_ELEMENTS (names)); i < G_N_ELEMENTS (names); i++)
    {
      manicule_json_put_name (out, names[i]);
      put_random_value (out, 4);
    }
  return g_string_free_and_steal (g_string_erase (out, 0, 1));
}

ManiculeText *
random_text (guint max_pieces)
{
  g_autofree char *string = random_string (max_pieces);

  return manicule_text_new_from_string (string);
}

/* --- annotations ------------------------------------------------------------------------------------------------ */

static ManiculeAnnotation *
replace (ManiculeAnnotation *old,
         ManiculeAnnotation *changed)
{
  g_object_unref (old);
  return changed;
}

static GVariant *
random_attribute_value (void)
{
  g_autofree char *string = random_string (4), *other = random_string (2);
  const char *strings[] = { string, other };

  switch (g_test_rand_int_range (0, 6))
    {
    case 0: return g_variant_new_boolean (one_in (2));
    case 1: return g_variant_new_int64 (one_in (5) ? G_MININT64 : g_test_rand_int ());
    case 2: return g_variant_new_double (g_test_rand_double_range (-1e6, 1e6));
    case 3: return g_variant_new_double (one_in (2) ? 1 : -0.0);
    case 4: return g_variant_new_strv (strings, g_test_rand_int_range (0, 3));
    default: return g_variant_new_string (string);
    }
}

static ManiculeAnnotation *
add_extras (ManiculeAnnotation *annotation)
{
  g_autofree char *note = random_option (), *entity = random_option (), *source = random_option (), *id = random_option ();
  g_autofree char *carried = random_carried (), *name = random_string (2);

  annotation = replace (annotation, manicule_annotation_with_note (annotation, note));
  annotation = replace (annotation, manicule_annotation_with_entity (annotation, entity));
  for (guint i = g_test_rand_int_range (0, 3); i > 0; i--)
    {
      g_autofree char *attribute = random_string (2);

      annotation = replace (annotation, manicule_annotation_with_attribute (annotation, attribute, random_attribute_value ()));
    }
  if (one_in (2))
    annotation = replace (annotation, manicule_annotation_with_origin (annotation, source, id, one_in (2) ? (double) NAN : g_test_rand_double ()));
  if (one_in (2))
    annotation = replace (annotation, manicule_annotation_with_times (annotation, g_test_rand_int (), one_in (2) ? g_test_rand_int () : 0));
  return replace (annotation, manicule_annotation_with_carried (annotation, carried));
}

static ManiculeAnnotation *
random_span (const char   *id,
             const char   *label,
             ManiculeText *text)
{
  ManiculeRange ranges[4];
  guint n = one_in (3) ? g_test_rand_int_range (1, 5) : 1, at = 0, length = manicule_text_get_n_chars (text);

  for (guint i = 0; i < n; i++)
    {
      guint room = length - at;

      ranges[i].start = at + g_test_rand_int_range (0, room / (n - i) + 1);
      room = length - ranges[i].start;
      ranges[i].end = ranges[i].start + g_test_rand_int_range (0, room / (n - i) + 1);
      at = ranges[i].end;
    }
  return manicule_annotation_new_span (id, label, ranges, n);
}

ManiculeAnnotation *
random_annotation (ManiculeText *text,
                   GPtrArray    *ids)
{
  g_autofree char *id = random_id (), *label = one_in (4) ? random_string (3) : g_strdup ("PER");
  ManiculeAnnotation *annotation;

  if (ids->len > 0 && one_in (4))
    annotation = manicule_annotation_new_relation (id, label, ids->pdata[g_test_rand_int_range (0, ids->len)],
                                                   ids->pdata[g_test_rand_int_range (0, ids->len)]);
  else if (one_in (6))
    annotation = manicule_annotation_new_document (id, label);
  else
    annotation = random_span (id, label, text);
  g_ptr_array_add (ids, g_steal_pointer (&id));
  return one_in (2) ? annotation : add_extras (annotation);
}

GPtrArray *
random_annotations (ManiculeText *text,
                    guint         n)
{
  GPtrArray *annotations = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (annotations, random_annotation (text, ids));
  return annotations;
}

ManiculeAnnotationSet *
random_set (ManiculeText *text,
            guint         n)
{
  ManiculeAnnotationSet *set = manicule_annotation_set_new ("004_3a02", "Zoë", text);
  g_autoptr(GPtrArray) annotations = random_annotations (text, n);
  g_autofree char *carried = random_carried ();
  g_autoptr(GError) error = NULL;

  manicule_annotation_set_add_all (set, annotations, &error);
  g_assert_no_error (error);
  manicule_annotation_set_init_status (set, g_test_rand_int_range (0, MANICULE_STATUS_DONE + 1));
  manicule_annotation_set_set_carried (set, carried);
  return set;
}

/* --- lists ------------------------------------------------------------------------------------------------------ */

static const char * const *
random_list (GPtrArray *keep)
{
  GStrv list;
  guint n = g_test_rand_int_range (0, 4);

  if (n == 0)
    return NULL;

  list = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    list[i] = random_string (3);
  g_ptr_array_add (keep, list);
  return (const char * const *) list;
}

ManiculeArticle *
random_article (const char   *id,
                ManiculeText *text)
{
  g_autofree char *title = random_option (), *source = random_option (), *place = random_option (), *byline = random_option ();
  g_autofree char *url = random_option (), *file = random_option (), *carried = random_carried ();
  ManiculeArticleFields fields = {
    .id = id, .title = title, .date = one_in (2) ? "2024-12-29" : NULL, .source = source, .place = place, .byline = byline,
    .language = one_in (2) ? "en" : NULL, .url = url, .file = file, .carried = carried,
    .sha256 = manicule_text_get_sha256 (text), .length = manicule_text_get_n_chars (text),
  };

  if (one_in (3))
    {
      fields.encoding = "windows-1252";
      fields.original_sha256 = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    }
  return manicule_article_new (&fields);
}

ManiculeEntity *
random_entity (const char *id)
{
  g_autoptr(GPtrArray) keep = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autofree char *name = random_option (), *label = random_option (), *description = random_option ();
  g_autofree char *reference = random_option (), *carried = random_carried ();
  ManiculeEntityFields fields = { id, name, label, description, random_list (keep), reference, carried };

  return manicule_entity_new (&fields);
}

static const char *
random_color (void)
{
  return one_in (2) ? "#1a5fb4" : NULL;
}

static const char *
random_key (void)
{
  static const char * const keys[] = { "p", "ö", "😀", "1" };

  return one_in (2) ? keys[g_test_rand_int_range (0, G_N_ELEMENTS (keys))] : NULL;
}

ManiculeLabel *
random_label (const char *name)
{
  g_autoptr(GPtrArray) keep = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autofree char *title = random_option (), *description = random_option (), *parent = random_option ();
  g_autofree char *carried = random_carried ();
  ManiculeLabelFields fields = {
    .name = name, .title = title, .color = random_color (), .key = random_key (), .description = description, .parent = parent,
    .kind = g_test_rand_int_range (0, MANICULE_LABEL_STRUCTURE + 1), .examples = random_list (keep),
    .counter_examples = random_list (keep), .carried = carried,
  };

  return manicule_label_new (&fields);
}

ManiculeRelationType *
random_relation_type (const char *name)
{
  g_autoptr(GPtrArray) keep = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autofree char *title = random_option (), *description = random_option (), *carried = random_carried ();
  ManiculeRelationTypeFields fields = {
    .name = name, .title = title, .color = random_color (), .key = random_key (), .description = description,
    .from = random_list (keep), .to = random_list (keep), .symmetric = one_in (2), .transitive = one_in (2),
    .required = one_in (2), .carried = carried,
  };

  return manicule_relation_type_new (&fields);
}

ManiculeAttribute *
random_attribute (const char *name)
{
  g_autoptr(GPtrArray) keep = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autofree char *title = random_option (), *description = random_option (), *carried = random_carried ();
  g_autofree char *default_value = random_option ();
  ManiculeAttributeFields fields = {
    .name = name, .title = title, .description = description, .type = g_test_rand_int_range (0, MANICULE_ATTRIBUTE_NUMBER + 1),
    .values = random_list (keep), .default_value = default_value, .labels = random_list (keep), .carried = carried,
  };

  return manicule_attribute_new (&fields);
}

ManiculeSchema *
random_schema (guint n)
{
  ManiculeSchema *schema = manicule_schema_new ();
  g_autofree char *carried = random_carried ();

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *random = random_string (3), *name = g_strdup_printf ("%s%u", random, i);
      g_autoptr(ManiculeLabel) label = random_label (name);
      g_autoptr(ManiculeRelationType) type = random_relation_type (name);
      g_autoptr(ManiculeAttribute) attribute = random_attribute (name), document = random_attribute (name);

      g_assert_true (manicule_schema_add_label (schema, label));
      g_assert_true (manicule_schema_add_relation_type (schema, type));
      g_assert_true (manicule_schema_add_attribute (schema, attribute));
      g_assert_true (manicule_schema_add_document_label (schema, document));
    }
  manicule_schema_set_open (schema, one_in (2));
  manicule_schema_set_carried (schema, carried);
  return schema;
}

/* --- changes ---------------------------------------------------------------------------------------------------- */

static gpointer
random_item (ManiculeChangeKind kind)
{
  g_autoptr(ManiculeText) text = NULL;

  switch (kind)
    {
    case MANICULE_CHANGE_LABEL: return random_label ("a name");
    case MANICULE_CHANGE_RELATION_TYPE: return random_relation_type ("a name");
    case MANICULE_CHANGE_ATTRIBUTE:
    case MANICULE_CHANGE_DOCUMENT_LABEL: return random_attribute ("a name");
    case MANICULE_CHANGE_ENTITY: return random_entity ("a name");
    case MANICULE_CHANGE_ARTICLE:
      text = random_text (5);
      return random_article ("a name", text);
    case MANICULE_CHANGE_ANNOTATION:
    case MANICULE_CHANGE_STATUS:
    default: g_assert_not_reached ();
    }
}

static ManiculeChange *
random_annotation_change (void)
{
  g_autoptr(ManiculeText) text = random_text (30);
  g_autoptr(GPtrArray) pair = random_annotations (text, 2);
  ManiculeAnnotation *before = pair->pdata[0];
  g_autoptr(ManiculeAnnotation) after = manicule_annotation_with_id (pair->pdata[1], manicule_annotation_get_id (before));

  switch (g_test_rand_int_range (0, 3))
    {
    case 0: return manicule_change_new_annotation_for ("004_3a02", "Zoë", NULL, after);
    case 1: return manicule_change_new_annotation_for ("004_3a02", "Zoë", before, NULL);
    default: return manicule_change_new_annotation_for ("004_3a02", "Zoë", before, after);
    }
}

ManiculeChange *
random_change (void)
{
  ManiculeChangeKind kind = g_test_rand_int_range (0, MANICULE_CHANGE_ARTICLE + 1);
  g_autoptr(GObject) before = NULL, after = NULL;

  if (kind == MANICULE_CHANGE_ANNOTATION)
    return random_annotation_change ();
  if (kind == MANICULE_CHANGE_STATUS)
    return manicule_change_new_status_for ("004_3a02", "Zoë", g_test_rand_int_range (0, 3), g_test_rand_int_range (0, 3));

  before = one_in (3) ? NULL : random_item (kind);
  after = before != NULL && one_in (2) ? NULL : random_item (kind);
  return manicule_change_new_item (kind, before, after, g_test_rand_int_range (0, 100));
}
