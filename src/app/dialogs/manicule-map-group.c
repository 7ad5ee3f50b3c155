/* manicule-map-group.c: names in files, and what they become
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-map-group.h"

#include "manicule-chip.h"

#include <glib/gi18n-lib.h>

struct _ManiculeMapGroup
{
  AdwPreferencesGroup  parent_instance;

  ManiculeMapKind      kind;
  ManiculeSchema      *schema;  /* (owned) (nullable) */
  GPtrArray           *rows;    /* (owned) (element-type AdwComboRow) */
};

G_DEFINE_FINAL_TYPE (ManiculeMapGroup, manicule_map_group, ADW_TYPE_PREFERENCES_GROUP)

/* The choices of a row: what the schema has, then the name as a new one, then to leave it out. */
static guint
get_n_items (ManiculeMapGroup *self)
{
  return g_list_model_get_n_items (manicule_map_get_items (self->schema, self->kind));
}

/* The schema keeps it. */
static gpointer
get_item (ManiculeMapGroup *self,
          guint             index)
{
  g_autoptr(GObject) item = g_list_model_get_item (manicule_map_get_items (self->schema, self->kind), index);

  return item;
}

static void
chosen_cb (AdwComboRow      *row,
           GParamSpec       *pspec,
           ManiculeMapGroup *self)
{
  guint selected = adw_combo_row_get_selected (row);
  ManiculeChip *chip = g_object_get_data (G_OBJECT (row), "chip");

  if (chip != NULL)
    manicule_chip_set_label (chip, selected < get_n_items (self) ? get_item (self, selected) : NULL);
}

static GtkStringList *
new_choices (ManiculeMapGroup *self,
             const char       *name)
{
  GtkStringList *choices = gtk_string_list_new (NULL);
  g_autofree char *new_name = self->kind == MANICULE_MAP_LABEL
                              /* Translators: the placeholder is a label's name */
                              ? g_strdup_printf (_("New Label “%s”"), name)
                              /* Translators: the placeholder is the name of a relation type, attribute or document label */
                              : g_strdup_printf (_("New “%s”"), name);

  for (guint i = 0; i < get_n_items (self); i++)
    gtk_string_list_append (choices, manicule_map_get_item_title (get_item (self, i)));
  gtk_string_list_append (choices, new_name);
  gtk_string_list_append (choices, _("Leave Out"));

  return choices;
}

static guint
find_choice (ManiculeMapGroup *self,
             const char       *name)
{
  guint n = get_n_items (self);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (manicule_map_get_item_name (get_item (self, i)), name))
      return i;

  return n;
}

static void
add_row (ManiculeMapGroup *self,
         const char       *name,
         guint             n_annotations,
         const char       *proposed)
{
  g_autoptr(GtkStringList) choices = new_choices (self, name);
  g_autofree char *subtitle = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u annotation", "%u annotations", n_annotations),
                                               n_annotations);
  GtkWidget *row = adw_combo_row_new ();
  GtkWidget *chip;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  if (self->kind == MANICULE_MAP_LABEL)
    {
      chip = manicule_chip_new (NULL);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), chip);
      g_object_set_data (G_OBJECT (row), "chip", chip);
    }
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (choices));
  g_object_set_data_full (G_OBJECT (row), "name", g_strdup (name), g_free);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (chosen_cb), self, 0);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), find_choice (self, proposed != NULL ? proposed : name));
  chosen_cb (ADW_COMBO_ROW (row), NULL, self);

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

static void
remove_rows (ManiculeMapGroup *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
}

/**
 * manicule_map_group_show:
 * @self: a group
 * @kind: labels, relation types, attributes or document labels
 * @plan: an import
 * @schema: the project's schema, not to be changed as long as the group is shown
 *
 * Shows a row for each name that comes in. Of labels all are shown, so that it is seen what comes; of the others only
 * where one is new.
 */
void
manicule_map_group_show (ManiculeMapGroup *self,
                         ManiculeMapKind   kind,
                         ManiculeImport   *plan,
                         ManiculeSchema   *schema)
{
  g_autoptr(GHashTable) counts = manicule_import_count_names (plan, kind);
  g_autoptr(GHashTable) proposed = manicule_import_propose_names (plan, kind, schema);
  g_autoptr(GList) names = g_list_sort (g_hash_table_get_keys (counts), (GCompareFunc) g_strcmp0);
  gboolean any_new = FALSE;

  self->kind = kind;
  g_set_object (&self->schema, schema);
  remove_rows (self);
  for (GList *link = names; link != NULL; link = link->next)
    {
      any_new |= manicule_map_find_item (schema, kind, link->data) == NULL;
      add_row (self, link->data, GPOINTER_TO_UINT (g_hash_table_lookup (counts, link->data)),
               g_hash_table_lookup (proposed, link->data));
    }
  gtk_widget_set_visible (GTK_WIDGET (self), kind == MANICULE_MAP_LABEL ? names != NULL : any_new);
}

/**
 * manicule_map_group_add_to_map:
 * @self: a group that shows names
 * @map: where what was chosen is added
 */
void
manicule_map_group_add_to_map (ManiculeMapGroup *self,
                               ManiculeMap      *map)
{
  guint n = self->schema != NULL ? get_n_items (self) : 0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      AdwComboRow *row = self->rows->pdata[i];
      const char *name = g_object_get_data (G_OBJECT (row), "name");
      guint selected = adw_combo_row_get_selected (row);
      const char *chosen = selected < n ? manicule_map_get_item_name (get_item (self, selected)) : selected > n ? "" : name;

      if (!g_str_equal (chosen, name))
        manicule_map_add (map, self->kind, name, chosen);
    }
}

static void
manicule_map_group_finalize (GObject *object)
{
  ManiculeMapGroup *self = MANICULE_MAP_GROUP (object);

  g_clear_object (&self->schema);
  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (manicule_map_group_parent_class)->finalize (object);
}

static void
manicule_map_group_class_init (ManiculeMapGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = manicule_map_group_finalize;
}

static void
manicule_map_group_init (ManiculeMapGroup *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
