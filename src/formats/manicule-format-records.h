/* manicule-format-records.h: a file as a stream of JSON values, in bounded memory
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-format-input.h"
#include "manicule-json-reader.h"

G_BEGIN_DECLS

/* The values of a file, one at a time, whichever way they stand in it: a value on each line (JSONL), values one after
 * the other over any number of lines, or the items of one list. Which of them it is shows in the first line. Memory
 * holds one value, up to MANICULE_JSON_MAX_BYTES.
 *
 * A value that is damaged is reported and, where findings are collected, left out; the next one that can be found is
 * next. */
typedef struct _ManiculeRecords ManiculeRecords;

typedef enum
{
  MANICULE_RECORDS_LINES,
  MANICULE_RECORDS_SEQUENCE,
  MANICULE_RECORDS_LIST,
} ManiculeRecordsLayout;

ManiculeRecords      *manicule_records_new        (ManiculeFormatInput  *input) G_GNUC_WARN_UNUSED_RESULT;
/* The same for what the file was turned into. */
ManiculeRecords      *manicule_records_new_for_bytes (ManiculeFormatInput *input,
                                                   GBytes               *bytes) G_GNUC_WARN_UNUSED_RESULT;
void                  manicule_records_free       (ManiculeRecords      *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiculeRecords, manicule_records_free)

/* FALSE at the end, or with an error. @record and its strings are good until the next call. */
gboolean              manicule_records_next       (ManiculeRecords      *self,
                                                   ManiculeJsonValue    *record,
                                                   GError              **error);
/* Gives each value to @func, which gets an @error that is never NULL and returns FALSE to stop with one. */
typedef gboolean (*ManiculeRecordFunc) (gpointer            data,
                                        ManiculeJsonValue   record,
                                        GError            **error);
gboolean              manicule_records_for_each   (ManiculeRecords      *self,
                                                   ManiculeRecordFunc    func,
                                                   gpointer              data,
                                                   GError              **error);
/* Back to the first value. What was reported is not reported again. */
gboolean              manicule_records_rewind     (ManiculeRecords      *self,
                                                   GError              **error);
ManiculeRecordsLayout manicule_records_get_layout (ManiculeRecords      *self);  /* known after the first value */
guint                 manicule_records_get_number (ManiculeRecords      *self);  /* of the value, from 1 */

/* Reports what the reader of the value has found wrong since the last call. @failed (out): whether there was something,
 * so that what was read is not to be used. FALSE with an error: stop. */
gboolean              manicule_records_settle     (ManiculeRecords      *self,
                                                   gboolean             *failed,
                                                   GError              **error);

/* For sniffing: whether the head of a file looks like JSON records, and the text of the first object in it, as far as
 * the head goes. NULL when it is something else. */
char                 *manicule_records_peek       (const char           *head,
                                                   gsize                 length) G_GNUC_WARN_UNUSED_RESULT;
/* Whether each of the names, ended by NULL, stands in it as a string: as a member's name, most likely. */
gboolean              manicule_records_mentions   (const char           *peeked,
                                                   ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
