/* test-conll.c: what tagged tokens become, and what becomes of them when they are written again
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "standoff-testing.h"

#include "manicule-format-conll-tags.h"

#include <glib/gstdio.h>
#include <string.h>

static StandoffReading *
read_text (const char *folder,
           const char *data)
{
  g_autofree char *path = standoff_put (folder, "some.conll", data, -1);

  return standoff_read ("conll", path, NULL);
}

static char *
write_again (const char      *folder,
             StandoffReading *reading,
             const char      *options)
{
  g_autofree char *place = g_build_filename (folder, "out.conll", NULL);
  g_autoptr(GError) error = NULL;
  char *written;

  standoff_write ("conll", reading, options, place, &error);
  g_assert_no_error (error);
  written = standoff_get (folder, "out.conll");
  g_assert_cmpint (g_remove (place), ==, 0);

  return written;
}

/* "PER[Ada Lovelace] LOC[London]": the spans of a document with what they cover. */
static char *
list_spans (StandoffReading *reading,
            guint            document)
{
  ManiculeAnnotationSet *set = standoff_get_set (reading, document);
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (set)); i++)
    {
      ManiculeAnnotation *span = manicule_annotation_set_get (set, i);
      g_autofree char *covered = manicule_annotation_set_dup_covered (set, span);

      g_string_append_printf (list, "%s%s[%s]", i > 0 ? " " : "", manicule_annotation_get_label (span), covered);
    }

  return g_string_free_and_steal (list);
}

static const char *
get_text (StandoffReading *reading,
          guint            document)
{
  return manicule_text_get_data (manicule_annotation_set_get_text (standoff_get_set (reading, document)));
}

static const char *
get_id (StandoffReading *reading,
        guint            document)
{
  return manicule_annotation_set_get_article_id (standoff_get_set (reading, document));
}

/* --- files that are read without a fault and come out as they went in --- */

