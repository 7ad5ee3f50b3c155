/* manicule-format-web-item.c: one annotation by the Web Annotation Data Model
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-web-private.h"

#include "manicule-format-meta.h"
#include "manicule-json-carried.h"
#include "manicule-json-time.h"
#include "manicule-json-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MEMBERS "@context", "id", "type", "motivation", "body", "target", "created", "modified", "creator"

static const char * const members[] = { MEMBERS, NULL };
/* Of Hypothesis, which has no bodies; beside a body they are members like any other, and carried. */
static const char * const members_without_body[] = { MEMBERS, "tags", "text", "user", "updated", NULL };

/**
 * manicule_web_item_free:
 * @self: (nullable): an annotation
 */
void
manicule_web_item_free (ManiculeWebItem *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->label);
  g_free (self->note);
  g_free (self->entity);
  g_clear_pointer (&self->attributes, g_variant_unref);
  g_free (self->creator);
  g_free (self->carried);
  g_free (self->source);
  g_ptr_array_unref (self->selectors);
  g_free (self->from);
  g_free (self->to);
  g_free (self);
}

/* Whether the member is that text, or a list with it. */
static gboolean
has_word (ManiculeJsonValue  object,
          const char        *member,
          const char        *word)
{
  ManiculeJsonValue value = manicule_json_find (object, member);
  ManiculeJsonIter iter;

  if (manicule_json_get_kind (value) == MANICULE_JSON_STRING)
    return g_str_has_suffix (manicule_json_as_string (value), word);
  if (manicule_json_get_kind (value) != MANICULE_JSON_ARRAY)
    return FALSE;

  manicule_json_iter_init (&iter, value);
  while (manicule_json_iter_next (&iter))
    if (manicule_json_get_kind (iter.value) == MANICULE_JSON_STRING &&
        g_str_has_suffix (manicule_json_as_string (iter.value), word))
      return TRUE;

  return FALSE;
}

/* What tells one IRI from the next: behind the last "#", or else "/". */
static char *
dup_end (const char *iri)
{
  const char *hash = strrchr (iri, '#');
  const char *slash = strrchr (iri, '/');

  if (hash != NULL && hash[1] != '\0')
    return g_strdup (hash + 1);

  return g_strdup (slash != NULL && slash[1] != '\0' ? slash + 1 : iri);
}

/* --- bodies --- */

typedef struct
{
  GPtrArray *tags;     /* (owned) */
  GString   *notes;    /* (owned) */
  GString   *unknown;  /* (owned): bodies to carry, for a list */
} Bodies;

static void
keep_body (Bodies            *bodies,
           ManiculeJsonValue  body)
{
  g_autofree char *raw = manicule_json_dup_raw (body);

  if (bodies->unknown->len > 0)
    g_string_append_c (bodies->unknown, ',');
  g_string_append (bodies->unknown, raw);
}

static GVariant *
read_attributes (ManiculeJsonValue object)
{
  g_auto(GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);
  ManiculeJsonIter iter;

  manicule_json_iter_init (&iter, object);
  while (manicule_json_iter_next (&iter))
    if (*iter.name != '\0' && manicule_json_get_kind (iter.value) != MANICULE_JSON_NULL)
      {
        g_autoptr(GVariant) value = manicule_meta_read_value (iter.value);

        g_variant_dict_insert_value (&dict, iter.name, value);
      }

  return g_variant_ref_sink (g_variant_dict_end (&dict));
}

/* FALSE when it is not an object in JSON. */
static gboolean
take_attributes (ManiculeWebItem *self,
                 const char      *text)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr(ManiculeJsonReader) reader = manicule_json_reader_new (bytes, "attributes", NULL);
  ManiculeJsonValue root;

  if (reader == NULL || self->attributes != NULL)
    return FALSE;

  root = manicule_json_reader_get_root (reader);
  if (manicule_json_get_kind (root) != MANICULE_JSON_OBJECT)
    return FALSE;

  self->attributes = read_attributes (root);

  return TRUE;
}

static gboolean
take_entity (ManiculeWebItem   *self,
             ManiculeJsonValue  body)
{
  const char *iri = manicule_meta_find_text (body, "source");

  if (iri == NULL)
    iri = manicule_meta_find_text (body, "id");
  if (iri == NULL || *iri == '\0' || self->entity != NULL)
    return FALSE;

  if (g_str_has_prefix (iri, MANICULE_WEB_ENTITY))
    self->entity = g_uri_unescape_string (iri + strlen (MANICULE_WEB_ENTITY), NULL);
  else
    self->entity = g_strdup (iri);

  return self->entity != NULL;
}

