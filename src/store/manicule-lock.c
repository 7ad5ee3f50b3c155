/* manicule-lock.c: who has a project open
 *
 * A process id alone means nothing: sandboxes number their processes by themselves, other computers see the same
 * folder, and numbers are used again. So the lock also holds the boot (a random id of the kernel), the process
 * namespace and the time at which the process started; only where the first two are ours can a process be found gone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-lock.h"

#include "manicule-fs.h"
#include "manicule-json-reader.h"
#include "manicule-json-writer.h"
#include "manicule-project-folder.h"
#include "manicule-save-private.h"
#include "manicule-save.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#define NAME ".lock"
#define MAX_BYTES 4096
#define N_TRIES 4

struct _ManiculeLock
{
  gatomicrefcount ref_count;
  gint    released; /* atomic */
  GFile  *folder;  /* (owned) */
  GBytes *bytes;   /* (owned): what we write into the file */
  char   *token;   /* (owned): random; the lock is ours while the file holds it */
  guint64 device;  /* which folder it was when the lock was made */
  guint64 inode;   /* 0: not known */
};

/* The locks that this process has. */
static GMutex held_mutex;
static GHashTable *held_tokens;  /* (element-type utf8) (nullable) */

/* What a lock file says. */
typedef struct
{
  char   *token;      /* (owned) */
  char   *host;       /* (owned) */
  char   *boot;       /* (owned) */
  char   *namespace;  /* (owned) */
  char   *user;       /* (owned) */
  char   *since;      /* (owned): ISO 8601 */
  char   *started;    /* (owned): of the process, in the kernel's ticks since the boot */
  gint64  pid;
} Holder;

static void
holder_free (Holder *self)
{
  g_free (self->token);
  g_free (self->host);
  g_free (self->boot);
  g_free (self->namespace);
  g_free (self->user);
  g_free (self->since);
  g_free (self->started);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Holder, holder_free)

static char *
get_boot (void)
{
  char *boot = NULL;

  if (g_file_get_contents ("/proc/sys/kernel/random/boot_id", &boot, NULL, NULL))
    return g_strchomp (boot);

  return g_strdup ("");
}

static char *
get_namespace (void)
{
  char *namespace = g_file_read_link ("/proc/self/ns/pid", NULL);

  return namespace != NULL ? namespace : g_strdup ("");
}

/* The 22nd field of stat; the second one, the name, is in parentheses and may hold spaces and parentheses. NULL when
 * it cannot be told. */
static char *
get_start (gint64 pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%" G_GINT64_FORMAT "/stat", pid);
  g_autofree char *stat = NULL;
  g_auto(GStrv) fields = NULL;
  const char *name_end;

  if (!g_file_get_contents (path, &stat, NULL, NULL))
    return NULL;

  name_end = strrchr (stat, ')');
  if (name_end == NULL)
    return NULL;

  fields = g_strsplit (name_end, " ", -1);
  return g_strv_length (fields) > 20 ? g_strdup (fields[20]) : NULL;
}

static const char *
get_user (void)
{
  const char *name = g_get_real_name ();

  return g_strcmp0 (name, "Unknown") != 0 && *name != '\0' ? name : g_get_user_name ();
}

static GBytes *
describe_us (const char *token)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *since = g_date_time_format_iso8601 (now);
  g_autofree char *boot = get_boot ();
  g_autofree char *namespace = get_namespace ();
  g_autofree char *started = get_start (getpid ());
  g_autofree char *user = g_utf8_make_valid (get_user (), -1);
  g_autofree char *host = g_utf8_make_valid (g_get_host_name (), -1);
  GString *out = g_string_new ("{");

  manicule_json_put_string (out, "format", "manicule-lock");
  manicule_json_put_int (out, "version", 1);
  manicule_json_put_string (out, "token", token);
  manicule_json_put_string (out, "user", user);
  manicule_json_put_string (out, "host", host);
  manicule_json_put_string (out, "since", since);
  manicule_json_put_int (out, "pid", getpid ());
  manicule_json_put_string (out, "started", started);
  manicule_json_put_string (out, "namespace", namespace);
  manicule_json_put_string (out, "boot", boot);
  g_string_append (out, "}\n");

  return g_string_free_to_bytes (out);
}

static Holder *
parse_holder (GBytes *bytes)
{
  g_autoptr(ManiculeJsonReader) reader = manicule_json_reader_new (bytes, NAME, NULL);
  g_autoptr(Holder) holder = g_new0 (Holder, 1);
  ManiculeJsonValue root;

  if (reader == NULL)
    return NULL;

  root = manicule_json_reader_get_root (reader);
  holder->token = g_strdup (manicule_json_get_string (root, "token"));
  holder->user = g_strdup (manicule_json_find_string (root, "user"));
  holder->host = g_strdup (manicule_json_find_string (root, "host"));
  holder->since = g_strdup (manicule_json_find_string (root, "since"));
  holder->started = g_strdup (manicule_json_find_string (root, "started"));
  holder->namespace = g_strdup (manicule_json_find_string (root, "namespace"));
  holder->boot = g_strdup (manicule_json_find_string (root, "boot"));
  holder->pid = manicule_json_as_int (manicule_json_get (root, "pid"));

  if (!manicule_json_reader_settle (reader, NULL, NULL))
    return NULL;

  return g_steal_pointer (&holder);
}

