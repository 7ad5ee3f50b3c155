/* manicule-refi-codes.c: the code book of REFI-QDA, written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-refi-write.h"

#include "manicule-gate.h"
#include "manicule-refi.h"
#include "manicule-xml-writer.h"

#include <string.h>

/* Codes lie so deep in one another; what is deeper stands beside. */
#define MAX_DEPTH 100

struct _ManiculeRefiCodes
{
  ManiculeSchema *schema;      /* (owned) */
  ManiculeHashSet *taken;      /* (not owned): guids */
  GHashTable     *codes;       /* (owned): label to guid */
  GPtrArray      *labels;      /* (owned) (element-type utf8): in order */
};

/* --- guids --- */

/**
 * manicule_refi_take_guid:
 * @taken: guids that are taken; gets the new one
 * @wish: (nullable): what it was called before
 * @kind: what it is of: "code"
 * @first: what tells it from others
 * @second: (nullable): more of that
 *
 * Returns: (transfer full): @wish where it is a guid that nobody has, else one made of the words
 */
char *
manicule_refi_take_guid (ManiculeHashSet *taken,
                         const char      *wish,
                         const char      *kind,
                         const char      *first,
                         const char      *second)
{
  g_autofree char *guid = wish != NULL ? manicule_refi_dup_guid (wish) : NULL;

  if (guid == NULL || !manicule_refi_is_guid (guid))
    {
      g_free (guid);
      guid = manicule_refi_make_guid (kind, first, second);
    }
  for (guint i = 2; !manicule_hash_set_add (taken, guid); i++)
    {
      g_autofree char *numbered = g_strdup_printf ("%s\n%u", second != NULL ? second : "", i);

      g_free (guid);
      guid = manicule_refi_make_guid (kind, first, numbered);
    }
  return g_steal_pointer (&guid);
}

/**
 * manicule_refi_dup_carried:
 * @carried: (nullable): what an item carries
 * @name: the name of a member
 *
 * Returns: (transfer full) (nullable): the text that is carried for this format under that name
 */
char *
manicule_refi_dup_carried (const char *carried,
                           const char *name)
{
  ManiculeJsonValue value;
  g_autoptr(ManiculeJsonReader) reader = manicule_gate_open_carried (carried, MANICULE_REFI, &value);

  return reader != NULL ? g_strdup (manicule_json_find_string (value, name)) : NULL;
}

/* --- the codes --- */

static void
add_code (ManiculeRefiCodes *self,
          const char        *label,
          const char        *carried)
{
  g_autofree char *wish = NULL;

  if (g_hash_table_contains (self->codes, label))
    return;

  wish = manicule_refi_dup_carried (carried, "guid");
  g_ptr_array_add (self->labels, g_strdup (label));
  g_hash_table_insert (self->codes, self->labels->pdata[self->labels->len - 1], manicule_refi_take_guid (self->taken, wish, "code", label, NULL));
}

static void
add_codes (ManiculeRefiCodes *self)
{
  GListModel *labels = manicule_schema_get_labels (self->schema);
  GListModel *document_labels = manicule_schema_get_document_labels (self->schema);

  for (guint i = 0; i < g_list_model_get_n_items (labels); i++)
    {
      g_autoptr(ManiculeLabel) label = g_list_model_get_item (labels, i);

      add_code (self, manicule_label_get_name (label), manicule_label_get_carried (label));
    }
  for (guint i = 0; i < g_list_model_get_n_items (document_labels); i++)
    {
      g_autoptr(ManiculeAttribute) label = g_list_model_get_item (document_labels, i);

      add_code (self, manicule_attribute_get_name (label), NULL);
    }
}

/* A parent that the schema has and that does not lead back, nor too deep. */
static gboolean
has_parent (ManiculeRefiCodes *self,
            const char        *name,
            const char        *parent)
{
  guint n = 0;

  for (const char *p = parent; p != NULL && n <= MAX_DEPTH; n++)
    {
      ManiculeLabel *label = manicule_schema_find_label (self->schema, p);

      if (label == NULL || strcmp (p, name) == 0)
        return FALSE;
      p = manicule_label_get_parent (label);
    }

  return parent != NULL && n <= MAX_DEPTH;
}

static const char *
find_parent (ManiculeRefiCodes *self,
             const char        *name)
{
  ManiculeLabel *label = manicule_schema_find_label (self->schema, name);
  const char *parent = label != NULL ? manicule_label_get_parent (label) : NULL;

  return parent != NULL && has_parent (self, name, parent) ? parent : NULL;
}

