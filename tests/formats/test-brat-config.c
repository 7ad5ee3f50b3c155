/* test-brat-config.c: brat's configuration files into a schema and back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "standoff-testing.h"

#include <string.h>

#define TEXT "Ada Lovelace met Charles Babbage.\n"

/* Reads an empty annotation file beside these configuration files, each of which may be NULL. */
static StandoffReading *
read_configured (const char *folder,
                 const char *annotation,
                 const char *visual,
                 const char *keys)
{
  g_autofree char *text = standoff_put (folder, "doc.txt", TEXT, -1);
  g_autofree char *path = standoff_put (folder, "doc.ann", "", -1);
  const char *files[][2] = { { "annotation.conf", annotation }, { "visual.conf", visual }, { "kb_shortcuts.conf", keys } };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    if (files[i][1] != NULL)
      g_free (standoff_put (folder, files[i][0], files[i][1], -1));

  return standoff_read ("brat", path, NULL);
}

static void
assert_label (StandoffReading   *reading,
              const char        *name,
              const char        *parent,
              ManiculeLabelKind  kind)
{
  ManiculeLabel *label = manicule_schema_find_label (reading->schema, name);

  g_assert_nonnull (label);
  g_assert_cmpstr (manicule_label_get_parent (label), ==, parent);
  g_assert_cmpint (manicule_label_get_kind (label), ==, kind);
}

static void
assert_list (const char * const *list,
             const char         *expected)
{
  g_autofree char *joined = list != NULL ? g_strjoinv (" ", (char **) list) : NULL;

  g_assert_cmpstr (joined, ==, expected);
}

static void
assert_type (StandoffReading *reading,
             const char      *name,
             const char      *from,
             const char      *to,
             gboolean         required)
{
  ManiculeRelationType *type = manicule_schema_find_relation_type (reading->schema, name);

  g_assert_nonnull (type);
  assert_list (manicule_relation_type_get_from (type), from);
  assert_list (manicule_relation_type_get_to (type), to);
  g_assert_cmpint (manicule_relation_type_is_required (type), ==, required);
}

/* brat's own example: hierarchy, macros, unusable types, roles, attributes, titles and colours. */
static void
test_sample (void)
{
  g_autofree char *path = standoff_find_shared ("samples/brat/060-relation_annotation.ann");
  g_autoptr(StandoffReading) reading = NULL;
  ManiculeAttribute *attribute;
  ManiculeLabel *label;

  if (path == NULL)
    return;

  reading = standoff_read ("brat", path, NULL);
  g_assert_no_error (reading->error);
  g_assert_cmpuint (manicule_findings_get_n (reading->findings), ==, 0);

  assert_label (reading, "Person", NULL, MANICULE_LABEL_ENTITY);
  assert_label (reading, "Life", NULL, MANICULE_LABEL_FRAME);
  assert_label (reading, "Be-born", "Life", MANICULE_LABEL_FRAME);
  assert_label (reading, "Report", NULL, MANICULE_LABEL_FRAME);
  g_assert_cmpuint (g_list_model_get_n_items (manicule_schema_get_labels (reading->schema)), ==, 17);

  label = manicule_schema_find_label (reading->schema, "GPE");
  g_assert_cmpstr (manicule_label_get_title (label), ==, "Geo-political entity");
  g_assert_cmpstr (manicule_label_get_color (label), ==, "#ffd412");

  assert_type (reading, "Located", "Person", "GPE", FALSE);
  assert_type (reading, "Person-Arg", "Be-born Marry Divorce Die", "Person", TRUE);
  assert_type (reading, "Agent-Arg", "Die Start-org", "Person Organization GPE", FALSE);
  assert_type (reading, "Event-Arg", "Report",
               "Life Be-born Marry Divorce Die Transaction Transfer-ownership Transfer-money Business Start-org Merge-org "
               "End-org Report", TRUE);
  g_assert_true (manicule_relation_type_is_transitive (manicule_schema_find_relation_type (reading->schema, "Alias")));

  attribute = manicule_schema_find_attribute (reading->schema, "Mention");
  g_assert_cmpint (manicule_attribute_get_value_type (attribute), ==, MANICULE_ATTRIBUTE_CHOICE);
  assert_list (manicule_attribute_get_values (attribute), "Name Nominal Other");
  assert_list (manicule_attribute_get_labels (attribute), "Person Organization GPE Money");
  attribute = manicule_schema_find_attribute (reading->schema, "Negation");
  g_assert_cmpint (manicule_attribute_get_value_type (attribute), ==, MANICULE_ATTRIBUTE_FLAG);
}

