/* How results and progress leave the library. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ChaWriter:
 * @bytes: bytes to write; whole characters of UTF-8, or those of a workbook
 * @length: how many
 * @data: what the caller of the library gave
 * @error: return location for an error
 *
 * Takes output piece by piece.
 *
 * Returns: whether it was written; %FALSE with @error ends the output
 */
typedef gboolean (*ChaWriter)(const char *bytes, gsize length, gpointer data, GError **error);

/**
 * ChaTableFormat:
 * @CHA_TABLE_TERMINAL: aligned columns for people, in their language
 * @CHA_TABLE_CSV: RFC 4180, UTF-8, LF, never translated
 * @CHA_TABLE_JSON: an array of objects, never translated
 * @CHA_TABLE_SPREADSHEET: CSV to be opened in a spreadsheet program: UTF-8 with
 *   a byte order mark, CRLF, titles in the user's language, and an apostrophe in
 *   front of texts that would be taken for formulas
 * @CHA_TABLE_WORKBOOK: a workbook (.xlsx) in the user's language, in which codes
 *   are texts and days are days
 *
 * How a table is written. Records can be imported again from all but
 * %CHA_TABLE_TERMINAL and %CHA_TABLE_JSON, and nothing changes.
 */
typedef enum {
    CHA_TABLE_TERMINAL,
    CHA_TABLE_CSV,
    CHA_TABLE_JSON,
    CHA_TABLE_SPREADSHEET,
    CHA_TABLE_WORKBOOK,
} ChaTableFormat;

/**
 * ChaProgress:
 * @stage: what is being done, a phrase in the user's language
 * @done: how much of it is done
 * @total: how much there is to do; 0 when that is not known
 * @data: what the caller of the library gave
 *
 * Told now and then while long work goes on.
 */
typedef void (*ChaProgress)(const char *stage, guint64 done, guint64 total, gpointer data);

G_END_DECLS
