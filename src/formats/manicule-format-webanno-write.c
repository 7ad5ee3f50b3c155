/* manicule-format-webanno-write.c: writing WebAnno TSV 3.3, a file for each article
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-webanno-plan.h"

#include "manicule-format-offsets.h"
#include "manicule-format-values.h"
#include "manicule-format-webanno-values.h"
#include "manicule-json-writer.h"
#include "manicule-uima-names.h"

#include <string.h>

/* One line: a token or a part of one. */
typedef struct
{
  ManiculeWebannoPlace place;
  const char          *name;
  GString            **cells;  /* (owned) (nullable): NULL as long as nothing is said of it; each (owned) (nullable) */
} Row;

typedef struct
{
  ManiculeFormatOutput *output;
  GString              *out;   /* (owned) */
} Writer;

typedef struct
{
  ManiculeWebannoPlan    *plan;
  ManiculeWebannoCounter  counter;
  Row                    *tokens;    /* (owned): of each unit of the sheet */
  GHashTable             *parts;     /* (owned): place, which is the row's, to a row (owned) that is a part of a token */
  GPtrArray              *rows;      /* (owned) (element-type Row): all of them, not owned, by token, begin, end */
  GStringChunk           *names;     /* (owned): of parts */
  GHashTable             *links;     /* (owned): span to those of its relations that are links of slots, a GPtrArray */
} Printer;

/* --- rows --- */

static guint
hash_place (gconstpointer data)
{
  const ManiculeWebannoPlace *place = data;

  return (place->token * 31 + place->begin) * 31 + place->end;
}

static gboolean
equal_places (gconstpointer a,
              gconstpointer b)
{
  const ManiculeWebannoPlace *x = a, *y = b;

  return x->token == y->token && x->begin == y->begin && x->end == y->end;
}

static gboolean
is_whole (Printer                    *self,
          const ManiculeWebannoPlace *place)
{
  ManiculeWebannoUnit *unit = manicule_webanno_sheet_get_unit (&self->plan->sheet, place->token);

  return place->begin == unit->begin && place->end == unit->end;
}

static Row *
find_row (Printer                    *self,
          const ManiculeWebannoPlace *place)
{
  return is_whole (self, place) ? &self->tokens[place->token] : g_hash_table_lookup (self->parts, place);
}

/* Every part of a token that something is said of has a row. */
static void
ensure_part (Printer                    *self,
             const ManiculeWebannoPlace *place)
{
  Row *row;

  if (find_row (self, place) != NULL)
    return;

  row = g_new0 (Row, 1);
  row->place = *place;
  g_ptr_array_add (self->rows, row);
  g_hash_table_insert (self->parts, &row->place, row);
}

static int
compare_rows (gconstpointer a,
              gconstpointer b)
{
  const Row *x = *(Row * const *) a, *y = *(Row * const *) b;

  if (x->place.token != y->place.token)
    return x->place.token < y->place.token ? -1 : 1;
  if (x->place.begin != y->place.begin)
    return x->place.begin < y->place.begin ? -1 : 1;

  return x->place.end < y->place.end ? -1 : x->place.end > y->place.end;
}

static void
make_rows (Printer *self)
{
  guint n = self->plan->sheet.units->len;

  for (guint i = 0; i < n; i++)
    {
      ManiculeWebannoUnit *unit = manicule_webanno_sheet_get_unit (&self->plan->sheet, i);

      self->tokens[i].place = (ManiculeWebannoPlace) { i, (guint) unit->begin, (guint) unit->end };
      g_ptr_array_add (self->rows, &self->tokens[i]);
    }
  for (guint i = 0; i < self->plan->spans->len; i++)
    {
      ManiculeWebannoSpan *span = g_ptr_array_index (self->plan->spans, i);

      for (guint j = 0; j < span->places->len; j++)
        ensure_part (self, &g_array_index (span->places, ManiculeWebannoPlace, j));
    }

  if (self->rows->len > n)
    g_ptr_array_sort (self->rows, compare_rows);
}

