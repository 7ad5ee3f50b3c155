/* manicule-format-input.h: what a format reads from: bytes, lines, options, findings, the schema that grows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-format.h"

G_BEGIN_DECLS

/* Whole files are read up to this size, lines up to MANICULE_FORMAT_MAX_LINE unless a reader says otherwise. */
#define MANICULE_FORMAT_MAX_BYTES (1024u * 1024 * 1024)
#define MANICULE_FORMAT_MAX_LINE (16u * 1024 * 1024)

/* The annotator of a set where the file names none; the importer puts its own there. */
#define MANICULE_FORMAT_NO_ANNOTATOR ""

/* What becomes of what a model has predicted. */
typedef enum
{
  MANICULE_PREDICTIONS_SKIP,         /* left out; a warning counts them */
  MANICULE_PREDICTIONS_SUGGESTIONS,  /* suggestions of the document; a warning counts what is no span */
  MANICULE_PREDICTIONS_ANNOTATIONS,  /* an annotation set of their own, under the name of what made them */
} ManiculePredictions;

/* --- for who reads a file ------------------------------------------------------------------------------------- */

/* @options (nullable): option name to value, both strings, already checked against the descriptor.
 * @schema grows by what the file brings. @findings NULL: the first error fails. All are kept by reference or, as
 * @findings and @options, must outlive the input. One input reads one file, once, in one thread. */
ManiculeFormatInput  *manicule_format_input_new          (const ManiculeFormat  *format,
                                                          GFile                 *file,
                                                          GHashTable            *options,
                                                          ManiculeSchema        *schema,
                                                          ManiculeFindings      *findings,
                                                          GCancellable          *cancellable) G_GNUC_WARN_UNUSED_RESULT;
void                  manicule_format_input_free         (ManiculeFormatInput   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiculeFormatInput, manicule_format_input_free)

/* For plain texts and pages: NULL (the default) detects it. For lines that are not UTF-8: NULL reports them. */
void                  manicule_format_input_set_encoding (ManiculeFormatInput   *self,
                                                          const char            *encoding);
gboolean              manicule_format_input_has_encoding (ManiculeFormatInput   *self);
/* The default is MANICULE_PREDICTIONS_SKIP. */
void                  manicule_format_input_set_predictions (ManiculeFormatInput *self,
                                                          ManiculePredictions    predictions);
/* Says that what is read is only compared: sets need not carry what only the file's own format understands. */
void                  manicule_format_input_set_for_comparing (ManiculeFormatInput *self);
/* Called with the bytes read and all bytes, at most every 256 kB. */
void                  manicule_format_input_set_progress (ManiculeFormatInput   *self,
                                                          GFileProgressCallback  func,
                                                          gpointer               data);
/* Runs the format's reader, then adds to the schema what the documents use and it does not name yet. */
gboolean              manicule_format_input_read         (ManiculeFormatInput   *self,
                                                          ManiculeDocumentFunc   func,
                                                          gpointer               data,
                                                          GError               **error);

/* --- for the readers: the file -------------------------------------------------------------------------------- */

/* Whether sets are to carry what their writer needs to write the file again as it is. */
gboolean              manicule_format_input_carries      (ManiculeFormatInput   *self);
GFile                *manicule_format_input_get_file     (ManiculeFormatInput   *self);
const char           *manicule_format_input_get_name     (ManiculeFormatInput   *self);  /* its base name, for messages */
/* The value chosen, else the descriptor's default. An option that the descriptor lacks is the programmer's mistake. */
const char           *manicule_format_input_get_option   (ManiculeFormatInput   *self,
                                                          const char            *option);

/* The whole file, or a file beside it (@file; NULL: the file itself); larger ones than MANICULE_FORMAT_MAX_BYTES and
 * what is not a regular file are refused. A missing file is G_IO_ERROR_NOT_FOUND. */
