/* test-annotation.c: annotations as values
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include "fixture.h"

#define LONG_ID "a-long-id-of-sixty-four-characters-which-is-the-most-allowed-001"

/* A span says what it was made of and lacks all else. */
static void
test_span (void)
{
  g_autoptr(ManiculeAnnotation) self = span ("k3f9", "PER", 3, 9);
  guint n_ranges;
  const ManiculeRange *ranges = manicule_annotation_get_ranges (self, &n_ranges);

  g_assert_cmpint (manicule_annotation_get_kind (self), ==, MANICULE_ANNOTATION_SPAN);
  g_assert_cmpstr (manicule_annotation_get_id (self), ==, "k3f9");
  g_assert_cmpstr (manicule_annotation_get_label (self), ==, "PER");
  g_assert_cmpuint (n_ranges, ==, 1);
  g_assert_cmpuint (ranges[0].start, ==, 3);
  g_assert_cmpuint (ranges[0].end, ==, 9);
  g_assert_false (manicule_annotation_is_discontinuous (self));
  g_assert_null (manicule_annotation_get_from (self));
  g_assert_null (manicule_annotation_get_to (self));
  g_assert_null (manicule_annotation_get_attributes (self));
  g_assert_null (manicule_annotation_get_note (self));
  g_assert_null (manicule_annotation_get_entity (self));
  g_assert_null (manicule_annotation_get_origin_source (self));
  g_assert_null (manicule_annotation_get_origin_id (self));
  g_assert_true (isnan (manicule_annotation_get_origin_score (self)));
  g_assert_cmpint (manicule_annotation_get_created (self), ==, 0);
  g_assert_cmpint (manicule_annotation_get_modified (self), ==, 0);
  g_assert_null (manicule_annotation_get_carried (self));
  g_assert_finalize_object (g_steal_pointer (&self));
}

/* A span that comes from elsewhere is one that was given its origin. */
static void
test_span_from (void)
{
  static const ManiculeRange ranges[] = { { 3, 7 }, { 9, 12 } };
  g_autoptr(ManiculeAnnotation) plain = manicule_annotation_new_span ("k1", "PER", ranges, G_N_ELEMENTS (ranges));
  g_autoptr(ManiculeAnnotation) expected = manicule_annotation_with_origin (plain, "brat", "T4", NAN);
  g_autoptr(ManiculeAnnotation) span = manicule_annotation_new_span_from ("k1", "PER", ranges, G_N_ELEMENTS (ranges), "brat", "T4");

  g_assert_true (manicule_annotation_equal (span, expected));
  g_assert_false (manicule_annotation_equal (span, plain));
}

/* A relation knows its ends, which may be long, and covers nothing. */
static void
test_relation (void)
{
  g_autoptr(ManiculeAnnotation) self = relation ("r1", "source", "q", LONG_ID);
  guint n_ranges;

  g_assert_cmpint (manicule_annotation_get_kind (self), ==, MANICULE_ANNOTATION_RELATION);
  g_assert_cmpstr (manicule_annotation_get_from (self), ==, "q");
  g_assert_cmpstr (manicule_annotation_get_to (self), ==, LONG_ID);
  g_assert_null (manicule_annotation_get_ranges (self, &n_ranges));
  g_assert_cmpuint (n_ranges, ==, 0);
  g_assert_cmpuint (manicule_annotation_get_hull (self).end, ==, 0);
  g_assert_finalize_object (g_steal_pointer (&self));
}

/* A document label has neither ranges nor ends. */
static void
test_document (void)
{
  g_autoptr(ManiculeAnnotation) self = manicule_annotation_new_document ("d1", "topic");
  guint n_ranges;

  g_assert_cmpint (manicule_annotation_get_kind (self), ==, MANICULE_ANNOTATION_DOCUMENT);
  g_assert_null (manicule_annotation_get_ranges (self, &n_ranges));
  g_assert_null (manicule_annotation_get_from (self));
  g_assert_finalize_object (g_steal_pointer (&self));
}

