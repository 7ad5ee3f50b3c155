/* manicule-refi-read.c: project.qde and code books of REFI-QDA
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-refi.h"

#include "manicule-format-input-private.h"
#include "manicule-json-time.h"
#include "manicule-refi-cases-private.h"
#include "manicule-xml-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* --- sources --- */

static void
coding_free (gpointer data)
{
  ManiculeRefiCoding *coding = data;

  g_free (coding->guid);
  g_free (coding->selection);
  g_free (coding->name);
  g_free (coding->note);
  g_free (coding->note_guids);
  g_free (coding);
}

/**
 * manicule_refi_source_free:
 * @self: a source
 *
 * Frees @self.
 */
void
manicule_refi_source_free (ManiculeRefiSource *self)
{
  g_free (self->guid);
  g_free (self->name);
  g_free (self->path);
  g_free (self->text);
  g_ptr_array_unref (self->codings);
  g_free (self);
}

/* --- reading --- */

typedef struct
{
  ManiculeRefiProject *project;
  ManiculeFormatInput *input;
  ManiculeRefiPass     pass;
  ManiculeRefiSourceFunc func;
  gpointer             data;
  guint                n_links;        /* that were seen */
  guint                skipped;        /* open elements of one thing that the survey has noted; 0: outside */
  GPtrArray           *path;           /* (owned) (element-type utf8): the open elements */
  GPtrArray           *codes;          /* (owned) (element-type ManiculeRefiCode): those that are open */
  GHashTable          *names;          /* (owned): of codes, a set */
  GString             *said;           /* (owned) */
  ManiculeRefiSource  *source;         /* (owned) (nullable) */
  guint                source_depth;
  ManiculeRefiCoding   selection;      /* of what is open: its strings are owned */
  gboolean             has_selection;
  guint                n_codings;      /* of the selection */
  ManiculeRefiCoding  *coding;         /* (not owned) (nullable) */
  char                *note;           /* (owned) (nullable): the guid of the note that is open */
  char                *pdf_name;       /* (owned) (nullable) */
} Reading;

static const char *
get_parent (Reading *self)
{
  return self->path->len > 1 ? g_ptr_array_index (self->path, self->path->len - 2) : "";
}

static char *
dup_guid (const ManiculeXmlElement *element,
          const char               *name)
{
  return manicule_refi_dup_guid (manicule_xml_find_attribute (element, name));
}

/* The guid of what is referred to again and again, once for all. */
static const char *
intern_guid (Reading                  *self,
             const ManiculeXmlElement *element,
             const char               *name)
{
  g_autofree char *guid = dup_guid (element, name);

  return guid != NULL ? g_string_chunk_insert_const (self->project->strings, guid) : NULL;
}

static gint64
get_time (const ManiculeXmlElement *element)
{
  const char *time = manicule_xml_find_attribute (element, "creationDateTime");
  gint64 seconds = 0;

  return time != NULL && manicule_json_parse_time (time, &seconds) ? seconds : 0;
}

/* The name of a code where that is free, else with the name of what it is a kind of, else with a number. */
static char *
make_code_name (Reading    *self,
                const char *name,
                const char *parent)
{
  g_autofree char *whole = parent != NULL ? g_strconcat (parent, "::", name, NULL) : g_strdup (name);

  if (!g_hash_table_contains (self->names, name))
    return g_strdup (name);
  for (guint i = 2;; i++)
    {
      char *numbered;

      if (!g_hash_table_contains (self->names, whole))
        return g_steal_pointer (&whole);
      numbered = g_strdup_printf ("%s_%u", name, i);
      g_free (whole);
      whole = numbered;
    }
}

