/* manicule-orphans-page.c: annotations that lost their place when the text of their article changed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-orphans-page.h"

#include "manicule-chip.h"
#include "manicule-focus.h"
#include "manicule-follower.h"
#include "manicule-rebase-article.h"
#include "manicule-wording.h"

#include <glib/gi18n-lib.h>

#define COVERED_MAX 60

struct _ManiculeOrphansPage
{
  AdwNavigationPage      parent_instance;

  GtkStack              *stack;
  GtkListBox            *list;

  ManiculeEditor        *editor;   /* (owned) (nullable): gone when the page is */
  ManiculeAnnotationSet *set;      /* (owned) (nullable) */
  GPtrArray             *orphans;  /* (owned) (nullable) (element-type ManiculeOrphan): of the set */
  ManiculeFollower      *follower; /* (owned) */
  gboolean               decided;  /* the list was shown, and something decided */
};

G_DEFINE_FINAL_TYPE (ManiculeOrphansPage, manicule_orphans_page, ADW_TYPE_NAVIGATION_PAGE)

static ManiculeWorkspace *
get_workspace (ManiculeOrphansPage *self)
{
  return manicule_editor_get_workspace (self->editor);
}

/* --- deciding */

static ManiculeAnnotation *
find_orphan (ManiculeOrphansPage *self,
             const char            *id)
{
  for (guint i = 0; self->orphans != NULL && i < self->orphans->len; i++)
    {
      ManiculeOrphan *orphan = g_ptr_array_index (self->orphans, i);

      if (g_str_equal (manicule_annotation_get_id (orphan->annotation), id))
        return orphan->annotation;
    }

  return NULL;
}

static gboolean
has_ends (ManiculeOrphansPage *self,
          ManiculeAnnotation    *relation)
{
  return manicule_annotation_set_find (self->set, manicule_annotation_get_from (relation)) != NULL &&
         manicule_annotation_set_find (self->set, manicule_annotation_get_to (relation)) != NULL;
}

/* Under its old id, by which it is known to have found its place; undone, it is without one again. */
static void
put (ManiculeOrphansPage *self,
     ManiculeAnnotation  *placed)
{
  g_autoptr(ManiculeChange) change = manicule_change_new_annotation (self->set, NULL, placed);
  g_autoptr(GError) error = NULL;

  manicule_workspace_begin (get_workspace (self), self->set, _("Gave an annotation its place again"));
  if (!manicule_history_apply (manicule_editor_get_history (self->editor), change, &error))
    manicule_editor_report (self->editor, error->message);
  manicule_workspace_end (get_workspace (self));
  self->decided = TRUE;
}

static void
place_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  ManiculeOrphansPage *self = MANICULE_ORPHANS_PAGE (widget);
  const char *id = g_variant_get_string (parameter, NULL);
  ManiculeAnnotation *orphan = find_orphan (self, id), *shown;
  g_autoptr(ManiculeAnnotation) placed = NULL;
  ManiculeRange selection;

  if (orphan == NULL || !manicule_editor_get_selection (self->editor, &selection))
    return;
  placed = manicule_annotation_with_ranges (orphan, &selection, 1);
  put (self, placed);
  shown = manicule_annotation_set_find (self->set, manicule_annotation_get_id (placed));
  if (shown != NULL)
    manicule_editor_show (self->editor, shown);
}

static void
put_back_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  ManiculeOrphansPage *self = MANICULE_ORPHANS_PAGE (widget);
  ManiculeAnnotation *orphan = find_orphan (self, g_variant_get_string (parameter, NULL));

  if (orphan != NULL)
    put (self, orphan);
}

static void
dropped_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(ManiculeOrphansPage) self = data;
  g_autoptr(GError) error = NULL;

  if (!manicule_workspace_drop_orphan_finish (MANICULE_WORKSPACE (source), result, &error) && self->editor != NULL)
    manicule_editor_report (self->editor, error->message);
  self->decided = TRUE;
  manicule_follower_queue (self->follower);
}

static void
drop_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  ManiculeOrphansPage *self = MANICULE_ORPHANS_PAGE (widget);
  const char *id = g_variant_get_string (parameter, NULL);

  if (find_orphan (self, id) != NULL)
    manicule_workspace_drop_orphan_async (get_workspace (self), manicule_annotation_set_get_article_id (self->set), id,
                                          dropped_cb, g_object_ref (self));
}

/* --- rows */

/* The pointer leaves the keyboard where it is, in the text. */
static GtkWidget *
new_button (const char *title,
            const char *tooltip,
            const char *action,
            const char *id)
{
  GtkWidget *button = gtk_button_new_with_label (title);

  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", id);
  return button;
}

