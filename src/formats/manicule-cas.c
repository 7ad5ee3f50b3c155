/* manicule-cas.c: a common analysis structure of UIMA, in memory
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-cas.h"

#include <string.h>

#define VALUE(self, i) (&g_array_index ((self)->values, ManiculeCasValue, i))

/**
 * manicule_cas_new:
 * @types: its types, which must outlive it
 *
 * Returns: (transfer full): a CAS without structures
 */
ManiculeCas *
manicule_cas_new (ManiculeCasTypes *types)
{
  ManiculeCas *self = g_new0 (ManiculeCas, 1);

  self->types = types;
  self->strings = g_string_chunk_new (16 * 1024);
  self->chunks = g_ptr_array_new_with_free_func (g_free);
  self->structures = g_array_new (FALSE, TRUE, sizeof (ManiculeCasStructure));
  self->values = g_array_new (FALSE, TRUE, sizeof (ManiculeCasValue));
  self->views = g_array_new (FALSE, TRUE, sizeof (ManiculeCasView));
  self->by_id = g_hash_table_new (NULL, NULL);

  return self;
}

/**
 * manicule_cas_free:
 * @self: a CAS
 *
 * Frees @self and its strings.
 */
void
manicule_cas_free (ManiculeCas *self)
{
  g_string_chunk_free (self->strings);
  g_ptr_array_unref (self->chunks);
  g_array_unref (self->structures);
  g_array_unref (self->values);
  g_array_unref (self->views);
  g_hash_table_unref (self->by_id);
  g_free (self);
}

/**
 * manicule_cas_parse_id:
 * @text: what should be an id
 *
 * Returns: the id, 0 when it is none
 */
guint
manicule_cas_parse_id (const char *text)
{
  guint64 id;

  if (!g_ascii_isdigit (text[0]) || !g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT32, &id, NULL))
    return 0;

  return (guint) id;
}

/* --- adding --- */

/**
 * manicule_cas_begin:
 * @self: a CAS
 * @id: an id
 * @type: the name of its type
 * @line: where it stands; 0: nowhere
 *
 * Adds a structure without values.
 *
 * Returns: FALSE when the id is taken; then nothing is added
 */
gboolean
manicule_cas_begin (ManiculeCas *self,
                    guint        id,
                    const char  *type,
                    guint        line)
{
  ManiculeCasStructure structure = { .id = id, .line = line, .first = self->values->len };

  if (manicule_cas_find (self, id) != NULL)
    return FALSE;

  structure.type = manicule_cas_types_intern (self->types, type);
  g_array_append_val (self->structures, structure);
  g_hash_table_insert (self->by_id, GUINT_TO_POINTER (id), GUINT_TO_POINTER (self->structures->len));

  return TRUE;
}

/**
 * manicule_cas_get_last:
 * @self: a CAS that has structures
 *
 * Returns: (transfer none): the one that was added last
 */
ManiculeCasStructure *
manicule_cas_get_last (ManiculeCas *self)
{
  return manicule_cas_get (self, self->structures->len - 1);
}

static ManiculeCasValue *
add_value (ManiculeCas     *self,
           const char      *name,
           ManiculeCasKind  kind)
{
  ManiculeCasValue value = { .name = manicule_cas_types_intern (self->types, name), .kind = kind };

  g_array_append_val (self->values, value);
  manicule_cas_get_last (self)->n_values++;

  return VALUE (self, self->values->len - 1);
}

/**
 * manicule_cas_add_text:
 * @self: a CAS
 * @name: the name of a feature
 * @kind: boolean, integer, number, numbers or string
 * @text: its value
 *
 * Adds a value to the last structure.
 */
void
manicule_cas_add_text (ManiculeCas     *self,
                       const char      *name,
                       ManiculeCasKind  kind,
                       const char      *text)
{
  add_value (self, name, kind)->text = g_string_chunk_insert (self->strings, text);
}

/**
 * manicule_cas_add_references:
 * @self: a CAS
 * @name: the name of a feature
 * @ids: where it leads to
 * @n: how many
 * @array_id: the id of the array; 0: none
 *
 * Adds a value to the last structure.
 */
