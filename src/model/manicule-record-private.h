/* manicule-record-private.h: the strings of a plain record, kept in one piece of memory
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where the strings and the NULL-terminated lists of strings stand in a record. Empty ones count as NULL, so that a
 * record that was written without them and read again is the same. */
typedef struct
{
  gsize        size;
  const gsize *strings;
  guint        n_strings;
  const gsize *lists;
  guint        n_lists;
} ManiculeRecordLayout;

/* Copies @source to @target, which then points into the returned memory; freeing that is all there is to free. */
gpointer manicule_record_copy  (const ManiculeRecordLayout *layout,
                                gpointer                    target,
                                gconstpointer               source) G_GNUC_WARN_UNUSED_RESULT;
/* Compares strings and lists only. */
gboolean manicule_record_equal (const ManiculeRecordLayout *layout,
                                gconstpointer               a,
                                gconstpointer               b);

G_END_DECLS
