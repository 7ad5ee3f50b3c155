/* manicule-command-stats.c: count what is in a project
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-cli.h"

#include "manicule-cli-project.h"

#include "manicule-project-folder.h"
#include "manicule-time-log.h"

#include <glib/gi18n-lib.h>

/* What one annotator has done. */
typedef struct
{
  const char *annotator;
  guint       n_status[3];
  guint       n_annotations;
  GHashTable *labels;     /* (element-type utf8 guint): label to count */
  GArray     *articles;   /* (element-type ArticleCount), in list order */
  ManiculeTimeLog *times; /* (owned) */
} Counts;

typedef struct
{
  const char     *id;
  ManiculeStatus  status;
  guint           n_annotations;
  guint64         seconds;  /* that went into it, pauses left out */
} ArticleCount;

static const char * const status_names[] = { "new", "in-progress", "done" };
static const char * const status_titles[] = { NC_("status", "new"), NC_("status", "in progress"), NC_("status", "done") };

static void
counts_free (Counts *self)
{
  g_hash_table_unref (self->labels);
  g_array_unref (self->articles);
  g_clear_pointer (&self->times, manicule_time_log_free);
  g_free (self);
}

static void
count_set (Counts                *self,
           ManiculeAnnotationSet *set)
{
  ArticleCount article = {
    g_intern_string (manicule_annotation_set_get_article_id (set)),
    manicule_annotation_set_get_status (set),
    g_list_model_get_n_items (G_LIST_MODEL (set)),
    manicule_time_log_get (self->times, manicule_annotation_set_get_article_id (set)),
  };
  guint i;

  self->n_status[article.status]++;
  self->n_annotations += article.n_annotations;
  g_array_append_val (self->articles, article);
  for (i = 0; i < article.n_annotations; i++)
    {
      const char *label = manicule_annotation_get_label (manicule_annotation_set_get (set, i));
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->labels, label));

      g_hash_table_insert (self->labels, (gpointer) g_intern_string (label), GUINT_TO_POINTER (n + 1));
    }
}

/* Nobody knows the times of a journal that cannot be read; check tells about it. */
static ManiculeTimeLog *
read_times (GFile      *folder,
            const char *annotator)
{
  g_autoptr(ManiculeJournalLog) log = manicule_journal_log_read (folder, annotator, NULL);

  return manicule_time_log_new (log);
}

static char *
format_seconds (guint64 seconds)
{
  /* Translators: hours, minutes and seconds of work, as in 1:05:09 */
  return g_strdup_printf (_("%u:%02u:%02u"), (guint) (seconds / 3600), (guint) (seconds / 60 % 60), (guint) (seconds % 60));
}

static Counts *
count_annotator (GFile            *folder,
                 ManiculeProject  *project,
                 const char       *annotator,
                 GError          **error)
{
  GListModel *articles = manicule_project_get_articles (project);
  guint i, n = g_list_model_get_n_items (articles);
  Counts *self = g_new0 (Counts, 1);

  self->annotator = annotator;
  self->labels = g_hash_table_new (g_str_hash, g_str_equal);
  self->articles = g_array_new (FALSE, FALSE, sizeof (ArticleCount));
  self->times = read_times (folder, annotator);
  for (i = 0; i < n; i++)
    {
      g_autoptr(ManiculeArticle) article = g_list_model_get_item (articles, i);
      g_autoptr(ManiculeText) text = manicule_project_folder_read_text (folder, article, error);
      g_autoptr(ManiculeAnnotationSet) set = NULL;

      if (text != NULL)
        set = manicule_project_folder_read_set (folder, manicule_article_get_id (article), annotator, text, NULL, error);
      if (set == NULL || g_cancellable_set_error_if_cancelled (manicule_cli_get_cancellable (), error))
        {
          counts_free (self);
          return NULL;
        }
      count_set (self, set);
      manicule_cli_progress (i + 1, n, NULL);
    }
  return self;
}

static GList *
sorted_labels (Counts *self)
{
  return g_list_sort (g_hash_table_get_keys (self->labels), (GCompareFunc) g_strcmp0);
}

