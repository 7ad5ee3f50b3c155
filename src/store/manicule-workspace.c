/* manicule-workspace.c: an open project: the object, its state, groups of edits
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-workspace-private.h"

G_DEFINE_FINAL_TYPE (ManiculeWorkspace, manicule_workspace, G_TYPE_OBJECT)

enum
{
  PROP_PROJECT = 1,
  PROP_HISTORY,
  PROP_FOLDER,
  PROP_ANNOTATOR,
  PROP_READ_ONLY,
  PROP_UNSAVED,
  PROP_ERROR,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

enum
{
  SUMMARY_CHANGED,
  FINDINGS_CHANGED,
  SUGGESTIONS_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* An open group of edits, of manicule_workspace_begin(). */
typedef struct
{
  ManiculeAnnotationSet *set;  /* (owned) */
  guint64                revision;
} Group;

static void
group_clear (gpointer data)
{
  Group *group = data;

  g_clear_object (&group->set);
}

static void
file_free (gpointer data)
{
  ManiculeWorkspaceFile *file = data;

  g_free (file->name);
  g_free (file->article_id);
  g_free (file->annotator);
  g_clear_object (&file->base_set);
  g_clear_pointer (&file->base_list, manicule_list_snapshot_free);
  g_free (file);
}

static void
on_applied (ManiculeWorkspace *self,
            ManiculeChange    *change)
{
  manicule_workspace_park_sets (self, change);
  manicule_workspace_note_summary (self, change);
  manicule_workspace_mark_change (self, change);
}

static void
on_stepped (ManiculeWorkspace *self,
            ManiculeStep      *step,
            ManiculeDeed       deed,
            guint              number)
{
  manicule_workspace_journal_step (self, step, deed, number);
}

static void
on_name_changed (ManiculeWorkspace *self)
{
  manicule_workspace_mark_list (self, MANICULE_LIST_MANIFEST);
}

/* Forgets the project and what was known of its files. */
static void
drop_project (ManiculeWorkspace *self)
{
  if (self->history != NULL)
    g_signal_handlers_disconnect_by_data (self->history, self);
  if (self->project != NULL)
    g_signal_handlers_disconnect_by_data (self->project, self);

  g_clear_object (&self->history);
  g_clear_object (&self->project);
  g_hash_table_remove_all (self->files);
  g_hash_table_remove_all (self->parked);
  g_hash_table_remove_all (self->summaries);
  g_hash_table_remove_all (self->summaries_changed);
  g_hash_table_remove_all (self->taken_back);
  g_queue_clear_full (&self->recent, g_free);
  g_array_set_size (self->groups, 0);
}

/**
 * manicule_workspace_take_project:
 * @self: a workspace
 * @project: what it is about from now on
 *
 * Starts anew with @project: history, files and summaries are empty.
 */
void
manicule_workspace_take_project (ManiculeWorkspace *self,
                                 ManiculeProject   *project)
{
  drop_project (self);
  self->generation++;

  self->project = g_object_ref (project);
  self->history = manicule_history_new (project);
  self->manifest_due = manicule_project_add_annotator (project, self->annotator);

  g_signal_connect_swapped (self->history, "applied", G_CALLBACK (on_applied), self);
  g_signal_connect_swapped (self->history, "stepped", G_CALLBACK (on_stepped), self);
  g_signal_connect_swapped (self->project, "notify::name", G_CALLBACK (on_name_changed), self);
}

/**
 * manicule_workspace_stop:
 * @self: a workspace
 *
 * After this nothing goes on by itself any more, and edits are no longer seen.
 */
void
manicule_workspace_stop (ManiculeWorkspace *self)
{
  manicule_workspace_stop_saving (self);
  g_cancellable_cancel (self->reading);
  g_clear_handle_id (&self->summaries_idle, g_source_remove);

  if (self->history != NULL)
    g_signal_handlers_disconnect_by_data (self->history, self);
  if (self->project != NULL)
    g_signal_handlers_disconnect_by_data (self->project, self);
}

