/* manicule-format-conllu-print.c: spans and relations into brackets
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-conllu-job.h"

#include "manicule-format-values.h"
#include "manicule-uima-names.h"

#include <string.h>

/* What is written of one mention, part by part of the header. */
typedef struct
{
  ManiculeConlluSpan *span;
  GStrv               parts;     /* (owned): of the header that there was; encoded */
  GString            *other;     /* (owned) */
  char               *identity;  /* (owned): encoded */
} Mention;

typedef struct
{
  ManiculeConlluJob *job;
  GArray            *mentions;   /* (owned) (element-type Mention) */
  GHashTable        *names;      /* (owned): eid to the identity that its mentions have, not owned */
  ManiculeConlluIndex *index;    /* (owned) */
  ManiculeConlluHeader header;   /* before it grew; its names are those of the job's */
} Printer;

/* --- relations --- */

/* The label of a bridge may say what kind it is: "Bridge/part". */
static const char *
get_bridge_kind (const char *label,
                 const char *key)
{
  const char *rest = label + strlen (key);

  if (!g_str_has_prefix (label, key) || (*rest != '\0' && *rest != '/') || (*rest == '/' && rest[1] == '\0'))
    return NULL;
  if (strpbrk (rest, "|,:<= \t\r\n") != NULL)
    return NULL;

  return *rest == '/' ? rest + 1 : rest;
}

/* Whether the usual way says which mentions are meant. */
static gboolean
put_bridge (Printer            *self,
            const char         *key,
            GPtrArray          *table,
            ManiculeAnnotation *relation,
            ManiculeConlluSpan *from,
            ManiculeConlluSpan *to)
{
  const char *kind = get_bridge_kind (manicule_annotation_get_label (relation), key);
  ManiculeConlluPlace place = g_array_index (from->parts, ManiculeConlluPart, 0).first;
  GString *items = manicule_conllu_job_find (table, place);
  guint found;

  if (kind == NULL || from->is_tag || to->is_tag || strpbrk (to->eid, "|,:<=") != NULL || strpbrk (from->eid, "|,:<=") != NULL ||
      !manicule_conllu_index_resolve (self->index, to->eid, from->number, &found) || found != to->number)
    return FALSE;

  /* Of several mentions of one entity that begin at a word the first is meant. */
  for (guint i = from->number; i-- > 0;)
    {
      ManiculeConlluSpan *other = g_array_index (self->mentions, Mention, i).span;

      if (g_array_index (other->parts, ManiculeConlluPart, 0).first != place)
        break;
      if (g_str_equal (other->eid, from->eid))
        return FALSE;
    }

  items = items != NULL ? items : manicule_conllu_job_ensure (table, place);
  g_string_append_printf (items, "%s%s<%s%s%s", items->len > 0 ? "," : "", to->eid, from->eid, *kind != '\0' ? ":" : "", kind);

  return TRUE;
}

static void
put_link (ManiculeAnnotation *relation,
          ManiculeConlluSpan *from,
          ManiculeConlluSpan *to)
{
  if (from->links->len > 0)
    g_string_append_c (from->links, ',');
  g_string_append (from->links, MANICULE_CONLLU_REL);
  manicule_conllu_append_encoded (from->links, manicule_annotation_get_label (relation));
  g_string_append_printf (from->links, ":%u", to->number + 1);
  to->is_target = TRUE;
}

static void
put_relations (Printer *self)
{
  ManiculeAnnotationSet *set = self->job->set;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (set));

  for (guint i = 0; i < n; i++)
    {
      ManiculeAnnotation *relation = manicule_annotation_set_get (set, i);
      ManiculeConlluSpan *from, *to;

      if (manicule_annotation_get_kind (relation) != MANICULE_ANNOTATION_RELATION)
        continue;
      from = g_hash_table_lookup (self->job->by_id, manicule_annotation_get_from (relation));
      to = g_hash_table_lookup (self->job->by_id, manicule_annotation_get_to (relation));
      if (from == NULL || to == NULL)
        continue;
      if (!put_bridge (self, MANICULE_CONLLU_BRIDGE, self->job->bridges, relation, from, to) &&
          !put_bridge (self, MANICULE_CONLLU_SPLIT, self->job->splits, relation, from, to))
        put_link (relation, from, to);
    }
}

