/* The log: what decided a draw or undid it, entry by entry. */
#pragma once

#include <choucha/output.h>
#include <choucha/store.h>

G_BEGIN_DECLS

/**
 * cha_log_export:
 * @store: the store
 * @write: takes the text
 * @data: for @write
 * @error: return location for an error
 *
 * Writes the log as text: CSV with the hash of each entry in front, in the one
 * form that data/doc/log.md describes.
 */
gboolean cha_log_export(ChaStore *store, ChaWriter write, gpointer data,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cha_log_head:
 * @store: the store
 * @ret_entry: (out): the number of the last entry; 0 without any
 * @ret_hash: (out): its hash, 64 hexadecimal digits, which stands for this
 *   entry and all before
 * @error: return location for an error
 */
gboolean cha_log_head(ChaStore *store, guint64 *ret_entry, char **ret_hash,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * ChaLogFinding:
 * @entry: the entry concerned; 0 when it is none
 * @rule: the rule that is broken, "L8" (data/doc/log.md)
 * @place: the table, with the row or the file
 * @text: what is wrong, a sentence in the user's language
 *
 * Something in the store that is not as the log says.
 */
typedef struct {
    guint64 entry;
    char *rule;
    char *place;
    char *text;
} ChaLogFinding;

/**
 * ChaLogReport:
 * @entries: entries of the log
 * @head: the hash of the last one, as recomputed
 * @campaigns: campaigns that were held against their entries
 * @files: files of bundles that were read
 * @rows: rows of draws that were compared
 * @head_entry: where the published head is in the chain; %CHA_LOG_NO_ENTRY when
 *   none was given, or it is not there
 * @findings: (element-type ChaLogFinding): what is wrong, in the order in which
 *   it was met
 */
typedef struct {
    guint64 entries;
    char *head;
    guint campaigns;
    guint64 files;
    guint64 rows;
    guint64 head_entry;
    GPtrArray *findings;
} ChaLogReport;

/**
 * CHA_LOG_NO_ENTRY:
 *
 * No number of an entry.
 */
#define CHA_LOG_NO_ENTRY G_MAXUINT64

/**
 * cha_log_report_free:
 * @report: (transfer full) (nullable): a report
 */
void cha_log_report_free(ChaLogReport *report);

/**
 * cha_log_verify:
 * @store: the store
 * @head: (nullable): a head that was published, 64 hexadecimal digits
 * @progress: (nullable): told now and then
 * @data: for @progress
 * @ret_report: (out): what was found
 * @error: return location for an error
 *
 * Recomputes the chain and holds every table that matters against the entries.
 * Whoever can write the file can make a chain that is whole, so only with @head
 * is it certain that nothing up to there was changed, left out or added.
 *
 * Errors: %CHA_ERROR_INVALID when @head is no hash, %CHA_ERROR_STORE.
 */
gboolean cha_log_verify(ChaStore *store, const char *head, ChaProgress progress, gpointer data,
                        ChaLogReport **ret_report, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cha_log_write_findings:
 * @report: a report
 * @format: how to write it
 * @write: takes the table
 * @data: for @write
 * @error: return location for an error
 *
 * Writes the findings as a table: entry, rule, place, finding.
 */
gboolean cha_log_write_findings(const ChaLogReport *report, ChaTableFormat format, ChaWriter write,
                                gpointer data, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ChaLogReport, cha_log_report_free)

G_END_DECLS
