/* manicule-format-brat.c: brat standoff: a text and an .ann file each
 *
 * The offsets of an .ann file count code points; files that count otherwise are recognised by the texts they say to
 * cover. A span that runs over a line break stands there as fragments, and such fragments become one span again unless
 * the option "join" forbids it; where fragments alone would not say what a span covers, a note of the type
 * ManiculeRanges does, which brat shows and keeps like any other.
 *
 * Names that brat cannot hold are written as _xHHHH_ (see manicule-format-brat-names.h), the names that people read go
 * to visual.conf. An entity of the register is a normalisation of the database "Manicule", unless it came from a
 * reference to another one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-brat-private.h"
#include "manicule-format-values.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define UTF8_BOM "\xef\xbb\xbf"
/* Enough lines to know the format by. */
#define SNIFFED_LINES 50

static const char * const suffixes[] = { "ann", "a1", "a2", NULL };

static const char * const configuration_files[] = {
  "annotation.conf", "visual.conf", "kb_shortcuts.conf", "tools.conf",
};

static const char * const yes_or_no[] = { "yes", "no", NULL };

static const ManiculeFormatOption options[] = {
  { "join", N_("Join Fragments"), N_("Whether fragments with nothing but a line break between them are one span"),
    yes_or_no, "yes" },
  { "configuration", N_("Configuration"), N_("Whether annotation.conf, visual.conf and kb_shortcuts.conf are written"),
    yes_or_no, "yes" },
  { NULL },
};

/* --- recognising --- */

static gboolean
has_suffix (const char *name)
{
  const char *dot = strrchr (name, '.');

  for (guint i = 0; dot != NULL && suffixes[i] != NULL; i++)
    if (g_ascii_strcasecmp (dot + 1, suffixes[i]) == 0)
      return TRUE;

  return FALSE;
}

/* Counts the lines that are understood among the first whole ones. */
static void
count_lines (const char *head,
             gsize       length,
             guint      *n_lines,
             guint      *n_understood)
{
  GStringChunk *strings = g_string_chunk_new (1024);
  const char *p = head, *end = head + length;

  *n_lines = *n_understood = 0;
  while (p < end && *n_lines < SNIFFED_LINES)
    {
      const char *newline = memchr (p, '\n', (gsize) (end - p));
      gsize size = newline != NULL ? (gsize) (newline - p) : (gsize) (end - p);
      ManiculeBratLine line;

      if (size > 0 && g_utf8_validate_len (p, size, NULL))
        {
          manicule_brat_line_parse (&line, p, size, strings);
          *n_understood += line.kind != MANICULE_BRAT_UNPARSED;
          manicule_brat_line_clear (&line);
        }
      *n_lines += size > 0;
      p += size + 1;
    }

  g_string_chunk_free (strings);
}

static guint
sniff (const char *name,
       const char *head,
       gsize       length)
{
  guint n_lines, n_understood;

  if (g_str_has_prefix (head, UTF8_BOM))
    {
      head += strlen (UTF8_BOM);
      length -= strlen (UTF8_BOM);
    }

  count_lines (head, length, &n_lines, &n_understood);
  if (n_lines == 0)
    return has_suffix (name) ? 60 : 0;
  if (n_understood == 0)
    return 0;

  /* One damaged line must not hide what the others say. */
  if (2 * n_understood >= n_lines)
    return has_suffix (name) ? 95 : 45;

  return has_suffix (name) ? 55 : 0;
}

/* --- the files of a pair --- */

static void
add_companion (GPtrArray  *companions,
               GFile      *folder,
               const char *name)
{
  g_autoptr(GFile) file = g_file_get_child (folder, name);

  if (g_file_query_exists (file, NULL))
    g_ptr_array_add (companions, g_steal_pointer (&file));
}

static GPtrArray *
companions (GFile *file)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *name = g_file_get_basename (file);
  g_autoptr(GFile) folder = g_file_get_parent (file);
  char *dot = name != NULL ? strrchr (name, '.') : NULL;
  g_autofree char *partner = NULL;
  g_autofree char *text = NULL;

  if (folder == NULL || dot == NULL)
    return found;

  /* The other half of a pair of the BioNLP tasks. */
  if (g_ascii_strcasecmp (dot, ".a1") == 0 || g_ascii_strcasecmp (dot, ".a2") == 0)
    {
      partner = g_strdup (name);
      partner[dot + 2 - name] = dot[2] == '1' ? '2' : '1';
      add_companion (found, folder, partner);
    }

  *dot = '\0';
  text = g_strconcat (name, ".txt", NULL);
  add_companion (found, folder, text);
  for (guint i = 0; i < G_N_ELEMENTS (configuration_files); i++)
    {
      GFile *configuration = manicule_brat_find_configuration (folder, configuration_files[i]);

      if (configuration != NULL)
        g_ptr_array_add (found, configuration);
    }

  return found;
}

