/* manicule-format-xmi.c: UIMA CAS XMI with its type system
 *
 * A folder holds a file for each article and TypeSystem.xml. What is read may also be a zip archive of that, as INCEpTION
 * exports it, and the type system may have any name; without one, numbers and references look like texts.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-cas-read.h"
#include "manicule-cas-write.h"
#include "manicule-format-output.h"
#include "manicule-xml-writer.h"
#include "manicule-zip.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define TYPE_SYSTEM "TypeSystem.xml"
/* How many files of a folder are looked at for a type system, and how much of each. */
#define MAX_CANDIDATES 64
#define HEAD_BYTES 4096

static const char * const suffixes[] = { "xmi", "zip", NULL };

/* --- recognising --- */

static gboolean
is_xmi_name (const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  return g_str_has_suffix (lower, ".xmi");
}

/* The names of the files stand between their contents. */
static guint
sniff_zip (const char *head,
           gsize       length)
{
  for (const char *p = head; p + 4 < head + length; p++)
    if (memcmp (p, ".xmi", 4) == 0)
      return 90;

  return 0;
}

static guint
sniff (const char *name,
       const char *head,
       gsize       length)
{
  if (manicule_zip_is (head, length))
    return sniff_zip (head, length);

  return strstr (head, "<xmi:XMI") != NULL || (strstr (head, "\"http://www.omg.org/XMI\"") != NULL && strstr (head, "XMI ") != NULL) ? 95 : 0;
}

/* --- the type system --- */

static gboolean
is_type_system (GFile *file)
{
  g_autoptr(GFileInputStream) stream = NULL;
  char head[HEAD_BYTES + 1];
  gsize n_read = 0;

  if (g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, NULL) != G_FILE_TYPE_REGULAR)
    return FALSE;
  stream = g_file_read (file, NULL, NULL);
  if (stream == NULL || !g_input_stream_read_all (G_INPUT_STREAM (stream), head, HEAD_BYTES, &n_read, NULL, NULL))
    return FALSE;
  head[n_read] = '\0';

  return strstr (head, "typeSystemDescription") != NULL;
}

/* TypeSystem.xml, or else every file of the folder that is one. The folder may have many files, and this is asked for
 * each, so that it is listed only where it must be. */
static GPtrArray *
companions (GFile *file)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GFile) folder = g_file_get_parent (file);
  g_autoptr(GFile) usual = folder != NULL ? g_file_get_child (folder, TYPE_SYSTEM) : NULL;
  g_autofree char *path = folder != NULL ? g_file_get_path (folder) : NULL;
  g_autoptr(GDir) dir = NULL;
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  if (usual != NULL && g_file_query_exists (usual, NULL))
    {
      g_ptr_array_add (found, g_steal_pointer (&usual));
      return found;
    }

  dir = path != NULL ? g_dir_open (path, 0, NULL) : NULL;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".xml"))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort_values (names, (GCompareFunc) g_strcmp0);

  for (guint i = 0; i < names->len; i++)
    if (g_ascii_strcasecmp (names->pdata[i], TYPE_SYSTEM) == 0)
      {
        g_ptr_array_add (found, g_file_get_child (folder, names->pdata[i]));
        return found;
      }
  for (guint i = 0; i < names->len && i < MAX_CANDIDATES; i++)
    {
      g_autoptr(GFile) candidate = g_file_get_child (folder, names->pdata[i]);

      if (is_type_system (candidate))
        g_ptr_array_add (found, g_steal_pointer (&candidate));
    }

  return found;
}

/* A type system that is damaged is reported, and done without. */
static gboolean
add_type_system (ManiculeFormatInput  *input,
                 ManiculeCasTypes     *types,
                 GBytes               *bytes,
                 const char           *name,
                 GError              **error)
{
  g_autoptr(GError) local_error = NULL;

  return manicule_cas_types_read_xml (types, bytes, name, NULL, &local_error) ||
         manicule_format_input_report_in (input, name, MANICULE_FINDING_ERROR, "bad-type-system", 0, error, "%s",
                                          local_error->message);
}

