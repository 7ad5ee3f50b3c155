/* manicule-cas-types-xml.c: type system descriptions, TypeSystem.xml
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-cas-types.h"

#include "manicule-xml-reader.h"
#include "manicule-xml-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define NAMESPACE "http://uima.apache.org/resourceSpecifier"

/* --- reading --- */

typedef enum { NAME, SUPERTYPE, RANGE, ELEMENT_TYPE, MULTIPLE, N_FIELDS } Field;

static const char * const field_names[N_FIELDS] = {
  "name", "supertypeName", "rangeTypeName", "elementType", "multipleReferencesAllowed",
};

typedef struct
{
  ManiculeCasTypes *types;
  ManiculeCasType  *type;              /* (nullable): whose features are being read */
  char             *fields[N_FIELDS];  /* (owned) (nullable): of the type, then of the feature */
  GString          *text;              /* (owned) */
} Reading;

static void
clear_fields (Reading *self)
{
  for (guint i = 0; i < N_FIELDS; i++)
    g_clear_pointer (&self->fields[i], g_free);
}

/* The features come after the name and the supertype. */
static void
begin_features (Reading *self)
{
  const char *name = self->fields[NAME];

  if (name != NULL && *name != '\0')
    self->type = manicule_cas_types_declare (self->types, name,
                                             self->fields[SUPERTYPE] != NULL ? self->fields[SUPERTYPE] : "uima.tcas.Annotation");
  clear_fields (self);
}

static gboolean
start_element (ManiculeXmlReader         *reader,
               const ManiculeXmlElement  *element,
               gpointer                   data,
               GError                   **error)
{
  Reading *self = data;

  if (element->depth == 1 && strcmp (element->name, "typeSystemDescription") != 0)
    {
      manicule_xml_reader_fail (reader, error, _("this is no type system: the first element is “%s”"), element->name);
      return FALSE;
    }

  g_string_truncate (self->text, 0);
  if (strcmp (element->name, "typeDescription") == 0 || strcmp (element->name, "featureDescription") == 0)
    clear_fields (self);
  else if (strcmp (element->name, "features") == 0)
    begin_features (self);

  return TRUE;
}

static void
end_feature (Reading *self)
{
  const char *name = self->fields[NAME];

  if (self->type != NULL && name != NULL && *name != '\0' && self->fields[RANGE] != NULL)
    {
      ManiculeCasFeature feature = {
        .name = name,
        .range = self->fields[RANGE],
        .element_type = self->fields[ELEMENT_TYPE],
        .is_shared = g_strcmp0 (self->fields[MULTIPLE], "true") == 0,
      };

      manicule_cas_types_add_feature (self->types, self->type, &feature);
    }
  clear_fields (self);
}

static gboolean
end_element (ManiculeXmlReader  *reader,
             const char         *name,
             gpointer            data,
             GError            **error)
{
  Reading *self = data;

  for (guint i = 0; i < N_FIELDS; i++)
    if (strcmp (name, field_names[i]) == 0)
      {
        g_free (self->fields[i]);
        self->fields[i] = g_strdup (g_strstrip (self->text->str));
      }

  if (strcmp (name, "featureDescription") == 0)
    {
      end_feature (self);
    }
  else if (strcmp (name, "typeDescription") == 0)
    {
      if (self->type == NULL)
        begin_features (self);
      self->type = NULL;
    }

  return TRUE;
}

static gboolean
add_text (ManiculeXmlReader  *reader,
          const char         *text,
          gsize               length,
          gpointer            data,
          GError            **error)
{
  g_string_append_len (((Reading *) data)->text, text, (gssize) length);

  return TRUE;
}

/**
 * manicule_cas_types_read_xml:
 * @self: types
 * @bytes: a type system description
 * @file: the name of its file, for messages
 * @cancellable: (nullable): cancels the reading
 * @error: return location
 *
 * Adds the types that are described.
 *
 * Returns: FALSE with an error when this is no type system description
 */
gboolean
manicule_cas_types_read_xml (ManiculeCasTypes  *self,
                             GBytes            *bytes,
                             const char        *file,
                             GCancellable      *cancellable,
                             GError           **error)
{
  static const ManiculeXmlHandler handler = { start_element, end_element, add_text };
  Reading reading = { .types = self, .text = g_string_new (NULL) };
  gboolean success = manicule_xml_read (bytes, file, &handler, &reading, cancellable, error);

  clear_fields (&reading);
  g_string_free (reading.text, TRUE);

  return success;
}

/* --- writing --- */

static void
put (GString    *out,
     guint       indent,
     const char *name,
     const char *text)
{
  for (guint i = 0; i < indent; i++)
    g_string_append (out, "  ");
  manicule_xml_append_element (out, name, text);
  g_string_append_c (out, '\n');
}

/* "X[]" is the way of CAS JSON. */
static void
put_range (GString                  *out,
           const ManiculeCasFeature *feature)
{
  gboolean is_array = g_str_has_suffix (feature->range, "[]");
  g_autofree char *element = is_array ? g_strndup (feature->range, strlen (feature->range) - 2) : g_strdup (feature->element_type);

  put (out, 5, "rangeTypeName", is_array ? "uima.cas.FSArray" : feature->range);
  if (element != NULL && *element != '\0')
    put (out, 5, "elementType", element);
  if (feature->is_shared || is_array)
    put (out, 5, "multipleReferencesAllowed", feature->is_shared ? "true" : "false");
}

static void
put_type (GString         *out,
          ManiculeCasType *type)
{
  g_string_append (out, "    <typeDescription>\n");
  put (out, 3, "name", type->name);
  g_string_append (out, "      <description/>\n");
  put (out, 3, "supertypeName", type->supertype != NULL ? type->supertype : "uima.cas.TOP");
  if (type->features->len > 0)
    g_string_append (out, "      <features>\n");
  for (guint i = 0; i < type->features->len; i++)
    {
      const ManiculeCasFeature *feature = &g_array_index (type->features, ManiculeCasFeature, i);

      g_string_append (out, "        <featureDescription>\n");
      put (out, 5, "name", feature->name);
      g_string_append (out, "          <description/>\n");
      put_range (out, feature);
      g_string_append (out, "        </featureDescription>\n");
    }
  if (type->features->len > 0)
    g_string_append (out, "      </features>\n");
  g_string_append (out, "    </typeDescription>\n");
}

/**
 * manicule_cas_types_write_xml:
 * @self: types
 * @used: (element-type utf8): the names of those that are used
 *
 * Returns: (transfer full): a type system description of these and of what they are made from
 */
char *
manicule_cas_types_write_xml (ManiculeCasTypes *self,
                              GHashTable       *used)
{
  g_autoptr(GPtrArray) types = manicule_cas_types_list (self, used);
  GString *out = g_string_new (MANICULE_XML_DECLARATION "<typeSystemDescription xmlns=\"" NAMESPACE "\">\n  <types>\n");

  for (guint i = 0; i < types->len; i++)
    put_type (out, types->pdata[i]);
  g_string_append (out, "  </types>\n</typeSystemDescription>\n");

  return g_string_free_and_steal (out);
}
