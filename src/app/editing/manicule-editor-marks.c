/* manicule-editor-marks.c: giving labels to places of the text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-editor-private.h"

#include <glib/gi18n-lib.h>

const char *
manicule_editor_get_label_title (ManiculeEditor *self,
                                 const char     *label)
{
  ManiculeLabel *found = manicule_schema_find_label (manicule_editor_get_schema (self), label);

  return found != NULL ? manicule_label_get_title (found) : label;
}

static gboolean
covers_exactly (ManiculeAnnotation  *span,
                const ManiculeRange *range,
                const char          *label)
{
  guint n_ranges;
  const ManiculeRange *ranges = manicule_annotation_get_ranges (span, &n_ranges);

  return n_ranges == 1 && ranges[0].start == range->start && ranges[0].end == range->end
         && g_str_equal (manicule_annotation_get_label (span), label);
}

/* The span that stands exactly at @range with that label. */
static ManiculeAnnotation *
find_twin (ManiculeEditor      *self,
           const ManiculeRange *range,
           const char          *label)
{
  g_autoptr(GPtrArray) spans = g_ptr_array_new ();

  manicule_annotation_set_query (self->set, range->start, range->end, spans);
  for (guint i = 0; i < spans->len; i++)
    {
      ManiculeAnnotation *span = g_ptr_array_index (spans, i);

      if (covers_exactly (span, range, label))
        return span;
    }
  return NULL;
}

/* NULL where the default is not of the attribute's type. */
static GVariant *
default_value (ManiculeAttribute *attribute)
{
  const char *value = manicule_attribute_get_default_value (attribute);
  char *end = NULL;
  double number;

  switch (manicule_attribute_get_value_type (attribute))
    {
    case MANICULE_ATTRIBUTE_FLAG:
      return g_str_equal (value, "true") ? g_variant_new_boolean (TRUE) : NULL;
    case MANICULE_ATTRIBUTE_NUMBER:
      number = g_ascii_strtod (value, &end);
      return end != value && *end == '\0' ? g_variant_new_double (number) : NULL;
    case MANICULE_ATTRIBUTE_CHOICES:
      return g_variant_new_strv (&value, 1);
    case MANICULE_ATTRIBUTE_CHOICE:
    case MANICULE_ATTRIBUTE_TEXT:
    default:
      return g_variant_new_string (value);
    }
}

ManiculeAnnotation *
manicule_editor_with_defaults (ManiculeEditor     *self,
                               ManiculeAnnotation *span)
{
  GListModel *attributes = manicule_schema_get_attributes (manicule_editor_get_schema (self));
  ManiculeAnnotation *result = g_object_ref (span);

  for (guint i = 0; i < g_list_model_get_n_items (attributes); i++)
    {
      g_autoptr(ManiculeAttribute) attribute = g_list_model_get_item (attributes, i);
      g_autoptr(ManiculeAnnotation) former = NULL;

      if (manicule_attribute_get_default_value (attribute) == NULL
          || !manicule_attribute_applies_to (attribute, manicule_annotation_get_label (span)))
        continue;
      former = result;
      result = manicule_annotation_with_attribute (former, manicule_attribute_get_name (attribute), default_value (attribute));
    }
  return result;
}

static ManiculeAnnotation *
span_new (ManiculeEditor      *self,
          const char          *label,
          const ManiculeRange *range)
{
  g_autofree char *id = manicule_editor_new_id (self);
  g_autoptr(ManiculeAnnotation) plain = manicule_annotation_new_span (id, label, range, 1);
  g_autoptr(ManiculeAnnotation) valued = manicule_editor_with_defaults (self, plain);

  return manicule_annotation_with_times (valued, g_get_real_time () / G_USEC_PER_SEC, 0);
}

static gboolean
already_there (ManiculeEditor     *self,
               ManiculeAnnotation *twin,
               const char         *label,
               const char         *covered)
{
  manicule_editor_note_label (self, label, covered);
  /* Translators: the name of a label and a piece of text */
  manicule_editor_announce (self, _("Already there: %s “%s”"), manicule_editor_get_label_title (self, label), covered);
  manicule_editor_show (self, twin);
  return TRUE;
}

static gboolean
add_span (ManiculeEditor      *self,
          GPtrArray           *changes,
          const char          *label,
          const ManiculeRange *range)
{
  ManiculeAnnotation *twin = find_twin (self, range, label);
  g_autoptr(ManiculeAnnotation) span = NULL;
  g_autofree char *covered = manicule_text_get_slice (manicule_editor_get_text (self), range->start, range->end);

  if (twin != NULL)
    return already_there (self, twin, label, covered);

  span = span_new (self, label, range);
  g_ptr_array_add (changes, manicule_change_new_annotation (self->set, NULL, span));
  if (!manicule_editor_perform (self, NULL, changes))
    return FALSE;
  manicule_editor_note_label (self, label, covered);
  /* Translators: the name of a label and a piece of text */
  manicule_editor_announce (self, _("Added %s “%s”"), manicule_editor_get_label_title (self, label), covered);
  manicule_editor_show (self, span);
  return TRUE;
}

