/* manicule-side-panel.c: beside the text: annotation, annotations, article, guidelines; history and entity
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-side-panel.h"

#include "manicule-annotation-list.h"
#include "manicule-annotation-panel.h"
#include "manicule-article-panel.h"
#include "manicule-commands.h"
#include "manicule-entity-page.h"
#include "manicule-focus.h"
#include "manicule-guidelines-panel.h"
#include "manicule-history-page.h"
#include "manicule-orphans-page.h"

/* Room under the drag handle of a bottom sheet. */
#define HANDLE_ROOM 14

struct _ManiculeSidePanel
{
  AdwBin                   parent_instance;

  AdwNavigationView       *pages;
  GtkWidget               *root;
  AdwHeaderBar            *header;
  AdwViewStack            *stack;
  ManiculeAnnotationPanel *annotation;
  ManiculeAnnotationList  *annotations;
  ManiculeArticlePanel    *article;
  ManiculeGuidelinesPanel *guidelines;

  ManiculeEditor          *editor;  /* (owned) (nullable) */
  gboolean                 sheet;
};

enum
{
  PROP_SHEET = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (ManiculeSidePanel, manicule_side_panel, ADW_TYPE_BIN)

/* From a page that was pushed, Escape leads all the way back to the text. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint                  key,
                guint                  code,
                GdkModifierType        state,
                ManiculeSidePanel     *self)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->pages);

  if (key != GDK_KEY_Escape || page == NULL || g_strcmp0 (adw_navigation_page_get_tag (page), "root") == 0)
    return GDK_EVENT_PROPAGATE;
  adw_navigation_view_pop_to_tag (self->pages, "root");
  gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-text", NULL);
  return GDK_EVENT_STOP;
}

static void
set_sheet (ManiculeSidePanel *self,
           gboolean           sheet)
{
  if (self->sheet == sheet)
    return;
  self->sheet = sheet;
  adw_header_bar_set_show_start_title_buttons (self->header, !sheet);
  adw_header_bar_set_show_end_title_buttons (self->header, !sheet);
  gtk_widget_set_margin_top (GTK_WIDGET (self->pages), sheet ? HANDLE_ROOM : 0);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SHEET]);
}

static void
manicule_side_panel_get_property (GObject    *object,
                                  guint       property_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_SHEET:
      g_value_set_boolean (value, MANICULE_SIDE_PANEL (object)->sheet);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
manicule_side_panel_set_property (GObject      *object,
                                  guint         property_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  switch (property_id)
    {
    case PROP_SHEET:
      set_sheet (MANICULE_SIDE_PANEL (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
manicule_side_panel_dispose (GObject *object)
{
  ManiculeSidePanel *self = MANICULE_SIDE_PANEL (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), MANICULE_TYPE_SIDE_PANEL);
  g_clear_object (&self->editor);

  G_OBJECT_CLASS (manicule_side_panel_parent_class)->dispose (object);
}

static void
manicule_side_panel_class_init (ManiculeSidePanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = manicule_side_panel_dispose;
  object_class->get_property = manicule_side_panel_get_property;
  object_class->set_property = manicule_side_panel_set_property;

  props[PROP_SHEET] = g_param_spec_boolean ("sheet", NULL, NULL, FALSE,
                                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (MANICULE_TYPE_ANNOTATION_LIST);
  g_type_ensure (MANICULE_TYPE_ANNOTATION_PANEL);
  g_type_ensure (MANICULE_TYPE_ARTICLE_PANEL);
  g_type_ensure (MANICULE_TYPE_GUIDELINES_PANEL);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/manicule/Manicule/panels/manicule-side-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, ManiculeSidePanel, pages);
  gtk_widget_class_bind_template_child (widget_class, ManiculeSidePanel, root);
  gtk_widget_class_bind_template_child (widget_class, ManiculeSidePanel, header);
  gtk_widget_class_bind_template_child (widget_class, ManiculeSidePanel, stack);
  gtk_widget_class_bind_template_child (widget_class, ManiculeSidePanel, annotation);
  gtk_widget_class_bind_template_child (widget_class, ManiculeSidePanel, annotations);
  gtk_widget_class_bind_template_child (widget_class, ManiculeSidePanel, article);
  gtk_widget_class_bind_template_child (widget_class, ManiculeSidePanel, guidelines);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
}

static void
manicule_side_panel_init (ManiculeSidePanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  manicule_commands_add_keys (self->root, MANICULE_SCOPE_PANE);
}

void
manicule_side_panel_set_editor (ManiculeSidePanel *self,
                                ManiculeEditor    *editor)
{
  g_return_if_fail (MANICULE_IS_SIDE_PANEL (self));
  g_return_if_fail (self->editor == NULL);

  self->editor = g_object_ref (editor);
  manicule_annotation_panel_set_editor (self->annotation, editor);
  manicule_annotation_list_set_editor (self->annotations, editor);
  manicule_article_panel_set_editor (self->article, editor);
  manicule_guidelines_panel_set_editor (self->guidelines, editor);
}

void
manicule_side_panel_show_page (ManiculeSidePanel *self,
                               const char        *name)
{
  g_return_if_fail (MANICULE_IS_SIDE_PANEL (self));

  adw_navigation_view_pop_to_tag (self->pages, "root");
  adw_view_stack_set_visible_child_name (self->stack, name);
}

static gboolean
shows (ManiculeSidePanel *self,
       const char        *tag)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->pages);

  return page != NULL && g_strcmp0 (adw_navigation_page_get_tag (page), tag) == 0;
}

static AdwHeaderBar *
find_header (GtkWidget *widget)
{
  if (ADW_IS_HEADER_BAR (widget))
    return ADW_HEADER_BAR (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      AdwHeaderBar *header = find_header (child);

      if (header != NULL)
        return header;
    }
  return NULL;
}

/* In a sheet no page has the buttons of the window, which are above it. */
static void
push (ManiculeSidePanel *self,
      AdwNavigationPage *page)
{
  AdwHeaderBar *header = find_header (GTK_WIDGET (page));
  const GBindingFlags flags = G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN;

  if (header != NULL)
    {
      g_object_bind_property (self, "sheet", header, "show-start-title-buttons", flags);
      g_object_bind_property (self, "sheet", header, "show-end-title-buttons", flags);
    }
  adw_navigation_view_push (self->pages, page);
}

void
manicule_side_panel_show_history (ManiculeSidePanel *self)
{
  g_return_if_fail (MANICULE_IS_SIDE_PANEL (self));

  if (shows (self, "history"))
    return;
  adw_navigation_view_pop_to_tag (self->pages, "root");
  push (self, manicule_history_page_new (self->editor));
}

void
manicule_side_panel_show_orphans (ManiculeSidePanel *self)
{
  g_return_if_fail (MANICULE_IS_SIDE_PANEL (self));

  if (shows (self, "orphans"))
    return;
  adw_navigation_view_pop_to_tag (self->pages, "root");
  push (self, manicule_orphans_page_new (self->editor));
}

gboolean
manicule_side_panel_link_entity (ManiculeSidePanel *self)
{
  ManiculeAnnotation *focused = manicule_editor_get_focused (self->editor);

  if (focused == NULL)
    return FALSE;
  manicule_side_panel_show_page (self, "annotation");
  push (self, manicule_entity_page_new (self->editor, focused));
  return TRUE;
}

gboolean
manicule_side_panel_edit_note (ManiculeSidePanel *self)
{
  g_return_val_if_fail (MANICULE_IS_SIDE_PANEL (self), FALSE);

  manicule_side_panel_show_page (self, "annotation");
  return manicule_annotation_panel_edit_note (self->annotation);
}

/* Where the focus is in what is shown already, it stays. */
void
manicule_side_panel_grab (ManiculeSidePanel *self)
{
  GtkWidget *shown;

  g_return_if_fail (MANICULE_IS_SIDE_PANEL (self));

  shown = adw_view_stack_get_visible_child (self->stack);
  if (!shows (self, "root"))
    {
      if (!manicule_focus_is_within (GTK_WIDGET (adw_navigation_view_get_visible_page (self->pages))))
        gtk_widget_child_focus (GTK_WIDGET (self->pages), GTK_DIR_TAB_FORWARD);
      return;
    }
  if ((shown == GTK_WIDGET (self->annotations) && gtk_widget_grab_focus (shown)) || manicule_focus_is_within (shown))
    return;
  if (!gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD))
    gtk_widget_child_focus (self->root, GTK_DIR_TAB_FORWARD);
}
