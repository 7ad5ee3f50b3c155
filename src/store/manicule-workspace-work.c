/* manicule-workspace-work.c: an open project: work in threads, and one piece of work on its files at a time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-workspace-private.h"

#ifdef MANICULE_HAVE_MALLOC_TRIM
#include <malloc.h>

/* So much free memory is worth a walk through all of it, which takes some milliseconds of the thread. */
#define MANY_BYTES (16 * 1024 * 1024)
#endif

/* --- in threads --- */

typedef struct
{
  gpointer         job;
  GDestroyNotify   free_job;
  ManiculeWorkFunc work;
} Work;

/* What happens in the main thread when the work is done. */
typedef struct
{
  ManiculeWorkspace *workspace;  /* (owned) */
  GTask             *task;       /* (owned) (nullable) */
  ManiculeDoneFunc   done;
} Call;

static void
work_free (gpointer data)
{
  Work *work = data;

  work->free_job (work->job);
  g_free (work);
}

/* Reading or writing a large article takes several times its size for a moment, which the C library would keep. */
static void
give_back_memory (void)
{
#ifdef MANICULE_HAVE_MALLOC_TRIM
  if (mallinfo2 ().fordblks > MANY_BYTES)
    malloc_trim (0);
#endif
}

static void
work_in_thread (GTask        *thread,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Work *work = data;

  work->work (work->job, cancellable);
  give_back_memory ();
  g_task_return_boolean (thread, TRUE);
}

static void
on_done (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  Work *work = g_task_get_task_data (G_TASK (result));
  Call *call = data;

  call->done (call->workspace, work->job, call->task);

  g_clear_object (&call->task);
  g_object_unref (call->workspace);
  g_free (call);
}

/**
 * manicule_workspace_run:
 * @self: a workspace; it lives until @done is called
 * @task: (nullable): handed to @done
 * @cancellable: (nullable): handed to @work
 * @job: (transfer full): what there is to do; it takes the results, errors too
 * @free_job: frees it, in any thread, so it must not own @self or tasks about it
 * @work: does it, in a thread
 * @done: called in the main thread afterwards, also when cancelled
 *
 * A thread never owns a workspace or its tasks: it could be the last to let go of them, and they must end in the main
 * thread.
 */
void
manicule_workspace_run (ManiculeWorkspace *self,
                        GTask             *task,
                        GCancellable      *cancellable,
                        gpointer           job,
                        GDestroyNotify     free_job,
                        ManiculeWorkFunc   work,
                        ManiculeDoneFunc   done)
{
  g_autoptr(GTask) thread = NULL;
  Work *work_data = g_new (Work, 1);
  Call *call = g_new (Call, 1);

  work_data->job = job;
  work_data->free_job = free_job;
  work_data->work = work;

  call->workspace = g_object_ref (self);
  call->task = task != NULL ? g_object_ref (task) : NULL;
  call->done = done;

  thread = g_task_new (NULL, cancellable, on_done, call);
  g_task_set_check_cancellable (thread, FALSE);
  g_task_set_task_data (thread, work_data, work_free);
  g_task_run_in_thread (thread, work_in_thread);
}

/* --- one at a time --- */

/* A save, a look for other programs' changes, an import, a reload and the closing must not mix: each reads what the
 * other writes. Loading a set may run beside all of them, for files are replaced whole. */
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
