/* manicule-recognised-group.c: what the files of an import are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-recognised-group.h"

#include <glib/gi18n-lib.h>

#define MAX_LEFT_OUT 200

struct _ManiculeRecognisedGroup
{
  AdwPreferencesGroup  parent_instance;

  ManiculeImport      *plan;         /* (not owned) (nullable) */
  GPtrArray           *rows;         /* (owned) (element-type GtkWidget) */
  GHashTable          *switched_off; /* (owned) (element-type ManiculeFormat) */
  GHashTable          *chosen;       /* (owned) (element-type GFile ManiculeFormat): what the user has said of files */
  GPtrArray           *asked;        /* (owned) (element-type ManiculeImportUnclear): files that were asked about */
  ManiculePredictions  predictions;
  gboolean             has_predictions;
};

G_DEFINE_FINAL_TYPE (ManiculeRecognisedGroup, manicule_recognised_group, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_READ_AGAIN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
add (ManiculeRecognisedGroup *self,
     GtkWidget               *row)
{
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

/* --- formats --- */

static guint
count_annotations (ManiculeDocument *document)
{
  guint n = 0;

  for (guint i = 0; i < manicule_document_get_n_sets (document); i++)
    n += g_list_model_get_n_items (G_LIST_MODEL (manicule_document_get_set (document, i)));

  return n;
}

static char *
describe_format (ManiculeRecognisedGroup *self,
                 const ManiculeFormat    *format)
{
  g_autofree char *articles = NULL;
  guint n_articles = 0, n_annotations = 0;

  for (guint i = 0; i < self->plan->items->len; i++)
    {
      ManiculeImportItem *item = g_ptr_array_index (self->plan->items, i);

      if (item->format != format)
        continue;
      n_articles++;
      n_annotations += count_annotations (item->document);
    }

  articles = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u article", "%u articles", n_articles), n_articles);
  if (n_annotations == 0)
    return g_steal_pointer (&articles);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       /* Translators: “32 articles” and a number */
                                       "%s with %u annotation", "%s with %u annotations", n_annotations),
                          articles, n_annotations);
}

static void
switched_cb (AdwSwitchRow            *row,
             GParamSpec              *pspec,
             ManiculeRecognisedGroup *self)
{
  gpointer format = g_object_get_data (G_OBJECT (row), "format");

  if (adw_switch_row_get_active (row))
    g_hash_table_remove (self->switched_off, format);
  else
    g_hash_table_add (self->switched_off, format);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
add_format (ManiculeRecognisedGroup *self,
            const ManiculeFormat    *format)
{
  g_autofree char *subtitle = describe_format (self, format);
  GtkWidget *row = adw_switch_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(format->title));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_switch_row_set_active (ADW_SWITCH_ROW (row), !g_hash_table_contains (self->switched_off, format));
  g_object_set_data (G_OBJECT (row), "format", (gpointer) format);
  g_signal_connect (row, "notify::active", G_CALLBACK (switched_cb), self);
  add (self, row);
}

static void
add_formats (ManiculeRecognisedGroup *self)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->plan->items->len; i++)
    {
      ManiculeImportItem *item = g_ptr_array_index (self->plan->items, i);

      if (g_hash_table_add (seen, (gpointer) item->format))
        add_format (self, item->format);
    }
}

/* --- files that may be of several formats --- */

static void
said_cb (AdwComboRow             *row,
         GParamSpec              *pspec,
         ManiculeRecognisedGroup *self)
{
  ManiculeImportUnclear *unclear = g_object_get_data (G_OBJECT (row), "unclear");
  guint selected = adw_combo_row_get_selected (row);

  if (selected == 0)
    g_hash_table_remove (self->chosen, unclear->source);
  else
    g_hash_table_insert (self->chosen, g_object_ref (unclear->source), g_ptr_array_index (unclear->candidates, selected - 1));
  g_signal_emit (self, signals[SIGNAL_READ_AGAIN], 0);
}

static void
add_unclear (ManiculeRecognisedGroup *self,
             ManiculeImportUnclear   *unclear)
{
  g_autoptr(GtkStringList) choices = gtk_string_list_new (NULL);
  const ManiculeFormat *chosen = g_hash_table_lookup (self->chosen, unclear->source);
  GtkWidget *row = adw_combo_row_new ();
  guint position = 0;

  gtk_string_list_append (choices, _("Leave Out"));
  for (guint i = 0; i < unclear->candidates->len; i++)
    {
      const ManiculeFormat *format = g_ptr_array_index (unclear->candidates, i);

      gtk_string_list_append (choices, _(format->title));
      if (format == chosen)
        position = i + 1;
    }

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), unclear->file);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("May be of several formats"));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (choices));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), position);
  g_object_set_data (G_OBJECT (row), "unclear", unclear);
  g_signal_connect (row, "notify::selected", G_CALLBACK (said_cb), self);
  add (self, row);
}

static void
unclear_free (gpointer data)
{
  ManiculeImportUnclear *unclear = data;

  g_ptr_array_unref (unclear->candidates);
  g_object_unref (unclear->source);
  g_free (unclear->file);
  g_free (unclear);
}