static const char *
make_part_name (Printer    *self,
                const char *token,
                guint       number)
{
  g_autofree char *name = g_strdup_printf ("%s.%u", token, number);

  return g_string_chunk_insert (self->names, name);
}

static void
name_rows (Printer *self)
{
  guint n_parts = 0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);
      const char *name = manicule_webanno_sheet_get_unit (&self->plan->sheet, row->place.token)->name;

      if (i > 0 && ((Row *) g_ptr_array_index (self->rows, i - 1))->place.token != row->place.token)
        n_parts = 0;
      row->name = is_whole (self, &row->place) ? name : make_part_name (self, name, ++n_parts);
    }
}

static void
row_clear (Printer *self,
           Row     *row)
{
  for (guint i = 0; row->cells != NULL && i < self->plan->sheet.n_cells; i++)
    if (row->cells[i] != NULL)
      g_string_free (row->cells[i], TRUE);
  g_free (row->cells);
}

/* The next piece of the stack in a cell. */
static GString *
start_piece (Printer *self,
             Row     *row,
             guint    column)
{
  if (row->cells == NULL)
    row->cells = g_new0 (GString *, self->plan->sheet.n_cells);

  if (row->cells[column] == NULL)
    row->cells[column] = g_string_new (NULL);
  else
    g_string_append_c (row->cells[column], '|');

  return row->cells[column];
}

/* --- values --- */

/* The elements of a list are parted by line feeds. */
static void
append_list (GString *out,
             GVariant *value)
{
  g_autofree const char **texts = g_variant_get_strv (value, NULL);
  g_autoptr(GString) list = g_string_new (NULL);

  for (guint i = 0; texts[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (list, '\n');
      manicule_webanno_append_value (list, texts[i]);
    }
  manicule_webanno_append_value (out, list->str);
}

static char *
dup_text (GVariant *value)
{
  g_auto(GStrv) texts = manicule_value_dup_texts (value);

  return g_strdup (texts[0] != NULL ? texts[0] : "");
}

/* What the attributes say; FALSE where none is meant by that feature. */
static gboolean
append_attribute (GString              *out,
                  ManiculeWebannoLayer *layer,
                  guint                 feature,
                  ManiculeAnnotation   *annotation)
{
  const ManiculeWebannoFeature *wanted = g_ptr_array_index (layer->features, feature);
  g_autofree char *name = manicule_uima_attribute_for_feature (wanted->name);
  g_autoptr(GVariant) value = manicule_annotation_dup_attribute (annotation, name);
  g_autofree char *text = NULL;
  gboolean is_list = value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_STRING_ARRAY);

  if (value == NULL || manicule_webanno_find_feature (layer, name, is_list) != (int) feature)
    return FALSE;
  if (is_list)
    {
      if (g_variant_n_children (value) == 0)
        return FALSE;
      append_list (out, value);
      return TRUE;
    }

  text = dup_text (value);
  manicule_webanno_append_value (out, text);

  return TRUE;
}

static const char *
get_identifier (ManiculeAnnotation  *annotation,
                ManiculeWebannoSpan *span)
{
  const char *entity = manicule_annotation_get_entity (annotation);
  g_autofree char *made = span != NULL && span->identifier != NULL ? manicule_uima_entity_for_identifier (span->identifier) : NULL;

  return made != NULL && g_strcmp0 (made, entity) == 0 ? span->identifier : entity;
}

/* The value of a feature, "*" for none. */
static void
append_feature (GString              *out,
                ManiculeWebannoLayer *layer,
                guint                 feature,
                ManiculeAnnotation   *annotation,
                ManiculeWebannoSpan  *span)
{
  const char *name = ((ManiculeWebannoFeature *) g_ptr_array_index (layer->features, feature))->name;
  const char *label = manicule_annotation_get_label (annotation);
  const char *value = NULL;

  if (*name == '\0')
    value = NULL;
  else if (g_str_equal (name, manicule_uima_get_label_feature (layer->type)))
    value = g_str_equal (label, manicule_uima_get_short_name (layer->type)) ? NULL : label;
  else if (g_str_equal (name, MANICULE_UIMA_IDENTIFIER))
    value = get_identifier (annotation, span);
  else if (g_str_equal (name, MANICULE_UIMA_NOTE))
    value = manicule_annotation_get_note (annotation);
  else if (append_attribute (out, layer, feature, annotation))
    return;

  if (value != NULL)
    manicule_webanno_append_value (out, value);
  else
    g_string_append_c (out, '*');
}

