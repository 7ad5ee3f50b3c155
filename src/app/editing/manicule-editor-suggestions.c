/* manicule-editor-suggestions.c: what programs propose for the open article, and what is decided on it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-editor-private.h"

#include "manicule-project-folder.h"
#include "manicule-suggest-head.h"

#include <glib/gi18n-lib.h>

/* --- looking for them */

typedef struct
{
  GFile              *folder;      /* (owned): of the project */
  char               *article_id;  /* (owned) */
  ManiculeText       *text;        /* (owned) */
  ManiculeHeadLabels *labels;      /* (owned) */
} Search;

typedef struct
{
  GPtrArray *suggestions;  /* (owned) (element-type ManiculeSuggestion) */
  char      *problem;      /* (owned) (nullable): why some that are in the project are not among them */
} Found;

static void
search_free (Search *search)
{
  g_object_unref (search->folder);
  g_free (search->article_id);
  g_object_unref (search->text);
  manicule_head_labels_free (search->labels);
  g_free (search);
}

static void
found_free (Found *found)
{
  g_ptr_array_unref (found->suggestions);
  g_free (found->problem);
  g_free (found);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Found, found_free)

static char *
describe_problem (ManiculeFindings *findings)
{
  const ManiculeFinding *finding;

  if (manicule_findings_get_n (findings) == 0)
    return NULL;

  finding = manicule_findings_get (findings, 0);
  /* Translators: a file of the project and what is wrong with it */
  return g_strdup_printf (_("Suggestions could not be read: %s: %s"), finding->file, finding->message);
}

/* What the text itself shows comes before what a model has said of it. */
static void
search_thread (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  Search *search = data;
  Found *found = g_new0 (Found, 1);
  g_autoptr(ManiculeFindings) findings = manicule_findings_new ();

  found->suggestions = manicule_suggest_head (search->text, search->labels);
  g_ptr_array_extend_and_steal (found->suggestions,
                                manicule_project_folder_read_suggestions (search->folder, search->article_id, search->text,
                                                                          findings));
  found->problem = describe_problem (findings);
  g_task_return_pointer (task, found, (GDestroyNotify) found_free);
}

/* The editor may have gone while its article was being read. */
static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  GWeakRef *ref = data;
  g_autoptr(ManiculeEditor) self = g_weak_ref_get (ref);
  g_autoptr(Found) found = g_task_propagate_pointer (G_TASK (result), NULL);

  g_weak_ref_clear (ref);
  g_free (ref);
  /* The only failure is that another article was opened meanwhile. */
  if (self == NULL || found == NULL || self->suggestions == NULL)
    return;
  g_clear_object (&self->suggesting);
  manicule_suggestions_add (self->suggestions, found->suggestions);
  if (found->problem != NULL)
    manicule_editor_toast (self, FALSE, found->problem);
}

static GHashTable *
get_rejected (ManiculeEditor *self,
              const char     *article)
{
  GHashTable *rejected = g_hash_table_lookup (self->rejected, article);

  if (rejected == NULL)
    {
      rejected = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_hash_table_insert (self->rejected, g_strdup (article), rejected);
    }
  return rejected;
}

void
manicule_editor_stop_suggesting (ManiculeEditor *self)
{
  g_cancellable_cancel (self->suggesting);
  g_clear_object (&self->suggesting);
  g_clear_object (&self->suggestions);
  if (g_set_object (&self->suggestion, NULL))
    manicule_editor_notify_suggestion (self);
}

void
manicule_editor_start_suggesting (ManiculeEditor *self)
{
  g_autoptr(GTask) task = NULL;
  GWeakRef *ref;
  Search *search;

  manicule_editor_stop_suggesting (self);
  manicule_editor_notify_suggestions (self);
  /* Where nothing can be accepted, nothing is suggested. */
  if (self->set == NULL || manicule_editor_get_read_only (self))
    return;

  self->suggestions = manicule_suggestions_new (self->set, get_rejected (self, manicule_annotation_set_get_article_id (self->set)));
  manicule_editor_notify_suggestions (self);

  self->suggesting = g_cancellable_new ();
  search = g_new0 (Search, 1);
  search->folder = g_object_ref (manicule_workspace_get_folder (self->workspace));
  search->article_id = g_strdup (manicule_annotation_set_get_article_id (self->set));
  search->text = g_object_ref (manicule_annotation_set_get_text (self->set));
  search->labels = manicule_head_labels_new (manicule_editor_get_schema (self));
  ref = g_new0 (GWeakRef, 1);
  g_weak_ref_init (ref, self);
  task = g_task_new (NULL, self->suggesting, found_cb, ref);
  g_task_set_task_data (task, search, (GDestroyNotify) search_free);
  g_task_run_in_thread (task, search_thread);
}

/* --- deciding on them */

static char *
dup_covered (ManiculeEditor     *self,
             ManiculeSuggestion *suggestion)
{
  return manicule_annotation_set_dup_covered (self->set, manicule_suggestion_get_proposal (suggestion));
}

void
manicule_editor_announce_suggestion (ManiculeEditor     *self,
                                     ManiculeSuggestion *suggestion)
{
  g_autofree char *covered = dup_covered (self, suggestion);

  /* Translators: a suggested annotation for a screen reader: the name of its label and its text */
  manicule_editor_announce (self, _("Suggestion: %s “%s”"),
                            manicule_editor_get_label_title (self, manicule_suggestion_get_label (suggestion)), covered);
}

