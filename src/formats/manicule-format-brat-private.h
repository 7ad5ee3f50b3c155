/* manicule-format-brat-private.h: what the parts of the brat format share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-format-brat-line.h"
#include "manicule-format-input.h"
#include "manicule-format-output.h"

G_BEGIN_DECLS

/* The source of origins, and the member that annotations and sets carry:
 *
 * An annotation carries the lines that say something of it which the model has no place for: an event its E line (the
 * trigger's id, the numbers of roles), attributes, notes and normalisations their lines (ids), anything else its line
 * only where we would write it in another way. The writer takes such a line as it is as long as it still says what
 * holds, and else makes a new one with the same id.
 *
 * A set carries in its first line the order of the lines of the file, "T1-T4 E1 * = R2 #1": "=" is a line that was not
 * understood, "*" an equivalence, which has no id. The lines that were not understood follow. */
#define MANICULE_BRAT "brat"

/* More attributes than any list of questions asks; each costs a copy of those before. */
#define MANICULE_BRAT_MAX_ATTRIBUTES 256

/* --- reading --- */

typedef struct
{
  ManiculeBratLine  line;
  const char       *data;      /* the line as it stands, without its end; the file's bytes are kept */
  gsize             length;
  guint             number;    /* from 1 */
  guint             file;      /* which of the files read: .a1 and .a2 are two */
  gboolean          set_aside; /* kept verbatim: not understood, or wrong */
} ManiculeBratRecord;

typedef struct
{
  ManiculeFormatInput *input;
  ManiculeText        *text;         /* (owned) */
  GPtrArray           *bytes;        /* (owned) (element-type GBytes): the annotation files */
  GPtrArray           *names;        /* (owned) (element-type utf8): their names */
  GStringChunk        *strings;      /* (owned) */
  GArray              *records;      /* (owned) (element-type ManiculeBratRecord) */
  GHashTable          *by_id;        /* (owned): id to position in records + 1 */
  ManiculeOffsetUnit   unit;
  guint                n_joined;     /* spans whose fragments were joined */
} ManiculeBratFile;

/* Reports at the line of @record, as manicule_format_input_report() does. */
gboolean   manicule_brat_report    (ManiculeBratFile    *self,
                                    ManiculeBratRecord  *record,
                                    ManiculeSeverity     severity,
                                    const char          *code,
                                    GError             **error,
                                    const char          *format,
                                    ...) G_GNUC_PRINTF (6, 7);
/* Keeps the line of @record as it is, makes nothing else of it, and says so. Even where that is an error a reader without
 * findings reads on, since nothing is lost: such a line is written again as it was. */
void       manicule_brat_set_aside (ManiculeBratFile    *self,
                                    ManiculeBratRecord  *record,
                                    ManiculeSeverity     severity,
                                    const char          *code,
                                    const char          *format,
                                    ...) G_GNUC_PRINTF (5, 6);

