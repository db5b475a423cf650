#include "store/sql.h"

#include "base/i18n.h"

#include <glib/gstdio.h>
#include <string.h>

enum { PATIENCE_MILLISECONDS = 10000 };

struct Database {
    sqlite3 *handle;
    char *path;
    guint patience;
};

struct Statement {
    Database *database;
    sqlite3_stmt *handle;
    GError *failure; /* the first of this run */
};

/* Sorts the many codes of SQLite by what a caller can do about them. */
static void
set_error(Database *database, int code, GError **error)
{
    const char *path = database->path;

    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        g_set_error(error, CHA_ERROR, CHA_ERROR_BUSY,
                    _("%s: another program is working with the store; try again"), path);
        return;
    case SQLITE_NOTADB:
        g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID, _("%s: this file is not a store of choucha"), path);
        return;
    case SQLITE_FULL:
        g_set_error(error, CHA_ERROR, CHA_ERROR_STORE, _("%s: the disk is full"), path);
        return;
    default:
        break;
    }
    if (code == SQLITE_CONSTRAINT_TRIGGER) {
        g_set_error(error, CHA_ERROR, CHA_ERROR_CONFLICT, "%s: %s", path, sqlite3_errmsg(database->handle));
        return;
    }
    g_set_error(error, CHA_ERROR, CHA_ERROR_STORE, "%s: %s", path,
                database->handle != NULL ? sqlite3_errmsg(database->handle) : sqlite3_errstr(code));
}

Database *
database_open(const char *path, DatabaseKind kind, GError **error)
{
    g_autoptr(Database) database = g_new0(Database, 1);
    /* A name of SQLite's own (":memory:", "file:…") is a file like any other
     * when it stands behind a folder. */
    g_autofree char *file = g_path_is_absolute(path) ? g_strdup(path) : g_build_filename(".", path, NULL);
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    int code;

    database->path = g_strdup(path);
    if (kind == DATABASE_EXISTING && !g_file_test(file, G_FILE_TEST_EXISTS)) {
        g_set_error(error, CHA_ERROR, CHA_ERROR_NOT_FOUND, _("%s: there is no such file"), path);
        return NULL;
    }
    if (kind == DATABASE_MEMORY)
        code = sqlite3_open_v2(":memory:", &database->handle, flags | SQLITE_OPEN_MEMORY, NULL);
    else
        code = sqlite3_open_v2(file, &database->handle,
                               kind == DATABASE_FILE ? flags | SQLITE_OPEN_CREATE : flags, NULL);
    if (code == SQLITE_OK)
        code = held_rows_register(database->handle);
    if (code != SQLITE_OK) {
        set_error(database, code, error);
        return NULL;
    }
    database_set_patience(database, PATIENCE_MILLISECONDS);
    return g_steal_pointer(&database);
}

void
database_free(Database *database)
{
    if (database == NULL)
        return;
    (void)sqlite3_close(database->handle);
    g_free(database->path);
    g_free(database);
}

const char *
database_path(const Database *database)
{
    return database->path;
}

void
database_set_patience(Database *database, guint milliseconds)
{
    database->patience = milliseconds;
    (void)sqlite3_busy_timeout(database->handle, (int)milliseconds);
}

guint
database_patience(const Database *database)
{
    return database->patience;
}

sqlite3 *
database_handle(Database *database)
{
    return database->handle;
}

gboolean
database_execute(Database *database, const char *sql, GError **error)
{
    int code = sqlite3_exec(database->handle, sql, NULL, NULL, NULL);

    if (code == SQLITE_OK)
        return TRUE;
    set_error(database, sqlite3_extended_errcode(database->handle), error);
    return FALSE;
}

gboolean
database_number(Database *database, const char *sql, gint64 *ret_number, GError **error)
{
    g_autoptr(Statement) query = statement_new(database, sql, error);
    gint64 number = 0;

    if (query == NULL)
        return FALSE;
    if (statement_next(query))
        number = statement_int(query, 0);
    if (!statement_finish(query, error))
        return FALSE;
    *ret_number = number;
    return TRUE;
}

typedef struct {
    DatabaseFunction function;
    GString *result;
} FunctionSetup;

static void
free_function(gpointer data)
{
    FunctionSetup *setup = data;

    g_string_free(setup->result, TRUE);
    g_free(setup);
}

static void
call_function(sqlite3_context *context, int n_values, sqlite3_value **values)
{
    FunctionSetup *setup = sqlite3_user_data(context);
    const char *texts[DATABASE_FUNCTION_MAX_TEXTS] = {NULL};

    for (int i = 0; i < n_values; i++) {
        texts[i] = (const char *)sqlite3_value_text(values[i]);
        if (texts[i] == NULL)
            return; /* which makes NULL of it */
    }
    g_string_truncate(setup->result, 0);
    setup->function(texts, setup->result);
    sqlite3_result_text(context, setup->result->str, (int)setup->result->len, SQLITE_TRANSIENT);
}

gboolean
database_add_function(Database *database, const char *name, guint n_texts, DatabaseFunction function,
                      GError **error)
{
    FunctionSetup *setup = g_new0(FunctionSetup, 1);
    int code;

    g_assert(n_texts <= DATABASE_FUNCTION_MAX_TEXTS);
    setup->function = function;
    setup->result = g_string_new(NULL);
    /* Frees @setup when it fails, too. */
    code = sqlite3_create_function_v2(database->handle, name, (int)n_texts,
                                      SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, setup,
                                      call_function, NULL, NULL, free_function);
    if (code == SQLITE_OK)
        return TRUE;
    set_error(database, code, error);
    return FALSE;
}

