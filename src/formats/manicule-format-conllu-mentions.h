/* manicule-format-conllu-mentions.h: the brackets of entities in the MISC column
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-format-conllu-body.h"
#include "manicule-range.h"

G_BEGIN_DECLS

#define MANICULE_CONLLU_MAX_FIELDS 32

/* What "# global.Entity = eid-etype-…" says of the parts of an entity. */
typedef struct
{
  guint n;
  char *names[MANICULE_CONLLU_MAX_FIELDS];  /* (owned) */
  int   eid;                                /* -1: there is none */
  int   etype;
  int   other;
  int   identity;
} ManiculeConlluHeader;

/* Keys in "other" that say what CorefUD has no place for. */
#define MANICULE_CONLLU_ID "@id"       /* of a mention that relations lead to */
#define MANICULE_CONLLU_REL "@rel."    /* with the label of a relation: the id it leads to */
#define MANICULE_CONLLU_NOTE "@note"
#define MANICULE_CONLLU_FROM "@from"   /* how far into its first token the mention begins */
#define MANICULE_CONLLU_TO "@to"       /* how far before the end of its last token it ends */

/* One mention: an entity as it is named in one place of the text. */
typedef struct
{
  char      *eid;       /* (owned): as it stands there */
  char      *raw;       /* (owned): all parts, as they stand there */
  GArray    *ranges;    /* (owned) (element-type ManiculeRange) */
  GArray    *firsts;    /* (owned) (element-type guint): the row where each range begins */
  guint      n_parts;   /* of a discontinuous one */
  guint      number;    /* of the line */
  gboolean   is_open;   /* has begun and not ended */
} ManiculeConlluMention;

typedef enum
{
  MANICULE_CONLLU_NOT_OPEN,    /* ends without having begun */
  MANICULE_CONLLU_NOT_CLOSED,  /* begins and does not end */
  MANICULE_CONLLU_NO_ENTITY,   /* is no bracket */
} ManiculeConlluFaultKind;

typedef struct
{
  ManiculeConlluFaultKind kind;
  guint                   number;  /* of the line */
} ManiculeConlluFault;

/* All of one document, in the order in which they begin. */
typedef struct
{
  ManiculeConlluHeader header;
  GPtrArray           *mentions;  /* (owned) (element-type ManiculeConlluMention) */
  GArray              *faults;    /* (owned) (element-type ManiculeConlluFault) */
  GHashTable          *open;      /* (owned): eid to the open mentions of it */
} ManiculeConlluMentions;

void     manicule_conllu_header_parse   (ManiculeConlluHeader      *self,
                                         const ManiculeConlluField *names);
void     manicule_conllu_header_clear   (ManiculeConlluHeader      *self);
char    *manicule_conllu_header_print   (const ManiculeConlluHeader *self) G_GNUC_WARN_UNUSED_RESULT;
/* Adds a part before the last one, which may hold hyphens, or at the end where that is not "identity". */
void     manicule_conllu_header_add     (ManiculeConlluHeader      *self,
                                         const char                *name);
/* The parts of a mention, as many as there are names; those that are not there are empty. (transfer full) */
GStrv    manicule_conllu_header_split   (const ManiculeConlluHeader *self,
                                         const char                *raw) G_GNUC_WARN_UNUSED_RESULT;

void     manicule_conllu_mentions_init  (ManiculeConlluMentions    *self,
                                         ManiculeConlluBody        *body);
void     manicule_conllu_mentions_clear (ManiculeConlluMentions    *self);

G_END_DECLS
