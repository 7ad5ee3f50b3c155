/* manicule-format-offsets.h: in which unit a file counts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-text.h"

G_BEGIN_DECLS

#define MANICULE_N_OFFSET_UNITS (MANICULE_OFFSET_GRAPHEMES + 1)

/* A range as a file gives it, half-open, in a unit not yet known. */
typedef struct
{
  guint64 start;
  guint64 end;
} ManiculeForeignRange;

/* One vote over a whole file: never decided span by span, since one file has one unit. Start it as { 0, }. */
typedef struct
{
  guint n_claims;
  guint n_mismatches[MANICULE_N_OFFSET_UNITS];
} ManiculeUnitVote;

/* One span: @covered is what the file says stands there; the parts of a discontinuous one joined by one space. White
 * space is folded for the comparison. */
void               manicule_unit_vote_add      (ManiculeUnitVote           *self,
                                                ManiculeText               *text,
                                                const ManiculeForeignRange *ranges,
                                                guint                       n_ranges,
                                                const char                 *covered);
/* The unit with the fewest mismatches; @declared where it is among them, else code points, UTF-16, bytes, graphemes. */
ManiculeOffsetUnit manicule_unit_vote_decide   (const ManiculeUnitVote     *self,
                                                ManiculeOffsetUnit          declared);

/* "5–12", for messages: what can be translated has no place for numbers of that size. */
char              *manicule_foreign_to_string  (const ManiculeForeignRange *range) G_GNUC_WARN_UNUSED_RESULT;
/* Converts to code points; FALSE when one lies past the end, inside a character or ends before it starts: then
 * @result is undefined. The ranges stay in the order given. */
gboolean           manicule_foreign_to_ranges  (ManiculeText               *text,
                                                ManiculeOffsetUnit          unit,
                                                const ManiculeForeignRange *ranges,
                                                guint                       n_ranges,
                                                ManiculeRange              *result);
/* Whether @covered is what stands in @ranges, white space folded. */
gboolean           manicule_ranges_cover       (ManiculeText               *text,
                                                const ManiculeRange        *ranges,
                                                guint                       n_ranges,
                                                const char                 *covered);
/* Where the range stands in the text's data, and its length in bytes. */
const char        *manicule_range_get_data     (ManiculeText               *text,
                                                const ManiculeRange        *range,
                                                gsize                      *length);
/* "code points", "UTF-16 units", …, translated. */
const char        *manicule_offset_unit_get_title (ManiculeOffsetUnit       unit);

G_END_DECLS