/* A discontinuous span keeps all its ranges, and becomes a plain one again. */
static void
test_discontinuous (void)
{
  const ManiculeRange ranges[] = { { 2, 4 }, { 7, 7 }, { 9, 12 } };
  g_autoptr(ManiculeAnnotation) self = manicule_annotation_new_span ("a", "PER", ranges, 3);
  g_autoptr(ManiculeAnnotation) plain = manicule_annotation_with_ranges (self, &ranges[2], 1);
  guint n_ranges;

  g_assert_true (manicule_annotation_is_discontinuous (self));
  g_assert_cmpmem (manicule_annotation_get_ranges (self, &n_ranges), sizeof ranges, ranges, sizeof ranges);
  g_assert_cmpuint (n_ranges, ==, 3);
  g_assert_cmpuint (manicule_annotation_get_hull (self).start, ==, 2);
  g_assert_cmpuint (manicule_annotation_get_hull (self).end, ==, 12);

  g_assert_false (manicule_annotation_is_discontinuous (plain));
  g_assert_cmpuint (manicule_annotation_get_hull (plain).start, ==, 9);
  g_assert_cmpmem (manicule_annotation_get_ranges (plain, &n_ranges), sizeof ranges[2], &ranges[2], sizeof ranges[2]);
}

typedef struct
{
  const char    *name;
  ManiculeRange  ranges[3];
  guint          n_ranges;
  gboolean       valid;
} RangesCase;

static const RangesCase ranges_cases[] = {
  { "none", { { 0, 0 } }, 0, FALSE },
  { "one", { { 1, 2 } }, 1, TRUE },
  { "empty", { { 1, 1 } }, 1, TRUE },
  { "backwards", { { 2, 1 } }, 1, FALSE },
  { "touching", { { 1, 2 }, { 2, 3 } }, 2, TRUE },
  { "overlapping", { { 1, 3 }, { 2, 4 } }, 2, FALSE },
  { "unsorted", { { 5, 6 }, { 1, 2 } }, 2, FALSE },
  { "second-backwards", { { 1, 2 }, { 5, 4 } }, 2, FALSE },
  { "same-empty", { { 1, 1 }, { 1, 1 } }, 2, TRUE },
  { "largest", { { 0, 1 }, { 2, G_MAXUINT } }, 2, TRUE },
};

/* Ranges from outside are right when they are sorted and do not overlap. */
static void
test_ranges (gconstpointer data)
{
  const RangesCase *row = data;

  g_assert_true (manicule_annotation_ranges_are_valid (row->ranges, row->n_ranges) == row->valid);
}

/* Ids of any allowed length are kept, also when one takes the place of another. */
static void
test_id_lengths (void)
{
  for (guint length = 1; length <= 64; length++)
    {
      g_autofree char *id = g_strndup (LONG_ID, length);
      g_autoptr(ManiculeAnnotation) self = span (id, "PER", 0, 1);
      g_autoptr(ManiculeAnnotation) renamed = manicule_annotation_with_id (self, LONG_ID);
      g_autoptr(ManiculeAnnotation) again = manicule_annotation_with_id (renamed, id);

      g_assert_cmpstr (manicule_annotation_get_id (self), ==, id);
      g_assert_cmpstr (manicule_annotation_get_id (renamed), ==, LONG_ID);
      g_assert_cmpstr (manicule_annotation_get_id (again), ==, id);
      g_assert_true (manicule_annotation_equal (self, again));
    }
}

/* Two hundred thousand annotations must stay small: one with nothing special is one piece of memory. */
static void
test_size (void)
{
  GTypeQuery query;

  g_type_query (MANICULE_TYPE_ANNOTATION, &query);
  g_assert_cmpuint (query.instance_size, <=, 72);
}

typedef struct
{
  const char *id;
  gboolean    valid;
} IdCase;

