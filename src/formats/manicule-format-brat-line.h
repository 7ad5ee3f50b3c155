/* manicule-format-brat-line.h: one line of an .ann file, taken apart
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-format-offsets.h"

G_BEGIN_DECLS

typedef enum
{
  MANICULE_BRAT_UNPARSED,
  MANICULE_BRAT_TEXTBOUND,      /* T1      type, ranges, text */
  MANICULE_BRAT_EVENT,          /* E1      type, target (the trigger), arguments */
  MANICULE_BRAT_RELATION,       /* R1      type, two arguments */
  MANICULE_BRAT_EQUIV,          /* *       type, arguments without a role */
  MANICULE_BRAT_ATTRIBUTE,      /* A1, M1  type, target, text (the value, NULL for a binary one) */
  MANICULE_BRAT_NORMALIZATION,  /* N1      type, target, database, reference, text or NULL */
  MANICULE_BRAT_NOTE,           /* #1      type, target, text or NULL */
} ManiculeBratLineKind;

typedef struct
{
  const char *role;  /* as it stands in the file, with its number; NULL in an equivalence */
  const char *ref;
} ManiculeBratArgument;

/* Strings belong to the chunk given to manicule_brat_line_parse(). Names are as they stand in the file: see
 * manicule_brat_name_decode(). */
typedef struct
{
  ManiculeBratLineKind  kind;
  const char           *id;         /* also of a line that is not understood, where it has one; else NULL */
  const char           *type;
  const char           *target;
  const char           *database;
  const char           *reference;
  const char           *text;
  GArray               *ranges;     /* (owned) (nullable) (element-type ManiculeForeignRange) */
  GArray               *arguments;  /* (owned) (nullable) (element-type ManiculeBratArgument) */
} ManiculeBratLine;

/* The note that people write in brat, and ours that says the exact ranges of a span where fragments cannot. */
#define MANICULE_BRAT_NOTE_PEOPLE "AnnotatorNotes"
#define MANICULE_BRAT_NOTE_RANGES "ManiculeRanges"
/* The database of entities that have no other reference than their id. */
#define MANICULE_BRAT_DATABASE "Manicule"

void    manicule_brat_line_parse   (ManiculeBratLine *self,
                                    const char       *data,
                                    gsize             length,
                                    GStringChunk     *strings);
void    manicule_brat_line_clear   (ManiculeBratLine *self);
/* "0 5;6 11" as (element-type ManiculeForeignRange), in the order given; NULL when it is not that. */
GArray *manicule_brat_parse_ranges (const char       *data,
                                    gsize             length) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
