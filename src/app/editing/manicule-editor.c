/* manicule-editor.c: the open article, the focused annotation, and what is done to them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-editor-private.h"

#include <glib/gi18n-lib.h>

enum
{
  PROP_WORKSPACE = 1,
  PROP_ARTICLE,
  PROP_ANNOTATION_SET,
  PROP_FOCUSED,
  PROP_LOADING,
  PROP_ERROR,
  PROP_LAST_LABEL,
  PROP_SUGGESTION,
  PROP_SUGGESTIONS,
  PROP_HAS_SELECTION,
  N_PROPS
};

enum
{
  SHOW_ANNOTATION,
  SHOW_RANGE,
  FLUSH,
  ANNOUNCE,
  TOAST,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ManiculeEditor, manicule_editor, G_TYPE_OBJECT)

static void
take_focused (ManiculeEditor     *self,
              ManiculeAnnotation *annotation)
{
  if (g_set_object (&self->focused, annotation))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FOCUSED]);
}

/* An edit replaces the object: the focus stays with the id. */
static void
set_changed_cb (ManiculeEditor *self)
{
  if (self->focused != NULL)
    take_focused (self, manicule_annotation_set_find (self->set, manicule_annotation_get_id (self->focused)));
}

static void
articles_changed_cb (ManiculeEditor *self)
{
  ManiculeArticle *article;

  if (self->article == NULL)
    return;
  article = manicule_project_find_article (manicule_editor_get_project (self), manicule_article_get_id (self->article));
  if (article != NULL && g_set_object (&self->article, article))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ARTICLE]);
}

static void
take_set (ManiculeEditor        *self,
          ManiculeAnnotationSet *set)
{
  if (self->set == set)
    return;
  g_set_object (&self->set, set);
  g_signal_group_set_target (self->set_signals, set);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ANNOTATION_SET]);
  manicule_editor_start_suggesting (self);
}

static void
show_hull (ManiculeEditor     *self,
           ManiculeAnnotation *annotation)
{
  ManiculeRange hull;

  if (manicule_annotation_get_kind (annotation) != MANICULE_ANNOTATION_SPAN)
    return;
  hull = manicule_annotation_get_hull (annotation);
  g_signal_emit (self, signals[SHOW_RANGE], 0, hull.start, hull.end);
}

/* Shows what a change was about: the annotation as it is now, else the place where it stood. */
static void
show_change (ManiculeEditor *self,
             ManiculeChange *change)
{
  ManiculeAnnotation *annotation, *now;

  annotation = manicule_change_get_after (change);
  if (annotation == NULL)
    annotation = manicule_change_get_before (change);

  now = manicule_annotation_set_find (self->set, manicule_annotation_get_id (annotation));
  if (now != NULL && manicule_annotation_get_kind (now) == MANICULE_ANNOTATION_RELATION)
    now = manicule_annotation_set_find (self->set, manicule_annotation_get_from (now));
  if (now != NULL && manicule_annotation_get_kind (now) == MANICULE_ANNOTATION_SPAN)
    manicule_editor_show (self, now);
  else
    show_hull (self, annotation);
}

static void
show_pending (ManiculeEditor *self)
{
  g_autoptr(ManiculeChange) change = g_steal_pointer (&self->pending);
  g_autofree char *id = g_steal_pointer (&self->pending_id);
  ManiculeAnnotation *annotation;

  if (self->set == NULL)
    return;
  if (change != NULL)
    show_change (self, change);
  annotation = id != NULL ? manicule_annotation_set_find (self->set, id) : NULL;
  if (annotation != NULL && manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_SPAN)
    manicule_editor_show (self, annotation);
}

static void
stop_loading (ManiculeEditor *self)
{
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_pointer (&self->loading_id, g_free);
}

static void
take_article (ManiculeEditor        *self,
              const char            *id,
              ManiculeAnnotationSet *set,
              GError                *error)
{
  /* First, and not frozen: what was typed for the former annotation is still to be written down. */
  take_focused (self, NULL);
  g_clear_error (&self->error);
  self->error = error;
  g_set_object (&self->article, manicule_project_find_article (manicule_editor_get_project (self), id));
  take_set (self, set);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ARTICLE]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ERROR]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADING]);
  show_pending (self);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(ManiculeEditor) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(ManiculeAnnotationSet) set = NULL;
  g_autofree char *id = NULL;

  set = manicule_workspace_load_finish (MANICULE_WORKSPACE (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->loading_id == NULL)
    return;
  /* A later call may have begun without this one being stopped in time. */
  if (set != NULL && !g_str_equal (manicule_annotation_set_get_article_id (set), self->loading_id))
    return;

  id = g_steal_pointer (&self->loading_id);
  g_clear_object (&self->loading);
  take_article (self, id, set, g_steal_pointer (&error));
}

