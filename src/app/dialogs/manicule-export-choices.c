/* manicule-export-choices.c: what is chosen for the export of a project, remembered from one export to the next
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-export-choices.h"

#define KEY "export-choices"

static GHashTable *
choices_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/* --- remembering --- */

/**
 * manicule_export_choices_recall:
 * @settings: the program's settings
 * @uri: a project folder
 *
 * Returns: (transfer full): what was chosen for that project last, perhaps nothing
 */
GHashTable *
manicule_export_choices_recall (GSettings  *settings,
                                const char *uri)
{
  GHashTable *choices = choices_new ();
  g_autoptr(GVariant) all = g_settings_get_value (settings, KEY);
  GVariantIter iter;
  const char *project, *name, *value;
  GVariantIter *pairs;

  g_variant_iter_init (&iter, all);
  while (g_variant_iter_loop (&iter, "(&sa{ss})", &project, &pairs))
    while (g_str_equal (project, uri) && g_variant_iter_next (pairs, "{&s&s}", &name, &value))
      g_hash_table_insert (choices, g_strdup (name), g_strdup (value));
  return choices;
}

static void
add_project (GVariantBuilder *builder,
             const char      *uri,
             GHashTable      *choices)
{
  GHashTableIter iter;
  gpointer name, value;

  g_variant_builder_open (builder, G_VARIANT_TYPE ("(sa{ss})"));
  g_variant_builder_add (builder, "s", uri);
  g_variant_builder_open (builder, G_VARIANT_TYPE ("a{ss}"));
  g_hash_table_iter_init (&iter, choices);
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_variant_builder_add (builder, "{ss}", name, value);
  g_variant_builder_close (builder);
  g_variant_builder_close (builder);
}

/**
 * manicule_export_choices_remember:
 * @settings: the program's settings
 * @uri: a project folder
 * @choices: (element-type utf8 utf8): what is chosen for it
 *
 * Keeps @choices in place of what was known of that project; the project whose choices are oldest falls out.
 */
void
manicule_export_choices_remember (GSettings  *settings,
                                  const char *uri,
                                  GHashTable *choices)
{
  g_autoptr(GVariant) all = g_settings_get_value (settings, KEY);
  GVariantBuilder builder;
  gsize i, n = 1;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(sa{ss})"));
  add_project (&builder, uri, choices);
  for (i = 0; i < g_variant_n_children (all) && n < MANICULE_EXPORT_CHOICES_MAX; i++)
    {
      g_autoptr(GVariant) project = g_variant_get_child_value (all, i);
      g_autoptr(GVariant) name = g_variant_get_child_value (project, 0);

      if (g_str_equal (g_variant_get_string (name, NULL), uri))
        continue;
      g_variant_builder_add_value (&builder, project);
      n++;
    }
  g_settings_set_value (settings, KEY, g_variant_builder_end (&builder));
}

/* --- options of a format --- */

static char *
option_name (const ManiculeFormat       *format,
             const ManiculeFormatOption *option)
{
  return g_strconcat (format->id, "/", option->name, NULL);
}

const char *
manicule_export_choices_get_option (GHashTable                 *choices,
                                    const ManiculeFormat       *format,
                                    const ManiculeFormatOption *option)
{
  g_autofree char *name = option_name (format, option);
  const char *value = g_hash_table_lookup (choices, name);

  if (value == NULL || (option->values != NULL && !g_strv_contains (option->values, value)))
    return NULL;
  return value;
}

void
manicule_export_choices_set_option (GHashTable                 *choices,
                                    const ManiculeFormat       *format,
                                    const ManiculeFormatOption *option,
                                    const char                 *value)
{
  g_hash_table_insert (choices, option_name (format, option), g_strdup (value));
}

GHashTable *
manicule_export_choices_dup_options (GHashTable           *choices,
                                     const ManiculeFormat *format)
{
  GHashTable *table = choices_new ();
  const ManiculeFormatOption *option;

  for (option = format->options; option != NULL && option->name != NULL; option++)
    {
      const char *value = manicule_export_choices_get_option (choices, format, option);

      if (value != NULL)
        g_hash_table_insert (table, g_strdup (option->name), g_strdup (value));
    }
  return table;
}

/* --- what is done with what does not fit --- */

static char *
policy_name (const ManiculeFormat *format)
{
  return g_strconcat ("lossy/", format->id, NULL);
}

void
manicule_export_choices_get_policy (GHashTable           *choices,
                                    const ManiculeFormat *format,
                                    ManiculeLossPolicy   *policy)
{
  g_autofree char *name = policy_name (format);
  const char *value = g_hash_table_lookup (choices, name);

  manicule_loss_policy_init (policy, format);
  /* What another version wrote and this one does not know is passed over. */
  if (value != NULL && !manicule_loss_policy_parse (policy, format, value, NULL))
    manicule_loss_policy_init (policy, format);
}

void
manicule_export_choices_set_policy (GHashTable               *choices,
                                    const ManiculeFormat     *format,
                                    const ManiculeLossPolicy *policy)
{
  g_autoptr(GString) words = g_string_new (NULL);
  guint kind;

  for (kind = 0; kind < MANICULE_N_LOSSES; kind++)
    {
      const int *ways = manicule_loss_kind_get_choices (kind, format);

      if ((int) policy->policy[kind] == ways[0])
        continue;
      g_string_append_printf (words, "%s%s=%s", words->len > 0 ? "," : "", manicule_loss_kind_get_name (kind),
                              manicule_lossy_get_name (policy->policy[kind]));
    }
  if (words->len > 0)
    g_hash_table_insert (choices, policy_name (format), g_strdup (words->str));
  else
    {
      g_autofree char *name = policy_name (format);

      g_hash_table_remove (choices, name);
    }
}
