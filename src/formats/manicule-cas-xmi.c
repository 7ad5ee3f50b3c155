/* manicule-cas-xmi.c: UIMA CAS XMI, read and written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-cas.h"

#include "manicule-xml-reader.h"
#include "manicule-xml-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define XMI "http://www.omg.org/XMI"
#define NO_NAMESPACE "http:///uima/noNamespace.ecore"

/* --- reading --- */

typedef struct
{
  ManiculeCas         *cas;
  ManiculeFormatInput *input;
  GHashTable          *names;      /* (owned): "uri localname" to the name of a type */
  GString             *key;        /* (owned) */
  GString             *text;       /* (owned): of the element within a structure */
  GPtrArray           *texts;      /* (owned) (element-type utf8): of the elements of one name, */
  char                *feature;    /* (owned) (nullable): which is this one */
  GArray              *ids;        /* (owned) (element-type guint) */
  GArray              *members;    /* (owned) (element-type guint): sofa, id, sofa, id… */
  gboolean             is_open;    /* a structure is being read */
} Reading;

/* The namespace "http:///a/b.ecore" is the package a.b. */
static const char *
get_type (Reading                   *self,
          const ManiculeXmlElement  *element)
{
  const char *uri = element->uri != NULL ? element->uri : "";
  const char *type;
  g_autoptr(GString) name = NULL;

  g_string_assign (self->key, uri);
  g_string_append_c (self->key, ' ');
  g_string_append (self->key, element->name);
  type = g_hash_table_lookup (self->names, self->key->str);
  if (type != NULL)
    return type;

  name = g_string_new (NULL);
  if (g_str_has_prefix (uri, "http:///") && strcmp (uri, NO_NAMESPACE) != 0)
    {
      gsize length = strlen (uri + 8);

      g_string_append_len (name, uri + 8, (gssize) (g_str_has_suffix (uri, ".ecore") ? length - strlen (".ecore") : length));
      g_strdelimit (name->str, "/", '.');
      g_string_append_c (name, '.');
    }
  g_string_append (name, element->name);
  type = manicule_cas_types_intern (self->cas->types, name->str);
  g_hash_table_insert (self->names, g_strdup (self->key->str), (gpointer) type);

  return type;
}

static gboolean
parse_ids (Reading    *self,
           const char *text)
{
  g_array_set_size (self->ids, 0);
  while (*text != '\0')
    {
      const char *end = text + strcspn (text, " \t\r\n");
      char number[16];
      guint id;

      if (end == text)
        {
          text++;
          continue;
        }
      if (end - text >= (gssize) sizeof number)
        return FALSE;
      memcpy (number, text, (gsize) (end - text));
      number[end - text] = '\0';
      id = manicule_cas_parse_id (number);
      if (id == 0 && strcmp (number, "0") != 0)
        return FALSE;
      g_array_append_val (self->ids, id);
      text = end;
    }

  return TRUE;
}

static void
add_ids (Reading    *self,
         const char *name,
         const char *text,
         gboolean    is_many)
{
  if (!parse_ids (self, text))
    manicule_cas_add_text (self->cas, name, MANICULE_CAS_STRING, text);
  else if (is_many)
    manicule_cas_add_references (self->cas, name, (const guint *) (gconstpointer) self->ids->data, self->ids->len, 0);
  else if (self->ids->len == 1)
    manicule_cas_add_reference (self->cas, name, g_array_index (self->ids, guint, 0));
  else if (self->ids->len > 0)
    manicule_cas_add_references (self->cas, name, (const guint *) (gconstpointer) self->ids->data, self->ids->len, 0);
}

/* Without a type system a few names say that they lead somewhere. */
static gboolean
is_known_reference (const char *name)
{
  static const char * const names[] = { "Governor", "Dependent", "next", "first", "target", "tail", NULL };

  return g_strv_contains (names, name);
}