static gboolean
read_type_systems (ManiculeFormatInput  *input,
                   ManiculeCasTypes     *types,
                   guint                *n_read,
                   GError              **error)
{
  g_autoptr(GPtrArray) files = companions (manicule_format_input_get_file (input));

  for (guint i = 0; i < files->len; i++)
    {
      g_autofree char *name = g_file_get_basename (files->pdata[i]);
      g_autofree char *shown = g_filename_display_name (name);
      g_autoptr(GBytes) bytes = manicule_format_input_read_bytes (input, files->pdata[i], error);

      if (bytes == NULL || !add_type_system (input, types, bytes, shown, error))
        return FALSE;
    }
  *n_read = files->len;

  return TRUE;
}

static void
warn_without_types (ManiculeFormatInput *input,
                    ManiculeCas         *cas,
                    guint                n_type_systems)
{
  for (guint i = 0; n_type_systems == 0 && i < cas->structures->len; i++)
    {
      const ManiculeCasStructure *structure = manicule_cas_get (cas, i);

      if (manicule_cas_types_find (cas->types, structure->type) != NULL)
        continue;
      manicule_format_input_report (input, MANICULE_FINDING_WARNING, "no-type-system", structure->line, NULL,
                                    _("no type system is there that declares “%s”: values are taken for texts; put TypeSystem.xml "
                                      "beside the file"), structure->type);
      return;
    }
}

/* --- reading --- */

static gboolean
read_xmi (ManiculeFormatInput   *input,
          ManiculeCasTypes      *types,
          guint                  n_type_systems,
          GBytes                *bytes,
          ManiculeDocumentFunc   func,
          gpointer               data,
          GError               **error)
{
  g_autoptr(ManiculeCas) cas = manicule_cas_new (types);

  if (!manicule_cas_read_xmi (cas, input, bytes, NULL, error))
    return FALSE;
  warn_without_types (input, cas, n_type_systems);

  return manicule_cas_emit (cas, input, func, data, error);
}

/* What is read of an archive: first the type systems, then the rest. */
typedef struct
{
  ManiculeFormatInput  *input;
  ManiculeCasTypes     *types;
  guint                 n_type_systems;
  guint                 n_documents;
  gboolean              is_second_pass;
  ManiculeDocumentFunc  func;
  gpointer              data;
} ArchiveReading;

static gboolean
wants_entry (const char *name,
             gpointer    data)
{
  ArchiveReading *self = data;

  if (g_str_has_prefix (name, "__MACOSX/"))
    return FALSE;

  return self->is_second_pass ? is_xmi_name (name) : g_str_has_suffix (name, ".xml");
}

static gboolean
take_entry (const char  *name,
            GBytes      *contents,
            gpointer     data,
            GError     **error)
{
  ArchiveReading *self = data;

  if (self->is_second_pass)
    {
      self->n_documents++;
      return read_xmi (self->input, self->types, self->n_type_systems, contents, self->func, self->data, error);
    }

  self->n_type_systems++;

  return add_type_system (self->input, self->types, contents, name, error);
}

static gboolean
read_archive (ManiculeFormatInput   *input,
              ManiculeCasTypes      *types,
              GBytes                *bytes,
              ManiculeDocumentFunc   func,
              gpointer               data,
              GError               **error)
{
  ArchiveReading reading = { .input = input, .types = types, .func = func, .data = data };
  const char *name = manicule_format_input_get_name (input);

  if (!manicule_zip_read (bytes, name, wants_entry, take_entry, &reading, NULL, error))
    return FALSE;

  reading.is_second_pass = TRUE;
  if (!manicule_zip_read (bytes, name, wants_entry, take_entry, &reading, NULL, error))
    return FALSE;
  if (reading.n_documents == 0)
    {
      manicule_format_input_fail (input, MANICULE_FORMAT_ERROR_DAMAGED, 0, error, _("there is no .xmi file in the archive"));
      return FALSE;
    }

  return TRUE;
}

