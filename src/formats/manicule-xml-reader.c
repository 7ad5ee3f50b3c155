/* manicule-xml-reader.c: the one door for XML from outside
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-xml-reader.h"

#include "manicule-format.h"

#include <glib/gi18n-lib.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/xmlerror.h>
#include <string.h>

/* More than any format has on one element. */
#define MAX_ATTRIBUTES 10000
/* How many events pass between two looks at whether the reading was cancelled. */
#define EVENTS_PER_LOOK 4096

struct _ManiculeXmlReader
{
  xmlParserCtxt            *context;      /* (owned) */
  ManiculeXmlSource         func;         /* gives the document, from source */
  gpointer                  source;
  const char               *file;         /* (not owned) */
  const ManiculeXmlHandler *handler;      /* (not owned) */
  gpointer                  data;
  GCancellable             *cancellable;  /* (not owned) (nullable) */
  GArray                   *attributes;   /* (owned) (element-type ManiculeXmlAttribute): of the element that begins */
  GArray                   *places;       /* (owned) (element-type gsize): where their values begin in buffer */
  GString                  *buffer;       /* (owned): their values */
  guint                     depth;
  guint                     n_events;
  GError                   *error;        /* (owned) (nullable): the first one; nothing is handed on after it */
};

/**
 * manicule_xml_reader_get_line:
 * @reader: a reader, in a handler
 *
 * Returns: the line that is being read, from 1
 */
guint
manicule_xml_reader_get_line (ManiculeXmlReader *reader)
{
  int line = xmlSAX2GetLineNumber (reader->context);

  return line > 0 ? (guint) line : 1;
}

static void G_GNUC_PRINTF (5, 0)
set_error (ManiculeXmlReader    *self,
           ManiculeFormatError   code,
           guint                 line,
           GError              **error,
           const char           *format,
           va_list               args)
{
  g_autofree char *message = g_strdup_vprintf (format, args);

  g_set_error (error, MANICULE_FORMAT_ERROR, code, "%s:%u: %s", self->file, line, message);
}

/**
 * manicule_xml_reader_fail:
 * @reader: a reader, in a handler
 * @error: return location
 * @format: what is wrong, translated
 *
 * Sets @error at the line that is being read; the handler returns FALSE then.
 */
void
manicule_xml_reader_fail (ManiculeXmlReader  *reader,
                          GError            **error,
                          const char         *format,
                          ...)
{
  va_list args;

  va_start (args, format);
  set_error (reader, MANICULE_FORMAT_ERROR_DAMAGED, manicule_xml_reader_get_line (reader), error, format, args);
  va_end (args);
}

/* Ends the reading with an error at @line, unless there was one before. */
static void G_GNUC_PRINTF (4, 5)
stop (ManiculeXmlReader   *self,
      ManiculeFormatError  code,
      guint                line,
      const char          *format,
      ...)
{
  va_list args;

  if (self->error == NULL)
    {
      va_start (args, format);
      set_error (self, code, line, &self->error, format, args);
      va_end (args);
    }
  xmlStopParser (self->context);
}

/* Whether an event is to be handed on. */
static gboolean
may_go_on (ManiculeXmlReader *self)
{
  if (self->error != NULL)
    return FALSE;

  if (++self->n_events % EVENTS_PER_LOOK == 0 && g_cancellable_set_error_if_cancelled (self->cancellable, &self->error))
    xmlStopParser (self->context);

  return self->error == NULL;
}

/* --- events of libxml2 --- */

/* libxml2 hands five pointers on for each attribute: name, prefix, namespace, and where the value starts and ends. */
static void
collect_attributes (ManiculeXmlReader  *self,
                    const xmlChar     **attributes,
                    guint               n)
{
  g_array_set_size (self->attributes, 0);
  g_array_set_size (self->places, 0);
  g_string_truncate (self->buffer, 0);

  for (guint i = 0; i < n; i++)
    {
      const xmlChar **source = attributes + (gsize) i * 5;
      ManiculeXmlAttribute attribute = { (const char *) source[0], (const char *) source[1], (const char *) source[2], NULL };
      gsize place = self->buffer->len;

      g_array_append_val (self->attributes, attribute);
      g_array_append_val (self->places, place);
      g_string_append_len (self->buffer, (const char *) source[3], source[4] - source[3]);
      g_string_append_c (self->buffer, '\0');
    }

  for (guint i = 0; i < n; i++)
    g_array_index (self->attributes, ManiculeXmlAttribute, i).value = self->buffer->str +
                                                                      g_array_index (self->places, gsize, i);
}

