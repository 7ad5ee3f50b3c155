/* manicule-html-head.c: what a page says of its article
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-html.h"

#include "manicule-json-reader.h"

#include <string.h>

#define MAX_BYTES 1000

/* NULL where nothing is said; longer ones than any title are something else. */
static char *
dup_clean (const char *value)
{
  g_autofree char *copy = NULL;
  char *to;

  if (value == NULL)
    return NULL;

  copy = g_strstrip (g_strdup (value));
  if (*copy == '\0' || strlen (copy) > MAX_BYTES || !g_utf8_validate (copy, -1, NULL))
    return NULL;

  to = copy;
  for (const char *from = copy; *from != '\0'; from++)
    if (!g_ascii_isspace (*from))
      *to++ = *from;
    else if (to[-1] != ' ')
      *to++ = ' ';
  *to = '\0';

  return g_steal_pointer (&copy);
}

/* The content of <meta property="…"> or <meta name="…">, the first that says something. */
static char *
dup_meta (xmlDoc     *page,
          const char *name)
{
  xmlNode *root = xmlDocGetRootElement (page);

  for (xmlNode *node = root; node != NULL; node = manicule_html_next (node, root, TRUE))
    {
      const char *property;
      char *content;

      if (!manicule_html_is (node, "meta"))
        continue;

      property = manicule_html_get (node, "property");
      if (property == NULL)
        property = manicule_html_get (node, "name");
      if (property == NULL || g_ascii_strcasecmp (property, name) != 0)
        continue;

      content = dup_clean (manicule_html_get (node, "content"));
      if (content != NULL)
        return content;
    }

  return NULL;
}

/* The first element of that name in @root; with @rel, the first that has it among the words of its attribute "rel". */
static xmlNode *
find (xmlNode    *root,
      const char *element,
      const char *rel)
{
  for (xmlNode *node = root; node != NULL; node = manicule_html_next (node, root, TRUE))
    {
      const char *words;

      if (element != NULL && !manicule_html_is (node, element))
        continue;
      if (rel == NULL)
        return node;

      words = manicule_html_get (node, "rel");
      if (words != NULL)
        {
          g_auto(GStrv) split = g_strsplit_set (words, " \t\r\n", -1);

          if (g_strv_contains ((const char * const *) split, rel))
            return node;
        }
    }

  return NULL;
}

static char *
dup_inline (xmlNode *node)
{
  g_autofree char *text = node != NULL ? manicule_html_dup_inline (node) : NULL;

  return dup_clean (text);
}

/* --- dates --- */

/* "2024-12-29T08:00:00Z" to "2024-12-29", the day that the page names; also a year and month, or a year. */
static char *
dup_day (const char *value)
{
  guint year = 0;
  guint month = 0;
  guint day = 0;
  int n = 0;

  if (value == NULL)
    return NULL;

  while (g_ascii_isspace (*value))
    value++;
  n = sscanf (value, "%4u-%2u-%2u", &year, &month, &day);
  if (n < 1 || strspn (value, "0123456789") != 4)
    return NULL;

  if (n == 3 && g_date_valid_dmy ((GDateDay) day, month, (GDateYear) year))
    return g_strdup_printf ("%04u-%02u-%02u", year, month, day);
  if (n == 2 && month >= 1 && month <= 12)
    return g_strdup_printf ("%04u-%02u", year, month);

  return n == 1 ? g_strdup_printf ("%04u", year) : NULL;
}

/* Looks for a "datePublished" wherever it stands. The reader has checked how deep the values go. */
static char *
find_published (ManiculeJsonValue value,
                guint             depth)
{
  ManiculeJsonKind kind = manicule_json_get_kind (value);
  ManiculeJsonIter iter;

  if (depth == 0 || (kind != MANICULE_JSON_OBJECT && kind != MANICULE_JSON_ARRAY))
    return NULL;

  manicule_json_iter_init (&iter, value);
  while (manicule_json_iter_next (&iter))
    {
      gboolean is_date = g_strcmp0 (iter.name, "datePublished") == 0 &&
                         manicule_json_get_kind (iter.value) == MANICULE_JSON_STRING;
      char *date = is_date ? dup_day (manicule_json_as_string (iter.value)) : find_published (iter.value, depth - 1);

      if (date != NULL)
        return date;
    }

  return NULL;
}

