/* A file with a table of one kind: where its header is, which columns it has,
 * and its rows. */
#pragma once

#include "exchange/table/issue-log.h"
#include "exchange/table/table-header.h"

typedef struct {
    guint64 number; /* as a spreadsheet counts */
    /* By column of the file (ColumnNames), NULL where the file has none. They
     * may be written to, up to their NUL. */
    char *cells[N_FILE_COLUMNS];
    gsize lengths[N_FILE_COLUMNS];
    guint8 marks[N_FILE_COLUMNS]; /* CellMarks */
    /* Whether the cell has its text from the one above, with which it is merged. */
    gboolean repeats_above[N_FILE_COLUMNS];
    /* (nullable) why the row cannot be read, in the user's language */
    const char *fault;
} ImportRow;

typedef struct ImportTable ImportTable;

/* Opens the file, a text or a workbook (FILE or FILE#SHEET), and finds its
 * header (exchange/table/table-header.h); what stands above it is a title. What is
 * wrong with the file goes to the log, as errors of the whole file or of the
 * header, and then the answer is NULL: no such file, no header, a column twice,
 * no column for a part of the key. Notes tell of titles that are left out or
 * understood loosely, of mappings that are used again, and of other sheets with
 * content. What @knowledge names must outlive the table. */
ImportTable *import_table_open(const TitleKnowledge *knowledge, const char *path, guint file, IssueLog *log);
/* The same for text that is open already, with nothing known but names; takes
 * over @decoder. */
ImportTable *import_table_new(const ColumnNames *names, const Kind *kind, Decoder *decoder, const char *path,
                              guint file, IssueLog *log);
/* The same for rows from anywhere; takes over @source. */
ImportTable *import_table_from_source(const TitleKnowledge *knowledge, RowSource *source, const char *path,
                                      guint file, IssueLog *log);
void import_table_free(ImportTable *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ImportTable, import_table_free)

const TableHeader *import_table_header(const ImportTable *reader);
/* What to do about a column that is missing, in the user's language. */
char *import_table_remedy(const ImportTable *reader, guint column);
/* Whether the cells of a row are the titles of the header again. */
gboolean import_table_is_header(const ImportTable *reader, const ImportRow *row);

/* Whether the file has a column, perhaps together with another in one. */
gboolean import_table_has(const ImportTable *reader, guint column);
/* The next row with content, or NULL at the end. FALSE when the file cannot be
 * read on, which the log tells. */
gboolean import_table_next(ImportTable *reader, const ImportRow **ret_row) G_GNUC_WARN_UNUSED_RESULT;

/* The place of a cell in the file, or of the row when @column is negative.
 * @column may also be one that is together with another in one. */
Place import_table_place(const ImportTable *reader, guint64 row, int column, const char *value);
/* How much of the file has been read, in bytes, and how much there is. */
guint64 import_table_position(const ImportTable *reader);
guint64 import_table_size(const ImportTable *reader);