/* --- writing --- */

typedef struct
{
  ManiculeFormatOutput *output;
  ManiculeSchema       *schema;  /* (owned) */
  ManiculeBratUsage    *usage;   /* (owned) */
  gboolean              join;
} State;

static gboolean
is_yes (ManiculeFormatOutput *output,
        const char           *option)
{
  return g_str_equal (manicule_format_output_get_option (output, option), "yes");
}

static gboolean
write_member (ManiculeFormatOutput  *output,
              const char            *name,
              gboolean               is_main,
              const char            *data,
              gssize                 length,
              GError               **error)
{
  return manicule_format_output_begin_member (output, name, is_main, error) &&
         manicule_format_output_write (output, data, length, error) &&
         manicule_format_output_end_member (output, error);
}

static gboolean
write_configuration (State   *self,
                     GError **error)
{
  g_autofree char *schema = manicule_brat_describe_schema (self->schema, self->usage);
  g_autofree char *looks = manicule_brat_describe_looks (self->schema);
  g_autofree char *keys = manicule_brat_describe_keys (self->schema);

  return write_member (self->output, "annotation.conf", FALSE, schema, -1, error) &&
         write_member (self->output, "visual.conf", FALSE, looks, -1, error) &&
         (*keys == '\0' || write_member (self->output, "kb_shortcuts.conf", FALSE, keys, -1, error));
}

static gboolean
end_writing (gpointer   data,
             gboolean   commit,
             GError   **error)
{
  State *self = data;
  gboolean success = !commit || !is_yes (self->output, "configuration") || write_configuration (self, error);

  g_object_unref (self->schema);
  manicule_brat_usage_free (self->usage);
  g_free (self);

  return success;
}

static gpointer
begin_writing (ManiculeFormatOutput  *output,
               ManiculeSchema        *schema,
               GError               **error)
{
  State *self = g_new0 (State, 1);

  self->output = output;
  self->schema = g_object_ref (schema);
  self->usage = manicule_brat_usage_new ();
  self->join = is_yes (output, "join");

  return self;
}

static gboolean
write_document (gpointer           data,
                ManiculeDocument  *document,
                GError           **error)
{
  State *self = data;
  const char *id = manicule_article_get_id (manicule_document_get_article (document));
  ManiculeText *text = manicule_document_get_text (document);
  g_autofree char *text_name = g_strconcat (id, ".txt", NULL);
  g_autofree char *name = g_strconcat (id, ".ann", NULL);
  g_autofree char *lines = manicule_brat_write_lines (manicule_document_get_set (document, 0), self->schema, self->join,
                                                      self->usage);

  return write_member (self->output, text_name, FALSE, manicule_text_get_data (text),
                       manicule_text_get_n_bytes (text), error) &&
         write_member (self->output, name, TRUE, lines, -1, error);
}

/* An attribute without a value is true; every other value is a text. */
static char *
fit_value (GVariant *value)
{
  gboolean is_true = g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN) && g_variant_get_boolean (value);

  return is_true ? NULL : manicule_value_fit_as_text (value);
}

/* Everything else is written in a form that reads back. */
static char *
fit_name (ManiculeNameKind  kind,
          const char       *name)
{
  if (kind != MANICULE_NAME_NOTE || strchr (name, '\r') == NULL)
    return NULL;

  return g_strdelimit (g_strdup (name), "\r", ' ');
}

const ManiculeFormat manicule_format_brat = {
  .id = "brat",
  .title = "brat Standoff",
  .description = N_("A text and an .ann file for each article, with the configuration of brat"),
  .suffixes = suffixes,
  .holds = MANICULE_HOLDS_SPANS | MANICULE_HOLDS_NESTED | MANICULE_HOLDS_CROSSING | MANICULE_HOLDS_DISCONTINUOUS |
           MANICULE_HOLDS_ZERO_LENGTH | MANICULE_HOLDS_SUB_TOKEN | MANICULE_HOLDS_RELATIONS |
           MANICULE_HOLDS_RELATION_EXTRAS | MANICULE_HOLDS_ATTRIBUTES | MANICULE_HOLDS_ENTITIES |
           MANICULE_HOLDS_NOTES | MANICULE_HOLDS_TEXT,
  .unit = MANICULE_OFFSET_CHARS,
  .container = MANICULE_CONTAINER_FOLDER,
  .options = options,
  .sniff = sniff,
  .companions = companions,
  .read = manicule_brat_read,
  .begin = begin_writing,
  .write = write_document,
  .end = end_writing,
  .fit_name = fit_name,
  .fit_value = fit_value,
};
