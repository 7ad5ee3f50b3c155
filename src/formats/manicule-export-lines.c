/* manicule-export-lines.c: a document as lines of what a format holds of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-export-private.h"

#include "manicule-format-values.h"
#include "manicule-json-writer.h"

#include <math.h>

/* So deep relations between relations are told apart by what they link, in formats that have no ids. */
#define MAX_DEPTH 6

static const char * const statuses[] = {
  [MANICULE_STATUS_NEW]         = "new",
  [MANICULE_STATUS_IN_PROGRESS] = "in-progress",
  [MANICULE_STATUS_DONE]        = "done",
};

static void
line_clear (gpointer data)
{
  ManiculeLine *line = data;

  g_free (line->line);
  g_free (line->id);
}

GArray *
manicule_lines_new (void)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (ManiculeLine));

  g_array_set_clear_func (lines, line_clear);

  return lines;
}

void
manicule_lines_take (GArray     *lines,
                     char       *line,
                     const char *id)
{
  ManiculeLine taken = { line, g_strdup (id) };

  g_array_append_val (lines, taken);
}

/* There are many lines, so that they are put together without a format. */
void
manicule_line_append_name (GString    *line,
                           const char *what,
                           const char *name)
{
  g_string_append (line, what);
  g_string_append (line, " “");
  g_string_append (line, name);
  g_string_append (line, "”");
}

void
manicule_line_append_range (GString *line,
                            char     separator,
                            guint    start,
                            guint    end)
{
  g_string_append_c (line, separator);
  manicule_json_append_uint (line, start);
  g_string_append (line, "–");
  manicule_json_append_uint (line, end);
}

/* --- the article --- */

static void
append_field (GString    *line,
              const char *name,
              const char *value)
{
  if (value == NULL)
    return;

  g_string_append_c (line, ' ');
  manicule_line_append_name (line, name, value);
}

void
manicule_lines_add_head (GArray                  *lines,
                         const ManiculeLineRules *rules,
                         ManiculeDocument        *document)
{
  const ManiculeArticleFields *fields = manicule_article_get_fields (manicule_document_get_article (document));
  ManiculeText *text = manicule_document_get_text (document);
  g_autoptr(GString) line = g_string_new ("article");

  if (rules->with_id)
    append_field (line, "id", fields->id);
  if (rules->holds & MANICULE_HOLDS_METADATA)
    {
      append_field (line, "title", fields->title);
      append_field (line, "date", fields->date);
      append_field (line, "source", fields->source);
      append_field (line, "language", fields->language);
    }
  if ((rules->holds & MANICULE_HOLDS_STATUS) && manicule_document_get_n_sets (document) > 0)
    append_field (line, "status",
                  statuses[manicule_annotation_set_get_status (manicule_document_get_set (document, 0))]);
  manicule_lines_take (lines, g_strdup (line->str), NULL);

  if (rules->holds & MANICULE_HOLDS_TEXT)
    manicule_lines_take (lines, g_strdup_printf ("text of %u characters, SHA-256 %s", manicule_text_get_n_chars (text),
                                                 manicule_text_get_sha256 (text)), NULL);
}

/* --- annotations --- */

static void
append_ranges (GString                 *line,
               const ManiculeLineRules *rules,
               ManiculeAnnotation      *span)
{
  guint n_ranges;
  const ManiculeRange *ranges = manicule_annotation_get_ranges (span, &n_ranges);

  for (guint i = 0; i < n_ranges; i++)
    manicule_line_append_range (line, i == 0 ? ' ' : ';',
                                rules->places != NULL ? rules->places[ranges[i].start] : ranges[i].start,
                                rules->places != NULL ? rules->places[ranges[i].end] : ranges[i].end);
}

static void
append_head (GString                 *line,
             const ManiculeLineRules *rules,
             ManiculeAnnotationSet   *set,
             ManiculeAnnotation      *annotation,
             guint                    depth);

/* By its id where the format has ids, else by what it is. */
static void
append_end (GString                 *line,
            const ManiculeLineRules *rules,
            ManiculeAnnotationSet   *set,
            const char              *id,
            guint                    depth)
{
  ManiculeAnnotation *end = manicule_annotation_set_find (set, id);

  if ((rules->holds & MANICULE_HOLDS_IDS) || end == NULL)
    {
      g_string_append_printf (line, " “%s”", id);
      return;
    }

  g_string_append (line, " [");
  if (depth < MAX_DEPTH)
    append_head (line, rules, set, end, depth + 1);
  g_string_append_c (line, ']');
}

