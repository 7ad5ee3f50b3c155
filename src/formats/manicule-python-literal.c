/* manicule-python-literal.c: lists, tuples and dictionaries of Python as JSON
 *
 * By the lexical rules of the Python reference, chapter 2, as far as data needs them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-python-literal.h"

#include "manicule-format.h"
#include "manicule-json-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const char *p;
  const char *end;
  GString    *json;
  guint       line;
  guint       depth;
  gboolean    is_over;  /* the literal is complete */
} Lexer;

static gboolean
fail (Lexer       *lexer,
      const char  *message,
      GError     **error)
{
  g_set_error (error, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_DAMAGED, "%u: %s", lexer->line, message);

  return FALSE;
}

static gboolean
is_name_char (char c)
{
  return g_ascii_isalnum (c) || c == '_' || (guchar) c >= 0x80;
}

static void
step (Lexer *lexer)
{
  if (*lexer->p == '\n')
    lexer->line++;
  lexer->p++;
}

static void
skip_comment (Lexer *lexer)
{
  while (lexer->p < lexer->end && *lexer->p != '\n')
    lexer->p++;
}

/* --- strings --- */

static guint
get_digits (Lexer *lexer,
            guint  n)
{
  guint value = 0;

  for (guint i = 0; i < n; i++)
    {
      int digit = lexer->p < lexer->end ? g_ascii_xdigit_value (*lexer->p) : -1;

      if (digit < 0)
        return G_MAXUINT;
      value = value * 16 + (guint) digit;
      lexer->p++;
    }

  return value;
}

/* \u and \U; halves of surrogate pairs are no characters in Python, either. */
static gboolean
read_code_point (Lexer    *lexer,
                 guint     n,
                 GString  *string,
                 GError  **error)
{
  guint c = get_digits (lexer, n);

  if (c == 0 || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
    return fail (lexer, _("an escape that stands for no character"), error);

  g_string_append_unichar (string, c);

  return TRUE;
}

/* Behind the backslash. */
static gboolean
read_escape (Lexer    *lexer,
             GString  *string,
             GError  **error)
{
  static const char letters[] = "abfnrtv\\'\"";
  static const char meanings[] = "\a\b\f\n\r\t\v\\'\"";
  char c = *lexer->p;
  const char *found = c != '\0' ? strchr (letters, c) : NULL;

  step (lexer);
  if (found != NULL)
    g_string_append_c (string, meanings[found - letters]);
  else if (c == 'x' || c == 'u' || c == 'U')
    return read_code_point (lexer, c == 'x' ? 2 : c == 'u' ? 4 : 8, string, error);
  else if (c == 'N' || g_ascii_isdigit (c))
    return fail (lexer, _("an escape that is not read; write the character itself"), error);
  else if (c != '\n')
    g_string_append_printf (string, "\\%c", c);

  return TRUE;
}

static gboolean
read_string (Lexer     *lexer,
             gboolean   is_raw,
             GString   *string,
             GError   **error)
{
  char quote = *lexer->p;
  gsize n_quotes = lexer->end - lexer->p >= 3 && lexer->p[1] == quote && lexer->p[2] == quote ? 3 : 1;

  lexer->p += n_quotes;
  while (lexer->p < lexer->end)
    {
      char c = *lexer->p;

      if (c == quote && (n_quotes == 1 || (lexer->end - lexer->p >= 3 && lexer->p[1] == quote && lexer->p[2] == quote)))
        {
          lexer->p += n_quotes;
          return TRUE;
        }
      if (c == '\n' && n_quotes == 1)
        break;
      if (c == '\0')
        return fail (lexer, _("a NUL byte, which no text holds"), error);

      step (lexer);
      if (c == '\\' && !is_raw && lexer->p < lexer->end)
        {
          if (!read_escape (lexer, string, error))
            return FALSE;
        }
      else
        {
          g_string_append_c (string, c);
          if (c == '\\' && lexer->p < lexer->end)
            {
              g_string_append_c (string, *lexer->p);
              step (lexer);
            }
        }
    }

  return fail (lexer, _("a string without an end"), error);
}

static void
skip_space (Lexer *lexer)
{
  while (lexer->p < lexer->end && (g_ascii_isspace (*lexer->p) || *lexer->p == '#'))
    if (*lexer->p == '#')
      skip_comment (lexer);
    else
      step (lexer);
}

/* The prefix of a string, "r" or "u", at most two letters; NULL when there is no string. */
static const char *
find_quote (Lexer *lexer)
{
  const char *p = lexer->p;

  while (p < lexer->end && p - lexer->p < 2 && strchr ("rRuU", *p) != NULL && *p != '\0')
    p++;

  return p < lexer->end && (*p == '\'' || *p == '"') ? p : NULL;
}

/* Strings that stand one after the other are one. */
static gboolean
read_strings (Lexer   *lexer,
              GError **error)
{
  g_autoptr(GString) string = g_string_new (NULL);
  guint line = lexer->line;
  const char *quote;

  while ((quote = find_quote (lexer)) != NULL)
    {
      gboolean is_raw = quote > lexer->p && (g_ascii_tolower (lexer->p[0]) == 'r' || g_ascii_tolower (quote[-1]) == 'r');

      lexer->p = quote;
      if (!read_string (lexer, is_raw, string, error))
        return FALSE;
      skip_space (lexer);
    }

  manicule_json_append_string (lexer->json, string->str);
  /* The lines stay what they were, for messages. */
  for (; line < lexer->line; line++)
    g_string_append_c (lexer->json, '\n');

  return TRUE;
}

/* --- the rest --- */

static gboolean
read_name (Lexer   *lexer,
           GError **error)
{
  static const char * const names[][2] = { { "True", "true" }, { "False", "false" }, { "None", "null" },
                                           { "true", "true" }, { "false", "false" }, { "null", "null" } };
  const char *start = lexer->p;

  while (lexer->p < lexer->end && is_name_char (*lexer->p))
    lexer->p++;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strlen (names[i][0]) == (gsize) (lexer->p - start) && strncmp (start, names[i][0], (gsize) (lexer->p - start)) == 0)
      {
        g_string_append (lexer->json, names[i][1]);
        return TRUE;
      }

  return fail (lexer, _("a name, which says nothing by itself; only texts, numbers, lists, tuples and dictionaries are read"),
               error);
}

