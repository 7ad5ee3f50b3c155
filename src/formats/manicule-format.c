/* manicule-format.c: the list of formats, and which one a file is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-formats-private.h"
#include "manicule-unicode-stream.h"

#include <glib/gi18n-lib.h>


G_DEFINE_QUARK (manicule-format-error-quark, manicule_format_error)

/**
 * manicule_formats_list:
 *
 * Returns: (transfer none): every format, ended by NULL
 */
const ManiculeFormat * const *
manicule_formats_list (void)
{
  return manicule_formats;
}

/**
 * manicule_formats_find:
 * @id: an id, as on the command line
 *
 * Returns: (transfer none) (nullable): the format of that id
 */
const ManiculeFormat *
manicule_formats_find (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; manicule_formats[i] != NULL; i++)
    if (g_str_equal (manicule_formats[i]->id, id))
      return manicule_formats[i];

  return NULL;
}

/* --- options --- */

const ManiculeFormatOption *
manicule_format_find_option (const ManiculeFormat *format,
                             const char           *name)
{
  for (const ManiculeFormatOption *option = format->options; option != NULL && option->name != NULL; option++)
    if (g_str_equal (option->name, name))
      return option;

  return NULL;
}

const char *
manicule_format_lookup_option (const ManiculeFormat *format,
                               GHashTable           *options,
                               const char           *name)
{
  const ManiculeFormatOption *option = manicule_format_find_option (format, name);
  const char *value;

  g_return_val_if_fail (option != NULL, NULL);

  value = options != NULL ? g_hash_table_lookup (options, name) : NULL;

  return value != NULL ? value : option->default_value;
}

static void
set_option_error (const ManiculeFormat  *format,
                  const char            *name,
                  const char            *value,
                  GError               **error)
{
  const ManiculeFormatOption *option = manicule_format_find_option (format, name);
  g_autoptr(GString) choices = g_string_new (NULL);

  if (option != NULL)
    {
      g_autofree char *values = g_strjoinv (", ", (char **) option->values);

      g_set_error (error, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_OPTION,
                   /* Translators: a value, an option and the values there are */
                   _("“%s” is no value of the option “%s”; there is: %s"), value, name, values);
      return;
    }

  for (option = format->options; option != NULL && option->name != NULL; option++)
    g_string_append_printf (choices, "%s%s", choices->len > 0 ? ", " : "", option->name);
  if (choices->len == 0)
    g_string_append (choices, _("none"));

  g_set_error (error, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_OPTION,
               /* Translators: a format, an option and the options there are */
               _("%s has no option “%s”; there is: %s"), _(format->title), name, choices->str);
}

gboolean
manicule_format_check_option (const ManiculeFormat  *format,
                              const char            *name,
                              const char            *value,
                              GError               **error)
{
  const ManiculeFormatOption *option = manicule_format_find_option (format, name);

  if (option != NULL && (option->values == NULL || g_strv_contains (option->values, value)))
    return TRUE;

  set_option_error (format, name, value, error);

  return FALSE;
}

/**
 * manicule_format_get_holds:
 * @format: a format
 * @options: (nullable): option name to value
 * @levels: (out) (optional): how many spans may lie in one another; 0: any number
 *
 * Returns: what @format holds with these options
 */
ManiculeHolds
manicule_format_get_holds (const ManiculeFormat *format,
                           GHashTable           *options,
                           guint                *levels)
{
  ManiculeHolds holds;
  guint deep = 0;

  g_return_val_if_fail (format != NULL, 0);

  holds = format->holds_with != NULL ? format->holds_with (options, &deep) : format->holds;
  if (!(holds & MANICULE_HOLDS_NESTED))
    deep = 1;
  if (levels != NULL)
    *levels = deep;

  return holds;
}

/* --- sniffing --- */

