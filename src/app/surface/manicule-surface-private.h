/* manicule-surface-private.h: shared by the files of the surface, and what tests may count
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "manicule-caret.h"
#include "manicule-route.h"
#include "manicule-surface.h"
#include "manicule-viewport.h"

G_BEGIN_DECLS

typedef enum
{
  MANICULE_SURFACE_ANNOTATION_SET = 1,
  MANICULE_SURFACE_SCHEMA,
  MANICULE_SURFACE_FOCUSED,
  MANICULE_SURFACE_CARET,
  MANICULE_SURFACE_HAS_SELECTION,
  MANICULE_SURFACE_SNAPPING,
  MANICULE_SURFACE_TYPEFACE,
  MANICULE_SURFACE_FONT_SIZE,
  MANICULE_SURFACE_MEASURE,
  MANICULE_SURFACE_LINE_PITCH,
  MANICULE_SURFACE_BOTTOM_PADDING,
  MANICULE_SURFACE_HEADLINE_RANGE,
  MANICULE_SURFACE_SHOW_RELATIONS,
  MANICULE_SURFACE_SUGGESTIONS,
  MANICULE_SURFACE_FOCUSED_SUGGESTION,
  MANICULE_SURFACE_N_PROPERTIES,
} ManiculeSurfaceProperty;

typedef enum
{
  MANICULE_DRAG_NONE,
  MANICULE_DRAG_SELECTION,
  MANICULE_DRAG_EDGE,       /* of the focused span */
  MANICULE_DRAG_LINK,       /* from a mark to another */
} ManiculeDrag;

/* An end of one of the ranges of a span. */
typedef struct
{
  guint    range;
  gboolean is_end;
} ManiculeEdge;

#define MANICULE_TYPE_SNAPPING (manicule_snapping_get_type ())
GType manicule_snapping_get_type (void);
#define MANICULE_TYPE_TYPEFACE (manicule_typeface_get_type ())
GType manicule_typeface_get_type (void);

typedef struct _ManiculeSurfaceRelations ManiculeSurfaceRelations;

/* Offsets are bytes of the text inside the surface and code points outside. What always holds between two frames: the
 * viewport has as many lines as the map, and the caret stands in the map's text. Lines in view are measured before they
 * are drawn: manicule_surface_flush() does it after changes, so it stands at the head of all that asks for places. */
struct _ManiculeSurface
{
  GtkWidget              parent_instance;

  ManiculeAnnotationSet *set;             /* (owned) (nullable) */
  ManiculeSchema        *schema;          /* (owned) (nullable) */
  ManiculeText          *text;            /* (owned) (nullable) */
  ManiculeTextMap       *map;             /* (owned) (nullable) */
  ManiculeStyle         *style;           /* (owned) */
  ManiculeLineCache     *cache;           /* (owned) */
  ManiculeViewport      *viewport;        /* (owned) */
  ManiculeCaret         *caret;           /* (owned) */
  GHashTable            *views;           /* (owned): where each set was left */
  GPtrArray             *found;           /* (owned): what the last query has found */
  guint64                n_queries;       /* of set and suggestions, for tests */

  /* Properties */
  ManiculeSnapping       snapping;
  ManiculeTypeface       typeface;
  double                 font_size;
  double                 line_pitch;
  guint                  measure;
  int                    bottom_padding;
  ManiculeRange          headline;        /* code points */
  gboolean               headline_known;  /* else it is guessed */

  /* Geometry */
  int                    column_x;
  ManiculeKeep           keep;
  gboolean               has_keep;
  gboolean               is_stale;        /* lines were unplaced */
  gboolean               check_marks;     /* annotations were removed: cached lines may still have them */
  gboolean               had_selection;

