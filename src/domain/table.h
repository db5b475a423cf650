/* The tables of a bundle: CSV in its one form, read row by row. */
#pragma once

#include "domain/file-reader.h"
#include "domain/table-cell.h"

enum { TABLE_MAX_COLUMNS = 6 };

typedef struct {
    const char *title;
    CellType type;
} TableColumn;

/* What a table must look like; further columns may follow the named ones. */
typedef struct {
    const char *name; /* of the file in its folder */
    TableColumn columns[TABLE_MAX_COLUMNS];
    guint n_columns;
    guint n_keys;         /* the first columns; rows are distinct by them */
    gboolean is_sorted;   /* and in their order, numbers by value */
    gboolean is_streamed; /* never kept in memory as a whole, so of any length */
} TableForm;

typedef struct TableReader TableReader;

TableReader *table_reader_new(BundleSource *source, const char *path, const TableForm *form,
                              gsize buffer_size);
void table_reader_free(TableReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TableReader, table_reader_free)

/* The next row, checked by the rules T1 to T10. FALSE at the end and in
 * trouble. */
gboolean table_reader_next(TableReader *reader, Trouble *trouble);
/* The named columns of the row that was read last. */
const TableCell *table_reader_cells(const TableReader *reader);
/* The value of a cell whose type is CELL_NUMBER. */
guint64 table_reader_number(const TableReader *reader, guint column);
const char *table_reader_path(const TableReader *reader);
guint64 table_reader_line_number(const TableReader *reader);
Digest table_reader_digest(TableReader *reader);

/* A place to come back to with another reader of the same file. */
typedef struct {
    guint64 offset;
    guint64 line_number;
    guint n_fields;
} TablePlace;

TablePlace table_reader_place(const TableReader *reader);
void table_reader_seek(TableReader *reader, const TablePlace *place);
