/* manicule-format-prodigy.c: Prodigy's JSONL, a task on each line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-prodigy-private.h"

#include "manicule-format-meta.h"
#include "manicule-format-output.h"
#include "manicule-format-records.h"
#include "manicule-format-tokens.h"
#include "manicule-json-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What is made anew from the set. */
static const char * const said_members[] = { "spans", "relations", "label", "accept", "answer", NULL };

typedef struct
{
  ManiculeFormatOutput  *output;  /* (not owned) */
  GString               *line;    /* (owned) */
  ManiculeAnnotationSet *set;     /* (not owned): of the document */
  ManiculeText          *text;    /* (not owned) */
  ManiculeAnnotation    *single;  /* (not owned) (nullable): the document label that was the only one asked for */
  GArray                *tokens;  /* (owned) (nullable): where spans are told by tokens, too */
  GHashTable            *ends;    /* (owned): ids of the ends of relations, not owned */
  GHashTable            *places;  /* (owned): where spans are, to how many are there */
} Writer;

static guint
sniff (const char *name,
       const char *head,
       gsize       length)
{
  g_autofree char *task = manicule_records_peek (head, length);

  if (task == NULL || *task != '{' || !manicule_records_mentions (task, "text", NULL))
    return 0;
  if (manicule_records_mentions (task, "_input_hash", NULL) || manicule_records_mentions (task, "_task_hash", NULL))
    return 95;
  /* Our own lines have more lists. */
  if (manicule_records_mentions (task, "relations", "labels", NULL))
    return 0;
  if (manicule_records_mentions (task, "answer", NULL) || manicule_records_mentions (task, "head_span", NULL))
    return 85;
  if (manicule_records_mentions (task, "spans", "meta", NULL))
    return 75;

  return manicule_records_mentions (task, "spans", "start", "end", "label", NULL) ? 60 : 0;
}

static gpointer
begin (ManiculeFormatOutput  *output,
       ManiculeSchema        *schema,
       GError               **error)
{
  Writer *self = g_new0 (Writer, 1);

  self->output = output;
  self->line = g_string_new (NULL);
  self->ends = g_hash_table_new (g_str_hash, g_str_equal);
  self->places = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  return self;
}

static gboolean
end (gpointer   state,
     gboolean   commit,
     GError   **error)
{
  Writer *self = state;

  g_string_free (self->line, TRUE);
  g_hash_table_unref (self->ends);
  g_hash_table_unref (self->places);
  g_free (self);

  return TRUE;
}

/* --- spans and relations --- */

static gint64
get_place (ManiculeAnnotation *span)
{
  ManiculeRange hull = manicule_annotation_get_hull (span);

  return (gint64) hull.start << 32 | hull.end;
}

/* Whether it is there only because a relation leads to it, and is no span to Prodigy; another one that is there would be
 * taken for it. */
static gboolean
is_token (Writer             *self,
          ManiculeAnnotation *span)
{
  g_autofree char *said = manicule_meta_dup_carried (manicule_annotation_get_carried (span), MANICULE_PRODIGY, "is_token");
  gint64 place = get_place (span);

  return said != NULL && g_str_equal (manicule_annotation_get_label (span), MANICULE_PRODIGY_TOKEN) &&
         g_hash_table_contains (self->ends, manicule_annotation_get_id (span)) &&
         GPOINTER_TO_UINT (g_hash_table_lookup (self->places, &place)) == 1;
}

/* Offsets, and tokens where the span is made of whole ones. */
static void
put_place (Writer             *self,
           ManiculeAnnotation *span)
{
  ManiculeRange hull = manicule_annotation_get_hull (span);
  guint first, last;

  manicule_json_put_int (self->line, "start", hull.start);
  manicule_json_put_int (self->line, "end", hull.end);
  if (self->tokens != NULL && manicule_tokens_find (self->tokens, hull, &first, &last))
    {
      manicule_json_put_int (self->line, "token_start", first);
      manicule_json_put_int (self->line, "token_end", last);
    }
  if (!is_token (self, span))
    {
      manicule_json_put_string (self->line, "label", manicule_annotation_get_label (span));
      return;
    }

  manicule_json_put_name (self->line, "label");
  g_string_append (self->line, "null");
}

