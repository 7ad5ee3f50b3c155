/* manicule-relations-group.c: what an annotation is linked to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-relations-group.h"

#include "manicule-chip.h"
#include "manicule-wording.h"

#include <glib/gi18n-lib.h>

#define ROWS_MAX 50

typedef struct
{
  ManiculeEditor     *editor;  /* (owned) */
  ManiculeAnnotation *end;     /* (owned) */
} Target;

static void
target_free (gpointer  data,
             GClosure *closure)
{
  Target *target = data;

  g_object_unref (target->editor);
  g_object_unref (target->end);
  g_free (target);
}

static void
go_cb (AdwActionRow *row,
       Target       *target)
{
  ManiculeAnnotationSet *set = manicule_editor_get_annotation_set (target->editor);

  /* The row may outlive what it names by a moment. */
  if (set != NULL && manicule_annotation_set_find (set, manicule_annotation_get_id (target->end)) != NULL)
    manicule_editor_show (target->editor, target->end);
}

static char *
dup_role (ManiculeEditor     *editor,
          ManiculeAnnotation *relation,
          gboolean            outgoing)
{
  const char *name = manicule_annotation_get_label (relation);
  ManiculeRelationType *type = manicule_schema_find_relation_type (manicule_editor_get_schema (editor), name);
  const char *title = type != NULL ? manicule_relation_type_get_title (type) : name;

  if (outgoing || (type != NULL && manicule_relation_type_is_symmetric (type)))
    return g_strdup (title);
  /* Translators: a role, seen from the one who has it: “Source of” (a quotation) */
  return g_strdup_printf (_("%s of"), title);
}

static char *
dup_end_words (ManiculeEditor     *editor,
               ManiculeAnnotation *end)
{
  g_autofree char *covered = NULL;

  if (manicule_annotation_get_kind (end) != MANICULE_ANNOTATION_SPAN)
    return g_strdup (manicule_annotation_get_label (end));
  covered = manicule_annotation_set_dup_covered (manicule_editor_get_annotation_set (editor), end);
  return manicule_wording_one_line (covered, 120);
}

static void
make_openable (GtkWidget          *row,
               ManiculeEditor     *editor,
               ManiculeAnnotation *end)
{
  ManiculeLabel *label = manicule_schema_find_label (manicule_editor_get_schema (editor), manicule_annotation_get_label (end));
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");
  Target *target = g_new0 (Target, 1);

  target->editor = g_object_ref (editor);
  target->end = g_object_ref (end);
  if (label != NULL)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), manicule_chip_new (label));
  gtk_accessible_update_state (GTK_ACCESSIBLE (arrow), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_data (row, "activated", G_CALLBACK (go_cb), target, target_free, G_CONNECT_DEFAULT);
}

static GtkWidget *
row_new (ManiculeEditor     *editor,
         ManiculeAnnotation *span,
         ManiculeAnnotation *relation)
{
  const char *id = manicule_annotation_get_id (span);
  gboolean outgoing = g_str_equal (manicule_annotation_get_from (relation), id);
  const char *other = outgoing ? manicule_annotation_get_to (relation) : manicule_annotation_get_from (relation);
  ManiculeAnnotation *end = manicule_annotation_set_find (manicule_editor_get_annotation_set (editor), other);
  g_autofree char *role = dup_role (editor, relation, outgoing);
  g_autofree char *words = dup_end_words (editor, end);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", role, "subtitle", words,
                                 "subtitle-lines", 2, NULL);

  gtk_widget_add_css_class (row, "property");
  if (manicule_annotation_get_kind (end) == MANICULE_ANNOTATION_SPAN)
    make_openable (row, editor, end);
  return row;
}

GtkWidget *
manicule_relations_group_new (ManiculeEditor     *editor,
                              ManiculeAnnotation *span)
{
  ManiculeAnnotationSet *set = manicule_editor_get_annotation_set (editor);
  g_autoptr(GPtrArray) relations = manicule_annotation_set_query_relations (set, manicule_annotation_get_id (span));
  GtkWidget *group;

  if (relations->len == 0)
    return NULL;
  group = g_object_new (ADW_TYPE_PREFERENCES_GROUP, "title", _("Relations"), NULL);
  for (guint i = 0; i < MIN (relations->len, ROWS_MAX); i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row_new (editor, span, g_ptr_array_index (relations, i)));
  return group;
}
