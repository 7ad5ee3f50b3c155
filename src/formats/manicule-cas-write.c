/* manicule-cas-write.c: a CAS from a document
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-cas-write-private.h"

#include "manicule-uima-names.h"

#include <string.h>

/* A structure on its way out, and where it goes. */
typedef struct
{
  guint64  place;
  guint    id;
  guint    entry;     /* position of an annotation; G_MAXUINT: carried */
} Item;

#define NO_ENTRY G_MAXUINT

/* --- what is known of the article --- */

static void
put_string (ManiculeCasBuilder *self,
            const char         *type,
            const char         *name,
            const char         *text)
{
  ManiculeCasFeature feature = { .name = name, .range = "uima.cas.String" };

  if (text == NULL || *text == '\0')
    return;

  manicule_cas_types_add_feature (self->cas->types, manicule_cas_types_find (self->cas->types, type), &feature);
  manicule_cas_add_text (self->cas, name, MANICULE_CAS_STRING, text);
}

static void
begin_of_document (ManiculeCasBuilder *self,
                   guint               id,
                   const char         *type)
{
  ManiculeCasStructure *structure;

  manicule_cas_begin (self->cas, id, type, 0);
  structure = manicule_cas_get_last (self->cas);
  structure->sofa = self->sofa;
  structure->views = 1;
}

static void
put_meta_data (ManiculeCasBuilder *self)
{
  const ManiculeArticleFields *fields = manicule_article_get_fields (manicule_document_get_article (self->document));
  ManiculeCasStructure *structure;

  begin_of_document (self, self->next_id++, MANICULE_UIMA_META_DATA);
  structure = manicule_cas_get_last (self->cas);
  structure->end = manicule_text_get_length (self->text, MANICULE_OFFSET_UTF16);
  structure->has_offsets = TRUE;
  put_string (self, MANICULE_UIMA_META_DATA, "language", fields->language != NULL ? fields->language : "x-unspecified");
  put_string (self, MANICULE_UIMA_META_DATA, "documentTitle", fields->title);
  put_string (self, MANICULE_UIMA_META_DATA, "documentId", fields->id);
  manicule_cas_add_text (self->cas, "isLastSegment", MANICULE_CAS_BOOLEAN, "false");
}

/* What UIMA has no place for. */
static void
put_article (ManiculeCasBuilder *self)
{
  const ManiculeArticleFields *fields = manicule_article_get_fields (manicule_document_get_article (self->document));
  const char *annotator = manicule_annotation_set_get_annotator (self->set);

  if (fields->date == NULL && fields->source == NULL && fields->place == NULL && fields->byline == NULL &&
      fields->url == NULL && (self->is_foreign || *annotator == '\0'))
    return;

  manicule_cas_types_ensure (self->cas->types, MANICULE_UIMA_ARTICLE, "uima.cas.AnnotationBase");
  begin_of_document (self, self->next_id++, MANICULE_UIMA_ARTICLE);
  put_string (self, MANICULE_UIMA_ARTICLE, "date", fields->date);
  put_string (self, MANICULE_UIMA_ARTICLE, "source", fields->source);
  put_string (self, MANICULE_UIMA_ARTICLE, "place", fields->place);
  put_string (self, MANICULE_UIMA_ARTICLE, "byline", fields->byline);
  put_string (self, MANICULE_UIMA_ARTICLE, "url", fields->url);
  put_string (self, MANICULE_UIMA_ARTICLE, "annotator", annotator);
}

static gboolean
is_meta_data (ManiculeCasBuilder         *self,
              const ManiculeCasStructure *structure)
{
  return structure->sofa == self->sofa && manicule_cas_types_is_a (self->cas->types, structure->type, "uima.tcas.DocumentAnnotation");
}

/* Whether what is carried has a place for language and title. */
static gboolean
has_meta_data (ManiculeCasBuilder *self)
{
  const ManiculeArticleFields *fields = manicule_article_get_fields (manicule_document_get_article (self->document));
  gboolean has_language = fields->language == NULL, has_title = fields->title == NULL;

  for (guint i = 0; i < self->carried->structures->len; i++)
    {
      const ManiculeCasStructure *structure = manicule_cas_get (self->carried, i);

      if (!is_meta_data (self, structure))
        continue;
      has_language = TRUE;
      has_title |= manicule_cas_types_is_a (self->cas->types, structure->type, MANICULE_UIMA_META_DATA);
    }

  return self->is_foreign && has_language && has_title;
}

/* --- carried structures --- */

/* Language and title as they are by now. */
static void
put_meta_value (ManiculeCasBuilder     *self,
                const char             *type,
                const ManiculeCasValue *value)
{
  const ManiculeArticleFields *fields = manicule_article_get_fields (manicule_document_get_article (self->document));

  if (strcmp (value->name, "language") == 0 && value->kind == MANICULE_CAS_STRING)
    put_string (self, type, "language", fields->language != NULL ? fields->language : *value->text != '\0' ? "x-unspecified" : NULL);
  else if (strcmp (value->name, "documentTitle") == 0 && value->kind == MANICULE_CAS_STRING)
    put_string (self, type, "documentTitle", fields->title);
  else
    manicule_cas_builder_copy_value (self, value);
}

