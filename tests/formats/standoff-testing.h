/* standoff-testing.h: files in and out of a format, for tests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-format-input.h"
#include "manicule-format-output.h"

G_BEGIN_DECLS

/* What reading one file gave. */
typedef struct
{
  GPtrArray        *documents;  /* (owned) (element-type ManiculeDocument) */
  ManiculeSchema   *schema;     /* (owned) */
  ManiculeFindings *findings;   /* (owned) */
  GError           *error;      /* (owned) (nullable) */
} StandoffReading;

/* A folder of its own, removed with all in it by standoff_remove_folder(). */
char            *standoff_make_folder   (void) G_GNUC_WARN_UNUSED_RESULT;
void             standoff_remove_folder (char            *folder);
/* @length -1: NUL-terminated. Returns the path. */
char            *standoff_put           (const char      *folder,
                                         const char      *name,
                                         const char      *data,
                                         gssize           length);
char            *standoff_get           (const char      *folder,
                                         const char      *name) G_GNUC_WARN_UNUSED_RESULT;
gboolean         standoff_has           (const char      *folder,
                                         const char      *name);

/* @options: "join=no,scheme=bioes", (nullable). Never NULL; look at error. */
StandoffReading *standoff_read          (const char      *format,
                                         const char      *path,
                                         const char      *options) G_GNUC_WARN_UNUSED_RESULT;
/* The same of a file in that encoding. */
StandoffReading *standoff_read_encoded  (const char      *format,
                                         const char      *path,
                                         const char      *encoding) G_GNUC_WARN_UNUSED_RESULT;
/* The same without a list of findings: the first error fails. */
StandoffReading *standoff_read_strictly (const char      *format,
                                         const char      *path) G_GNUC_WARN_UNUSED_RESULT;
/* By its content and name alone. */
void             standoff_assert_recognised (const char  *format,
                                         const char      *path);
void             standoff_reading_free  (StandoffReading *self);
ManiculeAnnotationSet *standoff_get_set (StandoffReading *self,
                                         guint            document);
/* Whether something of that code was found in that line (0: any). */
gboolean         standoff_found         (StandoffReading *self,
                                         const char      *code,
                                         guint            line);
/* Every finding that is worse than a note, one a line, for messages. */
char            *standoff_list_faults   (StandoffReading *self) G_GNUC_WARN_UNUSED_RESULT;

/* The reading succeeded, and found nothing worse than a note. */
void             standoff_assert_no_faults (StandoffReading *self);

/* For brat: reads @ann, named doc.ann, with @text beside it; writes the document of such a reading and returns doc.ann. */
StandoffReading *standoff_read_pair     (const char      *folder,
                                         const char      *text,
                                         const char      *ann,
                                         const char      *options) G_GNUC_WARN_UNUSED_RESULT;
char            *standoff_write_pair    (const char      *folder,
                                         StandoffReading *reading,
                                         const char      *options) G_GNUC_WARN_UNUSED_RESULT;
/* @ranges: "0-3,13-16" */
void             standoff_assert_span   (ManiculeAnnotationSet *set,
                                         const char            *id,
                                         const char            *label,
                                         const char            *ranges);
void             standoff_assert_relation (ManiculeAnnotationSet *set,
                                         const char            *id,
                                         const char            *label,
                                         const char            *from,
                                         const char            *to);

/* Writes all documents to a file or folder at @place, which must not exist. */
gboolean         standoff_write         (const char      *format,
                                         StandoffReading *reading,
                                         const char      *options,
                                         const char      *place,
                                         GError         **error);

/* A file of ../shared; NULL after g_test_skip() where it is absent. */
char            *standoff_find_shared   (const char      *name) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StandoffReading, standoff_reading_free)

typedef char StandoffFolder;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StandoffFolder, standoff_remove_folder)

G_END_DECLS
