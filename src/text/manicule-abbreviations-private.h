/* manicule-abbreviations-private.h: abbreviations, and where sentences do not end
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A stretch of UTF-8: a paragraph without its line break. */
typedef struct
{
  const char *start;
  const char *end;
} ManiculeParagraph;

/* Whether the point at @point, behind the word that begins at @word, is part of that word; else it is a full stop. */
gboolean manicule_abbreviation_keeps_point (const ManiculeParagraph *paragraph,
                                            const char              *word,
                                            const char              *point);

/* Whether a sentence really begins at @at, where ICU would begin one. */
gboolean manicule_sentence_may_start       (const ManiculeParagraph *paragraph,
                                            const char              *at);

G_END_DECLS
