/* manicule-refi-documents.c: documents from a project of REFI-QDA
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-refi.h"

#include "manicule-format-offsets.h"
#include "manicule-json-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* --- how positions count --- */

/* For each line break of two characters in @text, the offset of its second one. */
static GArray *
find_breaks (ManiculeText       *text,
             ManiculeOffsetUnit  unit)
{
  GArray *breaks = g_array_new (FALSE, FALSE, sizeof (guint));
  const char *data = manicule_text_get_data (text);

  for (const char *p = strstr (data, "\r\n"); p != NULL; p = strstr (p + 2, "\r\n"))
    {
      guint offset = manicule_text_from_chars (text, unit, manicule_text_byte_to_char (text, (guint) (p + 1 - data)));

      g_array_append_val (breaks, offset);
    }

  return breaks;
}

/* The offset where every break counts two, for one where it counts one. */
static guint64
widen (GArray  *breaks,
       guint64  offset)
{
  guint low = 0, high = breaks->len;

  /* The first break whose second character is not yet before the offset. */
  while (low < high)
    {
      guint middle = (low + high) / 2;

      if ((guint64) g_array_index (breaks, guint, middle) - middle < offset)
        low = middle + 1;
      else
        high = middle;
    }

  return offset <= G_MAXUINT32 ? offset + low : offset;
}

static gboolean
convert (ManiculeText             *text,
         GArray                   *breaks,
         ManiculeRefiCount         count,
         const ManiculeRefiCoding *coding,
         ManiculeRange            *range)
{
  ManiculeOffsetUnit unit = count >= MANICULE_REFI_UTF16 ? MANICULE_OFFSET_UTF16 : MANICULE_OFFSET_CHARS;
  ManiculeForeignRange foreign = { coding->start, coding->end };

  if (count == MANICULE_REFI_CHARS_ONE_BREAK || count == MANICULE_REFI_UTF16_ONE_BREAK)
    {
      foreign.start = widen (breaks, foreign.start);
      foreign.end = widen (breaks, foreign.end);
    }

  return manicule_foreign_to_ranges (text, unit, &foreign, 1, range);
}

/* The name without the mark that it was cut: what should stand at the start. */
static char *
dup_claim (const char *name)
{
  static const char * const marks[] = { "…", "..." };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (g_str_has_suffix (name, marks[i]))
      return g_strndup (name, strlen (name) - strlen (marks[i]));

  return g_strdup (name);
}

static gboolean
is_covered (ManiculeText        *text,
            const ManiculeRange *range,
            const char          *claim,
            gboolean             is_cut)
{
  guint n = (guint) g_utf8_strlen (claim, -1);
  ManiculeRange start = { range->start, range->end };

  if (*claim == '\0' || (is_cut && n > range->end - range->start))
    return FALSE;
  if (is_cut)
    start.end = range->start + n;

  return manicule_ranges_cover (text, &start, 1, claim);
}

/**
 * manicule_refi_vote_add:
 * @self: a vote over all sources; starts as { 0, }
 * @text: the text of one
 * @source: that source
 *
 * Counts how many names of selections fit, in each way of counting.
 */
void
manicule_refi_vote_add (ManiculeRefiVote   *self,
                        ManiculeText       *text,
                        ManiculeRefiSource *source)
{
  g_autoptr(GArray) breaks = find_breaks (text, MANICULE_OFFSET_CHARS);
  g_autoptr(GArray) wide_breaks = find_breaks (text, MANICULE_OFFSET_UTF16);

  for (guint i = 0; i < source->codings->len; i++)
    {
      const ManiculeRefiCoding *coding = source->codings->pdata[i];
      g_autofree char *claim = coding->selection != NULL && coding->name != NULL ? dup_claim (coding->name) : NULL;

      for (guint count = 0; claim != NULL && count < MANICULE_REFI_N_COUNTS; count++)
        {
          ManiculeRange range;

          self->n_matches[count] += convert (text, count >= MANICULE_REFI_UTF16 ? wide_breaks : breaks, count, coding, &range) &&
                                    is_covered (text, &range, claim, strlen (claim) < strlen (coding->name));
        }
    }
}

