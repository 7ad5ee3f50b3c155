/* manicule-format-webanno-old-private.h: the lines of WebAnno TSV 1 and 2
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-format-webanno-old.h"

G_BEGIN_DECLS

/* The cells of version 1, as they are kept. */
enum
{
  MANICULE_WEBANNO_LEMMA,
  MANICULE_WEBANNO_POS,
  MANICULE_WEBANNO_ENTITY,
  MANICULE_WEBANNO_RELATION,
  MANICULE_WEBANNO_HEAD,
  MANICULE_WEBANNO_N_CELLS,
};

/* One annotation at one token. */
typedef struct
{
  guint    layer;
  guint    index;    /* among those of the layer at this token */
  guint    number;   /* which one of the file it is; 0: no other can be meant */
  gboolean begins;
} ManiculeWebannoMark;

typedef struct
{
  char    *name;     /* (owned): "1-2" */
  char    *form;     /* (owned) */
  GStrv    cells;    /* (owned) */
  GArray  *marks;    /* (owned) (element-type ManiculeWebannoMark) */
  GHashTable *ends;  /* (owned) (nullable): base to number of what begins here; once a relation asked for it */
  guint    line;
  guint64  begin;    /* in UTF-16 units */
} ManiculeWebannoRow;

typedef struct
{
  GString *text;     /* (owned) (nullable) */
  guint    first;    /* row */
  guint    end;
  guint    line;
} ManiculeWebannoPassage;

struct _ManiculeWebannoOld
{
  ManiculeWebannoVersion version;
  GPtrArray  *layers;    /* (owned) (element-type ManiculeWebannoLayer) */
  guint       n_cells;
  GPtrArray  *rows;      /* (owned) (element-type ManiculeWebannoRow) */
  GPtrArray  *passages;  /* (owned) (element-type ManiculeWebannoPassage): the sentences */
  gboolean    is_open;   /* the last of them */
  guint       n_marks;
  guint      *bases;     /* (owned) (nullable): of each layer, the index of the layer that relations mean, and one; 0: none */
  GHashTable *by_name;   /* (owned): name of a token to its row */
};

G_END_DECLS
