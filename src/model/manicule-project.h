/* manicule-project.h: a project in memory
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "manicule-annotation-set.h"
#include "manicule-article.h"
#include "manicule-entity.h"
#include "manicule-schema.h"

G_BEGIN_DECLS

/**
 * ManiculeModelError:
 * @MANICULE_MODEL_ERROR_DUPLICATE: an id or name that is taken
 * @MANICULE_MODEL_ERROR_NOT_FOUND: something named that is not there
 * @MANICULE_MODEL_ERROR_RANGE: a range outside the text
 * @MANICULE_MODEL_ERROR_IN_USE: something that cannot go while others refer to it
 * @MANICULE_MODEL_ERROR_STALE: a change whose "before" is not what stands there
 * @MANICULE_MODEL_ERROR_INVALID: a value that the schema does not allow
 */
typedef enum
{
  MANICULE_MODEL_ERROR_DUPLICATE,
  MANICULE_MODEL_ERROR_NOT_FOUND,
  MANICULE_MODEL_ERROR_RANGE,
  MANICULE_MODEL_ERROR_IN_USE,
  MANICULE_MODEL_ERROR_STALE,
  MANICULE_MODEL_ERROR_INVALID,
} ManiculeModelError;

#define MANICULE_MODEL_ERROR (manicule_model_error_quark ())
GQuark manicule_model_error_quark (void);

/* Holds the schema, the articles, the register, and those annotation sets that are loaded. Knows nothing of files. */
#define MANICULE_TYPE_PROJECT (manicule_project_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeProject, manicule_project, MANICULE, PROJECT, GObject)

ManiculeProject       *manicule_project_new            (const char            *name,
                                                        ManiculeSchema        *schema) G_GNUC_WARN_UNUSED_RESULT;
const char            *manicule_project_get_name       (ManiculeProject       *self);
void                   manicule_project_set_name       (ManiculeProject       *self,
                                                        const char            *name);
ManiculeSchema        *manicule_project_get_schema     (ManiculeProject       *self);
const char * const    *manicule_project_get_annotators (ManiculeProject       *self);
gboolean               manicule_project_add_annotator  (ManiculeProject       *self,  /* FALSE when there */
                                                        const char            *annotator);
const char            *manicule_project_get_carried    (ManiculeProject       *self);
void                   manicule_project_set_carried    (ManiculeProject       *self,
                                                        const char            *carried);

GListModel            *manicule_project_get_articles   (ManiculeProject       *self);  /* of ManiculeArticle, in list order */
ManiculeArticle       *manicule_project_find_article   (ManiculeProject       *self,
                                                        const char            *id);
guint                  manicule_project_get_article_position (ManiculeProject *self,   /* G_MAXUINT when absent */
                                                        const char            *id);
GListModel            *manicule_project_get_entities   (ManiculeProject       *self);  /* of ManiculeEntity */
ManiculeEntity        *manicule_project_find_entity    (ManiculeProject       *self,
                                                        const char            *id);

/* For readers that build a project which nobody sees yet; FALSE when the id is taken. */
gboolean               manicule_project_add_article    (ManiculeProject       *self,
                                                        ManiculeArticle       *article);
gboolean               manicule_project_add_entity     (ManiculeProject       *self,
                                                        ManiculeEntity        *entity);

/* The annotation sets that are loaded. Holding one again replaces the former. */
void                   manicule_project_hold_set       (ManiculeProject       *self,
                                                        ManiculeAnnotationSet *set);
void                   manicule_project_drop_set       (ManiculeProject       *self,
                                                        const char            *article_id,
                                                        const char            *annotator);
ManiculeAnnotationSet *manicule_project_find_set       (ManiculeProject       *self,
                                                        const char            *article_id,
                                                        const char            *annotator);

G_END_DECLS
