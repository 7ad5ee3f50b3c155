/* hostile-testing.c: a good file that is damaged and read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "hostile-testing.h"

guint
hostile_scale (guint n)
{
  if (g_test_thorough ())
    return n * 10;

  return g_getenv ("MANICULE_TEST_SLOW") != NULL ? n / 12 : n;
}

void
victim_take (Victim *self,
             GFile  *file)
{
  g_autoptr(GError) error = NULL;

  g_clear_object (&self->file);
  g_clear_pointer (&self->contents, g_free);
  self->file = file;
  g_file_get_contents (g_file_peek_path (self->file), &self->contents, &self->length, &error);
  g_assert_no_error (error);
}

void
victim_clear (Victim *self)
{
  g_clear_pointer (&self->folder, test_folder_free);
  g_clear_object (&self->file);
  g_clear_pointer (&self->contents, g_free);
}

void
victim_read (Victim     *self,
             const char *contents,
             gsize       length)
{
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
  g_autoptr(GPtrArray) documents = NULL;
  g_autoptr(GPtrArray) strict_documents = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) strict_error = NULL;

  g_file_set_contents_full (g_file_peek_path (self->file), contents, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
  manicule_formats_sniff (self->file, NULL);

  documents = test_read_all (self->format, self->file, NULL, findings, &error);
  strict_documents = test_read_all (self->format, self->file, NULL, NULL, &strict_error);

  if (error != NULL)
    g_assert_nonnull (strict_error);
  if (strict_error != NULL)
    g_assert_true (error != NULL || manicule_findings_get_n_errors (findings) > 0);
}
