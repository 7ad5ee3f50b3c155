/* manicule-format-webanno-cells.c: the cells of WebAnno TSV into what they say
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-webanno-build-private.h"

#include "manicule-format-webanno-values.h"
#include "manicule-json-writer.h"
#include "manicule-uima-names.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
manicule_webanno_item_free (gpointer data)
{
  ManiculeWebannoItem *self = data;

  g_strfreev (self->values);
  g_free (self->is_set);
  g_free (self->id);
  g_free (self);
}

void
manicule_webanno_relation_clear (gpointer data)
{
  manicule_webanno_item_free (((ManiculeWebannoRelation *) data)->item);
}

void
manicule_webanno_link_clear (gpointer data)
{
  ManiculeWebannoLink *self = data;

  g_free (self->role);
  g_free (self->unit);
}

/* --- cells --- */

gboolean
manicule_webanno_is_nothing (const char *piece)
{
  return g_str_equal (piece, "_");
}

/* The piece of a stack, or "_". */
const char *
manicule_webanno_get_piece (const ManiculeWebannoCell *cell,
                            guint                      i)
{
  return i < cell->n ? cell->pieces[i] : "_";
}

/* @n cells of a row that has @n_cells; @n_pieces (out): the highest of their stacks. */
ManiculeWebannoCell *
manicule_webanno_split_cells (GStrv  cells,
                              guint  n_cells,
                              guint  first,
                              guint  n,
                              guint *n_pieces)
{
  ManiculeWebannoCell *split = g_new0 (ManiculeWebannoCell, n);

  *n_pieces = 0;
  for (guint i = 0; i < n; i++)
    {
      split[i].pieces = manicule_webanno_split (first + i < n_cells ? cells[first + i] : "_", '|');
      split[i].n = g_strv_length (split[i].pieces);
      *n_pieces = MAX (*n_pieces, split[i].n);
    }

  return split;
}

void
manicule_webanno_free_cells (ManiculeWebannoCell *split,
                             guint                n)
{
  for (guint i = 0; i < n; i++)
    g_strfreev (split[i].pieces);
  g_free (split);
}

/* --- items --- */

ManiculeWebannoItem *
manicule_webanno_get_item (ManiculeWebannoBuilder *self,
                           guint                   i)
{
  return g_ptr_array_index (self->items, i);
}

const char *
manicule_webanno_make_key (ManiculeWebannoBuilder *self,
                           ManiculeWebannoLayer   *layer,
                           const char             *unit,
                           guint64                 number)
{
  g_string_truncate (self->key, 0);
  manicule_json_append_uint (self->key, layer->column);
  g_string_append_c (self->key, '/');
  g_string_append (self->key, unit);
  g_string_append_c (self->key, '/');
  manicule_json_append_uint (self->key, number);

  return self->key->str;
}

void
manicule_webanno_add_key (ManiculeWebannoBuilder *self,
                          char                   *key,
                          guint                   item)
{
  if (g_hash_table_contains (self->by_key, key))
    g_free (key);
  else
    g_hash_table_insert (self->by_key, key, GUINT_TO_POINTER (item + 1));
}

gboolean
manicule_webanno_find_key (ManiculeWebannoBuilder *self,
                           const char             *key,
                           guint                  *item)
{
  guint found = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_key, key));

  *item = found - 1;

  return found > 0;
}

ManiculeWebannoItem *
manicule_webanno_make_item (ManiculeWebannoLayer *layer,
                            ManiculeWebannoUnit  *unit,
                            guint64               number,
                            guint                 line)
{
  ManiculeWebannoItem *item = g_new0 (ManiculeWebannoItem, 1);
  guint n = layer != NULL ? layer->features->len : 0;

  item->layer = layer;
  item->values = g_new0 (char *, n + 1);
  item->is_set = g_new0 (gboolean, n + 1);
  for (guint i = 0; i < n; i++)
    item->values[i] = g_strdup ("");
  item->begin = (guint) unit->begin;
  item->end = (guint) unit->end;
  item->number = number;
  item->line = line;

  return item;
}

guint
manicule_webanno_add_item (ManiculeWebannoBuilder *self,
                           ManiculeWebannoLayer   *layer,
                           ManiculeWebannoUnit    *unit,
                           guint64                 number,
                           guint                   line)
{
  ManiculeWebannoItem *item = manicule_webanno_make_item (layer, unit, number, line);

  item->id = g_strdup_printf ("s%u", self->items->len + 1);
  g_ptr_array_add (self->items, item);

  return self->items->len - 1;
}