gboolean
database_in_transaction(Database *database)
{
    return !sqlite3_get_autocommit(database->handle);
}

void
database_rollback(Database *database)
{
    /* SQLite knows best whether one is open: it rolls back by itself after
     * some errors, and a BEGIN or COMMIT cut short may have left one behind. */
    if (database_in_transaction(database))
        (void)sqlite3_exec(database->handle, "ROLLBACK", NULL, NULL, NULL);
}

guint64
database_changed_rows(Database *database)
{
    return (guint64)sqlite3_changes64(database->handle);
}

gint64
database_last_id(Database *database)
{
    return sqlite3_last_insert_rowid(database->handle);
}

gboolean
database_has_moved(Database *database)
{
    int moved = 0;

    return sqlite3_file_control(database->handle, "main", SQLITE_FCNTL_HAS_MOVED, &moved) == SQLITE_OK &&
           moved != 0;
}

static gboolean
gives_nought(Database *database, const char *sql)
{
    gint64 number = 0;

    return database_number(database, sql, &number, NULL) && number == 0;
}

void
database_discard(Database *database, const char *sql)
{
    database_set_patience(database, 0);
    /* Only who has the file alone can leave the write-ahead log, and in this
     * mode the lock stays until the file is closed. */
    if (!gives_nought(database, sql) ||
        !database_execute(database, "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE", NULL))
        return;
    if (gives_nought(database, sql)) /* also now that nobody can add to it */
        (void)g_unlink(sqlite3_db_filename(database->handle, "main"));
    else
        (void)sqlite3_exec(database->handle, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
}

gssize
database_read_blob(Database *database, const char *table, const char *column, gint64 id, guint64 offset,
                   guint8 *buffer, gsize size, GError **error)
{
    sqlite3_blob *blob = NULL;
    guint64 length;
    int code = sqlite3_blob_open(database->handle, "main", table, column, id, 0, &blob);

    if (code != SQLITE_OK) {
        set_error(database, sqlite3_extended_errcode(database->handle), error);
        (void)sqlite3_blob_close(blob);
        return -1;
    }
    length = (guint64)sqlite3_blob_bytes(blob);
    size = offset < length ? MIN(size, length - offset) : 0;
    if (size > 0)
        code = sqlite3_blob_read(blob, buffer, (int)size, (int)offset);
    if (code != SQLITE_OK)
        set_error(database, code, error);
    (void)sqlite3_blob_close(blob);
    return code == SQLITE_OK ? (gssize)size : -1;
}

Statement *
statement_new(Database *database, const char *sql, GError **error)
{
    g_autoptr(Statement) statement = g_new0(Statement, 1);
    int code = sqlite3_prepare_v2(database->handle, sql, -1, &statement->handle, NULL);

    statement->database = database;
    if (code != SQLITE_OK) {
        set_error(database, code, error);
        return NULL;
    }
    return g_steal_pointer(&statement);
}

void
statement_free(Statement *statement)
{
    if (statement == NULL)
        return;
    (void)sqlite3_finalize(statement->handle);
    g_clear_error(&statement->failure);
    g_free(statement);
}

static void
note_failure(Statement *statement, int code)
{
    if (code != SQLITE_OK && statement->failure == NULL)
        set_error(statement->database, code, &statement->failure);
}

void
statement_bind_text(Statement *statement, int parameter, const char *value)
{
    note_failure(statement, sqlite3_bind_text(statement->handle, parameter, value, -1, SQLITE_STATIC));
}

void
statement_bind_copy(Statement *statement, int parameter, const char *value)
{
    note_failure(statement, sqlite3_bind_text(statement->handle, parameter, value, -1, SQLITE_TRANSIENT));
}

void
statement_bind_int(Statement *statement, int parameter, gint64 value)
{
    note_failure(statement, sqlite3_bind_int64(statement->handle, parameter, value));
}

void
statement_bind_blob(Statement *statement, int parameter, gconstpointer bytes, gsize length)
{
    note_failure(statement, sqlite3_bind_blob64(statement->handle, parameter, bytes, length, SQLITE_STATIC));
}

void
statement_bind_rows(Statement *statement, int parameter, const HeldRows *rows)
{
    note_failure(statement, held_rows_bind(statement->handle, parameter, rows));
}

gboolean
statement_next(Statement *statement)
{
    int code;

    if (statement->failure != NULL)
        return FALSE;
    code = sqlite3_step(statement->handle);
    if (code != SQLITE_ROW && code != SQLITE_DONE)
        note_failure(statement, code);
    return code == SQLITE_ROW;
}

int
statement_columns(Statement *statement)
{
    return sqlite3_column_count(statement->handle);
}

const char *
statement_text(Statement *statement, int column)
{
    const char *text = (const char *)sqlite3_column_text(statement->handle, column);

    /* No text where there is a value: memory was short. */
    if (text == NULL && sqlite3_column_type(statement->handle, column) != SQLITE_NULL)
        note_failure(statement, SQLITE_NOMEM);
    return text;
}

gint64
statement_int(Statement *statement, int column)
{
    return sqlite3_column_int64(statement->handle, column);
}

gboolean
statement_finish(Statement *statement, GError **error)
{
    GError *failure = g_steal_pointer(&statement->failure);

    /* What reset returns is the failure of the last step, known already. */
    (void)sqlite3_reset(statement->handle);
    if (failure == NULL)
        return TRUE;
    g_propagate_error(error, failure);
    return FALSE;
}

gboolean
statement_run(Statement *statement, GError **error)
{
    while (statement_next(statement))
        continue;
    return statement_finish(statement, error);
}
