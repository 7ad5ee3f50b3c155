/* manicule-cas-types.h: the types of UIMA and their features
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  const char *name;
  const char *range;         /* the name of a type; "X[]" is an array of X */
  const char *element_type;  /* (nullable): of an array or a list */
  gboolean    is_shared;     /* multipleReferencesAllowed: an array that has an id of its own */
} ManiculeCasFeature;

typedef struct
{
  const char *name;
  const char *supertype;
  GArray     *features;    /* (owned) (element-type ManiculeCasFeature): in the order in which they were declared */
  gboolean    is_built_in; /* not declared */
  GArray     *known;       /* (owned) (nullable): the features that are known without a declaration */
} ManiculeCasType;

/* Whether a declaration says no more than what is known without it. */
gboolean manicule_cas_type_is_known (const ManiculeCasType *type);

/* What a value of some range is. */
typedef enum
{
  MANICULE_CAS_RANGE_UNKNOWN,
  MANICULE_CAS_RANGE_BOOLEAN,
  MANICULE_CAS_RANGE_INTEGER,
  MANICULE_CAS_RANGE_NUMBER,
  MANICULE_CAS_RANGE_STRING,
  MANICULE_CAS_RANGE_STRINGS,
  MANICULE_CAS_RANGE_NUMBERS,
  MANICULE_CAS_RANGE_REFERENCE,
  MANICULE_CAS_RANGE_REFERENCES,
} ManiculeCasRange;

/* The types of a file and those that UIMA has and DKPro Core, of which files tell nothing. All strings belong to it. */
typedef struct _ManiculeCasTypes ManiculeCasTypes;

ManiculeCasTypes         *manicule_cas_types_new          (void) G_GNUC_WARN_UNUSED_RESULT;
void                      manicule_cas_types_free         (ManiculeCasTypes         *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiculeCasTypes, manicule_cas_types_free)

/* A copy that lives as long as @self; the same string always gives the same one. */
const char               *manicule_cas_types_intern       (ManiculeCasTypes         *self,
                                                           const char               *string);
ManiculeCasType          *manicule_cas_types_find         (ManiculeCasTypes         *self,
                                                           const char               *name);
/* Adds a type, or gives the one of that name. */
ManiculeCasType          *manicule_cas_types_ensure       (ManiculeCasTypes         *self,
                                                           const char               *name,
                                                           const char               *supertype);
/* The same for a type that a file declares, which goes before what is known of it. */
ManiculeCasType          *manicule_cas_types_declare      (ManiculeCasTypes         *self,
                                                           const char               *name,
                                                           const char               *supertype);
/* Adds a feature to a type; FALSE when there is one of that name and another range, which stays. */
gboolean                  manicule_cas_types_add_feature  (ManiculeCasTypes         *self,
                                                           ManiculeCasType          *type,
                                                           const ManiculeCasFeature *feature);
/* With what the type inherits; NULL when unknown. */
const ManiculeCasFeature *manicule_cas_types_find_feature (ManiculeCasTypes         *self,
                                                           const char               *type,
                                                           const char               *feature);
gboolean                  manicule_cas_types_is_a         (ManiculeCasTypes         *self,
                                                           const char               *type,
                                                           const char               *ancestor);
ManiculeCasRange          manicule_cas_types_get_range    (ManiculeCasTypes         *self,
                                                           const ManiculeCasFeature *feature);  /* (nullable) */
/* Those that are not UIMA's own and @used names, with what they are made of; sorted by name.
 * @used (element-type utf8): a set. (transfer container) (element-type ManiculeCasType) */
GPtrArray                *manicule_cas_types_list         (ManiculeCasTypes         *self,
                                                           GHashTable               *used) G_GNUC_WARN_UNUSED_RESULT;

/* A type system description, TypeSystem.xml, read and written. */
gboolean                  manicule_cas_types_read_xml     (ManiculeCasTypes         *self,
                                                           GBytes                   *bytes,
                                                           const char               *file,
                                                           GCancellable             *cancellable,
                                                           GError                  **error);
char                     *manicule_cas_types_write_xml    (ManiculeCasTypes         *self,
                                                           GHashTable               *used) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
