/* manicule-format-draft-annotations.c: what is added to a document while its record is read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-draft.h"

#include "manicule-format-meta.h"
#include "manicule-json-carried.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* --- ids and names --- */

static const char *
add_id (ManiculeDraft *self,
        char          *id)
{
  g_hash_table_add (self->ids, id);

  return id;
}

/* @letter: what an id that is made begins with. */
static const char *
make_id (ManiculeDraft *self,
         char           letter)
{
  char *id;

  do
    id = g_strdup_printf ("%c%u", letter, ++self->n_made);
  while (g_hash_table_contains (self->ids, id) && (g_free (id), TRUE));

  return add_id (self, id);
}

/* An id for what is added next: the name itself where it can be one; NULL when the name is taken. */
static const char *
place_name (ManiculeDraft *self,
            const char    *name,
            char           letter)
{
  const char *id;

  if (name == NULL)
    return make_id (self, letter);
  if (g_hash_table_contains (self->names, name))
    return NULL;

  if (manicule_id_is_valid (name) && !g_hash_table_contains (self->ids, name))
    id = add_id (self, g_strdup (name));
  else
    id = make_id (self, letter);
  g_hash_table_insert (self->names, g_strdup (name), GUINT_TO_POINTER (self->annotations->len));

  return id;
}

static ManiculeAnnotation **
add (ManiculeDraft      *self,
     ManiculeAnnotation *annotation,
     guint               line)
{
  g_ptr_array_add (self->annotations, annotation);
  g_array_append_val (self->lines, line);

  return (ManiculeAnnotation **) &self->annotations->pdata[self->annotations->len - 1];
}

static void
report_twice (ManiculeDraft  *self,
              const char     *name,
              guint           line,
              GError        **error)
{
  g_autofree char *shown = manicule_json_shorten (name);

  manicule_format_input_report (self->input, MANICULE_FINDING_ERROR, "duplicate-id", line, error,
                                _("“%s” is the id of an annotation before; this one was left out"), shown);
}

/* --- spans --- */

static gboolean
convert (ManiculeDraft               *self,
         const ManiculeForeignRange  *foreign,
         ManiculeRange               *range,
         guint                        line,
         GError                     **error)
{
  g_autofree char *place = NULL;

  if (manicule_foreign_to_ranges (self->text, self->unit, foreign, 1, range))
    return TRUE;

  place = manicule_foreign_to_string (foreign);
  manicule_format_input_report (self->input, MANICULE_FINDING_ERROR, "range-outside-text", line, error,
                                /* Translators: two offsets, "5–12", a number and a unit such as "code points" */
                                _("%s is no part of the text, which has %u %s; the span was left out"),
                                place, manicule_text_get_length (self->text, self->unit),
                                manicule_offset_unit_get_title (self->unit));

  return FALSE;
}

/* A line break may have been written as a backslash and an n, by tools that show it so. */
static gboolean
stands_there (ManiculeDraft       *self,
              const ManiculeRange *range,
              const char          *covered)
{
  g_auto(GStrv) lines = NULL;
  g_autofree char *plain = NULL;

  if (manicule_ranges_cover (self->text, range, 1, covered))
    return TRUE;
  if (strstr (covered, "\\n") == NULL)
    return FALSE;

  lines = g_strsplit (covered, "\\n", -1);
  plain = g_strjoinv ("\n", lines);

  return manicule_ranges_cover (self->text, range, 1, plain);
}

static gboolean
check_covered (ManiculeDraft        *self,
               const ManiculeRange  *range,
               const char           *covered,
               guint                 line,
               GError              **error)
{
  g_autofree char *shown = NULL;

  if (covered == NULL || stands_there (self, range, covered))
    return TRUE;

  shown = manicule_json_shorten (covered);

  return manicule_format_input_report (self->input, MANICULE_FINDING_ERROR, "covered-text-differs", line, error,
                                       _("“%s” is said to stand from %u to %u, where another text stands; "
                                         "the offsets were kept"),
                                       shown, range->start, range->end);
}

