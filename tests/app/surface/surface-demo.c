/* surface-demo.c: a window with nothing but a surface, for looking at it and for tests from outside
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <adwaita.h>

#include "manicule-search.h"
#include "manicule-surface.h"
#include "surface-sample.h"

static char *markup_file, *sample = NULL, *find = NULL, *typeface = NULL;
static char **links;
static gboolean show_relations, right_to_left;
static int width = 1000, height = 800, n_bytes = 0, n_spans = 0, depth = 1, n_relations = 0, caret = 0, focus = -1;
static double font_size = 16, scroll = 0;

static const GOptionEntry entries[] = {
  { "markup", 'm', 0, G_OPTION_ARG_FILENAME, &markup_file, "A text with [Label:marks]", "FILE" },
  { "sample", 's', 0, G_OPTION_ARG_STRING, &sample, "article, mixed or generated", "NAME" },
  { "bytes", 'b', 0, G_OPTION_ARG_INT, &n_bytes, "Length of a generated text", "N" },
  { "spans", 'n', 0, G_OPTION_ARG_INT, &n_spans, "Marks of a generated text", "N" },
  { "depth", 'd', 0, G_OPTION_ARG_INT, &depth, "How deep generated marks lie", "N" },
  { "relations", 'r', 0, G_OPTION_ARG_INT, &n_relations, "Relations of a generated text", "N" },
  { "link", 'l', 0, G_OPTION_ARG_STRING_ARRAY, &links, "A relation between two marks", "NUMBER,NUMBER" },
  { "all-relations", 'a', 0, G_OPTION_ARG_NONE, &show_relations, "Show all relations", NULL },
  { "right-to-left", 'R', 0, G_OPTION_ARG_NONE, &right_to_left, "The interface runs from right to left", NULL },
  { "find", 'f', 0, G_OPTION_ARG_STRING, &find, "Show where this stands", "WORD" },
  { "typeface", 't', 0, G_OPTION_ARG_STRING, &typeface, "document, sans or serif", "NAME" },
  { "font-size", 'z', 0, G_OPTION_ARG_DOUBLE, &font_size, "In px", "PX" },
  { "caret", 'c', 0, G_OPTION_ARG_INT, &caret, "Where the caret stands", "CHARACTER" },
  { "focus", 'o', 0, G_OPTION_ARG_INT, &focus, "Which mark is in focus", "NUMBER" },
  { "scroll", 'y', 0, G_OPTION_ARG_DOUBLE, &scroll, "How far it is scrolled, 0-1", "PART" },
  { "width", 'w', 0, G_OPTION_ARG_INT, &width, "Of the window", "PX" },
  { "height", 'h', 0, G_OPTION_ARG_INT, &height, "Of the window", "PX" },
  { NULL }
};

static ManiculeAnnotationSet *
load (void)
{
  if (markup_file != NULL)
    {
      g_autofree char *markup = NULL;
      g_autoptr(GError) error = NULL;

      if (!g_file_get_contents (markup_file, &markup, NULL, &error))
        g_error ("%s", error->message);
      return surface_sample_parse (markup);
    }

  if (g_strcmp0 (sample, "mixed") == 0)
    return surface_sample_parse (surface_sample_mixed);
  if (g_strcmp0 (sample, "generated") == 0)
    return surface_sample_generate ((gsize) n_bytes, (guint) n_spans, (guint) depth, (guint) n_relations);

  return surface_sample_parse (surface_sample_article);
}

static void
add_links (ManiculeAnnotationSet *set)
{
  for (guint i = 0; links != NULL && links[i] != NULL; i++)
    {
      g_auto(GStrv) ends = g_strsplit (links[i], ",", 2);
      g_autofree char *id = g_strdup_printf ("l%u", i);
      ManiculeAnnotation *from = manicule_annotation_set_get (set, (guint) atoi (ends[0]));
      ManiculeAnnotation *to = manicule_annotation_set_get (set, (guint) atoi (ends[1]));

      surface_sample_link (set, id, manicule_annotation_get_id (from), manicule_annotation_get_id (to));
    }
}

static void
show_hits (ManiculeSurface       *surface,
           ManiculeAnnotationSet *set)
{
  g_autoptr(GArray) hits = manicule_search_find (manicule_annotation_set_get_text (set), find,
                                                 MANICULE_SEARCH_FOLD_CASE, NULL, NULL);

  manicule_surface_set_hits (surface, hits, 1);
}

static gboolean
scroll_down (gpointer data)
{
  GtkAdjustment *adjustment = data;

  gtk_adjustment_set_value (adjustment, scroll * gtk_adjustment_get_upper (adjustment));

  return G_SOURCE_REMOVE;
}

static void
caret_moved (ManiculeSurface *surface,
             GParamSpec      *pspec,
             gpointer         data)
{
  g_print ("caret %u\n", manicule_surface_get_caret (surface));
}

static void
activate (GtkApplication *application)
{
  g_autoptr(ManiculeAnnotationSet) set = load ();
  g_autoptr(ManiculeSchema) schema = surface_sample_schema ();
  GtkWidget *window;
  GtkWidget *scrolled;
  GtkWidget *surface;

  if (right_to_left)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  window = adw_application_window_new (application);
  scrolled = gtk_scrolled_window_new ();
  surface = manicule_surface_new ();

  add_links (set);
  manicule_surface_set_schema (MANICULE_SURFACE (surface), schema);
  g_object_set (surface, "show-relations", show_relations, NULL);
  g_object_set (surface, "font-size", font_size, NULL);
  if (typeface != NULL)
    g_object_set (surface, "typeface", g_strcmp0 (typeface, "serif") == 0 ? MANICULE_TYPEFACE_SERIF
                                       : g_strcmp0 (typeface, "sans") == 0 ? MANICULE_TYPEFACE_SANS : MANICULE_TYPEFACE_DOCUMENT,
                  NULL);
  manicule_surface_set_annotation_set (MANICULE_SURFACE (surface), set);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), surface);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), scrolled);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_set_title (GTK_WINDOW (window), "Surface");
  if (find != NULL)
    show_hits (MANICULE_SURFACE (surface), set);
  if (caret > 0)
    manicule_surface_set_caret (MANICULE_SURFACE (surface), (guint) caret);
  if (focus >= 0)
    manicule_surface_focus_annotation (MANICULE_SURFACE (surface), manicule_annotation_set_get (set, (guint) focus));
  if (scroll > 0)
    g_timeout_add (100, scroll_down, gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled)));
  g_signal_connect (surface, "notify::caret", G_CALLBACK (caret_moved), NULL);
  gtk_widget_grab_focus (surface);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(AdwApplication) application = adw_application_new ("org.manicule.SurfaceDemo", G_APPLICATION_NON_UNIQUE);

  g_application_add_main_option_entries (G_APPLICATION (application), entries);
  g_signal_connect (application, "activate", G_CALLBACK (activate), NULL);

  return g_application_run (G_APPLICATION (application), argc, argv);
}
