/* manicule-format-bdoc.c: bdoc, the JSON of GATE's Python, a file for each article
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-input.h"
#include "manicule-format-offsets.h"
#include "manicule-format-output.h"
#include "manicule-gate.h"
#include "manicule-gzip.h"
#include "manicule-json-carried.h"
#include "manicule-json-writer.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* What is carried: of features {"features":{…}}; of documents also other members; of sets {"set":NAME}. */
#define BDOC "bdoc"

static const char * const suffixes[] = { "bdocjs", "bdoc", "json", "gz", NULL };
static const char * const known_members[] = { "text", "features", "offset_type", "annotation_sets", NULL };

static guint
sniff_json (const char *name,
            const char *head)
{
  const char *p = g_str_has_prefix (head, "\xef\xbb\xbf") ? head + 3 : head;
  g_autofree char *lower = g_ascii_strdown (name, -1);
  gboolean is_named = g_str_has_suffix (lower, ".bdocjs") || g_str_has_suffix (lower, ".bdoc");

  p += strspn (p, " \t\r\n");
  if (*p != '{')
    return 0;
  if (strstr (p, "\"annotation_sets\"") != NULL)
    return 95;

  return is_named && strstr (p, "\"text\"") != NULL ? 80 : 0;
}

/* The name without what says that the file is packed. */
static char *
dup_inner_name (const char *name)
{
  gsize length = strlen (name);
  gboolean has_suffix = length > 3 && g_ascii_strcasecmp (name + length - 3, ".gz") == 0;

  return g_strndup (name, has_suffix ? length - 3 : length);
}

static guint
sniff (const char *name,
       const char *head,
       gsize       length)
{
  g_autofree char *inner = NULL;
  g_autofree char *contents = NULL;

  if (!manicule_gzip_is (head, length))
    return sniff_json (name, head);

  inner = dup_inner_name (name);
  contents = manicule_gzip_peek (head, length, MANICULE_FORMAT_HEAD_BYTES);

  return contents != NULL ? sniff_json (inner, contents) : 0;
}

/* --- reading --- */

static gboolean
is_kind (ManiculeJsonValue value,
         ManiculeJsonKind  kind)
{
  return manicule_json_get_kind (value) == kind;
}

static GVariant *
make_list (ManiculeJsonValue array)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new ();
  ManiculeJsonIter iter;

  manicule_json_iter_init (&iter, array);
  while (manicule_json_iter_next (&iter))
    {
      if (!is_kind (iter.value, MANICULE_JSON_STRING))
        return NULL;
      g_ptr_array_add (texts, (gpointer) manicule_json_as_string (iter.value));
    }

  return g_variant_new_strv ((const char * const *) texts->pdata, texts->len);
}

/* (nullable): a floating value; NULL for what can be no attribute. */
static GVariant *
make_variant (ManiculeJsonValue value)
{
  g_autofree char *raw = NULL;
  gint64 whole;
  double number;

  switch (manicule_json_get_kind (value))
    {
    case MANICULE_JSON_BOOLEAN:
      return g_variant_new_boolean (manicule_json_as_boolean (value));

    case MANICULE_JSON_INTEGER:
      raw = manicule_json_dup_raw (value);
      return g_ascii_string_to_signed (raw, 10, G_MININT64, G_MAXINT64, &whole, NULL) ? g_variant_new_int64 (whole) : NULL;

    case MANICULE_JSON_NUMBER:
      raw = manicule_json_dup_raw (value);
      number = g_ascii_strtod (raw, NULL);
      return isfinite (number) ? g_variant_new_double (number) : NULL;

    case MANICULE_JSON_STRING:
      return g_variant_new_string (manicule_json_as_string (value));

    case MANICULE_JSON_ARRAY:
      return make_list (value);

    case MANICULE_JSON_ABSENT:
    case MANICULE_JSON_NULL:
    case MANICULE_JSON_OBJECT:
    default:
      return NULL;
    }
}

static void
add_features (ManiculeGateItem  *item,
              ManiculeJsonValue  features)
{
  ManiculeJsonIter iter;

  if (!is_kind (features, MANICULE_JSON_OBJECT))
    return;

  manicule_json_iter_init (&iter, features);
  while (manicule_json_iter_next (&iter))
    {
      GVariant *value = make_variant (iter.value);

      if (value == NULL || !manicule_gate_item_add (item, iter.name, value))
        {
          g_autofree char *raw = manicule_json_dup_raw (iter.value);

          manicule_gate_item_carry (item, iter.name, raw);
        }
    }
}