static const struct
{
  const char *name;
  const char *data;
  const char *text;
  const char *spans;
  const char *options;  /* to write it as it was */
} exact[] = {
  { "iob2", "Ada B-PER\nLovelace I-PER\nmet O\nCharles B-PER\n\n", "Ada Lovelace met Charles", "PER[Ada Lovelace] PER[Charles]", "" },
  { "iob1", "Ada I-PER\nLovelace I-PER\nCharles B-PER\nmet O\nthem O\n\n", "Ada Lovelace Charles met them",
    "PER[Ada Lovelace] PER[Charles]", "scheme=iob1" },
  { "iob1-beside-another", "Ada I-PER\nParis I-LOC\n\n", "Ada Paris", "PER[Ada] LOC[Paris]", "scheme=iob1" },
  { "bioes", "Ada B-PER\nvon I-PER\nLovelace E-PER\nin O\nParis S-LOC\n\n", "Ada von Lovelace in Paris",
    "PER[Ada von Lovelace] LOC[Paris]", "scheme=bioes" },
  { "bilou", "Ada B-PER\nvon I-PER\nLovelace L-PER\nin O\nParis U-LOC\n\n", "Ada von Lovelace in Paris",
    "PER[Ada von Lovelace] LOC[Paris]", "scheme=bilou" },
  { "sentences", "Ada B-PER\n. O\n\nParis B-LOC\n\n", "Ada .\nParis", "PER[Ada] LOC[Paris]", "" },
  { "entity-at-the-border", "Ada B-PER\n\nLovelace B-PER\n\n", "Ada\nLovelace", "PER[Ada] PER[Lovelace]", "" },
  { "iob1-at-the-border", "Ada I-PER\n\nLovelace I-PER\n\n", "Ada\nLovelace", "PER[Ada] PER[Lovelace]", "scheme=iob1" },
  { "tabs", "Ada\tB-PER\nmet\tO\n\n", "Ada met", "PER[Ada]", "" },
  { "tokens-with-spaces", "New York\tB-LOC\nCity\tI-LOC\nmet\tO\n\n", "New York City met", "LOC[New York City]", "" },
  { "nbsp", "10\u00a0000 B-NUM\nmen O\n\n", "10\u00a0000 men", "NUM[10\u00a0000]", "" },
  { "four-columns", "U.N. NNP I-NP B-ORG\nheads VBZ I-VP O\n\n", "U.N. heads", "ORG[U.N.]", "" },
  { "tag-in-the-middle", "Ada B-PER NNP\nmet O VBD\n\n", "Ada met", "PER[Ada]", "" },
  { "many-columns", "Ada a b c d e f g B-PER h\nmet a b c d e f g O h\n\n", "Ada met", "PER[Ada]", "" },
  { "empty-fields", "Ada\t\tx\tB-PER\nmet\t\t\tO\n\n", "Ada met", "PER[Ada]", "" },
  { "germeval", "#\thttp://example.org [2009-10-17]\n1\tTroia\tB-OTH\tB-LOC\n2\t-\tI-OTH\tO\n3\tTraum\tI-OTH\tO\n\n"
    "#\thttp://example.org/b [2009-10-18]\n1\tBonn\tB-LOC\tO\n\n", "Troia - Traum\nBonn",
    "OTH[Troia - Traum] LOC[Troia] LOC[Bonn]", "" },
  { "uner", "# sent_id = 1\n# text = Ada met Bo.\n1\tAda\tB-PER\t-\tanna\n2\tmet\tO\t-\tanna\n3\tBo\tB-PER\t-\tanna\n"
    "4\t.\tO\t-\tanna\n\n", "Ada met Bo.", "PER[Ada] PER[Bo]", "" },
  { "text-with-more-spaces", "# text =   A  b\u00a0c\nA O\nb B-X\nc I-X\n\n", "A  b\u00a0c", "X[b\u00a0c]", "" },
  { "gaps", "It O +\nis O +\nGerman B-LOC -\n- O -\nowned O -\n. O +\n\n", "It is German-owned.", "LOC[German]", "" },
  { "hash-is-a-token", "# O\n#Ada B-PER\n#id O\n# O\n\n", "# #Ada #id #", "PER[#Ada]", "" },
  { "bars", "Ada|B-PER met|O\nParis|B-LOC\n", "Ada met\nParis", "PER[Ada] LOC[Paris]", "" },
  { "bars-in-tokens", "A|b|NN|B-X ||NN|O and|CC|O so|RB|O\non|RB|O\n", "A|b | and so\non", "X[A|b]", "" },
  { "labels-with-hyphens", "Iliad B-creative-work\nII I-creative-work\n\n", "Iliad II", "creative-work[Iliad II]", "" },
  { "nothing-but-o", "One O\ntwo O\n\n", "One two", "", "" },
  { "docstart-of-others", "-DOCSTART- -X- O O\n\nAda NNP _ B-PER\n\n", "Ada", "PER[Ada]", "docstart=yes" },
};

static void
test_exact (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *options = g_strconcat ("columns=source,docstart=no", *exact[i].options != '\0' ? "," : "",
                                          exact[i].options, NULL);
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autoptr(StandoffReading) reading = read_text (folder, exact[i].data);
  g_autofree char *faults = standoff_list_faults (reading);
  g_autofree char *spans = NULL;
  g_autofree char *again = NULL;

  g_assert_no_error (reading->error);
  g_assert_cmpstr (faults, ==, "");
  g_assert_cmpuint (reading->documents->len, ==, 1);
  g_assert_cmpstr (get_text (reading, 0), ==, exact[i].text);
  spans = list_spans (reading, 0);
  g_assert_cmpstr (spans, ==, exact[i].spans);

  again = write_again (folder, reading, options);
  g_assert_cmpstr (again, ==, exact[i].data);
}

/* --- odd files: read without a fault --- */

static const struct
{
  const char *name;
  const char *data;
  const char *text;
  const char *spans;
  const char *code;   /* of a note that must be there; NULL: none is looked for */
} odd[] = {
  { "crlf", "Ada B-PER\r\nmet O\r\n\r\nBo B-PER\r\n", "Ada met\nBo", "PER[Ada] PER[Bo]", NULL },
  { "no-line-feed-at-the-end", "Ada B-PER\nmet O", "Ada met", "PER[Ada]", NULL },
  { "blank-lines", "\n \n\t\nAda B-PER\n   \n\n\t \nBo B-PER\n\n\n\n", "Ada\nBo", "PER[Ada] PER[Bo]", NULL },
  { "byte-order-mark", "\xef\xbb\xbf" "Ada B-PER\nmet O\n", "Ada met", "PER[Ada]", NULL },
  { "header", "WORD TAG\nAda B-PER\nmet O\nBo B-PER\n", "Ada met Bo", "PER[Ada] PER[Bo]", "header" },
  { "runs-of-spaces", "  Ada    NNP \t B-PER  \nmet  VBD   O\n", "Ada met", "PER[Ada]", NULL },
  { "scheme", "Ada I-PER\nmet O\n", "Ada met", "PER[Ada]", "scheme" },
  { "one-token", "Ada B-PER", "Ada", "PER[Ada]", NULL },
  { "middle-tags", "Ada B-PER\nvon M-PER\nLovelace E-PER\n", "Ada von Lovelace", "PER[Ada von Lovelace]", NULL },
};

