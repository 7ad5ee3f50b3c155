/* bench-formats.c: how fast formats are read and written, how long an export takes, verified as it is, and how much memory
 *
 *     bench-formats [FORMAT]…
 *
 * All formats that are written, where none is named. The articles are 3 MB and 30 MB of text, or as many megabytes as
 * MANICULE_BENCH_MB says. Writing, exporting and reading run in a process each, so that their peaks of memory are their
 * own; exports are measured up to the size of their budget. Megabytes are those of the files, or of the files within an
 * archive. The articles are made while they are asked for; "source-cpu" is what that alone
 * takes, as an export does it twice.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-export.h"
#include "manicule-format-input.h"
#include "manicule-format-learn.h"
#include "manicule-format-output.h"
#include "manicule-zip.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define SPANS_AN_ARTICLE 40
#define BYTES_AN_ARTICLE 3000
#define BUDGET_MS 5000
#define BUDGET_DOCUMENTS 10000
/* MB/s of the processor. */
#define AIM_LINES 50
#define AIM_JSON_XML 25

/* --- articles --- */

static const char * const words[] = {
  "North", "Korea", "Kim", "said", "talks", "minister", "Reuters", "Seoul", "“peace”,", "on", "Monday.", "the", "U.S.-led", "exports",
  "agreed", "Ines", "Halloran", "of", "trade", "Zürich", "東京", "with", "a", "plan.", "anti-US", "left", "5", "percent", "(AP)", "and",
};

typedef struct
{
  GString   *text;
  GPtrArray *annotations;
} Maker;

static void
add_span (Maker *self,
          guint  n,
          guint  start,
          guint  end)
{
  static const char * const labels[] = { "PER", "ORG", "GPE", "EVENT" };
  ManiculeRange range = { start, end };
  g_autofree char *id = g_strdup_printf ("k%05x", n);
  g_autoptr(ManiculeAnnotation) span = manicule_annotation_new_span (id, labels[n % 4], &range, 1);

  if (n % 4 == 0)
    g_ptr_array_add (self->annotations, manicule_annotation_with_entity (span, "kim"));
  else if (n % 10 == 1)
    g_ptr_array_add (self->annotations, manicule_annotation_with_attribute (span, "certain", g_variant_new_boolean (TRUE)));
  else
    g_ptr_array_add (self->annotations, g_steal_pointer (&span));
}

/* Words, and at even distances a span over two of them. */
static void
make_contents (Maker *self,
               guint  index)
{
  guint random = index * 2654435761u + 1;
  guint chr = 0;
  guint start = 0;

  for (guint i = 0, n = 0; self->text->len < BYTES_AN_ARTICLE; i++)
    {
      const char *word = words[(random >> 8) % G_N_ELEMENTS (words)];

      random = random * 1664525 + 1013904223;
      if (i % 12 == 0)
        start = chr;
      g_string_append (self->text, word);
      chr += (guint) g_utf8_strlen (word, -1);
      if (i % 12 == 1 && n < SPANS_AN_ARTICLE)
        add_span (self, n++, start, chr);
      g_string_append_c (self->text, i % 60 == 59 ? '\n' : ' ');
      chr++;
    }
}

static ManiculeDocument *
make_document (guint      index,
               gpointer   data,
               GError   **error)
{
  guint n_documents = GPOINTER_TO_UINT (data);
  Maker maker;
  g_autoptr(ManiculeText) text = NULL;
  g_autoptr(ManiculeArticle) article = NULL;
  g_autoptr(ManiculeAnnotationSet) set = NULL;
  g_autofree char *id = g_strdup_printf ("%06u_article", index);
  ManiculeDocument *document;

  if (index >= n_documents)
    return NULL;

  maker = (Maker) { g_string_new (NULL), g_ptr_array_new_with_free_func (g_object_unref) };
  make_contents (&maker, index);
  text = manicule_text_new_from_string (maker.text->str);
  article = manicule_article_new (&(ManiculeArticleFields) {
      .id = id,
      .title = "A report",
      .date = "2024-12-29",
      .language = "en",
      .sha256 = manicule_text_get_sha256 (text),
      .length = manicule_text_get_n_chars (text),
    });
  set = manicule_annotation_set_new (id, "anna", text);
  manicule_annotation_set_add_all (set, maker.annotations, error);
  document = manicule_document_new (article, text);
  manicule_document_add_set (document, set);

  g_string_free (maker.text, TRUE);
  g_ptr_array_unref (maker.annotations);

  return document;
}

