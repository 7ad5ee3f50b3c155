/* manicule-format-conllu-write.c: writing CoNLL-U, and CoNLL-U Plus where the first document came from it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-conllu-job.h"

#include <string.h>

typedef struct
{
  ManiculeFormatOutput *output;
  ManiculeConlluLayout  layout;     /* of the file */
  gboolean              is_plus;
  gboolean              as_tags;
  guint                 n_written;
  GString              *out;        /* (owned): of one document */
  GString              *misc;       /* (owned): of one row */
} Writer;

/* Where the columns of the file are in the document. */
typedef struct
{
  Writer            *writer;
  ManiculeConlluJob *job;
  int                columns[MANICULE_CONLLU_MAX_COLUMNS];
  gboolean           is_straight;   /* they are the same, and only MISC tells of entities */
  guint              n_words;       /* of the sentence */
} Printer;

/* --- MISC --- */

/* What MISC says now instead of what it said. */
typedef struct
{
  const char *key;
  const char *value;   /* NULL: nothing any more */
  gboolean    is_put;
  gboolean    has_place;
} Item;

static void
append_misc_item (GString             *misc,
                  const char          *key,
                  gsize                key_length,
                  const char          *value,
                  gssize               value_length)
{
  if (misc->len > 0)
    g_string_append_c (misc, '|');
  g_string_append_len (misc, key, (gssize) key_length);
  if (value != NULL)
    {
      g_string_append_c (misc, '=');
      g_string_append_len (misc, value, value_length);
    }
}

static void
put_item (GString *misc,
          Item    *item)
{
  if (!item->is_put && item->value != NULL)
    append_misc_item (misc, item->key, strlen (item->key), item->value, -1);
  item->is_put = TRUE;
}

static Item *
find_item (Item                      *items,
           guint                      n_items,
           const ManiculeConlluField *key)
{
  for (guint i = 0; i < n_items; i++)
    if (manicule_conllu_field_is (key, items[i].key))
      return &items[i];

  return NULL;
}

/* Whether @item stands before @key, in the order of the alphabet. */
static gboolean
is_before (const Item                *item,
           const ManiculeConlluField *key)
{
  int order = g_ascii_strncasecmp (item->key, key->data, MIN (strlen (item->key), key->length));

  return order != 0 ? order < 0 : strlen (item->key) < key->length;
}

/* Those that have no place yet and stand before @key, or all where that is NULL. */
static void
put_new_items (GString                   *misc,
               Item                      *items,
               guint                      n_items,
               const ManiculeConlluField *key)
{
  for (guint i = 0; i < n_items; i++)
    if (!items[i].has_place && (key == NULL || is_before (&items[i], key)))
      put_item (misc, &items[i]);
}

/* Items keep their places; new ones go where the alphabet has them. */
static void
make_misc (GString                   *misc,
           const ManiculeConlluField *former,
           Item                      *items,
           guint                      n_items)
{
  const char *p = former->data, *end = former->data + former->length;
  ManiculeConlluField key, value;

  while (manicule_conllu_next_item (&p, end, &key, &value))
    {
      Item *item = find_item (items, n_items, &key);

      if (item != NULL)
        item->has_place = TRUE;
    }

  p = former->data;
  while (manicule_conllu_next_item (&p, end, &key, &value))
    {
      Item *item = find_item (items, n_items, &key);

      put_new_items (misc, items, n_items, &key);
      if (item != NULL)
        put_item (misc, item);
      else
        append_misc_item (misc, key.data, key.length, value.data == key.data + key.length ? NULL : value.data,
                          (gssize) value.length);
    }
  put_new_items (misc, items, n_items, NULL);
}

/* Those of a list that were there before keep their order. */
static char *
merge_lists (const ManiculeConlluField *former,
             const char                *list)
{
  g_autofree char *string = g_strndup (former->data, former->length);
  g_auto(GStrv) old = g_strsplit (string, ",", -1);
  g_auto(GStrv) new = g_strsplit (list, ",", -1);
  GString *ordered = g_string_new (NULL);

  for (guint i = 0; old[i] != NULL; i++)
    if (g_strv_contains ((const char * const *) new, old[i]))
      g_string_append_printf (ordered, "%s%s", ordered->len > 0 ? "," : "", old[i]);
  for (guint i = 0; new[i] != NULL; i++)
    if (!g_strv_contains ((const char * const *) old, new[i]))
      g_string_append_printf (ordered, "%s%s", ordered->len > 0 ? "," : "", new[i]);

  return g_string_free_and_steal (ordered);
}

