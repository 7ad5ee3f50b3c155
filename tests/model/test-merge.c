/* test-merge.c: two sets of annotations that grew from one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fixture.h"

#include "manicule-merge.h"

#define LENGTH 60
#define N_CASES 10000

/* A row: the three sides, as lines of "id label start end" or "id label >from >to" parted by "; ". */
typedef struct
{
  const char *name;
  const char *base;
  const char *ours;
  const char *theirs;
  const char *expected;   /* the same way, in order */
  const char *conflicts;  /* ids */
} Row;

static const Row rows[] = {
  { "added", "a P 0 4", "a P 0 4; b P 5 8", "a P 0 4; c P 9 12", "a P 0 4; b P 5 8; c P 9 12", "" },
  { "removed", "a P 0 4; b P 5 8", "b P 5 8", "a P 0 4; b P 5 8", "b P 5 8", "" },
  { "both-removed", "a P 0 4; b P 5 8", "b P 5 8", "b P 5 8", "b P 5 8", "" },
  { "fields", "a P 0 4", "a L 0 4", "a P 0 6", "a L 0 6", "" },
  { "same-change", "a P 0 4", "a L 0 4", "a L 0 4", "a L 0 4", "" },
  { "two-labels", "a P 0 4", "a L 0 4", "a Q 0 4", "a L 0 4; a.conflict Q 0 4", "a" },
  { "two-places", "a P 0 4", "a P 0 5", "a P 0 6", "a.conflict P 0 6; a P 0 5", "a" },
  { "added-twice", "", "a P 0 4", "a L 0 4", "a L 0 4; a.conflict P 0 4", "a" },
  { "removed-changed", "a P 0 4", "", "a P 0 6", "a P 0 6", "a" },
  { "removed-needed", "a P 0 4; b P 5 8", "b P 5 8", "a P 0 4; b P 5 8; r s >a >b", "a P 0 4; b P 5 8; r s >a >b", "a" },
  { "other-kind", "a P 0 4; b P 5 8", "a P 0 4; b P 5 8; r P 0 4", "a P 0 4; b P 5 8; r s >a >b",
    "a P 0 4; r P 0 4; b P 5 8; r.conflict s >a >b", "r" },
  { "circle", "a P 0 4; r s >a >a; t s >a >a", "a P 0 4; r s >a >t; t s >a >a", "a P 0 4; r s >a >a; t s >a >r",
    "a P 0 4; r s >a >a; r.conflict s >a >t; t s >a >r; t.conflict s >a >a", "r t" },
};

/* --- reading and writing rows ----------------------------------------------------------------------------------- */

static GPtrArray *
parse (const char *lines)
{
  GPtrArray *annotations = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto(GStrv) parts = g_strsplit (lines, "; ", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_auto(GStrv) words = g_strsplit (parts[i], " ", 4);

      if (words[0] == NULL)
        continue;
      if (words[2][0] == '>')
        g_ptr_array_add (annotations, relation (words[0], words[1], words[2] + 1, words[3] + 1));
      else
        g_ptr_array_add (annotations, span (words[0], words[1], atoi (words[2]), atoi (words[3])));
    }

  return annotations;
}

static char *
print (GPtrArray *annotations)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < annotations->len; i++)
    {
      ManiculeAnnotation *annotation = annotations->pdata[i];
      ManiculeRange hull = manicule_annotation_get_hull (annotation);

      g_string_append_printf (text, "%s%s %s ", i > 0 ? "; " : "", manicule_annotation_get_id (annotation),
                              manicule_annotation_get_label (annotation));
      if (manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_RELATION)
        g_string_append_printf (text, ">%s >%s", manicule_annotation_get_from (annotation),
                                manicule_annotation_get_to (annotation));
      else
        g_string_append_printf (text, "%u %u", hull.start, hull.end);
    }

  return g_string_free_and_steal (text);
}

static char *
print_conflicts (GPtrArray *conflicts)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < conflicts->len; i++)
    {
      ManiculeMergeConflict *conflict = conflicts->pdata[i];

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", conflict->id);
    }

  return g_string_free_and_steal (text);
}

