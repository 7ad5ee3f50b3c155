/* test-window-follower.c: what is brought up to date after the text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-follower.h"

typedef struct
{
  GtkWidget        *window;
  GtkWidget        *stack;
  GtkWidget        *widget;    /* on the first page of the stack */
  ManiculeFollower *follower;
  guint             n_frames;  /* painted since it was asked */
} Fixture;

static guint n_runs;

static void
follow (gpointer widget)
{
  g_assert_true (GTK_IS_LABEL (widget));
  n_runs++;
}

static void
after_paint_cb (Fixture *fixture)
{
  fixture->n_frames++;
}

static void
wait_for_frames (Fixture *fixture,
                 guint    n)
{
  for (guint goal = fixture->n_frames + n; fixture->n_frames < goal;)
    {
      gtk_widget_queue_draw (fixture->window);
      g_main_context_iteration (NULL, TRUE);
    }
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  n_runs = 0;
  fixture->window = gtk_window_new ();
  fixture->stack = gtk_stack_new ();
  fixture->widget = gtk_label_new ("follows");
  gtk_stack_add_named (GTK_STACK (fixture->stack), fixture->widget, "first");
  gtk_stack_add_named (GTK_STACK (fixture->stack), gtk_label_new ("another"), "second");
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->stack);
  fixture->follower = manicule_follower_new (fixture->widget, follow);
  gtk_window_present (GTK_WINDOW (fixture->window));
  g_signal_connect_swapped (gtk_widget_get_frame_clock (fixture->window), "after-paint", G_CALLBACK (after_paint_cb), fixture);
  wait_for_frames (fixture, 2);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_pointer (&fixture->follower, manicule_follower_free);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
}

/* However often it is asked for, it is done once, and not before the frame. */
static void
test_once (Fixture       *fixture,
           gconstpointer  data)
{
  manicule_follower_queue (fixture->follower);
  manicule_follower_queue (fixture->follower);
  g_assert_cmpuint (n_runs, ==, 0);

  wait_for_frames (fixture, 2);
  g_assert_cmpuint (n_runs, ==, 1);
  wait_for_frames (fixture, 2);
  g_assert_cmpuint (n_runs, ==, 1);
}

/* Who cannot wait has it done at once; then it is not done again. */
static void
test_run (Fixture       *fixture,
          gconstpointer  data)
{
  manicule_follower_run (fixture->follower);
  g_assert_cmpuint (n_runs, ==, 0);

  manicule_follower_queue (fixture->follower);
  manicule_follower_run (fixture->follower);
  g_assert_cmpuint (n_runs, ==, 1);
  wait_for_frames (fixture, 2);
  g_assert_cmpuint (n_runs, ==, 1);
}

/* What is hidden, before or after it was asked for, catches up when it is shown. */
static void
test_hidden (Fixture       *fixture,
             gconstpointer  data)
{
  manicule_follower_queue (fixture->follower);
  gtk_stack_set_visible_child_name (GTK_STACK (fixture->stack), "second");
  wait_for_frames (fixture, 2);
  manicule_follower_queue (fixture->follower);
  wait_for_frames (fixture, 2);
  g_assert_cmpuint (n_runs, ==, 0);

  gtk_stack_set_visible_child_name (GTK_STACK (fixture->stack), "first");
  g_assert_cmpuint (n_runs, ==, 1);
}

/* What is gone is not followed. */
static void
test_freed (Fixture       *fixture,
            gconstpointer  data)
{
  manicule_follower_queue (fixture->follower);
  g_clear_pointer (&fixture->follower, manicule_follower_free);
  wait_for_frames (fixture, 2);
  g_assert_cmpuint (n_runs, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add ("/follower/once", Fixture, NULL, set_up, test_once, tear_down);
  g_test_add ("/follower/run", Fixture, NULL, set_up, test_run, tear_down);
  g_test_add ("/follower/hidden", Fixture, NULL, set_up, test_hidden, tear_down);
  g_test_add ("/follower/freed", Fixture, NULL, set_up, test_freed, tear_down);

  return g_test_run ();
}
