/* fault.c: which call to the disk is to fail, and how
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fault.h"

#include <errno.h>

static guint fail_at;
static int fail_number;
static FaultKind fail_kind;
static guint n_calls;
static gboolean has_failed;
static char first_failed[256];

void
fault_plan (guint     at,
            int       number,
            FaultKind kind)
{
  fail_at = at;
  fail_number = number;
  fail_kind = kind;
  n_calls = 0;
  has_failed = FALSE;
}

guint
fault_get_n_calls (void)
{
  return n_calls;
}

gboolean
fault_has_failed (void)
{
  return has_failed;
}

const char *
fault_get_failed (void)
{
  return has_failed ? first_failed : "nothing";
}

gboolean
fault_strikes (const char *name,
               const char *path,
               gboolean    needs_room)
{
  guint call = g_atomic_int_add (&n_calls, 1) + 1;

  if (fail_at == 0 || call < fail_at || (call > fail_at && fail_kind == FAULT_ONCE) ||
      (fail_kind == FAULT_FULL && !needs_room) || fail_kind == FAULT_SHORT)
    return FALSE;

  if (!has_failed)
    g_snprintf (first_failed, sizeof first_failed, "%s %s", name, path != NULL ? path : "");
  has_failed = TRUE;
  errno = fail_number;
  return TRUE;
}

gsize
fault_cut (gsize length)
{
  gboolean is_short = fail_kind == FAULT_SHORT && (guint) g_atomic_int_get (&n_calls) + 1 == fail_at && length > 1;

  return is_short ? length / 2 : length;
}
