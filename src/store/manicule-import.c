/* manicule-import.c: files from outside, seen through before anything is written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-import-private.h"

#include "manicule-file-name.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What making a plan keeps in mind. */
typedef struct
{
  ManiculeImport             *import;      /* (owned) until it is done */
  const ManiculeImportOptions *options;    /* (unowned) */
  GHashTable                 *annotators;  /* (owned) (element-type utf8 utf8): key of a name to the name */
  GHashTable                 *chosen;      /* (owned) (element-type utf8 utf8): names in files to names of sets */
  GHashTable                 *ids;         /* (owned) (element-type utf8): keys of ids that are taken */
  GHashTable                 *texts;       /* (owned) (element-type utf8 utf8): SHA-256 to id */
  GCancellable               *cancellable; /* (unowned) (nullable) */

  const ManiculeImportFile   *file;        /* the one that is read now */
  const ManiculeFormat       *file_format;
} Plan;

/* A file with what was made out about it. */
typedef struct
{
  const ManiculeImportFile *file;
  const ManiculeFormat     *format;      /* (nullable): no format knows it */
  GPtrArray                *companions;  /* (owned) (nullable) (element-type GFile) */
} Recognised;

static void
recognised_clear (gpointer data)
{
  Recognised *recognised = data;

  g_clear_pointer (&recognised->companions, g_ptr_array_unref);
}

/* --- a document of the plan --- */

static gboolean
is_taken (const char *id,
          gpointer    data)
{
  Plan *plan = data;
  g_autofree char *key = manicule_file_name_key (id);

  return g_hash_table_contains (plan->ids, key);
}

/* An id that a record brings stays if it can; one that only repeats the file's name is made by our own rule. */
static char *
choose_id (Plan                        *plan,
           const ManiculeArticleFields *fields)
{
  g_autofree char *base = g_path_get_basename (plan->file->shown);
  g_autofree char *from_file = manicule_format_document_id (base);
  char *id;

  if (strcmp (fields->id, from_file) == 0)
    id = manicule_article_id_new (base, is_taken, plan);
  else if (manicule_file_name_is_safe (fields->id) && !is_taken (fields->id, plan))
    id = g_strdup (fields->id);
  else
    id = manicule_article_id_new (fields->id, is_taken, plan);

  g_hash_table_add (plan->ids, manicule_file_name_key (id));
  return id;
}

static ManiculeArticle *
make_article (Plan             *plan,
              ManiculeDocument *document)
{
  ManiculeArticleFields fields = *manicule_article_get_fields (manicule_document_get_article (document));
  g_autoptr(ManiculeNewsHead) head = NULL;
  g_autofree char *id = choose_id (plan, &fields);

  head = manicule_news_head_parse (manicule_document_get_text (document));
  if (!(plan->file_format->holds & MANICULE_HOLDS_METADATA))
    manicule_import_fill_from_head (&fields, head);
  else if (fields.title == NULL)
    fields.opening = head->opening;

  fields.id = id;
  return manicule_article_new (&fields);
}

/* The name of the annotator whose name is @name where capitals and accents do not count; @name itself where there is
 * none yet. */
static const char *
find_annotator (Plan       *plan,
                const char *name)
{
  g_autofree char *key = manicule_file_name_key (name);
  const char *known = g_hash_table_lookup (plan->annotators, key);

  if (known != NULL)
    return known;

  g_hash_table_insert (plan->annotators, g_steal_pointer (&key), g_strdup (name));
  return find_annotator (plan, name);
}

static void
report_annotator (Plan       *plan,
                  const char *name,
                  const char *chosen)
{
  if (!manicule_file_name_is_safe (name))
    manicule_findings_add (plan->import->findings, MANICULE_FINDING_WARNING, "annotator-renamed", plan->file->shown, 0,
                           _("The annotator’s name “%s” cannot be a folder name; “%s” is used instead."), name, chosen);
  else if (strcmp (name, chosen) != 0)
    manicule_findings_add (plan->import->findings, MANICULE_FINDING_NOTE, "annotator-renamed", plan->file->shown, 0,
                           _("The annotator “%s” is taken for “%s”: the names differ only in capitals or accents."),
                           name, chosen);
}

