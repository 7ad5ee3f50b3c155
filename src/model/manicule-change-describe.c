/* manicule-change-describe.c: a change in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-change-private.h"

#include <glib/gi18n-lib.h>

#include "manicule-excerpt-private.h"

typedef struct
{
  ManiculeSchema        *schema;
  ManiculeAnnotationSet *set;      /* (nullable): when it is not loaded, there is no covered text */
  ManiculeAnnotation    *before;   /* (nullable) */
  ManiculeAnnotation    *after;    /* (nullable) */
} Words;

static const char *
label_title (ManiculeSchema         *schema,
             ManiculeAnnotationKind  kind,
             const char             *name)
{
  gpointer item;

  switch (kind)
    {
    case MANICULE_ANNOTATION_SPAN:
      item = manicule_schema_find_label (schema, name);
      return item != NULL ? manicule_label_get_title (item) : name;
    case MANICULE_ANNOTATION_RELATION:
      item = manicule_schema_find_relation_type (schema, name);
      return item != NULL ? manicule_relation_type_get_title (item) : name;
    case MANICULE_ANNOTATION_DOCUMENT:
    default:
      item = manicule_schema_find_document_label (schema, name);
      return item != NULL ? manicule_attribute_get_title (item) : name;
    }
}

static const char *
title_of (const Words        *words,
          ManiculeAnnotation *annotation)
{
  return label_title (words->schema,
                      manicule_annotation_get_kind (annotation),
                      manicule_annotation_get_label (annotation));
}

static char *
text_of_value (GVariant *value)
{
  g_autofree char *joined = NULL;

  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    return manicule_excerpt_of_string (g_variant_get_string (value, NULL));
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN))
    return g_strdup (g_variant_get_boolean (value) ? C_("answer", "Yes") : C_("answer", "No"));
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING_ARRAY))
    {
      g_autofree const char **strings = g_variant_get_strv (value, NULL);

      joined = g_strjoinv (", ", (char **) strings);
      return manicule_excerpt_of_string (joined);
    }

  return g_variant_print (value, FALSE);
}

/* What an annotation is known by: what it covers, where a relation starts, what a document label says. */
static char *
text_of (const Words        *words,
         ManiculeAnnotation *annotation)
{
  ManiculeAnnotation *from = annotation;
  g_autoptr(GVariant) value = NULL;

  /* A relation may start at a relation; annotation sets see to it that this comes to an end. */
  while (from != NULL && manicule_annotation_get_kind (from) == MANICULE_ANNOTATION_RELATION)
    from = words->set != NULL ? manicule_annotation_set_find (words->set, manicule_annotation_get_from (from)) : NULL;

  if (from != NULL && manicule_annotation_get_kind (from) == MANICULE_ANNOTATION_SPAN && words->set != NULL)
    return manicule_excerpt_of_span (words->set, from);

  if (from != NULL)
    value = manicule_annotation_dup_attribute (from, "value");
  if (value != NULL)
    return text_of_value (value);

  return manicule_excerpt_of_string (title_of (words, annotation));
}

static char *
describe_added (const Words *words)
{
  const char *title = title_of (words, words->after);
  g_autofree char *text = text_of (words, words->after);

  if (manicule_annotation_get_kind (words->after) == MANICULE_ANNOTATION_RELATION)
    /* Translators: a piece of text, the name of a role: Linked “No comment” to its source. */
    return g_strdup_printf (_("Linked “%s” to its %s"), text, title);

  /* Translators: the name of a label, a piece of text: Added Person “Ines Halloran”. */
  return g_strdup_printf (_("Added %s “%s”"), title, text);
}

static char *
describe_removed (const Words *words)
{
  const char *title = title_of (words, words->before);
  g_autofree char *text = text_of (words, words->before);

  if (manicule_annotation_get_kind (words->before) == MANICULE_ANNOTATION_RELATION)
    /* Translators: a piece of text, the name of a role: Unlinked “No comment” from its source. */
    return g_strdup_printf (_("Unlinked “%s” from its %s"), text, title);

  /* Translators: the name of a label, a piece of text: Removed Date “ten days”. */
  return g_strdup_printf (_("Removed %s “%s”"), title, text);
}

