/* store-test.h: folders and projects to try the store on
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "manicule-project-folder.h"

G_BEGIN_DECLS

/* An empty folder of its own; freeing it removes it with all that is in it. */
typedef struct
{
  GFile *file;  /* (owned) */
} StoreTestFolder;

StoreTestFolder *store_test_folder_new    (void) G_GNUC_WARN_UNUSED_RESULT;
void             store_test_folder_free   (StoreTestFolder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StoreTestFolder, store_test_folder_free)

/* Files below a folder; a missing or unreadable one ends the test. Makes folders as needed. */
void             store_test_write         (GFile           *folder,
                                           const char      *name,
                                           const char      *content);
char            *store_test_read          (GFile           *folder,
                                           const char      *name) G_GNUC_WARN_UNUSED_RESULT;
gboolean         store_test_exists        (GFile           *folder,
                                           const char      *name);
/* Replaces the first @old in the file by @new. */
void             store_test_replace       (GFile           *folder,
                                           const char      *name,
                                           const char      *old,
                                           const char      *new);
/* Everything below a folder but its journals, which only grow: a line a file with the hash of its content. */
char            *store_test_fingerprint   (GFile           *folder) G_GNUC_WARN_UNUSED_RESULT;
void             store_test_remove_all    (GFile           *folder);
/* All that is in @from, but the lock, into @to, which is made: what a crash leaves. */
void             store_test_copy          (GFile           *from,
                                           GFile           *to);

/* A schema with labels PER, ORG, a relation type, attributes, a document label. */
ManiculeSchema  *store_test_schema        (void) G_GNUC_WARN_UNUSED_RESULT;
/* Makes a sound project in an empty folder: articles "one", "two", "three"; annotators "anna", "ben". */
void             store_test_make_project  (GFile           *folder);
/* A span of one range. */
ManiculeAnnotation *store_test_span       (const char      *id,
                                           const char      *label,
                                           guint            start,
                                           guint            end) G_GNUC_WARN_UNUSED_RESULT;

gboolean         store_test_has_finding   (ManiculeFindings *findings,
                                           const char       *code);
/* Ends the test, and prints them, when there are any. */
void             store_test_assert_sound  (GFile           *folder);
/* The same, but warnings (such as leftover files) are no matter. Texts and sets of articles that no list names are neither:
 * they are what an import leaves that was cut off. */
void             store_test_assert_no_errors (GFile        *folder);

/* Runs the main loop until @done (set by a callback) holds a result; the caller owns it. */
void             store_test_keep_result   (GObject         *source,
                                           GAsyncResult    *result,
                                           gpointer         data);
GAsyncResult    *store_test_wait          (GAsyncResult   **done) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
