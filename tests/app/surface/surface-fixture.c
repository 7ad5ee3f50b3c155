/* surface-fixture.c: a surface in a window, driven by real events
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "surface-fixture.h"

#define PATIENCE 5000

static gboolean
set_flag (gpointer data)
{
  *(gboolean *) data = TRUE;

  return G_SOURCE_REMOVE;
}

static void
painted (GdkFrameClock *clock,
         gboolean      *flag)
{
  *flag = TRUE;
}

void
surface_fixture_frame (SurfaceFixture *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (self->window);
  gboolean done = FALSE;
  gulong id = g_signal_connect (clock, "after-paint", G_CALLBACK (painted), &done);

  gtk_widget_queue_draw (GTK_WIDGET (self->surface));
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, id);
}

void
surface_fixture_settle (SurfaceFixture *self,
                        guint           milliseconds)
{
  gboolean done = FALSE;

  g_timeout_add (milliseconds, set_flag, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

void
surface_fixture_wait (SurfaceFixture   *self,
                      SurfaceCondition  condition,
                      gpointer          data)
{
  gint64 end = g_get_monotonic_time () + PATIENCE * G_TIME_SPAN_MILLISECOND;

  while (!condition (self, data) && g_get_monotonic_time () < end)
    surface_fixture_settle (self, 5);
}

static void
exited (GObject      *source,
        GAsyncResult *result,
        gpointer      data)
{
  g_autoptr(GError) error = NULL;

  g_subprocess_wait_check_finish (G_SUBPROCESS (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

static void
run (const char * const *argv)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_NONE, &error);
  gboolean done = FALSE;

  g_assert_no_error (error);
  g_subprocess_wait_check_async (process, NULL, exited, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

void
surface_fixture_xdotool (SurfaceFixture *self,
                         const char     *first,
                         ...)
{
  g_autoptr(GPtrArray) argv = g_ptr_array_new ();
  va_list words;

  g_ptr_array_add (argv, (gpointer) "xdotool");
  va_start (words, first);
  for (const char *word = first; word != NULL; word = va_arg (words, const char *))
    g_ptr_array_add (argv, (gpointer) word);
  va_end (words);
  g_ptr_array_add (argv, NULL);

  run ((const char * const *) argv->pdata);
  surface_fixture_settle (self, 30);
}

static gboolean
is_calibrated (SurfaceFixture *self,
               gpointer        data)
{
  return self->surface->calibrate_source == 0 && self->surface->sync_source == 0;
}

void
surface_fixture_calibrate (SurfaceFixture *self)
{
  surface_fixture_wait (self, is_calibrated, NULL);
  g_assert_true (is_calibrated (self, NULL));
}

GtkAdjustment *
surface_fixture_adjustment (SurfaceFixture *self)
{
  return gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->surface));
}

void
surface_fixture_scroll_to (SurfaceFixture *self,
                           double          part)
{
  GtkAdjustment *adjustment = surface_fixture_adjustment (self);

  gtk_adjustment_set_value (adjustment,
                            part * (gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment)));
  surface_fixture_frame (self);
}

ManiculeLineCounts
surface_fixture_count (SurfaceFixture *self)
{
  return *manicule_surface_get_counts (self->surface);
}

/* "Right Right shift+Left": pressed one after the other. */
void
surface_fixture_keys (SurfaceFixture *self,
                      const char     *keys)
{
  g_auto(GStrv) words = g_strsplit (keys, " ", -1);
  g_autoptr(GPtrArray) argv = g_ptr_array_new ();

  g_ptr_array_add (argv, (gpointer) "xdotool");
  g_ptr_array_add (argv, (gpointer) "key");
  g_ptr_array_add (argv, (gpointer) "--delay");
  g_ptr_array_add (argv, (gpointer) "4");
  for (guint i = 0; words[i] != NULL; i++)
    g_ptr_array_add (argv, words[i]);
  g_ptr_array_add (argv, NULL);

  run ((const char * const *) argv->pdata);
  surface_fixture_settle (self, 30);
}

