/* manicule-json-scan.c: JSON text, checked and cut into values
 *
 * One pass over the bytes by RFC 8259, to the letter, without recursion. What json-glib's parser accepts or does not
 * keep is what a guarded reader is about: comments, members that stand twice, halves of surrogate pairs, the place and
 * the very text of a value. A check that finds all this has cut the text into its values already; to build a tree of
 * nodes from the same bytes after it takes three times as long as all the rest, and could only disagree with it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-json-scan.h"

#include "manicule-json-names.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_TOKENS (64u * 1024 * 1024)

typedef struct
{
  guint    token;       /* index of the container */
  guint    first_name;  /* where its names begin in Scan.names */
  gboolean is_object;
} Frame;

typedef struct
{
  const char        *data;
  gsize              pos;
  gsize              end;
  guint              keep;    /* tokens nested deeper are checked and not kept */
  GArray            *tokens;
  GArray            *names;   /* (owned) (element-type ManiculeJsonName): of all open objects */
  ManiculeJsonFault *fault;
  guint              depth;
  Frame              frames[MANICULE_JSON_MAX_DEPTH];
} Scan;

/* Returns FALSE, so that callers can return what it returns. */
static gboolean
fail_at (Scan              *scan,
         ManiculeJsonError  code,
         gsize              offset,
         const char        *message)
{
  scan->fault->code = code;
  scan->fault->offset = offset;
  scan->fault->message = g_strdup (message);
  return FALSE;
}

/**
 * manicule_json_is_merge_marker:
 * @data: text, perhaps not all of a file
 * @length: how many bytes it has
 *
 * Returns: whether it begins with what git writes between the two sides of a merge that it leaves to the user
 */
