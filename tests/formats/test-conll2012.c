/* test-conll2012.c: brackets of named entities and of clusters, read and written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "format-helpers.h"
#include "standoff-testing.h"

#include <string.h>

#define BEGIN "#begin document (harbour); part 000\n"
#define END "#end document\n"

/* --- reading --- */

/* "PER 0-4 harbour.1" for each span, a line each. */
static char *
describe (ManiculeAnnotationSet *set)
{
  g_autoptr(GString) out = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (set)); i++)
    {
      ManiculeAnnotation *span = manicule_annotation_set_get (set, i);
      ManiculeRange hull = manicule_annotation_get_hull (span);
      const char *entity = manicule_annotation_get_entity (span);

      g_string_append_printf (out, "%s %u-%u %s\n", manicule_annotation_get_label (span), hull.start, hull.end,
                              entity != NULL ? entity : "-");
    }

  return g_strdup (out->str);
}

typedef struct
{
  const char *name;
  const char *file;
  const char *spans;
} Reading;

static const Reading readings[] = {
  { "name-and-cluster", BEGIN
    "h 0 0 Ines - * - - - - (PER* (1\nh 0 1 Halloran - * - - - - *) 1)\n\nh 0 0 She - * - - - - * (1)\n\n" END,
    "PER 0-13 harbour.1\nMention 14-17 harbour.1\n" },
  { "other-range", BEGIN
    "h 0 0 Ines - * - - - - (PER) (1\nh 0 1 Halloran - * - - - - * 1)\n\n" END,
    "Mention 0-13 harbour.1\nPER 0-4 -\n" },
  { "no-bars", BEGIN
    "h 0 0 Ines - * - - - - * (1(2\nh 0 1 Halloran - * - - - - * 2)1)\n\n" END,
    "Mention 0-13 harbour.1\nMention 0-13 harbour.2\n" },
  { "crossing", BEGIN
    "h 0 0 a - * - - - - * (1\nh 0 1 b - * - - - - * (2\nh 0 2 c - * - - - - * 1)\nh 0 3 d - * - - - - * 2)\n\n" END,
    "Mention 0-5 harbour.1\nMention 2-7 harbour.2\n" },
  { "same-within", BEGIN
    "h 0 0 a - * - - - - * (1\nh 0 1 b - * - - - - * (1\nh 0 2 c - * - - - - * 1)|1)\n\n" END,
    "Mention 0-5 harbour.1\nMention 2-5 harbour.1\n" },
  { "two-at-one-place", BEGIN
    "h 0 0 a - * - - - - (GPE) (1)|(2)\n\n" END,
    "GPE 0-1 harbour.1\nMention 0-1 harbour.2\n" },
  { "gum", "# begin document harbour\n0\ta\t(place-1)\n1\tb\t(place-2-Al%2DHaram)\n2\tc\t(place-1)\n3\td\t(time-9)\n# end document\n",
    "place 0-1 harbour.1\nplace 2-3 Al-Haram\nplace 4-5 harbour.1\ntime 6-7 -\n" },
  { "number-first", "# begin document harbour\n0\ta\t(1-place)\n1\tb\t(1-place)\n# end document\n",
    "place 0-1 harbour.1\nplace 2-3 harbour.1\n" },
};

/* A cluster is an entity; where a named entity is a mention, they are one span. */
static void
test_read (gconstpointer data)
{
  const Reading *test = data;
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autofree char *path = standoff_put (folder, "some.conll", test->file, -1);
  g_autoptr(StandoffReading) reading = standoff_read ("conll2012", path, NULL);
  g_autofree char *spans = NULL;

  standoff_assert_no_faults (reading);
  spans = describe (standoff_get_set (reading, 0));
  g_assert_cmpstr (spans, ==, test->spans);
}

/* --- writing --- */

static char *
export (ManiculeDocument *document,
        const char       *form,
        guint             n_losses[MANICULE_N_LOSSES])
{
  g_autoptr(GPtrArray) documents = g_ptr_array_new ();
  g_autoptr(GHashTable) options = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(TestFolder) folder = test_folder_new ();
  g_autoptr(GFile) place = test_folder_get (folder, "out.conll");
  g_autoptr(ManiculeSchema) schema = test_make_schema ();
  g_autoptr(ManiculeLossReport) report = NULL;
  g_autoptr(GError) error = NULL;
  ManiculeExport export;

  g_ptr_array_add (documents, document);
  g_hash_table_insert (options, (gpointer) "form", (gpointer) form);
  test_export_init (&export, manicule_formats_find ("conll2012"), documents, schema);
  export.options = options;
  export.policy.options = options;
  report = manicule_export_run (&export, place, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < MANICULE_N_LOSSES; i++)
    n_losses[i] = report->items[i] != NULL ? report->items[i]->len : 0;

  return test_read_file (place);
}

