/* manicule-import.h: files from outside, seen through before anything is written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "manicule-finding.h"
#include "manicule-format-input.h"
#include "manicule-map.h"
#include "manicule-project.h"

G_BEGIN_DECLS

/* One article that would come in. */
typedef struct
{
  ManiculeDocument     *document;   /* (owned): with its final article id; sets renamed to the importing annotator where the file names none */
  const ManiculeFormat *format;
  char                 *file;       /* (owned): where it came from */
  const char           *duplicate_of; /* (nullable): the id of an article, in the project or earlier in the plan, with the same text */
  gboolean              include;    /* the caller may change it; FALSE at first for duplicates */
  gboolean              add_annotations;  /* the caller may set it for a duplicate that is not included: its annotations
                                           * go to the article it duplicates, those that are there already left out */
  gboolean              add_suggestions;  /* the same for its suggestions alone */
  GFile                *source;     /* (owned): that file itself */
  char                 *encoding;   /* (owned) (nullable): what a plain text was decoded from, where it was not UTF-8 */
} ManiculeImportItem;

/* A file that is of several formats as surely, so that it was left out. */
typedef struct
{
  char      *file;        /* (owned): as the user knows it */
  GFile     *source;      /* (owned) */
  GPtrArray *candidates;  /* (owned) (element-type ManiculeFormat) */
} ManiculeImportUnclear;

/* A plan: made by reading files in any thread, shown to the user, then carried out. Nothing is written by making it. */
typedef struct
{
  GPtrArray        *items;     /* (owned) (element-type ManiculeImportItem) */
  ManiculeSchema   *schema;    /* (owned): the labels, relation types and attributes that the files bring */
  GPtrArray        *left_out;  /* (owned) (element-type filename): files that no format recognised */
  GPtrArray        *unclear;   /* (owned) (element-type ManiculeImportUnclear): choose one and plan again */
  ManiculeFindings *findings;  /* (owned): what was recognised, guessed, repaired, or is wrong */
} ManiculeImport;

typedef struct
{
  const ManiculeFormat *format;       /* (nullable): what all files are; NULL: each is sniffed */
  GHashTable           *options;      /* (nullable): of @format */
  GHashTable           *chosen;       /* (nullable) (element-type GFile ManiculeFormat): what single files are */
  const char           *encoding;     /* (nullable): of plain texts; NULL: detected for each */
  ManiculePredictions   predictions;  /* what becomes of what a model has said */
  const char           *annotator;    /* whose are sets of which the file does not say it; a safe name */
} ManiculeImportOptions;

/* @files: files and folders (read through, without following symbolic links). Fails only when cancelled or when the
 * format given is wrong for a file; a file that cannot be read is a finding. */
ManiculeImport *manicule_import_plan (GPtrArray                    *files,    /* of GFile */
                                      const ManiculeImportOptions  *options,
                                      ManiculeProject              *project,  /* for ids and duplicates; NULL: none yet */
                                      GCancellable                 *cancellable,
                                      GError                      **error) G_GNUC_WARN_UNUSED_RESULT;
void            manicule_import_free (ManiculeImport        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiculeImport, manicule_import_free)

/* Compares the texts of the plan with those of the project in @folder, white space and case apart; equal ones are
 * findings ("similar-text"). Reads every text. */
gboolean        manicule_import_find_similar (ManiculeImport  *self,
                                              GFile           *folder,
                                              ManiculeProject *project,
                                              GCancellable    *cancellable,
                                              GError         **error);
/* Reads the plain text of an item anew as if it were written in @encoding. */
gboolean        manicule_import_decode       (ManiculeImport  *self,
                                              guint            index,
                                              const char      *encoding,
                                              GError         **error);

/* The names of that kind that would come in (utf8) with how often (GUINT_TO_POINTER). */
GHashTable     *manicule_import_count_names    (ManiculeImport *self,
                                                ManiculeMapKind kind) G_GNUC_WARN_UNUSED_RESULT;
/* Those of them whose name or title is in @schema, case apart, under another name: foreign name to ours. */
GHashTable     *manicule_import_propose_names  (ManiculeImport *self,
                                                ManiculeMapKind kind,
                                                ManiculeSchema *schema) G_GNUC_WARN_UNUSED_RESULT;
/* Gives names of the files other names throughout the plan. */
void            manicule_import_map            (ManiculeImport *self,
                                                ManiculeMap    *map);

/* A readable, unique and safe article id from a file name: at most 64 bytes of lower-case letters, digits, "-", "_", "."
 * (other letters are transliterated or kept as they are in NFC); @taken says which are not free. */
char           *manicule_article_id_new (const char *file_name,
                                         gboolean  (*taken) (const char *id,
                                                             gpointer    data),
                                         gpointer     data) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