static void
append_span (Writer             *self,
             ManiculeAnnotation *span)
{
  static const char * const covered[] = { "text", "is_token", NULL };
  const char *carried = manicule_annotation_get_carried (span);
  g_autofree char *said = manicule_meta_dup_carried (carried, MANICULE_PRODIGY, "text");

  g_string_append_c (self->line, '{');
  put_place (self, span);
  if (said != NULL)
    {
      g_autofree char *text = manicule_annotation_set_dup_covered (self->set, span);

      manicule_json_put_string (self->line, "text", text);
    }
  manicule_meta_put_carried (self->line, carried, MANICULE_PRODIGY, covered);
  g_string_append_c (self->line, '}');
}

/* The last token of the span, or the one where it is. */
static guint
get_token (Writer             *self,
           ManiculeAnnotation *span)
{
  guint first, last;

  manicule_tokens_find (self->tokens, manicule_annotation_get_hull (span), &first, &last);

  return last;
}

static void
append_relation (Writer             *self,
                 ManiculeAnnotation *relation)
{
  ManiculeAnnotation *head = manicule_annotation_set_find (self->set, manicule_annotation_get_from (relation));
  ManiculeAnnotation *child = manicule_annotation_set_find (self->set, manicule_annotation_get_to (relation));

  g_string_append_c (self->line, '{');
  manicule_json_put_int (self->line, "head", get_token (self, head));
  manicule_json_put_int (self->line, "child", get_token (self, child));
  manicule_json_put_name (self->line, "head_span");
  g_string_append_c (self->line, '{');
  put_place (self, head);
  g_string_append_c (self->line, '}');
  manicule_json_put_name (self->line, "child_span");
  g_string_append_c (self->line, '{');
  put_place (self, child);
  g_string_append_c (self->line, '}');
  manicule_json_put_string (self->line, "label", manicule_annotation_get_label (relation));
  manicule_meta_put_carried (self->line, manicule_annotation_get_carried (relation), MANICULE_PRODIGY, NULL);
  g_string_append_c (self->line, '}');
}

/* NULL where there is none, or several from tasks that were joined: then they are options. */
static ManiculeAnnotation *
find_single (ManiculeAnnotationSet *set)
{
  ManiculeAnnotation *found = NULL;

  for (guint i = 0; i < manicule_annotation_set_get_n (set, MANICULE_ANNOTATION_DOCUMENT); i++)
    {
      ManiculeAnnotation *label = manicule_annotation_set_get (set, i);
      g_autofree char *single = manicule_meta_dup_carried (manicule_annotation_get_carried (label), MANICULE_PRODIGY, "single");

      if (single != NULL && found != NULL)
        return NULL;
      if (single != NULL)
        found = label;
    }

  return found;
}

static void
append_category (Writer             *self,
                 ManiculeAnnotation *label)
{
  g_autofree char *category = manicule_category_to_string (label);

  manicule_meta_append_id (self->line, category);
}

/* One of the options to choose from, where the file brings none. */
static void
append_option (Writer             *self,
               ManiculeAnnotation *label)
{
  g_autofree char *category = manicule_category_to_string (label);

  g_string_append_c (self->line, '{');
  manicule_meta_put_id (self->line, "id", category);
  manicule_json_put_string (self->line, "text", category);
  g_string_append_c (self->line, '}');
}

/* --- lists --- */

static gboolean
is_listed (Writer                 *self,
           ManiculeAnnotation     *annotation,
           ManiculeAnnotationKind  kind)
{
  return manicule_annotation_get_kind (annotation) == kind && annotation != self->single &&
         (kind != MANICULE_ANNOTATION_SPAN || !is_token (self, annotation));
}

