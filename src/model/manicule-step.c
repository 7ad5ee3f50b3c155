/* manicule-step.c: one undo step: the changes that were made together
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-step-private.h"

struct _ManiculeStep
{
  GObject    parent_instance;

  char      *title;    /* (owned) (nullable): NULL only before the first change */
  GPtrArray *changes;  /* (owned) (element-type ManiculeChange): all of them, or the first alone */
  guint      n_changes;
  gint64     time;
};

G_DEFINE_FINAL_TYPE (ManiculeStep, manicule_step, G_TYPE_OBJECT)

static void
manicule_step_finalize (GObject *object)
{
  ManiculeStep *self = MANICULE_STEP (object);

  g_free (self->title);
  g_ptr_array_unref (self->changes);

  G_OBJECT_CLASS (manicule_step_parent_class)->finalize (object);
}

static void
manicule_step_class_init (ManiculeStepClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = manicule_step_finalize;
}

static void
manicule_step_init (ManiculeStep *self)
{
  self->changes = g_ptr_array_new_with_free_func (g_object_unref);
  self->time = g_get_real_time () / G_USEC_PER_SEC;
}

ManiculeStep *
manicule_step_new (const char *title)
{
  ManiculeStep *self = g_object_new (MANICULE_TYPE_STEP, NULL);

  self->title = g_strdup (title);

  return self;
}

void
manicule_step_take_title (ManiculeStep *self,
                          char         *title)
{
  g_free (self->title);
  self->title = title;
}

void
manicule_step_add (ManiculeStep   *self,
                   ManiculeChange *change)
{
  g_ptr_array_add (self->changes, g_object_ref (change));
  self->n_changes = self->changes->len;
}

void
manicule_step_truncate (ManiculeStep *self,
                        guint         n_changes)
{
  g_ptr_array_set_size (self->changes, n_changes);
  self->n_changes = n_changes;
}

/**
 * manicule_step_new_stored:
 * @title: what was done, in words
 * @time: when, in seconds since 1970
 * @first: its first change
 * @n_changes: how many there are; at least one
 *
 * Returns: (transfer full): a step that is loaded only where @n_changes is 1
 */
ManiculeStep *
manicule_step_new_stored (const char     *title,
                          gint64          time,
                          ManiculeChange *first,
                          guint           n_changes)
{
  ManiculeStep *self;

  g_return_val_if_fail (title != NULL, NULL);
  g_return_val_if_fail (MANICULE_IS_CHANGE (first), NULL);
  g_return_val_if_fail (n_changes > 0, NULL);

  self = manicule_step_new (title);
  manicule_step_add (self, first);
  self->n_changes = n_changes;
  self->time = time;

  return self;
}

/**
 * manicule_step_is_loaded:
 * @self: a step
 *
 * Returns: whether all of its changes are in memory
 */
gboolean
manicule_step_is_loaded (ManiculeStep *self)
{
  g_return_val_if_fail (MANICULE_IS_STEP (self), FALSE);

  return self->changes->len == self->n_changes;
}

/**
 * manicule_step_load:
 * @self: a step
 * @changes: (element-type ManiculeChange): its changes, in the order in which they were made
 *
 * Returns: %FALSE, and nothing done, where there are more or fewer than the step has
 */
gboolean
manicule_step_load (ManiculeStep *self,
                    GPtrArray    *changes)
{
  g_return_val_if_fail (MANICULE_IS_STEP (self), FALSE);

  if (changes->len != self->n_changes)
    return FALSE;

  for (guint i = self->changes->len; i < changes->len; i++)
    g_ptr_array_add (self->changes, g_object_ref (g_ptr_array_index (changes, i)));

  return TRUE;
}

/**
 * manicule_step_unload:
 * @self: a step that can be loaded again
 *
 * Keeps its first change alone in memory.
 */
void
manicule_step_unload (ManiculeStep *self)
{
  g_return_if_fail (MANICULE_IS_STEP (self));

  if (self->changes->len > 1)
    g_ptr_array_set_size (self->changes, 1);
}

/**
 * manicule_step_get_title:
 * @self: a step
 *
 * Returns: what was done, in words, translated
 */
const char *
manicule_step_get_title (ManiculeStep *self)
{
  g_return_val_if_fail (MANICULE_IS_STEP (self), NULL);

  return self->title;
}

/**
 * manicule_step_get_n_changes:
 * @self: a step
 *
 * Returns: the number of changes; at least one
 */
guint
manicule_step_get_n_changes (ManiculeStep *self)
{
  g_return_val_if_fail (MANICULE_IS_STEP (self), 0);

  return self->n_changes;
}

/**
 * manicule_step_get_change:
 * @self: a step
 * @index: which one, below manicule_step_get_n_changes(); the first one alone where it is not loaded
 *
 * Returns: (transfer none): a change, in the order in which they were made
 */
ManiculeChange *
manicule_step_get_change (ManiculeStep *self,
                          guint         index)
{
  g_return_val_if_fail (MANICULE_IS_STEP (self), NULL);
  g_return_val_if_fail (index < self->changes->len, NULL);

  return g_ptr_array_index (self->changes, index);
}

/**
 * manicule_step_get_time:
 * @self: a step
 *
 * Returns: when it was begun, in seconds since 1970
 */
gint64
manicule_step_get_time (ManiculeStep *self)
{
  g_return_val_if_fail (MANICULE_IS_STEP (self), 0);

  return self->time;
}

/**
 * manicule_step_get_article_id:
 * @self: a step
 *
 * Returns: (nullable): the article of the first change that is about one; NULL when all change the project's own lists
 */
const char *
manicule_step_get_article_id (ManiculeStep *self)
{
  g_return_val_if_fail (MANICULE_IS_STEP (self), NULL);

  /* A label may have been made for an annotation in the same step, before it. */
  for (guint i = 0; i < self->changes->len; i++)
    {
      const char *id = manicule_change_get_article_id (g_ptr_array_index (self->changes, i));

      if (id != NULL)
        return id;
    }
  return NULL;
}
