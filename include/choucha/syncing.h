/* Keeping calendars on a server in step. */
#pragma once

#include <choucha/output.h>
#include <choucha/store.h>

G_BEGIN_DECLS

/**
 * ChaSyncOptions:
 * @url: the address that the inspectors' collections are below, `https://…/`
 * @user: who logs in
 * @password: and with what; kept nowhere
 * @inspector: (nullable): only this one's collection; %NULL: everybody's
 * @alarms: remind of each visit the evening before
 * @overwrite: take back what others edited
 * @dry_run: only tell what would be done
 * @patience: seconds to wait for an answer; 0: 30
 * @pause: milliseconds before the second try; 0: 500
 */
typedef struct {
    const char *url;
    const char *user;
    const char *password;
    const char *inspector;
    gboolean alarms;
    gboolean overwrite;
    gboolean dry_run;
    guint patience;
    guint pause;
} ChaSyncOptions;

/**
 * ChaSyncFinding:
 * @inspector: whose collection it is about
 * @object: (nullable): the object in it
 * @text: what is not as it should be, a sentence in the user's language
 */
typedef struct {
    char *inspector;
    char *object;
    char *text;
} ChaSyncFinding;

/**
 * ChaSyncReport:
 * @collections: collections that were looked at
 * @added: events put on the server
 * @changed: events that were replaced
 * @removed: events taken off
 * @unchanged: events that were there as they should be
 * @edited: events that others had changed
 * @findings: (element-type ChaSyncFinding): what others edited, and what failed
 * @failures: how many of the findings are failures; the same command tries again
 */
typedef struct {
    guint collections;
    guint added;
    guint changed;
    guint removed;
    guint unchanged;
    guint edited;
    GPtrArray *findings;
    guint failures;
} ChaSyncReport;

/**
 * cha_sync_report_free:
 * @report: (transfer full) (nullable): a report
 */
void cha_sync_report_free(ChaSyncReport *report);

/**
 * cha_caldav_push:
 * @store: the store
 * @campaign: a scheduled campaign
 * @options: where to, and how
 * @progress: (nullable): told now and then
 * @data: for @progress
 * @ret_report: (out): what was done
 * @error: return location for an error
 *
 * Brings the collection @options->url/INSPECTOR/ of every inspector with a seat in
 * step with the store (RFC 4791): one object for each visit, without METHOD and
 * without anybody whom the server could write to. What is on the server and was not
 * sent by choucha is left alone. An event that somebody edited is reported; it is
 * replaced when the visit has changed since, or with @options->overwrite.
 *
 * What was sent is remembered when a collection is done; after an interruption the
 * next push finds its own objects again.
 *
 * Errors: %CHA_ERROR_INVALID for an unfit address, or without CalDAV in this build;
 * otherwise as cha_calendar(). A server that fails is no error but a finding.
 */
gboolean cha_caldav_push(ChaStore *store, const char *campaign, const ChaSyncOptions *options,
                         ChaProgress progress, gpointer data, ChaSyncReport **ret_report,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ChaSyncReport, cha_sync_report_free)

G_END_DECLS