/* What is written reads back to a schema that is written in the same way, with all that brat's example says. */
static void
test_sample_again (void)
{
  g_autofree char *path = standoff_find_shared ("samples/brat/060-relation_annotation.ann");
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autofree char *first = g_build_filename (folder, "first", NULL);
  g_autofree char *second = g_build_filename (folder, "second", NULL);
  g_autofree char *ann = g_build_filename (first, "060-relation_annotation.ann", NULL);
  g_autoptr(StandoffReading) reading = NULL;
  g_autoptr(StandoffReading) again = NULL;
  g_autofree char *written = NULL;
  const char *names[] = { "annotation.conf", "visual.conf", "kb_shortcuts.conf" };

  if (path == NULL)
    return;

  reading = standoff_read ("brat", path, NULL);
  g_assert_true (standoff_write ("brat", reading, NULL, first, NULL));
  again = standoff_read ("brat", ann, NULL);
  g_assert_cmpuint (manicule_findings_get_n (again->findings), ==, 0);
  g_assert_true (standoff_write ("brat", again, NULL, second, NULL));

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *a = standoff_get (first, names[i]);
      g_autofree char *b = standoff_get (second, names[i]);

      g_assert_cmpstr (a, ==, b);
    }

  written = standoff_get (first, "annotation.conf");
  g_assert_nonnull (strstr (written, "!Life\n\tBe-born\tPerson-Arg:Person, Place-Arg?:GPE\n"
                                     "\tMarry\tPerson-Arg{2}:Person, Place-Arg?:GPE\n"));
  g_assert_nonnull (strstr (written, "Alias\tArg1:Person, Arg2:Person, <REL-TYPE>:symmetric-transitive\n"));
  g_assert_nonnull (strstr (written, "Mention\tArg:Person|Organization|GPE|Money, Value:Name|Nominal|Other\n"));
}

/* A schema of ours, with names that brat cannot hold, with every kind of item. */
static void
test_own_schema (void)
{
  static const char * const people[] = { "Person", NULL };
  static const char * const quotes[] = { "direct quote", NULL };
  static const char * const values[] = { "sehr hoch", "niedrig", NULL };
  const ManiculeLabelFields labels[] = {
    { .name = "Person", .title = "Natural | person", .color = "#102030", .key = "p" },
    { .name = "Büro", .parent = "Person", .kind = MANICULE_LABEL_STRUCTURE },
    { .name = "direct quote", .kind = MANICULE_LABEL_FRAME },
  };
  const ManiculeRelationTypeFields types[] = {
    { .name = "source", .from = quotes, .to = people, .required = TRUE },
    { .name = "rank2", .from = quotes },
    { .name = "knows", .from = people, .to = people },
    { .name = "same", .symmetric = TRUE, .transitive = TRUE },
  };
  const ManiculeAttributeFields attributes[] = {
    { .name = "certain", .type = MANICULE_ATTRIBUTE_FLAG },
    { .name = "tone of it", .type = MANICULE_ATTRIBUTE_CHOICE, .values = values, .labels = quotes },
    { .name = "comment", .type = MANICULE_ATTRIBUTE_TEXT },
  };
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autoptr(StandoffReading) reading = read_configured (folder, NULL, NULL, NULL);
  g_autoptr(StandoffReading) back = NULL;
  g_autofree char *place = g_build_filename (folder, "out", NULL);
  g_autofree char *ann = g_build_filename (place, "doc.ann", NULL);
  g_autofree char *annotation = NULL;
  g_autofree char *visual = NULL;
  g_autofree char *keys = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      g_autoptr(ManiculeLabel) label = manicule_label_new (&labels[i]);

      manicule_schema_add_label (reading->schema, label);
    }
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr(ManiculeRelationType) type = manicule_relation_type_new (&types[i]);

      manicule_schema_add_relation_type (reading->schema, type);
    }
  for (guint i = 0; i < G_N_ELEMENTS (attributes); i++)
    {
      g_autoptr(ManiculeAttribute) attribute = manicule_attribute_new (&attributes[i]);

      manicule_schema_add_attribute (reading->schema, attribute);
    }

  g_assert_true (standoff_write ("brat", reading, NULL, place, NULL));
  annotation = standoff_get (place, "annotation.conf");
  g_assert_cmpstr (annotation, ==,
                   "[entities]\n\n"
                   "Person\n"
                   "\tB_x00FC_ro\n"
                   "\n[relations]\n\n"
                   "knows\tArg1:Person, Arg2:Person\n"
                   "same\tArg1:<ANY>, Arg2:<ANY>, <REL-TYPE>:symmetric-transitive\n"
                   "\n[events]\n\n"
                   "direct_x0020_quote\tsource+:Person, rank_x0032_*:<ANY>\n"
                   "\n[attributes]\n\n"
                   "certain\tArg:<ENTITY>|<EVENT>\n"
                   "tone_x0020_of_x0020_it\tArg:direct_x0020_quote, Value:sehr_x0020_hoch|niedrig\n"
                   "# any value: comment\tArg:<ENTITY>|<EVENT>\n");
  visual = standoff_get (place, "visual.conf");
  g_assert_nonnull (strstr (visual, "Person | Natural   person\nB_x00FC_ro | Büro\n"));
  g_assert_nonnull (strstr (visual, "Person\tbgColor:#102030, fgColor:white\n"));
  keys = standoff_get (place, "kb_shortcuts.conf");
  g_assert_cmpstr (keys, ==, "P\tPerson\n");

  back = standoff_read ("brat", ann, NULL);
  g_assert_cmpuint (manicule_findings_get_n (back->findings), ==, 0);
  assert_label (back, "Büro", "Person", MANICULE_LABEL_ENTITY);
  assert_label (back, "direct quote", NULL, MANICULE_LABEL_FRAME);
  assert_type (back, "source", "direct quote", "Person", TRUE);
  assert_type (back, "rank2", "direct quote", NULL, FALSE);
  assert_list (manicule_attribute_get_values (manicule_schema_find_attribute (back->schema, "tone of it")),
               "sehr hoch niedrig");
  g_assert_cmpstr (manicule_label_get_key (manicule_schema_find_label (back->schema, "Person")), ==, "p");
}