/* FALSE for what is not understood. */
static gboolean
take_body (ManiculeWebItem   *self,
           Bodies            *bodies,
           ManiculeJsonValue  body)
{
  const char *value;

  if (manicule_json_get_kind (body) != MANICULE_JSON_OBJECT)
    return FALSE;
  if (has_word (body, "purpose", "identifying"))
    return take_entity (self, body);

  value = manicule_meta_find_text (body, "value");
  if (value == NULL)
    return FALSE;
  if (has_word (body, "purpose", "tagging") || has_word (body, "purpose", "classifying"))
    {
      if (*value != '\0')
        g_ptr_array_add (bodies->tags, g_strdup (value));
      return *value != '\0';
    }
  if (g_strcmp0 (manicule_meta_find_text (body, "format"), MANICULE_WEB_ATTRIBUTES) == 0)
    return take_attributes (self, value);

  if (bodies->notes->len > 0)
    g_string_append_c (bodies->notes, '\n');
  g_string_append (bodies->notes, value);

  return TRUE;
}

/* The first tag is the label, the others are an attribute. */
static void
take_tags (ManiculeWebItem *self,
           GPtrArray       *tags)
{
  self->label = g_strdup (tags->len > 0 ? tags->pdata[0] : MANICULE_WEB_LABEL);
  if (tags->len > 1)
    {
      g_auto(GVariantDict) dict = G_VARIANT_DICT_INIT (self->attributes);
      g_autoptr(GVariant) former = g_steal_pointer (&self->attributes);

      g_variant_dict_insert_value (&dict, "tags",
                                   g_variant_new_strv ((const char * const *) tags->pdata + 1, (gssize) tags->len - 1));
      self->attributes = g_variant_ref_sink (g_variant_dict_end (&dict));
    }
}

/* Nothing, and a list of nothing, is no body. */
static gboolean
has_body (ManiculeJsonValue annotation)
{
  ManiculeJsonValue body = manicule_json_find (annotation, "body");
  ManiculeJsonKind kind = manicule_json_get_kind (body);
  ManiculeJsonIter iter;

  if (kind != MANICULE_JSON_ARRAY)
    return kind == MANICULE_JSON_OBJECT || kind == MANICULE_JSON_STRING;
  manicule_json_iter_init (&iter, body);

  return manicule_json_iter_next (&iter);
}

/* Hypothesis has no bodies: "tags" is a list of tags and "text" what is said. */
static void
take_hypothesis (Bodies            *bodies,
                 ManiculeJsonValue  annotation)
{
  ManiculeJsonValue tags = manicule_json_find (annotation, "tags");
  const char *text = manicule_meta_find_text (annotation, "text");
  ManiculeJsonIter iter;

  if (manicule_json_get_kind (tags) == MANICULE_JSON_ARRAY)
    {
      manicule_json_iter_init (&iter, tags);
      while (manicule_json_iter_next (&iter))
        if (manicule_json_get_kind (iter.value) == MANICULE_JSON_STRING && *manicule_json_as_string (iter.value) != '\0')
          g_ptr_array_add (bodies->tags, g_strdup (manicule_json_as_string (iter.value)));
    }
  if (text != NULL && *text != '\0')
    g_string_append_printf (bodies->notes, "%s%s", bodies->notes->len > 0 ? "\n" : "", text);
}

static void
read_bodies (ManiculeWebItem   *self,
             Bodies            *bodies,
             ManiculeJsonValue  annotation)
{
  ManiculeJsonValue body = manicule_json_find (annotation, "body");
  ManiculeJsonIter iter;

  if (manicule_json_get_kind (body) == MANICULE_JSON_ARRAY)
    {
      manicule_json_iter_init (&iter, body);
      while (manicule_json_iter_next (&iter))
        if (!take_body (self, bodies, iter.value))
          keep_body (bodies, iter.value);
    }
  else if (manicule_json_get_kind (body) != MANICULE_JSON_ABSENT && !take_body (self, bodies, body))
    {
      keep_body (bodies, body);
    }

  if (!has_body (annotation))
    take_hypothesis (bodies, annotation);
  take_tags (self, bodies->tags);
  if (bodies->notes->len > 0)
    self->note = g_strdup (bodies->notes->str);
}

/* --- targets --- */

/* @is_link: it may be another annotation. */
static void
take_target (ManiculeWebItem   *self,
             ManiculeJsonValue  target,
             gboolean           is_link)
{
  ManiculeJsonValue selector = { 0 };
  const char *source = NULL;
  ManiculeWebSelector *found;

  if (manicule_json_get_kind (target) == MANICULE_JSON_STRING)
    {
      source = manicule_json_as_string (target);
    }
  else
    {
      source = manicule_meta_find_text (target, "source");
      if (source == NULL)
        source = manicule_meta_find_text (target, "id");
      selector = manicule_json_find (target, "selector");
    }

  if (is_link && source != NULL)
    {
      char **end = self->from == NULL ? &self->from : &self->to;

      if (*end == NULL)
        *end = dup_end (source);
      return;
    }

  if (self->source == NULL && source != NULL)
    self->source = g_strdup (source);
  if (selector.reader == NULL || manicule_json_get_kind (selector) == MANICULE_JSON_ABSENT)
    return;

  found = manicule_web_selector_read (selector);
  if (found != NULL)
    g_ptr_array_add (self->selectors, found);
  else
    manicule_json_fail (selector, MANICULE_JSON_ERROR_VALUE, "selector-unknown",
                        _("where it stands is told in a way that is not read; quotations and positions are. "
                          "The annotation was left out"));
}