static void
put_missing_meta_values (ManiculeCasBuilder *self,
                         const char         *type)
{
  const ManiculeArticleFields *fields = manicule_article_get_fields (manicule_document_get_article (self->document));

  if (manicule_cas_find_value (self->cas, manicule_cas_get_last (self->cas), "language") == NULL)
    put_string (self, type, "language", fields->language);
  if (manicule_cas_types_is_a (self->cas->types, type, MANICULE_UIMA_META_DATA) &&
      manicule_cas_find_value (self->cas, manicule_cas_get_last (self->cas), "documentTitle") == NULL)
    put_string (self, type, "documentTitle", fields->title);
}

static void
put_carried (ManiculeCasBuilder *self,
             guint               id)
{
  const ManiculeCasStructure *structure = manicule_cas_find (self->carried, id);
  const ManiculeCasValue *values = manicule_cas_get_values (self->carried, structure);
  gboolean is_meta = is_meta_data (self, structure);
  ManiculeCasStructure *copy;

  manicule_cas_begin (self->cas, id, structure->type, 0);
  copy = manicule_cas_get_last (self->cas);
  copy->sofa = structure->sofa == self->sofa ? self->sofa : 0;
  copy->views = structure->views;
  copy->begin = structure->begin;
  copy->end = structure->end;
  copy->has_offsets = structure->has_offsets;

  for (guint i = 0; i < structure->n_values; i++)
    {
      if (is_meta)
        put_meta_value (self, structure->type, &values[i]);
      else
        manicule_cas_builder_copy_value (self, &values[i]);
    }
  if (is_meta)
    put_missing_meta_values (self, structure->type);
}

/* --- in order --- */

static void
add_item (ManiculeCasBuilder *self,
          GArray             *items,
          guint               id,
          guint               entry)
{
  guint place = self->places != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->places, GUINT_TO_POINTER (id))) : 0;
  Item item = { place > 0 ? place : self->places != NULL ? G_MAXUINT32 : 0, id, entry };

  g_array_append_val (items, item);
}

static int
compare_items (gconstpointer a,
               gconstpointer b)
{
  const Item *first = a, *second = b;

  if (first->place != second->place)
    return first->place < second->place ? -1 : 1;

  return first->id < second->id ? -1 : first->id > second->id;
}

static void
put_annotation (ManiculeCasBuilder *self,
                guint               position)
{
  const ManiculeCasEntry *entry = MANICULE_CAS_ENTRY (self, position);
  ManiculeCasStructure *structure;
  gboolean is_link = entry->slot != NULL;

  if (manicule_annotation_get_kind (entry->annotation) == MANICULE_ANNOTATION_DOCUMENT)
    manicule_cas_types_ensure (self->cas->types, entry->type, "uima.cas.AnnotationBase");
  manicule_cas_begin (self->cas, entry->id, entry->type, 0);
  structure = manicule_cas_get_last (self->cas);
  structure->sofa = is_link ? 0 : self->sofa;
  structure->views = 1;
  manicule_cas_builder_put_values (self, position);
}

static void
put_all (ManiculeCasBuilder *self)
{
  g_autoptr(GArray) items = g_array_new (FALSE, FALSE, sizeof (Item));

  for (guint i = 0; i < self->carried->structures->len; i++)
    if (manicule_cas_get (self->carried, i)->id != self->sofa)
      add_item (self, items, manicule_cas_get (self->carried, i)->id, NO_ENTRY);
  for (guint i = 0; i < self->entries->len; i++)
    if (MANICULE_CAS_ENTRY (self, i)->id != 0)
      add_item (self, items, MANICULE_CAS_ENTRY (self, i)->id, i);
  g_array_sort (items, compare_items);

  if (!has_meta_data (self))
    put_meta_data (self);
  put_article (self);
  for (guint i = 0; i < items->len; i++)
    {
      const Item *item = &g_array_index (items, Item, i);

      if (item->entry == NO_ENTRY)
        put_carried (self, item->id);
      else
        put_annotation (self, item->entry);
    }
}

static void
builder_clear (ManiculeCasBuilder *self)
{
  manicule_cas_free (self->carried);
  g_hash_table_unref (self->layers);
  g_array_unref (self->entries);
  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->taken);
  g_clear_pointer (&self->places, g_hash_table_unref);
  g_hash_table_unref (self->slots);
}

/**
 * manicule_cas_build:
 * @types: the types that are known; those that the document uses are added
 * @document: a document with one annotation set
 *
 * Makes a CAS of a document. What its set carries stands where it stood.
 *
 * Returns: (transfer full): the CAS
 */
ManiculeCas *
manicule_cas_build (ManiculeCasTypes *types,
                    ManiculeDocument *document)
{
  ManiculeCasBuilder self = { .document = document };

  self.cas = manicule_cas_new (types);
  self.carried = manicule_cas_new (types);
  self.set = manicule_document_get_set (document, 0);
  self.text = manicule_document_get_text (document);
  self.layers = g_hash_table_new (g_str_hash, g_str_equal);
  self.entries = g_array_new (FALSE, TRUE, sizeof (ManiculeCasEntry));
  self.by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self.taken = g_hash_table_new (NULL, NULL);
  self.slots = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);

  manicule_cas_builder_read_carried (&self);
  manicule_cas_builder_add_entries (&self);
  put_all (&self);
  builder_clear (&self);

  return self.cas;
}
