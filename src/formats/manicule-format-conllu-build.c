/* manicule-format-conllu-build.c: brackets and tags into spans and relations
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-conllu-private.h"

#include "manicule-json-writer.h"
#include "manicule-uima-names.h"

#include <string.h>

/* More attributes than anybody gives to a mention; what is beyond them stays in the last one. */
#define MAX_ITEMS 1000
/* So many mentions that begin at one word are looked at for a bridge. */
#define MAX_AT_ROW 256

/* --- which mention an eid means --- */

ManiculeConlluIndex *
manicule_conllu_index_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
}

void
manicule_conllu_index_add (ManiculeConlluIndex *self,
                           const char          *eid,
                           guint                mention)
{
  GArray *mentions = g_hash_table_lookup (self, eid);

  if (mentions == NULL)
    {
      mentions = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (self, g_strdup (eid), mentions);
    }
  g_array_append_val (mentions, mention);
}

guint
manicule_conllu_index_get_n (ManiculeConlluIndex *self,
                             const char          *eid)
{
  GArray *mentions = g_hash_table_lookup (self, eid);

  return mentions != NULL ? mentions->len : 0;
}

gboolean
manicule_conllu_index_resolve (ManiculeConlluIndex *self,
                               const char          *eid,
                               guint                from,
                               guint               *mention)
{
  GArray *mentions = g_hash_table_lookup (self, eid);
  guint low = 0, high = mentions != NULL ? mentions->len : 0;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (mentions, guint, middle) < from)
        low = middle + 1;
      else
        high = middle;
    }

  if (low > 0)
    *mention = g_array_index (mentions, guint, low - 1);
  else if (mentions != NULL && mentions->len > 0 && g_array_index (mentions, guint, 0) != from)
    *mention = g_array_index (mentions, guint, 0);
  else if (mentions != NULL && mentions->len > 1)
    *mention = g_array_index (mentions, guint, 1);
  else
    return FALSE;

  return TRUE;
}

char *
manicule_conllu_name_cluster (const char *article_id,
                              const char *eid)
{
  g_autofree char *name = g_strdup_printf ("%s.%s", article_id, eid);

  return manicule_uima_entity_for_identifier (name);
}

gboolean
manicule_conllu_row_is_anchor (ManiculeConlluBody *body,
                               guint               row)
{
  ManiculeConlluKind kind = manicule_conllu_body_get (body, row)->kind;

  if (kind == MANICULE_CONLLU_RANGE)
    return row + 1 == body->rows->len || manicule_conllu_body_get (body, row + 1)->kind != MANICULE_CONLLU_PART;

  return kind == MANICULE_CONLLU_WORD || kind == MANICULE_CONLLU_PART;
}

gboolean
manicule_conllu_header_is_attribute (const ManiculeConlluHeader *header,
                                     guint                       i)
{
  /* What counts tokens or tells of their grammar means nothing where there are none. */
  static const char * const others[] = { "head", "minspan", "other", NULL };

  return (int) i != header->eid && (int) i != header->etype && (int) i != header->identity && (int) i != header->other &&
         *header->names[i] != '\0' && !g_strv_contains (others, header->names[i]);
}

/* --- spans --- */

typedef struct
{
  ManiculeConlluBody     *body;
  ManiculeConlluMentions *mentions;
  const char             *article_id;
  GPtrArray              *annotations;  /* the first are those of the mentions */
  GArray                 *numbers;
  ManiculeConlluIndex    *index;        /* (owned) */
  GHashTable             *identities;   /* (owned): eid to what the cluster is called */
  GHashTable             *ids;          /* (owned): what relations call a mention to its id */
} Builder;

static void
take (ManiculeAnnotation **annotation,
      ManiculeAnnotation  *changed)
{
  g_object_unref (*annotation);
  *annotation = changed;
}

