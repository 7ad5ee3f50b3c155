/* manicule-json.h: every file of a project, to JSON and back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "manicule-change.h"
#include "manicule-document.h"
#include "manicule-finding.h"
#include "manicule-project.h"

G_BEGIN_DECLS

/**
 * ManiculeJsonError:
 * @MANICULE_JSON_ERROR_SYNTAX: not JSON
 * @MANICULE_JSON_ERROR_LIMIT: deeper or larger than is read
 * @MANICULE_JSON_ERROR_UTF8: not UTF-8
 * @MANICULE_JSON_ERROR_DUPLICATE: a member that stands twice in an object
 * @MANICULE_JSON_ERROR_TYPE: a value of another type than is expected
 * @MANICULE_JSON_ERROR_MISSING: a member that must be there
 * @MANICULE_JSON_ERROR_VERSION: written by a newer Manicule
 * @MANICULE_JSON_ERROR_VALUE: a value that cannot be right
 */
typedef enum
{
  MANICULE_JSON_ERROR_SYNTAX,
  MANICULE_JSON_ERROR_LIMIT,
  MANICULE_JSON_ERROR_UTF8,
  MANICULE_JSON_ERROR_DUPLICATE,
  MANICULE_JSON_ERROR_TYPE,
  MANICULE_JSON_ERROR_MISSING,
  MANICULE_JSON_ERROR_VERSION,
  MANICULE_JSON_ERROR_VALUE,
} ManiculeJsonError;

#define MANICULE_JSON_ERROR (manicule_json_error_quark ())
GQuark manicule_json_error_quark (void);

/* All readers: @file is the name for messages; @findings (nullable) collects what is wrong and lets the reader go on
 * with the rest; without it the first error fails. Every message says file, line and path. Unknown members are carried.
 * All writers: deterministic; the result ends with a line feed. */

GBytes                *manicule_json_write_project      (ManiculeProject       *project);
ManiculeProject       *manicule_json_read_project       (GBytes                *bytes,   /* manicule.json alone, with an empty schema */
                                                         const char            *file,
                                                         GError               **error);
GBytes                *manicule_json_write_schema       (ManiculeSchema        *schema);
ManiculeSchema        *manicule_json_read_schema        (GBytes                *bytes,
                                                         const char            *file,
                                                         ManiculeFindings      *findings,
                                                         GError               **error);
GBytes                *manicule_json_write_articles     (GListModel            *articles);
GPtrArray             *manicule_json_read_articles      (GBytes                *bytes,   /* of ManiculeArticle */
                                                         const char            *file,
                                                         ManiculeFindings      *findings,
                                                         GError               **error);
GBytes                *manicule_json_write_entities     (GListModel            *entities);
GPtrArray             *manicule_json_read_entities      (GBytes                *bytes,   /* of ManiculeEntity */
                                                         const char            *file,
                                                         ManiculeFindings      *findings,
                                                         GError               **error);
/* One annotation a line. May be called in any thread with a snapshot. */
GBytes                *manicule_json_write_annotations  (ManiculeAnnotationSet *set);
/* Verifies sha256 and length of @text, ranges, covered text, ids, ends of relations. */
ManiculeAnnotationSet *manicule_json_read_annotations   (GBytes                *bytes,
                                                         const char            *file,
                                                         ManiculeText          *text,
                                                         ManiculeFindings      *findings,
                                                         GError               **error);
/* Status and number of annotations alone, for lists; reads only as much as it needs. */
gboolean               manicule_json_read_summary       (GBytes                *bytes,
                                                         const char            *file,
                                                         ManiculeStatus        *status,
                                                         guint                 *n_annotations,
                                                         GError               **error);
/* Whether a span of that file has the label; FALSE also for what is no set. */
gboolean               manicule_json_set_has_label       (GBytes                 *bytes,
                                                          const char             *file,
                                                          const char             *label);
/* One line of Manicule JSONL for one annotation set. */
char                  *manicule_json_write_record       (ManiculeArticle       *article,
                                                         ManiculeAnnotationSet *set) G_GNUC_WARN_UNUSED_RESULT;
ManiculeDocument      *manicule_json_read_record        (GBytes                *line_bytes,
                                                         const char            *file,
                                                         guint                  line,
                                                         ManiculeFindings      *findings,
                                                         GError               **error);
/* One line of the journal. */
char                  *manicule_json_write_change       (ManiculeChange        *change) G_GNUC_WARN_UNUSED_RESULT;
ManiculeChange        *manicule_json_read_change        (GBytes                *line_bytes,
                                                         const char            *file,
                                                         guint                  line,
                                                         GError               **error);

/* Schemas to begin with, compiled in: news, quotations, events, ontonotes, conll, open-coding. */
char                 **manicule_json_list_templates     (void) G_GNUC_WARN_UNUSED_RESULT;
ManiculeSchema        *manicule_json_read_template      (const char            *name,
                                                         GError               **error) G_GNUC_WARN_UNUSED_RESULT;
/* Title and description of a schema's file; NULL when it has none. They stay with the schema through a rewrite. */
char                  *manicule_json_dup_schema_title       (ManiculeSchema    *schema) G_GNUC_WARN_UNUSED_RESULT;
char                  *manicule_json_dup_schema_description (ManiculeSchema    *schema) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
