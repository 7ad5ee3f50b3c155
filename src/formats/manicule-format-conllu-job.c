/* manicule-format-conllu-job.c: one document on its way into a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-conllu-job.h"

#include "manicule-json-carried.h"

#include <string.h>

#define OWN_HEADER "eid-etype-other-identity"

/* --- places --- */

static void
free_string (gpointer data)
{
  if (data != NULL)
    g_string_free (data, TRUE);
}

static GPtrArray *
new_table (void)
{
  return g_ptr_array_new_with_free_func (free_string);
}

GString *
manicule_conllu_job_find (GPtrArray           *table,
                          ManiculeConlluPlace  place)
{
  return place < (ManiculeConlluPlace) table->len ? g_ptr_array_index (table, place) : NULL;
}

GString *
manicule_conllu_job_ensure (GPtrArray           *table,
                            ManiculeConlluPlace  place)
{
  if (place >= (ManiculeConlluPlace) table->len)
    g_ptr_array_set_size (table, (int) place + 1);
  if (g_ptr_array_index (table, place) == NULL)
    g_ptr_array_index (table, place) = g_string_new (NULL);

  return g_ptr_array_index (table, place);
}

/* --- spans --- */

static void
span_free (gpointer data)
{
  ManiculeConlluSpan *self = data;

  g_array_unref (self->parts);
  g_free (self->eid);
  g_free (self->raw);
  g_free (self->tag);
  g_string_free (self->links, TRUE);
  g_free (self);
}

static void
add_span (ManiculeConlluJob  *self,
          ManiculeAnnotation *annotation)
{
  ManiculeConlluSpan *span = g_new0 (ManiculeConlluSpan, 1);
  const char *carried = manicule_annotation_get_carried (annotation);

  span->span = annotation;
  span->parts = g_array_new (FALSE, FALSE, sizeof (ManiculeConlluPart));
  span->links = g_string_new (NULL);
  if (carried != NULL)
    {
      span->raw = manicule_json_dup_carried_string (carried, MANICULE_CONLLU);
      span->tag = manicule_json_dup_carried_string (carried, MANICULE_CONLLU_TAG);
    }
  g_ptr_array_add (self->spans, span);
  g_hash_table_insert (self->by_id, (gpointer) manicule_annotation_get_id (annotation), span);
}

/* Both ends are spans: document labels and relations between relations are not held. */
static gboolean
find_ends (ManiculeConlluJob   *self,
           ManiculeAnnotation  *relation,
           ManiculeConlluSpan **from,
           ManiculeConlluSpan **to)
{
  *from = g_hash_table_lookup (self->by_id, manicule_annotation_get_from (relation));
  *to = g_hash_table_lookup (self->by_id, manicule_annotation_get_to (relation));

  return *from != NULL && *to != NULL;
}

static void
collect (ManiculeConlluJob *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->set));

  for (guint i = 0; i < n; i++)
    {
      ManiculeAnnotation *annotation = manicule_annotation_set_get (self->set, i);
      ManiculeConlluSpan *from, *to;

      if (manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_SPAN)
        add_span (self, annotation);
      else if (manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_RELATION &&
               find_ends (self, annotation, &from, &to))
        from->is_linked = to->is_linked = TRUE;
    }
}

/* --- tags --- */

static gboolean
is_tag_label (const char *label)
{
  for (const char *p = label; *p != '\0'; p = g_utf8_next_char (p))
    if (*p == '|' || g_unichar_isspace (g_utf8_get_char (p)) || g_unichar_iscntrl (g_utf8_get_char (p)))
      return FALSE;

  return *label != '\0';
}

static gboolean
is_within_sentence (ManiculeConlluJob        *self,
                    const ManiculeConlluPart *part)
{
  for (ManiculeConlluPlace i = part->first; i < part->last; i += 2)
    if (manicule_conllu_body_get (&self->body, (guint) (i / 2))->kind == MANICULE_CONLLU_END)
      return FALSE;

  return TRUE;
}

/* Whether tags can say all of a span. */
static gboolean
fits_tags (ManiculeConlluJob   *self,
           ManiculeConlluSpan  *span,
           ManiculeConlluPlace  end)
{
  const ManiculeConlluPart *part = &g_array_index (span->parts, ManiculeConlluPart, 0);

  return span->parts->len == 1 && part->from == 0 && part->to == 0 && part->first % 2 == 0 && part->first >= end &&
         manicule_conllu_row_is_anchor (&self->body, (guint) (part->first / 2)) && !span->is_linked &&
         manicule_annotation_get_attributes (span->span) == NULL && manicule_annotation_get_note (span->span) == NULL &&
         manicule_annotation_get_entity (span->span) == NULL &&
         is_tag_label (manicule_annotation_get_label (span->span)) && is_within_sentence (self, part);
}

