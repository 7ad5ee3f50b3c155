/* manicule-cas-json-write.c: UIMA CAS JSON 0.4, written as its Java implementation does
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-cas-json.h"

#include <string.h>

typedef struct
{
  ManiculeCas *cas;
  GString     *out;
  guint        next_id;   /* for arrays and lists */
  gboolean     is_first;  /* of the structures */
} Writing;

/* --- pieces --- */

/* What the Java implementation escapes: controls, and characters beyond the first plane as pairs. */
static void
put_string (GString    *out,
            const char *string)
{
  g_string_append_c (out, '"');
  for (const char *p = string; *p != '\0'; p = g_utf8_next_char (p))
    {
      static const char short_escapes[] = "\bb\tt\nn\ff\rr\"\"\\\\";
      gunichar c = g_utf8_get_char (p);
      const char *escape = NULL;

      for (guint i = 0; i + 1 < sizeof short_escapes && escape == NULL; i += 2)
        if (short_escapes[i] == *p)
          escape = short_escapes + i + 1;

      if (escape != NULL)
        g_string_append_printf (out, "\\%c", *escape);
      else if (c < 0x20)
        g_string_append_printf (out, "\\u%04X", c);
      else if (c > 0xffff)
        g_string_append_printf (out, "\\u%04X\\u%04X", 0xd800 + ((c - 0x10000) >> 10), 0xdc00 + ((c - 0x10000) & 0x3ff));
      else
        g_string_append_unichar (out, c);
    }
  g_string_append_c (out, '"');
}

/* A member on a line of its own; @mark: "@" or "#" before the name, or 0. */
static void
put_name (GString    *out,
          guint       indent,
          gboolean    is_first,
          char        mark,
          const char *name)
{
  char marked[2] = { mark, '\0' };
  g_autofree char *whole = g_strconcat (marked, name, NULL);

  g_string_append_printf (out, "%s\n%*s", is_first ? "" : ",", (int) indent, "");
  put_string (out, whole);
  g_string_append (out, " : ");
}

static void
put_text_member (GString    *out,
                 guint       indent,
                 gboolean    is_first,
                 const char *name,
                 const char *text)
{
  if (text == NULL)
    return;

  put_name (out, indent, is_first, 0, name);
  put_string (out, text);
}

static void
put_uint_member (GString    *out,
                 char        mark,
                 const char *name,
                 guint64     value)
{
  put_name (out, 4, FALSE, mark, name);
  g_string_append_printf (out, "%" G_GUINT64_FORMAT, value);
}

static void
begin_structure (Writing    *self,
                 guint       id,
                 const char *type)
{
  g_string_append_printf (self->out, "%s{\n    \"%%ID\" : %u", self->is_first ? " " : "  }, ", id);
  put_text_member (self->out, 4, FALSE, "%TYPE", type);
  self->is_first = FALSE;
}

static void
end_structure (Writing *self)
{
  g_string_append_c (self->out, '\n');
}

/* --- types --- */

static void
put_feature (GString                  *out,
             const ManiculeCasFeature *feature,
             gboolean                  is_first)
{
  g_autofree char *array = NULL;

  put_name (out, 6, is_first, 0, feature->name);
  g_string_append_c (out, '{');
  put_text_member (out, 8, TRUE, "%NAME", feature->name);
  if (strcmp (feature->range, "uima.cas.FSArray") == 0 && feature->element_type != NULL)
    array = g_strconcat (feature->element_type, "[]", NULL);
  put_text_member (out, 8, FALSE, "%RANGE", array != NULL ? array : feature->range);
  g_string_append (out, "\n      }");
}

static void
put_type (GString         *out,
          ManiculeCasType *type,
          gboolean         is_first)
{
  put_name (out, 4, is_first, 0, type->name);
  g_string_append_c (out, '{');
  put_text_member (out, 6, TRUE, "%NAME", type->name);
  put_text_member (out, 6, FALSE, "%SUPER_TYPE", type->supertype);
  for (guint i = 0; i < type->features->len; i++)
    put_feature (out, &g_array_index (type->features, ManiculeCasFeature, i), FALSE);
  g_string_append (out, "\n    }");
}

static void
put_types (GString     *out,
           ManiculeCas *cas)
{
  g_autoptr(GHashTable) used = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) types = NULL;

  for (guint i = 0; i < cas->structures->len; i++)
    g_hash_table_add (used, (gpointer) manicule_cas_get (cas, i)->type);
  types = manicule_cas_types_list (cas->types, used);

  g_string_append (out, "\n  \"%TYPES\" : {");
  for (guint i = 0; i < types->len; i++)
    put_type (out, types->pdata[i], i == 0);
  g_string_append (out, types->len > 0 ? "\n  }" : " }");
}

/* --- arrays and lists, which are structures here --- */

static void
put_ids (GString     *out,
         const guint *ids,
         guint        n)
{
  g_string_append_c (out, '[');
  for (guint i = 0; i < n; i++)
    g_string_append_printf (out, "%s%u", i > 0 ? ", " : " ", ids[i]);
  g_string_append (out, " ]");
}

