/* manicule-gate.c: annotations of GATE, read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-gate.h"

#include "manicule-format-offsets.h"
#include "manicule-format-values.h"
#include "manicule-json-writer.h"

#include <string.h>

/* More attributes than any annotation has; each costs a copy of those before. */
#define MAX_ATTRIBUTES 256
#define MAX_RANGES 100000

#define PREFIX "manicule."
#define ATTRIBUTE "manicule.attribute."

typedef enum { KIND, FROM, TO, RANGES, NOTE, ENTITY, N_SPECIALS } Special;

static const char * const specials[N_SPECIALS] = {
  MANICULE_GATE_KIND, MANICULE_GATE_FROM, MANICULE_GATE_TO, PREFIX "ranges", PREFIX "note", PREFIX "entity",
};

struct _ManiculeGateItem
{
  char          *id;                   /* (owned) */
  char          *type;                 /* (owned) */
  guint          line;
  ManiculeRange  range;
  char          *said[N_SPECIALS];     /* (owned) (nullable) */
  GPtrArray     *names;                /* (owned) (element-type utf8) */
  GPtrArray     *values;               /* (owned) (element-type GVariant) */
  GString       *carried;              /* (owned): an object of features that is not closed */
};

/**
 * manicule_gate_item_new:
 * @id: its id
 * @type: its type
 * @line: where it stands
 *
 * Returns: (transfer full): an annotation on its way in
 */
ManiculeGateItem *
manicule_gate_item_new (const char *id,
                        const char *type,
                        guint       line)
{
  ManiculeGateItem *self = g_new0 (ManiculeGateItem, 1);

  self->id = g_strdup (id);
  self->type = g_strdup (type);
  self->line = line;
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->values = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  self->carried = g_string_new ("{");

  return self;
}

/**
 * manicule_gate_item_free:
 * @self: an item
 *
 * Frees @self.
 */
void
manicule_gate_item_free (ManiculeGateItem *self)
{
  for (guint i = 0; i < N_SPECIALS; i++)
    g_free (self->said[i]);
  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->values);
  g_string_free (self->carried, TRUE);
  g_free (self->id);
  g_free (self->type);
  g_free (self);
}

/**
 * manicule_gate_item_set_range:
 * @self: an item
 * @range: where it lies, in code points
 *
 * Sets the range.
 */
void
manicule_gate_item_set_range (ManiculeGateItem *self,
                              ManiculeRange     range)
{
  self->range = range;
}

/**
 * manicule_gate_item_set_ends:
 * @self: an item
 * @from: the id of where it starts
 * @to: the id of where it leads
 *
 * Makes it a relation.
 */
void
manicule_gate_item_set_ends (ManiculeGateItem *self,
                             const char       *from,
                             const char       *to)
{
  const char * const texts[] = { "relation", from, to };

  for (guint i = KIND; i <= TO; i++)
    {
      g_free (self->said[i]);
      self->said[i] = g_strdup (texts[i]);
    }
}

/**
 * manicule_gate_item_get_line:
 * @self: an item
 *
 * Returns: where it stands
 */
guint
manicule_gate_item_get_line (ManiculeGateItem *self)
{
  return self->line;
}

/* --- features --- */

static gboolean
add_special (ManiculeGateItem *self,
             const char       *name,
             GVariant         *value)
{
  for (guint i = 0; i < N_SPECIALS; i++)
    {
      if (!g_str_equal (name, specials[i]) || self->said[i] != NULL)
        continue;
      if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING) && *g_variant_get_string (value, NULL) != '\0')
        self->said[i] = g_variant_dup_string (value, NULL);
      else if (g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
        self->said[i] = g_strdup_printf ("%" G_GINT64_FORMAT, g_variant_get_int64 (value));
      else
        return FALSE;
      return TRUE;
    }

  return FALSE;
}

/**
 * manicule_gate_item_add:
 * @self: an item
 * @name: the name of a feature
 * @value: its value: a boolean, a number, a text or a list of texts; sunk
 *
 * Returns: FALSE when that can be no attribute
 */
gboolean
manicule_gate_item_add (ManiculeGateItem *self,
                        const char       *name,
                        GVariant         *value)
{
  g_autoptr(GVariant) held = g_variant_ref_sink (value);
  const char *attribute = g_str_has_prefix (name, ATTRIBUTE PREFIX) ? name + strlen (ATTRIBUTE) : name;

  if (attribute == name && g_str_has_prefix (name, PREFIX))
    return add_special (self, name, held);
  if (*attribute == '\0' || self->names->len == MAX_ATTRIBUTES)
    return FALSE;
  for (guint i = 0; i < self->names->len; i++)
    if (g_str_equal (self->names->pdata[i], attribute))
      return FALSE;

  g_ptr_array_add (self->names, g_strdup (attribute));
  g_ptr_array_add (self->values, g_steal_pointer (&held));

  return TRUE;
}

/**
 * manicule_gate_item_carry:
 * @self: an item
 * @name: the name of a feature
 * @json: a value of JSON
 *
 * Carries a feature that is no attribute.
 */
void
manicule_gate_item_carry (ManiculeGateItem *self,
                          const char       *name,
                          const char       *json)
{
  manicule_json_put_name (self->carried, name);
  g_string_append (self->carried, json);
}

