/* manicule-tei-private.h: what reading and writing of TEI share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-document.h"
#include "manicule-format-input.h"

G_BEGIN_DECLS

/* The text of a document is the character data of <text>, as it stands: every space and line end counts, and no element
 * adds one.
 *
 * Elements that name or quote are spans, labelled by the element, or by @type where that is <rs> or <name>. Where other
 * elements stood, in the header and in <text>, is carried, so that a document of TEI is written again as it was:
 *
 *   of sets      {"tei":{"nodes":[[DEPTH,START,END,NAME,ATTRIBUTES],…],"head":XML,"tail":XML,"text":ATTRIBUTES,…}}
 *                a node without a name is the span of the id that stands for its attributes
 *   of spans     {"tei":{"element":"name","attributes":XML}}
 *
 * What inline elements cannot say stands in a <standOff type="manicule">: spans that cross others, are empty or in parts
 * (between anchors); attributes (as feature structures); notes; relations; labels of the document. */
#define MANICULE_TEI "tei"
#define MANICULE_TEI_NAMESPACE "http://www.tei-c.org/ns/1.0"
#define MANICULE_XML_NAMESPACE "http://www.w3.org/XML/1998/namespace"
#define MANICULE_TEI_ENTITY "manicule.entity"
#define MANICULE_TEI_ATTRIBUTE "manicule.attribute."

/* Elements nest so deep by what is written; what would be deeper stands off. */
#define MANICULE_TEI_MAX_INLINE 100

/* Of annotations: "persName", …; FALSE for any other element. */
gboolean  manicule_tei_is_span_element  (const char            *name);
/* An element that refers to who or what it names by @ref. */
gboolean  manicule_tei_has_ref          (const char            *name);
/* <rs> and <name>, whose @type is the label. */
gboolean  manicule_tei_is_generic       (const char            *name);
/* An attribute that stands inline. */
gboolean  manicule_tei_is_attribute     (const char            *name);

gboolean  manicule_tei_read             (ManiculeFormatInput   *input,
                                         ManiculeDocumentFunc   func,
                                         gpointer               data,
                                         GError               **error);
char     *manicule_tei_print            (ManiculeDocument      *document) G_GNUC_WARN_UNUSED_RESULT;

/* <teiHeader> */
char     *manicule_tei_print_header     (const ManiculeArticleFields *fields) G_GNUC_WARN_UNUSED_RESULT;
/* <f>, with a value of its type. */
void      manicule_tei_put_feature      (GString               *out,
                                         const char            *name,
                                         GVariant              *value);
/* An attribute of TEI, where it does not mean something else there. @element: (nullable): nothing stands inline. */
gboolean  manicule_tei_is_inline        (ManiculeAnnotation    *annotation,
                                         const char            *element,
                                         const char            *name,
                                         GVariant              *value);
gboolean  manicule_tei_has_inline_entity (ManiculeAnnotation   *annotation,
                                         const char            *element);

/* --- elements as a tree, over the text ----------------------------------------------------------------------------- */

typedef struct _ManiculeTeiNode ManiculeTeiNode;

struct _ManiculeTeiNode
{
  guint       start;
  guint       end;
  char       *name;        /* (owned) (nullable): NULL prints nothing but what is inside */
  char       *attributes;  /* (owned) (nullable): as they are written, from the space on */
  GPtrArray  *children;    /* (owned) (element-type ManiculeTeiNode), in order */
};

ManiculeTeiNode *manicule_tei_node_new    (guint                  start,
                                           guint                  end,
                                           const char            *name,
                                           const char            *attributes) G_GNUC_WARN_UNUSED_RESULT;
void             manicule_tei_node_free   (ManiculeTeiNode       *self);
/* Puts @node (transfer full) into the tree, around what is inside of it; FALSE, and @node is freed, where it would cross
 * another element or be too deep. One without length goes to where it stands, and always fits. */
gboolean         manicule_tei_node_insert (ManiculeTeiNode       *root,
                                           ManiculeTeiNode       *node);
void             manicule_tei_node_print  (ManiculeTeiNode       *self,
                                           ManiculeText          *text,
                                           GString               *out);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiculeTeiNode, manicule_tei_node_free)

G_END_DECLS
