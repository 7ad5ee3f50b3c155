/* manicule-format-brat-config-private.h: brat's configuration files, taken apart
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MANICULE_BRAT_ENTITIES,
  MANICULE_BRAT_RELATIONS,
  MANICULE_BRAT_EVENTS,
  MANICULE_BRAT_ATTRIBUTES,
  MANICULE_BRAT_NO_SECTION,
} ManiculeBratSection;

/* "Arg1:Person|Place" */
typedef struct
{
  char *key;    /* (owned) */
  char *value;  /* (owned) */
} ManiculeBratPair;

/* One type of annotation.conf. */
typedef struct
{
  ManiculeBratSection  section;
  char                *name;         /* (owned): decoded */
  char                *parent;       /* (owned) (nullable) */
  char                *arguments;    /* (owned): "Arg1:Person, Arg2:Place", macros replaced */
  gboolean             is_unusable;  /* "!": only there for what is below it */
} ManiculeBratNode;

typedef struct
{
  GPtrArray  *nodes;   /* (owned) (element-type ManiculeBratNode) */
  GHashTable *titles;  /* (owned): name to what people read */
  GHashTable *colors;  /* (owned): name to "#rrggbb" */
  GHashTable *keys;    /* (owned): name to key */
  GString    *rules;   /* (owned): lines that say which types may overlap or nest, each with a line feed */
  GArray     *faults;  /* (owned) (element-type guint): lines of annotation.conf that define nothing */
} ManiculeBratConfig;

/* The texts of annotation.conf, visual.conf and kb_shortcuts.conf, (nullable). */
void       manicule_brat_config_init          (ManiculeBratConfig     *self,
                                               const char             *annotation,
                                               const char             *visual,
                                               const char             *keys);
void       manicule_brat_config_clear         (ManiculeBratConfig     *self);
/* (element-type ManiculeBratPair) */
GPtrArray *manicule_brat_node_split_arguments (const ManiculeBratNode *node) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
