/* manicule-format-webanno-old.h: WebAnno TSV 1 and 2, as if they were 3.3
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-format-input.h"
#include "manicule-format-webanno-sheet.h"

G_BEGIN_DECLS

typedef enum
{
  MANICULE_WEBANNO_UNKNOWN,
  MANICULE_WEBANNO_1,         /* ten columns: number, token, lemma, part of speech, entity, -, head, relation, -, - */
  MANICULE_WEBANNO_2,         /* columns as the first line says, no offsets */
  MANICULE_WEBANNO_2_BARE,    /* the same without that line */
  MANICULE_WEBANNO_3_DRAFT,   /* before 3.1: no "#FORMAT=" */
  MANICULE_WEBANNO_3,
  MANICULE_WEBANNO_FUTURE,    /* "#FORMAT=WebAnno TSV " and another number */
} ManiculeWebannoVersion;

/* @head: NUL-terminated, without a byte order mark. */
ManiculeWebannoVersion manicule_webanno_find_version (const char *head);

/* The lines of a file of version 1 or 2, and then what they say. */
typedef struct _ManiculeWebannoOld ManiculeWebannoOld;

ManiculeWebannoOld *manicule_webanno_old_new  (ManiculeWebannoVersion  version) G_GNUC_WARN_UNUSED_RESULT;
void                manicule_webanno_old_free (ManiculeWebannoOld     *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiculeWebannoOld, manicule_webanno_old_free)

/* FALSE: it is no line of such a file; with an error: it says what the columns are, and these cannot be. */
gboolean            manicule_webanno_old_add  (ManiculeWebannoOld     *self,
                                               const char             *data,
                                               guint                   number,
                                               GError                **error);
/* Hands all of it to @sheet, once. @n_joined (out): sentences whose text is not what their tokens are, so that these were
 * joined. FALSE with an error: it was cancelled. */
gboolean            manicule_webanno_old_translate (ManiculeWebannoOld *self,
                                               ManiculeWebannoSheet   *sheet,
                                               guint                  *n_joined,
                                               GCancellable           *cancellable,
                                               GError                **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
