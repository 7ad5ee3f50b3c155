/* surface-sample.c: texts with marks for the tests of the surface
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "surface-sample.h"

#include "manicule-change.h"

/* Invented, as all names and places in it. */
const char surface_sample_article[] =
  "Lowland councils put off the dike levy as the river year begins\n"
  "[Place:Tarnmouth], [Date:9 October] — The [Organisation:[Place:Eastmarch] Water Board] has postponed "
  "[Law:a charge of [Quantity:3.75 florins] per acre], after [Date:seven weeks] of hearings in village halls from "
  "[Place:Orrey] to the estuary. The board's chair, [Person:Hedda Winstrom], spoke of [Quote:“the longest of [Quantity:three] "
  "long summers”], while opposition leader [Person:Piet Ångmark] said that his [Organisation:Delta League] would bring the "
  "plan before [Organisation:the High Court of [Place:Tarnmouth]] before [Date:Advent].\n"
  "The [Organisation:National Dike Inspectorate] had warned in [Date:August] that [Claim:one of the [Quantity:four sluices] "
  "would not stand another [Date:January]]. Its chief surveyor, [Person:Joost Vellinga], told [Organisation:The Evening Ferry] "
  "that [Claim:the timber was [Quote:“softer than any we have probed since [Date:1974]”]]. A second report, paid for by the insurer "
  "[Organisation:Lloyt] of [Place:Brackwater], put the repairs at between [Quantity:48 and 55 million florins].\n"
  "Farmers are of two minds. [Person:Anna-Greet Söderholm], who grows beets near [Place:Orrey], reckons that [Claim:the levy "
  "will cost her [Quantity:about 2,400 florins] a [Date:year]]. “We keep our feet dry and pay for it,” she said. "
  "[Person:Tom Wikk], a lock keeper now retired, disagrees: [Claim:without new gates [Event:the [Date:spring] flood] will "
  "come back].\n"
  "[Organisation:Tidewater Ferries] said that [Event:the night crossing] would run until [Date:Sunday], and that no ticket "
  "already sold would change. A vote is due [Date:next week].\n";

/* Both directions, combining marks, emoji, letters without spaces between words. */
const char surface_sample_mixed[] =
  "The Arabic station [Organisation:قناة الواحة] was quoted by [Organisation:רשת הגשר] on [Date:7 مارس 2031], said Ines.\n"
  "في [Place:الميناء] قال [Person:سامي (Sami) نور] إن [Organisation:Harbour Union] وافقت على 1200 طن.\n"
  "Combining: na[Claim:ïve] e\xCC\x81t\xCC\xA3u\xCC\x88" "de [Person:A\xCC\x8Angstro\xCC\x88m] and q̃ z̈ – family [Person:👩‍👩‍👧] flag "
  "[Place:🇳🇴] thumbs 👍🏽 end.\n"
  "ירושת הנהר היא [Place:עיר הגשר (capital)] של העמק, לפי [Organisation:Evening Ferry].\n"
  "[Place:海门市]政府周三表示，[Person:林岚]将在[Date:十月九日]前往[Place:东堤]。\n";

static const char * const labels[][3] = {
  { "Person", "#1a5fb4", "p" },     { "Organisation", "#9c4200", "o" }, { "Place", "#1d7044", "l" },
  { "Date", "#6b3fa0", "d" },       { "Quantity", "#6b4f1d", "q" },     { "Event", "#b0203c", "e" },
  { "Quote", "#4a4a4a", "u" },      { "Claim", "#8c1c7d", "c" },        { "Law", "#5a6b00", "w" },
  { "Role", "#00717d", "r" },
};

ManiculeSchema *
surface_sample_schema (void)
{
  ManiculeSchema *schema = manicule_schema_new ();
  ManiculeRelationTypeFields fields = { .name = "source", .title = "said by" };
  g_autoptr(ManiculeRelationType) said_by = manicule_relation_type_new (&fields);

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      ManiculeLabelFields label_fields = { .name = labels[i][0], .color = labels[i][1], .key = labels[i][2] };
      g_autoptr(ManiculeLabel) label = manicule_label_new (&label_fields);

      manicule_schema_add_label (schema, label);
    }
  manicule_schema_add_relation_type (schema, said_by);

  return schema;
}

static ManiculeAnnotation *
make_span (const char *id,
           const char *label,
           guint       start,
           guint       end)
{
  ManiculeRange range = { start, end };

  return manicule_annotation_new_span (id, label, &range, 1);
}

static ManiculeAnnotationSet *
make_set (const char *text,
          GPtrArray  *annotations)
{
  g_autoptr(ManiculeText) content = manicule_text_new_from_string (text);
  ManiculeAnnotationSet *set = manicule_annotation_set_new ("sample", "anna", content);
  g_autoptr(GError) error = NULL;

  manicule_annotation_set_add_all (set, annotations, &error);
  g_assert_no_error (error);

  return set;
}

typedef struct
{
  char  *label;  /* (owned), with the id of a mark of several parts: "Person#a" */
  guint  start;
} Open;

