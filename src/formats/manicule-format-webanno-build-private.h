/* manicule-format-webanno-build-private.h: annotations of WebAnno TSV in the making
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-format-webanno-private.h"

G_BEGIN_DECLS

/* One annotation in the making. */
typedef struct
{
  ManiculeWebannoLayer *layer;   /* NULL: a token that something leads to */
  GStrv                 values;  /* (owned): of the features; those without one are empty strings, see is_set */
  gboolean             *is_set;  /* (owned) */
  guint                 begin;
  guint                 end;
  guint64               number;  /* in brackets; 0: none */
  guint                 line;
  char                 *id;      /* (owned) */
} ManiculeWebannoItem;

/* A link of a slot, before it is known where it leads. */
typedef struct
{
  guint                   item;
  ManiculeWebannoFeature *feature;
  char                   *role;    /* (owned) (nullable) */
  char                   *unit;    /* (owned) */
  guint64                 number;
  guint                   index;
  guint                   line;
} ManiculeWebannoLink;

/* A relation, and the items that it leads from and to. */
typedef struct
{
  ManiculeWebannoItem *item;  /* (owned) */
  guint from;
  guint to;
} ManiculeWebannoRelation;

typedef struct
{
  ManiculeFormatInput  *input;
  ManiculeWebannoSheet *sheet;
  GPtrArray            *annotations;
  GArray               *numbers;
  GPtrArray            *items;     /* (owned) (element-type ManiculeWebannoItem) */
  GHashTable           *by_key;    /* (owned): "layer/unit/number", "layer//number" and "/unit" for tokens to item + 1 */
  GString              *key;       /* (owned): the one that was made last */
  GArray               *links;     /* (owned) (element-type ManiculeWebannoLink) */
  GArray               *relations; /* (owned) (element-type ManiculeWebannoRelation) */
  char                 *types;     /* (owned): 'b', 'x' or 's' for each column where a layer has a feature */
  guint                 n_relations;
  gboolean              has_relations;  /* there are layers of them */
  gboolean              has_places;     /* something may lead to what is at a place: relations, or slots */
} ManiculeWebannoBuilder;

/* The cell of a layer, split where it is a stack. */
typedef struct
{
  GStrv pieces;
  guint n;
} ManiculeWebannoCell;

/* --- manicule-format-webanno-cells.c --- */

void                 manicule_webanno_item_free      (gpointer                   data);
void                 manicule_webanno_relation_clear (gpointer                   data);
void                 manicule_webanno_link_clear     (gpointer                   data);
gboolean             manicule_webanno_is_nothing     (const char                *piece);
const char          *manicule_webanno_get_piece      (const ManiculeWebannoCell *cell,
                                                      guint                      i);
ManiculeWebannoCell *manicule_webanno_split_cells    (GStrv                      cells,
                                                      guint                      n_cells,
                                                      guint                      first,
                                                      guint                      n,
                                                      guint                     *n_pieces);
void                 manicule_webanno_free_cells     (ManiculeWebannoCell       *split,
                                                      guint                      n);
ManiculeWebannoItem *manicule_webanno_get_item       (ManiculeWebannoBuilder    *self,
                                                      guint                      i);
/* The key of what is at a unit, or with an empty one of what has that number anywhere; good until the next one is made. */
const char          *manicule_webanno_make_key       (ManiculeWebannoBuilder    *self,
                                                      ManiculeWebannoLayer      *layer,
                                                      const char                *unit,
                                                      guint64                    number);
void                 manicule_webanno_add_key        (ManiculeWebannoBuilder    *self,
                                                      char                      *key,
                                                      guint                      item);
gboolean             manicule_webanno_find_key       (ManiculeWebannoBuilder    *self,
                                                      const char                *key,
                                                      guint                     *item);
ManiculeWebannoItem *manicule_webanno_make_item      (ManiculeWebannoLayer      *layer,
                                                      ManiculeWebannoUnit       *unit,
                                                      guint64                    number,
                                                      guint                      line);
guint                manicule_webanno_add_item       (ManiculeWebannoBuilder    *self,
                                                      ManiculeWebannoLayer      *layer,
                                                      ManiculeWebannoUnit       *unit,
                                                      guint64                    number,
                                                      guint                      line);
void                 manicule_webanno_set_value      (ManiculeWebannoItem       *item,
                                                      guint                      feature,
                                                      const char                *data,
                                                      gsize                      length);
/* Counts the cells of its row, and finds out whether they say anything. */
void                 manicule_webanno_count_cells    (ManiculeWebannoBuilder    *self,
                                                      ManiculeWebannoUnit       *unit);
GStrv                manicule_webanno_get_cells      (ManiculeWebannoBuilder    *self,
                                                      ManiculeWebannoUnit       *unit);
guint                manicule_webanno_get_number     (ManiculeWebannoBuilder    *self,
                                                      ManiculeWebannoUnit       *unit);
void                 manicule_webanno_read_row       (ManiculeWebannoBuilder    *self,
                                                      ManiculeWebannoUnit       *unit,
                                                      GStrv                      cells);

G_END_DECLS
