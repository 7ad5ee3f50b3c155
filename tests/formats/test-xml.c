/* test-xml.c: the reader and the writer of XML
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format.h"
#include "manicule-xml-reader.h"
#include "manicule-xml-writer.h"

#include <string.h>

/* --- what was read, printed --- */

static gboolean
print_start (ManiculeXmlReader         *reader,
             const ManiculeXmlElement  *element,
             gpointer                   data,
             GError                   **error)
{
  GString *out = data;

  g_string_append_printf (out, "<%s:%u", element->name, element->line);
  for (guint i = 0; i < element->n_attributes; i++)
    g_string_append_printf (out, " %s=[%s]", element->attributes[i].name, element->attributes[i].value);
  g_string_append_c (out, '>');

  if (g_str_equal (element->name, "stop"))
    {
      manicule_xml_reader_fail (reader, error, "stopped");
      return FALSE;
    }

  return TRUE;
}

static gboolean
print_end (ManiculeXmlReader  *reader,
           const char         *name,
           gpointer            data,
           GError            **error)
{
  g_string_append_printf (data, "</%s>", name);

  return TRUE;
}

static gboolean
print_text (ManiculeXmlReader  *reader,
            const char         *text,
            gsize               length,
            gpointer            data,
            GError            **error)
{
  g_string_append_len (data, text, (gssize) length);

  return TRUE;
}

static const ManiculeXmlHandler printer = { print_start, print_end, print_text };

static char *
read_string (const char  *xml,
             gssize       length,
             GError     **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new (xml, length < 0 ? strlen (xml) : (gsize) length);
  g_autoptr(GString) out = g_string_new (NULL);

  if (!manicule_xml_read (bytes, "x.xml", &printer, out, NULL, error))
    return NULL;

  return g_string_free_and_steal (g_steal_pointer (&out));
}

/* --- reading --- */