static gboolean
begin_code (Reading                   *self,
            const ManiculeXmlElement  *element,
            GError                   **error)
{
  const char *name = manicule_xml_find_attribute (element, "name");
  ManiculeRefiCode *parent = self->codes->len > 0 ? g_ptr_array_index (self->codes, self->codes->len - 1) : NULL;
  ManiculeRefiCode *code = g_new0 (ManiculeRefiCode, 1);

  code->guid = dup_guid (element, "guid");
  code->name = make_code_name (self, name != NULL && *name != '\0' ? name : "code", parent != NULL ? parent->name : NULL);
  code->color = g_strdup (manicule_xml_find_attribute (element, "color"));
  code->parent = parent != NULL ? g_strdup (parent->name) : NULL;
  code->line = element->line;
  g_hash_table_add (self->names, code->name);
  g_ptr_array_add (self->project->codes, code);
  g_ptr_array_add (self->codes, code);

  if (code->guid != NULL && !g_hash_table_contains (self->project->by_guid, code->guid))
    {
      g_hash_table_insert (self->project->by_guid, code->guid, code);
      return TRUE;
    }

  return manicule_format_input_report (self->input, MANICULE_FINDING_ERROR, "duplicate-id", element->line, error,
                                       _("the code “%s” has no GUID, or that of another code"), code->name);
}

/* "internal://x.txt" is a file in the folder of sources. */
static char *
dup_path (const char *path)
{
  g_autofree char *file = NULL;

  if (path == NULL || !g_str_has_prefix (path, "internal://"))
    return NULL;

  file = g_strconcat ("sources/", path + strlen ("internal://"), NULL);

  return g_utf8_strdown (file, -1);
}

static void
begin_source (Reading                  *self,
              const ManiculeXmlElement *element)
{
  const char *name = manicule_xml_find_attribute (element, "name");
  ManiculeRefiSource *source = g_new0 (ManiculeRefiSource, 1);

  source->guid = dup_guid (element, "guid");
  source->name = g_strdup (self->pdf_name != NULL ? self->pdf_name : name);
  source->path = dup_path (manicule_xml_find_attribute (element, "plainTextPath"));
  source->codings = g_ptr_array_new_with_free_func (coding_free);
  source->line = element->line;
  self->source = source;
  self->source_depth = element->depth;
}

static void
clear_selection (Reading *self)
{
  g_clear_pointer (&self->selection.selection, g_free);
  g_clear_pointer (&self->selection.name, g_free);
  g_clear_pointer (&self->selection.note, g_free);
  self->has_selection = FALSE;
  self->n_codings = 0;
}

static gboolean
begin_selection (Reading                   *self,
                 const ManiculeXmlElement  *element,
                 GError                   **error)
{
  const char *start = manicule_xml_find_attribute (element, "startPosition");
  const char *end = manicule_xml_find_attribute (element, "endPosition");

  clear_selection (self);
  self->selection.selection = dup_guid (element, "guid");
  self->selection.name = g_strdup (manicule_xml_find_attribute (element, "name"));
  if (self->pass == MANICULE_REFI_SOURCES)
    {
      self->selection.user = intern_guid (self, element, "creatingUser");
      self->selection.created = get_time (element);
    }
  self->selection.line = element->line;
  self->has_selection = TRUE;
  if (start != NULL && end != NULL && self->selection.selection != NULL &&
      g_ascii_string_to_unsigned (start, 10, 0, G_MAXUINT64, &self->selection.start, NULL) &&
      g_ascii_string_to_unsigned (end, 10, 0, G_MAXUINT64, &self->selection.end, NULL))
    return TRUE;

  self->selection.start = self->selection.end = G_MAXUINT64;

  return self->pass != MANICULE_REFI_SURVEY ||
         manicule_format_input_report (self->input, MANICULE_FINDING_ERROR, "bad-offset", element->line, error,
                                       _("a selection has no GUID, or its positions are no numbers"));
}

static ManiculeRefiCoding *
add_coding (Reading *self)
{
  ManiculeRefiCoding *coding = g_new0 (ManiculeRefiCoding, 1);

  if (self->has_selection)
    {
      *coding = self->selection;
      coding->selection = g_strdup (self->selection.selection);
      coding->name = g_strdup (self->selection.name);
      coding->note = g_strdup (self->selection.note);
      self->n_codings++;
    }
  g_ptr_array_add (self->source->codings, coding);

  return coding;
}