/* The annotation of that layer and number, which goes on over several units; else a new one. */
static guint
ensure_item (ManiculeWebannoBuilder *self,
             ManiculeWebannoLayer   *layer,
             ManiculeWebannoUnit    *unit,
             guint64                 number,
             guint                   line)
{
  guint i;

  if (number > 0 && manicule_webanno_find_key (self, manicule_webanno_make_key (self, layer, "", number), &i))
    {
      manicule_webanno_get_item (self, i)->begin = MIN (manicule_webanno_get_item (self, i)->begin, (guint) unit->begin);
      manicule_webanno_get_item (self, i)->end = MAX (manicule_webanno_get_item (self, i)->end, (guint) unit->end);
    }
  else
    {
      i = manicule_webanno_add_item (self, layer, unit, number, line);
      if (number > 0)
        manicule_webanno_add_key (self, g_strdup (self->key->str), i);
    }
  if (self->has_places)
    manicule_webanno_add_key (self, g_strdup (manicule_webanno_make_key (self, layer, unit->name, number)), i);

  return i;
}

void
manicule_webanno_set_value (ManiculeWebannoItem *item,
                            guint                feature,
                            const char          *data,
                            gsize                length)
{
  if (item->is_set[feature] || (length == 1 && (*data == '*' || *data == '_')))
    return;

  g_free (item->values[feature]);
  item->values[feature] = manicule_webanno_parse_value (data, length);
  item->is_set[feature] = TRUE;
}

/* --- spans and slots --- */

static void
add_links (ManiculeWebannoBuilder *self,
           guint                   item,
           ManiculeWebannoFeature *feature,
           const char             *roles,
           const char             *targets,
           guint                   line)
{
  g_auto(GStrv) role = manicule_webanno_split (roles, ';');
  g_auto(GStrv) target = manicule_webanno_split (targets, ';');
  guint n_roles = g_strv_length (role);

  if (manicule_webanno_is_nothing (targets) || g_str_equal (targets, "*"))
    return;

  for (guint i = 0; target[i] != NULL; i++)
    {
      ManiculeWebannoLink link = { .item = item, .feature = feature, .index = i, .line = line };
      guint64 second;
      gsize length = manicule_webanno_take_numbers (target[i], &link.number, &second);

      link.unit = g_strndup (target[i], length);
      if (i < n_roles && !manicule_webanno_is_nothing (role[i]) && !g_str_equal (role[i], "*"))
        link.role = manicule_webanno_parse_value (role[i], strlen (role[i]));
      g_array_append_val (self->links, link);
      /* cppcheck-suppress memleak ; the array took it */
    }
}

/* One annotation of a stack. */
static void
read_span (ManiculeWebannoBuilder    *self,
           ManiculeWebannoLayer      *layer,
           ManiculeWebannoUnit       *unit,
           const ManiculeWebannoCell *pieces,
           guint                      k,
           guint                      line)
{
  guint64 number = 0, second;
  gboolean is_there = FALSE;
  guint item;

  for (guint i = 0, cell = 0; i < layer->features->len; i++)
    {
      ManiculeWebannoFeature *feature = g_ptr_array_index (layer->features, i);
      const char *piece = manicule_webanno_get_piece (&pieces[cell], k);
      guint64 found;

      is_there |= !manicule_webanno_is_nothing (piece);
      manicule_webanno_take_numbers (piece, &found, &second);
      number = number > 0 ? number : found;
      cell += feature->link_type != NULL ? 2 : 1;
    }
  if (!is_there)
    return;

  item = ensure_item (self, layer, unit, number, line);
  for (guint i = 0, cell = 0; i < layer->features->len; i++)
    {
      ManiculeWebannoFeature *feature = g_ptr_array_index (layer->features, i);
      const char *piece = manicule_webanno_get_piece (&pieces[cell], k);
      guint64 found;
      gsize length = manicule_webanno_take_numbers (piece, &found, &second);

      if (feature->link_type == NULL)
        manicule_webanno_set_value (manicule_webanno_get_item (self, item), i, piece, length);
      else if (manicule_webanno_get_item (self, item)->line == line)
        {
          g_autofree char *roles = g_strndup (piece, length);

          add_links (self, item, feature, roles, manicule_webanno_get_piece (&pieces[cell + 1], k), line);
        }
      cell += feature->link_type != NULL ? 2 : 1;
    }
}

