/* manicule-json-merge.c: two versions of a file of a project, made one again
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-json-merge.h"

#include "manicule-json-bare.h"
#include "manicule-json-items.h"
#include "manicule-json-merge-private.h"
#include "manicule-json-set-private.h"
#include "manicule-merge.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A kind of file, and how it is brought into the form in which we write it. */
typedef struct
{
  const char *format;    /* the member "format"; NULL: a list, one item a line */
  const char *file_name; /* of a list */
  GBytes   *(*rewrite) (GBytes      *bytes,
                        const char  *name,
                        GError     **error);
} Kind;

/* --- the kinds -------------------------------------------------------------------------------------------------- */

static GBytes *
rewrite_lines (const ManiculeJsonItem  *item,
               GBytes                  *bytes,
               const char              *name,
               GError                 **error)
{
  g_autoptr(GPtrArray) items = manicule_json_read_lines (item, bytes, name, NULL, error);
  GString *text;

  if (items == NULL)
    return NULL;

  text = g_string_new (NULL);
  for (guint i = 0; i < items->len; i++)
    {
      item->append (text, items->pdata[i]);
      g_string_append_c (text, '\n');
    }
  return g_string_free_to_bytes (text);
}

static GBytes *
rewrite_articles (GBytes      *bytes,
                  const char  *name,
                  GError     **error)
{
  return rewrite_lines (&manicule_json_article, bytes, name, error);
}

static GBytes *
rewrite_entities (GBytes      *bytes,
                  const char  *name,
                  GError     **error)
{
  return rewrite_lines (&manicule_json_entity, bytes, name, error);
}

static GBytes *
rewrite_schema (GBytes      *bytes,
                const char  *name,
                GError     **error)
{
  g_autoptr(ManiculeSchema) schema = manicule_json_read_schema (bytes, name, NULL, error);

  return schema != NULL ? manicule_json_write_schema (schema) : NULL;
}

static GBytes *
rewrite_project (GBytes      *bytes,
                 const char  *name,
                 GError     **error)
{
  g_autoptr(ManiculeProject) project = manicule_json_read_project (bytes, name, error);

  return project != NULL ? manicule_json_write_project (project) : NULL;
}

static const Kind kinds[] = {
  { "manicule-schema", NULL, rewrite_schema },
  { "manicule-project", NULL, rewrite_project },
  { NULL, "articles.jsonl", rewrite_articles },
  { NULL, "entities.jsonl", rewrite_entities },
};

static gboolean
is_empty (GBytes *bytes)
{
  return bytes == NULL || g_bytes_get_size (bytes) == 0;
}

/* The member "format" of a file; NULL when there is none or the file is no JSON. */
static char *
dup_format (GBytes *bytes)
{
  g_autoptr(ManiculeJsonReader) reader = manicule_json_reader_new_full (bytes, "", 1, 1, NULL);
  ManiculeJsonValue format;

  if (reader == NULL)
    return NULL;

  format = manicule_json_find (manicule_json_reader_get_root (reader), "format");
  return manicule_json_get_kind (format) == MANICULE_JSON_STRING ? g_strdup (manicule_json_as_string (format)) : NULL;
}

static const Kind *
find_kind (const char  *name,
           const char  *format,
           GError     **error)
{
  g_autofree char *base_name = g_path_get_basename (name);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (format != NULL && g_strcmp0 (kinds[i].format, format) == 0)
        return &kinds[i];
      if (kinds[i].file_name != NULL && g_str_equal (kinds[i].file_name, base_name))
        return &kinds[i];
    }

  g_set_error (error, MANICULE_JSON_ERROR, MANICULE_JSON_ERROR_VALUE,
               _("%s: this is none of the files of a project. Annotation sets, schema.json, manicule.json, "
                 "articles.jsonl and entities.jsonl can be merged"), name);
  return NULL;
}

/* --- lists and objects ------------------------------------------------------------------------------------------ */

static ManiculeJsonParts *
parse_lines (GBytes *bytes)
{
  g_autoptr(ManiculeJsonReader) reader = manicule_json_reader_new_many (bytes, "", MANICULE_JSON_LINES, NULL);
  ManiculeJsonParts *parts = manicule_json_parts_new ();

  while (reader != NULL && manicule_json_reader_next (reader))
    {
      ManiculeJsonValue root = manicule_json_reader_get_root (reader);
      g_autofree char *raw = manicule_json_dup_raw (root);

      manicule_json_parts_append (parts, manicule_json_get_string (root, "id"), raw);
    }
  return parts;
}

