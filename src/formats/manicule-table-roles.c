/* manicule-table-roles.c: what the columns of a table from elsewhere mean
 *
 * Every tool has names of its own for the same few columns. They are compared without case, spaces, hyphens and
 * underscores. Where two columns could play one part, the name that stands first here wins, and the other column is an
 * attribute.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-table-roles.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_NAMES 28

/* Translators: the titles say what a column of a table holds: “begin”: start, “category”: label */
static const struct
{
  const char *title;              /* N_() */
  const char *names[MAX_NAMES];   /* NULL-terminated */
} roles[MANICULE_N_ROLES] = {
  [MANICULE_ROLE_DOCUMENT] = { N_("document"), { "docid", "documentid", "document", "doc", "docname", "documentname",
                                                 "documenttitle", "filename", "file", "articleid", "article", "textid",
                                                 "sourcefile", "sourceid", "dockey" } },
  [MANICULE_ROLE_START] = { N_("start"), { "start", "begin", "startchar", "startoffset", "startposition", "startpos", "startindex",
                                           "charstart", "beginoffset", "begincharacter", "startcharacter", "spanstart", "startspan",
                                           "beginchar", "offsetstart", "off0" } },
  [MANICULE_ROLE_END] = { N_("end"), { "end", "stop", "endchar", "endoffset", "endposition", "endpos", "endindex", "charend",
                                       "endcharacter", "spanend", "endspan", "stopchar", "offsetend", "off1" } },
  [MANICULE_ROLE_LABEL] = { N_("label"), { "label", "labels", "labelname", "entitytype", "entitylabel", "tag", "tagname", "code",
                                           "codename", "category", "class", "annotationtype", "type", "nertag", "nerlabel" } },
  [MANICULE_ROLE_COVERED] = { N_("covered text"), { "coveredtext", "covered", "quote", "quotation", "spantext", "textspan", "span",
                                                    "mention", "surfaceform", "surface", "entitytext", "selectedtext", "codedtext",
                                                    "content", "excerpt", "segment", "snippet" } },
  [MANICULE_ROLE_TEXT] = { N_("text"), { "text", "data" } },
  [MANICULE_ROLE_FULL_TEXT] = { N_("text of the document"), { "documenttext", "doctext", "fulltext", "articletext", "rawtext",
                                                              "sentence", "body", "context" } },
  [MANICULE_ROLE_ANNOTATOR] = { N_("annotator"), { "annotator", "annotatorid", "annotatedby", "coder", "username", "user", "creator",
                                                   "workerid", "worker" } },
  [MANICULE_ROLE_NOTE] = { N_("note"), { "note", "notes", "comment", "comments", "memo" } },
  [MANICULE_ROLE_ID] = { N_("id"), { "annotationid", "spanid", "id" } },
  [MANICULE_ROLE_TITLE] = { N_("title"), { "title" } },
  [MANICULE_ROLE_DATE] = { N_("date"), { "date" } },
  [MANICULE_ROLE_SOURCE] = { N_("source"), { "source" } },
  [MANICULE_ROLE_LANGUAGE] = { N_("language"), { "language", "lang" } },
};

/* --- names --- */

static char *
simplify (const char *name)
{
  GString *simple = g_string_new (NULL);

  for (; *name != '\0'; name++)
    if (g_ascii_isalnum (*name))
      g_string_append_c (simple, g_ascii_tolower (*name));

  return g_string_free_and_steal (simple);
}

static guint
find_column (GPtrArray    *simple,
             ManiculeRole  role)
{
  for (guint i = 0; roles[role].names[i] != NULL; i++)
    for (guint j = 0; j < simple->len; j++)
      if (g_str_equal (simple->pdata[j], roles[role].names[i]))
        return j;

  return MANICULE_NO_COLUMN;
}

gboolean
manicule_table_roles_has (const ManiculeTableRoles *self,
                          ManiculeRole              role)
{
  return self->columns[role] != MANICULE_NO_COLUMN;
}