/* Each row, and with the sides exchanged. */
static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr(GPtrArray) base = parse (row->base);
  g_autoptr(GPtrArray) ours = parse (row->ours);
  g_autoptr(GPtrArray) theirs = parse (row->theirs);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(GPtrArray) conflicts = g_ptr_array_new_with_free_func (manicule_merge_conflict_free);
      g_autoptr(GPtrArray) result = manicule_merge_annotations (base, i == 0 ? ours : theirs, i == 0 ? theirs : ours,
                                                                conflicts);
      g_autofree char *printed = print (result);
      g_autofree char *ids = print_conflicts (conflicts);

      g_assert_cmpstr (printed, ==, row->expected);
      g_assert_cmpstr (ids, ==, row->conflicts);
    }
}

/* --- generated cases -------------------------------------------------------------------------------------------- */

static ManiculeAnnotation *
find_in (GPtrArray  *annotations,
         const char *id)
{
  for (guint i = 0; i < annotations->len; i++)
    if (g_str_equal (manicule_annotation_get_id (annotations->pdata[i]), id))
      return annotations->pdata[i];

  return NULL;
}

static ManiculeAnnotation *
random_span (const char *id)
{
  static const char * const labels[] = { "P", "L", "Q" };
  ManiculeRange range;

  range.start = g_test_rand_int_range (0, LENGTH);
  range.end = g_test_rand_int_range (range.start, LENGTH + 1);

  return manicule_annotation_new_span (id, labels[g_test_rand_int_range (0, 3)], &range, 1);
}

static ManiculeAnnotation *
with_random_field (ManiculeAnnotation *annotation,
                   ManiculeAnnotation *place)
{
  static const char * const words[] = { "x", "y", NULL };
  const char *word = words[g_test_rand_int_range (0, 3)];
  guint n;
  const ManiculeRange *ranges = manicule_annotation_get_ranges (place, &n);

  switch (g_test_rand_int_range (0, 6))
    {
    case 0:
      return manicule_annotation_with_label (annotation, manicule_annotation_get_label (place));
    case 1:
      return manicule_annotation_with_note (annotation, word);
    case 2:
      return manicule_annotation_with_entity (annotation, word);
    case 3:
      return manicule_annotation_with_attribute (annotation, "sure", word != NULL ? g_variant_new_string (word) : NULL);
    case 4:
      return manicule_annotation_with_times (annotation, 5, g_test_rand_int_range (0, 4));
    default:
      if (manicule_annotation_get_kind (annotation) != MANICULE_ANNOTATION_SPAN)
        return g_object_ref (annotation);
      return manicule_annotation_with_ranges (annotation, ranges, n);
    }
}

/* Removes an annotation and all that leads to it. */
static void
remove_with_relations (GPtrArray  *annotations,
                       const char *id)
{
  g_autofree char *gone = g_strdup (id);

  for (guint i = 0; i < annotations->len; i++)
    {
      ManiculeAnnotation *annotation = annotations->pdata[i];

      if (g_strcmp0 (manicule_annotation_get_from (annotation), gone) != 0 &&
          g_strcmp0 (manicule_annotation_get_to (annotation), gone) != 0)
        continue;
      remove_with_relations (annotations, manicule_annotation_get_id (annotation));
      i = -1;
    }
  g_ptr_array_remove (annotations, find_in (annotations, gone));
}

static gboolean
is_sound (GPtrArray *annotations)
{
  g_autofree char *filler = g_strnfill (LENGTH, 'x');
  g_autoptr(ManiculeText) text = manicule_text_new_from_string (filler);
  g_autoptr(ManiculeAnnotationSet) set = manicule_annotation_set_new ("one", "anna", text);

  return manicule_annotation_set_add_all (set, annotations, NULL);
}

static void
put_random (GPtrArray *annotations)
{
  g_autofree char *id = g_strdup_printf ("%c%s", 'a' + g_test_rand_int_range (0, 8),
                                         g_test_rand_int_range (0, 12) == 0 ? ".conflict" : "");
  ManiculeAnnotation *there = find_in (annotations, id);

  if (there != NULL)
    return;
  if (annotations->len > 0 && g_test_rand_int_range (0, 3) == 0)
    {
      ManiculeAnnotation *from = annotations->pdata[g_test_rand_int_range (0, annotations->len)];
      ManiculeAnnotation *to = annotations->pdata[g_test_rand_int_range (0, annotations->len)];

      g_ptr_array_add (annotations, manicule_annotation_new_relation (id, "s", manicule_annotation_get_id (from),
                                                                      manicule_annotation_get_id (to)));
    }
  else if (g_test_rand_int_range (0, 5) == 0)
    g_ptr_array_add (annotations, manicule_annotation_new_document (id, "T"));
  else
    g_ptr_array_add (annotations, random_span (id));
}