static char *
merge_lines (const ManiculeJsonMergePlace  *place,
             GBytes                       **sides)
{
  g_autoptr(ManiculeJsonParts) base = parse_lines (sides[0]), ours = parse_lines (sides[1]);
  g_autoptr(ManiculeJsonParts) theirs = parse_lines (sides[2]), merged = NULL;

  merged = manicule_json_merge_lists (place, base, ours, theirs);
  return manicule_json_parts_to_lines (merged);
}

static char *
dup_string (GBytes *bytes)
{
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static char *
merge_whole (const ManiculeJsonMergePlace  *place,
             GBytes                       **sides)
{
  g_autofree char *base = dup_string (sides[0]), *ours = dup_string (sides[1]), *theirs = dup_string (sides[2]);

  g_strchomp (base);
  g_strchomp (ours);
  g_strchomp (theirs);
  return manicule_json_merge_objects (place, base, ours, theirs);
}

static GBytes *
merge_kind (const Kind        *kind,
            const char        *name,
            GBytes            *bytes[3],
            ManiculeFindings  *conflicts,
            GError           **error)
{
  ManiculeJsonMergePlace place = { .name = name, .conflicts = conflicts };
  g_autoptr(GPtrArray) sides = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr(GBytes) merged = NULL;
  char *text;

  for (guint i = 0; i < 3; i++)
    {
      GBytes *side = is_empty (bytes[i]) && (i == 0 || kind->format == NULL) ? g_bytes_new_static ("", 0)
                                                                             : kind->rewrite (bytes[i], name, error);

      if (side == NULL)
        return NULL;
      g_ptr_array_add (sides, side);
    }

  text = kind->format != NULL ? merge_whole (&place, (GBytes **) sides->pdata) : merge_lines (&place, (GBytes **) sides->pdata);
  merged = g_bytes_new_take (text, strlen (text));
  return kind->rewrite (merged, name, error);
}

/* --- annotation sets -------------------------------------------------------------------------------------------- */

static gboolean
check_same (ManiculeJsonBare  *ours,
            ManiculeJsonBare  *theirs,
            const char        *name,
            GError           **error)
{
  if (!g_str_equal (ours->article_id, theirs->article_id) || !g_str_equal (ours->annotator, theirs->annotator))
    g_set_error (error, MANICULE_JSON_ERROR, MANICULE_JSON_ERROR_VALUE,
                 _("%s: one side is about article “%s” by “%s”, the other about “%s” by “%s”"), name, ours->article_id,
                 ours->annotator, theirs->article_id, theirs->annotator);
  else if (!g_str_equal (ours->sha256, theirs->sha256))
    g_set_error (error, MANICULE_JSON_ERROR, MANICULE_JSON_ERROR_VALUE,
                 _("%s: the two sides are about different texts of the article. Carry one over to the other’s text "
                   "with “manicule-cli rebase” first"), name);
  else
    return TRUE;
  return FALSE;
}

static char *
describe_conflict (const ManiculeMergeConflict *conflict)
{
  switch (conflict->reason)
    {
    case MANICULE_MERGE_REMOVED_CHANGED:
      /* Translators: %s is the id of an annotation. */
      return g_strdup_printf (_("one side removed annotation “%s”, the other changed it. It was kept: remove it, if it is "
                                "to go"), conflict->id);
    case MANICULE_MERGE_REMOVED_NEEDED:
      /* Translators: %s is the id of an annotation. */
      return g_strdup_printf (_("one side removed annotation “%s”, to which a relation of the other leads. It was kept: "
                                "remove it, if it is to go"), conflict->id);
    case MANICULE_MERGE_BOTH_CHANGED:
    case MANICULE_MERGE_CIRCLE:
    default:
      /* Translators: both are ids of annotations. */
      return g_strdup_printf (_("both sides changed annotation “%s”. The other version is annotation “%s”: remove one of "
                                "the two"), conflict->id, conflict->twin_id);
    }
}

static void
take_covered (ManiculeJsonBare *to,
              ManiculeJsonBare *from)
{
  GHashTableIter iter;
  gpointer ranges, covered;

  g_hash_table_iter_init (&iter, from->covered);
  while (g_hash_table_iter_next (&iter, &ranges, &covered))
    if (!g_hash_table_contains (to->covered, ranges))
      g_hash_table_insert (to->covered, g_strdup (ranges), g_strdup (covered));
}

/* Into @ours. A base that is about another text is none: then what stands on both sides is the same or a conflict. */
static void
merge_bare (ManiculeJsonBare *base,
            ManiculeJsonBare *ours,
            ManiculeJsonBare *theirs,
            const char       *name,
            ManiculeFindings *findings)
{
  g_autoptr(GPtrArray) conflicts = g_ptr_array_new_with_free_func (manicule_merge_conflict_free);
  g_autoptr(GPtrArray) nothing = g_ptr_array_new ();
  gboolean known = base != NULL && g_str_equal (base->sha256, ours->sha256);
  GPtrArray *annotations;
  char *carried;

  annotations = manicule_merge_annotations (known ? base->annotations : nothing, ours->annotations, theirs->annotations,
                                            conflicts);
  g_ptr_array_unref (ours->annotations);
  ours->annotations = annotations;
  take_covered (ours, theirs);
  ours->status = manicule_merge_status (known ? base->status : MANICULE_STATUS_NEW, ours->status, theirs->status);
  carried = manicule_json_merge_carried (known ? base->carried : NULL, ours->carried, theirs->carried);
  g_free (ours->carried);
  ours->carried = carried;

  for (guint i = 0; i < conflicts->len; i++)
    {
      g_autofree char *message = describe_conflict (conflicts->pdata[i]);

      manicule_findings_add (findings, MANICULE_FINDING_ERROR, "merge-conflict", name, 0, "%s", message);
    }
}

static GBytes *
merge_sets (const char        *name,
            GBytes            *bytes[3],
            ManiculeFindings  *conflicts,
            GError           **error)
{
  g_autoptr(ManiculeJsonBare) base = NULL;
  g_autoptr(ManiculeJsonBare) ours = manicule_json_bare_read (bytes[1], name, error);
  g_autoptr(ManiculeJsonBare) theirs = ours != NULL ? manicule_json_bare_read (bytes[2], name, error) : NULL;

  if (theirs == NULL || !check_same (ours, theirs, name, error))
    return NULL;
  if (!is_empty (bytes[0]))
    {
      base = manicule_json_bare_read (bytes[0], name, error);
      if (base == NULL)
        return NULL;
    }

  merge_bare (base, ours, theirs, name, conflicts);
  return manicule_json_bare_write (ours);
}

/**
 * manicule_json_merge_carried:
 * @base: (nullable): the members that both sides began with
 * @ours: (nullable): one side's
 * @theirs: (nullable): the other's
 *
 * Returns: (transfer full) (nullable): the members of both, %NULL when there are none
 */
char *
manicule_json_merge_carried (const char *base,
                             const char *ours,
                             const char *theirs)
{
  ManiculeJsonMergePlace place = { .name = "" };
  g_autofree char *in_base = g_strconcat ("{", base != NULL ? base : "", "}", NULL);
  g_autofree char *in_ours = g_strconcat ("{", ours != NULL ? ours : "", "}", NULL);
  g_autofree char *in_theirs = g_strconcat ("{", theirs != NULL ? theirs : "", "}", NULL);
  g_autofree char *merged = NULL;

  if (g_strcmp0 (ours, theirs) == 0 || g_strcmp0 (base, theirs) == 0)
    return g_strdup (ours);
  if (g_strcmp0 (base, ours) == 0)
    return g_strdup (theirs);

  merged = manicule_json_merge_objects (&place, in_base, in_ours, in_theirs);
  return strlen (merged) > 2 ? g_strndup (merged + 1, strlen (merged) - 2) : NULL;
}

/**
 * manicule_json_merge:
 * @name: the name of the file; what it ends in tells which list it is
 * @base: (nullable): the version that both sides began with; empty where there was none
 * @ours: one side
 * @theirs: the other
 * @conflicts: gets what a person must decide
 * @error: return location
 *
 * Merges two versions of a file. What one side alone changed is taken from it; where both sides changed the same thing
 * in different ways, the result holds both.
 *
 * Returns: (transfer full): the file of both, or %NULL with an error
 */
GBytes *
manicule_json_merge (const char        *name,
                     GBytes            *base,
                     GBytes            *ours,
                     GBytes            *theirs,
                     ManiculeFindings  *conflicts,
                     GError           **error)
{
  GBytes *bytes[] = { base, ours, theirs };
  g_autofree char *format = NULL;
  const Kind *kind;

  g_return_val_if_fail (name != NULL && ours != NULL && theirs != NULL && conflicts != NULL, NULL);

  format = dup_format (ours);
  if (g_strcmp0 (format, MANICULE_JSON_SET_FORMAT) == 0)
    return merge_sets (name, bytes, conflicts, error);

  kind = find_kind (name, format, error);
  return kind != NULL ? merge_kind (kind, name, bytes, conflicts, error) : NULL;
}
