/* manicule-palette.c: colours for labels that have none yet
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-palette-private.h"

/* The first eight stand near blue, orange brown, green, purple, olive brown, red, grey and magenta, moved until every
 * two of them differ by 12 (CIEDE2000) to normal eyes and with protanopia, deuteranopia and tritanopia, as simulated by
 * Machado, Oliveira and Fernandes (2009). Each of the others is, of all colours, the one farthest from those before it;
 * the two that come closest still differ by 5.9. All have a contrast of at least 4.6 to white. */
const char * const manicule_palette[] = {
  "#1a5fb4",  /* blue */
  "#8d5000",  /* orange brown */
  "#078550",  /* green */
  "#3c13af",  /* purple */
  "#3e3708",  /* olive brown */
  "#e31a42",  /* red */
  "#6b6064",  /* grey */
  "#652655",  /* magenta */
  "#243c30",  /* pine */
  "#9c6090",  /* mauve */
  "#7854fc",  /* lavender */
  "#900c3c",  /* wine */
  "#544878",  /* dusk */
  "#6c786c",  /* sage */
  "#a8189c",  /* fuchsia */
  "#7800f0",  /* violet */
  "#243078",  /* navy */
  "#606c30",  /* moss */
  "#30606c",  /* teal */
  "#783c24",  /* brick */
  "#787800",  /* mustard */
  "#484848",  /* dark grey */
  "#6c6cc0",  /* periwinkle */
  "#845454",  /* rose brown */
};

const guint manicule_palette_size = G_N_ELEMENTS (manicule_palette);