static GBytes *
read_head (GFile   *file,
           GError **error)
{
  g_autoptr(GFileInfo) info = NULL;
  g_autoptr(GFileInputStream) stream = NULL;
  g_autofree char *head = NULL;
  gsize n_read;

  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE, NULL, error);
  if (info == NULL)
    return NULL;

  /* Opening a pipe would wait for its other end. */
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    {
      g_autofree char *name = g_file_get_parse_name (file);

      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, _("%s is not a regular file"), name);
      return NULL;
    }

  stream = g_file_read (file, NULL, error);
  if (stream == NULL)
    return NULL;

  /* NUL-terminated for the convenience of the formats. */
  head = g_malloc (MANICULE_FORMAT_HEAD_BYTES + 1);
  if (!g_input_stream_read_all (G_INPUT_STREAM (stream), head, MANICULE_FORMAT_HEAD_BYTES, &n_read, NULL, error))
    return NULL;
  head[n_read] = '\0';

  return manicule_unicode_decode_head (g_bytes_new_take (g_steal_pointer (&head), n_read));
}

/* (element-type ManiculeFormat): those that are as sure as any. */
static GPtrArray *
find_surest (const char *name,
             GBytes     *head)
{
  g_autoptr(GPtrArray) surest = g_ptr_array_new ();
  guint best = 0;
  gsize length;
  const char *data = g_bytes_get_data (head, &length);

  for (guint i = 0; manicule_formats[i] != NULL; i++)
    {
      const ManiculeFormat *format = manicule_formats[i];
      guint score;

      if (format->sniff == NULL || !manicule_format_can_read (format))
        continue;

      score = format->sniff (name, data, length);
      if (score > best)
        {
          g_ptr_array_set_size (surest, 0);
          best = score;
        }
      if (score == best && score > 0)
        g_ptr_array_add (surest, (gpointer) format);
    }

  return g_steal_pointer (&surest);
}

static void
set_ambiguous (GPtrArray   *formats,
               const char  *name,
               GError     **error)
{
  g_autoptr(GString) candidates = g_string_new (NULL);

  for (guint i = 0; i < formats->len; i++)
    {
      const ManiculeFormat *format = g_ptr_array_index (formats, i);

      g_string_append_printf (candidates, "%s%s (%s)", i > 0 ? ", " : "", format->id, _(format->title));
    }

  g_set_error (error, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_AMBIGUOUS,
               /* Translators: the first is a file, the second a list of formats */
               _("%s may be one of several formats: %s; name the one that it is"), name, candidates->str);
}

static char *
dup_name (GFile *file)
{
  g_autofree char *base = g_file_get_basename (file);

  return g_filename_display_name (base != NULL ? base : "?");
}

/**
 * manicule_formats_candidates:
 * @file: a regular file
 *
 * Looks at the content of @file, with its name as a hint.
 *
 * Returns: (transfer container) (nullable) (element-type ManiculeFormat): the formats that it is as surely as any other,
 *   none where no format knows it; or NULL with an error of reading
 */
GPtrArray *
manicule_formats_candidates (GFile   *file,
                             GError **error)
{
  g_autoptr(GBytes) head = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  head = read_head (file, error);
  if (head == NULL)
    return NULL;

  name = dup_name (file);

  return find_surest (name, head);
}

/**
 * manicule_formats_sniff:
 * @file: a regular file
 *
 * Finds the format of @file by its content, with its name as a hint.
 *
 * Returns: (transfer none): the format, or NULL with MANICULE_FORMAT_ERROR_UNKNOWN, MANICULE_FORMAT_ERROR_AMBIGUOUS, or
 *   an error of reading
 */
const ManiculeFormat *
manicule_formats_sniff (GFile   *file,
                        GError **error)
{
  g_autoptr(GPtrArray) surest = manicule_formats_candidates (file, error);
  g_autofree char *name = NULL;

  if (surest == NULL)
    return NULL;

  name = dup_name (file);
  if (surest->len == 0)
    g_set_error (error, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_UNKNOWN,
                 _("%s is in no format that is known; name the format, or convert the file to one of the list"), name);
  else if (surest->len > 1)
    set_ambiguous (surest, name, error);

  return surest->len == 1 ? g_ptr_array_index (surest, 0) : NULL;
}

/**
 * manicule_format_get_suffix:
 * @format: a format that can be written
 * @options: (nullable): option name to value
 *
 * Returns: (transfer none): what names of files end with, without the dot, that are written with these options
 */
const char *
manicule_format_get_suffix (const ManiculeFormat *format,
                            GHashTable           *options)
{
  g_return_val_if_fail (format != NULL, NULL);

  return format->suffix_with != NULL ? format->suffix_with (options) : format->suffixes[0];
}
