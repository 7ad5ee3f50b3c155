/* manicule-editor-relations.c: linking one annotation to another
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-editor-private.h"

#include <glib/gi18n-lib.h>

static const char *
get_title (ManiculeEditor     *self,
           ManiculeAnnotation *annotation)
{
  const char *name = manicule_annotation_get_label (annotation);
  ManiculeLabel *label = manicule_schema_find_label (manicule_editor_get_schema (self), name);

  return label != NULL ? manicule_label_get_title (label) : name;
}

static gboolean
is_listed (const char * const *labels,
           const char          *label)
{
  return labels == NULL || g_strv_contains (labels, label);
}

static gboolean
may_start (ManiculeRelationType *type,
           const char           *label)
{
  return is_listed (manicule_relation_type_get_from (type), label)
         || (manicule_relation_type_is_symmetric (type) && is_listed (manicule_relation_type_get_to (type), label));
}

static gboolean
allows (ManiculeRelationType *type,
        ManiculeAnnotation   *from,
        ManiculeAnnotation   *to)
{
  const char *label = manicule_annotation_get_label (from);

  return to == NULL ? may_start (type, label)
                    : manicule_relation_type_allows (type, label, manicule_annotation_get_label (to));
}

static gboolean
joins (ManiculeAnnotation *relation,
       const char         *from,
       const char         *to)
{
  return g_str_equal (manicule_annotation_get_from (relation), from)
         && g_str_equal (manicule_annotation_get_to (relation), to);
}

/* A symmetric relation is the same in both directions. */
static ManiculeAnnotation *
find_relation (ManiculeEditor       *self,
               ManiculeRelationType *type,
               ManiculeAnnotation   *from,
               ManiculeAnnotation   *to)
{
  const char *a = manicule_annotation_get_id (from), *b = manicule_annotation_get_id (to);
  g_autoptr(GPtrArray) relations = manicule_annotation_set_query_relations (self->set, a);

  for (guint i = 0; i < relations->len; i++)
    {
      ManiculeAnnotation *relation = g_ptr_array_index (relations, i);

      if (g_str_equal (manicule_annotation_get_label (relation), manicule_relation_type_get_name (type))
          && (joins (relation, a, b) || (manicule_relation_type_is_symmetric (type) && joins (relation, b, a))))
        return relation;
    }
  return NULL;
}

/**
 * manicule_editor_dup_relation_types:
 * @self: an editor
 * @from: a span of the open set
 * @to: (nullable): another one; %NULL: anything
 *
 * Returns: (transfer full): the relation types that may lead from @from to @to, in the schema's order
 */
GListModel *
manicule_editor_dup_relation_types (ManiculeEditor     *self,
                                    ManiculeAnnotation *from,
                                    ManiculeAnnotation *to)
{
  GListModel *types = manicule_schema_get_relation_types (manicule_editor_get_schema (self));
  GListStore *fitting = g_list_store_new (MANICULE_TYPE_RELATION_TYPE);

  for (guint i = 0; i < g_list_model_get_n_items (types); i++)
    {
      g_autoptr(ManiculeRelationType) type = g_list_model_get_item (types, i);

      if (allows (type, from, to))
        g_list_store_append (fitting, type);
    }
  return G_LIST_MODEL (fitting);
}

/* A relation that only some labels start is a role of those; one that may start anywhere is none. */
static gboolean
is_role (ManiculeRelationType *type,
         const char           *label)
{
  const char * const *from = manicule_relation_type_get_from (type);

  return from != NULL && g_strv_contains (from, label) && !manicule_relation_type_is_symmetric (type);
}

