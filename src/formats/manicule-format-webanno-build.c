/* manicule-format-webanno-build.c: the cells of WebAnno TSV into spans and relations
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-webanno-build-private.h"

#include "manicule-format-webanno-values.h"
#include "manicule-json-writer.h"
#include "manicule-uima-names.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* --- annotations --- */

static void
take (ManiculeAnnotation **annotation,
      ManiculeAnnotation  *changed)
{
  g_object_unref (*annotation);
  *annotation = changed;
}

static gboolean
is_whole_number (const char *value)
{
  gint64 number;
  g_autofree char *again = NULL;

  if (!g_ascii_string_to_signed (value, 10, G_MININT64, G_MAXINT64, &number, NULL))
    return FALSE;
  again = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  return g_str_equal (again, value);
}

static void
find_types_of (ManiculeWebannoBuilder *self,
               ManiculeWebannoItem    *item)
{
  for (guint j = 0; item->layer != NULL && j < item->layer->features->len; j++)
    {
      char *type = &self->types[item->layer->column + j];
      char own;

      if (!item->is_set[j] || *type == 's')
        continue;
      own = g_str_equal (item->values[j], "true") || g_str_equal (item->values[j], "false") ? 'b'
            : is_whole_number (item->values[j]) ? 'x' : 's';
      *type = *type == '\0' || *type == own ? own : 's';
    }
}

/* Files do not tell types: a column of nothing but truths, or of whole numbers, is one. */
static void
find_types (ManiculeWebannoBuilder *self)
{
  for (guint i = 0; i < self->items->len; i++)
    find_types_of (self, manicule_webanno_get_item (self, i));
  for (guint i = 0; i < self->relations->len; i++)
    find_types_of (self, g_array_index (self->relations, ManiculeWebannoRelation, i).item);
}

/* Elements are parted by line feeds. */
static GVariant *
make_list (const char *value)
{
  g_autoptr(GStrvBuilder) texts = g_strv_builder_new ();
  g_auto(GStrv) pieces = g_strsplit (value, "\n", -1);
  g_auto(GStrv) list = NULL;

  for (guint i = 0; pieces[i] != NULL; i++)
    g_strv_builder_take (texts, manicule_webanno_parse_value (pieces[i], strlen (pieces[i])));
  list = g_strv_builder_end (texts);

  return g_variant_new_strv ((const char * const *) list, -1);
}

static GVariant *
make_variant (ManiculeWebannoBuilder *self,
              ManiculeWebannoItem    *item,
              guint                   feature,
              const char             *name)
{
  char type = self->types[item->layer->column + feature];
  const char *value = item->values[feature];

  if (g_str_has_prefix (name, "m_a_"))
    return make_list (value);
  if (type == 'b' && !g_str_has_prefix (name, "m_s_"))
    return g_variant_new_boolean (*value == 't');
  if (type == 'x' && !g_str_has_prefix (name, "m_s_"))
    return g_variant_new_int64 (g_ascii_strtoll (value, NULL, 10));

  return g_variant_new_string (value);
}

/* What the features say that is not the label. */
static void
add_features (ManiculeWebannoBuilder  *self,
              ManiculeWebannoItem     *item,
              ManiculeAnnotation     **annotation)
{
  const char *label = manicule_uima_get_label_feature (item->layer->type);

  for (guint i = 0; i < item->layer->features->len; i++)
    {
      ManiculeWebannoFeature *feature = g_ptr_array_index (item->layer->features, i);
      g_autofree char *name = NULL;

      if (!item->is_set[i] || feature->link_type != NULL || g_str_equal (feature->name, label) || *feature->name == '\0')
        continue;
      if (g_str_equal (feature->name, MANICULE_UIMA_IDENTIFIER) && *item->values[i] != '\0')
        {
          g_autofree char *entity = manicule_uima_entity_for_identifier (item->values[i]);

          take (annotation, manicule_annotation_with_entity (*annotation, entity));
        }
      else if (g_str_equal (feature->name, MANICULE_UIMA_NOTE))
        take (annotation, manicule_annotation_with_note (*annotation, item->values[i]));
      else
        {
          name = manicule_uima_attribute_for_feature (feature->name);
          take (annotation, manicule_annotation_with_attribute (*annotation, name, make_variant (self, item, i, feature->name)));
        }
    }
}

