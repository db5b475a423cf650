#include "base/csv.h"

#include "base/i18n.h"

#include <choucha/error.h>
#include <inttypes.h>
#include <string.h>

enum {
    LEAST_BYTES = 4096,
    PIECE_BYTES = 262144,
    MAX_ROW = 4 * CSV_MAX_CELL /* bytes */
};

struct CsvReader {
    Decoder *decoder;
    char separator;
    /* Text not handed out yet is buffer[begin..end); one byte more is there
     * for the NUL of a last row without a line end. */
    char *buffer;
    gsize size;
    gsize begin;
    gsize end;
    gboolean at_end; /* no more text will come */
    /* The first LF at or after the beginning, or `end` when there is none up to
     * there: text with CR alone is not searched for LF again and again. */
    gsize line_feed;
    CsvRow row;
};

typedef enum {
    SCAN_ROW,        /* the reader's row is a row */
    SCAN_MORE,       /* the row goes on beyond the text */
    SCAN_OPEN_QUOTE, /* likewise, in a quoted cell */
    SCAN_TOO_MANY,
    SCAN_TOO_LONG,
} Scan;

CsvReader *
csv_reader_new(Decoder *decoder)
{
    CsvReader *reader = g_new0(CsvReader, 1);

    reader->decoder = decoder;
    reader->separator = ',';
    /* A small file needs no large buffer, even if it grows by being converted. */
    reader->size = (gsize)CLAMP(decoder_size(decoder) * 2, LEAST_BYTES, PIECE_BYTES);
    reader->buffer = g_malloc(reader->size + 1);
    reader->row.cells = g_new0(char *, CSV_MAX_COLUMNS);
    reader->row.lengths = g_new0(gsize, CSV_MAX_COLUMNS);
    return reader;
}

void
csv_reader_free(CsvReader *reader)
{
    if (reader == NULL)
        return;
    decoder_free(reader->decoder);
    g_free(reader->buffer);
    g_free(reader->row.cells);
    g_free(reader->row.lengths);
    g_free(reader);
}

void
csv_reader_set_separator(CsvReader *reader, char separator)
{
    reader->separator = separator;
}

guint64
csv_reader_position(const CsvReader *reader)
{
    return decoder_position(reader->decoder);
}

guint64
csv_reader_size(const CsvReader *reader)
{
    return decoder_size(reader->decoder);
}

/* Gets more text behind what there is. */
static gboolean
fill(CsvReader *reader, GError **error)
{
    gssize n;

    if (reader->begin > 0) {
        memmove(reader->buffer, reader->buffer + reader->begin, reader->end - reader->begin);
        reader->end -= reader->begin;
        reader->begin = 0;
    }
    if (reader->size - reader->end < reader->size / 2) {
        reader->size *= 2;
        reader->buffer = g_realloc(reader->buffer, reader->size + 1);
    }
    n = decoder_read(reader->decoder, reader->buffer + reader->end, reader->size - reader->end, error);
    if (n < 0)
        return FALSE;
    reader->line_feed = reader->begin; /* to be searched anew */
    reader->end += (gsize)n;
    reader->at_end = n == 0;
    return TRUE;
}

/* The end of the line that begins at @from, or NULL. */
static char *
find_line_end(CsvReader *reader, char *from, const char *end)
{
    char *line_feed = reader->buffer + reader->line_feed;
    char *carriage_return;

    if (line_feed <= from) {
        line_feed = memchr(from, '\n', (gsize)(end - from));
        reader->line_feed = line_feed != NULL ? (gsize)(line_feed - reader->buffer) : reader->end;
        line_feed = reader->buffer + reader->line_feed;
    }
    carriage_return = memchr(from, '\r', (gsize)(line_feed - from));
    if (carriage_return != NULL)
        return carriage_return;
    return line_feed < end ? line_feed : NULL;
}

static Scan
add_cell(CsvReader *reader, char *begin, const char *end)
{
    CsvRow *row = &reader->row;

    if (row->n_cells == CSV_MAX_COLUMNS)
        return SCAN_TOO_MANY;
    if (end - begin > CSV_MAX_CELL)
        return SCAN_TOO_LONG;
    row->cells[row->n_cells] = begin;
    row->lengths[row->n_cells] = (gsize)(end - begin);
    row->n_cells++;
    return SCAN_ROW;
}

/* Begins the next row behind the line end at @at (or behind all text). */
static Scan
end_row(CsvReader *reader, const char *at, const char *end)
{
    if (at < end && *at == '\r') {
        if (at + 1 == end && !reader->at_end)
            return SCAN_MORE; /* it may be the first half of CRLF */
        if (at + 1 < end && at[1] == '\n')
            at++;
    }
    for (guint i = 0; i < reader->row.n_cells; i++)
        reader->row.cells[i][reader->row.lengths[i]] = '\0';
    reader->begin = (gsize)(at - reader->buffer) + (at < end ? 1 : 0);
    return SCAN_ROW;
}

/* A line without quotes, as nearly all are. */
static Scan
scan_plain(CsvReader *reader, char *from, const char *line_end, const char *end)
{
    for (;;) {
        char *separator = memchr(from, reader->separator, (gsize)(line_end - from));
        Scan scan = add_cell(reader, from, separator != NULL ? separator : line_end);

        if (scan != SCAN_ROW)
            return scan;
        if (separator == NULL)
            return end_row(reader, line_end, end);
        from = separator + 1;
    }
}

