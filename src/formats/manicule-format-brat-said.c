/* manicule-format-brat-said.c: writing attributes, notes and normalisations
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-brat-writer-private.h"

#include "manicule-format-brat-names.h"
#include "manicule-format-brat-ranges.h"
#include "manicule-format-values.h"

#include <string.h>

/* --- attributes --- */

/* Which values of which attributes are still to be written, and which ids of former values can be used for them. */
typedef struct
{
  GHashTable *wanted;  /* (owned): name and value to how often */
  GHashTable *spare;   /* (owned): name to (element-type utf8) ids */
} Answers;

/* NULL is a binary attribute. */
static char *
make_key (const char *name,
          const char *value)
{
  return value != NULL ? g_strconcat (name, "\n", value, NULL) : g_strdup (name);
}

/* The values as they are written, before they are encoded: NULL-terminated, NULL alone for yes. */
static GStrv
print_values (GVariant *value)
{
  const char *yes[] = { NULL };

  if (g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN) && g_variant_get_boolean (value))
    return g_strdupv ((char **) yes);

  return manicule_value_dup_texts (value);
}

static void
want (Answers    *answers,
      const char *name,
      const char *value)
{
  char *key = make_key (name, value);
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (answers->wanted, key));

  g_hash_table_replace (answers->wanted, key, GUINT_TO_POINTER (n + 1));
}

/* Whether that answer is still to be written; then it counts as written. */
static gboolean
take (Answers    *answers,
      const char *name,
      const char *value)
{
  g_autofree char *key = make_key (name, value);
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (answers->wanted, key));

  if (n > 0)
    g_hash_table_replace (answers->wanted, g_steal_pointer (&key), GUINT_TO_POINTER (n - 1));

  return n > 0;
}

static void
spare (Answers    *answers,
       const char *name,
       const char *id)
{
  GQueue *ids = g_hash_table_lookup (answers->spare, name);

  if (ids == NULL)
    {
      ids = g_queue_new ();
      g_hash_table_insert (answers->spare, g_strdup (name), ids);
    }
  g_queue_push_tail (ids, (gpointer) id);
}

static const char *
take_spare (ManiculeBratWriter *self,
            Answers            *answers,
            const char         *name)
{
  GQueue *ids = g_hash_table_lookup (answers->spare, name);
  const char *id = ids != NULL ? g_queue_pop_head (ids) : NULL;

  return id != NULL ? id : manicule_brat_writer_new_id (self, "A");
}

static void
emit_attribute (ManiculeBratWriter *self,
                ManiculeBratEntry  *entry,
                const char         *id,
                const char         *name,
                const char         *value)
{
  g_autofree char *encoded_name = manicule_brat_name_encode (name);
  g_autofree char *encoded_value = value != NULL ? manicule_brat_value_encode (value) : NULL;
  g_autofree char *line = g_strdup_printf ("%s\t%s %s%s%s", id, encoded_name, entry->id,
                                           value != NULL ? " " : "", value != NULL ? encoded_value : "");

  manicule_brat_writer_emit (self, id, line);
}

static gboolean
is_said_of (ManiculeBratWriter       *self,
            const ManiculeBratEntry  *entry,
            const ManiculeBratStored *stored)
{
  return manicule_brat_writer_resolve (self, stored->line.target) == entry;
}

/* Lines that still hold stay as they are. */
static void
emit_stored_attributes (ManiculeBratWriter *self,
                        ManiculeBratEntry  *entry,
                        Answers            *answers)
{
  for (guint i = 0; entry->stored != NULL && i < entry->stored->len; i++)
    {
      ManiculeBratStored *stored = &g_array_index (entry->stored, ManiculeBratStored, i);
      g_autofree char *name = NULL;
      g_autofree char *value = NULL;

      if (stored->line.kind != MANICULE_BRAT_ATTRIBUTE || !manicule_brat_writer_claim_id (self, stored->line.id))
        continue;

      name = manicule_brat_name_decode (stored->line.type);
      value = stored->line.text != NULL ? manicule_brat_value_decode (stored->line.text) : NULL;
      if (is_said_of (self, entry, stored) && take (answers, name, value))
        manicule_brat_writer_emit (self, stored->line.id, stored->raw);
      else
        spare (answers, name, stored->line.id);
    }
}

