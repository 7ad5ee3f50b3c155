/* manicule-palette.c: colours for labels that have none yet
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-palette-private.h"

/* Found by moving colours about until every two differ by 7.6 (CIE 1976), the first eight by 14, to normal eyes and with
 * protanopia, deuteranopia and tritanopia, as simulated by Machado, Oliveira and Fernandes (2009): as they stand here, on
 * white, and as they are drawn on a dark background. All have a contrast of at least 4.6 to white. */
const char * const manicule_palette[] = {
  "#1a5fb4",  /* blue */
  "#994900",  /* orange brown */
  "#307a47",  /* green */
  "#3c13af",  /* purple */
  "#3e3708",  /* olive brown */
  "#d61f41",  /* red */
  "#6b6064",  /* grey */
  "#651547",  /* magenta */
  "#203a2b",  /* pine */
  "#9c6090",  /* mauve */
  "#ae27e8",  /* orchid */
  "#883163",  /* plum */
  "#5a4c7c",  /* dusk */
  "#8f62a1",  /* lavender */
  "#a61999",  /* fuchsia */
  "#9500ee",  /* violet */
  "#3c2866",  /* aubergine */
  "#366b00",  /* leaf */
  "#3d6875",  /* teal */
  "#743c2a",  /* brick */
  "#8e7200",  /* mustard */
  "#4a4a49",  /* dark grey */
  "#7568b2",  /* periwinkle */
  "#815955",  /* rose brown */
};

const guint manicule_palette_size = G_N_ELEMENTS (manicule_palette);