static void
print_counts (Counts *self)
{
  g_autoptr(GList) labels = sorted_labels (self);
  GList *link;
  guint i;

  /* Translators: the name of an annotator and four numbers */
  g_print (_("%s: annotations: %u; articles: %u done, %u in progress, %u new\n"), self->annotator, self->n_annotations,
           self->n_status[MANICULE_STATUS_DONE], self->n_status[MANICULE_STATUS_IN_PROGRESS],
           self->n_status[MANICULE_STATUS_NEW]);
  for (link = labels; link != NULL; link = link->next)
    g_print ("  %7u  %s\n", GPOINTER_TO_UINT (g_hash_table_lookup (self->labels, link->data)), (char *) link->data);
  for (i = 0; i < self->articles->len; i++)
    {
      ArticleCount *article = &g_array_index (self->articles, ArticleCount, i);

      g_autofree char *time = article->seconds > 0 ? format_seconds (article->seconds) : g_strdup ("");

      g_print ("  %7u  %s (%s%s%s)\n", article->n_annotations, article->id,
               g_dpgettext2 (GETTEXT_PACKAGE, "status", status_titles[article->status]), *time != '\0' ? ", " : "", time);
    }
}

static void
build_counts (JsonBuilder *builder,
              Counts      *self)
{
  g_autoptr(GList) labels = sorted_labels (self);
  GList *link;
  guint i;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "annotator");
  json_builder_add_string_value (builder, self->annotator);
  json_builder_set_member_name (builder, "annotations");
  json_builder_add_int_value (builder, self->n_annotations);
  json_builder_set_member_name (builder, "labels");
  json_builder_begin_object (builder);
  for (link = labels; link != NULL; link = link->next)
    {
      json_builder_set_member_name (builder, link->data);
      json_builder_add_int_value (builder, GPOINTER_TO_UINT (g_hash_table_lookup (self->labels, link->data)));
    }
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "articles");
  json_builder_begin_array (builder);
  for (i = 0; i < self->articles->len; i++)
    {
      ArticleCount *article = &g_array_index (self->articles, ArticleCount, i);

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "id");
      json_builder_add_string_value (builder, article->id);
      json_builder_set_member_name (builder, "status");
      json_builder_add_string_value (builder, status_names[article->status]);
      json_builder_set_member_name (builder, "annotations");
      json_builder_add_int_value (builder, article->n_annotations);
      json_builder_set_member_name (builder, "seconds");
      json_builder_add_int_value (builder, article->seconds);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
report (ManiculeProject *project,
        GPtrArray       *counts)
{
  g_autoptr(JsonBuilder) builder = NULL;
  guint i, n_articles;

  if (!manicule_cli_get_json ())
    {
      n_articles = g_list_model_get_n_items (manicule_project_get_articles (project));
      /* Translators: the name of a project and a number */
      g_print (g_dngettext (GETTEXT_PACKAGE, "%s: %u article\n", "%s: %u articles\n", n_articles),
               manicule_project_get_name (project), n_articles);
      for (i = 0; i < counts->len; i++)
        print_counts (g_ptr_array_index (counts, i));
      return;
    }

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "project");
  json_builder_add_string_value (builder, manicule_project_get_name (project));
  json_builder_set_member_name (builder, "articles");
  json_builder_add_int_value (builder, g_list_model_get_n_items (manicule_project_get_articles (project)));
  json_builder_set_member_name (builder, "annotators");
  json_builder_begin_array (builder);
  for (i = 0; i < counts->len; i++)
    build_counts (builder, g_ptr_array_index (counts, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  manicule_cli_print_json (builder);
}

static gboolean
run (char   **arguments,
     GError **error)
{
  g_autoptr(GFile) folder = g_file_new_for_commandline_arg (arguments[0]);
  g_autoptr(ManiculeProject) project = manicule_cli_open_project (folder, error);
  g_autoptr(GPtrArray) counts = g_ptr_array_new_with_free_func ((GDestroyNotify) counts_free);
  const char * const *annotators;
  gsize i;

  if (project == NULL)
    return FALSE;

  annotators = manicule_project_get_annotators (project);
  for (i = 0; annotators[i] != NULL; i++)
    {
      Counts *one = count_annotator (folder, project, annotators[i], error);

      if (one == NULL)
        return FALSE;
      g_ptr_array_add (counts, one);
    }
  manicule_cli_progress_end ();
  report (project, counts);
  return TRUE;
}

const ManiculeCommand manicule_command_stats = {
  .name = "stats",
  .arguments = N_("PROJECT"),
  .summary = N_("Count annotations by label, article and annotator"),
  .n_min = 1,
  .n_max = 1,
  .run = run,
};
