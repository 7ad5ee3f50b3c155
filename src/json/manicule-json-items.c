/* manicule-json-items.c: what the files and things of ours have in common
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-json-items.h"

#include "manicule-json-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The version of all files. What is newer may mean other things by the same names, so it is refused. */
#define VERSION 1

#define FILE_NAME_BYTES 64

const char * const manicule_json_statuses[] = {
  [MANICULE_STATUS_NEW] = "new",
  [MANICULE_STATUS_IN_PROGRESS] = "in-progress",
  [MANICULE_STATUS_DONE] = "done",
  NULL,
};

/**
 * manicule_json_put_format:
 * @out: an empty text
 * @format: the name of the format
 *
 * Begins a file.
 */
void
manicule_json_put_format (GString    *out,
                          const char *format)
{
  g_string_append_c (out, '{');
  manicule_json_put_string (out, "format", format);
  manicule_json_put_int (out, "version", VERSION);
}

/**
 * manicule_json_check_format:
 * @root: the object of a whole file
 * @format: the name of the format that is expected
 *
 * Makes the reader fail where the file is of another format or newer than this program.
 *
 * Returns: %TRUE when it can be read
 */
gboolean
manicule_json_check_format (ManiculeJsonValue  root,
                            const char        *format)
{
  const char *found = manicule_json_get_string (root, "format");
  ManiculeJsonValue version = manicule_json_get (root, "version");
  gint64 number;

  if (manicule_json_reader_failed (root.reader))
    return FALSE;

  if (strcmp (found, format) != 0)
    {
      g_autofree char *shown = manicule_json_shorten (found);

      manicule_json_fail (manicule_json_get (root, "format"), MANICULE_JSON_ERROR_VALUE, "other-format",
                          /* Translators: both are names of file formats, such as manicule-schema. */
                          _("this is a file of the format “%s”, where “%s” is expected"), shown, format);
      return FALSE;
    }

  number = manicule_json_as_int (version);
  if (number > VERSION)
    {
      g_autofree char *shown = manicule_json_dup_raw (version);

      manicule_json_fail (version, MANICULE_JSON_ERROR_VERSION, "newer-version",
                          /* Translators: both are version numbers of a file format. */
                          _("this file was written by a newer Manicule (version %s; this program reads up to %d). "
                            "Update Manicule"), shown, VERSION);
    }
  else if (number < 1)
    manicule_json_fail (version, MANICULE_JSON_ERROR_VALUE, "odd-version", _("versions count from 1"));
  return !manicule_json_reader_failed (root.reader);
}

/**
 * manicule_json_as_word:
 * @value: a string that is one of @words; anything else makes the reader fail
 * @words: (array zero-terminated=1): the words
 *
 * Returns: the index of the word, 0 after a failure
 */
guint
manicule_json_as_word (ManiculeJsonValue   value,
                       const char * const *words)
{
  const char *word = manicule_json_as_string (value);
  g_autofree char *shown = NULL, *all = NULL;

  if (word == NULL)
    return 0;

  for (guint i = 0; words[i] != NULL; i++)
    if (strcmp (word, words[i]) == 0)
      return i;

  shown = manicule_json_shorten (word);
  all = g_strjoinv (", ", (char **) words);
  manicule_json_fail (value, MANICULE_JSON_ERROR_VALUE, "unknown-word",
                      /* Translators: the first is what a file holds, the second a list of what it may hold. */
                      _("“%s” is not known here. Write one of these: %s"), shown, all);
  return 0;
}

/**
 * manicule_json_find_word:
 * @object: an object
 * @name: a member that, where it is, must be one of @words, else the reader fails
 * @words: (array zero-terminated=1): the words
 *
 * Returns: the index of the word, 0 where the member is absent
 */
guint
manicule_json_find_word (ManiculeJsonValue   object,
                         const char         *name,
                         const char * const *words)
{
  ManiculeJsonValue member = manicule_json_find (object, name);

  return manicule_json_get_kind (member) != MANICULE_JSON_ABSENT ? manicule_json_as_word (member, words) : 0;
}

/**
 * manicule_json_get_name:
 * @object: an object
 * @name: a member that must be a string with something in it, else the reader fails
 *
 * Returns: (nullable): the string, %NULL after a failure
 */
const char *
manicule_json_get_name (ManiculeJsonValue  object,
                        const char        *name)
{
  const char *string = manicule_json_get_string (object, name);

  if (string == NULL || *string != '\0')
    return string;

  manicule_json_fail (manicule_json_get (object, name), MANICULE_JSON_ERROR_VALUE, "empty-string",
                      _("this string must not be empty"));
  return NULL;
}

/**
 * manicule_json_get_id:
 * @object: an object
 * @name: a member that must be the id of an annotation, else the reader fails
 *
 * Returns: (nullable): the id, %NULL after a failure
 */
const char *
manicule_json_get_id (ManiculeJsonValue  object,
                      const char        *name)
{
  const char *id = manicule_json_get_string (object, name);

  if (id == NULL || manicule_id_is_valid (id))
    return id;

  manicule_json_fail (manicule_json_get (object, name), MANICULE_JSON_ERROR_VALUE, "invalid-id",
                      _("an id has 1 to 64 letters, digits, points, hyphens and underscores without accents"));
  return NULL;
}

static gboolean
is_file_name (const char *name)
{
  if (*name == '\0' || *name == '.' || strlen (name) > FILE_NAME_BYTES)
    return FALSE;
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    if (strchr ("/\\:", *p) != NULL || g_unichar_iscntrl (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

/**
 * manicule_json_as_file_name:
 * @value: a string that is safe to use as the name of a file or folder; anything else makes the reader fail
 *
 * Returns: (nullable): the name, %NULL after a failure
 */
const char *
manicule_json_as_file_name (ManiculeJsonValue value)
{
  const char *name = manicule_json_as_string (value);
  g_autofree char *shown = NULL;

  if (name == NULL || is_file_name (name))
    return name;

  shown = manicule_json_shorten (name);
  manicule_json_fail (value, MANICULE_JSON_ERROR_VALUE, "not-a-file-name",
                      _("“%s” cannot be the name of a file. Use up to %d bytes, no / \\ : and no point at the beginning"),
                      shown, FILE_NAME_BYTES);
  return NULL;
}

/**
 * manicule_json_get_file_name:
 * @object: an object
 * @name: a member that must be safe to use as the name of a file or folder, else the reader fails
 *
 * Returns: (nullable): the name, %NULL after a failure
 */
const char *
manicule_json_get_file_name (ManiculeJsonValue  object,
                             const char        *name)
{
  return manicule_json_as_file_name (manicule_json_get (object, name));
}