static void
add_feature (Reading    *self,
             const char *type,
             const char *name,
             const char *text)
{
  const ManiculeCasFeature *feature = manicule_cas_types_find_feature (self->cas->types, type, name);

  switch (manicule_cas_types_get_range (self->cas->types, feature))
    {
    case MANICULE_CAS_RANGE_BOOLEAN:
      manicule_cas_add_text (self->cas, name, MANICULE_CAS_BOOLEAN, strcmp (text, "true") == 0 || strcmp (text, "1") == 0 ? "true" : "false");
      break;
    case MANICULE_CAS_RANGE_INTEGER:
      manicule_cas_add_text (self->cas, name, MANICULE_CAS_INTEGER, text);
      break;
    case MANICULE_CAS_RANGE_NUMBER:
      manicule_cas_add_text (self->cas, name, MANICULE_CAS_NUMBER, text);
      break;
    case MANICULE_CAS_RANGE_NUMBERS:
      if (feature->is_shared)
        add_ids (self, name, text, FALSE);
      else
        manicule_cas_add_text (self->cas, name, MANICULE_CAS_NUMBERS, text);
      break;
    case MANICULE_CAS_RANGE_STRINGS:
      if (*text == '\0')
        manicule_cas_add_strings (self->cas, name, NULL, 0, 0);
      else
        add_ids (self, name, text, FALSE);
      break;
    case MANICULE_CAS_RANGE_REFERENCE:
      add_ids (self, name, text, FALSE);
      break;
    case MANICULE_CAS_RANGE_REFERENCES:
      add_ids (self, name, text, !feature->is_shared);
      break;
    case MANICULE_CAS_RANGE_UNKNOWN:
      if (is_known_reference (name))
        add_ids (self, name, text, FALSE);
      else
        manicule_cas_add_text (self->cas, name, MANICULE_CAS_STRING, text);
      break;
    case MANICULE_CAS_RANGE_STRING:
    default:
      manicule_cas_add_text (self->cas, name, MANICULE_CAS_STRING, text);
      break;
    }
}

static gboolean
read_offset (Reading     *self,
             const char  *name,
             const char  *text,
             guint        line,
             guint64     *offset,
             GError     **error)
{
  if (g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, offset, NULL))
    return TRUE;

  *offset = G_MAXUINT64;

  return manicule_format_input_report (self->input, MANICULE_FINDING_ERROR, "bad-offset", line, error,
                                       /* Translators: the first is "begin" or "end" */
                                       _("“%s” is “%.40s”, which is no offset"), name, text);
}

static gboolean
read_structure (Reading                   *self,
                const ManiculeXmlElement  *element,
                guint                      id,
                const char                *type,
                GError                   **error)
{
  guint n_offsets = 0;

  if (!manicule_cas_begin (self->cas, id, type, element->line))
    return manicule_format_input_report (self->input, MANICULE_FINDING_ERROR, "duplicate-id", element->line, error,
                                         _("“%u” is the id of a structure before; this one was left out"), id);

  self->is_open = TRUE;
  for (guint i = 0; i < element->n_attributes; i++)
    {
      const ManiculeXmlAttribute *attribute = &element->attributes[i];
      ManiculeCasStructure *structure = manicule_cas_get_last (self->cas);
      gboolean is_begin = strcmp (attribute->name, "begin") == 0;

      if (attribute->uri != NULL)
        continue;
      if (strcmp (attribute->name, "sofa") == 0)
        structure->sofa = manicule_cas_parse_id (attribute->value);
      else if (is_begin || strcmp (attribute->name, "end") == 0)
        {
          n_offsets++;
          if (!read_offset (self, attribute->name, attribute->value, element->line,
                            is_begin ? &structure->begin : &structure->end, error))
            return FALSE;
        }
      else
        add_feature (self, type, attribute->name, attribute->value);
    }
  manicule_cas_get_last (self->cas)->has_offsets = n_offsets == 2;

  return TRUE;
}

