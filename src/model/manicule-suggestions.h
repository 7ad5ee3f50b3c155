/* manicule-suggestions.h: what is proposed for one article and not decided yet
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-annotation-set.h"
#include "manicule-suggestion.h"

G_BEGIN_DECLS

/* A GListModel of ManiculeSuggestion in the order of manicule_suggestion_compare(), each proposal once. What the
 * annotation set says already is not in it, and comes back when an undo takes that away; what was rejected stays away. */
#define MANICULE_TYPE_SUGGESTIONS (manicule_suggestions_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeSuggestions, manicule_suggestions, MANICULE, SUGGESTIONS, GObject)

/* @rejected: (element-type utf8): the keys of what was rejected before; added to, shared with the caller. */
ManiculeSuggestions   *manicule_suggestions_new           (ManiculeAnnotationSet *set,
                                                           GHashTable            *rejected) G_GNUC_WARN_UNUSED_RESULT;
ManiculeAnnotationSet *manicule_suggestions_get_set       (ManiculeSuggestions   *self);
/* (element-type ManiculeSuggestion): more, of any sources. Of those that propose the same the first one counts. */
void                   manicule_suggestions_add           (ManiculeSuggestions   *self,
                                                           GPtrArray             *suggestions);
void                   manicule_suggestions_reject        (ManiculeSuggestions   *self,
                                                           ManiculeSuggestion    *suggestion);

guint                  manicule_suggestions_get_n         (ManiculeSuggestions   *self);
/* Borrowed, as all that follow. */
ManiculeSuggestion    *manicule_suggestions_get           (ManiculeSuggestions   *self,
                                                           guint                  position);
/* The position of the first one that does not come before a span with these ends: one that has them too counts, unless
 * @after. */
guint                  manicule_suggestions_find_position (ManiculeSuggestions   *self,
                                                           ManiculeRange          hull,
                                                           gboolean               after);
/* NULL when @proposal is none of those in the list. */
ManiculeSuggestion    *manicule_suggestions_find          (ManiculeSuggestions   *self,
                                                           ManiculeAnnotation    *proposal);
/* Appends those whose hull touches [start, end); an empty one counts where it stands. */
void                   manicule_suggestions_query         (ManiculeSuggestions   *self,
                                                           guint                  start,
                                                           guint                  end,
                                                           GPtrArray             *result);

G_END_DECLS
