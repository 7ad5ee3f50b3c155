/* manicule-editor.h: the open article, the focused annotation, and what is done to them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-segment.h"
#include "manicule-suggestions.h"
#include "manicule-workspace.h"

G_BEGIN_DECLS

/* Where the window's widgets meet the project. It knows which article is open and which span has the focus, and carries
 * out the annotator's verbs, each as one step of the history. It knows no widget: what should be seen goes out by signals.
 *
 * Properties: workspace; article, annotation-set (both NULL until one is loaded); focused (always the set's current
 *   object of its id, NULL when it is gone); loading (boolean); error (GError: why the article cannot be shown);
 *   last-label (string: the name of the label given last); suggestions (ManiculeSuggestions for the open set, or NULL);
 *   suggestion (ManiculeSuggestion: the one in focus, or NULL); has-selection (boolean).
 * Signals: "show-annotation" (ManiculeAnnotation): put the focus there and show it;
 *   "show-suggestion" (ManiculeSuggestion): the same;
 *   "show-range" (guint start, guint end): bring that place into view;
 *   "flush": what is typed into a field and not written down yet is to be written down now;
 *   "announce" (const char *): what a verb did, for those who cannot see it;
 *   "toast" (const char *message, gboolean undo): for everyone; @undo: offer to take it back. */
#define MANICULE_TYPE_EDITOR (manicule_editor_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeEditor, manicule_editor, MANICULE, EDITOR, GObject)

typedef enum
{
  MANICULE_END_START,
  MANICULE_END_END,
} ManiculeEnd;

ManiculeEditor        *manicule_editor_new                (ManiculeWorkspace     *workspace) G_GNUC_WARN_UNUSED_RESULT;

/* Whoever steps through the history or closes the project does not leave behind what is still being typed. */
void                   manicule_editor_flush              (ManiculeEditor        *self);

ManiculeWorkspace     *manicule_editor_get_workspace      (ManiculeEditor        *self);
ManiculeProject       *manicule_editor_get_project        (ManiculeEditor        *self);
ManiculeSchema        *manicule_editor_get_schema         (ManiculeEditor        *self);
ManiculeHistory       *manicule_editor_get_history        (ManiculeEditor        *self);
ManiculeArticle       *manicule_editor_get_article        (ManiculeEditor        *self);
/* Of the article that is being loaded, else of the open one; NULL when there is neither. */
const char            *manicule_editor_get_article_id     (ManiculeEditor        *self);
ManiculeAnnotationSet *manicule_editor_get_annotation_set (ManiculeEditor        *self);
ManiculeText          *manicule_editor_get_text           (ManiculeEditor        *self);
gboolean               manicule_editor_get_loading        (ManiculeEditor        *self);
const GError          *manicule_editor_get_error          (ManiculeEditor        *self);
gboolean               manicule_editor_get_read_only      (ManiculeEditor        *self);

ManiculeAnnotation    *manicule_editor_get_focused        (ManiculeEditor        *self);
void                   manicule_editor_set_focused        (ManiculeEditor        *self,
                                                           ManiculeAnnotation    *annotation);

/* What is selected in the text, for who stands beside it; FALSE: nothing. */
gboolean               manicule_editor_get_selection      (ManiculeEditor        *self,
                                                           ManiculeRange         *selection);
void                   manicule_editor_set_selection      (ManiculeEditor        *self,
                                                           const ManiculeRange   *selection);

/* Loads in the background; until it is there, the former article stays. */
void                   manicule_editor_open_article       (ManiculeEditor        *self,
                                                           const char            *id);
void                   manicule_editor_show               (ManiculeEditor        *self,
                                                           ManiculeAnnotation    *annotation);
/* Opens the article, then shows the annotation if it is there. */
void                   manicule_editor_go_to              (ManiculeEditor        *self,
                                                           const char            *article_id,
                                                           const char            *annotation_id);
/* One step, and shows where it was. */
void                   manicule_editor_undo               (ManiculeEditor        *self);
void                   manicule_editor_redo               (ManiculeEditor        *self);
/* Until @n_done steps of the history are done. */
void                   manicule_editor_go_to_step         (ManiculeEditor        *self,
                                                           guint                  n_done);
void                   manicule_editor_revert_step        (ManiculeEditor        *self,
                                                           ManiculeStep          *step);
void                   manicule_editor_show_step          (ManiculeEditor        *self,
                                                           ManiculeStep          *step);

/* Tells everyone, by a toast and to screen readers. */
void                   manicule_editor_report             (ManiculeEditor        *self,
                                                           const char            *message);

/* Labels. */
const char            *manicule_editor_get_last_label     (ManiculeEditor        *self);
/* The label that is most likely meant for a text: the one it got last, else the one used last. */
const char            *manicule_editor_propose_label      (ManiculeEditor        *self,
                                                           const char            *covered);
/* @selection NULL or empty: the focused span gets the label, else the word at @caret. */
gboolean               manicule_editor_apply_label        (ManiculeEditor        *self,
                                                           const char            *label,
                                                           const ManiculeRange   *selection,
                                                           guint                  caret);