static gboolean
read_file (ManiculeFormatInput   *input,
           ManiculeDocumentFunc   func,
           gpointer               data,
           GError               **error)
{
  g_autoptr(GBytes) bytes = manicule_format_input_read_bytes (input, NULL, error);
  g_autoptr(ManiculeCasTypes) types = NULL;
  gsize length;
  const char *contents;
  guint n_type_systems;

  if (bytes == NULL)
    return FALSE;

  types = manicule_cas_types_new ();
  contents = g_bytes_get_data (bytes, &length);
  if (manicule_zip_is (contents, length))
    return read_archive (input, types, bytes, func, data, error);

  return read_type_systems (input, types, &n_type_systems, error) &&
         read_xmi (input, types, n_type_systems, bytes, func, data, error);
}

/* --- writing --- */

typedef struct
{
  ManiculeFormatOutput *output;
  ManiculeCasTypes     *types;  /* (owned): of all documents so far */
  GHashTable           *used;   /* (owned): their names */
} State;

static gpointer
begin (ManiculeFormatOutput  *output,
       ManiculeSchema        *schema,
       GError               **error)
{
  State *self = g_new0 (State, 1);

  self->output = output;
  self->types = manicule_cas_types_new ();
  self->used = g_hash_table_new (g_str_hash, g_str_equal);

  return self;
}

static gboolean
write_member (State       *self,
              const char  *name,
              gboolean     is_main,
              const char  *contents,
              GError     **error)
{
  return manicule_format_output_begin_member (self->output, name, is_main, error) &&
         manicule_format_output_write (self->output, contents, -1, error) &&
         manicule_format_output_end_member (self->output, error);
}

static gboolean
write_document (gpointer           state,
                ManiculeDocument  *document,
                GError           **error)
{
  State *self = state;
  const char *id = manicule_article_get_id (manicule_document_get_article (document));
  g_autoptr(ManiculeCas) cas = manicule_cas_build (self->types, document);
  g_autofree char *xmi = manicule_cas_write_xmi (cas);
  g_autofree char *name = g_strconcat (id, ".xmi", NULL);

  for (guint i = 0; i < cas->structures->len; i++)
    g_hash_table_add (self->used, (gpointer) manicule_cas_get (cas, i)->type);

  return write_member (self, name, TRUE, xmi, error);
}

static gboolean
end (gpointer   state,
     gboolean   commit,
     GError   **error)
{
  State *self = state;
  gboolean success = TRUE;

  if (commit)
    {
      g_autofree char *xml = manicule_cas_types_write_xml (self->types, self->used);

      success = write_member (self, TYPE_SYSTEM, FALSE, xml, error);
    }
  manicule_cas_types_free (self->types);
  g_hash_table_unref (self->used);
  g_free (self);

  return success;
}

static char *
fit_name (ManiculeNameKind  kind,
          const char       *name)
{
  return manicule_xml_fit (name);
}

const ManiculeFormat manicule_format_xmi = {
  .id = "xmi",
  .title = "UIMA CAS XMI",
  .description = N_("A file for each article, with the type system; for INCEpTION and UIMA"),
  .suffixes = suffixes,
  .holds = MANICULE_HOLDS_SPANS | MANICULE_HOLDS_NESTED | MANICULE_HOLDS_CROSSING | MANICULE_HOLDS_DISCONTINUOUS |
           MANICULE_HOLDS_ZERO_LENGTH | MANICULE_HOLDS_SUB_TOKEN | MANICULE_HOLDS_RELATIONS |
           MANICULE_HOLDS_RELATION_EXTRAS | MANICULE_HOLDS_ATTRIBUTES | MANICULE_HOLDS_DOCUMENT_LABELS |
           MANICULE_HOLDS_ENTITIES | MANICULE_HOLDS_NOTES | MANICULE_HOLDS_TEXT | MANICULE_HOLDS_METADATA |
           MANICULE_HOLDS_TYPES,
  .unit = MANICULE_OFFSET_UTF16,
  .container = MANICULE_CONTAINER_FOLDER,
  .sniff = sniff,
  .companions = companions,
  .read = read_file,
  .begin = begin,
  .write = write_document,
  .end = end,
  .fit_name = fit_name,
  .fits_text = manicule_xml_holds,
};
