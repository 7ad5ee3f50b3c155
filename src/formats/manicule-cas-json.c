/* manicule-cas-json.c: UIMA CAS JSON 0.4, read
 *
 * What annotations and sets carry has the same form, with arrays as they are in memory: "@links":[76,79].
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-cas-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  ManiculeCas         *cas;
  ManiculeFormatInput *input;   /* (nullable): what is carried is not reported */
  GArray              *ids;     /* (owned) (element-type guint) */
  GPtrArray           *texts;   /* (owned) (element-type utf8) */
} Reading;

static gboolean
report (Reading            *self,
        ManiculeJsonValue   value,
        const char         *code,
        GError            **error,
        const char         *message)
{
  return self->input == NULL ||
         manicule_format_input_report (self->input, MANICULE_FINDING_ERROR, code, manicule_json_get_line (value), error,
                                       "%s", message);
}

/* --- types --- */

static gboolean
is_kind (ManiculeJsonValue value,
         ManiculeJsonKind  kind)
{
  return manicule_json_get_kind (value) == kind;
}

static const char *
get_text (ManiculeJsonValue  object,
          const char        *name)
{
  ManiculeJsonValue value;

  if (!is_kind (object, MANICULE_JSON_OBJECT))
    return NULL;

  value = manicule_json_find (object, name);

  return is_kind (value, MANICULE_JSON_STRING) ? manicule_json_as_string (value) : NULL;
}

static void
read_type (ManiculeCas       *cas,
           const char        *name,
           ManiculeJsonValue  value)
{
  const char *supertype = get_text (value, "%SUPER_TYPE");
  ManiculeCasType *type;
  ManiculeJsonIter iter;

  if (!is_kind (value, MANICULE_JSON_OBJECT) || *name == '\0')
    return;

  type = manicule_cas_types_declare (cas->types, name, supertype != NULL ? supertype : "uima.cas.TOP");
  manicule_json_iter_init (&iter, value);
  while (manicule_json_iter_next (&iter))
    {
      const char *range = is_kind (iter.value, MANICULE_JSON_OBJECT) ? get_text (iter.value, "%RANGE") : NULL;
      ManiculeCasFeature feature = { .name = iter.name, .range = range };

      if (iter.name[0] == '%' || iter.name[0] == '\0' || range == NULL)
        continue;
      feature.element_type = get_text (iter.value, "%ELEMENT_TYPE");
      feature.is_shared = is_kind (manicule_json_find (iter.value, "%SHARED"), MANICULE_JSON_BOOLEAN);
      manicule_cas_types_add_feature (cas->types, type, &feature);
    }
}

/**
 * manicule_cas_read_json_types:
 * @self: a CAS
 * @types: the member "%TYPES"
 *
 * Adds the types to those of @self.
 */
void
manicule_cas_read_json_types (ManiculeCas       *self,
                              ManiculeJsonValue  types)
{
  ManiculeJsonIter iter;

  if (!is_kind (types, MANICULE_JSON_OBJECT))
    return;

  manicule_json_iter_init (&iter, types);
  while (manicule_json_iter_next (&iter))
    read_type (self, iter.name, iter.value);
}

/* --- values --- */

/* The text of a number as it stands; NULL for what is none. */
static char *
dup_number (ManiculeJsonValue value)
{
  if (!is_kind (value, MANICULE_JSON_INTEGER) && !is_kind (value, MANICULE_JSON_NUMBER))
    return NULL;

  return manicule_json_dup_raw (value);
}

static guint
get_id (ManiculeJsonValue value)
{
  g_autofree char *text = is_kind (value, MANICULE_JSON_INTEGER) ? manicule_json_dup_raw (value) : NULL;

  return text != NULL ? manicule_cas_parse_id (text) : 0;
}