static void
emit_new_attributes (ManiculeBratWriter *self,
                     ManiculeBratEntry  *entry,
                     GVariant           *attributes,
                     Answers            *answers)
{
  GVariantIter iter;
  const char *name;
  GVariant *value;

  g_variant_iter_init (&iter, attributes);
  while (g_variant_iter_loop (&iter, "{&sv}", &name, &value))
    {
      g_auto(GStrv) values = print_values (value);
      guint i = 0;

      do
        if (take (answers, name, values[i]))
          emit_attribute (self, entry, take_spare (self, answers, name), name, values[i]);
      while (values[i] != NULL && values[++i] != NULL);
    }
}

static void
want_all (Answers  *answers,
          GVariant *attributes)
{
  GVariantIter iter;
  const char *name;
  GVariant *value;

  g_variant_iter_init (&iter, attributes);
  while (g_variant_iter_loop (&iter, "{&sv}", &name, &value))
    {
      g_auto(GStrv) values = print_values (value);

      if (values[0] == NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN))
        want (answers, name, NULL);
      for (guint i = 0; values[i] != NULL; i++)
        want (answers, name, values[i]);
    }
}

static void
emit_attributes (ManiculeBratWriter *self,
                 ManiculeBratEntry  *entry)
{
  GVariant *attributes = manicule_annotation_get_attributes (entry->annotation);
  Answers answers;

  if (attributes == NULL)
    return;

  answers.wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  answers.spare = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_queue_free);

  want_all (&answers, attributes);
  emit_stored_attributes (self, entry, &answers);
  emit_new_attributes (self, entry, attributes, &answers);

  g_hash_table_unref (answers.wanted);
  g_hash_table_unref (answers.spare);
}

/* --- notes --- */

/* The next line of @kind and, for notes, @type that @entry carries, from *@i on; NULL at the end. */
static ManiculeBratStored *
next_stored (ManiculeBratEntry    *entry,
             ManiculeBratLineKind  kind,
             const char           *type,
             guint                *i)
{
  while (entry->stored != NULL && *i < entry->stored->len)
    {
      ManiculeBratStored *stored = &g_array_index (entry->stored, ManiculeBratStored, (*i)++);

      if (stored->line.kind == kind && (type == NULL || g_str_equal (stored->line.type, type)))
        return stored;
    }

  return NULL;
}

static void
emit_note (ManiculeBratWriter       *self,
           ManiculeBratEntry        *entry,
           const ManiculeBratStored *stored,
           const char               *type,
           const char               *text)
{
  gboolean has_id = stored != NULL && manicule_brat_writer_claim_id (self, stored->line.id);
  const char *id = has_id ? stored->line.id : manicule_brat_writer_new_id (self, "#");
  const char *former = stored != NULL && stored->line.text != NULL ? stored->line.text : "";
  g_autofree char *line = NULL;

  if (has_id && g_str_equal (former, text) && is_said_of (self, entry, stored))
    {
      manicule_brat_writer_emit (self, id, stored->raw);
      return;
    }

  line = g_strdup_printf ("%s\t%s %s\t%s", id, type, entry->id, text);
  manicule_brat_writer_emit (self, id, line);
}

/* A note of several lines becomes as many notes, since each stands in one line. */
static void
emit_notes (ManiculeBratWriter *self,
            ManiculeBratEntry  *entry)
{
  const char *note = manicule_annotation_get_note (entry->annotation);
  g_auto(GStrv) lines = g_strsplit (note != NULL ? note : "", "\n", -1);
  guint i = 0;

  for (guint n = 0; lines[n] != NULL; n++)
    {
      ManiculeBratStored *stored = next_stored (entry, MANICULE_BRAT_NOTE, MANICULE_BRAT_NOTE_PEOPLE, &i);

      g_strdelimit (lines[n], "\r", ' ');
      emit_note (self, entry, stored, MANICULE_BRAT_NOTE_PEOPLE, lines[n]);
    }

  /* An empty note is no note in the model, but it was a line. */
  if (note == NULL)
    {
      ManiculeBratStored *stored = next_stored (entry, MANICULE_BRAT_NOTE, MANICULE_BRAT_NOTE_PEOPLE, &i);

      if (stored != NULL && stored->line.text == NULL &&
          next_stored (entry, MANICULE_BRAT_NOTE, MANICULE_BRAT_NOTE_PEOPLE, &i) == NULL)
        emit_note (self, entry, stored, MANICULE_BRAT_NOTE_PEOPLE, "");
    }
}

