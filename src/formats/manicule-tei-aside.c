/* manicule-tei-aside.c: what others say in a <standOff> of TEI
 *
 * A <span> of a <spanGrp>, or an <annotation> of a <listAnnotation>, that points to elements of the text (by their xml:id, or
 * by string-range()) becomes a span, and leaves what is carried as it stands; so it is written among our own. One that points
 * elsewhere stays as it is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-tei-read-private.h"

#include "manicule-json-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Words that are further apart do not follow each other, whatever stands between them. */
#define MAX_GAP 64

/* --- reading --- */

void
manicule_tei_aside_free (gpointer data)
{
  ManiculeTeiAside *aside = data;

  g_free (aside->type);
  g_free (aside->target);
  g_free (aside->from);
  g_free (aside->to);
  g_clear_pointer (&aside->item, manicule_tei_item_free);
  g_free (aside);
}

static ManiculeTeiAside *
get_open (ManiculeTeiReading *self)
{
  return self->open_asides->len > 0 ? self->open_asides->pdata[self->open_asides->len - 1] : NULL;
}

static gboolean
is_group (const char *name)
{
  return strcmp (name, "standOff") == 0 || strcmp (name, "spanGrp") == 0 || strcmp (name, "listAnnotation") == 0;
}

static gboolean
is_annotation (const char *name)
{
  return strcmp (name, "span") == 0 || strcmp (name, "annotation") == 0;
}

/* A group that has but a type can go when nothing is left in it. */
static gboolean
is_plain (const ManiculeXmlElement *element)
{
  for (guint i = 0; i < element->n_attributes; i++)
    if (strcmp (element->attributes[i].name, "type") != 0)
      return FALSE;

  return TRUE;
}

/* "#PER" is a label by that name; of several the first one counts. */
static char *
dup_category (const char *value)
{
  gsize length;

  if (value == NULL || *value == '\0')
    return NULL;
  if (*value == '#')
    value++;
  length = strcspn (value, " \t\r\n");

  return length > 0 ? g_strndup (value, length) : NULL;
}

static char *
choose_label (const ManiculeXmlElement *element,
              const ManiculeTeiAside   *group)
{
  const char *type = manicule_xml_find_attribute (element, "type");
  char *category;

  if (type != NULL && *type != '\0')
    return g_strdup (type);
  category = dup_category (manicule_xml_find_attribute (element, "ana"));
  if (category != NULL)
    return category;

  return g_strdup (group->type != NULL && *group->type != '\0' ? group->type : element->name);
}

/* What says where it stands and what it is called is no attribute of it. */
static void
add_attributes (ManiculeTeiItem          *item,
                const ManiculeXmlElement *element)
{
  static const char * const known[] = { "type", "ana", "target", "from", "to", NULL };

  for (guint i = 0; i < element->n_attributes; i++)
    {
      const ManiculeXmlAttribute *attribute = &element->attributes[i];

      if (attribute->uri == NULL && !g_strv_contains (known, attribute->name))
        manicule_tei_item_add (item, attribute->name, g_variant_new_string (attribute->value));
    }
}

static void
begin_item (ManiculeTeiAside         *aside,
            const ManiculeXmlElement *element,
            const ManiculeTeiAside   *group)
{
  const char *id = manicule_xml_find_attribute_ns (element, MANICULE_XML_NAMESPACE, "id");

  aside->target = g_strdup (manicule_xml_find_attribute (element, "target"));
  aside->from = g_strdup (manicule_xml_find_attribute (element, "from"));
  aside->to = g_strdup (manicule_xml_find_attribute (element, "to"));
  aside->item = manicule_tei_item_new (element->line);
  aside->item->kind = MANICULE_ANNOTATION_SPAN;
  aside->item->id = id != NULL && manicule_id_is_valid (id) ? g_strdup (id) : NULL;
  aside->item->label = choose_label (element, group);
  add_attributes (aside->item, element);
}

