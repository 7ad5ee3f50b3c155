/* manicule-loss-reduce.c: a document as a format can hold it
 *
 * First it is decided which annotations stay: by kind, by length, by tokens, by what they overlap, by the ends of
 * relations. Then those that stay lose what the format cannot hold of them. So an annotation that is left out counts
 * once, for the reason it is left out.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-loss-reduction-private.h"

#include "manicule-format-input.h"
#include "manicule-relation-ends.h"

/* --- keeping the books --- */

void
manicule_reduction_lose (ManiculeReduction *self,
                         ManiculeLossKind   kind,
                         guint              i)
{
  manicule_loss_report_add (self->report, kind, self->article_id,
                            manicule_annotation_get_id (self->annotations[i]));
  self->lossy[i] = TRUE;
}

void
manicule_reduction_drop (ManiculeReduction *self,
                         ManiculeLossKind   kind,
                         guint              i)
{
  manicule_reduction_lose (self, kind, i);
  g_clear_object (&self->annotations[i]);
}

void
manicule_reduction_change (ManiculeReduction  *self,
                           guint               i,
                           ManiculeAnnotation *changed)
{
  g_object_unref (self->annotations[i]);
  self->annotations[i] = changed;
}

gboolean
manicule_reduction_is (ManiculeReduction      *self,
                       guint                   i,
                       ManiculeAnnotationKind  kind)
{
  return self->annotations[i] != NULL && manicule_annotation_get_kind (self->annotations[i]) == kind;
}

static void
drop_kind (ManiculeReduction      *self,
           ManiculeAnnotationKind  kind,
           ManiculeLossKind        loss)
{
  for (guint i = 0; i < self->n; i++)
    if (manicule_reduction_is (self, i, kind))
      manicule_reduction_drop (self, loss, i);
}

/* --- relations --- */

static gboolean
lose_loose (guint        position,
            const char  *missing,
            gpointer     data,
            GError     **error)
{
  ManiculeReduction *self = data;

  manicule_reduction_lose (self, MANICULE_LOSS_RELATIONS, position);
  g_object_unref (self->annotations[position]);

  return TRUE;
}

static gboolean
is_no_span (ManiculeReduction *self,
            const char        *id)
{
  ManiculeAnnotation *end = manicule_annotation_set_find (self->set, id);

  return end != NULL && manicule_annotation_get_kind (end) != MANICULE_ANNOTATION_SPAN;
}

static void
reduce_relations (ManiculeReduction *self)
{
  if (!HOLDS (self, RELATIONS))
    {
      drop_kind (self, MANICULE_ANNOTATION_RELATION, MANICULE_LOSS_RELATIONS);
      return;
    }

  for (guint i = 0; i < self->n; i++)
    if (!HOLDS (self, RELATION_EXTRAS) && manicule_reduction_is (self, i, MANICULE_ANNOTATION_RELATION) &&
        (is_no_span (self, manicule_annotation_get_from (self->annotations[i])) ||
         is_no_span (self, manicule_annotation_get_to (self->annotations[i]))))
      manicule_reduction_drop (self, MANICULE_LOSS_RELATION_EXTRAS, i);

  manicule_relations_drop_loose (self->annotations, self->n, lose_loose, self, NULL);
}

/* --- the text --- */

static ManiculeText *
replace_characters (const ManiculeFormat *format,
                    ManiculeText         *text)
{
  g_autoptr(GString) replaced = NULL;
  const char *data = manicule_text_get_data (text);
  const char *end = data + manicule_text_get_n_bytes (text);
  const char *copied = data;

  for (const char *p = data; p < end; p = g_utf8_next_char (p))
    if (!format->fits_text (g_utf8_get_char (p)))
      {
        if (replaced == NULL)
          replaced = g_string_sized_new (manicule_text_get_n_bytes (text));
        g_string_append_len (replaced, copied, p - copied);
        g_string_append_c (replaced, ' ');
        copied = g_utf8_next_char (p);
      }

  if (replaced == NULL)
    return g_object_ref (text);

  g_string_append_len (replaced, copied, end - copied);

  return manicule_text_new_from_string (replaced->str);
}

static void
reduce_text (ManiculeReduction *self,
             ManiculeDocument  *document)
{
  ManiculeText *text = manicule_document_get_text (document);

  self->text = self->format->fits_text != NULL ? replace_characters (self->format, text)
                                               : g_object_ref (text);

  if (self->text != text || (!HOLDS (self, TEXT) && manicule_text_get_n_bytes (text) > 0))
    manicule_loss_report_add (self->report, MANICULE_LOSS_TEXT, self->article_id, NULL);
}

/* --- all of it --- */