  /* Scrolling */
  GtkAdjustment         *hadjustment;     /* (owned) (nullable) */
  GtkAdjustment         *vadjustment;     /* (owned) (nullable) */
  GtkScrollablePolicy    hscroll_policy;
  GtkScrollablePolicy    vscroll_policy;
  double                 last_value;
  gboolean               is_configuring;
  guint                  sync_source;
  guint                  calibrate_source;
  AdwAnimation          *scroll_animation; /* (owned) (nullable) */
  double                 scrolled;        /* how far it has gone */
  gboolean               is_scrolled_to;  /* a range was asked for before there was a size */
  ManiculeRange          scroll_range;

  int                    top_cover;       /* px */

  /* The heading of a line */
  gboolean               section_valid;
  guint                  section_for;
  guint                  section;         /* a display line, or G_MAXUINT */

  /* Focus and hits */
  char                  *focused_id;      /* (owned) (nullable) */
  ManiculeAnnotation    *focused;         /* (owned) (nullable): what was last told of it */
  ManiculeSuggestions   *suggestions;     /* (owned) (nullable) */
  ManiculeSuggestion    *suggestion;      /* (owned) (nullable): the one in focus; never together with an annotation */
  GArray                *hits;            /* (owned) (nullable) (element-type ManiculeRange): bytes */
  guint                  current_hit;
  ManiculeSurfaceRelations *relations;    /* (owned) */

  /* Caret */
  guint                  blink_source;
  guint                  blink_count;
  gboolean               caret_hidden;

  /* Pointer */
  double                 press_x;
  double                 press_y;
  guint                  press_depth;     /* which mark of those at that place was focused */
  ManiculeDrag           begun;           /* what a drag from the last press would be for */
  ManiculeDrag           drag;
  double                 drag_x;
  double                 drag_y;
  guint                  autoscroll_tick;
  gint64                 autoscroll_time;
  gboolean               holds_focus;     /* whoever moves the caret says what is in focus */
  const char            *cursor_name;
  GtkGesture            *long_press;      /* borrowed from the widget */
  GtkGesture            *pinch;           /* borrowed from the widget */
  GtkWidget             *handles[2];      /* (owned): of the ends of a selection made by touch */
  gboolean               handles_shown;
  double                 zoom_start;      /* the size of the letters when a pinch began */
  double                 zoom_way;        /* how far a wheel was turned that has not zoomed yet */
  ManiculeEdge           edge;            /* that is dragged */
  ManiculeRange          edge_range;      /* what its range would be */
  char                  *link_start;      /* (owned) (nullable): id: where a relation made by keys starts */
  ManiculeAnnotation    *link_from;       /* (owned) (nullable): where one that is dragged starts */
  ManiculeAnnotation    *link_target;     /* (owned) (nullable): where it would lead */
  guint                  link_line;       /* the drag began in this display line, */
  double                 link_x;
  double                 link_into;       /* so far below its top */

  /* Accessibility */
  guint                  announce_source;
};

/* manicule-surface.c */
void                manicule_surface_notify            (ManiculeSurface    *self,
                                                        ManiculeSurfaceProperty property);
guint               manicule_surface_to_char           (ManiculeSurface    *self,
                                                        guint               byte);
guint               manicule_surface_to_byte           (ManiculeSurface    *self,
                                                        guint               chr);

/* manicule-surface-geometry.c */
extern const ManiculeViewportFuncs manicule_surface_viewport_funcs;

void                manicule_surface_measure           (GtkWidget          *widget,
                                                        GtkOrientation      orientation,
                                                        int                 for_size,
                                                        int                *minimum,
                                                        int                *natural,
                                                        int                *minimum_baseline,
                                                        int                *natural_baseline);
void                manicule_surface_size_allocate     (GtkWidget          *widget,
                                                        int                 width,
                                                        int                 height,
                                                        int                 baseline);
void                manicule_surface_snapshot          (GtkWidget          *widget,
                                                        GtkSnapshot        *snapshot);
