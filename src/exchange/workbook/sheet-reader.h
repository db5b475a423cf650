/* The rows of a sheet, one after the other. */
#pragma once

#include "exchange/workbook/text-pool.h"
#include "exchange/workbook/workbook-merges.h"

/* What must outlive the reader. */
typedef struct {
    Package *package;
    const char *part;
    TextPool *strings;    /* (nullable): the workbook has none */
    const GArray *styles; /* of NumberFormat */
    gboolean is_1904;     /* days count from 1904 */
    Merges *merges;       /* (nullable): merged cells do not matter */
    guint64 max_bytes;    /* of the part, to be read */
    guint64 content_end;  /* rows that begin behind this byte are blank */
    /* The program that wrote the workbook left the formulas to the one that
     * opens it next; the results that are there need not be theirs. */
    gboolean is_uncalculated;
} SheetSetup;

typedef struct SheetReader SheetReader;

SheetReader *sheet_reader_open(const SheetSetup *setup, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void sheet_reader_free(SheetReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SheetReader, sheet_reader_free)

/* The next row with content, or NULL at the end; it stays until the next call.
 * CHA_ERROR_INVALID: damaged, rows out of order, beyond the limits. */
gboolean sheet_reader_next(SheetReader *reader, const WorkbookRow **ret_row,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The part, for how much of it has been read. */
const Part *sheet_reader_part(const SheetReader *reader);