/* Makes annotations of the records: (element-type ManiculeAnnotation); @lines (element-type guint). */
GPtrArray *manicule_brat_build  (ManiculeBratFile    *self,
                                 GArray              *lines,
                                 GError             **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean   manicule_brat_read   (ManiculeFormatInput  *input,
                                 ManiculeDocumentFunc  func,
                                 gpointer              data,
                                 GError              **error);

/* annotation.conf, visual.conf and kb_shortcuts.conf beside the file or in a folder above, into the schema, once. */
void       manicule_brat_read_configuration (ManiculeFormatInput *input);
GFile     *manicule_brat_find_configuration (GFile               *folder,
                                             const char          *name) G_GNUC_WARN_UNUSED_RESULT;

/* --- the order of lines --- */

/* Where lines stood: made by manicule_brat_order_new() from what a set carries. */
typedef struct _ManiculeBratOrder ManiculeBratOrder;

/* Of lines that are gone or new the order says nothing. */
#define MANICULE_BRAT_NO_POSITION G_MAXUINT64

char              *manicule_brat_order_describe    (GArray            *records) G_GNUC_WARN_UNUSED_RESULT;
ManiculeBratOrder *manicule_brat_order_new         (const char        *described) G_GNUC_WARN_UNUSED_RESULT;
void               manicule_brat_order_free        (ManiculeBratOrder *self);
guint64            manicule_brat_order_find        (ManiculeBratOrder *self,
                                                    const char        *id);
guint              manicule_brat_order_get_last    (ManiculeBratOrder *self,
                                                    const char        *prefix);
/* Of the equivalence of that number, from 0, and of the line that was not understood. */
guint64            manicule_brat_order_find_equiv  (ManiculeBratOrder *self,
                                                    guint              number);
guint64            manicule_brat_order_find_aside  (ManiculeBratOrder *self,
                                                    guint              number);
GPtrArray         *manicule_brat_order_get_asides  (ManiculeBratOrder *self);  /* (element-type utf8), owned by @self */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiculeBratOrder, manicule_brat_order_free)

/* --- writing --- */

/* What relation types were used for: as roles of which frames, and as relations. Of those that may start anywhere the
 * schema does not tell, and brat wants to know. */
typedef struct _ManiculeBratUsage ManiculeBratUsage;

ManiculeBratUsage *manicule_brat_usage_new           (void) G_GNUC_WARN_UNUSED_RESULT;
void               manicule_brat_usage_free          (ManiculeBratUsage *self);
void               manicule_brat_usage_add_role      (ManiculeBratUsage *self,
                                                      const char        *frame,
                                                      const char        *role);
void               manicule_brat_usage_add_relation  (ManiculeBratUsage *self,
                                                      const char        *name);
gboolean           manicule_brat_usage_has_role      (ManiculeBratUsage *self,
                                                      const char        *frame,
                                                      const char        *role);
/* As a relation, or not at all. */
gboolean           manicule_brat_usage_is_relation   (ManiculeBratUsage *self,
                                                      const char        *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiculeBratUsage, manicule_brat_usage_free)

/* Every line of the .ann file of one document; adds to @usage. */
char *manicule_brat_write_lines     (ManiculeAnnotationSet *set,
                                     ManiculeSchema        *schema,
                                     gboolean               join,
                                     ManiculeBratUsage     *usage) G_GNUC_WARN_UNUSED_RESULT;
/* annotation.conf, visual.conf, kb_shortcuts.conf. */
char *manicule_brat_describe_schema (ManiculeSchema        *schema,
                                     ManiculeBratUsage     *usage) G_GNUC_WARN_UNUSED_RESULT;
char *manicule_brat_describe_looks  (ManiculeSchema        *schema) G_GNUC_WARN_UNUSED_RESULT;
char *manicule_brat_describe_keys   (ManiculeSchema        *schema) G_GNUC_WARN_UNUSED_RESULT;

/* --- what the schema says of names --- */

/* The label of a role: without its number, unless the schema names it with it. */
char       *manicule_brat_role_label       (ManiculeSchema         *schema,
                                            const char             *role) G_GNUC_WARN_UNUSED_RESULT;
/* Symmetric and transitive: brat's equivalence. */
gboolean    manicule_brat_is_equiv_type    (ManiculeSchema         *schema,
                                            const char             *name);
/* What stands at the start (0) and the end (1) of a relation. */
const char *manicule_brat_relation_get_end (ManiculeSchema         *schema,
                                            const ManiculeBratLine *line,
                                            guint                   end);
char       *manicule_brat_relation_print   (ManiculeSchema         *schema,
                                            const char             *id,
                                            const char             *label,
                                            const char             *from,
                                            const char             *to) G_GNUC_WARN_UNUSED_RESULT;
/* The id of an entity for a reference to a database; the same reference always gives the same. */
char       *manicule_brat_entity_id        (const char             *database,
                                            const char             *reference) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