static char *
get_part (const ManiculeConlluHeader *header,
          GStrv                       parts,
          int                         i)
{
  return i >= 0 ? manicule_conllu_decode (parts[i], strlen (parts[i])) : g_strdup ("");
}

/* "key:value", which may come several times; FALSE where it is nothing. */
static gboolean
split_item (const char  *item,
            char       **key,
            char       **value)
{
  const char *colon = strchr (item, ':');

  if (*item == '\0' || colon == item)
    return FALSE;

  *key = manicule_conllu_decode (item, colon != NULL ? (gsize) (colon - item) : strlen (item));
  *value = colon != NULL ? manicule_conllu_decode (colon + 1, strlen (colon + 1)) : g_strdup ("");

  return TRUE;
}

/* One more text of an attribute: several are a list. */
static void
add_attribute (ManiculeAnnotation **span,
               const char          *name,
               const char          *text)
{
  g_autoptr(GVariant) former = manicule_annotation_dup_attribute (*span, name);
  g_autoptr(GStrvBuilder) texts = NULL;
  g_auto(GStrv) list = NULL;

  if (former == NULL)
    {
      take (span, manicule_annotation_with_attribute (*span, name, g_variant_new_string (text)));
      return;
    }

  texts = g_strv_builder_new ();
  if (g_variant_is_of_type (former, G_VARIANT_TYPE_STRING_ARRAY))
    {
      g_autofree const char **strings = g_variant_get_strv (former, NULL);

      g_strv_builder_addv (texts, strings);
    }
  else
    g_strv_builder_add (texts, g_variant_get_string (former, NULL));
  g_strv_builder_add (texts, text);
  list = g_strv_builder_end (texts);
  take (span, manicule_annotation_with_attribute (*span, name, g_variant_new_strv ((const char * const *) list, -1)));
}

static void
read_other (Builder             *self,
            const char          *other,
            ManiculeAnnotation **span)
{
  g_auto(GStrv) items = g_strsplit (other, ",", MAX_ITEMS);

  for (guint i = 0; items[i] != NULL; i++)
    {
      g_autofree char *key = NULL;
      g_autofree char *value = NULL;

      if (!split_item (items[i], &key, &value))
        continue;

      /* What is encoded is a name, whatever it looks like. */
      if (*items[i] != '@')
        add_attribute (span, key, value);
      else if (g_str_equal (key, MANICULE_CONLLU_NOTE))
        take (span, manicule_annotation_with_note (*span, value));
      else if (g_str_equal (key, MANICULE_CONLLU_ID))
        g_hash_table_replace (self->ids, g_strdup (value), g_strdup (manicule_annotation_get_id (*span)));
    }
}

static void
tie (Builder               *self,
     ManiculeConlluMention *mention,
     GStrv                  parts,
     ManiculeAnnotation   **span)
{
  const ManiculeConlluHeader *header = &self->mentions->header;
  g_autofree char *identity = get_part (header, parts, header->identity);
  g_autofree char *entity = NULL;

  if (*identity == '\0' && g_hash_table_contains (self->identities, mention->eid))
    entity = manicule_uima_entity_for_identifier (g_hash_table_lookup (self->identities, mention->eid));
  else if (*identity != '\0')
    entity = manicule_uima_entity_for_identifier (identity);
  else if (manicule_conllu_index_get_n (self->index, mention->eid) > 1)
    entity = manicule_conllu_name_cluster (self->article_id, mention->eid);

  if (entity != NULL)
    take (span, manicule_annotation_with_entity (*span, entity));
}

static char *
make_carried (const char *name,
              const char *value)
{
  g_autoptr(GString) carried = g_string_new ("{");

  manicule_json_put_string (carried, name, value);

  return g_strdup (carried->str + 1);
}

static int
compare_ranges (gconstpointer a,
                gconstpointer b)
{
  const ManiculeRange *x = a, *y = b;

  return x->start != y->start ? (x->start < y->start ? -1 : 1) : x->end < y->end ? -1 : x->end > y->end;
}

