/* manicule-export-compare.c: what was written and what reads back
 *
 * Of what was written only a digest is kept for each document, so that memory hardly grows with their number. Formats
 * that hold the text, or write a file for each document, are compared document by document. The others, which hold
 * tokens, may not even say where a document ends: what reads back is taken as one sequence of characters without white
 * space and what else tokens do not hold, and cut where the documents that were written end.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-export-private.h"

#include "manicule-loss-private.h"
#include "manicule-segment.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  guint8 digest[16];
  guint  n_chars;  /* of the sequence; only where there are no borders of documents */
} Expected;

struct _ManiculeComparison
{
  ManiculeLineRules  rules;
  gboolean           has_text;
  gboolean           has_borders;  /* between documents, so that they are compared one by one */
  GArray            *expected;   /* (owned) (element-type Expected) */
  guint              n_read;     /* how many of them were found the same */
  GArray            *lines;      /* (owned): of what is being read */
  GString           *chars;      /* (owned): the text that was read since the last document ended */
  guint              n_chars;
};

ManiculeComparison *
manicule_comparison_new (const ManiculeFormat *format,
                         GHashTable           *options)
{
  ManiculeComparison *self = g_new0 (ManiculeComparison, 1);

  self->rules.holds = manicule_format_get_holds (format, options, NULL);
  self->has_text = (self->rules.holds & MANICULE_HOLDS_TEXT) != 0;
  self->has_borders = self->has_text || format->container == MANICULE_CONTAINER_FOLDER;
  self->rules.with_id = self->has_borders && (format->container == MANICULE_CONTAINER_FOLDER ||
                                           (self->rules.holds & MANICULE_HOLDS_METADATA));
  self->expected = g_array_new (FALSE, FALSE, sizeof (Expected));
  self->lines = manicule_lines_new ();
  self->chars = g_string_new (NULL);

  return self;
}

void
manicule_comparison_free (ManiculeComparison *self)
{
  g_array_unref (self->expected);
  g_array_unref (self->lines);
  g_string_free (self->chars, TRUE);
  g_free (self);
}

/* --- sequences of characters --- */

/* Is the next character of a text in the sequence? Not so white space and what cannot be seen, and a combining mark on
 * either, since it may be in no token. @after_blank is TRUE in the beginning, and kept for the next character. */
static inline gboolean
is_counted (gunichar  c,
            gboolean *after_blank)
{
  if (c > ' ' && c < 0x7f)
    {
      *after_blank = FALSE;
      return TRUE;
    }

  *after_blank = manicule_segment_is_blank (c) || (*after_blank && manicule_segment_is_attached (c));

  return !*after_blank;
}

static inline gunichar
get_char (const char *p)
{
  return (guchar) *p < 0x80 ? (guchar) *p : g_utf8_get_char (p);
}

/* For each offset of the text, how many characters of the sequence stand before it. */
static guint *
count_places (ManiculeText *text)
{
  const char *p = manicule_text_get_data (text);
  guint n_chars = manicule_text_get_n_chars (text);
  guint *places = g_new (guint, (gsize) n_chars + 1);
  guint place = 0;
  gboolean after_blank = TRUE;

  for (guint i = 0; i < n_chars; i++)
    {
      places[i] = place;
      place += is_counted (get_char (p), &after_blank);
      p = g_utf8_next_char (p);
    }
  places[n_chars] = place;

  return places;
}

static void
take_sequence (GArray  *lines,
               GString *chars,
               guint    n_chars)
{
  /* As in manicule_lines_digest(), it need not withstand those who mean to deceive. */
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_MD5, chars->str, (gssize) chars->len);

  manicule_lines_take (lines, g_strdup_printf ("text of %u characters without white space, MD5 %s", n_chars, hash), NULL);
}

static void
end_sequence (ManiculeComparison *self,
              guint8              digest[16])
{
  take_sequence (self->lines, self->chars, self->n_chars);
  manicule_lines_digest (self->lines, digest);
}

static void
start_sequence (ManiculeComparison *self)
{
  g_array_set_size (self->lines, 0);
  g_string_truncate (self->chars, 0);
  self->n_chars = 0;
}

/* The sequence may end here: with each document that was written and ends after as many characters. */
static gboolean
end_documents (ManiculeComparison *self)
{
  while (self->n_read < self->expected->len)
    {
      const Expected *expected = &g_array_index (self->expected, Expected, self->n_read);
      guint8 digest[16];

      if (expected->n_chars != self->n_chars)
        return TRUE;

      end_sequence (self, digest);
      if (memcmp (digest, expected->digest, sizeof digest) != 0)
        return FALSE;

      self->n_read++;
      start_sequence (self);
    }

  return TRUE;
}

