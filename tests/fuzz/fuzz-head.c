/* fuzz-head.c: the decoding of any bytes, and what is recognised at the head of a news text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fuzz.h"

#include "manicule-decode.h"
#include "manicule-news-head.h"

static void
assert_inside (ManiculeRange range,
               ManiculeText *text)
{
  g_assert_cmpuint (range.start, <=, range.end);
  g_assert_cmpuint (range.end, <=, manicule_text_get_n_chars (text));
}

int
LLVMFuzzerInitialize (int    *argc,
                      char ***argv)
{
  fuzz_init ();

  return 0;
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, size);
  g_autoptr(GArray) candidates = manicule_decode_detect (bytes);
  g_autoptr(ManiculeText) text = manicule_decode (bytes, g_array_index (candidates, ManiculeEncoding, 0).name, NULL);
  g_autoptr(ManiculeNewsHead) head = NULL;

  if (text == NULL)
    return 0;

  head = manicule_news_head_parse (text);
  assert_inside (head->headline, text);
  assert_inside (head->metadata, text);
  assert_inside (head->dateline, text);
  for (guint i = 0; i < head->boilerplate->len; i++)
    assert_inside (g_array_index (head->boilerplate, ManiculeRange, i), text);

  return 0;
}
