/* manicule-format-label-studio.c: tasks of Label Studio, with the configuration to look at them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-label-studio-private.h"

#include "manicule-format-meta.h"
#include "manicule-format-output.h"
#include "manicule-format-values.h"
#include "manicule-json-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define TASKS "tasks.json"

typedef struct
{
  ManiculeFormatOutput  *output;     /* (not owned) */
  ManiculeSchema        *schema;     /* (owned) */
  GHashTable            *spans;      /* (owned): controls beside the usual one, to the labels they were used for */
  GString               *task;       /* (owned) */
  ManiculeAnnotationSet *set;        /* (not owned): of the document */
  guint                  n_results;  /* of the task, so far */
  guint                  n_tasks;
} Writer;

static guint
sniff (const char *name,
       const char *head,
       gsize       length)
{
  g_autofree char *task = manicule_records_peek (head, length);

  if (task == NULL || *task != '{')
    return 0;
  if (manicule_records_mentions (task, "result", "from_name", "to_name", NULL))
    return 90;
  if (!manicule_records_mentions (task, "data", NULL) || manicule_records_mentions (task, "fields", NULL))
    return 0;
  if (manicule_records_mentions (task, "annotations", "result", NULL) ||
      manicule_records_mentions (task, "predictions", "result", NULL) ||
      manicule_records_mentions (task, "completions", NULL) || manicule_records_mentions (task, "total_annotations", NULL))
    return 80;

  return strstr (task, "\"data\": {") != NULL || strstr (task, "\"data\":{") != NULL ? 45 : 0;
}

/* The first labelling configuration that lies beside it is the one that is read. */
static GPtrArray *
companions (GFile *file)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GFile) folder = g_file_get_parent (file);

  for (guint i = 0; folder != NULL && found->len == 0 && manicule_label_studio_configs[i] != NULL; i++)
    {
      g_autoptr(GFile) config = g_file_get_child (folder, manicule_label_studio_configs[i]);

      if (g_file_query_exists (config, NULL))
        g_ptr_array_add (found, g_steal_pointer (&config));
    }

  return found;
}

/* --- results --- */

/* Begins a result; "id" is left out for what has none. */
static void
begin_result (Writer     *self,
              const char *id)
{
  g_string_append (self->task, self->n_results++ > 0 ? ",\n  {" : "\n  {");
  manicule_json_put_string (self->task, "id", id);
}

/* The note, and what the tool has no place for. */
static void
put_meta (Writer             *self,
          ManiculeAnnotation *annotation,
          const char         *except)
{
  const char * const notes[] = { manicule_annotation_get_note (annotation), NULL };
  GVariant *attributes = manicule_annotation_get_attributes (annotation);
  gboolean has_more = FALSE;
  GVariantIter iter;
  const char *name;
  GVariant *value;

  if (attributes != NULL && except != NULL)
    has_more = g_variant_n_children (attributes) > (g_variant_lookup (attributes, except, "*", NULL) ? 1 : 0);
  if (notes[0] == NULL && !has_more)
    return;

  manicule_json_put_name (self->task, "meta");
  g_string_append_c (self->task, '{');
  manicule_json_put_strv (self->task, "text", notes[0] != NULL ? notes : NULL);
  if (has_more)
    {
      manicule_json_put_name (self->task, "attributes");
      g_string_append_c (self->task, '{');
      g_variant_iter_init (&iter, attributes);
      while (g_variant_iter_loop (&iter, "{&sv}", &name, &value))
        if (!g_str_equal (name, except))
          {
            manicule_json_put_name (self->task, name);
            manicule_meta_append_value (self->task, value);
          }
      g_string_append_c (self->task, '}');
    }
  g_string_append_c (self->task, '}');
}

static void
put_region (Writer             *self,
            ManiculeAnnotation *span)
{
  ManiculeRange hull = manicule_annotation_get_hull (span);
  g_autofree char *covered = manicule_annotation_set_dup_covered (self->set, span);

  manicule_json_put_int (self->task, "start", hull.start);
  manicule_json_put_int (self->task, "end", hull.end);
  manicule_json_put_string (self->task, "text", covered);
}

/* Which control a span was made with: "label", unless its file said another. */
static void
put_control (Writer             *self,
             ManiculeAnnotation *span)
{
  static const char * const control[] = { "from_name", NULL };
  const char *carried = manicule_annotation_get_carried (span);
  g_autofree char *raw = manicule_meta_dup_carried (carried, MANICULE_LABEL_STUDIO, "from_name");
  GHashTable *labels;

  manicule_json_put_name (self->task, "from_name");
  if (raw == NULL || *raw != '"')
    {
      manicule_json_append_string (self->task, MANICULE_LABEL_STUDIO_LABELS);
    }
  else
    {
      g_autofree char *name = NULL;

      g_string_append (self->task, raw);
      name = manicule_meta_dup_carried_text (carried, MANICULE_LABEL_STUDIO, "from_name");
      labels = g_hash_table_lookup (self->spans, name);
      if (labels == NULL)
        {
          labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
          g_hash_table_insert (self->spans, g_steal_pointer (&name), labels);
        }
      g_hash_table_add (labels, g_strdup (manicule_annotation_get_label (span)));
    }

  manicule_json_put_string (self->task, "to_name", MANICULE_LABEL_STUDIO_TEXT);
  manicule_meta_put_carried (self->task, carried, MANICULE_LABEL_STUDIO, control);
}