/* @former: the label of the entity that ended at the word before, or NULL. */
static void
mark_span (ManiculeConlluJob  *self,
           ManiculeConlluSpan *span,
           const char         *former)
{
  const ManiculeConlluPart *part = &g_array_index (span->parts, ManiculeConlluPart, 0);
  const char *label = manicule_annotation_get_label (span->span);

  for (ManiculeConlluPlace i = part->first; i <= part->last; i += 2)
    if (manicule_conllu_row_is_anchor (&self->body, (guint) (i / 2)))
      g_string_printf (manicule_conllu_job_ensure (self->marks, i), "%c-%s",
                       manicule_conll_prefix (self->tags.scheme, i == part->first, i == part->last,
                                              g_strcmp0 (former, label) == 0), label);
  span->is_tag = TRUE;
}

static gboolean
is_adjacent (ManiculeConlluJob   *self,
             ManiculeConlluPlace  end,
             ManiculeConlluPlace  first)
{
  for (ManiculeConlluPlace i = end; i < first; i += 2)
    if (manicule_conllu_row_is_anchor (&self->body, (guint) (i / 2)) ||
        manicule_conllu_body_get (&self->body, (guint) (i / 2))->kind == MANICULE_CONLLU_END)
      return FALSE;

  return TRUE;
}

static void
mark_spans (ManiculeConlluJob *self,
            gboolean           as_tags)
{
  ManiculeConlluPlace end = 0;
  const char *former = NULL;

  if (self->tags.name == NULL)
    self->tags = (ManiculeConlluTags) { .name = "name", .scheme = MANICULE_CONLL_IOB2 };

  for (guint i = 0; i < self->spans->len; i++)
    {
      ManiculeConlluSpan *span = g_ptr_array_index (self->spans, i);
      const ManiculeConlluPart *part = &g_array_index (span->parts, ManiculeConlluPart, 0);

      if (span->is_tag || (!as_tags && g_strcmp0 (span->tag, self->tags.name) != 0) || !fits_tags (self, span, end))
        continue;
      mark_span (self, span, former != NULL && is_adjacent (self, end, part->first) ? former : NULL);
      end = part->last + 2;
      former = manicule_annotation_get_label (span->span);
    }
}

/* --- which entity a mention belongs to --- */

typedef struct
{
  const char *entity;     /* (nullable) */
  GArray     *ends;       /* (owned) (element-type ManiculeConlluPlace): of the mentions that are open, outer ones first */
  gboolean    is_whole;   /* the innermost has one part */
} Group;

typedef struct
{
  ManiculeConlluJob *job;
  GHashTable        *groups;    /* (owned): eid to group */
  GHashTable        *eids;      /* (owned): entity to eid, both not owned */
  GHashTable        *reserved;  /* (owned): eids that mentions came with, not owned */
  guint              n_made;
} Grouping;

static void
group_free (gpointer data)
{
  g_array_unref (((Group *) data)->ends);
  g_free (data);
}

static char *
dup_eid (const char *raw)
{
  return g_strndup (raw, strcspn (raw, "-"));
}

static ManiculeConlluPlace
get_last (ManiculeConlluSpan *span)
{
  ManiculeConlluPlace last = 0;

  for (guint i = 0; i < span->parts->len; i++)
    last = MAX (last, g_array_index (span->parts, ManiculeConlluPart, i).last);

  return last;
}

/* Mentions of one eid may lie in one another, but neither cross nor stand between the parts of one: brackets do not
 * tell which is meant then. */
static gboolean
join_group (Group              *self,
            ManiculeConlluSpan *span)
{
  ManiculeConlluPlace first = g_array_index (span->parts, ManiculeConlluPart, 0).first;
  ManiculeConlluPlace last = get_last (span);

  if (manicule_annotation_get_entity (span->span) == NULL ||
      g_strcmp0 (self->entity, manicule_annotation_get_entity (span->span)) != 0)
    return FALSE;

  while (self->ends->len > 0 && g_array_index (self->ends, ManiculeConlluPlace, self->ends->len - 1) < first)
    {
      g_array_set_size (self->ends, self->ends->len - 1);
      self->is_whole = TRUE;
    }
  if (self->ends->len > 0 &&
      (g_array_index (self->ends, ManiculeConlluPlace, self->ends->len - 1) < last || !self->is_whole || span->parts->len > 1))
    return FALSE;

  g_array_append_val (self->ends, last);
  self->is_whole = span->parts->len == 1;

  return TRUE;
}

static void
start_group (Grouping           *self,
             ManiculeConlluSpan *span)
{
  Group *group = g_new0 (Group, 1);
  ManiculeConlluPlace last = get_last (span);

  group->entity = manicule_annotation_get_entity (span->span);
  group->ends = g_array_new (FALSE, FALSE, sizeof (ManiculeConlluPlace));
  group->is_whole = span->parts->len == 1;
  g_array_append_val (group->ends, last);
  g_hash_table_insert (self->groups, g_strdup (span->eid), group);
  if (group->entity != NULL)
    g_hash_table_insert (self->eids, (gpointer) group->entity, span->eid);
}

static char *
make_eid (Grouping *self)
{
  while (TRUE)
    {
      g_autofree char *eid = g_strdup_printf ("e%u", ++self->n_made);

      if (!g_hash_table_contains (self->reserved, eid))
        return g_steal_pointer (&eid);
    }
}

