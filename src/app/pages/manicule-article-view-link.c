/* manicule-article-view-link.c: linking annotations, by keys and by a drag from one mark to another
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * By keys: "-" begins at the focused annotation, the focus moves to the target as it always does, Return links. The
 * annotator may go on annotating meanwhile, so that a target can be made on the way.
 */

#include "manicule-article-view-private.h"

#include "manicule-wording.h"

#include <glib/gi18n-lib.h>

#define EXCERPT 30

static ManiculeAnnotation *
find (ManiculeArticleView *self,
      const char          *id)
{
  ManiculeAnnotationSet *set = manicule_editor_get_annotation_set (self->editor);

  return set != NULL && id != NULL ? manicule_annotation_set_find (set, id) : NULL;
}

static char *
dup_excerpt (ManiculeArticleView *self,
             ManiculeAnnotation  *span)
{
  g_autofree char *covered = manicule_annotation_set_dup_covered (manicule_editor_get_annotation_set (self->editor), span);

  return manicule_wording_one_line (covered, EXCERPT);
}

/* What the focus is on, other than where the relation starts. */
static ManiculeAnnotation *
get_target (ManiculeArticleView *self)
{
  ManiculeAnnotation *focused = manicule_surface_get_focused (self->surface);

  if (focused == NULL || manicule_annotation_get_kind (focused) != MANICULE_ANNOTATION_SPAN
      || g_strcmp0 (manicule_annotation_get_id (focused), self->link_from) == 0)
    return NULL;
  return focused;
}

/* Those that may lead from one to the other; where one was named beforehand, that one or none. */
static GListModel *
dup_types (ManiculeArticleView *self,
           ManiculeAnnotation  *from,
           ManiculeAnnotation  *to)
{
  g_autoptr(GListModel) types = manicule_editor_dup_relation_types (self->editor, from, to);
  GListStore *named;

  if (self->link_type == NULL)
    return g_steal_pointer (&types);
  named = g_list_store_new (MANICULE_TYPE_RELATION_TYPE);
  for (guint i = 0; i < g_list_model_get_n_items (types); i++)
    {
      g_autoptr(ManiculeRelationType) type = g_list_model_get_item (types, i);

      if (g_str_equal (manicule_relation_type_get_name (type), self->link_type))
        g_list_store_append (named, type);
    }
  return G_LIST_MODEL (named);
}

/* --- the bar */

static char *
dup_question (ManiculeArticleView *self,
              ManiculeAnnotation  *from)
{
  ManiculeRelationType *type = NULL;
  g_autofree char *start = dup_excerpt (self, from);

  if (self->link_type != NULL)
    type = manicule_schema_find_relation_type (manicule_editor_get_schema (self->editor), self->link_type);
  if (type != NULL)
    /* Translators: the name of a role and a piece of text: “Source of “No comment”: go to it” */
    return g_strdup_printf (_("%s of “%s”: go to it"), manicule_relation_type_get_title (type), start);
  /* Translators: %s is a piece of text */
  return g_strdup_printf (_("Link “%s”: go to the other annotation"), start);
}

static char *
dup_answer (ManiculeArticleView *self,
            ManiculeAnnotation  *from,
            ManiculeAnnotation  *to)
{
  g_autofree char *refusal = manicule_editor_dup_link_refusal (self->editor, from, to);
  g_autoptr(GListModel) types = dup_types (self, from, to);
  g_autoptr(ManiculeRelationType) type = g_list_model_get_item (types, 0);
  g_autofree char *start = dup_excerpt (self, from);
  g_autofree char *end = dup_excerpt (self, to);

  if (refusal != NULL)
    return g_steal_pointer (&refusal);
  if (type == NULL)
    return dup_question (self, from);
  if (g_list_model_get_n_items (types) == 1)
    /* Translators: the two ends of a relation and its name: ““No comment” → Source → “Ines Halloran”” */
    return g_strdup_printf (_("“%s” → %s → “%s”"), start, manicule_relation_type_get_title (type), end);
  /* Translators: the two ends of a relation */
  return g_strdup_printf (_("“%s” → “%s”"), start, end);
}

