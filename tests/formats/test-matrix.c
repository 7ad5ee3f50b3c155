/* test-matrix.c: every format to every other and back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "format-helpers.h"
#include "manicule-format-values.h"

typedef struct
{
  const ManiculeFormat *first;
  const ManiculeFormat *second;
} Pair;

/* --- what an annotation says, without ids --- */

static void
append_content (GString               *content,
                ManiculeAnnotationSet *set,
                ManiculeAnnotation    *annotation)
{
  guint n_ranges = 0;
  const ManiculeRange *ranges = NULL;
  const char *ends[] = { manicule_annotation_get_from (annotation), manicule_annotation_get_to (annotation) };

  g_string_append_printf (content, "%u/%s", manicule_annotation_get_kind (annotation),
                          manicule_annotation_get_label (annotation));

  if (manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_SPAN)
    ranges = manicule_annotation_get_ranges (annotation, &n_ranges);
  for (guint i = 0; i < n_ranges; i++)
    g_string_append_printf (content, "/%u-%u", ranges[i].start, ranges[i].end);

  for (guint i = 0; i < 2 && ends[i] != NULL; i++)
    {
      g_string_append_c (content, '{');
      append_content (content, set, manicule_annotation_set_find (set, ends[i]));
      g_string_append_c (content, '}');
    }
}

/* Whether the format that is tried says of each value whether it becomes a text. */
static gboolean tells_types;

static void
append_details (GString            *content,
                ManiculeAnnotation *annotation)
{
  GVariant *attributes = manicule_annotation_get_attributes (annotation);
  GVariantIter iter;
  const char *name;
  GVariant *value;

  g_string_append_printf (content, "/note %s/entity %s", manicule_annotation_get_note (annotation),
                          manicule_annotation_get_entity (annotation));
  if (attributes == NULL)
    return;

  g_variant_iter_init (&iter, attributes);
  while (g_variant_iter_loop (&iter, "{&sv}", &name, &value))
    {
      g_auto(GStrv) texts = manicule_value_dup_texts (value);
      g_autofree char *joined = g_strjoinv ("\n", texts);
      gboolean is_text = g_variant_is_of_type (value, G_VARIANT_TYPE_STRING) || g_variant_is_of_type (value, G_VARIANT_TYPE_STRING_ARRAY);

      /* A number or a truth that became a text is another value. */
      if (texts[0] != NULL)
        g_string_append_printf (content, "/%s=%s%s", name, is_text || !tells_types ? "" : "no text ", joined);
    }
}

/* How often each annotation stands in the set, by content. */
static GHashTable *
count_contents (ManiculeAnnotationSet *set)
{
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (set)); i++)
    {
      ManiculeAnnotation *annotation = manicule_annotation_set_get (set, i);
      GString *content = g_string_new (NULL);
      guint n;

      append_content (content, set, annotation);
      append_details (content, annotation);
      n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, content->str));
      g_hash_table_replace (counts, g_string_free_and_steal (content), GUINT_TO_POINTER (n + 1));
    }

  return counts;
}

/* --- one step --- */

/* Ids of annotations of which something is lost; @visible: something that their contents tell. */
static GHashTable *
list_lost (ManiculeLossReport *report,
           const char         *article_id,
           gboolean            visible)
{
  GHashTable *lost = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint kind = 0; kind < MANICULE_N_LOSSES; kind++)
    for (guint i = 0; report->items[kind] != NULL && i < report->items[kind]->len; i++)
      {
        ManiculeLossItem *item = &g_array_index (report->items[kind], ManiculeLossItem, i);

        if (visible && (kind == MANICULE_LOSS_ORIGIN || kind == MANICULE_LOSS_SUB_TOKEN || kind == MANICULE_LOSS_TEXT))
          continue;
        if (item->annotation_id != NULL && g_str_equal (item->article_id, article_id))
          g_hash_table_add (lost, g_strdup (item->annotation_id));
      }

  return lost;
}

