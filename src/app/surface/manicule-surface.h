/* manicule-surface.h: the annotated text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "manicule-annotation-set.h"
#include "manicule-schema.h"
#include "manicule-suggestions.h"

G_BEGIN_DECLS

typedef enum
{
  MANICULE_SNAPPING_OFF,
  MANICULE_SNAPPING_WORD,
  MANICULE_SNAPPING_TOKEN,  /* with what hyphens, apostrophes and slashes tie to it */
} ManiculeSnapping;

typedef enum
{
  MANICULE_TYPEFACE_DOCUMENT,  /* the desktop's document font */
  MANICULE_TYPEFACE_SANS,
  MANICULE_TYPEFACE_SERIF,
} ManiculeTypeface;

/* Paints a text with its marks, and owns caret and selection; a GtkScrollable, for a GtkScrolledWindow. It is painted
 * from the model, never edits it, and is never asked what the marks are. All offsets are code points.
 *
 * Properties: annotation-set, schema, focused (ManiculeAnnotation, nullable: always the set's current object of that id),
 *   caret (guint), has-selection (boolean), snapping, typeface, font-size (double, px), measure (guint, characters a line),
 *   line-pitch (double, 1.0 is normal), bottom-padding (int, px: room for bars that float over it),
 *   headline-range (GVariant "(uu)": start and end of what is set in large letters; NULL: a short first paragraph),
 *   show-relations (boolean: all relations of what is in view, not only those of the annotation in focus),
 *   suggestions (ManiculeSuggestions for the annotation set, nullable), focused-suggestion (ManiculeSuggestion, nullable;
 *   an annotation and a suggestion are never in focus together).
 * Signals: "selection-changed"; "hits-changed"; "look-changed" (colours, or titles of labels); "column-changed" (where the text
 * stands); "annotation-pressed"
 *   (annotation, n_press); "menu" (double x, double y): right click, Menu key; "long-pressed": a finger selected the word there; "zoom" (double font_size): the size that a pinch, or Ctrl
 *   and the wheel, ask for; "edge-dropped" (annotation, guint range, gboolean is_end, guint chr): an end of one of its ranges was dragged
 *   there; "link-dropped" (annotation, annotation): a relation was drawn from one mark to another. */
#define MANICULE_TYPE_SURFACE (manicule_surface_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeSurface, manicule_surface, MANICULE, SURFACE, GtkWidget)

GtkWidget             *manicule_surface_new                (void);
/* NULL shows nothing. The view starts at the top with the caret at 0, or where this set was left last. */
void                   manicule_surface_set_annotation_set (ManiculeSurface       *self,
                                                            ManiculeAnnotationSet *set);
ManiculeAnnotationSet *manicule_surface_get_annotation_set (ManiculeSurface       *self);
void                   manicule_surface_set_schema         (ManiculeSurface       *self,
                                                            ManiculeSchema        *schema);
guint                  manicule_surface_get_caret          (ManiculeSurface       *self);
void                   manicule_surface_set_caret          (ManiculeSurface       *self,
                                                            guint                  chr);
/* FALSE and an empty range at the caret when nothing is selected. Snapped as the property says. */
gboolean               manicule_surface_get_selection      (ManiculeSurface       *self,
                                                            ManiculeRange         *range);
void                   manicule_surface_select             (ManiculeSurface       *self,
                                                            ManiculeRange          range);
void                   manicule_surface_unselect           (ManiculeSurface       *self);
/* Moving the caret into a span focuses the innermost one; this names one exactly and shows it. NULL: none. */
void                   manicule_surface_focus_annotation   (ManiculeSurface       *self,
                                                            ManiculeAnnotation    *annotation);
ManiculeAnnotation    *manicule_surface_get_focused        (ManiculeSurface       *self);
/* Where a relation starts that is being made by keys: stays marked while the focus moves on. NULL: none is. */
void                   manicule_surface_set_link_start     (ManiculeSurface       *self,
                                                            ManiculeAnnotation    *annotation);
/* Drawn dashed and without a tint; of the set that is shown. */
void                   manicule_surface_set_suggestions    (ManiculeSurface       *self,
                                                            ManiculeSuggestions   *suggestions);
void                   manicule_surface_focus_suggestion   (ManiculeSurface       *self,
                                                            ManiculeSuggestion    *suggestion);
ManiculeSuggestion    *manicule_surface_get_suggestion     (ManiculeSurface       *self);
/* (element-type ManiculeRange) (nullable): search hits or a preview; @current is drawn stronger, G_MAXUINT: none. */
void                   manicule_surface_set_hits           (ManiculeSurface       *self,
                                                            GArray                *hits,
                                                            guint                  current);
void                   manicule_surface_scroll_to          (ManiculeSurface       *self,
                                                            ManiculeRange          range);
/* In a long article: the last heading above what is seen. FALSE: there is none. */
gboolean               manicule_surface_get_section        (ManiculeSurface       *self,
                                                            ManiculeRange         *range);
/* So much at the top is covered by something else. */
void                   manicule_surface_set_top_cover      (ManiculeSurface       *self,
                                                            int                    cover);
/* Where a range stands, in the widget's coordinates; FALSE when it is not on screen. */
gboolean               manicule_surface_get_extents        (ManiculeSurface       *self,
                                                            ManiculeRange          range,
                                                            graphene_rect_t       *extents);
/* The code point at a place of the widget. */
guint                  manicule_surface_get_offset_at      (ManiculeSurface       *self,
                                                            double                 x,
                                                            double                 y);
/* For screen readers: says what a command did. */
void                   manicule_surface_announce           (ManiculeSurface       *self,
                                                            const char            *message);

G_END_DECLS
