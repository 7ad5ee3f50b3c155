/* manicule-refi-cases.h: variables and cases of REFI-QDA, which are carried
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-hash-set.h"
#include "manicule-xml-reader.h"

G_BEGIN_DECLS

/* Nothing here is shown to the user. Each article carries what concerns it: the variables, the cases that its source or
 * its selections belong to, and the values of variables that it has; written again these become one list. What no source
 * belongs to goes with the first article. */

/* Reading: what the project says. */
typedef struct _ManiculeRefiFacts ManiculeRefiFacts;

ManiculeRefiFacts *manicule_refi_facts_new       (void) G_GNUC_WARN_UNUSED_RESULT;
void               manicule_refi_facts_free      (ManiculeRefiFacts        *self);
/* Events of project.qde. @source: (nullable): the guid of the source that is open. TRUE where the element is one of theirs,
 * which others need not look at. */
gboolean           manicule_refi_facts_start     (ManiculeRefiFacts        *self,
                                                  const ManiculeXmlElement *element,
                                                  const char               *source);
gboolean           manicule_refi_facts_end       (ManiculeRefiFacts        *self,
                                                  const char               *name);
void               manicule_refi_facts_text      (ManiculeRefiFacts        *self,
                                                  const char               *text,
                                                  gsize                     length);
/* Appends what the source carries, as members of a JSON object. @selections: of that source, a set of guids. */
void               manicule_refi_facts_carry     (ManiculeRefiFacts        *self,
                                                  const char               *source,
                                                  GHashTable               *selections,
                                                  gboolean                  is_first,
                                                  GString                  *out);

/* Writing: what the articles carry. */
typedef struct _ManiculeRefiCases ManiculeRefiCases;

ManiculeRefiCases *manicule_refi_cases_new       (void) G_GNUC_WARN_UNUSED_RESULT;
void               manicule_refi_cases_free      (ManiculeRefiCases        *self);
/* Takes what an article carries, and writes its values of variables to @out. @source: the guid of its source. */
void               manicule_refi_cases_take      (ManiculeRefiCases        *self,
                                                  const char               *carried,
                                                  const char               *source,
                                                  GString                  *out);
/* The elements "Variables" and "Cases"; cases only refer to guids in @known. */
void               manicule_refi_cases_print     (ManiculeRefiCases        *self,
                                                  ManiculeHashSet          *known,
                                                  GString                  *out);

G_END_DECLS
