/* manicule-id.c: ids of annotations and entities
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-annotation.h"

#define ID_LENGTH 10
#define ID_MAX 64

/**
 * manicule_id_new:
 *
 * Makes a random id of ten characters, about 51 bits: among 200,000 annotations two are equal once in a hundred
 * thousand times, and sets of two annotators merge without renaming. Chance is GLib's, so g_random_set_seed() makes it
 * repeatable.
 *
 * Returns: (transfer full): a letter, then lower-case letters and digits
 */
char *
manicule_id_new (void)
{
  static const char characters[] = "abcdefghijklmnopqrstuvwxyz0123456789";
  char *id = g_malloc (ID_LENGTH + 1);

  id[0] = characters[g_random_int_range (0, 26)];
  for (guint i = 1; i < ID_LENGTH; i++)
    id[i] = characters[g_random_int_range (0, 36)];
  id[ID_LENGTH] = '\0';

  return id;
}

/**
 * manicule_id_is_valid:
 * @id: (nullable): what came from outside
 *
 * Returns: whether @id is 1 to 64 characters of A-Z, a-z, 0-9, ".", "_" and "-"
 */
gboolean
manicule_id_is_valid (const char *id)
{
  guint n;

  if (id == NULL)
    return FALSE;

  for (n = 0; id[n] != '\0'; n++)
    {
      if (n == ID_MAX)
        return FALSE;
      if (!g_ascii_isalnum (id[n]) && id[n] != '.' && id[n] != '_' && id[n] != '-')
        return FALSE;
    }

  return n > 0;
}
