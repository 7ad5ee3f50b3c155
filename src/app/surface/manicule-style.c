/* manicule-style.c: fonts, measures and colours in which a text is drawn
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-style.h"

#include <math.h>
#include <pango/pangocairo.h>

/* All measures are drawn for a text of this size and grow with it. */
#define DRAWN_FOR 16.0
#define NAME_SIZE 9.75
#define HEADLINE_SCALE 1.4
#define N_DASHES 4

/* U+200E and U+200F: letters without a body, which say how a text runs. */
#define LEFT_TO_RIGHT "\xe2\x80\x8e"
#define RIGHT_TO_LEFT "\xe2\x80\x8f"

/* English newspaper prose has about this mix of letters. */
static const char sample[] =
  "The mayor said on Thursday that both bridges would be open again before the end of the month.";

struct _ManiculeStyle
{
  PangoContext         *context;      /* (owned): finds the direction of each text */
  PangoContext         *directed[2];  /* (owned) (nullable): for text that runs left to right, right to left */
  ManiculeStyleFonts    fonts;
  ManiculeStyleMetrics  metrics;
  ManiculePalette       palette;
  gboolean              culling;
  ManiculeSchema       *schema;       /* (owned) (nullable) */
  PangoFontDescription *text;         /* (owned) */
  PangoFontDescription *headline;     /* (owned) */
  PangoFontDescription *name;         /* (owned) */
  GHashTable           *labels;       /* (owned) (element-type utf8 ManiculeLabelStyle) */
  GHashTable           *suggested;    /* (owned) (element-type utf8 ManiculeLabelStyle) */
};

static void
drop_contexts (ManiculeStyle *self)
{
  g_clear_object (&self->context);
  g_clear_object (&self->directed[0]);
  g_clear_object (&self->directed[1]);
}

/* Whichever way the interface runs, each paragraph runs as its own letters do: Pango aligns paragraphs that run against the
 * base direction to the other side. */
static void
take_context (ManiculeStyle *self,
              PangoContext  *context)
{
  self->context = g_object_ref (context);
  pango_context_set_base_dir (self->context, PANGO_DIRECTION_LTR);
}

/* A context that shapes as the main one does, in a given direction. */
static PangoContext *
get_directed (ManiculeStyle  *self,
              PangoDirection  direction)
{
  PangoContext **context = &self->directed[direction == PANGO_DIRECTION_RTL];

  if (*context == NULL)
    {
      *context = pango_font_map_create_context (pango_context_get_font_map (self->context));
      pango_cairo_context_set_resolution (*context, pango_cairo_context_get_resolution (self->context));
      pango_cairo_context_set_font_options (*context, pango_cairo_context_get_font_options (self->context));
      pango_context_set_round_glyph_positions (*context, pango_context_get_round_glyph_positions (self->context));
      pango_context_set_language (*context, pango_context_get_language (self->context));
      pango_context_set_base_dir (*context, direction);
    }

  return *context;
}

static void
label_style_free (ManiculeLabelStyle *label)
{
  for (guint i = 0; i < 9; i++)
    g_clear_object (&label->names[i / 3][i % 3]);
  g_free (label->title);
  g_free (label);
}

static PangoFontDescription *
make_font (const char  *name,
           double       size,
           PangoWeight  weight)
{
  PangoFontDescription *font = pango_font_description_from_string (name);

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  if (weight != PANGO_WEIGHT_NORMAL)
    pango_font_description_set_weight (font, weight);

  return font;
}

static int
grow (ManiculeStyle *self,
      double         px)
{
  return MAX ((int) lround (px * self->fonts.font_size / DRAWN_FOR), 1);
}

static double
measure_sample (ManiculeStyle *self)
{
  g_autoptr(PangoLayout) layout = manicule_style_create_layout (self, sample, -1, FALSE, PANGO_DIRECTION_NEUTRAL);
  int width;

  pango_layout_get_size (layout, &width, NULL);

  return width / (double) PANGO_SCALE / (sizeof sample - 1);
}

static int
measure_name_baseline (ManiculeStyle *self)
{
  PangoFontMetrics *metrics = pango_context_get_metrics (self->context, self->name, NULL);
  double ascent = pango_font_metrics_get_ascent (metrics) / (double) PANGO_SCALE;

  pango_font_metrics_unref (metrics);

  return self->metrics.rule + (int) lround (ascent);
}

