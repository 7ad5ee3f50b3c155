/* manicule-article-view-marks.c: the verbs of the text, its keys, palette and menu
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-article-view-private.h"

#include "manicule-commands.h"
#include "manicule-wording.h"

#include <glib/gi18n-lib.h>

/* How many nested spans the menu offers to choose from. */
#define HERE_MAX 8
#define PALETTE_WIDTH 248
#define NARROW_MARGIN 20

/* --- labels */

static const ManiculeRange *
get_selection (ManiculeArticleView *self,
               ManiculeRange       *range)
{
  return manicule_surface_get_selection (self->surface, range) ? range : NULL;
}

static void
apply_label (ManiculeArticleView *self,
             const char          *label)
{
  ManiculeRange range;

  manicule_article_view_cancel_preview (self);
  manicule_editor_apply_label (self->editor, label, get_selection (self, &range), manicule_surface_get_caret (self->surface));
  manicule_article_view_grab (self);
}

static void
apply_label_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  apply_label (MANICULE_ARTICLE_VIEW (widget), g_variant_get_string (parameter, NULL));
}

static void
label_chosen_cb (ManiculeArticleView *self,
                 const char          *label)
{
  g_autoptr(GArray) ranges = g_steal_pointer (&self->palette_ranges);

  if (manicule_article_view_link_chosen (self, label))
    return;
  if (ranges != NULL)
    manicule_article_view_start_preview (self, ranges, label);
  else
    apply_label (self, label);
}

static void
new_label_cb (ManiculeArticleView *self,
              const char          *title)
{
  ManiculeRange range;

  g_clear_pointer (&self->palette_ranges, g_array_unref);
  manicule_editor_apply_new_label (self->editor, title, get_selection (self, &range), manicule_surface_get_caret (self->surface));
  manicule_article_view_grab (self);
}

static void
popover_closed_cb (ManiculeArticleView *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->surface));
}

/* --- palette */

/* What the palette is about: the selection, the focused span, else the word at the caret. */
static ManiculeRange
get_subject (ManiculeArticleView *self)
{
  ManiculeAnnotation *focused = manicule_surface_get_focused (self->surface);
  ManiculeText *text = manicule_editor_get_text (self->editor);
  guint caret = manicule_surface_get_caret (self->surface);
  ManiculeRange range;

  if (manicule_surface_get_selection (self->surface, &range))
    return range;
  if (focused != NULL)
    return manicule_annotation_get_hull (focused);
  if (caret < manicule_text_get_n_chars (text) && manicule_segment_around (text, MANICULE_UNIT_WORD, caret, &range))
    return range;
  if (caret > 0 && manicule_segment_around (text, MANICULE_UNIT_WORD, caret - 1, &range))
    return range;
  return (ManiculeRange) { caret, caret };
}

static void
point_at (ManiculeArticleView *self,
          const ManiculeRange *range)
{
  graphene_rect_t extents;
  graphene_point_t origin;
  GdkRectangle rectangle;

  if (!manicule_surface_get_extents (self->surface, *range, &extents))
    {
      manicule_surface_scroll_to (self->surface, *range);
      if (!manicule_surface_get_extents (self->surface, *range, &extents))
        extents = GRAPHENE_RECT_INIT (0, 0, 1, 1);
    }
  if (!gtk_widget_compute_point (GTK_WIDGET (self->surface), GTK_WIDGET (self), &extents.origin, &origin))
    return;
  rectangle = (GdkRectangle) { (int) origin.x, (int) origin.y, (int) extents.size.width, (int) extents.size.height };
  gtk_popover_set_pointing_to (GTK_POPOVER (self->palette), &rectangle);
}

/* Where the window is narrow, the palette is as wide as the text. */
static void
fit_palette (ManiculeArticleView *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self->surface)) - 2 * NARROW_MARGIN;

  gtk_widget_set_size_request (GTK_WIDGET (self->palette), self->narrow ? MAX (width, PALETTE_WIDTH) : PALETTE_WIDTH, -1);
}