/* A mark of its own, or a further part of one that has an id. */
static void
close_mark (GPtrArray *annotations,
            Open      *mark,
            guint      end)
{
  g_auto(GStrv) words = g_strsplit (mark->label, "#", 2);
  g_autofree char *id = words[1] != NULL ? g_strdup (words[1]) : g_strdup_printf ("s%u", annotations->len);

  for (guint i = 0; i < annotations->len; i++)
    {
      ManiculeAnnotation *annotation = g_ptr_array_index (annotations, i);
      ManiculeRange ranges[2] = { manicule_annotation_get_hull (annotation), { mark->start, end } };

      if (g_str_equal (manicule_annotation_get_id (annotation), id))
        {
          g_ptr_array_index (annotations, i) = manicule_annotation_with_ranges (annotation, ranges, 2);
          g_object_unref (annotation);
          return;
        }
    }

  g_ptr_array_add (annotations, make_span (id, words[0], mark->start, end));
}

ManiculeAnnotationSet *
surface_sample_parse (const char *markup)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GPtrArray) annotations = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GArray) open = g_array_new (FALSE, FALSE, sizeof (Open));
  guint chr = 0;

  for (const char *p = markup; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (*p == '[')
        {
          const char *colon = strchr (p, ':');
          Open mark = { g_strndup (p + 1, colon - p - 1), chr };

          g_array_append_val (open, mark);
          p = colon;
        }
      else if (*p == ']')
        {
          Open *mark = &g_array_index (open, Open, open->len - 1);

          close_mark (annotations, mark, chr);
          g_free (mark->label);
          g_array_set_size (open, open->len - 1);
        }
      else
        {
          p += *p == '\\';
          g_string_append_unichar (text, g_utf8_get_char (p));
          chr++;
        }
    }
  g_assert_cmpuint (open->len, ==, 0);

  return make_set (text->str, annotations);
}

static void
append_words (GString *text,
              GRand   *rand,
              gsize    n_bytes)
{
  static const char * const words[] = {
    "the", "of", "and", "council", "harbour", "said", "levy", "Orrey", "would", "sluice", "Ångmark", "naïve", "on",
    "Tuesday", "florins", "between", "a", "minister", "regulates", "board", "in", "agreement", "it", "Müller", "— that",
  };

  while (text->len < n_bytes)
    {
      gsize paragraph = text->len + (gsize) g_rand_int_range (rand, 200, 1100);

      while (text->len < MIN (paragraph, n_bytes))
        g_string_append_printf (text, "%s%s", words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))],
                                g_rand_int_range (rand, 0, 14) == 0 ? ". " : " ");
      g_string_append_c (text, '\n');
    }
}

ManiculeAnnotationSet *
surface_sample_generate (gsize n_bytes,
                         guint n_spans,
                         guint depth,
                         guint n_relations)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (8);
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GPtrArray) annotations = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_chars;

  append_words (text, rand, n_bytes);
  n_chars = (guint) g_utf8_strlen (text->str, (gssize) text->len);
  for (guint i = 0; i < n_spans; i++)
    {
      guint longest = MAX (4, depth * (n_chars / MAX (n_spans, 1)) * 2);
      guint length = depth > 1 ? (guint) g_rand_int_range (rand, 4, (gint32) longest + 5) : (guint) g_rand_int_range (rand, 3, 24);
      guint start = (guint) ((guint64) (n_chars - 30) * i / n_spans);
      g_autofree char *id = g_strdup_printf ("g%u", i);

      g_ptr_array_add (annotations, make_span (id, labels[g_rand_int_range (rand, 0, G_N_ELEMENTS (labels))][0],
                                               start, MIN (start + length, n_chars)));
    }
  for (guint i = 0; i < n_relations; i++)
    {
      g_autofree char *id = g_strdup_printf ("r%u", i);
      guint k = (guint) g_rand_int_range (rand, 0, (gint32) n_spans - 3);
      g_autofree char *from = g_strdup_printf ("g%u", k);
      g_autofree char *to = g_strdup_printf ("g%u", k + 2);

      g_ptr_array_add (annotations, manicule_annotation_new_relation (id, "source", from, to));
    }

  return make_set (text->str, annotations);
}

void
surface_sample_change (ManiculeAnnotationSet *set,
                       ManiculeAnnotation    *before,
                       ManiculeAnnotation    *after)
{
  g_autoptr(ManiculeSchema) schema = surface_sample_schema ();
  g_autoptr(ManiculeProject) project = manicule_project_new ("Sample", schema);
  g_autoptr(ManiculeChange) change = manicule_change_new_annotation (set, before, after);
  g_autoptr(GError) error = NULL;

  manicule_project_hold_set (project, set);
  manicule_change_apply (change, project, &error);
  g_assert_no_error (error);
}

void
surface_sample_link (ManiculeAnnotationSet *set,
                     const char            *id,
                     const char            *from,
                     const char            *to)
{
  g_autoptr(ManiculeAnnotation) relation = manicule_annotation_new_relation (id, "source", from, to);

  surface_sample_change (set, NULL, relation);
}

void
surface_sample_add (ManiculeAnnotationSet *set,
                    const char            *id,
                    const char            *label,
                    guint                  start,
                    guint                  end)
{
  g_autoptr(ManiculeAnnotation) span = make_span (id, label, start, end);

  surface_sample_change (set, NULL, span);
}