/* After how many characters the next document ends. */
static guint
get_limit (ManiculeComparison *self)
{
  return self->n_read < self->expected->len ? g_array_index (self->expected, Expected, self->n_read).n_chars : G_MAXUINT;
}

/* Spans of a text in order, with the offsets as they are in the sequence that is being read. */
typedef struct
{
  ManiculeAnnotationSet *set;     /* (nullable) */
  guint                  n;
  guint                  next;    /* the first that was not taken yet */
  guint                  place;   /* where it starts; G_MAXUINT: there is none */
  guint                 *places;
} Spans;

/* Goes to the first annotation from next on that is a span. */
static void
find_span (Spans *spans)
{
  for (; spans->next < spans->n; spans->next++)
    {
      ManiculeAnnotation *annotation = manicule_annotation_set_get (spans->set, spans->next);

      if (manicule_annotation_get_kind (annotation) == MANICULE_ANNOTATION_SPAN)
        {
          spans->place = spans->places[manicule_annotation_get_hull (annotation).start];
          return;
        }
    }

  spans->place = G_MAXUINT;
}

static void
spans_init (Spans            *spans,
            ManiculeDocument *document)
{
  *spans = (Spans) { .places = count_places (manicule_document_get_text (document)) };

  if (manicule_document_get_n_sets (document) > 0)
    {
      spans->set = manicule_document_get_set (document, 0);
      spans->n = g_list_model_get_n_items (G_LIST_MODEL (spans->set));
    }
  find_span (spans);
}

/* Takes the spans that start where as many characters of the text were read as @place. */
static void
take_spans (ManiculeComparison *self,
            Spans              *spans,
            guint               place)
{
  while (spans->place <= place)
    {
      ManiculeAnnotation *span = manicule_annotation_set_get (spans->set, spans->next);
      const char *entity = self->rules.holds & MANICULE_HOLDS_ENTITIES ? manicule_annotation_get_entity (span) : NULL;
      GString *line = g_string_sized_new (64);

      manicule_line_append_name (line, "span", manicule_annotation_get_label (span));
      manicule_line_append_range (line, ' ', spans->place - place + self->n_chars,
                                  spans->places[manicule_annotation_get_hull (span).end] - place + self->n_chars);
      if (entity != NULL)
        {
          g_string_append (line, " entity ");
          g_string_append (line, entity);
        }
      manicule_lines_take (self->lines, g_string_free_and_steal (line), manicule_annotation_get_id (span));
      spans->next++;
      find_span (spans);
    }
}

/* Adds a text to the sequence. @is_read: FALSE is returned as soon as a document that was written differs. */
static gboolean
add_sequence (ManiculeComparison *self,
              ManiculeDocument   *document,
              gboolean            is_read)
{
  ManiculeText *text = manicule_document_get_text (document);
  const char *data = manicule_text_get_data (text);
  const char *end = data + manicule_text_get_n_bytes (text);
  guint limit = is_read ? get_limit (self) : G_MAXUINT;
  guint place = 0;
  gboolean after_blank = TRUE;
  gboolean is_same = TRUE;
  Spans spans;

  spans_init (&spans, document);
  for (const char *p = data, *next; p < end; p = next)
    {
      next = g_utf8_next_char (p);
      if (!is_counted (get_char (p), &after_blank))
        continue;

      if (self->n_chars == limit)
        {
          is_same = end_documents (self);
          limit = get_limit (self);
        }
      if (!is_same)
        break;
      if (spans.place <= place)
        take_spans (self, &spans, place);
      if (next == p + 1)
        g_string_append_c (self->chars, *p);
      else
        g_string_append_len (self->chars, p, next - p);
      self->n_chars++;
      place++;
    }

  if (is_same)
    take_spans (self, &spans, place);
  g_free (spans.places);

  return is_same;
}

/* --- documents one by one --- */

/* The text as it is, or the sequence that is left of it where the format holds tokens. */
static void
add_text (ManiculeComparison *self,
          ManiculeDocument   *document,
          GArray             *lines)
{
  ManiculeText *text = manicule_document_get_text (document);
  const char *end = manicule_text_get_data (text) + manicule_text_get_n_bytes (text);
  g_autoptr(GString) chars = NULL;
  gboolean after_blank = TRUE;

  if (self->has_text)
    return;

  chars = g_string_sized_new (manicule_text_get_n_bytes (text));
  for (const char *p = manicule_text_get_data (text); p < end; p = g_utf8_next_char (p))
    if (is_counted (get_char (p), &after_blank))
      g_string_append_len (chars, p, g_utf8_next_char (p) - p);
  take_sequence (lines, chars, (guint) g_utf8_strlen (chars->str, (gssize) chars->len));
}