void                manicule_surface_keep              (ManiculeSurface    *self);
void                manicule_surface_drop_keep         (ManiculeSurface    *self);
void                manicule_surface_flush             (ManiculeSurface    *self);
void                manicule_surface_geometry_changed  (ManiculeSurface    *self);

/* manicule-surface-look.c */
void                manicule_surface_look_init         (ManiculeSurface    *self);
void                manicule_surface_update_context    (ManiculeSurface    *self);
void                manicule_surface_update_renderer   (ManiculeSurface    *self);
void                manicule_surface_update_fonts      (ManiculeSurface    *self);
void                manicule_surface_unset_headline    (ManiculeSurface    *self);
ManiculeUnit        manicule_surface_get_unit          (ManiculeSurface    *self);
void                manicule_surface_set_snapping      (ManiculeSurface    *self,
                                                        ManiculeSnapping    snapping);
void                manicule_surface_set_typeface      (ManiculeSurface    *self,
                                                        ManiculeTypeface    typeface);
void                manicule_surface_set_font_size     (ManiculeSurface    *self,
                                                        double              font_size);
void                manicule_surface_set_measure       (ManiculeSurface    *self,
                                                        guint               measure);
void                manicule_surface_set_line_pitch    (ManiculeSurface    *self,
                                                        double              line_pitch);
void                manicule_surface_set_bottom_padding (ManiculeSurface   *self,
                                                        int                 padding);
void                manicule_surface_set_headline      (ManiculeSurface    *self,
                                                        ManiculeRange       range);

/* manicule-surface-marks.c */
void                manicule_surface_add_marks         (const ManiculeTextLine *line,
                                                        GArray             *marks,
                                                        gpointer            data);
GPtrArray          *manicule_surface_query             (ManiculeSurface    *self,
                                                        guint               from,
                                                        guint               to);
GPtrArray          *manicule_surface_query_suggestions (ManiculeSurface    *self,
                                                        guint               from,
                                                        guint               to);
GPtrArray          *manicule_surface_query_relations   (ManiculeSurface    *self,
                                                        ManiculeAnnotation *annotation) G_GNUC_WARN_UNUSED_RESULT;
void                manicule_surface_unplace_range     (ManiculeSurface    *self,
                                                        ManiculeRange       range);
void                manicule_surface_marks_connect     (ManiculeSurface    *self);
void                manicule_surface_marks_disconnect  (ManiculeSurface    *self);
void                manicule_surface_marks_check       (ManiculeSurface    *self);
void                manicule_surface_schema_connect    (ManiculeSurface    *self);
void                manicule_surface_schema_disconnect (ManiculeSurface    *self);

/* manicule-surface-focus.c */
/* The spans at a place, the shortest first: (transfer none), valid until the next query. */
GPtrArray          *manicule_surface_spans_at          (ManiculeSurface    *self,
                                                        guint               from,
                                                        guint               to);
void                manicule_surface_focus_caret       (ManiculeSurface    *self);
void                manicule_surface_set_focused       (ManiculeSurface    *self,
                                                        ManiculeAnnotation *annotation);

/* manicule-surface-relations.c */
void                manicule_surface_relations_init    (ManiculeSurface    *self);
void                manicule_surface_relations_free    (ManiculeSurface    *self);
void                manicule_surface_relations_forget  (ManiculeSurface    *self);
void                manicule_surface_relations_snapshot (ManiculeSurface   *self,
                                                        GtkSnapshot        *snapshot,
                                                        guint               first,
                                                        guint               last);
gboolean            manicule_surface_get_show_relations (ManiculeSurface   *self);
void                manicule_surface_set_show_relations (ManiculeSurface   *self,
                                                        gboolean            show);
guint64             manicule_surface_relations_get_n_built (ManiculeSurface *self);
const ManiculeRoute *manicule_surface_relations_get_arcs (ManiculeSurface  *self,
                                                        guint              *n);
const ManiculeRoute *manicule_surface_relations_get_hovered (ManiculeSurface *self,
                                                        guint              *n);

