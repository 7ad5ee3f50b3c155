/* manicule-history.h: the changes in order: do, undo, redo
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-change.h"

G_BEGIN_DECLS

/* One undo step: the changes that were made together. Immutable once it is closed. */
#define MANICULE_TYPE_STEP (manicule_step_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeStep, manicule_step, MANICULE, STEP, GObject)

const char         *manicule_step_get_title      (ManiculeStep     *self);  /* in words, translated */
guint               manicule_step_get_n_changes  (ManiculeStep     *self);
ManiculeChange     *manicule_step_get_change     (ManiculeStep     *self,
                                                  guint             index);
gint64              manicule_step_get_time       (ManiculeStep     *self);  /* seconds since 1970 */
const char         *manicule_step_get_article_id (ManiculeStep     *self);  /* of its first change; NULL when none */

/* A GListModel of ManiculeStep, oldest first, undone ones at the end. Properties can-undo, can-redo (boolean),
 * position (guint: how many steps are done). Signals:
 *   "applied" (ManiculeChange *change): after every single change, also those of undo and redo; what journals and
 *   counters listen to, after the model has emitted its own signals. Changes applied by a listener join the step; none
 *   may be applied while a step is undone or redone.
 * When a step is closed, the list's one items-changed comes next, then notify for the properties that changed. */
#define MANICULE_TYPE_HISTORY (manicule_history_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeHistory, manicule_history, MANICULE, HISTORY, GObject)

ManiculeHistory *manicule_history_new         (ManiculeProject  *project) G_GNUC_WARN_UNUSED_RESULT;
ManiculeProject *manicule_history_get_project (ManiculeHistory  *self);
/* Applies a change. Outside a group it is a step of its own. Undone steps are dropped. Fails without any effect. */
gboolean         manicule_history_apply       (ManiculeHistory  *self,
                                               ManiculeChange   *change,
                                               GError          **error);
/* Removing an annotation takes its relations, and theirs, with it, in one step. */
gboolean         manicule_history_remove      (ManiculeHistory  *self,
                                               ManiculeAnnotationSet *set,
                                               ManiculeAnnotation *annotation,
                                               GError          **error);
/* Groups nest; the outermost counts. @title NULL: the words of the first change. An empty group leaves no step. */
void             manicule_history_begin       (ManiculeHistory  *self,
                                               const char       *title);
void             manicule_history_end         (ManiculeHistory  *self);
/* Takes back all that the open group did, closes it, leaves no step. */
void             manicule_history_cancel      (ManiculeHistory  *self);

gboolean         manicule_history_can_undo    (ManiculeHistory  *self);
gboolean         manicule_history_can_redo    (ManiculeHistory  *self);
/* The step that undo, redo would take: see that its annotation sets are loaded, then call. NULL when none. */
ManiculeStep    *manicule_history_peek_undo   (ManiculeHistory  *self);
ManiculeStep    *manicule_history_peek_redo   (ManiculeHistory  *self);
gboolean         manicule_history_undo        (ManiculeHistory  *self,
                                               GError          **error);
gboolean         manicule_history_redo        (ManiculeHistory  *self,
                                               GError          **error);

G_END_DECLS