static gboolean
get_offset (ManiculeJsonValue  annotation,
            const char        *name,
            guint64           *offset)
{
  ManiculeJsonValue value = manicule_json_find (annotation, name);
  g_autofree char *raw = is_kind (value, MANICULE_JSON_INTEGER) ? manicule_json_dup_raw (value) : NULL;

  return raw != NULL && g_ascii_string_to_unsigned (raw, 10, 0, G_MAXUINT64, offset, NULL);
}

typedef struct
{
  ManiculeFormatInput *input;
  ManiculeText        *text;   /* (not owned) */
  ManiculeOffsetUnit   unit;
  guint                next_id;
} Reading;

static char *
dup_id (Reading           *self,
        ManiculeJsonValue  annotation)
{
  ManiculeJsonValue value = manicule_json_find (annotation, "id");
  g_autofree char *raw = is_kind (value, MANICULE_JSON_INTEGER) ? manicule_json_dup_raw (value) : NULL;

  return raw != NULL && manicule_id_is_valid (raw) ? g_steal_pointer (&raw) : g_strdup_printf ("a%u", ++self->next_id);
}

/* NULL with a finding where that is none; FALSE with an error where the first finding fails. */
static gboolean
read_annotation (Reading             *self,
                 ManiculeJsonValue    value,
                 ManiculeAnnotation **annotation,
                 GError             **error)
{
  guint line = manicule_json_get_line (value);
  ManiculeForeignRange foreign;
  ManiculeRange range;
  ManiculeJsonValue type;
  g_autoptr(ManiculeGateItem) item = NULL;
  g_autofree char *id = NULL;

  *annotation = NULL;
  if (!is_kind (value, MANICULE_JSON_OBJECT))
    return manicule_format_input_report (self->input, MANICULE_FINDING_ERROR, "bad-annotation", line, error,
                                         _("this is no annotation; it was left out"));

  type = manicule_json_find (value, "type");
  id = dup_id (self, value);
  if (!is_kind (type, MANICULE_JSON_STRING) || *manicule_json_as_string (type) == '\0' ||
      !get_offset (value, "start", &foreign.start) || !get_offset (value, "end", &foreign.end) ||
      !manicule_foreign_to_ranges (self->text, self->unit, &foreign, 1, &range))
    return manicule_format_input_report (self->input, MANICULE_FINDING_ERROR, "bad-annotation", line, error,
                                         _("annotation %s has no type, or its offsets are not in the text; it was left out"), id);

  item = manicule_gate_item_new (id, manicule_json_as_string (type), line);
  manicule_gate_item_set_range (item, range);
  add_features (item, manicule_json_find (value, "features"));
  *annotation = manicule_gate_item_make (item, self->text, self->unit, BDOC);

  return TRUE;
}

static gboolean
read_annotations (Reading            *self,
                  ManiculeJsonValue   array,
                  GPtrArray          *annotations,
                  GArray             *lines,
                  GError            **error)
{
  ManiculeJsonIter iter;

  if (!is_kind (array, MANICULE_JSON_ARRAY))
    return TRUE;

  manicule_json_iter_init (&iter, array);
  while (manicule_json_iter_next (&iter))
    {
      guint line = manicule_json_get_line (iter.value);
      ManiculeAnnotation *annotation;

      if (!read_annotation (self, iter.value, &annotation, error))
        return FALSE;
      manicule_json_reader_drop_strings (array.reader);
      if (annotation == NULL)
        continue;
      g_ptr_array_add (annotations, annotation);
      g_array_append_val (lines, line);
    }

  return TRUE;
}

static gboolean
read_set (Reading            *self,
          ManiculeDocument   *document,
          const char         *name,
          ManiculeJsonValue   value,
          GError            **error)
{
  const char *article = manicule_article_get_id (manicule_document_get_article (document));
  g_autoptr(GPtrArray) annotations = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GArray) lines = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(ManiculeAnnotationSet) set = manicule_annotation_set_new (article, name, self->text);
  g_autoptr(GString) carried = g_string_new ("{");

  if (is_kind (value, MANICULE_JSON_OBJECT) &&
      !read_annotations (self, manicule_json_find (value, "annotations"), annotations, lines, error))
    return FALSE;
  if (!manicule_format_input_fill_set (self->input, set, annotations, lines, error))
    return FALSE;

  manicule_json_put_name (carried, BDOC);
  g_string_append_c (carried, '{');
  manicule_json_put_string (carried, "set", manicule_annotation_set_get_annotator (set));
  g_string_append_c (carried, '}');
  manicule_annotation_set_set_carried (set, carried->str + 1);
  manicule_document_add_set (document, set);

  return TRUE;
}

