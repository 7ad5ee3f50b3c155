/* manicule-json-change.c: changes, as they stand in the journal
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-json-items.h"

#include "manicule-json-writer.h"

#include <glib/gi18n-lib.h>

static const char * const kind_words[] = {
  [MANICULE_CHANGE_ANNOTATION] = "annotation",
  [MANICULE_CHANGE_STATUS] = "status",
  [MANICULE_CHANGE_LABEL] = "label",
  [MANICULE_CHANGE_RELATION_TYPE] = "relation-type",
  [MANICULE_CHANGE_ATTRIBUTE] = "attribute",
  [MANICULE_CHANGE_DOCUMENT_LABEL] = "document-label",
  [MANICULE_CHANGE_ENTITY] = "entity",
  [MANICULE_CHANGE_ARTICLE] = "article",
  NULL,
};

/* What the project's own lists are of; NULL for what belongs to an annotation set. */
static const ManiculeJsonItem * const items[] = {
  [MANICULE_CHANGE_LABEL] = &manicule_json_label,
  [MANICULE_CHANGE_RELATION_TYPE] = &manicule_json_relation_type,
  [MANICULE_CHANGE_ATTRIBUTE] = &manicule_json_attribute,
  [MANICULE_CHANGE_DOCUMENT_LABEL] = &manicule_json_attribute,
  [MANICULE_CHANGE_ENTITY] = &manicule_json_entity,
  [MANICULE_CHANGE_ARTICLE] = &manicule_json_article,
};

/* --- writing ---------------------------------------------------------------------------------------------------- */

static void
put_thing (GString            *out,
           const char         *name,
           ManiculeChangeKind  kind,
           gpointer            thing)
{
  if (thing == NULL)
    return;

  manicule_json_put_name (out, name);
  if (items[kind] != NULL)
    items[kind]->append (out, thing);
  else
    manicule_json_append_annotation (out, thing, NULL);
}

/**
 * manicule_json_append_change:
 * @out: what to append to
 * @change: a change
 *
 * Writes a change as an object. Spans stand there without the text that they cover.
 */
void
manicule_json_append_change (GString        *out,
                             ManiculeChange *change)
{
  ManiculeChangeKind kind = manicule_change_get_kind (change);

  g_string_append_c (out, '{');
  manicule_json_put_string (out, "kind", kind_words[kind]);
  manicule_json_put_string (out, "article", manicule_change_get_article_id (change));
  manicule_json_put_string (out, "annotator", manicule_change_get_annotator (change));
  if (kind == MANICULE_CHANGE_STATUS)
    {
      manicule_json_put_string (out, "before", manicule_json_statuses[manicule_change_get_status_before (change)]);
      manicule_json_put_string (out, "after", manicule_json_statuses[manicule_change_get_status_after (change)]);
    }
  else
    {
      put_thing (out, "before", kind, manicule_change_get_before (change));
      put_thing (out, "after", kind, manicule_change_get_after (change));
    }
  if (items[kind] != NULL)
    manicule_json_put_int (out, "position", manicule_change_get_position (change));
  g_string_append_c (out, '}');
}

/**
 * manicule_json_write_change:
 * @change: a change
 *
 * Writes a change as a line of its own.
 *
 * Returns: (transfer full): the line, ended by a line feed
 */
char *
manicule_json_write_change (ManiculeChange *change)
{
  GString *out;

  g_return_val_if_fail (MANICULE_IS_CHANGE (change), NULL);

  out = g_string_new (NULL);
  manicule_json_append_change (out, change);
  g_string_append_c (out, '\n');

  return g_string_free_and_steal (out);
}

/* --- reading ---------------------------------------------------------------------------------------------------- */

static gpointer
read_thing (ManiculeJsonValue   root,
            const char         *name,
            ManiculeChangeKind  kind)
{
  ManiculeJsonValue thing = manicule_json_find (root, name);

  if (manicule_json_get_kind (thing) == MANICULE_JSON_ABSENT)
    return NULL;
  if (items[kind] != NULL)
    return items[kind]->read (thing, NULL);
  return manicule_json_read_annotation (thing, NULL, NULL);
}

static const char *
key_of (ManiculeChangeKind  kind,
        gpointer            thing)
{
  return items[kind] != NULL ? items[kind]->get_key (thing) : manicule_annotation_get_id (thing);
}