void
manicule_cas_add_references (ManiculeCas *self,
                             const char  *name,
                             const guint *ids,
                             guint        n,
                             guint        array_id)
{
  ManiculeCasValue *value = add_value (self, name, MANICULE_CAS_REFERENCES);

  value->n = n;
  value->array_id = array_id;
  value->ids = g_memdup2 (ids, sizeof (guint) * n);
  if (n > 0)
    g_ptr_array_add (self->chunks, value->ids);
}

/**
 * manicule_cas_add_reference:
 * @self: a CAS
 * @name: the name of a feature
 * @id: where it leads to
 *
 * Adds a value to the last structure.
 */
void
manicule_cas_add_reference (ManiculeCas *self,
                            const char  *name,
                            guint        id)
{
  manicule_cas_add_references (self, name, &id, 1, 0);
  VALUE (self, self->values->len - 1)->kind = MANICULE_CAS_REFERENCE;
}

/**
 * manicule_cas_add_strings:
 * @self: a CAS
 * @name: the name of a feature
 * @texts: texts; NULL among them: null
 * @n: how many
 * @array_id: the id of the array; 0: none
 *
 * Adds a value to the last structure.
 */
void
manicule_cas_add_strings (ManiculeCas        *self,
                          const char         *name,
                          const char * const *texts,
                          guint               n,
                          guint               array_id)
{
  ManiculeCasValue *value = add_value (self, name, MANICULE_CAS_STRINGS);

  value->n = n;
  value->array_id = array_id;
  if (n == 0)
    return;

  value->texts = g_new0 (const char *, n);
  g_ptr_array_add (self->chunks, value->texts);
  for (guint i = 0; i < n; i++)
    value->texts[i] = texts[i] != NULL ? g_string_chunk_insert (self->strings, texts[i]) : NULL;
}

/**
 * manicule_cas_add_value:
 * @self: a CAS
 * @value: a value, maybe of another CAS
 *
 * Adds a copy of it to the last structure.
 */
void
manicule_cas_add_value (ManiculeCas            *self,
                        const ManiculeCasValue *value)
{
  switch (value->kind)
    {
    case MANICULE_CAS_REFERENCE:
      manicule_cas_add_reference (self, value->name, value->ids[0]);
      break;

    case MANICULE_CAS_REFERENCES:
      manicule_cas_add_references (self, value->name, value->ids, value->n, value->array_id);
      break;

    case MANICULE_CAS_STRINGS:
      manicule_cas_add_strings (self, value->name, value->texts, value->n, value->array_id);
      break;

    case MANICULE_CAS_BOOLEAN:
    case MANICULE_CAS_INTEGER:
    case MANICULE_CAS_NUMBER:
    case MANICULE_CAS_STRING:
    case MANICULE_CAS_NUMBERS:
    default:
      manicule_cas_add_text (self, value->name, value->kind, value->text);
      VALUE (self, self->values->len - 1)->array_id = value->array_id;
      break;
    }
}

/**
 * manicule_cas_add_view:
 * @self: a CAS
 * @sofa: the id of its sofa
 * @name: its name
 * @line: where it stands
 *
 * Returns: (transfer none): a new view, or the one of that sofa; good until the next one is added
 */
ManiculeCasView *
manicule_cas_add_view (ManiculeCas *self,
                       guint        sofa,
                       const char  *name,
                       guint        line)
{
  ManiculeCasView *former = manicule_cas_find_view (self, sofa, NULL);
  ManiculeCasView view = { .id = sofa, .line = line };

  if (former != NULL)
    return former;

  view.name = g_string_chunk_insert (self->strings, name);
  g_array_append_val (self->views, view);

  return &g_array_index (self->views, ManiculeCasView, self->views->len - 1);
}

/* --- finding --- */

/**
 * manicule_cas_get:
 * @self: a CAS
 * @position: which structure
 *
 * Returns: (transfer none): it
 */
ManiculeCasStructure *
manicule_cas_get (ManiculeCas *self,
                  guint        position)
{
  return &g_array_index (self->structures, ManiculeCasStructure, position);
}

/**
 * manicule_cas_find:
 * @self: a CAS
 * @id: an id
 *
 * Returns: (transfer none) (nullable): the structure of that id
 */