/* Whether to write the value so that it cannot be taken for a plain "yes, this one". */
static gboolean
is_ambiguous (GVariant   *value,
              const char *name)
{
  g_auto(GStrv) texts = manicule_value_dup_texts (value);

  return texts[0] != NULL && texts[1] == NULL && g_str_equal (texts[0], name);
}

static ManiculeControlKind
choose_control (Writer     *self,
                const char *name,
                GVariant   *value,
                gboolean    is_per_region)
{
  ManiculeAttribute *attribute = is_per_region ? manicule_schema_find_attribute (self->schema, name)
                                               : manicule_schema_find_document_label (self->schema, name);
  ManiculeControlKind kind = manicule_label_studio_get_control (attribute);
  gboolean is_number = g_variant_is_of_type (value, G_VARIANT_TYPE_INT64) ||
                       g_variant_is_of_type (value, G_VARIANT_TYPE_DOUBLE);

  /* A number stays one, whatever is usual there. */
  if (is_number)
    return MANICULE_CONTROL_NUMBER;
  if (kind == MANICULE_CONTROL_NUMBER)
    return MANICULE_CONTROL_TEXTAREA;
  if (kind == MANICULE_CONTROL_CHOICES && !is_per_region && is_ambiguous (value, name))
    return MANICULE_CONTROL_TEXTAREA;

  return kind;
}

/* An answer: about @span, or the whole text where it is NULL. @value NULL: that it is there is all. */
static void
put_answer (Writer             *self,
            const char         *name,
            GVariant           *value,
            ManiculeAnnotation *span)
{
  static const char * const types[] = { "choices", "number", "textarea" };
  static const char * const members[] = { "choices", "number", "text" };
  const char * const itself[] = { name, NULL };
  ManiculeControlKind kind = value != NULL ? choose_control (self, name, value, span != NULL) : MANICULE_CONTROL_CHOICES;
  g_auto(GStrv) texts = value != NULL && kind != MANICULE_CONTROL_NUMBER ? manicule_value_dup_texts (value) : NULL;
  g_autofree char *control = manicule_label_studio_name_control (self->schema, name, span != NULL);

  manicule_json_put_string (self->task, "from_name", control);
  if (!g_str_equal (control, name))
    manicule_json_put_string (self->task, "attribute", name);
  manicule_json_put_string (self->task, "to_name", MANICULE_LABEL_STUDIO_TEXT);
  manicule_json_put_string (self->task, "type", types[kind]);
  manicule_json_put_name (self->task, "value");
  g_string_append_c (self->task, '{');
  if (span != NULL)
    {
      ManiculeRange hull = manicule_annotation_get_hull (span);

      manicule_json_put_int (self->task, "start", hull.start);
      manicule_json_put_int (self->task, "end", hull.end);
    }
  manicule_json_put_name (self->task, members[kind]);
  if (kind == MANICULE_CONTROL_NUMBER)
    manicule_meta_append_value (self->task, value);
  else
    manicule_json_append_strv (self->task, value != NULL ? (const char * const *) texts : itself);
  g_string_append_c (self->task, '}');
}

static void
append_span (Writer             *self,
             ManiculeAnnotation *span)
{
  const char * const labels[] = { manicule_annotation_get_label (span), NULL };
  GVariant *attributes = manicule_annotation_get_attributes (span);
  GVariantIter iter;
  const char *name;
  GVariant *value;

  begin_result (self, manicule_annotation_get_id (span));
  put_control (self, span);
  manicule_json_put_string (self->task, "type", "labels");
  manicule_json_put_name (self->task, "value");
  g_string_append_c (self->task, '{');
  put_region (self, span);
  manicule_json_put_strv (self->task, "labels", labels);
  g_string_append_c (self->task, '}');
  put_meta (self, span, NULL);
  g_string_append_c (self->task, '}');
  if (attributes == NULL)
    return;

  g_variant_iter_init (&iter, attributes);
  while (g_variant_iter_loop (&iter, "{&sv}", &name, &value))
    {
      begin_result (self, manicule_annotation_get_id (span));
      put_answer (self, name, value, span);
      g_string_append_c (self->task, '}');
    }
}

