/* manicule-change.h: one reversible step
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-project.h"

G_BEGIN_DECLS

typedef enum
{
  MANICULE_CHANGE_ANNOTATION,      /* ManiculeAnnotation in the set of (article, annotator) */
  MANICULE_CHANGE_STATUS,          /* the set's status */
  MANICULE_CHANGE_LABEL,           /* ManiculeLabel in the schema */
  MANICULE_CHANGE_RELATION_TYPE,
  MANICULE_CHANGE_ATTRIBUTE,
  MANICULE_CHANGE_DOCUMENT_LABEL,
  MANICULE_CHANGE_ENTITY,          /* ManiculeEntity in the register */
  MANICULE_CHANGE_ARTICLE,         /* ManiculeArticle in the list */
} ManiculeChangeKind;

/* Every edit is one of these: an immutable thing "before" gives way to one "after". NULL before: added; NULL after:
 * removed; both, with the same id or name: replaced. The inverse only swaps the two. */
#define MANICULE_TYPE_CHANGE (manicule_change_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeChange, manicule_change, MANICULE, CHANGE, GObject)

ManiculeChange     *manicule_change_new_annotation   (ManiculeAnnotationSet *set,     /* only its ids are kept */
                                                      ManiculeAnnotation    *before,
                                                      ManiculeAnnotation    *after) G_GNUC_WARN_UNUSED_RESULT;
ManiculeChange     *manicule_change_new_status       (ManiculeAnnotationSet *set,
                                                      ManiculeStatus         after) G_GNUC_WARN_UNUSED_RESULT;
/* For readers of a journal, who have no set at hand. */
ManiculeChange     *manicule_change_new_annotation_for (const char          *article_id,
                                                      const char            *annotator,
                                                      ManiculeAnnotation    *before,
                                                      ManiculeAnnotation    *after) G_GNUC_WARN_UNUSED_RESULT;
ManiculeChange     *manicule_change_new_status_for   (const char            *article_id,
                                                      const char            *annotator,
                                                      ManiculeStatus         before,
                                                      ManiculeStatus         after) G_GNUC_WARN_UNUSED_RESULT;
/* For the project's own lists. @position is where an added item goes or a removed one stands, and must be
 * right when the change is applied; ignored for a replacement. @before, @after: of the class that the kind names. */
ManiculeChange     *manicule_change_new_item         (ManiculeChangeKind     kind,
                                                      gpointer               before,
                                                      gpointer               after,
                                                      guint                  position) G_GNUC_WARN_UNUSED_RESULT;
ManiculeChange     *manicule_change_invert           (ManiculeChange        *self) G_GNUC_WARN_UNUSED_RESULT;

ManiculeChangeKind  manicule_change_get_kind         (ManiculeChange        *self);
const char         *manicule_change_get_article_id   (ManiculeChange        *self);  /* NULL for the project's own lists */
const char         *manicule_change_get_annotator    (ManiculeChange        *self);
gpointer            manicule_change_get_before       (ManiculeChange        *self);  /* NULL for a status */
gpointer            manicule_change_get_after        (ManiculeChange        *self);
guint               manicule_change_get_position     (ManiculeChange        *self);
ManiculeStatus      manicule_change_get_status_before (ManiculeChange       *self);
ManiculeStatus      manicule_change_get_status_after (ManiculeChange        *self);
/* In words, translated: Added Person “Ines Halloran”. */
char               *manicule_change_describe         (ManiculeChange        *self,
                                                      ManiculeProject       *project) G_GNUC_WARN_UNUSED_RESULT;

/* Applies to the project or fails and leaves it untouched, emitting nothing. Only ManiculeHistory and recovery call this. */
gboolean            manicule_change_apply            (ManiculeChange        *self,
                                                      ManiculeProject       *project,
                                                      GError               **error);
/* For changes that come late: the same with the position that its item has now; and whether nothing is left to do. */
ManiculeChange     *manicule_change_fit              (ManiculeChange        *self,
                                                      ManiculeProject       *project) G_GNUC_WARN_UNUSED_RESULT;
gboolean            manicule_change_is_done          (ManiculeChange        *self,
                                                      ManiculeProject       *project);

G_END_DECLS