static gboolean
change_label (ManiculeEditor     *self,
              GPtrArray          *changes,
              ManiculeAnnotation *span,
              const char         *label)
{
  g_autoptr(ManiculeAnnotation) after = manicule_annotation_with_label (span, label);
  g_autoptr(ManiculeAnnotation) stamped = NULL;
  g_autofree char *covered = manicule_annotation_set_dup_covered (self->set, span);
  ManiculeRange hull = manicule_annotation_get_hull (span);
  ManiculeAnnotation *twin = NULL;

  if (!manicule_annotation_is_discontinuous (span))
    twin = find_twin (self, &hull, label);
  if (twin != NULL)
    return already_there (self, twin, label, covered);

  stamped = manicule_annotation_with_times (after, manicule_annotation_get_created (span), g_get_real_time () / G_USEC_PER_SEC);
  g_ptr_array_add (changes, manicule_change_new_annotation (self->set, span, stamped));
  if (!manicule_editor_perform (self, NULL, changes))
    return FALSE;
  manicule_editor_note_label (self, label, covered);
  /* Translators: a piece of text and the name of a label */
  manicule_editor_announce (self, _("Changed “%s” to %s"), covered, manicule_editor_get_label_title (self, label));
  return TRUE;
}

/* The word that the caret stands in or touches. */
static gboolean
find_word (ManiculeText  *text,
           guint          caret,
           ManiculeRange *word)
{
  if (caret < manicule_text_get_n_chars (text) && manicule_segment_around (text, MANICULE_UNIT_WORD, caret, word))
    return TRUE;
  return caret > 0 && manicule_segment_around (text, MANICULE_UNIT_WORD, caret - 1, word);
}

static gboolean
apply (ManiculeEditor      *self,
       GPtrArray           *changes,
       const char          *label,
       const ManiculeRange *selection,
       guint                caret)
{
  ManiculeRange trimmed, word;

  if (self->set == NULL || !manicule_editor_may_edit (self))
    return FALSE;
  if (selection != NULL && selection->start < selection->end)
    {
      /* Space around it is never meant. */
      trimmed = manicule_segment_snap (manicule_editor_get_text (self), MANICULE_UNIT_GRAPHEME, *selection);
      return trimmed.start < trimmed.end && add_span (self, changes, label, &trimmed);
    }
  if (self->focused != NULL)
    return change_label (self, changes, self->focused, label);
  if (self->suggestion != NULL)
    {
      /* The place is right, the label is another. */
      word = manicule_suggestion_get_hull (self->suggestion);
      return add_span (self, changes, label, &word);
    }
  if (find_word (manicule_editor_get_text (self), caret, &word))
    return add_span (self, changes, label, &word);

  manicule_editor_announce (self, "%s", _("There is no word here"));
  return FALSE;
}

const char *
manicule_editor_get_last_label (ManiculeEditor *self)
{
  g_return_val_if_fail (MANICULE_IS_EDITOR (self), NULL);

  return self->last_label;
}

const char *
manicule_editor_propose_label (ManiculeEditor *self,
                               const char     *covered)
{
  const char *label = covered != NULL ? g_hash_table_lookup (self->labels_of_text, covered) : NULL;

  g_return_val_if_fail (MANICULE_IS_EDITOR (self), NULL);

  return label != NULL ? label : self->last_label;
}

/**
 * manicule_editor_apply_label:
 * @self: an editor
 * @label: the name of a label
 * @selection: (nullable): what is selected; %NULL or empty: nothing
 * @caret: where the caret stands
 *
 * Gives the label to the selection, else to the focused span, else to the word at the caret. What is there
 * already is not doubled.
 *
 * Returns: whether something carries that label now
 */
gboolean
manicule_editor_apply_label (ManiculeEditor      *self,
                             const char          *label,
                             const ManiculeRange *selection,
                             guint                caret)
{
  g_autoptr(GPtrArray) changes = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (MANICULE_IS_EDITOR (self), FALSE);
  g_return_val_if_fail (label != NULL, FALSE);

  return apply (self, changes, label, selection, caret);
}

/* A name as files carry it: no spaces, and free in the schema. */
static char *
label_name (ManiculeSchema *schema,
            const char     *title)
{
  g_autofree char *plain = g_strdelimit (g_strstrip (g_strdup (title)), " \t\n", '_');
  char *name = g_strdup (plain);

  for (guint i = 2; manicule_schema_find_label (schema, name) != NULL; i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s_%u", plain, i);
    }
  return name;
}

