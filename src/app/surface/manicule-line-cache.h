/* manicule-line-cache.h: the display lines that are in use
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-line.h"
#include "manicule-text-map.h"

G_BEGIN_DECLS

/* Appends the marks of a display line, (element-type ManiculeMark); the marks' annotations are given over. */
typedef void (*ManiculeMarksFunc) (const ManiculeTextLine *line,
                                   GArray                 *marks,
                                   gpointer                data);

typedef void (*ManiculeLineFunc)  (ManiculeLine           *line,
                                   guint                   index,
                                   gpointer                data);

/* Work done so far, for tests and benchmarks. */
typedef struct
{
  guint64 n_shaped;
  guint64 n_placed;
  guint64 n_painted;  /* lines whose nodes were made */
} ManiculeLineCounts;

typedef struct _ManiculeLineCache ManiculeLineCache;

ManiculeLineCache        *manicule_line_cache_new           (ManiculeStyle       *style,
                                                             ManiculeMarksFunc    func,
                                                             gpointer             data) G_GNUC_WARN_UNUSED_RESULT;
void                      manicule_line_cache_free          (ManiculeLineCache   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiculeLineCache, manicule_line_cache_free)

void                      manicule_line_cache_set_map       (ManiculeLineCache   *self,
                                                             ManiculeTextMap     *map);
gboolean                  manicule_line_cache_set_width     (ManiculeLineCache   *self,
                                                             int                  width);
int                       manicule_line_cache_get_width     (ManiculeLineCache   *self);
gboolean                  manicule_line_cache_set_headline  (ManiculeLineCache   *self,
                                                             guint                start,
                                                             guint                end);
/* Valid until the next tick, or until the line is dropped. */
ManiculeLine             *manicule_line_cache_get           (ManiculeLineCache   *self,
                                                             guint                line);
/* The same, with its nodes. */
ManiculeLine             *manicule_line_cache_get_painted   (ManiculeLineCache   *self,
                                                             guint                line);
double                    manicule_line_cache_estimate      (ManiculeLineCache   *self,
                                                             guint                line);
void                      manicule_line_cache_unplace       (ManiculeLineCache   *self,
                                                             guint                line);
void                      manicule_line_cache_unplace_all   (ManiculeLineCache   *self);
void                      manicule_line_cache_clear         (ManiculeLineCache   *self);
void                      manicule_line_cache_foreach       (ManiculeLineCache   *self,
                                                             ManiculeLineFunc     func,
                                                             gpointer             data);
void                      manicule_line_cache_tick          (ManiculeLineCache   *self);
const ManiculeLineCounts *manicule_line_cache_get_counts    (ManiculeLineCache   *self);

G_END_DECLS