/* manicule-surface-suggestions.c */
/* (transfer none) (nullable): what the shortest suggestion that covers a place, in code points, proposes. */
ManiculeAnnotation *manicule_surface_proposal_at       (ManiculeSurface    *self,
                                                        guint               chr);
/* Is it what a suggestion proposes, not an annotation? */
gboolean            manicule_surface_is_proposal       (ManiculeSurface    *self,
                                                        ManiculeAnnotation *annotation);
void                manicule_surface_set_suggestion    (ManiculeSurface    *self,
                                                        ManiculeSuggestion *suggestion);
void                manicule_surface_suggestions_dispose (ManiculeSurface  *self);

/* manicule-surface-caret.c */
void                manicule_surface_caret_changed     (gboolean            moved,
                                                        gboolean            selection_changed,
                                                        gpointer            data);
void                manicule_surface_blink             (ManiculeSurface    *self);
void                manicule_surface_stop_blinking     (ManiculeSurface    *self);

/* manicule-surface-place.c */
gboolean            manicule_surface_find_place        (ManiculeSurface    *self,
                                                        double              x,
                                                        double              y,
                                                        ManiculePlace      *place);
guint               manicule_surface_find_char         (ManiculeSurface    *self,
                                                        double              x,
                                                        double              y);
GPtrArray          *manicule_surface_marks_at          (ManiculeSurface    *self,
                                                        double              x,
                                                        double              y) G_GNUC_WARN_UNUSED_RESULT;
gboolean            manicule_surface_find_extents      (ManiculeSurface    *self,
                                                        guint               from,
                                                        guint               to,
                                                        guint               first,
                                                        guint               last,
                                                        graphene_rect_t    *extents);
gboolean            manicule_surface_get_caret_box     (ManiculeSurface    *self,
                                                        graphene_rect_t    *box);

double              manicule_surface_get_row_top       (ManiculeSurface    *self,
                                                        const ManiculeVisualLine *v,
                                                        guint               row);
ManiculeLine       *manicule_surface_line_at           (ManiculeSurface    *self,
                                                        double              x,
                                                        double              y,
                                                        double             *line_x,
                                                        double             *line_y);

/* manicule-surface-scroll.c */
void                manicule_surface_set_adjustment    (ManiculeSurface    *self,
                                                        GtkOrientation      orientation,
                                                        GtkAdjustment      *adjustment);
void                manicule_surface_configure         (ManiculeSurface    *self);
void                manicule_surface_show_caret        (ManiculeSurface    *self);
void                manicule_surface_scroll_pixels     (ManiculeSurface    *self,
                                                        double              delta);
void                manicule_surface_start_calibration (ManiculeSurface    *self);
void                manicule_surface_scroll_dispose    (ManiculeSurface    *self);

/* manicule-surface-keys.c */
void                manicule_surface_keys_class_init   (GtkWidgetClass     *widget_class);
void                manicule_surface_copy              (ManiculeSurface    *self,
                                                        GdkClipboard       *clipboard);

/* manicule-surface-pointer.c */
void                manicule_surface_pointer_init      (ManiculeSurface    *self);
gboolean            manicule_surface_is_touch          (GtkGesture         *gesture);
gboolean            manicule_surface_is_below_text     (ManiculeSurface    *self,
                                                        double              x,
                                                        double              y);
void                manicule_surface_offer_primary     (ManiculeSurface    *self);

void                manicule_surface_press             (ManiculeSurface    *self,
                                                        int                 n_press,
                                                        double              x,
                                                        double              y,
                                                        gboolean            extend);

/* manicule-surface-touch.c */
void                manicule_surface_touch_init        (ManiculeSurface    *self);
void                manicule_surface_touch_dispose     (ManiculeSurface    *self);
void                manicule_surface_handles_allocate  (ManiculeSurface    *self);
void                manicule_surface_handles_update    (ManiculeSurface    *self);
void                manicule_surface_handles_show      (ManiculeSurface    *self,
                                                        gboolean            show);
