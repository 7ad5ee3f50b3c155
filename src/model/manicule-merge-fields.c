/* manicule-merge-fields.c: one annotation that two sides changed, field by field
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-merge-private.h"

#include <string.h>

typedef struct
{
  gboolean            (*same) (ManiculeAnnotation *a,
                               ManiculeAnnotation *b);
  ManiculeAnnotation *(*take) (ManiculeAnnotation *to,
                               ManiculeAnnotation *from);
} Field;

/* --- fields ----------------------------------------------------------------------------------------------------- */

static gboolean
same_label (ManiculeAnnotation *a,
            ManiculeAnnotation *b)
{
  return g_str_equal (manicule_annotation_get_label (a), manicule_annotation_get_label (b));
}

static ManiculeAnnotation *
take_label (ManiculeAnnotation *to,
            ManiculeAnnotation *from)
{
  return manicule_annotation_with_label (to, manicule_annotation_get_label (from));
}

gboolean
manicule_merge_same_place (ManiculeAnnotation *a,
                           ManiculeAnnotation *b)
{
  guint n_a, n_b;
  const ManiculeRange *ranges_a = manicule_annotation_get_ranges (a, &n_a);
  const ManiculeRange *ranges_b = manicule_annotation_get_ranges (b, &n_b);

  return n_a == n_b && (n_a == 0 || memcmp (ranges_a, ranges_b, n_a * sizeof *ranges_a) == 0) &&
         g_strcmp0 (manicule_annotation_get_from (a), manicule_annotation_get_from (b)) == 0 &&
         g_strcmp0 (manicule_annotation_get_to (a), manicule_annotation_get_to (b)) == 0;
}

static ManiculeAnnotation *
take_place (ManiculeAnnotation *to,
            ManiculeAnnotation *from)
{
  guint n;
  const ManiculeRange *ranges;

  if (manicule_annotation_get_kind (from) == MANICULE_ANNOTATION_RELATION)
    return manicule_annotation_with_ends (to, manicule_annotation_get_from (from), manicule_annotation_get_to (from));

  ranges = manicule_annotation_get_ranges (from, &n);
  return manicule_annotation_with_ranges (to, ranges, n);
}

static gboolean
same_note (ManiculeAnnotation *a,
           ManiculeAnnotation *b)
{
  return g_strcmp0 (manicule_annotation_get_note (a), manicule_annotation_get_note (b)) == 0;
}

static ManiculeAnnotation *
take_note (ManiculeAnnotation *to,
           ManiculeAnnotation *from)
{
  return manicule_annotation_with_note (to, manicule_annotation_get_note (from));
}

static gboolean
same_entity (ManiculeAnnotation *a,
             ManiculeAnnotation *b)
{
  return g_strcmp0 (manicule_annotation_get_entity (a), manicule_annotation_get_entity (b)) == 0;
}

static ManiculeAnnotation *
take_entity (ManiculeAnnotation *to,
             ManiculeAnnotation *from)
{
  return manicule_annotation_with_entity (to, manicule_annotation_get_entity (from));
}

static gboolean
same_origin (ManiculeAnnotation *a,
             ManiculeAnnotation *b)
{
  double score_a = manicule_annotation_get_origin_score (a);
  double score_b = manicule_annotation_get_origin_score (b);

  return g_strcmp0 (manicule_annotation_get_origin_source (a), manicule_annotation_get_origin_source (b)) == 0 &&
         g_strcmp0 (manicule_annotation_get_origin_id (a), manicule_annotation_get_origin_id (b)) == 0 &&
         (score_a == score_b || (score_a != score_a && score_b != score_b));
}

static ManiculeAnnotation *
take_origin (ManiculeAnnotation *to,
             ManiculeAnnotation *from)
{
  return manicule_annotation_with_origin (to, manicule_annotation_get_origin_source (from),
                                          manicule_annotation_get_origin_id (from),
                                          manicule_annotation_get_origin_score (from));
}

static gboolean
same_carried (ManiculeAnnotation *a,
              ManiculeAnnotation *b)
{
  return g_strcmp0 (manicule_annotation_get_carried (a), manicule_annotation_get_carried (b)) == 0;
}

static ManiculeAnnotation *
take_carried (ManiculeAnnotation *to,
              ManiculeAnnotation *from)
{
  return manicule_annotation_with_carried (to, manicule_annotation_get_carried (from));
}

static const Field fields[] = {
  { same_label, take_label },
  { manicule_merge_same_place, take_place },
  { same_note, take_note },
  { same_entity, take_entity },
  { same_origin, take_origin },
  { same_carried, take_carried },
};

/* --- merging ---------------------------------------------------------------------------------------------------- */

/* Takes @old, gives @changed, which was made from it. */
static ManiculeAnnotation *
replace (ManiculeAnnotation *old,
         ManiculeAnnotation *changed)
{
  g_object_unref (old);

  return changed;
}

static gboolean
merge_field (const Field         *field,
             ManiculeAnnotation  *base,
             ManiculeAnnotation  *ours,
             ManiculeAnnotation  *theirs,
             ManiculeAnnotation **merged)
{
  if (field->same (ours, theirs) || (base != NULL && field->same (base, theirs)))
    return TRUE;
  if (base == NULL || !field->same (base, ours))
    return FALSE;

  *merged = replace (*merged, field->take (*merged, theirs));

  return TRUE;
}

