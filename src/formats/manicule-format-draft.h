/* manicule-format-draft.h: a document while its record is read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-format-input.h"
#include "manicule-format-offsets.h"
#include "manicule-json-reader.h"

G_BEGIN_DECLS

/* One text, and the annotations of one set of it, for formats that keep each document in a JSON value. The offsets that
 * are added count in @unit; they are converted here, and what a file says that they cover is compared. Start it with
 * manicule_draft_init(), then begin a document, add, and end each set and the document. */
typedef struct
{
  ManiculeFormatInput *input;        /* (not owned) */
  ManiculeOffsetUnit   unit;
  char                *stem;         /* (owned): of the file's name, for ids of documents */

  ManiculeText        *text;         /* (owned) (nullable): of the document that was begun */
  ManiculeDocument    *document;     /* (owned) (nullable) */
  GPtrArray           *annotations;  /* (owned): of the set */
  GArray              *lines;        /* (owned): of each of them */
  GHashTable          *ids;          /* (owned): ids that are taken */
  GHashTable          *names;        /* (owned): what the file calls an annotation to its place among them */
  guint                n_made;       /* ids that were made */
  gboolean             has_astral;   /* a text was read in which the units differ */
} ManiculeDraft;

void                 manicule_draft_init          (ManiculeDraft         *self,
                                                   ManiculeFormatInput   *input,
                                                   ManiculeOffsetUnit     unit);
void                 manicule_draft_clear         (ManiculeDraft         *self);

/* The text of a record; NULL with a failure of the reader. (transfer none): the draft's. */
ManiculeText        *manicule_draft_take_text     (ManiculeDraft         *self,
                                                   ManiculeJsonValue      object,
                                                   const char            *member);
ManiculeText        *manicule_draft_take_text_value (ManiculeDraft       *self,
                                                   ManiculeJsonValue      value);
/* A text that was put together from what a record holds. */
void                 manicule_draft_set_text      (ManiculeDraft         *self,
                                                   const char            *string);
/* @fields: id NULL: made of the file's name and @number. */
void                 manicule_draft_begin         (ManiculeDraft         *self,
                                                   ManiculeArticleFields *fields,
                                                   guint                  number);

/* All return the new annotation's slot, to be changed by manicule_draft_take() before the next one is added; NULL when
 * it was left out, which was reported, and @error tells whether to stop. @name (nullable): what the file calls it, for
 * relations; kept as id where it can be one. @covered (nullable): what stands there, as the file says. */
ManiculeAnnotation **manicule_draft_add_span      (ManiculeDraft         *self,
                                                   const char            *name,
                                                   const char            *label,
                                                   const ManiculeForeignRange *range,
                                                   const char            *covered,
                                                   guint                  line,
                                                   GError               **error);
ManiculeAnnotation **manicule_draft_add_relation  (ManiculeDraft         *self,
                                                   const char            *name,
                                                   const char            *label,
                                                   const char            *from,
                                                   const char            *to,
                                                   guint                  line,
                                                   GError               **error);
/* The same for ranges in code points, sorted, that were checked before; and for a relation whose ends may follow. */
ManiculeAnnotation **manicule_draft_add_ranges    (ManiculeDraft         *self,
                                                   const char            *name,
                                                   const char            *label,
                                                   const ManiculeRange   *ranges,
                                                   guint                  n_ranges,
                                                   guint                  line,
                                                   GError               **error);
ManiculeAnnotation **manicule_draft_add_link      (ManiculeDraft         *self,
                                                   const char            *name,
                                                   const char            *label,
                                                   const char            *from,
                                                   const char            *to,
                                                   guint                  line,
                                                   GError               **error);
ManiculeAnnotation **manicule_draft_add_label     (ManiculeDraft         *self,
                                                   const char            *name,
                                                   const char            *label,
                                                   guint                  line);
/* The same for a document label with its value in one text: "topic=diplomacy". */
ManiculeAnnotation **manicule_draft_add_category  (ManiculeDraft         *self,
                                                   const char            *category,
                                                   guint                  line);
/* Lets it carry, for @format, the members of @object that are not @known. */
void                 manicule_draft_carry         (ManiculeAnnotation   **slot,
                                                   const char            *format,
                                                   ManiculeJsonValue      object,
                                                   const char * const    *known);
/* Puts @changed, which it takes, in the place of what is there. */
void                 manicule_draft_take          (ManiculeAnnotation   **slot,
                                                   ManiculeAnnotation    *changed);
/* The slot of what the file calls @name; NULL when there is none in this set. */
ManiculeAnnotation **manicule_draft_find          (ManiculeDraft         *self,
                                                   const char            *name);

/* Makes a set of what was added since the last one. */
ManiculeAnnotationSet *manicule_draft_end_set     (ManiculeDraft         *self,
                                                   const char            *annotator,
                                                   GError               **error);
/* The same for what a program named @source (nullable) has predicted: whether it comes along is for others to say. */
gboolean             manicule_draft_end_predictions (ManiculeDraft       *self,
                                                   const char            *source,
                                                   GError               **error);
gboolean             manicule_draft_emit          (ManiculeDraft         *self,
                                                   ManiculeDocumentFunc   func,
                                                   gpointer               data,
                                                   GError               **error);

/* A name that may be an annotator's. */
char                *manicule_draft_fit_annotator (const char            *name) G_GNUC_WARN_UNUSED_RESULT;
/* "start" and "end" of an object, or the two numbers at the beginning of a list. Negative ones fail. */
ManiculeForeignRange manicule_foreign_range_read  (ManiculeJsonValue      start,
                                                   ManiculeJsonValue      end);
/* A label, type or question: not empty; fails else. */
const char          *manicule_json_as_label       (ManiculeJsonValue      value);

/* Says once for a file in which unit it was read, where that is not @usual or where nothing in it tells the unit. */
gboolean             manicule_draft_report_unit   (ManiculeDraft         *self,
                                                   ManiculeOffsetUnit     usual,
                                                   gboolean               is_proved,
                                                   GError               **error);

G_END_DECLS
