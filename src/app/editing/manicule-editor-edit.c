/* manicule-editor-edit.c: edits of annotations and of the article
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-editor-private.h"

#include <glib/gi18n-lib.h>

static gint64
now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static gboolean
touches_annotations (GPtrArray *changes)
{
  for (guint i = 0; i < changes->len; i++)
    if (manicule_change_get_kind (g_ptr_array_index (changes, i)) == MANICULE_CHANGE_ANNOTATION)
      return TRUE;
  return FALSE;
}

static gboolean
apply_all (ManiculeEditor  *self,
           GPtrArray       *changes,
           GError         **error)
{
  for (guint i = 0; i < changes->len; i++)
    if (!manicule_history_apply (manicule_editor_get_history (self), g_ptr_array_index (changes, i), error))
      return FALSE;
  return TRUE;
}

/* Whatever edits an annotation also says that work on its article has begun. */
static void
begin (ManiculeEditor *self,
       const char     *title,
       gboolean        annotations)
{
  if (annotations)
    manicule_workspace_begin (self->workspace, self->set, title);
  else
    manicule_history_begin (manicule_editor_get_history (self), title);
}

static gboolean
end (ManiculeEditor *self,
     gboolean        annotations,
     gboolean        success,
     GError         *error)
{
  if (!success)
    manicule_editor_toast (self, FALSE, error->message);

  if (annotations && success)
    manicule_workspace_end (self->workspace);
  else if (annotations)
    manicule_workspace_cancel (self->workspace);
  else if (success)
    manicule_history_end (manicule_editor_get_history (self));
  else
    manicule_history_cancel (manicule_editor_get_history (self));
  return success;
}

/**
 * manicule_editor_may_edit:
 * @self: an editor
 *
 * Returns: whether the project may be edited; says so if not
 */
gboolean
manicule_editor_may_edit (ManiculeEditor *self)
{
  if (!manicule_editor_get_read_only (self))
    return TRUE;
  manicule_editor_toast (self, FALSE, _("This project is open read only"));
  return FALSE;
}

/**
 * manicule_editor_perform:
 * @self: an editor
 * @title: (nullable): the step in words; %NULL: those of the first change
 * @changes: (element-type ManiculeChange): in order
 *
 * Returns: whether all were applied; if not, none was, and the reason has been shown
 */
gboolean
manicule_editor_perform (ManiculeEditor *self,
                         const char     *title,
                         GPtrArray      *changes)
{
  gboolean annotations = touches_annotations (changes);
  g_autoptr(GError) error = NULL;
  gboolean success;

  if (changes->len == 0 || !manicule_editor_may_edit (self))
    return FALSE;

  begin (self, title, annotations);
  success = apply_all (self, changes, &error);
  return end (self, annotations, success, error);
}

static gboolean
perform_one (ManiculeEditor *self,
             ManiculeChange *change)
{
  g_autoptr(GPtrArray) changes = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (changes, change);
  return manicule_editor_perform (self, NULL, changes);
}

/**
 * manicule_editor_replace:
 * @self: an editor
 * @before: an annotation of the open set
 * @after: what it shall be, with the same id
 *
 * Returns: whether it is so now; also when nothing had to be done
 */
gboolean
manicule_editor_replace (ManiculeEditor     *self,
                         ManiculeAnnotation *before,
                         ManiculeAnnotation *after)
{
  g_autoptr(ManiculeAnnotation) stamped = NULL;

  g_return_val_if_fail (MANICULE_IS_EDITOR (self), FALSE);
  g_return_val_if_fail (self->set != NULL, FALSE);

  if (manicule_annotation_equal (before, after))
    return TRUE;
  stamped = manicule_annotation_with_times (after, manicule_annotation_get_created (before), now ());
  return perform_one (self, manicule_change_new_annotation (self->set, before, stamped));
}

