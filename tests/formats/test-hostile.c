/* test-hostile.c: damaged files end in an error or a finding, never in a crash
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "hostile-testing.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

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

/* A good file of the format, small enough to be damaged in every place. */
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

  *self = (Victim) { .format = format, .folder = test_folder_new () };
  target = test_folder_get (self->folder, "target");
  g_ptr_array_add (documents, test_make_document ("everything"));

  if (manicule_format_can_write (format))
    {
      test_export_init (&export, format, documents, schema);
      report = manicule_export_run (&export, target, NULL, &error);
      g_assert_no_error (error);
      victim_take (self, find_main (target, format));
    }
  else
    {
      write_page (target);
      victim_take (self, g_object_ref (target));
    }
}

/* A file that ends at any byte; in a quick run, at thousands of them. */
static void
test_hostile_truncated (gconstpointer format)
{
  Victim victim;
  gsize step;

  victim_init (&victim, format);
  step = victim.length / hostile_scale (2500) + 1;
  for (gsize n = 0; n < victim.length; n += step)
    victim_read (&victim, victim.contents, n);
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
  for (guint run = 0; run < hostile_scale (250); run++)
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
      victim_read (&victim, mangled->str, mangled->len);
    }
  victim_clear (&victim);
}

/* A file that goes on in one line of 10 MB, of whatever kind. */
static void
test_hostile_long_line (gconstpointer format)
{
  static const char fillers[] = { 'x', '[', '"', '\t', '\0' };
  const gsize n = MIN (hostile_scale (10), 10) * 1024 * 1024 + 1024 * 1024;
  Victim victim;

  victim_init (&victim, format);
  for (guint i = 0; i < G_N_ELEMENTS (fillers); i++)
    {
      g_autofree char *contents = g_malloc (victim.length + n);

      memcpy (contents, victim.contents, victim.length);
      memset (contents + victim.length, fillers[i], n);
      victim_read (&victim, contents, victim.length + n);
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

      for (guint j = 0; j < hostile_scale (100000); j++)
        g_string_append (page, tags[i]);
      g_string_append (page, "<p>At the bottom.</p>");
      victim_read (&victim, page->str, page->len);
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

      for (guint j = 0; j < hostile_scale (30000); j++)
        g_string_append (page, pieces[i]);
      victim_read (&victim, page->str, page->len);
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
