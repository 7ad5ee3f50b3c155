/* test-viewport.c: what is seen stays where it is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include "manicule-viewport.h"

/* A document whose lines consist of visual lines of 42 px; "width" changes how many, as a resize does. */
typedef struct
{
  guint  n;
  guint *lengths;     /* (owned) */
  guint *rows;        /* (owned): what marks add */
  guint  width;
  guint  n_measured;
} Document;

#define PITCH 42
#define ROW 15

static double
document_measure (guint    line,
                  gpointer data)
{
  Document *document = data;

  document->n_measured++;
  return (document->lengths[line] / document->width + 1) * PITCH + document->rows[line] * ROW;
}

static double
document_estimate (guint    line,
                   gpointer data)
{
  Document *document = data;

  return document->lengths[line] / (document->width * 1.3) * PITCH;
}

static guint
document_to_key (guint    line,
                 double   y,
                 double  *top,
                 gpointer data)
{
  Document *document = data;
  guint last = document->lengths[line] / document->width;
  guint visual = MIN ((guint) (MAX (y, 0) / PITCH), last);

  *top = visual * PITCH;
  return visual * document->width;
}

static double
document_from_key (guint    line,
                   guint    key,
                   gpointer data)
{
  Document *document = data;

  return key / document->width * PITCH;
}

static const ManiculeViewportFuncs document_funcs = {
  document_measure, document_estimate, document_to_key, document_from_key,
};

static void
document_init (Document *document,
               guint     n)
{
  document->n = n;
  document->lengths = g_new (guint, n);
  document->rows = g_new (guint, n);
  document->width = 70;
  document->n_measured = 0;
  for (guint i = 0; i < n; i++)
    {
      document->lengths[i] = g_test_rand_int_range (0, 1200);
      document->rows[i] = g_test_rand_int_range (0, 6);
    }
}

static void
document_clear (Document *document)
{
  g_free (document->lengths);
  g_free (document->rows);
}

static ManiculeViewport *
make_viewport (Document *document)
{
  ManiculeViewport *viewport = manicule_viewport_new (&document_funcs, document);

  manicule_viewport_set_page (viewport, 800);
  manicule_viewport_set_padding (viewport, 24, 36);
  manicule_viewport_reset (viewport, document->n);
  manicule_viewport_settle (viewport);

  return viewport;
}

/* The truth: where the view is in the document when every line is measured. */
static double
true_value (Document         *document,
            ManiculeViewport *viewport)
{
  double value = 24 + manicule_viewport_get_into (viewport);

  for (guint i = 0; i < manicule_viewport_get_line (viewport); i++)
    value += document_measure (i, document);

  return value;
}

static double
true_upper (Document *document)
{
  double upper = 24 + 36;

  for (guint i = 0; i < document->n; i++)
    upper += document_measure (i, document);

  return MAX (upper, 800);
}

/* Every line in view is measured, the view is full, and it is inside the document. */
static void
check_view (Document         *document,
            ManiculeViewport *viewport)
{
  double page = manicule_viewport_get_page (viewport);
  double value = true_value (document, viewport);
  guint first, last;

  g_assert_true (manicule_viewport_get_visible (viewport, &first, &last));
  g_assert_cmpuint (first, ==, manicule_viewport_get_line (viewport));
  g_assert_cmpfloat (value, >=, 0);
  if (true_upper (document) > page)
    g_assert_cmpfloat (value, <=, true_upper (document) - page);

  for (guint line = first; line < last; line++)
    {
      double height = manicule_viewport_line_to_y (viewport, line + 1) - manicule_viewport_line_to_y (viewport, line);

      g_assert_cmpfloat (height, ==, document_measure (line, document));
    }
  for (guint line = first; line <= last; line++)
    {
      double y = manicule_viewport_line_to_y (viewport, line);
      double into;

      g_assert_cmpfloat (y, <, page);
      g_assert_cmpuint (manicule_viewport_y_to_line (viewport, y, &into), ==, line);
      g_assert_cmpfloat (into, ==, 0);
    }
}

