/* manicule-format-conll2012-mentions.c: the brackets of CoNLL-2012 and the spans that they make
 *
 * A cluster of mentions is an entity. What both columns bracket, the one of named entities and the one of clusters, is one
 * span: the first says what it is, the second which one. Where the clusters themselves say what they are, as in GUM, one
 * of a single mention that has no name is no entity.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-conll2012-mentions.h"

#include "manicule-format-conllu-private.h"
#include "manicule-uima-names.h"

#include <string.h>

void
manicule_conll2012_mention_free (gpointer data)
{
  ManiculeConll2012Mention *self = data;

  g_free (self->label);
  g_free (self->entity);
  g_free (self->cluster);
  g_free (self);
}

/* --- fields --- */

void
manicule_conll2012_parse_clusters (const ManiculeConllField     *field,
                                   ManiculeConll2012BracketFunc  func,
                                   gpointer                      user_data)
{
  const char *p = field->data, *end = p + field->length;

  while (p < end)
    {
      gboolean opens = *p == '(';
      const char *start = opens ? p + 1 : p;

      for (p = start; p < end && strchr ("(|)", *p) == NULL; p++)
        ;
      if (p > start && p < end && *p == ')')
        func (opens ? '1' : ')', start, (gsize) (p - start), user_data);
      else if (p > start && opens)
        func ('(', start, (gsize) (p - start), user_data);
      if (p < end && *p != '(')
        p++;
    }
}

void
manicule_conll2012_parse_names (const ManiculeConllField     *field,
                                ManiculeConll2012BracketFunc  func,
                                gpointer                      user_data)
{
  const char *p = field->data, *end = p + field->length;

  while (p < end)
    {
      const char *start = p + 1;

      if (*p == '(')
        {
          for (p = start; p < end && strchr ("(*)", *p) == NULL; p++)
            ;
          func ('(', start, (gsize) (p - start), user_data);
          continue;
        }
      if (*p == ')')
        func (')', p, 0, user_data);
      p++;
    }
}

static gboolean
is_number (const char *string)
{
  return *string != '\0' && string[strspn (string, "0123456789")] == '\0';
}

void
manicule_conll2012_parse_cluster (const char  *cluster,
                                  char       **label,
                                  char       **number,
                                  char       **name)
{
  g_auto(GStrv) parts = g_strsplit (cluster, "-", 3);
  guint n = g_strv_length (parts);
  gboolean is_number_first = n > 1 && is_number (parts[0]) && !is_number (parts[1]);

  *label = n > 1 ? manicule_conllu_decode (parts[!is_number_first ? 0 : 1], strlen (parts[!is_number_first ? 0 : 1])) : NULL;
  *number = g_strdup (n > 1 && !is_number_first ? parts[1] : parts[0]);
  *name = n > 2 && *parts[2] != '\0' ? manicule_conllu_decode (parts[2], strlen (parts[2])) : NULL;
}

/* --- brackets --- */

typedef struct
{
  guint     start;
  guint     end;
  guint     number;   /* of the line */
  gboolean  is_open;
  char     *inner;    /* (owned) */
} Bracket;

typedef struct
{
  GArray     *brackets;  /* (owned) (element-type Bracket): in the order in which they open */
  GArray     *faults;    /* (not owned) */
  GHashTable *open;      /* (owned): what stands in a bracket to those that are open, GArray of their indices */
  guint       start;     /* the token */
  guint       end;
  guint       number;
  gboolean    has_names; /* what closes says nothing */
} Matcher;

static void
bracket_clear (gpointer data)
{
  g_free (((Bracket *) data)->inner);
}

static void
matcher_init (Matcher  *self,
              gboolean  has_names,
              GArray   *faults)
{
  *self = (Matcher) {
    .brackets = g_array_new (FALSE, FALSE, sizeof (Bracket)),
    .faults = faults,
    .open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref),
    .has_names = has_names,
  };
  g_array_set_clear_func (self->brackets, bracket_clear);
}

