/* manicule-article-view.c: the open article: header, text, find bar, labels
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-article-view-private.h"

#include "manicule-commands.h"
#include "manicule-headings.h"
#include "manicule-lazy-menu.h"
#include "manicule-overview.h"
#include "manicule-settings.h"
#include "manicule-wording.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Below that many ms a load shows nothing of itself. */
#define SPINNER_AFTER 300

/* The range of the setting. */
#define FONT_MIN 8
#define FONT_MAX 48

enum
{
  PROP_NARROW = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (ManiculeArticleView, manicule_article_view, ADW_TYPE_BIN)

/* --- title */

static char *
dup_subtitle (ManiculeArticleView *self)
{
  ManiculeAnnotationSet *set = manicule_editor_get_annotation_set (self->editor);
  const char *status = set != NULL ? manicule_wording_status (manicule_annotation_set_get_status (set)) : NULL;

  if (self->narrow || self->place == NULL)
    return g_strdup (status != NULL ? status : "");
  return status != NULL ? g_strdup_printf ("%s · %s", self->place, status) : g_strdup (self->place);
}

/* The headline is not said twice: while it is in sight, the title says where the article is from. */
static char *
dup_title (ManiculeArticleView *self,
           ManiculeArticle     *article)
{
  g_autofree char *origin = manicule_wording_origin (article, FALSE);

  if (self->narrow && self->place != NULL)
    return g_strdup (self->place);
  if (self->headline_gone || origin == NULL)
    return g_strdup (manicule_article_get_title (article));
  return g_steal_pointer (&origin);
}

static void
show_title (ManiculeArticleView *self)
{
  ManiculeArticle *article = manicule_editor_get_article (self->editor);
  g_autofree char *title = article != NULL ? dup_title (self, article) : g_strdup ("");
  g_autofree char *subtitle = article != NULL ? dup_subtitle (self) : g_strdup ("");

  adw_window_title_set_title (self->title, title);
  adw_window_title_set_subtitle (self->title, subtitle);
}

static ManiculeRange
get_headline (ManiculeText *text)
{
  ManiculeRange headline = { 0, 0 };

  if (manicule_text_get_n_chars (text) > 0)
    manicule_segment_around (text, MANICULE_UNIT_PARAGRAPH, 0, &headline);
  return headline;
}

/* A revealer that hides nothing would still take clicks meant for the text. */
static void
section_revealed_cb (ManiculeArticleView *self)
{
  if (!gtk_revealer_get_reveal_child (self->section_revealer) && !gtk_revealer_get_child_revealed (self->section_revealer))
    gtk_widget_set_visible (GTK_WIDGET (self->section_revealer), FALSE);
}

static void
set_section (ManiculeArticleView *self,
             const char          *heading)
{
  PangoLayout *layout;

  gtk_label_set_label (self->section_label, heading);
  /* It stands above the beginning of its paragraph, whichever way the interface runs. */
  layout = gtk_label_get_layout (self->section_label);
  gtk_widget_set_direction (GTK_WIDGET (self->section_label),
                            pango_layout_get_direction (layout, 0) == PANGO_DIRECTION_RTL ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
}

/* In a long article, the heading of what is read stays in sight. */
static void
show_section (ManiculeArticleView *self,
              ManiculeText        *text)
{
  ManiculeRange section = { 0, 0 };
  gboolean shown = text != NULL && manicule_surface_get_section (self->surface, &section);
  int height = 0;

  if (shown && (section.start != self->section.start || section.end != self->section.end))
    {
      g_autofree char *heading = manicule_text_get_slice (text, section.start, section.end);
      g_autofree char *line = manicule_wording_one_line (heading, MANICULE_HEADING_MAX);

      set_section (self, line);
    }
  self->section = section;
  if (gtk_revealer_get_reveal_child (self->section_revealer) == shown)
    return;

  if (shown)
    {
      gtk_widget_set_visible (GTK_WIDGET (self->section_revealer), TRUE);
      gtk_widget_measure (self->section_button, GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);
    }
  gtk_revealer_set_reveal_child (self->section_revealer, shown);
  manicule_surface_set_top_cover (self->surface, height);
}

static void
section_clicked_cb (ManiculeArticleView *self)
{
  manicule_surface_scroll_to (self->surface, self->section);
  manicule_article_view_grab (self);
}

static void
follow (ManiculeArticleView *self)
{
  ManiculeText *text = self->editor != NULL ? manicule_editor_get_text (self->editor) : NULL;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  gboolean gone = FALSE;
  graphene_rect_t extents;

  if (text != NULL && gtk_adjustment_get_value (adjustment) > 0)
    gone = !manicule_surface_get_extents (self->surface, get_headline (text), &extents)
           || extents.origin.y + extents.size.height <= 0;
  show_section (self, text);
  if (gone == self->headline_gone)
    return;
  self->headline_gone = gone;
  show_title (self);
}

static gboolean
follow_cb (GtkWidget     *widget,
           GdkFrameClock *clock,
           gpointer       data)
{
  ManiculeArticleView *self = MANICULE_ARTICLE_VIEW (widget);

  self->follow_tick = 0;
  follow (self);
  return G_SOURCE_REMOVE;
}

/* The surface also scrolls while it is given its place or is drawn, when no widget may be shown or asked to change its size. */
static void
scrolled_cb (ManiculeArticleView *self)
{
  if (self->follow_tick == 0)
    self->follow_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), follow_cb, NULL, NULL);
}

