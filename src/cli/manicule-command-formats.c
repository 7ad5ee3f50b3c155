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
  const char    *title;  /* NC_() the head of a column */
} columns[] = {
  { MANICULE_HOLDS_NESTED, "nested", NC_("column", "nested") },
  { MANICULE_HOLDS_CROSSING, "crossing", NC_("column", "crossing") },
  { MANICULE_HOLDS_DISCONTINUOUS, "discontinuous", NC_("column", "in parts") },
  { MANICULE_HOLDS_ZERO_LENGTH, "zero-length", NC_("column", "empty") },
  { MANICULE_HOLDS_RELATIONS, "relations", NC_("column", "relations") },
  { MANICULE_HOLDS_ATTRIBUTES, "attributes", NC_("column", "attributes") },
  { MANICULE_HOLDS_DOCUMENT_LABELS, "document-labels", NC_("column", "document labels") },
  { MANICULE_HOLDS_ENTITIES, "entities", NC_("column", "entities") },
  { MANICULE_HOLDS_NOTES, "notes", NC_("column", "notes") },
  { MANICULE_HOLDS_TEXT, "text", NC_("column", "exact text") },
};

static const char *
directions (const ManiculeFormat *format)
{
  if (manicule_format_can_read (format) && manicule_format_can_write (format))
    /* Translators: the format can be read and written */
    return C_("direction", "in, out");
  /* Translators: the format can only be read, or only be written */
  return manicule_format_can_read (format) ? C_("direction", "in") : C_("direction", "out");
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
      g_string_append_printf (lacks, "%s%s", lacks->len > 0 ? ", " : "", g_dpgettext2 (GETTEXT_PACKAGE, "column", columns[i].title));

  g_print ("%-8s %-8s %s: %s\n", format->id, directions (format), _(format->title), _(format->description));
  if (manicule_format_can_write (format) && lacks->len > 0)
    /* Translators: a list such as "nested, relations" */
    g_print (_("    cannot hold: %s\n"), lacks->str);
  print_options (format);
}

static void
print_markdown_head (void)
{
  guint i;

  g_print ("| %s | | %s |", C_("column", "format"), C_("column", "direction"));
  for (i = 0; i < G_N_ELEMENTS (columns); i++)
    g_print (" %s |", g_dpgettext2 (GETTEXT_PACKAGE, "column", columns[i].title));
  g_print ("\n|---|---|---|");
  for (i = 0; i < G_N_ELEMENTS (columns); i++)
    g_print ("---|");
  g_print ("\n");
}

static void
print_markdown (const ManiculeFormat *format)
{
  guint i;

  g_print ("| `%s` | %s | %s |", format->id, _(format->title), directions (format));
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
