/* bench-json.c: how long it takes to write and read annotation sets and lists of articles
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-json.h"

#include <math.h>
#include <time.h>

#define CHARS_AN_ANNOTATION 50
#define ROUNDS 3

static double
cpu_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static ManiculeText *
make_text (guint n_annotations)
{
  g_autoptr(GString) words = g_string_new (NULL);

  while (words->len < (gsize) n_annotations * CHARS_AN_ANNOTATION)
    g_string_append (words, "Die Köchin sagte, “das Meer” sei ruhig. 海は静かだ。 ");
  return manicule_text_new_from_string (words->str);
}

/* One in ten is a relation, one in five was suggested, one in twenty has a note and an attribute. */
static ManiculeAnnotation *
make_annotation (guint i)
{
  g_autofree char *id = g_strdup_printf ("k%07x", i), *end = g_strdup_printf ("k%07x", i - 1);
  ManiculeRange range = { i * 30, i * 30 + 12 };
  g_autoptr(ManiculeAnnotation) plain = NULL, timed = NULL, noted = NULL;

  if (i % 10 == 9)
    return manicule_annotation_new_relation (id, "source", end, "k0000000");

  plain = manicule_annotation_new_span (id, i % 3 == 0 ? "PER" : "ORG", &range, 1);
  timed = manicule_annotation_with_times (plain, 1764000000 + i, 0);
  if (i % 5 == 0)
    return manicule_annotation_with_origin (timed, "crf", NULL, i % 100 / 100.0);
  if (i % 20 != 1)
    return g_steal_pointer (&timed);

  noted = manicule_annotation_with_note (timed, "The paper prints the name in two ways.");
  return manicule_annotation_with_attribute (noted, "mention", g_variant_new_string ("name"));
}

static ManiculeAnnotationSet *
make_set (guint n)
{
  g_autoptr(ManiculeText) text = make_text (n);
  ManiculeAnnotationSet *set = manicule_annotation_set_new ("article", "anna", text);
  g_autoptr(GPtrArray) annotations = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (annotations, make_annotation (i));
  manicule_annotation_set_add_all (set, annotations, &error);
  g_assert_no_error (error);
  return set;
}

static void
print_figure (const char *size,
              const char *metric,
              double      value,
              const char *unit)
{
  g_print ("{\"bench\":\"json\",\"size\":\"%s\",\"metric\":\"%s\",\"value\":%.3f,\"unit\":\"%s\"}\n", size, metric, value, unit);
}

static void
bench_set (guint       n,
           const char *size)
{
  g_autoptr(ManiculeAnnotationSet) set = make_set (n);
  double write = INFINITY, read = INFINITY, summary = INFINITY, megabytes = 0;

  for (guint i = 0; i < ROUNDS; i++)
    {
      double start = cpu_ms ();
      g_autoptr(GBytes) bytes = manicule_json_write_annotations (set);
      g_autoptr(GError) error = NULL;
      g_autoptr(ManiculeAnnotationSet) copy = NULL;
      ManiculeStatus status;
      guint count;

      write = MIN (write, cpu_ms () - start);
      megabytes = g_bytes_get_size (bytes) / 1e6;

      start = cpu_ms ();
      copy = manicule_json_read_annotations (bytes, "bench.json", manicule_annotation_set_get_text (set), NULL, &error);
      read = MIN (read, cpu_ms () - start);
      g_assert_no_error (error);
      g_assert_true (manicule_annotation_set_equal (set, copy));

      start = cpu_ms ();
      manicule_json_read_summary (bytes, "bench.json", &status, &count, &error);
      summary = MIN (summary, cpu_ms () - start);
      g_assert_no_error (error);
    }

  print_figure (size, "write-cpu", write, "ms");
  print_figure (size, "read-cpu", read, "ms");
  print_figure (size, "summary-cpu", summary, "ms");
  print_figure (size, "write-speed", megabytes / write * 1e3, "MB/s");
  print_figure (size, "read-speed", megabytes / read * 1e3, "MB/s");
}

static GListStore *
make_articles (guint n)
{
  GListStore *articles = g_list_store_new (MANICULE_TYPE_ARTICLE);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("%06u_4cb59e91ea71091b", i), *file = g_strconcat (id, ".txt", NULL);
      g_autoptr(ManiculeArticle) article = manicule_article_new (&(ManiculeArticleFields) {
        .id = id, .title = "Ferry strike enters its third week as talks break down", .date = "2024-12-29", .source = "BTA",
        .language = "en", .place = "TALLINN", .file = file, .length = 2638,
        .sha256 = "ac544eae681ee34180cdf649e22ad1518dc18f9f00c3243dc13dc300c7479357" });

      g_list_store_append (articles, article);
    }
  return articles;
}

static void
bench_articles (guint       n,
                const char *size)
{
  g_autoptr(GListStore) articles = make_articles (n);
  double write = INFINITY, read = INFINITY;

  for (guint i = 0; i < ROUNDS; i++)
    {
      double start = cpu_ms ();
      g_autoptr(GBytes) bytes = manicule_json_write_articles (G_LIST_MODEL (articles));
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) copies = NULL;

      write = MIN (write, cpu_ms () - start);
      start = cpu_ms ();
      copies = manicule_json_read_articles (bytes, "articles.jsonl", NULL, &error);
      read = MIN (read, cpu_ms () - start);
      g_assert_no_error (error);
      g_assert_cmpuint (copies->len, ==, n);
    }

  print_figure (size, "write-articles-cpu", write, "ms");
  print_figure (size, "read-articles-cpu", read, "ms");
}

int
main (int   argc,
      char *argv[])
{
  bench_set (2000, "2,000");
  bench_set (20000, "20,000");
  bench_set (200000, "200,000");
  bench_articles (1000, "1,000");
  bench_articles (10000, "10,000");
  bench_articles (100000, "100,000");
  return 0;
}
