/* manicule-export-stale.c: what exports that were killed left beside their targets
 *
 * The name of what is written to says which process writes it: ".NAME.new-MACHINE-PID-RANDOM". What a process of this
 * machine, since it was started, left that is no more is removed by the next export to the same target; all else is left
 * alone, for a number alone says nothing across machines and sandboxes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-export-private.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* So much of the target's name is in the sibling's. */
#define NAME_MAX_BYTES 100

/* This machine since it was started, and this sandbox: within it, a process is known by its number. */
static char *
make_machine (void)
{
  g_autofree char *boot = NULL;
  g_autofree char *space = g_file_read_link ("/proc/self/ns/pid", NULL);
  g_autofree char *all = NULL;
  g_autofree char *hash = NULL;

  if (!g_file_get_contents ("/proc/sys/kernel/random/boot_id", &boot, NULL, NULL))
    boot = g_strdup ("");
  all = g_strjoin ("\n", g_get_host_name (), boot, space != NULL ? space : "", NULL);
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, all, -1);

  return g_strndup (hash, 12);
}

static char *
make_prefix (const char *path,
             const char *kind)
{
  g_autofree char *name = g_path_get_basename (path);

  return g_strdup_printf (".%.*s.%s-", NAME_MAX_BYTES, name, kind);
}

char *
manicule_export_make_sibling (const char *path,
                              const char *kind)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *prefix = make_prefix (path, kind);
  g_autofree char *machine = make_machine ();
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *hidden = g_strdup_printf ("%s%s-%d-%.8s", prefix, machine, getpid (), id);

  return g_build_filename (folder, hidden, NULL);
}

/* Is @rest "MACHINE-PID-RANDOM" of a process that is provably gone? */
static gboolean
is_gone (const char *rest,
         const char *machine)
{
  gsize n = strlen (machine);
  gint64 pid;
  char *end;

  if (strncmp (rest, machine, n) != 0 || rest[n] != '-' || !g_ascii_isdigit (rest[n + 1]))
    return FALSE;

  pid = g_ascii_strtoll (rest + n + 1, &end, 10);

  return *end == '-' && strlen (end + 1) == 8 && pid > 0 && pid <= G_MAXINT && pid != getpid () &&
         kill (pid, 0) != 0 && errno == ESRCH;
}

static void
remove_sibling (const char *path)
{
  struct stat info;

  if (lstat (path, &info) != 0)
    return;

  if (S_ISDIR (info.st_mode))
    manicule_export_remove_tree (path);
  else if (S_ISREG (info.st_mode))
    g_unlink (path);
}

/**
 * manicule_export_remove_stale:
 * @path: the target of an export
 *
 * Removes what killed exports to that target left beside it. The former version of a folder, which lies there while the
 * new one takes its place, goes only where the target is there again.
 */
void
manicule_export_remove_stale (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *machine = make_machine ();
  g_autofree char *new_prefix = make_prefix (path, "new");
  g_autofree char *old_prefix = make_prefix (path, "old");
  gboolean is_there = g_file_test (path, G_FILE_TEST_EXISTS);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *sibling = g_build_filename (folder, name, NULL);
      const char *rest = NULL;

      if (g_str_has_prefix (name, new_prefix))
        rest = name + strlen (new_prefix);
      else if (is_there && g_str_has_prefix (name, old_prefix))
        rest = name + strlen (old_prefix);

      if (rest != NULL && is_gone (rest, machine))
        remove_sibling (sibling);
    }
}
