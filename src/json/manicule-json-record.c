/* manicule-json-record.c: Manicule JSONL, an article with one annotation set on a line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-json-items.h"

#include "manicule-json-carried.h"
#include "manicule-json-collector.h"
#include "manicule-json-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* "sha256" and "length" need not be there: the text is. "set" holds the set's unknown members, the article's stand on
 * the line itself, where other programs put columns of their own. */
static const char * const members[] = {
  "id", "title", "date", "source", "language", "place", "byline", "url", "file", "encoding", "original_sha256", "sha256",
  "length", "annotator", "status", "text", "spans", "relations", "labels", "set", NULL,
};
static const char * const no_members[] = { NULL };

/* The lists of a record, in their order. */
static const struct
{
  const char             *name;
  ManiculeAnnotationKind  kind;
} lists[] = {
  { "spans", MANICULE_ANNOTATION_SPAN },
  { "relations", MANICULE_ANNOTATION_RELATION },
  { "labels", MANICULE_ANNOTATION_DOCUMENT },
};

/* --- writing ---------------------------------------------------------------------------------------------------- */

static void
put_list (GString                *out,
          const char             *name,
          ManiculeAnnotationSet  *set,
          ManiculeAnnotationKind  kind)
{
  ManiculeText *text = manicule_annotation_set_get_text (set);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (set));
  gboolean first = TRUE;

  manicule_json_put_name (out, name);
  g_string_append_c (out, '[');
  for (guint i = 0; i < n; i++)
    {
      ManiculeAnnotation *annotation = manicule_annotation_set_get (set, i);

      if (manicule_annotation_get_kind (annotation) != kind)
        continue;
      if (!first)
        g_string_append_c (out, ',');
      manicule_json_append_record_item (out, annotation, text);
      first = FALSE;
    }
  g_string_append_c (out, ']');
}

/* A record that comes from another format may have none. */
static void
put_annotator (GString               *out,
               ManiculeAnnotationSet *set)
{
  const char *annotator = manicule_annotation_set_get_annotator (set);

  if (*annotator != '\0')
    manicule_json_put_string (out, "annotator", annotator);
}

static void
put_carried_set (GString               *out,
                 ManiculeAnnotationSet *set)
{
  const char *carried = manicule_annotation_set_get_carried (set);

  if (carried == NULL || *carried == '\0')
    return;

  manicule_json_put_name (out, "set");
  g_string_append_c (out, '{');
  manicule_json_put_carried (out, carried, no_members);
  g_string_append_c (out, '}');
}

/**
 * manicule_json_write_record:
 * @article: an article
 * @set: an annotation set of it
 *
 * Writes both on one line of Manicule JSONL.
 *
 * Returns: (transfer full): the line, ended by a line feed
 */
char *
manicule_json_write_record (ManiculeArticle       *article,
                            ManiculeAnnotationSet *set)
{
  const ManiculeArticleFields *fields;
  GString *out;

  g_return_val_if_fail (MANICULE_IS_ARTICLE (article), NULL);
  g_return_val_if_fail (MANICULE_IS_ANNOTATION_SET (set), NULL);

  fields = manicule_article_get_fields (article);
  out = g_string_new ("{");
  manicule_json_put_article_members (out, fields);
  put_annotator (out, set);
  manicule_json_put_string (out, "status", manicule_json_statuses[manicule_annotation_set_get_status (set)]);
  manicule_json_put_string (out, "text", manicule_text_get_data (manicule_annotation_set_get_text (set)));
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    put_list (out, lists[i].name, set, lists[i].kind);
  put_carried_set (out, set);
  manicule_json_put_carried (out, fields->carried, members);
  g_string_append (out, "}\n");
  return g_string_free_and_steal (out);
}

/* --- reading ---------------------------------------------------------------------------------------------------- */

static ManiculeText *
read_text (ManiculeJsonValue root)
{
  ManiculeJsonValue member = manicule_json_get (root, "text");
  const char *string = manicule_json_get_string (root, "text");
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  ManiculeText *text;

  if (string == NULL)
    return NULL;

  bytes = g_bytes_new (string, strlen (string));
  text = manicule_text_new (bytes, &error);
  if (text == NULL)
    manicule_json_fail (member, MANICULE_JSON_ERROR_LIMIT, "text-too-large", "%s", error->message);
  return text;
}

