/* manicule-surface.c: the annotated text: object and properties
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-surface-private.h"

/* Properties of GtkScrollable, after our own. */
enum
{
  PROP_HADJUSTMENT = MANICULE_SURFACE_N_PROPERTIES,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

static GParamSpec *props[MANICULE_SURFACE_N_PROPERTIES];

/* Where a set was left. */
typedef struct
{
  guint        anchor;
  guint        byte;
  ManiculeKeep keep;
} View;

G_DEFINE_FINAL_TYPE_WITH_CODE (ManiculeSurface, manicule_surface, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_ACCESSIBLE_TEXT, manicule_surface_a11y_iface_init))

guint
manicule_surface_to_char (ManiculeSurface *self,
                          guint            byte)
{
  return manicule_text_byte_to_char (self->text, byte);
}

guint
manicule_surface_to_byte (ManiculeSurface *self,
                          guint            chr)
{
  return manicule_text_char_to_byte (self->text, MIN (chr, manicule_text_get_n_chars (self->text)));
}

const ManiculeLineCounts *
manicule_surface_get_counts (ManiculeSurface *self)
{
  return manicule_line_cache_get_counts (self->cache);
}

static char *
view_name (ManiculeAnnotationSet *set)
{
  return g_strconcat (manicule_annotation_set_get_annotator (set), "/", manicule_annotation_set_get_article_id (set), NULL);
}

static void
remember_view (ManiculeSurface *self)
{
  View *view;

  if (self->set == NULL || self->map == NULL)
    return;

  manicule_surface_flush (self);
  view = g_new0 (View, 1);
  view->anchor = manicule_caret_get_anchor (self->caret);
  view->byte = manicule_caret_get_place (self->caret).byte;
  view->keep = manicule_viewport_keep (self->viewport);
  g_hash_table_replace (self->views, view_name (self->set), view);
}

/* The set may have been loaded anew meanwhile, with another text. */
static gboolean
fits (ManiculeSurface *self,
      const View      *view)
{
  const char *data = manicule_text_get_data (self->text);
  guint n = manicule_text_get_n_bytes (self->text);

  return view->anchor <= n && view->byte <= n && view->keep.line < manicule_text_map_get_n_lines (self->map)
         && ((guchar) data[view->anchor] & 0xc0) != 0x80 && ((guchar) data[view->byte] & 0xc0) != 0x80;
}

static void
recall_view (ManiculeSurface *self)
{
  g_autofree char *name = view_name (self->set);
  const View *view = g_hash_table_lookup (self->views, name);

  if (view == NULL || !fits (self, view))
    return;

  manicule_caret_select (self->caret, view->anchor, view->byte);
  self->keep = view->keep;
  self->has_keep = TRUE;
}

static void
set_text (ManiculeSurface *self,
          ManiculeText    *text)
{
  g_autoptr(ManiculeTextMap) map = NULL;

  if (text != NULL)
    map = text == self->text ? g_object_ref (self->map) : manicule_text_map_new (text);

  g_set_object (&self->text, text);
  g_set_object (&self->map, map);
  manicule_line_cache_set_map (self->cache, map);
  manicule_caret_set_map (self->caret, map);
  manicule_viewport_reset (self->viewport, map != NULL ? manicule_text_map_get_n_lines (map) : 0);
  manicule_surface_unset_headline (self);
  self->section_valid = FALSE;
  self->has_keep = FALSE;
}

static void
manicule_surface_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (manicule_surface_parent_class)->map (widget);

  manicule_surface_update_renderer (MANICULE_SURFACE (widget));
  manicule_surface_blink (MANICULE_SURFACE (widget));
}

static void
manicule_surface_unmap (GtkWidget *widget)
{
  manicule_surface_stop_blinking (MANICULE_SURFACE (widget));

  GTK_WIDGET_CLASS (manicule_surface_parent_class)->unmap (widget);
}