/* A scroll moves the text by exactly the way scrolled, up into lines that were never measured as well. */
static void
test_scroll_exact (void)
{
  Document document;
  g_autoptr(ManiculeViewport) viewport = NULL;
  double truth;

  document_init (&document, 400);
  viewport = make_viewport (&document);
  manicule_viewport_jump_to (viewport, manicule_viewport_get_upper (viewport) / 2);
  truth = true_value (&document, viewport);

  for (guint step = 0; step < 500; step++)
    {
      double delta = g_test_rand_int_range (-900, 880) + g_test_rand_int_range (0, 64) / 64.0;

      truth = CLAMP (truth + delta, 0, true_upper (&document) - 800);
      manicule_viewport_scroll_by (viewport, delta);
      g_assert_cmpfloat (true_value (&document, viewport), ==, truth);
      check_view (&document, viewport);
    }
  document_clear (&document);
}

/* Random scripts of scrolls, jumps, resizes, edits and calibrations never move what stands at the top. */
static void
test_no_drift (void)
{
  for (guint round = 0; round < 20; round++)
    {
      Document document;
      g_autoptr(ManiculeViewport) viewport = NULL;

      document_init (&document, g_test_rand_int_range (200, 600));
      viewport = make_viewport (&document);

      for (guint step = 0; step < 60; step++)
        {
          ManiculeKeep keep;
          guint line;

          manicule_viewport_jump_to (viewport, g_test_rand_double_range (0.1, 0.8) * manicule_viewport_get_upper (viewport));
          manicule_viewport_scroll_by (viewport, g_test_rand_int_range (-300, 300));
          keep = manicule_viewport_keep (viewport);
          line = manicule_viewport_get_line (viewport);

          document.width = g_test_rand_int_range (20, 140);
          for (guint i = 0; i < line; i++)
            document.rows[i] = g_test_rand_int_range (0, 6);
          manicule_viewport_reestimate (viewport);
          manicule_viewport_restore (viewport, &keep);
          while (manicule_viewport_calibrate (viewport, 5));

          g_assert_cmpuint (manicule_viewport_get_line (viewport), ==, keep.line);
          g_assert_cmpfloat (manicule_viewport_get_into (viewport), ==,
                             document_from_key (keep.line, keep.key, &document) + keep.offset);
          check_view (&document, viewport);
        }
      document_clear (&document);
    }
}

/* Over a series of resizes and back the same place comes to the same pixel. */
static void
test_resize_series (void)
{
  Document document;
  g_autoptr(ManiculeViewport) viewport = NULL;
  ManiculeKeep keep;
  double before;

  document_init (&document, 300);
  viewport = make_viewport (&document);
  manicule_viewport_jump_to (viewport, 9000);
  keep = manicule_viewport_keep (viewport);
  before = true_value (&document, viewport);

  for (guint i = 0; i < 12; i++)
    {
      document.width = i == 11 ? 70 : 25 + 10 * i;
      manicule_viewport_set_page (viewport, i == 11 ? 800 : 500 + 50 * i);
      manicule_viewport_reestimate (viewport);
      manicule_viewport_restore (viewport, &keep);
    }
  g_assert_cmpfloat (true_value (&document, viewport), ==, before);
  document_clear (&document);
}

/* The ends are reached exactly, from any distance, and both paddings are seen. */
static void
test_ends (void)
{
  Document document;
  g_autoptr(ManiculeViewport) viewport = NULL;

  document_init (&document, 500);
  viewport = make_viewport (&document);
  g_assert_cmpfloat (manicule_viewport_get_value (viewport), ==, 0);

  manicule_viewport_follow (viewport, 0, manicule_viewport_get_upper (viewport) - 800);
  g_assert_cmpfloat (true_value (&document, viewport), ==, true_upper (&document) - 800);
  check_view (&document, viewport);

  manicule_viewport_follow (viewport, manicule_viewport_get_value (viewport), 0);
  g_assert_cmpfloat (true_value (&document, viewport), ==, 0);
  g_assert_cmpfloat (manicule_viewport_line_to_y (viewport, 0), ==, 24);

  manicule_viewport_scroll_by (viewport, -5000);
  g_assert_cmpfloat (true_value (&document, viewport), ==, 0);
  document_clear (&document);
}

