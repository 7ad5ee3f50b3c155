/* manicule-item-list-private.h: a list of immutable items with unique names
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef const char *(* ManiculeItemNameFunc)  (gpointer item);
typedef gboolean    (* ManiculeItemEqualFunc) (gpointer a,
                                               gpointer b);

/* A GListModel in the user's order. What always holds: no two items have the same name. */
#define MANICULE_TYPE_ITEM_LIST (manicule_item_list_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeItemList, manicule_item_list, MANICULE, ITEM_LIST, GObject)

ManiculeItemList *manicule_item_list_new          (GType                  item_type,
                                                   ManiculeItemNameFunc   get_name,
                                                   ManiculeItemEqualFunc  equal) G_GNUC_WARN_UNUSED_RESULT;

guint             manicule_item_list_get_n        (ManiculeItemList *self);
gpointer          manicule_item_list_get          (ManiculeItemList *self,
                                                   guint             position);
gpointer          manicule_item_list_find         (ManiculeItemList *self,
                                                   const char       *name);
guint             manicule_item_list_get_position (ManiculeItemList *self,   /* G_MAXUINT when absent */
                                                   const char       *name);
const char       *manicule_item_list_get_name     (ManiculeItemList *self,
                                                   gpointer          item);
gboolean          manicule_item_list_items_equal  (ManiculeItemList *self,
                                                   gpointer          a,
                                                   gpointer          b);
gboolean          manicule_item_list_equal        (ManiculeItemList *a,
                                                   ManiculeItemList *b);

/* Each emits one items-changed. The caller has seen to it that names stay unique. */
void              manicule_item_list_insert       (ManiculeItemList *self,
                                                   guint             position,
                                                   gpointer          item);
void              manicule_item_list_remove       (ManiculeItemList *self,
                                                   guint             position);
void              manicule_item_list_replace      (ManiculeItemList *self,   /* by an item of the same name */
                                                   guint             position,
                                                   gpointer          item);
/* FALSE, and nothing done, where the name is taken. */
gboolean          manicule_item_list_append       (ManiculeItemList *self,
                                                   gpointer          item);

G_END_DECLS
