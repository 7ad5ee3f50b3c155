/* manicule-describe-card.c: a data set as a card, as Hugging Face shows it
 *
 * Between two lines of dashes stands YAML for programs, below it Markdown for people. The words are English, as cards are.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-data-set-private.h"

#include <string.h>

/* Strings of JSON are strings of YAML. */
static void
append_quoted (GString    *card,
               const char *string)
{
  g_string_append_c (card, '"');
  for (const char *p = string; *p != '\0'; p++)
    {
      if ((guchar) *p < 0x20)
        g_string_append_printf (card, "\\u%04x", (guint) *p);
      else
        {
          if (*p == '"' || *p == '\\')
            g_string_append_c (card, '\\');
          g_string_append_c (card, *p);
        }
    }
  g_string_append_c (card, '"');
}

/* In one line, and taken as it is. */
static void
append_plain (GString    *card,
              const char *string)
{
  for (const char *p = string; *p != '\0'; p++)
    {
      if (strchr ("|\\`*_<>[]", *p) != NULL)
        g_string_append_c (card, '\\');
      g_string_append_c (card, *p == '\n' || *p == '\r' ? ' ' : *p);
    }
}

static void
append_cell (GString    *card,
             const char *string)
{
  g_string_append_c (card, ' ');
  append_plain (card, string);
  g_string_append (card, " |");
}

