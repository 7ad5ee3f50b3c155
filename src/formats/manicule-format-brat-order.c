/* manicule-format-brat-order.c: in which order the lines of an .ann file stood
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-brat-private.h"

#include "manicule-format-brat-names.h"

#include <string.h>

/* Ids with one prefix that followed each other, their numbers going up by one. */
typedef struct
{
  guint   first;
  guint   last;
  guint64 position;  /* of the first */
} Run;

struct _ManiculeBratOrder
{
  GHashTable *runs;     /* (owned): prefix to (element-type Run), sorted */
  GHashTable *others;   /* (owned): ids without a plain number, to their position + 1 */
  GArray     *equivs;   /* (owned) (element-type guint64) */
  GArray     *asides;   /* (owned) (element-type guint64) */
  GPtrArray  *lines;    /* (owned) (element-type utf8) */
};

/* --- describing --- */

static gboolean
follows (const ManiculeBratRecord *record,
         const char               *prefix,
         gsize                     prefix_length,
         guint                     number)
{
  gsize length;
  guint n;

  return !record->set_aside && manicule_brat_id_split (record->line.id, &length, &n) && n == number &&
         length == prefix_length && memcmp (record->line.id, prefix, length) == 0;
}

/* Appends the id at @index and the ids that follow it by number; returns how many. */
static guint
append_run (GString *string,
            GArray  *records,
            guint    index)
{
  const char *id = g_array_index (records, ManiculeBratRecord, index).line.id;
  gsize length;
  guint first;
  guint n = 1;

  g_string_append (string, id);
  if (!manicule_brat_id_split (id, &length, &first))
    return 1;

  while (index + n < records->len &&
         follows (&g_array_index (records, ManiculeBratRecord, index + n), id, length, first + n))
    n++;

  if (n > 1)
    {
      g_string_append_c (string, '-');
      g_string_append_len (string, id, (gssize) length);
      g_string_append_printf (string, "%u", first + n - 1);
    }

  return n;
}

/**
 * manicule_brat_order_describe:
 * @records: (element-type ManiculeBratRecord): the lines of a file
 *
 * Returns: (transfer full): their order, then the lines that were set aside, one a line
 */
char *
manicule_brat_order_describe (GArray *records)
{
  GString *string = g_string_new (NULL);
  guint i = 0;

  while (i < records->len)
    {
      ManiculeBratRecord *record = &g_array_index (records, ManiculeBratRecord, i);

      if (i > 0)
        g_string_append_c (string, ' ');

      if (record->set_aside || record->line.kind == MANICULE_BRAT_EQUIV)
        {
          g_string_append_c (string, record->set_aside ? '=' : '*');
          i++;
        }
      else
        i += append_run (string, records, i);
    }

  for (i = 0; i < records->len; i++)
    {
      ManiculeBratRecord *record = &g_array_index (records, ManiculeBratRecord, i);

      if (!record->set_aside)
        continue;
      g_string_append_c (string, '\n');
      g_string_append_len (string, record->data, (gssize) record->length);
    }

  return g_string_free_and_steal (string);
}

/* --- looking up --- */

static void
add_run (ManiculeBratOrder *self,
         const char        *prefix,
         gsize              length,
         Run                run)
{
  g_autofree char *key = g_strndup (prefix, length);
  GArray *runs = g_hash_table_lookup (self->runs, key);

  if (runs == NULL)
    {
      runs = g_array_new (FALSE, FALSE, sizeof (Run));
      g_hash_table_insert (self->runs, g_steal_pointer (&key), runs);
    }

  g_array_append_val (runs, run);
}

/* "T1-T4": both ends of a run. An id may hold a hyphen after its number, so the halves must fit together. */
static gboolean
add_range (ManiculeBratOrder *self,
           const char        *token,
           guint64            position,
           guint             *n)
{
  const char *hyphen = strchr (token, '-');
  g_autofree char *start = NULL;
  gsize length, last_length;
  Run run = { .position = position };

  if (hyphen == NULL)
    return FALSE;

  start = g_strndup (token, (gsize) (hyphen - token));
  if (!manicule_brat_id_split (start, &length, &run.first) ||
      !manicule_brat_id_split (hyphen + 1, &last_length, &run.last) ||
      length != last_length || memcmp (start, hyphen + 1, length) != 0 || run.last <= run.first)
    return FALSE;

  add_run (self, start, length, run);
  *n = run.last - run.first + 1;

  return TRUE;
}

