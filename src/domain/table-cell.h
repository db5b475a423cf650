/* What the cells of a bundle's tables may hold (rules T6 to T9). */
#pragma once

#include "domain/rule.h"

typedef enum {
    CELL_TEXT,                /* anything without control characters */
    CELL_IDENTIFIER,          /* T6 */
    CELL_IDENTIFIER_OR_EMPTY, /* T6 */
    CELL_STRATUM,             /* an identifier or two joined with '/', T6 */
    CELL_DAY,                 /* T7 */
    CELL_NUMBER,              /* T8 */
    CELL_LIST,                /* T9, of identifiers, T6 */
} CellType;

typedef struct {
    char *text; /* ended with NUL; the reader's until the next row */
    gsize length;
} TableCell;

/* Checks a cell of the row at @path and @line_number. */
gboolean table_cell_check(const TableCell *cell, CellType type, const char *path, guint64 line_number,
                          Trouble *trouble);
/* The order of a cell and another one of its column: byte order, numbers by
 * value. Neither need be right. */
int table_cell_compare(const TableCell *cell, CellType type, const char *other, gsize other_length);
