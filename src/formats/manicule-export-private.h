/* manicule-export-private.h: the parts of an export
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-export.h"

G_BEGIN_DECLS

#define MANICULE_N_SPLITS 3

/* --- manicule-export-split.c: which article goes where --- */

/* Gives each of @n ids one of the splits: as many as the weights say, by the hashes of the ids, so that the same
 * articles are always placed alike. Returns (transfer full) an array of n. */
guint8   *manicule_export_place_splits (const guint64 *hashes,
                                        guint          n,
                                        const guint    weights[MANICULE_N_SPLITS]) G_GNUC_WARN_UNUSED_RESULT;
guint64   manicule_export_hash_id      (const char    *id);

/* --- manicule-export-target.c: the place beside the target, and the move --- */

typedef struct
{
  char     *target;     /* (owned): a path */
  char     *beside;     /* (owned): the path that is written to */
  gboolean  is_folder;
  GPtrArray *extras;    /* (owned) (nullable) (element-type utf8): of each file that goes along the path that is written
                         * to, then the path it is moved to */
} ManiculeExportTarget;

/* Looks whether the target may be written; makes nothing. */
gboolean  manicule_export_target_init  (ManiculeExportTarget  *self,
                                        GFile                 *target,
                                        gboolean               is_folder,
                                        GError               **error);
/* Another file that is moved along, to @path. Returns (transfer full) the path to write to. */
char     *manicule_export_target_add   (ManiculeExportTarget  *self,
                                        const char            *path) G_GNUC_WARN_UNUSED_RESULT;
/* Removes what lies beside, if it was not moved. */
void      manicule_export_target_clear (ManiculeExportTarget  *self);
/* Moves what lies beside to the target. */
gboolean  manicule_export_target_move  (ManiculeExportTarget  *self,
                                        GError               **error);
gboolean  manicule_sync_folder         (const char            *path,
                                        gboolean               with_files,
                                        GError               **error);

void      manicule_export_remove_tree  (const char            *path);

/* --- manicule-export-stale.c: what killed exports left --- */

/* A hidden name beside @path for this process; @kind: "new" for what is written, "old" for what gives way. */
char     *manicule_export_make_sibling (const char            *path,
                                        const char            *kind) G_GNUC_WARN_UNUSED_RESULT;
void      manicule_export_remove_stale (const char            *path);

/* --- manicule-export-lines.c: a document as lines of what a format holds of it --- */

typedef struct
{
  char *line;  /* (owned): the same for the same content, readable */
  char *id;    /* (owned) (nullable): the annotation's, not part of the content */
} ManiculeLine;

typedef struct
{
  ManiculeHolds  holds;
  gboolean       with_id;   /* the file says which article it is */
  const guint   *places;    /* (nullable): what to put for each offset of the text */
} ManiculeLineRules;

/* (element-type ManiculeLine) */
GArray   *manicule_lines_new          (void) G_GNUC_WARN_UNUSED_RESULT;
void      manicule_lines_add_head     (GArray                  *lines,
                                       const ManiculeLineRules *rules,
                                       ManiculeDocument        *document);
void      manicule_lines_add          (GArray                  *lines,
                                       const ManiculeLineRules *rules,
                                       ManiculeAnnotationSet   *set,
                                       ManiculeAnnotation      *annotation);
void      manicule_lines_take         (GArray                  *lines,
                                       char                    *line,
                                       const char              *id);
void      manicule_line_append_name   (GString                 *line,
                                       const char              *what,
                                       const char              *name);
void      manicule_line_append_range  (GString                 *line,
                                       char                     separator,
                                       guint                    start,
                                       guint                    end);
int       manicule_line_compare       (const ManiculeLine      *a,
                                       const ManiculeLine      *b);
/* Sorts them, so that the order in which they came does not matter. */
void      manicule_lines_digest       (GArray                  *lines,
                                       guint8                   digest[16]);

/* --- manicule-export-compare.c: what was written and what reads back --- */

typedef struct _ManiculeComparison ManiculeComparison;

ManiculeComparison *manicule_comparison_new      (const ManiculeFormat  *format,
                                                  GHashTable            *options) G_GNUC_WARN_UNUSED_RESULT;
void                manicule_comparison_free     (ManiculeComparison    *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiculeComparison, manicule_comparison_free)

/* A document that was written, in the order of writing. Only a digest of it is kept. */
void                manicule_comparison_expect   (ManiculeComparison    *self,
                                                  ManiculeDocument      *document);
/* A document that was read back. FALSE: something differs. */
gboolean            manicule_comparison_add      (ManiculeComparison    *self,
                                                  ManiculeDocument      *document);
/* No more documents. FALSE: some are missing. */
gboolean            manicule_comparison_finish   (ManiculeComparison    *self);
/* After FALSE: which of the expected documents differs; their number when there is one too many. */
guint               manicule_comparison_get_different (ManiculeComparison *self);
/* What differs first between that document, handed in again (NULL: there is none), and what was read. */
char               *manicule_comparison_explain  (ManiculeComparison    *self,
                                                  ManiculeDocument      *expected) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
