/* manicule-file-name.c: names that may become file names
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-file-name.h"

#include <string.h>

/* Characters that Windows forbids in a file name, or that separate folders anywhere. */
static const char forbidden[] = "/\\:*?\"<>|";

static gboolean
is_readable (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_UNASSIGNED:
      return FALSE;

    case G_UNICODE_FORMAT:
      /* The joiners are part of how some languages are written; the rest hides or turns what follows. */
      return c == 0x200c || c == 0x200d;

    default:
      return c >= 0x80 || strchr (forbidden, c) == NULL;
    }
}

static gboolean
is_space_or_dot (char c)
{
  return c == ' ' || c == '.';
}

/**
 * manicule_file_name_is_safe:
 * @name: (nullable): a name from outside
 *
 * Returns: %TRUE when it may be used as the name of a file or folder
 */
gboolean
manicule_file_name_is_safe (const char *name)
{
  const char *p;
  gsize length = name != NULL ? strlen (name) : 0;

  if (length == 0 || length > MANICULE_FILE_NAME_MAX || !g_utf8_validate (name, length, NULL))
    return FALSE;

  if (is_space_or_dot (name[0]) || is_space_or_dot (name[length - 1]))
    return FALSE;

  for (p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (!is_readable (g_utf8_get_char (p)))
        return FALSE;
    }

  return !manicule_file_name_is_reserved (name);
}

/**
 * manicule_file_name_is_reserved:
 * @name: a name
 *
 * Returns: %TRUE when Windows takes it for a device, whatever follows its first dot
 */
gboolean
manicule_file_name_is_reserved (const char *name)
{
  static const char * const devices[] = { "con", "prn", "aux", "nul", "com", "lpt", NULL };
  gsize length = strcspn (name, ".");
  g_autofree char *stem = g_ascii_strdown (name, length);
  guint i;

  g_strchomp (stem);
  length = strlen (stem);

  for (i = 0; devices[i] != NULL; i++)
    {
      gboolean numbered = i >= 4;

      if (strncmp (stem, devices[i], 3) == 0 && length == (numbered ? 4u : 3u) &&
          (!numbered || g_ascii_isdigit (stem[3])))
        return TRUE;
    }

  return FALSE;
}

/**
 * manicule_file_name_key:
 * @name: UTF-8
 *
 * Returns: (transfer full): what names are compared by
 */
char *
manicule_file_name_key (const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);

  return g_utf8_normalize (folded, -1, G_NORMALIZE_NFC);
}
