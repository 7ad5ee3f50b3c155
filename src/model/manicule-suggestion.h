/* manicule-suggestion.h: an annotation that a program proposes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-annotation.h"

G_BEGIN_DECLS

/* Immutable. It is in no annotation set of a person, so it is never saved as an annotation and never exported; accepting it
 * makes an annotation of it, whose origin names the source and the score. */
#define MANICULE_TYPE_SUGGESTION (manicule_suggestion_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeSuggestion, manicule_suggestion, MANICULE, SUGGESTION, GObject)

/* @source: who proposes it, as origins have it; @score: how sure it is, 0-1, NAN where it cannot tell. */
ManiculeSuggestion  *manicule_suggestion_new          (const char           *label,
                                                       const ManiculeRange  *ranges,
                                                       guint                 n_ranges,
                                                       const char           *source,
                                                       double                score) G_GNUC_WARN_UNUSED_RESULT;
/* Of a span whose origin names a source. */
ManiculeSuggestion  *manicule_suggestion_new_for      (ManiculeAnnotation   *span) G_GNUC_WARN_UNUSED_RESULT;
/* As an annotation, with an origin, and an id that no other suggestion has. */
ManiculeAnnotation  *manicule_suggestion_get_proposal (ManiculeSuggestion   *self);
const char          *manicule_suggestion_get_label    (ManiculeSuggestion   *self);
ManiculeRange        manicule_suggestion_get_hull     (ManiculeSuggestion   *self);
const char          *manicule_suggestion_get_source   (ManiculeSuggestion   *self);
double               manicule_suggestion_get_score    (ManiculeSuggestion   *self);
/* The same for all that propose the same: label and ranges, whatever the source. */
const char          *manicule_suggestion_get_key      (ManiculeSuggestion   *self);
gboolean             manicule_suggestion_is_said_by   (ManiculeSuggestion   *self,
                                                       ManiculeAnnotation   *annotation);
int                  manicule_suggestion_compare      (ManiculeSuggestion   *a,
                                                       ManiculeSuggestion   *b);

G_END_DECLS