static const char *
get_label (ManiculeWebannoItem *item,
           const char          *feature)
{
  int i = manicule_webanno_layer_find (item->layer, feature);

  if (i >= 0 && item->is_set[i] && *item->values[i] != '\0')
    return item->values[i];

  return manicule_uima_get_short_name (*item->layer->type != '\0' ? item->layer->type : MANICULE_UIMA_NAMED_ENTITY);
}

/* The number, and the identifier where the entity that was made of it does not tell it. */
static char *
describe (ManiculeWebannoItem *item)
{
  int i = manicule_webanno_layer_find (item->layer, MANICULE_UIMA_IDENTIFIER);
  const char *identifier = i >= 0 && item->is_set[i] && *item->values[i] != '\0' ? item->values[i] : NULL;

  if (identifier != NULL && !manicule_id_is_valid (identifier))
    return g_strdup_printf ("%" G_GUINT64_FORMAT " %s", item->number, identifier);

  return item->number > 0 ? g_strdup_printf ("%" G_GUINT64_FORMAT, item->number) : NULL;
}

static char *
make_carried (ManiculeWebannoItem *item,
              const char          *default_type)
{
  const char *type = item->layer != NULL ? item->layer->type : MANICULE_UIMA_TOKEN;
  g_autofree char *own = item->layer != NULL && item->layer->kind == MANICULE_WEBANNO_SPANS ? describe (item) : NULL;
  g_autoptr(GString) carried = g_string_new ("{");

  if (!g_str_equal (type, default_type) && *type != '\0')
    {
      g_autofree char *of_type = manicule_uima_carry_type (type);

      g_string_append (carried, of_type);
    }
  if (own != NULL)
    manicule_json_put_string (carried, MANICULE_WEBANNO, own);

  return g_strdup (carried->str + 1);
}

static void
add_annotation (ManiculeWebannoBuilder *self,
                ManiculeAnnotation     *annotation,
                const char             *carried,
                guint                   line)
{
  if (carried != NULL && *carried != '\0')
    take (&annotation, manicule_annotation_with_carried (annotation, carried));
  g_ptr_array_add (self->annotations, annotation);
  g_array_append_val (self->numbers, line);
}

static void
build_span (ManiculeWebannoBuilder *self,
            ManiculeWebannoItem    *item)
{
  ManiculeRange range = { item->begin, item->end };
  gboolean is_chain = item->layer != NULL && item->layer->kind == MANICULE_WEBANNO_CHAINS;
  const char *type = item->layer != NULL ? item->layer->type : MANICULE_UIMA_TOKEN;
  const char *label = item->layer == NULL ? manicule_uima_get_short_name (type)
                      : get_label (item, is_chain ? MANICULE_UIMA_REFERENCE_TYPE : manicule_uima_get_label_feature (type));
  ManiculeAnnotation *span = manicule_annotation_new_span (item->id, label, &range, 1);
  g_autofree char *carried = make_carried (item, MANICULE_UIMA_NAMED_ENTITY);

  if (item->layer != NULL && !is_chain)
    add_features (self, item, &span);
  add_annotation (self, span, carried, item->line);
}

/* --- what leads somewhere --- */

/* A token becomes a span when something leads to it or from it. */
static gboolean
find_token (ManiculeWebannoBuilder *self,
            const char             *name,
            guint                  *item)
{
  g_autofree char *key = g_strdup_printf ("/%s", name);

  return manicule_webanno_find_key (self, key, item);
}

