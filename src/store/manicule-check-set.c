/* manicule-check-set.c: the check of a project: annotation sets against schema and register
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-check-private.h"

#include "manicule-json.h"
#include "manicule-merge.h"
#include "manicule-rebase-article.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char * const set_kinds[] = { "annotations", NULL };

/* One set. */
typedef struct
{
  ManiculeCheck         *check;
  const char            *name;
  GBytes                *bytes;
  ManiculeAnnotationSet *set;
  ManiculeLines         *lines;  /* (owned) (nullable): made when the first line is needed */
} SetCheck;

static guint
get_line (SetCheck           *self,
          ManiculeAnnotation *annotation)
{
  if (self->lines == NULL)
    self->lines = manicule_lines_new_arrays (self->bytes, set_kinds, "id");

  return manicule_lines_find (self->lines, "annotations", manicule_annotation_get_id (annotation));
}

G_GNUC_PRINTF (5, 6)
static void
report (SetCheck           *self,
        ManiculeAnnotation *annotation,
        ManiculeSeverity    severity,
        const char         *code,
        const char         *format,
        ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);

  manicule_findings_add (self->check->findings, severity, code, self->name, get_line (self, annotation), "%s", message);
}

static ManiculeSchema *
get_schema (SetCheck *self)
{
  return manicule_project_get_schema (self->check->project);
}

/* --- values --- */

static gboolean
is_one_of (const char * const *values,
           const char         *value)
{
  return values == NULL || g_strv_contains (values, value);
}

static gboolean
are_of (const char * const *values,
        GVariant           *value)
{
  g_autofree const char **chosen = g_variant_get_strv (value, NULL);
  guint i;

  for (i = 0; chosen[i] != NULL; i++)
    {
      if (!is_one_of (values, chosen[i]))
        return FALSE;
    }

  return TRUE;
}

static gboolean
fits (ManiculeAttribute *attribute,
      GVariant          *value)
{
  const char * const *values = manicule_attribute_get_values (attribute);

  switch (manicule_attribute_get_value_type (attribute))
    {
    case MANICULE_ATTRIBUTE_CHOICE:
      return g_variant_is_of_type (value, G_VARIANT_TYPE_STRING) &&
             is_one_of (values, g_variant_get_string (value, NULL));

    case MANICULE_ATTRIBUTE_CHOICES:
      if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
        return is_one_of (values, g_variant_get_string (value, NULL));
      return g_variant_is_of_type (value, G_VARIANT_TYPE_STRING_ARRAY) && are_of (values, value);

    case MANICULE_ATTRIBUTE_FLAG:
      return g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN);

    case MANICULE_ATTRIBUTE_TEXT:
      return g_variant_is_of_type (value, G_VARIANT_TYPE_STRING);

    case MANICULE_ATTRIBUTE_NUMBER:
      return g_variant_is_of_type (value, G_VARIANT_TYPE_INT64) || g_variant_is_of_type (value, G_VARIANT_TYPE_DOUBLE);

    default:
      return TRUE;
    }
}

static void
check_value (SetCheck           *self,
             ManiculeAnnotation *annotation,
             ManiculeAttribute  *attribute,
             GVariant           *value)
{
  g_autofree char *shown = NULL;

  if (fits (attribute, value))
    return;

  shown = g_variant_is_of_type (value, G_VARIANT_TYPE_STRING) ? g_variant_dup_string (value, NULL)
                                                              : g_variant_print (value, FALSE);
  report (self, annotation, MANICULE_FINDING_ERROR, "unknown-value",
          _("“%s” cannot be “%s” by the schema. Correct the value, or add it to the schema."),
          manicule_attribute_get_title (attribute), shown);
}