static void
add (GPtrArray  *annotations,
     const char *label,
     guint       start,
     guint       end,
     const char *entity)
{
  g_autofree char *id = g_strdup_printf ("s%u", annotations->len);
  g_autoptr(ManiculeAnnotation) span = g_object_ref (test_add_span (annotations, id, label, start, end));

  if (entity == NULL)
    return;
  g_object_unref (annotations->pdata[annotations->len - 1]);
  annotations->pdata[annotations->len - 1] = manicule_annotation_with_entity (span, entity);
}

/* Labels are named entities, entities are clusters, and what an entity is called is told as lost. */
static void
test_columns (void)
{
  g_autoptr(GPtrArray) annotations = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(ManiculeDocument) document = NULL;
  guint n_losses[MANICULE_N_LOSSES];
  g_autofree char *written = NULL;

  add (annotations, "PER", 0, 13, "halloran");
  add (annotations, "GPE", 19, 23, NULL);
  add (annotations, "Mention", 25, 28, "halloran");
  document = test_document_new ("harbour", "Ines Halloran left Lisk. She slept.", annotations);

  written = export (document, "conll-2012", n_losses);
  g_assert_cmpstr (written, ==, BEGIN
                   "harbour\t0\t0\tInes\t-\t(TOP*\t-\t-\t-\t-\t(PER*\t(1\n"
                   "harbour\t0\t1\tHalloran\t-\t*\t-\t-\t-\t-\t*)\t1)\n"
                   "harbour\t0\t2\tleft\t-\t*\t-\t-\t-\t-\t*\t-\n"
                   "harbour\t0\t3\tLisk\t-\t*\t-\t-\t-\t-\t(GPE)\t-\n"
                   "harbour\t0\t4\t.\t-\t*)\t-\t-\t-\t-\t*\t-\n\n"
                   "harbour\t0\t0\tShe\t-\t(TOP*\t-\t-\t-\t-\t*\t(1)\n"
                   "harbour\t0\t1\tslept\t-\t*\t-\t-\t-\t-\t*\t-\n"
                   "harbour\t0\t2\t.\t-\t*)\t-\t-\t-\t-\t*\t-\n\n" END);
  g_assert_cmpuint (n_losses[MANICULE_LOSS_NAMES], ==, 2);
  g_assert_cmpuint (n_losses[MANICULE_LOSS_ENTITIES], ==, 0);
}

/* The form of GUM holds labels and names in its brackets. */
static void
test_gum (void)
{
  g_autoptr(GPtrArray) annotations = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(ManiculeDocument) document = NULL;
  guint n_losses[MANICULE_N_LOSSES];
  g_autofree char *written = NULL;

  add (annotations, "PER", 0, 13, "ines-halloran");
  add (annotations, "GPE", 19, 23, NULL);
  add (annotations, "PER", 5, 18, "ines-halloran");
  document = test_document_new ("harbour", "Ines Halloran left Lisk", annotations);

  written = export (document, "gum", n_losses);
  g_assert_cmpstr (written, ==, "# begin document harbour\n"
                   "0\tInes\t(PER-1-ines%2Dhalloran\n"
                   "1\tHalloran\tPER-1-ines%2Dhalloran)(PER-2-ines%2Dhalloran\n"
                   "2\tleft\tPER-2-ines%2Dhalloran)\n"
                   "3\tLisk\t(GPE-3)\n\n# end document\n");
  g_assert_cmpuint (n_losses[MANICULE_LOSS_NAMES], ==, 0);
  g_assert_cmpuint (n_losses[MANICULE_LOSS_CROSSING], ==, 0);
}

typedef struct
{
  const char *name;
  struct { const char *label; guint start; guint end; const char *entity; } spans[3];
  guint       n_crossing;
} Crossing;