/* "@from:1/0": how far each part begins from where its first word does, or ends before its last one. */
static void
read_moves (const char *other,
            const char *key,
            gint64     *moves,
            guint       n_moves)
{
  g_autofree char *wanted = g_strconcat (key, ":", NULL);
  g_auto(GStrv) items = g_strsplit (other, ",", MAX_ITEMS);

  for (guint i = 0; items[i] != NULL; i++)
    {
      g_autofree char *value = NULL;
      const char *p;

      if (!g_str_has_prefix (items[i], wanted))
        continue;
      value = manicule_conllu_decode (items[i] + strlen (wanted), strlen (items[i]) - strlen (wanted));
      p = value;
      for (guint j = 0; j < n_moves && p != NULL; j++)
        {
          moves[j] = CLAMP (g_ascii_strtoll (p, NULL, 10), -G_MAXINT, G_MAXINT);
          p = strchr (p, '/');
          p = p != NULL ? p + 1 : NULL;
        }
      return;
    }
}

/* Moves the ends to where the mention really begins and ends, where that is not where its words do. What leads out of
 * the text, or makes an end come before a start, is not followed. */
static void
move_ends (GArray     *ranges,
           const char *other,
           guint       n_chars)
{
  g_autofree gint64 *from = NULL;
  g_autofree gint64 *to = NULL;

  if (strchr (other, '@') == NULL)
    return;

  from = g_new0 (gint64, ranges->len);
  to = g_new0 (gint64, ranges->len);
  read_moves (other, MANICULE_CONLLU_FROM, from, ranges->len);
  read_moves (other, MANICULE_CONLLU_TO, to, ranges->len);
  for (guint i = 0; i < ranges->len; i++)
    {
      ManiculeRange *range = &g_array_index (ranges, ManiculeRange, i);
      gint64 start = range->start + from[i], end = range->end - to[i];

      if (start >= 0 && start <= end && end <= n_chars)
        *range = (ManiculeRange) { (guint) start, (guint) end };
    }
}

/* The ranges of a mention as a span may have them: sorted, and joined where they overlap. */
static GArray *
make_ranges (Builder               *self,
             ManiculeConlluMention *mention,
             const char            *other)
{
  GArray *ranges = g_array_copy (mention->ranges);
  guint n = 1;

  move_ends (ranges, other, self->body->n_chars);
  g_array_sort (ranges, compare_ranges);
  for (guint i = 1; i < ranges->len; i++)
    {
      ManiculeRange *last = &g_array_index (ranges, ManiculeRange, n - 1);
      const ManiculeRange *range = &g_array_index (ranges, ManiculeRange, i);

      if (range->start < last->end)
        last->end = MAX (last->end, range->end);
      else
        g_array_index (ranges, ManiculeRange, n++) = *range;
    }
  g_array_set_size (ranges, n);

  return ranges;
}

static void
build_mention (Builder *self,
               guint    i)
{
  const ManiculeConlluHeader *header = &self->mentions->header;
  ManiculeConlluMention *mention = g_ptr_array_index (self->mentions->mentions, i);
  g_auto(GStrv) parts = manicule_conllu_header_split (header, mention->raw);
  g_autofree char *label = get_part (header, parts, header->etype);
  g_autofree char *id = g_strdup_printf ("m%u", i + 1);
  g_autofree char *carried = make_carried (MANICULE_CONLLU, mention->raw);
  g_autoptr(GArray) ranges = make_ranges (self, mention, header->other >= 0 ? parts[header->other] : "");
  ManiculeAnnotation *span =
    manicule_annotation_new_span (id, *label != '\0' ? label : MANICULE_CONLLU_NO_LABEL,
                                  (const ManiculeRange *) (gpointer) ranges->data, ranges->len);

  for (guint j = 0; j < header->n; j++)
    if (manicule_conllu_header_is_attribute (header, j) && *parts[j] != '\0')
      {
        g_autofree char *value = get_part (header, parts, (int) j);

        add_attribute (&span, header->names[j], value);
      }
  if (header->other >= 0)
    read_other (self, parts[header->other], &span);
  tie (self, mention, parts, &span);
  take (&span, manicule_annotation_with_carried (span, carried));

  g_ptr_array_add (self->annotations, span);
  g_array_append_val (self->numbers, mention->number);
}