GBytes               *manicule_format_input_read_bytes   (ManiculeFormatInput   *self,
                                                          GFile                 *file,
                                                          GError               **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same as a text: exactly as it stands when it is UTF-8 (its byte order mark stays), else decoded, which a note
 * reports. @encoding (out) (optional) (transfer full): NULL when it was UTF-8, so that it fits ManiculeArticleFields. */
ManiculeText         *manicule_format_input_read_text    (ManiculeFormatInput   *self,
                                                          GFile                 *file,
                                                          char                 **encoding,
                                                          GError               **error) G_GNUC_WARN_UNUSED_RESULT;
ManiculeText         *manicule_format_input_decode       (ManiculeFormatInput   *self,
                                                          GBytes                *bytes,
                                                          char                 **encoding,
                                                          GError               **error) G_GNUC_WARN_UNUSED_RESULT;
/* The file of that name in the same folder, (transfer full); names with a slash, ".." and the like give NULL. */
GFile                *manicule_format_input_get_sibling  (ManiculeFormatInput   *self,
                                                          const char            *name) G_GNUC_WARN_UNUSED_RESULT;

/* --- lines, streamed: memory holds one line, whatever the size of the file -------------------------------------- */

typedef struct
{
  const char *data;    /* (not owned): UTF-8 without the line end, NUL after it; valid until the next call */
  gsize       length;
  const char *eol;     /* "\n", "\r\n", or "" at the end of a file that ends without */
  guint       number;  /* from 1 */
} ManiculeFormatLine;

/* The next line, FALSE without an error at the end. A byte order mark at the start of the file is skipped.
 * A line that is not UTF-8 or holds NUL is reported and, where findings are collected, skipped. */
gboolean              manicule_format_input_next_line    (ManiculeFormatInput   *self,
                                                          ManiculeFormatLine    *line,
                                                          GError               **error);
/* Calls @func with each line that is left. FALSE with an error when one cannot be read, or @func gives FALSE. */
typedef gboolean    (*ManiculeFormatLineFunc)            (const ManiculeFormatLine *line,
                                                          gpointer               data,
                                                          GError               **error);
gboolean              manicule_format_input_each_line    (ManiculeFormatInput   *self,
                                                          ManiculeFormatLineFunc func,
                                                          gpointer               data,
                                                          GError               **error);
/* Before the first line: another limit than MANICULE_FORMAT_MAX_LINE, in bytes. */
void                  manicule_format_input_set_max_line (ManiculeFormatInput   *self,
                                                          gsize                  bytes);
/* From the first line again, for formats that must see the whole file before they can read it. */
gboolean              manicule_format_input_rewind       (ManiculeFormatInput   *self,
                                                          GError               **error);

/* --- findings --------------------------------------------------------------------------------------------------- */

/* The list itself, NULL where the first error fails; for manicule_json_read_…(). */
ManiculeFindings     *manicule_format_input_get_findings (ManiculeFormatInput   *self);
/* Reports at @line of the file (0: none). TRUE: go on. FALSE: @error is set, return at once; that happens only for
 * MANICULE_FINDING_ERROR where nobody collects findings. Many findings are cut with a note. */
gboolean              manicule_format_input_report       (ManiculeFormatInput   *self,
                                                          ManiculeSeverity       severity,
                                                          const char            *code,
                                                          guint                  line,
                                                          GError               **error,
                                                          const char            *format,
                                                          ...) G_GNUC_PRINTF (6, 7);
/* The same for another file than the one being read. */
gboolean              manicule_format_input_report_in    (ManiculeFormatInput   *self,
                                                          const char            *file_name,
                                                          ManiculeSeverity       severity,
                                                          const char            *code,
                                                          guint                  line,
                                                          GError               **error,
                                                          const char            *format,
                                                          ...) G_GNUC_PRINTF (7, 8);
/* Sets @error to MANICULE_FORMAT_ERROR_DAMAGED (or another code) with "file:line: message", for what cannot be read on. */
void                  manicule_format_input_fail         (ManiculeFormatInput   *self,
                                                          ManiculeFormatError    code,
                                                          guint                  line,
                                                          GError               **error,
                                                          const char            *format,
                                                          ...) G_GNUC_PRINTF (5, 6);

/* --- the schema --------------------------------------------------------------------------------------------------- */

/* What a file declares may be added to the schema directly. These add a name that is not there yet, with a colour and
 * a key of its own, and return the (borrowed) item. */
ManiculeSchema       *manicule_format_input_get_schema   (ManiculeFormatInput   *self);
ManiculeLabel        *manicule_format_input_ensure_label (ManiculeFormatInput   *self,
                                                          const char            *name,
                                                          ManiculeLabelKind      kind);   /* for a new one */
ManiculeRelationType *manicule_format_input_ensure_relation_type (ManiculeFormatInput *self,
                                                          const char            *name);
ManiculeAttribute    *manicule_format_input_ensure_attribute (ManiculeFormatInput *self,
                                                          const char            *name,
                                                          ManiculeAttributeType  type,
                                                          const char * const    *values);  /* (nullable) */

/* --- documents ---------------------------------------------------------------------------------------------------- */

/* A document id from a file name: without folder and last suffix; a name that is a safe article id stays as it is,
 * others are made safe: at most 64 bytes, no separators, control characters or leading dot. */
char                 *manicule_format_document_id        (const char            *file_name) G_GNUC_WARN_UNUSED_RESULT;
gboolean              manicule_format_document_id_is_safe (const char           *id);
/* @fields: what is known; sha256 and length are taken from @text, file from the input when NULL; id must be safe. */
ManiculeDocument     *manicule_format_input_new_document (ManiculeFormatInput   *self,
                                                          const ManiculeArticleFields *fields,
                                                          ManiculeText          *text) G_GNUC_WARN_UNUSED_RESULT;
/* Adds @annotations, in any order, to a new set, leaving out with a finding what cannot be in one: an id that stands
 * twice, ranges past the end of the text, relations whose ends are missing (or were left out).
 * @lines (element-type guint) (nullable): the line of each, for the findings. */
gboolean              manicule_format_input_fill_set     (ManiculeFormatInput   *self,
                                                          ManiculeAnnotationSet *set,
                                                          GPtrArray             *annotations,
                                                          GArray                *lines,
                                                          GError               **error);
/* Takes what a model has predicted as the caller of the reading wants it: left out and counted, or as a set of its own
 * under the name of what made it (@source NULL: not known). Called after the sets of people were added. A score stands in
 * an annotation's origin: manicule_annotation_with_origin (annotation, source, id, score). */
gboolean              manicule_format_input_add_predictions (ManiculeFormatInput *self,
                                                          ManiculeDocument      *document,
                                                          const char            *source,
                                                          GPtrArray             *annotations,
                                                          GArray                *lines,
                                                          GError               **error);
/* Hands a finished document on: notes for the schema the labels, types, attributes and document labels of its sets,
 * looks whether the reading was cancelled, calls @func. Every reader ends each document with it. */
gboolean              manicule_format_input_emit         (ManiculeFormatInput   *self,
                                                          ManiculeDocument      *document,
                                                          ManiculeDocumentFunc   func,
                                                          gpointer               data,
                                                          GError               **error);

G_END_DECLS
