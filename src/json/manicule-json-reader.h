/* manicule-json-reader.h: the one door for JSON from outside
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-finding.h"
#include "manicule-json.h"

G_BEGIN_DECLS

#define MANICULE_JSON_MAX_BYTES (512u * 1024 * 1024)
#define MANICULE_JSON_MAX_DEPTH 64

/* A reader checks a text before any of it is used: size, depth, UTF-8, NUL, syntax, members that stand twice, halves of
 * surrogate pairs, anything after the value. Then values are read with types. A value of another type than is asked
 * for, or one that is missing, is remembered by the reader as its failure (the first one counts), and harmless values
 * are given in its stead; so a whole object is read first and then asked about once, by manicule_json_reader_settle().
 *
 *     id = manicule_json_get_string (object, "id");
 *     note = manicule_json_find_string (object, "note");
 *     if (!manicule_json_reader_failed (reader))
 *       add (id, note);
 *     if (!manicule_json_reader_settle (reader, findings, error))
 *       return FALSE;
 *
 * Messages read "file:line: path: what is wrong, what to do". Not for several threads at once. */
typedef struct _ManiculeJsonReader ManiculeJsonReader;

typedef enum
{
  MANICULE_JSON_ABSENT,
  MANICULE_JSON_NULL,
  MANICULE_JSON_BOOLEAN,
  MANICULE_JSON_INTEGER,  /* a number without fraction and exponent */
  MANICULE_JSON_NUMBER,
  MANICULE_JSON_STRING,
  MANICULE_JSON_ARRAY,
  MANICULE_JSON_OBJECT,
} ManiculeJsonKind;

/* A value in a text, to be passed by value; good as long as the reader's text (or line) is. */
typedef struct
{
  ManiculeJsonReader *reader;
  guint               index;
} ManiculeJsonValue;

/* Over the items of an array or the members of an object. */
typedef struct
{
  ManiculeJsonValue value;
  const char       *name;   /* of a member; NULL in an array */
  /*< private >*/
  guint             next;
  guint             end;
  gboolean          is_object;
} ManiculeJsonIter;

typedef enum
{
  MANICULE_JSON_LINES,     /* JSONL: each line that is not empty is one value */
  MANICULE_JSON_SEQUENCE,  /* one value after the other, whatever white space stands between them */
} ManiculeJsonLayout;

/* One value that fills @bytes. */
ManiculeJsonReader *manicule_json_reader_new         (GBytes              *bytes,
                                                      const char          *file,
                                                      GError             **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same; the text begins in that line of @file. @depth: what is nested deeper than that is checked but cannot be read. */
ManiculeJsonReader *manicule_json_reader_new_full    (GBytes              *bytes,
                                                      const char          *file,
                                                      guint                line,
                                                      guint                depth,
                                                      GError             **error) G_GNUC_WARN_UNUSED_RESULT;
/* Many values, each read by manicule_json_reader_next(). */
ManiculeJsonReader *manicule_json_reader_new_many    (GBytes              *bytes,
                                                      const char          *file,
                                                      ManiculeJsonLayout   layout,
                                                      GError             **error) G_GNUC_WARN_UNUSED_RESULT;
void                manicule_json_reader_free        (ManiculeJsonReader  *self);
/* FALSE at the end. A line that is not JSON gives TRUE and a failure, with a root that is absent; then the next line
 * is next. What was read of the former value is gone. */
gboolean            manicule_json_reader_next        (ManiculeJsonReader  *self);
ManiculeJsonValue   manicule_json_reader_get_root    (ManiculeJsonReader  *self);
/* Frees the strings that were given out so far: for loops over long lists, which have copied what they need. */
void                manicule_json_reader_drop_strings (ManiculeJsonReader *self);

gboolean            manicule_json_reader_failed      (ManiculeJsonReader  *self);
/* Ends with a failure, if there is one: adds it to @findings and returns TRUE, or sets @error where @findings is NULL
 * and returns FALSE. */
gboolean            manicule_json_reader_settle      (ManiculeJsonReader  *self,
                                                      ManiculeFindings    *findings,
                                                      GError             **error);

/* Failures that the caller finds. @code is the finding's: "range-outside-text". */
void                manicule_json_fail               (ManiculeJsonValue    value,
                                                      ManiculeJsonError    error,
                                                      const char          *code,
                                                      const char          *format,
                                                      ...) G_GNUC_PRINTF (4, 5);
/* What need not stop anything; @findings may be NULL. */
void                manicule_json_warn               (ManiculeJsonValue    value,
                                                      ManiculeFindings    *findings,
                                                      const char          *code,
                                                      const char          *format,
                                                      ...) G_GNUC_PRINTF (4, 5);

ManiculeJsonKind    manicule_json_get_kind           (ManiculeJsonValue    value);
guint               manicule_json_get_line           (ManiculeJsonValue    value);
/* The values themselves. Strings belong to the reader. */
const char         *manicule_json_as_string          (ManiculeJsonValue    value);  /* NULL when it fails */
gint64              manicule_json_as_int             (ManiculeJsonValue    value);
guint               manicule_json_as_uint            (ManiculeJsonValue    value);
double              manicule_json_as_double          (ManiculeJsonValue    value);
gboolean            manicule_json_as_boolean         (ManiculeJsonValue    value);
/* JSON text without white space. */
char               *manicule_json_dup_raw            (ManiculeJsonValue    value) G_GNUC_WARN_UNUSED_RESULT;

/* The members of an object: "get" fails when there is none; "find" gives the harmless value, also for null. */
ManiculeJsonValue   manicule_json_get                (ManiculeJsonValue    object,
                                                      const char          *name);
ManiculeJsonValue   manicule_json_find               (ManiculeJsonValue    object,
                                                      const char          *name);
const char         *manicule_json_get_string         (ManiculeJsonValue    object,
                                                      const char          *name);
const char         *manicule_json_find_string        (ManiculeJsonValue    object,
                                                      const char          *name);
guint               manicule_json_get_uint           (ManiculeJsonValue    object,
                                                      const char          *name);
gboolean            manicule_json_find_boolean       (ManiculeJsonValue    object,
                                                      const char          *name);
/* Strings; NULL when absent. The container and the strings are the caller's. */
char              **manicule_json_find_strv          (ManiculeJsonValue    object,
                                                      const char          *name) G_GNUC_WARN_UNUSED_RESULT;
ManiculeJsonValue   manicule_json_get_array          (ManiculeJsonValue    object,
                                                      const char          *name);
ManiculeJsonValue   manicule_json_find_array         (ManiculeJsonValue    object,
                                                      const char          *name);
ManiculeJsonValue   manicule_json_get_object         (ManiculeJsonValue    object,
                                                      const char          *name);
ManiculeJsonValue   manicule_json_find_object        (ManiculeJsonValue    object,
                                                      const char          *name);

/* Steps over an array or object; over nothing where @container is absent, and fails where it is something else. */
void                manicule_json_iter_init          (ManiculeJsonIter    *iter,
                                                      ManiculeJsonValue    container);
gboolean            manicule_json_iter_next          (ManiculeJsonIter    *iter);
guint               manicule_json_get_n              (ManiculeJsonValue    container);

/* A string from outside as it can be shown in a message: not long, no control characters. */
char               *manicule_json_shorten            (const char          *string) G_GNUC_WARN_UNUSED_RESULT;

/* Is this a line "<<<<<<< …", "=======", ">>>>>>> …" of git? */
gboolean            manicule_json_is_merge_marker    (const char          *data,
                                                      gsize                length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiculeJsonReader, manicule_json_reader_free)

G_END_DECLS
