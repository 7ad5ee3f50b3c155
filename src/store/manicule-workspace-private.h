/* manicule-workspace-private.h: what the parts of the workspace share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manicule-journal.h"
#include "manicule-lock.h"
#include "manicule-project-folder-private.h"
#include "manicule-recovery.h"
#include "manicule-time-log.h"
#include "manicule-workspace.h"

G_BEGIN_DECLS

/* What is in no journal is on its way to the disk after this many milliseconds, and edits until then go with it. */
#define MANICULE_WORKSPACE_DELAY 100
/* What is in the journal goes into the project's files when so many milliseconds went by without an edit, … */
#define MANICULE_WORKSPACE_IDLE 2000
/* … and after so many in any case. */
#define MANICULE_WORKSPACE_BUSY 30000
/* So many changes of long steps stay in memory; more are read from the journal when they are undone. */
#define MANICULE_WORKSPACE_KEPT_CHANGES 20000
/* After a failure, so many seconds. */
#define MANICULE_WORKSPACE_RETRY 3
/* So many sets stay loaded though nothing of them is unsaved. */
#define MANICULE_WORKSPACE_KEPT_SETS 8

/* A file of the project that is in memory. It is unsaved while revision and saved differ. */
typedef struct
{
  char          *name;        /* (owned) */
  char          *article_id;  /* (owned) (nullable): of a set; NULL for a list */
  char          *annotator;   /* (owned) (nullable) */
  ManiculeList   list;        /* where it is one */
  ManiculeStamp  stamp;       /* what it was when it was read or written last */
  guint64        revision;
  guint64        saved;
  gboolean       overwrite;   /* whatever another program put there */
  gboolean       damaged;     /* not all of it could be read: a copy is kept before it is written */
  ManiculeAnnotationSet *base_set;   /* (owned) (nullable): what @stamp is of; never edited */
  ManiculeListSnapshot  *base_list;  /* (owned) (nullable): the same of a list */
  gboolean       journaled;   /* the journal says what it was before it was edited */
} ManiculeWorkspaceFile;

typedef struct
{
  ManiculeStatus status;
  guint          n_annotations;
} ManiculeSummary;

struct _ManiculeWorkspace
{
  GObject           parent_instance;

  GFile            *folder;      /* (owned) */
  char             *annotator;   /* (owned) */
  ManiculeLock     *lock;        /* (owned) (nullable): NULL when read-only */
  ManiculeJournal  *journal;     /* (owned) (nullable): NULL when read-only */
  ManiculeProject  *project;     /* (owned) */
  ManiculeHistory  *history;     /* (owned) */
  ManiculeFindings *findings;    /* (owned) */
  GError           *error;       /* (owned) (nullable) */
  gboolean          read_only;
  gboolean          closed;
  gboolean          was_unsaved; /* what the property said last */
  guint             generation;  /* goes up when the project is read anew */

  /* manicule-workspace.c */
  GArray           *groups;      /* (owned) (element-type Group): those that are open */

  /* manicule-workspace-work.c: work on the files, one piece at a time */
  GQueue            slot_queue;  /* (element-type Turn) (owned) */
  gboolean          slot_taken;

  /* manicule-workspace-journal.c */
  char             *recovery;    /* (owned) (nullable): what was restored, in words */
  ManiculeTimeLog  *times;       /* (owned) */
  guint64           wanted;      /* edits up to this line of the journal were shown */
  guint64           complete;    /* the journal says that all files are complete up to there */
  gboolean          journal_failed;

  /* manicule-workspace-save.c */
  GHashTable       *files;       /* (owned) (element-type utf8 ManiculeWorkspaceFile), by name */
  GPtrArray        *save_tasks;  /* (owned) (element-type GTask): wait for the next save */
  GPtrArray        *saving_tasks; /* (owned) (nullable) (element-type GTask): wait for the one that goes on */
  gboolean          save_queued;
  guint             save_timer;
  gboolean          retrying;      /* the timer is that of a failure */
  gboolean          idling;        /* the timer waits for a pause */
  gint64            idle_since;    /* when what waits for it was edited first; 0 when nothing does */
  gboolean          changed_elsewhere; /* the error is that another program changed what is not unsaved */
  gboolean          manifest_due;  /* the annotator is new: the manifest goes with the first edit */
  gboolean          lists_shrunk;  /* sets go before the lists, so that nothing on the disk is without its label */

