/* manicule-table-roles.h: what the columns of a table from elsewhere mean
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MANICULE_ROLE_DOCUMENT,   /* which document a row is about */
  MANICULE_ROLE_START,
  MANICULE_ROLE_END,
  MANICULE_ROLE_LABEL,
  MANICULE_ROLE_COVERED,    /* what stands at the place that is meant */
  MANICULE_ROLE_TEXT,       /* that, or all of the text: the rows tell */
  MANICULE_ROLE_FULL_TEXT,
  MANICULE_ROLE_ANNOTATOR,
  MANICULE_ROLE_NOTE,
  MANICULE_ROLE_ID,
  MANICULE_ROLE_TITLE,
  MANICULE_ROLE_DATE,
  MANICULE_ROLE_SOURCE,
  MANICULE_ROLE_LANGUAGE,
  MANICULE_N_ROLES,
} ManiculeRole;

/* What a row of the table is. */
typedef enum
{
  MANICULE_TABLE_UNKNOWN,
  MANICULE_TABLE_SPANS,     /* a span, by its offsets */
  MANICULE_TABLE_QUOTES,    /* a span, by what it covers */
  MANICULE_TABLE_CLASSES,   /* a text with its label */
} ManiculeTableKind;

#define MANICULE_NO_COLUMN G_MAXUINT

typedef struct
{
  ManiculeTableKind kind;
  guint             columns[MANICULE_N_ROLES];  /* MANICULE_NO_COLUMN where there is none */
} ManiculeTableRoles;

/* @names (element-type utf8): those of the columns. */
void        manicule_table_roles_find   (ManiculeTableRoles       *self,
                                         GPtrArray                *names);
gboolean    manicule_table_roles_has    (const ManiculeTableRoles *self,
                                         ManiculeRole              role);
/* Whether the column has any role. */
gboolean    manicule_table_roles_uses   (const ManiculeTableRoles *self,
                                         guint                     column);
/* "begin: start, category: label", translated but for the names of the columns. */
char       *manicule_table_roles_print  (const ManiculeTableRoles *self,
                                         GPtrArray                *names) G_GNUC_WARN_UNUSED_RESULT;

/* The names in a header row, for a look at the head of a file. */
GPtrArray  *manicule_table_split_header (const char               *line,
                                         char                      separator) G_GNUC_WARN_UNUSED_RESULT;
/* What parts the columns of a file with that first row; @separator, unless that is a comma and another one is used. */
char        manicule_table_find_separator (const char             *line,
                                         char                      separator);

G_END_DECLS
