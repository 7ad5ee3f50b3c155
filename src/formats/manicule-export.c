/* manicule-export.c: documents to a file or folder, verified
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manicule-data-set-private.h"

#include "manicule-format-input.h"
#include "manicule-format-learn.h"
#include "manicule-format-output.h"
#include "manicule-formats-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/* One file or folder of the export: all of it, or one split. */
typedef struct
{
  ManiculeFormatOutput *output;      /* (owned) (nullable) */
  gpointer              state;       /* the writer's (nullable) */
  ManiculeComparison   *comparison;  /* (owned) */
  GArray               *documents;   /* (owned) (element-type guint): which documents went there, in a split */
} Part;

typedef struct
{
  const ManiculeExport *export;
  GCancellable         *cancellable;  /* (not owned) (nullable) */
  ManiculeLossPolicy    policy;
  ManiculeLossReport   *report;       /* (owned) */
  ManiculeSchema       *schema;       /* (owned): for the writers */
  guint8               *splits;       /* (owned) (nullable): of each document */
  ManiculeExportTarget  target;
  ManiculeDataSet      *data_set;     /* (owned) */
  Part                  parts[MANICULE_N_SPLITS];
  guint                 n_steps;
  guint                 n_done;
} Run;

static gboolean
is_split (const ManiculeExport *export)
{
  return export->split[0] > 0 || export->split[1] > 0 || export->split[2] > 0;
}

static void
step (Run *run)
{
  const ManiculeExport *export = run->export;

  run->n_done++;
  if (export->progress != NULL)
    export->progress (run->n_done, run->n_steps * export->n_documents, export->progress_data);
}

/* --- documents --- */