static void
append_number (GString *out,
               guint64  number)
{
  if (number == 0)
    return;

  g_string_append_c (out, '[');
  manicule_json_append_uint (out, number);
  g_string_append_c (out, ']');
}

/* --- slots --- */

static int
compare_links (gconstpointer a,
               gconstpointer b)
{
  const ManiculeWebannoRelation *x = *(ManiculeWebannoRelation * const *) a, *y = *(ManiculeWebannoRelation * const *) b;

  return x->index < y->index ? -1 : x->index > y->index;
}

static void
collect_links (Printer *self)
{
  for (guint i = 0; i < self->plan->relations->len; i++)
    {
      ManiculeWebannoRelation *relation = g_ptr_array_index (self->plan->relations, i);
      GPtrArray *own = g_hash_table_lookup (self->links, relation->from);

      if (relation->feature == NULL)
        continue;
      if (own == NULL)
        {
          own = g_ptr_array_new ();
          g_hash_table_insert (self->links, relation->from, own);
        }
      g_ptr_array_add (own, relation);
    }
}

static GPtrArray *
list_links (Printer                *self,
            ManiculeWebannoSpan    *span,
            ManiculeWebannoFeature *feature)
{
  GPtrArray *links = g_ptr_array_new ();
  GPtrArray *own = g_hash_table_lookup (self->links, span);

  for (guint i = 0; own != NULL && i < own->len; i++)
    if (((ManiculeWebannoRelation *) g_ptr_array_index (own, i))->feature == feature)
      g_ptr_array_add (links, g_ptr_array_index (own, i));
  g_ptr_array_sort (links, compare_links);

  return links;
}

static const char *
get_row_name (Printer             *self,
              ManiculeWebannoSpan *span)
{
  return find_row (self, &g_array_index (span->places, ManiculeWebannoPlace, 0))->name;
}

static void
append_links (Printer                *self,
              ManiculeWebannoSpan    *span,
              ManiculeWebannoFeature *feature,
              GString                *roles,
              GString                *targets)
{
  g_autoptr(GPtrArray) links = list_links (self, span, feature);

  for (guint i = 0; i < links->len; i++)
    {
      ManiculeWebannoRelation *link = g_ptr_array_index (links, i);
      const char *role = manicule_annotation_get_label (link->relation);

      if (i > 0)
        {
          g_string_append_c (roles, ';');
          g_string_append_c (targets, ';');
        }
      if (g_str_equal (role, *feature->name != '\0' ? feature->name : "links"))
        g_string_append_c (roles, '*');
      else
        manicule_webanno_append_value (roles, role);
      g_string_append (targets, get_row_name (self, link->to));
      append_number (targets, link->to->number);
    }
  if (links->len == 0)
    {
      g_string_append_c (roles, '*');
      g_string_append_c (targets, '_');
    }
}

/* --- cells --- */

static void
fill_span (Printer             *self,
           ManiculeWebannoSpan *span,
           Row                 *row)
{
  guint column = span->layer->column;

  for (guint i = 0; i < span->layer->features->len; i++)
    {
      ManiculeWebannoFeature *feature = g_ptr_array_index (span->layer->features, i);
      GString *cell = start_piece (self, row, column++);

      if (feature->link_type != NULL)
        append_links (self, span, feature, cell, start_piece (self, row, column++));
      else
        append_feature (cell, span->layer, i, span->span, span);
      append_number (cell, span->number);
    }
}