static void
put_list (Writer                 *self,
          const char             *name,
          ManiculeAnnotationKind  kind,
          void                  (*append) (Writer             *self,
                                           ManiculeAnnotation *annotation))
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->set));
  gboolean is_first = TRUE;

  manicule_json_put_name (self->line, name);
  g_string_append_c (self->line, '[');
  for (guint i = 0; i < n; i++)
    {
      ManiculeAnnotation *annotation = manicule_annotation_set_get (self->set, i);

      if (!is_listed (self, annotation, kind))
        continue;
      if (!is_first)
        g_string_append_c (self->line, ',');
      append (self, annotation);
      is_first = FALSE;
    }
  g_string_append_c (self->line, ']');
}

static void
count_at_place (Writer             *self,
                ManiculeAnnotation *span)
{
  gint64 place = get_place (span);
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->places, &place));

  g_hash_table_replace (self->places, g_memdup2 (&place, sizeof place), GUINT_TO_POINTER (n + 1));
}

static void
find_ends (Writer *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->set));

  g_hash_table_remove_all (self->ends);
  g_hash_table_remove_all (self->places);
  for (guint i = 0; i < n; i++)
    {
      ManiculeAnnotation *annotation = manicule_annotation_set_get (self->set, i);

      if (manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_SPAN)
        count_at_place (self, annotation);
      if (manicule_annotation_get_kind (annotation) != MANICULE_ANNOTATION_RELATION)
        continue;
      g_hash_table_add (self->ends, (gpointer) manicule_annotation_get_from (annotation));
      g_hash_table_add (self->ends, (gpointer) manicule_annotation_get_to (annotation));
    }
}

static void
put_lists (Writer     *self,
           const char *carried)
{
  g_autofree char *options = manicule_meta_dup_carried (carried, MANICULE_PRODIGY, "options");
  guint n_labels = manicule_annotation_set_get_n (self->set, MANICULE_ANNOTATION_DOCUMENT);

  find_ends (self);
  self->single = find_single (self->set);
  if (n_labels > (self->single != NULL ? 1 : 0))
    {
      if (options == NULL)
        put_list (self, "options", MANICULE_ANNOTATION_DOCUMENT, append_option);
      put_list (self, "accept", MANICULE_ANNOTATION_DOCUMENT, append_category);
    }
  if (self->single != NULL)
    {
      g_autofree char *category = manicule_category_to_string (self->single);

      manicule_meta_put_id (self->line, "label", category);
    }
  put_list (self, "spans", MANICULE_ANNOTATION_SPAN, append_span);
  if (manicule_annotation_set_get_n (self->set, MANICULE_ANNOTATION_RELATION) > 0)
    put_list (self, "relations", MANICULE_ANNOTATION_RELATION, append_relation);
}

/* --- tasks --- */

/* The file's own where they fit; relations need some. */
static void
put_tokens (Writer     *self,
            const char *carried)
{
  g_autofree char *raw = manicule_meta_dup_carried (carried, MANICULE_PRODIGY, "tokens");

  g_clear_pointer (&self->tokens, g_array_unref);
  if (raw != NULL)
    self->tokens = manicule_prodigy_parse_tokens (self->text, raw);
  if (self->tokens != NULL || manicule_annotation_set_get_n (self->set, MANICULE_ANNOTATION_RELATION) == 0)
    return;

  self->tokens = manicule_tokens_cut (self->set, FALSE);
  if (raw == NULL)
    manicule_prodigy_put_tokens (self->line, self->text, self->tokens);
}

static void
put_meta (Writer                      *self,
          const ManiculeArticleFields *fields)
{
  manicule_json_put_name (self->line, "meta");
  g_string_append_c (self->line, '{');
  manicule_meta_put_id (self->line, "id", fields->id);
  manicule_meta_put (self->line, fields);
  manicule_meta_put_carried_inner (self->line, fields->carried, MANICULE_PRODIGY, "meta");
  g_string_append_c (self->line, '}');
}

