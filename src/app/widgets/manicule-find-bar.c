/* manicule-find-bar.c: finding in the open article
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-find-bar.h"

#include "manicule-finder.h"
#include "manicule-lazy-menu.h"

#include <glib/gi18n-lib.h>

struct _ManiculeFindBar
{
  AdwBin         parent_instance;

  GtkSearchBar  *bar;
  GtkEditable   *entry;
  GtkLabel      *count;
  GtkWidget     *options;
  GtkWidget     *annotate_all;

  ManiculeText  *text;       /* (owned) (nullable) */
  GArray        *hits;       /* (owned) (nullable) (element-type ManiculeRange) */
  guint          current;    /* G_MAXUINT: none */
  guint          from;       /* where the search began */
  GCancellable  *searching;  /* (owned) (nullable) */
  gboolean       match_case;
  gboolean       match_accents;
  gboolean       regex;
  gboolean       editable;
  gboolean       narrow;
};

enum
{
  PROP_MATCH_CASE = 1,
  PROP_MATCH_ACCENTS,
  PROP_REGEX,
  PROP_OPEN,
  N_PROPS
};

enum
{
  HITS_CHANGED,
  ANNOTATE_ALL,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ManiculeFindBar, manicule_find_bar, ADW_TYPE_BIN)

/* A button, or where there is no room for one, an item of the menu. */
static void
show_annotate_all (ManiculeFindBar *self)
{
  gboolean possible = self->editable && self->hits != NULL && self->hits->len > 0;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "find.annotate-all", possible);
  gtk_widget_set_visible (self->annotate_all, possible && !self->narrow);
}

static void
show_count (ManiculeFindBar *self,
            const GError    *error)
{
  g_autofree char *text = NULL;
  gboolean typed = *gtk_editable_get_text (self->entry) != '\0';

  if (error != NULL)
    text = g_strdup (_("Not a valid pattern"));
  else if (!typed || self->hits == NULL)
    text = g_strdup ("");
  else if (self->hits->len == 0)
    text = g_strdup (_("Not found"));
  else
    /* Translators: the number of this hit, and of all hits */
    text = g_strdup_printf (_("%u of %u"), self->current + 1, self->hits->len);

  gtk_label_set_text (self->count, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->entry), error != NULL ? error->message : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  if (typed && (error != NULL || (self->hits != NULL && self->hits->len == 0)))
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  show_annotate_all (self);
}

static guint
first_hit (ManiculeFindBar *self)
{
  guint i;

  if (self->hits == NULL || self->hits->len == 0)
    return G_MAXUINT;
  for (i = 0; i < self->hits->len; i++)
    if (g_array_index (self->hits, ManiculeRange, i).start >= self->from)
      return i;
  return 0;
}

static void
take_hits (ManiculeFindBar *self,
           GArray          *hits,
           const GError    *error)
{
  g_clear_pointer (&self->hits, g_array_unref);
  self->hits = hits;
  self->current = first_hit (self);
  show_count (self, error);
  g_signal_emit (self, signals[HITS_CHANGED], 0);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(ManiculeFindBar) self = data;
  g_autoptr(GError) error = NULL;
  GArray *hits = manicule_finder_find_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->searching == NULL)
    {
      g_clear_pointer (&hits, g_array_unref);
      return;
    }
  g_clear_object (&self->searching);
  take_hits (self, hits, error);
}

static void
stop_search (ManiculeFindBar *self)
{
  g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
}

static ManiculeSearchFlags
get_flags (ManiculeFindBar *self)
{
  ManiculeSearchFlags flags = MANICULE_SEARCH_DEFAULT;

  if (!self->match_case)
    flags |= MANICULE_SEARCH_FOLD_CASE;
  if (!self->match_accents)
    flags |= MANICULE_SEARCH_FOLD_ACCENTS;
  if (self->regex)
    flags |= MANICULE_SEARCH_REGEX;
  return flags;
}

static void
search_changed_cb (ManiculeFindBar *self)
{
  const char *needle = gtk_editable_get_text (self->entry);

  stop_search (self);
  if (*needle == '\0' || self->text == NULL || !manicule_find_bar_is_open (self))
    {
      take_hits (self, NULL, NULL);
      return;
    }
  self->searching = g_cancellable_new ();
  manicule_finder_find_async (self->text, needle, get_flags (self), self->searching, found_cb, g_object_ref (self));
}

static void
next_cb (ManiculeFindBar *self)
{
  manicule_find_bar_step (self, TRUE);
}

static void
previous_cb (ManiculeFindBar *self)
{
  manicule_find_bar_step (self, FALSE);
}

static void
annotate_all_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  ManiculeFindBar *self = MANICULE_FIND_BAR (widget);

  g_signal_emit (self, signals[ANNOTATE_ALL], 0, self->narrow ? self->options : self->annotate_all);
}

static void
mode_changed_cb (ManiculeFindBar *self)
{
  search_changed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_OPEN]);
}