static void
manicule_editor_get_property (GObject    *object,
                              guint       property_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  ManiculeEditor *self = MANICULE_EDITOR (object);

  switch (property_id)
    {
    case PROP_WORKSPACE:
      g_value_set_object (value, self->workspace);
      break;
    case PROP_ARTICLE:
      g_value_set_object (value, self->article);
      break;
    case PROP_ANNOTATION_SET:
      g_value_set_object (value, self->set);
      break;
    case PROP_FOCUSED:
      g_value_set_object (value, self->focused);
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading != NULL);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_LAST_LABEL:
      g_value_set_string (value, self->last_label);
      break;
    case PROP_SUGGESTION:
      g_value_set_object (value, self->suggestion);
      break;
    case PROP_SUGGESTIONS:
      g_value_set_object (value, self->suggestions);
      break;
    case PROP_HAS_SELECTION:
      g_value_set_boolean (value, manicule_editor_get_selection (self, NULL));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
manicule_editor_set_property (GObject      *object,
                              guint         property_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  ManiculeEditor *self = MANICULE_EDITOR (object);

  switch (property_id)
    {
    case PROP_WORKSPACE:
      self->workspace = g_value_dup_object (value);
      break;
    case PROP_FOCUSED:
      manicule_editor_set_focused (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
suggestions_changed_cb (ManiculeEditor *self,
                        const char     *article_id)
{
  if (self->set != NULL && g_str_equal (manicule_annotation_set_get_article_id (self->set), article_id))
    manicule_editor_start_suggesting (self);
}

static void
manicule_editor_constructed (GObject *object)
{
  ManiculeEditor *self = MANICULE_EDITOR (object);

  G_OBJECT_CLASS (manicule_editor_parent_class)->constructed (object);

  g_signal_connect_object (manicule_project_get_articles (manicule_editor_get_project (self)), "items-changed",
                           G_CALLBACK (articles_changed_cb), self, G_CONNECT_SWAPPED);
  /* Another label may be one to suggest. */
  g_signal_connect_object (manicule_schema_get_labels (manicule_editor_get_schema (self)), "items-changed",
                           G_CALLBACK (manicule_editor_start_suggesting), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workspace, "suggestions-changed", G_CALLBACK (suggestions_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
manicule_editor_dispose (GObject *object)
{
  ManiculeEditor *self = MANICULE_EDITOR (object);

  stop_loading (self);
  manicule_editor_stop_suggesting (self);
  g_clear_object (&self->focused);
  g_clear_object (&self->set_signals);
  g_clear_object (&self->set);
  g_clear_object (&self->article);
  g_clear_object (&self->pending);

  G_OBJECT_CLASS (manicule_editor_parent_class)->dispose (object);
}

static void
manicule_editor_finalize (GObject *object)
{
  ManiculeEditor *self = MANICULE_EDITOR (object);

  g_clear_object (&self->workspace);
  g_clear_error (&self->error);
  g_free (self->pending_id);
  g_free (self->last_label);
  g_hash_table_unref (self->labels_of_text);
  g_hash_table_unref (self->rejected);

  G_OBJECT_CLASS (manicule_editor_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  props[PROP_WORKSPACE] = g_param_spec_object ("workspace", NULL, NULL, MANICULE_TYPE_WORKSPACE,
                                               G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  props[PROP_ARTICLE] = g_param_spec_object ("article", NULL, NULL, MANICULE_TYPE_ARTICLE, read);
  props[PROP_ANNOTATION_SET] = g_param_spec_object ("annotation-set", NULL, NULL, MANICULE_TYPE_ANNOTATION_SET, read);
  props[PROP_FOCUSED] = g_param_spec_object ("focused", NULL, NULL, MANICULE_TYPE_ANNOTATION, read | G_PARAM_WRITABLE);
  props[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, read);
  props[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, read);
  props[PROP_LAST_LABEL] = g_param_spec_string ("last-label", NULL, NULL, NULL, read);
  props[PROP_SUGGESTION] = g_param_spec_object ("suggestion", NULL, NULL, MANICULE_TYPE_SUGGESTION, read);
  props[PROP_SUGGESTIONS] = g_param_spec_object ("suggestions", NULL, NULL, MANICULE_TYPE_SUGGESTIONS, read);
  props[PROP_HAS_SELECTION] = g_param_spec_boolean ("has-selection", NULL, NULL, FALSE, read);

  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
manicule_editor_class_init (ManiculeEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = manicule_editor_constructed;
  object_class->dispose = manicule_editor_dispose;
  object_class->finalize = manicule_editor_finalize;
  object_class->get_property = manicule_editor_get_property;
  object_class->set_property = manicule_editor_set_property;

  install_properties (object_class);

  signals[SHOW_ANNOTATION] = g_signal_new ("show-annotation", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 1, MANICULE_TYPE_ANNOTATION);
  g_signal_new ("show-suggestion", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                NULL, NULL, NULL, G_TYPE_NONE, 1, MANICULE_TYPE_SUGGESTION);
  signals[SHOW_RANGE] = g_signal_new ("show-range", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
  signals[FLUSH] = g_signal_new ("flush", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ANNOUNCE] = g_signal_new ("announce", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[TOAST] = g_signal_new ("toast", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
}

static void
manicule_editor_init (ManiculeEditor *self)
{
  self->target = G_MAXUINT;
  self->set_signals = g_signal_group_new (MANICULE_TYPE_ANNOTATION_SET);
  g_signal_group_connect_swapped (self->set_signals, "items-changed", G_CALLBACK (set_changed_cb), self);
  self->labels_of_text = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->rejected = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
}

void
manicule_editor_flush (ManiculeEditor *self)
{
  g_return_if_fail (MANICULE_IS_EDITOR (self));

  g_signal_emit (self, signals[FLUSH], 0);
}

void
manicule_editor_notify_suggestion (ManiculeEditor *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SUGGESTION]);
}

void
manicule_editor_notify_suggestions (ManiculeEditor *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SUGGESTIONS]);
}

void
manicule_editor_announce (ManiculeEditor *self,
                          const char     *format,
                          ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_signal_emit (self, signals[ANNOUNCE], 0, message);
}

void
manicule_editor_toast (ManiculeEditor *self,
                       gboolean        undo,
                       const char     *message)
{
  g_signal_emit (self, signals[TOAST], 0, message, undo);
}

void
manicule_editor_note_label (ManiculeEditor *self,
                            const char     *label,
                            const char     *covered)
{
  g_hash_table_insert (self->labels_of_text, g_strdup (covered), g_strdup (label));
  if (g_set_str (&self->last_label, label))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LAST_LABEL]);
}

void
manicule_editor_report (ManiculeEditor *self,
                        const char     *message)
{
  g_return_if_fail (MANICULE_IS_EDITOR (self));

  manicule_editor_announce (self, "%s", message);
  manicule_editor_toast (self, FALSE, message);
}

ManiculeEditor *
manicule_editor_new (ManiculeWorkspace *workspace)
{
  g_return_val_if_fail (MANICULE_IS_WORKSPACE (workspace), NULL);

  return g_object_new (MANICULE_TYPE_EDITOR, "workspace", workspace, NULL);
}

ManiculeWorkspace *
manicule_editor_get_workspace (ManiculeEditor *self)
{
  g_return_val_if_fail (MANICULE_IS_EDITOR (self), NULL);

  return self->workspace;
}

ManiculeProject *
manicule_editor_get_project (ManiculeEditor *self)
{
  g_return_val_if_fail (MANICULE_IS_EDITOR (self), NULL);

  return manicule_workspace_get_project (self->workspace);
}

ManiculeSchema *
manicule_editor_get_schema (ManiculeEditor *self)
{
  return manicule_project_get_schema (manicule_editor_get_project (self));
}

ManiculeHistory *
manicule_editor_get_history (ManiculeEditor *self)
{
  g_return_val_if_fail (MANICULE_IS_EDITOR (self), NULL);

  return manicule_workspace_get_history (self->workspace);
}

ManiculeArticle *
manicule_editor_get_article (ManiculeEditor *self)
{
  g_return_val_if_fail (MANICULE_IS_EDITOR (self), NULL);

  return self->article;
}

const char *
manicule_editor_get_article_id (ManiculeEditor *self)
{
  g_return_val_if_fail (MANICULE_IS_EDITOR (self), NULL);

  if (self->loading_id != NULL)
    return self->loading_id;
  return self->article != NULL ? manicule_article_get_id (self->article) : NULL;
}

ManiculeAnnotationSet *
manicule_editor_get_annotation_set (ManiculeEditor *self)
{
  g_return_val_if_fail (MANICULE_IS_EDITOR (self), NULL);

  return self->set;
}

ManiculeText *
manicule_editor_get_text (ManiculeEditor *self)
{
  g_return_val_if_fail (MANICULE_IS_EDITOR (self), NULL);

  return self->set != NULL ? manicule_annotation_set_get_text (self->set) : NULL;
}

gboolean
manicule_editor_get_loading (ManiculeEditor *self)
{
  g_return_val_if_fail (MANICULE_IS_EDITOR (self), FALSE);

  return self->loading != NULL;
}

const GError *
manicule_editor_get_error (ManiculeEditor *self)
{
  g_return_val_if_fail (MANICULE_IS_EDITOR (self), NULL);

  return self->error;
}

gboolean
manicule_editor_get_read_only (ManiculeEditor *self)
{
  g_return_val_if_fail (MANICULE_IS_EDITOR (self), TRUE);

  return manicule_workspace_get_read_only (self->workspace);
}

ManiculeAnnotation *
manicule_editor_get_focused (ManiculeEditor *self)
{
  g_return_val_if_fail (MANICULE_IS_EDITOR (self), NULL);

  return self->focused;
}

/**
 * manicule_editor_set_focused:
 * @self: an editor
 * @annotation: (nullable): a span of the open set
 *
 * Says which span has the focus; the text calls this. To move the focus, call manicule_editor_show().
 */
void
manicule_editor_set_focused (ManiculeEditor     *self,
                             ManiculeAnnotation *annotation)
{
  g_return_if_fail (MANICULE_IS_EDITOR (self));

  if (annotation != NULL && self->set != NULL)
    annotation = manicule_annotation_set_find (self->set, manicule_annotation_get_id (annotation));
  take_focused (self, annotation);
}

/**
 * manicule_editor_get_selection:
 * @self: an editor
 * @selection: (out) (optional): what is selected in the text, in code points
 *
 * Returns: whether anything is
 */
gboolean
manicule_editor_get_selection (ManiculeEditor *self,
                               ManiculeRange  *selection)
{
  g_return_val_if_fail (MANICULE_IS_EDITOR (self), FALSE);

  if (selection != NULL)
    *selection = self->selection;
  return self->selection.start < self->selection.end;
}

/**
 * manicule_editor_set_selection:
 * @self: an editor
 * @selection: (nullable): in code points
 *
 * Says what is selected; the text calls this. It moves nothing.
 */
void
manicule_editor_set_selection (ManiculeEditor      *self,
                               const ManiculeRange *selection)
{
  const ManiculeRange none = { 0, 0 };
  gboolean had_selection;

  g_return_if_fail (MANICULE_IS_EDITOR (self));

  had_selection = manicule_editor_get_selection (self, NULL);
  self->selection = selection != NULL ? *selection : none;
  if (manicule_editor_get_selection (self, NULL) != had_selection)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_HAS_SELECTION]);
}

/**
 * manicule_editor_open_article:
 * @self: an editor
 * @id: an article of the project
 *
 * Loads the article in the background. Another call before it is there takes its place.
 */
void
manicule_editor_open_article (ManiculeEditor *self,
                              const char     *id)
{
  g_return_if_fail (MANICULE_IS_EDITOR (self));
  g_return_if_fail (id != NULL);

  if (g_strcmp0 (self->loading_id, id) == 0)
    return;
  stop_loading (self);
  if (self->set != NULL && g_str_equal (manicule_annotation_set_get_article_id (self->set), id))
    {
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADING]);
      show_pending (self);
      return;
    }
  self->loading = g_cancellable_new ();
  self->loading_id = g_strdup (id);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADING]);
  manicule_workspace_load_async (self->workspace, id, self->loading, loaded_cb, g_object_ref (self));
}

/**
 * manicule_editor_show:
 * @self: an editor
 * @annotation: a span of the open set
 *
 * Asks the text to move the focus there and to show it.
 */
void
manicule_editor_show (ManiculeEditor     *self,
                      ManiculeAnnotation *annotation)
{
  g_return_if_fail (MANICULE_IS_EDITOR (self));
  g_return_if_fail (MANICULE_IS_ANNOTATION (annotation));

  g_signal_emit (self, signals[SHOW_ANNOTATION], 0, annotation);
}

void
manicule_editor_go_to (ManiculeEditor *self,
                       const char     *article_id,
                       const char     *annotation_id)
{
  g_return_if_fail (MANICULE_IS_EDITOR (self));

  if (manicule_project_find_article (manicule_editor_get_project (self), article_id) == NULL)
    return;
  g_set_str (&self->pending_id, annotation_id);
  manicule_editor_open_article (self, article_id);
}

/* (nullable): the first of an annotation. A label may have been made for it in the same step. */
static ManiculeChange *
find_change_to_show (ManiculeStep *step)
{
  for (guint i = 0; i < manicule_step_get_n_changes (step); i++)
    {
      ManiculeChange *change = manicule_step_get_change (step, i);

      if (manicule_change_get_kind (change) == MANICULE_CHANGE_ANNOTATION)
        return change;
    }
  return NULL;
}

/**
 * manicule_editor_show_step:
 * @self: an editor
 * @step: a step of the history
 *
 * Shows where a step was made, opening its article where it is another one. Changes nothing.
 */
void
manicule_editor_show_step (ManiculeEditor *self,
                           ManiculeStep   *step)
{
  const char *id = manicule_step_get_article_id (step);

  g_return_if_fail (MANICULE_IS_EDITOR (self));

  if (id == NULL || manicule_project_find_article (manicule_editor_get_project (self), id) == NULL)
    return;
  g_set_object (&self->pending, find_change_to_show (step));
  manicule_editor_open_article (self, id);
}