static char *
describe_moved (const Words *words,
                const char  *text)
{
  ManiculeRange before = manicule_annotation_get_hull (words->before);
  ManiculeRange after = manicule_annotation_get_hull (words->after);

  if (before.start == after.start && before.end != after.end)
    /* Translators: %s is a piece of text. */
    return g_strdup_printf (_("Moved end of “%s”"), text);
  if (before.start != after.start && before.end == after.end)
    /* Translators: %s is a piece of text. */
    return g_strdup_printf (_("Moved start of “%s”"), text);

  /* Translators: %s is a piece of text. */
  return g_strdup_printf (_("Moved “%s”"), text);
}

static gboolean
ranges_differ (ManiculeAnnotation *a,
               ManiculeAnnotation *b)
{
  guint n_a;
  guint n_b;
  const ManiculeRange *ranges_a = manicule_annotation_get_ranges (a, &n_a);
  const ManiculeRange *ranges_b = manicule_annotation_get_ranges (b, &n_b);

  if (n_a != n_b)
    return TRUE;
  for (guint i = 0; i < n_a; i++)
    if (ranges_a[i].start != ranges_b[i].start || ranges_a[i].end != ranges_b[i].end)
      return TRUE;

  return FALSE;
}

static char *
describe_entity (const Words *words,
                 const char  *text)
{
  if (manicule_annotation_get_entity (words->before) == NULL)
    /* Translators: %s is a piece of text. */
    return g_strdup_printf (_("Tied “%s” to an entity"), text);
  if (manicule_annotation_get_entity (words->after) == NULL)
    /* Translators: %s is a piece of text. */
    return g_strdup_printf (_("Untied “%s” from its entity"), text);

  /* Translators: %s is a piece of text. */
  return g_strdup_printf (_("Tied “%s” to another entity"), text);
}

static char *
describe_note (const Words *words,
               const char  *text)
{
  if (manicule_annotation_get_note (words->before) == NULL)
    /* Translators: %s is a piece of text. */
    return g_strdup_printf (_("Added note to “%s”"), text);
  if (manicule_annotation_get_note (words->after) == NULL)
    /* Translators: %s is a piece of text. */
    return g_strdup_printf (_("Removed note from “%s”"), text);

  /* Translators: %s is a piece of text. */
  return g_strdup_printf (_("Changed note of “%s”"), text);
}

/* The first attribute that differs, or NULL. */
static const char *
find_changed_attribute (ManiculeAnnotation *a,
                        ManiculeAnnotation *b)
{
  GVariant *attributes = manicule_annotation_get_attributes (a);
  GVariantIter iter;
  const char *name;
  GVariant *value;

  if (attributes == NULL)
    return NULL;

  g_variant_iter_init (&iter, attributes);
  while (g_variant_iter_next (&iter, "{&sv}", &name, &value))
    {
      g_autoptr(GVariant) held = value;
      g_autoptr(GVariant) other = manicule_annotation_dup_attribute (b, name);

      if (other == NULL || !g_variant_equal (held, other))
        return name;
    }

  return NULL;
}

static char *
describe_attribute (const Words *words,
                    const char  *name,
                    const char  *text)
{
  ManiculeAttribute *attribute = manicule_schema_find_attribute (words->schema, name);
  const char *title = attribute != NULL ? manicule_attribute_get_title (attribute) : name;
  g_autoptr(GVariant) value = manicule_annotation_dup_attribute (words->after, name);
  g_autofree char *answer = NULL;

  if (manicule_annotation_get_kind (words->after) == MANICULE_ANNOTATION_DOCUMENT)
    /* Translators: the name of a label for whole articles, its value: Changed Topic to “Trade”. */
    return g_strdup_printf (_("Changed %s to “%s”"), title_of (words, words->after), text);
  if (value == NULL)
    /* Translators: the first %s is the name of an attribute, the second a piece of text. */
    return g_strdup_printf (_("Removed %s of “%s”"), title, text);

  answer = text_of_value (value);
  /* Translators: the name of an attribute, a piece of text, a value: Changed Mention of “the minister” to Name. */
  return g_strdup_printf (_("Changed %s of “%s” to %s"), title, text, answer);
}

