/* manicule-abbreviations.c: abbreviations, and where sentences do not end
 *
 * A point belongs to the word before it
 *
 * 1. in a dotted word, of parts of at most three letters of which one is single or all are capitals: "U.S.", "a.m.", "Ph.D.", "EE.UU.";
 * 2. after a single letter that is an initial or part of one: "J. K. Rowling", "N. Korea", "J.-P.", "z. B.", but not before a word that
 *    begins sentences ("Plan B. The …");
 * 3. after a word of the lists below, each with its condition. In a line of capitals they are found in capitals too ("ST. PETERSBURG").
 *
 * Such a point may end a sentence as well. It does when a word follows that often begins sentences and is rarely part of a name, which is
 * a heuristic, as all are (the orthographic one of Kiss and Strunk, Unsupervised Multilingual Sentence Boundary Detection, 2006).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-abbreviations-private.h"

#include "manicule-word-list-private.h"

#include <string.h>
#include <unicode/uchar.h>

/* Lists of words, with a space before and behind each. */

/* Stand before a name: never end a sentence. */
static const char open_words[] =
  " Adm Br Capt Cmdr Col Cpl Det Dott Dr Dra Drs EE Fr Ft Gen Gov Hon Hr Lt Lic MM Maj Mme Mlle Mr Mrs Ms Msgr Mt Mtro Mx Ofc Pfc"
  " Pres Prof Pte Pvt Rep Reps Rev Sen Sens Sgt Sig Spc Sra Srta St Sta Ste Sto Supt Wm bzgl ca cf dhr evtl ggf mw sog v vgl vs"
  " им ул ";

/* May end a sentence. */
static const char any_words[] =
  " Apr Aug Ave Bhd Blvd Bros Co Corp Dec Dept Dez Dist Esq Est Feb Hwy Inc Jan Jr Jul Jun Ltd Ltda Mfg Mio Mrd Nov Oct Okt Pty Rd"
  " Sep Sept Sr Str UU Ud Uds Univ al approx apt assn assoc av bzw corp dept dist est inkl intl"
  " г гг долл млн млрд руб тыс ";

/* End the sentence when a capital follows. */
static const char last_words[] = " etc etw usw ";

/* Only before a number, or with a comma behind the point. */
static const char number_words[] =
  " Abs Art Bd Fig Figs Fri Mar Mon No Nos Nr Nrn Op Sat Sec Sun Thu Thur Thurs Tue Tues Vol Vols Wed"
  " art c ch fig no nos nr op p par pp sec vol ";

/* Only after a comma: "Springfield, Ill." */
static const char state_words[] =
  " Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Mass Md Mich Minn Miss Mo Mont Neb Nev Okla Ont Ore Pa Que Tenn"
  " Tex Va Vt Wash Wis Wyo ";

/* Often begin a sentence, rarely a name. */
static const char starters[] =
  " A About According After All Also Although Among An And Another Any Are As Asked At Because Before Both But By Can"
  " Despite Did Do Does During Each Earlier Even Every Few Following For From Given Had Has Have He Her Here His How"
  " However I If In Instead Is It Its Just Last Later Many Meanwhile More Moreover Most Much My Nearly Neither Nobody Nor"
  " Not Nothing Now Of On Once One Only Or Other Our Over Perhaps Recently Separately Several She Since So Some Somebody"
  " Someone Soon Speaking Still Such That The Their Then There These They This Those Though Through Thus Today Two Under"
  " Unlike Until Was We Were What When Where Whether Which While Who Why Will With Within Without Would Yesterday Yet You"
  " Your"
  " Aber Auch Das Dem Den Der Die Dies Diese Dieser Doch Ein Eine Er Es Im Sie Und Wir"
  " Ce Ces Cette Elle Elles Il Ils Le Les Mais Nous Un Une"
  " El Ella Ellos En Los Las Pero Para Por Una ";

/* What may follow "9 p.m." in the same sentence. */
static const char after_hours[] =
  " Monday Tuesday Wednesday Thursday Friday Saturday Sunday Central Eastern Greenwich Mountain Pacific ";

/* Behind a German ordinal: "am 3. Oktober". */
static const char german_months[] =
  " Januar Jänner Februar Feber März April Mai Juni Juli August September Oktober November Dezember ";

/* In which of the lists of abbreviations a word is. */
typedef enum
{
  IN_OPEN = 1 << 0,
  IN_ANY = 1 << 1,
  IN_LAST = 1 << 2,
  IN_NUMBER = 1 << 3,
  IN_STATE = 1 << 4,
} Lists;

/* Longer words are in none of them. */
#define MAX_WORD 23

static void
add_list (GHashTable *table,
          const char *list,
          Lists       bit)
{
  g_auto(GStrv) words = g_strsplit (list, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      guint bits = GPOINTER_TO_UINT (g_hash_table_lookup (table, words[i])) | bit;

      if (*words[i] != '\0')
        g_hash_table_insert (table, g_strdup (words[i]), GUINT_TO_POINTER (bits));
    }
}

