/* manicule-entity-page.c: who or what in the world an annotation means
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-entity-page.h"

#include "manicule-chip.h"
#include "manicule-search.h"
#include "manicule-wording.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FOLD (MANICULE_SEARCH_FOLD_CASE | MANICULE_SEARCH_FOLD_ACCENTS)

struct _ManiculeEntityPage
{
  AdwNavigationPage   parent_instance;

  GtkEditable        *entry;
  GtkListView        *list;
  GtkWidget          *new_button;
  GtkLabel           *new_label;
  GtkWidget          *unlink_button;

  ManiculeEditor     *editor;      /* (owned) */
  ManiculeAnnotation *annotation;  /* (owned) */
  GtkFilter          *filter;      /* (owned) */
  GtkSingleSelection *selection;   /* (owned) */
  char               *covered;     /* (owned): the annotation's text */
  char               *needle;      /* (owned): folded */
};

G_DEFINE_FINAL_TYPE (ManiculeEntityPage, manicule_entity_page, ADW_TYPE_NAVIGATION_PAGE)

static gboolean
holds (const char *text,
       const char *needle)
{
  g_autofree char *folded = text != NULL ? manicule_search_fold (text, FOLD) : NULL;

  return folded != NULL && strstr (folded, needle) != NULL;
}

static gboolean
matches (gpointer item,
         gpointer data)
{
  ManiculeEntityPage *self = data;
  const ManiculeEntityFields *fields = manicule_entity_get_fields (item);

  if (*self->needle == '\0' || holds (manicule_entity_get_name (item), self->needle) || holds (fields->description, self->needle))
    return TRUE;
  for (guint i = 0; fields->aliases != NULL && fields->aliases[i] != NULL; i++)
    if (holds (fields->aliases[i], self->needle))
      return TRUE;
  return FALSE;
}

/* Those whose mentions carry the annotation's label stand first, then by name. */
static int
compare (gconstpointer a,
         gconstpointer b,
         gpointer      data)
{
  ManiculeEntityPage *self = data;
  ManiculeEntity *first = (ManiculeEntity *) a, *second = (ManiculeEntity *) b;
  const char *label = manicule_annotation_get_label (self->annotation);
  gboolean first_fits = g_strcmp0 (manicule_entity_get_fields (first)->label, label) == 0;
  gboolean second_fits = g_strcmp0 (manicule_entity_get_fields (second)->label, label) == 0;

  if (first_fits != second_fits)
    return first_fits ? -1 : 1;
  return g_utf8_collate (manicule_entity_get_name (first), manicule_entity_get_name (second));
}

static void
go_back (ManiculeEntityPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "navigation.pop", NULL);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-text", NULL);
}

/* The annotation as it is now; it may have been edited or removed since the page was opened. */
static ManiculeAnnotation *
find_annotation (ManiculeEntityPage *self)
{
  ManiculeAnnotationSet *set = manicule_editor_get_annotation_set (self->editor);

  return set != NULL ? manicule_annotation_set_find (set, manicule_annotation_get_id (self->annotation)) : NULL;
}

static void
activated_cb (ManiculeEntityPage *self,
              guint               position)
{
  g_autoptr(ManiculeEntity) entity = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  ManiculeAnnotation *annotation = find_annotation (self);

  if (entity != NULL && annotation != NULL)
    manicule_editor_set_entity (self->editor, annotation, manicule_entity_get_id (entity));
  go_back (self);
}

static char *
dup_new_name (ManiculeEntityPage *self)
{
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));

  return *typed != '\0' ? g_steal_pointer (&typed) : g_strdup (self->covered);
}

static void
new_cb (ManiculeEntityPage *self)
{
  g_autofree char *name = dup_new_name (self);
  ManiculeAnnotation *annotation = find_annotation (self);

  if (annotation != NULL)
    manicule_editor_set_new_entity (self->editor, annotation, name);
  go_back (self);
}

static void
unlink_cb (ManiculeEntityPage *self)
{
  ManiculeAnnotation *annotation = find_annotation (self);

  if (annotation != NULL)
    manicule_editor_set_entity (self->editor, annotation, NULL);
  go_back (self);
}

static void
first_cb (ManiculeEntityPage *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0)
    activated_cb (self, gtk_single_selection_get_selected (self->selection));
  else
    new_cb (self);
}

static void
show_new (ManiculeEntityPage *self)
{
  g_autofree char *name = dup_new_name (self);
  /* Translators: a button that adds an entity of that name to the register */
  g_autofree char *label = g_strdup_printf (_("New Entity “%s”"), name);

  gtk_label_set_text (self->new_label, label);
}