/* Once it is said what a file is, a plan does not name it any more; the question stays, so that the answer can change. */
static void
remember_unclear (ManiculeRecognisedGroup *self)
{
  for (guint i = 0; i < self->plan->unclear->len; i++)
    {
      ManiculeImportUnclear *unclear = g_ptr_array_index (self->plan->unclear, i);
      ManiculeImportUnclear *copy;
      gboolean known = FALSE;

      for (guint j = 0; j < self->asked->len; j++)
        known |= g_file_equal (((ManiculeImportUnclear *) self->asked->pdata[j])->source, unclear->source);
      if (known)
        continue;

      copy = g_new0 (ManiculeImportUnclear, 1);
      copy->file = g_strdup (unclear->file);
      copy->source = g_object_ref (unclear->source);
      copy->candidates = g_ptr_array_ref (unclear->candidates);
      g_ptr_array_add (self->asked, copy);
    }
}

/* --- predictions --- */

static void
predictions_cb (AdwComboRow             *row,
                GParamSpec              *pspec,
                ManiculeRecognisedGroup *self)
{
  self->predictions = adw_combo_row_get_selected (row);
  g_signal_emit (self, signals[SIGNAL_READ_AGAIN], 0);
}

static void
add_predictions (ManiculeRecognisedGroup *self)
{
  g_autoptr(GtkStringList) choices = gtk_string_list_new (NULL);
  GtkWidget *row = adw_combo_row_new ();

  /* In the order of ManiculePredictions. */
  gtk_string_list_append (choices, _("Leave Out"));
  gtk_string_list_append (choices, _("As Suggestions"));
  gtk_string_list_append (choices, _("As Annotations of the Model"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Predictions"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("What a model has said, not a person"));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (choices));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), self->predictions);
  g_signal_connect (row, "notify::selected", G_CALLBACK (predictions_cb), self);
  add (self, row);
}

static gboolean
has_predictions (ManiculeImport *plan)
{
  for (guint i = 0; i < manicule_findings_get_n (plan->findings); i++)
    if (g_str_has_prefix (manicule_findings_get (plan->findings, i)->code, "predictions-"))
      return TRUE;

  return FALSE;
}

/* --- files that are nothing --- */

static void
add_left_out (ManiculeRecognisedGroup *self)
{
  guint n = self->plan->left_out->len;
  g_autofree char *title = NULL;
  GtkWidget *row;

  if (n == 0)
    return;

  row = adw_expander_row_new ();
  title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u File Left Out", "%u Files Left Out", n), n);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), _("Neither text nor annotations"));
  for (guint i = 0; i < MIN (n, MAX_LEFT_OUT); i++)
    {
      GtkWidget *file = adw_action_row_new ();
      g_autofree char *name = g_filename_display_basename (g_ptr_array_index (self->plan->left_out, i));

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (file), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (file), name);
      adw_expander_row_add_row (ADW_EXPANDER_ROW (row), file);
    }
  add (self, row);
}

/**
 * manicule_recognised_group_show:
 * @self: a group
 * @plan: an import; must stay until another is shown
 */
void
manicule_recognised_group_show (ManiculeRecognisedGroup *self,
                                ManiculeImport          *plan)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);

  self->plan = plan;
  self->has_predictions |= has_predictions (plan);
  remember_unclear (self);

  add_formats (self);
  if (self->has_predictions)
    add_predictions (self);
  for (guint i = 0; i < self->asked->len; i++)
    add_unclear (self, self->asked->pdata[i]);
  add_left_out (self);
}

/**
 * manicule_recognised_group_has:
 * @self: a group
 * @format: a format
 *
 * Returns: whether what is of that format comes in
 */
gboolean
manicule_recognised_group_has (ManiculeRecognisedGroup *self,
                               const ManiculeFormat    *format)
{
  return !g_hash_table_contains (self->switched_off, format);
}

/**
 * manicule_recognised_group_get_options:
 * @self: a group
 * @options: (out): how the files are to be read; its tables belong to the group
 */
void
manicule_recognised_group_get_options (ManiculeRecognisedGroup *self,
                                       ManiculeImportOptions   *options)
{
  *options = (ManiculeImportOptions) { .predictions = self->predictions, .chosen = self->chosen };
}

static void
manicule_recognised_group_finalize (GObject *object)
{
  ManiculeRecognisedGroup *self = MANICULE_RECOGNISED_GROUP (object);

  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->asked);
  g_hash_table_unref (self->switched_off);
  g_hash_table_unref (self->chosen);

  G_OBJECT_CLASS (manicule_recognised_group_parent_class)->finalize (object);
}

static void
manicule_recognised_group_class_init (ManiculeRecognisedGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = manicule_recognised_group_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
  signals[SIGNAL_READ_AGAIN] = g_signal_new ("read-again", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                             G_TYPE_NONE, 0);
}

static void
manicule_recognised_group_init (ManiculeRecognisedGroup *self)
{
  self->predictions = MANICULE_PREDICTIONS_SUGGESTIONS;
  self->rows = g_ptr_array_new ();
  self->asked = g_ptr_array_new_with_free_func (unclear_free);
  self->switched_off = g_hash_table_new (NULL, NULL);
  self->chosen = g_hash_table_new_full (g_file_hash, (GEqualFunc) g_file_equal, g_object_unref, NULL);
}