static gboolean
find_target (ManiculeWebannoBuilder *self,
             const char             *type,
             const char             *unit,
             guint64                 number,
             guint                  *item)
{
  for (guint i = 0; i < self->sheet->layers->len; i++)
    {
      ManiculeWebannoLayer *layer = g_ptr_array_index (self->sheet->layers, i);

      if (layer->kind == MANICULE_WEBANNO_RELATIONS ||
          (!g_str_equal (layer->type, type) && !g_str_equal (type, MANICULE_WEBANNO_ANY) && *type != '\0'))
        continue;
      if (manicule_webanno_find_key (self, manicule_webanno_make_key (self, layer, unit, number), item) ||
          (number > 0 && manicule_webanno_find_key (self, manicule_webanno_make_key (self, layer, "", number), item)))
        return TRUE;
    }

  return find_token (self, unit, item);
}

/* Tokens that relations and slots lead to, where no layer is meant. */
static void
add_token (ManiculeWebannoBuilder *self,
           GHashTable             *units,
           const char             *type,
           const char             *name)
{
  g_autofree char *key = g_strdup_printf ("/%s", name);
  ManiculeWebannoUnit *unit = g_hash_table_lookup (units, name);

  if (unit != NULL && unit->is_placed && manicule_uima_is_segmentation (type) && !g_hash_table_contains (self->by_key, key))
    {
      guint item = manicule_webanno_add_item (self, NULL, unit, 0, manicule_webanno_get_number (self, unit));

      manicule_webanno_add_key (self, g_steal_pointer (&key), item);
    }
}

static gboolean
report_target (ManiculeWebannoBuilder  *self,
               guint                    line,
               const char              *unit,
               GError                 **error)
{
  return manicule_format_input_report (self->input, MANICULE_FINDING_ERROR, "target-missing", line, error,
                                       _("nothing is there at “%s” that this could lead from or to; it was left out"), unit);
}

static char *
make_relation_id (ManiculeWebannoBuilder *self)
{
  return g_strdup_printf ("r%u", ++self->n_relations);
}

static char *
make_slot_carried (const char *type,
                   const char *feature,
                   gint64      index)
{
  g_autoptr(GString) out = g_string_new ("{");

  manicule_json_put_name (out, MANICULE_UIMA);
  g_string_append_c (out, '{');
  if (type != NULL && *type != '\0')
    manicule_json_put_string (out, "type", type);
  manicule_json_put_name (out, "slot");
  g_string_append_c (out, '{');
  manicule_json_put_string (out, "feature", feature);
  if (index >= 0)
    manicule_json_put_int (out, "index", index);
  g_string_append (out, "}}");

  return g_strdup (out->str + 1);
}

static gboolean
build_slots (ManiculeWebannoBuilder  *self,
             GError                 **error)
{
  for (guint i = 0; i < self->links->len; i++)
    {
      ManiculeWebannoLink *link = &g_array_index (self->links, ManiculeWebannoLink, i);
      const char *name = *link->feature->name != '\0' ? link->feature->name : "links";
      const char *label = link->role != NULL && *link->role != '\0' ? link->role : name;
      g_autofree char *id = NULL;
      g_autofree char *carried = NULL;
      guint target;

      if (!find_target (self, link->feature->target_type, link->unit, link->number, &target))
        {
          if (!report_target (self, link->line, link->unit, error))
            return FALSE;
          continue;
        }
      id = make_relation_id (self);
      carried = make_slot_carried (link->feature->link_type, name, link->index);
      add_annotation (self, manicule_annotation_new_relation (id, label, manicule_webanno_get_item (self, link->item)->id,
                                                              manicule_webanno_get_item (self, target)->id), carried, link->line);
    }

  return TRUE;
}

