/* manicule-format-doccano.c: doccano's JSONL, an article on each line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-doccano-private.h"

#include "manicule-format-meta.h"
#include "manicule-format-output.h"
#include "manicule-format-records.h"
#include "manicule-json-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char * const forms[] = { "entities", "classic", "intent", "classification", NULL };
static const char * const units[] = { "utf-16", "code-points", "graphemes", NULL };

typedef enum
{
  FORM_ENTITIES,        /* spans with ids, and relations */
  FORM_CLASSIC,         /* spans as [start, end, label] */
  FORM_INTENT,          /* the same, and categories */
  FORM_CLASSIFICATION,  /* categories alone */
} Form;

static const ManiculeFormatOption options[] = {
  { "form", N_("Form"), N_("By the kind of project: spans and relations, spans alone, intents with slots, classes alone"),
    forms, "entities" },
  { "unit", N_("Offsets"), N_("What offsets count; graphemes where the project counts grapheme clusters as one"),
    units, "utf-16" },
  { NULL }
};

ManiculeOffsetUnit
manicule_doccano_parse_unit (const char *option)
{
  if (g_str_equal (option, "code-points"))
    return MANICULE_OFFSET_CHARS;

  return g_str_equal (option, "graphemes") ? MANICULE_OFFSET_GRAPHEMES : MANICULE_OFFSET_UTF16;
}

static Form
parse_form (const char *option)
{
  for (guint i = 0; forms[i] != NULL; i++)
    if (g_str_equal (option, forms[i]))
      return i;

  g_return_val_if_reached (FORM_ENTITIES);
}

#define HOLDS_ALWAYS (MANICULE_HOLDS_TEXT | MANICULE_HOLDS_METADATA)
#define HOLDS_SPANS (MANICULE_HOLDS_SPANS | MANICULE_HOLDS_NESTED | MANICULE_HOLDS_CROSSING | MANICULE_HOLDS_SUB_TOKEN)

static ManiculeHolds
holds_with (GHashTable *chosen,
            guint      *levels)
{
  const char *form = chosen != NULL ? g_hash_table_lookup (chosen, "form") : NULL;

  switch (parse_form (form != NULL ? form : "entities"))
    {
    case FORM_CLASSIC:
      return HOLDS_ALWAYS | HOLDS_SPANS;
    case FORM_INTENT:
      return HOLDS_ALWAYS | HOLDS_SPANS | MANICULE_HOLDS_DOCUMENT_LABELS | MANICULE_HOLDS_TYPES;
    case FORM_CLASSIFICATION:
      return HOLDS_ALWAYS | MANICULE_HOLDS_DOCUMENT_LABELS | MANICULE_HOLDS_TYPES;
    case FORM_ENTITIES:
    default:
      return HOLDS_ALWAYS | HOLDS_SPANS | MANICULE_HOLDS_RELATIONS;
    }
}

static guint
sniff (const char *name,
       const char *head,
       gsize       length)
{
  g_autofree char *record = manicule_records_peek (head, length);

  if (record == NULL || *record != '{' || !(manicule_records_mentions (record, "text", NULL) ||
                                            manicule_records_mentions (record, "data", NULL)))
    return 0;
  if (manicule_records_mentions (record, "spans", NULL) || manicule_records_mentions (record, "tokens", NULL))
    return 0;
  if (manicule_records_mentions (record, "entities", "start_offset", "end_offset", NULL))
    return 90;
  if (manicule_records_mentions (record, "annotations", "start_offset", "end_offset", NULL))
    return 85;
  if (manicule_records_mentions (record, "entities", "cats", NULL))
    return 60;
  if (strstr (record, "\"label\": [") != NULL || strstr (record, "\"label\":[") != NULL ||
      manicule_records_mentions (record, "labels", NULL))
    return 70;

  return manicule_records_mentions (record, "label", NULL) || manicule_records_mentions (record, "entities", NULL) ? 40 : 0;
}

/* --- writing --- */

