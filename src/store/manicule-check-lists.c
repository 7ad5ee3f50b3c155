/* manicule-check-lists.c: the check of a project: schema, articles, register, texts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-check-private.h"

#include "manicule-file-name.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* --- the schema --- */

static const char * const schema_kinds[] = { "labels", "relations", "attributes", "document_labels", NULL };

static gboolean
is_known (ManiculeSchema *schema,
          const char     *name)
{
  return manicule_schema_find_label (schema, name) != NULL || manicule_schema_find_relation_type (schema, name) != NULL;
}

/* Names that an item of the schema refers to. Relations may start and end at relations. */
static void
check_names (ManiculeCheck      *check,
             guint               line,
             const char         *owner,
             const char * const *names)
{
  guint i;

  for (i = 0; names != NULL && names[i] != NULL; i++)
    {
      if (!is_known (manicule_project_get_schema (check->project), names[i]))
        manicule_findings_add (check->findings, MANICULE_FINDING_ERROR, "unknown-label", MANICULE_FOLDER_SCHEMA, line,
                               _("“%s” refers to the label “%s”, which the schema does not have. "
                                 "Add that label, or remove the reference."), owner, names[i]);
    }
}

static void
check_relation_types (ManiculeCheck *check,
                      ManiculeLines *lines)
{
  GListModel *types = manicule_schema_get_relation_types (manicule_project_get_schema (check->project));
  guint i;

  for (i = 0; i < g_list_model_get_n_items (types); i++)
    {
      g_autoptr(ManiculeRelationType) type = g_list_model_get_item (types, i);
      const char *name = manicule_relation_type_get_name (type);
      guint line = manicule_lines_find (lines, "relations", name);

      check_names (check, line, name, manicule_relation_type_get_from (type));
      check_names (check, line, name, manicule_relation_type_get_to (type));
    }
}

static void
check_attribute (ManiculeCheck     *check,
                 ManiculeAttribute *attribute,
                 guint              line)
{
  const char *name = manicule_attribute_get_name (attribute);
  const char * const *values = manicule_attribute_get_values (attribute);
  const char *fallback = manicule_attribute_get_default_value (attribute);
  ManiculeAttributeType type = manicule_attribute_get_value_type (attribute);

  check_names (check, line, name, manicule_attribute_get_labels (attribute));

  if (type != MANICULE_ATTRIBUTE_CHOICE && type != MANICULE_ATTRIBUTE_CHOICES)
    return;

  if (values == NULL || values[0] == NULL)
    manicule_findings_add (check->findings, MANICULE_FINDING_WARNING, "no-values", MANICULE_FOLDER_SCHEMA, line,
                           _("“%s” is a choice without anything to choose from. Add values, or make it a text."), name);
  else if (fallback != NULL && !g_strv_contains (values, fallback))
    manicule_findings_add (check->findings, MANICULE_FINDING_ERROR, "unknown-value", MANICULE_FOLDER_SCHEMA, line,
                           _("The default “%s” of “%s” is none of its values. Add it to them, or choose another one."),
                           fallback, name);
}

static void
check_attributes (ManiculeCheck *check,
                  GListModel    *attributes,
                  ManiculeLines *lines,
                  const char    *kind)
{
  guint i;

  for (i = 0; i < g_list_model_get_n_items (attributes); i++)
    {
      g_autoptr(ManiculeAttribute) attribute = g_list_model_get_item (attributes, i);

      check_attribute (check, attribute, manicule_lines_find (lines, kind, manicule_attribute_get_name (attribute)));
    }
}

/**
 * manicule_check_schema:
 * @check: a check
 *
 * Finds references between labels, relation types and attributes that lead nowhere. The reader has found the rest:
 * names and keys that stand twice, parents.
 */
void
manicule_check_schema (ManiculeCheck *check)
{
  ManiculeSchema *schema = manicule_project_get_schema (check->project);
  g_autoptr(GBytes) bytes = manicule_file_read (check->folder, MANICULE_FOLDER_SCHEMA, MANICULE_FILE_MAX_BYTES, NULL,
                                                NULL);
  g_autoptr(ManiculeLines) lines = NULL;

  if (bytes == NULL)
    return;

  lines = manicule_lines_new_arrays (bytes, schema_kinds, "name");
  check_relation_types (check, lines);
  check_attributes (check, manicule_schema_get_attributes (schema), lines, "attributes");
  check_attributes (check, manicule_schema_get_document_labels (schema), lines, "document_labels");
}

/* --- articles --- */

/* "2024-12-29", "2024-12" or "2024" */
static gboolean
is_date (const char *date)
{
  static const char pattern[] = "dddd-dd-dd";
  gsize length = strlen (date);
  guint year, month = 1, day = 1;
  gsize i;

  if (length != 4 && length != 7 && length != 10)
    return FALSE;

  for (i = 0; i < length; i++)
    {
      if (pattern[i] == 'd' ? !g_ascii_isdigit (date[i]) : date[i] != pattern[i])
        return FALSE;
    }

  year = atoi (date);
  if (length >= 7)
    month = atoi (date + 5);
  if (length == 10)
    day = atoi (date + 8);

  return g_date_valid_dmy (day, month, year);
}

/**
 * manicule_check_articles:
 * @check: a check
 * @lines: where the articles stand
 *
 * Finds ids that are one file where case does not count, and dates that are none.
 */
