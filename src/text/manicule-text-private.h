/* manicule-text-private.h: what the sources of ManiculeText share
 *
 * Always holds: the data are valid UTF-8 without NUL, followed by one NUL byte that is not part of the text.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-text.h"

G_BEGIN_DECLS

/* A mark stands at every 256th byte, so that a conversion counts at most that many. */
#define MANICULE_TEXT_MARK_BITS 8
#define MANICULE_TEXT_MARK_BYTES (1u << MANICULE_TEXT_MARK_BITS)

/* How many characters begin before the mark, and how many UTF-16 units they take. */
typedef struct
{
  guint chars;
  guint utf16;
} ManiculeTextMark;

/* The first cluster that begins at or after the mark, and how many begin before it. */
typedef struct
{
  guint byte;
  guint clusters;
} ManiculeTextClusterMark;

typedef struct
{
  ManiculeTextClusterMark *marks;  /* (owned), as many as the text has marks */
  guint                    n_clusters;
} ManiculeTextClusters;

struct _ManiculeText
{
  GObject               parent_instance;

  GBytes               *bytes;     /* (owned) */
  const char           *data;
  guint                 n_bytes;
  guint                 n_chars;
  guint                 n_utf16;

  ManiculeTextMark     *marks;     /* (owned) */
  guint                 n_marks;
  guint                *lines;     /* (owned): the byte at which each line starts */
  guint                 n_lines;   /* never 0 */

  char                 *sha256;    /* (owned) (nullable) (atomic): made when first asked for */
  ManiculeTextClusters *clusters;  /* (owned) (nullable) (atomic): made when first asked for */
};

/* Takes @utf8, of @n_bytes and a NUL, in every case. */
ManiculeText *manicule_text_new_take      (char         *utf8,
                                           gsize         n_bytes,
                                           GError      **error) G_GNUC_WARN_UNUSED_RESULT;

void          manicule_text_index_build   (ManiculeText *self);
void          manicule_text_lines_build   (ManiculeText *self);

/* Offsets in bytes. */
guint         manicule_text_line_at       (ManiculeText *self,
                                           guint         byte);
/* The end of the line without its break, and the length of the break: 0 in the last line. */
guint         manicule_text_line_end      (ManiculeText *self,
                                           guint         line,
                                           guint        *n_break);

void          manicule_text_trim          (ManiculeText *self,
                                           guint        *start,
                                           guint        *end);

guint         manicule_text_n_clusters    (ManiculeText *self);
guint         manicule_text_cluster_index (ManiculeText *self,
                                           guint         byte);
gboolean      manicule_text_cluster_start (ManiculeText *self,
                                           guint         cluster,
                                           guint        *byte);
void          manicule_text_clusters_free (ManiculeTextClusters *clusters);

G_END_DECLS