/* --- measuring --- */

typedef struct
{
  double source_ms;
  double write_ms;
  double write_peak_mb;
  double export_ms;
  double export_peak_mb;
  double read_ms;
  double read_peak_mb;
  double megabytes;
} Figures;

/* Of the processor: disks and neighbours are another matter. */
static double
get_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);

  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static double
measure_source (guint n_documents)
{
  double start = get_ms ();

  for (guint i = 0; i < n_documents; i++)
    g_object_unref (make_document (i, GUINT_TO_POINTER (n_documents), NULL));

  return get_ms () - start;
}

static double
get_peak_mb (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);

  return usage.ru_maxrss / 1024.0;
}

static gboolean
ignore_document (ManiculeDocument  *document,
                 gpointer           data,
                 GError           **error)
{
  return TRUE;
}

static double
read_one (const ManiculeFormat *format,
          GFile                *file,
          ManiculeSchema       *schema)
{
  g_autoptr(ManiculeFormatInput) input = manicule_format_input_new (format, file, NULL, schema, NULL, NULL);
  g_autoptr(GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, 0, NULL, NULL);
  g_autoptr(GError) error = NULL;

  if (!manicule_format_input_read (input, ignore_document, NULL, &error))
    g_error ("%s", error->message);

  return g_file_info_get_size (info) / 1e6;
}

/* Reads everything that was written; for a folder, what belongs to the suffix, and counts all of its bytes. */
static void
measure_reading (const ManiculeFormat *format,
                 const char           *path,
                 Figures              *figures)
{
  g_autoptr(GDir) folder = g_dir_open (path, 0, NULL);
  g_autofree char *suffix = g_strconcat (".", format->suffixes[0], NULL);
  g_autoptr(ManiculeSchema) schema = manicule_schema_new ();
  double start = get_ms ();
  const char *name;

  if (folder == NULL)
    {
      g_autoptr(GFile) file = g_file_new_for_path (path);

      figures->megabytes = read_one (format, file, schema);
    }
  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      g_autoptr(GFile) file = g_file_new_for_path (child);
      GStatBuf info;

      if (*name == '.')
        continue;
      if (g_str_has_suffix (name, suffix))
        read_one (format, file, schema);
      if (g_stat (child, &info) == 0)
        figures->megabytes += info.st_size / 1e6;
    }
  figures->read_ms = get_ms () - start;
}

static gboolean
wants_all (const char *name,
           gpointer    data)
{
  return TRUE;
}

static gboolean
add_length (const char  *name,
            GBytes      *bytes,
            gpointer     data,
            GError     **error)
{
  *(double *) data += g_bytes_get_size (bytes) / 1e6;

  return TRUE;
}

/* What is in it, since nobody reads or writes what is packed. */
static double
measure_archive (const char *path)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = g_file_load_bytes (file, NULL, NULL, &error);
  double megabytes = 0;

  if (bytes == NULL || !manicule_zip_read (bytes, path, wants_all, add_length, &megabytes, NULL, &error))
    g_error ("%s", error->message);

  return megabytes;
}

/* The names that the articles use. */
static ManiculeSchema *
learn_schema (void)
{
  g_autoptr(ManiculeLearned) learned = manicule_learned_new ();
  ManiculeSchema *schema = manicule_schema_new ();

  for (guint i = 0; i < 4; i++)
    {
      g_autoptr(ManiculeDocument) document = make_document (i, GUINT_TO_POINTER (4), NULL);

      manicule_learned_add (learned, document);
    }
  manicule_learned_complete (learned, schema);

  return schema;
}