/* Puts the palette, closed yet, below a range of the text. */
void
manicule_article_view_point_palette (ManiculeArticleView *self,
                                     const ManiculeRange *range)
{
  fit_palette (self);
  point_at (self, range);
  gtk_popover_set_position (GTK_POPOVER (self->palette), GTK_POS_BOTTOM);
}

/* Forgets what the palette was opened for last. */
static void
forget_subject (ManiculeArticleView *self)
{
  g_clear_pointer (&self->palette_ranges, g_array_unref);
  g_clear_pointer (&self->palette_ends[0], g_free);
  g_clear_pointer (&self->palette_ends[1], g_free);
}

void
manicule_article_view_open_palette (ManiculeArticleView *self)
{
  g_autofree char *covered = NULL;
  ManiculeRange subject;

  if (manicule_editor_get_text (self->editor) == NULL)
    return;
  forget_subject (self);
  subject = get_subject (self);
  covered = manicule_text_get_slice (manicule_editor_get_text (self->editor), subject.start, subject.end);
  manicule_article_view_point_palette (self, &subject);
  manicule_label_palette_open (self->palette, manicule_editor_propose_label (self->editor, covered));
}

void
manicule_article_view_open_palette_for (ManiculeArticleView *self,
                                        GArray              *ranges,
                                        GtkWidget           *button)
{
  graphene_rect_t bounds;
  GdkRectangle rectangle;

  if (!gtk_widget_compute_bounds (button, GTK_WIDGET (self), &bounds))
    return;
  forget_subject (self);
  self->palette_ranges = g_array_copy (ranges);
  rectangle = (GdkRectangle) { (int) bounds.origin.x, (int) bounds.origin.y, (int) bounds.size.width, (int) bounds.size.height };
  gtk_popover_set_pointing_to (GTK_POPOVER (self->palette), &rectangle);
  manicule_label_palette_open (self->palette, manicule_editor_get_last_label (self->editor));
}

static void
open_palette_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  ManiculeArticleView *self = MANICULE_ARTICLE_VIEW (widget);

  /* Return answers the question that is being asked. */
  if (manicule_article_view_confirm_link (self) || manicule_article_view_confirm_preview (self))
    return;
  if (manicule_surface_get_suggestion (self->surface) == NULL || !manicule_editor_accept (self->editor))
    manicule_article_view_open_palette (self);
}

/* --- suggestions */

static void
accept_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  manicule_editor_accept (MANICULE_ARTICLE_VIEW (widget)->editor);
}

static void
accept_sentence_action (GtkWidget  *widget,
                        const char *name,
                        GVariant   *parameter)
{
  ManiculeArticleView *self = MANICULE_ARTICLE_VIEW (widget);
  guint caret = manicule_surface_get_caret (self->surface);
  ManiculeRange sentence = { caret, caret };

  manicule_segment_around (manicule_editor_get_text (self->editor), MANICULE_UNIT_SENTENCE, caret, &sentence);
  manicule_editor_accept_within (self->editor, sentence);
}

static void
accept_article_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  manicule_editor_accept_within (MANICULE_ARTICLE_VIEW (widget)->editor, (ManiculeRange) { 0, G_MAXUINT });
}

/* --- the focused span */

static void
go (ManiculeArticleView *self,
    gboolean             forward)
{
  if (!manicule_editor_show_neighbour (self->editor, manicule_surface_get_caret (self->surface), forward))
    manicule_article_view_announce (self, forward ? _("No further annotation") : _("No earlier annotation"));
}

static void
next_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  go (MANICULE_ARTICLE_VIEW (widget), TRUE);
}

static void
previous_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  go (MANICULE_ARTICLE_VIEW (widget), FALSE);
}

