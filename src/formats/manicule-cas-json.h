/* manicule-cas-json.h: pieces of UIMA CAS JSON
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-cas.h"
#include "manicule-json-reader.h"

G_BEGIN_DECLS

void      manicule_cas_read_json_types      (ManiculeCas                *self,
                                             ManiculeJsonValue           types);
gboolean  manicule_cas_read_json_structures (ManiculeCas                *self,
                                             ManiculeFormatInput        *input,
                                             ManiculeJsonValue           structures,
                                             GError                    **error);
void      manicule_cas_read_json_values     (ManiculeCas                *self,
                                             ManiculeJsonValue           features);

/* For what is carried: on one line, with arrays within. */
void      manicule_cas_put_json_types       (GString                    *out,
                                             ManiculeCas                *self,
                                             GHashTable                 *used);
void      manicule_cas_put_json_value       (GString                    *out,
                                             const ManiculeCasValue     *value);
void      manicule_cas_put_json_structure   (GString                    *out,
                                             ManiculeCas                *self,
                                             const ManiculeCasStructure *structure);

G_END_DECLS