static const IdCase id_cases[] = {
  { "a", TRUE }, { "T1", TRUE }, { "x.y_z-0", TRUE }, { LONG_ID, TRUE }, { LONG_ID "2", FALSE },
  { "", FALSE }, { NULL, FALSE }, { "a b", FALSE }, { "a/b", FALSE }, { "é", FALSE }, { "a\n", FALSE },
};

/* Ids from outside are short and of plain characters. */
static void
test_id_valid (gconstpointer data)
{
  const IdCase *row = data;

  g_assert_true (manicule_id_is_valid (row->id) == row->valid);
}

/* New ids are valid, begin with a letter and do not repeat. */
static void
test_id_new (void)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 10000; i++)
    {
      char *id = manicule_id_new ();

      g_assert_true (manicule_id_is_valid (id));
      g_assert_true (g_ascii_islower (id[0]));
      g_assert_true (g_hash_table_add (seen, id));
    }
}

static ManiculeAnnotation *
make_full (void)
{
  const ManiculeRange ranges[] = { { 2, 4 }, { 9, 12 } };
  ManiculeAnnotation *self = manicule_annotation_new_span ("a", "PER", ranges, 2);
  ManiculeAnnotation *next;

#define STEP(call) next = (call); g_object_unref (self); self = next
  STEP (manicule_annotation_with_attribute (self, "mention", g_variant_new_string ("Name")));
  STEP (manicule_annotation_with_attribute (self, "sure", g_variant_new_boolean (TRUE)));
  STEP (manicule_annotation_with_note (self, "A note"));
  STEP (manicule_annotation_with_entity (self, "ines"));
  STEP (manicule_annotation_with_origin (self, "brat", "T4", 0.83));
  STEP (manicule_annotation_with_times (self, 1000, 2000));
  STEP (manicule_annotation_with_carried (self, "\"x\":1"));
#undef STEP

  return self;
}

static ManiculeAnnotation *
other_label (ManiculeAnnotation *self)
{
  return manicule_annotation_with_label (self, "LOC");
}

static ManiculeAnnotation *
other_id (ManiculeAnnotation *self)
{
  return manicule_annotation_with_id (self, "b");
}

static ManiculeAnnotation *
other_range (ManiculeAnnotation *self)
{
  const ManiculeRange ranges[] = { { 2, 5 }, { 9, 12 } };

  return manicule_annotation_with_ranges (self, ranges, 2);
}

static ManiculeAnnotation *
fewer_ranges (ManiculeAnnotation *self)
{
  const ManiculeRange range = { 2, 12 };

  return manicule_annotation_with_ranges (self, &range, 1);
}

static ManiculeAnnotation *
other_attribute (ManiculeAnnotation *self)
{
  return manicule_annotation_with_attribute (self, "mention", g_variant_new_string ("Pronoun"));
}

static ManiculeAnnotation *
other_attribute_type (ManiculeAnnotation *self)
{
  return manicule_annotation_with_attribute (self, "sure", g_variant_new_int64 (1));
}

static ManiculeAnnotation *
fewer_attributes (ManiculeAnnotation *self)
{
  return manicule_annotation_with_attribute (self, "mention", NULL);
}

static ManiculeAnnotation *
no_note (ManiculeAnnotation *self)
{
  return manicule_annotation_with_note (self, NULL);
}

static ManiculeAnnotation *
other_entity (ManiculeAnnotation *self)
{
  return manicule_annotation_with_entity (self, "tomas");
}

static ManiculeAnnotation *
other_source (ManiculeAnnotation *self)
{
  return manicule_annotation_with_origin (self, "crf", "T4", 0.83);
}

static ManiculeAnnotation *
other_origin_id (ManiculeAnnotation *self)
{
  return manicule_annotation_with_origin (self, "brat", "T5", 0.83);
}

static ManiculeAnnotation *
no_score (ManiculeAnnotation *self)
{
  return manicule_annotation_with_origin (self, "brat", "T4", NAN);
}

static ManiculeAnnotation *
other_created (ManiculeAnnotation *self)
{
  return manicule_annotation_with_times (self, 1001, 2000);
}