static void
begin_coding (Reading                  *self,
              const ManiculeXmlElement *element)
{
  const char *user;

  /* Of a selection the survey wants to know no more than what it covers. */
  if (self->pass == MANICULE_REFI_SURVEY)
    {
      if (self->has_selection && self->n_codings == 0)
        add_coding (self);
      return;
    }

  user = intern_guid (self, element, "creatingUser");
  self->coding = add_coding (self);
  self->coding->guid = dup_guid (element, "guid");
  self->coding->line = element->line;
  if (user != NULL)
    self->coding->user = user;
  if (get_time (element) != 0)
    self->coding->created = get_time (element);
}

static void
add_note (ManiculeRefiCoding       *coding,
          const ManiculeXmlElement *element)
{
  g_autofree char *former = g_steal_pointer (&coding->note_guids);
  g_autofree char *guid = dup_guid (element, "targetGUID");

  coding->note_guids = former != NULL && guid != NULL ? g_strconcat (former, " ", guid, NULL)
                                                      : g_strdup (former != NULL ? former : guid);
}

static void
begin_in_source (Reading                   *self,
                 const ManiculeXmlElement  *element)
{
  const char *name = element->name;

  if (strcmp (name, "Coding") == 0)
    begin_coding (self, element);
  else if (strcmp (name, "CodeRef") == 0 && self->coding != NULL && self->coding->code == NULL)
    self->coding->code = intern_guid (self, element, "targetGUID");
  else if (strcmp (name, "NoteRef") == 0 && self->coding != NULL)
    add_note (self->coding, element);
}

static void
begin_link (Reading                  *self,
            const ManiculeXmlElement *element)
{
  ManiculeRefiLink *link = g_new0 (ManiculeRefiLink, 1);
  const char *name = manicule_xml_find_attribute (element, "name");
  const char *from = intern_guid (self, element, "originGUID");
  GPtrArray *links = from != NULL ? g_hash_table_lookup (self->project->links_from, from) : NULL;

  link->guid = intern_guid (self, element, "guid");
  link->name = name != NULL ? g_string_chunk_insert_const (self->project->strings, name) : NULL;
  link->from = from;
  link->to = intern_guid (self, element, "targetGUID");
  link->index = self->project->links->len;
  link->line = element->line;
  g_ptr_array_add (self->project->links, link);
  if (from != NULL && links == NULL)
    {
      links = g_ptr_array_new ();
      g_hash_table_insert (self->project->links_from, (gpointer) from, links);
    }
  if (from != NULL)
    g_ptr_array_add (links, link);
}

/* Its ends may be in a source that still waits for its text. The file may have changed since the survey. */
static void
keep_link (Reading                  *self,
           const ManiculeXmlElement *element)
{
  GPtrArray *links = self->project->links;
  ManiculeRefiLink *link = self->n_links < links->len ? g_ptr_array_index (links, self->n_links) : NULL;
  GString *xml;

  self->n_links++;
  if (link == NULL || link->is_read || link->guid == NULL || !manicule_refi_is_guid (link->guid))
    return;

  xml = g_string_new (NULL);
  manicule_refi_put_start (xml, element);
  g_string_append (xml, "</Link>\n");
  link->xml = g_string_free_and_steal (xml);
}

static void
begin_other (Reading                  *self,
             const ManiculeXmlElement *element)
{
  const char *name = element->name;

  if (strcmp (name, "User") == 0)
    {
      char *guid = dup_guid (element, "guid");
      const char *user = manicule_xml_find_attribute (element, "name");

      if (guid != NULL)
        g_hash_table_replace (self->project->users, guid, g_strdup (user != NULL ? user : ""));
    }
  else if (strcmp (name, "Note") == 0)
    {
      g_free (self->note);
      self->note = dup_guid (element, "guid");
      if (self->note != NULL && g_strcmp0 (manicule_xml_find_attribute (element, "name"), MANICULE_REFI_VALUE) == 0)
        g_hash_table_add (self->project->values, g_strdup (self->note));
    }
  else if (strcmp (name, "Link") == 0)
    {
      begin_link (self, element);
    }
  else if (strcmp (name, "PictureSource") == 0 || strcmp (name, "AudioSource") == 0 || strcmp (name, "VideoSource") == 0)
    {
      self->project->n_other_sources++;
    }
}