static gboolean
is_filled (GPtrArray            *relations,
           ManiculeRelationType *type,
           ManiculeAnnotation   *frame)
{
  for (guint i = 0; i < relations->len; i++)
    {
      ManiculeAnnotation *relation = g_ptr_array_index (relations, i);

      if (g_str_equal (manicule_annotation_get_label (relation), manicule_relation_type_get_name (type))
          && g_str_equal (manicule_annotation_get_from (relation), manicule_annotation_get_id (frame)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_frame (ManiculeEditor     *self,
          ManiculeAnnotation *span)
{
  const char *name = manicule_annotation_get_label (span);
  ManiculeLabel *label = manicule_schema_find_label (manicule_editor_get_schema (self), name);

  return label != NULL && manicule_label_get_kind (label) == MANICULE_LABEL_FRAME;
}

/**
 * manicule_editor_dup_open_roles:
 * @self: an editor
 *
 * Returns: (transfer full) (element-type ManiculeRelationType): the roles of the focused span, if it is a frame, that no
 *   relation fills yet, in the schema's order; empty where nothing can be edited
 */
GListModel *
manicule_editor_dup_open_roles (ManiculeEditor *self)
{
  GListModel *types = manicule_schema_get_relation_types (manicule_editor_get_schema (self));
  GListStore *open = g_list_store_new (MANICULE_TYPE_RELATION_TYPE);
  ManiculeAnnotation *focused = manicule_editor_get_focused (self);
  g_autoptr(GPtrArray) relations = NULL;

  if (focused == NULL || self->set == NULL || manicule_editor_get_read_only (self) || !is_frame (self, focused))
    return G_LIST_MODEL (open);
  relations = manicule_annotation_set_query_relations (self->set, manicule_annotation_get_id (focused));
  for (guint i = 0; i < g_list_model_get_n_items (types); i++)
    {
      g_autoptr(ManiculeRelationType) type = g_list_model_get_item (types, i);

      if (is_role (type, manicule_annotation_get_label (focused)) && !is_filled (relations, type, focused))
        g_list_store_append (open, type);
    }
  return G_LIST_MODEL (open);
}

/**
 * manicule_editor_dup_link_refusal:
 * @self: an editor
 * @from: (nullable): where a relation would start
 * @to: (nullable): where it would lead; %NULL: that is not known yet
 *
 * Returns: (transfer full) (nullable): why the schema allows no relation there, in words; %NULL when it does
 */
char *
manicule_editor_dup_link_refusal (ManiculeEditor     *self,
                                  ManiculeAnnotation *from,
                                  ManiculeAnnotation *to)
{
  g_autoptr(GListModel) types = NULL;

  g_return_val_if_fail (MANICULE_IS_EDITOR (self), NULL);

  if (from == NULL || manicule_annotation_get_kind (from) != MANICULE_ANNOTATION_SPAN)
    return g_strdup (_("No annotation here"));
  if (g_list_model_get_n_items (manicule_schema_get_relation_types (manicule_editor_get_schema (self))) == 0)
    return g_strdup (_("The schema of this project has no relations"));
  if (from == to)
    return g_strdup (_("An annotation cannot be linked to itself"));
  types = manicule_editor_dup_relation_types (self, from, to);
  if (g_list_model_get_n_items (types) > 0)
    return NULL;
  if (to == NULL)
    /* Translators: the name of a label */
    return g_strdup_printf (_("No relation starts at %s"), get_title (self, from));
  /* Translators: the names of two labels */
  return g_strdup_printf (_("No relation leads from %s to %s"), get_title (self, from), get_title (self, to));
}

/**
 * manicule_editor_link:
 * @self: an editor
 * @name: of a relation type
 * @from: a span of the open set
 * @to: another one
 *
 * Adds the relation as one step, and says so; what is there already is not doubled. What the schema does not allow is
 * refused, and the reason shown.
 *
 * Returns: whether the two are linked so now
 */
gboolean
manicule_editor_link (ManiculeEditor     *self,
                      const char         *name,
                      ManiculeAnnotation *from,
                      ManiculeAnnotation *to)
{
  ManiculeRelationType *type = manicule_schema_find_relation_type (manicule_editor_get_schema (self), name);
  g_autofree char *refusal = manicule_editor_dup_link_refusal (self, from, to);
  g_autoptr(GPtrArray) changes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(ManiculeAnnotation) relation = NULL;
  g_autoptr(ManiculeAnnotation) stamped = NULL;
  g_autofree char *words = NULL;
  g_autofree char *id = NULL;

  g_return_val_if_fail (self->set != NULL && type != NULL, FALSE);

  if (refusal != NULL || !allows (type, from, to))
    {
      manicule_editor_report (self, refusal != NULL ? refusal : _("The schema does not allow this relation"));
      return FALSE;
    }
  if (find_relation (self, type, from, to) != NULL)
    {
      manicule_editor_report (self, _("This relation is there already"));
      return TRUE;
    }
  id = manicule_editor_new_id (self);
  relation = manicule_annotation_new_relation (id, name, manicule_annotation_get_id (from), manicule_annotation_get_id (to));
  stamped = manicule_annotation_with_times (relation, g_get_real_time () / G_USEC_PER_SEC, 0);
  g_ptr_array_add (changes, manicule_change_new_annotation (self->set, NULL, stamped));
  words = manicule_change_describe (g_ptr_array_index (changes, 0), manicule_editor_get_project (self));
  if (!manicule_editor_perform (self, NULL, changes))
    return FALSE;
  manicule_editor_announce (self, "%s", words);
  return TRUE;
}
