/* manicule-format-spacy-private.h: what reading and writing share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-format-draft.h"
#include "manicule-format-records.h"

G_BEGIN_DECLS

#define MANICULE_SPACY "spacy"
/* The group of spans that may overlap, where a file brings no other. */
#define MANICULE_SPACY_GROUP "sc"
/* In the metadata: categories that are there more than once. */
#define MANICULE_SPACY_REPEATED "repeated_cats"

typedef struct
{
  ManiculeFormatInput  *input;     /* (not owned) */
  ManiculeRecords      *records;   /* (owned) */
  ManiculeDraft         draft;
  ManiculeDocumentFunc  func;
  gpointer              data;
  GHashTable           *entities;  /* (owned): "start:end:label" of entities to how many of them no group has named yet */
  guint                 number;    /* of the example in a list of them, 0: it is a record */
} ManiculeSpacyReader;

gboolean  manicule_spacy_read          (ManiculeFormatInput  *input,
                                        ManiculeDocumentFunc  func,
                                        gpointer              data,
                                        GError              **error);
/* {"label": …, "value": 1.0}, or the same as a member: a category is a document label from one half on. */
gboolean  manicule_spacy_add_category  (ManiculeSpacyReader  *self,
                                        const char           *category,
                                        ManiculeJsonValue     value,
                                        GError              **error);
/* A document of the training data of spaCy 2: an article for each paragraph. */
gboolean  manicule_spacy_read_training (ManiculeSpacyReader  *self,
                                        ManiculeJsonValue     document,
                                        GError              **error);

G_END_DECLS
