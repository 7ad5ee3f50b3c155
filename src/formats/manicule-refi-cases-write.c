/* manicule-refi-cases-write.c: variables and cases of REFI-QDA, put together from what articles carry
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-refi-cases.h"

#include "manicule-gate.h"
#include "manicule-refi.h"
#include "manicule-xml-writer.h"

#include <string.h>

typedef struct
{
  char      *head;        /* (owned) (nullable): no article brought it */
  char      *values;      /* (owned) (nullable) */
  GPtrArray *codes;       /* (owned) (element-type utf8): guids, as what follows */
  GPtrArray *sources;     /* (owned) (element-type utf8) */
  GPtrArray *selections;  /* (owned) (element-type utf8) */
} Case;

struct _ManiculeRefiCases
{
  GHashTable *known;      /* (owned): guids of variables, a set */
  GString    *variables;  /* (owned): elements */
  GHashTable *by_guid;    /* (owned): guid to Case */
  GPtrArray  *cases;      /* (owned) (element-type Case): in order */
};

static void
case_free (gpointer data)
{
  Case *item = data;

  g_free (item->head);
  g_free (item->values);
  g_ptr_array_unref (item->codes);
  g_ptr_array_unref (item->sources);
  g_ptr_array_unref (item->selections);
  g_free (item);
}

/**
 * manicule_refi_cases_new:
 *
 * Returns: (transfer full): no variables and cases yet
 */
ManiculeRefiCases *
manicule_refi_cases_new (void)
{
  ManiculeRefiCases *self = g_new0 (ManiculeRefiCases, 1);

  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->variables = g_string_new (NULL);
  self->by_guid = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->cases = g_ptr_array_new_with_free_func (case_free);

  return self;
}

/**
 * manicule_refi_cases_free:
 * @self: variables and cases
 *
 * Frees @self.
 */
void
manicule_refi_cases_free (ManiculeRefiCases *self)
{
  g_hash_table_unref (self->known);
  g_string_free (self->variables, TRUE);
  g_hash_table_unref (self->by_guid);
  g_ptr_array_unref (self->cases);
  g_free (self);
}

/* --- taking --- */

/* What an article carries may have been edited: only what is whole goes out again. @close: (nullable): what @xml leaves
 * open. */
static gboolean
is_whole (const char *xml,
          const char *close)
{
  static const ManiculeXmlHandler handler = { NULL, NULL, NULL };
  g_autofree char *whole = g_strconcat ("<x>", xml, close != NULL ? close : "", "</x>", NULL);
  g_autoptr(GBytes) bytes = g_bytes_new_static (whole, strlen (whole));

  return manicule_xml_read (bytes, "", &handler, NULL, NULL, NULL);
}

static const char *
find_whole (ManiculeJsonValue  object,
            const char        *name,
            const char        *close)
{
  const char *xml = manicule_json_find_string (object, name);

  return xml != NULL && is_whole (xml, close) ? xml : NULL;
}

static const char *
find_guid (ManiculeJsonValue object)
{
  const char *guid = manicule_json_find_string (object, "guid");

  return guid != NULL && manicule_refi_is_guid (guid) ? guid : NULL;
}

static void
take_variables (ManiculeRefiCases *self,
                ManiculeJsonValue  value)
{
  ManiculeJsonIter iter;

  manicule_json_iter_init (&iter, manicule_json_find_array (value, "variables"));
  while (manicule_json_iter_next (&iter))
    {
      const char *guid = find_guid (iter.value);
      const char *xml = find_whole (iter.value, "xml", NULL);

      if (guid == NULL || xml == NULL || !g_hash_table_add (self->known, g_strdup (guid)))
        continue;
      g_string_append (self->variables, xml);
      g_string_append_c (self->variables, '\n');
    }
}

