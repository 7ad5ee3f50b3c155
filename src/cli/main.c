/* main.c: the command line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>

#include "manicule-cli.h"

enum { EXIT_DONE = 0, EXIT_DATA = 1, EXIT_CALL = 2 };

static GCancellable *cancellable;

GCancellable *
manicule_cli_get_cancellable (void)
{
  return cancellable;
}

/* Waits for Ctrl+C in a thread of its own, since a signal handler may not cancel. */
static gpointer
wait_for_interrupt (gpointer data)
{
  sigset_t set;
  int number;

  sigemptyset (&set);
  sigaddset (&set, SIGINT);
  sigaddset (&set, SIGTERM);
  sigwait (&set, &number);
  g_cancellable_cancel (cancellable);
  return NULL;
}

static void
catch_interrupt (void)
{
  sigset_t set;

  cancellable = g_cancellable_new ();
  sigemptyset (&set);
  sigaddset (&set, SIGINT);
  sigaddset (&set, SIGTERM);
  pthread_sigmask (SIG_BLOCK, &set, NULL);
  g_thread_unref (g_thread_new ("interrupt", wait_for_interrupt, NULL));
}

static gboolean
is_call_error (const GError *error)
{
  return error->domain == G_OPTION_ERROR || error->domain == G_CONVERT_ERROR ||
         g_error_matches (error, MANICULE_CLI_ERROR, MANICULE_CLI_ERROR_USAGE) ||
         g_error_matches (error, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_OPTION);
}

static int
report_error (const ManiculeCommand *command,
              const GError          *error)
{
  manicule_cli_progress_end ();
  manicule_cli_print_failure (error, NULL);
  if (!g_error_matches (error, MANICULE_CLI_ERROR, MANICULE_CLI_ERROR_DATA) || *error->message != '\0')
    g_printerr ("manicule-cli %s: %s\n", command->name, error->message);
  if (!is_call_error (error))
    return EXIT_DATA;

  g_printerr (_("“manicule-cli %s --help” tells how it is called.\n"), command->name);
  return EXIT_CALL;
}

static gboolean
check_arguments (const ManiculeCommand  *command,
                 char                  **arguments,
                 GError                **error)
{
  guint n = g_strv_length (arguments);

  if (n >= command->n_min && n <= command->n_max)
    return TRUE;

  g_set_error (error, MANICULE_CLI_ERROR, MANICULE_CLI_ERROR_USAGE,
               /* Translators: the placeholder is what is needed: "PROJECT FILE…" */
               n < command->n_min ? _("something is missing: %s") : _("there is too much: %s"),
               manicule_cli_translate (command->arguments));
  return FALSE;
}

/* A call that names no command, or none that there is. */
static int
report_no_command (const char *name)
{
  g_autoptr(GError) error = NULL;

  if (name != NULL)
    g_set_error (&error, MANICULE_CLI_ERROR, MANICULE_CLI_ERROR_USAGE, _("there is no command “%s”"), name);
  else
    g_set_error_literal (&error, MANICULE_CLI_ERROR, MANICULE_CLI_ERROR_USAGE, _("a command is missing"));
  g_printerr ("manicule-cli: %s\n", error->message);
  if (manicule_cli_get_json ())
    manicule_cli_print_failure (error, NULL);
  else
    manicule_cli_print_help ();
  return EXIT_CALL;
}

static int
run_command (const ManiculeCommand  *command,
             char                  **words)
{
  g_autoptr(GOptionContext) context = manicule_cli_new_context (command);
  g_autofree char *name = g_strconcat ("manicule-cli ", command->name, NULL);
  g_autoptr(GError) error = NULL;

  g_set_prgname (name);
  if (!g_option_context_parse_strv (context, &words, &error) ||
      !check_arguments (command, words + 1, &error) ||
      !command->run (words + 1, &error))
    return report_error (command, error);

  manicule_cli_progress_end ();
  return EXIT_DONE;
}

/* Takes "--json" out, wherever it stands: it is an option of every command. */
static gboolean
take_flag (char       **words,
           const char  *flag)
{
  gboolean found = FALSE;
  char **in, **out;

  for (in = out = words; *in != NULL; in++)
    {
      if (g_str_equal (*in, "--"))
        {
          while (*in != NULL)
            *out++ = *in++;
          break;
        }
      if (g_str_equal (*in, flag))
        {
          found = TRUE;
          g_free (*in);
        }
      else
        *out++ = *in;
    }
  *out = NULL;
  return found;
}

/* Where nothing is installed, the environment tells where the translations are. */
static void
use_translations (void)
{
  const char *folder = g_getenv ("MANICULE_LOCALE_DIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : MANICULE_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

int
main (int    argc,
      char **argv)
{
  g_auto(GStrv) words = g_strdupv (argv);
  const ManiculeCommand *command;

  use_translations ();
  manicule_cli_set_json (take_flag (words, "--json"));
  if (words[1] == NULL)
    return report_no_command (NULL);
  if (g_str_equal (words[1], "--help") || g_str_equal (words[1], "help"))
    {
      manicule_cli_print_help ();
      return EXIT_DONE;
    }
  if (g_str_equal (words[1], "--version"))
    {
      g_print ("manicule-cli %s\n", MANICULE_VERSION);
      return EXIT_DONE;
    }
  if (g_str_equal (words[1], "--man"))
    {
      manicule_cli_print_man ();
      return EXIT_DONE;
    }

  command = manicule_commands_find (words[1]);
  if (command == NULL)
    return report_no_command (words[1]);
  catch_interrupt ();
  return run_command (command, words + 1);
}
