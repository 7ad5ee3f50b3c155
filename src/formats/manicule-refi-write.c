/* manicule-refi-write.c: projects of REFI-QDA, written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-refi-write.h"

#include "manicule-format-values.h"
#include "manicule-refi-cases.h"
#include "manicule-refi.h"
#include "manicule-xml-writer.h"

#include <string.h>

/* The name of a selection is what it covers, so far. */
#define MAX_NAME 100

struct _ManiculeRefiWriter
{
  ManiculeSchema    *schema;   /* (owned) */
  ManiculeRefiCodes *codes;    /* (owned) */
  ManiculeRefiCases *cases;    /* (owned) */
  GHashTable     *users;       /* (owned): name to guid */
  GPtrArray      *user_names;  /* (owned) (element-type utf8): in order */
  ManiculeHashSet *taken;      /* (owned): guids */
  ManiculeScratch *sources;    /* (owned) */
  ManiculeScratch *notes;      /* (owned) */
  ManiculeScratch *links;      /* (owned) */
};

/* One document on its way out. */
typedef struct
{
  ManiculeRefiWriter    *writer;
  ManiculeAnnotationSet *set;
  ManiculeText          *text;
  const char            *article;
  const char            *user;     /* (nullable): guid */
  GHashTable            *given;    /* (owned): annotation id to guid */
  GString               *selections;  /* (owned), as what follows */
  GString               *codings;
  GString               *notes;
  GString               *links;
} Source;

/* --- users --- */

static const char *
get_user (ManiculeRefiWriter *self,
          const char         *name)
{
  if (*name == '\0')
    return NULL;
  if (!g_hash_table_contains (self->users, name))
    {
      g_ptr_array_add (self->user_names, g_strdup (name));
      g_hash_table_insert (self->users, self->user_names->pdata[self->user_names->len - 1],
                           manicule_refi_take_guid (self->taken, NULL, "user", name, NULL));
    }

  return g_hash_table_lookup (self->users, name);
}

/* --- codings --- */

static void
put_time (GString            *out,
          ManiculeAnnotation *annotation)
{
  gint64 created = manicule_annotation_get_created (annotation);
  g_autoptr(GDateTime) time = created != 0 ? g_date_time_new_from_unix_utc (created) : NULL;
  g_autofree char *printed = time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : NULL;

  manicule_xml_append_attribute (out, "creationDateTime", printed);
}

static char *
take_coding_guid (Source             *source,
                  ManiculeAnnotation *annotation)
{
  const char *id = manicule_annotation_get_id (annotation);

  return manicule_refi_take_guid (source->writer->taken, id, "coding", source->article, id);
}

/* A note that a coding of the document leads to. @name: (nullable) */
static void
put_note (Source     *source,
          const char *coding,
          const char *name,
          const char *text)
{
  g_autofree char *guid = manicule_refi_take_guid (source->writer->taken, NULL, "note", coding, name);
  GString *notes = source->notes;

  g_string_append (source->codings, "<NoteRef");
  manicule_xml_append_attribute (source->codings, "targetGUID", guid);
  g_string_append (source->codings, "/>");
  g_string_append (notes, "<Note");
  manicule_xml_append_attribute (notes, "guid", guid);
  manicule_xml_append_attribute (notes, "name", name);
  g_string_append_c (notes, '>');
  manicule_xml_append_element (notes, "PlainTextContent", text);
  g_string_append (notes, "</Note>\n");
}

/* The value of a label is a note by that name, since a coding has no other place for it. */
static void
put_notes (Source             *source,
           ManiculeAnnotation *label,
           const char         *guid)
{
  g_autoptr(GVariant) value = manicule_annotation_dup_attribute (label, "value");
  g_auto(GStrv) texts = value != NULL ? manicule_value_dup_texts (value) : NULL;

  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    put_note (source, guid, MANICULE_REFI_VALUE, texts[i]);
  if (manicule_annotation_get_note (label) != NULL)
    put_note (source, guid, NULL, manicule_annotation_get_note (label));
}