static GArray *
make_lines (ManiculeComparison *self,
            ManiculeDocument   *document)
{
  GArray *lines = manicule_lines_new ();
  g_autofree guint *places = self->has_text ? NULL : count_places (manicule_document_get_text (document));
  ManiculeLineRules rules = self->rules;

  rules.places = places;
  manicule_lines_add_head (lines, &rules, document);
  add_text (self, document, lines);
  if (manicule_document_get_n_sets (document) > 0)
    {
      ManiculeAnnotationSet *set = manicule_document_get_set (document, 0);
      guint n = g_list_model_get_n_items (G_LIST_MODEL (set));

      for (guint i = 0; i < n; i++)
        manicule_lines_add (lines, &rules, set, manicule_annotation_set_get (set, i));
    }

  return lines;
}

/* --- comparing --- */

void
manicule_comparison_expect (ManiculeComparison *self,
                            ManiculeDocument   *document)
{
  Expected expected = { .n_chars = 0 };

  /* What is written holds nothing of documents, so none comes back. */
  if (self->rules.holds == 0)
    return;

  if (self->has_borders)
    {
      g_autoptr(GArray) lines = make_lines (self, document);

      manicule_lines_digest (lines, expected.digest);
    }
  else
    {
      add_sequence (self, document, FALSE);
      expected.n_chars = self->n_chars;
      end_sequence (self, expected.digest);
      start_sequence (self);
    }

  g_array_append_val (self->expected, expected);
}

gboolean
manicule_comparison_add (ManiculeComparison *self,
                         ManiculeDocument   *document)
{
  guint8 digest[16];

  if (!self->has_borders)
    return add_sequence (self, document, TRUE);

  g_array_unref (self->lines);
  self->lines = make_lines (self, document);
  if (self->n_read == self->expected->len)
    return FALSE;

  manicule_lines_digest (self->lines, digest);
  if (memcmp (digest, g_array_index (self->expected, Expected, self->n_read).digest, sizeof digest) != 0)
    return FALSE;

  self->n_read++;
  g_array_set_size (self->lines, 0);

  return TRUE;
}

gboolean
manicule_comparison_finish (ManiculeComparison *self)
{
  if (!self->has_borders)
    return end_documents (self) && self->n_read == self->expected->len && self->n_chars == 0 && self->lines->len == 0;

  return self->n_read == self->expected->len;
}

guint
manicule_comparison_get_different (ManiculeComparison *self)
{
  return self->n_read;
}

/* --- explaining --- */

static GArray *
make_expected_lines (ManiculeComparison *self,
                     ManiculeDocument   *document)
{
  ManiculeComparison other = *self;
  guint8 digest[16];

  if (document == NULL)
    return manicule_lines_new ();
  if (self->has_borders)
    return make_lines (self, document);

  other.lines = manicule_lines_new ();
  other.chars = g_string_new (NULL);
  other.n_chars = 0;
  add_sequence (&other, document, FALSE);
  end_sequence (&other, digest);
  g_string_free (other.chars, TRUE);

  return other.lines;
}

static char *
describe (const ManiculeLine *line)
{
  if (line->id != NULL)
    return g_strdup_printf ("%s (%s)", line->line, line->id);

  return g_strdup (line->line);
}

/* Both lists are sorted: the first line that only one of them has. */
static char *
find_difference (GArray *written,
                 GArray *read)
{
  for (guint i = 0; i < written->len || i < read->len; i++)
    {
      const ManiculeLine *a = i < written->len ? &g_array_index (written, ManiculeLine, i) : NULL;
      const ManiculeLine *b = i < read->len ? &g_array_index (read, ManiculeLine, i) : NULL;
      int order = a == NULL ? 1 : b == NULL ? -1 : manicule_line_compare (a, b);
      g_autofree char *what = NULL;

      if (order == 0)
        continue;

      what = describe (order < 0 ? a : b);
      if (order < 0)
        return g_strdup_printf (_("written, but not read back: %s"), what);
      return g_strdup_printf (_("read back, but not written: %s"), what);
    }

  return g_strdup (_("it does not read back"));
}

char *
manicule_comparison_explain (ManiculeComparison *self,
                             ManiculeDocument   *expected)
{
  g_autoptr(GArray) written = make_expected_lines (self, expected);
  guint8 digest[16];

  manicule_lines_digest (written, digest);
  manicule_lines_digest (self->lines, digest);

  return find_difference (written, self->lines);
}