static void
fill_link (Printer             *self,
           ManiculeWebannoSpan *span,
           Row                 *row)
{
  const char *label = manicule_annotation_get_label (span->span);

  for (guint i = 0; i < span->layer->features->len; i++)
    {
      const char *name = ((ManiculeWebannoFeature *) g_ptr_array_index (span->layer->features, i))->name;
      GString *cell = start_piece (self, row, span->layer->column + i);

      if (g_str_equal (name, MANICULE_UIMA_REFERENCE_RELATION))
        {
          if (span->next == NULL || g_str_equal (span->next, MANICULE_UIMA_NEXT))
            g_string_append_c (cell, '*');
          else
            manicule_webanno_append_value (cell, span->next);
          g_string_append_printf (cell, "->%u-%u", span->chain, span->link);
        }
      else
        {
          if (!g_str_equal (name, MANICULE_UIMA_REFERENCE_TYPE) || g_str_equal (label, manicule_uima_get_short_name (span->layer->type)))
            g_string_append_c (cell, '*');
          else
            manicule_webanno_append_value (cell, label);
          append_number (cell, span->chain);
        }
    }
}

static void
fill_spans (Printer *self)
{
  for (guint i = 0; i < self->plan->spans->len; i++)
    {
      ManiculeWebannoSpan *span = g_ptr_array_index (self->plan->spans, i);

      for (guint j = 0; span->layer != NULL && j < span->places->len; j++)
        {
          Row *row = find_row (self, &g_array_index (span->places, ManiculeWebannoPlace, j));

          if (span->chain > 0)
            fill_link (self, span, row);
          else
            fill_span (self, span, row);
        }
    }
}

/* In the row of the target. */
static void
fill_relation (Printer                 *self,
               ManiculeWebannoRelation *relation)
{
  ManiculeWebannoLayer *layer = relation->layer;
  Row *row = find_row (self, &g_array_index (relation->to->places, ManiculeWebannoPlace, 0));
  GString *cell;

  for (guint i = 0; i < layer->features->len; i++)
    append_feature (start_piece (self, row, layer->column + i), layer, i, relation->relation, NULL);

  cell = start_piece (self, row, layer->column + layer->n_cells - 1);
  g_string_append (cell, get_row_name (self, relation->from));
  if (relation->from->number > 0 || relation->to->number > 0)
    g_string_append_printf (cell, "[%" G_GUINT64_FORMAT "_%" G_GUINT64_FORMAT "]", relation->from->number, relation->to->number);
}

/* --- lines --- */

static void
append_cell (GString       *out,
             const GString *cell)
{
  if (cell != NULL)
    g_string_append_len (out, cell->str, (gssize) cell->len);
  else
    g_string_append_c (out, '_');
  g_string_append_c (out, '\t');
}

static gboolean
parts_cells (char c)
{
  return c == '\t' || c == '\n' || c == '\r';
}

static void
append_row (Printer *self,
            Row     *row,
            GString *out)
{
  const char *form, *end;
  gsize start;

  manicule_webanno_counter_get (&self->counter, row->place.begin);
  form = self->counter.p;
  manicule_webanno_append_place (&self->counter, out, row->name, row->place.begin, row->place.end);
  end = self->counter.p;

  g_string_append_c (out, '\t');
  start = out->len;
  g_string_append_len (out, form, end - form);
  for (char *p = out->str + start; *p != '\0'; p++)
    if (parts_cells (*p))
      *p = ' ';
  g_string_append_c (out, '\t');
  for (guint i = 0; i < self->plan->sheet.n_cells; i++)
    append_cell (out, row->cells != NULL ? row->cells[i] : NULL);
  g_string_append_c (out, '\n');
}

static void
append_layers (Printer *self,
               GString *out)
{
  for (guint i = 0; i < self->plan->sheet.layers->len; i++)
    manicule_webanno_layer_print (g_ptr_array_index (self->plan->sheet.layers, i), out);
}

/* A token, and the parts of it behind it. */
static void
append_token (Printer *self,
              guint    token,
              guint   *next,
              GString *out)
{
  guint first = *next;
  guint end = first;

  while (end < self->rows->len && ((Row *) g_ptr_array_index (self->rows, end))->place.token == token)
    end++;
  for (guint i = first; i < end; i++)
    if (is_whole (self, &((Row *) g_ptr_array_index (self->rows, i))->place))
      append_row (self, g_ptr_array_index (self->rows, i), out);
  for (guint i = first; i < end; i++)
    if (!is_whole (self, &((Row *) g_ptr_array_index (self->rows, i))->place))
      append_row (self, g_ptr_array_index (self->rows, i), out);
  *next = end;
}

