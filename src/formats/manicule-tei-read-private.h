/* manicule-tei-read-private.h: what of a TEI document has been read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-tei-private.h"

#include "manicule-format-input.h"
#include "manicule-xml-reader.h"

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
  GArray    *ranges;      /* (owned) (nullable) (element-type ManiculeRange): of a span that is said elsewhere */
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

/* An element of a <standOff> that others have written: an annotation, or a group of them. */
typedef struct
{
  GString         *out;          /* (not owned): where it stands as XML */
  gsize            start;
  gsize            inner_start;
  gsize            inner_end;
  gsize            end;
  guint            depth;
  char            *type;         /* (owned) (nullable) */
  char            *target;       /* (owned) (nullable): what it points to */
  char            *from;         /* (owned) (nullable) */
  char            *to;           /* (owned) (nullable) */
  ManiculeTeiItem *item;         /* (owned) (nullable): NULL: a group, or it was taken */
  gboolean         is_plain;     /* a group that is nothing without what is in it */
  gboolean         is_read;      /* it became an annotation */
} ManiculeTeiAside;

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
  GPtrArray            *asides;        /* (owned) (element-type ManiculeTeiAside), in order */
  GPtrArray            *open_asides;   /* (owned) (element-type ManiculeTeiAside, not owned): outermost first */
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

ManiculeTeiItem *manicule_tei_item_new  (guint                     line) G_GNUC_WARN_UNUSED_RESULT;
void             manicule_tei_item_free (gpointer                  data);
/* @value is sunk. */
void             manicule_tei_item_add  (ManiculeTeiItem          *item,
                                         const char               *name,
                                         GVariant                 *value);

/* --- <standOff> that others have written --- */

void     manicule_tei_aside_free  (gpointer                  data);
/* An element outside of <text> begins; it stands in @out as XML from @start on. */
void     manicule_tei_aside_begin (ManiculeTeiReading       *self,
                                   const ManiculeXmlElement *element,
                                   GString                  *out,
                                   gsize                     start);
/* It ends with what it says, or will end when its end is written to @out. */
void     manicule_tei_aside_end   (ManiculeTeiReading       *self,
                                   const char               *name,
                                   GString                  *out,
                                   gboolean                  is_written);
/* Makes items of those that point to the text, and takes them out of what is carried. */
gboolean manicule_tei_aside_resolve (ManiculeTeiReading     *self,
                                   GError                  **error);

/* Makes the document that was read, and gives it out. */
gboolean manicule_tei_emit (ManiculeTeiReading  *self,
                            GError             **error);

G_END_DECLS
