/* manicule-suggest-head.c: suggestions for what the head of a news text is made of
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-suggest-head.h"

#include <math.h>

#include "manicule-news-head.h"

static gboolean
is_called (const char *name,
           const char *part)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);

  return g_str_equal (folded, part);
}

/* A label for structure that has the part's name or title. */
static char *
find_label (ManiculeSchema *schema,
            const char     *part)
{
  GListModel *labels = manicule_schema_get_labels (schema);

  for (guint i = 0; i < g_list_model_get_n_items (labels); i++)
    {
      g_autoptr(ManiculeLabel) label = g_list_model_get_item (labels, i);

      if (manicule_label_get_kind (label) == MANICULE_LABEL_STRUCTURE
          && (is_called (manicule_label_get_name (label), part) || is_called (manicule_label_get_title (label), part)))
        return g_strdup (manicule_label_get_name (label));
    }

  return NULL;
}

/**
 * manicule_head_labels_new:
 * @schema: a schema
 *
 * Returns: (transfer full): which of its labels mean headlines, datelines, metadata and boilerplate
 */
ManiculeHeadLabels *
manicule_head_labels_new (ManiculeSchema *schema)
{
  ManiculeHeadLabels *self = g_new0 (ManiculeHeadLabels, 1);

  self->headline = find_label (schema, "headline");
  self->dateline = find_label (schema, "dateline");
  self->metadata = find_label (schema, "metadata");
  self->boilerplate = find_label (schema, "boilerplate");

  return self;
}

/**
 * manicule_head_labels_free:
 * @self: (transfer full): labels
 */
void
manicule_head_labels_free (ManiculeHeadLabels *self)
{
  g_free (self->headline);
  g_free (self->dateline);
  g_free (self->metadata);
  g_free (self->boilerplate);
  g_free (self);
}

static void
suggest (GPtrArray           *suggestions,
         const char          *label,
         const ManiculeRange *range)
{
  if (label != NULL && range->start < range->end)
    g_ptr_array_add (suggestions, manicule_suggestion_new (label, range, 1, MANICULE_SUGGEST_HEAD, NAN));
}

/**
 * manicule_suggest_head:
 * @text: a text
 * @labels: the labels to suggest
 *
 * Returns: (transfer full) (element-type ManiculeSuggestion): headline, dateline and lines that are not part of the report,
 *   as far as there are labels for them. The rules tell no score.
 */
GPtrArray *
manicule_suggest_head (ManiculeText             *text,
                       const ManiculeHeadLabels *labels)
{
  GPtrArray *suggestions = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(ManiculeNewsHead) head = NULL;

  if (labels->headline == NULL && labels->dateline == NULL && labels->metadata == NULL && labels->boilerplate == NULL)
    return suggestions;

  head = manicule_news_head_parse (text);
  suggest (suggestions, labels->headline, &head->headline);
  suggest (suggestions, labels->dateline, &head->dateline);
  suggest (suggestions, labels->metadata, &head->metadata);
  for (guint i = 0; i < head->boilerplate->len; i++)
    suggest (suggestions, labels->boilerplate, &g_array_index (head->boilerplate, ManiculeRange, i));

  return suggestions;
}