/* --- annotations --- */

static void
replace (ManiculeAnnotation **annotation,
         ManiculeAnnotation  *by)
{
  g_object_unref (*annotation);
  *annotation = by;
}

static GArray *
parse_ranges (const char *text)
{
  g_autoptr(GArray) ranges = g_array_new (FALSE, FALSE, sizeof (ManiculeForeignRange));

  while (*text != '\0' && ranges->len < MAX_RANGES)
    {
      ManiculeForeignRange range;
      char *end = NULL;

      range.start = g_ascii_strtoull (text, &end, 10);
      if (!g_ascii_isdigit (*text) || *end != '-' || !g_ascii_isdigit (end[1]))
        return NULL;
      range.end = g_ascii_strtoull (end + 1, &end, 10);
      if (*end != '\0' && *end != ' ')
        return NULL;
      g_array_append_val (ranges, range);
      text = *end == ' ' ? end + 1 : end;
    }

  return ranges->len > 1 ? g_steal_pointer (&ranges) : NULL;
}

static ManiculeAnnotation *
make_span (ManiculeGateItem   *self,
           ManiculeText       *text,
           ManiculeOffsetUnit  unit)
{
  g_autoptr(GArray) foreign = self->said[RANGES] != NULL ? parse_ranges (self->said[RANGES]) : NULL;
  g_autofree ManiculeRange *ranges = foreign != NULL ? g_new (ManiculeRange, foreign->len) : NULL;

  if (foreign != NULL &&
      manicule_foreign_to_ranges (text, unit, (const ManiculeForeignRange *) (gconstpointer) foreign->data, foreign->len, ranges) &&
      manicule_annotation_ranges_are_valid (ranges, foreign->len) &&
      ranges[0].start == self->range.start && ranges[foreign->len - 1].end == self->range.end)
    return manicule_annotation_new_span (self->id, self->type, ranges, foreign->len);

  return manicule_annotation_new_span (self->id, self->type, &self->range, 1);
}

static ManiculeAnnotation *
make_bare (ManiculeGateItem   *self,
           ManiculeText       *text,
           ManiculeOffsetUnit  unit)
{
  if (g_strcmp0 (self->said[KIND], "document") == 0)
    return manicule_annotation_new_document (self->id, self->type);
  if (g_strcmp0 (self->said[KIND], "relation") == 0 && self->said[FROM] != NULL && self->said[TO] != NULL &&
      manicule_id_is_valid (self->said[FROM]) && manicule_id_is_valid (self->said[TO]))
    return manicule_annotation_new_relation (self->id, self->type, self->said[FROM], self->said[TO]);

  return make_span (self, text, unit);
}

static void
add_carried (ManiculeGateItem    *self,
             const char          *member,
             ManiculeAnnotation **annotation)
{
  g_autoptr(GString) out = NULL;

  if (self->carried->len == 1)
    return;

  out = g_string_new ("{");
  manicule_json_put_name (out, member);
  g_string_append_printf (out, "{\"features\":%s}}", self->carried->str);
  replace (annotation, manicule_annotation_with_carried (*annotation, out->str + 1));
}

/**
 * manicule_gate_item_make:
 * @self: an item with its features
 * @text: the text of the document
 * @unit: what the file counts in
 * @member: the name of what is carried
 *
 * Returns: (transfer full): the annotation
 */
ManiculeAnnotation *
manicule_gate_item_make (ManiculeGateItem   *self,
                         ManiculeText       *text,
                         ManiculeOffsetUnit  unit,
                         const char         *member)
{
  ManiculeAnnotation *annotation = make_bare (self, text, unit);

  for (guint i = 0; i < self->names->len; i++)
    replace (&annotation, manicule_annotation_with_attribute (annotation, self->names->pdata[i], self->values->pdata[i]));
  if (self->said[NOTE] != NULL)
    replace (&annotation, manicule_annotation_with_note (annotation, self->said[NOTE]));
  if (self->said[ENTITY] != NULL && manicule_id_is_valid (self->said[ENTITY]))
    replace (&annotation, manicule_annotation_with_entity (annotation, self->said[ENTITY]));
  add_carried (self, member, &annotation);

  return annotation;
}

/* --- the document --- */

/**
 * manicule_gate_set_field:
 * @fields: what is known of the article
 * @strings: keeps the value
 * @name: the name of a feature
 * @value: its value
 *
 * Returns: whether the feature is known, and was set
 */
gboolean
manicule_gate_set_field (ManiculeArticleFields *fields,
                         GStringChunk          *strings,
                         const char            *name,
                         const char            *value)
{
  const struct { const char *name; const char **field; } known[] = {
    { "title", &fields->title }, { "date", &fields->date }, { "source", &fields->source }, { "place", &fields->place },
    { "byline", &fields->byline }, { "language", &fields->language }, { "url", &fields->url },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (known[i].name, name) && *known[i].field == NULL && *value != '\0' &&
        (known[i].field != &fields->date || manicule_text_is_date (value)))
      {
        *known[i].field = g_string_chunk_insert (strings, value);
        return TRUE;
      }

  return FALSE;
}