static void
collect_ids (Reading           *self,
             ManiculeJsonValue  array)
{
  ManiculeJsonIter iter;

  g_array_set_size (self->ids, 0);
  manicule_json_iter_init (&iter, array);
  while (manicule_json_iter_next (&iter))
    {
      guint id = get_id (iter.value);

      g_array_append_val (self->ids, id);
    }
}

static void
collect_texts (Reading           *self,
               ManiculeJsonValue  array)
{
  ManiculeJsonIter iter;

  g_ptr_array_set_size (self->texts, 0);
  manicule_json_iter_init (&iter, array);
  while (manicule_json_iter_next (&iter))
    g_ptr_array_add (self->texts, (gpointer) (is_kind (iter.value, MANICULE_JSON_STRING) ? manicule_json_as_string (iter.value) : NULL));
}

static char *
join_numbers (ManiculeJsonValue array)
{
  GString *joined = g_string_new (NULL);
  ManiculeJsonIter iter;

  manicule_json_iter_init (&iter, array);
  while (manicule_json_iter_next (&iter))
    {
      g_autofree char *raw = is_kind (iter.value, MANICULE_JSON_STRING) ? g_strdup (manicule_json_as_string (iter.value))
                                                                        : manicule_json_dup_raw (iter.value);

      g_string_append_printf (joined, "%s%s", joined->len > 0 ? " " : "", raw);
    }

  return g_string_free_and_steal (joined);
}

static void
add_strings (Reading           *self,
             const char        *name,
             ManiculeJsonValue  array)
{
  collect_texts (self, array);
  manicule_cas_add_strings (self->cas, name, (const char * const *) self->texts->pdata, self->texts->len, 0);
}

static void
add_ids (Reading           *self,
         const char        *name,
         ManiculeJsonValue  array)
{
  collect_ids (self, array);
  manicule_cas_add_references (self->cas, name, (const guint *) (gconstpointer) self->ids->data, self->ids->len, 0);
}

static void
add_numbers (Reading           *self,
             const char        *name,
             ManiculeJsonValue  array)
{
  g_autofree char *joined = join_numbers (array);

  manicule_cas_add_text (self->cas, name, MANICULE_CAS_NUMBERS, joined);
}

/* The member "%ELEMENTS" of an array. Bytes stand there as Base64. */
static void
add_elements (Reading           *self,
              const char        *type,
              ManiculeJsonValue  value)
{
  if (is_kind (value, MANICULE_JSON_STRING))
    manicule_cas_add_text (self->cas, "elements", MANICULE_CAS_STRING, manicule_json_as_string (value));
  else if (!is_kind (value, MANICULE_JSON_ARRAY))
    return;
  else if (strcmp (type, "uima.cas.StringArray") == 0 || strcmp (type, "uima.cas.String[]") == 0)
    add_strings (self, "elements", value);
  else if (strcmp (type, "uima.cas.FSArray") == 0 || (g_str_has_suffix (type, "[]") && !g_str_has_prefix (type, "uima.cas.")))
    add_ids (self, "elements", value);
  else if (strcmp (type, "uima.cas.TOP[]") == 0 || strcmp (type, "uima.cas.AnnotationBase[]") == 0)
    add_ids (self, "elements", value);
  else
    add_numbers (self, "elements", value);
}

/* A whole number where the feature is a number with a fraction is one. */
static ManiculeCasKind
get_number_kind (Reading           *self,
                 const char        *type,
                 const char        *name,
                 ManiculeJsonValue  value)
{
  const ManiculeCasFeature *feature = manicule_cas_types_find_feature (self->cas->types, type, name);

  if (is_kind (value, MANICULE_JSON_NUMBER))
    return MANICULE_CAS_NUMBER;

  return manicule_cas_types_get_range (self->cas->types, feature) == MANICULE_CAS_RANGE_NUMBER ? MANICULE_CAS_NUMBER
                                                                                               : MANICULE_CAS_INTEGER;
}