static void
index_mentions (Builder *self)
{
  const ManiculeConlluHeader *header = &self->mentions->header;

  for (guint i = 0; i < self->mentions->mentions->len; i++)
    {
      ManiculeConlluMention *mention = g_ptr_array_index (self->mentions->mentions, i);
      g_auto(GStrv) parts = manicule_conllu_header_split (header, mention->raw);
      g_autofree char *identity = get_part (header, parts, header->identity);

      manicule_conllu_index_add (self->index, mention->eid, i);
      if (*identity != '\0' && !g_hash_table_contains (self->identities, mention->eid))
        g_hash_table_insert (self->identities, g_strdup (mention->eid), g_steal_pointer (&identity));
    }
}

/* --- relations --- */

static void
add_relation (Builder    *self,
              const char *label,
              const char *from,
              const char *to,
              guint       number)
{
  g_autofree char *id = g_strdup_printf ("r%u", self->annotations->len - self->mentions->mentions->len + 1);

  g_ptr_array_add (self->annotations, manicule_annotation_new_relation (id, label, from, to));
  g_array_append_val (self->numbers, number);
}

static void
build_links (Builder *self,
             guint    i)
{
  const ManiculeConlluHeader *header = &self->mentions->header;
  ManiculeConlluMention *mention = g_ptr_array_index (self->mentions->mentions, i);
  g_auto(GStrv) parts = NULL;
  g_auto(GStrv) items = NULL;

  if (header->other < 0 || strchr (mention->raw, '@') == NULL)
    return;

  parts = manicule_conllu_header_split (header, mention->raw);
  items = g_strsplit (parts[header->other], ",", MAX_ITEMS);
  for (guint j = 0; items[j] != NULL; j++)
    {
      g_autofree char *key = NULL;
      g_autofree char *value = NULL;
      g_autofree char *missing = NULL;
      const char *to;

      if (!split_item (items[j], &key, &value) || *items[j] != '@' || !g_str_has_prefix (key, MANICULE_CONLLU_REL) ||
          key[strlen (MANICULE_CONLLU_REL)] == '\0')
        continue;

      /* An end that is not there is reported with the relation. */
      to = g_hash_table_lookup (self->ids, value);
      missing = manicule_conllu_name_cluster ("missing", value);
      add_relation (self, key + strlen (MANICULE_CONLLU_REL),
                    manicule_annotation_get_id (g_ptr_array_index (self->annotations, i)), to != NULL ? to : missing,
                    mention->number);
    }
}

/* The mention of @eid that begins at @row: @first is the first that begins there or behind. */
static gboolean
find_at_row (Builder    *self,
             guint       first,
             guint       row,
             const char *eid,
             guint      *found)
{
  for (guint i = first; i < MIN (self->mentions->mentions->len, first + MAX_AT_ROW); i++)
    {
      ManiculeConlluMention *mention = g_ptr_array_index (self->mentions->mentions, i);

      if (g_array_index (mention->firsts, guint, 0) != row)
        return FALSE;
      if (g_str_equal (mention->eid, eid))
        {
          *found = i;
          return TRUE;
        }
    }

  return FALSE;
}

