/* manicule-cli-read.h: reading files without a project
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-format-input.h"
#include "manicule-map.h"

G_BEGIN_DECLS

/* How files are read. */
typedef struct
{
  GHashTable          *options;      /* (nullable): of the format */
  const char          *encoding;      /* (nullable): of texts, and of lines that are not UTF-8 */
  ManiculePredictions  predictions;
  ManiculeMap         *map;          /* (nullable): other names for what the files bring; only for pipes */
  gboolean             is_for_files; /* each document is to get a file of its own, and so an id; only for pipes */
} ManiculeCliReading;

/* The format of a file, or that of the files in a folder. */
const ManiculeFormat *manicule_cli_sniff       (GFile                 *input,
                                                GError               **error);
/* Reads @input, a file or a folder of files, in @format. */
gboolean          manicule_cli_read            (const ManiculeFormat  *format,
                                                GFile                 *input,
                                                const ManiculeCliReading *reading,  /* NULL: the defaults */
                                                ManiculeSchema        *schema,
                                                ManiculeFindings      *findings,
                                                ManiculeDocumentFunc   func,
                                                gpointer               data,
                                                GError               **error);

/* Turns a reader, which hands out documents as it comes to them, into a source that is asked for one after the other
 * and again from the beginning: the reader runs in a thread and waits while a few documents are not fetched yet. A
 * document with several annotation sets becomes several. Findings are kept of the first reading only. */
typedef struct _ManiculeCliPipe ManiculeCliPipe;

ManiculeCliPipe  *manicule_cli_pipe_new        (const ManiculeFormat  *format,
                                                GFile                 *input,
                                                const ManiculeCliReading *reading,  /* must outlive the pipe */
                                                ManiculeFindings      *findings) G_GNUC_WARN_UNUSED_RESULT;
void              manicule_cli_pipe_free       (ManiculeCliPipe       *self);
ManiculeSchema   *manicule_cli_pipe_get_schema (ManiculeCliPipe       *self);
/* A ManiculeDocumentSource. */
ManiculeDocument *manicule_cli_pipe_source     (guint                  index,
                                                gpointer               data,
                                                GError               **error);

G_END_DECLS