/* NULL with an error when there is no file or it cannot be read; an empty holder when it makes no sense. */
static Holder *
read_holder (GFile   *folder,
             GError **error)
{
  g_autoptr(GBytes) bytes = manicule_file_read (folder, NAME, MAX_BYTES, NULL, error);
  Holder *holder;

  if (bytes == NULL)
    return NULL;

  holder = parse_holder (bytes);
  return holder != NULL ? holder : g_new0 (Holder, 1);
}

static gboolean
is_this_boot (Holder *holder)
{
  g_autofree char *boot = get_boot ();

  return holder->boot != NULL && *boot != '\0' && strcmp (holder->boot, boot) == 0;
}

static void
note_token (const char *token,
            gboolean    held)
{
  g_mutex_lock (&held_mutex);
  if (held_tokens == NULL)
    held_tokens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (held)
    g_hash_table_add (held_tokens, g_strdup (token));
  else
    g_hash_table_remove (held_tokens, token);
  g_mutex_unlock (&held_mutex);
}

static gboolean
is_held (const char *token)
{
  gboolean held;

  g_mutex_lock (&held_mutex);
  held = held_tokens != NULL && token != NULL && g_hash_table_contains (held_tokens, token);
  g_mutex_unlock (&held_mutex);

  return held;
}

/* Is it proved that the process which made the lock is no more, or has given it back? */
static gboolean
is_gone (Holder *holder)
{
  g_autofree char *namespace = get_namespace ();
  g_autofree char *started = NULL;

  if (!is_this_boot (holder) || *namespace == '\0' || g_strcmp0 (holder->namespace, namespace) != 0)
    return FALSE;

  if (holder->pid <= 0 || holder->pid > G_MAXINT)
    return FALSE;

  if (kill (holder->pid, 0) != 0)
    return errno == ESRCH;

  started = get_start (holder->pid);
  if (started == NULL || holder->started == NULL)
    return FALSE;

  /* A lock of ours that could not be removed when it was given back. */
  return strcmp (started, holder->started) != 0 || (holder->pid == getpid () && !is_held (holder->token));
}

static char *
format_since (Holder *holder)
{
  g_autoptr(GDateTime) time = NULL;
  g_autoptr(GDateTime) local = NULL;

  if (holder->since != NULL)
    time = g_date_time_new_from_iso8601 (holder->since, NULL);
  if (time == NULL)
    /* Translators: as in “open elsewhere: by anna on ferry since an unknown time” */
    return g_strdup (_("an unknown time"));

  local = g_date_time_to_local (time);
  /* Translators: a date and time for g_date_time_format(), as in “open since 24 November 2026, 14:32” */
  return g_date_time_format (local, _("%-d %B %Y, %H:%M"));
}

static void
set_locked (GError **error,
            Holder  *holder)
{
  g_autofree char *since = format_since (holder);
  /* Translators: as in “open elsewhere: by someone on ferry since …” */
  g_autofree char *user = manicule_json_shorten (holder->user != NULL ? holder->user : _("someone"));
  /* Translators: as in “open elsewhere: by anna on an unknown computer since …” */
  g_autofree char *host = manicule_json_shorten (holder->host != NULL ? holder->host : _("an unknown computer"));
  const char *advice;

  if (holder->token == NULL)
    {
      g_set_error (error, MANICULE_STORE_ERROR, MANICULE_STORE_ERROR_LOCKED,
                   _("The project seems to be open elsewhere: its lock file “%s” is there but cannot be understood. "
                     "Open the project read-only, or take it over when you are sure that nobody has it open."), NAME);
      return;
    }

  if (g_strcmp0 (holder->host, g_get_host_name ()) == 0 && !is_this_boot (holder))
    advice = _("This computer was restarted since, so nothing there can still have it open: take it over, or open it read-only.");
  else if (is_this_boot (holder) && holder->pid == getpid ())
    advice = _("It is open in another window of this program: go there, or open it read-only.");
  else
    advice = _("Close it there, open it read-only, or take it over when you are sure that it is no longer open.");

  g_set_error (error, MANICULE_STORE_ERROR, MANICULE_STORE_ERROR_LOCKED,
               /* Translators: a person, a computer, a time, then what to do */
               _("The project is open elsewhere: by %s on %s since %s. %s"), user, host, since, advice);
}

/* TRUE: made. FALSE without an error: one is there. */
static gboolean
make_file (ManiculeLock  *self,
           GError       **error)
{
  g_autofree char *path = manicule_file_get_path (self->folder, NAME, error);

  if (path == NULL)
    return FALSE;
  if (manicule_save_new (path, self->bytes))
    return TRUE;

  if (errno != EEXIST)
    manicule_fs_set_error (error, MANICULE_FS_WRITING, NAME, errno);
  return FALSE;
}