static void
on_start (void           *data,
          const xmlChar  *name,
          const xmlChar  *prefix,
          const xmlChar  *uri,
          int             n_namespaces,
          const xmlChar **namespaces,
          int             n_attributes,
          int             n_defaulted,
          const xmlChar **attributes)
{
  ManiculeXmlReader *self = data;
  ManiculeXmlElement element;

  if (!may_go_on (self))
    return;

  element = (ManiculeXmlElement) {
    .name = (const char *) name,
    .prefix = (const char *) prefix,
    .uri = (const char *) uri,
    .n_attributes = (guint) n_attributes,
    .depth = ++self->depth,
    .line = manicule_xml_reader_get_line (self),
  };
  if (self->depth > MANICULE_XML_MAX_DEPTH)
    {
      stop (self, MANICULE_FORMAT_ERROR_LIMIT, element.line,
            /* Translators: %u is a number of elements that lie in one another */
            _("elements are nested deeper than %u, which is as deep as is read"), MANICULE_XML_MAX_DEPTH);
      return;
    }
  if (n_attributes > MAX_ATTRIBUTES)
    {
      stop (self, MANICULE_FORMAT_ERROR_LIMIT, element.line, _("an element has more than %u attributes"), MAX_ATTRIBUTES);
      return;
    }
  if (self->handler->start == NULL)
    return;

  collect_attributes (self, attributes, element.n_attributes);
  element.attributes = (const ManiculeXmlAttribute *) (gconstpointer) self->attributes->data;
  if (!self->handler->start (self, &element, self->data, &self->error))
    xmlStopParser (self->context);
}

static void
on_end (void          *data,
        const xmlChar *name,
        const xmlChar *prefix,
        const xmlChar *uri)
{
  ManiculeXmlReader *self = data;

  if (!may_go_on (self))
    return;

  self->depth--;
  if (self->handler->end != NULL && !self->handler->end (self, (const char *) name, self->data, &self->error))
    xmlStopParser (self->context);
}

static void
on_text (void          *data,
         const xmlChar *text,
         int            length)
{
  ManiculeXmlReader *self = data;

  if (may_go_on (self) && self->handler->text != NULL &&
      !self->handler->text (self, (const char *) text, (gsize) length, self->data, &self->error))
    xmlStopParser (self->context);
}

static void
on_entity_declaration (void          *data,
                       const xmlChar *name,
                       int            type,
                       const xmlChar *public_id,
                       const xmlChar *system_id,
                       xmlChar       *content)
{
  ManiculeXmlReader *self = data;

  stop (self, MANICULE_FORMAT_ERROR_LIMIT, manicule_xml_reader_get_line (self),
        _("the file declares entities, which are never read: replace them by what they stand for"));
}

static void
on_reference (void          *data,
              const xmlChar *name)
{
  ManiculeXmlReader *self = data;

  stop (self, MANICULE_FORMAT_ERROR_DAMAGED, manicule_xml_reader_get_line (self),
        _("the entity “%s” is not one of XML’s own; replace it by the character"), (const char *) name);
}

static void
take_fault (ManiculeXmlReader *self,
            const xmlError    *fault)
{
  guint line = fault->line > 0 ? (guint) fault->line : manicule_xml_reader_get_line (self);
  g_autofree char *message = NULL;

  /* That a namespace is odd or an attribute is no URI changes nothing of what is read. An entity that is not known
   * would be left out without a word. */
  if (fault->level != XML_ERR_FATAL && fault->code != XML_WAR_UNDECLARED_ENTITY && fault->code != XML_ERR_UNDECLARED_ENTITY)
    return;

  message = g_utf8_make_valid (fault->message != NULL ? fault->message : "?", -1);
  stop (self, MANICULE_FORMAT_ERROR_DAMAGED, line, _("this is not well-formed XML: %s"), g_strstrip (message));
}

#if LIBXML_VERSION >= 21200
static void
on_fault (void           *data,
          const xmlError *fault)
{
  take_fault (data, fault);
}
#else
static void
on_fault (void     *data,
          xmlError *fault)
{
  take_fault (data, fault);
}
#endif

static void
set_handlers (xmlSAXHandler *sax)
{
  memset (sax, 0, sizeof *sax);
  sax->initialized = XML_SAX2_MAGIC;
  sax->startElementNs = on_start;
  sax->endElementNs = on_end;
  sax->characters = on_text;
  sax->cdataBlock = on_text;
  sax->ignorableWhitespace = on_text;
  sax->entityDecl = on_entity_declaration;
  sax->reference = on_reference;
  sax->serror = on_fault;
}

/* --- reading --- */

/* Where libxml2 ended without a word: nothing of the root was seen. */
static gboolean
check_end (ManiculeXmlReader *self,
           gboolean           is_well_formed)
{
  if (self->error == NULL && (!is_well_formed || self->n_events == 0))
    stop (self, MANICULE_FORMAT_ERROR_DAMAGED, 1, _("this is not well-formed XML: %s"), _("it has no root element"));

  return self->error == NULL;
}

static int
pull (void *data,
      char *buffer,
      int   length)
{
  ManiculeXmlReader *self = data;

  return self->error == NULL ? (int) self->func (self->source, buffer, (gsize) length, &self->error) : -1;
}

