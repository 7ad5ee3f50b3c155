/* manicule-suggestion-page.c: the suggestion in focus, to be accepted or rejected
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-suggestion-page.h"

#include "manicule-chip.h"
#include "manicule-excerpt.h"
#include "manicule-key-cap.h"
#include "manicule-wording.h"

#include <glib/gi18n-lib.h>
#include <math.h>

struct _ManiculeSuggestionPage
{
  AdwBin           parent_instance;

  ManiculeExcerpt *excerpt;
  AdwActionRow    *label_row;
  ManiculeChip    *chip;
  AdwActionRow    *source_row;
  AdwActionRow    *score_row;
  GtkWidget       *accept_box;
  GtkWidget       *reject_box;
  GtkWidget       *accept_all_button;
  GtkLabel        *accept_all_label;
  GtkWidget       *accept_all_box;
  GtkLabel        *place;

  ManiculeEditor  *editor;  /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (ManiculeSuggestionPage, manicule_suggestion_page, ADW_TYPE_BIN)

/* --- what is decided */

/* The next suggestion, or the new annotation, has the focus of the text; the keyboard goes there with it. */
static void
back_to_text (ManiculeSuggestionPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-text", NULL);
}

static void
accept_cb (ManiculeSuggestionPage *self)
{
  manicule_editor_accept (self->editor);
  back_to_text (self);
}

static void
reject_cb (ManiculeSuggestionPage *self)
{
  manicule_editor_reject (self->editor);
  back_to_text (self);
}

static void
accept_all_cb (ManiculeSuggestionPage *self)
{
  manicule_editor_accept_within (self->editor, (ManiculeRange) { 0, G_MAXUINT });
  back_to_text (self);
}

/* --- what is shown */

static void
show_label (ManiculeSuggestionPage *self,
            const char             *name)
{
  ManiculeLabel *label = manicule_schema_find_label (manicule_editor_get_schema (self->editor), name);

  manicule_chip_set_label (self->chip, label);
  adw_action_row_set_subtitle (self->label_row, label != NULL ? manicule_label_get_title (label) : name);
}

static void
show_source (ManiculeSuggestionPage *self,
             ManiculeSuggestion     *suggestion)
{
  g_autofree char *source = manicule_wording_sentence (manicule_wording_source (manicule_suggestion_get_source (suggestion)));
  double score = manicule_suggestion_get_score (suggestion);
  /* Translators: how sure a program is, in per cent */
  g_autofree char *words = isnan (score) ? NULL : g_strdup_printf (_("%d %%"), (int) lround (score * 100));

  adw_action_row_set_subtitle (self->source_row, source);
  adw_action_row_set_subtitle (self->score_row, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->score_row), words != NULL);
}

static void
show_others (ManiculeSuggestionPage *self,
             ManiculeSuggestion     *suggestion)
{
  ManiculeSuggestions *all = manicule_editor_get_suggestions (self->editor);
  guint n = manicule_suggestions_get_n (all);
  guint position = manicule_suggestions_find_position (all, manicule_suggestion_get_hull (suggestion), FALSE);
  g_autofree char *label = NULL;
  g_autofree char *place = NULL;

  while (position < n && manicule_suggestions_get (all, position) != suggestion)
    position++;
  /* Translators: how many suggestions the article has */
  label = g_strdup_printf (ngettext ("Accept All %u", "Accept All %u", n), n);
  /* Translators: which suggestion of how many in the article */
  place = g_strdup_printf (_("Suggestion %u of %u"), MIN (position + 1, n), n);
  gtk_label_set_text (self->accept_all_label, label);
  gtk_widget_set_visible (self->accept_all_button, n > 1);
  gtk_label_set_text (self->place, place);
}

static void
manicule_suggestion_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MANICULE_TYPE_SUGGESTION_PAGE);
  g_clear_object (&MANICULE_SUGGESTION_PAGE (object)->editor);

  G_OBJECT_CLASS (manicule_suggestion_page_parent_class)->dispose (object);
}

static void
manicule_suggestion_page_class_init (ManiculeSuggestionPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = manicule_suggestion_page_dispose;

  g_type_ensure (MANICULE_TYPE_CHIP);
  g_type_ensure (MANICULE_TYPE_EXCERPT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/manicule/Manicule/panels/manicule-suggestion-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ManiculeSuggestionPage, excerpt);
  gtk_widget_class_bind_template_child (widget_class, ManiculeSuggestionPage, label_row);
  gtk_widget_class_bind_template_child (widget_class, ManiculeSuggestionPage, chip);
  gtk_widget_class_bind_template_child (widget_class, ManiculeSuggestionPage, source_row);
  gtk_widget_class_bind_template_child (widget_class, ManiculeSuggestionPage, score_row);
  gtk_widget_class_bind_template_child (widget_class, ManiculeSuggestionPage, accept_box);
  gtk_widget_class_bind_template_child (widget_class, ManiculeSuggestionPage, reject_box);
  gtk_widget_class_bind_template_child (widget_class, ManiculeSuggestionPage, accept_all_button);
  gtk_widget_class_bind_template_child (widget_class, ManiculeSuggestionPage, accept_all_label);
  gtk_widget_class_bind_template_child (widget_class, ManiculeSuggestionPage, accept_all_box);
  gtk_widget_class_bind_template_child (widget_class, ManiculeSuggestionPage, place);
  gtk_widget_class_bind_template_callback (widget_class, accept_cb);
  gtk_widget_class_bind_template_callback (widget_class, reject_cb);
  gtk_widget_class_bind_template_callback (widget_class, accept_all_cb);
}

static void
manicule_suggestion_page_init (ManiculeSuggestionPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_box_append (GTK_BOX (self->accept_box), manicule_key_cap_new ("Return"));
  gtk_box_append (GTK_BOX (self->reject_box), manicule_key_cap_new ("Delete"));
  gtk_box_append (GTK_BOX (self->accept_all_box), manicule_key_cap_new ("<Control>Return"));
}

void
manicule_suggestion_page_set_editor (ManiculeSuggestionPage *self,
                                     ManiculeEditor         *editor)
{
  g_return_if_fail (MANICULE_IS_SUGGESTION_PAGE (self));
  g_return_if_fail (self->editor == NULL);

  self->editor = g_object_ref (editor);
}

void
manicule_suggestion_page_show (ManiculeSuggestionPage *self,
                               ManiculeSuggestion     *suggestion)
{
  g_return_if_fail (MANICULE_IS_SUGGESTION_PAGE (self));

  manicule_excerpt_show (self->excerpt, manicule_editor_get_annotation_set (self->editor),
                         manicule_suggestion_get_proposal (suggestion));
  show_label (self, manicule_suggestion_get_label (suggestion));
  show_source (self, suggestion);
  show_others (self, suggestion);
}
