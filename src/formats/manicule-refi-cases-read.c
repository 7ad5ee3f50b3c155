/* manicule-refi-cases-read.c: variables and cases of REFI-QDA, read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-refi-cases-private.h"

#include "manicule-refi.h"
#include "manicule-xml-writer.h"

#include <string.h>

static void
variable_free (gpointer data)
{
  ManiculeRefiVariable *variable = data;

  g_free (variable->guid);
  g_string_free (variable->xml, TRUE);
  g_free (variable);
}

static ManiculeRefiValues *
values_new (void)
{
  ManiculeRefiValues *values = g_new0 (ManiculeRefiValues, 1);

  values->xml = g_string_new (NULL);
  values->variables = g_ptr_array_new_with_free_func (g_free);

  return values;
}

static void
values_free (gpointer data)
{
  ManiculeRefiValues *values = data;

  g_string_free (values->xml, TRUE);
  g_ptr_array_unref (values->variables);
  g_free (values);
}

static void
case_free (gpointer data)
{
  ManiculeRefiCase *item = data;

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

gboolean
manicule_refi_names_guid (const char *attribute)
{
  return g_str_has_suffix (attribute, "guid") || g_str_has_suffix (attribute, "GUID") || g_str_has_suffix (attribute, "Vertex");
}

void
manicule_refi_put_start (GString                  *out,
                         const ManiculeXmlElement *element)
{
  g_string_append_c (out, '<');
  g_string_append (out, element->name);
  for (guint i = 0; i < element->n_attributes; i++)
    {
      const ManiculeXmlAttribute *attribute = &element->attributes[i];
      gboolean is_guid = manicule_refi_names_guid (attribute->name);
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

static ManiculeRefiValues *
ensure_values (ManiculeRefiFacts *self,
               const char        *source)
{
  ManiculeRefiValues *values = g_hash_table_lookup (self->values, source);

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
  ManiculeRefiCase *item = g_new0 (ManiculeRefiCase, 1);

  item->guid = dup_guid (element, "guid");
  item->head = g_string_new (NULL);
  item->values = values_new ();
  item->codes = g_ptr_array_new_with_free_func (g_free);
  item->sources = g_ptr_array_new_with_free_func (g_free);
  item->selections = g_ptr_array_new_with_free_func (g_free);
  item->index = self->cases->len;
  g_ptr_array_add (self->cases, item);
  self->open = item;
  manicule_refi_put_start (item->head, element);
}

static void
begin_variable (ManiculeRefiFacts        *self,
                const ManiculeXmlElement *element)
{
  ManiculeRefiVariable *variable = g_new0 (ManiculeRefiVariable, 1);

  variable->guid = dup_guid (element, "guid");
  variable->xml = g_string_new (NULL);
  g_ptr_array_add (self->variables, variable);
  if (variable->guid != NULL)
    g_hash_table_replace (self->by_guid, variable->guid, variable);
  self->out = variable->xml;
  manicule_refi_put_start (self->out, element);
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
    manicule_refi_put_start (self->out, element);
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
      manicule_refi_put_start (self->out, element);
    }
  else
    return FALSE;

  self->depth = 1;

  return TRUE;
}

static void
note_variable (ManiculeRefiValues       *values,
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
    manicule_refi_put_start (self->out, element);
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
