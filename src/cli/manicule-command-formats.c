/* manicule-command-formats.c: what is read and written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-cli.h"

#include <glib/gi18n-lib.h>

static gboolean markdown;

static const GOptionEntry options[] = {
  { "markdown", 'm', 0, G_OPTION_ARG_NONE, &markdown, N_("As a table in Markdown"), NULL },
  G_OPTION_ENTRY_NULL
};

static const struct
{
  ManiculeHolds  holds;
  const char    *name;   /* for scripts */
  const char    *title;  /* N_() the head of a column */
} columns[] = {
  { MANICULE_HOLDS_NESTED, "nested", N_("nested") },
  { MANICULE_HOLDS_CROSSING, "crossing", N_("crossing") },
  { MANICULE_HOLDS_DISCONTINUOUS, "discontinuous", N_("in parts") },
  { MANICULE_HOLDS_ZERO_LENGTH, "zero-length", N_("empty") },
  { MANICULE_HOLDS_RELATIONS, "relations", N_("relations") },
  { MANICULE_HOLDS_ATTRIBUTES, "attributes", N_("attributes") },
  { MANICULE_HOLDS_DOCUMENT_LABELS, "document-labels", N_("document labels") },
  { MANICULE_HOLDS_ENTITIES, "entities", N_("entities") },
  { MANICULE_HOLDS_NOTES, "notes", N_("notes") },
  { MANICULE_HOLDS_TEXT, "text", N_("exact text") },
};

static const char *
directions (const ManiculeFormat *format)
{
  if (manicule_format_can_read (format) && manicule_format_can_write (format))
    return _("in, out");
  return manicule_format_can_read (format) ? _("in") : _("out");
}

static void
print_options (const ManiculeFormat *format)
{
  const ManiculeFormatOption *option;

  for (option = format->options; option != NULL && option->name != NULL; option++)
    {
      g_autofree char *values = option->values != NULL ? g_strjoinv ("|", (char **) option->values) : NULL;

      g_print ("    %s=%s  %s\n", option->name, values != NULL ? values : "…", _(option->description));
    }
}

static void
print_format (const ManiculeFormat *format)
{
  g_autoptr(GString) lacks = g_string_new (NULL);
  guint i;

  for (i = 0; i < G_N_ELEMENTS (columns); i++)
    if (!(format->holds & columns[i].holds))
      g_string_append_printf (lacks, "%s%s", lacks->len > 0 ? ", " : "", _(columns[i].title));

  g_print ("%-8s %-7s %s: %s\n", format->id, directions (format), format->title, _(format->description));
  if (manicule_format_can_write (format) && lacks->len > 0)
    /* Translators: a list such as "nested, relations" */
    g_print (_("    cannot hold: %s\n"), lacks->str);
  print_options (format);
}

static void
print_markdown_head (void)
{
  guint i;

  g_print ("| %s | | %s |", _("format"), _("direction"));
  for (i = 0; i < G_N_ELEMENTS (columns); i++)
    g_print (" %s |", _(columns[i].title));
  g_print ("\n|---|---|---|");
  for (i = 0; i < G_N_ELEMENTS (columns); i++)
    g_print ("---|");
  g_print ("\n");
}

static void
print_markdown (const ManiculeFormat *format)
{
  guint i;

  g_print ("| `%s` | %s | %s |", format->id, format->title, directions (format));
  for (i = 0; i < G_N_ELEMENTS (columns); i++)
    g_print (" %s |", format->holds & columns[i].holds ? "✓" : "");
  g_print ("\n");
}

static void
build_format (JsonBuilder          *builder,
              const ManiculeFormat *format)
{
  guint i;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "id");
  json_builder_add_string_value (builder, format->id);
  json_builder_set_member_name (builder, "title");
  json_builder_add_string_value (builder, format->title);
  json_builder_set_member_name (builder, "reads");
  json_builder_add_boolean_value (builder, manicule_format_can_read (format));
  json_builder_set_member_name (builder, "writes");
  json_builder_add_boolean_value (builder, manicule_format_can_write (format));
  json_builder_set_member_name (builder, "holds");
  json_builder_begin_array (builder);
  for (i = 0; i < G_N_ELEMENTS (columns); i++)
    if (format->holds & columns[i].holds)
      json_builder_add_string_value (builder, columns[i].name);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static gboolean
run (char   **arguments,
     GError **error)
{
  const ManiculeFormat * const *formats = manicule_formats_list ();
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  gsize i;

  if (manicule_cli_get_json ())
    json_builder_begin_array (builder);
  else if (markdown)
    print_markdown_head ();

  for (i = 0; formats[i] != NULL; i++)
    if (manicule_cli_get_json ())
      build_format (builder, formats[i]);
    else if (markdown)
      print_markdown (formats[i]);
    else
      print_format (formats[i]);

  if (manicule_cli_get_json ())
    {
      json_builder_end_array (builder);
      manicule_cli_print_json (builder);
    }
  return TRUE;
}

const ManiculeCommand manicule_command_formats = {
  .name = "formats",
  .arguments = "",
  .summary = N_("List what is read and written, and what each format cannot hold"),
  .options = options,
  .n_min = 0,
  .n_max = 0,
  .run = run,
};