/* Leads a relation elsewhere, where that makes no circle. */
static void
turn_relation (GPtrArray *annotations,
               guint      index)
{
  ManiculeAnnotation *to = annotations->pdata[g_test_rand_int_range (0, annotations->len)];
  g_autoptr(ManiculeAnnotation) before = annotations->pdata[index];
  const char *from = manicule_annotation_get_from (before);

  annotations->pdata[index] = manicule_annotation_with_ends (before, from, manicule_annotation_get_id (to));
  if (is_sound (annotations))
    return;

  g_object_unref (annotations->pdata[index]);
  annotations->pdata[index] = g_steal_pointer (&before);
}

static void
change_random (GPtrArray *annotations)
{
  guint index = annotations->len > 0 ? g_test_rand_int_range (0, annotations->len) : 0;
  guint action = g_test_rand_int_range (0, 8);

  if (annotations->len == 0 || action < 3)
    put_random (annotations);
  else if (action < 4)
    remove_with_relations (annotations, manicule_annotation_get_id (annotations->pdata[index]));
  else if (action < 6 && manicule_annotation_get_kind (annotations->pdata[index]) == MANICULE_ANNOTATION_RELATION)
    turn_relation (annotations, index);
  else
    {
      g_autoptr(ManiculeAnnotation) before = annotations->pdata[index];
      g_autoptr(ManiculeAnnotation) place = random_span ("unused");

      annotations->pdata[index] = with_random_field (before, place);
    }
}

static GPtrArray *
random_side (GPtrArray *base,
             guint      n_changes)
{
  GPtrArray *side = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; base != NULL && i < base->len; i++)
    g_ptr_array_add (side, g_object_ref (base->pdata[i]));
  for (guint i = 0; i < n_changes; i++)
    change_random (side);
  g_ptr_array_sort_values (side, (GCompareFunc) manicule_annotation_compare);
  g_assert_true (is_sound (side));

  return side;
}

static gboolean
equal (GPtrArray *a,
       GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    if (!manicule_annotation_equal (a->pdata[i], b->pdata[i]))
      return FALSE;

  return TRUE;
}

static GPtrArray *
merge (GPtrArray *base,
       GPtrArray *ours,
       GPtrArray *theirs,
       guint     *n_conflicts)
{
  g_autoptr(GPtrArray) conflicts = g_ptr_array_new_with_free_func (manicule_merge_conflict_free);
  GPtrArray *result = manicule_merge_annotations (base, ours, theirs, conflicts);

  *n_conflicts = conflicts->len;

  return result;
}

/* Whether @found says what @side said anew, compared with @base. */
static gboolean
says_news (ManiculeAnnotation *found,
           ManiculeAnnotation *base,
           ManiculeAnnotation *side)
{
  g_autoptr(GVariant) value_found = manicule_annotation_dup_attribute (found, "sure");
  g_autoptr(GVariant) value_side = manicule_annotation_dup_attribute (side, "sure");
  g_autoptr(GVariant) value_base = base != NULL ? manicule_annotation_dup_attribute (base, "sure") : NULL;
  ManiculeRange at_found = manicule_annotation_get_hull (found), at_side = manicule_annotation_get_hull (side);
  ManiculeRange at_base = manicule_annotation_get_hull (base != NULL ? base : side);

#define SAYS(get) \
  (g_strcmp0 (get (found), get (side)) == 0 || (base != NULL && g_strcmp0 (get (base), get (side)) == 0))
#define SAME(a, b) ((a) == (b) || ((a) != NULL && (b) != NULL && g_variant_equal (a, b)))

  return manicule_annotation_get_kind (found) == manicule_annotation_get_kind (side) &&
         SAYS (manicule_annotation_get_label) && SAYS (manicule_annotation_get_note) &&
         SAYS (manicule_annotation_get_entity) && SAYS (manicule_annotation_get_to) &&
         (SAME (value_found, value_side) || (base != NULL && SAME (value_base, value_side))) &&
         ((at_found.start == at_side.start && at_found.end == at_side.end) ||
          (base != NULL && at_base.start == at_side.start && at_base.end == at_side.end));
}

