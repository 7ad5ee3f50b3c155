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
/* A long step that is stored elsewhere can be in memory with its first change alone: it must be loaded before it is
 * undone or redone, and before other changes of it are asked for. @first is its first change, of @n_changes. */
ManiculeStep       *manicule_step_new_stored     (const char       *title,
                                                  gint64            time,
                                                  ManiculeChange   *first,
                                                  guint             n_changes) G_GNUC_WARN_UNUSED_RESULT;
gboolean            manicule_step_is_loaded      (ManiculeStep     *self);
gboolean            manicule_step_load           (ManiculeStep     *self,     /* FALSE when they are not the step's */
                                                  GPtrArray        *changes); /* of ManiculeChange: all of them */
void                manicule_step_unload         (ManiculeStep     *self);

typedef enum
{
  MANICULE_DEED_DO,
  MANICULE_DEED_UNDO,
  MANICULE_DEED_REDO,
} ManiculeDeed;

/* A GListModel of ManiculeStep, oldest first, undone ones at the end. Properties can-undo, can-redo (boolean),
 * position (guint: how many steps are done). Signals:
 *   "applied" (ManiculeChange *change): after every single change, also those of undo and redo; what journals and
 *   counters listen to, after the model has emitted its own signals. Changes applied by a listener join the step; none
 *   may be applied while a step is undone or redone.
 *   "stepped" (ManiculeStep *step, ManiculeDeed deed, guint number): a step is closed, undone or redone as a whole. Steps
 *   are numbered from 1 in the order in which they are done; those that are gone from memory count.
 * When a step is closed, the list's one items-changed comes next, then "stepped", then notify for the properties that
 * changed. */
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
/* Takes back a step in the middle, as a new step. Fails without any effect where something that came later builds on it
 * and says what. @step must be loaded, and so must be the sets that it edits. */
gboolean         manicule_history_revert      (ManiculeHistory  *self,
                                               ManiculeStep     *step,
                                               GError          **error);

/* For readers of a journal: fills a history in which nothing was done yet. @steps (element-type ManiculeStep), of which
 * @position are done; @base steps that cannot be undone came before them. */
void             manicule_history_restore     (ManiculeHistory  *self,
                                               GPtrArray        *steps,
                                               guint             position,
                                               guint             base);
guint            manicule_history_get_base    (ManiculeHistory  *self);
/* Unloads long steps, the oldest first, until no more than @n_changes are in memory; for who can load them again. */
void             manicule_history_unload      (ManiculeHistory  *self,
                                               guint             n_changes);

G_END_DECLS