static void
append_document_label (Writer             *self,
                       ManiculeAnnotation *label)
{
  static const char * const control[] = { "from_name", NULL };
  g_autoptr(GVariant) value = manicule_annotation_dup_attribute (label, "value");

  begin_result (self, manicule_annotation_get_id (label));
  put_answer (self, manicule_annotation_get_label (label), value, NULL);
  put_meta (self, label, "value");
  manicule_meta_put_carried (self->task, manicule_annotation_get_carried (label), MANICULE_LABEL_STUDIO, control);
  g_string_append_c (self->task, '}');
}

static void
append_relation (Writer             *self,
                 ManiculeAnnotation *relation)
{
  static const char * const control[] = { "from_name", NULL };
  const char * const labels[] = { manicule_annotation_get_label (relation), NULL };
  const char *carried = manicule_annotation_get_carried (relation);
  g_autofree char *direction = manicule_meta_dup_carried (carried, MANICULE_LABEL_STUDIO, "direction");
  gboolean is_left = g_strcmp0 (direction, "\"left\"") == 0;
  const char *from = manicule_annotation_get_from (relation);
  const char *to = manicule_annotation_get_to (relation);

  begin_result (self, NULL);
  manicule_json_put_string (self->task, "type", "relation");
  manicule_json_put_string (self->task, "from_id", is_left ? to : from);
  manicule_json_put_string (self->task, "to_id", is_left ? from : to);
  if (direction == NULL)
    manicule_json_put_string (self->task, "direction", "right");
  manicule_json_put_strv (self->task, "labels", labels);
  manicule_meta_put_carried (self->task, carried, MANICULE_LABEL_STUDIO, control);
  g_string_append_c (self->task, '}');
}

static void
append_results (Writer *self)
{
  g_autofree char *others = manicule_meta_dup_carried (manicule_annotation_set_get_carried (self->set),
                                                       MANICULE_LABEL_STUDIO, "result");
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->set));

  for (guint i = 0; i < n; i++)
    {
      ManiculeAnnotation *annotation = manicule_annotation_set_get (self->set, i);

      switch (manicule_annotation_get_kind (annotation))
        {
        case MANICULE_ANNOTATION_SPAN:
          append_span (self, annotation);
          break;
        case MANICULE_ANNOTATION_RELATION:
          append_relation (self, annotation);
          break;
        case MANICULE_ANNOTATION_DOCUMENT:
        default:
          append_document_label (self, annotation);
          break;
        }
    }

  /* A list with at least one item: [{…}] */
  if (others != NULL && *others == '[' && strlen (others) > 2)
    {
      others[strlen (others) - 1] = '\0';
      g_string_append_printf (self->task, "%s%s", self->n_results++ > 0 ? "," : "", others + 1);
    }
}

/* --- tasks --- */

/* A number is a user's own, and what looks like an address can be looked up; other names only we understand. */
static void
put_annotator (Writer     *self,
               const char *annotator,
               const char *carried)
{
  g_autofree char *by = manicule_meta_dup_carried (carried, MANICULE_LABEL_STUDIO, "completed_by");

  if (by != NULL || *annotator == '\0')
    return;

  if (strspn (annotator, "0123456789") == strlen (annotator))
    {
      manicule_meta_put_id (self->task, "completed_by", annotator);
    }
  else if (strchr (annotator, '@') != NULL)
    {
      manicule_json_put_name (self->task, "completed_by");
      g_string_append_c (self->task, '{');
      manicule_json_put_string (self->task, "email", annotator);
      g_string_append_c (self->task, '}');
    }
  else if (carried == NULL || strstr (carried, "created_username") == NULL)
    {
      manicule_json_put_string (self->task, "created_username", annotator);
    }
}

static void
put_data (Writer                      *self,
          const ManiculeArticleFields *fields,
          ManiculeText                *text,
          gboolean                     has_own_id)
{
  manicule_json_put_name (self->task, "data");
  g_string_append_c (self->task, '{');
  manicule_json_put_string (self->task, MANICULE_LABEL_STUDIO_TEXT, manicule_text_get_data (text));
  if (has_own_id)
    manicule_meta_put_id (self->task, "id", fields->id);
  manicule_meta_put (self->task, fields);
  manicule_meta_put_carried_inner (self->task, fields->carried, MANICULE_LABEL_STUDIO, "data");
  g_string_append_c (self->task, '}');
}

/* Nobody has begun with it: to the tool it is a task without an annotation. */
static gboolean
is_untouched (ManiculeAnnotationSet *set)
{
  return manicule_annotation_set_get_status (set) == MANICULE_STATUS_NEW &&
         g_list_model_get_n_items (G_LIST_MODEL (set)) == 0 && manicule_annotation_set_get_carried (set) == NULL;
}