/* Every word before a point is looked up, so that the lists are not searched one by one. */
static GHashTable *
get_table (void)
{
  static GHashTable *table = NULL;

  if (g_once_init_enter_pointer (&table))
    {
      GHashTable *made = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      add_list (made, open_words, IN_OPEN);
      add_list (made, any_words, IN_ANY);
      add_list (made, last_words, IN_LAST);
      add_list (made, number_words, IN_NUMBER);
      add_list (made, state_words, IN_STATE);
      g_once_init_leave_pointer (&table, made);
    }

  return table;
}

/* The lists that have a word as it is, or for a word in capitals, such as "ST" or "DEC", as "St" or "Dec". */
static Lists
find_lists (const char *word,
            gsize       n)
{
  char copy[MAX_WORD + 1];
  Lists lists;
  gsize i;

  if (n > MAX_WORD)
    return 0;

  memcpy (copy, word, n);
  copy[n] = '\0';
  lists = GPOINTER_TO_UINT (g_hash_table_lookup (get_table (), copy));
  if (n < 2 || !g_ascii_isupper (word[0]))
    return lists;

  for (i = 1; i < n; i++)
    {
      if (!g_ascii_isupper (word[i]))
        return lists;
      copy[i] = g_ascii_tolower (word[i]);
    }

  return lists | GPOINTER_TO_UINT (g_hash_table_lookup (get_table (), copy));
}

static gunichar
char_at (const ManiculeParagraph *paragraph,
         const char              *at)
{
  return at < paragraph->end ? g_utf8_get_char (at) : 0;
}

/* The character before @at, or 0 at the start of the paragraph. */
static gunichar
char_before (const ManiculeParagraph *paragraph,
             const char              *at)
{
  return at > paragraph->start ? g_utf8_get_char (g_utf8_prev_char (at)) : 0;
}

static const char *
skip_space (const ManiculeParagraph *paragraph,
            const char              *at)
{
  while (at < paragraph->end && u_isUWhiteSpace ((UChar32) g_utf8_get_char (at)))
    at = g_utf8_next_char (at);

  return at;
}

static const char *
skip_space_back (const ManiculeParagraph *paragraph,
                 const char              *at)
{
  while (at > paragraph->start && u_isUWhiteSpace ((UChar32) char_before (paragraph, at)))
    at = g_utf8_prev_char (at);

  return at;
}

/* Quotation marks and brackets. */
static gboolean
is_close (gunichar c)
{
  return u_getIntPropertyValue ((UChar32) c, UCHAR_SENTENCE_BREAK) == U_SB_CLOSE;
}

static gsize
letters_length (const ManiculeParagraph *paragraph,
                const char              *at)
{
  const char *end = at;

  while (end < paragraph->end && u_isalpha ((UChar32) g_utf8_get_char (end)))
    end = g_utf8_next_char (end);

  return (gsize) (end - at);
}

/* Finds the next word, past spaces, quotation marks and brackets; of length 0 where no letter comes. */
static const char *
next_word (const ManiculeParagraph *paragraph,
           const char              *at,
           gsize                   *n)
{
  while (at < paragraph->end)
    {
      gunichar c = g_utf8_get_char (at);

      if (!u_isUWhiteSpace ((UChar32) c) && !is_close (c))
        break;
      at = g_utf8_next_char (at);
    }
  *n = letters_length (paragraph, at);

  return at;
}

static gboolean
next_word_is_in (const ManiculeParagraph *paragraph,
                 const char              *at,
                 const char              *list)
{
  gsize n;
  const char *word = next_word (paragraph, at, &n);

  return manicule_word_list_has (list, word, n);
}

/* A letter with a point, and no letter before it, ends at @end. */
static gboolean
initial_ends_at (const ManiculeParagraph *paragraph,
                 const char              *end)
{
  const char *letter;

  if (end - paragraph->start < 2 || end[-1] != '.' || !u_isalpha ((UChar32) char_before (paragraph, end - 1)))
    return FALSE;

  letter = g_utf8_prev_char (end - 1);
  return !u_isalnum ((UChar32) char_before (paragraph, letter));
}

static gboolean
initial_starts_at (const ManiculeParagraph *paragraph,
                   const char              *at)
{
  return u_isalpha ((UChar32) char_at (paragraph, at)) && char_at (paragraph, g_utf8_next_char (at)) == '.';
}

/* "U.S", "a.m", "Ph.D", "EE.UU": parts of at most three letters, one of them single or all in capitals. */
static gboolean
is_dotted (const char *word,
           const char *end)
{
  gboolean has_single = FALSE;
  gboolean all_upper = TRUE;
  guint n = 0;

  for (; word <= end; word = g_utf8_next_char (word))
    {
      gunichar c = word < end ? g_utf8_get_char (word) : '.';

      if (c == '.')
        {
          if (n == 0 || n > 3)
            return FALSE;
          has_single = has_single || n == 1;
          n = 0;
          continue;
        }
      if (!u_isalpha ((UChar32) c))
        return FALSE;
      all_upper = all_upper && u_isupper ((UChar32) c);
      n++;
    }

  return has_single || all_upper;
}

