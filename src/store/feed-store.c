#include "store/feed-store.h"

#include "store/sql.h"

void
feed_address_free(FeedAddress *address)
{
    if (address == NULL)
        return;
    g_free(address->address);
    g_free(address->inspector);
    g_free(address->at);
    g_free(address->by);
    g_free(address);
}

GPtrArray *
feed_store_load(ChaStore *store, GError **error)
{
    g_autoptr(GPtrArray) addresses = g_ptr_array_new_with_free_func((GDestroyNotify)feed_address_free);
    g_autoptr(Statement) rows =
        statement_new(store_database(store),
                      "SELECT f.address, f.inspector, c.at, c.\"by\", f.revoked IS NOT NULL"
                      " FROM feed_address AS f JOIN change AS c ON c.id = f.change"
                      " ORDER BY f.inspector, f.revoked IS NULL, f.change, f.address",
                      error);

    if (rows == NULL)
        return NULL;
    while (statement_next(rows)) {
        FeedAddress *address = g_new0(FeedAddress, 1);

        address->address = g_strdup(statement_text(rows, 0));
        address->inspector = g_strdup(statement_text(rows, 1));
        address->at = g_strdup(statement_text(rows, 2));
        address->by = g_strdup(statement_text(rows, 3));
        address->is_revoked = statement_int(rows, 4) != 0;
        g_ptr_array_add(addresses, address);
    }
    return statement_finish(rows, error) ? g_steal_pointer(&addresses) : NULL;
}

gboolean
feed_store_add(ChaStore *store, const char *inspector, const char *address, gint64 change, GError **error)
{
    g_autoptr(Statement) insert =
        statement_new(store_database(store),
                      "INSERT INTO feed_address (address, inspector, change) VALUES (?1, ?2, ?3)", error);

    if (insert == NULL)
        return FALSE;
    statement_bind_text(insert, 1, address);
    statement_bind_text(insert, 2, inspector);
    statement_bind_int(insert, 3, change);
    return statement_run(insert, error);
}

gboolean
feed_store_revoke(ChaStore *store, const char *inspector, gint64 change, gboolean *ret_had, GError **error)
{
    g_autoptr(Statement) update =
        statement_new(store_database(store),
                      "UPDATE feed_address SET revoked = ?2 WHERE inspector = ?1 AND revoked IS NULL", error);

    if (update == NULL)
        return FALSE;
    statement_bind_text(update, 1, inspector);
    statement_bind_int(update, 2, change);
    if (!statement_run(update, error))
        return FALSE;
    *ret_had = database_changed_rows(store_database(store)) > 0;
    return TRUE;
}