static void
check_attribute (SetCheck           *self,
                 ManiculeAnnotation *annotation,
                 const char         *name,
                 GVariant           *value)
{
  ManiculeAttribute *attribute = manicule_schema_find_attribute (get_schema (self), name);
  const char *label = manicule_annotation_get_label (annotation);

  if (attribute == NULL)
    report (self, annotation, MANICULE_FINDING_ERROR, "unknown-attribute",
            _("The attribute “%s” is not in the schema. Add it there, or remove it here."), name);
  else if (!manicule_attribute_applies_to (attribute, label))
    report (self, annotation, MANICULE_FINDING_WARNING, "attribute-of-other-label",
            _("The attribute “%s” is not asked of “%s” by the schema. Remove it here, or allow it there."), name, label);
  else
    check_value (self, annotation, attribute, value);
}

static void
check_attributes (SetCheck           *self,
                  ManiculeAnnotation *annotation)
{
  GVariant *attributes = manicule_annotation_get_attributes (annotation);
  GVariantIter iter;
  const char *name;
  GVariant *value;

  if (attributes == NULL)
    return;

  g_variant_iter_init (&iter, attributes);
  while (g_variant_iter_loop (&iter, "{&sv}", &name, &value))
    check_attribute (self, annotation, name, value);
}

/* --- annotations --- */

static void
check_span (SetCheck           *self,
            ManiculeAnnotation *annotation)
{
  const char *label = manicule_annotation_get_label (annotation);

  if (manicule_schema_find_label (get_schema (self), label) == NULL)
    report (self, annotation, MANICULE_FINDING_ERROR, "unknown-label",
            _("The label “%s” is not in the schema. Add it there, or give the annotation another one."), label);

  check_attributes (self, annotation);
}

static void
check_relation (SetCheck           *self,
                ManiculeAnnotation *annotation)
{
  const char *name = manicule_annotation_get_label (annotation);
  ManiculeRelationType *type = manicule_schema_find_relation_type (get_schema (self), name);
  ManiculeAnnotation *from = manicule_annotation_set_find (self->set, manicule_annotation_get_from (annotation));
  ManiculeAnnotation *to = manicule_annotation_set_find (self->set, manicule_annotation_get_to (annotation));

  if (type == NULL)
    report (self, annotation, MANICULE_FINDING_ERROR, "unknown-relation-type",
            _("The relation type “%s” is not in the schema. Add it there, or give the relation another one."), name);
  else if (!manicule_relation_type_allows (type, manicule_annotation_get_label (from), manicule_annotation_get_label (to)))
    report (self, annotation, MANICULE_FINDING_WARNING, "relation-ends",
            /* Translators: a relation type, then two labels */
            _("“%s” may not lead from “%s” to “%s” by the schema. Correct the relation, or allow it there."),
            name, manicule_annotation_get_label (from), manicule_annotation_get_label (to));

  check_attributes (self, annotation);
}

static void
check_document_label (SetCheck           *self,
                      ManiculeAnnotation *annotation)
{
  const char *name = manicule_annotation_get_label (annotation);
  ManiculeAttribute *label = manicule_schema_find_document_label (get_schema (self), name);
  g_autoptr(GVariant) value = manicule_annotation_dup_attribute (annotation, "value");

  if (label == NULL)
    report (self, annotation, MANICULE_FINDING_ERROR, "unknown-document-label",
            _("The document label “%s” is not in the schema. Add it there, or remove it here."), name);
  else if (value != NULL)
    check_value (self, annotation, label, value);
}

static void
check_twin (SetCheck           *self,
            ManiculeAnnotation *annotation)
{
  g_autofree char *id = NULL;

  if (manicule_merge_parse_twin (manicule_annotation_get_id (annotation), &id))
    report (self, annotation, MANICULE_FINDING_WARNING, "merge-conflict",
            _("This is another version of annotation “%s”, left by a merge. Decide for one of them and remove the other."), id);
}