static void
test_odd (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autoptr(StandoffReading) reading = read_text (folder, odd[i].data);
  g_autofree char *faults = standoff_list_faults (reading);
  g_autofree char *spans = NULL;

  g_assert_no_error (reading->error);
  g_assert_cmpstr (faults, ==, "");
  g_assert_cmpstr (get_text (reading, 0), ==, odd[i].text);
  spans = list_spans (reading, 0);
  g_assert_cmpstr (spans, ==, odd[i].spans);
  if (odd[i].code != NULL)
    g_assert_true (standoff_found (reading, odd[i].code, 0));
}

/* --- damage: reported with the line, and what was made of it --- */

static const struct
{
  const char *name;
  const char *data;
  const char *code;
  guint       line;
  const char *text;
  const char *spans;
} damages[] = {
  { "i-after-another", "Ada B-PER\nParis I-LOC\nmet O\nBo B-PER\n", "tag-without-start", 2, "Ada Paris met Bo",
    "PER[Ada] LOC[Paris] PER[Bo]" },
  { "i-after-o", "Ada B-PER\nmet O\nBo I-PER\nand O\nCy B-PER\n", "tag-without-start", 3, "Ada met Bo and Cy",
    "PER[Ada] PER[Bo] PER[Cy]" },
  { "bioes-not-ended", "Ada B-PER\nmet O\nBo S-PER\n", "tag-without-end", 1, "Ada met Bo", "PER[Ada] PER[Bo]" },
  { "bioes-not-begun", "Ada S-PER\nmet O\nBo E-PER\n", "tag-without-start", 3, "Ada met Bo", "PER[Ada] PER[Bo]" },
  { "bilou-not-ended", "Ada B-PER\nvon I-PER\n\nBo U-PER\n", "tag-without-end", 2, "Ada von\nBo", "PER[Ada von] PER[Bo]" },
  { "unknown-tag", "Ada B-PER\nmet X\nBo B-PER\n", "unknown-tag", 2, "Ada met Bo", "PER[Ada] PER[Bo]" },
  { "lower-case-tag", "Ada B-PER\nmet o\nBo B-PER\n", "unknown-tag", 2, "Ada met Bo", "PER[Ada] PER[Bo]" },
  { "tag-without-label", "Ada B-PER\nmet B-\nBo B-PER\n", "unknown-tag", 2, "Ada met Bo", "PER[Ada] PER[Bo]" },
  { "too-few-columns", "Ada NNP B-PER\nmet\nBo NNP B-PER\n", "wrong-columns", 2, "Ada met Bo", "PER[Ada] PER[Bo]" },
  { "too-many-columns", "Ada NNP B-PER\nNew York NNP B-LOC\nBo NNP B-PER\n", "wrong-columns", 2, "Ada New Bo",
    "PER[Ada] LOC[New] PER[Bo]" },
  { "no-tag-in-them", "Ada NNP B-PER\nNew York NNP what\nBo NNP B-PER\n", "wrong-columns", 2, "Ada New Bo",
    "PER[Ada] PER[Bo]" },
  { "no-token", "Ada\tB-PER\n\tO\nBo\tB-PER\n", "empty-token", 2, "Ada Bo", "PER[Ada] PER[Bo]" },
  { "text-of-other-tokens", "# text = Eve slept\nAda B-PER\nmet O\n", "text-differs", 2, "Ada met", "PER[Ada]" },
  { "not-utf8", "Ada B-PER\nB\xff O\nBo B-PER\n", "invalid-utf8", 2, "Ada Bo", "PER[Ada] PER[Bo]" },
  { "bar-missing", "Ada|B-PER met|O\nParis|B-LOC Bonn x|O\n" "a|O\nb|O\nc|O\nd|O\ne|O\nf|O\ng|O\nh|O\ni|O\nj|O\n",
    "wrong-columns", 2, "Ada met\nParis Bonn x\na\nb\nc\nd\ne\nf\ng\nh\ni\nj", "PER[Ada] LOC[Paris]" },
};