static void
read_targets (ManiculeWebItem   *self,
              ManiculeJsonValue  annotation)
{
  ManiculeJsonValue target = manicule_json_get (annotation, "target");
  gboolean is_link = has_word (annotation, "motivation", "linking") && manicule_json_get_kind (target) == MANICULE_JSON_ARRAY &&
                     manicule_json_get_n (target) >= 2;
  ManiculeJsonIter iter;

  if (manicule_json_get_kind (target) == MANICULE_JSON_ARRAY)
    {
      manicule_json_iter_init (&iter, target);
      while (manicule_json_iter_next (&iter))
        take_target (self, iter.value, is_link);
    }
  else if (manicule_json_get_kind (target) != MANICULE_JSON_ABSENT)
    {
      take_target (self, target, FALSE);
    }

  if (self->source == NULL)
    self->source = g_strdup ("");
}

/* --- the rest --- */

static gint64
read_time (ManiculeJsonValue  annotation,
           const char        *member)
{
  const char *string = manicule_meta_find_text (annotation, member);
  gint64 seconds = 0;

  return string != NULL && manicule_json_parse_time (string, &seconds) ? seconds : 0;
}

static char *
read_creator (ManiculeJsonValue annotation)
{
  static const char * const names[] = { "name", "nickname", "email", "id" };
  ManiculeJsonValue creator = manicule_json_find (annotation, "creator");
  const char *name = NULL;

  if (manicule_json_get_kind (creator) == MANICULE_JSON_STRING)
    name = manicule_json_as_string (creator);
  if (manicule_json_get_kind (creator) == MANICULE_JSON_ABSENT)
    name = manicule_meta_find_text (annotation, "user");
  if (name != NULL && g_str_has_prefix (name, "acct:"))
    name += strlen ("acct:");
  for (guint i = 0; manicule_json_get_kind (creator) == MANICULE_JSON_OBJECT && name == NULL && i < G_N_ELEMENTS (names); i++)
    name = manicule_meta_find_text (creator, names[i]);

  return name != NULL && *name != '\0' ? manicule_draft_fit_annotator (name) : g_strdup (MANICULE_FORMAT_NO_ANNOTATOR);
}

static void
carry (ManiculeWebItem   *self,
       Bodies            *bodies,
       ManiculeJsonValue  annotation)
{
  g_autoptr(GString) inner = g_string_new ("{");
  g_autofree char *unknown = manicule_json_dup_unknown (annotation, has_body (annotation) ? members : members_without_body,
                                                         NULL, NULL);

  if (unknown != NULL)
    g_string_append (inner, unknown);
  if (bodies->unknown->len > 0)
    {
      manicule_json_put_name (inner, "body");
      g_string_append_printf (inner, "[%s]", bodies->unknown->str);
    }
  if (inner->len > 1)
    self->carried = manicule_meta_carry (MANICULE_WEB, g_strdup (inner->str + 1));
}

/**
 * manicule_web_item_read:
 * @annotation: an object
 *
 * Returns: (transfer full) (nullable): what it says; NULL after a failure of the reader
 */
ManiculeWebItem *
manicule_web_item_read (ManiculeJsonValue annotation)
{
  ManiculeWebItem *self = g_new0 (ManiculeWebItem, 1);
  Bodies bodies = { g_ptr_array_new_with_free_func (g_free), g_string_new (NULL), g_string_new (NULL) };
  const char *id = manicule_meta_find_text (annotation, "id");

  self->selectors = g_ptr_array_new_with_free_func ((GDestroyNotify) manicule_web_selector_free);
  self->id = id != NULL && *id != '\0' ? dup_end (id) : NULL;
  self->line = manicule_json_get_line (annotation);
  read_bodies (self, &bodies, annotation);
  read_targets (self, annotation);
  self->created = read_time (annotation, "created");
  self->modified = read_time (annotation, manicule_meta_find_text (annotation, "modified") != NULL ? "modified" : "updated");
  self->creator = read_creator (annotation);
  carry (self, &bodies, annotation);

  g_ptr_array_unref (bodies.tags);
  g_string_free (bodies.notes, TRUE);
  g_string_free (bodies.unknown, TRUE);
  if (!manicule_json_reader_failed (annotation.reader))
    return self;

  manicule_web_item_free (self);

  return NULL;
}
