/* manicule-step-private.h: filling an undo step, for the history alone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-history.h"

G_BEGIN_DECLS

/* @title: (nullable): the words of the first change follow by manicule_step_take_title() */
ManiculeStep *manicule_step_new        (const char     *title) G_GNUC_WARN_UNUSED_RESULT;
void          manicule_step_take_title (ManiculeStep   *self,
                                        char           *title);
void          manicule_step_add        (ManiculeStep   *self,
                                        ManiculeChange *change);
void          manicule_step_truncate   (ManiculeStep   *self,
                                        guint           n_changes);

G_END_DECLS