/* --- what is shown */

static gboolean
spinner_cb (gpointer data)
{
  ManiculeArticleView *self = data;

  self->spinner_timer = 0;
  gtk_stack_set_visible_child_name (self->stack, "loading");
  return G_SOURCE_REMOVE;
}

static void
show_page (ManiculeArticleView *self)
{
  const GError *error = manicule_editor_get_error (self->editor);
  ManiculeAnnotationSet *set = manicule_editor_get_annotation_set (self->editor);

  g_clear_handle_id (&self->spinner_timer, g_source_remove);
  if (manicule_editor_get_loading (self->editor))
    {
      self->spinner_timer = g_timeout_add (SPINNER_AFTER, spinner_cb, self);
      return;
    }
  if (error != NULL)
    {
      g_autofree char *message = g_markup_escape_text (error->message, -1);

      adw_status_page_set_description (self->error_page, message);
    }
  gtk_stack_set_visible_child_name (self->stack, error != NULL ? "error" : set != NULL ? "text" : "none");
  gtk_widget_set_visible (GTK_WIDGET (self->bottom), set != NULL);
}

static void
set_replaced_cb (ManiculeArticleView *self)
{
  ManiculeAnnotationSet *set = manicule_editor_get_annotation_set (self->editor);

  manicule_article_view_end_link (self);
  manicule_article_view_cancel_preview (self);
  g_signal_group_set_target (self->set_signals, set);
  manicule_surface_set_annotation_set (self->surface, set);
  manicule_find_bar_set_text (self->find_bar, manicule_editor_get_text (self->editor));
  manicule_article_view_enable_marks (self);
  show_page (self);
  follow (self);
  show_title (self);
}

static void
article_cb (ManiculeArticleView *self)
{
  ManiculeArticle *article = manicule_editor_get_article (self->editor);

  show_title (self);
  if (article != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->surface), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    manicule_article_get_title (article), -1);
}

static void
summary_changed_cb (ManiculeArticleView *self,
                    const char          *article_id)
{
  ManiculeArticle *article = manicule_editor_get_article (self->editor);

  if (article != NULL && g_str_equal (manicule_article_get_id (article), article_id))
    show_title (self);
}

/* --- between text and editor */

