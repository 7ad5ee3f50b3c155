/* manicule-project-page-private.h: what the files of the project page share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-project-page.h"

#include "manicule-article-list.h"
#include "manicule-article-view.h"
#include "manicule-sheet-bar.h"
#include "manicule-side-panel.h"

G_BEGIN_DECLS

struct _ManiculeProjectPage
{
  AdwNavigationPage       parent_instance;

  AdwNavigationSplitView *split;
  ManiculeArticleList    *articles;
  AdwMultiLayoutView     *layouts;
  AdwOverlaySplitView    *overlay;
  AdwBottomSheet         *sheet;
  ManiculeArticleView    *article;
  ManiculeSidePanel      *panel;
  ManiculeSheetBar       *sheet_bar;

  ManiculeEditor         *editor;     /* (owned) */
  AdwToast               *undo_toast; /* (owned) (nullable): offers to take back the last step */
  AdwToast               *decision_toast; /* (owned) (nullable): tells that there are two versions of something */
  AdwToast               *orphans_toast; /* (owned) (nullable): tells that annotations of the article have no place */
  AdwToast               *copies_toast; /* (owned) (nullable): offers to merge copies of sync programs */
  GCancellable           *verifying;  /* (owned) (nullable) */
  gboolean                merging;    /* what other programs wrote is being taken over */
  gboolean                merge_failed; /* and could not be; not tried again by itself until the next look */
  gboolean                begun;      /* an article has been shown */
  gulong                  focus_handler; /* of the window */
  gint64                  focus_frame; /* the frame in which the focus moved last */
  gboolean                text_has_focus;
  gboolean                text_had_focus; /* before that frame */
  gint64                  settling_until; /* that time, panes are being moved */
  guint                   focus_idle; /* the text will get the focus back */
  guint                   menu_pane;  /* where the focus was when the main menu was opened by a key */
};

gboolean manicule_project_page_is_narrow          (ManiculeProjectPage *self);
gboolean manicule_project_page_is_covered         (ManiculeProjectPage *self);
void     manicule_project_page_focus_text         (ManiculeProjectPage *self);

/* While the page has a window: notes where the focus is. */
void     manicule_project_page_watch_focus        (ManiculeProjectPage *self);
void     manicule_project_page_unwatch_focus      (ManiculeProjectPage *self);
/* Panes are being moved: if the text has the focus, it will have it afterwards. */
void     manicule_project_page_keep_focus         (ManiculeProjectPage *self);
/* Back to where the focus was before the main menu. */
void     manicule_project_page_leave_menu         (ManiculeProjectPage *self);

void     manicule_project_page_actions_class_init (GtkWidgetClass      *widget_class);
/* What may be done now: undo, redo, what needs an article. */
void     manicule_project_page_enable_actions     (ManiculeProjectPage *self);

void     manicule_project_page_state_class_init   (GtkWidgetClass      *widget_class);
void     manicule_project_page_follow_state       (ManiculeProjectPage *self);

G_END_DECLS
