/* manicule-palette.c: colours for labels that have none yet
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-palette-private.h"

const char * const manicule_palette[] = {
  "#1a5fb4",  /* blue */
  "#9c4200",  /* burnt orange */
  "#1d7044",  /* green */
  "#6b3fa0",  /* purple */
  "#6b4f1d",  /* olive brown */
  "#b0203c",  /* red */
  "#4a4a4a",  /* dark grey */
  "#8c1c7d",  /* magenta */
  "#00717d",  /* teal */
  "#5a6b00",  /* moss */
  "#c0156d",  /* pink */
  "#2b3f8f",  /* indigo */
  "#7a2e1f",  /* brick */
  "#006b9e",  /* cerulean */
  "#857000",  /* mustard */
  "#33691e",  /* leaf */
  "#5b2333",  /* wine */
  "#7e57c2",  /* lavender */
  "#0b5345",  /* pine */
  "#a04f6f",  /* rose */
  "#5d6d7e",  /* slate */
  "#b7410e",  /* rust */
  "#3d2b7a",  /* violet */
  "#7f5539",  /* leather */
};

const guint manicule_palette_size = G_N_ELEMENTS (manicule_palette);