  /* manicule-workspace-load.c */
  GHashTable       *loads;       /* (owned) (element-type utf8 GPtrArray): tasks by the file that they wait for */
  GHashTable       *parked;      /* (owned) (element-type utf8 ManiculeAnnotationSet): by file, unsaved sets of articles
                                  * that were removed; the project does not hold them */
  guint             n_pins;      /* how many need all loaded sets to stay */
  GQueue            recent;      /* (element-type utf8) (owned): names of loaded sets' files, the last used first */

  /* manicule-workspace-summary.c */
  GHashTable       *summaries;   /* (owned) (element-type utf8 ManiculeSummary), by article */
  GHashTable       *summaries_changed; /* (owned) (element-type utf8): articles to tell about */
  guint             summaries_idle;
  GCancellable     *reading;     /* (owned): stops the reading of summaries */

  /* manicule-workspace-import.c */
  GHashTable       *taken_back;  /* (owned) (element-type utf8): articles whose import is undone */
};

/* Work in a thread. */
typedef void (*ManiculeWorkFunc) (gpointer           job,
                                  GCancellable      *cancellable);
typedef void (*ManiculeDoneFunc) (ManiculeWorkspace *self,
                                  gpointer           job,
                                  GTask             *task);

void     manicule_workspace_run            (ManiculeWorkspace    *self,
                                            GTask                *task,
                                            GCancellable         *cancellable,
                                            gpointer              job,
                                            GDestroyNotify        free_job,
                                            ManiculeWorkFunc      work,
                                            ManiculeDoneFunc      done);

/* Slot: @start is called, with the workspace as the task's source, when no other work is going on; it ends with
 * manicule_workspace_leave_slot(). */
typedef void (*ManiculeSlotFunc) (ManiculeWorkspace *self,
                                  GTask             *task);

void     manicule_workspace_enter_slot     (ManiculeWorkspace    *self,
                                            GTask                *task,
                                            ManiculeSlotFunc      start);
void     manicule_workspace_leave_slot     (ManiculeWorkspace    *self);

/* Saving. */
ManiculeWorkspaceFile *manicule_workspace_add_file (ManiculeWorkspace    *self,
                                                    const char           *name,
                                                    const ManiculeStamp  *stamp);
void     manicule_workspace_add_lists      (ManiculeWorkspace    *self,
                                            const ManiculeStamp  *stamps);
/* The file is now what @set or @list (nullable) say. */
void     manicule_workspace_file_set_base  (ManiculeWorkspaceFile *file,
                                            ManiculeAnnotationSet *set,
                                            ManiculeListSnapshot  *list);
gboolean manicule_workspace_file_is_unsaved (const ManiculeWorkspaceFile *file);
gboolean manicule_workspace_has_unsaved_file (ManiculeWorkspace  *self);
void     manicule_workspace_mark_change    (ManiculeWorkspace    *self,
                                            ManiculeChange       *change);
void     manicule_workspace_mark_list      (ManiculeWorkspace    *self,
                                            ManiculeList          list);
/* The edits of now are to be on the disk soon. */
void     manicule_workspace_schedule_save  (ManiculeWorkspace    *self);
void     manicule_workspace_stop_saving    (ManiculeWorkspace    *self);
/* What is unsaved is to be in its files now: nobody works on it any more. */
void     manicule_workspace_hurry_save     (ManiculeWorkspace    *self);
/* Once more after a while. */
void     manicule_workspace_retry_save     (ManiculeWorkspace    *self);
void     manicule_workspace_set_error      (ManiculeWorkspace    *self,
                                            const GError         *error);