static void
put_texts (GString            *out,
           const char * const *texts,
           guint               n)
{
  g_string_append_c (out, '[');
  for (guint i = 0; i < n; i++)
    {
      g_string_append (out, i > 0 ? ", " : " ");
      if (texts[i] != NULL)
        put_string (out, texts[i]);
      else
        g_string_append (out, "null");
    }
  g_string_append (out, " ]");
}

static gboolean
is_json_number (const char *text)
{
  char *end = NULL;

  if (*text == '+' || *text == '.' || strspn (text, "0123456789+-.eE") != strlen (text))
    return FALSE;
  g_ascii_strtod (text, &end);

  return end != text && *end == '\0' && end[-1] != '.' && !(text[*text == '-'] == '0' && g_ascii_isdigit (text[(*text == '-') + 1]));
}

static void
put_number (GString    *out,
            const char *text)
{
  if (is_json_number (text))
    g_string_append (out, text);
  else
    put_string (out, text);
}

static void
put_numbers (GString    *out,
             const char *text)
{
  g_auto(GStrv) numbers = g_strsplit_set (text, " \t\r\n", -1);
  gboolean is_first = TRUE;

  g_string_append_c (out, '[');
  for (guint i = 0; numbers[i] != NULL; i++)
    {
      if (*numbers[i] == '\0')
        continue;
      g_string_append (out, is_first ? " " : ", ");
      put_number (out, numbers[i]);
      is_first = FALSE;
    }
  g_string_append (out, " ]");
}

static void
put_elements (GString                *out,
              const ManiculeCasValue *value)
{
  put_name (out, 4, FALSE, 0, "%ELEMENTS");
  if (value->kind == MANICULE_CAS_REFERENCES || value->kind == MANICULE_CAS_REFERENCE)
    put_ids (out, value->ids, value->n);
  else if (value->kind == MANICULE_CAS_STRINGS)
    put_texts (out, value->texts, value->n);
  else if (value->kind == MANICULE_CAS_NUMBERS)
    put_numbers (out, value->text);
  else
    put_string (out, value->text);
}

static char *
dup_array_type (const ManiculeCasFeature *feature,
                const ManiculeCasValue   *value)
{
  const char *range = feature != NULL ? feature->range : "";

  if (value->kind == MANICULE_CAS_STRINGS)
    return g_strdup ("uima.cas.StringArray");
  if (g_str_has_suffix (range, "[]") || (value->kind == MANICULE_CAS_NUMBERS && g_str_has_suffix (range, "Array")))
    return g_strdup (range);
  if (value->kind == MANICULE_CAS_NUMBERS)
    return g_strdup ("uima.cas.DoubleArray");

  return feature != NULL && feature->element_type != NULL ? g_strconcat (feature->element_type, "[]", NULL)
                                                          : g_strdup ("uima.cas.FSArray");
}

/* The nodes of a list from the last to the first, whose id is returned. */
static guint
put_list (Writing                *self,
          const char             *range,
          const ManiculeCasValue *value)
{
  const char *name = range + strlen ("uima.cas.");
  g_autofree char *empty = g_strconcat ("uima.cas.Empty", name, NULL);
  g_autofree char *node = g_strconcat ("uima.cas.NonEmpty", name, NULL);
  guint tail = self->next_id++;

  begin_structure (self, tail, empty);
  end_structure (self);
  for (guint i = value->n; i-- > 0;)
    {
      guint id = self->next_id++;

      begin_structure (self, id, node);
      if (value->kind == MANICULE_CAS_REFERENCES)
        put_uint_member (self->out, '@', "head", value->ids[i]);
      else
        put_text_member (self->out, 4, FALSE, "head", value->texts[i]);
      put_uint_member (self->out, '@', "tail", tail);
      end_structure (self);
      tail = id;
    }

  return tail;
}

/* The id of the structure that holds the elements of @value, which is put before the one that leads there. */
static guint
put_array (Writing                    *self,
           const ManiculeCasStructure *structure,
           const ManiculeCasValue     *value)
{
  const ManiculeCasFeature *feature = manicule_cas_types_find_feature (self->cas->types, structure->type, value->name);
  g_autofree char *type = NULL;
  guint id;

  if (feature != NULL && value->kind != MANICULE_CAS_NUMBERS && g_str_has_prefix (feature->range, "uima.cas.") &&
      g_str_has_suffix (feature->range, "List"))
    return put_list (self, feature->range, value);

  type = dup_array_type (feature, value);
  id = value->array_id != 0 ? value->array_id : self->next_id++;
  begin_structure (self, id, type);
  put_elements (self->out, value);
  end_structure (self);

  return id;
}

/* --- structures --- */

