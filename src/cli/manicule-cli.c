/* manicule-cli.c: what every command of the command line shares
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-cli.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

G_DEFINE_QUARK (manicule-cli-error-quark, manicule_cli_error)

static gboolean use_json;
static gboolean json_printed;
static gboolean progress_shown;

/**
 * manicule_commands_find:
 * @name: the name of a command
 *
 * Returns: (nullable): the command of that name
 */
const ManiculeCommand *
manicule_commands_find (const char *name)
{
  const ManiculeCommand * const *commands = manicule_commands_list ();
  gsize i;

  for (i = 0; commands[i] != NULL; i++)
    if (g_str_equal (commands[i]->name, name))
      return commands[i];

  return NULL;
}

void
manicule_cli_set_json (gboolean json)
{
  use_json = json;
}

gboolean
manicule_cli_get_json (void)
{
  return use_json;
}

/**
 * manicule_cli_print_json:
 * @builder: a builder whose root is complete
 *
 * Prints the report of a command to the standard output.
 */
void
manicule_cli_print_json (JsonBuilder *builder)
{
  g_autoptr(JsonNode) root = json_builder_get_root (builder);
  g_autofree char *string = json_to_string (root, TRUE);

  g_print ("%s\n", string);
  json_printed = TRUE;
}

/**
 * manicule_cli_print_failure:
 * @error: why a command failed
 * @findings: (nullable): what it found before that
 *
 * Prints the findings; with --json the report of a command that has not printed one. The message itself is printed by
 * main().
 */
void
manicule_cli_print_failure (const GError     *error,
                            ManiculeFindings *findings)
{
  g_autoptr(JsonBuilder) builder = NULL;

  if (!use_json && findings != NULL)
    manicule_cli_print_findings (findings);
  if (!use_json || json_printed)
    return;

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "error");
  json_builder_add_string_value (builder, error->message);
  if (findings != NULL)
    manicule_cli_build_findings (builder, findings);
  json_builder_end_object (builder);
  manicule_cli_print_json (builder);
}

/**
 * manicule_cli_message:
 * @format: a printf format, translated
 * @...: its arguments
 *
 * Prints a line for the person at the terminal, to the standard error. Silent with --json.
 */
void
manicule_cli_message (const char *format,
                      ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  if (use_json)
    return;

  manicule_cli_progress_end ();
  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_printerr ("%s\n", message);
}

static const char *
severity_name (ManiculeSeverity severity)
{
  switch (severity)
    {
    case MANICULE_FINDING_NOTE:
      return "note";
    case MANICULE_FINDING_WARNING:
      return "warning";
    case MANICULE_FINDING_ERROR:
      return "error";
    default:
      g_assert_not_reached ();
    }
}

/**
 * manicule_cli_print_findings:
 * @findings: what a reader found
 *
 * Prints one line a finding to the standard error; nothing with --json.
 */
void
manicule_cli_print_findings (ManiculeFindings *findings)
{
  guint i;

  if (use_json)
    return;

  manicule_cli_progress_end ();
  for (i = 0; i < manicule_findings_get_n (findings); i++)
    {
      const ManiculeFinding *finding = manicule_findings_get (findings, i);
      g_autofree char *line = manicule_finding_to_string (finding);

      g_printerr ("%s\n", line);
    }
}

/**
 * manicule_cli_build_findings:
 * @builder: a builder inside an object
 * @findings: what a reader found
 *
 * Adds the member "findings".
 */