static char *
describe_replaced (const Words *words)
{
  g_autofree char *text = text_of (words, words->after);
  const char *attribute;

  if (!g_str_equal (manicule_annotation_get_label (words->before), manicule_annotation_get_label (words->after)))
    /* Translators: a piece of text, the name of a label: Changed “The walkout” to Event. */
    return g_strdup_printf (_("Changed “%s” to %s"), text, title_of (words, words->after));
  if (ranges_differ (words->before, words->after))
    return describe_moved (words, text);
  if (g_strcmp0 (manicule_annotation_get_from (words->before), manicule_annotation_get_from (words->after)) != 0 ||
      g_strcmp0 (manicule_annotation_get_to (words->before), manicule_annotation_get_to (words->after)) != 0)
    /* Translators: a piece of text, the name of a role: Linked “No comment” to another source. */
    return g_strdup_printf (_("Linked “%s” to another %s"), text, title_of (words, words->after));
  if (g_strcmp0 (manicule_annotation_get_entity (words->before), manicule_annotation_get_entity (words->after)) != 0)
    return describe_entity (words, text);
  if (g_strcmp0 (manicule_annotation_get_note (words->before), manicule_annotation_get_note (words->after)) != 0)
    return describe_note (words, text);

  attribute = find_changed_attribute (words->after, words->before);
  if (attribute == NULL)
    attribute = find_changed_attribute (words->before, words->after);
  if (attribute != NULL)
    return describe_attribute (words, attribute, text);

  /* Translators: %s is a piece of text. */
  return g_strdup_printf (_("Changed “%s”"), text);
}

static char *
describe_annotation (ManiculeChange  *self,
                     ManiculeProject *project)
{
  Words words = {
    .schema = manicule_project_get_schema (project),
    .set = manicule_project_find_set (project,
                                      manicule_change_get_article_id (self),
                                      manicule_change_get_annotator (self)),
    .before = manicule_change_get_before (self),
    .after = manicule_change_get_after (self),
  };

  if (words.before == NULL)
    return describe_added (&words);
  if (words.after == NULL)
    return describe_removed (&words);

  return describe_replaced (&words);
}

static char *
describe_status (ManiculeChange  *self,
                 ManiculeProject *project)
{
  const char *id = manicule_change_get_article_id (self);
  ManiculeArticle *article = manicule_project_find_article (project, id);
  g_autofree char *title = manicule_excerpt_of_string (article != NULL ? manicule_article_get_title (article) : id);

  switch (manicule_change_get_status_after (self))
    {
    case MANICULE_STATUS_DONE:
      /* Translators: %s is the title of an article. */
      return g_strdup_printf (_("Marked “%s” done"), title);
    case MANICULE_STATUS_IN_PROGRESS:
      /* Translators: %s is the title of an article. */
      return g_strdup_printf (_("Marked “%s” in progress"), title);
    case MANICULE_STATUS_NEW:
    default:
      /* Translators: %s is the title of an article. */
      return g_strdup_printf (_("Marked “%s” new"), title);
    }
}

/**
 * manicule_change_describe:
 * @self: a change
 * @project: the project that it belongs to; the annotation set should be loaded
 *
 * Returns: (transfer full): the change in words, translated, in the past tense: Added Person “Ines Halloran”
 */
char *
manicule_change_describe (ManiculeChange  *self,
                          ManiculeProject *project)
{
  g_return_val_if_fail (MANICULE_IS_CHANGE (self), NULL);
  g_return_val_if_fail (MANICULE_IS_PROJECT (project), NULL);

  switch (manicule_change_get_kind (self))
    {
    case MANICULE_CHANGE_ANNOTATION:
      return describe_annotation (self, project);
    case MANICULE_CHANGE_STATUS:
      return describe_status (self, project);
    case MANICULE_CHANGE_LABEL:
    case MANICULE_CHANGE_RELATION_TYPE:
    case MANICULE_CHANGE_ATTRIBUTE:
    case MANICULE_CHANGE_DOCUMENT_LABEL:
    case MANICULE_CHANGE_ENTITY:
    case MANICULE_CHANGE_ARTICLE:
    default:
      return manicule_change_describe_item (self);
    }
}
