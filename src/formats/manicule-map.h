/* manicule-map.h: other names for what files bring
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-document.h"
#include "manicule-schema.h"

G_BEGIN_DECLS

typedef enum
{
  MANICULE_MAP_LABEL,           /* of spans */
  MANICULE_MAP_RELATION,
  MANICULE_MAP_ATTRIBUTE,       /* of spans and relations */
  MANICULE_MAP_DOCUMENT_LABEL,
  MANICULE_N_MAPS,
} ManiculeMapKind;

/* What of a schema has names of that kind, and the name and title of one (labels, relation types, attributes). */
GListModel            *manicule_map_get_items   (ManiculeSchema        *schema,
                                                 ManiculeMapKind        kind);
gpointer               manicule_map_find_item   (ManiculeSchema        *schema,   /* NULL: none of that name */
                                                 ManiculeMapKind        kind,
                                                 const char            *name);
const char            *manicule_map_get_item_name (gpointer             item);
const char            *manicule_map_get_item_title (gpointer            item);

/* Names to other names, for each kind. Names that are not in it stay; a name that leads to "" is left out with
 * everything that bears it, and with the relations that hang on that. Each name is looked up once, so that two names can
 * change places. */
typedef struct _ManiculeMap ManiculeMap;

ManiculeMap           *manicule_map_new         (void) G_GNUC_WARN_UNUSED_RESULT;
void                   manicule_map_free        (ManiculeMap           *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiculeMap, manicule_map_free)

gboolean               manicule_map_is_empty    (ManiculeMap           *self);
void                   manicule_map_add         (ManiculeMap           *self,
                                                 ManiculeMapKind        kind,
                                                 const char            *name,
                                                 const char            *new_name);
/* "OLD=NEW" for whatever bears that name; "label:OLD=NEW", "relation:…", "attribute:…", "document:…" for one kind. */
gboolean               manicule_map_parse       (ManiculeMap           *self,
                                                 const char            *string,
                                                 GError               **error);
/* The new name; @name where it stays; NULL where it is left out. */
const char            *manicule_map_get         (ManiculeMap           *self,
                                                 ManiculeMapKind        kind,
                                                 const char            *name);
/* FALSE when the map names what is not in @schema, with an error that lists what is. */
gboolean               manicule_map_check       (ManiculeMap           *self,
                                                 ManiculeSchema        *schema,
                                                 GError               **error);

/* The set under other ids of article and annotator; @self NULL: with all its names. */
ManiculeAnnotationSet *manicule_map_copy_set    (ManiculeMap           *self,
                                                 ManiculeAnnotationSet *set,
                                                 const char            *article_id,
                                                 const char            *annotator) G_GNUC_WARN_UNUSED_RESULT;
ManiculeDocument      *manicule_map_document    (ManiculeMap           *self,
                                                 ManiculeDocument      *document) G_GNUC_WARN_UNUSED_RESULT;

/* --- manicule-map-schema.c --- */

/* Adds what is in @schema to @target, a new one, under the new names; of two that get one name the first stays. */
void                   manicule_map_schema      (ManiculeMap           *self,
                                                 ManiculeSchema        *schema,
                                                 ManiculeSchema        *target);

G_END_DECLS
