/* manicule-name.h: shorter forms of a label's title
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MANICULE_NAME_FULL,      /* "Organisation" */
  MANICULE_NAME_SHORT,     /* "Org" */
  MANICULE_NAME_INITIALS,  /* "O" */
  MANICULE_NAME_NONE,
} ManiculeNameForm;

char *manicule_name_shorten (const char       *title,
                             ManiculeNameForm  form) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
