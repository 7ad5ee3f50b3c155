/* manicule-format-brat-writer-private.h: the lines of one .ann file in the making
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-format-brat-private.h"

G_BEGIN_DECLS

/* A line that an annotation carries from the file it came from. */
typedef struct
{
  ManiculeBratLine  line;
  const char       *raw;
} ManiculeBratStored;

/* One annotation on its way into the file. */
typedef struct
{
  ManiculeAnnotation *annotation;
  GArray             *stored;     /* (owned) (nullable) (element-type ManiculeBratStored) */
  const char         *id;         /* in the file: T, E or R; NULL for a role and a link of an equivalence */
  const char         *trigger;    /* of an event: the id of its text-bound */
  GPtrArray          *roles;      /* (owned) (nullable) (element-type ManiculeBratEntry): of an event */
  gboolean            is_event;
  gboolean            is_role;
  gboolean            is_equiv;
} ManiculeBratEntry;

typedef struct
{
  ManiculeAnnotationSet *set;
  ManiculeText          *text;
  ManiculeSchema        *schema;
  gboolean               join;
  GStringChunk          *strings;   /* (owned) */
  GPtrArray             *entries;   /* (owned) (element-type ManiculeBratEntry): spans, then relations, in the set's order */
  GHashTable            *by_model;  /* (owned): id of the model to entry */
  GHashTable            *by_id;     /* (owned): id in the file to entry; a trigger's to that of its first event */
  GHashTable            *claimed;   /* (owned): ids of attributes, notes and normalisations that are used */
  GHashTable            *next;      /* (owned): prefix of ids to the next free number */
  GString               *id;        /* (owned): the one that is made */
  ManiculeBratOrder     *order;     /* (owned) */
  GArray                *lines;     /* (owned): see manicule_brat_writer_emit() */
  guint                  rank;      /* of what is emitted now, among lines whose place is not known */
} ManiculeBratWriter;

void                      manicule_brat_entry_free          (gpointer                 data);
/* The first line of that kind that the annotation carries, NULL when there is none. */
const ManiculeBratStored *manicule_brat_entry_find_stored   (const ManiculeBratEntry *entry,
                                                             ManiculeBratLineKind     kind);
/* The id that the annotation had in a file of brat; NULL when it comes from elsewhere. */
const char               *manicule_brat_entry_get_former_id (const ManiculeBratEntry *entry);

/* Finds out what the annotations of the set become: events, roles of events, lines of their own. */
void                manicule_brat_writer_add_entries (ManiculeBratWriter  *self);
void                manicule_brat_writer_note_usage (ManiculeBratWriter   *self,
                                                  ManiculeBratUsage       *usage);
/* Numbers that the file had are not given to new lines. */
void                manicule_brat_writer_reserve_ids (ManiculeBratWriter  *self);
void                manicule_brat_writer_give_ids (ManiculeBratWriter     *self,
                                                  ManiculeAnnotationKind   kind);
/* A new id; const and as long-lived as @self. */
const char         *manicule_brat_writer_new_id  (ManiculeBratWriter      *self,
                                                  const char              *prefix);
/* Whether the id of a stored attribute, note or normalisation is still free; then it is used from now on. @id must stay. */
gboolean            manicule_brat_writer_claim_id (ManiculeBratWriter     *self,
                                                  const char              *id);
/* The entry that a reference in the file means, NULL when none. */
ManiculeBratEntry  *manicule_brat_writer_resolve (ManiculeBratWriter      *self,
                                                  const char              *ref);
ManiculeBratEntry  *manicule_brat_writer_get_end (ManiculeBratWriter      *self,
                                                  const char              *model_id);
/* Adds a line, without its end, at the place that the line of that id had; the line is copied. */
void                manicule_brat_writer_emit    (ManiculeBratWriter      *self,
                                                  const char              *id,
                                                  const char              *line);
void                manicule_brat_writer_emit_at (ManiculeBratWriter      *self,
                                                  guint64                  position,
                                                  const char              *line);

/* Attributes, notes, normalisations of an entry that has an id. */
void                manicule_brat_writer_emit_said   (ManiculeBratWriter  *self,
                                                      ManiculeBratEntry   *entry);
/* The note that says what fragments cannot. */
void                manicule_brat_writer_emit_ranges (ManiculeBratWriter  *self,
                                                      ManiculeBratEntry   *entry,
                                                      const ManiculeRange *ranges,
                                                      guint                n_ranges);
/* Once all spans have their ids. */
void                manicule_brat_writer_give_triggers (ManiculeBratWriter *self);
void                manicule_brat_writer_emit_event  (ManiculeBratWriter  *self,
                                                      ManiculeBratEntry   *entry);
/* Decides which relations are written as equivalences: sets is_equiv of those that are links of a chain, and emits them. */
void                manicule_brat_writer_emit_equivs (ManiculeBratWriter  *self);
/* Once everything else is emitted. */
void                manicule_brat_writer_emit_asides (ManiculeBratWriter  *self);

G_END_DECLS
