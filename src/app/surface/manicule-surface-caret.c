/* manicule-surface-caret.c: what a move of the caret brings about, and the caret as the outside sees it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-surface-private.h"

/* The caret is seen for this part of a blink. */
#define SEEN 0.66

static gboolean
blink (gpointer data)
{
  ManiculeSurface *self = data;
  GtkSettings *settings = gtk_widget_get_settings (GTK_WIDGET (self));
  int time, timeout;

  g_object_get (settings, "gtk-cursor-blink-time", &time, "gtk-cursor-blink-timeout", &timeout, NULL);

  self->blink_source = 0;
  self->caret_hidden = !self->caret_hidden;
  self->blink_count += self->caret_hidden ? 0 : (guint) time;
  gtk_widget_queue_draw (GTK_WIDGET (self));

  /* A caret that nobody moves comes to rest, seen. */
  if (self->caret_hidden || self->blink_count < (guint) timeout * 1000)
    self->blink_source = g_timeout_add ((guint) (time * (self->caret_hidden ? 1 - SEEN : SEEN)), blink, self);

  return G_SOURCE_REMOVE;
}

void
manicule_surface_stop_blinking (ManiculeSurface *self)
{
  g_clear_handle_id (&self->blink_source, g_source_remove);
  self->caret_hidden = FALSE;
}

/* Shows the caret, and lets it blink from now on if the desktop wants that. */
void
manicule_surface_blink (ManiculeSurface *self)
{
  gboolean blinks;
  int time;

  manicule_surface_stop_blinking (self);
  self->blink_count = 0;
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)) || !gtk_widget_has_focus (GTK_WIDGET (self)))
    return;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)),
                "gtk-cursor-blink", &blinks, "gtk-cursor-blink-time", &time, NULL);
  if (blinks)
    self->blink_source = g_timeout_add ((guint) (time * SEEN), blink, self);
}

/* Told by the caret of each change: a ManiculeCaretFunc. */
void
manicule_surface_caret_changed (gboolean moved,
                                gboolean selection_changed,
                                gpointer data)
{
  ManiculeSurface *self = data;
  guint from, to;
  gboolean has_selection = self->map != NULL && manicule_caret_get_selection (self->caret, &from, &to);

  manicule_surface_blink (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (!has_selection && self->drag == MANICULE_DRAG_NONE)
    manicule_surface_handles_show (self, FALSE);
  manicule_surface_handles_update (self);
  if (!self->holds_focus)
    manicule_surface_focus_caret (self);
  manicule_surface_a11y_caret_moved (self, selection_changed);

  if (moved)
    manicule_surface_notify (self, MANICULE_SURFACE_CARET);
  if (has_selection != self->had_selection)
    {
      self->had_selection = has_selection;
      manicule_surface_notify (self, MANICULE_SURFACE_HAS_SELECTION);
    }
  if (selection_changed)
    g_signal_emit_by_name (self, "selection-changed");
}

/**
 * manicule_surface_get_caret:
 * @self: a surface
 *
 * Returns: where the caret stands, in code points
 */
guint
manicule_surface_get_caret (ManiculeSurface *self)
{
  g_return_val_if_fail (MANICULE_IS_SURFACE (self), 0);

  return self->map != NULL ? manicule_surface_to_char (self, manicule_caret_get_place (self->caret).byte) : 0;
}

/**
 * manicule_surface_set_caret:
 * @self: a surface
 * @chr: a place in code points; one past the end counts as the end
 *
 * Moves the caret there and shows it; nothing is selected any more.
 */
void
manicule_surface_set_caret (ManiculeSurface *self,
                            guint            chr)
{
  g_return_if_fail (MANICULE_IS_SURFACE (self));

  if (self->map == NULL)
    return;

  manicule_caret_place (self->caret, (ManiculePlace) { manicule_surface_to_byte (self, chr), FALSE }, FALSE);
  manicule_surface_show_caret (self);
}

/**
 * manicule_surface_get_selection:
 * @self: a surface
 * @range: (out) (optional): what is selected, in code points; empty at the caret when nothing is
 *
 * Returns: whether anything is selected
 */
gboolean
manicule_surface_get_selection (ManiculeSurface *self,
                                ManiculeRange   *range)
{
  guint from, to;
  gboolean selected;

  g_return_val_if_fail (MANICULE_IS_SURFACE (self), FALSE);

  if (self->map == NULL)
    {
      if (range != NULL)
        *range = (ManiculeRange) { 0, 0 };
      return FALSE;
    }

  selected = manicule_caret_get_selection (self->caret, &from, &to);
  if (range != NULL)
    *range = (ManiculeRange) { manicule_surface_to_char (self, from), manicule_surface_to_char (self, to) };

  return selected;
}

/**
 * manicule_surface_select:
 * @self: a surface
 * @range: what to select, in code points; the caret goes to its end
 *
 * Selects exactly @range and shows it.
 */
void
manicule_surface_select (ManiculeSurface *self,
                         ManiculeRange    range)
{
  g_return_if_fail (MANICULE_IS_SURFACE (self));

  if (self->map == NULL)
    return;

  manicule_caret_select (self->caret, manicule_surface_to_byte (self, range.start),
                         manicule_surface_to_byte (self, range.end));
  manicule_surface_show_caret (self);
}

/**
 * manicule_surface_unselect:
 * @self: a surface
 *
 * Nothing is selected any more; the caret stays.
 */
void
manicule_surface_unselect (ManiculeSurface *self)
{
  g_return_if_fail (MANICULE_IS_SURFACE (self));

  manicule_caret_unselect (self->caret);
}