static void
update_metrics (ManiculeStyle *self)
{
  ManiculeStyleMetrics *metrics = &self->metrics;
  double pitch = 42 * (self->fonts.line_pitch - 1);

  metrics->above = grow (self, 3) + (int) lround (pitch * self->fonts.font_size / DRAWN_FOR);
  metrics->above = MAX (metrics->above, 0);
  metrics->below = grow (self, 2);
  metrics->row = grow (self, 15);
  metrics->deep_row = MAX (grow (self, 4), 3);
  metrics->bottom = grow (self, 2);
  metrics->rule = grow (self, 2);
  metrics->tick = grow (self, 3);
  metrics->paragraph_gap = grow (self, 12);
  metrics->blank = grow (self, 14);
  metrics->radius = grow (self, 3);
  metrics->column = (int) ceil (measure_sample (self) * self->fonts.measure);
  metrics->name_baseline = measure_name_baseline (self);
}

static void
update_fonts (ManiculeStyle *self)
{
  g_clear_pointer (&self->text, pango_font_description_free);
  g_clear_pointer (&self->headline, pango_font_description_free);
  g_clear_pointer (&self->name, pango_font_description_free);

  self->text = make_font (self->fonts.text_font, self->fonts.font_size, PANGO_WEIGHT_NORMAL);
  self->headline = make_font (self->fonts.text_font, self->fonts.font_size * HEADLINE_SCALE, PANGO_WEIGHT_BOLD);
  self->name = make_font (self->fonts.name_font, self->fonts.font_size * NAME_SIZE / DRAWN_FOR, PANGO_WEIGHT_SEMIBOLD);
  update_metrics (self);
  manicule_style_forget_labels (self);
}

/* What comes before a name: the dots stand where the line comes from, whichever way the letters of the name run. */
static const char * const starts[] = { "", LEFT_TO_RIGHT "…", RIGHT_TO_LEFT "…" };

static PangoLayout *
make_name (ManiculeStyle            *self,
           const ManiculeLabelStyle *label,
           ManiculeNameForm          form,
           const char               *start)
{
  g_autofree char *shorter = manicule_name_shorten (label->title, form);
  g_autofree char *name = g_strconcat (start, shorter, label->suggested ? "?" : "", NULL);
  PangoLayout *layout = manicule_style_create_name (self, name);

  if (label->suggested)
    {
      PangoAttrList *attributes = pango_attr_list_new ();

      pango_attr_list_insert (attributes, pango_attr_style_new (PANGO_STYLE_ITALIC));
      pango_layout_set_attributes (layout, attributes);
      pango_attr_list_unref (attributes);
    }

  return layout;
}

static void
make_names (ManiculeStyle      *self,
            ManiculeLabelStyle *label)
{
  for (guint continued = 0; continued < 2; continued++)
    {
      for (ManiculeNameForm form = MANICULE_NAME_FULL; form < MANICULE_NAME_NONE; form++)
        {
          PangoLayout *layout = make_name (self, label, form, starts[continued]);
          int width;

          pango_layout_get_size (layout, &width, NULL);
          label->names[continued][form] = layout;
          label->widths[continued][form] = width / (double) PANGO_SCALE;
        }
    }
}

/* Neighbours in the schema are told apart. */
static guint
choose_dash (ManiculeStyle *self,
             const char    *name,
             ManiculeLabel *item)
{
  GListModel *labels = self->schema != NULL ? manicule_schema_get_labels (self->schema) : NULL;
  guint n = labels != NULL && item != NULL ? g_list_model_get_n_items (labels) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(ManiculeLabel) label = g_list_model_get_item (labels, i);

      if (label == item)
        return i % N_DASHES;
    }

  return g_str_hash (name) % N_DASHES;
}

static ManiculeLabelStyle *
make_label (ManiculeStyle *self,
            const char    *name,
            gboolean       suggested)
{
  ManiculeLabelStyle *label = g_new0 (ManiculeLabelStyle, 1);
  ManiculeLabel *item = self->schema != NULL ? manicule_schema_find_label (self->schema, name) : NULL;

  label->title = g_strdup (item != NULL ? manicule_label_get_title (item) : name);
  label->colors = manicule_palette_label_colors (&self->palette, item != NULL ? manicule_label_get_color (item) : NULL,
                                                 name);
  label->dash = choose_dash (self, name, item);
  label->suggested = suggested;
  make_names (self, label);

  return label;
}

