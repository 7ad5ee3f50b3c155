/* manicule-surface-tip.c: what a mark is, in words: as a tip under the pointer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-surface-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Marks further out are not named. */
#define MAX_NAMED 5

static const char *
title_of (ManiculeSurface    *self,
          ManiculeAnnotation *annotation)
{
  return manicule_style_get_label (self->style, manicule_annotation_get_label (annotation))->title;
}

static char *
value_to_string (GVariant *value)
{
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN))
    return g_strdup (g_variant_get_boolean (value) ? _("Yes") : _("No"));
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    return g_variant_dup_string (value, NULL);
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING_ARRAY))
    {
      g_autofree const char **strings = g_variant_get_strv (value, NULL);

      return g_strjoinv (", ", (char **) strings);
    }

  return g_variant_print (value, FALSE);
}

static void
append_attributes (ManiculeSurface    *self,
                   ManiculeAnnotation *annotation,
                   GString            *markup)
{
  GVariant *attributes = manicule_annotation_get_attributes (annotation);
  GVariantIter iter;
  const char *name;
  GVariant *value;

  if (attributes == NULL)
    return;

  g_variant_iter_init (&iter, attributes);
  while (g_variant_iter_loop (&iter, "{&sv}", &name, &value))
    {
      ManiculeAttribute *attribute = self->schema != NULL ? manicule_schema_find_attribute (self->schema, name) : NULL;
      g_autofree char *string = value_to_string (value);
      /* Translators: an attribute of an annotation and its value, “Mention: Name” */
      g_autofree char *line = g_markup_printf_escaped (_("%s: %s"), attribute != NULL
                                                       ? manicule_attribute_get_title (attribute) : name, string);

      g_string_append_printf (markup, "\n%s", line);
    }
}

static void
append_note (ManiculeAnnotation *annotation,
             GString            *markup)
{
  const char *note = manicule_annotation_get_note (annotation);
  g_autofree char *escaped = NULL;

  if (note == NULL)
    return;

  escaped = g_markup_escape_text (note, -1);
  g_string_append_printf (markup, "\n<i>%s</i>", escaped);
}

/* Who proposes it, and how sure that is, of a suggestion. */
static void
append_source (ManiculeSurface    *self,
               ManiculeAnnotation *annotation,
               GString            *markup)
{
  ManiculeSuggestion *suggestion = self->suggestions != NULL ? manicule_suggestions_find (self->suggestions, annotation) : NULL;
  g_autofree char *line = NULL;
  double score;

  if (suggestion == NULL)
    return;

  score = manicule_suggestion_get_score (suggestion);
  if (isnan (score))
    /* Translators: %s is what proposes an annotation, as it is written into files: “Suggested by news-head” */
    line = g_markup_printf_escaped (_("Suggested by %s"), manicule_suggestion_get_source (suggestion));
  else
    /* Translators: what proposes an annotation, and how sure it is: “Suggested by crf, 83 %” */
    line = g_markup_printf_escaped (_("Suggested by %s, %.0f %%"), manicule_suggestion_get_source (suggestion), score * 100);
  g_string_append_printf (markup, "\n%s", line);
}

/* The label with all that is said beside it, as Pango markup. */
char *
manicule_surface_describe (ManiculeSurface    *self,
                           ManiculeAnnotation *annotation)
{
  g_autoptr(GString) markup = g_string_new (NULL);
  g_autofree char *title = g_markup_escape_text (title_of (self, annotation), -1);

  g_string_append_printf (markup, "<b>%s</b>", title);
  append_attributes (self, annotation, markup);
  append_note (annotation, markup);
  append_source (self, annotation, markup);

  return g_string_free (g_steal_pointer (&markup), FALSE);
}

/* The innermost mark in full, those around it by name. */
static char *
describe_all (ManiculeSurface *self,
              GPtrArray       *marks)
{
  g_autofree char *first = manicule_surface_describe (self, g_ptr_array_index (marks, 0));
  g_autoptr(GString) markup = g_string_new (first);

  for (guint i = 1; i < MIN (marks->len, MAX_NAMED); i++)
    {
      /* Translators: %s is the title of a label whose mark lies around another mark: “in Organisation” */
      g_autofree char *line = g_markup_printf_escaped (_("in %s"), title_of (self, g_ptr_array_index (marks, i)));

      g_string_append_printf (markup, "\n%s", line);
    }

  return g_string_free (g_steal_pointer (&markup), FALSE);
}

/* With the keyboard: of the annotation in focus. */
static GPtrArray *
marks_for_tip (ManiculeSurface *self,
               int              x,
               int              y,
               gboolean         keyboard,
               GdkRectangle    *area)
{
  graphene_rect_t box = GRAPHENE_RECT_INIT ((float) x, (float) y, 1, 1);
  GPtrArray *marks;

  if (!keyboard)
    {
      *area = (GdkRectangle) { x, y, 1, 1 };
      return manicule_surface_marks_at (self, x, y);
    }

  marks = g_ptr_array_new_with_free_func (g_object_unref);
  manicule_surface_get_caret_box (self, &box);
  *area = (GdkRectangle) { (int) box.origin.x, (int) box.origin.y, (int) box.size.width, (int) box.size.height };
  if (self->focused != NULL && manicule_annotation_get_kind (self->focused) == MANICULE_ANNOTATION_SPAN)
    g_ptr_array_add (marks, g_object_ref (self->focused));
  else if (self->suggestion != NULL)
    g_ptr_array_add (marks, g_object_ref (manicule_suggestion_get_proposal (self->suggestion)));

  return marks;
}

gboolean
manicule_surface_query_tooltip (GtkWidget  *widget,
                                int         x,
                                int         y,
                                gboolean    keyboard,
                                GtkTooltip *tooltip)
{
  ManiculeSurface *self = MANICULE_SURFACE (widget);
  GdkRectangle area;
  g_autoptr(GPtrArray) marks = marks_for_tip (self, x, y, keyboard, &area);
  g_autofree char *markup = NULL;

  if (marks->len == 0)
    return FALSE;

  markup = describe_all (self, marks);
  gtk_tooltip_set_markup (tooltip, markup);
  gtk_tooltip_set_tip_area (tooltip, &area);

  return TRUE;
}
