/* manicule-finding.h: something wrong in data from outside, and where
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MANICULE_FINDING_NOTE,     /* worth knowing: what was recognised or guessed */
  MANICULE_FINDING_WARNING,  /* something was repaired, kept aside or left out, as the message says */
  MANICULE_FINDING_ERROR,    /* the data is wrong */
} ManiculeSeverity;

typedef struct
{
  ManiculeSeverity  severity;
  char             *code;     /* (owned): fixed, for scripts: "range-outside-text" */
  char             *file;     /* (owned) (nullable): as the user knows it */
  guint             line;     /* from 1; 0 where there is none */
  char             *message;  /* (owned): translated: what is wrong and what to do or what was done */
} ManiculeFinding;

/* A list of findings that a reader fills. Where it is NULL, the reader fails at the first error instead. */
typedef struct _ManiculeFindings ManiculeFindings;

ManiculeFindings      *manicule_findings_new        (void) G_GNUC_WARN_UNUSED_RESULT;
void                   manicule_findings_free       (ManiculeFindings *self);
void                   manicule_findings_add        (ManiculeFindings *self,
                                                     ManiculeSeverity  severity,
                                                     const char       *code,
                                                     const char       *file,
                                                     guint             line,
                                                     const char       *format,
                                                     ...) G_GNUC_PRINTF (6, 7);
guint                  manicule_findings_get_n      (ManiculeFindings *self);
guint                  manicule_findings_get_n_errors (ManiculeFindings *self);
const ManiculeFinding *manicule_findings_get        (ManiculeFindings *self,
                                                     guint             index);
/* "file:line: message" */
char                  *manicule_finding_to_string   (const ManiculeFinding *finding) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiculeFindings, manicule_findings_free)

G_END_DECLS
