/* manicule-format-documents.c: documents from what a reader found
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-input-private.h"

#include "manicule-relation-ends.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_ID_BYTES 64

/* --- document ids --- */

/* Characters that are forbidden in a file name somewhere, or that separate folders anywhere. */
static gboolean
is_safe_char (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_UNASSIGNED:
      return FALSE;

    case G_UNICODE_FORMAT:
      /* The joiners are part of how some languages are written; the rest hides or turns what follows. */
      return c == 0x200c || c == 0x200d;

    default:
      return c >= 0x80 || strchr ("/\\:*?\"<>|", (char) c) == NULL;
    }
}

static gboolean
is_space_or_dot (char c)
{
  return c == ' ' || c == '.';
}

/**
 * manicule_format_document_id_is_safe:
 * @id: (nullable): anything
 *
 * Returns: whether @id may be the id of an article: a file name on any file system, 1 to 64 bytes
 */
gboolean
manicule_format_document_id_is_safe (const char *id)
{
  gsize length = id != NULL ? strlen (id) : 0;

  if (length == 0 || length > MAX_ID_BYTES || !g_utf8_validate_len (id, length, NULL))
    return FALSE;
  if (is_space_or_dot (id[0]) || is_space_or_dot (id[length - 1]))
    return FALSE;

  for (const char *p = id; *p != '\0'; p = g_utf8_next_char (p))
    if (!is_safe_char (g_utf8_get_char (p)))
      return FALSE;

  return TRUE;
}

/* The name without folder and last suffix; a name that is all suffix, such as ".txt", stays. */
static char *
dup_stem (const char *file_name)
{
  g_autofree char *name = g_path_get_basename (file_name);
  char *dot = strrchr (name, '.');

  if (dot != NULL && dot != name)
    *dot = '\0';

  return g_utf8_make_valid (name, -1);
}

/* Cuts at @max bytes, never inside a character. */
static void
cut_at (GString *string,
        gsize    max)
{
  const char *end;

  if (string->len <= max)
    return;

  end = g_utf8_find_prev_char (string->str, string->str + max + 1);
  g_string_truncate (string, end != NULL ? (gsize) (end - string->str) : 0);
}

/**
 * manicule_format_document_id:
 * @file_name: a file name, with or without folders; need not be UTF-8
 *
 * Returns: (transfer full): a safe article id; the same name always gives the same id, and a name that is cut gets
 *   the hash of all of it, so that two long names stay apart
 */
char *
manicule_format_document_id (const char *file_name)
{
  g_autofree char *stem = NULL;
  g_autoptr(GString) id = NULL;

  g_return_val_if_fail (file_name != NULL, NULL);

  stem = dup_stem (file_name);
  if (manicule_format_document_id_is_safe (stem))
    return g_steal_pointer (&stem);

  id = g_string_new (NULL);
  for (const char *p = stem; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_safe_char (c) && (id->len > 0 || (c != '.' && c != ' ')))
        g_string_append_unichar (id, c);
      else if (id->len > 0 && id->str[id->len - 1] != '-')
        g_string_append_c (id, '-');
    }

  if (id->len > MAX_ID_BYTES)
    {
      g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, stem, -1);

      cut_at (id, MAX_ID_BYTES - 9);
      g_string_append_printf (id, "-%.8s", hash);
    }
  while (id->len > 0 && (id->str[id->len - 1] == '-' || is_space_or_dot (id->str[id->len - 1])))
    g_string_truncate (id, id->len - 1);

  return g_strdup (id->len > 0 ? id->str : "article");
}

/* --- documents --- */

/**
 * manicule_format_input_new_document:
 * @self: an input
 * @fields: what is known of the article; the id must be safe, sha256 and length are not looked at
 * @text: its text
 *
 * Returns: (transfer full): a document without annotation sets
 */
ManiculeDocument *
manicule_format_input_new_document (ManiculeFormatInput         *self,
                                    const ManiculeArticleFields *fields,
                                    ManiculeText                *text)
{
  ManiculeArticleFields complete;
  g_autoptr(ManiculeArticle) article = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (fields != NULL && manicule_format_document_id_is_safe (fields->id), NULL);
  g_return_val_if_fail (MANICULE_IS_TEXT (text), NULL);

  complete = *fields;
  /* What is only compared is compared by its text. */
  complete.sha256 = manicule_format_input_carries (self) ? manicule_text_get_sha256 (text) : "0";
  complete.length = manicule_text_get_n_chars (text);
  if (complete.file == NULL)
    complete.file = self->name;
  article = manicule_article_new (&complete);

  return manicule_document_new (article, text);
}