static void
manicule_surface_system_setting_changed (GtkWidget        *widget,
                                         GtkSystemSetting  setting)
{
  GTK_WIDGET_CLASS (manicule_surface_parent_class)->system_setting_changed (widget, setting);

  if (setting == GTK_SYSTEM_SETTING_FONT_CONFIG || setting == GTK_SYSTEM_SETTING_FONT_NAME
      || setting == GTK_SYSTEM_SETTING_DPI)
    manicule_surface_update_context (MANICULE_SURFACE (widget));
}

static void
manicule_surface_get_property (GObject    *object,
                               guint       property_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  ManiculeSurface *self = MANICULE_SURFACE (object);

  switch (property_id)
    {
    case MANICULE_SURFACE_ANNOTATION_SET:
      g_value_set_object (value, self->set);
      break;
    case MANICULE_SURFACE_SCHEMA:
      g_value_set_object (value, self->schema);
      break;
    case MANICULE_SURFACE_FOCUSED:
      g_value_set_object (value, manicule_surface_get_focused (self));
      break;
    case MANICULE_SURFACE_CARET:
      g_value_set_uint (value, manicule_surface_get_caret (self));
      break;
    case MANICULE_SURFACE_HAS_SELECTION:
      g_value_set_boolean (value, self->had_selection);
      break;
    case MANICULE_SURFACE_SNAPPING:
      g_value_set_enum (value, self->snapping);
      break;
    case MANICULE_SURFACE_TYPEFACE:
      g_value_set_enum (value, self->typeface);
      break;
    case MANICULE_SURFACE_FONT_SIZE:
      g_value_set_double (value, self->font_size);
      break;
    case MANICULE_SURFACE_MEASURE:
      g_value_set_uint (value, self->measure);
      break;
    case MANICULE_SURFACE_LINE_PITCH:
      g_value_set_double (value, self->line_pitch);
      break;
    case MANICULE_SURFACE_BOTTOM_PADDING:
      g_value_set_int (value, self->bottom_padding);
      break;
    case MANICULE_SURFACE_HEADLINE_RANGE:
      g_value_set_variant (value, g_variant_new ("(uu)", self->headline.start, self->headline.end));
      break;
    case MANICULE_SURFACE_SUGGESTIONS:
      g_value_set_object (value, self->suggestions);
      break;
    case MANICULE_SURFACE_FOCUSED_SUGGESTION:
      g_value_set_object (value, self->suggestion);
      break;
    case MANICULE_SURFACE_SHOW_RELATIONS:
      g_value_set_boolean (value, manicule_surface_get_show_relations (self));
      break;
    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->hadjustment);
      break;
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->vadjustment);
      break;
    case PROP_HSCROLL_POLICY:
      g_value_set_enum (value, self->hscroll_policy);
      break;
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, self->vscroll_policy);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
set_headline_variant (ManiculeSurface *self,
                      GVariant        *variant)
{
  ManiculeRange range = { 0, 0 };

  if (variant == NULL)
    {
      manicule_surface_unset_headline (self);
      return;
    }

  g_variant_get (variant, "(uu)", &range.start, &range.end);
  manicule_surface_set_headline (self, range);
}

