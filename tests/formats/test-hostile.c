/* test-hostile.c: damaged files end in an error or a finding, never in a crash
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "format-helpers.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

/* How much is tried: sanitizers make everything many times slower. */
static guint
scale (guint n)
{
  if (g_test_thorough ())
    return n * 10;

  return g_getenv ("MANICULE_TEST_SLOW") != NULL ? n / 12 : n;
}

/* A good file of the format, small enough to be damaged in every place. */
typedef struct
{
  TestFolder           *folder;
  const ManiculeFormat *format;
  GFile                *file;
  char                 *contents;
  gsize                 length;
} Victim;

/* The file of the article, or the one that holds all of them. */
static GFile *
find_main (GFile                *target,
           const ManiculeFormat *format)
{
  g_autofree char *suffix = g_strconcat (".", format->suffixes[0], NULL);
  g_autoptr(GDir) folder = NULL;
  const char *name;

  if (format->container != MANICULE_CONTAINER_FOLDER)
    return g_object_ref (target);

  folder = g_dir_open (g_file_peek_path (target), 0, NULL);
  while ((name = g_dir_read_name (folder)) != NULL)
    if (g_str_has_suffix (name, suffix))
      return g_file_get_child (target, name);

  g_error ("%s has written no %s", format->id, suffix);
}

static void
write_page (GFile *file)
{
  static const char page[] =
    "<!DOCTYPE html><html lang=\"en\"><head><meta charset=utf-8><title>A page &amp; more</title>"
    "<script type=\"application/ld+json\">{\"datePublished\":\"2024-12-29\"}</script></head><body><nav>Menu</nav>"
    "<article><h1>Ferry “Anneke” late</h1><p>The ferry came &mdash; <b>late</b>.<br>𠀀</p><pre>\n a\n</pre>"
    "<time datetime=\"2024-12-29\">x</time></article></body></html>\n";

  g_file_set_contents (g_file_peek_path (file), page, -1, NULL);
}

static void
victim_init (Victim               *self,
             const ManiculeFormat *format)
{
  g_autoptr(GPtrArray) documents = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(ManiculeSchema) schema = test_make_schema ();
  g_autoptr(GFile) target = NULL;
  g_autoptr(ManiculeLossReport) report = NULL;
  g_autoptr(GError) error = NULL;
  ManiculeExport export;

  self->folder = test_folder_new ();
  self->format = format;
  target = test_folder_get (self->folder, "target");
  g_ptr_array_add (documents, test_make_document ("everything"));

  if (manicule_format_can_write (format))
    {
      test_export_init (&export, format, documents, schema);
      report = manicule_export_run (&export, target, NULL, &error);
      g_assert_no_error (error);
      self->file = find_main (target, format);
    }
  else
    {
      self->file = g_object_ref (target);
      write_page (target);
    }

  g_file_get_contents (g_file_peek_path (self->file), &self->contents, &self->length, &error);
  g_assert_no_error (error);
}

static void
victim_clear (Victim *self)
{
  g_clear_pointer (&self->folder, test_folder_free);
  g_clear_object (&self->file);
  g_clear_pointer (&self->contents, g_free);
}

/* Reads what stands there now, with findings and without. What fails with findings fails without, and what fails without
 * is an error among the findings; but a reader that keeps damaged lines as they are need not fail for them. */
static void
read_damaged (Victim     *self,
              const char *contents,
              gsize       length)
{
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();
  g_autoptr(GPtrArray) documents = NULL;
  g_autoptr(GPtrArray) strict_documents = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) strict_error = NULL;
  g_autoptr(GFile) file = g_object_ref (self->file);

  g_file_set_contents_full (g_file_peek_path (file), contents, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
  manicule_formats_sniff (file, NULL);

  documents = test_read_all (self->format, file, NULL, findings, &error);
  strict_documents = test_read_all (self->format, file, NULL, NULL, &strict_error);

  if (error != NULL)
    g_assert_nonnull (strict_error);
  if (strict_error != NULL)
    g_assert_true (error != NULL || manicule_findings_get_n_errors (findings) > 0);
}

/* A file that ends at any byte; in a quick run, at thousands of them. */
static void
test_hostile_truncated (gconstpointer format)
{
  Victim victim;
  gsize step;

  victim_init (&victim, format);
  step = victim.length / scale (2500) + 1;
  for (gsize n = 0; n < victim.length; n += step)
    read_damaged (&victim, victim.contents, n);
  victim_clear (&victim);
}

