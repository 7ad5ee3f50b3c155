/* manicule-format-conll-tags.c: B-PER, I-PER, O: entities as tags of tokens
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-conll-tags.h"

#include <string.h>

/**
 * manicule_conll_tag_parse:
 * @string: a field
 * @length: its bytes
 *
 * Returns: the tag; its prefix is NUL where the field is not one
 */
ManiculeConllTag
manicule_conll_tag_parse (const char *string,
                          gsize       length)
{
  ManiculeConllTag tag = { '\0', NULL, 0 };

  if (length == 1 && *string == 'O')
    tag.prefix = 'O';
  else if (length > 2 && string[1] == '-' && *string != '\0' && strchr ("BIESLUM", *string) != NULL)
    tag = (ManiculeConllTag) { *string, string + 2, length - 2 };

  return tag;
}

static gboolean
is_same_label (const ManiculeConllTag *a,
               const ManiculeConllTag *b)
{
  return a->length == b->length && (a->length == 0 || memcmp (a->label, b->label, a->length) == 0);
}

/* --- which scheme a column follows --- */

static guint
hash_label (const ManiculeConllTag *tag)
{
  guint hash = 5381;

  for (gsize i = 0; i < tag->length; i++)
    hash = hash * 33 + (guchar) tag->label[i];

  return hash;
}

static gboolean
ends_entity (char prefix)
{
  return prefix == '\0' || prefix == 'O' || prefix == 'E' || prefix == 'S' || prefix == 'L' || prefix == 'U';
}

/**
 * manicule_conll_tag_survey_add:
 * @self: a survey
 * @string: the next field of the column
 * @length: its bytes
 *
 * Takes one more field into account.
 */
void
manicule_conll_tag_survey_add (ManiculeConllTagSurvey *self,
                               const char             *string,
                               gsize                   length)
{
  ManiculeConllTag tag = manicule_conll_tag_parse (string, length);
  gboolean same_label;
  guint label;

  if (tag.prefix == '\0')
    self->n_other++;
  else
    self->n_tags++;
  if (tag.label == NULL)
    {
      self->former_prefix = tag.prefix;
      return;
    }

  label = hash_label (&tag);
  same_label = label == self->former_label && self->former_prefix != '\0' && self->former_prefix != 'O';
  self->n_entity_tags++;
  self->n_bioes += tag.prefix == 'E' || tag.prefix == 'S' || tag.prefix == 'M';
  self->n_bilou += tag.prefix == 'L' || tag.prefix == 'U';
  self->n_free_i += tag.prefix == 'I' && (!same_label || ends_entity (self->former_prefix));
  self->n_free_b += tag.prefix == 'B' && !same_label;

  self->former_prefix = tag.prefix;
  self->former_label = label;
}

void
manicule_conll_tag_survey_end_sentence (ManiculeConllTagSurvey *self)
{
  self->former_prefix = '\0';
}

/**
 * manicule_conll_tag_survey_decide:
 * @self: a survey of a whole column
 *
 * Returns: the scheme that the column follows best
 */
ManiculeConllScheme
manicule_conll_tag_survey_decide (const ManiculeConllTagSurvey *self)
{
  if (self->n_bioes > 0 || self->n_bilou > 0)
    return self->n_bioes >= self->n_bilou ? MANICULE_CONLL_BIOES : MANICULE_CONLL_BILOU;

  /* In IOB1 no B- is free, in IOB2 no I-; damage may have made some. */
  return self->n_free_i > self->n_free_b ? MANICULE_CONLL_IOB1 : MANICULE_CONLL_IOB2;
}

/* --- entities --- */

typedef struct
{
  const ManiculeConllTag *tags;
  ManiculeConllScheme     scheme;
  GArray                 *chunks;
  GArray                 *faults;
  gboolean                is_open;
  guint                   first;   /* of the open entity */
} Decoder;

static void
add_fault (Decoder                *self,
           ManiculeConllFaultKind  kind,
           guint                   token)
{
  ManiculeConllFault fault = { kind, token };

  g_array_append_val (self->faults, fault);
}

