/* surface-fixture.h: a surface in a window, driven by real events
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "manicule-surface-private.h"
#include "surface-sample.h"

G_BEGIN_DECLS

typedef struct
{
  GtkWidget             *window;
  ManiculeSurface       *surface;
  ManiculeAnnotationSet *set;      /* (owned) */
  ManiculeSchema        *schema;   /* (owned) */
  char                  *xid;      /* (owned) */
} SurfaceFixture;

typedef gboolean (*SurfaceCondition) (SurfaceFixture *fixture,
                                      gpointer        data);

/* Takes @set over. */
void     surface_fixture_init    (SurfaceFixture        *self,
                                  ManiculeAnnotationSet *set,
                                  int                    width,
                                  int                    height);
void     surface_fixture_clear   (SurfaceFixture        *self);
/* Runs the main loop until a frame has been painted. */
void     surface_fixture_frame   (SurfaceFixture        *self);
/* Runs the main loop until the condition holds, or for some seconds; the caller asserts. */
void     surface_fixture_wait    (SurfaceFixture        *self,
                                  SurfaceCondition       condition,
                                  gpointer               data);
void     surface_fixture_settle  (SurfaceFixture        *self,
                                  guint                  milliseconds);
/* Waits until the surface has learnt how high its lines are. */
void     surface_fixture_calibrate (SurfaceFixture      *self);
GtkAdjustment *surface_fixture_adjustment (SurfaceFixture *self);
/* Half way down: 0.5. */
void     surface_fixture_scroll_to (SurfaceFixture      *self,
                                  double                 part);
ManiculeLineCounts surface_fixture_count (SurfaceFixture *self);
/* `xdotool` with these words, NULL-terminated. */
void     surface_fixture_xdotool (SurfaceFixture        *self,
                                  const char            *first,
                                  ...) G_GNUC_NULL_TERMINATED;
void     surface_fixture_keys    (SurfaceFixture        *self,
                                  const char            *keys);
/* Moves the pointer to a place of the surface. */
void     surface_fixture_point   (SurfaceFixture        *self,
                                  double                 x,
                                  double                 y);
/* The middle of what covers a range, in the surface. */
void     surface_fixture_find    (SurfaceFixture        *self,
                                  const char            *text,
                                  graphene_rect_t       *extents);
guint    surface_fixture_offset  (SurfaceFixture        *self,
                                  const char            *text);
char    *surface_fixture_selected (SurfaceFixture       *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