void     manicule_workspace_update_unsaved (ManiculeWorkspace    *self);

/* One file to write, with what to write into it as it was at one moment. */
typedef struct
{
  char                  *name;       /* (owned) */
  guint64                revision;   /* that the snapshot has */
  guint64                upto;       /* and up to which line of the journal it is complete */
  gboolean               journaled;
  ManiculeStamp          stamp;      /* before; afterwards what was written */
  gboolean               overwrite;
  gboolean               damaged;
  ManiculeListSnapshot  *list;       /* (owned) (nullable) */
  ManiculeAnnotationSet *set;        /* (owned) (nullable) */
  GBytes                *bytes;      /* (owned) (nullable): what is about to be written */
  GError                *error;      /* (owned) (nullable): why it was not written */
} ManiculeSaveUnit;

/* NULL when what is in the file is not loaded. */
ManiculeSaveUnit *manicule_save_unit_new   (ManiculeWorkspace           *self,
                                            const ManiculeWorkspaceFile *file);
void     manicule_save_unit_free           (gpointer              unit);
/* In a thread: makes the unit's bytes, or sets its error. */
void     manicule_save_unit_prepare        (ManiculeSaveUnit     *unit,
                                            GFile                *folder);
/* Writes them: sets its stamp, or its error. */
void     manicule_save_unit_write          (ManiculeSaveUnit     *unit,
                                            GFile                *folder);

/* The journal. What a thread found when the project was opened: */
typedef struct
{
  ManiculeJournal  *journal;   /* (owned) (nullable) */
  GPtrArray        *steps;     /* (owned) (nullable) (element-type ManiculeStep) */
  guint             position;
  guint             base;
  ManiculeRecovery  recovery;
  GPtrArray        *undone;    /* (owned) (element-type utf8): articles whose import was undone */
  ManiculeTimeLog  *times;     /* (owned) (nullable) */
} ManiculeWorkspaceJournal;

void     manicule_workspace_journal_clear  (ManiculeWorkspaceJournal *self);
/* In a thread: replays what the files lack, and reads the history. Without @lock nothing is written. FALSE when it
 * should be, and cannot. */
gboolean manicule_workspace_journal_open   (ManiculeWorkspaceJournal *self,
                                            GFile                *folder,
                                            const char           *annotator,
                                            ManiculeLock         *lock,
                                            ManiculeProject      *project,
                                            ManiculeStamp        *stamps,
                                            ManiculeFindings     *findings,
                                            GError              **error);
void     manicule_workspace_take_journal   (ManiculeWorkspace    *self,
                                            ManiculeWorkspaceJournal *journal);
void     manicule_workspace_drop_journal   (ManiculeWorkspace    *self);
/* Before the first edit of a file: the journal is told what it was. */
void     manicule_workspace_journal_file   (ManiculeWorkspace    *self,
                                            ManiculeWorkspaceFile *file);
/* A file that was written by other ways than a save: it holds the edits up to that line. */
void     manicule_workspace_journal_written (ManiculeWorkspace   *self,
                                            ManiculeWorkspaceFile *file,
                                            guint64               upto);
void     manicule_workspace_journal_step   (ManiculeWorkspace    *self,
                                            ManiculeStep         *step,
                                            ManiculeDeed          deed,
                                            guint                 number);
/* When all is saved: the journal need not be replayed up to here. */
void     manicule_workspace_journal_complete (ManiculeWorkspace  *self);

/* Loading. A set of any annotator; @article need not be in the list yet. */
void     manicule_workspace_load_set_async (ManiculeWorkspace    *self,
                                            ManiculeArticle      *article,
                                            const char           *annotator,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              data);
