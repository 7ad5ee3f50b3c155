/* manicule-key-cap.h: a key, drawn
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @accelerator: such as "<Control>d" */
GtkWidget *manicule_key_cap_new (const char *accelerator) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