static void
manicule_workspace_get_property (GObject    *object,
                                 guint       property_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  ManiculeWorkspace *self = MANICULE_WORKSPACE (object);

  switch (property_id)
    {
    case PROP_PROJECT:
      g_value_set_object (value, self->project);
      break;

    case PROP_HISTORY:
      g_value_set_object (value, self->history);
      break;

    case PROP_FOLDER:
      g_value_set_object (value, self->folder);
      break;

    case PROP_ANNOTATOR:
      g_value_set_string (value, self->annotator);
      break;

    case PROP_READ_ONLY:
      g_value_set_boolean (value, self->read_only);
      break;

    case PROP_UNSAVED:
      g_value_set_boolean (value, self->was_unsaved);
      break;

    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
manicule_workspace_dispose (GObject *object)
{
  ManiculeWorkspace *self = MANICULE_WORKSPACE (object);

  manicule_workspace_stop (self);
  manicule_workspace_drop_journal (self);
  g_clear_pointer (&self->lock, manicule_lock_release);

  G_OBJECT_CLASS (manicule_workspace_parent_class)->dispose (object);
}

static void
manicule_workspace_finalize (GObject *object)
{
  ManiculeWorkspace *self = MANICULE_WORKSPACE (object);

  drop_project (self);
  g_clear_object (&self->folder);
  g_clear_object (&self->reading);
  g_clear_error (&self->error);
  g_clear_pointer (&self->findings, manicule_findings_free);
  g_clear_pointer (&self->groups, g_array_unref);
  g_clear_pointer (&self->files, g_hash_table_unref);
  g_clear_pointer (&self->save_tasks, g_ptr_array_unref);
  g_clear_pointer (&self->saving_tasks, g_ptr_array_unref);
  g_clear_pointer (&self->loads, g_hash_table_unref);
  g_clear_pointer (&self->parked, g_hash_table_unref);
  g_clear_pointer (&self->summaries, g_hash_table_unref);
  g_clear_pointer (&self->summaries_changed, g_hash_table_unref);
  g_clear_pointer (&self->taken_back, g_hash_table_unref);
  g_free (self->annotator);
  g_free (self->recovery);
  manicule_time_log_free (self->times);

  G_OBJECT_CLASS (manicule_workspace_parent_class)->finalize (object);
}

static void
manicule_workspace_class_init (ManiculeWorkspaceClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = manicule_workspace_get_property;
  object_class->dispose = manicule_workspace_dispose;
  object_class->finalize = manicule_workspace_finalize;

  props[PROP_PROJECT] = g_param_spec_object ("project", NULL, NULL, MANICULE_TYPE_PROJECT, flags);
  props[PROP_HISTORY] = g_param_spec_object ("history", NULL, NULL, MANICULE_TYPE_HISTORY, flags);
  props[PROP_FOLDER] = g_param_spec_object ("folder", NULL, NULL, G_TYPE_FILE, flags);
  props[PROP_ANNOTATOR] = g_param_spec_string ("annotator", NULL, NULL, NULL, flags);
  props[PROP_READ_ONLY] = g_param_spec_boolean ("read-only", NULL, NULL, FALSE, flags);
  props[PROP_UNSAVED] = g_param_spec_boolean ("unsaved", NULL, NULL, FALSE, flags);
  props[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[SUMMARY_CHANGED] = g_signal_new ("summary-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[FINDINGS_CHANGED] = g_signal_new ("findings-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                            NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SUGGESTIONS_CHANGED] = g_signal_new ("suggestions-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                               NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
manicule_workspace_init (ManiculeWorkspace *self)
{
  self->groups = g_array_new (FALSE, FALSE, sizeof (Group));
  g_array_set_clear_func (self->groups, group_clear);
  g_queue_init (&self->slot_queue);
  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, file_free);
  self->save_tasks = g_ptr_array_new_with_free_func (g_object_unref);
  self->loads = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->parked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  g_queue_init (&self->recent);
  self->summaries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->summaries_changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->reading = g_cancellable_new ();
  self->taken_back = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->findings = manicule_findings_new ();
  self->times = manicule_time_log_new (NULL);
}

/* --- what goes on --- */

void
manicule_workspace_notify (ManiculeWorkspace *self,
                           const char        *property)
{
  g_object_notify (G_OBJECT (self), property);
}

void
manicule_workspace_emit_summary (ManiculeWorkspace *self,
                                 const char        *article_id)
{
  g_signal_emit (self, signals[SUMMARY_CHANGED], 0, article_id);
}

void
manicule_workspace_emit_findings (ManiculeWorkspace *self)
{
  g_signal_emit (self, signals[FINDINGS_CHANGED], 0);
}

static gboolean
same_error (const GError *a,
            const GError *b)
{
  if (a == NULL || b == NULL)
    return a == b;

  return g_error_matches (a, b->domain, b->code) && g_strcmp0 (a->message, b->message) == 0;
}

/**
 * manicule_workspace_set_error:
 * @self: a workspace
 * @error: (nullable): why the last save failed; %NULL when it did not
 */
void
manicule_workspace_set_error (ManiculeWorkspace *self,
                              const GError      *error)
{
  if (same_error (self->error, error))
    return;

  g_clear_error (&self->error);
  if (error != NULL)
    self->error = g_error_copy (error);

  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ERROR]);
}

/**
 * manicule_workspace_has_unsaved_file:
 * @self: a workspace
 *
 * Returns: %TRUE while a file of the project lacks an edit, be it in the journal or not
 */
gboolean
manicule_workspace_has_unsaved_file (ManiculeWorkspace *self)
{
  GHashTableIter iter;
  gpointer file;

  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, NULL, &file))
    {
      if (manicule_workspace_file_is_unsaved (file))
        return TRUE;
    }

  return FALSE;
}

