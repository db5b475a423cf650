#include "store/registry-store.h"

#include "store/record-sql.h"
#include "store/sql.h"

gboolean
registry_store_walk(ChaStore *store, const Kind *kind, RecordVisitor visit, gpointer data, GError **error)
{
    g_autofree char *columns = record_sql_columns(kind, "");
    g_autofree char *keys = record_sql_keys(kind, "");
    g_autofree char *sql = g_strdup_printf("SELECT %s FROM %s ORDER BY %s", columns, kind->table, keys);
    g_autoptr(Statement) query = statement_new(store_database(store), sql, error);
    const char *texts[KIND_MAX_COLUMNS] = {NULL};

    if (query == NULL)
        return FALSE;
    while (statement_next(query)) {
        for (guint i = 0; i < kind->n_columns; i++)
            texts[i] = statement_text(query, (int)i);
        if (!visit(texts, data))
            break;
    }
    return statement_finish(query, error);
}

typedef struct {
    GPtrArray *records;
    guint n_columns;
} Loading;

static gboolean
load_record(const char *const *texts, gpointer data)
{
    Loading *loading = data;
    char **record = g_new0(char *, loading->n_columns + 1);

    for (guint i = 0; i < loading->n_columns; i++)
        record[i] = g_strdup(texts[i]);
    g_ptr_array_add(loading->records, record);
    return TRUE;
}

GPtrArray *
registry_store_load(ChaStore *store, const Kind *kind, GError **error)
{
    g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
    Loading loading = {records, kind->n_columns};

    if (!registry_store_walk(store, kind, load_record, &loading, error))
        return NULL;
    return g_steal_pointer(&records);
}

gboolean
registry_store_has(ChaStore *store, const Kind *kind, const char *const *key, gboolean *ret_has,
                   GError **error)
{
    g_autofree char *condition = record_sql_key_bound(kind);
    g_autofree char *sql = g_strdup_printf("SELECT 1 FROM %s WHERE %s", kind->table, condition);
    g_autoptr(Statement) query = statement_new(store_database(store), sql, error);
    gboolean has;

    if (query == NULL)
        return FALSE;
    for (guint i = 0; i < kind->n_keys; i++)
        statement_bind_text(query, (int)i + 1, key[i]);
    has = statement_next(query);
    if (!statement_finish(query, error))
        return FALSE;
    *ret_has = has;
    return TRUE;
}

gboolean
registry_store_add(ChaStore *store, const Kind *kind, GPtrArray *records, const char *source, GError **error)
{
    g_autofree char *columns = record_sql_columns(kind, "");
    g_autoptr(GString) sql = g_string_new(NULL);
    g_autoptr(Statement) insert = NULL;
    gint64 change;

    g_string_printf(sql, "INSERT INTO %s (%s, change) VALUES (", kind->table, columns);
    for (guint i = 0; i <= kind->n_columns; i++)
        g_string_append_printf(sql, "%s?%u", i > 0 ? ", " : "", i + 1);
    g_string_append_c(sql, ')');
    insert = statement_new(store_database(store), sql->str, error);
    if (insert == NULL || !store_note_change(store, "import", kind->name, source, NULL, &change, error))
        return FALSE;
    for (guint r = 0; r < records->len; r++) {
        char **record = g_ptr_array_index(records, r);

        for (guint i = 0; i < kind->n_columns; i++)
            statement_bind_text(insert, (int)i + 1, record[i]);
        statement_bind_int(insert, (int)kind->n_columns + 1, change);
        if (!statement_run(insert, error))
            return FALSE;
    }
    return TRUE;
}
