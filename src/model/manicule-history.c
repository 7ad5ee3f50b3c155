/* manicule-history.c: the changes in order: do, undo, redo
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-history.h"

#include <glib/gi18n-lib.h>

#include "manicule-step-private.h"

/* The order of signals, for one step of n changes: n times what the model emits for a change (see
 * manicule_change_apply()) followed by "applied"; then one items-changed of the history; then "stepped"; then notify for
 * those of can-undo, can-redo and position that are others now. An undo or a redo leaves the list as it is and emits no
 * items-changed.
 * A listener to "applied" may apply changes of its own, unless this is an undo or redo: they join the step. */

struct _ManiculeHistory
{
  GObject          parent_instance;

  ManiculeProject *project;   /* (owned) */
  GPtrArray       *steps;     /* (owned) (element-type ManiculeStep) */
  guint            position;  /* steps before this are done */
  guint            base;      /* so many steps came before those in the list */

  ManiculeStep    *open;      /* (owned) (nullable): of the group that is open */
  GArray          *marks;     /* (owned) (element-type guint): for each open group, the changes made before it */
  gboolean         titled;    /* the open step's title was given */
  gboolean         busy;      /* undoing or redoing */
};

typedef enum
{
  PROP_CAN_UNDO = 1,
  PROP_CAN_REDO,
  PROP_POSITION,
} ManiculeHistoryProperty;

static GParamSpec *props[PROP_POSITION + 1];

enum
{
  SIGNAL_APPLIED,
  SIGNAL_STEPPED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void manicule_history_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ManiculeHistory, manicule_history, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, manicule_history_list_model_init))

typedef struct
{
  gboolean can_undo;
  gboolean can_redo;
  guint    position;
} State;

static State
get_state (ManiculeHistory *self)
{
  State state = {
    .can_undo = self->position > 0,
    .can_redo = self->position < self->steps->len,
    .position = self->position,
  };

  return state;
}

static void
notify_since (ManiculeHistory *self,
              State            before)
{
  State now = get_state (self);

  if (now.can_undo != before.can_undo)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CAN_UNDO]);
  if (now.can_redo != before.can_redo)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CAN_REDO]);
  if (now.position != before.position)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_POSITION]);
}

static gboolean
apply_one (ManiculeHistory  *self,
           ManiculeChange   *change,
           GError          **error)
{
  if (!manicule_change_apply (change, self->project, error))
    return FALSE;

  g_signal_emit (self, signals[SIGNAL_APPLIED], 0, change);

  return TRUE;
}

static gboolean
apply_inverse (ManiculeHistory  *self,
               ManiculeChange   *change,
               GError          **error)
{
  g_autoptr(ManiculeChange) inverse = manicule_change_invert (change);

  return apply_one (self, inverse, error);
}

/* What was just taken back or done again can be done or taken back: nothing came between. */
static void
must (gboolean  success,
      GError   *error)
{
  if (!success)
    g_critical ("The model was edited behind its history: %s", error->message);
  g_clear_error (&error);
}

/* Takes back the changes of @step from number @first on, last first; on failure does again what it took back. */
static gboolean
take_back (ManiculeHistory  *self,
           ManiculeStep     *step,
           guint             first,
           GError          **error)
{
  guint n = manicule_step_get_n_changes (step);

  for (guint i = n; i > first; i--)
    {
      if (apply_inverse (self, manicule_step_get_change (step, i - 1), error))
        continue;

      for (; i < n; i++)
        {
          GError *local = NULL;

          must (apply_one (self, manicule_step_get_change (step, i), &local), local);
        }
      return FALSE;
    }

  return TRUE;
}

/* Does all changes of @step again; on failure takes back what it did. */
static gboolean
do_again (ManiculeHistory  *self,
          ManiculeStep     *step,
          GError          **error)
{
  for (guint i = 0; i < manicule_step_get_n_changes (step); i++)
    {
      if (apply_one (self, manicule_step_get_change (step, i), error))
        continue;

      for (; i > 0; i--)
        {
          GError *local = NULL;

          must (apply_inverse (self, manicule_step_get_change (step, i - 1), &local), local);
        }
      return FALSE;
    }

  return TRUE;
}

static GType
manicule_history_get_item_type (GListModel *model)
{
  return MANICULE_TYPE_STEP;
}

static guint
manicule_history_get_n_items (GListModel *model)
{
  return MANICULE_HISTORY (model)->steps->len;
}

