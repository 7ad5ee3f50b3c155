/* manicule-refi-asides.h: sets, graphs and links between codes of REFI-QDA, which are carried
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-format-input.h"
#include "manicule-hash-set.h"
#include "manicule-xml-reader.h"

G_BEGIN_DECLS

/* Nothing here is shown to the user. It concerns the whole project, so the schema carries it; written again it says
 * nothing of what is not there any more. */
typedef struct _ManiculeRefiAsides ManiculeRefiAsides;

ManiculeRefiAsides *manicule_refi_asides_new      (void) G_GNUC_WARN_UNUSED_RESULT;
void                manicule_refi_asides_free     (ManiculeRefiAsides       *self);
/* Events of project.qde. @parent: the name of the element around it. TRUE where the element is one of theirs. */
gboolean            manicule_refi_asides_start    (ManiculeRefiAsides       *self,
                                                   const ManiculeXmlElement *element,
                                                   const char               *parent);
gboolean            manicule_refi_asides_end      (ManiculeRefiAsides       *self,
                                                   const char               *name);
void                manicule_refi_asides_text     (ManiculeRefiAsides       *self,
                                                   const char               *text,
                                                   gsize                     length);
/* A link that is no relation between annotations, as an element. */
void                manicule_refi_asides_add_link (ManiculeRefiAsides       *self,
                                                   const char               *xml);
/* Lets the schema of the input carry all of it, and tells so. */
gboolean            manicule_refi_asides_carry    (ManiculeRefiAsides       *self,
                                                   ManiculeFormatInput      *input,
                                                   GError                  **error);

/* What a schema carries of links, sets and graphs; members and ends are guids in @known, which gets those of the links. */
void                manicule_refi_print_links     (ManiculeSchema           *schema,
                                                   ManiculeHashSet          *known,
                                                   GString                  *out);
void                manicule_refi_print_sets      (ManiculeSchema           *schema,
                                                   ManiculeHashSet          *known,
                                                   GString                  *out);
void                manicule_refi_print_graphs    (ManiculeSchema           *schema,
                                                   GString                  *out);

G_END_DECLS
