/* manicule-loss-group.c: what a format cannot hold, and what is done about it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-loss-group.h"

#include "manicule-chip.h"

#include <glib/gi18n-lib.h>

#define N_ITEMS_FIRST 5
#define N_ITEMS_MORE 200

struct _ManiculeLossGroup
{
  AdwPreferencesGroup   parent_instance;

  GPtrArray            *rows;       /* (owned) (element-type GtkWidget): those in the group */
  ManiculeLossReport   *report;     /* (owned) (nullable) */
  const ManiculeFormat *format;     /* (nullable) */
  ManiculeLossPolicy    policy;
  ManiculeWorkspace    *workspace;  /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (ManiculeLossGroup, manicule_loss_group, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  SIGNAL_POLICY_CHANGED,
  SIGNAL_GO_TO,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static guint
row_kind (gpointer row)
{
  return GPOINTER_TO_UINT (g_object_get_data (row, "kind"));
}

/* A row that shows one annotation, filled in when its article is loaded. */
typedef struct
{
  GWeakRef  row;
  char     *annotation_id;  /* (owned) */
} Pending;

static void
pending_free (Pending *self)
{
  g_weak_ref_clear (&self->row);
  g_free (self->annotation_id);
  g_free (self);
}

static void
fill_row (AdwActionRow          *row,
          ManiculeAnnotationSet *set,
          ManiculeAnnotation    *annotation,
          ManiculeProject       *project)
{
  ManiculeLabel *label = manicule_schema_find_label (manicule_project_get_schema (project),
                                                     manicule_annotation_get_label (annotation));
  g_autofree char *covered = NULL;

  if (label != NULL)
    adw_action_row_add_prefix (row, manicule_chip_new (label));
  if (manicule_annotation_get_kind (annotation) != MANICULE_ANNOTATION_SPAN)
    return;

  covered = manicule_annotation_set_dup_covered (set, annotation);
  g_strdelimit (covered, "\r\n", ' ');
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), covered);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  Pending *pending = data;
  g_autoptr(AdwActionRow) row = g_weak_ref_get (&pending->row);
  g_autoptr(ManiculeAnnotationSet) set = NULL;
  ManiculeAnnotation *annotation;

  /* What cannot be loaded keeps the title it has; the export itself tells why. */
  set = manicule_workspace_load_finish (MANICULE_WORKSPACE (source), result, NULL);
  annotation = set != NULL ? manicule_annotation_set_find (set, pending->annotation_id) : NULL;
  if (annotation != NULL && row != NULL)
    fill_row (row, set, annotation, manicule_workspace_get_project (MANICULE_WORKSPACE (source)));
  pending_free (pending);
}

static void
item_activated_cb (AdwActionRow      *row,
                   ManiculeLossGroup *self)
{
  g_signal_emit (self, signals[SIGNAL_GO_TO], 0,
                 g_object_get_data (G_OBJECT (row), "article"), g_object_get_data (G_OBJECT (row), "annotation"));
}

static const char *
article_title (ManiculeLossGroup *self,
               const char        *article_id)
{
  ManiculeArticle *article = manicule_project_find_article (manicule_workspace_get_project (self->workspace), article_id);

  return article != NULL ? manicule_article_get_title (article) : article_id;
}

static GtkWidget *
new_item_row (ManiculeLossGroup      *self,
              const ManiculeLossItem *item)
{
  GtkWidget *row = adw_action_row_new ();
  const char *title = article_title (self, item->article_id);
  Pending *pending;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), item->annotation_id != NULL ? item->annotation_id : title);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), title);
  if (item->annotation_id == NULL)
    return row;

  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "article", g_strdup (item->article_id), g_free);
  g_object_set_data_full (G_OBJECT (row), "annotation", g_strdup (item->annotation_id), g_free);
  g_signal_connect (row, "activated", G_CALLBACK (item_activated_cb), self);
  pending = g_new0 (Pending, 1);
  g_weak_ref_init (&pending->row, row);
  pending->annotation_id = g_strdup (item->annotation_id);
  manicule_workspace_load_async (self->workspace, item->article_id, NULL, loaded_cb, pending);
  return row;
}

static void
add_items (ManiculeLossGroup *self,
           AdwExpanderRow    *row,
           guint              from,
           guint              to)
{
  GArray *items = self->report->items[row_kind (row)];
  guint i;

  for (i = from; items != NULL && i < MIN (to, items->len); i++)
    adw_expander_row_add_row (row, new_item_row (self, &g_array_index (items, ManiculeLossItem, i)));
}

static void
show_all_cb (AdwButtonRow   *button,
             AdwExpanderRow *row)
{
  ManiculeLossGroup *self = g_object_get_data (G_OBJECT (row), "group");

  adw_expander_row_remove (row, GTK_WIDGET (button));
  add_items (self, row, N_ITEMS_FIRST, N_ITEMS_MORE);
}