/* "relation->2-1" and "label[2]": the first link of the second chain. */
static void
read_chain (ManiculeWebannoBuilder    *self,
            ManiculeWebannoLayer      *layer,
            ManiculeWebannoUnit       *unit,
            const ManiculeWebannoCell *pieces,
            guint                      k,
            guint                      line)
{
  int relation = manicule_webanno_layer_find (layer, MANICULE_UIMA_REFERENCE_RELATION);
  int label = manicule_webanno_layer_find (layer, MANICULE_UIMA_REFERENCE_TYPE);
  const char *piece, *arrow;
  guint64 chain, link, number, second;
  gsize length;
  guint item;
  char *p;

  if (relation < 0 || label < 0)
    return;
  piece = manicule_webanno_get_piece (&pieces[relation], k);
  arrow = manicule_webanno_find_arrow (piece);
  if (arrow == NULL || !g_ascii_isdigit (arrow[2]))
    return;
  chain = g_ascii_strtoull (arrow + 2, &p, 10);
  link = *p == '-' ? g_ascii_strtoull (p + 1, NULL, 10) : 0;
  if (chain > G_MAXUINT32 || link > G_MAXUINT32)
    return;

  item = ensure_item (self, layer, unit, (chain << 32 | link) + 1, line);
  manicule_webanno_set_value (manicule_webanno_get_item (self, item), (guint) relation, piece, (gsize) (arrow - piece));
  piece = manicule_webanno_get_piece (&pieces[label], k);
  length = manicule_webanno_take_numbers (piece, &number, &second);
  manicule_webanno_set_value (manicule_webanno_get_item (self, item), (guint) label, piece, length);
}

/* The first cell of a line, behind the token and what goes before it; NULL where there is none. */
static const char *
skip_place (const char *line)
{
  const char *p = line;

  for (guint i = 0; i < 3; i++)
    {
      p = strchr (p, '\t');
      if (p == NULL)
        return NULL;
      p++;
    }

  return p;
}

/* Most rows say nothing, and are not split. */
void
manicule_webanno_count_cells (ManiculeWebannoBuilder *self,
                              ManiculeWebannoUnit    *unit)
{
  const char *p = skip_place (manicule_webanno_sheet_get_line (self->sheet, unit->line));

  unit->n_cells = 0;
  unit->is_bare = TRUE;
  while (p != NULL)
    {
      gboolean is_nothing = *p == '_' && (p[1] == '\t' || p[1] == '\0');

      unit->is_bare &= unit->n_cells >= self->sheet->n_cells || is_nothing;
      unit->n_cells++;
      p = is_nothing ? p + 1 : strchrnul (p, '\t');
      p = *p != '\0' ? p + 1 : NULL;
    }
}

/* Once they were counted. */
GStrv
manicule_webanno_get_cells (ManiculeWebannoBuilder *self,
                            ManiculeWebannoUnit    *unit)
{
  const char *p = skip_place (manicule_webanno_sheet_get_line (self->sheet, unit->line));
  GStrv cells = g_new0 (char *, unit->n_cells + 1);

  for (guint i = 0; p != NULL && i < unit->n_cells; i++)
    {
      const char *end = strchrnul (p, '\t');

      cells[i] = g_strndup (p, (gsize) (end - p));
      p = *end != '\0' ? end + 1 : NULL;
    }

  return cells;
}

guint
manicule_webanno_get_number (ManiculeWebannoBuilder *self,
                             ManiculeWebannoUnit    *unit)
{
  return g_array_index (self->sheet->index, ManiculeWebannoLine, unit->line).number;
}

void
manicule_webanno_read_row (ManiculeWebannoBuilder *self,
                           ManiculeWebannoUnit    *unit,
                           GStrv                   cells)
{
  for (guint i = 0; i < self->sheet->layers->len; i++)
    {
      ManiculeWebannoLayer *layer = g_ptr_array_index (self->sheet->layers, i);
      ManiculeWebannoCell *pieces;
      guint n;

      if (layer->kind == MANICULE_WEBANNO_RELATIONS || layer->column >= unit->n_cells)
        continue;
      pieces = manicule_webanno_split_cells (cells, unit->n_cells, layer->column, layer->n_cells, &n);
      for (guint k = 0; k < n; k++)
        if (layer->kind == MANICULE_WEBANNO_SPANS)
          read_span (self, layer, unit, pieces, k, manicule_webanno_get_number (self, unit));
        else
          read_chain (self, layer, unit, pieces, k, manicule_webanno_get_number (self, unit));
      manicule_webanno_free_cells (pieces, layer->n_cells);
    }
}