static void
put_value (GString                *out,
           const ManiculeCasValue *value,
           guint                   array)
{
  switch (value->kind)
    {
    case MANICULE_CAS_REFERENCE:
      put_uint_member (out, '@', value->name, value->ids[0]);
      break;

    case MANICULE_CAS_REFERENCES:
    case MANICULE_CAS_STRINGS:
    case MANICULE_CAS_NUMBERS:
      put_uint_member (out, '@', value->name, array);
      break;

    case MANICULE_CAS_INTEGER:
    case MANICULE_CAS_NUMBER:
      put_name (out, 4, FALSE, is_json_number (value->text) ? 0 : '#', value->name);
      put_number (out, value->text);
      break;

    case MANICULE_CAS_BOOLEAN:
      put_name (out, 4, FALSE, 0, value->name);
      g_string_append (out, value->text);
      break;

    case MANICULE_CAS_STRING:
    default:
      put_text_member (out, 4, FALSE, value->name, value->text);
      break;
    }
}

static void
put_structure (Writing                    *self,
               const ManiculeCasStructure *structure)
{
  const ManiculeCasValue *values = manicule_cas_get_values (self->cas, structure);
  gboolean is_array = manicule_cas_is_array (structure->type);
  g_autofree guint *arrays = g_new0 (guint, MAX (structure->n_values, 1));

  for (guint i = 0; i < structure->n_values; i++)
    if (!is_array && values[i].kind >= MANICULE_CAS_REFERENCES)
      arrays[i] = put_array (self, structure, &values[i]);

  begin_structure (self, structure->id, structure->type);
  if (structure->sofa != 0)
    put_uint_member (self->out, '@', "sofa", structure->sofa);
  if (structure->has_offsets)
    {
      put_uint_member (self->out, 0, "begin", structure->begin);
      put_uint_member (self->out, 0, "end", structure->end);
    }
  for (guint i = 0; i < structure->n_values; i++)
    {
      if (is_array && strcmp (values[i].name, "elements") == 0)
        put_elements (self->out, &values[i]);
      else
        put_value (self->out, &values[i], arrays[i]);
    }
  end_structure (self);
}

/* The first view is the initial one; the others count from two. */
static void
put_sofa (Writing               *self,
          const ManiculeCasView *view,
          guint                  number)
{
  begin_structure (self, view->id, "uima.cas.Sofa");
  put_uint_member (self->out, 0, "sofaNum", number);
  put_text_member (self->out, 4, FALSE, "sofaID", view->name);
  put_text_member (self->out, 4, FALSE, "mimeType", view->mime);
  put_text_member (self->out, 4, FALSE, "sofaURI", view->uri);
  put_text_member (self->out, 4, FALSE, "sofaString", view->text);
  end_structure (self);
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  guint first = *(const guint *) a, second = *(const guint *) b;

  return first < second ? -1 : first > second;
}

static void
put_view (GString               *out,
          ManiculeCas           *cas,
          const ManiculeCasView *view,
          guint                  number)
{
  g_autoptr(GArray) members = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < cas->structures->len; i++)
    if (manicule_cas_get (cas, i)->views & (1u << number))
      g_array_append_val (members, manicule_cas_get (cas, i)->id);
  g_array_sort (members, compare_ids);

  put_name (out, 4, number == 0, 0, view->name);
  g_string_append_printf (out, "{\n      \"%%SOFA\" : %u,\n      \"%%MEMBERS\" : ", view->id);
  put_ids (out, (const guint *) (gconstpointer) members->data, members->len);
  g_string_append (out, "\n    }");
}

static void
put_structures (GString     *out,
                ManiculeCas *cas)
{
  Writing writing = { .cas = cas, .out = g_string_new (NULL), .is_first = TRUE };
  guint n_others = 1;

  writing.next_id = manicule_cas_find_free_id (cas);
  for (guint i = 0; i < cas->views->len; i++)
    {
      const ManiculeCasView *view = &g_array_index (cas->views, ManiculeCasView, i);

      if (!view->is_missing)
        put_sofa (&writing, view, strcmp (view->name, "_InitialView") == 0 ? 1 : ++n_others);
    }
  for (guint i = 0; i < cas->structures->len; i++)
    put_structure (&writing, manicule_cas_get (cas, i));

  if (!writing.is_first)
    {
      g_string_append (out, ",\n  \"%FEATURE_STRUCTURES\" : [");
      g_string_append_len (out, writing.out->str, (gssize) writing.out->len);
      g_string_append (out, "  } ]");
    }
  g_string_free (writing.out, TRUE);
}

/**
 * manicule_cas_write_json:
 * @self: a CAS
 *
 * Returns: (transfer full): the CAS as CAS JSON
 */
char *
manicule_cas_write_json (ManiculeCas *self)
{
  GString *out = g_string_new ("{");

  put_types (out, self);
  put_structures (out, self);
  g_string_append (out, ",\n  \"%VIEWS\" : {");
  for (guint i = 0; i < self->views->len; i++)
    put_view (out, self, &g_array_index (self->views, ManiculeCasView, i), i);
  g_string_append (out, self->views->len > 0 ? "\n  }\n}" : " }\n}");

  return g_string_free_and_steal (out);
}
