/* manicule-attribute-row.c: the answer to a question of the schema
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-attribute-row.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* What hangs on every such row. */
typedef struct
{
  GtkWidget             *row;        /* (unowned): owns this */
  ManiculeAttribute     *attribute;  /* (owned) */
  ManiculeAttributeFunc  changed;
  gpointer               data;
  GPtrArray             *checks;     /* (owned) (nullable) (element-type GtkCheckButton): of several choices */
  gboolean               showing;    /* a value is being shown, so what changes is not the user's doing */
} Answer;

static const char answer_key[] = "manicule-answer";

static void
answer_free (Answer *answer)
{
  g_object_unref (answer->attribute);
  g_clear_pointer (&answer->checks, g_ptr_array_unref);
  g_free (answer);
}

static Answer *
get_answer (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), answer_key);
}

static void
tell (Answer   *answer,
      GVariant *value)
{
  g_autoptr(GVariant) sunk = value != NULL ? g_variant_ref_sink (value) : NULL;

  if (!answer->showing)
    answer->changed (answer->attribute, sunk, answer->data);
}

static GVariant *
parse_number (const char *text)
{
  double number;
  char *end;

  number = g_ascii_strtod (text, &end);
  if (end == text || *end != '\0' || !isfinite (number))
    return NULL;
  if (number == floor (number) && fabs (number) < 9007199254740992.0)
    return g_variant_new_int64 ((gint64) number);
  return g_variant_new_double (number);
}

static char *
value_to_text (GVariant *value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (value == NULL)
    return g_strdup ("");
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    return g_variant_dup_string (value, NULL);
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
    return g_strdup_printf ("%" G_GINT64_FORMAT, g_variant_get_int64 (value));
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_DOUBLE))
    return g_strdup (g_ascii_dtostr (buffer, sizeof buffer, g_variant_get_double (value)));
  return g_variant_print (value, FALSE);
}

/* --- one of several */

static void
choice_cb (Answer *answer)
{
  const char * const *values = manicule_attribute_get_values (answer->attribute);
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (answer->row));

  if (selected == GTK_INVALID_LIST_POSITION || selected == 0 || values == NULL)
    tell (answer, NULL);
  else
    tell (answer, g_variant_new_string (values[selected - 1]));
}

static GtkWidget *
choice_row_new (Answer *answer)
{
  const char * const *values = manicule_attribute_get_values (answer->attribute);
  g_autoptr(GtkStringList) model = gtk_string_list_new (NULL);

  /* Translators: no answer was chosen */
  gtk_string_list_append (model, _("None"));
  if (values != NULL)
    gtk_string_list_splice (model, 1, 0, values);
  answer->row = g_object_new (ADW_TYPE_COMBO_ROW, "model", model, NULL);
  g_signal_connect_swapped (answer->row, "notify::selected", G_CALLBACK (choice_cb), answer);
  return answer->row;
}

static void
show_choice (Answer   *answer,
             GVariant *value)
{
  const char * const *values = manicule_attribute_get_values (answer->attribute);
  g_autofree char *text = value_to_text (value);
  guint selected = 0;

  for (guint i = 0; value != NULL && values != NULL && values[i] != NULL; i++)
    if (g_str_equal (values[i], text))
      selected = i + 1;
  adw_combo_row_set_selected (ADW_COMBO_ROW (answer->row), selected);
  /* A value from elsewhere that the schema does not know is shown, not hidden. */
  adw_action_row_set_subtitle (ADW_ACTION_ROW (answer->row), value != NULL && selected == 0 ? text : "");
}

/* --- any of several */

static void
choices_cb (Answer *answer)
{
  const char * const *values = manicule_attribute_get_values (answer->attribute);
  g_autoptr(GStrvBuilder) chosen = g_strv_builder_new ();
  g_auto(GStrv) list = NULL;

  for (guint i = 0; i < answer->checks->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (answer->checks, i)))
      g_strv_builder_add (chosen, values[i]);
  list = g_strv_builder_end (chosen);
  tell (answer, *list != NULL ? g_variant_new_strv ((const char * const *) list, -1) : NULL);
}

static void
add_check (Answer     *answer,
           const char *value)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "title", value, "use-markup", FALSE, NULL);
  GtkWidget *check = gtk_check_button_new ();

  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (answer->row), row);
  g_ptr_array_add (answer->checks, check);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (choices_cb), answer);
}

static GtkWidget *
choices_row_new (Answer *answer)
{
  const char * const *values = manicule_attribute_get_values (answer->attribute);

  answer->row = adw_expander_row_new ();
  answer->checks = g_ptr_array_new ();
  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    add_check (answer, values[i]);
  return answer->row;
}

static void
show_choices (Answer   *answer,
              GVariant *value)
{
  const char * const *values = manicule_attribute_get_values (answer->attribute);
  g_autofree const char **chosen = NULL;
  g_autofree char *words = NULL;

  if (value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_STRING_ARRAY))
    chosen = g_variant_get_strv (value, NULL);
  for (guint i = 0; i < answer->checks->len; i++)
    gtk_check_button_set_active (g_ptr_array_index (answer->checks, i),
                                 chosen != NULL && g_strv_contains (chosen, values[i]));
  words = chosen != NULL ? g_strjoinv (", ", (char **) chosen) : g_strdup ("");
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (answer->row), words);
}

