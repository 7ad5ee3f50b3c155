/* manicule-format-brat-build.c: annotations from the lines of an .ann file
 *
 * A text-bound is a span. An event is a span as well, where its trigger is, and its roles are relations that start
 * there; two events on one trigger are two spans over the same words. Attributes, notes and normalisations go to the
 * annotation that they are said of. An equivalence is a chain of relations through its members.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-brat-builder-private.h"

#include "manicule-format-brat-names.h"
#include "manicule-format-brat-ranges.h"
#include "manicule-json-writer.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Events on one trigger each get its ranges, so a small file could ask for any amount of memory. */
#define MAX_SHARED_RANGES 4096
/* A span much longer than what the file says of it is not worth the comparison. */
#define LONGEST_CLAIM(covered) (2 * strlen (covered) + 64)

static void
item_free (gpointer data)
{
  ManiculeBratItem *item = data;

  g_free (item->origin);
  g_free (item->label);
  g_free (item->entity);
  g_clear_pointer (&item->fragments, g_array_unref);
  g_clear_pointer (&item->exact, g_array_unref);
  g_clear_pointer (&item->answers, g_ptr_array_unref);
  if (item->note != NULL)
    g_string_free (item->note, TRUE);
  if (item->carried != NULL)
    g_string_free (item->carried, TRUE);
  g_free (item);
}

ManiculeBratRecord *
manicule_brat_builder_get_record (ManiculeBratBuilder *self,
                                  guint                index)
{
  return &g_array_index (self->file->records, ManiculeBratRecord, index);
}

/* An id of the model: that of brat where it can be, so that the same file always gives the same annotations. */
static const char *
make_id (ManiculeBratBuilder *self,
         const char          *wanted)
{
  g_autofree char *made = NULL;
  const char *id = wanted;
  const char *kept;

  while (!manicule_id_is_valid (id) || g_hash_table_contains (self->ids, id))
    {
      g_free (made);
      id = made = g_strdup_printf ("brat-%u", ++self->n_made);
    }

  kept = g_string_chunk_insert (self->file->strings, id);
  g_hash_table_add (self->ids, (gpointer) kept);

  return kept;
}

static ManiculeBratItem *
add_item (ManiculeBratBuilder *self,
          const char          *id,
          const char          *origin,
          char                *label,
          guint                line)
{
  ManiculeBratItem *item = g_new0 (ManiculeBratItem, 1);

  item->id = make_id (self, id);
  item->origin = g_strdup (origin);
  item->label = label;
  item->line = line;
  item->trigger = MANICULE_BRAT_NONE;
  g_ptr_array_add (self->items, item);

  return item;
}

void
manicule_brat_item_carry (ManiculeBratItem         *item,
                          const ManiculeBratRecord *record)
{
  if (item->carried == NULL)
    item->carried = g_string_new (NULL);
  else
    g_string_append_c (item->carried, '\n');

  g_string_append_len (item->carried, record->data, (gssize) record->length);
}

/* --- text-bounds --- */

static int
range_compare (gconstpointer a,
               gconstpointer b)
{
  const ManiculeRange *x = a, *y = b;

  if (x->start != y->start)
    return x->start < y->start ? -1 : 1;

  return x->end < y->end ? -1 : x->end > y->end;
}

/* NULL where they lie past the end, inside a character or overlap. */
GArray *
manicule_brat_builder_resolve_ranges (ManiculeBratBuilder *self,
                                      GArray              *foreign)
{
  g_autoptr(GArray) ranges = g_array_new (FALSE, FALSE, sizeof (ManiculeRange));

  g_array_set_size (ranges, foreign->len);
  if (!manicule_foreign_to_ranges (self->file->text, self->file->unit,
                                   (const ManiculeForeignRange *) (gpointer) foreign->data, foreign->len,
                                   MANICULE_BRAT_RANGES (ranges)))
    return NULL;

  g_array_sort (ranges, range_compare);
  if (!manicule_annotation_ranges_are_valid (MANICULE_BRAT_RANGES (ranges), ranges->len))
    return NULL;

  return g_steal_pointer (&ranges);
}

/* What the span will cover. */
static GArray *
final_ranges (ManiculeBratBuilder *self,
              ManiculeBratItem    *item)
{
  if (item->exact != NULL)
    return g_array_ref (item->exact);
  if (!self->join || item->fragments->len == 1)
    return g_array_ref (item->fragments);

  return manicule_brat_join (self->file->text, MANICULE_BRAT_RANGES (item->fragments),
                             item->fragments->len);
}

static gsize
count_chars (GArray *ranges)
{
  gsize n = 0;

  for (guint i = 0; i < ranges->len; i++)
    n += g_array_index (ranges, ManiculeRange, i).end - g_array_index (ranges, ManiculeRange, i).start;

  return n;
}