gboolean
manicule_editor_apply_new_label (ManiculeEditor      *self,
                                 const char          *title,
                                 const ManiculeRange *selection,
                                 guint                caret)
{
  ManiculeSchema *schema = manicule_editor_get_schema (self);
  g_autofree char *name = label_name (schema, title);
  g_autofree char *color = manicule_schema_propose_color (schema);
  g_autofree char *key = manicule_schema_propose_key (schema, title);
  ManiculeLabelFields fields = { .name = name, .title = title, .color = color, .key = key, .kind = MANICULE_LABEL_HIGHLIGHT };
  g_autoptr(ManiculeLabel) label = manicule_label_new (&fields);
  g_autoptr(GPtrArray) changes = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (changes, manicule_change_new_item (MANICULE_CHANGE_LABEL, NULL, label,
                                                      g_list_model_get_n_items (manicule_schema_get_labels (schema))));
  return apply (self, changes, name, selection, caret);
}

/**
 * manicule_editor_change_labels:
 * @self: an editor
 * @annotations: (element-type ManiculeAnnotation): spans of the open set
 * @label: the name of a label
 *
 * Gives all of them the label, in one step.
 */
gboolean
manicule_editor_change_labels (ManiculeEditor *self,
                               GPtrArray      *annotations,
                               const char     *label)
{
  g_autoptr(GPtrArray) changes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *title = NULL;

  g_return_val_if_fail (MANICULE_IS_EDITOR (self), FALSE);

  for (guint i = 0; i < annotations->len; i++)
    {
      ManiculeAnnotation *before = g_ptr_array_index (annotations, i);
      g_autoptr(ManiculeAnnotation) after = manicule_annotation_with_label (before, label);

      if (!g_str_equal (manicule_annotation_get_label (before), label))
        g_ptr_array_add (changes, manicule_change_new_annotation (self->set, before, after));
    }
  if (changes->len > 1)
    /* Translators: the name of a label */
    title = g_strdup_printf (ngettext ("Changed %u annotation to %s", "Changed %u annotations to %s", changes->len),
                             changes->len, manicule_editor_get_label_title (self, label));
  return manicule_editor_perform (self, title, changes);
}

GArray *
manicule_editor_filter_unmarked (ManiculeEditor *self,
                                 GArray         *ranges,
                                 const char     *label)
{
  GArray *result = g_array_new (FALSE, FALSE, sizeof (ManiculeRange));

  g_return_val_if_fail (MANICULE_IS_EDITOR (self), result);

  for (guint i = 0; i < ranges->len; i++)
    {
      const ManiculeRange *range = &g_array_index (ranges, ManiculeRange, i);

      if (find_twin (self, range, label) == NULL)
        g_array_append_val (result, *range);
    }
  return result;
}

/**
 * manicule_editor_annotate_all:
 * @self: an editor
 * @ranges: (element-type ManiculeRange): places of the text
 * @label: the name of a label
 *
 * Makes a span of each range, in one step; those that are there already are not doubled.
 */
gboolean
manicule_editor_annotate_all (ManiculeEditor *self,
                              GArray         *ranges,
                              const char     *label)
{
  g_autoptr(GArray) unmarked = manicule_editor_filter_unmarked (self, ranges, label);
  g_autoptr(GPtrArray) changes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *covered = NULL;
  g_autofree char *title = NULL;

  if (unmarked->len == 0)
    return FALSE;
  for (guint i = 0; i < unmarked->len; i++)
    {
      g_autoptr(ManiculeAnnotation) span = span_new (self, label, &g_array_index (unmarked, ManiculeRange, i));

      g_ptr_array_add (changes, manicule_change_new_annotation (self->set, NULL, span));
    }
  covered = manicule_text_get_slice (manicule_editor_get_text (self), g_array_index (unmarked, ManiculeRange, 0).start,
                                     g_array_index (unmarked, ManiculeRange, 0).end);
  if (unmarked->len > 1)
    /* Translators: the name of a label, a piece of text, and how many times it stands in the article */
    title = g_strdup_printf (ngettext ("Added %s “%s” %u time at once", "Added %s “%s” %u times at once", unmarked->len),
                             manicule_editor_get_label_title (self, label), covered, unmarked->len);
  if (!manicule_editor_perform (self, title, changes))
    return FALSE;
  manicule_editor_note_label (self, label, covered);
  manicule_editor_announce (self, ngettext ("Added %u annotation", "Added %u annotations", unmarked->len), unmarked->len);
  return TRUE;
}
