#include "store/held-rows.h"

const char HELD_NUMBER[] = "number";

/* Tells our pointers from those of others. */
static const char POINTER_TYPE[] = "choucha-held-rows";

typedef struct {
    sqlite3_vtab_cursor base;
    const HeldRows *rows;
    gsize row;
} Cursor;

static int
on_connect(sqlite3 *handle, void *data, int n_arguments, const char *const *arguments,
           sqlite3_vtab **ret_table, char **ret_message)
{
    int code =
        sqlite3_declare_vtab(handle, "CREATE TABLE held_rows (c0, c1, c2, c3, c4, c5, c6, c7, rows HIDDEN)");

    (void)data;
    (void)n_arguments;
    (void)arguments;
    (void)ret_message;
    if (code != SQLITE_OK)
        return code;
    *ret_table = sqlite3_malloc(sizeof **ret_table);
    if (*ret_table == NULL)
        return SQLITE_NOMEM;
    **ret_table = (sqlite3_vtab){0};
    return SQLITE_OK;
}

static int
on_disconnect(sqlite3_vtab *table)
{
    sqlite3_free(table);
    return SQLITE_OK;
}

/* There is one way: all rows of the pointer that is given. */
static int
on_best_index(sqlite3_vtab *table, sqlite3_index_info *info)
{
    (void)table;
    for (int i = 0; i < info->nConstraint; i++) {
        if (info->aConstraint[i].iColumn != HELD_ROWS_MAX_COLUMNS || !info->aConstraint[i].usable ||
            info->aConstraint[i].op != SQLITE_INDEX_CONSTRAINT_EQ)
            continue;
        info->aConstraintUsage[i].argvIndex = 1;
        info->aConstraintUsage[i].omit = 1;
        return SQLITE_OK;
    }
    return SQLITE_CONSTRAINT;
}

static int
on_open(sqlite3_vtab *table, sqlite3_vtab_cursor **ret_cursor)
{
    Cursor *cursor = sqlite3_malloc(sizeof *cursor);

    (void)table;
    if (cursor == NULL)
        return SQLITE_NOMEM;
    *cursor = (Cursor){0};
    *ret_cursor = &cursor->base;
    return SQLITE_OK;
}

static int
on_close(sqlite3_vtab_cursor *base)
{
    sqlite3_free(base);
    return SQLITE_OK;
}

static int
on_filter(sqlite3_vtab_cursor *base, int number, const char *name, int n_values, sqlite3_value **values)
{
    Cursor *cursor = (Cursor *)base;

    (void)number;
    (void)name;
    cursor->rows = n_values == 1 ? sqlite3_value_pointer(values[0], POINTER_TYPE) : NULL;
    cursor->row = 0;
    return SQLITE_OK;
}

static int
on_next(sqlite3_vtab_cursor *base)
{
    ((Cursor *)base)->row++;
    return SQLITE_OK;
}

static int
on_eof(sqlite3_vtab_cursor *base)
{
    const Cursor *cursor = (const Cursor *)base;

    return cursor->rows == NULL || cursor->row >= cursor->rows->n_rows;
}

static int
on_column(sqlite3_vtab_cursor *base, sqlite3_context *context, int column)
{
    const Cursor *cursor = (const Cursor *)base;
    const HeldRows *rows = cursor->rows;
    const HeldValue *value;

    if ((guint)column >= rows->n_columns)
        return SQLITE_OK; /* NULL */
    value = &rows->values[cursor->row * rows->n_columns + (gsize)column];
    if (value->text == HELD_NUMBER)
        sqlite3_result_int64(context, value->number);
    else
        sqlite3_result_text(context, value->text, -1, SQLITE_STATIC);
    return SQLITE_OK;
}

static int
on_row_id(sqlite3_vtab_cursor *base, sqlite3_int64 *ret_id)
{
    *ret_id = (sqlite3_int64)((const Cursor *)base)->row;
    return SQLITE_OK;
}

int
held_rows_register(sqlite3 *handle)
{
    /* Without xCreate it is there by its name alone. */
    static const sqlite3_module MODULE = {
        .xConnect = on_connect,
        .xBestIndex = on_best_index,
        .xDisconnect = on_disconnect,
        .xOpen = on_open,
        .xClose = on_close,
        .xFilter = on_filter,
        .xNext = on_next,
        .xEof = on_eof,
        .xColumn = on_column,
        .xRowid = on_row_id,
    };

    return sqlite3_create_module_v2(handle, "held_rows", &MODULE, NULL, NULL);
}

int
held_rows_bind(sqlite3_stmt *statement, int parameter, const HeldRows *rows)
{
    return sqlite3_bind_pointer(statement, parameter, (void *)rows, POINTER_TYPE, NULL);
}