static void
reduction_init (ManiculeReduction        *self,
                ManiculeDocument         *document,
                const ManiculeFormat     *format,
                const ManiculeLossPolicy *policy,
                ManiculeLossReport       *report)
{
  *self = (ManiculeReduction) { .format = format, .policy = policy, .report = report };

  self->holds = manicule_format_get_holds (format, policy->options, &self->levels);
  self->article_id = manicule_article_get_id (manicule_document_get_article (document));
  if (manicule_document_get_n_sets (document) > 0)
    self->set = manicule_document_get_set (document, 0);
  if (self->set != NULL)
    self->n = g_list_model_get_n_items (G_LIST_MODEL (self->set));

  if (report->names == NULL)
    report->names = manicule_loss_names_new (format, policy->schema);
}

static void
reduction_clear (ManiculeReduction *self)
{
  for (guint i = 0; self->annotations != NULL && i < self->n; i++)
    g_clear_object (&self->annotations[i]);
  g_clear_pointer (&self->annotations, g_free);
  g_clear_pointer (&self->lossy, g_free);
  for (guint i = 0; self->parts != NULL && i < self->parts->len; i++)
    g_clear_object ((ManiculeAnnotation **) &self->parts->pdata[i]);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_clear_pointer (&self->part_ids, g_hash_table_unref);
  g_clear_object (&self->text);
}

/* Whether no annotation can lose anything, whatever it is. */
static gboolean
holds_everything (ManiculeReduction *self)
{
  const ManiculeHolds all = MANICULE_HOLDS_NESTED | MANICULE_HOLDS_CROSSING | MANICULE_HOLDS_DISCONTINUOUS |
                            MANICULE_HOLDS_ZERO_LENGTH | MANICULE_HOLDS_SUB_TOKEN | MANICULE_HOLDS_RELATIONS |
                            MANICULE_HOLDS_RELATION_EXTRAS | MANICULE_HOLDS_ATTRIBUTES |
                            MANICULE_HOLDS_DOCUMENT_LABELS | MANICULE_HOLDS_ENTITIES | MANICULE_HOLDS_NOTES |
                            MANICULE_HOLDS_ORIGIN | MANICULE_HOLDS_SPANS;

  return (self->holds & all) == all && self->levels == 0 && self->format->fit_name == NULL && self->format->fit_value == NULL;
}

/* The parts that were cut off a span lose what it loses, which is counted there. */
static void
strip_parts (ManiculeReduction *self)
{
  g_autoptr(ManiculeLossReport) uncounted = manicule_loss_report_new ();
  g_autofree gboolean *lossy = g_new0 (gboolean, self->parts->len);
  ManiculeReduction parts = *self;

  uncounted->names = self->report->names;
  parts.report = uncounted;
  parts.n = self->parts->len;
  parts.annotations = (ManiculeAnnotation **) self->parts->pdata;
  parts.lossy = lossy;
  for (guint i = 0; i < parts.n; i++)
    if (parts.annotations[i] != NULL)
      manicule_reduction_strip (&parts, i);
  uncounted->names = NULL;
}

static void
reduce_annotations (ManiculeReduction *self)
{
  self->annotations = g_new (ManiculeAnnotation *, self->n);
  self->lossy = g_new0 (gboolean, self->n);
  for (guint i = 0; i < self->n; i++)
    self->annotations[i] = g_object_ref (manicule_annotation_set_get (self->set, i));

  if (!HOLDS (self, DOCUMENT_LABELS))
    drop_kind (self, MANICULE_ANNOTATION_DOCUMENT, MANICULE_LOSS_DOCUMENT_LABELS);
  if (!HOLDS (self, SPANS))
    drop_kind (self, MANICULE_ANNOTATION_SPAN, MANICULE_LOSS_SPANS);
  if (!HOLDS (self, ZERO_LENGTH) || !HOLDS (self, DISCONTINUOUS) || !HOLDS (self, SUB_TOKEN))
    manicule_reduction_ranges (self);
  if (self->levels > 0 || !HOLDS (self, CROSSING))
    manicule_reduction_overlaps (self);
  if (HOLDS (self, CLUSTERS))
    manicule_reduction_clusters (self);
  reduce_relations (self);

  for (guint i = 0; i < self->n; i++)
    if (self->annotations[i] != NULL)
      manicule_reduction_strip (self, i);
  if (self->parts != NULL)
    strip_parts (self);
}

static void
count_exact (ManiculeReduction *self)
{
  self->report->n_articles++;
  self->report->n_annotations += self->n;
  for (guint i = 0; i < self->n; i++)
    self->report->n_exact += self->lossy == NULL || !self->lossy[i];
}

/* Whether the set is still what it was: nothing replaced, dropped, added. */
static gboolean
is_unchanged (ManiculeReduction *self)
{
  if (self->annotations == NULL)
    return TRUE;
  if (self->parts != NULL)
    return FALSE;

  for (guint i = 0; i < self->n; i++)
    if (self->annotations[i] != manicule_annotation_set_get (self->set, i))
      return FALSE;

  return TRUE;
}

