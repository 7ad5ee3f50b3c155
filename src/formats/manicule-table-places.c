/* manicule-table-places.c: where the spans of a table lie
 *
 * Whether offsets count from 0 or from 1, and whether the end is the last character or stands behind it, the covered
 * texts tell, over the whole table.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-table-foreign-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* So many spans tell how offsets count. */
#define MAX_WITNESSES 10000
/* So many bytes of texts are searched for what is covered. */
#define MAX_SEARCHED (G_GUINT64_CONSTANT (8) * 1024 * 1024 * 1024)

/* How a table counts: what is to be added to what it says. */
static const struct
{
  int start;
  int end;
} bases[MANICULE_TABLE_N_BASES] = { { 0, 0 }, { 0, 1 }, { -1, 0 } };

/* --- how offsets count --- */

gboolean
manicule_table_shift (guint                   base,
                      const ManiculeTableRow *row,
                      ManiculeForeignRange   *range)
{
  if (bases[base].start < 0 && row->start == 0)
    return FALSE;

  *range = (ManiculeForeignRange) {
    (guint64) ((gint64) row->start + bases[base].start), (guint64) ((gint64) row->end + bases[base].end),
  };

  return TRUE;
}

/* --- what offsets count, where nothing tells what is covered: spans begin and end at words --- */

static gboolean
is_inside_word (ManiculeText *text,
                guint         place)
{
  return place > 0 && place < manicule_text_get_n_chars (text) && g_unichar_isalnum (manicule_text_get_char (text, place - 1)) &&
         g_unichar_isalnum (manicule_text_get_char (text, place));
}

static gboolean
fits_words (ManiculeText           *text,
            guint                   base,
            const ManiculeTableRow *row)
{
  ManiculeForeignRange range;
  guint n = manicule_text_get_n_chars (text);

  return manicule_table_shift (base, row, &range) && range.end <= n && range.start < range.end &&
         !is_inside_word (text, (guint) range.start) && !is_inside_word (text, (guint) range.end);
}

/* Another way to count is taken only where the usual one cuts most spans out of words, and it nearly none. */
static gboolean
guess_base (ManiculeTableReader *self,
            GError             **error)
{
  const guint *counts = self->witnesses.n_words;
  guint n = self->witnesses.n_spans;

  for (guint base = 1; base < G_N_ELEMENTS (bases); base++)
    if (n >= 2 && counts[base] >= n - n / 10 && counts[0] <= n / 2 && counts[base] > counts[self->base])
      self->base = base;

  if (self->base != 0)
    return manicule_format_input_report (self->input, MANICULE_FINDING_WARNING, "offsets-guessed", 0, error,
                                         self->base == 1
                                         ? _("no column tells what the spans cover; their ends were taken to be those of the "
                                             "last characters, since most spans would end inside words otherwise")
                                         : _("no column tells what the spans cover; their offsets were taken to count from 1, "
                                             "since most spans would begin inside words otherwise"));

  return manicule_format_input_report (self->input, MANICULE_FINDING_NOTE, "offsets-assumed", 0, error,
                                       _("no column tells what the spans cover; their offsets were taken to count characters "
                                         "from 0, up to the end and without it"));
}

/* --- what offsets count, by what is covered --- */

static void
hear_row (ManiculeTableReader    *self,
          ManiculeText           *text,
          const ManiculeTableRow *row)
{
  ManiculeTableWitnesses *witnesses = &self->witnesses;
  gboolean claims = row->covered != NULL && witnesses->n_claims < MAX_WITNESSES;
  gboolean counts = witnesses->n_spans < MAX_WITNESSES;

  witnesses->n_claims += claims;
  witnesses->n_spans += counts;
  for (guint base = 0; base < G_N_ELEMENTS (bases); base++)
    {
      ManiculeForeignRange range;

      if (counts)
        witnesses->n_words[base] += fits_words (text, base, row);
      if (!claims)
        continue;
      if (!manicule_table_shift (base, row, &range))
        range = (ManiculeForeignRange) { G_MAXUINT32, G_MAXUINT32 };
      manicule_unit_vote_add (&witnesses->votes[base], text, &range, 1, row->covered);
    }
}

