/* format-helpers.c: documents to export, folders to export to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "format-helpers.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

/* --- folders --- */

/* In memory where there is such a place: thousands of files are written, and none of them is worth a disk. */
TestFolder *
test_folder_new (void)
{
  g_autoptr(GError) error = NULL;
  TestFolder *self = g_new0 (TestFolder, 1);

  self->path = g_strdup ("/dev/shm/manicule-formats-XXXXXX");
  if (g_mkdtemp (self->path) == NULL)
    {
      g_free (self->path);
      self->path = g_dir_make_tmp ("manicule-formats-XXXXXX", &error);
    }
  g_assert_no_error (error);

  return self;
}

static void
remove_tree (const char *path)
{
  GDir *folder = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  if (folder == NULL)
    {
      g_unlink (path);
      return;
    }

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_dir_close (folder);
  g_rmdir (path);
}

void
test_folder_free (TestFolder *self)
{
  remove_tree (self->path);
  g_free (self->path);
  g_free (self);
}

GFile *
test_folder_get (TestFolder *self,
                 const char *name)
{
  g_autofree char *path = g_build_filename (self->path, name, NULL);

  return g_file_new_for_path (path);
}

GFile *
test_folder_write (TestFolder *self,
                   const char *name,
                   const char *contents,
                   gssize      length)
{
  GFile *file = test_folder_get (self, name);
  g_autoptr(GError) error = NULL;

  g_file_set_contents (g_file_peek_path (file), contents, length, &error);
  g_assert_no_error (error);

  return file;
}

char *
test_read_file (GFile *file)
{
  g_autoptr(GError) error = NULL;
  char *contents = NULL;

  g_file_get_contents (g_file_peek_path (file), &contents, NULL, &error);
  g_assert_no_error (error);

  return contents;
}

/* --- documents --- */

ManiculeAnnotation *
test_add_span (GPtrArray  *annotations,
               const char *id,
               const char *label,
               guint       start,
               guint       end)
{
  ManiculeRange range = { start, end };
  ManiculeAnnotation *span = manicule_annotation_new_span (id, label, &range, 1);

  g_ptr_array_add (annotations, span);

  return span;
}

ManiculeDocument *
test_document_new (const char *id,
                   const char *string,
                   GPtrArray  *annotations)
{
  g_autoptr(ManiculeText) text = manicule_text_new_from_string (string);
  g_autoptr(ManiculeArticle) article = NULL;
  g_autoptr(ManiculeAnnotationSet) set = NULL;
  g_autoptr(GError) error = NULL;
  ManiculeDocument *document;

  article = manicule_article_new (&(ManiculeArticleFields) {
      .id = id,
      .title = "A “title”, with: marks; and\ttabs",
      .date = "2024-12-29",
      .source = "AP",
      .language = "en",
      .sha256 = manicule_text_get_sha256 (text),
      .length = manicule_text_get_n_chars (text),
    });
  set = manicule_annotation_set_new (id, "anna", text);
  manicule_annotation_set_init_status (set, MANICULE_STATUS_DONE);
  if (annotations != NULL)
    manicule_annotation_set_add_all (set, annotations, &error);
  g_assert_no_error (error);

  document = manicule_document_new (article, text);
  manicule_document_add_set (document, set);

  return document;
}

/* Changes the last annotation of the array. */
static void
change (GPtrArray          *annotations,
        ManiculeAnnotation *changed)
{
  g_object_unref (annotations->pdata[annotations->len - 1]);
  annotations->pdata[annotations->len - 1] = changed;
}

static ManiculeAnnotation *
last (GPtrArray *annotations)
{
  return g_ptr_array_index (annotations, annotations->len - 1);
}

static guint
find (const char *text,
      const char *part)
{
  const char *found = strstr (text, part);

  g_assert_nonnull (found);

  return (guint) g_utf8_strlen (text, found - text);
}

static void
add_found (GPtrArray  *annotations,
           const char *id,
           const char *label,
           const char *text,
           const char *part)
{
  guint start = find (text, part);

  test_add_span (annotations, id, label, start, start + (guint) g_utf8_strlen (part, -1));
}

