/* test-brat-rules.c: what is exported to brat, by brat's own rules
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "format-helpers.h"
#include "standoff-testing.h"

#include <string.h>

#define N_DOCUMENTS 40
#define N_CHANGED 200

/* Runs the checker, which knows nothing of our code, over the folder; its last line says how much it saw. */
static void
assert_brat_takes (const char *folder,
                   guint       n_files)
{
  g_autofree char *script = g_build_filename (g_getenv ("MANICULE_SOURCE"), "tests", "formats", "brat-check.py", NULL);
  const char *arguments[] = { "python3", script, folder, NULL };
  g_autofree char *expected = g_strdup_printf ("%u files, ", n_files);
  g_autofree char *output = NULL;
  g_autoptr(GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL, &status, &error);
  g_assert_no_error (error);
  g_test_message ("%s", output);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  g_assert_nonnull (strstr (output, expected));
}

/* Documents with everything, and documents made by chance. */
static void
test_rules (void)
{
  g_autoptr(GPtrArray) documents = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(TestFolder) folder = test_folder_new ();
  g_autoptr(GFile) place = test_folder_get (folder, "export");
  g_autoptr(ManiculeSchema) schema = test_make_schema ();
  g_autoptr(ManiculeLossReport) report = NULL;
  g_autoptr(GError) error = NULL;
  ManiculeExport export;

  g_ptr_array_add (documents, test_make_document ("everything"));
  g_ptr_array_add (documents, test_document_new ("empty", "", NULL));
  for (guint i = 2; i < N_DOCUMENTS; i++)
    {
      g_autofree char *id = g_strdup_printf ("%03u", i);

      g_ptr_array_add (documents, test_random_document (id, (guint) g_test_rand_int_range (0, 60)));
    }

  test_export_init (&export, manicule_formats_find ("brat"), documents, schema);
  report = manicule_export_run (&export, place, NULL, &error);
  g_assert_no_error (error);
  assert_brat_takes (g_file_peek_path (place), N_DOCUMENTS);
}

/* --- files of brat that were changed --- */

static const char brat_text[] = "Ada Lovelace met Charles Babbage.\nThey talked about\nan engine, \t and tea.\n";

static const char brat_ann[] =
  "T1\tPER 0 12\tAda Lovelace\n"
  "T2\tMeet 13 16\tmet\n"
  "E1\tMeet:T2 Who:T1 Who2:T3\n"
  "E5\tMeet:T2 Who:T3 After:E2\n"
  "T3\tPER 17 32\tCharles Babbage\n"
  "R1\tKnows Arg1:T1 Arg2:T2\n"
  "R2\tKnows Arg1:R1 Arg2:E1\t\n"
  "*\tSame T1 T3 T6\n"
  "*\tSame T3 T4\t\n"
  "A1\tTone E1 high\n"
  "A2\tTone E1 low\n"
  "M1\tOld T3\n"
  "T1\tPER 0 3\tAda\n"
  "M2\tOld T3\n"
  "garbage\n"
  "N1\tReference T1 Wikidata:Q7259\tAda\n"
  "N2\tReference T1 VIAF:1\t\n"
  "#1\tAnnotatorNotes T2\tof the trigger\n"
  "#7\tAnnotatorNotes T1\tone\n"
  "#8\tAnnotatorNotes T1\ttwo\n"
  "#9\tChecker T1\tfine\n"
  "T4\tX_x0020_y 34 51\tThey talked about\n"
  "#2\tManiculeRanges T4\t33 52\n"
  "T5\tTalk 39 45\ttalked\n"
  "E2\tTalk:T5 Of:E1 About1:T6\n"
  "T6\tThing 46 51;52 61\tabout an engine\n"
  "A9\tOld T99\n";

static ManiculeRange
random_range (void)
{
  guint n = (guint) strlen (brat_text);
  guint a = (guint) g_test_rand_int_range (0, (int) n + 1);
  guint b = (guint) g_test_rand_int_range (0, (int) n + 1);

  return (ManiculeRange) { MIN (a, b), MAX (a, b) };
}

