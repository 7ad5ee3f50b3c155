/* manicule-caret.h: caret and selection
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-line-cache.h"
#include "manicule-segment.h"

G_BEGIN_DECLS

typedef enum
{
  MANICULE_STEP_CHARACTER,   /* by what is seen: negative to the left */
  MANICULE_STEP_WORD,
  MANICULE_STEP_LINE,        /* up and down */
  MANICULE_STEP_PAGE,
  MANICULE_STEP_LINE_ENDS,
  MANICULE_STEP_PARAGRAPH,
  MANICULE_STEP_TEXT_ENDS,
} ManiculeCaretStep;

/* A place between two characters. Where it ends one line and begins another, "at_end" says that the former is meant. */
typedef struct
{
  guint    byte;
  gboolean at_end;
} ManiculePlace;

typedef void (*ManiculeCaretFunc) (gboolean moved,
                                   gboolean selection_changed,
                                   gpointer data);

/* Offsets are bytes of the text, always between two characters. */
typedef struct _ManiculeCaret ManiculeCaret;

ManiculeCaret *manicule_caret_new           (ManiculeLineCache *cache,
                                             ManiculeCaretFunc  func,
                                             gpointer           data) G_GNUC_WARN_UNUSED_RESULT;
void           manicule_caret_free          (ManiculeCaret     *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiculeCaret, manicule_caret_free)

void           manicule_caret_set_map       (ManiculeCaret     *self,
                                             ManiculeTextMap   *map);
void           manicule_caret_set_page      (ManiculeCaret     *self,
                                             double             page);

ManiculePlace  manicule_caret_get_place     (ManiculeCaret     *self);
guint          manicule_caret_get_line      (ManiculeCaret     *self);
gboolean       manicule_caret_get_selection (ManiculeCaret     *self,
                                             guint             *from,
                                             guint             *to);
guint          manicule_caret_get_anchor    (ManiculeCaret     *self);
void           manicule_caret_set_snapping  (ManiculeCaret     *self,
                                             ManiculeUnit       unit);

void           manicule_caret_move          (ManiculeCaret     *self,
                                             ManiculeCaretStep  step,
                                             int                count,
                                             gboolean           extend);
void           manicule_caret_place         (ManiculeCaret     *self,
                                             ManiculePlace      place,
                                             gboolean           extend);
void           manicule_caret_select        (ManiculeCaret     *self,
                                             guint              anchor,
                                             guint              byte);
void           manicule_caret_unselect      (ManiculeCaret     *self);
/* By the pointer: the selection snaps to whole units where that is set. */
void           manicule_caret_press         (ManiculeCaret     *self,
                                             ManiculePlace      place,
                                             ManiculeUnit       unit,
                                             gboolean           extend);
void           manicule_caret_drag          (ManiculeCaret     *self,
                                             ManiculePlace      place);

G_END_DECLS