static void
manicule_find_bar_get_property (GObject    *object,
                                guint       property_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  ManiculeFindBar *self = MANICULE_FIND_BAR (object);

  switch (property_id)
    {
    case PROP_MATCH_CASE:
      g_value_set_boolean (value, self->match_case);
      break;
    case PROP_MATCH_ACCENTS:
      g_value_set_boolean (value, self->match_accents);
      break;
    case PROP_REGEX:
      g_value_set_boolean (value, self->regex);
      break;
    case PROP_OPEN:
      g_value_set_boolean (value, manicule_find_bar_is_open (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
set_option (ManiculeFindBar *self,
            gboolean        *option,
            gboolean         value,
            GParamSpec      *pspec)
{
  if (*option == value)
    return;
  *option = value;
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
  search_changed_cb (self);
}

static void
manicule_find_bar_set_property (GObject      *object,
                                guint         property_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  ManiculeFindBar *self = MANICULE_FIND_BAR (object);

  switch (property_id)
    {
    case PROP_MATCH_CASE:
      set_option (self, &self->match_case, g_value_get_boolean (value), pspec);
      break;
    case PROP_MATCH_ACCENTS:
      set_option (self, &self->match_accents, g_value_get_boolean (value), pspec);
      break;
    case PROP_REGEX:
      set_option (self, &self->regex, g_value_get_boolean (value), pspec);
      break;
    case PROP_OPEN:
      gtk_search_bar_set_search_mode (self->bar, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
manicule_find_bar_dispose (GObject *object)
{
  ManiculeFindBar *self = MANICULE_FIND_BAR (object);

  stop_search (self);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), MANICULE_TYPE_FIND_BAR);
  g_clear_object (&self->text);
  g_clear_pointer (&self->hits, g_array_unref);

  G_OBJECT_CLASS (manicule_find_bar_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass   *object_class,
                    GtkWidgetClass *widget_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  props[PROP_MATCH_CASE] = g_param_spec_boolean ("match-case", NULL, NULL, FALSE, flags);
  props[PROP_MATCH_ACCENTS] = g_param_spec_boolean ("match-accents", NULL, NULL, FALSE, flags);
  props[PROP_REGEX] = g_param_spec_boolean ("regex", NULL, NULL, FALSE, flags);
  props[PROP_OPEN] = g_param_spec_boolean ("open", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_install_property_action (widget_class, "find.match-case", "match-case");
  gtk_widget_class_install_property_action (widget_class, "find.match-accents", "match-accents");
  gtk_widget_class_install_property_action (widget_class, "find.regex", "regex");
  gtk_widget_class_install_action (widget_class, "find.annotate-all", NULL, annotate_all_action);
}

static void
manicule_find_bar_class_init (ManiculeFindBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = manicule_find_bar_dispose;
  object_class->get_property = manicule_find_bar_get_property;
  object_class->set_property = manicule_find_bar_set_property;
  install_properties (object_class, widget_class);

  signals[HITS_CHANGED] = g_signal_new ("hits-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ANNOTATE_ALL] = g_signal_new ("annotate-all", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, GTK_TYPE_WIDGET);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/manicule/Manicule/widgets/manicule-find-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, ManiculeFindBar, bar);
  gtk_widget_class_bind_template_child (widget_class, ManiculeFindBar, entry);
  gtk_widget_class_bind_template_child (widget_class, ManiculeFindBar, count);
  gtk_widget_class_bind_template_child (widget_class, ManiculeFindBar, options);
  gtk_widget_class_bind_template_child (widget_class, ManiculeFindBar, annotate_all);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
}

static void
manicule_find_bar_init (ManiculeFindBar *self)
{
  self->current = G_MAXUINT;
  self->editable = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  manicule_lazy_menu_install (GTK_MENU_BUTTON (self->options));
  gtk_search_bar_connect_entry (self->bar, self->entry);
  g_signal_connect_object (self->bar, "notify::search-mode-enabled", G_CALLBACK (mode_changed_cb), self, G_CONNECT_SWAPPED);
}

void
manicule_find_bar_set_text (ManiculeFindBar *self,
                            ManiculeText    *text)
{
  g_return_if_fail (MANICULE_IS_FIND_BAR (self));

  if (!g_set_object (&self->text, text))
    return;
  self->from = 0;
  search_changed_cb (self);
}

void
manicule_find_bar_open (ManiculeFindBar *self,
                        const char      *needle,
                        guint            from)
{
  g_return_if_fail (MANICULE_IS_FIND_BAR (self));

  self->from = from;
  if (needle != NULL)
    gtk_editable_set_text (self->entry, needle);
  gtk_search_bar_set_search_mode (self->bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (self->entry, 0, -1);
}

void
manicule_find_bar_close (ManiculeFindBar *self)
{
  g_return_if_fail (MANICULE_IS_FIND_BAR (self));

  gtk_search_bar_set_search_mode (self->bar, FALSE);
}

gboolean
manicule_find_bar_is_open (ManiculeFindBar *self)
{
  g_return_val_if_fail (MANICULE_IS_FIND_BAR (self), FALSE);

  return gtk_search_bar_get_search_mode (self->bar);
}

/**
 * manicule_find_bar_step:
 * @self: a find bar
 * @forward: to the next hit, else to the one before; round at the ends
 */
void
manicule_find_bar_step (ManiculeFindBar *self,
                        gboolean         forward)
{
  g_return_if_fail (MANICULE_IS_FIND_BAR (self));

  if (self->hits == NULL || self->hits->len == 0)
    return;
  if (forward)
    self->current = (self->current + 1) % self->hits->len;
  else
    self->current = (self->current + self->hits->len - 1) % self->hits->len;
  self->from = g_array_index (self->hits, ManiculeRange, self->current).start;
  show_count (self, NULL);
  g_signal_emit (self, signals[HITS_CHANGED], 0);
}

GArray *
manicule_find_bar_get_hits (ManiculeFindBar *self,
                            guint           *current)
{
  g_return_val_if_fail (MANICULE_IS_FIND_BAR (self), NULL);

  *current = self->current;
  return self->hits;
}

void
manicule_find_bar_set_editable (ManiculeFindBar *self,
                                gboolean         editable)
{
  g_return_if_fail (MANICULE_IS_FIND_BAR (self));

  self->editable = editable;
  show_count (self, NULL);
}

void
manicule_find_bar_set_narrow (ManiculeFindBar *self,
                              gboolean         narrow)
{
  g_return_if_fail (MANICULE_IS_FIND_BAR (self));

  self->narrow = narrow;
  show_annotate_all (self);
}