typedef struct
{
  ManiculeFormatOutput  *output;   /* (not owned) */
  Form                   form;
  ManiculeOffsetUnit     unit;
  GString               *line;     /* (owned) */
  ManiculeText          *text;     /* (not owned): of the document */
  GHashTable            *numbers;  /* (owned): id of a span to its number, as a text */
  guint64                last;     /* number given to a span */
} Writer;

static gpointer
begin (ManiculeFormatOutput  *output,
       ManiculeSchema        *schema,
       GError               **error)
{
  Writer *self = g_new0 (Writer, 1);

  self->output = output;
  self->form = parse_form (manicule_format_output_get_option (output, "form"));
  self->unit = manicule_doccano_parse_unit (manicule_format_output_get_option (output, "unit"));
  self->line = g_string_new (NULL);
  self->numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return self;
}

static gboolean
end (gpointer   state,
     gboolean   commit,
     GError   **error)
{
  Writer *self = state;

  g_hash_table_unref (self->numbers);
  g_string_free (self->line, TRUE);
  g_free (self);

  return TRUE;
}

/* FALSE when it is not a number that doccano could have given. */
static gboolean
parse_number (const char *id,
              guint64    *number)
{
  return id != NULL && strlen (id) <= 18 && g_ascii_string_to_unsigned (id, 10, 0, G_MAXINT64, number, NULL) &&
         (*id != '0' || id[1] == '\0');
}

/* Ids that are numbers stay, the others get new ones behind them. */
static void
number_spans (Writer                *self,
              ManiculeAnnotationSet *set)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (set));
  guint64 number;

  self->last = 0;
  g_hash_table_remove_all (self->numbers);
  for (guint i = 0; i < n; i++)
    {
      ManiculeAnnotation *annotation = manicule_annotation_set_get (set, i);

      if (manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_SPAN &&
          parse_number (manicule_annotation_get_id (annotation), &number))
        self->last = MAX (self->last, number);
    }
}

static const char *
get_number (Writer     *self,
            const char *id)
{
  char *number = g_hash_table_lookup (self->numbers, id);
  guint64 own;

  if (number == NULL)
    {
      number = parse_number (id, &own) ? g_strdup (id) : g_strdup_printf ("%" G_GUINT64_FORMAT, ++self->last);
      g_hash_table_insert (self->numbers, g_strdup (id), number);
    }

  return number;
}

static void
put_raw (GString    *out,
         const char *name,
         const char *raw)
{
  manicule_json_put_name (out, name);
  g_string_append (out, raw);
}

static void
append_span (Writer             *self,
             ManiculeAnnotation *span)
{
  ManiculeRange hull = manicule_annotation_get_hull (span);
  guint start = manicule_text_from_chars (self->text, self->unit, hull.start);
  guint end_offset = manicule_text_from_chars (self->text, self->unit, hull.end);

  if (self->form != FORM_ENTITIES)
    {
      g_string_append_c (self->line, '[');
      manicule_json_append_int (self->line, start);
      g_string_append_c (self->line, ',');
      manicule_json_append_int (self->line, end_offset);
      g_string_append_c (self->line, ',');
      manicule_json_append_string (self->line, manicule_annotation_get_label (span));
      g_string_append_c (self->line, ']');
      return;
    }

  g_string_append_c (self->line, '{');
  put_raw (self->line, "id", get_number (self, manicule_annotation_get_id (span)));
  manicule_json_put_string (self->line, "label", manicule_annotation_get_label (span));
  manicule_json_put_int (self->line, "start_offset", start);
  manicule_json_put_int (self->line, "end_offset", end_offset);
  manicule_meta_put_carried (self->line, manicule_annotation_get_carried (span), MANICULE_DOCCANO, NULL);
  g_string_append_c (self->line, '}');
}

static void
append_relation (Writer             *self,
                 ManiculeAnnotation *relation)
{
  const char *origin = manicule_annotation_get_origin_source (relation);
  const char *id = manicule_annotation_get_origin_id (relation);
  guint64 number;

  g_string_append_c (self->line, '{');
  if (g_strcmp0 (origin, MANICULE_DOCCANO) == 0 && parse_number (id, &number))
    put_raw (self->line, "id", id);
  put_raw (self->line, "from_id", get_number (self, manicule_annotation_get_from (relation)));
  put_raw (self->line, "to_id", get_number (self, manicule_annotation_get_to (relation)));
  manicule_json_put_string (self->line, "type", manicule_annotation_get_label (relation));
  manicule_meta_put_carried (self->line, manicule_annotation_get_carried (relation), MANICULE_DOCCANO, NULL);
  g_string_append_c (self->line, '}');
}

