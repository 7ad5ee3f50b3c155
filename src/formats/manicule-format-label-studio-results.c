/* manicule-format-label-studio-results.c: regions, answers and relations of Label Studio
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-label-studio-private.h"

#include "manicule-format-meta.h"
#include "manicule-json-carried.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

static const char * const result_members[] = {
  "id", "type", "value", "source", "to_name", "meta", "labels", "from_id", "to_id", "attribute", NULL,
};

gboolean
manicule_label_studio_is_type (ManiculeJsonValue  result,
                               const char        *type)
{
  return g_strcmp0 (manicule_meta_find_text (result, "type"), type) == 0;
}

/* --- results --- */

/* The kinds of regions of a text; each has its labels in a member of that name. */
static const char * const region_types[] = { "labels", "hypertextlabels", "htmllabels", "paragraphlabels" };

/* The list of labels in the value of a region; absent where it is no region of the text. */
ManiculeJsonValue
manicule_label_studio_find_labels (ManiculeLabelStudioReader *self,
                                   ManiculeJsonValue          result,
                                   ManiculeJsonValue          value)
{
  for (guint i = 0; i < G_N_ELEMENTS (region_types); i++)
    if (manicule_label_studio_is_type (result, region_types[i]) && manicule_label_studio_text_is_of (&self->text, result))
      return manicule_json_find (value, region_types[i]);

  return manicule_json_find (value, "");
}

const char *
manicule_label_studio_find_covered (ManiculeJsonValue value)
{
  return manicule_meta_find_text (value, "text");
}

/* What is the same as we write it is not carried. */
static char *
dup_carried (ManiculeJsonValue result)
{
  g_autofree char *unknown = manicule_json_dup_unknown (result, result_members, NULL, NULL);

  if (g_strcmp0 (unknown, "\"from_name\":\"" MANICULE_LABEL_STUDIO_LABELS "\"") == 0)
    return NULL;

  return manicule_meta_carry (MANICULE_LABEL_STUDIO, g_steal_pointer (&unknown));
}

/* meta: {"text": ["note"]}, and our attributes where the tool has no place for them. */
static void
take_meta (ManiculeAnnotation **slot,
           ManiculeJsonValue    result)
{
  ManiculeJsonValue meta = manicule_json_find_object (result, "meta");
  ManiculeJsonValue text = manicule_json_find (meta, "text");
  ManiculeJsonValue attributes = manicule_json_find_object (meta, "attributes");
  ManiculeJsonIter iter;

  if (manicule_json_get_kind (text) == MANICULE_JSON_STRING || manicule_json_get_kind (text) == MANICULE_JSON_ARRAY)
    {
      g_autoptr(GVariant) notes = manicule_meta_read_value (text);
      g_autofree const char **lines = NULL;
      g_autofree char *joined = NULL;

      if (g_variant_is_of_type (notes, G_VARIANT_TYPE_STRING_ARRAY))
        {
          lines = g_variant_get_strv (notes, NULL);
          joined = g_strjoinv ("\n", (char **) lines);
        }
      manicule_draft_take (slot, manicule_annotation_with_note (*slot, joined != NULL ? joined
                                                                                     : g_variant_get_string (notes, NULL)));
    }

  manicule_json_iter_init (&iter, attributes);
  while (manicule_json_iter_next (&iter))
    if (*iter.name != '\0')
      {
        g_autoptr(GVariant) value = manicule_meta_read_value (iter.value);

        manicule_draft_take (slot, manicule_annotation_with_attribute (*slot, iter.name, value));
      }
}

static void
take_details (ManiculeLabelStudioReader  *self,
              ManiculeAnnotation        **slot,
              ManiculeJsonValue           result)
{
  g_autofree char *carried = dup_carried (result);
  ManiculeJsonValue score = manicule_json_find (result, "score");
  double certainty = self->score;

  if (carried != NULL)
    manicule_draft_take (slot, manicule_annotation_with_carried (*slot, carried));
  if (manicule_json_get_kind (score) == MANICULE_JSON_NUMBER || manicule_json_get_kind (score) == MANICULE_JSON_INTEGER)
    certainty = manicule_json_as_double (score);
  if (!isnan (certainty))
    manicule_draft_take (slot, manicule_annotation_with_origin (*slot, MANICULE_LABEL_STUDIO, NULL, certainty));
  take_meta (slot, result);
}

static void
keep_unknown (ManiculeLabelStudioReader *self,
              ManiculeJsonValue          result)
{
  g_autofree char *raw = manicule_json_dup_raw (result);

  self->n_unknown++;
  if (self->unknown->len > 0)
    g_string_append_c (self->unknown, ',');
  g_string_append (self->unknown, raw);
}

