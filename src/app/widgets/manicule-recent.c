/* manicule-recent.c: the projects opened last
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-recent.h"

#define KEY "recent-projects"

static void
append (GVariantBuilder      *builder,
        const ManiculeRecent *recent)
{
  g_variant_builder_add (builder, "(sssuu)", recent->uri, recent->name, recent->article, recent->n_done, recent->n_articles);
}

static void
write_list (GSettings            *settings,
            const ManiculeRecent *first,
            const char           *left_out)
{
  g_autoptr(GPtrArray) list = manicule_recent_list (settings);
  GVariantBuilder builder;
  guint n = 0;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(sssuu)"));
  if (first != NULL)
    {
      append (&builder, first);
      n++;
    }
  for (guint i = 0; i < list->len && n < MANICULE_RECENT_MAX; i++)
    {
      const ManiculeRecent *recent = g_ptr_array_index (list, i);

      if (g_str_equal (recent->uri, left_out))
        continue;
      append (&builder, recent);
      n++;
    }
  g_settings_set_value (settings, KEY, g_variant_builder_end (&builder));
}

void
manicule_recent_free (ManiculeRecent *self)
{
  g_free (self->uri);
  g_free (self->name);
  g_free (self->article);
  g_free (self);
}

/**
 * manicule_recent_list:
 * @settings: the program's settings
 *
 * Returns: (transfer full) (element-type ManiculeRecent): the recent projects, newest first
 */
GPtrArray *
manicule_recent_list (GSettings *settings)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) manicule_recent_free);
  g_autoptr(GVariant) value = g_settings_get_value (settings, KEY);
  GVariantIter iter;
  ManiculeRecent row;

  g_variant_iter_init (&iter, value);
  while (g_variant_iter_next (&iter, "(sssuu)", &row.uri, &row.name, &row.article, &row.n_done, &row.n_articles))
    g_ptr_array_add (list, g_memdup2 (&row, sizeof row));
  return list;
}

/**
 * manicule_recent_find:
 * @settings: the program's settings
 * @uri: a project folder
 *
 * Returns: (transfer full) (nullable): what is remembered of that project
 */
ManiculeRecent *
manicule_recent_find (GSettings  *settings,
                      const char *uri)
{
  g_autoptr(GPtrArray) list = manicule_recent_list (settings);

  for (guint i = 0; i < list->len; i++)
    {
      ManiculeRecent *recent = g_ptr_array_index (list, i);

      if (g_str_equal (recent->uri, uri))
        return g_ptr_array_steal_index (list, i);
    }
  return NULL;
}

/**
 * manicule_recent_add:
 * @settings: the program's settings
 * @recent: a project
 *
 * Puts @recent at the head of the list, in place of what is known of its folder; the oldest one falls out.
 */
void
manicule_recent_add (GSettings            *settings,
                     const ManiculeRecent *recent)
{
  write_list (settings, recent, recent->uri);
}

/**
 * manicule_recent_forget:
 * @settings: the program's settings
 * @uri: a project folder; nothing happens when it is not in the list
 */
void
manicule_recent_forget (GSettings  *settings,
                        const char *uri)
{
  write_list (settings, NULL, uri);
}