static int
compare_chain_items (gconstpointer a,
                     gconstpointer b)
{
  const ManiculeWebannoItem *x = *(ManiculeWebannoItem * const *) a, *y = *(ManiculeWebannoItem * const *) b;

  return x->layer->column != y->layer->column ? (x->layer->column < y->layer->column ? -1 : 1)
         : x->number < y->number ? -1 : x->number > y->number;
}

/* From each link of a chain to the next. */
static void
build_chains (ManiculeWebannoBuilder *self)
{
  g_autoptr(GPtrArray) chained = g_ptr_array_new ();

  for (guint i = 0; i < self->items->len; i++)
    if (manicule_webanno_get_item (self, i)->layer != NULL &&
        manicule_webanno_get_item (self, i)->layer->kind == MANICULE_WEBANNO_CHAINS)
      g_ptr_array_add (chained, manicule_webanno_get_item (self, i));
  g_ptr_array_sort (chained, compare_chain_items);

  for (guint i = 1; i < chained->len; i++)
    {
      ManiculeWebannoItem *from = g_ptr_array_index (chained, i - 1), *to = g_ptr_array_index (chained, i);
      int relation = manicule_webanno_layer_find (from->layer, MANICULE_UIMA_REFERENCE_RELATION);
      g_autofree char *id = NULL;
      g_autofree char *carried = NULL;

      if (from->layer != to->layer || (from->number - 1) >> 32 != (to->number - 1) >> 32)
        continue;
      id = make_relation_id (self);
      carried = make_slot_carried (NULL, MANICULE_UIMA_NEXT, -1);
      add_annotation (self, manicule_annotation_new_relation (id, from->is_set[relation] && *from->values[relation] != '\0'
                                                                  ? from->values[relation] : MANICULE_UIMA_NEXT,
                                                              from->id, to->id), carried, from->line);
    }
}

/* --- relations --- */

/* Where a relation comes from, "1-2[3_4]", and which annotations of the two places are meant. */
static gboolean
find_ends (ManiculeWebannoBuilder *self,
           ManiculeWebannoLayer   *layer,
           ManiculeWebannoUnit    *unit,
           const char             *piece,
           guint                  *from,
           guint                  *to)
{
  guint64 source, target;
  gsize length = manicule_webanno_take_numbers (piece, &source, &target);
  g_autofree char *name = g_strndup (piece, length);

  return find_target (self, layer->base, name, source, from) && find_target (self, layer->base, unit->name, target, to);
}

/* One relation of a stack. */
static gboolean
read_relation (ManiculeWebannoBuilder     *self,
               ManiculeWebannoLayer       *layer,
               ManiculeWebannoUnit        *unit,
               const ManiculeWebannoCell  *pieces,
               guint                       k,
               GError                    **error)
{
  const char *end = manicule_webanno_get_piece (&pieces[layer->n_cells - 1], k);
  ManiculeWebannoRelation relation;

  if (manicule_webanno_is_nothing (end) || g_str_equal (end, "*"))
    return TRUE;
  if (!find_ends (self, layer, unit, end, &relation.from, &relation.to))
    return report_target (self, manicule_webanno_get_number (self, unit), end, error);

  relation.item = manicule_webanno_make_item (layer, unit, 0, manicule_webanno_get_number (self, unit));
  for (guint j = 0; j < layer->features->len; j++)
    {
      const char *piece = manicule_webanno_get_piece (&pieces[j], k);
      guint64 first, second;

      manicule_webanno_set_value (relation.item, j, piece, manicule_webanno_take_numbers (piece, &first, &second));
    }
  g_array_append_val (self->relations, relation);

  return TRUE;
}