/* "@name": where it leads; "#name": a number as a text. */
static void
add_special_feature (Reading           *self,
                     char               mark,
                     const char        *name,
                     ManiculeJsonValue  value)
{
  if (mark == '@' && is_kind (value, MANICULE_JSON_ARRAY))
    add_ids (self, name, value);
  else if (mark == '@' && is_kind (value, MANICULE_JSON_INTEGER))
    manicule_cas_add_reference (self->cas, name, get_id (value));
  else if (mark == '#' && is_kind (value, MANICULE_JSON_ARRAY))
    add_numbers (self, name, value);
  else if (mark == '#' && is_kind (value, MANICULE_JSON_STRING))
    manicule_cas_add_text (self->cas, name, MANICULE_CAS_NUMBER, manicule_json_as_string (value));
}

static void
add_feature (Reading           *self,
             const char        *type,
             const char        *name,
             ManiculeJsonValue  value)
{
  g_autofree char *number = dup_number (value);

  if (number != NULL)
    manicule_cas_add_text (self->cas, name, get_number_kind (self, type, name, value), number);
  else if (is_kind (value, MANICULE_JSON_STRING))
    manicule_cas_add_text (self->cas, name, MANICULE_CAS_STRING, manicule_json_as_string (value));
  else if (is_kind (value, MANICULE_JSON_BOOLEAN))
    manicule_cas_add_text (self->cas, name, MANICULE_CAS_BOOLEAN, manicule_json_as_boolean (value) ? "true" : "false");
  else if (is_kind (value, MANICULE_JSON_ARRAY))
    add_strings (self, name, value);
}

static gboolean
read_offset (Reading            *self,
             ManiculeJsonValue   value,
             guint64            *offset,
             GError            **error)
{
  g_autofree char *text = is_kind (value, MANICULE_JSON_INTEGER) ? manicule_json_dup_raw (value) : NULL;

  if (text != NULL && g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, offset, NULL))
    return TRUE;

  *offset = G_MAXUINT64;

  return report (self, value, "bad-offset", error, _("this is no offset, which is a whole number from 0 on"));
}

static gboolean
read_feature (Reading            *self,
              const char         *type,
              const char         *name,
              ManiculeJsonValue   value,
              guint              *n_offsets,
              GError            **error)
{
  ManiculeCasStructure *structure = manicule_cas_get_last (self->cas);
  const char *bare = *name == '^' ? name + 1 : name;

  if (strcmp (name, "@sofa") == 0)
    structure->sofa = get_id (value);
  else if (strcmp (bare, "begin") == 0 || strcmp (bare, "end") == 0)
    {
      (*n_offsets)++;
      return read_offset (self, value, *bare == 'b' ? &structure->begin : &structure->end, error);
    }
  else if (strcmp (name, "%ELEMENTS") == 0)
    add_elements (self, type, value);
  else if (*name == '%' || *name == '\0')
    return TRUE;
  else if ((*name == '@' || *name == '#') && name[1] != '\0')
    add_special_feature (self, *name, name + 1, value);
  else
    add_feature (self, type, bare, value);

  return TRUE;
}

/* --- structures --- */

static gboolean
read_sofa (Reading            *self,
           ManiculeJsonValue   object,
           guint               id,
           GError            **error)
{
  const char *name = get_text (object, "sofaID");
  const char *mime = get_text (object, "mimeType");
  const char *text = get_text (object, "sofaString");
  const char *uri = get_text (object, "sofaURI");
  ManiculeCas *cas = self->cas;
  ManiculeCasView *view;

  if (manicule_cas_find_view (cas, id, NULL) != NULL || manicule_cas_find (cas, id) != NULL)
    return report (self, object, "duplicate-id", error, _("the id is that of a structure before; this one was left out"));
  if (cas->views->len == MANICULE_CAS_MAX_VIEWS)
    return report (self, object, "too-many-views", error, _("there are more views than are read; this one was left out"));

  view = manicule_cas_add_view (cas, id, name != NULL ? name : "_InitialView", manicule_json_get_line (object));
  view->mime = mime != NULL ? g_string_chunk_insert (cas->strings, mime) : NULL;
  view->text = text != NULL ? g_string_chunk_insert (cas->strings, text) : NULL;
  view->uri = uri != NULL ? g_string_chunk_insert (cas->strings, uri) : NULL;

  return TRUE;
}

