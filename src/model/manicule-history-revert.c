/* manicule-history-revert.c: taking back one step in the middle of a history
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-history.h"

#include <glib/gi18n-lib.h>

#include "manicule-project-private.h"

/* What a change is about: the id or name of its thing; NULL for a status. */
static const char *
get_name (ManiculeProject *project,
          ManiculeChange  *change)
{
  ManiculeItemList *list = manicule_project_get_list (project, manicule_change_get_kind (change));
  gpointer thing = manicule_change_get_before (change);

  if (thing == NULL)
    thing = manicule_change_get_after (change);
  if (manicule_change_get_kind (change) == MANICULE_CHANGE_STATUS)
    return NULL;

  return list != NULL ? manicule_item_list_get_name (list, thing) : manicule_annotation_get_id (thing);
}

static gboolean
is_end (ManiculeAnnotation *annotation,
        const char         *id)
{
  return annotation != NULL && manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_RELATION &&
         (g_strcmp0 (manicule_annotation_get_from (annotation), id) == 0 ||
          g_strcmp0 (manicule_annotation_get_to (annotation), id) == 0);
}

static gboolean
uses_name (ManiculeAnnotation *annotation,
           const char         *name)
{
  return annotation != NULL && (g_strcmp0 (manicule_annotation_get_label (annotation), name) == 0 ||
                                g_strcmp0 (manicule_annotation_get_entity (annotation), name) == 0);
}

/* Does @later edit, or lean on, what @change is about? */
static gboolean
builds_on (ManiculeProject *project,
           ManiculeChange  *later,
           ManiculeChange  *change)
{
  const char *name = get_name (project, change);
  gboolean same_place = g_strcmp0 (manicule_change_get_article_id (later), manicule_change_get_article_id (change)) == 0 &&
                        g_strcmp0 (manicule_change_get_annotator (later), manicule_change_get_annotator (change)) == 0;
  gboolean is_annotation = manicule_change_get_kind (later) == MANICULE_CHANGE_ANNOTATION;

  if (manicule_change_get_kind (later) == manicule_change_get_kind (change) && same_place)
    return g_strcmp0 (get_name (project, later), name) == 0 ||
           (is_annotation && (is_end (manicule_change_get_after (later), name) ||
                              is_end (manicule_change_get_before (later), name)));

  if (manicule_change_get_kind (change) == MANICULE_CHANGE_ARTICLE)
    return g_strcmp0 (manicule_change_get_article_id (later), name) == 0;

  return is_annotation && manicule_change_get_article_id (change) == NULL &&
         uses_name (manicule_change_get_after (later), name);
}

static gboolean
step_builds_on (ManiculeProject *project,
                ManiculeStep    *later,
                ManiculeStep    *step)
{
  guint n = manicule_step_is_loaded (later) ? manicule_step_get_n_changes (later) : 1;

  for (guint i = 0; i < n; i++)
    {
      for (guint j = 0; j < manicule_step_get_n_changes (step); j++)
        {
          if (builds_on (project, manicule_step_get_change (later, i), manicule_step_get_change (step, j)))
            return TRUE;
        }
    }

  return FALSE;
}

/* The last step after @step that is done and builds on it; NULL when none is found in memory. */
static ManiculeStep *
find_dependant (ManiculeHistory *self,
                ManiculeStep    *step)
{
  ManiculeProject *project = manicule_history_get_project (self);
  guint position;

  g_object_get (self, "position", &position, NULL);
  for (guint i = position; i > 0; i--)
    {
      g_autoptr(ManiculeStep) later = g_list_model_get_item (G_LIST_MODEL (self), i - 1);

      if (later == step)
        return NULL;
      if (step_builds_on (project, later, step))
        return later;
    }

  return NULL;
}

/* The first edit of an article also marks it as begun: that stays when the edit alone goes. */
static gboolean
is_aside (ManiculeStep *step,
          guint         index)
{
  return index > 0 && manicule_change_get_kind (manicule_step_get_change (step, index)) == MANICULE_CHANGE_STATUS &&
         manicule_change_get_kind (manicule_step_get_change (step, 0)) != MANICULE_CHANGE_STATUS;
}

static gboolean
take_back_all (ManiculeHistory  *self,
               ManiculeStep     *step,
               GError          **error)
{
  for (guint i = manicule_step_get_n_changes (step); i > 0; i--)
    {
      g_autoptr(ManiculeChange) inverse = manicule_change_invert (manicule_step_get_change (step, i - 1));
      g_autoptr(ManiculeChange) fitting = manicule_change_fit (inverse, manicule_history_get_project (self));

      if (is_aside (step, i - 1))
        continue;
      if (!manicule_history_apply (self, fitting, error))
        return FALSE;
    }

  return TRUE;
}

static void
explain (ManiculeHistory *self,
         ManiculeStep    *step,
         GError         **error)
{
  ManiculeStep *dependant = find_dependant (self, step);

  if (dependant == NULL)
    {
      /* Translators: %s is a step of the history in words; the reason follows. */
      g_prefix_error (error, _("“%s” cannot be undone: "), manicule_step_get_title (step));
      return;
    }

  g_clear_error (error);
  g_set_error (error, MANICULE_MODEL_ERROR, MANICULE_MODEL_ERROR_IN_USE,
               /* Translators: both are steps of the history in words. */
               _("“%s” cannot be undone alone: “%s” builds on it. Undo that first."),
               manicule_step_get_title (step), manicule_step_get_title (dependant));
}

/**
 * manicule_history_revert:
 * @self: a history that is not undoing or redoing, with no open group
 * @step: a step of it that is done and loaded; the sets that it edits must be loaded too
 * @error: return location for an error of MANICULE_MODEL_ERROR
 *
 * Takes back a single step, whatever came after it, as a new step. Where something that came later builds on it,
 * nothing is done, and the error says what.
 *
 * Returns: whether it was taken back
 */
gboolean
manicule_history_revert (ManiculeHistory  *self,
                         ManiculeStep     *step,
                         GError          **error)
{
  g_autofree char *title = NULL;
  gboolean success;

  g_return_val_if_fail (MANICULE_IS_HISTORY (self), FALSE);
  g_return_val_if_fail (MANICULE_IS_STEP (step), FALSE);
  g_return_val_if_fail (manicule_step_is_loaded (step), FALSE);

  /* Translators: a step of the history: what it took back is another one, in words. */
  title = g_strdup_printf (_("Took back “%s”"), manicule_step_get_title (step));
  manicule_history_begin (self, title);
  success = take_back_all (self, step, error);
  if (success)
    manicule_history_end (self);
  else
    {
      manicule_history_cancel (self);
      if (error != NULL)
        explain (self, step, error);
    }

  return success;
}