static void
delete_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  ManiculeArticleView *self = MANICULE_ARTICLE_VIEW (widget);
  g_autoptr(GPtrArray) annotations = g_ptr_array_new ();
  ManiculeAnnotation *focused = manicule_editor_get_focused (self->editor);

  if (focused == NULL)
    {
      manicule_editor_reject (self->editor);
      return;
    }
  g_ptr_array_add (annotations, focused);
  manicule_editor_remove (self->editor, annotations);
}

static void
annotate_equal_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  manicule_article_view_preview_equal (MANICULE_ARTICLE_VIEW (widget));
}

static void
focus_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  ManiculeArticleView *self = MANICULE_ARTICLE_VIEW (widget);
  ManiculeAnnotationSet *set = manicule_editor_get_annotation_set (self->editor);
  ManiculeAnnotation *annotation = NULL;

  if (set != NULL)
    annotation = manicule_annotation_set_find (set, g_variant_get_string (parameter, NULL));
  if (annotation != NULL)
    manicule_editor_show (self->editor, annotation);
}

static const struct
{
  const char   *action;
  ManiculeEnd   end;
  ManiculeUnit  unit;
  gboolean      forward;
} moves[] = {
  { "mark.extend-end-word", MANICULE_END_END, MANICULE_UNIT_WORD, TRUE },
  { "mark.shorten-end-word", MANICULE_END_END, MANICULE_UNIT_WORD, FALSE },
  { "mark.extend-start-word", MANICULE_END_START, MANICULE_UNIT_WORD, FALSE },
  { "mark.shorten-start-word", MANICULE_END_START, MANICULE_UNIT_WORD, TRUE },
  { "mark.extend-end-character", MANICULE_END_END, MANICULE_UNIT_GRAPHEME, TRUE },
  { "mark.shorten-end-character", MANICULE_END_END, MANICULE_UNIT_GRAPHEME, FALSE },
  { "mark.extend-start-character", MANICULE_END_START, MANICULE_UNIT_GRAPHEME, FALSE },
  { "mark.shorten-start-character", MANICULE_END_START, MANICULE_UNIT_GRAPHEME, TRUE },
};

/* A word is as large as the pointer takes it. */
static ManiculeUnit
get_unit (ManiculeArticleView *self,
          ManiculeUnit         unit)
{
  ManiculeSnapping snapping;

  g_object_get (self->surface, "snapping", &snapping, NULL);
  return unit == MANICULE_UNIT_WORD && snapping == MANICULE_SNAPPING_TOKEN ? MANICULE_UNIT_COMPOUND : unit;
}

static void
move_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  ManiculeArticleView *self = MANICULE_ARTICLE_VIEW (widget);

  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    if (g_str_equal (moves[i].action, name))
      manicule_editor_move_end (self->editor, moves[i].end, get_unit (self, moves[i].unit), moves[i].forward);
}

/* A finger has chosen a word: what it may become is asked at once. */
static void
long_pressed_cb (ManiculeArticleView *self)
{
  if (self->editor != NULL && !manicule_editor_get_read_only (self->editor))
    manicule_article_view_open_palette (self);
}

static void
edge_dropped_cb (ManiculeArticleView *self,
                 ManiculeAnnotation  *span,
                 guint                range,
                 gboolean             is_end,
                 guint                chr)
{
  if (self->editor != NULL)
    manicule_editor_move_end_to (self->editor, span, range, is_end ? MANICULE_END_END : MANICULE_END_START, chr);
}

/* --- keys */

static gboolean
press_key (ManiculeArticleView *self,
           const char          *key)
{
  ManiculeLabel *label;

  /* While a relation is being made, the keys of relations come first. */
  if (self->link_from != NULL && manicule_article_view_link_key (self, key))
    return TRUE;
  label = manicule_schema_find_label_by_key (manicule_editor_get_schema (self->editor), key);
  if (label == NULL)
    return manicule_article_view_link_key (self, key);
  apply_label (self, manicule_label_get_name (label));
  return TRUE;
}

