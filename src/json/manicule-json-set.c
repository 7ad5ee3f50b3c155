/* manicule-json-set.c: annotation sets
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-json-items.h"

#include "manicule-json-carried.h"
#include "manicule-json-collector.h"
#include "manicule-json-set-private.h"
#include "manicule-json-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* About what an annotation takes. */
#define LINE_BYTES 160

static const char * const members[] = { "format", "version", "article", "annotator", "status", "annotations", NULL };
static const char * const article_members[] = { "id", "sha256", "length", NULL };

/* --- writing ---------------------------------------------------------------------------------------------------- */

void
manicule_json_put_set_head (GString        *out,
                            const char     *article_id,
                            const char     *sha256,
                            guint           length,
                            const char     *annotator,
                            ManiculeStatus  status,
                            const char     *carried)
{
  manicule_json_put_format (out, MANICULE_JSON_SET_FORMAT);
  g_string_append (out, ",\n ");
  manicule_json_put_name (out, "article");
  g_string_append_c (out, '{');
  manicule_json_put_string (out, "id", article_id);
  manicule_json_put_string (out, "sha256", sha256);
  manicule_json_put_int (out, "length", length);
  manicule_json_put_carried_inner (out, carried, "article");
  g_string_append (out, "},\n ");
  manicule_json_put_string (out, "annotator", annotator);
  manicule_json_put_string (out, "status", manicule_json_statuses[status]);
  g_string_append (out, ",\n ");
}

void
manicule_json_put_set_end (GString    *out,
                           const char *carried)
{
  manicule_json_put_carried (out, carried, members);
  g_string_append (out, "}\n");
}

static void
put_annotations (GString               *out,
                 ManiculeAnnotationSet *set)
{
  ManiculeText *text = manicule_annotation_set_get_text (set);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (set));

  manicule_json_put_name (out, "annotations");
  g_string_append (out, n > 0 ? "[\n" : "[");
  for (guint i = 0; i < n; i++)
    {
      g_string_append (out, "  ");
      manicule_json_append_annotation (out, manicule_annotation_set_get (set, i), text);
      g_string_append (out, i + 1 < n ? ",\n" : "\n ");
    }
  g_string_append_c (out, ']');
}

/**
 * manicule_json_write_annotations:
 * @set: an annotation set
 *
 * Writes an annotation set, one annotation a line. May be called in any thread with a snapshot.
 *
 * Returns: (transfer full): the bytes of its file
 */
GBytes *
manicule_json_write_annotations (ManiculeAnnotationSet *set)
{
  ManiculeText *text;
  GString *out;

  g_return_val_if_fail (MANICULE_IS_ANNOTATION_SET (set), NULL);

  text = manicule_annotation_set_get_text (set);
  out = g_string_sized_new (LINE_BYTES * ((gsize) g_list_model_get_n_items (G_LIST_MODEL (set)) + 2));
  manicule_json_put_set_head (out, manicule_annotation_set_get_article_id (set), manicule_text_get_sha256 (text),
                              manicule_text_get_n_chars (text), manicule_annotation_set_get_annotator (set),
                              manicule_annotation_set_get_status (set), manicule_annotation_set_get_carried (set));
  put_annotations (out, set);
  manicule_json_put_set_end (out, manicule_annotation_set_get_carried (set));
  return g_string_free_to_bytes (out);
}

/* --- reading ---------------------------------------------------------------------------------------------------- */

static void
check_text (ManiculeJsonValue  article,
            ManiculeText      *text)
{
  const char *hash = manicule_json_get_sha256 (article, "sha256");
  guint length = manicule_json_get_uint (article, "length");

  if (manicule_json_reader_failed (article.reader))
    return;

  if (length != manicule_text_get_n_chars (text))
    manicule_json_fail (article, MANICULE_JSON_ERROR_VALUE, "text-differs",
                        _("the text that was annotated had the length %u, this one has the length %u. Restore the text"),
                        length, manicule_text_get_n_chars (text));
  else if (strcmp (hash, manicule_text_get_sha256 (text)) != 0)
    manicule_json_fail (article, MANICULE_JSON_ERROR_VALUE, "text-differs",
                        _("the text is not the one that was annotated: its SHA-256 hash is another. Restore the text"));
}

/* An empty set for the file's article and annotator; NULL when the reader has failed. */
static ManiculeAnnotationSet *
read_head (ManiculeJsonValue  root,
           ManiculeText      *text)
{
  ManiculeJsonValue article;
  const char *id, *annotator;

  if (!manicule_json_check_format (root, MANICULE_JSON_SET_FORMAT))
    return NULL;

  article = manicule_json_get_object (root, "article");
  id = manicule_json_get_file_name (article, "id");
  annotator = manicule_json_get_file_name (root, "annotator");
  manicule_json_get_array (root, "annotations");
  return manicule_json_reader_failed (root.reader) ? NULL : manicule_annotation_set_new (id, annotator, text);
}

