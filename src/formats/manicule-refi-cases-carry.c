/* manicule-refi-cases-carry.c: which variables and cases of REFI-QDA a source carries
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-refi-cases-private.h"

#include "manicule-json-writer.h"

/* What is longer is carried by the first article only that needs it, so that a short file does not become a long one. */
#define MAX_REPEATED 4096

/* What one source carries. */
typedef struct
{
  ManiculeRefiFacts *facts;
  const char        *source;
  GHashTable        *selections;  /* (not owned) */
  GPtrArray         *cases;       /* (owned) (element-type ManiculeRefiCase): in order */
  GHashTable        *variables;   /* (owned): of ManiculeRefiVariable, a set */
  GHashTable        *known;       /* (owned): of ManiculeRefiCase, a set */
} Load;

static void
take_case (Load             *load,
           ManiculeRefiCase *item)
{
  if (item->guid != NULL && g_hash_table_add (load->known, item))
    g_ptr_array_add (load->cases, item);
}

static void
take_cases_of (Load       *load,
               const char *guid)
{
  GPtrArray *cases = g_hash_table_lookup (load->facts->cases_of, guid);

  for (guint i = 0; cases != NULL && i < cases->len; i++)
    take_case (load, cases->pdata[i]);
}

static void
take_variables (Load               *load,
                ManiculeRefiValues *values)
{
  for (guint i = 0; i < values->variables->len; i++)
    {
      ManiculeRefiVariable *variable = g_hash_table_lookup (load->facts->by_guid, values->variables->pdata[i]);

      if (variable != NULL)
        g_hash_table_add (load->variables, variable);
    }
}

/* What is nobody's goes with the first source. */
static void
take_rest (Load *load)
{
  GPtrArray *variables = load->facts->variables;
  GPtrArray *cases = load->facts->cases;

  for (guint i = 0; i < variables->len; i++)
    if (((ManiculeRefiVariable *) variables->pdata[i])->guid != NULL)
      g_hash_table_add (load->variables, variables->pdata[i]);
  for (guint i = 0; i < cases->len; i++)
    {
      ManiculeRefiCase *item = cases->pdata[i];

      if (item->sources->len == 0 && item->selections->len == 0)
        take_case (load, item);
    }
}

static int
compare_cases (gconstpointer a,
               gconstpointer b)
{
  return (int) ((const ManiculeRefiCase *) a)->index - (int) ((const ManiculeRefiCase *) b)->index;
}

static void
collect (Load     *load,
         gboolean  is_first)
{
  ManiculeRefiValues *values = g_hash_table_lookup (load->facts->values, load->source);
  GHashTableIter iter;
  gpointer guid;

  take_cases_of (load, load->source);
  g_hash_table_iter_init (&iter, load->selections);
  while (g_hash_table_iter_next (&iter, &guid, NULL))
    take_cases_of (load, guid);
  if (is_first)
    take_rest (load);
  g_ptr_array_sort_values (load->cases, compare_cases);

  if (values != NULL)
    take_variables (load, values);
  for (guint i = 0; i < load->cases->len; i++)
    take_variables (load, ((ManiculeRefiCase *) load->cases->pdata[i])->values);
}

/* TRUE the first time, and again where it is short. */
static gboolean
may_carry (gboolean *is_carried,
           gsize     length)
{
  if (*is_carried && length > MAX_REPEATED)
    return FALSE;

  *is_carried = TRUE;

  return TRUE;
}

static void
put_guids (GString    *out,
           const char *name,
           GPtrArray  *guids,
           GHashTable *among)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) strings = NULL;

  for (guint i = 0; i < guids->len; i++)
    if (among == NULL || g_hash_table_contains (among, guids->pdata[i]))
      g_strv_builder_add (builder, guids->pdata[i]);
  strings = g_strv_builder_end (builder);
  if (strings[0] != NULL)
    manicule_json_put_strv (out, name, (const char * const *) strings);
}

/* Codes are as long as they are many, like the rest. */
static gsize
measure_case (ManiculeRefiCase *item)
{
  return item->head->len + item->values->xml->len + 40 * (gsize) item->codes->len;
}

static void
put_case (Load             *load,
          ManiculeRefiCase *item,
          GString          *out)
{
  g_string_append_c (out, '{');
  manicule_json_put_string (out, "guid", item->guid);
  if (may_carry (&item->is_carried, measure_case (item)))
    {
      manicule_json_put_string (out, "head", item->head->str);
      put_guids (out, "codes", item->codes, NULL);
      if (item->values->xml->len > 0)
        manicule_json_put_string (out, "values", item->values->xml->str);
    }
  manicule_json_put_flag (out, "source", g_ptr_array_find_with_equal_func (item->sources, load->source, g_str_equal, NULL));
  put_guids (out, "selections", item->selections, load->selections);
  g_string_append_c (out, '}');
}

static void
put_cases (Load    *load,
           GString *out)
{
  if (load->cases->len == 0)
    return;

  manicule_json_put_name (out, "cases");
  g_string_append_c (out, '[');
  for (guint i = 0; i < load->cases->len; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      put_case (load, load->cases->pdata[i], out);
    }
  g_string_append_c (out, ']');
}

static void
put_variables (Load    *load,
               GString *out)
{
  GPtrArray *variables = load->facts->variables;
  gboolean any = FALSE;

  if (g_hash_table_size (load->variables) == 0)
    return;

  manicule_json_put_name (out, "variables");
  g_string_append_c (out, '[');
  for (guint i = 0; i < variables->len; i++)
    {
      ManiculeRefiVariable *variable = variables->pdata[i];

      if (!g_hash_table_contains (load->variables, variable) || !may_carry (&variable->is_carried, variable->xml->len))
        continue;
      g_string_append (out, any ? ",{" : "{");
      any = TRUE;
      manicule_json_put_string (out, "guid", variable->guid);
      manicule_json_put_string (out, "xml", variable->xml->str);
      g_string_append_c (out, '}');
    }
  g_string_append_c (out, ']');
}

/**
 * manicule_refi_facts_carry:
 * @self: what the project says
 * @source: the guid of a source
 * @selections: (element-type utf8): the guids of its selections, a set
 * @is_first: whether it is the first one of the project
 * @out: gets members of a JSON object that was begun
 */
void
manicule_refi_facts_carry (ManiculeRefiFacts *self,
                           const char        *source,
                           GHashTable        *selections,
                           gboolean           is_first,
                           GString           *out)
{
  ManiculeRefiValues *values = g_hash_table_lookup (self->values, source);
  Load load = { .facts = self, .source = source, .selections = selections };

  load.cases = g_ptr_array_new ();
  load.variables = g_hash_table_new (NULL, NULL);
  load.known = g_hash_table_new (NULL, NULL);
  collect (&load, is_first);

  if (values != NULL)
    manicule_json_put_string (out, "values", values->xml->str);
  put_variables (&load, out);
  put_cases (&load, out);

  g_ptr_array_unref (load.cases);
  g_hash_table_unref (load.variables);
  g_hash_table_unref (load.known);
}
