/* manicule-format-web-private.h: annotations of the web, between a file and our model
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-format-draft.h"
#include "manicule-format-records.h"
#include "manicule-web-selector.h"

G_BEGIN_DECLS

#define MANICULE_WEB "web-annotation"
#define MANICULE_WEB_CONTEXT "http://www.w3.org/ns/anno.jsonld"
/* The body that holds attributes, and how entities are named in bodies that identify. */
#define MANICULE_WEB_ATTRIBUTES "application/json"
#define MANICULE_WEB_ENTITY "entity:"
/* What an annotation without a tag is called. */
#define MANICULE_WEB_LABEL "annotation"

/* One annotation as a file has it. */
typedef struct
{
  char       *id;          /* (owned) (nullable): the end of its IRI */
  char       *label;       /* (owned) */
  char       *note;        /* (owned) (nullable) */
  char       *entity;      /* (owned) (nullable) */
  GVariant   *attributes;  /* (owned) (nullable): a{sv} */
  gint64      created;
  gint64      modified;
  char       *creator;     /* (owned): "" where there is none */
  char       *carried;     /* (owned) (nullable) */
  guint       line;
  char       *source;      /* (owned): "" where it is not said */
  GPtrArray  *selectors;   /* (owned) (element-type ManiculeWebSelector): the parts; none: about all of the text */
  char       *from;        /* (owned) (nullable): the ends of a relation */
  char       *to;          /* (owned) (nullable) */
} ManiculeWebItem;

/* NULL after a failure of the reader. */
ManiculeWebItem *manicule_web_item_read (ManiculeJsonValue      annotation) G_GNUC_WARN_UNUSED_RESULT;
void             manicule_web_item_free (ManiculeWebItem       *self);

gboolean         manicule_web_read      (ManiculeFormatInput   *input,
                                         ManiculeDocumentFunc   func,
                                         gpointer               data,
                                         GError               **error);

G_END_DECLS