/* A file in which some bytes are others, are gone, or stand twice. */
static void
test_hostile_mangled (gconstpointer format)
{
  static const char * const insertions[] = {
    "\xff", "\xed\xa0\x80", "\n", "\r", "\t", "\"", "'", ",", ";", "-1", "99999999999999999999", "{", "[", "]", "}", "<", "&", "#", " ",
    "\xef\xbb\xbf", "0", "-", "\\", ":", "\xf4\x90\x80\x80", "T1", "\n\n", "<!--", "]]>", "\xc2\x85", "\\ud800",
  };
  Victim victim;

  victim_init (&victim, format);
  for (guint run = 0; run < scale (250); run++)
    {
      g_autoptr(GString) mangled = g_string_new_len (victim.contents, (gssize) victim.length);
      guint n_changes = (guint) g_test_rand_int_range (1, 4);

      for (guint i = 0; i < n_changes && mangled->len > 0; i++)
        {
          gssize at = g_test_rand_int_range (0, (gint32) mangled->len);
          gssize n = g_test_rand_int_range (1, 1 + (gint32) MIN (19, mangled->len - (gsize) at));
          g_autofree char *piece = g_strndup (mangled->str + at, (gsize) n);

          switch (g_test_rand_int_range (0, 4))
            {
            case 0:
              mangled->str[at] = (char) g_test_rand_int_range (0, 256);
              break;
            case 1:
              g_string_erase (mangled, at, n);
              break;
            case 2:
              g_string_insert_len (mangled, g_test_rand_int_range (0, (gint32) mangled->len), piece, n);
              break;
            default:
              g_string_insert (mangled, at, insertions[g_test_rand_int_range (0, G_N_ELEMENTS (insertions))]);
              break;
            }
        }
      read_damaged (&victim, mangled->str, mangled->len);
    }
  victim_clear (&victim);
}

/* A file that goes on in one line of 10 MB, of whatever kind. */
static void
test_hostile_long_line (gconstpointer format)
{
  static const char fillers[] = { 'x', '[', '"', '\t', '\0' };
  const gsize n = MIN (scale (10), 10) * 1024 * 1024 + 1024 * 1024;
  Victim victim;

  victim_init (&victim, format);
  for (guint i = 0; i < G_N_ELEMENTS (fillers); i++)
    {
      g_autofree char *contents = g_malloc (victim.length + n);

      memcpy (contents, victim.contents, victim.length);
      memset (contents + victim.length, fillers[i], n);
      read_damaged (&victim, contents, victim.length + n);
    }
  victim_clear (&victim);
}

/* A page that is nested a hundred thousand times is read like any other. */
static void
test_hostile_deep_page (void)
{
  static const char * const tags[] = { "<div>", "<b>", "<table><tr><td>", "<ul><li>", "<pre>", "<article>" };
  Victim victim;

  victim_init (&victim, manicule_formats_find ("html"));
  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    {
      g_autoptr(GString) page = g_string_new ("<html><body>");

      for (guint j = 0; j < scale (100000); j++)
        g_string_append (page, tags[i]);
      g_string_append (page, "<p>At the bottom.</p>");
      read_damaged (&victim, page->str, page->len);
    }
  victim_clear (&victim);
}

/* A page whose parts each could make all others be looked at again takes no longer for that. */
static void
test_hostile_many_elements (void)
{
  static const char * const pieces[] = { "<p>a", "<article><p>a</article>", "<a>b<b>", "<time>", "<pre>a</pre>", "&lt", "<script>" };
  Victim victim;

  victim_init (&victim, manicule_formats_find ("html"));
  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr(GString) page = g_string_new ("<html><body>");

      for (guint j = 0; j < scale (30000); j++)
        g_string_append (page, pieces[i]);
      read_damaged (&victim, page->str, page->len);
    }
  victim_clear (&victim);
}

int
main (int    argc,
      char **argv)
{
  const ManiculeFormat * const *formats = manicule_formats_list ();

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; formats[i] != NULL; i++)
    {
      g_autofree char *truncated = g_strdup_printf ("/hostile/truncated/%s", formats[i]->id);
      g_autofree char *mangled = g_strdup_printf ("/hostile/mangled/%s", formats[i]->id);
      g_autofree char *long_line = g_strdup_printf ("/hostile/long-line/%s", formats[i]->id);

      if (!manicule_format_can_read (formats[i]))
        continue;
      g_test_add_data_func (truncated, formats[i], test_hostile_truncated);
      g_test_add_data_func (mangled, formats[i], test_hostile_mangled);
      g_test_add_data_func (long_line, formats[i], test_hostile_long_line);
    }
  g_test_add_func ("/hostile/deep-page", test_hostile_deep_page);
  g_test_add_func ("/hostile/many-elements", test_hostile_many_elements);

  return g_test_run ();
}