static void
check_text (ManiculeJsonValue  root,
            ManiculeText      *text)
{
  ManiculeJsonValue hash = manicule_json_find (root, "sha256"), length = manicule_json_find (root, "length");
  const char *digits = manicule_json_find_string (root, "sha256");

  if (digits != NULL && strcmp (digits, manicule_text_get_sha256 (text)) != 0)
    manicule_json_fail (hash, MANICULE_JSON_ERROR_VALUE, "text-differs",
                        _("the text is not the one that was annotated: its SHA-256 hash is another. Restore the text"));
  if (manicule_json_get_kind (length) != MANICULE_JSON_ABSENT
      && manicule_json_as_uint (length) != manicule_text_get_n_chars (text))
    manicule_json_fail (length, MANICULE_JSON_ERROR_VALUE, "text-differs",
                        _("the text that was annotated had another length; that of this one is %u. Restore the text"),
                        manicule_text_get_n_chars (text));
}

static ManiculeArticle *
read_article (ManiculeJsonValue  root,
              ManiculeText      *text)
{
  g_autofree char *carried = manicule_json_dup_unknown (root, members, NULL, NULL);
  ManiculeArticleFields fields;

  manicule_json_get_article_members (root, &fields);
  fields.sha256 = manicule_text_get_sha256 (text);
  fields.length = manicule_text_get_n_chars (text);
  fields.carried = carried;
  return manicule_json_reader_failed (root.reader) ? NULL : manicule_article_new (&fields);
}

static gboolean
read_annotations (ManiculeJsonValue       root,
                  ManiculeAnnotationSet  *set,
                  ManiculeFindings       *findings,
                  GError                **error)
{
  g_autoptr(ManiculeJsonCollector) collector = manicule_json_collector_new (root.reader, findings);
  ManiculeText *text = manicule_annotation_set_get_text (set);

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      ManiculeJsonIter iter;

      manicule_json_iter_init (&iter, manicule_json_get_array (root, lists[i].name));
      if (!manicule_json_reader_settle (root.reader, findings, error))
        return FALSE;
      while (manicule_json_iter_next (&iter))
        if (!manicule_json_collector_add (collector, iter.value,
                                          manicule_json_read_record_item (iter.value, lists[i].kind, text, findings), error))
          return FALSE;
    }
  return manicule_json_collector_finish (collector, set, error);
}

static const char *
read_annotator (ManiculeJsonValue root)
{
  gboolean absent = manicule_json_get_kind (manicule_json_find (root, "annotator")) == MANICULE_JSON_ABSENT;

  return absent ? "" : manicule_json_get_file_name (root, "annotator");
}

static ManiculeAnnotationSet *
read_set (ManiculeJsonValue  root,
          ManiculeArticle   *article,
          ManiculeText      *text)
{
  const char *annotator = read_annotator (root);
  guint status = manicule_json_find_word (root, "status", manicule_json_statuses);
  g_autofree char *carried = manicule_json_dup_unknown (manicule_json_find_object (root, "set"), no_members, NULL, NULL);
  ManiculeAnnotationSet *set;

  if (manicule_json_reader_failed (root.reader))
    return NULL;

  set = manicule_annotation_set_new (manicule_article_get_id (article), annotator, text);
  manicule_annotation_set_init_status (set, status);
  if (carried != NULL)
    manicule_annotation_set_set_carried (set, carried);
  return set;
}

/* The article, its text and an empty set; NULL when the reader has failed. */
static ManiculeAnnotationSet *
read_head (ManiculeJsonValue   root,
           ManiculeArticle   **article)
{
  g_autoptr(ManiculeText) text = read_text (root);

  if (text == NULL)
    return NULL;

  check_text (root, text);
  *article = read_article (root, text);
  return *article != NULL ? read_set (root, *article, text) : NULL;
}

/**
 * manicule_json_read_record:
 * @line_bytes: a line of Manicule JSONL
 * @file: the name of its file for messages
 * @line: its number, from 1
 * @findings: (nullable): where what is wrong is added; damaged annotations are left out then
 * @error: return location
 *
 * Reads an article with one annotation set. Offsets, and covered texts where they are given, must fit the text.
 *
 * Returns: (transfer full): the document, or %NULL with an error
 */
ManiculeDocument *
manicule_json_read_record (GBytes            *line_bytes,
                           const char        *file,
                           guint              line,
                           ManiculeFindings  *findings,
                           GError           **error)
{
  g_autoptr(ManiculeJsonReader) reader = manicule_json_reader_new_full (line_bytes, file, line, MANICULE_JSON_MAX_DEPTH, error);
  g_autoptr(ManiculeArticle) article = NULL;
  g_autoptr(ManiculeAnnotationSet) set = NULL;
  g_autoptr(ManiculeDocument) document = NULL;
  ManiculeJsonValue root;

  if (reader == NULL)
    return NULL;

  root = manicule_json_reader_get_root (reader);
  set = read_head (root, &article);
  if (!manicule_json_reader_settle (reader, NULL, error) || !read_annotations (root, set, findings, error))
    return NULL;

  document = manicule_document_new (article, manicule_annotation_set_get_text (set));
  manicule_document_add_set (document, set);
  return g_steal_pointer (&document);
}
