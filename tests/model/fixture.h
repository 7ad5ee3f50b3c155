/* fixture.h: a small project to edit, for the tests of the model
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libglib-testing/signal-logger.h>

#include "manicule-history.h"

G_BEGIN_DECLS

/* Where the words of the fixture's text stand. */
#define INES 0, 13
#define TOMAS 18, 30
#define PORT 34, 45
#define QUOTE 58, 92

typedef struct
{
  ManiculeText          *text;     /* (owned) */
  ManiculeSchema        *schema;   /* (owned) */
  ManiculeProject       *project;  /* (owned) */
  ManiculeHistory       *history;  /* (owned) */
  ManiculeAnnotationSet *set;      /* (owned): of article "harbour" by "anna", held by the project */
} Fixture;

void                fixture_set_up      (Fixture       *fixture,
                                         gconstpointer  data);
/* Also sees that nothing leaks. */
void                fixture_tear_down   (Fixture       *fixture,
                                         gconstpointer  data);

ManiculeAnnotation *span                (const char    *id,
                                         const char    *label,
                                         guint          start,
                                         guint          end);
ManiculeAnnotation *relation            (const char    *id,
                                         const char    *label,
                                         const char    *from,
                                         const char    *to);
/* A label of that name with everything else unset. */
ManiculeLabel      *plain_label         (const char    *name);
ManiculeArticle    *plain_article       (const char    *id,
                                         const char    *title);

/* Applies a change of the fixture's set; takes over both references. */
gboolean            edit                (Fixture             *fixture,
                                         ManiculeAnnotation  *before,
                                         ManiculeAnnotation  *after,
                                         GError             **error);
/* The same, and it must succeed. */
void                add                 (Fixture             *fixture,
                                         ManiculeAnnotation  *annotation);
ManiculeAnnotation *find                (Fixture             *fixture,
                                         const char          *id);
/* The ids of all annotations in order: "a b c". */
char               *ids_of              (ManiculeAnnotationSet *set);
void                assert_ids          (ManiculeAnnotationSet *set,
                                         const char            *expected);
void                assert_hits         (GPtrArray             *annotations,
                                         const char            *expected);

/* Pop one emission each. */
void                assert_items_changed (GtSignalLogger       *logger,
                                          gpointer              model,
                                          guint                 position,
                                          guint                 removed,
                                          guint                 added);
void                assert_notify        (GtSignalLogger       *logger,  /* connected to "notify" */
                                          gpointer              object,
                                          const char           *property);

G_END_DECLS
