/* The only place that calls sqlite3_*, but for the table it has in held-rows.c. Above it: SQL text and plain
 * values. */
#pragma once

#include "store/held-rows.h"

#include <choucha/error.h>

/* An open database file, and the name it goes by in messages. */
typedef struct Database Database;

typedef enum {
    DATABASE_FILE,     /* made when it is missing */
    DATABASE_EXISTING, /* CHA_ERROR_NOT_FOUND when it is missing */
    DATABASE_MEMORY,   /* empty, and gone when it is closed; the path only names it */
} DatabaseKind;

Database *database_open(const char *path, DatabaseKind kind, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void database_free(Database *database);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Database, database_free)

const char *database_path(const Database *database);
/* How long to wait for another process before CHA_ERROR_BUSY; 10 seconds
 * unless set. */
void database_set_patience(Database *database, guint milliseconds);
guint database_patience(const Database *database);
/* For tests that make the database itself fail. */
sqlite3 *database_handle(Database *database);

/* Runs any number of statements that give no rows, in a text that is no part
 * of a path or a value. */
gboolean database_execute(Database *database, const char *sql, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The first column of the only row of @sql. */
gboolean database_number(Database *database, const char *sql, gint64 *ret_number,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
enum { DATABASE_FUNCTION_MAX_TEXTS = 4 };

/* What an SQL function makes of its arguments: texts, none of them NULL, for a
 * text in @result, which is empty before. The same for the same. */
typedef void (*DatabaseFunction)(const char *const *texts, GString *result);
/* Lets the statements of this connection call @function by @name, with
 * @n_texts arguments; of NULLs it makes NULL. */
gboolean database_add_function(Database *database, const char *name, guint n_texts, DatabaseFunction function,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean database_in_transaction(Database *database);
/* Ends a transaction that may be open, forgetting what it wrote. */
void database_rollback(Database *database);
/* Rows that the last INSERT, UPDATE or DELETE wrote, those of triggers apart. */
guint64 database_changed_rows(Database *database);
gint64 database_last_id(Database *database);
/* Whether the file of this connection is no longer the one at its path. */
gboolean database_has_moved(Database *database);
/* Removes the file from its path if no other connection is on it and @sql, a
 * count of what would be lost, gives 0; otherwise leaves it. For a file that
 * was made for nothing. Somebody who opens it at this moment may find that it
 * has moved, and starts again. */
void database_discard(Database *database, const char *sql);

/* Up to @size bytes of a blob from @offset; 0 at its end, -1 and @error on
 * failure. @id is the row's INTEGER PRIMARY KEY. */
gssize database_read_blob(Database *database, const char *table, const char *column, gint64 id,
                          guint64 offset, guint8 *buffer, gsize size, GError **error);

/* A prepared statement that remembers its first failure, so that binding and
 * stepping need no check of their own: the closing call reports it.
 *
 * Parameters are numbered from 1 and keep their values from run to run. Texts
 * and blobs are lent: they must stay as they are until the run is finished. */
typedef struct Statement Statement;

Statement *statement_new(Database *database, const char *sql, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void statement_free(Statement *statement);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Statement, statement_free)

/* NULL binds SQL's NULL. */
void statement_bind_text(Statement *statement, int parameter, const char *value);
/* The same, keeping a copy. */
void statement_bind_copy(Statement *statement, int parameter, const char *value);
void statement_bind_int(Statement *statement, int parameter, gint64 value);
void statement_bind_blob(Statement *statement, int parameter, gconstpointer bytes, gsize length);
/* For held_rows(?n) in the text of the statement. */
void statement_bind_rows(Statement *statement, int parameter, const HeldRows *rows);

/* TRUE while there is a row to read; FALSE at the end and on failure. Texts
 * of a row are valid until the next call. */
gboolean statement_next(Statement *statement);
int statement_columns(Statement *statement);
/* NULL for SQL's NULL. */
const char *statement_text(Statement *statement, int column);
gint64 statement_int(Statement *statement, int column);

/* Ends a run, makes the statement ready for the next one, reports any failure. */
gboolean statement_finish(Statement *statement, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* For statements without rows: runs to the end and finishes. */
gboolean statement_run(Statement *statement, GError **error) G_GNUC_WARN_UNUSED_RESULT;
