/* manicule-article-id.c: article ids from file names
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-import.h"
#include "manicule-file-name.h"

#include <string.h>

/* Suffixes longer than this are part of the name: "report.december". */
#define MAX_SUFFIX 5

/* Without folders and suffix. "1.5 million" and ".bashrc" have no suffix. */
static char *
strip (const char *file_name)
{
  g_autofree char *base = g_path_get_basename (file_name);
  const char *dot = strrchr (base, '.');
  const char *p;

  if (dot == NULL || dot == base || !g_ascii_isalpha (dot[1]) || strlen (dot + 1) > MAX_SUFFIX)
    return g_steal_pointer (&base);

  for (p = dot + 1; *p != '\0'; p++)
    {
      if (!g_ascii_isalnum (*p))
        return g_steal_pointer (&base);
    }

  return g_strndup (base, dot - base);
}

static gboolean
is_kept (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c) || c == '_' || c == '.' || c == '-';
}

/* Cuts at @max bytes, before a character that does not fit and never before a mark that belongs to the last one, then
 * takes off what may not stand at an end. */
static void
trim (GString *id,
      gsize    max)
{
  const char *cut;

  if (id->len > max)
    {
      cut = g_utf8_find_prev_char (id->str, id->str + max + 1);
      while (cut > id->str && g_unichar_ismark (g_utf8_get_char (cut)))
        cut = g_utf8_find_prev_char (id->str, cut);
      g_string_truncate (id, cut - id->str);
    }

  while (id->len > 0 && strchr ("-._", id->str[id->len - 1]) != NULL)
    g_string_truncate (id, id->len - 1);
}

/* The readable part: lower case, in NFC, with a hyphen for each run of other characters. */
static GString *
readable (const char *name)
{
  g_autofree char *utf8 = g_utf8_make_valid (name, -1);
  g_autofree char *lower = g_utf8_strdown (utf8, -1);
  g_autofree char *composed = g_utf8_normalize (lower, -1, G_NORMALIZE_NFC);
  GString *id = g_string_new (NULL);
  const char *p;

  for (p = composed; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      /* Nothing but a letter or digit begins an id: a mark would hang on what stands before it in a list. */
      if (id->len == 0 && !g_unichar_isalnum (c))
        continue;

      if (is_kept (c) && c != 0xfffd)
        g_string_append_unichar (id, c);
      else if (id->str[id->len - 1] != '-')
        g_string_append_c (id, '-');
    }

  trim (id, MANICULE_FILE_NAME_MAX);
  return id;
}

static gboolean
is_free (const char *id,
         gboolean  (*taken) (const char *id,
                             gpointer    data),
         gpointer     data)
{
  return manicule_file_name_is_safe (id) && (taken == NULL || !taken (id, data));
}

/**
 * manicule_article_id_new:
 * @file_name: a file name with or without folders, or an id of another program
 * @taken: (nullable) (scope call): tells which ids are not free; it must not mind case, as some file systems do not
 * @data: for @taken
 *
 * Makes an article id: "North Korea, 29.12.TXT" becomes "north-korea-29.12", or "north-korea-29.12-2" when that is
 * taken. The same name gives the same id.
 *
 * Returns: (transfer full): an id that manicule_file_name_is_safe() and is not taken
 */
char *
manicule_article_id_new (const char *file_name,
                         gboolean  (*taken) (const char *id,
                                             gpointer    data),
                         gpointer     data)
{
  g_autofree char *stem = NULL;
  g_autoptr(GString) id = NULL;
  guint number;

  g_return_val_if_fail (file_name != NULL, NULL);

  stem = strip (file_name);
  id = readable (stem);
  if (id->len == 0)
    g_string_assign (id, "article");

  if (is_free (id->str, taken, data))
    return g_string_free (g_steal_pointer (&id), FALSE);

  for (number = 2; ; number++)
    {
      g_autofree char *tail = g_strdup_printf ("-%u", number);
      g_autoptr(GString) numbered = g_string_new (id->str);
      const char *dot = strchr (numbered->str, '.');

      /* "con.2024" is reserved for its first part. */
      if (dot != NULL && manicule_file_name_is_reserved (numbered->str))
        g_string_truncate (numbered, dot - numbered->str);

      trim (numbered, MANICULE_FILE_NAME_MAX - strlen (tail));
      g_string_append (numbered, tail);

      if (is_free (numbered->str, taken, data))
        return g_string_free (g_steal_pointer (&numbered), FALSE);
    }
}
