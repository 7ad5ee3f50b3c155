/* manicule-json-items.h: the things that our files are made of, each an object
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-json-reader.h"

G_BEGIN_DECLS

/* The beginning of a file of ours, and its check. */
void                  manicule_json_put_format             (GString               *out,
                                                            const char            *format);
gboolean              manicule_json_check_format           (ManiculeJsonValue      root,
                                                            const char            *format);

/* Values that are one of a few words. Reading fails with the list of them and gives 0. */
guint                 manicule_json_as_word                (ManiculeJsonValue      value,
                                                            const char * const    *words);
guint                 manicule_json_find_word              (ManiculeJsonValue      object,
                                                            const char            *name,
                                                            const char * const    *words);
extern const char * const manicule_json_statuses[];

/* Strings that become the names of files and folders, and ids. Reading fails where they cannot. */
const char           *manicule_json_as_file_name           (ManiculeJsonValue      value);
const char           *manicule_json_get_file_name          (ManiculeJsonValue      object,
                                                            const char            *name);
const char           *manicule_json_get_id                 (ManiculeJsonValue      object,
                                                            const char            *name);
/* A string that is not empty. */
const char           *manicule_json_get_name               (ManiculeJsonValue      object,
                                                            const char            *name);

/* "append" writes a whole object; "read" gives NULL when the reader has failed. Where @text is NULL, an annotation
 * stands without the text that it covers. */
void                  manicule_json_append_annotation      (GString               *out,
                                                            ManiculeAnnotation    *annotation,
                                                            ManiculeText          *text);
void                  manicule_json_append_bare            (GString               *out,
                                                            ManiculeAnnotation    *annotation,
                                                            const char            *covered);
ManiculeAnnotation   *manicule_json_read_annotation        (ManiculeJsonValue      object,
                                                            ManiculeText          *text,
                                                            ManiculeFindings      *findings) G_GNUC_WARN_UNUSED_RESULT;
/* The same in a record, where the list tells the kind and a span has "start" and "end". */
void                  manicule_json_append_record_item     (GString               *out,
                                                            ManiculeAnnotation    *annotation,
                                                            ManiculeText          *text);
ManiculeAnnotation   *manicule_json_read_record_item       (ManiculeJsonValue      object,
                                                            ManiculeAnnotationKind kind,
                                                            ManiculeText          *text,
                                                            ManiculeFindings      *findings) G_GNUC_WARN_UNUSED_RESULT;

/* The members that an article has in common with a record: all but its hash and length. */
void                  manicule_json_put_article_members    (GString               *out,
                                                            const ManiculeArticleFields *fields);
void                  manicule_json_get_article_members    (ManiculeJsonValue      object,
                                                            ManiculeArticleFields *fields);
/* A hash of 64 digits. */
const char           *manicule_json_get_sha256             (ManiculeJsonValue      object,
                                                            const char            *name);

/* A change, in a line of its own or in one of the journal. */
void                  manicule_json_append_change          (GString               *out,
                                                            ManiculeChange        *change);
ManiculeChange       *manicule_json_read_change_object     (ManiculeJsonValue      object) G_GNUC_WARN_UNUSED_RESULT;

/* One kind of thing that stands in lists and changes. Items have different keys within a list. */
typedef struct
{
  const char  *key;                               /* the member that tells one from the other */
  const char *(*get_key) (gpointer           item);
  void        (*append)  (GString           *out,
                          gpointer           item);
  gpointer    (*read)    (ManiculeJsonValue  object,    /* (transfer full); NULL when the reader has failed */
                          ManiculeFindings  *findings);
} ManiculeJsonItem;

extern const ManiculeJsonItem manicule_json_article;
extern const ManiculeJsonItem manicule_json_entity;
extern const ManiculeJsonItem manicule_json_label;
extern const ManiculeJsonItem manicule_json_relation_type;
extern const ManiculeJsonItem manicule_json_attribute;

/* Lists of them, one item a line: as JSONL, and as a member of an object. Readers leave damaged items out where there
 * are findings, and give NULL and an error where there are none. */
GBytes               *manicule_json_write_lines            (const ManiculeJsonItem *item,
                                                            GListModel            *list) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray            *manicule_json_read_lines             (const ManiculeJsonItem *item,
                                                            GBytes                *bytes,
                                                            const char            *file,
                                                            ManiculeFindings      *findings,
                                                            GError               **error) G_GNUC_WARN_UNUSED_RESULT;
void                  manicule_json_put_list               (GString               *out,
                                                            const char            *name,
                                                            const ManiculeJsonItem *item,
                                                            GListModel            *list);
GPtrArray            *manicule_json_read_list              (const ManiculeJsonItem *item,
                                                            ManiculeJsonValue      list,
                                                            ManiculeFindings      *findings,
                                                            GError               **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
