/* format-helpers.h: documents to export, folders to export to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-export.h"
#include "manicule-format-input.h"

G_BEGIN_DECLS

/* A folder of its own for each test; removed by test_folder_free(). */
typedef struct
{
  char *path;  /* (owned) */
} TestFolder;

TestFolder       *test_folder_new      (void) G_GNUC_WARN_UNUSED_RESULT;
void              test_folder_free     (TestFolder  *self);
GFile            *test_folder_get      (TestFolder  *self,
                                        const char  *name) G_GNUC_WARN_UNUSED_RESULT;
GFile            *test_folder_write    (TestFolder  *self,
                                        const char  *name,
                                        const char  *contents,
                                        gssize       length) G_GNUC_WARN_UNUSED_RESULT;
char             *test_read_file       (GFile       *file) G_GNUC_WARN_UNUSED_RESULT;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestFolder, test_folder_free)

/* A document with everything that makes formats different: astral characters, clusters, right-to-left script, CR LF;
 * nested, crossing, equal, discontinuous, empty and cut tokens; relations, some on relations; attributes of all types,
 * notes, entities, origins, times, document labels. */
ManiculeDocument *test_make_document   (const char  *id) G_GNUC_WARN_UNUSED_RESULT;
ManiculeSchema   *test_make_schema     (void) G_GNUC_WARN_UNUSED_RESULT;
/* A document by chance: @n_spans spans anywhere, and what goes with them. */
ManiculeDocument *test_random_document (const char  *id,
                                        guint        n_spans) G_GNUC_WARN_UNUSED_RESULT;
ManiculeDocument *test_document_new    (const char  *id,
                                        const char  *text,
                                        GPtrArray   *annotations) G_GNUC_WARN_UNUSED_RESULT;
/* Adds a span of one range and returns it, (transfer none). */
ManiculeAnnotation *test_add_span      (GPtrArray   *annotations,
                                        const char  *id,
                                        const char  *label,
                                        guint        start,
                                        guint        end);
/* What goes to disk for it: all of a file's documents, or all files of a folder, in the order of their names.
 * (element-type ManiculeDocument) */
GPtrArray        *test_read_all        (const ManiculeFormat *format,
                                        GFile                *place,
                                        GHashTable           *options,
                                        ManiculeFindings     *findings,
                                        GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/* A ManiculeDocumentSource over a GPtrArray. */
ManiculeDocument *test_get_document    (guint        index,
                                        gpointer     array,
                                        GError     **error);
/* An export of @documents with the defaults of @format. */
void              test_export_init     (ManiculeExport       *export,
                                        const ManiculeFormat *format,
                                        GPtrArray            *documents,
                                        ManiculeSchema       *schema);

G_END_DECLS