static void
manicule_surface_set_property (GObject      *object,
                               guint         property_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  ManiculeSurface *self = MANICULE_SURFACE (object);

  switch (property_id)
    {
    case MANICULE_SURFACE_ANNOTATION_SET:
      manicule_surface_set_annotation_set (self, g_value_get_object (value));
      break;
    case MANICULE_SURFACE_SCHEMA:
      manicule_surface_set_schema (self, g_value_get_object (value));
      break;
    case MANICULE_SURFACE_FOCUSED:
      manicule_surface_focus_annotation (self, g_value_get_object (value));
      break;
    case MANICULE_SURFACE_CARET:
      manicule_surface_set_caret (self, g_value_get_uint (value));
      break;
    case MANICULE_SURFACE_SNAPPING:
      manicule_surface_set_snapping (self, g_value_get_enum (value));
      break;
    case MANICULE_SURFACE_TYPEFACE:
      manicule_surface_set_typeface (self, g_value_get_enum (value));
      break;
    case MANICULE_SURFACE_FONT_SIZE:
      manicule_surface_set_font_size (self, g_value_get_double (value));
      break;
    case MANICULE_SURFACE_MEASURE:
      manicule_surface_set_measure (self, g_value_get_uint (value));
      break;
    case MANICULE_SURFACE_LINE_PITCH:
      manicule_surface_set_line_pitch (self, g_value_get_double (value));
      break;
    case MANICULE_SURFACE_BOTTOM_PADDING:
      manicule_surface_set_bottom_padding (self, g_value_get_int (value));
      break;
    case MANICULE_SURFACE_HEADLINE_RANGE:
      set_headline_variant (self, g_value_get_variant (value));
      break;
    case MANICULE_SURFACE_SUGGESTIONS:
      manicule_surface_set_suggestions (self, g_value_get_object (value));
      break;
    case MANICULE_SURFACE_FOCUSED_SUGGESTION:
      manicule_surface_focus_suggestion (self, g_value_get_object (value));
      break;
    case MANICULE_SURFACE_SHOW_RELATIONS:
      manicule_surface_set_show_relations (self, g_value_get_boolean (value));
      break;
    case PROP_HADJUSTMENT:
      manicule_surface_set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, g_value_get_object (value));
      break;
    case PROP_VADJUSTMENT:
      manicule_surface_set_adjustment (self, GTK_ORIENTATION_VERTICAL, g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
      self->hscroll_policy = g_value_get_enum (value);
      break;
    case PROP_VSCROLL_POLICY:
      self->vscroll_policy = g_value_get_enum (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
manicule_surface_dispose (GObject *object)
{
  ManiculeSurface *self = MANICULE_SURFACE (object);

  manicule_surface_stop_blinking (self);
  manicule_surface_drag_dispose (self);
  manicule_surface_touch_dispose (self);
  manicule_surface_a11y_dispose (self);
  manicule_surface_scroll_dispose (self);
  manicule_surface_marks_disconnect (self);
  manicule_surface_schema_disconnect (self);
  manicule_surface_suggestions_dispose (self);
  g_clear_object (&self->set);
  g_clear_object (&self->schema);
  g_clear_object (&self->focused);

  G_OBJECT_CLASS (manicule_surface_parent_class)->dispose (object);
}

static void
manicule_surface_finalize (GObject *object)
{
  ManiculeSurface *self = MANICULE_SURFACE (object);

  g_clear_pointer (&self->caret, manicule_caret_free);
  g_clear_pointer (&self->viewport, manicule_viewport_free);
  g_clear_pointer (&self->cache, manicule_line_cache_free);
  g_clear_pointer (&self->style, manicule_style_free);
  g_clear_pointer (&self->views, g_hash_table_unref);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_pointer (&self->hits, g_array_unref);
  manicule_surface_relations_free (self);
  g_clear_object (&self->map);
  g_clear_object (&self->text);
  g_free (self->focused_id);
  g_free (self->link_start);

  G_OBJECT_CLASS (manicule_surface_parent_class)->finalize (object);
}

static void
manicule_surface_install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  props[MANICULE_SURFACE_ANNOTATION_SET] =
    g_param_spec_object ("annotation-set", NULL, NULL, MANICULE_TYPE_ANNOTATION_SET, flags);
  props[MANICULE_SURFACE_SCHEMA] =
    g_param_spec_object ("schema", NULL, NULL, MANICULE_TYPE_SCHEMA, flags);
  props[MANICULE_SURFACE_FOCUSED] =
    g_param_spec_object ("focused", NULL, NULL, MANICULE_TYPE_ANNOTATION, flags);
  props[MANICULE_SURFACE_CARET] =
    g_param_spec_uint ("caret", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[MANICULE_SURFACE_HAS_SELECTION] =
    g_param_spec_boolean ("has-selection", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  props[MANICULE_SURFACE_SNAPPING] =
    g_param_spec_enum ("snapping", NULL, NULL, MANICULE_TYPE_SNAPPING, MANICULE_SNAPPING_WORD, flags);
  props[MANICULE_SURFACE_TYPEFACE] =
    g_param_spec_enum ("typeface", NULL, NULL, MANICULE_TYPE_TYPEFACE, MANICULE_TYPEFACE_DOCUMENT, flags);
  props[MANICULE_SURFACE_FONT_SIZE] =
    g_param_spec_double ("font-size", NULL, NULL, 6, 96, 16, flags);
  props[MANICULE_SURFACE_MEASURE] =
    g_param_spec_uint ("measure", NULL, NULL, 20, 300, 70, flags);
  props[MANICULE_SURFACE_LINE_PITCH] =
    g_param_spec_double ("line-pitch", NULL, NULL, 0.9, 3, 1, flags);
  props[MANICULE_SURFACE_BOTTOM_PADDING] =
    g_param_spec_int ("bottom-padding", NULL, NULL, 0, G_MAXINT16, 0, flags);
  /* What is set in large letters, (start, end) in code points. NULL: the first paragraph where it looks like a headline. */
  props[MANICULE_SURFACE_HEADLINE_RANGE] =
    g_param_spec_variant ("headline-range", NULL, NULL, G_VARIANT_TYPE ("(uu)"), NULL, flags);
  props[MANICULE_SURFACE_SUGGESTIONS] =
    g_param_spec_object ("suggestions", NULL, NULL, MANICULE_TYPE_SUGGESTIONS, flags);
  props[MANICULE_SURFACE_FOCUSED_SUGGESTION] =
    g_param_spec_object ("focused-suggestion", NULL, NULL, MANICULE_TYPE_SUGGESTION, flags);
  props[MANICULE_SURFACE_SHOW_RELATIONS] =
    g_param_spec_boolean ("show-relations", NULL, NULL, FALSE, flags);

  g_object_class_install_properties (object_class, MANICULE_SURFACE_N_PROPERTIES, props);
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
}

static void
manicule_surface_install_signals (ManiculeSurfaceClass *klass)
{
  g_signal_new ("selection-changed", MANICULE_TYPE_SURFACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("hits-changed", MANICULE_TYPE_SURFACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("look-changed", MANICULE_TYPE_SURFACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("column-changed", MANICULE_TYPE_SURFACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("annotation-pressed", MANICULE_TYPE_SURFACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 2, MANICULE_TYPE_ANNOTATION, G_TYPE_INT);
  g_signal_new ("menu", MANICULE_TYPE_SURFACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  g_signal_new ("long-pressed", MANICULE_TYPE_SURFACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("zoom", MANICULE_TYPE_SURFACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_DOUBLE);
  g_signal_new ("edge-dropped", MANICULE_TYPE_SURFACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 4, MANICULE_TYPE_ANNOTATION, G_TYPE_UINT, G_TYPE_BOOLEAN, G_TYPE_UINT);
  g_signal_new ("link-dropped", MANICULE_TYPE_SURFACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 2, MANICULE_TYPE_ANNOTATION, MANICULE_TYPE_ANNOTATION);
}

static void
manicule_surface_class_init (ManiculeSurfaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = manicule_surface_get_property;
  object_class->set_property = manicule_surface_set_property;
  object_class->dispose = manicule_surface_dispose;
  object_class->finalize = manicule_surface_finalize;

  widget_class->measure = manicule_surface_measure;
  widget_class->size_allocate = manicule_surface_size_allocate;
  widget_class->snapshot = manicule_surface_snapshot;
  widget_class->map = manicule_surface_map;
  widget_class->unmap = manicule_surface_unmap;
  widget_class->query_tooltip = manicule_surface_query_tooltip;
  widget_class->system_setting_changed = manicule_surface_system_setting_changed;

  manicule_surface_install_properties (object_class);
  manicule_surface_install_signals (klass);
  manicule_surface_keys_class_init (widget_class);

  gtk_widget_class_set_css_name (widget_class, "surface");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TEXT_BOX);
}

static void
manicule_surface_init (ManiculeSurface *self)
{
  PangoContext *context;

  self->snapping = MANICULE_SNAPPING_WORD;
  self->font_size = 16;
  self->line_pitch = 1;
  self->measure = 70;
  self->current_hit = G_MAXUINT;
  self->found = g_ptr_array_new ();
  self->views = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  context = gtk_widget_create_pango_context (GTK_WIDGET (self));
  self->style = manicule_style_new (context);
  g_object_unref (context);
  self->cache = manicule_line_cache_new (self->style, manicule_surface_add_marks, self);
  self->viewport = manicule_viewport_new (&manicule_surface_viewport_funcs, self);
  self->caret = manicule_caret_new (self->cache, manicule_surface_caret_changed, self);
  manicule_caret_set_snapping (self->caret, MANICULE_UNIT_WORD);
  manicule_surface_set_bottom_padding (self, 0);

  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (manicule_surface_update_context), NULL);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  manicule_surface_look_init (self);
  manicule_surface_pointer_init (self);
  manicule_surface_drag_init (self);
  manicule_surface_touch_init (self);
  manicule_surface_relations_init (self);
  manicule_surface_a11y_init (self);
}

/* Tells that a property has a new value. */
void
manicule_surface_notify (ManiculeSurface         *self,
                         ManiculeSurfaceProperty  property)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[property]);
}

/**
 * manicule_surface_new:
 *
 * Returns: (transfer full): a surface that shows nothing
 */
GtkWidget *
manicule_surface_new (void)
{
  return g_object_new (MANICULE_TYPE_SURFACE, NULL);
}

/**
 * manicule_surface_set_annotation_set:
 * @self: a surface
 * @set: (nullable): what to show; NULL shows nothing
 *
 * Shows the text of @set and its marks, from the top or where the set was left last.
 */
void
manicule_surface_set_annotation_set (ManiculeSurface       *self,
                                     ManiculeAnnotationSet *set)
{
  g_return_if_fail (MANICULE_IS_SURFACE (self));
  g_return_if_fail (set == NULL || MANICULE_IS_ANNOTATION_SET (set));

  if (self->set == set)
    return;

  remember_view (self);
  manicule_surface_abandon_drag (self);
  manicule_surface_set_link_start (self, NULL);
  manicule_surface_set_focused (self, NULL);
  manicule_surface_set_suggestions (self, NULL);
  manicule_surface_set_hits (self, NULL, G_MAXUINT);
  manicule_surface_relations_forget (self);
  manicule_surface_marks_disconnect (self);
  g_set_object (&self->set, set);
  manicule_surface_marks_connect (self);

  self->has_keep = FALSE;
  self->is_scrolled_to = FALSE;
  manicule_surface_a11y_text_goes (self);
  set_text (self, set != NULL ? manicule_annotation_set_get_text (set) : NULL);
  manicule_surface_a11y_text_came (self);
  if (set != NULL)
    recall_view (self);
  self->is_stale = TRUE;
  manicule_surface_start_calibration (self);
  manicule_surface_caret_changed (TRUE, TRUE, self);
  manicule_surface_notify (self, MANICULE_SURFACE_ANNOTATION_SET);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/**
 * manicule_surface_get_annotation_set:
 * @self: a surface
 *
 * Returns: (transfer none) (nullable): what is shown
 */
ManiculeAnnotationSet *
manicule_surface_get_annotation_set (ManiculeSurface *self)
{
  g_return_val_if_fail (MANICULE_IS_SURFACE (self), NULL);

  return self->set;
}

/**
 * manicule_surface_set_schema:
 * @self: a surface
 * @schema: (nullable): where titles and colours of labels come from
 */
void
manicule_surface_set_schema (ManiculeSurface *self,
                             ManiculeSchema  *schema)
{
  g_return_if_fail (MANICULE_IS_SURFACE (self));
  g_return_if_fail (schema == NULL || MANICULE_IS_SCHEMA (schema));

  if (self->schema == schema)
    return;

  manicule_surface_schema_disconnect (self);
  g_set_object (&self->schema, schema);
  manicule_style_set_schema (self->style, schema);
  manicule_surface_schema_connect (self);
  manicule_surface_notify (self, MANICULE_SURFACE_SCHEMA);
}
