/* manicule-format-webanno-tsv.c: WebAnno TSV, of WebAnno and INCEpTION
 *
 * Read: versions 3.1 to 3.3 with spans, relations, slots and chains; stacked ones, parts of tokens, empty ones. Offsets are
 * UTF-16 units, unless the tokens say otherwise. Versions 1 and 2 with spans and relations. What the layers are here is told
 * in manicule-uima-names.h.
 *
 * Written: version 3.3. What lies between sentences is not held, nor are discontinuous spans.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-webanno-private.h"

#include "manicule-format-values.h"
#include "manicule-format-webanno-old.h"
#include "manicule-uima-names.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char * const suffixes[] = { "tsv", NULL };

static guint
sniff (const char *name,
       const char *head,
       gsize       length)
{
  static const guint scores[] = {
    [MANICULE_WEBANNO_1] = 96,
    [MANICULE_WEBANNO_2] = 97,
    [MANICULE_WEBANNO_2_BARE] = 90,
    [MANICULE_WEBANNO_3_DRAFT] = 97,
    [MANICULE_WEBANNO_3] = 99,
    [MANICULE_WEBANNO_FUTURE] = 97,
  };

  return scores[manicule_webanno_find_version (g_str_has_prefix (head, "\xef\xbb\xbf") ? head + 3 : head)];
}

static char *
fit_name (ManiculeNameKind  kind,
          const char       *name)
{
  if (kind == MANICULE_NAME_ENTITY && !manicule_id_is_valid (name))
    return manicule_uima_entity_for_identifier (name);
  if ((kind == MANICULE_NAME_LABEL || kind == MANICULE_NAME_RELATION || kind == MANICULE_NAME_ATTRIBUTE) && *name == '\0')
    return g_strdup ("_");

  return NULL;
}

/* A cell is read as a truth or a whole number where it looks like one, else as a text. */
static char *
fit_value (GVariant *value)
{
  return g_variant_is_of_type (value, G_VARIANT_TYPE_DOUBLE) ? manicule_value_fit_as_text (value) : NULL;
}

const ManiculeFormat manicule_format_webanno_tsv = {
  .id = "webanno-tsv",
  .title = "WebAnno TSV",
  .description = N_("A table of tokens for each article, as WebAnno and INCEpTION export it"),
  .suffixes = suffixes,
  .holds = MANICULE_HOLDS_SPANS | MANICULE_HOLDS_NESTED | MANICULE_HOLDS_CROSSING | MANICULE_HOLDS_ZERO_LENGTH |
           MANICULE_HOLDS_SUB_TOKEN | MANICULE_HOLDS_RELATIONS | MANICULE_HOLDS_RELATION_ATTRIBUTES | MANICULE_HOLDS_ATTRIBUTES |
           MANICULE_HOLDS_ENTITIES | MANICULE_HOLDS_NOTES,
  .unit = MANICULE_OFFSET_UTF16,
  .container = MANICULE_CONTAINER_FOLDER,
  .sniff = sniff,
  .read = manicule_webanno_read,
  .begin = manicule_webanno_begin,
  .write = manicule_webanno_write,
  .end = manicule_webanno_end,
  .fit_name = fit_name,
  .fit_value = fit_value,
};