/* brat allows anything after the covered text and a space. */
static gboolean
says_what_stands_there (ManiculeBratBuilder    *self,
                        GArray                 *fragments,
                        const ManiculeBratLine *line)
{
  const ManiculeRange *ranges = MANICULE_BRAT_RANGES (fragments);
  g_autoptr(GString) covered = NULL;
  gsize head;

  if (count_chars (fragments) > LONGEST_CLAIM (line->text))
    return FALSE;
  if (manicule_ranges_cover (self->file->text, ranges, fragments->len, line->text))
    return TRUE;

  covered = g_string_new (NULL);
  manicule_brat_append_textbound (covered, "", "", self->file->text, ranges, fragments->len);
  head = (gsize) (strchr (strchr (covered->str, '\t') + 1, '\t') + 1 - covered->str);

  return g_str_has_prefix (line->text, covered->str + head) &&
         g_ascii_isspace (line->text[covered->len - head]);
}

/* A line that we would write in another way is carried, so that it can be written as it was. */
static void
carry_unless_ours (ManiculeBratBuilder      *self,
                   ManiculeBratItem         *item,
                   const ManiculeBratRecord *record)
{
  g_autofree char *type = manicule_brat_name_encode (item->label);
  g_autoptr(GArray) ranges = final_ranges (self, item);
  g_autoptr(GArray) fragments = manicule_brat_fragments (self->file->text,
                                                         MANICULE_BRAT_RANGES (ranges), ranges->len);
  GString *ours = self->ours;

  g_string_truncate (ours, 0);
  manicule_brat_append_textbound (ours, record->line.id, type, self->file->text,
                                  MANICULE_BRAT_RANGES (fragments), fragments->len);
  if (ours->len != record->length || memcmp (ours->str, record->data, record->length) != 0)
    manicule_brat_item_carry (item, record);
}

static gboolean
build_textbound (ManiculeBratBuilder  *self,
                 guint                 index,
                 GError              **error)
{
  ManiculeBratRecord *record = manicule_brat_builder_get_record (self, index);
  const ManiculeBratLine *line = &record->line;
  GArray *fragments = manicule_brat_builder_resolve_ranges (self, line->ranges);
  ManiculeBratItem *item;

  if (fragments == NULL)
    {
      manicule_brat_set_aside (self->file, record, MANICULE_FINDING_ERROR, "range-outside-text",
                               _("the offsets of “%s” do not lie one after the other in the text, which ends at %u; "
                                 "the line is kept aside as it is"),
                               line->id, manicule_text_get_n_chars (self->file->text));
      return TRUE;
    }

  item = add_item (self, line->id, line->id, manicule_brat_name_decode (line->type), record->number);
  item->fragments = fragments;
  self->by_record[index] = item;

  if (line->text == NULL)
    return TRUE;
  item->n_claimed = LONGEST_CLAIM (line->text);
  if (!says_what_stands_there (self, fragments, line))
    return manicule_brat_report (self->file, record, MANICULE_FINDING_ERROR, "covered-text-differs", error,
                                 _("“%s” is said to cover another text than stands at its offsets, which were kept"),
                                 line->id);

  /* An event takes over its trigger and its line. */
  if (self->file->unit == MANICULE_OFFSET_CHARS && manicule_format_input_carries (self->file->input))
    carry_unless_ours (self, item, record);

  return TRUE;
}

/* --- references --- */

guint
manicule_brat_builder_find_record (ManiculeBratBuilder *self,
                                   const char          *id)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->file->by_id, id)) - 1;
}

ManiculeBratItem *
manicule_brat_builder_find (ManiculeBratBuilder *self,
                            const char          *id)
{
  guint index = manicule_brat_builder_find_record (self, id);

  return index != MANICULE_BRAT_NONE ? self->by_record[index] : NULL;
}

void
manicule_brat_builder_set_aside (ManiculeBratBuilder *self,
                                 ManiculeBratRecord  *record,
                                 const char          *ref)
{
  manicule_brat_set_aside (self->file, record, MANICULE_FINDING_ERROR, "reference-missing",
                           _("“%s” is not there, or cannot be referred to here; the line is kept aside as it is"), ref);
}

/* --- events --- */