/**
 * manicule_style_new:
 * @context: the context to shape text in, which nobody else changes any more: lines that are in use depend on it
 *
 * Returns: (transfer full): a style in the default font
 */
ManiculeStyle *
manicule_style_new (PangoContext *context)
{
  const ManiculeStyleFonts fonts = { (char *) "Sans", (char *) "Sans", DRAWN_FOR, 1.0, 70 };
  const GdkRGBA blue = { 0.21f, 0.52f, 0.89f, 1 };
  ManiculeStyle *self = g_new0 (ManiculeStyle, 1);

  take_context (self, context);
  self->labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) label_style_free);
  self->suggested = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) label_style_free);
  manicule_palette_init (&self->palette, FALSE, FALSE, &blue);
  manicule_style_set_fonts (self, &fonts);

  return self;
}

/**
 * manicule_style_free:
 * @self: (transfer full) (nullable): a style
 */
void
manicule_style_free (ManiculeStyle *self)
{
  if (self == NULL)
    return;

  drop_contexts (self);
  g_clear_object (&self->schema);
  g_clear_pointer (&self->text, pango_font_description_free);
  g_clear_pointer (&self->headline, pango_font_description_free);
  g_clear_pointer (&self->name, pango_font_description_free);
  g_clear_pointer (&self->labels, g_hash_table_unref);
  g_clear_pointer (&self->suggested, g_hash_table_unref);
  g_free (self->fonts.text_font);
  g_free (self->fonts.name_font);
  g_free (self);
}

/**
 * manicule_style_set_fonts:
 * @self: a style
 * @fonts: fonts and measures, copied
 *
 * Returns: whether anything has changed, so that all lines must be shaped anew
 */
gboolean
manicule_style_set_fonts (ManiculeStyle            *self,
                          const ManiculeStyleFonts *fonts)
{
  if (g_strcmp0 (self->fonts.text_font, fonts->text_font) == 0
      && g_strcmp0 (self->fonts.name_font, fonts->name_font) == 0
      && self->fonts.font_size == fonts->font_size
      && self->fonts.line_pitch == fonts->line_pitch
      && self->fonts.measure == fonts->measure)
    return FALSE;

  g_free (self->fonts.text_font);
  g_free (self->fonts.name_font);
  self->fonts = *fonts;
  self->fonts.text_font = g_strdup (fonts->text_font);
  self->fonts.name_font = g_strdup (fonts->name_font);
  update_fonts (self);

  return TRUE;
}

/**
 * manicule_style_set_palette:
 * @self: a style
 * @palette: colours, copied
 *
 * Returns: whether anything has changed, so that all lines must be painted anew
 */
gboolean
manicule_style_set_palette (ManiculeStyle         *self,
                            const ManiculePalette *palette)
{
  if (manicule_palette_equal (&self->palette, palette))
    return FALSE;

  self->palette = *palette;
  manicule_style_forget_labels (self);

  return TRUE;
}

/**
 * manicule_style_set_schema:
 * @self: a style
 * @schema: (nullable): where titles and colours of labels come from
 */
void
manicule_style_set_schema (ManiculeStyle  *self,
                           ManiculeSchema *schema)
{
  if (g_set_object (&self->schema, schema))
    manicule_style_forget_labels (self);
}

/**
 * manicule_style_forget_labels:
 * @self: a style
 *
 * The schema has changed: label styles handed out before are gone.
 */
void
manicule_style_forget_labels (ManiculeStyle *self)
{
  g_hash_table_remove_all (self->labels);
  g_hash_table_remove_all (self->suggested);
}

/**
 * manicule_style_set_context:
 * @self: a style
 * @context: a context that nobody else changes any more
 *
 * Text is to be shaped otherwise than before (fonts were installed, the resolution has changed).
 */
void
manicule_style_set_context (ManiculeStyle *self,
                            PangoContext  *context)
{
  drop_contexts (self);
  take_context (self, context);
  update_fonts (self);
}

/**
 * manicule_style_set_culling:
 * @self: a style
 * @culling: whether what is drawn leaves itself out where nothing is to be drawn anew, since the renderer does not do so
 *
 * Returns: whether that is another way than before
 */
gboolean
manicule_style_set_culling (ManiculeStyle *self,
                            gboolean       culling)
{
  gboolean changed = self->culling != culling;

  self->culling = culling;

  return changed;
}

/**
 * manicule_style_get_culling:
 * @self: a style
 *
 * Returns: see manicule_style_set_culling()
 */
