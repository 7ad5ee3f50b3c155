/* manicule-format-conll-survey.h: what can be told of a file before its documents are read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-format-conll-layout.h"

G_BEGIN_DECLS

/* Sees every line once and keeps counts only, so that its size does not grow with that of the file. */
typedef struct _ManiculeConllSurvey ManiculeConllSurvey;

ManiculeConllSurvey *manicule_conll_survey_new        (void) G_GNUC_WARN_UNUSED_RESULT;
void                 manicule_conll_survey_free       (ManiculeConllSurvey       *self);
void                 manicule_conll_survey_add_line   (ManiculeConllSurvey       *self,
                                                       const char                *data,
                                                       gsize                      length);
/* FALSE when no column holds tags. */
gboolean             manicule_conll_survey_decide     (ManiculeConllSurvey       *self,
                                                       ManiculeConllLayout       *layout);
/* Of a column of tags. */
ManiculeConllScheme  manicule_conll_survey_get_scheme (ManiculeConllSurvey       *self,
                                                       const ManiculeConllLayout *layout,
                                                       ManiculeConllColumn        column);
/* A first line that is of HIPE and names the columns of @layout (nullable: any), or NULL. */
const char          *manicule_conll_survey_get_names  (ManiculeConllSurvey       *self,
                                                       const ManiculeConllLayout *layout);
/* Whether the first line names the columns. */
gboolean             manicule_conll_survey_has_header (ManiculeConllSurvey       *self,
                                                       const ManiculeConllLayout *layout);
guint                manicule_conll_survey_get_n_documents (ManiculeConllSurvey  *self);
/* How many lines have tokens, and how many of them fit @layout: as many fields, and a tag where it should be. */
void                 manicule_conll_survey_count      (ManiculeConllSurvey       *self,
                                                       const ManiculeConllLayout *layout,
                                                       guint64                   *n_lines,
                                                       guint64                   *n_fit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiculeConllSurvey, manicule_conll_survey_free)

G_END_DECLS
