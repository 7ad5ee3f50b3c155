/* manicule-refi-cases-read.c: variables and cases of REFI-QDA, read and made ready to be carried
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-refi-cases.h"

#include "manicule-json-writer.h"
#include "manicule-refi.h"
#include "manicule-xml-writer.h"

#include <string.h>

/* What is longer is carried by the first article only that needs it, so that a short file does not become a long one. */
#define MAX_REPEATED 4096

typedef struct
{
  char     *guid;        /* (owned) (nullable) */
  GString  *xml;         /* (owned): the element */
  gboolean  is_carried;
} Variable;

/* Values of variables. */
typedef struct
{
  GString   *xml;        /* (owned) */
  GPtrArray *variables;  /* (owned) (element-type utf8): guids */
} Values;

typedef struct
{
  char      *guid;        /* (owned) (nullable) */
  GString   *head;        /* (owned): the start of the element, and its description */
  Values    *values;      /* (owned) */
  GPtrArray *codes;       /* (owned) (element-type utf8): guids, as what follows */
  GPtrArray *sources;     /* (owned) (element-type utf8) */
  GPtrArray *selections;  /* (owned) (element-type utf8) */
  guint      index;
  gboolean   is_carried;
} Case;

struct _ManiculeRefiFacts
{
  GPtrArray  *variables;  /* (owned) (element-type Variable) */
  GHashTable *by_guid;    /* (owned): the same, by their guids */
  GPtrArray  *cases;      /* (owned) (element-type Case) */
  GHashTable *cases_of;   /* (owned): guid of a source or selection to a GPtrArray of Case */
  GHashTable *values;     /* (owned): guid of a source to Values */

  guint       depth;      /* open elements of one thing that is read; 0: outside */
  Case       *open;       /* (not owned) (nullable): the case that is read */
  Values     *valued;     /* (not owned) (nullable): the values that are read */
  GString    *out;        /* (not owned) (nullable): where elements go */
  GString    *said;       /* (owned): by an element that may be a leaf */
};

static void
variable_free (gpointer data)
{
  Variable *variable = data;

  g_free (variable->guid);
  g_string_free (variable->xml, TRUE);
  g_free (variable);
}

static Values *
values_new (void)
{
  Values *values = g_new0 (Values, 1);

  values->xml = g_string_new (NULL);
  values->variables = g_ptr_array_new_with_free_func (g_free);

  return values;
}

static void
values_free (gpointer data)
{
  Values *values = data;

  g_string_free (values->xml, TRUE);
  g_ptr_array_unref (values->variables);
  g_free (values);
}

static void
case_free (gpointer data)
{
  Case *item = data;

  g_free (item->guid);
  g_string_free (item->head, TRUE);
  values_free (item->values);
  g_ptr_array_unref (item->codes);
  g_ptr_array_unref (item->sources);
  g_ptr_array_unref (item->selections);
  g_free (item);
}

/**
 * manicule_refi_facts_new:
 *
 * Returns: (transfer full): no variables and cases yet
 */
ManiculeRefiFacts *
manicule_refi_facts_new (void)
{
  ManiculeRefiFacts *self = g_new0 (ManiculeRefiFacts, 1);

  self->variables = g_ptr_array_new_with_free_func (variable_free);
  self->by_guid = g_hash_table_new (g_str_hash, g_str_equal);
  self->cases = g_ptr_array_new_with_free_func (case_free);
  self->cases_of = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, values_free);
  self->said = g_string_new (NULL);

  return self;
}

/**
 * manicule_refi_facts_free:
 * @self: what a project says
 *
 * Frees @self.
 */
void
manicule_refi_facts_free (ManiculeRefiFacts *self)
{
  g_ptr_array_unref (self->variables);
  g_hash_table_unref (self->by_guid);
  g_ptr_array_unref (self->cases);
  g_hash_table_unref (self->cases_of);
  g_hash_table_unref (self->values);
  g_string_free (self->said, TRUE);
  g_free (self);
}

/* --- reading --- */