/* The next document as the format can hold it; NULL at the end. */
static gboolean
next_document (Run                 *run,
               guint                index,
               ManiculeLossReport  *report,
               ManiculeDocument   **document,
               GError             **error)
{
  const ManiculeExport *export = run->export;
  g_autoptr(ManiculeDocument) whole = NULL;
  g_autoptr(GError) local_error = NULL;

  *document = NULL;
  if (g_cancellable_set_error_if_cancelled (run->cancellable, error))
    return FALSE;

  whole = export->source (index, export->data, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (whole == NULL)
    return TRUE;

  if (manicule_document_get_n_sets (whole) > 1)
    {
      g_set_error (error, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_LOSS,
                   g_dngettext (GETTEXT_PACKAGE,
                                "article “%s” comes with %u annotation set, and one at a time is written: choose an annotator",
                                "article “%s” comes with %u annotation sets, and one at a time is written: choose an annotator",
                                manicule_document_get_n_sets (whole)),
                   manicule_article_get_id (manicule_document_get_article (whole)),
                   manicule_document_get_n_sets (whole));
      return FALSE;
    }

  *document = manicule_loss_reduce (whole, export->format, &run->policy, report);

  return TRUE;
}

/* The first pass: counts into @report, and into @learned and @hashes (element-type guint64) where these are wanted. */
static gboolean
count (Run                 *run,
       ManiculeLossReport  *report,
       ManiculeLearned     *learned,
       GArray              *hashes,
       GError             **error)
{
  for (guint i = 0;; i++)
    {
      g_autoptr(ManiculeDocument) document = NULL;

      if (!next_document (run, i, report, &document, error))
        return FALSE;
      if (document == NULL)
        return TRUE;

      if (learned != NULL)
        manicule_learned_add (learned, document);
      if (hashes != NULL)
        {
          guint64 hash = manicule_export_hash_id (manicule_article_get_id (manicule_document_get_article (document)));

          g_array_append_val (hashes, hash);
        }
      step (run);
    }
}

static gboolean
check_strict (Run                       *run,
              const ManiculeLossReport  *report,
              GError                   **error)
{
  ManiculeHolds holds = manicule_format_get_holds (run->export->format, run->export->options, NULL);
  g_autoptr(GString) losses = g_string_new (NULL);

  if (!run->export->strict)
    return TRUE;

  for (guint i = 0; i < MANICULE_N_LOSSES; i++)
    {
      /* That a format of tokens has no text is known to who chooses it, and a token that is cut loses nothing. */
      if (report->n_lost[i] == 0 || (i == MANICULE_LOSS_TEXT && !(holds & MANICULE_HOLDS_TEXT)) ||
          (i == MANICULE_LOSS_SUB_TOKEN && report->n_exact == report->n_annotations))
        continue;
      g_string_append_printf (losses, "%s%s: %u", losses->len > 0 ? ", " : "", manicule_loss_kind_get_title (i),
                              report->n_lost[i]);
    }

  if (losses->len == 0)
    return TRUE;

  g_set_error (error, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_LOSS,
               /* Translators: the first is a format, the second a list such as "Notes: 3, Relations: 12" */
               _("%s cannot hold all of this: %s; choose another format, or allow the loss"),
               _(run->export->format->title), losses->str);

  return FALSE;
}

/* --- parts --- */

static guint
get_n_parts (Run *run)
{
  return is_split (run->export) ? MANICULE_N_SPLITS : 1;
}

/* Where a part is written: beside the target, or in the folder there. */
static GFile *
get_part_place (Run   *run,
                guint  part)
{
  const ManiculeFormat *format = run->export->format;
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;

  if (!is_split (run->export))
    return g_file_new_for_path (run->target.beside);

  if (format->container == MANICULE_CONTAINER_FOLDER)
    name = g_strdup (manicule_data_set_get_part_name (part));
  else
    name = g_strdup_printf ("%s.%s", manicule_data_set_get_part_name (part),
                            manicule_format_get_suffix (format, run->export->options));
  path = g_build_filename (run->target.beside, name, NULL);

  return g_file_new_for_path (path);
}

static gboolean
begin_part (Run      *run,
            guint     i,
            GError  **error)
{
  const ManiculeExport *export = run->export;
  Part *part = &run->parts[i];
  g_autoptr(GFile) place = get_part_place (run, i);

  part->output = manicule_format_output_new (export->format, place, export->options, run->cancellable, error);
  if (part->output == NULL)
    return FALSE;

  part->comparison = manicule_comparison_new (export->format, export->options);
  part->documents = g_array_new (FALSE, FALSE, sizeof (guint));
  part->state = export->format->begin (part->output, run->schema, error);

  return part->state != NULL;
}

static gboolean
begin_parts (Run     *run,
             GError **error)
{
  if (is_split (run->export) && g_mkdir (run->target.beside, 0777) != 0)
    {
      int code = errno;
      g_autofree char *display = g_filename_display_name (run->target.target);

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), _("%s cannot be made: %s"), display,
                   g_strerror (code));
      return FALSE;
    }

  /* A split without weight gets no file. */
  for (guint i = 0; i < get_n_parts (run); i++)
    if ((!is_split (run->export) || run->export->split[i] > 0) && !begin_part (run, i, error))
      return FALSE;

  return TRUE;
}

static gboolean
write_all (Run     *run,
           GError **error)
{
  for (guint i = 0;; i++)
    {
      g_autoptr(ManiculeDocument) document = NULL;
      Part *part;

      if (!next_document (run, i, run->report, &document, error))
        return FALSE;
      if (document == NULL)
        return TRUE;

      part = &run->parts[run->splits != NULL ? run->splits[i] : 0];
      if (!run->export->format->write (part->state, document, error))
        return FALSE;
      manicule_comparison_expect (part->comparison, document);
      manicule_data_set_add (run->data_set, (guint) (part - run->parts), document);
      g_array_append_val (part->documents, i);
      step (run);
    }
}

static gboolean
end_parts (Run     *run,
           GError **error)
{
  for (guint i = 0; i < MANICULE_N_SPLITS; i++)
    {
      Part *part = &run->parts[i];

      if (part->state == NULL)
        continue;
      if (!run->export->format->end (g_steal_pointer (&part->state), TRUE, error) ||
          !manicule_format_output_finish (part->output, TRUE, error))
        return FALSE;
    }

  return TRUE;
}

/* --- reading back --- */

typedef struct
{
  Run            *run;
  Part           *part;
  ManiculeSchema *schema;   /* (not owned): one for all files, as in an import: what belongs to the folder is read once */
  gboolean        differs;
} ReadBack;