gboolean
manicule_style_get_culling (ManiculeStyle *self)
{
  return self->culling;
}

/**
 * manicule_style_get_metrics:
 * @self: a style
 *
 * Returns: the measures, which stay in place and change with the fonts
 */
const ManiculeStyleMetrics *
manicule_style_get_metrics (ManiculeStyle *self)
{
  return &self->metrics;
}

/**
 * manicule_style_get_palette:
 * @self: a style
 *
 * Returns: the colours, which stay in place
 */
const ManiculePalette *
manicule_style_get_palette (ManiculeStyle *self)
{
  return &self->palette;
}

static const ManiculeLabelStyle *
get_label (ManiculeStyle *self,
           const char    *label,
           gboolean       suggested)
{
  GHashTable *table = suggested ? self->suggested : self->labels;
  ManiculeLabelStyle *style = g_hash_table_lookup (table, label);

  if (style == NULL)
    {
      style = make_label (self, label, suggested);
      g_hash_table_insert (table, g_strdup (label), style);
    }

  return style;
}

/**
 * manicule_style_get_label:
 * @self: a style
 * @label: the name of a label, which need not be in the schema
 *
 * Returns: how the label is drawn, until fonts, palette or schema change
 */
const ManiculeLabelStyle *
manicule_style_get_label (ManiculeStyle *self,
                          const char    *label)
{
  return get_label (self, label, FALSE);
}

/**
 * manicule_style_get_suggested:
 * @self: a style
 * @label: the name of a label, which need not be in the schema
 *
 * Returns: how the label is drawn where it is only suggested, until fonts, palette or schema change
 */
const ManiculeLabelStyle *
manicule_style_get_suggested (ManiculeStyle *self,
                              const char    *label)
{
  return get_label (self, label, TRUE);
}

/**
 * manicule_style_get_name:
 * @self: a style
 * @label: a label's style, of this one
 * @form: how long
 * @continued: whether the mark began in a line before
 * @rtl: whether the line runs from right to left
 *
 * Returns: the name as it is drawn; its width is that of the label's style, whichever way the line runs
 */
PangoLayout *
manicule_style_get_name (ManiculeStyle            *self,
                         const ManiculeLabelStyle *label,
                         ManiculeNameForm          form,
                         gboolean                  continued,
                         gboolean                  rtl)
{
  guint i = continued ? 1 + (rtl ? 1 : 0) : 0;
  PangoLayout **name = (PangoLayout **) &label->names[i][form];

  if (*name == NULL)
    *name = make_name (self, label, form, starts[i]);

  return *name;
}

/**
 * manicule_style_create_name:
 * @self: a style
 * @name: a few words
 *
 * Returns: (transfer full): the words in the small letters of names, in one line
 */
PangoLayout *
manicule_style_create_name (ManiculeStyle *self,
                            const char    *name)
{
  PangoLayout *layout = pango_layout_new (self->context);

  pango_layout_set_font_description (layout, self->name);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_text (layout, name, -1);

  return layout;
}

/**
 * manicule_style_get_font_size:
 * @self: a style
 *
 * Returns: the size of the text in px
 */
double
manicule_style_get_font_size (ManiculeStyle *self)
{
  return self->fonts.font_size;
}

/**
 * manicule_style_create_layout:
 * @self: a style
 * @text: a paragraph or a piece of one, without its line break
 * @length: of the text in bytes, -1 when it ends with NUL
 * @headline: in large letters?
 * @direction: how its paragraph runs; %PANGO_DIRECTION_NEUTRAL: as @text begins
 *
 * Returns: (transfer full): a layout, not wrapped yet
 */
PangoLayout *
manicule_style_create_layout (ManiculeStyle  *self,
                              const char     *text,
                              int             length,
                              gboolean        headline,
                              PangoDirection  direction)
{
  gboolean auto_dir = direction == PANGO_DIRECTION_NEUTRAL;
  PangoLayout *layout = pango_layout_new (auto_dir ? self->context : get_directed (self, direction));
  PangoAttrList *attributes = pango_attr_list_new ();

  /* Nothing is shown that the text does not have. */
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);

  pango_layout_set_auto_dir (layout, auto_dir);
  if (direction == PANGO_DIRECTION_RTL)
    pango_layout_set_alignment (layout, PANGO_ALIGN_RIGHT);
  pango_layout_set_font_description (layout, headline ? self->headline : self->text);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_text (layout, text, length);

  return layout;
}