static void
test_damage (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autoptr(StandoffReading) reading = read_text (folder, damages[i].data);
  g_autofree char *faults = standoff_list_faults (reading);
  g_autofree char *spans = NULL;

  g_test_message ("%s", faults);
  g_assert_true (standoff_found (reading, damages[i].code, damages[i].line));
  g_assert_cmpstr (get_text (reading, 0), ==, damages[i].text);
  spans = list_spans (reading, 0);
  g_assert_cmpstr (spans, ==, damages[i].spans);
}

/* Without a list of findings an unknown tag fails, with file and line; a tag that only lacks its start does not. */
static void
test_strict (void)
{
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autofree char *wrong = standoff_put (folder, "wrong.conll", "Ada B-PER\nmet X\nBo B-PER\n", -1);
  g_autofree char *repaired = standoff_put (folder, "repaired.conll", "Ada B-PER\nParis I-LOC\nBo B-PER\n", -1);
  g_autoptr(StandoffReading) first = standoff_read_strictly ("conll", wrong);
  g_autoptr(StandoffReading) second = standoff_read_strictly ("conll", repaired);

  g_assert_error (first->error, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_DAMAGED);
  g_assert_nonnull (strstr (first->error->message, "wrong.conll:2"));
  g_assert_no_error (second->error);
}

/* A file without tags is refused, one without tokens gives nothing and says so. */
static void
test_nothing (void)
{
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autoptr(StandoffReading) no_tags = read_text (folder, "Ada NNP\nmet VBD\n");
  g_autoptr(StandoffReading) empty = read_text (folder, "");
  g_autoptr(StandoffReading) blank = read_text (folder, "\n# a comment\n\n");

  g_assert_error (no_tags->error, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_DAMAGED);
  g_assert_nonnull (strstr (no_tags->error->message, "some.conll:1"));
  g_assert_no_error (empty->error);
  g_assert_true (standoff_found (empty, "no-tokens", 0));
  g_assert_no_error (blank->error);
  g_assert_cmpuint (blank->documents->len, ==, 0);
}

/* --- documents --- */

/* Lines and comments open documents; ids come from comments, else from the file's name with a number. */
static const struct
{
  const char *name;
  const char *data;
  const char *ids;
  const char *texts;  /* parted by bars */
} parted[] = {
  { "one", "Ada B-PER\n", "some", "Ada" },
  { "docstart", "-DOCSTART- O\n\nAda B-PER\n\n-DOCSTART- O\n\nBo B-PER\n", "some-1 some-2", "Ada|Bo" },
  { "before-docstart", "Ada B-PER\n\n-DOCSTART- O\n\nBo B-PER\n", "some-1 some-2", "Ada|Bo" },
  { "empty-ones", "-DOCSTART- O\n\n-DOCSTART- O\n\nBo B-PER\n\n-DOCSTART- O\n", "some-1 some-2 some-3", "|Bo|" },
  { "newdoc", "# newdoc id = a\nAda B-PER\n\n# newdoc id = b\nBo B-PER\n", "a b", "Ada|Bo" },
  { "newdoc-without-id", "# newdoc\nAda B-PER\n\n# newdoc\nBo B-PER\n", "some-1 some-2", "Ada|Bo" },
  { "id", "# id 7f3 domain=train\nAda B-PER\n\n# id 7f4 domain=train\nBo B-PER\n", "7f3 7f4", "Ada|Bo" },
  { "doc-id", "# doc_id = 9\nAda B-PER\n", "9", "Ada" },
  { "both", "-DOCSTART- O\n\n# newdoc id = a\nAda B-PER\n\n-DOCSTART- O\n\n# newdoc id = b\nBo B-PER\n", "a b", "Ada|Bo" },
  { "both-turned", "# newdoc id = a\n-DOCSTART- O\n\nAda B-PER\n\n# newdoc id = b\n-DOCSTART- O\n\nBo B-PER\n", "a b", "Ada|Bo" },
  { "same-id", "# newdoc id = a\nAda B-PER\n\n# newdoc id = a\nBo B-PER\n", "a a-2", "Ada|Bo" },
  { "unsafe-ids", "# newdoc id = ../x/y\nAda B-PER\n\n# newdoc id = .\nBo B-PER\n", "y article", "Ada|Bo" },
  { "sent-id-is-none", "# sent_id = 1\nAda B-PER\n\n# sent_id = 2\nBo B-PER\n", "some", "Ada\nBo" },
};