/* Returns how many lines the token stands for. */
static guint
add_token (ManiculeBratOrder *self,
           const char        *token,
           guint64            position)
{
  gsize length;
  guint number;

  if (g_str_equal (token, "="))
    {
      g_array_append_val (self->asides, position);
      return 1;
    }
  if (g_str_equal (token, "*"))
    {
      g_array_append_val (self->equivs, position);
      return 1;
    }
  if (add_range (self, token, position, &number))
    return number;

  if (manicule_brat_id_split (token, &length, &number))
    add_run (self, token, length, (Run) { number, number, position });
  else
    {
      guint64 *value = g_memdup2 (&position, sizeof position);

      g_hash_table_replace (self->others, g_strdup (token), value);
    }

  return 1;
}

static int
run_compare (gconstpointer a,
             gconstpointer b)
{
  guint first = ((const Run *) a)->first;
  guint other = ((const Run *) b)->first;

  return first < other ? -1 : first > other;
}

static void
sort_runs (ManiculeBratOrder *self)
{
  GHashTableIter iter;
  gpointer runs;

  g_hash_table_iter_init (&iter, self->runs);
  while (g_hash_table_iter_next (&iter, NULL, &runs))
    g_array_sort (runs, run_compare);
}

/**
 * manicule_brat_order_new:
 * @described: (nullable): what manicule_brat_order_describe() made; anything else does no harm
 *
 * Returns: (transfer full): the order
 */
ManiculeBratOrder *
manicule_brat_order_new (const char *described)
{
  ManiculeBratOrder *self = g_new0 (ManiculeBratOrder, 1);
  g_auto(GStrv) lines = g_strsplit (described != NULL ? described : "", "\n", -1);
  g_auto(GStrv) tokens = g_strsplit (lines[0] != NULL ? lines[0] : "", " ", -1);
  guint64 position = 0;

  self->runs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  self->others = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->equivs = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->asides = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; tokens[i] != NULL; i++)
    if (*tokens[i] != '\0')
      position += add_token (self, tokens[i], position);
  sort_runs (self);

  for (guint i = 1; lines[0] != NULL && lines[i] != NULL; i++)
    g_ptr_array_add (self->lines, g_strdup (lines[i]));

  return self;
}

void
manicule_brat_order_free (ManiculeBratOrder *self)
{
  g_return_if_fail (self != NULL);

  g_hash_table_unref (self->runs);
  g_hash_table_unref (self->others);
  g_array_unref (self->equivs);
  g_array_unref (self->asides);
  g_ptr_array_unref (self->lines);
  g_free (self);
}

/* The last run that begins at or before @number. */
static const Run *
find_run (GArray *runs,
          guint   number)
{
  guint low = 0, high = runs->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (runs, Run, middle).first <= number)
        low = middle + 1;
      else
        high = middle;
    }

  return low > 0 ? &g_array_index (runs, Run, low - 1) : NULL;
}

/**
 * manicule_brat_order_find:
 * @self: an order
 * @id: the id of a line
 *
 * Returns: where it stood, or MANICULE_BRAT_NO_POSITION
 */
guint64
manicule_brat_order_find (ManiculeBratOrder *self,
                          const char        *id)
{
  g_autofree char *prefix = NULL;
  const guint64 *other;
  const Run *run;
  GArray *runs;
  gsize length;
  guint number;

  if (!manicule_brat_id_split (id, &length, &number))
    {
      other = g_hash_table_lookup (self->others, id);
      return other != NULL ? *other : MANICULE_BRAT_NO_POSITION;
    }

  prefix = g_strndup (id, length);
  runs = g_hash_table_lookup (self->runs, prefix);
  run = runs != NULL ? find_run (runs, number) : NULL;

  return run != NULL && number <= run->last ? run->position + (number - run->first) : MANICULE_BRAT_NO_POSITION;
}

/**
 * manicule_brat_order_get_last:
 * @self: an order
 * @prefix: the letters of an id
 *
 * Returns: the highest number with that prefix, 0 when there is none
 */
guint
manicule_brat_order_get_last (ManiculeBratOrder *self,
                              const char        *prefix)
{
  GArray *runs = g_hash_table_lookup (self->runs, prefix);
  guint last = 0;

  for (guint i = 0; runs != NULL && i < runs->len; i++)
    last = MAX (last, g_array_index (runs, Run, i).last);

  return last;
}

guint64
manicule_brat_order_find_equiv (ManiculeBratOrder *self,
                                guint              number)
{
  return number < self->equivs->len ? g_array_index (self->equivs, guint64, number) : MANICULE_BRAT_NO_POSITION;
}

guint64
manicule_brat_order_find_aside (ManiculeBratOrder *self,
                                guint              number)
{
  return number < self->asides->len ? g_array_index (self->asides, guint64, number) : MANICULE_BRAT_NO_POSITION;
}

GPtrArray *
manicule_brat_order_get_asides (ManiculeBratOrder *self)
{
  return self->lines;
}
