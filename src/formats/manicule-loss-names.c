/* manicule-loss-names.c: how names are written in one export
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-loss-private.h"

#define N_KINDS (MANICULE_NAME_ENTITY + 1)

struct _ManiculeLossNames
{
  const ManiculeFormat *format;
  GHashTable           *written[N_KINDS];  /* (owned) (nullable): name to how it is written */
  GHashTable           *taken[N_KINDS];    /* (owned) (nullable): what is written already, a set */
  char                 *last;              /* (owned) (nullable): what was fitted and is not remembered */
};

/* Those that stand for a thing must not become one; notes and values are just texts. */
static gboolean
must_stay_apart (ManiculeNameKind kind)
{
  return kind != MANICULE_NAME_VALUE && kind != MANICULE_NAME_NOTE;
}

/* Two names that fit as they are never get in each other's way, so these go first. */
static void
reserve (ManiculeLossNames *self,
         ManiculeNameKind   kind,
         const char        *name)
{
  g_autofree char *fitted = self->format->fit_name (kind, name);

  if (fitted == NULL && !g_hash_table_contains (self->written[kind], name))
    {
      char *copy = g_strdup (name);

      g_hash_table_add (self->taken[kind], copy);
      g_hash_table_insert (self->written[kind], g_strdup (name), copy);
    }
}

static const char *
get_name (gpointer item)
{
  if (MANICULE_IS_LABEL (item))
    return manicule_label_get_name (item);
  if (MANICULE_IS_RELATION_TYPE (item))
    return manicule_relation_type_get_name (item);

  return manicule_attribute_get_name (item);
}

static void
seed (ManiculeLossNames *self,
      ManiculeNameKind   kind,
      GListModel        *items)
{
  guint n = g_list_model_get_n_items (items);

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < n; i++)
      {
        g_autoptr(GObject) item = g_list_model_get_item (items, i);

        if (pass == 0)
          reserve (self, kind, get_name (item));
        else
          manicule_loss_names_fit (self, kind, get_name (item));
      }
}