/**
 * manicule_refi_vote_decide:
 * @self: a vote
 *
 * Returns: the way of counting in which most names fit; the one of the standard where several do
 */
ManiculeRefiCount
manicule_refi_vote_decide (const ManiculeRefiVote *self)
{
  ManiculeRefiCount best = MANICULE_REFI_CHARS;

  for (guint i = 1; i < MANICULE_REFI_N_COUNTS; i++)
    if (self->n_matches[i] > self->n_matches[best])
      best = i;

  return best;
}

/* --- annotations --- */

/* The annotations of one user in one source. */
typedef struct
{
  char       *annotator;    /* (owned) */
  GPtrArray  *annotations;  /* (owned) (element-type ManiculeAnnotation) */
  GArray     *lines;        /* (owned) (element-type guint) */
  GHashTable *given;        /* (owned): guid of a coding or a selection to annotation id */
} Share;

static void
share_free (gpointer data)
{
  Share *share = data;

  g_free (share->annotator);
  g_ptr_array_unref (share->annotations);
  g_array_unref (share->lines);
  g_hash_table_unref (share->given);
  g_free (share);
}

static Share *
ensure_share (GPtrArray  *shares,
              const char *annotator)
{
  Share *share;

  for (guint i = 0; i < shares->len; i++)
    if (g_str_equal (((Share *) shares->pdata[i])->annotator, annotator))
      return shares->pdata[i];

  share = g_new0 (Share, 1);
  share->annotator = g_strdup (annotator);
  share->annotations = g_ptr_array_new_with_free_func (g_object_unref);
  share->lines = g_array_new (FALSE, FALSE, sizeof (guint));
  share->given = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_ptr_array_add (shares, share);

  return share;
}

static void
replace (ManiculeAnnotation **annotation,
         ManiculeAnnotation  *by)
{
  g_object_unref (*annotation);
  *annotation = by;
}

static void
carry (const ManiculeRefiCoding  *coding,
       ManiculeAnnotation       **annotation)
{
  g_autoptr(GString) out = g_string_new ("{");

  if (coding->selection == NULL || !manicule_refi_is_guid (coding->selection))
    return;

  manicule_json_put_name (out, MANICULE_REFI);
  g_string_append_c (out, '{');
  manicule_json_put_string (out, "selection", coding->selection);
  g_string_append_c (out, '}');
  replace (annotation, manicule_annotation_with_carried (*annotation, out->str + 1));
}

/* The description of the selection, or the first note that is no value. */
static const char *
find_note (ManiculeRefiProject      *self,
           const ManiculeRefiCoding *coding,
           char                    **guids)
{
  if (coding->note != NULL)
    return coding->note;

  for (guint i = 0; guids[i] != NULL; i++)
    {
      const char *text = g_hash_table_lookup (self->notes, guids[i]);

      if (text != NULL && *text != '\0' && !g_hash_table_contains (self->values, guids[i]))
        return text;
    }

  return NULL;
}

/* One text, or several. */
static void
add_value (ManiculeRefiProject  *self,
           char                **guids,
           ManiculeAnnotation  **annotation)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new ();
  g_autoptr(GVariant) value = NULL;

  for (guint i = 0; guids[i] != NULL; i++)
    if (g_hash_table_contains (self->values, guids[i]) && g_hash_table_contains (self->notes, guids[i]))
      g_ptr_array_add (texts, g_hash_table_lookup (self->notes, guids[i]));
  if (texts->len == 0)
    return;

  value = g_variant_ref_sink (texts->len == 1 ? g_variant_new_string (texts->pdata[0])
                                              : g_variant_new_strv ((const char * const *) texts->pdata, texts->len));
  replace (annotation, manicule_annotation_with_attribute (*annotation, "value", value));
}

static void
remember (Share      *share,
          const char *guid,
          const char *id)
{
  if (guid != NULL && !g_hash_table_contains (share->given, guid))
    g_hash_table_insert (share->given, g_strdup (guid), g_strdup (id));
}

static char *
make_id (const ManiculeRefiCoding *coding,
         guint                     number)
{
  const char *guid = coding->guid != NULL ? coding->guid : coding->selection;

  return guid != NULL && manicule_id_is_valid (guid) ? g_strdup (guid) : g_strdup_printf ("c%u", number + 1);
}

