/* manicule-project-folder-private.h: what the parts of the project folder share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-file.h"
#include "manicule-project-folder.h"
#include "manicule-save.h"

G_BEGIN_DECLS

#define MANICULE_FOLDER_MANIFEST "manicule.json"
#define MANICULE_FOLDER_SCHEMA "schema.json"
#define MANICULE_FOLDER_ARTICLES "articles.jsonl"
#define MANICULE_FOLDER_ENTITIES "entities.jsonl"
#define MANICULE_FOLDER_TEXTS "articles"
#define MANICULE_FOLDER_SETS "annotations"
/* What programs propose; not there in a project for which none does. */
#define MANICULE_FOLDER_SUGGESTIONS "suggestions"
/* After the name of an annotation set: the copy of a damaged one, kept when the rest of it was saved. */
#define MANICULE_FOLDER_DAMAGED ".damaged"

/* The four files of a project that hold lists. */
typedef enum
{
  MANICULE_LIST_SCHEMA,
  MANICULE_LIST_ENTITIES,
  MANICULE_LIST_MANIFEST,
  MANICULE_LIST_ARTICLES,  /* the last one written: it makes articles visible */
  MANICULE_N_LISTS,
} ManiculeList;

extern const char * const manicule_list_names[MANICULE_N_LISTS];

/* A list as it was at one moment, for writing in another thread while the project is edited. */
typedef struct _ManiculeListSnapshot ManiculeListSnapshot;

/* (element-type GObject): what is in a list now. */
GPtrArray            *manicule_list_take_items     (GListModel           *list) G_GNUC_WARN_UNUSED_RESULT;
ManiculeListSnapshot *manicule_list_snapshot_new   (ManiculeProject      *project,
                                                    ManiculeList          list) G_GNUC_WARN_UNUSED_RESULT;
ManiculeListSnapshot *manicule_list_snapshot_ref   (ManiculeListSnapshot *self) G_GNUC_WARN_UNUSED_RESULT;
GBytes               *manicule_list_snapshot_write (ManiculeListSnapshot *self) G_GNUC_WARN_UNUSED_RESULT;
void                  manicule_list_snapshot_free  (ManiculeListSnapshot *self);

gboolean         manicule_project_folder_write_list (GFile               *folder,
                                                    ManiculeProject      *project,
                                                    ManiculeList          list,
                                                    GError              **error);

/* "articles/004.txt", "annotations/anna/004.json"; the names must be safe. */
char            *manicule_project_folder_text_name (const char           *article_id) G_GNUC_WARN_UNUSED_RESULT;
char            *manicule_project_folder_set_name  (const char           *article_id,
                                                    const char           *annotator) G_GNUC_WARN_UNUSED_RESULT;

/* Name and annotators alone. With @findings, a project whose manifest is damaged or missing gets those that can be guessed. */
ManiculeProject *manicule_project_folder_read_manifest (GFile            *folder,
                                                    ManiculeStamp        *stamp,
                                                    ManiculeFindings     *findings,
                                                    GError              **error) G_GNUC_WARN_UNUSED_RESULT;
ManiculeProject *manicule_project_folder_guess_manifest (GFile           *folder) G_GNUC_WARN_UNUSED_RESULT;
/* As manicule_project_folder_read(); @stamps (nullable): MANICULE_N_LISTS of them, what the files are. */
ManiculeProject *manicule_project_folder_read_full (GFile                *folder,
                                                    ManiculeStamp        *stamps,
                                                    ManiculeFindings     *findings,
                                                    GError              **error) G_GNUC_WARN_UNUSED_RESULT;
ManiculeAnnotationSet *manicule_project_folder_read_set_full (GFile      *folder,
                                                    const char           *article_id,
                                                    const char           *annotator,
                                                    ManiculeText         *text,
                                                    ManiculeStamp        *stamp,
                                                    ManiculeFindings     *findings,
                                                    GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same for the file @name, which must be of that article and annotator. */
ManiculeAnnotationSet *manicule_project_folder_read_set_named (GFile     *folder,
                                                    const char           *name,
                                                    const char           *article_id,
                                                    const char           *annotator,
                                                    ManiculeText         *text,
                                                    ManiculeStamp        *stamp,
                                                    ManiculeFindings     *findings,
                                                    GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type utf8): the paths of the article's sets and suggestions, of whomever. */
GPtrArray       *manicule_project_folder_list_sets (GFile                *folder,
                                                    const char           *article_id,
                                                    GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/* "suggestions/ner-model/004.json"; the names must be safe. */
char            *manicule_project_folder_suggestions_name (const char    *article_id,
                                                    const char           *source) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type utf8): who proposes something for the article. */
GPtrArray       *manicule_project_folder_list_sources (GFile             *folder,
                                                    const char           *article_id,
                                                    GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/* What there is among them that is not read. */
void             manicule_project_folder_check_sources (GFile            *folder,
                                                    ManiculeFindings     *findings);
ManiculeAnnotationSet *manicule_project_folder_read_suggested (GFile     *folder,
                                                    const char           *article_id,
                                                    const char           *source,
                                                    ManiculeText         *text,
                                                    ManiculeFindings     *findings,
                                                    GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/* Adds an error of a reader, which begins with "file:line: ", as a finding with file and line. */
void             manicule_project_folder_add_error (ManiculeFindings     *findings,
                                                    const char           *code,
                                                    const char           *file,
                                                    const GError         *error);
/* The same for the manifest or a list, which is damaged or, with %G_IO_ERROR_NOT_FOUND, missing. */
void             manicule_project_folder_add_unread (ManiculeFindings    *findings,
                                                    const char           *file,
                                                    const GError         *error);

G_END_DECLS