/* "Bridge=e1<e2:part": from the mention of e2 that begins here to that of e1 before it. */
static void
build_bridges (Builder    *self,
               const char *key,
               guint       row,
               guint       first)
{
  ManiculeConlluField misc = manicule_conllu_body_get_misc (self->body, row);
  ManiculeConlluField value;
  g_autofree char *string = NULL;
  g_auto(GStrv) items = NULL;

  if (misc.length == 0 || !manicule_conllu_find_item (&misc, key, &value))
    return;

  string = g_strndup (value.data, value.length);
  items = g_strsplit (string, ",", -1);
  for (guint i = 0; items[i] != NULL; i++)
    {
      char *less = strchr (items[i], '<');
      char *colon = less != NULL ? strchr (less, ':') : NULL;
      g_autofree char *label = g_strconcat (key, colon != NULL && colon[1] != '\0' ? "/" : NULL, colon != NULL ? colon + 1 : NULL, NULL);
      guint from, to;

      if (less == NULL)
        continue;
      *less = '\0';
      if (colon != NULL)
        *colon = '\0';
      if (find_at_row (self, first, row, less + 1, &from) &&
          manicule_conllu_index_resolve (self->index, items[i], from, &to))
        add_relation (self, label, manicule_annotation_get_id (g_ptr_array_index (self->annotations, from)),
                      manicule_annotation_get_id (g_ptr_array_index (self->annotations, to)),
                      manicule_conllu_body_get (self->body, row)->number);
    }
}

static void
build_all_bridges (Builder *self)
{
  /* Most files have neither. */
  gboolean has_bridges = strstr (self->body->lines->str, MANICULE_CONLLU_BRIDGE) != NULL;
  gboolean has_splits = strstr (self->body->lines->str, MANICULE_CONLLU_SPLIT) != NULL;
  guint first = 0;

  if (!has_bridges && !has_splits)
    return;

  for (guint row = 0; row < self->body->rows->len; row++)
    {
      while (first < self->mentions->mentions->len &&
             g_array_index (((ManiculeConlluMention *) g_ptr_array_index (self->mentions->mentions, first))->firsts, guint, 0) < row)
        first++;
      if (first == self->mentions->mentions->len)
        return;
      build_bridges (self, MANICULE_CONLLU_BRIDGE, row, first);
      build_bridges (self, MANICULE_CONLLU_SPLIT, row, first);
    }
}

/* --- tags --- */

ManiculeConlluField
manicule_conllu_tags_get (const ManiculeConlluTags *self,
                          ManiculeConlluBody       *body,
                          guint                     row)
{
  ManiculeConlluField misc = manicule_conllu_body_get_misc (body, row);
  ManiculeConlluField value = { "", 0 };

  if (self->is_column)
    return manicule_conllu_body_get_field (body, row, body->layout.tag);
  if (self->name == NULL || misc.length == 0 || !manicule_conllu_find_item (&misc, self->name, &value))
    return (ManiculeConlluField) { "", 0 };

  return value;
}

/* Whether what is there is tags, and which. */
static gboolean
survey (ManiculeConlluTags *self,
        ManiculeConlluBody *body)
{
  ManiculeConllTagSurvey tags = { 0, };

  for (guint i = 0; i < body->rows->len; i++)
    {
      ManiculeConlluField field;

      if (manicule_conllu_body_get (body, i)->kind == MANICULE_CONLLU_END)
        manicule_conll_tag_survey_end_sentence (&tags);
      if (!manicule_conllu_row_is_anchor (body, i))
        continue;
      field = manicule_conllu_tags_get (self, body, i);
      if (field.length > 0 && !manicule_conllu_field_is (&field, "_") && !manicule_conllu_field_is (&field, "*"))
        manicule_conll_tag_survey_add (&tags, field.data, field.length);
    }
  self->scheme = manicule_conll_tag_survey_decide (&tags);

  return tags.n_tags > 0 && tags.n_tags >= tags.n_other;
}

void
manicule_conllu_tags_find (ManiculeConlluTags *self,
                           ManiculeConlluBody *body)
{
  static const char * const keys[] = { "name", "NE", "NER", "ner" };

  *self = (ManiculeConlluTags) { .is_column = body->layout.tag >= 0 };
  if (self->is_column)
    self->name = body->layout.names[body->layout.tag];
  if (self->is_column && survey (self, body))
    return;

  self->is_column = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      self->name = keys[i];
      /* Most files have it nowhere. */
      if (strstr (body->lines->str, keys[i]) != NULL && survey (self, body))
        return;
    }
  self->name = NULL;
}