void
manicule_tei_aside_begin (ManiculeTeiReading       *self,
                          const ManiculeXmlElement *element,
                          GString                  *out,
                          gsize                     start)
{
  ManiculeTeiAside *group = get_open (self);
  ManiculeTeiAside *aside;
  gboolean is_item;

  /* Only a <standOff> opens the rest; what is in an annotation is a part of it. */
  if (group == NULL ? strcmp (element->name, "standOff") != 0 : group->item != NULL)
    return;
  is_item = group != NULL && is_annotation (element->name);
  if (!is_item && !is_group (element->name))
    return;

  aside = g_new0 (ManiculeTeiAside, 1);
  aside->out = out;
  aside->start = start;
  aside->inner_start = aside->inner_end = aside->end = out->len;
  aside->depth = element->depth;
  aside->type = g_strdup (manicule_xml_find_attribute (element, "type"));
  aside->is_plain = is_plain (element);
  if (is_item)
    begin_item (aside, element, group);
  g_ptr_array_add (self->asides, aside);
  g_ptr_array_add (self->open_asides, aside);
}

/* Of a span what it says, of an annotation its note. */
static void
take_note (ManiculeTeiItem *item,
           const char      *name,
           const char      *said)
{
  if (item->note == NULL && said[strspn (said, " \t\r\n")] != '\0' && (strcmp (name, "note") == 0 || strcmp (name, "span") == 0))
    item->note = g_strstrip (g_strdup (said));
}

void
manicule_tei_aside_end (ManiculeTeiReading *self,
                        const char         *name,
                        GString            *out,
                        gboolean            is_written)
{
  ManiculeTeiAside *aside = get_open (self);
  guint depth = self->root_depth + self->names->len;

  if (aside == NULL)
    return;
  if (!is_written && aside->item != NULL)
    take_note (aside->item, name, self->said->str);
  if (aside->depth != depth)
    return;

  if (!is_written)
    aside->inner_end = out->len;
  else
    {
      aside->end = out->len;
      g_ptr_array_set_size (self->open_asides, (int) self->open_asides->len - 1);
    }
}

/* --- where it points --- */

/* "#string-range(p1,4,9)": from the fifth character of the element nine characters. */
static gboolean
find_string_range (GHashTable    *elements,
                   const char    *pointer,
                   guint          n_chars,
                   ManiculeRange *range)
{
  g_auto(GStrv) parts = NULL;
  g_autofree char *inner = NULL;
  ManiculeTeiElement *element;
  guint64 offset, length;

  if (!g_str_has_prefix (pointer, "#string-range(") || !g_str_has_suffix (pointer, ")"))
    return FALSE;

  inner = g_strndup (pointer + strlen ("#string-range("), strlen (pointer) - strlen ("#string-range()"));
  parts = g_strsplit (inner, ",", 4);
  if (g_strv_length (parts) != 3)
    return FALSE;
  element = g_hash_table_lookup (elements, parts[0][0] == '#' ? parts[0] + 1 : parts[0]);
  if (element == NULL || !g_ascii_string_to_unsigned (g_strstrip (parts[1]), 10, 0, G_MAXUINT32, &offset, NULL) ||
      !g_ascii_string_to_unsigned (g_strstrip (parts[2]), 10, 0, G_MAXUINT32, &length, NULL) ||
      element->start + offset + length > n_chars)
    return FALSE;

  *range = (ManiculeRange) { (guint) (element->start + offset), (guint) (element->start + offset + length) };

  return TRUE;
}

static gboolean
find_range (GHashTable    *elements,
            const char    *pointer,
            guint          n_chars,
            ManiculeRange *range)
{
  ManiculeTeiElement *element = pointer != NULL && *pointer == '#' ? g_hash_table_lookup (elements, pointer + 1) : NULL;

  if (element == NULL)
    return pointer != NULL && find_string_range (elements, pointer, n_chars, range);

  *range = (ManiculeRange) { element->start, element->end };

  return TRUE;
}

