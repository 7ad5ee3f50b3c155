/* manicule-caret-private.h: shared by the caret and its steps
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-caret.h"

G_BEGIN_DECLS

/* No column is kept to. */
#define MANICULE_CARET_NO_GOAL (-1e9)

struct _ManiculeCaret
{
  ManiculeLineCache *cache;      /* borrowed: outlives the caret */
  ManiculeCaretFunc  func;
  gpointer           data;
  ManiculeTextMap   *map;        /* (owned) (nullable) */
  ManiculeText      *text;       /* of the map */
  double             page;

  ManiculePlace      place;
  guint              anchor;     /* the other end of the selection */
  double             goal;       /* the x that moving up and down keeps to */
  ManiculeUnit       snap_unit;  /* what a selection by the pointer covers whole */
  gboolean           by_pointer;
  ManiculeUnit       unit;       /* by which a drag extends */
  guint              unit_start; /* what the press selected */
  guint              unit_end;
};

static inline guint
manicule_caret_to_char (ManiculeCaret *self,
                        guint          byte)
{
  return manicule_text_byte_to_char (self->text, byte);
}

static inline guint
manicule_caret_to_byte (ManiculeCaret *self,
                        guint          chr)
{
  return manicule_text_char_to_byte (self->text, chr);
}

guint         manicule_caret_line_of (ManiculeCaret *self,
                                      ManiculePlace  place);
ManiculePlace manicule_caret_clean   (ManiculeCaret *self,
                                      ManiculePlace  place);
ManiculePlace manicule_caret_step    (ManiculeCaret     *self,
                                      ManiculePlace      place,
                                      ManiculeCaretStep  step,
                                      int                direction);

G_END_DECLS
