/* manicule-refi-cases-private.h: what was read of variables and cases
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-refi-cases.h"

G_BEGIN_DECLS

typedef struct
{
  char     *guid;        /* (owned) (nullable) */
  GString  *xml;         /* (owned): the element */
  gboolean  is_carried;
} ManiculeRefiVariable;

/* Values of variables. */
typedef struct
{
  GString   *xml;        /* (owned) */
  GPtrArray *variables;  /* (owned) (element-type utf8): guids */
} ManiculeRefiValues;

typedef struct
{
  char               *guid;        /* (owned) (nullable) */
  GString            *head;        /* (owned): the start of the element, and its description */
  ManiculeRefiValues *values;      /* (owned) */
  GPtrArray          *codes;       /* (owned) (element-type utf8): guids, as what follows */
  GPtrArray          *sources;     /* (owned) (element-type utf8) */
  GPtrArray          *selections;  /* (owned) (element-type utf8) */
  guint               index;
  gboolean            is_carried;
} ManiculeRefiCase;

/* Whether the value of such an attribute is a guid. */
gboolean manicule_refi_names_guid (const char *attribute);
/* The element as it stands; guids in the form in which they are compared. */
void     manicule_refi_put_start  (GString                  *out,
                                   const ManiculeXmlElement *element);

struct _ManiculeRefiFacts
{
  GPtrArray          *variables;  /* (owned) (element-type ManiculeRefiVariable) */
  GHashTable         *by_guid;    /* (owned): the same, by their guids */
  GPtrArray          *cases;      /* (owned) (element-type ManiculeRefiCase) */
  GHashTable         *cases_of;   /* (owned): guid of a source or selection to a GPtrArray of ManiculeRefiCase */
  GHashTable         *values;     /* (owned): guid of a source to ManiculeRefiValues */

  guint               depth;      /* open elements of one thing that is read; 0: outside */
  ManiculeRefiCase   *open;       /* (not owned) (nullable): the case that is read */
  ManiculeRefiValues *valued;     /* (not owned) (nullable): the values that are read */
  GString            *out;        /* (not owned) (nullable): where elements go */
  GString            *said;       /* (owned): by an element that may be a leaf */
};

G_END_DECLS