/**
 * manicule_format_input_emit:
 * @self: an input
 * @document: a finished document
 * @func: what the reader was given
 * @data: what the reader was given
 *
 * Hands @document on.
 *
 * Returns: FALSE with an error when cancelled or when @func does not want more
 */
gboolean
manicule_format_input_emit (ManiculeFormatInput   *self,
                            ManiculeDocument      *document,
                            ManiculeDocumentFunc   func,
                            gpointer               data,
                            GError               **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (MANICULE_IS_DOCUMENT (document), FALSE);

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;

  manicule_learned_add (self->learned, document);

  return func (document, data, error);
}

/* --- annotation sets --- */

/* What goes into a set, while it is sorted out. */
typedef struct
{
  ManiculeFormatInput *input;
  GPtrArray           *annotations;  /* (not owned) */
  GArray              *lines;        /* (not owned) (nullable) */
} Sorting;

static guint
get_line (Sorting *self,
          guint    position)
{
  return self->lines != NULL ? g_array_index (self->lines, guint, position) : 0;
}

/* Takes over into @kept what could be in a set by itself; NULL for what could not. */
static gboolean
keep (Sorting             *self,
      guint                position,
      guint                n_chars,
      GHashTable          *ids,
      ManiculeAnnotation **kept,
      GError             **error)
{
  ManiculeAnnotation *annotation = g_ptr_array_index (self->annotations, position);
  const char *id = manicule_annotation_get_id (annotation);

  if (!g_hash_table_add (ids, (gpointer) id))
    return manicule_format_input_report (self->input, MANICULE_FINDING_ERROR, "duplicate-id",
                                         get_line (self, position), error,
                                         _("“%s” is the id of an annotation before; this one was left out"), id);

  if (manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_SPAN &&
      manicule_annotation_get_hull (annotation).end > n_chars)
    return manicule_format_input_report (self->input, MANICULE_FINDING_ERROR, "range-outside-text",
                                         get_line (self, position), error,
                                         _("span “%s” ends at %u, but the text ends at %u; it was left out"),
                                         id, manicule_annotation_get_hull (annotation).end, n_chars);

  *kept = annotation;

  return TRUE;
}

static void
remove_gaps (GPtrArray *array)
{
  guint n = 0;

  for (guint i = 0; i < array->len; i++)
    if (array->pdata[i] != NULL)
      array->pdata[n++] = array->pdata[i];

  g_ptr_array_set_size (array, (int) n);
}

static gboolean
report_loose (guint        position,
              const char  *missing,
              gpointer     data,
              GError     **error)
{
  Sorting *self = data;
  ManiculeAnnotation *relation = g_ptr_array_index (self->annotations, position);

  return manicule_format_input_report (self->input, MANICULE_FINDING_ERROR, "relation-end-missing",
                                       get_line (self, position), error,
                                       _("relation “%s” leads to “%s”, which is not there or leads back to it; it was left out"),
                                       manicule_annotation_get_id (relation), missing);
}

/**
 * manicule_format_input_fill_set:
 * @self: an input
 * @set: an empty set
 * @annotations: (element-type ManiculeAnnotation): in any order
 * @lines: (element-type guint) (nullable): the line of each
 *
 * Adds @annotations to @set. What cannot be in a set is left out with a finding: an id that is taken, a range past
 * the end of the text, a relation without one of its ends.
 *
 * Returns: FALSE with an error where nobody collects findings and something had to be left out
 */
gboolean
manicule_format_input_fill_set (ManiculeFormatInput    *self,
                                ManiculeAnnotationSet  *set,
                                GPtrArray              *annotations,
                                GArray                 *lines,
                                GError                **error)
{
  Sorting sorting = { .input = self, .annotations = annotations, .lines = lines };
  g_autoptr(GHashTable) ids = NULL;
  g_autoptr(GPtrArray) kept = NULL;
  guint n_chars;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (MANICULE_IS_ANNOTATION_SET (set), FALSE);
  g_return_val_if_fail (annotations != NULL, FALSE);
  g_return_val_if_fail (lines == NULL || lines->len == annotations->len, FALSE);

  ids = g_hash_table_new (g_str_hash, g_str_equal);
  kept = g_ptr_array_sized_new (annotations->len);
  g_ptr_array_set_size (kept, (int) annotations->len);
  n_chars = manicule_text_get_n_chars (manicule_annotation_set_get_text (set));

  for (guint i = 0; i < annotations->len; i++)
    if (!keep (&sorting, i, n_chars, ids, (ManiculeAnnotation **) &kept->pdata[i], error))
      return FALSE;

  if (!manicule_relations_drop_loose ((ManiculeAnnotation **) kept->pdata, kept->len, report_loose, &sorting, error))
    return FALSE;

  remove_gaps (kept);

  return manicule_annotation_set_add_all (set, kept, error);
}