void                manicule_surface_handles_snapshot  (ManiculeSurface    *self,
                                                        GtkSnapshot        *snapshot);

/* manicule-surface-drag.c */
void                manicule_surface_drag_at           (ManiculeSurface    *self,
                                                        double              x,
                                                        double              y);
void                manicule_surface_begin_selection_drag (ManiculeSurface *self);
void                manicule_surface_drag_init         (ManiculeSurface    *self);
void                manicule_surface_drag_dispose      (ManiculeSurface    *self);
void                manicule_surface_prepare_drag      (ManiculeSurface    *self,
                                                        int                 n_press,
                                                        double              x,
                                                        double              y);
gboolean            manicule_surface_end_drag          (ManiculeSurface    *self,
                                                        gboolean            dropped);
void                manicule_surface_abandon_drag      (ManiculeSurface    *self);
gboolean            manicule_surface_cancel_drag       (ManiculeSurface    *self);
void                manicule_surface_update_cursor     (ManiculeSurface    *self,
                                                        double              x,
                                                        double              y);

/* manicule-surface-edge.c */
gboolean            manicule_surface_find_edge         (ManiculeSurface    *self,
                                                        double              x,
                                                        double              y,
                                                        ManiculeEdge       *edge);
gboolean            manicule_surface_begin_edge        (ManiculeSurface    *self,
                                                        double              x,
                                                        double              y);
void                manicule_surface_drag_edge         (ManiculeSurface    *self,
                                                        double              x,
                                                        double              y);
void                manicule_surface_end_edge          (ManiculeSurface    *self,
                                                        gboolean            dropped);
void                manicule_surface_snapshot_edge     (ManiculeSurface    *self,
                                                        GtkSnapshot        *snapshot,
                                                        ManiculeLine       *line);

/* manicule-surface-link.c */
ManiculeAnnotation *manicule_surface_find_link_start   (ManiculeSurface    *self,
                                                        double              x,
                                                        double              y);
gboolean            manicule_surface_begin_link        (ManiculeSurface    *self,
                                                        double              x,
                                                        double              y);
void                manicule_surface_drag_link         (ManiculeSurface    *self,
                                                        double              x,
                                                        double              y);
void                manicule_surface_end_link_drag     (ManiculeSurface    *self,
                                                        gboolean            dropped);
void                manicule_surface_snapshot_link_ends (ManiculeSurface   *self,
                                                        GtkSnapshot        *snapshot,
                                                        ManiculeLine       *line);
void                manicule_surface_snapshot_link_line (ManiculeSurface   *self,
                                                        GtkSnapshot        *snapshot);

/* manicule-surface-tip.c */
char               *manicule_surface_describe          (ManiculeSurface    *self,
                                                        ManiculeAnnotation *annotation) G_GNUC_WARN_UNUSED_RESULT;
gboolean            manicule_surface_query_tooltip     (GtkWidget          *widget,
                                                        int                 x,
                                                        int                 y,
                                                        gboolean            keyboard,
                                                        GtkTooltip         *tooltip);

/* manicule-surface-a11y.c */
void                manicule_surface_a11y_iface_init   (GtkAccessibleTextInterface *iface);
void                manicule_surface_a11y_init         (ManiculeSurface    *self);
void                manicule_surface_a11y_caret_moved  (ManiculeSurface    *self,
                                                        gboolean            selection_changed);
void                manicule_surface_a11y_focus_changed (ManiculeSurface   *self);
void                manicule_surface_a11y_text_goes    (ManiculeSurface    *self);
void                manicule_surface_a11y_text_came    (ManiculeSurface    *self);
void                manicule_surface_a11y_dispose      (ManiculeSurface    *self);

/* Work done so far, for tests and benchmarks. */
const ManiculeLineCounts *manicule_surface_get_counts  (ManiculeSurface    *self);

G_END_DECLS