/* --- the parts of a mention --- */

/* Left as it was where it says the same. */
static void
set_part (GStrv       parts,
          int         i,
          const char *value)
{
  g_autofree char *former = *parts[i] != '\0' ? manicule_conllu_decode (parts[i], strlen (parts[i])) : NULL;
  GString *encoded;

  if (g_str_equal (former != NULL ? former : "", value))
    return;

  encoded = g_string_new (NULL);
  manicule_conllu_append_encoded (encoded, value);
  g_free (parts[i]);
  parts[i] = g_string_free_and_steal (encoded);
}

static void
put_label (Mention                    *mention,
           const ManiculeConlluHeader *header)
{
  const char *label = manicule_annotation_get_label (mention->span->span);

  if (mention->span->raw == NULL || *mention->parts[header->etype] != '\0' || !g_str_equal (label, MANICULE_CONLLU_NO_LABEL))
    set_part (mention->parts, header->etype, label);
}

static void
start_item (GString *other)
{
  if (other->len > 0)
    g_string_append_c (other, ',');
}

static void
append_item (GString    *other,
             const char *key,
             const char *value)
{
  start_item (other);
  g_string_append (other, key);
  g_string_append_c (other, ':');
  manicule_conllu_append_encoded (other, value);
}

static int
find_attribute (const ManiculeConlluHeader *header,
                const char                 *name)
{
  for (guint i = 0; i < header->n; i++)
    if (manicule_conllu_header_is_attribute (header, i) && g_str_equal (header->names[i], name))
      return (int) i;

  return -1;
}

static void
put_attribute (Mention                    *mention,
               const ManiculeConlluHeader *header,
               const char                 *name,
               GVariant                   *value)
{
  g_auto(GStrv) texts = manicule_value_dup_texts (value);
  g_autoptr(GString) key = g_string_new (NULL);
  int part = find_attribute (header, name);

  if (part >= 0 && texts[0] != NULL && texts[1] == NULL && *texts[0] != '\0')
    {
      set_part (mention->parts, part, texts[0]);
      return;
    }

  if (part >= 0)
    set_part (mention->parts, part, "");
  if (*name == '@')
    g_string_append (key, "%40");
  manicule_conllu_append_encoded (key, *name == '@' ? name + 1 : name);
  for (guint i = 0; texts[i] != NULL; i++)
    append_item (mention->other, key->str, texts[i]);
}

static void
put_attributes (Mention                    *mention,
                const ManiculeConlluHeader *header)
{
  GVariant *attributes = manicule_annotation_get_attributes (mention->span->span);
  GVariantIter iter;
  const char *name;
  GVariant *value;

  for (guint i = 0; i < header->n; i++)
    {
      g_autoptr(GVariant) former = NULL;

      if (!manicule_conllu_header_is_attribute (header, i))
        continue;
      former = manicule_annotation_dup_attribute (mention->span->span, header->names[i]);
      if (former == NULL)
        set_part (mention->parts, (int) i, "");
    }
  if (attributes == NULL)
    return;

  g_variant_iter_init (&iter, attributes);
  while (g_variant_iter_loop (&iter, "{&sv}", &name, &value))
    put_attribute (mention, header, name, value);
}

static void
put_moves (Mention    *mention,
           const char *key,
           gsize       offset)
{
  g_autoptr(GString) numbers = NULL;
  gboolean is_moved = FALSE;

  for (guint i = 0; i < mention->span->parts->len; i++)
    is_moved |= G_STRUCT_MEMBER (gint64, &g_array_index (mention->span->parts, ManiculeConlluPart, i), offset) != 0;
  if (!is_moved)
    return;

  numbers = g_string_new (NULL);
  for (guint i = 0; i < mention->span->parts->len; i++)
    g_string_append_printf (numbers, "%s%" G_GINT64_FORMAT, i > 0 ? "/" : "",
                            G_STRUCT_MEMBER (gint64, &g_array_index (mention->span->parts, ManiculeConlluPart, i), offset));
  append_item (mention->other, key, numbers->str);
}