/* Of types that may start anywhere their use tells whether they are roles, and of which frames. */
static void
test_usage (void)
{
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autoptr(StandoffReading) reading = standoff_read_pair (folder, TEXT,
                                                           "T1\tPER 0 3\tAda\nT2\tMeet 13 16\tmet\nE1\tMeet:T2 Who:T1\n"
                                                           "T3\tSee 4 8\tLove\nE2\tSee:T3 What:T1\n"
                                                           "R1\tKnows Arg1:T1 Arg2:T1\n", NULL);
  g_autofree char *place = g_build_filename (folder, "out", NULL);
  g_autofree char *written = NULL;

  g_assert_true (standoff_write ("brat", reading, NULL, place, NULL));
  written = standoff_get (place, "annotation.conf");
  g_assert_nonnull (strstr (written, "[relations]\n\nKnows\tArg1:<ANY>, Arg2:<ANY>\n\n[events]"));
  g_assert_nonnull (strstr (written, "Meet\tWho*:<ANY>\n"));
  g_assert_nonnull (strstr (written, "See\tWhat*:<ANY>\n"));
}

/* What brat lets overlap is no relation type; it is written again as it was. */
static void
test_rules (void)
{
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autoptr(StandoffReading) reading = read_configured (folder, "[entities]\nPerson\nPlace\n[relations]\n<NAMED>=Person|Place\n"
                                                        "Knows Arg1:Person, Arg2:Person\n"
                                                        "<OVERLAP>   Arg1:<NAMED>, Arg2:Place, <OVL-TYPE>:contain\n"
                                                        "  <OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:cross\n"
                                                        "ENTITY-NESTING Arg1:Place, Arg2:Person\n[events] \t\n[attributes]\n", NULL, NULL);
  g_autofree char *place = g_build_filename (folder, "out", NULL);
  g_autofree char *written = NULL;

  g_assert_no_error (reading->error);
  g_assert_cmpuint (manicule_findings_get_n (reading->findings), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (manicule_schema_get_relation_types (reading->schema)), ==, 1);
  g_assert_true (standoff_write ("brat", reading, NULL, place, NULL));
  written = standoff_get (place, "annotation.conf");
  g_assert_nonnull (strstr (written, "Knows\tArg1:Person, Arg2:Person\n"
                                     "<OVERLAP>   Arg1:Person|Place, Arg2:Place, <OVL-TYPE>:contain\n"
                                     "<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:cross\n"
                                     "ENTITY-NESTING Arg1:Place, Arg2:Person\n\n[events]"));
}

