/* manicule-html-text.c: the article in a page, and its text
 *
 * Where the page does not mark its article, the block with most text in paragraphs of its own is taken, with text in
 * links counting against it: the idea of Readability (Arc90 2009), whose measure of link density goes back to
 * Gottron 2007. Nothing here recurses, since pages may be nested as deep as their makers like.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-html.h"

#include <string.h>

/* Shorter marked articles are teasers, as long as the page holds much more. */
#define ENOUGH_BYTES 250

/* --- walking --- */

xmlNode *
manicule_html_next (xmlNode  *node,
                    xmlNode  *root,
                    gboolean  enter)
{
  if (enter && node->type == XML_ELEMENT_NODE && node->children != NULL)
    return node->children;

  while (node != root)
    {
      if (node->next != NULL)
        return node->next;
      node = node->parent;
    }

  return NULL;
}

gboolean
manicule_html_is (xmlNode    *node,
                  const char *element)
{
  return node->type == XML_ELEMENT_NODE && g_ascii_strcasecmp ((const char *) node->name, element) == 0;
}

const char *
manicule_html_get (xmlNode    *node,
                   const char *attribute)
{
  gboolean is_element = node != NULL && node->type == XML_ELEMENT_NODE;

  for (xmlAttr *attr = is_element ? node->properties : NULL; attr != NULL; attr = attr->next)
    if (g_ascii_strcasecmp ((const char *) attr->name, attribute) == 0)
      return attr->children != NULL && attr->children->content != NULL ? (const char *) attr->children->content : "";

  return NULL;
}

static gboolean
is_any_of (xmlNode            *node,
           const char * const *elements)
{
  for (guint i = 0; elements[i] != NULL; i++)
    if (manicule_html_is (node, elements[i]))
      return TRUE;

  return FALSE;
}

static gboolean
has_value (xmlNode    *node,
           const char *attribute,
           const char *value)
{
  const char *found = manicule_html_get (node, attribute);

  return found != NULL && g_ascii_strcasecmp (found, value) == 0;
}

static gboolean
is_text (xmlNode *node)
{
  return (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) && node->content != NULL;
}

/* What is never part of an article's text. */
static gboolean
is_left_out (xmlNode *node)
{
  static const char * const elements[] = {
    "aside", "audio", "button", "canvas", "dialog", "embed", "fieldset", "figure", "figcaption", "footer", "form", "frame",
    "frameset", "head", "iframe", "input", "map", "menu", "nav", "noframes", "noscript", "object", "script", "select",
    "style", "svg", "template", "textarea", "title", "video", NULL,
  };

  if (node->type != XML_ELEMENT_NODE)
    return !is_text (node);

  return is_any_of (node, elements) || manicule_html_get (node, "hidden") != NULL ||
         has_value (node, "aria-hidden", "true") || has_value (node, "role", "navigation") ||
         has_value (node, "role", "complementary");
}

/* --- the main element --- */

static gsize
count_text (const char *text)
{
  gsize n = 0;

  for (; *text != '\0'; text++)
    n += !g_ascii_isspace (*text);

  return n;
}

/* The bytes of text in it that is kept and does not stand in links. */
static gsize
weigh (xmlNode *root)
{
  gsize weight = 0;
  xmlNode *node = root;

  while (node != NULL)
    {
      gboolean enter = node == root || (!is_left_out (node) && !manicule_html_is (node, "a"));

      if (is_text (node))
        weight += count_text ((const char *) node->content);
      node = manicule_html_next (node, root, enter);
    }

  return weight;
}

static gboolean
is_article_body (xmlNode *node)
{
  return has_value (node, "itemprop", "articleBody");
}

static gboolean
is_article (xmlNode *node)
{
  return manicule_html_is (node, "article");
}

static gboolean
is_main (xmlNode *node)
{
  return manicule_html_is (node, "main") || has_value (node, "role", "main");
}

/* The heaviest element that is marked so. Elements in one that is marked are not looked at: they are part of it. */
static xmlNode *
find_marked (xmlNode   *body,
             gboolean (*is_marked) (xmlNode *node),
             gsize     *weight)
{
  xmlNode *best = NULL;
  xmlNode *node = body;

  *weight = 0;
  while (node != NULL)
    {
      gboolean marked = is_marked (node);
      gsize its_weight = marked ? weigh (node) : 0;

      if (its_weight > *weight)
        {
          *weight = its_weight;
          best = node;
        }
      node = manicule_html_next (node, body, !marked && (node == body || !is_left_out (node)));
    }

  return best;
}

/* A paragraph speaks for the block it stands in, and half as much for the block around that. */
static void
vote (GHashTable *votes,
      xmlNode    *block,
      gsize       weight)
{
  gsize old;

  if (block == NULL || block->type != XML_ELEMENT_NODE)
    return;

  old = GPOINTER_TO_SIZE (g_hash_table_lookup (votes, block));
  g_hash_table_insert (votes, block, GSIZE_TO_POINTER (old + weight));
}

