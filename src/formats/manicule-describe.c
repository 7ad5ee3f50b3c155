/* manicule-describe.c: descriptions beside an exported data set
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-data-set-private.h"

#include <glib/gi18n-lib.h>

static const struct
{
  ManiculeDescriptions  bit;
  const char           *word;       /* on the command line */
  const char           *file_name;
  char               *(*describe) (ManiculeDataSet *data_set);
} descriptions[] = {
  { MANICULE_DESCRIBE_CARD, "hf", "README.md", manicule_describe_card },
  { MANICULE_DESCRIBE_CROISSANT, "croissant", "croissant.json", manicule_describe_croissant },
  { MANICULE_DESCRIBE_FRICTIONLESS, "frictionless", "datapackage.json", manicule_describe_frictionless },
};

/**
 * manicule_descriptions_parse:
 * @string: "hf,croissant,frictionless", "all" or "none"
 * @which: (out): what @string names
 *
 * Returns: FALSE with MANICULE_FORMAT_ERROR_OPTION when it names something else
 */
gboolean
manicule_descriptions_parse (const char            *string,
                             ManiculeDescriptions  *which,
                             GError               **error)
{
  g_auto(GStrv) words = NULL;

  g_return_val_if_fail (string != NULL && which != NULL, FALSE);

  *which = g_str_equal (string, "all") ? MANICULE_DESCRIBE_ALL : 0;
  if (*which != 0 || g_str_equal (string, "none"))
    return TRUE;

  words = g_strsplit (string, ",", -1);
  for (guint i = 0; i < MAX (1, g_strv_length (words)); i++)
    {
      ManiculeDescriptions before = *which;

      for (guint j = 0; j < G_N_ELEMENTS (descriptions) && words[i] != NULL; j++)
        if (g_str_equal (g_strstrip (words[i]), descriptions[j].word))
          *which |= descriptions[j].bit;

      if (*which == before)
        {
          g_set_error (error, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_OPTION,
                       _("“%s” is no list of descriptions; there is: hf, croissant, frictionless, all, none"), string);
          return FALSE;
        }
    }

  return TRUE;
}

/* --- the files of the data set --- */

static guint
find_part (const char *name)
{
  for (guint i = 0; i < MANICULE_N_SPLITS; i++)
    if (g_str_has_prefix (name, manicule_data_set_get_part_name (i)))
      return i;

  return 0;
}

static gboolean
list_folder (const char  *root,
             const char  *relative,
             GPtrArray   *names,
             GError     **error)
{
  g_autofree char *path = g_build_filename (root, relative, NULL);
  g_autoptr(GDir) folder = g_dir_open (path, 0, error);
  const char *name;

  if (folder == NULL)
    return FALSE;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = *relative != '\0' ? g_build_filename (relative, name, NULL) : g_strdup (name);
      g_autofree char *child_path = g_build_filename (root, child, NULL);

      if (g_file_test (child_path, G_FILE_TEST_IS_DIR))
        {
          if (!list_folder (root, child, names, error))
            return FALSE;
        }
      else
        {
          g_ptr_array_add (names, g_steal_pointer (&child));
        }
    }

  return TRUE;
}

static gboolean
add_files (ManiculeDataSet             *self,
           const ManiculeExportTarget  *target,
           GCancellable                *cancellable,
           GError                     **error)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *base = g_path_get_basename (target->target);

  if (!target->is_folder)
    return manicule_data_set_add_file (self, 0, target->beside, base, cancellable, error);

  if (!list_folder (target->beside, "", names, error))
    return FALSE;

  g_ptr_array_sort_values (names, (GCompareFunc) g_strcmp0);
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = names->pdata[i];
      g_autofree char *path = g_build_filename (target->beside, name, NULL);

      if (!manicule_data_set_add_file (self, self->is_split ? find_part (name) : 0, path, name, cancellable, error))
        return FALSE;
    }

  return TRUE;
}

/* --- writing --- */

static gboolean
write_description (ManiculeExportTarget  *target,
                   const char            *file_name,
                   const char            *contents,
                   GError               **error)
{
  g_autofree char *path = NULL;
  g_autofree char *final = NULL;

  if (!target->is_folder)
    {
      final = g_strdup_printf ("%s.%s", target->target, file_name);
      path = manicule_export_target_add (target, final);
    }
  else
    {
      path = g_build_filename (target->beside, file_name, NULL);
    }

  /* A format may write a card of its own, which knows more. */
  return (target->is_folder && g_file_test (path, G_FILE_TEST_EXISTS)) ||
         g_file_set_contents_full (path, contents, -1, G_FILE_SET_CONTENTS_DURABLE, 0666, error);
}

/**
 * manicule_describe_all:
 * @self: a data set whose documents are written
 * @which: what to write
 * @target: where it lies
 * @cancellable: (nullable): cancels it
 *
 * Adds the descriptions to what will be moved to the target: in a folder under their usual names, beside a file under its
 * name with theirs behind it.
 *
 * Returns: FALSE with an error when something cannot be read or written
 */
gboolean
manicule_describe_all (ManiculeDataSet       *self,
                       ManiculeDescriptions   which,
                       ManiculeExportTarget  *target,
                       GCancellable          *cancellable,
                       GError               **error)
{
  if (which == 0)
    return TRUE;
  if (!add_files (self, target, cancellable, error))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (descriptions); i++)
    if (which & descriptions[i].bit)
      {
        g_autofree char *contents = descriptions[i].describe (self);

        if (!write_description (target, descriptions[i].file_name, contents, error))
          return FALSE;
      }

  return TRUE;
}