static void
put_other (Mention *mention)
{
  ManiculeConlluSpan *span = mention->span;

  put_moves (mention, MANICULE_CONLLU_FROM, G_STRUCT_OFFSET (ManiculeConlluPart, from));
  put_moves (mention, MANICULE_CONLLU_TO, G_STRUCT_OFFSET (ManiculeConlluPart, to));
  if (span->is_target)
    {
      start_item (mention->other);
      g_string_append_printf (mention->other, "%s:%u", MANICULE_CONLLU_ID, span->number + 1);
    }
  if (span->links->len > 0)
    {
      start_item (mention->other);
      g_string_append (mention->other, span->links->str);
    }
  if (manicule_annotation_get_note (span->span) != NULL)
    append_item (mention->other, MANICULE_CONLLU_NOTE, manicule_annotation_get_note (span->span));
}

static char *
encode (const char *string)
{
  GString *encoded = g_string_new (NULL);

  manicule_conllu_append_encoded (encoded, string);

  return g_string_free_and_steal (encoded);
}

/* What the mention came with, where that still is its entity. */
static void
keep_identity (Printer *self,
               Mention *mention)
{
  int part = self->job->header.identity;
  const char *entity = manicule_annotation_get_entity (mention->span->span);
  g_autofree char *identity = NULL;
  g_autofree char *former = NULL;

  if (part < 0 || entity == NULL || *mention->parts[part] == '\0')
    return;
  identity = manicule_conllu_decode (mention->parts[part], strlen (mention->parts[part]));
  former = manicule_uima_entity_for_identifier (identity);
  if (!g_str_equal (former, entity))
    return;

  mention->identity = g_strdup (mention->parts[part]);
  g_hash_table_insert (self->names, mention->span->eid, mention->identity);
}

/* Whether the eid tells the entity: it is named elsewhere, or it is the cluster itself. */
static gboolean
is_implied (Printer    *self,
            Mention    *mention,
            const char *entity)
{
  const char *name = g_hash_table_lookup (self->names, mention->span->eid);
  g_autofree char *decoded = name != NULL ? manicule_conllu_decode (name, strlen (name)) : NULL;
  g_autofree char *implied = NULL;

  if (mention->span->raw == NULL)
    return FALSE;
  if (name != NULL)
    implied = manicule_uima_entity_for_identifier (decoded);
  else if (manicule_conllu_index_get_n (self->index, mention->span->eid) > 1)
    implied = manicule_conllu_name_cluster (manicule_annotation_set_get_article_id (self->job->set), mention->span->eid);
  if (g_strcmp0 (implied, entity) != 0)
    return FALSE;

  self->job->needs_id |= name == NULL;

  return TRUE;
}

static void
put_identity (Printer *self,
              Mention *mention)
{
  const char *entity = manicule_annotation_get_entity (mention->span->span);

  if (mention->identity != NULL)
    return;

  mention->identity = entity != NULL && !is_implied (self, mention, entity) ? encode (entity) : g_strdup ("");
  if (*mention->identity != '\0' && !g_hash_table_contains (self->names, mention->span->eid))
    g_hash_table_insert (self->names, mention->span->eid, mention->identity);
}

/* --- brackets --- */

/* What a mention says in the part of that number; parts may have come to the header since. */
static const char *
get_part (Printer *self,
          Mention *mention,
          guint    i)
{
  const ManiculeConlluHeader *header = &self->job->header;

  if ((int) i == header->other)
    return mention->other->str;
  if ((int) i == header->identity)
    return mention->identity;

  for (guint j = 0; j < self->header.n; j++)
    if (self->header.names[j] == header->names[i])
      return mention->parts[j];

  return "";
}

