/* manicule-workspace-slot.c: an open project: one piece of work on its files at a time
 *
 * A save, a look for other programs' changes, an import, a reload and the closing must not mix: each reads what the
 * other writes. Loading a set may run beside all of them, for files are replaced whole.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-workspace-private.h"

typedef struct
{
  GTask            *task;  /* (owned) */
  ManiculeSlotFunc  start;
} Turn;

static void
take_turn (ManiculeWorkspace *self,
           Turn              *turn)
{
  g_autoptr(GTask) task = turn->task;

  self->slot_taken = TRUE;
  turn->start (self, task);
  g_free (turn);
}

/**
 * manicule_workspace_enter_slot:
 * @self: a workspace
 * @task: the work; its source is @self, which therefore lives until it is done
 * @start: starts it, at once when nothing is going on, else when what came before is done
 */
void
manicule_workspace_enter_slot (ManiculeWorkspace *self,
                               GTask             *task,
                               ManiculeSlotFunc   start)
{
  Turn *turn = g_new (Turn, 1);

  turn->task = g_object_ref (task);
  turn->start = start;

  if (self->slot_taken)
    g_queue_push_tail (&self->slot_queue, turn);
  else
    take_turn (self, turn);
}

/**
 * manicule_workspace_leave_slot:
 * @self: a workspace whose slot is taken
 *
 * The next piece of work starts.
 */
void
manicule_workspace_leave_slot (ManiculeWorkspace *self)
{
  Turn *turn;

  g_return_if_fail (self->slot_taken);

  self->slot_taken = FALSE;
  turn = g_queue_pop_head (&self->slot_queue);
  if (turn != NULL)
    take_turn (self, turn);
}
