/* manicule-workspace-merge-part.c: one file that another program changed, merged with what is open here
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-workspace-private.h"

#include "manicule-json-merge.h"
#include "manicule-json.h"
#include "manicule-merge.h"

#include <glib/gi18n-lib.h>

/* --- annotation sets --- */

static void
report_conflicts (ManiculeMergePart *part,
                  GPtrArray         *conflicts,
                  ManiculeFindings  *findings)
{
  guint i;

  for (i = 0; i < conflicts->len; i++)
    {
      ManiculeMergeConflict *conflict = g_ptr_array_index (conflicts, i);

      if (conflict->twin_id != NULL)
        manicule_findings_add (findings, MANICULE_FINDING_WARNING, "merge-conflict", part->name, 0,
                               /* Translators: both are ids of annotations. */
                               _("Annotation “%s” was changed here and by another program. The other version is “%s”."),
                               conflict->id, conflict->twin_id);
      else
        manicule_findings_add (findings, MANICULE_FINDING_WARNING, "merge-conflict", part->name, 0,
                               /* Translators: %s is the id of an annotation. */
                               _("Annotation “%s” was removed on one side and changed or needed on the other. It was kept."),
                               conflict->id);
    }
}

/* Whether the merged set is theirs. */
static gboolean
is_theirs (ManiculeMergePart *part)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (part->their_set));
  guint i;

  if (n != part->annotations->len || part->status != manicule_annotation_set_get_status (part->their_set) ||
      g_strcmp0 (part->carried, manicule_annotation_set_get_carried (part->their_set)) != 0)
    return FALSE;

  for (i = 0; i < n; i++)
    {
      if (!manicule_annotation_equal (manicule_annotation_set_get (part->their_set, i),
                                      g_ptr_array_index (part->annotations, i)))
        return FALSE;
    }

  return TRUE;
}

static void
merge_sets (ManiculeMergePart *part,
            ManiculeFindings  *findings)
{
  g_autoptr(GPtrArray) conflicts = g_ptr_array_new_with_free_func (manicule_merge_conflict_free);
  g_autoptr(GPtrArray) base = manicule_merge_take (part->base_set);
  g_autoptr(GPtrArray) ours = manicule_merge_take (part->our_set);
  g_autoptr(GPtrArray) theirs = manicule_merge_take (part->their_set);
  ManiculeStatus status = part->base_set != NULL ? manicule_annotation_set_get_status (part->base_set) : MANICULE_STATUS_NEW;
  const char *carried = part->base_set != NULL ? manicule_annotation_set_get_carried (part->base_set) : NULL;

  part->annotations = manicule_merge_annotations (base, ours, theirs, conflicts);
  part->status = manicule_merge_status (status, manicule_annotation_set_get_status (part->our_set),
                                        manicule_annotation_set_get_status (part->their_set));
  part->carried = manicule_json_merge_carried (carried, manicule_annotation_set_get_carried (part->our_set),
                                               manicule_annotation_set_get_carried (part->their_set));
  part->as_theirs = is_theirs (part);
  report_conflicts (part, conflicts, findings);
}

static gboolean
run_set (ManiculeMergePart  *part,
         GBytes             *bytes,
         ManiculeFindings   *findings,
         GError            **error)
{
  ManiculeText *text = manicule_annotation_set_get_text (part->our_set);

  part->their_set = manicule_json_read_annotations (bytes, part->name, text, NULL, error);
  if (part->their_set == NULL)
    return FALSE;

  if (g_strcmp0 (manicule_annotation_set_get_annotator (part->their_set),
                 manicule_annotation_set_get_annotator (part->our_set)) != 0 ||
      g_strcmp0 (manicule_annotation_set_get_article_id (part->their_set), part->article_id) != 0)
    {
      g_set_error (error, MANICULE_STORE_ERROR, MANICULE_STORE_ERROR_DAMAGED,
                   _("%s: another program put the annotations of another article or annotator here."), part->name);
      return FALSE;
    }

  merge_sets (part, findings);
  return TRUE;
}

/* --- lists --- */

static gboolean
read_merged (ManiculeMergePart  *part,
             GBytes             *bytes,
             GError            **error)
{
  switch (part->list)
    {
    case MANICULE_LIST_SCHEMA:
      part->schema = manicule_json_read_schema (bytes, part->name, NULL, error);
      return part->schema != NULL;

    case MANICULE_LIST_ENTITIES:
      part->items = manicule_json_read_entities (bytes, part->name, NULL, error);
      return part->items != NULL;

    case MANICULE_LIST_MANIFEST:
      part->project = manicule_json_read_project (bytes, part->name, error);
      return part->project != NULL;

    case MANICULE_LIST_ARTICLES:
      part->items = manicule_json_read_articles (bytes, part->name, NULL, error);
      return part->items != NULL;

    case MANICULE_N_LISTS:
    default:
      g_assert_not_reached ();
    }
}

static gboolean
run_list (ManiculeMergePart  *part,
          GBytes             *bytes,
          ManiculeFindings   *findings,
          GError            **error)
{
  g_autoptr(GBytes) base = part->base_list != NULL ? manicule_list_snapshot_write (part->base_list) : NULL;
  g_autoptr(GBytes) ours = manicule_list_snapshot_write (part->our_list);
  g_autoptr(GBytes) merged = manicule_json_merge (part->name, base, ours, bytes, findings, error);

  if (merged == NULL)
    return FALSE;

  part->as_theirs = g_bytes_equal (merged, bytes);
  return read_merged (part, merged, error);
}

/**
 * manicule_merge_part_run:
 * @part: a file of the project, as it is open here
 * @folder: the project folder
 * @findings: gets what a person must decide
 * @error: return location
 *
 * Merges what another program wrote, if it did. A file that it removed is no merge: that fails.
 *
 * Returns: %TRUE when @part says what is to be
 */
gboolean
manicule_merge_part_run (ManiculeMergePart  *part,
                         GFile              *folder,
                         ManiculeFindings   *findings,
                         GError            **error)
{
  g_autoptr(GError) local_error = NULL;
  g_autoptr(GBytes) bytes = NULL;

  if (manicule_file_verify (folder, part->name, &part->stamp, &local_error))
    return TRUE;

  if (!g_error_matches (local_error, MANICULE_STORE_ERROR, MANICULE_STORE_ERROR_CHANGED))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  bytes = manicule_file_read (folder, part->name, MANICULE_FILE_MAX_BYTES, &part->stamp, error);
  if (bytes == NULL)
    return FALSE;

  part->changed = TRUE;
  return part->article_id != NULL ? run_set (part, bytes, findings, error) : run_list (part, bytes, findings, error);
}