void
manicule_check_articles (ManiculeCheck *check,
                         ManiculeLines *lines)
{
  GListModel *articles = manicule_project_get_articles (check->project);
  g_autoptr(GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  guint n = g_list_model_get_n_items (articles);
  guint i;

  for (i = 0; i < n; i++)
    {
      g_autoptr(ManiculeArticle) article = g_list_model_get_item (articles, i);
      const ManiculeArticleFields *fields = manicule_article_get_fields (article);
      guint line = manicule_lines_find (lines, "", fields->id);
      char *key = manicule_file_name_key (fields->id);
      const char *other = g_hash_table_lookup (keys, key);

      if (other != NULL)
        manicule_findings_add (check->findings, MANICULE_FINDING_ERROR, "case-collision", MANICULE_FOLDER_ARTICLES, line,
                               _("The ids “%s” and “%s” differ only in capitals or accents, which some disks do not tell "
                                 "apart. Give one article another id, and rename its files."), other, fields->id);

      if (fields->date != NULL && !is_date (fields->date))
        manicule_findings_add (check->findings, MANICULE_FINDING_WARNING, "odd-date", MANICULE_FOLDER_ARTICLES, line,
                               _("The date “%s” of the article “%s” is none of the forms 2024-12-29, 2024-12, 2024. "
                                 "Correct it."), fields->date, fields->id);

      g_hash_table_insert (keys, key, g_strdup (fields->id));
    }
}

/* The line, from 1 on, in which the first byte that is not UTF-8 stands. */
static guint
find_bad_line (GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  const char *end = data;
  const char *p;
  guint line = 1;

  g_utf8_validate_len (data, length, &end);
  for (p = data; p < end; p++)
    line += *p == '\n' ? 1 : 0;

  return line;
}

static void
report_unread (ManiculeCheck *check,
               const char    *name,
               guint          line,
               const char    *id,
               const GError  *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    manicule_findings_add (check->findings, MANICULE_FINDING_ERROR, "text-missing", MANICULE_FOLDER_ARTICLES, line,
                           _("The text of the article “%s” is missing: there is no file “%s”. "
                             "Bring it back from a copy of the project, or remove the line."), id, name);
  else
    manicule_findings_add (check->findings, MANICULE_FINDING_ERROR, "file-unreadable", name, 0, "%s", error->message);
}

/**
 * manicule_check_text:
 * @check: a check
 * @lines: where the articles stand
 * @article: an article
 *
 * Returns: (transfer full) (nullable): its text, when that is the one which was imported
 */
ManiculeText *
manicule_check_text (ManiculeCheck   *check,
                     ManiculeLines   *lines,
                     ManiculeArticle *article)
{
  const ManiculeArticleFields *fields = manicule_article_get_fields (article);
  g_autofree char *name = manicule_project_folder_text_name (fields->id);
  guint line = manicule_lines_find (lines, "", fields->id);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = manicule_file_read (check->folder, name, MANICULE_TEXT_MAX_BYTES, NULL, &error);
  g_autoptr(ManiculeText) text = NULL;

  if (bytes == NULL)
    {
      report_unread (check, name, line, fields->id, error);
      return NULL;
    }

  text = manicule_text_new (bytes, &error);
  if (text == NULL)
    {
      manicule_findings_add (check->findings, MANICULE_FINDING_ERROR, "text-damaged", name, find_bad_line (bytes),
                             _("The text is damaged: %s. Bring it back from a copy of the project."), error->message);
      return NULL;
    }

  if (strcmp (manicule_text_get_sha256 (text), fields->sha256) != 0)
    {
      manicule_findings_add (check->findings, MANICULE_FINDING_ERROR, "text-changed", name, 0,
                             _("The text is not the one that was imported (its SHA-256 is another), so annotations would "
                               "stand in the wrong places. Bring it back from a copy of the project."));
      return NULL;
    }

  if (manicule_text_get_n_chars (text) != fields->length)
    {
      manicule_findings_add (check->findings, MANICULE_FINDING_ERROR, "length-differs", MANICULE_FOLDER_ARTICLES, line,
                             _("The article “%s” is said to have the length %u, its text has the length %u. Correct the number."),
                             fields->id, fields->length, manicule_text_get_n_chars (text));
      return NULL;
    }

  return g_steal_pointer (&text);
}

/* --- the register --- */

/**
 * manicule_check_entities:
 * @check: a check
 *
 * Finds entities with a label that is not in the schema.
 */
void
manicule_check_entities (ManiculeCheck *check)
{
  GListModel *entities = manicule_project_get_entities (check->project);
  ManiculeSchema *schema = manicule_project_get_schema (check->project);
  g_autoptr(GBytes) bytes = manicule_file_read (check->folder, MANICULE_FOLDER_ENTITIES, MANICULE_FILE_MAX_BYTES, NULL,
                                                NULL);
  g_autoptr(ManiculeLines) lines = bytes != NULL ? manicule_lines_new_rows (bytes, "id") : NULL;
  guint n = g_list_model_get_n_items (entities);
  guint i;

  for (i = 0; lines != NULL && i < n; i++)
    {
      g_autoptr(ManiculeEntity) entity = g_list_model_get_item (entities, i);
      const ManiculeEntityFields *fields = manicule_entity_get_fields (entity);

      if (fields->label != NULL && !is_known (schema, fields->label))
        manicule_findings_add (check->findings, MANICULE_FINDING_ERROR, "unknown-label", MANICULE_FOLDER_ENTITIES,
                               manicule_lines_find (lines, "", fields->id),
                               _("The entity “%s” has the label “%s”, which the schema does not have. "
                                 "Add that label, or give the entity another one."), fields->id, fields->label);
    }
}