static gboolean
read_annotations (ManiculeJsonValue       root,
                  ManiculeAnnotationSet  *set,
                  ManiculeFindings       *findings,
                  GError                **error)
{
  ManiculeJsonValue list = manicule_json_get_array (root, "annotations");
  g_autoptr(ManiculeJsonCollector) collector = manicule_json_collector_new (root.reader, findings);
  ManiculeText *text = manicule_annotation_set_get_text (set);
  ManiculeJsonIter iter;

  manicule_json_iter_init (&iter, list);
  while (manicule_json_iter_next (&iter))
    if (!manicule_json_collector_add (collector, iter.value,
                                      manicule_json_read_annotation (iter.value, text, findings), error))
      return FALSE;
  return manicule_json_collector_finish (collector, set, error);
}

char *
manicule_json_dup_set_unknown (ManiculeJsonValue root)
{
  ManiculeJsonValue article = manicule_json_get (root, "article");
  char *carried = manicule_json_dup_unknown (root, members, NULL, NULL);

  return manicule_json_join_carried (carried, "article", manicule_json_dup_unknown (article, article_members, NULL, NULL));
}

/**
 * manicule_json_read_annotations:
 * @bytes: the bytes of an annotation set's file
 * @file: its name for messages
 * @text: the text of the article
 * @findings: (nullable): where what is wrong is added; damaged annotations are left out then
 * @error: return location
 *
 * Reads an annotation set and verifies it: hash and length of @text, ids, ranges, covered text, ends of relations. An
 * annotation that is damaged is never mended. Who writes a set back that had errors loses what was left out.
 *
 * Returns: (transfer full): the set, or %NULL with an error
 */
ManiculeAnnotationSet *
manicule_json_read_annotations (GBytes            *bytes,
                                const char        *file,
                                ManiculeText      *text,
                                ManiculeFindings  *findings,
                                GError           **error)
{
  g_autoptr(ManiculeJsonReader) reader = NULL;
  g_autoptr(ManiculeAnnotationSet) set = NULL;
  g_autofree char *carried = NULL;
  ManiculeJsonValue root;

  g_return_val_if_fail (MANICULE_IS_TEXT (text), NULL);

  reader = manicule_json_reader_new (bytes, file, error);
  if (reader == NULL)
    return NULL;

  root = manicule_json_reader_get_root (reader);
  set = read_head (root, text);
  if (!manicule_json_reader_settle (reader, NULL, error))
    return NULL;

  check_text (manicule_json_get (root, "article"), text);
  if (!manicule_json_reader_settle (reader, findings, error))
    return NULL;
  manicule_annotation_set_init_status (set, manicule_json_as_word (manicule_json_get (root, "status"), manicule_json_statuses));
  if (!manicule_json_reader_settle (reader, findings, error) || !read_annotations (root, set, findings, error))
    return NULL;

  carried = manicule_json_dup_set_unknown (root);
  if (carried != NULL)
    manicule_annotation_set_set_carried (set, carried);
  return g_steal_pointer (&set);
}

/**
 * manicule_json_read_summary:
 * @bytes: the bytes of an annotation set's file
 * @file: its name for messages
 * @status: (out): its status
 * @n_annotations: (out): how many annotations it has
 * @error: return location
 *
 * Reads what a list of articles shows of a set. The file's syntax is checked, its annotations are only counted.
 *
 * Returns: whether the file is an annotation set
 */
gboolean
manicule_json_read_summary (GBytes          *bytes,
                            const char      *file,
                            ManiculeStatus  *status,
                            guint           *n_annotations,
                            GError         **error)
{
  g_autoptr(ManiculeJsonReader) reader = manicule_json_reader_new_full (bytes, file, 1, 2, error);
  ManiculeJsonValue root;
  guint word = 0, n = 0;

  if (reader == NULL)
    return FALSE;

  root = manicule_json_reader_get_root (reader);
  if (manicule_json_check_format (root, MANICULE_JSON_SET_FORMAT))
    {
      word = manicule_json_as_word (manicule_json_get (root, "status"), manicule_json_statuses);
      n = manicule_json_get_n (manicule_json_get_array (root, "annotations"));
    }
  if (!manicule_json_reader_settle (reader, NULL, error))
    return FALSE;

  *status = word;
  *n_annotations = n;
  return TRUE;
}

/**
 * manicule_json_set_has_label:
 * @bytes: the bytes of an annotation set's file
 * @file: its name for messages
 * @label: the name of a label
 *
 * Looks for a span, without verifying what else there is.
 *
 * Returns: whether one with that label is in the file; %FALSE also for what is no annotation set
 */
gboolean
manicule_json_set_has_label (GBytes     *bytes,
                             const char *file,
                             const char *label)
{
  g_autoptr(ManiculeJsonReader) reader = manicule_json_reader_new_full (bytes, file, 1, 3, NULL);
  ManiculeJsonValue root;
  ManiculeJsonIter iter;
  gboolean found = FALSE;

  if (reader == NULL)
    return FALSE;

  root = manicule_json_reader_get_root (reader);
  if (manicule_json_check_format (root, MANICULE_JSON_SET_FORMAT))
    {
      manicule_json_iter_init (&iter, manicule_json_get_array (root, "annotations"));
      while (!found && manicule_json_iter_next (&iter))
        found = g_strcmp0 (manicule_json_get_string (iter.value, "type"), "span") == 0 &&
                g_strcmp0 (manicule_json_get_string (iter.value, "label"), label) == 0;
    }

  return manicule_json_reader_settle (reader, NULL, NULL) && found;
}