/* An edit is saved when the journal has it. Where its file could not be written nevertheless, it is not: what stands in
 * the way must be told. */
static gboolean
is_unsaved (ManiculeWorkspace *self)
{
  ManiculeWorkspaceFile *manifest = g_hash_table_lookup (self->files, MANICULE_FOLDER_MANIFEST);

  if (self->journal == NULL || self->error != NULL)
    return manicule_workspace_has_unsaved_file (self);

  return manicule_journal_get_durable (self->journal) < self->wanted ||
         (manifest != NULL && manicule_workspace_file_is_unsaved (manifest));
}

/**
 * manicule_workspace_update_unsaved:
 * @self: a workspace
 *
 * Looks whether an edit is unsaved, and tells when that is other than before.
 */
void
manicule_workspace_update_unsaved (ManiculeWorkspace *self)
{
  gboolean unsaved = is_unsaved (self);

  if (self->was_unsaved == unsaved)
    return;

  self->was_unsaved = unsaved;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_UNSAVED]);
}

/* --- what it is --- */

/**
 * manicule_workspace_get_project:
 * @self: a workspace
 *
 * Returns: (transfer none): the project; another one after a reload
 */
ManiculeProject *
manicule_workspace_get_project (ManiculeWorkspace *self)
{
  g_return_val_if_fail (MANICULE_IS_WORKSPACE (self), NULL);

  return self->project;
}

/**
 * manicule_workspace_get_history:
 * @self: a workspace
 *
 * Returns: (transfer none): the project's history, through which all edits go; another one after a reload
 */
ManiculeHistory *
manicule_workspace_get_history (ManiculeWorkspace *self)
{
  g_return_val_if_fail (MANICULE_IS_WORKSPACE (self), NULL);

  return self->history;
}

/**
 * manicule_workspace_get_folder:
 * @self: a workspace
 *
 * Returns: (transfer none): the project folder
 */
GFile *
manicule_workspace_get_folder (ManiculeWorkspace *self)
{
  g_return_val_if_fail (MANICULE_IS_WORKSPACE (self), NULL);

  return self->folder;
}

/**
 * manicule_workspace_get_annotator:
 * @self: a workspace
 *
 * Returns: (transfer none): whose annotation sets are loaded
 */
const char *
manicule_workspace_get_annotator (ManiculeWorkspace *self)
{
  g_return_val_if_fail (MANICULE_IS_WORKSPACE (self), NULL);

  return self->annotator;
}

