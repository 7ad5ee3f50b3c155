/* manicule-cli-distinct.c: documents that get files of their own
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-cli-distinct.h"

/* What the article of a document is to be called: several people's sets of one article get the names of these people. */
static char *
choose_id (ManiculeDocumentIds *ids,
           ManiculeDocument    *document,
           gboolean             is_one_of_several)
{
  const char *id = manicule_article_get_id (manicule_document_get_article (document));
  const char *annotator = "";

  if (manicule_document_get_n_sets (document) > 0 && (is_one_of_several || g_hash_table_contains (ids->taken, id)))
    annotator = manicule_annotation_set_get_annotator (manicule_document_get_set (document, 0));

  return *annotator != '\0' ? g_strdup_printf ("%s-%s", id, annotator) : g_strdup (id);
}

/**
 * manicule_cli_distinguish:
 * @ids: what the documents before it are called
 * @document: a document with at most one annotation set
 * @is_one_of_several: whether other sets of its article come as documents of their own
 *
 * Returns: (transfer full): @document, its article under another id where another document has that already or several
 *   people annotated it
 */
ManiculeDocument *
manicule_cli_distinguish (ManiculeDocumentIds *ids,
                          ManiculeDocument    *document,
                          gboolean             is_one_of_several)
{
  ManiculeArticle *article = manicule_document_get_article (document);
  ManiculeArticleFields fields = *manicule_article_get_fields (article);
  g_autofree char *wanted = choose_id (ids, document, is_one_of_several);
  g_autofree char *id = manicule_document_ids_take (ids, wanted, fields.id);
  g_autoptr(ManiculeArticle) renamed = NULL;
  ManiculeDocument *distinct;

  if (g_str_equal (id, fields.id))
    return g_object_ref (document);

  fields.id = id;
  renamed = manicule_article_new (&fields);
  distinct = manicule_document_new (renamed, manicule_document_get_text (document));
  for (guint i = 0; i < manicule_document_get_n_sets (document); i++)
    manicule_document_add_set (distinct, manicule_document_get_set (document, i));

  return distinct;
}