static void
check_annotation (SetCheck           *self,
                  ManiculeAnnotation *annotation)
{
  const char *entity = manicule_annotation_get_entity (annotation);

  check_twin (self, annotation);
  switch (manicule_annotation_get_kind (annotation))
    {
    case MANICULE_ANNOTATION_SPAN:
      check_span (self, annotation);
      break;

    case MANICULE_ANNOTATION_RELATION:
      check_relation (self, annotation);
      break;

    case MANICULE_ANNOTATION_DOCUMENT:
      check_document_label (self, annotation);
      break;

    default:
      g_assert_not_reached ();
    }

  if (entity != NULL && manicule_project_find_entity (self->check->project, entity) == NULL)
    report (self, annotation, MANICULE_FINDING_ERROR, "unknown-entity",
            _("The entity “%s” is not in the register. Add it there, or remove the tie here."), entity);
}

/* --- the set --- */

static void
check_identity (SetCheck   *self,
                const char *id,
                const char *annotator)
{
  const char *said_id = manicule_annotation_set_get_article_id (self->set);
  const char *said_annotator = manicule_annotation_set_get_annotator (self->set);

  if (strcmp (said_id, id) != 0)
    manicule_findings_add (self->check->findings, MANICULE_FINDING_ERROR, "other-article", self->name, 0,
                           _("The file says that it belongs to the article “%s”. "
                             "Give it back its name, or correct the id in it."), said_id);

  if (strcmp (said_annotator, annotator) != 0)
    manicule_findings_add (self->check->findings, MANICULE_FINDING_ERROR, "other-annotator", self->name, 0,
                           _("The file says that it is by “%s”. Move it to that annotator’s folder, or correct the name in it."),
                           said_annotator);
}

static void
check_orphans (SetCheck   *self,
               const char *id,
               const char *annotator)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) orphans = manicule_rebase_list_orphans (self->check->folder, id, annotator, self->set, &error);
  guint i;

  if (orphans == NULL)
    manicule_project_folder_add_error (self->check->findings, "orphans-damaged", MANICULE_FOLDER_ORPHANS, error);

  for (i = 0; orphans != NULL && i < orphans->len; i++)
    {
      ManiculeOrphan *orphan = g_ptr_array_index (orphans, i);
      g_autofree char *context = manicule_orphan_dup_context (orphan);

      manicule_findings_add (self->check->findings, MANICULE_FINDING_WARNING, "orphan", orphan->file, 0,
                             /* Translators: the id of an annotation, its label, and what stood around it in the former text */
                             _("Annotation “%s” (%s) has no place in the present text of the article: %s"),
                             manicule_annotation_get_id (orphan->annotation),
                             manicule_annotation_get_label (orphan->annotation), context);
    }
}

/**
 * manicule_check_set:
 * @check: a check
 * @name: the path of the set's file below the project folder
 * @article: the article that the file's name says
 * @annotator: the annotator whose folder it is in
 * @text: the article's text
 */
void
manicule_check_set (ManiculeCheck   *check,
                    const char      *name,
                    ManiculeArticle *article,
                    const char      *annotator,
                    ManiculeText    *text)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = manicule_file_read (check->folder, name, MANICULE_FILE_MAX_BYTES, NULL, &error);
  g_autoptr(ManiculeAnnotationSet) set = NULL;
  SetCheck self = { check, name, bytes, NULL, NULL };
  guint n, i;

  if (bytes != NULL)
    set = manicule_json_read_annotations (bytes, name, text, check->findings, &error);

  if (set == NULL)
    {
      manicule_project_folder_add_error (check->findings, "file-damaged", name, error);
      return;
    }

  self.set = set;
  check_identity (&self, manicule_article_get_id (article), annotator);

  n = g_list_model_get_n_items (G_LIST_MODEL (set));
  for (i = 0; i < n; i++)
    check_annotation (&self, manicule_annotation_set_get (set, i));

  check_orphans (&self, manicule_article_get_id (article), annotator);

  g_clear_pointer (&self.lines, manicule_lines_free);
}