static void
append_lines (Printer *self,
              GString *out)
{
  ManiculeWebannoSheet *sheet = &self->plan->sheet;
  guint next = 0;

  for (guint i = 0; i < sheet->index->len; i++)
    {
      const ManiculeWebannoLine *line = &g_array_index (sheet->index, ManiculeWebannoLine, i);

      if (line->kind == MANICULE_WEBANNO_FORMAT)
        {
          g_string_append_printf (out, "#FORMAT=WebAnno TSV 3.%u\n", sheet->version == 32 ? 2 : 3);
          append_layers (self, out);
        }
      else if (line->kind == MANICULE_WEBANNO_TOKEN)
        append_token (self, line->unit, &next, out);
      else if (line->kind == MANICULE_WEBANNO_TEXT && sheet->version < 32)
        {
          g_autofree char *text = manicule_webanno_parse_text (manicule_webanno_sheet_get_line (sheet, i) + strlen ("#Text="), TRUE);

          g_string_append (out, "#Text=");
          manicule_webanno_append_text (out, text, strlen (text));
          g_string_append_c (out, '\n');
        }
      else if (line->kind != MANICULE_WEBANNO_LAYER)
        {
          g_string_append (out, manicule_webanno_sheet_get_line (sheet, i));
          g_string_append_c (out, '\n');
        }
    }
}

static void
print_document (ManiculeWebannoPlan *plan,
                GString             *out)
{
  Printer self = {
    .plan = plan,
    .tokens = g_new0 (Row, plan->sheet.units->len),
    .parts = g_hash_table_new_full (hash_place, equal_places, NULL, g_free),
    .rows = g_ptr_array_sized_new (plan->sheet.units->len),
    .names = g_string_chunk_new (256),
    .links = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref),
  };

  manicule_webanno_counter_init (&self.counter, plan->text);
  make_rows (&self);
  name_rows (&self);
  collect_links (&self);
  fill_spans (&self);
  for (guint i = 0; i < plan->relations->len; i++)
    if (((ManiculeWebannoRelation *) g_ptr_array_index (plan->relations, i))->layer != NULL)
      fill_relation (&self, g_ptr_array_index (plan->relations, i));
  append_lines (&self, out);

  for (guint i = 0; i < self.rows->len; i++)
    row_clear (&self, g_ptr_array_index (self.rows, i));
  g_ptr_array_unref (self.rows);
  g_hash_table_unref (self.parts);
  g_free (self.tokens);
  g_string_chunk_free (self.names);
  g_hash_table_unref (self.links);
}

/* --- files --- */

gboolean
manicule_webanno_write (gpointer           data,
                        ManiculeDocument  *document,
                        GError           **error)
{
  Writer *self = data;
  g_autofree char *name = g_strconcat (manicule_article_get_id (manicule_document_get_article (document)), ".tsv", NULL);
  ManiculeWebannoPlan plan;

  g_string_truncate (self->out, 0);
  manicule_webanno_plan_init (&plan, manicule_document_get_set (document, 0));
  print_document (&plan, self->out);
  manicule_webanno_plan_clear (&plan);

  return manicule_format_output_begin_member (self->output, name, TRUE, error) &&
         manicule_format_output_write (self->output, self->out->str, (gssize) self->out->len, error) &&
         manicule_format_output_end_member (self->output, error);
}

gpointer
manicule_webanno_begin (ManiculeFormatOutput  *output,
                        ManiculeSchema        *schema,
                        GError               **error)
{
  Writer *self = g_new0 (Writer, 1);

  self->output = output;
  self->out = g_string_new (NULL);

  return self;
}

gboolean
manicule_webanno_end (gpointer   data,
                      gboolean   commit,
                      GError   **error)
{
  Writer *self = data;

  g_string_free (self->out, TRUE);
  g_free (self);

  return TRUE;
}
