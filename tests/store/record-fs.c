/* record-fs.c: a disk that remembers in which order it was written
 *
 * The model of the disk is the strictest that programs must reckon with (T. S. Pillai et al., "All File Systems Are Not
 * Created Equal", OSDI 2014): data is safe after the fsync of the file, names after that of the folder.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "record-fs.h"

#include "manicule-fs.h"
#include "store-test.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>

typedef enum
{
  DEED_NAME,      /* a new file got a name */
  DEED_WRITE,
  DEED_SYNC,      /* of a file */
  DEED_SETTLE,    /* of a folder */
  DEED_LINK,
  DEED_RENAME,
  DEED_UNLINK,
  DEED_MARK,
} DeedKind;

typedef struct
{
  DeedKind  kind;
  guint     file;    /* its number */
  char     *path;    /* (owned) (nullable): below the folder */
  char     *target;  /* (owned) (nullable) */
  GBytes   *bytes;   /* (owned) (nullable) */
  guint     mark;
} Deed;

/* A file, whatever its name is. */
typedef struct
{
  GString *data;   /* (owned): as programs see it */
  gsize    safe;   /* so much of it is on the disk */
} File;

static const ManiculeFs *real;
static GMutex mutex;
static char *root;
static GPtrArray *deeds;         /* (element-type Deed) */
static GHashTable *initial;      /* (element-type utf8 GBytes): by path */
static GHashTable *first_numbers; /* (element-type utf8 guint): of those */
static GHashTable *descriptors;  /* (element-type guint guint): number of the open file, + 1 */
static GHashTable *folders;      /* (element-type guint utf8): path of the open folder */
static GHashTable *numbers;      /* (element-type utf8 guint): number of the file of that name, + 1 */
static guint n_files;

static void
deed_free (gpointer data)
{
  Deed *deed = data;

  g_free (deed->path);
  g_free (deed->target);
  g_clear_pointer (&deed->bytes, g_bytes_unref);
  g_free (deed);
}

/* NULL for what is not in the folder. */
static const char *
get_below (const char *path)
{
  if (!g_str_has_prefix (path, root))
    return NULL;

  path += strlen (root);
  return *path == '/' ? path + 1 : path;
}

static Deed *
add_deed (DeedKind    kind,
          guint       file,
          const char *path)
{
  Deed *deed = g_new0 (Deed, 1);

  deed->kind = kind;
  deed->file = file;
  deed->path = g_strdup (path);
  g_ptr_array_add (deeds, deed);

  return deed;
}

/* --- the seam --- */

static void
note_open (int         fd,
           const char *below,
           int         flags)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, below));

  if (flags & O_DIRECTORY)
    {
      g_hash_table_insert (folders, GINT_TO_POINTER (fd), g_strdup (below));
      return;
    }
  if ((flags & O_ACCMODE) == O_RDONLY)
    return;

  if (number == 0)
    {
      number = ++n_files;
      g_hash_table_insert (numbers, g_strdup (below), GUINT_TO_POINTER (number));
      add_deed (DEED_NAME, number, below);
    }
  g_hash_table_insert (descriptors, GINT_TO_POINTER (fd), GUINT_TO_POINTER (number));
}

static int
record_open (const char *path,
             int         flags,
             mode_t      mode)
{
  const char *below = get_below (path);
  int fd;

  g_mutex_lock (&mutex);
  fd = real->open (path, flags, mode);
  if (fd >= 0 && below != NULL)
    note_open (fd, below, flags);
  g_mutex_unlock (&mutex);

  return fd;
}

static int
record_close (int fd)
{
  int result;

  g_mutex_lock (&mutex);
  g_hash_table_remove (descriptors, GINT_TO_POINTER (fd));
  g_hash_table_remove (folders, GINT_TO_POINTER (fd));
  result = real->close (fd);
  g_mutex_unlock (&mutex);

  return result;
}

static ssize_t
record_write (int         fd,
              const void *buffer,
              size_t      length)
{
  guint number;
  ssize_t n;

  g_mutex_lock (&mutex);
  n = real->write (fd, buffer, length);
  number = GPOINTER_TO_UINT (g_hash_table_lookup (descriptors, GINT_TO_POINTER (fd)));
  if (n > 0 && number != 0)
    add_deed (DEED_WRITE, number, NULL)->bytes = g_bytes_new (buffer, n);
  g_mutex_unlock (&mutex);

  return n;
}

