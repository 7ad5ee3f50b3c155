/* manicule-json-merge-objects.c: objects that two sides changed, member by member
 *
 * A member that both sides changed keeps the value that comes first in the order of bytes, so that it is the same one
 * wherever the two meet; the other stands beside it as a member "NAME.conflict", which readers carry.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-json-merge-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CONFLICT ".conflict"

/* Members of a file that are lists of things with a key each. */
static const struct
{
  const char *member;
  const char *key;  /* NULL: strings */
} lists[] = {
  { "annotators", NULL },
  { "attributes", "name" },
  { "document_labels", "name" },
  { "labels", "name" },
  { "relations", "name" },
};

/* Takes @message. */
static void
add_conflict (const ManiculeJsonMergePlace *place,
              char                         *message)
{
  g_autofree char *taken = message;

  if (place->conflicts == NULL)
    return;

  if (place->item != NULL)
    manicule_findings_add (place->conflicts, MANICULE_FINDING_ERROR, "merge-conflict", place->name, 0, "%s: %s",
                           place->item, message);
  else
    manicule_findings_add (place->conflicts, MANICULE_FINDING_ERROR, "merge-conflict", place->name, 0, "%s", message);
}

static void
on_removed_changed (const char *key,
                    gpointer    data)
{
  /* Translators: %s is an id or a name. */
  add_conflict (data, g_strdup_printf (_("one side removed “%s”, the other changed it. It was kept: remove it, if it is "
                                         "to go"), key));
}

/* --- objects ---------------------------------------------------------------------------------------------------- */

static char *
merge_list_member (const ManiculeJsonMergePlace *place,
                   const char                   *key,
                   const char                   *base,
                   const char                   *ours,
                   const char                   *theirs)
{
  g_autoptr(ManiculeJsonParts) in_base = manicule_json_parts_parse (base, key, NULL);
  g_autoptr(ManiculeJsonParts) in_ours = manicule_json_parts_parse (ours, key, NULL);
  g_autoptr(ManiculeJsonParts) in_theirs = manicule_json_parts_parse (theirs, key, NULL);
  g_autoptr(ManiculeJsonParts) merged = NULL;

  g_return_val_if_fail (in_base != NULL && in_ours != NULL && in_theirs != NULL, NULL);

  merged = manicule_json_merge_lists (place, in_base, in_ours, in_theirs);
  return manicule_json_parts_to_list (merged);
}

/* The hash and the length tell what is in a text's file, which belongs to our side. */
static gboolean
is_ours (const char *key,
         const char *ours,
         const char *theirs)
{
  return g_str_equal (key, "sha256") || g_str_equal (key, "length") || strcmp (ours, theirs) <= 0;
}

static char *
on_member_changed (const char        *key,
                   const char        *base,
                   const char        *ours,
                   const char        *theirs,
                   ManiculeJsonParts *result,
                   gpointer           data)
{
  const ManiculeJsonMergePlace *place = data;
  gboolean first;

  for (guint i = 0; place->item == NULL && i < G_N_ELEMENTS (lists); i++)
    if (g_str_equal (lists[i].member, key) && *ours == '[' && *theirs == '[')
      return merge_list_member (place, lists[i].key, base, ours, theirs);

  /* Translators: %s is the name of a member of a JSON object. */
  add_conflict (place, g_strdup_printf (_("both sides changed “%s”. One value was kept, the other stands beside it as a "
                                          "member that ends in “.conflict”: decide, and remove that member"), key));
  first = is_ours (key, ours, theirs);
  manicule_json_parts_append (place->beside, key, first ? theirs : ours);
  return g_strdup (first ? ours : theirs);
}

/* Under a name that is free, or has that value already. */
static void
put_beside (ManiculeJsonParts *object,
            const char        *key,
            const char        *raw)
{
  g_autofree char *name = g_strconcat (key, CONFLICT, NULL);

  for (guint n = 2; manicule_json_parts_find (object, name) != NULL; n++)
    {
      if (strcmp (manicule_json_parts_find (object, name), raw) == 0)
        return;
      g_free (name);
      name = g_strdup_printf ("%s" CONFLICT "-%u", key, n);
    }
  manicule_json_parts_append (object, name, raw);
}

/**
 * manicule_json_merge_objects:
 * @place: where these objects stand
 * @base: (nullable): the JSON text of the object that both sides began with
 * @ours: one side's
 * @theirs: the other's
 *
 * Returns: (transfer full): the JSON text of both in one
 */
char *
manicule_json_merge_objects (const ManiculeJsonMergePlace *place,
                             const char                   *base,
                             const char                   *ours,
                             const char                   *theirs)
{
  g_autoptr(ManiculeJsonParts) in_base = manicule_json_parts_parse (base, NULL, NULL);
  g_autoptr(ManiculeJsonParts) in_ours = manicule_json_parts_parse (ours, NULL, NULL);
  g_autoptr(ManiculeJsonParts) in_theirs = manicule_json_parts_parse (theirs, NULL, NULL);
  g_autoptr(ManiculeJsonParts) beside = manicule_json_parts_new ();
  g_autoptr(ManiculeJsonParts) merged = NULL;
  ManiculeJsonMergePlace inner = *place;
  ManiculeJsonMerger merger = { on_member_changed, on_removed_changed, &inner };

  g_return_val_if_fail (in_base != NULL && in_ours != NULL && in_theirs != NULL, NULL);

  inner.beside = beside;
  merged = manicule_json_parts_merge (in_base, in_ours, in_theirs, &merger);
  for (guint i = 0; i < manicule_json_parts_get_n (beside); i++)
    {
      const char *key;
      const char *raw = manicule_json_parts_get (beside, i, &key);

      put_beside (merged, key, raw);
    }
  return manicule_json_parts_to_object (merged);
}

/* --- lists ------------------------------------------------------------------------------------------------------ */

static char *
on_item_changed (const char        *key,
                 const char        *base,
                 const char        *ours,
                 const char        *theirs,
                 ManiculeJsonParts *result,
                 gpointer           data)
{
  ManiculeJsonMergePlace place = *(const ManiculeJsonMergePlace *) data;

  place.item = key;
  return manicule_json_merge_objects (&place, base, ours, theirs);
}

/**
 * manicule_json_merge_lists:
 * @place: where these lists stand
 * @base: the items that both sides began with
 * @ours: one side's
 * @theirs: the other's
 *
 * Returns: (transfer full): the items of both
 */
ManiculeJsonParts *
manicule_json_merge_lists (const ManiculeJsonMergePlace *place,
                           ManiculeJsonParts            *base,
                           ManiculeJsonParts            *ours,
                           ManiculeJsonParts            *theirs)
{
  ManiculeJsonMerger merger = { on_item_changed, on_removed_changed, (gpointer) place };

  return manicule_json_parts_merge (base, ours, theirs, &merger);
}
