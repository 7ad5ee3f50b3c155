/* manicule-format-conllu-read.c: reading CoNLL-U and CoNLL-U Plus
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-conllu-private.h"

#include "manicule-format-document-ids.h"
#include "manicule-json-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  ManiculeFormatInput  *input;
  ManiculeConlluBody    body;
  ManiculeDocumentIds   ids;
  char                 *columns;   /* (owned) (nullable): the line that names them */
  guint                 n_emitted;
  gboolean              has_told;  /* of columns that are not read */
  ManiculeDocumentFunc  func;
  gpointer              data;
} Reader;

/* --- what is known of the article --- */

static char *
find_comment (Reader     *self,
              const char *key)
{
  for (guint i = 0; i < self->body.rows->len; i++)
    {
      ManiculeConlluField line = manicule_conllu_body_get_line (&self->body, i);
      ManiculeConlluField value;

      if (manicule_conllu_body_get (&self->body, i)->kind != MANICULE_CONLLU_COMMENT)
        return NULL;
      if (manicule_conllu_comment_get (&line, key, &value) && value.length > 0)
        return g_strndup (value.data, value.length);
    }

  return NULL;
}

static char *
find_newdoc (Reader *self)
{
  g_autofree char *id = find_comment (self, "newdoc id");

  if (id != NULL)
    return g_steal_pointer (&id);

  return find_comment (self, "newdoc_id");
}

static gboolean
is_date (const char *string)
{
  for (const char *p = string; *p != '\0'; p++)
    if (!g_ascii_isdigit (*p) && *p != '-')
      return FALSE;

  return strlen (string) >= 4 && strlen (string) <= 10;
}

/* --- documents --- */

static gboolean
report_mentions (Reader                  *self,
                 ManiculeConlluMentions  *mentions,
                 GError                 **error)
{
  for (guint i = 0; i < mentions->faults->len; i++)
    {
      const ManiculeConlluFault *fault = &g_array_index (mentions->faults, ManiculeConlluFault, i);
      const char *message = fault->kind == MANICULE_CONLLU_NOT_OPEN
                            ? N_("an entity ends here that has not begun; its end was left out")
                            : fault->kind == MANICULE_CONLLU_NOT_CLOSED
                            ? N_("the entity that begins here does not end; it was taken to be this word, or as far as it came")
                            : N_("what “Entity=” says here is not what entities look like; it was left out");

      if (!manicule_format_input_report (self->input, MANICULE_FINDING_ERROR, "entity-brackets", fault->number, error, "%s",
                                         _(message)))
        return FALSE;
    }

  for (guint i = 0; i < self->body.faults->len; i++)
    {
      guint row = g_array_index (self->body.faults, guint, i);

      if (!manicule_format_input_report (self->input, MANICULE_FINDING_WARNING, "text-differs",
                                         manicule_conllu_body_get (&self->body, row)->number, error,
                                         _("“# text” does not consist of the words that follow; they were joined instead")))
        return FALSE;
    }

  return TRUE;
}

static ManiculeAnnotationSet *
make_set (Reader        *self,
          const char    *id,
          ManiculeText  *text,
          GError       **error)
{
  g_autoptr(GPtrArray) annotations = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(ManiculeAnnotationSet) set = manicule_annotation_set_new (id, MANICULE_FORMAT_NO_ANNOTATOR, text);
  g_autoptr(GString) carried = g_string_new ("{");
  ManiculeConlluMentions mentions;
  gboolean success;

  manicule_conllu_mentions_init (&mentions, &self->body);
  success = report_mentions (self, &mentions, error);
  if (success)
    manicule_conllu_build (&self->body, &mentions, id, annotations, numbers);
  manicule_conllu_mentions_clear (&mentions);
  if (!success || !manicule_format_input_fill_set (self->input, set, annotations, numbers, error))
    return NULL;

  if (manicule_format_input_carries (self->input))
    {
      manicule_json_put_string (carried, MANICULE_CONLLU, self->body.lines->str);
      manicule_annotation_set_set_carried (set, carried->str + 1);
    }

  return g_steal_pointer (&set);
}

/* Columns that say more than the usual ten are kept, whatever they say. */
static gboolean
report_columns (Reader  *self,
                GError **error)
{
  const ManiculeConlluLayout *layout = &self->body.layout;
  g_autoptr(GString) names = g_string_new (NULL);
  g_auto(GStrv) usual = g_strsplit (MANICULE_CONLLU_COLUMNS, " ", -1);

  for (guint i = 0; !self->has_told && i < layout->n_columns; i++)
    {
      g_autofree char *name = g_ascii_strup (layout->names[i], -1);

      if (!g_strv_contains ((const char * const *) usual, name) && (int) i != layout->tag && (int) i != layout->mwe &&
          (int) i != layout->form)
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", layout->names[i]);
    }
  self->has_told = TRUE;

  return names->len == 0 ||
         manicule_format_input_report (self->input, MANICULE_FINDING_NOTE, "columns-kept", 1, error,
                                       /* Translators: the names of columns */
                                       _("columns that are not read, and kept as they are: %s"), names->str);
}