/* The real disk need not be waited for. */
static int
record_fsync (int fd)
{
  const char *folder;
  guint number;

  g_mutex_lock (&mutex);
  number = GPOINTER_TO_UINT (g_hash_table_lookup (descriptors, GINT_TO_POINTER (fd)));
  folder = g_hash_table_lookup (folders, GINT_TO_POINTER (fd));
  if (number != 0)
    add_deed (DEED_SYNC, number, NULL);
  else if (folder != NULL)
    add_deed (DEED_SETTLE, 0, folder);
  g_mutex_unlock (&mutex);

  return 0;
}

static int
record_link (const char *from,
             const char *to)
{
  int result;

  g_mutex_lock (&mutex);
  result = real->link (from, to);
  if (result == 0)
    {
      add_deed (DEED_LINK, 0, get_below (from))->target = g_strdup (get_below (to));
      g_hash_table_insert (numbers, g_strdup (get_below (to)), g_hash_table_lookup (numbers, get_below (from)));
    }
  g_mutex_unlock (&mutex);

  return result;
}

static int
record_rename (const char *from,
               const char *to)
{
  int result;

  g_mutex_lock (&mutex);
  result = real->rename (from, to);
  if (result == 0)
    {
      gpointer number = g_hash_table_lookup (numbers, get_below (from));

      add_deed (DEED_RENAME, 0, get_below (from))->target = g_strdup (get_below (to));
      g_hash_table_remove (numbers, get_below (from));
      g_hash_table_insert (numbers, g_strdup (get_below (to)), number);
    }
  g_mutex_unlock (&mutex);

  return result;
}

static int
record_unlink (const char *path)
{
  int result;

  g_mutex_lock (&mutex);
  result = real->unlink (path);
  if (result == 0)
    {
      add_deed (DEED_UNLINK, 0, get_below (path));
      g_hash_table_remove (numbers, get_below (path));
    }
  g_mutex_unlock (&mutex);

  return result;
}

/* --- recording --- */

static void
read_folder (GFile      *folder,
             const char *below)
{
  g_autofree char *path = g_file_get_path (folder);
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autoptr(GFile) child = g_file_get_child (folder, name);
      g_autofree char *child_below = g_build_path ("/", below, name, NULL);
      char *content;
      gsize length;

      if (g_file_query_file_type (child, G_FILE_QUERY_INFO_NONE, NULL) == G_FILE_TYPE_DIRECTORY)
        {
          read_folder (child, child_below);
          continue;
        }

      g_assert_true (g_file_load_contents (child, NULL, &content, &length, NULL, NULL));
      g_hash_table_insert (initial, g_strdup (child_below), g_bytes_new_take (content, length));
      g_hash_table_insert (numbers, g_strdup (child_below), GUINT_TO_POINTER (++n_files));
      g_hash_table_insert (first_numbers, g_strdup (child_below), GUINT_TO_POINTER (n_files));
    }
}

void
record_fs_begin (GFile *folder)
{
  static ManiculeFs fs;

  real = manicule_fs_get ();
  root = g_file_get_path (folder);
  deeds = g_ptr_array_new_with_free_func (deed_free);
  initial = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  first_numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  descriptors = g_hash_table_new (NULL, NULL);
  folders = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  n_files = 0;
  read_folder (folder, "");

  fs = *real;
  fs.open = record_open;
  fs.close = record_close;
  fs.write = record_write;
  fs.fsync = record_fsync;
  fs.link = record_link;
  fs.rename = record_rename;
  fs.unlink = record_unlink;
  manicule_fs_set (&fs);
}

void
record_fs_mark (guint acknowledged)
{
  g_mutex_lock (&mutex);
  add_deed (DEED_MARK, 0, NULL)->mark = acknowledged;
  g_mutex_unlock (&mutex);
}

guint
record_fs_end (void)
{
  manicule_fs_set (NULL);
  return deeds->len;
}

void
record_fs_clear (void)
{
  g_clear_pointer (&root, g_free);
  g_clear_pointer (&deeds, g_ptr_array_unref);
  g_clear_pointer (&initial, g_hash_table_unref);
  g_clear_pointer (&first_numbers, g_hash_table_unref);
  g_clear_pointer (&descriptors, g_hash_table_unref);
  g_clear_pointer (&folders, g_hash_table_unref);
  g_clear_pointer (&numbers, g_hash_table_unref);
}

/* --- the disk after a power cut --- */

typedef struct
{
  GHashTable *files;  /* (owned) (element-type guint File): by number */
  GHashTable *seen;   /* (owned) (element-type utf8 guint): names as programs see them */
  GHashTable *safe;   /* (owned) (element-type utf8 guint): names on the disk */
} Disk;

static void
file_free (gpointer data)
{
  File *file = data;

  g_string_free (file->data, TRUE);
  g_free (file);
}