static gboolean
read_sofa (Reading                   *self,
           const ManiculeXmlElement  *element,
           guint                      id,
           GError                   **error)
{
  const char *name = manicule_xml_find_attribute (element, "sofaID");
  const char *mime = manicule_xml_find_attribute (element, "mimeType");
  const char *text = manicule_xml_find_attribute (element, "sofaString");
  const char *uri = manicule_xml_find_attribute (element, "sofaURI");
  ManiculeCasView *view;

  if (self->cas->views->len == MANICULE_CAS_MAX_VIEWS)
    {
      manicule_format_input_fail (self->input, MANICULE_FORMAT_ERROR_LIMIT, element->line, error,
                                  _("there are more than %u views, which is as many as are read"), MANICULE_CAS_MAX_VIEWS);
      return FALSE;
    }
  if (manicule_cas_find_view (self->cas, id, NULL) != NULL || manicule_cas_find (self->cas, id) != NULL)
    return manicule_format_input_report (self->input, MANICULE_FINDING_ERROR, "duplicate-id", element->line, error,
                                         _("“%u” is the id of a structure before; this one was left out"), id);

  view = manicule_cas_add_view (self->cas, id, name != NULL ? name : "_InitialView", element->line);
  view->mime = mime != NULL ? g_string_chunk_insert (self->cas->strings, mime) : NULL;
  view->text = text != NULL ? g_string_chunk_insert (self->cas->strings, text) : NULL;
  view->uri = uri != NULL ? g_string_chunk_insert (self->cas->strings, uri) : NULL;

  return TRUE;
}

static gboolean
read_members (Reading                   *self,
              const ManiculeXmlElement  *element,
              GError                   **error)
{
  const char *sofa_text = manicule_xml_find_attribute (element, "sofa");
  const char *members = manicule_xml_find_attribute (element, "members");
  guint sofa = sofa_text != NULL ? manicule_cas_parse_id (sofa_text) : 0;

  if (members != NULL && !parse_ids (self, members))
    return manicule_format_input_report (self->input, MANICULE_FINDING_ERROR, "bad-members", element->line, error,
                                         _("the members of the view are no row of ids"));

  for (guint i = 0; members != NULL && i < self->ids->len; i++)
    {
      g_array_append_val (self->members, sofa);
      g_array_append_val (self->members, g_array_index (self->ids, guint, i));
    }

  return TRUE;
}

static gboolean
start_structure (Reading                   *self,
                 const ManiculeXmlElement  *element,
                 GError                   **error)
{
  const char *type = get_type (self, element);
  const char *id_text = manicule_xml_find_attribute_ns (element, XMI, "id");
  guint id;

  if (strcmp (type, "uima.cas.NULL") == 0)
    return TRUE;
  if (strcmp (type, "uima.cas.View") == 0)
    return read_members (self, element, error);

  id = id_text != NULL ? manicule_cas_parse_id (id_text) : 0;
  if (id == 0)
    return manicule_format_input_report (self->input, MANICULE_FINDING_ERROR, "bad-id", element->line, error,
                                         _("<%s> has no xmi:id that is a number above 0; it was left out"), element->name);

  return strcmp (type, "uima.cas.Sofa") == 0 ? read_sofa (self, element, id, error)
                                             : read_structure (self, element, id, type, error);
}

/* --- elements within a structure: the texts of arrays --- */

static void
end_strings (Reading *self)
{
  if (self->feature != NULL && self->is_open)
    manicule_cas_add_strings (self->cas, self->feature, (const char * const *) self->texts->pdata, self->texts->len, 0);
  g_ptr_array_set_size (self->texts, 0);
  g_clear_pointer (&self->feature, g_free);
}

static gboolean
start_element (ManiculeXmlReader         *reader,
               const ManiculeXmlElement  *element,
               gpointer                   data,
               GError                   **error)
{
  Reading *self = data;

  if (element->depth == 1 && (strcmp (element->name, "XMI") != 0 || g_strcmp0 (element->uri, XMI) != 0))
    {
      manicule_xml_reader_fail (reader, error, _("this is no XMI: the first element is “%s”"), element->name);
      return FALSE;
    }
  if (element->depth == 2)
    return start_structure (self, element, error);

  if (element->depth == 3 && g_strcmp0 (self->feature, element->name) != 0)
    {
      end_strings (self);
      self->feature = g_strdup (element->name);
    }
  g_string_truncate (self->text, 0);

  return TRUE;
}

static gboolean
end_element (ManiculeXmlReader  *reader,
             const char         *name,
             gpointer            data,
             GError            **error)
{
  Reading *self = data;

  if (self->feature != NULL && strcmp (name, self->feature) == 0)
    {
      g_ptr_array_add (self->texts, g_strdup (self->text->str));
      return TRUE;
    }

  /* The end of the structure, or of the file. */
  end_strings (self);
  self->is_open = FALSE;

  return TRUE;
}

