/* manicule-format-brat-config-parse.c: brat's configuration files, taken apart
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-format-brat-config-private.h"

#include "manicule-format-brat-names.h"

#include <string.h>

/* More than any scheme has; macros can make a line longer than its file. */
#define MAX_NODES 4096
#define MAX_MACROS 256
#define MAX_LINE_BYTES (64 * 1024)

static const char * const sections[] = {
  [MANICULE_BRAT_ENTITIES]   = "entities",
  [MANICULE_BRAT_RELATIONS]  = "relations",
  [MANICULE_BRAT_EVENTS]     = "events",
  [MANICULE_BRAT_ATTRIBUTES] = "attributes",
};

/* The colours that HTML knows by name, as far as brat's own configurations use them. */
static const struct
{
  const char *name;
  const char *color;
} colors[] = {
  { "aqua", "#00ffff" },        { "black", "#000000" },       { "blue", "#0000ff" },       { "brown", "#a52a2a" },
  { "cyan", "#00ffff" },        { "darkblue", "#00008b" },    { "darkgray", "#a9a9a9" },   { "darkgreen", "#006400" },
  { "darkred", "#8b0000" },     { "fuchsia", "#ff00ff" },     { "gold", "#ffd700" },       { "gray", "#808080" },
  { "green", "#008000" },       { "lavender", "#e6e6fa" },    { "lightblue", "#add8e6" },  { "lightgray", "#d3d3d3" },
  { "lightgreen", "#90ee90" },  { "lightgrey", "#d3d3d3" },   { "lightpink", "#ffb6c1" },  { "lightyellow", "#ffffe0" },
  { "lime", "#00ff00" },        { "magenta", "#ff00ff" },     { "maroon", "#800000" },     { "navy", "#000080" },
  { "olive", "#808000" },       { "orange", "#ffa500" },      { "pink", "#ffc0cb" },       { "purple", "#800080" },
  { "red", "#ff0000" },         { "salmon", "#fa8072" },      { "silver", "#c0c0c0" },     { "teal", "#008080" },
  { "violet", "#ee82ee" },      { "white", "#ffffff" },       { "yellow", "#ffff00" },
};

/* Where a type stands: types that are indented further belong to it. */
typedef struct
{
  guint       indent;
  const char *name;
} Level;

static void
node_free (gpointer data)
{
  ManiculeBratNode *node = data;

  g_free (node->name);
  g_free (node->parent);
  g_free (node->arguments);
  g_free (node);
}

static void
pair_free (gpointer data)
{
  ManiculeBratPair *pair = data;

  g_free (pair->key);
  g_free (pair->value);
  g_free (pair);
}

static gboolean
is_comment (const char *line)
{
  line += strspn (line, " \t\r");

  return *line == '\0' || *line == '#';
}

/* The name in "[name]", NULL when the line is not that. */
static char *
get_section (const char *line)
{
  g_autofree char *stripped = g_strstrip (g_strdup (line));
  gsize length = strlen (stripped);

  return length > 2 && *stripped == '[' && stripped[length - 1] == ']' ? g_strndup (stripped + 1, length - 2) : NULL;
}

static ManiculeBratSection
find_section (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    if (g_str_equal (sections[i], name))
      return i;

  return MANICULE_BRAT_NO_SECTION;
}

/* --- annotation.conf --- */

/* "<POG>=Person|Organization"; later lines may use it. */
static gboolean
parse_macro (const char *line,
             GPtrArray  *macros)
{
  const char *end = strstr (line, ">=");
  ManiculeBratPair *macro;

  if (*line != '<' || end == NULL || strcspn (line, " \t") < (gsize) (end - line) || macros->len == MAX_MACROS)
    return FALSE;

  macro = g_new (ManiculeBratPair, 1);
  macro->key = g_strndup (line, (gsize) (end + 1 - line));
  macro->value = g_strstrip (g_strdup (end + 2));
  g_ptr_array_add (macros, macro);

  return TRUE;
}

/* NULL when it becomes too long, as macros of macros may make it. */
static char *
expand (const char *line,
        GPtrArray  *macros)
{
  g_autoptr(GString) string = g_string_new (line);

  for (guint i = 0; i < macros->len; i++)
    {
      const ManiculeBratPair *macro = g_ptr_array_index (macros, i);
      const char *found = strstr (string->str, macro->key);

      while (found != NULL)
        {
          gssize at = found - string->str;

          g_string_erase (string, at, (gssize) strlen (macro->key));
          g_string_insert (string, at, macro->value);
          if (string->len > MAX_LINE_BYTES)
            return NULL;
          found = strstr (string->str + at + strlen (macro->value), macro->key);
        }
    }

  return g_string_free_and_steal (g_steal_pointer (&string));
}