static void
add_relation (GPtrArray  *annotations,
              const char *id,
              const char *label,
              const char *from,
              const char *to)
{
  g_ptr_array_add (annotations, manicule_annotation_new_relation (id, label, from, to));
}

static const char document_text[] =
  "PYONGYANG, North Korea — Minister Ines Halloran met 👩‍👩‍👧‍👦 and 𠀀𠀁 traders.\r\n"
  "\r\n"
  "“anti-US talk,” said كاتب عربي the Kim-Trump desk; résumé e\xcc\x81.\r\n"
  "She, the minister, «left» at 5 p.m. “Nothing” was = said.\n"
  "\n"
  "Last line\twith a tab and no end";

static void
add_spans (GPtrArray *annotations)
{
  const char *text = document_text;
  guint minister = find (text, "Minister");
  guint she = find (text, "She");
  ManiculeRange parts[] = { { she, she + 3 }, { she + 9, she + 17 } };
  const char * const topics[] = { "trade", "talks, “big”", "", NULL };

  add_found (annotations, "s1", "PER", text, "Minister Ines Halloran");
  change (annotations, manicule_annotation_with_entity (last (annotations), "halloran"));
  change (annotations, manicule_annotation_with_note (last (annotations), "first\nsecond \"line\"; 'x'"));
  add_found (annotations, "s2", "PER", text, "Ines Halloran");
  change (annotations, manicule_annotation_with_attribute (last (annotations), "certain", g_variant_new_boolean (TRUE)));
  add_found (annotations, "s3", "ROLE", text, "Minister");
  test_add_span (annotations, "s4", "EVENT", minister + 9, minister + 30);
  change (annotations, manicule_annotation_with_attribute (last (annotations), "rank", g_variant_new_int64 (-5)));
  change (annotations, manicule_annotation_with_attribute (last (annotations), "weight", g_variant_new_double (0.1)));
  add_found (annotations, "s5", "GROUP", text, "👩‍👩‍👧‍👦");
  change (annotations, manicule_annotation_with_attribute (last (annotations), "topics", g_variant_new_strv (topics, -1)));
  add_found (annotations, "s6", "GPE", text, "𠀀");
  change (annotations, manicule_annotation_with_attribute (last (annotations), "kind", g_variant_new_string ("5")));
  add_found (annotations, "s7", "GPE", text, "𠀁");
  change (annotations, manicule_annotation_with_origin (last (annotations), "crf", NULL, 0.83));
  add_found (annotations, "s8", "GPE", text, "US");
  add_found (annotations, "s9", "PER", text, "كاتب عربي");
  change (annotations, manicule_annotation_with_times (last (annotations), 1700000000, 1700000600));
  add_found (annotations, "s10", "PER", text, "كاتب");
  add_found (annotations, "s11", "PER", text, "كاتب");
  g_ptr_array_add (annotations, manicule_annotation_new_span ("s12", "PER", parts, 2));
  change (annotations, manicule_annotation_with_attribute (last (annotations), "kind", g_variant_new_string ("=1+1")));
  test_add_span (annotations, "s13", "MARK", she, she);
  test_add_span (annotations, "s14", "MARK", (guint) g_utf8_strlen (text, -1), (guint) g_utf8_strlen (text, -1));
  add_found (annotations, "s15", "Person or group", text, "desk");
  add_found (annotations, "s16", "EVENT", text, "traders.\r\n\r\n“anti");
  add_found (annotations, "s17", "GPE", text, "North Korea");
  add_found (annotations, "s18", "QUOTE", text, "“Nothing”");
  add_found (annotations, "s19", "CUE", text, "said.");
}

