/* manicule-article-view-private.h: what the files of the article view share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-article-view.h"

#include "manicule-column-bin.h"
#include "manicule-find-bar.h"
#include "manicule-label-bar.h"
#include "manicule-label-palette.h"
#include "manicule-preview-bar.h"
#include "manicule-state-banner.h"

G_BEGIN_DECLS

struct _ManiculeArticleView
{
  AdwBin                parent_instance;

  GtkWidget            *header;
  AdwWindowTitle       *title;
  GtkWidget            *undo_button;
  GtkWidget            *redo_button;
  GtkWidget            *find_button;
  GtkWidget            *panel_button;
  GtkWidget            *menu_button;
  ManiculeFindBar      *find_bar;
  ManiculeStateBanner  *banner;
  GtkStack             *stack;
  GtkOverlay           *text_overlay;
  GtkScrolledWindow    *scroller;
  GtkRevealer          *section_revealer;
  GtkWidget            *section_button;
  ManiculeColumnBin    *section_bin;
  GtkLabel             *section_label;
  AdwStatusPage        *error_page;
  GtkStack             *bottom;
  ManiculeLabelBar     *label_bar;
  ManiculePreviewBar   *preview_bar;
  GMenuModel           *text_menu;

  ManiculeSurface      *surface;
  GtkWidget            *overview;
  ManiculeLabelPalette *palette;
  GtkWidget            *menu;           /* (nullable): the context menu, made when first opened */
  guint                 menu_idle;      /* it will be opened */

  ManiculeEditor       *editor;         /* (owned) (nullable) */
  char                 *place;          /* (owned) (nullable): “1 of 48” */
  guint                 spinner_timer;
  gboolean              narrow;
  gboolean              headline_gone;  /* the headline was scrolled away */
  ManiculeRange         section;        /* the heading that stays at the top */

  GArray               *preview;        /* (owned) (nullable) (element-type ManiculeRange): what Return would annotate */
  char                 *preview_label;  /* (owned) (nullable) */
  GArray               *palette_ranges; /* (owned) (nullable): what the open palette is for: all hits, not the selection */
  char                 *link_from;      /* (owned) (nullable): id: a relation from there is being made by keys */
  char                 *link_type;      /* (owned) (nullable): of which type; NULL: that is asked in the end */
  char                 *palette_ends[2]; /* (owned) (nullable): ids: the open palette is for a relation between these */
  GCancellable         *equal_search;   /* (owned) (nullable) */
  GSignalGroup         *set_signals;    /* (owned): of the open set */
  guint                 roles_idle;     /* the bar will show what roles are open */
  guint                 follow_tick;    /* title and heading will be those of what is in view */
};

void     manicule_article_view_marks_class_init (GtkWidgetClass      *widget_class);
void     manicule_article_view_marks_init       (ManiculeArticleView *self);
/* What may be done now, after focus, set or read-only state changed. */
void     manicule_article_view_enable_marks     (ManiculeArticleView *self);
void     manicule_article_view_open_palette     (ManiculeArticleView *self);
void     manicule_article_view_open_palette_for (ManiculeArticleView *self,
                                                 GArray              *ranges,
                                                 GtkWidget           *button);

void     manicule_article_view_preview_class_init (GtkWidgetClass      *widget_class);
void     manicule_article_view_show_hits        (ManiculeArticleView *self);
void     manicule_article_view_start_preview    (ManiculeArticleView *self,
                                                 GArray              *ranges,
                                                 const char          *label);
void     manicule_article_view_preview_equal    (ManiculeArticleView *self);
/* FALSE when there is none. */
gboolean manicule_article_view_confirm_preview  (ManiculeArticleView *self);
gboolean manicule_article_view_cancel_preview   (ManiculeArticleView *self);

void     manicule_article_view_link_class_init  (GtkWidgetClass      *widget_class);
void     manicule_article_view_link_init        (ManiculeArticleView *self);
/* Says in the bar what a relation that is being made would lead to, after the focus moved or the set changed. */
void     manicule_article_view_show_link        (ManiculeArticleView *self);
/* The roles that the focused frame still asks for, soon: a button of the bar may be what changed them. */
void     manicule_article_view_queue_roles      (ManiculeArticleView *self);
/* FALSE when none is being made. */
gboolean manicule_article_view_confirm_link     (ManiculeArticleView *self);
gboolean manicule_article_view_end_link         (ManiculeArticleView *self);
/* A key that names a relation type; FALSE when it means nothing here. */
gboolean manicule_article_view_link_key         (ManiculeArticleView *self,
                                                 const char          *key);
/* What was chosen in the palette; FALSE when that was not open for a relation. */
gboolean manicule_article_view_link_chosen      (ManiculeArticleView *self,
                                                 const char          *type);
void     manicule_article_view_point_palette    (ManiculeArticleView *self,
                                                 const ManiculeRange *range);

G_END_DECLS
