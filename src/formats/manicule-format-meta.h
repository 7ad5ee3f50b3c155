/* manicule-format-meta.h: what other programs' files know of an article, and what is carried for them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-annotation.h"
#include "manicule-article.h"
#include "manicule-json-reader.h"

G_BEGIN_DECLS

/* Takes title, date, source, language, place, byline and url, where they are texts, from @object, for which these are
 * members like any other. Returns the members that are neither taken nor @known, to be carried. */
char   *manicule_meta_read       (ManiculeJsonValue             object,
                                  const char * const           *known,
                                  ManiculeArticleFields        *fields) G_GNUC_WARN_UNUSED_RESULT;
void    manicule_meta_put        (GString                      *out,
                                  const ManiculeArticleFields  *fields);

/* The member where it is a text; else NULL, which is no failure. */
const char *manicule_meta_find_text (ManiculeJsonValue          object,
                                     const char                *member);

/* An id that is a number or a text, as a text; NULL when it is neither. What cannot be an article's id as it stands is
 * carried under "id". */
char   *manicule_meta_read_id    (ManiculeJsonValue             value) G_GNUC_WARN_UNUSED_RESULT;
/* A number where it is one. */
void    manicule_meta_put_id     (GString                      *out,
                                  const char                   *name,
                                  const char                   *id);

void    manicule_meta_append_id  (GString                      *out,
                                  const char                   *id);

/* @inner, the members that a format does not know, as what is carried for it: "format":{…}. Takes @inner; NULL stays NULL. */
char   *manicule_meta_carry      (const char                   *format,
                                  char                         *inner) G_GNUC_WARN_UNUSED_RESULT;
/* The same within the schema, unless it carries some for the format already. Takes @inner. */
void    manicule_meta_carry_in_schema (ManiculeSchema         *schema,
                                  const char                   *format,
                                  char                         *inner);
/* The JSON text of member @name in what is carried for @format; NULL when there is none. */
char   *manicule_meta_dup_carried (const char                  *carried,
                                  const char                   *format,
                                  const char                   *name) G_GNUC_WARN_UNUSED_RESULT;

/* The same for a text, NULL when it is something else. */
char   *manicule_meta_dup_carried_text (const char              *carried,
                                   const char                   *format,
                                   const char                   *name) G_GNUC_WARN_UNUSED_RESULT;
/* The members of the object @name that is carried for @format. */
void    manicule_meta_put_carried_inner (GString                *out,
                                   const char                   *carried,
                                   const char                   *format,
                                   const char                   *name);
/* Appends the members that are carried for @format, but for those named in @except (nullable). */
void    manicule_meta_put_carried (GString                     *out,
                                   const char                  *carried,
                                   const char                  *format,
                                   const char * const          *except);

/* A document label as one text, and back: "topic" or "topic=diplomacy"; a value that is no text as in JSON. */
char   *manicule_category_to_string   (ManiculeAnnotation      *label) G_GNUC_WARN_UNUSED_RESULT;
/* @value (out) (transfer full): NULL when there is none. */
char   *manicule_category_from_string (const char              *category,
                                       GVariant               **value) G_GNUC_WARN_UNUSED_RESULT;
/* For fit_name: the name of a document label that may stand in a category. NULL: it may as it is. */
char   *manicule_category_fit_name    (const char              *name) G_GNUC_WARN_UNUSED_RESULT;

/* A JSON value as an attribute value: what is neither a truth, a number, a text nor a list of texts is its JSON text. */
GVariant *manicule_meta_read_value (ManiculeJsonValue           value) G_GNUC_WARN_UNUSED_RESULT;
void      manicule_meta_append_value (GString                  *out,
                                      GVariant                 *value);

G_END_DECLS