static gboolean
is_empty_set (ManiculeJsonValue value)
{
  ManiculeJsonValue annotations;

  if (!is_kind (value, MANICULE_JSON_OBJECT))
    return TRUE;
  annotations = manicule_json_find (value, "annotations");

  return !is_kind (annotations, MANICULE_JSON_ARRAY) || manicule_json_get_n (annotations) == 0;
}

static gboolean
read_sets (Reading            *self,
           ManiculeDocument   *document,
           ManiculeJsonValue   sets,
           GError            **error)
{
  ManiculeJsonIter iter;

  if (is_kind (sets, MANICULE_JSON_OBJECT))
    {
      manicule_json_iter_init (&iter, sets);
      while (manicule_json_iter_next (&iter))
        {
          g_autofree char *name = g_strdup (iter.name);

          if (!is_empty_set (iter.value) && !read_set (self, document, name, iter.value, error))
            return FALSE;
        }
    }

  return manicule_document_get_n_sets (document) > 0 ||
         read_set (self, document, MANICULE_FORMAT_NO_ANNOTATOR, manicule_json_find (sets, ""), error);
}

/* Features of the document that are not known, and members that are not. */
static char *
make_carried (ManiculeJsonValue      root,
              ManiculeArticleFields *fields,
              GStringChunk          *strings)
{
  ManiculeJsonValue features = manicule_json_find (root, "features");
  g_autofree char *members = manicule_json_dup_unknown (root, known_members, NULL, NULL);
  g_autoptr(GString) out = g_string_new ("{");
  gsize start;
  ManiculeJsonIter iter;

  manicule_json_put_name (out, BDOC);
  g_string_append_c (out, '{');
  manicule_json_put_name (out, "features");
  g_string_append_c (out, '{');
  start = out->len;
  if (is_kind (features, MANICULE_JSON_OBJECT))
    {
      manicule_json_iter_init (&iter, features);
      while (manicule_json_iter_next (&iter))
        {
          g_autofree char *raw = NULL;

          if (is_kind (iter.value, MANICULE_JSON_STRING) &&
              manicule_gate_set_field (fields, strings, iter.name, manicule_json_as_string (iter.value)))
            continue;
          raw = manicule_json_dup_raw (iter.value);
          manicule_json_put_name (out, iter.name);
          g_string_append (out, raw);
        }
    }
  if (out->len == start && members == NULL)
    return NULL;

  g_string_append_c (out, '}');
  if (members != NULL)
    {
      manicule_json_put_name (out, "members");
      g_string_append_printf (out, "{%s}", members);
    }
  g_string_append_c (out, '}');

  return g_strdup (out->str + 1);
}

static ManiculeDocument *
make_document (ManiculeFormatInput  *input,
               ManiculeJsonValue     root,
               GError              **error)
{
  g_autofree char *name = dup_inner_name (manicule_format_input_get_name (input));
  g_autofree char *id = manicule_format_document_id (name);
  const char *string = manicule_json_as_string (manicule_json_find (root, "text"));
  g_autoptr(GBytes) bytes = g_bytes_new (string, strlen (string));
  g_autoptr(ManiculeText) text = manicule_text_new (bytes, error);
  GStringChunk *strings;
  ManiculeArticleFields fields = { .id = id };
  g_autofree char *carried = NULL;
  ManiculeDocument *document;

  if (text == NULL)
    return NULL;

  strings = g_string_chunk_new (256);
  carried = make_carried (root, &fields, strings);
  fields.carried = carried;
  document = manicule_format_input_new_document (input, &fields, text);
  g_string_chunk_free (strings);

  return document;
}

/* The JSON of the file, which may be packed with gzip. */
static GBytes *
read_json (ManiculeFormatInput  *input,
           GError              **error)
{
  g_autoptr(GBytes) bytes = manicule_format_input_read_bytes (input, NULL, error);
  const char *data;
  gsize length;

  if (bytes == NULL)
    return NULL;

  data = g_bytes_get_data (bytes, &length);
  if (!manicule_gzip_is (data, length))
    return g_steal_pointer (&bytes);

  return manicule_gzip_read (bytes, manicule_format_input_get_name (input), error);
}