static void
append_head (GString                 *line,
             const ManiculeLineRules *rules,
             ManiculeAnnotationSet   *set,
             ManiculeAnnotation      *annotation,
             guint                    depth)
{
  const char *label = manicule_annotation_get_label (annotation);

  switch (manicule_annotation_get_kind (annotation))
    {
    case MANICULE_ANNOTATION_SPAN:
      manicule_line_append_name (line, "span", label);
      append_ranges (line, rules, annotation);
      break;

    case MANICULE_ANNOTATION_RELATION:
      manicule_line_append_name (line, "relation", label);
      append_end (line, rules, set, manicule_annotation_get_from (annotation), depth);
      append_end (line, rules, set, manicule_annotation_get_to (annotation), depth);
      break;

    case MANICULE_ANNOTATION_DOCUMENT:
    default:
      manicule_line_append_name (line, "document label", label);
      break;
    }
}

/* Without types an empty list is no value at all. */
static void
append_attribute (GString                 *line,
                  const ManiculeLineRules *rules,
                  const char              *name,
                  GVariant                *value)
{
  g_auto(GStrv) texts = NULL;
  g_autofree char *joined = NULL;

  if (rules->holds & MANICULE_HOLDS_TYPES)
    {
      g_autofree char *printed = g_variant_print (value, TRUE);

      g_string_append_printf (line, " %s=%s", name, printed);
    }
  else if ((texts = manicule_value_dup_texts (value))[0] != NULL)
    {
      joined = g_strjoinv ("”, “", texts);
      g_string_append_printf (line, " %s=“%s”", name, joined);
    }
}

static void
append_attributes (GString                 *line,
                   const ManiculeLineRules *rules,
                   ManiculeAnnotation      *annotation)
{
  GVariant *attributes = manicule_annotation_get_attributes (annotation);
  GVariantIter iter;
  const char *name;
  GVariant *value;

  if (attributes == NULL)
    return;

  g_variant_iter_init (&iter, attributes);
  while (g_variant_iter_loop (&iter, "{&sv}", &name, &value))
    append_attribute (line, rules, name, value);
}

static void
append_origin (GString            *line,
               ManiculeAnnotation *annotation)
{
  double score = manicule_annotation_get_origin_score (annotation);

  append_field (line, "from", manicule_annotation_get_origin_source (annotation));
  append_field (line, "there", manicule_annotation_get_origin_id (annotation));
  if (!isnan (score))
    {
      g_autofree char *number = manicule_number_to_string (score);

      append_field (line, "score", number);
    }
}

static void
append_times (GString            *line,
              ManiculeAnnotation *annotation)
{
  g_string_append_printf (line, " made %" G_GINT64_FORMAT " changed %" G_GINT64_FORMAT,
                          manicule_annotation_get_created (annotation),
                          manicule_annotation_get_modified (annotation));
}

/* The document was reduced: what the format does not hold is not there, except ids, times and origins that are its
 * own. */
void
manicule_lines_add (GArray                  *lines,
                    const ManiculeLineRules *rules,
                    ManiculeAnnotationSet   *set,
                    ManiculeAnnotation      *annotation)
{
  GString *line = g_string_sized_new (64);

  append_head (line, rules, set, annotation, 0);
  if (rules->holds & MANICULE_HOLDS_IDS)
    append_field (line, "id", manicule_annotation_get_id (annotation));
  append_attributes (line, rules, annotation);
  append_field (line, "entity", manicule_annotation_get_entity (annotation));
  append_field (line, "note", manicule_annotation_get_note (annotation));
  if (rules->holds & MANICULE_HOLDS_ORIGIN)
    append_origin (line, annotation);
  if (rules->holds & MANICULE_HOLDS_TIMES)
    append_times (line, annotation);

  manicule_lines_take (lines, g_string_free_and_steal (line), manicule_annotation_get_id (annotation));
}

/* The article and its text go before annotations: what differs there explains what differs behind it. */
int
manicule_line_compare (const ManiculeLine *a,
                       const ManiculeLine *b)
{
  if ((a->id == NULL) != (b->id == NULL))
    return a->id == NULL ? -1 : 1;

  return strcmp (a->line, b->line);
}

void
manicule_lines_digest (GArray *lines,
                       guint8  digest[16])
{
  /* Nobody means to deceive us here, and MD5 takes a third of the time. */
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_MD5);
  gsize length = 16;

  g_array_sort (lines, (GCompareFunc) manicule_line_compare);
  for (guint i = 0; i < lines->len; i++)
    {
      const char *line = g_array_index (lines, ManiculeLine, i).line;

      /* With the NUL, so that no two lists of lines are the same string. */
      g_checksum_update (checksum, (const guchar *) line, (gssize) strlen (line) + 1);
    }
  g_checksum_get_digest (checksum, digest, &length);
}
