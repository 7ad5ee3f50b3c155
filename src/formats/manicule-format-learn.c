/* manicule-format-learn.c: a schema for what documents use
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-learn.h"

#include <string.h>

/* Up to so many different short texts are taken for the values of a choice, more for free texts. */
#define MAX_CHOICES 20
#define MAX_CHOICE_BYTES 60

/* What was seen of one attribute, or of the values of one document label. */
typedef struct
{
  char       *name;      /* (owned) */
  GHashTable *labels;    /* (owned) (element-type utf8): a set */
  GPtrArray  *in_order;  /* (owned): the same in the order in which they came */
  GPtrArray  *values;    /* (owned) (element-type utf8) */
  GHashTable *known;     /* (owned): the same as a set */
  guint       flags : 1;
  guint       numbers : 1;
  guint       texts : 1;
  guint       lists : 1;
  guint       free_text : 1;
} Use;

/* Names in the order in which they came. */
typedef struct
{
  GHashTable *known;     /* (owned): name to Use, or to the name */
  GPtrArray  *in_order;  /* (owned), the same */
} Names;

struct _ManiculeLearned
{
  Names labels;
  Names relation_types;
  Names attributes;       /* of Use */
  Names document_labels;  /* of Use */
};

static Use *
use_new (const char *name)
{
  Use *use = g_new0 (Use, 1);

  use->name = g_strdup (name);
  use->labels = g_hash_table_new (g_str_hash, g_str_equal);
  use->in_order = g_ptr_array_new_with_free_func (g_free);
  use->values = g_ptr_array_new_with_free_func (g_free);
  use->known = g_hash_table_new (g_str_hash, g_str_equal);

  return use;
}

static void
use_free (gpointer data)
{
  Use *use = data;

  g_hash_table_unref (use->labels);
  g_ptr_array_unref (use->in_order);
  g_hash_table_unref (use->known);
  g_ptr_array_unref (use->values);
  g_free (use->name);
  g_free (use);
}

static void
use_add_label (Use        *use,
               const char *label)
{
  char *copy;

  if (g_hash_table_contains (use->labels, label))
    return;

  copy = g_strdup (label);
  g_hash_table_add (use->labels, copy);
  g_ptr_array_add (use->in_order, copy);
}

static void
use_add_choice (Use        *use,
                const char *value)
{
  char *copy;

  if (use->free_text || g_hash_table_contains (use->known, value))
    return;

  if (use->values->len == MAX_CHOICES || strlen (value) > MAX_CHOICE_BYTES || strchr (value, '\n') != NULL)
    {
      use->free_text = TRUE;
      return;
    }

  copy = g_strdup (value);
  g_hash_table_add (use->known, copy);
  g_ptr_array_add (use->values, copy);
}

static void
use_add_value (Use      *use,
               GVariant *value)
{
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN))
    {
      use->flags = TRUE;
    }
  else if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    {
      use->texts = TRUE;
      use_add_choice (use, g_variant_get_string (value, NULL));
    }
  else if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING_ARRAY))
    {
      g_autofree const char **list = g_variant_get_strv (value, NULL);

      use->lists = TRUE;
      for (guint i = 0; list[i] != NULL; i++)
        use_add_choice (use, list[i]);
    }
  else
    {
      use->numbers = TRUE;
    }
}

static ManiculeAttributeType
use_get_type (Use *use)
{
  guint n_kinds = use->flags + use->numbers + use->texts;

  if (use->lists && !use->free_text)
    return MANICULE_ATTRIBUTE_CHOICES;
  if (n_kinds != 1 || use->lists)
    return MANICULE_ATTRIBUTE_TEXT;
  if (use->flags)
    return MANICULE_ATTRIBUTE_FLAG;
  if (use->numbers)
    return MANICULE_ATTRIBUTE_NUMBER;

  return use->free_text ? MANICULE_ATTRIBUTE_TEXT : MANICULE_ATTRIBUTE_CHOICE;
}

/* The array as a NULL-terminated one, which it stays. */
static const char * const *
as_strv (GPtrArray *array)
{
  g_ptr_array_add (array, NULL);
  g_ptr_array_set_size (array, (int) array->len - 1);

  return (const char * const *) array->pdata;
}

static ManiculeAttribute *
use_to_attribute (Use      *use,
                  gboolean  with_labels)
{
  ManiculeAttributeFields fields = { .name = use->name, .type = use_get_type (use) };
  const char * const *values = as_strv (use->values);
  const char * const *labels = as_strv (use->in_order);

  if (fields.type == MANICULE_ATTRIBUTE_CHOICE || fields.type == MANICULE_ATTRIBUTE_CHOICES)
    fields.values = values;
  if (with_labels && use->in_order->len > 0)
    fields.labels = labels;

  return manicule_attribute_new (&fields);
}

