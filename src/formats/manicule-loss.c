/* manicule-loss.c: kinds of loss, policies, reports
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-loss-private.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char    *name;
  const char    *title;
  ManiculeHolds  holds;  /* a format with it does not know this loss; 0: it depends on names and characters */
} kinds[MANICULE_N_LOSSES] = {
  [MANICULE_LOSS_NESTED]          = { "nested", N_("Nested Spans"), MANICULE_HOLDS_NESTED },
  [MANICULE_LOSS_CROSSING]        = { "crossing", N_("Crossing and Equal Spans"), MANICULE_HOLDS_CROSSING },
  [MANICULE_LOSS_DISCONTINUOUS]   = { "discontinuous", N_("Discontinuous Spans"), MANICULE_HOLDS_DISCONTINUOUS },
  [MANICULE_LOSS_ZERO_LENGTH]     = { "zero-length", N_("Empty Spans"), MANICULE_HOLDS_ZERO_LENGTH },
  [MANICULE_LOSS_SUB_TOKEN]       = { "sub-token", N_("Spans that End inside a Token"), MANICULE_HOLDS_SUB_TOKEN },
  [MANICULE_LOSS_RELATIONS]       = { "relations", N_("Relations"), MANICULE_HOLDS_RELATIONS },
  [MANICULE_LOSS_RELATION_EXTRAS] = { "relation-extras", N_("Attributes and Notes of Relations"), MANICULE_HOLDS_RELATION_EXTRAS },
  [MANICULE_LOSS_ATTRIBUTES]      = { "attributes", N_("Attributes"), MANICULE_HOLDS_ATTRIBUTES },
  [MANICULE_LOSS_DOCUMENT_LABELS] = { "document-labels", N_("Document Labels"), MANICULE_HOLDS_DOCUMENT_LABELS },
  [MANICULE_LOSS_ENTITIES]        = { "entities", N_("Ties to Entities"), MANICULE_HOLDS_ENTITIES },
  [MANICULE_LOSS_NOTES]           = { "notes", N_("Notes"), MANICULE_HOLDS_NOTES },
  [MANICULE_LOSS_ORIGIN]          = { "origin", N_("Origins of Annotations"), MANICULE_HOLDS_ORIGIN },
  [MANICULE_LOSS_NAMES]           = { "names", N_("Names and Values"), 0 },
  [MANICULE_LOSS_TEXT]            = { "text", N_("Characters of the Text"), 0 },
  [MANICULE_LOSS_SPANS]           = { "spans", N_("Spans"), MANICULE_HOLDS_SPANS },
};

static const char * const lossy_names[] = {
  [MANICULE_LOSSY_DROP]       = "drop",
  [MANICULE_LOSSY_OUTER]      = "outer",
  [MANICULE_LOSSY_INNER]      = "inner",
  [MANICULE_LOSSY_SPLIT]      = "split",
  [MANICULE_LOSSY_HULL]       = "hull",
  [MANICULE_LOSSY_RETOKENISE] = "retokenise",
  [MANICULE_LOSSY_WIDEN]      = "widen",
  [MANICULE_LOSSY_REPLACE]    = "replace",
};

/* --- reports --- */

/**
 * manicule_loss_report_new:
 *
 * Returns: (transfer full): a report with nothing in it
 */
ManiculeLossReport *
manicule_loss_report_new (void)
{
  ManiculeLossReport *self = g_new0 (ManiculeLossReport, 1);

  self->strings = g_string_chunk_new (4096);

  return self;
}

/**
 * manicule_loss_report_free:
 * @self: a report
 *
 * Frees @self, with the ids in its items.
 */
void
manicule_loss_report_free (ManiculeLossReport *self)
{
  g_return_if_fail (self != NULL);

  for (guint i = 0; i < MANICULE_N_LOSSES; i++)
    g_clear_pointer (&self->items[i], g_array_unref);
  g_clear_pointer (&self->names, manicule_loss_names_free);
  g_string_chunk_free (self->strings);
  g_free (self);
}

void
manicule_loss_report_add (ManiculeLossReport *self,
                          ManiculeLossKind    kind,
                          const char         *article_id,
                          const char         *annotation_id)
{
  ManiculeLossItem item = { NULL, NULL };

  if (self->n_lost[kind]++ >= MANICULE_LOSS_MAX_ITEMS)
    return;

  item.article_id = g_string_chunk_insert_const (self->strings, article_id);
  if (annotation_id != NULL)
    item.annotation_id = g_string_chunk_insert_const (self->strings, annotation_id);

  if (self->items[kind] == NULL)
    self->items[kind] = g_array_new (FALSE, FALSE, sizeof (ManiculeLossItem));
  g_array_append_val (self->items[kind], item);
}

