/* test-window-walk.c: from one annotation to the next
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-editor.h"
#include "workspace-test.h"

typedef struct
{
  StoreTestFolder   *folder;     /* (owned) */
  ManiculeWorkspace *workspace;  /* (owned) */
  ManiculeEditor    *editor;     /* (owned) */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = store_test_folder_new ();
  store_test_make_project (fixture->folder->file);
  fixture->workspace = workspace_test_open (fixture->folder->file, "carla");
  fixture->editor = manicule_editor_new (fixture->workspace);
  manicule_editor_open_article (fixture->editor, "one");
  while (manicule_editor_get_loading (fixture->editor))
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  workspace_test_settle (fixture->workspace);
  g_assert_finalize_object (g_steal_pointer (&fixture->editor));
  workspace_test_close (&fixture->workspace);
  store_test_folder_free (fixture->folder);
}

/* What is there already is not added again. */
static void
mark (Fixture    *fixture,
      const char *label,
      guint       start,
      guint       end)
{
  (void) manicule_editor_apply_label (fixture->editor, label, &(ManiculeRange) { start, end }, start);
}

static ManiculeAnnotation *
get_span (Fixture *fixture,
          guint    number)
{
  ManiculeAnnotationSet *set = manicule_editor_get_annotation_set (fixture->editor);

  return manicule_annotation_set_get (set, manicule_annotation_set_get_n (set, MANICULE_ANNOTATION_DOCUMENT) + number);
}

/* From span to span; from the caret where none has the focus; at either end there is nothing more. */
static void
test_neighbour (Fixture       *fixture,
                gconstpointer  data)
{
  mark (fixture, "PER", 0, 13);
  mark (fixture, "ORG", 28, 41);

  manicule_editor_set_focused (fixture->editor, get_span (fixture, 1));
  g_assert_true (manicule_editor_get_neighbour (fixture->editor, 0, FALSE) == get_span (fixture, 0));
  g_assert_null (manicule_editor_get_neighbour (fixture->editor, 0, TRUE));
  manicule_editor_set_focused (fixture->editor, NULL);
  g_assert_true (manicule_editor_get_neighbour (fixture->editor, 20, TRUE) == get_span (fixture, 1));
  g_assert_true (manicule_editor_get_neighbour (fixture->editor, 20, FALSE) == get_span (fixture, 0));
  g_assert_null (manicule_editor_get_neighbour (fixture->editor, 50, TRUE));
}

static int
compare_by_walk (gconstpointer a,
                 gconstpointer b)
{
  ManiculeRange first = manicule_annotation_get_hull (*(ManiculeAnnotation * const *) a);
  ManiculeRange second = manicule_annotation_get_hull (*(ManiculeAnnotation * const *) b);

  if (first.start != second.start)
    return first.start < second.start ? -1 : 1;
  if (first.end != second.end)
    return first.end < second.end ? -1 : 1;
  return manicule_annotation_compare (*(ManiculeAnnotation * const *) a, *(ManiculeAnnotation * const *) b);
}

/* Whatever lies over each other, the walk meets each span once: by where it starts, there the shortest first; and from any
 * place of the caret it begins with the nearest. */
static void
test_stack (Fixture       *fixture,
            gconstpointer  data)
{
  ManiculeAnnotationSet *set = manicule_editor_get_annotation_set (fixture->editor);
  g_autoptr(GPtrArray) spans = g_ptr_array_new ();
  guint first;

  for (guint i = 0; i < 30; i++)
    {
      guint start = (guint) g_test_rand_int_range (0, 12);

      mark (fixture, i % 2 == 0 ? "PER" : "ORG", start, start + (guint) g_test_rand_int_range (1, 6));
    }
  first = manicule_annotation_set_get_n (set, MANICULE_ANNOTATION_DOCUMENT);
  for (guint i = 0; i < manicule_annotation_set_get_n (set, MANICULE_ANNOTATION_SPAN); i++)
    g_ptr_array_add (spans, manicule_annotation_set_get (set, first + i));
  g_ptr_array_sort (spans, compare_by_walk);

  for (guint i = 0; i < spans->len; i++)
    {
      manicule_editor_set_focused (fixture->editor, g_ptr_array_index (spans, i));
      g_assert_true (manicule_editor_get_neighbour (fixture->editor, 0, TRUE)
                     == (i + 1 < spans->len ? g_ptr_array_index (spans, i + 1) : NULL));
      g_assert_true (manicule_editor_get_neighbour (fixture->editor, 0, FALSE)
                     == (i > 0 ? g_ptr_array_index (spans, i - 1) : NULL));
    }

  manicule_editor_set_focused (fixture->editor, NULL);
  for (guint caret = 0; caret < 20; caret++)
    {
      guint next = 0;

      while (next < spans->len && manicule_annotation_get_hull (g_ptr_array_index (spans, next)).start < caret)
        next++;
      g_assert_true (manicule_editor_get_neighbour (fixture->editor, caret, TRUE)
                     == (next < spans->len ? g_ptr_array_index (spans, next) : NULL));
      g_assert_true (manicule_editor_get_neighbour (fixture->editor, caret, FALSE)
                     == (next > 0 ? g_ptr_array_index (spans, next - 1) : NULL));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/window/walk/neighbour", Fixture, NULL, set_up, test_neighbour, tear_down);
  g_test_add ("/window/walk/stack", Fixture, NULL, set_up, test_stack, tear_down);

  return g_test_run ();
}