static void
names_init (Names          *self,
            GDestroyNotify  free_func)
{
  self->known = g_hash_table_new (g_str_hash, g_str_equal);
  self->in_order = g_ptr_array_new_with_free_func (free_func);
}

static void
names_clear (Names *self)
{
  g_hash_table_unref (self->known);
  g_ptr_array_unref (self->in_order);
}

static void
names_add (Names      *self,
           const char *name)
{
  char *copy;

  if (g_hash_table_contains (self->known, name))
    return;

  copy = g_strdup (name);
  g_hash_table_add (self->known, copy);
  g_ptr_array_add (self->in_order, copy);
}

static Use *
names_get_use (Names      *self,
               const char *name)
{
  Use *use = g_hash_table_lookup (self->known, name);

  if (use != NULL)
    return use;

  use = use_new (name);
  g_hash_table_insert (self->known, use->name, use);
  g_ptr_array_add (self->in_order, use);

  return use;
}

static void
learn_attributes (ManiculeLearned    *self,
                  ManiculeAnnotation *annotation)
{
  GVariant *attributes = manicule_annotation_get_attributes (annotation);
  gboolean of_document = manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_DOCUMENT;
  const char *label = manicule_annotation_get_label (annotation);
  GVariantIter iter;
  const char *name;
  GVariant *value;

  if (attributes == NULL)
    return;

  g_variant_iter_init (&iter, attributes);
  while (g_variant_iter_loop (&iter, "{&sv}", &name, &value))
    {
      if (of_document && g_str_equal (name, "value"))
        {
          use_add_value (names_get_use (&self->document_labels, label), value);
        }
      else
        {
          Use *use = names_get_use (&self->attributes, name);

          use_add_label (use, label);
          use_add_value (use, value);
        }
    }
}

static void
learn_annotation (ManiculeLearned    *self,
                  ManiculeAnnotation *annotation)
{
  const char *label = manicule_annotation_get_label (annotation);

  switch (manicule_annotation_get_kind (annotation))
    {
    case MANICULE_ANNOTATION_SPAN:
      names_add (&self->labels, label);
      break;

    case MANICULE_ANNOTATION_RELATION:
      names_add (&self->relation_types, label);
      break;

    case MANICULE_ANNOTATION_DOCUMENT:
      /* One without a value is a plain mark on the article. */
      names_get_use (&self->document_labels, label);
      break;

    default:
      g_assert_not_reached ();
    }

  learn_attributes (self, annotation);
}

static void
complete_attributes (Names          *names,
                     ManiculeSchema *schema)
{
  for (guint i = 0; i < names->in_order->len; i++)
    {
      Use *use = g_ptr_array_index (names->in_order, i);

      if (manicule_schema_find_attribute (schema, use->name) == NULL)
        {
          g_autoptr(ManiculeAttribute) attribute = use_to_attribute (use, TRUE);

          manicule_schema_add_attribute (schema, attribute);
        }
    }
}

static void
complete_document_labels (Names          *names,
                          ManiculeSchema *schema)
{
  for (guint i = 0; i < names->in_order->len; i++)
    {
      Use *use = g_ptr_array_index (names->in_order, i);

      /* Never with a value: whether it is there says it all. */
      if (!use->flags && !use->numbers && !use->texts && !use->lists)
        use->flags = TRUE;

      if (manicule_schema_find_document_label (schema, use->name) == NULL)
        {
          g_autoptr(ManiculeAttribute) label = use_to_attribute (use, FALSE);

          manicule_schema_add_document_label (schema, label);
        }
    }
}

/**
 * manicule_learned_new:
 *
 * Returns: (transfer full): nothing learned yet
 */
ManiculeLearned *
manicule_learned_new (void)
{
  ManiculeLearned *self = g_new0 (ManiculeLearned, 1);

  names_init (&self->labels, g_free);
  names_init (&self->relation_types, g_free);
  names_init (&self->attributes, use_free);
  names_init (&self->document_labels, use_free);

  return self;
}

/**
 * manicule_learned_free:
 * @self: what was seen
 *
 * Frees @self.
 */
void
manicule_learned_free (ManiculeLearned *self)
{
  g_return_if_fail (self != NULL);

  names_clear (&self->labels);
  names_clear (&self->relation_types);
  names_clear (&self->attributes);
  names_clear (&self->document_labels);
  g_free (self);
}

static void
learn_set (ManiculeLearned       *self,
           ManiculeAnnotationSet *set)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (set));

  for (guint i = 0; i < n; i++)
    learn_annotation (self, manicule_annotation_set_get (set, i));
}