/* Whether the task asked about one proposal, so that "accept" does not say that all is done. */
static gboolean
is_binary (const char *carried)
{
  g_autofree char *view = manicule_meta_dup_carried_text (carried, MANICULE_PRODIGY, "_view_id");

  return g_strcmp0 (view, "ner") == 0;
}

/* A refused task comes out as it was, unless somebody has annotated it since. */
static void
put_set (Writer     *self,
         const char *carried_by_text)
{
  const char *carried = manicule_annotation_set_get_carried (self->set);
  const char *annotator = manicule_annotation_set_get_annotator (self->set);
  ManiculeStatus status = manicule_annotation_set_get_status (self->set);
  gboolean is_empty = g_list_model_get_n_items (G_LIST_MODEL (self->set)) == 0;
  g_autofree char *refused = manicule_meta_dup_carried (carried, MANICULE_PRODIGY, "answer");
  gboolean is_refused = refused != NULL && is_empty && status == MANICULE_STATUS_NEW;

  if (!is_refused)
    put_lists (self, carried_by_text);
  if (*annotator != '\0' && (carried == NULL || strstr (carried, "\"_session_id\":\"") == NULL) &&
      (carried == NULL || strstr (carried, "\"_annotator_id\":") == NULL))
    manicule_json_put_string (self->line, "_annotator_id", annotator);
  if (!is_refused && (status == MANICULE_STATUS_DONE || is_binary (carried_by_text)))
    manicule_json_put_string (self->line, "answer", "accept");
  manicule_meta_put_carried (self->line, carried, MANICULE_PRODIGY, is_refused ? NULL : said_members);
}

static gboolean
write_document (gpointer           state,
                ManiculeDocument  *document,
                GError           **error)
{
  static const char * const elsewhere[] = { "meta", NULL };
  Writer *self = state;
  const ManiculeArticleFields *fields = manicule_article_get_fields (manicule_document_get_article (document));

  self->text = manicule_document_get_text (document);
  self->set = manicule_document_get_set (document, 0);
  g_string_assign (self->line, "{");
  manicule_json_put_string (self->line, "text", manicule_text_get_data (self->text));
  put_meta (self, fields);
  put_tokens (self, fields->carried);
  put_set (self, fields->carried);
  manicule_meta_put_carried (self->line, fields->carried, MANICULE_PRODIGY, elsewhere);
  g_string_append (self->line, "}\n");
  g_clear_pointer (&self->tokens, g_array_unref);

  return manicule_format_output_write (self->output, self->line->str, (gssize) self->line->len, error);
}

static char *
fit_name (ManiculeNameKind  kind,
          const char       *name)
{
  return kind == MANICULE_NAME_DOCUMENT_LABEL ? manicule_category_fit_name (name) : NULL;
}

static const char * const suffixes[] = { "jsonl", "json", NULL };

const ManiculeFormat manicule_format_prodigy = {
  .id = MANICULE_PRODIGY,
  .title = "Prodigy",
  .description = N_("Tasks with spans, relations and choices, one on each line"),
  .suffixes = suffixes,
  .holds = MANICULE_HOLDS_SPANS | MANICULE_HOLDS_NESTED | MANICULE_HOLDS_CROSSING | MANICULE_HOLDS_SUB_TOKEN |
           MANICULE_HOLDS_RELATIONS | MANICULE_HOLDS_DOCUMENT_LABELS | MANICULE_HOLDS_TEXT |
           MANICULE_HOLDS_METADATA | MANICULE_HOLDS_TYPES,
  .unit = MANICULE_OFFSET_CHARS,
  .container = MANICULE_CONTAINER_FILE,
  .sniff = sniff,
  .read = manicule_prodigy_read,
  .begin = begin,
  .write = write_document,
  .end = end,
  .fit_name = fit_name,
};