static void
take (ManiculeRefiProject      *self,
      Share                    *share,
      const ManiculeRefiCoding *coding,
      ManiculeAnnotation       *annotation)
{
  g_auto(GStrv) guids = g_strsplit (coding->note_guids != NULL ? coding->note_guids : "", " ", -1);
  const char *note = find_note (self, coding, guids);

  if (note != NULL)
    replace (&annotation, manicule_annotation_with_note (annotation, note));
  if (coding->selection == NULL)
    add_value (self, guids, &annotation);
  if (coding->created != 0)
    replace (&annotation, manicule_annotation_with_times (annotation, coding->created, coding->created));
  carry (coding, &annotation);
  remember (share, coding->guid, manicule_annotation_get_id (annotation));
  remember (share, coding->selection, manicule_annotation_get_id (annotation));
  g_ptr_array_add (share->annotations, annotation);
  g_array_append_val (share->lines, coding->line);
}

static gboolean
read_coding (ManiculeRefiProject  *self,
             ManiculeFormatInput  *input,
             ManiculeRefiCoding   *coding,
             guint                 number,
             ManiculeText         *text,
             GArray               *breaks,
             ManiculeRefiCount     count,
             GPtrArray            *shares,
             GError              **error)
{
  ManiculeRefiCode *code = coding->code != NULL ? g_hash_table_lookup (self->by_guid, coding->code) : NULL;
  const char *user = coding->user != NULL ? g_hash_table_lookup (self->users, coding->user) : NULL;
  Share *share = ensure_share (shares, user != NULL ? user : MANICULE_FORMAT_NO_ANNOTATOR);
  g_autofree char *id = make_id (coding, number);
  ManiculeRange range;

  if (code == NULL && (coding->code != NULL || coding->selection == NULL))
    return manicule_format_input_report (input, MANICULE_FINDING_ERROR, "code-missing", coding->line, error,
                                         _("a coding names a code that is not there; it was left out"));
  if (coding->selection == NULL)
    {
      take (self, share, coding, manicule_annotation_new_document (id, code->name));
      return TRUE;
    }
  if (!convert (text, breaks, count, coding, &range))
    {
      ManiculeForeignRange foreign = { coding->start, coding->end };
      g_autofree char *place = manicule_foreign_to_string (&foreign);

      return manicule_format_input_report (input, MANICULE_FINDING_ERROR, "range-outside-text", coding->line, error,
                                           /* Translators: two offsets, "5–12" */
                                           _("a selection stands at %s, which is not in the text; it was left out"), place);
    }

  take (self, share, coding, manicule_annotation_new_span (id, code != NULL ? code->name : MANICULE_REFI_SELECTION, &range, 1));

  return TRUE;
}

static int
compare_links (gconstpointer a,
               gconstpointer b)
{
  const ManiculeRefiLink *first = *(ManiculeRefiLink * const *) a;
  const ManiculeRefiLink *second = *(ManiculeRefiLink * const *) b;

  return first->index < second->index ? -1 : first->index > second->index;
}

/* The links whose ends are annotations of the same user, as they stand. */
static GPtrArray *
find_links (ManiculeRefiProject *self,
            Share               *share)
{
  GPtrArray *found = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer guid;

  g_hash_table_iter_init (&iter, share->given);
  while (g_hash_table_iter_next (&iter, &guid, NULL))
    {
      GPtrArray *links = g_hash_table_lookup (self->links_from, guid);

      for (guint i = 0; links != NULL && i < links->len; i++)
        {
          ManiculeRefiLink *link = links->pdata[i];

          if (link->to != NULL && g_hash_table_contains (share->given, link->to))
            g_ptr_array_add (found, link);
        }
    }
  g_ptr_array_sort (found, compare_links);

  return found;
}

