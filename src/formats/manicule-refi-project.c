/* manicule-refi-project.c: what a project of REFI-QDA says, and its guids
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-refi.h"

#include <string.h>

/* --- guids --- */

/**
 * manicule_refi_dup_guid:
 * @guid: (nullable): a guid, as it stands in a file
 *
 * Returns: (transfer full) (nullable): the guid in capitals, without braces
 */
char *
manicule_refi_dup_guid (const char *guid)
{
  gsize length = guid != NULL ? strlen (guid) : 0;

  if (guid == NULL)
    return NULL;
  if (length > 2 && guid[0] == '{' && guid[length - 1] == '}')
    {
      g_autofree char *bare = g_strndup (guid + 1, length - 2);

      return g_ascii_strup (bare, -1);
    }

  return g_ascii_strup (guid, -1);
}

/**
 * manicule_refi_is_guid:
 * @text: a text
 *
 * Returns: whether it is a guid without braces
 */
gboolean
manicule_refi_is_guid (const char *text)
{
  static const char pattern[] = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";

  if (strlen (text) != sizeof pattern - 1)
    return FALSE;
  for (guint i = 0; pattern[i] != '\0'; i++)
    if (pattern[i] == 'x' ? !g_ascii_isxdigit (text[i]) : text[i] != '-')
      return FALSE;

  return TRUE;
}

/**
 * manicule_refi_make_guid:
 * @kind: what it is of: "code"
 * @first: what tells it from others
 * @second: (nullable): more of that
 *
 * Makes a guid from words, with the version and variant of one that was made by a hash of its own (RFC 9562, version 8).
 *
 * Returns: (transfer full): the guid
 */
char *
manicule_refi_make_guid (const char *kind,
                         const char *first,
                         const char *second)
{
  g_autofree char *words = g_strdup_printf ("%s\n%s\n%s", kind, first, second != NULL ? second : "");
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, words, -1);
  g_autofree char *digits = g_ascii_strup (hash, -1);

  return g_strdup_printf ("%.8s-%.4s-8%.3s-A%.3s-%.12s", digits, digits + 8, digits + 12, digits + 15, digits + 18);
}

/* --- the project --- */

static void
code_free (gpointer data)
{
  ManiculeRefiCode *code = data;

  g_free (code->guid);
  g_free (code->name);
  g_free (code->color);
  g_free (code->description);
  g_free (code->parent);
  g_free (code);
}

static void
link_free (gpointer data)
{
  ManiculeRefiLink *link = data;

  g_free (link->xml);
  g_free (link);
}

/**
 * manicule_refi_project_new:
 *
 * Returns: (transfer full): an empty project
 */
ManiculeRefiProject *
manicule_refi_project_new (void)
{
  ManiculeRefiProject *self = g_new0 (ManiculeRefiProject, 1);

  self->codes = g_ptr_array_new_with_free_func (code_free);
  self->by_guid = g_hash_table_new (g_str_hash, g_str_equal);
  self->users = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->notes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->links = g_ptr_array_new_with_free_func (link_free);
  self->links_from = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  self->facts = manicule_refi_facts_new ();
  self->strings = g_string_chunk_new (1024);
  self->asides = manicule_refi_asides_new ();

  return self;
}

/**
 * manicule_refi_project_free:
 * @self: a project
 *
 * Frees @self.
 */
void
manicule_refi_project_free (ManiculeRefiProject *self)
{
  g_hash_table_unref (self->by_guid);
  g_ptr_array_unref (self->codes);
  g_hash_table_unref (self->users);
  g_hash_table_unref (self->notes);
  g_hash_table_unref (self->values);
  g_hash_table_unref (self->links_from);
  g_ptr_array_unref (self->links);
  manicule_refi_facts_free (self->facts);
  g_string_chunk_free (self->strings);
  manicule_refi_asides_free (self->asides);
  g_free (self);
}

/**
 * manicule_refi_set_links_aside:
 * @self: a project whose documents are all made
 *
 * Hands the links that became no relation to the asides.
 */
void
manicule_refi_set_links_aside (ManiculeRefiProject *self)
{
  for (guint i = 0; i < self->links->len; i++)
    {
      ManiculeRefiLink *link = self->links->pdata[i];

      if (link->xml != NULL)
        manicule_refi_asides_add_link (self->asides, link->xml);
      g_clear_pointer (&link->xml, g_free);
    }
}

/* --- the schema --- */

static gboolean
is_color (const char *color)
{
  return color != NULL && strlen (color) == 7 && color[0] == '#' && strspn (color + 1, "0123456789abcdefABCDEF") == 6;
}

static char *
make_carried (const char *guid)
{
  return g_strdup_printf ("\"" MANICULE_REFI "\":{\"guid\":\"%s\"}", guid);
}

/**
 * manicule_refi_add_to_schema:
 * @self: a project
 * @input: what it was read from
 *
 * Adds the codes as labels, those that are there already excepted.
 */
void
manicule_refi_add_to_schema (ManiculeRefiProject *self,
                             ManiculeFormatInput *input)
{
  ManiculeSchema *schema = manicule_format_input_get_schema (input);

  for (guint i = 0; i < self->codes->len; i++)
    {
      ManiculeRefiCode *code = self->codes->pdata[i];
      g_autofree char *proposed = NULL;
      g_autofree char *key = NULL;
      g_autofree char *carried = NULL;
      g_autofree char *color = NULL;
      g_autoptr(ManiculeLabel) label = NULL;

      if (manicule_schema_find_label (schema, code->name) != NULL)
        continue;
      key = manicule_schema_propose_key (schema, code->name);
      proposed = manicule_schema_propose_color (schema);
      color = is_color (code->color) ? g_ascii_strdown (code->color, -1) : g_strdup (proposed);
      if (code->guid != NULL && manicule_refi_is_guid (code->guid))
        carried = make_carried (code->guid);
      label = manicule_label_new (&(ManiculeLabelFields) {
          .name = code->name,
          .color = color,
          .key = key,
          .description = code->description,
          .parent = code->parent,
          .kind = MANICULE_LABEL_HIGHLIGHT,
          .carried = carried,
        });
      manicule_schema_add_label (schema, label);
    }
}
