/* test-window-excerpt.c: the sentence around a span, as the panel shows it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-excerpt.h"

#include <string.h>

static GtkLabel *
get_sentence (GtkWidget *excerpt)
{
  return GTK_LABEL (gtk_widget_get_last_child (excerpt));
}

/* What is bold in the sentence is the span, to the character. */
static char *
dup_bold (GtkLabel *sentence)
{
  g_autoptr(PangoAttrIterator) iter = pango_attr_list_get_iterator (gtk_label_get_attributes (sentence));
  int start, end;

  do
    {
      pango_attr_iterator_range (iter, &start, &end);
      if (pango_attr_iterator_get (iter, PANGO_ATTR_WEIGHT) != NULL)
        return g_strndup (gtk_label_get_text (sentence) + start, (gsize) (end - start));
    }
  while (pango_attr_iterator_next (iter));
  return NULL;
}

/* (transfer full): the excerpt of the first occurrence of @covered */
static GtkWidget *
excerpt_new (const char *content,
             const char *covered)
{
  g_autoptr(ManiculeText) text = manicule_text_new_from_string (content);
  g_autoptr(ManiculeAnnotationSet) set = manicule_annotation_set_new ("a1", "anna", text);
  guint start = (guint) g_utf8_pointer_to_offset (content, strstr (content, covered));
  ManiculeRange range = { start, start + (guint) g_utf8_strlen (covered, -1) };
  g_autoptr(ManiculeAnnotation) span = manicule_annotation_new_span ("s1", "PERSON", &range, 1);
  GtkWidget *excerpt = g_object_ref_sink (g_object_new (MANICULE_TYPE_EXCERPT, NULL));

  manicule_excerpt_show (MANICULE_EXCERPT (excerpt), set, span);
  return excerpt;
}

static void
assert_excerpt (const char *content,
                const char *covered,
                const char *sentence)
{
  g_autoptr(GtkWidget) excerpt = excerpt_new (content, covered);
  g_autofree char *bold = dup_bold (get_sentence (excerpt));

  g_assert_cmpstr (gtk_label_get_text (get_sentence (excerpt)), ==, sentence);
  g_assert_cmpstr (bold, ==, covered);
}

/* A sentence that has room is shown whole, and nothing of those beside it. */
static void
test_short (void)
{
  assert_excerpt ("It rained. The mayor, Zoë 🌊 Brandt, had left. Nobody asked.", "Zoë 🌊 Brandt",
                  "The mayor, Zoë 🌊 Brandt, had left.");
}

/* Of a long sentence the part is shown that has the span in it, from the beginning of a word, and what is cut is marked. */
static void
test_long (void)
{
  g_autoptr(GString) content = g_string_new (NULL);
  g_autoptr(GtkWidget) excerpt = NULL;
  g_autofree char *bold = NULL;
  const char *shown;

  for (guint i = 0; i < 50; i++)
    g_string_append (content, "léger waters ");
  g_string_append (content, "Brandt ");
  for (guint i = 0; i < 50; i++)
    g_string_append (content, "léger waters ");
  excerpt = excerpt_new (content->str, "Brandt");
  shown = gtk_label_get_text (get_sentence (excerpt));
  bold = dup_bold (get_sentence (excerpt));

  g_assert_cmpstr (bold, ==, "Brandt");
  g_assert_true (g_str_has_prefix (shown, "…léger") || g_str_has_prefix (shown, "…waters"));
  g_assert_true (g_str_has_suffix (shown, "…"));
  g_assert_cmpint (g_utf8_strlen (shown, -1), <=, 262);
}

/* A span that is longer than what is shown is bold to the end of it. */
static void
test_long_span (void)
{
  g_autofree char *covered = g_strnfill (900, 'm');
  g_autofree char *content = g_strconcat ("So ", covered, " it was.", NULL);
  g_autoptr(GtkWidget) excerpt = excerpt_new (content, covered);
  g_autofree char *bold = dup_bold (get_sentence (excerpt));

  g_assert_true (g_str_has_prefix (covered, bold));
  g_assert_true (g_str_has_suffix (gtk_label_get_text (get_sentence (excerpt)), "m…"));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/excerpt/short", test_short);
  g_test_add_func ("/excerpt/long", test_long);
  g_test_add_func ("/excerpt/long-span", test_long_span);

  return g_test_run ();
}