static void
group_span (Grouping           *self,
            ManiculeConlluSpan *span)
{
  const char *entity = manicule_annotation_get_entity (span->span);
  const char *former = entity != NULL && span->raw == NULL ? g_hash_table_lookup (self->eids, entity) : NULL;
  g_autofree char *wanted = span->raw != NULL ? dup_eid (span->raw) : g_strdup (former);
  Group *group = wanted != NULL ? g_hash_table_lookup (self->groups, wanted) : NULL;

  if (wanted != NULL && *wanted != '\0' && (group == NULL || join_group (group, span)))
    span->eid = g_steal_pointer (&wanted);
  else
    {
      span->eid = make_eid (self);
      group = NULL;
    }
  if (group == NULL)
    start_group (self, span);
}

static void
group_spans (ManiculeConlluJob *self)
{
  Grouping grouping = {
    .job = self,
    .groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, group_free),
    .eids = g_hash_table_new (g_str_hash, g_str_equal),
    .reserved = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
  };
  guint number = 0;

  for (guint i = 0; i < self->spans->len; i++)
    {
      ManiculeConlluSpan *span = g_ptr_array_index (self->spans, i);

      if (span->raw != NULL)
        g_hash_table_add (grouping.reserved, dup_eid (span->raw));
    }
  for (guint i = 0; i < self->spans->len; i++)
    {
      ManiculeConlluSpan *span = g_ptr_array_index (self->spans, i);

      if (span->is_tag)
        continue;
      group_span (&grouping, span);
      span->number = number++;
    }

  g_hash_table_unref (grouping.groups);
  g_hash_table_unref (grouping.eids);
  g_hash_table_unref (grouping.reserved);
}

/* --- all of it --- */

/* The lines that are carried, where they still make the text; else new ones. */
static void
load_lines (ManiculeConlluBody *body,
            const char         *lines)
{
  guint number = 0;

  for (const char *p = lines, *end; *p != '\0'; p = *end != '\0' ? end + 1 : end)
    {
      end = strchrnul (p, '\n');
      number++;
      if (end == p)
        manicule_conllu_body_end_sentence (body);
      else
        manicule_conllu_body_add (body, p, (gsize) (end - p), number);
    }
  manicule_conllu_body_finish (body);
}

static void
load (ManiculeConlluJob *self)
{
  ManiculeText *text = manicule_annotation_set_get_text (self->set);
  g_autofree char *carried =
    manicule_json_dup_carried_string (manicule_annotation_set_get_carried (self->set), MANICULE_CONLLU);

  manicule_conllu_body_init (&self->body);
  if (carried != NULL)
    load_lines (&self->body, carried);
  if (carried != NULL && self->body.rows->len > 0 && g_str_equal (self->body.text->str, manicule_text_get_data (text)))
    return;

  manicule_conllu_body_clear (&self->body);
  manicule_conllu_body_init (&self->body);
  manicule_conllu_make_body (&self->body, self->set);
}

/* Of the document where it came from, if it has entities there that the writer can tell apart. */
static void
load_header (ManiculeConlluJob *self)
{
  const ManiculeConlluField own = { OWN_HEADER, strlen (OWN_HEADER) };
  ManiculeConlluMentions mentions;
  gboolean is_known;

  manicule_conllu_mentions_init (&mentions, &self->body);
  is_known = mentions.mentions->len > 0 && mentions.header.eid == 0 && mentions.header.etype >= 0;
  if (is_known)
    {
      self->header = mentions.header;
      mentions.header.n = 0;
    }
  manicule_conllu_mentions_clear (&mentions);
  if (is_known)
    return;

  manicule_conllu_header_parse (&self->header, &own);
  for (guint i = 0; i < self->spans->len; i++)
    g_clear_pointer (&((ManiculeConlluSpan *) g_ptr_array_index (self->spans, i))->raw, g_free);
}

void
manicule_conllu_job_init (ManiculeConlluJob     *self,
                          ManiculeAnnotationSet *set,
                          gboolean               as_tags)
{
  *self = (ManiculeConlluJob) {
    .set = set,
    .spans = g_ptr_array_new_with_free_func (span_free),
    .by_id = g_hash_table_new (g_str_hash, g_str_equal),
    .entities = new_table (),
    .closings = new_table (),
    .bridges = new_table (),
    .splits = new_table (),
    .marks = new_table (),
    .mwes = new_table (),
  };

  load (self);
  manicule_conllu_tags_find (&self->tags, &self->body);
  collect (self);
  manicule_conllu_place_spans (self);
  load_header (self);
  manicule_conllu_mark_mwes (self);
  mark_spans (self, as_tags);
  group_spans (self);
  manicule_conllu_job_print (self);
}

void
manicule_conllu_job_clear (ManiculeConlluJob *self)
{
  manicule_conllu_header_clear (&self->header);
  g_ptr_array_unref (self->spans);
  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->entities);
  g_ptr_array_unref (self->closings);
  g_ptr_array_unref (self->bridges);
  g_ptr_array_unref (self->splits);
  g_ptr_array_unref (self->marks);
  g_ptr_array_unref (self->mwes);
  manicule_conllu_body_clear (&self->body);
}