static void
matcher_clear (Matcher *self)
{
  g_array_unref (self->brackets);
  g_hash_table_unref (self->open);
}

static GArray *
get_open (Matcher    *self,
          const char *key)
{
  GArray *open = g_hash_table_lookup (self->open, key);

  if (open == NULL)
    {
      open = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (self->open, g_strdup (key), open);
    }

  return open;
}

static void
open_bracket (Matcher    *self,
              const char *key,
              const char *data,
              gsize       length,
              gboolean    is_open)
{
  Bracket bracket = { self->start, self->end, self->number, is_open, g_strndup (data, length) };

  if (is_open)
    g_array_append_val (get_open (self, key), self->brackets->len);
  g_array_append_val (self->brackets, bracket);
}

/* The one of that name that was opened last. */
static void
close_bracket (Matcher    *self,
               const char *key)
{
  GArray *open = get_open (self, key);
  ManiculeConll2012Fault fault = { self->number, TRUE };
  Bracket *bracket;

  if (open->len == 0)
    {
      g_array_append_val (self->faults, fault);
      return;
    }

  bracket = &g_array_index (self->brackets, Bracket, g_array_index (open, guint, open->len - 1));
  bracket->end = self->end;
  bracket->is_open = FALSE;
  g_array_set_size (open, open->len - 1);
}

static void
take_bracket (char        kind,
              const char *data,
              gsize       length,
              gpointer    user_data)
{
  Matcher *self = user_data;
  g_autofree char *key = self->has_names ? g_strdup ("") : g_strndup (data, length);

  if (kind == ')')
    close_bracket (self, key);
  else
    open_bracket (self, key, data, length, kind == '(');
}

static void
match_row (Matcher                *self,
           ManiculeConll2012Sheet *sheet,
           guint                   i)
{
  const ManiculeConll2012Row *row = manicule_conll2012_sheet_get (sheet, i);

  self->start = row->start;
  self->end = row->end;
  self->number = row->number;
  if (self->has_names)
    manicule_conll2012_parse_names (&row->name, take_bracket, self);
  else
    manicule_conll2012_parse_clusters (&row->cluster, take_bracket, self);
}

/* What does not end is left out. */
static void
match_all (Matcher                *self,
           ManiculeConll2012Sheet *sheet)
{
  guint n = 0;

  for (guint i = 0; i < sheet->rows->len; i++)
    if (manicule_conll2012_sheet_get (sheet, i)->kind == MANICULE_CONLL2012_TOKEN)
      match_row (self, sheet, i);

  for (guint i = 0; i < self->brackets->len; i++)
    {
      Bracket *bracket = &g_array_index (self->brackets, Bracket, i);
      ManiculeConll2012Fault fault = { bracket->number, FALSE };

      if (bracket->is_open)
        {
          g_array_append_val (self->faults, fault);
          g_free (bracket->inner);
        }
      else
        g_array_index (self->brackets, Bracket, n++) = *bracket;
    }
  /* Those behind were moved to the front. */
  self->brackets->len = n;
}

/* --- clusters --- */

/* What is known of the clusters of a document. */
typedef struct
{
  const char *article_id;
  GHashTable *counts;   /* (owned): number of a cluster to how many mentions it has */
  GHashTable *names;    /* (owned): number of a cluster to its name */
} Clusters;

static void
clusters_init (Clusters   *self,
               const char *article_id,
               GArray     *brackets)
{
  self->article_id = article_id;
  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < brackets->len; i++)
    {
      g_autofree char *label = NULL;
      g_autofree char *number = NULL;
      g_autofree char *name = NULL;

      manicule_conll2012_parse_cluster (g_array_index (brackets, Bracket, i).inner, &label, &number, &name);
      if (name != NULL && !g_hash_table_contains (self->names, number))
        g_hash_table_insert (self->names, g_strdup (number), g_steal_pointer (&name));
      g_hash_table_insert (self->counts, g_strdup (number),
                           GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, number)) + 1));
    }
}

