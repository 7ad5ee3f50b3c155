/* manicule-note-field.h: a note, written down by itself
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Signals: "written" (const char *note): the user wrote something and has paused, or gone elsewhere. */
#define MANICULE_TYPE_NOTE_FIELD (manicule_note_field_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeNoteField, manicule_note_field, MANICULE, NOTE_FIELD, AdwBin)

/* Does nothing while something that was typed is still to be written: call _write() before. */
void manicule_note_field_set_note     (ManiculeNoteField *self,
                                       const char        *note);
void manicule_note_field_set_editable (ManiculeNoteField *self,
                                       gboolean           editable);
/* Emits "written" now where it is still due. */
void manicule_note_field_write        (ManiculeNoteField *self);

G_END_DECLS
