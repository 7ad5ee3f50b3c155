/* manicule-format-spacy.c: examples for spaCy, one on each line
 *
 * DocBin, spaCy's own binary form, is not written: nothing but spaCy itself could tell that it is right, and spaCy makes it
 * of these lines.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-spacy-private.h"

#include "manicule-format-meta.h"
#include "manicule-format-output.h"
#include "manicule-json-writer.h"
#include "manicule-python-literal.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  ManiculeFormatOutput *output;  /* (not owned) */
  GString              *line;    /* (owned) */
} Writer;

static guint
sniff (const char *name,
       const char *head,
       gsize       length)
{
  g_autofree char *record = manicule_records_peek (head, length);

  if (manicule_python_is_literal (head, length))
    return strstr (head, "entities") != NULL || strstr (head, "cats") != NULL ? 80 : 0;
  if (record == NULL)
    return 0;
  if (manicule_records_mentions (record, "paragraphs", "sentences", "tokens", NULL))
    return 95;
  if (*record == '[')
    return manicule_records_mentions (record, "entities", NULL) || manicule_records_mentions (record, "cats", NULL) ? 85 : 0;
  if (manicule_records_mentions (record, "classes", "annotations", "entities", NULL))
    return 85;
  if (!manicule_records_mentions (record, "text", NULL) || manicule_records_mentions (record, "start_offset", NULL))
    return 0;
  if (manicule_records_mentions (record, "ents", "start", "end", "label", NULL))
    return 70;
  if (strstr (record, "\"cats\":{") != NULL || strstr (record, "\"cats\": {") != NULL)
    return 85;

  return strstr (record, "\"entities\":[[") != NULL || strstr (record, "\"entities\": [[") != NULL ? 50 : 0;
}

/* --- writing --- */

static gpointer
begin (ManiculeFormatOutput  *output,
       ManiculeSchema        *schema,
       GError               **error)
{
  Writer *self = g_new0 (Writer, 1);

  self->output = output;
  self->line = g_string_new (NULL);

  return self;
}

static gboolean
end (gpointer   state,
     gboolean   commit,
     GError   **error)
{
  Writer *self = state;

  g_string_free (self->line, TRUE);
  g_free (self);

  return TRUE;
}

static void
append_span (GString            *line,
             ManiculeAnnotation *span)
{
  ManiculeRange hull = manicule_annotation_get_hull (span);

  g_string_append (line, line->str[line->len - 1] == '[' ? "[" : ",[");
  manicule_json_append_int (line, hull.start);
  g_string_append_c (line, ',');
  manicule_json_append_int (line, hull.end);
  g_string_append_c (line, ',');
  manicule_json_append_string (line, manicule_annotation_get_label (span));
  g_string_append_c (line, ']');
}

/* The group it is in beside the usual one; NULL: it may be an entity. (transfer full) */
static char *
dup_group (ManiculeAnnotation *span)
{
  return manicule_meta_dup_carried_text (manicule_annotation_get_carried (span), MANICULE_SPACY, "group");
}

/* Entities do not overlap: the first one, and of those that begin together the longest, is one. FALSE when some are not. */
static gboolean
put_entities (Writer                *self,
              ManiculeAnnotationSet *set)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (set));
  gboolean all = TRUE;
  guint covered = 0;

  manicule_json_put_name (self->line, "entities");
  g_string_append_c (self->line, '[');
  for (guint i = 0; i < n; i++)
    {
      ManiculeAnnotation *span = manicule_annotation_set_get (set, i);
      g_autofree char *group = NULL;

      if (manicule_annotation_get_kind (span) != MANICULE_ANNOTATION_SPAN)
        continue;
      group = dup_group (span);
      if (group != NULL)
        continue;

      if (manicule_annotation_get_hull (span).start >= covered)
        {
          append_span (self->line, span);
          covered = manicule_annotation_get_hull (span).end;
        }
      else
        {
          all = FALSE;
        }
    }
  g_string_append_c (self->line, ']');

  return all;
}

static void
put_group (Writer                *self,
           ManiculeAnnotationSet *set,
           const char            *name)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (set));

  manicule_json_put_name (self->line, name);
  g_string_append_c (self->line, '[');
  for (guint i = 0; i < n; i++)
    {
      ManiculeAnnotation *span = manicule_annotation_set_get (set, i);
      g_autofree char *group = NULL;

      if (manicule_annotation_get_kind (span) != MANICULE_ANNOTATION_SPAN)
        continue;
      group = dup_group (span);
      if (g_str_equal (group != NULL ? group : MANICULE_SPACY_GROUP, name))
        append_span (self->line, span);
    }
  g_string_append_c (self->line, ']');
}