static void
append_category (Writer             *self,
                 ManiculeAnnotation *label)
{
  g_autofree char *category = manicule_category_to_string (label);

  manicule_json_append_string (self->line, category);
}

static void
put_list (Writer                 *self,
          const char             *name,
          ManiculeAnnotationSet  *set,
          ManiculeAnnotationKind  kind,
          void                  (*append) (Writer             *self,
                                           ManiculeAnnotation *annotation))
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (set));
  gboolean is_first = TRUE;

  manicule_json_put_name (self->line, name);
  g_string_append_c (self->line, '[');
  for (guint i = 0; i < n; i++)
    {
      ManiculeAnnotation *annotation = manicule_annotation_set_get (set, i);

      if (manicule_annotation_get_kind (annotation) != kind)
        continue;
      if (!is_first)
        g_string_append_c (self->line, ',');
      append (self, annotation);
      is_first = FALSE;
    }
  g_string_append_c (self->line, ']');
}

static void
put_lists (Writer                *self,
           ManiculeAnnotationSet *set)
{
  switch (self->form)
    {
    case FORM_CLASSIC:
      put_list (self, "label", set, MANICULE_ANNOTATION_SPAN, append_span);
      break;
    case FORM_INTENT:
      put_list (self, "cats", set, MANICULE_ANNOTATION_DOCUMENT, append_category);
      put_list (self, "entities", set, MANICULE_ANNOTATION_SPAN, append_span);
      break;
    case FORM_CLASSIFICATION:
      put_list (self, "label", set, MANICULE_ANNOTATION_DOCUMENT, append_category);
      break;
    case FORM_ENTITIES:
    default:
      put_list (self, "entities", set, MANICULE_ANNOTATION_SPAN, append_span);
      put_list (self, "relations", set, MANICULE_ANNOTATION_RELATION, append_relation);
      break;
    }
}

static gboolean
write_document (gpointer           state,
                ManiculeDocument  *document,
                GError           **error)
{
  Writer *self = state;
  const ManiculeArticleFields *fields = manicule_article_get_fields (manicule_document_get_article (document));
  ManiculeAnnotationSet *set = manicule_document_get_set (document, 0);

  self->text = manicule_document_get_text (document);
  number_spans (self, set);
  g_string_assign (self->line, "{");
  manicule_meta_put_id (self->line, "id", fields->id);
  manicule_json_put_string (self->line, "text", manicule_text_get_data (self->text));
  put_lists (self, set);
  manicule_meta_put (self->line, fields);
  manicule_meta_put_carried (self->line, fields->carried, MANICULE_DOCCANO, NULL);
  g_string_append (self->line, "}\n");

  return manicule_format_output_write (self->output, self->line->str, (gssize) self->line->len, error);
}

static char *
fit_name (ManiculeNameKind  kind,
          const char       *name)
{
  return kind == MANICULE_NAME_DOCUMENT_LABEL ? manicule_category_fit_name (name) : NULL;
}

static const char * const suffixes[] = { "jsonl", "json", NULL };

const ManiculeFormat manicule_format_doccano = {
  .id = MANICULE_DOCCANO,
  .title = "doccano",
  .description = N_("Spans with relations, or classes, an article on each line"),
  .suffixes = suffixes,
  .holds = HOLDS_ALWAYS | HOLDS_SPANS | MANICULE_HOLDS_RELATIONS,
  .unit = MANICULE_OFFSET_UTF16,
  .container = MANICULE_CONTAINER_FILE,
  .options = options,
  .sniff = sniff,
  .read = manicule_doccano_read,
  .holds_with = holds_with,
  .begin = begin,
  .write = write_document,
  .end = end,
  .fit_name = fit_name,
};
