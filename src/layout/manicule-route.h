/* manicule-route.h: the ways that relations take between marks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MANICULE_ROUTE_HERE,
  MANICULE_ROUTE_ABOVE,  /* out of view */
  MANICULE_ROUTE_BELOW,
} ManiculeRouteWhere;

/* A mark, or the first part of one, that a relation begins or ends at. Only @where counts for one out of view. */
typedef struct
{
  ManiculeRouteWhere where;
  guint64            row;     /* the same for marks in one visual line, and for no others */
  double             x0;      /* px from the left of the column */
  double             x1;
  double             top;     /* the box of its text, px */
  double             bottom;
} ManiculeRouteEnd;

typedef struct
{
  double x;
  double y;
} ManiculeRoutePoint;

#define MANICULE_ROUTE_POINTS 6

typedef struct
{
  ManiculeRouteEnd   from;
  ManiculeRouteEnd   to;
  guint              bundle;       /* those of one bundle share their way through the gutter */
  double             name_width;   /* px; 0: no name */
  double             name_height;
  gboolean           name_at_from; /* the name rather stands where the relation begins than where it ends */

  /* Found by manicule_routes_plan(). */
  gboolean           is_drawn;     /* FALSE: neither end is in view */
  gboolean           is_curve;     /* the points are those of one cubic; else corners of straight lines */
  guint              lane;
  guint              n_points;
  ManiculeRoutePoint points[MANICULE_ROUTE_POINTS];
  ManiculeRoutePoint name;         /* the middle of its box */
} ManiculeRoute;

/* Where routes may run. */
typedef struct
{
  double   width;   /* of the column */
  double   gutter;  /* room beside it */
  double   margin;  /* room for names, at least the gutter */
  gboolean right;   /* the gutter is to the right of the column */
  double   top;     /* where routes to what is out of view go */
  double   bottom;
} ManiculeRouteFrame;

void   manicule_routes_plan    (ManiculeRoute            *routes,
                                guint                     n,
                                const ManiculeRouteFrame *frame);
double manicule_route_distance (const ManiculeRoute      *route,
                                double                    x,
                                double                    y);

G_END_DECLS