/* Caps lock or Shift means the same key, unless the capital is a key of its own. */
static gboolean
press_keyval (ManiculeArticleView *self,
              guint                keyval)
{
  gunichar c = gdk_keyval_to_unicode (keyval);
  char key[7] = { 0 };

  if (!g_unichar_isgraph (c))
    return FALSE;
  g_unichar_to_utf8 (c, key);
  if (press_key (self, key))
    return TRUE;
  memset (key, 0, sizeof key);
  g_unichar_to_utf8 (g_unichar_tolower (c), key);
  return press_key (self, key);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  code,
                GdkModifierType        state,
                ManiculeArticleView   *self)
{
  if (self->editor == NULL || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Escape)
    return manicule_article_view_end_link (self) || manicule_article_view_cancel_preview (self);
  return press_keyval (self, keyval);
}

/* --- context menu */

/* Nested spans can be chosen from, as a click finds only the innermost. */
static GMenuModel *
here_section_new (ManiculeArticleView *self,
                  guint                offset)
{
  g_autoptr(GPtrArray) spans = g_ptr_array_new ();
  ManiculeAnnotationSet *set = manicule_editor_get_annotation_set (self->editor);
  GMenu *section = g_menu_new ();

  manicule_annotation_set_query (set, offset, offset + 1, spans);
  for (guint i = 0; spans->len > 1 && i < MIN (spans->len, HERE_MAX); i++)
    {
      ManiculeAnnotation *span = g_ptr_array_index (spans, i);
      const char *name = manicule_annotation_get_label (span);
      ManiculeLabel *label = manicule_schema_find_label (manicule_editor_get_schema (self->editor), name);
      g_autofree char *covered = manicule_annotation_set_dup_covered (set, span);
      g_autofree char *line = manicule_wording_one_line (covered, 30);
      g_autofree char *words = NULL;
      g_autoptr(GMenuItem) item = NULL;

      /* Translators: a menu item that chooses one of several annotations: its label and its text */
      words = g_strdup_printf (_("%s “%s”"), label != NULL ? manicule_label_get_title (label) : name, line);
      item = g_menu_item_new (words, NULL);
      g_menu_item_set_action_and_target (item, "mark.focus", "s", manicule_annotation_get_id (span));
      g_menu_append_item (section, item);
    }
  return G_MENU_MODEL (section);
}

/* The sections one by one: nested ones would lose the lines between them. */
static void
append_sections (GMenu      *menu,
                 GMenuModel *model)
{
  for (int i = 0; i < g_menu_model_get_n_items (model); i++)
    {
      g_autoptr(GMenuItem) item = g_menu_item_new_from_model (model, i);

      g_menu_append_item (menu, item);
    }
}

/* GTK puts the lines between new sections in when it is idle, and a menu that is open by then stays too low for them. */
static gboolean
popup_cb (gpointer data)
{
  ManiculeArticleView *self = data;

  self->menu_idle = 0;
  gtk_popover_popup (GTK_POPOVER (self->menu));
  return G_SOURCE_REMOVE;
}

static void
menu_cb (ManiculeArticleView *self,
         double               x,
         double               y)
{
  g_autoptr(GMenu) menu = g_menu_new ();
  g_autoptr(GMenuModel) here = NULL;

  if (self->editor == NULL || manicule_editor_get_annotation_set (self->editor) == NULL)
    return;
  here = here_section_new (self, manicule_surface_get_offset_at (self->surface, x, y));
  append_sections (menu, self->text_menu);
  if (g_menu_model_get_n_items (here) > 0)
    g_menu_append_section (menu, _("Annotations Here"), here);
  if (self->menu == NULL)
    {
      self->menu = gtk_popover_menu_new_from_model (NULL);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
      gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
      /* Below the surface, so that it finds what the surface can do, and the keys of the text. */
      gtk_widget_set_parent (self->menu, GTK_WIDGET (self->surface));
      g_signal_connect_object (self->menu, "closed", G_CALLBACK (popover_closed_cb), self, G_CONNECT_SWAPPED);
    }
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->menu), G_MENU_MODEL (menu));
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle) { (int) x, (int) y, 1, 1 });
  if (self->menu_idle == 0)
    self->menu_idle = g_idle_add (popup_cb, self);
}

