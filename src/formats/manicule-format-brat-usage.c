/* manicule-format-brat-usage.c: what relation types were used for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-brat-private.h"

struct _ManiculeBratUsage
{
  GHashTable *pairs;      /* (owned) (element-type utf8): frame and role, with a line feed between them */
  GHashTable *roles;      /* (owned) (element-type utf8) */
  GHashTable *relations;  /* (owned) (element-type utf8) */
};

ManiculeBratUsage *
manicule_brat_usage_new (void)
{
  ManiculeBratUsage *self = g_new0 (ManiculeBratUsage, 1);

  self->pairs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->roles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->relations = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
}

void
manicule_brat_usage_free (ManiculeBratUsage *self)
{
  g_return_if_fail (self != NULL);

  g_hash_table_unref (self->pairs);
  g_hash_table_unref (self->roles);
  g_hash_table_unref (self->relations);
  g_free (self);
}

static void
add (GHashTable *set,
     const char *name)
{
  if (!g_hash_table_contains (set, name))
    g_hash_table_add (set, g_strdup (name));
}

void
manicule_brat_usage_add_role (ManiculeBratUsage *self,
                              const char        *frame,
                              const char        *role)
{
  g_autofree char *pair = g_strconcat (frame, "\n", role, NULL);

  add (self->pairs, pair);
  add (self->roles, role);
}

void
manicule_brat_usage_add_relation (ManiculeBratUsage *self,
                                  const char        *name)
{
  add (self->relations, name);
}

gboolean
manicule_brat_usage_has_role (ManiculeBratUsage *self,
                              const char        *frame,
                              const char        *role)
{
  g_autofree char *pair = g_strconcat (frame, "\n", role, NULL);

  return g_hash_table_contains (self->pairs, pair);
}

gboolean
manicule_brat_usage_is_relation (ManiculeBratUsage *self,
                                 const char        *name)
{
  return g_hash_table_contains (self->relations, name) || !g_hash_table_contains (self->roles, name);
}
