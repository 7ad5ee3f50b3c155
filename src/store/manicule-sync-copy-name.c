/* manicule-sync-copy-name.c: which files are copies that sync programs made
 *
 * Some programs say so in the name. Others only put a number or the name of a computer there, which an article's name may
 * end in too; for these the file itself must show what it is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-sync-copy.h"

#include "manicule-file-name.h"
#include "manicule-json-reader.h"
#include "manicule-project-folder-private.h"

#include <string.h>

/* What each program puts into the name, with what stood before and after it in groups. All of them have this in them: */
#define COMMON "onfli"

static const char named[] =
  "^(?|(.+)\\.sync-conflict-[0-9]{8}-[0-9]{6}(?:-[A-Z0-9]+)?(\\.[^.]+)"
  "|(.+)_conflict-[0-9]{8}-[0-9]{6}(\\.[^.]+)"
  "|(.+) \\((?:[^()]*(?:conflicted copy|case conflict|sync conflict|Konfliktkopie|in Konflikt stehende Kopie|copie en conflit|"
    "copia en conflicto|copia in conflitto|cópia em conflito|conflict copy|conflicted)[^()]*|SFConflict [^()]*)\\)(\\.[^.]+)"
  "|(.+)\\.Conflict(\\.[^.]+))$";

/* "one (1)", "one 2", "one - Copy", "one - Copy (2)", "one copy", "one-ANNAS-PC" */
static const char numbered[] =
  "^(?|(.+) - (?:Copy|Kopie)(?: \\([0-9]{1,3}\\))?(\\.[^.]+)"
  "|(.+) (?:copy|Kopie)(?: [0-9]{1,3})?(\\.[^.]+)"
  "|(.+) \\([0-9]{1,3}\\)(\\.[^.]+)"
  "|(.+) [0-9]{1,3}(\\.[^.]+))$";

static GRegex *
get_named (void)
{
  static GRegex *regex;

  if (g_once_init_enter_pointer (&regex))
    g_once_init_leave_pointer (&regex, g_regex_new (named, G_REGEX_CASELESS, 0, NULL));

  return regex;
}

static GRegex *
get_numbered (void)
{
  static GRegex *regex;

  if (g_once_init_enter_pointer (&regex))
    g_once_init_leave_pointer (&regex, g_regex_new (numbered, G_REGEX_DEFAULT, 0, NULL));

  return regex;
}

/* Before and after, put together; NULL where it does not match. */
static char *
match (GRegex     *regex,
       const char *name)
{
  g_autoptr(GMatchInfo) info = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (!g_regex_match (regex, name, 0, &info))
    return NULL;

  before = g_match_info_fetch (info, 1);
  after = g_match_info_fetch (info, 2);
  return g_strconcat (before, after, NULL);
}

/**
 * manicule_sync_copy_parse:
 * @name: the base name of a file
 * @original: (out) (optional) (transfer full): the name of the file that it is a copy of
 *
 * Returns: whether the name says that it is such a copy
 */
gboolean
manicule_sync_copy_parse (const char  *name,
                          char       **original)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);
  g_autofree char *found = NULL;

  if (strstr (lower, COMMON) == NULL || !g_utf8_validate (name, -1, NULL))
    return FALSE;

  found = match (get_named (), name);
  if (found == NULL)
    return FALSE;

  if (original != NULL)
    *original = g_steal_pointer (&found);
  return TRUE;
}

/* --- names that say nothing ------------------------------------------------------------------------------------- */