/* Elements, attributes, texts, CDATA and references come as they stand, with lines. */
static void
test_xml_events (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *read = read_string ("<?xml version=\"1.0\"?>\n<!DOCTYPE a SYSTEM \"http://nowhere.invalid/a.dtd\">\n"
                                       "<a x='1&#10;&amp;2' xmlns:p='urn:p'>\n<p:b p:y=''/>t&lt;<![CDATA[<&]]><!-- no --></a>",
                                       -1, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (read, ==, "<a:3 x=[1\n&2]>\n<b:4 y=[]></b>t<<&</a>");
}

/* Another encoding is read by its declaration or mark. */
static void
test_xml_encodings (void)
{
  static const char utf16[] = "\xff\xfe<\0a\0>\0\xe9\0<\0/\0a\0>\0";
  g_autoptr(GError) error = NULL;
  g_autofree char *latin = read_string ("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>\xe9</a>", -1, &error);
  g_autofree char *wide = read_string (utf16, sizeof utf16 - 1, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (latin, ==, "<a:1>é</a>");
  g_assert_cmpstr (wide, ==, "<a:1>é</a>");
}

typedef struct
{
  const char *name;
  const char *xml;
  int         code;
  const char *prefix;
} BadCase;

static const BadCase bad_cases[] = {
  { "empty", "", MANICULE_FORMAT_ERROR_DAMAGED, "x.xml:1: " },
  { "blank", "\n\n", MANICULE_FORMAT_ERROR_DAMAGED, "x.xml:" },
  { "unclosed", "<a>\n<b>\n</a>", MANICULE_FORMAT_ERROR_DAMAGED, "x.xml:3: " },
  { "truncated", "<a>\n<b", MANICULE_FORMAT_ERROR_DAMAGED, "x.xml:2: " },
  { "two-roots", "<a/>\n<b/>", MANICULE_FORMAT_ERROR_DAMAGED, "x.xml:2: " },
  { "twice", "<a x='1'\nx='2'/>", MANICULE_FORMAT_ERROR_DAMAGED, "x.xml:" },
  { "utf-8", "<a>\n\xff</a>", MANICULE_FORMAT_ERROR_DAMAGED, "x.xml:2: " },
  { "control", "<a>\n&#1;</a>", MANICULE_FORMAT_ERROR_DAMAGED, "x.xml:2: " },
  { "laughs", "<!DOCTYPE a [<!ENTITY b 'ha'>\n<!ENTITY c '&b;&b;'>]><a>&c;</a>", MANICULE_FORMAT_ERROR_LIMIT, "x.xml:1: " },
  { "parameter", "<!DOCTYPE a [\n<!ENTITY % b SYSTEM 'file:///etc/passwd'> %b;]><a/>", MANICULE_FORMAT_ERROR_LIMIT, "x.xml:2: " },
  { "external", "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>", MANICULE_FORMAT_ERROR_LIMIT, "x.xml:1: " },
  { "undeclared", "<a>\n&nbsp;</a>", MANICULE_FORMAT_ERROR_DAMAGED, "x.xml:2: " },
  { "undeclared-with-dtd", "<!DOCTYPE a SYSTEM 'a.dtd'>\n<a>&nbsp;</a>", MANICULE_FORMAT_ERROR_DAMAGED, "x.xml:2: " },
  { "undeclared-in-attribute", "<!DOCTYPE a SYSTEM 'a.dtd'>\n<a x='&nbsp;'/>", MANICULE_FORMAT_ERROR_DAMAGED, "x.xml:2: " },
  { "stopped", "<a>\n<stop/>\n<b></a>", MANICULE_FORMAT_ERROR_DAMAGED, "x.xml:2: stopped" },
};

/* What is not well-formed, or would grow, is refused where it stands. */
static void
test_xml_bad (gconstpointer data)
{
  const BadCase *bad = data;
  g_autoptr(GError) error = NULL;
  g_autofree char *read = read_string (bad->xml, -1, &error);

  g_assert_null (read);
  g_assert_error (error, MANICULE_FORMAT_ERROR, bad->code);
  if (!g_str_has_prefix (error->message, bad->prefix))
    g_error ("%s", error->message);
}

/* Depth has a limit, which real files are far from. */
static void
test_xml_depth (void)
{
  for (guint depth = MANICULE_XML_MAX_DEPTH; depth < 100000; depth += 50000)
    {
      g_autoptr(GString) xml = g_string_new (NULL);
      g_autoptr(GError) error = NULL;
      g_autofree char *read = NULL;

      for (guint i = 0; i < depth; i++)
        g_string_append (xml, "<a>");
      for (guint i = 0; i < depth; i++)
        g_string_append (xml, "</a>");
      read = read_string (xml->str, -1, &error);

      if (depth == MANICULE_XML_MAX_DEPTH)
        g_assert_no_error (error);
      else
        g_assert_error (error, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_LIMIT);
    }
}

/* Attributes and texts longer than what libxml2 reads by itself are read. */
static void
test_xml_long (void)
{
  const gsize n = 11 * 1024 * 1024;
  g_autofree char *value = g_strnfill (n, 'x');
  g_autofree char *xml = g_strdup_printf ("<a x=\"%s\">%s</a>", value, value);
  g_autoptr(GError) error = NULL;
  g_autofree char *read = read_string (xml, -1, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (strlen (read), >, 2 * n);
}

/* A reading that is cancelled ends. */
static void
test_xml_cancelled (void)
{
  g_autoptr(GString) xml = g_string_new ("<a>");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GString) out = g_string_new (NULL);
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < 10000; i++)
    g_string_append (xml, "<b/>");
  g_string_append (xml, "</a>");
  bytes = g_bytes_new (xml->str, xml->len);
  g_cancellable_cancel (cancellable);

  g_assert_false (manicule_xml_read (bytes, "x.xml", &printer, out, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* --- writing --- */

/* Whatever XML can hold reads back as it was, from an attribute and from an element. */
static void
test_xml_round_trip (void)
{
  for (guint run = 0; run < 300; run++)
    {
      g_autoptr(GString) value = g_string_new (NULL);
      g_autoptr(GString) xml = g_string_new ("<a");
      g_autoptr(GError) error = NULL;
      g_autofree char *expected = NULL;
      g_autofree char *read = NULL;

      for (guint i = 0; i < 20; i++)
        {
          static const char special[] = "\t\n\r\"'<>& ]x";
          gunichar c = g_test_rand_bit () ? (gunichar) special[g_test_rand_int_range (0, sizeof special - 1)]
                                          : (gunichar) g_test_rand_int_range (1, 0x110000);

          if (g_unichar_validate (c))
            g_string_append_unichar (value, manicule_xml_holds (c) ? c : ' ');
        }

      manicule_xml_append_attribute (xml, "x", value->str);
      manicule_xml_append_attribute (xml, "y", NULL);
      g_string_append_c (xml, '>');
      manicule_xml_append_text (xml, value->str, -1);
      g_string_append (xml, "</a>");

      read = read_string (xml->str, -1, &error);
      g_assert_no_error (error);
      expected = g_strdup_printf ("<a:1 x=[%s]>%s</a>", value->str, value->str);
      g_assert_cmpstr (read, ==, expected);
    }
}

/* What XML does not have becomes a space, and is told of. */
static void
test_xml_fit (void)
{
  g_autofree char *fitted = manicule_xml_fit ("a\x01" "b\xef\xbf\xbe" "c\xef\xbf\xbd\n");
  g_autoptr(GString) out = g_string_new (NULL);

  g_assert_cmpstr (fitted, ==, "a b c\xef\xbf\xbd\n");
  g_assert_null (manicule_xml_fit (fitted));
  manicule_xml_append_text (out, "a\x01" "b\xef\xbf\xbe" "c\xef\xbf\xbd\n", -1);
  g_assert_cmpstr (out->str, ==, fitted);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/xml/events", test_xml_events);
  g_test_add_func ("/xml/encodings", test_xml_encodings);
  for (guint i = 0; i < G_N_ELEMENTS (bad_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/xml/bad/%s", bad_cases[i].name);

      g_test_add_data_func (path, &bad_cases[i], test_xml_bad);
    }
  g_test_add_func ("/xml/depth", test_xml_depth);
  g_test_add_func ("/xml/long", test_xml_long);
  g_test_add_func ("/xml/cancelled", test_xml_cancelled);
  g_test_add_func ("/xml/round-trip", test_xml_round_trip);
  g_test_add_func ("/xml/fit", test_xml_fit);

  return g_test_run ();
}