static gboolean
is_project (const ManiculeXmlElement *element)
{
  const char *uri = element->uri != NULL ? element->uri : "";

  /* Some scripts forget the namespace. */
  if (strcmp (element->name, "Project") == 0)
    return *uri == '\0' || strcmp (uri, MANICULE_REFI_PROJECT) == 0 || strcmp (uri, MANICULE_REFI_PROJECT_OLD) == 0;

  return strcmp (element->name, "CodeBook") == 0 && (*uri == '\0' || g_str_has_prefix (uri, MANICULE_REFI_CODE_BOOK));
}

/* What is of no source. */
static gboolean
begin_outside (Reading                   *self,
               const ManiculeXmlElement  *element,
               GError                   **error)
{
  const char *name = element->name;

  if (strcmp (name, "PDFSource") == 0)
    g_set_str (&self->pdf_name, manicule_xml_find_attribute (element, "name"));
  else if (self->pass == MANICULE_REFI_SOURCES && strcmp (name, "Link") == 0)
    keep_link (self, element);
  else if (self->pass == MANICULE_REFI_SURVEY && strcmp (name, "Code") == 0)
    return begin_code (self, element, error);
  else if (self->pass == MANICULE_REFI_SURVEY)
    begin_other (self, element);

  return TRUE;
}

/* The same elements as those that facts and asides take. */
static gboolean
was_noted (Reading                  *self,
           const ManiculeXmlElement *element)
{
  gboolean in_source = self->source != NULL && self->source->guid != NULL;
  const char *name = element->name;
  const char *parent = get_parent (self);

  if (in_source ? strcmp (name, "VariableValue") == 0 : strcmp (name, "Variable") == 0 || strcmp (name, "Case") == 0)
    return TRUE;

  return (strcmp (name, "Set") == 0 && strcmp (parent, "Sets") == 0) ||
         (strcmp (name, "Graph") == 0 && strcmp (parent, "Graphs") == 0);
}

/* Whether the element is carried and not looked at. */
static gboolean
take_aside (Reading                  *self,
            const ManiculeXmlElement *element)
{
  if (self->pass == MANICULE_REFI_SOURCES)
    {
      self->skipped += self->skipped > 0 || was_noted (self, element);
      return self->skipped > 0;
    }

  return manicule_refi_facts_start (self->project->facts, element, self->source != NULL ? self->source->guid : NULL) ||
         manicule_refi_asides_start (self->project->asides, element, get_parent (self));
}

static gboolean
end_aside (Reading    *self,
           const char *name)
{
  if (self->pass == MANICULE_REFI_SOURCES)
    return self->skipped > 0 && self->skipped-- > 0;

  return manicule_refi_facts_end (self->project->facts, name) || manicule_refi_asides_end (self->project->asides, name);
}

static gboolean
start_element (ManiculeXmlReader         *reader,
               const ManiculeXmlElement  *element,
               gpointer                   data,
               GError                   **error)
{
  Reading *self = data;
  const char *name = element->name;

  if (element->depth == 1 && !is_project (element))
    {
      manicule_xml_reader_fail (reader, error, _("this is no project and no code book of REFI-QDA: the first element is “%s”"), name);
      return FALSE;
    }

  g_ptr_array_add (self->path, g_strdup (name));
  g_string_truncate (self->said, 0);
  if (take_aside (self, element))
    return TRUE;
  if (self->source == NULL && (strcmp (name, "TextSource") == 0 ||
                               (strcmp (name, "Representation") == 0 && strcmp (get_parent (self), "PDFSource") == 0)))
    begin_source (self, element);
  else if (self->source != NULL && strcmp (name, "PlainTextSelection") == 0)
    return begin_selection (self, element, error);
  else if (self->source != NULL)
    begin_in_source (self, element);
  else
    return begin_outside (self, element, error);

  return TRUE;
}

