/* manicule-export.h: documents to a file or folder, verified
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-loss.h"

G_BEGIN_DECLS

/* Hands out the documents of an export one after the other, so that memory does not grow with their number: called
 * with 0, 1, 2, … and returns NULL without an error at the end. Called twice over all (count, then write), in the
 * thread of the export. */
typedef ManiculeDocument *(*ManiculeDocumentSource) (guint     index,
                                                     gpointer  data,
                                                     GError  **error);

typedef void (*ManiculeProgressFunc) (guint    done,
                                      guint    total,   /* 0 when not known */
                                      gpointer data);

/* What is written beside a data set, for people and programs. */
typedef enum
{
  MANICULE_DESCRIBE_CARD         = 1 << 0,  /* Hugging Face */
  MANICULE_DESCRIBE_CROISSANT    = 1 << 1,
  MANICULE_DESCRIBE_FRICTIONLESS = 1 << 2,
  MANICULE_DESCRIBE_ALL          = (1 << 3) - 1,
} ManiculeDescriptions;

typedef struct
{
  const ManiculeFormat   *format;
  GHashTable             *options;      /* (nullable): option name to value */
  ManiculeLossPolicy      policy;
  gboolean                strict;       /* fail rather than lose anything */
  ManiculeSchema         *schema;
  guint                   split[3];     /* weights of train, validation, test; all 0: no split */
  ManiculeDescriptions    describe;
  const char             *title;        /* (nullable): of the data set, in its descriptions */
  ManiculeDocumentSource  source;
  guint                   n_documents;
  gpointer                data;
  ManiculeProgressFunc    progress;     /* (nullable) */
  gpointer                progress_data;
} ManiculeExport;

/* "hf,croissant,frictionless", "all", "none" */
gboolean            manicule_descriptions_parse   (const char            *string,
                                                   ManiculeDescriptions  *which,
                                                   GError               **error);
/* Checks option names and values against the descriptor. */
gboolean            manicule_export_check_options (const ManiculeExport *self,
                                                   GError              **error);
/* Only counts what would be lost. Runs in any thread. */
ManiculeLossReport *manicule_export_count         (const ManiculeExport *self,
                                                   GCancellable         *cancellable,
                                                   GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/* Writes beside @output, reads it back, compares, then moves it into place: on failure @output is as it was.
 * With a split, @output is a folder with train, validation and test in it; whole articles are placed, always the same
 * for the same articles. The descriptions lie in the folder, or beside the file under its name. Runs in any thread. */
ManiculeLossReport *manicule_export_run           (const ManiculeExport *self,
                                                   GFile                *output,
                                                   GCancellable         *cancellable,
                                                   GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