/**
 * manicule_xml_read_source:
 * @func: gives the document piece by piece
 * @source: passed to it
 * @file: the name of its file, for messages
 * @handler: what gets the events
 * @data: passed to them
 * @cancellable: (nullable): cancels the reading
 * @error: return location
 *
 * Reads a document, event by event, of which memory never holds more than what is read at the moment.
 *
 * Returns: FALSE with an error when it is not well-formed, too deep, declares entities, or when @func or a handler stopped
 */
gboolean
manicule_xml_read_source (ManiculeXmlSource          func,
                          gpointer                   source,
                          const char                *file,
                          const ManiculeXmlHandler  *handler,
                          gpointer                   data,
                          GCancellable              *cancellable,
                          GError                   **error)
{
  ManiculeXmlReader self = { .func = func, .source = source, .file = file, .handler = handler, .data = data, .cancellable = cancellable };
  xmlDoc *document;
  gboolean is_good;

  g_return_val_if_fail (func != NULL && file != NULL && handler != NULL, FALSE);

  xmlInitParser ();
  self.context = xmlNewParserCtxt ();
  if (self.context == NULL)
    g_error ("no memory for a parser");

  self.attributes = g_array_new (FALSE, FALSE, sizeof (ManiculeXmlAttribute));
  self.places = g_array_new (FALSE, FALSE, sizeof (gsize));
  self.buffer = g_string_new (NULL);
  set_handlers (self.context->sax);
  self.context->userData = &self;

  /* The limits of libxml2 would stop at texts of 10 MB; ours are on depth. Of entities there are only XML's own, which
   * are left as references in attributes without NOENT. */
  document = xmlCtxtReadIO (self.context, pull, NULL, &self, NULL, NULL,
                            XML_PARSE_NONET | XML_PARSE_HUGE | XML_PARSE_NOENT | XML_PARSE_NOCDATA);
  is_good = check_end (&self, self.context->wellFormed != 0);

  xmlFreeDoc (document);
  xmlFreeDoc (self.context->myDoc != document ? self.context->myDoc : NULL);
  self.context->myDoc = NULL;
  xmlFreeParserCtxt (self.context);
  g_array_unref (self.attributes);
  g_array_unref (self.places);
  g_string_free (self.buffer, TRUE);
  if (self.error != NULL)
    g_propagate_error (error, self.error);

  return is_good;
}

/* libxml2 would copy a document that it gets as a whole; so it asks for it piece by piece. */
typedef struct
{
  const char *data;
  gsize       length;   /* that is left */
} Feed;

static gssize
feed_read (gpointer   data,
           void      *buffer,
           gsize      length,
           GError   **error)
{
  Feed *self = data;
  gsize n = MIN (self->length, length);

  if (n > 0)
    memcpy (buffer, self->data, n);
  self->data += n;
  self->length -= n;

  return (gssize) n;
}

/**
 * manicule_xml_read:
 * @bytes: a whole document
 * @file: the name of its file, for messages
 * @handler: what gets the events
 * @data: passed to them
 * @cancellable: (nullable): cancels the reading
 * @error: return location
 *
 * Reads a document, event by event.
 *
 * Returns: FALSE with an error when it is not well-formed, too deep, declares entities, or when a handler stopped
 */
gboolean
manicule_xml_read (GBytes                    *bytes,
                   const char                *file,
                   const ManiculeXmlHandler  *handler,
                   gpointer                   data,
                   GCancellable              *cancellable,
                   GError                   **error)
{
  Feed feed = { g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes) };

  if (feed.length <= G_MAXINT32)
    return manicule_xml_read_source (feed_read, &feed, file, handler, data, cancellable, error);

  g_set_error (error, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_LIMIT, _("%s: the file is larger than is read"), file);

  return FALSE;
}

/* --- attributes --- */

/**
 * manicule_xml_find_attribute_ns:
 * @element: an element
 * @uri: (nullable): a namespace
 * @name: a name
 *
 * Returns: (transfer none) (nullable): the value of that attribute
 */
const char *
manicule_xml_find_attribute_ns (const ManiculeXmlElement *element,
                                const char               *uri,
                                const char               *name)
{
  for (guint i = 0; i < element->n_attributes; i++)
    if (strcmp (element->attributes[i].name, name) == 0 && g_strcmp0 (element->attributes[i].uri, uri) == 0)
      return element->attributes[i].value;

  return NULL;
}

/**
 * manicule_xml_find_attribute:
 * @element: an element
 * @name: a name
 *
 * Returns: (transfer none) (nullable): the value of the attribute of that name that is in no namespace
 */
const char *
manicule_xml_find_attribute (const ManiculeXmlElement *element,
                             const char               *name)
{
  return manicule_xml_find_attribute_ns (element, NULL, name);
}