/* Of a selection comes the description before its codings. */
static void
end_text (Reading    *self,
          const char *name)
{
  const char *parent = get_parent (self);
  const char *text = self->said->str;

  if (strcmp (name, "PlainTextContent") == 0 && self->source != NULL && self->path->len == self->source_depth + 1)
    {
      g_free (self->source->text);
      self->source->text = g_strdup (text);
    }
  else if (strcmp (name, "PlainTextContent") == 0 && self->note != NULL)
    g_hash_table_replace (self->project->notes, g_strdup (self->note), g_strdup (text));
  else if (strcmp (name, "Description") == 0 && strcmp (parent, "Code") == 0 && self->codes->len > 0)
    {
      ManiculeRefiCode *code = g_ptr_array_index (self->codes, self->codes->len - 1);

      g_free (code->description);
      code->description = g_strdup (text);
    }
  else if (strcmp (name, "Description") == 0 && strcmp (parent, "PlainTextSelection") == 0 && self->has_selection && *text != '\0')
    {
      g_free (self->selection.note);
      self->selection.note = g_strdup (text);
    }
}

static gboolean
end_element (ManiculeXmlReader  *reader,
             const char         *name,
             gpointer            data,
             GError            **error)
{
  Reading *self = data;
  gboolean is_good = TRUE;

  if (end_aside (self, name))
    {
      g_ptr_array_set_size (self->path, (int) self->path->len - 1);
      return TRUE;
    }

  end_text (self, name);
  if (strcmp (name, "Code") == 0 && self->codes->len > 0)
    g_ptr_array_set_size (self->codes, (int) self->codes->len - 1);
  else if (strcmp (name, "PlainTextSelection") == 0 && self->has_selection)
    {
      if (self->n_codings == 0)
        add_coding (self);
      clear_selection (self);
    }
  else if (strcmp (name, "Coding") == 0)
    self->coding = NULL;
  else if (self->source != NULL && self->path->len == self->source_depth)
    is_good = self->func (g_steal_pointer (&self->source), self->data, error);
  else if (strcmp (name, "Note") == 0)
    g_clear_pointer (&self->note, g_free);
  else if (strcmp (name, "PDFSource") == 0)
    g_clear_pointer (&self->pdf_name, g_free);
  g_ptr_array_set_size (self->path, (int) self->path->len - 1);
  g_string_truncate (self->said, 0);

  return is_good;
}

static gboolean
add_text (ManiculeXmlReader  *reader,
          const char         *text,
          gsize               length,
          gpointer            data,
          GError            **error)
{
  Reading *self = data;

  g_string_append_len (self->said, text, (gssize) length);
  if (self->pass == MANICULE_REFI_SURVEY)
    {
      manicule_refi_facts_text (self->project->facts, text, length);
      manicule_refi_asides_text (self->project->asides, text, length);
    }

  return TRUE;
}

/**
 * manicule_refi_read_xml:
 * @self: a project; empty before the survey
 * @input: for findings
 * @pass: what is read
 * @xml: gives project.qde, or a code book, piece by piece
 * @xml_source: passed to it
 * @file: its name, for messages
 * @func: gets each source
 * @data: passed to it
 * @error: return location
 *
 * Reads a project.
 *
 * Returns: FALSE with an error when it is none, or @func stopped
 */
gboolean
manicule_refi_read_xml (ManiculeRefiProject     *self,
                        ManiculeFormatInput     *input,
                        ManiculeRefiPass         pass,
                        ManiculeXmlSource        xml,
                        gpointer                 xml_source,
                        const char              *file,
                        ManiculeRefiSourceFunc   func,
                        gpointer                 data,
                        GError                 **error)
{
  static const ManiculeXmlHandler handler = { start_element, end_element, add_text };
  Reading reading = { .project = self, .input = input, .pass = pass, .func = func, .data = data };
  gboolean success;

  reading.path = g_ptr_array_new_with_free_func (g_free);
  reading.codes = g_ptr_array_new ();
  reading.names = g_hash_table_new (g_str_hash, g_str_equal);
  reading.said = g_string_new (NULL);
  success = manicule_xml_read_source (xml, xml_source, file, &handler, &reading, input->cancellable, error);
  clear_selection (&reading);
  g_clear_pointer (&reading.source, manicule_refi_source_free);
  g_ptr_array_unref (reading.path);
  g_ptr_array_unref (reading.codes);
  g_hash_table_unref (reading.names);
  g_string_free (reading.said, TRUE);
  g_free (reading.note);
  g_free (reading.pdf_name);

  return success;
}