/* Of spans over "a b c d". */
static const Crossing crossings[] = {
  { "named-entities", { { "PER", 0, 3, NULL }, { "GPE", 2, 5, NULL } }, 1 },
  { "nested", { { "PER", 0, 3, NULL }, { "GPE", 2, 3, NULL } }, 0 },
  { "mentions-of-two", { { "Mention", 0, 3, "x" }, { "Mention", 2, 5, "y" } }, 0 },
  { "mentions-of-one", { { "Mention", 0, 3, "x" }, { "Mention", 2, 5, "x" } }, 1 },
  { "across-a-name", { { "PER", 0, 3, "x" }, { "Mention", 2, 5, "y" } }, 0 },
  { "equal-names", { { "PER", 0, 3, NULL }, { "GPE", 0, 3, NULL } }, 1 },
  { "equal-mentions", { { "Mention", 0, 3, "x" }, { "Mention", 0, 3, "y" } }, 0 },
  { "equal-to-a-tied-name", { { "Mention", 0, 3, "x" }, { "PER", 0, 3, "y" } }, 0 },
  { "equal-to-a-free-name", { { "Mention", 0, 3, "x" }, { "PER", 0, 3, NULL } }, 1 },
};

/* What would read back as something else is left out and told; the export itself finds what is not told. */
static void
test_crossing (gconstpointer data)
{
  const Crossing *test = data;
  g_autoptr(GPtrArray) annotations = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(ManiculeDocument) document = NULL;
  guint n_losses[MANICULE_N_LOSSES];
  g_autofree char *written = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (test->spans) && test->spans[i].label != NULL; i++)
    add (annotations, test->spans[i].label, test->spans[i].start, test->spans[i].end, test->spans[i].entity);
  document = test_document_new ("harbour", "a b c d", annotations);

  written = export (document, "conll-2012", n_losses);
  g_assert_cmpuint (n_losses[MANICULE_LOSS_CROSSING], ==, test->n_crossing);
}

/* --- again --- */

static char *
rewrite (const char *file,
         const char *id,
         const char *form,
         guint       start,
         guint       end)
{
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autofree char *path = standoff_put (folder, "some.conll", file, -1);
  g_autoptr(StandoffReading) reading = standoff_read ("conll2012", path, NULL);
  ManiculeAnnotationSet *old = standoff_get_set (reading, 0);
  ManiculeText *text = manicule_annotation_set_get_text (old);
  g_autoptr(GPtrArray) annotations = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(ManiculeDocument) document = NULL;
  guint n_losses[MANICULE_N_LOSSES];

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (old)); i++)
    g_ptr_array_add (annotations, g_object_ref (manicule_annotation_set_get (old, i)));
  if (start < end)
    test_add_span (annotations, "new", "NEW", start, end);
  document = test_document_new (id, manicule_text_get_data (text), annotations);
  manicule_annotation_set_set_carried (manicule_document_get_set (document, 0), manicule_annotation_set_get_carried (old));

  return export (document, form, n_losses);
}

static const char aligned[] =
  BEGIN
  "harbour   0   0    Ines   NNP   (TOP(NP*  ines   -  -  -  (PERSON*   (A0*   (4\n"
  "harbour   0   1   Kim-Lo  NNP         *)  kim    -  -  -         *)     *)  4)\n"
  "harbour   0   2    left   VBD   (VP*))    leave  01 2  -          *    (V*) -\n\n"
  END;

/* A new span changes the fields where it begins and ends, and no others. */
static void
test_new_span (void)
{
  g_autofree char *written = rewrite (aligned, "harbour", "conll-2012", 12, 16);

  g_assert_cmpstr (written, ==,
    BEGIN
    "harbour   0   0    Ines   NNP   (TOP(NP*  ines   -  -  -  (PERSON*   (A0*   (4\n"
    "harbour   0   1   Kim-Lo  NNP         *)  kim    -  -  -         *)     *)  4)\n"
    "harbour   0   2    left   VBD   (VP*))    leave  01 2  -          (NEW)    (V*) -\n\n"
    END);
}