/* --- names and titles --- */

/**
 * manicule_loss_kind_get_title:
 * @kind: a kind of loss
 *
 * Returns: (transfer none): what is lost, translated, as a heading
 */
const char *
manicule_loss_kind_get_title (ManiculeLossKind kind)
{
  g_return_val_if_fail (kind < MANICULE_N_LOSSES, NULL);

  return _(kinds[kind].title);
}

/**
 * manicule_loss_kind_get_name:
 * @kind: a kind of loss
 *
 * Returns: (transfer none): its name in policies
 */
const char *
manicule_loss_kind_get_name (ManiculeLossKind kind)
{
  g_return_val_if_fail (kind < MANICULE_N_LOSSES, NULL);

  return kinds[kind].name;
}

/**
 * manicule_lossy_get_name:
 * @lossy: what is done about a loss
 *
 * Returns: (transfer none): its name in policies
 */
const char *
manicule_lossy_get_name (ManiculeLossy lossy)
{
  g_return_val_if_fail (lossy < G_N_ELEMENTS (lossy_names), NULL);

  return lossy_names[lossy];
}

/* What leaving out means, where it does not mean the annotation itself. */
static const char *
get_drop_title (ManiculeLossKind kind)
{
  switch (kind)
    {
    case MANICULE_LOSS_ATTRIBUTES:
    case MANICULE_LOSS_RELATION_EXTRAS:
      return _("The annotation is kept without them");
    case MANICULE_LOSS_ENTITIES:
      return _("The annotation is kept without its entity");
    case MANICULE_LOSS_NOTES:
      return _("The annotation is kept without its note");
    case MANICULE_LOSS_ORIGIN:
      return _("The annotation is kept without its origin");
    case MANICULE_LOSS_TEXT:
      return _("The text is kept as tokens, without the white space between them");
    default:
      return _("Left out");
    }
}

/**
 * manicule_lossy_get_title:
 * @kind: a kind of loss
 * @lossy: one of its choices
 *
 * Returns: (transfer none): what is done, translated
 */
const char *
manicule_lossy_get_title (ManiculeLossKind kind,
                          ManiculeLossy    lossy)
{
  switch (lossy)
    {
    case MANICULE_LOSSY_OUTER:
      return kind == MANICULE_LOSS_NESTED ? _("The outer is kept, the inner left out")
                                          : _("The longer is kept, the shorter left out");
    case MANICULE_LOSSY_INNER:
      return kind == MANICULE_LOSS_NESTED ? _("The inner is kept, the outer left out")
                                          : _("The shorter is kept, the longer left out");
    case MANICULE_LOSSY_SPLIT:
      return _("Each part becomes a span of its own");
    case MANICULE_LOSSY_HULL:
      return _("One span over all parts and what lies between");
    case MANICULE_LOSSY_RETOKENISE:
      return _("The token is cut there; nothing is lost");
    case MANICULE_LOSSY_WIDEN:
      return _("The span is widened to the token");
    case MANICULE_LOSSY_REPLACE:
      return kind == MANICULE_LOSS_TEXT ? _("Each such character becomes a space")
                                        : _("Written in a way that the format can hold");
    case MANICULE_LOSSY_DROP:
      return get_drop_title (kind);
    default:
      g_return_val_if_reached ("");
    }
}

/* --- policies --- */

/**
 * manicule_loss_kind_get_choices:
 * @kind: a kind of loss
 * @format: a format
 *
 * Returns: (transfer none): the #ManiculeLossy that there are, the default first, ended by -1
 */