/* A change has at least one side, and both are of the same thing. */
static void
check_sides (ManiculeJsonValue   root,
             ManiculeChangeKind  kind,
             gpointer            before,
             gpointer            after)
{
  if (manicule_json_reader_failed (root.reader))
    return;

  if (before == NULL && after == NULL)
    manicule_json_fail (root, MANICULE_JSON_ERROR_MISSING, "empty-change",
                        _("a change needs “before” or “after” or both"));
  else if (before != NULL && after != NULL && g_strcmp0 (key_of (kind, before), key_of (kind, after)) != 0)
    manicule_json_fail (root, MANICULE_JSON_ERROR_VALUE, "sides-differ",
                        _("“before” and “after” are not the same thing: their ids or names differ"));
}

static ManiculeChange *
read_annotation_change (ManiculeJsonValue root)
{
  const char *article = manicule_json_get_file_name (root, "article");
  const char *annotator = manicule_json_get_file_name (root, "annotator");
  g_autoptr(ManiculeAnnotation) before = read_thing (root, "before", MANICULE_CHANGE_ANNOTATION);
  g_autoptr(ManiculeAnnotation) after = read_thing (root, "after", MANICULE_CHANGE_ANNOTATION);

  check_sides (root, MANICULE_CHANGE_ANNOTATION, before, after);
  if (manicule_json_reader_failed (root.reader))
    return NULL;
  return manicule_change_new_annotation_for (article, annotator, before, after);
}

static ManiculeChange *
read_status_change (ManiculeJsonValue root)
{
  const char *article = manicule_json_get_file_name (root, "article");
  const char *annotator = manicule_json_get_file_name (root, "annotator");
  guint before = manicule_json_as_word (manicule_json_get (root, "before"), manicule_json_statuses);
  guint after = manicule_json_as_word (manicule_json_get (root, "after"), manicule_json_statuses);

  if (manicule_json_reader_failed (root.reader))
    return NULL;
  return manicule_change_new_status_for (article, annotator, before, after);
}

static ManiculeChange *
read_item_change (ManiculeJsonValue   root,
                  ManiculeChangeKind  kind)
{
  g_autoptr(GObject) before = read_thing (root, "before", kind);
  g_autoptr(GObject) after = read_thing (root, "after", kind);
  guint position = manicule_json_get_uint (root, "position");

  check_sides (root, kind, before, after);
  return manicule_json_reader_failed (root.reader) ? NULL : manicule_change_new_item (kind, before, after, position);
}

/**
 * manicule_json_read_change_object:
 * @object: a change
 *
 * Whether it fits the project shows when it is applied.
 *
 * Returns: (transfer full) (nullable): the change; %NULL when the reader has failed
 */
ManiculeChange *
manicule_json_read_change_object (ManiculeJsonValue object)
{
  ManiculeChangeKind kind = manicule_json_as_word (manicule_json_get (object, "kind"), kind_words);

  if (manicule_json_reader_failed (object.reader))
    return NULL;

  switch (kind)
    {
    case MANICULE_CHANGE_ANNOTATION:
      return read_annotation_change (object);
    case MANICULE_CHANGE_STATUS:
      return read_status_change (object);
    case MANICULE_CHANGE_LABEL:
    case MANICULE_CHANGE_RELATION_TYPE:
    case MANICULE_CHANGE_ATTRIBUTE:
    case MANICULE_CHANGE_DOCUMENT_LABEL:
    case MANICULE_CHANGE_ENTITY:
    case MANICULE_CHANGE_ARTICLE:
    default:
      return read_item_change (object, kind);
    }
}

/**
 * manicule_json_read_change:
 * @line_bytes: a line that manicule_json_write_change() wrote
 * @file: its file's name for messages
 * @line: the line's number, from 1
 * @error: return location
 *
 * Returns: (transfer full): the change, or %NULL with an error
 */
ManiculeChange *
manicule_json_read_change (GBytes      *line_bytes,
                           const char  *file,
                           guint        line,
                           GError     **error)
{
  g_autoptr(ManiculeJsonReader) reader = manicule_json_reader_new_full (line_bytes, file, line, MANICULE_JSON_MAX_DEPTH, error);
  g_autoptr(ManiculeChange) change = NULL;

  if (reader == NULL)
    return NULL;

  change = manicule_json_read_change_object (manicule_json_reader_get_root (reader));
  return manicule_json_reader_settle (reader, NULL, error) ? g_steal_pointer (&change) : NULL;
}