/* Notes that programs wrote. */
static void
emit_other_notes (ManiculeBratWriter *self,
                  ManiculeBratEntry  *entry)
{
  ManiculeBratStored *stored;
  guint i = 0;

  while ((stored = next_stored (entry, MANICULE_BRAT_NOTE, NULL, &i)) != NULL)
    if (!g_str_equal (stored->line.type, MANICULE_BRAT_NOTE_PEOPLE) &&
        !g_str_equal (stored->line.type, MANICULE_BRAT_NOTE_RANGES))
      emit_note (self, entry, stored, stored->line.type, stored->line.text != NULL ? stored->line.text : "");
}

void
manicule_brat_writer_emit_ranges (ManiculeBratWriter  *self,
                                  ManiculeBratEntry   *entry,
                                  const ManiculeRange *ranges,
                                  guint                n_ranges)
{
  g_autoptr(GString) text = g_string_new (NULL);
  guint i = 0;

  manicule_brat_append_ranges (text, ranges, n_ranges);
  emit_note (self, entry, next_stored (entry, MANICULE_BRAT_NOTE, MANICULE_BRAT_NOTE_RANGES, &i),
             MANICULE_BRAT_NOTE_RANGES, text->str);
}

/* --- normalisations --- */

static void
emit_normalization (ManiculeBratWriter       *self,
                    ManiculeBratEntry        *entry,
                    const ManiculeBratStored *stored)
{
  gboolean has_id = manicule_brat_writer_claim_id (self, stored->line.id);
  const char *id = has_id ? stored->line.id : manicule_brat_writer_new_id (self, "N");
  g_autofree char *line = NULL;

  if (has_id && is_said_of (self, entry, stored))
    {
      manicule_brat_writer_emit (self, id, stored->raw);
      return;
    }

  line = g_strdup_printf ("%s\t%s %s %s:%s\t%s", id, stored->line.type, entry->id, stored->line.database,
                          stored->line.reference, stored->line.text != NULL ? stored->line.text : "");
  manicule_brat_writer_emit (self, id, line);
}

static void
emit_entity (ManiculeBratWriter *self,
             ManiculeBratEntry  *entry,
             const char         *id,
             const char         *entity)
{
  g_autofree char *reference = manicule_brat_value_encode (entity);
  g_autofree char *line = g_strdup_printf ("%s\tReference %s %s:%s\t%s", id, entry->id, MANICULE_BRAT_DATABASE,
                                           reference, entity);

  manicule_brat_writer_emit (self, id, line);
}

/* The first reference is the tie to the register; others only go along with it. */
static void
emit_normalizations (ManiculeBratWriter *self,
                     ManiculeBratEntry  *entry)
{
  const char *entity = manicule_annotation_get_entity (entry->annotation);
  ManiculeBratStored *stored;
  guint i = 0;

  if (entity == NULL)
    return;

  stored = next_stored (entry, MANICULE_BRAT_NORMALIZATION, NULL, &i);
  if (stored != NULL)
    {
      g_autofree char *former = manicule_brat_entity_id (stored->line.database, stored->line.reference);

      if (g_str_equal (former, entity))
        emit_normalization (self, entry, stored);
      else
        emit_entity (self, entry, manicule_brat_writer_claim_id (self, stored->line.id)
                                  ? stored->line.id : manicule_brat_writer_new_id (self, "N"), entity);
    }
  else
    emit_entity (self, entry, manicule_brat_writer_new_id (self, "N"), entity);

  while ((stored = next_stored (entry, MANICULE_BRAT_NORMALIZATION, NULL, &i)) != NULL)
    emit_normalization (self, entry, stored);
}

void
manicule_brat_writer_emit_said (ManiculeBratWriter *self,
                                ManiculeBratEntry  *entry)
{
  emit_attributes (self, entry);
  emit_normalizations (self, entry);
  emit_notes (self, entry);
  emit_other_notes (self, entry);
}
