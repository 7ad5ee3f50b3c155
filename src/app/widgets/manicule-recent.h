/* manicule-recent.h: the projects opened last
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define MANICULE_RECENT_MAX 5

/* A row of the list, which GSettings keeps. */
typedef struct
{
  char  *uri;      /* (owned): of the folder */
  char  *name;     /* (owned): of the project */
  char  *article;  /* (owned): the id of the article shown last; "" when none */
  guint  n_done;
  guint  n_articles;
} ManiculeRecent;

void            manicule_recent_free   (ManiculeRecent       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiculeRecent, manicule_recent_free)

/* (element-type ManiculeRecent), newest first */
GPtrArray      *manicule_recent_list   (GSettings            *settings) G_GNUC_WARN_UNUSED_RESULT;
ManiculeRecent *manicule_recent_find   (GSettings            *settings,
                                        const char           *uri) G_GNUC_WARN_UNUSED_RESULT;
/* To the head of the list; what stands there with the same URI gives way. */
void            manicule_recent_add    (GSettings            *settings,
                                        const ManiculeRecent *recent);
void            manicule_recent_forget (GSettings            *settings,
                                        const char           *uri);

G_END_DECLS
