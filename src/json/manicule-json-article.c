/* manicule-json-article.c: articles, and the list of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-json-items.h"

#include "manicule-json-carried.h"
#include "manicule-json-writer.h"

#include <glib/gi18n-lib.h>

static const char * const members[] = {
  "id", "title", "date", "source", "language", "place", "byline", "url", "file", "encoding", "original_sha256",
  "opening", "sha256", "length", NULL,
};

/* What else a record is made of, where an article's unknown members stand beside its own. */
static const char * const reserved[] = { "annotator", "status", "text", "spans", "relations", "labels", "set", NULL };

static gboolean
is_sha256 (const char *string)
{
  guint n = 0;

  while (g_ascii_isxdigit (string[n]) && !g_ascii_isupper (string[n]))
    n++;
  return n == 64 && string[n] == '\0';
}

/**
 * manicule_json_get_sha256:
 * @object: an object
 * @name: a member that must be a hash, else the reader fails
 *
 * Returns: (nullable): the hash, %NULL after a failure
 */
const char *
manicule_json_get_sha256 (ManiculeJsonValue  object,
                          const char        *name)
{
  const char *hash = manicule_json_get_string (object, name);

  if (hash == NULL || is_sha256 (hash))
    return hash;

  manicule_json_fail (manicule_json_get (object, name), MANICULE_JSON_ERROR_VALUE, "not-a-hash",
                      _("a SHA-256 hash of 64 digits 0–9, a–f must stand here"));
  return NULL;
}

/**
 * manicule_json_put_article_members:
 * @out: the text of an object that is not closed yet
 * @fields: an article
 *
 * Appends id, title, date, source, language and what else is known of an article's origin.
 */
void
manicule_json_put_article_members (GString                     *out,
                                   const ManiculeArticleFields *fields)
{
  manicule_json_put_string (out, "id", fields->id);
  manicule_json_put_string (out, "title", fields->title);
  manicule_json_put_string (out, "date", fields->date);
  manicule_json_put_string (out, "source", fields->source);
  manicule_json_put_string (out, "language", fields->language);
  manicule_json_put_string (out, "place", fields->place);
  manicule_json_put_string (out, "byline", fields->byline);
  manicule_json_put_string (out, "url", fields->url);
  manicule_json_put_string (out, "file", fields->file);
  manicule_json_put_string (out, "encoding", fields->encoding);
  manicule_json_put_string (out, "original_sha256", fields->original_sha256);
}

/**
 * manicule_json_get_article_members:
 * @object: an article or record
 * @fields: (out): gets the same members; its strings belong to the reader
 *
 * Reads what manicule_json_put_article_members() writes; the other fields are empty then.
 */
void
manicule_json_get_article_members (ManiculeJsonValue      object,
                                   ManiculeArticleFields *fields)
{
  ManiculeArticleFields found = { NULL };

  found.id = manicule_json_get_file_name (object, "id");
  found.title = manicule_json_find_string (object, "title");
  found.date = manicule_json_find_string (object, "date");
  found.source = manicule_json_find_string (object, "source");
  found.language = manicule_json_find_string (object, "language");
  found.place = manicule_json_find_string (object, "place");
  found.byline = manicule_json_find_string (object, "byline");
  found.url = manicule_json_find_string (object, "url");
  found.file = manicule_json_find_string (object, "file");
  found.encoding = manicule_json_find_string (object, "encoding");
  if (manicule_json_get_kind (manicule_json_find (object, "original_sha256")) != MANICULE_JSON_ABSENT)
    found.original_sha256 = manicule_json_get_sha256 (object, "original_sha256");
  *fields = found;
}

static const char *
article_get_key (gpointer item)
{
  return manicule_article_get_id (item);
}

static void
article_append (GString  *out,
                gpointer  item)
{
  const ManiculeArticleFields *fields = manicule_article_get_fields (item);

  g_string_append_c (out, '{');
  manicule_json_put_article_members (out, fields);
  manicule_json_put_string (out, "opening", fields->opening);
  manicule_json_put_string (out, "sha256", fields->sha256);
  manicule_json_put_int (out, "length", fields->length);
  manicule_json_put_carried (out, fields->carried, members);
  g_string_append_c (out, '}');
}

static gpointer
article_read (ManiculeJsonValue  object,
              ManiculeFindings  *findings)
{
  g_autofree char *carried = manicule_json_dup_unknown (object, members, reserved, findings);
  ManiculeArticleFields fields;

  manicule_json_get_article_members (object, &fields);
  fields.sha256 = manicule_json_get_sha256 (object, "sha256");
  fields.length = manicule_json_get_uint (object, "length");
  fields.opening = manicule_json_find_string (object, "opening");
  fields.carried = carried;
  return manicule_json_reader_failed (object.reader) ? NULL : manicule_article_new (&fields);
}

const ManiculeJsonItem manicule_json_article = { "id", article_get_key, article_append, article_read };

/**
 * manicule_json_write_articles:
 * @articles: a list of articles
 *
 * Writes articles.jsonl.
 *
 * Returns: (transfer full): its bytes
 */
GBytes *
manicule_json_write_articles (GListModel *articles)
{
  g_return_val_if_fail (G_IS_LIST_MODEL (articles), NULL);

  return manicule_json_write_lines (&manicule_json_article, articles);
}

/**
 * manicule_json_read_articles:
 * @bytes: the bytes of articles.jsonl
 * @file: its name for messages
 * @findings: (nullable): where what is wrong is added; damaged lines are left out then
 * @error: return location
 *
 * Reads a list of articles, which have different ids.
 *
 * Returns: (transfer full) (element-type ManiculeArticle): the articles in order, or %NULL with an error
 */
GPtrArray *
manicule_json_read_articles (GBytes            *bytes,
                             const char        *file,
                             ManiculeFindings  *findings,
                             GError           **error)
{
  return manicule_json_read_lines (&manicule_json_article, bytes, file, findings, error);
}
