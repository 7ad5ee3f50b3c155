/* manicule-surface-keys.c: keys that move the caret, and the clipboard
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Only movement, selection and copying are keys of the surface. All others (labels' keys above all) go on to the page.
 */

#include "manicule-surface-private.h"

static void
scroll_page (ManiculeSurface *self,
             int              count)
{
  double page = manicule_viewport_get_page (self->viewport) - self->bottom_padding - 60;

  manicule_surface_scroll_pixels (self, count * MAX (page, 40));
}

static gboolean
move (GtkWidget *widget,
      GVariant  *args,
      gpointer   data)
{
  ManiculeSurface *self = MANICULE_SURFACE (widget);
  ManiculeCaretStep step;
  int number, count;
  gboolean extend;

  g_variant_get (args, "(iib)", &number, &count, &extend);
  step = (ManiculeCaretStep) number;
  if (self->map == NULL)
    return FALSE;

  manicule_surface_drop_keep (self);
  manicule_caret_move (self->caret, step, count, extend);
  if (step == MANICULE_STEP_PAGE)
    scroll_page (self, count);
  manicule_surface_show_caret (self);

  return TRUE;
}

static gboolean
unselect (GtkWidget *widget,
          GVariant  *args,
          gpointer   data)
{
  ManiculeSurface *self = MANICULE_SURFACE (widget);

  if (manicule_surface_cancel_drag (self))
    return TRUE;
  if (!manicule_surface_get_selection (self, NULL))
    return FALSE;

  manicule_surface_unselect (self);

  return TRUE;
}

static gboolean
open_menu (GtkWidget *widget,
           GVariant  *args,
           gpointer   data)
{
  ManiculeSurface *self = MANICULE_SURFACE (widget);
  graphene_rect_t box;

  if (!manicule_surface_get_caret_box (self, &box))
    return FALSE;

  manicule_surface_show_caret (self);
  manicule_surface_get_caret_box (self, &box);
  g_signal_emit_by_name (self, "menu", (double) box.origin.x, (double) (box.origin.y + box.size.height));

  return TRUE;
}

/* Puts what is selected there as plain text. */
void
manicule_surface_copy (ManiculeSurface *self,
                       GdkClipboard    *clipboard)
{
  g_autofree char *slice = NULL;
  ManiculeRange range;

  if (!manicule_surface_get_selection (self, &range))
    return;

  slice = manicule_text_get_slice (self->text, range.start, range.end);
  gdk_clipboard_set_text (clipboard, slice);
}

static void
copy_activated (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  manicule_surface_copy (MANICULE_SURFACE (widget), gtk_widget_get_clipboard (widget));
}

static void
select_all_activated (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  ManiculeSurface *self = MANICULE_SURFACE (widget);

  /* The caret stays where it is seen. */
  if (self->map != NULL)
    manicule_caret_select (self->caret, 0, manicule_text_get_n_bytes (self->text));
}

static void
bind (GtkWidgetClass    *widget_class,
      guint              keyval,
      GdkModifierType    modifiers,
      ManiculeCaretStep  step,
      int                count)
{
  gtk_widget_class_add_binding (widget_class, keyval, modifiers, move, "(iib)", (int) step, count, FALSE);
  gtk_widget_class_add_binding (widget_class, keyval, modifiers | GDK_SHIFT_MASK, move, "(iib)", (int) step, count, TRUE);
}

static void
bind_both (GtkWidgetClass    *widget_class,
           guint              keyval,
           guint              keypad_keyval,
           GdkModifierType    modifiers,
           ManiculeCaretStep  step,
           int                count)
{
  bind (widget_class, keyval, modifiers, step, count);
  bind (widget_class, keypad_keyval, modifiers, step, count);
}

void
manicule_surface_keys_class_init (GtkWidgetClass *widget_class)
{
  bind_both (widget_class, GDK_KEY_Left, GDK_KEY_KP_Left, 0, MANICULE_STEP_CHARACTER, -1);
  bind_both (widget_class, GDK_KEY_Right, GDK_KEY_KP_Right, 0, MANICULE_STEP_CHARACTER, 1);
  bind_both (widget_class, GDK_KEY_Left, GDK_KEY_KP_Left, GDK_CONTROL_MASK, MANICULE_STEP_WORD, -1);
  bind_both (widget_class, GDK_KEY_Right, GDK_KEY_KP_Right, GDK_CONTROL_MASK, MANICULE_STEP_WORD, 1);
  bind_both (widget_class, GDK_KEY_Up, GDK_KEY_KP_Up, 0, MANICULE_STEP_LINE, -1);
  bind_both (widget_class, GDK_KEY_Down, GDK_KEY_KP_Down, 0, MANICULE_STEP_LINE, 1);
  bind_both (widget_class, GDK_KEY_Up, GDK_KEY_KP_Up, GDK_CONTROL_MASK, MANICULE_STEP_PARAGRAPH, -1);
  bind_both (widget_class, GDK_KEY_Down, GDK_KEY_KP_Down, GDK_CONTROL_MASK, MANICULE_STEP_PARAGRAPH, 1);
  bind_both (widget_class, GDK_KEY_Home, GDK_KEY_KP_Home, 0, MANICULE_STEP_LINE_ENDS, -1);
  bind_both (widget_class, GDK_KEY_End, GDK_KEY_KP_End, 0, MANICULE_STEP_LINE_ENDS, 1);
  bind_both (widget_class, GDK_KEY_Home, GDK_KEY_KP_Home, GDK_CONTROL_MASK, MANICULE_STEP_TEXT_ENDS, -1);
  bind_both (widget_class, GDK_KEY_End, GDK_KEY_KP_End, GDK_CONTROL_MASK, MANICULE_STEP_TEXT_ENDS, 1);
  bind_both (widget_class, GDK_KEY_Page_Up, GDK_KEY_KP_Page_Up, 0, MANICULE_STEP_PAGE, -1);
  bind_both (widget_class, GDK_KEY_Page_Down, GDK_KEY_KP_Page_Down, 0, MANICULE_STEP_PAGE, 1);

  gtk_widget_class_install_action (widget_class, "clipboard.copy", NULL, copy_activated);
  gtk_widget_class_install_action (widget_class, "selection.select-all", NULL, select_all_activated);
  /* Menus show the key that was added last. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Insert, GDK_CONTROL_MASK, "clipboard.copy", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "clipboard.copy", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_a, GDK_CONTROL_MASK, "selection.select-all", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, unselect, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, open_menu, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, open_menu, NULL);
}
