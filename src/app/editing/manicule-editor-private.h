/* manicule-editor-private.h: what the files of the editor share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-editor.h"

G_BEGIN_DECLS

struct _ManiculeEditor
{
  GObject                parent_instance;

  ManiculeWorkspace     *workspace;      /* (owned) */
  ManiculeArticle       *article;        /* (owned) (nullable) */
  ManiculeAnnotationSet *set;            /* (owned) (nullable) */
  GSignalGroup          *set_signals;    /* (owned): of the set */
  ManiculeAnnotation    *focused;        /* (owned) (nullable) */
  ManiculeRange          selection;      /* in the text; empty: none */
  GError                *error;          /* (owned) (nullable) */

  GCancellable          *loading;        /* (owned) (nullable): of the article that is being loaded */
  char                  *loading_id;     /* (owned) (nullable) */
  ManiculeChange        *pending;        /* (owned) (nullable): shown as soon as its article is there */
  char                  *pending_id;     /* (owned) (nullable): of an annotation to be shown then */

  guint                  target;         /* how many steps shall be done; G_MAXUINT: as many as are */
  gboolean               stepping;       /* an undo or redo is under way */

  ManiculeSuggestions   *suggestions;    /* (owned) (nullable): for the open set */
  ManiculeSuggestion    *suggestion;     /* (owned) (nullable): the one in focus */
  GHashTable            *rejected;       /* (owned) (element-type utf8 GHashTable): article to keys, in this session */
  GCancellable          *suggesting;     /* (owned) (nullable) */

  char                  *last_label;     /* (owned) (nullable) */
  GHashTable            *labels_of_text; /* (owned) (element-type utf8 utf8): covered text to the label given last */
};

void     manicule_editor_announce   (ManiculeEditor     *self,
                                     const char         *format,
                                     ...) G_GNUC_PRINTF (2, 3);
void     manicule_editor_toast      (ManiculeEditor     *self,
                                     gboolean            undo,
                                     const char         *message);
/* Remembers what was given to which text. */
void     manicule_editor_note_label (ManiculeEditor     *self,
                                     const char         *label,
                                     const char         *covered);
/* With the values that the schema says for its label. */
ManiculeAnnotation *manicule_editor_with_defaults (ManiculeEditor     *self,
                                                   ManiculeAnnotation *span) G_GNUC_WARN_UNUSED_RESULT;
/* The title of a label, or its name where the schema has none of that name. */
const char *manicule_editor_get_label_title (ManiculeEditor *self,
                                             const char     *label);
/* Another set is open, or none: suggestions are looked for in the background. */
void     manicule_editor_start_suggesting (ManiculeEditor *self);
void     manicule_editor_stop_suggesting  (ManiculeEditor *self);
void     manicule_editor_notify_suggestion  (ManiculeEditor *self);
void     manicule_editor_notify_suggestions (ManiculeEditor *self);
void     manicule_editor_announce_suggestion (ManiculeEditor     *self,
                                              ManiculeSuggestion *suggestion);
/* An id that no annotation of the open set has. */
char    *manicule_editor_new_id     (ManiculeEditor     *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean manicule_editor_may_edit   (ManiculeEditor     *self);
/* All of @changes (element-type ManiculeChange) or none, as one step; an article that was new is in progress then. */
gboolean manicule_editor_perform    (ManiculeEditor     *self,
                                     const char         *title,
                                     GPtrArray          *changes);

G_END_DECLS
