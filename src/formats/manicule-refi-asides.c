/* manicule-refi-asides.c: sets, graphs and links between codes of REFI-QDA, which are carried
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-refi-asides.h"

#include "manicule-format-meta.h"
#include "manicule-json-writer.h"
#include "manicule-refi-cases-private.h"
#include "manicule-refi-write.h"
#include "manicule-refi.h"
#include "manicule-xml-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* More is left out, and that is told: a schema is read whole each time. */
#define MAX_CARRIED (1024 * 1024)

struct _ManiculeRefiAsides
{
  GString *sets;    /* (owned): elements, one a line */
  GString *graphs;  /* (owned) */
  GString *links;   /* (owned) */
  GString *said;    /* (owned): by an element that may be a leaf */
  GString *out;     /* (not owned) (nullable): where the open element goes */
  gsize    begin;   /* where that begins there */
  guint    depth;   /* open elements of one thing that is read; 0: outside */
  gboolean is_bad;  /* it has a guid that is none, which others would not read */
};

ManiculeRefiAsides *
manicule_refi_asides_new (void)
{
  ManiculeRefiAsides *self = g_new0 (ManiculeRefiAsides, 1);

  self->sets = g_string_new (NULL);
  self->graphs = g_string_new (NULL);
  self->links = g_string_new (NULL);
  self->said = g_string_new (NULL);

  return self;
}

void
manicule_refi_asides_free (ManiculeRefiAsides *self)
{
  g_string_free (self->sets, TRUE);
  g_string_free (self->graphs, TRUE);
  g_string_free (self->links, TRUE);
  g_string_free (self->said, TRUE);
  g_free (self);
}

/* --- reading --- */

static gboolean
has_bad_guid (const ManiculeXmlElement *element)
{
  for (guint i = 0; i < element->n_attributes; i++)
    {
      const ManiculeXmlAttribute *attribute = &element->attributes[i];
      g_autofree char *guid = manicule_refi_names_guid (attribute->name) ? manicule_refi_dup_guid (attribute->value) : NULL;

      if (guid != NULL && !manicule_refi_is_guid (guid))
        return TRUE;
    }

  return FALSE;
}

/* Code books call it "guid". */
static void
put_code (ManiculeRefiAsides       *self,
          const ManiculeXmlElement *element)
{
  g_autofree char *guid = manicule_refi_dup_guid (manicule_xml_find_attribute (element, "guid"));

  g_string_append (self->out, "<MemberCode");
  manicule_xml_append_attribute (self->out, "targetGUID", guid);
  g_string_append_c (self->out, '>');
}

gboolean
manicule_refi_asides_start (ManiculeRefiAsides       *self,
                            const ManiculeXmlElement *element,
                            const char               *parent)
{
  g_string_truncate (self->said, 0);
  if (self->depth == 0 && strcmp (element->name, "Set") == 0 && strcmp (parent, "Sets") == 0)
    self->out = self->sets;
  else if (self->depth == 0 && strcmp (element->name, "Graph") == 0 && strcmp (parent, "Graphs") == 0)
    self->out = self->graphs;
  else if (self->depth == 0)
    return FALSE;

  if (self->depth++ == 0)
    {
      self->begin = self->out->len;
      self->is_bad = FALSE;
    }
  self->is_bad |= has_bad_guid (element);
  if (strcmp (element->name, "MemberCode") == 0 && manicule_xml_find_attribute (element, "targetGUID") == NULL)
    put_code (self, element);
  else
    manicule_refi_put_start (self->out, element);

  return TRUE;
}

gboolean
manicule_refi_asides_end (ManiculeRefiAsides *self,
                          const char         *name)
{
  const char *said = self->said->str;

  if (self->depth == 0)
    return FALSE;

  if (said[strspn (said, " \t\r\n")] != '\0')
    manicule_xml_append_text (self->out, said, (gssize) self->said->len);
  g_string_truncate (self->said, 0);
  self->depth--;
  g_string_append_printf (self->out, "</%s>%s", name, self->depth == 0 ? "\n" : "");
  if (self->depth == 0 && self->is_bad)
    g_string_truncate (self->out, self->begin);

  return TRUE;
}