static ManiculeTableKind
find_kind (const ManiculeTableRoles *self)
{
  if (!manicule_table_roles_has (self, MANICULE_ROLE_LABEL))
    return MANICULE_TABLE_UNKNOWN;
  if (manicule_table_roles_has (self, MANICULE_ROLE_START) && manicule_table_roles_has (self, MANICULE_ROLE_END))
    return MANICULE_TABLE_SPANS;
  if (manicule_table_roles_has (self, MANICULE_ROLE_COVERED) &&
      (manicule_table_roles_has (self, MANICULE_ROLE_DOCUMENT) || manicule_table_roles_has (self, MANICULE_ROLE_TEXT) ||
       manicule_table_roles_has (self, MANICULE_ROLE_FULL_TEXT)))
    return MANICULE_TABLE_QUOTES;

  return manicule_table_roles_has (self, MANICULE_ROLE_TEXT) || manicule_table_roles_has (self, MANICULE_ROLE_FULL_TEXT)
         ? MANICULE_TABLE_CLASSES : MANICULE_TABLE_UNKNOWN;
}

/**
 * manicule_table_roles_find:
 * @self: (out): which column plays which part
 * @names: (element-type utf8): the names of the columns
 *
 * Finds out what a table is by the names of its columns.
 */
void
manicule_table_roles_find (ManiculeTableRoles *self,
                           GPtrArray          *names)
{
  g_autoptr(GPtrArray) simple = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < names->len; i++)
    g_ptr_array_add (simple, simplify (names->pdata[i]));
  for (guint i = 0; i < MANICULE_N_ROLES; i++)
    self->columns[i] = find_column (simple, i);

  /* One of two columns with texts covers, the other is all of it. */
  if (manicule_table_roles_has (self, MANICULE_ROLE_TEXT) && !manicule_table_roles_has (self, MANICULE_ROLE_FULL_TEXT) &&
      manicule_table_roles_has (self, MANICULE_ROLE_COVERED))
    {
      self->columns[MANICULE_ROLE_FULL_TEXT] = self->columns[MANICULE_ROLE_TEXT];
      self->columns[MANICULE_ROLE_TEXT] = MANICULE_NO_COLUMN;
    }
  else if (manicule_table_roles_has (self, MANICULE_ROLE_TEXT) && manicule_table_roles_has (self, MANICULE_ROLE_FULL_TEXT) &&
           !manicule_table_roles_has (self, MANICULE_ROLE_COVERED))
    {
      self->columns[MANICULE_ROLE_COVERED] = self->columns[MANICULE_ROLE_TEXT];
      self->columns[MANICULE_ROLE_TEXT] = MANICULE_NO_COLUMN;
    }
  self->kind = find_kind (self);
}

gboolean
manicule_table_roles_uses (const ManiculeTableRoles *self,
                           guint                     column)
{
  for (guint i = 0; i < MANICULE_N_ROLES; i++)
    if (self->columns[i] == column)
      return TRUE;

  return FALSE;
}

/**
 * manicule_table_roles_print:
 * @self: which column plays which part
 * @names: (element-type utf8): the names of the columns
 *
 * Returns: (transfer full): a list for people
 */
char *
manicule_table_roles_print (const ManiculeTableRoles *self,
                            GPtrArray                *names)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < MANICULE_N_ROLES; i++)
    if (manicule_table_roles_has (self, i))
      g_string_append_printf (list, "%s“%s”: %s", list->len > 0 ? ", " : "", (const char *) names->pdata[self->columns[i]],
                              _(roles[i].title));

  return g_string_free_and_steal (list);
}

/* --- the header row --- */

/**
 * manicule_table_split_header:
 * @line: the first row
 * @separator: what stands between the columns
 *
 * Returns: (transfer full) (element-type utf8): the names of the columns
 */
GPtrArray *
manicule_table_split_header (const char *line,
                             char        separator)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GString) name = g_string_new (NULL);
  gboolean is_quoted = FALSE;

  for (; *line != '\0' && (is_quoted || *line != '\n'); line++)
    {
      if (*line == '"')
        is_quoted = !is_quoted;
      else if (*line == separator && !is_quoted)
        {
          g_ptr_array_add (names, g_strdup (name->str));
          g_string_truncate (name, 0);
        }
      else if (*line != '\r')
        g_string_append_c (name, *line);
    }
  g_ptr_array_add (names, g_strdup (name->str));

  return names;
}

char
manicule_table_find_separator (const char *line,
                               char        separator)
{
  static const char others[] = ";|";
  g_autoptr(GPtrArray) names = manicule_table_split_header (line, separator);
  guint most = names->len;
  char best = separator;

  for (guint i = 0; separator == ',' && others[i] != '\0'; i++)
    {
      g_autoptr(GPtrArray) other_names = manicule_table_split_header (line, others[i]);

      if (other_names->len > most)
        {
          most = other_names->len;
          best = others[i];
        }
    }

  return best;
}
