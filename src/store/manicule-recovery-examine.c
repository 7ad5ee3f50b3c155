/* manicule-recovery-examine.c: what the journal knows of a project that is not whole
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-recovery.h"

#include "manicule-project-folder-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
report_damages (ManiculeJournalLog *log,
                ManiculeFindings   *findings)
{
  for (guint i = 0; i < log->damages->len; i++)
    {
      const ManiculeJournalDamage *damage = &g_array_index (log->damages, ManiculeJournalDamage, i);

      if (damage->n_lost > 0)
        manicule_findings_add (findings, MANICULE_FINDING_WARNING, "journal-gap", log->name, damage->line,
                               g_dngettext (GETTEXT_PACKAGE,
                                            "Before this line %u line of the journal is missing, so steps before it cannot be undone. "
                                            "What was saved is not touched by that.",
                                            "Before this line %u lines of the journal are missing, so steps before them cannot be undone. "
                                            "What was saved is not touched by that.", (gulong) damage->n_lost),
                               (guint) MIN (damage->n_lost, G_MAXUINT));
      else
        manicule_findings_add (findings, MANICULE_FINDING_WARNING, "journal-damaged", log->name, damage->line,
                               _("This line of the journal is damaged; it is left out, and stays in the file."));
    }
}

/* The last state that was seen on the disk; NULL when there is none. */
static const ManiculeJournalState *
find_last (GArray *states)
{
  for (guint i = states->len; i > 0; i--)
    {
      const ManiculeJournalState *state = &g_array_index (states, ManiculeJournalState, i - 1);

      if (state->saved)
        return state;
    }

  return NULL;
}

/* An older state that the file has again; NULL when it is no older one. */
static const ManiculeJournalState *
find_older (GArray     *states,
            const char *sha256)
{
  const ManiculeJournalState *found = NULL;

  for (guint i = 0; i < states->len; i++)
    {
      const ManiculeJournalState *state = &g_array_index (states, ManiculeJournalState, i);

      if (g_strcmp0 (state->sha256, sha256) == 0)
        found = state;
    }

  return found;
}

static char *
format_time (gint64 time)
{
  g_autoptr(GDateTime) local = g_date_time_new_from_unix_local (time);

  /* Translators: a date and time for g_date_time_format() */
  return local != NULL ? g_date_time_format (local, _("%-d %B %Y, %H:%M")) : g_strdup ("?");
}

static void
report_older (ManiculeJournalLog *log,
              GFile              *folder,
              const char         *name,
              GArray             *states,
              ManiculeFindings   *findings)
{
  const ManiculeJournalState *last = find_last (states);
  const ManiculeJournalState *older;
  g_autoptr(GBytes) bytes = NULL;
  g_autofree char *time = NULL;
  ManiculeStamp stamp;

  bytes = manicule_file_read (folder, name, MANICULE_FILE_MAX_BYTES, &stamp, NULL);
  if (bytes == NULL || strcmp (stamp.sha256, last->sha256) == 0)
    return;

  older = find_older (states, stamp.sha256);
  if (older == NULL || older->upto >= last->upto)
    return;

  time = format_time (older->time);
  manicule_findings_add (findings, MANICULE_FINDING_WARNING, "older-version", name, 0,
                         /* Translators: a date and time */
                         _("This is an older version of the file, of %s. What was done since then is in the journal, "
                           "but not here."), time);
}

/* A file that the journal says was saved. */
typedef struct
{
  const char *name;
  GArray     *states;
  guint64     upto;    /* of the last save */
} Saved;

static int
compare_saved (gconstpointer a,
               gconstpointer b)
{
  const Saved *first = a;
  const Saved *second = b;

  return first->upto != second->upto ? (first->upto < second->upto ? 1 : -1) : strcmp (first->name, second->name);
}

/* (element-type Saved): those that should be there, the one that was saved last first. */
static GArray *
list_saved (ManiculeJournalLog *log)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (Saved));
  GHashTableIter iter;
  gpointer name, states;

  g_hash_table_iter_init (&iter, log->files);
  while (g_hash_table_iter_next (&iter, &name, &states))
    {
      const ManiculeJournalState *last = find_last (states);
      Saved saved = { name, states, last != NULL ? last->upto : 0 };

      if (last != NULL && last->sha256 != NULL)
        g_array_append_val (list, saved);
    }

  g_array_sort (list, compare_saved);
  return list;
}

/**
 * manicule_recovery_examine:
 * @log: a journal
 * @folder: the project folder
 * @n_read: of so many files, those that were saved last, what is in them is compared too
 * @findings: gets what is wrong
 *
 * Compares what the journal says of the project's files with the disk, and tells which of its own lines are damaged.
 */
void
manicule_recovery_examine (ManiculeJournalLog *log,
                           GFile              *folder,
                           guint               n_read,
                           ManiculeFindings   *findings)
{
  g_autoptr(GArray) list = list_saved (log);

  report_damages (log, findings);

  for (guint i = 0; i < list->len; i++)
    {
      const Saved *saved = &g_array_index (list, Saved, i);

      if (!manicule_file_exists (folder, saved->name))
        manicule_findings_add (findings, MANICULE_FINDING_WARNING, "file-missing", saved->name, 0,
                               _("The journal says that this file was saved, but it is not there. Bring it back from a copy "
                                 "of the project, or leave it out if it was removed on purpose."));
      else if (i < n_read)
        report_older (log, folder, saved->name, saved->states, findings);
    }
}
