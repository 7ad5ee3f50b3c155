/* manicule-map.c: other names for what files bring
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-map.h"

#include "manicule-format.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How many names an error lists of each kind. */
#define MAX_LISTED 20

struct _ManiculeMap
{
  GHashTable *names[MANICULE_N_MAPS];  /* (owned) (element-type utf8 utf8) */
  GHashTable *any;                     /* (owned) (element-type utf8): names that were given without a kind */
};

static const char * const prefixes[MANICULE_N_MAPS] = { "label:", "relation:", "attribute:", "document:" };

/**
 * manicule_map_new:
 *
 * Returns: (transfer full): a map that changes nothing
 */
ManiculeMap *
manicule_map_new (void)
{
  ManiculeMap *self = g_new0 (ManiculeMap, 1);

  for (guint i = 0; i < MANICULE_N_MAPS; i++)
    self->names[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->any = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
}

/**
 * manicule_map_free:
 * @self: a map
 */
void
manicule_map_free (ManiculeMap *self)
{
  g_return_if_fail (self != NULL);

  for (guint i = 0; i < MANICULE_N_MAPS; i++)
    g_hash_table_unref (self->names[i]);
  g_hash_table_unref (self->any);
  g_free (self);
}

/**
 * manicule_map_is_empty:
 * @self: a map
 *
 * Returns: whether every name stays
 */
gboolean
manicule_map_is_empty (ManiculeMap *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  for (guint i = 0; i < MANICULE_N_MAPS; i++)
    if (g_hash_table_size (self->names[i]) > 0)
      return FALSE;

  return TRUE;
}

/**
 * manicule_map_add:
 * @self: a map
 * @kind: what bears the name
 * @name: the name in the files
 * @new_name: the name that it gets; "" leaves it out
 */
void
manicule_map_add (ManiculeMap     *self,
                  ManiculeMapKind  kind,
                  const char      *name,
                  const char      *new_name)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (kind < MANICULE_N_MAPS);
  g_return_if_fail (name != NULL && *name != '\0' && new_name != NULL);

  g_hash_table_replace (self->names[kind], g_strdup (name), g_strdup (new_name));
}

/**
 * manicule_map_parse:
 * @self: a map
 * @string: "OLD=NEW", with or without a kind before it
 *
 * Adds what @string says.
 *
 * Returns: FALSE with MANICULE_FORMAT_ERROR_OPTION when it says nothing, or the opposite of what was said before
 */
gboolean
manicule_map_parse (ManiculeMap  *self,
                    const char   *string,
                    GError      **error)
{
  const char *equals = strchr (string, '=');
  const char *start = string;
  guint first = 0, last = MANICULE_N_MAPS;
  g_autofree char *name = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < MANICULE_N_MAPS; i++)
    if (g_str_has_prefix (string, prefixes[i]))
      {
        start = string + strlen (prefixes[i]);
        first = i;
        last = i + 1;
      }

  if (equals == NULL || equals <= start)
    {
      g_set_error (error, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_OPTION,
                   _("“%s” gives no name another: write OLD=NEW, or OLD= to leave it out; label:, relation:, attribute: or document: before it names the kind"),
                   string);
      return FALSE;
    }

  name = g_strndup (start, (gsize) (equals - start));
  for (guint i = first; i < last; i++)
    {
      const char *before = g_hash_table_lookup (self->names[i], name);

      if (before != NULL && !g_str_equal (before, equals + 1))
        {
          g_set_error (error, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_OPTION,
                       /* Translators: three names */
                       _("“%s” cannot become both “%s” and “%s”"), name, before, equals + 1);
          return FALSE;
        }
      manicule_map_add (self, i, name, equals + 1);
    }
  if (last - first > 1)
    g_hash_table_add (self->any, g_steal_pointer (&name));

  return TRUE;
}

/**
 * manicule_map_get:
 * @self: (nullable): a map
 * @kind: what bears the name
 * @name: a name
 *
 * Returns: (transfer none) (nullable): the name that it gets; NULL where it is left out
 */