static void
test_documents (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autoptr(StandoffReading) reading = read_text (folder, parted[i].data);
  g_autoptr(GString) ids = g_string_new (NULL);
  g_autoptr(GString) texts = g_string_new (NULL);

  g_assert_no_error (reading->error);
  for (guint j = 0; j < reading->documents->len; j++)
    {
      g_string_append_printf (ids, "%s%s", j > 0 ? " " : "", get_id (reading, j));
      g_string_append_printf (texts, "%s%s", j > 0 ? "|" : "", get_text (reading, j));
    }
  g_assert_cmpstr (ids->str, ==, parted[i].ids);
  g_assert_cmpstr (texts->str, ==, parted[i].texts);
}

/* --- writing --- */

#define WRITTEN "Ada Lovelace met Anti-US men in New\u00a0York. “Never,” she said.\n\nThen it ended."

/* Spans of a text of ours, given as words to find. */
static StandoffReading *
make_document (const char *folder,
               const char *text,
               const char *words[][2],
               guint       n_words)
{
  StandoffReading *reading = read_text (folder, "");
  g_autoptr(ManiculeText) made = manicule_text_new_from_string (text);
  ManiculeArticleFields fields = { .id = "ours", .sha256 = manicule_text_get_sha256 (made),
                                   .length = manicule_text_get_n_chars (made) };
  g_autoptr(ManiculeArticle) article = manicule_article_new (&fields);
  g_autoptr(ManiculeDocument) document = manicule_document_new (article, made);
  g_autoptr(ManiculeAnnotationSet) set = manicule_annotation_set_new ("ours", "", made);
  g_autoptr(GPtrArray) spans = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_words; i++)
    {
      const char *found = strstr (text, words[i][1]);
      g_autofree char *id = g_strdup_printf ("s%u", i);
      ManiculeRange range;

      g_assert_nonnull (found);
      range.start = (guint) g_utf8_strlen (text, found - text);
      range.end = range.start + (guint) g_utf8_strlen (words[i][1], -1);
      g_ptr_array_add (spans, manicule_annotation_new_span (id, words[i][0], &range, 1));
    }
  g_assert_true (manicule_annotation_set_add_all (set, spans, NULL));
  manicule_document_add_set (document, set);
  g_ptr_array_add (reading->documents, g_steal_pointer (&document));

  return reading;
}

/* By default the four columns of 2003; tokens by the word rule, cut where a span cuts them. */
static void
test_write_default (void)
{
  const char *words[][2] = { { "PER", "Ada Lovelace" }, { "X", "nti" }, { "LOC", "US" } };
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autoptr(StandoffReading) reading = make_document (folder, WRITTEN, words, G_N_ELEMENTS (words));
  g_autofree char *written = write_again (folder, reading, NULL);

  g_assert_cmpstr (written, ==,
                   "-DOCSTART- -X- -X- O\n\n"
                   "Ada -X- _ B-PER\nLovelace -X- _ I-PER\nmet -X- _ O\n"
                   "A -X- _ O\nnti -X- _ B-X\n- -X- _ O\nUS -X- _ B-LOC\nmen -X- _ O\nin -X- _ O\n"
                   "New -X- _ O\nYork -X- _ O\n. -X- _ O\n\n"
                   "“ -X- _ O\nNever -X- _ O\n, -X- _ O\n” -X- _ O\nshe -X- _ O\nsaid -X- _ O\n. -X- _ O\n\n"
                   "Then -X- _ O\nit -X- _ O\nended -X- _ O\n. -X- _ O\n\n");
}

