/* test-viewport-script.c: a day at the desk: scrolls, resizes, zooms and edits in any order move nothing by themselves
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-viewport.h"

#define TOP 24
#define BOTTOM 36
#define MAX_VISUALS 40

/* Each line has so many characters, of which a visual line takes @width; under each visual line stand rows of marks. */
typedef struct
{
  guint  n_chars;
  guint8 rows[MAX_VISUALS];
} Line;

/* The same column twice: as the viewport knows it, and added up plainly. */
typedef struct
{
  ManiculeViewport *viewport;  /* (owned) */
  Line             *lines;     /* (owned) */
  guint             n;
  guint             width;     /* characters */
  double            pitch;     /* px */
  double            page;
  gboolean          has_keep;
  ManiculeKeep      keep;
  double            value;     /* the truth: from the beginning of the document to the top of the view */
} Desk;

static guint
n_visuals (const Desk *self,
           guint       line)
{
  return MIN (self->lines[line].n_chars / self->width, MAX_VISUALS - 1) + 1;
}

static double
visual_top (const Desk *self,
            guint       line,
            guint       visual)
{
  double y = 0;

  for (guint i = 0; i < visual; i++)
    y += self->pitch + 15 * self->lines[line].rows[i];

  return y;
}

static double
line_height (const Desk *self,
             guint       line)
{
  return visual_top (self, line, n_visuals (self, line));
}

static double
measure (guint    line,
         gpointer data)
{
  return line_height (data, line);
}

static double
estimate (guint    line,
          gpointer data)
{
  const Desk *self = data;

  return self->lines[line].n_chars / (double) self->width * self->pitch * 0.6;
}

/* The key is the first character of a visual line. */
static guint
to_key (guint    line,
        double   y,
        double  *top,
        gpointer data)
{
  const Desk *self = data;
  guint visual = 0;

  while (visual + 1 < n_visuals (self, line) && visual_top (self, line, visual + 1) <= y)
    visual++;
  *top = visual_top (self, line, visual);

  return visual * self->width;
}

static double
from_key (guint    line,
          guint    key,
          gpointer data)
{
  const Desk *self = data;

  return visual_top (self, line, MIN (key / self->width, n_visuals (self, line) - 1));
}

static double
line_top (const Desk *self,
          guint       line)
{
  double y = TOP;

  for (guint i = 0; i < line; i++)
    y += line_height (self, i);

  return y;
}

static double
highest_value (const Desk *self)
{
  return MAX (line_top (self, self->n) + BOTTOM - self->page, 0);
}

static void
set_up (Desk *self)
{
  static const ManiculeViewportFuncs funcs = { measure, estimate, to_key, from_key };

  *self = (Desk) { .n = (guint) g_test_rand_int_range (1, 250), .width = 70, .pitch = 42, .page = 800 };
  self->lines = g_new0 (Line, self->n);
  for (guint i = 0; i < self->n; i++)
    {
      self->lines[i].n_chars = (guint) g_test_rand_int_range (0, 1200);
      for (guint k = 0; k < MAX_VISUALS; k++)
        self->lines[i].rows[k] = (guint8) g_test_rand_int_range (1, 4);
    }
  self->viewport = manicule_viewport_new (&funcs, self);
  manicule_viewport_set_page (self->viewport, self->page);
  manicule_viewport_set_padding (self->viewport, TOP, BOTTOM);
  manicule_viewport_reset (self->viewport, self->n);
  manicule_viewport_settle (self->viewport);
}

static void
tear_down (Desk *self)
{
  g_free (self->lines);
  manicule_viewport_free (self->viewport);
}

/* The view is where plain addition says that it is, and all that it shows is measured and where it should be. */
static void
check (Desk *self)
{
  guint first, last;

  g_assert_cmpfloat (line_top (self, manicule_viewport_get_line (self->viewport)) + manicule_viewport_get_into (self->viewport),
                     ==, self->value);
  g_assert_true (manicule_viewport_get_visible (self->viewport, &first, &last));
  for (guint i = first; i <= last; i++)
    g_assert_cmpfloat (manicule_viewport_line_to_y (self->viewport, i), ==, line_top (self, i) - self->value);
  g_assert_cmpfloat (line_top (self, first), <=, MAX (self->value, TOP));
  g_assert_true (last + 1 == self->n || line_top (self, last + 1) >= self->value + self->page - 1);
}