static ManiculeAnnotation *
other_modified (ManiculeAnnotation *self)
{
  return manicule_annotation_with_times (self, 1000, 2001);
}

static ManiculeAnnotation *
no_carried (ManiculeAnnotation *self)
{
  return manicule_annotation_with_carried (self, NULL);
}

typedef struct
{
  const char          *name;
  ManiculeAnnotation *(* with) (ManiculeAnnotation *self);
} WithCase;

static const WithCase with_cases[] = {
  { "label", other_label },
  { "id", other_id },
  { "range", other_range },
  { "fewer-ranges", fewer_ranges },
  { "attribute", other_attribute },
  { "attribute-type", other_attribute_type },
  { "fewer-attributes", fewer_attributes },
  { "no-note", no_note },
  { "entity", other_entity },
  { "source", other_source },
  { "origin-id", other_origin_id },
  { "no-score", no_score },
  { "created", other_created },
  { "modified", other_modified },
  { "no-carried", no_carried },
};

/* Each member counts for equality, and a "with" function leaves the one it was called on as it was. */
static void
test_with (gconstpointer data)
{
  const WithCase *row = data;
  g_autoptr(ManiculeAnnotation) self = make_full ();
  g_autoptr(ManiculeAnnotation) twin = make_full ();
  g_autoptr(ManiculeAnnotation) other = row->with (self);
  g_autoptr(ManiculeAnnotation) same = row->with (twin);

  g_assert_true (manicule_annotation_equal (self, twin));
  g_assert_false (manicule_annotation_equal (self, other));
  g_assert_false (manicule_annotation_equal (other, self));
  g_assert_true (manicule_annotation_equal (other, same));
}

/* What is set and then taken away again leaves no trace. */
static void
test_emptied (void)
{
  g_autoptr(ManiculeAnnotation) plain = span ("a", "PER", 2, 4);
  g_autoptr(ManiculeAnnotation) noted = manicule_annotation_with_note (plain, "A note");
  g_autoptr(ManiculeAnnotation) emptied = manicule_annotation_with_note (noted, "");
  g_autoptr(ManiculeAnnotation) answered = manicule_annotation_with_attribute (plain, "x", g_variant_new_int64 (7));
  g_autoptr(ManiculeAnnotation) unanswered = manicule_annotation_with_attribute (answered, "x", NULL);

  g_assert_true (manicule_annotation_equal (plain, emptied));
  g_assert_null (manicule_annotation_get_note (emptied));
  g_assert_true (manicule_annotation_equal (plain, unanswered));
  g_assert_null (manicule_annotation_get_attributes (unanswered));
}

/* Attributes are sorted by name in whatever order they come, a new value takes the place of the old. */
static void
test_attributes (void)
{
  static const char * const names[] = { "m", "z", "a", "m", "b" };
  g_autoptr(ManiculeAnnotation) self = span ("a", "PER", 2, 4);
  g_autoptr(GVariant) value = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(ManiculeAnnotation) former = self;

      self = manicule_annotation_with_attribute (former, names[i], g_variant_new_int64 (i));
    }

  text = g_variant_print (manicule_annotation_get_attributes (self), FALSE);
  g_assert_cmpstr (text, ==, "{'a': <int64 2>, 'b': <int64 4>, 'm': <int64 3>, 'z': <int64 1>}");
  value = manicule_annotation_dup_attribute (self, "z");
  g_assert_cmpint (g_variant_get_int64 (value), ==, 1);
  g_assert_null (manicule_annotation_dup_attribute (self, "y"));
}

/* A value that others hold is not eaten. */
static void
test_attribute_ownership (void)
{
  g_autoptr(ManiculeAnnotation) self = span ("a", "PER", 2, 4);
  g_autoptr(GVariant) held = g_variant_ref_sink (g_variant_new_string ("Name"));
  g_autoptr(ManiculeAnnotation) other = manicule_annotation_with_attribute (self, "mention", held);
  g_autoptr(GVariant) value = manicule_annotation_dup_attribute (other, "mention");

  g_assert_cmpstr (g_variant_get_string (held, NULL), ==, "Name");
  g_assert_cmpvariant (held, value);
}

