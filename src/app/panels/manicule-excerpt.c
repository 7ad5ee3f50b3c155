/* manicule-excerpt.c: a piece of the text, and the sentence it stands in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-excerpt.h"

#include "manicule-segment.h"
#include "manicule-wording.h"

#define SENTENCE_MAX 600
#define COVERED_MAX 240

struct _ManiculeExcerpt
{
  GtkBox    parent_instance;

  GtkLabel *covered;
  GtkLabel *sentence;
};

G_DEFINE_FINAL_TYPE (ManiculeExcerpt, manicule_excerpt, GTK_TYPE_BOX)

/* Looked for only so far as it can be shown: what has no full stops is one sentence, however long. */
static char *
dup_sentence (ManiculeText        *text,
              const ManiculeRange *hull,
              guint               *start)
{
  guint from = hull->start - MIN (hull->start, SENTENCE_MAX);
  guint to = MIN (hull->start + SENTENCE_MAX, manicule_text_get_n_chars (text));
  g_autofree char *slice = manicule_text_get_slice (text, from, to);
  g_autoptr(ManiculeText) near = manicule_text_new_from_string (slice);
  ManiculeRange sentence;

  manicule_segment_around (near, MANICULE_UNIT_SENTENCE, hull->start - from, &sentence);
  *start = from + sentence.start;
  return manicule_text_get_slice (text, *start, MIN (MAX (from + sentence.end, hull->end), *start + SENTENCE_MAX));
}

static void
show_sentence (ManiculeExcerpt     *self,
               ManiculeText        *whole,
               const ManiculeRange *hull)
{
  guint start, length;
  g_autofree char *text = dup_sentence (whole, hull, &start);
  g_autofree char *one_line = g_strdelimit (g_strdup (text), "\n\r\t", ' ');
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();
  PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);

  length = (guint) g_utf8_strlen (text, -1);
  bold->start_index = (guint) (g_utf8_offset_to_pointer (one_line, MIN (hull->start - start, length)) - one_line);
  bold->end_index = (guint) (g_utf8_offset_to_pointer (one_line, MIN (hull->end - start, length)) - one_line);
  pango_attr_list_insert (attributes, bold);
  gtk_label_set_text (self->sentence, one_line);
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
