/* manicule-format-brat-builder-private.h: annotations in the making, from the lines of an .ann file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-format-brat-private.h"

G_BEGIN_DECLS

#define MANICULE_BRAT_NONE G_MAXUINT

typedef struct
{
  char      *name;    /* (owned) */
  GPtrArray *values;  /* (owned) (nullable) (element-type utf8): NULL for a binary one */
} ManiculeBratAnswer;

/* A span or relation in the making. */
typedef struct
{
  const char *id;          /* of the model */
  char       *origin;      /* (owned): of brat */
  char       *label;       /* (owned) (nullable): NULL for a trigger that an event has taken over */
  GArray     *fragments;   /* (owned) (nullable): of a span, as the file has them */
  GArray     *exact;       /* (owned) (nullable): its ranges, where the fragments cannot say them */
  const char *from;        /* ids of the model; NULL unless a relation */
  const char *to;
  GPtrArray  *answers;     /* (owned) (nullable) (element-type ManiculeBratAnswer) */
  GString    *note;        /* (owned) (nullable) */
  char       *entity;      /* (owned) (nullable) */
  GString    *carried;     /* (owned) (nullable): lines */
  guint       line;
  guint       trigger;     /* of an event: the record of its trigger, else MANICULE_BRAT_NONE */
  guint       n_events;    /* of a trigger */
  gsize       n_claimed;   /* of a span: how many characters its line says that it covers, at most */
} ManiculeBratItem;

typedef struct
{
  ManiculeBratFile  *file;
  ManiculeSchema    *schema;
  gboolean           join;
  GPtrArray         *items;      /* (owned) (element-type ManiculeBratItem) */
  ManiculeBratItem **by_record;  /* (owned): the item of a record; of a trigger that of its first event */
  GHashTable        *ids;        /* (owned) (element-type utf8): of the model */
  GString           *ours;       /* (owned): a line as we would write it */
  guint              n_made;     /* ids */
  guint              n_equivs;
} ManiculeBratBuilder;

void                manicule_brat_answer_free            (gpointer                  data);

ManiculeBratRecord *manicule_brat_builder_get_record     (ManiculeBratBuilder      *self,
                                                          guint                     index);
/* The record of that id, MANICULE_BRAT_NONE where there is none; the item made of it, NULL where none was. */
guint               manicule_brat_builder_find_record    (ManiculeBratBuilder      *self,
                                                          const char               *id);
ManiculeBratItem   *manicule_brat_builder_find           (ManiculeBratBuilder      *self,
                                                          const char               *id);
/* Sets @record aside because of a reference to what is not there. */
void                manicule_brat_builder_set_aside      (ManiculeBratBuilder      *self,
                                                          ManiculeBratRecord       *record,
                                                          const char               *ref);
/* Takes @label; @id is taken over where it can be one of the model. */
ManiculeBratItem   *manicule_brat_builder_add_relation   (ManiculeBratBuilder      *self,
                                                          const char               *id,
                                                          const char               *origin,
                                                          char                     *label,
                                                          ManiculeBratItem         *from,
                                                          ManiculeBratItem         *to,
                                                          guint                     line);
/* NULL where they lie past the end, inside a character or overlap. */
GArray             *manicule_brat_builder_resolve_ranges (ManiculeBratBuilder      *self,
                                                          GArray                   *foreign) G_GNUC_WARN_UNUSED_RESULT;
void                manicule_brat_item_carry             (ManiculeBratItem         *item,
                                                          const ManiculeBratRecord *record);

/* Once all spans are made. */
void                manicule_brat_builder_add_relations  (ManiculeBratBuilder      *self);
gboolean            manicule_brat_builder_add_equiv      (ManiculeBratBuilder      *self,
                                                          guint                     index,
                                                          GError                  **error);
/* An attribute, a normalisation or a note. */
gboolean            manicule_brat_builder_attach         (ManiculeBratBuilder      *self,
                                                          guint                     index,
                                                          GError                  **error);

G_END_DECLS
