/* manicule-cas-write.h: a CAS from a document
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-cas.h"
#include "manicule-document.h"

G_BEGIN_DECLS

/* The CAS of a document with one set, with what that carries; adds to @types what it uses. */
ManiculeCas *manicule_cas_build (ManiculeCasTypes *types,
                                              ManiculeDocument *document) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