static void
put_coding (Source             *source,
            GString            *out,
            ManiculeAnnotation *annotation,
            const char         *guid)
{
  g_string_append (out, "<Coding");
  manicule_xml_append_attribute (out, "guid", guid);
  manicule_xml_append_attribute (out, "creatingUser", source->user);
  put_time (out, annotation);
  g_string_append (out, "><CodeRef");
  manicule_xml_append_attribute (out, "targetGUID", manicule_refi_codes_get (source->writer->codes, manicule_annotation_get_label (annotation)));
  g_string_append (out, "/>");
}

static void
put_document_label (Source             *source,
                    ManiculeAnnotation *label)
{
  char *guid = take_coding_guid (source, label);

  put_coding (source, source->codings, label, guid);
  put_notes (source, label, guid);
  g_string_append (source->codings, "</Coding>\n");
  g_hash_table_insert (source->given, (gpointer) manicule_annotation_get_id (label), guid);
}

static char *
make_name (Source              *source,
           const ManiculeRange *range)
{
  gboolean is_long = range->end - range->start > MAX_NAME;
  g_autofree char *slice = manicule_text_get_slice (source->text, range->start, is_long ? range->start + MAX_NAME : range->end);

  return g_strconcat (slice, is_long ? "…" : "", NULL);
}

/* A selection of its own for each, since each may have a note. */
static void
put_selection (Source             *source,
               ManiculeAnnotation *span)
{
  ManiculeRange range = manicule_annotation_get_hull (span);
  char *guid = take_coding_guid (source, span);
  g_autofree char *wish = manicule_refi_dup_carried (manicule_annotation_get_carried (span), "selection");
  g_autofree char *selection = manicule_refi_take_guid (source->writer->taken, wish, "selection", guid, NULL);
  g_autofree char *name = make_name (source, &range);
  GString *out = source->selections;

  g_string_append (out, "<PlainTextSelection");
  manicule_xml_append_attribute (out, "guid", selection);
  manicule_xml_append_attribute (out, "name", name);
  manicule_xml_append_uint (out, "startPosition", range.start);
  manicule_xml_append_uint (out, "endPosition", range.end);
  manicule_xml_append_attribute (out, "creatingUser", source->user);
  put_time (out, span);
  g_string_append_c (out, '>');
  if (manicule_annotation_get_note (span) != NULL)
    manicule_xml_append_element (out, "Description", manicule_annotation_get_note (span));
  put_coding (source, out, span, guid);
  g_string_append (out, "</Coding></PlainTextSelection>\n");

  /* Links lead to selections, which other programs show. */
  g_hash_table_insert (source->given, (gpointer) manicule_annotation_get_id (span), g_strdup (selection));
  g_free (guid);
}

static void
put_link (Source             *source,
          ManiculeAnnotation *relation)
{
  const char *from = g_hash_table_lookup (source->given, manicule_annotation_get_from (relation));
  const char *to = g_hash_table_lookup (source->given, manicule_annotation_get_to (relation));
  const char *id = manicule_annotation_get_id (relation);
  g_autofree char *guid = NULL;
  GString *out = source->links;

  if (from == NULL || to == NULL)
    return;

  guid = manicule_refi_take_guid (source->writer->taken, id, "link", source->article, id);
  g_string_append (out, "<Link");
  manicule_xml_append_attribute (out, "guid", guid);
  manicule_xml_append_attribute (out, "name", manicule_annotation_get_label (relation));
  g_string_append (out, " direction=\"OneWay\"");
  manicule_xml_append_attribute (out, "originGUID", from);
  manicule_xml_append_attribute (out, "targetGUID", to);
  g_string_append (out, "/>\n");
}

static void
put_annotations (Source *source)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (source->set));

  for (guint i = 0; i < n; i++)
    {
      ManiculeAnnotation *annotation = manicule_annotation_set_get (source->set, i);

      switch (manicule_annotation_get_kind (annotation))
        {
        case MANICULE_ANNOTATION_DOCUMENT:
          put_document_label (source, annotation);
          break;
        case MANICULE_ANNOTATION_SPAN:
          put_selection (source, annotation);
          break;
        case MANICULE_ANNOTATION_RELATION:
        default:
          put_link (source, annotation);
          break;
        }
    }
}

/* --- the project --- */

/**
 * manicule_refi_writer_new:
 * @schema: names what the documents use
 * @output: where the project will be written
 *
 * Returns: (transfer full): a project without sources
 */
