/* manicule-format-conllu-mentions.c: the brackets of entities in the MISC column
 *
 *     Entity=(e1-person-new(e2-place)   e1 begins here, and e2 is this token
 *     Entity=e1)                        e1 ends here
 *     Entity=(e3[1/2]-event             the first of two parts of e3 begins here
 *
 * as in GUM (Zeldes, 2017) and CorefUD (Nedoluzhko et al., 2022).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-conllu-mentions.h"

#include <string.h>

/* So far back is looked for what is open: nobody leaves more of one entity open. */
#define MAX_OPEN 64

#define DEFAULT_HEADER "eid-etype-head-other"

/* --- the header --- */

static int
find_name (const ManiculeConlluHeader *self,
           const char                 *name)
{
  for (guint i = 0; i < self->n; i++)
    if (g_ascii_strcasecmp (self->names[i], name) == 0)
      return (int) i;

  return -1;
}

static void
find_names (ManiculeConlluHeader *self)
{
  self->eid = find_name (self, "eid") >= 0 ? find_name (self, "eid") : find_name (self, "GRP");
  self->etype = find_name (self, "etype");
  self->other = find_name (self, "other");
  self->identity = find_name (self, "identity");
}

void
manicule_conllu_header_parse (ManiculeConlluHeader      *self,
                              const ManiculeConlluField *names)
{
  g_autofree char *string = g_strndup (names->data, names->length);
  g_auto(GStrv) words = g_strsplit (string, "-", MANICULE_CONLLU_MAX_FIELDS - 2);

  *self = (ManiculeConlluHeader) { .n = 0 };
  for (guint i = 0; words[i] != NULL; i++)
    self->names[self->n++] = g_strdup (g_strstrip (words[i]));
  find_names (self);
}

void
manicule_conllu_header_clear (ManiculeConlluHeader *self)
{
  for (guint i = 0; i < self->n; i++)
    g_free (self->names[i]);
  self->n = 0;
}

char *
manicule_conllu_header_print (const ManiculeConlluHeader *self)
{
  g_autoptr(GString) string = g_string_new (NULL);

  for (guint i = 0; i < self->n; i++)
    g_string_append_printf (string, "%s%s", i > 0 ? "-" : "", self->names[i]);

  return g_strdup (string->str);
}

void
manicule_conllu_header_add (ManiculeConlluHeader *self,
                            const char           *name)
{
  guint i = self->n;

  if (self->n == MANICULE_CONLLU_MAX_FIELDS)
    return;

  if (self->identity >= 0 && self->identity == (int) self->n - 1)
    {
      self->names[i] = self->names[i - 1];
      i--;
    }
  self->names[i] = g_strdup (name);
  self->n++;
  find_names (self);
}

GStrv
manicule_conllu_header_split (const ManiculeConlluHeader *self,
                              const char                 *raw)
{
  GStrv parts = g_new0 (char *, self->n + 1);
  const char *p = raw;

  for (guint i = 0; i < self->n; i++)
    {
      const char *end = i + 1 < self->n ? strchrnul (p, '-') : p + strlen (p);

      parts[i] = g_strndup (p, (gsize) (end - p));
      p = *end != '\0' ? end + 1 : end;
    }

  return parts;
}

/* --- mentions --- */

static void
mention_free (gpointer data)
{
  ManiculeConlluMention *self = data;

  g_free (self->eid);
  g_free (self->raw);
  g_array_unref (self->ranges);
  g_array_unref (self->firsts);
  g_free (self);
}

static void
add_fault (ManiculeConlluMentions  *self,
           ManiculeConlluFaultKind  kind,
           guint                    number)
{
  ManiculeConlluFault fault = { kind, number };

  g_array_append_val (self->faults, fault);
}