/* A token that is cut becomes two rows; what the first says of it the second does not repeat. */
static void
test_cut_token (void)
{
  g_autofree char *written = rewrite (aligned, "harbour", "conll-2012", 5, 8);

  g_assert_cmpstr (written, ==,
    BEGIN
    "harbour   0   0    Ines   NNP   (TOP(NP*  ines   -  -  -  (PERSON*   (A0*   (4\n"
    "harbour   0   1   Kim  NNP         *)  kim    -  -  -         (NEW)     *)  -\n"
    "harbour   0   2   -Lo  -         *  -    -  -  -         *)     *  4)\n"
    "harbour   0   3    left   VBD   (VP*))    leave  01 2  -          *    (V*) -\n\n"
    END);
}

/* An article that has another name now gives it to its document, of which it is all. */
static void
test_other_name (void)
{
  g_autofree char *written = rewrite ("#begin document (harbour); part 002\n"
                                       "harbour 2 0 Ines - (TOP*) - - - - * (4)\n\n" END, "quay", "conll-2012", 0, 0);

  g_assert_cmpstr (written, ==, "#begin document (quay); part 000\nquay 0 0 Ines - (TOP*) - - - - * (1)\n\n" END);
}

/* Where the file has no column for named entities, twelve columns are made, of the same tokens. */
static void
test_no_names (void)
{
  g_autofree char *written = rewrite (BEGIN "harbour\t0\t0\tKim-Lo\t_\t(4)\n\n" END, "harbour", "conll-2012", 0, 6);

  g_assert_cmpstr (written, ==, BEGIN "harbour\t0\t0\tKim-Lo\t-\t(TOP*)\t-\t-\t-\t-\t(NEW)\t-\n\n" END);
}

/* --- by chance --- */

static void
tie_by_chance (ManiculeDocument *document,
               GPtrArray        *annotations)
{
  static const char * const entities[] = { "kim", "trump", "a-b", "000.1", "000.7", "x.2" };
  ManiculeAnnotationSet *set = manicule_document_get_set (document, 0);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (set)); i++)
    {
      ManiculeAnnotation *span = manicule_annotation_set_get (set, i);
      g_autoptr(ManiculeAnnotation) named = g_test_rand_bit () ? manicule_annotation_with_label (span, "Mention") : g_object_ref (span);
      const char *entity = g_test_rand_bit () ? entities[g_test_rand_int_range (0, G_N_ELEMENTS (entities))] : NULL;

      if (manicule_annotation_get_kind (span) == MANICULE_ANNOTATION_SPAN)
        g_ptr_array_add (annotations, manicule_annotation_with_entity (named, entity));
    }
}

/* What is written of documents made by chance reads back the same, label, place and entity, in both forms. */
static void
test_random (gconstpointer form)
{
  for (guint run = 0; run < 200; run++)
    {
      g_autoptr(ManiculeDocument) made = test_random_document ("000", (guint) g_test_rand_int_range (0, 20));
      g_autoptr(GPtrArray) annotations = g_ptr_array_new_with_free_func (g_object_unref);
      g_autoptr(ManiculeDocument) document = NULL;
      g_autofree char *written = NULL;
      g_autofree char *again = NULL;
      guint n_losses[MANICULE_N_LOSSES];

      tie_by_chance (made, annotations);
      document = test_document_new ("000", manicule_text_get_data (manicule_document_get_text (made)), annotations);
      written = export (document, form, n_losses);
      again = rewrite (written, "000", form, 0, 0);
      g_assert_cmpstr (again, ==, written);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (readings); i++)
    {
      g_autofree char *path = g_strdup_printf ("/conll2012/read/%s", readings[i].name);

      g_test_add_data_func (path, &readings[i], test_read);
    }
  for (guint i = 0; i < G_N_ELEMENTS (crossings); i++)
    {
      g_autofree char *path = g_strdup_printf ("/conll2012/crossing/%s", crossings[i].name);

      g_test_add_data_func (path, &crossings[i], test_crossing);
    }
  g_test_add_func ("/conll2012/write/columns", test_columns);
  g_test_add_func ("/conll2012/write/gum", test_gum);
  g_test_add_func ("/conll2012/again/new-span", test_new_span);
  g_test_add_func ("/conll2012/again/cut-token", test_cut_token);
  g_test_add_func ("/conll2012/again/other-name", test_other_name);
  g_test_add_func ("/conll2012/again/no-names", test_no_names);
  g_test_add_data_func ("/conll2012/random/conll-2012", "conll-2012", test_random);
  g_test_add_data_func ("/conll2012/random/gum", "gum", test_random);

  return g_test_run ();
}