/* --- setting up */

void
manicule_article_view_enable_marks (ManiculeArticleView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean loaded = self->editor != NULL && manicule_editor_get_annotation_set (self->editor) != NULL;
  gboolean editable = loaded && !manicule_editor_get_read_only (self->editor);
  gboolean focused = editable && manicule_surface_get_focused (self->surface) != NULL;
  gboolean suggested = editable && manicule_surface_get_suggestion (self->surface) != NULL;

  gtk_widget_action_set_enabled (widget, "mark.apply-label", editable);
  gtk_widget_action_set_enabled (widget, "mark.open-palette", editable);
  gtk_widget_action_set_enabled (widget, "mark.annotate-equal", editable);
  gtk_widget_action_set_enabled (widget, "mark.link", editable);
  gtk_widget_action_set_enabled (widget, "mark.link-role", focused);
  gtk_widget_action_set_enabled (widget, "mark.delete", focused || suggested);
  gtk_widget_action_set_enabled (widget, "mark.accept", suggested);
  gtk_widget_action_set_enabled (widget, "mark.accept-sentence", editable);
  gtk_widget_action_set_enabled (widget, "mark.accept-article", editable);
  gtk_widget_action_set_enabled (widget, "mark.next", loaded);
  gtk_widget_action_set_enabled (widget, "mark.previous", loaded);
  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    gtk_widget_action_set_enabled (widget, moves[i].action, focused);
  manicule_label_bar_set_obstacle (self->label_bar, editable ? NULL
                                                    : loaded ? _("This project is open read only") : _("No article is open"));
}

void
manicule_article_view_marks_class_init (GtkWidgetClass *widget_class)
{
  manicule_article_view_link_class_init (widget_class);
  gtk_widget_class_install_action (widget_class, "mark.apply-label", "s", apply_label_action);
  gtk_widget_class_install_action (widget_class, "mark.open-palette", NULL, open_palette_action);
  gtk_widget_class_install_action (widget_class, "mark.accept", NULL, accept_action);
  gtk_widget_class_install_action (widget_class, "mark.accept-sentence", NULL, accept_sentence_action);
  gtk_widget_class_install_action (widget_class, "mark.accept-article", NULL, accept_article_action);
  gtk_widget_class_install_action (widget_class, "mark.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "mark.previous", NULL, previous_action);
  gtk_widget_class_install_action (widget_class, "mark.delete", NULL, delete_action);
  gtk_widget_class_install_action (widget_class, "mark.annotate-equal", NULL, annotate_equal_action);
  gtk_widget_class_install_action (widget_class, "mark.focus", "s", focus_action);
  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    gtk_widget_class_install_action (widget_class, moves[i].action, NULL, move_action);
}

void
manicule_article_view_marks_init (ManiculeArticleView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  manicule_commands_add_keys (GTK_WIDGET (self), MANICULE_SCOPE_PANE);
  manicule_commands_add_keys (GTK_WIDGET (self->surface), MANICULE_SCOPE_TEXT);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->surface), keys);
  g_signal_connect_object (self->surface, "menu", G_CALLBACK (menu_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->surface, "long-pressed", G_CALLBACK (long_pressed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->surface, "edge-dropped", G_CALLBACK (edge_dropped_cb), self, G_CONNECT_SWAPPED);

  self->palette = MANICULE_LABEL_PALETTE (manicule_label_palette_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->palette), GTK_WIDGET (self));
  g_signal_connect_object (self->palette, "chosen", G_CALLBACK (label_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->palette, "new-label", G_CALLBACK (new_label_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->palette, "closed", G_CALLBACK (popover_closed_cb), self, G_CONNECT_SWAPPED);
  manicule_article_view_link_init (self);
  manicule_article_view_enable_marks (self);
}
