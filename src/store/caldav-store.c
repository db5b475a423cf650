#include "store/caldav-store.h"

#include "store/sql.h"

void
sent_object_free(SentObject *sent)
{
    if (sent == NULL)
        return;
    g_free(sent->object);
    g_free(sent->tag);
    g_free(sent->digest);
    g_free(sent);
}

GHashTable *
caldav_store_load(ChaStore *store, const char *collection, const char *quarter, GError **error)
{
    g_autoptr(GHashTable) objects =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)sent_object_free);
    g_autoptr(Statement) rows = statement_new(
        store_database(store),
        "SELECT object, tag, digest FROM caldav_object WHERE collection = ?1 AND quarter = ?2", error);

    if (rows == NULL)
        return NULL;
    statement_bind_text(rows, 1, collection);
    statement_bind_text(rows, 2, quarter);
    while (statement_next(rows)) {
        SentObject *sent = g_new0(SentObject, 1);

        sent->object = g_strdup(statement_text(rows, 0));
        sent->tag = g_strdup(statement_text(rows, 1));
        sent->digest = g_strdup(statement_text(rows, 2));
        g_hash_table_replace(objects, sent->object, sent);
    }
    return statement_finish(rows, error) ? g_steal_pointer(&objects) : NULL;
}

gboolean
caldav_store_replace(ChaStore *store, const char *collection, const char *quarter, const GPtrArray *sent,
                     GError **error)
{
    g_autoptr(Transaction) transaction = store_begin(store, error);
    g_autoptr(Statement) forget =
        transaction == NULL
            ? NULL
            : statement_new(store_database(store),
                            "DELETE FROM caldav_object WHERE collection = ?1 AND quarter = ?2", error);
    g_autoptr(Statement) insert =
        forget == NULL ? NULL
                       : statement_new(store_database(store),
                                       "INSERT INTO caldav_object (collection, quarter, object, tag, digest)"
                                       " VALUES (?1, ?2, ?3, ?4, ?5)",
                                       error);

    if (insert == NULL)
        return FALSE;
    statement_bind_text(forget, 1, collection);
    statement_bind_text(forget, 2, quarter);
    if (!statement_run(forget, error))
        return FALSE;
    for (guint i = 0; i < sent->len; i++) {
        const SentObject *object = g_ptr_array_index(sent, i);

        statement_bind_text(insert, 1, collection);
        statement_bind_text(insert, 2, quarter);
        statement_bind_text(insert, 3, object->object);
        statement_bind_text(insert, 4, object->tag);
        statement_bind_text(insert, 5, object->digest);
        if (!statement_run(insert, error))
            return FALSE;
    }
    return transaction_commit(transaction, error);
}
