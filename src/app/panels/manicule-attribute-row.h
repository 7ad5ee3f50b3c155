/* manicule-attribute-row.h: the answer to a question of the schema
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "manicule-attribute.h"

G_BEGIN_DECLS

/* @value: NULL when the answer was taken away; floating values are sunk by the caller of this. */
typedef void (*ManiculeAttributeFunc) (ManiculeAttribute *attribute,
                                       GVariant          *value,
                                       gpointer           data);

/* A row of the kind that fits the attribute's type: a list to choose from, a switch, an entry, or check boxes. */
GtkWidget         *manicule_attribute_row_new           (ManiculeAttribute     *attribute,
                                                         GVariant              *value,
                                                         ManiculeAttributeFunc  changed,
                                                         gpointer               data) G_GNUC_WARN_UNUSED_RESULT;
/* Shows another value, without calling back. */
void               manicule_attribute_row_set_value     (GtkWidget             *row,
                                                         GVariant              *value);
ManiculeAttribute *manicule_attribute_row_get_attribute (GtkWidget             *row);

G_END_DECLS