static ManiculeLabel *
find_label (ManiculeOrphansPage *self,
            ManiculeAnnotation  *annotation)
{
  return manicule_schema_find_label (manicule_editor_get_schema (self->editor), manicule_annotation_get_label (annotation));
}

static char *
dup_title (ManiculeOrphansPage *self,
           ManiculeOrphan      *orphan)
{
  ManiculeRange hull = manicule_annotation_get_hull (orphan->annotation);
  g_autofree char *covered = NULL;

  if (manicule_annotation_get_kind (orphan->annotation) != MANICULE_ANNOTATION_SPAN)
    return g_strdup (manicule_annotation_get_label (orphan->annotation));
  covered = manicule_text_get_slice (orphan->text, hull.start, hull.end);
  return manicule_wording_one_line (covered, COVERED_MAX);
}

static GtkWidget *
head_new (ManiculeOrphansPage *self,
          ManiculeOrphan      *orphan)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  ManiculeLabel *label = find_label (self, orphan->annotation);
  g_autofree char *title = dup_title (self, orphan);
  GtkWidget *words = g_object_new (GTK_TYPE_LABEL, "label", title, "xalign", 0.0, "hexpand", TRUE,
                                   "ellipsize", PANGO_ELLIPSIZE_END, NULL);

  gtk_widget_add_css_class (words, "heading");
  if (label != NULL)
    gtk_box_append (GTK_BOX (box), manicule_chip_new (label));
  gtk_box_append (GTK_BOX (box), words);
  return box;
}

static GtkWidget *
context_new (const char *context)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", context, "xalign", 0.0, "wrap", TRUE,
                                   "wrap-mode", PANGO_WRAP_WORD_CHAR, "lines", 4, "ellipsize", PANGO_ELLIPSIZE_END, NULL);

  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dimmed");
  return label;
}

static GtkWidget *
buttons_new (ManiculeOrphansPage *self,
             ManiculeAnnotation  *orphan)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  const char *id = manicule_annotation_get_id (orphan);
  ManiculeAnnotationKind kind = manicule_annotation_get_kind (orphan);

  if (kind == MANICULE_ANNOTATION_SPAN)
    gtk_box_append (GTK_BOX (box), new_button (_("Place at Selection"), _("Annotate the selected passage with it"),
                                               "orphan.place", id));
  else if (kind == MANICULE_ANNOTATION_DOCUMENT || has_ends (self, orphan))
    gtk_box_append (GTK_BOX (box), new_button (_("Put Back"), _("Add it to the article again"), "orphan.put-back", id));
  gtk_box_append (GTK_BOX (box), new_button (_("Let Go"), _("Take it off this list; the former version of the article keeps it"),
                                             "orphan.drop", id));
  return box;
}

static void
add_row (ManiculeOrphansPage *self,
         ManiculeOrphan      *orphan)
{
  gboolean is_span = manicule_annotation_get_kind (orphan->annotation) == MANICULE_ANNOTATION_SPAN;
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 8, "margin-top", 12,
                                 "margin-bottom", 12, "margin-start", 12, "margin-end", 12, NULL);
  g_autofree char *context = is_span ? manicule_orphan_dup_context (orphan)
                                     : g_strdup (manicule_annotation_get_note (orphan->annotation));
  g_autofree char *title = dup_title (self, orphan);
  GtkWidget *row = g_object_new (ADW_TYPE_PREFERENCES_ROW, "use-markup", FALSE, "title", title, "activatable", FALSE,
                                 "focusable", FALSE, "child", box, NULL);

  gtk_box_append (GTK_BOX (box), head_new (self, orphan));
  if (context != NULL && *context != '\0')
    gtk_box_append (GTK_BOX (box), context_new (context));
  gtk_box_append (GTK_BOX (box), buttons_new (self, orphan->annotation));
  gtk_list_box_append (self->list, row);
}

static void
show_orphans (ManiculeOrphansPage *self)
{
  gboolean had_focus = manicule_focus_is_within (GTK_WIDGET (self->list));

  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < self->orphans->len; i++)
    add_row (self, self->orphans->pdata[i]);
  gtk_stack_set_visible_child_name (self->stack, self->orphans->len > 0 ? "orphans" : "none");

  /* The button that had the focus is gone. */
  if (self->orphans->len > 0 && had_focus)
    gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
  else if (self->orphans->len == 0 && self->decided)
    {
      self->decided = FALSE;
      gtk_widget_activate_action (GTK_WIDGET (self), "navigation.pop", NULL);
      gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-text", NULL);
    }
}

