/* manicule-project-page.c: an open project: articles, text and panel
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-project-page-private.h"

#include "manicule-commands.h"
#include "manicule-recent.h"
#include "manicule-settings.h"

#include <glib/gi18n-lib.h>

enum
{
  PROP_SHOW_PANEL = 1,
  PROP_SHOW_RELATIONS,
  N_PROPS
};

enum
{
  TOAST,
  CLOSE,
  RELOAD,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ManiculeProjectPage, manicule_project_page, ADW_TYPE_NAVIGATION_PAGE)

/* --- folding */

gboolean
manicule_project_page_is_narrow (ManiculeProjectPage *self)
{
  return g_strcmp0 (adw_multi_layout_view_get_layout_name (self->layouts), "narrow") == 0;
}

/* Whether a panel, where it is shown, lies over the text. */
gboolean
manicule_project_page_is_covered (ManiculeProjectPage *self)
{
  return manicule_project_page_is_narrow (self) || adw_overlay_split_view_get_collapsed (self->overlay);
}

static gboolean
is_text_shown (ManiculeProjectPage *self)
{
  return !adw_navigation_split_view_get_collapsed (self->split) || adw_navigation_split_view_get_show_content (self->split);
}

static gboolean
get_show_panel (ManiculeProjectPage *self)
{
  if (manicule_project_page_is_narrow (self))
    return adw_bottom_sheet_get_open (self->sheet);
  return adw_overlay_split_view_get_show_sidebar (self->overlay);
}

static void
set_show_panel (ManiculeProjectPage *self,
                gboolean             show)
{
  manicule_project_page_free_focus (self);
  if (manicule_project_page_is_narrow (self))
    adw_bottom_sheet_set_open (self->sheet, show);
  else
    adw_overlay_split_view_set_show_sidebar (self->overlay, show);
}

/* What the user wants where there is room for three panes is remembered; a floating panel comes and goes. */
static void
panel_shown_cb (ManiculeProjectPage *self)
{
  gboolean shown = get_show_panel (self);

  /* What lies over the text takes the keyboard with it, and gives it back. */
  if (manicule_project_page_is_covered (self) && is_text_shown (self))
    {
      if (shown)
        manicule_side_panel_grab (self->panel);
      else
        manicule_project_page_focus_text (self);
    }
  if (!manicule_project_page_is_narrow (self) && !adw_overlay_split_view_get_collapsed (self->overlay)
      && gtk_widget_get_mapped (GTK_WIDGET (self)))
    g_settings_set_boolean (manicule_settings_get (), "show-panel", shown);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SHOW_PANEL]);
}

static void
panel_collapsed_cb (ManiculeProjectPage *self)
{
  gboolean collapsed = adw_overlay_split_view_get_collapsed (self->overlay);
  gboolean wanted = g_settings_get_boolean (manicule_settings_get (), "show-panel");

  manicule_project_page_keep_focus (self);
  adw_overlay_split_view_set_show_sidebar (self->overlay, !collapsed && wanted);
}

static void
bottom_bar_cb (ManiculeProjectPage *self)
{
  int height = manicule_project_page_is_narrow (self) ? adw_bottom_sheet_get_bottom_bar_height (self->sheet) : 0;

  gtk_widget_set_margin_bottom (GTK_WIDGET (self->article), height);
}

static void
layout_cb (ManiculeProjectPage *self)
{
  manicule_project_page_keep_focus (self);
  bottom_bar_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SHOW_PANEL]);
}

static void
split_collapsed_cb (ManiculeProjectPage *self)
{
  gboolean collapsed = adw_navigation_split_view_get_collapsed (self->split);

  manicule_project_page_keep_focus (self);
  g_object_set (self->articles, "collapsed", collapsed, NULL);
  /* Who is at work on an article stays there. */
  if (collapsed)
    adw_navigation_split_view_set_show_content (self->split, manicule_editor_get_article (self->editor) != NULL);
}

/* --- articles */