static void
search_changed_cb (ManiculeEntityPage *self)
{
  g_free (self->needle);
  self->needle = manicule_search_fold (gtk_editable_get_text (self->entry), FOLD);
  g_strstrip (self->needle);
  if (self->filter == NULL)
    return;
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  show_new (self);
}

static void
setup_cb (ManiculeEntityPage *self,
          GtkListItem        *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  GtkWidget *description = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, NULL);

  gtk_widget_add_css_class (description, "caption");
  gtk_widget_add_css_class (description, "dimmed");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), name);
  gtk_box_append (GTK_BOX (words), description);
  gtk_box_append (GTK_BOX (box), manicule_chip_new (NULL));
  gtk_box_append (GTK_BOX (box), words);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (ManiculeEntityPage *self,
         GtkListItem        *item)
{
  ManiculeEntity *entity = gtk_list_item_get_item (item);
  const ManiculeEntityFields *fields = manicule_entity_get_fields (entity);
  GtkWidget *chip = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *name = gtk_widget_get_first_child (gtk_widget_get_next_sibling (chip));
  GtkWidget *description = gtk_widget_get_next_sibling (name);
  ManiculeLabel *label = NULL;

  if (fields->label != NULL)
    label = manicule_schema_find_label (manicule_editor_get_schema (self->editor), fields->label);
  manicule_chip_set_label (MANICULE_CHIP (chip), label);
  gtk_label_set_text (GTK_LABEL (name), manicule_entity_get_name (entity));
  gtk_label_set_text (GTK_LABEL (description), fields->description != NULL ? fields->description : "");
  gtk_widget_set_visible (description, fields->description != NULL);
  gtk_list_item_set_accessible_label (item, manicule_entity_get_name (entity));
}

static void
shown_cb (ManiculeEntityPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
manicule_entity_page_dispose (GObject *object)
{
  ManiculeEntityPage *self = MANICULE_ENTITY_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), MANICULE_TYPE_ENTITY_PAGE);
  g_clear_object (&self->selection);
  g_clear_object (&self->filter);
  g_clear_object (&self->annotation);
  g_clear_object (&self->editor);

  G_OBJECT_CLASS (manicule_entity_page_parent_class)->dispose (object);
}

static void
manicule_entity_page_finalize (GObject *object)
{
  ManiculeEntityPage *self = MANICULE_ENTITY_PAGE (object);

  g_free (self->covered);
  g_free (self->needle);

  G_OBJECT_CLASS (manicule_entity_page_parent_class)->finalize (object);
}

static void
manicule_entity_page_class_init (ManiculeEntityPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = manicule_entity_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = manicule_entity_page_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/manicule/Manicule/panels/manicule-entity-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ManiculeEntityPage, entry);
  gtk_widget_class_bind_template_child (widget_class, ManiculeEntityPage, list);
  gtk_widget_class_bind_template_child (widget_class, ManiculeEntityPage, new_button);
  gtk_widget_class_bind_template_child (widget_class, ManiculeEntityPage, new_label);
  gtk_widget_class_bind_template_child (widget_class, ManiculeEntityPage, unlink_button);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, first_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_cb);
  gtk_widget_class_bind_template_callback (widget_class, unlink_cb);
}

static void
manicule_entity_page_init (ManiculeEntityPage *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->needle = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, factory);
  g_signal_connect (self, "shown", G_CALLBACK (shown_cb), NULL);
}

static void
fill (ManiculeEntityPage *self)
{
  GListModel *entities = manicule_project_get_entities (manicule_editor_get_project (self->editor));
  GtkFilterListModel *filtered;
  GtkSortListModel *sorted;

  self->filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));
  filtered = gtk_filter_list_model_new (g_object_ref (entities), g_object_ref (self->filter));
  sorted = gtk_sort_list_model_new (G_LIST_MODEL (filtered), GTK_SORTER (gtk_custom_sorter_new (compare, self, NULL)));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (sorted));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
}

AdwNavigationPage *
manicule_entity_page_new (ManiculeEditor     *editor,
                          ManiculeAnnotation *annotation)
{
  ManiculeEntityPage *self = g_object_new (MANICULE_TYPE_ENTITY_PAGE, NULL);
  g_autofree char *covered = NULL;

  self->editor = g_object_ref (editor);
  self->annotation = g_object_ref (annotation);
  covered = manicule_annotation_set_dup_covered (manicule_editor_get_annotation_set (editor), annotation);
  self->covered = manicule_wording_one_line (covered, 200);
  fill (self);
  gtk_widget_set_visible (self->unlink_button, manicule_annotation_get_entity (annotation) != NULL);
  gtk_widget_set_sensitive (self->new_button, !manicule_editor_get_read_only (editor));
  gtk_widget_set_sensitive (self->unlink_button, !manicule_editor_get_read_only (editor));
  show_new (self);
  return ADW_NAVIGATION_PAGE (self);
}