ManiculeLossNames *
manicule_loss_names_new (const ManiculeFormat *format,
                         ManiculeSchema       *schema)
{
  ManiculeLossNames *self = g_new0 (ManiculeLossNames, 1);

  self->format = format;
  for (guint i = 0; i < N_KINDS; i++)
    {
      self->written[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      self->taken[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    }

  if (schema != NULL && format->fit_name != NULL)
    {
      seed (self, MANICULE_NAME_LABEL, manicule_schema_get_labels (schema));
      seed (self, MANICULE_NAME_RELATION, manicule_schema_get_relation_types (schema));
      seed (self, MANICULE_NAME_ATTRIBUTE, manicule_schema_get_attributes (schema));
      seed (self, MANICULE_NAME_DOCUMENT_LABEL, manicule_schema_get_document_labels (schema));
    }

  return self;
}

void
manicule_loss_names_free (ManiculeLossNames *self)
{
  for (guint i = 0; i < N_KINDS; i++)
    {
      g_hash_table_unref (self->written[i]);
      g_hash_table_unref (self->taken[i]);
    }
  g_free (self->last);
  g_free (self);
}

/* The name itself or "name_2", "name_3", … */
static char *
find_free (GHashTable *taken,
           const char *name)
{
  g_autofree char *candidate = g_strdup (name);

  for (guint i = 2; g_hash_table_contains (taken, candidate); i++)
    {
      g_free (candidate);
      candidate = g_strdup_printf ("%s_%u", name, i);
    }

  return g_steal_pointer (&candidate);
}

const char *
manicule_loss_names_fit (ManiculeLossNames *self,
                         ManiculeNameKind   kind,
                         const char        *name)
{
  g_autofree char *fitted = NULL;
  char *written;

  if (self->format->fit_name == NULL)
    return NULL;

  written = g_hash_table_lookup (self->written[kind], name);
  if (written == NULL)
    {
      fitted = self->format->fit_name (kind, name);
      if (!must_stay_apart (kind))
        {
          g_free (self->last);
          self->last = g_steal_pointer (&fitted);
          return self->last;
        }

      written = find_free (self->taken[kind], fitted != NULL ? fitted : name);
      g_hash_table_add (self->taken[kind], written);
      g_hash_table_insert (self->written[kind], g_strdup (name), written);
    }

  return g_str_equal (written, name) ? NULL : written;
}

/* --- annotations --- */

static ManiculeNameKind
get_name_kind (ManiculeAnnotation *annotation)
{
  switch (manicule_annotation_get_kind (annotation))
    {
    case MANICULE_ANNOTATION_DOCUMENT:
      return MANICULE_NAME_DOCUMENT_LABEL;
    case MANICULE_ANNOTATION_RELATION:
      return MANICULE_NAME_RELATION;
    case MANICULE_ANNOTATION_SPAN:
    default:
      return MANICULE_NAME_LABEL;
    }
}

/* NULL: as it is. */
static GVariant *
fit_as_text (ManiculeLossNames *self,
             GVariant          *value)
{
  g_autofree char *text = self->format->fit_value != NULL ? self->format->fit_value (value) : NULL;
  const char *fitted = text != NULL ? manicule_loss_names_fit (self, MANICULE_NAME_VALUE, text) : NULL;

  return text != NULL ? g_variant_ref_sink (g_variant_new_string (fitted != NULL ? fitted : text)) : NULL;
}

/* NULL: as it is. */
static GVariant *
fit_value (ManiculeLossNames *self,
           GVariant          *value)
{
  g_autofree const char **texts = NULL;
  g_autoptr(GPtrArray) fitted = NULL;
  gboolean changed = FALSE;

  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    {
      const char *text = manicule_loss_names_fit (self, MANICULE_NAME_VALUE, g_variant_get_string (value, NULL));

      return text != NULL ? g_variant_ref_sink (g_variant_new_string (text)) : NULL;
    }

  if (!g_variant_is_of_type (value, G_VARIANT_TYPE_STRING_ARRAY))
    return fit_as_text (self, value);

  texts = g_variant_get_strv (value, NULL);
  fitted = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; texts[i] != NULL; i++)
    {
      const char *text = manicule_loss_names_fit (self, MANICULE_NAME_VALUE, texts[i]);

      changed |= text != NULL;
      g_ptr_array_add (fitted, g_strdup (text != NULL ? text : texts[i]));
    }

  return changed ? g_variant_ref_sink (g_variant_new_strv ((const char * const *) fitted->pdata, fitted->len)) : NULL;
}

static void
take (ManiculeAnnotation **annotation,
      ManiculeAnnotation  *changed)
{
  g_object_unref (*annotation);
  *annotation = changed;
}

/* The value "value" of a document label is its answer, not an attribute with a name of its own. */
static const char *
fit_attribute_name (ManiculeLossNames  *self,
                    ManiculeAnnotation *annotation,
                    const char         *name)
{
  if (manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_DOCUMENT && g_str_equal (name, "value"))
    return NULL;

  return manicule_loss_names_fit (self, MANICULE_NAME_ATTRIBUTE, name);
}

static void
fit_attributes (ManiculeLossNames   *self,
                ManiculeAnnotation **annotation)
{
  g_autoptr(GVariant) attributes = NULL;
  GVariantIter iter;
  const char *name;
  GVariant *value;

  if (manicule_annotation_get_attributes (*annotation) == NULL)
    return;

  attributes = g_variant_ref (manicule_annotation_get_attributes (*annotation));
  g_variant_iter_init (&iter, attributes);
  while (g_variant_iter_loop (&iter, "{&sv}", &name, &value))
    {
      const char *fitted_name = fit_attribute_name (self, *annotation, name);
      g_autoptr(GVariant) fitted_value = fit_value (self, value);

      if (fitted_name != NULL)
        take (annotation, manicule_annotation_with_attribute (*annotation, name, NULL));
      if (fitted_name != NULL || fitted_value != NULL)
        take (annotation, manicule_annotation_with_attribute (*annotation, fitted_name != NULL ? fitted_name : name,
                                                              fitted_value != NULL ? fitted_value : value));
    }
}

ManiculeAnnotation *
manicule_loss_names_apply (ManiculeLossNames  *self,
                           ManiculeAnnotation *annotation)
{
  ManiculeAnnotation *fitted = g_object_ref (annotation);
  const char *note = manicule_annotation_get_note (annotation);
  const char *entity = manicule_annotation_get_entity (annotation);
  const char *name;

  name = manicule_loss_names_fit (self, get_name_kind (annotation), manicule_annotation_get_label (annotation));
  if (name != NULL)
    take (&fitted, manicule_annotation_with_label (fitted, name));

  name = note != NULL ? manicule_loss_names_fit (self, MANICULE_NAME_NOTE, note) : NULL;
  if (name != NULL)
    take (&fitted, manicule_annotation_with_note (fitted, name));

  name = entity != NULL ? manicule_loss_names_fit (self, MANICULE_NAME_ENTITY, entity) : NULL;
  if (name != NULL)
    take (&fitted, manicule_annotation_with_entity (fitted, name));

  fit_attributes (self, &fitted);

  return fitted;
}

/* --- the schema --- */

static const char *
fit_or_same (ManiculeLossNames *self,
             ManiculeNameKind   kind,
             const char        *name)
{
  const char *fitted = name != NULL ? manicule_loss_names_fit (self, kind, name) : NULL;

  return fitted != NULL ? fitted : name;
}

static GStrv
fit_list (ManiculeLossNames  *self,
          ManiculeNameKind    kind,
          const char * const *names)
{
  g_autoptr(GStrvBuilder) fitted = NULL;

  if (names == NULL)
    return NULL;

  fitted = g_strv_builder_new ();
  for (guint i = 0; names[i] != NULL; i++)
    g_strv_builder_add (fitted, fit_or_same (self, kind, names[i]));

  return g_strv_builder_end (fitted);
}

static void
add_label (ManiculeLossNames *self,
           ManiculeSchema    *schema,
           ManiculeLabel     *label)
{
  ManiculeLabelFields fields = {
    .name = fit_or_same (self, MANICULE_NAME_LABEL, manicule_label_get_name (label)),
    .title = manicule_label_get_title (label),
    .color = manicule_label_get_color (label),
    .key = manicule_label_get_key (label),
    .description = manicule_label_get_description (label),
    .parent = fit_or_same (self, MANICULE_NAME_LABEL, manicule_label_get_parent (label)),
    .kind = manicule_label_get_kind (label),
    .examples = manicule_label_get_examples (label),
    .counter_examples = manicule_label_get_counter_examples (label),
    .carried = manicule_label_get_carried (label),
  };
  g_autoptr(ManiculeLabel) fitted = manicule_label_new (&fields);

  manicule_schema_add_label (schema, fitted);
}

static void
add_relation_type (ManiculeLossNames    *self,
                   ManiculeSchema       *schema,
                   ManiculeRelationType *type)
{
  g_auto(GStrv) from = fit_list (self, MANICULE_NAME_LABEL, manicule_relation_type_get_from (type));
  g_auto(GStrv) to = fit_list (self, MANICULE_NAME_LABEL, manicule_relation_type_get_to (type));
  ManiculeRelationTypeFields fields = {
    .name = fit_or_same (self, MANICULE_NAME_RELATION, manicule_relation_type_get_name (type)),
    .title = manicule_relation_type_get_title (type),
    .color = manicule_relation_type_get_color (type),
    .key = manicule_relation_type_get_key (type),
    .description = manicule_relation_type_get_description (type),
    .from = (const char * const *) from,
    .to = (const char * const *) to,
    .symmetric = manicule_relation_type_is_symmetric (type),
    .transitive = manicule_relation_type_is_transitive (type),
    .required = manicule_relation_type_is_required (type),
    .carried = manicule_relation_type_get_carried (type),
  };
  g_autoptr(ManiculeRelationType) fitted = manicule_relation_type_new (&fields);

  manicule_schema_add_relation_type (schema, fitted);
}

/* An attribute is asked of labels and relation types, and whichever has the name gives the fitted one. */
static GStrv
fit_labels (ManiculeLossNames  *self,
            ManiculeSchema     *original,
            const char * const *names)
{
  g_autoptr(GStrvBuilder) fitted = NULL;

  if (names == NULL)
    return NULL;

  fitted = g_strv_builder_new ();
  for (guint i = 0; names[i] != NULL; i++)
    {
      gboolean is_relation = manicule_schema_find_label (original, names[i]) == NULL &&
                             manicule_schema_find_relation_type (original, names[i]) != NULL;

      g_strv_builder_add (fitted, fit_or_same (self, is_relation ? MANICULE_NAME_RELATION : MANICULE_NAME_LABEL,
                                               names[i]));
    }

  return g_strv_builder_end (fitted);
}

static ManiculeAttribute *
fit_attribute (ManiculeLossNames *self,
               ManiculeNameKind   kind,
               ManiculeSchema    *original,
               ManiculeAttribute *attribute)
{
  g_auto(GStrv) values = fit_list (self, MANICULE_NAME_VALUE, manicule_attribute_get_values (attribute));
  g_auto(GStrv) labels = fit_labels (self, original, manicule_attribute_get_labels (attribute));
  g_autofree char *value = g_strdup (fit_or_same (self, MANICULE_NAME_VALUE, manicule_attribute_get_default_value (attribute)));
  ManiculeAttributeFields fields = {
    .name = fit_or_same (self, kind, manicule_attribute_get_name (attribute)),
    .title = manicule_attribute_get_title (attribute),
    .description = manicule_attribute_get_description (attribute),
    .type = manicule_attribute_get_value_type (attribute),
    .values = (const char * const *) values,
    .default_value = value,
    .labels = (const char * const *) labels,
    .carried = manicule_attribute_get_carried (attribute),
  };

  return manicule_attribute_new (&fields);
}

/* The functions add refuse a name that is taken; fitted names never are. */
ManiculeSchema *
manicule_loss_names_apply_to_schema (ManiculeLossNames *self,
                                     ManiculeSchema    *schema)
{
  GListModel *lists[] = {
    manicule_schema_get_labels (schema),
    manicule_schema_get_relation_types (schema),
    manicule_schema_get_attributes (schema),
    manicule_schema_get_document_labels (schema),
  };
  g_autoptr(ManiculeSchema) fitted = manicule_schema_new ();

  manicule_schema_set_open (fitted, manicule_schema_get_open (schema));
  manicule_schema_set_carried (fitted, manicule_schema_get_carried (schema));

  for (guint list = 0; list < G_N_ELEMENTS (lists); list++)
    for (guint i = 0; i < g_list_model_get_n_items (lists[list]); i++)
      {
        g_autoptr(GObject) item = g_list_model_get_item (lists[list], i);
        g_autoptr(ManiculeAttribute) attribute = NULL;

        if (list == 0)
          add_label (self, fitted, MANICULE_LABEL (item));
        else if (list == 1)
          add_relation_type (self, fitted, MANICULE_RELATION_TYPE (item));
        else if (list == 2)
          {
            attribute = fit_attribute (self, MANICULE_NAME_ATTRIBUTE, schema, MANICULE_ATTRIBUTE (item));
            manicule_schema_add_attribute (fitted, attribute);
          }
        else
          {
            attribute = fit_attribute (self, MANICULE_NAME_DOCUMENT_LABEL, schema, MANICULE_ATTRIBUTE (item));
            manicule_schema_add_document_label (fitted, attribute);
          }
      }

  return g_steal_pointer (&fitted);
}
