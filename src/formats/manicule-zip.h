/* manicule-zip.h: zip archives from outside, and our own
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-format-output.h"

G_BEGIN_DECLS

/* Files are handed on one at a time and never written anywhere. An archive that would grow beyond reason, or that names
 * files outside of itself, is refused. */

/* Whether the file of that name is wanted; others are passed over. */
typedef gboolean (*ManiculeZipFilter) (const char  *name,
                                       gpointer     data);
typedef gboolean (*ManiculeZipFunc)   (const char  *name,
                                       GBytes      *contents,
                                       gpointer     data,
                                       GError     **error);

gboolean          manicule_zip_is        (const char            *head,
                                          gsize                  length);
gboolean          manicule_zip_read      (GBytes                *bytes,
                                          const char            *file,
                                          ManiculeZipFilter      filter,
                                          ManiculeZipFunc        func,
                                          gpointer               data,
                                          GCancellable          *cancellable,
                                          GError               **error);

/* One file after the other, each piece by piece: memory holds none of them. */
typedef struct _ManiculeZipReader ManiculeZipReader;

ManiculeZipReader *manicule_zip_reader_new  (GInputStream          *stream,
                                             guint64                length,
                                             const char            *file,
                                             GCancellable          *cancellable,
                                             GError               **error) G_GNUC_WARN_UNUSED_RESULT;
void               manicule_zip_reader_free (ManiculeZipReader     *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiculeZipReader, manicule_zip_reader_free)

const char        *manicule_zip_reader_next (ManiculeZipReader     *self,
                                             GError               **error);
guint64            manicule_zip_reader_get_size (ManiculeZipReader *self);
gssize             manicule_zip_reader_read (ManiculeZipReader     *self,
                                             void                  *buffer,
                                             gsize                  length,
                                             GError               **error);
GBytes            *manicule_zip_reader_read_all (ManiculeZipReader *self,
                                             GError               **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct _ManiculeZipWriter ManiculeZipWriter;

ManiculeZipWriter *manicule_zip_writer_new  (ManiculeFormatOutput  *output,
                                             GError               **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean           manicule_zip_writer_add  (ManiculeZipWriter     *self,
                                             const char            *name,
                                             const char            *contents,
                                             gsize                  length,
                                             GError               **error);
/* The same in pieces. */
gboolean           manicule_zip_writer_begin (ManiculeZipWriter    *self,
                                             const char            *name,
                                             guint64                length,
                                             GError               **error);
gboolean           manicule_zip_writer_write (ManiculeZipWriter    *self,
                                             const char            *data,
                                             gsize                  length,
                                             GError               **error);
gboolean           manicule_zip_writer_end  (ManiculeZipWriter     *self,
                                             GError               **error);
/* Writes the directory at the end, where @commit; frees the writer in any case. */
gboolean           manicule_zip_writer_close (ManiculeZipWriter    *self,
                                             gboolean               commit,
                                             GError               **error);

G_END_DECLS