/* A span over the border of two sentences joins them, so that it stays one. */
static void
test_write_over_sentences (void)
{
  const char *words[][2] = { { "X", "York. “Never" }, { "Y", "said.\n\nThen" } };
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autoptr(StandoffReading) reading = make_document (folder, WRITTEN, words, G_N_ELEMENTS (words));
  g_autofree char *written = write_again (folder, reading, "columns=two,docstart=no,separator=tab");

  g_assert_nonnull (strstr (written, "York\tB-X\n.\tI-X\n“\tI-X\nNever\tI-X\n,\tO\n"));
  g_assert_nonnull (strstr (written, "said\tB-Y\n.\tI-Y\nThen\tI-Y\nit\tO\n"));
  g_assert_null (strstr (written, "\n\nThen"));
}

/* The second column of GermEval holds what is nested. */
static void
test_write_nested (void)
{
  const char *words[][2] = { { "ORG", "Anti-US men" }, { "LOC", "US" }, { "PER", "Ada" } };
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autoptr(StandoffReading) reading = make_document (folder, WRITTEN, words, G_N_ELEMENTS (words));
  g_autofree char *written = write_again (folder, reading, "nested=yes,docstart=no,separator=tab");
  g_autoptr(StandoffReading) back = read_text (folder, written);
  g_autofree char *spans = list_spans (back, 0);

  g_assert_true (g_str_has_prefix (written,
                                   "1\tAda\tB-PER\tO\n2\tLovelace\tO\tO\n3\tmet\tO\tO\n4\tAnti\tB-ORG\tO\n5\t-\tI-ORG\tO\n"
                                   "6\tUS\tI-ORG\tB-LOC\n7\tmen\tI-ORG\tO\n"));
  g_assert_cmpstr (spans, ==, "PER[Ada] ORG[Anti - US men] LOC[US]");
}

/* With comments the id and the text of each sentence come back. */
static void
test_write_comments (void)
{
  const char *words[][2] = { { "PER", "Ada Lovelace" } };
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autoptr(StandoffReading) reading = make_document (folder, WRITTEN, words, G_N_ELEMENTS (words));
  g_autofree char *written = write_again (folder, reading, "comments=yes,columns=two");
  g_autoptr(StandoffReading) back = read_text (folder, written);

  g_assert_true (g_str_has_prefix (written,
                                   "-DOCSTART- O\n\n# newdoc id = ours\n"
                                   "# text = Ada Lovelace met Anti-US men in New\u00a0York.\nAda B-PER\n"));
  g_assert_cmpstr (get_id (back, 0), ==, "ours");
  g_assert_cmpstr (get_text (back, 0), ==,
                   "Ada Lovelace met Anti-US men in New\u00a0York.\n“Never,” she said.\nThen it ended.");
}

/* A text that came from such a file keeps its tokens and sentences in every other layout. */
static void
test_write_kept_tokens (void)
{
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autoptr(StandoffReading) reading = read_text (folder, "@ada's\tB-PER\n:-)\tO\n\nNew York\tB-LOC\nU.S.-led\tO\n\n");
  g_autofree char *written = write_again (folder, reading, "columns=two,separator=tab,docstart=no");
  g_autofree char *spaces = write_again (folder, reading, "columns=two,docstart=no");

  g_assert_cmpstr (written, ==, "@ada's\tB-PER\n:-)\tO\n\nNew York\tB-LOC\nU.S.-led\tO\n\n");
  g_assert_cmpstr (spaces, ==, "@ada's B-PER\n:-) O\n\nNew B-LOC\nYork I-LOC\nU.S.-led O\n\n");
}

/* What a set carries comes from files of projects, which may say anything. */
static void
test_carried (void)
{
  static const char * const carried[] = {
    "\"conll\":\"\"", "\"conll\":\"space\"", "\"conll\":\"space token\"", "\"conll\":\"space token tag tag\"",
    "\"conll\":\"tab token tag\\n0+3\\n1+99999999999999999999\\n\"", "\"conll\":\"tab token tag\\n0+3\\n\\n\"",
    "\"conll\":\"pipe token extra tag\\n-DOCSTART- x\\n#\\n\\n0+0\"", "\"conll\":\"tab token extra tag gap\\n0+3\\tx\\ty\\n5+1\\n\"",
    "\"conll\":\"space extra token tag\\n0+3\\n1+8\\n\"", "\"conll\":8",
  };

  for (guint i = 0; i < G_N_ELEMENTS (carried); i++)
    {
      const char *words[][2] = { { "PER", "Lovelace" } };
      g_autoptr(StandoffFolder) folder = standoff_make_folder ();
      g_autoptr(StandoffReading) reading = make_document (folder, "Ada Lovelace", words, 1);
      g_autoptr(StandoffReading) back = NULL;
      g_autofree char *written = NULL;
      g_autofree char *spans = NULL;

      manicule_annotation_set_set_carried (standoff_get_set (reading, 0), carried[i]);
      written = write_again (folder, reading, "columns=source");
      back = read_text (folder, written);
      spans = list_spans (back, 0);
      g_assert_cmpstr (spans, ==, "PER[Lovelace]");
    }
}