void
manicule_refi_asides_text (ManiculeRefiAsides *self,
                           const char         *text,
                           gsize               length)
{
  if (self->depth > 0)
    g_string_append_len (self->said, text, (gssize) length);
}

void
manicule_refi_asides_add_link (ManiculeRefiAsides *self,
                               const char         *xml)
{
  g_string_append (self->links, xml);
}

static void
put_string (GString       *inner,
            const char    *name,
            const GString *value)
{
  if (value->len > 0)
    manicule_json_put_string (inner, name, value->str);
}

gboolean
manicule_refi_asides_carry (ManiculeRefiAsides   *self,
                            ManiculeFormatInput  *input,
                            GError              **error)
{
  ManiculeSchema *schema = manicule_format_input_get_schema (input);
  gsize length = self->sets->len + self->graphs->len + self->links->len;
  g_autoptr(GString) inner = g_string_new ("{");

  if (length == 0)
    return TRUE;
  if (length > MAX_CARRIED)
    return manicule_format_input_report (input, MANICULE_FINDING_WARNING, "sets-left-out", 0, error,
                                         _("the sets, graphs and links between codes are too many to be kept, and were left out"));

  put_string (inner, "sets", self->sets);
  put_string (inner, "graphs", self->graphs);
  put_string (inner, "links", self->links);
  manicule_meta_carry_in_schema (schema, MANICULE_REFI, g_strdup (inner->str + 1));

  return manicule_format_input_report (input, MANICULE_FINDING_NOTE, "sets-kept", 0, error,
                                       _("sets, graphs and links between codes are kept for REFI-QDA, and not shown"));
}

/* --- writing --- */

static char *
dup_carried (ManiculeSchema *schema,
             const char     *name)
{
  return manicule_refi_dup_carried (manicule_schema_get_carried (schema), name);
}

/* (nullable): the guid in the attribute of that name, between @start and @end. */
static char *
dup_value (const char *start,
           const char *end,
           const char *attribute)
{
  g_autofree char *opening = g_strdup_printf (" %s=\"", attribute);
  const char *found = g_strstr_len (start, end - start, opening);
  const char *value = found != NULL ? found + strlen (opening) : NULL;
  const char *quote = value != NULL ? memchr (value, '"', (gsize) (end - value)) : NULL;

  return quote != NULL ? g_strndup (value, (gsize) (quote - value)) : NULL;
}

static gboolean
is_known (const char      *start,
          const char      *end,
          const char      *attribute,
          ManiculeHashSet *known)
{
  g_autofree char *guid = dup_value (start, end, attribute);

  return guid != NULL && manicule_hash_set_contains (known, guid);
}

/* Whether both its ends are known and nothing is called like it; it is known from now on. */
static gboolean
take_link (const char      *start,
           const char      *end,
           ManiculeHashSet *known)
{
  g_autofree char *guid = dup_value (start, end, "guid");

  return guid != NULL && is_known (start, end, "originGUID", known) && is_known (start, end, "targetGUID", known) &&
         manicule_hash_set_add (known, guid);
}

void
manicule_refi_print_links (ManiculeSchema  *schema,
                           ManiculeHashSet *known,
                           GString         *out)
{
  g_autofree char *links = dup_carried (schema, "links");

  for (const char *p = links, *end; p != NULL && (end = strchr (p, '\n')) != NULL; p = end + 1)
    if (take_link (p, end, known))
      g_string_append_len (out, p, end + 1 - p);
}

void
manicule_refi_print_sets (ManiculeSchema  *schema,
                          ManiculeHashSet *known,
                          GString         *out)
{
  g_autofree char *sets = dup_carried (schema, "sets");
  const char *p = sets;
  const char *member, *end;

  while (p != NULL && (member = strstr (p, "<Member")) != NULL && (end = strstr (member, "</Member")) != NULL &&
         (end = strchr (end, '>')) != NULL)
    {
      g_string_append_len (out, p, member - p);
      if (is_known (member, end, "targetGUID", known))
        g_string_append_len (out, member, end + 1 - member);
      p = end + 1;
    }
  g_string_append (out, p != NULL ? p : "");
}

void
manicule_refi_print_graphs (ManiculeSchema *schema,
                            GString        *out)
{
  g_autofree char *graphs = dup_carried (schema, "graphs");

  g_string_append (out, graphs != NULL ? graphs : "");
}