void
manicule_cli_build_findings (JsonBuilder      *builder,
                             ManiculeFindings *findings)
{
  guint i;

  json_builder_set_member_name (builder, "findings");
  json_builder_begin_array (builder);
  for (i = 0; i < manicule_findings_get_n (findings); i++)
    {
      const ManiculeFinding *finding = manicule_findings_get (findings, i);

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "severity");
      json_builder_add_string_value (builder, severity_name (finding->severity));
      json_builder_set_member_name (builder, "code");
      json_builder_add_string_value (builder, finding->code);
      json_builder_set_member_name (builder, "file");
      json_builder_add_string_value (builder, finding->file);
      json_builder_set_member_name (builder, "line");
      json_builder_add_int_value (builder, finding->line);
      json_builder_set_member_name (builder, "message");
      json_builder_add_string_value (builder, finding->message);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/**
 * manicule_cli_print_losses:
 * @report: the counts of an export
 * @format: the format it was written in
 * @policy: what was done about each kind of loss
 *
 * Says in words what the format could not hold.
 */
void
manicule_cli_print_losses (ManiculeLossReport       *report,
                           const ManiculeFormat     *format,
                           const ManiculeLossPolicy *policy)
{
  guint kind;

  manicule_cli_message (g_dngettext (GETTEXT_PACKAGE,
                                     /* Translators: the first number counts all annotations, the second those without loss */
                                     "%u annotation, %u written exactly",
                                     "%u annotations, %u written exactly",
                                     report->n_annotations),
                        report->n_annotations, report->n_exact);
  for (kind = 0; kind < MANICULE_N_LOSSES; kind++)
    if (report->n_lost[kind] > 0)
      /* Translators: a format, a number, what it counts (“Nested Spans”), what is done (“Left out”) */
      manicule_cli_message (_("%s cannot hold: %u %s: %s"), _(format->title), report->n_lost[kind],
                            manicule_loss_kind_get_title (kind),
                            manicule_lossy_get_title (kind, policy->policy[kind]));
}

/**
 * manicule_cli_build_losses:
 * @builder: a builder inside an object
 * @report: the counts of an export
 * @policy: what was done about each kind of loss
 *
 * Adds the members "articles", "annotations", "exact" and "losses".
 */
void
manicule_cli_build_losses (JsonBuilder              *builder,
                           ManiculeLossReport       *report,
                           const ManiculeLossPolicy *policy)
{
  guint kind;

  json_builder_set_member_name (builder, "articles");
  json_builder_add_int_value (builder, report->n_articles);
  json_builder_set_member_name (builder, "annotations");
  json_builder_add_int_value (builder, report->n_annotations);
  json_builder_set_member_name (builder, "exact");
  json_builder_add_int_value (builder, report->n_exact);
  json_builder_set_member_name (builder, "losses");
  json_builder_begin_object (builder);
  for (kind = 0; kind < MANICULE_N_LOSSES; kind++)
    {
      if (report->n_lost[kind] == 0)
        continue;
      json_builder_set_member_name (builder, manicule_loss_kind_get_name (kind));
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "count");
      json_builder_add_int_value (builder, report->n_lost[kind]);
      json_builder_set_member_name (builder, "done");
      json_builder_add_string_value (builder, manicule_lossy_get_name (policy->policy[kind]));
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
}

/**
 * manicule_cli_progress:
 * @done: how much is done
 * @total: how much there is; 0: not known
 * @data: unused
 *
 * Writes the count over the last one, at most ten times a second, and only on a terminal.
 */
void
manicule_cli_progress (guint    done,
                       guint    total,
                       gpointer data)
{
  static gint64 last;
  gint64 now = g_get_monotonic_time ();

  if (use_json || !isatty (STDERR_FILENO) || now - last < G_USEC_PER_SEC / 10)
    return;

  last = now;
  progress_shown = TRUE;
  if (total > 0)
    g_printerr ("\r\033[K%u / %u", done, total);
  else
    g_printerr ("\r\033[K%u", done);
}

void
manicule_cli_progress_end (void)
{
  if (progress_shown)
    g_printerr ("\r\033[K");
  progress_shown = FALSE;
}

/**
 * manicule_cli_find_format:
 * @id: (nullable): the name of a format
 * @error: return location for an error
 *
 * Returns: (nullable): the format, or %NULL with an error that lists what there is
 */
const ManiculeFormat *
manicule_cli_find_format (const char  *id,
                          GError     **error)
{
  const ManiculeFormat *format = manicule_formats_find (id);
  g_autoptr(GString) known = g_string_new (NULL);
  gsize i;

  if (format != NULL)
    return format;

  for (i = 0; manicule_formats_list ()[i] != NULL; i++)
    g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", manicule_formats_list ()[i]->id);
  g_set_error (error, MANICULE_CLI_ERROR, MANICULE_CLI_ERROR_USAGE,
               _("there is no format “%s”; there are: %s"), id, known->str);
  return NULL;
}

/**
 * manicule_cli_parse_options:
 * @options: (nullable): strings of the form "name=value"
 * @error: return location for an error
 *
 * Returns: (nullable): (element-type utf8 utf8): the values by name, or %NULL with an error
 */
GHashTable *
manicule_cli_parse_options (char   **options,
                            GError **error)
{
  g_autoptr(GHashTable) table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gsize i;

  for (i = 0; options != NULL && options[i] != NULL; i++)
    {
      const char *equals = strchr (options[i], '=');

      if (equals == NULL)
        {
          g_set_error (error, MANICULE_CLI_ERROR, MANICULE_CLI_ERROR_USAGE,
                       _("“%s” is no format option: write NAME=VALUE"), options[i]);
          return NULL;
        }
      g_hash_table_insert (table, g_strndup (options[i], equals - options[i]), g_strdup (equals + 1));
    }

  return g_steal_pointer (&table);
}

/**
 * manicule_cli_parse_map:
 * @pairs: (nullable): strings such as "OLD=NEW"; %NULL: none
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the map, or %NULL with an error
 */
ManiculeMap *
manicule_cli_parse_map (char   **pairs,
                        GError **error)
{
  g_autoptr(ManiculeMap) map = manicule_map_new ();
  guint i;

  for (i = 0; pairs != NULL && pairs[i] != NULL; i++)
    if (!manicule_map_parse (map, pairs[i], error))
      return NULL;

  return g_steal_pointer (&map);
}

/**
 * manicule_cli_parse_predictions:
 * @string: (nullable): "skip", "suggestions" or "annotations"
 * @suggests: whether there is a project that can keep suggestions
 * @predictions: (inout): what they become where @string is %NULL
 * @error: return location for an error
 *
 * Returns: whether @string is one of them
 */
gboolean
manicule_cli_parse_predictions (const char           *string,
                                gboolean              suggests,
                                ManiculePredictions  *predictions,
                                GError              **error)
{
  static const char * const names[] = {
    [MANICULE_PREDICTIONS_SKIP] = "skip",
    [MANICULE_PREDICTIONS_SUGGESTIONS] = "suggestions",
    [MANICULE_PREDICTIONS_ANNOTATIONS] = "annotations",
  };

  if (string == NULL)
    return TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (!g_str_equal (string, names[i]) || (i == MANICULE_PREDICTIONS_SUGGESTIONS && !suggests))
        continue;

      *predictions = i;
      return TRUE;
    }

  g_set_error (error, MANICULE_CLI_ERROR, MANICULE_CLI_ERROR_USAGE,
               _("“%s” says nothing about predictions; there is: %s"), string,
               suggests ? "skip, suggestions, annotations" : "skip, annotations");
  return FALSE;
}

/**
 * manicule_cli_parse_split:
 * @string: (nullable): "80/10/10"; %NULL: no split
 * @split: return location for the three weights
 * @error: return location for an error
 *
 * Returns: whether @string is a split
 */
gboolean
manicule_cli_parse_split (const char  *string,
                          guint        split[3],
                          GError     **error)
{
  g_auto(GStrv) parts = NULL;
  guint64 value;
  guint i;

  memset (split, 0, 3 * sizeof *split);
  if (string == NULL)
    return TRUE;

  parts = g_strsplit (string, "/", -1);
  for (i = 0; g_strv_length (parts) == 3 && i < 3; i++)
    {
      if (!g_ascii_string_to_unsigned (parts[i], 10, 0, 1000, &value, NULL))
        break;
      split[i] = value;
    }
  if (i == 3 && split[0] + split[1] + split[2] > 0)
    return TRUE;

  g_set_error (error, MANICULE_CLI_ERROR, MANICULE_CLI_ERROR_USAGE,
               _("“%s” is no split: write three weights, for training, validation and test, such as 80/10/10"), string);
  return FALSE;
}
