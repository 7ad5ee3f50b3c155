/* manicule-project-page-focus.c: the text, or the list, keeps the keyboard while the window is folded and unfolded
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A pane that goes into another place, or comes back, loses the focus on the way, and GTK gives it to whatever comes first:
 * the next label's key would be typed into the search. What has the focus is therefore noted each time it changes; a change
 * in the very frame in which panes move, or shortly after, is no doing of the user.
 */

#include "manicule-project-page-private.h"

#define SETTLES (500 * G_TIME_SPAN_MILLISECOND)

static gint64
get_frame (ManiculeProjectPage *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));

  return clock != NULL ? gdk_frame_clock_get_frame_counter (clock) : 0;
}

static ManiculeKeptPane
find_focused (ManiculeProjectPage *self)
{
  if (manicule_article_view_has_focus (self->article))
    return MANICULE_KEPT_TEXT;
  if (manicule_article_list_has_focus (self->articles))
    return MANICULE_KEPT_ARTICLES;
  return MANICULE_KEPT_NONE;
}

static gboolean
restore_cb (gpointer data)
{
  ManiculeProjectPage *self = data;

  self->focus_idle = 0;
  /* Where there is room for one of them alone, the list gives way to the text. */
  if (self->focused == MANICULE_KEPT_ARTICLES && gtk_widget_get_mapped (GTK_WIDGET (self->articles)))
    manicule_article_list_grab (self->articles);
  else if (self->focused != MANICULE_KEPT_NONE)
    manicule_project_page_focus_text (self);
  return G_SOURCE_REMOVE;
}

static void
restore (ManiculeProjectPage *self)
{
  if (self->focus_idle == 0)
    self->focus_idle = g_idle_add (restore_cb, self);
}

static void
focus_changed_cb (ManiculeProjectPage *self)
{
  ManiculeKeptPane focused = find_focused (self);
  gint64 frame = get_frame (self);

  if (focused != self->focused && g_get_monotonic_time () < self->settling_until)
    {
      restore (self);
      return;
    }
  if (frame != self->focus_frame)
    self->formerly_focused = self->focused;
  self->focused = focused;
  self->focus_frame = frame;
}

void
manicule_project_page_keep_focus (ManiculeProjectPage *self)
{
  if (self->focused == MANICULE_KEPT_NONE && get_frame (self) == self->focus_frame)
    self->focused = self->formerly_focused;
  if (self->focused == MANICULE_KEPT_NONE)
    return;
  self->settling_until = g_get_monotonic_time () + SETTLES;
  restore (self);
}

void
manicule_project_page_free_focus (ManiculeProjectPage *self)
{
  self->settling_until = 0;
  g_clear_handle_id (&self->focus_idle, g_source_remove);
}

void
manicule_project_page_watch_focus (ManiculeProjectPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  self->focus_handler = g_signal_connect_swapped (root, "notify::focus-widget", G_CALLBACK (focus_changed_cb), self);
  focus_changed_cb (self);
}

void
manicule_project_page_unwatch_focus (ManiculeProjectPage *self)
{
  g_clear_handle_id (&self->focus_idle, g_source_remove);
  g_clear_signal_handler (&self->focus_handler, gtk_widget_get_root (GTK_WIDGET (self)));
}
