/* manicule-rows.h: rows of rules and names under one visual line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-name.h"

G_BEGIN_DECLS

/* From this row on there is no room for names. */
#define MANICULE_ROWS_NAMED 3
/* Fragments that would lie deeper are not drawn. */
#define MANICULE_ROWS_MAX 32

/* The part of a mark that lies in one visual line. */
typedef struct
{
  double           x0;         /* px, x0 <= x1 */
  double           x1;
  double           widths[3];  /* of the name's forms, in px */
  guint            row;        /* found here; MANICULE_ROWS_MAX: too deep */
  ManiculeNameForm form;       /* found here */
} ManiculeFragment;

guint manicule_rows_assign    (ManiculeFragment *fragments,
                               guint             n);
void  manicule_rows_fit_names (ManiculeFragment *fragments,
                               guint             n,
                               gboolean          from_right,
                               double            left,
                               double            right,
                               double            gap);

G_END_DECLS
