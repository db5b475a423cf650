#include "store/store.h"

#include "store/schema.h"
#include "store/sql.h"

/* A file that went away while it was opened, since whoever had made it removed
 * it again, is opened once more; not for ever, as there are file systems that
 * number their files anew all the time. */
enum { OPENINGS = 5 };

struct ChaStore {
    Database *database;
    char *by;
    gboolean is_new; /* the file was made for it */
};

struct Transaction {
    Database *database;
};

static Database *
open_database(const char *path, ChaStoreMode mode, GError **error)
{
    g_autoptr(GError) failure = NULL;
    Database *database;

    if (mode == CHA_STORE_WRITE)
        return database_open(path, DATABASE_FILE, error);
    database = database_open(path, DATABASE_EXISTING, &failure);
    if (g_error_matches(failure, CHA_ERROR, CHA_ERROR_NOT_FOUND))
        return database_open(path, DATABASE_MEMORY, error);
    if (database == NULL)
        g_propagate_error(error, g_steal_pointer(&failure));
    return database;
}

ChaStore *
cha_store_open(const char *path, const char *by, ChaStoreMode mode, GError **error)
{
    g_autoptr(Database) database = NULL;
    ChaStore *store;
    gboolean is_new;

    g_return_val_if_fail(path != NULL, NULL);
    g_return_val_if_fail(by != NULL, NULL);
    g_return_val_if_fail(error == NULL || *error == NULL, NULL);

    is_new = mode == CHA_STORE_WRITE && !g_file_test(path, G_FILE_TEST_EXISTS);
    for (int opening = 0; opening == 0 || (opening < OPENINGS && database_has_moved(database)); opening++) {
        g_clear_pointer(&database, database_free);
        database = open_database(path, mode, error);
        if (database == NULL || !schema_upgrade(database, error))
            return NULL;
    }
    store = g_new0(ChaStore, 1);
    store->database = g_steal_pointer(&database);
    store->by = g_strdup(by);
    store->is_new = is_new;
    return store;
}

void
cha_store_free(ChaStore *store)
{
    if (store == NULL)
        return;
    /* A command that failed leaves no empty store behind. */
    if (store->is_new)
        database_discard(store->database, "SELECT count(*) FROM change");
    database_free(store->database);
    g_free(store->by);
    g_free(store);
}

Database *
store_database(ChaStore *store)
{
    return store->database;
}

static Transaction *
begin(ChaStore *store, const char *sql, GError **error)
{
    g_autoptr(Transaction) transaction = g_new0(Transaction, 1);

    g_assert(!database_in_transaction(store->database)); /* transactions do not nest */
    transaction->database = store->database;
    if (!database_execute(store->database, sql, error))
        return NULL;
    return g_steal_pointer(&transaction);
}

Transaction *
store_begin(ChaStore *store, GError **error)
{
    return begin(store, "BEGIN IMMEDIATE", error);
}

Transaction *
store_begin_reading(ChaStore *store, GError **error)
{
    /* BEGIN alone looks at nothing yet; the first SELECT fixes the moment. */
    return begin(store, "BEGIN; SELECT count(*) FROM sqlite_schema", error);
}

gboolean
transaction_commit(Transaction *transaction, GError **error)
{
    return database_execute(transaction->database, "COMMIT", error);
}

void
transaction_end(Transaction *transaction)
{
    if (transaction == NULL)
        return;
    database_rollback(transaction->database);
    g_free(transaction);
}

gboolean
store_note_change(ChaStore *store, const char *action, const char *subject, const char *source,
                  const char *reason, gint64 *ret_change, GError **error)
{
    g_autoptr(GDateTime) now = g_date_time_new_now_utc();
    g_autofree char *at = g_date_time_format(now, "%Y-%m-%dT%H:%M:%SZ");
    g_autoptr(Statement) insert = NULL;

    g_assert(database_in_transaction(store->database));
    insert = statement_new(store->database,
                           "INSERT INTO change (at, \"by\", action, subject, source, reason)"
                           " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                           error);
    if (insert == NULL)
        return FALSE;
    statement_bind_text(insert, 1, at);
    statement_bind_text(insert, 2, store->by);
    statement_bind_text(insert, 3, action);
    statement_bind_text(insert, 4, subject);
    statement_bind_text(insert, 5, source != NULL ? source : "");
    statement_bind_text(insert, 6, reason != NULL ? reason : "");
    if (!statement_run(insert, error))
        return FALSE;
    *ret_change = database_last_id(store->database);
    return TRUE;
}
