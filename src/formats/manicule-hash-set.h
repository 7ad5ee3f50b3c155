/* manicule-hash-set.h: which of very many short texts were there, in eight bytes each
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Keeps 64 bits of each text, not the text: for guids and names of which a file has millions. That a text seems to be there
 * which is not happens once in 2^64 divided by their number; nothing may depend on it but, say, that a thing gets another
 * name. */
typedef struct _ManiculeHashSet ManiculeHashSet;

ManiculeHashSet *manicule_hash_set_new      (void) G_GNUC_WARN_UNUSED_RESULT;
void             manicule_hash_set_free     (ManiculeHashSet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiculeHashSet, manicule_hash_set_free)

/* Whether it was not there before. */
gboolean         manicule_hash_set_add      (ManiculeHashSet *self,
                                             const char      *text);
gboolean         manicule_hash_set_contains (ManiculeHashSet *self,
                                             const char      *text);

G_END_DECLS