/**
 * manicule_draft_add_span:
 * @self: a draft with a document
 * @name: (nullable): what the file calls it
 * @label: its label, not empty
 * @range: where it stands, in the draft's unit
 * @covered: (nullable): what the file says stands there
 * @line: of the file
 *
 * Adds a span. One that lies outside the text is left out; one that covers another text than the file says stays where
 * the offsets say. Both are reported.
 *
 * Returns: (nullable): its slot
 */
ManiculeAnnotation **
manicule_draft_add_span (ManiculeDraft               *self,
                         const char                  *name,
                         const char                  *label,
                         const ManiculeForeignRange  *range,
                         const char                  *covered,
                         guint                        line,
                         GError                     **error)
{
  ManiculeRange converted;

  if (!convert (self, range, &converted, line, error) || !check_covered (self, &converted, covered, line, error))
    return NULL;

  return manicule_draft_add_ranges (self, name, label, &converted, 1, line, error);
}

/**
 * manicule_draft_add_ranges:
 * @self: a draft with a document
 * @name: (nullable): what the file calls it
 * @label: its label, not empty
 * @ranges: where it stands, valid ranges in code points
 * @n_ranges: how many
 * @line: of the file
 *
 * Adds a span. One whose name is taken is left out, which is reported.
 *
 * Returns: (nullable): its slot
 */
ManiculeAnnotation **
manicule_draft_add_ranges (ManiculeDraft        *self,
                           const char           *name,
                           const char           *label,
                           const ManiculeRange  *ranges,
                           guint                 n_ranges,
                           guint                 line,
                           GError              **error)
{
  const char *id = place_name (self, name, 's');

  if (id == NULL)
    {
      report_twice (self, name, line, error);
      return NULL;
    }

  return add (self, manicule_annotation_new_span (id, label, ranges, n_ranges), line);
}

/* --- relations --- */

static void
report_no_end (ManiculeDraft  *self,
               const char     *label,
               const char     *end,
               guint           line,
               GError        **error)
{
  g_autofree char *shown = manicule_json_shorten (end != NULL ? end : "");

  manicule_format_input_report (self->input, MANICULE_FINDING_ERROR, "relation-end-missing", line, error,
                                _("a relation “%s” leads to “%s”, which is not there; it was left out"), label, shown);
}

/* What an end is called in the set; NULL when nothing there can be called so. */
static const char *
find_id (ManiculeDraft *self,
         const char    *name)
{
  ManiculeAnnotation **slot = name != NULL ? manicule_draft_find (self, name) : NULL;

  if (slot != NULL)
    return manicule_annotation_get_id (*slot);

  return name != NULL && manicule_id_is_valid (name) ? name : NULL;
}

/**
 * manicule_draft_add_link:
 * @self: a draft with a document
 * @name: (nullable): what the file calls it
 * @label: its type, not empty
 * @from: (nullable): what the file calls its beginning, which may be added later where the name can be an id
 * @to: (nullable): the same for its end
 * @line: of the file
 *
 * Adds a relation, also between relations. One whose ends are not there when the set ends is left out then.
 *
 * Returns: (nullable): its slot
 */
ManiculeAnnotation **
manicule_draft_add_link (ManiculeDraft  *self,
                         const char     *name,
                         const char     *label,
                         const char     *from,
                         const char     *to,
                         guint           line,
                         GError        **error)
{
  g_autofree char *from_id = g_strdup (find_id (self, from));
  g_autofree char *to_id = g_strdup (find_id (self, to));
  const char *id;

  if (from_id == NULL || to_id == NULL)
    {
      report_no_end (self, label, from_id == NULL ? from : to, line, error);
      return NULL;
    }

  id = place_name (self, name, 'r');
  if (id == NULL)
    {
      report_twice (self, name, line, error);
      return NULL;
    }

  return add (self, manicule_annotation_new_relation (id, label, from_id, to_id), line);
}

