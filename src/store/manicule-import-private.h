/* manicule-import-private.h: what the parts of an import share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-file.h"
#include "manicule-history.h"
#include "manicule-import.h"
#include "manicule-news-head.h"

G_BEGIN_DECLS

/* A file that may be read. */
typedef struct
{
  GFile    *file;    /* (owned) */
  char     *shown;   /* (owned): its name, below the folder that the caller named if it is in one; UTF-8 */
  gboolean  chosen;  /* the caller named the file itself */
} ManiculeImportFile;

/* (element-type ManiculeImportFile), in natural order: what the caller named, folders read through. What cannot be
 * read is a finding; NULL only when cancelled. */
GPtrArray        *manicule_import_list_files    (GPtrArray              *files,
                                                 ManiculeFindings       *findings,
                                                 GCancellable           *cancellable,
                                                 GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/* For records of the schema: a title that only repeats the name is none. */
static inline const char *
manicule_import_title (const char *title,
                       const char *name)
{
  return g_strcmp0 (title, name) == 0 ? NULL : title;
}

/* May a file that no format recognised be read as a plain text? */
gboolean          manicule_import_is_text       (const ManiculeImportFile *file);

/* Is there anything in it that a file should hold? */
gboolean          manicule_import_set_is_empty  (ManiculeAnnotationSet  *set);

/* What a project consists of at one moment. Taking it apart costs little, for the main thread; putting it together again
 * is for others. */
typedef struct
{
  char            *name;        /* (owned) */
  char            *carried;     /* (owned) (nullable) */
  char           **annotators;  /* (owned) */
  ManiculeSchema  *schema;      /* (owned): a copy */
  GPtrArray       *articles;    /* (owned) (element-type ManiculeArticle) */
  GPtrArray       *entities;    /* (owned) (element-type ManiculeEntity) */
} ManiculeProjectParts;

ManiculeProjectParts *manicule_project_parts_new      (ManiculeProject      *project) G_GNUC_WARN_UNUSED_RESULT;
void                  manicule_project_parts_free     (ManiculeProjectParts *self);
ManiculeProject      *manicule_project_parts_assemble (ManiculeProjectParts *self,
                                                       ManiculeSchema       *schema) G_GNUC_WARN_UNUSED_RESULT;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiculeProjectParts, manicule_project_parts_free)

/* The project as it will be: with the plan's labels, entities, annotators and, at the ends of their lists, articles and
 * entities. */
ManiculeProject  *manicule_import_merge         (ManiculeProjectParts   *parts,
                                                 ManiculeImport         *plan,
                                                 const char             *annotator) G_GNUC_WARN_UNUSED_RESULT;
/* Brings the history's project, which may have been edited since, to what @merged has more than @parts, by changes; the
 * caller makes them one step. */
gboolean          manicule_import_bring_up      (ManiculeHistory        *history,
                                                 ManiculeImport         *plan,
                                                 ManiculeProjectParts   *parts,
                                                 ManiculeProject        *merged,
                                                 GError                **error);
/* Adds by changes what is in @source and not in @set. Both are of the same text. */
gboolean          manicule_import_add_to_set    (ManiculeHistory        *history,
                                                 ManiculeAnnotationSet  *set,
                                                 ManiculeAnnotationSet  *source,
                                                 GError                **error);

/* What carrying out a plan on the disk needs to know. */
typedef struct
{
  GFile           *folder;
  ManiculeProject *merged;       /* from manicule_import_merge() */
  ManiculeImport  *plan;
  gboolean         additions;    /* write also what goes to articles that are there already; they must be loaded nowhere */
  GHashTable      *replaceable;  /* (nullable) (element-type utf8): ids of articles that are no more, whose files may go */
  ManiculeStamp   *stamps;       /* (nullable): by list, what the files are afterwards */
  GCancellable    *cancellable;  /* (nullable) */
} ManiculeImportJob;

/* Writes the plan's texts and sets, then the lists of @merged; on failure all is as before. */
gboolean          manicule_import_write         (const ManiculeImportJob *job,
                                                 GError                **error);
guint             manicule_import_count         (ManiculeImport         *plan);
/* Do its annotations go to the article that it duplicates? */
gboolean          manicule_import_item_adds     (ManiculeImportItem     *item);
/* Do its suggestions? */
gboolean          manicule_import_item_suggests (ManiculeImportItem     *item);

void              manicule_import_item_free     (ManiculeImportItem     *item);
void              manicule_import_unclear_free  (ManiculeImportUnclear  *unclear);
void              manicule_import_fill_from_head (ManiculeArticleFields *fields,
                                                 const ManiculeNewsHead *head);

G_END_DECLS
