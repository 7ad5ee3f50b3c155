/* manicule-editor-steps.c: back and forth in the history
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-editor-private.h"

#include <glib/gi18n-lib.h>

static void step_towards_target (ManiculeEditor *self);

static void
undone_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(ManiculeEditor) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(ManiculeStep) step = manicule_workspace_undo_finish (MANICULE_WORKSPACE (source), result, &error);

  self->stepping = FALSE;
  /* The project may have been closed in the meantime. */
  if (self->set_signals == NULL)
    return;
  if (step == NULL)
    {
      self->target = G_MAXUINT;
      if (error != NULL)
        manicule_editor_toast (self, FALSE, error->message);
      return;
    }
  manicule_editor_show_step (self, step);
  manicule_editor_announce (self, "%s", manicule_step_get_title (step));
  step_towards_target (self);
}

static guint
get_position (ManiculeEditor *self)
{
  guint position;

  g_object_get (manicule_editor_get_history (self), "position", &position, NULL);
  return position;
}

static void
step_towards_target (ManiculeEditor *self)
{
  guint position = get_position (self);

  if (self->stepping)
    return;
  if (position == self->target)
    self->target = G_MAXUINT;
  if (self->target == G_MAXUINT)
    return;
  self->stepping = TRUE;
  manicule_workspace_undo_async (self->workspace, position < self->target, undone_cb, g_object_ref (self));
}

/* What is asked for while a step is under way is added to it, so that no key press is lost. */
static guint
get_target (ManiculeEditor *self)
{
  return self->target != G_MAXUINT ? self->target : get_position (self);
}

void
manicule_editor_undo (ManiculeEditor *self)
{
  g_return_if_fail (MANICULE_IS_EDITOR (self));

  manicule_editor_flush (self);
  if (get_target (self) == 0)
    manicule_editor_announce (self, "%s", _("Nothing to undo"));
  else
    manicule_editor_go_to_step (self, get_target (self) - 1);
}

void
manicule_editor_redo (ManiculeEditor *self)
{
  g_return_if_fail (MANICULE_IS_EDITOR (self));

  manicule_editor_flush (self);
  if (get_target (self) == g_list_model_get_n_items (G_LIST_MODEL (manicule_editor_get_history (self))))
    manicule_editor_announce (self, "%s", _("Nothing to redo"));
  else
    manicule_editor_go_to_step (self, get_target (self) + 1);
}

/**
 * manicule_editor_go_to_step:
 * @self: an editor
 * @n_done: how many steps of the history shall be done
 *
 * Undoes or redoes, one after the other, until that many are done. Stops at the first failure.
 */
void
manicule_editor_go_to_step (ManiculeEditor *self,
                            guint           n_done)
{
  g_return_if_fail (MANICULE_IS_EDITOR (self));
  g_return_if_fail (n_done <= g_list_model_get_n_items (G_LIST_MODEL (manicule_editor_get_history (self))));

  if (!manicule_editor_may_edit (self))
    return;
  /* What is written down now is a step, after which nothing can be done again. */
  manicule_editor_flush (self);
  self->target = MIN (n_done, g_list_model_get_n_items (G_LIST_MODEL (manicule_editor_get_history (self))));
  step_towards_target (self);
}

static void
reverted_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(ManiculeEditor) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(ManiculeStep) step = manicule_workspace_undo_finish (MANICULE_WORKSPACE (source), result, &error);

  self->stepping = FALSE;
  /* The project may have been closed in the meantime. */
  if (self->set_signals == NULL)
    return;
  if (step == NULL)
    {
      manicule_editor_toast (self, FALSE, error->message);
      return;
    }
  manicule_editor_show_step (self, step);
  /* Translators: %s is a step of the history in words. */
  manicule_editor_announce (self, _("Took back “%s”"), manicule_step_get_title (step));
}

/**
 * manicule_editor_revert_step:
 * @self: an editor
 * @step: a step that is done
 *
 * Takes back this step alone. Where something that came later builds on it, a toast says what.
 */
void
manicule_editor_revert_step (ManiculeEditor *self,
                             ManiculeStep   *step)
{
  g_return_if_fail (MANICULE_IS_EDITOR (self));
  g_return_if_fail (MANICULE_IS_STEP (step));

  if (self->stepping || !manicule_editor_may_edit (self))
    return;
  manicule_editor_flush (self);
  self->stepping = TRUE;
  manicule_workspace_revert_async (self->workspace, step, reverted_cb, g_object_ref (self));
}
