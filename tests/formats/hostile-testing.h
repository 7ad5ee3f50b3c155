/* hostile-testing.h: a good file that is damaged and read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "format-helpers.h"

G_BEGIN_DECLS

typedef struct
{
  const ManiculeFormat *format;
  TestFolder           *folder;    /* (owned) */
  GFile                *file;      /* (owned): in the folder */
  char                 *contents;  /* (owned): as they were before all damage */
  gsize                 length;
} Victim;

/* How much is tried: more in a thorough run, less where sanitizers make everything many times slower. */
guint hostile_scale (guint         n);

/* Takes @file, (transfer full), in the place of the one before. */
void  victim_take   (Victim       *self,
                     GFile        *file);
void  victim_clear  (Victim       *self);
/* Reads the file with these contents, with findings and without. What fails with findings fails without, and what fails
 * without is an error among the findings; but a reader that keeps damaged lines as they are need not fail for them. */
void  victim_read   (Victim       *self,
                     const char   *contents,
                     gsize         length);

G_END_DECLS