/* What the writer alone takes; the articles were reduced to what the format holds before. */
static void
measure_writing (const ManiculeFormat *format,
                 guint                 n_documents,
                 const char           *path,
                 Figures              *figures)
{
  g_autoptr(GFile) target = g_file_new_for_path (path);
  g_autoptr(ManiculeSchema) schema = learn_schema ();
  g_autoptr(ManiculeSchema) names = NULL;
  g_autoptr(ManiculeLossReport) report = manicule_loss_report_new ();
  g_autoptr(ManiculeFormatOutput) output = NULL;
  g_autoptr(GError) error = NULL;
  ManiculeLossPolicy policy;
  gpointer state;
  double start;

  manicule_loss_policy_init (&policy, format);
  policy.schema = schema;
  names = manicule_loss_reduce_schema (format, &policy, report);
  output = manicule_format_output_new (format, target, NULL, NULL, &error);
  g_assert_no_error (error);
  state = format->begin (output, names, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < n_documents; i++)
    {
      g_autoptr(ManiculeDocument) whole = make_document (i, GUINT_TO_POINTER (n_documents), NULL);
      g_autoptr(ManiculeDocument) document = manicule_loss_reduce (whole, format, &policy, report);

      start = get_ms ();
      format->write (state, document, &error);
      g_assert_no_error (error);
      figures->write_ms += get_ms () - start;
    }

  start = get_ms ();
  format->end (state, TRUE, &error);
  g_assert_no_error (error);
  manicule_format_output_finish (output, FALSE, &error);
  g_assert_no_error (error);
  figures->write_ms += get_ms () - start;
  figures->write_peak_mb = get_peak_mb ();
}

static void
measure_export (const ManiculeFormat *format,
                guint                 n_documents,
                const char           *path,
                Figures              *figures)
{
  g_autoptr(GFile) target = g_file_new_for_path (path);
  g_autoptr(ManiculeSchema) schema = manicule_schema_new ();
  g_autoptr(ManiculeLossReport) report = NULL;
  g_autoptr(GError) error = NULL;
  ManiculeExport export = {
    .format = format,
    .schema = schema,
    .source = make_document,
    .n_documents = n_documents,
    .data = GUINT_TO_POINTER (n_documents),
  };
  double start;

  figures->source_ms = 2 * measure_source (n_documents);
  manicule_loss_policy_init (&export.policy, format);
  start = get_ms ();
  report = manicule_export_run (&export, target, NULL, &error);
  if (report == NULL)
    g_error ("%s", error->message);
  figures->export_ms = get_ms () - start;
  figures->export_peak_mb = get_peak_mb ();
}

static void
measure_read_back (const ManiculeFormat *format,
                   guint                 n_documents,
                   const char           *path,
                   Figures              *figures)
{
  measure_reading (format, path, figures);
  figures->read_peak_mb = get_peak_mb ();
  if (format->container == MANICULE_CONTAINER_ZIP)
    figures->megabytes = measure_archive (path);
}

typedef void (*Measure) (const ManiculeFormat *format,
                         guint                 n_documents,
                         const char           *path,
                         Figures              *figures);

/* In a child, so that memory is counted from the beginning. */
static gboolean
measure_apart (Measure               func,
               const ManiculeFormat *format,
               guint                 n_documents,
               const char           *path,
               Figures              *figures)
{
  gboolean done;
  int ends[2];
  pid_t child;

  if (pipe (ends) != 0 || (child = fork ()) < 0)
    g_error ("no child could be made");

  if (child == 0)
    {
      func (format, n_documents, path, figures);
      _exit (write (ends[1], figures, sizeof *figures) == sizeof *figures ? 0 : 1);
    }

  close (ends[1]);
  done = read (ends[0], figures, sizeof *figures) == sizeof *figures;
  close (ends[0]);
  waitpid (child, NULL, 0);

  return done;
}

