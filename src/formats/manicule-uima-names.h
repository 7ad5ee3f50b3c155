/* manicule-uima-names.h: what the layers of UIMA are here
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* UIMA CAS XMI, UIMA CAS JSON and WebAnno TSV say the same things of the same types, and give the same model:
 *
 * - A span layer gives spans. The label is the value of the layer's label feature (mostly "value") where it has one that
 *   is a text and not empty, else the last part of the layer's name: NamedEntity with value "PER" is PER, SimpleSpan is
 *   SimpleSpan.
 * - A relation layer, one with the features Governor and Dependent, gives relations from the governor to the dependent.
 *   Their label is found in the same way.
 * - A slot (a list of links with "role" and "target") gives relations from the span that has it, one a link. The label
 *   is the role; without one, the feature that holds the list.
 * - A chain gives its links as spans, labelled by "referenceType" or as the layer is called, and a relation from each to
 *   the next, labelled by "referenceRelation" or as "next".
 * - Layers of the document (subtypes of AnnotationBase that are no annotations) give document labels.
 * - Tokens and sentences (of DKPro) are no annotations; a token is one where a relation or a slot leads to it or from it.
 * - Other features are attributes, as boolean, whole number, number, text or list of texts. "identifier" is the entity,
 *   "note" the note.
 *
 * An annotation carries its layer, since its label may not tell. What was made here goes to NamedEntity, to
 * webanno.custom.Relation, and to org.manicule.DocumentLabel, whose label feature is "label". */

/* The member that annotations and sets carry. */
#define MANICULE_UIMA "uima"

#define MANICULE_UIMA_TOKEN "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token"
#define MANICULE_UIMA_SENTENCE "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence"
#define MANICULE_UIMA_META_DATA "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData"
#define MANICULE_UIMA_NAMED_ENTITY "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
#define MANICULE_UIMA_RELATION "webanno.custom.Relation"
#define MANICULE_UIMA_DOCUMENT_LABEL "org.manicule.DocumentLabel"
#define MANICULE_UIMA_ARTICLE "org.manicule.Article"

#define MANICULE_UIMA_GOVERNOR "Governor"
#define MANICULE_UIMA_DEPENDENT "Dependent"
#define MANICULE_UIMA_NEXT "next"
#define MANICULE_UIMA_REFERENCE_TYPE "referenceType"
#define MANICULE_UIMA_REFERENCE_RELATION "referenceRelation"
#define MANICULE_UIMA_IDENTIFIER "identifier"
#define MANICULE_UIMA_NOTE "note"
/* The parts of a discontinuous span, "0-5 16-23", in the unit and beside the begin and end of the file. */
#define MANICULE_UIMA_RANGES "maniculeRanges"

/* "NamedEntity"; points into @type. */
const char *manicule_uima_get_short_name        (const char *type);
/* The feature of a layer that its label is taken from: "value", or what the known layers have instead. */
const char *manicule_uima_get_label_feature     (const char *type);
/* A token or a sentence: structure, which is carried. */
gboolean    manicule_uima_is_segmentation       (const char *type);

/* The feature for an attribute, and back. UIMA holds letters, digits and "_", and has names of its own; what does not
 * fit, and a value of another type (a GVariant's 'b', 'x', 'd', 's' or 'a') than the feature of that name has, is put
 * into the name: m_s_value, m_x_rank, m_s_first_x0020_name. */
gboolean    manicule_uima_is_special_feature    (const char *feature);  /* begin, note, Governor, … */
gboolean    manicule_uima_is_plain_name         (const char *attribute);
gboolean    manicule_uima_is_plain_feature      (const char *type,
                                                 const char *attribute);
char       *manicule_uima_feature_for_attribute (const char *attribute,
                                                 char        value_type) G_GNUC_WARN_UNUSED_RESULT;
char       *manicule_uima_attribute_for_feature (const char *feature) G_GNUC_WARN_UNUSED_RESULT;

/* The id of an entity for an identifier, which mostly is an IRI; the same one always gives the same. One that can be
 * an id stays as it is. */
char       *manicule_uima_entity_for_identifier (const char *identifier) G_GNUC_WARN_UNUSED_RESULT;

/* What an annotation carries that came from @type, and the type of what is carried; NULL when there is none. */
char       *manicule_uima_carry_type            (const char *type) G_GNUC_WARN_UNUSED_RESULT;
char       *manicule_uima_dup_carried_type      (const char *carried) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