/* A relation can be led elsewhere; what it was stays. */
static void
test_ends (void)
{
  g_autoptr(ManiculeAnnotation) self = relation ("r", "source", "a", "b");
  g_autoptr(ManiculeAnnotation) turned = manicule_annotation_with_ends (self,
                                                                       manicule_annotation_get_to (self),
                                                                       manicule_annotation_get_from (self));

  g_assert_cmpstr (manicule_annotation_get_from (turned), ==, "b");
  g_assert_cmpstr (manicule_annotation_get_to (turned), ==, "a");
  g_assert_cmpstr (manicule_annotation_get_from (self), ==, "a");
  g_assert_false (manicule_annotation_equal (self, turned));
}

/* Equal labels are one string, so that they can be compared by address. */
static void
test_interned (void)
{
  g_autofree char *label = g_strdup ("PER");
  g_autoptr(ManiculeAnnotation) a = span ("a", label, 2, 4);
  g_autoptr(ManiculeAnnotation) b = span ("b", "PER", 5, 6);

  g_assert_true (manicule_annotation_get_label (a) == manicule_annotation_get_label (b));
}

/* The order: document labels, spans by start and falling end, relations; equal ones by id. */
static void
test_order (void)
{
  g_autoptr(GPtrArray) sorted = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (sorted, manicule_annotation_new_document ("d", "topic"));
  g_ptr_array_add (sorted, manicule_annotation_new_document ("e", "topic"));
  g_ptr_array_add (sorted, span ("z", "PER", 0, 9));
  g_ptr_array_add (sorted, span ("b", "PER", 0, 4));
  g_ptr_array_add (sorted, span ("c", "LOC", 0, 4));
  g_ptr_array_add (sorted, span ("a", "PER", 0, 0));
  g_ptr_array_add (sorted, span ("y", "PER", 1, 20));
  g_ptr_array_add (sorted, relation ("r", "source", "z", "a"));
  g_ptr_array_add (sorted, relation ("s", "source", "a", "a"));

  for (guint i = 0; i < sorted->len; i++)
    for (guint j = 0; j < sorted->len; j++)
      {
        int order = manicule_annotation_compare (g_ptr_array_index (sorted, i), g_ptr_array_index (sorted, j));

        g_assert_cmpint (CLAMP (order, -1, 1), ==, i < j ? -1 : i > j);
      }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/annotation/span", test_span);
  g_test_add_func ("/annotation/span-from", test_span_from);
  g_test_add_func ("/annotation/relation", test_relation);
  g_test_add_func ("/annotation/document", test_document);
  g_test_add_func ("/annotation/discontinuous", test_discontinuous);
  g_test_add_func ("/annotation/size", test_size);
  g_test_add_func ("/annotation/emptied", test_emptied);
  g_test_add_func ("/annotation/attributes", test_attributes);
  g_test_add_func ("/annotation/attribute-ownership", test_attribute_ownership);
  g_test_add_func ("/annotation/ends", test_ends);
  g_test_add_func ("/annotation/interned", test_interned);
  g_test_add_func ("/annotation/order", test_order);
  g_test_add_func ("/annotation/id-lengths", test_id_lengths);
  g_test_add_func ("/annotation/id-new", test_id_new);

  for (guint i = 0; i < G_N_ELEMENTS (id_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/annotation/id-valid/%u", i);

      g_test_add_data_func (path, &id_cases[i], test_id_valid);
    }
  for (guint i = 0; i < G_N_ELEMENTS (ranges_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/annotation/ranges/", ranges_cases[i].name, NULL);

      g_test_add_data_func (path, &ranges_cases[i], test_ranges);
    }
  for (guint i = 0; i < G_N_ELEMENTS (with_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/annotation/with/", with_cases[i].name, NULL);

      g_test_add_data_func (path, &with_cases[i], test_with);
    }

  return g_test_run ();
}