static int
compare_ranges (gconstpointer a,
                gconstpointer b)
{
  const ManiculeRange *first = a, *second = b;

  if (first->start != second->start)
    return first->start < second->start ? -1 : 1;

  return first->end < second->end ? -1 : first->end > second->end;
}

/* Is there nothing but a little white space between @start and @end, or nothing? */
static gboolean
is_blank (ManiculeText *text,
          guint         start,
          guint         end)
{
  g_autofree char *slice = end - start <= MAX_GAP ? manicule_text_get_slice (text, start, end) : NULL;

  if (slice == NULL)
    return FALSE;
  for (const char *p = slice; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      return FALSE;

  return TRUE;
}

/* Words that follow each other are one stretch of text. */
static GArray *
join_ranges (GArray       *ranges,
             ManiculeText *text)
{
  GArray *joined = g_array_new (FALSE, FALSE, sizeof (ManiculeRange));

  g_array_sort (ranges, compare_ranges);
  for (guint i = 0; i < ranges->len; i++)
    {
      ManiculeRange *range = &g_array_index (ranges, ManiculeRange, i);
      ManiculeRange *last = joined->len > 0 ? &g_array_index (joined, ManiculeRange, joined->len - 1) : NULL;

      if (last != NULL && (range->start <= last->end || is_blank (text, last->end, range->start)))
        last->end = MAX (last->end, range->end);
      else
        g_array_append_val (joined, *range);
    }

  return joined;
}

/* (nullable): NULL where it points to what is not there. */
static GArray *
find_targets (GHashTable   *elements,
              const char   *target,
              ManiculeText *text)
{
  g_auto(GStrv) pointers = g_strsplit_set (target, " \t\r\n", -1);
  g_autoptr(GArray) ranges = g_array_new (FALSE, FALSE, sizeof (ManiculeRange));

  for (guint i = 0; pointers[i] != NULL; i++)
    {
      ManiculeRange range;

      if (*pointers[i] == '\0')
        continue;
      if (!find_range (elements, pointers[i], manicule_text_get_n_chars (text), &range))
        return NULL;
      g_array_append_val (ranges, range);
    }

  return ranges->len > 0 ? join_ranges (ranges, text) : NULL;
}

static GArray *
find_stretch (GHashTable   *elements,
              const char   *from,
              const char   *to,
              ManiculeText *text)
{
  guint n_chars = manicule_text_get_n_chars (text);
  ManiculeRange first, last;
  GArray *ranges;

  if (!find_range (elements, from, n_chars, &first) || !find_range (elements, to != NULL ? to : from, n_chars, &last) ||
      first.start > last.end)
    return NULL;

  ranges = g_array_new (FALSE, FALSE, sizeof (ManiculeRange));
  first.end = last.end;
  g_array_append_val (ranges, first);

  return ranges;
}

/* --- what is carried of it --- */

static gboolean
is_blank_xml (const char *xml,
              gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (xml[i]))
      return FALSE;

  return TRUE;
}

static void print_rest (ManiculeTeiReading *self,
                        GString            *out,
                        gsize               start,
                        gsize               end,
                        guint              *index,
                        GString            *rest);

/* What did not become an annotation itself; a group that is left empty goes, where it says nothing. */
static void
print_kept (ManiculeTeiReading     *self,
            const ManiculeTeiAside *aside,
            guint                  *index,
            GString                *rest)
{
  const char *xml = aside->out->str;
  gsize before = rest->len, inner;

  g_string_append_len (rest, xml + aside->start, (gssize) (aside->inner_start - aside->start));
  inner = rest->len;
  print_rest (self, aside->out, aside->inner_start, aside->inner_end, index, rest);
  if (aside->is_plain && is_blank_xml (rest->str + inner, rest->len - inner) &&
      !is_blank_xml (xml + aside->inner_start, aside->inner_end - aside->inner_start))
    g_string_truncate (rest, before);
  else
    g_string_append_len (rest, xml + aside->inner_end, (gssize) (aside->end - aside->inner_end));
}