static void
put_code (ManiculeRefiCodes *self,
          GString           *out,
          GHashTable        *children,
          const char        *name)
{
  ManiculeLabel *label = manicule_schema_find_label (self->schema, name);
  GPtrArray *inner = g_hash_table_lookup (children, name);

  g_string_append (out, "<Code");
  manicule_xml_append_attribute (out, "guid", g_hash_table_lookup (self->codes, name));
  manicule_xml_append_attribute (out, "name", name);
  g_string_append (out, " isCodable=\"true\"");
  if (label != NULL && manicule_label_get_color (label) != NULL)
    manicule_xml_append_attribute (out, "color", manicule_label_get_color (label));
  g_string_append_c (out, '>');
  if (label != NULL && manicule_label_get_description (label) != NULL)
    manicule_xml_append_element (out, "Description", manicule_label_get_description (label));
  for (guint i = 0; inner != NULL && i < inner->len; i++)
    put_code (self, out, children, inner->pdata[i]);
  g_string_append (out, "</Code>\n");
}

/**
 * manicule_refi_codes_new:
 * @schema: whose labels are the codes
 * @taken: guids that are taken, which must outlive the code book; gets more
 *
 * Returns: (transfer full): a code book of the labels and document labels
 */
ManiculeRefiCodes *
manicule_refi_codes_new (ManiculeSchema  *schema,
                         ManiculeHashSet *taken)
{
  ManiculeRefiCodes *self = g_new0 (ManiculeRefiCodes, 1);

  self->schema = g_object_ref (schema);
  self->taken = taken;
  self->codes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  self->labels = g_ptr_array_new_with_free_func (g_free);
  add_codes (self);

  return self;
}

/**
 * manicule_refi_codes_free:
 * @self: a code book
 *
 * Frees @self.
 */
void
manicule_refi_codes_free (ManiculeRefiCodes *self)
{
  g_object_unref (self->schema);
  g_hash_table_unref (self->codes);
  g_ptr_array_unref (self->labels);
  g_free (self);
}

/**
 * manicule_refi_codes_get:
 * @self: a code book
 * @label: the name of a label, which the schema may not have
 *
 * Returns: the guid of its code
 */
const char *
manicule_refi_codes_get (ManiculeRefiCodes *self,
                         const char        *label)
{
  add_code (self, label, NULL);

  return g_hash_table_lookup (self->codes, label);
}

/**
 * manicule_refi_codes_print:
 * @self: a code book
 * @out: gets the element “Codes”; nothing where there is no code
 *
 * Writes the codes, each within what it is a kind of.
 *
 * Returns: whether there is any
 */
gboolean
manicule_refi_codes_print (ManiculeRefiCodes *self,
                           GString           *out)
{
  g_autoptr(GHashTable) children = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);

  if (self->labels->len == 0)
    return FALSE;

  for (guint i = 0; i < self->labels->len; i++)
    {
      const char *parent = find_parent (self, self->labels->pdata[i]);
      GPtrArray *inner = parent != NULL ? g_hash_table_lookup (children, parent) : NULL;

      if (parent == NULL)
        continue;
      if (inner == NULL)
        {
          inner = g_ptr_array_new ();
          g_hash_table_insert (children, (gpointer) parent, inner);
        }
      g_ptr_array_add (inner, self->labels->pdata[i]);
    }

  g_string_append (out, "<Codes>\n");
  for (guint i = 0; i < self->labels->len; i++)
    if (find_parent (self, self->labels->pdata[i]) == NULL)
      put_code (self, out, children, self->labels->pdata[i]);
  g_string_append (out, "</Codes>\n");

  return TRUE;
}

/**
 * manicule_refi_print_code_book:
 * @schema: a schema
 *
 * Returns: (transfer full) (nullable): its labels and document labels as a code book; %NULL where there are none
 */
char *
manicule_refi_print_code_book (ManiculeSchema *schema)
{
  g_autoptr(ManiculeHashSet) taken = manicule_hash_set_new ();
  g_autoptr(GString) out = g_string_new (MANICULE_XML_DECLARATION "<CodeBook xmlns=\"" MANICULE_REFI_CODE_BOOK "1.0\" origin=\"Manicule "
                                         MANICULE_VERSION "\">\n");
  ManiculeRefiCodes *codes = manicule_refi_codes_new (schema, taken);
  gboolean has_codes = manicule_refi_codes_print (codes, out);

  manicule_refi_codes_free (codes);
  g_string_append (out, "</CodeBook>\n");

  return has_codes ? g_string_free_and_steal (g_steal_pointer (&out)) : NULL;
}
