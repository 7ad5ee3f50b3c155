/* manicule-tei-read-private.h: what of a TEI document has been read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-tei-private.h"

#include "manicule-format-input.h"

G_BEGIN_DECLS

/* One annotation, or a further part of one. */
typedef struct
{
  char      *id;          /* (owned) */
  char      *label;       /* (owned) (nullable): of a further part */
  char      *element;     /* (owned) (nullable): where the label does not tell it */
  char      *carried;     /* (owned) (nullable): attributes that are kept as they are */
  char      *entity;      /* (owned) (nullable) */
  char      *next;        /* (owned) (nullable): the id of the next part */
  char      *ana;         /* (owned) (nullable): the id of its features */
  char      *note;        /* (owned) (nullable) */
  char      *from;        /* (owned) (nullable): of a relation, or an anchor */
  char      *to;          /* (owned) (nullable) */
  GPtrArray *names;       /* (owned) (element-type utf8): of attributes */
  GPtrArray *values;      /* (owned) (element-type GVariant) */
  guint      start;
  guint      end;
  guint      line;
  ManiculeAnnotationKind kind;
  gboolean   is_part;     /* of another */
  gboolean   is_bad;
} ManiculeTeiItem;

/* An element within <text>. */
typedef struct
{
  guint  depth;
  guint  start;
  guint  end;
  char  *name;        /* (owned) (nullable): NULL: an annotation */
  char  *attributes;  /* (owned) (nullable): as they are written */
  ManiculeTeiItem *item;   /* (not owned) (nullable): the annotation */
  char  *xml_id;      /* (owned) (nullable) */
} ManiculeTeiElement;

typedef struct
{
  ManiculeFormatInput  *input;
  ManiculeDocumentFunc  func;
  gpointer              data;
  guint                 n_documents;

  /* of one document */
  GString              *text;          /* (owned) */
  guint                 n_chars;
  GPtrArray            *items;         /* (owned) (element-type ManiculeTeiItem) */
  GHashTable           *by_id;         /* (owned): id to ManiculeTeiItem */
  GPtrArray            *nodes;         /* (owned) (element-type ManiculeTeiElement) */
  GPtrArray            *open;          /* (owned) (element-type ManiculeTeiElement, not owned): those that are open, outermost first */
  GHashTable           *places;        /* (owned): id of an anchor to offset + 1 */
  GHashTable           *features;      /* (owned): id to ManiculeTeiItem with attributes */
  GString              *head;          /* (owned): XML before <text> */
  GString              *tail;          /* (owned): XML behind it */
  char                 *text_attributes;  /* (owned) (nullable) */
  char                 *root_attributes;  /* (owned) (nullable) */
  GHashTable           *meta;          /* (owned): path to text */
  gboolean              is_bare;       /* <text> is the root */
  gboolean              has_namespace;

  /* where the reading is */
  guint                 text_depth;    /* of <text>; 0: outside */
  guint                 aside_depth;   /* of our own <standOff>; 0: outside */
  guint                 root_depth;    /* of <TEI> */
  gboolean              was_text;
  GString              *path;          /* (owned): of the element outside of <text> */
  GPtrArray            *names;         /* (owned) (element-type utf8): how the elements of it are written */
  gboolean              is_preserved;  /* the space around its text counts */
  GString              *said;          /* (owned): its text */
  ManiculeTeiItem      *item;          /* (not owned) (nullable): in our <standOff> */
  char                 *feature;       /* (owned) (nullable): the name of a feature */
  GPtrArray            *list;          /* (owned) (nullable) (element-type utf8): its values */
} ManiculeTeiReading;

/* Makes the document that was read, and gives it out. */
gboolean manicule_tei_emit (ManiculeTeiReading  *self,
                            GError             **error);

G_END_DECLS