/* The element as it stands; guids in the form in which they are compared. */
static void
put_start (GString                  *out,
           const ManiculeXmlElement *element)
{
  g_string_append_c (out, '<');
  g_string_append (out, element->name);
  for (guint i = 0; i < element->n_attributes; i++)
    {
      const ManiculeXmlAttribute *attribute = &element->attributes[i];
      gboolean is_guid = g_str_has_suffix (attribute->name, "guid") || g_str_has_suffix (attribute->name, "GUID");
      g_autofree char *guid = is_guid ? manicule_refi_dup_guid (attribute->value) : NULL;

      if (attribute->prefix == NULL)
        manicule_xml_append_attribute (out, attribute->name, is_guid ? guid : attribute->value);
    }
  g_string_append_c (out, '>');
}

static char *
dup_guid (const ManiculeXmlElement *element,
          const char               *name)
{
  return manicule_refi_dup_guid (manicule_xml_find_attribute (element, name));
}

static Values *
ensure_values (ManiculeRefiFacts *self,
               const char        *source)
{
  Values *values = g_hash_table_lookup (self->values, source);

  if (values == NULL)
    {
      values = values_new ();
      g_hash_table_insert (self->values, g_strdup (source), values);
    }

  return values;
}

static void
begin_case (ManiculeRefiFacts        *self,
            const ManiculeXmlElement *element)
{
  Case *item = g_new0 (Case, 1);

  item->guid = dup_guid (element, "guid");
  item->head = g_string_new (NULL);
  item->values = values_new ();
  item->codes = g_ptr_array_new_with_free_func (g_free);
  item->sources = g_ptr_array_new_with_free_func (g_free);
  item->selections = g_ptr_array_new_with_free_func (g_free);
  item->index = self->cases->len;
  g_ptr_array_add (self->cases, item);
  self->open = item;
  put_start (item->head, element);
}

static void
begin_variable (ManiculeRefiFacts        *self,
                const ManiculeXmlElement *element)
{
  Variable *variable = g_new0 (Variable, 1);

  variable->guid = dup_guid (element, "guid");
  variable->xml = g_string_new (NULL);
  g_ptr_array_add (self->variables, variable);
  if (variable->guid != NULL)
    g_hash_table_replace (self->by_guid, variable->guid, variable);
  self->out = variable->xml;
  put_start (self->out, element);
}

/* Within a case: a reference is kept as a guid, the rest as it stands. */
static void
begin_in_case (ManiculeRefiFacts        *self,
               const ManiculeXmlElement *element)
{
  GPtrArray *guids = strcmp (element->name, "CodeRef") == 0 ? self->open->codes :
                     strcmp (element->name, "SourceRef") == 0 ? self->open->sources :
                     strcmp (element->name, "SelectionRef") == 0 ? self->open->selections : NULL;
  char *guid = guids != NULL ? dup_guid (element, "targetGUID") : NULL;

  self->valued = strcmp (element->name, "VariableValue") == 0 ? self->open->values : NULL;
  self->out = guids != NULL ? NULL : self->valued != NULL ? self->valued->xml : self->open->head;
  if (guid != NULL)
    g_ptr_array_add (guids, guid);
  if (self->out != NULL)
    put_start (self->out, element);
}

static gboolean
begin_thing (ManiculeRefiFacts        *self,
             const ManiculeXmlElement *element,
             const char               *source)
{
  if (source == NULL && strcmp (element->name, "Variable") == 0)
    begin_variable (self, element);
  else if (source == NULL && strcmp (element->name, "Case") == 0)
    begin_case (self, element);
  else if (source != NULL && strcmp (element->name, "VariableValue") == 0)
    {
      self->valued = ensure_values (self, source);
      self->out = self->valued->xml;
      put_start (self->out, element);
    }
  else
    return FALSE;

  self->depth = 1;

  return TRUE;
}

static void
note_variable (Values                   *values,
               const ManiculeXmlElement *element)
{
  char *guid = dup_guid (element, "targetGUID");

  if (guid != NULL)
    g_ptr_array_add (values->variables, guid);
}

/**
 * manicule_refi_facts_start:
 * @self: what the project says so far
 * @element: an element of the project begins
 * @source: (nullable): the guid of the source that is open
 *
 * Returns: whether it is, or is in, a variable, a case, or a value of a variable
 */
