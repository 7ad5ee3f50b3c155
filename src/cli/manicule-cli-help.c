/* manicule-cli-help.c: help and man page, from the tables of the commands
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-cli.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const GOptionEntry *
command_options (const ManiculeCommand *command)
{
  static const GOptionEntry none[] = { G_OPTION_ENTRY_NULL };

  return command->options != NULL ? command->options : none;
}

/**
 * manicule_cli_translate:
 * @words: words marked with N_(), or nothing
 *
 * Returns: the same in the language of the user; gettext() has something else to say of nothing
 */
const char *
manicule_cli_translate (const char *words)
{
  return *words != '\0' ? _(words) : words;
}

/**
 * manicule_cli_new_context:
 * @command: a command
 *
 * Returns: (transfer full): the parser of its options, with its help
 */
GOptionContext *
manicule_cli_new_context (const ManiculeCommand *command)
{
  GOptionContext *context = g_option_context_new (manicule_cli_translate (command->arguments));

  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, _(command->summary));
  if (command->details != NULL)
    g_option_context_set_description (context, _(command->details));
  g_option_context_add_main_entries (context, command_options (command), GETTEXT_PACKAGE);
  return context;
}

void
manicule_cli_print_help (void)
{
  const ManiculeCommand * const *commands = manicule_commands_list ();
  gsize i;

  g_print ("%s\n  manicule-cli [--json] %s\n\n%s\n",
           _("Usage:"), _("COMMAND [OPTION…] ARGUMENT…"), _("Commands:"));
  for (i = 0; commands[i] != NULL; i++)
    g_print ("  %-9s %s\n", commands[i]->name, _(commands[i]->summary));
  g_print ("\n%s\n%s\n",
           _("--json prints the report as one JSON object; “manicule-cli COMMAND --help” tells the options of a command."),
           _("Ends with 0 when done, 1 when the data is wrong, 2 when the call is wrong."));
}

/* roff takes a leading point or quote for a request, and a hyphen for a soft one. */
static void
print_roff (const char *text)
{
  gboolean at_start = TRUE;
  const char *c;

  for (c = text; *c != '\0'; c++)
    {
      if (at_start && (*c == '.' || *c == '\''))
        g_print ("\\&");
      if (*c == '-' || *c == '\\')
        g_print ("\\");
      g_print ("%c", *c);
      at_start = *c == '\n';
    }
}

static void
print_roff_paragraphs (const char *text)
{
  g_auto(GStrv) paragraphs = g_strsplit (text, "\n\n", -1);
  gsize i;

  for (i = 0; paragraphs[i] != NULL; i++)
    {
      g_print (".PP\n");
      print_roff (paragraphs[i]);
      g_print ("\n");
    }
}

static void
print_man_option (const GOptionEntry *option)
{
  g_print (".TP\n");
  if (option->short_name != 0)
    g_print ("\\fB\\-%c\\fR, ", option->short_name);
  g_print ("\\fB\\-\\-");
  print_roff (option->long_name);
  g_print ("\\fR");
  if (option->arg_description != NULL)
    g_print ("=\\fI%s\\fR", option->arg_description);
  g_print ("\n");
  print_roff (option->description);
  g_print (".\n");
}

static void
print_man_command (const ManiculeCommand *command)
{
  const GOptionEntry *option;

  g_print (".SS %s ", command->name);
  print_roff (command->arguments);
  g_print ("\n");
  print_roff (command->summary);
  g_print (".\n");
  if (command->details != NULL)
    print_roff_paragraphs (command->details);
  for (option = command_options (command); option->long_name != NULL; option++)
    print_man_option (option);
}

/**
 * manicule_cli_print_man:
 *
 * Prints the man page, from the same tables as the help. Run when the program is built.
 */
void
manicule_cli_print_man (void)
{
  const ManiculeCommand * const *commands = manicule_commands_list ();
  gsize i;

  g_print (".TH MANICULE\\-CLI 1 \"%s\" \"Manicule %s\" \"User Commands\"\n"
           ".SH NAME\nmanicule\\-cli \\- annotate articles and export data sets, without a window\n"
           ".SH SYNOPSIS\n\\fBmanicule\\-cli\\fR [\\fB\\-\\-json\\fR] \\fICOMMAND\\fR [\\fIOPTION\\fR...] \\fIARGUMENT\\fR...\n"
           ".SH DESCRIPTION\nThe engine of Manicule for scripts and clusters. "
           "Messages go to the standard error with file and line, data to the named file or the standard output.\n"
           ".TP\n\\fB\\-\\-json\\fR\nPrints the report as one JSON object on the standard output.\n"
           ".TP\n\\fB\\-\\-version\\fR\nPrints the version.\n"
           ".SH COMMANDS\n", MANICULE_RELEASE_DATE, MANICULE_VERSION);
  for (i = 0; commands[i] != NULL; i++)
    print_man_command (commands[i]);
  g_print (".SH EXIT STATUS\n"
           ".TP\n0\nDone.\n.TP\n1\nThe data is wrong; what is wrong was printed.\n.TP\n2\nThe call is wrong.\n"
           ".SH SEE ALSO\nmanicule(1)\n");
}
