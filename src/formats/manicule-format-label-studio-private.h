/* manicule-format-label-studio-private.h: what reading and writing share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-format-draft.h"
#include "manicule-format-input.h"
#include "manicule-format-label-studio-page.h"
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

/* What is known of the text of a task, and of the one that was taken last. */
typedef struct
{
  GPtrArray               *variables;   /* (owned) (element-type utf8): members of the data that the configuration shows */
  char                    *name_key;    /* (owned): the member of a turn with the speaker */
  char                    *text_key;    /* (owned): the member of a turn with the words */

  char                    *member;      /* (owned) (nullable): of the data: what is annotated */
  ManiculeLabelStudioPage *page;        /* (owned) (nullable): the text is what this page shows */
  GArray                  *turns;       /* (owned) (element-type guint): where the words of each turn begin, code points */
  gboolean                 is_dialogue; /* the text is made of turns */
  gboolean                 is_guessed;  /* the member was chosen among several */
} ManiculeLabelStudioText;

typedef struct
{
  ManiculeFormatInput  *input;    /* (not owned) */
  ManiculeRecords      *records;  /* (owned) */
  ManiculeDraft         draft;
  ManiculeDocumentFunc  func;
  gpointer              data;
  ManiculeUnitVote      vote;
  ManiculeLabelStudioText text;
  gboolean              has_guessed; /* that the text was chosen among several was said */
  double                score;    /* of the prediction that is read, NAN */
  GHashTable           *taken;    /* (owned): places of results that became spans */
  guint                 n_unknown; /* results that were carried as they are */
  GString              *unknown;  /* (owned): results that are carried as they are, for a list */
} ManiculeLabelStudioReader;

/* --- reading results --- */

gboolean             manicule_label_studio_is_type       (ManiculeJsonValue     result,
                                                          const char           *type);
/* The labels of a region of a text, absent for anything else; what it covers, NULL when it is not said. */
ManiculeJsonValue    manicule_label_studio_find_labels   (ManiculeLabelStudioReader *self,
                                                          ManiculeJsonValue     result,
                                                          ManiculeJsonValue     value);
const char          *manicule_label_studio_find_covered  (ManiculeJsonValue     value);
/* Adds the results of an annotation or prediction to the draft; those of other kinds to what is unknown. */
gboolean             manicule_label_studio_read_results  (ManiculeLabelStudioReader *self,
                                                          ManiculeJsonValue     annotation,
                                                          GError              **error);

/* --- the text of a task --- */

/* FALSE: stop. */
typedef gboolean   (*ManiculeLabelStudioResultFunc)      (ManiculeJsonValue     result,
                                                          gpointer              data);
gboolean             manicule_label_studio_visit_results (ManiculeJsonValue     task,
                                                          ManiculeLabelStudioResultFunc func,
                                                          gpointer              data);

void                 manicule_label_studio_text_init     (ManiculeLabelStudioText *self);
void                 manicule_label_studio_text_clear    (ManiculeLabelStudioText *self);
void                 manicule_label_studio_text_show     (ManiculeLabelStudioText *self,
                                                          const char           *value,
                                                          const char           *name_key,
                                                          const char           *text_key);
void                 manicule_label_studio_text_take     (ManiculeLabelStudioText *self,
                                                          ManiculeDraft        *draft,
                                                          ManiculeJsonValue     task);
ManiculeForeignRange manicule_label_studio_text_locate   (ManiculeLabelStudioText *self,
                                                          ManiculeDraft        *draft,
                                                          ManiculeJsonValue     value);
gboolean             manicule_label_studio_text_has_nodes (ManiculeLabelStudioText *self,
                                                          ManiculeJsonValue     value);
gboolean             manicule_label_studio_text_is_of    (ManiculeLabelStudioText *self,
                                                          ManiculeJsonValue     result);

/* --- files --- */

gboolean             manicule_label_studio_read          (ManiculeFormatInput  *input,
                                                          ManiculeDocumentFunc  func,
                                                          gpointer              data,
                                                          GError              **error);

/* The files a labelling configuration may be in; NULL-terminated. */
extern const char * const manicule_label_studio_configs[];
/* The labelling configuration beside a file, into the schema, and what it shows into @text; TRUE when there is none. */
gboolean             manicule_label_studio_read_config   (ManiculeFormatInput  *input,
                                                          ManiculeLabelStudioText *text,
                                                          GError              **error);
/* @spans (element-type utf8 GHashTable): controls beside the usual one, to the set of labels they were used for. */
char                *manicule_label_studio_print_config  (ManiculeSchema       *schema,
                                                          GHashTable           *spans) G_GNUC_WARN_UNUSED_RESULT;
char                *manicule_label_studio_name_control  (ManiculeSchema       *schema,
                                                          const char           *name,
                                                          gboolean              is_per_region) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