static gboolean
build_event (ManiculeBratBuilder  *self,
             guint                 index,
             GError              **error)
{
  ManiculeBratRecord *record = manicule_brat_builder_get_record (self, index);
  const ManiculeBratLine *line = &record->line;
  guint index_of_trigger = manicule_brat_builder_find_record (self, line->target);
  ManiculeBratItem *trigger = index_of_trigger != MANICULE_BRAT_NONE ? self->by_record[index_of_trigger] : NULL;
  ManiculeBratItem *item;

  if (trigger == NULL || trigger->trigger != MANICULE_BRAT_NONE)
    {
      manicule_brat_builder_set_aside (self, record, line->target);
      return TRUE;
    }
  if (trigger->n_events > 0 && trigger->n_events * trigger->fragments->len >= MAX_SHARED_RANGES)
    {
      manicule_brat_set_aside (self->file, record, MANICULE_FINDING_WARNING, "too-many-events",
                               g_dngettext (GETTEXT_PACKAGE,
                                            "“%s” is the trigger of %u event already; the line is kept aside as it is",
                                            "“%s” is the trigger of %u events already; the line is kept aside as it is",
                                            trigger->n_events),
                               line->target, trigger->n_events);
      return TRUE;
    }

  item = add_item (self, line->id, line->id, manicule_brat_name_decode (line->type), record->number);
  item->fragments = g_array_ref (trigger->fragments);
  item->n_claimed = trigger->n_claimed;
  item->trigger = index_of_trigger;
  if (trigger->n_events++ == 0)
    item->carried = g_steal_pointer (&trigger->carried);
  manicule_brat_item_carry (item, record);
  self->by_record[index] = item;

  manicule_format_input_ensure_label (self->file->input, item->label, MANICULE_LABEL_FRAME);
  if (g_str_equal (trigger->label, item->label))
    return TRUE;

  return manicule_brat_report (self->file, record, MANICULE_FINDING_WARNING, "trigger-of-other-type", error,
                               _("the event is of another type than its trigger “%s”; that of the event counts"),
                               line->target);
}

/* Once all events are made, the first one on each trigger stands for it: the trigger is no span of its own. */
static void
absorb_triggers (ManiculeBratBuilder *self)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      ManiculeBratItem *item = g_ptr_array_index (self->items, i);
      ManiculeBratItem *trigger = item->trigger != MANICULE_BRAT_NONE ? self->by_record[item->trigger] : NULL;

      if (trigger == NULL || trigger->trigger != MANICULE_BRAT_NONE)
        continue;

      self->by_record[item->trigger] = item;
      g_hash_table_remove (self->ids, trigger->id);
      g_clear_pointer (&trigger->label, g_free);  /* left out from now on */
    }
}

ManiculeBratItem *
manicule_brat_builder_add_relation (ManiculeBratBuilder *self,
                                    const char          *id,
                                    const char          *origin,
                                    char                *label,
                                    ManiculeBratItem    *from,
                                    ManiculeBratItem    *to,
                                    guint                line)
{
  ManiculeBratItem *item = add_item (self, id, origin, label, line);

  item->from = from->id;
  item->to = to->id;

  return item;
}

static gboolean
build_roles (ManiculeBratBuilder  *self,
             guint                 index,
             GError              **error)
{
  ManiculeBratRecord *record = manicule_brat_builder_get_record (self, index);
  const ManiculeBratLine *line = &record->line;
  ManiculeBratItem *event = self->by_record[index];

  for (guint i = 0; i < line->arguments->len; i++)
    {
      const ManiculeBratArgument *argument = &g_array_index (line->arguments, ManiculeBratArgument, i);
      g_autofree char *id = g_strconcat (line->id, ".", argument->role, NULL);
      ManiculeBratItem *filler = manicule_brat_builder_find (self, argument->ref);

      if (filler != NULL)
        manicule_brat_builder_add_relation (self, id, line->id, manicule_brat_role_label (self->schema, argument->role),
                                            event, filler, record->number);
      else if (!manicule_brat_report (self->file, record, MANICULE_FINDING_ERROR, "reference-missing", error,
                                      _("“%s”, which fills the role %s, is not there; the role was left out"),
                                      argument->ref, argument->role))
        return FALSE;
    }

  return TRUE;
}

/* --- annotations --- */

static void
replace (ManiculeAnnotation **annotation,
         ManiculeAnnotation  *other)
{
  g_object_unref (*annotation);
  *annotation = other;
}

static GVariant *
attribute_value (const ManiculeBratAnswer *attribute)
{
  if (attribute->values == NULL)
    return g_variant_new_boolean (TRUE);
  if (attribute->values->len == 1)
    return g_variant_new_string (g_ptr_array_index (attribute->values, 0));

  return g_variant_new_strv ((const char * const *) attribute->values->pdata, (gssize) attribute->values->len);
}

static ManiculeAnnotation *
new_annotation (ManiculeBratBuilder *self,
                ManiculeBratItem    *item)
{
  g_autoptr(ManiculeAnnotation) relation = NULL;
  g_autoptr(GArray) ranges = NULL;

  if (item->from != NULL)
    {
      relation = manicule_annotation_new_relation (item->id, item->label, item->from, item->to);
      return manicule_annotation_with_origin (relation, MANICULE_BRAT, item->origin, NAN);
    }

  ranges = final_ranges (self, item);
  self->file->n_joined += item->exact == NULL && ranges->len < item->fragments->len;

  return manicule_annotation_new_span_from (item->id, item->label, MANICULE_BRAT_RANGES (ranges), ranges->len,
                                            MANICULE_BRAT, item->origin);
}