/* Puts our lock in the place of @holder's, and makes sure that nobody else did the same at the same time. */
static gboolean
take_over (ManiculeLock  *self,
           GError       **error)
{
  g_autoptr(Holder) holder = NULL;

  if (!manicule_save (self->folder, NAME, self->bytes, MANICULE_SAVE_DEFAULT, NULL, error))
    return FALSE;

  holder = read_holder (self->folder, error);
  if (holder == NULL)
    return FALSE;

  if (g_strcmp0 (holder->token, self->token) == 0)
    return TRUE;

  set_locked (error, holder);
  return FALSE;
}

/* A symbolic link to the folder counts as the folder. */
static gboolean
look_at_folder (ManiculeLock *self,
                struct stat  *info)
{
  g_autofree char *path = g_build_filename (g_file_peek_path (self->folder), ".", NULL);

  return manicule_fs_get ()->lstat (path, info) == 0;
}

static void
note_folder (ManiculeLock *self)
{
  struct stat info;

  if (!look_at_folder (self, &info))
    return;

  self->device = info.st_dev;
  self->inode = info.st_ino;
}

/* A folder that was moved away may have left its place to another project, in which nothing of ours may be written. */
static gboolean
verify_folder (ManiculeLock  *self,
               GError       **error)
{
  g_autofree char *shown = NULL;
  struct stat info;

  if (self->inode == 0 || !look_at_folder (self, &info) || (info.st_dev == self->device && info.st_ino == self->inode))
    return TRUE;

  shown = g_file_get_basename (self->folder);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
               _("“%s” is another folder than the one that was opened, which was moved or renamed. "
                 "Give it back its place, or save a copy elsewhere."), shown);
  return FALSE;
}

static gboolean
acquire (ManiculeLock  *self,
         gboolean       steal,
         GError       **error)
{
  guint i;

  for (i = 0; i < N_TRIES; i++)
    {
      g_autoptr(Holder) holder = NULL;
      g_autoptr(GError) local_error = NULL;

      if (make_file (self, &local_error))
        return TRUE;

      if (local_error == NULL)
        holder = read_holder (self->folder, &local_error);

      /* Given back between the two looks: once more. */
      if (holder == NULL && g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) && i + 1 < N_TRIES)
        continue;

      if (holder == NULL && !(steal && g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_TOO_MANY_LINKS)))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }

      if (steal || is_gone (holder))
        return take_over (self, error);

      set_locked (error, holder);
      return FALSE;
    }

  g_assert_not_reached ();
}

/**
 * manicule_lock_acquire:
 * @folder: a project folder
 * @steal: take over whatever lock is there
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the lock; %NULL with %MANICULE_STORE_ERROR_LOCKED, whose message says who has
 *   it, where, since when and what to do, or with a %G_IO_ERROR
 */
ManiculeLock *
manicule_lock_acquire (GFile     *folder,
                       gboolean   steal,
                       GError   **error)
{
  ManiculeLock *self;

  g_return_val_if_fail (G_IS_FILE (folder), NULL);

  self = g_new0 (ManiculeLock, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->folder = g_object_ref (folder);
  self->token = g_uuid_string_random ();
  self->bytes = describe_us (self->token);
  note_token (self->token, TRUE);

  if (acquire (self, steal, error))
    {
      note_folder (self);
      return self;
    }

  note_token (self->token, FALSE);
  manicule_lock_unref (self);
  return NULL;
}

ManiculeLock *
manicule_lock_ref (ManiculeLock *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
manicule_lock_unref (ManiculeLock *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_object_unref (self->folder);
  g_bytes_unref (self->bytes);
  g_free (self->token);
  g_free (self);
}

/**
 * manicule_lock_verify:
 * @self: a lock
 * @error: return location
 *
 * Looks whether the lock is still ours, as before every save.
 *
 * Returns: %TRUE when it is; one that was removed is made again
 */
gboolean
manicule_lock_verify (ManiculeLock  *self,
                      GError       **error)
{
  g_autoptr(Holder) holder = NULL;
  g_autoptr(GError) local_error = NULL;

  if (g_atomic_int_get (&self->released))
    {
      g_set_error_literal (error, MANICULE_STORE_ERROR, MANICULE_STORE_ERROR_LOCKED, _("The project was given back."));
      return FALSE;
    }

  holder = read_holder (self->folder, &local_error);
  if (holder == NULL && g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return verify_folder (self, error) && acquire (self, FALSE, error);

  if (holder == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (g_strcmp0 (holder->token, self->token) == 0)
    return TRUE;

  if (verify_folder (self, error))
    set_locked (error, holder);
  return FALSE;
}

/**
 * manicule_lock_release:
 * @self: (transfer full): a lock
 *
 * Gives the project back. A lock that another took over stays.
 */
void
manicule_lock_release (ManiculeLock *self)
{
  g_autoptr(Holder) holder = NULL;

  g_atomic_int_set (&self->released, TRUE);
  holder = read_holder (self->folder, NULL);
  if (holder != NULL && g_strcmp0 (holder->token, self->token) == 0)
    manicule_file_remove (self->folder, NAME, NULL);
  note_token (self->token, FALSE);

  manicule_lock_unref (self);
}