/* The byte behind the closing quote of the cell that opens at @from, or NULL. */
static char *
find_quote_end(char *from, const char *end, gboolean at_end)
{
    char *at = from + 1;

    for (;;) {
        at = memchr(at, '"', (gsize)(end - at));
        if (at == NULL || (at + 1 == end && !at_end))
            return NULL; /* the next byte tells whether the quote is doubled */
        if (at + 1 == end || at[1] != '"')
            return at + 1;
        at += 2;
    }
}

static const char *
find_cell_end(const CsvReader *reader, const char *from, const char *end)
{
    while (from < end && *from != reader->separator && *from != '\n' && *from != '\r')
        from++;
    return from;
}

static gboolean
is_blank(const char *from, const char *end)
{
    while (from < end && *from == ' ')
        from++;
    return from == end;
}

/* Takes the quotes off a cell, in place; the text behind the closing one stays. */
static void
unquote(char *cell, gsize *length)
{
    const char *end = cell + *length;
    const char *from = cell + 1;
    char *to = cell;
    gboolean open = TRUE;

    while (from < end) {
        if (open && *from == '"' && from + 1 < end && from[1] == '"') {
            *to++ = '"';
            from += 2;
        } else if (open && *from == '"') {
            open = FALSE;
            from++;
        } else {
            *to++ = *from++;
        }
    }
    *length = (gsize)(to - cell);
}

static Scan
scan_quoted(CsvReader *reader, char *from, const char *end)
{
    CsvRow *row = &reader->row;
    gboolean quoted[CSV_MAX_COLUMNS];
    Scan scan;

    for (;;) {
        char *behind = from;
        const char *cell_end;
        gboolean has_quotes = from < end && *from == '"';

        if (has_quotes) {
            behind = find_quote_end(from, end, reader->at_end);
            if (behind == NULL)
                return SCAN_OPEN_QUOTE;
        }
        cell_end = find_cell_end(reader, behind, end);
        if (cell_end == end && !reader->at_end)
            return SCAN_MORE;
        scan = add_cell(reader, from, cell_end);
        if (scan != SCAN_ROW)
            return scan;
        quoted[row->n_cells - 1] = has_quotes;
        row->has_stray_text = row->has_stray_text || (has_quotes && !is_blank(behind, cell_end));
        if (cell_end == end || *cell_end != reader->separator)
            break;
        from += cell_end - from + 1;
    }
    scan = end_row(reader, from + row->lengths[row->n_cells - 1], end);
    /* Only now, as an unfinished row is scanned once more. */
    for (guint i = 0; i < row->n_cells && scan == SCAN_ROW; i++) {
        if (quoted[i]) { /* NOLINT(clang-analyzer-core.uninitialized.Branch): set for all n_cells */
            unquote(row->cells[i], &row->lengths[i]);
            row->cells[i][row->lengths[i]] = '\0';
        }
    }
    return scan;
}

static Scan
scan_row(CsvReader *reader)
{
    char *from = reader->buffer + reader->begin;
    char *end = reader->buffer + reader->end;
    char *line_end = find_line_end(reader, from, end);

    reader->row.n_cells = 0;
    reader->row.has_stray_text = FALSE;
    if (line_end == NULL && !reader->at_end)
        return SCAN_MORE;
    if (line_end == NULL)
        line_end = end;
    if (memchr(from, '"', (gsize)(line_end - from)) != NULL)
        return scan_quoted(reader, from, end);
    return scan_plain(reader, from, line_end, end);
}

static gboolean
fail(GError **error, guint64 row, const char *format)
{
    g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID, format, row);
    return FALSE;
}

gboolean
csv_reader_next(CsvReader *reader, const CsvRow **ret_row, GError **error)
{
    guint64 number = reader->row.number + 1;

    for (;;) {
        Scan scan = reader->begin < reader->end ? scan_row(reader) : SCAN_MORE;

        if (scan == SCAN_ROW) {
            reader->row.number = number;
            *ret_row = &reader->row;
            return TRUE;
        }
        if (scan == SCAN_OPEN_QUOTE && reader->at_end)
            return fail(error, number, _("row %" PRIu64 ": a quote is opened and never closed"));
        if (scan == SCAN_TOO_MANY)
            return fail(error, number, _("row %" PRIu64 ": more than 1000 columns"));
        if (scan == SCAN_TOO_LONG || reader->end - reader->begin > MAX_ROW)
            return fail(error, number,
                        _("row %" PRIu64 ": a cell of more than 1 MiB; is a quote opened and never closed?"));
        if (reader->at_end) {
            *ret_row = NULL;
            return TRUE;
        }
        if (!fill(reader, error))
            return FALSE;
    }
}

gboolean
csv_reader_peek(CsvReader *reader, char separator, CsvVisitor visit, gpointer data, GError **error)
{
    CsvReader head = *reader;
    gboolean more = TRUE;

    while (!reader->at_end && reader->end < PIECE_BYTES / 2) {
        if (!fill(reader, error))
            return FALSE;
    }
    /* The rows are cut up in a copy; the text itself is read again later. */
    head.decoder = NULL;
    head.separator = separator;
    head.buffer = g_memdup2(reader->buffer, reader->end + 1);
    head.size = reader->end;
    head.begin = 0;
    head.end = reader->end;
    head.at_end = reader->at_end;
    head.line_feed = 0;
    head.row.cells = g_new0(char *, CSV_MAX_COLUMNS);
    head.row.lengths = g_new0(gsize, CSV_MAX_COLUMNS);
    while (more && head.begin < head.end && scan_row(&head) == SCAN_ROW) {
        head.row.number++;
        more = visit(&head.row, data);
    }
    g_free(head.buffer);
    g_free(head.row.cells);
    g_free(head.row.lengths);
    return TRUE;
}
