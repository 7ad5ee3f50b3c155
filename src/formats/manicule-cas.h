/* manicule-cas.h: a common analysis structure of UIMA, in memory
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-cas-types.h"
#include "manicule-format-input.h"

G_BEGIN_DECLS

/* Feature structures with their values, as XMI and CAS JSON say them; what they mean is found by manicule-cas-read.h.
 * Arrays that one feature alone leads to are its values; others are structures with a feature "elements". */
typedef enum
{
  MANICULE_CAS_BOOLEAN,     /* text: "true" or "false" */
  MANICULE_CAS_INTEGER,     /* text: as it stands in the file */
  MANICULE_CAS_NUMBER,      /* text: as it stands in the file, also "NaN" */
  MANICULE_CAS_STRING,      /* text */
  MANICULE_CAS_REFERENCE,   /* ids[0] */
  MANICULE_CAS_REFERENCES,  /* ids; 0: none */
  MANICULE_CAS_STRINGS,     /* texts; NULL: none */
  MANICULE_CAS_NUMBERS,     /* text: parted by spaces */
} ManiculeCasKind;

typedef struct
{
  const char         *name;
  ManiculeCasKind     kind;
  guint               n;         /* of ids or texts */
  guint               array_id;  /* of the array that they stood in; 0: none */
  gboolean            is_used;   /* said otherwise by now: not carried */
  const char         *text;
  guint              *ids;
  const char        **texts;
} ManiculeCasValue;

typedef struct
{
  guint        id;
  guint        line;        /* in the file; 0: none */
  const char  *type;
  guint        sofa;        /* id; 0: none */
  guint        views;       /* the views that list it, a bit each */
  guint64      begin;
  guint64      end;
  gboolean     has_offsets;
  gboolean     is_used;     /* said otherwise by now: not carried */
  guint        first;       /* of its values */
  guint        n_values;
} ManiculeCasStructure;

#define MANICULE_CAS_MAX_VIEWS 32

typedef struct
{
  guint        id;          /* of the sofa */
  guint        line;
  const char  *name;        /* "_InitialView" */
  const char  *mime;        /* (nullable) */
  const char  *text;        /* (nullable) */
  const char  *uri;         /* (nullable) */
  gboolean     is_missing;  /* a view without a sofa */
} ManiculeCasView;

typedef struct
{
  ManiculeCasTypes *types;       /* (not owned) */
  GStringChunk     *strings;     /* (owned) */
  GPtrArray        *chunks;      /* (owned): ids and texts of values */
  GArray           *structures;  /* (owned) (element-type ManiculeCasStructure), in the order of the file */
  GArray           *values;      /* (owned) (element-type ManiculeCasValue) */
  GArray           *views;       /* (owned) (element-type ManiculeCasView) */
  GHashTable       *by_id;       /* (owned): id to position in structures + 1 */
} ManiculeCas;

ManiculeCas          *manicule_cas_new            (ManiculeCasTypes     *types) G_GNUC_WARN_UNUSED_RESULT;
void                  manicule_cas_free           (ManiculeCas          *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiculeCas, manicule_cas_free)

/* Adds a structure; what manicule_cas_add_…() adds then is its values. Good until the next one is added. FALSE: the id
 * is taken. */
gboolean              manicule_cas_begin          (ManiculeCas          *self,
                                                   guint                 id,
                                                   const char           *type,
                                                   guint                 line);
ManiculeCasStructure *manicule_cas_get_last       (ManiculeCas          *self);
void                  manicule_cas_add_text       (ManiculeCas          *self,
                                                   const char           *name,
                                                   ManiculeCasKind       kind,
                                                   const char           *text);
void                  manicule_cas_add_reference  (ManiculeCas          *self,
                                                   const char           *name,
                                                   guint                 id);
/* @ids and @texts are copied. */
void                  manicule_cas_add_references (ManiculeCas          *self,
                                                   const char           *name,
                                                   const guint          *ids,
                                                   guint                 n,
                                                   guint                 array_id);
void                  manicule_cas_add_strings    (ManiculeCas          *self,
                                                   const char           *name,
                                                   const char * const   *texts,
                                                   guint                 n,
                                                   guint                 array_id);
/* Adds a copy of a value of another CAS. */
void                  manicule_cas_add_value      (ManiculeCas            *self,
                                                   const ManiculeCasValue *value);

ManiculeCasStructure *manicule_cas_get            (ManiculeCas          *self,
                                                   guint                 position);
ManiculeCasStructure *manicule_cas_find           (ManiculeCas          *self,
                                                   guint                 id);   /* NULL when there is none */
/* The values of a structure, @structure->n_values of them. */
ManiculeCasValue     *manicule_cas_get_values     (ManiculeCas                *self,
                                                   const ManiculeCasStructure *structure);
ManiculeCasValue     *manicule_cas_find_value     (ManiculeCas                *self,
                                                   const ManiculeCasStructure *structure,
                                                   const char                 *name);
ManiculeCasView      *manicule_cas_find_view      (ManiculeCas          *self,
                                                   guint                 sofa,
                                                   guint                *number);  /* (out) (optional) */
ManiculeCasView      *manicule_cas_add_view       (ManiculeCas          *self,
                                                   guint                 sofa,
                                                   const char           *name,
                                                   guint                 line);

guint                 manicule_cas_find_free_id   (ManiculeCas          *self);

/* Makes values of the arrays that only one feature leads to. */
void                  manicule_cas_take_arrays_in (ManiculeCas          *self);
gboolean              manicule_cas_is_array       (const char           *type);

/* A positive number up to G_MAXINT32; 0: it is none. */
guint                 manicule_cas_parse_id       (const char           *text);

/* --- the two forms ------------------------------------------------------------------------------------------------ */

gboolean              manicule_cas_read_xmi       (ManiculeCas          *self,
                                                   ManiculeFormatInput  *input,
                                                   GBytes               *bytes,
                                                   GCancellable         *cancellable,
                                                   GError              **error);
char                 *manicule_cas_write_xmi      (ManiculeCas          *self) G_GNUC_WARN_UNUSED_RESULT;

gboolean              manicule_cas_read_json      (ManiculeCas          *self,
                                                   ManiculeFormatInput  *input,
                                                   GBytes               *bytes,
                                                   GError              **error);
char                 *manicule_cas_write_json     (ManiculeCas          *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