/**
 * manicule_editor_remove:
 * @self: an editor
 * @annotations: (element-type ManiculeAnnotation): of the open set
 *
 * Removes them and the relations that start or end there, as one step, and says so.
 *
 * Returns: whether they are gone
 */
gboolean
manicule_editor_remove (ManiculeEditor *self,
                        GPtrArray      *annotations)
{
  ManiculeHistory *history = manicule_editor_get_history (self);
  g_autofree char *title = NULL;
  g_autoptr(GError) error = NULL;
  gboolean success = TRUE;

  g_return_val_if_fail (MANICULE_IS_EDITOR (self), FALSE);

  if (self->set == NULL || annotations->len == 0 || !manicule_editor_may_edit (self))
    return FALSE;

  if (annotations->len > 1)
    title = g_strdup_printf (ngettext ("Removed %u annotation", "Removed %u annotations", annotations->len), annotations->len);
  begin (self, title, TRUE);
  for (guint i = 0; i < annotations->len && success; i++)
    {
      ManiculeAnnotation *annotation = g_ptr_array_index (annotations, i);

      /* A relation may have gone with its end. */
      annotation = manicule_annotation_set_find (self->set, manicule_annotation_get_id (annotation));
      if (annotation != NULL)
        success = manicule_history_remove (history, self->set, annotation, &error);
    }
  if (!end (self, TRUE, success, error))
    return FALSE;

  manicule_editor_announce (self, "%s", ngettext ("Annotation removed", "Annotations removed", annotations->len));
  manicule_editor_toast (self, TRUE, ngettext ("Annotation removed", "Annotations removed", annotations->len));
  return TRUE;
}

gboolean
manicule_editor_set_note (ManiculeEditor     *self,
                          ManiculeAnnotation *annotation,
                          const char         *note)
{
  g_autoptr(ManiculeAnnotation) after = manicule_annotation_with_note (annotation, note != NULL && *note != '\0' ? note : NULL);

  return manicule_editor_replace (self, annotation, after);
}

/**
 * manicule_editor_set_attribute:
 * @self: an editor
 * @annotation: of the open set
 * @name: of the attribute
 * @value: (nullable): sunk if floating; %NULL takes the attribute away
 */
gboolean
manicule_editor_set_attribute (ManiculeEditor     *self,
                               ManiculeAnnotation *annotation,
                               const char         *name,
                               GVariant           *value)
{
  g_autoptr(ManiculeAnnotation) after = manicule_annotation_with_attribute (annotation, name, value);

  return manicule_editor_replace (self, annotation, after);
}

gboolean
manicule_editor_set_entity (ManiculeEditor     *self,
                            ManiculeAnnotation *annotation,
                            const char         *entity)
{
  g_autoptr(ManiculeAnnotation) after = manicule_annotation_with_entity (annotation, entity);

  return manicule_editor_replace (self, annotation, after);
}

static ManiculeEntity *
entity_new (ManiculeProject *project,
            const char      *name,
            const char      *label)
{
  g_autofree char *id = manicule_id_new ();
  ManiculeEntityFields fields = { .name = name, .label = label };

  while (manicule_project_find_entity (project, id) != NULL)
    {
      g_free (id);
      id = manicule_id_new ();
    }
  fields.id = id;
  return manicule_entity_new (&fields);
}

gboolean
manicule_editor_set_new_entity (ManiculeEditor     *self,
                                ManiculeAnnotation *annotation,
                                const char         *name)
{
  ManiculeProject *project = manicule_editor_get_project (self);
  g_autoptr(GPtrArray) changes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(ManiculeEntity) entity = entity_new (project, name, manicule_annotation_get_label (annotation));
  g_autoptr(ManiculeAnnotation) tied = manicule_annotation_with_entity (annotation, manicule_entity_get_id (entity));
  g_autoptr(ManiculeAnnotation) after = manicule_annotation_with_times (tied, manicule_annotation_get_created (tied), now ());
  guint n = g_list_model_get_n_items (manicule_project_get_entities (project));

  g_ptr_array_add (changes, manicule_change_new_item (MANICULE_CHANGE_ENTITY, NULL, entity, n));
  g_ptr_array_add (changes, manicule_change_new_annotation (self->set, annotation, after));
  return manicule_editor_perform (self, NULL, changes);
}