/* The annotation changed in one way or another; NULL: it goes. */
static ManiculeAnnotation *
change_annotation (ManiculeAnnotation *annotation)
{
  static const char * const labels[] = { "Meet", "PER", "Büro 2", "Who", "Same" };
  static const char * const notes[] = { NULL, "one", "one\n\nthree", "\n" };
  static const char * const entities[] = { NULL, "Wikidata-Q7259", "ada" };
  gboolean is_span = manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_SPAN;
  ManiculeRange range = random_range ();

  switch (g_test_rand_int_range (0, 12))
    {
    case 0:
      return NULL;
    case 1:
      return is_span ? manicule_annotation_with_ranges (annotation, &range, 1) : g_object_ref (annotation);
    case 2:
      return manicule_annotation_with_label (annotation, labels[g_test_rand_int_range (0, G_N_ELEMENTS (labels))]);
    case 3:
      return manicule_annotation_with_note (annotation, notes[g_test_rand_int_range (0, G_N_ELEMENTS (notes))]);
    case 4:
      return manicule_annotation_with_entity (annotation, entities[g_test_rand_int_range (0, G_N_ELEMENTS (entities))]);
    case 5:
      return manicule_annotation_with_attribute (annotation, "Tone", g_variant_new_string ("very high"));
    case 6:
      return manicule_annotation_with_attribute (annotation, "Old", g_test_rand_int_range (0, 2) == 0 ? NULL
                                                                    : g_variant_new_boolean (TRUE));
    case 7:
      return manicule_annotation_with_carried (annotation, NULL);
    case 8:
      return manicule_annotation_with_origin (annotation, "brat", "T1", 0);
    default:
      return g_object_ref (annotation);
    }
}

static gboolean
has_id (GPtrArray  *annotations,
        const char *id)
{
  for (guint i = 0; i < annotations->len; i++)
    if (g_str_equal (manicule_annotation_get_id (annotations->pdata[i]), id))
      return TRUE;

  return FALSE;
}

/* Without the relations that have lost an end. */
static void
drop_loose (GPtrArray *annotations)
{
  for (guint i = 0; i < annotations->len; i++)
    {
      ManiculeAnnotation *relation = g_ptr_array_index (annotations, i);

      if (manicule_annotation_get_kind (relation) == MANICULE_ANNOTATION_RELATION &&
          (!has_id (annotations, manicule_annotation_get_from (relation)) ||
           !has_id (annotations, manicule_annotation_get_to (relation))))
        {
          g_ptr_array_remove_index (annotations, i);
          i = G_MAXUINT;
        }
    }
}

static ManiculeDocument *
make_changed (ManiculeDocument *document,
              const char       *id)
{
  ManiculeText *text = manicule_document_get_text (document);
  ManiculeAnnotationSet *set = manicule_document_get_set (document, 0);
  ManiculeArticleFields fields = *manicule_article_get_fields (manicule_document_get_article (document));
  g_autoptr(ManiculeAnnotationSet) changed = manicule_annotation_set_new (id, "", text);
  g_autoptr(GPtrArray) annotations = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(ManiculeArticle) article = NULL;
  g_autoptr(GError) error = NULL;
  ManiculeDocument *made;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (set)); i++)
    {
      ManiculeAnnotation *after = change_annotation (manicule_annotation_set_get (set, i));

      if (after != NULL)
        g_ptr_array_add (annotations, after);
    }
  for (guint i = 0; i < 3; i++)
    {
      ManiculeRange range = random_range ();
      g_autofree char *new_id = g_strdup_printf ("new%u", i);

      g_ptr_array_add (annotations, manicule_annotation_new_span (new_id, i == 0 ? "Meet" : "New", &range, 1));
    }
  g_ptr_array_add (annotations, manicule_annotation_new_relation ("link1", "Same", "new1", "new2"));
  g_ptr_array_add (annotations, manicule_annotation_new_relation ("link2", "Who", "new0", "new2"));
  drop_loose (annotations);
  manicule_annotation_set_add_all (changed, annotations, &error);
  g_assert_no_error (error);
  manicule_annotation_set_set_carried (changed, manicule_annotation_set_get_carried (set));

  fields.id = id;
  article = manicule_article_new (&fields);
  made = manicule_document_new (article, text);
  manicule_document_add_set (made, changed);

  return made;
}

/* Whatever is changed in a file of brat, what is written says it, and is what brat takes. */
static void
test_changed (void)
{
  g_autoptr(StandoffFolder) source = standoff_make_folder ();
  g_autofree char *text_path = standoff_put (source, "doc.txt", brat_text, -1);
  g_autofree char *path = standoff_put (source, "doc.ann", brat_ann, -1);
  g_autoptr(StandoffReading) reading = standoff_read ("brat", path, NULL);
  g_autoptr(GPtrArray) documents = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(TestFolder) folder = test_folder_new ();
  g_autoptr(GFile) place = test_folder_get (folder, "export");
  g_autoptr(ManiculeLossReport) report = NULL;
  g_autoptr(GError) error = NULL;
  ManiculeExport export;

  g_assert_no_error (reading->error);
  for (guint i = 0; i < N_CHANGED; i++)
    {
      g_autofree char *id = g_strdup_printf ("%03u", i);

      g_ptr_array_add (documents, make_changed (reading->documents->pdata[0], id));
    }

  test_export_init (&export, manicule_formats_find ("brat"), documents, reading->schema);
  report = manicule_export_run (&export, place, NULL, &error);
  g_assert_no_error (error);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/brat/rules", test_rules);
  g_test_add_func ("/brat/changed", test_changed);

  return g_test_run ();
}
