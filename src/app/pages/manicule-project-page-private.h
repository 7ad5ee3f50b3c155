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
  guint                   menu_pane;  /* where the focus was when the main menu was opened by a key */
};

gboolean manicule_project_page_is_narrow          (ManiculeProjectPage *self);
gboolean manicule_project_page_is_covered         (ManiculeProjectPage *self);
void     manicule_project_page_focus_text         (ManiculeProjectPage *self);

/* Back to where the focus was before the main menu. */
void     manicule_project_page_leave_menu         (ManiculeProjectPage *self);

void     manicule_project_page_actions_class_init (GtkWidgetClass      *widget_class);
/* What may be done now: undo, redo, what needs an article. */
void     manicule_project_page_enable_actions     (ManiculeProjectPage *self);

void     manicule_project_page_state_class_init   (GtkWidgetClass      *widget_class);
void     manicule_project_page_follow_state       (ManiculeProjectPage *self);

G_END_DECLS