/**
 * manicule_draft_add_relation:
 * @self: a draft with a document
 * @name: (nullable): what the file calls it
 * @label: its type, not empty
 * @from: what the file calls its beginning, which was added before
 * @to: what the file calls its end, which was added before
 * @line: of the file
 *
 * Adds a relation. One without one of its ends is left out, which is reported.
 *
 * Returns: (nullable): its slot
 */
ManiculeAnnotation **
manicule_draft_add_relation (ManiculeDraft  *self,
                             const char     *name,
                             const char     *label,
                             const char     *from,
                             const char     *to,
                             guint           line,
                             GError        **error)
{
  if (manicule_draft_find (self, from) == NULL || manicule_draft_find (self, to) == NULL)
    {
      report_no_end (self, label, manicule_draft_find (self, from) == NULL ? from : to, line, error);
      return NULL;
    }

  return manicule_draft_add_link (self, name, label, from, to, line, error);
}

/* --- labels of the document --- */

/**
 * manicule_draft_add_label:
 * @self: a draft with a document
 * @name: (nullable): what the file calls it; a name that is taken is none
 * @label: the document label, not empty
 * @line: of the file
 *
 * Adds a document label.
 *
 * Returns: its slot
 */
ManiculeAnnotation **
manicule_draft_add_label (ManiculeDraft *self,
                          const char    *name,
                          const char    *label,
                          guint          line)
{
  const char *id = place_name (self, name, 'd');

  if (id == NULL)
    id = make_id (self, 'd');

  return add (self, manicule_annotation_new_document (id, label), line);
}

/**
 * manicule_draft_add_category:
 * @self: a draft with a document
 * @category: a document label as one text, not empty
 * @line: of the file
 *
 * Adds a document label with its value, if it has one.
 *
 * Returns: its slot
 */
ManiculeAnnotation **
manicule_draft_add_category (ManiculeDraft *self,
                             const char    *category,
                             guint          line)
{
  g_autoptr(GVariant) value = NULL;
  g_autofree char *label = manicule_category_from_string (category, &value);
  ManiculeAnnotation **slot = manicule_draft_add_label (self, NULL, label, line);

  if (value != NULL)
    manicule_draft_take (slot, manicule_annotation_with_attribute (*slot, "value", value));

  return slot;
}

/* --- what was added --- */

/**
 * manicule_draft_carry:
 * @slot: of the annotation that was added last
 * @format: the id of the format that is read
 * @object: what the annotation was read from
 * @known: (array zero-terminated=1): the members that were understood
 *
 * Lets the annotation carry the other members.
 */
void
manicule_draft_carry (ManiculeAnnotation **slot,
                      const char          *format,
                      ManiculeJsonValue    object,
                      const char * const  *known)
{
  g_autofree char *carried = manicule_meta_carry (format, manicule_json_dup_unknown (object, known, NULL, NULL));

  if (carried != NULL)
    manicule_draft_take (slot, manicule_annotation_with_carried (*slot, carried));
}

/**
 * manicule_draft_take:
 * @slot: of the annotation that was added last
 * @changed: (transfer full): what it becomes
 */
void
manicule_draft_take (ManiculeAnnotation **slot,
                     ManiculeAnnotation  *changed)
{
  g_object_unref (*slot);
  *slot = changed;
}

/**
 * manicule_draft_find:
 * @self: a draft
 * @name: what the file calls an annotation
 *
 * Returns: (transfer none) (nullable): its slot
 */
ManiculeAnnotation **
manicule_draft_find (ManiculeDraft *self,
                     const char    *name)
{
  gpointer place;

  if (!g_hash_table_lookup_extended (self->names, name, NULL, &place))
    return NULL;

  return (ManiculeAnnotation **) &self->annotations->pdata[GPOINTER_TO_UINT (place)];
}
