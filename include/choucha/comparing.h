/* What a delivery would change: tables compared with what is stored. */
#pragma once

#include <choucha/enrolling.h>

G_BEGIN_DECLS

/**
 * ChaRecordChange:
 * @CHA_RECORD_NEW: the record is not stored yet
 * @CHA_RECORD_CHANGED: it is stored with other contents
 * @CHA_RECORD_UNCHANGED: it is stored as it is
 * @CHA_RECORD_MISSING: it is stored and has not ended, and a full delivery does
 *   not name it
 *
 * What a delivery says of a record.
 */
typedef enum {
    CHA_RECORD_NEW,
    CHA_RECORD_CHANGED,
    CHA_RECORD_UNCHANGED,
    CHA_RECORD_MISSING,
} ChaRecordChange;

/**
 * ChaDifference:
 * @change: what the delivery says of the record
 * @key: its key; where that has several columns, joined with " | "
 * @name: (nullable): its name or title, where it has one besides the key
 * @column: (nullable): the column that changes, in English; %NULL when the
 *   record as a whole is meant
 * @before: (nullable): what is stored in the column
 * @after: (nullable): what the delivery has in it
 *
 * One column of a record that changes, or a record of which no more is told.
 */
typedef struct {
    ChaRecordChange change;
    char *key;
    char *name;
    char *column;
    char *before;
    char *after;
} ChaDifference;

/**
 * cha_record_change_name:
 * @change: a change
 *
 * Returns: (transfer none): "new", "changed", "unchanged" or "missing"
 */
const char *cha_record_change_name(ChaRecordChange change);

/**
 * ChaTableOutput:
 * @format: how to write a table
 * @write: takes it
 * @data: for @write
 *
 * Where a table goes.
 */
typedef struct {
    ChaTableFormat format;
    ChaWriter write;
    gpointer data;
} ChaTableOutput;

/**
 * cha_diff:
 * @store: the store
 * @kind: what the files hold
 * @paths: (array zero-terminated=1): the files, one delivery together
 * @options: how they are read, as by cha_import(); `full` tells also which
 *   records are missing
 * @progress: (nullable): told now and then
 * @data: for @progress
 * @output: where the table goes
 * @ret_report: (out): as that of cha_import(), nothing being stored
 * @error: return location for an error
 *
 * Writes in what a delivery differs from what is stored: the columns "change",
 * "key", "column", "old" and "new"; first new records, then changed, then
 * missing ones, each in order of their keys. A new record has a row for each
 * column that is not blank, a changed one for each column that changes. Changes
 * nothing, and works on a store that others are writing to. Memory does not
 * grow with the number of records.
 *
 * Errors: as cha_import(); nothing is written then.
 */
gboolean cha_diff(ChaStore *store, ChaKind kind, const char *const *paths, const ChaImportOptions *options,
                  ChaProgress progress, gpointer data, const ChaTableOutput *output,
                  ChaImportReport **ret_report, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