/* Whether a column tells what spans cover. */
static gboolean
tells_covered (ManiculeTableReader *self)
{
  return manicule_table_roles_has (self->roles, MANICULE_ROLE_COVERED) ||
         (manicule_table_roles_has (self->roles, MANICULE_ROLE_TEXT) && !self->is_full);
}

gboolean
manicule_table_hear (ManiculeTableReader   *self,
                     ManiculeTableDocument *document)
{
  for (guint i = 0; document->text != NULL && i < document->rows->len; i++)
    hear_row (self, document->text, document->rows->pdata[i]);

  return self->witnesses.n_claims < MAX_WITNESSES && (tells_covered (self) || self->witnesses.n_spans < MAX_WITNESSES);
}

gboolean
manicule_table_find_count (ManiculeTableReader *self,
                           GError             **error)
{
  const ManiculeUnitVote *votes = self->witnesses.votes;
  guint fewest = G_MAXUINT;

  for (guint i = 0; i < G_N_ELEMENTS (bases); i++)
    {
      ManiculeOffsetUnit unit = manicule_unit_vote_decide (&votes[i], MANICULE_OFFSET_CHARS);

      if (votes[i].n_mismatches[unit] >= fewest)
        continue;
      fewest = votes[i].n_mismatches[unit];
      self->base = i;
      self->draft.unit = unit;
    }

  if (votes[0].n_claims == 0)
    return guess_base (self, error);
  if (self->base == 1)
    return manicule_format_input_report (self->input, MANICULE_FINDING_NOTE, "offsets-inclusive", 0, error,
                                         _("the ends are those of the last characters, as the covered texts show"));
  if (self->base == 2)
    return manicule_format_input_report (self->input, MANICULE_FINDING_NOTE, "offsets-from-one", 0, error,
                                         _("the offsets count from 1, as the covered texts show"));

  return manicule_draft_report_unit (&self->draft, MANICULE_OFFSET_CHARS, TRUE, error);
}

/* --- quotations --- */

/* Where @covered stands next, NULL: nowhere, or too much was searched. */
static const char *
search (ManiculeTableReader *self,
        const char          *from,
        const char          *covered)
{
  const char *found;

  if (self->n_searched >= MAX_SEARCHED)
    return NULL;

  found = strstr (from, covered);
  self->n_searched += found != NULL ? (guint64) (found - from) : strlen (from);

  return found;
}

/* The same quotation under the same label in another row is the next one of its kind. @used: where to look for that, in
 * bytes. */
static gboolean
find_quote (ManiculeTableReader   *self,
            ManiculeTableDocument *document,
            ManiculeTableRow      *row,
            GHashTable            *used,
            GError               **error)
{
  g_autofree char *key = g_strconcat (row->annotator, "\n", row->label, "\n", row->covered, NULL);
  guint from = GPOINTER_TO_UINT (g_hash_table_lookup (used, key));
  const char *text = manicule_text_get_data (document->text);
  const char *found = search (self, text + from, row->covered);
  g_autofree char *shown = manicule_json_shorten (row->covered);
  guint start;

  if (found == NULL)
    {
      row->start = G_MAXUINT32;
      return manicule_format_input_report (self->input, MANICULE_FINDING_ERROR, "quotation-missing", row->line, error,
                                           _("“%s” does not stand in the text, or not so often; it was left out"), shown);
    }

  g_hash_table_replace (used, g_steal_pointer (&key), GUINT_TO_POINTER ((guint) (found + 1 - text)));
  start = manicule_text_byte_to_char (document->text, (guint) (found - text));
  row->start = start;
  row->end = start + (guint) g_utf8_strlen (row->covered, -1);

  return from > 0 || search (self, found + 1, row->covered) == NULL ||
         manicule_format_input_report (self->input, MANICULE_FINDING_WARNING, "quotation-ambiguous", row->line, error,
                                       _("“%s” stands in several places, and nothing tells which one is meant; "
                                         "the first was taken"), shown);
}

gboolean
manicule_table_find_quotes (ManiculeTableReader   *self,
                            ManiculeTableDocument *document,
                            GError               **error)
{
  g_autoptr(GHashTable) used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < document->rows->len; i++)
    if (!find_quote (self, document, document->rows->pdata[i], used, error))
      return FALSE;

  return TRUE;
}