gboolean
manicule_editor_set_status (ManiculeEditor *self,
                            ManiculeStatus  status)
{
  g_return_val_if_fail (MANICULE_IS_EDITOR (self), FALSE);

  if (self->set == NULL)
    return FALSE;
  if (manicule_annotation_set_get_status (self->set) == status)
    return TRUE;
  return perform_one (self, manicule_change_new_status (self->set, status));
}

/**
 * manicule_editor_find_document_label:
 * @self: an editor
 * @label: a document label's name
 *
 * Returns: (transfer none) (nullable): what is said of the open article under that label
 */
ManiculeAnnotation *
manicule_editor_find_document_label (ManiculeEditor *self,
                                     const char     *label)
{
  guint n;

  g_return_val_if_fail (MANICULE_IS_EDITOR (self), NULL);

  /* Document labels stand first in a set. */
  n = self->set != NULL ? manicule_annotation_set_get_n (self->set, MANICULE_ANNOTATION_DOCUMENT) : 0;
  for (guint i = 0; i < n; i++)
    {
      ManiculeAnnotation *annotation = manicule_annotation_set_get (self->set, i);

      if (g_str_equal (manicule_annotation_get_label (annotation), label))
        return annotation;
    }
  return NULL;
}

char *
manicule_editor_new_id (ManiculeEditor *self)
{
  char *id = manicule_id_new ();

  while (manicule_annotation_set_find (self->set, id) != NULL)
    {
      g_free (id);
      id = manicule_id_new ();
    }
  return id;
}

static ManiculeChange *
document_label_added (ManiculeEditor *self,
                      const char     *label,
                      GVariant       *value)
{
  g_autofree char *id = manicule_editor_new_id (self);
  g_autoptr(ManiculeAnnotation) plain = manicule_annotation_new_document (id, label);
  g_autoptr(ManiculeAnnotation) valued = manicule_annotation_with_attribute (plain, "value", value);
  g_autoptr(ManiculeAnnotation) after = manicule_annotation_with_times (valued, now (), 0);

  return manicule_change_new_annotation (self->set, NULL, after);
}

/**
 * manicule_editor_set_document_label:
 * @self: an editor
 * @label: a document label's name
 * @value: (nullable): the answer, sunk if floating; %NULL takes it away
 */
gboolean
manicule_editor_set_document_label (ManiculeEditor *self,
                                    const char     *label,
                                    GVariant       *value)
{
  ManiculeAnnotation *before = manicule_editor_find_document_label (self, label);
  g_autoptr(GVariant) sunk = value != NULL ? g_variant_ref_sink (value) : NULL;

  g_return_val_if_fail (self->set != NULL, FALSE);

  if (before != NULL && value != NULL)
    return manicule_editor_set_attribute (self, before, "value", value);
  if (before != NULL)
    return perform_one (self, manicule_change_new_annotation (self->set, before, NULL));
  if (value != NULL)
    return perform_one (self, document_label_added (self, label, value));
  return TRUE;
}

/**
 * manicule_editor_set_article:
 * @self: an editor
 * @article: what the open article shall be, with the same id
 */
gboolean
manicule_editor_set_article (ManiculeEditor  *self,
                             ManiculeArticle *article)
{
  g_return_val_if_fail (MANICULE_IS_EDITOR (self), FALSE);
  g_return_val_if_fail (self->article != NULL, FALSE);

  if (manicule_article_equal (self->article, article))
    return TRUE;
  return perform_one (self, manicule_change_new_item (MANICULE_CHANGE_ARTICLE, self->article, article, 0));
}