static gboolean
compare_document (ManiculeDocument  *document,
                  gpointer           data,
                  GError           **error)
{
  ReadBack *back = data;

  step (back->run);
  back->differs = !manicule_comparison_add (back->part->comparison, document);
  if (back->differs)
    g_set_error_literal (error, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_DIFFERS, "");

  return !back->differs;
}

/* Replaces @error by one that says what differs, and where. */
static void
explain (ReadBack  *back,
         GError   **error)
{
  guint index = manicule_comparison_get_different (back->part->comparison);
  g_autoptr(ManiculeDocument) document = NULL;
  g_autofree char *what = NULL;

  if (index < back->part->documents->len)
    next_document (back->run, g_array_index (back->part->documents, guint, index), back->run->report, &document, NULL);
  what = manicule_comparison_explain (back->part->comparison, document);

  g_clear_error (error);
  g_set_error (error, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_DIFFERS,
               /* Translators: a format, an article and what differs */
               _("what was written as %s does not read back the same, in article “%s”: %s; nothing was exported"),
               _(back->run->export->format->title),
               document != NULL ? manicule_article_get_id (manicule_document_get_article (document)) : "–", what);
}

static gboolean
read_back (ReadBack  *back,
           GFile     *file,
           GError   **error)
{
  const ManiculeExport *export = back->run->export;
  g_autoptr(ManiculeFormatInput) input = manicule_format_input_new (export->format, file, export->options,
                                                                    back->schema, NULL, back->run->cancellable);
  g_autoptr(GError) local_error = NULL;

  manicule_format_input_set_for_comparing (input);
  if (manicule_format_input_read (input, compare_document, back, &local_error))
    return TRUE;

  if (!back->differs && !g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_set_error (error, MANICULE_FORMAT_ERROR, MANICULE_FORMAT_ERROR_DIFFERS,
                 /* Translators: a format and the reason */
                 _("what was written as %s cannot be read back: %s; nothing was exported"), _(export->format->title),
                 local_error->message);
  else
    g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static gboolean
verify_part (Run     *run,
             Part    *part,
             GError **error)
{
  g_autoptr(ManiculeSchema) schema = manicule_schema_new ();
  ReadBack back = { .run = run, .part = part, .schema = schema };
  g_autoptr(GError) local_error = NULL;

  for (guint i = 0; i < manicule_format_output_get_n_main (part->output); i++)
    {
      g_autoptr(GFile) file = manicule_format_output_dup_main (part->output, i);

      if (!read_back (&back, file, &local_error))
        break;
    }

  if (local_error == NULL && manicule_comparison_finish (part->comparison))
    return TRUE;

  if (local_error == NULL || back.differs)
    explain (&back, &local_error);
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static gboolean
verify (Run     *run,
        GError **error)
{
  for (guint i = 0; i < MANICULE_N_SPLITS; i++)
    if (run->parts[i].output != NULL && manicule_format_can_read (run->export->format) &&
        !verify_part (run, &run->parts[i], error))
      return FALSE;

  return TRUE;
}

/* --- all of it --- */

static void
run_init (Run                  *run,
          const ManiculeExport *export,
          GCancellable         *cancellable,
          guint                 n_steps)
{
  *run = (Run) { .export = export, .cancellable = cancellable, .n_steps = n_steps };

  run->policy = export->policy;
  run->policy.schema = export->schema;
  run->policy.options = export->options;
  run->report = manicule_loss_report_new ();
  run->data_set = manicule_data_set_new (export->format, export->title != NULL ? export->title : _("Annotated articles"));
}

static void
run_clear (Run *run)
{
  for (guint i = 0; i < MANICULE_N_SPLITS; i++)
    {
      Part *part = &run->parts[i];

      if (part->state != NULL)
        run->export->format->end (part->state, FALSE, NULL);
      g_clear_pointer (&part->output, manicule_format_output_free);
      g_clear_pointer (&part->comparison, manicule_comparison_free);
      g_clear_pointer (&part->documents, g_array_unref);
    }
  manicule_export_target_clear (&run->target);
  g_clear_pointer (&run->data_set, manicule_data_set_free);
  g_clear_pointer (&run->splits, g_free);
  g_clear_object (&run->schema);
  g_clear_pointer (&run->report, manicule_loss_report_free);
}

/* The first pass over all documents, and what follows from it for the second. */
static gboolean
prepare (Run     *run,
         GError **error)
{
  g_autoptr(ManiculeLossReport) report = manicule_loss_report_new ();
  g_autoptr(ManiculeLearned) learned = manicule_learned_new ();
  g_autoptr(GArray) hashes = is_split (run->export) ? g_array_new (FALSE, FALSE, sizeof (guint64)) : NULL;

  if (!count (run, report, learned, hashes, error) || !check_strict (run, report, error))
    return FALSE;

  run->schema = manicule_loss_reduce_schema (run->export->format, &run->policy, run->report);
  manicule_learned_complete (learned, run->schema);
  if (hashes != NULL)
    run->splits = manicule_export_place_splits ((const guint64 *) (gpointer) hashes->data, hashes->len,
                                                run->export->split);

  return TRUE;
}

static gboolean
describe (Run     *run,
          GError **error)
{
  run->data_set->schema = run->schema;
  run->data_set->report = run->report;
  run->data_set->is_split = is_split (run->export);

  return manicule_describe_all (run->data_set, run->export->describe, &run->target, run->cancellable, error);
}

static gboolean
run_all (Run      *run,
         GFile    *output,
         GError  **error)
{
  gboolean is_folder = is_split (run->export) || run->export->format->container == MANICULE_CONTAINER_FOLDER;

  return manicule_export_target_init (&run->target, output, is_folder, error) &&
         prepare (run, error) &&
         begin_parts (run, error) &&
         write_all (run, error) &&
         end_parts (run, error) &&
         verify (run, error) &&
         describe (run, error) &&
         !g_cancellable_set_error_if_cancelled (run->cancellable, error) &&
         manicule_export_target_move (&run->target, error);
}

/**
 * manicule_export_check_options:
 * @self: an export
 *
 * Returns: FALSE with MANICULE_FORMAT_ERROR_OPTION when an option or its value is not one of the format's
 */
gboolean
manicule_export_check_options (const ManiculeExport  *self,
                               GError               **error)
{
  GHashTableIter iter;
  gpointer name;
  gpointer value;

  g_return_val_if_fail (self != NULL && self->format != NULL, FALSE);

  if (self->options == NULL)
    return TRUE;

  g_hash_table_iter_init (&iter, self->options);
  while (g_hash_table_iter_next (&iter, &name, &value))
    if (!manicule_format_check_option (self->format, name, value, error))
      return FALSE;

  return TRUE;
}

/**
 * manicule_export_count:
 * @self: an export
 * @cancellable: (nullable): cancels the counting
 *
 * Counts what would be lost, without writing anything.
 *
 * Returns: (transfer full): the report, or NULL with an error
 */
ManiculeLossReport *
manicule_export_count (const ManiculeExport  *self,
                       GCancellable          *cancellable,
                       GError               **error)
{
  Run run;
  ManiculeLossReport *report = NULL;

  g_return_val_if_fail (self != NULL && self->format != NULL && self->source != NULL, NULL);

  if (!manicule_export_check_options (self, error))
    return NULL;

  run_init (&run, self, cancellable, 1);
  if (count (&run, run.report, NULL, NULL, error))
    report = g_steal_pointer (&run.report);
  run_clear (&run);

  return report;
}

/**
 * manicule_export_run:
 * @self: an export of a format that can be written
 * @output: the file or folder to write
 * @cancellable: (nullable): cancels the export
 *
 * Writes all documents, reads them back, compares, and moves the result to @output.
 *
 * Returns: (transfer full): the report, or NULL with an error; then @output is as it was
 */
ManiculeLossReport *
manicule_export_run (const ManiculeExport  *self,
                     GFile                 *output,
                     GCancellable          *cancellable,
                     GError               **error)
{
  Run run;
  ManiculeLossReport *report = NULL;

  g_return_val_if_fail (self != NULL && self->format != NULL && self->source != NULL, NULL);
  g_return_val_if_fail (manicule_format_can_write (self->format), NULL);
  g_return_val_if_fail (G_IS_FILE (output), NULL);

  if (!manicule_export_check_options (self, error))
    return NULL;

  run_init (&run, self, cancellable, 3);
  if (run_all (&run, output, error))
    report = g_steal_pointer (&run.report);
  run_clear (&run);

  return report;
}
