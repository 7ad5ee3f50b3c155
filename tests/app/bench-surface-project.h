/* bench-surface-project.h: projects to measure the surface in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What stands in the second article of a project; the first is a short one, to come from. */
typedef struct
{
  const char *name;
  gsize       n_bytes;
  guint       n_spans;
  guint       n_relations;
  guint       depth;
  gboolean    one_paragraph;
  double      first_frame;   /* budgets: ms; 0: none */
  double      memory;        /* MB */
} BenchSize;

/* Both: the path of a new project in @folder, made by the command line; NULL where that failed, and it has said why. */
char *bench_project_generate (const char      *folder,
                              const BenchSize *size) G_GNUC_WARN_UNUSED_RESULT;
char *bench_project_import   (const char      *folder,
                              const char      *article) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