ManiculeDocument *
test_make_document (const char *id)
{
  g_autoptr(GPtrArray) annotations = g_ptr_array_new_with_free_func (g_object_unref);

  add_spans (annotations);
  add_relation (annotations, "r1", "source", "s18", "s1");
  add_relation (annotations, "r2", "cue", "s18", "s19");
  change (annotations, manicule_annotation_with_note (last (annotations), "a note on a relation"));
  change (annotations, manicule_annotation_with_attribute (last (annotations), "certain", g_variant_new_boolean (FALSE)));
  add_relation (annotations, "r3", "same as", "s12", "s13");
  add_relation (annotations, "r4", "why", "r1", "r2");
  add_relation (annotations, "r5", "source", "s10", "s11");
  g_ptr_array_add (annotations, manicule_annotation_new_document ("d1", "topic"));
  change (annotations, manicule_annotation_with_attribute (last (annotations), "value", g_variant_new_string ("diplomacy")));
  g_ptr_array_add (annotations, manicule_annotation_new_document ("d2", "checked"));
  change (annotations, manicule_annotation_with_attribute (last (annotations), "value", g_variant_new_boolean (TRUE)));
  change (annotations, manicule_annotation_with_attribute (last (annotations), "by", g_variant_new_string ("Ó.")));
  change (annotations, manicule_annotation_with_note (last (annotations), "twice"));

  return test_document_new (id, document_text, annotations);
}

ManiculeSchema *
test_make_schema (void)
{
  static const char * const labels[] = { "PER", "ROLE", "GPE", "GROUP", "EVENT", "QUOTE", "CUE", "MARK", "Person or group" };
  ManiculeSchema *schema = manicule_schema_new ();

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      g_autoptr(ManiculeLabel) label = manicule_label_new (&(ManiculeLabelFields) {
          .name = labels[i],
          .kind = g_str_equal (labels[i], "QUOTE") ? MANICULE_LABEL_FRAME : MANICULE_LABEL_ENTITY,
        });

      g_assert_true (manicule_schema_add_label (schema, label));
    }

  return schema;
}

/* --- by chance --- */

static char *
make_text (void)
{
  static const char * const pieces[] = {
    "Kim", "Trump", "U.S.", "-", " ", " ", " ", ", ", ".", "\n", "\r\n", "\n\n", "é", "e\xcc\x81", "👩‍👩‍👧‍👦", "👍🏽", "𠀀", "كاتب", "שלום",
    "東京", "=", "\"", "'", "#", "\t", "\xc2\xa0", "B-PER", "O", "|", "_", "\\", "12.5",
  };
  GString *text = g_string_new (NULL);
  guint n = (guint) g_test_rand_int_range (1, 60);

  for (guint i = 0; i < n; i++)
    g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);

  return g_string_free_and_steal (text);
}

static GVariant *
make_value (void)
{
  static const char * const texts[] = { "yes", "5", "true", "", "a b", "[x]", "\"", "=2", "Ω", "0x1", "1e3", " " };
  const char * const list[] = { "a", "b c", NULL };

  switch (g_test_rand_int_range (0, 5))
    {
    case 0:
      return g_variant_new_boolean (g_test_rand_bit ());
    case 1:
      return g_variant_new_int64 (g_test_rand_int ());
    case 2:
      return g_variant_new_double (g_test_rand_double_range (-1e6, 1e6));
    case 3:
      return g_variant_new_strv (list, g_test_rand_int_range (0, 3));
    default:
      return g_variant_new_string (texts[g_test_rand_int_range (0, G_N_ELEMENTS (texts))]);
    }
}

static void
add_random_details (GPtrArray *annotations)
{
  if (g_test_rand_int_range (0, 4) == 0)
    change (annotations, manicule_annotation_with_attribute (last (annotations), g_test_rand_bit () ? "sure" : "topic",
                                                             make_value ()));
  if (g_test_rand_int_range (0, 6) == 0)
    change (annotations, manicule_annotation_with_note (last (annotations), g_test_rand_bit () ? "a\nb" : "note"));
  if (g_test_rand_int_range (0, 6) == 0)
    change (annotations, manicule_annotation_with_entity (last (annotations), "kim"));
}

