/* manicule-change-describe-item.c: a change of one of the project's lists in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-change-private.h"

#include <glib/gi18n-lib.h>

#include "manicule-excerpt-private.h"

/* Whole sentences rather than parts that are put together: many languages bend the verb or the noun. */

static const char *
title_of_item (ManiculeChangeKind kind,
               gpointer           item)
{
  switch (kind)
    {
    case MANICULE_CHANGE_LABEL:
      return manicule_label_get_title (item);
    case MANICULE_CHANGE_RELATION_TYPE:
      return manicule_relation_type_get_title (item);
    case MANICULE_CHANGE_ATTRIBUTE:
    case MANICULE_CHANGE_DOCUMENT_LABEL:
      return manicule_attribute_get_title (item);
    case MANICULE_CHANGE_ENTITY:
      return manicule_entity_get_name (item);
    case MANICULE_CHANGE_ARTICLE:
    case MANICULE_CHANGE_ANNOTATION:
    case MANICULE_CHANGE_STATUS:
    default:
      return manicule_article_get_title (item);
    }
}

static char *
describe_added (ManiculeChangeKind  kind,
                const char         *title)
{
  switch (kind)
    {
    case MANICULE_CHANGE_LABEL:
      /* Translators: %s is the title of a label. */
      return g_strdup_printf (_("Added label “%s”"), title);
    case MANICULE_CHANGE_RELATION_TYPE:
      /* Translators: %s is the title of a relation type. */
      return g_strdup_printf (_("Added relation type “%s”"), title);
    case MANICULE_CHANGE_ATTRIBUTE:
      /* Translators: %s is the title of an attribute. */
      return g_strdup_printf (_("Added attribute “%s”"), title);
    case MANICULE_CHANGE_DOCUMENT_LABEL:
      /* Translators: %s is the title of a label for whole articles. */
      return g_strdup_printf (_("Added document label “%s”"), title);
    case MANICULE_CHANGE_ENTITY:
      /* Translators: %s is the title of an entity. */
      return g_strdup_printf (_("Added entity “%s”"), title);
    case MANICULE_CHANGE_ARTICLE:
    case MANICULE_CHANGE_ANNOTATION:
    case MANICULE_CHANGE_STATUS:
    default:
      /* Translators: %s is the title of an article. */
      return g_strdup_printf (_("Added article “%s”"), title);
    }
}

static char *
describe_removed (ManiculeChangeKind  kind,
                  const char         *title)
{
  switch (kind)
    {
    case MANICULE_CHANGE_LABEL:
      /* Translators: %s is the title of a label. */
      return g_strdup_printf (_("Removed label “%s”"), title);
    case MANICULE_CHANGE_RELATION_TYPE:
      /* Translators: %s is the title of a relation type. */
      return g_strdup_printf (_("Removed relation type “%s”"), title);
    case MANICULE_CHANGE_ATTRIBUTE:
      /* Translators: %s is the title of an attribute. */
      return g_strdup_printf (_("Removed attribute “%s”"), title);
    case MANICULE_CHANGE_DOCUMENT_LABEL:
      /* Translators: %s is the title of a label for whole articles. */
      return g_strdup_printf (_("Removed document label “%s”"), title);
    case MANICULE_CHANGE_ENTITY:
      /* Translators: %s is the title of an entity. */
      return g_strdup_printf (_("Removed entity “%s”"), title);
    case MANICULE_CHANGE_ARTICLE:
    case MANICULE_CHANGE_ANNOTATION:
    case MANICULE_CHANGE_STATUS:
    default:
      /* Translators: %s is the title of an article. */
      return g_strdup_printf (_("Removed article “%s”"), title);
    }
}

static char *
describe_changed (ManiculeChangeKind  kind,
                  const char         *title)
{
  switch (kind)
    {
    case MANICULE_CHANGE_LABEL:
      /* Translators: %s is the title of a label. */
      return g_strdup_printf (_("Changed label “%s”"), title);
    case MANICULE_CHANGE_RELATION_TYPE:
      /* Translators: %s is the title of a relation type. */
      return g_strdup_printf (_("Changed relation type “%s”"), title);
    case MANICULE_CHANGE_ATTRIBUTE:
      /* Translators: %s is the title of an attribute. */
      return g_strdup_printf (_("Changed attribute “%s”"), title);
    case MANICULE_CHANGE_DOCUMENT_LABEL:
      /* Translators: %s is the title of a label for whole articles. */
      return g_strdup_printf (_("Changed document label “%s”"), title);
    case MANICULE_CHANGE_ENTITY:
      /* Translators: %s is the title of an entity. */
      return g_strdup_printf (_("Changed entity “%s”"), title);
    case MANICULE_CHANGE_ARTICLE:
    case MANICULE_CHANGE_ANNOTATION:
    case MANICULE_CHANGE_STATUS:
    default:
      /* Translators: %s is the title of an article. */
      return g_strdup_printf (_("Changed article “%s”"), title);
    }
}

char *
manicule_change_describe_item (ManiculeChange *self)
{
  ManiculeChangeKind kind = manicule_change_get_kind (self);
  gpointer before = manicule_change_get_before (self);
  gpointer after = manicule_change_get_after (self);
  g_autofree char *title = manicule_excerpt_of_string (title_of_item (kind, after != NULL ? after : before));

  if (before == NULL)
    return describe_added (kind, title);
  if (after == NULL)
    return describe_removed (kind, title);

  return describe_changed (kind, title);
}
