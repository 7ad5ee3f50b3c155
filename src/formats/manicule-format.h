/* manicule-format.h: one exchange format, described
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "manicule-document.h"
#include "manicule-finding.h"
#include "manicule-schema.h"

G_BEGIN_DECLS

/**
 * ManiculeFormatError:
 * @MANICULE_FORMAT_ERROR_DAMAGED: the file is not what its format asks for
 * @MANICULE_FORMAT_ERROR_LIMIT: larger or deeper than is read
 * @MANICULE_FORMAT_ERROR_UNKNOWN: no format is recognised, or none of that name is known
 * @MANICULE_FORMAT_ERROR_AMBIGUOUS: several formats fit
 * @MANICULE_FORMAT_ERROR_LOSS: the format cannot hold something, and loss was refused
 * @MANICULE_FORMAT_ERROR_DIFFERS: what was written does not read back the same
 * @MANICULE_FORMAT_ERROR_OPTION: an option or value that the format does not have
 */
typedef enum
{
  MANICULE_FORMAT_ERROR_DAMAGED,
  MANICULE_FORMAT_ERROR_LIMIT,
  MANICULE_FORMAT_ERROR_UNKNOWN,
  MANICULE_FORMAT_ERROR_AMBIGUOUS,
  MANICULE_FORMAT_ERROR_LOSS,
  MANICULE_FORMAT_ERROR_DIFFERS,
  MANICULE_FORMAT_ERROR_OPTION,
} ManiculeFormatError;

/* How much of a file is looked at to find out its format. */
#define MANICULE_FORMAT_HEAD_BYTES (64 * 1024)

#define MANICULE_FORMAT_ERROR (manicule_format_error_quark ())
GQuark manicule_format_error_quark (void);

/* What a format can hold. What is missing here is what the loss report names. */
typedef enum
{
  MANICULE_HOLDS_NESTED          = 1 << 0,
  MANICULE_HOLDS_CROSSING        = 1 << 1,   /* overlapping, neither inside the other; and equal ranges */
  MANICULE_HOLDS_DISCONTINUOUS   = 1 << 2,
  MANICULE_HOLDS_ZERO_LENGTH     = 1 << 3,
  MANICULE_HOLDS_SUB_TOKEN       = 1 << 4,   /* ends inside a token; token formats re-tokenise or widen */
  MANICULE_HOLDS_RELATIONS       = 1 << 5,
  MANICULE_HOLDS_RELATION_EXTRAS = 1 << 6,   /* attributes, notes of relations; ends that are no spans */
  MANICULE_HOLDS_ATTRIBUTES      = 1 << 7,
  MANICULE_HOLDS_DOCUMENT_LABELS = 1 << 8,
  MANICULE_HOLDS_ENTITIES        = 1 << 9,   /* the tie to the register */
  MANICULE_HOLDS_NOTES           = 1 << 10,
  MANICULE_HOLDS_ORIGIN          = 1 << 11,
  MANICULE_HOLDS_IDS             = 1 << 12,
  MANICULE_HOLDS_TIMES           = 1 << 13,
  MANICULE_HOLDS_STATUS          = 1 << 14,
  MANICULE_HOLDS_TEXT            = 1 << 15,  /* the text itself, code point for code point; without it what was written
                                              * and what reads back are compared with white space left out, and where all
                                              * documents go to one file as one sequence: the spans in order, each with its
                                              * label and what it covers (where the file shows no borders of documents, they
                                              * come back as one) */
  MANICULE_HOLDS_METADATA        = 1 << 16,  /* title, date, source, language */
  MANICULE_HOLDS_SPANS           = 1 << 17,
  MANICULE_HOLDS_TYPES           = 1 << 18,  /* whether a value is a truth, a number, a text or a list of texts; without
                                              * it true and "true", 5 and "5", "a" and ["a"] read back as one of them */
  MANICULE_HOLDS_RELATION_ATTRIBUTES = 1 << 19,  /* of RELATION_EXTRAS only the attributes and notes */
  MANICULE_HOLDS_CLUSTERS        = 1 << 20,  /* of ENTITIES only which spans have one and the same, under numbers: see
                                              * "name_cluster" and "mention" */
} ManiculeHolds;

/* What a name is used for. */
typedef enum
{
  MANICULE_NAME_LABEL,
  MANICULE_NAME_RELATION,
  MANICULE_NAME_DOCUMENT_LABEL,
  MANICULE_NAME_ATTRIBUTE,
  MANICULE_NAME_VALUE,   /* a text, or one element of a list, in an attribute */
  MANICULE_NAME_NOTE,
  MANICULE_NAME_ENTITY,
} ManiculeNameKind;

typedef enum
{
  MANICULE_CONTAINER_FILE,    /* one file holds every document */
  MANICULE_CONTAINER_FOLDER,  /* files of a folder, named after the articles */
  MANICULE_CONTAINER_ZIP,
} ManiculeContainer;

typedef struct
{
  const char         *name;         /* "scheme" */
  const char         *title;        /* N_() "Tags" */
  const char         *description;  /* N_() one line */
  const char * const *values;       /* NULL-terminated; NULL: free text */
  const char         *default_value;
} ManiculeFormatOption;

typedef struct _ManiculeFormatInput  ManiculeFormatInput;   /* manicule-format-input.h: bytes, lines, findings, schema */
typedef struct _ManiculeFormatOutput ManiculeFormatOutput;  /* manicule-format-output.h: streams, options */