void
surface_fixture_point (SurfaceFixture *self,
                       double          x,
                       double          y)
{
  graphene_point_t point;
  double dx, dy;
  g_autofree char *px = NULL, *py = NULL;

  g_assert_true (gtk_widget_compute_point (GTK_WIDGET (self->surface), self->window,
                                           &GRAPHENE_POINT_INIT ((float) x, (float) y), &point));
  gtk_native_get_surface_transform (GTK_NATIVE (self->window), &dx, &dy);
  px = g_strdup_printf ("%d", (int) (point.x + dx));
  py = g_strdup_printf ("%d", (int) (point.y + dy));
  surface_fixture_xdotool (self, "mousemove", px, py, NULL);
}

guint
surface_fixture_offset (SurfaceFixture *self,
                        const char     *text)
{
  ManiculeText *content = manicule_annotation_set_get_text (self->set);
  const char *data = manicule_text_get_data (content);
  const char *found = strstr (data, text);

  g_assert_nonnull (found);

  return manicule_text_byte_to_char (content, (guint) (found - data));
}

void
surface_fixture_find (SurfaceFixture  *self,
                      const char      *text,
                      graphene_rect_t *extents)
{
  guint start = surface_fixture_offset (self, text);
  ManiculeRange range = { start, start + (guint) g_utf8_strlen (text, -1) };

  g_assert_true (manicule_surface_get_extents (self->surface, range, extents));
}

char *
surface_fixture_selected (SurfaceFixture *self)
{
  ManiculeRange range;

  manicule_surface_get_selection (self->surface, &range);

  return manicule_text_get_slice (manicule_annotation_set_get_text (self->set), range.start, range.end);
}

static gboolean
has_focus (SurfaceFixture *self,
           gpointer        data)
{
  return gtk_window_is_active (GTK_WINDOW (self->window)) && gtk_widget_has_focus (GTK_WIDGET (self->surface));
}

/* The window is found by its title, which no other has. */
static void
take_focus (SurfaceFixture *self)
{
  const char * const argv[] = { "xdotool", "search", "--sync", "--name", gtk_window_get_title (GTK_WINDOW (self->window)), NULL };
  g_autoptr(GSubprocess) process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL);

  g_subprocess_communicate_utf8 (process, NULL, NULL, &self->xid, NULL, NULL);
  self->xid[strcspn (self->xid, "\n")] = '\0';
  surface_fixture_xdotool (self, "windowmove", self->xid, "0", "0", "windowfocus", self->xid, NULL);
  surface_fixture_wait (self, has_focus, NULL);
  g_assert_true (has_focus (self, NULL));
}

void
surface_fixture_init (SurfaceFixture        *self,
                      ManiculeAnnotationSet *set,
                      int                    width,
                      int                    height)
{
  static guint n_windows;
  g_autofree char *title = g_strdup_printf ("Surface test %u", n_windows++);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *surface = manicule_surface_new ();

  self->set = set;
  self->schema = surface_sample_schema ();
  self->surface = MANICULE_SURFACE (surface);
  self->window = adw_window_new ();
  manicule_surface_set_schema (self->surface, self->schema);
  manicule_surface_set_annotation_set (self->surface, set);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), surface);
  adw_window_set_content (ADW_WINDOW (self->window), scrolled);
  gtk_window_set_default_size (GTK_WINDOW (self->window), width, height);
  gtk_window_set_title (GTK_WINDOW (self->window), title);
  gtk_widget_grab_focus (surface);
  gtk_window_present (GTK_WINDOW (self->window));
  surface_fixture_frame (self);
  take_focus (self);
}

void
surface_fixture_clear (SurfaceFixture *self)
{
  g_object_add_weak_pointer (G_OBJECT (self->surface), (gpointer *) &self->surface);
  gtk_window_destroy (GTK_WINDOW (self->window));
  surface_fixture_settle (self, 20);
  g_assert_null (self->surface);
  g_assert_finalize_object (self->set);
  g_assert_finalize_object (self->schema);
  g_free (self->xid);
}
