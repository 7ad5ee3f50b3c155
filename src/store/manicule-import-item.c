/* manicule-import-item.c: the articles of a plan
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-import-private.h"

#include "manicule-format-input.h"

/**
 * manicule_import_item_free:
 * @item: (transfer full): an item of a plan
 */
void
manicule_import_item_free (ManiculeImportItem *item)
{
  g_clear_object (&item->document);
  g_clear_object (&item->source);
  g_free (item->file);
  g_free (item->encoding);
  g_free (item);
}

/**
 * manicule_import_unclear_free:
 * @unclear: (transfer full): a file that is of several formats
 */
void
manicule_import_unclear_free (ManiculeImportUnclear *unclear)
{
  g_ptr_array_unref (unclear->candidates);
  g_object_unref (unclear->source);
  g_free (unclear->file);
  g_free (unclear);
}

/**
 * manicule_import_fill_from_head:
 * @fields: (inout): what a file says of its article; borrows strings of @head
 * @head: what the head of its text says, which counts where the file says nothing
 */
void
manicule_import_fill_from_head (ManiculeArticleFields  *fields,
                                const ManiculeNewsHead *head)
{
  if (fields->title == NULL)
    fields->title = head->title;
  if (fields->date == NULL)
    fields->date = head->date;
  if (fields->place == NULL)
    fields->place = head->place;
  if (fields->source == NULL)
    fields->source = head->source;
  if (fields->byline == NULL)
    fields->byline = head->byline;
  if (fields->title == NULL)
    fields->opening = head->opening;
}

/**
 * manicule_import_count:
 * @plan: a plan
 *
 * Returns: the number of articles that it would add
 */
guint
manicule_import_count (ManiculeImport *plan)
{
  guint n = 0;
  guint i;

  for (i = 0; i < plan->items->len; i++)
    {
      ManiculeImportItem *item = g_ptr_array_index (plan->items, i);

      n += item->include ? 1 : 0;
    }

  return n;
}

/**
 * manicule_import_item_adds:
 * @item: an item of a plan
 *
 * Returns: %TRUE when its annotations go to the article that it duplicates
 */
gboolean
manicule_import_item_adds (ManiculeImportItem *item)
{
  return item->add_annotations && item->duplicate_of != NULL && !item->include;
}

/**
 * manicule_import_item_suggests:
 * @item: an item of a plan
 *
 * Returns: %TRUE when it has suggestions that go to the article that it duplicates
 */
gboolean
manicule_import_item_suggests (ManiculeImportItem *item)
{
  return (item->add_annotations || item->add_suggestions) && item->duplicate_of != NULL && !item->include &&
         manicule_document_get_n_suggestions (item->document) > 0;
}

/* --- another encoding --- */

static gboolean
take_document (ManiculeDocument  *document,
               gpointer           data,
               GError           **error)
{
  ManiculeDocument **taken = data;

  g_set_object (taken, document);
  return TRUE;
}

/**
 * manicule_import_decode:
 * @self: a plan
 * @index: the number of an item that is a plain text without annotations
 * @encoding: what it is written in
 * @error: return location
 *
 * Reads a text anew. On failure the item is as before.
 *
 * Returns: %TRUE when the item's text is the one decoded from @encoding
 */
gboolean
manicule_import_decode (ManiculeImport  *self,
                        guint            index,
                        const char      *encoding,
                        GError         **error)
{
  ManiculeImportItem *item;
  const char *id;
  g_autoptr(ManiculeFormatInput) input = NULL;
  g_autoptr(ManiculeDocument) document = NULL;
  g_autoptr(ManiculeArticle) article = NULL;
  g_autoptr(ManiculeNewsHead) head = NULL;
  ManiculeArticleFields fields;

  g_return_val_if_fail (index < self->items->len, FALSE);

  item = g_ptr_array_index (self->items, index);
  g_return_val_if_fail (manicule_document_get_n_sets (item->document) == 0, FALSE);

  input = manicule_format_input_new (item->format, item->source, NULL, self->schema, NULL, NULL);
  manicule_format_input_set_encoding (input, encoding);
  if (!manicule_format_input_read (input, take_document, &document, error))
    return FALSE;

  id = manicule_article_get_id (manicule_document_get_article (item->document));
  head = manicule_news_head_parse (manicule_document_get_text (document));
  fields = *manicule_article_get_fields (manicule_document_get_article (document));
  fields.id = id;
  manicule_import_fill_from_head (&fields, head);
  article = manicule_article_new (&fields);

  g_free (item->encoding);
  item->encoding = g_strdup (fields.encoding);
  g_object_unref (item->document);
  item->document = manicule_document_new (article, manicule_document_get_text (document));

  return TRUE;
}
