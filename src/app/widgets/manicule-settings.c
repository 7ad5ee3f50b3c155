/* manicule-settings.c: what the program remembers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-settings.h"

/**
 * manicule_settings_get:
 *
 * Returns: (transfer none): the program's one settings object; main thread only
 */
GSettings *
manicule_settings_get (void)
{
  static GSettings *settings;

  if (settings == NULL)
    settings = g_settings_new (MANICULE_APP_ID);
  return settings;
}
