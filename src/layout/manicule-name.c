/* manicule-name.c: shorter forms of a label's title
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-name.h"

#define SHORT_LENGTH 3

/* The end of the grapheme at @p, near enough for titles: marks and joiners belong to what precedes them. */
static const char *
next_letter (const char *p)
{
  p = g_utf8_next_char (p);
  while (*p != '\0' && (g_unichar_ismark (g_utf8_get_char (p)) || g_unichar_iszerowidth (g_utf8_get_char (p))))
    p = g_utf8_next_char (p);

  return p;
}

static gboolean
is_letter (const char *p)
{
  return g_unichar_isalnum (g_utf8_get_char (p));
}

/* "Organisation" to "Org"; "Work of Art" to "Work" when that is short enough. */
static char *
shorten (const char *title)
{
  const char *end = title;
  const char *word = title;

  while (*word != '\0' && is_letter (word))
    word = next_letter (word);
  if (word > title && g_utf8_strlen (title, word - title) <= SHORT_LENGTH + 1)
    return g_strndup (title, word - title);

  for (guint i = 0; i < SHORT_LENGTH && *end != '\0'; i++)
    end = next_letter (end);

  return g_strchomp (g_strndup (title, end - title));
}

/* "Work of Art" to "WA": small words between are left out. */
static char *
initials (const char *title)
{
  g_autoptr(GString) result = g_string_new (NULL);
  gboolean at_start = TRUE;

  for (const char *p = title; *p != '\0' && g_utf8_strlen (result->str, -1) < SHORT_LENGTH; p = next_letter (p))
    {
      if (is_letter (p) && at_start && (result->len == 0 || !g_unichar_islower (g_utf8_get_char (p))))
        g_string_append_len (result, p, next_letter (p) - p);
      at_start = !is_letter (p);
    }

  if (result->len == 0)
    g_string_append_len (result, title, *title == '\0' ? 0 : next_letter (title) - title);

  return g_string_free (g_steal_pointer (&result), FALSE);
}

/**
 * manicule_name_shorten:
 * @title: a label's title
 * @form: which form of it
 *
 * Returns: (transfer full): the title in that form, "" for %MANICULE_NAME_NONE
 */
char *
manicule_name_shorten (const char       *title,
                       ManiculeNameForm  form)
{
  g_return_val_if_fail (title != NULL, NULL);

  switch (form)
    {
    case MANICULE_NAME_FULL:
      return g_strdup (title);
    case MANICULE_NAME_SHORT:
      return shorten (title);
    case MANICULE_NAME_INITIALS:
      return initials (title);
    case MANICULE_NAME_NONE:
    default:
      return g_strdup ("");
    }
}