/**
 * manicule_learned_add:
 * @self: what was seen so far
 * @document: one more document
 *
 * Notes the names and values that the annotation sets and the suggestions of @document use.
 */
void
manicule_learned_add (ManiculeLearned  *self,
                      ManiculeDocument *document)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (MANICULE_IS_DOCUMENT (document));

  for (guint i = 0; i < manicule_document_get_n_sets (document); i++)
    learn_set (self, manicule_document_get_set (document, i));
  for (guint i = 0; i < manicule_document_get_n_suggestions (document); i++)
    learn_set (self, manicule_document_get_suggestions (document, i));
}

/**
 * manicule_learned_complete:
 * @self: what was seen
 * @schema: a schema that nobody else uses yet
 *
 * Adds what was seen and is not in @schema. What is there stays as it is, even where the documents use it otherwise.
 */
void
manicule_learned_complete (ManiculeLearned *self,
                           ManiculeSchema  *schema)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (MANICULE_IS_SCHEMA (schema));

  for (guint i = 0; i < self->labels.in_order->len; i++)
    manicule_schema_ensure_label (schema, g_ptr_array_index (self->labels.in_order, i), MANICULE_LABEL_ENTITY);

  for (guint i = 0; i < self->relation_types.in_order->len; i++)
    manicule_schema_ensure_relation_type (schema, g_ptr_array_index (self->relation_types.in_order, i));

  complete_attributes (&self->attributes, schema);
  complete_document_labels (&self->document_labels, schema);
}

/**
 * manicule_schema_ensure_label:
 * @schema: a schema that nobody else uses yet
 * @name: the label's name, not empty
 * @kind: how it behaves, if it is new
 *
 * Returns: (transfer none): the label of that name
 */
ManiculeLabel *
manicule_schema_ensure_label (ManiculeSchema    *schema,
                              const char        *name,
                              ManiculeLabelKind  kind)
{
  ManiculeLabel *label = manicule_schema_find_label (schema, name);

  if (label == NULL)
    {
      g_autofree char *color = manicule_schema_propose_color (schema);
      g_autofree char *key = manicule_schema_propose_key (schema, name);
      ManiculeLabelFields fields = { .name = name, .color = color, .key = key, .kind = kind };
      g_autoptr(ManiculeLabel) made = manicule_label_new (&fields);

      manicule_schema_add_label (schema, made);
      label = manicule_schema_find_label (schema, name);
    }

  return label;
}

static gboolean
is_color (const char *color)
{
  return color != NULL && strlen (color) == 7 && *color == '#' &&
         strspn (color + 1, "0123456789abcdefABCDEF") == 6;
}

static gboolean
is_free_key (ManiculeSchema *schema,
             const char     *key)
{
  return key != NULL && strlen (key) == 1 && g_ascii_isalnum (*key) &&
         manicule_schema_find_label_by_key (schema, key) == NULL;
}

/**
 * manicule_schema_declare_label:
 * @schema: a schema that nobody else uses yet
 * @name: the label's name, not empty
 * @color: (nullable): a colour from outside
 * @key: (nullable): a key from outside
 *
 * Adds the label, unless there is one of that name. What cannot be its colour or key is replaced.
 */
void
manicule_schema_declare_label (ManiculeSchema *schema,
                               const char     *name,
                               const char     *color,
                               const char     *key)
{
  g_autofree char *own_color = NULL;
  g_autofree char *own_key = NULL;
  g_autoptr(ManiculeLabel) label = NULL;

  if (manicule_schema_find_label (schema, name) != NULL)
    return;

  own_color = is_color (color) ? g_ascii_strdown (color, -1) : manicule_schema_propose_color (schema);
  own_key = is_free_key (schema, key) ? g_strdup (key) : manicule_schema_propose_key (schema, name);
  label = manicule_label_new (&(ManiculeLabelFields) {
      .name = name, .color = own_color, .key = own_key, .kind = MANICULE_LABEL_ENTITY,
    });
  manicule_schema_add_label (schema, label);
}

/**
 * manicule_schema_ensure_relation_type:
 * @schema: a schema that nobody else uses yet
 * @name: the type's name, not empty
 *
 * Returns: (transfer none): the relation type of that name
 */
ManiculeRelationType *
manicule_schema_ensure_relation_type (ManiculeSchema *schema,
                                      const char     *name)
{
  ManiculeRelationType *type = manicule_schema_find_relation_type (schema, name);

  if (type == NULL)
    {
      g_autofree char *color = manicule_schema_propose_color (schema);
      ManiculeRelationTypeFields fields = { .name = name, .color = color };
      g_autoptr(ManiculeRelationType) made = manicule_relation_type_new (&fields);

      manicule_schema_add_relation_type (schema, made);
      type = manicule_schema_find_relation_type (schema, name);
    }

  return type;
}
