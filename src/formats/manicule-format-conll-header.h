/* manicule-format-conll-header.h: a first line that names the columns
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-format-conll-layout.h"

G_BEGIN_DECLS

/* Whether it is that of HIPE 2020 and 2022, and what came of it: "TOKEN", columns of tags by the names "NE-…", of links
 * ("NEL-…"), and "MISC", which says where no space follows. Not specified is "_". */
gboolean manicule_conll_header_is     (const char                   *line);
/* The columns that it names, for lines of @n_columns with such tags in each of them (@tags, one after another). FALSE: it
 * names another number. */
gboolean manicule_conll_header_choose (const char                   *line,
                                       const ManiculeConllTagSurvey * const *tags,
                                       guint                         n_columns,
                                       ManiculeConllLayout          *layout);
/* Whether it names as many columns as @layout has. */
gboolean manicule_conll_header_fits   (const char                   *line,
                                       const ManiculeConllLayout    *layout);
/* -1 where there is none. */
int      manicule_conll_header_find   (const char                   *line,
                                       const char                   *name);
/* The names of the columns of that kind, for people: "NE-COARSE-LIT, NE-NESTED". */
char    *manicule_conll_header_list   (const char                   *line,
                                       const ManiculeConllLayout    *layout,
                                       gboolean                      is_read) G_GNUC_WARN_UNUSED_RESULT;
/* Whether a field of "MISC", such as "EndOfLine|NoSpaceAfter", has that flag. */
gboolean manicule_conll_has_flag      (const ManiculeConllField     *field,
                                       const char                   *flag);

G_END_DECLS