ManiculeCasStructure *
manicule_cas_find (ManiculeCas *self,
                   guint        id)
{
  guint position = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_id, GUINT_TO_POINTER (id)));

  return position > 0 ? manicule_cas_get (self, position - 1) : NULL;
}

/**
 * manicule_cas_get_values:
 * @self: a CAS
 * @structure: one of its structures
 *
 * Returns: (transfer none): the first of its values, which the others follow
 */
ManiculeCasValue *
manicule_cas_get_values (ManiculeCas                *self,
                         const ManiculeCasStructure *structure)
{
  return VALUE (self, structure->first);
}

/**
 * manicule_cas_find_value:
 * @self: a CAS
 * @structure: one of its structures
 * @name: the name of a feature
 *
 * Returns: (transfer none) (nullable): its value
 */
ManiculeCasValue *
manicule_cas_find_value (ManiculeCas                *self,
                         const ManiculeCasStructure *structure,
                         const char                 *name)
{
  for (guint i = 0; i < structure->n_values; i++)
    {
      ManiculeCasValue *value = VALUE (self, structure->first + i);

      if (strcmp (value->name, name) == 0)
        return value;
    }

  return NULL;
}

/**
 * manicule_cas_find_view:
 * @self: a CAS
 * @sofa: the id of a sofa
 * @number: (out) (optional): which view it is, from 0
 *
 * Returns: (transfer none) (nullable): its view
 */
ManiculeCasView *
manicule_cas_find_view (ManiculeCas *self,
                        guint        sofa,
                        guint       *number)
{
  for (guint i = 0; i < self->views->len; i++)
    {
      ManiculeCasView *view = &g_array_index (self->views, ManiculeCasView, i);

      if (view->id != sofa)
        continue;
      if (number != NULL)
        *number = i;
      return view;
    }

  return NULL;
}

/**
 * manicule_cas_find_free_id:
 * @self: a CAS
 *
 * Returns: an id above all that are taken
 */
guint
manicule_cas_find_free_id (ManiculeCas *self)
{
  guint id = 0;

  for (guint i = 0; i < self->structures->len; i++)
    id = MAX (id, manicule_cas_get (self, i)->id);
  for (guint i = 0; i < self->views->len; i++)
    id = MAX (id, g_array_index (self->views, ManiculeCasView, i).id);
  for (guint i = 0; i < self->values->len; i++)
    id = MAX (id, g_array_index (self->values, ManiculeCasValue, i).array_id);

  return id + 1;
}

/* --- arrays --- */

/**
 * manicule_cas_is_array:
 * @type: the name of a type
 *
 * Returns: whether it is an array, whose values are its "elements"
 */
gboolean
manicule_cas_is_array (const char *type)
{
  return g_str_has_suffix (type, "[]") || (g_str_has_prefix (type, "uima.cas.") && g_str_has_suffix (type, "Array"));
}

static void
count_references (ManiculeCas *self,
                  GHashTable  *counts)
{
  for (guint i = 0; i < self->values->len; i++)
    for (guint j = 0; VALUE (self, i)->ids != NULL && j < VALUE (self, i)->n; j++)
      {
        gpointer id = GUINT_TO_POINTER (VALUE (self, i)->ids[j]);
        guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, id));

        g_hash_table_insert (counts, id, GUINT_TO_POINTER (n + 1));
      }
}

/* Bytes have two spellings, and stay structures. */
static gboolean
can_be_taken_in (ManiculeCas          *self,
                 ManiculeCasStructure *array,
                 GHashTable           *counts)
{
  return array != NULL && manicule_cas_is_array (array->type) && array->n_values == 1 && array->views == 0 &&
         manicule_cas_get_values (self, array)->kind >= MANICULE_CAS_REFERENCES &&
         GPOINTER_TO_UINT (g_hash_table_lookup (counts, GUINT_TO_POINTER (array->id))) == 1;
}