static gboolean
read_file (ManiculeFormatInput   *input,
           ManiculeDocumentFunc   func,
           gpointer               data,
           GError               **error)
{
  g_autoptr(GBytes) bytes = read_json (input, error);
  g_autoptr(ManiculeJsonReader) reader = NULL;
  g_autoptr(ManiculeDocument) document = NULL;
  ManiculeJsonValue root, unit;
  Reading reading = { .input = input, .unit = MANICULE_OFFSET_CHARS };

  if (bytes == NULL)
    return FALSE;
  reader = manicule_json_reader_new (bytes, manicule_format_input_get_name (input), error);
  if (reader == NULL)
    return FALSE;

  root = manicule_json_reader_get_root (reader);
  if (!is_kind (root, MANICULE_JSON_OBJECT) || !is_kind (manicule_json_find (root, "text"), MANICULE_JSON_STRING))
    {
      manicule_format_input_fail (input, MANICULE_FORMAT_ERROR_DAMAGED, manicule_json_get_line (root), error,
                                  _("this is no bdoc: it has no “text”"));
      return FALSE;
    }

  unit = manicule_json_find (root, "offset_type");
  if (is_kind (unit, MANICULE_JSON_STRING) && strcmp (manicule_json_as_string (unit), "j") == 0)
    reading.unit = MANICULE_OFFSET_UTF16;
  document = make_document (input, root, error);
  if (document == NULL)
    return FALSE;
  reading.text = manicule_document_get_text (document);

  return read_sets (&reading, document, manicule_json_find (root, "annotation_sets"), error) &&
         manicule_json_reader_settle (reader, manicule_format_input_get_findings (input), error) &&
         manicule_format_input_emit (input, document, func, data, error);
}

/* --- writing --- */

static void
put_variant (GString  *out,
             GVariant *value)
{
  g_autofree const char **texts = NULL;

  switch (g_variant_classify (value))
    {
    case G_VARIANT_CLASS_BOOLEAN:
      g_string_append (out, g_variant_get_boolean (value) ? "true" : "false");
      break;

    case G_VARIANT_CLASS_INT64:
      manicule_json_append_int (out, g_variant_get_int64 (value));
      break;

    case G_VARIANT_CLASS_DOUBLE:
      manicule_json_append_double (out, g_variant_get_double (value));
      break;

    case G_VARIANT_CLASS_ARRAY:
      texts = g_variant_get_strv (value, NULL);
      manicule_json_append_strv (out, texts);
      break;

    default:
      manicule_json_append_string (out, g_variant_get_string (value, NULL));
      break;
    }
}

static void
put_features (GString   *out,
              GPtrArray *features)
{
  manicule_json_put_name (out, "features");
  g_string_append_c (out, '{');
  for (guint i = 0; i < features->len; i++)
    {
      const ManiculeGateFeature *feature = features->pdata[i];

      manicule_json_put_name (out, feature->name);
      if (feature->value != NULL)
        put_variant (out, feature->value);
      else
        g_string_append (out, feature->json);
    }
  g_string_append_c (out, '}');
}

static void
put_annotation (GString               *out,
                ManiculeAnnotationSet *set,
                ManiculeAnnotation    *annotation,
                GHashTable            *numbers)
{
  ManiculeRange range = manicule_gate_get_range (set, annotation);
  g_autoptr(GPtrArray) features = manicule_gate_list_features (annotation, numbers, manicule_annotation_set_get_text (set),
                                                               MANICULE_OFFSET_CHARS, BDOC);

  g_string_append_c (out, '{');
  manicule_json_put_string (out, "type", manicule_annotation_get_label (annotation));
  manicule_json_put_int (out, "start", range.start);
  manicule_json_put_int (out, "end", range.end);
  manicule_json_put_int (out, "id", GPOINTER_TO_UINT (g_hash_table_lookup (numbers, manicule_annotation_get_id (annotation))));
  put_features (out, features);
  g_string_append_c (out, '}');
}

static guint
find_next_number (GHashTable *numbers)
{
  GHashTableIter iter;
  gpointer number;
  guint next = 0;

  g_hash_table_iter_init (&iter, numbers);
  while (g_hash_table_iter_next (&iter, NULL, &number))
    next = MAX (next, GPOINTER_TO_UINT (number) + 1);

  return next;
}