static void
set_carried (ManiculeAnnotation **annotation,
             const char          *lines)
{
  g_autoptr(GString) carried = g_string_new ("{");

  manicule_json_put_string (carried, MANICULE_BRAT, lines);
  replace (annotation, manicule_annotation_with_carried (*annotation, carried->str + 1));
}

static ManiculeAnnotation *
finish (ManiculeBratBuilder *self,
        ManiculeBratItem    *item)
{
  ManiculeAnnotation *annotation = new_annotation (self, item);

  for (guint i = 0; item->answers != NULL && i < item->answers->len; i++)
    {
      ManiculeBratAnswer *attribute = g_ptr_array_index (item->answers, i);

      replace (&annotation, manicule_annotation_with_attribute (annotation, attribute->name,
                                                                attribute_value (attribute)));
    }
  if (item->note != NULL)
    replace (&annotation, manicule_annotation_with_note (annotation, item->note->str));
  if (item->entity != NULL)
    replace (&annotation, manicule_annotation_with_entity (annotation, item->entity));
  if (item->carried != NULL)
    set_carried (&annotation, item->carried->str);

  return annotation;
}

static gboolean
build_kind (ManiculeBratBuilder    *self,
            ManiculeBratLineKind    kind,
            gboolean              (*build) (ManiculeBratBuilder  *self,
                                            guint                 index,
                                            GError              **error),
            GError                **error)
{
  for (guint i = 0; i < self->file->records->len; i++)
    {
      ManiculeBratRecord *record = manicule_brat_builder_get_record (self, i);

      if (!record->set_aside && record->line.kind == kind && !build (self, i, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
build_items (ManiculeBratBuilder  *self,
             GError              **error)
{
  if (!build_kind (self, MANICULE_BRAT_TEXTBOUND, build_textbound, error) ||
      !build_kind (self, MANICULE_BRAT_EVENT, build_event, error))
    return FALSE;
  absorb_triggers (self);
  manicule_brat_builder_add_relations (self);

  return build_kind (self, MANICULE_BRAT_EVENT, build_roles, error) &&
         build_kind (self, MANICULE_BRAT_EQUIV, manicule_brat_builder_add_equiv, error) &&
         build_kind (self, MANICULE_BRAT_ATTRIBUTE, manicule_brat_builder_attach, error) &&
         build_kind (self, MANICULE_BRAT_NORMALIZATION, manicule_brat_builder_attach, error) &&
         build_kind (self, MANICULE_BRAT_NOTE, manicule_brat_builder_attach, error);
}

static void
builder_init (ManiculeBratBuilder *self,
              ManiculeBratFile    *file)
{
  *self = (ManiculeBratBuilder) {
    .file = file,
    .schema = manicule_format_input_get_schema (file->input),
    .join = g_str_equal (manicule_format_input_get_option (file->input, "join"), "yes"),
    .items = g_ptr_array_new_with_free_func (item_free),
    .by_record = g_new0 (ManiculeBratItem *, MAX (file->records->len, 1)),
    .ids = g_hash_table_new (g_str_hash, g_str_equal),
    .ours = g_string_new (NULL),
  };
}

static void
builder_clear (ManiculeBratBuilder *self)
{
  g_ptr_array_unref (self->items);
  g_free (self->by_record);
  g_hash_table_unref (self->ids);
  g_string_free (self->ours, TRUE);
}

/**
 * manicule_brat_build:
 * @self: a file whose lines are parsed and whose unit is known
 * @lines: (element-type guint): gets the line of each annotation
 *
 * Makes annotations of the lines. Lines that are wrong are reported and set aside.
 *
 * Returns: (transfer full) (element-type ManiculeAnnotation): the annotations, NULL with an error
 */
GPtrArray *
manicule_brat_build (ManiculeBratFile  *self,
                     GArray            *lines,
                     GError           **error)
{
  g_autoptr(GPtrArray) annotations = g_ptr_array_new_with_free_func (g_object_unref);
  ManiculeBratBuilder builder;
  gboolean success;

  builder_init (&builder, self);
  success = build_items (&builder, error);

  for (guint i = 0; success && i < builder.items->len; i++)
    {
      ManiculeBratItem *item = g_ptr_array_index (builder.items, i);

      /* A trigger that an event has taken over. */
      if (item->label == NULL)
        continue;
      g_ptr_array_add (annotations, finish (&builder, item));
      g_array_append_val (lines, item->line);
    }
  builder_clear (&builder);

  return success ? g_steal_pointer (&annotations) : NULL;
}
