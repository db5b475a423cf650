/* Rows in memory that SQL reads like a table: `SELECT c0, c1 FROM held_rows(?1)`. */
#pragma once

#include <glib.h>
#include <sqlite3.h>

enum { HELD_ROWS_MAX_COLUMNS = 8 };

/* A text, which is lent, or a number where @text is %HELD_NUMBER. */
typedef struct {
    const char *text; /* NULL: SQL's NULL */
    gint64 number;
} HeldValue;

/* Stands for itself only as a pointer. */
extern const char HELD_NUMBER[];

typedef struct {
    const HeldValue *values; /* row by row, @n_columns of each */
    guint n_columns;         /* up to %HELD_ROWS_MAX_COLUMNS */
    gsize n_rows;
} HeldRows;

/* Lets the statements of a connection read held rows. Returns a code of SQLite. */
int held_rows_register(sqlite3 *handle);
/* Binds @rows, which must stay until the run is finished. Returns a code of SQLite. */
int held_rows_bind(sqlite3_stmt *statement, int parameter, const HeldRows *rows);