static void
clusters_clear (Clusters *self)
{
  g_hash_table_unref (self->counts);
  g_hash_table_unref (self->names);
}

static ManiculeConll2012Mention *
make_mention (Clusters      *self,
              const Bracket *bracket)
{
  ManiculeConll2012Mention *mention = g_new0 (ManiculeConll2012Mention, 1);
  g_autofree char *label = NULL;
  g_autofree char *number = NULL;
  g_autofree char *own = NULL;
  const char *name;

  mention->start = bracket->start;
  mention->end = bracket->end;
  mention->number = bracket->number;
  mention->cluster = g_strdup (bracket->inner);
  manicule_conll2012_parse_cluster (bracket->inner, &label, &number, &own);
  mention->label = g_strdup (label != NULL && *label != '\0' ? label : MANICULE_CONLLU_NO_LABEL);
  name = own != NULL ? own : g_hash_table_lookup (self->names, number);
  if (name != NULL)
    mention->entity = manicule_uima_entity_for_identifier (name);
  else if (label == NULL || GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, number)) > 1)
    mention->entity = manicule_conllu_name_cluster (self->article_id, number);

  return mention;
}

/* --- names --- */

static char *
make_key (guint start,
          guint end)
{
  return g_strdup_printf ("%u %u", start, end);
}

/* The mentions of which their cluster does not say what they are, by where they are: the first of each place. */
static GHashTable *
index_bare (GPtrArray *mentions,
            guint      first)
{
  GHashTable *bare = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = first; i < mentions->len; i++)
    {
      ManiculeConll2012Mention *mention = g_ptr_array_index (mentions, i);
      g_autofree char *key = make_key (mention->start, mention->end);

      if (strchr (mention->cluster, '-') == NULL && !g_hash_table_contains (bare, key))
        g_hash_table_insert (bare, g_steal_pointer (&key), mention);
    }

  return bare;
}

static void
add_names (GPtrArray *mentions,
           guint      first,
           GArray    *brackets)
{
  g_autoptr(GHashTable) bare = index_bare (mentions, first);

  for (guint i = 0; i < brackets->len; i++)
    {
      const Bracket *bracket = &g_array_index (brackets, Bracket, i);
      const char *label = *bracket->inner != '\0' ? bracket->inner : MANICULE_CONLLU_NO_LABEL;
      g_autofree char *key = make_key (bracket->start, bracket->end);
      ManiculeConll2012Mention *mention = g_hash_table_lookup (bare, key);

      if (mention != NULL)
        {
          g_hash_table_remove (bare, key);
          g_free (mention->label);
        }
      else
        {
          mention = g_new0 (ManiculeConll2012Mention, 1);
          mention->start = bracket->start;
          mention->end = bracket->end;
          mention->number = bracket->number;
          g_ptr_array_add (mentions, mention);
        }
      mention->label = g_strdup (label);
    }
}

void
manicule_conll2012_find_mentions (ManiculeConll2012Sheet *sheet,
                                  const char             *article_id,
                                  GPtrArray              *mentions,
                                  GArray                 *faults)
{
  guint first = mentions->len;
  Matcher matcher;
  Clusters clusters;

  matcher_init (&matcher, FALSE, faults);
  match_all (&matcher, sheet);
  clusters_init (&clusters, article_id, matcher.brackets);
  for (guint i = 0; i < matcher.brackets->len; i++)
    g_ptr_array_add (mentions, make_mention (&clusters, &g_array_index (matcher.brackets, Bracket, i)));
  clusters_clear (&clusters);
  matcher_clear (&matcher);
  if (sheet->names < 0)
    return;

  matcher_init (&matcher, TRUE, faults);
  match_all (&matcher, sheet);
  add_names (mentions, first, matcher.brackets);
  matcher_clear (&matcher);
}