/* A region with several labels becomes a span for each; the first one keeps the id. */
static gboolean
read_region (ManiculeLabelStudioReader  *self,
             ManiculeJsonValue           result,
             ManiculeJsonValue           value,
             ManiculeJsonValue           labels,
             GError                    **error)
{
  g_autofree char *id = manicule_meta_read_id (manicule_json_find (result, "id"));
  ManiculeForeignRange range = manicule_label_studio_text_locate (&self->text, &self->draft, value);
  const char *covered = manicule_label_studio_find_covered (value);
  guint line = manicule_json_get_line (result);
  ManiculeJsonIter iter;
  gboolean failed;

  g_hash_table_add (self->taken, GUINT_TO_POINTER (result.index));
  manicule_json_iter_init (&iter, labels);
  while (manicule_json_iter_next (&iter))
    {
      const char *label = manicule_json_as_label (iter.value);
      ManiculeAnnotation **slot;

      if (!manicule_records_settle (self->records, &failed, error))
        return FALSE;
      if (failed)
        continue;

      slot = manicule_draft_add_span (&self->draft, id, label, &range, covered, line, error);
      if (slot != NULL)
        take_details (self, slot, result);
      else if (*error != NULL)
        return FALSE;
      g_clear_pointer (&id, g_free);
    }

  return manicule_records_settle (self->records, NULL, error);
}

/* NULL where there is no answer. (transfer full) */
static GVariant *
read_answer (ManiculeJsonValue result,
             ManiculeJsonValue value)
{
  static const char * const types[][2] = {
    { "choices", "choices" }, { "textarea", "text" }, { "number", "number" }, { "rating", "rating" }, { "datetime", "datetime" },
    { "labels", "labels" }, { "hypertextlabels", "hypertextlabels" }, { "htmllabels", "htmllabels" },
    { "paragraphlabels", "paragraphlabels" },
  };
  g_autoptr(GVariant) answer = NULL;
  g_autofree const char **texts = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (types) && answer == NULL; i++)
    if (manicule_label_studio_is_type (result, types[i][0]))
      {
        ManiculeJsonValue member = manicule_json_find (value, types[i][1]);

        if (manicule_json_get_kind (member) == MANICULE_JSON_ABSENT)
          return NULL;
        answer = manicule_meta_read_value (member);
      }
  if (answer == NULL || !g_variant_is_of_type (answer, G_VARIANT_TYPE_STRING_ARRAY) || g_variant_n_children (answer) != 1)
    return g_steal_pointer (&answer);

  texts = g_variant_get_strv (answer, NULL);

  return g_variant_ref_sink (g_variant_new_string (texts[0]));
}

/* An answer to a question about a region, or about the whole text. */
static gboolean
read_answers (ManiculeLabelStudioReader  *self,
              ManiculeJsonValue           result,
              ManiculeJsonValue           value,
              GError                    **error)
{
  g_autofree char *id = manicule_meta_read_id (manicule_json_find (result, "id"));
  const char *given = manicule_json_find_string (result, "attribute");
  const char *name = given != NULL ? given : manicule_json_find_string (result, "from_name");
  g_autoptr(GVariant) answer = read_answer (result, value);
  ManiculeAnnotation **slot = id != NULL ? manicule_draft_find (&self->draft, id) : NULL;

  if (!manicule_records_settle (self->records, NULL, error))
    return FALSE;
  if (answer == NULL || name == NULL || *name == '\0' || !manicule_label_studio_text_is_of (&self->text, result))
    {
      keep_unknown (self, result);
      return TRUE;
    }

  if (slot != NULL)
    {
      manicule_draft_take (slot, manicule_annotation_with_attribute (*slot, name, answer));
      return TRUE;
    }

  slot = manicule_draft_add_label (&self->draft, id, name, manicule_json_get_line (result));
  /* That it is chosen is all that is said. */
  if (!(manicule_label_studio_is_type (result, "choices") && g_variant_is_of_type (answer, G_VARIANT_TYPE_STRING) &&
        g_str_equal (g_variant_get_string (answer, NULL), name)))
    manicule_draft_take (slot, manicule_annotation_with_attribute (*slot, "value", answer));
  take_details (self, slot, result);

  return TRUE;
}