/* The name of the type that one with this indentation belongs to. */
static const char *
find_parent (GArray *levels,
             guint   indent)
{
  while (levels->len > 0 && g_array_index (levels, Level, levels->len - 1).indent >= indent)
    g_array_set_size (levels, levels->len - 1);

  return levels->len > 0 ? g_array_index (levels, Level, levels->len - 1).name : NULL;
}

static gboolean
parse_node (ManiculeBratConfig  *self,
            ManiculeBratSection  section,
            const char          *line,
            GArray              *levels)
{
  guint indent = (guint) strspn (line, " \t");
  const char *word = line + indent;
  gsize length = strcspn (word, " \t\r");
  g_autofree char *terms = g_strndup (word, length);
  gboolean is_unusable = *terms == '!';
  char *name = terms + is_unusable;
  ManiculeBratNode *node;

  /* What follows is another name of the same. */
  name[strcspn (name, "|")] = '\0';
  if (*name == '\0' || *name == '<' || self->nodes->len == MAX_NODES)
    return FALSE;

  node = g_new0 (ManiculeBratNode, 1);
  node->section = section;
  node->name = manicule_brat_name_decode (name);
  node->parent = g_strdup (find_parent (levels, indent));
  node->arguments = g_strstrip (g_strdup (word + length));
  node->is_unusable = is_unusable;
  g_ptr_array_add (self->nodes, node);
  g_array_append_val (levels, ((Level) { indent, node->name }));

  return TRUE;
}

/* "<OVERLAP> Arg1:<ANY>, Arg2:Place, <OVL-TYPE>:contain" and the older "ENTITY-NESTING": no relations, but what brat
 * lets stand in what. */
static gboolean
parse_rule (ManiculeBratConfig  *self,
            ManiculeBratSection  section,
            const char          *line)
{
  static const char * const names[] = { "<OVERLAP>", "ENTITY-NESTING" };
  g_autofree char *stripped = g_strstrip (g_strdup (line));
  gsize length = strcspn (stripped, " \t");

  for (guint i = 0; section == MANICULE_BRAT_RELATIONS && i < G_N_ELEMENTS (names); i++)
    if (strlen (names[i]) == length && strncmp (stripped, names[i], length) == 0)
      {
        g_string_append_printf (self->rules, "%s\n", stripped);
        return TRUE;
      }

  return FALSE;
}

static gboolean
parse_line (ManiculeBratConfig  *self,
            ManiculeBratSection  section,
            const char          *line,
            GPtrArray           *macros,
            GArray              *levels)
{
  g_autofree char *expanded = NULL;

  /* A line of hyphens only separates. */
  if (is_comment (line) || line[strspn (line, " \t-\r")] == '\0' || section == MANICULE_BRAT_NO_SECTION ||
      parse_macro (line, macros))
    return TRUE;

  expanded = expand (line, macros);

  return expanded != NULL && (parse_rule (self, section, expanded) || parse_node (self, section, expanded, levels));
}

static void
parse_annotation (ManiculeBratConfig *self,
                  const char         *text)
{
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr(GPtrArray) macros = g_ptr_array_new_with_free_func (pair_free);
  g_autoptr(GArray) levels = g_array_new (FALSE, FALSE, sizeof (Level));
  ManiculeBratSection section = MANICULE_BRAT_NO_SECTION;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *name = get_section (lines[i]);
      guint number = i + 1;

      if (name != NULL)
        {
          section = find_section (name);
          g_array_set_size (levels, 0);
          g_ptr_array_set_size (macros, 0);
        }
      else if (!parse_line (self, section, lines[i], macros, levels))
        g_array_append_val (self->faults, number);
    }
}

/**
 * manicule_brat_node_split_arguments:
 * @node: a type
 *
 * Returns: (transfer full) (element-type ManiculeBratPair): its arguments; what is no pair is left out
 */
GPtrArray *
manicule_brat_node_split_arguments (const ManiculeBratNode *node)
{
  g_auto(GStrv) arguments = g_strsplit (node->arguments, ",", -1);
  GPtrArray *pairs = g_ptr_array_new_with_free_func (pair_free);

  for (guint i = 0; arguments[i] != NULL; i++)
    {
      const char *argument = g_strstrip (arguments[i]);
      const char *colon = strchr (argument, ':');
      ManiculeBratPair *pair;

      if (colon == NULL || colon == argument)
        continue;

      pair = g_new (ManiculeBratPair, 1);
      pair->key = g_strndup (argument, (gsize) (colon - argument));
      pair->value = g_strdup (colon + 1);
      g_ptr_array_add (pairs, pair);
    }

  return pairs;
}