static ManiculeAnnotationSet *
make_set (ManiculeReduction *self)
{
  const char *annotator = self->set != NULL ? manicule_annotation_set_get_annotator (self->set)
                                            : MANICULE_FORMAT_NO_ANNOTATOR;
  g_autoptr(ManiculeAnnotationSet) set = manicule_annotation_set_new (self->article_id, annotator, self->text);
  g_autoptr(GPtrArray) annotations = g_ptr_array_new ();
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < self->n; i++)
    {
      ManiculeAnnotation *annotation = self->annotations != NULL ? self->annotations[i]
                                                                 : manicule_annotation_set_get (self->set, i);

      if (annotation != NULL)
        g_ptr_array_add (annotations, annotation);
    }
  for (guint i = 0; self->parts != NULL && i < self->parts->len; i++)
    if (g_ptr_array_index (self->parts, i) != NULL)
      g_ptr_array_add (annotations, g_ptr_array_index (self->parts, i));

  if (!manicule_annotation_set_add_all (set, annotations, &error))
    g_error ("a reduced set is not a set: %s", error->message);

  if (self->set != NULL)
    {
      manicule_annotation_set_init_status (set, manicule_annotation_set_get_status (self->set));
      manicule_annotation_set_set_carried (set, manicule_annotation_set_get_carried (self->set));
    }

  return g_steal_pointer (&set);
}

static ManiculeArticle *
make_article (ManiculeReduction *self,
              ManiculeArticle   *article)
{
  ManiculeArticleFields fields = *manicule_article_get_fields (article);

  fields.sha256 = manicule_text_get_sha256 (self->text);
  fields.length = manicule_text_get_n_chars (self->text);

  return manicule_article_new (&fields);
}

static ManiculeDocument *
make_document (ManiculeReduction *self,
               ManiculeDocument  *document)
{
  gboolean same_text = self->text == manicule_document_get_text (document);
  g_autoptr(ManiculeArticle) article = NULL;
  g_autoptr(ManiculeAnnotationSet) set = NULL;
  g_autoptr(ManiculeDocument) reduced = NULL;

  if (same_text && self->set != NULL && is_unchanged (self))
    {
      if (manicule_document_get_n_sets (document) == 1)
        return g_object_ref (document);
      set = g_object_ref (self->set);
    }
  else
    {
      set = make_set (self);
    }

  article = same_text ? g_object_ref (manicule_document_get_article (document))
                      : make_article (self, manicule_document_get_article (document));
  reduced = manicule_document_new (article, self->text);
  manicule_document_add_set (reduced, set);

  return g_steal_pointer (&reduced);
}

/**
 * manicule_loss_reduce:
 * @document: a document; of its annotation sets only the first is looked at
 * @format: a format that can be written
 * @policy: what to do about each kind of loss
 * @report: counts are added to it; one report for all documents of an export, so that names are written alike
 *
 * Returns: (transfer full): the document as @format can hold it, with exactly one annotation set; @document itself
 *   where nothing changes
 */
ManiculeDocument *
manicule_loss_reduce (ManiculeDocument         *document,
                      const ManiculeFormat     *format,
                      const ManiculeLossPolicy *policy,
                      ManiculeLossReport       *report)
{
  ManiculeReduction reduction;
  ManiculeDocument *reduced;

  g_return_val_if_fail (MANICULE_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (format != NULL, NULL);
  g_return_val_if_fail (policy != NULL, NULL);
  g_return_val_if_fail (report != NULL, NULL);

  reduction_init (&reduction, document, format, policy, report);
  reduce_text (&reduction, document);
  if (!holds_everything (&reduction))
    reduce_annotations (&reduction);
  count_exact (&reduction);
  reduced = make_document (&reduction, document);
  reduction_clear (&reduction);

  return reduced;
}

/**
 * manicule_loss_reduce_schema:
 * @format: a format that can be written
 * @policy: has the schema
 * @report: the report of the export
 *
 * Returns: (transfer full): a copy of the policy's schema with the names that manicule_loss_reduce() gives to
 *   annotations; an empty one where the policy has none
 */
ManiculeSchema *
manicule_loss_reduce_schema (const ManiculeFormat     *format,
                             const ManiculeLossPolicy *policy,
                             ManiculeLossReport       *report)
{
  g_return_val_if_fail (format != NULL, NULL);
  g_return_val_if_fail (policy != NULL, NULL);
  g_return_val_if_fail (report != NULL, NULL);

  if (policy->schema == NULL)
    return manicule_schema_new ();
  if (format->fit_name == NULL && format->fit_value == NULL)
    return manicule_schema_copy (policy->schema);

  if (report->names == NULL)
    report->names = manicule_loss_names_new (format, policy->schema);

  return manicule_loss_names_apply_to_schema (report->names, policy->schema);
}