/* Adds a label to the schema and applies it, in one step. */
gboolean               manicule_editor_apply_new_label    (ManiculeEditor        *self,
                                                           const char            *title,
                                                           const ManiculeRange   *selection,
                                                           guint                  caret);
gboolean               manicule_editor_change_labels      (ManiculeEditor        *self,
                                                           GPtrArray             *annotations,
                                                           const char            *label);
/* (element-type ManiculeRange): those of @ranges that do not carry the label yet. */
GArray                *manicule_editor_filter_unmarked    (ManiculeEditor        *self,
                                                           GArray                *ranges,
                                                           const char            *label) G_GNUC_WARN_UNUSED_RESULT;
gboolean               manicule_editor_annotate_all       (ManiculeEditor        *self,
                                                           GArray                *ranges,
                                                           const char            *label);

/* The span at hand. */
gboolean               manicule_editor_remove             (ManiculeEditor        *self,
                                                           GPtrArray             *annotations);
gboolean               manicule_editor_replace            (ManiculeEditor        *self,
                                                           ManiculeAnnotation    *before,
                                                           ManiculeAnnotation    *after);
gboolean               manicule_editor_move_end           (ManiculeEditor        *self,
                                                           ManiculeEnd            end,
                                                           ManiculeUnit           unit,
                                                           gboolean               forward);
gboolean               manicule_editor_move_end_to        (ManiculeEditor        *self,
                                                           ManiculeAnnotation    *span,
                                                           guint                  range,
                                                           ManiculeEnd            end,
                                                           guint                  chr);
ManiculeAnnotation    *manicule_editor_get_neighbour      (ManiculeEditor        *self,
                                                           guint                  caret,
                                                           gboolean               forward);
/* Shows the annotation or suggestion beside the one in focus, or beside @caret; FALSE when there is none. */
gboolean               manicule_editor_show_neighbour     (ManiculeEditor        *self,
                                                           guint                  caret,
                                                           gboolean               forward);
gboolean               manicule_editor_set_note           (ManiculeEditor        *self,
                                                           ManiculeAnnotation    *annotation,
                                                           const char            *note);
gboolean               manicule_editor_set_attribute      (ManiculeEditor        *self,
                                                           ManiculeAnnotation    *annotation,
                                                           const char            *name,
                                                           GVariant              *value);
gboolean               manicule_editor_set_entity         (ManiculeEditor        *self,
                                                           ManiculeAnnotation    *annotation,
                                                           const char            *entity);
/* Adds an entity to the register and ties the annotation to it, in one step. */
gboolean               manicule_editor_set_new_entity     (ManiculeEditor        *self,
                                                           ManiculeAnnotation    *annotation,
                                                           const char            *name);

/* Relations. (element-type ManiculeRelationType); @to NULL: those that may start at @from. */
GListModel            *manicule_editor_dup_relation_types (ManiculeEditor        *self,
                                                           ManiculeAnnotation    *from,
                                                           ManiculeAnnotation    *to) G_GNUC_WARN_UNUSED_RESULT;
/* The roles of the focused span, if it is a frame, that no relation fills yet. */
GListModel            *manicule_editor_dup_open_roles     (ManiculeEditor        *self) G_GNUC_WARN_UNUSED_RESULT;
/* Why none may; NULL when one may. */
char                  *manicule_editor_dup_link_refusal   (ManiculeEditor        *self,
                                                           ManiculeAnnotation    *from,
                                                           ManiculeAnnotation    *to) G_GNUC_WARN_UNUSED_RESULT;
gboolean               manicule_editor_link               (ManiculeEditor        *self,
                                                           const char            *name,
                                                           ManiculeAnnotation    *from,
                                                           ManiculeAnnotation    *to);

/* Suggestions. */
ManiculeSuggestions   *manicule_editor_get_suggestions    (ManiculeEditor        *self);
ManiculeSuggestion    *manicule_editor_get_suggestion     (ManiculeEditor        *self);
/* Which one has the focus; the text calls this. */
void                   manicule_editor_set_suggestion     (ManiculeEditor        *self,
                                                           ManiculeSuggestion    *suggestion);
/* The one in focus; all in a part of the text: one step each. */
gboolean               manicule_editor_accept             (ManiculeEditor        *self);
gboolean               manicule_editor_accept_within      (ManiculeEditor        *self,
                                                           ManiculeRange          range);
gboolean               manicule_editor_reject             (ManiculeEditor        *self);

/* The article. */
gboolean               manicule_editor_set_status         (ManiculeEditor        *self,
                                                           ManiculeStatus         status);
ManiculeAnnotation    *manicule_editor_find_document_label (ManiculeEditor       *self,
                                                           const char            *label);
gboolean               manicule_editor_set_document_label (ManiculeEditor        *self,
                                                           const char            *label,
                                                           GVariant              *value);
gboolean               manicule_editor_set_article        (ManiculeEditor        *self,
                                                           ManiculeArticle       *article);

G_END_DECLS