static gboolean
read_relations (ManiculeWebannoBuilder  *self,
                guint                    i,
                GError                 **error)
{
  ManiculeWebannoUnit *unit = manicule_webanno_sheet_get_unit (self->sheet, i);
  g_auto(GStrv) cells = NULL;
  gboolean success = TRUE;

  if (unit->is_bare)
    return TRUE;
  cells = manicule_webanno_get_cells (self, unit);

  for (guint j = 0; j < self->sheet->layers->len && success; j++)
    {
      ManiculeWebannoLayer *layer = g_ptr_array_index (self->sheet->layers, j);
      ManiculeWebannoCell *pieces;
      guint n;

      if (layer->kind != MANICULE_WEBANNO_RELATIONS || layer->column >= unit->n_cells)
        continue;
      pieces = manicule_webanno_split_cells (cells, unit->n_cells, layer->column, layer->n_cells, &n);
      for (guint k = 0; k < n && success; k++)
        success = read_relation (self, layer, unit, pieces, k, error);
      manicule_webanno_free_cells (pieces, layer->n_cells);
    }

  return success;
}

static void
build_relation (ManiculeWebannoBuilder  *self,
                ManiculeWebannoRelation *relation)
{
  g_autofree char *id = make_relation_id (self);
  ManiculeWebannoItem *item = relation->item;
  g_autofree char *carried = make_carried (item, MANICULE_UIMA_RELATION);
  ManiculeAnnotation *annotation =
    manicule_annotation_new_relation (id, get_label (item, manicule_uima_get_label_feature (item->layer->type)),
                                      manicule_webanno_get_item (self, relation->from)->id,
                                      manicule_webanno_get_item (self, relation->to)->id);

  add_features (self, item, &annotation);
  add_annotation (self, annotation, carried, item->line);
}

/* --- all of it --- */

/* The tokens at both ends of the relations of a row. */
static void
add_tokens_of_row (ManiculeWebannoBuilder *self,
                   GHashTable             *units,
                   ManiculeWebannoUnit    *unit)
{
  g_auto(GStrv) cells = NULL;

  if (unit->is_bare)
    return;
  cells = manicule_webanno_get_cells (self, unit);

  for (guint j = 0; j < self->sheet->layers->len; j++)
    {
      ManiculeWebannoLayer *layer = g_ptr_array_index (self->sheet->layers, j);
      ManiculeWebannoCell *cell;
      guint n;

      if (layer->kind != MANICULE_WEBANNO_RELATIONS || !manicule_uima_is_segmentation (layer->base) || layer->column >= unit->n_cells)
        continue;
      cell = manicule_webanno_split_cells (cells, unit->n_cells, layer->column + layer->n_cells - 1, 1, &n);
      for (guint k = 0; k < n; k++)
        if (!manicule_webanno_is_nothing (manicule_webanno_get_piece (cell, k)) &&
            !g_str_equal (manicule_webanno_get_piece (cell, k), "*"))
          {
            guint64 first, second;
            gsize length = manicule_webanno_take_numbers (manicule_webanno_get_piece (cell, k), &first, &second);
            g_autofree char *name = g_strndup (manicule_webanno_get_piece (cell, k), length);

            add_token (self, units, layer->base, name);
            add_token (self, units, layer->base, unit->name);
          }
      manicule_webanno_free_cells (cell, 1);
    }
}

/* Tokens that are meant are known before anything leads to them. */
static void
add_tokens (ManiculeWebannoBuilder *self)
{
  g_autoptr(GHashTable) units = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->sheet->units->len; i++)
    g_hash_table_insert (units, manicule_webanno_sheet_get_unit (self->sheet, i)->name,
                         manicule_webanno_sheet_get_unit (self->sheet, i));

  for (guint i = 0; i < self->links->len; i++)
    {
      ManiculeWebannoLink *link = &g_array_index (self->links, ManiculeWebannoLink, i);

      add_token (self, units, link->feature->target_type, link->unit);
    }
  for (guint i = 0; self->has_relations && i < self->sheet->units->len; i++)
    add_tokens_of_row (self, units, manicule_webanno_sheet_get_unit (self->sheet, i));
}