static void
add_links (ManiculeRefiProject *self,
           Share               *share)
{
  g_autoptr(GPtrArray) links = find_links (self, share);

  for (guint i = 0; i < links->len; i++)
    {
      ManiculeRefiLink *link = links->pdata[i];
      const char *from = g_hash_table_lookup (share->given, link->from);
      const char *to = g_hash_table_lookup (share->given, link->to);
      g_autofree char *id = NULL;

      link->is_read = TRUE;
      g_clear_pointer (&link->xml, g_free);
      id = link->guid != NULL && manicule_id_is_valid (link->guid) ? g_strdup (link->guid) : g_strdup_printf ("l%u", link->index + 1);
      g_ptr_array_add (share->annotations,
                       manicule_annotation_new_relation (id, link->name != NULL && *link->name != '\0' ? link->name : "Link", from, to));
      g_array_append_val (share->lines, link->line);
    }
}

/* --- documents --- */

static char *
make_document_id (ManiculeRefiSource *source,
                  ManiculeHashSet    *ids)
{
  g_autofree char *stem = manicule_format_document_id (source->name != NULL && *source->name != '\0' ? source->name : "source");
  char *id = g_strdup (stem);

  for (guint i = 2; !manicule_hash_set_add (ids, id); i++)
    {
      g_autofree char *numbered = g_strdup_printf ("%s-%u.", stem, i);

      g_free (id);
      id = manicule_format_document_id (numbered);
    }

  return id;
}

static gboolean
add_sets (ManiculeFormatInput  *input,
          ManiculeDocument     *document,
          GPtrArray            *shares,
          GError              **error)
{
  const char *article = manicule_article_get_id (manicule_document_get_article (document));

  for (guint i = 0; i < shares->len; i++)
    {
      Share *share = shares->pdata[i];
      g_autoptr(ManiculeAnnotationSet) set = manicule_annotation_set_new (article, share->annotator, manicule_document_get_text (document));

      if (!manicule_format_input_fill_set (input, set, share->annotations, share->lines, error))
        return FALSE;
      manicule_document_add_set (document, set);
    }

  return TRUE;
}

/* (nullable): its guid, and the variables and cases that concern it. */
static char *
carry_source (ManiculeRefiProject *self,
              ManiculeRefiSource  *source)
{
  g_autoptr(GHashTable) selections = NULL;
  GString *out;

  if (source->guid == NULL || !manicule_refi_is_guid (source->guid))
    return NULL;

  selections = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < source->codings->len; i++)
    {
      ManiculeRefiCoding *coding = source->codings->pdata[i];

      if (coding->selection != NULL)
        g_hash_table_add (selections, coding->selection);
    }

  out = g_string_new ("\"" MANICULE_REFI "\":{");
  manicule_json_put_string (out, "guid", source->guid);
  manicule_refi_facts_carry (self->facts, source->guid, selections, self->n_documents++ == 0, out);
  g_string_append_c (out, '}');

  return g_string_free_and_steal (out);
}

/**
 * manicule_refi_make_document:
 * @self: a project
 * @input: what it was read from
 * @source: one of its sources
 * @text: the text of that
 * @count: how positions count
 * @ids: the ids of documents so far; gets the new one
 * @error: return location
 *
 * Returns: (transfer full): the document, or NULL with an error
 */
ManiculeDocument *
manicule_refi_make_document (ManiculeRefiProject  *self,
                             ManiculeFormatInput  *input,
                             ManiculeRefiSource   *source,
                             ManiculeText         *text,
                             ManiculeRefiCount     count,
                             ManiculeHashSet      *ids,
                             GError              **error)
{
  g_autofree char *id = make_document_id (source, ids);
  g_autofree char *carried = carry_source (self, source);
  ManiculeArticleFields fields = { .id = id, .file = source->name, .carried = carried };
  g_autoptr(ManiculeDocument) document = manicule_format_input_new_document (input, &fields, text);
  g_autoptr(GArray) breaks = find_breaks (text, count >= MANICULE_REFI_UTF16 ? MANICULE_OFFSET_UTF16 : MANICULE_OFFSET_CHARS);
  g_autoptr(GPtrArray) shares = g_ptr_array_new_with_free_func (share_free);

  for (guint i = 0; i < source->codings->len; i++)
    if (!read_coding (self, input, source->codings->pdata[i], i, text, breaks, count, shares, error))
      return NULL;
  for (guint i = 0; i < shares->len; i++)
    add_links (self, shares->pdata[i]);
  if (!add_sets (input, document, shares, error))
    return NULL;

  return g_steal_pointer (&document);
}