ManiculeRefiWriter *
manicule_refi_writer_new (ManiculeSchema       *schema,
                          ManiculeFormatOutput *output)
{
  ManiculeRefiWriter *self = g_new0 (ManiculeRefiWriter, 1);

  self->users = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  self->user_names = g_ptr_array_new_with_free_func (g_free);
  self->taken = manicule_hash_set_new ();
  self->sources = manicule_format_output_new_scratch (output);
  self->notes = manicule_format_output_new_scratch (output);
  self->links = manicule_format_output_new_scratch (output);
  self->schema = g_object_ref (schema);
  self->codes = manicule_refi_codes_new (schema, self->taken);
  self->cases = manicule_refi_cases_new ();

  return self;
}

/**
 * manicule_refi_writer_free:
 * @self: a project
 *
 * Frees @self.
 */
void
manicule_refi_writer_free (ManiculeRefiWriter *self)
{
  manicule_refi_codes_free (self->codes);
  g_object_unref (self->schema);
  manicule_refi_cases_free (self->cases);
  g_hash_table_unref (self->users);
  g_ptr_array_unref (self->user_names);
  manicule_hash_set_free (self->taken);
  manicule_scratch_free (self->sources);
  manicule_scratch_free (self->notes);
  manicule_scratch_free (self->links);
  g_free (self);
}

static GString *
print_source (Source     *source,
              const char *guid,
              const char *carried)
{
  g_autofree char *name = g_strconcat (source->article, ".txt", NULL);
  g_autofree char *path = g_strconcat ("internal://", guid, ".txt", NULL);
  GString *out = g_string_new ("<TextSource");

  manicule_xml_append_attribute (out, "guid", guid);
  manicule_xml_append_attribute (out, "name", name);
  manicule_xml_append_attribute (out, "plainTextPath", path);
  manicule_xml_append_attribute (out, "creatingUser", source->user);
  g_string_append (out, ">\n");
  g_string_append_len (out, source->selections->str, (gssize) source->selections->len);
  g_string_append_len (out, source->codings->str, (gssize) source->codings->len);
  manicule_refi_cases_take (source->writer->cases, carried, guid, out);
  g_string_append (out, "</TextSource>\n");

  return out;
}

static gboolean
put_aside (ManiculeScratch  *scratch,
           GString          *text,
           GError          **error)
{
  return manicule_scratch_write (scratch, text->str, text->len, error);
}

/**
 * manicule_refi_writer_add:
 * @self: a project
 * @document: a document with one annotation set
 * @error: return location
 *
 * Adds a source.
 *
 * Returns: (transfer full): its guid, or NULL with an error
 */
char *
manicule_refi_writer_add (ManiculeRefiWriter  *self,
                          ManiculeDocument    *document,
                          GError             **error)
{
  const ManiculeArticleFields *fields = manicule_article_get_fields (manicule_document_get_article (document));
  g_autofree char *wish = manicule_refi_dup_carried (fields->carried, "guid");
  g_autofree char *guid = manicule_refi_take_guid (self->taken, wish, "source", fields->id, NULL);
  g_autoptr(GHashTable) given = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autoptr(GString) selections = g_string_new (NULL);
  g_autoptr(GString) codings = g_string_new (NULL);
  g_autoptr(GString) notes = g_string_new (NULL);
  g_autoptr(GString) links = g_string_new (NULL);
  g_autoptr(GString) printed = NULL;
  Source source = {
    .writer = self,
    .article = fields->id,
    .set = manicule_document_get_set (document, 0),
    .text = manicule_document_get_text (document),
    .given = given,
    .selections = selections,
    .codings = codings,
    .notes = notes,
    .links = links,
  };

  source.user = get_user (self, manicule_annotation_set_get_annotator (source.set));
  put_annotations (&source);
  printed = print_source (&source, guid, fields->carried);
  if (!put_aside (self->sources, printed, error) || !put_aside (self->notes, notes, error) || !put_aside (self->links, links, error))
    return NULL;

  return g_steal_pointer (&guid);
}

/* --- its end --- */

/* What follows one another in the project; one of both. */
typedef struct
{
  GString         *text;     /* (owned) (nullable) */
  ManiculeScratch *scratch;  /* (not owned) (nullable) */
} Piece;

static void
clear_piece (gpointer data)
{
  Piece *piece = data;

  if (piece->text != NULL)
    g_string_free (piece->text, TRUE);
}