/* A document shorter than the view stands at its top and cannot be scrolled. */
static void
test_short (void)
{
  Document document;
  g_autoptr(ManiculeViewport) viewport = NULL;

  document_init (&document, 1);
  document.lengths[0] = 60;
  viewport = make_viewport (&document);

  g_assert_cmpfloat (manicule_viewport_get_upper (viewport), ==, 800);
  manicule_viewport_scroll_by (viewport, 100);
  g_assert_cmpfloat (manicule_viewport_get_value (viewport), ==, 0);
  manicule_viewport_jump_to (viewport, 500);
  g_assert_cmpfloat (manicule_viewport_get_value (viewport), ==, 0);
  document_clear (&document);
}

/* Work does not grow with the document: a view, a jump and a scroll measure no more lines than they show or pass. */
static void
test_work (gconstpointer data)
{
  Document document;
  g_autoptr(ManiculeViewport) viewport = NULL;

  document_init (&document, GPOINTER_TO_UINT (data));
  for (guint i = 0; i < document.n; i++)
    document.lengths[i] = 700;
  viewport = make_viewport (&document);
  g_assert_cmpuint (document.n_measured, <, 10);

  document.n_measured = 0;
  manicule_viewport_follow (viewport, 0, manicule_viewport_get_upper (viewport) * 0.7);
  g_assert_cmpuint (document.n_measured, <, 10);

  document.n_measured = 0;
  manicule_viewport_follow (viewport, 1000, 1040);
  g_assert_cmpuint (document.n_measured, <, 10);

  document.n_measured = 0;
  while (manicule_viewport_calibrate (viewport, 1));
  g_assert_cmpuint (document.n_measured, <=, 60);
  document_clear (&document);
}

/* After calibration the estimate of the whole is right to a few percent, though each line's guess was far off. */
static void
test_calibrate (void)
{
  Document document;
  g_autoptr(ManiculeViewport) viewport = NULL;
  double error;

  document_init (&document, 5000);
  viewport = make_viewport (&document);
  while (manicule_viewport_calibrate (viewport, 4));

  error = fabs (manicule_viewport_get_upper (viewport) / true_upper (&document) - 1);
  g_assert_cmpfloat (error, <, 0.15);
  g_assert_cmpfloat (manicule_viewport_get_value (viewport), ==, 0);
  document_clear (&document);
}

/* Without lines there is nothing to see, and nothing fails. */
static void
test_empty (void)
{
  Document document = { .width = 70 };
  g_autoptr(ManiculeViewport) viewport = make_viewport (&document);
  guint first, last;

  manicule_viewport_scroll_by (viewport, 10);
  manicule_viewport_jump_to (viewport, 10);
  manicule_viewport_reestimate (viewport);
  g_assert_false (manicule_viewport_calibrate (viewport, 10));
  g_assert_false (manicule_viewport_get_visible (viewport, &first, &last));
  g_assert_cmpfloat (manicule_viewport_get_value (viewport), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/viewport/scroll-exact", test_scroll_exact);
  g_test_add_func ("/viewport/no-drift", test_no_drift);
  g_test_add_func ("/viewport/resize-series", test_resize_series);
  g_test_add_func ("/viewport/ends", test_ends);
  g_test_add_func ("/viewport/short", test_short);
  g_test_add_data_func ("/viewport/work/1000", GUINT_TO_POINTER (1000), test_work);
  g_test_add_data_func ("/viewport/work/100000", GUINT_TO_POINTER (100000), test_work);
  g_test_add_func ("/viewport/calibrate", test_calibrate);
  g_test_add_func ("/viewport/empty", test_empty);

  return g_test_run ();
}