static gboolean
add_text (ManiculeXmlReader  *reader,
          const char         *text,
          gsize               length,
          gpointer            data,
          GError            **error)
{
  Reading *self = data;

  if (self->feature != NULL)
    g_string_append_len (self->text, text, (gssize) length);

  return TRUE;
}

static gboolean
resolve_members (Reading  *self,
                 GError  **error)
{
  guint n_missing = 0;

  for (guint i = 0; i + 1 < self->members->len; i += 2)
    {
      guint sofa = g_array_index (self->members, guint, i);
      guint number = 0;
      ManiculeCasStructure *structure = manicule_cas_find (self->cas, g_array_index (self->members, guint, i + 1));

      if (manicule_cas_find_view (self->cas, sofa, &number) == NULL)
        {
          manicule_cas_add_view (self->cas, sofa, "_InitialView", 0)->is_missing = TRUE;
          number = self->cas->views->len - 1;
        }
      if (structure != NULL)
        structure->views |= 1u << (number % MANICULE_CAS_MAX_VIEWS);
      else
        n_missing++;
    }

  return n_missing == 0 ||
         manicule_format_input_report (self->input, MANICULE_FINDING_WARNING, "member-missing", 0, error,
                                       ngettext ("a view lists %u structure that is not there",
                                                 "a view lists %u structures that are not there", n_missing), n_missing);
}

/**
 * manicule_cas_read_xmi:
 * @self: a CAS without structures, with the types of the file
 * @input: for findings
 * @bytes: the file
 * @cancellable: (nullable): cancels the reading
 * @error: return location
 *
 * Reads UIMA CAS XMI.
 *
 * Returns: FALSE with an error when this is no XMI
 */
gboolean
manicule_cas_read_xmi (ManiculeCas          *self,
                       ManiculeFormatInput  *input,
                       GBytes               *bytes,
                       GCancellable         *cancellable,
                       GError              **error)
{
  static const ManiculeXmlHandler handler = { start_element, end_element, add_text };
  Reading reading = { .cas = self, .input = input };
  gboolean success;

  reading.names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reading.key = g_string_new (NULL);
  reading.text = g_string_new (NULL);
  reading.texts = g_ptr_array_new_with_free_func (g_free);
  reading.ids = g_array_new (FALSE, FALSE, sizeof (guint));
  reading.members = g_array_new (FALSE, FALSE, sizeof (guint));

  success = manicule_xml_read (bytes, manicule_format_input_get_name (input), &handler, &reading, cancellable, error) &&
            resolve_members (&reading, error);
  if (success)
    manicule_cas_take_arrays_in (self);

  g_hash_table_unref (reading.names);
  g_string_free (reading.key, TRUE);
  g_string_free (reading.text, TRUE);
  g_ptr_array_unref (reading.texts);
  g_array_unref (reading.ids);
  g_array_unref (reading.members);
  g_free (reading.feature);

  return success;
}

/* --- writing --- */

typedef struct
{
  ManiculeCas *cas;
  GHashTable  *prefixes;  /* (owned): package to prefix */
  GHashTable  *taken;     /* (owned): prefixes, a set */
  GString     *declared;  /* (owned): the namespaces */
  GString     *out;       /* (owned): the structures */
  guint        next_id;   /* for arrays */
} Writing;

