/* manicule-format-label-studio-page.c: places in a web page, as Label Studio names them
 *
 * Older files say where a region of a page lies by a path to a node and an offset in it, as a DOM Range does: the
 * offset counts UTF-16 units in a text, and children in an element.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-label-studio-page.h"

#include "manicule-html.h"

#include <string.h>

/* How many nodes may be passed on all ways through one page. */
#define MAX_STEPS (20u * 1000 * 1000)

struct _ManiculeLabelStudioPage
{
  xmlDoc  *tree;     /* (owned) (nullable): of each node, _private is the character it begins at */
  xmlNode *root;     /* (not owned) (nullable): what holds the content */
  char    *text;     /* (owned) */
  guint    n_chars;
  guint    n_steps;
};

static gboolean
is_text (xmlNode *node)
{
  return node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
}

/* Notes where each node begins, and puts the texts together. */
static void
number_nodes (ManiculeLabelStudioPage *self,
              xmlNode                 *root)
{
  GString *text = g_string_new (NULL);

  for (xmlNode *node = root; node != NULL; node = manicule_html_next (node, root, TRUE))
    {
      node->_private = GUINT_TO_POINTER (self->n_chars);
      if (manicule_html_is (node, "body"))
        self->root = node;
      if (is_text (node) && node->content != NULL)
        {
          g_string_append (text, (const char *) node->content);
          self->n_chars += (guint) g_utf8_strlen ((const char *) node->content, -1);
        }
    }
  self->text = g_string_free_and_steal (text);
}

/**
 * manicule_label_studio_page_new:
 * @html: a page, or a piece of one
 *
 * Returns: (transfer full): the page
 */
ManiculeLabelStudioPage *
manicule_label_studio_page_new (const char *html)
{
  ManiculeLabelStudioPage *self = g_new0 (ManiculeLabelStudioPage, 1);

  self->tree = htmlReadMemory (html, (int) strlen (html), NULL, "UTF-8",
                               HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                               HTML_PARSE_COMPACT | HTML_PARSE_IGNORE_ENC);
  self->root = self->tree != NULL ? xmlDocGetRootElement (self->tree) : NULL;
  number_nodes (self, self->root);

  return self;
}

void
manicule_label_studio_page_free (ManiculeLabelStudioPage *self)
{
  if (self->tree != NULL)
    xmlFreeDoc (self->tree);
  g_free (self->text);
  g_free (self);
}

/**
 * manicule_label_studio_page_get_text:
 * @self: a page
 *
 * Returns: (transfer none): what it shows of itself to the tool: the text between its tags, nothing left out
 */
const char *
manicule_label_studio_page_get_text (ManiculeLabelStudioPage *self)
{
  return self->text;
}

/* --- paths --- */

static gboolean
is_named (xmlNode    *node,
          const char *name,
          gsize       length)
{
  if (length == strlen ("text()") && strncmp (name, "text()", length) == 0)
    return is_text (node);

  return node->type == XML_ELEMENT_NODE && strlen ((const char *) node->name) == length &&
         g_ascii_strncasecmp ((const char *) node->name, name, length) == 0;
}

/* The child that one step of a path names: "p[2]", "text()[1]" or "p". */
static xmlNode *
take_step (ManiculeLabelStudioPage *self,
           xmlNode                 *parent,
           const char              *step)
{
  gsize length = strcspn (step, "[");
  guint64 number = step[length] == '[' ? g_ascii_strtoull (step + length + 1, NULL, 10) : 1;
  guint64 n = 0;

  for (xmlNode *child = parent->children; child != NULL && self->n_steps < MAX_STEPS; child = child->next)
    {
      self->n_steps++;
      if (is_named (child, step, length) && ++n == number)
        return child;
    }

  return NULL;
}

static xmlNode *
follow (ManiculeLabelStudioPage *self,
        xmlNode                 *from,
        char                   **steps)
{
  xmlNode *node = from;

  for (guint i = 0; steps[i] != NULL && node != NULL; i++)
    if (*steps[i] != '\0')
      node = take_step (self, node, steps[i]);

  return node;
}

/* The parser puts a paragraph around what stands in none. */
static xmlNode *
find_node (ManiculeLabelStudioPage *self,
           const char              *path)
{
  g_auto(GStrv) steps = g_strsplit (path, "/", -1);
  xmlNode *found = follow (self, self->root, steps);
  xmlNode *only = self->root->children;

  if (found == NULL && only != NULL && only->next == NULL && manicule_html_is (only, "p"))
    found = follow (self, only, steps);

  return found;
}

/* --- offsets --- */

/* A place that many UTF-16 units into @string, in characters; FALSE when it is shorter or that is inside a character. */
static gboolean
count_chars (const char *string,
             guint64     units,
             guint      *chars)
{
  *chars = 0;
  for (; units > 0 && *string != '\0'; string = g_utf8_next_char (string))
    {
      guint width = g_utf8_get_char (string) > 0xffff ? 2 : 1;

      if (width > units)
        return FALSE;
      units -= width;
      (*chars)++;
    }

  return units == 0;
}

/* Where the @n-th child begins; the end of the element when that is how many there are. */
static gboolean
find_child (ManiculeLabelStudioPage *self,
            xmlNode                 *element,
            guint64                  n,
            guint                   *position)
{
  xmlNode *child = element->children;
  xmlNode *next;

  for (; n > 0 && child != NULL && self->n_steps < MAX_STEPS; child = child->next)
    {
      self->n_steps++;
      n--;
    }
  if (n > 0)
    return FALSE;

  next = child != NULL ? child : manicule_html_next (element, xmlDocGetRootElement (self->tree), FALSE);
  *position = next != NULL ? GPOINTER_TO_UINT (next->_private) : self->n_chars;

  return TRUE;
}

/**
 * manicule_label_studio_page_find:
 * @self: a page
 * @path: to a node, from the page's body on: "/div[1]/p[2]/text()[1]"
 * @offset: in that node
 * @position: (out): the place in the page's text, in code points
 *
 * Returns: whether there is such a place
 */
gboolean
manicule_label_studio_page_find (ManiculeLabelStudioPage *self,
                                 const char              *path,
                                 guint64                  offset,
                                 guint                   *position)
{
  xmlNode *node = self->root != NULL ? find_node (self, path) : NULL;
  guint chars;

  if (node == NULL)
    return FALSE;
  if (!is_text (node))
    return find_child (self, node, offset, position);
  if (!count_chars (node->content != NULL ? (const char *) node->content : "", offset, &chars))
    return FALSE;

  *position = GPOINTER_TO_UINT (node->_private) + chars;

  return TRUE;
}