static File *
get_file (Disk  *disk,
          guint  number)
{
  File *file = g_hash_table_lookup (disk->files, GUINT_TO_POINTER (number));

  if (file == NULL)
    {
      file = g_new0 (File, 1);
      file->data = g_string_new (NULL);
      g_hash_table_insert (disk->files, GUINT_TO_POINTER (number), file);
    }

  return file;
}

static void
begin_disk (Disk *disk)
{
  GHashTableIter iter;
  gpointer path, bytes;

  disk->files = g_hash_table_new_full (NULL, NULL, NULL, file_free);
  disk->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  disk->safe = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_hash_table_iter_init (&iter, initial);
  while (g_hash_table_iter_next (&iter, &path, &bytes))
    {
      guint number = GPOINTER_TO_UINT (g_hash_table_lookup (first_numbers, path));
      File *file = get_file (disk, number);

      g_string_append_len (file->data, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      file->safe = file->data->len;
      g_hash_table_insert (disk->seen, g_strdup (path), GUINT_TO_POINTER (number));
      g_hash_table_insert (disk->safe, g_strdup (path), GUINT_TO_POINTER (number));
    }
}

static gboolean
lies_in (const char *path,
         const char *folder)
{
  g_autofree char *parent = g_path_get_dirname (path);

  return strcmp (strcmp (parent, ".") == 0 ? "" : parent, folder) == 0;
}

static gboolean
is_gone (gpointer path,
         gpointer number,
         gpointer data)
{
  gpointer *context = data;

  return lies_in (path, context[1]) && !g_hash_table_contains (((Disk *) context[0])->seen, path);
}

static void
settle (Disk       *disk,
        const char *folder)
{
  gpointer context[] = { disk, (gpointer) folder };
  GHashTableIter iter;
  gpointer path, number;

  g_hash_table_iter_init (&iter, disk->seen);
  while (g_hash_table_iter_next (&iter, &path, &number))
    {
      if (lies_in (path, folder))
        g_hash_table_insert (disk->safe, g_strdup (path), number);
    }
  g_hash_table_foreach_remove (disk->safe, is_gone, context);
}

static void
do_deed (Disk  *disk,
         Deed  *deed,
         guint *acknowledged)
{
  File *file = deed->file != 0 ? get_file (disk, deed->file) : NULL;

  switch (deed->kind)
    {
    case DEED_NAME:
      g_hash_table_insert (disk->seen, g_strdup (deed->path), GUINT_TO_POINTER (deed->file));
      break;
    case DEED_WRITE:
      g_string_append_len (file->data, g_bytes_get_data (deed->bytes, NULL), g_bytes_get_size (deed->bytes));
      break;
    case DEED_SYNC:
      file->safe = file->data->len;
      break;
    case DEED_SETTLE:
      settle (disk, deed->path);
      break;
    case DEED_LINK:
      g_hash_table_insert (disk->seen, g_strdup (deed->target), g_hash_table_lookup (disk->seen, deed->path));
      break;
    case DEED_RENAME:
      g_hash_table_insert (disk->seen, g_strdup (deed->target), g_hash_table_lookup (disk->seen, deed->path));
      g_hash_table_remove (disk->seen, deed->path);
      break;
    case DEED_UNLINK:
      g_hash_table_remove (disk->seen, deed->path);
      break;
    case DEED_MARK:
      *acknowledged = deed->mark;
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
write_disk (Disk     *disk,
            GFile    *folder,
            PowerCut  cut)
{
  GHashTableIter iter;
  gpointer path, number;

  g_hash_table_iter_init (&iter, cut == POWER_CUT_DROPPED ? disk->safe : disk->seen);
  while (g_hash_table_iter_next (&iter, &path, &number))
    {
      File *file = get_file (disk, GPOINTER_TO_UINT (number));
      gsize length = cut == POWER_CUT_DROPPED ? file->safe
                     : cut == POWER_CUT_TORN ? file->safe + (file->data->len - file->safe) / 2
                                             : file->data->len;
      g_autofree char *content = g_strndup (file->data->str, length);

      if (strcmp (path, ".lock") != 0)
        store_test_write (folder, path, content);
    }
}

guint
record_fs_restore (GFile    *folder,
                   guint     n_deeds,
                   PowerCut  cut)
{
  guint acknowledged = 0;
  Disk disk;

  begin_disk (&disk);
  for (guint i = 0; i < n_deeds; i++)
    do_deed (&disk, g_ptr_array_index (deeds, i), &acknowledged);
  write_disk (&disk, folder, cut);

  g_hash_table_unref (disk.files);
  g_hash_table_unref (disk.seen);
  g_hash_table_unref (disk.safe);

  return acknowledged;
}