static void
add_text (GArray  *pieces,
          GString *text)
{
  Piece piece = { .text = text };

  g_array_append_val (pieces, piece);
}

/* @aside: (nullable): comes first; @text: (transfer full) */
static void
add_group (GArray          *pieces,
           const char      *name,
           ManiculeScratch *aside,
           GString         *text)
{
  Piece piece = { .scratch = aside };
  gboolean is_empty = text->len == 0 && (aside == NULL || manicule_scratch_get_length (aside) == 0);
  g_autofree char *start = is_empty ? NULL : g_strdup_printf ("<%s>\n", name);
  g_autofree char *end = is_empty ? NULL : g_strdup_printf ("</%s>\n", name);

  add_text (pieces, g_string_new (start));
  if (aside != NULL)
    g_array_append_val (pieces, piece);
  g_string_append (text, end != NULL ? end : "");
  add_text (pieces, text);
}

static GString *
print_users (ManiculeRefiWriter *self)
{
  GString *users = g_string_new (NULL);

  for (guint i = 0; i < self->user_names->len; i++)
    {
      const char *name = self->user_names->pdata[i];

      g_string_append (users, "<User");
      manicule_xml_append_attribute (users, "guid", g_hash_table_lookup (self->users, name));
      manicule_xml_append_attribute (users, "name", name);
      g_string_append (users, "/>\n");
    }

  return users;
}

static GArray *
list_pieces (ManiculeRefiWriter *self)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  GString *codes = g_string_new (NULL);
  GString *cases = g_string_new (NULL);
  GString *links = g_string_new (NULL);
  GString *sets = g_string_new (NULL);
  GString *graphs = g_string_new (NULL);

  g_array_set_clear_func (pieces, clear_piece);
  manicule_refi_codes_print (self->codes, codes);
  manicule_refi_cases_print (self->cases, self->taken, cases);
  manicule_refi_print_links (self->schema, self->taken, links);
  manicule_refi_print_sets (self->schema, self->taken, sets);
  manicule_refi_print_graphs (self->schema, graphs);

  add_text (pieces, g_string_new (MANICULE_XML_DECLARATION "<Project xmlns=\"" MANICULE_REFI_PROJECT "\" name=\"Manicule\" "
                                  "origin=\"Manicule " MANICULE_VERSION "\">\n"));
  add_group (pieces, "Users", NULL, print_users (self));
  add_group (pieces, "CodeBook", NULL, codes);
  add_text (pieces, cases);
  add_group (pieces, "Sources", self->sources, g_string_new (NULL));
  add_group (pieces, "Notes", self->notes, g_string_new (NULL));
  add_group (pieces, "Links", self->links, links);
  add_group (pieces, "Sets", NULL, sets);
  add_group (pieces, "Graphs", NULL, graphs);
  add_text (pieces, g_string_new ("</Project>\n"));

  return pieces;
}

static gboolean
write_piece (const char  *data,
             gsize        length,
             gpointer     zip,
             GError     **error)
{
  return manicule_zip_writer_write (zip, data, length, error);
}

/**
 * manicule_refi_writer_end:
 * @self: a project with all its sources
 * @zip: the archive that has their texts
 * @error: return location
 *
 * Writes the project into the archive; nothing can be added any more.
 *
 * Returns: FALSE with an error when it cannot be written
 */
gboolean
manicule_refi_writer_end (ManiculeRefiWriter  *self,
                          ManiculeZipWriter   *zip,
                          GError             **error)
{
  g_autoptr(GArray) pieces = list_pieces (self);
  gboolean success;
  guint64 length = 0;

  for (guint i = 0; i < pieces->len; i++)
    {
      const Piece *piece = &g_array_index (pieces, Piece, i);

      length += piece->text != NULL ? piece->text->len : manicule_scratch_get_length (piece->scratch);
    }

  success = manicule_zip_writer_begin (zip, "project.qde", length, error);
  for (guint i = 0; success && i < pieces->len; i++)
    {
      const Piece *piece = &g_array_index (pieces, Piece, i);

      success = piece->text != NULL ? write_piece (piece->text->str, piece->text->len, zip, error)
                                    : manicule_scratch_read (piece->scratch, write_piece, zip, error);
    }

  return success && manicule_zip_writer_end (zip, error);
}
