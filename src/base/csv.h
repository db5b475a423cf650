/* Tables as text: RFC 4180, and what spreadsheets make of it. */
#pragma once

#include "base/encoding.h"

/* Limits that keep a broken file from filling the memory. */
enum {
    CSV_MAX_CELL = 1048576, /* bytes */
    CSV_MAX_COLUMNS = 1000
};

/* A row. The cells end with a NUL and may be written to up to there; they stay
 * until the next row is read. */
typedef struct {
    guint64 number; /* as a spreadsheet counts, from 1: blank rows count, line ends in quotes do not */
    guint n_cells;
    char **cells;
    gsize *lengths;
    gboolean has_stray_text; /* text follows a closing quote: a comma or a quote is missing */
} CsvRow;

/* Reads row by row. Rows end with LF, CRLF or CR; a quote counts only at the
 * beginning of a cell and is an ordinary character elsewhere. */
typedef struct CsvReader CsvReader;

/* Takes over @decoder. The separator is a comma until told otherwise. */
CsvReader *csv_reader_new(Decoder *decoder);
void csv_reader_free(CsvReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CsvReader, csv_reader_free)

/* ',', ';' or '\t'. */
void csv_reader_set_separator(CsvReader *reader, char separator);
/* The next row, or NULL in @ret_row at the end. CHA_ERROR_INVALID names the
 * row: a quote that is never closed, a cell or a row beyond the limits, bytes
 * that are no text. */
gboolean csv_reader_next(CsvReader *reader, const CsvRow **ret_row, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* How the first rows would read with @separator, as far as they lie in the
 * first pieces of the file, until @visit returns FALSE. For finding out which
 * separator it is, before anything is read. */
typedef gboolean (*CsvVisitor)(const CsvRow *row, gpointer data);
gboolean csv_reader_peek(CsvReader *reader, char separator, CsvVisitor visit, gpointer data,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* How much of the file has been read, in bytes, and how much there is. */
guint64 csv_reader_position(const CsvReader *reader);
guint64 csv_reader_size(const CsvReader *reader);
