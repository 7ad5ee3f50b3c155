/* export-fixture.h: three documents, one of them with everything, and a place to export them to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "format-helpers.h"

G_BEGIN_DECLS

typedef struct
{
  TestFolder     *folder;
  GFile          *target;
  GPtrArray      *documents;
  ManiculeSchema *schema;
  ManiculeExport  export;
} ExportFixture;

void  export_fixture_set_up       (ExportFixture *fixture,
                                   gconstpointer  format_id);
void  export_fixture_tear_down    (ExportFixture *fixture,
                                   gconstpointer  data);
/* Runs what must succeed. */
void  export_fixture_run          (ExportFixture *fixture);
/* Runs what must fail, and gives the message. */
char *export_fixture_run_failing  (ExportFixture *fixture,
                                   GQuark         domain,
                                   int            code) G_GNUC_WARN_UNUSED_RESULT;
/* Names in a folder, hidden ones too, in order: "a b c". */
char *export_fixture_list_names   (const char    *path) G_GNUC_WARN_UNUSED_RESULT;
void  export_fixture_assert_names (const char    *path,
                                   const char    *expected);

G_END_DECLS
