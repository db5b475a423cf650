/* The log in the store: an entry is written in the transaction of what it
 * records, before it (data/doc/log.md). */
#pragma once

#include "domain/log-entry.h"
#include "store/store.h"

/* Notes a change (store_note_change(), with the fact `reason` as its reason) and
 * adds its entry to the log, inside an open transaction. The change is that of
 * @campaign or, when that is "", of what the fact `name` says. */
gboolean log_store_append(ChaStore *store, LogAction action, const char *campaign, const GPtrArray *facts,
                          gint64 *ret_change, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The number and the hash of the last entry; 0 and hash(0) without any. */
gboolean log_store_head(ChaStore *store, guint64 *ret_number, char ret_hash[DIGEST_HEX_SIZE],
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The number of the first entry of its kind on a campaign and its hash; 0 and
 * hash(0) when there is none. */
gboolean log_store_find(ChaStore *store, LogAction action, const char *campaign, guint64 *ret_number,
                        char ret_hash[DIGEST_HEX_SIZE], GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* An entry as it is stored, right or wrong; the texts are valid during the
 * call only. */
typedef struct {
    guint64 number;
    const char *line;
    const char *hash;
    /* The change it belongs to; NULL when there is none of that number. */
    const char *at;
    const char *by;
    const char *action;
    const char *subject;
    const char *source;
    const char *reason;
} StoredEntry;

/* The entries up to @last, in order of their numbers; FALSE from @visit ends the walk. */
typedef gboolean (*LogVisitor)(const StoredEntry *entry, gpointer data);
gboolean log_store_walk(ChaStore *store, guint64 last, LogVisitor visit, gpointer data,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The digest of what a query gives: rows of CSV (draw protocol, section 1),
 * after @header, which may be NULL. ?1 is @campaign, unless that is NULL. */
gboolean log_store_digest(ChaStore *store, const char *sql, const char *campaign, const char *header,
                          Digest *ret_digest, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Queries for log_store_digest(): what an entry binds of rows that no file of
 * the bundle holds as they are. */
extern const char LOG_SQL_DRAWINGS[];  /* of a commitment */
extern const char LOG_SQL_DISTRICTS[]; /* of the visits of a draw */
extern const char LOG_SQL_SCHEDULE[];  /* the rows of schedule.csv */
extern const char LOG_SQL_UNPLACED[];  /* the visits without a day, and why */
extern const char LOG_SCHEDULE_HEADER[];