static char *
order_list (const ManiculeConlluField *misc,
            const char                *key,
            GString                   *list)
{
  ManiculeConlluField former;

  if (list == NULL)
    return NULL;
  if (!manicule_conllu_find_item (misc, key, &former) || former.length == 0)
    return g_strdup (list->str);

  return merge_lists (&former, list->str);
}

/* The tag of a word: none where no word has one. */
static const char *
get_tag (Printer                   *self,
         guint                      row,
         const ManiculeConlluField *former)
{
  GString *mark = manicule_conllu_job_find (self->job->marks, 2 * (ManiculeConlluPlace) row);
  ManiculeConllTag tag = manicule_conll_tag_parse (former->data, former->length);

  if (mark != NULL)
    return mark->str;

  return tag.label != NULL || manicule_conllu_field_is (former, "O") ? "O" : NULL;
}

/* What opens and closes at a place. An end can only follow what begins there if all of that ends at once, or it would be
 * taken for the end of the last. */
static char *
dup_entity (ManiculeConlluJob   *job,
            ManiculeConlluPlace  place)
{
  GString *opening = manicule_conllu_job_find (job->entities, place);
  GString *closing = manicule_conllu_job_find (job->closings, place);
  int n_open = 0;

  if (opening == NULL || closing == NULL)
    return opening != NULL ? g_strdup (opening->str) : closing != NULL ? g_strdup (closing->str) : NULL;

  for (const char *p = opening->str; *p != '\0'; p++)
    n_open += (*p == '(') - (*p == ')');

  return n_open == 0 ? g_strconcat (opening->str, closing->str, NULL) : g_strconcat (closing->str, opening->str, NULL);
}

/* What a row says in whose column there is nothing: "*" stays. */
static char
get_empty_misc (ManiculeConlluBody *body,
                guint               row)
{
  return manicule_conllu_body_get_misc (body, row).length == 0 && *manicule_conllu_body_get_misc (body, row).data == '*' ? '*' : '_';
}

static void
append_misc (Printer             *self,
             ManiculeConlluPlace  place,
             GString             *out)
{
  static const ManiculeConlluField nothing = { "", 0 };
  ManiculeConlluJob *job = self->job;
  GString *misc = self->writer->misc;
  guint row = (guint) (place / 2);
  gboolean is_row = place % 2 == 0;
  ManiculeConlluField former = is_row ? manicule_conllu_body_get_misc (&job->body, row) : nothing;
  ManiculeConlluField tag = is_row && !job->tags.is_column ? manicule_conllu_tags_get (&job->tags, &job->body, row) : nothing;
  g_autofree char *entity = dup_entity (job, place);
  g_autofree char *bridges = order_list (&former, MANICULE_CONLLU_BRIDGE, manicule_conllu_job_find (job->bridges, place));
  g_autofree char *splits = order_list (&former, MANICULE_CONLLU_SPLIT, manicule_conllu_job_find (job->splits, place));
  Item items[] = {
    { MANICULE_CONLLU_BRIDGE, bridges },
    { "Entity", entity },
    { job->tags.name, is_row && !job->tags.is_column ? get_tag (self, row, &tag) : NULL },
    { MANICULE_CONLLU_SPLIT, splits },
  };

  g_string_truncate (misc, 0);
  make_misc (misc, &former, items, G_N_ELEMENTS (items));
  if (misc->len > 0)
    g_string_append_len (out, misc->str, (gssize) misc->len);
  else
    g_string_append_c (out, is_row ? get_empty_misc (&job->body, row) : '_');
}

/* --- rows --- */

static void
append_field (Printer                   *self,
              const ManiculeConlluField *field,
              GString                   *out)
{
  if (field->length > 0)
    g_string_append_len (out, field->data, (gssize) field->length);
  else
    g_string_append_c (out, '_');
}