gboolean
manicule_json_is_merge_marker (const char *data,
                               gsize       length)
{
  static const char * const markers[] = { "<<<<<<<", "|||||||", "=======", ">>>>>>>" };

  for (guint i = 0; i < G_N_ELEMENTS (markers); i++)
    {
      gsize n = strlen (markers[i]);

      if (length >= n && memcmp (data, markers[i], n) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
fail_syntax (Scan       *scan,
             const char *message)
{
  if (manicule_json_is_merge_marker (scan->data + scan->pos, scan->end - scan->pos))
    message = _("a merge stopped here, and git left both versions in the file. Decide between them, and remove the lines with "
                "<<<<<<<, ======= and >>>>>>>");
  else if (scan->pos >= scan->end)
    message = _("the text ends in the middle of a value. The file was cut off; take it from a copy");
  return fail_at (scan, MANICULE_JSON_ERROR_SYNTAX, scan->pos, message);
}

static void
skip_space (Scan *scan)
{
  while (scan->pos < scan->end)
    {
      char c = scan->data[scan->pos];

      if (c != ' ' && c != '\n' && c != '\r' && c != '\t')
        return;
      scan->pos++;
    }
}

/* The byte at the scan's place, 0 at the end; a NUL byte does not get this far. */
static char
peek (Scan *scan)
{
  return scan->pos < scan->end ? scan->data[scan->pos] : '\0';
}

static gboolean
push_token (Scan             *scan,
            ManiculeJsonKind  kind,
            gsize             start,
            gsize             end,
            gboolean          escaped)
{
  ManiculeJsonToken token = { start, end, scan->tokens->len + 1, kind, escaped };

  if (scan->depth > scan->keep)
    return TRUE;
  if (scan->tokens->len >= MAX_TOKENS)
    return fail_at (scan, MANICULE_JSON_ERROR_LIMIT, start, _("more values than a file may hold. Divide it into smaller files"));
  g_array_append_val (scan->tokens, token);
  return TRUE;
}

/* --- strings ---------------------------------------------------------------------------------------------------- */

static int
hex_unit (const char *digits)
{
  int value = 0;

  for (guint i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (digits[i]);

      if (digit < 0)
        return -1;
      value = value * 16 + digit;
    }
  return value;
}

#define IS_HIGH_SURROGATE(unit) ((unit) >= 0xd800 && (unit) <= 0xdbff)
#define IS_LOW_SURROGATE(unit) ((unit) >= 0xdc00 && (unit) <= 0xdfff)

/* At the "u" of an escape; moves past its digits, and past a second half. */
static gboolean
scan_unicode_escape (Scan *scan)
{
  int unit, low;

  unit = scan->end - scan->pos >= 5 ? hex_unit (scan->data + scan->pos + 1) : -1;
  if (unit < 0)
    return fail_syntax (scan, _("\\u must be followed by four hexadecimal digits"));
  if (unit == 0)
    return fail_at (scan, MANICULE_JSON_ERROR_UTF8, scan->pos, _("a NUL character (\\u0000), which no text holds. Remove it"));
  if (IS_LOW_SURROGATE (unit))
    return fail_at (scan, MANICULE_JSON_ERROR_UTF8, scan->pos, _("the second half of a surrogate pair without the first. Write the whole character"));
  scan->pos += 5;
  if (!IS_HIGH_SURROGATE (unit))
    return TRUE;

  low = -1;
  if (scan->end - scan->pos >= 6 && scan->data[scan->pos] == '\\' && scan->data[scan->pos + 1] == 'u')
    low = hex_unit (scan->data + scan->pos + 2);
  if (!IS_LOW_SURROGATE (low))
    return fail_at (scan, MANICULE_JSON_ERROR_UTF8, scan->pos - 6, _("the first half of a surrogate pair without the second. Write the whole character"));
  scan->pos += 6;
  return TRUE;
}

/* At the byte after a backslash. */
static gboolean
scan_escape (Scan *scan)
{
  char c = peek (scan);

  if (c == 'u')
    return scan_unicode_escape (scan);
  if (c == '\0' || strchr ("\"\\/bfnrt", c) == NULL)
    return fail_syntax (scan, _("a backslash that does not begin one of the escapes of JSON. Write it twice"));
  scan->pos++;
  return TRUE;
}

/* At the opening quote; moves past the closing one. */
static gboolean
scan_string (Scan             *scan,
             ManiculeJsonName *string)
{
  string->start = ++scan->pos;
  string->escaped = FALSE;

  for (;;)
    {
      const char *p = scan->data + scan->pos, *end = scan->data + scan->end;

      while (p < end && *p != '"' && *p != '\\' && (guchar) *p >= 0x20)
        p++;
      scan->pos = p - scan->data;

      if (p < end && *p == '"')
        break;
      if (p == end || *p != '\\')
        return fail_syntax (scan, _("a line break or control character inside a string. Write it as an escape, such as \\n"));
      string->escaped = TRUE;
      scan->pos++;
      if (!scan_escape (scan))
        return FALSE;
    }

  string->end = scan->pos++;
  return TRUE;
}

static void
append_unicode_escape (const char **p,
                       GString     *result)
{
  gunichar c = hex_unit (*p + 1);

  *p += 5;
  if (IS_HIGH_SURROGATE (c))
    {
      c = 0x10000 + ((c - 0xd800) << 10) + (hex_unit (*p + 2) - 0xdc00);
      *p += 6;
    }
  g_string_append_unichar (result, c);
}

/**
 * manicule_json_unescape:
 * @string: the inside of a string that was checked by manicule_json_scan()
 * @length: its bytes
 * @result: where the characters it stands for are appended
 */
void
manicule_json_unescape (const char *string,
                        gsize       length,
                        GString    *result)
{
  const char *p = string, *end = string + length;

  while (p < end)
    {
      const char *stop = memchr (p, '\\', end - p);

      if (stop == NULL)
        stop = end;
      g_string_append_len (result, p, stop - p);
      if (stop == end)
        return;

      p = stop + 1;
      switch (*p)
        {
        case 'u': append_unicode_escape (&p, result); continue;
        case 'b': g_string_append_c (result, '\b'); break;
        case 'f': g_string_append_c (result, '\f'); break;
        case 'n': g_string_append_c (result, '\n'); break;
        case 'r': g_string_append_c (result, '\r'); break;
        case 't': g_string_append_c (result, '\t'); break;
        default: g_string_append_c (result, *p); break;
        }
      p++;
    }
}

/* --- values ----------------------------------------------------------------------------------------------------- */

static gboolean
skip_digits (Scan *scan)
{
  gsize before = scan->pos;

  while (scan->pos < scan->end && g_ascii_isdigit (scan->data[scan->pos]))
    scan->pos++;
  return scan->pos > before;
}

static gboolean
scan_number (Scan *scan)
{
  ManiculeJsonKind kind = MANICULE_JSON_INTEGER;
  gsize start = scan->pos;

  if (peek (scan) == '-')
    scan->pos++;
  if (peek (scan) == '0')
    scan->pos++;
  else if (!skip_digits (scan))
    return fail_syntax (scan, _("a number needs a digit here"));

  if (peek (scan) == '.')
    {
      kind = MANICULE_JSON_NUMBER;
      scan->pos++;
      if (!skip_digits (scan))
        return fail_syntax (scan, _("a number needs a digit here"));
    }
  if (peek (scan) == 'e' || peek (scan) == 'E')
    {
      kind = MANICULE_JSON_NUMBER;
      scan->pos++;
      if (peek (scan) == '+' || peek (scan) == '-')
        scan->pos++;
      if (!skip_digits (scan))
        return fail_syntax (scan, _("a number needs a digit here"));
    }
  return push_token (scan, kind, start, scan->pos, FALSE);
}

static gboolean
fail_value (Scan *scan)
{
  return fail_syntax (scan, _("a value must stand here: a string, a number, true, false, null, [ or {"));
}

static gboolean
scan_word (Scan             *scan,
           const char       *word,
           ManiculeJsonKind  kind)
{
  gsize length = strlen (word), start = scan->pos;

  if (scan->end - start < length || memcmp (scan->data + start, word, length) != 0)
    return fail_value (scan);
  scan->pos += length;
  return push_token (scan, kind, start, scan->pos, FALSE);
}

static gboolean
open_container (Scan     *scan,
                gboolean  is_object)
{
  Frame frame = { scan->tokens->len, scan->names->len, is_object };

  if (scan->depth == MANICULE_JSON_MAX_DEPTH)
    return fail_at (scan, MANICULE_JSON_ERROR_LIMIT, scan->pos, _("values stand in each other deeper than is read"));
  if (!push_token (scan, is_object ? MANICULE_JSON_OBJECT : MANICULE_JSON_ARRAY, scan->pos, scan->pos, FALSE))
    return FALSE;
  scan->frames[scan->depth++] = frame;
  scan->pos++;
  return TRUE;
}

static gboolean
check_names (Scan  *scan,
             guint  first)
{
  g_autofree char *name = NULL, *shown = NULL;

  name = manicule_json_find_duplicate (scan->data, &g_array_index (scan->names, ManiculeJsonName, first),
                                       scan->names->len - first, &scan->fault->offset);
  if (name == NULL)
    return TRUE;

  shown = manicule_json_shorten (name);
  scan->fault->code = MANICULE_JSON_ERROR_DUPLICATE;
  /* Translators: %s is the name of a member of a JSON object. */
  scan->fault->message = g_strdup_printf (_("the member “%s” stands twice in one object. Remove one of the two"), shown);
  return FALSE;
}

static gboolean
close_container (Scan *scan)
{
  Frame *frame = &scan->frames[scan->depth - 1];

  if (frame->is_object && !check_names (scan, frame->first_name))
    return FALSE;

  g_array_set_size (scan->names, frame->first_name);
  scan->depth--;
  scan->pos++;
  if (scan->depth <= scan->keep)
    {
      ManiculeJsonToken *token = &g_array_index (scan->tokens, ManiculeJsonToken, frame->token);

      token->end = scan->pos;
      token->next = scan->tokens->len;
    }
  return TRUE;
}

/* A value, or the beginning of one that contains others: @opened. */
static gboolean
scan_value (Scan     *scan,
            gboolean *opened)
{
  ManiculeJsonName string;
  char c = peek (scan);

  *opened = FALSE;
  switch (c)
    {
    case '{':
    case '[':
      *opened = TRUE;
      return open_container (scan, c == '{');
    case '"':
      return scan_string (scan, &string)
             && push_token (scan, MANICULE_JSON_STRING, string.start, string.end, string.escaped);
    case 't':
      return scan_word (scan, "true", MANICULE_JSON_BOOLEAN);
    case 'f':
      return scan_word (scan, "false", MANICULE_JSON_BOOLEAN);
    case 'n':
      return scan_word (scan, "null", MANICULE_JSON_NULL);
    default:
      if (c == '-' || g_ascii_isdigit (c))
        return scan_number (scan);
      return fail_value (scan);
    }
}

/* A member's name and the colon after it. */
static gboolean
scan_name (Scan *scan)
{
  ManiculeJsonName name;

  if (peek (scan) != '"')
    return fail_syntax (scan, _("the name of a member must stand here, in double quotes"));
  if (!scan_string (scan, &name))
    return FALSE;
  g_array_append_val (scan->names, name);
  if (!push_token (scan, MANICULE_JSON_STRING, name.start, name.end, name.escaped))
    return FALSE;

  skip_space (scan);
  if (peek (scan) != ':')
    return fail_syntax (scan, _("a colon must stand between the name of a member and its value"));
  scan->pos++;
  return TRUE;
}

/* After a value: closes what ends here, and stops before the next value or when all is closed. */
static gboolean
scan_after_value (Scan *scan)
{
  while (scan->depth > 0)
    {
      gboolean is_object = scan->frames[scan->depth - 1].is_object;
      char c;

      skip_space (scan);
      c = peek (scan);
      if (c == ',')
        {
          scan->pos++;
          return TRUE;
        }
      if (c != (is_object ? '}' : ']'))
        return fail_syntax (scan, is_object ? _("a comma or } must stand here") : _("a comma or ] must stand here"));
      if (!close_container (scan))
        return FALSE;
    }
  return TRUE;
}

static gboolean
scan_all (Scan *scan)
{
  do
    {
      gboolean opened, empty;

      skip_space (scan);
      if (scan->depth > 0 && scan->frames[scan->depth - 1].is_object)
        {
          if (!scan_name (scan))
            return FALSE;
          skip_space (scan);
        }
      if (!scan_value (scan, &opened))
        return FALSE;

      skip_space (scan);
      empty = opened && peek (scan) == (scan->frames[scan->depth - 1].is_object ? '}' : ']');
      if ((!opened || empty) && !scan_after_value (scan))
        return FALSE;
    }
  while (scan->depth > 0);

  return TRUE;
}

/**
 * manicule_json_scan:
 * @data: JSON text that passed manicule_json_check_encoding()
 * @start: the byte to begin at
 * @end: the byte to end before
 * @depth: how many levels of containers get tokens for what they contain; what is deeper is only checked
 * @tokens: (element-type ManiculeJsonToken): emptied, then filled
 * @stop: (out) (nullable): where the value and the white space after it end; %NULL: it must fill the text
 * @fault: (out): what is wrong and where; its message is the caller's to free
 *
 * Checks one JSON value and cuts it into tokens.
 *
 * Returns: whether it is right
 */
gboolean
manicule_json_scan (const char        *data,
                    gsize              start,
                    gsize              end,
                    guint              depth,
                    GArray            *tokens,
                    gsize             *stop,
                    ManiculeJsonFault *fault)
{
  g_autoptr(GArray) names = g_array_new (FALSE, FALSE, sizeof (ManiculeJsonName));
  Scan scan;

  scan.data = data;
  scan.pos = start;
  scan.end = end;
  scan.keep = depth;
  scan.tokens = tokens;
  scan.names = names;
  scan.fault = fault;
  scan.depth = 0;
  g_array_set_size (tokens, 0);

  if (!scan_all (&scan))
    return FALSE;

  skip_space (&scan);
  if (stop != NULL)
    *stop = scan.pos;
  else if (scan.pos < end)
    return fail_at (&scan, MANICULE_JSON_ERROR_SYNTAX, scan.pos, _("something stands after the value. Remove it"));
  return TRUE;
}

/**
 * manicule_json_check_encoding:
 * @data: bytes from outside
 * @length: how many
 * @fault: (out): what is wrong and where; its message is the caller's to free
 *
 * Checks size, UTF-8 and that there is no NUL.
 *
 * Returns: whether the bytes can be scanned
 */
gboolean
manicule_json_check_encoding (const char        *data,
                              gsize              length,
                              ManiculeJsonFault *fault)
{
  const char *end;

  if (length > MANICULE_JSON_MAX_BYTES)
    {
      g_autofree char *limit = g_format_size_full (MANICULE_JSON_MAX_BYTES, G_FORMAT_SIZE_IEC_UNITS);

      fault->code = MANICULE_JSON_ERROR_LIMIT;
      fault->offset = 0;
      /* Translators: %s is a size, such as 512 MiB. */
      fault->message = g_strdup_printf (_("larger than %s, the most that is read. Divide it into smaller files"), limit);
      return FALSE;
    }
  if (g_utf8_validate_len (data, length, &end))
    return TRUE;

  fault->code = MANICULE_JSON_ERROR_UTF8;
  fault->offset = end - data;
  fault->message = g_strdup (*end == '\0' ? _("a NUL byte, which no text holds. The file is damaged or not JSON")
                                          : _("bytes that are not UTF-8. Save the file as UTF-8"));
  return FALSE;
}