/* Every sequence of spans over tokens, in every scheme, decodes to itself without a fault. */
static void
test_tags (void)
{
  for (guint round = 0; round < 2000; round++)
    {
      ManiculeConllScheme scheme = (ManiculeConllScheme) g_test_rand_int_range (0, 4);
      guint n = (guint) g_test_rand_int_range (1, 12);
      g_autoptr(GArray) tags = g_array_new (FALSE, TRUE, sizeof (ManiculeConllTag));
      g_autoptr(GArray) expected = g_array_new (FALSE, FALSE, sizeof (ManiculeConllChunk));
      g_autoptr(GArray) chunks = g_array_new (FALSE, FALSE, sizeof (ManiculeConllChunk));
      g_autoptr(GArray) faults = g_array_new (FALSE, FALSE, sizeof (ManiculeConllFault));
      const char *former = NULL;

      for (guint i = 0; i < n;)
        {
          const char *label = g_test_rand_int_range (0, 2) == 0 ? "A" : "B";
          guint wanted = (guint) g_test_rand_int_range (0, 4);
          guint length = MIN (wanted, n - i);
          ManiculeConllTag out = { 'O', NULL, 0 };

          for (guint j = 0; j < length; j++)
            {
              ManiculeConllTag tag = { manicule_conll_prefix (scheme, j == 0, j + 1 == length, former == label), label, 1 };

              g_array_append_val (tags, tag);
            }
          if (length > 0)
            g_array_append_val (expected, ((ManiculeConllChunk) { i, i + length - 1, { 'B', label, 1 } }));
          else
            g_array_append_val (tags, out);
          former = length > 0 ? label : NULL;
          i += MAX (length, 1);
        }

      manicule_conll_tags_decode ((ManiculeConllTag *) (gpointer) tags->data, n, scheme, chunks, faults);
      g_assert_cmpuint (faults->len, ==, 0);
      g_assert_cmpuint (chunks->len, ==, expected->len);
      for (guint i = 0; i < chunks->len; i++)
        {
          ManiculeConllChunk *a = &g_array_index (chunks, ManiculeConllChunk, i);
          ManiculeConllChunk *b = &g_array_index (expected, ManiculeConllChunk, i);

          g_assert_cmpuint (a->first, ==, b->first);
          g_assert_cmpuint (a->last, ==, b->last);
          g_assert_cmpint (*a->tag.label, ==, *b->tag.label);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (exact); i++)
    {
      g_autofree char *path = g_strconcat ("/conll/exact/", exact[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_exact);
    }
  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autofree char *path = g_strconcat ("/conll/odd/", odd[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_odd);
    }
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *path = g_strconcat ("/conll/damage/", damages[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_damage);
    }
  for (guint i = 0; i < G_N_ELEMENTS (parted); i++)
    {
      g_autofree char *path = g_strconcat ("/conll/documents/", parted[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_documents);
    }
  g_test_add_func ("/conll/strict", test_strict);
  g_test_add_func ("/conll/nothing", test_nothing);
  g_test_add_func ("/conll/write/default", test_write_default);
  g_test_add_func ("/conll/write/over-sentences", test_write_over_sentences);
  g_test_add_func ("/conll/write/nested", test_write_nested);
  g_test_add_func ("/conll/write/comments", test_write_comments);
  g_test_add_func ("/conll/write/kept-tokens", test_write_kept_tokens);
  g_test_add_func ("/conll/write/carried", test_carried);
  g_test_add_func ("/conll/tags", test_tags);

  return g_test_run ();
}