static void
opened_cb (ManiculeProjectPage *self,
           const char          *id,
           gboolean             show)
{
  manicule_editor_open_article (self->editor, id);
  if (!show)
    return;
  adw_navigation_split_view_set_show_content (self->split, TRUE);
  manicule_project_page_focus_text (self);
}

static void
show_place (ManiculeProjectPage *self)
{
  ManiculeArticle *article = manicule_editor_get_article (self->editor);
  ManiculeProject *project = manicule_editor_get_project (self->editor);
  guint n = g_list_model_get_n_items (manicule_project_get_articles (project));
  g_autofree char *place = NULL;
  guint position = G_MAXUINT;

  if (article != NULL)
    position = manicule_project_get_article_position (project, manicule_article_get_id (article));
  if (position != G_MAXUINT)
    /* Translators: which article of how many */
    place = g_strdup_printf (_("%u of %u"), position + 1, n);
  manicule_article_view_set_place (self->article, place);
}

static void
article_cb (ManiculeProjectPage *self)
{
  ManiculeArticle *article = manicule_editor_get_article (self->editor);

  show_place (self);
  /* Who opens a project means to work in the text. */
  if (!self->begun && article != NULL && is_text_shown (self))
    manicule_project_page_focus_text (self);
  self->begun = self->begun || article != NULL;
  manicule_article_list_select (self->articles, article != NULL ? manicule_article_get_id (article) : NULL);
  manicule_project_page_enable_actions (self);
}

/* An article that was imported is shown where none was; one that was taken away is left. */
static void
articles_changed_cb (ManiculeProjectPage *self)
{
  GListModel *articles = manicule_project_get_articles (manicule_editor_get_project (self->editor));
  g_autoptr(ManiculeArticle) first = g_list_model_get_item (articles, 0);

  show_place (self);
  if (manicule_editor_get_article (self->editor) == NULL && first != NULL)
    manicule_editor_open_article (self->editor, manicule_article_get_id (first));
}

static void
undo_toast_cb (ManiculeProjectPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "history.undo", NULL);
}

/* The offer was for the last step; there is another one now. */
static void
withdraw_undo_toast (ManiculeProjectPage *self)
{
  g_autoptr(AdwToast) toast = g_steal_pointer (&self->undo_toast);

  if (toast != NULL)
    adw_toast_dismiss (toast);
}

/* The overlay that shows the toast stands above this page and does not see its actions. */
static void
toast_cb (ManiculeProjectPage *self,
          const char          *message,
          gboolean             undo)
{
  AdwToast *toast = adw_toast_new (message);

  adw_toast_set_use_markup (toast, FALSE);
  if (undo)
    {
      adw_toast_set_button_label (toast, _("Undo"));
      g_set_object (&self->undo_toast, toast);
      g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_toast_cb), self, G_CONNECT_SWAPPED);
    }
  g_signal_emit (self, signals[TOAST], 0, toast);
}

void
manicule_project_page_focus_text (ManiculeProjectPage *self)
{
  manicule_article_view_grab (self->article);
}

/* All windows follow the setting. */
static void
set_show_relations (ManiculeProjectPage *self,
                    gboolean             show)
{
  g_settings_set_boolean (manicule_settings_get (), "show-relations", show);
  manicule_article_view_announce (self->article, show ? _("All relations are shown") : _("Relations are shown where the focus is"));
}

static void
show_relations_changed_cb (ManiculeProjectPage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SHOW_RELATIONS]);
}

/* --- the widget */