gboolean
manicule_refi_facts_start (ManiculeRefiFacts        *self,
                           const ManiculeXmlElement *element,
                           const char               *source)
{
  g_string_truncate (self->said, 0);
  if (self->depth == 0)
    return begin_thing (self, element, source);

  self->depth++;
  if (self->open != NULL && self->depth == 2)
    begin_in_case (self, element);
  else if (self->out != NULL)
    put_start (self->out, element);
  if (self->valued != NULL && strcmp (element->name, "VariableRef") == 0)
    note_variable (self->valued, element);

  return TRUE;
}

/* What stands between elements is white space and goes. */
static void
put_end (ManiculeRefiFacts *self,
         const char        *name)
{
  const char *said = self->said->str;

  if (said[strspn (said, " \t\r\n")] != '\0')
    manicule_xml_append_text (self->out, said, (gssize) self->said->len);
  g_string_append_printf (self->out, "</%s>", name);
}

static void
note_case (ManiculeRefiFacts *self,
           GPtrArray         *guids)
{
  for (guint i = 0; i < guids->len; i++)
    {
      GPtrArray *cases = g_hash_table_lookup (self->cases_of, guids->pdata[i]);

      if (cases == NULL)
        {
          cases = g_ptr_array_new ();
          g_hash_table_insert (self->cases_of, g_strdup (guids->pdata[i]), cases);
        }
      g_ptr_array_add (cases, self->open);
    }
}

static void
end_case (ManiculeRefiFacts *self)
{
  if (self->open->guid != NULL)
    {
      note_case (self, self->open->sources);
      note_case (self, self->open->selections);
    }
  self->open = NULL;
}

/**
 * manicule_refi_facts_end:
 * @self: what the project says so far
 * @name: the name of the element that ends
 *
 * Returns: whether it is, or is in, a variable, a case, or a value of a variable
 */
gboolean
manicule_refi_facts_end (ManiculeRefiFacts *self,
                         const char        *name)
{
  if (self->depth == 0)
    return FALSE;

  self->depth--;
  if (self->out != NULL)
    put_end (self, name);
  g_string_truncate (self->said, 0);
  if (self->depth == 0 || (self->open != NULL && self->depth == 1))
    {
      self->out = NULL;
      self->valued = NULL;
    }
  if (self->depth == 0 && self->open != NULL)
    end_case (self);

  return TRUE;
}

/**
 * manicule_refi_facts_text:
 * @self: what the project says so far
 * @text: text of the open element
 * @length: its length in bytes
 */
void
manicule_refi_facts_text (ManiculeRefiFacts *self,
                          const char        *text,
                          gsize              length)
{
  if (self->out != NULL)
    g_string_append_len (self->said, text, (gssize) length);
}

/* --- carrying --- */

/* What one source carries. */
typedef struct
{
  ManiculeRefiFacts *facts;
  const char        *source;
  GHashTable        *selections;  /* (not owned) */
  GPtrArray         *cases;       /* (owned) (element-type Case): in order */
  GHashTable        *variables;   /* (owned): of Variable, a set */
  GHashTable        *known;       /* (owned): of Case, a set */
} Load;

static void
take_case (Load *load,
           Case *item)
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
take_variables (Load   *load,
                Values *values)
{
  for (guint i = 0; i < values->variables->len; i++)
    {
      Variable *variable = g_hash_table_lookup (load->facts->by_guid, values->variables->pdata[i]);

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
    if (((Variable *) variables->pdata[i])->guid != NULL)
      g_hash_table_add (load->variables, variables->pdata[i]);
  for (guint i = 0; i < cases->len; i++)
    {
      Case *item = cases->pdata[i];

      if (item->sources->len == 0 && item->selections->len == 0)
        take_case (load, item);
    }
}

static int
compare_cases (gconstpointer a,
               gconstpointer b)
{
  return (int) ((const Case *) a)->index - (int) ((const Case *) b)->index;
}

static void
collect (Load     *load,
         gboolean  is_first)
{
  Values *values = g_hash_table_lookup (load->facts->values, load->source);
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
    take_variables (load, ((Case *) load->cases->pdata[i])->values);
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
measure_case (Case *item)
{
  return item->head->len + item->values->xml->len + 40 * (gsize) item->codes->len;
}

static void
put_case (Load    *load,
          Case    *item,
          GString *out)
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
      Variable *variable = variables->pdata[i];

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
  Values *values = g_hash_table_lookup (self->values, source);
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