static const char *
get_prefix (Writing    *self,
            const char *package)
{
  char *prefix = g_hash_table_lookup (self->prefixes, package);
  g_autofree char *uri = NULL;
  g_autofree char *last = NULL;

  if (prefix != NULL)
    return prefix;

  last = g_strdup (strrchr (package, '.') != NULL ? strrchr (package, '.') + 1 : package);
  g_strcanon (last, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", '_');
  if (!g_ascii_isalpha (last[0]) || g_ascii_strncasecmp (last, "xm", 2) == 0)
    {
      g_free (last);
      last = g_strdup ("noNamespace");
    }

  prefix = g_strdup (last);
  for (guint i = 2; g_hash_table_contains (self->taken, prefix); i++)
    {
      g_free (prefix);
      prefix = g_strdup_printf ("%s%u", last, i);
    }
  g_hash_table_add (self->taken, prefix);
  g_hash_table_insert (self->prefixes, g_strdup (package), prefix);

  uri = *package != '\0' ? g_strdelimit (g_strdup (package), ".", '/') : g_strdup ("uima/noNamespace");
  g_string_append_printf (self->declared, " xmlns:%s=\"http:///", prefix);
  manicule_xml_append_text (self->declared, uri, -1);
  g_string_append (self->declared, ".ecore\"");

  return prefix;
}

/* "type:Token"; typed arrays are FSArrays. */
static char *
dup_element_name (Writing    *self,
                  const char *type)
{
  const char *whole = g_str_has_suffix (type, "[]") ? "uima.cas.FSArray" : type;
  const char *dot = strrchr (whole, '.');
  g_autofree char *package = g_strndup (whole, dot != NULL ? (gsize) (dot - whole) : 0);

  return g_strconcat (get_prefix (self, package), ":", dot != NULL ? dot + 1 : whole, NULL);
}

static char *
join_ids (const guint *ids,
          guint        n)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (joined, "%s%u", i > 0 ? " " : "", ids[i]);

  return g_string_free_and_steal (joined);
}

static void
put_texts (GString                *out,
           const char             *name,
           const ManiculeCasValue *value)
{
  for (guint i = 0; i < value->n; i++)
    {
      g_string_append (out, "<");
      g_string_append (out, name);
      g_string_append (out, ">");
      manicule_xml_append_text (out, value->texts[i] != NULL ? value->texts[i] : "", -1);
      g_string_append_printf (out, "</%s>", name);
    }
}

/* The attribute, and in @inner the elements within, of one value. */
static void
put_value (Writing                *self,
           const char             *name,
           const ManiculeCasValue *value,
           GString                *out,
           GString                *inner)
{
  g_autofree char *ids = NULL;

  switch (value->kind)
    {
    case MANICULE_CAS_REFERENCE:
    case MANICULE_CAS_REFERENCES:
      ids = join_ids (value->ids, value->n);
      manicule_xml_append_attribute (out, name, ids);
      break;

    case MANICULE_CAS_STRINGS:
      if (value->n == 0)
        manicule_xml_append_attribute (out, name, "");
      put_texts (inner, name, value);
      break;

    case MANICULE_CAS_BOOLEAN:
    case MANICULE_CAS_INTEGER:
    case MANICULE_CAS_NUMBER:
    case MANICULE_CAS_STRING:
    case MANICULE_CAS_NUMBERS:
    default:
      manicule_xml_append_attribute (out, name, value->text);
      break;
    }
}

static void
close_element (Writing    *self,
               const char *element,
               GString    *inner)
{
  if (inner->len == 0)
    g_string_append (self->out, "/>\n");
  else
    g_string_append_printf (self->out, ">%s</%s>\n", inner->str, element);
}

/* An array that has an id of its own. */
static guint
put_array (Writing                *self,
           const ManiculeCasValue *value)
{
  const char *type = value->kind == MANICULE_CAS_STRINGS ? "uima.cas.StringArray" : "uima.cas.FSArray";
  g_autofree char *element = dup_element_name (self, type);
  g_autoptr(GString) inner = g_string_new (NULL);
  guint id = value->array_id != 0 ? value->array_id : self->next_id++;

  g_string_append_printf (self->out, "    <%s xmi:id=\"%u\"", element, id);
  put_value (self, "elements", value, self->out, inner);
  close_element (self, element, inner);

  return id;
}

static gboolean
is_shared_array (Writing                    *self,
                 const ManiculeCasStructure *structure,
                 const ManiculeCasValue     *value)
{
  const ManiculeCasFeature *feature;

  if (value->kind != MANICULE_CAS_REFERENCES && value->kind != MANICULE_CAS_STRINGS)
    return FALSE;
  feature = manicule_cas_types_find_feature (self->cas->types, structure->type, value->name);

  return feature != NULL && feature->is_shared && !manicule_cas_is_array (structure->type);
}