/* @fields: those of the row, as they were. */
static void
append_column (Printer                   *self,
               guint                      row,
               const ManiculeConlluField *fields,
               guint                      n_fields,
               guint                      column,
               GString                   *out)
{
  ManiculeConlluJob *job = self->job;
  const ManiculeConlluLayout *layout = &self->writer->layout;
  int from = self->columns[column];
  ManiculeConlluField field = from >= 0 && (guint) from < n_fields ? fields[from] : (ManiculeConlluField) { "", 0 };
  const char *tag;

  if ((int) column == layout->misc)
    append_misc (self, 2 * (ManiculeConlluPlace) row, out);
  else if ((int) column == layout->id && job->body.layout.id < 0)
    g_string_append_printf (out, "%u", ++self->n_words);
  else if (job->tags.is_column && self->columns[column] == job->body.layout.tag &&
           (tag = get_tag (self, row, &field)) != NULL)
    g_string_append (out, tag);
  else if (from >= 0 && from == job->body.layout.mwe && (tag = manicule_conllu_get_mwe (job, row, &field)) != NULL)
    g_string_append (out, tag);
  else
    append_field (self, &field, out);
}

/* Whether MISC comes out as it is: nothing is said in it of entities, neither before nor now. */
static gboolean
keeps_misc (ManiculeConlluJob *job,
            guint              row)
{
  const ManiculeConlluPlace place = 2 * (ManiculeConlluPlace) row;
  ManiculeConlluField misc = manicule_conllu_body_get_misc (&job->body, row);
  ManiculeConlluField value;

  if (manicule_conllu_job_find (job->entities, place) != NULL || manicule_conllu_job_find (job->closings, place) != NULL ||
      manicule_conllu_job_find (job->bridges, place) != NULL || manicule_conllu_job_find (job->splits, place) != NULL ||
      manicule_conllu_job_find (job->marks, place) != NULL)
    return FALSE;

  return misc.length == 0 ||
         (*misc.data != '|' && misc.data[misc.length - 1] != '|' && !manicule_conllu_find_item (&misc, "Entity", &value) &&
          !manicule_conllu_find_item (&misc, MANICULE_CONLLU_BRIDGE, &value) &&
          !manicule_conllu_find_item (&misc, MANICULE_CONLLU_SPLIT, &value) &&
          !manicule_conllu_find_item (&misc, job->tags.name, &value));
}

static void
append_row (Printer *self,
            guint    row,
            GString *out)
{
  ManiculeConlluField fields[MANICULE_CONLLU_MAX_COLUMNS];
  ManiculeConlluField line = manicule_conllu_body_get_line (&self->job->body, row);
  guint n_fields;

  /* Most rows. */
  if (self->is_straight && manicule_conllu_body_get (&self->job->body, row)->is_whole && keeps_misc (self->job, row))
    {
      g_string_append_len (out, line.data, (gssize) line.length + 1);
      return;
    }

  n_fields = manicule_conllu_split (line.data, line.length, fields, G_N_ELEMENTS (fields));
  for (guint i = 0; i < self->writer->layout.n_columns; i++)
    {
      if (i > 0)
        g_string_append_c (out, '\t');
      append_column (self, row, fields, n_fields, i, out);
    }
  g_string_append_c (out, '\n');
}

/* A word that is not written, behind @row, for what covers no word. */
static void
append_inserted (Printer *self,
                 guint    row,
                 GString *out)
{
  const ManiculeConlluLayout *layout = &self->writer->layout;
  ManiculeConlluPlace place = 2 * (ManiculeConlluPlace) row + 1;
  ManiculeConlluField id = { "0", 1 };

  if (manicule_conllu_job_find (self->job->entities, place) == NULL)
    return;

  if (manicule_conllu_row_is_anchor (&self->job->body, row) && self->job->body.layout.id >= 0)
    id = manicule_conllu_body_get_field (&self->job->body, row, self->job->body.layout.id);
  for (guint i = 0; i < layout->n_columns; i++)
    {
      if (i > 0)
        g_string_append_c (out, '\t');
      if ((int) i == layout->id && self->job->body.layout.id < 0)
        g_string_append_printf (out, "%u.1", self->n_words);
      else if ((int) i == layout->id)
        g_string_append_printf (out, "%.*s.1", (int) strcspn (id.data, "-.\t"), id.data);
      else if ((int) i == layout->misc)
        append_misc (self, place, out);
      else
        g_string_append_c (out, '_');
    }
  g_string_append_c (out, '\n');
}

