/* manicule-format-output.h: what a format writes to: one file, or the members of a folder
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-format.h"
#include "manicule-scratch.h"

G_BEGIN_DECLS

/* --- for the writers ------------------------------------------------------------------------------------------- */

/* Single file (MANICULE_CONTAINER_FILE): it is open from begin to end; just write.
 * Folder: one member at a time is open. @name is one path element, made from an article id and a suffix; a name that
 * is taken or unsafe is an error. @main: the member is what the format's reader is called with; others are its
 * companions (a text beside its annotations, a configuration).
 * Everything goes to a temporary place; the export moves it to the target when all of it has been read back. */
gboolean       manicule_format_output_begin_member (ManiculeFormatOutput *self,
                                                    const char           *name,
                                                    gboolean              main,
                                                    GError              **error);
gboolean       manicule_format_output_end_member   (ManiculeFormatOutput *self,
                                                    GError              **error);
/* Appends to the open file; buffered. @length -1: NUL-terminated. */
gboolean       manicule_format_output_write        (ManiculeFormatOutput *self,
                                                    const char           *data,
                                                    gssize                length,
                                                    GError              **error);
/* For what must be put aside, near to where the output goes. */
ManiculeScratch *manicule_format_output_new_scratch (ManiculeFormatOutput *self) G_GNUC_WARN_UNUSED_RESULT;
/* The value chosen, else the descriptor's default. An option that the descriptor lacks is the programmer's mistake. */
const char    *manicule_format_output_get_option   (ManiculeFormatOutput *self,
                                                    const char           *option);

/* --- for the export --------------------------------------------------------------------------------------------- */

/* A file or folder at @place, which must not exist; a native path. @options as for an input. */
ManiculeFormatOutput *manicule_format_output_new      (const ManiculeFormat  *format,
                                                       GFile                 *place,
                                                       GHashTable            *options,
                                                       GCancellable          *cancellable,
                                                       GError               **error) G_GNUC_WARN_UNUSED_RESULT;
/* Closes; with @sync everything is on the disk afterwards. */
gboolean              manicule_format_output_finish   (ManiculeFormatOutput  *self,
                                                       gboolean               sync,
                                                       GError               **error);
void                  manicule_format_output_free     (ManiculeFormatOutput  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiculeFormatOutput, manicule_format_output_free)

guint                 manicule_format_output_get_n_main (ManiculeFormatOutput *self);
/* The files to read back, in the order of writing: the file itself, or the main members. */
GFile                *manicule_format_output_dup_main (ManiculeFormatOutput  *self,
                                                       guint                  index) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