/* Where spans overlap, the usual group has all of them; others stand in the groups that they came from. */
static void
put_spans (Writer                *self,
           ManiculeAnnotationSet *set)
{
  g_autoptr(GPtrArray) groups = g_ptr_array_new_with_free_func (g_free);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (set));
  gboolean all = put_entities (self, set);

  if (!all)
    g_ptr_array_add (groups, g_strdup (MANICULE_SPACY_GROUP));
  for (guint i = 0; i < n; i++)
    {
      char *group = dup_group (manicule_annotation_set_get (set, i));

      if (group != NULL && !g_ptr_array_find_with_equal_func (groups, group, g_str_equal, NULL))
        g_ptr_array_add (groups, group);
      else
        g_free (group);
    }
  if (groups->len == 0)
    return;

  manicule_json_put_name (self->line, "spans");
  g_string_append_c (self->line, '{');
  for (guint i = 0; i < groups->len; i++)
    put_group (self, set, groups->pdata[i]);
  g_string_append_c (self->line, '}');
}

/* A name stands once in an object: what is there again goes into a list of @repeated. */
static void
put_categories (Writer                *self,
                ManiculeAnnotationSet *set,
                GPtrArray             *repeated)
{
  g_autoptr(GHashTable) written = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = manicule_annotation_set_get_n (set, MANICULE_ANNOTATION_DOCUMENT);

  manicule_json_put_name (self->line, "cats");
  g_string_append_c (self->line, '{');
  for (guint i = 0; i < n; i++)
    {
      char *category = manicule_category_to_string (manicule_annotation_set_get (set, i));

      if (g_hash_table_contains (written, category))
        {
          g_ptr_array_add (repeated, category);
          continue;
        }
      manicule_json_put_name (self->line, category);
      g_string_append (self->line, "1.0");
      g_hash_table_add (written, category);
    }
  g_string_append_c (self->line, '}');
}

static void
put_meta (Writer                      *self,
          const ManiculeArticleFields *fields,
          GPtrArray                   *repeated)
{
  manicule_json_put_name (self->line, "meta");
  g_string_append_c (self->line, '{');
  manicule_meta_put_id (self->line, "id", fields->id);
  manicule_meta_put (self->line, fields);
  if (repeated->len > 0)
    {
      g_ptr_array_add (repeated, NULL);
      manicule_json_put_strv (self->line, MANICULE_SPACY_REPEATED, (const char * const *) repeated->pdata);
    }
  manicule_meta_put_carried_inner (self->line, fields->carried, MANICULE_SPACY, "meta");
  g_string_append_c (self->line, '}');
}

static gboolean
write_document (gpointer           state,
                ManiculeDocument  *document,
                GError           **error)
{
  static const char * const elsewhere[] = { "meta", NULL };
  Writer *self = state;
  const ManiculeArticleFields *fields = manicule_article_get_fields (manicule_document_get_article (document));
  ManiculeAnnotationSet *set = manicule_document_get_set (document, 0);
  g_autoptr(GPtrArray) repeated = g_ptr_array_new_with_free_func (g_free);

  g_string_assign (self->line, "{");
  manicule_json_put_string (self->line, "text", manicule_text_get_data (manicule_document_get_text (document)));
  put_spans (self, set);
  put_categories (self, set, repeated);
  put_meta (self, fields, repeated);
  manicule_meta_put_carried (self->line, fields->carried, MANICULE_SPACY, elsewhere);
  g_string_append (self->line, "}\n");

  return manicule_format_output_write (self->output, self->line->str, (gssize) self->line->len, error);
}

static char *
fit_name (ManiculeNameKind  kind,
          const char       *name)
{
  return kind == MANICULE_NAME_DOCUMENT_LABEL ? manicule_category_fit_name (name) : NULL;
}

static const char * const suffixes[] = { "jsonl", "json", "py", NULL };

const ManiculeFormat manicule_format_spacy = {
  .id = MANICULE_SPACY,
  .title = "spaCy",
  .description = N_("Examples with entities, span groups and categories as JSONL; no DocBin, which spaCy makes of them"),
  .suffixes = suffixes,
  .holds = MANICULE_HOLDS_SPANS | MANICULE_HOLDS_NESTED | MANICULE_HOLDS_CROSSING | MANICULE_HOLDS_SUB_TOKEN |
           MANICULE_HOLDS_DOCUMENT_LABELS | MANICULE_HOLDS_TEXT | MANICULE_HOLDS_METADATA | MANICULE_HOLDS_TYPES,
  .unit = MANICULE_OFFSET_CHARS,
  .container = MANICULE_CONTAINER_FILE,
  .sniff = sniff,
  .read = manicule_spacy_read,
  .begin = begin,
  .write = write_document,
  .end = end,
  .fit_name = fit_name,
};