/* "e3[1/2]" into the id and the numbers; a mention in one piece is the first part of one. */
static void
parse_part (const char *eid,
            gsize      *length,
            guint      *part,
            guint      *n_parts)
{
  const char *bracket = memchr (eid, '[', *length);
  guint64 first, all;
  char *p;

  *part = *n_parts = 1;
  if (bracket == NULL || !g_ascii_isdigit (bracket[1]))
    return;

  first = g_ascii_strtoull (bracket + 1, &p, 10);
  all = *p == '/' && g_ascii_isdigit (p[1]) ? g_ascii_strtoull (p + 1, &p, 10) : 0;
  if (*p != ']' || p + 1 != eid + *length || first == 0 || first > all || all > G_MAXUINT16)
    return;

  *part = (guint) first;
  *n_parts = (guint) all;
  *length = (gsize) (bracket - eid);
}

static GPtrArray *
get_open (ManiculeConlluMentions *self,
          const char             *eid)
{
  GPtrArray *mentions = g_hash_table_lookup (self->open, eid);

  if (mentions == NULL)
    {
      mentions = g_ptr_array_new ();
      g_hash_table_insert (self->open, g_strdup (eid), mentions);
    }

  return mentions;
}

/* The discontinuous mention that the part goes on with: the last of that id that waits for it. */
static ManiculeConlluMention *
find_former (GPtrArray *open,
             guint      part,
             guint      n_parts)
{
  for (guint i = open->len, n = 0; part > 1 && i-- > 0 && n < MAX_OPEN; n++)
    {
      ManiculeConlluMention *mention = g_ptr_array_index (open, i);

      if (!mention->is_open && mention->n_parts == n_parts && mention->ranges->len == part - 1)
        return mention;
    }

  return NULL;
}

static ManiculeConlluMention *
add_mention (ManiculeConlluMentions *self,
             const char             *raw,
             gsize                   length,
             gsize                   eid_length,
             gsize                   rest,
             guint                   n_parts)
{
  ManiculeConlluMention *mention = g_new0 (ManiculeConlluMention, 1);

  mention->eid = g_strndup (raw, eid_length);
  mention->raw = g_strdup_printf ("%s%.*s", mention->eid, (int) (length - rest), raw + rest);
  mention->ranges = g_array_new (FALSE, FALSE, sizeof (ManiculeRange));
  mention->firsts = g_array_new (FALSE, FALSE, sizeof (guint));
  mention->n_parts = n_parts;
  g_ptr_array_add (self->mentions, mention);

  return mention;
}

/* What stands between brackets, without them: "e1-person-new". */
static void
open_mention (ManiculeConlluMentions  *self,
              const char              *raw,
              gsize                    length,
              guint                    i,
              const ManiculeConlluRow *row)
{
  const char *dash = memchr (raw, '-', length);
  gsize eid_length = dash != NULL ? (gsize) (dash - raw) : length;
  gsize rest = eid_length;
  ManiculeRange range = { row->start, row->end };
  g_autofree char *eid = NULL;
  ManiculeConlluMention *mention;
  GPtrArray *open;
  guint part, n_parts;

  parse_part (raw, &eid_length, &part, &n_parts);
  eid = g_strndup (raw, eid_length);
  open = get_open (self, eid);
  mention = find_former (open, part, n_parts);
  if (mention == NULL)
    {
      mention = add_mention (self, raw, length, eid_length, rest, n_parts);
      mention->number = row->number;
    }
  else
    g_ptr_array_remove (open, mention);

  g_array_append_val (mention->ranges, range);
  g_array_append_val (mention->firsts, i);
  mention->is_open = TRUE;
  g_ptr_array_add (open, mention);
}