/* Digits as JSON has them: underscores left out. */
static void
read_number (Lexer *lexer)
{
  for (; lexer->p < lexer->end && (g_ascii_isalnum (*lexer->p) || strchr ("+-._", *lexer->p) != NULL) && *lexer->p != '\0'; lexer->p++)
    if (*lexer->p != '_')
      g_string_append_c (lexer->json, *lexer->p);
}

/* A comma before a closing bracket is allowed there and not in JSON. */
static void
close_bracket (Lexer *lexer,
               char   bracket)
{
  gsize at = lexer->json->len;

  while (at > 0 && g_ascii_isspace (lexer->json->str[at - 1]))
    at--;
  if (at > 0 && lexer->json->str[at - 1] == ',')
    lexer->json->str[at - 1] = ' ';
  g_string_append_c (lexer->json, bracket == '}' ? '}' : ']');

  lexer->depth -= lexer->depth > 0;
  lexer->is_over = lexer->depth == 0;
}

static gboolean
read_token (Lexer   *lexer,
            GError **error)
{
  char c = *lexer->p;

  if (find_quote (lexer) != NULL)
    return read_strings (lexer, error);
  if (c == '#')
    {
      skip_comment (lexer);
      return TRUE;
    }
  if (g_ascii_isdigit (c) || c == '-' || c == '+' || c == '.')
    {
      read_number (lexer);
      return TRUE;
    }
  if (is_name_char (c))
    return read_name (lexer, error);

  if (c == '[' || c == '(' || c == '{')
    {
      lexer->depth++;
      g_string_append_c (lexer->json, c == '{' ? '{' : '[');
    }
  else if (c == ']' || c == ')' || c == '}')
    close_bracket (lexer, c);
  else if (c == ',' || c == ':' || c == ' ' || c == '\n' || c == '\t' || c == '\r')
    g_string_append_c (lexer->json, c);
  else if (c != '\\')
    return fail (lexer, _("only texts, numbers, lists, tuples and dictionaries are read"), error);
  step (lexer);

  return TRUE;
}

/* To the first bracket that is not in a comment or a string of documentation. */
static void
find_start (Lexer *lexer)
{
  while (lexer->p < lexer->end && *lexer->p != '[' && *lexer->p != '(' && *lexer->p != '{')
    {
      if (*lexer->p == '\n')
        g_string_append_c (lexer->json, '\n');
      if (*lexer->p == '#')
        skip_comment (lexer);
      else
        step (lexer);
    }
}

/**
 * manicule_python_is_literal:
 * @head: the first bytes of a file, NUL-terminated
 * @length: how many
 *
 * Returns: whether they look like data in Python
 */
gboolean
manicule_python_is_literal (const char *head,
                            gsize       length)
{
  g_autoptr(GString) nothing = g_string_new (NULL);
  Lexer lexer = { .p = head, .end = head + length, .json = nothing, .line = 1 };
  gboolean is_assigned;

  skip_space (&lexer);
  is_assigned = lexer.p < lexer.end && is_name_char (*lexer.p);
  find_start (&lexer);
  if (lexer.p == lexer.end || *lexer.p == '{')
    return FALSE;
  if (is_assigned && g_strstr_len (head, lexer.p - head, "=") == NULL)
    return FALSE;

  lexer.p++;
  skip_space (&lexer);

  return lexer.p < lexer.end && (*lexer.p == '(' || *lexer.p == '\'' || is_assigned);
}

/**
 * manicule_python_to_json:
 * @text: UTF-8
 * @length: its bytes
 *
 * Returns: (transfer full): JSON, or NULL with an error that begins with the line
 */
GBytes *
manicule_python_to_json (const char  *text,
                         gsize        length,
                         GError     **error)
{
  g_autoptr(GString) json = g_string_sized_new (length + 16);
  Lexer lexer = { .p = text, .end = text + length, .json = json, .line = 1 };

  find_start (&lexer);
  while (lexer.p < lexer.end && !lexer.is_over)
    if (!read_token (&lexer, error))
      return NULL;

  return g_string_free_to_bytes (g_steal_pointer (&json));
}
