/* manicule-step.c: one undo step: the changes that were made together
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-step-private.h"

struct _ManiculeStep
{
  GObject    parent_instance;

  char      *title;    /* (owned) (nullable): NULL only before the first change */
  GPtrArray *changes;  /* (owned) (element-type ManiculeChange) */
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
}

void
manicule_step_truncate (ManiculeStep *self,
                        guint         n_changes)
{
  g_ptr_array_set_size (self->changes, n_changes);
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

  return self->changes->len;
}

/**
 * manicule_step_get_change:
 * @self: a step
 * @index: which one, below manicule_step_get_n_changes()
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
 * Returns: (nullable): the article that its first change is about; NULL when that one changes the project's own lists
 */
const char *
manicule_step_get_article_id (ManiculeStep *self)
{
  g_return_val_if_fail (MANICULE_IS_STEP (self), NULL);

  return self->changes->len > 0 ? manicule_change_get_article_id (g_ptr_array_index (self->changes, 0)) : NULL;
}