/* The nodes of a list that only this feature leads to, as a value; FALSE where there is another way to one of them. */
static gboolean
collect_list (ManiculeCas *self,
              guint        id,
              const char  *node_type,
              GHashTable  *counts,
              GArray      *positions)
{
  for (;;)
    {
      guint position = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_id, GUINT_TO_POINTER (id)));
      ManiculeCasStructure *node = position > 0 ? manicule_cas_get (self, position - 1) : NULL;
      const ManiculeCasValue *tail = node != NULL ? manicule_cas_find_value (self, node, "tail") : NULL;

      if (node == NULL || node->is_used || node->views != 0 ||
          GPOINTER_TO_UINT (g_hash_table_lookup (counts, GUINT_TO_POINTER (id))) != 1)
        return FALSE;
      position--;
      g_array_append_val (positions, position);
      if (node->n_values == 0 && g_str_has_prefix (node->type, "uima.cas.Empty"))
        return TRUE;
      if (strcmp (node->type, node_type) != 0 || node->n_values != 2 || tail == NULL || tail->kind != MANICULE_CAS_REFERENCE ||
          manicule_cas_find_value (self, node, "head") == NULL)
        return FALSE;
      id = tail->ids[0];
    }
}

static gboolean
take_list_in (ManiculeCas                *self,
              const ManiculeCasStructure *structure,
              ManiculeCasValue           *value,
              GHashTable                 *counts)
{
  const ManiculeCasFeature *feature = manicule_cas_types_find_feature (self->types, structure->type, value->name);
  gboolean is_strings = feature != NULL && strcmp (feature->range, "uima.cas.StringList") == 0;
  g_autoptr(GArray) positions = g_array_new (FALSE, FALSE, sizeof (guint));
  ManiculeCasValue list = { .name = value->name, .kind = is_strings ? MANICULE_CAS_STRINGS : MANICULE_CAS_REFERENCES };

  if (feature == NULL || feature->is_shared || (!is_strings && strcmp (feature->range, "uima.cas.FSList") != 0) ||
      !collect_list (self, value->ids[0], is_strings ? "uima.cas.NonEmptyStringList" : "uima.cas.NonEmptyFSList", counts, positions))
    return FALSE;

  list.n = positions->len - 1;
  list.ids = g_new0 (guint, MAX (list.n, 1));
  list.texts = g_new0 (const char *, MAX (list.n, 1));
  g_ptr_array_add (self->chunks, list.ids);
  g_ptr_array_add (self->chunks, list.texts);
  for (guint i = 0; i < positions->len; i++)
    {
      ManiculeCasStructure *node = manicule_cas_get (self, g_array_index (positions, guint, i));
      const ManiculeCasValue *head = i < list.n ? manicule_cas_find_value (self, node, "head") : NULL;

      node->is_used = TRUE;
      if (head != NULL && head->kind == MANICULE_CAS_REFERENCE)
        list.ids[i] = head->ids[0];
      else if (head != NULL && head->kind == MANICULE_CAS_STRING)
        list.texts[i] = head->text;
    }
  if (is_strings)
    list.ids = NULL;
  else
    list.texts = NULL;
  *value = list;

  return TRUE;
}

/**
 * manicule_cas_take_arrays_in:
 * @self: a CAS that is read
 *
 * Makes the elements of each array or list that one feature alone leads to the values of that feature. The array, or
 * every node of the list, is used then.
 */
void
manicule_cas_take_arrays_in (ManiculeCas *self)
{
  g_autoptr(GHashTable) counts = g_hash_table_new (NULL, NULL);

  count_references (self, counts);
  for (guint i = 0; i < self->structures->len; i++)
    {
      ManiculeCasStructure *structure = manicule_cas_get (self, i);

      /* An array in an array stays one, or two could swallow each other. */
      for (guint j = 0; j < structure->n_values && !manicule_cas_is_array (structure->type); j++)
        {
          ManiculeCasValue *value = VALUE (self, structure->first + j);
          ManiculeCasStructure *array = value->kind == MANICULE_CAS_REFERENCE ? manicule_cas_find (self, value->ids[0]) : NULL;
          const char *name = value->name;

          if (array == NULL || take_list_in (self, structure, value, counts) || !can_be_taken_in (self, array, counts))
            continue;
          *value = *manicule_cas_get_values (self, array);
          value->name = name;
          value->array_id = array->id;
          array->is_used = TRUE;
        }
    }
}