/* --- visual.conf --- */

static char *
parse_color (const char *color)
{
  gsize length = strlen (color);

  if (*color == '#' && (length == 4 || length == 7) && strspn (color + 1, "0123456789abcdefABCDEF") == length - 1)
    return length == 7 ? g_ascii_strdown (color, -1)
                       : g_strdup_printf ("#%c%c%c%c%c%c", g_ascii_tolower (color[1]), g_ascii_tolower (color[1]),
                                          g_ascii_tolower (color[2]), g_ascii_tolower (color[2]),
                                          g_ascii_tolower (color[3]), g_ascii_tolower (color[3]));

  for (guint i = 0; i < G_N_ELEMENTS (colors); i++)
    if (g_ascii_strcasecmp (color, colors[i].name) == 0)
      return g_strdup (colors[i].color);

  return NULL;
}

/* "Name | Long name | Short" */
static void
parse_title (ManiculeBratConfig *self,
             const char         *line)
{
  g_auto(GStrv) terms = g_strsplit (line, "|", 3);

  if (terms[0] == NULL || terms[1] == NULL || *g_strstrip (terms[0]) == '\0' || *g_strstrip (terms[1]) == '\0')
    return;

  g_hash_table_replace (self->titles, manicule_brat_name_decode (terms[0]), g_strdup (terms[1]));
}

/* "Name bgColor:#ffffff, …"; of arcs the colour is their own. */
static void
parse_drawing (ManiculeBratConfig *self,
               const char         *line)
{
  gsize length = strcspn (line, " \t");
  g_autofree char *name = g_strndup (line, length);
  ManiculeBratNode node = { .arguments = (char *) line + length };
  g_autoptr(GPtrArray) pairs = manicule_brat_node_split_arguments (&node);

  for (guint i = 0; i < pairs->len; i++)
    {
      const ManiculeBratPair *pair = g_ptr_array_index (pairs, i);
      char *color = NULL;

      if (g_str_equal (pair->key, "bgColor") || g_str_equal (pair->key, "color"))
        color = parse_color (pair->value);
      if (color != NULL)
        g_hash_table_replace (self->colors, manicule_brat_name_decode (name), color);
    }
}

static void
parse_visual (ManiculeBratConfig *self,
              const char         *text)
{
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *section = g_strdup ("");

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *name = get_section (lines[i]);

      if (name != NULL)
        {
          g_free (section);
          section = name;
        }
      else if (!is_comment (lines[i]) && g_str_equal (section, "labels"))
        parse_title (self, g_strstrip (lines[i]));
      else if (!is_comment (lines[i]) && g_str_equal (section, "drawing"))
        parse_drawing (self, g_strstrip (lines[i]));
    }
}

/* --- kb_shortcuts.conf --- */

/* "P Person" */
static void
parse_keys (ManiculeBratConfig *self,
            const char         *text)
{
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = g_strstrip (lines[i]);
      gsize length = strcspn (line, " \t");
      const char *name = line + length + strspn (line + length, " \t");

      if (!is_comment (line) && *name != '\0' && name[strcspn (name, " \t")] == '\0')
        g_hash_table_replace (self->keys, manicule_brat_name_decode (name), g_strndup (line, length));
    }
}

void
manicule_brat_config_init (ManiculeBratConfig *self,
                           const char         *annotation,
                           const char         *visual,
                           const char         *keys)
{
  *self = (ManiculeBratConfig) {
    .nodes = g_ptr_array_new_with_free_func (node_free),
    .titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
    .colors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
    .keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
    .rules = g_string_new (NULL),
    .faults = g_array_new (FALSE, FALSE, sizeof (guint)),
  };

  if (annotation != NULL)
    parse_annotation (self, annotation);
  if (visual != NULL)
    parse_visual (self, visual);
  if (keys != NULL)
    parse_keys (self, keys);
}

void
manicule_brat_config_clear (ManiculeBratConfig *self)
{
  g_ptr_array_unref (self->nodes);
  g_hash_table_unref (self->titles);
  g_hash_table_unref (self->colors);
  g_hash_table_unref (self->keys);
  g_string_free (self->rules, TRUE);
  g_array_unref (self->faults);
}