/* Nothing that @side says is gone, unless the other side removed what @side left as it was. */
static void
assert_kept (GPtrArray *base,
             GPtrArray *side,
             GPtrArray *other,
             GPtrArray *result)
{
  for (guint i = 0; i < side->len; i++)
    {
      ManiculeAnnotation *annotation = side->pdata[i];
      const char *id = manicule_annotation_get_id (annotation);
      ManiculeAnnotation *before = find_in (base, id);
      ManiculeAnnotation *found = find_in (result, id);
      gboolean kept = FALSE;

      /* What the side left as it was is the other's to change or remove. */
      if (before != NULL && manicule_annotation_equal (before, annotation))
        {
          g_assert_true (found != NULL || find_in (other, id) == NULL);
          continue;
        }
      g_assert_nonnull (found);
      if (before != NULL && manicule_annotation_get_kind (before) != manicule_annotation_get_kind (annotation))
        before = NULL;
      for (guint j = 0; j < result->len && !kept; j++)
        {
          g_autofree char *of = NULL;
          const char *result_id = manicule_annotation_get_id (result->pdata[j]);

          manicule_merge_parse_twin (result_id, &of);
          if (g_str_equal (result_id, id) || g_strcmp0 (of, id) == 0)
            kept = says_news (result->pdata[j], before, annotation);
        }
      if (!kept)
        {
          g_autofree char *in_base = print (base), *in_side = print (side), *in_other = print (other), *in_result = print (result);

          g_error ("“%s” is lost: base %s; side %s; other %s; result %s", id, in_base, in_side, in_other, in_result);
        }
    }
}

/* What holds of every merge, over ten thousand made up ones. */
static void
test_random (void)
{
  guint n_with_conflicts = 0, n_annotations = 0;

  for (guint i = 0; i < N_CASES; i++)
    {
      g_autoptr(GPtrArray) base = random_side (NULL, g_test_rand_int_range (0, 12));
      g_autoptr(GPtrArray) ours = random_side (base, g_test_rand_int_range (0, 8));
      g_autoptr(GPtrArray) theirs = random_side (base, g_test_rand_int_range (0, 8));
      guint n, n_turned, n_alone;
      g_autoptr(GPtrArray) result = merge (base, ours, theirs, &n);
      g_autoptr(GPtrArray) turned = merge (base, theirs, ours, &n_turned);
      g_autoptr(GPtrArray) ours_alone = merge (base, ours, base, &n_alone);

      g_assert_true (equal (ours_alone, ours));
      g_assert_cmpuint (n_alone, ==, 0);
      {
        g_autoptr(GPtrArray) theirs_alone = merge (base, base, theirs, &n_alone);
        g_autoptr(GPtrArray) agreed = merge (base, ours, ours, &n_alone);

        g_assert_true (equal (theirs_alone, theirs));
        g_assert_true (equal (agreed, ours));
        g_assert_cmpuint (n_alone, ==, 0);
      }

      g_assert_true (equal (result, turned));
      g_assert_cmpuint (n, ==, n_turned);
      g_assert_true (is_sound (result));
      assert_kept (base, ours, theirs, result);
      assert_kept (base, theirs, ours, result);
      n_with_conflicts += n > 0;
      n_annotations += result->len;
    }

  g_test_message ("%u merges, %u of them with conflicts, %u annotations", N_CASES, n_with_conflicts, n_annotations);
  g_assert_cmpuint (n_with_conflicts, >, N_CASES / 10);
  g_assert_cmpuint (n_with_conflicts, <, N_CASES);
}

/* A merge that is merged again adds no second twin. */
static void
test_again (void)
{
  g_autoptr(GPtrArray) base = parse ("a P 0 4");
  g_autoptr(GPtrArray) ours = parse ("a L 0 4");
  g_autoptr(GPtrArray) theirs = parse ("a Q 0 4");
  guint n;
  g_autoptr(GPtrArray) once = merge (base, ours, theirs, &n);
  g_autoptr(GPtrArray) twice = merge (base, once, theirs, &n);

  g_assert_true (equal (once, twice));
}

