/* store-test.c: folders and projects to try the store on
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-test.h"

#include "fault-fs.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* --- folders and files --- */

StoreTestFolder *
store_test_folder_new (void)
{
  StoreTestFolder *self = g_new (StoreTestFolder, 1);
  g_autoptr(GError) error = NULL;
  g_autofree char *path = g_dir_make_tmp ("manicule-store-XXXXXX", &error);

  g_assert_no_error (error);
  self->file = g_file_new_for_path (path);

  return self;
}

static void
remove_below (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        {
          remove_below (child);
          g_rmdir (child);
        }
      else
        g_unlink (child);
    }
}

void
store_test_remove_all (GFile *folder)
{
  remove_below (g_file_peek_path (folder));
}

void
store_test_copy (GFile *from,
                 GFile *to)
{
  g_autoptr(GFileEnumerator) children = g_file_enumerate_children (from, "standard::name,standard::type",
                                                                   G_FILE_QUERY_INFO_NONE, NULL, NULL);
  GFileInfo *info;
  GFile *child;

  g_file_make_directory (to, NULL, NULL);
  while (g_file_enumerator_iterate (children, &info, &child, NULL, NULL) && info != NULL)
    {
      g_autoptr(GFile) copy = g_file_get_child (to, g_file_info_get_name (info));

      if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
        store_test_copy (child, copy);
      else if (strcmp (g_file_info_get_name (info), ".lock") != 0)
        g_file_copy (child, copy, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, NULL);
    }
}

void
store_test_folder_free (StoreTestFolder *self)
{
  store_test_remove_all (self->file);
  g_rmdir (g_file_peek_path (self->file));
  g_object_unref (self->file);
  g_free (self);
}

void
store_test_write (GFile      *folder,
                  const char *name,
                  const char *content)
{
  g_autofree char *path = g_build_filename (g_file_peek_path (folder), name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (parent, 0777), ==, 0);
  g_file_set_contents_full (path, content, -1, G_FILE_SET_CONTENTS_NONE, 0666, &error);
  g_assert_no_error (error);
}

char *
store_test_read (GFile      *folder,
                 const char *name)
{
  g_autofree char *path = g_build_filename (g_file_peek_path (folder), name, NULL);
  g_autoptr(GError) error = NULL;
  char *content = NULL;

  g_file_get_contents (path, &content, NULL, &error);
  g_assert_no_error (error);

  return content;
}

gboolean
store_test_exists (GFile      *folder,
                   const char *name)
{
  g_autofree char *path = g_build_filename (g_file_peek_path (folder), name, NULL);
  GStatBuf info;

  return g_lstat (path, &info) == 0;
}

void
store_test_replace (GFile      *folder,
                    const char *name,
                    const char *old,
                    const char *new)
{
  g_autofree char *content = store_test_read (folder, name);
  g_autoptr(GString) edited = g_string_new (content);

  g_assert_nonnull (strstr (content, old));
  g_string_replace (edited, old, new, 1);
  store_test_write (folder, name, edited->str);
}

static void
add_fingerprints (const char *root,
                  const char *below,
                  GPtrArray  *lines)
{
  g_autofree char *path = g_build_filename (root, below, NULL);
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_path ("/", below, name, NULL);
      g_autofree char *child_path = g_build_filename (root, child, NULL);
      g_autofree char *content = NULL;
      g_autofree char *hash = NULL;
      gsize length;

      if (strcmp (child, "journal") == 0)
        continue;

      if (g_file_test (child_path, G_FILE_TEST_IS_DIR))
        {
          g_ptr_array_add (lines, g_strconcat (child, "/", NULL));
          add_fingerprints (root, child, lines);
          continue;
        }

      g_assert_true (g_file_get_contents (child_path, &content, &length, NULL));
      hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) content, length);
      g_ptr_array_add (lines, g_strdup_printf ("%s %s", child, hash));
    }
}

char *
store_test_fingerprint (GFile *folder)
{
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  add_fingerprints (g_file_peek_path (folder), "", lines);
  g_ptr_array_sort_values (lines, (GCompareFunc) strcmp);
  g_ptr_array_add (lines, NULL);

  return g_strjoinv ("\n", (char **) lines->pdata);
}

/* --- a project --- */

