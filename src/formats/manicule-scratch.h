/* manicule-scratch.h: bytes that are put aside and read again once, in memory or, when they are many, on the disk
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* For what comes first and must be written last. What goes to the disk is packed, in a file without a name, which is gone
 * with the process whatever becomes of that. */
typedef struct _ManiculeScratch ManiculeScratch;

typedef gboolean (*ManiculeScratchFunc) (const char  *data,
                                         gsize        length,
                                         gpointer     user_data,
                                         GError     **error);

ManiculeScratch *manicule_scratch_new        (const char           *folder,
                                              GCancellable         *cancellable) G_GNUC_WARN_UNUSED_RESULT;
void             manicule_scratch_free       (ManiculeScratch      *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiculeScratch, manicule_scratch_free)

gboolean         manicule_scratch_write      (ManiculeScratch      *self,
                                              const char           *data,
                                              gsize                 length,
                                              GError              **error);
guint64          manicule_scratch_get_length (ManiculeScratch      *self);
/* Hands all of it on, in pieces; nothing can be written any more. */
gboolean         manicule_scratch_read       (ManiculeScratch      *self,
                                              ManiculeScratchFunc   func,
                                              gpointer              user_data,
                                              GError              **error);

G_END_DECLS