static gboolean
is_list (const char *name)
{
  for (guint i = 0; i < MANICULE_N_LISTS; i++)
    {
      if (strcmp (name, manicule_list_names[i]) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
has_text (GFile      *folder,
          const char *set)
{
  g_autofree char *id = g_strndup (set, strlen (set) - strlen (".json"));
  g_autofree char *text = manicule_file_name_is_safe (id) ? manicule_project_folder_text_name (id) : NULL;

  return text != NULL && manicule_file_exists (folder, text);
}

/* Does the file say that it belongs to the article of the set @original? */
static gboolean
says_article (GFile      *folder,
              const char *path,
              const char *original)
{
  g_autoptr(GBytes) bytes = manicule_file_read (folder, path, MANICULE_FILE_MAX_BYTES, NULL, NULL);
  g_autoptr(ManiculeJsonReader) reader = bytes != NULL ? manicule_json_reader_new (bytes, path, NULL) : NULL;
  ManiculeJsonValue article;
  const char *id;

  if (reader == NULL)
    return FALSE;

  article = manicule_json_find (manicule_json_reader_get_root (reader), "article");
  id = manicule_json_get_kind (article) == MANICULE_JSON_OBJECT ? manicule_json_find_string (article, "id") : NULL;
  return id != NULL && g_str_has_prefix (original, id) && strcmp (original + strlen (id), ".json") == 0;
}

/* An article may be called like a copy, after a file that was one. */
static gboolean
is_of_own_article (GFile      *folder,
                   const char *parent,
                   const char *name)
{
  g_autofree char *path = g_build_filename (parent, name, NULL);

  return says_article (folder, path, name);
}

/* A list there is but once; a set must be of the article that its name begins with, and of no article of its own name. */
static gboolean
is_proved (GFile      *folder,
           const char *parent,
           const char *name,
           const char *original)
{
  g_autofree char *path = NULL;

  if (*parent == '\0')
    return is_list (original);
  if (!g_str_has_suffix (original, ".json") || !g_str_has_suffix (name, ".json") || !has_text (folder, original) ||
      has_text (folder, name))
    return FALSE;

  path = g_build_filename (parent, name, NULL);
  return says_article (folder, path, original);
}

/* Letters, digits and hyphens, and not all of the letters small. */
static gboolean
is_computer (const char *start,
             const char *end)
{
  gboolean has_capital = FALSE;

  for (; start < end; start++)
    {
      if (!g_ascii_isalnum (*start) && *start != '-')
        return FALSE;
      has_capital |= g_ascii_isupper (*start);
    }

  return has_capital;
}

/* "one-ANNAS-PC.json": which of the hyphens it is nobody knows. */
static char *
guess_computer (GFile      *folder,
                const char *parent,
                const char *name)
{
  const char *end = strrchr (name, '.');

  for (const char *hyphen = strchr (name, '-'); hyphen != NULL && end != NULL && hyphen < end; hyphen = strchr (hyphen + 1, '-'))
    {
      g_autofree char *original = NULL;

      if (!is_computer (hyphen + 1, end))
        continue;

      original = g_strdup_printf ("%.*s%s", (int) (hyphen - name), name, end);
      if (is_proved (folder, parent, name, original))
        return g_steal_pointer (&original);
    }

  return NULL;
}

/* Asked of every set of a project, so what a glance tells goes first. */
static char *
guess (GFile      *folder,
       const char *parent,
       const char *name)
{
  g_autofree char *original = NULL;

  if (!g_utf8_validate (name, -1, NULL))
    return NULL;

  /* A space is in all of these. */
  if (strchr (name, ' ') != NULL)
    original = match (get_numbered (), name);
  if (original != NULL && is_proved (folder, parent, name, original))
    return g_steal_pointer (&original);

  return guess_computer (folder, parent, name);
}

/**
 * manicule_sync_copy_recognize:
 * @folder: a project folder
 * @parent: a folder of sets below it, or "" for the lists
 * @name: the base name of a file in there
 * @original: (out) (optional) (transfer full): the name of the file that it is a copy of
 *
 * Returns: whether it is a copy, be it that the name or that the file says so
 */
gboolean
manicule_sync_copy_recognize (GFile       *folder,
                              const char  *parent,
                              const char  *name,
                              char       **original)
{
  g_autofree char *found = NULL;

  if (manicule_sync_copy_parse (name, &found))
    {
      /* Of whatever lies beside the project's files nothing is known. */
      if (*parent == '\0' ? !is_list (found) : is_of_own_article (folder, parent, name))
        g_clear_pointer (&found, g_free);
    }
  else
    found = guess (folder, parent, name);

  if (found == NULL)
    return FALSE;

  if (original != NULL)
    *original = g_steal_pointer (&found);
  return TRUE;
}

/**
 * manicule_sync_copy_is_same_text:
 * @folder: a project folder
 * @name: the base name of a text
 *
 * Texts never change, so a copy of one is the same again. Where it is not, it is a text of its own; and so it is where the project
 * has an article of that name, which the caller knows.
 *
 * Returns: whether it is a copy, by its name, and holds what the text holds that it is a copy of
 */
gboolean
manicule_sync_copy_is_same_text (GFile      *folder,
                                 const char *name)
{
  g_autofree char *original = NULL;
  g_autofree char *path = g_build_filename (MANICULE_FOLDER_TEXTS, name, NULL);
  g_autofree char *original_path = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GBytes) original_bytes = NULL;

  if (!manicule_sync_copy_parse (name, &original))
    return FALSE;

  original_path = g_build_filename (MANICULE_FOLDER_TEXTS, original, NULL);
  bytes = manicule_file_read (folder, path, MANICULE_TEXT_MAX_BYTES, NULL, NULL);
  original_bytes = manicule_file_read (folder, original_path, MANICULE_TEXT_MAX_BYTES, NULL, NULL);
  return bytes != NULL && original_bytes != NULL && g_bytes_equal (bytes, original_bytes);
}