static void
put_structure (Writing                    *self,
               const ManiculeCasStructure *structure)
{
  const ManiculeCasValue *values = manicule_cas_get_values (self->cas, structure);
  g_autofree char *element = dup_element_name (self, structure->type);
  g_autoptr(GString) attributes = g_string_new (NULL);
  g_autoptr(GString) inner = g_string_new (NULL);

  for (guint i = 0; i < structure->n_values; i++)
    {
      if (is_shared_array (self, structure, &values[i]))
        manicule_xml_append_uint (attributes, values[i].name, put_array (self, &values[i]));
      else
        put_value (self, values[i].name, &values[i], attributes, inner);
    }

  g_string_append_printf (self->out, "    <%s xmi:id=\"%u\"", element, structure->id);
  if (structure->sofa != 0)
    manicule_xml_append_uint (self->out, "sofa", structure->sofa);
  if (structure->has_offsets)
    g_string_append_printf (self->out, " begin=\"%" G_GUINT64_FORMAT "\" end=\"%" G_GUINT64_FORMAT "\"", structure->begin,
                            structure->end);
  g_string_append_len (self->out, attributes->str, (gssize) attributes->len);
  close_element (self, element, inner);
}

static void
put_view (Writing               *self,
          const ManiculeCasView *view,
          guint                  number)
{
  if (view->is_missing)
    return;

  g_string_append_printf (self->out, "    <cas:Sofa xmi:id=\"%u\" sofaNum=\"%u\"", view->id, number);
  manicule_xml_append_attribute (self->out, "sofaID", view->name);
  manicule_xml_append_attribute (self->out, "mimeType", view->mime);
  manicule_xml_append_attribute (self->out, "sofaString", view->text);
  manicule_xml_append_attribute (self->out, "sofaURI", view->uri);
  g_string_append (self->out, "/>\n");
}

/* The initial view is the first; the others count from two. */
static void
put_views (Writing *self)
{
  guint n_others = 1;

  for (guint i = 0; i < self->cas->views->len; i++)
    {
      const ManiculeCasView *view = &g_array_index (self->cas->views, ManiculeCasView, i);

      put_view (self, view, strcmp (view->name, "_InitialView") == 0 ? 1 : ++n_others);
    }
}

static void
put_members (Writing               *self,
             const ManiculeCasView *view,
             guint                  number)
{
  gboolean is_first = TRUE;

  g_string_append_printf (self->out, "    <cas:View sofa=\"%u\" members=\"", view->id);
  for (guint i = 0; i < self->cas->structures->len; i++)
    {
      const ManiculeCasStructure *structure = manicule_cas_get (self->cas, i);

      if (!(structure->views & (1u << number)))
        continue;
      g_string_append_printf (self->out, "%s%u", is_first ? "" : " ", structure->id);
      is_first = FALSE;
    }
  g_string_append (self->out, "\"/>\n");
}

/**
 * manicule_cas_write_xmi:
 * @self: a CAS
 *
 * Returns: (transfer full): the CAS as XMI
 */
char *
manicule_cas_write_xmi (ManiculeCas *self)
{
  Writing writing = { .cas = self, .next_id = manicule_cas_find_free_id (self) };
  GString *whole = g_string_new (MANICULE_XML_DECLARATION "<xmi:XMI xmlns:xmi=\"" XMI "\"");

  writing.prefixes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  writing.taken = g_hash_table_new (g_str_hash, g_str_equal);
  writing.declared = g_string_new (NULL);
  writing.out = g_string_new (NULL);

  get_prefix (&writing, "uima.cas");
  for (guint i = 0; i < self->structures->len; i++)
    put_structure (&writing, manicule_cas_get (self, i));
  put_views (&writing);
  for (guint i = 0; i < self->views->len; i++)
    put_members (&writing, &g_array_index (self->views, ManiculeCasView, i), i);

  g_string_append_printf (whole, "%s xmi:version=\"2.0\">\n    <cas:NULL xmi:id=\"0\"/>\n", writing.declared->str);
  g_string_append_len (whole, writing.out->str, (gssize) writing.out->len);
  g_string_append (whole, "</xmi:XMI>\n");

  g_hash_table_unref (writing.prefixes);
  g_hash_table_unref (writing.taken);
  g_string_free (writing.declared, TRUE);
  g_string_free (writing.out, TRUE);

  return g_string_free_and_steal (whole);
}
