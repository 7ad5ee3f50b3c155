/* manicule-article.c: one article of a project: what is known of its text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-article.h"

#include "manicule-record-private.h"

struct _ManiculeArticle
{
  GObject                parent_instance;

  ManiculeArticleFields  fields;  /* points into memory */
  gpointer               memory;  /* (owned) */
};

G_DEFINE_FINAL_TYPE (ManiculeArticle, manicule_article, G_TYPE_OBJECT)

static const gsize strings[] = {
  G_STRUCT_OFFSET (ManiculeArticleFields, id),
  G_STRUCT_OFFSET (ManiculeArticleFields, title),
  G_STRUCT_OFFSET (ManiculeArticleFields, opening),
  G_STRUCT_OFFSET (ManiculeArticleFields, date),
  G_STRUCT_OFFSET (ManiculeArticleFields, source),
  G_STRUCT_OFFSET (ManiculeArticleFields, place),
  G_STRUCT_OFFSET (ManiculeArticleFields, byline),
  G_STRUCT_OFFSET (ManiculeArticleFields, language),
  G_STRUCT_OFFSET (ManiculeArticleFields, url),
  G_STRUCT_OFFSET (ManiculeArticleFields, file),
  G_STRUCT_OFFSET (ManiculeArticleFields, encoding),
  G_STRUCT_OFFSET (ManiculeArticleFields, original_sha256),
  G_STRUCT_OFFSET (ManiculeArticleFields, sha256),
  G_STRUCT_OFFSET (ManiculeArticleFields, carried),
};

static const ManiculeRecordLayout layout = {
  sizeof (ManiculeArticleFields), strings, G_N_ELEMENTS (strings), NULL, 0,
};

static void
manicule_article_finalize (GObject *object)
{
  ManiculeArticle *self = MANICULE_ARTICLE (object);

  g_free (self->memory);

  G_OBJECT_CLASS (manicule_article_parent_class)->finalize (object);
}

static void
manicule_article_class_init (ManiculeArticleClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = manicule_article_finalize;
}

static void
manicule_article_init (ManiculeArticle *self)
{
}

/**
 * manicule_article_new:
 * @fields: what is known of the article; copied. Id and sha256 must not be empty; other empty strings count as NULL
 *
 * Returns: (transfer full): a new article
 */
ManiculeArticle *
manicule_article_new (const ManiculeArticleFields *fields)
{
  ManiculeArticle *self;

  g_return_val_if_fail (fields != NULL, NULL);
  g_return_val_if_fail (fields->id != NULL && *fields->id != '\0', NULL);
  g_return_val_if_fail (fields->sha256 != NULL && *fields->sha256 != '\0', NULL);

  self = g_object_new (MANICULE_TYPE_ARTICLE, NULL);
  self->memory = manicule_record_copy (&layout, &self->fields, fields);

  return self;
}

/**
 * manicule_article_get_fields:
 * @self: an article
 *
 * Returns: (transfer none): all that is known of it
 */
const ManiculeArticleFields *
manicule_article_get_fields (ManiculeArticle *self)
{
  g_return_val_if_fail (MANICULE_IS_ARTICLE (self), NULL);

  return &self->fields;
}

/**
 * manicule_article_get_id:
 * @self: an article
 *
 * Returns: the id, which is also the name of its files
 */
const char *
manicule_article_get_id (ManiculeArticle *self)
{
  g_return_val_if_fail (MANICULE_IS_ARTICLE (self), NULL);

  return self->fields.id;
}

/**
 * manicule_article_get_title:
 * @self: an article
 *
 * Returns: the title; where none is known, the first words of the text, or the id
 */
const char *
manicule_article_get_title (ManiculeArticle *self)
{
  g_return_val_if_fail (MANICULE_IS_ARTICLE (self), NULL);

  if (self->fields.title != NULL)
    return self->fields.title;
  return self->fields.opening != NULL ? self->fields.opening : self->fields.id;
}

/**
 * manicule_article_equal:
 * @a: an article
 * @b: another
 *
 * Returns: whether all of both is the same
 */
gboolean
manicule_article_equal (ManiculeArticle *a,
                        ManiculeArticle *b)
{
  g_return_val_if_fail (MANICULE_IS_ARTICLE (a), FALSE);
  g_return_val_if_fail (MANICULE_IS_ARTICLE (b), FALSE);

  return a == b ||
         (a->fields.length == b->fields.length &&
          manicule_record_equal (&layout, &a->fields, &b->fields));
}