static void
take_guids (GPtrArray         *guids,
            ManiculeJsonValue  object,
            const char        *name)
{
  g_auto(GStrv) strings = manicule_json_find_strv (object, name);

  for (guint i = 0; strings != NULL && strings[i] != NULL; i++)
    if (manicule_refi_is_guid (strings[i]))
      g_ptr_array_add (guids, g_strdup (strings[i]));
}

static Case *
ensure_case (ManiculeRefiCases *self,
             const char        *guid)
{
  Case *item = g_hash_table_lookup (self->by_guid, guid);

  if (item != NULL)
    return item;

  item = g_new0 (Case, 1);
  item->codes = g_ptr_array_new_with_free_func (g_free);
  item->sources = g_ptr_array_new_with_free_func (g_free);
  item->selections = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->cases, item);
  g_hash_table_insert (self->by_guid, g_strdup (guid), item);

  return item;
}

static void
take_case (Case              *item,
           ManiculeJsonValue  value,
           const char        *source)
{
  const char *head = item->head == NULL ? find_whole (value, "head", "</Case>") : NULL;

  if (head != NULL)
    {
      item->head = g_strdup (head);
      item->values = g_strdup (find_whole (value, "values", NULL));
      take_guids (item->codes, value, "codes");
    }
  if (manicule_json_find_boolean (value, "source"))
    g_ptr_array_add (item->sources, g_strdup (source));
  take_guids (item->selections, value, "selections");
}

/**
 * manicule_refi_cases_take:
 * @self: variables and cases
 * @carried: (nullable): what an article carries
 * @source: the guid of its source
 * @out: gets the values of variables of the source
 */
void
manicule_refi_cases_take (ManiculeRefiCases *self,
                          const char        *carried,
                          const char        *source,
                          GString           *out)
{
  ManiculeJsonValue value;
  g_autoptr(ManiculeJsonReader) reader = manicule_gate_open_carried (carried, MANICULE_REFI, &value);
  ManiculeJsonIter iter;
  const char *values;

  if (reader == NULL)
    return;

  values = find_whole (value, "values", NULL);
  if (values != NULL)
    g_string_append_printf (out, "%s\n", values);
  take_variables (self, value);
  manicule_json_iter_init (&iter, manicule_json_find_array (value, "cases"));
  while (manicule_json_iter_next (&iter))
    {
      const char *guid = find_guid (iter.value);

      if (guid != NULL)
        take_case (ensure_case (self, guid), iter.value, source);
    }
}

/* --- writing --- */

static void
put_references (GString         *out,
                const char      *name,
                GPtrArray       *guids,
                ManiculeHashSet *known)
{
  for (guint i = 0; i < guids->len; i++)
    {
      if (!manicule_hash_set_contains (known, guids->pdata[i]))
        continue;
      g_string_append_printf (out, "<%s", name);
      manicule_xml_append_attribute (out, "targetGUID", guids->pdata[i]);
      g_string_append (out, "/>");
    }
}

/**
 * manicule_refi_cases_print:
 * @self: variables and cases of all articles
 * @known: guids of what the project has
 * @out: gets the elements; nothing where there are none
 */
void
manicule_refi_cases_print (ManiculeRefiCases *self,
                           ManiculeHashSet   *known,
                           GString           *out)
{
  g_autoptr(GString) cases = g_string_new (NULL);

  if (self->variables->len > 0)
    g_string_append_printf (out, "<Variables>\n%s</Variables>\n", self->variables->str);

  for (guint i = 0; i < self->cases->len; i++)
    {
      Case *item = self->cases->pdata[i];

      if (item->head == NULL)
        continue;
      g_string_append (cases, item->head);
      put_references (cases, "CodeRef", item->codes, known);
      g_string_append (cases, item->values != NULL ? item->values : "");
      put_references (cases, "SourceRef", item->sources, known);
      put_references (cases, "SelectionRef", item->selections, known);
      g_string_append (cases, "</Case>\n");
    }
  if (cases->len > 0)
    g_string_append_printf (out, "<Cases>\n%s</Cases>\n", cases->str);
}