static gboolean
add_relation (ManiculeLabelStudioReader  *self,
              ManiculeJsonValue           result,
              const char                 *label,
              GError                    **error)
{
  g_autofree char *from = manicule_meta_read_id (manicule_json_get (result, "from_id"));
  g_autofree char *to = manicule_meta_read_id (manicule_json_get (result, "to_id"));
  ManiculeJsonValue direction = manicule_json_find (result, "direction");
  gboolean is_left;
  ManiculeAnnotation **slot;
  gboolean failed;

  if (!manicule_records_settle (self->records, &failed, error) || failed)
    return *error == NULL;

  is_left = manicule_json_get_kind (direction) == MANICULE_JSON_STRING &&
            g_str_equal (manicule_json_as_string (direction), "left");
  if (from == NULL)
    from = g_strdup ("");
  if (to == NULL)
    to = g_strdup ("");
  slot = manicule_draft_add_relation (&self->draft, NULL, label, is_left ? to : from, is_left ? from : to,
                                      manicule_json_get_line (result), error);
  if (slot != NULL)
    take_details (self, slot, result);

  return *error == NULL;
}

/* One with several labels becomes a relation for each. */
static gboolean
read_relation (ManiculeLabelStudioReader  *self,
               ManiculeJsonValue           result,
               GError                    **error)
{
  ManiculeJsonValue labels = manicule_json_find_array (result, "labels");
  ManiculeJsonIter iter;

  if (manicule_json_get_n (labels) == 0)
    return add_relation (self, result, MANICULE_LABEL_STUDIO_RELATION, error);

  manicule_json_iter_init (&iter, labels);
  while (manicule_json_iter_next (&iter))
    {
      const char *label = manicule_json_as_label (iter.value);
      gboolean failed;

      if (!manicule_records_settle (self->records, &failed, error))
        return FALSE;
      if (!failed && !add_relation (self, result, label, error))
        return FALSE;
    }

  return TRUE;
}

/* --- lists of results: regions first, since the rest refers to them --- */

typedef enum
{
  PASS_REGIONS,
  PASS_ANSWERS,
  PASS_RELATIONS,
  N_PASSES,
} Pass;

static gboolean
fail_object (ManiculeLabelStudioReader  *self,
             ManiculeJsonValue           value,
             GError                    **error)
{
  manicule_json_fail (value, MANICULE_JSON_ERROR_TYPE, "json-type", _("an object must stand here: { … }"));

  return manicule_records_settle (self->records, NULL, error);
}

static gboolean
read_result (ManiculeLabelStudioReader  *self,
             ManiculeJsonValue           result,
             Pass                        pass,
             GError                    **error)
{
  g_autofree char *id = NULL;
  ManiculeJsonValue value, labels;
  gboolean is_relation, is_region;

  /* Said once, whatever is wrong: with the answers. */
  if (manicule_json_get_kind (result) != MANICULE_JSON_OBJECT)
    return pass != PASS_ANSWERS || fail_object (self, result, error);

  is_relation = manicule_label_studio_is_type (result, "relation");
  if (is_relation || pass == PASS_RELATIONS)
    return !is_relation || pass != PASS_RELATIONS || read_relation (self, result, error);

  value = manicule_json_find (result, "value");
  if (manicule_json_get_kind (value) != MANICULE_JSON_OBJECT && manicule_json_get_kind (value) != MANICULE_JSON_ABSENT)
    return pass != PASS_ANSWERS || fail_object (self, value, error);

  labels = manicule_label_studio_find_labels (self, result, value);
  /* A second list of labels for one region is an answer about it. */
  id = manicule_meta_read_id (manicule_json_find (result, "id"));
  is_region = manicule_json_get_kind (labels) == MANICULE_JSON_ARRAY && manicule_json_get_n (labels) > 0;
  if (pass == PASS_REGIONS)
    return !is_region || (id != NULL && manicule_draft_find (&self->draft, id) != NULL) ||
           read_region (self, result, value, labels, error);

  return g_hash_table_contains (self->taken, GUINT_TO_POINTER (result.index)) ||
         read_answers (self, result, value, error);
}

gboolean
manicule_label_studio_read_results (ManiculeLabelStudioReader  *self,
                                    ManiculeJsonValue           annotation,
                                    GError                    **error)
{
  ManiculeJsonValue results = manicule_json_find_array (annotation, "result");

  g_string_truncate (self->unknown, 0);
  g_hash_table_remove_all (self->taken);
  if (!manicule_records_settle (self->records, NULL, error))
    return FALSE;

  for (Pass pass = PASS_REGIONS; pass < N_PASSES; pass++)
    {
      ManiculeJsonIter iter;

      manicule_json_iter_init (&iter, results);
      while (manicule_json_iter_next (&iter))
        if (!read_result (self, iter.value, pass, error))
          return FALSE;
    }

  return TRUE;
}