/* Whether the single letter before @point is an initial, or a part of "z. B." */
static gboolean
is_initial (const ManiculeParagraph *paragraph,
            const char              *word,
            const char              *point)
{
  const char *next = skip_space (paragraph, point + 1);
  gunichar letter = g_utf8_get_char (word);
  gsize n;

  if (initial_ends_at (paragraph, skip_space_back (paragraph, word)) || initial_starts_at (paragraph, next))
    return TRUE;
  if (!u_isupper ((UChar32) letter) || letter == 'I' || next == paragraph->end)
    return FALSE;
  if (strchr (",;-", *next) != NULL)
    return TRUE;

  n = letters_length (paragraph, next);
  return n > 0 && !manicule_word_list_has (starters, next, n);
}

static gboolean
comes_before_number (const ManiculeParagraph *paragraph,
                     const char              *point)
{
  const char *next = skip_space (paragraph, point + 1);

  return u_isdigit ((UChar32) char_at (paragraph, next)) || char_at (paragraph, point + 1) == ',';
}

gboolean
manicule_abbreviation_keeps_point (const ManiculeParagraph *paragraph,
                                   const char              *word,
                                   const char              *point)
{
  gsize n = (gsize) (point - word);
  Lists lists;

  if (n == 0)
    return FALSE;
  if (memchr (word, '.', n) != NULL)
    return is_dotted (word, point);
  if (g_utf8_next_char (word) == point && u_isalpha ((UChar32) g_utf8_get_char (word))
      && is_initial (paragraph, word, point))
    return TRUE;

  lists = find_lists (word, n);
  if ((lists & (IN_OPEN | IN_ANY | IN_LAST)) != 0)
    return TRUE;
  if ((lists & IN_NUMBER) != 0)
    return comes_before_number (paragraph, point);

  return (lists & IN_STATE) != 0 && char_before (paragraph, skip_space_back (paragraph, word)) == ',';
}

/* "EST", "GMT": what may stand behind an hour. */
static gboolean
is_zone (const char *word,
         gsize       n)
{
  gsize i;

  for (i = 0; i < n; i++)
    {
      if (!g_ascii_isupper (word[i]))
        return FALSE;
    }

  return n >= 2 && n <= 5;
}

/* Whether a sentence can end with the abbreviation before @point when a capital follows at @next. */
static gboolean
abbreviation_ends (const ManiculeParagraph *paragraph,
                   const char              *word,
                   const char              *point,
                   const char              *next)
{
  gsize n = (gsize) (point - word);
  gsize n_next;

  if (n == 3 && (word[0] == 'a' || word[0] == 'p') && word[1] == '.' && word[2] == 'm')
    {
      next = next_word (paragraph, next, &n_next);
      return !is_zone (next, n_next) && !manicule_word_list_has (after_hours, next, n_next);
    }
  if (manicule_word_list_has (last_words, word, n))
    return TRUE;
  if ((find_lists (word, n) & (IN_OPEN | IN_NUMBER)) != 0 || u_islower ((UChar32) g_utf8_get_char (word)))
    return FALSE;

  return next_word_is_in (paragraph, next, starters);
}

/* The start of the word before @point: letters, digits and points. */
static const char *
word_before (const ManiculeParagraph *paragraph,
             const char              *point)
{
  const char *word = point;

  while (word > paragraph->start)
    {
      gunichar c = char_before (paragraph, word);

      if (c != '.' && !u_isalnum ((UChar32) c))
        break;
      word = g_utf8_prev_char (word);
    }

  return word;
}

/* A number before @point: of a list, when the line begins with it, or a German ordinal before a month. */
static gboolean
number_goes_on (const ManiculeParagraph *paragraph,
                const char              *word,
                const char              *point,
                const char              *next)
{
  const char *at;

  for (at = word; at < point; at++)
    {
      if (!g_ascii_isdigit (*at))
        return FALSE;
    }

  return skip_space_back (paragraph, word) == paragraph->start
         || (point - word <= 2 && next_word_is_in (paragraph, next, german_months));
}

/* Whether a sentence may start at @at behind the point at @point. */
static gboolean
may_start_after_point (const ManiculeParagraph *paragraph,
                       const char              *point,
                       const char              *at)
{
  const char *word = word_before (paragraph, point);

  if (word == point || point[-1] == '.')
    return TRUE;
  if (manicule_abbreviation_keeps_point (paragraph, word, point))
    return abbreviation_ends (paragraph, word, point, at);

  return !number_goes_on (paragraph, word, point, at);
}

gboolean
manicule_sentence_may_start (const ManiculeParagraph *paragraph,
                             const char              *at)
{
  const char *stop = skip_space_back (paragraph, at);
  const char *word;
  gsize n;

  while (stop > paragraph->start && is_close (char_before (paragraph, stop)))
    stop = g_utf8_prev_char (stop);
  if (stop == paragraph->start)
    return FALSE;
  if (stop[-1] == '.')
    return may_start_after_point (paragraph, stop - 1, at);

  /* “Really?” he said. */
  word = next_word (paragraph, at, &n);
  return n == 0 || !u_islower ((UChar32) g_utf8_get_char (word));
}