/* Whether it is listed, or something that it links. */
static gboolean
is_listed (GHashTable            *lost,
           ManiculeAnnotationSet *set,
           const char            *id)
{
  ManiculeAnnotation *annotation = manicule_annotation_set_find (set, id);

  return g_hash_table_contains (lost, id) ||
         (manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_RELATION &&
          (is_listed (lost, set, manicule_annotation_get_from (annotation)) ||
           is_listed (lost, set, manicule_annotation_get_to (annotation))));
}

static char *
get_content (ManiculeAnnotationSet *set,
             ManiculeAnnotation    *annotation)
{
  GString *content = g_string_new (NULL);

  append_content (content, set, annotation);
  append_details (content, annotation);

  return g_string_free_and_steal (content);
}

/* What is listed as lost does not stand in the copy as it was: @counts is what the copy has beyond what is not lost. */
static void
assert_lost_is_gone (ManiculeAnnotationSet *set,
                     ManiculeLossReport    *report,
                     GHashTable            *counts,
                     const ManiculeFormat  *format)
{
  g_autoptr(GHashTable) lost = list_lost (report, manicule_annotation_set_get_article_id (set), TRUE);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (set)); i++)
    {
      ManiculeAnnotation *annotation = manicule_annotation_set_get (set, i);
      g_autofree char *content = get_content (set, annotation);

      if (g_hash_table_contains (lost, manicule_annotation_get_id (annotation)) &&
          GPOINTER_TO_UINT (g_hash_table_lookup (counts, content)) > 0)
        g_error ("%s: %s is listed as lost, and is there", format->id, content);
    }
}

/* What is not listed as lost stands in the copy as it was. */
static void
assert_exactly_the_rest (ManiculeDocument     *document,
                         ManiculeDocument     *copy,
                         const ManiculeFormat *format,
                         ManiculeLossReport   *report,
                         gboolean              by_chance)
{
  ManiculeAnnotationSet *set = manicule_document_get_set (document, 0);
  g_autoptr(GHashTable) lost = list_lost (report, manicule_annotation_set_get_article_id (set), FALSE);
  g_autoptr(GHashTable) counts = manicule_document_get_n_sets (copy) > 0 ?
                                 count_contents (manicule_document_get_set (copy, 0)) :
                                 g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (set)); i++)
    {
      ManiculeAnnotation *annotation = manicule_annotation_set_get (set, i);
      gboolean is_lost = is_listed (lost, set, manicule_annotation_get_id (annotation));
      g_autofree char *content = get_content (set, annotation);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, content));

      if (is_lost)
        continue;
      if (n == 0)
        g_error ("%s: %s is not listed as lost, and is not there", format->id, content);
      g_hash_table_replace (counts, g_steal_pointer (&content), GUINT_TO_POINTER (n - 1));
    }

  /* By chance an annotation may become what another one was. */
  if (!by_chance)
    assert_lost_is_gone (set, report, counts, format);
}

/* The text with a space for each character that the format cannot hold, which the report counts. */
static char *
fit_text (ManiculeText         *text,
          const ManiculeFormat *format)
{
  GString *fitted = g_string_new (NULL);

  for (const char *p = manicule_text_get_data (text); *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (fitted, format->fits_text == NULL || format->fits_text (c) ? c : ' ');
    }

  return g_string_free_and_steal (fitted);
}

static void
assert_same_article (ManiculeDocument     *document,
                     ManiculeDocument     *copy,
                     const ManiculeFormat *format)
{
  const ManiculeArticleFields *a = manicule_article_get_fields (manicule_document_get_article (document));
  const ManiculeArticleFields *b = manicule_article_get_fields (manicule_document_get_article (copy));
  g_autofree char *expected = fit_text (manicule_document_get_text (document), format);

  g_assert_cmpstr (a->id, ==, b->id);
  g_assert_cmpstr (expected, ==, manicule_text_get_data (manicule_document_get_text (copy)));
  if (format->holds & MANICULE_HOLDS_METADATA)
    {
      g_assert_cmpstr (a->title, ==, b->title);
      g_assert_cmpstr (a->date, ==, b->date);
      g_assert_cmpstr (a->source, ==, b->source);
      g_assert_cmpstr (a->language, ==, b->language);
    }
}

