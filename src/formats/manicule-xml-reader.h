/* manicule-xml-reader.h: the one door for XML from outside
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define MANICULE_XML_MAX_DEPTH 256

/* A document is read as a row of events; no tree is built. Nothing outside of it is ever looked at, and one that
 * declares entities is refused, so that a short file cannot become a long one. Names and values are UTF-8 whatever the
 * file is in, and good until the handler returns. */
typedef struct _ManiculeXmlReader ManiculeXmlReader;

typedef struct
{
  const char *name;    /* without prefix */
  const char *prefix;  /* (nullable) */
  const char *uri;     /* (nullable): of the namespace */
  const char *value;
} ManiculeXmlAttribute;

typedef struct
{
  const char                 *name;          /* without prefix */
  const char                 *prefix;        /* (nullable) */
  const char                 *uri;           /* (nullable): of the namespace */
  const ManiculeXmlAttribute *attributes;
  guint                       n_attributes;
  guint                       depth;         /* 1: the root */
  guint                       line;
} ManiculeXmlElement;

/* Each returns FALSE with an error to stop; each may be NULL. */
typedef struct
{
  gboolean (*start)       (ManiculeXmlReader         *reader,
                           const ManiculeXmlElement  *element,
                           gpointer                   data,
                           GError                   **error);
  gboolean (*end)         (ManiculeXmlReader         *reader,
                           const char                *name,
                           gpointer                   data,
                           GError                   **error);
  /* A text may come in several pieces; @length bytes, no NUL after them. */
  gboolean (*text)        (ManiculeXmlReader         *reader,
                           const char                *text,
                           gsize                      length,
                           gpointer                   data,
                           GError                   **error);
} ManiculeXmlHandler;

/* Reads all of @bytes; @file is for messages, which begin "file:line: ". The errors are MANICULE_FORMAT_ERROR's. */
gboolean    manicule_xml_read           (GBytes                    *bytes,
                                         const char                *file,
                                         const ManiculeXmlHandler  *handler,
                                         gpointer                   data,
                                         GCancellable              *cancellable,
                                         GError                   **error);
/* Where a document comes from piece by piece: how many bytes there were, 0 at the end, or -1 with an error. */
typedef gssize (*ManiculeXmlSource) (gpointer   source,
                                     void      *buffer,
                                     gsize      length,
                                     GError   **error);
gboolean    manicule_xml_read_source    (ManiculeXmlSource          func,
                                         gpointer                   source,
                                         const char                *file,
                                         const ManiculeXmlHandler  *handler,
                                         gpointer                   data,
                                         GCancellable              *cancellable,
                                         GError                   **error);
guint       manicule_xml_reader_get_line (ManiculeXmlReader         *reader);
/* Sets @error to MANICULE_FORMAT_ERROR_DAMAGED at the line that is being read, for handlers. */
void        manicule_xml_reader_fail    (ManiculeXmlReader         *reader,
                                         GError                   **error,
                                         const char                *format,
                                         ...) G_GNUC_PRINTF (3, 4);

/* The value of the attribute of that name without a namespace; NULL when there is none. */
const char *manicule_xml_find_attribute (const ManiculeXmlElement  *element,
                                         const char                *name);
/* The same in a namespace. */
const char *manicule_xml_find_attribute_ns (const ManiculeXmlElement *element,
                                         const char                *uri,
                                         const char                *name);

G_END_DECLS