static void
manicule_project_page_get_property (GObject    *object,
                                    guint       property_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_SHOW_PANEL:
      g_value_set_boolean (value, get_show_panel (MANICULE_PROJECT_PAGE (object)));
      break;
    case PROP_SHOW_RELATIONS:
      g_value_set_boolean (value, g_settings_get_boolean (manicule_settings_get (), "show-relations"));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
manicule_project_page_set_property (GObject      *object,
                                    guint         property_id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  switch (property_id)
    {
    case PROP_SHOW_PANEL:
      set_show_panel (MANICULE_PROJECT_PAGE (object), g_value_get_boolean (value));
      break;
    case PROP_SHOW_RELATIONS:
      set_show_relations (MANICULE_PROJECT_PAGE (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

/* The work is in the text: who opens a project can go on at once. */
static void
manicule_project_page_shown (AdwNavigationPage *page)
{
  ManiculeProjectPage *self = MANICULE_PROJECT_PAGE (page);

  if (is_text_shown (self))
    manicule_project_page_focus_text (self);
}

static void
manicule_project_page_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (manicule_project_page_parent_class)->root (widget);
  manicule_project_page_watch_focus (MANICULE_PROJECT_PAGE (widget));
}

static void
manicule_project_page_unroot (GtkWidget *widget)
{
  manicule_project_page_unwatch_focus (MANICULE_PROJECT_PAGE (widget));
  GTK_WIDGET_CLASS (manicule_project_page_parent_class)->unroot (widget);
}

static void
manicule_project_page_dispose (GObject *object)
{
  ManiculeProjectPage *self = MANICULE_PROJECT_PAGE (object);

  g_cancellable_cancel (self->verifying);
  g_clear_object (&self->verifying);
  g_clear_object (&self->undo_toast);
  g_clear_object (&self->decision_toast);
  g_clear_object (&self->orphans_toast);
  g_clear_object (&self->copies_toast);
  gtk_widget_dispose_template (GTK_WIDGET (self), MANICULE_TYPE_PROJECT_PAGE);
  g_clear_object (&self->editor);

  G_OBJECT_CLASS (manicule_project_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (MANICULE_TYPE_ARTICLE_LIST);
  g_type_ensure (MANICULE_TYPE_ARTICLE_VIEW);
  g_type_ensure (MANICULE_TYPE_SHEET_BAR);
  g_type_ensure (MANICULE_TYPE_SIDE_PANEL);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/manicule/Manicule/pages/manicule-project-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ManiculeProjectPage, split);
  gtk_widget_class_bind_template_child (widget_class, ManiculeProjectPage, articles);
  gtk_widget_class_bind_template_child (widget_class, ManiculeProjectPage, layouts);
  gtk_widget_class_bind_template_child (widget_class, ManiculeProjectPage, overlay);
  gtk_widget_class_bind_template_child (widget_class, ManiculeProjectPage, sheet);
  gtk_widget_class_bind_template_child (widget_class, ManiculeProjectPage, article);
  gtk_widget_class_bind_template_child (widget_class, ManiculeProjectPage, panel);
  gtk_widget_class_bind_template_child (widget_class, ManiculeProjectPage, sheet_bar);
  gtk_widget_class_bind_template_callback (widget_class, panel_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, panel_collapsed_cb);
  gtk_widget_class_bind_template_callback (widget_class, bottom_bar_cb);
  gtk_widget_class_bind_template_callback (widget_class, layout_cb);
  gtk_widget_class_bind_template_callback (widget_class, split_collapsed_cb);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, manicule_project_page_leave_menu);
}

static void
manicule_project_page_class_init (ManiculeProjectPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = manicule_project_page_dispose;
  widget_class->root = manicule_project_page_root;
  widget_class->unroot = manicule_project_page_unroot;
  ADW_NAVIGATION_PAGE_CLASS (klass)->shown = manicule_project_page_shown;
  object_class->get_property = manicule_project_page_get_property;
  object_class->set_property = manicule_project_page_set_property;

  props[PROP_SHOW_PANEL] = g_param_spec_boolean ("show-panel", NULL, NULL, FALSE,
                                                 G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  props[PROP_SHOW_RELATIONS] = g_param_spec_boolean ("show-relations", NULL, NULL, FALSE,
                                                     G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[TOAST] = g_signal_new ("toast", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 1, ADW_TYPE_TOAST);
  signals[CLOSE] = g_signal_new ("close", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[RELOAD] = g_signal_new ("reload", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 0);

  manicule_project_page_actions_class_init (widget_class);
  manicule_project_page_state_class_init (widget_class);
  gtk_widget_class_install_property_action (widget_class, "win.show-panel", "show-panel");
  gtk_widget_class_install_property_action (widget_class, "view.show-relations", "show-relations");
  bind_template (widget_class);
}

static void
manicule_project_page_init (ManiculeProjectPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  manicule_commands_add_keys (GTK_WIDGET (self), MANICULE_SCOPE_PROJECT);
  g_signal_connect_object (manicule_settings_get (), "changed::show-relations", G_CALLBACK (show_relations_changed_cb), self,
                           G_CONNECT_SWAPPED);
  panel_collapsed_cb (self);
}

static void
follow_editor (ManiculeProjectPage *self)
{
  ManiculeHistory *history = manicule_editor_get_history (self->editor);

  g_signal_connect_object (self->editor, "notify::article", G_CALLBACK (article_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "notify::focused", G_CALLBACK (manicule_project_page_enable_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "toast", G_CALLBACK (toast_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (history, "notify::position", G_CALLBACK (withdraw_undo_toast), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (history, "notify::can-undo", G_CALLBACK (manicule_project_page_enable_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (history, "notify::can-redo", G_CALLBACK (manicule_project_page_enable_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (manicule_project_get_articles (manicule_editor_get_project (self->editor)), "items-changed",
                           G_CALLBACK (articles_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * manicule_project_page_new:
 * @workspace: an open project
 * @article_id: (nullable): the article to begin with; the first one when absent
 *
 * Returns: (transfer floating): a page that shows the project
 */
ManiculeProjectPage *
manicule_project_page_new (ManiculeWorkspace *workspace,
                           const char        *article_id)
{
  ManiculeProjectPage *self = g_object_new (MANICULE_TYPE_PROJECT_PAGE, NULL);
  ManiculeProject *project = manicule_workspace_get_project (workspace);
  g_autoptr(ManiculeArticle) first = g_list_model_get_item (manicule_project_get_articles (project), 0);

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), manicule_project_get_name (project));
  self->editor = manicule_editor_new (workspace);
  manicule_article_list_set_workspace (self->articles, workspace);
  manicule_article_view_set_editor (self->article, self->editor);
  manicule_side_panel_set_editor (self->panel, self->editor);
  manicule_sheet_bar_set_editor (self->sheet_bar, self->editor);
  follow_editor (self);
  manicule_project_page_follow_state (self);
  manicule_project_page_enable_actions (self);

  if (article_id != NULL && manicule_project_find_article (project, article_id) != NULL)
    manicule_editor_open_article (self->editor, article_id);
  else if (first != NULL)
    manicule_editor_open_article (self->editor, manicule_article_get_id (first));
  return self;
}

ManiculeWorkspace *
manicule_project_page_get_workspace (ManiculeProjectPage *self)
{
  g_return_val_if_fail (MANICULE_IS_PROJECT_PAGE (self), NULL);

  return manicule_editor_get_workspace (self->editor);
}

ManiculeEditor *
manicule_project_page_get_editor (ManiculeProjectPage *self)
{
  g_return_val_if_fail (MANICULE_IS_PROJECT_PAGE (self), NULL);

  return self->editor;
}

void
manicule_project_page_remember (ManiculeProjectPage *self)
{
  ManiculeWorkspace *workspace = manicule_editor_get_workspace (self->editor);
  ManiculeArticle *article = manicule_editor_get_article (self->editor);
  g_autofree char *uri = g_file_get_uri (manicule_workspace_get_folder (workspace));
  g_autoptr(ManiculeRecent) former = manicule_recent_find (manicule_settings_get (), uri);
  ManiculeRecent recent = { 0 };

  recent.uri = uri;
  recent.name = (char *) manicule_project_get_name (manicule_workspace_get_project (workspace));
  recent.article = (char *) (article != NULL ? manicule_article_get_id (article) : "");
  recent.n_articles = manicule_article_list_get_n (self->articles, &recent.n_done);
  /* While the summaries are being read, what was known before is nearer to the truth. */
  if (article == NULL && former != NULL)
    {
      recent.article = former->article;
      recent.n_done = former->n_done;
    }
  manicule_recent_add (manicule_settings_get (), &recent);
}
