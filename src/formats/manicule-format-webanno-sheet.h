/* manicule-format-webanno-sheet.h: a file of WebAnno TSV: layers, sentences, tokens
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-text.h"

G_BEGIN_DECLS

typedef enum
{
  MANICULE_WEBANNO_SPANS,      /* #T_SP= */
  MANICULE_WEBANNO_CHAINS,     /* #T_CH= */
  MANICULE_WEBANNO_RELATIONS,  /* #T_RL= */
} ManiculeWebannoKind;

/* One feature, or what stands in its place. */
typedef struct
{
  char *name;         /* (owned): empty where the layer has no features */
  char *link_type;    /* (owned) (nullable): of a slot, which takes two cells */
  char *target_type;  /* (owned) (nullable): of a slot */
} ManiculeWebannoFeature;

typedef struct
{
  ManiculeWebannoKind kind;
  char               *type;      /* (owned) */
  GPtrArray          *features;  /* (owned) (element-type ManiculeWebannoFeature) */
  char               *base;      /* (owned) (nullable): of relations, what they lead from and to */
  guint               column;    /* of its first cell */
  guint               n_cells;
} ManiculeWebannoLayer;

typedef enum
{
  MANICULE_WEBANNO_FORMAT,     /* #FORMAT= */
  MANICULE_WEBANNO_LAYER,
  MANICULE_WEBANNO_TEXT,       /* #Text= */
  MANICULE_WEBANNO_TOKEN,
  MANICULE_WEBANNO_SUB_TOKEN,
  MANICULE_WEBANNO_OTHER,      /* anything else that begins with "#" */
  MANICULE_WEBANNO_BLANK,
  MANICULE_WEBANNO_DAMAGED,
} ManiculeWebannoLineKind;

typedef struct
{
  ManiculeWebannoLineKind kind;
  gsize                   offset;  /* in the lines */
  guint                   number;  /* in the file */
  guint                   unit;    /* of tokens and sub-tokens: its index */
} ManiculeWebannoLine;

/* A token or a part of one. */
typedef struct
{
  char    *name;      /* of the sheet: "1-2", "1-2.1" */
  guint64  begin;     /* as the file counts; then, in code points, once it is placed */
  guint64  end;
  guint    line;      /* its index */
  guint    n_cells;   /* once they were counted */
  gboolean is_placed; /* in the text */
  gboolean is_bare;   /* nothing is said of it; once its cells were counted */
} ManiculeWebannoUnit;

typedef struct
{
  guint    first;     /* the first unit */
  guint    end;
  char    *text;      /* (owned) (nullable) */
} ManiculeWebannoSentence;

typedef struct
{
  guint      version;    /* 31, 32, 33 */
  GString   *lines;      /* (owned): each with NUL behind it */
  GStringChunk *names;   /* (owned): of the units */
  GArray    *index;      /* (owned) (element-type ManiculeWebannoLine) */
  GPtrArray *layers;     /* (owned) (element-type ManiculeWebannoLayer) */
  GArray    *units;      /* (owned) (element-type ManiculeWebannoUnit) */
  GArray    *sentences;  /* (owned) (element-type ManiculeWebannoSentence) */
  GString   *open_text;  /* (owned) (nullable): of the sentence that comes */
  guint      n_cells;
} ManiculeWebannoSheet;

void        manicule_webanno_sheet_init     (ManiculeWebannoSheet  *self);
void        manicule_webanno_sheet_clear    (ManiculeWebannoSheet  *self);
/* Returns what the line is. */
ManiculeWebannoLineKind manicule_webanno_sheet_add (ManiculeWebannoSheet *self,
                                             const char            *data,
                                             gsize                  length,
                                             guint                  number);
/* The text that the sentences make when offsets count in that unit, NULL when it would be too long. @wrong (out): how
 * many tokens are not where they should be, NULL: they are not counted. Lines of damage go to @faults (element-type
 * guint) (nullable): their indices. */
char       *manicule_webanno_sheet_assemble (ManiculeWebannoSheet  *self,
                                             ManiculeOffsetUnit     unit,
                                             guint                 *wrong,
                                             GArray                *faults) G_GNUC_WARN_UNUSED_RESULT;
void        manicule_webanno_sheet_place    (ManiculeWebannoSheet  *self,
                                             ManiculeText          *text,
                                             ManiculeOffsetUnit     unit);

const char *manicule_webanno_sheet_get_line (ManiculeWebannoSheet  *self,
                                             guint                  i);
ManiculeWebannoUnit *manicule_webanno_sheet_get_unit (ManiculeWebannoSheet *self,
                                             guint                  i);

ManiculeWebannoLayer *manicule_webanno_layer_new (ManiculeWebannoKind kind,
                                             const char            *type) G_GNUC_WARN_UNUSED_RESULT;
ManiculeWebannoLayer *manicule_webanno_layer_parse (const char     *line) G_GNUC_WARN_UNUSED_RESULT;  /* NULL: is none */
void        manicule_webanno_layer_print    (ManiculeWebannoLayer  *self,
                                             GString               *out);
void        manicule_webanno_layer_free     (ManiculeWebannoLayer  *self);
ManiculeWebannoFeature *manicule_webanno_layer_add (ManiculeWebannoLayer *self,
                                             const char            *name);
/* -1 where there is none; slots have no values. */
int         manicule_webanno_layer_find     (ManiculeWebannoLayer  *self,
                                             const char            *name);
void        manicule_webanno_layer_count    (ManiculeWebannoLayer  *self);

/* Counts the UTF-16 units of a text: offsets that rise are counted on from the one before. */
typedef struct
{
  ManiculeText *text;   /* (not owned) */
  const char   *p;      /* where @chr is */
  guint         chr;    /* that was asked for last */
  guint         n;      /* units before it */
} ManiculeWebannoCounter;

void  manicule_webanno_counter_init (ManiculeWebannoCounter *self,
                                     ManiculeText           *text);
guint manicule_webanno_counter_get  (ManiculeWebannoCounter *self,
                                     guint                   chr);
/* How the line of a token or a part of one begins: "1-2\t5-7". */
void  manicule_webanno_append_place (ManiculeWebannoCounter *self,
                                     GString                *out,
                                     const char             *name,
                                     guint                   begin,
                                     guint                   end);

G_END_DECLS
