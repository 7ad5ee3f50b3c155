/* manicule-format-label-studio-private.h: what reading and writing share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-format-draft.h"
#include "manicule-format-input.h"
#include "manicule-format-records.h"

G_BEGIN_DECLS

#define MANICULE_LABEL_STUDIO "label-studio"
#define MANICULE_LABEL_STUDIO_CONFIG "labeling-config.xml"

/* The names of the object with the text and of the control with the labels, where a file brings no others. */
#define MANICULE_LABEL_STUDIO_TEXT "text"
#define MANICULE_LABEL_STUDIO_LABELS "label"
/* What a relation without a label is called. */
#define MANICULE_LABEL_STUDIO_RELATION "relation"

/* How a control of the labelling configuration asks. */
typedef enum
{
  MANICULE_CONTROL_CHOICES,
  MANICULE_CONTROL_NUMBER,
  MANICULE_CONTROL_TEXTAREA,
} ManiculeControlKind;

/* The one that asks for such an attribute or document label; @attribute NULL: any text. */
ManiculeControlKind  manicule_label_studio_get_control   (ManiculeAttribute    *attribute);

typedef struct
{
  ManiculeFormatInput  *input;    /* (not owned) */
  ManiculeRecords      *records;  /* (owned) */
  ManiculeDraft         draft;
  ManiculeDocumentFunc  func;
  gpointer              data;
  ManiculeUnitVote      vote;
  gboolean              is_page;  /* the text of the task is what a page shows */
  double                score;    /* of the prediction that is read, NAN */
  GHashTable           *taken;    /* (owned): places of results that became spans */
  guint                 n_unknown; /* results that were carried as they are */
  GString              *unknown;  /* (owned): results that are carried as they are, for a list */
} ManiculeLabelStudioReader;

/* --- reading results --- */

gboolean             manicule_label_studio_is_type       (ManiculeJsonValue     result,
                                                          const char           *type);
/* The labels of a region of a text, absent for anything else; what it covers, NULL when it is not said; where. */
ManiculeJsonValue    manicule_label_studio_find_labels   (ManiculeJsonValue     result,
                                                          ManiculeJsonValue     value);
const char          *manicule_label_studio_find_covered  (ManiculeJsonValue     value);
ManiculeForeignRange manicule_label_studio_read_range    (ManiculeJsonValue     value);
/* Adds the results of an annotation or prediction to the draft; those of other kinds to what is unknown. */
gboolean             manicule_label_studio_read_results  (ManiculeLabelStudioReader *self,
                                                          ManiculeJsonValue     annotation,
                                                          GError              **error);

/* --- files --- */

gboolean             manicule_label_studio_read          (ManiculeFormatInput  *input,
                                                          ManiculeDocumentFunc  func,
                                                          gpointer              data,
                                                          GError              **error);
/* What a web page shows of itself to the tool: the text between its tags, nothing left out. */
char                *manicule_label_studio_strip_page    (const char           *page) G_GNUC_WARN_UNUSED_RESULT;

/* The labelling configuration beside a file, into the schema; TRUE when there is none. */
gboolean             manicule_label_studio_read_config   (ManiculeFormatInput  *input,
                                                          GError              **error);
/* @spans (element-type utf8 GHashTable): controls beside the usual one, to the set of labels they were used for. */
char                *manicule_label_studio_print_config  (ManiculeSchema       *schema,
                                                          GHashTable           *spans) G_GNUC_WARN_UNUSED_RESULT;
char                *manicule_label_studio_name_control  (ManiculeSchema       *schema,
                                                          const char           *name,
                                                          gboolean              is_per_region) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