/* --- comments --- */

static gboolean
is_newdoc (const ManiculeConlluField *line)
{
  ManiculeConlluField value;

  return manicule_conllu_comment_get (line, "newdoc", &value) || manicule_conllu_comment_get (line, "newdoc id", &value) ||
         manicule_conllu_comment_get (line, "newdoc_id", &value);
}

/* The id is that of the article, unless that was made of it. */
static void
append_newdoc (Printer                   *self,
               const ManiculeConlluField *line,
               GString                   *out)
{
  const char *id = manicule_annotation_set_get_article_id (self->job->set);
  ManiculeConlluField value = { "", 0 };
  g_autofree char *name = NULL;
  g_autofree char *former = NULL;

  if (line != NULL && !manicule_conllu_comment_get (line, "newdoc id", &value))
    manicule_conllu_comment_get (line, "newdoc_id", &value);
  name = g_strdup_printf ("%.*s.x", (int) value.length, value.data);
  former = manicule_format_document_id (name);

  if (line != NULL && (value.length == 0 ? !self->job->needs_id : g_str_equal (former, id)))
    g_string_append_printf (out, "%.*s\n", (int) line->length, line->data);
  else
    g_string_append_printf (out, "# newdoc id = %s\n", id);
}

static gboolean
has_brackets (ManiculeConlluJob *job)
{
  return job->entities->len > 0;
}

static void
append_header (Printer                   *self,
               const ManiculeConlluField *former,
               GString                   *out)
{
  g_autofree char *header = NULL;

  if (!has_brackets (self->job) && former == NULL)
    return;
  if (!has_brackets (self->job))
    {
      g_string_append_printf (out, "%.*s\n", (int) former->length, former->data);
      return;
    }

  header = manicule_conllu_header_print (&self->job->header);
  g_string_append_printf (out, "# global.Entity = %s\n", header);
}

/* The comments of which there is one; FALSE for others. */
static gboolean
append_comment (Printer                   *self,
                const ManiculeConlluField *line,
                gboolean                  *has_header,
                GString                   *out)
{
  ManiculeConlluField value;

  if (manicule_conllu_comment_get (line, "global.columns", &value))
    return TRUE;
  if (is_newdoc (line))
    {
      append_newdoc (self, line, out);
      if (!*has_header)
        append_header (self, NULL, out);
      *has_header = TRUE;
      return TRUE;
    }
  if (manicule_conllu_comment_get (line, "global.Entity", &value))
    {
      append_header (self, line, out);
      return TRUE;
    }

  return FALSE;
}

/* Which of the comments that matter are there. */
static void
find_comments (ManiculeConlluJob *job,
               gboolean          *has_newdoc,
               gboolean          *has_header)
{
  *has_newdoc = *has_header = FALSE;
  for (guint i = 0; i < job->body.rows->len; i++)
    {
      ManiculeConlluField line = manicule_conllu_body_get_line (&job->body, i);
      ManiculeConlluField value;

      if (manicule_conllu_body_get (&job->body, i)->kind != MANICULE_CONLLU_COMMENT)
        continue;
      *has_newdoc |= is_newdoc (&line);
      *has_header |= manicule_conllu_comment_get (&line, "global.Entity", &value);
    }
}

static void
append_document (Printer *self,
                 GString *out)
{
  ManiculeConlluBody *body = &self->job->body;
  gboolean has_newdoc, has_header;

  find_comments (self->job, &has_newdoc, &has_header);
  if (!has_newdoc && (self->writer->n_written > 0 || self->job->needs_id))
    append_newdoc (self, NULL, out);
  if (!has_newdoc && !has_header)
    {
      append_header (self, NULL, out);
      has_header = TRUE;
    }

  for (guint i = 0; i < body->rows->len; i++)
    {
      ManiculeConlluField line = manicule_conllu_body_get_line (body, i);
      ManiculeConlluKind kind = manicule_conllu_body_get (body, i)->kind;

      if (kind == MANICULE_CONLLU_END)
        self->n_words = 0;
      if (kind == MANICULE_CONLLU_END)
        g_string_append_c (out, '\n');
      else if (kind != MANICULE_CONLLU_COMMENT)
        append_row (self, i, out);
      else if (!append_comment (self, &line, &has_header, out))
        g_string_append_printf (out, "%.*s\n", (int) line.length, line.data);
      append_inserted (self, i, out);
    }
}