/* --- yes or no */

static void
flag_cb (Answer *answer)
{
  gboolean active = adw_switch_row_get_active (ADW_SWITCH_ROW (answer->row));

  tell (answer, active ? g_variant_new_boolean (TRUE) : NULL);
}

static GtkWidget *
flag_row_new (Answer *answer)
{
  answer->row = adw_switch_row_new ();
  g_signal_connect_swapped (answer->row, "notify::active", G_CALLBACK (flag_cb), answer);
  return answer->row;
}

static void
show_flag (Answer   *answer,
           GVariant *value)
{
  gboolean active = value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN) && g_variant_get_boolean (value);

  adw_switch_row_set_active (ADW_SWITCH_ROW (answer->row), active);
}

/* --- words and numbers */

static void
check_number (Answer *answer)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (answer->row));
  g_autoptr(GVariant) value = NULL;

  if (manicule_attribute_get_value_type (answer->attribute) != MANICULE_ATTRIBUTE_NUMBER)
    return;
  value = *text != '\0' ? parse_number (text) : NULL;
  if (value != NULL)
    g_variant_ref_sink (value);
  if (*text != '\0' && value == NULL)
    gtk_widget_add_css_class (answer->row, "error");
  else
    gtk_widget_remove_css_class (answer->row, "error");
}

static void
entry_cb (Answer *answer)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (answer->row));
  gboolean number = manicule_attribute_get_value_type (answer->attribute) == MANICULE_ATTRIBUTE_NUMBER;
  GVariant *value = NULL;

  if (*text != '\0')
    value = number ? parse_number (text) : g_variant_new_string (text);
  if (*text == '\0' || value != NULL)
    tell (answer, value);
}

static GtkWidget *
entry_row_new (Answer *answer)
{
  answer->row = adw_entry_row_new ();
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (answer->row), TRUE);
  g_signal_connect_swapped (answer->row, "apply", G_CALLBACK (entry_cb), answer);
  g_signal_connect_swapped (answer->row, "changed", G_CALLBACK (check_number), answer);
  return answer->row;
}

static void
show_text (Answer   *answer,
           GVariant *value)
{
  g_autofree char *text = value_to_text (value);

  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (answer->row)), text))
    {
      /* Else the row would take the new text for the user's and offer to apply it. */
      adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (answer->row), FALSE);
      gtk_editable_set_text (GTK_EDITABLE (answer->row), text);
      adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (answer->row), TRUE);
    }
}

/* --- all of them */

static const struct
{
  GtkWidget *(*create) (Answer *answer);
  void       (*show)   (Answer   *answer,
                        GVariant *value);
} kinds[] = {
  [MANICULE_ATTRIBUTE_CHOICE] = { choice_row_new, show_choice },
  [MANICULE_ATTRIBUTE_CHOICES] = { choices_row_new, show_choices },
  [MANICULE_ATTRIBUTE_FLAG] = { flag_row_new, show_flag },
  [MANICULE_ATTRIBUTE_TEXT] = { entry_row_new, show_text },
  [MANICULE_ATTRIBUTE_NUMBER] = { entry_row_new, show_text },
};

/**
 * manicule_attribute_row_new:
 * @attribute: the question
 * @value: (nullable): the answer
 * @changed: called when the user answers
 * @data: for @changed
 *
 * Returns: (transfer floating): a row for a boxed list
 */
GtkWidget *
manicule_attribute_row_new (ManiculeAttribute     *attribute,
                            GVariant              *value,
                            ManiculeAttributeFunc  changed,
                            gpointer               data)
{
  Answer *answer = g_new0 (Answer, 1);
  GtkWidget *row;

  answer->attribute = g_object_ref (attribute);
  answer->changed = changed;
  answer->data = data;
  row = kinds[manicule_attribute_get_value_type (attribute)].create (answer);
  g_object_set_data_full (G_OBJECT (row), answer_key, answer, (GDestroyNotify) answer_free);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), manicule_attribute_get_title (attribute));
  gtk_widget_set_tooltip_text (row, manicule_attribute_get_description (attribute));
  manicule_attribute_row_set_value (row, value);
  return row;
}

void
manicule_attribute_row_set_value (GtkWidget *row,
                                  GVariant  *value)
{
  Answer *answer = get_answer (row);

  g_return_if_fail (answer != NULL);

  answer->showing = TRUE;
  kinds[manicule_attribute_get_value_type (answer->attribute)].show (answer, value);
  answer->showing = FALSE;
}

ManiculeAttribute *
manicule_attribute_row_get_attribute (GtkWidget *row)
{
  Answer *answer = get_answer (row);

  g_return_val_if_fail (answer != NULL, NULL);

  return answer->attribute;
}
