/* manicule-json-carried.c: members that nobody here knows, kept for those who do
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-json-carried.h"

#include "manicule-json-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  char *name;  /* (owned) */
  char *raw;   /* (owned): the value's JSON text */
} Member;

static void
member_free (gpointer data)
{
  Member *member = data;

  g_free (member->name);
  g_free (member->raw);
  g_free (member);
}

static int
member_compare (gconstpointer a,
                gconstpointer b)
{
  return strcmp ((*(Member * const *) a)->name, (*(Member * const *) b)->name);
}

static void
put_sorted (GString   *out,
            GPtrArray *members)
{
  g_ptr_array_sort (members, member_compare);
  for (guint i = 0; i < members->len; i++)
    {
      Member *member = members->pdata[i];

      manicule_json_put_name (out, member->name);
      g_string_append (out, member->raw);
    }
}

static GPtrArray *
collect (ManiculeJsonValue   object,
         const char * const *known,
         const char * const *reserved,
         ManiculeFindings   *findings)
{
  GPtrArray *members = NULL;
  ManiculeJsonIter iter;

  /* The items of an array have no names; whoever reads the members that are known says that this is no object. */
  if (manicule_json_get_kind (object) != MANICULE_JSON_OBJECT)
    return NULL;

  manicule_json_iter_init (&iter, object);
  while (manicule_json_iter_next (&iter))
    {
      Member *member;

      if (g_strv_contains (known, iter.name))
        continue;
      if (reserved != NULL && g_strv_contains (reserved, iter.name))
        {
          manicule_json_warn (iter.value, findings, "member-ignored",
                              _("this member does not belong here and is left out. Remove it, or give it another name"));
          continue;
        }

      member = g_new (Member, 1);
      member->name = g_strdup (iter.name);
      member->raw = manicule_json_dup_raw (iter.value);
      if (members == NULL)
        members = g_ptr_array_new_with_free_func (member_free);
      g_ptr_array_add (members, member);
    }
  return members;
}

/**
 * manicule_json_dup_unknown:
 * @object: an object; anything else has no members
 * @known: (array zero-terminated=1): the members that are read
 * @reserved: (array zero-terminated=1) (nullable): names that would be taken for something else when they are written
 *   elsewhere; such members are left out with a warning
 * @findings: (nullable): where warnings are added
 *
 * Returns: (transfer full) (nullable): the members to carry, %NULL when there are none
 */
char *
manicule_json_dup_unknown (ManiculeJsonValue   object,
                           const char * const *known,
                           const char * const *reserved,
                           ManiculeFindings   *findings)
{
  g_autoptr(GPtrArray) members = collect (object, known, reserved, findings);
  GString *text;

  if (members == NULL)
    return NULL;

  text = g_string_new ("{");
  put_sorted (text, members);
  return g_string_free_and_steal (g_string_erase (text, 0, 1));
}

/**
 * manicule_json_join_carried:
 * @outer: (transfer full) (nullable): what a thing carries
 * @name: the name of a known object in it
 * @inner: (transfer full) (nullable): what that object carries
 *
 * Returns: (transfer full) (nullable): both in one
 */
char *
manicule_json_join_carried (char       *outer,
                            const char *name,
                            char       *inner)
{
  GString *joined;

  if (inner == NULL)
    return outer;

  joined = g_string_new ("{");
  if (outer != NULL)
    g_string_append (joined, outer);
  manicule_json_put_name (joined, name);
  g_string_append_printf (joined, "{%s}", inner);
  g_free (outer);
  g_free (inner);
  return g_string_free_and_steal (g_string_erase (joined, 0, 1));
}

/* What is carried came through a reader or from a caller who must know JSON, so a fault in it is a programmer's. */
static ManiculeJsonReader *
open_carried (const char *carried)
{
  g_autofree char *text = g_strconcat ("{", carried, "}", NULL);
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr(GError) error = NULL;
  ManiculeJsonReader *reader = manicule_json_reader_new (bytes, "carried", &error);

  if (reader == NULL)
    g_critical ("Carried members are not JSON and are left out: %s", error->message);
  return reader;
}

/**
 * manicule_json_put_carried:
 * @out: the text of an object that is not closed yet
 * @carried: (nullable): what it carries
 * @known: (array zero-terminated=1): members that are left out, because they are written by name
 *
 * Appends the carried members.
 */
void
manicule_json_put_carried (GString            *out,
                           const char         *carried,
                           const char * const *known)
{
  g_autoptr(ManiculeJsonReader) reader = NULL;
  g_autoptr(GPtrArray) members = NULL;

  if (carried == NULL || *carried == '\0' || (reader = open_carried (carried)) == NULL)
    return;

  members = collect (manicule_json_reader_get_root (reader), known, NULL, NULL);
  if (members != NULL)
    put_sorted (out, members);
}

/**
 * manicule_json_put_carried_inner:
 * @out: the text of the object @name, which is not closed yet
 * @carried: (nullable): what the thing around it carries
 * @name: the object's name
 *
 * Appends the members that are carried for an inner object.
 */
void
manicule_json_put_carried_inner (GString    *out,
                                 const char *carried,
                                 const char *name)
{
  static const char * const none[] = { NULL };
  g_autoptr(ManiculeJsonReader) reader = NULL;
  g_autoptr(GPtrArray) members = NULL;
  ManiculeJsonValue inner;

  if (carried == NULL || *carried == '\0' || (reader = open_carried (carried)) == NULL)
    return;

  inner = manicule_json_find (manicule_json_reader_get_root (reader), name);
  if (manicule_json_get_kind (inner) != MANICULE_JSON_OBJECT)
    return;

  members = collect (inner, none, NULL, NULL);
  if (members != NULL)
    put_sorted (out, members);
}

/**
 * manicule_json_dup_carried_string:
 * @carried: (nullable): what a thing carries
 * @name: the name of a member
 *
 * Returns: (transfer full) (nullable): its value, %NULL when there is no such member or it is not a string
 */
char *
manicule_json_dup_carried_string (const char *carried,
                                  const char *name)
{
  g_autoptr(ManiculeJsonReader) reader = NULL;
  ManiculeJsonValue value;

  if (carried == NULL || *carried == '\0' || (reader = open_carried (carried)) == NULL)
    return NULL;

  value = manicule_json_find (manicule_json_reader_get_root (reader), name);
  return manicule_json_get_kind (value) == MANICULE_JSON_STRING ? g_strdup (manicule_json_as_string (value)) : NULL;
}