static xmlNode *
find_densest (xmlNode *body)
{
  g_autoptr(GHashTable) votes = g_hash_table_new (NULL, NULL);
  xmlNode *best = body;
  gsize best_weight = 0;
  xmlNode *node = body;

  while (node != NULL)
    {
      gboolean paragraph = manicule_html_is (node, "p") || manicule_html_is (node, "blockquote");

      if (paragraph)
        {
          gsize weight = weigh (node);

          vote (votes, node->parent, weight);
          vote (votes, node->parent != body && node->parent != NULL ? node->parent->parent : NULL, weight / 2);
        }
      node = manicule_html_next (node, body, !paragraph && (node == body || !is_left_out (node)));
    }

  /* In the order of the page, so that the same page always gives the same block. */
  for (node = body; node != NULL; node = manicule_html_next (node, body, TRUE))
    {
      gsize weight = GPOINTER_TO_SIZE (g_hash_table_lookup (votes, node));

      if (weight > best_weight)
        {
          best_weight = weight;
          best = node;
        }
    }

  return best;
}

static xmlNode *
find_body (xmlDoc *page)
{
  xmlNode *root = xmlDocGetRootElement (page);

  for (xmlNode *node = root; node != NULL; node = manicule_html_next (node, root, TRUE))
    if (manicule_html_is (node, "body"))
      return node;

  return root;
}

xmlNode *
manicule_html_find_main (xmlDoc *page)
{
  gboolean (*marks[]) (xmlNode *node) = { is_article_body, is_article, is_main };
  xmlNode *body = find_body (page);
  gsize all;

  if (body == NULL)
    return NULL;

  all = weigh (body);
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      gsize weight;
      xmlNode *marked = find_marked (body, marks[i], &weight);

      if (marked != NULL && (weight >= ENOUGH_BYTES || weight >= all / 4))
        return marked;
    }

  return find_densest (body);
}

/* --- text --- */

typedef struct
{
  GString *text;
  guint    breaks;  /* line breaks that stand before the next character */
  gboolean space;   /* a space does */
  xmlNode *pre;     /* (nullable): the outermost <pre> that was entered and not left */
} Writer;

static gboolean
is_html_space (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

static void
put_gap (Writer *self)
{
  if (self->text->len == 0)
    ;
  else if (self->breaks > 0)
    for (; self->breaks > 0; self->breaks--)
      g_string_append_c (self->text, '\n');
  else if (self->space)
    g_string_append_c (self->text, ' ');

  self->breaks = 0;
  self->space = FALSE;
}

static void
put_collapsed (Writer     *self,
               const char *text)
{
  while (*text != '\0')
    {
      gsize n = 0;

      while (text[n] != '\0' && !is_html_space (text[n]))
        n++;
      if (n > 0)
        {
          put_gap (self);
          g_string_append_len (self->text, text, (gssize) n);
        }
      text += n;
      for (; is_html_space (*text); text++)
        self->space = TRUE;
    }
}

/* Line breaks and spaces as they stand. */
static void
put_preformatted (Writer     *self,
                  const char *text)
{
  if (*text == '\0')
    return;

  put_gap (self);
  for (; *text != '\0'; text++)
    if (*text != '\r')
      g_string_append_c (self->text, *text);
}

/* How many line breaks part an element from what is around it: 2 leave a blank line. */
static guint
get_breaks (xmlNode *node)
{
  static const char * const blocks[] = {
    "address", "article", "blockquote", "body", "center", "details", "div", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hgroup", "hr", "main", "ol", "p", "pre", "section", "summary", "table", "ul", NULL,
  };
  static const char * const lines[] = { "caption", "dd", "dt", "li", "tr", NULL };

  if (is_any_of (node, blocks))
    return 2;

  return is_any_of (node, lines) ? 1 : 0;
}

static void
enter (Writer  *self,
       xmlNode *node)
{
  if (manicule_html_is (node, "br"))
    self->breaks = MIN (self->breaks + 1, 2);
  else if (manicule_html_is (node, "td") || manicule_html_is (node, "th"))
    self->space = TRUE;

  if (self->pre == NULL && manicule_html_is (node, "pre"))
    self->pre = node;
  self->breaks = MAX (self->breaks, get_breaks (node));
}

/* What ends between a node and the next one: every element on the way up. */
static void
leave (Writer  *self,
       xmlNode *node,
       xmlNode *next,
       xmlNode *root)
{
  if (next != NULL && next->parent == node)
    return;

  for (; node != root && node != NULL; node = node->parent)
    {
      self->breaks = MAX (self->breaks, get_breaks (node));
      if (node == self->pre)
        self->pre = NULL;
      if (node->next != NULL)
        return;
    }
}

char *
manicule_html_dup_text (xmlNode *main)
{
  Writer writer = { .text = g_string_new (NULL) };
  xmlNode *node = main;

  while (node != NULL)
    {
      gboolean left_out = node != main && is_left_out (node);
      xmlNode *next = manicule_html_next (node, main, !left_out);

      if (is_text (node) && writer.pre != NULL)
        put_preformatted (&writer, (const char *) node->content);
      else if (is_text (node))
        put_collapsed (&writer, (const char *) node->content);
      else if (!left_out)
        enter (&writer, node);

      leave (&writer, node, next, main);
      node = next;
    }

  while (writer.text->len > 0 && is_html_space (writer.text->str[writer.text->len - 1]))
    g_string_truncate (writer.text, writer.text->len - 1);
  if (writer.text->len > 0)
    g_string_append_c (writer.text, '\n');

  return g_string_free_and_steal (writer.text);
}

char *
manicule_html_dup_inline (xmlNode *root)
{
  Writer writer = { .text = g_string_new (NULL) };

  for (xmlNode *node = root; node != NULL; node = manicule_html_next (node, root, node == root || !is_left_out (node)))
    if (is_text (node))
      put_collapsed (&writer, (const char *) node->content);

  return g_string_free_and_steal (writer.text);
}