/* The name of the annotator that a set of the file goes to. */
static const char *
choose_annotator (Plan       *plan,
                  const char *name)
{
  g_autofree char *safe = NULL;
  const char *chosen;

  if (*name == '\0')
    name = plan->options->annotator;

  chosen = g_hash_table_lookup (plan->chosen, name);
  if (chosen != NULL)
    return chosen;

  if (!manicule_file_name_is_safe (name))
    safe = manicule_article_id_new (name, NULL, NULL);

  chosen = find_annotator (plan, safe != NULL ? safe : name);
  report_annotator (plan, name, chosen);
  g_hash_table_insert (plan->chosen, g_strdup (name), (char *) chosen);

  return chosen;
}

static gboolean
has_set_of (ManiculeDocument *document,
            const char       *annotator)
{
  guint i;

  for (i = 0; i < manicule_document_get_n_sets (document); i++)
    {
      ManiculeAnnotationSet *set = manicule_document_get_set (document, i);

      if (strcmp (manicule_annotation_set_get_annotator (set), annotator) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
adopt_set (Plan                  *plan,
           ManiculeDocument      *document,
           ManiculeAnnotationSet *set)
{
  const char *id = manicule_article_get_id (manicule_document_get_article (document));
  const char *annotator = choose_annotator (plan, manicule_annotation_set_get_annotator (set));
  g_autoptr(ManiculeAnnotationSet) copy = NULL;
  g_autofree char *other = NULL;
  guint number;

  /* Two sets of one name, which only happens where one of them had no name: the second one gets a number. */
  for (number = 2; has_set_of (document, other != NULL ? other : annotator); number++)
    {
      g_autofree char *numbered = g_strdup_printf ("%.*s %u", MANICULE_FILE_NAME_MAX - 12, annotator, number);

      g_free (other);
      other = g_utf8_make_valid (numbered, -1);
    }

  copy = manicule_map_copy_set (NULL, set, id, other != NULL ? other : annotator);
  manicule_document_add_set (document, copy);
}

static gboolean
has_suggestions_of (const char *source,
                    gpointer    data)
{
  ManiculeDocument *document = data;
  guint i;

  for (i = 0; i < manicule_document_get_n_suggestions (document); i++)
    {
      if (strcmp (manicule_annotation_set_get_annotator (manicule_document_get_suggestions (document, i)), source) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Who proposes them stands in their origins; the name of the set becomes that of a folder. */
static void
adopt_suggestions (ManiculeDocument      *document,
                   ManiculeAnnotationSet *set)
{
  const char *id = manicule_article_get_id (manicule_document_get_article (document));
  g_autofree char *source = manicule_article_id_new (manicule_annotation_set_get_annotator (set), has_suggestions_of, document);
  g_autoptr(ManiculeAnnotationSet) copy = manicule_map_copy_set (NULL, set, id, source);

  manicule_document_add_suggestions (document, copy);
}

/* Looks for a twin of the text, in the project and in what was read before. */
static void
look_for_twin (Plan               *plan,
               ManiculeImportItem *item)
{
  const char *id = manicule_article_get_id (manicule_document_get_article (item->document));
  const char *sha256 = manicule_text_get_sha256 (manicule_document_get_text (item->document));
  const char *twin = g_hash_table_lookup (plan->texts, sha256);

  item->include = TRUE;
  if (twin == NULL)
    {
      g_hash_table_insert (plan->texts, g_strdup (sha256), g_strdup (id));
      return;
    }

  item->duplicate_of = g_intern_string (twin);
  item->include = FALSE;
  manicule_findings_add (plan->import->findings, MANICULE_FINDING_NOTE, "duplicate-text", item->file, 0,
                         _("The text is the same as that of the article “%s”, so it is not imported again."), twin);
}

static gboolean
add_document (ManiculeDocument  *document,
              gpointer           data,
              GError           **error)
{
  Plan *plan = data;
  g_autoptr(ManiculeArticle) article = NULL;
  ManiculeText *text = manicule_document_get_text (document);
  ManiculeImportItem *item;
  guint i;

  if (g_cancellable_set_error_if_cancelled (plan->cancellable, error))
    return FALSE;

  if (manicule_text_get_n_bytes (text) == 0)
    {
      manicule_findings_add (plan->import->findings, MANICULE_FINDING_WARNING, "text-empty", plan->file->shown, 0,
                             _("The text is empty, so the article is left out."));
      return TRUE;
    }

  article = make_article (plan, document);
  item = g_new0 (ManiculeImportItem, 1);
  item->document = manicule_document_new (article, text);
  item->format = plan->file_format;
  item->file = g_strdup (plan->file->shown);
  item->source = g_object_ref (plan->file->file);
  item->encoding = g_strdup (manicule_article_get_fields (article)->encoding);

  for (i = 0; i < manicule_document_get_n_sets (document); i++)
    adopt_set (plan, item->document, manicule_document_get_set (document, i));
  for (i = 0; i < manicule_document_get_n_suggestions (document); i++)
    adopt_suggestions (item->document, manicule_document_get_suggestions (document, i));

  look_for_twin (plan, item);
  g_ptr_array_add (plan->import->items, item);

  return TRUE;
}

/* --- files --- */

/* What a file that could not be read to its end gave is forgotten: nothing comes in by halves. */
static void
forget_from (Plan  *plan,
             guint  first)
{
  GPtrArray *items = plan->import->items;

  while (items->len > first)
    {
      ManiculeImportItem *item = g_ptr_array_index (items, items->len - 1);
      ManiculeArticle *article = manicule_document_get_article (item->document);
      const char *sha256 = manicule_text_get_sha256 (manicule_document_get_text (item->document));
      g_autofree char *key = manicule_file_name_key (manicule_article_get_id (article));

      g_hash_table_remove (plan->ids, key);
      if (item->duplicate_of == NULL)
        g_hash_table_remove (plan->texts, sha256);
      g_ptr_array_remove_index (items, items->len - 1);
    }
}

static gboolean
read_file (Plan                      *plan,
           const ManiculeImportFile  *file,
           const ManiculeFormat      *format,
           GError                   **error)
{
  const ManiculeImportOptions *options = plan->options;
  g_autoptr(ManiculeFormatInput) input = NULL;
  g_autoptr(GError) local_error = NULL;
  guint first = plan->import->items->len;

  plan->file = file;
  plan->file_format = format;
  input = manicule_format_input_new (format, file->file, options->format != NULL ? options->options : NULL,
                                     plan->import->schema, plan->import->findings, plan->cancellable);
  manicule_format_input_set_predictions (input, options->predictions);
  if (options->encoding != NULL)
    manicule_format_input_set_encoding (input, options->encoding);

  if (manicule_format_input_read (input, add_document, plan, &local_error))
    return TRUE;

  forget_from (plan, first);

  /* A file that is not what the caller says it is stops the plan; one that is damaged does not. */
  if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      (options->format != NULL && local_error->domain == MANICULE_FORMAT_ERROR))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  manicule_findings_add (plan->import->findings, MANICULE_FINDING_ERROR, "file-damaged", file->shown, 0,
                         _("The file is left out: %s"), local_error->message);

  return TRUE;
}

static gboolean
has_suffix (const ManiculeImportFile *file,
            const ManiculeFormat     *format)
{
  const char *dot = strrchr (file->shown, '.');
  guint i;

  for (i = 0; dot != NULL && format->suffixes != NULL && format->suffixes[i] != NULL; i++)
    {
      if (g_ascii_strcasecmp (dot + 1, format->suffixes[i]) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
leave_out (Plan                     *plan,
           const ManiculeImportFile *file,
           const char               *code,
           const GError             *error)
{
  manicule_findings_add (plan->import->findings, MANICULE_FINDING_ERROR, code, file->shown, 0,
                         _("The file is left out: %s"), error->message);
}

/* Only the user can tell. */
static void
ask_for_format (Plan                     *plan,
                const ManiculeImportFile *file)
{
  ManiculeImportUnclear *unclear = g_new0 (ManiculeImportUnclear, 1);

  unclear->file = g_strdup (file->shown);
  unclear->source = g_object_ref (file->file);
  unclear->candidates = manicule_formats_candidates (file->file, NULL);
  if (unclear->candidates == NULL)
    unclear->candidates = g_ptr_array_new ();
  g_ptr_array_add (plan->import->unclear, unclear);
}

/* NULL where it is no format's. */
static const ManiculeFormat *
sniff (Plan                     *plan,
       const ManiculeImportFile *file)
{
  g_autoptr(GError) error = NULL;
  const ManiculeFormat *format = manicule_formats_sniff (file->file, &error);
  gboolean is_unknown;

  if (format != NULL)
    return format;

  is_unknown = g_error_matches (error, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_UNKNOWN);
  if (is_unknown && manicule_import_is_text (file))
    return manicule_formats_find ("text");

  if (g_error_matches (error, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_AMBIGUOUS))
    {
      ask_for_format (plan, file);
      leave_out (plan, file, "format-ambiguous", error);
    }
  else if (!is_unknown || file->chosen)
    {
      /* Of a folder's files those that nobody asked for are only listed. */
      leave_out (plan, file, is_unknown ? "format-unknown" : "file-unreadable", error);
    }

  return NULL;
}

/* With a format given, files of a folder count when they are named as that format's are. */
static const ManiculeFormat *
recognise (Plan                     *plan,
           const ManiculeImportFile *file)
{
  const ManiculeFormat *format = plan->options->format;
  const ManiculeFormat *chosen = plan->options->chosen != NULL ? g_hash_table_lookup (plan->options->chosen, file->file) : NULL;

  if (chosen != NULL)
    return chosen;
  if (format == NULL)
    return sniff (plan, file);

  return file->chosen || has_suffix (file, format) ? format : NULL;
}

/* (element-type Recognised) */
static GArray *
recognise_all (Plan       *plan,
               GPtrArray  *files,
               GError    **error)
{
  g_autoptr(GArray) all = g_array_sized_new (FALSE, TRUE, sizeof (Recognised), files->len);
  guint i;

  g_array_set_clear_func (all, recognised_clear);

  for (i = 0; i < files->len; i++)
    {
      Recognised recognised = { g_ptr_array_index (files, i) };

      if (g_cancellable_set_error_if_cancelled (plan->cancellable, error))
        return NULL;

      recognised.format = recognise (plan, recognised.file);
      if (recognised.format != NULL && recognised.format->companions != NULL)
        recognised.companions = recognised.format->companions (recognised.file->file);
      g_array_append_val (all, recognised);
    }

  return g_steal_pointer (&all);
}

/* The files that are read with others: a pair's text is no article of its own. Of two that name each other the first
 * one leads. */
static GHashTable *
find_companions (GArray *all)
{
  GHashTable *companions = g_hash_table_new (g_file_hash, (GEqualFunc) g_file_equal);
  guint i, j;

  for (i = 0; i < all->len; i++)
    {
      Recognised *recognised = &g_array_index (all, Recognised, i);

      if (recognised->companions == NULL || g_hash_table_contains (companions, recognised->file->file))
        continue;

      for (j = 0; j < recognised->companions->len; j++)
        {
          GFile *companion = g_ptr_array_index (recognised->companions, j);

          if (!g_file_equal (companion, recognised->file->file))
            g_hash_table_add (companions, companion);
        }
    }

  return companions;
}

static gboolean
read_files (Plan       *plan,
            GPtrArray  *files,
            GError    **error)
{
  g_autoptr(GArray) all = recognise_all (plan, files, error);
  g_autoptr(GHashTable) companions = NULL;
  guint i;

  if (all == NULL)
    return FALSE;

  companions = find_companions (all);

  for (i = 0; i < all->len; i++)
    {
      Recognised *recognised = &g_array_index (all, Recognised, i);

      if (g_hash_table_contains (companions, recognised->file->file))
        continue;

      if (recognised->format == NULL && recognised->file->chosen)
        continue;
      if (recognised->format == NULL)
        g_ptr_array_add (plan->import->left_out, g_strdup (recognised->file->shown));
      else if (!read_file (plan, recognised->file, recognised->format, error))
        return FALSE;
    }

  return TRUE;
}

/* --- the plan --- */

static void
plan_init (Plan            *plan,
           ManiculeProject *project)
{
  const char * const *annotators = project != NULL ? manicule_project_get_annotators (project) : NULL;
  GListModel *articles = project != NULL ? manicule_project_get_articles (project) : NULL;
  guint n = articles != NULL ? g_list_model_get_n_items (articles) : 0;
  guint i;

  plan->import = g_new0 (ManiculeImport, 1);
  plan->import->items = g_ptr_array_new_with_free_func ((GDestroyNotify) manicule_import_item_free);
  plan->import->schema = manicule_schema_new ();
  plan->import->left_out = g_ptr_array_new_with_free_func (g_free);
  plan->import->unclear = g_ptr_array_new_with_free_func ((GDestroyNotify) manicule_import_unclear_free);
  plan->import->findings = manicule_findings_new ();

  plan->annotators = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  plan->chosen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  plan->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  plan->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (i = 0; annotators != NULL && annotators[i] != NULL; i++)
    g_hash_table_insert (plan->annotators, manicule_file_name_key (annotators[i]), g_strdup (annotators[i]));

  for (i = 0; i < n; i++)
    {
      g_autoptr(ManiculeArticle) article = g_list_model_get_item (articles, i);
      const ManiculeArticleFields *fields = manicule_article_get_fields (article);

      g_hash_table_add (plan->ids, manicule_file_name_key (fields->id));
      g_hash_table_insert (plan->texts, g_strdup (fields->sha256), g_strdup (fields->id));
    }
}

static void
plan_clear (Plan *plan)
{
  g_clear_pointer (&plan->import, manicule_import_free);
  g_clear_pointer (&plan->chosen, g_hash_table_unref);
  g_clear_pointer (&plan->annotators, g_hash_table_unref);
  g_clear_pointer (&plan->ids, g_hash_table_unref);
  g_clear_pointer (&plan->texts, g_hash_table_unref);
}

/**
 * manicule_import_plan:
 * @files: (element-type GFile): files and folders
 * @options: how to read them
 * @project: (nullable): where they will go; not changed, and not to be changed by others meanwhile
 * @cancellable: (nullable): a cancellable
 * @error: return location
 *
 * Reads files without writing anything. Any thread.
 *
 * Returns: (transfer full) (nullable): what an import of them would do
 */
ManiculeImport *
manicule_import_plan (GPtrArray                    *files,
                      const ManiculeImportOptions  *options,
                      ManiculeProject              *project,
                      GCancellable                 *cancellable,
                      GError                      **error)
{
  g_autoptr(GPtrArray) found = NULL;
  ManiculeImport *import = NULL;
  Plan plan = { .options = options, .cancellable = cancellable };

  g_return_val_if_fail (files != NULL, NULL);
  g_return_val_if_fail (options != NULL && manicule_file_name_is_safe (options->annotator), NULL);

  plan_init (&plan, project);
  found = manicule_import_list_files (files, plan.import->findings, cancellable, error);
  if (found != NULL && read_files (&plan, found, error))
    import = g_steal_pointer (&plan.import);

  plan_clear (&plan);
  return import;
}

/**
 * manicule_import_free:
 * @self: (transfer full): a plan
 */
void
manicule_import_free (ManiculeImport *self)
{
  g_ptr_array_unref (self->items);
  g_object_unref (self->schema);
  g_ptr_array_unref (self->left_out);
  g_ptr_array_unref (self->unclear);
  manicule_findings_free (self->findings);
  g_free (self);
}