/* What cannot be understood is reported with its line; the rest is taken. */
static void
test_damage (void)
{
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autoptr(StandoffReading) reading = read_configured (folder,
                                                        "stray\n[entities]\nPerson\n!\n<<<\n---\n[strange]\nThing\n[events]\n"
                                                        "Meet Who:Person, Nonsense, :x, What\n[relations]\nAlone Arg1:Person\n",
                                                        "[labels]\n|\nPerson\n[drawing]\nPerson bgColor:#12, fgColor\n", "P\n");

  g_assert_no_error (reading->error);
  g_assert_true (standoff_found (reading, "configuration-line", 4));
  g_assert_true (standoff_found (reading, "configuration-line", 5));
  g_assert_cmpuint (manicule_findings_get_n (reading->findings), ==, 2);
  g_assert_cmpuint (g_list_model_get_n_items (manicule_schema_get_labels (reading->schema)), ==, 2);
  assert_type (reading, "Who", "Meet", "Person", TRUE);
  assert_type (reading, "Alone", NULL, NULL, FALSE);
}

/* Macros of macros may ask for any amount; bytes that are no text are left alone. */
static void
test_hostile (void)
{
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autoptr(GString) bomb = g_string_new ("[entities]\n");
  g_autoptr(StandoffReading) reading = NULL;
  g_autoptr(StandoffReading) bytes = NULL;

  for (char c = 'A'; c < 'Z'; c++)
    g_string_append_printf (bomb, "<%c>=<%c>|<%c>|<%c>|<%c>\n", c, c + 1, c + 1, c + 1, c + 1);
  g_string_append (bomb, "<Z>=Person\nThing <A>\n");
  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (bomb, "%*sL%u\n", (int) (i % 40), "", i);

  reading = read_configured (folder, bomb->str, NULL, NULL);
  g_assert_no_error (reading->error);
  g_assert_true (standoff_found (reading, "configuration-line", 28));
  g_assert_cmpuint (g_list_model_get_n_items (manicule_schema_get_labels (reading->schema)), ==, 4096);

  bytes = read_configured (folder, "[entities]\n\xff\n", NULL, NULL);
  g_assert_no_error (bytes->error);
  g_assert_true (standoff_found (bytes, "configuration-unreadable", 0));
}

/* Labels in a circle of parents are all written, once. */
static void
test_circle_of_parents (void)
{
  const ManiculeLabelFields labels[] = { { .name = "A", .parent = "B" }, { .name = "B", .parent = "A" }, { .name = "C", .parent = "C" } };
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autoptr(StandoffReading) reading = read_configured (folder, NULL, NULL, NULL);
  g_autofree char *place = g_build_filename (folder, "out", NULL);
  g_autofree char *written = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      g_autoptr(ManiculeLabel) label = manicule_label_new (&labels[i]);

      manicule_schema_add_label (reading->schema, label);
    }

  g_assert_true (standoff_write ("brat", reading, NULL, place, NULL));
  written = standoff_get (place, "annotation.conf");
  g_assert_nonnull (strstr (written, "[entities]\n\nC\nA\n\tB\n\n"));
}

/* Each file of the configuration is looked for in the folder and then in those above it; the nearest one counts. */
static void
test_parents (void)
{
  g_autoptr(StandoffFolder) folder = standoff_make_folder ();
  g_autofree char *top = standoff_put (folder, "annotation.conf", "[entities]\nFar\n", -1);
  g_autofree char *visual = standoff_put (folder, "visual.conf", "[labels]\nNear | Near by\nFar | Far off\n", -1);
  g_autofree char *deep = g_build_filename (folder, "a", "b", NULL);
  g_autofree char *deeper = g_build_filename (deep, "c", NULL);
  g_autofree char *near = NULL;
  g_autoptr(StandoffReading) far_reading = NULL;
  g_autoptr(StandoffReading) near_reading = NULL;

  g_assert_cmpint (g_mkdir_with_parents (deeper, 0700), ==, 0);
  far_reading = read_configured (deeper, NULL, NULL, NULL);
  g_assert_nonnull (manicule_schema_find_label (far_reading->schema, "Far"));

  near = standoff_put (deep, "annotation.conf", "[entities]\nNear\n", -1);
  near_reading = read_configured (deeper, NULL, NULL, NULL);
  g_assert_null (manicule_schema_find_label (near_reading->schema, "Far"));
  g_assert_cmpstr (manicule_label_get_title (manicule_schema_find_label (near_reading->schema, "Near")), ==, "Near by");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/brat/config/sample", test_sample);
  g_test_add_func ("/brat/config/sample-again", test_sample_again);
  g_test_add_func ("/brat/config/own-schema", test_own_schema);
  g_test_add_func ("/brat/config/usage", test_usage);
  g_test_add_func ("/brat/config/rules", test_rules);
  g_test_add_func ("/brat/config/parents", test_parents);
  g_test_add_func ("/brat/config/damage", test_damage);
  g_test_add_func ("/brat/config/hostile", test_hostile);
  g_test_add_func ("/brat/config/circle-of-parents", test_circle_of_parents);

  return g_test_run ();
}
