/* manicule-refi.h: projects of REFI-QDA
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-format-input.h"
#include "manicule-refi-asides.h"
#include "manicule-refi-cases.h"

G_BEGIN_DECLS

#define MANICULE_REFI "refi"
#define MANICULE_REFI_PROJECT "urn:QDA-XML:project:1.0"
#define MANICULE_REFI_PROJECT_OLD "urn:QDA-XML:project:0:10"
#define MANICULE_REFI_CODE_BOOK "urn:QDA-XML:codebook:"
/* The label of a selection without a code. */
#define MANICULE_REFI_SELECTION "Selection"

/* The name of a note that is the value of a label of the document. */
#define MANICULE_REFI_VALUE "manicule.value"

/* GUIDs are compared in capitals and without braces, and kept so. */

typedef struct
{
  char *guid;         /* (owned) */
  char *name;         /* (owned): unique in the code book */
  char *color;        /* (owned) (nullable) */
  char *description;  /* (owned) (nullable) */
  char *parent;       /* (owned) (nullable): the name of a code */
  guint line;
} ManiculeRefiCode;

/* What one user said with one code of a stretch of text, or of all of it. */
typedef struct
{
  char    *guid;         /* (owned) (nullable): of the coding */
  char    *selection;    /* (owned) (nullable): of the selection; NULL: all of the text */
  char    *name;         /* (owned) (nullable): of the selection, mostly what it covers */
  const char *code;      /* (nullable): the code's guid */
  const char *user;      /* (nullable): the user's guid */
  char    *note;         /* (owned) (nullable): the description */
  char    *note_guids;   /* (owned) (nullable): parted by spaces */
  gint64   created;
  guint64  start;
  guint64  end;
  guint    line;
} ManiculeRefiCoding;

typedef struct
{
  char      *guid;       /* (owned) (nullable) */
  char      *name;       /* (owned) (nullable) */
  char      *path;       /* (owned) (nullable): of its text within the archive, in lower case */
  char      *text;       /* (owned) (nullable): where it stands in the project itself */
  GPtrArray *codings;    /* (owned) (element-type ManiculeRefiCoding) */
  guint      line;
  gboolean   is_read;
} ManiculeRefiSource;

typedef struct
{
  const char *guid;      /* (nullable) */
  const char *name;      /* (nullable) */
  const char *from;      /* (nullable) */
  const char *to;        /* (nullable) */
  guint       index;
  guint       line;
  gboolean    is_read;   /* it became a relation */
  char       *xml;       /* (owned) (nullable): the element, while it may yet become one */
} ManiculeRefiLink;

/* All but the sources, which come and go. */
typedef struct
{
  GPtrArray  *codes;     /* (owned) (element-type ManiculeRefiCode) */
  GHashTable *by_guid;   /* (owned): guid to code */
  GHashTable *users;     /* (owned): guid to name */
  GHashTable *notes;     /* (owned): guid to text */
  GHashTable *values;    /* (owned): guids of the notes that are values, a set */
  GPtrArray  *links;     /* (owned) (element-type ManiculeRefiLink) */
  GHashTable *links_from; /* (owned): guid to the links that begin there, a GPtrArray */
  guint       n_other_sources;  /* pictures, recordings */
  guint       n_documents;      /* that were made */
  ManiculeRefiFacts *facts;     /* (owned) */
  GStringChunk *strings;       /* (owned): guids and names in what refers to others */
  ManiculeRefiAsides *asides;   /* (owned) */
} ManiculeRefiProject;

ManiculeRefiProject *manicule_refi_project_new  (void) G_GNUC_WARN_UNUSED_RESULT;
void                 manicule_refi_project_free (ManiculeRefiProject   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiculeRefiProject, manicule_refi_project_free)

void                 manicule_refi_source_free  (ManiculeRefiSource    *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiculeRefiSource, manicule_refi_source_free)

/* What is said of codes, notes and links stands before the sources and behind them: so a project is read twice. The first
 * time all of it is noted, and the sources only tell how positions count; the second time they become documents. */
typedef enum { MANICULE_REFI_SURVEY, MANICULE_REFI_SOURCES } ManiculeRefiPass;

typedef gboolean   (*ManiculeRefiSourceFunc)    (ManiculeRefiSource    *source,  /* (transfer full) */
                                                 gpointer               data,
                                                 GError               **error);

/* project.qde, or a code book. */
gboolean             manicule_refi_read_xml     (ManiculeRefiProject   *self,
                                                 ManiculeFormatInput   *input,
                                                 ManiculeRefiPass       pass,
                                                 ManiculeXmlSource      xml,
                                                 gpointer               xml_source,
                                                 const char            *file,
                                                 ManiculeRefiSourceFunc func,
                                                 gpointer               data,
                                                 GError               **error);
/* When all documents are made: the links that are between none of their annotations go to the asides. */
void                 manicule_refi_set_links_aside (ManiculeRefiProject *self);
void                 manicule_refi_add_to_schema (ManiculeRefiProject  *self,
                                                 ManiculeFormatInput   *input);

/* Reads a project, in an archive or bare; the reader of the format. */
gboolean             manicule_refi_read         (ManiculeFormatInput   *input,
                                                 ManiculeDocumentFunc   func,
                                                 gpointer               data,
                                                 GError               **error);

/* --- how positions count ------------------------------------------------------------------------------------------ */

/* Code points, as the standard says, or UTF-16 units; a line break of two characters counts two, as they stand, or one.
 * The names of selections, where they are what is covered, tell. */
typedef enum
{
  MANICULE_REFI_CHARS,
  MANICULE_REFI_CHARS_ONE_BREAK,
  MANICULE_REFI_UTF16,
  MANICULE_REFI_UTF16_ONE_BREAK,
  MANICULE_REFI_N_COUNTS,
} ManiculeRefiCount;

typedef struct
{
  guint n_matches[MANICULE_REFI_N_COUNTS];
} ManiculeRefiVote;

void                 manicule_refi_vote_add     (ManiculeRefiVote      *self,
                                                 ManiculeText          *text,
                                                 ManiculeRefiSource    *source);
ManiculeRefiCount    manicule_refi_vote_decide  (const ManiculeRefiVote *self);

/* Makes a document of a source; one set for each user. @ids: of documents so far. */
ManiculeDocument    *manicule_refi_make_document (ManiculeRefiProject  *self,
                                                 ManiculeFormatInput   *input,
                                                 ManiculeRefiSource    *source,
                                                 ManiculeText          *text,
                                                 ManiculeRefiCount      count,
                                                 ManiculeHashSet       *ids,
                                                 GError               **error) G_GNUC_WARN_UNUSED_RESULT;

/* "{…}" and small letters become the form that is compared; NULL stays. */
char                *manicule_refi_dup_guid     (const char            *guid) G_GNUC_WARN_UNUSED_RESULT;
gboolean             manicule_refi_is_guid      (const char            *text);
/* The guid of a thing: always the same for the same words. */
char                *manicule_refi_make_guid    (const char            *kind,
                                                 const char            *first,
                                                 const char            *second) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
