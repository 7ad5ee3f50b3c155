/* manicule-cli.h: what every command of the command line shares
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "manicule-finding.h"
#include "manicule-format-input.h"
#include "manicule-loss.h"
#include "manicule-map.h"

G_BEGIN_DECLS

/**
 * ManiculeCliError:
 * @MANICULE_CLI_ERROR_USAGE: the call is wrong; the program ends with 2
 * @MANICULE_CLI_ERROR_DATA: the data is wrong, and what is wrong was printed; the program ends with 1
 */
typedef enum
{
  MANICULE_CLI_ERROR_USAGE,
  MANICULE_CLI_ERROR_DATA,
} ManiculeCliError;

#define MANICULE_CLI_ERROR (manicule_cli_error_quark ())
GQuark manicule_cli_error_quark (void);

/* One command: help, parsing and the man page are made from this. */
typedef struct
{
  const char         *name;
  const char         *arguments;  /* N_() what follows the options: "PROJECT FILE…" */
  const char         *summary;    /* N_() one line, without a full stop */
  const char         *details;    /* N_() paragraphs, parted by an empty line; NULL: none */
  const GOptionEntry *options;    /* ended by one without a name; NULL: none */
  guint               n_min;      /* how many arguments there must be, may be */
  guint               n_max;
  gboolean          (*run) (char   **arguments,
                            GError **error);
} ManiculeCommand;

/* Every command, in the order of the list in meson.build; ended by NULL. */
const ManiculeCommand * const *manicule_commands_list (void);
const ManiculeCommand         *manicule_commands_find (const char *name);

/* Help and the man page, from the tables of the commands. */
const char  *manicule_cli_translate      (const char            *words);
void         manicule_cli_print_help     (void);
void         manicule_cli_print_man      (void);
GOptionContext *manicule_cli_new_context (const ManiculeCommand *command) G_GNUC_WARN_UNUSED_RESULT;

/* Reports. With --json the report is one object on the standard output and nothing else is printed there. What fails
 * has an object as well: its member "error" says why, and the same message goes to the standard error. */
void         manicule_cli_set_json       (gboolean               json);
gboolean     manicule_cli_get_json       (void);
void         manicule_cli_print_json     (JsonBuilder           *builder);
void         manicule_cli_print_failure  (const GError          *error,
                                          ManiculeFindings      *findings);  /* NULL: none */
void         manicule_cli_message        (const char            *format,
                                          ...) G_GNUC_PRINTF (1, 2);
/* Findings go to the standard error, one a line: "file:line: message". */
void         manicule_cli_print_findings (ManiculeFindings      *findings);
void         manicule_cli_build_findings (JsonBuilder           *builder,
                                          ManiculeFindings      *findings);
void         manicule_cli_print_losses   (ManiculeLossReport    *report,
                                          const ManiculeFormat  *format,
                                          const ManiculeLossPolicy *policy);
void         manicule_cli_build_losses   (JsonBuilder           *builder,
                                          ManiculeLossReport    *report,
                                          const ManiculeLossPolicy *policy);
/* A ManiculeProgressFunc: one line that is written over, only on a terminal. */
void         manicule_cli_progress       (guint                  done,
                                          guint                  total,
                                          gpointer               data);
void         manicule_cli_progress_end   (void);
/* Ctrl+C cancels it; the commands stop with nothing half done. */
GCancellable *manicule_cli_get_cancellable (void);

/* Arguments. */
const ManiculeFormat *manicule_cli_find_format (const char      *id,
                                          GError               **error);
GHashTable  *manicule_cli_parse_options  (char                 **options,   /* "name=value"; NULL: none */
                                          GError               **error) G_GNUC_WARN_UNUSED_RESULT;
ManiculeMap *manicule_cli_parse_map      (char                 **pairs,     /* "OLD=NEW"; NULL: none */
                                          GError               **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean     manicule_cli_parse_predictions (const char         *string,    /* NULL: @predictions stays */
                                          gboolean               suggests,
                                          ManiculePredictions   *predictions,
                                          GError               **error);
/* "80/10/10" */
gboolean     manicule_cli_parse_split    (const char            *string,
                                          guint                  split[3],
                                          GError               **error);

G_END_DECLS