static gboolean
read_structure (Reading            *self,
                ManiculeJsonValue   object,
                const char         *key,
                GError            **error)
{
  const char *type = is_kind (object, MANICULE_JSON_OBJECT) ? get_text (object, "%TYPE") : NULL;
  guint id = key != NULL ? manicule_cas_parse_id (key) : 0;
  guint n_offsets = 0;
  ManiculeJsonIter iter;

  if (id == 0 && type != NULL)
    id = get_id (manicule_json_find (object, "%ID"));
  if (type == NULL || *type == '\0' || id == 0)
    return report (self, object, "bad-structure", error,
                   _("a structure has a “%TYPE” and an “%ID” that is a number above 0; this one was left out"));
  if (strcmp (type, "uima.cas.Sofa") == 0)
    return read_sofa (self, object, id, error);
  if (!manicule_cas_begin (self->cas, id, type, manicule_json_get_line (object)))
    return report (self, object, "duplicate-id", error, _("the id is that of a structure before; this one was left out"));

  manicule_json_iter_init (&iter, object);
  while (manicule_json_iter_next (&iter))
    if (!read_feature (self, type, iter.name, iter.value, &n_offsets, error))
      return FALSE;
  manicule_cas_get_last (self->cas)->has_offsets = n_offsets == 2;
  manicule_json_reader_drop_strings (object.reader);

  return TRUE;
}

static void
reading_init (Reading             *self,
              ManiculeCas         *cas,
              ManiculeFormatInput *input)
{
  self->cas = cas;
  self->input = input;
  self->ids = g_array_new (FALSE, FALSE, sizeof (guint));
  self->texts = g_ptr_array_new ();
}

static void
reading_clear (Reading *self)
{
  g_array_unref (self->ids);
  g_ptr_array_unref (self->texts);
}

/**
 * manicule_cas_read_json_structures:
 * @self: a CAS
 * @input: (nullable): for findings
 * @structures: the member "%FEATURE_STRUCTURES": an array, or an object by id
 * @error: return location
 *
 * Adds the structures.
 *
 * Returns: FALSE with an error where the first fault fails
 */
gboolean
manicule_cas_read_json_structures (ManiculeCas          *self,
                                   ManiculeFormatInput  *input,
                                   ManiculeJsonValue     structures,
                                   GError              **error)
{
  Reading reading;
  ManiculeJsonIter iter;
  gboolean success = TRUE;

  if (!is_kind (structures, MANICULE_JSON_ARRAY) && !is_kind (structures, MANICULE_JSON_OBJECT))
    return TRUE;

  reading_init (&reading, self, input);
  manicule_json_iter_init (&iter, structures);
  while (success && manicule_json_iter_next (&iter))
    success = read_structure (&reading, iter.value, iter.name, error);
  reading_clear (&reading);

  return success;
}

/**
 * manicule_cas_read_json_values:
 * @self: a CAS with a structure
 * @features: an object of features
 *
 * Adds these to the last structure.
 */
void
manicule_cas_read_json_values (ManiculeCas       *self,
                               ManiculeJsonValue  features)
{
  const char *type = manicule_cas_get_last (self)->type;
  guint n_offsets = 0;
  Reading reading;
  ManiculeJsonIter iter;

  if (!is_kind (features, MANICULE_JSON_OBJECT))
    return;

  reading_init (&reading, self, NULL);
  manicule_json_iter_init (&iter, features);
  while (manicule_json_iter_next (&iter))
    read_feature (&reading, type, iter.name, iter.value, &n_offsets, NULL);
  if (n_offsets == 2)
    manicule_cas_get_last (self)->has_offsets = TRUE;
  reading_clear (&reading);
}