/* Gets each document as it is complete; returns FALSE with an error to stop. Owns nothing. */
typedef gboolean (*ManiculeDocumentFunc) (ManiculeDocument  *document,
                                          gpointer           data,
                                          GError           **error);

typedef struct
{
  const char                 *id;           /* on the command line: "brat" */
  const char                 *title;        /* "brat Standoff" */
  const char                 *description;  /* N_() "A text and an .ann file each" */
  const char * const         *suffixes;     /* without the dot, the one we write first */
  ManiculeHolds               holds;        /* with the default options */
  ManiculeOffsetUnit          unit;
  ManiculeContainer           container;
  const ManiculeFormatOption *options;      /* ended by one without a name; NULL: none */

  /* How surely @head, the first bytes (up to MANICULE_FORMAT_HEAD_BYTES) of a file of that base name, is this format: 0 no, 1-49 perhaps,
   * 50-100 surely. NULL: never sniffed. */
  guint      (*sniff)      (const char            *name,
                            const char            *head,
                            gsize                  length);
  /* Other files that belong to @file and are read with it (a pair's text, a schema). NULL: none. (transfer full) */
  GPtrArray *(*companions) (GFile                 *file);
  /* Called with one file, never a folder. Each document goes out through manicule_format_input_emit(). */
  gboolean   (*read)       (ManiculeFormatInput   *input,
                            ManiculeDocumentFunc   func,
                            gpointer               data,
                            GError               **error);
  /* What is held with these options (nullable), where that depends on them, and how many spans may lie in one another
   * (@levels, 0: any number). NULL: always @holds. */
  ManiculeHolds (*holds_with) (GHashTable            *options,
                               guint                 *levels);
  /* Which suffix what is written with these options (nullable) has. NULL: always the first of @suffixes. */
  const char *(*suffix_with) (GHashTable             *options);
  /* Writing: begin returns the writer's state, NULL with an error. Each document holds only what "holds" allows, and
   * exactly one annotation set. Ids, what is carried, and origins whose source is this format's id stay whatever "holds"
   * says, uncounted and not compared, so that a format writes its own files again as they were. end is called once,
   * also after an error, then with commit FALSE; it frees the state.
   * @schema names every label, relation type, attribute and document label that the documents use. */
  gpointer   (*begin)      (ManiculeFormatOutput  *output,
                            ManiculeSchema        *schema,
                            GError               **error);
  gboolean   (*write)      (gpointer               state,
                            ManiculeDocument      *document,
                            GError               **error);
  gboolean   (*end)        (gpointer               state,
                            gboolean               commit,
                            GError               **error);
  /* How to write @name where the format cannot write it as it is, (transfer full): MANICULE_LOSS_NAMES. NULL: it can.
   * Two labels, types, attributes or entities that would become one are told apart by a number, "_2". Fitting what was
   * fitted, with or without such a number, must give NULL. No such function: every name can be written. */
  char      *(*fit_name)   (ManiculeNameKind       kind,
                            const char            *name);
  /* With CLUSTERS: the entity of that number in an article, (transfer full), which others become: MANICULE_LOSS_NAMES. */
  char      *(*name_cluster) (const char           *article_id,
                              const char           *number);
  /* With CLUSTERS: the label of a span of which only its entity is said. Such spans may lie in and across others, but not
   * across one of their own entity, nor just where one is that has another label and no entity. */
  const char  *mention;
  /* The text that @value, a number or a truth, becomes where the format can only write texts, (transfer full):
   * MANICULE_LOSS_NAMES. NULL: it comes back as it is. No such function: all do. */
  char      *(*fit_value) (GVariant           *value);
  /* Whether the text may hold @c; what it may not becomes a space: MANICULE_LOSS_TEXT. No such function: all. */
  gboolean   (*fits_text)  (gunichar               c);
  /* What the records hold, as YAML for the front of a Hugging Face card, (transfer full). No such function: not told. */
  char      *(*card_features) (ManiculeSchema      *schema);
} ManiculeFormat;

#define manicule_format_can_read(format) ((format)->read != NULL)
#define manicule_format_can_write(format) ((format)->begin != NULL)

/* Every format, in the order of the list in meson.build; the array ends with NULL. */
const ManiculeFormat * const *manicule_formats_list     (void);
const ManiculeFormat         *manicule_formats_find     (const char    *id);  /* NULL when unknown */
/* What @format holds with @options (nullable); @levels (out) (optional): how many spans may lie in one another, 0: any. */
ManiculeHolds                 manicule_format_get_holds (const ManiculeFormat *format,
                                                         GHashTable           *options,
                                                         guint                *levels);
/* The suffix, without the dot, of what is written with @options (nullable). */
const char                   *manicule_format_get_suffix (const ManiculeFormat *format,
                                                          GHashTable           *options);
/* Those formats of which @file is by its content as surely as of any other: none, one, or several between which only the
 * user can choose (transfer container). NULL with an error when the file cannot be read. */
GPtrArray                    *manicule_formats_candidates (GFile       *file,
                                                         GError       **error) G_GNUC_WARN_UNUSED_RESULT;
/* The format of @file by its content; the error names the candidates where several fit equally well. */
const ManiculeFormat         *manicule_formats_sniff    (GFile         *file,
                                                         GError       **error);

G_END_DECLS
