/* manicule-viewport.h: which part of a long column of lines is seen
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The truth is an anchor, {line, how far below its beginning the view begins}, so what is seen stays in place to the
 * pixel while heights above it turn out to be other than estimated. Values in px from the beginning of the document
 * (for a scroll bar) are derived from it and may be wrong by the error of the estimate.
 * Only lines that come into view, or that a short scroll passes, are ever measured. */
typedef struct _ManiculeViewport ManiculeViewport;

typedef struct
{
  /* The exact height of a line, in px. Called again and again for the same line: keep what is dear to compute. */
  double (*measure)  (guint    line,
                      gpointer data);
  /* A guess, cheap. */
  double (*estimate) (guint    line,
                      gpointer data);
  /* A key of what stands at @y below the beginning of @line, which outlives a change of geometry; @top: where it begins. */
  guint  (*to_key)   (guint    line,
                      double   y,
                      double  *top,
                      gpointer data);
  double (*from_key) (guint    line,
                      guint    key,
                      gpointer data);
} ManiculeViewportFuncs;

/* A place that is kept over a change of geometry. */
typedef struct
{
  guint  line;
  guint  key;
  double offset;  /* px from the beginning of the thing with that key down to the top of the view */
} ManiculeKeep;

ManiculeViewport *manicule_viewport_new         (const ManiculeViewportFuncs *funcs,
                                                 gpointer                     data) G_GNUC_WARN_UNUSED_RESULT;
void              manicule_viewport_free        (ManiculeViewport            *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiculeViewport, manicule_viewport_free)

void              manicule_viewport_reset       (ManiculeViewport            *self,
                                                 guint                        n_lines);
guint             manicule_viewport_get_n_lines (ManiculeViewport            *self);
void              manicule_viewport_set_page    (ManiculeViewport            *self,
                                                 double                       page);
double            manicule_viewport_get_page    (ManiculeViewport            *self);
void              manicule_viewport_set_padding (ManiculeViewport            *self,
                                                 double                       top,
                                                 double                       bottom);

guint             manicule_viewport_get_line    (ManiculeViewport            *self);
double            manicule_viewport_get_into    (ManiculeViewport            *self);
double            manicule_viewport_get_value   (ManiculeViewport            *self);
double            manicule_viewport_get_upper   (ManiculeViewport            *self);
gboolean          manicule_viewport_get_visible (ManiculeViewport            *self,
                                                 guint                       *first,
                                                 guint                       *last);
double            manicule_viewport_line_to_value (ManiculeViewport          *self,
                                                 guint                        line);
double            manicule_viewport_line_to_y   (ManiculeViewport            *self,
                                                 guint                        line);
guint             manicule_viewport_y_to_line   (ManiculeViewport            *self,
                                                 double                       y,
                                                 double                      *into);

void              manicule_viewport_scroll_by   (ManiculeViewport            *self,
                                                 double                       delta);
void              manicule_viewport_jump_to     (ManiculeViewport            *self,
                                                 double                       value);
void              manicule_viewport_follow      (ManiculeViewport            *self,
                                                 double                       from,
                                                 double                       to);
void              manicule_viewport_move_to     (ManiculeViewport            *self,
                                                 guint                        line,
                                                 double                       into);
void              manicule_viewport_settle      (ManiculeViewport            *self);

ManiculeKeep      manicule_viewport_keep        (ManiculeViewport            *self);
void              manicule_viewport_restore     (ManiculeViewport            *self,
                                                 const ManiculeKeep          *keep);
void              manicule_viewport_reestimate  (ManiculeViewport            *self);
gboolean          manicule_viewport_calibrate   (ManiculeViewport            *self,
                                                 guint                        n_lines);

G_END_DECLS
