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

typedef enum
{
  MANICULE_KEPT_NONE,
  MANICULE_KEPT_ARTICLES,
  MANICULE_KEPT_TEXT,
} ManiculeKeptPane;

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
  ManiculeKeptPane        focused;    /* which of those that keep the focus has it */
  ManiculeKeptPane        formerly_focused; /* before that frame */
  gint64                  settling_until; /* that time, panes are being moved */
  guint                   focus_idle; /* what had the focus will get it back */
  guint                   menu_pane;  /* where the focus was when the main menu was opened by a key */
};

gboolean manicule_project_page_is_narrow          (ManiculeProjectPage *self);
gboolean manicule_project_page_is_covered         (ManiculeProjectPage *self);
void     manicule_project_page_focus_text         (ManiculeProjectPage *self);

/* While the page has a window: notes where the focus is. */
void     manicule_project_page_watch_focus        (ManiculeProjectPage *self);
void     manicule_project_page_unwatch_focus      (ManiculeProjectPage *self);
/* Panes are being moved: if the text, or the list of articles, has the focus, it will have it afterwards. */
void     manicule_project_page_keep_focus         (ManiculeProjectPage *self);
/* The user moves the focus to another pane: that counts, even while panes are being moved. */
void     manicule_project_page_free_focus         (ManiculeProjectPage *self);
/* Back to where the focus was before the main menu. */
void     manicule_project_page_leave_menu         (ManiculeProjectPage *self);

void     manicule_project_page_actions_class_init (GtkWidgetClass      *widget_class);
/* What may be done now: undo, redo, what needs an article. */
void     manicule_project_page_enable_actions     (ManiculeProjectPage *self);

void     manicule_project_page_state_class_init   (GtkWidgetClass      *widget_class);
void     manicule_project_page_follow_state       (ManiculeProjectPage *self);

G_END_DECLS
