/* Feeds: calendars of inspectors on a web server, at addresses that nobody guesses. */
#pragma once

#include <choucha/output.h>
#include <choucha/store.h>

G_BEGIN_DECLS

/**
 * ChaFeedOptions:
 * @folder: what the web server serves: ADDRESS.ics for each inspector
 * @base_url: (nullable): the URL of that folder; needed for @index
 * @index: (nullable): a page with the addresses and their QR codes, readable by its
 *   owner alone; not inside of @folder
 * @alarms: remind of each visit the evening before
 */
typedef struct {
    const char *folder;
    const char *base_url;
    const char *index;
    gboolean alarms;
} ChaFeedOptions;

/**
 * ChaFeedReport:
 * @feeds: files there are
 * @written: of these, files that are new or have other bytes than before
 * @removed: files of addresses that were revoked
 * @events: events in all of them
 */
typedef struct {
    guint feeds;
    guint written;
    guint removed;
    guint events;
} ChaFeedReport;

/**
 * cha_feed_export:
 * @store: the store
 * @options: where to, and how
 * @progress: (nullable): told now and then
 * @data: for @progress
 * @ret_report: (out): what was written
 * @error: return location for an error
 *
 * Writes the calendar of every inspector on duty, or with a seat, to
 * @options->folder/ADDRESS.ics: the visits of the newest quarter that has days, and of
 * the four before it. ADDRESS is 128 bits of chance, made when an inspector has none
 * yet. A file whose bytes would stay the same is not touched, so that its time and its
 * ETag stay; those of revoked addresses are removed; other files are left alone.
 *
 * Errors: %CHA_ERROR_CONFLICT when no quarter has days, %CHA_ERROR_INVALID for an
 * unfit @base_url or an index within the folder, %CHA_ERROR_OUTPUT.
 */
gboolean cha_feed_export(ChaStore *store, const ChaFeedOptions *options, ChaProgress progress, gpointer data,
                         ChaFeedReport *ret_report, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cha_feed_revoke:
 * @store: the store
 * @inspector: whose address is no longer to be known
 * @reason: why
 * @error: return location for an error
 *
 * Takes the address of an inspector's feed out of force. The next export removes its
 * file and gives the inspector a new address.
 *
 * Errors: %CHA_ERROR_NOT_FOUND when the inspector has none.
 */
gboolean cha_feed_revoke(ChaStore *store, const char *inspector, const char *reason,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cha_feed_list:
 * @store: the store
 * @base_url: (nullable): with it, addresses are shown in full
 * @format: how to write it
 * @write: takes the table
 * @data: for @write
 * @error: return location for an error
 *
 * Writes who has a feed: inspector, name, address (blank without @base_url), at, by.
 */
gboolean cha_feed_list(ChaStore *store, const char *base_url, ChaTableFormat format, ChaWriter write,
                       gpointer data, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