static void
remove_tree (const char *path)
{
  g_autoptr(GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

/* FALSE where one of the three failed; why stands on the standard error. */
static gboolean
measure_all (const ManiculeFormat *format,
             guint                 n_documents,
             const char           *folder,
             Figures              *figures)
{
  g_autofree char *written = g_strdup_printf ("%s/%s-%u.%s", folder, format->id, n_documents, format->suffixes[0]);
  g_autofree char *exported = g_strdup_printf ("%s/%s-%u-exported.%s", folder, format->id, n_documents, format->suffixes[0]);
  gboolean done;

  done = measure_apart (measure_writing, format, n_documents, written, figures) &&
         (n_documents > BUDGET_DOCUMENTS || measure_apart (measure_export, format, n_documents, exported, figures)) &&
         (!manicule_format_can_read (format) || measure_apart (measure_read_back, format, n_documents, written, figures));
  remove_tree (written);
  remove_tree (exported);

  return done;
}

static void
print_figure (const char *size,
              const char *metric,
              double      value,
              const char *unit,
              double      budget,
              double      aim)
{
  printf ("{\"bench\":\"formats\",\"size\":\"%s\",\"metric\":\"%s\",\"value\":%.1f,\"unit\":\"%s\"", size, metric, value, unit);
  if (budget > 0)
    printf (",\"budget\":%.0f", budget);
  if (aim > 0)
    printf (",\"aim\":%.0f", aim);
  puts ("}");
  fflush (stdout);
}

static void
print_format (const char    *id,
              guint          n_documents,
              const Figures *figures)
{
  static const char * const line_formats[] = {
    "text", "csv", "tsv", "brat", "conll", "conllu", "conll2012", "webanno-tsv", NULL,
  };
  double aim = g_strv_contains (line_formats, id) ? AIM_LINES : AIM_JSON_XML;
  const struct { const char *metric; double value; const char *unit; double budget; double aim; } rows[] = {
    { "write", figures->megabytes / figures->write_ms * 1e3, "MB/s", 0, aim },
    { "write-peak-memory", figures->write_peak_mb, "MB", 0 },
    { "export-cpu", figures->export_ms, "ms", n_documents == BUDGET_DOCUMENTS ? BUDGET_MS : 0 },
    { "export-peak-memory", figures->export_peak_mb, "MB", 0 },
    { "read", figures->megabytes / figures->read_ms * 1e3, "MB/s", 0, aim },
    { "read-peak-memory", figures->read_peak_mb, "MB", 0 },
  };
  g_autofree char *size = g_strdup_printf ("%u articles", n_documents);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *metric = g_strdup_printf ("%s-%s", id, rows[i].metric);

      if (rows[i].value > 0)
        print_figure (size, metric, rows[i].value, rows[i].unit, rows[i].budget, rows[i].aim);
    }
}

static void
bench (char       **ids,
       guint        n_documents,
       const char  *folder)
{
  const ManiculeFormat * const *formats = manicule_formats_list ();
  g_autofree char *size = g_strdup_printf ("%u articles", n_documents);
  double source_ms = 0;

  for (guint i = 0; formats[i] != NULL; i++)
    {
      Figures figures = { 0 };

      if ((*ids != NULL && !g_strv_contains ((const char * const *) ids, formats[i]->id)) || !manicule_format_can_write (formats[i]))
        continue;
      if (!measure_all (formats[i], n_documents, folder, &figures))
        {
          fprintf (stderr, "%s: failed\n", formats[i]->id);
          continue;
        }
      print_format (formats[i]->id, n_documents, &figures);
      source_ms = figures.source_ms;
    }
  if (source_ms > 0)
    print_figure (size, "source-cpu", source_ms, "ms", 0, 0);
}

int
main (int    argc,
      char **argv)
{
  static const guint sizes[] = { 1000, 10000 };
  const char *megabytes = g_getenv ("MANICULE_BENCH_MB");
  g_autofree char *folder = g_dir_make_tmp ("bench-formats-XXXXXX", NULL);

  g_assert_nonnull (folder);
  if (megabytes != NULL)
    bench (argv + 1, (guint) (g_ascii_strtod (megabytes, NULL) * 1e6 / BYTES_AN_ARTICLE), folder);
  else
    for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
      bench (argv + 1, sizes[i], folder);
  remove_tree (folder);

  return 0;
}
