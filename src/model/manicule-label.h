/* manicule-label.h: a name that annotations carry
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* How annotations with a label behave. */
typedef enum
{
  MANICULE_LABEL_HIGHLIGHT,  /* a plain mark */
  MANICULE_LABEL_ENTITY,     /* can be tied to the entity register */
  MANICULE_LABEL_FRAME,      /* has roles filled by relations */
  MANICULE_LABEL_STRUCTURE,  /* dateline, headline, boilerplate: left out of reuse, agreement, training */
} ManiculeLabelKind;

/* Immutable, as all items of a schema: an edit replaces it. */
#define MANICULE_TYPE_LABEL (manicule_label_get_type ())
G_DECLARE_FINAL_TYPE (ManiculeLabel, manicule_label, MANICULE, LABEL, GObject)

/* A plain record for making one; every string may be NULL except name. Unset title means name. */
typedef struct
{
  const char         *name;         /* what files carry: "PER" */
  const char         *title;        /* what people read: "Person" */
  const char         *color;        /* "#rrggbb"; NULL: one of the default palette */
  const char         *key;          /* one character: "p"; NULL: none */
  const char         *description;  /* the guideline */
  const char         *parent;       /* the name of the label it is a kind of */
  ManiculeLabelKind   kind;
  const char * const *examples;     /* to mark; the marked part stands between asterisks: "minister *Ines Halloran*" */
  const char * const *counter_examples; /* to leave out, in the same way */
  const char         *carried;
} ManiculeLabelFields;

ManiculeLabel      *manicule_label_new                  (const ManiculeLabelFields *fields) G_GNUC_WARN_UNUSED_RESULT;
const char         *manicule_label_get_name             (ManiculeLabel *self);
const char         *manicule_label_get_title            (ManiculeLabel *self);
const char         *manicule_label_get_color            (ManiculeLabel *self);
const char         *manicule_label_get_key              (ManiculeLabel *self);
const char         *manicule_label_get_description      (ManiculeLabel *self);
const char         *manicule_label_get_parent           (ManiculeLabel *self);
ManiculeLabelKind   manicule_label_get_kind             (ManiculeLabel *self);
const char * const *manicule_label_get_examples         (ManiculeLabel *self);
const char * const *manicule_label_get_counter_examples (ManiculeLabel *self);
const char         *manicule_label_get_carried          (ManiculeLabel *self);
gboolean            manicule_label_equal                (ManiculeLabel *a,
                                                         ManiculeLabel *b);

G_END_DECLS
