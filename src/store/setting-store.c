#include "store/log-store.h"
#include "store/registry-store.h"
#include "store/sql.h"

gboolean
setting_store_get(ChaStore *store, const char *name, char **ret_value, GError **error)
{
    g_autoptr(Statement) query =
        statement_new(store_database(store), "SELECT value FROM setting WHERE name = ?1", error);
    g_autofree char *value = NULL;

    if (query == NULL)
        return FALSE;
    statement_bind_text(query, 1, name);
    if (statement_next(query))
        value = g_strdup(statement_text(query, 0));
    if (!statement_finish(query, error))
        return FALSE;
    *ret_value = g_steal_pointer(&value);
    return TRUE;
}

static gboolean
write_setting(ChaStore *store, const char *sql, const char *name, const char *before, const char *value,
              GError **error)
{
    g_autoptr(GPtrArray) facts = log_facts_new();
    g_autoptr(Statement) write = statement_new(store_database(store), sql, error);
    gint64 change;

    log_facts_add(facts, "name", name);
    log_facts_add(facts, "old", before != NULL ? before : "");
    log_facts_add(facts, "new", value);
    if (write == NULL || !log_store_append(store, LOG_SET, "", facts, &change, error))
        return FALSE;
    statement_bind_text(write, 1, name);
    statement_bind_text(write, 2, value);
    statement_bind_int(write, 3, change);
    return statement_run(write, error);
}

gboolean
setting_store_set(ChaStore *store, const char *name, const char *value, GError **error)
{
    static const char INSERT[] = "INSERT INTO setting (name, value, change) VALUES (?1, ?2, ?3)";
    static const char UPDATE[] = "UPDATE setting SET value = ?2, change = ?3 WHERE name = ?1";
    g_autoptr(Transaction) transaction = store_begin(store, error);
    g_autofree char *before = NULL;

    if (transaction == NULL || !setting_store_get(store, name, &before, error))
        return FALSE;
    if (g_strcmp0(before, value) == 0)
        return TRUE; /* set already: no change to record */
    return write_setting(store, before == NULL ? INSERT : UPDATE, name, before, value, error) &&
           transaction_commit(transaction, error);
}