static void
add_label (ManiculeSchema    *schema,
           const char        *name,
           const char        *title,
           const char        *color,
           const char        *key,
           ManiculeLabelKind  kind)
{
  g_autoptr(ManiculeLabel) label = manicule_label_new (&(ManiculeLabelFields) {
    .name = name, .title = title, .color = color, .key = key, .kind = kind,
  });

  g_assert_true (manicule_schema_add_label (schema, label));
}

ManiculeSchema *
store_test_schema (void)
{
  static const char * const people[] = { "PER", NULL };
  static const char * const organisations[] = { "ORG", NULL };
  static const char * const grades[] = { "sure", "unsure", NULL };
  static const char * const topics[] = { "diplomacy", "economy", NULL };
  ManiculeSchema *schema = manicule_schema_new ();
  g_autoptr(ManiculeRelationType) relation = NULL;
  g_autoptr(ManiculeAttribute) attribute = NULL;
  g_autoptr(ManiculeAttribute) document_label = NULL;

  add_label (schema, "PER", "Person", "#3584e4", "p", MANICULE_LABEL_ENTITY);
  add_label (schema, "ORG", "Organisation", "#e66100", "o", MANICULE_LABEL_ENTITY);

  relation = manicule_relation_type_new (&(ManiculeRelationTypeFields) {
    .name = "works_for", .title = "Works for", .from = people, .to = organisations,
  });
  g_assert_true (manicule_schema_add_relation_type (schema, relation));

  attribute = manicule_attribute_new (&(ManiculeAttributeFields) {
    .name = "certainty", .type = MANICULE_ATTRIBUTE_CHOICE, .values = grades, .labels = people,
  });
  g_assert_true (manicule_schema_add_attribute (schema, attribute));

  document_label = manicule_attribute_new (&(ManiculeAttributeFields) {
    .name = "topic", .type = MANICULE_ATTRIBUTE_CHOICE, .values = topics,
  });
  g_assert_true (manicule_schema_add_document_label (schema, document_label));

  return schema;
}

ManiculeAnnotation *
store_test_span (const char *id,
                 const char *label,
                 guint       start,
                 guint       end)
{
  ManiculeRange range = { start, end };

  return manicule_annotation_new_span (id, label, &range, 1);
}

static const char * const ids[] = { "one", "two", "three" };
static const char * const texts[] = {
  "Ines Halloran spoke for the Harbour Board.\nShe said it was late.\n",
  "Señora Núñez — of the Board — left 😀 early.\n",
  "Nothing happened on Tuesday.\n",
};

static void
write_article (GFile           *folder,
               ManiculeProject *project,
               guint            index)
{
  g_autoptr(ManiculeText) text = manicule_text_new_from_string (texts[index]);
  g_autofree char *title = g_strdup_printf ("Report %u", index + 1);
  g_autoptr(ManiculeArticle) article = manicule_article_new (&(ManiculeArticleFields) {
    .id = ids[index], .title = title, .date = "2026-03-03", .source = "Meridian Wire", .file = ids[index],
    .sha256 = manicule_text_get_sha256 (text), .length = manicule_text_get_n_chars (text),
  });
  g_autoptr(GError) error = NULL;

  g_assert_true (manicule_project_add_article (project, article));
  manicule_project_folder_write_text (folder, article, text, &error);
  g_assert_no_error (error);
}

static void
write_set (GFile          *folder,
           guint           index,
           const char     *annotator,
           ManiculeStatus  status,
           GPtrArray      *annotations)
{
  g_autoptr(ManiculeText) text = manicule_text_new_from_string (texts[index]);
  g_autoptr(ManiculeAnnotationSet) set = manicule_annotation_set_new (ids[index], annotator, text);
  g_autoptr(GError) error = NULL;

  manicule_annotation_set_add_all (set, annotations, &error);
  g_assert_no_error (error);
  manicule_annotation_set_init_status (set, status);
  manicule_project_folder_write_set (folder, set, &error);
  g_assert_no_error (error);
}

/* Takes a reference away from @old. */
static ManiculeAnnotation *
replace (ManiculeAnnotation *old,
         ManiculeAnnotation *new)
{
  g_object_unref (old);
  return new;
}

