/* manicule-document.c: an article with its text and annotation sets, as it travels between formats
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-document.h"

struct _ManiculeDocument
{
  GObject          parent_instance;

  ManiculeArticle *article;  /* (owned) */
  ManiculeText    *text;     /* (owned) */
  GPtrArray       *sets;     /* (owned) (element-type ManiculeAnnotationSet) */
  GPtrArray       *suggestions;  /* (owned) (element-type ManiculeAnnotationSet): none of a person */
};

G_DEFINE_FINAL_TYPE (ManiculeDocument, manicule_document, G_TYPE_OBJECT)

static void
manicule_document_finalize (GObject *object)
{
  ManiculeDocument *self = MANICULE_DOCUMENT (object);

  g_clear_object (&self->article);
  g_clear_object (&self->text);
  g_clear_pointer (&self->sets, g_ptr_array_unref);
  g_clear_pointer (&self->suggestions, g_ptr_array_unref);

  G_OBJECT_CLASS (manicule_document_parent_class)->finalize (object);
}

static void
manicule_document_class_init (ManiculeDocumentClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = manicule_document_finalize;
}

static void
manicule_document_init (ManiculeDocument *self)
{
  self->sets = g_ptr_array_new_with_free_func (g_object_unref);
  self->suggestions = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * manicule_document_new:
 * @article: what is known of the text
 * @text: the text
 *
 * Returns: (transfer full): a new document without annotation sets
 */
ManiculeDocument *
manicule_document_new (ManiculeArticle *article,
                       ManiculeText    *text)
{
  ManiculeDocument *self;

  g_return_val_if_fail (MANICULE_IS_ARTICLE (article), NULL);
  g_return_val_if_fail (MANICULE_IS_TEXT (text), NULL);

  self = g_object_new (MANICULE_TYPE_DOCUMENT, NULL);
  self->article = g_object_ref (article);
  self->text = g_object_ref (text);

  return self;
}

/**
 * manicule_document_get_article:
 * @self: a document
 *
 * Returns: (transfer none): what is known of the text
 */
ManiculeArticle *
manicule_document_get_article (ManiculeDocument *self)
{
  g_return_val_if_fail (MANICULE_IS_DOCUMENT (self), NULL);

  return self->article;
}

/**
 * manicule_document_get_text:
 * @self: a document
 *
 * Returns: (transfer none): the text
 */
ManiculeText *
manicule_document_get_text (ManiculeDocument *self)
{
  g_return_val_if_fail (MANICULE_IS_DOCUMENT (self), NULL);

  return self->text;
}

/**
 * manicule_document_add_set:
 * @self: a document
 * @set: an annotation set of this article, by an annotator who has none here yet
 *
 * Adds @set after the others.
 */
void
manicule_document_add_set (ManiculeDocument      *self,
                           ManiculeAnnotationSet *set)
{
  g_return_if_fail (MANICULE_IS_DOCUMENT (self));
  g_return_if_fail (MANICULE_IS_ANNOTATION_SET (set));

  g_ptr_array_add (self->sets, g_object_ref (set));
}

/**
 * manicule_document_get_n_sets:
 * @self: a document
 *
 * Returns: the number of annotation sets
 */
guint
manicule_document_get_n_sets (ManiculeDocument *self)
{
  g_return_val_if_fail (MANICULE_IS_DOCUMENT (self), 0);

  return self->sets->len;
}

/**
 * manicule_document_get_set:
 * @self: a document
 * @index: which one, below manicule_document_get_n_sets()
 *
 * Returns: (transfer none): an annotation set
 */
ManiculeAnnotationSet *
manicule_document_get_set (ManiculeDocument *self,
                           guint             index)
{
  g_return_val_if_fail (MANICULE_IS_DOCUMENT (self), NULL);
  g_return_val_if_fail (index < self->sets->len, NULL);

  return g_ptr_array_index (self->sets, index);
}

/**
 * manicule_document_add_suggestions:
 * @self: a document
 * @set: spans of this article's text, under the name of the program that proposes them, which has none here yet
 *
 * Adds @set after the other suggestions.
 */
void
manicule_document_add_suggestions (ManiculeDocument      *self,
                                   ManiculeAnnotationSet *set)
{
  g_return_if_fail (MANICULE_IS_DOCUMENT (self));
  g_return_if_fail (MANICULE_IS_ANNOTATION_SET (set));

  g_ptr_array_add (self->suggestions, g_object_ref (set));
}

/**
 * manicule_document_get_n_suggestions:
 * @self: a document
 *
 * Returns: the number of sets of suggestions
 */
guint
manicule_document_get_n_suggestions (ManiculeDocument *self)
{
  g_return_val_if_fail (MANICULE_IS_DOCUMENT (self), 0);

  return self->suggestions->len;
}

/**
 * manicule_document_get_suggestions:
 * @self: a document
 * @index: which ones, below manicule_document_get_n_suggestions()
 *
 * Returns: (transfer none): what one program proposes
 */
ManiculeAnnotationSet *
manicule_document_get_suggestions (ManiculeDocument *self,
                                   guint             index)
{
  g_return_val_if_fail (MANICULE_IS_DOCUMENT (self), NULL);
  g_return_val_if_fail (index < self->suggestions->len, NULL);

  return g_ptr_array_index (self->suggestions, index);
}