ManiculeAnnotationSet *manicule_workspace_load_set_finish (ManiculeWorkspace *self,
                                            GAsyncResult         *result,
                                            GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/* The set that is in the file, held by the project or parked; NULL when it is not loaded. */
ManiculeAnnotationSet *manicule_workspace_find_set (ManiculeWorkspace           *self,
                                                    const ManiculeWorkspaceFile *file);
/* An article that was removed takes its sets out of the project: they would keep labels in use. */
void     manicule_workspace_park_sets      (ManiculeWorkspace    *self,
                                            ManiculeChange       *change);
/* Lets go of sets that nobody used for long. */
void     manicule_workspace_trim_sets      (ManiculeWorkspace    *self);
void     manicule_workspace_pin_sets       (ManiculeWorkspace    *self);
void     manicule_workspace_unpin_sets     (ManiculeWorkspace    *self);

/* Merging. */
typedef struct _ManiculeMergePart ManiculeMergePart;

/* A file that another program changed, merged in a thread. */
struct _ManiculeMergePart
{
  char                  *name;         /* (owned) */
  char                  *article_id;   /* (owned) (nullable): of a set; NULL for a list */
  ManiculeList           list;
  ManiculeStamp          stamp;        /* before; afterwards what was read */
  guint64                revision;     /* that ours has */
  ManiculeAnnotationSet *base_set;     /* (owned) (nullable) */
  ManiculeAnnotationSet *our_set;      /* (owned) (nullable): a snapshot */
  ManiculeListSnapshot  *base_list;    /* (owned) (nullable) */
  ManiculeListSnapshot  *our_list;     /* (owned) (nullable) */

  gboolean               changed;
  ManiculeAnnotationSet *their_set;    /* (owned) (nullable) */
  GPtrArray             *annotations;  /* (owned) (nullable): of both */
  ManiculeStatus         status;
  char                  *carried;      /* (owned) (nullable) */
  GPtrArray             *items;        /* (owned) (nullable): articles or entities of both */
  ManiculeSchema        *schema;       /* (owned) (nullable): of both */
  ManiculeProject       *project;      /* (owned) (nullable): of both: name and annotators */
  gboolean               as_theirs;    /* nothing of ours is in it that they do not have */
};

/* In a thread: FALSE with an error where it cannot be merged. */
gboolean manicule_merge_part_run           (ManiculeMergePart    *part,
                                            GFile                *folder,
                                            ManiculeFindings     *conflicts,
                                            GError              **error);
/* Brings the model to what was merged, within a group of the history. */
gboolean manicule_workspace_apply_parts    (ManiculeWorkspace    *self,
                                            GPtrArray            *parts,
                                            ManiculeFindings     *conflicts,
                                            guint                *n_changes,
                                            GError              **error);

/* What a person must decide is told with the project's findings. */
void     manicule_workspace_take_conflicts (ManiculeWorkspace    *self,
                                            ManiculeFindings     *conflicts);

/* Summaries. */
void     manicule_workspace_read_summaries (ManiculeWorkspace    *self);
void     manicule_workspace_set_summary    (ManiculeWorkspace    *self,
                                            const char           *article_id,
                                            ManiculeStatus        status,
                                            guint                 n_annotations);
void     manicule_workspace_note_summary   (ManiculeWorkspace    *self,
                                            ManiculeChange       *change);

/* Imports. Removes the files of articles in @ids (element-type utf8), whose import was undone; any thread. */
GPtrArray *manicule_workspace_purge        (GFile                *folder,
                                            GHashTable           *ids) G_GNUC_WARN_UNUSED_RESULT;

/* The whole. */
void     manicule_workspace_take_project   (ManiculeWorkspace    *self,
                                            ManiculeProject      *project);
/* Stops all that goes on by itself. */
void     manicule_workspace_stop           (ManiculeWorkspace    *self);
void     manicule_workspace_emit_summary   (ManiculeWorkspace    *self,
                                            const char           *article_id);
void     manicule_workspace_emit_findings  (ManiculeWorkspace    *self);
void     manicule_workspace_notify         (ManiculeWorkspace    *self,
                                            const char           *property);

G_END_DECLS