/* Writes, which also compares, reads, and compares again by other means. */
static GPtrArray *
pass_through (const ManiculeFormat *format,
              GPtrArray            *documents,
              gboolean              by_chance)
{
  g_autoptr(TestFolder) folder = test_folder_new ();
  g_autoptr(GFile) place = test_folder_get (folder, "export");
  g_autoptr(ManiculeSchema) schema = test_make_schema ();
  g_autoptr(ManiculeLossReport) report = NULL;
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
  g_autoptr(GPtrArray) copies = NULL;
  g_autoptr(GError) error = NULL;
  ManiculeExport export;

  tells_types = format->fit_value != NULL;
  test_export_init (&export, format, documents, schema);
  report = manicule_export_run (&export, place, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->n_articles, ==, documents->len);

  copies = test_read_all (format, place, NULL, findings, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (manicule_findings_get_n_errors (findings), ==, 0);

  if (format->holds & MANICULE_HOLDS_TEXT)
    {
      g_assert_cmpuint (copies->len, ==, documents->len);
      for (guint i = 0; i < copies->len; i++)
        {
          assert_same_article (documents->pdata[i], copies->pdata[i], format);
          assert_exactly_the_rest (documents->pdata[i], copies->pdata[i], format, report, by_chance);
        }
    }

  return g_steal_pointer (&copies);
}

static void
add_empty_sets (GPtrArray *documents)
{
  for (guint i = 0; i < documents->len; i++)
    if (manicule_document_get_n_sets (documents->pdata[i]) == 0)
      {
        ManiculeDocument *document = documents->pdata[i];
        g_autoptr(ManiculeAnnotationSet) set =
          manicule_annotation_set_new (manicule_article_get_id (manicule_document_get_article (document)), "",
                                       manicule_document_get_text (document));

        manicule_document_add_set (document, set);
      }
}

static void
pass_through_both (const Pair *pair,
                   GPtrArray  *documents,
                   gboolean    by_chance)
{
  g_autoptr(GPtrArray) firsts = pass_through (pair->first, documents, by_chance);
  g_autoptr(GPtrArray) seconds = NULL;
  g_autoptr(GPtrArray) thirds = NULL;

  add_empty_sets (firsts);
  seconds = pass_through (pair->second, firsts, by_chance);
  add_empty_sets (seconds);
  thirds = pass_through (pair->second, seconds, by_chance);
  g_assert_cmpuint (thirds->len, ==, seconds->len);
}

/* --- tests --- */

/* A document with everything survives as far as each format holds it, and the report names exactly the rest. */
static void
test_matrix_everything (gconstpointer data)
{
  g_autoptr(GPtrArray) documents = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (documents, test_make_document ("001_everything"));
  g_ptr_array_add (documents, test_document_new ("002_empty", "", NULL));
  g_ptr_array_add (documents, test_document_new ("003_bare", "Nothing is said of this.\n", NULL));
  pass_through_both (data, documents, FALSE);
}

/* So do documents made by chance. */
static void
test_matrix_random (gconstpointer data)
{
  g_autoptr(GPtrArray) documents = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *id = g_strdup_printf ("%03u", i);

      g_ptr_array_add (documents, test_random_document (id, (guint) g_test_rand_int_range (0, 20)));
    }
  pass_through_both (data, documents, TRUE);
}

int
main (int    argc,
      char **argv)
{
  const ManiculeFormat * const *formats = manicule_formats_list ();

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; formats[i] != NULL; i++)
    for (guint j = 0; formats[j] != NULL; j++)
      {
        g_autofree char *everything = g_strdup_printf ("/matrix/%s/%s/everything", formats[i]->id, formats[j]->id);
        g_autofree char *random = g_strdup_printf ("/matrix/%s/%s/random", formats[i]->id, formats[j]->id);
        Pair pair = { formats[i], formats[j] };

        if (!manicule_format_can_read (pair.first) || !manicule_format_can_write (pair.first) ||
            !manicule_format_can_read (pair.second) || !manicule_format_can_write (pair.second))
          continue;
        g_test_add_data_func_full (everything, g_memdup2 (&pair, sizeof pair), test_matrix_everything, g_free);
        g_test_add_data_func_full (random, g_memdup2 (&pair, sizeof pair), test_matrix_random, g_free);
      }

  return g_test_run ();
}