/* Appends the XML of @out from @start to @end without what became an annotation. @index: the next one. */
static void
print_rest (ManiculeTeiReading *self,
            GString            *out,
            gsize               start,
            gsize               end,
            guint              *index,
            GString            *rest)
{
  while (*index < self->asides->len)
    {
      const ManiculeTeiAside *aside = self->asides->pdata[*index];

      if (aside->out != out || aside->start >= end)
        break;
      g_string_append_len (rest, out->str + start, (gssize) (aside->start - start));
      (*index)++;
      if (!aside->is_read)
        print_kept (self, aside, index, rest);
      start = aside->end;
    }
  g_string_append_len (rest, out->str + start, (gssize) (end - start));
}

static void
leave_out (ManiculeTeiReading *self,
           GString            *out,
           guint              *index)
{
  g_autoptr(GString) rest = g_string_sized_new (out->len);

  print_rest (self, out, 0, out->len, index, rest);
  g_string_assign (out, rest->str);
}

/* --- all of it --- */

static GHashTable *
list_elements (ManiculeTeiReading *self)
{
  GHashTable *elements = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->nodes->len; i++)
    {
      ManiculeTeiElement *element = self->nodes->pdata[i];

      if (element->xml_id != NULL && !g_hash_table_contains (elements, element->xml_id))
        g_hash_table_insert (elements, element->xml_id, element);
    }

  return elements;
}

static void
take (ManiculeTeiReading *self,
      ManiculeTeiAside   *aside,
      GArray             *ranges)
{
  ManiculeTeiItem *item = g_steal_pointer (&aside->item);

  aside->is_read = TRUE;
  item->ranges = ranges;
  item->start = g_array_index (ranges, ManiculeRange, 0).start;
  item->end = g_array_index (ranges, ManiculeRange, ranges->len - 1).end;
  if (item->id != NULL && !g_hash_table_contains (self->by_id, item->id))
    g_hash_table_insert (self->by_id, item->id, item);
  g_ptr_array_add (self->items, item);
}

static gboolean
report_missing (ManiculeTeiReading      *self,
                const ManiculeTeiAside  *aside,
                GError                 **error)
{
  const char *target = aside->target != NULL ? aside->target : aside->from;
  g_autofree char *shown = manicule_json_shorten (target != NULL ? target : "");

  return manicule_format_input_report (self->input, MANICULE_FINDING_WARNING, "target-missing", aside->item->line, error,
                                       /* Translators: what an annotation points to, such as #w12 */
                                       _("an annotation of a standOff points to “%s”, which is nothing in the text; it is kept, "
                                         "and not shown"), shown);
}

gboolean
manicule_tei_aside_resolve (ManiculeTeiReading  *self,
                            GError             **error)
{
  g_autoptr(GHashTable) elements = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(ManiculeText) text = NULL;
  guint n_read = 0;

  if (self->asides->len == 0)
    return TRUE;

  bytes = g_bytes_new_static (self->text->str, self->text->len);
  text = manicule_text_new (bytes, error);
  if (text == NULL)
    return FALSE;

  elements = list_elements (self);
  for (guint i = 0; i < self->asides->len; i++)
    {
      ManiculeTeiAside *aside = self->asides->pdata[i];
      GArray *ranges;

      if (aside->item == NULL)
        continue;
      ranges = aside->target != NULL ? find_targets (elements, aside->target, text)
                                     : find_stretch (elements, aside->from, aside->to, text);
      if (ranges != NULL)
        take (self, aside, ranges);
      n_read += ranges != NULL;
      if (ranges == NULL && !report_missing (self, aside, error))
        return FALSE;
    }

  if (n_read > 0)
    {
      guint index = 0;

      leave_out (self, self->head, &index);
      leave_out (self, self->tail, &index);
    }

  return TRUE;
}
