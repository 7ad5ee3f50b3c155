/* manicule-loss-cards.c: how many annotations an export writes exactly, and how many not
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-loss-cards.h"

#include <glib/gi18n-lib.h>

struct _ManiculeLossCards
{
  GtkBox     parent_instance;

  GtkWidget *exact_card;
  GtkLabel  *exact_number;
  GtkLabel  *exact_words;
  GtkWidget *lost_card;
  GtkLabel  *lost_number;
};

G_DEFINE_FINAL_TYPE (ManiculeLossCards, manicule_loss_cards, GTK_TYPE_BOX)

static void
manicule_loss_cards_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MANICULE_TYPE_LOSS_CARDS);

  G_OBJECT_CLASS (manicule_loss_cards_parent_class)->dispose (object);
}

static void
manicule_loss_cards_class_init (ManiculeLossCardsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = manicule_loss_cards_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/manicule/Manicule/dialogs/manicule-loss-cards.ui");
  gtk_widget_class_bind_template_child (widget_class, ManiculeLossCards, exact_card);
  gtk_widget_class_bind_template_child (widget_class, ManiculeLossCards, exact_number);
  gtk_widget_class_bind_template_child (widget_class, ManiculeLossCards, exact_words);
  gtk_widget_class_bind_template_child (widget_class, ManiculeLossCards, lost_card);
  gtk_widget_class_bind_template_child (widget_class, ManiculeLossCards, lost_number);
}

static void
manicule_loss_cards_init (ManiculeLossCards *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* A card for nothing is left away; where all fits, the one that stays fills the row and says so. */
void
manicule_loss_cards_show (ManiculeLossCards  *self,
                          ManiculeLossReport *report)
{
  guint n_lost = report->n_annotations - report->n_exact;
  g_autofree char *exact = g_strdup_printf ("%u", report->n_exact);
  g_autofree char *lost = g_strdup_printf ("%u", n_lost);

  gtk_label_set_label (self->exact_number, exact);
  gtk_label_set_label (self->exact_words,
                       n_lost > 0 ? g_dngettext (GETTEXT_PACKAGE, "annotation written exactly",
                                                 "annotations written exactly", report->n_exact)
                                  : _("Everything fits"));
  gtk_label_set_label (self->lost_number, lost);
  gtk_widget_set_visible (self->lost_card, n_lost > 0);
  gtk_widget_set_visible (self->exact_card, report->n_exact > 0 || n_lost == 0);
}