static gboolean
same_value (GVariant *a,
            GVariant *b)
{
  return a == b || (a != NULL && b != NULL && g_variant_equal (a, b));
}

static gboolean
merge_attribute (const char          *name,
                 ManiculeAnnotation  *base,
                 ManiculeAnnotation  *ours,
                 ManiculeAnnotation  *theirs,
                 ManiculeAnnotation **merged)
{
  g_autoptr(GVariant) in_base = base != NULL ? manicule_annotation_dup_attribute (base, name) : NULL;
  g_autoptr(GVariant) in_ours = manicule_annotation_dup_attribute (ours, name);
  g_autoptr(GVariant) in_theirs = manicule_annotation_dup_attribute (theirs, name);

  if (same_value (in_ours, in_theirs) || (base != NULL && same_value (in_base, in_theirs)))
    return TRUE;
  if (base == NULL || !same_value (in_base, in_ours))
    return FALSE;

  *merged = replace (*merged, manicule_annotation_with_attribute (*merged, name, in_theirs));

  return TRUE;
}

/* Each attribute that stands in @names_of. */
static gboolean
merge_attributes (ManiculeAnnotation  *names_of,
                  ManiculeAnnotation  *base,
                  ManiculeAnnotation  *ours,
                  ManiculeAnnotation  *theirs,
                  ManiculeAnnotation **merged)
{
  GVariant *attributes = manicule_annotation_get_attributes (names_of);
  gsize n = attributes != NULL ? g_variant_n_children (attributes) : 0;

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr(GVariant) entry = g_variant_get_child_value (attributes, i);
      const char *name;

      g_variant_get_child (entry, 0, "&s", &name);
      if (!merge_attribute (name, base, ours, theirs, merged))
        return FALSE;
    }

  return TRUE;
}

static gint64
first_time (gint64 a,
            gint64 b)
{
  return a == 0 || b == 0 ? MAX (a, b) : MIN (a, b);
}

static ManiculeAnnotation *
merge_times (ManiculeAnnotation *merged,
             ManiculeAnnotation *ours,
             ManiculeAnnotation *theirs)
{
  gint64 created = first_time (manicule_annotation_get_created (ours), manicule_annotation_get_created (theirs));
  gint64 modified = MAX (manicule_annotation_get_modified (ours), manicule_annotation_get_modified (theirs));

  return replace (merged, manicule_annotation_with_times (merged, created, modified));
}

ManiculeAnnotation *
manicule_merge_fields (ManiculeAnnotation *base,
                       ManiculeAnnotation *ours,
                       ManiculeAnnotation *theirs)
{
  g_autoptr(ManiculeAnnotation) merged = NULL;

  if (manicule_annotation_get_kind (ours) != manicule_annotation_get_kind (theirs))
    return NULL;
  if (base != NULL && manicule_annotation_get_kind (base) != manicule_annotation_get_kind (ours))
    base = NULL;

  merged = g_object_ref (ours);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (!merge_field (&fields[i], base, ours, theirs, &merged))
      return NULL;
  if (!merge_attributes (ours, base, ours, theirs, &merged) || !merge_attributes (theirs, base, ours, theirs, &merged))
    return NULL;

  return merge_times (g_steal_pointer (&merged), ours, theirs);
}

/* --- order ------------------------------------------------------------------------------------------------------ */

/* All that an annotation says, as one string. */
static char *
describe (ManiculeAnnotation *annotation)
{
  GString *text = g_string_new (NULL);
  GVariant *attributes = manicule_annotation_get_attributes (annotation);
  const char *parts[] = {
    manicule_annotation_get_label (annotation), manicule_annotation_get_from (annotation),
    manicule_annotation_get_to (annotation), manicule_annotation_get_note (annotation),
    manicule_annotation_get_entity (annotation), manicule_annotation_get_origin_source (annotation),
    manicule_annotation_get_origin_id (annotation), manicule_annotation_get_carried (annotation),
  };
  guint n;
  const ManiculeRange *ranges = manicule_annotation_get_ranges (annotation, &n);

  g_string_append_printf (text, "%d", manicule_annotation_get_kind (annotation));
  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, " %08x-%08x", ranges[i].start, ranges[i].end);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_string_append_printf (text, "\n%s%s", parts[i] != NULL ? "=" : "", parts[i] != NULL ? parts[i] : "");
  if (attributes != NULL)
    {
      g_string_append_c (text, '\n');
      /* cppcheck-suppress leakReturnValNotUsed ; it is text itself */
      g_variant_print_string (attributes, text, TRUE);
    }
  g_string_append_printf (text, "\n%.17g %" G_GINT64_FORMAT, manicule_annotation_get_origin_score (annotation),
                          manicule_annotation_get_created (annotation));

  return g_string_free_and_steal (text);
}

int
manicule_merge_compare (ManiculeAnnotation *a,
                        ManiculeAnnotation *b)
{
  gint64 modified_a = manicule_annotation_get_modified (a);
  gint64 modified_b = manicule_annotation_get_modified (b);
  g_autofree char *text_a = NULL;
  g_autofree char *text_b = NULL;

  if (modified_a != modified_b)
    return modified_a > modified_b ? -1 : 1;

  text_a = describe (a);
  text_b = describe (b);

  return strcmp (text_a, text_b);
}