static void
choice_cb (AdwComboRow       *combo,
           GParamSpec        *pspec,
           ManiculeLossGroup *self)
{
  guint kind = row_kind (combo);
  const int *choices = manicule_loss_kind_get_choices (kind, self->format);
  int chosen = choices[adw_combo_row_get_selected (combo)];

  if (chosen != (int) self->policy.policy[kind])
    g_signal_emit (self, signals[SIGNAL_POLICY_CHANGED], 0, kind, (guint) chosen);
}

static void
add_choice (ManiculeLossGroup *self,
            AdwExpanderRow    *row,
            guint              kind)
{
  const int *choices = manicule_loss_kind_get_choices (kind, self->format);
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  GtkWidget *combo;
  guint i, selected = 0;

  if (choices[0] == -1 || choices[1] == -1)
    return;

  for (i = 0; choices[i] != -1; i++)
    {
      gtk_string_list_append (names, manicule_lossy_get_title (kind, choices[i]));
      if (choices[i] == (int) self->policy.policy[kind])
        selected = i;
    }
  combo = adw_combo_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (combo), _("What Is Done"));
  adw_combo_row_set_model (ADW_COMBO_ROW (combo), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (combo), selected);
  g_object_set_data (G_OBJECT (combo), "kind", GUINT_TO_POINTER (kind));
  g_signal_connect (combo, "notify::selected", G_CALLBACK (choice_cb), self);
  adw_expander_row_add_row (row, combo);
}

/* The rows inside are made when they are first looked at: they load articles. */
static void
expanded_cb (AdwExpanderRow    *row,
             GParamSpec        *pspec,
             ManiculeLossGroup *self)
{
  guint kind = row_kind (row);
  GArray *items = self->report->items[kind];
  g_autofree char *title = NULL;
  GtkWidget *more;

  if (g_object_get_data (G_OBJECT (row), "filled") != NULL)
    return;

  g_object_set_data (G_OBJECT (row), "filled", row);
  add_choice (self, row, kind);
  add_items (self, row, 0, N_ITEMS_FIRST);
  if (items == NULL || items->len <= N_ITEMS_FIRST)
    return;

  more = adw_button_row_new ();
  /* Translators: a number of annotations; when there are very many, those that are shown */
  title = items->len <= N_ITEMS_MORE ? g_strdup_printf (_("Show All %u"), items->len)
                                     : g_strdup_printf (_("Show the First %u"), N_ITEMS_MORE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (more), title);
  g_object_set_data (G_OBJECT (row), "group", self);
  g_signal_connect (more, "activated", G_CALLBACK (show_all_cb), row);
  adw_expander_row_add_row (row, more);
}

static void
add_kind (ManiculeLossGroup *self,
          guint              kind)
{
  g_autofree char *number = g_strdup_printf ("%u", self->report->n_lost[kind]);
  GtkWidget *row = adw_expander_row_new ();
  GtkWidget *label = gtk_label_new (number);

  gtk_label_set_width_chars (GTK_LABEL (label), 3);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (label, "numeric");
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (row), label);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), manicule_loss_kind_get_title (kind));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), manicule_lossy_get_title (kind, self->policy.policy[kind]));
  g_object_set_data (G_OBJECT (row), "kind", GUINT_TO_POINTER (kind));
  g_signal_connect (row, "notify::expanded", G_CALLBACK (expanded_cb), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

/**
 * manicule_loss_group_show:
 * @self: a group
 * @report: (transfer full): the counts
 * @format: the format they are of
 * @policy: what is done about each kind
 * @workspace: the project
 *
 * Shows a row for each kind of which there is any; without any the group hides.
 */
void
manicule_loss_group_show (ManiculeLossGroup        *self,
                          ManiculeLossReport       *report,
                          const ManiculeFormat     *format,
                          const ManiculeLossPolicy *policy,
                          ManiculeWorkspace        *workspace)
{
  g_autofree char *title = NULL;
  guint i;

  g_return_if_fail (MANICULE_IS_LOSS_GROUP (self));

  for (i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  g_clear_pointer (&self->report, manicule_loss_report_free);
  self->report = report;
  self->format = format;
  self->policy = *policy;
  g_set_object (&self->workspace, workspace);

  for (i = 0; i < MANICULE_N_LOSSES; i++)
    if (report->n_lost[i] > 0)
      add_kind (self, i);
  /* Translators: the placeholder is the name of a format */
  title = g_strdup_printf (_("What %s Cannot Hold"), _(format->title));
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), title);
  gtk_widget_set_visible (GTK_WIDGET (self), self->rows->len > 0);
}

static void
manicule_loss_group_finalize (GObject *object)
{
  ManiculeLossGroup *self = MANICULE_LOSS_GROUP (object);

  g_ptr_array_unref (self->rows);
  g_clear_pointer (&self->report, manicule_loss_report_free);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (manicule_loss_group_parent_class)->finalize (object);
}

static void
manicule_loss_group_class_init (ManiculeLossGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = manicule_loss_group_finalize;

  signals[SIGNAL_POLICY_CHANGED] =
    g_signal_new ("policy-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
  signals[SIGNAL_GO_TO] =
    g_signal_new ("go-to", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
manicule_loss_group_init (ManiculeLossGroup *self)
{
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), _("Open a line to see the annotations"));
}