static void
surface_focused_cb (ManiculeArticleView *self)
{
  if (self->editor != NULL)
    manicule_editor_set_focused (self->editor, manicule_surface_get_focused (self->surface));
  manicule_article_view_enable_marks (self);
  manicule_article_view_show_link (self);
  manicule_article_view_queue_roles (self);
}

static void
surface_suggestion_cb (ManiculeArticleView *self)
{
  if (self->editor != NULL)
    manicule_editor_set_suggestion (self->editor, manicule_surface_get_suggestion (self->surface));
  manicule_article_view_enable_marks (self);
}

static void
selection_cb (ManiculeArticleView *self)
{
  ManiculeRange selection;

  if (self->editor != NULL)
    manicule_editor_set_selection (self->editor, manicule_surface_get_selection (self->surface, &selection) ? &selection : NULL);
}

static void
suggestions_cb (ManiculeArticleView *self)
{
  manicule_surface_set_suggestions (self->surface, manicule_editor_get_suggestions (self->editor));
}

static void
show_suggestion_cb (ManiculeArticleView *self,
                    ManiculeSuggestion  *suggestion)
{
  manicule_surface_unselect (self->surface);
  manicule_surface_focus_suggestion (self->surface, suggestion);
}

static void
show_annotation_cb (ManiculeArticleView *self,
                    ManiculeAnnotation  *annotation)
{
  manicule_surface_unselect (self->surface);
  manicule_surface_focus_annotation (self->surface, annotation);
}

static void
show_range_cb (ManiculeArticleView *self,
               guint                start,
               guint                end)
{
  manicule_surface_unselect (self->surface);
  manicule_surface_set_caret (self->surface, start);
  manicule_surface_scroll_to (self->surface, (ManiculeRange) { start, end });
}

static void
try_again_cb (ManiculeArticleView *self)
{
  ManiculeArticle *article = manicule_editor_get_article (self->editor);

  if (article != NULL)
    manicule_editor_open_article (self->editor, manicule_article_get_id (article));
}

/* --- finding */

static void
hits_changed_cb (ManiculeArticleView *self)
{
  manicule_article_view_show_hits (self);
}

static void
annotate_all_cb (ManiculeArticleView *self,
                 GtkWidget           *button)
{
  guint current;
  GArray *hits = manicule_find_bar_get_hits (self->find_bar, &current);

  if (hits != NULL && hits->len > 0)
    manicule_article_view_open_palette_for (self, hits, button);
}

/* The hit that was looked at last stays, as the selection. */
static void
find_closed_cb (ManiculeArticleView *self)
{
  if (self->surface == NULL || manicule_find_bar_is_open (self->find_bar))
    return;
  manicule_surface_set_hits (self->surface, NULL, G_MAXUINT);
  gtk_widget_grab_focus (GTK_WIDGET (self->surface));
}

static void
show_history_cb (ManiculeArticleView *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "history.show", NULL);
}

static void
undo_held_cb (GtkGestureLongPress *gesture,
              double               x,
              double               y,
              ManiculeArticleView *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  show_history_cb (self);
}

/* --- the widget */

/* The desktop's buttons of a window but for those that a narrow one has no room for. */
static char *
dup_narrow_decorations (GtkWidget *widget)
{
  g_autofree char *layout = NULL;
  g_auto(GStrv) parts = NULL;

  g_object_get (gtk_widget_get_settings (widget), "gtk-decoration-layout", &layout, NULL);
  parts = g_strsplit (layout != NULL ? layout : "", ":", 2);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      gboolean close = strstr (parts[i], "close") != NULL;

      g_free (parts[i]);
      parts[i] = g_strdup (close ? "close" : "");
    }
  return g_strjoinv (":", parts);
}

static void
show_decorations (ManiculeArticleView *self)
{
  g_autofree char *narrow = self->narrow ? dup_narrow_decorations (GTK_WIDGET (self)) : NULL;

  adw_header_bar_set_decoration_layout (ADW_HEADER_BAR (self->header), narrow);
}