static void
add_chunk (Builder                  *self,
           const ManiculeConlluTags *tags,
           const guint              *rows,
           const ManiculeConllChunk *chunk)
{
  const ManiculeConlluRow *first = manicule_conllu_body_get (self->body, rows[chunk->first]);
  ManiculeRange range = { first->start, manicule_conllu_body_get (self->body, rows[chunk->last])->end };
  g_autofree char *id = g_strdup_printf ("n%u", self->annotations->len + 1);
  g_autofree char *label = g_strndup (chunk->tag.label, chunk->tag.length);
  g_autofree char *carried = make_carried (MANICULE_CONLLU_TAG, tags->name);
  g_autoptr(ManiculeAnnotation) span = manicule_annotation_new_span (id, label, &range, 1);

  g_ptr_array_add (self->annotations, manicule_annotation_with_carried (span, carried));
  g_array_append_val (self->numbers, first->number);
}

/* The entities of one sentence. */
static void
build_chunks (Builder                  *self,
              const ManiculeConlluTags *tags,
              GArray                   *rows)
{
  g_autoptr(GArray) parsed = g_array_new (FALSE, FALSE, sizeof (ManiculeConllTag));
  g_autoptr(GArray) chunks = g_array_new (FALSE, FALSE, sizeof (ManiculeConllChunk));
  g_autoptr(GArray) faults = g_array_new (FALSE, FALSE, sizeof (ManiculeConllFault));

  for (guint i = 0; i < rows->len; i++)
    {
      ManiculeConlluField field = manicule_conllu_tags_get (tags, self->body, g_array_index (rows, guint, i));
      ManiculeConllTag tag = manicule_conll_tag_parse (field.data, field.length);

      g_array_append_val (parsed, tag);
    }
  manicule_conll_tags_decode ((const ManiculeConllTag *) (gpointer) parsed->data, parsed->len, tags->scheme, chunks, faults);
  for (guint i = 0; i < chunks->len; i++)
    add_chunk (self, tags, (const guint *) (gpointer) rows->data, &g_array_index (chunks, ManiculeConllChunk, i));
}

static void
build_tags (Builder *self)
{
  g_autoptr(GArray) rows = g_array_new (FALSE, FALSE, sizeof (guint));
  ManiculeConlluTags tags;

  manicule_conllu_tags_find (&tags, self->body);
  for (guint i = 0; tags.name != NULL && i < self->body->rows->len; i++)
    {
      if (manicule_conllu_row_is_anchor (self->body, i))
        g_array_append_val (rows, i);
      if (manicule_conllu_body_get (self->body, i)->kind == MANICULE_CONLLU_END)
        {
          build_chunks (self, &tags, rows);
          g_array_set_size (rows, 0);
        }
    }
}

void
manicule_conllu_build (ManiculeConlluBody     *body,
                       ManiculeConlluMentions *mentions,
                       const char             *article_id,
                       GPtrArray              *annotations,
                       GArray                 *numbers)
{
  Builder self = { .body = body, .mentions = mentions, .article_id = article_id, .annotations = annotations,
                   .numbers = numbers };

  self.index = manicule_conllu_index_new ();
  self.identities = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self.ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  index_mentions (&self);
  for (guint i = 0; i < mentions->mentions->len; i++)
    build_mention (&self, i);
  for (guint i = 0; i < mentions->mentions->len; i++)
    build_links (&self, i);
  build_all_bridges (&self);
  build_tags (&self);
  manicule_conllu_build_mwes (body, annotations, numbers);

  g_hash_table_unref (self.index);
  g_hash_table_unref (self.identities);
  g_hash_table_unref (self.ids);
}
