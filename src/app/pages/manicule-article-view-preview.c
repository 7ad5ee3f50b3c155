/* manicule-article-view-preview.c: annotating many places at once, after they have been seen
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-article-view-private.h"

#include "manicule-finder.h"
#include "manicule-wording.h"

#include <glib/gi18n-lib.h>

/**
 * manicule_article_view_show_hits:
 * @self: an article view
 *
 * Shows the preview if there is one, else what the find bar found.
 */
void
manicule_article_view_show_hits (ManiculeArticleView *self)
{
  guint current = G_MAXUINT;
  GArray *hits;

  if (self->preview != NULL)
    {
      manicule_surface_set_hits (self->surface, self->preview, G_MAXUINT);
      return;
    }
  hits = manicule_find_bar_get_hits (self->find_bar, &current);
  manicule_surface_set_hits (self->surface, hits, current);
  if (hits != NULL && current < hits->len)
    {
      ManiculeRange hit = g_array_index (hits, ManiculeRange, current);

      manicule_surface_set_caret (self->surface, hit.start);
      manicule_surface_scroll_to (self->surface, hit);
    }
}

static void
ask (ManiculeArticleView *self,
     ManiculeLabel       *label,
     const char          *covered,
     guint                n)
{
  g_autofree char *line = manicule_wording_one_line (covered, 40);
  g_autofree char *words = NULL;

  /* Translators: the name of a label, a piece of text, and at how many more places it would get that label */
  words = g_strdup_printf (ngettext ("%s “%s”, %u more", "%s “%s”, %u more", n), manicule_label_get_title (label), line, n);
  manicule_preview_bar_ask (self->preview_bar, label, words, _("Annotate"));
  gtk_stack_set_visible_child_name (self->bottom, "preview");
}

/**
 * manicule_article_view_start_preview:
 * @self: an article view
 * @ranges: (element-type ManiculeRange): places that may get a label
 * @label: which one
 *
 * Shows those that do not have it yet, and asks: Return annotates them, Escape does not.
 */
void
manicule_article_view_start_preview (ManiculeArticleView *self,
                                     GArray              *ranges,
                                     const char          *label)
{
  ManiculeLabel *found = manicule_schema_find_label (manicule_editor_get_schema (self->editor), label);
  g_autoptr(GArray) unmarked = manicule_editor_filter_unmarked (self->editor, ranges, label);
  g_autofree char *covered = NULL;
  ManiculeRange first;

  if (unmarked->len == 0 || found == NULL)
    {
      manicule_editor_report (self->editor, _("Nothing more to annotate"));
      return;
    }
  first = g_array_index (unmarked, ManiculeRange, 0);
  covered = manicule_text_get_slice (manicule_editor_get_text (self->editor), first.start, first.end);
  manicule_article_view_end_link (self);
  g_clear_pointer (&self->preview, g_array_unref);
  self->preview = g_array_ref (unmarked);
  g_set_str (&self->preview_label, label);
  ask (self, found, covered, unmarked->len);
  manicule_article_view_show_hits (self);
  manicule_article_view_grab (self);
}

static void
end_preview (ManiculeArticleView *self)
{
  g_clear_pointer (&self->preview, g_array_unref);
  g_clear_pointer (&self->preview_label, g_free);
  gtk_stack_set_visible_child_name (self->bottom, "labels");
  manicule_article_view_show_hits (self);
}

gboolean
manicule_article_view_confirm_preview (ManiculeArticleView *self)
{
  g_autoptr(GArray) ranges = NULL;
  g_autofree char *label = NULL;

  if (self->preview == NULL)
    return FALSE;
  ranges = g_array_ref (self->preview);
  label = g_strdup (self->preview_label);
  end_preview (self);
  manicule_editor_annotate_all (self->editor, ranges, label);
  return TRUE;
}

gboolean
manicule_article_view_cancel_preview (ManiculeArticleView *self)
{
  if (self->preview == NULL)
    return FALSE;
  end_preview (self);
  return TRUE;
}

/* --- every equal text */

typedef struct
{
  ManiculeArticleView *self;   /* (owned) */
  char                *label;  /* (owned) */
} Equal;

static void
equal_free (Equal *equal)
{
  g_object_unref (equal->self);
  g_free (equal->label);
  g_free (equal);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Equal, equal_free)

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(Equal) equal = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) hits = manicule_finder_find_finish (result, &error);

  if (hits == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        manicule_editor_report (equal->self->editor, error->message);
      return;
    }
  /* The article may have been left in the meantime. */
  if (equal->self->editor != NULL && G_OBJECT (manicule_editor_get_text (equal->self->editor)) == source)
    manicule_article_view_start_preview (equal->self, hits, equal->label);
}

/* The text whose equals are sought, and the label they would get; FALSE where there is neither. */
static gboolean
get_pattern (ManiculeArticleView  *self,
             char                **needle,
             char                **label)
{
  ManiculeText *text = manicule_editor_get_text (self->editor);
  ManiculeAnnotation *focused = manicule_editor_get_focused (self->editor);
  guint caret = manicule_surface_get_caret (self->surface);
  ManiculeRange range;

  if (manicule_surface_get_selection (self->surface, &range))
    *label = g_strdup (manicule_editor_get_last_label (self->editor));
  else if (focused != NULL)
    {
      range = manicule_annotation_get_hull (focused);
      *label = g_strdup (manicule_annotation_get_label (focused));
    }
  else if (caret < manicule_text_get_n_chars (text) && manicule_segment_around (text, MANICULE_UNIT_WORD, caret, &range))
    *label = g_strdup (manicule_editor_get_last_label (self->editor));
  if (*label == NULL || range.start == range.end)
    return FALSE;
  *needle = manicule_text_get_slice (text, range.start, range.end);
  return TRUE;
}

/**
 * manicule_article_view_preview_equal:
 * @self: an article view
 *
 * Looks for the text of the focused annotation (or what is selected, or the word at the caret) throughout the article,
 * as whole words, and previews giving all the same label.
 */
void
manicule_article_view_preview_equal (ManiculeArticleView *self)
{
  g_autofree char *needle = NULL;
  g_autofree char *label = NULL;
  Equal *equal;

  if (manicule_editor_get_text (self->editor) == NULL)
    return;
  if (!get_pattern (self, &needle, &label))
    {
      manicule_editor_report (self->editor, _("Annotate one such text first"));
      return;
    }
  g_cancellable_cancel (self->equal_search);
  g_clear_object (&self->equal_search);
  self->equal_search = g_cancellable_new ();
  equal = g_new0 (Equal, 1);
  equal->self = g_object_ref (self);
  equal->label = g_steal_pointer (&label);
  manicule_finder_find_async (manicule_editor_get_text (self->editor), needle, MANICULE_SEARCH_WHOLE_WORDS,
                              self->equal_search, found_cb, equal);
}

static void
confirm_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  ManiculeArticleView *self = MANICULE_ARTICLE_VIEW (widget);

  if (!manicule_article_view_confirm_link (self))
    manicule_article_view_confirm_preview (self);
}

static void
cancel_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  ManiculeArticleView *self = MANICULE_ARTICLE_VIEW (widget);

  if (!manicule_article_view_end_link (self))
    manicule_article_view_cancel_preview (self);
}

void
manicule_article_view_preview_class_init (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "preview.confirm", NULL, confirm_action);
  gtk_widget_class_install_action (widget_class, "preview.cancel", NULL, cancel_action);
}