/* Whether the rows would be the same. That of a relation is another one when its ends come or go. */
static gboolean
are_shown (ManiculeOrphansPage *self,
           GPtrArray           *orphans)
{
  if (self->orphans == NULL || self->orphans->len != orphans->len)
    return FALSE;
  for (guint i = 0; i < orphans->len; i++)
    {
      ManiculeOrphan *shown = self->orphans->pdata[i], *orphan = orphans->pdata[i];

      if (!g_str_equal (manicule_annotation_get_id (shown->annotation), manicule_annotation_get_id (orphan->annotation))
          || manicule_annotation_get_kind (orphan->annotation) == MANICULE_ANNOTATION_RELATION)
        return FALSE;
    }
  return TRUE;
}

typedef struct
{
  ManiculeOrphansPage   *page;  /* (owned) */
  ManiculeAnnotationSet *set;   /* (owned): whose orphans are asked for */
} Listing;

static void
listing_free (Listing *listing)
{
  g_object_unref (listing->page);
  g_object_unref (listing->set);
  g_free (listing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Listing, listing_free)

/* What was asked for an article that is no longer open comes too late. */
static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(Listing) listing = data;
  ManiculeOrphansPage *self = listing->page;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) orphans = manicule_workspace_list_orphans_finish (MANICULE_WORKSPACE (source), result, &error);

  if (self->editor == NULL || self->set != listing->set)
    return;
  if (orphans == NULL)
    {
      manicule_editor_report (self->editor, error->message);
      return;
    }
  if (are_shown (self, orphans))
    return;

  g_clear_pointer (&self->orphans, g_ptr_array_unref);
  self->orphans = g_steal_pointer (&orphans);
  show_orphans (self);
}

static void
fill (gpointer widget)
{
  ManiculeOrphansPage *self = widget;
  Listing *listing;

  if (self->editor == NULL || self->set == NULL)
    return;
  listing = g_new0 (Listing, 1);
  listing->page = g_object_ref (self);
  listing->set = g_object_ref (self->set);
  manicule_workspace_list_orphans_async (get_workspace (self), manicule_annotation_set_get_article_id (self->set), listed_cb,
                                         listing);
}

/* --- the page */

static void
selection_cb (ManiculeOrphansPage *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "orphan.place", manicule_editor_get_selection (self->editor, NULL));
}

static void
queue_fill (ManiculeOrphansPage *self)
{
  manicule_follower_queue (self->follower);
}

/* Until those of the other article are listed, nothing can be done with the rows. */
static void
set_replaced_cb (ManiculeOrphansPage *self)
{
  if (g_set_object (&self->set, manicule_editor_get_annotation_set (self->editor)))
    {
      self->decided = FALSE;
      g_clear_pointer (&self->orphans, g_ptr_array_unref);
    }
  queue_fill (self);
}

static void
manicule_orphans_page_dispose (GObject *object)
{
  ManiculeOrphansPage *self = MANICULE_ORPHANS_PAGE (object);

  g_clear_pointer (&self->follower, manicule_follower_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), MANICULE_TYPE_ORPHANS_PAGE);
  g_clear_object (&self->set);
  g_clear_object (&self->editor);
  g_clear_pointer (&self->orphans, g_ptr_array_unref);

  G_OBJECT_CLASS (manicule_orphans_page_parent_class)->dispose (object);
}

static void
manicule_orphans_page_class_init (ManiculeOrphansPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = manicule_orphans_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/manicule/Manicule/panels/manicule-orphans-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ManiculeOrphansPage, list);
  gtk_widget_class_bind_template_child (widget_class, ManiculeOrphansPage, stack);
  gtk_widget_class_install_action (widget_class, "orphan.place", "s", place_action);
  gtk_widget_class_install_action (widget_class, "orphan.put-back", "s", put_back_action);
  gtk_widget_class_install_action (widget_class, "orphan.drop", "s", drop_action);
}

static void
manicule_orphans_page_init (ManiculeOrphansPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->follower = manicule_follower_new (GTK_WIDGET (self), fill);
}

/**
 * manicule_orphans_page_new:
 * @editor: whose open article it is about
 *
 * Returns: (transfer floating): a page for the side panel
 */
AdwNavigationPage *
manicule_orphans_page_new (ManiculeEditor *editor)
{
  ManiculeOrphansPage *self = g_object_new (MANICULE_TYPE_ORPHANS_PAGE, NULL);

  self->editor = g_object_ref (editor);
  g_signal_connect_object (editor, "notify::has-selection", G_CALLBACK (selection_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "notify::annotation-set", G_CALLBACK (set_replaced_cb), self, G_CONNECT_SWAPPED);
  /* What is undone may be without a place again. */
  g_signal_connect_object (manicule_editor_get_history (editor), "notify::position", G_CALLBACK (queue_fill), self, G_CONNECT_SWAPPED);
  selection_cb (self);
  set_replaced_cb (self);
  return ADW_NAVIGATION_PAGE (self);
}