const char *
manicule_map_get (ManiculeMap     *self,
                  ManiculeMapKind  kind,
                  const char      *name)
{
  const char *other = self != NULL ? g_hash_table_lookup (self->names[kind], name) : NULL;

  if (other == NULL)
    return name;

  return *other != '\0' ? other : NULL;
}

/**
 * manicule_map_get_items:
 * @schema: a schema
 * @kind: a kind of names
 *
 * Returns: (transfer none): what of @schema bears names of that kind
 */
GListModel *
manicule_map_get_items (ManiculeSchema  *schema,
                        ManiculeMapKind  kind)
{
  switch (kind)
    {
    case MANICULE_MAP_LABEL:
      return manicule_schema_get_labels (schema);
    case MANICULE_MAP_RELATION:
      return manicule_schema_get_relation_types (schema);
    case MANICULE_MAP_ATTRIBUTE:
      return manicule_schema_get_attributes (schema);
    case MANICULE_MAP_DOCUMENT_LABEL:
      return manicule_schema_get_document_labels (schema);
    case MANICULE_N_MAPS:
    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * manicule_map_find_item:
 * @schema: a schema
 * @kind: a kind of names
 * @name: a name
 *
 * Returns: (transfer none) (nullable): what of @schema bears it
 */
gpointer
manicule_map_find_item (ManiculeSchema  *schema,
                        ManiculeMapKind  kind,
                        const char      *name)
{
  switch (kind)
    {
    case MANICULE_MAP_LABEL:
      return manicule_schema_find_label (schema, name);
    case MANICULE_MAP_RELATION:
      return manicule_schema_find_relation_type (schema, name);
    case MANICULE_MAP_ATTRIBUTE:
      return manicule_schema_find_attribute (schema, name);
    case MANICULE_MAP_DOCUMENT_LABEL:
      return manicule_schema_find_document_label (schema, name);
    case MANICULE_N_MAPS:
    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * manicule_map_get_item_name:
 * @item: a label, relation type or attribute
 *
 * Returns: (transfer none): its name
 */
const char *
manicule_map_get_item_name (gpointer item)
{
  if (MANICULE_IS_LABEL (item))
    return manicule_label_get_name (item);

  return MANICULE_IS_ATTRIBUTE (item) ? manicule_attribute_get_name (item) : manicule_relation_type_get_name (item);
}

/**
 * manicule_map_get_item_title:
 * @item: a label, relation type or attribute
 *
 * Returns: (transfer none): its title
 */
const char *
manicule_map_get_item_title (gpointer item)
{
  if (MANICULE_IS_LABEL (item))
    return manicule_label_get_title (item);

  return MANICULE_IS_ATTRIBUTE (item) ? manicule_attribute_get_title (item) : manicule_relation_type_get_title (item);
}

/* --- checking --- */

static gboolean
is_in_schema (ManiculeSchema  *schema,
              ManiculeMapKind  kind,
              const char      *name)
{
  return manicule_map_find_item (schema, kind, name) != NULL;
}

static gboolean
is_anything (ManiculeSchema *schema,
             const char     *name)
{
  for (guint i = 0; i < MANICULE_N_MAPS; i++)
    if (is_in_schema (schema, i, name))
      return TRUE;

  return FALSE;
}

static void
list_names (GString         *string,
            ManiculeSchema  *schema,
            ManiculeMapKind  kind)
{
  GListModel *items = manicule_map_get_items (schema, kind);
  guint n = g_list_model_get_n_items (items);

  for (guint i = 0; i < MIN (n, MAX_LISTED); i++)
    {
      g_autoptr(GObject) item = g_list_model_get_item (items, i);

      g_string_append_printf (string, "%s%s%s", string->len > 0 ? ", " : "", prefixes[kind], manicule_map_get_item_name (item));
    }
  if (n > MAX_LISTED)
    g_string_append (string, ", …");
}

static void
set_unknown (const char      *prefix,
             const char      *name,
             ManiculeSchema  *schema,
             GError         **error)
{
  g_autoptr(GString) all = g_string_new (NULL);

  for (guint i = 0; i < MANICULE_N_MAPS; i++)
    list_names (all, schema, i);
  if (all->len == 0)
    g_string_append (all, _("nothing"));

  g_set_error (error, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_OPTION,
               /* Translators: a kind such as “label:” or nothing, a name, and a list of names */
               _("nothing in the files is called “%s%s”, so it cannot get another name; there is: %s"), prefix, name, all->str);
}

/**
 * manicule_map_check:
 * @self: a map
 * @schema: what the files bring, complete
 *
 * Returns: FALSE with MANICULE_FORMAT_ERROR_OPTION when a name in the map is not in @schema, most likely mistyped
 */
gboolean
manicule_map_check (ManiculeMap     *self,
                    ManiculeSchema  *schema,
                    GError         **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (MANICULE_IS_SCHEMA (schema), FALSE);

  for (guint i = 0; i < MANICULE_N_MAPS; i++)
    {
      GHashTableIter iter;
      gpointer name;

      g_hash_table_iter_init (&iter, self->names[i]);
      while (g_hash_table_iter_next (&iter, &name, NULL))
        {
          gboolean any = g_hash_table_contains (self->any, name);

          if (any ? is_anything (schema, name) : is_in_schema (schema, i, name))
            continue;
          set_unknown (any ? "" : prefixes[i], name, schema, error);
          return FALSE;
        }
    }

  return TRUE;
}

/* --- sets --- */

static ManiculeMapKind
get_kind (ManiculeAnnotation *annotation)
{
  switch (manicule_annotation_get_kind (annotation))
    {
    case MANICULE_ANNOTATION_RELATION:
      return MANICULE_MAP_RELATION;
    case MANICULE_ANNOTATION_DOCUMENT:
      return MANICULE_MAP_DOCUMENT_LABEL;
    case MANICULE_ANNOTATION_SPAN:
    default:
      return MANICULE_MAP_LABEL;
    }
}

/* Of two attributes that get one name, the one that has it already stays, else the first. */
static ManiculeAnnotation *
map_attributes (ManiculeMap        *self,
                ManiculeAnnotation *annotation)
{
  g_autoptr(ManiculeAnnotation) mapped = g_object_ref (annotation);
  GVariant *attributes = manicule_annotation_get_attributes (annotation);
  GVariantIter iter;
  const char *name;
  GVariant *value;

  if (attributes == NULL || get_kind (annotation) == MANICULE_MAP_DOCUMENT_LABEL)
    return g_steal_pointer (&mapped);

  g_variant_iter_init (&iter, attributes);
  while (g_variant_iter_loop (&iter, "{&sv}", &name, &value))
    if (manicule_map_get (self, MANICULE_MAP_ATTRIBUTE, name) != name)
      {
        ManiculeAnnotation *without = manicule_annotation_with_attribute (mapped, name, NULL);

        g_object_unref (mapped);
        mapped = without;
      }

  g_variant_iter_init (&iter, attributes);
  while (g_variant_iter_loop (&iter, "{&sv}", &name, &value))
    {
      const char *other = manicule_map_get (self, MANICULE_MAP_ATTRIBUTE, name);
      g_autoptr(GVariant) taken = other != NULL && other != name ? manicule_annotation_dup_attribute (mapped, other) : NULL;

      if (other != NULL && other != name && taken == NULL)
        {
          ManiculeAnnotation *with = manicule_annotation_with_attribute (mapped, other, value);

          g_object_unref (mapped);
          mapped = with;
        }
    }

  return g_steal_pointer (&mapped);
}

/* NULL: left out. */
static ManiculeAnnotation *
map_annotation (ManiculeMap        *self,
                ManiculeAnnotation *annotation)
{
  const char *label = manicule_annotation_get_label (annotation);
  const char *other = manicule_map_get (self, get_kind (annotation), label);
  g_autoptr(ManiculeAnnotation) mapped = NULL;

  if (other == NULL)
    return NULL;
  if (self == NULL)
    return g_object_ref (annotation);

  mapped = map_attributes (self, annotation);

  return other != label ? manicule_annotation_with_label (mapped, other) : g_steal_pointer (&mapped);
}

static gboolean
lacks_an_end (ManiculeAnnotation *annotation,
              GHashTable         *kept)
{
  return manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_RELATION &&
         (!g_hash_table_contains (kept, manicule_annotation_get_from (annotation)) ||
          !g_hash_table_contains (kept, manicule_annotation_get_to (annotation)));
}

/* Relations may hang on relations, so this goes on until nothing more falls. */
static void
remove_loose_relations (GPtrArray  *annotations,
                        GHashTable *kept)
{
  gboolean again = TRUE;

  while (again)
    {
      again = FALSE;
      for (guint i = annotations->len; i-- > 0; )
        {
          ManiculeAnnotation *annotation = g_ptr_array_index (annotations, i);

          if (!lacks_an_end (annotation, kept))
            continue;

          g_hash_table_remove (kept, manicule_annotation_get_id (annotation));
          g_ptr_array_remove_index_fast (annotations, i);
          again = TRUE;
        }
    }
}

/**
 * manicule_map_copy_set:
 * @self: (nullable): a map; NULL: every name stays
 * @set: a set
 * @article_id: the article of the copy, with the same text
 * @annotator: the annotator of the copy
 *
 * Returns: (transfer full): a set with the same ids, status and annotations under their new names
 */
ManiculeAnnotationSet *
manicule_map_copy_set (ManiculeMap           *self,
                       ManiculeAnnotationSet *set,
                       const char            *article_id,
                       const char            *annotator)
{
  g_autoptr(ManiculeAnnotationSet) copy = NULL;
  g_autoptr(GPtrArray) annotations = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GHashTable) kept = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GError) error = NULL;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (set));

  for (guint i = 0; i < n; i++)
    {
      ManiculeAnnotation *annotation = manicule_annotation_set_get (set, i);
      ManiculeAnnotation *mapped = map_annotation (self, annotation);

      if (mapped == NULL)
        continue;

      g_hash_table_add (kept, (char *) manicule_annotation_get_id (annotation));
      g_ptr_array_add (annotations, mapped);
    }

  if (annotations->len < n)
    remove_loose_relations (annotations, kept);

  copy = manicule_annotation_set_new (article_id, annotator, manicule_annotation_set_get_text (set));
  manicule_annotation_set_init_status (copy, manicule_annotation_set_get_status (set));
  manicule_annotation_set_set_carried (copy, manicule_annotation_set_get_carried (set));

  /* What was sound in one set is so in its copy. */
  if (!manicule_annotation_set_add_all (copy, annotations, &error))
    g_error ("An annotation set could not be copied: %s", error->message);

  return g_steal_pointer (&copy);
}

/**
 * manicule_map_document:
 * @self: (nullable): a map
 * @document: a document
 *
 * Returns: (transfer full): the document with the new names in all its sets and suggestions
 */
ManiculeDocument *
manicule_map_document (ManiculeMap      *self,
                       ManiculeDocument *document)
{
  ManiculeArticle *article = manicule_document_get_article (document);
  ManiculeDocument *mapped = manicule_document_new (article, manicule_document_get_text (document));

  for (guint i = 0; i < manicule_document_get_n_sets (document); i++)
    {
      ManiculeAnnotationSet *set = manicule_document_get_set (document, i);
      g_autoptr(ManiculeAnnotationSet) copy = manicule_map_copy_set (self, set, manicule_article_get_id (article),
                                                                     manicule_annotation_set_get_annotator (set));

      manicule_document_add_set (mapped, copy);
    }

  for (guint i = 0; i < manicule_document_get_n_suggestions (document); i++)
    {
      ManiculeAnnotationSet *set = manicule_document_get_suggestions (document, i);
      g_autoptr(ManiculeAnnotationSet) copy = manicule_map_copy_set (self, set, manicule_article_get_id (article),
                                                                     manicule_annotation_set_get_annotator (set));

      manicule_document_add_suggestions (mapped, copy);
    }

  return mapped;
}
