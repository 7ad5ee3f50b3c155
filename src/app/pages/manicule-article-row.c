/* manicule-article-row.c: one article in the list
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-article-row.h"

#include "manicule-follower.h"
#include "manicule-search.h"
#include "manicule-wording.h"

#include <glib/gi18n-lib.h>

struct _ManiculeArticleRow
{
  AdwBin             parent_instance;

  GtkLabel          *title;
  GtkLabel          *origin;
  GtkLabel          *count;
  GtkImage          *status;

  ManiculeArticle   *article;    /* (owned) (nullable) */
  GSignalGroup      *workspace;  /* (owned) */
  ManiculeFollower  *follower;   /* (owned): of the summary */
  int                shown_status;  /* -1: none yet */
};

G_DEFINE_FINAL_TYPE (ManiculeArticleRow, manicule_article_row, ADW_TYPE_BIN)

static void
show_status (ManiculeArticleRow *self,
             ManiculeStatus      status)
{
  const gboolean done = status == MANICULE_STATUS_DONE;

  if (self->shown_status == (int) status)
    return;
  self->shown_status = (int) status;
  gtk_image_set_from_icon_name (self->status, done ? "object-select-symbolic" : "media-record-symbolic");
  gtk_image_set_pixel_size (self->status, done ? 14 : 10);
  gtk_widget_remove_css_class (GTK_WIDGET (self->status), done ? "accent" : "success");
  gtk_widget_add_css_class (GTK_WIDGET (self->status), done ? "success" : "accent");
  gtk_widget_set_visible (GTK_WIDGET (self->status), status != MANICULE_STATUS_NEW);
}

static void
show_summary (gpointer widget)
{
  ManiculeArticleRow *self = widget;
  g_autoptr(ManiculeWorkspace) workspace = g_signal_group_dup_target (self->workspace);
  ManiculeStatus status = MANICULE_STATUS_NEW;
  guint n_annotations = 0;
  g_autofree char *text = NULL;
  g_autofree char *words = NULL;

  if (workspace != NULL && self->article != NULL)
    manicule_workspace_get_summary (workspace, manicule_article_get_id (self->article), &status, &n_annotations);
  if (n_annotations > 0)
    text = g_strdup_printf ("%u", n_annotations);
  words = g_strdup_printf (ngettext ("%u annotation", "%u annotations", n_annotations), n_annotations);
  gtk_label_set_text (self->count, text != NULL ? text : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->count), text != NULL ? words : NULL);
  show_status (self, status);
}

static void
summary_changed_cb (ManiculeArticleRow *self,
                    const char         *article_id)
{
  if (self->article != NULL && g_str_equal (article_id, manicule_article_get_id (self->article)))
    manicule_follower_queue (self->follower);
}

static void
show_title (ManiculeArticleRow *self,
            const char         *needle)
{
  const char *title = manicule_article_get_title (self->article);
  g_autoptr(ManiculeText) text = manicule_text_new_from_string (title);
  g_autoptr(GArray) hits = NULL;
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();

  if (needle != NULL)
    hits = manicule_search_find (text, needle, MANICULE_SEARCH_FOLD_CASE | MANICULE_SEARCH_FOLD_ACCENTS, NULL, NULL);
  for (guint i = 0; hits != NULL && i < hits->len; i++)
    {
      const ManiculeRange *hit = &g_array_index (hits, ManiculeRange, i);
      PangoAttribute *weight = pango_attr_weight_new (PANGO_WEIGHT_HEAVY);
      PangoAttribute *line = pango_attr_underline_new (PANGO_UNDERLINE_SINGLE);

      weight->start_index = line->start_index = manicule_text_char_to_byte (text, hit->start);
      weight->end_index = line->end_index = manicule_text_char_to_byte (text, hit->end);
      pango_attr_list_insert (attributes, weight);
      pango_attr_list_insert (attributes, line);
    }
  gtk_label_set_text (self->title, title);
  gtk_label_set_attributes (self->title, attributes);
}

static void
manicule_article_row_dispose (GObject *object)
{
  ManiculeArticleRow *self = MANICULE_ARTICLE_ROW (object);

  g_clear_pointer (&self->follower, manicule_follower_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), MANICULE_TYPE_ARTICLE_ROW);
  g_clear_object (&self->workspace);
  g_clear_object (&self->article);

  G_OBJECT_CLASS (manicule_article_row_parent_class)->dispose (object);
}

static void
manicule_article_row_class_init (ManiculeArticleRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = manicule_article_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/manicule/Manicule/pages/manicule-article-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ManiculeArticleRow, title);
  gtk_widget_class_bind_template_child (widget_class, ManiculeArticleRow, origin);
  gtk_widget_class_bind_template_child (widget_class, ManiculeArticleRow, count);
  gtk_widget_class_bind_template_child (widget_class, ManiculeArticleRow, status);
}

static void
manicule_article_row_init (ManiculeArticleRow *self)
{
  self->shown_status = -1;
  self->follower = manicule_follower_new (GTK_WIDGET (self), show_summary);
  self->workspace = g_signal_group_new (MANICULE_TYPE_WORKSPACE);
  g_signal_group_connect_swapped (self->workspace, "summary-changed", G_CALLBACK (summary_changed_cb), self);
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
manicule_article_row_new (void)
{
  return g_object_new (MANICULE_TYPE_ARTICLE_ROW, NULL);
}

void
manicule_article_row_bind (ManiculeArticleRow *self,
                           ManiculeWorkspace  *workspace,
                           ManiculeArticle    *article,
                           const char         *needle)
{
  g_autofree char *origin = NULL;

  g_return_if_fail (MANICULE_IS_ARTICLE_ROW (self));

  g_signal_group_set_target (self->workspace, workspace);
  g_set_object (&self->article, article);
  if (article == NULL)
    return;

  origin = manicule_wording_origin (article, TRUE);
  gtk_label_set_text (self->origin, origin != NULL ? origin : "");
  show_title (self, needle);
  show_summary (self);
}

char *
manicule_article_row_describe (ManiculeWorkspace *workspace,
                               ManiculeArticle   *article)
{
  ManiculeStatus status = MANICULE_STATUS_NEW;
  guint n_annotations = 0;
  g_autofree char *count = NULL;
  g_autofree char *words = NULL;

  manicule_workspace_get_summary (workspace, manicule_article_get_id (article), &status, &n_annotations);
  count = g_strdup_printf (ngettext ("%u annotation", "%u annotations", n_annotations), n_annotations);
  words = g_utf8_strdown (manicule_wording_status (status), -1);
  /* Translators: spoken of an article: its status and number of annotations, “done, 41 annotations” */
  return g_strdup_printf (_("%s, %s"), words, count);
}
