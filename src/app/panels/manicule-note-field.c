/* manicule-note-field.c: a note, written down by itself
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-note-field.h"

/* A pause of that many ms in typing writes the note down. */
#define WRITE_AFTER 800

struct _ManiculeNoteField
{
  AdwBin       parent_instance;

  GtkTextView *view;
  GtkWidget   *hint;

  guint        timer;    /* 0: nothing is due */
  gboolean     showing;  /* what changes is not the user's doing */
};

enum
{
  WRITTEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ManiculeNoteField, manicule_note_field, ADW_TYPE_BIN)

static char *
dup_note (ManiculeNoteField *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static gboolean
timer_cb (gpointer data)
{
  manicule_note_field_write (data);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (ManiculeNoteField *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);

  gtk_widget_set_visible (self->hint, gtk_text_buffer_get_char_count (buffer) == 0);
  if (self->showing)
    return;
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add (WRITE_AFTER, timer_cb, self);
}

/* Not at once: what is written changes lists, and GTK goes on from where the focus was to where it will be, through the
 * widgets of either, after it has said that the focus leaves. */
static void
left_cb (ManiculeNoteField *self)
{
  if (self->timer == 0)
    return;
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_idle_add (timer_cb, self);
}

static gboolean
manicule_note_field_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (MANICULE_NOTE_FIELD (widget)->view));
}

static void
manicule_note_field_dispose (GObject *object)
{
  ManiculeNoteField *self = MANICULE_NOTE_FIELD (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), MANICULE_TYPE_NOTE_FIELD);

  G_OBJECT_CLASS (manicule_note_field_parent_class)->dispose (object);
}

static void
manicule_note_field_class_init (ManiculeNoteFieldClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = manicule_note_field_dispose;
  widget_class->grab_focus = manicule_note_field_grab_focus;

  signals[WRITTEN] = g_signal_new ("written", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/manicule/Manicule/panels/manicule-note-field.ui");
  gtk_widget_class_bind_template_child (widget_class, ManiculeNoteField, view);
  gtk_widget_class_bind_template_child (widget_class, ManiculeNoteField, hint);
  gtk_widget_class_bind_template_callback (widget_class, left_cb);
}

static void
manicule_note_field_init (ManiculeNoteField *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_text_view_get_buffer (self->view), "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

void
manicule_note_field_set_note (ManiculeNoteField *self,
                              const char        *note)
{
  g_autofree char *now = NULL;

  g_return_if_fail (MANICULE_IS_NOTE_FIELD (self));

  if (self->timer != 0)
    return;
  now = dup_note (self);
  note = note != NULL ? note : "";
  if (g_str_equal (note, now))
    return;
  self->showing = TRUE;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), note, -1);
  self->showing = FALSE;
}

void
manicule_note_field_set_editable (ManiculeNoteField *self,
                                  gboolean           editable)
{
  g_return_if_fail (MANICULE_IS_NOTE_FIELD (self));

  gtk_text_view_set_editable (self->view, editable);
}

void
manicule_note_field_write (ManiculeNoteField *self)
{
  g_autofree char *note = NULL;

  g_return_if_fail (MANICULE_IS_NOTE_FIELD (self));

  if (self->timer == 0)
    return;
  g_clear_handle_id (&self->timer, g_source_remove);
  note = dup_note (self);
  g_signal_emit (self, signals[WRITTEN], 0, note);
}