static gboolean
emit (Reader  *self,
      GError **error)
{
  g_autofree char *wanted = find_newdoc (self);
  g_autofree char *id = manicule_document_ids_take (&self->ids, wanted, manicule_format_input_get_name (self->input));
  g_autofree char *title = find_comment (self, "meta::title");
  g_autofree char *date = find_comment (self, "meta::dateCreated");
  g_autofree char *url = find_comment (self, "meta::sourceURL");
  ManiculeArticleFields fields = { .id = id, .title = title, .date = date != NULL && is_date (date) ? date : NULL, .url = url };
  g_autoptr(GBytes) bytes = g_bytes_new (self->body.text->str, self->body.text->len);
  g_autoptr(ManiculeText) text = manicule_text_new (bytes, error);
  g_autoptr(ManiculeAnnotationSet) set = text != NULL ? make_set (self, id, text, error) : NULL;
  g_autoptr(ManiculeDocument) document = NULL;

  if (set == NULL || !report_columns (self, error))
    return FALSE;

  document = manicule_format_input_new_document (self->input, &fields, text);
  manicule_document_add_set (document, set);
  self->n_emitted++;

  return manicule_format_input_emit (self->input, document, self->func, self->data, error);
}

/* Lines that hold for the whole file are repeated in each document, so that it can be understood alone. */
static void
restart (Reader *self)
{
  manicule_conllu_body_restart (&self->body);
  if (self->columns != NULL)
    manicule_conllu_body_add (&self->body, self->columns, strlen (self->columns), 1);
}

static gboolean
is_bare (Reader *self)
{
  return self->body.rows->len == 0 || (self->body.rows->len == 1 && self->columns != NULL);
}

static gboolean
finish_document (Reader  *self,
                 GError **error)
{
  if (is_bare (self))
    return TRUE;

  manicule_conllu_body_finish (&self->body);
  if (!emit (self, error))
    return FALSE;
  restart (self);

  return TRUE;
}

/* Comments that stand before the one that begins a document belong to it. */
static gboolean
start_document (Reader  *self,
                GError **error)
{
  g_autofree char *comments = NULL;
  g_auto(GStrv) lines = NULL;

  for (guint i = self->body.first; i < self->body.rows->len; i++)
    if (manicule_conllu_body_get (&self->body, i)->kind != MANICULE_CONLLU_COMMENT)
      return finish_document (self, error);

  if (self->body.first == 0)
    return TRUE;

  if (self->body.first < self->body.rows->len)
    {
      gsize offset = manicule_conllu_body_get (&self->body, self->body.first)->offset;

      comments = g_strdup (self->body.lines->str + offset);
      g_string_truncate (self->body.lines, offset);
      g_array_set_size (self->body.rows, self->body.first);
    }
  if (!finish_document (self, error))
    return FALSE;

  lines = g_strsplit (comments != NULL ? comments : "", "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      manicule_conllu_body_add (&self->body, lines[i], strlen (lines[i]), 0);

  return TRUE;
}

/* --- lines --- */

static gboolean
is_blank (const ManiculeFormatLine *line)
{
  for (gsize i = 0; i < line->length; i++)
    if (line->data[i] != ' ' && line->data[i] != '\t')
      return FALSE;

  return TRUE;
}

static gboolean
has_newdoc (Reader *self)
{
  g_autofree char *id = find_newdoc (self);

  return id != NULL;
}

static gboolean
read_line (const ManiculeFormatLine  *line,
           gpointer                   data,
           GError                   **error)
{
  Reader *self = data;
  ManiculeConlluField all = { line->data, line->length };
  ManiculeConlluField value;

  if (is_blank (line))
    {
      manicule_conllu_body_end_sentence (&self->body);
      return TRUE;
    }

  if ((manicule_conllu_comment_get (&all, "newdoc", &value) || manicule_conllu_comment_get (&all, "newdoc id", &value) ||
       manicule_conllu_comment_get (&all, "newdoc_id", &value)) &&
      (self->body.first > 0 || has_newdoc (self)) && !start_document (self, error))
    return FALSE;
  if (line->number == 1 && manicule_conllu_comment_get (&all, "global.columns", &value))
    self->columns = g_strndup (line->data, line->length);

  return manicule_conllu_body_add (&self->body, line->data, line->length, line->number) ||
         manicule_format_input_report (self->input, MANICULE_FINDING_ERROR, "not-a-word", line->number, error,
                                       _("the line is neither a comment nor a word with its number and form; it was left out"));
}

static gboolean
read_lines (Reader  *self,
            GError **error)
{
  if (!manicule_format_input_each_line (self->input, read_line, self, error) || !finish_document (self, error))
    return FALSE;

  return self->n_emitted > 0 ||
         manicule_format_input_report (self->input, MANICULE_FINDING_WARNING, "no-tokens", 0, error,
                                       _("there are no words in the file"));
}

/**
 * manicule_conllu_read:
 * @input: a file
 * @func: gets each document
 * @data: for @func
 *
 * Reads the documents of a file; one that does not say where they begin is one document.
 *
 * Returns: FALSE with an error when that fails
 */
gboolean
manicule_conllu_read (ManiculeFormatInput   *input,
                      ManiculeDocumentFunc   func,
                      gpointer               data,
                      GError               **error)
{
  Reader self = { .input = input, .func = func, .data = data };
  gboolean success;

  manicule_conllu_body_init (&self.body);
  manicule_document_ids_init (&self.ids);
  success = read_lines (&self, error);

  manicule_conllu_body_clear (&self.body);
  manicule_document_ids_clear (&self.ids);
  g_free (self.columns);

  return success;
}
