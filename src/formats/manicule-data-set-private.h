/* manicule-data-set-private.h: what is known of an exported data set, for its descriptions
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-export-private.h"

G_BEGIN_DECLS

/* One file of the data set. */
typedef struct
{
  char    *path;    /* (owned): where it is now */
  char    *name;    /* (owned): relative to the data set, with "/" */
  guint    part;    /* of a split */
  guint64  n_bytes;
  char    *sha256;  /* (owned) */
} ManiculeDataFile;

typedef struct
{
  guint   n_documents;
  guint64 n_annotations;
} ManiculeDataPart;

typedef struct
{
  const ManiculeFormat     *format;
  const char               *title;       /* (not owned) */
  ManiculeSchema           *schema;      /* (not owned): the names as they are written */
  const ManiculeLossReport *report;      /* (not owned) */
  gboolean                  is_split;
  ManiculeDataPart          parts[MANICULE_N_SPLITS];
  GHashTable               *counts[3];   /* (owned) (element-type utf8 guint): by kind of annotation, how often each label */
  GHashTable               *languages;   /* (owned) (element-type utf8) */
  GPtrArray                *files;       /* (owned) (element-type ManiculeDataFile) */
} ManiculeDataSet;

ManiculeDataSet *manicule_data_set_new            (const ManiculeFormat     *format,
                                                   const char               *title) G_GNUC_WARN_UNUSED_RESULT;
void             manicule_data_set_free           (ManiculeDataSet          *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiculeDataSet, manicule_data_set_free)

/* A document that went into that part, as it was written. */
void             manicule_data_set_add            (ManiculeDataSet          *self,
                                                   guint                     part,
                                                   ManiculeDocument         *document);
/* A file at @path, which is called @name in the data set; reads all of it. */
gboolean         manicule_data_set_add_file       (ManiculeDataSet          *self,
                                                   guint                     part,
                                                   const char               *path,
                                                   const char               *name,
                                                   GCancellable             *cancellable,
                                                   GError                  **error);
guint            manicule_data_set_get_count      (ManiculeDataSet          *self,
                                                   ManiculeAnnotationKind    kind,
                                                   const char               *label);
guint            manicule_data_set_get_n_documents (ManiculeDataSet         *self);
/* (transfer container): sorted. */
GPtrArray       *manicule_data_set_list_languages (ManiculeDataSet          *self) G_GNUC_WARN_UNUSED_RESULT;
/* "train", "validation", "test" */
const char      *manicule_data_set_get_part_name  (guint                     part);
/* "text/csv", by the suffix. */
const char      *manicule_data_file_get_media_type (const ManiculeDataFile  *self);
/* The columns that the first row of a table names; NULL where it is none. */
char           **manicule_data_file_dup_columns   (const ManiculeDataFile   *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean         manicule_data_column_is_number   (const char               *column);

/* Writes those of @which to where @target will take them along. */
gboolean         manicule_describe_all            (ManiculeDataSet          *self,
                                                   ManiculeDescriptions      which,
                                                   ManiculeExportTarget     *target,
                                                   GCancellable             *cancellable,
                                                   GError                  **error);

/* --- each its own file: (transfer full), the whole text --- */

char            *manicule_describe_card           (ManiculeDataSet          *self) G_GNUC_WARN_UNUSED_RESULT;
char            *manicule_describe_croissant      (ManiculeDataSet          *self) G_GNUC_WARN_UNUSED_RESULT;
char            *manicule_describe_frictionless   (ManiculeDataSet          *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