static gpointer
manicule_history_get_item (GListModel *model,
                           guint       position)
{
  ManiculeHistory *self = MANICULE_HISTORY (model);

  return position < self->steps->len ? g_object_ref (g_ptr_array_index (self->steps, position)) : NULL;
}

static void
manicule_history_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = manicule_history_get_item_type;
  iface->get_n_items = manicule_history_get_n_items;
  iface->get_item = manicule_history_get_item;
}

static void
manicule_history_get_property (GObject    *object,
                               guint       property_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  State state = get_state (MANICULE_HISTORY (object));

  switch ((ManiculeHistoryProperty) property_id)
    {
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, state.can_undo);
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, state.can_redo);
      break;
    case PROP_POSITION:
      g_value_set_uint (value, state.position);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
manicule_history_finalize (GObject *object)
{
  ManiculeHistory *self = MANICULE_HISTORY (object);

  g_clear_object (&self->project);
  g_clear_object (&self->open);
  g_ptr_array_unref (self->steps);
  g_array_unref (self->marks);

  G_OBJECT_CLASS (manicule_history_parent_class)->finalize (object);
}

static void
manicule_history_class_init (ManiculeHistoryClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = manicule_history_get_property;
  object_class->finalize = manicule_history_finalize;

  props[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);
  props[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, flags);
  props[PROP_POSITION] = g_param_spec_uint ("position", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  signals[SIGNAL_APPLIED] = g_signal_new ("applied", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, MANICULE_TYPE_CHANGE);
  signals[SIGNAL_STEPPED] = g_signal_new ("stepped", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 3, MANICULE_TYPE_STEP, G_TYPE_INT, G_TYPE_UINT);
}

static void
manicule_history_init (ManiculeHistory *self)
{
  self->steps = g_ptr_array_new_with_free_func (g_object_unref);
  self->marks = g_array_new (FALSE, FALSE, sizeof (guint));
}

/**
 * manicule_history_new:
 * @project: the project to edit
 *
 * Returns: (transfer full): an empty history
 */
ManiculeHistory *
manicule_history_new (ManiculeProject *project)
{
  ManiculeHistory *self;

  g_return_val_if_fail (MANICULE_IS_PROJECT (project), NULL);

  self = g_object_new (MANICULE_TYPE_HISTORY, NULL);
  self->project = g_object_ref (project);

  return self;
}

/**
 * manicule_history_get_project:
 * @self: a history
 *
 * Returns: (transfer none): the project that it edits
 */
ManiculeProject *
manicule_history_get_project (ManiculeHistory *self)
{
  g_return_val_if_fail (MANICULE_IS_HISTORY (self), NULL);

  return self->project;
}

/**
 * manicule_history_apply:
 * @self: a history that is not undoing or redoing
 * @change: what to do
 * @error: return location for an error of MANICULE_MODEL_ERROR
 *
 * Applies @change; it joins the open group, or is a step of its own where none is open. Undone steps are dropped when
 * the step is closed. When the change is refused, nothing is changed and nothing emitted.
 *
 * Returns: whether it was applied
 */
gboolean
manicule_history_apply (ManiculeHistory  *self,
                        ManiculeChange   *change,
                        GError          **error)
{
  gboolean success;

  g_return_val_if_fail (MANICULE_IS_HISTORY (self), FALSE);
  g_return_val_if_fail (MANICULE_IS_CHANGE (change), FALSE);
  g_return_val_if_fail (!self->busy, FALSE);

  manicule_history_begin (self, NULL);
  success = manicule_change_apply (change, self->project, error);
  if (success)
    {
      if (!self->titled && manicule_step_get_n_changes (self->open) == 0)
        manicule_step_take_title (self->open, manicule_change_describe (change, self->project));
      manicule_step_add (self->open, change);
      g_signal_emit (self, signals[SIGNAL_APPLIED], 0, change);
    }
  manicule_history_end (self);

  return success;
}

/**
 * manicule_history_begin:
 * @self: a history that is not undoing or redoing
 * @title: (nullable): what is done, in words; NULL for the words of the first change
 *
 * Opens a group: what is applied until the matching manicule_history_end() is one step. Groups nest; the outermost
 * makes the step and names it.
 */
void
manicule_history_begin (ManiculeHistory *self,
                        const char      *title)
{
  guint n_changes = 0;

  g_return_if_fail (MANICULE_IS_HISTORY (self));
  g_return_if_fail (!self->busy);

  if (self->open == NULL)
    {
      self->open = manicule_step_new (title);
      self->titled = title != NULL;
    }
  else
    n_changes = manicule_step_get_n_changes (self->open);

  g_array_append_val (self->marks, n_changes);
}

static void
push_step (ManiculeHistory *self,
           ManiculeStep    *step)
{
  State before = get_state (self);
  guint n_dropped = self->steps->len - self->position;

  g_ptr_array_set_size (self->steps, self->position);
  g_ptr_array_add (self->steps, g_object_ref (step));
  self->position++;

  g_list_model_items_changed (G_LIST_MODEL (self), before.position, n_dropped, 1);
  g_signal_emit (self, signals[SIGNAL_STEPPED], 0, step, MANICULE_DEED_DO, self->base + self->position);
  notify_since (self, before);
}

/**
 * manicule_history_end:
 * @self: a history with an open group
 *
 * Closes the innermost open group. With the outermost, the step joins the list, and undone steps are dropped; a group
 * in which nothing was done leaves everything as it is.
 */
void
manicule_history_end (ManiculeHistory *self)
{
  g_autoptr(ManiculeStep) step = NULL;

  g_return_if_fail (MANICULE_IS_HISTORY (self));
  g_return_if_fail (self->marks->len > 0);

  g_array_set_size (self->marks, self->marks->len - 1);
  if (self->marks->len > 0)
    return;

  step = g_steal_pointer (&self->open);
  if (manicule_step_get_n_changes (step) > 0)
    push_step (self, step);
}

/**
 * manicule_history_cancel:
 * @self: a history with an open group
 *
 * Takes back what was done since the innermost open group was opened, and closes it. "applied" is emitted for each
 * inverse. When something cannot be taken back, because a set that it changed is not loaded any more, all of it stays,
 * and so does its step.
 */
void
manicule_history_cancel (ManiculeHistory *self)
{
  g_autoptr(GError) error = NULL;
  guint mark;

  g_return_if_fail (MANICULE_IS_HISTORY (self));
  g_return_if_fail (self->marks->len > 0);

  mark = g_array_index (self->marks, guint, self->marks->len - 1);
  self->busy = TRUE;
  if (take_back (self, self->open, mark, &error))
    manicule_step_truncate (self->open, mark);
  else
    g_warning ("A group of changes cannot be taken back: %s", error->message);
  self->busy = FALSE;

  manicule_history_end (self);
}

/**
 * manicule_history_can_undo:
 * @self: a history
 *
 * Returns: whether there is a step to take back
 */
gboolean
manicule_history_can_undo (ManiculeHistory *self)
{
  g_return_val_if_fail (MANICULE_IS_HISTORY (self), FALSE);

  return self->position > 0;
}

/**
 * manicule_history_can_redo:
 * @self: a history
 *
 * Returns: whether there is a step to do again
 */
gboolean
manicule_history_can_redo (ManiculeHistory *self)
{
  g_return_val_if_fail (MANICULE_IS_HISTORY (self), FALSE);

  return self->position < self->steps->len;
}

/**
 * manicule_history_peek_undo:
 * @self: a history
 *
 * Returns: (transfer none) (nullable): the step that manicule_history_undo() would take back
 */
ManiculeStep *
manicule_history_peek_undo (ManiculeHistory *self)
{
  g_return_val_if_fail (MANICULE_IS_HISTORY (self), NULL);

  return self->position > 0 ? g_ptr_array_index (self->steps, self->position - 1) : NULL;
}

/**
 * manicule_history_peek_redo:
 * @self: a history
 *
 * Returns: (transfer none) (nullable): the step that manicule_history_redo() would do again
 */
ManiculeStep *
manicule_history_peek_redo (ManiculeHistory *self)
{
  g_return_val_if_fail (MANICULE_IS_HISTORY (self), NULL);

  return self->position < self->steps->len ? g_ptr_array_index (self->steps, self->position) : NULL;
}

/**
 * manicule_history_undo:
 * @self: a history with no open group and a step to undo, which is loaded
 * @error: return location for an error of MANICULE_MODEL_ERROR
 *
 * Takes back the last step that is done. When one of its changes cannot be taken back, those that were are done again,
 * with "applied" for each, and the history stays as it is.
 *
 * Returns: whether the step was taken back
 */
gboolean
manicule_history_undo (ManiculeHistory  *self,
                       GError          **error)
{
  ManiculeStep *step;
  State before;
  gboolean success;

  g_return_val_if_fail (MANICULE_IS_HISTORY (self), FALSE);
  g_return_val_if_fail (self->open == NULL && !self->busy, FALSE);
  g_return_val_if_fail (manicule_history_can_undo (self), FALSE);
  g_return_val_if_fail (manicule_step_is_loaded (manicule_history_peek_undo (self)), FALSE);

  before = get_state (self);
  step = manicule_history_peek_undo (self);
  self->busy = TRUE;
  success = take_back (self, step, 0, error);
  self->busy = FALSE;
  if (!success)
    {
      /* Translators: %s is a step of the history in words; the reason follows. */
      g_prefix_error (error, _("“%s” cannot be undone: "), manicule_step_get_title (step));
      return FALSE;
    }

  self->position--;
  g_signal_emit (self, signals[SIGNAL_STEPPED], 0, step, MANICULE_DEED_UNDO, self->base + self->position + 1);
  notify_since (self, before);

  return TRUE;
}

/**
 * manicule_history_redo:
 * @self: a history with no open group and a step to redo, which is loaded
 * @error: return location for an error of MANICULE_MODEL_ERROR
 *
 * Does the first undone step again, or, when one of its changes cannot be done, nothing.
 *
 * Returns: whether the step was done
 */
gboolean
manicule_history_redo (ManiculeHistory  *self,
                       GError          **error)
{
  ManiculeStep *step;
  State before;
  gboolean success;

  g_return_val_if_fail (MANICULE_IS_HISTORY (self), FALSE);
  g_return_val_if_fail (self->open == NULL && !self->busy, FALSE);
  g_return_val_if_fail (manicule_history_can_redo (self), FALSE);
  g_return_val_if_fail (manicule_step_is_loaded (manicule_history_peek_redo (self)), FALSE);

  before = get_state (self);
  step = manicule_history_peek_redo (self);
  self->busy = TRUE;
  success = do_again (self, step, error);
  self->busy = FALSE;
  if (!success)
    {
      /* Translators: %s is a step of the history in words; the reason follows. */
      g_prefix_error (error, _("“%s” cannot be redone: "), manicule_step_get_title (step));
      return FALSE;
    }

  self->position++;
  g_signal_emit (self, signals[SIGNAL_STEPPED], 0, step, MANICULE_DEED_REDO, self->base + self->position);
  notify_since (self, before);

  return TRUE;
}

/**
 * manicule_history_restore:
 * @self: a history in which nothing was done yet
 * @steps: (element-type ManiculeStep): what was done before
 * @position: how many of them are done; the others are undone
 * @base: how many came before them, and cannot be undone
 *
 * Takes over a history that was stored.
 */
void
manicule_history_restore (ManiculeHistory *self,
                          GPtrArray       *steps,
                          guint            position,
                          guint            base)
{
  State before;

  g_return_if_fail (MANICULE_IS_HISTORY (self));
  g_return_if_fail (self->open == NULL && self->steps->len == 0);
  g_return_if_fail (position <= steps->len);

  before = get_state (self);
  for (guint i = 0; i < steps->len; i++)
    g_ptr_array_add (self->steps, g_object_ref (g_ptr_array_index (steps, i)));
  self->position = position;
  self->base = base;

  if (steps->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, steps->len);
  notify_since (self, before);
}

/**
 * manicule_history_get_base:
 * @self: a history
 *
 * Returns: how many steps came before the first one of the list
 */
guint
manicule_history_get_base (ManiculeHistory *self)
{
  g_return_val_if_fail (MANICULE_IS_HISTORY (self), 0);

  return self->base;
}

static guint
count_changes (ManiculeStep *step)
{
  return manicule_step_is_loaded (step) ? manicule_step_get_n_changes (step) : 1;
}

/**
 * manicule_history_unload:
 * @self: a history whose steps are stored
 * @n_changes: how many changes may stay in memory, beside the first one of each step
 *
 * Keeps the memory that old steps take within bounds.
 */
void
manicule_history_unload (ManiculeHistory *self,
                         guint            n_changes)
{
  guint n = 0;

  g_return_if_fail (MANICULE_IS_HISTORY (self));

  for (guint i = self->steps->len; i > 0; i--)
    {
      ManiculeStep *step = g_ptr_array_index (self->steps, i - 1);

      n += count_changes (step) - 1;
      if (n > n_changes)
        manicule_step_unload (step);
    }
}