/* Both must agree on how far the work is, or it is as far as the one says who is less far. */
static void
test_status (void)
{
  g_assert_cmpint (manicule_merge_status (MANICULE_STATUS_NEW, MANICULE_STATUS_DONE, MANICULE_STATUS_NEW), ==,
                   MANICULE_STATUS_DONE);
  g_assert_cmpint (manicule_merge_status (MANICULE_STATUS_NEW, MANICULE_STATUS_IN_PROGRESS, MANICULE_STATUS_DONE), ==,
                   MANICULE_STATUS_IN_PROGRESS);
  g_assert_cmpint (manicule_merge_status (MANICULE_STATUS_DONE, MANICULE_STATUS_DONE, MANICULE_STATUS_NEW), ==,
                   MANICULE_STATUS_NEW);
}

/* The ids of twins, and what only looks like one. */
static void
test_twin_ids (void)
{
  g_autofree char *id = NULL, *second = NULL;

  g_assert_true (manicule_merge_parse_twin ("k3f9.conflict", &id));
  g_assert_cmpstr (id, ==, "k3f9");
  g_assert_true (manicule_merge_parse_twin ("k3f9.conflict-12", &second));
  g_assert_cmpstr (second, ==, "k3f9");
  g_assert_false (manicule_merge_parse_twin (".conflict", NULL));
  g_assert_false (manicule_merge_parse_twin ("k3f9.conflict-", NULL));
  g_assert_false (manicule_merge_parse_twin ("k3f9.conflicts", NULL));
  g_assert_false (manicule_merge_parse_twin ("k3f9", NULL));
}

/* Two versions and what becomes of them. */
typedef struct
{
  const char          *path;
  ManiculeMergeChoice  choice;
  const char          *label;
  guint                n;
} Decision;

static const Decision decisions[] = {
  { "/merge/decide/first", MANICULE_MERGE_KEEP_FIRST, "PER", 2 },
  { "/merge/decide/twin", MANICULE_MERGE_KEEP_TWIN, "LOC", 2 },
  { "/merge/decide/both", MANICULE_MERGE_KEEP_BOTH, "PER", 3 },
};

/* A decision is one step, leaves no twin, and keeps the relation that leads to the other version. */
static void
test_decide (Fixture       *fixture,
             gconstpointer  data)
{
  const Decision *decision = data;
  g_autoptr(GPtrArray) twins = NULL, after = NULL;
  g_autoptr(GError) error = NULL;
  guint n_steps;

  add (fixture, span ("a", "PER", INES));
  add (fixture, span ("a.conflict", "LOC", PORT));
  add (fixture, relation ("r", "source", "a", "a"));
  twins = manicule_merge_list_twins (fixture->set);
  g_assert_cmpuint (twins->len, ==, 1);
  g_assert_true (manicule_merge_find_first (fixture->set, twins->pdata[0]) == find (fixture, "a"));

  n_steps = g_list_model_get_n_items (G_LIST_MODEL (fixture->history));
  g_assert_true (manicule_merge_decide (fixture->history, fixture->set, twins->pdata[0], decision->choice, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->history)), ==, n_steps + 1);
  g_assert_cmpstr (manicule_annotation_get_label (find (fixture, "a")), ==, decision->label);
  g_assert_nonnull (find (fixture, "r"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->set)), ==, decision->n);
  after = manicule_merge_list_twins (fixture->set);
  g_assert_cmpuint (after->len, ==, 0);
}

/* A twin of another kind takes the place too, with what led to the other version. */
static void
test_decide_kind (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  add (fixture, span ("b", "PER", TOMAS));
  add (fixture, relation ("a", "source", "b", "b"));
  add (fixture, span ("a.conflict", "LOC", PORT));
  g_assert_true (manicule_merge_decide (fixture->history, fixture->set, find (fixture, "a.conflict"),
                                        MANICULE_MERGE_KEEP_TWIN, &error));
  assert_ids (fixture->set, "b a");
  g_assert_true (manicule_history_undo (fixture->history, &error));
  assert_ids (fixture->set, "b a.conflict a");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/merge/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  for (guint i = 0; i < G_N_ELEMENTS (decisions); i++)
    g_test_add (decisions[i].path, Fixture, &decisions[i], fixture_set_up, test_decide, fixture_tear_down);
  g_test_add ("/merge/decide/kind", Fixture, NULL, fixture_set_up, test_decide_kind, fixture_tear_down);
  g_test_add_func ("/merge/random", test_random);
  g_test_add_func ("/merge/again", test_again);
  g_test_add_func ("/merge/status", test_status);
  g_test_add_func ("/merge/twin-ids", test_twin_ids);

  return g_test_run ();
}