static char *
read_linked_data (xmlNode *script)
{
  xmlChar *content = xmlNodeGetContent (script);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(ManiculeJsonReader) reader = NULL;
  char *date = NULL;

  if (content == NULL)
    return NULL;

  bytes = g_bytes_new_static (content, strlen ((const char *) content));
  reader = manicule_json_reader_new (bytes, "", NULL);
  if (reader != NULL)
    date = find_published (manicule_json_reader_get_root (reader), MANICULE_JSON_MAX_DEPTH);
  xmlFree (content);

  return date;
}

static char *
dup_linked_date (xmlDoc *page)
{
  xmlNode *root = xmlDocGetRootElement (page);

  for (xmlNode *node = root; node != NULL; node = manicule_html_next (node, root, TRUE))
    {
      const char *type = manicule_html_is (node, "script") ? manicule_html_get (node, "type") : NULL;
      char *date;

      if (type == NULL || g_ascii_strcasecmp (type, "application/ld+json") != 0)
        continue;

      date = read_linked_data (node);
      if (date != NULL)
        return date;
    }

  return NULL;
}

static char *
dup_time (xmlNode *root)
{
  for (xmlNode *node = root; node != NULL; node = manicule_html_next (node, root, TRUE))
    {
      char *date = manicule_html_is (node, "time") ? dup_day (manicule_html_get (node, "datetime")) : NULL;

      if (date != NULL)
        return date;
    }

  return NULL;
}

static char *
find_date (xmlDoc  *page,
           xmlNode *main)
{
  g_autofree char *meta = dup_meta (page, "article:published_time");
  char *date = dup_day (meta);

  if (date == NULL)
    date = dup_linked_date (page);
  if (date == NULL && main != NULL)
    date = dup_time (main);
  if (date == NULL)
    date = dup_time (xmlDocGetRootElement (page));

  return date;
}

/* --- the rest --- */

static char *
find_title (xmlDoc  *page,
            xmlNode *main)
{
  xmlNode *root = xmlDocGetRootElement (page);
  char *title = dup_meta (page, "og:title");

  if (title == NULL && main != NULL)
    title = dup_inline (find (main, "h1", NULL));
  if (title == NULL)
    title = dup_inline (find (root, "h1", NULL));
  if (title == NULL)
    title = dup_inline (find (root, "title", NULL));

  return title;
}

static char *
find_byline (xmlDoc *page)
{
  char *byline = dup_meta (page, "author");

  if (byline == NULL)
    byline = dup_inline (find (xmlDocGetRootElement (page), NULL, "author"));

  return byline;
}

static gboolean
is_address (const char *url)
{
  return g_ascii_strncasecmp (url, "https://", 8) == 0 || g_ascii_strncasecmp (url, "http://", 7) == 0;
}

static char *
find_url (xmlDoc *page)
{
  xmlNode *link = find (xmlDocGetRootElement (page), "link", "canonical");
  g_autofree char *url = link != NULL ? dup_clean (manicule_html_get (link, "href")) : NULL;

  if (url == NULL || !is_address (url))
    {
      g_free (url);
      url = dup_meta (page, "og:url");
    }

  return url != NULL && is_address (url) ? g_steal_pointer (&url) : NULL;
}

static char *
find_language (xmlDoc *page)
{
  g_autofree char *language = dup_clean (manicule_html_get (xmlDocGetRootElement (page), "lang"));

  if (language == NULL || strlen (language) > 35 ||
      strspn (language, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") != strlen (language))
    return NULL;

  return g_steal_pointer (&language);
}

void
manicule_html_head_init (ManiculeHtmlHead *self,
                         xmlDoc           *page,
                         xmlNode          *main)
{
  *self = (ManiculeHtmlHead) { NULL, };
  if (xmlDocGetRootElement (page) == NULL)
    return;

  self->title = find_title (page, main);
  self->date = find_date (page, main);
  self->byline = find_byline (page);
  self->source = dup_meta (page, "og:site_name");
  self->language = find_language (page);
  self->url = find_url (page);
}

void
manicule_html_head_clear (ManiculeHtmlHead *self)
{
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->date, g_free);
  g_clear_pointer (&self->byline, g_free);
  g_clear_pointer (&self->source, g_free);
  g_clear_pointer (&self->language, g_free);
  g_clear_pointer (&self->url, g_free);
}