/* The last one of that id that is open, where the end says which part, that part. */
static void
close_mention (ManiculeConlluMentions  *self,
               const char              *raw,
               gsize                    length,
               const ManiculeConlluRow *row)
{
  const char *dash = memchr (raw, '-', length);
  gsize eid_length = dash != NULL ? (gsize) (dash - raw) : length;
  g_autofree char *eid = NULL;
  guint part, n_parts;
  GPtrArray *open;

  parse_part (raw, &eid_length, &part, &n_parts);
  eid = g_strndup (raw, eid_length);
  open = g_hash_table_lookup (self->open, eid);

  for (guint i = open != NULL ? open->len : 0, n = 0; i-- > 0 && n < MAX_OPEN; n++)
    {
      ManiculeConlluMention *mention = g_ptr_array_index (open, i);
      ManiculeRange *range = &g_array_index (mention->ranges, ManiculeRange, mention->ranges->len - 1);

      if (!mention->is_open)
        continue;
      mention->is_open = FALSE;
      range->end = MAX (range->end, row->end);
      if (mention->ranges->len >= mention->n_parts)
        g_ptr_array_remove_index (open, i);
      return;
    }

  add_fault (self, MANICULE_CONLLU_NOT_OPEN, row->number);
}

/* The value of "Entity=". */
static void
read_entity (ManiculeConlluMentions    *self,
             const ManiculeConlluField *value,
             guint                      i,
             const ManiculeConlluRow   *row)
{
  const char *p = value->data, *end = value->data + value->length;

  while (p < end)
    {
      gboolean opens = *p == '(';
      const char *start = opens ? p + 1 : p;

      for (p = start; p < end && *p != '(' && *p != ')'; p++)
        ;
      if (p == start || (!opens && (p == end || *p == '(')))
        add_fault (self, MANICULE_CONLLU_NO_ENTITY, row->number);
      else
        {
          if (opens)
            open_mention (self, start, (gsize) (p - start), i, row);
          if (p < end && *p == ')')
            close_mention (self, start, (gsize) (p - start), row);
        }
      p += p < end && *p == ')';
    }
}

static void
read_row (ManiculeConlluMentions *self,
          ManiculeConlluBody     *body,
          guint                   i)
{
  const ManiculeConlluRow *row = manicule_conllu_body_get (body, i);
  ManiculeConlluField value;

  if (row->kind == MANICULE_CONLLU_COMMENT)
    {
      ManiculeConlluField line = manicule_conllu_body_get_line (body, i);

      if (manicule_conllu_comment_get (&line, "global.Entity", &value) && value.length > 0)
        {
          manicule_conllu_header_clear (&self->header);
          manicule_conllu_header_parse (&self->header, &value);
        }
    }
  else if (row->kind != MANICULE_CONLLU_END)
    {
      ManiculeConlluField misc = manicule_conllu_body_get_misc (body, i);

      if (misc.length > 0 && manicule_conllu_find_item (&misc, "Entity", &value) && value.length > 0)
        read_entity (self, &value, i, row);
    }
}

/* What is not whole at the end of the document stays as far as it came. */
static void
close_all (ManiculeConlluMentions *self)
{
  for (guint i = 0; i < self->mentions->len; i++)
    {
      ManiculeConlluMention *mention = g_ptr_array_index (self->mentions, i);

      if (mention->is_open || mention->ranges->len < mention->n_parts)
        add_fault (self, MANICULE_CONLLU_NOT_CLOSED, mention->number);
    }
}

/**
 * manicule_conllu_mentions_init:
 * @self: (out): the mentions
 * @body: the document
 *
 * Reads the brackets of a whole document.
 */
void
manicule_conllu_mentions_init (ManiculeConlluMentions *self,
                               ManiculeConlluBody     *body)
{
  const ManiculeConlluField names = { DEFAULT_HEADER, strlen (DEFAULT_HEADER) };

  *self = (ManiculeConlluMentions) {
    .mentions = g_ptr_array_new_with_free_func (mention_free),
    .faults = g_array_new (FALSE, FALSE, sizeof (ManiculeConlluFault)),
    .open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref),
  };
  manicule_conllu_header_parse (&self->header, &names);

  for (guint i = 0; i < body->rows->len; i++)
    read_row (self, body, i);
  close_all (self);
}

void
manicule_conllu_mentions_clear (ManiculeConlluMentions *self)
{
  manicule_conllu_header_clear (&self->header);
  g_ptr_array_unref (self->mentions);
  g_array_unref (self->faults);
  g_hash_table_unref (self->open);
}
