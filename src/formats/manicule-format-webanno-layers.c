/* manicule-format-webanno-layers.c: the head of a file of WebAnno TSV
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-webanno-sheet.h"

#include <string.h>

#define ROLE "ROLE_"
#define BASE "BT_"

/* More features than any layer has. */
#define MAX_FEATURES 1000

static const char * const prefixes[] = {
  [MANICULE_WEBANNO_SPANS] = "#T_SP=",
  [MANICULE_WEBANNO_CHAINS] = "#T_CH=",
  [MANICULE_WEBANNO_RELATIONS] = "#T_RL=",
};

static void
feature_free (gpointer data)
{
  ManiculeWebannoFeature *self = data;

  g_free (self->name);
  g_free (self->link_type);
  g_free (self->target_type);
  g_free (self);
}

ManiculeWebannoLayer *
manicule_webanno_layer_new (ManiculeWebannoKind  kind,
                            const char          *type)
{
  ManiculeWebannoLayer *self = g_new0 (ManiculeWebannoLayer, 1);

  self->kind = kind;
  self->type = g_strdup (type);
  self->features = g_ptr_array_new_with_free_func (feature_free);

  return self;
}

void
manicule_webanno_layer_free (ManiculeWebannoLayer *self)
{
  g_free (self->type);
  g_free (self->base);
  g_ptr_array_unref (self->features);
  g_free (self);
}

ManiculeWebannoFeature *
manicule_webanno_layer_add (ManiculeWebannoLayer *self,
                            const char           *name)
{
  ManiculeWebannoFeature *feature = g_new0 (ManiculeWebannoFeature, 1);

  feature->name = g_strdup (name);
  g_ptr_array_add (self->features, feature);

  return feature;
}

int
manicule_webanno_layer_find (ManiculeWebannoLayer *self,
                             const char           *name)
{
  for (guint i = 0; i < self->features->len; i++)
    {
      ManiculeWebannoFeature *feature = g_ptr_array_index (self->features, i);

      if (feature->link_type == NULL && *feature->name != '\0' && g_str_equal (feature->name, name))
        return (int) i;
    }

  return -1;
}

/* Without features there is a cell all the same, and what stands for one goes when there is one. */
void
manicule_webanno_layer_count (ManiculeWebannoLayer *self)
{
  for (guint i = self->features->len; i-- > 0 && self->features->len > 1;)
    if (*((ManiculeWebannoFeature *) g_ptr_array_index (self->features, i))->name == '\0')
      g_ptr_array_remove_index (self->features, i);
  if (self->features->len == 0)
    manicule_webanno_layer_add (self, "");

  self->n_cells = self->base != NULL;
  for (guint i = 0; i < self->features->len; i++)
    self->n_cells += ((ManiculeWebannoFeature *) g_ptr_array_index (self->features, i))->link_type != NULL ? 2 : 1;
}

/* "ROLE_type:feature_linktype" and, in the next field, the type that it leads to. */
static void
add_slot (ManiculeWebannoLayer *self,
          const char           *field,
          const char           *target)
{
  const char *colon = strchr (field, ':');
  const char *name = colon != NULL ? colon + 1 : field + strlen (ROLE);
  const char *bar = strchr (name, '_');
  g_autofree char *only = bar != NULL ? g_strndup (name, (gsize) (bar - name)) : g_strdup (name);
  ManiculeWebannoFeature *feature = manicule_webanno_layer_add (self, only);

  feature->link_type = g_strdup (bar != NULL ? bar + 1 : "");
  feature->target_type = g_strdup (target != NULL ? target : "");
}

ManiculeWebannoLayer *
manicule_webanno_layer_parse (const char *line)
{
  ManiculeWebannoLayer *self = NULL;
  g_auto(GStrv) fields = NULL;

  for (guint kind = 0; kind < G_N_ELEMENTS (prefixes) && self == NULL; kind++)
    if (g_str_has_prefix (line, prefixes[kind]))
      {
        fields = g_strsplit (line + strlen (prefixes[kind]), "|", MAX_FEATURES);
        self = manicule_webanno_layer_new (kind, fields[0] != NULL ? g_strstrip (fields[0]) : "");
      }
  if (self == NULL)
    return NULL;

  for (guint i = 1; fields[0] != NULL && fields[i] != NULL; i++)
    {
      if (g_str_has_prefix (fields[i], ROLE))
        {
          add_slot (self, fields[i], fields[i + 1]);
          i += fields[i + 1] != NULL;
        }
      else if (self->kind == MANICULE_WEBANNO_RELATIONS && g_str_has_prefix (fields[i], BASE) && self->base == NULL)
        self->base = g_strdup (fields[i] + strlen (BASE));
      else
        manicule_webanno_layer_add (self, fields[i]);
    }
  if (self->kind == MANICULE_WEBANNO_RELATIONS && self->base == NULL)
    self->base = g_strdup ("");
  manicule_webanno_layer_count (self);

  return self;
}

void
manicule_webanno_layer_print (ManiculeWebannoLayer *self,
                              GString              *out)
{
  g_string_append (out, prefixes[self->kind]);
  g_string_append (out, self->type);
  for (guint i = 0; i < self->features->len; i++)
    {
      ManiculeWebannoFeature *feature = g_ptr_array_index (self->features, i);

      if (feature->link_type != NULL)
        g_string_append_printf (out, "|" ROLE "%s:%s_%s|%s", self->type, feature->name, feature->link_type, feature->target_type);
      else
        g_string_append_printf (out, "|%s", feature->name);
    }
  if (self->base != NULL)
    g_string_append_printf (out, "|" BASE "%s", self->base);
  g_string_append_c (out, '\n');
}
