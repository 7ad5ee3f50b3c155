/* manicule-commands.h: every command, with its name and its keys
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Where a key acts. Within one scope, and between one and those that it lies in, no key stands twice. */
typedef enum
{
  MANICULE_SCOPE_APPLICATION,  /* everywhere */
  MANICULE_SCOPE_WINDOW,       /* everywhere in a window */
  MANICULE_SCOPE_WELCOME,      /* while the welcome page shows */
  MANICULE_SCOPE_PROJECT,      /* while a project shows */
  MANICULE_SCOPE_PANE,         /* while something in the list, the text or the panel has the focus */
  MANICULE_SCOPE_TEXT,         /* while the text has the focus, beside the labels' own keys */
  MANICULE_N_SCOPES,
} ManiculeScope;

typedef struct
{
  const char    *action;   /* detailed: "win.show-page::article" */
  const char    *title;    /* to be translated */
  const char    *keys;     /* triggers, divided by "|"; the first one is shown. NULL: none */
  const char    *section;  /* to be translated; NULL: not listed among the shortcuts */
  ManiculeScope  scope;
} ManiculeCommand;

/* The one table from which accelerators, tooltips and the list of shortcuts are made. Order is that of the list. */
const ManiculeCommand *manicule_commands_get         (guint                 *n_commands);
const ManiculeCommand *manicule_commands_find        (const char            *action);
/* What @inner lies in: TRUE also for equal ones. */
gboolean               manicule_scope_is_within      (ManiculeScope          inner,
                                                      ManiculeScope          outer);

/* The first key as people read it, "Ctrl+D"; NULL where there is none. */
char                  *manicule_command_dup_key_text (const ManiculeCommand *command) G_GNUC_WARN_UNUSED_RESULT;

void                   manicule_commands_add_keys    (GtkWidget             *widget,
                                                      ManiculeScope          scope);
void                   manicule_commands_add_accels  (GtkApplication        *application);
void                   manicule_commands_describe    (GtkWidget             *widget);
void                   manicule_commands_describe_as (GtkWidget             *widget,
                                                      const char            *action);

G_END_DECLS