/**
 * manicule_workspace_get_read_only:
 * @self: a workspace
 *
 * Returns: %TRUE when edits would not be saved
 */
gboolean
manicule_workspace_get_read_only (ManiculeWorkspace *self)
{
  g_return_val_if_fail (MANICULE_IS_WORKSPACE (self), TRUE);

  return self->read_only;
}

/**
 * manicule_workspace_get_unsaved:
 * @self: a workspace
 *
 * Returns: %TRUE while an edit is not on the disk
 */
gboolean
manicule_workspace_get_unsaved (ManiculeWorkspace *self)
{
  g_return_val_if_fail (MANICULE_IS_WORKSPACE (self), FALSE);

  return self->was_unsaved;
}

/**
 * manicule_workspace_get_error:
 * @self: a workspace
 *
 * Returns: (transfer none) (nullable): why the last save failed, or what another program did
 */
const GError *
manicule_workspace_get_error (ManiculeWorkspace *self)
{
  g_return_val_if_fail (MANICULE_IS_WORKSPACE (self), NULL);

  return self->error;
}

/**
 * manicule_workspace_get_findings:
 * @self: a workspace
 *
 * Returns: (transfer none): what was found damaged in what was read so far
 */
ManiculeFindings *
manicule_workspace_get_findings (ManiculeWorkspace *self)
{
  g_return_val_if_fail (MANICULE_IS_WORKSPACE (self), NULL);

  return self->findings;
}

/* --- groups of edits --- */

/**
 * manicule_workspace_begin:
 * @self: a workspace
 * @set: the set that will be edited
 * @title: (nullable): the step in words, for the history; %NULL: those of its first change
 *
 * Opens a group of edits, to be closed by manicule_workspace_end() or _cancel() before the main loop runs again.
 */
void
manicule_workspace_begin (ManiculeWorkspace     *self,
                          ManiculeAnnotationSet *set,
                          const char            *title)
{
  Group group;

  g_return_if_fail (MANICULE_IS_WORKSPACE (self));
  g_return_if_fail (MANICULE_IS_ANNOTATION_SET (set));

  group.set = g_object_ref (set);
  group.revision = manicule_annotation_set_get_revision (set);
  g_array_append_val (self->groups, group);

  manicule_history_begin (self->history, title);
}

/* The first edit of a new set says that work on it has begun. */
static void
mark_in_progress (ManiculeWorkspace     *self,
                  ManiculeAnnotationSet *set)
{
  g_autoptr(ManiculeChange) change = manicule_change_new_status (set, MANICULE_STATUS_IN_PROGRESS);
  g_autoptr(GError) error = NULL;

  if (!manicule_history_apply (self->history, change, &error))
    g_critical ("A set could not be marked: %s", error->message);
}

/**
 * manicule_workspace_end:
 * @self: a workspace with an open group
 *
 * Closes the group. Where it edited a set that was new, the set is in progress now.
 */
void
manicule_workspace_end (ManiculeWorkspace *self)
{
  Group *group;

  g_return_if_fail (MANICULE_IS_WORKSPACE (self));
  g_return_if_fail (self->groups->len > 0);

  group = &g_array_index (self->groups, Group, self->groups->len - 1);
  if (manicule_annotation_set_get_status (group->set) == MANICULE_STATUS_NEW &&
      manicule_annotation_set_get_revision (group->set) != group->revision)
    mark_in_progress (self, group->set);

  g_array_set_size (self->groups, self->groups->len - 1);
  manicule_history_end (self->history);
}

/**
 * manicule_workspace_cancel:
 * @self: a workspace with an open group
 *
 * Takes back the edits of the group and closes it.
 */
void
manicule_workspace_cancel (ManiculeWorkspace *self)
{
  g_return_if_fail (MANICULE_IS_WORKSPACE (self));
  g_return_if_fail (self->groups->len > 0);

  g_array_set_size (self->groups, self->groups->len - 1);
  manicule_history_cancel (self->history);
}