static void
set_narrow (ManiculeArticleView *self,
            gboolean             narrow)
{
  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  show_decorations (self);
  gtk_widget_set_visible (self->redo_button, !narrow);
  gtk_widget_set_visible (self->find_button, !narrow);
  gtk_widget_set_visible (self->panel_button, !narrow);
  gtk_widget_set_visible (self->menu_button, narrow);
  gtk_widget_set_visible (self->overview, !narrow);
  if (narrow)
    gtk_widget_remove_css_class (GTK_WIDGET (self->scroller), "with-overview");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->scroller), "with-overview");
  manicule_label_bar_set_narrow (self->label_bar, narrow);
  manicule_find_bar_set_narrow (self->find_bar, narrow);
  manicule_preview_bar_set_narrow (self->preview_bar, narrow);
  if (self->editor != NULL)
    show_title (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NARROW]);
}

static void
manicule_article_view_get_property (GObject    *object,
                                    guint       property_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, MANICULE_ARTICLE_VIEW (object)->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
manicule_article_view_set_property (GObject      *object,
                                    guint         property_id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  switch (property_id)
    {
    case PROP_NARROW:
      set_narrow (MANICULE_ARTICLE_VIEW (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
manicule_article_view_dispose (GObject *object)
{
  ManiculeArticleView *self = MANICULE_ARTICLE_VIEW (object);

  g_clear_handle_id (&self->spinner_timer, g_source_remove);
  g_clear_handle_id (&self->roles_idle, g_source_remove);
  g_clear_handle_id (&self->menu_idle, g_source_remove);
  g_clear_object (&self->set_signals);
  g_cancellable_cancel (self->equal_search);
  g_clear_object (&self->equal_search);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_pointer ((GtkWidget **) &self->palette, gtk_widget_unparent);
  g_clear_object (&self->editor);
  gtk_widget_dispose_template (GTK_WIDGET (self), MANICULE_TYPE_ARTICLE_VIEW);
  self->surface = NULL;
  g_clear_pointer (&self->preview, g_array_unref);
  g_clear_pointer (&self->palette_ranges, g_array_unref);

  G_OBJECT_CLASS (manicule_article_view_parent_class)->dispose (object);
}

static void
manicule_article_view_finalize (GObject *object)
{
  ManiculeArticleView *self = MANICULE_ARTICLE_VIEW (object);

  g_free (self->place);
  g_free (self->preview_label);
  g_free (self->link_from);
  g_free (self->link_type);
  g_free (self->palette_ends[0]);
  g_free (self->palette_ends[1]);

  G_OBJECT_CLASS (manicule_article_view_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (MANICULE_TYPE_COLUMN_BIN);
  g_type_ensure (MANICULE_TYPE_FIND_BAR);
  g_type_ensure (MANICULE_TYPE_LABEL_BAR);
  g_type_ensure (MANICULE_TYPE_PREVIEW_BAR);
  g_type_ensure (MANICULE_TYPE_STATE_BANNER);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/manicule/Manicule/pages/manicule-article-view.ui");
  gtk_widget_class_bind_template_child (widget_class, ManiculeArticleView, header);
  gtk_widget_class_bind_template_child (widget_class, ManiculeArticleView, title);
  gtk_widget_class_bind_template_child (widget_class, ManiculeArticleView, undo_button);
  gtk_widget_class_bind_template_child (widget_class, ManiculeArticleView, redo_button);
  gtk_widget_class_bind_template_child (widget_class, ManiculeArticleView, find_button);
  gtk_widget_class_bind_template_child (widget_class, ManiculeArticleView, panel_button);
  gtk_widget_class_bind_template_child (widget_class, ManiculeArticleView, menu_button);
  gtk_widget_class_bind_template_child (widget_class, ManiculeArticleView, find_bar);
  gtk_widget_class_bind_template_child (widget_class, ManiculeArticleView, banner);
  gtk_widget_class_bind_template_child (widget_class, ManiculeArticleView, stack);
  gtk_widget_class_bind_template_child (widget_class, ManiculeArticleView, text_overlay);
  gtk_widget_class_bind_template_child (widget_class, ManiculeArticleView, scroller);
  gtk_widget_class_bind_template_child (widget_class, ManiculeArticleView, section_revealer);
  gtk_widget_class_bind_template_child (widget_class, ManiculeArticleView, section_button);
  gtk_widget_class_bind_template_child (widget_class, ManiculeArticleView, section_bin);
  gtk_widget_class_bind_template_child (widget_class, ManiculeArticleView, section_label);
  gtk_widget_class_bind_template_callback (widget_class, section_clicked_cb);
  gtk_widget_class_bind_template_child (widget_class, ManiculeArticleView, error_page);
  gtk_widget_class_bind_template_child (widget_class, ManiculeArticleView, bottom);
  gtk_widget_class_bind_template_child (widget_class, ManiculeArticleView, label_bar);
  gtk_widget_class_bind_template_child (widget_class, ManiculeArticleView, preview_bar);
  gtk_widget_class_bind_template_child (widget_class, ManiculeArticleView, text_menu);
  gtk_widget_class_bind_template_callback (widget_class, manicule_article_view_grab);
  gtk_widget_class_bind_template_callback (widget_class, hits_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, annotate_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, find_closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_history_cb);
  gtk_widget_class_bind_template_callback (widget_class, undo_held_cb);
  gtk_widget_class_bind_template_callback (widget_class, try_again_cb);
}

static void
manicule_article_view_class_init (ManiculeArticleViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = manicule_article_view_dispose;
  object_class->finalize = manicule_article_view_finalize;
  object_class->get_property = manicule_article_view_get_property;
  object_class->set_property = manicule_article_view_set_property;

  props[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  manicule_article_view_marks_class_init (widget_class);
  manicule_article_view_preview_class_init (widget_class);
  bind_template (widget_class);
}

static void
zoom_cb (ManiculeSurface *surface,
         double           size)
{
  g_settings_set_double (manicule_settings_get (), "font-size", CLAMP (size, FONT_MIN, FONT_MAX));
}

static void
bind_settings (ManiculeSurface *surface)
{
  static const char * const keys[] = { "typeface", "font-size", "measure", "line-pitch", "snapping", "show-relations" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_settings_bind (manicule_settings_get (), keys[i], surface, keys[i], G_SETTINGS_BIND_GET);
  g_signal_connect (surface, "zoom", G_CALLBACK (zoom_cb), NULL);
}

static void
manicule_article_view_init (ManiculeArticleView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  manicule_lazy_menu_install (GTK_MENU_BUTTON (self->menu_button));

  self->surface = MANICULE_SURFACE (manicule_surface_new ());
  bind_settings (self->surface);
  gtk_scrolled_window_set_child (self->scroller, GTK_WIDGET (self->surface));
  manicule_column_bin_set_surface (self->section_bin, self->surface);
  g_signal_connect_object (self->section_revealer, "notify::child-revealed", G_CALLBACK (section_revealed_cb), self,
                           G_CONNECT_SWAPPED);
  self->overview = manicule_overview_new (self->surface);
  gtk_widget_set_halign (self->overview, GTK_ALIGN_END);
  gtk_overlay_add_overlay (self->text_overlay, self->overview);
  g_signal_connect_object (self->surface, "selection-changed", G_CALLBACK (selection_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->surface, "notify::focused", G_CALLBACK (surface_focused_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->surface, "notify::focused-suggestion", G_CALLBACK (surface_suggestion_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "value-changed",
                           G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  manicule_article_view_marks_init (self);
  manicule_commands_describe (GTK_WIDGET (self));
}

void
manicule_article_view_set_editor (ManiculeArticleView *self,
                                  ManiculeEditor      *editor)
{
  ManiculeSchema *schema = manicule_editor_get_schema (editor);

  g_return_if_fail (MANICULE_IS_ARTICLE_VIEW (self));
  g_return_if_fail (self->editor == NULL);

  self->editor = g_object_ref (editor);
  manicule_surface_set_schema (self->surface, schema);
  manicule_label_bar_set_schema (self->label_bar, schema);
  manicule_label_palette_set_schema (self->palette, schema);
  manicule_find_bar_set_editable (self->find_bar, !manicule_editor_get_read_only (editor));
  manicule_state_banner_set_workspace (self->banner, manicule_editor_get_workspace (editor));

  g_signal_connect_object (editor, "notify::annotation-set", G_CALLBACK (set_replaced_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "notify::article", G_CALLBACK (article_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "notify::loading", G_CALLBACK (show_page), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "notify::suggestions", G_CALLBACK (suggestions_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "show-suggestion", G_CALLBACK (show_suggestion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "show-annotation", G_CALLBACK (show_annotation_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "show-range", G_CALLBACK (show_range_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "announce", G_CALLBACK (manicule_article_view_announce), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (manicule_editor_get_workspace (editor), "summary-changed", G_CALLBACK (summary_changed_cb), self,
                           G_CONNECT_SWAPPED);
  set_replaced_cb (self);
}

void
manicule_article_view_set_place (ManiculeArticleView *self,
                                 const char          *place)
{
  g_return_if_fail (MANICULE_IS_ARTICLE_VIEW (self));

  if (g_set_str (&self->place, place))
    show_title (self);
}

void
manicule_article_view_grab (ManiculeArticleView *self)
{
  g_return_if_fail (MANICULE_IS_ARTICLE_VIEW (self));

  if (gtk_stack_get_visible_child (self->stack) == GTK_WIDGET (self->scroller))
    gtk_widget_grab_focus (GTK_WIDGET (self->surface));
  else
    gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
}

gboolean
manicule_article_view_has_focus (ManiculeArticleView *self)
{
  g_return_val_if_fail (MANICULE_IS_ARTICLE_VIEW (self), FALSE);

  return self->surface != NULL && gtk_widget_is_focus (GTK_WIDGET (self->surface));
}

void
manicule_article_view_find (ManiculeArticleView *self)
{
  g_autofree char *needle = NULL;
  ManiculeRange selection;

  g_return_if_fail (MANICULE_IS_ARTICLE_VIEW (self));

  if (manicule_surface_get_selection (self->surface, &selection))
    {
      g_autofree char *slice = manicule_text_get_slice (manicule_editor_get_text (self->editor), selection.start, selection.end);

      needle = manicule_wording_one_line (slice, 100);
    }
  manicule_find_bar_open (self->find_bar, needle, selection.start);
}

void
manicule_article_view_find_step (ManiculeArticleView *self,
                                 gboolean             forward)
{
  g_return_if_fail (MANICULE_IS_ARTICLE_VIEW (self));

  if (manicule_find_bar_is_open (self->find_bar))
    manicule_find_bar_step (self->find_bar, forward);
  else
    manicule_article_view_find (self);
}

gboolean
manicule_article_view_escape (ManiculeArticleView *self)
{
  g_return_val_if_fail (MANICULE_IS_ARTICLE_VIEW (self), FALSE);

  if (manicule_article_view_end_link (self) || manicule_article_view_cancel_preview (self))
    return TRUE;
  if (!manicule_find_bar_is_open (self->find_bar))
    return FALSE;
  manicule_find_bar_close (self->find_bar);
  return TRUE;
}

/**
 * manicule_article_view_announce:
 * @self: an article view
 * @message: what was done
 *
 * Tells a screen reader, unless the user does not want that.
 */
void
manicule_article_view_announce (ManiculeArticleView *self,
                                const char          *message)
{
  g_return_if_fail (MANICULE_IS_ARTICLE_VIEW (self));

  if (g_settings_get_boolean (manicule_settings_get (), "announce"))
    manicule_surface_announce (self->surface, message);
}