/* --- views --- */

static gboolean
read_view (Reading            *self,
           const char         *name,
           ManiculeJsonValue   object,
           GError            **error)
{
  guint sofa = is_kind (object, MANICULE_JSON_OBJECT) ? get_id (manicule_json_find (object, "%SOFA")) : 0;
  ManiculeJsonValue members;
  guint number = 0;

  if (sofa == 0)
    return report (self, object, "bad-view", error, _("a view has a “%SOFA” that is the id of one"));
  if (manicule_cas_find_view (self->cas, sofa, &number) == NULL)
    {
      if (self->cas->views->len == MANICULE_CAS_MAX_VIEWS)
        return report (self, object, "too-many-views", error, _("there are more views than are read; this one was left out"));
      manicule_cas_add_view (self->cas, sofa, name, manicule_json_get_line (object))->is_missing = TRUE;
      number = self->cas->views->len - 1;
    }

  members = manicule_json_find (object, "%MEMBERS");
  if (!is_kind (members, MANICULE_JSON_ARRAY))
    return TRUE;

  collect_ids (self, members);
  for (guint i = 0; i < self->ids->len; i++)
    {
      ManiculeCasStructure *structure = manicule_cas_find (self->cas, g_array_index (self->ids, guint, i));

      if (structure != NULL)
        structure->views |= 1u << number;
      else if (!report (self, members, "member-missing", error, _("the view lists a structure that is not there")))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_views (ManiculeCas          *self,
            ManiculeFormatInput  *input,
            ManiculeJsonValue     views,
            GError              **error)
{
  Reading reading;
  ManiculeJsonIter iter;
  gboolean success = TRUE;

  if (!is_kind (views, MANICULE_JSON_OBJECT))
    return TRUE;

  reading_init (&reading, self, input);
  manicule_json_iter_init (&iter, views);
  while (success && manicule_json_iter_next (&iter))
    success = read_view (&reading, iter.name, iter.value, error);
  reading_clear (&reading);

  return success;
}

/**
 * manicule_cas_read_json:
 * @self: a CAS without structures
 * @input: for findings
 * @bytes: the file
 * @error: return location
 *
 * Reads UIMA CAS JSON, in the spelling of the specification or of its implementation.
 *
 * Returns: FALSE with an error when this is no CAS
 */
gboolean
manicule_cas_read_json (ManiculeCas          *self,
                        ManiculeFormatInput  *input,
                        GBytes               *bytes,
                        GError              **error)
{
  g_autoptr(ManiculeJsonReader) reader = manicule_json_reader_new (bytes, manicule_format_input_get_name (input), error);
  ManiculeJsonValue root;

  if (reader == NULL)
    return FALSE;

  root = manicule_json_reader_get_root (reader);
  if (!is_kind (root, MANICULE_JSON_OBJECT) ||
      (!is_kind (manicule_json_find (root, "%VIEWS"), MANICULE_JSON_OBJECT) &&
       is_kind (manicule_json_find (root, "%FEATURE_STRUCTURES"), MANICULE_JSON_ABSENT)))
    {
      manicule_format_input_fail (input, MANICULE_FORMAT_ERROR_DAMAGED, manicule_json_get_line (root), error,
                                  _("this is no CAS: it has neither “%%VIEWS” nor “%%FEATURE_STRUCTURES”"));
      return FALSE;
    }

  manicule_cas_read_json_types (self, manicule_json_find (root, "%TYPES"));
  if (!manicule_cas_read_json_structures (self, input, manicule_json_find (root, "%FEATURE_STRUCTURES"), error) ||
      !read_views (self, input, manicule_json_find (root, "%VIEWS"), error) ||
      !manicule_json_reader_settle (reader, manicule_format_input_get_findings (input), error))
    return FALSE;
  manicule_cas_take_arrays_in (self);

  return TRUE;
}
