/* manicule-format-html.c: the article of a web page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-decode.h"
#include "manicule-format-input.h"
#include "manicule-html.h"

#include <glib/gi18n-lib.h>
#include <libxml/HTMLparser.h>
#include <string.h>

#define MAX_PAGE (32u * 1024 * 1024)
/* Where browsers look for the encoding. */
#define MAX_DECLARATION 1024

static guint
sniff (const char *name,
       const char *head,
       gsize       length)
{
  g_autofree char *start = g_ascii_strdown (head, (gssize) MIN (length, 2048));
  g_autofree char *lower = g_ascii_strdown (name, -1);
  gboolean is_named = g_str_has_suffix (lower, ".html") || g_str_has_suffix (lower, ".htm") ||
                      g_str_has_suffix (lower, ".xhtml");

  if (strstr (start, "<!doctype html") != NULL || strstr (start, "<html") != NULL)
    return 80;
  if (is_named && strchr (start, '<') != NULL)
    return 60;

  return strstr (start, "<head>") != NULL || strstr (start, "<body") != NULL ? 50 : 0;
}

/* --- the encoding --- */

/* A declaration that can be read as ASCII cannot stand in UTF-16, whatever it says; HTML takes it for UTF-8. */
static char *
correct_declared (char *declared)
{
  if (!g_str_has_prefix (declared, "utf-16") && !g_str_has_prefix (declared, "utf-32"))
    return declared;

  g_free (declared);
  return g_strdup ("utf-8");
}

/* The value after "charset=" in the first bytes, wherever it stands. */
static char *
find_declared (GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autofree char *head = data != NULL ? g_ascii_strdown (data, (gssize) MIN (length, MAX_DECLARATION)) : NULL;
  const char *p = head != NULL ? strstr (head, "charset") : NULL;

  if (p == NULL)
    return NULL;

  p += strlen ("charset");
  p += strspn (p, " \t\r\n");
  if (*p++ != '=')
    return NULL;
  p += strspn (p, " \t\r\n\"'");

  return correct_declared (g_strndup (p, strspn (p, "abcdefghijklmnopqrstuvwxyz0123456789-_:.")));
}

static gboolean
has_byte_order_mark (GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return (length >= 2 && (memcmp (data, "\xff\xfe", 2) == 0 || memcmp (data, "\xfe\xff", 2) == 0)) ||
         (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0);
}

/* A mark goes before what is declared, and both before what is detected. A declaration that does not fit is wrong. */
static ManiculeText *
decode (ManiculeFormatInput  *input,
        GBytes               *bytes,
        char                **encoding,
        GError              **error)
{
  g_autofree char *declared = has_byte_order_mark (bytes) ? NULL : find_declared (bytes);
  g_autoptr(ManiculeText) text = NULL;

  if (declared != NULL && *declared != '\0' && !manicule_format_input_has_encoding (input))
    {
      text = manicule_decode (bytes, declared, NULL);
      if (text != NULL)
        {
          *encoding = g_ascii_strcasecmp (declared, "utf-8") != 0 ? g_strdup (declared) : NULL;
          return g_steal_pointer (&text);
        }
      manicule_format_input_report (input, MANICULE_FINDING_WARNING, "encoding-wrong", 0, NULL,
                                    _("the page says that its encoding is “%s”, which does not fit"), declared);
    }

  return manicule_format_input_decode (input, bytes, encoding, error);
}

/* --- reading --- */

/* libxml2 must not look for an encoding again: the text is UTF-8 whatever the page says. */
static xmlDoc *
parse (ManiculeText *text)
{
  const char *data = manicule_text_get_data (text);
  int length = (int) manicule_text_get_n_bytes (text);

  xmlInitParser ();
  if (g_str_has_prefix (data, "\xef\xbb\xbf"))
    {
      data += 3;
      length -= 3;
    }

  return htmlReadMemory (data, length, NULL, "UTF-8",
                         HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                         HTML_PARSE_COMPACT | HTML_PARSE_IGNORE_ENC);
}

static ManiculeDocument *
make_document (ManiculeFormatInput *input,
               GBytes              *bytes,
               const char          *encoding,
               xmlDoc              *page)
{
  xmlNode *main = manicule_html_find_main (page);
  g_autofree char *id = manicule_format_document_id (manicule_format_input_get_name (input));
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autofree char *content = main != NULL ? manicule_html_dup_text (main) : g_strdup ("");
  g_autoptr(ManiculeText) text = manicule_text_new_from_string (content);
  ManiculeHtmlHead head;
  ManiculeArticleFields fields;
  ManiculeDocument *document;

  if (main != NULL && *content != '\0')
    manicule_format_input_report (input, MANICULE_FINDING_NOTE, "main-text", 0, NULL,
                                  _("the text was taken from the element <%s>"), (const char *) main->name);
  else
    manicule_format_input_report (input, MANICULE_FINDING_WARNING, "no-text", 0, NULL,
                                  _("no text was found in the page"));

  manicule_html_head_init (&head, page, main);
  fields = (ManiculeArticleFields) {
    .id = id,
    .title = head.title,
    .date = head.date,
    .source = head.source,
    .byline = head.byline,
    .language = head.language,
    .url = head.url,
    .encoding = encoding,
    .original_sha256 = hash,
  };
  document = manicule_format_input_new_document (input, &fields, text);
  manicule_html_head_clear (&head);

  return document;
}

static gboolean
read_file (ManiculeFormatInput   *input,
           ManiculeDocumentFunc   func,
           gpointer               data,
           GError               **error)
{
  g_autoptr(GBytes) bytes = manicule_format_input_read_bytes (input, NULL, error);
  g_autoptr(ManiculeText) text = NULL;
  g_autoptr(ManiculeDocument) document = NULL;
  g_autofree char *encoding = NULL;
  xmlDoc *page;

  if (bytes == NULL)
    return FALSE;

  if (g_bytes_get_size (bytes) > MAX_PAGE)
    {
      manicule_format_input_fail (input, MANICULE_FORMAT_ERROR_LIMIT, 0, error,
                                  _("the page is larger than %u MB, which is as much as is read"),
                                  MAX_PAGE / (1024 * 1024));
      return FALSE;
    }

  text = decode (input, bytes, &encoding, error);
  if (text == NULL)
    return FALSE;

  page = parse (text);
  if (page == NULL)
    {
      manicule_format_input_fail (input, MANICULE_FORMAT_ERROR_DAMAGED, 0, error, _("this is no page that can be read"));
      return FALSE;
    }

  document = make_document (input, bytes, encoding, page);
  xmlFreeDoc (page);

  return manicule_format_input_emit (input, document, func, data, error);
}

static const char * const suffixes[] = { "html", "htm", "xhtml", NULL };

const ManiculeFormat manicule_format_html = {
  .id = "html",
  .title = N_("Web Page"),
  .description = N_("The article of a page, without menus and the like"),
  .suffixes = suffixes,
  .holds = MANICULE_HOLDS_TEXT | MANICULE_HOLDS_METADATA,
  .unit = MANICULE_OFFSET_CHARS,
  .container = MANICULE_CONTAINER_FILE,
  .sniff = sniff,
  .read = read_file,
};
