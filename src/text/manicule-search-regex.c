/* manicule-search-regex.c: finding a regular expression in a text
 *
 * PCRE2's match limit, which GRegex leaves at its default, turns a catastrophic pattern into an error after some hundredths of a second.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-search-private.h"

#include "manicule-text-private.h"

#include <glib/gi18n-lib.h>

/* Optimising matters: compiled by PCRE2's JIT a pattern runs over the text once, while the interpreter would check the UTF-8 of
 * all of it before each match. */
static GRegex *
compile (const char           *pattern,
         ManiculeSearchFlags   flags,
         GError              **error)
{
  GRegexCompileFlags options = G_REGEX_MULTILINE | G_REGEX_OPTIMIZE | G_REGEX_NEWLINE_ANYCRLF | G_REGEX_BSR_ANYCRLF;
  g_autoptr(GError) local = NULL;
  GRegex *regex;

  if (flags & MANICULE_SEARCH_FOLD_CASE)
    options |= G_REGEX_CASELESS;
  regex = g_regex_new (pattern, options, G_REGEX_MATCH_DEFAULT, &local);
  if (regex == NULL)
    g_set_error_literal (error, MANICULE_TEXT_ERROR, MANICULE_TEXT_ERROR_INVALID_PATTERN, local->message);

  return regex;
}

gboolean
manicule_search_run_regex (ManiculeSearch  *self,
                           const char      *pattern,
                           GError         **error)
{
  g_autoptr(GRegex) regex = compile (pattern, self->flags, error);
  g_autoptr(GMatchInfo) match = NULL;
  g_autoptr(GError) local = NULL;
  gboolean found;

  if (regex == NULL)
    return FALSE;

  found = g_regex_match_full (regex, self->text->data, (gssize) self->text->n_bytes, 0, G_REGEX_MATCH_DEFAULT, &match, &local);
  while (found)
    {
      int start, end;

      if (!manicule_search_goes_on (self, error))
        return FALSE;
      if (g_match_info_fetch_pos (match, 0, &start, &end) && start < end)
        manicule_search_add (self, (guint) start, (guint) end);
      found = g_match_info_next (match, &local);
    }
  if (local == NULL)
    return TRUE;

  g_set_error (error, MANICULE_TEXT_ERROR, MANICULE_TEXT_ERROR_INVALID_PATTERN,
               /* Translators: %s is a regular expression */
               _("The pattern “%s” takes too long on this text; make it more specific"), pattern);
  return FALSE;
}