/* All parts behind the eid, without empty ones at the end. */
static void
append_parts (Printer *self,
              Mention *mention,
              GString *out)
{
  gsize whole = out->len;

  for (guint i = 1; i < self->job->header.n; i++)
    {
      const char *part = get_part (self, mention, i);

      g_string_append_c (out, '-');
      g_string_append (out, part);
      if (*part != '\0')
        whole = out->len;
    }
  g_string_truncate (out, whole);
}

static void
put_part (Printer *self,
          Mention *mention,
          guint    i)
{
  const ManiculeConlluPart *part = &g_array_index (mention->span->parts, ManiculeConlluPart, i);
  GString *opening = manicule_conllu_job_ensure (self->job->entities, part->first);
  g_autofree char *number = mention->span->parts->len > 1
                            ? g_strdup_printf ("[%u/%u]", i + 1, mention->span->parts->len) : g_strdup ("");

  g_string_append_printf (opening, "(%s%s", mention->span->eid, number);
  if (i == 0)
    append_parts (self, mention, opening);
  else if (self->job->header.etype == 1)
    g_string_append_printf (opening, "-%s", mention->parts[1]);

  if (part->first == part->last)
    g_string_append_c (opening, ')');
  else
    {
      g_autofree char *closing = g_strdup_printf ("%s%s)", mention->span->eid, number);

      g_string_prepend (manicule_conllu_job_ensure (self->job->closings, part->last), closing);
    }
}

/* --- all of it --- */

static void
add_mention (Printer            *self,
             ManiculeConlluSpan *span)
{
  Mention mention = {
    .span = span,
    .parts = manicule_conllu_header_split (&self->job->header, span->raw != NULL ? span->raw : ""),
    .other = g_string_new (NULL),
  };

  g_array_append_val (self->mentions, mention);
  manicule_conllu_index_add (self->index, span->eid, span->number);
}

static void
mention_clear (gpointer data)
{
  Mention *self = data;

  g_strfreev (self->parts);
  g_string_free (self->other, TRUE);
  g_free (self->identity);
}

static void
fill_mentions (Printer *self)
{
  ManiculeConlluHeader *header = &self->job->header;
  gboolean has_other = FALSE, has_identity = FALSE;

  for (guint i = 0; i < self->mentions->len; i++)
    {
      Mention *mention = &g_array_index (self->mentions, Mention, i);

      put_label (mention, header);
      put_attributes (mention, header);
      put_other (mention);
      keep_identity (self, mention);
      has_other |= mention->other->len > 0;
    }
  for (guint i = 0; i < self->mentions->len; i++)
    {
      Mention *mention = &g_array_index (self->mentions, Mention, i);

      put_identity (self, mention);
      has_identity |= *mention->identity != '\0';
    }

  self->header = *header;
  if (has_other && header->other < 0)
    manicule_conllu_header_add (header, "other");
  if (has_identity && header->identity < 0)
    manicule_conllu_header_add (header, "identity");
}

void
manicule_conllu_job_print (ManiculeConlluJob *job)
{
  Printer self = {
    .job = job,
    .mentions = g_array_new (FALSE, FALSE, sizeof (Mention)),
    .names = g_hash_table_new (g_str_hash, g_str_equal),
    .index = manicule_conllu_index_new (),
  };

  g_array_set_clear_func (self.mentions, mention_clear);
  for (guint i = 0; i < job->spans->len; i++)
    if (!((ManiculeConlluSpan *) g_ptr_array_index (job->spans, i))->is_tag)
      add_mention (&self, g_ptr_array_index (job->spans, i));

  put_relations (&self);
  fill_mentions (&self);
  for (guint i = 0; i < self.mentions->len; i++)
    {
      Mention *mention = &g_array_index (self.mentions, Mention, i);

      for (guint j = 0; j < mention->span->parts->len; j++)
        put_part (&self, mention, j);
    }

  g_hash_table_unref (self.names);
  g_hash_table_unref (self.index);
  g_array_unref (self.mentions);
}