static double
random_fine (double low,
             double high)
{
  return (double) (int) (g_test_rand_double_range (low, high) * 64) / 64;
}

static void
scroll (Desk *self)
{
  double way = random_fine (-2000, 2000);

  self->has_keep = FALSE;
  self->value = CLAMP (self->value + way, 0, highest_value (self));
  manicule_viewport_scroll_by (self->viewport, way);
}

/* Where a far jump arrives is a matter of estimates; from there on it is the truth. */
static void
jump (Desk *self)
{
  self->has_keep = FALSE;
  manicule_viewport_jump_to (self->viewport, g_test_rand_double () * manicule_viewport_get_upper (self->viewport));
  self->value = line_top (self, manicule_viewport_get_line (self->viewport)) + manicule_viewport_get_into (self->viewport);
  g_assert_cmpfloat (self->value, >=, 0);
  g_assert_cmpfloat (self->value, <=, highest_value (self));
}

static void
begin_change (Desk *self)
{
  if (self->has_keep)
    return;

  self->keep = manicule_viewport_keep (self->viewport);
  self->has_keep = TRUE;
}

/* What was at the top is there again, as far as the ends of the document let it. */
static void
end_change (Desk *self)
{
  manicule_viewport_restore (self->viewport, &self->keep);
  self->value = line_top (self, self->keep.line) + from_key (self->keep.line, self->keep.key, self) + self->keep.offset;
  self->value = CLAMP (self->value, 0, highest_value (self));
}

static void
resize (Desk *self)
{
  begin_change (self);
  self->width = (guint) g_test_rand_int_range (20, 140);
  self->page = g_test_rand_int_range (0, 1200);
  manicule_viewport_set_page (self->viewport, self->page);
  manicule_viewport_reestimate (self->viewport);
  end_change (self);
}

static void
zoom (Desk *self)
{
  begin_change (self);
  self->pitch = random_fine (18, 90);
  manicule_viewport_reestimate (self->viewport);
  end_change (self);
}

/* Marks come and go: a visual line becomes higher or lower, above, in or below the view. */
static void
edit (Desk *self)
{
  guint line = manicule_viewport_get_line (self->viewport);

  begin_change (self);
  if (g_test_rand_bit ())
    line = (guint) g_test_rand_int_range (0, (gint32) self->n);
  self->lines[line].rows[g_test_rand_int_range (0, MAX_VISUALS)] = (guint8) g_test_rand_int_range (1, 9);
  end_change (self);
}

static void
calibrate (Desk *self)
{
  manicule_viewport_calibrate (self->viewport, (guint) g_test_rand_int_range (0, 60));
}

/* Whatever is done in whatever order, a scroll moves the text by its way and all else by 0 px. */
static void
test_script (void)
{
  static void (* const steps[]) (Desk *) = { scroll, scroll, jump, resize, zoom, edit, edit, calibrate };

  for (guint round = 0; round < 40; round++)
    {
      Desk desk;

      set_up (&desk);
      check (&desk);
      for (guint i = 0; i < 60; i++)
        {
          steps[g_test_rand_int_range (0, G_N_ELEMENTS (steps))] (&desk);
          check (&desk);
        }
      tear_down (&desk);
    }
}

/* A change and its opposite, many times over and from anywhere, end at the very same pixel. */
static void
test_there_and_back (void)
{
  for (guint round = 0; round < 100; round++)
    {
      Desk desk;
      double value;

      set_up (&desk);
      jump (&desk);
      scroll (&desk);
      value = desk.value;
      for (guint i = 0; i < 10; i++)
        (g_test_rand_bit () ? resize : zoom) (&desk);

      desk.width = 70;
      desk.pitch = 42;
      desk.page = 800;
      manicule_viewport_set_page (desk.viewport, desk.page);
      manicule_viewport_reestimate (desk.viewport);
      end_change (&desk);
      check (&desk);
      g_assert_cmpfloat (desk.value, ==, value);
      tear_down (&desk);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/viewport-script/any-order", test_script);
  g_test_add_func ("/viewport-script/there-and-back", test_there_and_back);

  return g_test_run ();
}
