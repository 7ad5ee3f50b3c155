/* manicule-schema-propose.c: a colour and a key for a new label
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-palette-private.h"
#include "manicule-schema-private.h"

static guint
count_color (ManiculeItemList *labels,
             const char       *color)
{
  guint n = 0;

  for (guint i = 0; i < manicule_item_list_get_n (labels); i++)
    {
      const char *other = manicule_label_get_color (manicule_item_list_get (labels, i));

      if (other != NULL && g_ascii_strcasecmp (other, color) == 0)
        n++;
    }

  return n;
}

/**
 * manicule_schema_propose_color:
 * @self: a schema
 *
 * Returns: (transfer full): "#rrggbb": of the colours of the default palette that the fewest labels have, the first
 */
char *
manicule_schema_propose_color (ManiculeSchema *self)
{
  ManiculeItemList *labels;
  guint best = 0;
  guint least = G_MAXUINT;

  g_return_val_if_fail (MANICULE_IS_SCHEMA (self), NULL);

  labels = manicule_schema_get_list (self, MANICULE_SCHEMA_LABELS);
  for (guint i = 0; i < manicule_palette_size && least > 0; i++)
    {
      guint n = count_color (labels, manicule_palette[i]);

      if (n < least)
        {
          least = n;
          best = i;
        }
    }

  return g_strdup (manicule_palette[best]);
}

/**
 * manicule_schema_default_color:
 * @name: the name of a label
 *
 * Returns: the colour that a label of this name has where no schema gives it one, "#rrggbb": always the same
 */
const char *
manicule_schema_default_color (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  return manicule_palette[g_str_hash (name) % manicule_palette_size];
}

static gboolean
relation_type_has_key (ManiculeSchema *self,
                       const char     *key)
{
  ManiculeItemList *types = manicule_schema_get_list (self, MANICULE_SCHEMA_RELATION_TYPES);

  for (guint i = 0; i < manicule_item_list_get_n (types); i++)
    if (g_strcmp0 (manicule_relation_type_get_key (manicule_item_list_get (types, i)), key) == 0)
      return TRUE;

  return FALSE;
}

/* Only letters and digits: signs such as "." and "=" are commands. Wide characters are not on a key. */
static char *
key_if_free (ManiculeSchema *self,
             gunichar        character)
{
  char key[7] = { 0, };

  if (!g_unichar_isalnum (character) || g_unichar_iswide (character))
    return NULL;

  g_unichar_to_utf8 (character, key);
  if (manicule_schema_find_label_by_key (self, key) != NULL || relation_type_has_key (self, key))
    return NULL;

  return g_strdup (key);
}

static char *
key_of_name (ManiculeSchema *self,
             const char     *name)
{
  /* Decomposed, so that "É" asks for the key E, which every keyboard has. */
  g_autofree char *plain = g_utf8_normalize (name, -1, G_NORMALIZE_NFKD);
  g_autofree char *lower = plain != NULL ? g_utf8_strdown (plain, -1) : g_strdup ("");

  for (const char *c = lower; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);
      char *key = g_unichar_isalpha (character) ? key_if_free (self, character) : NULL;

      if (key != NULL)
        return key;
    }

  return NULL;
}

/**
 * manicule_schema_propose_key:
 * @self: a schema
 * @name: the title or name of a new label
 *
 * Returns: (transfer full) (nullable): a free key: the first letter of @name, else another of its letters, else any
 *   letter from a to z, else a digit; NULL when all are taken. Never a key of a relation type or of a command
 */
char *
manicule_schema_propose_key (ManiculeSchema *self,
                             const char     *name)
{
  static const char others[] = "abcdefghijklmnopqrstuvwxyz1234567890";
  char *key;

  g_return_val_if_fail (MANICULE_IS_SCHEMA (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  key = key_of_name (self, name);
  for (guint i = 0; key == NULL && others[i] != '\0'; i++)
    key = key_if_free (self, others[i]);

  return key;
}