static void
append_annotation (Writer *self)
{
  static const char * const list[] = { "result", NULL };
  const char *carried = manicule_annotation_set_get_carried (self->set);

  manicule_json_put_name (self->task, "annotations");
  g_string_append (self->task, "[{");
  put_annotator (self, manicule_annotation_set_get_annotator (self->set), carried);
  manicule_meta_put_carried (self->task, carried, MANICULE_LABEL_STUDIO, list);
  manicule_json_put_name (self->task, "result");
  g_string_append_c (self->task, '[');
  append_results (self);
  g_string_append (self->task, "]}]");
}

static void
append_task (Writer           *self,
             ManiculeDocument *document)
{
  static const char * const elsewhere[] = { "data", NULL };
  const ManiculeArticleFields *fields = manicule_article_get_fields (manicule_document_get_article (document));
  g_autofree char *own_id = manicule_meta_dup_carried (fields->carried, MANICULE_LABEL_STUDIO, "id");
  gboolean is_number = strspn (fields->id, "0123456789") == strlen (fields->id) && strlen (fields->id) < 18;
  gboolean has_own_id = own_id != NULL || !is_number;

  g_string_append_c (self->task, '{');
  if (!has_own_id)
    manicule_meta_put_id (self->task, "id", fields->id);
  put_data (self, fields, manicule_document_get_text (document), has_own_id);
  if (is_untouched (self->set))
    g_string_append (self->task, ",\"annotations\":[]");
  else
    append_annotation (self);
  manicule_meta_put_carried (self->task, fields->carried, MANICULE_LABEL_STUDIO, elsewhere);
  g_string_append_c (self->task, '}');
}
static gboolean
write_document (gpointer           state,
                ManiculeDocument  *document,
                GError           **error)
{
  Writer *self = state;

  self->set = manicule_document_get_set (document, 0);
  self->n_results = 0;
  g_string_assign (self->task, self->n_tasks++ > 0 ? ",\n" : "[\n");
  append_task (self, document);

  return manicule_format_output_write (self->output, self->task->str, (gssize) self->task->len, error);
}

static void
free_writer (Writer *self)
{
  g_string_free (self->task, TRUE);
  g_hash_table_unref (self->spans);
  g_object_unref (self->schema);
  g_free (self);
}

static gpointer
begin (ManiculeFormatOutput  *output,
       ManiculeSchema        *schema,
       GError               **error)
{
  Writer *self;

  if (!manicule_format_output_begin_member (output, TASKS, TRUE, error))
    return NULL;

  self = g_new0 (Writer, 1);
  self->output = output;
  self->schema = g_object_ref (schema);
  self->spans = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  self->task = g_string_new (NULL);

  return self;
}

static gboolean
end_files (Writer  *self,
           GError **error)
{
  g_autofree char *config = manicule_label_studio_print_config (self->schema, self->spans);

  return manicule_format_output_write (self->output, self->n_tasks > 0 ? "\n]\n" : "[]\n", -1, error) &&
         manicule_format_output_end_member (self->output, error) &&
         manicule_format_output_begin_member (self->output, MANICULE_LABEL_STUDIO_CONFIG, FALSE, error) &&
         manicule_format_output_write (self->output, config, -1, error) &&
         manicule_format_output_end_member (self->output, error);
}

static gboolean
end (gpointer   state,
     gboolean   commit,
     GError   **error)
{
  Writer *self = state;
  gboolean success = !commit || end_files (self, error);

  free_writer (self);

  return success;
}

static const char * const suffixes[] = { "json", "jsonl", NULL };

/* A truth is a choice of two texts there. */
static char *
fit_value (GVariant *value)
{
  return g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN) ? manicule_value_fit_as_text (value) : NULL;
}

const ManiculeFormat manicule_format_label_studio = {
  .id = MANICULE_LABEL_STUDIO,
  .title = "Label Studio",
  .description = N_("Tasks in one list, with the labelling configuration beside them"),
  .suffixes = suffixes,
  .holds = MANICULE_HOLDS_SPANS | MANICULE_HOLDS_NESTED | MANICULE_HOLDS_CROSSING | MANICULE_HOLDS_SUB_TOKEN |
           MANICULE_HOLDS_RELATIONS | MANICULE_HOLDS_ATTRIBUTES | MANICULE_HOLDS_DOCUMENT_LABELS |
           MANICULE_HOLDS_NOTES | MANICULE_HOLDS_TEXT | MANICULE_HOLDS_METADATA,
  .unit = MANICULE_OFFSET_CHARS,
  .container = MANICULE_CONTAINER_FOLDER,
  .sniff = sniff,
  .companions = companions,
  .read = manicule_label_studio_read,
  .begin = begin,
  .write = write_document,
  .end = end,
  .fit_value = fit_value,
};