static const char *
get_size_category (guint n)
{
  static const struct { guint below; const char *name; } sizes[] = {
    { 1000, "n<1K" }, { 10000, "1K<n<10K" }, { 100000, "10K<n<100K" }, { 1000000, "100K<n<1M" }, { 10000000, "1M<n<10M" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    if (n < sizes[i].below)
      return sizes[i].name;

  return "10M<n<100M";
}

/* --- for programs --- */

static void
append_languages (GString         *card,
                  ManiculeDataSet *self)
{
  g_autoptr(GPtrArray) languages = manicule_data_set_list_languages (self);

  if (languages->len > 0)
    g_string_append (card, "language:\n");
  for (guint i = 0; i < languages->len; i++)
    {
      g_string_append (card, "- ");
      append_quoted (card, languages->pdata[i]);
      g_string_append_c (card, '\n');
    }
}

static void
append_tasks (GString         *card,
              ManiculeDataSet *self)
{
  gboolean spans = g_hash_table_size (self->counts[MANICULE_ANNOTATION_SPAN]) > 0;
  gboolean labels = g_hash_table_size (self->counts[MANICULE_ANNOTATION_DOCUMENT]) > 0;

  if (spans || labels)
    g_string_append (card, "task_categories:\n");
  if (spans)
    g_string_append (card, "- token-classification\n");
  if (labels)
    g_string_append (card, "- text-classification\n");
}

/* Which files datasets.load_dataset() is to read; only where it can. */
static void
append_configs (GString         *card,
                ManiculeDataSet *self)
{
  static const char * const loadable[] = { "jsonl", "csv", "tsv", NULL };

  if (!g_strv_contains (loadable, self->format->suffixes[0]) || self->format->container != MANICULE_CONTAINER_FILE)
    return;

  g_string_append (card, "configs:\n- config_name: default\n  data_files:\n");
  for (guint i = 0; i < MANICULE_N_SPLITS * self->files->len; i++)
    {
      const ManiculeDataFile *file = self->files->pdata[i % self->files->len];

      if (file->part != i / self->files->len)
        continue;
      g_string_append_printf (card, "  - split: %s\n    path: ", manicule_data_set_get_part_name (file->part));
      append_quoted (card, file->name);
      g_string_append_c (card, '\n');
    }
}

/* Where the format gives numbers a meaning that its files do not tell. */
static void
append_features (GString         *card,
                 ManiculeDataSet *self)
{
  g_autofree char *features = self->format->card_features != NULL ? self->format->card_features (self->schema) : NULL;

  if (features != NULL)
    g_string_append (card, features);
}

static void
append_front (GString         *card,
              ManiculeDataSet *self)
{
  g_string_append (card, "---\npretty_name: ");
  append_quoted (card, self->title);
  g_string_append_c (card, '\n');
  append_languages (card, self);
  append_tasks (card, self);
  g_string_append_printf (card, "size_categories:\n- %s\n", get_size_category (manicule_data_set_get_n_documents (self)));
  append_configs (card, self);
  append_features (card, self);
  g_string_append (card, "---\n\n");
}

/* --- for people --- */

static const char *
describe_unit (const ManiculeFormat *format)
{
  switch (format->unit)
    {
    case MANICULE_OFFSET_BYTES:
      return "UTF-8 bytes";
    case MANICULE_OFFSET_UTF16:
      return "UTF-16 code units";
    case MANICULE_OFFSET_GRAPHEMES:
      return "grapheme clusters";
    case MANICULE_OFFSET_CHARS:
    default:
      return "Unicode code points";
    }
}

static void
append_summary (GString         *card,
                ManiculeDataSet *self)
{
  guint64 n_annotations = 0;

  for (guint i = 0; i < MANICULE_N_SPLITS; i++)
    n_annotations += self->parts[i].n_annotations;

  g_string_append (card, "# ");
  append_plain (card, self->title);
  g_string_append_printf (card, "\n\n%u articles with %" G_GUINT64_FORMAT " annotations, written by Manicule %s as %s.\n",
                          manicule_data_set_get_n_documents (self), n_annotations, MANICULE_VERSION, self->format->title);
  if (self->format->holds & MANICULE_HOLDS_TEXT)
    g_string_append_printf (card, "Offsets count %s from 0; the end is not part of the span.\n", describe_unit (self->format));
}

static void
append_parts (GString         *card,
              ManiculeDataSet *self)
{
  if (!self->is_split)
    return;

  g_string_append (card, "\n## Splits\n\nWhole articles are placed, by a hash of their ids.\n\n"
                         "| split | articles | annotations |\n|---|---:|---:|\n");
  for (guint i = 0; i < MANICULE_N_SPLITS; i++)
    if (self->parts[i].n_documents > 0)
      g_string_append_printf (card, "| %s | %u | %" G_GUINT64_FORMAT " |\n", manicule_data_set_get_part_name (i),
                              self->parts[i].n_documents, self->parts[i].n_annotations);
}

static void
append_row (GString    *card,
            const char *name,
            guint       n,
            const char *description)
{
  g_string_append_c (card, '|');
  append_cell (card, name);
  g_string_append_printf (card, " %u |", n);
  append_cell (card, description != NULL ? description : "");
  g_string_append_c (card, '\n');
}

static void
append_head (GString    *card,
             const char *title,
             guint       n)
{
  if (n > 0)
    g_string_append_printf (card, "\n## %s\n\n| name | number | description |\n|---|---:|---|\n", title);
}

static void
append_labels (GString         *card,
               ManiculeDataSet *self)
{
  GListModel *labels = manicule_schema_get_labels (self->schema);
  guint n = g_hash_table_size (self->counts[MANICULE_ANNOTATION_SPAN]);

  append_head (card, "Labels", n);
  for (guint i = 0; i < g_list_model_get_n_items (labels) && n > 0; i++)
    {
      g_autoptr(ManiculeLabel) label = g_list_model_get_item (labels, i);
      const char *name = manicule_label_get_name (label);

      append_row (card, name, manicule_data_set_get_count (self, MANICULE_ANNOTATION_SPAN, name),
                  manicule_label_get_description (label));
    }
}

static void
append_relation_types (GString         *card,
                       ManiculeDataSet *self)
{
  GListModel *types = manicule_schema_get_relation_types (self->schema);
  guint n = g_hash_table_size (self->counts[MANICULE_ANNOTATION_RELATION]);

  append_head (card, "Relations", n);
  for (guint i = 0; i < g_list_model_get_n_items (types) && n > 0; i++)
    {
      g_autoptr(ManiculeRelationType) type = g_list_model_get_item (types, i);
      const char *name = manicule_relation_type_get_name (type);

      append_row (card, name, manicule_data_set_get_count (self, MANICULE_ANNOTATION_RELATION, name),
                  manicule_relation_type_get_description (type));
    }
}

static void
append_document_labels (GString         *card,
                        ManiculeDataSet *self)
{
  GListModel *labels = manicule_schema_get_document_labels (self->schema);
  guint n = g_hash_table_size (self->counts[MANICULE_ANNOTATION_DOCUMENT]);

  append_head (card, "Document labels", n);
  for (guint i = 0; i < g_list_model_get_n_items (labels) && n > 0; i++)
    {
      g_autoptr(ManiculeAttribute) label = g_list_model_get_item (labels, i);
      const char *name = manicule_attribute_get_name (label);

      append_row (card, name, manicule_data_set_get_count (self, MANICULE_ANNOTATION_DOCUMENT, name),
                  manicule_attribute_get_description (label));
    }
}

static void
append_losses (GString         *card,
               ManiculeDataSet *self)
{
  gboolean any = FALSE;

  for (guint i = 0; i < MANICULE_N_LOSSES; i++)
    {
      if (self->report->n_lost[i] == 0)
        continue;
      if (!any)
        g_string_append (card, "\n## What this format cannot hold\n\nChanged or left out, by kind:\n\n");
      any = TRUE;
      g_string_append_printf (card, "- %s: %u\n", manicule_loss_kind_get_name (i), self->report->n_lost[i]);
    }
}

/**
 * manicule_describe_card:
 * @self: a data set
 *
 * Returns: (transfer full): its README.md
 */
char *
manicule_describe_card (ManiculeDataSet *self)
{
  GString *card = g_string_new (NULL);

  append_front (card, self);
  append_summary (card, self);
  append_parts (card, self);
  append_labels (card, self);
  append_relation_types (card, self);
  append_document_labels (card, self);
  append_losses (card, self);
  g_string_append (card, "\n## Licence\n\nNot stated by the project.\n");

  return g_string_free_and_steal (card);
}