static void
add_random_span (GPtrArray *annotations,
                 guint      n_chars,
                 guint      i)
{
  static const char * const labels[] = { "PER", "ORG", "GPE" };
  g_autofree char *id = g_strdup_printf ("s%u", i);
  guint ends[4];

  for (guint j = 0; j < 4; j++)
    ends[j] = (guint) g_test_rand_int_range (0, (gint32) n_chars + 1);
  for (guint j = 0; j < 3; j++)
    for (guint k = 0; k < 3; k++)
      if (ends[k] > ends[k + 1])
        {
          guint held = ends[k];

          ends[k] = ends[k + 1];
          ends[k + 1] = held;
        }

  if (g_test_rand_int_range (0, 8) == 0 && ends[1] < ends[2])
    {
      ManiculeRange parts[] = { { ends[0], ends[1] }, { ends[2], ends[3] } };

      g_ptr_array_add (annotations, manicule_annotation_new_span (id, labels[i % 3], parts, 2));
    }
  else
    {
      test_add_span (annotations, id, labels[i % 3], ends[1], ends[2]);
    }
  add_random_details (annotations);
}

ManiculeDocument *
test_random_document (const char *id,
                      guint       n_spans)
{
  g_autoptr(GPtrArray) annotations = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *text = make_text ();
  guint n_chars = (guint) g_utf8_strlen (text, -1);

  for (guint i = 0; i < n_spans; i++)
    add_random_span (annotations, n_chars, i);

  for (guint i = 0; n_spans > 0 && i < n_spans / 3; i++)
    {
      g_autofree char *relation = g_strdup_printf ("r%u", i);
      const char *from = manicule_annotation_get_id (annotations->pdata[g_test_rand_int_range (0, (gint32) annotations->len)]);
      const char *to = manicule_annotation_get_id (annotations->pdata[g_test_rand_int_range (0, (gint32) annotations->len)]);

      g_ptr_array_add (annotations, manicule_annotation_new_relation (relation, "source", from, to));
    }

  return test_document_new (id, text, annotations);
}

/* --- reading and writing --- */

static gboolean
take_document (ManiculeDocument  *document,
               gpointer           data,
               GError           **error)
{
  g_ptr_array_add (data, g_object_ref (document));

  return TRUE;
}

static gboolean
read_one (const ManiculeFormat *format,
          GFile                *file,
          GHashTable           *options,
          ManiculeFindings     *findings,
          GPtrArray            *documents,
          GError              **error)
{
  g_autoptr(ManiculeSchema) schema = manicule_schema_new ();
  g_autoptr(ManiculeFormatInput) input = manicule_format_input_new (format, file, options, schema, findings, NULL);

  return manicule_format_input_read (input, take_document, documents, error);
}

static GPtrArray *
list_folder (const ManiculeFormat *format,
             GFile                *folder)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GDir) dir = g_dir_open (g_file_peek_path (folder), 0, NULL);
  g_autofree char *suffix = g_strconcat (".", format->suffixes[0], NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (name[0] != '.' && g_str_has_suffix (name, suffix))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort_values (names, (GCompareFunc) g_strcmp0);

  return names;
}

GPtrArray *
test_read_all (const ManiculeFormat *format,
               GFile                *place,
               GHashTable           *options,
               ManiculeFindings     *findings,
               GError              **error)
{
  g_autoptr(GPtrArray) documents = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GPtrArray) names = NULL;

  if (!g_file_test (g_file_peek_path (place), G_FILE_TEST_IS_DIR))
    return read_one (format, place, options, findings, documents, error) ? g_steal_pointer (&documents) : NULL;

  names = list_folder (format, place);
  for (guint i = 0; i < names->len; i++)
    {
      g_autoptr(GFile) file = g_file_get_child (place, g_ptr_array_index (names, i));

      if (!read_one (format, file, options, findings, documents, error))
        return NULL;
    }

  return g_steal_pointer (&documents);
}

ManiculeDocument *
test_get_document (guint      index,
                   gpointer   array,
                   GError   **error)
{
  GPtrArray *documents = array;

  return index < documents->len ? g_object_ref (g_ptr_array_index (documents, index)) : NULL;
}

void
test_export_init (ManiculeExport       *export,
                  const ManiculeFormat *format,
                  GPtrArray            *documents,
                  ManiculeSchema       *schema)
{
  *export = (ManiculeExport) {
    .format = format,
    .schema = schema,
    .source = test_get_document,
    .n_documents = documents->len,
    .data = documents,
  };
  manicule_loss_policy_init (&export->policy, format);
}