/* --- files --- */

static gboolean
is_same_name (const char *a,
              const char *b)
{
  return g_ascii_strcasecmp (a, b) == 0;
}

static gboolean
is_default (const ManiculeConlluLayout *layout)
{
  g_auto(GStrv) names = g_strsplit (MANICULE_CONLLU_COLUMNS, " ", -1);

  if (layout->n_columns != g_strv_length (names))
    return FALSE;
  for (guint i = 0; i < layout->n_columns; i++)
    if (!is_same_name (layout->names[i], names[i]))
      return FALSE;

  return TRUE;
}

/* The columns of the first document are those of the file, with one for MISC if it had none. */
static void
choose_layout (Writer                     *self,
               const ManiculeConlluLayout *layout)
{
  g_autoptr(GString) names = g_string_new (NULL);
  ManiculeConlluField field;

  self->is_plus = !is_default (layout) && layout->id >= 0;
  for (guint i = 0; self->is_plus && i < layout->n_columns; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? " " : "", layout->names[i]);
  if (self->is_plus && layout->misc < 0)
    g_string_append (names, " MISC");
  if (!self->is_plus)
    g_string_append (names, MANICULE_CONLLU_COLUMNS);

  field = (ManiculeConlluField) { names->str, names->len };
  manicule_conllu_layout_parse (&self->layout, &field);
  if (self->is_plus)
    g_string_append_printf (self->out, "# global.columns = %s\n", names->str);
}

static void
map_columns (Printer *self)
{
  const ManiculeConlluLayout *from = &self->job->body.layout;
  const ManiculeConlluLayout *to = &self->writer->layout;

  for (guint i = 0; i < to->n_columns; i++)
    {
      self->columns[i] = -1;
      for (guint j = 0; j < from->n_columns && self->columns[i] < 0; j++)
        if (is_same_name (to->names[i], from->names[j]))
          self->columns[i] = (int) j;
    }

  self->is_straight = to->n_columns == from->n_columns && from->id >= 0 && from->misc >= 0 && from->misc == to->misc &&
                      from->mwe < 0 && !self->job->tags.is_column;
  for (guint i = 0; i < to->n_columns; i++)
    self->is_straight &= self->columns[i] == (int) i;
}

gboolean
manicule_conllu_write (gpointer           data,
                       ManiculeDocument  *document,
                       GError           **error)
{
  Writer *self = data;
  Printer printer = { .writer = self };
  ManiculeConlluJob job;

  g_string_truncate (self->out, 0);
  manicule_conllu_job_init (&job, manicule_document_get_set (document, 0), self->as_tags);
  printer.job = &job;
  if (self->n_written == 0)
    choose_layout (self, &job.body.layout);
  map_columns (&printer);
  append_document (&printer, self->out);
  manicule_conllu_job_clear (&job);
  self->n_written++;

  return manicule_format_output_write (self->output, self->out->str, (gssize) self->out->len, error);
}

gpointer
manicule_conllu_begin (ManiculeFormatOutput  *output,
                       ManiculeSchema        *schema,
                       GError               **error)
{
  Writer *self = g_new0 (Writer, 1);

  self->output = output;
  self->as_tags = g_str_equal (manicule_format_output_get_option (output, "entities"), "name");
  self->out = g_string_new (NULL);
  self->misc = g_string_new (NULL);

  return self;
}

gboolean
manicule_conllu_end (gpointer   data,
                     gboolean   commit,
                     GError   **error)
{
  Writer *self = data;

  manicule_conllu_layout_clear (&self->layout);
  g_string_free (self->out, TRUE);
  g_string_free (self->misc, TRUE);
  g_free (self);

  return TRUE;
}