static gboolean
read_spans (ManiculeWebannoBuilder  *self,
            GError                 **error)
{
  for (guint i = 0; i < self->sheet->units->len; i++)
    {
      ManiculeWebannoUnit *unit = manicule_webanno_sheet_get_unit (self->sheet, i);
      g_auto(GStrv) cells = NULL;

      manicule_webanno_count_cells (self, unit);
      if (!unit->is_placed &&
          !manicule_format_input_report (self->input, MANICULE_FINDING_ERROR, "range-outside-text",
                                         manicule_webanno_get_number (self, unit), error,
                                         _("“%s” is not within the text, or begins or ends within a character; what is said of it "
                                           "was left out"), unit->name))
        return FALSE;
      if (unit->n_cells < self->sheet->n_cells &&
          !manicule_format_input_report (self->input, MANICULE_FINDING_ERROR, "wrong-columns",
                                         manicule_webanno_get_number (self, unit), error,
                                         _("the line has %u cells where the layers ask for %u; those that are not there were taken "
                                           "for “_”"), unit->n_cells, self->sheet->n_cells))
        return FALSE;
      if (!unit->is_placed || unit->is_bare)
        continue;
      cells = manicule_webanno_get_cells (self, unit);
      manicule_webanno_read_row (self, unit, cells);
    }

  return TRUE;
}

/* Whether there is anything that leads somewhere. */
static void
find_leads (ManiculeWebannoBuilder *self)
{
  for (guint i = 0; i < self->sheet->layers->len; i++)
    {
      ManiculeWebannoLayer *layer = g_ptr_array_index (self->sheet->layers, i);

      self->has_relations |= layer->kind == MANICULE_WEBANNO_RELATIONS;
      for (guint j = 0; j < layer->features->len; j++)
        self->has_places |= ((ManiculeWebannoFeature *) g_ptr_array_index (layer->features, j))->link_type != NULL;
    }
  self->has_places |= self->has_relations;
}

static gboolean
build_all (ManiculeWebannoBuilder  *self,
           GError                 **error)
{
  if (!read_spans (self, error))
    return FALSE;
  if (self->has_places)
    add_tokens (self);
  for (guint i = 0; self->has_relations && i < self->sheet->units->len; i++)
    if (manicule_webanno_sheet_get_unit (self->sheet, i)->is_placed && !read_relations (self, i, error))
      return FALSE;

  find_types (self);
  for (guint i = 0; i < self->items->len; i++)
    build_span (self, manicule_webanno_get_item (self, i));
  if (!build_slots (self, error))
    return FALSE;
  build_chains (self);
  for (guint i = 0; i < self->relations->len; i++)
    build_relation (self, &g_array_index (self->relations, ManiculeWebannoRelation, i));

  return TRUE;
}

gboolean
manicule_webanno_build (ManiculeFormatInput   *input,
                        ManiculeWebannoSheet  *sheet,
                        GPtrArray             *annotations,
                        GArray                *numbers,
                        GError               **error)
{
  ManiculeWebannoBuilder self = {
    .input = input,
    .sheet = sheet,
    .annotations = annotations,
    .numbers = numbers,
    .items = g_ptr_array_new_with_free_func (manicule_webanno_item_free),
    .by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .key = g_string_new (NULL),
    .links = g_array_new (FALSE, FALSE, sizeof (ManiculeWebannoLink)),
    .relations = g_array_new (FALSE, FALSE, sizeof (ManiculeWebannoRelation)),
    .types = g_new0 (char, sheet->n_cells + 1),
  };
  gboolean success;

  g_array_set_clear_func (self.links, manicule_webanno_link_clear);
  g_array_set_clear_func (self.relations, manicule_webanno_relation_clear);
  find_leads (&self);
  success = build_all (&self, error);
  g_ptr_array_unref (self.items);
  g_hash_table_unref (self.by_key);
  g_string_free (self.key, TRUE);
  g_array_unref (self.links);
  g_array_unref (self.relations);
  g_free (self.types);

  return success;
}
