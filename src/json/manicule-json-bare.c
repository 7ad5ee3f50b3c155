/* manicule-json-bare.c: an annotation set without the text that it is about
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-json-bare.h"

#include "manicule-json-carried.h"
#include "manicule-json-items.h"
#include "manicule-json-set-private.h"
#include "manicule-json-writer.h"

#include <glib/gi18n-lib.h>

static char *
print_ranges (ManiculeAnnotation *annotation)
{
  GString *key = g_string_new (NULL);
  guint n;
  const ManiculeRange *ranges = manicule_annotation_get_ranges (annotation, &n);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (key, "%u-%u ", ranges[i].start, ranges[i].end);
  return g_string_free_and_steal (key);
}

/* --- reading ---------------------------------------------------------------------------------------------------- */

static void
read_head (ManiculeJsonValue  root,
           ManiculeJsonBare  *self)
{
  ManiculeJsonValue article;

  if (!manicule_json_check_format (root, MANICULE_JSON_SET_FORMAT))
    return;

  article = manicule_json_get_object (root, "article");
  self->article_id = g_strdup (manicule_json_get_file_name (article, "id"));
  self->sha256 = g_strdup (manicule_json_get_sha256 (article, "sha256"));
  self->length = manicule_json_get_uint (article, "length");
  self->annotator = g_strdup (manicule_json_get_file_name (root, "annotator"));
  self->status = manicule_json_as_word (manicule_json_get (root, "status"), manicule_json_statuses);
  self->carried = manicule_json_dup_set_unknown (root);
}

static void
keep_covered (ManiculeJsonBare   *self,
              ManiculeJsonValue   value,
              ManiculeAnnotation *annotation)
{
  if (manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_SPAN)
    g_hash_table_insert (self->covered, print_ranges (annotation),
                         manicule_json_dup_raw (manicule_json_get_array (value, "text")));
}

static void
read_one (ManiculeJsonBare  *self,
          ManiculeJsonValue  value,
          GHashTable        *ids)
{
  g_autoptr(ManiculeAnnotation) annotation = manicule_json_read_annotation (value, NULL, NULL);

  if (annotation == NULL)
    return;

  if (!g_hash_table_add (ids, (gpointer) manicule_annotation_get_id (annotation)))
    manicule_json_fail (value, MANICULE_JSON_ERROR_VALUE, "duplicate-id",
                        _("the id “%s” stands twice. Give one of the two another one"),
                        manicule_annotation_get_id (annotation));
  keep_covered (self, value, annotation);
  g_ptr_array_add (self->annotations, g_steal_pointer (&annotation));
}

static void
check_ends (ManiculeJsonBare  *self,
            ManiculeJsonValue  list,
            GHashTable        *ids)
{
  for (guint i = 0; i < self->annotations->len; i++)
    {
      ManiculeAnnotation *annotation = self->annotations->pdata[i];
      const char *from = manicule_annotation_get_from (annotation), *to = manicule_annotation_get_to (annotation);

      if (from != NULL && (!g_hash_table_contains (ids, from) || !g_hash_table_contains (ids, to)))
        manicule_json_fail (list, MANICULE_JSON_ERROR_VALUE, "missing-end",
                            _("the relation “%s” leads to an annotation that is not there. Remove it, or restore the annotation"),
                            manicule_annotation_get_id (annotation));
    }
}

/**
 * manicule_json_bare_read:
 * @bytes: the bytes of an annotation set's file
 * @file: its name for messages
 * @error: return location
 *
 * Reads an annotation set as far as that can be done without its text. Anything wrong fails.
 *
 * Returns: (transfer full): the set, or %NULL with an error
 */
ManiculeJsonBare *
manicule_json_bare_read (GBytes      *bytes,
                         const char  *file,
                         GError     **error)
{
  g_autoptr(ManiculeJsonReader) reader = manicule_json_reader_new (bytes, file, error);
  g_autoptr(ManiculeJsonBare) self = NULL;
  g_autoptr(GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  ManiculeJsonValue root, list;
  ManiculeJsonIter iter;

  if (reader == NULL)
    return NULL;

  self = g_new0 (ManiculeJsonBare, 1);
  self->annotations = g_ptr_array_new_with_free_func (g_object_unref);
  self->covered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  root = manicule_json_reader_get_root (reader);
  read_head (root, self);
  if (!manicule_json_reader_settle (reader, NULL, error))
    return NULL;

  list = manicule_json_get_array (root, "annotations");
  manicule_json_iter_init (&iter, list);
  while (manicule_json_iter_next (&iter) && !manicule_json_reader_failed (reader))
    read_one (self, iter.value, ids);
  check_ends (self, list, ids);
  return manicule_json_reader_settle (reader, NULL, error) ? g_steal_pointer (&self) : NULL;
}

/* --- writing ---------------------------------------------------------------------------------------------------- */

/**
 * manicule_json_bare_write:
 * @self: a set whose annotations are in order
 *
 * Returns: (transfer full): the bytes of its file
 */
GBytes *
manicule_json_bare_write (ManiculeJsonBare *self)
{
  GString *out = g_string_new (NULL);

  manicule_json_put_set_head (out, self->article_id, self->sha256, self->length, self->annotator, self->status,
                              self->carried);
  manicule_json_put_name (out, "annotations");
  g_string_append (out, self->annotations->len > 0 ? "[\n" : "[");
  for (guint i = 0; i < self->annotations->len; i++)
    {
      ManiculeAnnotation *annotation = self->annotations->pdata[i];
      g_autofree char *ranges = print_ranges (annotation);

      g_string_append (out, "  ");
      manicule_json_append_bare (out, annotation, g_hash_table_lookup (self->covered, ranges));
      g_string_append (out, i + 1 < self->annotations->len ? ",\n" : "\n ");
    }
  g_string_append_c (out, ']');
  manicule_json_put_set_end (out, self->carried);
  return g_string_free_to_bytes (out);
}

void
manicule_json_bare_free (ManiculeJsonBare *self)
{
  g_free (self->article_id);
  g_free (self->sha256);
  g_free (self->annotator);
  g_free (self->carried);
  g_ptr_array_unref (self->annotations);
  g_hash_table_unref (self->covered);
  g_free (self);
}