void
manicule_article_view_show_link (ManiculeArticleView *self)
{
  ManiculeAnnotation *from, *to;
  g_autofree char *words = NULL;
  ManiculeLabel *label;

  if (self->link_from == NULL)
    return;
  from = find (self, self->link_from);
  if (from == NULL)
    {
      manicule_article_view_end_link (self);
      return;
    }
  to = get_target (self);
  words = to != NULL ? dup_answer (self, from, to) : dup_question (self, from);
  label = manicule_schema_find_label (manicule_editor_get_schema (self->editor), manicule_annotation_get_label (from));
  manicule_preview_bar_ask (self->preview_bar, label, words, _("Link"));
  gtk_stack_set_visible_child_name (self->bottom, "preview");
}

/* --- beginning and end */

static void
start (ManiculeArticleView *self,
       ManiculeAnnotation  *from,
       const char          *type)
{
  g_autofree char *question = NULL;

  manicule_article_view_cancel_preview (self);
  manicule_surface_unselect (self->surface);
  g_set_str (&self->link_from, manicule_annotation_get_id (from));
  g_set_str (&self->link_type, type);
  manicule_surface_set_link_start (self->surface, from);
  manicule_article_view_show_link (self);
  question = dup_question (self, from);
  manicule_article_view_announce (self, question);
}

gboolean
manicule_article_view_end_link (ManiculeArticleView *self)
{
  if (self->link_from == NULL)
    return FALSE;
  g_clear_pointer (&self->link_from, g_free);
  g_clear_pointer (&self->link_type, g_free);
  manicule_surface_set_link_start (self->surface, NULL);
  gtk_stack_set_visible_child_name (self->bottom, "labels");
  return TRUE;
}

/* Puts the focus back where the relation starts, so that it is seen. */
static void
link_as (ManiculeArticleView *self,
         const char          *type,
         ManiculeAnnotation  *from,
         ManiculeAnnotation  *to)
{
  g_autoptr(ManiculeAnnotation) start = g_object_ref (from);

  if (!manicule_editor_link (self->editor, type, from, to))
    return;
  manicule_article_view_end_link (self);
  manicule_editor_show (self->editor, start);
}

static void
ask_type (ManiculeArticleView *self,
          GListModel          *types,
          ManiculeAnnotation  *from,
          ManiculeAnnotation  *to)
{
  ManiculeRange hull = manicule_annotation_get_hull (to);

  g_set_str (&self->palette_ends[0], manicule_annotation_get_id (from));
  g_set_str (&self->palette_ends[1], manicule_annotation_get_id (to));
  manicule_article_view_point_palette (self, &hull);
  manicule_label_palette_open_types (self->palette, types, NULL);
}

/* Takes the only type that fits at once, asks where several do, and says why where none does. */
static void
link_to (ManiculeArticleView *self,
         ManiculeAnnotation  *from,
         ManiculeAnnotation  *to)
{
  g_autofree char *refusal = manicule_editor_dup_link_refusal (self->editor, from, to);
  g_autoptr(GListModel) types = NULL;
  guint n;

  if (refusal != NULL)
    {
      manicule_editor_report (self->editor, refusal);
      return;
    }
  types = dup_types (self, from, to);
  n = g_list_model_get_n_items (types);
  if (n == 1)
    {
      g_autoptr(ManiculeRelationType) type = g_list_model_get_item (types, 0);

      link_as (self, manicule_relation_type_get_name (type), from, to);
    }
  else if (n > 1)
    ask_type (self, types, from, to);
  else
    manicule_editor_report (self->editor, _("The schema does not allow this relation"));
}

gboolean
manicule_article_view_confirm_link (ManiculeArticleView *self)
{
  ManiculeAnnotation *from, *to;

  if (self->link_from == NULL)
    return FALSE;
  from = find (self, self->link_from);
  to = get_target (self);
  if (from == NULL)
    manicule_article_view_end_link (self);
  else if (to != NULL)
    link_to (self, from, to);
  else
    manicule_editor_report (self->editor, _("Go to the annotation that the relation leads to"));
  return TRUE;
}

