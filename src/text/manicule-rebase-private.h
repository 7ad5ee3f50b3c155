/* manicule-rebase-private.h: the words of two versions of a text, paired
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MANICULE_REBASE_NONE G_MAXUINT

typedef struct
{
  guint start;  /* in code points */
  guint end;
  guint id;     /* equal words have equal ids, in both texts */
} ManiculeRebaseWord;

/* One version. */
typedef struct
{
  gunichar           *chars;    /* (owned) */
  guint               n_chars;
  ManiculeRebaseWord *words;    /* (owned) */
  guint               n_words;
  guint              *partner;  /* (owned): by word, the word of the other version, or MANICULE_REBASE_NONE */
} ManiculeRebaseSide;

/* @ids: (element-type ManiculeRebaseWordKey guint): the words seen so far, for both sides. */
GHashTable *manicule_rebase_ids_new    (void) G_GNUC_WARN_UNUSED_RESULT;
void        manicule_rebase_side_init  (ManiculeRebaseSide  *side,
                                        const char          *utf8,
                                        GHashTable          *ids);
void        manicule_rebase_side_clear (ManiculeRebaseSide  *side);

/* Pairs words that are in the same order in both. */
void        manicule_rebase_align      (ManiculeRebaseSide  *old,
                                        ManiculeRebaseSide  *new);
/* Of what is left, runs of words that stand once in both, wherever they are: pairs them by @moved, which has an item
 * for each old word. */
void        manicule_rebase_find_moved (ManiculeRebaseSide  *old,
                                        ManiculeRebaseSide  *new,
                                        guint               *moved);

/* (element-type ManiculeRebaseAnchor): words at which a run of @k equal words begins that stands once in each of the two
 * stretches; in the order of the old text. @free_only: only runs of words without partners. */
typedef struct
{
  guint old;
  guint new;
} ManiculeRebaseAnchor;

GArray     *manicule_rebase_find_anchors (const ManiculeRebaseSide *old,
                                          guint                     old_start,
                                          guint                     old_end,
                                          const ManiculeRebaseSide *new,
                                          guint                     new_start,
                                          guint                     new_end,
                                          guint                     k,
                                          gboolean                  free_only) G_GNUC_WARN_UNUSED_RESULT;
/* Equal characters of both. */
typedef struct
{
  guint old;
  guint new;
  guint length;
  guint before;  /* how many characters are in the blocks before it */
} ManiculeRebaseBlock;

/* Moves what was removed or added between two blocks to where a sentence or a line begins, as far as what is moved over is
 * the same. */
void        manicule_rebase_slide         (GArray                   *blocks,
                                           const ManiculeRebaseSide *old,
                                           const ManiculeRebaseSide *new);
/* Keeps a longest run of anchors that rises in both texts. */
void        manicule_rebase_keep_rising  (GArray              *anchors);

G_END_DECLS