static void
write_sets (GFile *folder)
{
  g_autoptr(GPtrArray) first = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GPtrArray) second = g_ptr_array_new_with_free_func (g_object_unref);
  ManiculeAnnotation *person = store_test_span ("a1", "PER", 0, 13);
  ManiculeAnnotation *topic = manicule_annotation_new_document ("d1", "topic");

  person = replace (person, manicule_annotation_with_entity (person, "halloran"));
  person = replace (person, manicule_annotation_with_attribute (person, "certainty", g_variant_new_string ("sure")));
  topic = replace (topic, manicule_annotation_with_attribute (topic, "value", g_variant_new_string ("economy")));

  g_ptr_array_add (first, person);
  g_ptr_array_add (first, store_test_span ("a2", "ORG", 28, 41));
  g_ptr_array_add (first, manicule_annotation_new_relation ("r1", "works_for", "a1", "a2"));
  g_ptr_array_add (first, topic);
  write_set (folder, 0, "anna", MANICULE_STATUS_DONE, first);

  g_ptr_array_add (second, store_test_span ("b1", "PER", 0, 12));
  write_set (folder, 0, "ben", MANICULE_STATUS_IN_PROGRESS, second);
  write_set (folder, 1, "anna", MANICULE_STATUS_IN_PROGRESS, second);
}

void
store_test_make_project (GFile *folder)
{
  g_autoptr(ManiculeSchema) schema = store_test_schema ();
  g_autoptr(ManiculeProject) project = manicule_project_new ("Harbour", schema);
  g_autoptr(ManiculeEntity) entity = NULL;
  g_autoptr(GError) error = NULL;
  guint i;

  fault_fs_begin (0, 0, FAULT_ONCE);
  manicule_project_add_annotator (project, "anna");
  manicule_project_add_annotator (project, "ben");
  manicule_project_folder_create (folder, project, &error);
  g_assert_no_error (error);

  for (i = 0; i < G_N_ELEMENTS (ids); i++)
    write_article (folder, project, i);
  write_sets (folder);

  entity = manicule_entity_new (&(ManiculeEntityFields) { .id = "halloran", .name = "Ines Halloran", .label = "PER" });
  g_assert_true (manicule_project_add_entity (project, entity));

  manicule_project_folder_write_lists (folder, project, &error);
  g_assert_no_error (error);
  fault_fs_end ();
}

static ManiculeFindings *
check (GFile *folder)
{
  ManiculeFindings *findings = manicule_findings_new ();
  g_autoptr(GError) error = NULL;
  guint i;

  manicule_project_folder_check (folder, findings, NULL, &error);
  g_assert_no_error (error);

  for (i = 0; i < manicule_findings_get_n (findings); i++)
    {
      g_autofree char *line = manicule_finding_to_string (manicule_findings_get (findings, i));

      g_test_message ("%s", line);
    }

  return findings;
}

gboolean
store_test_has_finding (ManiculeFindings *findings,
                        const char       *code)
{
  for (guint i = 0; i < manicule_findings_get_n (findings); i++)
    {
      if (strcmp (manicule_findings_get (findings, i)->code, code) == 0)
        return TRUE;
    }

  return FALSE;
}

void
store_test_assert_sound (GFile *folder)
{
  g_autoptr(ManiculeFindings) findings = check (folder);

  g_assert_cmpuint (manicule_findings_get_n (findings), ==, 0);
}

void
store_test_assert_no_errors (GFile *folder)
{
  g_autoptr(ManiculeFindings) findings = check (folder);
  guint i;

  for (i = 0; i < manicule_findings_get_n (findings); i++)
    {
      const ManiculeFinding *finding = manicule_findings_get (findings, i);

      if (finding->severity == MANICULE_FINDING_ERROR && strcmp (finding->code, "article-unlisted") != 0)
        g_assert_cmpstr (finding->code, ==, "unknown-article");
    }
}

/* --- the main loop --- */

void
store_test_keep_result (GObject      *source,
                        GAsyncResult *result,
                        gpointer      data)
{
  GAsyncResult **done = data;

  g_assert_null (*done);
  *done = g_object_ref (result);
}

GAsyncResult *
store_test_wait (GAsyncResult **done)
{
  while (*done == NULL)
    g_main_context_iteration (NULL, TRUE);

  return g_steal_pointer (done);
}
