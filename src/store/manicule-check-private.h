/* manicule-check-private.h: what the parts of the check of a project share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-project-folder-private.h"

G_BEGIN_DECLS

typedef struct
{
  GFile            *folder;
  ManiculeFindings *findings;
  ManiculeProject  *project;   /* what is sound of it */
  GHashTable       *undoable;  /* (element-type utf8): articles that undoing or redoing can bring back */
  GHashTable       *unlisted;  /* (element-type utf8 ManiculeArticle) (nullable): texts that no list names */
} ManiculeCheck;

/* In which line of a JSON file things stand: by a kind ("" where there is but one) and the value of a member. */
typedef struct _ManiculeLines ManiculeLines;

/* Each line of a JSONL file is an object; @member names it. */
ManiculeLines *manicule_lines_new_rows    (GBytes        *bytes,
                                           const char    *member) G_GNUC_WARN_UNUSED_RESULT;
/* A file is an object; its arrays @kinds (NULL-terminated) hold objects that @member names. */
ManiculeLines *manicule_lines_new_arrays  (GBytes             *bytes,
                                           const char * const *kinds,
                                           const char         *member) G_GNUC_WARN_UNUSED_RESULT;
void           manicule_lines_free        (ManiculeLines *self);
/* 0 where it is not known. */
guint          manicule_lines_find        (ManiculeLines *self,
                                           const char    *kind,
                                           const char    *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiculeLines, manicule_lines_free)

/* References inside the schema. */
void           manicule_check_schema      (ManiculeCheck *check);
/* What articles.jsonl and entities.jsonl say; texts are not read. */
void           manicule_check_articles    (ManiculeCheck *check,
                                           ManiculeLines *lines);
void           manicule_check_entities    (ManiculeCheck *check);
/* The text of an article; NULL when it is not sound, which is a finding then. */
ManiculeText  *manicule_check_text        (ManiculeCheck   *check,
                                           ManiculeLines   *lines,
                                           ManiculeArticle *article) G_GNUC_WARN_UNUSED_RESULT;
/* The journals, and what they know of the files; fills in undoable. */
void           manicule_check_journals    (ManiculeCheck *check);
/* One annotation set, which is in the file @name. */
void           manicule_check_set         (ManiculeCheck   *check,
                                           const char      *name,
                                           ManiculeArticle *article,
                                           const char      *annotator,
                                           ManiculeText    *text);
/* Files that are none of ours, or should not be there any more. */
void           manicule_check_strays      (ManiculeCheck *check);

G_END_DECLS
