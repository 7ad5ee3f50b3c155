/* manicule-format-document-ids.c: ids for the documents of a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-document-ids.h"

void
manicule_document_ids_init (ManiculeDocumentIds *self)
{
  self->taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

void
manicule_document_ids_clear (ManiculeDocumentIds *self)
{
  g_clear_pointer (&self->taken, g_hash_table_unref);
}

/**
 * manicule_document_ids_take:
 * @self: the ids of one file
 * @wanted: (nullable): what the file calls the document
 * @file_name: the name of the file
 *
 * Returns: (transfer full): @wanted made safe, else what the file is called; with a number where that is taken
 */
char *
manicule_document_ids_take (ManiculeDocumentIds *self,
                            const char          *wanted,
                            const char          *file_name)
{
  /* The last suffix is not part of an id, and what the file calls it has none. */
  g_autofree char *name = wanted != NULL && *wanted != '\0' ? g_strconcat (wanted, ".x", NULL) : g_strdup (file_name);
  g_autofree char *stem = manicule_format_document_id (name);
  char *id = g_strdup (stem);

  for (guint i = 2; g_hash_table_contains (self->taken, id); i++)
    {
      g_autofree char *numbered = g_strdup_printf ("%s-%u.x", stem, i);

      g_free (id);
      id = manicule_format_document_id (numbered);
    }
  g_hash_table_add (self->taken, g_strdup (id));

  return id;
}
