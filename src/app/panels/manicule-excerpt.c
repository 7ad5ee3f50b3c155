/* manicule-excerpt.c: a piece of the text, and the sentence it stands in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-excerpt.h"

#include "manicule-segment.h"
#include "manicule-wording.h"

#include <string.h>

/* So far to each side a sentence is looked for, so much of it is shown, and so much of that before the span. */
#define SENTENCE_REACH 600
#define SHOWN_MAX 260
#define BEFORE_MAX 90
#define COVERED_MAX 240

struct _ManiculeExcerpt
{
  GtkBox    parent_instance;

  GtkLabel *covered;
  GtkLabel *sentence;
};

G_DEFINE_FINAL_TYPE (ManiculeExcerpt, manicule_excerpt, GTK_TYPE_BOX)

/* Looked for only so far as it can be shown: what has no full stops is one sentence, however long. */
static ManiculeRange
find_sentence (ManiculeText        *text,
               const ManiculeRange *hull)
{
  guint from = hull->start - MIN (hull->start, SENTENCE_REACH);
  guint to = MIN (hull->start + SENTENCE_REACH, manicule_text_get_n_chars (text));
  g_autofree char *slice = manicule_text_get_slice (text, from, to);
  g_autoptr(ManiculeText) near = manicule_text_new_from_string (slice);
  ManiculeRange sentence;

  manicule_segment_around (near, MANICULE_UNIT_SENTENCE, hull->start - from, &sentence);

  return (ManiculeRange) { from + sentence.start, MAX (from + sentence.end, hull->end) };
}

/* The part of a long sentence that has the span in it, from the beginning of a word. */
static ManiculeRange
find_shown (ManiculeText        *text,
            const ManiculeRange *sentence,
            const ManiculeRange *hull)
{
  ManiculeRange shown = *sentence;

  if (shown.end - shown.start > SHOWN_MAX && hull->start - shown.start > BEFORE_MAX)
    {
      shown.start = MIN (hull->start - BEFORE_MAX, shown.end - SHOWN_MAX);
      while (shown.start < hull->start && !g_unichar_isspace (manicule_text_get_char (text, shown.start - 1)))
        shown.start++;
    }
  shown.end = MIN (shown.end, shown.start + SHOWN_MAX);

  return shown;
}

static void
show_sentence (ManiculeExcerpt     *self,
               ManiculeText        *whole,
               const ManiculeRange *hull)
{
  ManiculeRange sentence = find_sentence (whole, hull), shown = find_shown (whole, &sentence, hull);
  g_autofree char *text = manicule_text_get_slice (whole, shown.start, shown.end);
  const char *lead = shown.start > sentence.start ? "…" : "";
  g_autofree char *line = g_strconcat (lead, g_strdelimit (text, "\n\r\t", ' '), shown.end < sentence.end ? "…" : NULL, NULL);
  const char *first = line + strlen (lead);
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();
  PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);

  bold->start_index = (guint) (g_utf8_offset_to_pointer (first, hull->start - shown.start) - line);
  bold->end_index = (guint) (g_utf8_offset_to_pointer (first, MIN (hull->end, shown.end) - shown.start) - line);
  pango_attr_list_insert (attributes, bold);
  gtk_label_set_text (self->sentence, line);
  gtk_label_set_attributes (self->sentence, attributes);
}

static GtkLabel *
label_new (ManiculeExcerpt *self,
           int              lines)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   "natural-wrap-mode", GTK_NATURAL_WRAP_WORD, "lines", lines,
                                   "ellipsize", PANGO_ELLIPSIZE_END, NULL);

  gtk_box_append (GTK_BOX (self), label);
  return GTK_LABEL (label);
}

static void
manicule_excerpt_class_init (ManiculeExcerptClass *klass)
{
}

static void
manicule_excerpt_init (ManiculeExcerpt *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 4);
  self->covered = label_new (self, 4);
  gtk_widget_add_css_class (GTK_WIDGET (self->covered), "title-2");
  self->sentence = label_new (self, 6);
  gtk_widget_add_css_class (GTK_WIDGET (self->sentence), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->sentence), "dimmed");
}

void
manicule_excerpt_show (ManiculeExcerpt       *self,
                       ManiculeAnnotationSet *set,
                       ManiculeAnnotation    *span)
{
  ManiculeRange hull = manicule_annotation_get_hull (span);
  g_autofree char *covered = NULL;
  g_autofree char *line = NULL;

  g_return_if_fail (MANICULE_IS_EXCERPT (self));

  covered = manicule_annotation_set_dup_covered (set, span);
  line = manicule_wording_one_line (covered, COVERED_MAX);
  gtk_label_set_text (self->covered, *line != '\0' ? line : "—");
  show_sentence (self, manicule_annotation_set_get_text (set), &hull);
}