static gboolean
marks_ends (const Decoder *self)
{
  return self->scheme == MANICULE_CONLL_BIOES || self->scheme == MANICULE_CONLL_BILOU;
}

/* Ends the open entity, if there is one, before @next. */
static void
close_before (Decoder *self,
              guint    next)
{
  ManiculeConllChunk chunk;

  if (!self->is_open)
    return;

  chunk = (ManiculeConllChunk) { self->first, next - 1, self->tags[self->first] };
  g_array_append_val (self->chunks, chunk);
  self->is_open = FALSE;
  if (marks_ends (self))
    add_fault (self, MANICULE_CONLL_NOT_ENDED, next - 1);
}

static void
open_at (Decoder *self,
         guint    token)
{
  self->is_open = TRUE;
  self->first = token;
}

/* Ends the open entity with @token, which says so. */
static void
close_with (Decoder *self,
            guint    token)
{
  ManiculeConllChunk chunk = { self->first, token, self->tags[self->first] };

  g_array_append_val (self->chunks, chunk);
  self->is_open = FALSE;
}

static void
decode_one (Decoder *self,
            guint    token)
{
  const ManiculeConllTag *tag = &self->tags[token];
  gboolean goes_on = self->is_open && is_same_label (tag, &self->tags[self->first]);

  switch (tag->prefix)
    {
    case 'B':
      close_before (self, token);
      open_at (self, token);
      break;

    case 'S':
    case 'U':
      close_before (self, token);
      open_at (self, token);
      close_with (self, token);
      break;

    case 'I':
    case 'M':
    case 'E':
    case 'L':
      if (!goes_on)
        {
          close_before (self, token);
          open_at (self, token);
          if (self->scheme != MANICULE_CONLL_IOB1 || tag->prefix != 'I')
            add_fault (self, MANICULE_CONLL_NO_START, token);
        }
      if (tag->prefix == 'E' || tag->prefix == 'L')
        close_with (self, token);
      break;

    default:
      close_before (self, token);
      if (tag->prefix != 'O')
        add_fault (self, MANICULE_CONLL_NOT_A_TAG, token);
    }
}

/**
 * manicule_conll_tags_decode:
 * @tags: (array length=n_tags): the tags of a sentence
 * @n_tags: their number
 * @scheme: the scheme of the file
 * @chunks: (element-type ManiculeConllChunk): where entities are appended
 * @faults: (element-type ManiculeConllFault): where faults are appended
 *
 * Finds the entities of a sentence, as conlleval does: a tag that goes on with what has not begun begins it.
 */
void
manicule_conll_tags_decode (const ManiculeConllTag *tags,
                            guint                   n_tags,
                            ManiculeConllScheme     scheme,
                            GArray                 *chunks,
                            GArray                 *faults)
{
  Decoder self = { .tags = tags, .scheme = scheme, .chunks = chunks, .faults = faults };

  for (guint i = 0; i < n_tags; i++)
    decode_one (&self, i);
  close_before (&self, n_tags);
}

/**
 * manicule_conll_prefix:
 * @scheme: a scheme
 * @is_first: whether the token is the first of its entity
 * @is_last: whether it is the last
 * @follows: whether the entity begins right after another of its label
 *
 * Returns: the letter before the hyphen
 */
char
manicule_conll_prefix (ManiculeConllScheme scheme,
                       gboolean            is_first,
                       gboolean            is_last,
                       gboolean            follows)
{
  gboolean is_bilou = scheme == MANICULE_CONLL_BILOU;

  if (scheme == MANICULE_CONLL_IOB1)
    return is_first && follows ? 'B' : 'I';
  if (scheme == MANICULE_CONLL_IOB2)
    return is_first ? 'B' : 'I';

  if (is_first)
    return !is_last ? 'B' : is_bilou ? 'U' : 'S';

  return !is_last ? 'I' : is_bilou ? 'L' : 'E';
}