const int *
manicule_loss_kind_get_choices (ManiculeLossKind      kind,
                                const ManiculeFormat *format)
{
  static const int by_depth[] = { MANICULE_LOSSY_OUTER, MANICULE_LOSSY_INNER, -1 };
  static const int split_first[] = { MANICULE_LOSSY_SPLIT, MANICULE_LOSSY_HULL, MANICULE_LOSSY_DROP, -1 };
  static const int hull_first[] = { MANICULE_LOSSY_HULL, MANICULE_LOSSY_SPLIT, MANICULE_LOSSY_DROP, -1 };
  static const int by_token[] = { MANICULE_LOSSY_RETOKENISE, MANICULE_LOSSY_WIDEN, MANICULE_LOSSY_DROP, -1 };
  static const int replace[] = { MANICULE_LOSSY_REPLACE, -1 };
  static const int drop[] = { MANICULE_LOSSY_DROP, -1 };

  g_return_val_if_fail (kind < MANICULE_N_LOSSES, NULL);
  g_return_val_if_fail (format != NULL, NULL);

  switch (kind)
    {
    case MANICULE_LOSS_NESTED:
    case MANICULE_LOSS_CROSSING:
      return by_depth;
    case MANICULE_LOSS_DISCONTINUOUS:
      /* The parts of a split span say by an attribute that they belong together. */
      return format->holds & MANICULE_HOLDS_ATTRIBUTES ? split_first : hull_first;
    case MANICULE_LOSS_SUB_TOKEN:
      return by_token;
    case MANICULE_LOSS_NAMES:
      return replace;
    case MANICULE_LOSS_TEXT:
      return format->holds & MANICULE_HOLDS_TEXT ? replace : drop;
    default:
      return drop;
    }
}

/**
 * manicule_loss_policy_init:
 * @self: (out): a policy
 * @format: a format
 *
 * Sets the default for each kind, without a schema and without options.
 */
void
manicule_loss_policy_init (ManiculeLossPolicy   *self,
                           const ManiculeFormat *format)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (format != NULL);

  *self = (ManiculeLossPolicy) { 0, };
  for (guint i = 0; i < MANICULE_N_LOSSES; i++)
    self->policy[i] = (ManiculeLossy) manicule_loss_kind_get_choices (i, format)[0];
}

static int
find_kind (const char *name)
{
  for (guint i = 0; i < MANICULE_N_LOSSES; i++)
    if (g_str_equal (kinds[i].name, name))
      return (int) i;

  return -1;
}

static void
append_choices (GString              *string,
                ManiculeLossKind      kind,
                const ManiculeFormat *format)
{
  const int *choices = manicule_loss_kind_get_choices (kind, format);

  g_string_append_printf (string, "%s%s=", string->len > 0 ? ", " : "", kinds[kind].name);
  for (guint i = 0; choices[i] >= 0; i++)
    g_string_append_printf (string, "%s%s", i > 0 ? "|" : "", lossy_names[choices[i]]);
}

static void
set_unknown (const char            *pair,
             const ManiculeFormat  *format,
             GError               **error)
{
  g_autoptr(GString) all = g_string_new (NULL);

  for (guint i = 0; i < MANICULE_N_LOSSES; i++)
    if (manicule_loss_kind_get_choices (i, format)[1] >= 0)
      append_choices (all, i, format);

  g_set_error (error, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_OPTION,
               _("“%s” does not say what to do about a loss; there is: %s"), pair, all->str);
}

static gboolean
parse_pair (ManiculeLossPolicy    *self,
            const ManiculeFormat  *format,
            const char            *pair,
            GError               **error)
{
  g_auto(GStrv) sides = g_strsplit (pair, "=", 2);
  const int *choices;
  int kind;

  if (g_strv_length (sides) == 2 && (kind = find_kind (g_strstrip (sides[0]))) >= 0)
    {
      choices = manicule_loss_kind_get_choices ((ManiculeLossKind) kind, format);
      for (guint i = 0; choices[i] >= 0; i++)
        if (g_str_equal (lossy_names[choices[i]], g_strstrip (sides[1])))
          {
            self->policy[kind] = (ManiculeLossy) choices[i];
            return TRUE;
          }
    }

  set_unknown (pair, format, error);

  return FALSE;
}

/**
 * manicule_loss_policy_parse:
 * @self: a policy, which keeps what @string does not name
 * @format: the format that it is for
 * @string: "nested=inner,discontinuous=hull"
 *
 * Returns: FALSE with an error that lists the choices, @self unchanged
 */
gboolean
manicule_loss_policy_parse (ManiculeLossPolicy    *self,
                            const ManiculeFormat  *format,
                            const char            *string,
                            GError               **error)
{
  g_auto(GStrv) pairs = NULL;
  ManiculeLossPolicy parsed;
  guint n = 0;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (format != NULL, FALSE);
  g_return_val_if_fail (string != NULL, FALSE);

  parsed = *self;
  pairs = g_strsplit (string, ",", -1);
  for (guint i = 0; pairs[i] != NULL; i++)
    if (*g_strstrip (pairs[i]) != '\0')
      {
        if (!parse_pair (&parsed, format, pairs[i], error))
          return FALSE;
        n++;
      }
  if (n == 0)
    {
      set_unknown (string, format, error);
      return FALSE;
    }

  *self = parsed;

  return TRUE;
}