gboolean
manicule_article_view_link_chosen (ManiculeArticleView *self,
                                   const char          *type)
{
  g_autofree char *from_id = g_steal_pointer (&self->palette_ends[0]);
  g_autofree char *to_id = g_steal_pointer (&self->palette_ends[1]);
  ManiculeAnnotation *from = find (self, from_id), *to = find (self, to_id);

  if (from_id == NULL)
    return FALSE;
  if (from != NULL && to != NULL)
    link_as (self, type, from, to);
  return TRUE;
}

static ManiculeRelationType *
find_type_by_key (GListModel *types,
                  const char *key)
{
  for (guint i = 0; i < g_list_model_get_n_items (types); i++)
    {
      g_autoptr(ManiculeRelationType) type = g_list_model_get_item (types, i);

      if (g_strcmp0 (manicule_relation_type_get_key (type), key) == 0)
        return type;
    }
  return NULL;
}

/* While a relation is being made, the key of one that fits makes it; else it begins one of that type. */
gboolean
manicule_article_view_link_key (ManiculeArticleView *self,
                                const char          *key)
{
  ManiculeAnnotation *from = find (self, self->link_from), *to = get_target (self);
  g_autoptr(GListModel) types = NULL;
  ManiculeRelationType *type;

  if (from == NULL)
    from = g_steal_pointer (&to);
  if (from == NULL || manicule_editor_get_read_only (self->editor))
    return FALSE;
  types = manicule_editor_dup_relation_types (self->editor, from, to);
  type = find_type_by_key (types, key);
  if (type == NULL)
    return FALSE;
  if (to != NULL)
    link_as (self, manicule_relation_type_get_name (type), from, to);
  else
    start (self, from, manicule_relation_type_get_name (type));
  return TRUE;
}

/* --- actions and drags */

static void
link_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  ManiculeArticleView *self = MANICULE_ARTICLE_VIEW (widget);
  ManiculeAnnotation *focused = manicule_surface_get_focused (self->surface);
  g_autofree char *refusal = manicule_editor_dup_link_refusal (self->editor, focused, NULL);

  if (refusal != NULL)
    manicule_editor_report (self->editor, refusal);
  else
    start (self, focused, NULL);
}

static void
link_role_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  ManiculeArticleView *self = MANICULE_ARTICLE_VIEW (widget);
  ManiculeAnnotation *focused = manicule_surface_get_focused (self->surface);

  if (focused == NULL)
    return;
  start (self, focused, g_variant_get_string (parameter, NULL));
  manicule_article_view_grab (self);
}

static gboolean
roles_cb (gpointer data)
{
  ManiculeArticleView *self = data;
  g_autoptr(GListModel) roles = manicule_editor_dup_open_roles (self->editor);

  self->roles_idle = 0;
  manicule_label_bar_set_roles (self->label_bar, roles);
  return G_SOURCE_REMOVE;
}

void
manicule_article_view_queue_roles (ManiculeArticleView *self)
{
  if (self->roles_idle == 0 && self->editor != NULL)
    self->roles_idle = g_idle_add (roles_cb, self);
}

static void
link_dropped_cb (ManiculeArticleView *self,
                 ManiculeAnnotation  *from,
                 ManiculeAnnotation  *to)
{
  if (self->editor == NULL || manicule_editor_get_annotation_set (self->editor) == NULL)
    return;
  manicule_article_view_end_link (self);
  if (manicule_editor_get_read_only (self->editor))
    manicule_editor_report (self->editor, _("This project is open read only"));
  else
    link_to (self, from, to);
}

void
manicule_article_view_link_class_init (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "mark.link", NULL, link_action);
  gtk_widget_class_install_action (widget_class, "mark.link-role", "s", link_role_action);
}

void
manicule_article_view_link_init (ManiculeArticleView *self)
{
  self->set_signals = g_signal_group_new (MANICULE_TYPE_ANNOTATION_SET);
  g_signal_group_connect_swapped (self->set_signals, "items-changed", G_CALLBACK (manicule_article_view_queue_roles), self);
  g_signal_connect_object (self->surface, "link-dropped", G_CALLBACK (link_dropped_cb), self, G_CONNECT_SWAPPED);
}
