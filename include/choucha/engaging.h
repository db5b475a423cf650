/* Other engagements of inspectors: busy times out of their calendars. */
#pragma once

#include <choucha/day.h>
#include <choucha/issue.h>
#include <choucha/output.h>
#include <choucha/store.h>

G_BEGIN_DECLS

/**
 * ChaBusyConflict:
 * @campaign: a campaign
 * @visit: a visit of it, without a result so far
 * @date: its day
 * @from: when it begins, HH:MM
 * @to: when it ends
 * @free_times: (element-type utf8): up to three times from that day on that all
 *   of its team have left, such as `2027-01-08 09:00–10:30`
 *
 * An appointment at a time at which an inspector of its team is busy.
 */
typedef struct {
    char *campaign;
    char *visit;
    char *date;
    char *from;
    char *to;
    GPtrArray *free_times;
} ChaBusyConflict;

/**
 * ChaBusyReport:
 * @files: files read
 * @added: those whose name was not there before
 * @changed: those that give other times than before
 * @unchanged: those that give the same
 * @events: events in them, whether or not they take time
 * @left_out: events that are wrong
 * @stored: whether the others were stored
 * @issues: (element-type ChaIssue): in order of files and lines; the row of an
 *   issue is a line, its column a property
 * @conflicts: (element-type ChaBusyConflict): in order of time
 */
typedef struct {
    guint files;
    guint added;
    guint changed;
    guint unchanged;
    guint64 events;
    guint64 left_out;
    gboolean stored;
    GPtrArray *issues;
    GPtrArray *conflicts;
} ChaBusyReport;

/**
 * cha_busy_report_free:
 * @report: (transfer full) (nullable): a report
 */
void cha_busy_report_free(ChaBusyReport *report);

/**
 * ChaBusyOptions:
 * @dry_run: tell what would happen, store nothing
 * @good_events: store the events that are right even when others are not
 */
typedef struct {
    gboolean dry_run;
    gboolean good_events;
} ChaBusyOptions;

/**
 * cha_import_busy:
 * @store: the store
 * @inspector: an inspector of the registry
 * @paths: (array zero-terminated=1): calendar files (RFC 5545)
 * @options: how to go about it
 * @progress: (nullable): told now and then
 * @data: for @progress
 * @ret_report: (out): what was found and stored; also set when something wrong
 *   in a file kept everything from being stored
 * @error: return location for an error
 *
 * Records when an inspector has something else to do. Each file replaces what a
 * file of its name gave before; files that give the same times change nothing.
 * Only times are kept, never what for.
 *
 * Errors: %CHA_ERROR_NOT_FOUND for an unknown inspector, %CHA_ERROR_INVALID when
 * a file cannot be read or an event is wrong (without good_events); nothing is
 * stored then. %CHA_ERROR_BUSY, %CHA_ERROR_STORE.
 */
gboolean cha_import_busy(ChaStore *store, const char *inspector, const char *const *paths,
                         const ChaBusyOptions *options, ChaProgress progress, gpointer data,
                         ChaBusyReport **ret_report, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cha_list_busy:
 * @store: the store
 * @inspector: an inspector of the registry
 * @from: the first day (of Beijing)
 * @to: the last one, not before @from
 * @format: how to write it
 * @write: takes the table
 * @data: for @write
 * @error: return location for an error
 *
 * Writes the times from @from to @to at which an inspector is busy, `start` and
 * `end` in UTC (`20261109T010000Z`); what overlaps or meets is one, and what
 * goes beyond the days is cut off.
 *
 * Errors: %CHA_ERROR_NOT_FOUND for an unknown inspector, %CHA_ERROR_INVALID when
 * @to is before @from or there are too many times.
 */
gboolean cha_list_busy(ChaStore *store, const char *inspector, ChaDay from, ChaDay to, ChaTableFormat format,
                       ChaWriter write, gpointer data, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cha_remove_busy:
 * @store: the store
 * @inspector: an inspector
 * @files: (array zero-terminated=1): names of files that were imported; folders
 *   in front of them do not matter
 * @reason: why, not empty
 * @error: return location for an error
 *
 * Withdraws what files gave, all of them or none; it stays in the history.
 *
 * Errors: %CHA_ERROR_NOT_FOUND for a file that is not there, %CHA_ERROR_INVALID.
 */
gboolean cha_remove_busy(ChaStore *store, const char *inspector, const char *const *files, const char *reason,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ChaBusyReport, cha_busy_report_free)

G_END_DECLS