/* Its origin stays: it says who proposed it. */
static ManiculeAnnotation *
to_annotation (ManiculeEditor     *self,
               ManiculeSuggestion *suggestion)
{
  g_autofree char *id = manicule_editor_new_id (self);
  g_autoptr(ManiculeAnnotation) named = manicule_annotation_with_id (manicule_suggestion_get_proposal (suggestion), id);
  g_autoptr(ManiculeAnnotation) valued = manicule_editor_with_defaults (self, named);

  return manicule_annotation_with_times (valued, g_get_real_time () / G_USEC_PER_SEC, 0);
}

/* Takes all of them (element-type ManiculeSuggestion) in one step; @suggestions holds references. */
static gboolean
accept_all (ManiculeEditor *self,
            GPtrArray      *suggestions)
{
  g_autoptr(GPtrArray) changes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(ManiculeAnnotation) last = NULL;
  g_autofree char *title = NULL;
  guint n = suggestions->len;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(ManiculeAnnotation) span = to_annotation (self, g_ptr_array_index (suggestions, i));

      g_ptr_array_add (changes, manicule_change_new_annotation (self->set, NULL, span));
      g_set_object (&last, span);
    }
  if (n > 1)
    title = g_strdup_printf (ngettext ("Accepted %u suggestion", "Accepted %u suggestions", n), n);
  if (!manicule_editor_perform (self, title, changes))
    return FALSE;

  manicule_editor_announce (self, ngettext ("Accepted %u suggestion", "Accepted %u suggestions", n), n);
  if (n == 1)
    manicule_editor_show (self, last);
  else
    manicule_editor_toast (self, TRUE, title);
  return TRUE;
}

/**
 * manicule_editor_get_suggestions:
 * @self: an editor
 *
 * Returns: (transfer none) (nullable): what is proposed for the open article; more comes in while it is looked for
 */
ManiculeSuggestions *
manicule_editor_get_suggestions (ManiculeEditor *self)
{
  g_return_val_if_fail (MANICULE_IS_EDITOR (self), NULL);

  return self->suggestions;
}

/**
 * manicule_editor_get_suggestion:
 * @self: an editor
 *
 * Returns: (transfer none) (nullable): the suggestion in focus
 */
ManiculeSuggestion *
manicule_editor_get_suggestion (ManiculeEditor *self)
{
  g_return_val_if_fail (MANICULE_IS_EDITOR (self), NULL);

  return self->suggestion;
}

/**
 * manicule_editor_set_suggestion:
 * @self: an editor
 * @suggestion: (nullable): one of its suggestions
 *
 * Says which one has the focus; the text calls this.
 */
void
manicule_editor_set_suggestion (ManiculeEditor     *self,
                                ManiculeSuggestion *suggestion)
{
  g_return_if_fail (MANICULE_IS_EDITOR (self));

  if (g_set_object (&self->suggestion, suggestion))
    manicule_editor_notify_suggestion (self);
}

/**
 * manicule_editor_accept:
 * @self: an editor
 *
 * Makes an annotation of the suggestion in focus, and focuses it.
 *
 * Returns: whether there was one
 */
gboolean
manicule_editor_accept (ManiculeEditor *self)
{
  g_autoptr(GPtrArray) suggestions = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (MANICULE_IS_EDITOR (self), FALSE);

  if (self->suggestion == NULL)
    return FALSE;
  g_ptr_array_add (suggestions, g_object_ref (self->suggestion));
  return accept_all (self, suggestions);
}

/**
 * manicule_editor_accept_within:
 * @self: an editor
 * @range: a part of the open article
 *
 * Makes annotations of all suggestions that begin in that part, in one step.
 *
 * Returns: whether there were any
 */
gboolean
manicule_editor_accept_within (ManiculeEditor *self,
                               ManiculeRange   range)
{
  g_autoptr(GPtrArray) suggestions = g_ptr_array_new_with_free_func (g_object_unref);
  guint n;

  g_return_val_if_fail (MANICULE_IS_EDITOR (self), FALSE);

  n = self->suggestions != NULL ? manicule_suggestions_get_n (self->suggestions) : 0;
  for (guint i = 0; i < n; i++)
    {
      ManiculeSuggestion *suggestion = manicule_suggestions_get (self->suggestions, i);
      ManiculeRange hull = manicule_suggestion_get_hull (suggestion);

      if (hull.start >= range.start && hull.start < range.end)
        g_ptr_array_add (suggestions, g_object_ref (suggestion));
    }
  if (suggestions->len > 0)
    return accept_all (self, suggestions);
  manicule_editor_announce (self, "%s", _("No suggestions here"));
  return FALSE;
}

/**
 * manicule_editor_reject:
 * @self: an editor
 *
 * Takes the suggestion in focus away, for as long as the project is open.
 *
 * Returns: whether there was one
 */
gboolean
manicule_editor_reject (ManiculeEditor *self)
{
  g_autoptr(ManiculeSuggestion) suggestion = NULL;
  g_autofree char *covered = NULL;

  g_return_val_if_fail (MANICULE_IS_EDITOR (self), FALSE);

  if (self->suggestion == NULL)
    return FALSE;
  suggestion = g_object_ref (self->suggestion);
  covered = dup_covered (self, suggestion);
  manicule_suggestions_reject (self->suggestions, suggestion);
  /* Translators: the name of a label and a piece of text */
  manicule_editor_announce (self, _("Rejected %s “%s”"),
                            manicule_editor_get_label_title (self, manicule_suggestion_get_label (suggestion)), covered);
  return TRUE;
}