/* The set of an annotator has his name, unless it came with another. */
static void
put_set (GString               *out,
         ManiculeAnnotationSet *set)
{
  ManiculeJsonValue value;
  g_autoptr(ManiculeJsonReader) reader = manicule_gate_open_carried (manicule_annotation_set_get_carried (set), BDOC, &value);
  const char *carried = reader != NULL ? manicule_json_find_string (value, "set") : NULL;
  const char *name = reader != NULL ? (carried != NULL ? carried : "") : manicule_annotation_set_get_annotator (set);
  g_autoptr(GHashTable) numbers = manicule_gate_number (set);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (set));

  manicule_json_put_name (out, name);
  g_string_append (out, "{\"name\":");
  manicule_json_append_string (out, name);
  g_string_append (out, ",\"annotations\":[");
  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      put_annotation (out, set, manicule_annotation_set_get (set, i), numbers);
    }
  g_string_append_printf (out, "],\"next_annid\":%u}", find_next_number (numbers));
}

static void
put_members (GString         *out,
             ManiculeArticle *article)
{
  ManiculeJsonValue value, members;
  g_autoptr(ManiculeJsonReader) reader = manicule_gate_open_carried (manicule_article_get_fields (article)->carried, BDOC, &value);
  g_autofree char *others = NULL;

  if (reader == NULL)
    return;

  members = manicule_json_find (value, "members");
  others = is_kind (members, MANICULE_JSON_OBJECT) ? manicule_json_dup_raw (members) : NULL;
  if (others == NULL || strlen (others) <= 2)
    return;
  others[strlen (others) - 1] = '\0';
  manicule_json_put_carried (out, others + 1, known_members);
}

static char *
print (ManiculeDocument *document)
{
  ManiculeArticle *article = manicule_document_get_article (document);
  g_autoptr(GPtrArray) features = manicule_gate_list_document_features (article, BDOC);
  GString *out = g_string_new ("{");

  manicule_json_put_name (out, "annotation_sets");
  g_string_append_c (out, '{');
  put_set (out, manicule_document_get_set (document, 0));
  g_string_append_c (out, '}');
  manicule_json_put_name (out, "text");
  manicule_json_append_string (out, manicule_text_get_data (manicule_document_get_text (document)));
  put_features (out, features);
  manicule_json_put_string (out, "offset_type", "p");
  put_members (out, article);
  g_string_append (out, "}\n");

  return g_string_free_and_steal (out);
}

/* The state is the output itself. */
static gpointer
begin (ManiculeFormatOutput  *output,
       ManiculeSchema        *schema,
       GError               **error)
{
  return output;
}

static gboolean
write_document (gpointer           state,
                ManiculeDocument  *document,
                GError           **error)
{
  const char *id = manicule_article_get_id (manicule_document_get_article (document));
  g_autofree char *json = print (document);
  g_autofree char *name = g_strconcat (id, ".bdocjs", NULL);

  return manicule_format_output_begin_member (state, name, TRUE, error) &&
         manicule_format_output_write (state, json, -1, error) &&
         manicule_format_output_end_member (state, error);
}

static gboolean
end (gpointer   state,
     gboolean   commit,
     GError   **error)
{
  return TRUE;
}

const ManiculeFormat manicule_format_bdoc = {
  .id = "bdoc",
  .title = "GATE bdoc",
  .description = N_("A JSON file for each article, for the Python of GATE"),
  .suffixes = suffixes,
  .holds = MANICULE_HOLDS_SPANS | MANICULE_HOLDS_NESTED | MANICULE_HOLDS_CROSSING | MANICULE_HOLDS_DISCONTINUOUS |
           MANICULE_HOLDS_ZERO_LENGTH | MANICULE_HOLDS_SUB_TOKEN | MANICULE_HOLDS_RELATIONS |
           MANICULE_HOLDS_RELATION_EXTRAS | MANICULE_HOLDS_ATTRIBUTES | MANICULE_HOLDS_DOCUMENT_LABELS |
           MANICULE_HOLDS_ENTITIES | MANICULE_HOLDS_NOTES | MANICULE_HOLDS_TEXT | MANICULE_HOLDS_METADATA |
           MANICULE_HOLDS_TYPES,
  .unit = MANICULE_OFFSET_CHARS,
  .container = MANICULE_CONTAINER_FOLDER,
  .sniff = sniff,
  .read = read_file,
  .begin = begin,
  .write = write_document,
  .end = end,
};
